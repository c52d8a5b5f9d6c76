"""Whether words of a Kyrgyz text are understood without the sentences around them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.kyrgyz.clauses import body, capital
from kgstudy.domain.drafting.kyrgyz.names import Word, is_role, names, of_place, words
from kgstudy.domain.drafting.kyrgyz.suffixes import (
    ablative,
    accusative,
    case_of,
    dative,
    genitive,
    locative,
    possessed,
)
from kgstudy.domain.drafting.kyrgyz.vocabulary import ASKING, HE, POINTING, PRONOUNS, ROLES
from kgstudy.domain.drafting.values import FactKind

_SAME = re.compile(
    r"\b(?:ошол эле|(?<!дан )(?<!нан )кийинки|мурунку|ошол жылы|ошол кезде|төмөнкү|ага чейин"
    r"|андан кийин(?!ки))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Words as they are understood alone: said in full, or after `context`."""

    text: str
    context: str = ""
    trust: float = 1.0

    def led(self) -> str:
        """The words with the context before them."""
        if not self.context:
            return capital(self.text)
        first = self.text.split(maxsplit=1)[0].lower()
        known = first in ROLES | PRONOUNS | POINTING | ASKING or case_of(first)[1] in ROLES
        said = self.text[0].lower() + self.text[1:] if known else self.text
        return f"{self.context}: {said}"


def standing(sentence: Sentence, text: str) -> Standing | None:
    """How `text`, words of the sentence, stands alone; None where nothing makes it clear."""
    tokens = [word for word in words(text) if word.text[0].isalnum() or word.text == ","]
    trust = 0.45 if _SAME.search(text) else 1.0
    unclear = next(_unclear(tokens), None)
    if unclear is None:
        return _with_topic(sentence, text, tokens, trust)
    small = unclear.text.lower()
    if small in HE:
        name = _spoken_of(sentence, small)
        return _said_out(text, unclear, name, trust * 0.92) if name and name not in text else None
    return None


def _spoken_of(sentence: Sentence, pronoun: str) -> str:
    """What a pronoun means: the subject of the part before a semicolon, else of the sentence before
    it, else the heading; empty where that is no name."""
    parts = sentence.text.split(";")
    at = next((at for at, part in enumerate(parts) if _has(part, pronoun)), 0)
    if at:
        return subject_name(parts[at - 1], sentence.names)
    return subject_name(sentence.before, sentence.names) or _own_heading(sentence)


def _has(text: str, word: str) -> bool:
    return any(each.text.lower() == word for each in words(text))


def _unclear(tokens: list[Word]) -> Iterator[Word]:
    """The words that mean something told elsewhere."""
    for place, word in enumerate(tokens):
        small = word.text.lower()
        named = any(each.is_capital for each in tokens[:place]) and _parted(tokens, place)
        if (small in PRONOUNS or small in POINTING) and not named and not _is_link(tokens, place):
            yield word


def _parted(tokens: list[Word], place: int) -> bool:
    """Whether a comma or an "and" stands between the first word and the pronoun."""
    return any(word.text in {",", "жана"} for word in tokens[:place])


def _is_link(tokens: list[Word], place: int) -> bool:
    """Whether the word only joins: "X — бул Y", "ал эми", "андан ары"."""
    small = tokens[place].text.lower()
    after = tokens[place + 1].text.lower() if place + 1 < len(tokens) else ""
    return (small == "бул" and place > 0) or after in _JOINING


_JOINING = {"эми", "тургай", "ары", "эле", "сайын", "чейин", "кийин", "тышкары", "башка"}


def _said_out(text: str, pronoun: Word, name: str, trust: float) -> Standing:
    """The words with the name for the pronoun, in its case."""
    case = _FORMS.get(pronoun.text.lower())
    if case is None:
        return Standing(text, name, trust * 0.85)
    form = name
    if case:
        owned = of_place(name.rpartition(" ")[2])
        form = possessed(name, case) if owned else _IN_CASE[case](name)
    said = capital(text[: pronoun.start] + form + text[pronoun.end :])
    return Standing(said, trust=trust)


