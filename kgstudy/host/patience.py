"""Regular expressions that are given up: some would look for a match longer than anybody lives.

Python holds everything up while it matches, so another process does it, which can be ended.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from re import Pattern

from kgstudy.domain.errors import UserError

SECONDS = 10.0
"""After so long a search by a regular expression is given up."""

_STEP = 0.1
"""Seconds after which it is asked again whether the result is still wanted."""

_CHILD = """
import json, re, sys
expression, flags, template, texts = json.load(sys.stdin)
pattern = re.compile(expression, flags)
json.dump(
    [
        [(*each.span(), each.expand(template)) for each in pattern.finditer(text)]
        for text in texts
    ],
    sys.stdout,
)
"""

Place = tuple[int, int, str]
"""Where a match begins and ends, and what is to stand there."""


def matches(
    pattern: Pattern[str],
    template: str,
    texts: Sequence[str],
    heed: Callable[[], None],
    seconds: float = SECONDS,
) -> list[list[Place]]:
    """The matches in each of the texts; UserError where looking for them takes too long.

    `heed` is called now and then, and stops it all by raising.
    """
    asked = json.dumps([pattern.pattern, int(pattern.flags), template, list(texts)])
    # A child that needs nothing of ours begins in some 20 ms.
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with child:
        try:
            answer = _answer(child, asked.encode(), heed, seconds)
        finally:
            with suppress(OSError):
                child.kill()
    return [[(start, end, words) for start, end, words in row] for row in json.loads(answer)]


def _answer(
    child: "subprocess.Popen[bytes]", asked: bytes, heed: Callable[[], None], seconds: float
) -> bytes:
    given: bytes | None = asked
    for _ in range(max(1, round(seconds / _STEP))):
        heed()
        try:
            answer, _nothing = child.communicate(given, timeout=_STEP)
        except subprocess.TimeoutExpired:
            given = None
            continue
        return answer
    raise UserError(
        "This regular expression takes too long: make it simpler, or choose fewer cards."
    )
