"""What goes out, in which format, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui import wording
from kgstudy.gui.jobs import Job, Jobs
from kgstudy.gui.models.outlets import Exported, Outlet, Wanted, export, of_deck, outlets
from kgstudy.gui.printing import Print
from kgstudy.gui.printing.pages import PAPERS
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.segments import Segments
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.switch import Switch
from kgstudy.gui.widgets.work_foot import WorkFoot
from kgstudy.services import decks
from kgstudy.store.collection import Collection

WIDTH, HEIGHT = 720, 560
ROOMY = 600
FIELD = 300

EVERYTHING, DECK, SEARCH, CHOSEN = "everything", "deck", "search", "chosen"


class ExportDialog(QDialog):
    """`written` carries the file; `failed` what went wrong and is no fault of the person's."""

    written = Signal(Path)
    failed = Signal(Exception)

    def __init__(
        self,
        look: Look,
        collection: Collection,
        jobs: Jobs,
        parent: QWidget,
        *,
        deck: DeckId | None = None,
        cards: Sequence[CardId] = (),
    ) -> None:
        """With `cards`, these can go out alone, and are offered first."""
        super().__init__(parent)
        self._look = look
        self._jobs = jobs
        self._job: Job | None = None
        self._outlets = outlets()
        self._decks = decks.names(collection)
        self._cards = tuple(cards)
        self.setWindowTitle(self.tr("Export"))
        self.setAccessibleName(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_controls()
        self._add_rows()
        self._lay_out()
        self._connect()
        self._choose(deck)
        self._on_format()
        wanted = QSize(look.px(WIDTH), look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.size() - QSize(40, 40)))
        self.format.setFocus()

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

    def save_to(self, path: Path) -> None:
        """Writes what is wanted there, beside the window."""
        self._problem.hide()
        self._job = job = self._jobs.start(export(self.outlet, self.wanted, path))
        job.progressed.connect(self.foot.show_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        self.foot.say(self.tr("Exporting …"))
        self._show_working(working=True)

    @override
    def reject(self) -> None:
        """Stops what is under way first; then closes."""
        if self._job:
            self.foot.say(self.tr("Stopping …"))
            self._job.cancel()
        else:
            super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._drop_job()
        super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

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

    def _choose(self, deck: DeckId | None) -> None:
        self.deck.addItems([name for name, _ in self._decks])
        place = next((at for at, (_, each) in enumerate(self._decks) if each == deck), None)
        if place is not None:
            self.deck.setCurrentIndex(place)
        if self._cards:
            self._on_what(CHOSEN)
        else:
            self._on_what(EVERYTHING if place is None else DECK)
        self.what.put(self._what)

    def _on_what(self, what: str) -> None:
        self._what = what
        self._deck_row.setVisible(what == DECK)
        self._search_row.setVisible(what == SEARCH)
        self._show_ready()

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

    def _on_wanted(self) -> None:
        suffix = self.outlet.suffix
        dialog = QFileDialog(self, self.tr("Export"), self._file_name() + suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        suffixes = sorted(self.outlet.suffixes, key=lambda each: each != suffix)
        patterns = " ".join(f"*{each}" for each in suffixes) if suffix else "*"
        dialog.setNameFilter(f"{self.outlet.name} ({patterns})")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(self._file_name() + suffix)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, name: str) -> None:
        path = self.outlet.called(Path(name))
        if problem := self._problem_of(Path(name), path):
            self._on_failed(problem)
        else:
            self.save_to(path)

    def _problem_of(self, typed: Path, path: Path) -> UserError | None:
        """Why nothing can be written under the name, about which nobody was asked."""
        known = {each for outlet in self._outlets for each in outlet.suffixes}
        if path != typed and typed.suffix.lower() in known:
            said = "“{file}” would be called like another format: end it in {suffix}."
            return UserError(said, file=typed.name, suffix=self.outlet.suffix)
        if path != typed and path.exists():
            return UserError("“{file}” is there already: choose another name.", file=path.name)
        return None

    def _file_name(self) -> str:
        """Of what goes out, without what a file's name cannot hold on every system."""
        title, _ = self._chosen()
        words = "".join(each if each.isalnum() else " " for each in title.rpartition("::")[2])
        return "-".join(words.split())[:60] or "kgstudy"

    def _on_done(self, exported: Exported) -> None:
        """Closes, unless there is something to be read first."""
        self._job = None
        self.written.emit(exported.path)
        if exported.losses:
            self._tell_losses(exported.losses)
        else:
            self.accept()

    def _tell_losses(self, losses: Sequence[str]) -> None:
        self.foot.rest()
        self.foot.act.hide()
        self.foot.cancel.say(self.tr("Close"))
        self.foot.cancel.setFocus()
        for row in self._rows:
            row.hide()
        self._heading.setText(self.tr("Exported"))
        self.losses.setText("\n".join(losses))
        self.losses.show()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_working(working=False)
        if isinstance(error, Cancelled | UserError):
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self.failed.emit(error)
        self.foot.act.setFocus()

    def _drop_job(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            for signal in (job.progressed, job.done, job.failed):
                signal.disconnect()
            job.cancel()

    def _show_working(self, *, working: bool) -> None:
        for row in self._rows:
            row.setEnabled(not working)
        self.foot.cancel.setFocus()
        if not working:
            self.foot.rest()
        self._show_ready()

    def _show_ready(self) -> None:
        ready = self._what != SEARCH or bool(self.search.text().strip())
        self.foot.act.setEnabled(ready and self._job is None)

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

    @property
    def _rows(self) -> Sequence[SettingRow]:
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

    def _row(self, name: str, hint: str, control: QWidget) -> SettingRow:
        return SettingRow(self._look, name, hint, control)

    def _lay_out(self) -> None:
        self._column = Column(self._look, WIDTH)
        self._problem = label("", "error")
        self._problem.hide()
        self._heading = label(self.tr("Export"), "title")
        self.losses = label("", "body")
        self.losses.hide()
        self._column.rows.addWidget(self._heading)
        self._column.rows.addWidget(self.losses)
        for row in self._rows:
            self._column.rows.addWidget(row)
        self._column.rows.addWidget(self._problem)
        self._column.rows.addStretch()
        self.foot = WorkFoot(self._look, self.tr("Export…"))
        self.foot.cancel.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.foot)
        self.foot.act.setDefault(True)  # a button that lies in no dialog yet loses that again
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= self._look.px(ROOMY)
        for row in self._rows:
            row.arrange(roomy=roomy)
        for field in (self.deck, self.search, self.format):
            field.setFixedWidth(self._look.px(FIELD))

    def _connect(self) -> None:
        self.what.chosen.connect(self._on_what)
        self.search.textChanged.connect(self._show_ready)
        self.format.currentIndexChanged.connect(self._on_format)
        self.paper.chosen.connect(self._on_paper)
        self.arrangement.chosen.connect(self._on_arrangement)
        self.foot.wanted.connect(self._on_wanted)
        self.foot.cancelled.connect(self.reject)
        self._look.changed.connect(self._arrange)


def _words(outlet: Outlet) -> str:
    name = outlet.name[:1].upper() + outlet.name[1:]
    kind = outlet.suffix or wording.say("a folder")
    return f"{name} ({kind})"
