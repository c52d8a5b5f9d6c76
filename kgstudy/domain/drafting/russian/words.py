"""Russian words with their grammatical forms, as the dictionary of pymorphy3 tells them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol


def listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
    r"|[^\W\d_](?=\.)(?!\w)|[^\W\d_]+(?:[-‑’'][^\W\d_]+)*|\S"
)
GUESSED = "guessed"
"""The tag of a reading that is told by the ending only."""
_KNOWN_LETTERS = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ][A-Za-zÀ-ɏЀ-ӿ’'‑-]{0,39}")
"""Only such words have forms: the dictionary fails on letters without a name in Unicode."""


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: `tags` as OpenCorpora names them, and its dictionary form."""

    tags: frozenset[str]
    normal: str

    def has(self, *tags: str) -> bool:
        return self.tags.issuperset(tags)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a figure or a mark of a text, and its readings, the likeliest first."""

    text: str
    start: int
    end: int
    forms: tuple[Form, ...]

    @property
    def small(self) -> str:
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_initial(self) -> bool:
        """A single capital letter, or two as in "Дж."."""
        return len(self.text) == 1 and self.text.isalpha() and self.text.isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_figure(self) -> bool:
        return self.text[0].isdecimal()

    @property
    def normal(self) -> str:
        """The dictionary form of its likeliest reading; empty if it has none."""
        return self.forms[0].normal if self.forms else ""

    def may(self, *tags: str) -> bool:
        """Whether some reading has all the tags."""
        return any(form.has(*tags) for form in self.forms)

    def likely(self, *tags: str) -> bool:
        """Whether the likeliest reading has all the tags."""
        return bool(self.forms) and self.forms[0].has(*tags)

    @property
    def is_verb(self) -> bool:
        """A finite verb, or the short form that stands for one ("основан")."""
        if self.is_capital and self.likely(GUESSED):
            return False
        if self.likely("VERB") or self.likely("PRTS") or self.small in _PREDICATES:
            return True
        return self.may("PRTS") and (self.likely("ADVB") or self.likely("ADJS"))

    @property
    def is_adjective(self) -> bool:
        return self.likely("ADJF") or self.likely("PRTF")

    @property
    def is_noun(self) -> bool:
        return self.likely("NOUN")


_PREDICATES = {
    *("нет", "можно", "нельзя", "нужно", "необходимо"),
    *("должен", "должна", "должно", "должны"),
}


def words(text: str) -> list[Word]:
    """The words, figures and marks of a text."""
    return [
        Word(found[0], found.start(), found.end(), _forms(found[0]))
        for found in _TOKEN.finditer(text)
    ]


class _Tag(Protocol):
    grammemes: frozenset[str]


class _Reading(Protocol):
    word: str
    normal_form: str
    tag: _Tag

    def inflect(self, wanted: set[str]) -> "_Reading | None": ...


class _Dictionary(Protocol):
    def parse(self, word: str) -> list[_Reading]: ...

    def word_is_known(self, word: str) -> bool: ...


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    """Loaded with the first Russian text, in 50 ms and 26 MB."""
    import pymorphy3  # noqa: PLC0415
    import pymorphy3_dicts_ru  # noqa: PLC0415

    dictionary: _Dictionary = pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())
    return dictionary


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[Form, ...]:
    if not _KNOWN_LETTERS.fullmatch(word):
        return ()
    dictionary = _dictionary()
    readings = [reading for reading in dictionary.parse(word) if _fits(word, reading.tag)]
    guessed = frozenset() if dictionary.word_is_known(word) else frozenset({GUESSED})
    return tuple(Form(reading.tag.grammemes | guessed, reading.normal_form) for reading in readings)


def _fits(word: str, tag: _Tag) -> bool:
    """A word in small letters is no name, whatever the dictionary knows."""
    names = {"Name", "Surn", "Patr", "Geox", "Orgn"}
    return not (word.islower() and names & tag.grammemes and "Abbr" not in tag.grammemes)


def inflected(word: str, wanted: Iterable[str], like: Iterable[str] = ()) -> str | None:
    """The word in another form, from its first reading with the tags of `like`; None if unknown."""
    having = set(like)
    for reading in _dictionary().parse(word):
        if having <= reading.tag.grammemes:
            changed = reading.inflect(set(wanted))
            same = changed is not None and changed.word[:2] == word[:2].lower()
            return _as_written(word, changed.word) if changed and same else None
    return None


def _as_written(model: str, word: str) -> str:
    """`word` with the capitals of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    if not model[0].isupper():
        return word
    return (
        "-".join(part.capitalize() for part in word.split("-"))
        if "-" in model
        else (word[0].upper() + word[1:])
    )


CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = ("masc", "femn", "neut")


def cases(word: Word, *tags: str) -> set[str]:
    """The cases the word may stand in."""
    return {case for form in word.forms if form.has(*tags) for case in CASES if case in form.tags}


def gender(word: Word, case: str = "nomn") -> str | None:
    """ "plur", or the gender of a word in the singular; None where it is not in that case."""
    for form in word.forms:
        if case in form.tags:
            if "plur" in form.tags:
                return "plur"
            return next((name for name in GENDERS if name in form.tags), None)
    return None


def agree(words: Sequence[Word]) -> set[str]:
    """The cases in which all the words may stand at once."""
    found = set(CASES)
    for word in words:
        found &= cases(word)
    return found
