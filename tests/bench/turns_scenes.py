"""The pages and acts through which `tests.bench.turns` leads the window, one after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from kgstudy.domain.columns import Column
from kgstudy.domain.due import parse
from kgstudy.gui.batch.acts import BatchActs
from kgstudy.gui.batch.note_deeds import NoteDeeds
from kgstudy.gui.batch.replace_dialog import ReplaceDialog
from kgstudy.gui.theme import ThemeChoice
from kgstudy.gui.window import Window
from tests.bench.turns_acts import (
    accept_place,
    act_much,
    add_picture,
    back_from_trash,
    bring_book,
    bring_in,
    browse,
    choose,
    close_dialog,
    close_editors,
    draft_book,
    drop,
    edit_first,
    editor,
    empty_trash,
    lend_film,
    look,
    look_up,
    open_book,
    open_lesson,
    press,
    show,
    shown,
    sort,
    study_picture,
    type_letter,
)

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
            Scene(f"page {key}{again}", partial(show, key))
            for again in ("", " again")
            for key in ("lessons", "browse", "activity", "settings", "import", "home")
        ),
        Scene("first lesson", open_lesson),
        Scene("search of decks", lambda window: window.browse("is:new")),
        Scene("export dialog", lambda window: window.export()),
        Scene("export dialog closed", close_dialog),
    ]


def _finding() -> list[Scene]:
    return [
        Scene("all cards", lambda window: window.browse("")),
        *(Scene(f"types {letter!r}", partial(type_letter, letter)) for letter in "ka wor"),
        Scene("all cards again", lambda window: window.browse("")),
        *(
            Scene(f"sorted by {column.name.lower()}{' down' * down}", partial(sort, column, down))
            for column in Column
            for down in (False, True)
        ),
        Scene("sorted by question", partial(sort, Column.QUESTION, False)),
        Scene("end", partial(press, Qt.Key.Key_End)),
        Scene("page up", partial(press, Qt.Key.Key_PageUp)),
        Scene("choose all", lambda window: browse(window).table.selectAll()),
        Scene("as notes", lambda window: browse(window)._finding.turn_unit()),
        Scene("as cards", lambda window: browse(window)._finding.turn_unit()),
        Scene("menu", lambda window: browse(window).menu().close()),
    ]


def _changing(size: int) -> list[Scene]:
    def deeds(window: Window) -> BatchActs:
        return browse(window)._acts

    def scene(name: str, act: Callable[[Window], object]) -> list[Scene]:
        name = f"{name} {size:,}"
        return [
            Scene(f"choose for {name}", partial(choose, size)),
            Scene(name, act),
            Scene(f"undo {name}", lambda window: window.undo()),
            Scene(f"redo {name}", lambda window: window.redo()),
            Scene(f"undo again {name}", lambda window: window.undo()),
        ]

    return [
        *scene("suspend", lambda w: deeds(w).cards.suspend(browse(w)._selection())),
        *scene("flag", lambda w: deeds(w).cards.flag(3, browse(w)._selection())),
        *scene("move", lambda w: deeds(w).cards.move_to(browse(w)._selection(), "Elsewhere")),
        *scene("due", lambda w: deeds(w).cards._set_due(browse(w)._selection(), parse("3"))),
        *scene("reset", lambda w: deeds(w).cards.reset(browse(w)._selection())),
        *scene("tag", lambda w: deeds(w).notes._tag(browse(w)._selection().notes, ["tried"])),
        Scene("choose to place", partial(choose, size)),
        Scene("place", lambda w: deeds(w).cards.reposition(browse(w)._selection())),
        Scene(f"placed {size:,}", accept_place),
        Scene(f"undo placed {size:,}", lambda window: window.undo()),
        *scene("delete", lambda w: deeds(w).notes.delete(browse(w)._selection())),
    ]


def _deleting() -> list[Scene]:
    def acts(window: Window) -> NoteDeeds:
        return browse(window)._acts.notes

    return [
        Scene("choose to delete", partial(choose, 20_000)),
        Scene("delete 20,000", lambda w: acts(w).delete(browse(w)._selection())),
        Scene("trash", lambda w: acts(w).show_trash(browse(w)._selection())),
        Scene("back from the trash", back_from_trash),
        Scene("empty trash", empty_trash),
        Scene("close trash", close_dialog),
        Scene("duplicates", lambda w: acts(w).find_duplicates(browse(w)._selection())),
        Scene("close duplicates", close_dialog),
        Scene("choose to replace", partial(choose, 5_000)),
        Scene("replace", lambda w: acts(w).replace(browse(w)._selection())),
        Scene("look up to replace", look_up),
        Scene("replaced", lambda w: shown(w, ReplaceDialog).on_act()),
        Scene("undo replaced", lambda window: window.undo()),
        Scene("choose to change the kind", partial(choose, 4_999)),
        Scene("change the kind", lambda w: acts(w).change_kind(browse(w)._selection())),
        Scene("close change of kind", close_dialog),
        Scene("card information", lambda w: acts(w).show_card(browse(w)._selection())),
        Scene("close card information", close_dialog),
        Scene("versions", lambda w: acts(w).show_versions(browse(w)._selection())),
        Scene("close versions", close_dialog),
        Scene("edit beside", lambda w: browse(w).beside.turn_to("edit")),
        Scene("next beside", partial(press, Qt.Key.Key_Down)),
        Scene("preview beside", lambda w: browse(w).beside.turn_to("preview")),
        Scene("clear tags", lambda w: acts(w).clear_tags(browse(w)._selection())),
    ]


def _looks() -> list[Scene]:
    return [
        *(
            Scene(f"{theme} {size} % in {page}", partial(look, page, theme, size))
            for page in ("browse", "settings", "home")
            for theme, size in _LOOKS
        ),
    ]


def _studying(folder: Path) -> list[Scene]:
    return [
        Scene("large picture", partial(add_picture, folder)),
        Scene("study", lambda window: window.study()),
        *(Scene(f"answers {n}", partial(press, Qt.Key.Key_Return)) for n in range(8)),
        Scene("undo answer", lambda window: window.undo()),
        Scene("study picture", study_picture),
        Scene("turn picture", partial(press, Qt.Key.Key_Return)),
        Scene("leave study", lambda window: window.show_page("home")),
        Scene("filtered study", lambda window: window.study_filtered("is:review")),
        Scene("close filtered study", close_dialog),
        Scene("film for another player", partial(lend_film, folder)),
        Scene("history of thousands", act_much),
        Scene("history", lambda window: window.show_page("activity")),
        Scene("history again", lambda window: window.show_page("activity")),
        *(Scene(f"history down {n}", partial(press, Qt.Key.Key_Down)) for n in range(4)),
        Scene("history end", partial(press, Qt.Key.Key_End)),
    ]


def _writing() -> list[Scene]:
    return [
        Scene("add", lambda window: window.add(None)),
        Scene("typed", partial(editor, "Where is it?")),
        Scene("close add", lambda window: close_editors()),
        Scene("edit", edit_first),
        Scene("close edit", lambda window: close_editors()),
    ]


def _importing(folder: Path, files: Sequence[Path]) -> list[Scene]:
    table = folder / "table.csv"
    lines = (f"Question {n} of many?,Answer {n}" for n in range(20_000))
    table.write_text("\n".join(lines), encoding="utf-8")
    return [
        *(Scene(f"drop {each.name}", partial(drop, each)) for each in (table, *files)),
        Scene("bring in", bring_in),
        Scene("undo import", lambda window: window.undo()),
        Scene("home", lambda window: window.show_page("home")),
    ]


def _drafting() -> list[Scene]:
    return [
        Scene("bring a book", bring_book),
        Scene("page lessons with a book", lambda window: window.show_page("lessons")),
        Scene("open the book", open_book),
        Scene("studio of a book", draft_book),
        *(
            Scene(f"studio {key.name} {n}", partial(press, key))
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
        Scene("studio again", draft_book),
        Scene("studio dark", partial(look, "studio", "dark", 100)),
    ]
