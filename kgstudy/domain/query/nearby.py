"""A quick look whether a regular expression could be found in texts that were folded."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kgstudy.domain.markup import fold
from kgstudy.domain.query import regular

_TOKEN = re.compile(
    r"(?P<same>\\[ds]|\(\?:|\((?!\?)|[|)]|(?:[*+?]|\{\d*,?\d*\})\??(?!\+))"
    r"|(?P<aside>\\[bB])"
    r"|(?P<any>\.[*+]\??(?!\+))"
    r"|\[(?P<class>(?:\w-\w|[^\\\]\[^-])+)\]"
    r"|(?P<sign>\\[^\w\s]|[^\\\[\](){}.|?*+^$])",
    re.DOTALL,
)
_MEMBER = re.compile(r"\w-\w|.", re.DOTALL)
_ALPHABETS = re.compile(r"[a-z]-[a-z]|[0-9]-[0-9]|[а-я]-[а-я]", re.IGNORECASE)
_ALIKE = "iı"
"""Match each other whatever the case, and folding leaves both."""


class _NotTold(Exception):  # noqa: N818 - no error
    """Part of the expression means something else of a folded text."""


@lru_cache(maxsize=64)
def nearby(pattern: str) -> re.Pattern[str] | None:
    """What is found in texts, folded and joined by signs, if `pattern` is found in one of them.

    It finds more than that.  None where that cannot be told, or would be slow to look for.
    """
    try:
        loose = "".join(_loosened(pattern))
    except _NotTold:
        return None
    return None if regular.is_vague(loose) else re.compile(loose)


@lru_cache(maxsize=64)
def within_word(pattern: str) -> re.Pattern[str] | None:
    """The same of a single word; None where a match could go over its ends, or be empty."""
    near = nearby(pattern)
    if near is None or near.search("") or not all(map(_is_of_words, _TOKEN.finditer(pattern))):
        return None
    return near


def _is_of_words(token: re.Match[str]) -> bool:
    if token["class"] or token["sign"]:
        signs = re.sub(r"(\w)-(\w)", r"\1\2", token["class"] or token["sign"][-1])
        return fold(signs).isalnum()
    return not token["any"] and token["same"] != r"\s"


def _loosened(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:
            raise _NotTold
        at = found.end()
        if found["same"]:
            yield found["same"]
        elif found["any"]:
            yield ".*"
        elif found["class"]:
            yield f"[{''.join(map(_member, _MEMBER.findall(found['class'])))}{_ALIKE}]"
        elif found["sign"]:
            yield _sign(found["sign"][-1])


def _sign(sign: str) -> str:
    folded = fold(sign)
    if len(folded) != 1:
        raise _NotTold
    return f"[{_ALIKE}]" if folded in _ALIKE else re.escape(folded)


def _member(member: str) -> str:
    if len(member) == 1:
        folded = fold(member)
        if len(folded) != 1:
            raise _NotTold
        return re.escape(folded)
    if not _ALPHABETS.fullmatch(member):
        raise _NotTold
    return member.lower()
