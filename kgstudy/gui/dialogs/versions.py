"""What the fields of a note were, one version at a time beside what they are now."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kgstudy.domain.changes import Change
from kgstudy.domain.clock import Calendar
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import plain
from kgstudy.gui.models import versions as models
from kgstudy.gui.models.kind_words import field_name
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.version_pair import Side
from kgstudy.gui.wording import short_date
from kgstudy.services import editing, versions
from kgstudy.services.versions import Version
from kgstudy.store.collection import Collection

WIDTH, HEIGHT = 860, 600
TIMES = 210


class VersionsDialog(QDialog):
    """`changed` carries the act that brings one back."""

    changed = Signal(Change)

    def __init__(self, look: Look, collection: Collection, note: NoteId, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._collection = collection
        self._note = note
        self._versions: tuple[Version, ...] = ()
        self.setWindowTitle(self.tr("Versions of this note"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Versions"))
        self.list.setProperty("kind", "lines")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fields = Column(look, WIDTH)
        self._told = label(role="small")
        self.bring = Button(self.tr("Bring this one back"), "primary")
        self.bring.setProperty("small", "true")
        self._close = Button(self.tr("Close"))
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.bring.clicked.connect(self._on_bring)
        self._close.clicked.connect(self.reject)
        wanted = QSize(look.px(WIDTH), look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)))
        self.refresh()

    def refresh(self) -> None:
        """Reads the versions anew; the first one that was is chosen."""
        self._versions = versions.of_note(self._collection, self._note)
        self.list.clear()
        for place, version in enumerate(self._versions):
            when = _when(self._collection.calendar, version.at)
            words = self.tr("{when} · as now") if self._is_as_now(place) else "{when}"
            words = self.tr("{when} · now") if place == 0 else words
            self.list.addItem(QListWidgetItem(words.format(when=when)))
        bar = self.list.verticalScrollBar().sizeHint().width()
        wide = self.list.sizeHintForColumn(0) + bar
        self.list.setFixedWidth(max(self._look.px(TIMES), wide))
        self._told.setText(
            self.tr("What differs from what the note is now is marked.")
            if len(self._versions) > 1
            else self.tr("It has never been changed, as far as is known.")
        )
        self.list.setCurrentRow(1 if len(self._versions) > 1 else 0)
        self.list.setFocus()

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._versions):
            return
        version, now = self._versions[row], self._versions[0]
        rows = self._fields.rows
        while (item := rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for name, html in version.fields.items():
            rows.addWidget(label(self._called(name), "heading"))
            rows.addWidget(self._field(html, now.fields.get(name, ""), is_now=row == 0))
        if not version.fits:
            rows.addWidget(label(self.tr("The note was of another kind then."), "warning"))
        rows.addStretch()
        rows.setSpacing(self._look.px(10))
        self.bring.setEnabled(version.fits and not self._is_as_now(row))

    def _is_as_now(self, row: int) -> bool:
        """Whether there is nothing to bring back."""
        return dict(self._versions[row].fields) == dict(self._versions[0].fields)

    def _field(self, was: str, now: str, *, is_now: bool) -> QWidget:
        """The words of a field; where they are others now, both versions side by side."""
        before, after = plain(was), plain(now)
        if before == after and was != now:
            before, after = was, now  # only the markup is another
        if is_now or before == after:
            return label(plain(was) or self.tr("(empty)"), "body")
        sides = QWidget()
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.px(10))
        for name, html in zip(
            (self.tr("Then"), self.tr("Now")), models.marked(self._look, before, after), strict=True
        ):
            side = Side(self._look, name)
            side.arrange()
            side.say(html.replace("\n", "<br>") or escape(self.tr("(empty)")))
            row.addWidget(side, 1)
        return sides

    def _called(self, name: str) -> str:
        """A field as the editor calls it."""
        found = editing.opened(self._collection, self._note)
        return name if found is None else field_name(found.note.note_type or found.note.kind, name)

    def _on_bring(self) -> None:
        version = self._versions[self.list.currentRow()]
        self.changed.emit(versions.bring_back(self._collection, self._note, version))
        self.refresh()

    def _lay_out(self) -> None:
        px = self._look.px
        sides = QHBoxLayout()
        sides.setSpacing(px(8))
        sides.addWidget(self.list)
        sides.addWidget(self._fields, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addWidget(self._close)
        foot.addWidget(self.bring)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(px(24), px(22), px(24), px(18))
        rows.setSpacing(px(12))
        rows.addWidget(label(self.windowTitle(), "lead"))
        rows.addLayout(sides, 1)
        rows.addLayout(foot)


def _when(calendar: Calendar, at: int) -> str:
    wall, today = calendar.clock.wall(at), calendar.clock.wall(calendar.clock.now_ms())
    year = "" if wall.year == today.year else f" {wall.year}"
    return f"{short_date(wall.date())}{year}, {wall:%H:%M}"
