"""Whatever a text holds, it is read or refused with a sentence, soon and in little memory."""

import random
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.domain.note_type import TEMPLATED
from kgstudy.domain.parcel import Parcel
from kgstudy.formats import delimited
from kgstudy.formats.delimited import Column, Layout, swapped, table
from kgstudy.formats.delimited.anki_text import write
from kgstudy.formats.delimited.records import Records
from tests.formats.delimited_texts import KINDS, parcel

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

PIECES = [
    '"', '""', "\t", ",", ";", "|", ":", "\n", "\r", "\r\n", "\n\n", "#", " ", "'a", "=b", "-", "–",
    "#separator:tab", "#html:true", "#tags:", "#columns:a,b", "#fields of a\tb", "#notetype:Basic",
    "{{c1::", "}}", "{{c1::x}}", "<b>", "&amp;", "[sound:a]", "\0", "\x85", "\u2028", "é", "қ",
    "日", "\ufeff", "a", "b", "Basic", "Cloze", "tags:", "Front", "Back", "::", ":::", " - ",
]  # fmt: skip
tables = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
directives = st.lists(
    st.sampled_from(
        [
            "#separator:tab", "#separator:;", "#html:true", "#html:false", "#guid column:1",
            "#notetype column:2", "#deck column:3", "#tags column:4", "#notetype column:1",
            "#tags column:999", "#deck column:-1", "#guid column:²", "#columns:a\ta\t\t{{b}}",
            "#deck:A::::B", "#notetype:Verb", "#fields of Basic\tA\tB", "#fields of", "# x",
        ]
    ),
    max_size=8,
).map(lambda lines: "".join(f"{line}\n" for line in lines))  # fmt: skip


def check(found: Parcel) -> None:
    """That the parcel keeps what parcels promise."""
    decks = [deck.guid for deck in found.decks]
    assert len({deck.name for deck in found.decks}) == len(set(decks)) == len(decks)
    assert len({note.guid for note in found.notes}) == len(found.notes)
    types = {made.guid: made for made in found.note_types}
    assert len(types) == len(found.note_types)
    for note in found.notes:
        assert note.deck in decks
        assert (note.kind == TEMPLATED) == (note.note_type is not None)
        if note.note_type is not None:
            assert tuple(note.fields) == types[note.note_type].fields
        for said in (*note.fields.values(), *note.tags, note.guid):
            said.encode()
            assert "\0" not in said
        assert all(tag and not any(map(str.isspace, tag)) for tag in note.tags)


def tried(text: str, layout: Layout | None = None) -> Parcel | None:
    try:
        found = delimited.from_text(text, "Words", layout)
    except UserError:
        return None
    check(found)
    return found


@patient
@given(directives, tables)
def test_any_text_is_read_or_refused(head: str, text: str) -> None:
    found = tried(head + text)
    layout = delimited.survey_text(head + text).layout
    assert tried(head + text, layout) == found
    tried(head + text, swapped(layout))


@pytest.mark.parametrize(
    "text",
    [
        '#notetype column:2\n#tags column:4\n"',
        "#notetype column:1\n#notetype:Verb\n\ta\tb\nVerb\tc\td\n",
        "#fields of Verb\n#separator:tab\n#notetype column:1\nVerb\ta\tb\n",
        "#separator:tab\n#guid column:900\na\tb\n",
        "a\ud800\t\udfffb\n",
        "\ufeffa\tb\n",
    ],
)
def test_texts_that_were_too_much_once(text: str) -> None:
    assert tried(text) is not None


@patient
@given(tables, st.sampled_from(["\t", ",", " ", " - ", "::", "^", "a"]), st.booleans(),
       st.lists(st.sampled_from(Column), max_size=6).map(tuple))  # fmt: skip
def test_any_layout_is_followed(
    text: str, delimiter: str, marked: bool, columns: tuple[Column, ...]
) -> None:
    layout = Layout("utf-8", delimiter, marked, marked, columns)
    tried(text, layout)
    delimited.survey_text(text, layout)


@patient
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    delimited.recognises(path)
    with suppress(UserError):
        check(delimited.read(path))


def test_texts_with_a_fault_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    write(parcel(*KINDS), path)
    sample, rng = path.read_bytes(), random.Random(7)
    read = 0
    for _ in range(1500):
        data = bytearray(sample)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(data))
            match rng.randrange(4):
                case 0:
                    data[at] = rng.randrange(256)
                case 1:
                    del data[at : at + rng.randint(1, 30)]
                case 2:
                    data[at:at] = rng.choice([b'"', b"\t", b"\n", b"\0", b'"""', b"#", b"\xff"])
                case _:
                    data[at:at] = data[at // 2 : at]
        path.write_bytes(data)
        try:
            check(delimited.read(path))
            read += 1
        except UserError:
            continue
    assert read > 1000


LINES = [
    '"x""\n', '"\n","\n', 'a,""b\n', '"a\n",', '""",\n', ',"\n', '"', '""', "a,", ",", "\n", "\t",
    " ", "{{c1::", "&", "<", "<b ", "[sound:", "é;", "#\n", "a\tb\n", '"a"b,', '"\n,', "'=", "::",
    " - \n",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=repr)
@pytest.mark.parametrize("head", ["", "#separator:,\n", "#html:true\n", 'q,"'])
def test_what_repeats_for_ever_takes_no_time(head: str, line: str) -> None:
    text = head + line * (60_000 // len(line))
    begun = time.monotonic()
    tried(text)
    assert time.monotonic() - begun < 10


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 1000)
    with pytest.raises(UserError, match="more than 1,000 rows"):
        delimited.from_text("a\tb\n" * 20_000, "D")
    monkeypatch.setattr(table, "MOST_ROWS", 10**6)
    monkeypatch.setattr(table, "MOST_CELLS", 1000)
    with pytest.raises(UserError, match="or 1,000 cells"):
        delimited.from_text("a\tb\n" * 20_000, "D")


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(table.LARGEST + 1)
    tracemalloc.start()
    with pytest.raises(UserError, match="larger than 64 MiB"):
        delimited.read(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_row_of_too_many_columns_is_lost_alone() -> None:
    found = delimited.from_text("a,b\n" * 50 + "," * 5000 + "\n", "D")
    assert (len(found.notes), [problem.lost for problem in found.problems]) == (50, [True])


@patient
@given(st.lists(st.lists(st.text(st.sampled_from('ab",; \n')), min_size=2, max_size=4), max_size=6),
       st.sampled_from(",;\t"))  # fmt: skip
def test_well_formed_rows_are_read_as_the_standard_says(
    rows: list[list[str]], delimiter: str
) -> None:
    def quoted(cell: str) -> str:
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'

    text = "".join(delimiter.join(map(quoted, row)) + "\n" for row in rows)
    assert [*Records(text, delimiter, strict=True)] == rows
    assert [*Records(text, delimiter)] == rows
