"""Obsidian: cards of the spaced-repetition plugin in their notes, decks and schedules."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgstudy.domain.memory import Memory
from kgstudy.domain.parcel import Parcel, ParcelNote, Standing
from kgstudy.domain.review import Days, Phase, Seconds
from kgstudy.formats import kgdeck, obsidian
from kgstudy.formats.obsidian.settings import pattern
from tests.formats.mutation import contents, damaged, survives

NOTE = """\
---
tags: [flashcards/bio, other]
---
# Rivers

Naryn::a river <!--SR:!2024-08-16,51,230-->
- one:::bir
<!--SR:!2024-08-16,51,230!2000-01-01,1,250-->

What is
it?
?
A ==river== of [[Kyrgyzstan#North|the north]] `a::b`
```py
x::y
  z = 1
```
<!--SR:!fsrs,2025-01-10T10:00:00.000Z,5,5.5,4.5,2,7,1,0,2025-01-05T10:00:00.000Z-->

left
??
right ![[map.png|100]] ![](sounds/a.mp3)

The ==capital==^[city] of $==x==$ is ==Bishkek==, `==no==`.

#flashcards/chem/x #flashcards/more
H2O::water ^block-1

#flashcards/own CO2::gas
O2::oxygen
"""


def noon(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp() * 1000)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


def read(path: Path, text: str = "") -> Parcel:
    if text:
        path.write_text(text, "utf-8")
    return obsidian.read(path)


def standings(note: ParcelNote) -> list[Standing | None]:
    return [card.standing for card in note.cards or ()]


def sides(note: ParcelNote) -> tuple[str, str]:
    return note.fields["front"], note.fields["back"]


def test_every_kind_of_card(vault: Path) -> None:
    (vault / "img").mkdir()
    (vault / "sounds").mkdir()
    (vault / "img" / "map.png").write_bytes(b"png")
    (vault / "sounds" / "a.mp3").write_bytes(b"mp3")
    (vault / "n.md").write_text(NOTE)
    assert obsidian.recognises(vault)
    parcel = read(vault)
    assert parcel.problems == ()
    naryn, one, it, left, capital, water, gas, _ = parcel.notes
    assert sides(naryn) == ("Naryn", "a river")
    assert (one.kind, *sides(one)) == ("both-ways", "one", "bir")
    assert sides(it) == (
        "What is<br>it?",
        "A <mark>river</mark> of the north <code>a::b</code><br>"
        "<pre><code>x::y<br>\xa0\xa0z = 1</code></pre>",
    )
    assert (left.kind, *sides(left)) == (
        "both-ways",
        "left",
        'right <img src="img/map.png"> [sound:sounds/a.mp3]',
    )
    assert capital.fields["text"] == (
        "The {{c1::capital::city}} of \\(==x==\\) is {{c2::Bishkek}}, <code>==no==</code>."
    )
    assert (water.guid, water.tags) == ("obsidian/n/block-1", ("flashcards/more",))
    assert sides(water) == ("H2O", "water")
    assert sides(gas) == ("CO2", "gas")
    decks = {deck.guid: deck.name for deck in parcel.decks}
    assert [decks[note.deck] for note in parcel.notes] == [
        *["flashcards::bio"] * 5,
        "flashcards::chem::x",
        "flashcards::own",
        "flashcards::chem::x",
    ]
    assert contents(parcel) == {"img/map.png": b"png", "sounds/a.mp3": b"mp3"}


def test_schedules_of_both_algorithms(vault: Path) -> None:
    naryn, one, it, left, *_ = read(vault / "n.md", NOTE).notes
    told = Standing(
        phase=Phase.REVIEWING,
        due=noon(2024, 8, 16),
        interval=Days(51),
        ease=2.3,
        reps=1,
        last=noon(2024, 6, 26),
    )
    assert standings(naryn) == [told]
    assert standings(one) == [told, None], "the second sibling was not asked yet"
    assert standings(it) == [
        Standing(
            phase=Phase.REVIEWING,
            due=noon(2025, 1, 10),
            interval=Days(5),
            memory=Memory(5.5, 4.5),
            reps=7,
            lapses=1,
            last=noon(2025, 1, 5) - 2 * 3_600_000,
        )
    ]
    assert left.cards is None


@pytest.mark.parametrize(("state", "phase"), [(1, Phase.LEARNING), (3, Phase.RELEARNING)])
def test_a_card_on_its_steps_is_due_at_an_instant(vault: Path, state: int, phase: Phase) -> None:
    told = f"!fsrs,2025-01-10T10:10:00.000Z,0,0.5,4.5,{state},1,0,1,2025-01-10T10:00:00.000Z"
    (note,) = read(vault / "n.md", f"#flashcards\na::b\n<!--SR:{told}-->\n").notes
    (found,) = standings(note)
    assert found is not None
    assert (found.phase, found.interval, found.step) == (phase, Seconds(600), 1)
    assert found.due == noon(2025, 1, 10) - 110 * 60_000


@pytest.mark.parametrize(
    "told",
    [
        "!9999-99-99,1,250",
        "!9999-12-31,1,250",
        "!0001-01-01,1,250",
        "!2024-08-16,nan,250",
        "!2024-08-16,1e308,250",
        "!fsrs,2024-08-16",
        "!fsrs,x,1,1,1,2,1,1,1,x",
        "!nonsense",
    ],
)
def test_an_absurd_schedule_makes_a_new_card(vault: Path, told: str) -> None:
    parcel = read(vault / "n.md", f"#flashcards\na::b\n<!--SR:{told}-->\n")
    assert standings(parcel.notes[0]) == []
    assert [problem.lost for problem in parcel.problems] == [False]
    assert parcel.problems[0].place.line == 2


def test_notes_of_the_plugins_own_tests(corpus: Path) -> None:
    path = corpus / "markdown" / "obsidian-triboelectric.md"
    assert obsidian.recognises(path)
    parcel = read(path)
    assert parcel.problems == ()
    assert [deck.name for deck in parcel.decks] == ["flashcards::science::physics"]
    (note,) = parcel.notes
    assert note.fields["back"] == "Triboelectric effect"
    (told,) = standings(note)
    assert told is not None
    assert (told.due, told.interval, told.ease) == (noon(2024, 3, 20), Days(124), 2.7)
    without = read(corpus / "markdown" / "obsidian-links.md")
    assert without.notes == ()
    assert "no cards" in without.problems[0].why


def test_decks_of_ours_are_not_taken(corpus: Path) -> None:
    ours = [
        path
        for path in (corpus / "markdown").rglob("*.md")
        if "obsidian" not in path.name and path.is_file()
    ]
    assert len(ours) > 8
    for path in (*ours, corpus / "markdown" / "hashcards-example", *corpus.glob("lessons/*.md")):
        assert not obsidian.recognises(path), path
        assert kgdeck.recognises(path)


@pytest.mark.parametrize(
    ("text", "is_obsidian"),
    [
        ("a::b\n", True),
        ("a\n?\nb\n", True),
        ("#flashcards\n", True),
        ("Q: what\nA: this\n", False),
        ("Q: what\nA: this\n<!--SR:!2024-08-16,51,230-->\n", True),
        ('---\nname = "A::B"\n---\na::b\n', False),
        ("In C++ one writes std::vector.\n\nAnd so on,\nand on.\n", False),
        ("| a::b | c |\n", False),
        ("Plain prose, which ends at 10:30.\n", False),
        ("", False),
    ],
)
def test_what_is_taken_for_cards(vault: Path, text: str, is_obsidian: bool) -> None:
    (vault / "n.md").write_text(text)
    assert obsidian.recognises(vault / "n.md") == is_obsidian
    assert obsidian.recognises(vault) == is_obsidian


def write_settings(vault: Path, **told: object) -> None:
    plugin = vault / ".obsidian" / "plugins" / "obsidian-spaced-repetition"
    plugin.mkdir(parents=True)
    (plugin / "data.json").write_text(json.dumps({"settings": told}))


def test_the_settings_of_the_vault_hold(vault: Path) -> None:
    write_settings(
        vault,
        flashcardTags=["#cards"],
        singleLineCardSeparator="->",
        singleLineReversedCardSeparator="<->",
        multilineCardSeparator="%",
        multilineCardEndMarker="+++",
        convertHighlightsToClozes=False,
        convertBoldTextToClozes=True,
        noteFoldersToIgnore=["drafts"],
    )
    (vault / "drafts").mkdir()
    (vault / "drafts" / "n.md").write_text("#cards\nno -> no\n")
    (vault / "a.md").write_text(
        "#cards\na -> b\nc <-> d\nx::y\n\nq\n%\none\n\ntwo\n+++\n\nThe **b** ==h==\n+++\n"
    )
    (vault / "untagged.md").write_text("no -> no\n")
    first, both, long, gap = read(vault).notes
    assert sides(first) == ("a", "b")
    assert (both.kind, *sides(both)) == ("both-ways", "c", "d")
    assert sides(long) == ("q", "one<br><br>two")
    assert gap.fields["text"] == "The {{c1::b}} <mark>h</mark>"


def test_folders_are_decks_where_the_vault_says_so(vault: Path) -> None:
    write_settings(vault, convertFoldersToDecks=True)
    (vault / "A" / "B").mkdir(parents=True)
    (vault / "A" / "B" / "n.md").write_text("#flashcards/x\na::b\n")
    (vault / "top.md").write_text("c::d\n")
    assert {deck.name for deck in read(vault).decks} == {"A::B", "vault"}


@pytest.mark.parametrize("told", ["{", "[]", '{"settings": 5}', "[" * 100_000, "\xff", ""])
def test_settings_that_are_none_are_the_usual_ones(vault: Path, told: str) -> None:
    write_settings(vault)
    plugin = vault / ".obsidian" / "plugins" / "obsidian-spaced-repetition"
    (plugin / "data.json").write_text(told, "latin-1")
    assert len(read(vault / "n.md", "#flashcards\na::b\n").notes) == 1


@pytest.mark.parametrize(
    ("told", "text", "found"),
    [
        ("==[123;;]answer[;;hint]==", "==2;;x;;h==", ("x", "h", "2")),
        ("==[123;;]answer[;;hint]==", "==x==", ("x", None, None)),
        (r"==answer==[^\\[hint\\]][\\[^123\\]]", "==x==^[h][^3]", ("x", "h", "3")),
        (r"==answer==[^\[hint\]][\[^123\]]", "==x==[^ash]", ("x", None, "ash")),
        ("{{[123::]answer[::hint]}}", "{{1::x::h}}", ("x", "h", "1")),
        ("((answer))", "((x))", ("x", None, None)),
    ],
)
def test_patterns_of_gaps(told: str, text: str, found: tuple[str, str, str]) -> None:
    compiled = pattern(told)
    assert compiled is not None
    match = compiled.fullmatch(text)
    assert match is not None
    groups = match.groupdict()
    assert (groups["answer"], groups.get("hint"), groups.get("number")) == found


@pytest.mark.parametrize(
    "told", ["", "answer", "==x==", "[==answer==", "==answeranswer==", "x" * 999]
)
def test_patterns_that_are_none(told: str) -> None:
    assert pattern(told) is None


def test_gaps_with_numbers_and_overlapping_ones(vault: Path) -> None:
    text = "#flashcards\n==a==[^2] ==b==[^1] ==c==[^2]\n\n==d==[^ash]\n==e==[^has]\n"
    one, two = read(vault / "n.md", text).notes
    assert one.fields["text"] == "{{c2::a}} {{c1::b}} {{c2::c}}"
    assert two.fields["text"] == "{{c1::d}}<br>{{c2::e}}"


def test_what_is_no_card(vault: Path) -> None:
    text = "#flashcards\n<!-- a::b\nc::d -->\n```\ne::f\n```\n$$\ng::h\n$$\n`i::j`\n::k\n"
    parcel = read(vault / "n.md", text)
    assert parcel.notes == ()


def test_an_empty_side_is_told_and_the_rest_comes_in(vault: Path) -> None:
    parcel = read(vault / "n.md", "#flashcards\nquestion\n?\n\na::b\n")
    assert [sides(note) for note in parcel.notes] == [("a", "b")]
    assert (parcel.problems[0].place.line, parcel.problems[0].lost) == (2, True)


def test_the_same_again_doubles_nothing_and_another_answer_updates(vault: Path) -> None:
    one = read(vault / "n.md", "#flashcards\na::b\nc::d\n")
    other = read(vault / "m.md", "#flashcards\nc::changed\n\na::b\n")
    assert {note.guid for note in one.notes} == {note.guid for note in other.notes}
    both = read(vault)
    assert len(both.notes) == 3, "one question with two answers is two cards"
    assert len(both.problems) == 1


def test_nothing_outside_is_read(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "secret.md").write_text("#flashcards\nsecret::x\n")
    (vault / "link.png").symlink_to(tmp_path / "secret.png")
    (vault / "link.md").symlink_to(tmp_path / "secret.md")
    (vault / "out").symlink_to(tmp_path)
    (vault / ".trash").mkdir()
    (vault / ".trash" / "n.md").write_text("#flashcards\ntrash::x\n")
    text = "#flashcards\na::![](../secret.png) ![[link.png]] ![](out/secret.png) ![](/etc/passwd)\n"
    parcel = read(vault / "n.md", text)
    assert parcel.media == {}
    parcel = read(vault)
    assert (len(parcel.notes), parcel.media) == (1, {})


def test_a_lone_note_shows_only_what_lies_beside_it(vault: Path) -> None:
    (vault / "sub").mkdir()
    (vault / "sub" / "b.png").write_bytes(b"b")
    (vault / "a.png").write_bytes(b"a")
    parcel = read(vault / "n.md", "#flashcards\nx::![[a.png]] ![[b.png]]\n")
    assert contents(parcel) == {"a.png": b"a"}
    assert [problem.lost for problem in parcel.problems] == [False]


def test_mutations_are_read_or_refused(vault: Path) -> None:
    path = vault / "n.md"
    for tried in damaged(NOTE.encode(), seed=2, count=300):
        path.write_bytes(tried)
        survives(obsidian, path)


@pytest.mark.parametrize(
    "text",
    [
        "{{a;;" * 100_000,
        "==" * 200_000,
        "==a;;" * 60_000,
        "a::" * 300_000,
        "$" * 500_000,
        "`" * 500_001,
        "[[" * 300_000,
        "![[" * 150_000,
        "![](" * 100_000,
        "%%" * 300_000,
        "\n".join(["==a"] * 40_000),
        "```\n" * 100_001,
        "<!--SR:!" * 100_000,
        "#flashcards " * 60_000,
        "? \n" * 100_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_texts_take_no_time(vault: Path, text: str) -> None:
    write_settings(vault, convertCurlyBracketsToClozes=True, convertBoldTextToClozes=True)
    begun = time.process_time()
    (vault / "n.md").write_text(f"#flashcards\nq::a\n\n{text}\n?\n{text[:900_000]}\n")
    survives(obsidian, vault / "n.md")
    assert time.process_time() - begun < 20


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["a", "::", ":::", "?", "??", "\n", "\n\n", "==", "#flashcards/x", " ", "`", "$", "-->",
             "<!--SR:!2024-08-16,51,230-->", "^[", "]", "```\n", "[[", "]]", "![", "](", "%%", "|"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_whatever_is_written_is_read(vault: Path, pieces: list[str]) -> None:
    path = vault / "n.md"
    path.write_text("#flashcards\n" + "".join(pieces))
    first = survives(obsidian, path)
    assert first is not None
    assert [note.guid for note in obsidian.read(path).notes] == [note.guid for note in first.notes]
