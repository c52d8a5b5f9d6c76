"""A regular expression that would never end is given up, and one that ends gives its matches."""

import re

import pytest

from kgstudy.domain import replacing
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.host import patience

TEXTS = ("Naryn, 807 km", "", "Чүй 1067 «км»", "\ud800 5")


def nothing() -> None:
    pass


def test_matches_are_those_that_are_found_here() -> None:
    pattern, template = re.compile(r"(\w+)(?= )|\d+", re.IGNORECASE), r"<\g<0>>"
    found = patience.matches(pattern, template, TEXTS, nothing)
    assert found == replacing.find(pattern, template, TEXTS)


def test_what_never_ends_is_given_up() -> None:
    endless = re.compile(r"(a+)+$")
    with pytest.raises(UserError, match="takes too long"):
        patience.matches(endless, "", ["a" * 64 + "!"], nothing, seconds=0.5)


def test_who_does_not_want_it_any_more_need_not_wait() -> None:
    asked = []

    def stop() -> None:
        asked.append(1)
        if len(asked) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        patience.matches(re.compile(r"(a+)+$"), "", ["a" * 64 + "!"], stop)
