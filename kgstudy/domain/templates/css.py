"""A note type's style, reduced to what a text widget can show and what can do no harm.

Selectors are elements, classes and their descendants; classes get a prefix of their own, so that a
deck cannot restyle the program's marks.  Font sizes become multiples of the card's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from kgstudy.domain.templates.colours import colour

PREFIX = "t-"

_READ = 200_000
_MOST_RULES = 300
_MOST_PARTS = 4
_BASE = 20.0
"""Pixels of a card's words where its style does not say."""

_TOKEN = re.compile(r"[{};]")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]{1,60})\s*(?:,\s*([^()]{0,100}))?\)")
_COMPOUND = re.compile(
    r"(?P<element>[a-z][a-z0-9]{0,10})?(?P<classes>(?:\.-?[A-Za-z_][\w-]{0,60})*)"
)
_CARD = re.compile(r"(?::root|html|body|\*|\.card[0-9]{0,2}|#qa|#content|\.(?:mac|win|linux))")
_ELSEWHERE = re.compile(
    r"night_?mode|\.mobile|\.android|\.iphone|\.ipad|\.ios|\.cloze", re.IGNORECASE
)

_LENGTH = re.compile(r"(-?[0-9]{0,6}\.?[0-9]{1,6})\s*(px|pt|em|rem|%|mm|cm|in)?")
_PIXELS: Mapping[str, float] = {
    "px": 1, "pt": 4 / 3, "em": 16, "rem": 16, "": 1, "mm": 3.8, "cm": 38, "in": 96,
}  # fmt: skip
_RELATIVE: Mapping[str, float] = {"em": 1, "rem": 1, "%": 0.01}
_KEYWORDS: Mapping[str, float] = {
    "xx-small": 0.6, "x-small": 0.7, "small": 0.85, "smaller": 0.85, "medium": 1,
    "large": 1.2, "larger": 1.2, "x-large": 1.5, "xx-large": 2, "xxx-large": 2.5,
}  # fmt: skip
_SMALLEST, _LARGEST = 0.6, 2.5
_WEIGHTS: Mapping[str, str] = {"normal": "400", "bold": "700", "bolder": "700", "lighter": "300"}

Reduce = Callable[[str, float], str | None]
"""Makes of a value, and the pixels of the card's words, what is shown of it."""


@lru_cache(maxsize=64)
def reduced(css: str) -> str:
    """Rules one a line; the style of the card itself is the program's affair, and is left out."""
    rules = list(_rules(css[:_READ]))
    variables = _variables(rules)
    base = _base(rules, variables)
    lines = (_line(selectors, body, base, variables) for selectors, body in rules)
    return "\n".join([line for line in lines if line][:_MOST_RULES])


def declarations(
    css: str, base: float = _BASE, variables: Mapping[str, str] = MappingProxyType({})
) -> str:
    """What is left of `name: value; ...`, as of a `style` attribute."""
    kept = dict(_declarations(css[:_READ], base, variables))
    return "; ".join(f"{name}: {value}" for name, value in kept.items())


def class_name(written: str) -> str:
    """A class of a deck as the reduced style and the card call it."""
    return PREFIX + written


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies; what stands within braces of its own (`@media`) is left out."""
    selectors = ""
    begun = depth = 0
    css = _without_comments(css)
    body: list[str] = []
    for token in _TOKEN.finditer(css):
        before, sign = css[begun : token.start()], token[0]
        begun = token.end()
        if sign == "{":
            depth += 1
            if depth == 1:
                selectors, body = before, []
        elif depth == 1:
            body.append(before)
        if sign == "}" and depth:
            depth -= 1
            if depth == 0 and "@" not in selectors:
                yield selectors.strip(), ";".join(body)


def _without_comments(css: str) -> str:
    kept = []
    at = 0
    while (start := css.find("/*", at)) >= 0:
        kept.append(css[at:start])
        end = css.find("*/", start + 2)
        at = len(css) if end < 0 else end + 2
    return "".join([*kept, css[at:]])


def _variables(rules: list[tuple[str, str]]) -> dict[str, str]:
    """What the card itself calls colours and sizes, in its usual light."""
    found: dict[str, str] = {}
    for selectors, body in rules:
        if any(_CARD.fullmatch(each.strip()) for each in selectors.split(",")):
            for written in body.split(";"):
                name, _, value = written.partition(":")
                if name.strip().startswith("--") and len(value) < 200:
                    found[name.strip()] = value.strip()
    return found


def _resolved(value: str, variables: Mapping[str, str]) -> str:
    """The value with its variables filled in, which may name others in their turn."""
    for _ in range(5):
        if "var(" not in value or len(value) > 500:
            break
        value = _VARIABLE.sub(lambda found: variables.get(found[1], found[2] or ""), value)
    return value


def _base(rules: list[tuple[str, str]], variables: Mapping[str, str]) -> float:
    """The pixels of the card's words, by which its other sizes are understood."""
    base = _BASE
    for selectors, body in rules:
        if ".card" in (each.strip() for each in selectors.split(",")):
            for written in body.split(";"):
                name, _, value = written.partition(":")
                if name.strip().lower() == "font-size":
                    ratio = _size(_resolved(value, variables).strip().lower(), _BASE)
                    base = _BASE * ratio if ratio else base
    return base


