"""Fields have one name wherever a person reads it."""

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.note_type import NoteType, Template
from kgstudy.gui.models.kind_words import any_field_name, any_field_names, field_name, kind_names
from kgstudy.services.editing import Kind


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


def test_kinds_of_one_name_are_told_apart_by_their_fields_or_else_by_number() -> None:
    def made(guid: str, name: str, *fields: str) -> Kind:
        return NoteType(guid, name, False, fields, (Template("1", "{{Front}}", "{{Back}}"),))

    basic, more = ("Front", "Back"), ("Front", "Back", "Hint", "Source", "Sound")
    kinds: list[Kind] = ["basic", made("a", "Basic", *basic), made("b", "Words", *basic)]
    kinds += [made("c", "Words", *more), made("d", "Rivers"), made("e", "Words", *basic)]
    assert kind_names(kinds) == [
        "Question and answer",
        "Basic",
        "Words (Front, Back) 1",
        "Words (Front, Back, Hint, …)",
        "Rivers",
        "Words (Front, Back) 2",
    ]
