"""Notes of one kind become another: what goes where, and how they will look."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.errors import Cancelled
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note_type import NoteType
from kgstudy.gui.errand import Errand
from kgstudy.gui.jobs import Jobs, Steps
from kgstudy.gui.models.kind_words import drawn, field_name, kind_name, kind_names
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.label import label
from kgstudy.gui.widgets.picker import Picker
from kgstudy.gui.widgets.recast_sample import RecastSample
from kgstudy.gui.widgets.setting_row import SettingRow
from kgstudy.gui.widgets.work_foot import WorkFoot
from kgstudy.gui.wording import say, several
from kgstudy.services import editing, recasting
from kgstudy.services.editing import Kind
from kgstudy.services.recasting import Drawn, FromField, Recast, Recipe, Source
from kgstudy.store import notes as stored
from kgstudy.store.collection import Collection

WIDTH, HEIGHT = 760, 700
ROOMY = 560
FIELD = 280
SAMPLES = 3


class Outlook(NamedTuple):
    """What would come of it: the first notes, and how many make a card, and do not."""

    samples: tuple[Recast, ...]
    good: int
    bad: int


class KindDialog(QDialog):
    """Changes nothing by itself: `wanted` carries the Recipe that was chosen."""

    wanted = Signal(object)
    failed = Signal(Exception)

    def __init__(
        self,
        look: Look,
        collection: Collection,
        jobs: Jobs,
        chosen: Sequence[NoteId],
        parent: QWidget,
    ) -> None:
        """Raises UserError where the notes are of several kinds, or there is none."""
        kind = recasting.kind_of(collection, chosen)
        super().__init__(parent)
        self._look = look
        self._chosen = tuple(chosen)
        self._kind = kind
        self._sample = next(iter(stored.several(collection, chosen[:1]).values()))
        self._trying = Errand(jobs, self)
        self.fields: dict[str, Picker] = {}
        self._cards: dict[int, Picker] = {}
        self._rows: list[SettingRow] = []
        self.setWindowTitle(self.tr("Change the kind"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kind = Picker(look, self.tr("New kind"))
        self._offer_kinds(collection)
        self._column = Column(look, WIDTH)
        self._words = label(role="body")
        self._lost = label(role="warning")
        self.samples = [RecastSample(look) for _ in range(SAMPLES)]
        self.foot = WorkFoot(look, self.tr("Change the kind"))
        self._lay_out()
        self._connect()
        wanted = QSize(look.px(WIDTH), look.px(HEIGHT))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(40, 40)))
        self._on_kind()
        self.kind.setFocus()

    @property
    def recipe(self) -> Recipe:
        """What is chosen now."""
        fields = {
            name: picker.currentData()
            for name, picker in self.fields.items()
            if picker.currentData() is not None
        }
        cards = {
            place: picker.currentData()
            for place, picker in self._cards.items()
            if picker.currentData() is not None
        }
        if not self._cards:
            cards = dict(recasting.suggested(self._sample, self._new).cards)
        return Recipe(self._new, fields, cards)

    @property
    def told(self) -> str:
        """How many are changed."""
        return self._words.text()

    @property
    def lost(self) -> str:
        """Which words would go nowhere."""
        return self._lost.text()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def _new(self) -> Kind:
        kind: Kind = self.kind.currentData()
        return kind

    def _on_kind(self) -> None:
        """Another kind has other fields; what suits most is chosen already."""
        recipe = recasting.suggested(self._sample, self._new)
        self._clear()
        for name in editing.field_names(self._new):
            called = field_name(self._new, name)
            self.fields[name] = picker = self._source_picker(called, recipe.fields.get(name))
            self._add(called, picker)
        self._add_cards(recipe)
        for before, after in pairwise((self.kind, *self.fields.values(), *self._cards.values())):
            QWidget.setTabOrder(before, after)
        self._arrange()
        self._try()

    def _add_cards(self, recipe: Recipe) -> None:
        """Where there is anything to choose: one card can only become one."""
        old, new = recasting.places(self._kind), recasting.places(self._new)
        if len(old) < 2 and len(new) < 2:
            return
        for place, name in enumerate(old):
            called = _card_name(self._kind, name)
            picker = Picker(self._look, called)
            picker.addItem(self.tr("put aside"), None)
            for to, title in enumerate(new or ("1",)):
                picker.addItem(_card_name(self._new, title), to)
            picker.setCurrentIndex(picker.findData(recipe.cards.get(place)))
            picker.activated.connect(self._try)
            self._cards[place] = picker
            self._add(self.tr("{card} becomes").format(card=called), picker)

    def _source_picker(self, name: str, chosen: Source | None) -> Picker:
        picker = Picker(self._look, name)
        picker.addItem(self.tr("nothing"), None)
        for source in recasting.sources(self._kind):
            picker.addItem(_source_name(self._kind, source), source)
        every = [picker.itemData(at) for at in range(picker.count())]
        picker.setCurrentIndex(every.index(chosen))
        picker.activated.connect(self._try)
        return picker

    def _add(self, name: str, picker: Picker) -> None:
        row = SettingRow(self._look, name, "", picker)
        self._rows.append(row)
        self._choices.addWidget(row)

    def _clear(self) -> None:
        for row in self._rows:
            self._choices.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self.fields, self._cards = [], {}, {}

    def _try(self) -> None:
        """Looks beside the window at what would become of all of them."""
        recipe, chosen = self.recipe, self._chosen
        used = {source.name for source in recipe.fields.values() if isinstance(source, FromField)}
        drawn = any(isinstance(source, Drawn) for source in recipe.fields.values())
        unused = [name for name, html in self._sample.fields.items() if html and name not in used]
        called = [field_name(self._kind, name) for name in unused]
        self._lost.setText(_lost(called) if called and not drawn else "")
        self._lost.setVisible(bool(self._lost.text()))
        self.foot.act.setEnabled(False)
        self._trying.begin(lambda collection, tell: _outlook(collection, tell, chosen, recipe))

    def _on_tried(self, outlook: Outlook) -> None:
        self.foot.rest()
        for shown, recast in zip(self.samples, outlook.samples, strict=False):
            shown.show_recast(recast)
        for shown in self.samples[len(outlook.samples) :]:
            shown.hide()
        words = several(outlook.good, "1 note is changed", "%n notes are changed")
        if outlook.bad:
            stays = several(
                outlook.bad,
                "1 would make no card and stays as it is",
                "%n would make no card and stay as they are",
            )
            words = f"{words}; {stays}"
        self._words.setText(f"{words}. {self.tr('Every schedule is kept.')}")
        self.foot.act.setEnabled(outlook.good > 0)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _on_take(self) -> None:
        self.wanted.emit(self.recipe)
        self.accept()

    def _connect(self) -> None:
        self.kind.activated.connect(self._on_kind)
        self.finished.connect(self._trying.drop)
        self._trying.done.connect(self._on_tried)
        self._trying.failed.connect(self._on_failed)
        self._trying.progressed.connect(self.foot.show_progress)
        self.foot.wanted.connect(self._on_take)
        self.foot.cancelled.connect(self.reject)
        self._look.changed.connect(self._arrange)

    def _offer_kinds(self, collection: Collection) -> None:
        every = editing.kinds(collection)
        for kind, name in zip(every, kind_names(every), strict=True):
            if kind != self._kind and not drawn(kind):
                self.kind.addItem(name, kind)

    def _lay_out(self) -> None:
        rows = self._column.rows
        count = several(len(self._chosen), "1 note", "%n notes")
        rows.addWidget(label(self.windowTitle(), "title"))
        rows.addWidget(label(f"{count} · {kind_name(self._kind)}", "soft"))
        self._kind_row = SettingRow(self._look, self.tr("New kind"), "", self.kind)
        rows.addWidget(self._kind_row)
        rows.addWidget(label(self.tr("What goes where"), "heading"))
        self._choices = QVBoxLayout()
        rows.addLayout(self._choices)
        rows.addWidget(self._lost)
        rows.addWidget(label(self.tr("How they will look"), "heading"))
        for sample in self.samples:
            rows.addWidget(sample)
            sample.hide()
        rows.addWidget(self._words)
        rows.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._column, 1)
        whole.addWidget(self.foot)
        self.foot.cancel.setAutoDefault(False)
        self.foot.act.setDefault(True)  # a button that lies in no dialog yet loses that again

    def _arrange(self) -> None:
        px = self._look.px
        roomy = self.width() >= px(ROOMY)
        self._choices.setSpacing(px(8))
        self._column.rows.setSpacing(px(14))
        for row in (self._kind_row, *self._rows):
            row.arrange(roomy=roomy)
            row.control.setFixedWidth(px(FIELD))
        for sample in self.samples:
            sample.arrange(roomy=roomy)


def _card_name(kind: Kind, name: str) -> str:
    """A template's cards are called as it is; ours have numbers."""
    return name if isinstance(kind, NoteType) else say("Card {number}").format(number=name)


def _source_name(kind: Kind, source: Source) -> str:
    match source:
        case FromField(name):
            return field_name(kind, name)
        case Drawn.QUESTION:
            return say("the question, as it is seen")
        case Drawn.ANSWER:
            return say("the answer, as it is seen")
        case Drawn.GAPPED:
            return say("the question, with the answer in a gap")


def _lost(names: Sequence[str]) -> str:
    listed = ", ".join(f"“{name}”" for name in names)
    return say(
        "Goes nowhere: {fields}. Its words are kept in the versions of the note only."
    ).format(fields=listed)


def _outlook(
    collection: Collection, tell: Steps, chosen: Sequence[NoteId], recipe: Recipe
) -> Outlook:
    samples, good, bad = list[Recast](), 0, 0
    for number, each in enumerate(recasting.recast(collection, chosen, recipe)):
        if number % 100 == 0:
            tell(number, len(chosen))
        if len(samples) < SAMPLES:
            samples.append(each)
        good, bad = good + (each.problem is None), bad + (each.problem is not None)
    return Outlook(tuple(samples), good, bad)
