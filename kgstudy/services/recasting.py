"""Notes made into another kind: their words fill its fields, their cards keep their schedules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kgstudy.domain import gaps
from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.card_types.cloze import Cloze
from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.markup import as_html
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import TEMPLATED, NoteType
from kgstudy.domain.progress import Progress, unheard
from kgstudy.services import dealing, editing
from kgstudy.services.editing import Kind
from kgstudy.store import note_types, notes
from kgstudy.store.collection import Collection


class Drawn(Enum):
    """Words of a note that no field of it holds as such; those of its first card."""

    QUESTION = "question"
    ANSWER = "answer"
    GAPPED = "gapped"
    """The question with the answer below it in a gap."""


@dataclass(frozen=True, slots=True)
class FromField:
    name: str


Source = FromField | Drawn
"""Where the words of a field come from."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """`fields` tells for a field of the new kind where its words come from; any other is empty.

    `cards` tells by their places which of a note's cards becomes which.  A card that becomes none
    goes where nobody has answered it, else it is suspended.  Gaps that become gaps are treated as
    in an edit.
    """

    kind: Kind
    fields: Mapping[str, Source]
    cards: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Recast:
    """A note as it is and as it would be; `problem` says why that would make no card."""

    before: Note
    after: Note
    problem: str | None


def kind_of(collection: Collection, chosen: Sequence[NoteId]) -> Kind:
    """The kind that all these notes are of; raises UserError where they are of several."""
    found = {_kind(note) for note in notes.several(collection, chosen).values()}
    if len(found) != 1:
        raise UserError(
            "These notes are of several kinds, whose fields differ: choose notes of one kind."
            if found
            else "No note is chosen."
        )
    return found.pop()


def sources(kind: Kind) -> tuple[Source, ...]:
    """Where the words can come from, the fields of notes of this kind first."""
    return (*map(FromField, editing.field_names(kind)), *Drawn)


def suggested(sample: Note, kind: Kind) -> Recipe:
    """What suits most: fields of the same name, and question and answer where they belong.

    Cards become one another in their order; those of templates by their names, where they can.
    """
    names, own = editing.field_names(kind), {_same(name): name for name in sample.fields}
    fields: dict[str, Source] = {
        name: FromField(own[_same(name)]) for name in names if _same(name) in own
    }
    for name, source in zip(names, _suiting(sample, kind), strict=False):
        fields.setdefault(name, source)
    return Recipe(kind, fields, _in_order(_kind(sample), kind))


def recast(collection: Collection, chosen: Sequence[NoteId], recipe: Recipe) -> Iterator[Recast]:
    """What would become of each of the notes that are there; nothing is changed."""
    for note in notes.several(collection, chosen).values():
        after = _recast(note, recipe)
        yield Recast(note, after, card_type(after).problem(after.fields))


def change_kind(
    collection: Collection,
    chosen: Sequence[NoteId],
    recipe: Recipe,
    progress: Progress = unheard,
) -> tuple[Change, tuple[NoteId, ...]]:
    """Makes the notes what the recipe says, as one act; those that would make no card stay.

    Returns these too.  `progress` is told the share that is done; where it raises, nothing has
    changed.
    """
    left: list[NoteId] = []
    with collection.act("change-kind") as act:
        for number, each in enumerate(recast(collection, chosen, recipe)):
            progress(number / len(chosen))
            if each.problem is not None:
                left.append(each.before.id)
                continue
            act.touched.update((Touched.NOTES, Touched.CARDS))
            _know(collection, recipe.kind)
            notes.save(collection, each.after)
            _keep_cards(collection, each, recipe)
    return act.change, tuple(left)


def places(kind: Kind) -> tuple[str, ...]:
    """What the cards are called that a note of this kind makes; none where its gaps decide."""
    if _is_cloze(kind):
        return ()
    if isinstance(kind, NoteType):
        return tuple(template.name for template in kind.templates)
    count = len(CARD_TYPES[kind].slots({}))
    return tuple(str(number) for number in range(1, count + 1))


def _kind(note: Note) -> Kind:
    return note.kind if note.note_type is None else note.note_type


def _know(collection: Collection, kind: Kind) -> None:
    if isinstance(kind, NoteType) and kind.guid not in note_types.ids(collection):
        note_types.add(collection, kind)


def _recast(note: Note, recipe: Recipe) -> Note:
    fields = {
        name: _words(note, recipe.fields[name]) if name in recipe.fields else ""
        for name in editing.field_names(recipe.kind)
    }
    if isinstance(recipe.kind, NoteType):
        return note._replace(kind=TEMPLATED, note_type=recipe.kind, fields=fields)
    return note._replace(kind=recipe.kind, note_type=None, fields=fields)


def _words(note: Note, source: Source) -> str:
    """The HTML that comes from there."""
    if isinstance(source, FromField):
        return note.fields.get(source.name, "")
    made_by = card_type(note)
    slots = made_by.slots(note.fields)
    if not slots:
        return ""
    question = as_html(made_by.question_text(note.fields, slots[0]))
    answer = as_html(made_by.answer_text(note.fields, slots[0]))
    match source:
        case Drawn.QUESTION:
            return question
        case Drawn.ANSWER:
            return answer
        case Drawn.GAPPED:
            # Braces in it would end the gap.
            hidden = answer.replace("}}", "} }").replace("::", ":&#58;")
            return f"{question}<br>{{{{c1::{hidden}}}}}"


def _suiting(sample: Note, kind: Kind) -> tuple[Source, ...]:
    """For the first fields of the kind, where nothing has their name."""
    if _is_cloze(kind):
        return (next(_with_gaps(sample), Drawn.GAPPED),)
    made_by = card_type(sample)
    slots = made_by.slots(sample.fields)
    if not slots:
        return (Drawn.QUESTION, Drawn.ANSWER)
    face = made_by.face(sample.fields, slots[0])
    return (
        _holding(sample, face.question, Drawn.QUESTION),
        _holding(sample, face.answer, Drawn.ANSWER),
    )


def _with_gaps(sample: Note) -> Iterator[Source]:
    return (
        FromField(name) for name, html in sample.fields.items() if gaps.numbers(gaps.parse(html))
    )


def _holding(sample: Note, html: str, otherwise: Drawn) -> Source:
    """The field that says exactly this."""
    found = (name for name, said in sample.fields.items() if said == html and said)
    return next(map(FromField, found), otherwise)


def _in_order(old: Kind, new: Kind) -> dict[int, int]:
    """Which place becomes which; the first gap is the first card."""
    before, after = places(old) or ("",), places(new) or ("",)
    named = {before.index(name): after.index(name) for name in before if name and name in after}
    free = (place for place in range(len(after)) if place not in named.values())
    rest = (place for place in range(len(before)) if place not in named)
    return named | dict(zip(rest, free, strict=False))


def _keep_cards(collection: Collection, each: Recast, recipe: Recipe) -> None:
    """From gaps to gaps it is as if they were edited: what is put aside may come back."""
    if _is_cloze(_kind(each.before)) and _is_cloze(recipe.kind):
        dealing.settle(collection, each.before, each.after)
    else:
        dealing.become(collection, each.before, each.after, _slots(each, recipe))


def _slots(each: Recast, recipe: Recipe) -> dict[int, int]:
    """By slot what the recipe says by place."""
    had = card_type(each.before).slots(each.before.fields)
    wanted = card_type(each.after).slots(each.after.fields)
    return {
        had[place]: wanted[to]
        for place, to in recipe.cards.items()
        if place < len(had) and to < len(wanted)
    }


def _is_cloze(kind: Kind) -> bool:
    return kind.cloze if isinstance(kind, NoteType) else kind == Cloze.kind


def _same(name: str) -> str:
    """Names that differ in case alone are taken for the same."""
    return name.casefold()
