"""Pictures with hidden parts: what is covered is covered, and the answer uncovers it."""

from random import Random

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kgstudy.domain.card_types.occlusion import OcclusionFace, Shape
from kgstudy.domain.review import Rating
from kgstudy.gui.answers.occlusion import OcclusionAnswer
from kgstudy.gui.media import pictures
from kgstudy.gui.occlusion_shape import outline
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.occlusion_picture import OcclusionPicture

ASKED = Shape("rect", 0.1, 0.1, 0.2, 0.2, asked=True)
COVERED = Shape("ellipse", 0.6, 0.6, 0.2, 0.2, covers=True)
SHAPES = (ASKED, COVERED)
RED = QColor("#ff0000")
MASK = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">'
    b'<rect width="150" height="200"/></svg>'
)


def picture() -> bytes:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(RED)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


MEDIA = {"map.png": picture, "mask.svg": lambda: MASK}


def media(name: str) -> bytes | None:
    return MEDIA[name]() if name in MEDIA else None


def answer(qtbot: QtBot, look: Look, face: OcclusionFace) -> OcclusionAnswer:
    made = OcclusionAnswer(look, media, face, Random(1))
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def color_at(widget: OcclusionPicture, x: float, y: float) -> QColor:
    """At a fraction of the picture, which stands in the middle of the widget."""
    shot = widget.grab().toImage()
    width = widget.heightForWidth(widget.width()) * 1.5
    left = (widget.width() - width) / 2
    ratio = shot.devicePixelRatio()
    return shot.pixelColor(round((left + x * width) * ratio), round(y * width / 1.5 * ratio))


def test_parts_are_covered_until_the_answer(qtbot: QtBot, look: Look) -> None:
    made = answer(qtbot, look, OcclusionFace("", "", "", "map.png", SHAPES))
    assert color_at(made.picture, 0.5, 0.5) == RED
    assert color_at(made.picture, 0.12, 0.12) == look.color("accent")
    assert color_at(made.picture, 0.7, 0.7) == look.color("edge")
    assert made.reveal() is Rating.GOOD
    assert color_at(made.picture, 0.2, 0.2) == RED
    assert color_at(made.picture, 0.1, 0.2) == look.color("accent"), "its outline"
    assert color_at(made.picture, 0.7, 0.7) == look.color("edge")


def test_a_click_lifts_the_other_masks_and_lays_them_down(qtbot: QtBot, look: Look) -> None:
    made = answer(qtbot, look, OcclusionFace("", "", "", "map.png", SHAPES))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(made.picture, left)
    assert not made.picture.bare, "not while the question stands"
    made.reveal()
    QTest.mouseClick(made.picture, left)
    assert color_at(made.picture, 0.7, 0.7) == RED
    made.uncover()
    assert color_at(made.picture, 0.7, 0.7) == look.color("edge")


def test_it_can_be_told(qtbot: QtBot, look: Look) -> None:
    made = answer(qtbot, look, OcclusionFace("", "of <b>Osh</b>", "", "map.png", SHAPES))
    assert made.picture.accessibleName() == "Picture with covered parts: 2"
    made.reveal()
    assert "uncovered" in made.spoken
    assert made.spoken.endswith("of Osh")
    assert [view.words for view in made.findChildren(CardView)] == ["of Osh"]


def test_a_mask_of_its_own(qtbot: QtBot, look: Look) -> None:
    face = OcclusionFace("", "", "", "map.png", masks=("mask.svg", "none.svg"))
    made = answer(qtbot, look, face)
    assert color_at(made.picture, 0.25, 0.5) == QColor("black")
    assert color_at(made.picture, 0.75, 0.5) == RED
    made.reveal()
    assert color_at(made.picture, 0.25, 0.5) == RED


def test_a_mask_that_cannot_be_read_hides_everything(qtbot: QtBot, look: Look) -> None:
    face = OcclusionFace("", "", "", "map.png", masks=("none.svg", "none.svg"))
    made = answer(qtbot, look, face)
    assert color_at(made.picture, 0.75, 0.9) == look.color("accent")


def test_a_missing_picture_leaves_a_frame(qtbot: QtBot, look: Look) -> None:
    made = answer(qtbot, look, OcclusionFace("", "", "", "none.png", SHAPES))
    assert made.picture.heightForWidth(900) > 0
    made.picture.grab()


def test_a_large_picture_comes_into_the_room_that_is_kept_for_it(
    qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_LARGE", 1000)
    whole = answer(qtbot, look, OcclusionFace("", "", "", "map.png", SHAPES))
    made = whole.picture
    height = made.heightForWidth(900)
    qtbot.waitUntil(lambda: color_at(made, 0.01, 0.01) == RED)
    assert made.heightForWidth(900) == height


@pytest.mark.parametrize("width", [1, 50, 400, 3000])
def test_it_is_never_taller_than_the_page(qtbot: QtBot, look: Look, width: int) -> None:
    made = answer(qtbot, look, OcclusionFace("", "", "", "map.png", SHAPES))
    assert 1 <= made.picture.heightForWidth(width) <= look.px(440)


def test_it_leaves_room_for_the_words_above_it(qtbot: QtBot, look: Look) -> None:
    bare = answer(qtbot, look, OcclusionFace("", "", "", "map.png", SHAPES))
    worded = answer(qtbot, look, OcclusionFace("Oblasts", "", "", "map.png", SHAPES))
    assert worded.picture.heightForWidth(900) < bare.picture.heightForWidth(900)


def test_outlines_lie_where_the_shapes_say() -> None:
    place = QRectF(10, 20, 200, 100)
    assert outline(ASKED, place).boundingRect() == QRectF(30, 30, 40, 20)
    assert outline(COVERED, place).boundingRect() == QRectF(130, 80, 40, 20)
    corners = Shape("polygon", 0, 0, points=((0, 0), (0.5, 0), (0.5, 1)))
    assert outline(corners, place).boundingRect() == QRectF(10, 20, 100, 100)
    turned = outline(Shape("rect", 0.5, 0.5, 0.1, 0.1, angle=90), place).boundingRect()
    assert (round(turned.right()), round(turned.bottom())) == (110, 90)
