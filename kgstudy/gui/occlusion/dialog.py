"""The window in which parts of a picture are covered."""

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.gui.occlusion.canvas import Canvas
from kgstudy.gui.occlusion.layers import Layers
from kgstudy.gui.occlusion.outcome import WIDTH, Outcome
from kgstudy.gui.occlusion.sheet import Sheet
from kgstudy.gui.occlusion.tool_row import ToolRow
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.elided_label import ElidedLabel
from kgstudy.gui.widgets.key_sheet import KeySheet

_FIRST = QSize(1080, 720)
_ROOMY = 760


class DrawingDialog(QDialog):
    """Escape keeps what is drawn as the button does: undo takes back what nobody wants."""

    drawn = Signal(str)
    """The text of the shapes, as the window is left."""

    def __init__(
        self,
        look: Look,
        picture: Layers,
        html: str,
        taken: Collection[int],
        parent: QWidget,
    ) -> None:
        """`html` are the shapes so far; no new one gets a number that is `taken`."""
        super().__init__(parent)
        self._look = look
        self.sheet = Sheet(html, taken, self)
        self.canvas = Canvas(look, self.sheet)
        self.outcome = Outcome(look, self.sheet)
        self.tools = ToolRow(look, self.canvas, self.sheet, self)
        self.done_button = Button(self.tr("Done"), "primary")
        self.done_button.setProperty("small", "true")
        self._words = ElidedLabel("small")
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setWindowTitle(self.tr("Hide parts of the picture"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out()
        self._connect()
        room = parent.screen().availableSize() * 0.94
        self.resize((_FIRST * look.scale).boundedTo(room))
        self.canvas.show_picture(picture)
        self.outcome.show_picture(picture)
        if not self.sheet.drawing.masks:
            self.canvas.hand.take("rect")
        self._advise()
        self.canvas.setFocus()

    @property
    def told(self) -> str:
        """What it says at its foot."""
        return self._words.text()

    @override
    def done(self, result: int) -> None:
        self.canvas.words.keep()
        self.drawn.emit(self.sheet.html)
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.done(0)
        event.accept()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _advise(self) -> None:
        """What can be done with the tool in hand."""
        words = {
            "select": self.tr(
                "Drag shapes to move them. Tab: next shape · arrows: move · Shift+arrows: size"
            ),
            "polygon": self.tr(
                "Click the corners, the first one again to close. By keys: arrows and Enter"
            ),
        }
        words["text"] = self.tr("Click where the words begin. By keys: arrows and Enter")
        boxes = self.tr("Drag over what is to be hidden. By keys: arrows and Enter, twice")
        self._words.say(words.get(self.canvas.hand.tool, boxes))

    def _connect(self) -> None:
        self.canvas.hand.tool_chosen.connect(self._advise)
        self.tools.did.connect(self.canvas.setFocus)
        self.done_button.clicked.connect(self.accept)
        self._look.changed.connect(self._arrange)
        for keys, act in (
            ("Ctrl+Return", self.accept),
            ("Ctrl+Enter", self.accept),
            ("F1", self._show_keys),
            ("?", self._show_keys),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        key = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.done_button.setToolTip(key)
        self.done_button.setAutoDefault(False)

    def _show_keys(self) -> None:
        KeySheet(self._look, self, "drawing").open()

    def _lay_out(self) -> None:
        head, foot = QFrame(), QFrame()
        head.setProperty("kind", "head")
        foot.setProperty("kind", "strip")
        self._head, self._foot = QHBoxLayout(head), QHBoxLayout(foot)
        self._head.addWidget(self.tools, 1)
        self._foot.addWidget(self._words, 1)
        self._foot.addWidget(self.done_button)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.canvas, 1)
        across.addWidget(self.outcome)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(across, 1)
        whole.addWidget(foot)

    def _arrange(self) -> None:
        px = self._look.px
        self._head.setContentsMargins(px(12), px(6), px(12), px(6))
        self._foot.setContentsMargins(px(20), px(10), px(20), px(12))
        self._foot.setSpacing(px(12))
        self.outcome.setFixedWidth(px(WIDTH))
        self.outcome.setVisible(self.width() >= px(_ROOMY))
