"""Where cards are answered: one widget for each kind, asked and revealed."""

from collections.abc import Callable
from random import Random
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from kgstudy.domain.card_types.base import Face, WholeFace
from kgstudy.domain.card_types.choice import ChoiceFace
from kgstudy.domain.card_types.ordering import OrderingFace
from kgstudy.domain.card_types.typed import TypedFace
from kgstudy.domain.review import Rating
from kgstudy.gui.answers import ANSWERS
from kgstudy.gui.answers.base import AnswerWidget
from kgstudy.gui.answers.choice import ChoiceAnswer
from kgstudy.gui.answers.ordering import OrderingAnswer
from kgstudy.gui.answers.typed import TypedAnswer
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.answer_row import Verdict
from kgstudy.gui.widgets.card_view import CardView

F = TypeVar("F", bound=Face)
A = TypeVar("A", bound=AnswerWidget[Any])

DATE = TypedFace("When?", "2 March 1992", "", ("2 March 1992",))
STATES = ChoiceFace("Who?", "Turkey", "", "Turkey", ("<i>China</i>", "Russia", "Germany"))
EVENTS = OrderingFace("Order?", "<ol><li>a</li><li>b</li><li>c</li></ol>", "", ("a", "b", "c"))


def no_media(name: str) -> bytes | None:
    return None


class Table(QWidget):
    """Hears the keys that an answer leaves to the page."""

    def __init__(self, answer: QWidget) -> None:
        super().__init__()
        self.heard: list[int] = []
        QVBoxLayout(self).addWidget(answer)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Control:
            self.heard.append(event.key())


class Put:
    """Puts an answer on a table in an active window."""

    def __init__(self, qtbot: QtBot, look: Look) -> None:
        self._qtbot = qtbot
        self._look = look
        self.table: Table

    def __call__(self, kind: Callable[[Look, Media, F, Random], A], face: F, seed: int = 1) -> A:
        answer = kind(self._look, no_media, face, Random(seed))
        self.table = Table(answer)
        self._qtbot.addWidget(self.table)
        with self._qtbot.waitActive(self.table):
            self.table.show()
            self.table.activateWindow()
        if answer.entry:
            answer.entry.setFocus()
        return answer


@pytest.fixture
def put(qtbot: QtBot, look: Look) -> Put:
    return Put(qtbot, look)


def shown_words(answer: AnswerWidget[Any]) -> list[str]:
    return [view.words for view in answer.findChildren(CardView) if view.isVisible()]


def html_of(answer: AnswerWidget[Any]) -> str:
    return "".join(
        view.document().toHtml() for view in answer.findChildren(CardView) if view.isVisible()
    )


def faces(kind: type[Face]) -> set[str]:
    return {kind.__name__}.union(*(faces(each) for each in kind.__subclasses__()))


def test_each_class_of_faces_has_its_answer() -> None:
    assert {kind.__name__ for kind in ANSWERS} == faces(Face)


def test_an_answer_in_the_mind_is_hidden_until_it_is_shown(put: Put) -> None:
    answer = put(ANSWERS[Face], Face("Who?", "<b>Somebody</b>", ""))
    assert shown_words(answer) == []
    assert answer.reveal() is Rating.GOOD
    assert shown_words(answer) == ["Somebody"]
    assert answer.question == "Who?"


def test_gaps_are_filled_where_they_stand(put: Put) -> None:
    face = WholeFace('In <span class="gap">[…]</span>', 'In <span class="gap">1992</span>', "")
    answer = put(ANSWERS[WholeFace], face)
    assert answer.question == face.question
    assert answer.reveal() is Rating.GOOD
    assert answer.question == face.answer


def test_a_typed_answer_that_is_right(put: Put) -> None:
    answer = put(TypedAnswer, DATE)
    assert answer.field.hasFocus()
    QTest.keyClicks(answer.field, "march 2, 1992")
    assert answer.reveal() is Rating.GOOD
    assert not answer.field.isVisible()
    assert shown_words(answer) == ["2 March 1992", "You typed march 2, 1992 ✓"]


def test_a_wrong_letter_is_marked_by_more_than_its_colour(put: Put, look: Look) -> None:
    answer = put(TypedAnswer, DATE)
    QTest.keyClicks(answer.field, "2 March 1993")
    assert answer.reveal() is Rating.AGAIN
    assert shown_words(answer) == ["2 March 1992", "You typed 2 March 1993"]
    html = html_of(answer)
    wrong = html[: html.index(">3</span>")].rpartition("<span")[2]
    assert "underline" in wrong
    assert look.color("wrong").name() in wrong
    missing = html[: html.index(">2</span>")].rpartition("<span")[2]
    assert "underline" in missing


