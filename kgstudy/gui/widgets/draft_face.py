"""A draft as it is read on the desk: question, answer, choices, and gaps as boxes with hints."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from PySide6.QtGui import QPainter, QTextDocument, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from kgstudy.domain.card_types.base import items
from kgstudy.domain.drafting import Draft, Flaw
from kgstudy.domain.gaps import Gap, Part, parse, shown
from kgstudy.domain.markup import plain
from kgstudy.gui import wording
from kgstudy.gui.models import drafts
from kgstudy.gui.theme import Look
from kgstudy.services.groundwork import Item

_BODY, _SMALL = 15, 13
_SHORT = 24
CURE = "cure:"
"""What the address of a cure's words begins with; its flaw's number follows."""


def draft_document(look: Look, draft: Draft, width: float, *, flaws: bool) -> QTextDocument:
    """The draft's words set at this width, with what a reader objects to where that is wanted."""
    return _set(look, _Face(look).whole(draft, flaws=flaws), width)


def settled_document(look: Look, item: Item, width: float) -> QTextDocument:
    """A decided draft in a few quiet words."""
    return _set(look, _Face(look).quiet(item), width)


def _set(look: Look, html: str, width: float) -> QTextDocument:
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setDefaultFont(look.font(_BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    made.setHtml(html)
    made.setTextWidth(width)
    return made


class _Face:
    """Writes fields as HTML of our own: nothing of a field's markup gets through."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def whole(self, draft: Draft, *, flaws: bool) -> str:
        body = "".join(_BODIES.get(draft.kind, _Face.other)(self, draft.fields))
        if note := plain(draft.fields.get("note", "")):
            body += self._line(escape(note), role="soft", px=_SMALL)
        if flaws:
            body += "".join(self._flaw(n, flaw) for n, flaw in enumerate(draft.flaws))
        return body

    def quiet(self, item: Item) -> str:
        """One that is decided: its question and its answer, softly, in one paragraph."""
        asked, answered = drafts.question(item.draft), drafts.answer(item.draft)
        if item.draft.kind == "cloze":
            asked = "".join(_told(parse(item.draft.fields["text"])))
        words = escape(" ".join(asked.split()))
        if answered:
            words += f" &nbsp;<b>{_together(' '.join(answered.split()))}</b>"
        return self._line(words, role="soft", px=14)

    def pair(self, fields: Mapping[str, str]) -> Iterator[str]:
        yield from self._asked(fields.get("front", ""), fields.get("back", ""))

    def typed(self, fields: Mapping[str, str]) -> Iterator[str]:
        yield from self._asked(fields.get("question", ""), fields.get("answer", ""))
        if also := [plain(each) for each in items(fields.get("also", ""))]:
            told = wording.say("also right: {answers}").format(answers=" · ".join(also))
            yield self._line(escape(told), role="soft", px=_SMALL)

    def choice(self, fields: Mapping[str, str]) -> Iterator[str]:
        yield self._line(_words(fields.get("question", "")))
        wrong = (_unbroken(each) for each in items(fields.get("wrong", "")))
        right = f'<span style="color: {self._color("ink")}"><b>{_right(fields)}</b></span>'
        options = (f"●&nbsp;{right}", *(f"○&nbsp;{each}" for each in wrong))
        yield self._line(" &nbsp; ".join(options), role="soft")

    def ordering(self, fields: Mapping[str, str]) -> Iterator[str]:
        yield self._line(_words(fields.get("question", "")))
        yield self._line(" → ".join(map(_words, items(fields.get("items", "")))), bold=True)

    def cloze(self, fields: Mapping[str, str]) -> Iterator[str]:
        parts = parse(fields.get("text", ""))
        yield self._line("".join(self._gapped(parts)).replace("\n", " "))
        hidden = [plain(shown(part.parts)) for part in parts if isinstance(part, Gap)]
        yield self._line(" · ".join(map(escape, hidden)), bold=True)

    def other(self, fields: Mapping[str, str]) -> Iterator[str]:
        """A card of a template: the fields that have words."""
        filled = [words for each in fields.values() if (words := _words(each))]
        yield from (self._line(words, bold=n == 1) for n, words in enumerate(filled))

    def _asked(self, question: str, answer: str) -> Iterator[str]:
        yield self._line(_words(question))
        yield self._line(_words(answer), bold=True)

    def _gapped(self, parts: Sequence[Part]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, str):
                yield escape(plain(f"|{part}|")[1:-1])
            elif any(part.numbers):
                ground = self._color("recall-none")
                hint = _unbroken(part.hint) or "…"
                box = f"&nbsp;[&nbsp;{hint}&nbsp;]&nbsp;"
                yield f'<span style="background-color: {ground}">{box}</span>'
            else:
                yield from self._gapped(part.parts)

    def _flaw(self, number: int, flaw: Flaw) -> str:
        words = escape(flaw.why)
        if flaw.cure is not None:
            words += f' <a href="{CURE}{number}" style="color: {self._color("accent")}">'
            words += f"{escape(flaw.cure.words)}</a>"
        return self._line(words, role="hard" if flaw.grave else "soft", px=_SMALL)

    def _line(self, words: str, *, role: str = "ink", px: float = _BODY, bold: bool = False) -> str:
        if not words:
            return ""
        style = (
            f"margin: 0 0 {self._look.px(5)}px 0; color: {self._color(role)};"
            f" font-size: {self._look.px(px)}px; line-height: 108%;"
        )
        return f'<p style="{style}">{f"<b>{words}</b>" if bold else words}</p>'

    def _color(self, role: str) -> str:
        return self._look.color(role).name()


_BODIES: Final[Mapping[str, Callable[[_Face, Mapping[str, str]], Iterator[str]]]] = {
    "basic": _Face.pair,
    "both-ways": _Face.pair,
    "typed": _Face.typed,
    "choice": _Face.choice,
    "ordering": _Face.ordering,
    "cloze": _Face.cloze,
}


def _words(html: str) -> str:
    return escape(plain(html)).replace("\n", "<br>")


def _unbroken(html: str) -> str:
    return escape(plain(html)).replace(" ", "&nbsp;")


def _together(words: str) -> str:
    """A short answer is not broken into two lines."""
    shown = escape(words)
    return shown.replace(" ", "&nbsp;") if len(words) <= _SHORT else shown


def _right(fields: Mapping[str, str]) -> str:
    return _unbroken(fields.get("right", ""))


def _told(parts: Sequence[Part]) -> Iterator[str]:
    """The words of a cloze with its gaps open."""
    for part in parts:
        yield plain(f"|{part}|")[1:-1] if isinstance(part, str) else "[…]"


class DraftFace(QWidget):
    """Paints the words of one draft, as tall as they are at its width."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._item: Item | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_item(self, item: Item) -> None:
        self._item = item
        self.setAccessibleName(wording.say("Draft"))
        self.setAccessibleDescription(drafts.spoken(item))
        self.updateGeometry()
        self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._document(width).size().height()) if self._item else 0

    @override
    def paintEvent(self, event: object) -> None:
        if self._item is not None:
            painter = QPainter(self)
            self._document(self.width()).drawContents(painter)

    def _document(self, width: int) -> QTextDocument:
        assert self._item is not None
        return draft_document(self._look, self._item.draft, width, flaws=False)
