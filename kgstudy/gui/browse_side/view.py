"""The side bar's tree as it is seen: icons, names, counts at the right, and chevrons."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from kgstudy.gui import wording
from kgstudy.gui.browse_side.model import SideModel
from kgstudy.gui.icons import pixmap
from kgstudy.gui.models.side_nodes import Node, Sort
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.drop_tree import DropTree
from kgstudy.gui.widgets.tree_marks import paint_chevron, paint_ground

_Index = QModelIndex | QPersistentModelIndex

ROW = 28
INDENT = 16
_ICONS = {
    Sort.SAVED: "browse",
    Sort.DECK: "folder",
    Sort.TAG: "tag",
    Sort.LESSON: "lessons",
    Sort.FLAG: "flag",
}


class _Row(QStyledItemDelegate):
    def __init__(self, look: Look, view: "SideView") -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._look.px(80), self._look.px(ROW))

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        editor.setGeometry(option.rect)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        node, px = self._view.side.node(index), self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRect(option.rect)
        room.setRight(self._view.viewport().width() - px(10))
        self._paint_count(painter, room, node)
        if node.sort in _ICONS and not node.is_section:
            self._paint_icon(painter, room, node)
        self._paint_name(painter, room, node)
        painter.restore()

    def _paint_count(self, painter: QPainter, room: QRect, node: Node) -> None:
        count = self._view.side.count_of(node)
        if not count:
            return
        painter.setFont(self._look.font(12))
        painter.setPen(self._look.color("soft"))
        words = wording.number(count)
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, sides, words)
        taken = painter.fontMetrics().horizontalAdvance(words) + self._look.px(8)
        room.setRight(room.right() - taken)

    def _paint_icon(self, painter: QPainter, room: QRect, node: Node) -> None:
        size, ratio = self._look.px(16), self._view.devicePixelRatioF()
        role = f"flag-{node.flag}" if node.flag else "soft"
        drawn = pixmap(_ICONS[node.sort], self._look.color(role), size, ratio)
        painter.drawPixmap(room.left(), room.center().y() - size // 2 + 1, drawn)
        room.setLeft(room.left() + size + self._look.px(7))

    def _paint_name(self, painter: QPainter, room: QRect, node: Node) -> None:
        painter.setFont(self._look.font(13, 600) if node.is_section else self._look.font(14))
        painter.setPen(self._look.color("soft" if node.is_section else "ink"))
        end = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(node.name, end, room.width())
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, sides, words)


class SideView(DropTree):
    """`chosen` carries the node that was clicked, or chosen with Enter, and the keys held with it;
    `turned` a node's key, and whether it is open now; `filling` a section without anything in it;
    `typed` letters of a name that is looked for.
    """

    chosen = Signal(object, Qt.KeyboardModifier)
    turned = Signal(str, bool)
    deleting = Signal(object)
    filling = Signal(object)
    typed = Signal(str)

    def __init__(self, look: Look, side: SideModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.side = side
        self._restoring = False
        self._sought = ""
        self.setModel(side)
        self.setItemDelegate(_Row(look, self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("What to look for"))
        self.setMouseTracking(True)
        self.setProperty("kind", "tree")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAutoExpandDelay(700)
        self.setExpandsOnDoubleClick(False)
        self.expanded.connect(self._on_expanded)
        self.collapsed.connect(self._on_collapsed)
        look.changed.connect(self._arrange)
        self._arrange()

    @property
    def current(self) -> Node | None:
        """The node in which the keyboard is."""
        index = self.currentIndex()
        return self.side.node(index) if index.isValid() else None

    def mark(self, query: str) -> None:
        """Lays a ground behind the node by which it is searched just now, if there is one."""
        self._sought = query.strip()
        self.viewport().update()

    def is_marked(self, node: Node) -> bool:
        return bool(node.query) and node.query == self._sought

    def restore(self, is_open: Callable[[Node], bool], key: str | None) -> None:
        """Opens what `is_open` says, and goes to the node with that key."""
        self._restoring = True
        for section in self.side.sections:
            for node in section.walk():
                if node.children and is_open(node):
                    self.setExpanded(self.side.index_of(node.key), True)
        self._restoring = False
        index = self.side.index_of(key) if key else QModelIndex()
        self.setCurrentIndex(index if index.isValid() else self.side.index(0, 0))

    @override
    def event(self, event: QEvent) -> bool:
        """Letters are no commands here: the next of them would go where the first one led."""
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and _letter(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        node = self.current
        editing = self.state() == QAbstractItemView.State.EditingState
        if node is None or editing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(node, event.modifiers())
        elif event.key() == Qt.Key.Key_Delete:
            self.deleting.emit(node)
        elif letter := _letter(event):
            self.typed.emit(letter)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a chevron opens and closes, one on the row chooses."""
        before = self.state()
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if not left or not index.isValid() or before == QAbstractItemView.State.DraggingState:
            return
        if event.position().x() >= self.visualRect(index).left():
            self._choose(self.side.node(index), event.modifiers())

    @override
    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state = option.state
        if self.is_aimed_at(index) or (index == self.currentIndex() and self.hasFocus()):
            state |= QStyle.StateFlag.State_HasFocus
        chosen = self.selectionModel().isSelected(index) and self.hasFocus()
        selected = chosen or self.is_marked(self.side.node(index))
        paint_ground(self._look, painter, option.rect, state, selected=selected)
        super().drawRow(painter, option, index)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        node = self.side.node(index)
        if node.children:
            is_open = self.isExpanded(index)
            paint_chevron(self._look, painter, rect, self.devicePixelRatioF(), is_open=is_open)

    def _choose(self, node: Node, keys: Qt.KeyboardModifier) -> None:
        """A section has no search: it opens and closes, or where it is bare, is to be filled."""
        if node.query:
            self.chosen.emit(node, keys)
        elif not node.children:
            self.filling.emit(node)
        else:
            index = self.side.index_of(node.key)
            self.setExpanded(index, not self.isExpanded(index))

    def _on_expanded(self, index: QModelIndex) -> None:
        if not self._restoring:
            self.turned.emit(self.side.node(index).key, True)

    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self._restoring:
            self.turned.emit(self.side.node(index).key, False)

    def _arrange(self) -> None:
        self.setIndentation(self._look.px(INDENT))
        self.scheduleDelayedItemsLayout()


def _letter(event: QKeyEvent) -> str:
    """What is typed, where that may begin a name; empty for any other key."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return event.text() if event.text().isalnum() and not held else ""
