"""Cards are made of a text on the command line."""

from pathlib import Path

import pytest

from kgstudy.domain.drafting import Draft, Drafting, Flaw, Rejected
from kgstudy.domain.lesson import Lesson
from kgstudy.services import lessons as shelf
from kgstudy.services import listing, studio
from kgstudy.services.groundwork import State
from tests.cli.command_line import CommandLine
from tests.drafted import drafting, gapped

TEXT = "The town was founded in 1869. It has 70,171 people.\n"
KEYS = ["kind", "question", "answer", "quote", "start", "end", "score", "reasons", "problems"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Karakol.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> Drafting:
    """What drafting makes of the text, whatever the grammars find in it."""
    found = drafting(TEXT, "1869")
    flawed = Draft("basic", {"front": "It?", "back": "70,171"}, "what", 0.9, (), FLAWS)
    poor = gapped(TEXT, "people")
    made = Drafting(
        "en",
        found.facts,
        (*found.proposals, type(poor)(poor.key, poor.span, poor.quote, poor.asks, (), (flawed,))),
        (Rejected(gapped(TEXT, "town"), "Nobody would ask this."),),
    )
    monkeypatch.setattr(studio, "drafting_of", lambda *_: made)
    return made


FLAWS = (Flaw("unclear-pronoun", "Nobody knows what “it” is."),)


def test_drafts_are_listed_below_their_sentence(
    kgstudy: CommandLine, file: Path, drafted: Drafting
) -> None:
    outcome = kgstudy("lesson", "draft", file)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "The town was founded in 1869.",
        "0.80  The town was founded in […]. → 1869",
        "",
        "It has 70,171 people.",
        "0.90  It? → 70,171",
        "      Nobody knows what “it” is.",
        "",
        "1 fact, 2 drafts (1 of them good)",
    ]


def test_those_that_were_left_out_are_listed_on_wish(
    kgstudy: CommandLine, file: Path, drafted: Drafting
) -> None:
    lines = kgstudy("lesson", "draft", "--all", file).out.splitlines()
    assert lines[1:4] == [
        "0.80  The town was founded in […]. → 1869",
        "0.80  The […] was founded in 1869. → town",
        "      Nobody would ask this.",
    ]


def test_drafts_are_told_to_programs(kgstudy: CommandLine, file: Path, drafted: Drafting) -> None:
    rows = kgstudy("lesson", "draft", file, "--json").rows
    assert [list(row) for row in rows] == [KEYS] * 2
    text = kgstudy("lesson", "read", file).out
    assert [text[row["start"] : row["end"]] for row in rows] == [row["quote"] for row in rows]
    assert rows[1] == {
        "kind": "basic",
        "question": "It?",
        "answer": "70,171",
        "quote": "It has 70,171 people.",
        "start": 30,
        "end": 51,
        "score": 0.9,
        "reasons": [],
        "problems": ["Nobody knows what “it” is."],
    }
    rows = kgstudy("lesson", "draft", file, "--json", "--all").rows
    assert [row.get("left_out") for row in rows] == [None, "Nobody would ask this.", None]


def test_the_drafts_are_those_of_the_window(kgstudy: CommandLine, file: Path) -> None:
    rows = kgstudy("lesson", "draft", file, "--json").rows
    kgstudy("lesson", "add", file)
    with kgstudy.collection() as opened:
        (lesson,) = (each for each in shelf.shelf(opened) if each.title == "Karakol")
        text = shelf.get(opened, lesson.id)
        found = studio.studio(opened, lesson.id, studio.drafting_of(text))
    assert rows
    shown = [(item.proposal.quote, item.proposal.best.kind) for item in found.items]
    assert shown == [(row["quote"], row["kind"]) for row in rows]


def test_a_lesson_is_added_with_its_good_cards_and_one_undo_takes_it_back(
    kgstudy: CommandLine, file: Path, drafted: Drafting
) -> None:
    outcome = kgstudy("lesson", "add", file)
    assert outcome.status == 0
    assert outcome.out == f"{file}: 1 card of 2 drafts in the deck “Karakol”\n"
    with kgstudy.collection() as opened:
        (row,) = listing.find_cards(opened, "deck:Karakol")
        assert row.answer == "1869"
        (lesson,) = (each for each in shelf.shelf(opened) if each.title == "Karakol")
        states = [item.state for item in studio.studio(opened, lesson.id, drafted).items]
        assert states == [State.ACCEPTED, State.OPEN]
    assert "bring lesson" in kgstudy("undo").out
    assert "Karakol" not in kgstudy("decks").out


