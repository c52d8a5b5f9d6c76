"""What a query finds, by looking at every card in the plainest way: the measure for the search."""

# ruff: noqa: PLR0911, PLR0912 - a branch for each term

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne

from kgstudy.domain.card import Card, New, Reviewing, Studied, phase_of
from kgstudy.domain.clock import StudyDay
from kgstudy.domain.deck import Deck, Options
from kgstudy.domain.ids import RANDOM_BITS
from kgstudy.domain.markup import fold, plain
from kgstudy.domain.note import Note
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.properties import Comparison, Property
from kgstudy.domain.query.tree import (
    Alike,
    And,
    Compared,
    Content,
    Event,
    Exactly,
    Flagged,
    FromLesson,
    Has,
    InDeck,
    InField,
    InPreset,
    Is,
    Lately,
    Not,
    Numbered,
    OfNoteType,
    OfTemplate,
    Or,
    Query,
    Quoting,
    Regular,
    State,
    Tagged,
    TaggedLike,
    Term,
    Thing,
    Untagged,
    WholeWords,
    WithId,
    Words,
)
from kgstudy.domain.recall import recall
from kgstudy.domain.review import Days, Phase, Review, Seconds
from kgstudy.store import cards, decks, lessons, notes, presets, reviews
from kgstudy.store.collection import Collection

_COMPARED: Mapping[Comparison, Callable[[float, float], bool]] = {
    Comparison.AT_MOST: le,
    Comparison.AT_LEAST: ge,
    Comparison.UNEQUAL: ne,
    Comparison.BELOW: lt,
    Comparison.ABOVE: gt,
    Comparison.EQUAL: eq,
}


_WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff]").match
_ALIKE = ("'’‘ʼ`", "-‐‑–—−", '"“”„«»')


@dataclass(frozen=True)
class Known:
    """All that can be known of a card."""

    card: Card
    note: Note
    changed: int
    deck: Deck
    preset: str
    options: Options
    reviews: Sequence[Review]
    sources: Mapping[str, str]
    """Quotes by the titles of lessons."""
    now: int
    today: StudyDay
    day_starts: Mapping[int, int]


def everything(collection: Collection) -> Iterator[Known]:
    calendar = collection.calendar
    today = calendar.today()
    starts = {days: calendar.start_of(StudyDay(today - days + 1)) for days in range(1, 60)}
    kept = {preset.id: preset for preset in presets.every(collection)}
    for card, _ in cards.every(collection):
        deck = decks.get(collection, card.deck_id)
        [(note, changed)] = notes.dated(collection, [card.note_id])
        sources = {
            lesson.title: anchor.quote
            for lesson in lessons.every(collection)
            for anchor in lessons.anchors_in(collection, lesson.id)
            if anchor.card_id == card.id
        }
        preset = kept[deck.preset_id]
        yield Known(
            card,
            note,
            changed,
            deck,
            preset.name,
            preset.options,
            reviews.of_card(collection, card.id),
            sources,
            collection.clock.now_ms(),
            today,
            starts,
        )


def holds(query: Query, known: Known) -> bool:
    match query:
        case And(parts):
            return all(holds(part, known) for part in parts)
        case Or(parts):
            return any(holds(part, known) for part in parts)
        case Not(part):
            return not holds(part, known)
        case Term():
            return _of_note(query, known) or _of_card(query, known)


def _of_note(term: Term, known: Known) -> bool:
    note = known.note
    match term:
        case Words() | WholeWords() | Regular() | Exactly():
            return any(_shows(html, term) for html in note.fields.values())
        case InField(name, shows):
            fields = note.fields.items()
            return any(_all_of(fold(field), name) and _shows(html, shows) for field, html in fields)
        case Tagged(name):
            return any(_within(tag, name) for tag in note.tags)
        case TaggedLike(pattern):
            return any(re.search(pattern, tag, re.IGNORECASE) for tag in note.tags)
        case Untagged():
            return not note.tags
        case OfNoteType(name):
            return _all_of(note.kind, name)
        case Alike(note_type, text):
            first = plain(next(iter(note.fields.values())))
            return _all_of(note.kind, Glob(note_type)) and first == text
        case _:
            return False


