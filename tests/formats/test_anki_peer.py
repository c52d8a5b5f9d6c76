"""Our packages in the hands of the real Anki.

`KGSTUDY_ANKI_PYTHON` names an interpreter that has the package `anki`; else this one is asked.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kgstudy.domain import masks, picture_notes
from kgstudy.domain.card_types.occlusion import Shape
from kgstudy.domain.memory import Memory
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import Parcel, ParcelCard, ParcelReview, Standing
from kgstudy.domain.picture_notes import STOCK
from kgstudy.domain.review import Days, Phase, Rating, Seconds
from kgstudy.formats import anki as reader
from kgstudy.formats.anki.note_types import NATIVES
from kgstudy.formats.anki.writing import write
from kgstudy.services import editing, exporting, importing
from kgstudy.store import notes
from tests.builders import collection
from tests.fake_clock import FakeClock
from tests.formats.anki_parcels import (
    DAY,
    DECK,
    KINDS,
    MONDAY,
    OPTIONS,
    WORDS,
    every_kind,
    learning,
    note,
    parcel,
    reviewing,
)
from tests.formats.anki_peer import differences

AFTERWARDS = datetime.fromisoformat("2026-12-01T09:00")
"""Later than all answers in the packages."""
SCRIPT = Path(__file__).with_name("anki_peer.py")
Report = dict[str, Any]
Anki = Callable[..., Report]


@cache
def interpreter() -> str | None:
    python = os.environ.get("KGSTUDY_ANKI_PYTHON", sys.executable)
    tried = subprocess.run(
        [python, "-c", "import anki.collection"], check=False, capture_output=True
    )
    return python if tried.returncode == 0 else None


@pytest.fixture
def anki() -> Anki:
    """Gives packages to Anki, and tells what it holds then."""
    python = interpreter()
    if python is None:
        pytest.skip("Anki is not installed here, nor named by KGSTUDY_ANKI_PYTHON")

    def told(*packages: Path, zone: str = "UTC") -> Report:
        done = subprocess.run(
            [python, str(SCRIPT), "report", *map(str, packages)],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "TZ": zone, "PYTHONIOENCODING": "utf-8"},
        )
        assert done.returncode == 0, done.stderr
        found: Report = json.loads(done.stdout)
        return found

    return told


def package(given: Parcel, folder: Path, name: str = "deck.apkg") -> Path:
    write(given, folder / name)
    return folder / name


def scheduled() -> Parcel:
    return parcel(
        note("new", kind="cloze"),
        note("known", reviewing(0), learning(1), kind="both-ways", tags=("a", "b::c")),
        note("aside", reviewing(0, suspended=True), reviewing(1, buried=True), kind=TEMPLATED),
        note("flagged", reviewing(flag=4)),
    )


@pytest.mark.parametrize("name", ["deck.apkg", "all.colpkg"])
def test_every_kind_comes_in_without_a_complaint(anki: Anki, tmp_path: Path, name: str) -> None:
    given = every_kind()
    found = anki(package(given, tmp_path, name))
    assert (found["check"], found["broken"]) == ([], {})
    assert found["notes"].keys() == {its.guid for its in given.notes}
    for its in given.notes:
        native = NATIVES[its.kind]
        assert found["notes"][its.guid]["type"] == native.note_type.name
        assert found["notes"][its.guid]["fields"] == list(native.values(its.fields, its.guid))
    assert len(found["cards"]) == len(KINDS) + 1 + 2
    assert found["media"].keys() == given.media.keys()
    assert found["decks"][DECK.name] == {"description": DECK.description, "preset": "mine"}


@pytest.mark.parametrize("name", ["deck.apkg", "all.colpkg"])
def test_schedules_come_in_as_they_were(anki: Anki, tmp_path: Path, name: str) -> None:
    found = anki(package(scheduled(), tmp_path, name))
    assert (found["check"], found["broken"]) == ([], {})
    cards = found["cards"]
    flagged = cards["flagged/0"]
    traits = ("phase", "queue", "interval", "factor", "reps", "lapses", "flag", "s", "d", "dr")
    assert [flagged[trait] for trait in traits] == [2, 2, 7, 2350, 3, 1, 4, 12.3456, 5.432, 0.87]
    assert flagged["lrt"] == (MONDAY + 3 * DAY) // 1000
    assert (cards["known/1"]["phase"], cards["known/1"]["due"]) == (1, MONDAY // 1000 + 605)
    # In a collection of its own Anki sees that the day is over on which the card was buried.
    buried = -3 if name == "deck.apkg" else 2
    assert [cards[card]["queue"] for card in ("aside/0", "aside/1", "new/2")] == [-1, buried, 0]
    assert [len(answers) for _, answers in sorted(found["reviews"].items())] == [3, 3, 3, 3, 1]
    assert [answer[1:4] for answer in found["reviews"]["flagged/0"]] == [
        [3, -600, 0],
        [3, 3, -600],
        [2, 7, 3],
    ]


@pytest.mark.parametrize("name", ["deck.apkg", "all.colpkg"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Bishkek", "America/Los_Angeles", "Asia/Tokyo"])
def test_a_card_is_due_on_its_date(anki: Anki, tmp_path: Path, name: str, zone: str) -> None:
    found = anki(package(scheduled(), tmp_path, name), zone=zone)
    # Days are counted from today.
    assert found["today"] + found["cards"]["flagged/0"]["due"] == MONDAY // DAY + 10


@pytest.mark.parametrize("absurd", [10**15, -(10**15)])
def test_absurd_figures_hurt_nobody(anki: Anki, tmp_path: Path, absurd: int) -> None:
    log = (
        ParcelReview(0, Rating.GOOD, Phase.NEW, Phase.LEARNING, Seconds(absurd), absurd),
        ParcelReview(10**15, None, Phase.REVIEWING, Phase.REVIEWING, Days(absurd), absurd),
    )
    memory = Memory(36500, 10)
    cards = [
        Standing(phase, due, interval, absurd, memory, 99.0, absurd, absurd, absurd)
        for phase in (Phase.LEARNING, Phase.REVIEWING, Phase.RELEARNING)
        for due in (0, absurd)
        for interval in (Days(absurd), Seconds(absurd), Days(0))
    ]
    new = note("new", ParcelCard(0, DECK.guid, absurd, flag=99))
    notes = (
        note(str(number), ParcelCard(0, DECK.guid, absurd, standing, log))
        for number, standing in enumerate(cards)
    )
    found = anki(package(parcel(new, *notes), tmp_path))
    assert len(found["cards"]) == len(cards) + 1
    assert found["broken"] == {}


def test_options_come_in_as_they_were(anki: Anki, tmp_path: Path) -> None:
    preset = anki(package(scheduled(), tmp_path))["presets"]["mine"]
    assert (preset["new"]["perDay"], preset["rev"]["perDay"]) == (7, 77)
    assert preset["new"]["delays"] == [1, 10, 60]
    assert preset["lapse"]["delays"] == [10, 20]
    assert (preset["lapse"]["leechFails"], preset["lapse"]["leechAction"]) == (5, 1)
    assert preset["desiredRetention"] == pytest.approx(0.87)
    assert preset["fsrsParams6"] == pytest.approx(list(OPTIONS.parameters))


def test_a_whole_collection_goes_on_with_fsrs(anki: Anki, tmp_path: Path) -> None:
    assert anki(package(scheduled(), tmp_path, "all.colpkg"))["fsrs"] is True


def test_coming_again_updates_and_doubles_nothing(anki: Anki, tmp_path: Path) -> None:
    first = scheduled()
    changed = first.notes[3]._replace(fields={"front": "New", "back": "b"}, changed=MONDAY + DAY)
    later = replace(first, notes=(note("more"), *first.notes[:3], changed))
    found = anki(package(first, tmp_path), package(later, tmp_path, "later.apkg"))
    assert found["logs"][1]["updated"] == 1
    assert found["notes"]["flagged"]["fields"] == ["New", "b", ""]
    assert found["notes"].keys() == {"more", *(its.guid for its in first.notes)}
    assert [len(answers) for _, answers in sorted(found["reviews"].items())] == [3, 3, 3, 3, 1]
    assert "kgstudy: basic" in found["types"]
    assert not [name for name in found["types"] if name.startswith("kgstudy: basic-")]


def test_a_note_type_comes_in_as_it_is(anki: Anki, tmp_path: Path) -> None:
    found = anki(package(scheduled(), tmp_path))["types"]["Words"]
    assert found["css"] == WORDS.css
    assert [its["name"] for its in found["fields"]] == list(WORDS.fields)
    shown = [(its["name"], its["qfmt"], its["afmt"]) for its in found["templates"]]
    assert shown == [(its.name, its.question, its.answer) for its in WORDS.templates]


def test_anki_draws_on_our_pictures(anki: Anki, tmp_path: Path) -> None:
    drawing = masks.read("")
    for number, shape in enumerate((Shape("rect", 0, 0), Shape("ellipse", 0, 0)), 1):
        boxed = masks.boxed(shape, masks.Box(0.1, 0.2, 0.4, 0.6))
        drawing = masks.added(drawing, boxed, number, stays=True)
    corners = masks.polygon([(0, 0), (1, 0), (1, 1)])
    drawing = masks.added(drawing, corners, 2, stays=True)
    drawing = masks.labelled(drawing, (0.5, 0.25), "Osh: a city")
    with collection(folder=tmp_path / "data") as opened:
        fields = {"Occlusion": masks.written(drawing), "Image": '<img src="map.png">'}
        files = {"map.png": b"\x89PNG\r\n\x1a\n"}
        editing.add(opened, "Maps", STOCK, fields | {"Header": "Rivers"}, files=files)
        made = package(exporting.gather(opened, "", schedules=True), tmp_path)
    found = anki(made)
    assert (found["check"], found["broken"]) == ([], {})
    assert [its["queue"] for its in found["cards"].values()] == [0, 0]
    (seen,) = found["drawn"].values()
    assert (seen["bytes"], seen["header"], seen["hides_all"]) == (8, "Rivers", True)
    places = {"left": ".1", "top": ".2"}
    words = {"left": ".5", "top": ".25", "text": "Osh: a city", "scale": "1", "fs": ".05"}
    assert seen["shapes"] == [
        [0, "text", words],
        [1, "rect", {**places, "width": ".3", "height": ".4", "oi": "1"}],
        [2, "ellipse", {**places, "rx": ".15", "ry": ".2", "oi": "1"}],
        [2, "polygon", {"left": "0", "top": "0", "points": "0,0 1,0 1,1", "oi": "1"}],
    ]


def test_a_picture_of_anki_changed_here_goes_back(anki: Anki, corpus: Path, tmp_path: Path) -> None:
    """One shape moved, one new: the others, the labels and all answers are as they were."""
    original = corpus / "anki" / "mixed-io-fsrs-21.apkg"
    with collection(FakeClock(), tmp_path / "data") as opened:
        importing.bring_in(opened, reader.read(original))
        note = next(
            its for its in notes.named(opened, "").values() if picture_notes.holders(its.note_type)
        )
        drawing = masks.shifted(masks.read(note.fields["Occlusion"]), {0}, 0.1, 0)
        number = masks.next_number(drawing, editing.numbers_taken(opened, note.id))
        drawing = masks.added(drawing, Shape("rect", 0.5, 0.5, 0.1, 0.1), number, stays=True)
        editing.edit(opened, note.id, {"Occlusion": masks.written(drawing)}, note.tags)
        mine = package(exporting.gather(opened), tmp_path)
    before, after = anki(original), anki(mine)
    assert (after["check"], after["broken"]) == ([], {})
    assert after["cards"].keys() - before["cards"].keys() == {f"{note.guid}/{number - 1}"}
    assert after["reviews"] == before["reviews"]
    old, new = (its["drawn"][note.guid]["shapes"] for its in (before, after))
    first = next(its for its in old if its[0] == 1)
    moved = {**first[2], "left": ".2167"}
    assert [its for its in new if its[0] == 1] == [[*first[:2], moved]]
    assert [its for its in new if its[0] not in (1, number)] == [its for its in old if its[0] != 1]


LET_GO = {
    "cards.decay": "FSRS-6 remembers the card with the weights of its preset, or the default ones",
    "cards.dr": "it follows the preset; what the card last met is not kept",
    "cards.left": "a card that is no longer on its steps has none left",
    "cards.pos": "0 is no place worth keeping",
    "cards.factor": "a new card has no ease",
    "cards.reps": "a card that was made to forget begins anew",
    "cards.lapses": "a card that was made to forget begins anew",
    "cards.interval": "days between 0 and 1 are one",
    "cards.cd": "data that add-ons put beside a card",
    "cards.queue": "whoever buried a card, it is buried",
    "cards.lrt": "the last answer is known from the log, where Anki had not written it yet",
    "check": "so Anki need not add the last answers any more",
    "presets.lapse.leechAction": "the options of those who chose none are those of today",
    "presets.easyDaysPercentages": "kgstudy knows no easy days",
    "reviews.count": "practice that changed no schedule stays out",
    "reviews.before": "the interval before is that of the answer before",
    "reviews.factor": "of SM-2 only the last ease is known; the difficulty is computed anew",
    "reviews.kind": "an answer counts where the card stood, and not by the deck that asked it",
}
"""What a journey through a parcel changes, and why that is right."""

PACKAGES = [
    "made-by-anki/all-latest.apkg",
    "made-by-anki/all-legacy.apkg",
    "made-by-anki/collection-latest.colpkg",
    "made-by-anki/collection-legacy.colpkg",
    "made-by-anki/one-deck-noscheduling.apkg",
    "anki/esperanto-49-decks.apkg",
    "anki/human_rights.apkg",
    "anki/japanese-mining-fsrs-21.apkg",
    "anki/mixed-io-fsrs-21.apkg",
    "anki/orbit-collection.colpkg",
    "anki/srf-collection-21.colpkg",
    "anki/ukrainian-polish-audio.apkg",
]


FROM_AFAR = {"anki/srf-collection-21.colpkg", "anki/orbit-collection.colpkg"}
"""Whole collections whose days turn elsewhere at another hour, for Anki too: by one day or none."""


def unmeant(name: str, found: Mapping[str, list[str]], meant: Mapping[str, str]) -> Report:
    """The differences that nobody meant."""
    rest = {trait: lines for trait, lines in found.items() if trait not in meant}
    days = [line for line in rest.pop("cards.due", []) if ": null | " not in line]
    return rest | ({"cards.due": days} if days and name not in FROM_AFAR else {})


@pytest.mark.parametrize("name", PACKAGES)
def test_what_came_from_anki_goes_back(anki: Anki, corpus: Path, tmp_path: Path, name: str) -> None:
    original = corpus / name
    again = package(reader.read(original), tmp_path, f"again{original.suffix}")
    found = differences(anki(original), anki(again))
    assert unmeant(name, found, LET_GO) == {}


OURS = {
    "fsrs": "whatever is scheduled here is scheduled by FSRS",
    "presets": "a deck that brought no options has ours, which are called Standard",
    "cards.factor": "FSRS needs no ease, and ours keeps none",
    "decks.preset": "a deck that brought no options has ours, which are called Standard",
}
"""What more a journey through a collection changes, and why that is right."""

ROUNDED = {"cards.s", "cards.d"}
"""The memory follows from the answers, and is told where there was none."""


@pytest.mark.parametrize("name", PACKAGES)
def test_what_came_into_a_collection_goes_back(
    anki: Anki, corpus: Path, tmp_path: Path, name: str
) -> None:
    original = corpus / name
    with collection(FakeClock(AFTERWARDS, "UTC"), tmp_path / "collection") as opened:
        importing.bring_in(opened, reader.read(original))
        again = package(exporting.gather(opened), tmp_path, f"again{original.suffix}")
    found = differences(anki(original), anki(again))
    rest = unmeant(name, found, LET_GO | OURS)
    assert rest.keys() <= ROUNDED
    assert all(_is_rounding(line) for lines in rest.values() for line in lines)


def _is_rounding(line: str) -> bool:
    """Whether `guid/place: before | after` differs in the last digits, or tells what was not."""
    before, after = line.rpartition(": ")[2].split(" | ")
    return before == "null" or float(after) == pytest.approx(float(before), rel=0.01, abs=0.001)
