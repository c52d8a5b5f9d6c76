"""Mnemosyne: its files for sharing, its database, the XML of its first version, and its pickles."""

import sqlite3
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.parcel import Parcel, ParcelNote, Standing
from kgstudy.domain.review import Days, Phase, Rating, Seconds
from kgstudy.formats import mnemosyne
from kgstudy.formats.mnemosyne.facts import literal
from kgstudy.formats.mnemosyne.text import cloze, html
from tests.formats.mutation import contents, damaged, survives

MIDNIGHT = 1_723_766_400  # 2024-08-16
DAY = 86_400
LEARNED = {"gr": 4, "e": 2.7, "ac_rp": 1, "rt_rp": 5, "lps": 1, "ac_rp_l": 0, "rt_rp_l": 2}

Entry = tuple[Mapping[str, object], Mapping[str, str]]


def tag(id_: str, name: str) -> Entry:
    return {"type": 10, "o_id": id_}, {"name": name}


def fact(id_: str, **data: str) -> Entry:
    return {"type": 16, "o_id": id_}, data


def card(fact_: str, kind: str, view: str, **told: object) -> Entry:
    told = {"gr": -1, "e": 2.5, "l_rp": -1, "n_rp": -1, "tags": "", **told}
    index = told.pop("index", None)
    extra = {} if index is None else {"extra": repr({"cloze": "x", "index": index})}
    return {
        "type": 6,
        "o_id": f"c{view}",
        "card_t": kind,
        "fact": fact_,
        "fact_v": view,
        **told,
    }, extra


def cards_xml(*entries: Entry) -> bytes:
    logs = []
    for told, children in entries:
        attributes = " ".join(f"{key}={quoteattr(str(value))}" for key, value in told.items())
        inner = "".join(f"<{key}>{escape(value)}</{key}>" for key, value in children.items())
        logs.append(f"<log {attributes}>{inner}</log>\n")
    return f'<openSM2sync number_of_entries="{len(logs)}">{"".join(logs)}</openSM2sync>'.encode()


