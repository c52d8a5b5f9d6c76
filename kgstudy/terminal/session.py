"""A study session: question, answer, grade, and the next card until none is left."""

from collections.abc import Mapping
from random import Random
from typing import Literal

from kgstudy.domain import durations
from kgstudy.domain.card_types import card_type
from kgstudy.domain.changes import Change
from kgstudy.domain.durations import spoken
from kgstudy.domain.review import Phase, Rating
from kgstudy.services.record import Summary
from kgstudy.services.shown import Shown, Source
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from kgstudy.terminal.asking import Attempt, ask, asked, seen, show_answer
from kgstudy.terminal.console import Console
from kgstudy.terminal.keys import COMMANDS, GOES_ON, Command, command
from kgstudy.terminal.page import Page, Style, harmless, styled
from kgstudy.terminal.wording import act_name, coming, moment, several

Grades = Mapping[Rating, str]

_FOUR: Grades = {rating: rating.name.capitalize() for rating in Rating}
_TWO: Grades = {Rating.AGAIN: "Forgot", Rating.GOOD: "Got it"}

_STYLES = {
    Rating.AGAIN: Style.AGAIN,
    Rating.HARD: Style.HARD,
    Rating.GOOD: Style.RIGHT,
    Rating.EASY: Style.ACCENT,
}


