"""Puts questions and statements together from the pieces of a clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.bearing import about
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.reference import OBJECTS, is_clear, lowered, said_out
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    DETERMINERS,
    FINITE,
    RELATIVES,
    listed,
)
from kgstudy.domain.drafting.grammar import Question, Sentence
from kgstudy.domain.drafting.wording import clean

_LONGEST_LEAD = 9
_LEADING = listed(
    "in on at during after before by for under from since until within among between with as"
)
_TIES = re.compile(r",?(?:^|\s)(?:as well(?! as)|too|in turn)(?=[\s,]|$),?", re.IGNORECASE)
_DECIDED = listed("who what with-whom which-ones acronym meaning to-do goal members called")
"""Forms of questions that the lesson's topic would not help to answer."""
_NAMED_LAST = re.compile(r", (?:[A-Z][\w-]*\s?)+$")
_TYING = listed("also then therefore thus however still instead moreover consequently")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clause whose subject can be said without the sentences before it."""

    known: Analysis
    clause: Clause
    subject: str
    topic: str

    def inverted(self, opening: str, rest: str) -> str:
        """ "When" -> "When did Kyrgyzstan join the WTO?"."""
        verb, adverbs = self.clause.verb, _untied(self.clause.verb.adverbs)
        subject = _bare(self.subject)
        if verb.helper:
            parts = [opening, verb.helper, subject, adverbs, _untied(verb.said), rest]
        else:
            do = {"past": "did", "present": "does", "plural": "do"}[verb.tense]
            parts = [opening, do, subject, adverbs, verb.base, rest]
        return self.question(parts)

    def straight(self, subject: str, rest: str) -> str:
        """ "Who" -> "Who joined the WTO?", the subject being what is asked for."""
        return self.question([subject, self.verb_text(), rest])

    def verb_text(self) -> str:
        said = self.known.say(self.clause.verb.at)
        return " ".join(filter(None, [_untied(self.clause.verb.adverbs), _untied(said)]))

    def question(self, parts: Sequence[str]) -> str:
        text = clean(" ".join(part for part in parts if part)).strip(" ,;:—–-")
        return f"{text[0].upper()}{text[1:]}?"

    def statement(self, rest: str) -> str:
        text = clean(f"{_bare(self.subject)} {self.verb_text()} {rest}").strip(" ,;:—–-")
        return text[0].upper() + text[1:]

    def rest(self, without: Range | None = None, lead_without: Range | None = None) -> str:
        """What follows the verb, but for some tokens, and then what came before the subject."""
        first, last = self.clause.rest
        left = [*self.clause.asides]
        if without and first <= without[0] < without[1] <= last:
            left.append(without)
        said, at = [], first
        for start, end in sorted(left):
            said.append(self.known.say((at, start)))
            at = max(at, end)
        said.append(self.known.say((at, last)))
        told = " ".join(filter(None, map(_bare, said)))
        leads = " ".join(self._leads(lead_without))
        between = ", " if _NAMED_LAST.search(told) and leads else " "
        return f"{told}{between}{leads}".strip()

    def _has_relative(self) -> bool:
        """Whether a relative clause ends the question, to which a lead would be drawn."""
        return any(word.low in RELATIVES for word in self.known.words[slice(*self.clause.rest)])

    def is_deep(self, at: int) -> bool:
        """Whether another verb stands between the clause's own and the token `at`."""
        start, end = self.clause.rest
        return start <= at < end and any(self._is_verb(place) for place in range(start, at))

    def _is_verb(self, at: int) -> bool:
        word, before = self.known.words[at], self.known.words[at - 1]
        form = FORMS.get(word.low)
        if word.low in FINITE or (word.low in RELATIVES and word.low != "that"):
            return True
        if form is None or word.is_capital:
            return False
        if before.low == "to" and "base" in form.parts:
            return True
        if "ing" in form.parts:
            return before.low not in DETERMINERS
        return "past" in form.parts and before.low not in DETERMINERS

    def _leads(self, without: Range | None) -> list[str]:
        found = []
        for lead in self.clause.lead:
            first = self.known.words[lead[0]]
            if lead == without or lead[1] - lead[0] > _LONGEST_LEAD:
                continue
            if self._has_relative() and not any(
                self.known.holds(lead, date.start, date.end) for date in self.known.dates
            ):
                continue
            said = [word.low for word in self.known.words[slice(*lead)]]
            then = "then" in said or said == ["as", "a", "result"]
            if first.low in _LEADING and not then and is_clear(self.known, lead, True):
                found.append(lowered(self.known, self.known.say(lead), lead))
        return found


def _untied(text: str) -> str:
    return " ".join(word for word in text.split() if word.lower() not in _TYING)


def _bare(text: str) -> str:
    """Without words that only tie the clause to what was told before."""
    return _TIES.sub("", text).strip(" ,")


def spoken(known: Analysis, sentence: Sentence) -> list[Spoken]:
    """The clauses of the sentence that can stand alone."""
    found = []
    for clause in known.clauses:
        subject = said_out(known, clause.subject)
        if subject is None:
            continue
        replaced = known.is_resolved(clause.subject[0])
        named = any(known.holds(clause.subject, name.start, name.end) for name in known.names)
        if clause.follows and _speaks_of_object(known, clause):
            continue
        clear = replaced or is_clear(known, clause.subject, named_before=False)
        if clear and is_clear(known, _until_because(known, clause), replaced or named):
            found.append(Spoken(known, clause, subject, sentence.topic))
    return found


def _until_because(known: Analysis, clause: Clause) -> Range:
    """The rest without a cause that speaks of what the clause names: "because they were old"."""
    start, stop = clause.rest
    at = next((at for at in range(start, stop) if known.words[at].low == "because"), stop)
    told = {word.low for word in known.words[at:stop]}
    return (start, at) if at < stop and told.isdisjoint(_PERSONAL) else (start, stop)


_PERSONAL = listed("he she his her him this these those there")


def _speaks_of_object(known: Analysis, clause: Clause) -> bool:
    """Whether a second verb's words take up the object of the first: "and was praised for it"."""
    places = range(*clause.rest)
    return any(known.words[at].low in OBJECTS and not known.is_resolved(at) for at in places)


def standing(question: Question, known: Analysis, sentence: Sentence) -> str:
    """The question, with what it is about before it where it has no name of its own."""
    text = question.text
    names = {name.text for name in known.names} | ({sentence.topic} if sentence.topic else set())
    if question.form in _DECIDED:
        return text
    under = about(sentence, text, any(name in text for name in names), question.answer)
    return f"{under}: {text}" if under else text
