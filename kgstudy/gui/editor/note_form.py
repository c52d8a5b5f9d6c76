"""A note while it is written: its kind, deck, fields and tags, beside the cards they make."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from kgstudy.domain.changes import Change, Touched
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import DeckId, NoteId
from kgstudy.domain.note import Note
from kgstudy.gui.alarm import alarm
from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.begun import Begun, key_of
from kgstudy.gui.editor.field_list import FieldList
from kgstudy.gui.editor.foreseen import Foreseen
from kgstudy.gui.editor.form_column import FormColumn
from kgstudy.gui.editor.form_split import FormSplit
from kgstudy.gui.editor.kind_row import KindRow
from kgstudy.gui.editor.tag_field import TagField
from kgstudy.gui.models.kind_words import carried, kind_name
from kgstudy.gui.occlusion.dialog import DrawingDialog
from kgstudy.gui.widgets.key_names import key_name
from kgstudy.gui.widgets.label import label
from kgstudy.services import decks, editing
from kgstudy.services.editing import Kind, Opened
from kgstudy.store.collection import Collection

SETTLED_MS = 180
"""The cards are shown anew once the hand has been still for so long."""


class NoteForm(QWidget):
    """Writes a new note, or changes one that is there; that is saved as one leaves a field."""

    saved = Signal(object)
    """The Change, after it has gone round the feed."""
    added = Signal(object)
    """The id of the new note."""
    note_wanted = Signal(object)
    """The note that the person wants to see: another one that begins alike."""
    said = Signal(str)
    looked = Signal()
    """The cards are shown as they would be now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened: Opened | None = None
        self._stored: Mapping[str, str] = {}
        self._adding = False
        self._saving = False
        self._kind: Kind = "basic"
        self._sticky: dict[str, frozenset[str]] = {}
        self._begun: Begun | None = None
        self.busy: Callable[[], bool] = lambda: False
        look = desk.look
        self.head = KindRow(look)
        self.place = label("", "small")
        self.fields = FieldList(look, desk.jobs, desk.media, self)
        self.tags = TagField(self.tr("Tags"))
        self._foreseen = Foreseen(desk, self.fields, self)
        self.advice, self.preview = self._foreseen.advice, self._foreseen.preview
        self._settled = alarm(self, SETTLED_MS)
        self._split = FormSplit(look)
        self._lay_out()
        self._connect()
        self.open(None)

    @property
    def note(self) -> NoteId | None:
        """The note that is open, if one is."""
        return self._opened.note.id if self._opened else None

    @property
    def collection(self) -> Collection:
        return self._desk.collection

    @property
    def kind(self) -> Kind:
        return self._kind

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        if self._adding:
            return any(
                html for name, html in self.fields.fields.items() if name not in self.fields.sticky
            )
        return self._opened is not None and (
            self.fields.fields != self._stored or set(self.tags.tags) != set(self._opened.note.tags)
        )

    @property
    def begun(self) -> Begun:
        """What was written and not added."""
        sticky = self._sticky | {key_of(self._kind): self.fields.sticky}
        kept = {kind: tuple(sorted(names)) for kind, names in sticky.items() if names}
        fields = {name: html for name, html in self.fields.fields.items() if html}
        return Begun(key_of(self._kind), self.head.deck.deck, fields, self.tags.tags, kept)

    @property
    def begun_files(self) -> dict[str, bytes]:
        """The pictures and sounds in it that are not stored yet."""
        return editing.shown(self.fields.fields, self.fields.files)

    def recall(self, begun: Begun, files: Mapping[str, bytes]) -> None:
        """What was begun before is there again when a note is written next."""
        self._begun = begun
        self.fields.files.update(files)
        self._sticky = {kind: frozenset(names) for kind, names in begun.sticky.items()}
        self.head.deck.line.setText(begun.deck)

    def open(self, note: NoteId | None) -> bool:
        """Shows a note to be changed, or none; False where the one before cannot be saved."""
        if not self.save():
            return False
        found = editing.opened(self._desk.collection, note) if note is not None else None
        self._adding = False
        self._show(found)
        return True

    def begin(self, deck: DeckId | None = None) -> None:
        """Turns to writing new notes; what was begun stays."""
        collection = self._desk.collection
        self.head.offer_decks(decks.names(collection), deck)
        self.head.offer(editing.kinds(collection), self._kind)
        self.tags.offer(editing.tag_names(collection))
        if not self._adding:
            self._adding, self._opened = True, None
            self.fields.taken = ()
            self._take_up()
        self._show_parts()
        self.look_now()

    def _take_up(self) -> None:
        begun = self._begun or Begun()
        kind = self.head.known(begun.kind)
        self.head.put(kind)
        self._turn_to(kind, begun.fields)
        self.tags.put(begun.tags)

    def save(self) -> bool:
        """Saves what was changed as one act; False where it makes no card, which is told.

        What can never be saved, as the note is gone or another one now, holds nobody up.
        """
        if self._opened is None or not self.is_changed:
            return True
        note, fields, tags = self._opened.note, self.fields.fields, self.tags.tags
        collection = self._desk.collection
        try:
            self._check_free()
            there = editing.opened(collection, note.id)
            worn = _kept_tags(there.note if there else note, note, tags)
            change = editing.edit(collection, note.id, _kept(note, fields), worn, self.fields.files)
        except UserError as error:
            self._fail(error)
            return self._is_in_vain()
        self._opened = editing.opened(collection, note.id)
        self.fields.taken = editing.numbers_taken(collection, note.id)
        self._stored = fields
        self._foreseen.error = ""
        self._take_over(fields)
        self._tell(change)
        self.saved.emit(change)
        self.look_now()
        if self.advice.put_aside and change.touches(Touched.CARDS):
            self.said.emit(self.advice.put_aside)
        return True

    def add(self) -> NoteId | None:
        """Adds the note and makes room for the next; None where it makes no card."""
        if not self._adding:
            return None
        try:
            self._check_free()
            note, change = editing.add(
                self._desk.collection,
                self.head.deck_name,
                self._kind,
                self.fields.fields,
                self.tags.tags,
                self.fields.files,
            )
        except UserError as error:
            self._fail(error)
            return None
        kept = {name: self.fields.fields[name] for name in self.fields.sticky}
        self._foreseen.error = ""
        self.fields.files.clear()
        self.fields.open(kept)
        self._tell(change)
        self.added.emit(note)
        self.begin()
        self.fields.begin(empty=True)
        return note

    def forget(self) -> None:
        """Empties the fields, each of which can take that back."""
        self.fields.change(dict.fromkeys(self.fields.fields, ""))
        self.fields.begin(empty=True)
        self.look_now()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where no window has another use for Ctrl+Enter, it saves."""
        if key_name(event) in ("Ctrl+Return", "Ctrl+Enter"):
            self.save()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Another page comes, or the program ends."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.save()

    def _take_over(self, fields: Mapping[str, str]) -> None:
        """Shows what else the note has got meanwhile, which the next edit would take from it."""
        assert self._opened is not None
        now = self._opened.note
        if any(now.fields.get(name, "") != html for name, html in fields.items()):
            self._show(self._opened)
        elif set(now.tags) != set(self.tags.tags):
            self.tags.put(now.tags)

    def _show(self, found: Opened | None) -> None:
        self._opened, self._foreseen.error = None, ""  # what is left meanwhile belongs to no note
        self.fields.files.clear()
        if found is None:
            self._stored = {}
            self._turn_to("basic", {})
        else:
            note = found.note
            self.tags.offer(editing.tag_names(self._desk.collection))
            self._turn_to(note.note_type or note.kind, note.fields)
            self.tags.put(note.tags)
            self._stored, self._opened = self.fields.fields, found
            self.fields.taken = editing.numbers_taken(self._desk.collection, note.id)
            self._tell_place(found)
        self._show_parts()
        self.look_now()

    def _tell_place(self, found: Opened) -> None:
        kind = kind_name(found.note.note_type or found.note.kind)
        deck = found.deck.replace("::", " › ")
        self.place.setText(f"{kind} · {deck}")

    def _show_parts(self) -> None:
        self.head.setVisible(self._adding)
        self.place.setVisible(self._opened is not None)
        self._split.setEnabled(self._adding or self._opened is not None)

    def _turn_to(self, kind: Kind, fields: Mapping[str, str]) -> None:
        self._kind = kind
        sticky = self._sticky.get(key_of(kind), frozenset()) if self._adding else None
        self.fields.show_kind(kind, fields, sticky)
        parts = [each for box in self.fields.boxes for each in (box.edit, box.source)]
        picture = self.fields.picture
        drawn = [picture.draw, picture.choose] if picture else []
        for before, after in pairwise([self.head.deck, *drawn, *parts, self.tags]):
            QWidget.setTabOrder(before, after)
        self.fields.bar.follow(drawn[-1] if drawn else self.head.deck)

    def _draw(self) -> None:
        """Opens the window to draw in; what was drawn in it is saved as it is left."""
        box = self.fields.picture
        if box is None or box.layers is None:
            return
        taken = self.fields.taken
        dialog = DrawingDialog(self._desk.look, box.layers, box.shapes, taken, self)
        dialog.drawn.connect(box.put_shapes)
        dialog.drawn.connect(lambda _html: self.save())
        dialog.open()

    def _on_picture(self) -> None:
        """The cards can be shown, with the picture that was read beside the window."""
        self._foreseen.take_picture()
        self.look_now()

    def _on_kind(self, kind: Kind) -> None:
        self._sticky[key_of(self._kind)] = self.fields.sticky
        fields = carried(self._kind, self.fields.fields, kind)
        self._foreseen.error = ""
        self._turn_to(kind, fields)
        self.look_now()

    def _begin(self) -> None:
        """What is typed next belongs in a field: in the list of kinds it would pick another."""
        self.fields.begin(empty=False)

    def _on_change(self, change: Change) -> None:
        """Something was changed elsewhere, or taken back; what is being typed stays."""
        if self._saving or not change.touches(Touched.NOTES, Touched.CARDS, Touched.DECKS):
            return
        if self._opened is None or self.is_changed:
            return
        fresh = editing.opened(self._desk.collection, self._opened.note.id)
        if fresh is None or fresh.note != self._opened.note:
            self._show(fresh)
        else:
            self._opened = fresh
            self._tell_place(fresh)

    def _tell(self, change: Change) -> None:
        self._saving = True
        try:
            self._desk.feed.changed.emit(change)
        finally:
            self._saving = False

    def _check_free(self) -> None:
        """Raises UserError while somebody else writes, instead of waiting for them."""
        if self.busy():
            raise UserError("Wait until what goes on in the window is done, or cancel it.")

    def _is_in_vain(self) -> bool:
        """Whether the note is gone, or has other fields now."""
        assert self._opened is not None
        there = editing.opened(self._desk.collection, self._opened.note.id)
        return there is None or there.note.fields.keys() != self._opened.note.fields.keys()

    def _fail(self, error: UserError) -> None:
        self._foreseen.error = error.said
        self.look_now()

    def _edited(self) -> None:
        self._foreseen.error = ""
        self._settled.start()

    def look_now(self) -> None:
        """Shows the cards as they would be, and what there is to say of them."""
        self._foreseen.look(self._kind, self._opened.note if self._opened else None)

    def _lay_out(self) -> None:
        column = FormColumn(self._desk.look)
        for part in (self.head, self.place, self.fields, self.tags.captioned(), self.advice):
            column.rows.addWidget(part)
        column.rows.addStretch(1)
        self._split.addWidget(column)
        self._split.addWidget(self.preview)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._split)

    def _connect(self) -> None:
        self.head.chosen.connect(self._on_kind)
        self.head.taken.connect(self._begin)
        self.fields.edited.connect(self._edited)
        self.fields.left.connect(self.save)
        self.fields.draw_wanted.connect(self._draw)
        self.fields.picture_read.connect(self._on_picture)
        self.fields.said.connect(self.said)
        self.tags.left.connect(self.save)
        self.advice.note_wanted.connect(self.note_wanted)
        self.advice.cure_wanted.connect(self.fields.change)
        self._foreseen.looked.connect(self.looked)
        self._settled.timeout.connect(self.look_now)
        self._desk.feed.changed.connect(self._on_change)
        for keys, act in (("Ctrl+S", self.save), ("F9", self.fields.turn_pin)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)


def _kept_tags(now: Note, before: Note, wanted: Sequence[str]) -> tuple[str, ...]:
    """Those of `now`, with what the person has given and taken since `before`."""
    kept = (tag for tag in now.tags if tag in wanted or tag not in before.tags)
    given = (tag for tag in wanted if tag not in before.tags)
    return tuple(dict.fromkeys((*kept, *given)))


def _kept(note: Note, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that differ, so that one which was empty and absent stays so."""
    return {name: html for name, html in fields.items() if html != note.fields.get(name, "")}
