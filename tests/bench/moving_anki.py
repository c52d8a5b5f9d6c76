"""The same work as `moving_ours`, done by Anki: run by an interpreter that has its package."""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


def main(name: str, files: Path) -> None:
    anki = import_module("anki.collection")
    with TemporaryDirectory() as folder:
        opened = anki.Collection(str(Path(folder) / "collection.anki2"))
        if name in ("import-again", "export-package"):
            _bring_in(anki, opened, files / "many.apkg", schedules=False)
        begun, worked = time.perf_counter(), time.process_time()
        count = _done(anki, opened, name, files, Path(folder))
        seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
        print(json.dumps({"seconds": seconds, "cpu": cpu, "mib": _peak_mib(), "count": count}))
        opened.close()


def _done(anki: Any, opened: Any, name: str, files: Path, folder: Path) -> int:  # noqa: ANN401
    match name:
        case "import-package":
            return len(_bring_in(anki, opened, files / "many.apkg", schedules=False).new)
        case "import-again":
            return len(_bring_in(anki, opened, files / "many.apkg", schedules=False).duplicate)
        case "import-table":
            return len(_table(anki, opened, files / "many.csv").new)
        case "import-known":
            _bring_in(anki, opened, files / "known.apkg", schedules=True)
            return int(opened.db.scalar("SELECT count(*) FROM revlog"))
        case _:
            options = anki.ExportAnkiPackageOptions(
                with_scheduling=False, with_deck_configs=False, with_media=True, legacy=True
            )
            out = str(folder / "out.apkg")
            return int(opened.export_anki_package(out_path=out, limit=None, options=options))


def _bring_in(anki: Any, opened: Any, file: Path, *, schedules: bool) -> Any:  # noqa: ANN401
    options = anki.ImportAnkiPackageOptions(
        merge_notetypes=True, with_scheduling=schedules, with_deck_configs=schedules
    )
    request = anki.ImportAnkiPackageRequest(package_path=str(file), options=options)
    return opened.import_anki_package(request).log


def _table(anki: Any, opened: Any, file: Path) -> Any:  # noqa: ANN401
    metadata = opened.get_csv_metadata(str(file), None)
    return opened.import_csv(anki.ImportCsvRequest(path=str(file), metadata=metadata)).log


def _peak_mib() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
