"""A side of a card as rich text that can load nothing but the collection's own images."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget
from typing_extensions import override

from kgstudy.gui import card_style, pictures, tex, web_links
from kgstudy.gui.card_style import Surroundings
from kgstudy.gui.faces import DATA, MEDIA, SOUND, safe_html
from kgstudy.gui.folds import HINT, folded
from kgstudy.gui.formulas import Drawing
from kgstudy.gui.sound import is_playable
from kgstudy.gui.tex import Formula
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets import embedded
from kgstudy.gui.widgets.play_button import SIZE, PlayButton

Media = Callable[[str], bytes | None]
"""Gives the content of the collection's media file of that name."""

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


@dataclass(frozen=True, slots=True)
class Lettering:
    """How large words are set: the first pixel size whose number of characters is enough."""

    sizes: tuple[tuple[int, int], ...]
    """Pairs of characters and pixels (at 100 %), the last one for whatever is longer."""
    weight: int = 400
    centred: bool = True
    """Whether short words stand in the middle, and a list or table as a whole."""


QUESTION: Final = Lettering(((160, 28), (360, 22), (0, 18)))
ANSWER: Final = Lettering(((70, 30), (180, 22), (0, 18)), weight=600)
NOTE: Final = Lettering(((0, 16),))
ROW: Final = Lettering(((120, 18), (0, 16)), centred=False)
BODY: Final = Lettering(((0, 15),), centred=False)

_BY_MOUSE: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
)

_TALL = 0.45
"""Of the screen's height, what a picture takes that does not say its size."""
_IMAGE = QTextDocument.ResourceType.ImageResource.value
_FORMULA = "formula"
_SOUND_IN_LINE = f'<img class="inline" src="{SOUND}:'

_LONG = 360
"""Characters from which on words are set from the edge, whatever the lettering says."""


