"""What a query says, and the place and the sentence where it says nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgstudy.domain.query import globs
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.parsing import DEEPEST, MOST_TERMS, parse
from kgstudy.domain.query.printing import printed
from kgstudy.domain.query.properties import Comparison, Property
from kgstudy.domain.query.tree import (
    EVERYTHING,
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
    Thing,
    Untagged,
    WholeWords,
    WithId,
    Words,
)
from tests.domain.queries import queries


def word(text: str) -> Words:
    return Words(Glob(text))


def shown(name: str, text: str) -> InField:
    return InField(Glob(name), Exactly(Glob(text)))


DOG, CAT, MOUSE = map(word, ("dog", "cat", "mouse"))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", EVERYTHING),
        ("  \t ", EVERYTHING),
        ('""', EVERYTHING),
        ("Turkey", word("Turkey")),
        ("dog cat", And((DOG, CAT))),
        ("dog and cat", And((DOG, CAT))),
        ("dog or cat", Or((DOG, CAT))),
        ("dog OR cat mouse", Or((DOG, And((CAT, MOUSE))))),
        ("dog (cat or mouse)", And((DOG, Or((CAT, MOUSE))))),
        ("dog(cat)mouse", And((DOG, CAT, MOUSE))),
        ("-cat", Not(CAT)),
        ("-cat -mouse", And((Not(CAT), Not(MOUSE)))),
        ("-(cat or mouse)", Not(Or((CAT, MOUSE)))),
        ("--cat", Not(Not(CAT))),
        ('"a dog"', word("a dog")),
        ('-"a dog"', Not(word("a dog"))),
        ('dog"cat"', And((DOG, CAT))),
        ('"or" and "and"', And((word("or"), word("and")))),
        ("- dog", And((word("-"), DOG))),
        ("d_g", word("d_g")),
        ("d*g", word("d*g")),
    ],
)
def test_words(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("w:dog", WholeWords(Glob("dog"))),
        ("W:*dog", WholeWords(Glob("*dog"))),
        ("nc:uber", word("uber")),
        (r"re:\d{3}", Regular(r"\d{3}")),
        ('"re:(some|another).*thing"', Regular("(some|another).*thing")),
        ("re:(some|another).*thing", Regular("(some|another).*thing")),
        ("(re:(a|b) or c)", Or((Regular("(a|b)"), word("c")))),
        (r"re:\"x", Regular('"x')),
        ("deck:french", InDeck(Glob("french"))),
        ("DECK:French::Vocab", InDeck(Glob("French::Vocab"))),
        ('deck:"french vocab"', InDeck(Glob("french vocab"))),
        ('"deck:french vocab"', InDeck(Glob("french vocab"))),
        (
            "deck:french -deck:french::*",
            And((InDeck(Glob("french")), Not(InDeck(Glob("french::*"))))),
        ),
        ("tag:animal", Tagged(Glob("animal"))),
        ("tag:ani*", Tagged(Glob("ani*"))),
        ("tag:none", Untagged()),
        ("tag:re:^parent$", TaggedLike("^parent$")),
        ('"tag:re:lesson-(1[7-9]|2[0-5])"', TaggedLike("lesson-(1[7-9]|2[0-5])")),
        ("is:due IS:New", And((Is(State.DUE), Is(State.NEW)))),
        ("is:learn is:learning", And((Is(State.LEARNING),) * 2)),
        ("is:buried-manually", Is(State.BURIED)),
        ("flag:1 flag:red", And((Flagged(1), Flagged(1)))),
        ("-flag:0", Not(Flagged(0))),
        ("has:picture", Has(Content.PICTURE)),
        ("card:2", Numbered(2)),
        ("card:forward", OfTemplate(Glob("forward"))),
        ("note:basic", OfNoteType(Glob("basic"))),
        ("preset:Slow*", InPreset(Glob("Slow*"))),
        ("lesson:rivers", FromLesson(Glob("rivers"))),
        ('source:"Syr Darya"', Quoting(Glob("Syr Darya"))),
        ("nid:123", WithId(Thing.NOTE, (123,))),
        ("cid:123,456", WithId(Thing.CARD, (123, 456))),
        ("did:1 mid:2", And((WithId(Thing.DECK, (1,)), WithId(Thing.NOTE_TYPE, (2,))))),
        ('"dupe:basic,What, and why?"', Alike("basic", "What, and why?")),
    ],
)
def test_keys(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("front:dog", shown("front", "dog")),
        ("front:*dog*", shown("front", "*dog*")),
        ("front:", shown("front", "")),
        ("front:_*", shown("front", "_*")),
        ("fr*:text", shown("fr*", "text")),
        ('"My field:a dog"', shown("My field", "a dog")),
        ('front:"a dog"', shown("front", "a dog")),
        ("front:re:[a-c]1", InField(Glob("front"), Regular("[a-c]1"))),
        ("front:w:dog", InField(Glob("front"), WholeWords(Glob("dog")))),
        ("front:nc:dog", InField(Glob("front"), word("dog"))),
        ("field:note:dog", shown("note", "dog")),
        ("field:1:re:x", InField(Glob("1"), Regular("x"))),
        (r"w\:e:b", shown("w:e", "b")),
    ],
)
def test_fields(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("prop:ivl>=10", (Property.INTERVAL, Comparison.AT_LEAST, 10)),
        ("prop:due=-1", (Property.DUE, Comparison.EQUAL, -1)),
        ("prop:d<0.3", (Property.SHARE_OF_DIFFICULTY, Comparison.BELOW, 0.3)),
        ("prop:r>90%", (Property.RECALL, Comparison.ABOVE, 0.9)),
        ('"prop:lapses > 3"', (Property.LAPSES, Comparison.ABOVE, 3)),
        ("lapses>3", (Property.LAPSES, Comparison.ABOVE, 3)),
        ("Recall<0,8", (Property.RECALL, Comparison.BELOW, 0.8)),
        ("interval!=1", (Property.INTERVAL, Comparison.UNEQUAL, 1)),
    ],
)
def test_comparisons(text: str, tree: tuple[Property, Comparison, float]) -> None:
    assert parse(text) == Compared(*tree)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("added:7", Lately(Event.ADDED, 7)),
        ("edited:1", Lately(Event.EDITED, 1)),
        ("rated:1", Lately(Event.RATED, 1)),
        ("rated:7:1", Lately(Event.RATED, 7, 1)),
        ("introduced:365", Lately(Event.INTRODUCED, 365)),
        ("resched:2", Lately(Event.RESCHEDULED, 2)),
    ],
)
def test_events(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10:30", "10:30"),
        ('"note: this"', "note: this"),
        (r"w\:e\:b", "w:e:b"),
        (r"some\(text\)", "some(text)"),
        ('"some(text)"', "some(text)"),
        (r"\-.-", "-.-"),
        ('"-.-"', "-.-"),
        (r"\frac", r"\frac"),
        (r"a\\b", r"a\b"),
        (r"\"x\"", '"x"'),
        ("a<b", "a<b"),
        ('"lapses>3"', "lapses>3"),
        ("3>2", "3>2"),
    ],
)
def test_signs_that_mean_themselves(text: str, words: str) -> None:
    assert parse(text) == Words(globs.literal(words))


@pytest.mark.parametrize(("text", "glob"), [(r"\*", r"\*"), (r"a\_b", r"a\_b"), (r"\\*", r"\\*")])
def test_a_backslash_takes_the_meaning_from_a_wildcard(text: str, glob: str) -> None:
    assert parse(text) == Words(Glob(glob))


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("is:old", "old", "no “is:old”, only is:new, .* and is:leech"),
        ("dog deck:", "deck:", "“deck:” needs a word right after it"),
        ('x tag:" "', 'tag:" "', "“tag:” needs a word"),
        ('x "abc', '"abc', "never closed"),
        ('deck:"abc', '"abc', "never closed"),
        ("dog (cat or", "", "a word is missing"),
        ("dog (cat", "(", "bracket is never closed"),
        ("dog) cat", ")", "never opened"),
        ("dog or", "", "a word is missing"),
        ("or dog", "or", "a word is missing"),
        ("dog and or cat", "or", "a word is missing"),
        ("()", ")", "a word is missing"),
        ("flag:8", "8", "no “flag:8”, only flag:0, "),
        ("added:0", "0", "a whole number from 1, not “0”"),
        ("rated:3:5", "5", "a whole number from 1, not “5”"),
        ("cid:1,x", "x", "a whole number from 0"),
        ("prop:size>3", "size>3", "a property, a sign and a number"),
        ("prop:ivl", "ivl", "one of the signs"),
        ("lapses>x", "lapses>x", "comes a number, such as 3"),
        ("dupe:x", "x", "a note type, a comma and a text"),
        ("field:x", "x", "the name of a field, a colon"),
        ('re:"a("', "(", "cannot be read"),
        ("re:(a+)+b", "(a+)+b", "looking might never end"),
        ("re:(a|ab|b)*c", "(a|ab|b)*c", "looking might never end"),
        ("-" * DEEPEST + "-x", "-", "nested too deeply"),
        ("x " * (MOST_TERMS + 1), "x", "too long"),
        ("x" * 1001, "x" * 1001, "too long"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, place: str, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence) as told:
        parse(text)
    start, end = told.value.span
    assert text[start:end] == place


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    _read_or_refused(text)


@given(st.text(alphabet='ab :"\\()-*_<=>re:deck:is:prop:|+?[]{}^$.,0123%', max_size=40))
def test_so_is_any_text_of_the_signs_that_mean_something(text: str) -> None:
    _read_or_refused(text)


def _read_or_refused(text: str) -> None:
    try:
        tree = parse(text)
    except QueryError as error:
        told = error
    else:
        assert parse(printed(tree)) == tree
        return
    assert 0 <= told.span.start <= told.span.end <= len(text)
    assert told.said


@given(queries)
@example(InField(Glob("¼"), Exactly(Glob("cup"))))
def test_a_printed_tree_reads_as_the_same_tree(tree: Query) -> None:
    assert parse(printed(tree)) == tree


@given(st.text())
def test_a_literal_pattern_is_its_text(text: str) -> None:
    assert globs.text_of(globs.literal(text)) == text
    assert globs.read(globs.literal(text).replace('"', '\\"')) == globs.literal(text)


def test_a_text_of_any_length_is_read_in_proportion_to_it() -> None:
    ids = tuple(range(10**18, 10**18 + 20_000))  # takes minutes where it grows with the square
    assert parse(f"nid:{','.join(map(str, ids))}") == WithId(Thing.NOTE, ids)
