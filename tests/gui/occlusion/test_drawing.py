"""Parts of a picture are covered by mouse, and everything can be done by keys too."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.domain import masks
from kgstudy.domain.card_types.occlusion import Shape
from kgstudy.domain.masks import Box
from kgstudy.gui.occlusion.dialog import DrawingDialog
from kgstudy.gui.occlusion.words import Words
from kgstudy.gui.occlusion_shape import point
from kgstudy.gui.widgets.key_sheet import KeySheet

Open = Callable[..., DrawingDialog]

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
RECTANGLE = "{{c1::image-occlusion:rect:left=.1:top=.1:width=.2:height=.2:oi=1}}<br>"
ELLIPSE = "{{c2::image-occlusion:ellipse:left=.6:top=.6:rx=.1:ry=.1:oi=1}}<br>"
TWO = RECTANGLE + ELLIPSE
LABEL = "{{c0::image-occlusion:text:left=.4:top=.1:text=Osh:fs=.1}}<br>"


def at(dialog: DrawingDialog, x: float, y: float) -> QPoint:
    return point(dialog.canvas.sight.place, x, y).toPoint()


def drag(
    dialog: DrawingDialog,
    start: tuple[float, float],
    end: tuple[float, float],
    button: Qt.MouseButton = LEFT,
    modifier: Qt.KeyboardModifier = NONE,
) -> None:
    QTest.mousePress(dialog.canvas, button, modifier, at(dialog, *start))
    QTest.mouseMove(dialog.canvas, at(dialog, *end))
    QTest.mouseRelease(dialog.canvas, button, modifier, at(dialog, *end))


def click(dialog: DrawingDialog, x: float, y: float, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(dialog.canvas, LEFT, modifier, at(dialog, x, y))


def press(dialog: DrawingDialog, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or dialog.canvas, key, modifier)


def shapes(dialog: DrawingDialog) -> list[Shape]:
    return [mask.shape for mask in dialog.sheet.drawing.masks]


def numbers(dialog: DrawingDialog) -> list[tuple[int, ...]]:
    return [mask.numbers for mask in dialog.sheet.drawing.masks]


def near(box: Box, *sides: float) -> bool:
    return tuple(box) == pytest.approx(sides, abs=0.01)


@pytest.mark.parametrize(("key", "kind"), [(Qt.Key.Key_R, "rect"), (Qt.Key.Key_E, "ellipse")])
def test_a_box_is_drawn_from_corner_to_corner(opened: Open, key: Qt.Key, kind: str) -> None:
    dialog = opened()
    press(dialog, key)
    drag(dialog, (0.4, 0.5), (0.2, 0.1))
    (shape,) = shapes(dialog)
    assert shape.kind == kind
    assert near(masks.bounds(shape), 0.2, 0.1, 0.4, 0.5)
    assert dialog.sheet.chosen == {0}
    drag(dialog, (0.6, 0.6), (0.8, 0.8))
    assert numbers(dialog) == [(1,), (2,)], "the tool stays in hand"


def test_a_polygon_is_closed_where_it_began(opened: Open) -> None:
    dialog = opened()
    press(dialog, Qt.Key.Key_P)
    for x, y in ((0.2, 0.2), (0.6, 0.2), (0.6, 0.7), (0.2, 0.2)):
        click(dialog, x, y)
    (shape,) = shapes(dialog)
    assert len(shape.points) == 3
    assert near(masks.bounds(shape), 0.2, 0.2, 0.6, 0.7)


def test_a_double_click_ends_a_polygon(opened: Open) -> None:
    dialog = opened()
    press(dialog, Qt.Key.Key_P)
    for x, y in ((0.2, 0.2), (0.6, 0.2), (0.6, 0.7)):
        click(dialog, x, y)
    QTest.mouseDClick(dialog.canvas, LEFT, NONE, at(dialog, 0.6, 0.7))
    assert [len(shape.points) for shape in shapes(dialog)] == [3]


def test_a_shape_is_drawn_by_keys_alone(opened: Open) -> None:
    dialog = opened()
    press(dialog, Qt.Key.Key_R, Qt.Key.Key_Left, Qt.Key.Key_Return)
    press(dialog, *[Qt.Key.Key_Right] * 3, *[Qt.Key.Key_Down] * 2, modifier=SHIFT)
    press(dialog, Qt.Key.Key_Return)
    (shape,) = shapes(dialog)
    assert near(masks.bounds(shape), 0.49, 0.5, 0.61, 0.62)
    press(dialog, Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert [shape.kind for shape in shapes(dialog)] == ["rect", "polygon"]


def test_what_is_begun_can_be_dropped(opened: Open) -> None:
    dialog = opened()
    press(dialog, Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Backspace)
    pen = dialog.canvas.hand.pen
    assert pen is not None
    assert len(pen.corners) == 1
    press(dialog, Qt.Key.Key_Escape)
    assert not pen.is_down
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.canvas.hand.tool == "select"
    assert dialog.isVisible()


def test_a_shape_is_moved_and_keeps_its_number(opened: Open) -> None:
    dialog = opened(TWO)
    drag(dialog, (0.2, 0.2), (0.3, 0.4))
    assert near(masks.bounds(shapes(dialog)[0]), 0.2, 0.3, 0.4, 0.5)
    assert numbers(dialog) == [(1,), (2,)]
    assert dialog.sheet.html.endswith(ELLIPSE), "the other one is as it was"
    dialog.sheet.undo()
    assert dialog.sheet.html == TWO, "the whole way is one step"


def test_a_shape_is_pulled_by_its_grips(opened: Open) -> None:
    dialog = opened(TWO)
    click(dialog, 0.2, 0.2)
    drag(dialog, (0.3, 0.3), (0.5, 0.45))
    assert near(masks.bounds(shapes(dialog)[0]), 0.1, 0.1, 0.5, 0.45)
    drag(dialog, (0.1, 0.275), (0.2, 0.9))
    assert near(masks.bounds(shapes(dialog)[0]), 0.2, 0.1, 0.5, 0.45)


def test_a_turned_shape_is_pulled_along_its_own_sides(opened: Open) -> None:
    turned = "{{c1::image-occlusion:rect:left=.5:top=.3:width=.2:height=.1:angle=2500}}<br>"
    dialog = opened(turned)
    dialog.sheet.choose({0})
    place = dialog.canvas.sight.place
    start = point(place, 0.5, 0.3)
    far = start + QPointF(0, 0.2 * place.width())
    QTest.mousePress(dialog.canvas, LEFT, NONE, (far - QPointF(0.05 * place.height(), 0)).toPoint())
    further = far + QPointF(-0.05 * place.height(), 0.1 * place.width())
    QTest.mouseMove(dialog.canvas, further.toPoint())
    QTest.mouseRelease(dialog.canvas, LEFT, NONE, further.toPoint())
    (shape,) = shapes(dialog)
    assert (shape.left, shape.top) == pytest.approx((0.5, 0.3), abs=0.01)
    assert (shape.width, shape.height) == pytest.approx((0.3, 0.1), abs=0.01)


def test_a_corner_of_a_polygon_is_pulled(opened: Open) -> None:
    dialog = opened("{{c1::image-occlusion:polygon:left=.1:top=.1:points=.1,.1 .5,.1 .5,.5}}<br>")
    click(dialog, 0.4, 0.2)
    drag(dialog, (0.5, 0.5), (0.7, 0.8))
    assert shapes(dialog)[0].points[2] == pytest.approx((0.7, 0.8), abs=0.01)


def test_corners_of_a_polygon_are_moved_by_keys(opened: Open) -> None:
    text = "{{c1::image-occlusion:polygon:left=.1:top=.1:points=.1,.1 .5,.1 .5,.5}}<br>"
    dialog = opened(text + TWO)
    press(dialog, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Return, *[Qt.Key.Key_Right] * 4)
    assert shapes(dialog)[0].points == ((0.1, 0.1), (0.52, 0.1), (0.5, 0.5))
    press(dialog, Qt.Key.Key_Z, modifier=CONTROL)
    assert dialog.sheet.html == text + TWO
    press(dialog, Qt.Key.Key_Escape, *[Qt.Key.Key_Right] * 4)
    assert shapes(dialog)[0].left == pytest.approx(0.12), "the whole of it again"
    press(dialog, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert shapes(dialog)[1].top > 0.1, "a box has no corners to hold"


def test_a_frame_chooses_and_shift_adds(opened: Open) -> None:
    dialog = opened(TWO + LABEL)
    drag(dialog, (0.02, 0.02), (0.15, 0.9))
    assert dialog.sheet.chosen == {0}
    click(dialog, 0.7, 0.7, SHIFT)
    assert dialog.sheet.chosen == {0, 1}
    press(dialog, Qt.Key.Key_G)
    assert numbers(dialog) == [(1,), (1,), (0,)]
    press(dialog, Qt.Key.Key_G, modifier=SHIFT)
    assert numbers(dialog) == [(1,), (3,), (0,)], "2 belonged to a card before"
    click(dialog, 0.9, 0.1)
    assert not dialog.sheet.chosen


def test_tab_goes_from_shape_to_shape_and_on(opened: Open) -> None:
    dialog = opened(TWO)
    press(dialog, Qt.Key.Key_Tab)
    assert dialog.canvas.accessibleName() == "Shape 1 of 2: rectangle, card 1"
    press(dialog, Qt.Key.Key_Tab)
    assert dialog.canvas.accessibleName() == "Shape 2 of 2: ellipse, card 2"
    press(dialog, Qt.Key.Key_Tab)
    assert not dialog.canvas.hasFocus()
    press(dialog, Qt.Key.Key_Tab, modifier=SHIFT)
    assert dialog.canvas.hasFocus()
    press(dialog, Qt.Key.Key_Tab, modifier=SHIFT)
    assert dialog.sheet.chosen == {1}


def test_arrows_move_and_grow(opened: Open) -> None:
    dialog = opened(TWO)
    press(dialog, Qt.Key.Key_Tab, *[Qt.Key.Key_Right] * 10)
    assert near(masks.bounds(shapes(dialog)[0]), 0.15, 0.1, 0.35, 0.3)
    press(dialog, *[Qt.Key.Key_Right] * 10, modifier=SHIFT)
    assert near(masks.bounds(shapes(dialog)[0]), 0.15, 0.1, 0.4, 0.3)
    press(dialog, Qt.Key.Key_Z, modifier=CONTROL)
    assert near(masks.bounds(shapes(dialog)[0]), 0.15, 0.1, 0.35, 0.3)
    press(dialog, Qt.Key.Key_Z, modifier=CONTROL)
    assert dialog.sheet.html == TWO
    press(dialog, Qt.Key.Key_Y, modifier=CONTROL)
    assert near(masks.bounds(shapes(dialog)[0]), 0.15, 0.1, 0.35, 0.3)


def test_shapes_are_doubled_and_deleted(opened: Open) -> None:
    dialog = opened(TWO, frozenset({3}))
    press(dialog, Qt.Key.Key_Tab)
    press(dialog, Qt.Key.Key_D, modifier=CONTROL)
    assert numbers(dialog) == [(1,), (2,), (4,)]
    press(dialog, Qt.Key.Key_Delete)
    assert dialog.sheet.html == TWO
    press(dialog, Qt.Key.Key_A, modifier=CONTROL)
    press(dialog, Qt.Key.Key_Delete)
    assert dialog.sheet.html == ""


def test_all_is_hidden_or_only_one(opened: Open) -> None:
    dialog = opened(TWO)
    assert dialog.outcome.hides.chosen_key == "all"
    press(dialog, Qt.Key.Key_H)
    assert dialog.sheet.html == TWO.replace(":oi=1", "")
    assert dialog.outcome.hides.chosen_key == "one"
    QTest.mouseClick(dialog.outcome.hides.buttons["all"], LEFT)
    assert dialog.sheet.html == TWO
    dialog.tools.buttons["hide"].click()
    assert not dialog.sheet.hides_all


def test_hiding_one_holds_for_the_first_shape_too(opened: Open) -> None:
    dialog = opened()
    press(dialog, Qt.Key.Key_H, Qt.Key.Key_R)
    drag(dialog, (0.2, 0.2), (0.4, 0.4))
    assert ":oi=" not in dialog.sheet.html


def test_the_cards_are_shown_as_they_will_look(opened: Open) -> None:
    dialog = opened(TWO)
    assert dialog.outcome.question.accessibleName() == "Picture with covered parts: 2"
    assert dialog.outcome.answer.revealed
    dialog.outcome.pager.on.click()
    assert dialog.sheet.chosen == {1}
    assert dialog.outcome.pager.at == 1


def test_it_is_seen_nearer_and_moved(opened: Open) -> None:
    dialog = opened(TWO)
    sight = dialog.canvas.sight
    fitting = sight.place
    here = QPointF(at(dialog, 0.25, 0.5))
    turn(dialog, here, 120 * 8, CONTROL)
    assert sight.scale > 2
    assert sight.share(here) == pytest.approx((0.25, 0.5), abs=0.01), "what is pointed at stays"
    before = sight.place
    drag(dialog, (0.25, 0.5), (0.27, 0.5), MIDDLE)
    assert sight.place.left() > before.left()
    QTest.keyPress(dialog.canvas, Qt.Key.Key_Space)
    drag(dialog, (0.25, 0.5), (0.23, 0.5))
    QTest.keyRelease(dialog.canvas, Qt.Key.Key_Space)
    assert sight.place.left() == pytest.approx(before.left(), abs=3)
    assert dialog.sheet.html == TWO
    press(dialog, Qt.Key.Key_0, modifier=CONTROL)
    assert sight.place == fitting
    turn(dialog, here, -120 * 40, CONTROL)
    assert sight.place.width() == pytest.approx(fitting.width() / 2)


def turn(
    dialog: DrawingDialog, here: QPointF, by: int, modifier: Qt.KeyboardModifier = NONE
) -> None:
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(here, here, QPoint(), QPoint(0, by), none, modifier, phase, False)
    QApplication.sendEvent(dialog.canvas, event)


def test_leaving_it_in_any_way_keeps_what_is_drawn(opened: Open, qtbot: QtBot) -> None:
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        dialog = opened(TWO)
        press(dialog, Qt.Key.Key_Tab, Qt.Key.Key_Delete)
        with qtbot.waitSignal(dialog.drawn) as kept:
            press(dialog, leave, modifier=CONTROL if leave is Qt.Key.Key_Return else NONE)
        assert kept.args == [ELLIPSE]
    dialog = opened(TWO)
    with qtbot.waitSignal(dialog.drawn) as kept:
        dialog.close()
    assert kept.args == [TWO]


def test_every_button_has_a_name_and_tells_its_key(opened: Open) -> None:
    dialog = opened(TWO)
    for button in dialog.tools.buttons.values():
        assert button.accessibleName()
        assert "(" in button.toolTip()
        assert not button.icon().isNull()
    assert not dialog.tools.buttons["bin"].isEnabled()
    press(dialog, Qt.Key.Key_Tab)
    dialog.tools.buttons["bin"].click()
    assert dialog.sheet.html == ELLIPSE
    assert dialog.canvas.hasFocus()


def test_labels_are_moved_by_mouse(opened: Open) -> None:
    dialog = opened(LABEL)
    drag(dialog, (0.42, 0.15), (0.52, 0.25))
    assert dialog.sheet.drawing.masks[0].shape.left == pytest.approx(0.5, abs=0.01)
    assert "text=Osh" in dialog.sheet.html


def test_a_narrow_window_keeps_all_that_can_be_done(opened: Open) -> None:
    dialog = opened(TWO)
    dialog.resize(520, 420)
    assert not dialog.outcome.isVisible()
    assert dialog.canvas.sight.place.width() < 520
    for button in dialog.tools.buttons.values():
        assert dialog.tools.rect().contains(button.geometry())


def test_its_keys_are_told(opened: Open) -> None:
    dialog = opened(TWO)
    press(dialog, Qt.Key.Key_F1)
    (sheet,) = dialog.findChildren(KeySheet)
    assert sheet.isVisible()


def write(words: str, *keys: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, Words)
    QTest.keyClicks(focused, words)
    for key in keys:
        QTest.keyClick(focused, key)


def test_words_are_written_on_the_picture(opened: Open) -> None:
    dialog = opened(TWO)
    press(dialog, Qt.Key.Key_T)
    click(dialog, 0.5, 0.25)
    write("River: Etpr", Qt.Key.Key_Return)
    label = shapes(dialog)[2]
    assert (label.kind, label.text) == ("text", "River: Etpr")
    assert (label.left, label.top) == pytest.approx((0.5, 0.25), abs=0.01)
    assert dialog.canvas.hasFocus()
    assert dialog.sheet.drawing.numbers == {1, 2}, "it is no card"
    QTest.mouseDClick(dialog.canvas, LEFT, NONE, at(dialog, 0.52, 0.28))
    write("Naryn", Qt.Key.Key_Escape)
    assert shapes(dialog)[2].text == "River: Etpr"
    press(dialog, Qt.Key.Key_V)
    assert dialog.sheet.chosen == {2}, (
        dialog.canvas.hand.tool,
        dialog.sheet.chosen,
        QApplication.focusWidget(),
    )
    press(dialog, Qt.Key.Key_Return)
    write("Naryn", Qt.Key.Key_Return)
    assert shapes(dialog)[2].text == "Naryn"
    press(dialog, Qt.Key.Key_Return)
    write("Talas", Qt.Key.Key_Tab)
    assert shapes(dialog)[2].text == "Talas"
    assert dialog.canvas.hasFocus()


def test_words_are_written_by_keys_and_kept_as_one_leaves(opened: Open, qtbot: QtBot) -> None:
    dialog = opened(TWO)
    press(dialog, Qt.Key.Key_T, Qt.Key.Key_Right, Qt.Key.Key_Return)
    write("Osh")
    with qtbot.waitSignal(dialog.drawn) as kept:
        press(dialog, Qt.Key.Key_Return, modifier=CONTROL)
    assert kept.args is not None
    assert "text=Osh" in kept.args[0]
