"""What searches find: the cases that Anki's manual tells, on a handful of notes."""

from datetime import timedelta

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.domain.note_type import TEMPLATED, NoteType, Template
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelNote
from kgstudy.domain.query import parsing
from kgstudy.domain.query.completing import Vocabulary
from kgstudy.domain.query.errors import QueryError
from kgstudy.domain.review import Rating
from kgstudy.services import importing, listing, naming
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, deck_of
from tests.fake_clock import FakeClock

DECK = "d"
ANIMALS = {
    "dog": "dog",
    "doggy": "a doggy and a cat",
    "under": "underdog",
    "rain": "raining cats and dogs",
    "mouse": "dog, cat <b>or</b> mouse",
    "dig": "dig, dung",
    "bold": "<b>exa</b>mple",
    "uber": "Über",
    "money": "5 $ (not *free*) &amp; a_b",
    "math": r"\(\frac{1}{2}\)",
    "time": "10:30 o’clock",
    "japan": "日本語のテスト",
    "shirt": "Tシャツ屋",
}


def note(name: str, front: str, *tags: str, back: str = "x") -> ParcelNote:
    return ParcelNote(name, DECK, "basic", {"front": front, "back": back, "note": ""}, tags)


def names(opened: Collection, query: str) -> list[str]:
    """Of the notes found, one for each card."""
    return [row.guid for row in listing.find_cards(opened, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dog", "dog doggy rain mouse"),
        ("*dog", "dog doggy under rain mouse"),
        ("dog cat", "doggy rain mouse"),
        ("cat or dig", "doggy rain mouse dig"),
        ("dog (cat or mouse)", "doggy rain mouse"),
        ("dog -cat", "dog"),
        ("dog -(cat or mouse)", "dog"),
        ('"a dog"', "doggy"),
        ('"cats and"', "rain"),
        ("d_g", "dog doggy rain mouse dig"),
        ("d*g", "dog doggy rain mouse dig"),
        ("w:dog", "dog mouse"),
        ("w:dog*", "dog doggy rain mouse"),
        ("w:*dog", "dog under mouse"),
        ("example", "bold"),
        ("nc:uber", "uber"),
        ("über", "uber"),
        ("ÜB", "uber"),
        (r"\*free\*", "money"),
        (r"a\_b", "money"),
        (r"\**or", ""),
        ('"(not"', "money"),
        (r"\(not", "money"),
        ("&", "money"),
        ("$", "money"),
        (r"\frac", "math"),
        ("10:30", "time"),
        ("o'clock", "time"),
        ("10.30", ""),
        ("本", "japan"),
        ("テス", "japan"),
        ("w:本", "japan"),
        ("w:Tシャツ", "shirt"),
        ('"dog *"', "mouse"),
        (r"re:\d{2}", "time"),
        ("re:(dig|mouse).*", "mouse dig"),
        ("re:DOG", "dog doggy under rain mouse"),
        ("re:(?-i:DOG)", ""),
        ("re:Über", "uber"),
        ("re:uber", ""),
        ("front:dog", "dog"),
        ("front:*dog*", "dog doggy under rain mouse"),
        ("fr*:dog", "dog"),
        ("front:re:^d", "dog mouse dig"),
        ("front:w:dog", "dog mouse"),
        ("back:x w:cat", "doggy mouse"),
        ("field:note: w:cat", "doggy mouse"),
        ("field:note:_*", ""),
        ("front:* back:_* dog", "dog doggy rain mouse"),
        ("tag:animal", "dog rain"),
        ("tag:animal::mammal", "rain"),
        ("tag:ani*", "dog rain mouse"),
        ("tag:re:^animal$", "dog"),
        ("dog tag:none", "doggy"),
        ("flag:0 w:cat", "doggy mouse"),
        ("has:formula", "math"),
    ],
)
def test_cases_of_the_manual(query: str, found: str) -> None:
    with collection() as opened:
        tags = {"dog": ("animal",), "rain": ("animal::mammal",), "mouse": ("anise",)}
        notes = tuple(note(name, front, *tags.get(name, ())) for name, front in ANIMALS.items())
        importing.bring_in(opened, Parcel((ParcelDeck(DECK, "Animals"),), (), notes))
        assert names(opened, query) == found.split()


FORWARD = Template("Forward", "{{Word}}", "{{Meaning}}")
BACK = Template("Backward", "{{Meaning}}", "{{Word}}")
WORDS = NoteType("words", "My words", False, ("Word", "Meaning"), (FORWARD, BACK))
GAPS = NoteType("gaps", "My gaps", True, ("Text",), (Template("Gap", "{{cloze:Text}}", "x"),))


