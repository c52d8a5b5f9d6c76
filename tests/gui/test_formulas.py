"""Formulas are found however they are written, drawn beside the window, or shown as source."""

import gc
from collections.abc import Callable
from html import unescape
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kgstudy.gui.faces import safe_html
from kgstudy.gui.media import tex
from kgstudy.gui.media.formulas import Typesetter, draw
from kgstudy.gui.media.tex import Formula, formulas, replaced, tidy
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import QUESTION

WAIT_MS = 10_000


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (r"a \(x^2\) b", Formula("x^2", False)),
        (r"a \[x^2\] b", Formula("x^2", True)),
        ("[$]x^2[/$]", Formula("x^2", False)),
        ("[$$]x^2[/$$]", Formula("x^2", True)),
        ("[latex]$x^2$[/latex]", Formula("$x^2$", False)),
        (r"[latex]\begin{math}x\end{math}[/latex]", Formula(r"\begin{math}x\end{math}", True)),
        (r"\(a &lt; b\)", Formula("a < b", False)),
        (r"\(a<br>b <b>c</b>\)", Formula("a\nb c", False)),
        (r"\[a \\[2pt] b\]", Formula(r"a \\[2pt] b", True)),
    ],
)
def test_a_formula_is_found(html: str, found: Formula) -> None:
    assert formulas(html) == (found,)


@pytest.mark.parametrize(
    "html",
    [
        r"<code>\(x\)</code>",
        r"\\(x\\)",
        r"\( never closed",
        '<img alt="\\(x\\)" src="media:a.png">',
        r"\(  \)",
        r"\(" + "x" * 5000 + r"\)",
    ],
)
def test_what_is_none_stays_as_it_is(html: str) -> None:
    assert formulas(html) == ()
    assert replaced(html, lambda formula: "!") == html


def test_tags_that_begin_within_a_formula_are_kept() -> None:
    assert replaced(r"\(x <b>y\) z</b>", lambda formula: "F") == "F<b> z</b>"


def test_what_cannot_be_drawn_is_shown_as_code() -> None:
    assert replaced(r"a \(\frac{\)", lambda formula: None) == r"a <code>\(\frac{\)</code>"


def test_ankis_own_tag_is_a_formula() -> None:
    assert safe_html("<anki-mathjax>a<b</anki-mathjax>") == r"\(a<b></b>\)" or formulas(
        safe_html("<anki-mathjax>a &lt; b</anki-mathjax>")
    ) == (Formula("a < b", False),)
    assert formulas(safe_html('<anki-mathjax block="true">x</anki-mathjax>'))[0].display


@given(st.text(alphabet="\\()[]$/latex <>b&;{}^_x\n", max_size=60))
def test_words_without_formulas_are_never_changed(text: str) -> None:
    clean = safe_html(text)
    if not formulas(clean):
        assert replaced(clean, lambda formula: "!") == clean


