"""The browser's table: its rows are read when they come into view, and what is chosen stays."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kgstudy.domain.card import Learning, Reviewing
from kgstudy.domain.columns import UNSORTED, Column, Sorting, Unit
from kgstudy.domain.ids import CardId
from kgstudy.domain.memory import Memory
from kgstudy.domain.review import Days, Seconds
from kgstudy.gui import carried
from kgstudy.gui.browse.cells import ROW, shortened
from kgstudy.gui.browse.table import CardTableView
from kgstudy.gui.models import card_layout
from kgstudy.gui.models.card_columns import FIRST, fitting, title, widths
from kgstudy.gui.models.card_layout import Layout
from kgstudy.gui.models.card_table import PAGE, CardTable
from kgstudy.gui.theme import Look
from kgstudy.services import listing
from kgstudy.services.browsing import Row
from kgstudy.store import cards, notes
from kgstudy.store.collection import Collection
from tests.builders import deck_of, note

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MANY = 3 * PAGE


@pytest.fixture
def model(collection: Collection, qapp: QApplication) -> CardTable:
    deck_of(collection, MANY)
    made = CardTable(collection, qapp)
    show(made, listing.find_ids(collection, ""))
    return made


@pytest.fixture
def view(qtbot: QtBot, look: Look, collection: Collection) -> CardTableView:
    deck_of(collection, 800)
    made = CardTableView(look, collection)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.show_rows(Unit.CARDS, array("q", listing.find_ids(collection, "")), 800)
    return made


def show(model: CardTable, ids: Sequence[int], unit: Unit = Unit.CARDS) -> None:
    model.show_rows(unit, array("q", ids), len(ids))


def line(model: CardTable, number: int) -> list[str]:
    return [model.text(number, column) for column in model.columns]


@pytest.mark.parametrize("sizes", [(100, 150, 100), (150, 100, 120)])
def test_rows_grow_and_shrink_with_the_text(
    view: CardTableView, look: Look, sizes: Sequence[int]
) -> None:
    for size in sizes:
        look.choose("light", size)
        assert view.verticalHeader().defaultSectionSize() == look.px(ROW)


def test_very_many_rows_grow_with_the_text_at_once(view: CardTableView, look: Look) -> None:
    view.show_rows(Unit.CARDS, array("q", range(100_000)), 100_000)
    view.selectAll()
    begun = thread_time()
    look.choose("light", 150)
    assert thread_time() - begun < 1
    assert view.rowHeight(99_999) == look.px(ROW)


def test_only_what_is_looked_at_is_read(model: CardTable, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    of = model._reader.of

    def counting(unit: Unit, ids: Sequence[int]) -> dict[int, Row]:
        read.append(len(ids))
        return of(unit, ids)

    monkeypatch.setattr(model._reader, "of", counting)
    assert model.rowCount() == MANY
    assert model.text(PAGE + 1, Column.QUESTION) == f"Question n{PAGE + 1}"
    assert model.text(PAGE + 2, Column.ANSWER) == f"Answer n{PAGE + 2}"
    assert read == [PAGE]


def test_every_column_says_something_of_a_card_that_is_learnt(
    model: CardTable, collection: Collection
) -> None:
    card = cards.get(collection, CardId(model.ids[0]))
    today, now = collection.calendar.today(), collection.clock.now_ms()
    state = Reviewing(Memory(12.4, 5.25), now, today, Days(10))
    cards.save(collection, replace(card, state=state, reps=4, lapses=1, flag=3, suspended=True))
    model.show_columns(list(Column))
    model.look_again()
    said = dict(zip(Column, line(model, 0), strict=True))
    assert said[Column.LESSON] == ""
    assert said == {
        Column.QUESTION: "Question n0",
        Column.ANSWER: "Answer n0",
        Column.DECK: "Rivers",
        Column.DUE: "12 Mar",
        Column.STATE: "Suspended",
        Column.INTERVAL: "10 d",
        Column.RECALL: "100 %",
        Column.STABILITY: "12 d",
        Column.DIFFICULTY: "5.2",
        Column.REVIEWS: "4",
        Column.LAPSES: "1",
        Column.ANSWERED: "2 Mar",
        Column.TAGS: "river",
        Column.KIND: "Question and answer",
        Column.CARD: "Card 1",
        Column.LESSON: "",
        Column.FLAG: "Flag 3",
        Column.CREATED: "2 Mar",
        Column.EDITED: "2 Mar",
    }


def test_what_a_new_card_and_one_on_its_steps_say(model: CardTable, collection: Collection) -> None:
    model.show_columns([Column.DUE, Column.STATE, Column.INTERVAL, Column.RECALL])
    assert line(model, 1) == ["#1", "New", "", ""]
    card = cards.get(collection, CardId(model.ids[1]))
    now = collection.clock.now_ms()
    state = Learning(Memory(0.5, 5), now, collection.calendar.today(), Seconds(600), 1)
    cards.save(collection, replace(card, state=state))
    model.look_again()
    assert line(model, 1) == ["09:10", "Learning", "10 min", "85 %"]


def test_a_note_tells_of_all_its_cards(collection: Collection, model: CardTable) -> None:
    deck_of(collection, [note("both", "both-ways", {"front": "a", "back": "b", "note": ""})])
    last = listing.find_ids(collection, "")[-1]
    card = cards.get(collection, last)
    cards.save(collection, replace(card, suspended=True, lapses=2, flag=1))
    show(model, [card.note_id], Unit.NOTES)
    model.show_columns([Column.QUESTION, Column.CARD, Column.STATE, Column.LAPSES, Column.FLAG])
    assert line(model, 0) == ["a", "2 cards", "New, Suspended", "2", "Flag 1"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Cards"


def test_a_card_that_is_gone_leaves_its_row_empty(model: CardTable, collection: Collection) -> None:
    card = cards.get(collection, CardId(model.ids[2]))
    with collection.act("delete"):
        notes.delete(collection, [card.note_id])
    model.look_again()
    assert line(model, 2) == [""] * len(model.columns)
    assert model.text(3, Column.QUESTION) == "Question n3"


def test_rows_not_yet_found_are_empty_until_they_are(model: CardTable) -> None:
    ids = model.ids
    model.show_rows(Unit.CARDS, ids[:10], MANY)
    assert not model.is_whole
    assert model.text(9, Column.QUESTION) == "Question n9"
    assert model.text(20, Column.QUESTION) == ""
    model.complete(ids)
    assert model.is_whole
    assert model.text(20, Column.QUESTION) == "Question n20"


def test_a_voice_hears_the_column_too(model: CardTable) -> None:
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Question: Question n0"


def test_chosen_rows_stay_chosen_in_another_order(view: CardTableView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    chosen, current = set(view.chosen), view.current
    assert len(chosen) == 2
    turned = view.cards.ids[::-1]
    view.show_rows(Unit.CARDS, turned, 800, view.place())
    assert set(view.chosen) == chosen
    assert view.current == current
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))


def test_all_are_chosen_at_once_and_one_taken_out(view: CardTableView) -> None:
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert view.chosen_count == 800
    assert view.chosen == list(view.cards.ids)
    where = view.visualRect(view.cards.index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, where)
    assert view.cards.ids[1] not in view.chosen
    assert view.chosen_count == 799


def test_many_scattered_rows_stay_chosen_too(view: CardTableView) -> None:
    """Every second one: more pieces than Qt's own selection could bear."""
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    kept = frozenset(view.cards.ids[::2])
    view.show_rows(Unit.CARDS, view.cards.ids, 800, replace(view.place(), chosen=kept))
    assert set(view.chosen) == kept
    assert view.chosen_count == 400
    where = view.visualRect(view.cards.index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, where)
    assert set(view.chosen) == kept - {view.cards.ids[2]}
    where = view.visualRect(view.cards.index(3, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CONTROL, where)
    assert view.chosen_count == 400
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert view.chosen == [view.cards.ids[3]]


def test_one_that_is_found_no_longer_leaves_no_empty_row(view: CardTableView) -> None:
    whole = view.cards.ids
    view.show_rows(Unit.CARDS, whole[:10], 801)
    view.go_to(whole[3])
    view.complete(whole)
    assert view.cards.rowCount() == 800
    assert view.chosen == [whole[3]]
    view.show_rows(Unit.CARDS, whole[:10], 801)
    view.selectAll()
    view.complete(whole)
    assert view.chosen_count == 800


def test_nothing_scattered_stays_chosen_in_what_another_search_found(view: CardTableView) -> None:
    ids = view.cards.ids
    view.show_rows(Unit.CARDS, ids, 800, replace(view.place(), chosen=frozenset(ids[::2])))
    assert view.chosen_count == 400
    view.show_rows(Unit.CARDS, ids[1:], 799)
    assert view.chosen == [ids[1]]
    assert view.chosen_count == 1


def test_a_row_that_is_not_found_yet_can_be_pressed(view: CardTableView) -> None:
    ids = view.cards.ids
    view.show_rows(Unit.CARDS, ids, 800, replace(view.place(), chosen=frozenset(ids[::2])))
    view.show_rows(Unit.CARDS, ids[:5], 800)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(view.model().index(8, 0)).center(),
    )
    assert view.currentIndex().row() == 8


