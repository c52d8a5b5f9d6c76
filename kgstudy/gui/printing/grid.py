"""Sheets to cut cards from: questions on one page, their answers mirrored on its back."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QPen, QTextDocument

from kgstudy.domain.progress import Progress
from kgstudy.gui.printing.cards import CardPaper, PrintedCard, Side
from kgstudy.gui.printing.pages import Sheets

COLUMNS, ROWS = 2, 4
INSET = 14.0
SIZES = (20, 18, 16, 14, 13, 12, 11, 10)
"""Of letters; the first that fits is taken."""
PICTURE = 0.62
"""The part of a card's height that a picture may take."""

Sides = tuple[QTextDocument, QTextDocument]


def print_grid(
    cards: Sequence[PrintedCard],
    paper: CardPaper,
    sheets: Sheets,
    progress: Progress,
) -> list[PrintedCard]:
    """Prints all that fit; what is too long even in the smallest letters is handed back."""
    long: list[PrintedCard] = []
    waiting: list[Sides] = []
    cell = QSizeF(sheets.room.width() / COLUMNS, sheets.room.height() / ROWS)
    for done, card in enumerate(cards):
        progress(done / len(cards))
        question, answer = (_fitted(side, paper, cell) for side in (card.question, card.answer))
        if question is None or answer is None:
            long.append(card)
            continue
        waiting.append((question, answer))
        if len(waiting) == COLUMNS * ROWS:
            _print_sheet(waiting, sheets, cell)
            waiting = []
    if waiting:
        _print_sheet(waiting, sheets, cell)
    return long


def _fitted(side: Side, paper: CardPaper, cell: QSizeF) -> QTextDocument | None:
    """In the largest letters that leave it in its cell.

    Setting a long card takes a while: the smallest letters tell at once that it is too long.
    """
    whole = _set(side, paper, cell, SIZES[0])
    if whole is not None:
        return whole
    best = _set(side, paper, cell, SIZES[-1])
    low, high = 1, len(SIZES) - 1
    while best is not None and low < high:
        middle = (low + high) // 2
        made = _set(side, paper, cell, SIZES[middle])
        best, low, high = (best, middle + 1, high) if made is None else (made, low, middle)
    return best


def _set(side: Side, paper: CardPaper, cell: QSizeF, size: float) -> QTextDocument | None:
    """In letters of this size, if it fits."""
    width, height = cell.width() - 2 * INSET, cell.height() - 2 * INSET
    made = paper.document(side, width, size, QSizeF(width, height * PICTURE), centred=True)
    room = made.size()
    return made if room.height() <= height and room.width() <= width + 1 else None


def _print_sheet(sides: Sequence[Sides], sheets: Sheets, cell: QSizeF) -> None:
    front = QCoreApplication.translate("printing", "Questions")
    back = QCoreApplication.translate(
        "printing", "Answers: print on the back, turned over the long edge"
    )
    painter = sheets.next(front)
    _print_lines(painter, sheets)
    for place, (question, _) in enumerate(sides):
        _print_side(painter, question, _cell(place, sheets.room, cell, mirrored=False))
    painter = sheets.next(back)
    for place, (_, answer) in enumerate(sides):
        _print_side(painter, answer, _cell(place, sheets.room, cell, mirrored=True))


def _cell(place: int, room: QRectF, cell: QSizeF, *, mirrored: bool) -> QRectF:
    row, column = divmod(place, COLUMNS)
    column = COLUMNS - 1 - column if mirrored else column
    corner = QPointF(room.left() + column * cell.width(), room.top() + row * cell.height())
    return QRectF(corner, cell)


def _print_lines(painter: QPainter, sheets: Sheets) -> None:
    """Where to cut; on the fronts alone, since no printer hits both sides alike."""
    room = sheets.room
    painter.setPen(QPen(sheets.color("edge"), 0.6, Qt.PenStyle.DashLine))
    for column in range(COLUMNS + 1):
        x = room.left() + column * room.width() / COLUMNS
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
    for row in range(ROWS + 1):
        y = room.top() + row * room.height() / ROWS
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))


def _print_side(painter: QPainter, side: QTextDocument, cell: QRectF) -> None:
    """In the middle of its cell."""
    spare = cell.height() - 2 * INSET - side.size().height()
    painter.save()
    painter.translate(cell.left() + INSET, cell.top() + INSET + spare / 2)
    draw(painter, side)
    painter.restore()


def draw(painter: QPainter, document: QTextDocument) -> None:
    """In ink, whatever the window's theme."""
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.palette = palette
    document.documentLayout().draw(painter, context)