def packed(path: Path, *entries: Entry, **files: bytes) -> Path:
    """A `.cards` file; the names of files have `__` for a dot."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cards.xml", cards_xml(*entries))
        archive.writestr("METADATA", "card_set_name:Rivers\nauthor_name:\nnotes:two<br>lines\n")
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def only(parcel: Parcel) -> ParcelNote:
    assert parcel.problems == ()
    (note,) = parcel.notes
    return note


def faces(parcel: Parcel, note: ParcelNote) -> list[tuple[str, str]]:
    types = {kind.guid: kind for kind in parcel.note_types}
    whole = Note(
        NoteId(1), note.guid, note.kind, note.fields, note.tags, types.get(note.note_type or "")
    )
    kind = card_type(whole)
    slots = [card.slot for card in note.cards or ()]
    return [
        (kind.question_text(note.fields, slot), kind.answer_text(note.fields, slot))
        for slot in slots
    ]


def test_front_to_back_with_its_learning_data(tmp_path: Path) -> None:
    told = {**LEARNED, "l_rp": MIDNIGHT - 10 * DAY + 3600, "n_rp": MIDNIGHT, "tags": "t1,t2"}
    path = packed(
        tmp_path / "a.cards",
        tag("t1", "big rivers"),
        tag("t2", "__UNTAGGED__"),
        fact("f1", f="Naryn\nriver", b='<img src="n.png"> <audio src="n.mp3">'),
        card("f1", "1", "1.1", **told),
        n__png=b"png",
        n__mp3=b"mp3",
    )
    assert mnemosyne.recognises(path)
    parcel = mnemosyne.read(path)
    note = only(parcel)
    assert [deck.name for deck in parcel.decks] == ["Rivers"]
    assert parcel.decks[0].description == "two<br>lines"
    assert (note.guid, note.kind, note.tags) == ("mnemosyne/f1", "basic", ("big_rivers",))
    assert note.fields["front"] == "Naryn<br>river"
    assert note.fields["back"] == '<img src="n.png"> [sound:n.mp3]'
    assert contents(parcel) == {"n.png": b"png", "n.mp3": b"mp3"}
    assert note.cards is not None
    assert note.cards[0].standing == Standing(
        phase=Phase.REVIEWING,
        due=(MIDNIGHT + DAY // 2) * 1000,
        interval=Days(10),
        ease=2.7,
        reps=6,
        lapses=1,
        last=(MIDNIGHT - 10 * DAY + 3600) * 1000,
    )


def test_a_card_for_sharing_has_no_schedule(tmp_path: Path) -> None:
    note = only(
        mnemosyne.read(packed(tmp_path / "a", fact("f", f="q", b="a"), card("f", "1", "1.1")))
    )
    assert note.cards is not None
    assert note.cards[0].standing is None


@pytest.mark.parametrize(("lapses", "phase"), [(0, Phase.LEARNING), (2, Phase.RELEARNING)])
def test_a_card_that_is_not_known_is_asked_soon(tmp_path: Path, lapses: int, phase: Phase) -> None:
    told = {**LEARNED, "gr": 1, "lps": lapses, "l_rp": MIDNIGHT, "n_rp": MIDNIGHT}
    path = packed(tmp_path / "a", fact("f", f="q", b="a"), card("f", "1", "1.1", **told))
    cards = only(mnemosyne.read(path)).cards
    assert cards is not None
    assert cards[0].standing is not None
    assert (cards[0].standing.phase, cards[0].standing.interval) == (phase, Seconds(600))


def test_every_card_type_asks_what_it_asked_there(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a",
        fact("two", f="one", b="bir"),
        card("two", "2", "2.1"),
        card("two", "2", "2.2"),
        fact("word", f="суу", p_1="suu", m_1="water", n="uncountable"),
        card("word", "3", "3.1"),
        card("word", "3", "3.2"),
        fact("map", loc="Osh", blank="blank", marked="marked"),
        card("map", "4", "4.1"),
        card("map", "4", "4.2"),
        fact("gaps", text="The [Naryn:river] flows into the [Syr Darya]."),
        card("gaps", "5", "5.1", index=0),
        card("gaps", "5", "5.1", index=1),
        fact("say", f="La [casa:house] es grande", m_1="The house is big"),
        card("say", "6", "6.1"),
        card("say", "6", "6.2", index=0),
    )
    parcel = mnemosyne.read(path)
    assert parcel.problems == ()
    found = {note.guid.removeprefix("mnemosyne/"): faces(parcel, note) for note in parcel.notes}
    assert found["two"] == [("one", "bir"), ("bir", "one")]
    assert found["word"] == [
        ("суу", "suu\nwater\nuncountable"),
        ("water", "суу\nsuu\nuncountable"),
    ]
    assert found["map"] == [("marked", "Osh\nmarked"), ("Osh\nblank", "Osh\nmarked")]
    assert found["gaps"] == [
        ("The [river] flows into the Syr Darya.", "Naryn"),
        ("The Naryn flows into the […].", "Syr Darya"),
    ]
    assert found["say/recognition"] == [("La casa es grande", "The house is big")]
    assert found["say"] == [("La [house] es grande", "casa")]


def test_a_card_type_that_the_file_describes(tmp_path: Path) -> None:
    view = {"q_fact_keys": "['a']", "a_fact_keys": "['b', 'c']", "a_on_top_of_q": "False"}
    path = packed(
        tmp_path / "a",
        ({"type": 19, "o_id": "v"}, {"name": "Ask", **view}),
        (
            {"type": 22, "o_id": "mine"},
            {
                "name": "Mine",
                "fact_keys_and_names": "[('a', 'A{{}}'), ('b', 'B'), ('c', 'B')]",
                "fact_views": "['v']",
            },
        ),
        fact("f", a="one", b="two", c="three"),
        card("f", "mine", "v"),
    )
    parcel = mnemosyne.read(path)
    assert parcel.note_types[0].fields == ("A", "B", "B 3")
    assert faces(parcel, only(parcel)) == [("one", "two\nthree")]


def test_a_clone_of_a_card_type_is_what_it_is_a_clone_of(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a",
        fact("f", f="f", m_1="m"),
        card("f", "3::Chinese", "3::Chinese.2"),
    )
    parcel = mnemosyne.read(path)
    assert faces(parcel, only(parcel)) == [("m", "f")]


def test_one_bad_card_leaves_the_others(tmp_path: Path) -> None:
    absurd = {**LEARNED, "l_rp": MIDNIGHT, "n_rp": 10**15}
    path = packed(
        tmp_path / "a",
        fact("good", f="q", b="a"),
        card("good", "1", "1.1"),
        card("nowhere", "1", "1.1"),
        fact("blank", f="", b="a"),
        card("blank", "1", "1.1"),
        fact("half", f="q2", b=""),
        card("half", "1", "1.1"),
        fact("odd", f="q3", b="a"),
        card("odd", "plugin", "p.1"),
        fact("when", f="q4", b="a"),
        card("when", "1", "1.1", **absurd),
        fact("nan", f="q5", b="a"),
        card("nan", "1", "1.1", **{**absurd, "e": "nan"}),
    )
    parcel = mnemosyne.read(path)
    assert [note.guid[10:] for note in parcel.notes] == ["good", "half", "when", "nan"]
    told = [(problem.why.split(":")[0], problem.lost) for problem in parcel.problems]
    assert told == [
        ("The fact that this card shows is not in the file", True),
        ("The question is empty", True),
        ("The answer is empty", False),
        ("Its card type is of a plug-in that the file does not describe", True),
        ("Its learning data cannot be true", False),
        ("Its learning data cannot be true", False),
    ]
    assert all(card.standing is None for note in parcel.notes for card in note.cards or ())


def test_media_are_never_taken_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    names = ["../secret.png", "/etc/passwd", "cards.xml", "METADATA", "con", "http://x/y.png"]
    text = "".join(f'<img src="{name}">' for name in names)
    path = packed(tmp_path / "a.cards", fact("f", f=text, b="a"), card("f", "1", "1.1"))
    parcel = mnemosyne.read(path)
    assert parcel.media == {}
    assert len(parcel.problems) == 5
    assert not any(problem.lost for problem in parcel.problems)


def test_a_zip_that_leads_out_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.cards", fact("f", f="q", b="a"), **{"../x": b"out"})
    assert not mnemosyne.recognises(path)
    with pytest.raises(UserError, match="forbidden name"):
        mnemosyne.read(path)


def test_python_in_a_value_is_not_run() -> None:
    assert literal("__import__('os').getcwd()") is None
    assert literal("[1] * 10**9") is None
    assert literal("(" * 5000) is None
    assert literal("{" * 50_000) is None
    assert literal("-" * 9_999 + "1") is None
    assert literal("['a', 'b']") == ["a", "b"]
    assert literal(r"'\d'") == r"\d"


def test_text_of_mnemosyne_is_html_with_line_breaks_and_latex() -> None:
    assert html("a\nb\x07") == "a<br>b"
    assert html("<$>x<y</$> <$$>z</$$> <latex>w\n1</latex>") == r"\(x&lt;y\) \[z\] \[w 1\]"
    assert html('<video src="a.mp4"></video><card style="x"/>') == "[sound:a.mp4]"
    assert cloze("[a] {{b}} <$$>[c]</$$> [d:e]") == (
        r"{{c1::a}} &#123;{b&#125;} \[[c]\] {{c2::d::e}}"
    )


@pytest.fixture
def database(tmp_path: Path, corpus: Path) -> Path:
    path = tmp_path / "default.db"
    path.write_bytes((corpus / "mnemosyne" / "empty.db").read_bytes())
    return path


def filled(path: Path, *, answers: int = 2) -> Path:
    with sqlite3.connect(path) as file:
        file.execute("INSERT INTO facts (_id, id) VALUES (7, 'fact-1')")
        rows = [(7, "f", "Naryn"), (7, "b", '<img src="n.png">')]
        file.executemany("INSERT INTO data_for_fact VALUES (?, ?, ?)", rows)
        file.execute("INSERT INTO tags (_id, id, name) VALUES (9, 't', 'rivers')")
        file.execute("INSERT INTO tags_for_card VALUES (3, 9)")
        file.execute(
            "INSERT INTO cards (_id, id, card_type_id, _fact_id, fact_view_id, grade, next_rep, "
            "last_rep, easiness, acq_reps, ret_reps, lapses, active) "
            "VALUES (3, 'card-1', '1', 7, '1.1', 4, ?, ?, 2.5, 1, 1, 0, 0)",
            (MIDNIGHT, MIDNIGHT - 5 * DAY + 60),
        )
        given_ = [(MIDNIGHT - 6 * DAY + 60, 1, -1), (MIDNIGHT - 5 * DAY + 60, 4, MIDNIGHT)]
        file.executemany(
            "INSERT INTO log (event_type, object_id, timestamp, grade, next_rep, thinking_time) "
            "VALUES (9, 'card-1', ?, ?, ?, 3)",
            given_[:answers],
        )
    file.close()
    media = path.with_name("default.db_media")
    media.mkdir()
    (media / "n.png").write_bytes(b"png")
    return path


def test_the_database_with_its_review_log_and_media(database: Path) -> None:
    before = filled(database).read_bytes()
    assert mnemosyne.recognises(database)
    parcel = mnemosyne.read(database)
    note = only(parcel)
    assert [deck.name for deck in parcel.decks] == ["Mnemosyne"]
    assert (note.guid, note.tags) == ("mnemosyne/fact-1", ("rivers",))
    assert note.cards is not None
    (card_,) = note.cards
    assert card_.suspended
    assert card_.standing is not None
    assert (card_.standing.interval, card_.standing.due) == (Days(5), (MIDNIGHT + DAY // 2) * 1000)
    told = [(review.rating, review.phase, review.then, review.interval) for review in card_.log]
    assert told == [
        (Rating.AGAIN, Phase.NEW, Phase.LEARNING, Seconds(600)),
        (Rating.GOOD, Phase.LEARNING, Phase.REVIEWING, Days(5)),
    ]
    assert card_.log[0].taken == 3000
    assert contents(parcel) == {"n.png": b"png"}
    assert database.read_bytes() == before
    assert {path.name for path in database.parent.iterdir()} == {"default.db", "default.db_media"}


def test_an_empty_database_is_an_empty_parcel(database: Path) -> None:
    assert mnemosyne.recognises(database)
    assert mnemosyne.read(database) == Parcel()


def test_another_database_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE cards (id)")
    file.close()
    assert not mnemosyne.recognises(path)
    with pytest.raises(UserError, match="no database of Mnemosyne 2"):
        mnemosyne.read(path)


def test_views_and_triggers_in_place_of_tables_are_not_run(database: Path) -> None:
    filled(database)
    with sqlite3.connect(database) as file:
        file.execute("DROP TABLE tags")
        file.execute(
            "CREATE VIEW tags AS WITH RECURSIVE n(_id) AS (SELECT 1 UNION ALL SELECT _id FROM n) "
            "SELECT _id, 'x' AS name FROM n"
        )
    file.close()
    assert not mnemosyne.recognises(database)
    with pytest.raises(UserError, match="no table tags"):
        mnemosyne.read(database)


def test_a_damaged_database_is_refused(database: Path) -> None:
    data = filled(database).read_bytes()
    for tried in damaged(data, seed=5, count=60):
        database.write_bytes(tried)
        survives(mnemosyne, database)


def test_the_xml_of_the_first_version(corpus: Path) -> None:
    expected = {"1sided": 4, "2sided": 2, "3sided": 2, "dups": 56, "map": 2, "media": 1, "tag": 4}
    for name, items in expected.items():
        path = corpus / "mnemosyne" / f"{name}.xml"
        assert mnemosyne.recognises(path)
        parcel = mnemosyne.read(path)
        assert sum(len(note.cards or ()) for note in parcel.notes) == items, name
        assert not any(problem.lost for problem in parcel.problems)
        assert mnemosyne.read(path) == parcel


FIRST = """<?xml version="1.0" encoding="UTF-8"?>
<mnemosyne core_version="1" time_of_start="1247533200">
<item id="9cff728f" u="0" gr="4" e="2.100" ac_rp="1" rt_rp="3" lps="1" l_rp="10" n_rp="30">
 <cat>Rivers: long</cat><Q>Naryn &lt;b&gt;x&lt;/b&gt;</Q><A>a river</A></item>