_FORMS = {
    "ал": "",
    "анын": "genitive",
    "ага": "dative",
    "аны": "accusative",
    "андан": "ablative",
    "анда": "locative",
}
_IN_CASE: Mapping[str, Callable[[str], str]] = {
    "genitive": genitive,
    "dative": dative,
    "accusative": accusative,
    "ablative": ablative,
    "locative": locative,
}


def _own_heading(sentence: Sentence) -> str:
    """The name that is the heading, where it is what its section speaks of."""
    name = _named(sentence.heading, sentence.names)
    return name if name and sentence.topic in {name, ""} else ""


def _named(heading: str, known: frozenset[str]) -> str:
    """A heading that is nothing but a name."""
    words_in = heading.split()
    if not 0 < len(words_in) <= 3 or not all(word[0].isupper() for word in words_in):
        return ""
    return heading if len(words_in) > 1 or words_in[0] in known else ""


_AT_END = re.compile(r"(?P<what>.+?)\s[—–]\s(?P<name>[^\s,.(:—–][^,.(:—–]*)")


def _named_at_end(text: str, known: frozenset[str]) -> str:
    """The name that a sentence such as "Эң узун дарыя — Нарын" tells last; empty if none."""
    told = _AT_END.match(text)
    if told is None or names(told["what"], words(told["what"]), known):
        return ""
    name = told["name"].strip()
    return name if names(name, words(name), known | {name.split()[0]}) else ""


def subject_name(text: str, known: frozenset[str]) -> str:
    """The name in the nominative that a sentence begins with; empty if it has none."""
    span = body(text)
    if name := _named_at_end(text, known):
        return name
    found = names(text, words(text, span.start), known)
    persons = [name for name in found if name.kind is FactKind.PERSON and not name.case]
    if len(persons) == 1 and found[0].span.start != span.start:
        return persons[0].value
    lead = words(text[: found[0].span.start], span.start) if found else []
    if not found or found[0].case or len(lead) > 3 or (lead and not is_role(lead[-1].text)):
        return ""
    after = [word for word in words(text, found[0].span.end) if word.is_word][:1]
    if after and of_place(after[0].text):
        return text[found[0].span.start : after[0].end] if not case_of(after[0].text)[0] else ""
    return text[found[0].span.start : found[0].span.end]


def _with_topic(sentence: Sentence, text: str, tokens: list[Word], trust: float) -> Standing | None:
    """Words that begin with "the republic" after the name that they mean."""
    if not tokens or not _is_bare_role(tokens):
        return Standing(text, trust=trust)
    context = _named(sentence.heading, sentence.names) or _named(sentence.title, sentence.names)
    if context and not _shares_name(context, text):
        return Standing(text, context, 0.8 * trust)
    return Standing(text, trust=0.75 * trust)


def _is_bare_role(tokens: list[Word]) -> bool:
    """Whether the first noun is a role without an owner before it."""
    at = next((at for at in range(len(tokens)) if not _leads(tokens, at)), 0)
    first = tokens[at].text.lower()
    stem = case_of(first)[1]
    if first not in ROLES and stem not in ROLES:
        return False
    following = tokens[at + 1 : at + 2]
    return not any(w.is_capital and w.start == tokens[at].end + 1 for w in following)


def _leads(tokens: list[Word], at: int) -> bool:
    """Whether a word only asks, or tells the year, before what is spoken of."""
    is_year = tokens[at].text.isdecimal() and at + 1 < len(tokens)
    return tokens[at].text.lower() in _LEADING or (
        is_year and tokens[at + 1].text.startswith("жыл")
    )


_LEADING = ASKING | {"жылы", "жылда", "жылдары", "кылымда", "үчүн", "жылдан"}


def _shares_name(context: str, text: str) -> bool:
    """Whether the words name already what the context would."""
    stems = [word[:5] for word in re.findall(r"\w{4,}", context.lower()) if word not in ROLES]
    return any(stem in text.lower() for stem in stems)
