"""The small parts: what they show, what they say to a screen reader, and what the keys do."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.ids import DeckId
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.bar_chart import Bar, BarChart
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.deck_list import MOST_ROWS, DeckList
from kgstudy.gui.widgets.key_cap import KeyCap
from kgstudy.gui.widgets.key_sheet import KeySheet
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.painted_rows import RowList
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.recall_bar import RecallBar
from kgstudy.gui.widgets.segments import Segments
from kgstudy.gui.widgets.side_bar import Entry, SideBar
from kgstudy.gui.widgets.slider import PercentSlider
from kgstudy.gui.widgets.stepper import Stepper
from kgstudy.gui.widgets.switch import Switch
from kgstudy.gui.widgets.toast import Toast
from kgstudy.services.decks import DeckSummary
from tests.gui.keyboard import press

Host = Callable[..., QWidget]


@pytest.fixture
def host(qtbot: QtBot) -> Host:
    """Shows widgets in an active window, so that keys reach them."""
    kept = []

    def show(*widgets: QWidget, width: int = 400, height: int = 300) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(width, height)
        qtbot.addWidget(window)
        kept.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return show


def deck(name: str, new: int = 0, due: int = 0) -> DeckSummary:
    leaf = name.rpartition("::")[2]
    return DeckSummary(DeckId(len(name)), name, leaf, name.count("::"), 9, new, 0, due)


def test_enter_presses_a_button_as_space_does(qtbot: QtBot, host: Host, look: Look) -> None:
    button = Button("Study", "primary")
    host(button)
    button.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_the_primary_button_shows_that_it_has_the_keyboard(host: Host, look: Look) -> None:
    button, other = Button("Study", "primary"), Button("Other")
    host(button, other)
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != without


def test_names_from_a_deck_are_never_markup(look: Look) -> None:
    shown = label("<b>bold</b> <img src='file:///etc/passwd'>")
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_a_key_cap_is_named(look: Look) -> None:
    assert KeyCap("Esc").accessibleName() == "Key Esc"


def test_the_chart_tells_each_bar_and_marks_today(host: Host, look: Look) -> None:
    chart = BarChart(look, "The week ahead")
    host(chart)
    chart.show_bars([Bar("Today", 8, "Today: 8 cards"), Bar("Tue", 4, "Tuesday: 4 cards")])
    assert chart.accessibleDescription() == "Today: 8 cards; Tuesday: 4 cards"
    image = chart.grab().toImage()
    ground = image.height() - 60
    assert image.pixelColor(chart.width() // 4, ground) == look.color("accent")
    assert image.pixelColor(chart.width() * 3 // 4, ground) == look.color("recall-none")


def test_a_bar_under_the_pointer_stands_out(host: Host, look: Look) -> None:
    chart = BarChart(look, "The week ahead")
    host(chart)
    chart.show_bars([Bar("Today", 8, "Today: 8 cards"), Bar("Tue", 8, "Tuesday: 8 cards")])
    place = QPoint(chart.width() * 3 // 4, chart.height() // 2)
    QTest.mouseMove(chart, place)
    assert chart.grab().toImage().pixelColor(place) == look.color("line")


def test_an_empty_week_is_drawn_without_harm(host: Host, look: Look) -> None:
    chart = BarChart(look, "The week ahead")
    host(chart)
    chart.show_bars([Bar("Today", 0, "Today: 0 cards")] * 7)
    assert not chart.grab().isNull()


def test_the_recall_bar_runs_from_sure_to_not_begun(host: Host, look: Look) -> None:
    bar = RecallBar(look, "Known")
    host(bar)
    bar.show_bands((25, 0, 0, 25, 50), "half of it")
    image = bar.grab().toImage()
    middle = image.height() // 2
    colours = [image.pixelColor(image.width() * at // 8, middle) for at in (1, 3, 5, 7)]
    roles = ("recall-4", "recall-4", "recall-3", "recall-none")
    assert colours == [look.color(role) for role in roles]
    assert bar.accessibleDescription() == "half of it"


def test_a_deck_is_studied_by_key_and_by_click(qtbot: QtBot, host: Host, look: Look) -> None:
    view = DeckList(look)
    host(view)
    view.show_decks([deck("Rivers", 2), deck("Rivers::Naryn", 1, 3)])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(view.study_wanted) as wanted:
            QTest.keyClick(view, key)
        assert wanted.args[0].name == "Rivers::Naryn"
    row = view.visualRect(view.model_of_decks.at(0)).center()
    with qtbot.waitSignal(view.study_wanted) as wanted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert wanted.args[0].name == "Rivers"


def test_a_deck_is_told_in_full(look: Look) -> None:
    view = DeckList(look)
    view.show_decks([deck("Rivers::Naryn", 1, 3)])
    told = view.model_of_decks.at(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Rivers::Naryn: 1 new, 3 due"


def test_many_decks_scroll_and_keep_their_place(host: Host, look: Look) -> None:
    view = DeckList(look)
    host(view)
    many = [deck(f"Deck {n}") for n in range(100)]
    view.show_decks(many)
    view.setCurrentIndex(view.model_of_decks.at(40))
    view.show_decks(many)
    assert view.currentIndex().row() == 40
    assert view.height() == MOST_ROWS * look.px(34)


def test_the_side_bar_goes_from_page_to_page(qtbot: QtBot, host: Host, look: Look) -> None:
    entries = (
        Entry("home", "Home", "home", "Ctrl+1"),
        Entry("settings", "Settings", "settings", "Ctrl+,", at_foot=True),
    )
    bar = SideBar(look, entries)
    host(bar)
    with qtbot.waitSignal(bar.chosen) as chosen:
        QTest.keyClick(bar.button("settings"), Qt.Key.Key_Return)
    assert chosen.args == ["settings"]
    bar.show_current("home")
    assert bar.button("home").isChecked()
    bar.show_waiting("home", 23)
    assert bar.button("home").accessibleName() == "Home, 23 waiting"
    bar.show_narrow(narrow=True)
    assert bar.button("home").text() == ""
    assert bar.button("home").accessibleName() == "Home, 23 waiting"
    assert bar.button("home").toolTip() == "Home (Ctrl+1)"


def test_a_message_comes_goes_and_fits(qtbot: QtBot, host: Host, look: Look) -> None:
    window = host(label("page"), width=300)
    toast = Toast(look, window)
    toast.say("Undone: answer card, and so many more words that they need a second line here")
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    assert toast.accessibleDescription() == toast.text
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_a_message_stands_where_it_covers_nothing_to_be_pressed(host: Host, look: Look) -> None:
    text, foot = QPlainTextEdit(), Button("Draft the cards")
    window = host(text, foot)
    toast = Toast(look, window)
    toast.say("Undone: reject draft")
    assert toast.geometry().bottom() < foot.geometry().top()
    assert toast.geometry().intersects(text.geometry())  # what is large can spare its edge


def test_a_message_makes_way_for_what_comes_where_it_stands(
    qtbot: QtBot, host: Host, look: Look
) -> None:
    text, foot = QPlainTextEdit(), Button("Draft the cards")
    window = host(text, foot)
    foot.hide()
    toast = Toast(look, window)
    toast.offer("The lesson is on the shelf", "Undo", foot.show)
    at_first = toast.pos()
    foot.show()
    qtbot.waitUntil(lambda: toast.pos() != at_first)
    assert toast.geometry().bottom() < foot.geometry().top()
    assert toast.isVisible()


def test_a_message_is_shown_also_where_all_is_full(host: Host, look: Look) -> None:
    window = host(*(Button(str(number)) for number in range(12)), height=100)
    toast = Toast(look, window)
    toast.say("Undone: reject draft")
    assert window.rect().contains(toast.geometry())


def test_the_key_sheet_closes_by_escape_and_is_gone(qtbot: QtBot, host: Host, look: Look) -> None:
    window = host(label("page"), width=700, height=500)
    sheet = KeySheet(look, window)
    sheet.open()
    caps = {cap.text() for cap in sheet.findChildren(KeyCap)}
    assert {"Ctrl+Z", "F1", "Space", "1", "@"} <= caps
    with qtbot.waitSignal(sheet.destroyed):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_the_key_sheet_is_scrolled_by_keys_at_once(qtbot: QtBot, host: Host, look: Look) -> None:
    window = host(label("page"), width=700, height=500)
    sheet = KeySheet(look, window)
    sheet.open()
    inside = sheet.focusWidget()
    assert isinstance(inside, Column)
    QTest.keyClick(inside, Qt.Key.Key_PageDown)
    assert inside.verticalScrollBar().value() > 0
    with qtbot.waitSignal(sheet.destroyed):
        QTest.keyClick(inside, Qt.Key.Key_Return)


def test_a_number_is_stepped_typed_and_bounded(qtbot: QtBot, host: Host, look: Look) -> None:
    stepper = Stepper(look, "Text size", 80, 200, 10, " %")
    host(stepper)
    stepper.put(190)
    heard: list[int] = []
    stepper.changed.connect(heard.append)
    QTest.keyClick(stepper.number, Qt.Key.Key_Up)
    QTest.keyClick(stepper.number, Qt.Key.Key_Up)
    stepper.number.selectAll()
    QTest.keyClicks(stepper.number, "120")
    QTest.keyClick(stepper.number, Qt.Key.Key_Return)
    assert heard == [200, 120]
    buttons = {button.accessibleName(): button for button in stepper.findChildren(Button)}
    QTest.mouseClick(buttons["More: Text size"], Qt.MouseButton.LeftButton)
    assert heard[-1] == 130


def test_the_number_can_be_seen(host: Host, look: Look) -> None:
    stepper = Stepper(look, "New cards", 0, 9999)
    host(stepper)
    stepper.put(9999)
    line = stepper.number.lineEdit()
    assert line.width() > line.fontMetrics().horizontalAdvance("9999")


def test_a_choice_among_few_by_the_arrow_keys(qtbot: QtBot, host: Host, look: Look) -> None:
    segments = Segments(look, "Theme", {"system": "System", "light": "Light", "dark": "Dark"})
    host(segments)
    segments.put("light")
    segments.setFocus()
    with qtbot.waitSignal(segments.chosen) as chosen:
        press(Qt.Key.Key_Right)
    assert chosen.args == ["dark"]
    assert segments.buttons["dark"].accessibleName() == "Theme: Dark"


def test_shift_tab_comes_to_the_choice_that_holds(host: Host, look: Look) -> None:
    segments = Segments(look, "Theme", {"system": "System", "light": "Light", "dark": "Dark"})
    around, before, after = QWidget(), QLineEdit(), QLineEdit()
    rows = QVBoxLayout(around)
    for each in (before, segments, after):
        rows.addWidget(each)
    host(around)
    segments.put("system")
    before.setFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    for key in ("dark", "system", "light"):
        segments.put(key)
        after.setFocus()
        QTest.keyClick(after, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert segments.buttons[key].hasFocus()
        QTest.keyClick(segments.buttons[key], Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert before.hasFocus()


def test_a_switch_is_turned_by_space_enter_and_click(qtbot: QtBot, host: Host, look: Look) -> None:
    switch = Switch(look, "Keep apart")
    host(switch)
    states = []
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(switch, key)
        states.append(switch.isChecked())
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert [*states, switch.isChecked()] == [True, False, True]


def test_a_share_is_slid_by_keys(qtbot: QtBot, host: Host, look: Look) -> None:
    slider = PercentSlider(look, "Desired retention", 70, 99)
    host(slider)
    slider.put(90)
    with qtbot.waitSignal(slider.changed) as changed:
        QTest.keyClick(slider.groove, Qt.Key.Key_Right)
    assert changed.args == [91]


def test_a_long_name_in_a_picker_is_elided_not_cut(host: Host, look: Look) -> None:
    picker = Picker(look, "Deck")
    host(picker)
    picker.addItem("A deck name that is very much longer than the room there is for it here")
    long = picker.grab().toImage()
    picker.setItemText(0, "A deck")
    assert picker.grab().toImage() != long
    assert picker.minimumSizeHint().width() < 400


def test_the_list_of_a_picker_shows_all_its_few_names(host: Host, look: Look) -> None:
    picker = Picker(look, "Kind")
    host(picker)
    picker.addItems([f"Kind {number}" for number in range(7)])
    picker.showPopup()
    view = picker.view()
    last = view.visualRect(view.model().index(6, 0))
    assert last.bottom() <= view.viewport().rect().bottom()
    picker.hidePopup()


def test_a_list_without_rows_says_what_will_stand_in_it(qtbot: QtBot, look: Look) -> None:
    rows = RowList(look, "Each change is shown here.")
    qtbot.addWidget(rows)
    rows.setModel(QStringListModel())
    rows.resize(300, 200)
    bare = RowList(look)
    qtbot.addWidget(bare)
    bare.resize(300, 200)
    assert rows.grab().toImage() != bare.grab().toImage()
    rows.setModel(QStringListModel([""]))
    bare.setModel(QStringListModel([""]))
    assert rows.grab().toImage() == bare.grab().toImage()
    assert rows.accessibleDescription() == "Each change is shown here."
