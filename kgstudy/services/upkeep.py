"""What is done for the collection once a day, unasked."""

from pathlib import Path

from kgstudy.services import safekeeping, trash, versions
from kgstudy.store.collection import Collection


def once_a_day(collection: Collection) -> Path | None:
    """Backs it up and, when that is safe, forgets what is too old to be wanted back, and looks
    that the search knows every note.

    None if today has its backup.
    """
    made = safekeeping.backup_of_the_day(collection)
    if made is not None:
        trash.purge_old(collection)
        versions.forget_old(collection)
        safekeeping.find_unread(collection)
    return made
