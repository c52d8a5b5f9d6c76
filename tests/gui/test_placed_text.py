"""Places in a lesson and in the document that shows it, which count differently."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.lesson import Span
from kgstudy.gui.models.placed_text import Place, PlacedFacts, PlacedText

SENTENCES = st.lists(st.text("aб𝒳😀 ", min_size=1, max_size=8), min_size=1, max_size=5)


def placed(sentences: list[str]) -> PlacedText:
    """Written with a heading before them and a blank between two."""
    places, position, offset = [], 7, 0
    for words in sentences:
        end = position + units(words)
        places.append(Place(position, end, Span(offset, offset + len(words))))
        position, offset = end + 1, offset + len(words) + 1
    return PlacedText(" ".join(sentences), places)


def units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


@given(SENTENCES)
def test_every_letter_is_found_again_where_it_stands(sentences: list[str]) -> None:
    text = placed(sentences)
    for place in text.places:
        for offset in range(place.span.start, place.span.end + 1):
            position = text.position(offset)
            assert position == place.start + units(text.text[place.span.start : offset])
            assert text.offset(position) == offset


@given(SENTENCES)
def test_a_position_is_in_the_sentence_that_begins_before_it(sentences: list[str]) -> None:
    text = placed(sentences)
    assert text.number_at(6) is None
    for number, place in enumerate(text.places):
        assert {text.number_at(at) for at in range(place.start, place.end + 1)} == {number}


def test_where_nothing_is_written_nothing_stands() -> None:
    text = PlacedText()
    assert text.number_of(0) is None
    assert text.stretch(Span(0, 3)) is None
    assert PlacedFacts(text, [Span(0, 3)]).at(0) is None


def test_the_next_word_may_be_in_the_next_sentence() -> None:
    text = placed(["Naryn 😀 flows.", "It freezes."])
    words = [text.text[word.start : word.end] for word in walk(text)]
    assert words == ["Naryn", "flows", "It", "freezes", "freezes"]
    assert text.word_beside(text.text.index("It"), -1) == Span(8, 13)


def walk(text: PlacedText) -> list[Span]:
    found, at = [], 0
    for _ in range(5):
        found.append(text.word_beside(at, 1))
        at = found[-1].end
    return found


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 12)), max_size=6, unique_by=lambda span: span[0]
)


@given(SPANS)
def test_facts_are_found_as_if_each_were_asked(made: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in made]
    facts = PlacedFacts(PlacedText("a" * 40, [Place(0, 40, Span(0, 40))]), spans)
    for position in range(40):
        here = [span for span in spans if span.start <= position <= span.end]
        shortest = min((span.end - span.start for span in here), default=None)
        found = facts.at(position)
        assert (found.end - found.start if found else None) == shortest
        assert found is None or found in here
    for first, last in product(range(0, 40, 5), repeat=2):
        seen = {n for n, span in enumerate(spans) if span.end > first and span.start <= last}
        assert seen <= {number for _, _, number in facts.between(first, last)} or last < first


@given(SPANS)
def test_what_reaches_over_the_beginning_of_another_holds_it(made: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in made]
    facts = PlacedFacts(PlacedText("a" * 40, [Place(0, 40, Span(0, 40))]), spans)
    holding = {
        number
        for number, span in enumerate(spans)
        if any(span.start < other.start < span.end for other in spans)
    }
    assert facts.outer == holding
