"""Work beside the window of which only the last is heard."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from kgstudy.domain.errors import Cancelled
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs, Steps, Work
from kgstudy.store.collection import Collection
from tests.builders import collection as opened


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    with opened(folder=tmp_path / "data") as made:
        jobs = Jobs(made)
        yield jobs
        jobs.finish()


def telling(words: str, *, after: Event | None = None) -> Work:
    def work(collection: Collection, progress: Steps) -> str:
        if after is not None:
            assert after.wait(5)
        progress(1, 1)
        return words

    return work


def test_what_is_begun_later_is_heard_alone(qtbot: QtBot, jobs: Jobs) -> None:
    errand, gate = Errand(jobs, jobs), Event()
    heard: list[object] = []
    errand.done.connect(heard.append)
    errand.failed.connect(heard.append)
    errand.begin(telling("first", after=gate))
    errand.begin(telling("second"))
    assert errand.is_busy
    gate.set()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["second"]
    assert not errand.is_busy


def test_what_is_stopped_is_heard_to_have_stopped(qtbot: QtBot, jobs: Jobs) -> None:
    errand, gate = Errand(jobs, jobs), Event()
    errand.begin(telling("never", after=gate))
    errand.cancel()
    with qtbot.waitSignal(errand.failed) as failed:
        gate.set()
    assert failed.args is not None
    assert isinstance(failed.args[0], Cancelled)
    assert not errand.is_busy
