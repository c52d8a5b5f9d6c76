"""A search finds just what looking at every card finds, whether the index has caught up or not."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelLesson, ParcelNote, ParcelPreset
from kgstudy.domain.query import globs
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.printing import printed
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
from kgstudy.domain.review import Rating
from kgstudy.services import importing, listing
from kgstudy.services.study import Study
from kgstudy.store import search, text_index
from kgstudy.store.collection import Collection
from tests.builders import LESSON, RIVERS, basic, collection
from tests.fake_clock import FakeClock
from tests.services.naive_search import Known, everything, holds

WORDS = (
    "Naryn", "the", "river", "rivers", "Ысык-Көл", "мёд", "медный", "1991", "19", "don’t", "c++",
    "<b>ri</b>ver", "a_b", "10:30", "日本語", "x&lt;y", "café", "front", "И́", "Straße", "ı",
    "cafe", "aes_a", "λόγος", "cafe\u0301s",
)  # fmt: skip
TAGS = ("place", "place::city", "date", "Край", "none of all")
DECKS = ("Rivers", "Rivers::Of Asia", "Lakes")
EXTRAS = ("", '<img src="a.png">', "[sound:a.mp3]", r"\(x\)", '<a href="b">b</a>')
QUOTES = ("The Naryn is the longest river of Kyrgyzstan.", "It flows into the Syr Darya.")


@cache
def made(seed: int) -> tuple[Collection, Sequence[Known]]:
    """A small collection by chance, and all that is known of its cards."""
    rng, clock = Random(seed), FakeClock()
    opened = collection(clock, seed=seed)
    deck = tuple(
        ParcelDeck(str(at), name, preset=rng.choice(("Slow", "Fast")))
        for at, name in enumerate(DECKS)
    )
    presets = (
        ParcelPreset("Slow", Options(leech_lapses=1)),
        ParcelPreset("Fast", Options(retention=0.8)),
    )
    notes = tuple(_note(rng, str(number)) for number in range(20))
    lesson = ParcelLesson(LESSON, "0", "Of rivers", "en", RIVERS)
    importing.bring_in(opened, Parcel(deck, (lesson,), notes, presets=presets))
    while text_index.catch_up(opened):
        pass
    for _ in range(6):
        _study(opened, clock, rng)
        clock.advance(timedelta(days=rng.choice((0.01, 1, 4, 11))))
    change = "UPDATE card SET suspended = {}, flag = {}, buried_on = {} WHERE id % 5 = {}"
    today = opened.calendar.today()
    for rest in range(5):
        buried = rng.choice(("NULL", today, today - 1))
        values = rng.randrange(2), rng.randrange(8), buried, rest
        opened.connection.execute(change.format(*values))
    return opened, tuple(everything(opened))


def _note(rng: Random, name: str) -> ParcelNote:
    deck = rng.choice("012")
    tags = tuple(tag for tag in TAGS[:-1] if rng.random() < 0.3)
    if rng.random() < 0.2:
        fields = {"text": f"{{{{c1::{_text(rng)}}}}} {{{{c3::{_text(rng)}}}}}", "note": ""}
        return ParcelNote(name, deck, "cloze", fields, tags)
    fields = {"front": _text(rng), "back": f"{_text(rng)}{rng.choice(EXTRAS)}", "note": ""}
    source = basic("x", quote=rng.choice(QUOTES)).source if rng.random() < 0.3 else None
    return ParcelNote(name, deck, rng.choice(("basic", "both-ways")), fields, tags, source)


def _text(rng: Random) -> str:
    return rng.choice((" ", ", ", "<br>", "-")).join(rng.choices(WORDS, k=rng.randrange(1, 5)))


def _study(opened: Collection, clock: FakeClock, rng: Random) -> None:
    study = Study(opened)
    for _ in range(8):
        if study.shown is not None:
            clock.advance(timedelta(seconds=30))
            study.answer(rng.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY]), 900)


def _of(texts: Sequence[str]) -> SearchStrategy[Glob]:
    """Such a text, or something cut out of one, with or without wildcards."""
    chosen = st.sampled_from(texts)
    return st.builds(_cut, chosen, st.integers(0, 3), st.integers(1, 9), st.sampled_from("*__-"))


def _cut(text: str, start: int, end: int, sign: str) -> Glob:
    text = text.replace("<b>", "").replace("</b>", "").replace("&lt;", "<")
    cut = text[start : start + end] or text
    return globs.read(cut if sign == "-" else f"{cut[:1]}{sign}{cut[2:]}") or Glob("*")


PHRASES = (*WORDS, "the river", "river naryn", "мед медный", "*", "*ver", "_he", "ri*r", "d o")
words = st.builds(Words, _of(PHRASES) | st.sampled_from(PHRASES).map(globs.read))
whole = st.builds(WholeWords, _of(PHRASES) | st.sampled_from(PHRASES).map(globs.read))
PATTERNS = (
    "ri+v", r"\d{2}", "^naryn", "R.V", "мё", "(the|мед)", r"\bri", "[a-c]$", "i", "x?<", "(?-i:N)",
    "[^a-z ]", "[A-M]", "(?-i:n)|ı",
    r"ver\b", r"fe\b", "fé", "[aeiou]{2}", r"\Bs\b", "[αοσ]+ς", r"\b[ac]", "y(?:n|s)", "1{1,2}",
    "кө|ко",
)  # fmt: skip
regular = st.builds(Regular, st.sampled_from(PATTERNS))
shows = words | whole | regular | st.builds(Exactly, _of((*WORDS, "*", "_*")) | st.just(Glob("")))
names = st.sampled_from(["front", "back", "Fr*", "note", "*", "text"]).map(globs.read)
numbers = st.sampled_from([0.0, 0.5, 0.9, 1.0, 2.0, 3.0, 5.5, 11.0, -1.0])
comparisons = st.sampled_from(Comparison)

terms: SearchStrategy[Term] = (
    words
    | whole
    | regular
    | st.builds(InField, names, shows)
    | st.builds(InDeck, st.sampled_from(["rivers", "Rivers::*", "*a*", "LAKES"]).map(globs.read))
    | st.builds(Tagged, _of(TAGS))
    | st.builds(TaggedLike, st.sampled_from(["^pl", "city$", "край"]))
    | st.just(Untagged())
    | st.builds(Is, st.sampled_from(State))
    | st.builds(Flagged, st.integers(0, 7))
    | st.builds(Has, st.sampled_from(Content))
    | st.builds(Compared, st.sampled_from(Property), comparisons, numbers)
    | st.builds(Lately, st.sampled_from(Event), st.integers(1, 40))
    | st.builds(Lately, st.just(Event.RATED), st.integers(1, 40), st.integers(1, 4))
    | st.builds(OfNoteType, st.sampled_from(["basic", "b*", "cloze"]).map(globs.read))
    | st.builds(Numbered, st.integers(1, 4))
    | st.builds(InPreset, st.sampled_from(["slow", "f*"]).map(globs.read))
    | st.builds(FromLesson, st.sampled_from(["of rivers", "*", "lakes"]).map(globs.read))
    | st.builds(Quoting, _of(("Naryn is", "river", "darya", "*")))
    | st.builds(Alike, st.just("basic"), st.sampled_from(WORDS))
    | st.builds(WithId, st.sampled_from(Thing), st.just((1, 2)))
)


def _nested(inner: SearchStrategy[Query]) -> SearchStrategy[Query]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(And, parts) | st.builds(Or, parts) | st.builds(Not, inner)


queries: SearchStrategy[Query] = st.recursive(terms, _nested, max_leaves=5)


@settings(max_examples=300)
@given(st.integers(0, 3), queries)
def test_a_search_finds_what_looking_at_every_card_finds(seed: int, query: Query) -> None:
    opened, known = made(seed)
    found = search.cards(opened, query, listing.due_until(opened))
    assert found == tuple(each.card.id for each in known if holds(query, each)), printed(query)


@settings(max_examples=100)
@given(st.integers(0, 3), queries)
def test_so_does_a_reader_of_notes_that_wait_to_be_indexed(seed: int, query: Query) -> None:
    opened, known = made(seed)
    with opened.database.atomic() as within:
        opened.connection.execute("INSERT OR IGNORE INTO unindexed SELECT id FROM note")
        opened.connection.execute("DELETE FROM unindexed WHERE note_id % 3 = 0")
        found = search.cards(opened, query, listing.due_until(opened))
        within.rollback()
    assert found == tuple(each.card.id for each in known if holds(query, each)), printed(query)
