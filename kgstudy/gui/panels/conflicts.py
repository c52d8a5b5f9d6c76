"""Fields that were changed here and in the file: both versions side by side, and a choice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from kgstudy.gui.media.pictures import Media
from kgstudy.gui.models.import_report import field_of
from kgstudy.gui.panels.section import Section
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.lettering import BODY
from kgstudy.gui.widgets.pager import Pager
from kgstudy.gui.widgets.segments import Segments
from kgstudy.services.importing import Conflict

MINE, THEIRS = "mine", "theirs"


class ConflictsPanel(Section):
    """One conflict at a time; `theirs` are those for which the file's version is taken."""

    changed = Signal()

    def __init__(self, look: Look, media: Media) -> None:
        self.pager = Pager(look, "", "")
        super().__init__(look, "", self.pager)
        self.theirs: frozenset[tuple[str, str]] = frozenset()
        self._conflicts: tuple[Conflict, ...] = ()
        self._name()
        self._note = label("", "body")
        self.field = label("", "small")
        self.mine = _Version(look, media, self.tr("Yours"))
        self.file = _Version(look, media, self.tr("In the file"))
        self.choice = Segments(
            look,
            self.tr("Which version"),
            {MINE: self.tr("Keep mine"), THEIRS: self.tr("Take theirs")},
        )
        self.all_mine = Button(self.tr("All mine"), "quiet")
        self.all_theirs = Button(self.tr("All theirs"), "quiet")
        self._lay_out()
        self.pager.turned.connect(self._show)
        self.choice.chosen.connect(self._on_chosen)
        self.all_mine.clicked.connect(self._on_all_mine)
        self.all_theirs.clicked.connect(self._on_all_theirs)

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """What was chosen stays chosen for those that are still there."""
        self._conflicts = tuple(conflicts)
        self.theirs &= {_key(conflict) for conflict in conflicts}
        self.setHidden(not conflicts)
        self.pager.show_count(len(conflicts))
        for button in (self.all_mine, self.all_theirs):
            button.setHidden(len(conflicts) < 2)
        self._show(self.pager.at)

    @override
    def arrange(self, *, roomy: bool) -> None:
        super().arrange(roomy=roomy)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._versions.setDirection(across if roomy else down)
        self._versions.setSpacing(self.look.px(14))
        self._foot.setDirection(across if roomy else down)
        for version in (self.mine, self.file):
            version.arrange()

    def _name(self) -> None:
        self.heading.setText(self.tr("Changed by you and in the file"))
        self.setAccessibleName(self.heading.text())
        for button, name in (
            (self.pager.back, self.tr("Previous conflict")),
            (self.pager.on, self.tr("Next conflict")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def _lay_out(self) -> None:
        self._versions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._versions.addWidget(self.mine, 1)
        self._versions.addWidget(self.file, 1)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        self._foot.addStretch(1)
        every = QHBoxLayout()
        every.addWidget(self.all_mine)
        every.addWidget(self.all_theirs)
        every.addStretch()
        self._foot.addLayout(every)
        self.rows.addWidget(self._note)
        self.rows.addWidget(self.field)
        self.rows.addLayout(self._versions)
        self.rows.addLayout(self._foot)

    def _show(self, at: int) -> None:
        if at >= len(self._conflicts):
            return
        conflict = self._conflicts[at]
        self._note.setText(conflict.title)
        words = self.tr("{field} · {deck}")
        deck = conflict.deck.replace("::", " › ")
        self.field.setText(words.format(field=field_of(conflict), deck=deck))
        self.mine.view.show_face(conflict.mine)
        self.file.view.show_face(conflict.theirs)
        self._mark(conflict)

    def _mark(self, conflict: Conflict) -> None:
        self.choice.put(THEIRS if _key(conflict) in self.theirs else MINE)

    def _on_chosen(self, choice: str) -> None:
        key = {_key(self._conflicts[self.pager.at])}
        self.theirs = self.theirs | key if choice == THEIRS else self.theirs - key
        self.changed.emit()

    def _on_all_mine(self) -> None:
        self._choose_all(frozenset())

    def _on_all_theirs(self) -> None:
        self._choose_all(frozenset(_key(conflict) for conflict in self._conflicts))

    def _choose_all(self, theirs: frozenset[tuple[str, str]]) -> None:
        self.theirs = theirs
        self._mark(self._conflicts[self.pager.at])
        self.changed.emit()


class _Version(QFrame):
    """A field as it stands on one side."""

    def __init__(self, look: Look, media: Media, name: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "version")
        self.view = CardView(look, media, BODY)
        self.view.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.addWidget(label(name, "small"))
        self._column.addWidget(self.view)
        self._column.addStretch()

    def arrange(self) -> None:
        px = self._look.px
        self._column.setContentsMargins(px(14), px(10), px(14), px(12))
        self._column.setSpacing(px(6))


def _key(conflict: Conflict) -> tuple[str, str]:
    return conflict.guid, conflict.field
