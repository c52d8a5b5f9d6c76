"""How each kind of card is answered by keyboard, and what is told about the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from kgstudy.domain.card_types.base import Face
from kgstudy.domain.card_types.choice import ChoiceFace, options
from kgstudy.domain.card_types.occlusion import OcclusionFace
from kgstudy.domain.card_types.ordering import OrderingFace, shuffled, verdict
from kgstudy.domain.card_types.typed import Comparison, Piece, TypedFace, Verdict, compare
from kgstudy.domain.markup import plain
from kgstudy.domain.review import Rating
from kgstudy.domain.templates.filters import without_hints
from kgstudy.terminal.keys import GOES_ON, Command, command
from kgstudy.terminal.page import Page, Style, harmless, styled

_MOST_KEYS = 9
"""So many choices have a key each; more are typed as a number."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer given; `right` is None where only the learner can tell."""

    right: bool | None = None

    @property
    def suggested(self) -> Rating:
        return Rating.AGAIN if self.right is False else Rating.GOOD


def ask(face: Face, page: Page, rng: Random) -> Attempt | Command:
    """Lets the card be answered and tells what was right; the answer itself is not yet shown.

    `rng` is the card's own, so that the same card looks the same when it is undone.
    """
    match face:
        case TypedFace():
            return _typed(face, page)
        case ChoiceFace():
            return _choice(face, page, rng)
        case OrderingFace():
            return _ordering(face, page, rng)
        case OcclusionFace():
            return _occlusion(face, page)
        case _:
            return _thought(page)


def show_answer(face: Face, answer: str, page: Page) -> None:
    """Shows `answer`, and below it the text with its gap filled where it is no more than that."""
    if isinstance(face, OrderingFace):
        _numbered(face.items, page, Style.STRONG)
        return
    whole = face.filled if isinstance(face, TypedFace) and face.filled else face.answer
    hints = seen(without_hints(face.question)[1])
    page.say(answer, Style.STRONG, indent="  ")
    for words in (seen(whole), hints):
        if words and words != answer:
            page.say(words, indent="  ")


def seen(html: str) -> str:
    """What a terminal can show of it."""
    return harmless(plain(html)).strip()


def asked(face: Face) -> str:
    """The question as a terminal can show it, its hints still closed."""
    return seen(without_hints(face.question)[0])


def _thought(page: Page) -> Attempt | Command:
    while True:
        key = page.ask_key("Enter shows the answer")
        if key in GOES_ON:
            return Attempt()
        if found := command(key):
            return found


def _occlusion(face: OcclusionFace, page: Page) -> Attempt | Command:
    name = harmless(face.image)
    page.say(f"The picture {name} cannot be shown here; the window shows what it hides.")
    return _thought(page)


def _typed(face: TypedFace, page: Page) -> Attempt | Command:
    line = page.ask_line("Type the answer")
    comparison = compare(line or "", face.accepted)
    found = command(line if line is None else line.strip())
    if found and not comparison.right:
        return found
    if comparison.right:
        page.say("Right.", Style.RIGHT)
    elif line and line.strip():
        _show_differences(comparison, page)
    return Attempt(comparison.right)


def _choice(face: ChoiceFace, page: Page, rng: Random) -> Attempt | Command:
    offered = options(face, rng)
    _numbered([option.text for option in offered], page)
    page.say()
    read = page.ask_key if len(offered) <= _MOST_KEYS else page.ask_line
    while True:
        key = read(f"Choose 1 to {len(offered)}; Enter shows the answer")
        if key in GOES_ON or key == "":
            return Attempt(right=False)
        if found := command(key):
            return found
        if chosen := _number(key or "", len(offered)):
            option = offered[chosen - 1]
            style, word = (Style.RIGHT, "Right") if option.right else (Style.AGAIN, "Wrong")
            page.say(f"{styled(word, style)}: you chose {seen(option.text)}.")
            return Attempt(option.right)


def _ordering(face: OrderingFace, page: Page, rng: Random) -> Attempt | Command:
    shown = shuffled(face.items, rng)
    _numbered([face.items[place] for place in shown], page)
    page.say()
    while True:
        line = page.ask_line(f"Type the numbers in the right order, such as {_example(len(shown))}")
        if line is not None and not line.strip():
            return Attempt(right=False)
        if found := command(line if line is None else line.strip()):
            return found
        numbers = _permutation(line or "", len(shown))
        if numbers is None:
            page.say(f"Each number from 1 to {len(shown)} once, please.")
        else:
            return _show_order(face, [shown[number - 1] for number in numbers], page)


def _show_order(face: OrderingFace, order: Sequence[int], page: Page) -> Attempt:
    places = verdict(order)
    if all(places):
        page.say("Right.", Style.RIGHT)
        return Attempt(right=True)
    page.say("Your order:", Style.SOFT)
    for number, (item, right) in enumerate(zip(order, places, strict=True), 1):
        remark = "" if right else f"  {styled('(wrong place)', Style.AGAIN)}"
        page.say(seen(face.items[item]) + remark, indent=f"  {number}  ")
    page.say("The right order:", Style.SOFT)
    return Attempt(right=False)


def _show_differences(comparison: Comparison, page: Page) -> None:
    """What was typed above what is right, with marks below whatever differs."""
    _show_pieces("You typed: ", comparison.typed_pieces, page)
    _show_pieces("Answer:    ", comparison.expected_pieces, page)


def _show_pieces(heading: str, pieces: Sequence[Piece], page: Page) -> None:
    """As many characters as have room in a line, each with its mark right below."""
    marked = [(sign, piece.verdict) for piece in pieces for sign in harmless(piece.text)]
    room = page.width - len(heading)
    for start in range(0, len(marked), room):
        line = marked[start : start + room]
        page.as_it_is(heading + "".join(_coloured(sign, verdict) for sign, verdict in line))
        below = "".join(" " if verdict is Verdict.RIGHT else "^" for _, verdict in line)
        if below.strip():
            page.as_it_is(" " * len(heading) + below)
        heading = " " * len(heading)


def _coloured(sign: str, verdict: Verdict) -> str:
    match verdict:
        case Verdict.RIGHT:
            return sign
        case Verdict.WRONG:
            return styled(sign, Style.AGAIN)
        case Verdict.MISSING:
            return styled(sign, Style.RIGHT)


def _numbered(items: Sequence[str], page: Page, style: Style | None = None) -> None:
    for number, item in enumerate(items, 1):
        page.say(seen(item), style, indent=f"  {number}  ")


def _number(text: str, highest: int) -> int | None:
    """The number from 1 to `highest` that `text` is."""
    number = int(text) if text.isascii() and text.isdecimal() else 0
    return number if 1 <= number <= highest else None


def _permutation(text: str, count: int) -> list[int] | None:
    """`3 1 2`, `3,1,2` or, below ten, `312`."""
    words = text.replace(",", " ").split()
    if len(words) == 1 and count <= _MOST_KEYS:
        words = list(words[0])
    numbers = [_number(word, count) for word in words]
    found = [number for number in numbers if number is not None]
    return found if sorted(found) == list(range(1, count + 1)) and found == numbers else None


def _example(count: int) -> str:
    return " ".join(map(str, (2, 1, *range(3, count + 1))))
