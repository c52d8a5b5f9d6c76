"""What every reader of lessons has to keep to, whatever file it is given."""

import re
from pathlib import Path

from kgstudy import formats
from kgstudy.domain.errors import UserError
from kgstudy.domain.lesson_text import LessonText
from kgstudy.formats import texts

DATA = Path(__file__).parents[1] / "data" / "texts"

_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f\xa0\u00ad\u202a-\u202e\ud800-\udfff]|\n\n\n|  |^ | $", re.MULTILINE
)


def survives(path: Path) -> LessonText | None:
    """Reads the file, or has it refused in a sentence; the lesson is as lessons are."""
    formats.holds_lesson(path)
    try:
        lesson = texts.read(path)
    except UserError as error:
        said, place = error.said, str(error)
        assert place.startswith(str(path)), place
        assert said[-1] == "."
        return None
    check(lesson)
    return lesson


def check(lesson: LessonText) -> None:
    assert lesson.text.endswith("\n")
    assert not _ODD.search(lesson.text)
    assert "\n" not in lesson.title
    assert re.fullmatch("|[a-z]{2,3}", lesson.language)
    assert all(str(problem.place) and problem.why for problem in lesson.problems)
