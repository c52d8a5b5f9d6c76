"""Fields have one name wherever a person reads it."""

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.gui.editor.kind_words import any_field_name, any_field_names, field_name


def test_a_field_of_ours_is_called_alike_alone_and_among_others() -> None:
    for key, kind in CARD_TYPES.items():
        for field in kind.fields:
            assert any_field_name(field.name) == field_name(key, field.name)


def test_fields_that_are_called_alike_are_told_apart() -> None:
    names = ["back", "front", "question", "Question", "Vorderseite"]
    assert any_field_names(names) == [
        "Answer",
        "Question (front)",
        "Question (question)",
        "Question",
        "Vorderseite",
    ]
    assert any_field_names(["front", "back"]) == ["Question", "Answer"]
