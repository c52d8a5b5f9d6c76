"""Notes are made another kind by keyboard, after a look at what would come of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note_type import Template
from kgstudy.gui.desk import Desk
from kgstudy.gui.dialogs.kind import KindDialog
from kgstudy.services import editing, importing, recasting
from kgstudy.services.recasting import Drawn, FromField, Recipe
from kgstudy.store import notes
from kgstudy.store.collection import Collection
from tests.builders import basic, deck_of, parcel
from tests.templated import BASIC

Open = Callable[[], KindDialog]


@pytest.fixture
def collection(kept: Collection) -> Collection:
    """In a folder: what would come of it is tried beside the window."""
    deck_of(kept, [basic("a"), basic("b"), basic("c", "<img src='x.png'>")])
    return kept


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, collection: Collection) -> Iterator[Open]:
    parent = QWidget()
    parent.resize(900, 800)
    qtbot.addWidget(parent)
    parent.show()

    def open_() -> KindDialog:
        dialog = KindDialog(desk.look, collection, desk.jobs, every(collection), parent)
        dialog.show()
        qtbot.waitUntil(dialog.foot.act.isEnabled)
        return dialog

    yield open_
    desk.jobs.finish()


def every(collection: Collection) -> list[NoteId]:
    return [note.id for note in notes.named(collection, "").values()]


def choose(dialog: KindDialog, kind: str, qtbot: QtBot) -> None:
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(dialog.foot.act.isEnabled)


def test_what_suits_is_chosen_already(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    choose(dialog, "cloze", qtbot)
    assert not dialog.lost
    assert dialog.recipe == Recipe(
        "cloze", {"text": Drawn.GAPPED, "note": FromField("note")}, {0: 0}
    )
    assert "Question a" in dialog.samples[0].accessibleName()


def test_of_notes_of_several_kinds_nothing_is_left_behind(
    qtbot: QtBot, desk: Desk, collection: Collection
) -> None:
    """A dialog half made would answer when the window is shown another way."""
    parent = QWidget()
    qtbot.addWidget(parent)
    importing.bring_in(collection, parcel(basic("d")._replace(kind="both-ways")))
    with pytest.raises(UserError):
        KindDialog(desk.look, collection, desk.jobs, every(collection), parent)
    assert parent.children() == []


def test_tab_goes_from_choice_to_choice_as_they_stand(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    choose(dialog, "both-ways", qtbot)
    passed = [dialog.focusWidget()]
    while passed[-1] is not dialog.foot.act:
        QTest.keyClick(passed[-1], Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
    samples = [each for each in dialog.samples if each.isVisible()]
    cards = list(dialog._cards.values())
    choices = [dialog.kind, *dialog.fields.values(), *cards]
    assert passed == [*choices, *samples, dialog.foot.cancel, dialog.foot.act]


def test_enter_on_a_choice_or_a_sample_takes_what_is_chosen(opened: Open, qtbot: QtBot) -> None:
    for place in ("kind", "sample"):
        dialog = opened()
        choose(dialog, "typed", qtbot)
        with qtbot.waitSignal(dialog.wanted):
            QTest.keyClick(dialog.kind if place == "kind" else dialog.samples[0], Qt.Key.Key_Return)


def test_enter_on_the_button_asks_for_what_is_chosen(
    opened: Open, qtbot: QtBot, collection: Collection
) -> None:
    dialog = opened()
    choose(dialog, "typed", qtbot)
    with qtbot.waitSignal(dialog.wanted) as asked:
        QTest.keyClick(dialog.foot.act, Qt.Key.Key_Return)
    [recipe] = asked.args
    recasting.change_kind(collection, every(collection), recipe)
    assert {note.kind for note in notes.several(collection, every(collection)).values()} == {
        "typed"
    }


def test_it_says_what_would_make_no_card(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.kind.setCurrentIndex(dialog.kind.findData("ordering"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: "3 would make no card" in dialog.told)
    assert not dialog.foot.act.isEnabled()
    assert "only one item" in dialog.samples[0].accessibleName()


def test_words_that_go_nowhere_are_told(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    choose(dialog, "typed", qtbot)
    assert not dialog.lost
    answer = dialog.fields["answer"]
    answer.setCurrentIndex(answer.findText("Question"))
    answer.activated.emit(answer.currentIndex())
    assert "Goes nowhere: “Answer”" in dialog.lost
    assert answer.accessibleName() == "Answer"


def test_cards_are_called_as_their_templates_are(
    qtbot: QtBot, desk: Desk, collection: Collection
) -> None:
    two = replace(BASIC, templates=(*BASIC.templates, Template("Back again", "{{Back}}", "-")))
    note, _ = editing.add(collection, "Deck", two, {"Front": "Q", "Back": "A"})
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = KindDialog(desk.look, collection, desk.jobs, [note], parent)
    choose(dialog, "both-ways", qtbot)
    told = [picker.accessibleName() for picker in dialog._cards.values()]
    assert told == ["Card 1", "Back again"]
    (first, _) = dialog._cards.values()
    assert [first.itemText(at) for at in range(first.count())] == ["put aside", "Card 1", "Card 2"]
    desk.jobs.finish()
