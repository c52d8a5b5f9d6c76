"""Whether a lesson that comes in is known as one that is here."""

from kgstudy.domain.lesson_text import LessonText
from kgstudy.services import studio
from kgstudy.services.resembling import resembling
from kgstudy.store.collection import Collection
from tests.builders import RIVERS, collection, deck_of

OTHER = "Bread is baked in the morning. It is sold at noon."


def here() -> Collection:
    opened = collection()
    deck_of(opened, 0)
    return opened


def test_the_same_text_is_known_under_any_title() -> None:
    with here() as opened:
        found = resembling(opened, "Streams", RIVERS, "en")
        assert found is not None
        assert (found.lesson.title, found.same, found.same_title) == ("Rivers", True, False)


def test_a_text_that_was_changed_and_grew_is_a_version() -> None:
    changed = RIVERS.replace("1,067", "1,186") + "\n\n" + OTHER
    with here() as opened:
        found = resembling(opened, "Streams", changed, "en")
        assert found is not None
        assert not found.same
        assert found.share == 0.75


def test_the_same_title_is_enough_and_blanks_and_case_are_no_matter() -> None:
    with here() as opened:
        found = resembling(opened, " rivers ", OTHER, "en")
        assert found is not None
        assert (found.share, found.same_title) == (0.0, True)


def test_another_lesson_resembles_nothing() -> None:
    with here() as opened:
        assert resembling(opened, "Bread", OTHER, "en") is None
        assert resembling(opened, "", OTHER, "en") is None
        assert resembling(opened, "", "", "en") is None


def test_of_several_the_likest_is_found() -> None:
    with here() as opened:
        found = resembling(opened, "Rivers", RIVERS + OTHER, "en")
        assert found is not None
        assert found.share == 1.0


def test_the_lesson_itself_is_found_beside_a_longer_one_of_its_title() -> None:
    with here() as opened:
        studio.bring(opened, LessonText("Streams", f"{RIVERS}\n{OTHER}"))
        for text, title in ((RIVERS, "Rivers"), (f"{RIVERS}\n{OTHER}", "Streams")):
            for called in ("Rivers", "Streams"):
                found = resembling(opened, called, text, "en")
                assert found is not None
                assert (found.same, found.lesson.title) == (True, title)
