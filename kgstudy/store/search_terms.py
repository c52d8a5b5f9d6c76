"""Each term of a query as a condition on the row `card`, in SQL with bound values.

Every condition is true or false and never unknown, so that its opposite is the rest of the cards.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kgstudy.domain import fsrs
from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.deck import SEPARATOR, Options
from kgstudy.domain.ids import RANDOM_BITS
from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs
from kgstudy.domain.query.properties import Comparison, Property
from kgstudy.domain.query.tree import (
    Alike,
    Compared,
    Content,
    Event,
    Flagged,
    FromLesson,
    Has,
    InDeck,
    InField,
    InPreset,
    Is,
    Lately,
    Numbered,
    OfNoteType,
    OfTemplate,
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
from kgstudy.domain.review import Phase
from kgstudy.store import presets, search_text, search_words
from kgstudy.store.search_asking import Asking

_FEW = 4
"""Fewer than one of so many notes."""


def condition(ask: Asking, term: Term) -> str:
    return _WRITERS[type(term)](ask, term)


def _in_deck(ask: Asking, term: InDeck) -> str:
    found = ask.those("deck", globs.whole(term.name, SEPARATOR))
    if len(found) == 1:
        return f"+card.deck_id = {ask.bind(found[0])}"
    return ask.one_of("+card.deck_id", found)  # to look at every card is faster than to sort many


def _tagged(ask: Asking, term: Tagged) -> str:
    return _with_tags(ask, ask.those("tag", globs.whole(term.name, SEPARATOR)))


def _tagged_like(ask: Asking, term: TaggedLike) -> str:
    rows = ask.collection.connection.execute(
        f"SELECT id FROM tag WHERE tagged_like(name, {ask.bind(term.pattern)})", ask.values
    )
    return _with_tags(ask, [tag for (tag,) in rows])


def _with_tags(ask: Asking, tags: Sequence[int]) -> str:
    """Of many notes each is asked for its tags; few are gathered by theirs."""
    among = ask.one_of("tag_id", tags)
    of_these, notes = ask.collection.connection.execute(
        f"SELECT (SELECT count(*) FROM note_tag WHERE {among}), (SELECT count(*) FROM note)",
        ask.values,
    ).get
    if of_these * _FEW < notes:
        return f"+card.note_id IN (SELECT note_id FROM note_tag WHERE {among})"
    return f"EXISTS (SELECT 1 FROM note_tag WHERE note_id = card.note_id AND +{among})"


def _untagged(ask: Asking, term: Untagged) -> str:
    return "card.note_id NOT IN (SELECT note_id FROM note_tag)"


def _in_preset(ask: Asking, term: InPreset) -> str:
    named = f"SELECT id FROM preset WHERE {ask.called('name', term.name)}"
    return f"+card.deck_id IN (SELECT id FROM deck WHERE preset_id IN ({named}))"


_STATES: Mapping[State, str] = {
    State.NEW: f"card.phase = {Phase.NEW:d}",
    State.LEARNING: f"card.phase IN ({Phase.LEARNING:d}, {Phase.RELEARNING:d})",
    State.REVIEW: f"card.phase IN ({Phase.REVIEWING:d}, {Phase.RELEARNING:d})",
    State.SUSPENDED: "card.suspended > 0",
    State.BURIED: "card.buried_on IS {today}",
}


def _state(ask: Asking, term: Is) -> str:
    if term.state is State.DUE:
        return _due(ask)
    if term.state is State.LEECH:
        return _by_preset(
            ask,
            lambda options: options.leech_lapses,
            lambda lapses: f"({lapses} > 0 AND card.lapses >= {lapses})",
        )
    return _STATES[term.state].format(today=ask.today)


def _due(ask: Asking) -> str:
    """A known card on its day; one on its steps at the minute, if its step ends within the day."""
    return f"""(
        card.suspended = 0 AND card.buried_on IS NOT {ask.today}
        AND card.phase != {Phase.NEW:d} AND CASE
            WHEN card.phase = {Phase.REVIEWING:d} OR card.due_at IS NULL
            THEN card.due_day <= {ask.today} ELSE card.due_at <= {ask.until}
        END IS TRUE
    )"""


def _flagged(ask: Asking, term: Flagged) -> str:
    return f"card.flag = {ask.bind(term.flag)}"


_FIELDS_WITH: Mapping[Content, tuple[str, ...]] = {
    Content.PICTURE: ("<img",),
    Content.SOUND: ("[sound:", "<audio"),
    Content.FORMULA: (r"\\(", r"\\[", "[latex]", "[$"),
    Content.LINK: ("<a ",),
}
"""What stands in the JSON of the fields."""


def _has(ask: Asking, term: Has) -> str:
    match term.content:
        case Content.SOURCE:
            return "card.id IN (SELECT card_id FROM anchor)"
        case Content.FLAG:
            return "card.flag != 0"
        case Content.TAG:
            return "card.note_id IN (SELECT note_id FROM note_tag)"
        case content:
            some = " OR ".join(f"instr(fields, {ask.bind(each)})" for each in _FIELDS_WITH[content])
            return f"card.note_id IN (SELECT id FROM note WHERE {some})"


_VALUES: Mapping[Property, str] = {
    Property.INTERVAL: "CASE WHEN card.interval < 0 THEN -card.interval / 86400.0"
    " ELSE card.interval END",
    Property.DUE: "card.due_day - {today}",
    Property.REPS: "card.reps",
    Property.LAPSES: "card.lapses",
    Property.STABILITY: "card.stability",
    Property.DIFFICULTY: "card.difficulty",
    Property.SHARE_OF_DIFFICULTY: "(card.difficulty - 1) / 9",
    Property.POSITION: f"CASE WHEN card.phase = {Phase.NEW:d} THEN card.position END",
}
"""Unknown where a card does not have it."""

_REVERSED: Mapping[Comparison, Comparison] = {
    Comparison.BELOW: Comparison.ABOVE,
    Comparison.ABOVE: Comparison.BELOW,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.UNEQUAL: Comparison.UNEQUAL,
}


def _compared(ask: Asking, term: Compared) -> str:
    match term.property:
        case Property.RECALL:
            return _recalled(ask, term)
        case Property.RATED | Property.RESCHEDULED:
            ago = f"day - {ask.today} {term.comparison} {ask.bind(term.number)}"
            kind = _ANSWERED if term.property is Property.RATED else _BY_HAND
            return f"card.id IN (SELECT card_id FROM review WHERE {kind} AND {ago})"
        case known:
            value = _VALUES[known].format(today=ask.today)
            return f"({value} {term.comparison} {ask.bind(term.number)}) IS TRUE"


def _recalled(ask: Asking, term: Compared) -> str:
    """Recall falls with the days, so these are compared with those after which it is the number."""

    def days_per_stability(options: Options) -> float:
        try:
            return fsrs.interval(1.0, term.number, options.parameters)
        except (OverflowError, ZeroDivisionError, ValueError):
            return float("inf")

    def written(days: str) -> str:
        sign = _REVERSED[term.comparison]
        steps = f"card.phase != {Phase.REVIEWING:d}"  # see domain/recall.py
        elapsed = f"max({steps}, {ask.today} - card.day)"
        return f"({elapsed} {sign} card.stability * {days}) IS TRUE"

    return _by_preset(ask, days_per_stability, written)


def _by_preset(ask: Asking, told: Callable[[Options], float], written: Callable[[str], str]) -> str:
    """A condition with a number that the options of the card's deck tell."""
    groups = defaultdict[float, list[int]](list)
    for preset in presets.every(ask.collection):
        groups[told(preset.options)].append(preset.id)
    each = [
        f"({written(ask.bind(number))}"
        f" AND +card.deck_id IN (SELECT id FROM deck WHERE {ask.one_of('preset_id', ids)}))"
        for number, ids in groups.items()
    ]
    if len(groups) == 1:
        return written(ask.bind(next(iter(groups))))
    return f"({' OR '.join(each or ['FALSE'])})"


