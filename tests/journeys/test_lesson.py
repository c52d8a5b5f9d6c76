"""A lesson's life: it comes in as a text, becomes cards, is learnt, given away, and corrected."""

from datetime import timedelta
from pathlib import Path

from kgstudy.domain.drafting import Drafting
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
from kgstudy.formats import kgdeck, texts
from kgstudy.services import exporting, history, importing, lessons, listing, safekeeping, studio
from kgstudy.services import revising as revisions
from kgstudy.services.groundwork import State
from kgstudy.services.studio import Coverage
from kgstudy.services.study import Study
from kgstudy.store import lessons as stored
from kgstudy.store.collection import Collection
from tests.builders import collection
from tests.contents import contents
from tests.fake_clock import FakeClock

TEXT = """\
# The town of Karakol

The town of Karakol was founded on 1 July 1869. In 2009 it had 63,377 people.

## The museum

The museum of the town was opened in 1960. It was built by Ivan Petrov because the
people of the town wanted to remember their history.
"""


def drafted(opened: Collection, lesson: LessonId) -> Drafting:
    return studio.drafting_of(stored.get(opened, lesson))


def test_a_lesson_from_its_text_to_its_second_version(tmp_path: Path) -> None:
    file = tmp_path / "karakol.md"
    file.write_text(TEXT, encoding="utf-8")
    clock, folder = FakeClock(), tmp_path / "data"
    with collection(clock, folder) as opened:
        empty = contents(opened)
        lesson, _ = studio.bring(opened, texts.read(file))
        _decide(opened, lesson)
    with collection(clock, folder) as opened:
        _learn(opened, clock)
        _give_away(opened, tmp_path / "karakol.kgdeck")
        _correct(opened, lesson)
        assert safekeeping.check(opened).problems == ()
        while history.undo(opened):
            pass
        assert contents(opened) == empty


def _decide(opened: Collection, lesson: LessonId) -> None:
    """One draft is put away, the good ones become cards, with another wording for one of them."""
    drafting = drafted(opened, lesson)
    first, *rest = (each for each in drafting.proposals if each.best.is_good)
    studio.reject(opened, lesson, first)
    studio.accept(opened, lesson, [(each, each.best) for each in rest])
    seen = studio.studio(opened, lesson, drafting)
    assert seen.counts[Coverage.CARD] >= 2
    states = {item.proposal.key: item.state for item in seen.items}
    assert states[first.key] is State.REJECTED
    assert {states[each.key] for each in rest} == {State.ACCEPTED}
    studio.accept(opened, lesson, [(first, first.drafts[-1])])


def _learn(opened: Collection, clock: FakeClock) -> None:
    for _day in range(3):
        study = Study(opened)
        while study.shown is not None:
            assert study.shown.source is not None
            clock.advance(timedelta(seconds=20))
            study.answer(Rating.EASY, 5000)
        clock.advance(timedelta(days=1))


def _give_away(opened: Collection, file: Path) -> None:
    kgdeck.write(exporting.gather(opened, schedules=False), file)
    with collection() as other:
        importing.bring_in(other, kgdeck.read(file))
        mine, theirs = (
            sorted((row.guid, row.question, row.answer, row.source) for row in every)
            for every in (listing.find_cards(opened, ""), listing.find_cards(other, ""))
        )
        assert mine == theirs
        (lesson,) = stored.every(other)
        items = studio.studio(other, lesson.id, drafted(other, lesson.id)).items
        assert sum(item.state is State.ACCEPTED for item in items) == len({row[0] for row in mine})


def _correct(opened: Collection, lesson: LessonId) -> None:
    """The museum was opened in another year; its card becomes what is drafted now."""
    text = stored.get(opened, lesson).text
    before = {row.card.id: row.card for row in listing.find_cards(opened, "")}
    assert len(before) >= 2
    new = LessonText("", text.replace("1960", "1961"))
    revisions.take(opened, revisions.compare(opened, lesson, new))
    flagged = {each.card_id for each in revisions.wanting(opened, lesson)}
    sentences = lessons.page(opened, lesson).sentences
    (changed,) = (sentence for sentence in sentences if "1961" in sentence.text)
    assert flagged == {card.card_id for card in changed.cards}
    assert flagged
    items = studio.studio(opened, lesson, drafted(opened, lesson)).items
    outdated = [item for item in items if "1960" in str(item.draft.fields)]
    assert outdated
    for item in outdated:
        assert item.state is State.ACCEPTED
        studio.revise(opened, lesson, item.proposal, item.proposal.best)
    rows = list(listing.find_cards(opened, ""))
    assert not any("1960" in f"{row.question} {row.answer}" for row in rows)
    assert {row.card.id: row.card for row in rows} == before
