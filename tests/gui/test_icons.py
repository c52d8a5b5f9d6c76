"""Our icons: each one line art on the same grid, drawn in the colour asked for."""

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from kgstudy.gui.icons import icon, pixmap, program_icon
from kgstudy.gui.theme import Look
from kgstudy.host.assets import resource

NAMES = sorted(file.stem for file in resource("icons").glob("*.svg") if file.stem != "kgstudy")


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_is_on_the_grid_and_has_no_colour_of_its_own(name: str) -> None:
    root = ElementTree.fromstring(resource(f"icons/{name}.svg").read_text())
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert "#" not in resource(f"icons/{name}.svg").read_text()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", NAMES)
def test_each_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    color = QColor.fromRgb(200, 40, 90)
    image = pixmap(name, color, 24, 2.0).toImage()
    inked = [
        found
        for x in range(image.width())
        for y in range(image.height())
        if (found := image.pixelColor(x, y)).alpha() == 255
    ]
    assert len(inked) > 20
    assert all(abs(found.red() - 200) + abs(found.green() - 40) < 4 for found in inked)
    assert all(abs(found.blue() - 90) < 4 for found in inked)
    assert image.devicePixelRatio() == 2.0


@pytest.mark.usefixtures("qapp")
def test_a_checked_button_has_its_own_colour(look: Look) -> None:
    made = icon(look, "home", "soft", on="accent")
    off = made.pixmap(20, 20, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    on = made.pixmap(20, 20, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert off != on


def test_the_program_has_a_mark(qapp: QApplication) -> None:
    assert not program_icon().pixmap(64, 64).isNull()
