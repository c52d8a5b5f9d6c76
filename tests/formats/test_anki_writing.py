"""Packages for Anki, as they lie on the disk; what Anki makes of them is in `test_anki_peer`."""

import errno
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.fsrs import first_memory, next_memory
from kgstudy.domain.markup import media as shown_media
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import ParcelCard, ParcelDeck, ParcelNote, ParcelReview, Standing
from kgstudy.domain.review import Days, Phase, Rating, Seconds
from kgstudy.formats import anki as reader
from kgstudy.formats.anki import package, reading, whole
from kgstudy.formats.anki.note_types import NATIVES, kind_of, native_names
from kgstudy.formats.anki.writers.cards import beginning, state
from kgstudy.formats.anki.writers.media import anki_names, renamed
from kgstudy.formats.anki.writers.notes import checksum, stripped
from kgstudy.formats.anki.writers.numbers import Unused
from kgstudy.formats.anki.writing import write
from kgstudy.formats.database import new_database
from tests.formats.anki_parcels import (
    DAY,
    DECK,
    HOUR,
    KINDS,
    MEDIA,
    MONDAY,
    OPTIONS,
    WORDS,
    Written,
    every_kind,
    learning,
    media,
    note,
    parcel,
    reviewing,
)


def written(tmp_path: Path, *notes: ParcelNote, name: str = "deck.apkg") -> Written:
    write(parcel(*notes), tmp_path / name)
    return Written(tmp_path / name)


def test_without_schedules_the_collection_lies_where_every_program_looks(tmp_path: Path) -> None:
    found = written(tmp_path, note("a"))
    assert set(found.members) == {"collection.anki2", "media", "0", "1"}


@pytest.mark.parametrize("name", ["deck.apkg", "all.colpkg"])
def test_with_schedules_old_programs_find_a_notice(tmp_path: Path, name: str) -> None:
    found = written(tmp_path, note("a", reviewing()), name=name)
    assert found.members["meta"] == b"\x08\x02"
    found.database = found.members["collection.anki2"]
    [(fields,)] = found.rows("SELECT flds FROM notes")
    assert "newer version" in fields


def test_a_whole_collection_is_always_of_the_newer_kind(tmp_path: Path) -> None:
    assert "collection.anki21" in written(tmp_path, note("a"), name="all.colpkg").members


def test_a_whole_collection_says_its_rollover_and_that_it_uses_fsrs(tmp_path: Path) -> None:
    conf = written(tmp_path, note("a", reviewing()), name="all.colpkg").column("conf")
    assert (conf["rollover"], conf["fsrs"]) == (4, True)
    assert written(tmp_path, note("a"), name="all.colpkg").column("conf")["fsrs"] is False


def test_the_writers_say_what_they_write(tmp_path: Path) -> None:
    for writer in (package, whole):
        write(parcel(note("a")), tmp_path / f"by-name{writer.SUFFIXES[0]}")
        writer.write(parcel(note("a")), tmp_path / "asked")
        by_name = (tmp_path / f"by-name{writer.SUFFIXES[0]}").read_bytes()
        assert (tmp_path / "asked").read_bytes() == by_name


