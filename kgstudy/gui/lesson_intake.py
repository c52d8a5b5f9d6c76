"""Lessons on their way in: what was read of them, and what is known of the one that is shown."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kgstudy.gui.alarm import alarm
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.models import lesson_arrivals
from kgstudy.gui.models.lesson_arrivals import NOTHING, LessonArrival

SETTLED_MS = 300
"""What is known of a text is looked up anew once the hand has been still for so long."""


class LessonIntake(QObject):
    """Reads and looks up beside the window; nothing comes in by it."""

    progressed = Signal(int, int)
    read = Signal()
    """The files are read, and the first is shown."""
    pasted = Signal()
    nothing_pasted = Signal()
    """There was no text in what was pasted, and all stays as it was."""
    known = Signal()
    """What was typed or chosen has been looked up."""
    failed = Signal(Exception)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._reading = Errand(jobs, self)
        self._pasting = Errand(jobs, self)
        self._looking = Errand(jobs, self)
        self._settled = alarm(self, SETTLED_MS)
        self._forget()
        self._connect()

    def _forget(self) -> None:
        self.arrivals: list[LessonArrival] = []
        self.at = 0
        """The place of the one that is shown."""

    @property
    def arrival(self) -> LessonArrival:
        """The one that is shown."""
        return self.arrivals[self.at] if self.arrivals else NOTHING

    @property
    def is_reading(self) -> bool:
        return self._reading.is_busy

    @property
    def is_known(self) -> bool:
        """Whether nothing of what is shown is still to be looked up."""
        looking = self._looking.is_busy or self._settled.isActive()
        return not (looking or self._pasting.is_busy)

    def add(self, files: Sequence[Path]) -> None:
        """Reads the files, which take the place of those that are here."""
        self._reading.begin(lesson_arrivals.read(files))

    def paste(self, text: str, html: str) -> None:
        """Reads what was pasted, likewise."""
        self._pasting.begin(lesson_arrivals.paste(text, html))

    def edit(self, words: str) -> None:
        text = replace(self.arrival.text, text=words)
        self._change(replace(self.arrival, text=text, refusal=""))
        self._settled.start()

    def entitle(self, title: str) -> None:
        self._change(replace(self.arrival, text=replace(self.arrival.text, title=title)))
        self._settled.start()

    def name_language(self, language: str) -> None:
        self._change(replace(self.arrival, text=replace(self.arrival.text, language=language)))
        self._look_up()

    def take_anew(self, *, anew: bool) -> None:
        """Whether a lesson like one that is here comes in beside that."""
        self._change(replace(self.arrival, anew=anew))

    def hurry(self) -> None:
        """Looks up at once what is still to be."""
        if not self._pasting.is_busy:
            self._settled.stop()
            self._look_up()

    def stop(self) -> None:
        """Asks the reading of files to stop."""
        self._reading.cancel()

    def reset(self) -> None:
        """Stops what is under way and lets go of everything."""
        for errand in (self._reading, self._pasting, self._looking):
            errand.drop()
        self._settled.stop()
        self._forget()

    def _change(self, arrival: LessonArrival) -> None:
        if self.arrivals:
            self.arrivals[self.at] = arrival
        else:
            self.arrivals = [arrival]

    def _look_up(self) -> None:
        """Counts its words, and finds the lesson it is like."""
        self._looking.begin(lesson_arrivals.look_at(self.arrival))

    def _on_read(self, read: tuple[LessonArrival, ...]) -> None:
        self.arrivals, self.at = list(read), 0
        self.read.emit()

    def _on_pasted(self, arrival: LessonArrival) -> None:
        if arrival.is_empty:
            self.nothing_pasted.emit()
            return
        self.arrivals, self.at = [arrival], 0
        self.pasted.emit()

    def _on_looked(self, arrival: LessonArrival) -> None:
        """Unless more was typed meanwhile."""
        if not self._settled.isActive():
            self._change(arrival)
            self.known.emit()

    def _connect(self) -> None:
        for errand, done in (
            (self._reading, self._on_read),
            (self._pasting, self._on_pasted),
            (self._looking, self._on_looked),
        ):
            errand.done.connect(done)
            errand.failed.connect(self.failed)
        self._reading.progressed.connect(self.progressed)
        self._settled.timeout.connect(self._look_up)
