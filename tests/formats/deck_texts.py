"""Decks to test with: nasty texts, and parcels of every kind of card."""

from collections.abc import Sequence

from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.card_types.base import is_blank
from kgstudy.domain.lesson import Span
from kgstudy.domain.markdown import escape, from_markdown
from kgstudy.domain.markup import media, plain
from kgstudy.domain.parcel import Parcel, ParcelDeck, ParcelLesson, ParcelNote, Source
from kgstudy.formats.kgdeck import cloze
from kgstudy.formats.kgdeck.fault import Fault
from kgstudy.formats.kgdeck.prose import Prose
from kgstudy.formats.kgdeck.reading import Document, document

SAMPLE = """\
---
name = "Rivers"
id = "rivers"
language = "en"
---

# Rivers of Kyrgyzstan

The Naryn is the longest river of *Kyrgyzstan*. It flows into the
Syr Darya.

Q: Which river is the longest?
A: The Naryn
S: The Naryn is the longest river ^longest #river

F: Kyrgyz **Республикасы**
B: The Kyrgyz Republic ^republic

<!-- Lengths are from the atlas. -->

The Chüy is 1,067 km long.

Q: How long is the Chüy?
T: 1067 km
T: 1,067 km
N: Kilometres, not miles. ^chuy-length

Q: What does the Naryn flow into?
A: The Syr Darya
X: The Chüy
X: Issyk-Kul ^naryn-mouth #river #mouth

Q: Order by length.
O: The Chüy
O: The Naryn ^order

C: The [Naryn | river] flows into the [Syr Darya [river]{3}]{1}. ^flows
"""


def read(text: str, stem: str = "deck") -> Document:
    return document(text.encode(), stem, f"{stem}.md", lambda done: None)


_PIECES = (
    "* ** _ ` [ ] [x] \\[ ^ ^id ^id&#32;#tag # ## --- \\ < > & &lt; &amp; $ ! | :: {{c1:: }} } { "
    "Q: A: S: \\Q: <b> </b> <i> </i> <!-- --> <u> </u> `a[0]` $x^2$ $$\\sqrt[3]{x}$$ 1. - "
    "ү Ң ё й Кыргызстан é (x) http://x.kg a b 12 ' \" \xa0 \u2028"
)
words = st.one_of(
    st.lists(st.sampled_from([*_PIECES.split(" "), " ", " ", "\n", "\n\n"]), max_size=9).map(
        "".join
    ),
    st.text(max_size=12),
)
"""Text as somebody may write it in a field, with all that has a meaning somewhere."""

html = words.map(from_markdown).filter(lambda field: not (is_blank(field) or media(field)))
notes = st.one_of(st.just(""), html)


@st.composite
def items(draw: st.DrawFn, least: int) -> str:
    """Fields of several items, a line each, no two of which look the same."""
    found = draw(st.lists(html, min_size=least, max_size=4, unique_by=plain))
    return "\n".join(found)


@st.composite
def gaps(draw: st.DrawFn, depth: int = 0) -> str:
    """Cloze text with gaps in it: nested, with hints, several under one number."""
    parts = []
    for _ in range(draw(st.integers(1, 2))):
        inner = draw(gaps(depth + 1)) if depth < 2 and draw(st.booleans()) else draw(words)
        hint = draw(st.sampled_from(["", "", " | hint", " | a \\| b :: }}"]))
        number = draw(st.sampled_from(["", "", "{1}", "{7}", "{2,3}"]))
        parts.append(f"{_bracketless(draw(words))}[{inner}{hint}]{number}")
    return "".join(parts)


def _bracketless(text: str) -> str:
    return escape(from_markdown(text)).replace("[", "\\[").replace("]", "\\]")


def _cloze(text: str) -> str:
    """The field, or nothing where the brackets do not fit together."""
    try:
        field = cloze.from_text(text, 1)
    except Fault:
        return ""
    return "" if media(field) or CARD_TYPES["cloze"].problem({"text": field}) else field


clozes = gaps().map(_cloze).filter(bool)

FIELDS: dict[str, st.SearchStrategy[dict[str, str]]] = {
    "basic": st.fixed_dictionaries({"front": html, "back": html, "note": notes}),
    "both-ways": st.fixed_dictionaries({"front": html, "back": html, "note": notes}),
    "cloze": st.fixed_dictionaries({"text": clozes, "note": notes}),
    "typed": st.fixed_dictionaries(
        {
            "question": html,
            "answer": html.filter(lambda field: plain(field).strip() != ""),
            "also": items(0),
            "note": notes,
        }
    ),
    "choice": st.fixed_dictionaries(
        {"question": html, "right": html, "wrong": items(1), "note": notes}
    ),
    "ordering": st.fixed_dictionaries({"question": html, "items": items(2), "note": notes}),
}

tags = st.lists(st.sampled_from(["date", "c#", "a::b", "ключ"]), unique=True, max_size=3).map(tuple)


@st.composite
def lessons(draw: st.DrawFn) -> str:
    prose = Prose()
    block = st.one_of(words, st.sampled_from(["## The Naryn", "The Naryn. The Naryn.", "- a\n- b"]))
    prose.add_plain("\n\n".join(draw(st.lists(block, max_size=8))))
    return prose.text


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span | None:
    """A piece of the text that neither begins nor ends with a blank."""
    ink = [at for at, char in enumerate(text) if not char.isspace()]
    if not ink or draw(st.booleans()):
        return None
    first = draw(st.integers(0, len(ink) - 1))
    last = draw(st.integers(first, min(first + 12, len(ink) - 1)))
    return Span(ink[first], ink[last] + 1)


@st.composite
def parcels(draw: st.DrawFn, decks: int = 1, kinds: Sequence[str] = tuple(FIELDS)) -> Parcel:
    """Decks with a lesson each, or none, and cards of these kinds."""
    all_lessons, all_notes = [], []
    names = [f"Rivers::{number}" for number in range(decks)]
    for name in names:
        guid = f"id of {name}"
        text = draw(lessons())
        if text:
            all_lessons.append(ParcelLesson(f"lesson {name}", guid, "A “lesson”", "ky-KG", text))
        for number in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from(kinds))
            fields: dict[str, str] = draw(FIELDS[kind])
            span = draw(spans(text))
            source = None
            if span is not None:
                source = Source(f"lesson {name}", text[span.start : span.end], span.start, span.end)
            own = draw(st.sampled_from([f"{guid}/n{number}", f"$k<>{number}/ү {name}"]))
            note = ParcelNote(own, guid, kind, fields, draw(tags), source)
            if CARD_TYPES[kind].problem(fields) is None:
                all_notes.append(note)
    made = tuple(ParcelDeck(f"id of {name}", name, 'It says "\\".') for name in names)
    return Parcel(made, tuple(all_lessons), tuple(all_notes))
