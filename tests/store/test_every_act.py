"""Every act that exists can be taken back and done again, exactly, also after a restart."""

import re
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from kgstudy import services
from kgstudy.domain.errors import UserError
from kgstudy.services import safekeeping
from kgstudy.store import journal
from kgstudy.store.collection import Collection
from tests.acts import ACTS
from tests.builders import collection
from tests.contents import contents
from tests.fake_clock import FakeClock
from tests.world import Nothing, World, furnish

_NAMING = re.compile(r"\.act\(|\bname = |_put_away\(")
_NAME = re.compile(r'"([a-z]+(?:-[a-z]+)*)"')

WALKS, STEPS = 10, 40


def test_every_act_of_the_program_is_tried_here() -> None:
    folder = Path(next(iter(services.__path__)))
    lines = "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.py")))
    named = {
        name
        for line in re.sub(r"\(\n\s+", "(", lines).splitlines()
        if _NAMING.search(line)
        for name in _NAME.findall(line)
    }
    assert named == ACTS.keys()


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_undone_and_done_again_after_a_restart(name: str, tmp_path: Path) -> None:
    clock, folder = FakeClock(), tmp_path / "data"
    with collection(clock, folder) as opened:
        furnish(opened)
        states = [contents(opened)]
        ACTS[name](World(opened, Random(1)))
        assert last_name(opened) == name
        after = contents(opened)
    with collection(clock, folder) as opened:
        while opened.undo():
            states.append(contents(opened))
        assert states[-1] == states[0]
    with collection(clock, folder) as opened:
        while opened.redo():
            pass
        assert contents(opened) == after


@pytest.mark.parametrize("seed", range(WALKS))
def test_random_acts_are_undone_and_done_again_one_by_one(seed: int, tmp_path: Path) -> None:
    rng, clock, folder = Random(seed), FakeClock(), tmp_path / "data"
    opened = collection(clock, folder)
    furnish(opened)
    first = contents(opened)
    states = {0: first}
    for number in range(STEPS):
        with suppress(UserError, Nothing):
            ACTS[rng.choice(list(ACTS))](World(opened, rng, number))
        states[journal_length(opened)] = contents(opened)
        if rng.random() < 0.1:
            opened.close()
            opened = collection(clock, folder)
    assert not [each for each in safekeeping.check(opened).problems if "media" not in each]
    for left in range(journal_length(opened) - 1, -1, -1):
        assert opened.undo() is not None
        assert contents(opened) == states.get(left, contents(opened))
    assert opened.undo() is None
    assert contents(opened) == first
    opened.close()
    opened = collection(clock, folder)
    for done in range(1, max(states) + 1):
        assert opened.redo() is not None
        assert contents(opened) == states.get(done, contents(opened))
    assert opened.redo() is None
    opened.close()


def last_name(opened: Collection) -> str:
    act = journal.last(opened.connection)
    assert act is not None
    return journal.change_of(opened.connection, act).act


def journal_length(opened: Collection) -> int:
    """Acts that stand."""
    found = opened.connection.execute(
        "SELECT count(*) FROM act WHERE kind = ? AND undone = ?",
        (journal.Kind.DONE, journal.Undone.STANDS),
    ).get
    assert isinstance(found, int)
    return found
