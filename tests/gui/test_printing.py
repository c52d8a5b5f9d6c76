"""Cards on paper: nothing is clipped, the backs lie behind their fronts, and fonts go along."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from kgstudy.domain.card_types.occlusion import OcclusionFace, Shape
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.domain.parcel import Parcel, ParcelCard, ParcelDeck, ParcelNote
from kgstudy.gui.printing import Print, print_cards, print_pdf
from kgstudy.gui.printing.cards import CardPaper, Side, printed_cards
from kgstudy.gui.printing.grid import _cell
from kgstudy.gui.printing.pages import PAPERS, Paper
from kgstudy.gui.theme import Look
from tests.builders import basic, note, parcel

WHITE = QColor(255, 255, 255)


class ImagePages:
    """Pages as pictures, each twice as dense as a screen."""

    def __init__(self, paper: Paper) -> None:
        self.images: list[QImage] = []
        self._paper = paper
        self._painter = QPainter()

    def next(self) -> QPainter:
        self.end()
        size = QSizeF(self._paper.width, self._paper.height).toSize() * 2
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(WHITE)
        self.images.append(image)
        self._painter.begin(image)
        self._painter.scale(2, 2)
        return self._painter

    def end(self) -> None:
        if self._painter.isActive():
            self._painter.end()


@pytest.fixture(autouse=True)
def _fonts(look: Look) -> Iterator[None]:
    """Letters need an application."""
    return iter([None])


def printed(cards: Parcel, wanted: Print) -> list[QImage]:
    pages = ImagePages(PAPERS[wanted.paper])
    assert print_cards(cards, pages, wanted, lambda part: None) == len(pages.images)
    return pages.images


def a_print(arrangement: str = "grid", paper: str = "A4") -> Print:
    family = QApplication.font().family()
    return Print(
        "Rivers",
        family,
        "Letter" if paper == "Letter" else "A4",
        "list" if arrangement == "list" else "grid",
    )


def inked(image: QImage, place: QRectF) -> bool:
    """Whether anything is printed there (in units of the page)."""
    part = image.copy(
        round(place.left() * 2),
        round(place.top() * 2),
        round(place.width() * 2),
        round(place.height() * 2),
    )
    plain = QImage(part.size(), QImage.Format.Format_RGB32)
    plain.fill(WHITE)
    return part != plain


def picture(width: int, height: int, color: QColor | None = None) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color or QColor(29, 95, 168))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(content.data())


def cells(paper: Paper) -> Callable[[int, bool], QRectF]:
    room = paper.room
    size = QSizeF(room.width() / 2, room.height() / 4)
    return lambda place, mirrored: _cell(place, room, size, mirrored=mirrored).adjusted(
        3, 3, -3, -3
    )


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_an_answer_lies_behind_its_question(paper: str) -> None:
    """Turned over the long edge, left is right."""
    wanted = a_print(paper=paper)
    front, back = printed(parcel(basic("a")), wanted)
    place = cells(PAPERS[wanted.paper])
    assert [inked(front, place(at, False)) for at in range(8)] == [True, *[False] * 7]
    assert [inked(back, place(at, True)) for at in range(8)] == [True, *[False] * 7]
    assert place(0, True).left() > place(0, False).right()


def test_eight_cards_are_on_a_sheet() -> None:
    assert len(printed(parcel(*(basic(f"n{at}") for at in range(8))), a_print())) == 2
    assert len(printed(parcel(*(basic(f"n{at}") for at in range(9))), a_print())) == 4


def test_a_card_too_long_to_be_cut_out_goes_into_a_list_at_the_end() -> None:
    long = "The Naryn flows on. " * 400
    pages = printed(parcel(basic("a"), basic("b", long), basic("c")), a_print())
    assert len(pages) > 3
    place = cells(PAPERS["A4"])
    assert inked(pages[0], place(1, False))
    assert not inked(pages[0], place(2, False))


def test_a_long_card_flows_over_pages_and_no_line_is_cut() -> None:
    """Each line that can be read on paper once stands there whole."""
    long = "<br>".join(f"line {at}" for at in range(200))
    pages = printed(parcel(basic("a", long)), a_print("list"))
    assert len(pages) >= 3
    room = PAPERS["A4"].room
    for page in pages[:-1]:
        assert not inked(page, QRectF(room.left(), room.bottom() - 1, room.width() / 3, 2))


def test_letters_shrink_until_they_fit() -> None:
    middling = "The Naryn is the longest river of Kyrgyzstan. " * 12
    front, _back = printed(parcel(basic("a", middling)), a_print())
    room = PAPERS["A4"].room
    below = QRectF(room.left() + 3, room.top() + room.height() / 4 + 3, room.width() / 2 - 6, 30)
    assert inked(front, cells(PAPERS["A4"])(0, False))
    assert not inked(front, below)


@given(
    words=st.text(alphabet="abc дө<>&\n", max_size=3000),
    arrangement=st.sampled_from(["grid", "list"]),
)
@settings(max_examples=30)
def test_whatever_is_printed_stays_within_the_room(words: str, arrangement: str) -> None:
    wanted = a_print(arrangement)
    paper = PAPERS["A4"]
    for page in printed(parcel(basic("a", words or "x")), wanted):
        for margin in (
            QRectF(0, 0, paper.room.left() - 2, paper.height),
            QRectF(paper.room.right() + 2, 0, paper.width - paper.room.right() - 2, paper.height),
        ):
            assert not inked(page, margin)


@pytest.mark.parametrize("size", [(3000, 200), (200, 3000), (40, 40)])
@pytest.mark.parametrize("arrangement", ["grid", "list"])
def test_pictures_are_made_to_fit(size: tuple[int, int], arrangement: str) -> None:
    shown = basic("a", 'Which river?<img src="river.png" width="1400">')
    content = picture(*size)
    with_picture = parcel(shown)
    pages = printed(
        Parcel(
            with_picture.decks,
            with_picture.lessons,
            with_picture.notes,
            {"river.png": lambda: BytesIO(content)},
        ),
        a_print(arrangement),
    )
    assert len(pages) == (2 if arrangement == "grid" else 1)
    room = PAPERS["A4"].room
    blue = [
        pages[0].pixelColor(x, y).blue() > pages[0].pixelColor(x, y).red() + 80
        for x in range(0, pages[0].width(), 4)
        for y in range(0, pages[0].height(), 4)
    ]
    assert any(blue)
    column = QRectF(room.left() + room.width() / 2 + 3, room.top() + 3, room.width() / 2 - 6, 200)
    assert arrangement == "list" or not inked(pages[0], column)


def test_a_picture_of_elsewhere_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture(300, 300))
    html = f'<img src="{secret}"><img src="file://{secret}"><img src="media:{secret}">'
    front, _back = printed(parcel(basic("a", f"{html}words")), a_print())
    blue = [
        front.pixelColor(x, y).blue() > front.pixelColor(x, y).red() + 100
        for x in range(0, front.width(), 3)
        for y in range(0, front.height(), 3)
    ]
    assert not any(blue)


def test_a_formula_is_drawn() -> None:
    plain, _ = printed(parcel(basic("a", r"so \(x\)")), a_print())
    drawn = CardPaper(Parcel(), QApplication.font().family()).document(
        Side(r"so \(\frac{1}{2}\)"), 300, 18, QSizeF(300, 200), centred=True
    )
    assert "frac" not in drawn.toPlainText()
    assert inked(plain, cells(PAPERS["A4"])(0, False))


def test_hints_are_open_and_sounds_are_notes_on_paper() -> None:
    html = "<details><summary>Hint</summary>in the north</details>[sound:naryn.mp3]"
    drawn = CardPaper(Parcel(), QApplication.font().family()).document(
        Side(html), 300, 18, QSizeF(300, 200), centred=True
    )
    assert "in the north" in drawn.toPlainText()
    assert "♪" in drawn.toPlainText()
    assert "naryn.mp3" not in drawn.toPlainText()


def test_a_covered_part_of_a_picture_is_uncovered_on_the_back() -> None:
    asked = Shape("rect", 0.25, 0.25, 0.5, 0.5, asked=True)
    other = Shape("rect", 0.8, 0.8, 0.1, 0.1, covers=True)
    face = OcclusionFace("", "", "", "map.png", (asked, other))
    content = picture(400, 400, QColor(200, 100, 0))
    paper = CardPaper(
        Parcel(media={"map.png": lambda: BytesIO(content)}), QApplication.font().family()
    )
    sides = (Side("", "", face), Side("", "", face, revealed=True))
    shown = [paper._occlusion_image(side) for side in sides]
    assert ["occlusion:0" in shown[0], "occlusion:1" in shown[1]] == [True, True]
    front, back = (paper.occlusion(address) for address in "01")
    bare = QColor(200, 100, 0)
    assert [side.pixelColor(130, 130) == bare for side in (front, back)] == [False, True]
    assert [side.pixelColor(330, 330) == bare for side in (front, back)] == [False, False]
    assert [side.pixelColor(20, 20) == bare for side in (front, back)] == [True, True]


def test_every_kind_of_card_shows_on_paper_what_it_asks() -> None:
    choice = {
        "question": "Capital?",
        "right": "Bishkek",
        "wrong": "Osh\nNaryn",
        "note": "Since 1878",
    }
    order = {"question": "From north to south?", "items": "Talas\nNaryn\nOsh", "note": ""}
    cloze = {"text": "The {{c1::Naryn}} meets the {{c2::Kara Darya}}.", "note": ""}
    made = list(
        printed_cards(
            parcel(
                note("choice", "choice", choice),
                note("order", "ordering", order),
                note("cloze", "cloze", cloze),
            )
        )
    )
    assert len(made) == 4
    assert all(name in made[0].question.html for name in ("Bishkek", "Osh", "Naryn"))
    assert "Since 1878" in made[0].answer.html
    assert all(name in made[1].question.html for name in ("Talas", "Naryn", "Osh"))
    assert made[1].answer.html.index("Talas") < made[1].answer.html.index("Osh")
    assert "Kara Darya" not in made[3].question.html


def test_of_a_note_only_the_cards_that_go_out_are_printed() -> None:
    both = ParcelNote(
        "both",
        "deck",
        "both-ways",
        {"front": "тоо", "back": "mountain", "note": ""},
        cards=(ParcelCard(1, "deck"),),
    )
    (card,) = printed_cards(Parcel((ParcelDeck("deck", "Words"),), (), (both,)))
    assert (card.question.html, card.answer.html) == ("mountain", "тоо")


def test_decks_follow_one_another_with_their_names() -> None:
    decks = (ParcelDeck("1", "Z"), ParcelDeck("2", "A::B"))
    notes = (basic("a", deck="1"), basic("b", deck="2"))
    made = [card.deck for card in printed_cards(Parcel(decks, (), notes))]
    assert made == ["A::B", "Z"]


def test_a_pdf_has_its_fonts_and_its_title_in_it(tmp_path: Path) -> None:
    """Made beside the window, as it is in earnest."""
    file = tmp_path / "cards.pdf"
    pages: list[int] = []
    told: list[float] = []
    wanted = a_print()

    def work() -> None:
        pages.append(print_pdf(parcel(basic("a", "Кыргыз тили: ң ө ү")), file, wanted, told.append))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    content = file.read_bytes()
    assert pages == [2]
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 2
    assert re.search(rb"/FontFile[23]?\b", content) or b"/Type3" in content
    assert "Rivers".encode("utf-16-be") in content
    assert told == sorted(told)
    assert list(tmp_path.iterdir()) == [file]


def test_a_pdf_that_is_stopped_leaves_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "cards.pdf"
    file.write_bytes(b"as it was")

    def stop(part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        print_pdf(parcel(basic("a")), file, a_print(), stop)
    assert file.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [file]


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be written"):
        print_pdf(parcel(basic("a")), tmp_path / "gone" / "cards.pdf", a_print(), lambda part: None)
