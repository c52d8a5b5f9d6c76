"""A page over cards that are made for it, with a watch that stands still."""

from collections.abc import Sequence
from typing import Literal

import pytest
from pytestqt.qtbot import QtBot

from kgstudy.domain.deck import Options
from kgstudy.domain.parcel import ParcelNote
from kgstudy.gui.feed import Feed
from kgstudy.gui.media.card_sounds import CardSounds
from kgstudy.gui.media.sound import silent
from kgstudy.gui.pages.study import StudyPage
from kgstudy.gui.theme import Look
from kgstudy.services.study import Study
from kgstudy.store.collection import Collection
from tests.builders import deck_of
from tests.gui.study.page import Open, Seconds


@pytest.fixture
def watch() -> Seconds:
    return Seconds()


@pytest.fixture
def feed() -> Feed:
    return Feed()


@pytest.fixture
def open_page(qtbot: QtBot, look: Look, feed: Feed, collection: Collection, watch: Seconds) -> Open:
    """Opens a session over these notes in an active window."""

    def make(
        notes: Sequence[ParcelNote] | int = 3,
        *,
        grade_buttons: Literal[2, 4] = 4,
        options: Options | None = None,
        others: int = 0,
        size: tuple[int, int] = (1000, 700),
    ) -> StudyPage:
        deck_of(collection, notes, options)
        page = StudyPage(
            look,
            feed,
            Study(collection),
            grade_buttons,
            calendar=collection.calendar,
            media=lambda name: None,
            others=lambda: others,
            sounds=CardSounds(silent(), lambda: True),
            seconds=watch,
        )
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.shown()
        return page

    return make
