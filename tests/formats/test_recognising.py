"""The decks of a folder: the folder itself, or those that lie in it."""

from pathlib import Path

import pytest

from kgstudy.formats import decks_at, recognising
from kgstudy.formats.base import Reader

DECK = "Q: Which lake?\nA: Issyk-Kul\n"
NOTE = "#flashcards\n\nWhich lake::Issyk-Kul\n"
TABLE = "#separator:tab\nсуу\twater\nтоо\tmountain\n"


def written(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_file_is_itself(tmp_path: Path) -> None:
    (file := tmp_path / "words.txt").write_text(TABLE, encoding="utf-8")
    assert decks_at(file) == (file,)
    assert decks_at(tmp_path / "gone") == (tmp_path / "gone",)


def test_a_folder_that_is_no_deck_is_what_it_holds(tmp_path: Path) -> None:
    folder = written(tmp_path, words_txt=TABLE, more_txt=TABLE, notes_bin="?")
    assert decks_at(folder) == (folder / "more.txt", folder / "words.txt")
    assert decks_at(written(tmp_path / "empty")) == (tmp_path / "empty",)


def test_a_folder_that_is_a_deck_comes_with_others_in_it(tmp_path: Path) -> None:
    folder = written(tmp_path, lesson_md=DECK, more_md=DECK, words_txt=TABLE)
    assert decks_at(folder) == (folder, folder / "words.txt")


def test_texts_of_different_programs_in_one_folder_are_decks_by_themselves(
    tmp_path: Path,
) -> None:
    """As one vault, only the notes of that program would be read."""
    folder = written(tmp_path, a_md=DECK, b_md=NOTE, c_md="Only words.\n", words_txt=TABLE)
    inner = written(tmp_path / "inner", d_md=DECK)
    assert decks_at(folder) == (
        folder / "a.md",
        folder / "b.md",
        inner,
        folder / "words.txt",
    )
    (folder / ".obsidian").mkdir()
    assert decks_at(folder) == (folder, folder / "words.txt")


def test_notes_beside_plain_words_are_one_vault(tmp_path: Path) -> None:
    folder = written(tmp_path, b_md=NOTE, c_md="Only words.\n")
    assert decks_at(folder) == (folder,)


def test_pictures_and_sounds_are_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path, lesson_md=DECK, a_png=TABLE, b_webp=TABLE, c_mp3=TABLE)
    looked: list[str] = []
    reader = recognising._reader

    def noting(path: Path) -> Reader | None:
        looked.append(path.name)
        return reader(path)

    monkeypatch.setattr(recognising, "_reader", noting)
    assert decks_at(folder) == (folder,)
    assert looked == [folder.name]
