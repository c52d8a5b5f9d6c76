"""Commands that take decks in and give them out: import, export."""

import sys
from argparse import ArgumentParser
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kgstudy.cli.command import Command, Request, json_option
from kgstudy.cli.meter import Meter
from kgstudy.cli.output import print_json
from kgstudy.cli.printing import PAPERS, Paper
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Parcel, Problem
from kgstudy.host.memory import uncollected
from kgstudy.services import consignment, exporting, rehearsing
from kgstudy.services.importing import FATES, Arrangement, Fate, Plan, Report
from kgstudy.store.collection import Collection
from kgstudy.terminal.page import harmless
from kgstudy.terminal.wording import several

if TYPE_CHECKING:
    from kgstudy.formats.base import Writer

_MOST_PROBLEMS = 20
"""Problems told of one file to a person; JSON tells them all."""

_IN_WORDS = {"kept": "changed here too and kept"}

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
    with request.reader() if dry else request.writer() as collection:
        files = [_read(file) for given in request.options.files for file in _decks_at(given)]
        parcels = [file.parcel for file in files if not isinstance(file, _Refused)]
        answers = iter(_answers(request, collection, parcels))
    told = [
        file.told if isinstance(file, _Refused) else _told(request, file, next(answers))
        for file in files
    ]
    if request.options.json:
        print_json({"files": [each | {"notes": _summed(each["notes"])} for each in told]})
    else:
        _print_all(told, dry=dry)
    return 1 if len(parcels) < len(files) else 0


class _Read(NamedTuple):
    """A file that was read, with the name of its format."""

    file: Path
    format: str
    parcel: Parcel


class _Refused(NamedTuple):
    told: dict[str, Any]


def _decks_at(path: Path) -> tuple[Path, ...]:
    from kgstudy import formats  # noqa: PLC0415 - not needed to start

    return formats.decks_at(path)


def _read(file: Path) -> _Read | _Refused:
    from kgstudy import formats  # noqa: PLC0415 - not needed to start

    try:
        reader = formats.recognise(file)
        with Meter(file.name) as meter, uncollected():
            return _Read(file, reader.NAME, reader.read(file, meter.part(0, 1)))
    except UserError as error:
        print(f"kgstudy: {harmless(str(error))}", file=sys.stderr)
        return _Refused(_as_refused(file, error))


def _answers(
    request: Request, collection: Collection, parcels: Sequence[Parcel]
) -> Sequence[Answer]:
    """What comes of the parcels, together one act, or would come of them, one after another."""
    arrangement = _arrangement(request)
    with Meter("import") as meter:
        if request.options.dry_run:
            return rehearsing.plan_all(collection, parcels, arrangement, meter.part(0, 1))
        return consignment.bring_in_all(collection, parcels, arrangement, meter.part(0, 1))[0]


def _arrangement(request: Request) -> Arrangement:
    options = request.options
    tags = tuple(tag for given in options.tag for tag in given.split())
    theirs: Container[tuple[str, str]] = _Everything() if options.theirs else frozenset()
    return Arrangement(options.into.strip(), not options.without_schedules, tags, theirs)


class _Everything:
    def __contains__(self, thing: object) -> bool:
        return True


def _told(request: Request, read: _Read, answer: Answer) -> dict[str, Any]:
    taken = "the file's version was taken" if request.options.theirs else "mine is kept"
    return {
        "file": str(read.file),
        "format": read.format,
        "decks": len(read.parcel.decks),
        "notes": _fates(answer.notes),
        "cards": answer.cards,
        "reviews": answer.reviews,
        "media": answer.media,
        "problems": [
            *map(_problem, answer.problems),
            *(
                {"where": f"{c.guid}, {c.field}", "why": f"It was changed here too: {taken}."}
                for c in answer.conflicts
            ),
        ],
    }


def _as_refused(file: Path, error: UserError) -> dict[str, Any]:
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


def _summed(notes: Mapping[str, int]) -> dict[str, int]:
    """For programs: what is kept stays the same, and its clash is among the problems."""
    summed = {fate: count for fate, count in notes.items() if fate != "kept"}
    return summed | {"same": notes["same"] + notes["kept"]}


def _problem(problem: Problem) -> dict[str, str]:
    return {"where": str(problem.place), "why": problem.why}


def _print_all(told: Iterable[Mapping[str, Any]], *, dry: bool) -> None:
    for file in told:
        if file["format"] is not None:
            _print(file, dry=dry)


def _print(told: Mapping[str, Any], *, dry: bool) -> None:
    notes = told["notes"]
    counts = ", ".join(
        f"{count:,} {_IN_WORDS.get(fate, fate)}" for fate, count in notes.items() if count
    )
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
    parser.add_argument("--paper", choices=PAPERS, default="A4", help="of a PDF")
    parser.add_argument(
        "--as-list", action="store_true", help="of a PDF: answers beside the questions, not behind"
    )
    parser.add_argument("--overwrite", action="store_true", help="also where FILE exists already")


def give_out(request: Request) -> int:
    options = request.options
    file: Path = options.file
    writer = _writer(request)
    _check_target(file, request.folder, overwrite=options.overwrite)
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


def _writer(request: Request) -> "Writer":
    from kgstudy import formats  # noqa: PLC0415 - not needed to start

    options = request.options
    title = " ".join(options.query) or "All cards"
    paper = Paper(title, options.paper, as_list=options.as_list)
    return formats.writer_for(options.file, options.format, [paper])


def _check_target(file: Path, data: Path, *, overwrite: bool) -> None:
    if not file.exists():
        return
    target, own = file.resolve(), data.resolve()
    if target.is_relative_to(own) or own.is_relative_to(target):
        raise UserError("The collection lies here; name another place.", place=Place(str(file)))
    if not overwrite:
        raise UserError(
            "This file exists already; name another, or add --overwrite.", place=Place(str(file))
        )


_IMPORT_NOTES = """\
The format is told by the content: Anki packages and collections, Anki text, CSV and other tables,
lesson decks, hashcards and Obsidian Markdown, CrowdAnki, Mnemosyne, SuperMemo. Of a folder all
decks in it are taken. Bringing a file in again updates what changed in it and doubles nothing; one
`kgstudy undo` takes all files back.

exit status 1 where a file was refused; the others are brought in. --json prints {"files": [{"file",
"format", "decks", "notes": {"new", "changed", "same", "rejected"}, "cards", "reviews", "media",
"problems": [{"where", "why"}]}]}; cards, reviews and media count what is new.
"""

_EXPORT_NOTES = """\
endings: .apkg and .colpkg (Anki), .txt (Anki text), .csv, .md and .kgdeck (lesson deck; without an
ending, a folder), .pdf (to print: to cut out, or --as-list), --format hashcards (a folder of
Markdown).
`kgstudy cards --help` tells how a QUERY is written, and `kgstudy cards QUERY` what it finds.
"""

COMMANDS = (
    Command("import", "bring in decks from files", bring_in, _import_arguments, _IMPORT_NOTES),
    Command("export", "give cards out to a file", give_out, _export_arguments, _EXPORT_NOTES),
)
