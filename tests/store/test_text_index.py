"""Search finds the same whether the index has caught up or not, and whoever asks."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier

import pytest

from kgstudy.domain.changes import Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.query import globs, regular
from kgstudy.domain.query.globs import Glob
from kgstudy.domain.query.tree import And, Exactly, InField, Query, Regular, Words
from kgstudy.services import importing, listing
from kgstudy.store import cards, notes, search, text_index
from kgstudy.store.collection import Collection
from kgstudy.store.folding import Indexed, indexed
from tests.builders import basic, collection, parcel
from tests.fake_clock import FakeClock

FRUIT = "<b>Өрүк</b> &amp; co"
TWINS = {"front": "one", "Front": "two", "back": "", "note": "!"}
WORDS = ("Нарын суусу", "Sary-Jaz", "the Naryn, again", "Ысык-Көл", "naïve <b>café</b>", "суу")


def found(opened: Collection, *words: str) -> set[str]:
    query = And(tuple(Words(globs.literal(word)) for word in words))
    ids = search.cards(opened, query, opened.clock.now_ms())
    owners = {card.note_id for card in cards.several(opened, ids).values()}
    return {note.fields["front"] for note in notes.several(opened, owners).values()}


@pytest.mark.parametrize("caught_up", [True, False])
def test_a_reader_finds_what_a_writer_finds(tmp_path: Path, caught_up: bool) -> None:
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, parcel(*(basic(str(at), w) for at, w in enumerate(WORDS))))
        if caught_up:
            while text_index.catch_up(opened):
                pass
        with Collection.open(tmp_path, FakeClock(), Random(1), read_only=True) as reader:
            assert found(reader, "naryn") == {"the Naryn, again"}
            assert found(reader, "сууc") == set()
            assert found(reader, "суу") == {"Нарын суусу", "суу"}
            assert found(reader, "уусу") == set()
            assert found(reader, "jaz") == {"Sary-Jaz"}
            assert found(reader, "caf", "nai") == {"naïve <b>café</b>"}
            assert found(reader, "кол") == {"Ысык-Көл"}


@pytest.mark.parametrize("query", ["*lagi*", "re:l[a]gi", "back:x"])
def test_what_a_writer_does_while_a_reader_searches_is_done_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, parcel(basic("a", "flagis")))
        note = notes.find(opened, guid="deck-of-rivers/a")
        assert note is not None
        with opened.act("edit-note", Touched.NOTES):
            notes.save(
                opened, note._replace(fields={"front": "flagis", "back": "x"}, tags=("new",))
            )
        with Collection.open(tmp_path, FakeClock(), Random(1), read_only=True) as reader:
            assert len(listing.find_ids(reader, query)) == 1
            written = search.condition

            def meanwhile(opened_by: Collection, query: Query, until: int) -> search.Condition:
                made = written(opened_by, query, until)
                while text_index.catch_up(opened):
                    pass
                return made

            monkeypatch.setattr(search, "condition", meanwhile)
            assert len(listing.find_ids(reader, query)) == 1


@pytest.mark.parametrize("caught_up", [True, False])
def test_an_apostrophe_is_any_other_one(caught_up: bool) -> None:
    written = ("обʼєкт", "об'єкт", "об’єкт")
    with collection() as opened:
        importing.bring_in(opened, parcel(*(basic(word, word) for word in written)))
        while caught_up and text_index.catch_up(opened):
            pass
        for word in written:
            assert found(opened, word) == set(written)


def test_an_edited_note_is_found_by_its_new_words_alone() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "old words")))
        assert found(opened, "old") == {"old words"}
        note = notes.find(opened, guid="deck-of-rivers/a")
        assert note is not None
        with opened.act("edit-note", Touched.NOTES):
            notes.save(opened, type(note)(note.id, note.guid, note.kind, {"front": "new ones"}))
        assert found(opened, "old") == set()
        assert found(opened, "new") == {"new ones"}
        opened.undo()
        assert found(opened, "new") == set()
        assert found(opened, "old") == {"old words"}


def between_reading_and_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Lets somebody else act once while the index is busy with what it has read."""
    read, acts = text_index._unindexed, [act]

    def reading(opened: Collection, most: int) -> Sequence[tuple[NoteId, str | None]]:
        rows = read(opened, most)
        if acts:
            acts.pop()()
        return rows

    monkeypatch.setattr(text_index, "_unindexed", reading)


