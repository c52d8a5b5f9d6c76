"""Which sentence of one text is which of another: by its words, or by most of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgstudy.domain.lesson import Section, Span

_WORD = re.compile(r"[^\W_]+|[%‰°$€£₽+−]|(?<!\w)-(?=\d)")
"""A word, or a mark that changes what a number says."""

_LIKE = 0.5
"""The share of words that two sentences have in common from which they are taken for one."""
_NEAR = 0.15
"""What it counts in favour that they stand between the same neighbours."""
_HELD = 0.7
"""The share of its words from which on a sentence has gone into another one."""
_TELLING = 12
"""The rarest words of a sentence, by which others like it are found."""
_MOST_LIKE = 5
_COMMON = 200
"""Sentences that a word may stand in and still tell which are alike."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence with its words and their places."""

    span: Span
    words: tuple[str, ...]
    tokens: tuple[Span, ...]


def pieces(text: str, sections: Iterable[Section]) -> tuple[Piece, ...]:
    """The sentences that have words, in the order of the text."""
    return tuple(
        _piece(text, span)
        for section in sections
        for paragraph in section.paragraphs
        for span in paragraph.sentences
        if _WORD.search(text, span.start, span.end)
    )


def _piece(text: str, span: Span) -> Piece:
    tokens = tuple(Span(*found.span()) for found in _WORD.finditer(text, span.start, span.end))
    return Piece(span, tuple(text[token.start : token.end] for token in tokens), tokens)


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences have the same words."""
    return _WORD.findall(one) == _WORD.findall(other)


def same(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, Sequence[Span]]:
    """By sentence of the old text, the places of its words in the new one, if it is there.

    Where a sentence stands several times, its neighbours decide, and then the order.
    """
    pairs = _pairs(old, new)
    images: dict[int, Sequence[Span]] = {i: new[j].tokens for i, j in pairs.items()}
    left = sorted(set(range(len(new))) - set(pairs.values()))
    missing = [i for i in range(len(old)) if i not in pairs]
    for i, run in _runs(old, missing, new, left):
        images[i] = [token for j in run for token in new[j].tokens]
    left_over = [i for i in missing if i not in images]
    for j, run in _runs(new, left, old, left_over):
        tokens = iter(new[j].tokens)
        images |= {i: [next(tokens) for _ in old[i].words] for i in run}
    return images


def _pairs(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    places = _by_words(dict(enumerate(new))), _by_words(dict(enumerate(old)))
    pairs = {
        i: places[0][piece.words][0]
        for i, piece in enumerate(old)
        if len(places[0].get(piece.words, ())) == len(places[1][piece.words]) == 1
    }
    taken = set(pairs.values())
    for step in (1, -1):
        for i, j in sorted(pairs.items(), reverse=step < 0):
            for one, other in _onwards(i, j, old, new, step):
                if one in pairs or other in taken:
                    break
                pairs[one] = other
                taken.add(other)
    for words, ones in places[1].items():
        free = (j for j in places[0].get(words, ()) if j not in taken)
        pairs.update(zip((i for i in ones if i not in pairs), free, strict=False))
    return pairs


def _onwards(
    i: int, j: int, old: Sequence[Piece], new: Sequence[Piece], step: int
) -> Iterator[tuple[int, int]]:
    """The neighbours of two sentences on one side, as long as they are the same."""
    i, j = i + step, j + step
    while 0 <= i < len(old) and 0 <= j < len(new) and old[i].words == new[j].words:
        yield i, j
        i, j = i + step, j + step


def _by_words(every: Mapping[int, Piece]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, piece in every.items():
        places[piece.words].append(at)
    return places


def _runs(
    whole: Sequence[Piece], wanted: Iterable[int], parts: Sequence[Piece], free: Iterable[int]
) -> Iterator[tuple[int, Sequence[int]]]:
    """The sentences of `whole` that are several in a row of `parts`, cut elsewhere."""
    starts = _by_words({at: parts[at] for at in free})
    left = {at for places in starts.values() for at in places}
    for i in wanted:
        words = whole[i].words
        firsts = (at for end in range(1, len(words)) for at in starts.get(words[:end], ()))
        run = next(filter(None, (_run(words, parts, first, left) for first in firsts)), ())
        if run:
            left.difference_update(run)
            yield i, run


def _run(words: tuple[str, ...], parts: Sequence[Piece], first: int, free: set[int]) -> range:
    """So many of `parts` as make up the words, from `first` on; none where they do not."""
    at, done = first, 0
    while at in free and done < len(words):
        part = parts[at].words
        if words[done : done + len(part)] != part:
            return range(0)
        at, done = at + 1, done + len(part)
    return range(first, at) if done == len(words) else range(0)


def similar(
    old: Sequence[Piece], new: Sequence[Piece], images: Mapping[int, Sequence[Span]]
) -> dict[int, int]:
    """By sentence that is not in the new text, the one there that is most like it."""
    known = {token.start for image in images.values() for token in image}
    fresh = [j for j, piece in enumerate(new) if piece.tokens[0].start not in known]
    lost = [i for i in range(len(old)) if i not in images]
    likes = [
        (_likeness(old[i], new[j]) + _NEAR * _is_near(i, j, old, new, images), i, j)
        for i, j in _candidates(old, lost, new, fresh)
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(likes, key=lambda each: (-each[0], abs(each[1] - each[2]))):
        if score >= _LIKE and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    for _score, i, j in likes:  # two sentences that became one
        if i not in found and _shared(old[i], new[j]) >= _HELD * len(old[i].words):
            found[i] = j
    return found


def _candidates(
    old: Sequence[Piece], lost: Iterable[int], new: Sequence[Piece], fresh: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """For each lost sentence those few that share the most of its rarest words."""
    holding: dict[str, list[int]] = defaultdict(list)
    for j in fresh:
        for word in set(new[j].words):
            holding[word].append(j)
    for i in lost:
        words = [word for word in set(old[i].words) if 0 < len(holding[word]) <= _COMMON]
        telling = sorted(words, key=lambda word: (len(holding[word]), word))[:_TELLING]
        shared = Counter(j for word in telling for j in holding[word])
        ranked = sorted(shared, key=lambda j: (-shared[j], abs(j - i)))
        yield from ((i, j) for j in ranked[:_MOST_LIKE])


def _likeness(one: Piece, other: Piece) -> float:
    return 2 * _shared(one, other) / (len(one.words) + len(other.words))


def _shared(one: Piece, other: Piece) -> int:
    return (Counter(one.words) & Counter(other.words)).total()


def _is_near(
    i: int,
    j: int,
    old: Sequence[Piece],
    new: Sequence[Piece],
    images: Mapping[int, Sequence[Span]],
) -> bool:
    """Whether a neighbour of the one is the neighbour of the other, or both begin or end a text."""
    before = i == 0 if j == 0 else _ends_at(images.get(i - 1), new[j - 1])
    last = j + 1 == len(new)
    after = i + 1 == len(old) if last else _begins_at(images.get(i + 1), new[j + 1])
    return before or after


def _ends_at(image: Sequence[Span] | None, piece: Piece) -> bool:
    return image is not None and image[-1] == piece.tokens[-1]


def _begins_at(image: Sequence[Span] | None, piece: Piece) -> bool:
    return image is not None and image[0] == piece.tokens[0]
