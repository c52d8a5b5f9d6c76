"""SuperMemo's XML (a tree of elements), and that of smconv, which reads SuperMemo for Palm."""

import re
from collections.abc import Iterator
from pathlib import Path

from kgstudy.domain.errors import Place
from kgstudy.domain.markup import CONTROLS, as_html
from kgstudy.domain.parcel import Standing
from kgstudy.domain.progress import Progress
from kgstudy.formats.assembly import Assembly
from kgstudy.formats.instants import day_before, iso_day, number
from kgstudy.formats.supermemo.items import (
    Item,
    add,
    after,
    count,
    day,
    ease_of,
    line_breaks,
    standing_of,
)
from kgstudy.formats.xml import Element, elements

COLLECTION, PALM = "SuperMemoCollection", "smconv_pl"

_TAKEN_FOR_PATH = re.compile(r".*[\\/]")


def read(path: Path, root: str, assembly: Assembly, progress: Progress) -> None:
    names = frozenset({"SuperMemoElement" if root == COLLECTION else "card"})
    with path.open("rb") as source:
        for element in elements(source, str(path), names, progress, path.stat().st_size):
            place = Place(str(path), element.line)
            if element.cut:
                assembly.tell(place, "There is more in it than a card can hold: shorten it.")
            elif element.name in names:
                make = _of_collection if root == COLLECTION else _of_palm
                make(element, assembly, path.stem, place)


def _of_collection(element: Element, assembly: Assembly, stem: str, place: Place) -> None:
    """An element of the knowledge tree; those without a question are its branches."""
    content = element.child("Content")
    if content is None or not content.words("Question").strip():
        return
    deck = assembly.deck(stem)
    learned = element.child("LearningData")
    item = Item(
        deck,
        "".join((_html(content.words("Question")), *_files(content, "Question"))),
        "".join((_html(content.words("Answer")), *_files(content, "Answer"))),
        place,
        standing=_learned(learned, assembly, place) if learned else None,
    )
    add(assembly, item)


def _files(content: Element, side: str) -> Iterator[str]:
    """The pictures and sounds of a side; their names alone matter, the folders are elsewhere."""
    for child in content.children:
        kind = child.name.lower()
        name = _TAKEN_FOR_PATH.sub("", (child.words("URL") or child.words("Name")).strip())
        if kind not in ("image", "sound") or not name or child.words(side).strip() == "F":
            continue
        shown = as_html(name).replace('"', "&quot;")
        yield f'<br><img src="{shown}">' if kind == "image" else f"<br>[sound:{shown}]"


def _learned(told: Element, assembly: Assembly, place: Place) -> Standing | None:
    last = told.words("LastRepetition").strip()
    if not last or told.words("Repetitions").strip() in ("", "0"):
        return None
    interval = number(told.words("Interval").strip(), 0, 1e6)
    counts = (count(told.words("Repetitions")), count(told.words("Lapses") or "0"))
    ease = ease_of(told.words("AFactor"))
    return standing_of(assembly, place, day(last), after(day(last), interval), (*counts, ease))


def _of_palm(element: Element, assembly: Assembly, stem: str, place: Place) -> None:
    """A card of smconv: the first field is asked, the others answer."""
    holder = element.child("card_fields")
    fields = [_html(child.text) for child in holder.children] if holder else []
    category = element.attributes.get("category", "").strip()
    deck = assembly.deck(stem if category in ("", "Unfiled") else f"{stem}::{category}")
    other = element.child("card_other")
    committed = element.attributes.get("commit") != "0"
    standing = _of_other(other, assembly, place) if other and committed else None
    question, answer = (fields[0] if fields else ""), "<br>".join(filter(None, fields[1:]))
    add(assembly, Item(deck, question, answer, place, standing=standing))


def _of_other(other: Element, assembly: Assembly, place: Place) -> Standing | None:
    told = other.attributes
    due, interval = iso_day(told.get("datenexttest", "")), number(told.get("interval"), 0, 1e6)
    last = day_before(due, round(interval)) if due and interval is not None else None
    lapses, recalls = count(told.get("lapses", "0")), count(told.get("recalls", "0"))
    asked = None if lapses is None or recalls is None else lapses + recalls
    return standing_of(assembly, place, last, due, (asked, lapses, None))


def _html(text: str) -> str:
    """SuperMemo's texts are HTML, whose line breaks count where no tag makes them."""
    text = CONTROLS.sub("", line_breaks(text)).strip()
    return text if re.search(r"<(?:br|p|div)\b", text, re.IGNORECASE) else _lines(text)


def _lines(text: str) -> str:
    return "<br>".join(line.strip() for line in text.split("\n"))
