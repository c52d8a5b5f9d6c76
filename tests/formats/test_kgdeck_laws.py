"""What is written reads as it was, whatever is in it, and whichever way it lies on the disk."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.errors import UserError
from kgstudy.domain.markup import plain
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelLesson, ParcelNote, Source
from kgstudy.formats import kgdeck
from kgstudy.formats.kgdeck.writing import text as written
from tests.formats.deck_texts import FIELDS, SAMPLE, parcels, read, words

patient = settings(
    max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def through_text(parcel: Parcel) -> Parcel:
    lesson = parcel.lessons[0] if parcel.lessons else None
    again = read(written(parcel.decks[0], lesson, parcel.notes))
    return Parcel(
        (again.deck,), (again.lesson,) if again.lesson else (), again.notes, {}, again.problems
    )


@pytest.mark.parametrize("kind", FIELDS)
@settings(patient, max_examples=40)
@given(st.data())
def test_every_kind_comes_back_as_it_was(kind: str, data: st.DataObject) -> None:
    parcel = data.draw(parcels(kinds=(kind,)))
    assert through_text(parcel) == parcel


@patient
@given(parcels())
def test_a_deck_of_all_kinds_comes_back_as_it_was(parcel: Parcel) -> None:
    assert through_text(parcel) == parcel


@settings(patient, max_examples=12)
@given(parcels(), parcels(decks=3))
def test_text_folder_and_zip_are_the_same_deck(one: Parcel, three: Parcel) -> None:
    with TemporaryDirectory() as folder:
        for parcel, name in ((one, "a.md"), (one, "b"), (one, "c.kgdeck")):
            path = Path(folder) / name
            kgdeck.write(parcel, path)
            assert kgdeck.read(path) == parcel
        for name in ("d", "e.kgdeck"):
            path = Path(folder) / name
            kgdeck.write(three, path)
            again = kgdeck.read(path)
            assert set(again.decks) == set(three.decks)
            assert sorted(again.notes, key=lambda n: n.guid) == sorted(
                three.notes, key=lambda n: n.guid
            )
            assert again.problems == ()


blocks = st.one_of(
    words,
    st.sampled_from(SAMPLE.split("\n\n")),
    st.builds("C: a [{}] {}".format, words, words),
    st.builds("Q: {}\nA: {}\nS: {}\nN: {} ^a{}".format, words, words, words, words, st.integers()),
)


@patient
@given(st.lists(blocks, max_size=9).map("\n\n".join))
def test_writing_what_was_read_is_a_fixed_point(text: str) -> None:
    try:
        first = read(text)
    except UserError:
        return
    once = written(first.deck, first.lesson, first.notes)
    again = read(once)
    assert again.problems == ()
    assert (again.deck, again.lesson, again.notes) == (first.deck, first.lesson, first.notes)
    assert written(again.deck, again.lesson, again.notes) == once


@patient
@given(st.lists(blocks, max_size=9).map("\n\n".join))
def test_sources_are_the_very_words_of_the_lesson(text: str) -> None:
    try:
        found = read(text)
    except UserError:
        return
    for source in (note.source for note in found.notes if note.source):
        assert found.lesson is not None
        assert found.lesson.text[source.start : source.end] == source.quote != ""


_SPOILERS = [
    b"[", b"]", b"`", b"$", b"<!--", b"\n---\n", b"\n", b"^", b"\x00", b"\xff", b"*", b"\nQ:",
    b"\nA:", b"<b", b"&", b"\\", b"\n# ", b"\r", b"![", b"{2}", b" | ", b"\xef\xbb\xbf", b"\nT: ",
]  # fmt: skip


def spoilt(content: bytes, rng: Random) -> bytes:
    """The content with some of it lost, doubled or overwritten."""
    spoiled = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(spoiled))
        match rng.randrange(4):
            case 0:
                spoiled[at] = rng.randrange(256)
            case 1:
                del spoiled[at : at + rng.randint(1, 30)]
            case 2:
                spoiled[at:at] = rng.choice(_SPOILERS)
            case _:
                spoiled[at:at] = spoiled[at : at + 100]
    return bytes(spoiled)


def test_a_spoilt_text_raises_nothing_but_what_people_are_told(tmp_path: Path) -> None:
    rng, path = Random(3), tmp_path / "deck.md"
    told, read_all_the_same = [], 0
    for _ in range(1000):
        path.write_bytes(spoilt(SAMPLE.encode(), rng))
        try:
            problems = kgdeck.read(path).problems
        except UserError as error:
            told.append(error)
        else:
            assert all(problem.place.line for problem in problems)
            read_all_the_same += 1
    assert all(error.place and error.place.file == str(path) for error in told)
    assert min(len(told), read_all_the_same) > 80, "the mutations are too kind, or too harsh"


# What others have written


def noted(field: str, kind: str = "basic") -> ParcelNote:
    fields = {"front": field, "back": field, "text": f"{{{{c1::x}}}} {field}"}
    names = (made.name for made in CARD_TYPES[kind].fields)
    return ParcelNote("d/n", "d", kind, {name: fields.get(name, "") for name in names})


@pytest.mark.parametrize("kind", ["basic", "cloze"])
@pytest.mark.parametrize(
    "field",
    [
        r"\[a<br># b\]",
        r"\[a ^x<br>b\]",
        r"\[a<br>---<br>b\]",
        r"\[a<br>&lt;!-- b\]",
        r"\(a<br>\\Q: b\)",
        "<code>a<br>Q: b</code>",
        r"<code>\[0\]</code> <code>\\[0]</code>",
        "a<br>#<br>---<br>Q: b ^c<br>^d",
        "<p>a</p><p>Q: b</p>",
        '<b>a</b>: <span class="x">b</span><hr>',
        "a ^id #tag",
        "![a](b.txt) [c] !",
    ],
)
def test_fields_from_elsewhere_come_back(field: str, kind: str) -> None:
    note = noted(field, kind)
    found = read(written(ParcelDeck("d", "D"), None, [note]))
    assert (found.notes, found.problems) == ((note,), ())


_TAGGED = (
    "a b <b> </b> <div> </div> <br> &nbsp; {{c1:: }} {{c2::x::h}} :: \\( \\) <i> </i> <code> "
    "</code> [ ] ^id Q: * _ $ ` <li> # &lt; | <span\ntitle='a::b'> </span> \n"
)
tagged = st.lists(st.sampled_from(_TAGGED.split(" ")), min_size=1, max_size=10).map(" ".join)
prose = st.lists(
    st.sampled_from(["word", "Naryn", " ", "\n", "\n\n", "## H", "- x", "Q: z", "^id", "*", "---"]),
    max_size=30,
).map("".join)


def quoted(note: ParcelNote) -> list[str]:
    return note.source.quote.split() if note.source else []


@patient
@given(st.lists(st.tuples(tagged, st.floats(0, 1), st.integers(1, 12)), max_size=5), prose)
def test_any_lesson_keeps_its_words_and_any_card_its_source(
    cards: list[tuple[str, float, int]], text: str
) -> None:
    lesson = ParcelLesson("l", "d", "Title", "en", text)
    notes = []
    for number, (field, share, length) in enumerate(cards):
        start = int(share * len(text))
        quote = text[start : start + length]
        source = Source("l", quote, start, start + len(quote)) if quote.strip() else None
        fields = {"front": f"{number} {field}", "back": field, "note": field}
        notes.append(ParcelNote(f"d/{number}", "d", "basic", fields, (), source))
    found = read(written(ParcelDeck("d", "D"), lesson, notes))
    assert (found.lesson.text if found.lesson else "").split() == text.split()
    blank = {note.guid for note in notes if CARD_TYPES["basic"].problem(note.fields)}
    again = {note.guid: note for note in found.notes}
    assert again.keys() == {note.guid for note in notes} - blank
    for note in notes:
        if note.guid not in blank:
            theirs, ours = note.source, again[note.guid].source
            assert (theirs.quote.split() if theirs else None) == (
                ours.quote.split() if ours else None
            )
            assert [plain(field).split() for field in note.fields.values()] == [
                plain(field).split() for field in again[note.guid].fields.values()
            ]
