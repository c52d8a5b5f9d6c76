"""Words are formatted by keys, by Markdown and by paste, and stay small HTML."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from kgstudy.gui.editor.rich_edit import RichEdit
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.store import media
from kgstudy.store.collection import Collection
from tests.gui.editor.writing import CONTROL, every_note, press_all, tab, write
from tests.gui.keyboard import focused, press


@pytest.fixture
def field(editor: EditorWindow) -> RichEdit:
    return editor.form.fields.boxes[0].edit


@pytest.mark.parametrize(
    ("keys", "html"),
    [
        ("Ctrl+B", "<b>word</b>"),
        ("Ctrl+I", "<i>word</i>"),
        ("Ctrl+U", "<u>word</u>"),
        ("Ctrl+=", "<sub>word</sub>"),
        ("Ctrl+Shift+K", "<code>word</code>"),
        ("F7", '<span style="color: #b8402a">word</span>'),
        ("Ctrl+Shift+8", "<ul><li>word</li></ul>"),
        ("Ctrl+Shift+7", "<ol><li>word</li></ol>"),
        ("Ctrl+M", r"\(word\)"),
    ],
)
def test_a_key_formats_what_is_selected_and_again_takes_it_back(
    field: RichEdit, keys: str, html: str
) -> None:
    write("word")
    press_all("Ctrl+A", keys)
    assert field.html == html
    press_all("Ctrl+Z")
    assert field.html == "word"
    if keys != "Ctrl+M":
        press_all("Ctrl+A", keys, keys)
        assert field.html == "word"


def test_what_is_typed_after_a_key_is_formatted(field: RichEdit) -> None:
    write("a ")
    press_all("Ctrl+B")
    write("b")
    press_all("Ctrl+B")
    write(" c")
    assert field.html == "a <b>b</b> c"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("a **b c** d", "a <b>b c</b> d"),
        ("*i*", "<i>i</i>"),
        ("~~s~~", "<s>s</s>"),
        ("`x < y`", "<code>x &lt; y</code>"),
        ("so $x^2$", r"so \(x^2\)"),
        ("$$a=b$$", r"\[a=b\]"),
        ("- one\ntwo", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\ntwo\n\nafter", "<ol><li>one</li><li>two</li></ol>after"),
        ("[kg](https://kg.example/)", '<a href="https://kg.example/">kg</a>'),
        ("It costs $5 and $6 ", "It costs $5 and $6"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a_b_c", "a_b_c"),
        (r"\(a_1 + b_1\)", r"\(a_1 + b_1\)"),
        ("**жай** x", "<b>жай</b> x"),
    ],
)
def test_markdown_is_understood_as_it_is_typed(field: RichEdit, typed: str, html: str) -> None:
    write(typed)
    assert field.html == html


def test_one_undo_brings_back_what_was_typed(field: RichEdit) -> None:
    write("a **b**")
    assert field.html == "a <b>b</b>"
    press_all("Ctrl+Z")
    assert field.html == "a **b**"


def test_a_link_is_asked_for_on_one_line(field: RichEdit, editor: EditorWindow) -> None:
    write("kg")
    press_all("Ctrl+A", "Ctrl+K")
    write("kg.example")
    press(Qt.Key.Key_Return)
    assert field.html == '<a href="https://kg.example">kg</a>'
    assert field.hasFocus()
    assert editor.form.fields.link.isHidden()


def test_what_is_typed_behind_a_link_is_not_linked(field: RichEdit) -> None:
    write("kg")
    press_all("Ctrl+A", "Ctrl+K")
    write("kg.example")
    press(Qt.Key.Key_Return)
    press_all("End")
    write("\n1. one")
    assert field.html == '<a href="https://kg.example">kg</a><ol><li>one</li></ol>'
    press_all("Ctrl+Home", "Right")
    write("y")
    assert field.html.startswith('<a href="https://kg.example">kyg</a>')


def test_escape_leaves_the_words_without_a_link(field: RichEdit, editor: EditorWindow) -> None:
    write("kg")
    press_all("Ctrl+A", "Ctrl+K")
    write("kg.example")
    press(Qt.Key.Key_Escape)
    assert field.html == "kg"
    assert editor.isVisible()
    assert field.hasFocus()


def test_the_formula_in_which_the_cursor_is_is_drawn(field: RichEdit, editor: EditorWindow) -> None:
    write("so ")
    press_all("Ctrl+M")
    write("x^2")
    assert field.html == r"so \(x^2\)"
    assert not editor.form.fields.formula.isHidden()
    press_all("Home")
    assert editor.form.fields.formula.isHidden()


def test_html_is_seen_and_changed(field: RichEdit, editor: EditorWindow) -> None:
    write("word")
    press_all("Ctrl+Shift+X")
    box = editor.form.fields.boxes[0]
    assert box.source.toPlainText() == "word"
    write("<table><tr><td>1</td></tr></table>")
    press_all("Ctrl+Shift+X")
    assert box.html == "<table><tr><td>1</td></tr></table>word"
    assert field.hasFocus()
    write("x")
    assert "<table><tr><td>1</td></tr></table>" in box.html


def mime(html: str = "", text: str = "") -> QMimeData:
    made = QMimeData()
    if html:
        made.setHtml(html)
    made.setText(text)
    return made


def test_a_page_of_the_web_is_pasted_clean(field: RichEdit) -> None:
    page = (
        "<html><head><style>p {color: red}</style></head><body>"
        '<h2 style="font: x">Head</h2><p class="c" onclick="x()">A <strong>bold</strong> '
        '<a href="https://kg.example/a" target=_blank>link</a><script>bad()</script></p>'
        '<img src="https://spy.example/p.png" alt="map"><ul><li>one<li>two</ul></body></html>'
    )
    field.insertFromMimeData(mime(page, "ignored"))
    assert field.html == (
        '<b>Head</b><br>A <b>bold</b> <a href="https://kg.example/a">link</a><br>map'
        "<ul><li>one</li><li>two</li></ul>"
    )


def test_words_alone_are_pasted_on_wish(field: RichEdit) -> None:
    field.words_only = True
    field.insertFromMimeData(mime("<b>bold</b>", "bold <x>"))
    assert field.html == "bold &lt;x&gt;"


def test_what_was_copied_here_is_pasted_whole(field: RichEdit) -> None:
    html = 'a <span class="x">b</span> <b>c</b> [sound:a.mp3]'
    field.put(html)
    field.selectAll()
    copied = field.createMimeDataFromSelection()
    field.put("")
    field.insertFromMimeData(copied)
    assert field.html == html


@pytest.mark.parametrize("html", ["", " <b>two</b> ", "<!--StartFragment--> <b>two</b> "])
def test_blanks_that_part_what_is_pasted_from_other_words_stay(field: RichEdit, html: str) -> None:
    field.insertFromMimeData(mime("", "one"))
    field.insertFromMimeData(mime(html, " two "))
    field.insertFromMimeData(mime("", "three"))
    assert field.html.replace("<b>", "").replace("</b>", "") == "one two three"


def test_blanks_are_copied_with_the_words(field: RichEdit) -> None:
    write("one two three")
    press_all("Ctrl+Home", "Right", "Right", "Right", *["Shift+Right"] * 5)
    copied = field.createMimeDataFromSelection()
    assert copied.text() == " two "
    field.insertFromMimeData(copied)
    press_all("Ctrl+A", "Del")
    write("a")
    field.insertFromMimeData(copied)
    write("b")
    assert field.html == "a two b"


def picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor.fromRgb(10, 120, 200))
    return image


def test_a_picture_is_pasted_shown_and_stored(
    field: RichEdit, editor: EditorWindow, collection: Collection
) -> None:
    copied = QMimeData()
    copied.setImageData(picture())
    field.insertFromMimeData(copied)
    assert field.html.startswith('<img src="picture-')
    write(" words")
    assert field.html.endswith(" words")
    tab()
    write("answer")
    press(Qt.Key.Key_Return, CONTROL)
    (note,) = every_note(collection)
    name = note.fields["front"].split('"')[1]
    stored = media.read(collection, name)
    assert stored is not None
    assert QImage.fromData(stored).size() == picture().size()
    assert editor.form.fields.files == {}


def test_files_are_dropped(
    field: RichEdit, tmp_path: object, write_file: Callable[..., QUrl]
) -> None:
    del tmp_path
    dropped = QMimeData()
    dropped.setUrls([write_file("Ocean view.PNG", b"x"), write_file("so und.mp3", b"y")])
    field.insertFromMimeData(dropped)
    first, second = field.html.split("<br>")
    assert first.startswith('<img src="ocean-view-')
    assert second.startswith("[sound:so-und-")
    assert second.endswith(".mp3]")


def test_a_file_that_is_let_go_over_a_field_goes_in(
    field: RichEdit, write_file: Callable[..., QUrl]
) -> None:
    dropped = QMimeData()
    dropped.setUrls([write_file("map.png", b"x")])
    at, held = QPoint(20, 12), Qt.MouseButton.LeftButton
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    moving = Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(field.viewport(), QDragEnterEvent(at, either, dropped, held, moving))
    drop = QDropEvent(at, either, dropped, held, moving)
    QApplication.sendEvent(field.viewport(), drop)
    assert field.html.startswith('<img src="map-')
    assert drop.dropAction() is Qt.DropAction.CopyAction  # nobody removes the file


@pytest.fixture
def write_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], QUrl]:
    folder = tmp_path_factory.mktemp("files")

    def made(name: str, content: bytes) -> QUrl:
        (folder / name).write_bytes(content)
        return QUrl.fromLocalFile(str(folder / name))

    return made


def test_the_bar_is_one_stop_of_tab_and_arrows_go_about_in_it(
    editor: EditorWindow, field: RichEdit
) -> None:
    bar = editor.form.fields.bar
    write("word")
    press_all("Ctrl+A", "Shift+Tab")
    assert focused() is bar.buttons[0]
    press_all("Right", "Right", "Space")
    assert field.html == "<u>word</u>"
    assert field.hasFocus(), "to write on"
    press_all("Shift+Tab")
    assert focused() is bar.buttons[2], "where one was"
    press_all("Ctrl+End")
    assert focused() is bar.buttons[2], "that key is none of the bar's"
    press_all("Home", "Left")
    assert focused().accessibleName() == "HTML of the field"
    press_all("Left", "Shift+Tab")
    assert focused() not in bar.buttons
    tab(2)
    assert field.hasFocus()


def test_words_alone_are_pasted_of_what_is_html_alone(field: RichEdit) -> None:
    html = QMimeData()
    html.setHtml("<p>The <b>Naryn</b></p><p>flows</p>")
    QApplication.clipboard().setMimeData(html)
    press_all("Ctrl+Shift+V")
    assert field.html == "The Naryn<br>flows"
