"""How a vault's spaced-repetition plugin is set, and what is usual where it does not say."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PLUGIN = Path(".obsidian", "plugins", "obsidian-spaced-repetition", "data.json")

_LARGEST = 16 << 20
_HIGHEST = 12
"""Folders above the one that is read, in which the vault may begin."""

_HIGHLIGHT = ("==[123;;]answer[;;hint]==", r"==answer==[^\[hint\]][\[^123\]]")
_BOLD = ("**[123;;]answer[;;hint]**", r"**answer**[^\[hint\]][\[^123\]]")
_CURLY = ("{{[123;;]answer[;;hint]}}", "{{[123::]answer[::hint]}}")
_PIECE = re.compile(r"\\+(?P<escaped>[\[\]])|(?P<bracket>[\[\]])|(?P<word>answer|hint|123)|(?s:.)")
_LONGEST_PATTERN = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """What the plugin calls these things; `known` says whether they were read from a vault."""

    tags: tuple[str, ...] = ("flashcards",)
    folders_are_decks: bool = False
    line: str = "::"
    line_reversed: str = ":::"
    block: str = "?"
    block_reversed: str = "??"
    end: str = ""
    clozes: tuple[re.Pattern[str], ...] = ()
    ignored: tuple[str, ...] = ()
    known: bool = False


def usual() -> Settings:
    return Settings(clozes=tuple(filter(None, map(pattern, _HIGHLIGHT))))


def settings_of(folder: Path) -> Settings:
    """Those of the vault in which the folder lies."""
    for place in (folder, *list(folder.resolve().parents)[:_HIGHEST]):
        told = _told(place / PLUGIN)
        if told is not None:
            return _settings(told)
    return usual()


def _told(path: Path) -> Mapping[str, object] | None:
    with suppress(OSError, ValueError, RecursionError):
        if path.is_file() and path.stat().st_size <= _LARGEST:
            found = json.loads(path.read_bytes())
            settings = found.get("settings") if isinstance(found, dict) else None
            return settings if isinstance(settings, dict) else None
    return None


def _settings(told: Mapping[str, object]) -> Settings:
    tags = tuple(tag.strip().strip("#/") for tag in _texts(told.get("flashcardTags")))
    return Settings(
        tags=tuple(filter(None, tags)) or ("flashcards",),
        folders_are_decks=told.get("convertFoldersToDecks") is True,
        line=_word(told, "singleLineCardSeparator", "::"),
        line_reversed=_word(told, "singleLineReversedCardSeparator", ":::"),
        block=_word(told, "multilineCardSeparator", "?"),
        block_reversed=_word(told, "multilineReversedCardSeparator", "??"),
        end=_word(told, "multilineCardEndMarker", ""),
        clozes=tuple(filter(None, map(pattern, _patterns(told)))),
        ignored=tuple(name.strip("/") for name in _texts(told.get("noteFoldersToIgnore"))),
        known=True,
    )


def _texts(told: object) -> tuple[str, ...]:
    found = told if isinstance(told, list) else ()
    return tuple(each for each in found if isinstance(each, str))[:100]


def _word(told: Mapping[str, object], key: str, usual_word: str) -> str:
    found = told.get(key)
    return found.strip()[:_LONGEST_PATTERN] if isinstance(found, str) else usual_word


def _patterns(told: Mapping[str, object]) -> Sequence[str]:
    """Its own patterns, and the three that older versions can be asked for."""
    asked = {
        "convertHighlightsToClozes": (_HIGHLIGHT, True),
        "convertBoldTextToClozes": (_BOLD, False),
        "convertCurlyBracketsToClozes": (_CURLY, False),
    }
    patterns = list(_texts(told.get("clozePatterns")))
    given = "clozePatterns" in told
    for key, (its, usually) in asked.items():
        if told.get(key, usually and not given) is True:
            patterns.extend(its)
    return list(dict.fromkeys(patterns))


def pattern(told: str) -> re.Pattern[str] | None:
    r"""What finds gaps written as `==[123;;]answer[;;hint]==` says; None where it says nothing.

    Words in brackets may be left out; brackets that are meant are `\[` and `\]`.
    """
    opening = re.split(r"\[|answer", told)[0]
    if not opening.strip() or "answer" not in told or len(told) > _LONGEST_PATTERN:
        return None
    word = rf"(?:(?!{re.escape(opening)})[^\n])"
    pieces = "".join(_piece(found, word) for found in _PIECE.finditer(told))
    with suppress(re.error):
        return re.compile(pieces)
    return None


def _piece(found: re.Match[str], word: str) -> str:
    if found["bracket"]:
        return "(?:" if found["bracket"] == "[" else ")?"
    match found["word"]:
        case "answer":
            return rf"(?P<answer>{word}{{1,2000}}?)"
        case "hint":
            return rf"(?P<hint>{word}{{1,500}}?)"
        case "123":
            return "(?P<number>[0-9]{1,4}|[ash]{1,99})"
    return re.escape(found["escaped"] or found[0])
