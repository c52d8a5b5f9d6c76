"""The formulas of a side of a card: images among its words, and as large as these."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QTextBrowser

from kgstudy.gui.media import tex
from kgstudy.gui.media.formulas import Drawing
from kgstudy.gui.media.tex import Formula
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_pictures import IMAGE

_ADDRESS = "formula"


class CardFormulas(QObject):
    """Those that are drawn; the others stand there as they are written until they are."""

    drawn = Signal()
    """Some that were awaited: the view is to be filled anew."""

    def __init__(self, look: Look, view: QTextBrowser) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._drawings: dict[str, Drawing] = {}
        self._awaiting = False
        look.formulas.drawn.connect(self._on_drawn)

    @property
    def are_there(self) -> bool:
        return bool(self._drawings)

    def put_into(self, html: str) -> str:
        """The same with tags of images in place of the formulas."""
        wanted = tex.formulas(html)
        drawn = self._look.formulas.draw(wanted) if wanted else {}
        self._awaiting = any(formula not in drawn for formula in wanted)
        self._drawings = {}
        return tex.replaced(html, partial(self._tag, drawn)) if wanted else html

    def draw(self) -> None:
        """In the size of the words, which is known once these are there."""
        if not self._drawings:
            return
        document, ratio = self._view.document(), self._view.devicePixelRatioF()
        font = document.defaultFont()
        height, color = QFontMetricsF(font).xHeight(), self._look.color("ink")
        for address, drawing in self._drawings.items():
            image = drawing.image(font.pixelSize(), height, color, ratio)
            document.addResource(IMAGE, QUrl(address), image)
        document.markContentsDirty(0, document.characterCount())

    def _tag(self, drawn: Mapping[Formula, Drawing | None], formula: Formula) -> str | None:
        drawing = drawn.get(formula)
        if drawing is None:
            return None
        address = f"{_ADDRESS}:{len(self._drawings)}"
        self._drawings[address] = drawing
        return tex.image(formula, address)

    def _on_drawn(self) -> None:
        if self._awaiting:
            self.drawn.emit()
