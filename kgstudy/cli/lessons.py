"""Commands that make cards of a lesson's text: lesson draft, lesson add, lesson read."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kgstudy.cli.command import Command, Group, Request, json_option
from kgstudy.cli.meter import Meter
from kgstudy.cli.output import line_width, print_json, shortened
from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import Draft, Drafting, Proposal
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson import DRAFTED, Lesson
from kgstudy.domain.lesson_text import LessonText
from kgstudy.services import decks, lessons, resembling, revising, studio
from kgstudy.store.collection import Collection
from kgstudy.terminal.page import harmless
from kgstudy.terminal.wording import several

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_INDENT = "      "


class _Proposed(NamedTuple):
    """A proposal, and why it was left out, or None."""

    proposal: Proposal
    why: str | None


def _draft_arguments(parser: ArgumentParser) -> None:
    json_option(parser)
    _file_arguments(parser)
    parser.add_argument("--all", action="store_true", help="also those that were left out, and why")


def _add_arguments(parser: ArgumentParser) -> None:
    _file_arguments(parser)
    like = parser.add_mutually_exclusive_group()
    like.add_argument(
        "--update", action="store_true", help="put it in the place of the lesson that it is like"
    )
    like.add_argument(
        "--new", action="store_true", help="add it also where a lesson like it is here"
    )


def _file_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a text, a web page, a document")
    parser.add_argument(
        "--language", type=_language, metavar="CODE", help="en, ru or ky, if it is not recognised"
    )


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise ArgumentTypeError(f"{code!r} is no code such as en, ru or ky")
    return code.lower()


def draft(request: Request) -> int:
    lesson = _lesson(request, _read(request))
    drafting = _drafting(request, lesson)
    proposed = list(_proposed(drafting, everything=request.options.all))
    if request.options.json:
        for each in proposed:
            print_json(_told(each), one_line=True)
    else:
        _print(lesson, proposed)
        print(_summary(drafting))
    return 0


def add(request: Request) -> int:
    text = _read(request)
    lesson = _lesson(request, text)
    told = _update(request, text, lesson) if request.options.update else _add(request, text, lesson)
    print(f"{request.options.file}: {told}")
    return 0


def _add(request: Request, text: LessonText, lesson: Lesson) -> str:
    drafting = _drafting(request, lesson)
    good = [(each, each.best) for each in drafting.proposals if each.best.is_good]
    with request.writer() as collection:
        if not request.options.new and (like := _like(request, collection, lesson)) is not None:
            raise UserError(
                "It looks like another version of “{title}”, which is here: add --update to put it"
                " in its place, or --new to add it as another lesson.",
                place=_place(request),
                title=like.title,
            )
        with collection.act("bring-lesson"):
            made, _ = studio.bring(collection, text)
            studio.accept(collection, made, good)
        deck = _deck_of(collection, made)
    count = f"{several(len(good), 'card')} of {several(len(drafting.proposals), 'draft')}"
    return f"{count} in the deck “{harmless(deck)}”"


def _update(request: Request, text: LessonText, lesson: Lesson) -> str:
    with request.writer() as collection:
        like = _like(request, collection, lesson)
        if like is None:
            why = "No lesson here looks like it; leave out --update to add it."
            raise UserError(why, place=_place(request))
        revising.take(collection, revising.compare(collection, like.id, text))
        count = len(revising.wanting(collection, like.id))
    wanting = several(count, "card wants a look", "cards want a look")
    return f"the new version of “{harmless(like.title)}” is here; {wanting}"


def _like(request: Request, collection: Collection, lesson: Lesson) -> Lesson | None:
    """The lesson that it seems to be a version of; raises UserError where that is the same."""
    like = resembling.resembling(collection, lesson.title, lesson.text, lesson.language)
    if like is not None and like.same:
        why = "This lesson is here already, as “{title}”."
        raise UserError(why, place=_place(request), title=like.lesson.title)
    return None if like is None else like.lesson


def read(request: Request) -> int:
    text = _read(request).text
    print(harmless(text) if sys.stdout.isatty() else text, end="")
    return 0


def _read(request: Request) -> LessonText:
    from kgstudy.formats import texts  # noqa: PLC0415 - not needed to start

    file: Path = request.options.file
    with Meter(file.name) as meter:
        text = texts.read(file, meter.part(0, 1))
    language = request.options.language
    return replace(text, language=language) if language else text


def _lesson(request: Request, text: LessonText) -> Lesson:
    try:
        lesson = studio.lesson_of(text)
    except UserError as error:
        raise UserError(error.sentence, place=_place(request), **error.facts) from error
    _tell_language(lesson)
    return lesson


def _tell_language(lesson: Lesson) -> None:
    """Says where nobody should expect much."""
    if lesson.language not in DRAFTED:
        print(
            "kgstudy: Cards are drafted of English, Russian and Kyrgyz; of this text, in the"
            f" language “{lesson.language}”, few or none can be (--language CODE names another).",
            file=sys.stderr,
        )


def _place(request: Request) -> Place:
    return Place(str(request.options.file))


def _deck_of(collection: Collection, lesson: LessonId) -> str:
    home = lessons.get(collection, lesson).deck_id
    return next(name for name, deck in decks.names(collection) if deck == home)


def _drafting(request: Request, lesson: Lesson) -> Drafting:
    with Meter(request.options.file.name) as meter:
        return studio.drafting_of(lesson, meter.part(0, 1))


def _proposed(drafting: Drafting, *, everything: bool) -> Iterator[_Proposed]:
    """The drafts in the order of the text, with `everything` also those left out."""
    every = [_Proposed(each, None) for each in drafting.proposals]
    if everything:
        every += (_Proposed(each.proposal, each.why) for each in drafting.rejected)
    yield from sorted(every, key=lambda each: each.proposal.span.start)


def _told(proposed: _Proposed) -> dict[str, object]:
    proposal, why = proposed
    best = proposal.best
    question, answer = _texts(best)
    told: dict[str, object] = {
        "kind": best.kind,
        "question": question,
        "answer": answer,
        "quote": proposal.quote,
        "start": proposal.span.start,
        "end": proposal.span.end,
        "score": round(best.score, 3),
        "reasons": list(best.reasons),
        "problems": [flaw.why for flaw in best.flaws],
    }
    return told if why is None else told | {"left_out": why}


def _texts(draft: Draft) -> tuple[str, str]:
    """Question and answer of the draft's first card, as they are seen."""
    kind = CARD_TYPES[draft.kind]
    slot = kind.slots(draft.fields)[0]
    return kind.question_text(draft.fields, slot), kind.answer_text(draft.fields, slot)


