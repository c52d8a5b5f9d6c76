"""The template language: what Anki's templates make of fields, and what broken ones leave seen."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.note_type import NoteType, Template
from kgstudy.domain.picture_notes import STOCK
from kgstudy.domain.templates import scripts
from kgstudy.domain.templates.filters import without_hints
from kgstudy.domain.templates.parsing import Replacement, Section, parse
from kgstudy.domain.templates.rendering import Rendering, Side, is_empty

FIELDS = {
    "Front": "Osh",
    "Back": "<b>city</b>",
    "Empty": "",
    "Blank": " <br><div></div>\n",
    "Kanji": "日本[にほん] 語[ご]<b>漢字[かんじ]</b>&nbsp;京[きょう] x [sound:a.mp3]",
    "Rich": 'a<br>b &lt;i&gt; <img src="x.png" alt="map">[sound:a.mp3]',
    "Cloze": "{{c1::Osh}} and {{c2::Uzgen::town}}, {{c1::Osh}}",
    "Tex": r"\( \frac{ {{c1::a < b}} }{2} \) {{c1::x}}",
}


def side(source: str, gap: int = 0, front: str | None = None) -> Side:
    return Rendering(FIELDS, gap, front).side(parse(source))


def gap(words: str) -> str:
    return f'<span class="gap">{words}</span>'


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{Front}} is a {{ Back }}", "Osh is a <b>city</b>"),
        ("{{{Front}}}", "Osh"),
        ("{{Front}}{{! aside }}<!-- {{Nothing}} -->.", "Osh."),
        ("{{#Front}}yes{{/Front}}{{^Front}}no{{/Front}}", "yes"),
        ("{{#Empty}}yes{{/Empty}}{{^Empty}}no{{/Empty}}", "no"),
        ("{{#Blank}}yes{{/Blank}}{{^ Blank }}no{{/ Blank }}", "no"),
        ("{{#Front}}a{{#Empty}}b{{/Empty}}{{^Empty}}c{{/Empty}}{{/Front}}", "ac"),
        ("{{#Unknown}}yes{{/Unknown}}{{^Unknown}}no{{/Unknown}}", "no"),
        ("{{=<% %>=}}<%Front%> <%#Empty%>x<%/Empty%>", "Osh "),
        ("{{Front}}<%x%>{{=<% %>=}}<%Front%>", "Osh<%x%>Osh"),
        ("\n<!-- c -->{{Front}} <% not %>", "\nOsh <% not %>"),
        ("{{unheard-of:Front}} {{text:unheard-of:Back}} {{:Front}}", "Osh city Osh"),
        ("{{text:Rich}}", "a b &lt;i&gt; map[sound:a.mp3]"),
        ("{{tts en_US voices=A,B:Front}}{{tts:Front}}|", "|"),
        ("{{kana:Kanji}}", "にほんご<b>かんじ</b>きょう x [sound:a.mp3]"),
        ("{{kanji:Kanji}}", "日本語<b>漢字</b>京 x [sound:a.mp3]"),
        ("{{FrontSide}}", "{unknown field FrontSide}"),
        ("{{hint:Front}}", "<details><summary>Front</summary>Osh</details>"),
        ("{{hint:Empty}}", ""),
    ],
)
def test_a_template_shows(source: str, shown: str) -> None:
    assert side(source).html == shown


def test_furigana_stands_above_its_word() -> None:
    ruby = "<ruby>{}<rt>{}</rt></ruby>".format
    shown = side("{{furigana:Kanji}}").html
    assert shown.startswith(
        ruby("日本", "にほん") + ruby("語", "ご") + "<b>" + ruby("漢字", "かんじ")
    )
    assert "x [sound:a.mp3]" in shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{Nothing}} {{Front}}", "{unknown field Nothing} Osh"),
        ("{{<b>}}", "{unknown field &lt;b&gt;}"),
        ("{{#Front}}in {{Front}}", "{#Front is not closed}in Osh"),
        ("{{/Front}}{{Front}}", "{/Front closes nothing}Osh"),
        ("{{#Front}}{{#Back}}x{{/Front}}{{/Back}}", "{#Back is not closed}x{/Back closes nothing}"),
        ("{{Front}} {{Back", "Osh {{Back"),
        ("{{ {{Front}}", "{{ Osh"),
        ("{{Front}} }} <!-- {{Front}}", "Osh }} <!-- {{Front}}"),
        ("{{}}{{Front}}", "Osh"),
    ],
)
def test_what_is_broken_is_seen_and_the_rest_with_it(source: str, shown: str) -> None:
    assert side(source).html == shown


@pytest.mark.parametrize(
    ("source", "number", "question", "answer"),
    [
        ("{{cloze:Cloze}}", 1, gap("[…]") + " and Uzgen, " + gap("[…]"), None),
        ("{{cloze:Cloze}}", 2, "Osh and " + gap("[town]") + ", Osh", None),
        ("{{cloze:Cloze}}", 3, "", ""),
        ("{{cloze-only:Cloze}}", 1, "[…], […]", "Osh, Osh"),
        ("{{cloze-only:Cloze}}", 2, "[town]", "Uzgen"),
        ("{{#c1}}one{{/c1}}{{#c2}}two{{/c2}}{{^c1}}not one{{/c1}}", 1, "one", "one"),
        ("{{cloze:Tex}}", 1, r"\( \frac{ […] }{2} \) " + gap("[…]"), None),
    ],
)
def test_gaps(source: str, number: int, question: str, answer: str | None) -> None:
    assert side(source, number).html == question
    if answer is not None:
        assert side(source, number, front="").html == answer


def test_a_gap_within_a_formula_leaves_no_mark_in_it() -> None:
    assert side("{{cloze:Tex}}", 1, "").html == r"\( \frac{ a < b }{2} \) " + gap("x")


def test_what_is_to_be_typed() -> None:
    asked = side("{{Front}} {{type:Back}}")
    assert asked == Side("Osh ", ("city",))
    assert side("{{FrontSide}} {{type:Back}}", front="Osh ").html == "Osh  city"
    assert side("{{type:nc:Back}}").typed == ("city",)
    assert side("{{type:cloze:Cloze}}", 1).typed == ("Osh",), "the same words are typed once"
    assert side("{{type:Empty}}").typed == ()
    assert side("{{type:Nothing}}").html == "{unknown field Nothing}"


def test_hints_are_closed_and_can_be_told_apart() -> None:
    closed, said = without_hints(side("Q {{hint:Back}} on").html)
    assert (closed, said) == ("Q <br>Back on", "<br><b>city</b>")


@pytest.mark.parametrize("html", ["", " ", "<br>", "<br/><BR />\n<div></div>", "<div>\t<br></div>"])
def test_what_anki_takes_for_an_empty_field(html: str) -> None:
    assert is_empty(html)
    assert not is_empty(html + "x")
    assert not is_empty("&nbsp;")
    assert not is_empty("<img src=x.png>")


def test_scripts_are_counted_by_template() -> None:
    templates = (
        Template("1", "<script>x()</script>{{F}}", "<b onclick='x()'>"),
        Template("2", "{{F}}", "<p\nonmouseover = x>"),
        Template("3", "on a = b <b>one</b>", "{{F}}"),
    )
    assert scripts(NoteType("g", "N", cloze=False, fields=("F",), templates=templates)) == 2


def test_the_script_that_sets_up_a_picture_is_ours_to_do() -> None:
    assert scripts(STOCK) == 0
    words = "document.getElementById('err').innerHTML = `Up to date?<br><br>${exc}`;"
    setup = "<script>\n try {\n  anki.imageOcclusion.setup();\n } catch (exc) { %s }\n</script>"
    question = "{{cloze:F}}" + setup % words

    def counted(question: str) -> int:
        return scripts(NoteType("g", "N", True, ("F",), (Template("1", question, ""),)))

    assert counted(question) == 0
    assert counted(question + "<script>x()</script>") == 1
    assert counted("<script>x(); anki.imageOcclusion.setup();</script>") == 1


HOSTILE = [
    "<script>anki.imageOcclusion.setup()" * 100_000,
    "{{#Front}}" * 200_000,
    "{{#Front}}" * 100_000 + "{{/Front}}" * 100_000,
    "{{#Front}}{{#Back}}" * 100_000 + "{{/Front}}" * 100_000,
    "{{/Front}}" * 200_000,
    "{{" * 1_000_000,
    "<!--" * 500_000,
    "{{Front" * 300_000,
    "{{" + "kana:" * 300_000 + "Kanji}}",
    "{{" + ":" * 1_000_000 + "}}",
    "{{=<% %>=}}" + "<%" * 1_000_000,
    "<script " * 200_000,
    "{{Front}}" * 3_000_000,
]


@pytest.mark.parametrize("source", HOSTILE)
def test_no_template_takes_long(source: str) -> None:
    began = time.perf_counter()
    side(source, 1)
    template = Template("1", source, "")
    scripts(NoteType("g", "N", cloze=False, fields=(), templates=(template,)))
    assert time.perf_counter() - began < 5


def test_a_template_cannot_make_a_field_grow_without_end() -> None:
    big = Rendering({"F": "x" * 70_000}, 0)
    assert len(big.side(parse("{{F}}" * 50_000)).html) == 300_000


PARTS = ["{{", "}}", "#", "/", "^", "Front", "Empty", "c1", "<!--", "-->", ":", " x"]


@given(st.lists(st.sampled_from(PARTS)))
def test_every_template_is_rendered(parts: list[str]) -> None:
    source = "".join(parts)
    steps = parse(source)
    assert all(step.end <= len(steps) for step in steps if isinstance(step, Section))
    shown = Rendering(FIELDS, 1).side(steps).html
    if "{{" not in source and "<!--" not in source:
        assert shown == source


def tag(inside: str) -> str:
    return "{{" + inside + "}}"


def section(name: str, sign: str, inside: list[str]) -> str:
    return tag(sign + name) + "".join(inside) + tag("/" + name)


NAMES = st.sampled_from(["Front", "Empty", "Back"])
TREES = st.recursive(
    st.one_of(st.just("x"), NAMES.map(tag)),
    lambda inner: st.builds(section, NAMES, st.sampled_from("#^"), st.lists(inner, max_size=3)),
)


@given(TREES)
def test_sections_are_shown_or_not_as_a_whole(source: str) -> None:
    """Innermost sections first, each replaced by what it says: the plainest way to do it."""

    def said(found: re.Match[str]) -> str:
        filled = bool(FIELDS[found[2]])
        return found[3] if filled == (found[1] == "#") else ""

    expected, before = source, ""
    while expected != before:
        before = expected
        expected = re.sub(r"\{\{([#^])(\w+)\}\}((?:(?!\{\{[#^/]).)*)\{\{/\2\}\}", said, expected)
    for name, html in FIELDS.items():
        expected = expected.replace(tag(name), html)
    assert side(source).html == expected


def test_filters_apply_from_the_field_outwards() -> None:
    assert parse("{{a:b:Front}}") == (Replacement("Front", ("b", "a")),)