def test_a_note_keeps_its_words_and_tags(tmp_path: Path) -> None:
    given = note("a", tags=("two words", "кыргыз::сөз"))
    [row] = written(tmp_path, given).rows("SELECT guid, tags, flds, sfld, csum, mod FROM notes")
    fields = "\x1f".join(KINDS["basic"].values())
    first = "Бишкек  map.png "
    tags = " two_words кыргыз::сөз "
    assert row == ("a", tags, fields, first, checksum(first), MONDAY // 1000)


def test_notes_of_one_instant_have_different_ids(tmp_path: Path) -> None:
    found = written(tmp_path, *(note(f"n{number}", kind="both-ways") for number in range(40)))
    assert len(set(found.rows("SELECT id FROM notes"))) == 40
    assert found.rows("SELECT count(*), count(DISTINCT id) FROM cards") == [(80, 80)]
    assert found.rows("SELECT count(*) FROM cards WHERE nid NOT IN (SELECT id FROM notes)") == [
        (0,)
    ]


@given(st.lists(st.integers(0, 30)))
def test_numbers_are_given_once_and_near_what_was_wanted(wanted: list[int]) -> None:
    unused = Unused()
    given_out: list[int] = []
    for number in wanted:
        expected = next(n for n in range(number, 100) if n not in given_out)
        given_out.append(unused.from_(number))
        assert given_out[-1] == expected


def standing(phase: Phase, due: int, interval: Days | Seconds, step: int = 0) -> Standing:
    return Standing(phase, due, interval, step)


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (ParcelCard(0, "deck", 7), (0, 0, 7, 0)),
        (learning(), (1, 1, (MONDAY + 605_000) // 1000, 2)),
        (reviewing(), (2, 2, 11, 0)),
        (reviewing(suspended=True), (2, -1, 11, 0)),
        (reviewing(buried=True), (2, -3, 11, 0)),
        (
            ParcelCard(0, "deck", 0, standing(Phase.LEARNING, MONDAY + 2 * DAY, Days(1), 2)),
            (1, 3, 3, 1),
        ),
        (
            ParcelCard(0, "deck", 0, standing(Phase.RELEARNING, MONDAY + HOUR, Seconds(600))),
            (3, 1, (MONDAY + HOUR) // 1000, 2),
        ),
    ],
)
def test_a_card_stands_where_it_stood(card: ParcelCard, expected: tuple[int, ...]) -> None:
    created = beginning([reviewing()])
    assert created is not None
    its = state(card, created, OPTIONS)
    assert (its.type, its.queue, its.due, its.left) == expected


def test_a_card_keeps_its_figures(tmp_path: Path) -> None:
    found = written(tmp_path, note("a", reviewing(flag=3)))
    [row] = found.rows("SELECT ivl, factor, reps, lapses, flags, data FROM cards")
    last = (MONDAY + 3 * DAY) // 1000
    data = f'{{"pos":4,"s":12.3456,"d":5.432,"dr":0.87,"decay":0.2,"lrt":{last}}}'
    assert row == (7, 2350, 3, 1, 3, data)


@given(st.integers(0, 20_000), st.integers(0, 400), st.integers(-11 * HOUR, 11 * HOUR))
def test_a_day_is_the_same_date_wherever_it_is_read(first: int, later: int, off: int) -> None:
    due = (first + later) * DAY + 12 * HOUR
    card = ParcelCard(0, "deck", 0, standing(Phase.REVIEWING, due + off, Days(3)))
    created = beginning([card, ParcelCard(0, "deck", 0, None, (answer(first * DAY + HOUR),))])
    assert created is not None
    day_0 = datetime.fromtimestamp(created, UTC)
    assert day_0.hour == 4
    day = state(card, created, OPTIONS).due
    assert day_0.date().toordinal() + day == datetime.fromtimestamp(due / 1000, UTC).toordinal()


def answer(
    at: int, rating: Rating | None = Rating.GOOD, then: Phase = Phase.REVIEWING
) -> ParcelReview:
    return ParcelReview(at, rating, Phase.REVIEWING, then, Days(1))


def test_the_answers_are_kept(tmp_path: Path) -> None:
    found = written(tmp_path, note("a", reviewing()))
    rows = found.rows("SELECT id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id")
    memory = first_memory(Rating.GOOD, OPTIONS.parameters)
    difficulties = [memory.difficulty]
    for rating in (Rating.GOOD, Rating.HARD):
        memory = next_memory(memory, rating, 1, OPTIONS.parameters)
        difficulties.append(memory.difficulty)
    factors = [round(1000 * ((difficulty - 1) / 9 + 0.1)) for difficulty in difficulties]
    assert rows == [
        (MONDAY, 3, -600, 0, factors[0], 4000, 0),
        (MONDAY + 600_000, 3, 3, -600, factors[1], 3000, 0),
        (MONDAY + 3 * DAY, 2, 7, 3, factors[2], 2000, 1),
    ]


def test_answers_of_one_instant_are_all_kept(tmp_path: Path) -> None:
    found = written(tmp_path, *(note(f"n{number}", reviewing()) for number in range(5)))
    assert found.rows("SELECT count(*) FROM revlog") == [(15,)]
    assert found.rows("SELECT min(id), max(id) FROM revlog WHERE ivl = -600") == [
        (MONDAY, MONDAY + 4)
    ]


@pytest.mark.parametrize("remembered", [True, False])
def test_being_made_to_forget_is_told_from_being_put_off(tmp_path: Path, remembered: bool) -> None:
    log = (
        answer(MONDAY - DAY, None),
        answer(MONDAY),
        answer(MONDAY + DAY, None),
        answer(MONDAY + 2 * DAY, None, Phase.NEW),
    )
    card = reviewing(log=log)
    assert card.standing is not None
    if not remembered:
        card = card._replace(standing=replace(card.standing, memory=None))
    found = written(tmp_path, note("a", card))
    rows = found.rows("SELECT ease, type, factor > 0 FROM revlog ORDER BY id")
    assert rows == [(0, 4, 1), (3, 1, 1), (0, 4, 1), (0, 4, 0)]


@pytest.mark.parametrize("remembered", [True, False])
def test_practice_is_told_from_an_answer_that_counts(tmp_path: Path, remembered: bool) -> None:
    practice = answer(MONDAY + HOUR, Rating.AGAIN)._replace(practice=True)
    card = reviewing(log=(answer(MONDAY), practice, answer(MONDAY + DAY)))
    assert card.standing is not None
    if not remembered:
        card = card._replace(standing=replace(card.standing, memory=None))
    rows = written(tmp_path, note("a", card)).rows("SELECT ease, type, factor FROM revlog")
    assert [row[:2] for row in rows] == [(3, 1), (1, 3), (3, 1)]
    assert rows[1][2] == 0
    assert rows[2][2] <= (300 if remembered else 2500)


def test_what_the_reader_concluded_is_not_written(tmp_path: Path) -> None:
    log = (answer(MONDAY), answer(MONDAY + DAY - 1, None, Phase.NEW), answer(MONDAY + DAY))
    found = written(tmp_path, note("a", reviewing(log=log)))
    assert found.rows("SELECT id FROM revlog ORDER BY id") == [(MONDAY,), (MONDAY + DAY,)]


def test_a_renamed_field_keeps_its_looks(tmp_path: Path) -> None:
    origin = '{"flds": [{"name": "Term", "font": "Noto"}, {"name": "Meaning"}]}'
    given = parcel(note("w", kind=TEMPLATED), note_types=(replace(WORDS, origin=origin),))
    write(given, tmp_path / "deck.apkg")
    [model] = Written(tmp_path / "deck.apkg").column("models").values()
    assert [(its["name"], its["font"]) for its in model["flds"]] == [
        ("Word", "Noto"),
        ("Meaning", "Arial"),
    ]


@pytest.mark.parametrize("told", ["1607392319", '"1607392319"'])
def test_a_note_type_comes_back_as_itself_also_where_its_number_is_written_as_text(
    tmp_path: Path, told: str
) -> None:
    """As genanki writes it; by another one it would be a second note type everywhere."""
    types = (replace(WORDS, origin=f'{{"id": {told}}}'),)
    write(parcel(note("w", kind=TEMPLATED), note_types=types), tmp_path / "deck.apkg")
    assert list(Written(tmp_path / "deck.apkg").column("models")) == ["1607392319"]
    (again,) = reading.read(tmp_path / "deck.apkg").note_types
    assert again.guid.startswith("anki-1607392319-")


def test_decks_stand_below_their_parents(tmp_path: Path) -> None:
    found = written(tmp_path, note("a"))
    decks = {deck["name"]: deck for deck in found.column("decks").values()}
    assert set(decks) == {"Default", "Кыргызстан", DECK.name}
    assert decks[DECK.name]["desc"] == DECK.description
    preset = found.column("dconf")[str(decks[DECK.name]["conf"])]
    assert preset["name"] == "mine"
    assert preset["new"]["delays"] == [1, 10, 60]
    assert (preset["new"]["perDay"], preset["rev"]["perDay"]) == (7, 77)
    assert (preset["desiredRetention"], preset["new"]["bury"]) == (0.87, False)
    assert found.rows("SELECT DISTINCT did FROM cards") == [(decks[DECK.name]["id"],)]


def test_ids_of_decks_and_notes_do_not_depend_on_what_else_is_there(tmp_path: Path) -> None:
    one = written(tmp_path, note("a"))
    other = replace(parcel(note("a")), decks=(ParcelDeck("new", "Another"), DECK))
    write(other, tmp_path / "other.apkg")
    assert one.column("decks").items() <= Written(tmp_path / "other.apkg").column("decks").items()


def test_a_note_type_is_given_back_as_it_came(tmp_path: Path) -> None:
    origin = (
        '{"id": 1500000000001, "latexPre": "\\\\LaTeX", "sortf": 1, "name": "Old", "css": "",'
        ' "flds": [{"name": "Meaning", "font": "Noto", "size": 33}, {"name": "Gone"}],'
        ' "tmpls": [{"name": "Back", "bqfmt": "short", "did": 77, "qfmt": "old"}]}'
    )
    given = parcel(note("w", kind=TEMPLATED), note_types=(replace(WORDS, origin=origin),))
    write(given, tmp_path / "deck.apkg")
    found = Written(tmp_path / "deck.apkg")
    model = found.column("models")["1500000000001"]
    assert (model["name"], model["latexPre"], model["css"]) == ("Words", "\\LaTeX", WORDS.css)
    assert [(its["name"], its["font"], its["ord"]) for its in model["flds"]] == [
        ("Word", "Arial", 0),
        ("Meaning", "Noto", 1),
    ]
    assert [(its["qfmt"], its["bqfmt"], its["did"]) for its in model["tmpls"]] == [
        ("{{Word}}", "", None),
        ("{{Meaning}}", "short", None),
    ]
    assert found.rows("SELECT mid, sfld FROM notes") == [(1500000000001, "m")]


@pytest.mark.parametrize("origin", ["", "[]", "{", '{"flds": 1, "tmpls": [2], "sortf": "x"}'])
def test_an_origin_that_says_nothing_hurts_nobody(tmp_path: Path, origin: str) -> None:
    given = parcel(note("w", kind=TEMPLATED), note_types=(replace(WORDS, origin=origin),))
    write(given, tmp_path / "deck.apkg")
    [model] = Written(tmp_path / "deck.apkg").column("models").values()
    assert [its["name"] for its in model["flds"]] == ["Word", "Meaning"]


def test_a_gap_is_a_card_of_its_number(tmp_path: Path) -> None:
    found = written(tmp_path, note("a", kind="cloze"))
    assert found.rows("SELECT ord FROM cards ORDER BY ord") == [(0,), (2,), (3,)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_told_again(kind: str) -> None:
    native = NATIVES[kind]
    values = native.values(KINDS[kind], "guid")
    assert len(values) == len(native.note_type.fields)
    assert dict(zip(native_names(kind), values, strict=False)) == KINDS[kind]
    for name in (native.note_type.name, f"{native.note_type.name}-1a2b3c", f"kgstudy: {kind}+"):
        assert kind_of(name, native.note_type.fields) == kind
    assert kind_of(native.note_type.name, (*native.note_type.fields, "Mine")) is None
    assert kind_of(f"my {kind}", native.note_type.fields) is None


def test_every_kind_has_a_note_type() -> None:
    assert NATIVES.keys() == CARD_TYPES.keys()


@given(st.text(), st.sets(st.text(st.characters(codec="utf-8", categories=["L"]), min_size=1)))
def test_the_answers_to_choose_from_are_all_shown(guid: str, wrong: set[str]) -> None:
    fields = {"question": "?", "right": "R!", "wrong": "\n".join(sorted(wrong))}
    options = NATIVES["choice"].values(fields, guid)[-1]
    assert options == NATIVES["choice"].values(fields, guid)[-1]
    assert options.count("<li>") == len(wrong) + 1
    assert all(f"<li>{answer}</li>" in options for answer in ("R!", *wrong))


def test_items_are_never_asked_for_in_their_right_order() -> None:
    for number in range(50):
        *_, asked, right = NATIVES["ordering"].values(KINDS["ordering"], str(number))
        assert asked.partition(">")[2] != right.partition(">")[2]


def test_media_go_along_under_names_that_anki_can_have(tmp_path: Path) -> None:
    files = media(**{"a/b?.png": b"1", "a-b-.png": b"2", "й.mp3": b"3", "plain.png": b"4"})
    fields = {
        "front": '<img src="a/b?.png"><img alt=x src=a-b-.png>',
        "back": "[sound:й.mp3]<img src='plain.png'>",
    }
    given = parcel(note("a", fields=fields), media=files)
    write(given, tmp_path / "deck.apkg")
    found = Written(tmp_path / "deck.apkg")
    names = {"a-b-.png": b"2", "a-b--2.png": b"1", "й.mp3": b"3", "plain.png": b"4"}
    assert found.media() == names
    [(written_fields,)] = found.rows("SELECT flds FROM notes")
    front, back, _ = written_fields.split("\x1f")
    assert front == '<img src="a-b--2.png"><img alt=x src=a-b-.png>'
    assert back == "[sound:й.mp3]<img src='plain.png'>"


@given(st.sets(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)))
def test_names_of_media_can_be_said_and_told_apart(names: set[str]) -> None:
    given_names = anki_names(names)
    assert given_names.keys() == names
    assert len({name.casefold() for name in given_names.values()}) == len(names)
    for name in given_names.values():
        assert unicodedata.is_normalized("NFC", name)
        assert 0 < len(name.encode()) < 140
        assert not set(name) & set('/\\:*?"<>|[]\n\0')


def test_names_are_composed_and_told_apart_without_capitals() -> None:
    names = anki_names({"и\u0306.png", "a-.png", "A?.png"})
    assert names == {"и\u0306.png": "й.png", "a-.png": "a-.png", "A?.png": "A--2.png"}


@given(st.sets(st.text("abc/?&' é%", min_size=1, max_size=9).map(str.strip).filter(bool)))
def test_fields_follow_the_new_names(names: set[str]) -> None:
    given_names = anki_names(names)
    for name in names:
        tag = name.replace("&", "&amp;").replace('"', "&quot;")
        html = f'<p>{name}</p><img src="{tag}">[sound:{tag}]'
        found = shown_media(renamed(html, given_names))
        assert found == (given_names[name],), html


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("plain", "plain"),
        ("<b>a</b>&nbsp;&lt;b", "a <b"),
        ("<!-- x --><style>.a{}</style>b<script>c", "b"),
        ("[sound:a.mp3] <img src=a.png>", "[sound:a.mp3]  a.png "),
        ("2 < 3", "2 < 3"),
    ],
)
def test_fields_are_sorted_by_what_is_seen(html: str, seen: str) -> None:
    assert stripped(html) == seen


