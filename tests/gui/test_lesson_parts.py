"""A long lesson in parts: none is too long, nothing is lost, and every place is found."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.domain.lesson import Lesson, Span
from kgstudy.gui.models.lesson_parts import MOST, parts
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.lesson_view import LessonView
from kgstudy.services.lessons import LessonPage, SectionView, SentenceView

LONG = 400
"""Sentences of a chapter that is too long for a part."""


def lesson(*chapters: tuple[str, list[int]]) -> LessonPage:
    """Of chapters, each with its heading and the numbers of sentences of its paragraphs."""
    text, sections = "", []
    for heading, sizes in chapters:
        begin = len(text)
        text += f"## {heading}\n\n" if heading else ""
        paragraphs = []
        for size in sizes:
            sentences = []
            for number in range(size):
                words = f"Sentence {number} at {len(text)}."
                span = Span(len(text), len(text) + len(words))
                sentences.append(SentenceView(span, words, ()))
                text += words + " "
            text += "\n\n"
            paragraphs.append(tuple(sentences))
        sections.append(SectionView(heading, 2, Span(begin, len(text)), tuple(paragraphs)))
    whole = Lesson(LessonId(1), "guid", DeckId(1), "Long", "en", text)
    return LessonPage(whole, tuple(sections))


chapters = st.lists(
    st.tuples(st.sampled_from(["", "One", "Two"]), st.lists(st.integers(1, 2 * MOST), max_size=6)),
    max_size=6,
)


@given(chapters)
def test_nothing_is_lost_and_no_part_is_too_long(content: list[tuple[str, list[int]]]) -> None:
    page = lesson(*content)
    cut = parts(page)
    found = [
        sentence
        for part in cut
        for piece in part.pieces
        for paragraph in piece.paragraphs
        for sentence in paragraph
    ]
    assert found == list(page.sentences)
    assert all(sum(piece.size for piece in part.pieces) <= MOST for part in cut)
    headed = [piece.section for part in cut for piece in part.pieces if piece.heading]
    assert headed == [n for n, section in enumerate(page.sections) if section.heading]
    starts = [part.start for part in cut]
    assert starts == sorted(starts)


def test_a_short_lesson_is_one_part() -> None:
    assert len(parts(lesson(("One", [3, 4]), ("Two", [2])))) == 1
    assert parts(lesson()) == ()


@pytest.fixture
def book() -> LessonPage:
    return lesson(("One", [60, 60]), ("Two", [LONG]), ("Three", [5]))


@pytest.fixture
def view(qtbot: QtBot, look: Look, book: LessonPage) -> Iterator[LessonView]:
    view = LessonView(look)
    qtbot.addWidget(view)
    view.resize(700, 500)
    with qtbot.waitExposed(view):
        view.show()
    view.show_page(book, "Lesson")
    yield view
    view.close()


def test_the_arrows_go_on_into_the_next_part_and_back(
    qtbot: QtBot, view: LessonView, book: LessonPage
) -> None:
    every = list(book.sentences)
    view.go_to(every[119].span)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current == every[120]
    assert view.current_section == 1
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.current == every[119]


def test_every_sentence_is_found_whatever_its_part(view: LessonView, book: LessonPage) -> None:
    for sentence in (*list(book.sentences)[::37], list(book.sentences)[-1]):
        view.go_to(sentence.span)
        assert view.current == sentence


def test_a_section_of_another_part_is_gone_to(view: LessonView, book: LessonPage) -> None:
    view.go_to_section(2)
    assert view.current == list(book.sentences)[-5]
    view.go_to_section(0)
    assert view.current == next(iter(book.sentences))


def test_a_click_leads_to_the_next_part(qtbot: QtBot, view: LessonView, book: LessonPage) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    block = view.document().lastBlock()
    area = view.document().documentLayout().blockBoundingRect(block)
    at = area.center().toPoint()
    at.setX(round(area.left()) + 25)
    at.setY(at.y() - bar.value())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.current == list(book.sentences)[120]


def test_words_are_selected_by_keys(qtbot: QtBot, view: LessonView) -> None:
    first = view.current
    assert first is not None
    assert view.chosen == first.span
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right, shift)
    qtbot.keyClick(view, Qt.Key.Key_Right, shift | control)
    chosen = view.chosen
    assert chosen is not None
    assert first.text[chosen.start - first.span.start : chosen.end - first.span.start] == "0 at"


def test_a_heading_that_is_the_title_is_said_once(qtbot: QtBot, look: Look) -> None:
    view = LessonView(look)
    qtbot.addWidget(view)
    view.show_page(lesson(("Long", [2]), ("Other", [2])), "Lesson")
    assert view.toPlainText().splitlines().count("Long") == 1
    view.go_to_section(1)
    view.go_to_section(0)
    assert view.current_section == 0


def test_an_item_of_a_list_has_a_line_of_its_own(qtbot: QtBot, look: Look) -> None:
    words = ("Its parts:", "- one", "- two")
    sentences = tuple(
        SentenceView(Span(at * 10, at * 10 + len(each)), each, ()) for at, each in enumerate(words)
    )
    section = SectionView("", 0, Span(0, 30), (sentences,))
    lesson = Lesson(LessonId(1), "guid", DeckId(1), "List", "en", "")
    view = LessonView(look)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show_page(LessonPage(lesson, (section,)), "Lesson")
    with qtbot.waitExposed(view):
        view.show()
    tops = [next(view._pieces(place)).top() for place in view._places]
    assert len(set(tops)) == 3
