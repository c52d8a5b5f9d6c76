"""What a critical reader objects to in a card: each with a plain sentence, and a cure if may be."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import wording
from kgstudy.domain.drafting.fitting import grammar_for
from kgstudy.domain.drafting.grammar import Vocabulary
from kgstudy.domain.drafting.values import Cure, Draft, Fact, Flaw
from kgstudy.domain.markup import as_html, fold, plain

_MOST_WORDS = 6
_FAR_TOO_MANY_WORDS = 10
_MOST_GAPS = 2
_MOST_ITEMS = 3
_LEAST_WORDS = 4
_ALIKE = 0.75
_GAP = re.compile(r"\{\{c(\d+)::")
_WHOLE_GAP = re.compile(r"\{\{c(?P<number>\d+)::(?P<words>.*?)(?:::[^{}:]*)?\}\}", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
_TAIL = re.compile(r"\s*(?:[,;(]|\s[—–-]\s).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Card:
    """One card of a note, as it is seen, without its formulas; gaps of the question are "…"."""

    kind: str
    fields: Mapping[str, str]
    question: str
    answer: str
    known: Vocabulary
    formula: bool = False
    """Whether the question has one, which says more than words can be counted for."""


def flaws(
    kind: str,
    fields: Mapping[str, str],
    language: str,
    *,
    others: Sequence[tuple[str, Draft]] = (),
    facts: Sequence[Fact] = (),
) -> tuple[Flaw, ...]:
    """The flaws of a card, the gravest first.

    `others` are the cards beside it, by what they are called, for two that are alike; `facts` are
    those of its lesson, for values that are easily taken for one another.
    """
    found: dict[str, Flaw] = {}
    for card in _cards(kind, fields, language):
        for rule in _RULES:
            for flaw in rule(card):
                found.setdefault(flaw.code, flaw)
        for flaw in (*_beside(card, others, language), *_look_alikes(card, facts)):
            found.setdefault(flaw.code, flaw)
    return tuple(sorted(found.values(), key=lambda flaw: not flaw.grave))


def _cards(kind: str, fields: Mapping[str, str], language: str) -> Iterator[_Card]:
    """The cards of the note; a note that makes none has another problem than these."""
    card_type = CARD_TYPES.get(kind)
    if card_type is None or card_type.problem(fields):
        return
    for slot in card_type.slots(fields):
        question = card_type.question_text(fields, slot)
        if kind == "cloze":
            question = re.sub(r"\[[^\[\]]*\]", "…", question)
        answer = card_type.answer_text(fields, slot)
        if any("…" in formula for formula in _FORMULA.findall(question)):
            answer = ""  # a part of a formula, of which no word can be judged
        said, told = _without_formulas(question), _without_formulas(answer)
        known = grammar_for(language, f"{said} {told}").vocabulary
        yield _Card(kind, fields, said, told, known, formula=said != question)


def _without_formulas(text: str) -> str:
    """The text with nothing but the gaps of its formulas."""
    if "\\" not in text:
        return text
    return _FORMULA.sub(lambda found: f" {'… ' * found[0].count('…')}", text).strip()


def _long_answer(card: _Card) -> Iterator[Flaw]:
    long = max(len(wording.words(line)) for line in card.answer.split("\n"))
    if card.kind == "ordering" or long <= _MOST_WORDS:
        return
    why = f"The answer has {long} words: nobody recalls that many alike. Ask for less at once."
    yield Flaw("long-answer", why, _shorter(card), grave=long > _FAR_TOO_MANY_WORDS)


def _shorter(card: _Card) -> Cure | None:
    """Leaves out what follows a comma or a bracket, where that is enough."""
    field = {"basic": "back", "typed": "answer", "both-ways": "back"}.get(card.kind)
    short = _TAIL.sub("", card.answer)
    if field is None or not short or not 0 < len(wording.words(short)) <= _MOST_WORDS:
        return None
    return Cure(f"Write “{short}”", {**card.fields, field: as_html(short)})


def _several(card: _Card) -> Iterator[Flaw]:
    gaps = card.question.count("…") if card.kind == "cloze" else 0
    if gaps > _MOST_GAPS:
        why = f"The card asks for {gaps} things at once: recalling one of them is not told apart."
        cure = Cure("Ask for each gap on its own", _one_by_one(card.fields))
        yield Flaw("several", why, cure)


def _one_by_one(fields: Mapping[str, str]) -> Mapping[str, str]:
    numbers = count(1)
    text = _GAP.sub(lambda _: f"{{{{c{next(numbers)}::", fields["text"])
    return {**fields, "text": text}


def _gives_answer(card: _Card) -> Iterator[Flaw]:
    if card.kind == "ordering":
        return
    told = wording.content(card.question, card.known)
    asked = list(dict.fromkeys(wording.content(card.answer, card.known)))
    shared = [each for each in asked if each in told]
    if not shared:
        return
    numbers = [each for each in asked if wording.is_number(each)]
    counted = bool(numbers) and all(each in told for each in numbers)
    whole = counted or _in_a_row(asked, told)
    if whole or len(shared) * 2 > len(asked):
        why = f"The question says a part of its answer already (“{shared[0]}”)."
        yield Flaw("gives-answer", why, grave=whole)


def _in_a_row(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Whether the words stand together: "Charles II" is not told by "Charles I" and "James II"."""
    size = len(asked)
    return any(list(asked) == list(told[at : at + size]) for at in range(len(told) - size + 1))


