"""Decks of CrowdAnki: the file, the folder, decks below decks, media, and files to do harm."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kgstudy.domain.deck import LeechAction
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import Parcel
from kgstudy.formats import crowdanki
from tests.formats.anki_collections import model, preset
from tests.formats.mutation import check, contents, damaged, survives

Json = dict[str, Any]


def note(number: int = 1, **traits: object) -> Json:
    fields = [f"front {number}", "back"]
    made = {"__type__": "Note", "guid": f"g{number}", "fields": fields, "tags": ["a", "b c"]}
    return {**made, "note_model_uuid": "model-1", **traits}


def deck(**traits: object) -> Json:
    its_model = {key: value for key, value in model().items() if key != "id"}
    made: Json = {
        "__type__": "Deck",
        "children": [],
        "crowdanki_uuid": "deck-1",
        "deck_config_uuid": "config-1",
        "deck_configurations": [{**preset(name="Mine"), "crowdanki_uuid": "config-1"}],
        "desc": "About <b>words</b>",
        "media_files": [],
        "name": "Words::Ours",
        "note_models": [{**its_model, "__type__": "NoteModel", "crowdanki_uuid": "model-1"}],
        "notes": [note()],
    }
    return {**made, **traits}


def written(folder: Path, told: object, name: str = "deck.json", /, **media: bytes) -> Path:
    (folder / "media").mkdir(parents=True, exist_ok=True)
    for file, content in media.items():
        (folder / "media" / file.replace("_", ".")).write_bytes(content)
    words = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    (folder / name).write_text(words, encoding="utf-8")
    return folder


def read(tmp_path: Path, told: object, **media: bytes) -> Parcel:
    return crowdanki.read(written(tmp_path / "deck", told, "deck.json", **media))


def whys(parcel: Parcel) -> list[str]:
    return [problem.why for problem in parcel.problems]


def test_a_deck_comes_with_all_it_has(tmp_path: Path) -> None:
    parcel = read(tmp_path, deck())
    [found] = parcel.decks
    assert (found.guid, found.name, found.preset) == ("crowdanki-deck-1", "Words::Ours", "Mine")
    assert found.description == "About <b>words</b>"
    [its] = parcel.notes
    assert (its.guid, its.kind, its.deck) == ("g1", TEMPLATED, found.guid)
    assert its.fields == {"Front": "front 1", "Back": "back"}
    assert its.tags == ("a", "b_c")
    assert its.cards is None
    [note_type] = parcel.note_types
    assert its.note_type == note_type.guid
    assert note_type.guid.startswith("crowdanki-model-1-")
    assert json.loads(note_type.origin)["latexPre"] == "before"
    assert parcel.presets[0].options.leech_action is LeechAction.TAG
    assert parcel.problems == ()


def test_file_and_folder_are_the_same(tmp_path: Path) -> None:
    folder = written(tmp_path / "deck", deck(), a_png=b"picture")
    named = written(tmp_path / "Words", deck(), "Words.json", a_png=b"picture")
    found = [crowdanki.read(path).notes for path in (folder, folder / "deck.json", named)]
    assert found[0] == found[1] == found[2]
    assert all(map(crowdanki.recognises, (folder, folder / "deck.json", named)))


def test_other_files_and_folders_are_not_for_us(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"name": "words"}')
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "empty").mkdir()
    (tmp_path / "words.txt").write_text('the words "crowdanki_uuid" alone')
    assert not any(map(crowdanki.recognises, (tmp_path, *tmp_path.iterdir())))
    with pytest.raises(UserError, match=r"no deck\.json"):
        crowdanki.read(tmp_path / "empty")


def test_a_mark_at_the_beginning_of_the_file_is_none_of_its_words(tmp_path: Path) -> None:
    folder = written(tmp_path / "deck", "\ufeff" + json.dumps(deck()))
    assert crowdanki.recognises(folder)
    assert len(crowdanki.read(folder).notes) == 1


def test_decks_below_decks_tell_the_last_part_of_their_names(tmp_path: Path) -> None:
    lowest = deck(name="C", crowdanki_uuid="deck-3", notes=[note(3)], note_models=[])
    lower = deck(name="Words::Ours::B", crowdanki_uuid="deck-2", notes=[], children=[lowest])
    parcel = read(tmp_path, deck(children=[lower]))
    assert [its.name for its in parcel.decks] == [
        "Words::Ours",
        "Words::Ours::B",
        "Words::Ours::B::C",
    ]
    assert {its.guid: its.deck for its in parcel.notes} == {
        "g1": "crowdanki-deck-1",
        "g3": "crowdanki-deck-3",
    }


def test_media_are_those_beside_it(tmp_path: Path) -> None:
    shown = note(fields=['<img src="b.png">', "[sound:gone.mp3] https://e.org/x.png"])
    listed = deck(
        media_files=["a.png", "../deck.json", "/etc/passwd", "gone too.png"], notes=[shown]
    )
    parcel = read(tmp_path, listed, a_png=b"A", b_png=b"B", unused_png=b"C")
    assert contents(parcel) == {"a.png": b"A", "b.png": b"B"}
    assert whys(parcel) == ["Media files are not in the folder “media” beside it: 4."]
    assert not parcel.problems[0].lost


def test_media_lie_in_one_folder(tmp_path: Path) -> None:
    folder = written(tmp_path / "deck", deck(media_files=["sub/a.png"]))
    (folder / "media" / "sub").mkdir()
    (folder / "media" / "sub" / "a.png").write_bytes(b"A")
    assert crowdanki.read(folder).media == {}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = written(tmp_path / "deck", deck(media_files=["link.png"]))
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "media" / "link.png").symlink_to(tmp_path / "secret")
    assert crowdanki.read(folder).media == {}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (note(2, note_model_uuid="other"), "Note “front 2”: its note type is not in the file."),
        (note(2, fields=None), "Note “2”: it has no fields."),
        (
            note(2, fields=["a" * 5_000_001, ""]),
            f"Note “{'a' * 60}”: a field has more than 5,000,000",
        ),
    ],
)
def test_one_bad_note_does_not_refuse_the_deck(tmp_path: Path, bad: Json, why: str) -> None:
    parcel = read(tmp_path, deck(notes=[note(), bad, note(3)]))
    assert [its.guid for its in parcel.notes] == ["g1", "g3"]
    [problem] = parcel.problems
    assert problem.why.startswith(why)
    assert problem.lost
    assert problem.place.file.endswith("deck.json")


def test_notes_that_do_not_fit_are_made_to(tmp_path: Path) -> None:
    notes = [note(), note(fields=["only"]), note(3, fields=["a", "b", "c"]), note(4, guid=None)]
    parcel = read(tmp_path, deck(notes=notes))
    assert [[*its.fields.values()] for its in parcel.notes][1:3] == [["only", ""], ["a", "b<br>c"]]
    assert len({its.guid for its in parcel.notes}) == 4
    assert len(parcel.problems) == 3
    again = read(tmp_path / "again", deck(notes=notes))
    assert [its.guid for its in again.notes] == [its.guid for its in parcel.notes]


def test_what_is_no_deck_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no JSON") as told:
        read(tmp_path, '{\n"__type__": "Deck",\n"name": }')
    assert told.value.place is not None
    assert told.value.place.line == 3


@pytest.mark.parametrize(
    "words",
    [
        '{"__type__": "Deck", "children": ' + "[" * 300_000,
        '{"name": "x", "children": ' + '[{"name": "x", "children": ' * 300_000,
        '{"name": "x", "notes": [' + "{}," * 9_000_000 + "0]}",
        '{"name": 5}',
        "[]",
        "",
    ],
)
def test_harm_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(UserError):
        read(tmp_path, words)


@pytest.mark.parametrize(
    "traits",
    [
        {"children": "words", "notes": 5, "note_models": None, "media_files": {"a": 1}},
        {"children": [None, 5, {}], "notes": [None, {}], "deck_configurations": [5, {}]},
        {"crowdanki_uuid": 7, "deck_config_uuid": [], "desc": {}, "name": "::a::::"},
        {"media_files": 5},
        {"note_models": [{"crowdanki_uuid": "model-1", "flds": 5, "tmpls": "x", "type": None}]},
        {"notes": [note(tags="words"), note(2, tags=[None, 5, " "]), note(3, fields=[None, {}])]},
    ],
)
def test_a_deck_of_another_shape_hurts_nobody(tmp_path: Path, traits: Mapping[str, object]) -> None:
    check(read(tmp_path, deck(**traits)))


def test_a_damaged_file_is_read_or_refused(tmp_path: Path) -> None:
    lower = deck(name="B", crowdanki_uuid="deck-2", notes=[note(2)])
    sample = json.dumps(deck(children=[lower], media_files=["a.png"])).encode()
    folder = written(tmp_path / "deck", deck(), a_png=b"A")
    for content in damaged(sample, 3, 200):
        (folder / "deck.json").write_bytes(content)
        survives(crowdanki, folder)


def test_a_value_of_any_type_anywhere_hurts_nobody(tmp_path: Path) -> None:
    chance = random.Random(5)
    strange: tuple[Any, ...] = (
        None,
        5,
        -1.5,
        True,
        [],
        {},
        "words",
        "\ud800",
        10**30,
        [[]],
        {"a": []},
    )
    for _ in range(150):
        told = deck(children=[deck(name="B", notes=[note(2)])])
        for _ in range(2):
            place: Any = told
            while True:
                if not isinstance(place, (dict, list)) or not place:
                    break
                key = chance.choice([*place] if isinstance(place, dict) else range(len(place)))
                if chance.random() < 0.3:
                    place[key] = chance.choice(strange)
                    break
                place = place[key]
        folder = written(tmp_path / "deck", json.dumps(told))
        survives(crowdanki, folder)


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    def stop(done: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        crowdanki.read(written(tmp_path / "deck", deck()), stop)


def test_real_decks_are_read_with_all_they_have(corpus: Path) -> None:
    manifest = json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))
    files = [entry for entry in manifest["files"] if entry["kind"] == "CrowdAnki"]
    assert len(files) == 2
    for entry in files:
        path, expected = corpus / entry["file"], entry["expected"]
        assert crowdanki.recognises(path)
        parcel = crowdanki.read(path)
        check(parcel)
        found = {
            "notes": len(parcel.notes),
            "decks": [its.name for its in parcel.decks],
            "notetypes": len(parcel.note_types),
            "templates": sum(len(its.templates) for its in parcel.note_types),
            "fields": [len(its.fields) for its in parcel.note_types],
        }
        assert found == {name: expected[name] for name in found}
        assert not any(problem.lost for problem in parcel.problems)


def test_a_real_picture_comes_along(corpus: Path) -> None:
    parcel = crowdanki.read(corpus / "crowdanki" / "covid")
    [(name, content)] = contents(parcel).items()
    assert content == (corpus / "crowdanki" / "covid" / "media" / name).read_bytes()
