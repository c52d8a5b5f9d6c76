"""The same searches as `finding_ours`, done by Anki: run by an interpreter that has its package."""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_TIMES = 7


def main(files: Path) -> None:
    anki, queries = import_module("anki.collection"), import_module("finding_queries").QUERIES
    with TemporaryDirectory() as folder:
        opened = anki.Collection(str(Path(folder) / "collection.anki2"))
        for file in (files / "known.apkg", files / "many.apkg"):
            options = anki.ImportAnkiPackageOptions(
                merge_notetypes=True, with_scheduling=True, with_deck_configs=True
            )
            request = anki.ImportAnkiPackageRequest(package_path=str(file), options=options)
            opened.import_anki_package(request)
        print(json.dumps({name: _searched(opened, own or our) for name, our, own in queries}))
        opened.close()


def _searched(opened: Any, query: str) -> list[float]:  # noqa: ANN401
    took, count = list[float](), 0
    for _ in range(_TIMES):
        begun = time.process_time()
        count = len(opened.find_cards(query))
        took.append(1000 * (time.process_time() - begun))
    return [min(took), count]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
