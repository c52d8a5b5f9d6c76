"""How words are looked for: by the text index where it can tell, else in the folded text itself.

Every pattern of words is one regular expression, which says what is meant; an index only makes
that quick.  Words begin where a word does, unless their script sets no blanks between words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgstudy.domain.markup import fold
from kgstudy.domain.query import globs, regular
from kgstudy.domain.query.globs import Glob
from kgstudy.store.folding import EMPTY, END, FIELD, SHOWS, aside

_WORD = "[^\\W_]"
_BETWEEN = f"(?:[^\\w{FIELD}{SHOWS}]|_)+"
"""What may stand between two words of one field."""
_INSIDE = f"[^{FIELD}{SHOWS}]"
"""Whatever stands in a field."""
_SHORTEST_HEAD = 2
"""Letters before a wildcard, from which on few enough words begin so."""
_TOKEN = re.compile(r"[^\W_]+")
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_ALIKE = ("'’‘`", "-‐‑–—−", '"“”„«»')
"""Signs that people write for one another."""
_LOOSE = re.compile(f"[ {re.escape(''.join(_ALIKE))}]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """Words as they are looked for, folded.

    `expression` is found in what a field shows; `match` is what the text index is asked, where it
    knows more than nothing, and `decides` whether its answer is right without another look.  Of a
    single word with wildcards the index is better asked for all its words that are like `word`,
    which begin with `head`.  `likeness` is a GLOB that the text around every find matches; where
    they are just a part of a text, that is `part`.
    """

    expression: str
    likeness: str
    match: str = ""
    decides: bool = False
    head: str = ""
    word: str = ""
    part: str = ""


Parts = list[tuple[bool, str]]
"""Of a pattern: wildcards (True), and texts between them."""


def words(glob: Glob, *, whole: bool) -> Sought:
    """Words in a row, the last of which may go on unless `whole`."""
    parts = list(globs.pieces(globs.folded(glob)))
    while parts and parts[-1] == (True, globs.ANY):
        whole = parts.pop() is None
    if not parts:
        return Sought("", "*", decides=True)
    whole = whole and _ends_word(parts)
    begins = _begins_word(parts)
    made = Sought(_expression(parts, begins, whole=whole), likeness(parts))
    if not begins:
        part = _part(parts)
        made = replace(made, decides=bool(part) and not whole, part=part)
    else:
        made = replace(made, match=_match(parts, whole=whole), decides=_are_words(parts))
    if (made.match and made.decides) or not _is_one_word(parts):
        return made
    head = parts[0][1] if begins else ""
    return replace(made, head=head, word=_word_like(parts, whole=whole))


def _begins_word(parts: Parts) -> bool:
    """Whether it is known where the first word begins, and how."""
    wild, text = parts[0]
    return not wild and bool(_TOKEN.match(text)) and not _WITHOUT_BLANKS.match(text)


def _ends_word(parts: Parts) -> bool:
    wild, text = parts[-1]
    last = text[-1]
    return wild or (bool(_TOKEN.match(last)) and not _WITHOUT_BLANKS.match(last))


def _expression(parts: Parts, begins: bool, *, whole: bool) -> str:
    made = globs.expression(parts, _WORD, _letters)
    if begins or parts[0] == (True, globs.ONE):
        made = _at_word(made, parts)
    return f"{made}(?!{_WORD})" if whole else made


def likeness(parts: Parts) -> str:
    """A GLOB of the longest text in them that stands for nothing else."""
    runs = (run for wild, text in parts if not wild for run in _LOOSE.split(text))
    return f"*{_escaped(max(runs, key=len, default=''))}*"


def field_likeness(name: Glob, shows: Glob) -> str:
    """A GLOB of a field that shows all this, where this has no wildcard; else of a text in it."""
    called, shown = (globs.text_of(globs.folded(glob)) for glob in (name, shows))
    if called is None or shown is None:
        return likeness(list(_folded(shows)))
    return f"*{FIELD}{_escaped(aside(called))}{SHOWS}{_escaped(shown)}{FIELD}*"


def field_expression(name: Glob, shows: Glob) -> str:
    """A regular expression of the same."""
    return f"{field_head(name)}{globs.expression(_folded(shows), _INSIDE)}{FIELD}"


def within_field(name: Glob, sought: Sought) -> str:
    """A regular expression of a field that has this somewhere."""
    return f"{field_head(name)}[^{FIELD}]*?(?:{sought.expression})"


def field_head(name: Glob) -> str:
    """A regular expression of what stands before the text of a field of that name."""
    return f"{FIELD}{globs.expression(_folded(name), _INSIDE, _aside)}{SHOWS}"


def _aside(text: str) -> str:
    return re.escape(aside(text))


def pattern_likeness(pattern: str) -> str:
    """What holds of the folded text of every note that a person's expression is found in.

    An i is left open, with a dot or without: Python takes each for the other, whatever the case.
    """
    made = (re.sub("[iı]", "?", _escaped(fold(text))) for text in regular.texts(pattern))
    return "*" + "".join(f"{each}*" for each in made)


def _are_words(parts: Parts) -> bool:
    """Whether they are words with a blank between, and nothing else."""
    return all(not wild and re.fullmatch(r"[^\W_]+(?: [^\W_]+)*", text) for wild, text in parts)


def _is_one_word(parts: Parts) -> bool:
    return all(wild or _TOKEN.fullmatch(text) for wild, text in parts)


def _at_word(expression: str, parts: Parts) -> str:
    """Where a word begins; told behind its first letters, as Python finds those much faster."""
    found = _TOKEN.match(parts[0][1])
    head = found[0] if found else ""
    return f"{head}(?<!{_WORD}{head}){expression.removeprefix(head)}"


def _part(parts: Parts) -> str:
    """The one run of letters and signs that it is, wherever it stands."""
    texts = [text for wild, text in parts if not wild or text == globs.ONE]
    loose = {" ", globs.ONE, *"".join(_ALIKE)}
    return texts[0] if len(texts) == 1 and not set(texts[0]) & loose else ""


def _letters(text: str) -> str:
    """Signs behind a blank could stand in the blank themselves: where another blank follows, they
    are taken where they first stand and nowhere else, which loses nothing and never takes long.
    """
    words = ["".join(map(_sign, word)) for word in text.split(" ")]
    inner = (f"(?>{_BETWEEN}?{word})" for word in words[1:-1])
    last = f"{_BETWEEN}{words[-1]}" if len(words) > 1 else ""
    return "".join((words[0], *inner, last))


def _sign(sign: str) -> str:
    for alike in _ALIKE:
        if sign in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(sign)


def _match(parts: Parts, *, whole: bool) -> str:
    """The words before the first wildcard as a phrase; the last one may go on."""
    head = parts[0][1]
    tokens = _TOKEN.findall(head)
    goes_on = bool(_TOKEN.match(head[-1])) and (len(parts) > 1 or not whole)
    if len(parts) > 1 and len(head) < _SHORTEST_HEAD:
        return ""  # too many words begin so
    return '"{}"{}'.format(" ".join(tokens), "*" if goes_on else "")


def _word_like(parts: Parts, *, whole: bool) -> str:
    """A GLOB of every word in which they are found."""
    begins = _begins_word(parts) or parts[0] == (True, globs.ONE)
    made = "".join(_exact(wild, text) for wild, text in parts)
    return f"{'' if begins else '*'}{made}{'' if whole else '*'}"


def longest_word(glob: Glob) -> tuple[str, str]:
    """Of a text that is all this: how its longest word begins, and a GLOB of it; empty if it has
    none.
    """
    parts = list(_folded(glob))
    found = [
        (word[0], word.start() == 0 and at > 0, word.end() == len(text) and at + 1 < len(parts))
        for at, (wild, text) in enumerate(parts)
        if not wild
        for word in _TOKEN.finditer(text)
    ]
    if not found:
        return "", ""
    word, opens, goes_on = max(found, key=lambda each: len(each[0]))
    return ("" if opens else word), f"{'*' * opens}{word}{'*' * goes_on}"


def is_any_with(glob: Glob, word: str) -> bool:
    """Whether all that it says is that there is such a word, which is a GLOB with open ends."""
    return globs.folded(glob) == word and word[:1] == word[-1:] == globs.ANY


def _is_anything(glob: Glob) -> bool:
    """Whether it says no more than that something is there: a single sign, or more."""
    signs = [text if wild else "" for wild, text in globs.pieces(glob)]
    return (
        globs.ANY in signs
        and sorted(set(signs)) == [globs.ANY, globs.ONE]
        and signs.count(globs.ONE) == 1
    )


def field_match(shows: Glob) -> str:
    """What asks the text index for a field that shows all this: `EMPTY` if that is nothing, `END`
    if it is anything, or else the words that it ends with, if it has no wildcard.
    """
    if _is_anything(shows):
        return END
    shown = globs.text_of(globs.folded(shows))
    if not shown:
        return "" if shown is None else EMPTY
    words = _TOKEN.findall(shown)
    return f'"{" ".join([*words, END])}"' if words else ""


def _folded(glob: Glob) -> Iterator[tuple[bool, str]]:
    return globs.pieces(globs.folded(glob))


def _exact(wild: bool, text: str) -> str:
    if wild:
        return "*" if text == globs.ANY else "?"
    return _escaped(text)


def _escaped(text: str) -> str:
    return re.sub(r"[*?\[]", r"[\g<0>]", text)
