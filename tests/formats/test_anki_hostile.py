"""Packages that want to do harm, or came to harm: refused or read, and nothing else."""

import io
import json
import random
import struct
from pathlib import Path
from zipfile import ZipFile

import pytest

from kgstudy.domain.errors import UserError
from kgstudy.formats import anki
from tests.formats.anki_collections import (
    CLOZE,
    Sample,
    answer,
    card,
    deck,
    media_list,
    model,
    note,
    packed,
    preset,
    read,
    zipped,
)
from tests.formats.mutation import check, damaged, survives

RICH = Sample(
    notes=[note(), note(id=2, guid="g2", mid=CLOZE, flds="{{c1::a}} [sound:x.mp3]\x1f")],
    cards=[card(), card(id=12, nid=2, type=2, queue=2, due=40, ivl=9, data='{"s":4,"d":5}')],
    answers=[answer(cid=12), answer(id=1_700_000_000_000, cid=12, ivl=9)],
    decks=[deck(), deck(2002, "Deck::Below", desc="words")],
)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE notes RENAME TO real; CREATE VIEW notes AS SELECT * FROM real",
        "ALTER TABLE cards RENAME TO real; CREATE VIEW cards AS SELECT * FROM real",
        "DROP TABLE revlog; CREATE VIRTUAL TABLE revlog USING fts5(id, cid, ease, ivl, type)",
        "DROP TABLE notes",
        "ALTER TABLE notes DROP COLUMN flds",
        "ALTER TABLE col DROP COLUMN models",
        "ALTER TABLE notes DROP COLUMN flds; ALTER TABLE notes ADD COLUMN flds AS (hex(id))",
    ],
)
def test_a_schema_made_by_hand_is_refused(tmp_path: Path, sql: str) -> None:
    with pytest.raises(UserError, match="no whole collection"):
        read(tmp_path, Sample(more_sql=sql))


def test_a_trigger_and_a_view_beside_the_tables_do_nothing(tmp_path: Path) -> None:
    sql = """
    CREATE TABLE more (id); CREATE VIEW bomb AS SELECT * FROM notes, notes AS b, notes AS c;
    CREATE TRIGGER harm AFTER UPDATE ON notes BEGIN INSERT INTO more VALUES (zeroblob(1e9)); END;
    """
    assert [its.guid for its in read(tmp_path, Sample(more_sql=sql)).notes] == ["g1"]


@pytest.mark.parametrize("column", ["models", "decks", "dconf"])
@pytest.mark.parametrize(
    "words", ["[" * 200_000, '{"a":' * 200_000, "{", "no json", '{"1":' + "9" * 9999 + "}", "[[],"]
)
def test_json_that_is_none_or_too_deep_is_refused(tmp_path: Path, column: str, words: str) -> None:
    with pytest.raises(UserError):
        read(tmp_path, Sample(more_sql=f"UPDATE col SET {column} = '{words}'"))


def test_json_of_countless_things_is_refused(tmp_path: Path) -> None:
    words = "[" + "{}," * 9_000_000 + "0]"
    with pytest.raises(UserError, match="more than a deck can"):
        read(tmp_path, Sample(more_sql=f"UPDATE col SET models = '{words}'"))


@pytest.mark.parametrize("words", ["null", "[]", "5", '"words"', '{"1": null, "2": [3], "x": {}}'])
def test_json_of_another_shape_hurts_nobody(tmp_path: Path, words: str) -> None:
    for column in ("models", "decks", "dconf"):
        check(read(tmp_path, Sample(more_sql=f"UPDATE col SET {column} = '{words}'")))


def test_halves_of_characters_are_no_text(tmp_path: Path) -> None:
    words = json.dumps({"1001": model(name="half \ud83d", css="whole \U0001f9ec \\ud83d")})
    parcel = read(tmp_path, Sample(more_sql=f"UPDATE col SET models = '{words}'"))
    [its] = parcel.note_types
    assert (its.name, its.css) == ("half �", "whole \U0001f9ec \\ud83d")
    assert its.origin.encode()