class CardView(QTextBrowser):
    """As tall as its content; selected by mouse, while the keys stay with the page."""

    sound_wanted = Signal(str)
    """Carries the name of the file to be played."""

    def __init__(
        self, look: Look, media: Media, lettering: Lettering, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._media = media
        self._lettering = lettering
        self._html = self._style = ""
        self._opened: set[int] = set()
        self._pictures: dict[str, QImage] = {}
        self._formulas: dict[str, Drawing] = {}
        self._awaiting = False
        self._buttons: list[tuple[int, PlayButton]] = []
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
        look.formulas.drawn.connect(self._on_drawn)
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
            self._place_formulas()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Answers every request: where none is given, Qt looks for a file of that name."""
        address = QUrl(name)
        path = address.path(QUrl.ComponentFormattingOption.FullyDecoded)
        ratio = self.devicePixelRatioF()
        if address.scheme() == SOUND:
            if is_playable(path):
                return pictures.room(self._look.px(SIZE))
            return pictures.placeholder(path, self._look, ratio)
        if address.scheme() not in (MEDIA, DATA):
            return pictures.blank()
        content = pictures.within(path) if address.scheme() == DATA else self._media(path)
        image = pictures.read_image(content, ratio) if content else None
        if image is None:
            return pictures.placeholder(self._unseen(address, path), self._look, ratio)
        fitting = pictures.no_taller(image, _TALL * self.screen().availableSize().height())
        self._pictures[address.toString(QUrl.ComponentFormattingOption.FullyEncoded)] = shown = (
            pictures.on_paper(fitting, self._look)
        )
        return shown

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
        self._pictures.clear()
        self._set_content()
        self._short = self._steady or document.characterCount() <= _LONG
        self._structured = bool(_STRUCTURED.search(self._html))
        self._set_font()
        self._place_formulas()
        self._space_lines()
        self._align()
        self._heights.clear()
        self._add_buttons()
        self._put_in_the_middle()
        self._place_embedded()
        self.updateGeometry()

    def _set_content(self) -> None:
        """Sizes of a deck's own are multiples of ours, which depends on how much there is."""
        html = folded(self._html, self._opened, card_style.hidden(self._style))
        html = self._with_formulas(html).replace(f'<img src="{SOUND}:', _SOUND_IN_LINE)
        self.setHtml(html)
        if self._style or " style=" in html or "<font" in html:
            document, size = self.document(), self._look.px(self._size())
            around = Surroundings.of(self._look, size)
            own = document.defaultStyleSheet()
            document.setDefaultStyleSheet(card_style.themed_rules(self._style, around) + own)
            self.setHtml(card_style.themed_html(html, around))

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
        length = self.document().characterCount()
        fitting = (px for most, px in self._lettering.sizes if length <= most or not most)
        return next(fitting)

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

    def _natural_width(self) -> int:
        """The width at which no line is broken."""
        document = self.document()
        deaf = QSignalBlocker(document.documentLayout())
        # Images take no more than all of the width, which is nothing where it has no end.
        document.setTextWidth(self.width() if "<img" in self._html or self._formulas else -1)
        natural = ceil(document.idealWidth()) + 1
        deaf.unblock()
        document.setTextWidth(self.viewport().width())
        return natural

    def _with_formulas(self, html: str) -> str:
        """Those that are drawn are images; the others stand there as they are written."""
        wanted = tex.formulas(html)
        drawn = self._look.formulas.draw(wanted) if wanted else {}
        self._awaiting = any(formula not in drawn for formula in wanted)
        self._formulas = {}
        return tex.replaced(html, partial(self._formula, drawn)) if wanted else html

    def _formula(self, drawn: Mapping[Formula, Drawing | None], formula: Formula) -> str | None:
        drawing = drawn.get(formula)
        if drawing is None:
            return None
        address = f"{_FORMULA}:{len(self._formulas)}"
        self._formulas[address] = drawing
        return tex.image(formula, address)

    def _place_formulas(self) -> None:
        """They are as large as the words, which is known once these are there."""
        if not self._formulas:
            return
        document = self.document()
        font = document.defaultFont()
        height, color = QFontMetricsF(font).xHeight(), self._look.color("ink")
        for address, drawing in self._formulas.items():
            image = drawing.image(font.pixelSize(), height, color, self.devicePixelRatioF())
            document.addResource(_IMAGE, QUrl(address), image)
        document.markContentsDirty(0, document.characterCount())

    def _on_drawn(self) -> None:
        if self._awaiting:
            self._render()

    def _add_buttons(self) -> None:
        for _, old in self._buttons:
            old.hide()
            old.deleteLater()
        places = [
            (place, name) for place, name in embedded.sounds(self.document()) if is_playable(name)
        ]
        self._buttons = []
        for number, (place, name) in enumerate(places, 1):
            button = PlayButton(self._look, self._called(number, len(places)), self.viewport())
            button.clicked.connect(partial(self.sound_wanted.emit, name))
            button.show()
            self._buttons.append((place, button))

    def _place_embedded(self) -> None:
        self._place_buttons()
        for address, image in self._pictures.items():
            wide = embedded.width(self.document(), address) or image.deviceIndependentSize().width()
            dots = round(min(wide, self.viewport().width()) * self.devicePixelRatioF())
            shown = pictures.smaller(image, dots)
            self.document().addResource(_IMAGE, QUrl(address), shown)

    def _place_buttons(self) -> None:
        for place, button in self._buttons:
            before, after = (
                self.cursorRect(embedded.cursor(self.document(), at)) for at in (place, place + 1)
            )
            top = before.center().y() - button.height() // 2
            button.move(min(before.x(), after.x()), max(0, top))

    def _called(self, number: int, count: int) -> str:
        if count == 1:
            return self.tr("Play the sound")
        return self.tr("Play sound {number} of {count}").format(number=number, count=count)

    def _said(self, address: str, alt: str) -> str:
        """What stands for a picture, a sound or a formula, for a voice."""
        name = QUrl(address).path(QUrl.ComponentFormattingOption.FullyDecoded)
        if address.startswith(f"{SOUND}:"):
            return (
                self.tr("(sound)")
                if is_playable(name)
                else self.tr("(film or sound: {name})").format(name=name)
            )
        if alt:
            return alt
        there = address in self._pictures or not address.startswith(f"{MEDIA}:")
        if there or self._media(name) is not None:
            return self.tr("(picture)")
        return self._unseen(QUrl(address), name)

    def _unseen(self, address: QUrl, name: str) -> str:
        """What is said in place of a picture that cannot be shown."""
        if address.scheme() == DATA:
            return self.tr("Picture that cannot be read")
        if self._media(name) is None:
            return self.tr("Missing picture: {name}").format(name=name)
        return self.tr("Picture that cannot be read: {name}").format(name=name)