def test_all_stay_chosen_in_other_columns_though_most_are_not_in_order_yet(
    view: CardTableView,
) -> None:
    view.show_rows(Unit.CARDS, view.cards.ids[:10], 800)
    view.selectAll()
    view.show_columns([Column.QUESTION, Column.DECK], {})
    assert view.chosen_count == 800
    view.cards.complete(array("q", listing.find_ids(view._collection, "")))
    assert len(view.chosen) == 800


def test_what_is_chosen_goes_where_the_whole_order_puts_it(view: CardTableView) -> None:
    whole = view.cards.ids
    view.show_rows(Unit.CARDS, whole[:10], 800)
    view.go_to(whole[3])
    view.complete(array("q", reversed(whole)))
    assert view.chosen == [whole[3]]
    assert view.current == whole[3]


def test_the_neighbour_is_in_hand_when_the_row_is_gone(view: CardTableView) -> None:
    assert view.go_to(view.cards.ids[5])
    place = view.place()
    left = array("q", [id_ for id_ in view.cards.ids if id_ != place.current])
    view.show_rows(Unit.CARDS, left, 799, place)
    assert view.current == left[5]
    assert view.chosen == [left[5]]


def test_the_eye_stays_at_its_row_when_others_come_before_it(view: CardTableView) -> None:
    view.go_to(view.cards.ids[400])
    top = view.rowViewportPosition(400)
    place = view.place()
    fewer = view.cards.ids[300:]
    view.show_rows(Unit.CARDS, fewer, len(fewer), place)
    assert view.rowViewportPosition(view.currentIndex().row()) == top