def _line(selectors: str, body: str, base: float, variables: Mapping[str, str]) -> str:
    kept = [found for each in selectors.split(",")[:20] if (found := _selector(each))]
    shown = declarations(body, base, variables) if kept else ""
    return f"{', '.join(kept)} {{ {shown} }}" if shown else ""


def _selector(written: str) -> str:
    """The selector, or nothing where it is none of ours or means the card itself."""
    parts = written.replace(">", " ").split()
    if _ELSEWHERE.search(written) or len(parts) > _MOST_PARTS:
        return ""
    while parts and _CARD.fullmatch(parts[0]):
        del parts[0]
    found = [_COMPOUND.fullmatch(part) for part in parts]
    return " ".join(_compound(part) for part in found if part) if all(found) else ""


def _compound(part: re.Match[str]) -> str:
    classes = part["classes"].replace(".", f".{PREFIX}")
    return (part["element"] or "") + classes


def _declarations(css: str, base: float, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for written in css.split(";"):
        name, _, value = written.partition(":")
        value = _resolved(value, variables).strip().removesuffix("!important").strip().lower()
        yield from _declaration(name.strip().lower(), value, base)


def _declaration(name: str, value: str, base: float) -> Iterator[tuple[str, str]]:
    if name == "background":
        name = "background-color"
        value = next((word for word in value.split() if colour(word)), value)
    if name == "margin":
        yield from _margins(value, base)
    elif (name, value) in (("visibility", "hidden"), ("display", "none")):
        yield "display", "none"
    elif (reduce := _PROPERTIES.get(name)) and (shown := reduce(value, base)):
        yield name, shown


def _margins(value: str, base: float) -> Iterator[tuple[str, str]]:
    """Those above and below; those beside would push the words out of the middle."""
    sides = value.split()
    if 0 < len(sides) <= 4:
        yield from _declaration("margin-top", sides[0], base)
        yield from _declaration("margin-bottom", sides[2 if len(sides) > 2 else 0], base)


def _among(*words: str) -> Reduce:
    return lambda value, base: value if value in words else None


def _pixels(lowest: int, highest: int) -> Reduce:
    def reduce(value: str, base: float) -> str | None:
        found = _LENGTH.fullmatch(value)
        if not found or (found[2] or "") not in _PIXELS:
            return None
        number = float(found[1]) * _PIXELS[found[2] or ""]
        return f"{round(min(max(lowest, number), highest))}px"

    return reduce


def _size(value: str, base: float) -> float | None:
    """A font size as a multiple of the card's."""
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    if not (found := _LENGTH.fullmatch(value)) or not found[2]:
        return None
    number = float(found[1])
    if found[2] in _RELATIVE:
        return number * _RELATIVE[found[2]]
    return number * _PIXELS[found[2]] / base if found[2] in _PIXELS else None


def _font_size(value: str, base: float) -> str | None:
    ratio = _size(value, base)
    return f"{min(max(_SMALLEST, ratio), _LARGEST):.3g}em" if ratio else None


def _font_weight(value: str, base: float) -> str | None:
    return _WEIGHTS.get(value, value if re.fullmatch("[1-9]00", value) else None)


def _decoration(value: str, base: float) -> str | None:
    known = ("underline", "line-through", "overline", "none")
    return next((word for word in value.split() if word in known), None)


_PROPERTIES: Mapping[str, Reduce] = {
    "color": lambda value, base: colour(value),
    "background-color": lambda value, base: colour(value),
    "font-size": _font_size,
    "font-weight": _font_weight,
    "font-style": _among("normal", "italic", "oblique"),
    "text-align": _among("left", "right", "center", "justify"),
    "text-decoration": _decoration,
    "text-decoration-line": _decoration,
    "text-transform": _among("none", "uppercase", "lowercase", "capitalize"),
    "white-space": _among("normal", "pre", "pre-wrap", "pre-line", "nowrap"),
    "letter-spacing": _pixels(-2, 10),
    "text-indent": _pixels(0, 60),
    "margin-top": _pixels(0, 40),
    "margin-bottom": _pixels(0, 40),
    "margin-left": _pixels(0, 80),
    "margin-right": _pixels(0, 80),
    "vertical-align": _among("sub", "super", "middle", "top", "bottom"),
    "list-style-type": _among("none", "disc", "circle", "square", "decimal", "lower-alpha"),
}
