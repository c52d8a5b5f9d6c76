"""Cards on paper, as one more format that `export` writes."""

from pathlib import Path
from typing import Literal

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard

PAPERS: tuple[Literal["A4", "Letter"], ...] = ("A4", "Letter")


class Paper:
    """Writes as a `Writer` does; Qt is loaded when there is something to print."""

    NAME = "PDF to print"
    SUFFIXES = (".pdf",)

    def __init__(self, title: str, size: Literal["A4", "Letter"], *, as_list: bool) -> None:
        self._title = title
        self._size = size
        self._as_list = as_list

    def write(self, parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
        try:
            from kgstudy.gui.printing import Print, alone  # noqa: PLC0415 - Qt, for this alone
        except ImportError as error:
            if not (error.name or "").startswith(("PySide6", "shiboken6")):
                raise
            raise UserError(
                "Qt, which prints, does not load here ({reason}).",
                place=Place(str(path)),
                reason=error,
            ) from error
        wanted = Print(self._title, "", self._size, "list" if self._as_list else "grid")
        alone.print_alone(parcel, path, wanted, progress)

    def losses(self, parcel: Parcel) -> tuple[str, ...]:
        return ()
