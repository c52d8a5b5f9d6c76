"""Lists in the midst of a Russian sentence: "картофель, кукурузу, томаты и какао"."""

from collections.abc import Iterator, Sequence

from kgstudy.domain.drafting.russian.words import Word, cases
from kgstudy.domain.lesson import Span

Items = tuple[Span, ...]


def rows(tokens: Sequence[Word]) -> Iterator[Items]:
    """The places of the items, three at least: nouns in one case, each with its adjectives."""
    for place, word in enumerate(tokens):
        if word.small in {"и", "или"} and (found := _around(tokens, place)):
            yield found


def parted(tokens: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The items between commas and before the last "и", each without what brackets add."""
    start, depth, end = 0, 0, 0
    for at, word in enumerate(tokens):
        depth += (word.text == "(") - (word.text == ")")
        last = word.small == "и" and not any(each.text == "," for each in tokens[at:])
        if depth or word.text == ")":
            continue
        if word.text in {",", ";"} or last:
            yield from [tokens[start:end]] if end > start else []
            start = at + 1
        else:
            end = at + 1
    if end > start:
        yield tokens[start:end]


def _around(tokens: Sequence[Word], joint: int) -> Items | None:
    last = _item(tokens, joint + 1)
    if last is None:
        return None
    items, stop = [last], joint
    while (item := _item_before(tokens, stop)) is not None:
        items.insert(0, item)
        stop = item[0] - 1
        if stop < 0 or tokens[stop].text != ",":
            break
    together = set.intersection(*(cases(tokens[end - 1]) for _, end in items))
    if len(items) < 3 or not together:
        return None
    return tuple(Span(tokens[start].start, tokens[end - 1].end) for start, end in items)


def _item(tokens: Sequence[Word], start: int) -> tuple[int, int] | None:
    """The item that begins at `start`: a noun, or one behind an adjective."""
    end = start
    while end < len(tokens) and end - start < 2 and tokens[end].is_adjective:
        end += 1
    return (start, end + 1) if end < len(tokens) and tokens[end].is_noun else None


def _item_before(tokens: Sequence[Word], end: int) -> tuple[int, int] | None:
    """The item that ends before `end`; its adjectives are of it where a comma stands before."""
    if end < 1 or not tokens[end - 1].is_noun:
        return None
    start = end - 1
    while start > 0 and end - start < 3 and tokens[start - 1].is_adjective:
        start -= 1
    return (start, end)
