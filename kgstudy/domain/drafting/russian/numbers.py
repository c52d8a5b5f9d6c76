"""Numbers in Russian with what they count, and how that is asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.russian.words import Word, cases, inflected, listed
from kgstudy.domain.lesson import Span

_SCALES = {"тыс", "млн", "млрд", "трлн", "тысяча", "миллион", "миллиард", "триллион"}
_UNITS = {
    *("%", "км", "м", "см", "мм", "га", "кг", "г", "т", "ц", "л", "мл", "°", "км²", "м²", "м³"),
    *("км³", "мг", "мкм", "нм", "вт", "квт", "мвт", "гц", "с", "ч", "мин", "°с", "°c"),
}
_MEASURES = {
    *("метр", "километр", "сантиметр", "миллиметр", "гектар", "тонна", "килограмм", "грамм"),
    *("литр", "процент", "градус", "микрометр", "нанометр", "вольт", "ватт"),
}
_SQUARE = {"кв", "куб", "квадратный", "кубический"}
_ABOUT = {"около", "более", "свыше", "почти", "примерно", "приблизительно", "порядка", "не", "до"}
_LESS = {"более", "менее", "больше", "меньше", "свыше"}
_NO_NUMERALS = {"один", "сколько", "несколько", "много", "немного", "мало", "столько", "полтора"}


@dataclass(frozen=True, slots=True)
class Number:
    """`span` is the number with its scale and its measure; `about` where "more than" begins.

    The words from `first` up to `last` are the number; what it counts stands from there to `end`,
    empty for a measure or a number by itself.
    """

    span: Span
    about: int
    first: int
    last: int
    end: int
    is_measure: bool


def numbers(tokens: Sequence[Word], taken: Sequence[Span] = ()) -> Iterator[Number]:
    """The numbers among the words, but for those in the places `taken` (dates)."""
    at = 0
    while at < len(tokens):
        last = _number_end(tokens, at)
        if last == at or any(_inside(tokens[at], span) for span in taken):
            at += 1
            continue
        if _is_counted_out(tokens, at, last):
            at = last
            continue
        found = _number(tokens, at, last)
        yield found
        at = max(found.end, last)


def _inside(word: Word, span: Span) -> bool:
    return span.start <= word.start < span.end


def _number_end(tokens: Sequence[Word], at: int) -> int:
    """Where a number that begins at `at` ends: figures, numerals and scales; `at` if none does."""
    end = at
    while end < len(tokens) and (tokens[end].is_figure or _is_numeral(tokens[end])):
        end += 1
        if tokens[end - 1].is_figure and end + 1 < len(tokens) and tokens[end].text in "–—-−":
            end += 1 if tokens[end + 1].is_figure else 0
    if [word.small for word in tokens[end : end + 2]] == ["с", "половиной"] and end > at:
        end += 2
    while at < end < len(tokens) and _is_scale(tokens[end]):
        end += 1
        if end < len(tokens) and tokens[end].text == ".":
            end += 1
    return end


def _is_numeral(word: Word) -> bool:
    return word.likely("NUMR") and word.normal not in _NO_NUMERALS


def _is_scale(word: Word) -> bool:
    return word.small in _SCALES or bool(word.forms and word.normal in _SCALES)


def _is_counted_out(tokens: Sequence[Word], at: int, last: int) -> bool:
    """Whether figures are an ordinal ("46-й"), a number of a thing ("№ 5") or a list's mark."""
    after = tokens[last] if last < len(tokens) else None
    if after and tokens[last - 1].text == "1" and after.is_word and not after.may("nomn"):
        return True
    if after and after.is_word and after.start == tokens[last - 1].end and after.is_capital:
        return True
    if after and after.text == "-" and after.start == tokens[last - 1].end:
        return True
    if after and after.text in {")", "."} and at == 0:
        return True
    return bool(at) and tokens[at - 1].small in {"№", "-", "/", "спустя", "через"}


def _number(tokens: Sequence[Word], at: int, last: int) -> Number:
    measure = _measure_end(tokens, last)
    about = at
    while about and (tokens[about - 1].small in _ABOUT or tokens[about - 1].small in _LESS):
        about -= 1
    if about > 1 and tokens[about - 1].small == "среднем" and tokens[about - 2].small == "в":
        about -= 2
    if about and tokens[about - 1].small in {"лишь", "только", "всего"}:
        about -= 1
    if tokens[about].small == "до" or (
        about < at and tokens[about].small == "не" and at - about == 1
    ):
        about += 1
    stop = measure if measure > last else last
    span = Span(tokens[at].start, tokens[stop - 1].end)
    end = stop if measure > last else counted_end(tokens, last)
    return Number(span, about, at, stop, end, measure > last)


def _measure_end(tokens: Sequence[Word], at: int) -> int:
    """Where the measure after a number ends; `at` if none follows."""
    end = at
    if end < len(tokens) and (tokens[end].small in _SQUARE or tokens[end].normal in _SQUARE):
        end += 1
        if end < len(tokens) and tokens[end].text == ".":
            end += 1
    if end < len(tokens) and (tokens[end].small in _UNITS or tokens[end].normal in _MEASURES):
        end += 1
        if end < len(tokens) and tokens[end].text in {"²", "³"}:
            end += 1
        if end + 1 < len(tokens) and tokens[end].text == "/":
            end += 2
        return end
    return at


