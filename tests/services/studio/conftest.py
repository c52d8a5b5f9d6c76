"""The desk with a lesson in memory."""

from collections.abc import Iterator

import pytest

from tests.builders import collection
from tests.services.studio.desk import Desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    with collection() as opened:
        yield Desk(opened)
