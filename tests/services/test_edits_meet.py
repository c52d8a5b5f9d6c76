"""A note that comes in again after it was changed here, there, or on both sides."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.changes import Touched
from kgstudy.domain.errors import Cancelled
from kgstudy.domain.merging import merged
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import STAND_IN, TEMPLATED, NoteType, Template
from kgstudy.domain.parcel import Parcel, ParcelCard, ParcelDeck, ParcelNote
from kgstudy.domain.review import Rating
from kgstudy.services import editing, exporting, importing
from kgstudy.services.importing import Arrangement
from kgstudy.services.study import Study
from kgstudy.store import cards, decks, media, notes
from kgstudy.store.collection import Collection
from tests.builders import DECK, collection

WORDS = NoteType(
    "words",
    "Words",
    cloze=False,
    fields=("Word", "Meaning"),
    templates=(Template("There", "{{Word}}", "{{FrontSide}}<hr id=answer>{{Meaning}}"),
               Template("Back", "{{Meaning}}", "{{FrontSide}}<hr id=answer>{{Word}}")),
    css=".card { color: red; background: url('_paper.png'); }",
    origin='{"id": 5}',
)  # fmt: skip


def word(guid: str, tags: tuple[str, ...] = (), **fields: str) -> ParcelNote:
    dealt = (ParcelCard(0, DECK), ParcelCard(1, DECK, 1))
    return ParcelNote(guid, DECK, TEMPLATED, fields, tags, None, WORDS.guid, dealt)


def words(*coming: ParcelNote) -> Parcel:
    return Parcel((ParcelDeck(DECK, "Words"),), (), coming, note_types=(WORDS,))


def found(opened: Collection, guid: str) -> Note:
    note = notes.find(opened, guid=guid)
    assert note is not None
    return note


def edit(opened: Collection, guid: str, **fields: str) -> None:
    note = found(opened, guid)
    with opened.act("edit-note", Touched.NOTES):
        notes.save(opened, note._replace(fields={**note.fields, **fields}))


def test_templated_notes_keep_their_type() -> None:
    with collection() as opened:
        report = importing.bring_in(opened, words(word("a", Word="суу", Meaning="water")))
        assert report.cards == 2
        note = found(opened, "a")
        assert note.note_type == WORDS
        assert [card.slot for card in cards.of_note(opened, note.id)] == [0, 1]
        (going,) = exporting.gather(opened).note_types
        assert going == WORDS


@pytest.mark.parametrize(
    "row",
    [
        ParcelNote("a", DECK, "basic", {"front": "суу", "back": "fresh water"}),
        ParcelNote("a", DECK, TEMPLATED, {"Meaning": "fresh water"}, note_type="made up"),
    ],
    ids=["of two columns", "of a type that is only named"],
)
def test_a_row_of_a_table_leaves_a_note_its_templates(row: ParcelNote) -> None:
    made_up = NoteType("made up", "Words", False, ("Meaning",), (), "", STAND_IN)
    with collection() as opened:
        importing.bring_in(opened, words(word("a", Word="суу", Meaning="water")))
        table = Parcel((ParcelDeck(DECK, "Words"),), (), (row,), note_types=(made_up,))
        report = importing.bring_in(opened, table)
        assert report.notes == Counter(changed=1)
        note = found(opened, "a")
        assert note.note_type == WORDS
        assert note.fields == {"Word": "суу", "Meaning": "fresh water"}
        assert len(cards.of_note(opened, note.id)) == 2


def test_what_was_changed_here_alone_stays() -> None:
    with collection() as opened:
        importing.bring_in(opened, words(word("a", Word="суу", Meaning="water")))
        edit(opened, "a", Meaning="fresh water")
        report = importing.bring_in(opened, words(word("a", Word="суу!", Meaning="water")))
        assert report.conflicts == ()
        assert found(opened, "a").fields == {"Word": "суу!", "Meaning": "fresh water"}


def test_of_a_clash_mine_is_kept_and_both_are_told() -> None:
    with collection() as opened:
        importing.bring_in(opened, words(word("a", Word="суу", Meaning="water")))
        edit(opened, "a", Meaning="mine")
        again = words(word("a", Word="суу", Meaning="theirs"))
        (conflict,) = importing.plan(opened, again).conflicts
        assert (conflict.imported, conflict.mine, conflict.theirs) == ("water", "mine", "theirs")
        assert (conflict.title, conflict.field) == ("суу", "Meaning")
        assert conflict.kind == WORDS
        assert importing.plan(opened, again).notes == Counter(kept=1)
        report = importing.bring_in(opened, again)
        assert report.notes == Counter(kept=1)
        assert report.conflicts == (conflict,)
        assert found(opened, "a").fields["Meaning"] == "mine"


def test_of_a_clash_theirs_can_be_taken() -> None:
    with collection() as opened:
        importing.bring_in(opened, words(word("a", Word="суу", Meaning="water")))
        edit(opened, "a", Meaning="mine")
        again = words(word("a", Word="суу", Meaning="theirs"))
        importing.bring_in(opened, again, Arrangement(theirs=frozenset({("a", "Meaning")})))
        assert found(opened, "a").fields["Meaning"] == "theirs"


def test_a_clash_is_told_once() -> None:
    with collection() as opened:
        importing.bring_in(opened, words(word("a", Word="суу", Meaning="water")))
        edit(opened, "a", Meaning="mine")
        again = words(word("a", Word="суу", Meaning="theirs"))
        importing.bring_in(opened, again)
        assert importing.bring_in(opened, again).conflicts == ()
        assert found(opened, "a").fields["Meaning"] == "mine"


def test_an_older_file_takes_nothing_back() -> None:
    newer, older = (
        word("a", Word=name, Meaning="water")._replace(changed=at)
        for name, at in (("new", 2000), ("old", 1000))
    )
    with collection() as opened:
        importing.bring_in(opened, words(newer))
        assert importing.bring_in(opened, words(older)).notes == Counter(same=1)
        assert found(opened, "a").fields["Word"] == "new"


def test_tags_of_both_sides_are_united() -> None:
    with collection() as opened:
        importing.bring_in(opened, words(word("a", ("x",), Word="суу", Meaning="water")))
        notes.tag(opened, found(opened, "a").id, "mine")
        importing.bring_in(
            opened,
            words(word("a", ("y",), Word="суу", Meaning="water")),
            Arrangement(tags=("lesson",)),
        )
        assert found(opened, "a").tags == ("lesson", "mine", "x", "y")


def test_all_of_it_goes_into_the_deck_that_was_chosen() -> None:
    with collection() as opened:
        importing.bring_in(opened, words(word("a", Word="суу", Meaning="w")), Arrangement("Mine"))
        assert [deck.name for deck in decks.every(opened)] == ["Mine"]
        importing.bring_in(opened, words(word("b", Word="от", Meaning="fire")))
        assert [deck.name for deck in decks.every(opened)] == ["Mine"]
        importing.bring_in(opened, words(word("c", Word="б", Meaning="b")), Arrangement("Other"))
        assert [deck.name for deck in decks.every(opened)] == ["Mine", "Other"]


def test_scripts_are_counted_in_the_report() -> None:
    sly = replace(WORDS, templates=(Template("A", "{{Word}}<script>x()</script>", "{{Meaning}}"),))
    coming = replace(words(word("a", Word="суу", Meaning="water")), note_types=(sly,))
    with collection() as opened:
        for answer in (importing.plan(opened, coming), importing.bring_in(opened, coming)):
            said = [(str(problem.place), problem.why) for problem in answer.problems]
            assert ("Words", "Scripts in its templates do not run here (templates: 1).") in said
            assert answer.notes == Counter(new=1)


def test_a_plan_changes_nothing_and_says_what_would_come() -> None:
    with collection() as opened:
        importing.bring_in(opened, words(word("a", Word="суу", Meaning="water")))
        opened.forget_history()
        plan = importing.plan(
            opened,
            words(
                word("a", Word="суу", Meaning="river"),
                word("b", Word="от", Meaning="fire"),
                word("c")._replace(note_type="lost"),
            ),
        )
        assert plan.notes == Counter(new=1, changed=1, rejected=1)
        assert plan.cards == 2
        assert [deck.name for deck in plan.decks] == ["Words"]
        assert [sample.face.question for sample in plan.samples] == ["суу", "river", "от", "fire"]
        assert opened.undo() is None
        assert found(opened, "a").fields["Meaning"] == "water"


def picture(content: bytes, field: str = "<img src='map.png'>") -> Parcel:
    coming = words(word(f"guid of {content.decode()}", Word=field, Meaning="a map"))
    return replace(coming, media={"map.png": lambda: BytesIO(content)})


def test_another_picture_of_the_same_name_gets_a_name_of_its_own(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, picture(b"one"))
        importing.bring_in(opened, picture(b"two", '<img src="map.png">map.png'))
        (name,) = (name for name in _names(opened) if name != "map.png")
        assert media.read(opened, "map.png") == b"one"
        assert media.read(opened, name) == b"two"
        shown = found(opened, "guid of two").fields["Word"]
        assert shown == f'<img src="{name}">map.png'
        again = importing.bring_in(opened, picture(b"two", '<img src="map.png">map.png'))
        assert again.notes == Counter(same=1)
        assert len(_names(opened)) == 2


def test_media_leave_with_their_notes(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        coming = picture(b"one")
        styled = {
            **coming.media,
            "_paper.png": lambda: BytesIO(b"paper"),
            "more": BytesIO,
        }
        importing.bring_in(opened, replace(coming, media=styled))
        assert sorted(exporting.gather(opened).media) == ["_paper.png", "map.png", "more"]
        going = exporting.gather(opened, "deck:Words")
        assert sorted(going.media) == ["_paper.png", "map.png"]
        with going.media["map.png"]() as content:
            assert content.read() == b"one"


def test_stopped_it_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(part: float) -> None:
        if part > 0.2:
            raise Cancelled

    with collection(folder=tmp_path) as opened:
        with pytest.raises(Cancelled):
            importing.bring_in(opened, picture(b"one"), progress=stop)
        assert list(cards.every(opened)) == []
        assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []
        assert opened.undo() is None


fields = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "x", "y", "z"]))


@given(fields, st.one_of(st.none(), fields), fields, st.sets(st.sampled_from("abc")))
def test_merging_loses_no_words(
    mine: Mapping[str, str],
    base: Mapping[str, str] | None,
    theirs: Mapping[str, str],
    preferred: set[str],
) -> None:
    result = merged(mine, base, theirs, preferred)
    clashing = {clash.field for clash in result.clashes}
    for name in mine.keys() | theirs.keys():
        a, b = mine.get(name, ""), theirs.get(name, "")
        origin = None if base is None else base.get(name, "")
        kept = result.fields.get(name, "")
        assert kept in (a, b)
        if name in clashing:
            assert len({a, b, origin}) == 3
            assert kept == (b if name in preferred else a)
        elif origin is not None and name in mine:
            assert kept == (b if a == origin else a)
    assert merged(mine, base, mine) == (dict(mine), ())
    assert merged(theirs, base, theirs).clashes == ()


def _names(opened: Collection) -> list[str]:
    return [row[0] for row in opened.connection.execute("SELECT name FROM media ORDER BY name")]


def test_an_edit_that_would_leave_a_note_without_cards_gives_way() -> None:
    plain = ParcelNote("a", DECK, "basic", {"front": "x", "back": "y", "note": ""})
    gapped = ParcelNote("a", DECK, "cloze", {"text": "{{c1::x}} {{c2::y}}", "note": ""})
    with collection() as opened:
        importing.bring_in(opened, words(plain))
        edit(opened, "a", front="mine")
        plan = importing.plan(opened, words(gapped))
        report = importing.bring_in(opened, words(gapped))
        assert plan.problems == report.problems
        (problem,) = report.problems
        assert "makes no card" in problem.why
        assert not problem.lost
        assert report.conflicts == ()
        assert found(opened, "a").fields["text"] == "{{c1::x}} {{c2::y}}"
        assert [card.slot for card, _ in cards.every(opened)] == [1, 2]
        assert importing.bring_in(opened, words(gapped)).notes == Counter(same=1)


GAPPED = NoteType(
    "gapped",
    "Gapped",
    cloze=True,
    fields=("Text",),
    templates=(Template("Cloze", "{{cloze:Text}}", "{{cloze:Text}}"),),
)
BOTH, ONE = "{{c1::Naryn}} and {{c2::Chüy}}", "Naryn and {{c2::Chüy}}"


def with_gaps(text: str, slots: tuple[int, ...] = (1, 2)) -> Parcel:
    dealt = tuple(ParcelCard(slot, DECK, slot) for slot in slots)
    coming = ParcelNote("g", DECK, TEMPLATED, {"Text": text}, (), None, GAPPED.guid, dealt)
    return Parcel((ParcelDeck(DECK, "Rivers"),), (), (coming,), note_types=(GAPPED,))


def _out_of_study(opened: Collection) -> dict[int, bool]:
    return {card.slot: card.suspended for card, _ in cards.every(opened)}


@pytest.mark.parametrize("by_file", [True, False], ids=["by the file", "by hand"])
def test_a_gap_that_comes_back_with_a_file_brings_back_its_card(*, by_file: bool) -> None:
    with collection() as opened:
        importing.bring_in(opened, with_gaps(BOTH))
        Study(opened).answer(Rating.EASY, 900)
        before = cards.of_note(opened, found(opened, "g").id)
        if by_file:
            importing.bring_in(opened, with_gaps(ONE, (2,)))
        else:
            editing.edit(opened, found(opened, "g").id, {"Text": ONE}, ())
        assert _out_of_study(opened) == {1: True, 2: False}
        longer = BOTH + ", both rivers"
        theirs = Arrangement(theirs=frozenset({("g", "Text")}))
        importing.bring_in(opened, with_gaps(longer), theirs)
        assert found(opened, "g").fields["Text"] == longer
        assert cards.of_note(opened, found(opened, "g").id) == before


def test_a_card_that_comes_in_put_aside_comes_back_with_its_gap() -> None:
    away = ParcelCard(1, DECK, 0, suspended=True), ParcelCard(2, DECK, 1, suspended=True)
    coming = with_gaps(ONE)
    (gapped,) = coming.notes
    with collection() as opened:
        importing.bring_in(opened, replace(coming, notes=(gapped._replace(cards=away),)))
        assert _out_of_study(opened) == {1: True, 2: True}
        editing.edit(opened, found(opened, "g").id, {"Text": BOTH}, ())
        assert _out_of_study(opened) == {1: False, 2: True}