def test_a_field_of_signs_is_read_quickly() -> None:
    assert stripped("<" * 3_000_000 + "<!--" * 100_000).startswith("<<<")


def test_the_same_parcel_is_the_same_file(tmp_path: Path) -> None:
    given = replace(every_kind(), notes=(*every_kind().notes, note("a", reviewing())))
    write(given, tmp_path / "one.apkg")
    write(given, tmp_path / "two.apkg")
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()
    with ZipFile(tmp_path / "one.apkg") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def refused(path: Path, files: Mapping[str, object] = MEDIA) -> str:
    with pytest.raises(UserError) as caught:
        write(parcel(note("a"), media=files), path)
    return str(caught.value)


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    def full() -> BinaryIO:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "deck.apkg"
    path.write_bytes(b"before")
    assert (
        refused(path, {"a.png": full})
        == f"{path}: It cannot be written: {os.strerror(errno.ENOSPC)}."
    )
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"before"


def test_a_database_that_finds_no_room_says_so_as_the_disk_does(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
        fill_more_than_fits(tmp_path / "new")
    assert caught.value.errno == errno.ENOSPC


def fill_more_than_fits(path: Path) -> None:
    with new_database(path) as database:
        database.execute("PRAGMA max_page_count = 4")
        database.execute("CREATE TABLE words (word)")
        database.executemany("INSERT INTO words VALUES (?)", [("word" * 1000,)] * 100)


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "deck.apkg").mkdir()
    assert "choose the name of a file" in refused(tmp_path / "deck.apkg")
    assert "cannot be written" in refused(tmp_path / "nowhere" / "deck.apkg")


