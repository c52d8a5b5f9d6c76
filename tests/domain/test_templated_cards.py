"""Notes with a note type: which cards they make, and what stands on them."""

import pytest

from kgstudy.domain.card_types import CARD_TYPES, card_type
from kgstudy.domain.card_types.base import CardType, Face, WholeFace
from kgstudy.domain.card_types.occlusion import OcclusionFace, Shape
from kgstudy.domain.card_types.typed import TypedFace
from kgstudy.domain.ids import NoteId
from kgstudy.domain.note import Note
from kgstudy.domain.note_type import TEMPLATED, NoteType, Template

REST = "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"
REVERSED = (
    Template("Card 1", "{{Front}}", REST),
    Template("Card 2", "{{#Reverse}}{{Back}}{{/Reverse}}", "{{FrontSide}}<hr id=answer>{{Front}}"),
)
OCCLUSION = """
{{#Header}}<div>{{Header}}</div>{{/Header}}
<div style="display: none">{{cloze:Occlusion}}</div>
<div id="image-occlusion-container">{{Image}}<canvas></canvas></div><script>x()</script>"""
GAPS = (
    "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>"
    "{{c2::image-occlusion:ellipse:left=.5:top=.3:rx=.1:ry=.12:oi=1}}<br>"
    "{{c3::image-occlusion:polygon:left=.1:top=.6:points=.1,.6 .3,.6 .2,.8}}"
    "{{c0::image-occlusion:text:left=.6:top=.8:text=Ош\\: город:scale=2:fs=.1}}"
)


def made(
    *templates: Template, fields: dict[str, str], cloze: bool = False, css: str = ""
) -> CardType:
    note_type = NoteType("nt", "Type", cloze, tuple(fields), templates, css)
    note = Note(NoteId(1), "g", TEMPLATED, fields, ("a", "b"), note_type)
    return card_type(note, "Top::Sub")


def face(question: str, answer: str, slot: int = 0, *, cloze: bool = False, **fields: str) -> Face:
    template = Template("Card 1", question, answer)
    return made(template, fields=fields, cloze=cloze).face(fields, slot)


def test_native_kinds_have_their_own_card_types() -> None:
    for kind, known in CARD_TYPES.items():
        assert card_type(Note(NoteId(1), "g", kind, {})) is known


@pytest.mark.parametrize(
    ("fields", "slots"),
    [
        ({"Front": "a", "Back": "b", "Reverse": ""}, (0,)),
        ({"Front": "a", "Back": "b", "Reverse": "y"}, (0, 1)),
        ({"Front": "", "Back": "b", "Reverse": "y"}, (1,)),
        ({"Front": "<br>", "Back": "<div></div>", "Reverse": "y"}, ()),
        ({"Front": "<img src=a.png>", "Back": "", "Reverse": "y"}, (0,)),
    ],
)
def test_a_template_makes_a_card_if_its_question_says_something(
    fields: dict[str, str], slots: tuple[int, ...]
) -> None:
    assert made(*REVERSED, fields=fields).slots(fields) == slots
    assert (made(*REVERSED, fields=fields).problem(fields) is None) == bool(slots)


def test_words_of_the_template_alone_make_no_card() -> None:
    fields = {"F": "", "G": "x"}
    template = Template("1", "Words {{F}} {{^F}}{{F}} more{{/F}}", "{{F}}")
    assert made(template, fields=fields).slots(fields) == ()
    negated = Template("1", "{{^F}}{{G}}{{/F}}", "")
    assert made(negated, fields=fields).slots(fields) == (0,)
    assert made(negated, fields=fields).slots({"F": "y", "G": "x"}) == ()


