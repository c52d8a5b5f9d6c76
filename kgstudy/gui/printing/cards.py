"""A card's two sides as they stand on paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

import nh3  # noqa: F401 - `faces` needs it, and cards are printed in a job, which may load nothing
from PySide6.QtCore import QSizeF, Qt, QUrl
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QTextDocument, QTextOption
from typing_extensions import override

from kgstudy.domain.card_types import card_type
from kgstudy.domain.card_types.base import Face
from kgstudy.domain.card_types.choice import ChoiceFace, options
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.card_types.ordering import OrderingFace, shuffled
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel, ParcelNote
from kgstudy.gui.card_style import Surroundings, hidden, themed_html, themed_rules
from kgstudy.gui.faces import DATA, MEDIA, safe_html
from kgstudy.gui.folds import folded
from kgstudy.gui.media.formulas import Drawing, draw
from kgstudy.gui.media.pictures import blank, read_image, within
from kgstudy.gui.media.tex import Formula, image, replaced
from kgstudy.gui.printing.occlusion import covered
from kgstudy.gui.printing.pages import font
from kgstudy.gui.theme import read_theme
from kgstudy.host.assets import resource

_LARGEST: Final = 32 << 20
"""Bytes of a picture."""
_FORMULA, _OCCLUSION = "formula", "occlusion"
RATIO = 4.0
"""Dots of a formula or a drawing for each of a page's 96 an inch."""

_WIDTH = re.compile(r'(<img\b[^<>]*?) (?:width|height)="[^"]*"')
_SOUND = re.compile(r'<img\b[^<>]*? src="sound:[^"]*"[^<>]*>')
_STRUCTURED = re.compile(r"<(?:ul|ol|table|pre|dl|blockquote)\b")

_SHEET = """
.gap {{ color: {accent}; font-weight: 600; }}
.soft {{ color: {soft}; text-decoration: none; }}
code, pre, kbd, samp, tt {{ font-family: monospace; }}
img {{ max-width: 100%; }}
.inline {{ vertical-align: middle; }}
td, th {{ padding: 2px 8px; }}
"""


@dataclass(frozen=True, slots=True)
class Side:
    """HTML that nobody has cleaned yet, in the deck's own style; see `Face`.

    Below it stands a picture with covered parts, where the card has one.
    """

    html: str
    style: str = ""
    occlusion: OcclusionFace | None = None
    revealed: bool = False


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """The note stands in the answer."""

    deck: str
    question: Side
    answer: Side


def printed_cards(parcel: Parcel) -> Iterator[PrintedCard]:
    """All cards, deck by deck; of a note those that the parcel has."""
    types = {note_type.guid: note_type for note_type in parcel.note_types}
    names = {deck.guid: deck.name for deck in parcel.decks}
    order = {guid: place for place, guid in enumerate(sorted(names, key=names.__getitem__))}
    for arriving in sorted(parcel.notes, key=lambda note: order[note.deck]):
        note_type = types.get(arriving.note_type) if arriving.note_type else None
        note = Note(NoteId(0), arriving.guid, arriving.kind, arriving.fields, (), note_type)
        kind = card_type(note)
        for slot in _slots(arriving, kind.slots(note.fields)):
            face = kind.face(note.fields, slot)
            occlusion = face if isinstance(face, OcclusionFace) else None
            yield PrintedCard(
                names[arriving.deck],
                Side(_question(face, note.guid), face.style, occlusion),
                Side(_answer(face), face.style, occlusion, revealed=True),
            )


def _slots(arriving: ParcelNote, made: tuple[int, ...]) -> tuple[int, ...]:
    if arriving.cards is None:
        return made
    return tuple(card.slot for card in arriving.cards if card.slot in made)


def _question(face: Face, guid: str) -> str:
    """With what there is to choose from or to put in order, which on paper stays as it is."""
    rng = Random(guid)
    match face:
        case ChoiceFace():
            drawn = [option.text for option in options(face, rng)]
        case OrderingFace():
            drawn = [face.items[place] for place in shuffled(face.items, rng)]
        case _:
            return face.question
    listed = "".join(f"<li>{each}</li>" for each in drawn)
    return f'{face.question}<ol type="A">{listed}</ol>'


