"""What the real Anki makes of a package; run by an interpreter that has the package `anki`.

    python tests/formats/anki_peer.py report FILE [MORE]    what Anki holds afterwards, as JSON
    python tests/formats/anki_peer.py compare FILE OTHER    the differences between two of them

FILE is an .apkg, taken into an empty collection with its schedules and options, or a .colpkg, which
becomes the collection; MORE is an .apkg that is then taken in too.  Exit status 0: taken, and the
same; 1: refused, or different.
"""

import argparse
import json
import sys
from collections import defaultdict
from datetime import UTC, date, datetime
from hashlib import sha1
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Report = dict[str, Any]
Anki = Any
"""Its collection, and what it answers: whoever runs the tests need not have its types."""

_NOT_COMPARED = frozenset({"id", "mod", "usn", "name", "separate", "fuzz", "minSpace"})
"""Of a preset: what tells it apart, and what Anki has not used for many years."""
_PICTURES = 6
"""The kind of stock note types that are drawn on."""
_SECONDS = 1_000_000_000
"""From here on, what a card is due by is an instant and no day."""


def report(file: Path, more: Path | None = None) -> Report:
    """All that can be compared; days are counted from today, cards are called `guid/place`."""
    with TemporaryDirectory(prefix="peer-") as folder:
        collection = _collection(file, Path(folder) / "collection.anki2")
        try:
            packages = [path for path in (file, more) if path and path.suffix != ".colpkg"]
            logs = [_taken_in(collection, path) for path in packages]
            return {"logs": logs, **_contents(collection), **_checked(collection)}
        finally:
            collection.close()


def _collection(file: Path, path: Path) -> Anki:
    anki = import_module("anki.collection")
    import_module("anki.lang").set_lang("en_US")
    if file.suffix == ".colpkg":
        import_module("anki._backend").RustBackend().import_collection_package(
            col_path=str(path),
            backup_path=str(file.resolve()),
            media_folder=str(path.with_suffix(".media")),
            media_db=str(path.with_suffix(".media.db2")),
        )
    return anki.Collection(str(path))


def _taken_in(collection: Anki, file: Path) -> dict[str, int]:
    anki = import_module("anki.collection")
    options = anki.ImportAnkiPackageOptions(
        merge_notetypes=True, with_scheduling=True, with_deck_configs=True
    )
    request = anki.ImportAnkiPackageRequest(package_path=str(file.resolve()), options=options)
    log = collection.import_anki_package(request).log
    kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck")
    return {kind: len(getattr(log, kind)) for kind in kinds}


def _contents(collection: Anki) -> Report:
    return {
        "fsrs": bool(collection.get_config("fsrs", False)),
        "today": _today(collection),
        "notes": _notes(collection),
        "cards": _cards(collection),
        "reviews": _reviews(collection),
        "decks": _decks(collection),
        "presets": {preset["name"]: _preset(preset) for preset in collection.decks.all_config()},
        "types": _types(collection),
        "media": _media(Path(collection.media.dir())),
        "drawn": _drawn(collection),
    }


def _today(collection: Anki) -> int:
    """The study day, counted from 1 January 1970."""
    turns = datetime.fromtimestamp(collection.sched.day_cutoff, UTC).astimezone()
    return turns.toordinal() - 1 - date(1970, 1, 1).toordinal()


def _notes(collection: Anki) -> Report:
    rows = collection.db.all("select guid, mid, mod, tags, flds, sfld, csum from notes")
    names = {its["id"]: its["name"] for its in collection.models.all()}
    return {
        guid: {
            "type": names[kind],
            "changed": changed,
            "tags": sorted(tags.split()),
            "fields": fields.split("\x1f"),
            "sort": str(sort),
            "checksum": checksum,
        }
        for guid, kind, changed, tags, fields, sort, checksum in rows
    }


def _cards(collection: Anki) -> Report:
    found = {}
    rows = collection.db.all(
        "select guid, ord, did, type, queue, due, ivl, factor, reps, lapses, left, odue, odid,"
        " cards.flags, cards.data from cards join notes on nid = notes.id"
    )
    for guid, place, deck, kind, queue, due, *rest, odue, odid, flags, data in rows:
        kept = json.loads(data or "{}")
        interval, factor, reps, lapses, left = rest
        stands = odue if odid else due
        in_days = kind > 0 and stands < _SECONDS
        untold = odid and not odue  # Anki lets no day before the collection's first one stand here
        found[f"{guid}/{place}"] = {
            "deck": collection.decks.name(odid or deck),
            "phase": kind,
            "queue": queue,
            "due": None if untold else stands - collection.sched.today * in_days,
            "interval": interval,
            "factor": factor,
            "reps": reps,
            "lapses": lapses,
            "left": left % 1000,
            "flag": flags & 7,
            **{key: kept.get(key) for key in ("pos", "s", "d", "dr", "decay", "lrt", "cd")},
        }
    return found


def _reviews(collection: Anki) -> Report:
    """The answers of each card: instant, ease, interval, the one before, factor, time, kind."""
    found = defaultdict(list)
    rows = collection.db.all(
        "select guid, ord, revlog.id, ease, revlog.ivl, lastIvl, revlog.factor, time, revlog.type"
        " from revlog join cards on cid = cards.id join notes on nid = notes.id order by revlog.id"
    )
    for guid, place, *answer in rows:
        found[f"{guid}/{place}"].append(answer)
    return dict(found)


