"""Cards that templates make, on the study page and by its keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.domain.parcel import ParcelNote
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.card_sheet import CardSheet
from kgstudy.gui.answers.occlusion import OcclusionAnswer
from kgstudy.gui.feed import Feed
from kgstudy.gui.media.card_sounds import CardSounds
from kgstudy.gui.media.sound import silent
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.theme import Look
from kgstudy.services.study import Study
from kgstudy.store import reviews
from kgstudy.store.collection import Collection
from tests import templated

Put = Callable[[ParcelNote], CardSheet]


@pytest.fixture
def put(qtbot: QtBot, look: Look, collection: Collection) -> Put:
    """Puts the card of a note on the table of an active page."""

    def make(note: ParcelNote) -> CardSheet:
        templated.bring_in(collection, note)
        page = StudyPage(
            look,
            Feed(),
            Study(collection),
            4,
            calendar=collection.calendar,
            media=lambda name: None,
            others=lambda: 0,
            sounds=CardSounds(silent(), lambda: True),
        )
        qtbot.addWidget(page)
        page.resize(900, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        assert page.table.sheet is not None
        return page.table.sheet

    return make


def press(keys: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, keys)


def enter() -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Return)


def given(collection: Collection) -> list[int | None]:
    return [review.rating for _, answers in reviews.by_card(collection) for review in answers]


def test_a_basic_card_is_shown_and_graded(put: Put, collection: Collection) -> None:
    sheet = put(templated.HINTED)
    assert sheet.question.words.startswith("The longest river?")
    press(" ")
    assert sheet.spoken_answer == "Naryn"
    press("4")
    assert given(collection) == [Rating.EASY]


def test_a_hint_opens_by_mouse_and_by_key(put: Put) -> None:
    sheet = put(templated.HINTED)
    assert "begins" not in sheet.question.words
    sheet.question.anchorClicked.emit(QUrl("hint:1"))
    assert "it begins with N" in sheet.question.words
    press("h")
    assert "begins" not in sheet.question.words
    press("h")
    assert "it begins with N" in sheet.question.words


def test_the_decks_style_is_read_and_made_readable(put: Put, look: Look) -> None:
    sheet = put(templated.HINTED)
    press(" ")
    html = sheet.answer.findChildren(type(sheet.question))[0].document().toHtml()
    assert "Naryn" in html
    assert "#ffff00" not in html, "yellow on white"
    assert "color:#" in html
    look.choose("dark", 100)
    html = sheet.answer.findChildren(type(sheet.question))[0].document().toHtml()
    assert "#ffff00" in html


def test_a_typed_answer_is_compared(put: Put, collection: Collection) -> None:
    sheet = put(templated.ASKED_TO_TYPE)
    press("chuy")
    enter()
    assert "You typed chuy ✓" in sheet.spoken_answer
    enter()
    assert given(collection) == [Rating.GOOD]


def test_a_gap_is_filled_in_its_place(put: Put) -> None:
    sheet = put(templated.WITH_GAP)
    assert sheet.question.words == "The […] is the third."
    press(" ")
    assert sheet.question.words == "The Talas is the third. 661 km"


def test_a_typed_gap_is_filled_in_its_place_too(put: Put) -> None:
    sheet = put(templated.GAP_TO_TYPE)
    press("kara darya")
    enter()
    assert sheet.question.words == "The Kara-Darya is a source."
    assert sheet.spoken_answer.startswith("Kara-Darya\nYou typed")


def test_a_picture_stands_alone_where_there_are_no_words(put: Put) -> None:
    sheet = put(templated.PICTURED)
    assert isinstance(sheet.answer, OcclusionAnswer)
    assert sheet.answer.picture.isVisible()
    assert not sheet.question.isVisible()
    press(" ")
    press("h")
    assert sheet.answer.picture.bare
    assert sheet.spoken_answer.endswith("a map")
