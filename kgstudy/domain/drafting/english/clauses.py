"""Reads the clauses of an English sentence, as far as their shape is certain.

    sentence = clause ((";" | "—" | ", and") clause)*
    clause   = [adverbial ","] subject verb rest

Only what can be told without knowing every word: the verb is found by its form, the subject is what
stands before it.  Where two readings are possible there is no clause, and so no question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kgstudy.domain.drafting.english.tokens import Token, closing
from kgstudy.domain.drafting.english.verbs import FORMS, PLURALS
from kgstudy.domain.drafting.english.words import (
    ADVERBS,
    ARTICLES,
    BE,
    DETERMINERS,
    DO,
    FINITE,
    HAVE,
    JOINING,
    MODALS,
    ORDINARY,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    listed,
)

Range = tuple[int, int]
"""Tokens from the first up to but not including the second."""

_LONGEST_SUBJECT = 22
_PARTING = frozenset({";", ":", "—", "–"})
_EXPLAINING = listed(
    "the a an who whose which his her its then born also called known one led located including"
)
_NO_SUBJECT = DETERMINERS | PREPOSITIONS | listed("to be been being and or")
"""No finite verb stands right behind these."""
_UNFINISHED = FINITE | PREPOSITIONS | RELATIVES | JOINING | listed("the a an its their")
"""No clause ends with these."""
_NOUNS_IN_LY = listed("family assembly ally supply reply monopoly anomaly butterfly bully belly")
_DENYING = frozenset({"not", "no", "never", "nor"})
_TENSES = {"has": "present", "had": "past", "have": "plural"}
_UNCERTAIN = listed("if unless although though whether while only not never")
"""What begins with these may be said of nothing real, or turn its words round."""
_TIES = frozenset({"and", "but", "or", "so", "yet"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group; `helper` is the finite auxiliary, if any, and `said` what follows it.

    `base` is the base of the one word of a verb without a helper, and `tense` then "past",
    "present" (of one) or "plural".  `main` is the base of the word that carries the meaning.
    """

    at: Range
    helper: str
    said: str
    base: str
    tense: str
    main: str
    passive: bool
    copula: bool
    adverbs: str = ""


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


