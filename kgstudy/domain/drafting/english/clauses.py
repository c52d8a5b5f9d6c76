"""Reads the clauses of an English sentence, as far as their shape is certain.

    sentence = clause ((";" | "—" | ", and") clause)*
    clause   = [adverbial ","] subject verb rest

Only what can be told without knowing every word: the verb is found by its form, the subject is what
stands before it.  Where two readings are possible there is no clause, and so no question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgstudy.domain.drafting.english.leads import Leads
from kgstudy.domain.drafting.english.tokens import Token
from kgstudy.domain.drafting.english.verb_groups import Range, Verb
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    FINITE,
    JOINING,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    listed,
)

__all__ = ["Clause", "Range", "Reader", "Verb"]

_LONGEST_SUBJECT = 22
_PARTING = frozenset({";", ":", "—", "–"})
_EXPLAINING = listed(
    "the a an who whose which his her its then born also called known one led located including"
)
_UNFINISHED = FINITE | PREPOSITIONS | RELATIVES | JOINING | listed("the a an its their")
"""No clause ends with these."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`lead` are adverbials before the subject; `subject` is without what an apposition adds."""

    lead: tuple[Range, ...]
    subject: Range
    verb: Verb
    rest: Range
    end: int
    asides: tuple[Range, ...] = ()
    """What stands in the rest and only explains a word of it."""
    follows: bool = False
    """Whether its subject stands in the clause before it."""


