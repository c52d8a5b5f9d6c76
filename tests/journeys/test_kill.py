"""Whatever kills the program, every answered card is there afterwards."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kgstudy.domain.ids import ReviewId
from kgstudy.domain.review import Rating
from kgstudy.services.study import Study
from kgstudy.store import integrity
from tests.builders import collection, deck_of

ROUNDS = 25

STUDENT = """
import sys
from pathlib import Path
from random import Random
from kgstudy.domain.review import Rating
from kgstudy.host.clock import SystemClock
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection

rng = Random(int(sys.argv[2]))
with Collection.open(Path(sys.argv[1]), SystemClock(), rng) as collection:
    study = Study(collection)
    while True:
        if study.shown is None:
            study.study_ahead()
        study.answer(rng.choice(list(Rating)), 1000)
        ((review,),) = collection.connection.execute("SELECT max(id) FROM review")
        print(review, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_no_answer_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        deck_of(opened, 400)
    told: set[ReviewId] = set()
    for number in range(ROUNDS):
        told |= _study_until_killed(tmp_path, number, after=Random(number).randrange(1, 40))
    with collection(folder=tmp_path) as opened:
        kept = {row[0] for row in opened.connection.execute("SELECT id FROM review")}
        assert told <= kept
        assert len(kept - told) <= ROUNDS  # one each may have been committed and not yet told
        assert integrity.database_faults(opened) == ()
        assert integrity.recomputed(opened) == ()
        study = Study(opened)
        study.study_ahead()
        study.answer(Rating.GOOD, 1000)
    assert len(told) > ROUNDS


def _study_until_killed(folder: Path, seed: int, after: int) -> set[ReviewId]:
    """Kills a student at once when it has told of `after` answers; what it told."""
    student = subprocess.Popen(
        [sys.executable, "-c", STUDENT, str(folder), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert student.stdout is not None
    with student.stdout as lines:
        told = [line for line, _ in zip(lines, range(after), strict=False)]
        student.kill()
        told += list(lines)
    student.wait()
    return {ReviewId(int(line)) for line in told if line.endswith("\n")}
