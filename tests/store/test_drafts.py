"""What was decided of drafts, and the notes that they became."""

from dataclasses import replace

from kgstudy.domain.ids import NoteId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.note import Note
from kgstudy.services import studio
from kgstudy.store import drafts, notes
from kgstudy.store.drafts import Decision
from tests.builders import RIVERS, collection
from tests.drafted import gapped

NARYN, MOUTH = gapped(RIVERS, "Naryn"), gapped(RIVERS, "Syr Darya")


def test_a_decision_is_read_as_it_was_written_alone_and_among_all() -> None:
    with collection() as opened:
        lesson, _ = studio.bring(opened, LessonText("Rivers", RIVERS))
        written = [Decision(NARYN, rejected=True), Decision(MOUTH, chosen=MOUTH.drafts[1])]
        with opened.act("decide"):
            drafts.save(opened, lesson, written)
        assert drafts.of_lesson(opened, lesson) == {it.proposal.key: it for it in written}
        assert [drafts.find(opened, lesson, it.proposal.key) for it in written] == written
        assert drafts.find(opened, lesson, "another") is None


def test_a_proposal_that_is_made_today_is_taken_as_it_is_today() -> None:
    with collection() as opened:
        lesson, _ = studio.bring(opened, LessonText("Rivers", RIVERS))
        with opened.act("decide"):
            drafts.save(opened, lesson, [Decision(NARYN, rejected=True), Decision(MOUTH)])
        today = replace(NARYN, drafts=NARYN.drafts[::-1])
        found = drafts.of_lesson(opened, lesson, {NARYN.key: today})
        assert found == {
            NARYN.key: Decision(today, rejected=True),
            MOUTH.key: Decision(MOUTH),
        }


def test_notes_are_found_by_the_beginning_of_their_guids() -> None:
    guids = ["a%/1", "a%/2", "a%", "a%b/1", "a/1", "A%/1"]
    fields = {"front": "?", "back": "!", "note": ""}
    with collection() as opened, opened.act("add"):
        notes.add(opened, [Note(NoteId(n), it, "basic", fields) for n, it in enumerate(guids, 1)])
        assert notes.named(opened, "a%/").keys() == {"a%/1", "a%/2"}