def test_a_cloze_makes_a_card_for_each_number() -> None:
    fields = {"Text": "{{c2::a}} {{c5,1::b}}", "More": "{{c3::c}}", "Other": "{{c9::d}}"}
    template = Template("Cloze", "{{cloze:Text}} {{cloze:More}} {{Other}}", "{{cloze:Text}}")
    cloze = made(template, fields=fields, cloze=True)
    assert cloze.slots(fields) == (1, 2, 3, 5)
    assert cloze.problem({"Text": "none"}) is not None
    assert cloze.answer_text(fields, 5) == "b"
    assert cloze.face(fields, 3).question.strip().startswith('<span class="gap">[…]</span>')


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("{{F}}", "{{FrontSide}}<hr id=answer>{{B}}"),
        ("{{F}}", "{{FrontSide}}\n\n<hr id='answer' />\n\n{{B}}"),
        ("{{F}}", '{{F}} <hr class="x" id="answer"> {{B}}'),
        ("<p>{{F}}</p>", "<div>{{FrontSide}}</div><hr id=answer>{{B}}"),
        ("{{F}}\n", "\n{{FrontSide}}{{B}}"),
    ],
)
def test_what_repeats_the_question_looks_like_our_own_cards(question: str, answer: str) -> None:
    shown = face(question, answer, F="Osh", B="<b>city</b>")
    assert type(shown) is Face
    assert (shown.question.strip().removeprefix("<p>")[:3], shown.answer) == ("Osh", "<b>city</b>")


def test_an_answer_without_the_question_takes_its_place() -> None:
    assert face("{{F}}", "{{B}}", F="Osh", B="city") == WholeFace("Osh", "city", "")
    assert face("{{F}}", "{{B}}", F="car", B="car park") == WholeFace("car", "car park", "")
    assert isinstance(face("{{F}}<img src=a>", "{{F}}<hr id=answer>{{B}}", F="a", B="b"), WholeFace)


def test_the_special_fields() -> None:
    said = "{{Tags}}|{{Type}}|{{Deck}}|{{Subdeck}}|{{Card}}|{{CardFlag}}"
    assert face("{{F}}" + said, "", F="").question == "a b|Type|Top::Sub|Sub|Card 1|flag0"
    assert face("{{Tags}}", "", Tags="my own").question == "my own"


def test_a_typed_answer() -> None:
    shown = face(
        "{{F}} {{type:B}}", "{{F}}<hr id=answer>{{type:B}}", F="Osh", B="<i>city</i> &amp;"
    )
    assert shown == TypedFace("Osh ", "city &amp;", "", ("city &",))
    shown = face("{{F}} {{type:B}}", REST.replace("Back", "More"), F="Osh", B="x", More="y")
    assert shown == TypedFace("Osh ", "y", "", ("x",))
    assert type(face("{{F}}{{type:B}}", REST.replace("Back", "F"), F="a", B=" ")) is Face


def test_a_typed_gap_fills_the_text_where_it_stands() -> None:
    question = "{{cloze:T}}{{type:cloze:T}}"
    shown = face(question, "{{cloze:T}}", 1, cloze=True, T="In {{c1::Osh}} or {{c1::Uzgen}}")
    assert isinstance(shown, TypedFace)
    assert (shown.answer, shown.accepted) == ("Osh, Uzgen", ("Osh, Uzgen",))
    assert shown.filled.startswith('In <span class="gap">Osh')
    assert "Osh" not in shown.question


def test_a_card_without_a_question_says_so() -> None:
    assert face("{{F}}", "{{B}}", F="", B="b").question == "{The front of this card is blank.}"
    shown = face("{{cloze:T}}", "{{cloze:T}}", 2, cloze=True, T="{{c1::a}}")
    assert shown.question == "{There is no gap 2 in this note.}"
    assert face("{{F}}", "", 7, F="x") == Face("", "", "")
    assert made(fields={}).face({}, 0) == Face("", "", "")
    assert made(fields={}, cloze=True).slots({}) == ()


def test_the_style_comes_with_the_face() -> None:
    fields = {"F": "x"}
    styled = made(Template("1", "{{F}}", ""), fields=fields, css=".a { color: red }")
    assert styled.face(fields, 0).style == ".t-a { color: #ff0000 }"