@given(st.text(alphabet="\\()[]$/latex <>b&;{}^_x\n", max_size=60))
def test_putting_every_formula_back_loses_no_words(text: str) -> None:
    clean = safe_html(text)
    seen: list[str] = []
    replaced(clean, lambda formula: seen.append(formula.tex))
    words = unescape(clean)
    assert all(part in words for shown in seen for part in shown.split() if "<" not in part)


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("$x$", "x"),
        ("$$ x $$", "x"),
        (r"\begin{equation*}x\end{equation*}", "x"),
        (r"\begin {pmatrix} a \end {pmatrix}^{-1}", r"{\begin{pmatrix} a \end{pmatrix}}^{-1}"),
        (r"x % why", "x "),
        (r"50\%", r"50\%"),
        (r"\label{eq}x", "x"),
        (r"\ce{H2O}", r"{\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{SO4^2-}", r"{\mathrm{SO}_{4}^{2-}}"),
        (r"\ce{Na+}", r"{\mathrm{Na}^{+}}"),
        (r"\ce{C ->[900 K] D}", r"{\mathrm{C}\; \xrightarrow{\text{900 K}} \;\mathrm{D}}"),
    ],
)
def test_tex_is_put_in_words_that_can_be_drawn(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


@pytest.mark.parametrize(
    "source",
    [
        r"\frac{a}{b}",
        r"\begin{pmatrix}a & b \\ c & d\end{pmatrix}^{-1}",
        r"\begin{cases}1 & x > 0 \\ 0 & x \le 0\end{cases}",
        r"\begin{align}a &= b \\ c &= d\end{align}",
        r"\begin{aligned}a &= b \\ c &= d\end{aligned}",
        r"\ce{2H2 + O2 -> 2H2O}",
        r"\text{эгер } x > 0",
        r"\sum_{i=1}^n \sqrt[3]{x_i} \xrightarrow{f} \hat{y}",
        r"\mathbb{R}^n \setminus \{0\}",
    ],
)
def test_common_formulas_are_drawn(source: str) -> None:
    drawing = draw(Formula(source, True))
    assert drawing is not None
    assert drawing.width > 0.3
    assert drawing.above > 0.3


@pytest.mark.parametrize(
    "source",
    [
        r"\frac{",
        r"\frac{1}{" * 14 + "x" + "}" * 14,
        "{" * 700,
        r"\sqrt{" * 200,
        r"\left(" * 14 + "x" + r"\right)" * 14,
    ],
    ids=["open", "fractions", "braces", "roots", "brackets"],
)
def test_what_cannot_be_drawn_is_given_up_in_time(source: str) -> None:
    begun = perf_counter()
    assert draw(Formula(source, False), seconds=0.3) is None
    assert perf_counter() - begun < 2


def test_what_is_cleared_away_meanwhile_does_not_keep_it_drawing() -> None:
    """An error that is raised while garbage is collected is lost."""

    def look_on(_phase: str, _facts: dict[str, int]) -> None:
        """Is called in the midst of the drawing, over and over."""

    threshold = gc.get_threshold()
    gc.callbacks.append(look_on)
    gc.set_threshold(1)
    try:
        assert draw(Formula(r"\left(" * 14 + "x" + r"\right)" * 14, False), seconds=0.1) is None
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(look_on)


def test_files_of_this_computer_are_not_read() -> None:
    drawing = draw(Formula(r"\input{/etc/hostname}", False))
    assert drawing is None or "image" not in drawing.svg


def ink(image: QImage, color: QColor) -> int:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y) == color for x, y in places)


def test_it_is_drawn_in_the_colour_of_the_words_and_sharp_on_dense_screens() -> None:
    drawing = draw(Formula(r"\frac{a}{b}", True))
    assert drawing is not None
    once, twice = (drawing.image(40, 20, QColor("red"), ratio) for ratio in (1.0, 2.0))
    assert twice.width() == pytest.approx(2 * once.width(), abs=2)
    assert twice.deviceIndependentSize().width() == pytest.approx(once.width(), abs=1)
    assert ink(once, QColor("red")) > 20
    assert ink(once, QColor("black")) == 0


@pytest.fixture
def view_of(look: Look, qtbot: QtBot) -> Callable[[str], CardView]:
    def make(html: str) -> CardView:
        made = CardView(look, lambda name: None, QUESTION)
        qtbot.addWidget(made)
        made.resize(600, 300)
        made.show_face(html)
        return made

    return make


def test_a_card_shows_the_formula_once_it_is_drawn(
    view_of: Callable[[str], CardView], look: Look, qtbot: QtBot
) -> None:
    view = view_of(r"What is \(\frac{a}{b}\)?")
    qtbot.waitUntil(lambda: "formula:0" in view.document().toHtml(), timeout=WAIT_MS)
    assert view.words == r"What is \frac{a}{b}?"
    assert "￼" in view.document().toPlainText()


def test_a_card_keeps_the_source_of_what_cannot_be_drawn(
    view_of: Callable[[str], CardView], look: Look, qtbot: QtBot
) -> None:
    view = view_of(r"What is \(\frac{\)?")
    look.formulas.finish()
    assert r"\(\frac{\)" in view.document().toPlainText()


def test_a_formula_follows_the_theme(
    view_of: Callable[[str], CardView], look: Look, qtbot: QtBot
) -> None:
    view = view_of(r"\(\rule{3em}{3em} M\)")
    qtbot.waitUntil(lambda: "formula:0" in view.document().toHtml(), timeout=WAIT_MS)
    look.choose("dark", 100)
    shown = view.grab().toImage()
    assert ink(shown, look.color("ink")) > 0


def test_what_is_known_is_not_drawn_again(qtbot: QtBot) -> None:
    typesetter = Typesetter()
    formula = Formula("x", False)
    assert typesetter.ask([formula]).wait(10)
    known = typesetter.draw([formula])[formula]
    assert known is not None
    assert typesetter.draw([formula])[formula] is known
    typesetter.finish()


def test_a_side_has_no_more_formulas_than_can_be_drawn() -> None:
    assert len(formulas(r"\(x\) " * 1000)) == tex._MOST