def test_a_note_that_is_edited_while_it_is_indexed_is_indexed_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "old words")))
        note = notes.find(opened, guid="deck-of-rivers/a")
        assert note is not None
        changed = type(note)(note.id, note.guid, note.kind, {"front": "new ones"})

        def edit() -> None:
            with opened.act("edit-note", Touched.NOTES):
                notes.save(opened, changed)

        between_reading_and_writing(monkeypatch, edit)
        while text_index.catch_up(opened):
            pass
        assert found(opened, "old") == set()
        assert found(opened, "new") == {"new ones"}


def test_a_note_that_comes_back_while_it_is_forgotten_is_indexed_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "old words")))
        while text_index.catch_up(opened):
            pass
        opened.undo()
        between_reading_and_writing(monkeypatch, opened.redo)
        while text_index.catch_up(opened):
            pass
        assert found(opened, "old") == {"old words"}
        assert opened.connection.execute("SELECT count(*) FROM note_line").get == 1


def test_threads_that_index_together_read_no_note_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[str]()

    def counting(fields: str) -> Indexed:
        read.append(fields)
        return indexed(fields)

    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, parcel(*(basic(str(n)) for n in range(700))))
        monkeypatch.setattr(text_index, "indexed", counting)
        together = Barrier(3)

        def work() -> None:
            with opened.database.connection_context():
                together.wait(10)
                while text_index.catch_up(opened):
                    pass

        with ThreadPoolExecutor(3) as threads:
            for done in [threads.submit(work) for _ in range(3)]:
                done.result()
    assert len(read) == 700


def test_long_notes_are_indexed_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_index, "_LETTERS", 1000)
    lengths = [100, 100, 2000, 100, 2000, 2000]
    with collection() as opened:
        importing.bring_in(
            opened, parcel(*(basic(str(at), "x" * length) for at, length in enumerate(lengths)))
        )
        left = [text_index.waiting(opened)]
        while text_index.catch_up(opened):
            left.append(text_index.waiting(opened))
        assert left == [6, 4, 3, 2, 1]
        assert not text_index.catch_up(opened)


def test_where_there_is_no_room_for_the_index_that_is_said(tmp_path: Path) -> None:
    with collection(folder=tmp_path) as opened:
        importing.bring_in(opened, parcel(*(basic(str(at), "word " * 200) for at in range(20))))
        pages = opened.connection.pragma("page_count")
        opened.connection.pragma("max_page_count", pages)
        with pytest.raises(UserError, match="could not be written"):
            listing.find_ids(opened, "word")
        opened.connection.pragma("max_page_count", 1000 * pages)
        assert len(listing.find_ids(opened, "word")) == 20


def test_what_was_undone_is_not_found() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "river")))
        assert found(opened, "river") == {"river"}
        opened.undo()
        assert found(opened, "river") == set()
        opened.redo()
        assert found(opened, "river") == {"river"}


def test_the_index_knows_the_line_by_which_a_note_is_sorted() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", FRUIT), basic("b", "Ода")))
        while text_index.catch_up(opened):
            pass
        lines = (
            "SELECT fields ->> 'front' FROM note JOIN note_line ON note_id = note.id ORDER BY line"
        )
        assert [row[0] for row in opened.connection.execute(lines)] == ["Ода", FRUIT]
        with opened.act("delete"):
            opened.connection.execute("DELETE FROM note WHERE fields ->> 'front' = 'Ода'")
        assert opened.connection.execute("SELECT count(*) FROM note_line").get == 1
        assert opened.connection.execute("SELECT count(*) FROM note_seen").get == 1
        assert opened.connection.execute("SELECT count(*) FROM note_exact").get == 1
        with opened.act("delete"):
            opened.connection.execute("DELETE FROM note")
        assert opened.connection.execute("SELECT count(*) FROM note_exact").get == 0


@pytest.mark.parametrize("caught_up", [True, False])
def test_what_is_deleted_leaves_the_index_in_time_and_may_come_back(caught_up: bool) -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "old words"), basic("b", "other words")))
        assert len(found(opened, "words")) == 2
        note = notes.find(opened, guid="deck-of-rivers/a")
        assert note is not None
        with opened.act("delete-notes", Touched.NOTES):
            notes.delete(opened, [note.id])
        assert text_index.waiting(opened) == 1
        if caught_up:
            text_index.catch_up(opened)
            indexed = opened.connection.execute("SELECT count(*) FROM note_text").get
            assert (indexed, text_index.waiting(opened)) == (1, 0)
        assert found(opened, "words") == {"other words"}
        assert text_index.alike(opened, ["old"], 5) == []
        opened.undo()
        assert found(opened, "old") == {"old words"}
        assert len(found(opened, "words")) == 2