def test_a_lesson_that_is_here_is_not_added_twice(kgstudy: CommandLine, file: Path) -> None:
    kgstudy("lesson", "add", file)
    outcome = kgstudy("lesson", "add", file)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == f"kgstudy: {file}: This lesson is here already, as “Karakol”.\n"


def test_another_version_of_a_lesson_is_not_added_beside_it_unasked(
    kgstudy: CommandLine, file: Path, tmp_path: Path
) -> None:
    kgstudy("lesson", "add", file)
    newer = tmp_path / "Karakol, newer.txt"
    newer.write_text(TEXT.replace("1869", "1870"), encoding="utf-8")
    outcome = kgstudy("lesson", "add", newer)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == (
        f"kgstudy: {newer}: It looks like another version of “Karakol”, which is here: "
        "add --update to put it in its place, or --new to add it as another lesson.\n"
    )
    assert kgstudy("lesson", "add", newer, "--new").status == 0
    titles = [each["title"] for each in kgstudy("stats", "--json").json["lessons"]]
    assert {"Karakol", "Karakol, newer"} <= set(titles)


def test_a_new_version_takes_the_place_of_the_old_one(
    kgstudy: CommandLine, file: Path, drafted: Drafting
) -> None:
    kgstudy("lesson", "add", file)
    file.write_text(TEXT.replace("founded in 1869", "settled in 1869"), encoding="utf-8")
    outcome = kgstudy("lesson", "add", "--update", file)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == f"{file}: the new version of “Karakol” is here; 1 card wants a look\n"
    with kgstudy.collection() as opened:
        (lesson,) = (each for each in shelf.shelf(opened) if each.title == "Karakol")
        assert "settled" in shelf.get(opened, lesson.id).text
    assert "revise lesson" in kgstudy("undo").out


def test_an_update_of_what_is_here_or_is_not_says_so(kgstudy: CommandLine, file: Path) -> None:
    outcome = kgstudy("lesson", "add", "--update", file)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == (
        f"kgstudy: {file}: No lesson here looks like it; leave out --update to add it.\n"
    )
    kgstudy("lesson", "add", file)
    assert "is here already" in kgstudy("lesson", "add", "--update", file).err


@pytest.mark.parametrize("command", ["draft", "add"])
def test_a_text_of_headings_alone_is_named(
    kgstudy: CommandLine, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "headings.md"
    file.write_text("# Rivers\n\n## Lakes\n", encoding="utf-8")
    outcome = kgstudy("lesson", command, file)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith(f"kgstudy: {file}: There is nothing to read in it")


def test_a_deck_with_a_lesson_and_no_card_is_listed(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "Plain.txt"
    file.write_text("Nothing here to ask for.", encoding="utf-8")
    assert kgstudy("lesson", "add", file).status == 0
    (deck,) = (each for each in kgstudy("decks", "--json").json if each["name"] == "Plain")
    assert (deck["cards"], deck["new"], deck["due"]) == (0, 0, 0)
    (lesson,) = (
        each for each in kgstudy("stats", "--json").json["lessons"] if each["title"] == "Plain"
    )
    assert (lesson["cards"], lesson["begun"], lesson["recalled"]) == (0, 0, 0)
    assert kgstudy("check").status == 0


def test_a_file_that_is_not_there(kgstudy: CommandLine, tmp_path: Path) -> None:
    outcome = kgstudy("lesson", "draft", tmp_path / "none.txt")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == f"kgstudy: {tmp_path / 'none.txt'}: There is nothing of that name.\n"


@pytest.mark.parametrize(
    "argv",
    [
        "lesson",
        "lesson draft",
        "lesson sing x",
        "lesson draft x --language !",
        "lesson add x --all",
        "lesson add x --new --update",
    ],
)
def test_wrong_usage(kgstudy: CommandLine, argv: str) -> None:
    assert kgstudy(*argv.split()).status == 2


def test_a_language_that_is_not_known_is_told(kgstudy: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "See.txt"
    file.write_text("Der See ist tief und wurde im Jahr 1871 bekannt.", encoding="utf-8")
    outcome = kgstudy("lesson", "draft", file, "--json")
    assert outcome.status == 0
    assert "in the language “de”, few or none" in outcome.err
    assert kgstudy("lesson", "draft", file, "--language", "en").err == ""


def test_the_language_can_be_told(
    kgstudy: CommandLine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def listening(lesson: Lesson, *_: object) -> Drafting:
        heard.append(lesson.language)
        return Drafting(lesson.language, (), ())

    monkeypatch.setattr(studio, "drafting_of", listening)
    kgstudy("lesson", "draft", file, "--language", "KY")
    kgstudy("lesson", "draft", file)
    assert heard == ["ky", "en"]
