"""Makes every picture of the window anew: each page, light and dark, in packaging/screenshots/.

python packaging/screenshots.py [FOLDER]     needs no display, and an environment with kgstudy in it

A learner is simulated who has studied the shipped lesson for a week, with a clock of our own and
dice that always fall alike; so a picture changes only when the window does.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from kgstudy.app import desk_for
from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.clock import Clock
from kgstudy.domain.columns import Column, Sorting
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
from kgstudy.gui.desk import Desk
from kgstudy.gui.pages.browse import BrowsePage
from kgstudy.gui.pages.studio import StudioPage
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.theme import ThemeChoice
from kgstudy.gui.window import Window
from kgstudy.host import assets
from kgstudy.opening import read_shipped
from kgstudy.services import deck_options, decks, lessons, shipped, studio
from kgstudy.services.shown import Shown
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection

TARGET = Path(__file__).resolve().parent / "screenshots"
SIZE = QSize(1280, 800)
FIRST_MORNING = datetime.fromisoformat("2026-11-17T08:40")
DAYS = 6
NEW_A_DAY = 12
TYPED_QUESTION = "On what date was Kyrgyzstan admitted to the United Nations?"
NEARLY_RIGHT = "2 March 1993"

BROWSED = 3

STUDIO_KEYS = (Qt.Key.Key_X, Qt.Key.Key_X, Qt.Key.Key_Return, *[Qt.Key.Key_Return] * 2)

_EPOCH = datetime.fromisoformat("1970-01-01T06:00")
"""Midnight in Greenwich, on the walls of Bishkek."""
_THEMES: tuple[ThemeChoice, ...] = ("light", "dark")


class StagedClock(Clock):
    """Shows Bishkek's time, and moves only when it is told to."""

    def __init__(self) -> None:
        self.now = FIRST_MORNING

    @override
    def now_ms(self) -> int:
        return self.instant(self.now)

    @override
    def wall(self, ms: int) -> datetime:
        return _EPOCH + timedelta(milliseconds=ms)

    @override
    def instant(self, wall: datetime) -> int:
        return (wall - _EPOCH) // timedelta(milliseconds=1)


def main(target: Path) -> None:
    app = QApplication(["kgstudy"])
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder, clock = Path(name), StagedClock()
        with Collection.open(folder, clock, Random(7), program="the screenshots") as collection:
            shipped.bring_new(collection, read_shipped, assets.shipped_decks())
            study_for_days(collection, clock)
            desk = desk_for(app, collection, folder / "preferences.json")
            window = opened(replace(desk, seconds=lambda: clock.now_ms() / 1000))
            for scene, show in SCENES:
                show(window)
                take_each(desk, window, target, scene)
            show_studio(window, bring_prose(collection))
            take_each(desk, window, target, "studio")
            window.close()
            desk.jobs.finish()


def study_for_days(collection: Collection, clock: StagedClock) -> None:
    """A whole session on each day before the one of the pictures."""
    dice = Random(7)
    preset = deck_options.preset_of(collection, decks.overview(collection)[0].id)
    deck_options.change_options(
        collection, preset.id, replace(preset.options, new_per_day=NEW_A_DAY)
    )
    for _ in range(DAYS):
        study = Study(collection)
        while study.shown is not None:
            answer(study, study.shown, clock, dice)
        clock.now = clock.now.replace(hour=8, minute=40) + timedelta(days=1)


def answer(study: Study, shown: Shown, clock: StagedClock, dice: Random) -> None:
    """As a good learner would; the card whose picture is taken is left for later."""
    if question_of(shown) == TYPED_QUESTION:
        study.bury_card()
        return
    taken = timedelta(seconds=dice.randint(3, 12))
    clock.now += taken
    rating = dice.choices(list(Rating), weights=(10, 8, 74, 8))[0]
    study.answer(rating, taken // timedelta(milliseconds=1))


def question_of(shown: Shown) -> str:
    return CARD_TYPES[shown.note.kind].question_text(shown.note.fields, shown.card.slot)


def opened(desk: Desk) -> Window:
    window = Window(desk)
    window.resize(SIZE)
    window.show()
    window.activateWindow()
    return window


def take_each(desk: Desk, window: Window, target: Path, scene: str) -> None:
    for theme in _THEMES:
        desk.choices.choose(replace(desk.choices.value, theme=theme))
        take(window, target / f"{scene}-{theme}.png")


def take(window: Window, file: Path) -> None:
    settle()
    window.grab().save(str(file))
    sys.stdout.write(f"{file}\n")


def settle() -> None:
    """Lets everything be laid out and painted."""
    for _ in range(5):
        QApplication.processEvents()
        QTest.qWait(20)


def show_home(window: Window) -> None:
    window.show_page("home")


def show_question(window: Window) -> None:
    """Studies by keyboard until the card of the picture lies on the table."""
    window.study()
    page = window.page
    assert isinstance(page, StudyPage)
    while page.table.sheet is not None and page.table.sheet.question.words != TYPED_QUESTION:
        settle()
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_3)


def show_answer(window: Window) -> None:
    QTest.keyClicks(focused(), NEARLY_RIGHT)
    press(Qt.Key.Key_Return)


def show_lesson(window: Window) -> None:
    """By keyboard from the shelf, on which the only lesson comes first."""
    press(Qt.Key.Key_Escape)
    window.show_page("lessons")
    settle()
    press(Qt.Key.Key_Return)


def show_browse(window: Window) -> None:
    """All cards, some of them in hand, those in most danger first."""
    window.browse("")
    page = window.page
    assert isinstance(page, BrowsePage)
    page.table.sorting_wanted.emit(Sorting(Column.RECALL))
    while page.listing.is_busy or not page.beside.preview.words:
        settle()
    press(Qt.Key.Key_Home)
    for _ in range(BROWSED):
        QTest.keyClick(focused(), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle()


def show_settings(window: Window) -> None:
    window.show_page("settings")


def bring_prose(collection: Collection) -> LessonId:
    """The words of the shipped lesson as somebody brings them who has no cards of them."""
    (summary,) = lessons.shelf(collection)
    lesson = lessons.page(collection, summary.id).lesson
    return studio.bring(collection, LessonText("A place in the world", lesson.text, "en"))[0]


def show_studio(window: Window, lesson: LessonId) -> None:
    """Some drafts are decided by keyboard already, and one that is good is in hand."""
    window.open_studio(lesson)
    page = window.page
    assert isinstance(page, StudioPage)
    while page.is_drafting:
        settle()
    for key in STUDIO_KEYS:
        press(key)
    settle()


SCENES: Sequence[tuple[str, Callable[[Window], None]]] = (
    ("home", show_home),
    ("question", show_question),
    ("study", show_answer),
    ("lesson", show_lesson),
    ("browse", show_browse),
    ("settings", show_settings),
)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
