"""A lesson while its drafts are decided: what lies on the desk, and what can be done to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.changes import Change
from kgstudy.domain.drafting import Draft, Proposal
from kgstudy.domain.drafting.choosing import draft_words
from kgstudy.domain.drafting.flaws import flaws
from kgstudy.domain.ids import CardId, LessonId
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import as_html
from kgstudy.gui.drafting_work import DraftingWork
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.models import drafts
from kgstudy.services import lessons, studio
from kgstudy.services.groundwork import Item, State
from kgstudy.services.studio import Coverage, Studio
from kgstudy.store.collection import Collection

EDITED = "edited"
"""The form of a draft whose words are the person's."""


class LessonDesk(QObject):
    """Every act is kept at once; `acted` carries the Change, and then the desk is to be read."""

    acted = Signal(Change)

    def __init__(self, collection: Collection, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._collection = collection
        self.work = DraftingWork(jobs, self)
        self.lesson: LessonId | None = None
        self.studio: Studio | None = None
        self.items: list[Item] = []
        self._begun: Item | None = None

    def lay(self, lesson: LessonId) -> None:
        """Another lesson; it is read with the next `read`."""
        if lesson != self.lesson:
            self.work.forget()
            self.lesson, self.studio, self._begun, self.items = lesson, None, None, []

    def read(self) -> bool:
        """Reads the lesson as it stands, and has it drafted; False where it is gone."""
        if self.lesson is None or not lessons.is_there(self._collection, self.lesson):
            self.work.forget()
            self.studio, self._begun, self.items = None, None, []
            return False
        self.work.want(lessons.get(self._collection, self.lesson))
        self.studio = studio.laid(self._collection, self.lesson, self.work.ground)
        self.items = self._with_begun(self.studio.items)
        return True

    @property
    def bare(self) -> int:
        """How many facts have neither card nor draft."""
        return self.studio.counts[Coverage.NONE] if self.studio is not None else 0

    def number_of(self, key: str | None) -> int | None:
        return drafts.number_of(self.items, key)

    def number_of_card(self, card: CardId) -> int | None:
        """The item that became the card's note; None where it was made elsewhere."""
        note = lessons.note_of(self._collection, card)
        return next((n for n, item in enumerate(self.items) if item.note_id == note), None)

    # Deciding

    def accept(self, items: Sequence[Item]) -> None:
        chosen = [(item.proposal, item.draft) for item in items]
        self.acted.emit(studio.accept(self._collection, self._there, chosen))

    def accepting(self, items: Sequence[Item]) -> Callable[[Collection], Change]:
        """The same as an act to be carried out beside the window."""
        chosen = [(item.proposal, item.draft) for item in items]
        return partial(studio.accept, lesson=self._there, chosen=chosen)

    def reject(self, item: Item) -> None:
        self.acted.emit(studio.reject(self._collection, self._there, item.proposal))

    def reopen(self, item: Item) -> None:
        self.acted.emit(studio.reopen(self._collection, self._there, item.proposal))

    def revise(self, proposal: Proposal, draft: Draft) -> None:
        """Puts the draft in the proposal's place; where nothing stands there, it is added."""
        stands = self.state_of(proposal) in (State.OPEN, State.ACCEPTED)
        keep = studio.revise if stands else studio.add
        self.acted.emit(keep(self._collection, self._there, proposal, draft))

    def rename(self, title: str) -> None:
        self.acted.emit(lessons.rename(self._collection, self._there, title))

    def cured(self, item: Item, flaw: int) -> Draft | None:
        """The draft without that flaw, where there is a cure for it."""
        cure = item.draft.flaws[flaw].cure
        return None if cure is None else self._judged(item, cure.fields)

    def edited(self, item: Item, fields: Mapping[str, str]) -> Draft | None:
        """The draft with the person's words; None where they are as they were."""
        if _filled(fields) == _filled(item.draft.fields):
            return None
        return replace(self._judged(item, fields), form=EDITED, score=1.0)

    def _judged(self, item: Item, fields: Mapping[str, str]) -> Draft:
        """With what a critical reader says of it now."""
        assert self.studio is not None
        others = [
            (drafts.question(other.draft), other.draft)
            for other in self.items
            if other is not item and other.state is not State.REJECTED
        ]
        kind, language = item.draft.kind, self.studio.lesson.language
        facts = [fact for fact, _ in self.studio.facts]
        found = flaws(kind, fields, language, others=others, facts=facts)
        return replace(item.draft, fields=fields, flaws=found)

    # From marked words

    def words(self, span: Span) -> str:
        return "" if self.studio is None else self.studio.lesson.text[span.start : span.end]

    def proposal(self, span: Span) -> Proposal:
        """What asks for these words: the one that is there already, or a new one."""
        assert self.studio is not None
        lesson = self.studio.lesson
        made = draft_words(lesson.text, lesson.language, span, lesson.title)
        present = self.number_of(made.key)
        return made if present is None else replace(made, key=self.items[present].proposal.key)

    def state_of(self, proposal: Proposal) -> State | None:
        """None for one that nobody has kept yet."""
        kept = self.studio.items if self.studio is not None else ()
        at = drafts.number_of(kept, proposal.key)
        return None if at is None else kept[at].state

    def begin(self, proposal: Proposal, span: Span) -> Item:
        """Lays down a question that has no words yet; it is kept only once it has."""
        fields = {"front": "", "back": as_html(self.words(span))}
        empty = Draft("basic", fields, EDITED, 1.0)
        self._begun = Item(replace(proposal, key=f"{proposal.key}-asked"), State.OPEN, empty)
        return self._begun

    def end_begun(self) -> Item | None:
        """Takes it up again, whatever became of it."""
        begun, self._begun = self._begun, None
        return begun

    def why_left_out(self, span: Span) -> str:
        """Why nothing was drafted of a fact in these words, where that is known."""
        if self.studio is None:
            return ""
        bare = (fact for fact, coverage in self.studio.facts if coverage is Coverage.NONE)
        if not any(fact.span.touches(span) for fact in bare):
            return ""
        rejected = self.work.ground.drafting.rejected
        why = (it.why for it in rejected if any(ask.touches(span) for ask in it.proposal.asks))
        return next(why, "")

    @property
    def _there(self) -> LessonId:
        assert self.lesson is not None
        return self.lesson

    def _with_begun(self, items: Sequence[Item]) -> list[Item]:
        made = list(items)
        if self._begun is not None:
            start = self._begun.proposal.span.start
            at = next((n for n, i in enumerate(made) if i.proposal.span.start > start), len(made))
            made.insert(at, self._begun)
        return made


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: html for name, html in fields.items() if html}
