"""What is told below the fields while one writes: what is missing, what is alike, what could be
better.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kgstudy.domain.drafting.values import Flaw
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import plain
from kgstudy.domain.note import Note
from kgstudy.gui import wording
from kgstudy.gui.editor.judging import Judged
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.label import label

_MOST = 3
_LONGEST = 60


class Advice(QWidget):
    """Quiet lines; a cure or a way to the other note stands beside each that has one."""

    cure_wanted = Signal(object)
    """The fields as they would be."""
    note_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.lines: tuple[str, ...] = ()
        self.put_aside = ""
        """In a few words, that nothing asks for some of its cards."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.px(4))

    def show_all(self, error: str, seen: Judged, *, gaps: bool) -> None:
        """An error comes before anything else; `gaps`: the cards are made by gaps."""
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            assert row is not None
            row.hide()
            row.deleteLater()
        self.put_aside = briefly(len(seen.losing))
        told = [self._add(error, "error")] if error else []
        told += [self._add(put_aside(seen.losing, gaps=gaps), "warning")] if seen.losing else []
        told += [self._alike(note) for note in seen.alike[:_MOST]]
        told += [self._flaw(flaw) for flaw in seen.flaws[:_MOST]]
        self.lines = tuple(told)
        self.setVisible(bool(told))

    def _alike(self, note: Note) -> str:
        seen = next(filter(None, map(plain, note.fields.values())), "")
        line = " ".join(seen.split())
        short = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
        words = self.tr("There is a note that begins with “{line}” already.").format(line=short)
        wanted: NoteId = note.id
        show = partial(self.note_wanted.emit, wanted)
        return self._add(words, "warning", self.tr("Show it"), show)

    def _flaw(self, flaw: Flaw) -> str:
        role = "warning" if flaw.grave else "small"
        if flaw.cure is None:
            return self._add(flaw.why, role)
        fields: Mapping[str, str] = flaw.cure.fields
        return self._add(flaw.why, role, flaw.cure.words, partial(self.cure_wanted.emit, fields))

    def _add(
        self, words: str, role: str, offer: str = "", act: Callable[[], None] | None = None
    ) -> str:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(self._look.px(8))
        across.addWidget(label(words, role), 1)
        if act is not None:
            button = Button(offer, "link")
            button.clicked.connect(act)
            across.addWidget(button)
        self._rows.addWidget(row)
        return words


def put_aside(slots: Sequence[int], *, gaps: bool) -> str:
    """What becomes of cards that nothing in the note asks for any more."""
    if not gaps:
        return wording.several(
            len(slots),
            "Nothing asks for one of its cards any more: it is put aside, and comes back with its"
            " schedule when the fields ask for it again.",
            "Nothing asks for %n of its cards any more: they are put aside, and come back with"
            " their schedules when the fields ask for them again.",
        )
    told = wording.several(
        len(slots),
        "Gap {numbers} is gone: its card is put aside, and comes back with its schedule when the"
        " gap does.",
        "Gaps {numbers} are gone: their %n cards are put aside, and come back with their schedules"
        " when the gaps do.",
    )
    return told.format(numbers=", ".join(map(str, slots)))


def briefly(count: int) -> str:
    """That so many cards were put aside; nothing where there are none."""
    one, many = "1 card is put aside, schedule and all", "%n cards are put aside, schedules and all"
    return wording.several(count, one, many) if count else ""
