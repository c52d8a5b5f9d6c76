"""A side of a card: its height, its sizes, and what it refuses to load."""

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread
from urllib.parse import quote

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QImageWriter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kgstudy.gui.media import pictures
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import ANSWER, QUESTION
from kgstudy.gui.widgets.play_button import PlayButton

IMAGE = QTextDocument.ResourceType.ImageResource.value


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(content.data())


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def view(look: Look, qtbot: QtBot, asked: list[str]) -> CardView:
    def media(name: str) -> bytes | None:
        asked.append(name)
        return picture(300, 200) if name == "my flag.png" else None

    made = CardView(look, media, QUESTION)
    qtbot.addWidget(made)
    made.resize(500, 100)
    return made


def test_an_image_of_the_collection_is_shown(view: CardView, asked: list[str]) -> None:
    view.show_face('<img src="my flag.png">')
    assert view.heightForWidth(500) >= 200
    assert set(asked) == {"my flag.png"}


@pytest.mark.parametrize("width", [500, 120])
def test_an_image_is_never_wider_than_the_card(view: CardView, width: int) -> None:
    view.show_face('<img src="my flag.png">')
    shown = min(300, width)
    text_below = 20
    assert 0 <= view.heightForWidth(width) - shown * 2 / 3 < text_below


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hosts", "http://example.org/a.png", "qrc:/a.png", "/etc/hosts", "a.png", ""],
)
def test_nothing_else_is_ever_loaded(view: CardView, asked: list[str], address: str) -> None:
    image = view.loadResource(IMAGE, QUrl(address))
    assert (image.width(), image.height()) == (1, 1)
    assert image.pixelColor(0, 0).alpha() == 0
    assert asked == []


def test_a_file_beside_the_program_is_not_read(view: CardView, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture(400, 400))
    plain = view.heightForWidth(500)
    view.show_face(f'<img src="{secret}"><img src="{secret.as_uri()}">')
    assert view.heightForWidth(500) < plain + 100


def test_the_height_follows_the_width(view: CardView, look: Look) -> None:
    view.show_face("word " * 20)
    assert view.heightForWidth(200) > view.heightForWidth(600) > look.px(28)


def test_measuring_leaves_the_words_as_they_are_shown(view: CardView) -> None:
    view.show_face("word " * 20)
    view.heightForWidth(90)
    assert view.document().textWidth() == view.viewport().width()


def test_in_a_column_nothing_is_cut_off_and_nothing_scrolls(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    views = [CardView(look, lambda name: None, lettering) for lettering in (QUESTION, ANSWER)]
    column = QVBoxLayout(window)
    for view in views:
        column.addWidget(view)
        view.show_face("a longer text that needs several lines " * 4)
    column.addStretch()
    window.resize(420, 800)
    window.show()
    for view in views:
        assert view.verticalScrollBar().maximum() == 0
        assert view.height() == view.heightForWidth(view.width())


def test_long_words_are_set_smaller_and_from_the_edge(view: CardView, look: Look) -> None:
    view.show_face("Short?")
    assert view.document().defaultFont().pixelSize() == look.px(28)
    assert view.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignHCenter
    view.show_face("A question that goes on. " * 30)
    assert view.document().defaultFont().pixelSize() == look.px(18)
    assert view.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignLeading


def test_in_a_narrow_place_words_are_smaller_but_never_tiny(view: CardView, look: Look) -> None:
    view.show_face("word " * 40)
    usual = view.document().defaultFont().pixelSize()
    view.set_small()
    assert look.px(15) <= view.document().defaultFont().pixelSize() < usual
    view.show_face("word " * 200)
    assert view.document().defaultFont().pixelSize() == look.px(15)


def test_words_in_the_middle_stay_there_as_more_come(view: CardView) -> None:
    def side() -> Qt.AlignmentFlag:
        return view.document().defaultTextOption().alignment()

    view.show_face("Where?")
    view.show_face("Where? " + "There. " * 100, steady=True)
    assert side() == Qt.AlignmentFlag.AlignHCenter
    view.show_face("Where? " + "There. " * 100)
    assert side() == Qt.AlignmentFlag.AlignLeading


@pytest.mark.parametrize("width", [100, 232, 500])
def test_a_list_is_laid_out_in_the_room_that_it_is_shown_in(
    view: CardView, qtbot: QtBot, width: int
) -> None:
    view.resize(640, 300)
    view.show_face("<b>bank</b><ul><li>Bank jest zamknięty w niedziele</li></ul>")
    view.resize(width, 300)
    with qtbot.waitExposed(view):
        view.show()
    assert view.document().textWidth() == view.viewport().width()


def test_a_short_list_stands_in_the_middle_as_a_whole(view: CardView) -> None:
    view.show_face("<ul><li>one</li><li>two</li></ul>")
    assert view.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignLeading
    margins = view.viewportMargins()
    assert margins.left() == margins.right() > 100
    view.show_face("<ul><li>" + "one word more " * 20 + "</li></ul>")
    assert view.viewportMargins().left() == 0


def test_it_is_drawn_anew_for_another_theme_and_size(view: CardView, look: Look) -> None:
    view.show_face('The <span class="gap">gap</span>')
    assert look.color("accent").name() in view.document().toHtml()
    look.choose("dark", 200)
    assert look.color("accent").name() in view.document().toHtml()
    assert view.document().defaultFont().pixelSize() == 56


def test_keys_are_left_to_the_page(look: Look, qtbot: QtBot) -> None:
    heard: list[int] = []
    page = _Listener(heard.append)
    qtbot.addWidget(page)
    view = CardView(look, lambda name: None, QUESTION, page)
    view.show_face("Words")
    page.show()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    assert not view.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_3)
    assert heard == [Qt.Key.Key_3]