_ANSWERED = "rating IS NOT NULL"
_BY_HAND = "rating IS NULL AND stability IS NULL"
"""Not what another program told of a card, which has a memory."""


def _lately(ask: Asking, term: Lately) -> str:
    first = ask.first_day(term.days)
    day = ask.bind(first)
    match term.event:
        case Event.ADDED:
            start = ask.collection.calendar.start_of(first)
            return f"card.id >= {ask.bind(start << RANDOM_BITS)}"
        case Event.EDITED:
            start = ask.collection.calendar.start_of(first)
            return f"card.note_id IN (SELECT id FROM note WHERE changed >= {ask.bind(start)})"
        case Event.RATED:
            rated = f"rating = {ask.bind(term.rating)}" if term.rating else _ANSWERED
            return f"card.id IN (SELECT card_id FROM review WHERE day >= {day} AND {rated})"
        case Event.RESCHEDULED:
            return f"card.id IN (SELECT card_id FROM review WHERE day >= {day} AND {_BY_HAND})"
        case Event.INTRODUCED:
            answered = f"SELECT card_id FROM review WHERE {_ANSWERED} AND day"
            before = f"{answered} < {day} AND card_id = card.id"
            return f"(card.id IN ({answered} >= {day}) AND NOT EXISTS ({before}))"