def test_a_click_on_a_header_sorts_and_another_turns_it_round(
    view: CardTableView, qtbot: QtBot
) -> None:
    view.show_sorting(Sorting(Column.QUESTION))
    header = view.horizontalHeader()
    for column, wanted in (
        (Column.QUESTION, Sorting(Column.QUESTION, descending=True)),
        (Column.DUE, Sorting(Column.DUE)),
    ):
        section = view.cards.columns.index(column)
        x = header.sectionViewportPosition(section) + 20
        with qtbot.waitSignal(view.sorting_wanted) as wait:
            QTest.mouseClick(
                header.viewport(),
                Qt.MouseButton.LeftButton,
                pos=QPoint(x, 10),
            )
        assert wait.args == [wanted]


def test_a_column_that_is_moved_is_listed_where_it_stands(
    view: CardTableView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.columns_moved):
        view.horizontalHeader().moveSection(0, 2)
    assert view.cards.columns[:3] == (Column.ANSWER, Column.DECK, Column.QUESTION)
    header = view.horizontalHeader()
    assert [header.visualIndex(n) for n in range(header.count())] == list(range(header.count()))


def test_what_is_dragged_are_all_chosen_cards(view: CardTableView) -> None:
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert list(carried.cards_of(carried.with_cards(map(CardId, view.chosen)))) == view.chosen


