"""Long work beside the window."""

import gc
from functools import partial
from threading import Event, current_thread, main_thread
from weakref import WeakSet

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgstudy.domain.changes import Change
from kgstudy.domain.errors import Cancelled
from kgstudy.domain.progress import portion
from kgstudy.gui.jobs import PARTS, Jobs, Steps, shares
from kgstudy.services import decks, new_decks
from kgstudy.store.collection import Collection


class Listener(QObject):
    """Hears a job as a page does."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[object, ...]] = []

    def on_progress(self, done: int, whole: int) -> None:
        self.heard.append((done, whole, current_thread()))

    def on_done(self, result: object) -> None:
        self.heard.append((result, current_thread()))


def test_work_runs_elsewhere_and_ends_here(qtbot: QtBot, kept: Collection) -> None:
    connections = []

    def work(collection: Collection, progress: Steps) -> str:
        assert current_thread() is not main_thread()
        connections.append(collection.connection)
        progress(1, 2)
        new_decks.create(collection, "Made beside the window")
        return "made"

    jobs, listener = Jobs(kept), Listener()
    job = jobs.start(work)
    job.progressed.connect(listener.on_progress)
    job.done.connect(listener.on_done)
    with qtbot.waitSignal(job.ended):
        pass
    assert listener.heard == [(1, 2, main_thread()), ("made", main_thread())]
    assert connections != [kept.connection]
    assert [deck.name for deck in decks.overview(kept)] == ["Made beside the window"]


def test_nothing_is_missed_however_quick_the_work(qtbot: QtBot, kept: Collection) -> None:
    jobs = Jobs(kept)
    job = jobs.start(lambda collection, progress: "quick")
    jobs.finish()
    with qtbot.waitSignal(job.done) as done:
        pass
    assert done.args == ["quick"]


class Large:
    """What a piece of work holds on to while it goes on."""


def test_what_the_work_held_goes_with_it(qtbot: QtBot, kept: Collection) -> None:
    jobs, alive = Jobs(kept), WeakSet[Large]()

    def work(large: Large, collection: Collection, progress: Steps) -> None:
        assert large in alive

    for _ in range(60):
        large = Large()
        alive.add(large)
        jobs.start(partial(work, large))
        sum(range(100_000))  # the window has something to do meanwhile
        QApplication.processEvents()
    del large
    jobs.finish()
    qtbot.waitUntil(lambda: not jobs.children()[1:])
    gc.collect()
    assert not alive


def test_a_mistake_in_the_work_is_handed_over(qtbot: QtBot, kept: Collection) -> None:
    def work(collection: Collection, progress: Steps) -> None:
        raise ZeroDivisionError("in the work")

    jobs = Jobs(kept)
    job = jobs.start(work)
    with qtbot.waitSignal(job.failed) as failed, qtbot.assertNotEmitted(job.done):
        pass
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_stopping_rolls_everything_back(qtbot: QtBot, kept: Collection) -> None:
    begun, go_on = Event(), Event()

    def work(collection: Collection, progress: Steps) -> Change:
        with collection.act("a long act") as act:
            new_decks.create(collection, "Half way")
            begun.set()
            go_on.wait(5)
            progress(1, 2)
        return act.change

    jobs = Jobs(kept)
    job = jobs.start(work)
    assert begun.wait(5)
    job.cancel()
    with qtbot.waitSignal(job.failed) as failed:
        go_on.set()
    assert isinstance(failed.args[0], Cancelled)
    assert decks.overview(kept) == ()


def test_one_after_another(qtbot: QtBot, kept: Collection) -> None:
    order: list[int] = []
    jobs = Jobs(kept)

    def work(number: int, collection: Collection, progress: Steps) -> None:
        order.append(number)

    for number in range(5):
        jobs.start(partial(work, number))
    jobs.finish()
    assert order == [0, 1, 2, 3, 4]


def test_a_finished_job_is_freed(qtbot: QtBot, kept: Collection) -> None:
    jobs = Jobs(kept)
    job = jobs.start(lambda collection, progress: None)
    with qtbot.waitSignal(job.destroyed):
        pass
    assert jobs.findChildren(type(job)) == []


def test_shares_become_words_of_progress_and_no_flood(qtbot: QtBot, kept: Collection) -> None:
    def work(collection: Collection, progress: Steps) -> None:
        tell = shares(progress)
        for step in range(20_000):
            tell(step / 20_000)
        part = portion(tell, 0.5, 1.0)
        part(0.0)
        part(1.0)

    jobs, listener = Jobs(kept), Listener()
    job = jobs.start(work)
    job.progressed.connect(listener.on_progress)
    with qtbot.waitSignal(job.ended):
        pass
    told = [done for done, whole, _ in listener.heard]
    assert told == [*range(PARTS + 1), PARTS // 2, PARTS]


def test_it_stops_between_two_words_of_progress_too(qtbot: QtBot, kept: Collection) -> None:
    begun, go_on = Event(), Event()

    def work(collection: Collection, progress: Steps) -> None:
        tell = shares(progress)
        tell(0.5)
        begun.set()
        go_on.wait(5)
        tell(0.5)
        raise ZeroDivisionError("it went on")

    jobs = Jobs(kept)
    job = jobs.start(work)
    assert begun.wait(5)
    job.cancel()
    with qtbot.waitSignal(job.failed) as failed:
        go_on.set()
    assert isinstance(failed.args[0], Cancelled)


def test_stopped_before_its_turn_it_never_begins(qtbot: QtBot, kept: Collection) -> None:
    go_on = Event()
    ran: list[str] = []
    jobs = Jobs(kept)
    jobs.start(lambda collection, progress: go_on.wait(5))
    second = jobs.start(lambda collection, progress: ran.append("second"))
    second.cancel()
    with qtbot.waitSignal(second.failed):
        go_on.set()
    assert ran == []


def test_while_an_act_is_done_beside_the_window_it_is_told_that_nobody_else_can_write(
    qtbot: QtBot, kept: Collection
) -> None:
    jobs, gate = Jobs(kept), Event()
    job = jobs.write(lambda _collection, _progress: gate.wait())
    assert jobs.is_writing
    with qtbot.waitSignal(job.ended):
        gate.set()
    assert not jobs.is_writing
    failing = jobs.write(lambda _collection, _progress: 1 / 0)
    with qtbot.waitSignal(failing.ended):
        pass
    assert not jobs.is_writing
