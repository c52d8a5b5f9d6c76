"""The two themes: complete, readable, and applied to everything at once."""

import re
from itertools import product
from typing import Literal

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from kgstudy.gui.theme import Look, Theme, fill, palette_of, read_theme
from kgstudy.gui.widgets.completion_list import CompletionList
from kgstudy.gui.widgets.deck_field import DeckField
from kgstudy.gui.widgets.picker import Picker
from kgstudy.host.assets import resource

THEMES = [read_theme(resource(f"themes/{name}.toml")) for name in ("light", "dark")]
SPOKEN = ("ink", "soft", "accent", "new", "learning", "review", "right", "wrong")
TEXT = (*SPOKEN, "again", "hard", "good", "easy")
GROUNDS = ("window", "sidebar", "surface", "hover")
TINTS = ("recall-none", "recall-1", "recall-2", "recall-3", "recall-4")
ON_ACCENT = ("accent", "accent-hover", "accent-pressed")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=THEMES, ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    chosen: Theme = request.param
    return chosen


def test_the_measure_of_contrast_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_words_can_be_read_on_every_ground(theme: Theme) -> None:
    pairs = [*product(TEXT, GROUNDS), *product(("ink",), (*TINTS, "pressed"))]
    pairs += [
        *product(("on-accent",), ON_ACCENT),
        ("window", "ink"),
        ("soft", "track"),
        ("ink", "thumb"),
    ]
    weak = {
        pair: round(found, 2)
        for pair in pairs
        if (found := contrast(theme.roles[pair[0]], theme.roles[pair[1]])) < 4.5
    }
    assert weak == {}


def test_edges_of_fields_and_the_focus_ring_can_be_seen(theme: Theme) -> None:
    grounds = ("window", "surface")
    weak = [
        pair
        for pair in product(("edge", "focus"), grounds)
        if contrast(theme.roles[pair[0]], theme.roles[pair[1]]) < 3
    ]
    assert weak == []


def test_both_themes_have_the_same_roles() -> None:
    assert list(THEMES[0].roles) == list(THEMES[1].roles)
    assert all(re.fullmatch("#[0-9a-f]{6}", c) for theme in THEMES for c in theme.roles.values())


def test_the_style_sheet_names_only_known_roles(theme: Theme) -> None:
    template = resource("themes/style.qss").read_text(encoding="utf-8")
    filled = fill(template, theme, 1.0)
    assert "@" not in filled
    assert not re.findall("#[0-9a-fA-F]{3,8}", template)


def test_lengths_grow_with_the_text_and_colours_do_not(theme: Theme) -> None:
    filled = fill("QLabel { font-size: @12px@; color: @ink@; border: 1px }", theme, 1.5)
    assert filled == f"QLabel {{ font-size: 18px; color: {theme.roles['ink']}; border: 1px }}"


def test_the_palette_is_the_themes(theme: Theme) -> None:
    palette = palette_of(theme)
    assert palette.color(QPalette.ColorRole.Window) == QColor(theme.roles["window"])
    assert palette.color(QPalette.ColorRole.HighlightedText) == QColor(theme.roles["on-accent"])


