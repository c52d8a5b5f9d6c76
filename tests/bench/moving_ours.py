"""One piece of work of `tests.bench.moving` in a process of its own; prints one line of JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgstudy import formats
from kgstudy.host.clock import SystemClock
from kgstudy.host.memory import uncollected
from kgstudy.services import exporting, importing
from kgstudy.services.importing import Report
from kgstudy.store.collection import Collection

Work = Callable[[], int]
"""What is measured; returns how many things it met."""


def main(name: str, files: Path) -> None:
    with (
        TemporaryDirectory() as folder,
        Collection.open(Path(folder) / "bench", SystemClock(), Random(1)) as opened,
    ):
        work = _work(name, opened, files, Path(folder))
        begun, worked = time.perf_counter(), time.process_time()
        count = work()
        seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
        print(json.dumps({"seconds": seconds, "cpu": cpu, "mib": peak_mib(), "count": count}))


def _work(name: str, opened: Collection, files: Path, folder: Path) -> Work:
    package, table, known = files / "many.apkg", files / "many.csv", files / "known.apkg"
    if name in ("import-again", "export-package"):
        _bring_in(opened, package)
    match name:
        case "import-package":
            return lambda: _bring_in(opened, package).notes["new"]
        case "import-again":
            return lambda: _bring_in(opened, package).notes["same"]
        case "import-table":
            return lambda: _bring_in(opened, table).notes["new"]
        case "import-known":
            return lambda: _bring_in(opened, known).reviews
        case _:
            return lambda: _give_out(opened, folder / "out.apkg")


def _bring_in(opened: Collection, file: Path) -> Report:
    with uncollected():
        parcel = formats.recognise(file).read(file)
    return importing.bring_in(opened, parcel)


def _give_out(opened: Collection, file: Path) -> int:
    parcel = exporting.gather(opened, schedules=False)
    formats.writer_for(file).write(parcel, file)
    return len(parcel.notes)


def peak_mib() -> float:
    """The most memory this process has held; Linux alone tells."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
