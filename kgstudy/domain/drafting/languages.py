"""Which language a text is in."""

import re
from collections.abc import Sequence

from kgstudy.domain.lesson import UNKNOWN

_REACH = 20_000
"""How many characters of a text are looked at."""
_WORD = re.compile(r"[^\W\d_]{1,40}")
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RUSSIAN_WORDS = _listed(
    "и в во не на с со по к ко от из за о об у до для что это как а но его её ее их он она они "
    "они был была было были быть или при же так также который которая которые которых году года "
    "годах год лет стал стала стали является после между этот эта эти все под над без если чтобы "
    "всех когда где кто том только первый первая более его себя нет есть г гг"
)
_KYRGYZ_WORDS = _listed(
    "жана менен бул ал алар анын ошол ошондой эле деп деген болгон болуп болот болду эмес бир "
    "ар кийин чейин ичинде тарабынан катары жылы жылдын жылга жылдары жана же да де эң көп "
    "үчүн мамлекет өз бирок себеби анткени качан ким эмне кайсы канча бар жок кылган алган "
    "кылым кылымдын эл элдин калк калкы борбору тоо суу кыргыз бийик ири алгачкы биринчи экинчи"
)
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH_WORDS = _listed(
    "the of and to in is was for on with as by at from that it its his her their this which are "
    "were be been has had have not or an after between other when who where they he she"
)
_OTHER_WORDS = {
    "de": _listed(
        "der die das den dem des und ist sind war wurde wurden ein eine einer einem nicht mit von "
        "zu zum zur im am auf für auch aber sie er es wird hat haben nach bei durch keine viele"
    ),
    "fr": _listed(
        "le la les l d un une des du et est sont était dans par pour sur avec qui que il elle ne "
        "pas au aux ce cette ces son sa ses ont été plus"
    ),
    "es": _listed(
        "el la los las un una y es son fue era del de en por para con que se su sus no al como más "
        "muy entre desde también"
    ),
    "it": _listed(
        "il lo la gli le i un una e è sono era del della dei delle di da nel nella con per che si "
        "non anche al alla molto tra"
    ),
    "pt": _listed(
        "o a os as um uma e é são foi do da dos das de em no na nos por para com que se não ao "
        "mais muito também entre"
    ),
    "nl": _listed(
        "de het een en van is zijn was werd wordt niet met voor op te dat die ook maar door bij "
        "aan naar uit tot als er hij zij"
    ),
    "pl": _listed(
        "i w z na do nie jest są był była było się że to od za po przez oraz jako który która ale "
        "też dla ma przy"
    ),
    "tr": _listed("ve bir bu ile için olan olarak da de daha çok en gibi sonra kadar ne o olduğu"),
    "uz": _listed(
        "va bilan bu bir uchun ham edi esa uning bo‘lgan bo‘lib u deb bor juda keyin eng"
    ),
}
_FOREIGN_LETTER = re.compile(r"[ґєіїқғұәһўҳӣҷђћљњј]")
_UKRAINIAN_LETTER = re.compile(r"[єї]")
_KAZAKH_LETTER = re.compile(r"[ұә]")
_FOREIGN = 40
"""A text in which one letter of so many is of another language's alphabet is in that one's."""
_ENOUGH = 3
"""Fewer words of another language may be a name or a title."""

_RUSSIAN_ENDING = re.compile(
    r".{2,}(?:[оеё]го|[оеы]му?|[ыи]й|[оа]я|[оеыи]е|[ыи]х|[ыи]ми|ами|ями|ния|нию|нием|ции|цию|ость"
    r"|ости|ться|тся|лся|лась|лись|ать|ить|еть|ешь|ает|яет|ует|ают|яют|уют|ов|ев|ах|ях|ам|ям)"
)
_KYRGYZ_ENDING = re.compile(
    r".{2,}(?:[нтд][ыиу]н|[лдт][аео]р(?:[ыиу]|[ыиу]н|[ыиу]н[ыиу]н|г[аео]|д[аео]н?)?"
    r"|[нтд][ыиу]|[гк][аео]н|[дт][аео]н?|[гк][аео]|[ыиу]нд[аео]н?|[ыиу]н[аео]|[дл][ыиу]к"
    r"|[лт][ыиу]у|[ыиу]п|[аое]т|дагы|деги|догу|[аое]лат|ууда|тары|т[ыиу]к)"
)
_KYRGYZ_LETTER = re.compile(r"[өүң]")
_RUSSIAN_LETTER = re.compile(r"[щъё]|ф[^у]|вш|ств|нн")
# A vowel written twice, as no Russian ending has it, and the letter before which Russian writes и.
_KYRGYZ_VOWELS = re.compile(r"аа|ээ|оо|уу|[гкж]ы(?!рг|з)")


def language_of(text: str) -> str:
    """Its code, by the letters and the commonest words; "en" where nothing tells.

    It is `UNKNOWN` where the text is in letters that are neither Latin nor Cyrillic.
    """
    looked_at = text[:_REACH]
    cyrillic, latin = len(_CYRILLIC.findall(looked_at)), len(_LATIN.findall(looked_at))
    if len(_LETTER.findall(looked_at)) > 2 * (cyrillic + latin):
        return UNKNOWN
    words = _WORD.findall(looked_at)
    if cyrillic <= latin:
        return _of_latin([word.lower() for word in words])
    if len(_FOREIGN_LETTER.findall(looked_at.lower())) * _FOREIGN > cyrillic:
        return _of_cyrillic(looked_at.lower())
    return "ky" if sum(map(_kyrgyz, words)) > sum(map(_russian, words)) else "ru"


def _of_cyrillic(text: str) -> str:
    """Of a text with letters that neither Russian nor Kyrgyz has."""
    if _UKRAINIAN_LETTER.search(text):
        return "uk"
    return "kk" if _KAZAKH_LETTER.search(text) else UNKNOWN


def _of_latin(words: Sequence[str]) -> str:
    """English, unless the commonest words of another language are the more frequent."""
    english = sum(word in _ENGLISH_WORDS for word in words)
    counts = {code: sum(word in own for word in words) for code, own in _OTHER_WORDS.items()}
    code, most = max(counts.items(), key=lambda each: each[1])
    return code if most >= max(_ENOUGH, english + 1) else "en"


def _kyrgyz(word: str) -> float:
    """How much a word speaks for Kyrgyz; a name less, as it may stand in a Russian text."""
    small = word.lower()
    if small in _KYRGYZ_WORDS or _KYRGYZ_LETTER.search(small):
        return 3 if word.islower() else 1
    return bool(_KYRGYZ_VOWELS.search(small)) + 0.9 * bool(_KYRGYZ_ENDING.fullmatch(small))


def _russian(word: str) -> float:
    """How much a word speaks for Russian."""
    small = word.lower()
    if small in _RUSSIAN_WORDS:
        return 2
    return 0.5 * bool(_RUSSIAN_LETTER.search(small)) + bool(_RUSSIAN_ENDING.fullmatch(small))