def test_what_is_typed_is_never_taken_for_markup(put: Put) -> None:
    answer = put(TypedAnswer, DATE)
    answer.field.setText("<b>2</b> & more")
    answer.reveal()
    assert shown_words(answer)[1] == "You typed <b>2</b> & more"


def test_nothing_typed_suggests_again_and_compares_nothing(put: Put) -> None:
    answer = put(TypedAnswer, DATE)
    assert answer.reveal() is Rating.AGAIN
    assert shown_words(answer) == ["2 March 1992"]


def test_an_answer_with_markup_keeps_it(put: Put) -> None:
    face = TypedFace("Formula?", "H<sub>2</sub>O", "", ("H2O",))
    answer = put(TypedAnswer, face)
    QTest.keyClicks(answer.field, "HO")
    answer.reveal()
    assert "vertical-align:sub" in html_of(answer)


def test_an_input_method_writes_cyrillic(put: Put) -> None:
    face = TypedFace("Capital?", "Бишкек", "", ("Бишкек",))
    answer = put(TypedAnswer, face)
    event = QInputMethodEvent()
    event.setCommitString("бишкек")
    QApplication.sendEvent(answer.field, event)
    assert answer.field.text() == "бишкек"
    assert answer.reveal() is Rating.GOOD


def test_enter_and_an_undo_with_nothing_typed_go_to_the_page(put: Put) -> None:
    answer = put(TypedAnswer, DATE)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(answer.field, Qt.Key.Key_Z, control)
    QTest.keyClick(answer.field, Qt.Key.Key_Return)
    assert put.table.heard == [Qt.Key.Key_Z, Qt.Key.Key_Return]
    QTest.keyClicks(answer.field, "2")
    QTest.keyClick(answer.field, Qt.Key.Key_Z, control)
    assert answer.field.text() == ""
    assert put.table.heard == [Qt.Key.Key_Z, Qt.Key.Key_Return]


def test_the_field_leaves_a_redo_with_nothing_to_redo_to_the_page(put: Put) -> None:
    answer = put(TypedAnswer, DATE)
    control = Qt.KeyboardModifier.ControlModifier
    again = control | Qt.KeyboardModifier.ShiftModifier
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, again, "\x1a")
    asked.setAccepted(False)
    answer.field.event(asked)
    assert not asked.isAccepted()
    QTest.keyClick(answer.field, Qt.Key.Key_Z, again)
    assert put.table.heard.pop() == Qt.Key.Key_Z
    QTest.keyClicks(answer.field, "2")
    QTest.keyClick(answer.field, Qt.Key.Key_Z, control)
    QTest.keyClick(answer.field, Qt.Key.Key_Z, again)
    assert answer.field.text() == "2"
    assert Qt.Key.Key_Z not in put.table.heard


def test_the_field_leaves_an_undo_with_nothing_typed_to_shortcuts(put: Put) -> None:
    answer = put(TypedAnswer, DATE)
    kind = QEvent.Type.ShortcutOverride
    held = Qt.KeyboardModifier.ControlModifier
    untouched = QKeyEvent(kind, Qt.Key.Key_Z, held, "\x1a")
    untouched.setAccepted(False)
    answer.field.event(untouched)
    assert not untouched.isAccepted()
    QTest.keyClicks(answer.field, "2")
    typed = QKeyEvent(kind, Qt.Key.Key_Z, held, "\x1a")
    typed.setAccepted(False)
    answer.field.event(typed)
    assert typed.isAccepted()


def place_of(answer: ChoiceAnswer, words: str) -> int:
    return next(i for i, row in enumerate(answer.choices) if row.words == words)


def test_a_digit_chooses_and_shows_the_answer(put: Put, qtbot: QtBot) -> None:
    answer = put(ChoiceAnswer, STATES)
    place = place_of(answer, "Turkey")
    with qtbot.waitSignal(answer.answered):
        assert answer.take_key(str(place + 1))
    assert answer.reveal() is Rating.GOOD
    row = answer.choices[place]
    assert row.verdict is Verdict.RIGHT
    assert row.accessibleName() == "Turkey: right, your answer"


def test_a_wrong_choice_is_marked_and_so_is_the_right_one(put: Put) -> None:
    answer = put(ChoiceAnswer, STATES)
    wrong, right = place_of(answer, "China"), place_of(answer, "Turkey")
    answer.take_key(str(wrong + 1))
    assert answer.reveal() is Rating.AGAIN
    assert answer.choices[wrong].accessibleName() == "China: wrong, your answer"
    assert answer.choices[right].accessibleName() == "Turkey: right, the right one"
    others = {row.verdict for i, row in enumerate(answer.choices) if i not in (wrong, right)}
    assert others == {Verdict.OPEN}


