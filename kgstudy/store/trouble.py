"""What is wrong with the file or the disk, in a sentence; any other error is our own mistake."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from kgstudy.domain.errors import Place, UserError

_SENTENCES: tuple[tuple[tuple[type[apsw.Error], ...], str], ...] = (
    (
        (apsw.NotADBError, apsw.CorruptError),
        "The collection is damaged ({reason}); bring back a backup with `kgstudy restore`.",
    ),
    (
        (apsw.FullError, apsw.IOError, apsw.ReadOnlyError),
        "The collection could not be written ({reason}); nothing was changed. Look whether the "
        "disk is full or the folder is read-only, and try again.",
    ),
    (
        (apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError),
        "The collection cannot be opened ({reason}); look at the rights of its folder, or choose "
        "another one with --data.",
    ),
    (
        (apsw.BusyError, apsw.LockedError),
        "The collection is busy with another work ({reason}); try again in a moment.",
    ),
)


def explained(error: BaseException, path: Path | str | None) -> UserError | None:
    """The sentence for an error that SQLite raised; None where the fault is ours.

    peewee raises an error of its own from SQLite's.
    """
    if isinstance(error, UserError):
        return None
    cause = error if isinstance(error, apsw.Error) else error.__context__
    for kinds, sentence in _SENTENCES:
        if isinstance(cause, kinds):
            place = None if path is None else Place(str(path))
            return UserError(sentence, place=place, reason=cause)
    return None


@contextmanager
def told(path: Path | str | None) -> Iterator[None]:
    """Raises what SQLite finds wrong with the file at `path` as a UserError."""
    try:
        yield
    except Exception as error:
        sentence = explained(error, path)
        if sentence is None:
            raise
        raise sentence from error