@pytest.mark.parametrize(
    "made",
    [
        model(flds=[{"name": f"F{n}", "ord": n} for n in range(5000)]),
        model(tmpls=[{"name": "T", "ord": 0, "qfmt": "{{#a}}" * 800_000, "afmt": ""}]),
        model(css="a" * 5_000_000),
    ],
)
def test_a_note_type_larger_than_any_keeps_its_notes_out(tmp_path: Path, made: object) -> None:
    parcel = read(tmp_path, Sample(models=[made]))  # type: ignore[list-item]
    assert parcel.notes == ()
    assert [problem.lost for problem in parcel.problems] == [True]


@pytest.mark.parametrize(
    "made",
    [
        model(flds=[], tmpls=[]),
        model(flds="words", tmpls=7),
        model(flds=[{"name": None}, {"name": 5, "ord": "x"}, {}]),
        model(type="cloze", css=None, name=[1]),
        model(tmpls=[{"name": "T", "ord": 10**400}, {"ord": -1, "qfmt": 5, "afmt": None}]),
    ],
)
def test_a_note_type_of_another_shape_hurts_nobody(tmp_path: Path, made: object) -> None:
    check(read(tmp_path, Sample(models=[made])))  # type: ignore[list-item]


def test_fields_of_fifty_megabytes_keep_their_note_out(tmp_path: Path) -> None:
    sql = "UPDATE notes SET flds = CAST(zeroblob(50000000) AS TEXT) WHERE id = 1"
    parcel = read(tmp_path, Sample(notes=[note(), note(id=2, guid="g2")], more_sql=sql))
    assert [its.guid for its in parcel.notes] == ["g2"]
    assert next(problem.lost for problem in parcel.problems)


