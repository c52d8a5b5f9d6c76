"""What is written as Anki text or as a table is read back the same."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.markup import CONTROLS, as_html, plain
from kgstudy.domain.note_type import TEMPLATED, NoteType, Template
from kgstudy.domain.parcel import Parcel, ParcelCard, ParcelDeck, ParcelNote
from kgstudy.domain.picture_notes import STOCK
from kgstudy.formats import delimited
from kgstudy.formats.delimited import anki_text, csv_table
from tests.formats.deck_texts import parcels, words
from tests.formats.delimited_texts import KINDS, noted, parcel

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def through_anki_text(given: Parcel) -> Parcel:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "notes.txt"
        anki_text.write(given, path)
        return delimited.read(path)


def through_csv(given: Parcel) -> Parcel:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cards.csv"
        csv_table.write(given, path)
        return delimited.read(path)


def lined(html: str) -> str:
    """A field as a text can hold it: a line end is one character, and control characters none."""
    return CONTROLS.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))


def told(parcel: Parcel) -> list[tuple[object, ...]]:
    """All of a note that a text can hold."""
    names = {deck.guid: deck.name for deck in parcel.decks}
    return [
        (
            note.guid,
            names[note.deck],
            note.kind,
            {name: lined(field) for name, field in note.fields.items()},
            note.tags,
        )
        for note in parcel.notes
    ]


@patient
@given(parcels(decks=2))
def test_anki_text_read_back_is_the_same(given: Parcel) -> None:
    if given.notes:
        found = through_anki_text(given)
        assert told(found) == told(given)
        assert [problem for problem in found.problems if problem.lost] == []


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
fields = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])), min_size=3, max_size=3
)


@patient
@given(names.filter(lambda name: name.strip() == name), st.lists(fields, min_size=1, max_size=5))
def test_notes_with_templates_keep_their_fields_by_name(name: str, rows: list[list[str]]) -> None:
    made = NoteType("t", f"{name} 1", False, ("Word", "Past", "Not used"), (Template("", "", ""),))
    notes = []
    for at, row in enumerate(rows):
        filled = dict(zip(made.fields, (f"word {row[0]}", *row[1:]), strict=True))
        notes.append(ParcelNote(f"g{at}", "d", TEMPLATED, filled, (), None, "t"))
    given = parcel(*notes, types=(made,))
    found = through_anki_text(given)
    assert told(found) == told(given)
    assert [(its.name, its.fields) for its in found.note_types] == [(made.name, made.fields)]


@pytest.mark.parametrize("note", KINDS, ids=lambda note: note.kind)
def test_each_kind_comes_back(note: ParcelNote) -> None:
    assert told(through_anki_text(parcel(note))) == told(parcel(note))


def test_the_kinds_are_all_there() -> None:
    assert {note.kind for note in KINDS} == CARD_TYPES.keys()


def test_anki_text_looks_as_anki_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    notes = (
        ParcelNote("a1", "d", "basic", {"front": "#x", "back": 'say "y"\nz'}, ("t", "u")),
        ParcelNote("a2", "d", "cloze", {"text": "{{c1::x}}", "note": ""}),
    )
    anki_text.write(parcel(*notes), path)
    assert path.read_bytes().decode() == (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
        "#tags column:6\n"
        'a1\tBasic\tRivers::Asia\t"#x"\t"say ""y""\nz"\tt u\n'
        "a2\tCloze\tRivers::Asia\t{{c1::x}}\t\t\n"
    )


seen = words.map(plain).filter(
    lambda text: bool(text) and not CONTROLS.search(text) and "{{c" not in text
)


@patient
@given(st.lists(st.tuples(seen, seen), min_size=1, max_size=6))
def test_a_csv_table_read_back_is_the_same(rows: list[tuple[str, str]]) -> None:
    notes = [
        noted("basic", f"g{at}", front=as_html(front), back=as_html(back), note="")
        for at, (front, back) in enumerate(rows)
    ]
    found = through_csv(parcel(*notes))
    assert found.problems == ()
    assert [deck.name for deck in found.decks] == ["Rivers::Asia"]
    assert [(plain(n.fields["front"]), plain(n.fields["back"])) for n in found.notes] == [
        (plain(as_html(front)), plain(as_html(back))) for front, back in rows
    ]


RISKY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1",
    "''-x",
    "＝1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("x")',
]


@pytest.mark.parametrize("cell", RISKY)
def test_no_cell_of_a_csv_table_is_a_formula(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    deck = ParcelDeck("d", cell)
    note = ParcelNote("g", "d", "basic", {"front": cell, "back": cell, "note": ""}, ("=t",))
    csv_table.write(Parcel((deck,), notes=(note,)), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert not any(value.startswith(tuple("=+-@＝")) for row in rows for value in row)
    assert rows[1][0] == f"'{cell}"
    found = delimited.read(path)
    assert found.notes[0].fields["front"] == cell.replace("&", "&amp;")
    assert (found.decks[0].name, found.notes[0].tags) == (cell, ("=t",))


def test_a_csv_table_is_for_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    notes = (
        ParcelNote("1", "d", "cloze", {"text": "{{c1::Osh}} and {{c2::Naryn}}", "note": "n"}),
        ParcelNote("2", "d", "basic", {"front": '<img src="a.png">', "back": "a<br><b>b</b>"}),
    )
    csv_table.write(parcel(*notes), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row[:3] for row in csv.reader(file)]
    assert rows == [
        ["Question", "Answer", "Note"],
        ["[…] and Naryn", "Osh and Naryn", "n"],
        ["Osh and […]", "Osh and Naryn", "n"],
        ["[a.png]", "a\nb", ""],
    ]


def test_a_row_of_a_hidden_part_says_which_picture_and_which_part(tmp_path: Path) -> None:
    hidden = "{{c1::image-occlusion:rect:left=.1:top=.1}}{{c2::image-occlusion:rect:left=.5}}"
    fields = {"Occlusion": hidden, "Image": '<img src="map.png">', "Header": "", "Back Extra": ""}
    told = {**fields, "Header": "A map", "Back Extra": "of Osh"}
    notes = (
        ParcelNote("1", "d", TEMPLATED, fields, note_type=STOCK.guid),
        ParcelNote("2", "d", TEMPLATED, told, note_type=STOCK.guid),
    )
    path = tmp_path / "cards.csv"
    csv_table.write(parcel(*notes, types=(STOCK,)), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row[:2] for row in csv.reader(file)][1:]
    assert rows == [
        ["Part 1 of map.png", "[map.png]"],
        ["Part 2 of map.png", "[map.png]"],
        ["Part 1 of A map", "of Osh [map.png]"],
        ["Part 2 of A map", "of Osh [map.png]"],
    ]
    assert len(delimited.read(path).notes) == 4


def test_a_csv_table_saved_again_by_a_spreadsheet_is_still_known(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    path.write_text("Question;Answer;Note;Deck;Tags\r\n'=1+1;<b>;;D;\r\n", encoding="utf-8-sig")
    found = delimited.read(path)
    assert dict(found.notes[0].fields) == {"front": "=1+1", "back": "&lt;b&gt;", "note": ""}


def test_cards_are_in_the_decks_they_lie_in(tmp_path: Path) -> None:
    path = tmp_path / "cards.csv"
    decks = (ParcelDeck("d", "A"), ParcelDeck("e", "B"))
    cards = (ParcelCard(0, "d"), ParcelCard(1, "e"))
    note = ParcelNote("1", "d", "both-ways", {"front": "q", "back": "a"}, cards=cards)
    csv_table.write(Parcel(decks, notes=(note,)), path)
    found = delimited.read(path)
    assert [deck.name for deck in found.decks] == ["A", "B"]


@pytest.mark.parametrize("write", [anki_text.write, csv_table.write])
def test_what_cannot_be_finished_leaves_the_old_file(write: object, tmp_path: Path) -> None:
    assert callable(write)
    path = tmp_path / "cards.txt"
    path.write_text("old", encoding="utf-8")

    def stop(done: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write(parcel(*KINDS[:1]), path, stop)
    assert path.read_text("utf-8") == "old"
    assert [*tmp_path.iterdir()] == [path]
    with pytest.raises(UserError):
        write(parcel(*KINDS[:1]), tmp_path / "none" / "cards.txt")
