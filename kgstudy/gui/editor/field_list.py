"""All fields of a note, one below the other, with the bar that formats them."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kgstudy.domain import gaps
from kgstudy.domain.markdown.to_html import SOUNDS
from kgstudy.domain.picture_notes import Holders
from kgstudy.gui.editor import pasted
from kgstudy.gui.editor.field_box import FieldBox
from kgstudy.gui.editor.format_bar import FormatBar
from kgstudy.gui.editor.link_row import LinkRow
from kgstudy.gui.editor.picture_box import PictureBox
from kgstudy.gui.editor.rich_edit import RichEdit
from kgstudy.gui.jobs import Jobs
from kgstudy.gui.media.pictures import Media
from kgstudy.gui.models.kind_words import drawn, field_name, fields_of, has_gaps
from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.card_view import CardView
from kgstudy.gui.widgets.lettering import Lettering
from kgstudy.services.editing import Kind

_FORMULA = Lettering(((0, 26),), centred=False)


class FieldList(QWidget):
    edited = Signal()
    left = Signal()
    said = Signal(str)
    draw_wanted = Signal()
    picture_read = Signal()

    def __init__(self, look: Look, jobs: Jobs, media: Media, around: QWidget) -> None:
        """The keys of the bar hold all over `around`."""
        super().__init__()
        self._jobs = jobs
        self._look = look
        self.files: dict[str, bytes] = {}
        """Pictures and sounds that were put in, and are not stored yet."""
        self.taken: Collection[int] = ()
        """Numbers of gaps that are gone, whose cards are put away with their answers."""
        self._media = media
        self._kind: Kind = "basic"
        self._shown: tuple[Kind, bool] | None = None
        self.boxes: list[FieldBox] = []
        self._spare: dict[bool, list[FieldBox]] = {False: [], True: []}
        self.picture: PictureBox | None = None
        """What is drawn, in a note of a picture."""
        self.bar = FormatBar(look, around)
        self.link = LinkRow()
        self.formula = CardView(look, media, _FORMULA)
        self.formula.hide()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.px(8))
        for part in (self.bar, self.link, self.formula):
            self._rows.addWidget(part)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), around)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._paste)
        self.bar.gap_wanted.connect(self._gap)
        self.bar.formula_wanted.connect(self._formula)
        self.bar.link_wanted.connect(self._link)
        self.bar.source_wanted.connect(self._turn)
        self.bar.file_wanted.connect(self._ask_for_file)

    def show_kind(
        self, kind: Kind, fields: Mapping[str, str], sticky: Collection[str] | None
    ) -> None:
        """Shows the fields of this kind; without `sticky`, none can be kept for the next."""
        if self.boxes and (kind, sticky is None) == self._shown:
            self.open(fields)
            return
        self._shown = (kind, sticky is None)
        self._kind = kind
        self.bar.forget()
        self._put_aside()
        self._show_picture(drawn(kind), fields)
        for field in fields_of(kind):
            box = self._box_for(many=field.many)
            kept = None if sticky is None else field.name in sticky
            box.become(field.name, field_name(kind, field.name), sticky=kept)
            box.open(fields.get(field.name, ""))
            self._rows.addWidget(box)
            box.show()  # at once, so that it can take the keyboard
            self.boxes.append(box)
        self.bar.show_gaps(shown=has_gaps(kind))
        self.bar.serve(self.boxes[0].edit)

    @property
    def fields(self) -> dict[str, str]:
        held = self.picture.fields if self.picture else {}
        return held | {box.name: box.html for box in self.boxes}

    @property
    def sticky(self) -> frozenset[str]:
        return frozenset(box.name for box in self.boxes if box.is_sticky)

    def open(self, fields: Mapping[str, str]) -> None:
        """Shows these fields; what was typed before is forgotten."""
        if self.picture:
            self.picture.open(fields)
        for box in self.boxes:
            box.open(fields.get(box.name, ""))

    def change(self, fields: Mapping[str, str]) -> None:
        """Puts other words into the fields that differ; it can be taken back."""
        for box in self.boxes:
            if fields.get(box.name, box.html) != box.html:
                box.replace(fields[box.name])

    def begin(self, *, empty: bool) -> None:
        """The keyboard goes to the first field; or, on wish, to the first that is empty."""
        if self.picture and not (empty and self.picture.shapes):
            self.picture.draw.setFocus()
            return
        empty_ones = (box for box in self.boxes if empty and not box.html)
        next(empty_ones, self.boxes[0]).begin()

    def turn_pin(self) -> None:
        box = self._box
        if box is not None:
            box.turn_pin()

    def _put_aside(self) -> None:
        """The fields are gone, though their boxes will do for others: making one takes long."""
        for box in self.boxes:
            box.hide()
            self._rows.removeWidget(box)
            self._spare[box.many].append(box)
        self.boxes = []

    def _box_for(self, *, many: bool) -> FieldBox:
        if self._spare[many]:
            return self._spare[many].pop()
        box = FieldBox(self._look, self._picture, self.files, many=many)
        box.edited.connect(self.edited)
        box.left.connect(self.left)
        box.entered.connect(self._serve)
        box.edit.cursorPositionChanged.connect(self._show_formula)
        return box

    def _show_picture(self, held: Holders | None, fields: Mapping[str, str]) -> None:
        if self.picture is not None:
            self.picture.hide()
            self.picture.deleteLater()
        self.picture = None
        if held is None:
            return
        self.picture = made = PictureBox(self._look, self._jobs, self._picture, self.files, held)
        made.open(fields)
        for signal, to in (
            (made.edited, self.edited),
            (made.said, self.said),
            (made.draw_wanted, self.draw_wanted),
            (made.was_read, self.picture_read),
        ):
            signal.connect(to)
        self._rows.insertWidget(0, made)
        made.show()

    def _paste(self) -> None:
        """Where no words can be pasted, a picture can."""
        if self.picture is not None:
            self.picture.paste()

    @property
    def _box(self) -> FieldBox | None:
        """The field that the keyboard is in, or was in last."""
        at: QWidget | None = self.focusWidget()
        around = (box for box in self.boxes if at is not None and box.isAncestorOf(at))
        served = (box for box in self.boxes if box.edit is self.bar.field)
        return next(around, None) or next(served, None)

    def _picture(self, name: str) -> bytes | None:
        return self.files.get(name) or self._media(name)

    def _serve(self, edit: RichEdit) -> None:
        self.bar.serve(edit)
        self._show_formula()

    def _show_formula(self) -> None:
        """What the formula will look like in which the cursor is."""
        edit = self.bar.field
        written = edit.styling.formula if edit else ""
        if written:
            self.formula.show_own(pasted.escaped(written))
        self.formula.setHidden(not written)

    def _gap(self, same: bool) -> None:
        edit = self.bar.field
        if edit is None:
            return
        if not has_gaps(self._kind):
            self.said.emit(self.tr("Only a text with gaps has them: choose that kind of card."))
            return
        parts = (part for html in self.fields.values() for part in gaps.parse(html))
        last = max(gaps.numbers(tuple(parts)), default=0)
        number = max(1, last) if same else max((last, *self.taken)) + 1
        edit.styling.enclose(f"{{{{c{number}::", "}}")

    def _formula(self) -> None:
        if self.bar.field is not None:
            self.bar.field.styling.enclose(r"\(", r"\)")

    def _link(self) -> None:
        if self.bar.field is not None:
            self.link.ask(self.bar.field)

    def _turn(self) -> None:
        box = self._box
        if box is not None:
            box.turn()

    def _ask_for_file(self) -> None:
        endings = " ".join(f"*.{ending}" for ending in sorted(pasted.PICTURES | SOUNDS))
        kinds = self.tr("Pictures and sounds ({endings})").format(endings=endings)
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Picture or sound"), "", kinds)
        if names and self.bar.field is not None:
            self.bar.field.insert(pasted.of_files(names, self.files))
            self.bar.field.setFocus()
