"""A lesson comes in again: what was changed here, and what was changed in the file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.parcel import Parcel, Source
from kgstudy.formats import kgdeck
from kgstudy.services import exporting, importing, lessons, revising, safekeeping, studio
from kgstudy.services.importing import Arrangement
from kgstudy.store import lessons as stored
from kgstudy.store.collection import Collection
from tests.builders import LESSON, RIVERS, basic, collection, deck_of, parcel
from tests.contents import contents
from tests.drafted import gapped

MINE = "A word of mine.\n\n" + RIVERS.replace("1,067", "1,070")
THEIRS = RIVERS.replace("Tian Shan", "mountains")


@pytest.fixture
def opened() -> Iterator[Collection]:
    """The rivers, with two cards of them."""
    with collection() as made:
        deck_of(made, CARDS)
        yield made
        assert safekeeping.check(made).problems == ()


CARDS = [basic("mouth", quote="Syr Darya"), basic("length", quote="1,067 km")]


def revise(opened: Collection, text: str) -> None:
    (lesson,) = stored.every(opened)
    revising.take(opened, revising.compare(opened, lesson.id, LessonText("", text)))


def coming(text: str = RIVERS, *more: str) -> Parcel:
    """The deck again, with this text, and with cards of these words besides."""
    deck = parcel(*CARDS, *(basic(words) for words in more))
    notes = tuple(note._replace(source=_source(text, note.fields["back"])) for note in deck.notes)
    return replace(deck, lessons=(replace(deck.lessons[0], text=text),), notes=notes)


def _source(text: str, answer: str) -> Source | None:
    words = {"Answer mouth": "Syr Darya", "Answer length": "1,067 km"}
    quote = words.get(answer, answer.removeprefix("Answer "))
    start = text.index(quote)
    return Source(LESSON, quote, start, start + len(quote))


def text_of(opened: Collection) -> str:
    (lesson,) = stored.every(opened)
    return lesson.text


def quotes(opened: Collection) -> list[str]:
    (lesson,) = stored.every(opened)
    return [anchor.quote for anchor in stored.anchors_in(opened, lesson.id)]


def test_what_came_in_before_has_nothing_to_say_to_what_was_revised_here(
    opened: Collection,
) -> None:
    revise(opened, MINE)
    before = contents(opened)
    assert importing.plan(opened, coming()).conflicts == ()
    assert importing.bring_in(opened, coming()).conflicts == ()
    assert contents(opened) == before
    assert quotes(opened) == ["Syr Darya", "1,070 km"]


def test_a_text_that_nobody_changed_here_becomes_the_new_one(opened: Collection) -> None:
    importing.bring_in(opened, coming(THEIRS))
    assert text_of(opened) == THEIRS


def test_of_two_new_texts_mine_is_kept_unless_the_other_one_is_chosen(opened: Collection) -> None:
    revise(opened, MINE)
    before = contents(opened)
    (conflict,) = importing.plan(opened, coming(THEIRS)).conflicts
    assert (conflict.guid, conflict.title, conflict.field) == (LESSON, "Rivers", "text")
    assert "1,070" in conflict.mine
    assert conflict.theirs == "The Chüy rises in the mountains. It is 1,067 km long."
    assert importing.bring_in(opened, coming(THEIRS)).conflicts == (conflict,)
    assert text_of(opened) == MINE
    assert importing.bring_in(opened, coming(THEIRS)).conflicts == ()
    opened.undo()
    assert contents(opened) == before
    chosen = Arrangement(theirs={(LESSON, "text")})
    importing.bring_in(opened, coming(THEIRS), chosen)
    assert text_of(opened) == THEIRS
    assert quotes(opened) == ["Syr Darya", "1,067 km"]


def test_a_title_from_here_goes_with_a_text_from_there(opened: Collection) -> None:
    (lesson,) = stored.every(opened)
    lessons.rename(opened, lesson.id, "Of rivers")
    lessons.change_language(opened, lesson.id, "ky")
    assert importing.bring_in(opened, coming(THEIRS)).conflicts == ()
    (lesson,) = stored.every(opened)
    assert (lesson.title, lesson.language, lesson.text) == ("Of rivers", "ky", THEIRS)


def test_a_card_that_is_new_is_tied_to_its_words_as_they_stand_here(opened: Collection) -> None:
    revise(opened, MINE.replace("The Chüy rises in the Tian Shan. ", ""))
    importing.bring_in(opened, coming(RIVERS, "Naryn", "Tian Shan"))
    assert quotes(opened) == ["Naryn", "Syr Darya", "1,070 km"]


def test_a_lesson_of_my_own_is_not_put_back_by_the_deck_it_went_out_as(tmp_path: Path) -> None:
    text = "In 1991 the Naryn\nwas dammed.\n## Later\nIn 1992 the Chüy was."
    with collection() as opened:
        lesson, _ = studio.bring(opened, LessonText("Years", text))
        proposal = gapped(text, "1991")
        studio.accept(opened, lesson, [(proposal, proposal.best)])
        kgdeck.write(exporting.gather(opened, schedules=False), tmp_path / "years.md")
        revise(opened, text.replace("1992", "1993"))
        importing.bring_in(opened, kgdeck.read(tmp_path / "years.md"))
        assert text_of(opened) == text.replace("1992", "1993")
        kgdeck.write(exporting.gather(opened, schedules=False), tmp_path / "new.md")
        before = contents(opened)
        assert importing.bring_in(opened, kgdeck.read(tmp_path / "new.md")).conflicts == ()
        assert before["lesson"][0][:6] == contents(opened)["lesson"][0][:6]


def test_of_two_lessons_with_one_identity_the_first_comes_in() -> None:
    both, other = parcel(*CARDS), "The other one flows, too. It is 1,067 km long.\n"
    twice = replace(both, lessons=(*both.lessons, replace(both.lessons[0], text=other)))
    wrong = Source(LESSON, "1,067 km", other.index("1,067"), other.index(" long"))
    twice = replace(twice, notes=(CARDS[0], CARDS[1]._replace(source=wrong)))
    with collection() as opened:
        (told,) = importing.plan(opened, twice).problems
        assert "same identity" in told.why
        assert importing.bring_in(opened, twice).problems == (told,)
        assert text_of(opened) == RIVERS
        assert quotes(opened) == ["Syr Darya", "1,067 km"]
        assert safekeeping.check(opened).problems == ()
