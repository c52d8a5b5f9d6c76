"""When the chosen cards are to come."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from kgstudy.domain import due
from kgstudy.domain.clock import StudyDay, date_of
from kgstudy.domain.due import Due
from kgstudy.domain.errors import UserError
from kgstudy.gui.batch.dialog import WIDTH, BatchDialog
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.switch import Switch
from kgstudy.gui.wording import say, several, short_date


def due_words(when: Due) -> str:
    """Such as `today`, `tomorrow`, `in 3 days`, `in 3 to 7 days`."""
    if when.first != when.last:
        return say("in {first} to {last} days").format(first=when.first, last=when.last)
    if when.first == 0:
        return say("today")
    return say("tomorrow") if when.first == 1 else say("in %n days", when.first)


class DueDialog(BatchDialog):
    """`chosen` carries the `Due`."""

    chosen = Signal(object)

    def __init__(self, look: Look, count: int, today: StudyDay, parent: QWidget) -> None:
        title = several(count, "When is this card due?", "When are these %n cards due?")
        super().__init__(look, title, self.tr("Set"), parent)
        self._today = today
        self.days = QLineEdit("0")
        self.days.setAccessibleName(self.tr("Days from today"))
        self.days.setPlaceholderText("0, 3, 3-7, 7!")
        self.days.setMaxLength(20)
        self.interval = Switch(look, self.tr("Set the interval too"))
        hint = self.tr(
            "Then each counts as remembered for so long. Else its memory stays as it is."
        )
        row = SettingRow(look, self.tr("Set the interval too"), hint, self.interval)
        row.arrange(roomy=True)
        words = self.tr("Days from today: 0 for today, 3, or 3-7 for a day within a week or so.")
        more = self.tr("New cards become known ones. Suspended cards stay suspended.")
        self.body.addWidget(label(words, "soft"))
        self.body.addWidget(self.days)
        self.body.addWidget(row)
        self.body.addWidget(label(more, "small"))
        self.body.addStretch()
        self.days.textChanged.connect(self._on_text)
        self.interval.clicked.connect(self._on_interval)
        self.fit(WIDTH)
        self.days.setFocus()
        self.days.selectAll()
        self._on_text()

    @override
    def on_act(self) -> None:
        wanted = due.parse(self.days.text())
        self.accept()
        self.chosen.emit(wanted)

    def _on_interval(self) -> None:
        """The switch is the mark that Anki has for it."""
        days = self.days.text().strip().removesuffix("!").rstrip()
        self.days.setText(f"{days}!" if self.interval.isChecked() else days)

    def _on_text(self) -> None:
        self.interval.setChecked(self.days.text().strip().endswith("!"))
        try:
            wanted = due.parse(self.days.text())
        except UserError as error:
            self.told.setText(error.said if self.days.text().strip() else "")
            self.act.setEnabled(False)
            return
        self.told.setText(self._words(wanted))
        self.act.setEnabled(True)

    def _words(self, wanted: Due) -> str:
        first, last = (
            short_date(date_of(StudyDay(self._today + days)))
            for days in (wanted.first, wanted.last)
        )
        when = first if first == last else f"{first} – {last}"
        return self.tr("Due {days}: {when}").format(days=due_words(wanted), when=when)
