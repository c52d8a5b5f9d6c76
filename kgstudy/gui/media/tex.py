r"""Formulas as people write them into fields: where they stand, and TeX that ziamath can draw.

A formula stands between `\(` and `\)`, or `\[` and `\]`, as MathJax has it; or as Anki's older
`[$]…[/$]`, `[$$]…[/$$]` and `[latex]…[/latex]`.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple

from kgstudy.domain.markup import TAG

_MOST = 100
"""Formulas of one side that are drawn; the others are shown as they are written."""
_LONGEST = 1500
"""Characters of a formula that is drawn."""

_ANY_TAG = re.compile(TAG)
_VERBATIM = re.compile(r"<(?P<verbatim>code|pre|tt|samp)\b.*?</(?P=verbatim)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/?(?:div|p|li))\b[^<>]*>")
_FORMULA = re.compile(
    r"(?<!\\)\\\((?P<inline>.+?)(?<!\\)\\\)|(?<!\\)\\\[(?P<display>.+?)(?<!\\)\\\]"
    r"|\[\$\](?P<dollar>.+?)\[/\$\]|\[\$\$\](?P<dollars>.+?)\[/\$\$\]"
    r"|\[latex\](?P<latex>.+?)\[/latex\]",
    re.DOTALL,
)
_ANKI_TAG = re.compile(r"<anki-mathjax\b([^<>]*)>(.*?)</anki-mathjax>", re.DOTALL | re.IGNORECASE)

_WRAPPED = re.compile(
    r"\A(?:\$\$(?P<b>[^$]+)\$\$|\$(?P<a>[^$]+)\$|\\\[(?P<c>.+)\\\]|\\\((?P<d>.+)\\\)"
    r"|\\begin\{(?P<name>displaymath|math|equation\*?)\}(?P<e>.+)\\end\{(?P=name)\})\Z",
    re.DOTALL,
)
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_LABEL = re.compile(r"\\(?:label\{[^{}]*\}|nonumber|notag|require\{[^{}]*\})")
_BEGUN = re.compile(r"\\(begin|end)\s*\{\s*([A-Za-z]+\*?)\s*\}")
_CHEMICAL = re.compile(r"\\(?:ce|mhchem)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_CHEMICAL_PART = re.compile(
    r"(?P<arrow><=>>?|<->|<-|->)(?:\[(?P<over>[^\[\]]*)\])?|\^(?P<up>\{[^{}]*\}|[0-9]*[+-]?|.)|_(?P<down>\{[^{}]*\}|[0-9]+|.)"
    r"|(?<=[A-Za-z)\]])(?P<count>[0-9]+)|(?<=[A-Za-z0-9)\]])(?P<charge>[+-])(?![A-Za-z0-9>])"
    r"|(?P<tex>\\[A-Za-z]+)|(?P<words>[A-Za-z]+)|(?P<rest>.)",
    re.DOTALL,
)
_ARROWS = {
    "->": r"\rightarrow", "<-": r"\leftarrow", "<->": r"\leftrightarrow",
    "<=>": r"\rightleftharpoons", "<=>>": r"\rightleftharpoons",
}  # fmt: skip
_RAISED = re.compile(
    r"\\begin\{(?P<name>[A-Za-z]+\*?)\}(?:(?!\\begin\{).)*?\\end\{(?P=name)\}(?=\s*[\^_])",
    re.DOTALL,
)


class Formula(NamedTuple):
    """TeX, set in a line of words or on a line of its own."""

    tex: str
    display: bool


def with_brackets(html: str) -> str:
    r"""`html` with the formulas that Anki's editor marks by a tag between `\(` and `\)`."""
    if "anki-mathjax" not in html:
        return html
    return _ANKI_TAG.sub(
        lambda found: rf"\[{found[2]}\]" if "block" in found[1] else rf"\({found[2]}\)", html
    )


def formulas(html: str) -> tuple[Formula, ...]:
    """The formulas in clean HTML that are to be drawn."""
    return tuple(formula for _, formula in _found(html))


def replaced(html: str, shown: Callable[[Formula], str | None]) -> str:
    """Clean HTML with each formula as `shown` has it, or as it is written where that is None.

    Tags that begin or end within a formula are kept behind it.
    """
    parts, at = [], 0
    for found, formula in _found(html):
        drawn = shown(formula)
        source = html[found.start() : found.end()]
        within = (tag[0] for tag in _ANY_TAG.finditer(source) if not _BREAK.match(tag[0]))
        kept = f"{drawn}{''.join(within)}" if drawn is not None else _written(source)
        parts += [html[at : found.start()], kept]
        at = found.end()
    return "".join(parts) + html[at:]


def tidy(tex: str) -> str:
    """The same formula in words that ziamath knows."""
    bare = tex.strip()
    while wrapped := _WRAPPED.match(bare):
        bare = next(wrapped[key] for key in "abcde" if wrapped[key]).strip()
    bare = _LABEL.sub("", _COMMENT.sub("", bare))
    bare = _CHEMICAL.sub(lambda found: _chemical(found[1]), _BEGUN.sub(r"\\\1{\2}", bare))
    return _RAISED.sub(r"{\g<0>}", bare)


def _chemical(words: str) -> str:
    """What mhchem makes of `H2O`, `SO4^2-` and `A + B -> C`."""
    return "{" + "".join(map(_chemical_part, _CHEMICAL_PART.finditer(words.strip()))) + "}"


def _chemical_part(found: re.Match[str]) -> str:
    part = found[0]
    if found["over"]:
        return rf" \xrightarrow{{\text{{{found['over']}}}}} "
    match found.lastgroup:
        case "arrow":
            return rf" {_ARROWS[found['arrow']]} "
        case "up" | "charge":
            return f"^{{{part.lstrip('^').strip('{}')}}}"
        case "down" | "count":
            return f"_{{{part.lstrip('_').strip('{}')}}}"
        case "words":
            return rf"\mathrm{{{part}}}"
        case _:
            return r"\;" if part.isspace() else part


def _found(html: str) -> list[tuple[re.Match[str], Formula]]:
    """Looks at the words alone: tags and what stands in code are as long, and blank."""
    if "\\" not in html and "[$" not in html and "[latex]" not in html:
        return []
    words = _ANY_TAG.sub(_blank, _VERBATIM.sub(_blank, html))
    every = ((found, _formula(found, html)) for found in _FORMULA.finditer(words))
    drawn = [
        (found, formula) for found, formula in every if formula.tex and len(formula.tex) <= _LONGEST
    ]
    return drawn[:_MOST]


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def _formula(found: re.Match[str], html: str) -> Formula:
    name = found.lastgroup or ""
    source = html[found.start(name) : found.end(name)]
    tex = unescape(_ANY_TAG.sub("", _BREAK.sub("\n", source))).replace("\xa0", " ").strip()
    alone = name == "latex" and ("$$" in tex or r"\begin{" in tex or r"\[" in tex)
    return Formula(tex, alone or name in ("display", "dollars"))


def _written(source: str) -> str:
    return f"<code>{source}</code>"


def image(formula: Formula, address: str) -> str:
    """The picture of a formula as a tag, which is read out as it is written."""
    shown = f'<img class="inline" src="{address}" alt="{escape(formula.tex)}">'
    return f'<div align="center">{shown}</div>' if formula.display else shown
