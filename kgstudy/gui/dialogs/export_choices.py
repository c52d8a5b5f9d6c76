"""What can be chosen where cards go out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui import wording
from kgstudy.gui.models.outlets import Outlet, Wanted, of_deck, outlets
from kgstudy.gui.printing import Print
from kgstudy.gui.printing.pages import PAPERS
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.segments import Segments
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.switch import Switch
from kgstudy.services import decks
from kgstudy.store.collection import Collection

FIELD = 300

EVERYTHING, DECK, SEARCH, CHOSEN = "everything", "deck", "search", "chosen"


class ExportChoices(QObject):
    """Which cards, in which format, and how; of the rows those are seen that matter."""

    changed = Signal()

    def __init__(self, look: Look, collection: Collection, cards: Sequence[CardId]) -> None:
        super().__init__()
        self._look = look
        self._outlets = outlets()
        self._decks = decks.names(collection)
        self._cards = tuple(cards)
        self._make_controls()
        self._add_rows()
        self._connect()

    @property
    def outlet(self) -> Outlet:
        """The way that is chosen."""
        return self._outlets[self.format.currentIndex()]

    @property
    def wanted(self) -> Wanted:
        title, query = self._chosen()
        cards = self._cards if self._what == CHOSEN else ()
        family = self._look.font(15).family()
        printing = Print(
            title,
            family,
            "Letter" if self._paper == "Letter" else "A4",
            "list" if self._arrangement == "list" else "grid",
        )
        return Wanted(query, cards, self.schedules.isChecked(), self.media.isChecked(), printing)

    @property
    def is_ready(self) -> bool:
        """Whether it is said what goes out."""
        return self._what != SEARCH or bool(self.search.text().strip())

    @property
    def file_name(self) -> str:
        """Of what goes out, without what a file's name cannot hold on every system."""
        title, _ = self._chosen()
        words = "".join(each if each.isalnum() else " " for each in title.rpartition("::")[2])
        return "-".join(words.split())[:60] or "kgstudy"

    def problem_of(self, typed: Path, path: Path) -> UserError | None:
        """Why nothing can be written under the name, about which nobody was asked."""
        known = {each for outlet in self._outlets for each in outlet.suffixes}
        if path != typed and typed.suffix.lower() in known:
            said = "“{file}” would be called like another format: end it in {suffix}."
            return UserError(said, file=typed.name, suffix=self.outlet.suffix)
        if path != typed and path.exists():
            return UserError("“{file}” is there already: choose another name.", file=path.name)
        return None

    @property
    def rows(self) -> Sequence[SettingRow]:
        return (
            self._what_row,
            self._deck_row,
            self._search_row,
            self._format_row,
            self._schedules_row,
            self._media_row,
            self._paper_row,
            self._arrangement_row,
        )

    def choose(self, deck: DeckId | None) -> None:
        """What is offered first, once the rows lie in the dialog."""
        self.deck.addItems([name for name, _ in self._decks])
        place = next((at for at, (_, each) in enumerate(self._decks) if each == deck), None)
        if place is not None:
            self.deck.setCurrentIndex(place)
        if self._cards:
            self._on_what(CHOSEN)
        else:
            self._on_what(EVERYTHING if place is None else DECK)
        self.what.put(self._what)
        self._on_format()

    def arrange(self, *, roomy: bool) -> None:
        for row in self.rows:
            row.arrange(roomy=roomy)
        for field in (self.deck, self.search, self.format):
            field.setFixedWidth(self._look.px(FIELD))

    def _chosen(self) -> tuple[str, str]:
        """What it is called, and the query that finds it."""
        match self._what:
            case "deck":
                return self.deck.currentText(), of_deck(self.deck.currentText())
            case "search":
                return self.search.text().strip(), self.search.text().strip()
            case "chosen":
                return self.tr("Selected cards"), ""
            case _:
                return self.tr("All cards"), ""

    def _on_what(self, what: str) -> None:
        self._what = what
        self._deck_row.setVisible(what == DECK)
        self._search_row.setVisible(what == SEARCH)
        self.changed.emit()

    def _on_format(self) -> None:
        paper = self.outlet.writer is None
        warning = self.tr("Opened in Anki, it takes the place of all that is there.")
        self._format_row.explain(warning if self.outlet.takes_the_place else "")
        self._schedules_row.setVisible(self.outlet.keeps_schedules)
        self._media_row.setVisible(self.outlet.keeps_media)
        self._paper_row.setVisible(paper)
        self._arrangement_row.setVisible(paper)

    def _on_paper(self, paper: str) -> None:
        self._paper = paper

    def _on_arrangement(self, arrangement: str) -> None:
        self._arrangement = arrangement

    def _make_controls(self) -> None:
        look = self._look
        choices = {EVERYTHING: self.tr("Everything")}
        if self._cards:
            count = wording.several(len(self._cards), "Selected card", "%n selected cards")
            choices = {CHOSEN: count, **choices}
        if self._decks:
            choices[DECK] = self.tr("A deck")
        choices[SEARCH] = self.tr("A search")
        self._what, self._paper, self._arrangement = EVERYTHING, "A4", "grid"
        self.what = Segments(look, self.tr("What goes out"), choices)
        self.deck = Picker(look, self.tr("Deck"))
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setPlaceholderText("tag:date is:due")
        self.format = Picker(look, self.tr("Format"))
        self.format.addItems([_words(outlet) for outlet in self._outlets])
        self.schedules = Switch(look, self.tr("With schedules"))
        self.media = Switch(look, self.tr("With pictures and sounds"))
        for switch in (self.schedules, self.media):
            switch.setChecked(True)
        self.paper = Segments(look, self.tr("Paper"), {name: name for name in PAPERS})
        self.paper.put(self._paper)
        arrangements = {"grid": self.tr("To cut out"), "list": self.tr("A list")}
        self.arrangement = Segments(look, self.tr("Arranged"), arrangements)
        self.arrangement.put(self._arrangement)

    def _add_rows(self) -> None:
        self._what_row = self._row(self.tr("What goes out"), "", self.what)
        self._deck_row = self._row(
            self.tr("Deck"), self.tr("With the decks that lie in it."), self.deck
        )
        self._search_row = self._row(
            self.tr("Search"),
            self.tr("Words of the cards, deck:, tag: and is:, as in `kgstudy cards`."),
            self.search,
        )
        self._format_row = self._row(self.tr("Format"), "", self.format)
        self._schedules_row = self._row(
            self.tr("With schedules"),
            self.tr("When each card is due, and every answer so far. Leave it off for others."),
            self.schedules,
        )
        self._media_row = self._row(self.tr("With pictures and sounds"), "", self.media)
        self._paper_row = self._row(self.tr("Paper"), "", self.paper)
        self._arrangement_row = self._row(
            self.tr("Arranged"),
            self.tr("To cut out: eight on a sheet, with their answers on its back."),
            self.arrangement,
        )

    def _row(self, name: str, hint: str, control: QWidget) -> SettingRow:
        return SettingRow(self._look, name, hint, control)

    def _connect(self) -> None:
        self.what.chosen.connect(self._on_what)
        self.search.textChanged.connect(self.changed)
        self.format.currentIndexChanged.connect(self._on_format)
        self.paper.chosen.connect(self._on_paper)
        self.arrangement.chosen.connect(self._on_arrangement)


def _words(outlet: Outlet) -> str:
    name = outlet.name[:1].upper() + outlet.name[1:]
    kind = outlet.suffix or wording.say("a folder")
    return f"{name} ({kind})"
