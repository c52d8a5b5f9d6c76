"""hashcards: folders of it as they are, and what of ours can be written in its form."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.errors import UserError
from kgstudy.domain.markdown import from_markdown, to_markdown
from kgstudy.domain.memory import Memory
from kgstudy.domain.note_type import NoteType, Template
from kgstudy.domain.parcel import (
    Parcel,
    ParcelCard,
    ParcelDeck,
    ParcelLesson,
    ParcelNote,
    Standing,
)
from kgstudy.domain.picture_notes import STOCK
from kgstudy.domain.review import Days, Phase, Rating
from kgstudy.formats import hashcards, kgdeck
from kgstudy.formats.base import Writer
from kgstudy.formats.hashcards.blake3 import digest
from tests.formats.deck_texts import FIELDS
from tests.formats.mutation import check, contents, damaged, survives


def parcel_of(*notes: ParcelNote, **others: object) -> Parcel:
    return Parcel(decks=(ParcelDeck("d", "My::Deck"),), notes=notes, **others)  # type: ignore[arg-type]


def note(guid: str, kind: str, **fields: str) -> ParcelNote:
    return ParcelNote(guid, "d", kind, fields)


def written(parcel: Parcel, folder: Path) -> list[tuple[str, ...]]:
    """What is read again of the parcel when it was written."""
    hashcards.write(parcel, folder)
    again = kgdeck.read(folder)
    assert again.problems == ()
    assert again.lessons == ()
    return [tuple(html for key, html in each.fields.items() if html) for each in again.notes]


def test_each_kind_as_well_as_it_can_be_said(tmp_path: Path) -> None:
    parcel = parcel_of(
        note("1", "basic", front="a", back="b", note="n"),
        note("2", "both-ways", front="one", back="bir"),
        note("3", "typed", question="how long", answer="5 km", also="5 kilometres\n5000 m"),
        note("4", "choice", question="which", right="Ob", wrong="Yenisei\nLena"),
        note("5", "ordering", question="sort", items="b\na"),
        note("6", "cloze", text="The {{c1::Naryn::river}} and {{c3::[x]}} `a[0]`", note="below"),
        note("7", "cloze", text="{{c1::a}} {{c1::b}} {{c2::c {{c3::d}}}}"),
    )
    assert written(parcel, tmp_path / "out") == [
        ("a", "b<br><br>n"),
        ("one", "bir"),
        ("bir", "one"),
        ("how long", "5 km<br>(5 kilometres, 5000 m)"),
        ("which<br>- Lena<br>- Ob<br>- Yenisei", "Ob"),
        ("sort<br>- a<br>- b", "1. b<br>2. a"),
        ("The {{c1::Naryn}} and {{c2::[x]}} `a[0]`<br><br>below",),
        ('<span class="gap">[…]</span> <span class="gap">[…]</span> c d',
         '<span class="gap">a</span> <span class="gap">b</span> c d'),
        ('a b <span class="gap">[…]</span>', 'a b <span class="gap">c d</span>'),
        ('a b c <span class="gap">[…]</span>', 'a b c <span class="gap">d</span>'),
    ]  # fmt: skip
    assert hashcards.losses(parcel) == (
        "Answers to type become plain questions (notes: 1).",
        "Answers to choose from become plain questions (notes: 1).",
        "Items to put in order become plain questions (notes: 1).",
        "The hints of gaps stay behind (notes: 1).",
        "Gaps within gaps, and several at once, become plain questions (cards: 3).",
    )


def test_a_note_with_templates_is_written_card_by_card(tmp_path: Path) -> None:
    templates = (
        Template("1", "{{A}}", "{{FrontSide}}<hr id=answer>{{B}}"),
        Template("2", "{{B}}", "{{A}}"),
    )
    kind = NoteType("t", "Type", cloze=False, fields=("A", "B"), templates=templates)
    decks = (ParcelDeck("d", "One"), ParcelDeck("e", "Two"))
    its = (ParcelCard(0, "d"), ParcelCard(1, "e"))
    notes = (ParcelNote("n", "d", "template", {"A": "a", "B": "b"}, note_type="t", cards=its),)
    hashcards.write(Parcel(decks=decks, notes=notes, note_types=(kind,)), tmp_path / "out")
    again = kgdeck.read(tmp_path / "out")
    names = {deck.guid: deck.name for deck in again.decks}
    found = {names[each.deck]: tuple(each.fields.values())[:2] for each in again.notes}
    assert found["Two"] == ("b", "a")
    assert found["One"][0] == "a"
    assert found["One"][1].endswith("b")


@pytest.mark.parametrize("written_as", [hashcards, kgdeck])
def test_pictures_with_hidden_parts_stay_behind_and_that_is_told(
    written_as: Writer, tmp_path: Path
) -> None:
    """Their words alone would ask nothing that could be answered."""
    fields = {
        "Occlusion": "{{c1::image-occlusion:rect:left=.1}}{{c2::image-occlusion:rect:left=.5}}",
        "Image": '<img src="map.png">',
        "Header": "A map",
        "Back Extra": "of Osh",
    }
    notes = (
        ParcelNote("1", "d", "template", fields, note_type=STOCK.guid),
        note("2", "basic", front="a", back="b", note=""),
    )
    parcel = Parcel((ParcelDeck("d", "One"),), notes=notes, note_types=(STOCK,))
    assert written_as.losses(parcel) == ("Pictures with hidden parts stay behind (cards: 2).",)
    written_as.write(parcel, tmp_path / "out")
    assert len(kgdeck.read(tmp_path / "out").notes) == 1


def test_what_has_no_form_is_told(tmp_path: Path) -> None:
    standing = Standing(Phase.REVIEWING, 1_723_809_600_000, Days(5))
    its = (ParcelCard(0, "d", standing=standing),)
    parcel = parcel_of(
        ParcelNote("1", "d", "basic", {"front": "a", "back": "b", "note": ""}, ("t",), cards=its),
        note("2", "basic", front="a", back="b", note=""),
        note("3", "basic", front="a", back=""),
        lessons=(ParcelLesson("l", "d", "Lesson", "en", "Words.\n"),),
    )
    assert hashcards.losses(parcel) == (
        "Schedules and history stay behind (cards: 1).",
        "Tags stay behind (notes: 1).",
        "Lessons stay behind, and only their cards are written (lessons: 1).",
        "Cards with an empty side stay behind (cards: 1).",
        "Cards that say the same as another one stay behind (cards: 1).",
    )
    assert written(parcel, tmp_path / "out") == [("a", "b")]


def test_media_lie_in_the_folder_and_it_is_all_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    opener = (tmp_path / "a.png").open
    shown = note("1", "basic", front='<img src="a.png">', back="[sound:s.mp3]")
    parcel = parcel_of(shown, media={"a.png": lambda: opener("rb")})
    hashcards.write(parcel, tmp_path / "out")
    assert (tmp_path / "out" / "a.png").read_bytes() == b"png"
    text = (tmp_path / "out" / "my-deck.md").read_text()
    assert text == '---\nname = "My::Deck"\n---\n\nQ: ![](a.png)\nA: ![](s.mp3)\n'
    with pytest.raises(UserError, match="no file of the name"):
        hashcards.write(parcel_of(shown, media={"../a": lambda: opener("rb")}), tmp_path / "no")
    with pytest.raises(UserError, match="something in this folder"):
        hashcards.write(parcel, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.png", "out"]


def test_lines_break_and_keys_are_words_in_hashcards_too(tmp_path: Path) -> None:
    html = "one<br>A: two<br><br># three<br>---"
    parcel = parcel_of(note("1", "basic", front=html, back="x"))
    assert written(parcel, tmp_path / "out") == [(html, "x")]
    text = (tmp_path / "out" / "my-deck.md").read_text()
    assert "one  \n&#65;: two\n\n\\# three  \n\\---\n" in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(FIELDS["basic"], FIELDS["cloze"])
def test_what_was_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, asked: dict[str, str], text: dict[str, str]
) -> None:
    plain = {**asked, "note": ""}
    folder = tmp_path_factory.mktemp("hashcards") / "out"
    parcel = parcel_of(note("1", "basic", **plain), note("2", "cloze", **{**text, "note": ""}))
    found = written(parcel, folder)
    assert found[0] == (plain["front"], plain["back"])
    cards = CARD_TYPES["cloze"].slots(text)
    if len(found) == 2 and len(found[1]) == 1:
        again = {"text": found[1][0]}
        slots = CARD_TYPES["cloze"].slots(again)
        assert sorted(answers(again, slots)) == sorted(answers(text, cards))
    else:
        faces = [CARD_TYPES["cloze"].face(text, slot) for slot in cards]
        wanted = [(_same(face.question), _same(face.answer)) for face in dict.fromkeys(faces)]
        assert found[1:] == wanted


def answers(fields: dict[str, str], slots: tuple[int, ...]) -> list[str]:
    return [CARD_TYPES["cloze"].answer_text(fields, slot) for slot in slots]


def _same(html: str) -> str:
    return from_markdown(to_markdown(html))


def test_a_flat_folder_is_left_to_the_reader_of_decks(corpus: Path, tmp_path: Path) -> None:
    flat = corpus / "markdown" / "hashcards-example"
    assert not hashcards.recognises(flat)
    assert hashcards.recognises(corpus / "markdown")
    assert not hashcards.recognises(flat / "Art.md")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text('---\nid = "ours"\n---\nQ: a\nA: b\n')
    assert not hashcards.recognises(tmp_path)


def test_folders_decks_of_several_files_and_paths(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "root.png").write_bytes(b"root")
    (tmp_path / "sub" / "near.mp3").write_bytes(b"near")
    head = '---\nname = "Deck"\n---\n'
    (tmp_path / "one.md").write_text(head + "Stray words.\n\nQ: a\nA: ![](root.png)\n")
    (tmp_path / "sub" / "two.md").write_text(
        head
        + "More words.\n\nQ: b\nA: ![](near.mp3) ![](@/root.png)\n---\nQ: a\nA: ![](root.png)\n"
    )
    (tmp_path / "sub" / "bad.md").write_text("---\nno toml\n---\n")
    (tmp_path / "README.md").write_text("Q: no\nA: card\n")
    assert hashcards.recognises(tmp_path)
    parcel = hashcards.read(tmp_path)
    check(parcel)
    assert [deck.name for deck in parcel.decks] == ["Deck"]
    assert [(each.fields["front"], each.fields["back"]) for each in parcel.notes] == [
        ("a", '<img src="root.png">'),
        ("b", '[sound:sub/near.mp3] <img src="root.png">'),
    ]
    assert contents(parcel) == {"root.png": b"root", "sub/near.mp3": b"near"}
    assert [lesson.text for lesson in parcel.lessons] == ["Stray words.\n", "More words.\n"]
    sources = [each.source and each.source.lesson for each in parcel.notes]
    assert sources == [lesson.guid for lesson in parcel.lessons]
    told = [(problem.why.split(":")[0][:24], problem.lost) for problem in parcel.problems]
    assert told == [
        ("The front matter is no T", True),
        ("This card stands in anot", True),
    ]


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
        (1025, "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444"),
        (2049, "5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030"),
    ],
)
def test_blake3_by_its_own_test_vectors(length: int, expected: str) -> None:
    assert digest(bytes(at % 251 for at in range(length))) == expected


def schedules(folder: Path, *hashes_: str, due: str = "2025-10-14") -> None:
    with sqlite3.connect(folder / "hashcards.db") as file:
        file.execute(
            "CREATE TABLE cards (card_hash, added_at, last_reviewed_at, stability, difficulty, "
            "interval_raw, interval_days, due_date, review_count)"
        )
        file.execute("CREATE TABLE reviews (card_hash, reviewed_at, grade, interval_days)")
        for each in hashes_:
            at = "2025-10-04T17:09:51.517"
            file.execute(
                "INSERT INTO cards VALUES (?, ?, ?, 9.5, 4.5, 9.6, 10, ?, 2)", (each, at, at, due)
            )
            rows = [(each, "2025-10-01T10:00:00.000", "good", 3), (each, at, "forgot", 10)]
            file.executemany("INSERT INTO reviews VALUES (?, ?, ?, ?)", rows)
    file.close()


def test_schedules_are_found_by_the_hash_of_a_card(tmp_path: Path) -> None:
    text = "Q: a\n\nmore\nA: b\n\nC: The [Chüy] and ![x](p) [Naryn].\n---\nQ: new\nA: card\n"
    (tmp_path / "a.md").write_text(f'---\nname = "A"\n---\n{text}', "utf-8")
    plain = "The Chüy and ![x](p) Naryn.".encode()
    assert plain[22:27] == b"Naryn"
    place = (22).to_bytes(8, "little") + (26).to_bytes(8, "little")
    schedules(tmp_path, digest(b"Basica\n\nmoreb"), digest(b"Cloze" + plain + place))
    assert hashcards.recognises(tmp_path)
    asked, gaps, new = hashcards.read(tmp_path).notes
    assert asked.cards is not None
    (card,) = asked.cards
    assert card.standing is not None
    assert card.standing.due == 1_760_443_200_000  # 2025-10-14 12:00 UTC
    assert card.standing.memory == Memory(9.5, 4.5)
    assert (card.standing.interval, card.standing.reps, card.standing.lapses) == (Days(10), 2, 1)
    assert [review.rating for review in card.log] == [Rating.GOOD, Rating.AGAIN]
    assert gaps.cards is not None
    assert [bool(each.standing) for each in gaps.cards] == [False, True]
    assert new.cards is None


@pytest.mark.parametrize("due", ["9999-12-31", "x", "", "2025-13-99"])
def test_absurd_schedules_leave_the_cards_new(tmp_path: Path, due: str) -> None:
    (tmp_path / "a.md").write_text("Q: a\nA: b\n")
    schedules(tmp_path, digest(b"Basicab"), due=due)
    assert hashcards.read(tmp_path).notes[0].cards is None
    (tmp_path / "hashcards.db").write_bytes(b"SQLite format 3\0 and no more")
    parcel = hashcards.read(tmp_path)
    assert (len(parcel.notes), [each.lost for each in parcel.problems]) == (1, [False])


def test_decks_whose_names_read_alike_are_two(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "C.md").write_text("Q: a\nA: b\n")
    (tmp_path / "s" / "C++.md").write_text("Q: a\nA: b\n")
    parcel = hashcards.read(tmp_path)
    check(parcel)
    assert [deck.name for deck in parcel.decks] == ["C", "C++"]
    assert len(parcel.notes) == 2


def test_the_corpus_of_hashcards_as_one_folder(corpus: Path) -> None:
    parcel = hashcards.read(corpus / "markdown")
    check(parcel)
    assert len(parcel.notes) == 57
    assert {name.rpartition("/")[2] for name in parcel.media} == {
        "jss.webp",
        "thetempest.webp",
        "test.mp3",
    }


def test_mutations_are_read_or_refused(tmp_path: Path) -> None:
    sample = (
        b'---\nname = "D"\n---\nQ: a ![](x.png)\nA: b\n\nC: [a] and \\[b\\] `c`\n---\nQ: c\nA: d\n'
    )
    for tried in damaged(sample, seed=6, count=200):
        (tmp_path / "a.md").write_bytes(tried)
        survives(hashcards, tmp_path)


@given(st.sampled_from(sorted(CARD_TYPES)), st.data())
def test_every_note_is_written_or_told(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    fields = data.draw(FIELDS[kind])
    parcel = parcel_of(note("1", kind, **fields))
    found = written(parcel, tmp_path_factory.mktemp("hashcards") / "out")
    assert found or hashcards.losses(parcel)
