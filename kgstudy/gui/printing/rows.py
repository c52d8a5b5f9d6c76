"""Cards as a list: question at the left, answer at the right, on as many pages as it takes."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPen, QTextDocument

from kgstudy.domain.progress import Progress
from kgstudy.gui.printing.cards import CardPaper, PrintedCard, Side
from kgstudy.gui.printing.grid import draw
from kgstudy.gui.printing.pages import Sheets, font

SIZE = 13
GAP = 22.0
PAD = 9.0
HEADING = 34.0
LEFT = 0.44
"""The question's part of the width."""
PICTURE = 0.5
"""The part of a page's height that a picture may take."""


def print_rows(
    cards: Sequence[PrintedCard],
    paper: CardPaper,
    sheets: Sheets,
    progress: Progress,
) -> None:
    """Prints the cards from a new page on, with the name of each deck where there are several."""
    if not cards:
        return
    listing = _Listing(paper, sheets, several=len({card.deck for card in cards}) > 1)
    for done, card in enumerate(cards):
        progress(done / len(cards))
        listing.add(card)


class _Listing:
    """A list under way: `_y` is where the next row begins."""

    def __init__(self, paper: CardPaper, sheets: Sheets, *, several: bool) -> None:
        self._paper = paper
        self._sheets = sheets
        self._several = several
        self._deck = ""
        self._painter = sheets.next()
        self._y = sheets.room.top()

    def add(self, card: PrintedCard) -> None:
        room = self._sheets.room
        left = (room.width() - GAP) * LEFT
        question = self._document(card.question, left)
        answer = self._document(card.answer, room.width() - GAP - left)
        height = max(question.size().height(), answer.size().height())
        heading = HEADING if self._several and card.deck != self._deck else 0.0
        if self._y + heading + height + 2 * PAD > room.bottom() and self._y > room.top():
            self._turn()
        if heading:
            self._print_heading(card.deck)
        if self._y + height + 2 * PAD <= room.bottom():
            self._print_row(question, answer, height)
        else:
            self._print_long(question, answer)
        self._deck = card.deck

    def _document(self, side: Side, width: float) -> QTextDocument:
        box = QSizeF(width, self._sheets.room.height() * PICTURE)
        return self._paper.document(side, width, SIZE, box, centred=False)

    def _turn(self) -> None:
        self._painter = self._sheets.next()
        self._y = self._sheets.room.top()

    def _print_heading(self, deck: str) -> None:
        room, painter = self._sheets.room, self._painter
        painter.setFont(font(self._paper.family, 15, 600))
        painter.setPen(self._sheets.color("ink"))
        words = painter.fontMetrics().elidedText(
            deck.replace("::", " › "), Qt.TextElideMode.ElideRight, int(room.width())
        )
        place = QRectF(room.left(), self._y, room.width(), HEADING - 8)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, side, words)
        self._y += HEADING

    def _print_row(self, question: QTextDocument, answer: QTextDocument, height: float) -> None:
        self._draw(question, answer, self._y + PAD)
        self._y += height + 2 * PAD
        self._print_line()

    def _print_long(self, question: QTextDocument, answer: QTextDocument) -> None:
        """Longer than a page: its lines go on overleaf, and none is cut through."""
        room = self._sheets.room
        first = room.bottom() - self._y - PAD
        for side in (question, answer):
            side.setPageSize(QSizeF(side.textWidth(), first))
        pages = max(question.pageCount(), answer.pageCount())
        for page in range(pages):
            if page:
                self._turn()
            for side, x in self._places(question, answer):
                self._draw_page(side, QPointF(x, self._y + PAD), page)
        used = max(_last(side, pages) for side in (question, answer))
        self._y += used + 2 * PAD
        self._print_line()

    def _draw_page(self, side: QTextDocument, at: QPointF, page: int) -> None:
        size = side.pageSize()
        self._painter.save()
        self._painter.translate(at)
        self._painter.setClipRect(QRectF(-2, 0, size.width() + 4, size.height()))
        self._painter.translate(0, -page * size.height())
        draw(self._painter, side)
        self._painter.restore()

    def _draw(self, question: QTextDocument, answer: QTextDocument, y: float) -> None:
        for side, x in self._places(question, answer):
            self._painter.save()
            self._painter.translate(x, y)
            draw(self._painter, side)
            self._painter.restore()

    def _places(
        self, question: QTextDocument, answer: QTextDocument
    ) -> tuple[tuple[QTextDocument, float], tuple[QTextDocument, float]]:
        room = self._sheets.room
        return (question, room.left()), (answer, room.right() - answer.textWidth())

    def _print_line(self) -> None:
        room = self._sheets.room
        self._painter.setPen(QPen(self._sheets.color("line"), 0.8))
        if self._y <= room.bottom():
            self._painter.drawLine(QPointF(room.left(), self._y), QPointF(room.right(), self._y))


def _last(side: QTextDocument, pages: int) -> float:
    """How far down it reaches on the last of so many pages."""
    if side.pageCount() < pages:
        return 0.0
    return side.size().height() - (pages - 1) * side.pageSize().height()
