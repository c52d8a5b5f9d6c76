"""What holds for every text, however odd it is."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.drafting import Drafting
from kgstudy.domain.drafting.choosing import draft_words
from kgstudy.domain.drafting.proposing import draft
from kgstudy.domain.gaps import gaps, parse, shown
from kgstudy.domain.lesson import Span
from kgstudy.domain.markup import plain


def _listed(words: str) -> list[str]:
    return words.split()


_MARKS = [
    *_listed("( ) [ ] , . ; : — “ ” \" ’ 's ? ! … {{c1:: }} :: & < > <b> ** * # ## - 1. « » | $ %"),
    *("\n", "\n\n", "  ", "Қ", "ю", "中", "1992", "1 000", "22–23", "XIX", "4,5", "(1992)", "[1]"),
]
_PIECES = {
    "en": [
        *_listed(
            "Kyrgyzstan Ottoman Marie Curie King James II U.S. M. S. UNESCO (UN) Europe Bishkek"
        ),
        *_listed("joined was were founded by has have is did never not who which that because to"),
        *_listed("in on the a of and about more than first largest it They it's This during also"),
        *_listed("1992, March 28 May 3, 1815 135 46th the1000th 4.4 million 30 years countries"),
        *("the fall of 1998", "the 1930s", "such as", "capital"),
    ],
    "ru": [
        *_listed("Киргизия Бишкек Иван Грозный А. С. Пушкин СССР (ООН) Европы США Союз Первый"),
        *_listed("вступила был была основан и не который где потому что чтобы так как называется"),
        *_listed("в на с по до около более чем первый крупнейший он она его это этот столица"),
        *_listed("году года г. век века марта июля 28 млн человек стран км² № тыс. процентов"),
    ],
    "ky": [
        *_listed("Кыргызстан Бишкек Манас Чыңгыз Айтматов БУУ (КМШ) Европа Ысык-Көл Биринчи Эң"),
        *_listed("кирген болгон түзүлгөн жана эмес деп аталат себеби үчүн турат бийик борбору ал"),
        *_listed("1992-жылы 1992-жылдын жылдары кылымда июлда 22–23-июлда 31-августта миң адам"),
        *_listed("облусунда көлү чокусу өлкө бул анын алар шаарында менен пайыз км"),
    ],
}


def _texts(language: str) -> st.SearchStrategy[str]:
    told = st.sampled_from([*_PIECES.get(language, []), *_MARKS])
    return st.one_of(st.text(max_size=300), st.lists(told, max_size=60).map(" ".join))


_TEXTS = _texts("en")
_LANGUAGES = st.sampled_from(["en", "ru", "ky", "de", ""])
_IN_A_LANGUAGE = _LANGUAGES.flatmap(lambda code: st.tuples(_texts(code or "ru"), st.just(code)))


def _hold(text: str, made: Drafting) -> None:
    for proposal in (*made.proposals, *(each.proposal for each in made.rejected)):
        assert text[proposal.span.start : proposal.span.end] == proposal.quote
        for ask in proposal.asks:
            assert proposal.span.start <= ask.start < ask.end <= proposal.span.end
        for one in proposal.drafts:
            assert CARD_TYPES[one.kind].problem(one.fields) is None
            assert 0 <= one.score <= 1
        scores = [one.score for one in proposal.drafts]
        assert scores == sorted(scores, reverse=True)
    for fact in made.facts:
        assert fact.sentence.start <= fact.span.start < fact.span.end <= fact.sentence.end
    keys = [each.key for each in made.proposals]
    keys += [each.proposal.key for each in made.rejected]
    assert len(keys) == len(set(keys))


@settings(max_examples=400)
@given(_IN_A_LANGUAGE)
def test_any_text_can_be_drafted(told: tuple[str, str]) -> None:
    text, language = told
    made = draft(text, language, "A title")
    _hold(text, made)
    assert made == draft(text, language, "A title")


@settings(max_examples=200)
@given(_TEXTS)
def test_no_draft_has_a_number_that_is_not_in_the_lesson(text: str) -> None:
    numbers = set(re.findall(r"\d+", text))
    for proposal in draft(text, "en").proposals:
        for one in proposal.drafts:
            for value in one.fields.values():
                told = plain(re.sub(r"\{\{c\d+::", "", value))
                assert set(re.findall(r"\d+", told)) <= numbers


@settings(max_examples=200)
@given(_TEXTS)
def test_a_gap_hides_what_it_asks_for(text: str) -> None:
    for proposal in draft(text, "en").proposals:
        for one in proposal.drafts:
            if one.kind == "cloze":
                parts = parse(one.fields["text"])
                hidden = " ".join(shown(gap.parts) for gap in gaps(parts))
                told = _words(plain(f"{shown(parts)} {hidden}"))
                for ask in proposal.asks:
                    assert _words(text[ask.start : ask.end]) <= told


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


@settings(max_examples=200)
@given(_IN_A_LANGUAGE, st.data())
def test_any_words_can_be_asked_for(told: tuple[str, str], data: st.DataObject) -> None:
    text, language = told
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not re.search(r"\w", text[start:end]):
        return
    made = draft_words(text, language, Span(start, end))
    assert made.quote == text[made.span.start : made.span.end]
    assert any(one.kind == "cloze" for one in made.drafts)
    for one in made.drafts:
        assert CARD_TYPES[one.kind].problem(one.fields) is None


def test_equal_sentences_have_keys_of_their_own() -> None:
    sentence = "Kyrgyzstan joined the League of Mountains in 1992."
    once = draft(sentence, "en")
    twice = draft(f"{sentence} {sentence}", "en")
    keys = {each.key for each in twice.proposals} | {each.proposal.key for each in twice.rejected}
    assert {each.key for each in once.proposals} <= keys
    assert len(keys) == 2 * len({each.key for each in once.proposals} | {
        each.proposal.key for each in once.rejected})  # fmt: skip


def test_a_key_stays_while_its_sentence_does() -> None:
    sentence = "Kyrgyzstan joined the League of Mountains in 1992."
    before = {each.key for each in draft(sentence, "en").proposals}
    moved = draft(f"Nothing else was told here.\n\n{sentence}", "en")
    assert before <= {
        each.key for each in (*moved.proposals, *(r.proposal for r in moved.rejected))
    }


def test_progress_ends_at_one_and_may_end_the_work() -> None:
    told: list[float] = []
    text = "Kyrgyzstan joined the League of Mountains in 1992. " * 50
    draft(text, "en", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def stop(done: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        draft(text, "en", progress=stop)


_HOSTILE = [
    "the first of the ",
    "The first of the Kings of ",
    "(",
    "“",
    "a, ",
    "Peru and ",
    "A. ",
    "1992, ",
    "—",
    "King of ",
    "to be ",
    "*",
    "{{c1::",
    "1992",
    "It was founded in 1992. ",
    "Peru left the Silver Union in 1992, and Chile joined it. ",
    "In 1992 Peru left. In 1992 Chile left. ",
    "## Peru\n\nIt left the Silver Union in 1992.\n\n",
]


@pytest.mark.parametrize("piece", _HOSTILE)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    """Steps are calls; once the text is long, no more than twice as many plus a little."""
    once, twice = (_steps_anew(piece * (count // len(piece))) for count in (4_000, 8_000))
    assert twice <= 2.5 * once + 5_000


_ODD = {
    "en": [*_HOSTILE, "5 ", "[1] ", "in 1992 ", "Peru, ", "from 1990 to "],
    "ru": ["{{c1::", "5 ", "Перу и ", "а, ", "в 1992 году ", "Москва — ", "с 1990 по 1992 ", "А. "],
    "ky": ["{{c1::", "5 ", "Перу жана ", "а, ", "1992-жылы ", "А. ", "биринчи "],
}


@pytest.mark.parametrize(
    ("language", "piece"),
    [(language, piece) for language, every in _ODD.items() for piece in every],
)
@pytest.mark.parametrize("length", [450, 900, 1_900])
def test_no_sentence_takes_long(language: str, piece: str, length: int) -> None:
    """Where it is read at all: what has no end or is all figures is no sentence."""
    draft("1992", language)
    assert _steps(piece * (length // len(piece)), language) <= 4_000_000


def _steps_anew(text: str) -> int:
    """Where the grammars remember other sentences, so that the order of tests changes nothing."""
    draft("Chile left. " * 300, "en")
    return _steps(text)


def _steps(text: str, language: str = "en") -> int:
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        draft(text, language)
    finally:
        sys.setprofile(None)
    return count