def _undecided(card: _Card) -> Iterator[Flaw]:
    if card.kind == "ordering":
        return
    said = wording.content(card.question, card.known)
    asking = [word for word in wording.words(card.question) if word.lower() in card.known.asking]
    if card.formula:
        return
    acronym = any(len(word) > 1 and word.isupper() for word in wording.words(card.question))
    enough = len(said) + len(asking) >= _LEAST_WORDS
    if enough or (said and (acronym or card.kind == "both-ways")):
        return
    why = "The question is so short that other answers could be right: say when, where or of whom."
    yield Flaw("undecided", why, grave=len(said) < 2)


def _unclear(card: _Card) -> Iterator[Flaw]:
    """Pronouns, "this" and "the king" without a name before them."""
    if card.kind == "ordering":
        return
    named = next(wording.names(card.question, card.known), len(card.question))
    for found in re.finditer(r"[^\W\d_]+", card.question):
        low = found[0].lower()
        if found.start() > named:
            return
        if low in card.known.pointing and "\n" in card.question[found.end() :].strip("\n"):
            continue  # at what stands below
        if low in card.known.pronouns or low in card.known.pointing:
            nouns = len(wording.content(card.question[: found.start()], card.known))
            asked = card.question.split(maxsplit=1)[0].lower() in card.known.asking
            if asked and nouns >= 2 and low in card.known.pronouns:
                return
            why = f"Without the text nobody knows what “{found[0]}” stands for: say the name."
            yield Flaw("unclear", why, grave=nouns < 2)
            return
    told = wording.words(card.question)
    roles = [
        word
        for before, word in zip(["", *told], told, strict=False)
        if word.lower() in card.known.roles and before.lower() not in card.known.asking
    ]
    if roles and named == len(card.question):
        why = f"Without the text nobody knows which {roles[0].lower()} is meant: say the name."
        yield Flaw("unclear", why)


def _yes_no(card: _Card) -> Iterator[Flaw]:
    asks = card.question.rstrip().endswith("?") and card.kind not in ("cloze", "ordering")
    if asks and not any(word.lower() in card.known.asking for word in wording.words(card.question)):
        why = "Half of all guesses at a yes-or-no question are right: ask who, what or when."
        yield Flaw("yes-no", why)


def _long_list(card: _Card) -> Iterator[Flaw]:
    if card.kind == "ordering":
        return
    items = _lines(card.answer) or listed(card.answer, card.known)
    if len(items) > _MOST_ITEMS:
        why = f"The answer lists {len(items)} things: one forgotten makes the whole card wrong."
        yield Flaw("long-list", why, _gaps_for(card, items))


