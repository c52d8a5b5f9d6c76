"""Draws formulas beside the window: from TeX by ziamath, kept as SVG in black."""

import logging
import re
import sys
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
from threading import Event
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, QThreadPool, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kgstudy.gui.media.tex import Formula, tidy

if TYPE_CHECKING:
    from ziamath.zmath import Math

_log = logging.getLogger(__name__)

_DRAWING = frozenset({"ziamath", "ziafont", "latex2mathml"})
"""The packages that draw."""
_KEPT = 1000
"""Formulas held in memory, some kilobytes each."""
_SECONDS = 3.0
"""Time to draw one formula; what is nested deeply takes exponential time."""
_WAIT_S = 0.03
"""For so long a card waits for its formulas, before it shows their source for the moment."""
_EM = 24.0
"""The size in which all are drawn, in pixels an em."""
_LARGEST = 4000.0
"""Pixels at that size; what is larger is no formula."""

_OPENING = frozenset({"{", r"\begin", r"\left"})
_BRACE = re.compile(r"\\(?:begin|left|end|right)\b|[{}]")
_IN_A_ROW = re.compile(r"(?:\\[A-Za-z]+\s*){4}|(?:[\^_]\s*\S\s*){4}")
_NUMBER = r"(-?[0-9.]+)"
_BLACK = re.compile(r'(fill|stroke)="black"')
_VIEW = re.compile(rf'viewBox="{_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as SVG; the lengths are in ems, `above` and `below` its baseline."""

    svg: str
    width: float
    above: float
    below: float

    def image(self, em: float, x_height: float, color: QColor, ratio: float) -> QImage:
        """Drawn for letters of `em` pixels on a screen with `ratio` dots a pixel.

        It stands on the baseline of its line where it is aligned to the middle: Qt puts the middle
        of an image a quarter of the letters' x-height above the baseline.
        """
        up, down = self.above * em, self.below * em
        under = max(0.0, min(up - down - x_height / 2, 0.4 * em))
        over = max(0.0, down + x_height / 2 - up)
        width, height = max(1.0, self.width * em), max(1.0, over + up + down + under)
        made = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32)
        made.fill(Qt.GlobalColor.transparent)
        colored = _BLACK.sub(rf'\1="{color.name()}"', self.svg)
        renderer = QSvgRenderer(QByteArray(colored.encode()))
        painter = QPainter(made)
        renderer.render(painter, QRectF(0, over * ratio, width * ratio, (up + down) * ratio))
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made


class Typesetter(QObject):
    """Remembers what it has drawn; what cannot be drawn is remembered too."""

    drawn = Signal()
    """More formulas are there than were asked for in vain before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._known: OrderedDict[Formula, Drawing | None] = OrderedDict()
        self._asked: set[Formula] = set()

    def ask(self, formulas: Iterable[Formula]) -> Event:
        """Begins to draw what is not known yet; the event says that it is."""
        done = Event()
        wanted = [made for made in dict.fromkeys(formulas) if made not in self._known]
        new = [formula for formula in wanted if formula not in self._asked]
        self._asked.update(new)
        if wanted:
            self._pool.start(partial(self._draw, new, done))
        else:
            done.set()
        return done

    def draw(self, formulas: Iterable[Formula]) -> dict[Formula, Drawing | None]:
        """Those of the formulas that are known by now; `drawn` tells when to ask again."""
        wanted = tuple(dict.fromkeys(formulas))
        if not self.ask(wanted).wait(_WAIT_S):
            _log.debug("formulas are not there yet")
        there = {made: self._known[made] for made in wanted if made in self._known}
        for formula in there:
            self._known.move_to_end(formula)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return there

    def finish(self) -> None:
        """Waits for what is under way; for the end of the program."""
        self._pool.clear()
        self._pool.waitForDone()

    def _draw(self, formulas: list[Formula], done: Event) -> None:
        """Called in the thread that draws."""
        for formula in formulas:
            self._known[formula] = draw(formula)
            self._asked.discard(formula)
        done.set()
        if formulas:
            self.drawn.emit()


def draw(formula: Formula, seconds: float = _SECONDS) -> Drawing | None:
    """None where ziamath cannot draw it, or not in that time."""
    try:
        tex = tidy(formula.tex)
        with _no_longer_than(seconds) if _may_take_long(tex) else nullcontext():
            return _drawing(_latex()(tex, size=_EM, inline=not formula.display).svg())
    except Exception as error:
        _log.info("a formula cannot be drawn (%s): %s", type(error).__name__, formula.tex[:200])
        return None


@cache
def _latex() -> "Callable[..., Math]":
    """Takes long to import, with its font, and few decks have formulas."""
    warnings.filterwarnings("ignore", category=DeprecationWarning, module="ziamath")
    from ziamath.config import config  # noqa: PLC0415
    from ziamath.zmath import Latex  # noqa: PLC0415

    config.svg2 = False
    return Latex


def _drawing(svg: str) -> Drawing | None:
    """Its baseline is where the vertical coordinate is 0."""
    view = _VIEW.search(svg)
    if view is None:
        return None
    _left, top, width, height = (float(number) for number in view.groups())
    if not (0 < width < _LARGEST and 0 < height < _LARGEST):
        return None
    return Drawing(svg, width / _EM, -top / _EM, (height + top) / _EM)


def _may_take_long(tex: str) -> bool:
    """Whether it is long or nested; watching the time doubles it."""
    depth = deepest = 0
    for brace in _BRACE.findall(tex):
        depth += 1 if brace in _OPENING else -1
        deepest = max(deepest, depth)
    return deepest > 3 or len(tex) > 300 or bool(_IN_A_ROW.search(tex))


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Has whatever draws in this thread after that time raise a TimeoutError.

    Others are called in between, such as what the collector of garbage clears away: an error that
    is raised there is lost, and the drawing would go on for ever.
    """
    end = monotonic() + seconds

    def look(frame: FrameType, *_event: object) -> None:
        if monotonic() > end and _draws(frame):
            raise TimeoutError

    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(None)


def _draws(frame: FrameType) -> bool:
    module = str(frame.f_globals.get("__name__", ""))
    return module.partition(".")[0] in _DRAWING