def _shows(html: str, shows: Term | Exactly) -> bool:
    text = fold(plain(html))
    match shows:
        case Words(glob):
            return words_found(text, glob, whole=False)
        case WholeWords(glob):
            return words_found(text, glob, whole=True)
        case Exactly(glob):
            return _all_of(text, glob)
        case Regular(pattern):
            return re.search(pattern, plain(html), re.IGNORECASE) is not None
        case _:
            raise AssertionError(shows)


def _signs(glob: Glob) -> list[tuple[bool, str]]:
    """Wildcards (True) and letters (False), folded and with single blanks."""
    signs: list[tuple[bool, str]] = []
    for found in re.finditer(r"\\.|[*_]|(?:[^\\*_])+", glob, re.DOTALL):
        text = found[0]
        if text in ("*", "_"):
            signs.append((True, text))
        else:
            letters = fold(re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL))
            signs += [(False, sign) for sign in re.sub(r"\s+", " ", letters)]
    while signs and signs[0] == (False, " "):
        del signs[0]
    while signs and signs[-1] == (False, " "):
        del signs[-1]
    return signs


def _all_of(text: str, glob: Glob) -> bool:
    def ends(at: int, signs: list[tuple[bool, str]]) -> bool:
        if not signs:
            return at == len(text)
        (wild, sign), *rest = signs
        if wild and sign == "*":
            return any(ends(to, rest) for to in range(at, len(text) + 1))
        return at < len(text) and (wild or text[at] == sign) and ends(at + 1, rest)

    return ends(0, _signs(glob))


def words_found(text: str, glob: Glob, *, whole: bool) -> bool:
    signs = _signs(glob)
    while signs and signs[-1] == (True, "*"):
        signs.pop()
        whole = False

    last = signs[-1] if signs else (True, "*")
    ends = last[0] or not _WITHOUT_BLANKS(last[1])

    def goes_on(at: int, signs: list[tuple[bool, str]]) -> bool:
        if not signs:
            inside = 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
            return not (whole and inside and ends)
        (wild, sign), *rest = signs
        if wild and sign == "*":
            run = at
            while run < len(text) and text[run].isalnum():
                run += 1
            return any(goes_on(to, rest) for to in range(at, run + 1))
        if not wild and sign == " ":
            run = at
            while run < len(text) and not text[run].isalnum():
                run += 1
            return any(goes_on(to, rest) for to in range(at + 1, run + 1))
        if at >= len(text):
            return False
        alike = text[at] == sign or any(sign in group and text[at] in group for group in _ALIKE)
        return (text[at].isalnum() if wild else alike) and goes_on(at + 1, rest)

    def may_begin(at: int) -> bool:
        first = signs[0]
        letter = not first[0] and first[1].isalnum() and not _WITHOUT_BLANKS(first[1])
        begins = first == (True, "_") or letter
        return not (begins and at and text[at - 1].isalnum())

    if not signs:
        return True
    return any(may_begin(at) and goes_on(at, signs) for at in range(len(text) + 1))


def _within(name: str, glob: Glob) -> bool:
    """Whether the name or one that it is nested below is the pattern."""
    parts = fold(name).split("::")
    above = ("::".join(parts[:count]) for count in range(1, len(parts) + 1))
    return any(_all_of(each, glob) for each in above)


