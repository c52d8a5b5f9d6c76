"""The files that decks come in and go out by, one module a format.

Who wants one format loads no other; who asks for all loads what `known` lists.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgstudy.formats.known import READERS, WRITERS, writer_for
    from kgstudy.formats.recognising import decks_at, holds_lesson, recognise

__all__ = ("READERS", "WRITERS", "decks_at", "holds_lesson", "recognise", "writer_for")


_KNOWN = ("READERS", "WRITERS", "writer_for")


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    from kgstudy.formats import known, recognising  # noqa: PLC0415 - load every format

    return getattr(known if name in _KNOWN else recognising, name)
