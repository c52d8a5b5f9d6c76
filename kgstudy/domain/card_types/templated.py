"""Notes whose cards are made by the templates of a note type, as in Anki."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import ClassVar

from typing_extensions import override

from kgstudy.domain import gaps
from kgstudy.domain.card_types.base import CardType, Face, Field, WholeFace, is_blank
from kgstudy.domain.card_types.occlusion import OcclusionFace, masks, part, shapes, without_images
from kgstudy.domain.card_types.typed import TypedFace
from kgstudy.domain.markup import media, plain
from kgstudy.domain.note_type import TEMPLATED, NoteType
from kgstudy.domain.picture_notes import holders
from kgstudy.domain.templates.css import reduced
from kgstudy.domain.templates.parsing import Replacement, Section, Step, Text, fault, parse
from kgstudy.domain.templates.rendering import FRONT_SIDE, Rendering, Side, is_empty

_ANSWER_LINE = re.compile(r"""<hr\b[^<>]*\bid\s*=\s*["']?answer\b[^<>]*>""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """A template as steps; `repeats` says that the answer begins as the question does."""

    question: tuple[Step, ...]
    answer: tuple[Step, ...]

    @property
    def repeats(self) -> bool:
        said = (
            step for step in self.answer if not (isinstance(step, Text) and step.html.isspace())
        )
        first = next(said, None)
        again = self.answer[: len(self.question)] == self.question
        return again or (isinstance(first, Replacement) and first.field == FRONT_SIDE)


@lru_cache(maxsize=32)
def _sides(note_type: NoteType) -> tuple[Sides, ...]:
    return tuple(Sides(parse(made.question), parse(made.answer)) for made in note_type.templates)


class Templated(CardType):
    """The cards of `note_type`; `tags` and `deck` are what its special fields say of a note."""

    kind: ClassVar[str] = TEMPLATED
    name: ClassVar[str] = "Template"
    fields: ClassVar[tuple[Field, ...]] = ()

    def __init__(self, note_type: NoteType, tags: Sequence[str] = (), deck: str = "") -> None:
        self.note_type = note_type
        self._tags = tags
        self._deck = deck
        self._sides = _sides(note_type)

    @override
    def slots(self, fields: Mapping[str, str]) -> tuple[int, ...]:
        """The cards whose question has content; a cloze has one for each number of a gap."""
        if self.note_type.cloze:
            return self._gaps(fields)
        filled = {name for name, html in fields.items() if not is_empty(html)}
        return tuple(
            place for place, sides in enumerate(self._sides) if _says(sides.question, filled)
        )

    @override
    def face(self, fields: Mapping[str, str], slot: int) -> Face:
        place = 0 if self.note_type.cloze else slot
        if not 0 <= place < len(self._sides):
            return Face("", "", "")
        sides, gap = self._sides[place], slot if self.note_type.cloze else 0
        every = {**self._special(place), **fields}
        question = Rendering(every, gap).side(sides.question)
        if why := self._blank(question, fields, gap):
            question = replace(question, html=fault(why))
        answer = Rendering(every, gap, question.html).side(sides.answer)
        shown = self._pictured(question, answer, fields, gap)
        face = shown or _face(question, answer, _rest(question.html, answer.html, sides.repeats))
        return replace(face, style=reduced(self.note_type.css))

    @override
    def problem(self, fields: Mapping[str, str]) -> str | None:
        if self.slots(fields):
            return None
        if held := holders(self.note_type):
            if not media(fields.get(held.picture, "")):
                return "There is no picture yet: choose one, drop one here, or paste it."
            return "Nothing is hidden yet: draw over what is to be asked for."
        if self.note_type.cloze:
            return "The text has no gap: mark the words to ask for."
        return "No card has a question: fill the fields that its front shows."

    @override
    def question_text(self, fields: Mapping[str, str], slot: int) -> str:
        """Of a picture, which part is asked for, and its words or else its name."""
        face = self.face(fields, slot)
        words = plain(face.question)
        if isinstance(face, OcclusionFace):
            return part(face, slot, words or face.image)
        return words

    @override
    def answer_text(self, fields: Mapping[str, str], slot: int) -> str:
        """The answer alone: of a cloze the words in the gaps."""
        if self.note_type.cloze and (hidden := self._hidden(fields, slot)):
            return hidden
        return super().answer_text(fields, slot)

    @override
    def sought(self, fields: Mapping[str, str], slot: int) -> str:
        """Parts of pictures have no words: they are known by where they are."""
        return self._gapped(fields, slot) or self.answer_text(fields, slot)

    def _blank(self, question: Side, fields: Mapping[str, str], gap: int) -> str:
        """Why there is nothing to ask; Anki says so in the question's place."""
        if gap and gap not in self.slots(fields):
            return f"There is no gap {gap} in this note."
        if is_blank(question.html) and not question.occlusion:
            return "The front of this card is blank."
        return ""

    def _pictured(
        self, question: Side, answer: Side, fields: Mapping[str, str], gap: int
    ) -> OcclusionFace | None:
        """The face, where it is a picture with hidden parts."""
        found = masks(fields)
        if question.occlusion and (image := next(iter(media(question.html)), "")):
            found = OcclusionFace("", "", "", image, shapes(question.occlusion, gap))
        return _pictured(question, answer, found) if found else None

    def _hidden(self, fields: Mapping[str, str], slot: int) -> str:
        return self._gapped(fields, slot, pictured=False)

    def _gapped(self, fields: Mapping[str, str], slot: int, *, pictured: bool = True) -> str:
        """The words in the gaps of texts, or where those of pictures are."""
        texts = (fields.get(name, "") for name in self._cloze_fields())
        texts = (text for text in texts if (gaps.PICTURE in text) is pictured)
        every = (gap for text in texts for gap in gaps.gaps(gaps.parse(text)))
        words = (plain(gaps.shown(gap.parts)) for gap in every if slot in gap.numbers)
        return ", ".join(dict.fromkeys(filter(None, words)))

    def _gaps(self, fields: Mapping[str, str]) -> tuple[int, ...]:
        texts = (fields.get(name, "") for name in self._cloze_fields())
        return tuple(sorted({number for text in texts for number in _numbers(text)}))

    def _cloze_fields(self) -> tuple[str, ...]:
        steps = self._sides[0].question if self._sides else ()
        used = (step for step in steps if isinstance(step, Replacement))
        return tuple(dict.fromkeys(step.field for step in used if "cloze" in step.filters))

    def _special(self, place: int) -> dict[str, str]:
        special = {
            "Tags": " ".join(self._tags),
            "Type": self.note_type.name,
            "Deck": self._deck,
            "Subdeck": self._deck.rpartition("::")[2],
            "Card": self.note_type.templates[place].name,
            "CardFlag": "flag0",
        }
        return {key: escape(words, quote=False) for key, words in special.items()}


def _numbers(text: str) -> tuple[int, ...]:
    return gaps.numbers(gaps.parse(text))


def _says(steps: Sequence[Step], filled: set[str]) -> bool:
    """Whether a field with content is shown."""
    at = 0
    while at < len(steps):
        step = steps[at]
        at += 1
        if isinstance(step, Replacement) and step.field in filled:
            return True
        if isinstance(step, Section) and (step.key in filled) != step.filled:
            at = step.end
    return False


def _pictured(question: Side, answer: Side, face: OcclusionFace) -> OcclusionFace:
    """The picture stands between the words of both sides, which do not show it once more."""
    images = {face.image, *(face.masks or ())}
    asking, said = (without_images(side.html, images) for side in (question, answer))
    shown = ["" if is_blank(html) else html for html in (asking, _new(asking, said))]
    return replace(face, question=shown[0], answer=shown[1])


def _new(question: str, answer: str) -> str:
    """What the answer says that the question does not, from a whole tag on."""
    same = 0
    for one, other in zip(question, answer, strict=False):
        if one != other:
            break
        same += 1
    return answer[answer.rfind(">", 0, same) + 1 :].strip()


def _face(question: Side, answer: Side, rest: str | None) -> Face:
    """`rest` is what the answer says after the question, or None where it does not repeat it."""
    if question.typed:
        accepted = question.typed[:1]
        if rest is None:
            shown = escape(accepted[0], quote=False)
            return TypedFace(question.html, shown, "", accepted, filled=answer.html)
        shown = escape(accepted[0], quote=False) if is_blank(rest) else rest
        return TypedFace(question.html, shown.strip(), "", accepted)
    if rest is None:
        return WholeFace(question.html, answer.html, "")
    return Face(question.html, rest.strip(), "")


def _rest(question: str, answer: str, repeats: bool) -> str | None:
    """What the answer says after it has said the question again, if it does."""
    if line := _ANSWER_LINE.search(answer):
        before = answer[: line.start()]
        if (plain(before), media(before)) == (plain(question), media(question)):
            return answer[line.end() :]
    again = question.strip()
    said = answer.lstrip()
    return said[len(again) :] if repeats and again and said.startswith(again) else None
