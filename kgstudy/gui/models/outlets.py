"""The ways by which cards can go out: the formats that are written, and paper."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kgstudy.domain.ids import CardId
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, portion
from kgstudy.formats import WRITERS, hashcards
from kgstudy.formats.base import Writer
from kgstudy.gui.jobs import Steps, Work, shares
from kgstudy.gui.printing import SUFFIX as PDF
from kgstudy.gui.printing import Print, print_pdf
from kgstudy.gui.wording import say
from kgstudy.services import exporting
from kgstudy.store.collection import Collection

_KEEP_SCHEDULES: Final = frozenset({".apkg", ".colpkg"})
_KEEP_MEDIA: Final = frozenset({".apkg", ".colpkg", ".kgdeck"})

GATHERED = 0.4
"""The part of the time that gathering takes; the rest goes into writing."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """What is asked of a person who chooses it; without a `writer` it is paper."""

    name: str
    suffixes: tuple[str, ...]
    writer: Writer | None

    @property
    def is_folder(self) -> bool:
        """Whether what it writes is a folder, with a text for each deck in it."""
        return self.name == hashcards.NAME

    @property
    def suffix(self) -> str:
        """Of a file that nobody has named yet: the one that holds the most; of a folder none."""
        if self.is_folder:
            return ""
        return next((each for each in self.suffixes if each in _KEEP_MEDIA), self.suffixes[0])

    def called(self, path: Path) -> Path:
        """The path, ending as the format does."""
        if self.is_folder or path.suffix.lower() in self.suffixes:
            return path
        return path.with_name(path.name + self.suffix)

    @property
    def keeps_schedules(self) -> bool:
        return not _KEEP_SCHEDULES.isdisjoint(self.suffixes)

    @property
    def takes_the_place(self) -> bool:
        """Whether whoever opens it loses what they have; Anki asks before."""
        return ".colpkg" in self.suffixes

    @property
    def keeps_media(self) -> bool:
        return self.is_folder or not _KEEP_MEDIA.isdisjoint(self.suffixes)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and in `losses` a sentence for each thing the format has no form for."""

    path: Path
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes out: these cards, or else those that `query` finds, of everything if empty."""

    query: str
    cards: tuple[CardId, ...]
    schedules: bool
    media: bool
    printing: Print


def outlets() -> tuple[Outlet, ...]:
    """In the order in which people are offered them."""
    written = [outlet for writer in WRITERS for outlet in _outlets(writer)]
    return (*written, Outlet(say("cards on paper"), (PDF,), None))


def _outlets(writer: Writer) -> list[Outlet]:
    """One, or one for each package that Anki opens in another way."""
    packages = [suffix for suffix in writer.SUFFIXES if suffix in _KEEP_SCHEDULES]
    kinds: list[tuple[str, ...]] = [(suffix,) for suffix in packages]
    kinds = kinds or [writer.SUFFIXES]
    return [Outlet(writer.NAME, suffixes, writer) for suffixes in kinds]


def of_deck(name: str) -> str:
    """The query that finds the cards of the deck and of those below it."""
    return f'deck:"{name}"'


def export(outlet: Outlet, wanted: Wanted, path: Path) -> Work:
    """Gathers the cards and writes them: an Exported; where it fails, no file is touched."""

    def work(collection: Collection, progress: Steps) -> Exported:
        tell = shares(progress)
        parcel = exporting.gather(
            collection,
            wanted.query,
            wanted.cards,
            schedules=wanted.schedules and outlet.keeps_schedules,
            with_media=wanted.media or not outlet.keeps_media,  # or nobody could tell what stays
            progress=portion(tell, 0, GATHERED),
        )
        _write(outlet, parcel, path, wanted.printing, portion(tell, GATHERED, 1))
        losses = outlet.writer.losses(parcel) if outlet.writer else ()
        return Exported(path, losses)

    return work


def _write(outlet: Outlet, parcel: Parcel, path: Path, printing: Print, progress: Progress) -> None:
    if outlet.writer is None:
        print_pdf(parcel, path, printing, progress)
    else:
        outlet.writer.write(parcel, path, progress)
