"""A deck's text as a deck, its lesson and its notes, each tied to the words it comes from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.lesson import Span
from kgstudy.domain.parcel import ParcelDeck, ParcelLesson, ParcelNote, Problem, Source
from kgstudy.domain.progress import Progress
from kgstudy.formats.kgdeck import front_matter, sources
from kgstudy.formats.kgdeck.blocks import CardBlock, End, blocks
from kgstudy.formats.kgdeck.cards import content, derived_id
from kgstudy.formats.kgdeck.fault import Fault
from kgstudy.formats.kgdeck.front_matter import FrontMatter
from kgstudy.formats.kgdeck.prose import Prose

_A_STEP = 256
"""Cards between two reports of progress."""
_MOST_LINES = 1_000_000
_LONGEST_LINE = 1_000_000

_Cards = Sequence[tuple[CardBlock, Span | None]]
"""Cards with the paragraph above each."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text; `lines` tells on which line of the file each note begins."""

    file: str
    deck: ParcelDeck
    lesson: ParcelLesson | None
    notes: tuple[ParcelNote, ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]


def document(data: bytes, stem: str, file: str, progress: Progress) -> Document:
    """Raises UserError where not a part but all of it is at fault; `stem` is the file's name."""
    lines = _lines(_decoded(data, file), file)
    skipped = front_matter.split(lines, file)
    matter, faults = front_matter.parse(lines[1 : max(1, skipped - 1)], stem, file)
    prose, cards = _gathered(enumerate(lines[skipped:], skipped + 1), file)
    notes = _Notes(matter, prose.text, cards)
    made = tuple(notes.made(progress))
    problems = [
        Problem(Place(file, fault.line), fault.why, lost)
        for lost, found in ((False, (*faults, *notes.doubts)), (True, notes.faults))
        for fault in found
    ]
    return Document(
        file=file,
        deck=ParcelDeck(matter.id, matter.name, matter.description),
        lesson=_lesson(matter, prose.text),
        notes=tuple(note for _, note in made),
        lines=tuple(line for line, _ in made),
        problems=tuple(problems),
    )


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = "The text is not in UTF-8: save it with that encoding, and try again."
        raise UserError(why, place=Place(file, line)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str, file: str) -> list[str]:
    """The lines, where there are not more of them than memory and patience last for."""
    if text.count("\n") > _MOST_LINES:
        why = "The text has more than {most} lines: cut the deck into several."
        raise UserError(why, place=Place(file), most=f"{_MOST_LINES:,}")
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            why = "This line has more than {most} characters: it belongs to no deck."
            raise UserError(why, place=Place(file, number), most=f"{_LONGEST_LINE:,}")
    return lines


def _gathered(lines: Iterable[tuple[int, str]], file: str) -> tuple[Prose, _Cards]:
    prose, cards = Prose(), []
    for block in blocks(lines, file):
        if isinstance(block, CardBlock):
            cards.append((block, prose.above))
        else:
            prose.add(block)
    return prose, cards


def _lesson(matter: FrontMatter, text: str) -> ParcelLesson | None:
    if not text:
        return None
    return ParcelLesson(matter.lesson, matter.id, matter.title, matter.language, text)


class _Notes:
    """Makes notes of cards; `faults` tells of those that make none, `doubts` of their sources."""

    def __init__(self, matter: FrontMatter, lesson: str, cards: _Cards) -> None:
        self._matter = matter
        self._lesson = lesson
        self._cards = cards
        self._any_marked = any(card.mark for card, _ in cards)
        self._lines: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.doubts: list[Fault] = []

    def made(self, progress: Progress) -> Iterator[tuple[int, ParcelNote]]:
        """Each note with its line."""
        for done, (card, above) in enumerate(self._cards):
            if done % _A_STEP == 0:
                progress(done / len(self._cards))
            try:
                yield card.line, self._note(card, above)
            except Fault as fault:
                self.faults.append(fault)

    def _note(self, card: CardBlock, above: Span | None) -> ParcelNote:
        self._check_end(card)
        kind, fields, source = content(card)
        guid = self._guid(card)
        tags = card.mark.tags if card.mark else ()
        span = above
        if source is not None:
            span = self._found(source.text, above, source.line) if source.text.strip() else None
        return ParcelNote(guid, self._matter.id, kind, fields, tags, self._source(span))

    def _check_end(self, card: CardBlock) -> None:
        """Among cards with ids, one that has none and goes on over an empty line lacks its id."""
        goes_on = "\n\n" in "\n".join(map(str.strip, card.parts[-1].text.strip().split("\n")))
        if self._any_marked and card.end is End.NEXT and goes_on:
            raise Fault(
                card.line,
                f"This card has no ^id, so it runs on to line {card.last}: end it with ^id, "
                "or with a line ---.",
            )

    def _guid(self, card: CardBlock) -> str:
        """Its guid, which no card before it has."""
        named = card.mark.id if card.mark else derived_id(card)
        guid = (card.mark and card.mark.guid) or f"{self._matter.id}/{named}"
        first = self._lines.setdefault(guid, card.line)
        if first == card.line:
            return guid
        if card.mark is None:
            raise Fault(card.line, f"This card stands on line {first} already: take one out.")
        shown = f"^{card.mark.id}" if card.mark.id else f"^={card.mark.guid}"
        raise Fault(card.line, f"{shown} is on line {first} already: choose another id.")

    def _found(self, told: str, above: Span | None, line: int) -> Span | None:
        try:
            return sources.find(self._lesson, told, above, line)
        except Fault as fault:
            self.doubts.append(fault)
            return None

    def _source(self, span: Span | None) -> Source | None:
        if span is None:
            return None
        quote = self._lesson[span.start : span.end]
        return Source(self._matter.lesson, quote, span.start, span.end)
