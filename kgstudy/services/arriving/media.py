"""The parcel's media are kept, each content once, under names that nothing else has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kgstudy.domain.errors import Cancelled, Place, UserError
from kgstudy.domain.parcel import Opener, Parcel, Problem
from kgstudy.domain.progress import Progress
from kgstudy.store.collection import Collection
from kgstudy.store.media import Intake, Names, digest, reading


@dataclass(slots=True)
class Settled:
    """`added` counts new names; `renamed` says by name what is kept under another."""

    added: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def settle_media(collection: Collection, parcel: Parcel, progress: Progress) -> Settled:
    """Keeps the media, within an act; those that cannot be read stay out."""
    settled = Settled()
    if parcel.media:
        intake = Intake(collection)
        for name, opener in _told(parcel, progress):
            _settle(settled, name, opener, intake.add)
        settled.added = intake.names.added
    return settled


def foreseen_media(collection: Collection, parcel: Parcel, progress: Progress) -> Settled:
    """What `settle_media` would do; of the media, only those are read whose names are taken."""
    settled, names = Settled(), Names(collection)
    for name, opener in _told(parcel, progress):
        if name in names:
            _settle(settled, name, opener, lambda name, read: names.found(name, digest(read))[0])
        else:
            names.found(name, "")
    settled.added = names.added
    return settled


def _told(parcel: Parcel, progress: Progress) -> Iterator[tuple[str, Opener]]:
    for number, (name, opener) in enumerate(parcel.media.items()):
        progress(number / len(parcel.media))
        yield name, opener


def _settle(settled: Settled, name: str, opener: Opener, keep: Callable[..., str]) -> None:
    try:
        with reading():
            content = opener()
        with content:
            kept = keep(name, content)
    except Cancelled:
        raise
    except UserError as error:
        settled.problems.append(Problem(Place(name), error.said, lost=False))
        return
    if kept != name:
        settled.renamed[name] = kept
