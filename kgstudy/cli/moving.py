"""Commands that take decks in and give them out: import, export."""

import sys
from argparse import ArgumentParser
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from kgstudy.cli.command import Command, Request, json_option
from kgstudy.cli.meter import Meter
from kgstudy.cli.output import print_json
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Problem
from kgstudy.services import exporting, importing
from kgstudy.services.importing import FATES, Arrangement, Fate, Plan, Report
from kgstudy.store.collection import Collection
from kgstudy.terminal.page import harmless
from kgstudy.terminal.wording import several

_MOST_PROBLEMS = 20
"""Problems told of one file to a person; JSON tells them all."""

Answer = Plan | Report


def _import_arguments(parser: ArgumentParser) -> None:
    json_option(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a deck, or a folder")
    parser.add_argument("--into", default="", metavar="DECK", help="the deck to put all of it in")
    parser.add_argument(
        "--dry-run", action="store_true", help="only tell what would come of it; change nothing"
    )
    parser.add_argument(
        "--without-schedules", action="store_true", help="every card that comes in is new"
    )
    parser.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="a tag for every note of it"
    )
    parser.add_argument(
        "--theirs",
        action="store_true",
        help="where a field was changed here and in the file, take the file's version",
    )


def bring_in(request: Request) -> int:
    """Status 1 where a file was refused; the others are brought in all the same."""
    dry = request.options.dry_run
    told: list[dict[str, Any]] = []
    refused = 0
    with request.reader() if dry else request.writer() as collection:
        for file in request.options.files:
            try:
                told.append(_brought_in(request, collection, file))
            except UserError as error:
                refused += 1
                told.append(_refused(file, error))
                print(f"kgstudy: {harmless(str(error))}", file=sys.stderr)
    if request.options.json:
        print_json({"files": told})
    return 1 if refused else 0


def _brought_in(request: Request, collection: Collection, file: Path) -> dict[str, Any]:
    from kgstudy import formats  # noqa: PLC0415 - not needed to start

    reader = formats.recognise(file)
    arrangement, dry = _arrangement(request), request.options.dry_run
    take = importing.plan if dry else importing.bring_in
    with Meter(file.name) as meter:
        parcel = reader.read(file, meter.part(0, 0.4))
        answer: Answer = take(collection, parcel, arrangement, meter.part(0.4, 1))
    told = _told(file, reader.NAME, len(parcel.decks), answer)
    if not request.options.json:
        _print(told, answer, dry=dry)
    return told


def _arrangement(request: Request) -> Arrangement:
    options = request.options
    tags = tuple(tag for given in options.tag for tag in given.split())
    theirs: Container[tuple[str, str]] = _Everything() if options.theirs else frozenset()
    return Arrangement(options.into.strip(), not options.without_schedules, tags, theirs)


class _Everything:
    def __contains__(self, thing: object) -> bool:
        return True


def _told(file: Path, called: str | None, decks: int, answer: Answer) -> dict[str, Any]:
    return {
        "file": str(file),
        "format": called,
        "decks": decks,
        "notes": _fates(answer.notes),
        "cards": answer.cards,
        "reviews": answer.reviews,
        "media": answer.media,
        "problems": [
            *map(_problem, answer.problems),
            *(
                {"where": f"{c.guid}, {c.field}", "why": "It was changed here too: mine is kept."}
                for c in answer.conflicts
            ),
        ],
    }


def _refused(file: Path, error: UserError) -> dict[str, Any]:
    return {
        "file": str(file),
        "format": None,
        "decks": 0,
        "notes": _fates({}),
        "cards": 0,
        "reviews": 0,
        "media": 0,
        "problems": [{"where": str(error.place or file), "why": error.said}],
    }


def _fates(notes: Mapping[Fate, int]) -> dict[Fate, int]:
    return {fate: notes.get(fate, 0) for fate in FATES}


def _problem(problem: Problem) -> dict[str, str]:
    return {"where": str(problem.place), "why": problem.why}


def _print(told: Mapping[str, Any], answer: Answer, *, dry: bool) -> None:
    notes = told["notes"]
    counts = ", ".join(f"{count:,} {fate}" for fate, count in notes.items() if count)
    print(f"{told['file']}: {told['format']}, {several(told['decks'], 'deck')}")
    print(f"  notes: {counts or 'none'}")
    brought = [several(told["cards"], "new card")]
    if told["reviews"]:
        brought.append(several(told["reviews"], "answer"))
    if told["media"]:
        brought.append(several(told["media"], "file of media", "files of media"))
    print(f"  {'would bring' if dry else 'brought'} {', '.join(brought)}")
    for problem in told["problems"][:_MOST_PROBLEMS]:
        print(f"  {harmless(problem['where'])}: {harmless(problem['why'])}")
    more = len(told["problems"]) - _MOST_PROBLEMS
    if more > 0:
        print(f"  … and {more:,} more; --json lists them all.")


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="its ending says in which format")
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which cards; all, if not given")
    parser.add_argument("--format", metavar="NAME", help="the format, where the ending says none")
    parser.add_argument(
        "--without-schedules", action="store_true", help="leave out what you know of the cards"
    )
    parser.add_argument("--without-media", action="store_true", help="leave out pictures and sound")
    parser.add_argument("--overwrite", action="store_true", help="also where FILE exists already")


def give_out(request: Request) -> int:
    from kgstudy import formats  # noqa: PLC0415 - not needed to start

    options = request.options
    file: Path = options.file
    writer = formats.writer_for(file, options.format)
    if file.exists() and not options.overwrite:
        raise UserError(
            "This file exists already; name another, or add --overwrite.", place=Place(str(file))
        )
    with request.reader() as collection, Meter(file.name) as meter:
        parcel = exporting.gather(
            collection,
            " ".join(options.query),
            schedules=not options.without_schedules,
            with_media=not options.without_media,
            progress=meter.part(0, 0.4),
        )
        writer.write(parcel, file, meter.part(0.4, 1))
    for sentence in writer.losses(parcel):
        print(sentence, file=sys.stderr)
    cards = sum(len(note.cards or ()) for note in parcel.notes)
    print(f"{file}: {several(len(parcel.notes), 'note')}, {several(cards, 'card')}")
    return 0


_IMPORT_NOTES = """\
The format is told by the content: Anki packages and collections, Anki text, CSV and other tables,
lesson decks, hashcards and Obsidian Markdown, CrowdAnki, Mnemosyne, SuperMemo. Bringing a file in
again updates what changed in it and doubles nothing; `kgstudy undo` takes it all back.

exit status 1 where a file was refused; the others are brought in. --json prints {"files": [{"file",
"format", "decks", "notes": {"new", "changed", "same", "rejected"}, "cards", "reviews", "media",
"problems": [{"where", "why"}]}]}; cards, reviews and media count what is new.
"""

_EXPORT_NOTES = """\
endings: .apkg and .colpkg (Anki), .txt (Anki text), .csv, .md and .kgdeck (lesson deck; without an
ending, a folder), --format hashcards (a folder of Markdown).
"""

COMMANDS = (
    Command("import", "bring in decks from files", bring_in, _import_arguments, _IMPORT_NOTES),
    Command("export", "give cards out to a file", give_out, _export_arguments, _EXPORT_NOTES),
)
