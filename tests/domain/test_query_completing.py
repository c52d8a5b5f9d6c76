"""What is offered to somebody who is writing a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.query.completing import Completions, Vocabulary, completions
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.query.parsing import parse
from kgstudy.domain.query.tree import InDeck, Tagged

NAMES = Vocabulary(
    decks=("Rivers", "Rivers::Of Asia", "Asian songs"),
    tags=("place", "place::city", 'odd "one"', "-minus"),
    note_types=("Bench Basic",),
    templates=("Card 1",),
    presets=("Slow",),
    lessons=("Of rivers",),
    fields=("front", "My field"),
)


def offered(marked: str) -> Completions:
    """`|` marks the caret."""
    return completions(marked.replace("|", ""), marked.index("|"), NAMES)


def after(marked: str) -> list[str]:
    """The query with each of what is offered in its place."""
    found, text = offered(marked), marked.replace("|", "")
    return [text[: found.span.start] + each + text[found.span.end :] for each in found.texts]


@pytest.mark.parametrize(
    ("marked", "queries"),
    [
        ("dec|", ["deck:"]),
        ("DEC|", ["deck:"]),
        ("lap|", ["lapses"]),
        ("naryn ta|", ["naryn tag:"]),
        ("-(ta|", ["-(tag:"]),
        ("ta| naryn", ["tag: naryn"]),
        ("fro|", ["front:"]),
        ("my|", ['"My field:']),
        ("deck:r|", ["deck:Rivers", 'deck:"Rivers::Of Asia"']),
        ("deck:of|", ['deck:"Rivers::Of Asia"']),
        ("deck:as|", ['deck:"Rivers::Of Asia"', 'deck:"Asian songs"']),
        ('deck:"Rivers::o|', ['deck:"Rivers::Of Asia"']),
        ('"deck:rivers::o|', ['deck:"Rivers::Of Asia"']),
        ("deck:Riv|ers", ['deck:"Rivers::Of Asia"']),
        ("tag:CITY|", ["tag:place::city"]),
        ("tag:non|", ["tag:none"]),
        ("-tag:pl|", ["-tag:place", "-tag:place::city"]),
        ("is:s|", ["is:suspended"]),
        ("is:due deck:s|", ['is:due deck:"Asian songs"', "is:due deck:Rivers",
                            'is:due deck:"Rivers::Of Asia"']),
        ("flag:re|", ["flag:red", "flag:green"]),
        ("note:ben|", ['note:"Bench Basic"']),
        ("card:|", ['card:"Card 1"']),
        ("preset:s|", ["preset:Slow"]),
        ("lesson:r|", ['lesson:"Of rivers"']),
        ("nowhere:x|", []),
        ("zz|", []),
    ],
)  # fmt: skip
def test_what_is_offered(marked: str, queries: list[str]) -> None:
    assert after(marked) == queries


def test_without_anything_begun_every_key_is_offered() -> None:
    texts = offered("is:due |").texts
    assert {"deck:", "re:", "lapses", "front:"} <= set(texts)


def test_names_that_look_like_something_else_are_written_as_themselves() -> None:
    for tag, text in zip(NAMES.tags, after("tag:|")[1:], strict=True):
        tree = parse(text)
        assert isinstance(tree, Tagged)
        assert tree.name == tag
    for deck, text in zip(NAMES.decks, after("deck:|"), strict=True):
        tree = parse(text)
        assert isinstance(tree, InDeck)
        assert tree.name == deck


@given(st.text(alphabet='deck:tag "()-\\ Riversx', max_size=20), st.integers(0, 20))
def test_any_place_in_any_text_can_be_completed(text: str, caret: int) -> None:
    caret = min(caret, len(text))
    found = completions(text, caret, NAMES)
    assert 0 <= found.span.start <= max(caret, found.span.start) <= found.span.end <= len(text)
    for each in found.texts:
        assert each
        try:
            parse(each)
        except QueryError:
            assert each.endswith(":")
