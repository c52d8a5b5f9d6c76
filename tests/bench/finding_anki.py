"""The same searches as `finding_ours`, done by Anki: run by an interpreter that has its package."""

import json
import sys
import time
from collections.abc import Callable
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
    """In no order, and as Anki's browser asks, by the field that they are sorted by."""
    order = opened.get_browser_column("noteFld")
    count = len(opened.find_cards(query))
    every = _least_ms(lambda: opened.find_cards(query))
    return [every, _least_ms(lambda: opened.find_cards(query, order=order)), count]


def _least_ms(search: Callable[[], object]) -> float:
    took = list[float]()
    for _ in range(_TIMES):
        begun = time.process_time()
        search()
        took.append(1000 * (time.process_time() - begun))
    return min(took)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