def test_a_choice_is_made_once(put: Put) -> None:
    answer = put(ChoiceAnswer, STATES)
    answer.take_key("1")
    answer.take_key("2")
    assert answer.chosen == 0


@pytest.mark.parametrize("key", ["0", "5", "9", "x", "²"])
def test_other_keys_choose_nothing(put: Put, key: str) -> None:
    answer = put(ChoiceAnswer, STATES)
    assert not answer.take_key(key)
    assert answer.chosen is None


def test_nothing_chosen_suggests_again(put: Put) -> None:
    assert put(ChoiceAnswer, STATES).reveal() is Rating.AGAIN


def test_in_a_narrow_place_the_answer_has_the_room_of_the_remark(put: Put) -> None:
    answer = put(ChoiceAnswer, STATES)
    answer.reveal()
    right = next(row for row in answer.choices if row.verdict is Verdict.RIGHT)
    for width, least in ((600, 300), (260, 120)):
        put.table.resize(width, 500)
        QApplication.processEvents()
        assert right.face.width() >= least
    assert "the right one" in right.accessibleName()


def test_arrow_keys_and_enter_choose(put: Put) -> None:
    answer = put(ChoiceAnswer, STATES)
    QTest.keyClick(answer, Qt.Key.Key_Down)
    QTest.keyClick(answer.choices[0], Qt.Key.Key_Down)
    QTest.keyClick(answer.choices[1], Qt.Key.Key_Return)
    assert answer.chosen == 1


def test_the_mouse_chooses(put: Put) -> None:
    answer = put(ChoiceAnswer, STATES)
    row = answer.choices[2]
    point = row.mapTo(put.table, row.rect().center())
    QTest.mouseClick(put.table.windowHandle(), Qt.MouseButton.LeftButton, pos=point)
    assert answer.chosen == 2


def test_the_same_chance_draws_the_same_order(put: Put) -> None:
    def order(seed: int) -> list[str]:
        return [row.words for row in put(ChoiceAnswer, STATES, seed).choices]

    assert order(7) == order(7)
    assert len({tuple(order(seed)) for seed in range(8)}) > 1


def test_an_ordering_begins_in_disorder_with_the_keyboard_on_it(put: Put) -> None:
    answer = put(OrderingAnswer, EVENTS)
    assert answer.list.order != (0, 1, 2)
    assert answer.list.rows[0].hasFocus()


def test_a_wrong_order_is_put_right_below(put: Put) -> None:
    answer = put(OrderingAnswer, EVENTS)
    assert answer.reveal() is Rating.AGAIN
    assert {row.verdict for row in answer.list.rows} >= {Verdict.WRONG}
    assert shown_words(answer)[-1] == "a\nb\nc"
    assert answer.spoken.endswith("The right order\na\nb\nc")


def test_who_only_looks_sees_the_right_order_alone(put: Put) -> None:
    answer = put(OrderingAnswer, EVENTS)
    answer.tell()
    assert not answer.list.isVisible()
    assert shown_words(answer) == ["a\nb\nc"]
    assert answer.spoken == "a\nb\nc"


def test_a_right_order_needs_no_other(put: Put) -> None:
    answer = put(OrderingAnswer, EVENTS)
    for target in range(3):
        row = next(row for row in answer.list.rows if row.item == target)
        row.setFocus()
        while answer.list.order.index(target) > target:
            QTest.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert answer.reveal() is Rating.GOOD
    assert {row.verdict for row in answer.list.rows} == {Verdict.RIGHT}
    assert answer.spoken == "1: a, right place\n2: b, right place\n3: c, right place"


def test_enter_on_an_ordering_goes_to_the_page(put: Put) -> None:
    answer = put(OrderingAnswer, EVENTS)
    QTest.keyClick(answer.list.rows[0], Qt.Key.Key_Return)
    assert put.table.heard == [Qt.Key.Key_Return]


def test_no_row_lies_over_another(put: Put) -> None:
    answer = put(OrderingAnswer, EVENTS)
    rows = answer.list.rows
    bottoms = [row.mapTo(answer, QPoint(0, row.height())).y() for row in rows]
    tops = [row.mapTo(answer, QPoint()).y() for row in rows]
    assert all(bottom <= top for bottom, top in zip(bottoms, tops[1:], strict=False))
