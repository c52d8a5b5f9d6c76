"""The searches of `tests.bench.finding` in a process of its own; prints one line of JSON."""

import json
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy import formats
from kgstudy.host.clock import SystemClock
from kgstudy.services import importing, indexing, listing
from kgstudy.store.collection import Collection
from tests.bench.finding_queries import QUERIES

_TIMES = 7


def main(files: Path) -> None:
    with (
        TemporaryDirectory() as folder,
        Collection.open(Path(folder) / "bench", SystemClock(), Random(1)) as opened,
    ):
        for file in (files / "known.apkg", files / "many.apkg"):
            importing.bring_in(opened, formats.recognise(file).read(file))
        while indexing.index_some(opened):
            pass
        print(json.dumps({name: _searched(opened, query) for name, query, _ in QUERIES}))


def _searched(opened: Collection, query: str) -> list[float]:
    took, count = list[float](), 0
    for _ in range(_TIMES):
        begun = time.process_time()
        count = len(listing.find_ids(opened, query))
        took.append(1000 * (time.process_time() - begun))
    return [min(took), count]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
