"""Notes, note types, decks and options out of Anki's collections, old form and new."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kgstudy.domain import fsrs
from kgstudy.domain.deck import LeechAction, Mix, NewOrder, Options, ReviewOrder
from kgstudy.domain.note_type import TEMPLATED, Template
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelPreset
from tests.formats.anki_collections import (
    BASIC,
    CLOZE,
    CREATED,
    DECK,
    PRESET,
    Sample,
    card,
    cloze,
    deck,
    fields,
    model,
    note,
    only_card,
    preset,
    read,
    templates,
    whys,
)

FORMS = pytest.mark.parametrize("version", [11, 18])


@FORMS
def test_a_note_comes_with_all_it_has(tmp_path: Path, version: int) -> None:
    parcel = read(tmp_path, Sample(version=version))
    [found] = parcel.notes
    assert (found.guid, found.kind, found.tags) == ("g1", TEMPLATED, ("a", "b::c"))
    assert found.fields == {"Front": "Front", "Back": "Back"}
    assert found.changed == CREATED * 1000
    assert parcel.problems == ()
    [its] = parcel.note_types
    assert found.note_type == its.guid
    assert (its.name, its.fields, its.css) == ("Basic", ("Front", "Back"), ".card { color: red; }")
    [template] = its.templates
    assert template == Template("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")


def test_old_form_and_new_are_the_same(tmp_path: Path) -> None:
    sample = Sample(
        notes=[note(), note(id=2, guid="g2", mid=CLOZE, flds="{{c1::a}} {{c2::b}}\x1f")],
        cards=[card(), card(id=12, nid=2, ord=0), card(id=13, nid=2, ord=1, did=2002)],
        decks=[
            deck(1, "Default"),
            deck(desc="<b>words</b>", conf=PRESET),
            deck(2002, "Deck::Below", desiredRetention=85),
        ],
        presets=[
            preset(1, "Default"),
            preset(fsrsParams6=[*fsrs.DEFAULT_PARAMETERS[:20], 0.2], reviewOrder=7),
        ],
    )
    old, new = (read(tmp_path, replace(sample, version=version)) for version in (11, 18))
    assert len(old.presets) == 2
    assert _without_origins(old) == _without_origins(new)


def _without_origins(parcel: Parcel) -> Parcel:
    return replace(parcel, note_types=tuple(replace(its, origin="") for its in parcel.note_types))


@FORMS
def test_what_only_anki_knows_is_kept_for_anki(tmp_path: Path, version: int) -> None:
    [its] = read(tmp_path, Sample(version=version)).note_types
    origin = json.loads(its.origin)
    assert (origin["id"], origin["latexPre"], origin["latexPost"]) == (BASIC, "before", "after")
    assert origin["req"] == [[0, "any", [0]]]
    assert [(part["name"], part["font"], part["size"], part["rtl"]) for part in origin["flds"]] == [
        ("Front", "Liberation Sans", 24, True),
        ("Back", "Liberation Sans", 24, True),
    ]
    assert not origin.keys() & {"css", "name"}


def test_note_types_are_told_apart_by_their_templates(tmp_path: Path) -> None:
    def guid(**traits: object) -> str:
        [its] = read(tmp_path, Sample(models=[{**model(), **traits}])).note_types
        return its.guid

    assert guid() == guid(name="Another name", css="") != guid(tmpls=templates("{{Back}}"))
    assert guid() != guid(flds=fields("Front", "Rear"))


def test_only_the_note_types_in_use_come_along(tmp_path: Path) -> None:
    assert [its.name for its in read(tmp_path, Sample()).note_types] == ["Basic"]


@FORMS
def test_a_gap_makes_the_card_of_its_number(tmp_path: Path, version: int) -> None:
    notes = [note(mid=CLOZE, flds="{{c1::a}} {{c3::b}}\x1f")]
    cards = [card(ord=0), card(id=12, ord=2)]
    [found] = read(tmp_path, Sample(notes=notes, cards=cards, version=version)).notes
    assert [its.slot for its in found.cards or ()] == [1, 3]


def test_templates_go_by_their_numbers_not_by_their_places(tmp_path: Path) -> None:
    turned = templates("{{Front}}", "{{Back}}")[::-1]
    cards = [card(ord=0), card(id=12, ord=1)]
    parcel = read(tmp_path, Sample(models=[model(tmpls=turned)], cards=cards))
    assert [its.question for its in parcel.note_types[0].templates] == ["{{Front}}", "{{Back}}"]
    assert [its.slot for its in parcel.notes[0].cards or ()] == [0, 1]


def test_names_of_fields_are_told_apart(tmp_path: Path) -> None:
    doubled = model(flds=fields("Same", "Same"))
    parcel = read(tmp_path, Sample(models=[doubled]))
    assert parcel.notes[0].fields == {"Same": "Front", "Same+2": "Back"}


@pytest.mark.parametrize(
    ("flds", "values", "why"),
    [
        ("one", ("one", ""), "Notes have fewer fields"),
        ("a\x1fb\x1fc\x1f", ("a", "b<br>c"), "Notes have more fields"),
        ("a\x00b\x07\x1fc\td\n", ("ab", "c\td\n"), None),
        (b"\xd0\xb0\xff\x1fb", ("а�", "b"), "Notes have damaged characters"),
        ("й\x1fе\u0308", ("й", "ё"), None),
        ("a � b\x1f", ("a � b", ""), None),
    ],
)  # fmt: skip
def test_fields_are_made_whole(
    tmp_path: Path, flds: object, values: tuple[str, ...], why: str | None
) -> None:
    if isinstance(flds, bytes):
        sample = Sample(more_sql=f"UPDATE notes SET flds = CAST(x'{flds.hex()}' AS TEXT)")
    else:
        sample = Sample(notes=[note(flds=flds)])
    parcel = read(tmp_path, sample)
    assert tuple(parcel.notes[0].fields.values()) == values
    assert [told[: len(why or "")] for told in whys(parcel)] == ([why] if why else [])


def test_two_notes_of_one_guid_are_both_kept(tmp_path: Path) -> None:
    notes = [note(), note(id=2), note(id=3, guid=""), note(id=4, guid=None)]
    sample = Sample(notes=notes, cards=[card(id=10 + n, nid=n) for n in (1, 2, 3, 4)])
    parcel = read(tmp_path, sample)
    first, second, *others = (its.guid for its in parcel.notes)
    assert first == "g1"
    assert second.startswith("g1-")
    assert others == ["anki-3", "anki-4"]
    assert [its.guid for its in read(tmp_path, sample).notes] == [first, second, *others]
    assert whys(parcel) == [
        "Notes share their identity with another, and each was kept for itself: 1."
    ]


def test_a_note_without_a_note_type_stays_out_and_the_rest_comes_in(tmp_path: Path) -> None:
    sample = Sample(notes=[note(mid=5), note(id=2, guid="g2")], cards=[card(), card(id=12, nid=2)])
    parcel = read(tmp_path, sample)
    assert [its.guid for its in parcel.notes] == ["g2"]
    assert [(problem.why, problem.lost) for problem in parcel.problems] == [
        ("Note “Front”: its note type is not in the file.", True)
    ]


@pytest.mark.parametrize("size", [5_000_001, 25_000_000])
def test_a_field_that_belongs_to_no_card_keeps_its_note_out(tmp_path: Path, size: int) -> None:
    sample = Sample(notes=[note(flds="a" * size + "\x1f"), note(id=2, guid="g2")])
    parcel = read(tmp_path, sample)
    assert [its.guid for its in parcel.notes] == ["g2"]
    assert parcel.problems[0].lost
    assert "more than 5,000,000 characters" in parcel.problems[0].why


def test_cards_that_cannot_be_are_counted(tmp_path: Path) -> None:
    cards = [
        card(),
        card(id=12),
        card(id=13, nid=0),
        card(id=14, nid=7),
        card(id=15, ord=4),
        card(id=16, due="soon"),
        card(id=17, nid=2, did=99),
    ]
    parcel = read(tmp_path, Sample(notes=[note(), note(id=2, guid="g2")], cards=cards))
    assert [[its.slot for its in each.cards or ()] for each in parcel.notes] == [[0], [0]]
    assert set(whys(parcel)) == {
        "Damaged cards were left out: 1.",
        "Cards that are there twice were taken once: 1.",
        "Cards that no template of their note type makes were left out: 1.",
        "Cards whose deck is not in the file are in “Default” now: 1.",
        "Cards that belong to no note were left out: 2.",
    }
    assert not any(problem.lost for problem in parcel.problems)


def test_a_note_without_cards_gets_those_that_it_asks_for(tmp_path: Path) -> None:
    notes = [note(), note(id=2, guid="g2", flds="\x1fback")]
    parcel = read(tmp_path, Sample(notes=notes, cards=[]))
    assert [its.cards for its in parcel.notes] == [None, ()]


@FORMS
def test_decks_are_those_that_something_lies_in_or_below(tmp_path: Path, version: int) -> None:
    decks = [
        deck(1, "Default"),
        deck(2001, "A"),
        deck(2002, "A::B"),
        deck(2003, "A::B::C", conf=PRESET),
        deck(2004, "Empty"),
        deck(2005, "Empty too", desc="But it <b>says</b> something"),
    ]
    cards = [card(did=2003)]
    parcel = read(
        tmp_path,
        Sample(
            decks=decks,
            cards=cards,
            presets=[preset(new={"perDay": 3, "delays": [], "order": 1, "bury": True})],
            version=version,
        ),
    )
    assert [its.name for its in parcel.decks] == ["A", "A::B", "A::B::C", "Empty too"]
    assert [its.guid for its in parcel.decks] == [f"anki-{n}" for n in (2001, 2002, 2003, 2005)]
    assert parcel.decks[-1].description == "But it <b>says</b> something"
    assert parcel.notes[0].deck == "anki-2003"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A::::B", "A::blank::B"),
        ("  A  b\n:: c ", "A b::c"),
        ("", "blank"),
        ("A\x00\x07B", "AB"),
        ("е\u0308", "ё"),
    ],
)
def test_names_of_decks_are_made_sound(tmp_path: Path, name: str, expected: str) -> None:
    [found] = read(tmp_path, Sample(decks=[deck(DECK, name)])).decks
    assert found.name == expected


def test_decks_of_one_name_are_one(tmp_path: Path) -> None:
    decks = [deck(2001, "Same"), deck(2002, "same ")]
    sample = Sample(
        decks=decks,
        cards=[card(), card(id=12, nid=2, did=2002)],
        notes=[note(), note(id=2, guid="b")],
    )
    parcel = read(tmp_path, sample)
    assert parcel.decks == (ParcelDeck("anki-2001", "Same"),)
    assert {its.deck for its in parcel.notes} == {"anki-2001"}


def test_the_first_deck_is_known_by_its_name(tmp_path: Path) -> None:
    """Every collection has a deck 1; a renamed one is not the same in each of them."""
    [usual] = read(tmp_path, Sample(cards=[card(did=1)])).decks
    [renamed] = read(tmp_path, Sample(cards=[card(did=1)], decks=[deck(1, "Spanish")])).decks
    assert usual.guid == "anki-1"
    assert renamed.guid.startswith("anki-1-")


@FORMS
def test_cards_in_a_filtered_deck_go_home(tmp_path: Path, version: int) -> None:
    decks = [deck(), deck(2009, "Cram", dyn=1)]
    cards = [card(did=2009, odid=DECK, due=-100_000, odue=7)]
    parcel = read(tmp_path, Sample(decks=decks, cards=cards, version=version))
    assert [its.name for its in parcel.decks] == ["Deck"]
    assert (only_card(parcel).deck, only_card(parcel).position) == (f"anki-{DECK}", 7)


RICH = preset(
    new={"delays": [1.5, 60, 1440], "perDay": 7, "order": 1, "bury": True},
    rev={"perDay": 77, "maxIvl": 100, "bury": True},
    lapse={"delays": [], "leechAction": 0, "leechFails": 5},
    desiredRetention=0.87,
    fsrsParams6=[round(weight * 1.01, 6) for weight in fsrs.DEFAULT_PARAMETERS],
    reviewOrder=12,
    newMix=1,
    newSortOrder=4,
)


@FORMS
def test_options_become_ours(tmp_path: Path, version: int) -> None:
    parcel = read(tmp_path, Sample(decks=[deck(conf=PRESET)], presets=[RICH], version=version))
    [found] = parcel.presets
    assert parcel.decks[0].preset == found.name == "Mine"
    expected = Options(
        learning_steps=(90, 3600, 86_400),
        relearning_steps=(),
        new_per_day=7,
        reviews_per_day=77,
        retention=0.87,
        max_interval=100,
        new_order=NewOrder.RANDOM,
        review_order=ReviewOrder.OVERDUE,
        mix=Mix.AFTER,
        bury_new=True,
        bury_reviews=True,
        leech_lapses=5,
        leech_action=LeechAction.SUSPEND,
        parameters=found.options.parameters,
    )
    assert found.options == expected
    wanted = fsrs.checked(RICH["fsrsParams6"])
    assert found.options.parameters == pytest.approx(wanted, rel=1e-5)
    assert parcel.problems == ()


@pytest.mark.parametrize(("key", "count"), [("fsrsWeights", 17), ("fsrsParams5", 19)])
@FORMS
def test_older_parameters_are_brought_up_to_ours(
    tmp_path: Path, version: int, key: str, count: int
) -> None:
    weights = list(fsrs.DEFAULT_PARAMETERS[:count])
    sample = Sample(
        decks=[deck(conf=PRESET)], presets=[{**preset(), key: weights}], version=version
    )
    [found] = read(tmp_path, sample).presets
    assert found.options.parameters == pytest.approx(fsrs.checked(weights), rel=1e-5)


def test_the_newest_parameters_count(tmp_path: Path) -> None:
    newest = [round(weight * 0.9, 6) for weight in fsrs.DEFAULT_PARAMETERS]
    told = preset(
        fsrsParams6=newest, fsrsParams5=list(fsrs.DEFAULT_PARAMETERS[:19]), fsrsWeights=[1.0] * 17
    )
    [found] = read(tmp_path, Sample(decks=[deck(conf=PRESET)], presets=[told])).presets
    assert found.options.parameters == fsrs.checked(newest)


ABSURD = preset(
    name="Absurd",
    new={"delays": [1e12, "soon", -5, 10], "perDay": -3, "order": 1, "bury": False},
    rev={"perDay": 10**9, "maxIvl": 0, "bury": "yes"},
    lapse={"delays": "none", "leechAction": 7, "leechFails": 10**6},
    desiredRetention=0.2,
    fsrsParams6=[1.0, 2.0],
)


def test_absurd_options_are_brought_within_sane_bounds_and_told(tmp_path: Path) -> None:
    parcel = read(tmp_path, Sample(decks=[deck(conf=PRESET)], presets=[ABSURD]))
    [found] = parcel.presets
    expected = Options(
        learning_steps=(600,),
        new_per_day=0,
        reviews_per_day=9999,
        retention=0.70,
        max_interval=1,
        bury_new=False,
        bury_reviews=False,
        leech_lapses=99,
    )
    assert found == ParcelPreset("Absurd", expected)
    assert len(parcel.problems) == 7
    assert all(why.startswith("Options “Absurd”: ") for why in whys(parcel))
    assert not any(problem.lost for problem in parcel.problems)


@pytest.mark.parametrize("reviews", [100, 200])
def test_options_that_nobody_chose_do_not_come_along(tmp_path: Path, reviews: int) -> None:
    stock = preset(1, "Default", rev={"perDay": reviews, "maxIvl": 36500, "bury": True})
    parcel = read(tmp_path, Sample(presets=[stock]))
    assert parcel.presets == ()
    assert parcel.decks[0].preset is None


@FORMS
@pytest.mark.parametrize("conf", [PRESET, 1])
def test_a_retention_of_the_deck_itself_counts_more(
    tmp_path: Path, version: int, conf: int
) -> None:
    decks = [deck(conf=conf, desiredRetention=85)]
    parcel = read(tmp_path, Sample(decks=decks, version=version))
    [found] = parcel.presets
    assert found.options.retention == 0.85
    assert parcel.decks[0].preset == found.name
    assert found.name.endswith(" (85%)")


def test_cloze_and_usual_note_types_are_told_apart(tmp_path: Path) -> None:
    notes = [note(mid=CLOZE, flds="{{c1::a}}\x1f")]
    [its] = read(tmp_path, Sample(notes=notes, models=[cloze()])).note_types
    assert its.cloze


def test_a_note_without_cards_lies_where_the_one_before_it_does(tmp_path: Path) -> None:
    notes = [note(), note(id=2, guid="g2")]
    parcel = read(tmp_path, Sample(notes=notes))
    assert [its.deck for its in parcel.notes] == [f"anki-{DECK}"] * 2
    alone = read(tmp_path, Sample(cards=[], decks=[]))
    assert [(its.guid, its.name) for its in alone.decks] == [("anki-1", "Default")]
    assert alone.problems == parcel.problems == ()


@pytest.mark.parametrize(
    ("did", "odid", "name"),
    [(9, 7, "Default"), (DECK, 7, "Deck"), (9, DECK, "Deck"), (9, 0, "Default")],
)
def test_a_card_lies_in_the_deck_that_is_there(
    tmp_path: Path, did: int, odid: int, name: str
) -> None:
    parcel = read(tmp_path, Sample(cards=[card(did=did, odid=odid)]))
    assert [its.name for its in parcel.decks] == [name]


def test_a_card_that_has_no_home_but_a_filtered_deck_gets_one(tmp_path: Path) -> None:
    decks = [deck(), deck(2009, "Cram", dyn=1, desc="for the exam")]
    parcel = read(tmp_path, Sample(decks=decks, cards=[card(did=2009)]))
    assert [its.name for its in parcel.decks] == ["Default"]
    assert whys(parcel) == ["Cards whose deck is not in the file are in “Default” now: 1."]
