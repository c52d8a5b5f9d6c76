"""Which letters of two different answers belong together."""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from kgstudy.domain.card_types.answers import Reading
from kgstudy.domain.card_types.tokens import Date, Number, Token

Marks = list[bool | None]
"""Whether each folded letter has its like in the other text; None: it goes with its neighbours."""

_KINSHIP = 0.5
"""Words that share less of their letters are other words, not the same ones misspelt."""
_MOST_PAIRS = 40_000
"""Pairs of letters up to which they are aligned; more would keep a person waiting."""


def align(typed: Reading, expected: Reading) -> tuple[Marks, Marks]:
    """First word by word, date by date, then letter by letter where words differ."""
    one, two = _Side(typed), _Side(expected)
    for same, first, second in _blocks(typed.tokens, expected.tokens):
        mine = typed.tokens[first.start : first.stop]
        theirs = expected.tokens[second.start : second.stop]
        if same:
            one.mark(_place(mine), True)
            two.mark(_place(theirs), True)
        else:
            _differing(one, mine, two, theirs)
    return one.marks, two.marks


class _Side:
    """One of the two texts, while its letters are being marked."""

    def __init__(self, reading: Reading) -> None:
        self.folded = reading.letters.folded
        self.marks: Marks = [None] * len(self.folded)
        self.in_token = bytearray(len(self.folded))
        for token in reading.tokens:
            for at in range(token.start, token.end):
                self.in_token[at] = not isinstance(token, Number) or self.folded[at] not in ", '"

    def mark(self, place: range, alike: bool) -> None:
        self.marks[place.start : place.stop] = [alike] * len(place)

    def keys(self, place: range) -> list[str]:
        """The letters there; whatever stands between two tokens counts as a blank."""
        return [self.folded[at] if self.in_token[at] else " " for at in place]

    def has_wrong_letters(self, place: range) -> bool:
        return any(self.marks[at] is False and self.in_token[at] for at in place)

    def release_blanks(self, place: range) -> None:
        """A blank that has no like is no matter where letters are wrong."""
        for at in place:
            if not self.in_token[at] and not self.marks[at]:
                self.marks[at] = None


def _place(tokens: Sequence[Token]) -> range:
    return range(tokens[0].start, tokens[-1].end) if tokens else range(0)


def _blocks(
    one: Sequence[Hashable], two: Sequence[Hashable]
) -> Iterator[tuple[bool, range, range]]:
    """The stretches, in order, that the two have in common (True) or not."""
    if len(one) * len(two) > _MOST_PAIRS:
        yield from _ends_in_common(one, two)
        return
    for tag, start, stop, start_two, stop_two in SequenceMatcher(
        None, one, two, autojunk=False
    ).get_opcodes():
        yield tag == "equal", range(start, stop), range(start_two, stop_two)


def _ends_in_common(
    one: Sequence[Hashable], two: Sequence[Hashable]
) -> Iterator[tuple[bool, range, range]]:
    """What the two begin and end with alike; what lies between counts as different."""
    head = _common(one, two)
    tail = _common(one[head:][::-1], two[head:][::-1])
    stop, stop_two = len(one) - tail, len(two) - tail
    yield True, range(head), range(head)
    yield False, range(head, stop), range(head, stop_two)
    yield True, range(stop, len(one)), range(stop_two, len(two))


def _common(one: Sequence[Hashable], two: Sequence[Hashable]) -> int:
    """How many items the two begin with in common."""
    pairs = zip(one, two, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def _differing(one: _Side, mine: Sequence[Token], two: _Side, theirs: Sequence[Token]) -> None:
    typed, expected = _first_date(mine), _first_date(theirs)
    if typed and expected:
        at, at_two = mine.index(typed), theirs.index(expected)
        _differing(one, mine[:at], two, theirs[:at_two])
        _dates(one, typed, two, expected)
        _differing(one, mine[at + 1 :], two, theirs[at_two + 1 :])
    elif mine or theirs:
        _spell(one, _place(mine), two, _place(theirs))


def _first_date(tokens: Sequence[Token]) -> Date | None:
    return next((token for token in tokens if isinstance(token, Date)), None)


def _dates(one: _Side, typed: Date, two: _Side, expected: Date) -> None:
    """Compares day with day, month with month, year with year, in whatever form they stand."""
    mine = {part.name: range(part.start, part.end) for part in typed.parts}
    theirs = {part.name: range(part.start, part.end) for part in expected.parts}
    for name in mine.keys() & theirs.keys():
        if getattr(typed, name) == getattr(expected, name):
            one.mark(mine[name], True)
            two.mark(theirs[name], True)
        else:
            _spell(one, mine[name], two, theirs[name])
    for name in mine.keys() - theirs.keys():
        one.mark(mine[name], False)
    for name in theirs.keys() - mine.keys():
        two.mark(theirs[name], False)


def _spell(one: _Side, first: range, two: _Side, second: range) -> None:
    """Marks the letters of two stretches that do not say the same."""
    alike, alike_two = [False] * len(first), [False] * len(second)
    for same, block, block_two in _blocks(one.keys(first), two.keys(second)):
        alike[block.start : block.stop] = [same] * len(block)
        alike_two[block_two.start : block_two.stop] = [same] * len(block_two)
    shared = 2 * sum(alike) / (len(first) + len(second))
    if not _KINSHIP <= shared < 1:
        alike, alike_two = [False] * len(first), [False] * len(second)
    for side, place, marks in ((one, first, alike), (two, second, alike_two)):
        side.marks[place.start : place.stop] = marks
    if one.has_wrong_letters(first) or two.has_wrong_letters(second):
        one.release_blanks(first)
        two.release_blanks(second)
