"""What a person decided of a lesson's drafts; those untouched are made anew from the text."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kgstudy.domain.drafting import Cure, Draft, FactKind, Flaw, Proposal
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson import Span
from kgstudy.store.collection import Collection, Row
from kgstudy.store.tables import Draft as Table

_NONE: Mapping[str, Proposal] = {}


@dataclass(frozen=True, slots=True)
class Decision:
    """`proposal` is as it was then; `chosen` is the draft in its place, where it is not its best.

    That it was accepted is told by its note.
    """

    proposal: Proposal
    rejected: bool = False
    chosen: Draft | None = None


def of_lesson(
    collection: Collection, lesson: LessonId, known: Mapping[str, Proposal] = _NONE
) -> dict[str, Decision]:
    """By key, what was decided; the proposals `known` are taken as they are now."""
    rows: list[Row] = collection.connection.execute(
        "SELECT key, rejected, chosen FROM draft WHERE lesson_id = ?", (lesson,)
    ).fetchall()
    others = _proposals(collection, lesson, [key for key, *_ in rows if key not in known])
    return {
        key: _decision(known.get(key) or others[key], rejected, chosen)
        for key, rejected, chosen in rows
    }


def _proposals(
    collection: Collection, lesson: LessonId, keys: Sequence[str]
) -> dict[str, Proposal]:
    """Those proposals as they were when they were decided upon."""
    rows = collection.connection.execute(
        "SELECT key, proposal FROM draft"
        " WHERE lesson_id = ? AND key IN (SELECT value FROM json_each(?))",
        (lesson, json.dumps(keys)),
    )
    return {key: _proposal(key, json.loads(told)) for key, told in rows}


def any_of(collection: Collection, lesson: LessonId) -> bool:
    """Whether anything was decided of the lesson's drafts."""
    return collection.row(Table.select(Table.key).where(Table.lesson_id == lesson)) is not None


def find(collection: Collection, lesson: LessonId, key: str) -> Decision | None:
    row = collection.row(Table.select().where(Table.lesson_id == lesson, Table.key == key))
    if row is None:
        return None
    _lesson, _key, rejected, proposal, chosen = row
    return _decision(_proposal(key, json.loads(proposal)), rejected, chosen)


def save(collection: Collection, lesson: LessonId, decisions: Iterable[Decision]) -> None:
    """Writes the decisions, each in the place of the one before it."""
    collection.connection.executemany(
        "INSERT INTO draft (lesson_id, key, rejected, proposal, chosen) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET rejected = excluded.rejected, proposal = excluded.proposal,"
        " chosen = excluded.chosen",
        (
            (
                lesson,
                each.proposal.key,
                int(each.rejected),
                _text(_of_proposal(each.proposal)),
                None if each.chosen is None else _text(_of_draft(each.chosen)),
            )
            for each in decisions
        ),
    )


def forget(collection: Collection, lesson: LessonId, keys: Iterable[str]) -> None:
    collection.connection.executemany(
        "DELETE FROM draft WHERE lesson_id = ? AND key = ?", ((lesson, key) for key in keys)
    )


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _of_proposal(proposal: Proposal) -> dict[str, object]:
    return {
        "span": _of_span(proposal.span),
        "quote": proposal.quote,
        "asks": [_of_span(span) for span in proposal.asks],
        "facts": list(proposal.facts),
        "drafts": [_of_draft(draft) for draft in proposal.drafts],
    }


def _of_draft(draft: Draft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "fields": dict(draft.fields),
        "form": draft.form,
        "score": draft.score,
        "reasons": list(draft.reasons),
        "flaws": [_of_flaw(flaw) for flaw in draft.flaws],
    }


def _of_flaw(flaw: Flaw) -> dict[str, object]:
    cure = flaw.cure and {"words": flaw.cure.words, "fields": dict(flaw.cure.fields)}
    return {"code": flaw.code, "why": flaw.why, "cure": cure, "grave": flaw.grave}


def _of_span(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _decision(proposal: Proposal, rejected: int, chosen: str | None) -> Decision:
    draft = None if chosen is None else _draft(json.loads(chosen))
    return Decision(proposal, bool(rejected), draft)


def _proposal(key: str, stored: Mapping[str, Any]) -> Proposal:
    return Proposal(
        key,
        Span(*stored["span"]),
        stored["quote"],
        tuple(Span(*span) for span in stored["asks"]),
        tuple(FactKind(kind) for kind in stored["facts"]),
        tuple(map(_draft, stored["drafts"])),
    )


def _draft(stored: Mapping[str, Any]) -> Draft:
    return Draft(
        stored["kind"],
        stored["fields"],
        stored["form"],
        stored["score"],
        tuple(stored["reasons"]),
        tuple(map(_flaw, stored["flaws"])),
    )


def _flaw(stored: Mapping[str, Any]) -> Flaw:
    cure = stored["cure"] and Cure(stored["cure"]["words"], stored["cure"]["fields"])
    return Flaw(stored["code"], stored["why"], cure, stored["grave"])
