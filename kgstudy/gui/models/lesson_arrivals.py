"""Lessons on their way in, from files and pasted words to what is known of them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kgstudy.domain.drafting.languages import language_of
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.lesson import outline
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.parcel import Problem
from kgstudy.domain.progress import Progress, one_of
from kgstudy.formats import holds_lesson, recognise, texts
from kgstudy.gui import wording
from kgstudy.gui.jobs import Steps, Work, shares
from kgstudy.gui.wording import LANGUAGES, say
from kgstudy.services.resembling import Resemblance, resembling
from kgstudy.store.collection import Collection

_log = logging.getLogger(__name__)

TITLE_WORDS = 6
"""So many of the first words stand for a title that nobody told."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Files by what is in them."""

    lessons: tuple[Path, ...]
    decks: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the readers of texts call themselves, and how their files end."""

    names: tuple[str, ...]
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonArrival:
    """A lesson that has not come in yet, or in `refusal` the sentence that says why it cannot.

    `anew` says that it is to come in as another lesson although one like it is here.
    """

    name: str
    text: LessonText
    refusal: str = ""
    words: int = 0
    sentences: int = 0
    like: Resemblance | None = None
    anew: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text.text.strip()

    @property
    def is_new(self) -> bool:
        """Whether it is to come in as a lesson of its own."""
        return not self.refusal and not self.is_empty and (self.like is None or self.anew)

    @property
    def is_clear(self) -> bool:
        """Whether nothing has to be asked or told before it comes in."""
        return self.is_new and not self.text.problems and self.text.language in LANGUAGES


NOTHING = LessonArrival("", LessonText("", ""))


def sort(files: Sequence[Path]) -> Work:
    """Which of the files are texts to read: a Sorted."""

    def work(collection: Collection, progress: Steps) -> Sorted:
        lessons = [path for path in files if _holds_lesson(path)]
        return Sorted(tuple(lessons), tuple(path for path in files if path not in lessons))

    return work


def read(files: Sequence[Path]) -> Work:
    """Reads the files: a tuple of LessonArrival."""

    def work(collection: Collection, progress: Steps) -> tuple[LessonArrival, ...]:
        tell = shares(progress)
        return tuple(
            known(collection, _read(path, one_of(tell, number, len(files))))
            for number, path in enumerate(files)
        )

    return work


def paste(text: str, html: str) -> Work:
    """Reads what was pasted: a LessonArrival, empty where there is nothing to read."""

    def work(collection: Collection, progress: Steps) -> LessonArrival:
        return known(collection, LessonArrival("", texts.pasted(text, html)))

    return work


def kinds() -> Work:
    """Which files can be read: their names and their endings."""

    def work(collection: Collection, progress: Steps) -> Kinds:
        return Kinds(tuple(reader.NAME for reader in texts.READERS), texts.SUFFIXES)

    return work


def look_at(arrival: LessonArrival) -> Work:
    """What is known of it now that it was changed by hand: a LessonArrival."""
    return lambda collection, _progress: known(collection, arrival)


def known(collection: Collection, arrival: LessonArrival) -> LessonArrival:
    """The arrival with its language and size, and with the lesson here that it is like."""
    if arrival.refusal or arrival.is_empty:
        return replace(arrival, words=0, sentences=0, like=None)
    text = arrival.text
    text = replace(
        text,
        title=text.title.strip() or title_of(text.text),
        language=text.language or language_of(text.text),
    )
    like = resembling(collection, text.title, text.text, text.language)
    words, sentences = len(text.text.split()), _sentences(text)
    return replace(arrival, text=text, words=words, sentences=sentences, like=like)


def title_of(text: str) -> str:
    """The first heading, or the first words."""
    first = text.strip().partition("\n")[0]
    words = first.lstrip("#").split()
    if first.startswith("#") or len(words) <= TITLE_WORDS:
        return " ".join(words).rstrip(".")
    return " ".join(words[:TITLE_WORDS]) + " …"


def size_words(arrival: LessonArrival) -> str:
    """Such as `1,008 words · 46 sentences`."""
    words = say("1 word") if arrival.words == 1 else say("{count} words")
    sentences = say("1 sentence") if arrival.sentences == 1 else say("{count} sentences")
    return " · ".join(
        each.format(count=wording.number(count))
        for each, count in ((words, arrival.words), (sentences, arrival.sentences))
    )


def likeness_words(like: Resemblance) -> str:
    """What of it is here already."""
    if like.same:
        told = say("“{title}” is here already, word for word.")
    elif like.share >= 1:
        told = say("“{title}” is here already; one of the two texts is longer.")
    elif like.share:
        told = say("“{title}” is here already; {percent} of the sentences are the same.")
    else:
        told = say("A lesson called “{title}” is here already, with other sentences.")
    return told.format(title=like.lesson.title, percent=wording.percent(like.share))


def problem_lines(arrival: LessonArrival) -> list[str]:
    """What was left out, a line each, without the name of the file itself."""
    return [_problem(arrival.name, problem) for problem in arrival.text.problems]


def _problem(name: str, problem: Problem) -> str:
    place = problem.place
    if Path(place.file).name != name:
        return f"{place}: {problem.why}"
    if place.line is None:
        return problem.why
    return say("Line {line}: {why}").format(line=place.line, why=problem.why)


def _sentences(text: LessonText) -> int:
    return sum(
        len(paragraph.sentences)
        for section in outline(text.text, text.language)
        for paragraph in section.paragraphs
    )


def _holds_lesson(path: Path) -> bool:
    """Also what is called like a text and cannot be read, unless it is a deck: its reader says why.

    Other files that cannot be looked into are told of by whoever tells that of decks.
    """
    try:
        if not path.is_file():
            return False
        named = path.suffix.lower() in texts.SUFFIXES
        return holds_lesson(path) or (named and not _holds_deck(path))
    except (UserError, OSError):
        return False


def _holds_deck(path: Path) -> bool:
    try:
        recognise(path)
    except UserError:
        return False
    return True


def _read(path: Path, progress: Progress) -> LessonArrival:
    try:
        return LessonArrival(path.name, texts.read(path, progress))
    except Cancelled:
        raise
    except UserError as error:
        return replace(NOTHING, name=path.name, refusal=error.said)
    except Exception as error:
        _log.exception("%s could not be read", path.name)
        why = say("This file cannot be read; that is a mistake in kgstudy ({error}).")
        return replace(NOTHING, name=path.name, refusal=why.format(error=type(error).__name__))
