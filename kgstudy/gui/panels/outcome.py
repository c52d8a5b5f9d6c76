"""What an import came to, and what can be done with it now."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QFileDialog
from typing_extensions import override

from kgstudy.domain.errors import Place, UserError
from kgstudy.gui.models import import_report
from kgstudy.gui.models.arrivals import Outcome
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.line_list import LineList

FILE = "kgstudy-import.txt"


class OutcomePanel(Section):
    said = Signal(str)
    study_wanted = Signal()
    undo_wanted = Signal()
    done = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "")
        self.heading.setProperty("role", "lead")
        self._text = ""
        self._words = label("", "body")
        self.problems = LineList(look, self.tr("What did not come in, and why"))
        self._problem_heading = label(self.tr("What did not come in as it was"), "heading")
        self.study = Button(self.tr("Study now"), "primary")
        self.study.setProperty("small", "true")
        self.undo = Button(self.tr("Undo"))
        self.save = Button(self.tr("Save report…"))
        self.copy = Button(self.tr("Copy report"))
        self.leave = Button(self.tr("Done"))
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in (self.study, self.leave, self.undo, self.save, self.copy):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.addStretch()
        for part in (self._words, self._problem_heading, self.problems):
            self.rows.addWidget(part)
        self.rows.addLayout(self._buttons)
        self._connect()

    @property
    def told(self) -> str:
        """The sums it shows."""
        return self._words.text()

    def show_outcome(self, outcome: Outcome) -> None:
        self._say(self.tr("Brought in") if outcome.wrote else self.tr("Nothing has changed"))
        self._words.setText(import_report.report_words(outcome))
        one = outcome.deck is not None
        self.study.setText(self.tr("Study now") if one else self.tr("Study all decks"))
        problems = import_report.report_problems(outcome)
        self.problems.show_lines(problems)
        self.problems.setHidden(not problems)
        self._problem_heading.setHidden(not problems)
        self._text = import_report.report_text(outcome)
        self.study.show()
        self.undo.setVisible(outcome.wrote)

    def show_undoing(self) -> None:
        for button in (self.study, self.undo):
            button.setEnabled(False)
        self._say(self.tr("Taking it back …"))

    def show_undone(self, *, undone: bool) -> None:
        for button in (self.study, self.undo):
            button.setEnabled(True)
        taken_back = self.tr("Taken back; your collection is as it was")
        self._say(taken_back if undone else self.tr("Brought in"))
        if undone:
            self.leave.setFocus()
            for button in (self.study, self.undo):
                button.hide()

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(across if roomy else down)
        self._buttons.setSpacing(self.look.px(10))
        self._buttons.setContentsMargins(0, self.look.px(6), 0, 0)

    def _say(self, heading: str) -> None:
        self.heading.setText(heading)
        self.setAccessibleName(heading)

    def _connect(self) -> None:
        self.study.clicked.connect(self.study_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.leave.clicked.connect(self.done)
        self.save.clicked.connect(self._on_save)
        self.copy.clicked.connect(self._on_copy)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.said.emit(self.tr("The report is in the clipboard."))

    def _on_save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save report"), FILE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, name: str) -> None:
        try:
            Path(name).write_text(self._text, encoding="utf-8")
        except OSError as error:
            raise UserError(
                "The report could not be written ({reason}); choose another place.",
                place=Place(name),
                reason=error.strerror,
            ) from error
        self.said.emit(self.tr("Saved to {file}").format(file=Path(name).name))