@pytest.mark.parametrize("version", [11, 18])
def test_values_of_any_type_anywhere_hurt_nobody(tmp_path: Path, version: int) -> None:
    chance = random.Random(1)
    values = ["NULL", "'words'", "x'ff00ed'", "1.5", "-1", "9e999", "9223372036854775807", "'7'"]
    columns = {
        "notes": ("guid", "mid", "mod", "tags", "flds"),
        "cards": ("nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "left", "odue"),
        "revlog": ("cid", "ease", "ivl", "factor", "time", "type"),
        "col": ("crt", "conf"),
    }
    if version == 18:
        columns |= {"notetypes": ("name", "config"), "fields": ("name", "config")}
        columns |= {"decks": ("name", "kind"), "deck_config": ("name", "config")}
    for _ in range(60):
        sql = ""
        for _ in range(4):
            table = chance.choice([*columns])
            column, value = chance.choice(columns[table]), chance.choice(values)
            sql += f'UPDATE OR IGNORE {table} SET "{column}" = {value};'
        sample = Sample(**{**vars(RICH), "version": version, "more_sql": sql})
        assert survives(anki, sample.write(tmp_path / "c.anki2")) is not None


def package(tmp_path: Path, version: int) -> bytes:
    content = Sample(**{**vars(RICH), "version": version}).write(tmp_path / "made").read_bytes()
    if version == 11:
        members = {"collection.anki2": content, "media": b'{"0": "x.mp3"}', "0": b"sound"}
    else:
        members = {"meta": b"\x08\x03", "collection.anki21b": packed(content)}
        members |= {"media": media_list(("x.mp3", 5)), "0": packed(b"sound")}
    return zipped(tmp_path / "made.apkg", members).read_bytes()


@pytest.mark.parametrize("version", [11, 18])
def test_a_damaged_package_is_read_or_refused(tmp_path: Path, version: int) -> None:
    path = tmp_path / "deck.apkg"
    for content in damaged(package(tmp_path, version), version, 120):
        path.write_bytes(content)
        if parcel := survives(anki, path):
            _open_media(parcel.media.values())


@pytest.mark.parametrize("version", [11, 18])
def test_a_damaged_collection_is_read_or_refused(tmp_path: Path, version: int) -> None:
    path = tmp_path / "c.anki2"
    sample = Sample(**{**vars(RICH), "version": version}).write(path).read_bytes()
    for content in damaged(sample, version, 120):
        path.write_bytes(content)
        survives(anki, path)
    chance = random.Random(version)
    for _ in range(120):
        changed = bytearray(sample)
        for _ in range(chance.randint(1, 20)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        path.write_bytes(changed)
        survives(anki, path)


@pytest.mark.parametrize("part", range(1, 8))
def test_a_package_that_ends_too_early_is_refused(tmp_path: Path, part: int) -> None:
    content = package(tmp_path, 18)
    path = tmp_path / "deck.apkg"
    path.write_bytes(content[: len(content) * part // 8])
    with pytest.raises(UserError):
        anki.read(path)


def _open_media(openers: object) -> None:
    for opener in openers:  # type: ignore[attr-defined]
        try:
            with opener() as file:
                file.read()
        except UserError:
            continue


def test_a_packed_collection_of_countless_bytes_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "collection.anki21b"
    path.write_bytes(packed(b"SQLite format 3\0" + bytes(100 << 20)))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(UserError, match="more than a deck can hold"):
        anki.read(path)


def test_a_window_larger_than_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "collection.anki21b"
    frame = b"\x28\xb5\x2f\xfd" + bytes([0x00, 0xF8]) + struct.pack("<I", 1)  # a window of 2 TB
    path.write_bytes(frame + bytes(100))
    with pytest.raises(UserError):
        anki.read(path)


def test_names_that_lead_out_of_the_archive_refuse_it(tmp_path: Path) -> None:
    content = Sample().write(tmp_path / "made").read_bytes()
    for name in ("../evil", "/evil", "C:\\evil", "con"):
        path = zipped(tmp_path / "deck.apkg", {"collection.anki2": content, name: b"x"})
        with pytest.raises(UserError):
            anki.read(path)
    assert not (tmp_path.parent / "evil").exists()


def test_a_zip_in_the_place_of_the_collection_is_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with ZipFile(inner, "w") as archive:
        archive.writestr("collection.anki2", b"x")
    path = zipped(tmp_path / "deck.apkg", {"collection.anki2": inner.getvalue()})
    with pytest.raises(UserError):
        anki.read(path)


def test_decks_below_decks_without_end_hurt_nobody(tmp_path: Path) -> None:
    decks = [deck(2001, "::".join("abc" * 9000)), deck(2002, "x" * 100_000)]
    parcel = read(tmp_path, Sample(decks=decks, presets=[preset(1, "x" * 99_999)]))
    check(parcel)
    assert max(len(its.name) for its in parcel.decks) < 11_000


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    path = zipped(
        tmp_path / "deck.apkg", {"collection.anki2": Sample().write(tmp_path / "m").read_bytes()}
    )
    anki.read(path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UserError):
        anki.read(path)
    assert [*folder.iterdir()] == []


def test_templates_that_ask_too_much_are_not_asked_without_end(tmp_path: Path) -> None:
    """Notes without cards would be tried against their templates, one after the other."""
    heavy = model(tmpls=[{"name": "T", "ord": 0, "qfmt": "{{Front}}" + "{{#a}}{{/a}}" * 100_000}])
    notes = [note(id=n, guid=f"g{n}") for n in range(1, 400)]
    parcel = read(tmp_path, Sample(models=[heavy], notes=notes, cards=[]))
    assert {its.cards for its in parcel.notes} == {None, ()}


def test_problems_of_one_sort_without_end_are_told_together(tmp_path: Path) -> None:
    notes = [note(id=n, guid=f"g{n}", mid=5) for n in range(1, 10_101)]
    parcel = read(tmp_path, Sample(notes=notes, cards=[]))
    assert len(parcel.problems) == 10_001
    assert parcel.problems[-1].why == "Further notes stayed out: 100."


def test_marks_without_end_on_one_letter_are_read_in_time(tmp_path: Path) -> None:
    marks = "a" + "\u0316\u0301" * 400_000
    [found] = read(tmp_path, Sample(notes=[note(flds=f"{marks}\x1fback")])).notes
    assert found.fields["Back"] == "back"