class Reader(Leads):
    """Reads the clauses of one sentence."""

    def clauses(self) -> Iterator[Clause]:
        for start, end in self.segments():
            clause = self._clause(start, end)
            if clause:
                yield from self._coordinated(clause)

    def segments(self) -> Iterator[Range]:
        """The pieces that could stand alone, without the mark that ends the sentence."""
        end = len(self.words)
        while end and self.words[end - 1].text in '.!?…"”’»':
            end -= 1
        start = at = 0
        while at < end:
            if at not in self._leap and self._parts(start, at, end):
                yield start, at
                start = at + 1
            at = self._leap.get(at, at + 1)
        if start < end:
            yield start, end

    def _parts(self, start: int, at: int, end: int) -> bool:
        if self._inside[at]:
            return False
        if self.words[at].text in _PARTING:
            return at > start and self._named_after(at, end) is None
        joins = (
            self.words[at].text == ","
            and at + 3 < end
            and self.words[at + 1].low in ("and", "but", "while", "whereas", "so", "yet")
        )
        return joins and self._begins_clause(at + 2, end)

    def _begins_clause(self, at: int, end: int) -> bool:
        """Whether a subject and its verb stand here, with no doubt."""
        at, _ = self._dated(at, end)
        if at >= end or self.words[at].low in PREPOSITIONS | RELATIVES:
            return False
        for place in range(at + 1, min(end, at + 7)):
            word = self.words[place]
            if not word.is_word and not word.is_number:
                return False
            if self._is_finite(place, at):
                return place > at
        return False

    def _clause(self, start: int, end: int) -> Clause | None:
        lead, at = self._lead(start, end)
        if at is None or at >= end:
            return None
        found = self._verb_from(at, end)
        if found is None:
            return None
        subject, verb_at = found
        verb = self._group(verb_at, end)
        if verb is None or subject[0] >= subject[1]:
            return None
        if self._reduced(verb, end):
            return None
        adverbs = self._said(self._without_adverbs(subject[0], verb_at), verb_at)
        verb = replace(verb, adverbs=adverbs)
        stop, asides = self._stop(verb.at[1], end)
        if self.words[stop - 1].low in _UNFINISHED:
            return None
        return Clause(lead, subject, verb, (verb.at[1], stop), end, asides)

    def _verb_from(self, start: int, end: int) -> tuple[Range, int] | None:
        """The subject that begins at `start`, and where its verb stands."""
        at, stop, relative = start, 0, False
        while at < min(end, start + _LONGEST_SUBJECT + 22):
            word = self.words[at]
            if at in self._leap or (word.text == "," and not self._inside[at]):
                behind = self._aside(at, end)
                if behind is None:
                    return None
                named = word.text == "," and self.words[at + 1].is_capital
                explains = behind > at + 1 and not named and not self._joined(behind)
                stop = stop or (at if explains else 0)
                at = behind
            elif word.low in RELATIVES and at > start:
                if relative or stop:
                    return None
                relative, at = True, at + 1
            elif self._is_finite(at, start):
                if not relative:
                    return (start, stop or self._without_adverbs(start, at)), at
                group = self._group(at, end)
                if group is None:
                    return None
                relative, at = False, group.at[1]
            elif word.text in (":", '"') or word.low in SUBORDINATORS - {"as"}:
                return None
            else:
                at += 1
        return None

    def _joined(self, at: int) -> bool:
        """Whether "and" goes on with the subject: "William III (William of Orange) and Mary"."""
        return at < len(self.words) and self.words[at].low in JOINING

    def _aside(self, at: int, end: int) -> int | None:
        """Behind a bracket or an apposition that begins here; `at + 1` in a list."""
        if at in self._leap:
            return self._leap[at]
        if self._listed[at]:
            return at + 1
        named = self._named_after(at, end)
        if named is not None and self._is(named, ","):
            return named + 1
        return self._apposition(at, end) or (at + 1 if self._lists(at, end) else None)

    def _apposition(self, comma: int, end: int) -> int | None:
        """Behind the second comma, where what stands between explains the subject."""
        first = self.words[comma + 1] if comma + 1 < end else None
        if first is None or not (first.low in _EXPLAINING or _is_participle(first)):
            return None
        at = comma + 1
        while at < min(end, comma + 32):
            if self._is(at, ",") and not self._inside[at]:
                ahead = self.words[at + 1].low if at + 1 < end else ""
                return None if ahead in JOINING else at + 1
            at = self._leap.get(at, at + 1)
        return None

    def _lists(self, comma: int, end: int) -> bool:
        """Whether the comma is one of a list in the subject, which "and" goes on."""
        for at in range(comma + 1, min(end, comma + 14)):
            if self.words[at].low in JOINING:
                return True
            if self._is_finite(at, comma + 1) or self.words[at].low in RELATIVES:
                return False
        return False

    def _stop(self, start: int, end: int) -> tuple[int, tuple[Range, ...]]:
        """Where the rest ends, at the first comma that is none of a date or a list; its asides."""
        at, asides = start, []
        while at < end:
            if self._is(at, ":"):
                break
            if self.words[at].text in _PARTING and self._named_after(at, end):
                asides += self._described(start, at)
                at = self._named_after(at, end) or end
            elif self._is(at, ",") and not self._inside[at] and not self._listed[at]:
                behind = self._named_after(at, end) or self._explained(at, end)
                if behind is None:
                    break
                if self.words[at + 1].low in _EXPLAINING:
                    asides.append((at, behind))
                at = behind
            else:
                at = self._leap.get(at, at + 1)
        return at, tuple(asides)

    def _described(self, start: int, at: int) -> list[Range]:
        """ "another great organisation —", where the name behind it says more."""
        places = range(max(start, at - 6), at)
        return [(place, at + 1) for place in places if self.words[place].low == "another"]

    def _named_after(self, comma: int, end: int) -> int | None:
        """Behind a name that tells who or where: "his brother, Charles II", "Osh, Kyrgyzstan"."""
        at = comma + 1
        while at < end and self.words[at].is_word and self.words[at].is_capital:
            at += 1
        if at == comma + 1 or (at < end and not self._is(at, ",")):
            return None
        return at if at == end or self._is(at, ",") else None

    def _explained(self, comma: int, end: int) -> int | None:
        """Behind ", then the capital of Kazakhstan," where an adverbial goes on."""
        behind = self._apposition(comma, end)
        if behind is None or behind >= end:
            return None
        on = self.words[behind].low in PREPOSITIONS or self._inside[behind]
        return behind if on else None

    def _coordinated(self, clause: Clause) -> Iterator[Clause]:
        """The clause, and those whose verb follows "and" with the same subject."""
        start, stop = clause.rest
        places = [at for at in range(start, stop) if self._ties(at)]
        beyond = stop + self._is(stop, ",")
        if stop < beyond < clause.end and self._ties(beyond):
            places.append(beyond)
        for at in places:
            found = self._second_verb(at, clause)
            if found:
                verb, lead = found
                limit = stop if at < stop else self._stop(verb.at[1], clause.end)[0]
                yield replace(clause, rest=(start, min(at, stop)), end=at)
                rest = verb.at[1], limit
                after = replace(clause, lead=lead, verb=verb, rest=rest, asides=(), follows=True)
                yield from self._coordinated(after)
                return
        yield clause

    def _ties(self, at: int) -> bool:
        return self.words[at].low in ("and", "but", "then") and not self._inside[at]

    def _second_verb(self, at: int, clause: Clause) -> tuple[Verb, tuple[Range, ...]] | None:
        """The verb behind "and", and the adverbials that it is told with."""
        place, lead = self._dated(at + 1, clause.end)
        if self._is(place, ","):
            place = self._comma(place + 1, clause.end) or place
        while place < clause.end and (self._is_adverb(place) or self.words[place].low == "then"):
            place += 1
        if place >= clause.end or not self._second(place, clause.verb):
            return None
        verb = self._group(place, clause.end)
        return (verb, lead or clause.lead) if verb else None

    def _dated(self, at: int, end: int) -> tuple[int, tuple[Range, ...]]:
        """Behind "in 1688" in "and in 1688 was enlarged", and that as a lead."""
        if at + 1 < end and self.words[at].low in PREPOSITIONS and self._inside[at + 1]:
            stop = self._behind(at + 1)
            return stop, ((at, stop),)
        return at, ()


def _is_participle(word: Token) -> bool:
    form = FORMS.get(word.low)
    known = form is not None and "part" in form.parts
    return not word.is_capital and (known or (form is None and word.low.endswith("ed")))
