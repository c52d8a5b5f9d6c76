"""Notes of Obsidian with the cards of its spaced-repetition plugin, and their schedules.

Documented at https://stephenmwangi.com/obsidian-spaced-repetition/.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from kgstudy.domain.deck import SEPARATOR
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel
from kgstudy.domain.progress import Progress, unheard
from kgstudy.formats.archive import telling
from kgstudy.formats.assembly import Assembly
from kgstudy.formats.encoding import decoded
from kgstudy.formats.kgdeck import looks_like_cards
from kgstudy.formats.obsidian.blocks import Reader, is_tag_of, tags_in
from kgstudy.formats.obsidian.notes import NoteCards
from kgstudy.formats.obsidian.settings import Settings, settings_of, usual
from kgstudy.formats.obsidian.vault import NOTES, Vault, vault_at

__all__ = ["NAME", "SUFFIXES", "read", "recognises"]

NAME = "Obsidian spaced repetition"
SUFFIXES = (".md",)

_LOOKED_AT = 1 << 18
_MOST_LOOKED_AT = 50
"""Notes of a folder that are looked into to tell what it is."""
_LARGEST_NOTE = 16 << 20
_LARGEST = 128 << 20
"""Bytes of all notes together."""
_LONGEST_LINE = 1_000_000

_SCHEDULED = re.compile(r"<!--SR:!?(?:fsrs,|[0-9]{4}-)")
_BLOCK = re.compile(r"^\S[^\n]*\n\?\??[ \t]*\n\S", re.MULTILINE)
_TOML = re.compile(r"^(?:name|id|language|description|title|lesson)[ \t]*=", re.MULTILINE)
_HEAD = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_TAGS = re.compile(
    r"^tags?[ \t]*:[ \t]*(?P<line>[^\n]*)(?P<list>(?:\n[ \t]*-[ \t]+[^\n]*)*)",
    re.MULTILINE | re.IGNORECASE,
)


def recognises(path: Path) -> bool:
    """Whether it is a vault, or there are cards as the plugin writes them and none of our own."""
    if path.is_file():
        seen = _look(path, usual())
        return seen is _Seen.SURE or (seen is _Seen.LIKELY and path.suffix.lower() in NOTES)
    if not path.is_dir():
        return False
    if (path / ".obsidian").is_dir():
        return True
    settings = settings_of(path)
    try:
        notes = vault_at(path).notes[:_MOST_LOOKED_AT]
    except UserError:
        return False
    found = {_look(path / name, settings) for name in notes}
    return _Seen.SURE in found or (_Seen.LIKELY in found and _Seen.OTHER not in found)


class _Seen(Enum):
    """What a text looks like."""

    SURE = auto()
    LIKELY = auto()
    """There are lines that would be cards, if only something said so."""
    NOTHING = auto()
    OTHER = auto()
    """A deck of ours."""


def _look(path: Path, settings: Settings) -> _Seen:
    with path.open("rb") as file:
        beginning = file.read(_LOOKED_AT)
    text = _lines_broken(decoded(beginning)[0]) if b"\0\0" not in beginning else "\0"
    if "\0" in text:
        return _Seen.NOTHING
    if _SCHEDULED.search(text):
        return _Seen.SURE
    head, rest = _split(text)
    if looks_like_cards(text) or _TOML.search(head):
        return _Seen.OTHER
    if _is_tagged(text, settings):
        return _Seen.SURE
    return _Seen.LIKELY if _is_mostly_cards(rest) else _Seen.NOTHING


def _is_mostly_cards(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    written = sum(map(_is_card, lines))
    return bool(_BLOCK.search(text)) or (written > 0 and written * 2 >= len(lines))


def _is_card(line: str) -> bool:
    """Whether there are words on both sides of `::`, outside code and tables."""
    front, _, back = line.partition("::")
    back = back.removeprefix(":")
    apart = front.strip() and back.strip() and not back.startswith(":")
    return bool(apart) and "`" not in line and not line.lstrip().startswith("|")


def _is_tagged(text: str, settings: Settings) -> bool:
    head, rest = _split(text)
    if _head_tags(head, settings):
        return True
    return any(tags_in(line, settings) for line in rest.split("\n") if "#" in line)


def read(path: Path, progress: Progress = unheard) -> Parcel:
    assembly = Assembly("obsidian")
    with telling(path):
        vault = vault_at(path)
        reading = _Reading(vault, settings_of(vault.folder), assembly, path.is_dir())
        texts = list(reading.texts())
        for done, (name, text) in enumerate(texts):
            progress(done / len(texts))
            reading.take(name, text)
    progress(1.0)
    if not assembly.notes and not assembly.problems:
        why = "There are no cards in it: the plugin knows them by the tag #flashcards."
        assembly.tell(Place(str(path)), why, lost=False)
    return assembly.parcel(vault.opener, str(path))


class _Reading:
    """A vault, or a part of it, while its notes are read."""

    def __init__(self, vault: Vault, settings: Settings, assembly: Assembly, whole: bool) -> None:
        self._vault = vault
        self._settings = settings
        self._assembly = assembly
        self._whole = whole
        self._any_tagged = False

    def texts(self) -> list[tuple[str, str]]:
        """The notes that may have cards, with their text; those too large are told."""
        found, left = [], _LARGEST
        for name in self._vault.notes:
            path = self._vault.folder / name
            size = path.stat().st_size
            if any(name.startswith(f"{folder}/") for folder in self._settings.ignored):
                continue
            if size > min(left, _LARGEST_NOTE):
                why = "The note is too large for cards: cut it into several."
                self._assembly.tell(Place(str(path)), why)
                continue
            left -= size
            text = _lines_broken(decoded(path.read_bytes())[0])
            self._any_tagged = self._any_tagged or _is_tagged(text, self._settings)
            found.append((name, text))
        return found

    def take(self, name: str, text: str) -> None:
        """Adds the cards of one note; without a tag it has some only where folders are decks."""
        settings = self._settings
        if not (_is_tagged(text, self._settings) or self._by_folders() or _SCHEDULED.search(text)):
            return
        head, rest = _split(text)
        by_folder = settings.folders_are_decks
        reader = Reader(settings, () if by_folder else _head_tags(head, settings))
        lines = rest.split("\n")
        file = str(self._vault.folder / name)
        if any(len(line) > _LONGEST_LINE for line in lines):
            why = "A line of the note is too long for cards: it stayed out."
            self._assembly.tell(Place(file), why)
            return
        reader.read(lines, 1 + text[: len(text) - len(rest)].count("\n"))
        cards = NoteCards(
            self._assembly,
            settings,
            file,
            name.rpartition(".")[0],
            lambda wanted: self._vault.resolve(name, wanted),
            self._folder_deck(name),
        )
        for block in reader.cards:
            if by_folder:
                block.tags = ()
            cards.add(block, () if by_folder else reader.first_tags)

    def _by_folders(self) -> bool:
        known = self._settings.known
        return self._settings.folders_are_decks or not ((known and self._whole) or self._any_tagged)

    def _folder_deck(self, name: str) -> str:
        """The deck of a note without tags: its folder in the vault, or a lone note's own name."""
        if not self._whole:
            return name.rpartition(".")[0]
        folder = name.rpartition("/")[0]
        return folder.replace("/", SEPARATOR) or self._vault.folder.resolve().name


def _lines_broken(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _split(text: str) -> tuple[str, str]:
    """The YAML at the top, and what follows it."""
    found = _HEAD.match(text)
    return (found["yaml"], text[found.end() :]) if found else ("", text)


def _head_tags(yaml: str, settings: Settings) -> tuple[str, ...]:
    """The deck's tags in the head, as a list in brackets, with commas or blanks, or of lines."""
    found = _TAGS.search(yaml)
    if found is None:
        return ()
    told = re.split(r"[,\s]+", f"{found['line'].strip(' []')} {found['list'].replace('- ', ' ')}")
    words: Sequence[str] = [word.strip("\"'#[]/") for word in told]
    return tuple(word for word in words if word and is_tag_of(word, settings))
