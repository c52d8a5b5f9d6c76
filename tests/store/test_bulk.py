"""Rows that are added many at once are those that were given, however many there are."""

import pytest

from kgstudy.store import bulk
from tests.builders import collection


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 137])
def test_every_row_is_added_once_in_its_order(count: int) -> None:
    rows = [(number, f"tag {number}") for number in range(count)]
    with collection() as opened, opened.act("test"):
        bulk.append(opened, "tag (id, name)", "(?, ?)", iter(rows))
        assert opened.connection.execute("SELECT id, name FROM tag").fetchall() == rows
