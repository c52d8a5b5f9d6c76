"""Who has been looking for too long is told so, and may begin anew."""

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.host.patience import Patience


def test_it_ends_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    patience = Patience()
    patience.check()
    patience.check()
    monkeypatch.setattr("kgstudy.host.patience.SECONDS", -1.0)
    with pytest.raises(UserError, match="takes too long"):
        patience.check()
    patience.begin()
    patience.check()