class Reader:
    """Reads one sentence; `fixed` are its dates, `lists` its lists: their commas part nothing."""

    def __init__(
        self,
        words: Sequence[Token],
        fixed: Sequence[tuple[int, int]],
        lists: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.words = words
        self._inside = [_held(word, fixed) for word in words]
        self._listed = [_held(word, lists) for word in words]
        self._leap = self._leaps()

    def _leaps(self) -> dict[int, int]:
        """Where brackets and quotations end, by where they begin."""
        leaps: dict[int, int] = {}
        for at, word in enumerate(self.words):
            if word.text in "([“«„" and word.text:
                end = closing(self.words, at)
                if end > at + 1:
                    leaps[at] = end
        dashes = [at for at, word in enumerate(self.words) if word.text == "—"]
        if len(dashes) == 2 and dashes[1] + 1 < len(self.words):
            leaps[dashes[0]] = dashes[1] + 1
        return leaps

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
        return (low in PREPOSITIONS or low in SUBORDINATORS) and not self._counts(at)

    def _says(self, at: int, *low: str) -> bool:
        return tuple(word.low for word in self.words[at : at + len(low)]) == low

    def _comma(self, at: int, end: int) -> int | None:
        """Behind the next comma."""
        return next((place + 1 for place in range(at, end) if self._is(place, ",")), None)

    def _counts(self, at: int) -> bool:
        """Whether "about" or "over" stands before a number here."""
        near = self.words[at].low in ("about", "around", "over", "under")
        return near and at + 1 < len(self.words) and self.words[at + 1].is_number

    def _is(self, at: int, mark: str) -> int:
        return int(at < len(self.words) and self.words[at].text == mark)

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

    def _behind(self, at: int) -> int:
        while at < len(self.words) and self._inside[at]:
            at += 1
        return at

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
        place = at + 1
        while place < end:
            if self._is(place, ",") and not self._inside[place]:
                return place
            if self.words[at].low in PREPOSITIONS:
                if self._is_sure(place):
                    return None
                if place > at + 1 and self._begins_group(place):
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

    def _without_adverbs(self, start: int, at: int) -> int:
        while at - 1 > start and self._is_adverb(at - 1):
            at -= 1
        return at

    def _is_adverb(self, at: int) -> bool:
        word = self.words[at]
        ly = word.low.endswith("ly") and not word.is_capital and word.low not in _NOUNS_IN_LY
        return word.low in ADVERBS or ly

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

    def _is_finite(self, at: int, start: int) -> bool:
        """Whether a finite verb stands at `at`, of which the subject begins at `start`."""
        if not start < at < len(self.words) or self._inside[at]:
            return False
        word, before = self.words[at], self.words[at - 1]
        if word.is_capital or not word.is_word:
            return False
        if word.low in FINITE:
            noun = word.low in MODALS and before.low in DETERMINERS
            return not noun and before.low not in JOINING
        form = FORMS.get(word.low)
        if form is None or before.low in _NO_SUBJECT or before.text in "-(":
            return False
        if "past" in form.parts:
            after = self.words[at + 1].low if at + 1 < len(self.words) else ""
            return "part" not in form.parts or after != "by"
        return self._is_present(at, start, form.parts)

    def _is_present(self, at: int, start: int, parts: frozenset[str]) -> bool:
        before = self.words[at - 1]
        if self._is_adverb(at - 1) and at - 2 >= start:
            before = self.words[at - 2]
        after = self.words[at + 1].low if at + 1 < len(self.words) else ""
        object_follows = after in DETERMINERS or after in PREPOSITIONS or after == "to"
        if "s" in parts and self.words[at].low not in PLURALS:
            return not before.low.endswith("s") or before.is_capital
        if "s" in parts:
            if before.is_capital:
                return object_follows or before is not self.words[at - 1]
            counted = at + 1 < len(self.words) and self.words[at + 1].is_number
            return (counted or after in ARTICLES) and not before.low.endswith("s")
        plural = before.low in ("they", "we") or (
            before.low.endswith("s") and not before.is_capital and len(before.low) > 3
        )
        noun = f"{self.words[at].low}s" in PLURALS
        near = object_follows or at - start <= 2
        return "base" in parts and plural and near and not noun

    def _is_sure(self, at: int) -> bool:
        """Whether the word can be nothing but a finite verb."""
        word = self.words[at]
        form = FORMS.get(word.low)
        past = form is not None and "past" in form.parts and "part" not in form.parts
        return (word.low in FINITE or past) and not word.is_capital

    def _group(self, at: int, end: int) -> Verb | None:
        """The verb group that begins at `at`; None for what is denied or not understood."""
        helper = self.words[at].low
        if helper not in FINITE:
            return self._single(at)
        place = at + 1
        while place < end and (self._is_adverb(place) or self.words[place].low in ("been", "be")):
            place += 1
        between = {word.low for word in self.words[at:place]}
        if place >= end or ({*between, self.words[place].low} & _DENYING):
            return None
        return self._helped(at, place, passive=bool(between & {"been", "be"}))

    def _helped(self, at: int, place: int, *, passive: bool) -> Verb | None:
        """A verb with the auxiliary at `at`, whose main word stands at `place`."""
        helper, word = self.words[at].low, self.words[place]
        form = FORMS.get(word.low)
        parts = form.parts if form else frozenset[str]()
        whole = (at, place + 1), helper, self._said(at + 1, place + 1), "", ""
        base = form.base if form else ""
        if helper in BE or passive:
            participle = "part" in parts or (form is None and word.low.endswith("ed"))
            if participle and not word.is_capital:
                return Verb(*whole, base, passive=True, copula=False)
            if "ing" in parts and not passive:
                return Verb(*whole, base, passive=False, copula=False)
            said = self._said(at + 1, place)
            return Verb((at, place), helper, said, "", "", "be", passive=False, copula=True)
        wanted = "part" if helper in HAVE else "base"
        if wanted in parts and helper not in DO and not word.is_capital:
            return Verb(*whole, base, passive=False, copula=False)
        if helper in HAVE:
            said = self._said(at + 1, place)
            return Verb((at, place), "", said, "have", _TENSES[helper], "have", False, False)
        return None

    def _single(self, at: int) -> Verb:
        form = FORMS[self.words[at].low]
        tense = "past" if "past" in form.parts else "present" if "s" in form.parts else "plural"
        return Verb((at, at + 1), "", "", form.base, tense, form.base, False, False)

    def _said(self, start: int, end: int) -> str:
        return " ".join(word.text for word in self.words[start:end])

    def _reduced(self, verb: Verb, end: int) -> bool:
        """Whether "signed" may be a participle ("The treaty signed in 1990 ended the war")."""
        if verb.helper or verb.tense != "past":
            return False
        form = FORMS[self.words[verb.at[0]].low] if verb.base != "have" else None
        if form is None or "part" not in form.parts:
            return False
        stranded = self.words[verb.at[1] : verb.at[1] + 1]
        alone = bool(stranded) and stranded[0].low in PREPOSITIONS
        for at in range(verb.at[1], end):
            low = self.words[at].low
            if low in RELATIVES | SUBORDINATORS - {"as"} or low in JOINING or self._is(at, ","):
                return False
            if self._is_sure(at) or (alone and self._has_object(at)):
                return True
        return False

    def _has_object(self, at: int) -> bool:
        """Whether a verb in the past stands here with what it acts upon: "ended the war"."""
        form = FORMS.get(self.words[at].low)
        after = self.words[at + 1 : at + 2]
        past = form is not None and "past" in form.parts and not self.words[at].is_capital
        free = self.words[at - 1].low not in _NO_SUBJECT
        return past and free and bool(after) and after[0].low in DETERMINERS

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

    def _second(self, at: int, first: Verb) -> bool:
        word = self.words[at]
        form = FORMS.get(word.low)
        if word.is_capital or form is None or not word.is_word:
            return word.low in BE and not word.is_capital
        if first.helper:
            return "past" in form.parts and "part" not in form.parts
        if first.tense == "past":
            return "past" in form.parts
        return first.tense == "present" and "s" in form.parts and word.low not in PLURALS


def _is_participle(word: Token) -> bool:
    form = FORMS.get(word.low)
    known = form is not None and "part" in form.parts
    return not word.is_capital and (known or (form is None and word.low.endswith("ed")))


def _held(word: Token, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in places)
