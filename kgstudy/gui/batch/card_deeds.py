"""What is done to the chosen cards."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kgstudy.domain.due import Due
from kgstudy.domain.progress import Progress
from kgstudy.gui.batch.doing import BatchAct, Doing, Done, were_already
from kgstudy.gui.batch.due_dialog import DueDialog, due_words
from kgstudy.gui.batch.move_dialog import MoveDialog
from kgstudy.gui.batch.place_dialog import Place, PlaceDialog
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.desk import Desk
from kgstudy.gui.wording import number, several
from kgstudy.services import cards, decks
from kgstudy.store.collection import Collection

MANY = 250
"""From so many cards on, what SQL does alone would hold the window up."""
SOME = 20
"""From so many on, what is computed for each would."""


class CardDeeds(QObject):
    """Each is one act, and says what it did to how many."""

    def __init__(self, desk: Desk, doing: Doing, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._doing = doing
        self._parent = parent

    def suspend(self, chosen: Selection) -> None:
        """Suspends them; where all are suspended, brings them back."""

        def act(collection: Collection, _tell: Progress) -> Done:
            were = cards.how_many_suspended(collection, chosen.cards)
            back = cards.how_many_come_back(collection, chosen.cards)
            change = cards.toggle_suspended(collection, chosen.cards)
            if change.act == "unsuspend-cards":
                return Done(change, several(back, "Brought 1 card back", "Brought %n cards back"))
            words = several(len(chosen.cards) - were, "Suspended 1 card", "Suspended %n cards")
            return Done(change, words + were_already(were))

        self._change(act, chosen)

    def bury(self, chosen: Selection) -> None:
        """Until tomorrow; where all are buried, brings them back."""
        one, many = "Buried 1 card until tomorrow", "Buried %n cards until tomorrow"

        def act(collection: Collection, _tell: Progress) -> Done:
            were = cards.how_many_buried(collection, chosen.cards)
            change = cards.toggle_buried(collection, chosen.cards)
            if change.act == "unbury-cards":
                return Done(change, several(were, "Brought 1 card back", "Brought %n cards back"))
            words = several(len(chosen.cards) - were, one, many)
            return Done(change, words + were_already(were))

        self._change(act, chosen)

    def flag(self, flag: int, chosen: Selection) -> None:
        """Where all carry it already, it is taken off."""
        count = len(chosen.cards)

        def act(collection: Collection, _tell: Progress) -> Done:
            were = cards.how_many_flagged(collection, chosen.cards, flag)
            change = cards.toggle_flag(collection, chosen.cards, flag)
            if flag and were < count:
                marked = several(count - were, "1 card", "%n cards")
                told = self.tr("Flag {number}: {cards}").format(number=flag, cards=marked)
                return Done(change, told + were_already(were))
            bare = several(count if flag else count - were, "1 card", "%n cards")
            return Done(change, self.tr("Took the flag off {cards}").format(cards=bare))

        self._change(act, chosen)

    def move(self, chosen: Selection) -> None:
        count = len(chosen.cards)
        dialog = MoveDialog(self._desk.look, self._names(), count, self._parent)
        dialog.chosen.connect(lambda deck: self.move_to(chosen, deck))
        dialog.open()

    def move_to(self, chosen: Selection, deck: str) -> None:
        """A deck that there is not is made."""
        count = len(chosen.cards)

        def act(collection: Collection, tell: Progress) -> Done:
            lay = cards.how_many_in(collection, chosen.cards, deck)
            moved = several(count - lay, "Moved 1 card to {deck}", "Moved %n cards to {deck}")
            there = several(lay, "1 was there already", "%n were there already")
            words = moved.format(deck=deck) + (f" · {there}" if lay else "")
            return Done(cards.move(collection, chosen.cards, deck, tell), words)

        self._do(act, self.tr("Moving cards …"), is_long=count >= SOME)

    def set_due(self, chosen: Selection) -> None:
        today = self._desk.collection.calendar.today()
        dialog = DueDialog(self._desk.look, len(chosen.cards), today, self._parent)
        dialog.chosen.connect(lambda due: self._set_due(chosen, due))
        dialog.open()

    def reset(self, chosen: Selection) -> None:
        count = len(chosen.cards)

        def act(collection: Collection, tell: Progress) -> Done:
            known = count - len(cards.new_among(collection, chosen.cards))
            words = several(known, "1 card is new again", "%n cards are new again")
            return Done(cards.reset(collection, chosen.cards, tell), words)

        self._do(act, self.tr("Resetting cards …"), is_long=count >= SOME)

    def reposition(self, chosen: Selection) -> None:
        def ask(fresh: tuple[int, ...]) -> None:
            if not fresh:
                self._doing.say(self.tr("None of these cards is new."))
                return
            dialog = PlaceDialog(self._desk.look, fresh, self._parent)
            dialog.chosen.connect(lambda place: self._place(chosen, place, len(fresh)))
            dialog.open()

        many = len(chosen.cards) >= MANY
        self._doing.ask(lambda c: cards.new_among(c, chosen.cards), ask, is_long=many)

    def _set_due(self, chosen: Selection, due: Due) -> None:
        count = len(chosen.cards)
        one, many = "1 card is due {when}", "%n cards are due {when}"
        words = several(count, one, many).format(when=due_words(due))

        def act(collection: Collection, tell: Progress) -> Done:
            return Done(cards.set_due(collection, chosen.cards, due, tell), words)

        self._do(act, self.tr("Setting due days …"), is_long=count >= SOME)

    def _place(self, chosen: Selection, place: Place, count: int) -> None:
        words = several(count, "Gave 1 new card its place", "Gave %n new cards their places")

        def act(collection: Collection, _tell: Progress) -> Done:
            change = cards.reposition(
                collection,
                chosen.cards,
                place.start,
                place.step,
                shuffle=place.shuffle,
                shift=place.shift,
            )
            return Done(change, words)

        self._do(act, self.tr("Placing cards …"), is_long=True)  # all new cards may make room

    def _change(self, act: BatchAct, chosen: Selection) -> None:
        count = len(chosen.cards)
        words = self.tr("Changing {count} cards …").format(count=number(count))
        self._do(act, words, is_long=count >= MANY)

    def _do(self, act: BatchAct, words: str, *, is_long: bool) -> None:
        self._doing.do(act, words, is_long=is_long)

    def _names(self) -> list[str]:
        return [name for name, _ in decks.names(self._desk.collection)]
