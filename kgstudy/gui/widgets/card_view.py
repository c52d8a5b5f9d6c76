"""A side of a card as rich text that can load nothing but the collection's own images."""

import re
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget
from typing_extensions import override

from kgstudy.gui import card_style, web_links
from kgstudy.gui.card_style import Surroundings
from kgstudy.gui.faces import SOUND, safe_html
from kgstudy.gui.folds import HINT, folded
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets import embedded
from kgstudy.gui.widgets.card_formulas import CardFormulas
from kgstudy.gui.widgets.card_pictures import CardPictures
from kgstudy.gui.widgets.card_sound_buttons import CardSoundButtons
from kgstudy.gui.widgets.lettering import LONG, Lettering

_LINE_HEIGHT = 106.0
"""Percent of the font's own."""
_STRUCTURED = re.compile(r"<(?:ul|ol|table|pre|dl|blockquote)\b")

_SHEET = """
.gap {{ color: {accent}; font-weight: 600; }}
.soft {{ color: {soft}; text-decoration: none; }}
.quote {{ background-color: {mark}; }}
.right {{ color: {right}; }}
.wrong {{ color: {wrong}; text-decoration: underline; }}
.missing {{ color: {right}; text-decoration: underline; }}
code, pre, kbd, samp, tt {{ font-family: monospace; }}
img {{ max-width: 100%; }}
.inline {{ vertical-align: middle; }}
td, th {{ padding: 3px 12px; }}
"""


_BY_MOUSE: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
)

_SOUND_IN_LINE = f'<img class="inline" src="{SOUND}:'


