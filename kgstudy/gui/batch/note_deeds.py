"""What is done to the chosen notes, and to notes that are looked for."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kgstudy.domain.changes import Change
from kgstudy.domain.columns import Unit
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.progress import Progress
from kgstudy.gui.batch.doing import Doing, Done, had_already
from kgstudy.gui.batch.duplicates_dialog import DuplicatesDialog
from kgstudy.gui.batch.replace_dialog import ReplaceDialog
from kgstudy.gui.batch.selection import Selection
from kgstudy.gui.batch.tag_dialogs import AddTagsDialog, RemoveTagsDialog
from kgstudy.gui.batch.trash_dialog import TrashDialog
from kgstudy.gui.desk import Desk
from kgstudy.gui.dialogs.kind import KindDialog
from kgstudy.gui.frame import Frame
from kgstudy.gui.wording import several
from kgstudy.services import browsing, duplicates, recasting, replacing, tags, trash
from kgstudy.services.recasting import Recipe
from kgstudy.services.replacing import Edit
from kgstudy.services.tags import Tag
from kgstudy.store.collection import Collection

MANY = 250
SOME = 20
DUPLICATE = "duplicate"
"""The tag of notes that read alike."""


class NoteDeeds(QObject):
    """Each is one act, and says what it did to how many."""

    def __init__(self, desk: Desk, frame: Frame, doing: Doing, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame = frame
        self._doing = doing
        self._parent = parent

    def show_card(self, chosen: Selection) -> None:
        """All that is known of the first card."""
        self._frame.show_card_info(chosen.cards[0])

    def show_versions(self, chosen: Selection) -> None:
        """What the note of the first card was."""
        first = browsing.notes_of(self._desk.collection, Unit.CARDS, chosen.cards[:1])
        self._frame.show_versions(first[0])

    def change_kind(self, chosen: Selection) -> None:
        """Asks what goes where, with a look at what would come of it."""
        desk = self._desk
        try:
            dialog = KindDialog(desk.look, desk.collection, desk.jobs, chosen.notes, self._parent)
        except UserError as error:
            self._doing.say(error.said)
            return
        dialog.wanted.connect(lambda recipe: self._recast(chosen.notes, recipe))
        dialog.failed.connect(self._frame.trouble.tell)
        dialog.open()

    def add_tags(self, chosen: Selection) -> None:
        known = [tag.name for tag in tags.every(self._desk.collection)]
        dialog = AddTagsDialog(self._desk.look, known, len(chosen.notes), self._parent)
        dialog.chosen.connect(lambda names: self._tag(chosen.notes, names))
        dialog.open()

    def remove_tags(self, chosen: Selection) -> None:
        notes = chosen.notes

        def ask(worn: tuple[Tag, ...]) -> None:
            if not worn:
                self._doing.say(self.tr("These notes have no tags."))
                return
            dialog = RemoveTagsDialog(self._desk.look, worn, len(notes), self._parent)
            dialog.chosen.connect(lambda names: self._untag(notes, names))
            dialog.open()

        self._doing.ask(lambda c: tags.of_notes(c, notes), ask, is_long=len(notes) >= MANY)

    def clear_tags(self, _chosen: Selection) -> None:
        """Forgets the tags that no note has."""

        def act(collection: Collection, _tell: Progress) -> Done:
            before = len(tags.every(collection))
            change = tags.clear_unused(collection)
            gone = before - len(tags.every(collection))
            return Done(change, several(gone, "Cleared 1 unused tag", "Cleared %n unused tags"))

        self._doing.do(act, self.tr("Clearing tags …"), is_long=True)

    def replace(self, chosen: Selection) -> None:
        notes = chosen.notes

        def ask(fields: tuple[str, ...]) -> None:
            dialog = ReplaceDialog(self._desk, notes, fields, self._parent)
            dialog.chosen.connect(self._replace)
            dialog.open()

        self._doing.ask(lambda c: replacing.field_names(c, notes), ask, is_long=len(notes) >= MANY)

    def delete(self, chosen: Selection) -> None:
        """To the trash; with one undo they are back."""
        self._delete(chosen.notes)

    def find_duplicates(self, _chosen: Selection) -> None:
        """Within any search; the notes of a few groups are shown in the list."""

        def ask(fields: tuple[str, ...]) -> None:
            dialog = DuplicatesDialog(self._desk, fields, duplicates.searched, self._parent)
            dialog.shown.connect(self._show)
            dialog.tagged.connect(lambda notes: self._tag(notes, [DUPLICATE]))
            dialog.deleted.connect(self._delete)
            dialog.open()

        self._doing.ask(replacing.every_field_name, ask, is_long=True)

    def show_trash(self, _chosen: Selection) -> None:
        dialog = TrashDialog(self._desk, self._parent)
        dialog.restored.connect(self._restore)
        dialog.purged.connect(self._purge)
        dialog.open()

    def _show(self, notes: Sequence[NoteId]) -> None:
        self._frame.browse("nid:" + ",".join(str(note) for note in notes))

    def _recast(self, notes: Sequence[NoteId], recipe: Recipe) -> None:
        def act(collection: Collection, tell: Progress) -> Done:
            change, left = recasting.change_kind(collection, notes, recipe, tell)
            changed = len(notes) - len(left)
            one, many = "Changed the kind of 1 note", "Changed the kind of %n notes"
            words = several(changed, one, many)
            if left:
                words += " · " + several(len(left), "1 stays as it is", "%n stay as they are")
            return Done(change, words)

        self._doing.do(act, self.tr("Changing the kind …"), is_long=len(notes) >= SOME)

    def _tag(self, notes: Sequence[NoteId], names: Sequence[str]) -> None:
        def act(collection: Collection, _tell: Progress) -> Done:
            had = tags.bearers(collection, notes, names)
            told = several(len(notes) - had, "Tagged 1 note: {tags}", "Tagged %n notes: {tags}")
            words = told.format(tags=", ".join(names)) + had_already(had)
            return Done(tags.add(collection, notes, names), words)

        self._doing.do(act, self.tr("Adding tags …"), is_long=len(notes) >= MANY)

    def _untag(self, notes: Sequence[NoteId], names: Sequence[str]) -> None:
        one, many = "Removed from 1 note: {tags}", "Removed from %n notes: {tags}"

        def act(collection: Collection, _tell: Progress) -> Done:
            wearers = tags.wearers(collection, notes, names)
            words = several(wearers, one, many).format(tags=", ".join(names))
            return Done(tags.remove(collection, notes, names), words)

        self._doing.do(act, self.tr("Removing tags …"), is_long=len(notes) >= MANY)

    def _replace(self, edits: Sequence[Edit]) -> None:
        def act(collection: Collection, tell: Progress) -> Done:
            done = replacing.carry_out(collection, edits, tell)
            words = several(done.notes, "Changed 1 note", "Changed %n notes")
            if done.left:
                one, many = "1 change had no place any more", "%n changes had no place any more"
                words += " · " + several(done.left, one, many)
            return Done(done.change, words)

        self._doing.do(act, self.tr("Replacing …"), is_long=len(edits) >= SOME)

    def _delete(self, notes: Sequence[NoteId]) -> None:
        one, many = "Moved 1 note to the trash", "Moved %n notes to the trash"
        words = several(len(notes), one, many)

        def act(collection: Collection, tell: Progress) -> Done:
            return Done(trash.delete_notes(collection, notes, tell), words)

        self._doing.do(act, self.tr("Moving to the trash …"), is_long=len(notes) >= SOME)

    def _restore(self, notes: Sequence[NoteId]) -> None:
        def act(collection: Collection, tell: Progress) -> Done:
            restored = trash.restore(collection, notes, tell)
            words = several(restored.notes, "Restored 1 note", "Restored %n notes")
            if restored.joined:
                one, many = "1 was here again", "%n were here again"
                words += " · " + several(restored.joined, one, many)
            if restored.left:
                words += " · " + several(restored.left, "1 stays there", "%n stay there")
            return Done(restored.change, words)

        self._doing.do(act, self.tr("Restoring notes …"), is_long=len(notes) >= SOME)

    def _purge(self, notes: Sequence[NoteId]) -> None:
        """No act, so nothing is offered to be taken back."""

        def tell(change: Change) -> None:
            self._desk.feed.changed.emit(change)
            words = several(len(notes), "Deleted 1 note for good", "Deleted %n notes for good")
            self._doing.say(words)

        self._doing.ask(lambda c: trash.purge(c, notes), tell, is_long=len(notes) >= SOME)