def test_note_types_and_templates() -> None:
    with collection() as opened:
        word = {"Word": "суу", "Meaning": "water"}
        gaps = {"Text": "{{c1::Naryn}} and {{c2::Chüy}}"}
        notes = (
            ParcelNote("w", DECK, TEMPLATED, word, note_type="words"),
            ParcelNote("g", DECK, TEMPLATED, gaps, note_type="gaps"),
            ParcelNote("c", DECK, "cloze", {"text": gaps["Text"], "note": ""}),
            note("b", "суу"),
        )
        deck = ParcelDeck(DECK, "Words")
        importing.bring_in(opened, Parcel((deck,), (), notes, note_types=(WORDS, GAPS)))
        assert names(opened, "card:1") == ["w", "g", "c", "b"]
        assert names(opened, "card:2") == ["w", "g", "c"]
        assert names(opened, "card:forward") == ["w"]
        assert names(opened, "card:ga*") == ["g", "g"]
        assert names(opened, '"note:my words"') == ["w", "w"]
        assert names(opened, "note:basic") == ["b"]
        assert names(opened, "note:cloze") == ["c", "c"]
        assert names(opened, "word:суу") == ["w", "w"]
        assert names(opened, '"dupe:my words,суу" card:1') == ["w"]
        assert names(opened, "dupe:basic,суу") == ["b"]
        ids = opened.connection.execute("SELECT id FROM note_type WHERE guid = 'gaps'").get
        assert names(opened, f"mid:{ids}") == ["g", "g"]
        assert names(opened, f"dupe:{ids},суу") == []
        card = listing.find_ids(opened, "card:backward")[0]
        assert listing.find_ids(opened, f"cid:{card},1") == (card,)


def test_what_was_forgotten_and_how_surely_it_is_recalled() -> None:
    clock = FakeClock()
    with collection(clock) as opened:
        deck_of(opened, [basic(name) for name in ("a", "b", "c")])
        study = Study(opened)
        for rating in (Rating.EASY, Rating.GOOD):
            study.answer(rating, 1000)
        assert len(names(opened, "recall=1")) == 1
        clock.advance(timedelta(days=40))
        assert len(names(opened, "recall<0.9")) == 2
        assert len(names(opened, "-recall<0.9")) == 1
        assert names(opened, "is:new") == names(opened, "-introduced:100")
        assert len(names(opened, "rated:41:4")) == 1
        assert names(opened, "rated:40") == []


def test_what_is_not_there_is_told_with_names_like_it() -> None:
    with collection() as opened:
        deck_of(opened, 1)
        with pytest.raises(QueryError, match="no deck called “Rivrs”, but “Rivers”") as told:
            names(opened, "x -deck:Rivrs")
        assert told.value.span == (3, 13)
        assert told.value.query == "x -deck:Rivrs"
        with pytest.raises(QueryError, match="called “tga”, but “tag”"):
            names(opened, "tga:river")


def test_of_thousands_of_names_the_ones_like_it_are_told() -> None:
    tags = [f"anatomy::part-{at}::muscle" for at in range(4000)] + ["anatomy::heart::valve"]
    query = parsing.parse("tag:anatomy::haert::valve")
    [unknown] = naming.unknown(query, lambda: Vocabulary(tags=tuple(tags)))
    assert unknown.like[0] == tags[-1]


def test_patterns_of_many_wildcards_come_to_an_end() -> None:
    many = "*a" * 30
    with collection() as opened:
        long = basic("x", "a" * 3000 + " " + "a b " * 500)
        importing.bring_in(opened, Parcel((ParcelDeck(long.deck, "a" * 200),), (), (long,)))
        assert names(opened, f"front:{many}c*") == []
        assert names(opened, f"front:{many}*") == [long.guid]
        assert names(opened, f"{many}*c") == []
        assert names(opened, f"w:{many}") == [long.guid]
        assert names(opened, f"deck:{many}") == [long.guid]
        assert names(opened, f"-tag:{many}c") == [long.guid]


def test_signs_in_a_row_come_to_an_end() -> None:
    with collection() as opened:
        long = basic("x", "chapter | - | - " + ". " * 300 + "| 5")
        importing.bring_in(opened, Parcel((ParcelDeck(long.deck, "D"),), (), (long,)))
        for sign in (".", "|", "-", ". |"):
            many = f"{sign} " * 12
            assert names(opened, f'"{many}7"') == []
            assert names(opened, f'"chapter {many}7"') == []
        assert names(opened, f'"chapter | {". " * 12}5"') == [long.guid]
        assert names(opened, '"chapter | - | . . . | 5"') == [long.guid]
        assert names(opened, '"- - . . *"') == [long.guid]
        assert names(opened, '"- | - . *| 5"') == [long.guid]


def test_a_search_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgstudy.host.patience.SECONDS", -1.0)
    with collection() as opened:
        deck_of(opened, 3)
        with pytest.raises(UserError, match="takes too long"):
            names(opened, "re:quest.*")
        assert len(names(opened, "question")) == 3