@pytest.mark.parametrize("query", ["*lagi*", "re:l[a]gi", "front:*lagi*", "front:flagis"])
def test_a_search_knows_the_words_that_were_written_just_before(query: str) -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "first")))
        assert listing.find_ids(opened, query) == ()
        importing.bring_in(opened, parcel(basic("b", "flagis")))
        assert len(listing.find_ids(opened, query)) == 1


def test_fields_whose_names_differ_in_their_case_are_both_known() -> None:
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "x")))
        note = notes.find(opened, guid="deck-of-rivers/a")
        assert note is not None
        with opened.act("edit-note", Touched.NOTES):
            notes.save(opened, note._replace(fields=TWINS))
        for query in ("front:one", "front:two", "front:t*o", "front:re:^t.o$", "back:"):
            assert len(listing.find_ids(opened, query)) == 1, query
        assert listing.find_ids(opened, "front:") == ()


@pytest.mark.parametrize("caught_up", [True, False])
def test_a_field_of_signs_alone_is_neither_empty_nor_any_other(caught_up: bool) -> None:
    fields = {"front": "one", "back": "++", "none": "", "signs": "\U0001f642", "mark": "\u0301"}
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "x")))
        note = notes.find(opened, guid="deck-of-rivers/a")
        assert note is not None
        with opened.act("edit-note", Touched.NOTES):
            notes.save(opened, note._replace(fields=fields))
        while caught_up and text_index.catch_up(opened):
            pass
        shown = {"front": "one", "back": "++", "none": "", "signs": "\U0001f642", "mark": ""}
        for name, text in shown.items():
            for sought in ("", "++", "--", "\U0001f642", "one"):
                assert in_field(opened, name, Exactly(Glob(sought))) == (sought == text)
            assert in_field(opened, name, Exactly(Glob("_*"))) == (text != "")


def test_a_name_of_a_field_beyond_the_columns_is_known_as_any_other() -> None:
    """Words that stand in one field alone, in fields of more names than there are columns."""
    names = [f"name {at}" for at in range(40)]
    fields = {name: f"all {'wort' if at % 3 else 'wörter'}{at}x" for at, name in enumerate(names)}
    with collection() as opened:
        importing.bring_in(opened, parcel(basic("a", "x"), basic("b", "y")))
        note = notes.find(opened, guid="deck-of-rivers/a")
        assert note is not None
        with opened.act("edit-note", Touched.NOTES):
            notes.save(opened, note._replace(fields=fields | {"name 40": ""}))
        for at, name in enumerate(names):
            word = f"{'wort' if at % 3 else 'worter'}{at}x"
            other = f"{'wort' if (at + 1) % 3 else 'worter'}{at + 1}x"
            for text in (f"*{word[1:]}*", f"all {word}"):
                assert in_field(opened, name, Exactly(globs.read(text))) == 1, (name, text)
            assert in_field(opened, name, Regular(rf"w[oö]r[a-z]+{at}x\b")) == 1
            for text in ("", word, f"*{other}*", "all"):
                assert in_field(opened, name, Exactly(globs.read(text))) == 0, (name, text)
            assert in_field(opened, name, Regular(other)) == 0
        assert in_field(opened, "name 40", Exactly(Glob(""))) == 1
        assert in_field(opened, "name 41", Exactly(Glob("*"))) == 0
        assert in_field(opened, "name*", Exactly(globs.read("*wort1x*"))) == 1


def in_field(opened: Collection, name: str, shows: Exactly | Regular) -> int:
    query = InField(globs.read(name), shows)
    return len(search.cards(opened, query, opened.clock.now_ms()))


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("plé", "ple"),
        ("plé ple", "ple"),
        ("PLÉ", "plé"),
        ("ple_a", r"ple\b"),
        ("ple-a", r"ple\b"),
        ("ple\u0301s", "ples"),
        ("ple\u0301s", r"ple\b"),
        ("Όδος", "[σ-ω]$"),
        ("Όδος α", "[σ-ω]ς"),
        ("ΌΔΟΣ", "[σ-ω]"),
        ("x½ ple", "ple"),
        ("½x 1 plé", "ple"),
        ("+ INK", r"\+.*ıN"),
        ("+ INK", "[+] ı"),
    ],
)
def test_an_expression_is_found_in_words_as_they_are_written(written: str, pattern: str) -> None:
    texts = [written, "ple plé", "Οδός"]
    with collection() as opened:
        importing.bring_in(opened, parcel(*(basic(text, text) for text in texts)))
        ids = listing.find_ids(opened, f'"re:{pattern}"')
        owners = {card.note_id for card in cards.several(opened, ids).values()}
        shown = {note.fields["front"] for note in notes.several(opened, owners).values()}
        assert shown == {text for text in texts if regular.found(pattern, text)}