class _Listener(QWidget):
    def __init__(self, hear: Callable[[int], None]) -> None:
        super().__init__()
        self.keyPressEvent = lambda event: hear(event.key())  # type: ignore[method-assign]


def test_a_missing_picture_is_named(view: CardView) -> None:
    view.show_face('<img src="gone.png">')
    assert view.words == "Missing picture: gone.png"
    frame = view.loadResource(IMAGE, QUrl("media:gone.png"))
    assert frame.width() > 100
    assert view.heightForWidth(500) >= frame.deviceIndependentSize().height()


def test_a_picture_that_cannot_be_read_is_named(look: Look, qtbot: QtBot) -> None:
    view = CardView(look, lambda name: b"no picture", QUESTION)
    qtbot.addWidget(view)
    assert view.loadResource(IMAGE, QUrl("media:odd.png")).width() > 100


def test_a_small_picture_within_the_field_is_shown(view: CardView, asked: list[str]) -> None:
    data = b64encode(picture(40, 60)).decode()
    view.show_face(f'<img src="data:image/png;base64,{data}">')
    assert view.loadResource(IMAGE, QUrl(f"data:image/png;base64,{data}")).height() == 60
    assert asked == []


def test_pictures_and_sounds_are_said(view: CardView) -> None:
    view.show_face('A <img src="my flag.png" alt="the flag"> [sound:a.mp3] <img src="my flag.png">')
    assert view.words == "A the flag (sound) (picture)"


def test_a_sound_is_a_button_in_its_place(view: CardView, qtbot: QtBot) -> None:
    wanted: list[str] = []
    view.sound_wanted.connect(wanted.append)
    view.show_face("one [sound:a b.mp3] two [sound:ө.mp3]")
    view.show()
    first, second = view.findChildren(PlayButton)
    assert first.accessibleName() == "Play sound 1 of 2"
    assert 0 < first.x() < second.x() < view.viewport().width() - second.width()
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert wanted == ["ө.mp3", "a b.mp3"]


def test_the_buttons_are_those_of_what_is_shown(view: CardView, qtbot: QtBot) -> None:
    view.show_face("[sound:a.mp3] [sound:b.mp3]")
    view.show_face("[sound:c.mp3]")
    shown = [button for button in view.findChildren(PlayButton) if not button.isHidden()]
    assert [button.accessibleName() for button in shown] == ["Play the sound"]


def test_a_film_is_named(view: CardView) -> None:
    view.show_face('<video src="film.mp4"></video>')
    assert "film.mp4" in view.words
    assert [button.toolTip() for button in view.findChildren(PlayButton)] == [
        "Open film.mp4 with another player"
    ]


def test_a_large_picture_is_drawn_with_the_dots_that_are_seen(look: Look, qtbot: QtBot) -> None:
    view = CardView(look, lambda name: picture(1400, 700), QUESTION)
    qtbot.addWidget(view)
    view.resize(350, 300)
    view.show_face('<img src="a b.png"> <img src="ө (1).png" width="70">')
    view.show()
    large, small = (
        view.document().resource(IMAGE, QUrl(f"media:{quote(name)}"))
        for name in ("a b.png", "ө (1).png")
    )
    assert (large.width(), small.width()) == (350, 70)
    assert view.heightForWidth(350) < 250


def test_a_very_large_picture_is_read_beside_the_window_and_has_its_room_meanwhile(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    read = pictures.read_image

    def read_image(content: bytes) -> QImage | None:
        threads.append(current_thread() is main_thread())
        return read(content)

    monkeypatch.setattr(pictures, "read_image", read_image)
    view = CardView(look, lambda name: picture(2000, 1000), QUESTION)
    qtbot.addWidget(view)
    view.resize(350, 300)
    view.show_face('<img src="large.png">')
    view.show()
    height = view.heightForWidth(350)
    assert height > 150

    def shown() -> QImage:
        image = view.document().resource(IMAGE, QUrl("media:large.png"))
        assert isinstance(image, QImage)
        return image

    assert shown().pixelColor(9, 9).alpha() == 0
    qtbot.waitUntil(lambda: shown().pixelColor(9, 9) == QColor("red"))
    assert shown().width() == 350
    assert view.heightForWidth(350) == height
    assert threads == [False]


@pytest.mark.parametrize("inner", ['<img src="my flag.png" width="80">', "[sound:a.mp3]"])
def test_a_table_with_pictures_has_the_room_it_needs(view: CardView, inner: str) -> None:
    view.show_face(f"<table><tr><td>one word</td><td>{inner}</td></tr></table>")
    view.show()
    assert view.horizontalScrollBar().maximum() == 0
    assert view.viewportMargins().left() > 0


def test_a_link_is_followed_only_when_its_address_was_seen(
    view: CardView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", followed.append)
    address = QUrl("https://example.org/a")
    for button, expected in (("Stay here", []), ("Open", [address])):
        view.anchorClicked.emit(address)
        box = next(each for each in view.window().findChildren(QMessageBox) if each.isVisible())
        assert box.informativeText() == "https://example.org/a"
        next(each for each in box.buttons() if each.text() == button).click()
        assert followed == expected
        qtbot.waitUntil(partial(_is_gone, box))


def _is_gone(box: QMessageBox) -> bool:
    return not isValid(box)
