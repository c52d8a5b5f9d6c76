"""Which tags the chosen notes get, and which are taken from them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from kgstudy.domain.spelling import alike
from kgstudy.gui.batch.dialog import WIDTH, BatchDialog
from kgstudy.gui.editor.tag_field import TagField
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.label import label
from kgstudy.gui.wording import several
from kgstudy.services.tags import Tag

_NAME = Qt.ItemDataRole.UserRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class AddTagsDialog(BatchDialog):
    """`chosen` carries the tags."""

    chosen = Signal(tuple)

    def __init__(self, look: Look, known: Sequence[str], count: int, parent: QWidget) -> None:
        title = several(count, "Add tags to 1 note", "Add tags to %n notes")
        super().__init__(look, title, self.tr("Add"), parent)
        self._known = {alike(name) for name in known}
        self.tags = TagField(self.tr("Tags"))
        self.tags.offer(known)
        self.body.addWidget(self.tags)
        self.body.addWidget(label(self.tr("A tag within another: history::kyrgyz"), "small"))
        self.body.addStretch()
        self.tags.textChanged.connect(self._on_text)
        self.fit(WIDTH)
        self.tags.setFocus()
        self._on_text()

    @override
    def on_act(self) -> None:
        tags = self.tags.tags
        self.accept()
        self.chosen.emit(tags)

    def _on_text(self) -> None:
        tags = self.tags.tags
        fresh = [name for name in tags if alike(name) not in self._known]
        self.act.setEnabled(bool(tags))
        self.told.setText(self.tr("New: {tags}").format(tags=", ".join(fresh)) if fresh else "")


class RemoveTagsDialog(BatchDialog):
    """Space ticks what is to go; `chosen` carries the tags."""

    chosen = Signal(tuple)

    def __init__(self, look: Look, tags: Sequence[Tag], count: int, parent: QWidget) -> None:
        title = several(count, "Remove tags from 1 note", "Remove tags from %n notes")
        super().__init__(look, title, self.tr("Remove"), parent)
        self.list = _Ticked()
        self.list.setAccessibleName(self.tr("Tags of these notes"))
        self.list.setProperty("kind", "lines")
        for tag in tags:
            notes = several(tag.notes, "1 note", "%n notes")
            item = QListWidgetItem(f"{tag.name}  ·  {notes}", self.list)
            item.setData(_NAME, tag.name)
            item.setCheckState(_UNCHECKED)
        self.body.addWidget(self.list, 1)
        self.list.itemChanged.connect(self._on_ticked)
        self.fit(WIDTH, 420)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._on_ticked()

    @property
    def ticked(self) -> tuple[str, ...]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_NAME) for item in items if item.checkState() is _CHECKED)

    @override
    def on_act(self) -> None:
        tags = self.ticked
        self.accept()
        self.chosen.emit(tags)

    def _on_ticked(self) -> None:
        ticked = self.ticked
        self.act.setEnabled(bool(ticked))
        self.told.setText(
            several(len(ticked), "1 tag", "%n tags") if ticked else self.tr("Space ticks a tag.")
        )


class _Ticked(QListWidget):
    """Leaves Enter to the dialog."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
