"""Commands that look: what they print for people, and the JSON that others rely on."""

from datetime import timedelta

import pytest

from kgstudy.domain.deck import Options
from kgstudy.domain.review import Rating
from kgstudy.services import deck_tree, decks
from kgstudy.store import cards
from tests.builders import basic, deck_of, empty_deck, note
from tests.cli.command_line import CommandLine, columns

QUOTE = "The Naryn is the longest river of Kyrgyzstan."
NEW_DECK = {
    "name": "Rivers",
    "notes": 3,
    "cards": 3,
    "new": 3,
    "learning": 0,
    "review": 0,
    "due": 0,
    "suspended": 0,
}


def test_decks(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        empty_deck(opened, "Rivers::Of Asia")
    assert kgstudy("decks").out.splitlines() == [
        "Deck        New   Learning   Review   Cards",
        "Rivers        3          0        0       3",
        "  Of Asia     0          0        0       0",
    ]


def test_decks_as_json(kgstudy: CommandLine) -> None:
    kgstudy.answer(Rating.EASY, Rating.GOOD)
    kgstudy.clock.advance(timedelta(days=30))
    found = kgstudy("decks", "--json").json
    assert found == [{**NEW_DECK, "new": 1, "learning": 1, "review": 1, "due": 2}]
    assert list(found[0]) == list(NEW_DECK)


def test_no_deck_at_all(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        (deck,) = decks.overview(opened)
        deck_tree.delete(opened, deck.id)
    assert "kgstudy decks --bring-back" in kgstudy("decks").out
    assert kgstudy("decks", "--json").json == []
    assert kgstudy("cards").out == ""
    assert kgstudy("due").out == "Nothing is due, and nothing is planned.\n"
    assert kgstudy("stats").status == 0


def test_cards(kgstudy: CommandLine) -> None:
    kgstudy.answer(Rating.EASY)
    with kgstudy.collection() as opened:
        *_, last = (card.id for card, _ in cards.every(opened))
        opened.connection.execute("UPDATE card SET suspended = 1 WHERE id = ?", (last,))
    assert kgstudy("cards").out.splitlines() == [
        "review      2026-03-11  Question n0 → Answer n0",
        "new                     Question n1 → Answer n1",
        "suspended               Question n2 → Answer n2",
    ]


def test_a_new_card_as_json(kgstudy: CommandLine) -> None:
    fields = {"front": "<b>Длиннейшая</b> river?", "back": "Naryn\x9b"}
    with kgstudy.collection() as opened:
        deck_of(opened, [note("naryn", "basic", fields, QUOTE)])
    out = kgstudy("cards", "--json", "naryn").out
    assert "Длиннейшая" in out
    assert "\x9b" not in out
    (card,) = kgstudy("cards", "--json", "naryn").rows
    assert isinstance(card.pop("id"), int)
    assert card == {
        "guid": "deck-of-rivers/naryn",
        "deck": "Rivers",
        "kind": "basic",
        "question": "Длиннейшая river?",
        "answer": "Naryn\x9b",
        "tags": ["river"],
        "state": "new",
        "due": None,
        "interval": None,
        "stability": None,
        "difficulty": None,
        "reps": 0,
        "lapses": 0,
        "suspended": False,
        "source": {"lesson": "Rivers", "quote": QUOTE},
    }


def test_answered_cards_as_json(kgstudy: CommandLine) -> None:
    kgstudy.answer(Rating.EASY, Rating.GOOD)
    reviewing, learning, new = kgstudy("cards", "--json").rows
    assert (reviewing["state"], reviewing["due"], reviewing["interval"]) == (
        "review",
        "2026-03-11",
        9,
    )
    assert (learning["state"], learning["due"]) == ("learning", "2026-03-02")
    assert learning["interval"] == pytest.approx(600 / 86400, rel=0.3)
    assert reviewing["stability"] > learning["stability"] > 0
    assert 1 <= reviewing["difficulty"] <= 10
    assert (reviewing["reps"], reviewing["lapses"], new["reps"]) == (1, 0, 0)
    assert new["source"] is None
    kgstudy.clock.advance(timedelta(days=30))
    kgstudy.answer(Rating.AGAIN, Rating.AGAIN)
    states = {card["state"]: card["lapses"] for card in kgstudy("cards", "--json").rows}
    assert states["relearning"] == 1


def test_the_place_of_a_mistake_in_a_query_is_marked(kgstudy: CommandLine) -> None:
    outcome = kgstudy("cards", "日本\n(is:old", "or", "x)")
    assert (outcome.status, outcome.out) == (1, "")
    told, query, marks = outcome.err.splitlines()
    assert "no “is:old”" in told
    assert query == "  日本 (is:old or x)"
    assert marks == "           ^^^"
    assert kgstudy("export", "x.apkg", "deck:River").err.splitlines() == [
        "kgstudy: There is no deck called “River”, but “Rivers”.",
        "  deck:River",
        "  ^^^^^^^^^^",
    ]
    assert kgstudy("cards", "naryn", "or").err.splitlines()[-1] == "          ^"


def test_cards_of_a_query(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        deck_of(opened, [basic("other", "Another question")])
    assert len(kgstudy("cards", "--json", "question").rows) == 4
    assert len(kgstudy("cards", "--json", "question", "another").rows) == 1
    assert len(kgstudy("cards", "--json", 'deck:"Rivers" is:new anoth').rows) == 1
    outcome = kgstudy("cards", "colour:red")
    assert (outcome.status, outcome.out) == (1, "")
    assert "no key or field called “colour”" in outcome.err


def test_due(kgstudy: CommandLine) -> None:
    assert columns(kgstudy("due").out) == [
        ["Deck", "New", "Learning", "Review"],
        ["Rivers", "3", "0", "0"],
    ]
    assert kgstudy("due", "--json").json == {
        "date": "2026-03-02",
        "new": 3,
        "learning": 0,
        "review": 0,
        "due": 0,
        "decks": [{"name": "Rivers", "new": 3, "learning": 0, "review": 0, "due": 0}],
        "next": {"at": "2026-03-03T04:00", "cards": 3},
    }


def test_nothing_due(kgstudy: CommandLine) -> None:
    kgstudy.answer(*[Rating.EASY] * 3)
    kgstudy.clock.advance(timedelta(days=5))
    first = min(card["due"] for card in kgstudy("cards", "--json").rows)
    assert first == "2026-03-08"
    assert kgstudy("due").out == "Nothing due until tomorrow 04:00; 1 card then.\n"
    found = kgstudy("due", "--json").json
    assert (found["new"], found["due"]) == (0, 0)
    assert found["next"] == {"at": "2026-03-08T04:00", "cards": 1}


def test_subdecks_are_counted_once(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        below = empty_deck(opened, "Rivers::Of Asia", Options())
        opened.connection.execute(
            "UPDATE card SET deck_id = ? WHERE id = (SELECT min(id) FROM card)", (below.id,)
        )
    found = kgstudy("due", "--json").json
    assert found["new"] == 3
    assert [deck["name"] for deck in found["decks"]] == ["Rivers", "Rivers::Of Asia"]


def test_stats(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        deck_of(opened, [basic("quoted", quote=QUOTE)])
    kgstudy.answer(Rating.EASY, Rating.EASY)
    kgstudy.clock.advance(timedelta(days=1))
    kgstudy.answer(Rating.EASY, Rating.EASY)
    found = kgstudy("stats", "--json").json
    assert found["today"] == {"reviews": 2, "seconds": 10}
    assert found["yesterday"] == {"seconds": 10}
    assert found["streak"] == 2
    assert [day["date"] for day in found["week"]][::6] == ["2026-03-03", "2026-03-09"]
    assert sum(day["cards"] for day in found["week"]) == 1
    (lesson,) = found["lessons"]
    assert (lesson["title"], lesson["cards"], lesson["begun"]) == ("Rivers", 1, 1)
    assert lesson["recalled"] == 1
    assert lesson["bands"] == {
        "not_begun": 0,
        "below_50": 0,
        "below_70": 0,
        "below_90": 0,
        "sure": 1,
    }
    text = kgstudy("stats").out
    assert "Today      2 answers in 10 seconds" in text
    assert "Streak     2 days in a row" in text
    assert "Mon 9 Mar" in text.replace("  ", " ")
    assert "1 of 1 card begun; today you would recall 1" in text


def test_reading_works_beside_the_writer_and_writes_nothing(kgstudy: CommandLine) -> None:
    with kgstudy.collection() as opened:
        before = opened.connection.execute("PRAGMA data_version").get
        for command in ("decks", "cards", "due", "stats", "check", "backup"):
            outcome = kgstudy(command)
            assert (outcome.status, outcome.err) == (0, ""), command
        assert opened.connection.execute("PRAGMA data_version").get == before