class CardView(QTextBrowser):
    """As tall as its content; selected by mouse, while the keys stay with the page."""

    sound_wanted = Signal(str)
    """Carries the name of the file to be played."""

    def __init__(
        self, look: Look, media: Media, lettering: Lettering, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._lettering = lettering
        self._html = self._style = ""
        self._opened: set[int] = set()
        self._pictures = CardPictures(look, media, self)
        self._formulas = CardFormulas(look, self)
        self._sounds = CardSoundButtons(look, self)
        self._short = self._structured = self._steady = False
        self._heights: dict[int, int] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(_BY_MOUSE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._render)
        self._formulas.drawn.connect(self._render)
        self._pictures.developed.connect(self._on_developed)
        self._sounds.wanted.connect(self.sound_wanted)
        self.anchorClicked.connect(self._on_link)

    def show_face(self, html: str, style: str = "", *, steady: bool = False) -> None:
        """Shows a field, whoever wrote it, in its deck's own style; see `domain.templates.css`.

        `steady`: it goes on from what is shown, whose words stay in the middle if they are there.
        """
        self._style = style
        self._steady = steady and self._short
        self._opened.clear()
        self.show_own(safe_html(html, style))

    def show_own(self, html: str) -> None:
        """Shows markup made by the program itself, with all foreign words in it escaped."""
        self._html = html
        self._render()

    def set_small(self) -> None:
        """Sets its words for a narrow place, for good."""
        self._lettering = self._lettering.small
        self._render()

    @property
    def words(self) -> str:
        """What is to be read, without markup; pictures and sounds by what stands for them."""
        return embedded.spoken(self.document(), self._said)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._measured(width)
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self.heightForWidth(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(40), 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_in_the_middle()
        self._place_embedded()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_font()
            self._formulas.draw()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For marked words and links to copy; else the menu of what the card lies on opens."""
        leads_out = QUrl(self.anchorAt(event.pos())).scheme() in web_links.SCHEMES
        if leads_out or self.textCursor().hasSelection():
            super().contextMenuEvent(event)
        else:
            event.ignore()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Answers every request: where none is given, Qt looks for a file of that name."""
        return self._pictures.load(QUrl(name))

    def _measured(self, width: int) -> int:
        """Lays the words out at `width`, and then again as they are shown.

        Meanwhile the widget hears nothing of it, or it would lay them out in its own way at once.
        """
        document = self.document()
        deaf = QSignalBlocker(document.documentLayout())
        document.setTextWidth(width)
        size = document.size()
        deaf.unblock()
        document.setTextWidth(self.viewport().width())
        bar = self.horizontalScrollBar().sizeHint().height() if size.width() > width + 1 else 0
        return ceil(size.height()) + bar

    def _render(self) -> None:
        document = self.document()
        roles = self._look.theme.roles
        document.setDefaultStyleSheet(
            _SHEET.format(
                accent=roles["accent"],
                soft=roles["soft"],
                mark=roles["recall-3"],
                right=roles["right"],
                wrong=roles["wrong"],
            )
        )
        self._pictures.forget()
        self._set_content()
        self._short = self._steady or document.characterCount() <= LONG
        self._structured = bool(_STRUCTURED.search(self._html))
        self._set_font()
        self._formulas.draw()
        self._space_lines()
        self._align()
        self._heights.clear()
        self._sounds.renew()
        self._put_in_the_middle()
        self._place_embedded()
        self.updateGeometry()

    def _set_content(self) -> None:
        """Sizes of a deck's own are multiples of ours, which depends on how much there is."""
        html = folded(self._html, self._opened, card_style.hidden(self._style))
        html = self._formulas.put_into(html).replace(f'<img src="{SOUND}:', _SOUND_IN_LINE)
        self.setHtml(html)
        if self._style or " style=" in html or "<font" in html:
            document, size = self.document(), self._look.px(self._size())
            around = Surroundings.of(self._look, size)
            own = document.defaultStyleSheet()
            document.setDefaultStyleSheet(card_style.themed_rules(self._style, around) + own)
            self.setHtml(card_style.themed_html(html, around))

    def _on_developed(self) -> None:
        self.document().markContentsDirty(0, self.document().characterCount())
        self._heights.clear()
        self.updateGeometry()
        self.viewport().update()

    def open_hints(self) -> None:
        """Opens all hints, or closes them where all are open."""
        every = set(range(1, self._html.count("<details") + 1))
        if every:
            self._opened = set() if self._opened == every else every
            self._render()

    def _on_link(self, address: QUrl) -> None:
        """Opens a hint, or closes it; where it leads out of the program, asks first."""
        if address.scheme() in web_links.SCHEMES:
            web_links.ask(self, address)
        elif address.scheme() == HINT and address.path().isdecimal():
            self._opened ^= {int(address.path())}
            self._render()

    def _size(self) -> int:
        return self._lettering.size(self.document().characterCount())

    def _set_font(self) -> None:
        plain = self._structured or not self._short
        weight = 400 if plain else self._lettering.weight
        self.document().setDefaultFont(self._look.font(self._size(), weight))
        self._heights.clear()

    def _space_lines(self) -> None:
        """Where a background joins lines they stay joined: it does not fill the space between."""
        spaced = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        spaced.setLineHeight(_LINE_HEIGHT, kind.value)
        block, cursor = self.document().begin(), QTextCursor(self.document())
        cursor.beginEditBlock()
        while block.isValid():
            if not block.blockFormat().hasProperty(QTextFormat.Property.BackgroundBrush):
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(spaced)
            block = block.next()
        cursor.endEditBlock()

    def _align(self) -> None:
        option = self.document().defaultTextOption()
        centred = self._lettering.centred and self._short and not self._structured
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        option.setAlignment(side)
        self.document().setDefaultTextOption(option)

    def _put_in_the_middle(self) -> None:
        """A list or table whose lines are all short stands in the middle as a whole."""
        spare = 0
        if self._lettering.centred and self._short and self._structured:
            spare = max(0, self.width() - self._natural_width())
        self.setViewportMargins(spare // 2, 0, spare // 2, 0)
        self.document().setTextWidth(self.viewport().width())  # Qt takes its width before for this

    def _natural_width(self) -> int:
        """The width at which no line is broken."""
        document = self.document()
        deaf = QSignalBlocker(document.documentLayout())
        # Images take no more than all of the width, which is nothing where it has no end.
        document.setTextWidth(
            self.width() if "<img" in self._html or self._formulas.are_there else -1
        )
        natural = ceil(document.idealWidth()) + 1
        deaf.unblock()
        document.setTextWidth(self.viewport().width())
        return natural

    def _place_embedded(self) -> None:
        self._sounds.place()
        self._pictures.fit()

    def _said(self, address: str, alt: str) -> str:
        """What stands for a picture, a sound or a formula, for a voice."""
        if address.startswith(f"{SOUND}:"):
            return self._sounds.said(
                QUrl(address).path(QUrl.ComponentFormattingOption.FullyDecoded)
            )
        return alt or self._pictures.said(address)