def test_stopping_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: float) -> None:
        if done > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(every_kind(), tmp_path / "deck.apkg", stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_only_grows(tmp_path: Path) -> None:
    told: list[float] = []
    write(parcel(*(note(str(n)) for n in range(2500))), tmp_path / "deck.apkg", told.append)
    assert told == sorted(told)
    assert len(told) > 4
    assert (min(told) >= 0, told[-1]) == (True, 1.0)


@pytest.mark.parametrize("name", ["deck.apkg", "all.colpkg"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    log_only = ParcelCard(0, DECK.guid, 3, None, (answer(MONDAY + 7), answer(MONDAY + DAY, None)))
    given = replace(
        every_kind(),
        notes=(
            *(note(f"new-{kind}", *new_cards(kind), kind=kind) for kind in KINDS),
            note("known", reviewing(0, flag=2), learning(1), kind="both-ways", tags=("a", "b::c")),
            note(
                "aside",
                reviewing(0, MONDAY + 1000, suspended=True),
                reviewing(1, MONDAY + 2000, buried=True),
                kind=TEMPLATED,
            ),
            note("forgotten", log_only),
        ),
    )
    write(given, tmp_path / name)
    found = reader.read(tmp_path / name)
    assert found.problems == ()
    [deck] = [deck for deck in found.decks if deck.name == DECK.name]
    assert (deck.description, deck.preset) == (DECK.description, "mine")
    assert [preset for preset in found.presets if preset.name == "mine"] == list(given.presets)
    for mine, theirs in zip(given.notes, found.notes, strict=True):
        assert (theirs.guid, theirs.kind, theirs.tags) == (mine.guid, mine.kind, mine.tags)
        assert (theirs.fields, theirs.changed) == (mine.fields, mine.changed)
        assert theirs.cards == tuple(as_read(card, deck.guid) for card in mine.cards or ())
    assert {name: opener().read() for name, opener in found.media.items()} == {
        name: opener().read() for name, opener in given.media.items()
    }


def new_cards(kind: str) -> tuple[ParcelCard, ...]:
    slots = CARD_TYPES[kind].slots(KINDS[kind])
    return tuple(ParcelCard(slot, DECK.guid, 5) for slot in slots)


def as_read(card: ParcelCard, deck: str) -> ParcelCard:
    """A day is all that Anki keeps of when a card is due."""
    its = card.standing
    if its is None:
        return card._replace(deck=deck)
    due = its.due
    if its.phase is Phase.REVIEWING:
        due = due // DAY * DAY + 12 * HOUR
    return card._replace(deck=deck, standing=replace(its, due=due))