def _of_card(term: Term, known: Known) -> bool:
    card = known.card
    match term:
        case InDeck(name):
            return _within(known.deck.name, name)
        case InPreset(name):
            return _all_of(fold(known.preset), name)
        case Is(wanted):
            return _stands(wanted, known)
        case Flagged(flag):
            return card.flag == flag
        case Has(content):
            return _has(content, known)
        case Compared(Property.RATED | Property.RESCHEDULED as kind, comparison, number):
            some = [each for each in known.reviews if _is_kind(each, kind is Property.RATED)]
            return any(_COMPARED[comparison](each.day - known.today, number) for each in some)
        case Compared(kind, comparison, number):
            value = _value(kind, known)
            return value is not None and _COMPARED[comparison](value, number)
        case Lately(event, days, rating):
            return _happened(event, days, rating, known)
        case Numbered(number):
            return card.slot + (known.note.kind != "cloze") == number
        case OfTemplate():
            return False
        case FromLesson(title):
            return any(_all_of(fold(each), title) for each in known.sources)
        case Quoting(glob):
            return any(words_found(fold(q), glob, whole=False) for q in known.sources.values())
        case WithId(thing, ids):
            own = {Thing.CARD: card.id, Thing.NOTE: card.note_id, Thing.DECK: card.deck_id}
            return own.get(thing, -1) in ids
        case _:
            return False


def _stands(wanted: State, known: Known) -> bool:
    card = known.card
    phase = phase_of(card.state)
    match wanted:
        case State.NEW:
            return phase is Phase.NEW
        case State.LEARNING:
            return phase in (Phase.LEARNING, Phase.RELEARNING)
        case State.REVIEW:
            return phase in (Phase.REVIEWING, Phase.RELEARNING)
        case State.SUSPENDED:
            return card.suspended
        case State.BURIED:
            return card.buried_on == known.today
        case State.LEECH:
            return 0 < known.options.leech_lapses <= card.lapses
        case State.DUE:
            return _due(known)


def _due(known: Known) -> bool:
    card, state = known.card, known.card.state
    if card.suspended or card.buried_on == known.today or isinstance(state, New):
        return False
    if isinstance(state, Reviewing) or state.due_at is None:
        return state.due_day <= known.today
    return state.due_at <= known.now + 20 * 60_000


def _has(content: Content, known: Known) -> bool:
    fields = json.dumps(dict(known.note.fields))
    match content:
        case Content.PICTURE:
            return "<img" in fields
        case Content.SOUND:
            return "[sound:" in fields
        case Content.FORMULA:
            return r"\\(" in fields
        case Content.LINK:
            return "<a " in fields
        case Content.SOURCE:
            return bool(known.sources)
        case Content.FLAG:
            return known.card.flag != 0
        case Content.TAG:
            return bool(known.note.tags)


def _value(kind: Property, known: Known) -> float | None:
    card, state = known.card, known.card.state
    if kind is Property.REPS:
        return card.reps
    if kind is Property.LAPSES:
        return card.lapses
    if not isinstance(state, Studied):
        return state.position if kind is Property.POSITION else None
    match state.interval:
        case Days(count):
            interval: float = count
        case Seconds(count):
            interval = count / 86400
    return {
        Property.INTERVAL: interval,
        Property.DUE: state.due_day - known.today,
        Property.STABILITY: state.memory.stability,
        Property.DIFFICULTY: state.memory.difficulty,
        Property.SHARE_OF_DIFFICULTY: (state.memory.difficulty - 1) / 9,
        Property.RECALL: recall(state, known.options.parameters, known.today),
    }.get(kind)


def _is_kind(review: Review, answered: bool) -> bool:
    if answered:
        return review.rating is not None
    return review.rating is None and review.told is None


def _happened(event: Event, days: int, rating: int | None, known: Known) -> bool:
    first = known.today - days + 1
    answers = [each for each in known.reviews if each.rating is not None]
    match event:
        case Event.ADDED:
            return known.card.id >> RANDOM_BITS >= known.day_starts[days]
        case Event.EDITED:
            return known.changed >= known.day_starts[days]
        case Event.RATED:
            return any(each.day >= first and rating in (None, each.rating) for each in answers)
        case Event.INTRODUCED:
            return bool(answers) and min(each.day for each in answers) >= first
        case Event.RESCHEDULED:
            return any(each.day >= first and _is_kind(each, False) for each in known.reviews)