def _print(lesson: Lesson, proposed: list[_Proposed]) -> None:
    width = line_width()
    for span, of_sentence in groupby(proposed, key=lambda each: each.proposal.span):
        print(shortened(lesson.text[span.start : span.end], width))
        for proposal, why in of_sentence:
            question, answer = _texts(proposal.best)
            room = None if width is None else width - len(_INDENT)
            print(f"{proposal.best.score:>4.2f}  {shortened(f'{question} → {answer}', room)}")
            for sentence in (*(flaw.why for flaw in proposal.best.flaws), *filter(None, [why])):
                print(f"{_INDENT}{shortened(sentence, room)}")
        print()


def _summary(drafting: Drafting) -> str:
    good = sum(proposal.best.is_good for proposal in drafting.proposals)
    facts, drafts = len(drafting.facts), len(drafting.proposals)
    return f"{several(facts, 'fact')}, {several(drafts, 'draft')} ({good:,} of them good)"


_DRAFT_NOTES = """\
Changes nothing: the drafts are those that the window proposes. Before each stands its score, from 0
to 1; below it, what speaks against it.

--json prints a line for each draft: {"kind", "question", "answer", "quote", "start", "end",
"score", "reasons", "problems"}; "quote" is the sentence, and "start" and "end" are its place in the
text as `kgstudy lesson read` prints it, in characters. With --all, drafts that were left out have
"left_out", which says why.
"""

_ADD_NOTES = """\
The lesson comes with a deck of its own. Drafts without a flaw become its cards; the others wait in
the window. One `kgstudy undo` takes all of it back.

A text that looks like a lesson that is here is not added beside it unasked. With --update it takes
that one's place: cards and schedules stay, and cards whose sentence changed want a look.
"""

COMMANDS = (
    Group(
        "lesson",
        "make cards of a text",
        (
            Command("draft", "propose cards for a text", draft, _draft_arguments, _DRAFT_NOTES),
            Command("add", "bring a text in, with its good cards", add, _add_arguments, _ADD_NOTES),
            Command("read", "print a text as it is read", read, _file_arguments),
        ),
    ),
)
