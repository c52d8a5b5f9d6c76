"""Finds the verbs of an English sentence by their form, and reads the group each stands in."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    listed,
)

Range = tuple[int, int]
"""Tokens from the first up to but not including the second."""

_NO_SUBJECT = DETERMINERS | PREPOSITIONS | listed("to be been being and or")
"""No finite verb stands right behind these."""
_NOUNS_IN_LY = listed("family assembly ally supply reply monopoly anomaly butterfly bully belly")
_DENYING = frozenset({"not", "no", "never", "nor"})
_TENSES = {"has": "present", "had": "past", "have": "plural"}


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


class Verbs:
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

    def _behind(self, at: int) -> int:
        while at < len(self.words) and self._inside[at]:
            at += 1
        return at

    def _is(self, at: int, mark: str) -> int:
        return int(at < len(self.words) and self.words[at].text == mark)

    def _says(self, at: int, *low: str) -> bool:
        return tuple(word.low for word in self.words[at : at + len(low)]) == low

    def _said(self, start: int, end: int) -> str:
        return " ".join(word.text for word in self.words[start:end])

    def _comma(self, at: int, end: int) -> int | None:
        """Behind the next comma."""
        return next((place + 1 for place in range(at, end) if self._is(place, ",")), None)

    def _is_adverb(self, at: int) -> bool:
        word = self.words[at]
        ly = word.low.endswith("ly") and not word.is_capital and word.low not in _NOUNS_IN_LY
        return word.low in ADVERBS or ly

    def _without_adverbs(self, start: int, at: int) -> int:
        while at - 1 > start and self._is_adverb(at - 1):
            at -= 1
        return at

    def _behind_adverbs(self, at: int) -> str:
        """The first word from `at` on that is no adverb in -ly."""
        while at < len(self.words) and self.words[at].low.endswith("ly") and self._is_adverb(at):
            at += 1
        return self.words[at].low if at < len(self.words) else ""

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
        after = self._behind_adverbs(at + 1)
        object_follows = after in DETERMINERS or after in PREPOSITIONS or after == "to"
        if "s" in parts and self.words[at].low not in PLURALS:
            return not before.low.endswith("s") or before.is_capital
        if "s" in parts:
            if before.is_capital:
                return object_follows or before is not self.words[at - 1]
            counted = at + 1 < len(self.words) and self.words[at + 1].is_number
            return (counted or after in ARTICLES) and not before.low.endswith("s")
        opening = before is self.words[0] and at == 1  # its capital tells nothing
        plural = before.low in ("they", "we") or (
            before.low.endswith("s") and len(before.low) > 3 and (opening or not before.is_capital)
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


def _held(word: Token, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in places)
