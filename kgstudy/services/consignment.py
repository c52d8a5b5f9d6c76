"""Several parcels come in together, as one act that one undo takes back."""

from collections.abc import Sequence

from kgstudy.domain.changes import Change
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, one_of
from kgstudy.services import importing
from kgstudy.services.importing import Arrangement, Report
from kgstudy.store.collection import Collection


def bring_in_all(
    collection: Collection,
    parcels: Sequence[Parcel],
    arrangement: Arrangement,
    progress: Progress,
) -> tuple[tuple[Report, ...], Change]:
    """Takes all of them in or, where one raises, none."""
    with collection.act("import") as act:
        reports = []
        for done, parcel in enumerate(parcels):
            part = one_of(progress, done, len(parcels))
            reports.append(importing.bring_in(collection, parcel, arrangement, part))
    return tuple(reports), act.change