def _answer(face: Face) -> str:
    return f"{face.answer}<br><br><small>{face.note}</small>" if face.note else face.answer


class _Document(QTextDocument):
    """Loads nothing but formulas and the parcel's own pictures, none larger than `box`."""

    def __init__(self, paper: "CardPaper", size: float, box: QSizeF) -> None:
        super().__init__()
        self._paper = paper
        self._size = size
        self._box = box

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Answers every request: where none is given, Qt looks for a file of that name."""
        address = QUrl(name)
        told = address.path(QUrl.ComponentFormattingOption.FullyDecoded)
        if address.scheme() == _FORMULA:
            return self._within(self._paper.formula(told, self._size))
        if address.scheme() == _OCCLUSION:
            return self._within(self._paper.occlusion(told))
        if address.scheme() == DATA:
            return self._within(read_image(within(told), RATIO) or blank())
        return self._within(self._paper.picture(told)) if address.scheme() == MEDIA else blank()

    def _within(self, image: QImage) -> QImage:
        """With all its dots, only closer together."""
        wide, high = image.width() / self._box.width(), image.height() / self._box.height()
        image.setDevicePixelRatio(max(image.devicePixelRatio(), wide, high))
        return image


class CardPaper:
    """Makes the documents of one printing; pictures are read when they are met."""

    def __init__(self, parcel: Parcel, family: str) -> None:
        self.family = family
        self._parcel = parcel
        self._drawn: dict[Formula, Drawing | None] = {}
        self._by_address: dict[str, Drawing] = {}
        self._occlusions: list[Side] = []
        self._roles = roles = read_theme(resource("themes/light.toml")).roles
        self._ink, self._paper = roles["ink"], roles["surface"]
        self._sheet = _SHEET.format(accent=roles["accent"], soft=roles["soft"])

    def document(
        self, side: Side, width: float, size: float, box: QSizeF, *, centred: bool
    ) -> QTextDocument:
        """Words set `width` wide in letters of this size, with pictures no larger than `box`."""
        made = _Document(self, size, box)
        made.setUseDesignMetrics(True)
        made.setDocumentMargin(0)
        made.setDefaultFont(font(self.family, size))
        around = Surroundings(self._ink, self._paper, size)
        made.setDefaultStyleSheet(themed_rules(side.style, around) + self._sheet)
        clean = _SOUND.sub("♪", _WIDTH.sub(r"\1", safe_html(side.html, side.style)))
        unfolded = folded(clean, range(1, len(clean)), hidden(side.style))
        shown = themed_html(replaced(unfolded, self._formula_image), around)
        if side.occlusion:
            shown += self._occlusion_image(side)
        centred = centred and not _STRUCTURED.search(shown)
        option = QTextOption(
            Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setDefaultTextOption(option)
        made.setHtml(shown)
        made.setTextWidth(width)
        return made

    def picture(self, name: str) -> QImage:
        opener = self._parcel.media.get(name)
        if opener is None:
            return blank()
        with opener() as content:
            read = content.read(_LARGEST + 1)
        return (read_image(read, RATIO) if len(read) <= _LARGEST else None) or blank()

    def formula(self, address: str, size: float) -> QImage:
        drawing = self._by_address[address]
        x_height = QFontMetricsF(font(self.family, size)).xHeight()
        return drawing.image(size, x_height, QColor(self._ink), RATIO)

    def occlusion(self, address: str) -> QImage:
        side = self._occlusions[int(address)]
        assert side.occlusion is not None
        return covered(
            side.occlusion, self.picture, self._roles, self.family, revealed=side.revealed
        )

    def _occlusion_image(self, side: Side) -> str:
        if side not in self._occlusions:
            self._occlusions.append(side)
        address = f"{_OCCLUSION}:{self._occlusions.index(side)}"
        return f'<div align="center"><img src="{address}"></div>'

    def _formula_image(self, formula: Formula) -> str | None:
        """None, which leaves the source, where it cannot be drawn."""
        if formula not in self._drawn:
            self._drawn[formula] = draw(formula)
        drawing = self._drawn[formula]
        if drawing is None:
            return None
        address = str(len(self._by_address))
        self._by_address[address] = drawing
        return image(formula, f"{_FORMULA}:{address}")