def counted_end(tokens: Sequence[Word], at: int) -> int:
    """Where the noun that is counted ends, with the adjectives before it; `at` if there is none."""
    end = at
    while end < len(tokens) and (tokens[end].is_adjective or tokens[end].may("ADJF", "plur")):
        if tokens[end].is_noun:
            break
        end += 1
    if end < len(tokens) and tokens[end].may("NOUN") and not tokens[end].is_capital:
        return end + 1
    return at


def tail_end(tokens: Sequence[Word], at: int) -> int:
    """Where the genitives after a noun end, such as "of the world", "and representations"."""
    end = at
    while end < len(tokens):
        step = 1 if tokens[end].small in {"и", "или"} and end > 0 else 0
        stop = end + step
        while stop < len(tokens) and tokens[stop].may("ADJF", "gent") and tokens[stop].is_adjective:
            stop += 1
        if stop >= len(tokens) or not _is_genitive_noun(tokens[stop]):
            return end
        if step and not tokens[end - 1].may("gent"):
            return end
        end = stop + 1
    return end


def _is_genitive_noun(word: Word) -> bool:
    return word.may("NOUN", "gent") and not word.is_verb and not word.likely("PREP")


def question_words(tokens: Sequence[Word], number: Number) -> str | None:
    """ "Сколько стран", "В скольких странах"; None where the case is unclear."""
    if number.is_measure and (told := _how_much_of(tokens, number)):
        return told
    by_name = number.is_measure and tokens[number.last - 1].normal in _MEASURES
    if number.end == number.last and not by_name:
        return None
    counted = tokens[number.last - by_name : number.end]
    before = tokens[number.about - 1] if number.about else None
    preposition = before if before is not None and before.likely("PREP") else None
    if preposition is not None and preposition.small in {"через", "спустя", "до", "от"}:
        return None
    case = _case(counted, preposition)
    things = _in_plural(counted, case) if case else None
    if case is None or things is None:
        return None
    if preposition is None:
        return None if _hangs_on_noun(tokens, number) and case == "gent" else f"сколько {things}"
    ask = _HOW_MANY[case]
    if case == "gent" and preposition.small in _ACCUSATIVE:
        ask = "сколько"
    word = {"с": "со", "к": "ко"}.get(preposition.small, preposition.small)
    return f"{word} {ask} {things}"


def _how_much_of(tokens: Sequence[Word], number: Number) -> str | None:
    """ "Сколько процентов территории", "Сколько литров крови"."""
    measure = tokens[number.last - 1]
    before = tokens[number.about - 1].small if number.about else ""
    if _is_percent(measure) and before == "на":
        return "на сколько процентов"
    if tail_end(tokens, number.last) == number.last:
        return None
    if _is_percent(measure):
        return "сколько процентов"
    measures = _in_plural([measure], "gent") if measure.normal in _MEASURES else None
    return f"сколько {measures}" if measures else None


def _hangs_on_noun(tokens: Sequence[Word], number: Number) -> bool:
    """Whether a number stands after a noun, as in "leaders of 11 republics"."""
    before = tokens[number.about - 1] if number.about else None
    owner = tokens[number.about - 2].small if number.about > 1 else ""
    return before is not None and before.may("NOUN") and not before.is_verb and owner != "у"


def _is_percent(word: Word) -> bool:
    return word.text == "%" or word.normal == "процент"


_HOW_MANY = {
    "gent": "скольких",
    "datv": "скольким",
    "ablt": "сколькими",
    "loct": "скольких",
    "accs": "сколько",
    "nomn": "сколько",
}
_ACCUSATIVE = {"в", "на", "за", "через", "по", "спустя"}
_GOVERNS = {
    "ablt": listed("с со между над под перед"),
    "loct": listed("в во на о об при"),
    "datv": listed("к ко по"),
    "gent": listed("из от до для без у среди после в во на за через спустя по"),
    "nomn": listed("в во на за через спустя по"),
}


def _case(counted: Sequence[Word], preposition: Word | None) -> str | None:
    """The case the phrase stands in; "gent" also for what a number in the nominative governs."""
    noun = counted[-1]
    found = cases(noun, "plur") | cases(noun, "sing")
    if preposition is None:
        if "gent" in found:
            return "gent"
        return "nomn" if "nomn" in found else None
    governed = (case for case, words in _GOVERNS.items() if preposition.small in words)
    return next((case for case in governed if case in found), None)


def _in_plural(counted: Sequence[Word], case: str) -> str | None:
    """What is counted as it stands after "how many"."""
    wanted = "gent" if case in {"gent", "nomn", "accs"} else case
    changed = [_plural(word, wanted) for word in counted]
    return " ".join(word for word in changed if word) if all(changed) else None


def _plural(word: Word, case: str) -> str | None:
    if word.likely("NOUN") and word.normal == "год":
        return {"gent": "лет", "loct": "годах", "ablt": "годами", "datv": "годам"}[case]
    if word.may("plur", case):
        return word.text
    return inflected(word.text, {"plur", case})
