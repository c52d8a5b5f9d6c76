"""Kyrgyz suffixes: which case a word stands in, its stem, and a word with another suffix."""

import re

_HIGH = {**dict.fromkeys("аыя", "ы"), **dict.fromkeys("эеи", "и"), **dict.fromkeys("оуёю", "у")}
_HIGH |= dict.fromkeys("өү", "ү")
_LOW = {**dict.fromkeys("аыяуюя", "а"), **dict.fromkeys("эеи", "е"), **dict.fromkeys("оё", "о")}
_LOW |= dict.fromkeys("өү", "ө")
_VOICELESS = "пткфхсшчцщ"
_VOWELS = "аеёиоуыэюяөү"


def _last_vowel(word: str) -> str:
    """The vowel that the vowels of a suffix follow."""
    if word.isupper() and len(word) > 1 and not set(word.lower()) & set(_VOWELS):
        return "а" if word[-1] in "КХШЩ" else "э"  # as the letters are called: "ка", "эм"
    return next((letter for letter in reversed(word.lower()) if letter in _VOWELS), "а")


def genitive(word: str) -> str:
    return _with(word, "н", _HIGH[_last_vowel(word)] + "н")


def dative(word: str) -> str:
    return word + _guttural(word) + _LOW[_last_vowel(word)]


def _guttural(word: str) -> str:
    return "к" if word[-1].lower() in _VOICELESS and not word.isupper() else "г"


def accusative(word: str) -> str:
    return _with(word, "н", _HIGH[_last_vowel(word)])


def ablative(word: str) -> str:
    return locative(word) + "н"


def possessed(word: str, case: str) -> str:
    """A word such as "чокусу", which ends in a possessive, in a case."""
    low = _LOW[_last_vowel(word)]
    endings = {"dative": f"н{low}", "locative": f"нд{low}", "ablative": f"н{low}н"}
    return word + (endings | {"accusative": "н", "genitive": f"н{word[-1]}н"})[case]


def locative(word: str) -> str:
    return _with(word, "д", _LOW[_last_vowel(word)])


def _with(word: str, after_vowel: str, ending: str) -> str:
    """The word with a suffix whose consonant follows the last letter."""
    last = word[-1].lower()
    named = word.isupper() and len(word) > 1 and last not in _VOWELS
    if last in _VOWELS or named:
        return word + after_vowel + ending
    return word + ("т" if last in _VOICELESS else "д") + ending


CASES = (
    ("ablative", r"[дтн][аеоө]н"),
    ("genitive", r"[ндт][ыиуү]н"),
    ("locative", r"[дт][аеоө]"),
    ("dative", r"[гкн][аеоө]"),
    ("accusative", r"[ндт][ыиуү]"),
)
_CASES = tuple((case, re.compile(rf"(?P<stem>.{{2,}}?)(?P<suffix>{form})")) for case, form in CASES)


def case_of(word: str) -> tuple[str, str]:
    """The case that the end of a word tells, and the word without it; "" for the nominative.

    The end has to go with the vowels of the stem, which keeps most stems that merely look so.
    """
    if re.search(r"[^аоөуүы]стан$", word):  # a country, and not "from Talas"
        return "", word
    for case, form in _CASES:
        found = form.fullmatch(word)
        if found and _goes_with(found["stem"], found["suffix"], case):
            return case, _stem(found["stem"], case)
    return "", word


def _goes_with(stem: str, suffix: str, case: str) -> bool:
    vowel = next((letter for letter in suffix if letter in _VOWELS), "")
    kind = _HIGH if case in {"genitive", "accusative"} else _LOW
    last, begins = stem[-1].lower(), suffix[0]
    if stem.isupper() and len(stem) > 1:
        return True
    if kind[_last_vowel(stem)] != vowel or not set(stem.lower()) & set(_VOWELS):
        return False
    if last in _VOWELS:
        return begins in {"genitive": "н", "accusative": "н", "dative": "гн"}.get(case, "дн")
    if last in _VOICELESS:
        return begins in "тк"
    return begins in "дгн" and not (begins == "н" and last != "н")


def _stem(stem: str, case: str) -> str:
    """Between a possessive and a case stands "н": "айылында" is of "айылы"."""
    between = re.fullmatch(r"(.{2,}[ыиуү])н", stem)
    return between[1] if between and case in {"locative", "ablative"} else stem


_FINITE = re.compile(
    r".+(?:[гк][аеоө]н|[дт][ыиуү]|[дт][ыиуү]к|[аеоөйя]т|[дт][ыиуү]р|мак|бейт|байт|бойт)"
    r"|бар|жок|эмес|эле|экен|жакын|ашык|барабар|керек|мүмкүн|болгон|болду"
)


_SURELY = re.compile(r".+(?:[гк][аеоө]н|[аеоөй]т|ышат|ишет)|бар|жок|эмес|болду|болгон")


def is_surely_finite(word: str) -> bool:
    """Whether a word is a verb in its last form, and no noun in the accusative."""
    return bool(_SURELY.fullmatch(word.lower())) and not _is_loan(word.lower())


def is_finite(word: str) -> bool:
    """Whether a word could be the verb that ends a clause."""
    return bool(_FINITE.fullmatch(word.lower())) and not _is_loan(word.lower())


def _is_loan(word: str) -> bool:
    """Whether a noun such as "азот" only looks like a verb: its vowels do not go together."""
    if not re.fullmatch(r".+[аеоө]т", word) or len(word) < 3:
        return False
    stem = word[:-2]
    return bool(set(stem) & set(_VOWELS)) and _LOW[_last_vowel(stem)] != word[-2]
