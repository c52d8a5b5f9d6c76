"""A parcel on its way to the disk: as a folder, a zip of one, or a single text."""

import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.naming import slug
from kgstudy.domain.parcel import Opener, Parcel, ParcelDeck, ParcelLesson, ParcelNote
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.archive import is_safe_name, telling
from kgstudy.formats.kgdeck.files import TEXT_SUFFIXES, ZIP_SUFFIX
from kgstudy.formats.kgdeck.plainly import plainly
from kgstudy.formats.kgdeck.writing import text

_TIGHT = 100
"""How many bytes one packed byte may stand for, so that the reader of archives takes no fright."""


def write(parcel: Parcel, path: Path, progress: Progress = unheard) -> None:
    """Writes a single text, a zip or a new folder, as the name of `path` wishes, or nothing."""
    progress(0)
    parcel = plainly(parcel)
    texts = _texts(parcel, path)
    for name in parcel.media:
        if not is_safe_name(name) or name in texts:
            raise _refused(path, "A deck can hold no file of the name “{name}”.", name=name)
    with telling(path):
        if path.suffix.lower() in TEXT_SUFFIXES:
            _write_text(texts, parcel, path)
        elif path.suffix.lower() == ZIP_SUFFIX:
            _write_zip(texts, parcel, path)
        else:
            write_folder(texts, parcel.media, path)


def _texts(parcel: Parcel, path: Path) -> Mapping[str, bytes]:
    """The texts of the decks, by the names of their files."""
    notes: dict[str, list[ParcelNote]] = {deck.guid: [] for deck in parcel.decks}
    lessons: dict[str, list[ParcelLesson]] = {deck.guid: [] for deck in parcel.decks}
    for note in parcel.notes:
        notes[note.deck].append(note)
    for lesson in parcel.lessons:
        lessons[lesson.deck].append(lesson)
    texts: dict[str, bytes] = {}
    for deck in parcel.decks:
        match lessons[deck.guid]:
            case [_, _, *_]:
                why = "The deck {deck} has several lessons, and a text holds one."
                raise _refused(path, why, deck=deck.name)
            case its:
                ordered = sorted(notes[deck.guid], key=_place)
                written = text(deck, its[0] if its else None, ordered)
        texts[_file_name(deck, parcel, texts)] = written.encode("utf-8", "replace")
    return texts


def _place(note: ParcelNote) -> int:
    """Where its first card stands among new ones: the order in which the cards are written."""
    return min((card.position for card in note.cards or ()), default=0)


def _file_name(deck: ParcelDeck, parcel: Parcel, taken: Mapping[str, bytes]) -> str:
    if len(parcel.decks) == 1:
        return "lesson.md"
    stem = slug(deck.name) or "deck"
    names = (f"{stem}{number or ''}.md" for number in range(len(taken) + 1))
    return next(name for name in names if name not in taken)


def _refused(path: Path, sentence: str, **facts: object) -> UserError:
    return UserError(sentence, place=Place(str(path)), **facts)


def _write_text(texts: Mapping[str, bytes], parcel: Parcel, path: Path) -> None:
    if len(texts) != 1 or parcel.media:
        why = "A single text holds one deck without pictures: choose a folder, or a .kgdeck file."
        raise _refused(path, why)
    with _in_place_of(path) as part:
        part.write_bytes(*texts.values())


def _write_zip(texts: Mapping[str, bytes], parcel: Parcel, path: Path) -> None:
    with _in_place_of(path) as part, ZipFile(part, "w") as archive:
        for name, content in texts.items():
            tight = len(content) > _TIGHT * len(zlib.compress(content))
            entry = _entry(name)
            entry.compress_type = ZIP_STORED if tight else ZIP_DEFLATED
            archive.writestr(entry, content)
        for name, opener in parcel.media.items():
            with opener() as source, archive.open(_entry(name), "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    """An entry without a time, so that the same deck is the same file; it is not packed."""
    entry = ZipInfo(name)
    entry.external_attr = 0o644 << 16
    return entry


def write_folder(texts: Mapping[str, bytes], media: Mapping[str, Opener], path: Path) -> None:
    """Writes a new folder of texts and media, by their names, or nothing."""
    if len({name.casefold() for name in media}) < len(media):
        why = "Some names of files differ only in capital letters: choose a .kgdeck file."
        raise _refused(path, why)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise _refused(path, "There is something in this folder: choose a new one.")
    with _in_place_of(path) as part:
        part.mkdir()
        for name, content in texts.items():
            (part / name).write_bytes(content)
        for name, opener in media.items():
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with opener() as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)
        if path.exists():
            path.rmdir()


@contextmanager
def _in_place_of(path: Path) -> Iterator[Path]:
    """Where to write what becomes `path` when it is complete, and vanishes otherwise."""
    with TemporaryDirectory(dir=path.parent, prefix=".kgdeck-") as folder:
        part = Path(folder) / "part"
        yield part
        part.replace(path)
