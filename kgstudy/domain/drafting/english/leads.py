"""Tells where the subject of an English clause begins: behind its adverbials."""

from kgstudy.domain.drafting.english.verb_groups import Range, Verbs
from kgstudy.domain.drafting.english.verbs import FORMS
from kgstudy.domain.drafting.english.words import (
    ADVERBS,
    ARTICLES,
    DETERMINERS,
    ORDINARY,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    listed,
)

_UNCERTAIN = listed("if unless although though whether while only not never")
"""What begins with these may be said of nothing real, or turn its words round."""
_OWING = frozenset({"due", "owing", "thanks"})
_TIES = frozenset({"and", "but", "or", "so", "yet"})


class Leads(Verbs):
    """What stands before the subject of a clause: "In 1992", "At the congress in Riga"."""

    def _lead(self, start: int, end: int) -> tuple[tuple[Range, ...], int | None]:
        """The adverbials, and where the subject begins; None where that is not certain."""
        lead: list[Range] = []
        at: int | None = start
        while at is not None and at < end:
            before = at
            if self.words[at].low in _UNCERTAIN:
                return (), None
            if self._opens_only(at, start):
                at += 1
            elif (stop := self._date_lead(at, end)) is not None:
                lead.append((at, stop))
                at = stop + self._is(stop, ",")
            elif self._is_tie(at):
                at += 1 + self._is(at + 1, ",")
            elif lead and self._says(at, "the", "same"):
                at = self._comma(at, end)
            elif self._is_adverbial(at):
                stop = self._adverbial(at, end)
                if stop is None:
                    return (), None
                lead.append((at, stop))
                at = stop + self._is(stop, ",")
            if at == before:
                break
        return tuple(lead), at

    def _opens_only(self, at: int, start: int) -> bool:
        """A quotation mark, or the "and" that ties the clause to the one before it."""
        word = self.words[at]
        return word.text in "\"“«'‘" or (at == start and word.low in _TIES)

    def _is_tie(self, at: int) -> bool:
        low = self.words[at].low
        return low in ADVERBS or (low.endswith("ly") and bool(self._is(at + 1, ",")))

    def _is_adverbial(self, at: int) -> bool:
        low = self.words[at].low
        owing = low in _OWING and self._says(at + 1, "to")
        return owing or ((low in PREPOSITIONS or low in SUBORDINATORS) and not self._counts(at))

    def _counts(self, at: int) -> bool:
        """Whether "about" or "over" stands before a number here."""
        near = self.words[at].low in ("about", "around", "over", "under")
        return near and at + 1 < len(self.words) and self.words[at + 1].is_number

    def _date_lead(self, at: int, end: int) -> int | None:
        """Behind a date that stands before the subject: "March 2, 1992, the UN ..."."""
        if not self._inside[at]:
            return None
        stop = self._behind(at)
        return (
            stop
            if stop < end and self._is(stop, ",") and not self._is_finite(stop + 1, at)
            else None
        )

    def _adverbial(self, at: int, end: int) -> int | None:
        """Where the adverbial ends that begins at `at`: at a comma, or behind its date."""
        place = at + 1
        while place < end and (
            self.words[place].low in ("the", "late", "early", "about", "around", "year")
        ):
            place += 1
        if place < end and self._inside[place]:
            stop = self._behind(place)
            if stop < end and not self._is(stop, ",") and self.words[stop].low not in PREPOSITIONS:
                return stop
        place, clause = at + 1, self.words[at].low not in PREPOSITIONS
        while place < end:
            if self._is(place, ",") and not self._inside[place]:
                return place
            if not clause and self._is_sure(place):
                clause = self.words[at].low == "since"
                if not clause:
                    return None
            if not clause and place > at + 1 and self._begins_group(place):
                return place
            place = self._leap.get(place, place + 1)
        return None

    def _begins_group(self, at: int) -> bool:
        """Whether the subject begins here, right behind a noun: "In Soviet times | Kyrgyzstan"."""
        word, before = self.words[at], self.words[at - 1]
        if word.low in SUBJECTS:
            return before.is_word and before.low not in ORDINARY
        noun = before.is_word and not before.is_capital and before.low not in ORDINARY
        sure = before.low not in FORMS or self.words[at - 2].low in DETERMINERS | {"same"}
        begins = word.low in ARTICLES or word.low in SUBJECTS or (word.is_capital and word.is_word)
        return noun and sure and begins