def _lines(text: str) -> list[str]:
    """The lines of a list that has one item a line; none where the text is one line."""
    lines = [line for line in text.split("\n") if line.strip()]
    return lines if len(lines) > 1 else []


def listed(text: str, known: Vocabulary) -> list[str]:
    """The items of a list in one line; one item where the text is none."""
    joining = "|".join(map(re.escape, sorted(known.joining)))
    last = rf"\s+(?:{joining})\s+" if joining else r"\s*;\s*"
    return [item for item in re.split(rf"(?:\s*[,;](?:{last}|\s+)|{last})", text) if item.strip()]


def _gaps_for(card: _Card, items: Sequence[str]) -> Cure | None:
    """A gap for each item, one a card; the first keeps the number of the whole list."""
    text = card.fields["text"] if card.kind == "cloze" else ""
    every = list(_WHOLE_GAP.finditer(text))
    whole = next((gap for gap in every if plain(gap["words"]) == card.answer), None)
    if whole is None:
        return None
    numbers = chain([whole["number"]], count(1 + max(int(gap["number"]) for gap in every)))
    pieces, at = [text[: whole.start()]], whole.start("words")
    for number, item in zip(numbers, map(as_html, items), strict=False):
        start = text.find(item, at, whole.end("words"))
        if start < 0:
            return None
        pieces += [text[at:start], f"{{{{c{number}::{item}}}}}"]
        at = start + len(item)
    pieces += [text[at : whole.end("words")], text[whole.end() :]]
    return Cure("Ask for each item on its own", {**card.fields, "text": "".join(pieces)})


def _shifting(card: _Card) -> Iterator[Flaw]:
    told = f" {' '.join(wording.words(f'{card.question} {card.answer}')).lower()} "
    phrase = next((each for each in card.known.shifting if f" {each} " in told), None)
    if phrase and not _YEAR.search(card.question):
        why = f"“{phrase.capitalize()}” means another day each time it is read: say the year."
        yield Flaw("shifting", why, grave=False)


def _undated(card: _Card) -> Iterator[Flaw]:
    numbers = [word for word in wording.words(card.answer) if wording.is_number(word)]
    if not numbers or _YEAR.search(f"{card.question} {card.answer}"):
        return
    lasting = (w for w in wording.words(card.question) if w.lower() in card.known.lasting)
    if next(lasting, None):
        why = "This number changes with the years: say in the question of which year it is."
        yield Flaw("undated", why, grave=False)


def _beside(card: _Card, others: Sequence[tuple[str, Draft]], language: str) -> Iterator[Flaw]:
    if card.kind == "ordering":
        return
    mine = frozenset(wording.content(card.question, card.known))
    for name, other in others:
        for theirs in _cards(other.kind, other.fields, language):
            likeness = wording.alike(mine, frozenset(wording.content(theirs.question, card.known)))
            same = fold(theirs.answer) == fold(card.answer)
            if same and likeness >= _ALIKE:
                yield Flaw("alike", f"It asks for the same as “{name}”.")
            elif likeness == 1 and not same:
                why = f"The answer of “{name}” would be right as well: say what sets them apart."
                yield Flaw("undecided", why)


def _look_alikes(card: _Card, facts: Sequence[Fact]) -> Iterator[Flaw]:
    years = set(_YEAR.findall(card.answer))
    for fact in facts:
        if fact.order and str(fact.order[0]) in years and not _tells(card.answer, fact.value):
            why = (
                f"“{fact.value}” elsewhere in the lesson is of the same year: "
                "learn the two apart, or one will be taken for the other."
            )
            yield Flaw("look-alike", why, grave=False)
            return


def _tells(answer: str, value: str) -> bool:
    """Whether the value is the answer's own; a year alone is not that of a whole date."""
    told, mine = (frozenset(fold(word) for word in wording.words(each)) for each in (value, answer))
    return told == mine or (len(told) > 1 and told <= mine)


_RULES: tuple[Callable[[_Card], Iterator[Flaw]], ...] = (
    _unclear,
    _yes_no,
    _gives_answer,
    _undecided,
    _several,
    _long_list,
    _long_answer,
    _shifting,
    _undated,
)