class Session:
    """One sitting at `console`; each answer is kept as soon as it is given."""

    def __init__(
        self,
        study: Study,
        collection: Collection,
        console: Console,
        grade_buttons: Literal[2, 4] = 4,
    ) -> None:
        self._study = study
        self._collection = collection
        self._page = Page(console)
        self._grades = _TWO if grade_buttons == 2 else _FOUR

    def run(self) -> None:
        """Goes on until nothing is due, or the person has had enough."""
        goes_on = True
        if self._study.shown:
            self._page.say("? shows the keys; q ends, and every answer is kept.", Style.SOFT)
        while goes_on:
            shown = self._study.shown
            goes_on = self._turn(shown) if shown else self._wait()
        self._close()

    def _turn(self, shown: Shown) -> bool:
        """One card; whether to go on."""
        began = self._now()
        self._show_question(shown)
        attempt = ask(shown.face, self._page, Random(shown.card.id + shown.card.reps))
        if isinstance(attempt, Command):
            return self._obey(attempt)
        self._show_answer(shown, attempt)
        grade = self._grade(shown, attempt.suggested)
        if isinstance(grade, Command):
            return self._obey(grade)
        self._study.answer(grade, self._now() - began)
        interval = durations.short(shown.outcomes[grade].interval)
        self._page.say(f"{styled(self._grades[grade], _STYLES[grade])}: again in {interval}.")
        if self._study.leech:
            self._page.say(
                "This card is forgotten again and again; its note is now tagged “leech”."
            )
        return True

    def _show_question(self, shown: Shown) -> None:
        page = self._page
        page.say()
        page.rule()
        page.ends(harmless(shown.deck), self._counts())
        page.say()
        page.say(asked(shown.face), Style.STRONG, indent="  ")
        page.say()

    def _show_answer(self, shown: Shown, attempt: Attempt) -> None:
        page = self._page
        page.say()
        show_answer(shown.face, _answer(shown), page)
        if note := seen(shown.face.note):
            page.say(note, indent="  ")
        page.say()
        if shown.source:
            page.say(_quoted(shown.source), indent="  ")
            page.say()

    def _counts(self) -> str:
        """What is left, the kind of the shown card marked."""
        counts, phase = self._study.counts, self._study.current_phase
        kinds = {
            f"{counts.new} new": phase is Phase.NEW,
            f"{counts.learning} learning": phase in (Phase.LEARNING, Phase.RELEARNING),
            f"{counts.review} review": phase is Phase.REVIEWING,
        }
        return " · ".join(self._marked(words) if now else words for words, now in kinds.items())

    def _marked(self, words: str) -> str:
        return styled(words, Style.MARKED) if self._page.colour else f"[{words}]"

    def _grade(self, shown: Shown, suggested: Rating) -> Rating | Command:
        offered = {str(number): rating for number, rating in enumerate(self._grades, 1)}
        self._page.say(
            "   ".join(self._offer(key, rating, shown) for key, rating in offered.items())
        )
        while True:
            key = self._page.ask_key(f"Enter is {self._grades[suggested]}")
            if key in GOES_ON:
                return suggested
            if key in offered:
                return offered[key]
            if found := command(key):
                return found

    def _offer(self, key: str, rating: Rating, shown: Shown) -> str:
        interval = durations.short(shown.outcomes[rating].interval)
        return f"{styled(f'{key} {self._grades[rating]}', _STYLES[rating])} {interval}"

    def _wait(self) -> bool:
        """No card is due now; whether to go on with those on their steps all the same."""
        wait = self._study.wait_seconds
        if wait is None:
            return False
        self._page.say()
        self._page.say(f"The next card comes in {spoken(max(1, wait))}.")
        while True:
            key = self._page.ask_key("Enter shows it now, q ends")
            if key in GOES_ON:
                self._study.study_ahead()
                return True
            if found := command(key):
                return self._obey(found)

    def _obey(self, wanted: Command) -> bool:
        """Does what was asked for; whether to go on."""
        study = self._study
        match wanted:
            case Command.QUIT:
                return False
            case Command.HELP:
                self._help()
            case Command.UNDO:
                self._told("Undone", study.undo(), "There is nothing to undo.")
            case Command.REDO:
                self._told("Done again", study.redo(), "There is nothing to do again.")
            case _ if study.shown is None:
                self._page.say("There is no card on the table just now.")
            case Command.BURY_CARD:
                self._told("Done", study.bury_card())
            case Command.BURY_NOTE:
                self._told("Done", study.bury_note())
            case Command.SUSPEND:
                self._told("Done", study.suspend())
        return True

    def _told(self, word: str, change: Change | None, otherwise: str = "") -> None:
        self._page.say(f"{word}: {act_name(change)}." if change else otherwise, Style.SOFT)

    def _help(self) -> None:
        page = self._page
        page.say()
        grades = ", ".join(
            f"{number} {name}" for number, name in enumerate(self._grades.values(), 1)
        )
        page.say(f"show the answer; then the suggested grade ({grades})", indent="  Enter  ")
        for key, wanted in COMMANDS.items():
            page.say(wanted.value, indent=f"  {key}      ")
        page.say("Where an answer is typed, these are typed alone and sent by Enter.")

    def _close(self) -> None:
        summary = self._study.summary()
        page = self._page
        page.say()
        page.rule()
        if summary.answered:
            page.say(_achieved(summary))
        if left := self._study.counts.total:
            page.say(f"{several(left, 'card')} left for today; every answer is kept.")
        else:
            page.say(self._next(summary))

    def _next(self, summary: Summary) -> str:
        calendar, wait = self._collection.calendar, self._study.wait_seconds
        if wait is None:
            return coming(calendar, summary.next_due)
        when, tomorrow = (
            moment(calendar, self._now() + wait * 1000),
            several(summary.tomorrow, "card"),
        )
        return f"The next card comes at {when}; tomorrow {tomorrow}."

    def _now(self) -> int:
        return self._collection.clock.now_ms()


def _achieved(summary: Summary) -> str:
    """`12 answers to 10 cards in 3 minutes; 8 of 10 right at the first try.`"""
    answers, on = several(summary.answered, "answer"), several(summary.cards, "card")
    tries = f"{summary.right_first} of {summary.first_tries} right at the first try"
    return f"{answers} to {on} in {spoken(max(1, summary.seconds))}; {tries}."


def _answer(shown: Shown) -> str:
    words = card_type(shown.note, shown.deck).answer_text(shown.note.fields, shown.card.slot)
    return harmless(words).strip()


def _quoted(source: Source) -> str:
    """The sentence with the card's words marked, or the words alone where they are more."""
    heading = styled("From the lesson:", Style.SOFT)
    sentence, quote = harmless(source.sentence), harmless(source.quote)
    before, found, after = sentence.partition(quote)
    words = f"{before}{styled(found, Style.MARKED)}{after}" if found else quote
    return f"{heading} {' '.join(words.split())}"
