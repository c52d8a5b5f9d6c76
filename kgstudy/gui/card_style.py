"""A deck's own style beside the program's: its colours as readable as ours, its sizes in pixels.

It reads nothing but what `domain.templates.css` writes: a rule a line, and `style` attributes.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from kgstudy.gui.theme import Look

_FAINTEST = 4.5
"""The least contrast between words and what is behind them, as WCAG measures it."""
_PLAINEST = 8.0
"""That between the program's own words and the background a deck puts behind them.

It is more, so that words which were made readable on our paper are so on that background too.
"""
_STEPS = 10

_RULE = re.compile(r"\{ ([^{}]*) \}")
_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z]+="[^"]*")+')
_STYLE = re.compile(r' style="([^"]*)"')
_FONT_COLOUR = re.compile(r'(<font[^<>]*? color=")(#[0-9a-f]{6})"')
_CLASS = re.compile(r"\.(t-[\w-]+)")
_HIDING = re.compile(r"^([^{]*)\{[^{}]*display: none[^{}]*\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a deck's words stand in: our ink on our paper, as `#rrggbb`, and the usual size.

    `shades` are what other colours are shown as, which are ours and stand for a role.
    """

    ink: str
    paper: str
    size: float
    shades: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, look: Look, size: float) -> Self:
        """Those of the theme in use."""
        roles = look.theme.roles
        return cls(roles["ink"], roles["window"], size, look.shades)


def themed_rules(style: str, around: Surroundings) -> str:
    """The rules of a deck as they look in `around`."""
    return _RULE.sub(lambda rule: f"{{ {_themed(rule[1], around)} }}", style)


def themed_html(clean: str, around: Surroundings) -> str:
    """Clean HTML with the styles and colours in its tags as they look in `around`."""
    if "<font" in clean:
        clean = _FONT_COLOUR.sub(
            lambda found: f'{found[1]}{_readable(found[2], around.paper, around)}"', clean
        )
    return _TAG.sub(lambda tag: _in_tag(tag[0], around), clean) if " style=" in clean else clean


def classes(style: str) -> frozenset[str]:
    """The classes that the rules speak of."""
    return frozenset(_CLASS.findall(style))


def hidden(style: str) -> frozenset[str]:
    """The classes whose elements the rules hide."""
    selectors = (each.strip() for found in _HIDING.findall(style) for each in found.split(","))
    return frozenset(found[1] for each in selectors if (found := _CLASS.fullmatch(each)))


def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2.2 has it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _in_tag(tag: str, around: Surroundings) -> str:
    return _STYLE.sub(lambda style: f' style="{_themed(style[1], around)}"', tag)


def _themed(declarations: str, around: Surroundings) -> str:
    shown = dict(pair.split(": ", 1) for pair in declarations.split("; ") if ": " in pair)
    paper = around.paper
    if "background-color" in shown:
        paper = _mixed_until(
            shown["background-color"],
            around.paper,
            lambda mixed: contrast(mixed, around.ink) >= _PLAINEST,
        )
        shown["background-color"] = paper
    if "color" in shown:
        shown["color"] = _readable(shown["color"], paper, around)
    if shown.get("font-size", "").endswith("em"):
        shown["font-size"] = f"{round(float(shown['font-size'][:-2]) * around.size)}px"
    return "; ".join(f"{name}: {value}" for name, value in shown.items())


def _readable(color: str, paper: str, around: Surroundings) -> str:
    color = around.shades.get(color, color)
    return _mixed_until(color, around.ink, lambda mixed: contrast(mixed, paper) >= _FAINTEST)


def _mixed_until(color: str, into: str, enough: Callable[[str], bool]) -> str:
    """The nearest mixture of `color` with `into` that is enough; `into` itself where none is."""
    steps = (_mixed(color, into, step / _STEPS) for step in range(_STEPS))
    return next((mixed for mixed in steps if enough(mixed)), into)


def _mixed(one: str, other: str, part: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(each / 255) for each in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
