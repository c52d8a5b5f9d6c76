"""Pictures of strangers: what is shown of them, and what is never done for them."""

from time import perf_counter

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QThread
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from pytestqt.qtbot import QtBot

from kgstudy.gui.media.darkroom import Darkroom
from kgstudy.gui.media.drawings import NoDrawingError, plain_drawing
from kgstudy.gui.media.mounts import on_paper, placeholder
from kgstudy.gui.media.pictures import no_taller, read_image, smaller, within
from kgstudy.gui.theme import Look

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(content.data())


def svg(inner: str, before: str = "", size: str = 'width="200" height="100"') -> bytes:
    return f"{before}<svg {SPACES} {size}>{inner}</svg>".encode()


RECT = '<rect x="50" y="25" width="100" height="50" fill="#0000ff"/>'


@pytest.mark.parametrize("kind", ["PNG", "JPG", "BMP"])
def test_pictures_are_read_and_kept_no_wider_than_a_card(kind: str) -> None:
    plain = read_image(picture(300, 200, kind))
    wide = read_image(picture(4000, 1000, kind))
    assert plain is not None
    assert wide is not None
    assert plain.width() == 300
    assert (wide.width(), wide.height()) == (1440, 360)


@pytest.mark.parametrize(
    "content", [b"", b"no picture at all", picture(30, 30)[:40], b"<html><svg", b"<svg"]
)
def test_what_is_no_picture_is_none(content: bytes) -> None:
    assert read_image(content) is None


def test_a_picture_that_would_fill_the_memory_is_none() -> None:
    header = picture(30, 30)
    huge = header[:16] + (60_000).to_bytes(4) + (60_000).to_bytes(4) + header[24:]
    assert read_image(huge) is None


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_drawing_has_the_dots_that_the_screen_has(ratio: float) -> None:
    image = read_image(svg(RECT), ratio)
    assert image is not None
    assert (image.width(), image.height()) == (200 * ratio, 100 * ratio)
    assert image.deviceIndependentSize().toSize().width() == 200
    assert image.pixelColor(round(100 * ratio), round(50 * ratio)) == QColor("#0000ff")
    assert image.pixelColor(1, 1).alpha() == 0


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [
        ('width="1000000" height="1000000"', 720, 720),
        ('viewBox="0 0 40 20"', 40, 20),
        ('width="9000" height="90"', 720, 7),
    ],
)
def test_a_drawing_is_no_larger_than_a_card(size: str, width: int, height: int) -> None:
    image = read_image(svg(RECT, size=size))
    assert image is not None
    assert (image.width(), image.height()) == (width, height)


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<image href="file:///etc/passwd" width="9" height="9"/>',
        '<image xlink:href="http://example.org/a.png" width="9" height="9"/>',
        '<use href="http://example.org/a.svg#x"/>',
        "<foreignObject><b>x</b></foreignObject>",
        '<rect onload="x()" width="1" height="1"/>',
        '<rect style="fill:url(http://example.org/x#a)" width="1" height="1"/>',
        '<style>@import "http://example.org/x.css";</style>',
        "<style>rect { fill: u\\72l(http://example.org/x) }</style>",
        '<filter id="f"><feGaussianBlur stdDeviation="9999"/></filter>',
        '<animate attributeName="x" dur="1s"/>',
        '<line x2="9999999" stroke="black" stroke-dasharray="0.0001"/>',
        '<text font-size="999999">A</text>',
    ],
)
def test_what_loads_runs_or_takes_long_is_left_out(part: str) -> None:
    plain = plain_drawing(svg(part + RECT)).decode()
    rest = plain.replace(SPACES, "")
    for word in (
        "http",
        "file:",
        "script",
        "import",
        "onload",
        "blur",
        "Blur",
        "animate",
        "0.0001",
    ):
        assert word not in rest
    assert "999999" not in rest.replace('x2="9999999"', "")
    assert 'fill="#0000ff"' in rest


