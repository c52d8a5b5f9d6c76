"""What the Kyrgyz grammar asks of deeds, and the lists it finds; all sentences are made up."""

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.kyrgyz.grammar import KYRGYZ
from tests.sentences import asked, sentence, values


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "1986-жылы Асан Осмонов Ысык-Көл форумун уюштурган.",
            "1986-жылы Асан Осмонов эмнени уюштурган?",
            "Ысык-Көл форумун",
        ),
        (
            "1924-жылы Асан Осмонов кыргыз алиппесин түзгөн.",
            "1924-жылы Асан Осмонов эмнени түзгөн?",
            "кыргыз алиппесин",
        ),
        (
            "1924-жылы Асан Осмонов Бишкекте жаңы мектепти ачкан.",
            "1924-жылы Асан Осмонов Бишкекте эмнени ачкан?",
            "жаңы мектепти",
        ),
        (
            "Манасчы Асан Осмонов «Манас» эпосун айткан.",
            "Манасчы Асан Осмонов эмнени айткан?",
            "«Манас» эпосун",
        ),
    ],
)
def test_it_is_asked_what_somebody_made(text: str, question: str, answer: str) -> None:
    found = asked(KYRGYZ, sentence(text))
    assert question in found, list(found)
    assert found[question].answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "1924-жылы Асан Осмонов Бишкекте жашаган.",
        "1924-жылы мектепти ачкан Асан Осмонов Бишкекте төрөлгөн.",
        "1924-жылы жаңы мектепти ачышкан.",
    ],
)
def test_no_deed_is_asked_for_where_it_is_not_certain(text: str) -> None:
    assert not [each for each in asked(KYRGYZ, sentence(text)).values() if each.form == "deed"]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Нарында койду, жылкыны жана топозду багышат.", ["койду, жылкыны жана топозду"]),
        ("Келишимге Кыргызстан жана Казакстан кол койгон.", ["Кыргызстан жана Казакстан"]),
        ("Айылда койду жана жылкыны багышат.", []),
    ],
)
def test_lists_are_found(text: str, listed: list[str]) -> None:
    assert values(KYRGYZ, sentence(text), FactKind.LIST) == listed


def test_a_noun_of_a_work_is_no_verb() -> None:
    found = asked(KYRGYZ, sentence("1958-жылы «Жамийла» повести жарык көргөн."))
    assert "1958-жылы кайсы повести жарык көргөн?" in found


def test_who_is_not_asked_beside_whose_kin_he_was() -> None:
    found = asked(KYRGYZ, sentence("Асан Осмоновдун атасы Үсөн Осмонов мугалим болгон."))
    assert not [text for text in found if "атасы ким" in text]
