"""The parcel's media are kept, each content once, under names that nothing else has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kgstudy.domain.errors import Cancelled, Place, UserError
from kgstudy.domain.parcel import Parcel, Problem
from kgstudy.store.collection import Collection
from kgstudy.store.media import Intake


@dataclass(slots=True)
class Settled:
    """`added` counts new names; `renamed` says by name what is kept under another."""

    added: int = 0
    renamed: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


@contextmanager
def settle_media(
    collection: Collection, parcel: Parcel, progress: Callable[[float], None]
) -> Iterator[Settled]:
    """Keeps the media; where the block or this fails, none of them."""
    settled = Settled()
    if not parcel.media:
        yield settled
        return
    with Intake(collection) as intake:
        for number, (name, opener) in enumerate(parcel.media.items()):
            progress(number / len(parcel.media))
            try:
                with opener() as content:
                    kept = intake.add(name, content)
            except Cancelled:
                raise
            except UserError as error:
                settled.problems.append(Problem(Place(name), str(error), lost=False))
                continue
            if kept != name:
                settled.renamed[name] = kept
        settled.added = intake.added
        yield settled
