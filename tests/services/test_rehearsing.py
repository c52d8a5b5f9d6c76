"""Several parcels are planned one on another, and come in as they were planned."""

from collections import Counter
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.errors import UserError
from kgstudy.domain.parcel import Parcel, ParcelDeck
from kgstudy.domain.progress import unheard
from kgstudy.services import consignment, rehearsing, safekeeping
from kgstudy.services.importing import Arrangement
from kgstudy.store import backup
from kgstudy.store.collection import Collection
from tests.builders import basic, collection, parcel
from tests.services.odd_parcels import everything, files
from tests.services.test_arriving_laws import arrangements, drawn_parcels, undone_and_done_again


@given(st.lists(drawn_parcels(), min_size=2, max_size=3), arrangements)
def test_files_come_in_as_they_were_planned(
    tmp_path_factory: pytest.TempPathFactory, coming: list[Parcel], arrangement: Arrangement
) -> None:
    folder = tmp_path_factory.mktemp("collection")
    with collection(folder=folder) as opened:
        before = everything(opened)
        plans = rehearsing.plan_all(opened, coming, arrangement)
        assert everything(opened) == before
        assert files(folder) == []
        reports, _ = consignment.bring_in_all(opened, coming, arrangement, unheard)
        assert [told(each) for each in plans] == [told(each) for each in reports]
        assert safekeeping.check(opened).problems == ()
        undone_and_done_again(opened, before)


def told(each: object) -> list[object]:
    names = ("notes", "cards", "reviews", "media", "conflicts", "problems")
    return [getattr(each, name) for name in names]


def planned(opened: Collection, *coming: Parcel) -> list[tuple[Counter[str], int]]:
    plans = rehearsing.plan_all(opened, coming, Arrangement())
    return [(Counter(plan.notes), plan.media) for plan in plans]


def test_files_that_change_one_another_are_taken_back_together() -> None:
    first = parcel(basic("a"), basic("b"), basic("c"))
    later = parcel(basic("b", "Anew?")._replace(tags=("new",)), basic("d"))
    with collection() as opened:
        before = everything(opened)
        consignment.bring_in_all(opened, [first, later, first], Arrangement(), unheard)
        undone_and_done_again(opened, before)
        opened.undo()
        assert everything(opened) == before


def test_what_two_files_tell_is_new_once() -> None:
    with collection() as opened:
        first, second = parcel(basic("a"), basic("b")), parcel(basic("b", "Anew?"), basic("c"))
        assert planned(opened, first, second, second) == [
            (Counter(new=2), 0),
            (Counter(changed=1, new=1), 0),
            (Counter(same=2), 0),
        ]


def test_pictures_of_two_files_meet_as_well() -> None:
    def pictured(content: bytes) -> Parcel:
        return Parcel((ParcelDeck("d", "D"),), media={"map.png": lambda: BytesIO(content)})

    with collection() as opened:
        one, other = pictured(b"one"), pictured(b"other")
        assert planned(opened, one, one, other) == [(Counter(), 1), (Counter(), 0), (Counter(), 1)]


def test_where_there_is_no_room_for_the_copy_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: object, _target: object) -> None:
        raise UserError("The backup could not be written ({reason}).", reason="the disk is full")

    with collection() as opened:
        monkeypatch.setattr(backup, "copy", full)
        with pytest.raises(UserError, match=r"the disk is full\): bring them in one after another"):
            planned(opened, parcel(basic("a")), parcel(basic("a")))


def test_what_is_planned_already_is_passed_by() -> None:
    with collection() as opened:
        first, second = parcel(basic("a")), parcel(basic("a"), basic("b"))
        with rehearsing.rehearsing(opened, [first, second], Arrangement()) as rehearsal:
            rehearsal.pass_by(first)
            assert rehearsal.plan(second).notes == Counter(same=1, new=1)
