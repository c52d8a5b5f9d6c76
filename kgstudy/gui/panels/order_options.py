"""The rest of a deck's options: in which order cards come, how far off at most, and leeches."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.deck import LeechAction, Mix, NewOrder, Options, ReviewOrder
from kgstudy.gui.panels.panel import Panel
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.stepper import Stepper

LONGEST = 36500
MOST_LAPSES = 99


class OrderOptions(QObject):
    """Their controls, in the rows of a panel; `touched` says that a person changed one."""

    touched = Signal()

    def __init__(self, look: Look, panel: Panel) -> None:
        super().__init__(panel)
        self._look = look
        self.new_order = self._picker(self.tr("Order of new cards"), self._new_orders())
        self.review_order = self._picker(self.tr("Order of reviews"), self._review_orders())
        self.mix = self._picker(self.tr("New cards come"), self._mixes())
        self.longest = Stepper(look, self.tr("Longest interval"), 1, LONGEST, 30, self.tr(" d"))
        self.lapses = Stepper(look, self.tr("Leech after"), 0, MOST_LAPSES)
        self.leeches = self._picker(self.tr("What becomes of a leech"), self._leech_actions())
        self._add_rows(panel)
        for picker in self._pickers:
            picker.activated.connect(self.touched)
        for stepper in (self.longest, self.lapses):
            stepper.changed.connect(self.touched)

    def show(self, options: Options) -> None:
        self.new_order.setCurrentIndex(self.new_order.findData(options.new_order))
        self.review_order.setCurrentIndex(self.review_order.findData(options.review_order))
        self.mix.setCurrentIndex(self.mix.findData(options.mix))
        self.leeches.setCurrentIndex(self.leeches.findData(options.leech_action))
        self.longest.put(options.max_interval)
        self.lapses.put(options.leech_lapses)

    def wanted(self, before: Options) -> Options:
        """What the controls say, in the place of what was."""
        return replace(
            before,
            new_order=NewOrder(self.new_order.currentData()),
            review_order=ReviewOrder(self.review_order.currentData()),
            mix=Mix(self.mix.currentData()),
            leech_action=LeechAction(self.leeches.currentData()),
            max_interval=self.longest.number.value(),
            leech_lapses=self.lapses.number.value(),
        )

    def arrange(self) -> None:
        for picker in self._pickers:
            picker.setFixedWidth(self._look.px(280))

    @property
    def _pickers(self) -> tuple[Picker, ...]:
        return self.new_order, self.review_order, self.mix, self.leeches

    def _picker(self, name: str, choices: dict[Any, str]) -> Picker:
        picker = Picker(self._look, name)
        for value, words in choices.items():
            picker.addItem(words, value)
        return picker

    def _add_rows(self, panel: Panel) -> None:
        studied = self.tr("Of the deck that is studied, with all below it.")
        panel.add(self.tr("Order of new cards"), studied, self.new_order)
        panel.add(self.tr("Order of reviews"), "", self.review_order)
        panel.add(self.tr("New cards come"), "", self.mix)
        panel.add(
            self.tr("Longest interval"),
            self.tr("However well a card is known, it comes again after so many days."),
            self.longest,
        )
        panel.add(
            self.tr("Leech after"),
            self.tr("A card that is forgotten so many times wants to be mended. 0: never."),
            self.lapses,
        )
        panel.add(self.tr("What becomes of a leech"), "", self.leeches)

    def _new_orders(self) -> dict[NewOrder, str]:
        return {
            NewOrder.POSITION: self.tr("In their places"),
            NewOrder.RANDOM: self.tr("At random"),
        }

    def _review_orders(self) -> dict[ReviewOrder, str]:
        return {
            ReviewOrder.DUE: self.tr("By the day they are due"),
            ReviewOrder.DUE_THEN_DECK: self.tr("By day, then by deck"),
            ReviewOrder.DECK_THEN_DUE: self.tr("By deck, then by day"),
            ReviewOrder.RECALL_LOWEST: self.tr("Least remembered first"),
            ReviewOrder.RECALL_HIGHEST: self.tr("Best remembered first"),
            ReviewOrder.OVERDUE: self.tr("Most overdue first"),
            ReviewOrder.INTERVAL_SHORTEST: self.tr("Short intervals first"),
            ReviewOrder.INTERVAL_LONGEST: self.tr("Long intervals first"),
            ReviewOrder.EASIEST: self.tr("Easy ones first"),
            ReviewOrder.HARDEST: self.tr("Difficult ones first"),
            ReviewOrder.ADDED: self.tr("Oldest cards first"),
            ReviewOrder.ADDED_LAST: self.tr("Newest cards first"),
            ReviewOrder.RANDOM: self.tr("At random"),
        }

    def _mixes(self) -> dict[Mix, str]:
        return {
            Mix.MIXED: self.tr("Among the reviews"),
            Mix.BEFORE: self.tr("Before the reviews"),
            Mix.AFTER: self.tr("After the reviews"),
        }

    def _leech_actions(self) -> dict[LeechAction, str]:
        return {
            LeechAction.TAG: self.tr("It gets the tag “leech”"),
            LeechAction.SUSPEND: self.tr("It is suspended, too"),
        }
