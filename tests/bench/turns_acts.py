"""What `tests.bench.turns` does with the window, act by act."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from kgstudy.domain.columns import Column, Sorting
from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.batch.place_dialog import PlaceDialog
from kgstudy.gui.batch.replace_dialog import ReplaceDialog
from kgstudy.gui.batch.trash_dialog import TrashDialog
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.pages.importing import ImportPage
from kgstudy.gui.theme import ThemeChoice
from kgstudy.gui.window import Window
from kgstudy.services import decks, editing, lessons, studio, tags
from kgstudy.services.lessons import LessonSummary

_DialogT = TypeVar("_DialogT", bound=QDialog)

BOOK_WORDS = 95_000


def browse(window: Window) -> BrowsePage:
    page = window._stack["browse"]
    assert isinstance(page, BrowsePage)
    return page


def press(key: Qt.Key, _window: Window) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        QTest.keyClick(focused, key)


def type_letter(letter: str, window: Window) -> None:
    line = browse(window).head.field.line
    line.setFocus()
    QTest.keyClicks(line, letter)


def sort(column: Column, descending: bool, window: Window) -> None:
    browse(window).table.sorting_wanted.emit(Sorting(column, bool(descending)))


def choose(size: int, window: Window) -> None:
    if not isinstance(window.page, BrowsePage):
        window.browse("")
    table = browse(window).table
    table._scattered = frozenset()
    model = table.selectionModel()
    last = min(size, table.cards.rowCount()) - 1
    flags = QItemSelectionModel.SelectionFlag
    chosen = QItemSelection(table.cards.index(0, 0), table.cards.index(last, 0))
    model.select(chosen, flags.ClearAndSelect | flags.Rows)


def accept_place(window: Window) -> None:
    shown(window, PlaceDialog).on_act()


def close_dialog(window: Window) -> None:
    dialog = QApplication.activeModalWidget() or QApplication.activeWindow()
    if dialog is not window and dialog is not None:
        dialog.close()


def shown(window: Window, kind: type[_DialogT]) -> _DialogT:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def look_up(window: Window) -> None:
    dialog = shown(window, ReplaceDialog)
    dialog.sought.setText("a")
    dialog.replacement.setText("o")


def back_from_trash(window: Window) -> None:
    dialog = shown(window, TrashDialog)
    dialog._choose(range(5_000))
    dialog.on_act()


def empty_trash(window: Window) -> None:
    dialog = shown(window, TrashDialog)
    dialog.ask_to_purge()
    for box in dialog.findChildren(QMessageBox):  # none where nothing lies there
        next(b for b in box.buttons() if "Delete" in b.text()).click()


def open_lesson(window: Window) -> None:
    shelf = lessons.shelf(window._desk.collection)
    if shelf:
        window.open_lesson(shelf[0].id)


def show(key: str, window: Window) -> None:
    window.show_page(key)


def look(page: str, theme: ThemeChoice, size: int, window: Window) -> None:
    window.show_page(page)
    choices = window._desk.choices
    choices.choose(replace(choices.value, theme=theme, text_size=size))


def add_picture(folder: Path, window: Window) -> None:
    image = QImage(6000, 4500, QImage.Format.Format_RGB32)
    dice = Random(1)
    for y in range(0, 4500, 3):
        for x in range(0, 6000, 97):
            image.setPixelColor(x, y, QColor(dice.randrange(256), dice.randrange(256), 90))
    image.save(str(folder / "large.jpg"), quality=92)
    collection = window._desk.collection
    fields = {"front": '<img src="large.jpg">', "back": "A picture", "note": ""}
    content = (folder / "large.jpg").read_bytes()
    added = editing.add(collection, "Pictures", "basic", fields, files={"large.jpg": content})
    window._desk.feed.changed.emit(added[1])


def lend_film(folder: Path, window: Window) -> None:
    """Of half a gigabyte, nearly all of it holes."""
    film = folder / "film.mkv"
    with film.open("wb") as made:
        made.write(b"\x1a\x45\xdf\xa3")
        made.truncate(1 << 29)
    window._desk.player.lending.lend("film.mkv", film)


def study_picture(window: Window) -> None:
    for name, deck in decks.names(window._desk.collection):
        if name == "Pictures":
            window.study(deck)


def act_much(window: Window) -> None:
    collection = window._desk.collection
    notes = [row[0] for row in collection.connection.execute("SELECT id FROM note LIMIT 3000")]
    for n, note in enumerate(notes):
        tags.add(collection, [note], [f"act-{n % 7}"])


def edit_first(window: Window) -> None:
    for (note,) in window._desk.collection.connection.execute("SELECT id FROM note LIMIT 1"):
        window.edit(note)


def editors() -> list[EditorWindow]:
    return [each for each in QApplication.allWidgets() if isinstance(each, EditorWindow)]


def editor(words: str, window: Window) -> None:
    press_words(words)


def press_words(words: str) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        QTest.keyClicks(focused, words)


def close_editors() -> None:
    for each in editors():
        each.form.forget()
        each.close()


def drop(file: Path, window: Window) -> None:
    window.bring_in([file])


def bring_in(window: Window) -> None:
    page = window.page
    assert isinstance(page, ImportPage)
    page.view.foot.wanted.emit()


def bring_book(window: Window) -> None:
    dice = Random(3)
    names = ["Naryn", "Osh", "Talas", "Bishkek", "Batken", "Karakol"]
    sentences = (
        f"The city of {dice.choice(names)} joined union number {n} on {dice.randint(1, 28)} May"
        f" {dice.randint(1700, 1990)}, together with {dice.randint(2, 90)} towns of the valley."
        + ("\n\n" if n % 6 == 5 else "")
        for n in range(BOOK_WORDS // 18)
    )
    text = " ".join(sentences)
    _, change = studio.bring(window._desk.collection, LessonText("A book", text, "en"))
    window._desk.feed.changed.emit(change)


def book(window: Window) -> LessonSummary:
    return next(each for each in lessons.shelf(window._desk.collection) if each.title == "A book")


def open_book(window: Window) -> None:
    window.open_lesson(book(window).id)


def draft_book(window: Window) -> None:
    window.open_studio(book(window).id)