def occlusion(slot: int, **more: str) -> OcclusionFace:
    fields = {"Occlusion": GAPS, "Image": '<img src="map.png">', "Header": "", "Extra": "", **more}
    answer = OCCLUSION + "<button>Toggle</button>{{#Extra}}<p>{{Extra}}</p>{{/Extra}}"
    shown = face(OCCLUSION, answer, slot, cloze=True, **fields)
    assert isinstance(shown, OcclusionFace)
    return shown


def test_a_picture_with_hidden_parts() -> None:
    shown = occlusion(1)
    assert (shown.image, shown.question, shown.answer) == ("map.png", "", "")
    assert shown.shapes == (
        Shape("rect", 0.1, 0.2, 0.3, 0.4, size=0.05, asked=True),
        Shape("ellipse", 0.5, 0.3, 0.2, 0.24, size=0.05, covers=True),
        Shape("text", 0.6, 0.8, text="Ош: город", size=0.2),
    )


def test_parts_that_hide_alone_leave_each_other_open() -> None:
    kinds = [(shape.kind, shape.asked, shape.covers) for shape in occlusion(3).shapes]
    assert kinds == [
        ("rect", False, True),
        ("ellipse", False, True),
        ("polygon", True, False),
        ("text", False, False),
    ]
    assert [shape.kind for shape in occlusion(2).shapes if shape.kind == "polygon"] == []
    assert occlusion(3).shapes[2].points == ((0.1, 0.6), (0.3, 0.6), (0.2, 0.8))


def test_words_around_a_picture() -> None:
    shown = occlusion(1, Header="Map", Extra="of <b>Osh</b>")
    assert "<div>Map</div>" in shown.question
    assert shown.answer == "<p>of <b>Osh</b></p>"
    assert "image-occlusion:" not in shown.question + shown.answer


@pytest.mark.parametrize(
    "words", ["rect", "rect:left=x", "circle:left=1", "polygon:points=", "text", ""]
)
def test_shapes_that_say_nonsense_are_no_harm(words: str) -> None:
    gap = "{{c1::image-occlusion:" + words + ":width=1e999:height=nan:angle=}}"
    shown = occlusion(1, Occlusion=gap)
    assert all(0 <= shape.width <= 1 and shape.height == 0 for shape in shown.shapes)


def test_pictures_with_masks_of_their_own() -> None:
    names = {"Image": "a.jpg", "Question Mask": "q.svg", "Answer Mask": "w.svg"}
    fields = {name: f'<img src="{file}">' for name, file in names.items()} | {"Header": "Map"}
    question = "{{Header}}<i>{{Question Mask}}</i>{{Image}}"
    template = Template("1", question, question.replace("Question", "Answer"))
    shown = made(template, fields=fields).face(fields, 0)
    assert shown == OcclusionFace("Map<i></i>", "", "", image="a.jpg", masks=("q.svg", "w.svg"))


def test_cards_of_a_picture_are_told_apart_by_the_number_of_their_part() -> None:
    fields = {"Occlusion": GAPS, "Image": '<img src="map.png">', "Header": "Map"}
    kind = made(Template("1", OCCLUSION, OCCLUSION), fields=fields, cloze=True)
    assert [kind.question_text(fields, slot) for slot in (1, 3)] == [
        "Part 1 of Map",
        "Part 3 of Map",
    ]
    assert kind.question_text(fields | {"Header": ""}, 2) == "Part 2 of map.png"


@pytest.mark.parametrize(
    ("mask", "words"), [("7f-ao-12-Q.svg", "Part 12 of Map"), ("7f-ao-12-O.svg", "Map")]
)
def test_pictures_with_masks_tell_their_part_by_the_name_of_the_mask(mask: str, words: str) -> None:
    names = {"Image": "a.jpg", "Question Mask": mask, "Answer Mask": "w.svg"}
    fields = {name: f'<img src="{file}">' for name, file in names.items()} | {"Header": "Map"}
    question = "{{Header}}{{Question Mask}}{{Image}}"
    kind = made(Template("1", question, question), fields=fields)
    assert kind.question_text(fields, 0) == words