def test_a_choice_reaches_the_whole_program_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(qapp, "light", 100)
    label = QLabel("words")
    label.setProperty("role", "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == 27
    with qtbot.waitSignal(look.changed):
        look.choose("dark", 200)
    assert look.theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == look.color("window")
    assert label.font().pixelSize() == 54
    assert look.px(12) == 24


class Restyled(QWidget):
    """Counts how often it is."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.times = 0

    @override
    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_a_widget_is_not_restyled_again_for_each_that_it_lies_in(
    qapp: QApplication, qtbot: QtBot
) -> None:
    look = Look(qapp, "light", 100)
    whole = Restyled(None)
    qtbot.addWidget(whole)
    innermost = whole
    for _ in range(12):
        innermost = Restyled(innermost)
    whole.show()
    before = innermost.times
    look.choose("dark", 100)
    assert 0 < innermost.times - before <= 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_row_in_hand_of_an_open_list_can_be_told_from_the_others(
    qapp: QApplication, qtbot: QtBot, name: Literal["light", "dark"]
) -> None:
    look = Look(qapp, name, 100)
    picker = Picker(look, "Where")
    picker.addItems(["", "", ""])
    qtbot.addWidget(picker)
    picker.setCurrentIndex(1)
    picker.show()
    picker.showPopup()
    assert edge_against_ground(look, picker.view(), 0) == 1
    assert edge_against_ground(look, picker.view(), 1) >= 3
    picker.hidePopup()


def edge_against_ground(look: Look, view: QAbstractItemView, row: int) -> float:
    """The strongest contrast at the left edge of a row."""
    place = view.visualRect(view.model().index(row, 0))
    seen = view.viewport().grab().toImage()
    edge = (seen.pixelColor(place.left() + x, place.center().y()).name() for x in range(4))
    return max(contrast(color, look.color("surface").name()) for color in edge)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_row_in_hand_of_completions_can_be_told_from_the_others(
    qapp: QApplication, qtbot: QtBot, name: Literal["light", "dark"]
) -> None:
    look = Look(qapp, name, 100)
    line, field = QLineEdit(), DeckField(look, "Deck", "")
    for each in (line, field):
        qtbot.addWidget(each)
        each.show()
    search = CompletionList(look, line)
    search.offer(["deck:", "due:"])
    field.show_names(["Rivers", "Rivers::Naryn"])
    named = field.completer()
    assert named is not None
    named.setCompletionPrefix("Riv")
    named.complete()
    for view in (search.popup(), named.popup()):
        assert view is not None
        view.setCurrentIndex(view.model().index(1, 0))
        assert edge_against_ground(look, view, 0) == 1
        assert edge_against_ground(look, view, 1) >= 3
        assert view.sizeHintForRow(0) >= 26
        view.hide()


def test_the_names_that_a_dialog_of_files_proposes_stand_on_a_ground(
    qapp: QApplication, qtbot: QtBot
) -> None:
    look = Look(qapp, "light", 100)
    popup, within = QListView(), QWidget()
    inner = QListView(within)
    for each in (popup, within):
        qtbot.addWidget(each)
        each.resize(200, 100)
        each.show()
    assert popup.grab().toImage().pixelColor(100, 50) == look.color("surface")
    assert inner.grab().toImage().pixelColor(50, 10) != look.color("surface")


@pytest.mark.parametrize("ticked", [False, True])
def test_the_keyboard_is_seen_in_a_box_that_is_ticked_or_not(
    qapp: QApplication, qtbot: QtBot, ticked: bool
) -> None:
    look = Look(qapp, "dark", 100)
    box, other = QCheckBox(), QCheckBox()
    whole = QWidget()
    rows = QVBoxLayout(whole)
    for each in (box, other):
        each.setProperty("kind", "tick")
        each.setChecked(ticked)
        rows.addWidget(each)
    qtbot.addWidget(whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    box.setFocus()

    def colors(of: QCheckBox) -> set[str]:
        seen = of.grab().toImage()
        return {seen.pixelColor(x, of.height() // 2).name() for x in range(seen.width())}

    ring = look.color("ink" if ticked else "focus").name()
    assert ring in colors(box)
    assert ring not in colors(other)


def test_what_a_menu_cannot_do_now_looks_so(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(qapp, "dark", 100)
    menu = QMenu()
    qtbot.addWidget(menu)
    acts = [menu.addAction("████") for _ in range(2)]
    acts[1].setEnabled(False)
    menu.ensurePolished()
    menu.popup(menu.pos())
    seen = menu.grab().toImage()

    def colors(act: QAction) -> set[str]:
        place = menu.actionGeometry(act)
        middle = place.center().y()
        across = range(place.left(), place.right())
        return {seen.pixelColor(x, middle).name() for x in across}

    assert look.color("ink").name() in colors(acts[0])
    assert look.color("ink").name() not in colors(acts[1])
    menu.close()


def test_the_same_choice_again_disturbs_nobody(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(qapp, "dark", 100)
    with qtbot.assertNotEmitted(look.changed):
        look.choose("dark", 100)


@pytest.mark.parametrize(("asked", "given"), [(10, 0.8), (80, 0.8), (200, 2.0), (999, 2.0)])
def test_the_text_size_keeps_its_bounds(qapp: QApplication, asked: int, given: float) -> None:
    assert Look(qapp, "light", asked).scale == given
