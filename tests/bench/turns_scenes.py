"""The pages and acts through which `tests.bench.turns` leads the window, one after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from kgstudy.domain.columns import Column, Sorting
from kgstudy.domain.due import parse
from kgstudy.domain.lesson_text import LessonText
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.note_deeds import NoteDeeds
from kgstudy.gui.batch.place_dialog import PlaceDialog
from kgstudy.gui.batch.trash_dialog import TrashDialog
from kgstudy.gui.editor.window import EditorWindow
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.pages.importing import ImportPage
from kgstudy.gui.theme import ThemeChoice
from kgstudy.gui.window import Window
from kgstudy.services import decks, editing, lessons, studio, tags
from kgstudy.services.lessons import LessonSummary

BOOK_WORDS = 95_000
_SIZES = (99, 999, 4_999)
_LOOKS: tuple[tuple[ThemeChoice, int], ...] = (("dark", 100), ("dark", 120), ("light", 100))


@dataclass(frozen=True, slots=True)
class Scene:
    """One act, which is over once nothing more is done in the window or beside it."""

    name: str
    act: Callable[[Window], object]


def scenes(folder: Path, files: Sequence[Path]) -> list[Scene]:
    """In `folder` what they need is written; `files` are brought in."""
    return [
        *_going_round(),
        *_finding(),
        *(scene for size in _SIZES for scene in _changing(size)),
        *_deleting(),
        *_looks(),
        *_studying(folder),
        *_writing(),
        *_importing(folder, files),
        *_drafting(),
        Scene("close", lambda window: window.close()),
    ]


def _going_round() -> list[Scene]:
    return [
        *(
            Scene(f"page {key}{again}", partial(_show, key))
            for again in ("", " again")
            for key in ("lessons", "browse", "activity", "settings", "import", "home")
        ),
        Scene("first lesson", _open_lesson),
        Scene("search of decks", lambda window: window.browse("is:new")),
        Scene("export dialog", lambda window: window.export()),
        Scene("export dialog closed", _close_dialog),
    ]


def _finding() -> list[Scene]:
    return [
        Scene("all cards", lambda window: window.browse("")),
        *(Scene(f"types {letter!r}", partial(_type, letter)) for letter in "ka wor"),
        Scene("all cards again", lambda window: window.browse("")),
        *(
            Scene(f"sorted by {column.name.lower()}{' down' * down}", partial(_sort, column, down))
            for column in Column
            for down in (False, True)
        ),
        Scene("sorted by question", partial(_sort, Column.QUESTION, False)),
        Scene("end", partial(_press, Qt.Key.Key_End)),
        Scene("page up", partial(_press, Qt.Key.Key_PageUp)),
        Scene("choose all", lambda window: _browse(window).table.selectAll()),
        Scene("as notes", lambda window: _browse(window)._finding.turn_unit()),
        Scene("as cards", lambda window: _browse(window)._finding.turn_unit()),
        Scene("menu", lambda window: _browse(window).menu().close()),
    ]


def _changing(size: int) -> list[Scene]:
    def deeds(window: Window) -> BatchActs:
        return _browse(window)._acts

    def scene(name: str, act: Callable[[Window], object]) -> list[Scene]:
        name = f"{name} {size:,}"
        return [
            Scene(f"choose for {name}", partial(_choose, size)),
            Scene(name, act),
            Scene(f"undo {name}", lambda window: window.undo()),
            Scene(f"redo {name}", lambda window: window.redo()),
            Scene(f"undo again {name}", lambda window: window.undo()),
        ]

    return [
        *scene("suspend", lambda w: deeds(w).cards.suspend(_browse(w)._selection())),
        *scene("flag", lambda w: deeds(w).cards.flag(3, _browse(w)._selection())),
        *scene("move", lambda w: deeds(w).cards.move_to(_browse(w)._selection(), "Elsewhere")),
        *scene("due", lambda w: deeds(w).cards._set_due(_browse(w)._selection(), parse("3"))),
        *scene("reset", lambda w: deeds(w).cards.reset(_browse(w)._selection())),
        *scene("tag", lambda w: deeds(w).notes._tag(_browse(w)._selection().notes, ["tried"])),
        Scene("choose to place", partial(_choose, size)),
        Scene("place", lambda w: deeds(w).cards.reposition(_browse(w)._selection())),
        Scene(f"placed {size:,}", _accept_place),
        Scene(f"undo placed {size:,}", lambda window: window.undo()),
        *scene("delete", lambda w: deeds(w).notes.delete(_browse(w)._selection())),
    ]


def _deleting() -> list[Scene]:
    def acts(window: Window) -> NoteDeeds:
        return _browse(window)._acts.notes

    return [
        Scene("choose to delete", partial(_choose, 20_000)),
        Scene("delete 20,000", lambda w: acts(w).delete(_browse(w)._selection())),
        Scene("trash", lambda w: acts(w).show_trash(_browse(w)._selection())),
        Scene("empty trash", _empty_trash),
        Scene("close trash", _close_dialog),
        Scene("duplicates", lambda w: acts(w).find_duplicates(_browse(w)._selection())),
        Scene("close duplicates", _close_dialog),
        Scene("choose to replace", partial(_choose, 5_000)),
        Scene("replace", lambda w: acts(w).replace(_browse(w)._selection())),
        Scene("close replace", _close_dialog),
        Scene("clear tags", lambda w: acts(w).clear_tags(_browse(w)._selection())),
    ]


def _looks() -> list[Scene]:
    return [
        *(
            Scene(f"{theme} {size} % in {page}", partial(_look, page, theme, size))
            for page in ("browse", "settings", "home")
            for theme, size in _LOOKS
        ),
    ]


def _studying(folder: Path) -> list[Scene]:
    return [
        Scene("large picture", partial(_add_picture, folder)),
        Scene("study", lambda window: window.study()),
        *(Scene(f"answers {n}", partial(_press, Qt.Key.Key_Return)) for n in range(8)),
        Scene("undo answer", lambda window: window.undo()),
        Scene("study picture", _study_picture),
        Scene("turn picture", partial(_press, Qt.Key.Key_Return)),
        Scene("leave study", lambda window: window.show_page("home")),
        Scene("history of thousands", _act_much),
        Scene("history", lambda window: window.show_page("activity")),
        Scene("history again", lambda window: window.show_page("activity")),
        Scene("history end", partial(_press, Qt.Key.Key_End)),
    ]


def _writing() -> list[Scene]:
    return [
        Scene("add", lambda window: window.add(None)),
        Scene("typed", partial(_editor, "Where is it?")),
        Scene("close add", lambda window: _close_editors()),
        Scene("edit", _edit_first),
        Scene("close edit", lambda window: _close_editors()),
    ]


def _importing(folder: Path, files: Sequence[Path]) -> list[Scene]:
    table = folder / "table.csv"
    lines = (f"Question {n} of many?,Answer {n}" for n in range(20_000))
    table.write_text("\n".join(lines), encoding="utf-8")
    return [
        *(Scene(f"drop {each.name}", partial(_drop, each)) for each in (table, *files)),
        Scene("bring in", _bring_in),
        Scene("undo import", lambda window: window.undo()),
        Scene("home", lambda window: window.show_page("home")),
    ]


def _drafting() -> list[Scene]:
    return [
        Scene("bring a book", _bring_book),
        Scene("page lessons with a book", lambda window: window.show_page("lessons")),
        Scene("open the book", _open_book),
        Scene("studio of a book", _draft_book),
        *(
            Scene(f"studio {key.name} {n}", partial(_press, key))
            for n in range(2)
            for key in (
                Qt.Key.Key_Return,
                Qt.Key.Key_X,
                Qt.Key.Key_Down,
                Qt.Key.Key_U,
                Qt.Key.Key_K,
                Qt.Key.Key_N,
            )
        ),
        Scene("studio undo", lambda window: window.undo()),
        Scene("leave studio", lambda window: window.show_page("home")),
        Scene("studio again", _draft_book),
        Scene("studio dark", partial(_look, "studio", "dark", 100)),
    ]


def _browse(window: Window) -> BrowsePage:
    page = window._stack["browse"]
    assert isinstance(page, BrowsePage)
    return page


def _press(key: Qt.Key, _window: Window) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        QTest.keyClick(focused, key)


def _type(letter: str, window: Window) -> None:
    line = _browse(window).head.field.line
    line.setFocus()
    QTest.keyClicks(line, letter)


def _sort(column: Column, descending: bool, window: Window) -> None:
    _browse(window).table.sorting_wanted.emit(Sorting(column, bool(descending)))


def _choose(size: int, window: Window) -> None:
    if not isinstance(window.page, BrowsePage):
        window.browse("")
    table = _browse(window).table
    table._scattered = frozenset()
    model = table.selectionModel()
    last = min(size, table.cards.rowCount()) - 1
    flags = QItemSelectionModel.SelectionFlag
    chosen = QItemSelection(table.cards.index(0, 0), table.cards.index(last, 0))
    model.select(chosen, flags.ClearAndSelect | flags.Rows)


def _accept_place(window: Window) -> None:
    for dialog in window.findChildren(PlaceDialog):
        if dialog.isVisible():
            dialog.on_act()


def _close_dialog(window: Window) -> None:
    dialog = QApplication.activeModalWidget() or QApplication.activeWindow()
    if dialog is not window and dialog is not None:
        dialog.close()


def _empty_trash(window: Window) -> None:
    dialog = next(each for each in window.findChildren(TrashDialog) if each.isVisible())
    dialog.ask_to_purge()
    box = next(iter(dialog.findChildren(QMessageBox)))
    next(b for b in box.buttons() if "Delete" in b.text()).click()


def _open_lesson(window: Window) -> None:
    shelf = lessons.shelf(window._desk.collection)
    if shelf:
        window.open_lesson(shelf[0].id)


def _show(key: str, window: Window) -> None:
    window.show_page(key)


def _look(page: str, theme: ThemeChoice, size: int, window: Window) -> None:
    window.show_page(page)
    choices = window._desk.choices
    choices.choose(replace(choices.value, theme=theme, text_size=size))


def _add_picture(folder: Path, window: Window) -> None:
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


def _study_picture(window: Window) -> None:
    for name, deck in decks.names(window._desk.collection):
        if name == "Pictures":
            window.study(deck)


def _act_much(window: Window) -> None:
    collection = window._desk.collection
    notes = [row[0] for row in collection.connection.execute("SELECT id FROM note LIMIT 3000")]
    for n, note in enumerate(notes):
        tags.add(collection, [note], [f"act-{n % 7}"])


def _edit_first(window: Window) -> None:
    (note,) = next(window._desk.collection.connection.execute("SELECT id FROM note LIMIT 1"))
    window.edit(note)


def _editors() -> list[EditorWindow]:
    return [each for each in QApplication.allWidgets() if isinstance(each, EditorWindow)]


def _editor(words: str, window: Window) -> None:
    _press_words(words)


def _press_words(words: str) -> None:
    focused = QApplication.focusWidget()
    if focused is not None:
        QTest.keyClicks(focused, words)


def _close_editors() -> None:
    for each in _editors():
        each.form.forget()
        each.close()


def _drop(file: Path, window: Window) -> None:
    window.bring_in([file])


def _bring_in(window: Window) -> None:
    page = window.page
    assert isinstance(page, ImportPage)
    page.view.foot.wanted.emit()


def _bring_book(window: Window) -> None:
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


def _book(window: Window) -> LessonSummary:
    return next(each for each in lessons.shelf(window._desk.collection) if each.title == "A book")


def _open_book(window: Window) -> None:
    window.open_lesson(_book(window).id)


def _draft_book(window: Window) -> None:
    window.open_studio(_book(window).id)
