"""The way of decks through the window: in from files, and out to them."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from kgstudy.domain.ids import CardId, DeckId
from kgstudy.gui.desk import Desk
from kgstudy.gui.folders import show_in_folder
from kgstudy.gui.frame import Frame
from kgstudy.gui.page import Page
from kgstudy.gui.pages.home import HomePage
from kgstudy.gui.turned import Turned
from kgstudy.services.decks import DeckSummary

if TYPE_CHECKING:
    from kgstudy.gui.deck_care.acts import DeckActs
    from kgstudy.gui.pages.importing import ImportPage
    from kgstudy.gui.widgets.deck_list import DeckList


class DeckWay(QObject):
    """Makes the page that brings them in, and asks where they are to go."""

    def __init__(self, desk: Desk, window: Frame, parent: QWidget) -> None:
        """Over `parent` the person is asked."""
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._parent = parent
        self._page: ImportPage | None = None
        self._decks: DeckList | None = None

    @property
    def makers(self) -> dict[str, Callable[[], Page]]:
        """By the keys of the pages."""
        return {"import": self._make_import}

    @property
    def is_writing(self) -> bool:
        """Whether decks come in, so that nothing else can be written."""
        return self._page is not None and self._page.is_busy

    @cached_property
    def care(self) -> "DeckActs":
        """All that can be done with a deck; loaded when it is first wanted."""
        from kgstudy.gui.deck_care.acts import DeckActs  # noqa: PLC0415 - not needed to start

        acts = DeckActs(self._desk, self._window, self._parent)
        if self._decks is not None:
            acts.merging.connect(self._decks.follow)
        return acts

    def serve(self, page: HomePage) -> None:
        """Does what is wanted of the decks that Home lists."""
        view, model = page.deck_list, page.deck_list.model_of_decks
        self._decks = view
        view.remember(Turned(self._desk.choices, "home", view))
        view.menu_of = self._menu
        view.options_wanted.connect(self._on_options)
        view.deleting.connect(self._on_deleting)
        # The editor gives the keyboard back first: the tree made anew would close it, and the
        # keyboard went to whatever comes next.
        model.renamed.connect(self._on_renamed, Qt.ConnectionType.QueuedConnection)
        model.moved.connect(self._on_moved)
        model.cards_dropped.connect(self._on_cards)
        page.filtered_wanted.connect(self._on_filtered)
        page.deck_wanted.connect(self._on_deck_wanted)

    def show(self, files: Sequence[Path]) -> None:
        """Shows what decks are in the files, before anything of them is taken in."""
        self._shown().add(files)

    def choose(self) -> None:
        """Asks for files with decks."""
        self._shown().choose_files()

    def export(self, deck: DeckId | None, cards: Sequence[CardId] = ()) -> None:
        """Asks what is to go out, and where to; the deck or the cards given stand there already."""
        from kgstudy.gui.dialogs.export import ExportDialog  # noqa: PLC0415 - not needed to start

        desk = self._desk
        dialog = ExportDialog(
            desk.look, desk.collection, desk.jobs, self._parent, deck=deck, cards=cards
        )
        dialog.failed.connect(self._window.trouble.tell)
        dialog.written.connect(self._on_written)
        dialog.open()

    def _on_written(self, file: Path) -> None:
        words = self.tr("Exported to {file}").format(file=file.name)
        show = partial(show_in_folder, file)
        self._window.toast.offer(words, self.tr("Show in folder"), show)

    def _shown(self) -> "ImportPage":
        self._window.show_page("import")
        assert self._page is not None
        return self._page

    def _make_import(self) -> Page:
        from kgstudy.gui.pages.importing import ImportPage  # noqa: PLC0415 - not needed to start

        desk, window = self._desk, self._window
        self._page = page = ImportPage(desk.look, desk.collection, desk.feed, desk.jobs, desk.media)
        page.failed.connect(window.trouble.tell)
        page.files_wanted.connect(window.bring_in)
        page.home_wanted.connect(partial(window.show_page, "home"))
        page.study_wanted.connect(window.study)
        return page

    def _menu(self, deck: DeckSummary) -> QMenu:
        return self.care.menu(deck.id)

    def _on_options(self, deck: DeckId) -> None:
        self.care.options(deck)

    def _on_deleting(self, deck: DeckId) -> None:
        self.care.delete(deck)

    def _on_renamed(self, deck: DeckId, name: str) -> None:
        self.care.rename(deck, name)

    def _on_moved(self, deck: DeckId, under: DeckId | None) -> None:
        self.care.move(deck, under)

    def _on_cards(self, cards: tuple[CardId, ...], deck: DeckId) -> None:
        self.care.take_cards(cards, deck)

    def _on_filtered(self, deck: DeckId | None) -> None:
        self.care.filtered(deck)

    def _on_deck_wanted(self) -> None:
        self.care.create()
