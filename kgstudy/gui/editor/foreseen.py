"""The cards that a note makes as it stands, and what there is to say of it."""

from PySide6.QtCore import QObject, Signal

from kgstudy.domain.note import Note
from kgstudy.gui.desk import Desk
from kgstudy.gui.editor.advice import Advice
from kgstudy.gui.editor.field_list import FieldList
from kgstudy.gui.editor.judging import judged
from kgstudy.gui.editor.preview import Preview
from kgstudy.gui.media.foreign_sounds import hear
from kgstudy.gui.models.kind_words import has_gaps
from kgstudy.services import editing
from kgstudy.services.editing import Kind

_PICTURE = 1000
"""Pixels in width that a picture with hidden parts has in the preview."""


class Foreseen(QObject):
    """They are shown in `preview`, and told in `advice`."""

    looked = Signal()

    def __init__(self, desk: Desk, fields: FieldList, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = fields
        self.advice = Advice(desk.look)
        self.preview = Preview(desk.look, self._media)
        self.preview.sound_wanted.connect(self._play)
        self.error = ""
        """Why it could not be kept, until it is written on."""

    def look(self, kind: Kind, note: Note | None) -> None:
        """`note` is the one that is being changed."""
        fields = self._fields.fields
        whole = {**(note.fields if note else {}), **fields}
        seen = judged(self._desk.collection, kind, whole, note.id if note else None)
        empty = not any(fields.values())
        picture = self._fields.picture
        slots = () if picture and picture.is_reading else seen.slots
        self.preview.tell(self.tr("The card shows here.") if empty else seen.problem)
        self.preview.show_cards(editing.maker(kind), whole, slots)
        self.advice.show_all(self.error, seen, gaps=has_gaps(kind))
        self.looked.emit()

    def take_picture(self) -> None:
        """That of the cards, which was read beside the window."""
        box = self._fields.picture
        self.preview.pictures.clear()
        if box and box.layers:
            self.preview.pictures[box.name] = box.layers.fitting(_PICTURE)

    def _play(self, name: str) -> None:
        hear(name, self._desk.player, self.preview)

    def _media(self, name: str) -> bytes | None:
        return self._fields.files.get(name) or self._desk.media(name)
