"""Which cards are to be studied out of their turn, and whether their schedules change by it."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.deck import Deck
from kgstudy.domain.errors import Cancelled, UserError
from kgstudy.gui import wording
from kgstudy.gui.alarm import alarm
from kgstudy.gui.desk import Desk
from kgstudy.gui.errand import Errand
from kgstudy.gui.frame import Frame
from kgstudy.gui.models import out_of_turn
from kgstudy.gui.models.out_of_turn import OFFERS, What
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.search_field import SearchField
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.stepper import Stepper
from kgstudy.gui.widgets.switch import Switch
from kgstudy.gui.widgets.work_foot import WorkFoot
from kgstudy.services import decks, filtered
from kgstudy.services.filtered import Found, Order, Wish
from kgstudy.services.sitting import Plan

WIDTH, HEIGHT = 700, 600
ROOMY = 600
FIELD = 300
USUAL = 100
"""Cards of one sitting, at first."""
SETTLED_MS = 150


class FilteredDialog(QDialog):
    """Counts what is found while it is chosen, and begins the session."""

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        parent: QWidget,
        deck: Deck | None = None,
        *,
        search: str | None = None,
    ) -> None:
        """Begins with the cards of the deck, or with what `search` finds."""
        super().__init__(parent.window())
        self._desk = desk
        self._frame = frame
        self.planned: Plan | None = None
        self._begins = False
        """Whether the session begins as soon as the cards are found."""
        self._looking = Errand(desk.jobs, self)
        self.setWindowTitle(self.tr("Filtered study"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settled = alarm(self, SETTLED_MS)
        self._make_controls()
        self._add_rows()
        self._lay_out()
        self._connect()
        self._begin_with(deck, search)
        wanted = QSize(desk.look.px(WIDTH), desk.look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)))
        self.what.setFocus()

    @property
    def chosen(self) -> What:
        return What(self.what.currentData())

    @property
    def wish(self) -> Wish:
        """Raises UserError where the search cannot be read."""
        deck = str(self.deck.currentData() or "")
        number = self._number.number.value()
        query = out_of_turn.query(self.chosen, number, deck, self.search.text())
        order = Order(self.order.currentData())
        return Wish(query, order, self.most.number.value(), self.practice.isChecked())

    def look_up(self) -> None:
        """Counts the cards beside the window."""
        self._settled.stop()
        self.planned, self._begins = None, False
        self.foot.act.setEnabled(False)
        try:
            wish = self.wish
        except UserError as error:
            self._looking.drop()
            self.foot.say(error.said)
            return
        self.foot.say(self.tr("Looking …"))
        self._looking.begin(lambda collection, _: filtered.find(collection, wish))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_found(self, found: Found) -> None:
        self.planned = found.plan
        self.foot.say(_told(found))
        self.foot.act.setEnabled(bool(found.plan.cards))
        if self._begins and found.plan.cards:
            self._on_study()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError) and not isinstance(error, Cancelled):
            self.foot.say(error.said)
        elif not isinstance(error, UserError):
            self._frame.trouble.tell(error)

    def _on_study(self) -> None:
        """What was typed a moment ago is looked up first, and holds."""
        if self._settled.isActive():
            self.look_up()
            self._begins = True
        elif self.planned is not None:
            plan = self.planned
            self.accept()
            self._frame.study_plan(plan)

    def _on_entered(self) -> None:
        """The search has just been looked up once more: what it finds is studied."""
        self._begins = True

    def _on_what(self) -> None:
        """What is offered first for it can be changed afterwards."""
        offer = OFFERS[self.chosen]
        self.practice.setChecked(offer.practice)
        self.order.setCurrentIndex(self.order.findData(offer.order.value))
        for what, row in self.number_rows.items():
            row.setVisible(what is self.chosen)
        self._search_row.setVisible(self.chosen is What.SEARCH)
        self._on_practice()
        self.look_up()

    def _on_practice(self) -> None:
        self._practice_row.explain(
            self.tr("Answers are written down, and every schedule stays as it is.")
            if self.practice.isChecked()
            else self.tr("Answers count: each card is scheduled anew from the days that passed.")
        )

    def _on_practice_clicked(self) -> None:
        self._on_practice()
        self.look_up()

    def _on_number(self) -> None:
        self._settled.start()

    def _on_typed(self) -> None:
        """What was found before was another search's."""
        self._looking.drop()
        self.planned, self._begins = None, False
        self.foot.act.setEnabled(False)
        self.foot.say("")

    def _begin_with(self, deck: Deck | None, search: str | None) -> None:
        if deck is not None:
            self.deck.setCurrentIndex(max(0, self.deck.findData(deck.name)))
        if search is not None:
            self.search.set_text(search)
            self.what.setCurrentIndex(self.what.findData(What.SEARCH.value))
        self._on_what()

    @property
    def _number(self) -> Stepper:
        return self.numbers.get(self.chosen, self.most)

    def _make_controls(self) -> None:
        look = self._desk.look
        self.what = Picker(look, self.tr("What to study"))
        for what in What:
            self.what.addItem(out_of_turn.named(what), what.value)
        self.deck = Picker(look, self.tr("Deck"))
        self.deck.addItem(self.tr("All decks"), "")
        for name, _ in decks.names(self._desk.collection):
            self.deck.addItem(name.replace("::", " › "), name)
        self.search = SearchField(self._desk)
        self.order = Picker(look, self.tr("Order"))
        for order in Order:
            self.order.addItem(out_of_turn.order_named(order), order.value)
        self.most = Stepper(look, self.tr("At most"), 1, filtered.MOST, 10)
        self.most.put(USUAL)
        self.practice = Switch(look, self.tr("Practice"))
        self.numbers = {what: self._stepper(what) for what in What if OFFERS[what].number}

    def _stepper(self, what: What) -> Stepper:
        number = OFFERS[what].number
        assert number is not None
        least, most, usual = number
        name, after = out_of_turn.number_named(what, usual)
        made = Stepper(self._desk.look, name, least, most, suffix=after)
        made.number.valueChanged.connect(
            lambda count: made.number.setSuffix(out_of_turn.number_named(what, count)[1])
        )
        made.put(usual)
        return made

    def _add_rows(self) -> None:
        row = partial(SettingRow, self._desk.look)
        self._search_row = row(self.tr("Search"), "", self.search)
        self.number_rows = {
            what: row(stepper.number.accessibleName(), "", stepper)
            for what, stepper in self.numbers.items()
        }
        self._practice_row = row(self.tr("Practice"), "", self.practice)
        self._rows = (
            row(self.tr("What to study"), "", self.what),
            *self.number_rows.values(),
            self._search_row,
            row(self.tr("Deck"), "", self.deck),
            row(self.tr("Order"), "", self.order),
            row(self.tr("At most"), "", self.most),
            self._practice_row,
        )

    def _lay_out(self) -> None:
        column = Column(self._desk.look, WIDTH)
        column.rows.addWidget(label(self.windowTitle(), "title"))
        for row in self._rows:
            column.rows.addWidget(row)
        column.rows.addStretch()
        self.foot = WorkFoot(self._desk.look, self.tr("Study"))
        self.foot.cancel.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(column, 1)
        whole.addWidget(self.foot)
        self.foot.act.setDefault(True)  # a button that lies in no dialog yet loses that again

    def _arrange(self) -> None:
        px = self._desk.look.px
        for row in self._rows:
            row.arrange(roomy=self.width() >= px(ROOMY))
        for field in (self.what, self.deck, self.search, self.order):
            field.setFixedWidth(px(FIELD))

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._on_what)
        self.deck.currentIndexChanged.connect(self.look_up)
        self.order.currentIndexChanged.connect(self.look_up)
        self.search.line.textChanged.connect(self._on_typed)
        self.search.searched.connect(self.look_up)
        self.search.entered.connect(self._on_entered)
        for stepper in (self.most, *self.numbers.values()):
            stepper.changed.connect(self._on_number)
        self.practice.clicked.connect(self._on_practice_clicked)
        self._settled.timeout.connect(self.look_up)
        self.finished.connect(self._looking.drop)
        self._looking.done.connect(self._on_found)
        self._looking.failed.connect(self._on_failed)
        self.foot.wanted.connect(self._on_study)
        self.foot.cancelled.connect(self.reject)
        self._desk.look.changed.connect(self._arrange)


def _told(found: Found) -> str:
    """How many cards there are, and how many beside them."""
    count = len(found.plan.cards)
    said = wording.several(count, "%n card", "%n cards") if count else wording.say("No card")
    if found.beyond:
        said += wording.say(" of {all}").format(all=wording.number(count + found.beyond))
    if found.away:
        left = "%n suspended or buried card stays away", "%n suspended or buried cards stay away"
        said += " · " + wording.several(found.away, *left)
    return said