def pull(port: QWidget, *places: QPoint) -> None:
    """With the left button, from the first place over the others."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(port, left, none, places[0])
    for place in places[1:]:
        there = QPointF(place)
        held = (Qt.MouseButton.NoButton, left, none)
        moved = QMouseEvent(QEvent.Type.MouseMove, there, port.mapToGlobal(there), *held)
        QApplication.sendEvent(port, moved)
    QTest.mouseRelease(port, left, none, places[-1])


@pytest.fixture
def taken(view: CardTableView, monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """What is carried, time by time."""
    every: list[list[int]] = []
    monkeypatch.setattr(view, "carry", lambda: every.append(view.chosen))
    return every


def test_a_pull_down_chooses_and_what_is_chosen_is_carried(
    view: CardTableView, taken: list[list[int]]
) -> None:
    ids = list(view.cards.ids)
    second, fifth = (view.visualRect(view.cards.index(row, 0)).center() for row in (1, 4))
    down = [second + QPoint(0, way) for way in range(0, fifth.y() - second.y() + 1, 8)]
    pull(view.viewport(), *down, fifth)
    assert (view.chosen, taken) == (ids[1:5], [])
    pull(view.viewport(), *down[1:])
    assert taken == [ids[1:5]]


def test_a_pull_sideways_carries_the_row_it_begins_on(
    view: CardTableView, taken: list[list[int]]
) -> None:
    third = view.visualRect(view.cards.index(2, 0)).center()
    pull(view.viewport(), *(third - QPoint(way, way // 3) for way in range(0, 40, 4)))
    assert taken == [[view.cards.ids[2]]]


def test_the_question_is_always_among_the_columns() -> None:
    assert fitting([Column.DUE, Column.DUE]) == (Column.QUESTION, Column.DUE)
    assert all(title(column, unit) for column in Column for unit in Unit)


def test_columns_share_the_room_and_the_question_has_the_rest() -> None:
    shown = FIRST[Unit.CARDS]
    roomy, close, tight = (widths(shown, {}, room) for room in (1200, 640, 300))
    assert [sum(roomy), sum(close)] == [1200, pytest.approx(640)]
    assert roomy[1:] > close[1:] > tight[1:]
    assert tight[0] == 150
    drawn = widths(shown, {Column.QUESTION: 400, Column.DECK: 90}, 300)
    assert (drawn[0], drawn[2]) == (400, 90)
    assert widths(shown, {Column.DECK: 90}, 1200)[2] == 90
    wider = widths(shown, {Column.QUESTION: round(close[0]) + 40}, 720)
    assert sum(wider) == pytest.approx(720)


def test_a_column_that_is_drawn_makes_none_grow_that_was_not(view: CardTableView) -> None:
    view.resize(545, 400)
    header = view.horizontalHeader()
    before = [header.sectionSize(n) for n in range(header.count())]
    edge = QPoint(before[0] - 1, header.height() // 2)
    port = header.viewport()
    QTest.mouseMove(port, edge)
    pull(port, edge, *(edge + QPoint(way, 0) for way in range(5, 61, 5)))
    view.resize(546, 400)
    after = [header.sectionSize(n) for n in range(header.count())]
    assert after[0] > before[0]
    assert all(now <= was for now, was in list(zip(after, before, strict=True))[1:])


columns = st.lists(st.sampled_from(Column), max_size=6).map(fitting)
layouts = st.builds(
    Layout,
    st.sampled_from(Unit),
    st.fixed_dictionaries({Unit.CARDS: columns, Unit.NOTES: columns}),
    st.fixed_dictionaries(
        {
            unit: st.builds(
                Sorting,
                st.sampled_from([each for each in Column if each not in UNSORTED]),
                st.booleans(),
            )
            for unit in Unit
        }
    ),
    st.dictionaries(st.sampled_from(Column), st.integers(24, 4000)),
    st.dictionaries(st.sampled_from(["side", "right"]), st.tuples(st.integers(0, 1000))),
    st.dictionaries(st.sampled_from(["side", "right"]), st.booleans()),
)


@given(layouts)
def test_how_it_was_left_is_read_as_it_was_written(layout: Layout) -> None:
    assert card_layout.read(card_layout.written(layout)) == layout


SENSELESS = (
    "",
    "[]",
    "{",
    '{"unit": 3, "columns": {"cards": ["nothing"]}, "widths": {"due": "x"}}',
    '{"sortings": {"cards": ["answer", true]}, "splits": {"side": [1.5]}, "shown": 1}',
)


@pytest.mark.parametrize("text", SENSELESS)
def test_what_makes_no_sense_is_as_on_the_first_day(text: str) -> None:
    layout = card_layout.read(text)
    assert layout.unit is Unit.CARDS
    assert layout.sorting == Sorting()
    assert layout.widths == {}
    assert layout.columns[Unit.NOTES] == FIRST[Unit.NOTES]


@pytest.mark.parametrize(
    ("room", "shown"),
    [(20, "Asia › Rivers › Chüy"), (19, "… › Chüy"), (8, "… › Chüy"), (7, "Chüy"), (1, "Chüy")],
)
def test_the_own_name_of_a_deck_has_the_room_first(room: int, shown: str) -> None:
    assert shortened("Asia › Rivers › Chüy", room, len) == shown