def _of_note_type(ask: Asking, term: OfNoteType) -> str:
    whole = globs.whole(term.name).fullmatch
    kinds = [
        each.kind for each in CARD_TYPES.values() if whole(each.kind) or whole(fold(each.name))
    ]
    named = f"SELECT id FROM note_type WHERE {ask.called('name', term.name)}"
    ours = f"kind IN ({', '.join(map(ask.bind, kinds))})"
    return _note(f"{ours} OR note_type_id IN ({named})")


def _note(condition: str) -> str:
    """What holds of the card's note, where it does of many."""
    return f"EXISTS (SELECT 1 FROM note WHERE note.id = card.note_id AND ({condition}))"


_WITH_GAPS = "SELECT id FROM note_type WHERE definition ->> 'cloze'"


def _numbered(ask: Asking, term: Numbered) -> str:
    """Slots are counted from 0, or are the numbers of gaps."""
    kinds = ", ".join(ask.bind(each.kind) for each in CARD_TYPES.values() if each.by_number)
    gaps = f"kind IN ({kinds}) OR note_type_id IN ({_WITH_GAPS})"
    with_gaps = f"(card.note_id IN (SELECT id FROM note WHERE {gaps}))"
    number = ask.bind(term.number)
    return f"(card.slot IN ({number}, {number} - 1) AND card.slot = {number} - 1 + {with_gaps})"


def _of_template(ask: Asking, term: OfTemplate) -> str:
    """A type of gaps has one template, which makes all of its cards."""
    named = f"""
        FROM note_type, json_each(definition, '$.templates') AS template
        WHERE {ask.called("template.value ->> 0", term.name)}
    """
    ours = f"(note_type_id, card.slot) IN (SELECT note_type.id, template.key {named})"
    gaps = f"SELECT note_type.id {named} AND definition ->> 'cloze'"
    return _note(f"{ours} OR note_type_id IN ({gaps})")


def _from_lesson(ask: Asking, term: FromLesson) -> str:
    lessons = f"SELECT id FROM lesson WHERE {ask.called('title', term.title)}"
    return f"card.id IN (SELECT card_id FROM anchor WHERE lesson_id IN ({lessons}))"


def _quoting(ask: Asking, term: Quoting) -> str:
    expression = search_text.words(term.glob, whole=False).expression
    quoted = f"quoted(quote, {ask.bind(expression)})"
    return f"card.id IN (SELECT card_id FROM anchor WHERE {quoted})"


def _with_id(ask: Asking, term: WithId) -> str:
    match term.thing:
        case Thing.CARD:
            return ask.one_of("card.id", term.ids)
        case Thing.NOTE:
            return ask.one_of("card.note_id", term.ids)
        case Thing.DECK:
            return ask.one_of("card.deck_id", term.ids)
        case Thing.NOTE_TYPE:
            types = ask.one_of("note_type_id", term.ids)
            return _note(types)


def _alike(ask: Asking, term: Alike) -> str:
    named = term.note_type
    type_id = int(named) if named.isdecimal() and int(named) < 1 << 63 else None
    which = (
        _with_id(ask, WithId(Thing.NOTE_TYPE, (type_id,)))
        if type_id is not None
        else _of_note_type(ask, OfNoteType(globs.literal(term.note_type)))
    )
    return f"({which} AND {search_words.opens_with(ask, term.text)})"


def _words(ask: Asking, term: Words | WholeWords) -> str:
    return search_words.words(ask, [term])


_WRITERS: Mapping[type[Term], Callable[[Asking, Any], str]] = {
    Words: _words,
    WholeWords: _words,
    Regular: search_words.regular,
    InField: search_words.in_field,
    InDeck: _in_deck,
    Tagged: _tagged,
    TaggedLike: _tagged_like,
    Untagged: _untagged,
    Is: _state,
    Flagged: _flagged,
    Has: _has,
    Compared: _compared,
    Lately: _lately,
    OfNoteType: _of_note_type,
    OfTemplate: _of_template,
    Numbered: _numbered,
    InPreset: _in_preset,
    FromLesson: _from_lesson,
    Quoting: _quoting,
    WithId: _with_id,
    Alike: _alike,
}
