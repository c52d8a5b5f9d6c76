"""Several parcels come in together, as one act that one undo takes back."""

from collections.abc import Callable, Sequence

from kgstudy.domain.changes import Change
from kgstudy.domain.parcel import Parcel
from kgstudy.services import importing
from kgstudy.services.importing import Arrangement, Report
from kgstudy.store.collection import Collection


def bring_in_all(
    collection: Collection,
    parcels: Sequence[Parcel],
    arrangement: Arrangement,
    progress: Callable[[float], None],
) -> tuple[tuple[Report, ...], Change]:
    """Takes all of them in or, where one raises, none."""
    with collection.act("import") as act:
        reports = []
        for done, parcel in enumerate(parcels):

            def part(share: float, done: int = done) -> None:
                progress((done + share) / len(parcels))

            reports.append(importing.bring_in(collection, parcel, arrangement, part))
    return tuple(reports), act.change
