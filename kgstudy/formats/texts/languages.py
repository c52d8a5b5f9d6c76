"""The language that a file tells, as far as its letters do not say otherwise.

Programs write the language of the person's computer into a file, whatever is written in it.
"""

import re

_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_LONG = {"eng": "en", "rus": "ru", "kir": "ky"}
_NONE = frozenset({"und", "zxx", "mul", "mis", "qaa"})


def _listed(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


_CYRILLIC = _listed("ab ba be bg ce cv kk kv ky mk mn os ru sah tg tt tyv udm uk")
_OF_EITHER = _listed("az bs sr tk uz")
_OF_OTHERS = _listed(
    "am ar bn el fa gu he hi hy ja ka km kn ko lo ml mr my ne pa ta te th ur yi zh"
)
_CYRILLIC_LETTERS = re.compile("[а-яёңөү]", re.IGNORECASE)
_LATIN_LETTERS = re.compile("[a-z]", re.IGNORECASE)
_NOT_RUSSIAN = re.compile("[ңөүұқғәһіїєў]", re.IGNORECASE)
_LOOKED_AT = 20_000
_OFTEN = 200
"""A Russian text that names a Kyrgyz village has less than one such letter in so many."""


def credible(told: str, text: str) -> str:
    """The code that `told` stands for, or nothing where the text is in other letters."""
    found = _CODE.fullmatch(told.strip())
    code = found[1].lower() if found else ""
    code = _LONG.get(code, code)
    if code in _NONE or code in _OF_EITHER | _OF_OTHERS:
        return "" if code in _NONE else code
    text = text[:_LOOKED_AT]
    cyrillic = len(_CYRILLIC_LETTERS.findall(text))
    if (cyrillic > len(_LATIN_LETTERS.findall(text))) != (code in _CYRILLIC) and text:
        return ""
    strange = len(_NOT_RUSSIAN.findall(text))
    return "" if code == "ru" and strange * _OFTEN > cyrillic else code
