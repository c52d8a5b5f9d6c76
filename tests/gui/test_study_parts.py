"""The small parts of the study page, each by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.review import Days, Interval, Phase, Rating, Seconds
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.answer_row import AnswerRow, Verdict
from kgstudy.gui.widgets.counts_label import CountsLabel
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.flag_mark import FLAGS, FlagMark, flag_role
from kgstudy.gui.widgets.grade_bar import GradeBar
from kgstudy.gui.widgets.ordering_list import OrderingList
from kgstudy.gui.widgets.progress_line import ProgressLine
from kgstudy.gui.widgets.source_card import SourceCard

ITEMS = ("first", "second", "third", "fourth")
INTERVALS: dict[Rating, Interval] = {
    Rating.AGAIN: Seconds(600),
    Rating.HARD: Days(2),
    Rating.GOOD: Days(6),
    Rating.EASY: Days(43),
}


def show(qtbot: QtBot, widget: QWidget, width: int = 500, height: int = 400) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(widget)
    column.addStretch()
    window.resize(width, height)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def no_media(name: str) -> bytes | None:
    return None


@pytest.fixture
def ordering(look: Look, qtbot: QtBot) -> Iterator[OrderingList]:
    made = OrderingList(look, no_media, ITEMS, (2, 0, 3, 1))
    window = show(qtbot, made)
    made.rows[0].setFocus()
    yield made
    window.close()


def test_the_grades_say_when_the_card_comes_again(look: Look, qtbot: QtBot) -> None:
    bar = GradeBar(look)
    qtbot.addWidget(bar)
    bar.offer(INTERVALS, Rating.GOOD)
    said = {rating: (b.text(), b.sub, b.key) for rating, b in bar.buttons.items()}
    assert said == {
        Rating.AGAIN: ("Again", "10 min", "1"),
        Rating.HARD: ("Hard", "2 d", "2"),
        Rating.GOOD: ("Good", "6 d", "3"),
        Rating.EASY: ("Easy", "1.4 mo", "4"),
    }
    assert bar.buttons[Rating.EASY].accessibleName() == "Easy, next in 1.4 months"


def test_two_buttons_are_forgot_and_got_it(look: Look, qtbot: QtBot) -> None:
    bar = GradeBar(look, 2)
    qtbot.addWidget(bar)
    bar.offer(INTERVALS, Rating.HARD)
    assert [(b.text(), b.key) for b in bar.buttons.values()] == [("Forgot", "1"), ("Got it", "2")]
    assert bar.main is bar.buttons[Rating.GOOD]
    with qtbot.waitSignal(bar.graded) as graded:
        bar.buttons[Rating.AGAIN].click()
    assert graded.args == [Rating.AGAIN]


def test_before_the_answer_no_digit_grades(look: Look, qtbot: QtBot) -> None:
    bar = GradeBar(look)
    qtbot.addWidget(bar)
    bar.ask("Check", "Enter")
    assert bar.button_for("1") is None
    assert bar.main is bar.reveal_button
    assert bar.reveal_button.accessibleName() == "Check"
    bar.offer(INTERVALS, Rating.AGAIN)
    assert bar.button_for("4") is bar.buttons[Rating.EASY]
    assert bar.button_for("5") is None
    assert bar.main is bar.buttons[Rating.AGAIN]


def test_grade_buttons_give_way_before_they_are_cut(look: Look, qtbot: QtBot) -> None:
    look.choose("light", 200)
    bar = GradeBar(look)
    qtbot.addWidget(bar)
    bar.offer(INTERVALS, Rating.GOOD)
    bar.show()
    assert bar.minimumSizeHint().width() <= 640
    bar.resize(700, 200)
    assert all(b.width() >= b.minimumSizeHint().width() for b in bar.buttons.values())
    assert max(b.geometry().right() for b in bar.buttons.values()) <= 700


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        (None, "Left: 8 new, 3 learning, 12 to review"),
        (Phase.NEW, "Left: 8 new, 3 learning, 12 to review; this card is new"),
        (Phase.RELEARNING, "Left: 8 new, 3 learning, 12 to review; this card is being learned"),
        (Phase.REVIEWING, "Left: 8 new, 3 learning, 12 to review; this card is a review"),
    ],
)
def test_counts_are_told_in_words(look: Look, qtbot: QtBot, phase: Phase | None, said: str) -> None:
    counts = CountsLabel(look)
    qtbot.addWidget(counts)
    counts.show_counts(8, 3, 12, phase)
    assert counts.accessibleName() == said


def test_the_count_of_the_shown_card_is_underlined(look: Look, qtbot: QtBot) -> None:
    counts = CountsLabel(look)
    qtbot.addWidget(counts)
    counts.show_counts(8, 3, 12, Phase.LEARNING)
    counts.resize(counts.sizeHint())
    image = counts.grab().toImage()
    last = {image.pixelColor(x, image.height() - 4).name() for x in range(image.width())}
    assert look.color("learning").name() in last
    assert look.color("new").name() not in last


def test_progress_is_a_value_that_can_be_read(look: Look, qtbot: QtBot) -> None:
    line = ProgressLine(look)
    qtbot.addWidget(line)
    line.resize(200, line.height())
    line.show_share(0.25)
    assert line.value() / line.maximum() == 0.25
    image = line.grab().toImage()
    assert image.pixelColor(40, 1) == look.color("accent")
    assert image.pixelColor(60, 1) != look.color("accent")


def test_a_flag_has_a_colour_a_number_and_a_name(look: Look, qtbot: QtBot) -> None:
    mark = FlagMark(look)
    qtbot.addWidget(mark)
    assert mark.isHidden()
    for flag in FLAGS:
        mark.show_flag(flag)
        assert not mark.isHidden()
        assert mark.accessibleName() == f"Flag {flag}"
        image = mark.grab().toImage()
        wanted = look.color(flag_role(flag))
        pixels = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }
        assert wanted.name() in pixels
    mark.show_flag(0)
    assert mark.isHidden()
    assert mark.accessibleName() == "No flag"


def test_the_source_marks_the_quote_in_its_sentence(look: Look, qtbot: QtBot) -> None:
    source = SourceCard(look)
    qtbot.addWidget(source)
    sentence = "It was <2 March> & nothing else."
    source.show_words("Rivers", sentence, "<2 March>", 7)
    assert source.words == sentence
    html = source._words.document().toHtml()
    marked = html[html.index("background-color") :]
    assert marked.startswith(f"background-color:{look.color('recall-3').name()}")
    assert "&lt;2 March&gt;</span>" in marked
    assert source.accessibleName() == "From the lesson “Rivers”"
    with qtbot.waitSignal(source.opened):
        source.open_button.click()


def test_a_quote_that_is_longer_than_the_sentence_is_shown_itself(look: Look, qtbot: QtBot) -> None:
    source = SourceCard(look)
    qtbot.addWidget(source)
    source.show_words("Rivers", "One sentence.", "One sentence. " * 100, -1)
    assert source.words.startswith("One sentence. One sentence.")
    assert source.words.endswith("…")


def test_words_without_room_end_in_dots(look: Look, qtbot: QtBot) -> None:
    label = ElidedLabel("small")
    qtbot.addWidget(label)
    label.say("Kyrgyzstan in the international community")
    label.resize(90, 30)
    label.grab()
    assert label.toolTip() == label.text() == label.accessibleName()
    label.resize(900, 30)
    label.grab()
    assert label.toolTip() == ""


def test_a_row_says_what_became_of_it(look: Look, qtbot: QtBot) -> None:
    row = AnswerRow(look, no_media, "<b>Turkey</b>", QLabel("1"))
    window = show(qtbot, row)
    assert row.words == "Turkey"
    with qtbot.waitSignal(row.clicked):
        QTest.keyClick(row, Qt.Key.Key_Return)
    row.settle(Verdict.WRONG, "your answer")
    signs = [label.text() for label in row.findChildren(QLabel) if label.isVisibleTo(row)]
    assert "your answer" in signs
    with qtbot.assertNotEmitted(row.clicked):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=row.geometry().center())


def test_arrow_keys_go_from_row_to_row(ordering: OrderingList) -> None:
    QTest.keyClick(ordering.rows[0], Qt.Key.Key_Down)
    assert ordering.rows[1].hasFocus()
    QTest.keyClick(ordering.rows[1], Qt.Key.Key_Up)
    QTest.keyClick(ordering.rows[0], Qt.Key.Key_Up)
    assert ordering.rows[0].hasFocus()
    assert ordering.order == (2, 0, 3, 1)


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier]
)
def test_held_arrow_keys_take_the_row_along(
    ordering: OrderingList, held: Qt.KeyboardModifier
) -> None:
    row = ordering.rows[0]
    QTest.keyClick(row, Qt.Key.Key_Down, held)
    assert ordering.order == (0, 2, 3, 1)
    assert row.hasFocus()
    assert row.accessibleName() == "2 of 4: third"
    QTest.keyClick(row, Qt.Key.Key_Up, held)
    QTest.keyClick(row, Qt.Key.Key_Up, held)
    assert ordering.order == (2, 0, 3, 1)
    assert sorted(ordering.rows, key=lambda row: row.y()) == ordering.rows


def test_space_takes_a_row_and_puts_it_down(ordering: OrderingList) -> None:
    row = ordering.rows[0]
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert row.accessibleName() == "1 of 4: third, taken"
    QTest.keyClick(row, Qt.Key.Key_Down)
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert ordering.order == (0, 3, 2, 1)
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert row.accessibleName() == "3 of 4: third"
    QTest.keyClick(row, Qt.Key.Key_Down)
    assert ordering.order == (0, 3, 2, 1)


def test_escape_puts_a_taken_row_back(ordering: OrderingList) -> None:
    row = ordering.rows[0]
    QTest.keyClick(row, Qt.Key.Key_Space)
    QTest.keyClick(row, Qt.Key.Key_Down)
    QTest.keyClick(row, Qt.Key.Key_Down)
    QTest.keyClick(row, Qt.Key.Key_Escape)
    assert ordering.order == (2, 0, 3, 1)
    assert not row.held


def test_a_row_can_be_dragged(ordering: OrderingList) -> None:
    row = ordering.rows[0]
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(row, left, pos=row.rect().center())
    for step in range(12):
        target = ordering.mapToGlobal(QPoint(60, row.height() // 2 + step * 20))
        QTest.mouseMove(row, row.mapFromGlobal(target))
    QTest.mouseRelease(row, left)
    assert ordering.order == (0, 3, 1, 2)
    assert not row.held


def test_settled_rows_tell_their_place_and_stay(ordering: OrderingList) -> None:
    ordering.settle((False, False, True, True))
    assert [row.verdict for row in ordering.rows] == [
        Verdict.WRONG,
        Verdict.WRONG,
        Verdict.RIGHT,
        Verdict.RIGHT,
    ]
    assert ordering.rows[0].accessibleName() == "1: third, wrong place"
    assert not any(row.hasFocus() for row in ordering.rows)
    middle = ordering.mapTo(ordering.window(), ordering.rows[0].geometry().center())
    window = ordering.window().windowHandle()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(window, middle + QPoint(0, 150))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, 150))
    assert ordering.order == (2, 0, 3, 1)
