"""Commands that keep the collection safe: check, undo, redo, backup, restore."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from zipfile import is_zipfile

from kgstudy.cli.command import Command, Request, json_option
from kgstudy.cli.output import print_json
from kgstudy.domain.changes import Change
from kgstudy.domain.errors import Place, UserError
from kgstudy.domain.parcel import Opener
from kgstudy.services import history, safekeeping
from kgstudy.services.safekeeping import WHOLE, CheckReport
from kgstudy.store.collection import FILE, Collection
from kgstudy.store.unused import Unused
from kgstudy.terminal.page import harmless
from kgstudy.terminal.wording import act_name, several


def _check_arguments(parser: ArgumentParser) -> None:
    json_option(parser)
    parser.add_argument(
        "--mend",
        action="store_true",
        help="recompute the cards whose state does not follow from their reviews, and read anew "
        "the notes that a search would miss",
    )
    parser.add_argument(
        "--remove-unused",
        action="store_true",
        help="remove the pictures and sounds that no card uses; undo brings them back",
    )


def check(request: Request) -> int:
    """Status 1 where something is wrong that was not mended."""
    mend, remove = request.options.mend, request.options.remove_unused
    with request.writer() if mend or remove else request.reader() as collection:
        report = safekeeping.check(collection)
        mended = report if mend else CheckReport(())
        removed = report.unused if remove else Unused()
        if mended.mendable:
            safekeeping.mend(collection)
        if remove:
            safekeeping.remove_unused(collection)
        if mended.mendable or removed.names:
            report = safekeeping.check(collection)
    if request.options.json:
        problems = list(report.problems)
        counted = {"mendable": report.mendable, "mended": mended.mendable}
        media = {"unused": _counted(report.unused), "removed": _counted(removed)}
        print_json({"sound": report.sound, "problems": problems, **counted, **media})
    else:
        _print_report(report, mended)
        _print_media(report.unused, removed)
    return 0 if report.sound else 1


def _print_report(report: CheckReport, mended: CheckReport) -> None:
    for problem in report.problems:
        print(harmless(problem))
    if mended.cards:
        print(f"{several(mended.cards, 'card')} mended.")
    if mended.notes:
        print(f"{several(mended.notes, 'note')} can be found again.")
    if report.mendable:
        print(f"`kgstudy check --mend` mends {several(report.mendable, 'of these', 'of these')}.")
    if report.sound:
        print("The collection is sound.")
    elif not report.mendable:
        print("`kgstudy restore` brings back a backup; a new one is made each day of study.")


def _print_media(unused: Unused, removed: Unused) -> None:
    if removed.names:
        print(f"{_amount(removed)} removed; `kgstudy undo` brings them back.")
        print("Their room on the disk comes free once they are too old to be undone.")
    elif unused.names:
        print(f"No card uses {_amount(unused)}; `kgstudy check --remove-unused` removes them.")


def _amount(media: Unused) -> str:
    files = several(len(media.names), "media file")
    return f"{files} ({media.size / 1_000_000:,.1f} MB)"


def _counted(media: Unused) -> dict[str, int]:
    return {"files": len(media.names), "bytes": media.size}


def undo(request: Request) -> int:
    return _step(request, history.undo, "Undone", "There is nothing to undo.")


def redo(request: Request) -> int:
    return _step(request, history.redo, "Done again", "There is nothing to do again.")


def _step(
    request: Request, step: Callable[[Collection], Change | None], word: str, otherwise: str
) -> int:
    with request.writer() as collection:
        change = step(collection)
    print(f"{word}: {act_name(change)}." if change else otherwise)
    return 0


def _backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="one in .zip holds pictures and sounds too; else one in the data folder, by its date",
    )
    parser.add_argument("--overwrite", action="store_true", help="also where FILE exists already")


def backup(request: Request) -> int:
    file: Path | None = request.options.file
    if file is not None:
        _check_target(file, request.folder / FILE, overwrite=request.options.overwrite)
    beside = 0
    with request.reader() as collection:
        if file is not None and file.suffix.lower() == WHOLE:
            print(safekeeping.backup_whole(collection, file, partial(_check_readable, file)))
        else:
            print(safekeeping.backup(collection, file))
            beside = safekeeping.media_beside(collection) if file else 0
    if beside:
        media = several(beside, "picture or sound is", "pictures and sounds are")
        print(f"{media} not in it: end its name in {WHOLE} to have all in it.", file=sys.stderr)
    return 0


def _check_readable(file: Path, written: Path) -> None:
    """An archive from anywhere is not read where it is larger than any should be."""
    try:
        _contents(written)
    except UserError as error:
        raise UserError(
            "The pictures and sounds are too much for one archive: end its name in .db, and copy "
            "the media in the data folder as well.",
            place=Place(str(file)),
        ) from error


_OF_OTHERS = frozenset(
    (".7z", ".apkg", ".colpkg", ".gz", ".kgdeck", ".pdf", ".rar", ".tar", ".tgz", ".xz")
)
"""What a program would open in another way than a backup is meant to be."""


def _check_target(file: Path, collection: Path, *, overwrite: bool) -> None:
    if file.suffix.lower() in _OF_OTHERS:
        raise UserError(
            "End its name in .db, or in .zip to have pictures and sounds in it.",
            place=Place(str(file)),
        )
    if file.is_dir():
        raise UserError("This is a folder; name a file in it.", place=Place(str(file)))
    if file.exists() and collection.exists() and file.samefile(collection):
        raise UserError("This is the collection itself; name another file.", place=Place(str(file)))
    if file.exists() and not overwrite:
        raise UserError(
            "This file exists already; name another, or add --overwrite.", place=Place(str(file))
        )


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup")


def _contents(file: Path) -> Mapping[str, Opener]:
    """What is in a backup with pictures and sounds; nothing where it is a database alone."""
    from kgstudy.formats.archive import open_archive  # noqa: PLC0415 - not needed to start

    if not (file.is_file() and is_zipfile(file)):
        return {}
    archive = open_archive(file)
    return {name: partial(archive.open, name) for name in archive.entries}


def restore(request: Request) -> int:
    file: Path = request.options.file
    before = safekeeping.restore(request.folder, file, _contents(file))
    print(f"The collection is as {file} has it.")
    if before:
        print(f"As it was before, it lies in {before}")
    return 0


_CHECK_NOTES = """\
exit status 1 where something is wrong that was not mended. --json prints {"sound", "problems",
"mendable", "mended", "unused", "removed"}: sentences for what is wrong, the numbers of cards and
notes that --mend would mend and has mended, and {"files", "bytes"} of media that no card uses and
of those that were removed.
"""

COMMANDS = (
    Command("check", "look whether all is sound", check, _check_arguments, _CHECK_NOTES),
    Command("undo", "take back the last act, also one of yesterday", undo),
    Command("redo", "do again what was taken back", redo),
    Command("backup", "back up the collection", backup, _backup_arguments),
    Command("restore", "put a backup in place of the collection", restore, _restore_arguments),
)
