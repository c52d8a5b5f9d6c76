"""What is seen of decks on their way in: the files, what is in them, and what came of it."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.deck_intake import Stage
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.models import arrivals, import_report
from kgstudy.gui.models.arrivals import Arrival
from kgstudy.gui.panels.arrangement import ArrangementPanel
from kgstudy.gui.panels.columns import ColumnsPanel
from kgstudy.gui.panels.conflicts import ConflictsPanel
from kgstudy.gui.panels.files import FilesPanel
from kgstudy.gui.panels.outcome import OutcomePanel
from kgstudy.gui.panels.samples import SamplesPanel
from kgstudy.gui.panels.section import Section
from kgstudy.gui.panels.start import StartPanel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.line_list import LineList
from kgstudy.gui.widgets.work_foot import WorkFoot

WIDTH = 900
ROOMY = 640
"""Below this width (at 100 %) what stood side by side stands one below the other."""


class ImportView(QWidget):
    """Of its parts those are seen that belong to the stage."""

    def __init__(self, look: Look, title: str, media: Media, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self._stored = media
        self.start = StartPanel(look)
        self._files = FilesPanel(look)
        self.files = self._files.list
        self.choices = ArrangementPanel(look)
        self.columns = ColumnsPanel(look)
        self.samples = SamplesPanel(look)
        self.conflicts = ConflictsPanel(look, self._media)
        self.problems = LineList(look, self.tr("What will not come in, and why"))
        self._problems = Section(look, self.tr("What will not come in as it is"))
        self._problems.rows.addWidget(self.problems)
        self.outcome = OutcomePanel(look)
        self.foot = WorkFoot(look, self.tr("Bring in"))
        self._summary = label("", "soft")
        self._column = Column(look, WIDTH, self)
        self._lay_out(title)
        look.changed.connect(self._arrange)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_arrivals(self, every: Sequence[Arrival], picked: int) -> None:
        self._files.show_arrivals(every)
        plans = [arrival.plan for arrival in every if arrival.plan]
        self.choices.offer_schedules(offered=any(plan.scheduled for plan in plans))
        self.conflicts.show_conflicts(arrivals.conflicts(every))
        problems = import_report.plan_problems(every)
        self.problems.show_lines(problems)
        self._problems.setHidden(not problems)
        self.show_picked(every, picked)

    def show_picked(self, every: Sequence[Arrival], at: int) -> None:
        """Samples of the file that is looked at and, of a text, its columns."""
        arrival = every[at] if at < len(every) else None
        self.samples.show_arrival(arrival)
        survey = arrival.survey if arrival else None
        self.columns.show_survey(survey, encoded=bool(arrival and arrival.origin.path))

    def show_stage(self, stage: Stage, every: Sequence[Arrival], *, is_working: bool) -> None:
        some = any(arrival.brings for arrival in every)
        planned = bool(every) and stage is not Stage.DONE
        self.start.setHidden(planned or stage in (Stage.DONE, Stage.READING))
        self._summary.setVisible(planned)
        self._summary.setText(import_report.plan_words(every) if planned else "")
        self._files.setVisible(planned)
        self.choices.setVisible(planned and some)
        if not planned:
            for part in (self.samples, self.columns, self.conflicts, self._problems):
                part.hide()
        for part in (self.choices, self.columns, self.conflicts):
            part.setEnabled(stage is Stage.PLANNED)
        self.outcome.setVisible(stage is Stage.DONE)
        self.foot.setHidden(stage in (Stage.EMPTY, Stage.DONE))
        self.foot.act.setEnabled(stage is Stage.PLANNED and some)
        if not is_working:
            self.foot.rest()
        self._arrange()

    def take_focus(self, stage: Stage) -> None:
        """To what will most likely be used next."""
        match stage:
            case Stage.EMPTY:
                self.start.choose.setFocus()
            case Stage.DONE:
                self.outcome.study.setFocus()
            case Stage.PLANNED if self.foot.act.isEnabled():
                self.foot.act.setFocus()
            case _:
                self.foot.cancel.setFocus()

    def to_top(self) -> None:
        self._column.verticalScrollBar().setValue(0)

    def _media(self, name: str) -> bytes | None:
        """A picture of a conflict may be here, or still in a file."""
        return self.samples.media(name) or self._stored(name)

    @property
    def _sections(self) -> tuple[Section, ...]:
        return (
            self.start,
            self.outcome,
            self._files,
            self.columns,
            self.choices,
            self.conflicts,
            self._problems,
            self.samples,
        )

    def _lay_out(self, title: str) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.foot)
        rows = self._column.rows
        rows.addWidget(label(title, "title"))
        rows.addWidget(self._summary)
        for section in self._sections:
            rows.addWidget(section)
        rows.addStretch()

    def _arrange(self) -> None:
        roomy = self.width() >= self.look.px(ROOMY)
        for section in self._sections:
            section.arrange(roomy=roomy)
