"""Find and replace shows each change first, writes those that are wanted, and is one undo."""

from collections.abc import Iterator

import pytest

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.replacing import Wanted
from kgstudy.domain.review import Rating
from kgstudy.services import editing, replacing, tags
from kgstudy.services.replacing import EVERY_FIELD, TAGS
from kgstudy.services.study import Study
from kgstudy.store import cards as stored
from kgstudy.store import integrity, notes
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of, note
from tests.contents import contents
from tests.templated import ASKED_TO_TYPE, bring_in

CONTENT = (
    basic("a", 'The <b class="river">Na</b>ryn river'),
    basic("b", "A river &amp; a lake"),
    note("c", "cloze", {"text": "{{c1::Talas}} is a {{c2::river}}.", "note": ""}),
)


@pytest.fixture
def opened() -> Iterator[Collection]:
    with collection() as made:
        deck = deck_of(made, CONTENT)
        Study(made, deck.id).answer(Rating.GOOD, 1000)
        made.forget_history()
        yield made


def ids(opened: Collection) -> list[NoteId]:
    return sorted({card.note_id for card, _ in stored.every(opened)})


def fronts(opened: Collection) -> list[str]:
    return [next(iter(notes.get(opened, note).fields.values())) for note in ids(opened)]


def test_each_change_is_shown_with_its_words(opened: Collection) -> None:
    edits = replacing.preview(opened, ids(opened), Wanted("RIVER", "stream"))
    assert [edit.after for edit in edits] == [
        'The <b class="river">Na</b>ryn stream',
        "A stream &amp; a lake",
        "{{c1::Talas}} is a {{c2::stream}}.",
    ]
    before, after = edits[0].runs
    assert [run.text for run in before if run.differs] == ["river"]
    assert [run.text for run in after if run.differs] == ["stream"]
    assert "".join(run.text for run in after) == "The Naryn stream"


def test_only_what_is_ticked_is_written_as_one_act(opened: Collection) -> None:
    before = contents(opened)
    first, _, last = replacing.preview(opened, ids(opened), Wanted("river", "stream"))
    assert contents(opened) == before
    done = replacing.carry_out(opened, [first, last])
    assert (done.edits, done.notes, done.left) == (2, 2, 0)
    assert done.change.act == "find-and-replace"
    assert fronts(opened) == [first.after, "A river &amp; a lake", last.after]
    assert [card.reps for card, _ in stored.every(opened)].count(1) == 1
    assert integrity.recomputed(opened) == ()
    opened.undo()
    assert contents(opened) == before


def test_one_field_may_be_chosen(opened: Collection) -> None:
    assert set(replacing.field_names(opened, ids(opened))) == {"front", "back", "note", "text"}
    found = replacing.preview(opened, ids(opened), Wanted("a", "o"), "back")
    assert {edit.field for edit in found} == {"back"}
    assert replacing.preview(opened, ids(opened), Wanted("nowhere", "o"), "back") == ()


def test_what_came_in_is_remembered(opened: Collection) -> None:
    replacing.carry_out(opened, replacing.preview(opened, ids(opened), Wanted("river", "stream")))
    imported = opened.connection.execute("SELECT imported FROM note").fetchall()
    assert all("river" in str(each) for (each,) in imported)


def test_groups_may_be_used_again(opened: Collection) -> None:
    wanted = Wanted(r"(\w+) &? ?a (?P<what>lake)", r"\g<what>", regular=True)
    [edit] = replacing.preview(opened, ids(opened), Wanted(r"(\w+) & a (\w+)", "$2, $1", True))
    assert edit.after == "A lake, river"
    assert [edit.after for edit in replacing.preview(opened, ids(opened), wanted)] == ["A lake"]


def test_tags_are_replaced_each_for_itself(opened: Collection) -> None:
    tags.add(opened, ids(opened)[:1], ["lake", "lake::deep"])
    before = contents(opened)
    edits = replacing.preview(opened, ids(opened), Wanted("^lake", "sea", regular=True), TAGS)
    assert [(edit.before, edit.after) for edit in edits] == [
        ("lake lake::deep river", "sea sea::deep river")
    ]
    assert "".join(run.text for run in edits[0].runs[1]) == "sea sea::deep river"
    replacing.carry_out(opened, edits)
    assert [tag.name for tag in tags.of_notes(opened, ids(opened))] == ["river", "sea", "sea::deep"]
    opened.undo()
    assert contents(opened) == before


def test_a_tag_goes_where_nothing_is_left_of_it(opened: Collection) -> None:
    replacing.carry_out(opened, replacing.preview(opened, ids(opened), Wanted("river"), TAGS))
    assert tags.of_notes(opened, ids(opened)) == ()


def test_cards_follow_the_gaps(opened: Collection) -> None:
    before = contents(opened)
    wanted = Wanted("{{c2::river}}", "river {{c3::here}}")
    done = replacing.carry_out(opened, replacing.preview(opened, ids(opened), wanted))
    assert done.edits == 1
    cloze = ids(opened)[2]
    assert [card.slot for card in stored.of_note(opened, cloze)] == [1, 3]
    assert integrity.recomputed(opened) == ()
    opened.undo()
    assert contents(opened) == before


def test_no_note_is_left_without_a_card(opened: Collection) -> None:
    edits = replacing.preview(opened, ids(opened), Wanted(".+", "", regular=True), "front")
    assert [edit.problem is not None for edit in edits] == [True, True]
    before = contents(opened)
    done = replacing.carry_out(opened, edits)
    assert (done.edits, done.left) == (0, 2)
    assert contents(opened) == before


def test_what_was_changed_meanwhile_is_left(opened: Collection) -> None:
    edits = replacing.preview(opened, ids(opened), Wanted("river", "stream"))
    editing.edit(opened, edits[0].note_id, {"front": "Something else"}, [])
    opened.connection.execute("DELETE FROM note WHERE id = ?", (edits[1].note_id,))
    done = replacing.carry_out(opened, edits)
    assert (done.edits, done.left) == (1, 2)


def test_notes_with_templates_too(opened: Collection) -> None:
    bring_in(opened, ASKED_TO_TYPE)
    edits = replacing.preview(opened, ids(opened), Wanted("Chüy", "Chu"), EVERY_FIELD)
    assert "Back" in {edit.field for edit in edits}
    replacing.carry_out(opened, edits)
    assert integrity.recomputed(opened) == ()


def test_an_endless_expression_is_refused(opened: Collection) -> None:
    with pytest.raises(UserError, match="might never end"):
        replacing.preview(opened, ids(opened), Wanted("(a+)+$", "", regular=True))
    editing.edit(opened, ids(opened)[0], {"front": "a" * 60_000 + "!"}, [])
    with pytest.raises(UserError, match="might never end"):
        replacing.preview(opened, ids(opened), Wanted("a+a+$", "", regular=True))


def test_one_that_takes_too_long_is_given_up(
    opened: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgstudy.host.patience.SECONDS", -1.0)
    with pytest.raises(UserError, match="takes too long"):
        replacing.preview(opened, ids(opened), Wanted("r.v", "", regular=True))


def test_it_can_be_stopped(opened: Collection) -> None:
    def stop(share: float) -> None:
        if share == 1:
            raise Cancelled

    before = contents(opened)
    with pytest.raises(Cancelled):
        replacing.preview(opened, ids(opened), Wanted("river"), EVERY_FIELD, stop)
    edits = replacing.preview(opened, ids(opened), Wanted("river", "stream"))
    with pytest.raises(Cancelled):
        replacing.carry_out(opened, edits, stop)
    assert contents(opened) == before
