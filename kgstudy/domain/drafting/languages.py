"""Which language a text is in."""

import re

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
    """ "en", "ru" or "ky", by the letters and the commonest words; "en" where nothing tells."""
    looked_at = text[:_REACH]
    if len(_CYRILLIC.findall(looked_at)) <= len(_LATIN.findall(looked_at)):
        return "en"
    words = _WORD.findall(looked_at)
    return "ky" if sum(map(_kyrgyz, words)) > sum(map(_russian, words)) else "ru"


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
