"""Pictures and sounds that a table shows, where they lie beside it."""

from dataclasses import replace
from pathlib import Path

from kgstudy.domain.errors import Place
from kgstudy.domain.markup import media
from kgstudy.domain.parcel import Opener, Parcel, Problem
from kgstudy.formats.archive import is_safe_name

_REMOTE = ("http://", "https://", "data:", "//")


def with_media(parcel: Parcel, path: Path) -> Parcel:
    """The parcel with the files beside `path` that its notes show, and word of what is missing."""
    names = _names(parcel)
    if not names:
        return parcel
    openers = {name: _opener(path.parent, name) for name in names}
    found = {name: opener for name, opener in openers.items() if opener}
    missing = [name for name, opener in openers.items() if not opener]
    problems = parcel.problems
    if missing:
        first = missing[0][:200]
        why = f"There is no file “{first}” beside it: put it there, and import again."
        if len(missing) > 1:
            why = (
                f"{len(missing)} pictures or sounds are not beside it, “{first}” among them: "
                "put them there, and import again."
            )
        problems = (*problems, Problem(Place(str(path)), why, lost=False))
    return replace(parcel, media=found, problems=problems)


def _names(parcel: Parcel) -> dict[str, None]:
    """The files that the notes show or play, in order; most fields show that they have none."""
    names: dict[str, None] = {}
    for note in parcel.notes:
        for field in note.fields.values():
            if "src" in field or "[sound:" in field or "SRC" in field:
                names.update(dict.fromkeys(media(field)))
    return {name: None for name in names if not name.lower().startswith(_REMOTE)}


def _opener(folder: Path, name: str) -> Opener | None:
    if not is_safe_name(name):
        return None
    path = (folder / name).resolve()
    inside = path.is_relative_to(folder.resolve()) and path.is_file()
    return (lambda: path.open("rb")) if inside else None
