"""A new version of a lesson: seen beside the old one, taken, and its cards looked at one by one."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
from kgstudy.gui.desk import Desk
from kgstudy.gui.models import versions
from kgstudy.gui.pages.bringing import BringPage
from kgstudy.gui.pages.lesson import LessonPage
from kgstudy.gui.pages.revision import RevisionPage
from kgstudy.gui.pages.shelf import ShelfPage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.window import Window
from kgstudy.services import lessons, revising, studio
from kgstudy.services.study import Study
from kgstudy.store import cards
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, basic, deck_of
from tests.gui.keyboard import press

CONTROL = Qt.KeyboardModifier.ControlModifier

NOTES = (
    basic("longest", "Which is the longest river?", "The Naryn"),
    basic("flows", "Where does it flow?", "the Syr Darya"),
    basic("rises", "Where does the Chüy rise?", "Tian Shan"),
    basic("length", "How long is the Chüy?", "1,067 km"),
)
CHANGED = RIVERS.replace("1,067", "1,186").replace(" It flows into the Syr Darya.", "")


@pytest.fixture
def collection(kept: Collection) -> Collection:
    """In a folder, since the work beside the window has a connection of its own."""
    deck_of(kept, NOTES)
    return kept


@pytest.fixture
def lesson(collection: Collection) -> LessonId:
    return lessons.shelf(collection)[0].id


def compared(qtbot: QtBot, window: Window, lesson: LessonId, text: str) -> RevisionPage:
    """The page with what was pasted as the lesson's new version, found from the lessons' way."""
    window._lessons.revise(lesson)
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    press(Qt.Key.Key_V, CONTROL)
    bring = window.page
    assert isinstance(bring, BringPage)
    qtbot.waitUntil(lambda: bool(bring.arrival.words))
    assert bring.view.foot.act.text() == "Compare"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, RevisionPage))
    page = window.page
    assert isinstance(page, RevisionPage)
    qtbot.waitUntil(lambda: page.revision is not None)
    return page


def taken(qtbot: QtBot, window: Window, lesson: LessonId, text: str) -> LessonPage:
    """The lesson with its new text."""
    compared(qtbot, window, lesson, text)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, LessonPage))
    page = window.page
    assert isinstance(page, LessonPage)
    return page


def words(window: Window) -> str:
    shown = window.page.findChildren(QLabel)
    return "\n".join(each.text() for each in shown if each.isVisible())


def test_what_is_changed_and_gone_stands_side_by_side(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    page = compared(qtbot, window, lesson, CHANGED)
    assert len(page.pairs) == 2
    told = [pair.accessibleName() for pair in page.pairs]
    assert any("1,067" in each and "1,186" in each for each in told)
    assert any("does not stand in the text any more" in each for each in told)
    assert "4 cards: 2 stand as before · 1 stand in a changed" in words(window)
    assert "How long is the Chüy?" in words(window)
    assert lessons.get(collection, lesson).text == RIVERS


def test_nothing_changes_when_it_is_left(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    compared(qtbot, window, lesson, CHANGED)
    press(Qt.Key.Key_Escape)
    assert isinstance(window.page, LessonPage)
    assert lessons.get(collection, lesson).text == RIVERS
    assert revising.wanting(collection, lesson) == ()


def test_enter_takes_it_after_scrolling_too(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    page = compared(qtbot, window, lesson, CHANGED)
    page._column.setFocus()
    assert page._column.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lessons.get(collection, lesson).text != RIVERS)


def test_cards_are_looked_at_by_key_while_the_keyboard_is_in_the_text(
    qtbot: QtBot, window: Window, lesson: LessonId
) -> None:
    page = taken(qtbot, window, lesson, CHANGED)
    page._on_look_wanted()
    page._view.setFocus()
    first = page._looks.shown_card
    press(Qt.Key.Key_R)
    assert page._looks.shown_card != first


@pytest.mark.parametrize("height", [740, 600, 480])
def test_what_can_be_done_with_a_card_is_in_sight_however_low_the_window(
    qtbot: QtBot, window: Window, lesson: LessonId, height: int
) -> None:
    page = taken(qtbot, window, lesson, CHANGED.replace("river", "very long river " * 40))
    window.resize(900, height)
    page._on_look_wanted()
    looks = page._looks

    def hidden() -> list[str]:
        acts = (looks.right, looks.edit, looks.suspend)
        seen = [(act, act.visibleRegion().boundingRect()) for act in acts]
        return [act.text() for act, rect in seen if rect != act.rect()]

    qtbot.waitUntil(lambda: not hidden())


def test_taken_it_flags_the_cards_and_one_undo_takes_all_back(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    Study(collection).answer(Rating.EASY, 1000)
    before = {card.id: card.state for card, _ in cards.every(collection)}
    page = taken(qtbot, window, lesson, CHANGED)
    assert page._panel.wanting.isVisible()
    assert page._panel.wanting.text() == "2 cards want a look"
    blue = [page._panel.wanting, page._panel.study]
    assert [button.property("kind") for button in blue] == ["primary", "plain"]
    assert {card.id: card.state for card, _ in cards.every(collection)} == before
    press(Qt.Key.Key_Z, CONTROL)
    assert lessons.get(collection, lesson).text == RIVERS
    assert not page._panel.wanting.isVisible()
    assert page._panel.study.property("kind") == "primary"


def test_the_shelf_says_how_many_cards_want_a_look(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    taken(qtbot, window, lesson, CHANGED)
    window.show_page("lessons")
    page = window.page
    assert isinstance(page, ShelfPage)
    (row,) = page.rows
    assert (row.wanting.text(), row.wanting.isVisible()) == ("2 cards want a look", True)
    wanting = [card.card_id for card in revising.wanting(collection, lesson)]
    window._desk.feed.changed.emit(revising.looked_at(collection, lesson, *wanting))
    assert not row.wanting.isVisible()


def test_only_what_depends_on_a_date_is_flagged(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    taken(qtbot, window, lesson, RIVERS.replace("1,067", "1,186"))
    assert [card.question for card in revising.wanting(collection, lesson)] == [
        "How long is the Chüy?"
    ]


def test_cards_are_looked_at_one_by_one(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    page = taken(qtbot, window, lesson, CHANGED)
    page._panel.wanting.setFocus()
    press(Qt.Key.Key_Return)
    looks = page._looks
    assert looks.isVisible()
    first = looks.shown_card
    assert first is not None
    assert first.question == "Where does it flow?"
    press(Qt.Key.Key_Return)
    assert [card.question for card in revising.wanting(collection, lesson)] == [
        "How long is the Chüy?"
    ]
    second = looks.shown_card
    assert second is not None
    assert "1,186" in second.now
    current = page._view.current
    assert current is not None
    assert current.text == "It is 1,186 km long."
    press(Qt.Key.Key_Z, CONTROL)
    assert len(revising.wanting(collection, lesson)) == 2


def test_a_card_is_suspended_and_the_last_look_ends_them(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    page = taken(qtbot, window, lesson, RIVERS.replace("1,067", "1,186"))
    page._panel.wanting.click()
    press(Qt.Key.Key_At)
    assert [card.suspended for card, _ in cards.every(collection)].count(True) == 1
    assert revising.wanting(collection, lesson) == ()
    assert page._panel.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert not any(card.suspended for card, _ in cards.every(collection))
    assert len(revising.wanting(collection, lesson)) == 1


def test_a_card_is_edited_in_the_studio(
    qtbot: QtBot, window: Window, collection: Collection
) -> None:
    """The one that was made there lies in hand; one from elsewhere is told."""
    text = "Osh was founded long ago. Naryn was founded in 1868."
    lesson, _ = studio.bring(collection, LessonText("Towns", text, "en"))
    drafting = studio.drafting_of(lessons.get(collection, lesson))
    dated = [each for each in drafting.proposals if "1868" in each.quote][:1]
    studio.accept(collection, lesson, [(each, each.best) for each in dated])
    page = taken(qtbot, window, lesson, text.replace("1868", "1869"))
    page._panel.wanting.click()
    press(Qt.Key.Key_E)
    page_of_studio = window.page
    assert isinstance(page_of_studio, StudioPage)
    item = page_of_studio._view.item
    assert item is not None
    assert item.note_id == lessons.note_of(collection, cards_of(collection, lesson)[0])


def cards_of(collection: Collection, lesson: LessonId) -> list[CardId]:
    return [card.card_id for card in lessons.page(collection, lesson).cards]


def test_a_card_that_was_not_made_in_the_studio_is_told_there(
    qtbot: QtBot, window: Window, lesson: LessonId
) -> None:
    page = taken(qtbot, window, lesson, CHANGED)
    page._panel.wanting.click()
    press(Qt.Key.Key_E)
    assert isinstance(window.page, StudioPage)
    assert "not made from a draft" in window.toast.text


def test_a_text_without_a_sentence_is_told_and_leads_back(
    qtbot: QtBot, window: Window, collection: Collection, lesson: LessonId
) -> None:
    window._lessons.revise(lesson)
    bring = window.page
    assert isinstance(bring, BringPage)
    bring.view.field.setPlainText("## Only a heading")
    bring._on_edited()
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: isinstance(window.page, LessonPage))
    qtbot.waitUntil(lambda: window.trouble._box is not None)
    box = window.trouble._box
    assert box is not None
    assert "nothing to read" in box.text()
    box.close()
    assert lessons.get(collection, lesson).text == RIVERS


def test_a_file_dropped_for_a_new_version_is_compared_at_once(
    qtbot: QtBot, window: Window, lesson: LessonId, tmp_path: Path
) -> None:
    file = tmp_path / "new.txt"
    file.write_text(CHANGED, encoding="utf-8")
    window._lessons.read(lesson)
    page = window.page
    assert isinstance(page, LessonPage)
    page._panel.version.click()
    window.bring_in([file])
    qtbot.waitUntil(lambda: isinstance(window.page, RevisionPage))


def test_what_differs_is_marked_in_the_words(desk: Desk) -> None:
    old, new = versions.marked(desk.look, "It is <1,067> km.", "It is <1,186> km.")
    assert ">067</span>" in old
    assert "line-through" in old
    assert ">186</span>" in new
    assert "&lt;1," in new