@pytest.mark.parametrize(
    "content",
    [
        svg("<g>" * 5000 + "</g>" * 5000),
        svg(
            "".join(f'<g id="a{n}">{f"""<use href="#a{n + 1}"/>""" * 10}</g>' for n in range(8))
            + '<rect id="a8" width="9" height="9"/><use href="#a0"/>'
        ),
        svg('<g id="a"><use href="#a"/></g>'),
        svg('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'),
        svg("&b;", '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'),
        svg("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        svg("<style>" + "a{fill:red}" * 500 + "</style>" + "<g/>" * 5000),
        svg("<rect/>" * 30_000),
        b"<svg>" + b" " * 2_000_000 + b"</svg>",
        b"<p>no svg</p>",
    ],
    ids=["deep", "copies", "self", "ring", "laughs", "file", "rules", "many", "long", "other"],
)
def test_a_drawing_without_measure_is_refused_at_once(content: bytes) -> None:
    begun = perf_counter()
    with pytest.raises(NoDrawingError):
        plain_drawing(content)
    assert read_image(content) is None
    assert perf_counter() - begun < 2


def test_namespaces_written_as_entities_are_understood() -> None:
    before = '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]>'
    assert read_image(svg(RECT, before)) is not None


def strokes(color: str) -> QImage:
    image = QImage(100, 100, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(20, 20, 60, 60, QColor(color))
    painter.end()
    return image


@pytest.mark.parametrize(
    ("theme", "color", "papered"),
    [
        ("dark", "black", True),
        ("dark", "white", False),
        ("dark", "#f0a030", False),
        ("light", "white", True),
        ("light", "black", False),
    ],
)
def test_strokes_that_would_not_be_seen_are_laid_on_paper(
    look: Look, theme: str, color: str, papered: bool
) -> None:
    look.choose("dark" if theme == "dark" else "light", 100)
    shown = on_paper(strokes(color), look)
    assert (shown.width() > 100) is papered
    assert shown.pixelColor(shown.width() // 2, 5).alpha() == (255 if papered else 0)


def test_a_photograph_is_left_as_it_is(look: Look) -> None:
    look.choose("dark", 100)
    photograph = QImage(50, 50, QImage.Format.Format_ARGB32)
    photograph.fill(QColor("black"))
    assert on_paper(photograph, look).width() == 50


def test_a_tall_picture_is_shown_smaller_with_all_its_dots() -> None:
    tall = no_taller(QImage(300, 3000, QImage.Format.Format_RGB32), 600)
    assert (tall.height(), round(tall.deviceIndependentSize().height())) == (3000, 600)


def test_a_picture_shown_smaller_keeps_its_size() -> None:
    shown = smaller(QImage(1000, 500, QImage.Format.Format_RGB32), 250)
    assert (shown.width(), shown.height()) == (250, 125)
    assert shown.deviceIndependentSize().toSize().width() == 1000


def test_the_frame_of_a_missing_one_is_bounded(look: Look) -> None:
    assert placeholder("x" * 10_000, look).width() < 600


def test_a_picture_within_the_field_is_read() -> None:
    assert within("image/png;base64,AAEC") == b"\0\1\2"
    assert within("image/png;base64,A") == b""


def test_a_large_picture_is_read_in_another_thread_and_kept_in_the_windows(qtbot: QtBot) -> None:
    darkroom, told = Darkroom(), list[QThread]()
    darkroom.developed.connect(
        lambda: told.append(QThread.currentThread()), Qt.ConnectionType.DirectConnection
    )
    content = picture(2000, 1000)
    room, there = darkroom.read(content, 1.0)
    assert room is not None
    assert not there
    darkroom.finish()
    assert not told
    qtbot.waitUntil(lambda: told == [darkroom.thread()])
    image, there = darkroom.read(content, 1.0)
    assert there
    assert image is not None
    assert image.size() == room.size()
    assert image.pixelColor(9, 9) == QColor("red")