def _decks(collection: Anki) -> Report:
    """The ordinary decks: filtered ones are only another look at the cards of those."""
    found = {}
    for each in collection.decks.all_names_and_ids(skip_empty_default=True):
        deck = collection.decks.get(each.id)
        if not deck["dyn"]:
            preset = collection.decks.config_dict_for_deck_id(each.id)["name"]
            found[each.name] = {"description": deck["desc"], "preset": preset}
    return found


def _preset(preset: Report) -> Report:
    return {
        key: _preset(value) if isinstance(value, dict) else value
        for key, value in preset.items()
        if key not in _NOT_COMPARED
    }


def _types(collection: Anki) -> Report:
    used = (its for its in collection.models.all() if collection.models.use_count(its))
    return {its["name"]: _type(its) for its in used}


def _type(note_type: Report) -> Report:
    parts = {key: note_type[key] for key in ("type", "css", "sortf", "latexPre", "latexsvg")}
    fields = ("name", "font", "size", "rtl", "sticky", "description")
    templates = ("name", "qfmt", "afmt", "bqfmt", "bafmt", "bfont")
    parts["fields"] = [{key: its[key] for key in fields} for its in note_type["flds"]]
    parts["templates"] = [{key: its[key] for key in templates} for its in note_type["tmpls"]]
    return parts


def _drawn(collection: Anki) -> Report:
    """What Anki's own editor of pictures finds in its notes: each card's shapes, and the size."""
    ids = collection.db.all("select guid, id, mid from notes")
    return {
        guid: _picture(collection._backend.get_image_occlusion_note(note_id=note))
        for guid, note, kind in ids
        if collection.models.get(kind).get("originalStockKind") == _PICTURES
    }


def _picture(answer: Anki) -> Report:
    found = answer.note
    return {
        "bytes": len(found.image_data),
        "header": found.header,
        "hides_all": found.occlude_inactive,
        "shapes": [
            [card.ordinal, shape.shape, {its.name: its.value for its in shape.properties}]
            for card in sorted(found.occlusions, key=lambda card: card.ordinal)
            for shape in card.shapes
        ],
    }


def _media(folder: Path) -> dict[str, str]:
    files = (path for path in folder.iterdir() if path.is_file())
    return {path.name: sha1(path.read_bytes()).hexdigest() for path in files}


def _checked(collection: Anki) -> Report:
    """What Anki finds wrong with its database, and the cards that it cannot draw."""
    broken = {}
    rows = collection.db.all("select guid, ord, cards.id from cards join notes on nid = notes.id")
    for guid, place, card_id in rows:
        question = collection.get_card(card_id).render_output().question_text
        if "has a problem" in question and "docs.ankiweb.net" in question:
            broken[f"{guid}/{place}"] = question
    said, _ = collection.fix_integrity()
    lines = said.replace("\u2068", "").replace("\u2069", "").splitlines()
    return {"broken": broken, "check": [line for line in lines if "rebuilt" not in line]}


def differences(mine: Report, other: Report) -> dict[str, list[str]]:
    """What is told apart, by the trait, with a line for each thing that has it."""
    found: dict[str, list[str]] = defaultdict(list)
    for part in ("notes", "cards", "reviews", "decks", "presets", "types", "media"):
        for name in mine[part].keys() | other[part].keys():
            _compare(part, name, mine[part].get(name), other[part].get(name), found)
    for part in ("fsrs", "check", "broken"):
        if mine[part] != other[part]:
            found[part].append(f"{mine[part]} | {other[part]}")
    return dict(found)


def _compare(
    trait: str, name: str, mine: object, other: object, found: dict[str, list[str]]
) -> None:
    if mine is None or other is None:
        if mine is not other:
            found[trait].append(f"{name}: {_short(mine)} | {_short(other)}")
    elif isinstance(mine, dict) and isinstance(other, dict):
        for key in mine.keys() | other.keys():
            _compare(f"{trait}.{key}", name, mine.get(key), other.get(key), found)
    elif trait == "reviews" and isinstance(mine, list) and isinstance(other, list):
        _compare_reviews(name, mine, other, found)
    elif not _alike(mine, other):
        found[trait].append(f"{name}: {_short(mine)} | {_short(other)}")


def _compare_reviews(
    name: str, mine: list[list[int]], other: list[list[int]], found: dict[str, list[str]]
) -> None:
    columns = ("at", "ease", "interval", "before", "factor", "time", "kind")
    if len(mine) != len(other):
        found["reviews.count"].append(f"{name}: {len(mine)} | {len(other)}")
        return
    for one, another in zip(mine, other, strict=True):
        for column, here, there in zip(columns, one, another, strict=True):
            if here != there:
                found[f"reviews.{column}"].append(f"{name}: {one} | {another}")


def _alike(mine: object, other: object) -> bool:
    if isinstance(mine, float) and isinstance(other, float):
        return abs(mine - other) <= 1e-6 * max(1.0, abs(mine))
    return mine == other


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:300]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["report", "compare"])
    parser.add_argument("file", type=Path)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--lines", type=int, default=3, help="examples of each difference")
    asked = parser.parse_args()
    if asked.command == "report":
        mine = report(asked.file, asked.other)
        sys.stdout.write(json.dumps(mine, ensure_ascii=False, indent=1) + "\n")
        return 0
    if asked.other is None:
        parser.error("compare takes two files")
    found = differences(report(asked.file), report(asked.other))
    for trait, lines in sorted(found.items()):
        sys.stdout.writelines(
            (f"{trait}: {len(lines)}\n", *(f"    {line}\n" for line in lines[: asked.lines]))
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
