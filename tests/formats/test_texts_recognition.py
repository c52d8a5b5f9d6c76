"""What is a text to read, and what rather a deck."""

from pathlib import Path

import pytest

from kgstudy import formats
from kgstudy.domain.errors import UserError
from kgstudy.formats import texts

PROSE = (
    "Balasagun was founded in the tenth century, and it was one of two capitals.\n"
    "The tower of Burana, near Tokmok, is what is left of it; people climb it.\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lesson.txt", PROSE),
        ("lesson", PROSE),
        ("lesson.md", PROSE),
        ("lesson.md", f"# Towns\n\n{PROSE}\n- Osh: a town\n- Talas: another\n"),
        ("lesson.txt", f"# Towns\n\n{PROSE}\n## Years\n\n{PROSE}\n### Names\n\n**Osh**\n"),
        ("lesson.txt", "Ош — Кыргызстандын эң байыркы шаары.\nАл жерде көп эл жашайт.\n"),
    ],
)
def test_prose_is_a_lesson(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for encoding in ("utf-8", "utf-16"):
        path.write_text(content, encoding)
        assert formats.holds_lesson(path)
        assert texts.read(path).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cards.md", f"{PROSE}\nQ: What is left of it?\nA: A tower\n"),
        ("cards.txt", f"{PROSE}\nQ: What is left of it?\nA: A tower\n"),
        ("cards.md", f"{PROSE}\nC: The tower of [Burana]\n"),
        ("deck.md", f'---\nname = "Towns"\nid = "towns"\n---\n{PROSE}'),
        ("note.md", f"#flashcards\n\n{PROSE}\ntown::Osh\n"),
        ("table.csv", "front,back\nOsh,a town\nTalas,another\n"),
        ("table.txt", "Osh\ta town\nTalas\tanother\n"),
        ("anki.txt", "#separator:tab\nOsh\ta town in the south of the country\n"),
        ("pairs.txt", "Osh - a town\nTalas - another\nNaryn - a third\n"),
        ("data.json", '{"towns": ["Osh", "Talas", "Naryn", "Karakol", "Tokmok"]}'),
        (
            "program.py",
            "import os\n\ndef town(name):\n    return name + '.'\n\nclass Town:\n    x = 1\n",
        ),
        ("deck.xml", "<collection><card>Osh is an old town in the south</card></collection>"),
        ("empty.txt", ""),
        ("numbers.txt", "1 2 3 4 5 6 7 8 9 10\n11 12 13 14 15\n"),
        ("picture.png", "\x89PNG\r\n\x1a\n\0\0\0\0" + "Words in it that are no text at all. "),
    ],
)
def test_other_files_are_none(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert not formats.holds_lesson(path)


def test_what_is_not_there_and_folders_are_none(tmp_path: Path) -> None:
    assert not formats.holds_lesson(tmp_path)
    assert not formats.holds_lesson(tmp_path / "no.txt")
    with pytest.raises(UserError, match="nothing of that name"):
        texts.read(tmp_path / "no.txt")
    with pytest.raises(UserError, match="no file"):
        texts.read(tmp_path)


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    with pytest.raises(UserError, match="is empty"):
        texts.read(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 9)
    with pytest.raises(UserError, match=r"a\.txt: This is no text .*Markdown"):
        texts.read(path)


@pytest.mark.parametrize(
    "beginning", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", b"{\\rtf1\\ansi Osh is an old town.}"]
)
def test_of_old_documents_it_is_told_what_to_do(beginning: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(beginning)
    assert not formats.holds_lesson(path)
    with pytest.raises(UserError, match=r"a\.doc: .*save it as \.docx or \.odt"):
        texts.read(path)


def test_the_import_says_what_a_lesson_is(tmp_path: Path) -> None:
    path = tmp_path / "lesson.txt"
    path.write_text(PROSE)
    with pytest.raises(UserError, match=r"lesson\.txt: This is a text to read.*lesson draft"):
        formats.recognise(path)


def test_no_real_deck_is_taken_for_a_lesson(corpus: Path) -> None:
    folders = ("anki", "crowdanki", "made-by-anki", "markdown", "mnemosyne", "refuse", "text")
    files = [path for name in folders for path in (corpus / name).rglob("*") if path.is_file()]
    assert len(files) > 60
    # That one is a note about the plugin, and has no cards in it.
    assert [path.name for path in files if formats.holds_lesson(path)] == ["obsidian-links.md"]


def test_real_lessons_are_lessons(corpus: Path) -> None:
    found = [*corpus.glob("lessons/*.md"), corpus.parent / "lesson" / "lesson.txt"]
    for path in found:
        if not path.exists():
            pytest.skip(f"the lesson is not at {path}")
        assert formats.holds_lesson(path)
        lesson = texts.read(path)
        assert len(lesson.text) > 3000
        assert "**" not in lesson.text
