"""Samples with damage done to them, and what every reader has to keep to with such files."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.formats.archive import is_safe_name

_HOSTILE = (
    b"\0", b"\x03", b"\xff\xfe", b"\xed\xa0\x80", b"<", b">", b"&", b"]]>", b"{{c1::", b"}}", b"[[",
    b"99999999999999999999", b"-1", b"nan", b"1e308", b"9999-12-31", b"0000-00-00", b"31.02.99",
    b"../../etc/passwd", b"con", b"==", b"::", b"\n?\n", b"<!--SR:!", b"-->", b"```", b"$$",
    b"\n\n", b"\r", b"&#0;", b"\xe2\x80\xae", b"a" * 3000,
)  # fmt: skip


def damaged(sample: bytes, seed: int, count: int) -> Iterator[bytes]:
    """The sample with a few things in it changed, cut out, doubled or put in."""
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 4)):
            at, length = chance.randrange(len(data) + 1), chance.choice((1, 2, 8, 60))
            match chance.randrange(5):
                case 0:
                    data[at : at + length] = b""
                case 1:
                    data[at:at] = chance.choice(_HOSTILE)
                case 2:
                    data[at : at + length] = bytes(chance.randrange(256) for _ in range(length))
                case 3:
                    data[at:at] = data[at : at + length] * 3
                case _:
                    del data[at if chance.random() < 0.1 else len(data) :]
        yield bytes(data)


def survives(reader: ModuleType, path: Path) -> Parcel | None:
    """Reads the file, or has it refused; whatever comes of it keeps a parcel's promises."""
    reader.recognises(path)
    try:
        parcel: Parcel = reader.read(path)
    except UserError:
        return None
    check(parcel)
    return parcel


def check(parcel: Parcel) -> None:
    decks = {deck.guid for deck in parcel.decks}
    assert len(decks) == len({deck.name for deck in parcel.decks}) == len(parcel.decks)
    assert all(all(deck.name.split(SEPARATOR)) for deck in parcel.decks)
    assert len({note.guid for note in parcel.notes}) == len(parcel.notes)
    types = {kind.guid: kind for kind in parcel.note_types}
    for note in parcel.notes:
        assert note.deck in decks
        assert (note.kind == "template") == (note.note_type in types)
        slots = [card.slot for card in note.cards or ()]
        assert len(set(slots)) == len(slots)
        for card in note.cards or ():
            assert card.deck in decks
            assert _is_sane([card.standing.due] if card.standing else [])
            assert _is_sane([review.at for review in card.log])
    assert all(map(is_safe_name, parcel.media))
    assert all(str(problem.place) and problem.why for problem in parcel.problems)


def _is_sane(instants: list[int]) -> bool:
    return all(0 < instant < 7_300_000_000_000 for instant in instants)


def contents(parcel: Parcel) -> Mapping[str, bytes]:
    """The parcel's media."""
    found = {}
    for name, opener in parcel.media.items():
        with opener() as file:
            found[name] = file.read()
    return found
