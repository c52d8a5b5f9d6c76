"""Makes a small collection that has something in every table, for the schema of today."""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy.domain.changes import Touched
from kgstudy.domain.ids import NoteId
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.review import Rating
from kgstudy.services import studio
from kgstudy.services.study import Study
from kgstudy.store import lessons, looks, notes, settings, text_index
from kgstudy.store.backup import copy
from kgstudy.store.collection import Collection
from kgstudy.store.looks import Look
from kgstudy.store.tables import SavedSearch
from tests.builders import basic, collection, deck_of, note
from tests.drafted import gapped
from tests.fake_clock import FakeClock

CLOZE = {"text": "{{c1::Нарын}} flows into the {{c2::Syr Darya::river}}", "note": ""}
LAKES = "The town of Karakol was founded in 1869. The lake is 668 m deep.\n"
BOTH = {"front": "Ысык-Көл", "back": "Issyk-Kul", "note": "a lake"}


def make(target: Path) -> None:
    rng, clock = Random(1), FakeClock()
    with TemporaryDirectory() as folder, collection(clock, Path(folder)) as opened:
        notes = [basic(f"n{number}") for number in range(6)]
        notes += [note("cloze", "cloze", CLOZE, "Syr Darya"), note("both", "both-ways", BOTH)]
        deck_of(opened, notes)
        for _day in range(5):
            _study(opened, clock, rng)
            clock.advance(timedelta(days=1))
        _leave_on_the_desk(opened)
        with opened.act("change-settings", Touched.SETTINGS):
            settings.put(opened, "rollover_hour", "3")
        _mend_and_keep(opened)
        copy(opened.connection, target)


def _leave_on_the_desk(opened: Collection) -> None:
    """A lesson with one draft that became a card and one that was put away, and another title."""
    lesson, _ = studio.bring(opened, LessonText("Lakes", LAKES))
    first, second = (gapped(LAKES, words) for words in ("1869", "668 m"))
    studio.accept(opened, lesson, [(first, first.best)])
    studio.reject(opened, lesson, second)
    with opened.act("want-a-look"):
        (anchor,) = lessons.anchors_in(opened, lesson)
        looks.replace(opened, lesson, [Look(anchor.card_id, lesson, LAKES, anchor.quote, 0)])
        lessons.save(opened, replace(lessons.get(opened, lesson), title="Of lakes"))


def _mend_and_keep(opened: Collection) -> None:
    """A note with an older version, and a search to be found again."""
    found = opened.connection.execute("SELECT id FROM note WHERE kind = 'both-ways'").get
    assert isinstance(found, int)
    lake = notes.get(opened, NoteId(found))
    with opened.act("edit-note", Touched.NOTES):
        notes.save(opened, lake._replace(fields=BOTH | {"note": "a deep lake"}))
    with opened.act("save-search"):
        opened.run(SavedSearch.insert(name="Lakes", query="Karakol"))
    while text_index.catch_up(opened):
        pass


def _study(opened: Collection, clock: FakeClock, rng: Random) -> None:
    study = Study(opened)
    for _ in range(6):
        if study.shown is None:
            return
        clock.advance(timedelta(seconds=20))
        study.answer(rng.choice(list(Rating)), 8000)
    if study.shown is not None:
        study.flag(2)
        study.suspend()
        study.undo()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
