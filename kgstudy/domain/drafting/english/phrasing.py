"""Puts questions and statements together from the pieces of a clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgstudy.domain.drafting.english.analysis import Analysis
from kgstudy.domain.drafting.english.clauses import Clause, Range
from kgstudy.domain.drafting.english.reference import is_clear, lowered, said_out
from kgstudy.domain.drafting.english.words import PREPOSITIONS
from kgstudy.domain.drafting.grammar import Question, Sentence
from kgstudy.domain.drafting.wording import clean

_LONGEST_LEAD = 9


@dataclass(frozen=True, slots=True)
class Spoken:
    """A clause whose subject can be said without the sentences before it."""

    known: Analysis
    clause: Clause
    subject: str
    topic: str

    def inverted(self, opening: str, rest: str) -> str:
        """ "When" -> "When did Kyrgyzstan join the WTO?"."""
        verb = self.clause.verb
        if verb.helper:
            parts = [opening, verb.helper, self.subject, verb.adverbs, verb.said, rest]
        else:
            do = {"past": "did", "present": "does", "plural": "do"}[verb.tense]
            parts = [opening, do, self.subject, verb.adverbs, verb.base, rest]
        return self.question(parts)

    def straight(self, subject: str, rest: str) -> str:
        """ "Who" -> "Who joined the WTO?", the subject being what is asked for."""
        return self.question([subject, self.verb_text(), rest])

    def verb_text(self) -> str:
        start, end = self.clause.verb.at
        return " ".join(filter(None, [self.clause.verb.adverbs, self.known.say((start, end))]))

    def question(self, parts: Sequence[str]) -> str:
        text = clean(" ".join(part for part in parts if part)).strip(" ,;:—–-")
        return f"{text[0].upper()}{text[1:]}?"

    def statement(self, rest: str) -> str:
        text = clean(f"{self.subject} {self.verb_text()} {rest}").strip(" ,;:—–-")
        return text[0].upper() + text[1:]

    def rest(self, without: Range | None = None, lead_without: Range | None = None) -> str:
        """What follows the verb, but for some tokens, and then what came before the subject."""
        first, last = self.clause.rest
        pieces = [(first, last)]
        if without and first <= without[0] < without[1] <= last:
            pieces = [(first, without[0]), (without[1], last)]
        said = [self.known.say(piece) for piece in pieces]
        return " ".join(filter(None, [*said, *self._leads(lead_without)]))

    def _leads(self, without: Range | None) -> list[str]:
        found = []
        for lead in self.clause.lead:
            first = self.known.words[lead[0]]
            if lead == without or lead[1] - lead[0] > _LONGEST_LEAD:
                continue
            if first.low in PREPOSITIONS and is_clear(self.known, lead, True):
                found.append(lowered(self.known, self.known.say(lead), lead))
        return found


def spoken(known: Analysis, sentence: Sentence) -> list[Spoken]:
    """The clauses of the sentence that can stand alone."""
    found = []
    for clause in known.clauses:
        subject = said_out(known, clause.subject, sentence)
        if subject is None:
            continue
        named = any(known.holds(clause.subject, name.start, name.end) for name in known.names)
        named = named or subject != lowered(known, known.say(clause.subject), clause.subject)
        if is_clear(known, clause.subject, named) and is_clear(known, clause.rest, True):
            found.append(Spoken(known, clause, subject, sentence.topic))
    return found


def standing(question: Question, known: Analysis, sentence: Sentence) -> str:
    """The question, with what it is about before it where it has no name of its own."""
    text = question.text
    names = {name.text for name in known.names} | ({sentence.topic} if sentence.topic else set())
    told = f"{text} {question.answer}"
    if not sentence.topic or sentence.topic in told or any(name in text for name in names):
        return text
    return f"{sentence.topic}: {text}"
