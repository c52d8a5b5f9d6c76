"""All keys on one calm sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kgstudy.gui.theme import Look
from kgstudy.gui.widgets.button import Button
from kgstudy.gui.widgets.column import Column
from kgstudy.gui.widgets.key_cap import KeyCap
from kgstudy.gui.widgets.label import label

SIDE_BY_SIDE = 920
"""From this width of the window on (at 100 %) the groups stand beside one another."""

_OF_LESSONS = ("lessons", "lesson", "bring", "revision")
"""Pages whose keys are told together."""

Keys = tuple[tuple[str, ...], str]
"""Keys that do the same, and what they do."""

Group = tuple[str, Sequence[Keys]]
"""Keys under a heading."""


class KeySheet(QDialog):
    """Opened by F1 or `?`; Escape closes it.

    `front` is the key of the page in front, whose own keys come first.
    """

    def __init__(self, look: Look, parent: QWidget, front: str = "") -> None:
        super().__init__(parent)
        self._look = look
        self._front = front
        self.setWindowTitle(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.size()
        beside = room.width() >= look.px(SIDE_BY_SIDE)
        column = Column(look, 800)
        column.setAccessibleName(self.tr("Keys"))
        column.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.rows.addWidget(label(self.tr("Keys"), "title"))
        column.rows.addLayout(self._all_groups(beside=beside))
        column.rows.addStretch()
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        self._lay_out(column, close)
        wanted = QSize(look.px(880 if beside else 520), look.px(560))
        self.resize(wanted.boundedTo(room - QSize(40, 40)))
        column.setFocus()  # so that the keys that scroll do

    def _all_groups(self, *, beside: bool) -> QBoxLayout:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        whole = QBoxLayout(across if beside else down)
        whole.setSpacing(self._look.px(32 if beside else 20))
        for groups in self._columns():
            column = QVBoxLayout()
            column.setSpacing(self._look.px(12))
            for number, (heading, keys) in enumerate(groups):
                column.addSpacing(self._look.px(16 if number else 0))
                column.addWidget(label(heading, "heading"))
                column.addLayout(self._table(keys))
            column.addStretch()
            whole.addLayout(column, 1)
        return whole

    def _columns(self) -> Sequence[Sequence[Group]]:
        """What stands beside one another where there is room."""
        window = (self.tr("In the window"), self._everywhere())
        study = (self.tr("While studying"), self._study())
        lesson = (self.tr("Among lessons, and in one"), self._lesson())
        studio = (self.tr("Making cards of a lesson"), self._studio())
        editor = (self.tr("Writing cards"), self._editor())
        browse = (self.tr("Browsing cards"), self._browse())
        drawing = (self.tr("Hiding parts of a picture"), self._drawing())
        own = {
            "drawing": drawing,
            "study": study,
            "browse": browse,
            "studio": studio,
            "editor": editor,
            **dict.fromkeys(_OF_LESSONS, lesson),
        }
        first = own.get(self._front, window)
        columns = ((window, study, editor), (lesson, browse, studio, drawing))
        turned = (sorted(groups, key=lambda group: group is not first) for groups in columns)
        return sorted(turned, key=lambda groups: groups[0] is not first)

    def _everywhere(self) -> Sequence[Keys]:
        return (
            (("Alt+1",), self.tr("Home")),
            (("Alt+2",), self.tr("Lessons")),
            (("Alt+3",), self.tr("Browse the cards")),
            (("B",), self.tr("Browse: this card, this lesson, or all")),
            (("Alt+4",), self.tr("History: all that was done, and the way back")),
            (("Ctrl+,",), self.tr("Settings")),
            (("A", "Ctrl+N"), self.tr("Add cards")),
            (("Ctrl+O",), self.tr("Bring a lesson: paste it, or open a file")),
            (("F",), self.tr("On Home: filtered study, out of turn or in practice")),
            (("F2", "Del", "O"), self.tr("In a list of decks: rename, delete, options")),
            (("Ctrl+I",), self.tr("Bring in files; they can be dropped, too")),
            (("Ctrl+E",), self.tr("Export cards, or print them")),
            (("Ctrl+Z",), self.tr("Undo; yesterday’s acts too")),
            (("Ctrl+Shift+Z",), self.tr("Do again what was undone")),
            (("Menu", "Shift+F10"), self.tr("What can be done with a deck, a tag, a card")),
            (("Esc",), self.tr("Back; first to the card that is being studied")),
            (("F11",), self.tr("Full screen")),
            (("F1", "?"), self.tr("These keys")),
            (("Ctrl+Q",), self.tr("Quit; nothing needs saving")),
        )

    def _browse(self) -> Sequence[Keys]:
        return (
            (
                ("Ctrl+F",),
                self.tr("To the search; Enter leads back, Down to earlier searches"),
            ),
            (("Ctrl+Space",), self.tr("In the search: offer the words that fit")),
            (("Ctrl+A",), self.tr("Select all that is found")),
            (("E", "Enter"), self.tr("Edit beside the table; Esc leads back")),
            (("L", "F"), self.tr("Study what is chosen; all that is found, out of turn")),
            (("Ctrl+Alt+T",), self.tr("Notes instead of cards, and back")),
            (
                ("Ctrl+Shift+B", "Ctrl+Shift+P"),
                self.tr("Show or hide the side bar; the card beside"),
            ),
            (("S",), self.tr("Open the lesson at the words of the card")),
            (("Ctrl+D",), self.tr("Move to a deck; they can be dragged there, too")),
            (("Ctrl+J", "Ctrl+Shift+J"), self.tr("Suspend, bury; or bring back")),
            (("Ctrl+1", "Ctrl+7"), self.tr("Flag, 1 to 7; Ctrl+0 takes it off")),
            (("Ctrl+Shift+A", "Ctrl+Shift+D"), self.tr("Add tags; remove tags")),
            (("Ctrl+H", "Ctrl+Shift+H"), self.tr("Find and replace; find duplicates")),
            (("Ctrl+Shift+U", "Ctrl+Shift+R"), self.tr("Set the due day; reset to new")),
            (("Ctrl+Shift+S",), self.tr("Put new cards elsewhere in their row")),
            (("Ctrl+Shift+M",), self.tr("Change the kind of the notes")),
            (("Ctrl+Shift+I", "V"), self.tr("Everything about the card; what its note was")),
            (("Del", "Ctrl+Shift+Del"), self.tr("Delete to the trash; look into it")),
        )

    def _study(self) -> Sequence[Keys]:
        return (
            (("B",), self.tr("Show the card in the browser")),
            (("Space", "Enter"), self.tr("Show the answer; then the grade it suggests")),
            (("1", "2", "3", "4"), self.tr("Again, Hard, Good, Easy; or one of the choices")),
            (("Up", "Down"), self.tr("From choice to choice; Space takes one to move it")),
            (("S",), self.tr("Open the lesson at these words")),
            (("E",), self.tr("Edit the card; it comes back with its new words")),
            (("R",), self.tr("Play the sounds again; while you type, F5 does")),
            (("H",), self.tr("Open hints; lift the masks of a picture")),
            (("-",), self.tr("Bury the card until tomorrow")),
            (("=",), self.tr("Bury the note until tomorrow")),
            (("@",), self.tr("Suspend the card")),
            (("Ctrl+1", "Ctrl+7"), self.tr("Flag the card, 1 to 7; Ctrl+0 takes it off")),
            (("Esc",), self.tr("Back; every answer is kept")),
        )

    def _lesson(self) -> Sequence[Keys]:
        return (
            (("Up", "Down"), self.tr("From lesson to lesson, from sentence to sentence")),
            (("Ctrl+V",), self.tr("Bring the text in the clipboard")),
            (("F2", "Del"), self.tr("Rename a lesson; remove it")),
            (("D",), self.tr("Draft its cards")),
            (("Shift+Right",), self.tr("Select words; with Ctrl, from their other end")),
            (("T",), self.tr("Tie cards to the words, or to the sentence")),
            (("R", "E", "@"), self.tr("A card that wants a look: right, edit, suspend")),
        )

    def _editor(self) -> Sequence[Keys]:
        return (
            (("Ctrl+Enter",), self.tr("Add the card; or save the note and leave")),
            (("Ctrl+Shift+C",), self.tr("A gap for the selected words; with Alt, the same number")),
            (("Ctrl+B", "Ctrl+I", "Ctrl+U"), self.tr("Bold, italic, underlined")),
            (("Ctrl+=", "Ctrl++"), self.tr("Below the line, above it")),
            (("F7", "F8"), self.tr("Colour; choose another")),
            (("Ctrl+Shift+8", "Ctrl+Shift+7"), self.tr("A list; a numbered one")),
            (("Ctrl+M", "Ctrl+K"), self.tr("A formula; a link")),
            (("Ctrl+Shift+K", "Ctrl+R"), self.tr("Code; plain words")),
            (("F3", "Ctrl+V"), self.tr("A picture or a sound; dropped or pasted, too")),
            (("Ctrl+Shift+V",), self.tr("Paste the words alone")),
            (("Ctrl+S",), self.tr("Save the note; to leave a field does, too")),
            (("F9",), self.tr("Keep the field for the next card")),
            (("Ctrl+Shift+X",), self.tr("The HTML of the field, and back")),
            (("Ctrl+Shift+H",), self.tr("What was added last")),
            (("Esc",), self.tr("Close; what was begun is kept")),
        )

    def _drawing(self) -> Sequence[Keys]:
        return (
            (("R", "E", "P"), self.tr("Rectangle, ellipse, polygon")),
            (("T",), self.tr("Words that every card shows; Enter writes them anew")),
            (("Enter",), self.tr("Set a corner where the arrow keys hold the pen")),
            (("Enter",), self.tr("Of a polygon that is chosen: hold the next corner")),
            (("V", "Esc"), self.tr("Choose and move")),
            (("Tab", "Shift+Tab"), self.tr("The next shape; the one before")),
            (("Left", "Up"), self.tr("Move it; with Shift its size, with Ctrl by little")),
            (("Ctrl+D", "Del"), self.tr("Duplicate; delete")),
            (("G", "Shift+G"), self.tr("One card for these shapes; a card for each")),
            (("H",), self.tr("A card hides every part, or only its own")),
            (("Space",), self.tr("Held: the mouse moves the picture")),
            (("Ctrl++", "Ctrl+-"), self.tr("Larger, smaller; the wheel with Ctrl, too")),
            (("Ctrl+0", "Ctrl+1"), self.tr("The whole picture; its own size")),
            (("Ctrl+Enter",), self.tr("Done; undo takes back what nobody wants")),
        )

    def _studio(self) -> Sequence[Keys]:
        return (
            (("Down", "Up"), self.tr("The next draft; the one before")),
            (("Enter",), self.tr("Accept: the draft becomes a card")),
            (("X",), self.tr("Reject")),
            (("E",), self.tr("Edit; Tab goes on, Enter keeps, Esc leaves")),
            (("W",), self.tr("Other wording")),
            (("K",), self.tr("Other kind of card")),
            (("U", "Backspace"), self.tr("Take the decision back")),
            (("Ctrl+Enter",), self.tr("Accept all good ones")),
            (("G",), self.tr("The next fact without a card")),
            (("S",), self.tr("Mark words in the text")),
            (("Left", "Right"), self.tr("There: mark another word; with Shift, one more")),
            (("C",), self.tr("Make a gap of the marked words")),
            (("Q",), self.tr("Ask a question for them")),
            (("Esc",), self.tr("From the text to the drafts; from them to all lessons")),
            (("R",), self.tr("Read the lesson")),
            (("F2",), self.tr("Give it another title")),
        )

    def _table(self, keys: Sequence[Keys]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(24))
        grid.setVerticalSpacing(self._look.px(9))
        grid.setColumnMinimumWidth(0, self._look.px(104))
        grid.setColumnStretch(1, 1)
        for row, (caps, words) in enumerate(keys):
            grid.addLayout(self._caps(caps), row, 0)
            grid.addWidget(label(words, "body"), row, 1)
        return grid

    def _caps(self, keys: Sequence[str]) -> QHBoxLayout:
        """The keys as they are called on this system."""
        row = QHBoxLayout()
        row.setSpacing(self._look.px(5))
        for key in keys:
            named = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            row.addWidget(KeyCap(named or key), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        return row

    def _lay_out(self, column: Column, close: Button) -> None:
        px = self._look.px
        foot = QHBoxLayout()
        foot.setContentsMargins(px(24), px(12), px(24), px(20))
        foot.addStretch()
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(column, 1)
        whole.addLayout(foot)
