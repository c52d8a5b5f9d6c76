"""What a person does at the page that brings decks in, and what is seen there."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kgstudy.domain.errors import Place
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel, Problem
from kgstudy.gui.deck_intake import Stage
from kgstudy.gui.models.arrivals import Arrival, Origin
from kgstudy.gui.pages.importing import ImportPage
from kgstudy.gui.window import Window
from kgstudy.services import decks, listing
from kgstudy.services.importing import DeckPlan, Fate, Plan
from kgstudy.store import notes
from kgstudy.store.collection import Collection
from tests.gui.keyboard import press

RIVERS = """\
---
name = "Rivers"
id = "rivers"
---
Q: Which river is the longest?
A: The Naryn ^longest

Q: Where does it flow?
A: Into the Syr Darya ^flow

C: The Chüy is [1,067 km] long. ^length
"""


LAKES = """\
---
name = "Lakes"
id = "lakes"
---
Q: Which lake is the largest?
A: Issyk-Kul ^largest
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def page_of(window: Window) -> ImportPage:
    page = window.page
    assert isinstance(page, ImportPage)
    return page


def planned(qtbot: QtBot, window: Window, *files: Path) -> ImportPage:
    """The page once it shows what is in the files."""
    window.show_decks(files)
    page = page_of(window)
    qtbot.waitUntil(lambda: page.stage is Stage.PLANNED)
    return page


def brought_in(qtbot: QtBot, window: Window, *files: Path) -> ImportPage:
    page = planned(qtbot, window, *files)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE)
    return page


def changed_on_both_sides(
    qtbot: QtBot, window: Window, rivers: Path, collection: Collection
) -> ImportPage:
    """Two answers were edited here, and then in the file too."""
    brought_in(qtbot, window, rivers)
    for card, answer in (("longest", "The Naryn, 807 km"), ("flow", "The Aral Sea, long ago")):
        note = note_called(collection, card)
        fields = {**note.fields, "back": answer}
        with collection.act("edit-note"):
            notes.save(collection, note._replace(fields=fields))
    text = RIVERS.replace("The Naryn ^", "The Naryn (Нарын) ^").replace("the Syr D", "a lake, D")
    written(rivers, text)
    window.show_page("home")
    return planned(qtbot, window, rivers)


def note_called(collection: Collection, name: str) -> Note:
    guids = {row.guid for row in listing.find_cards(collection, "") if row.guid.endswith(name)}
    note = notes.find(collection, guid=guids.pop())
    assert note is not None
    return note


def names(collection: Collection) -> list[str]:
    return [deck.name for deck in decks.overview(collection)]


def summary(page: ImportPage) -> str:
    return page.view._summary.text()


def question(page: ImportPage) -> str:
    return page.view.samples.sheet.question.words if page.view.samples.sheet else ""


def arrival(*, scheduled: bool = False, problems: int = 0) -> Arrival:
    """Something that was read, of which one deck would come in."""
    told = tuple(
        Problem(Place("deck.md", 7 + at), "The answer is empty: write something there.")
        for at in range(problems)
    )
    fates = Counter[Fate]({"new": 2})
    plan = Plan((DeckPlan("Rivers", fates),), fates, 2, 0, 0, scheduled, (), (), told)
    return Arrival(Origin("deck.md"), "a format", Parcel(), plan)