<item id="9cff728f.inv" u="1" gr="0" e="2.500" ac_rp="0" rt_rp="0" lps="0" l_rp="0" n_rp="0">
 <cat>Rivers: long</cat><Q>a river</Q><A>Naryn</A></item>
<item id="0.tr.1"><cat>&lt;default&gt;</cat><Q>alone</Q><A>one</A></item>
</mnemosyne>
"""


def test_days_of_the_first_version_are_counted_from_its_start(tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_text(FIRST)
    both, alone = mnemosyne.read(path).notes
    assert both.kind == "both-ways"
    assert both.cards is not None
    first, second = both.cards
    assert first.standing is not None
    start = 1247533200 // DAY * DAY
    assert first.standing.due == (start + 30 * DAY + DAY // 2) * 1000
    assert (first.standing.interval, first.standing.ease) == (Days(20), 2.1)
    assert second.standing is None
    assert (alone.kind, alone.fields["front"]) == ("basic", "alone")


def test_a_pickle_is_known_and_refused_with_a_way_out(corpus: Path) -> None:
    path = corpus / "refuse" / "1sided.mem"
    assert mnemosyne.recognises(path)
    with pytest.raises(UserError, match=r"does not run it: open it in Mnemosyne"):
        mnemosyne.read(path)


def test_mutations_of_samples_are_read_or_refused(tmp_path: Path) -> None:
    told = {**LEARNED, "l_rp": MIDNIGHT, "n_rp": MIDNIGHT}
    entries = (
        tag("t", "x"),
        fact("f", f='a<img src="n.png">', b="b"),
        card("f", "1", "1.1", **told),
        fact("g", text="[a:b] [c]"),
        card("g", "5", "5.1", index=1),
    )
    path = tmp_path / "sample"
    for sample in (FIRST.encode(), packed(tmp_path / "p", *entries).read_bytes()):
        for tried in damaged(sample, seed=3, count=250):
            path.write_bytes(tried)
            survives(mnemosyne, path)
    for tried in damaged(cards_xml(*entries), seed=4, count=250):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("cards.xml", tried)
        survives(mnemosyne, path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="[]:{}c1<>$a\n\\", max_size=30))
def test_whatever_is_in_brackets_is_a_gap_or_words(text: str) -> None:
    field = {"text": cloze(text), "note": ""}
    slots = CARD_TYPES["cloze"].slots(field)
    assert slots == tuple(range(1, len(slots) + 1))
