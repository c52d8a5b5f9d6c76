"""Tags: given to notes and taken from them, renamed with those below, joined, and cleared away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from kgstudy.domain import naming
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.deck import SEPARATOR, is_within
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.spelling import Spellings, alike
from kgstudy.store import tags
from kgstudy.store.collection import Collection


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and how many notes have it, those below it left out."""

    name: str
    notes: int


def every(collection: Collection) -> tuple[Tag, ...]:
    """All tags in the order of the tree, also those that no note has."""
    return _sorted(tags.counted(collection))


def of_notes(collection: Collection, notes: Sequence[NoteId]) -> tuple[Tag, ...]:
    """The tags that any of the notes has, with how many of them have it."""
    return _sorted(tags.counted_among(collection, notes))


def spelled(collection: Collection, names: Iterable[str]) -> tuple[str, ...]:
    """The names as tags: in one word, each once, and written as a tag that is here already."""
    spellings = Spellings(tags.ids(collection))
    return tuple(dict.fromkeys(spellings.of(name) for name in naming.tags(*names)))


def one(name: str) -> str:
    """The name as one tag; UserError where there is nothing of it."""
    found = naming.tags(name.strip())
    if not found or not all(found[0].split("::")):
        raise UserError("A tag needs a name, and so does each tag that it lies in.")
    return found[0]


def called(collection: Collection, name: str, besides: str = "") -> str | None:
    """The tag of that name, whatever its case, though no note may have it but those below it.

    The tag `besides` is left out, with those below it.
    """
    every = (each for each in tags.ids(collection) if not besides or not is_within(each, besides))
    return next((Spellings(every).known(each) for each in naming.tags(name)), None)


def joinable(collection: Collection, name: str) -> tuple[str, ...]:
    """The tags that this one can be joined with, also those that only hold others."""
    parts = (each.split(SEPARATOR) for each in tags.ids(collection))
    every = {SEPARATOR.join(part[:end]) for part in parts for end in range(1, len(part) + 1)}
    others = ((each, 0) for each in every if not is_within(each, name))
    return tuple(tag.name for tag in _sorted(others))


def add(collection: Collection, notes: Sequence[NoteId], names: Iterable[str]) -> Change:
    """Gives the notes these tags; UserError where none is named."""
    wanted = spelled(collection, names)
    if not wanted:
        raise UserError("Name a tag: a word, or words joined by “_”.")
    with collection.act("add-tags", Touched.NOTES) as act:
        for tag in tags.called(collection, wanted).values():
            tags.give(collection, notes, tag)
    return act.change


def remove(collection: Collection, notes: Sequence[NoteId], names: Iterable[str]) -> Change:
    """Takes these tags from the notes, whatever their case; `*` stands for any letters."""
    with collection.act("remove-tags", Touched.NOTES) as act:
        tags.take(collection, notes, _meant(collection, names))
    return act.change


def bearers(collection: Collection, notes: Sequence[NoteId], names: Iterable[str]) -> int:
    """How many of the notes have all of these tags, so that `add` gives them nothing."""
    known, wanted = tags.ids(collection), spelled(collection, names)
    if not wanted or not known.keys() >= set(wanted):
        return 0
    return tags.bearers(collection, notes, [known[name] for name in wanted])


def wearers(collection: Collection, notes: Sequence[NoteId], names: Iterable[str]) -> int:
    """How many of the notes have any of the tags that `remove` would take from them."""
    return tags.wearers(collection, notes, _meant(collection, names))


def exchange(
    collection: Collection, notes: Sequence[NoteId], before: Iterable[str], after: Iterable[str]
) -> Change:
    """Gives the notes the tags `after` instead of `before`."""
    old, new = set(before), set(spelled(collection, after))
    with collection.act("change-tags", Touched.NOTES) as act:
        known = tags.ids(collection)
        if old - new:
            tags.take(collection, notes, [known[name] for name in old - new if name in known])
        if new - old:
            add(collection, notes, sorted(new - old))
    return act.change


def rename(collection: Collection, name: str, new: str) -> Change:
    """Renames the tag with those below it; UserError where there is one of the new name.

    Those below may meet others of their names, and are joined with these.
    """
    wanted = one(new)
    taken = [each for each in tags.ids(collection) if alike(each) == alike(wanted) != alike(name)]
    if taken:
        raise UserError("There is a tag “{name}” already: join the two instead.", name=taken[0])
    with collection.act("rename-tag", Touched.NOTES) as act:
        _move(collection, name, wanted)
    return act.change


def merge(collection: Collection, name: str, into: str) -> Change:
    """Gives the notes of one tag the other one, and so with those below it."""
    in_case_alone = name != into and alike(name) == alike(into)  # as older programs let them be
    if is_within(alike(into), alike(name)) and not in_case_alone:
        raise UserError("A tag cannot be joined with itself or one below it.")
    with collection.act("merge-tags", Touched.NOTES) as act:
        _move(collection, name, into)
    return act.change


def delete(collection: Collection, names: Iterable[str]) -> Change:
    """Takes the tags, and those below them, from all notes."""
    gone = list(names)
    with collection.act("delete-tags", Touched.NOTES) as act:
        known = tags.ids(collection)
        tags.delete(
            collection,
            [tag for each, tag in known.items() if any(is_within(each, name) for name in gone)],
        )
    return act.change


def clear_unused(collection: Collection) -> Change:
    """Forgets the tags that no note has."""
    with collection.act("clear-unused-tags", Touched.NOTES) as act:
        tags.delete(collection, tags.unused(collection))
    return act.change


def _move(collection: Collection, name: str, new: str) -> None:
    known = tags.ids(collection)
    moved = {each: tag for each, tag in known.items() if is_within(each, name)}
    others = {each: tag for each, tag in known.items() if each not in moved}
    spellings = Spellings(others)
    named = [(tag, spellings.of(new + each[len(name) :])) for each, tag in moved.items()]
    for tag, target in named:
        if target in others:
            tags.join(collection, tag, others[target])
    tags.rename(collection, [(tag, target) for tag, target in named if target not in others])


def _meant(collection: Collection, names: Iterable[str]) -> list[int]:
    patterns = [alike(name) for name in naming.tags(*names)]
    return [
        tag
        for name, tag in tags.ids(collection).items()
        if any(_fits(alike(name), pattern) for pattern in patterns)
    ]


def _fits(name: str, pattern: str) -> bool:
    return name == pattern or ("*" in pattern and fnmatchcase(name, pattern.replace("[", "[[]")))


def _sorted(counted: Iterable[tuple[str, int]]) -> tuple[Tag, ...]:
    return tuple(
        Tag(name, notes)
        for name, notes in sorted(counted, key=lambda each: each[0].casefold().split("::"))
    )
