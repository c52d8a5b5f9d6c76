"""A lesson in a new version: just the cards whose sentence reads otherwise want a look."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.changes import Change
from kgstudy.domain.drafting import Draft
from kgstudy.domain.errors import UserError
from kgstudy.domain.ids import LessonId
from kgstudy.domain.lesson import Span
from kgstudy.domain.lesson_text import LessonText
from kgstudy.domain.parcel import Parcel, Source
from kgstudy.domain.review import Rating
from kgstudy.formats import kgdeck, texts
from kgstudy.services import importing, lessons, listing, revising, safekeeping, studio
from kgstudy.services.groundwork import State
from kgstudy.services.revising import Fate
from kgstudy.services.study import Study
from kgstudy.store import lessons as stored
from kgstudy.store.collection import Collection
from tests.builders import LESSON, RIVERS, basic, collection, deck_of, parcel
from tests.contents import contents
from tests.drafted import drafting, gapped, span_of

SHIPPED = Path(__file__).parents[2] / "decks" / "kyrgyzstan-in-the-world"
TEXT = """\
## The years

In 1991 the Naryn was dammed. In 1992 the Chüy was bridged. In 1993 the Talas was fenced.

The Chüy is 1,067 km long. The Talas is 661 km long.
"""
DATES = ("1991", "1992", "1993", "1,067", "661")
BRIDGE = "In 1992 the Chüy was bridged."


class Desk:
    """A collection with one lesson, and a card for each of the words."""

    def __init__(self, opened: Collection, text: str = TEXT, *words: str) -> None:
        self.opened = opened
        self.text = text
        self.lesson, _ = studio.bring(opened, LessonText("Years", text))
        proposals = [gapped(text, each) for each in words or DATES]
        studio.accept(opened, self.lesson, [(each, each.best) for each in proposals])

    def revise(self, text: str) -> Change:
        return revising.take(self.opened, self.compare(text))

    def compare(self, text: str) -> revising.Revision:
        return revising.compare(self.opened, self.lesson, LessonText("", text))

    def wanting(self) -> list[str]:
        """The answers of the cards that want a look."""
        return [each.answer for each in revising.wanting(self.opened, self.lesson)]

    def quotes(self) -> list[str]:
        return [anchor.quote for anchor in stored.anchors_in(self.opened, self.lesson)]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with collection() as opened:
        yield Desk(opened)
        assert safekeeping.check(opened).problems == ()


@pytest.mark.parametrize("date", DATES)
def test_one_date_that_changed_flags_just_the_cards_of_its_sentence(desk: Desk, date: str) -> None:
    desk.revise(TEXT.replace(date, "1234"))
    assert desk.wanting() == [date]
    assert desk.quotes() == [each if each != date else "1234" for each in DATES]
    (look,) = revising.wanting(desk.opened, desk.lesson)
    assert look.fate is Fate.CHANGED
    assert date in look.quote
    assert look.now == look.quote.replace(date, "1234")


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(" In 19", "\nIn 19").replace("## The years", "# Years\n\n## Dates"),
        "The Chüy is 1,067 km long. The Talas is 661 km long.\n\n" + TEXT[: TEXT.index("\n\nThe ")],
        TEXT.replace(f" {BRIDGE} ", "\n\n### A bridge\n\nIn 1992\nthe Chüy  was bridged.\n\n"),
        TEXT + "\n## More\n\nIn 1995 it rained.\n",
    ],
)
def test_other_lines_headings_and_orders_flag_none(desk: Desk, text: str) -> None:
    desk.revise(text)
    assert desk.wanting() == []
    assert sorted(desk.quotes()) == sorted(DATES)


def test_it_is_told_beforehand_what_would_become_of_each_card(desk: Desk) -> None:
    moved = "The Talas is 661 km long.\n\n" + TEXT.replace(" The Talas is 661 km long.", "")
    changed = moved.replace("1991", "1990").replace(f" {BRIDGE}", "")
    before = contents(desk.opened)
    found = desk.compare(changed).found
    assert contents(desk.opened) == before
    assert [(each.answer, each.fate) for each in found] == [
        ("1991", Fate.CHANGED),
        ("1992", Fate.GONE),
        ("1993", Fate.EXACT),
        ("1,067", Fate.EXACT),
        ("661", Fate.MOVED),
    ]
    assert (found[1].old_sentence, found[1].new_sentence, found[1].now) == (BRIDGE, "", None)
    assert found[0].now is not None
    assert changed[found[0].now.start : found[0].now.end] == "1990"
    assert found[0].new_sentence == "In 1990 the Naryn was dammed."


def test_schedules_stay_and_one_undo_brings_the_old_text_back(desk: Desk) -> None:
    Study(desk.opened).answer(Rating.EASY, 1000)
    before = contents(desk.opened)
    change = desk.revise(TEXT.replace("1991", "1990").replace(BRIDGE, ""))
    assert change.act == "revise-lesson"
    after = contents(desk.opened)
    for table in ("card", "note", "review"):
        assert after[table] == before[table]
    desk.opened.undo()
    assert contents(desk.opened) == before
    desk.opened.redo()
    assert contents(desk.opened) == after


def test_what_is_gone_has_no_source_and_says_where_it_was(desk: Desk) -> None:
    text = TEXT.replace(f" {BRIDGE}", "")
    desk.revise(text)
    (look,) = revising.wanting(desk.opened, desk.lesson)
    assert (look.fate, look.quote, look.now) == (Fate.GONE, BRIDGE, "")
    assert text[: look.span.start].endswith("was dammed")
    rows = {row.answer: row.source for row in listing.find_cards(desk.opened, "")}
    assert rows["1992"] is None
    assert rows["1993"] is not None


def test_what_was_gone_is_tied_again_when_it_comes_back(desk: Desk) -> None:
    desk.revise(TEXT.replace(BRIDGE, ""))
    desk.revise(TEXT.replace("## The years\n\n", f"{BRIDGE}\n\n").replace(f" {BRIDGE}", ""))
    assert desk.wanting() == []
    assert sorted(desk.quotes()) == sorted(DATES)


def test_it_is_shown_beside_what_it_was_made_from_however_often_the_text_changes(
    desk: Desk,
) -> None:
    desk.revise(TEXT.replace("1992", "1994"))
    desk.revise(TEXT.replace("1992", "1995"))
    (look,) = revising.wanting(desk.opened, desk.lesson)
    assert (look.quote, look.now) == (BRIDGE, BRIDGE.replace("1992", "1995"))
    desk.revise(TEXT)
    assert desk.wanting() == []


def test_a_card_that_was_looked_at_wants_none_any_longer(desk: Desk) -> None:
    desk.revise(TEXT.replace("199", "188"))
    first, *others = revising.wanting(desk.opened, desk.lesson)
    assert len(others) == 2
    change = revising.looked_at(desk.opened, desk.lesson, first.card_id)
    assert change.act == "confirm-card"
    assert revising.wanting(desk.opened, desk.lesson) == tuple(others)
    assert [summary.wanting for summary in lessons.shelf(desk.opened)] == [2]
    rest = [each.card_id for each in others]
    assert revising.looked_at(desk.opened, desk.lesson, *rest).act == "confirm-cards"
    assert desk.wanting() == []
    desk.opened.undo()
    assert len(desk.wanting()) == 2


def test_a_card_that_was_edited_wants_no_look_any_longer(desk: Desk) -> None:
    text = TEXT.replace("1992", "1994")
    desk.revise(text)
    (item,) = [
        each
        for each in studio.studio(desk.opened, desk.lesson, drafting(text, "1993")).items
        if each.draft.fields["text"].startswith("In {{c1::1992")
    ]
    right = replace(item.draft, fields={"text": "In {{c1::1994}} the Chüy was bridged."})
    studio.revise(desk.opened, desk.lesson, item.proposal, right)
    assert desk.wanting() == []


def test_a_card_can_become_what_is_drafted_of_its_sentence_now(desk: Desk) -> None:
    Study(desk.opened).answer(Rating.EASY, 1000)
    before = {row.answer: row.card for row in listing.find_cards(desk.opened, "")}
    text = TEXT.replace("1991", "1990")
    desk.revise(text)
    (fresh,) = drafting(text, "1990").proposals
    items = studio.studio(desk.opened, desk.lesson, drafting(text, "1990")).items
    assert [item.state for item in items] == [State.ACCEPTED] * len(DATES)
    assert "1991" in items[0].draft.fields["text"]
    assert items[0].proposal.best == fresh.best
    studio.revise(desk.opened, desk.lesson, items[0].proposal, fresh.best)
    after = {row.answer: row.card for row in listing.find_cards(desk.opened, "")}
    assert after["1990"] == before["1991"]
    assert desk.wanting() == []


def test_what_was_decided_of_drafts_moves_along(desk: Desk) -> None:
    away, kept = gapped(TEXT, "Naryn"), gapped(TEXT, "Talas was fenced")
    lost, edited = gapped(TEXT, "bridged"), gapped(TEXT, "661 km")
    for each in (away, lost):
        studio.reject(desk.opened, desk.lesson, each)
    for each in (kept, edited):
        studio.revise(desk.opened, desk.lesson, each, each.drafts[1])
    text = "An introduction.\n\n" + TEXT.replace("1992", "1994").replace("661", "660")
    desk.revise(text)
    found = {
        item.proposal.key: item
        for item in studio.studio(desk.opened, desk.lesson, drafting(text, "bridged")).items
    }
    assert found[away.key].state is State.REJECTED
    assert lost.key not in found
    assert found[kept.key].draft == kept.drafts[1]
    (ask,) = found[edited.key].proposal.asks
    assert text[ask.start : ask.end] == "660 km"
    for item in found.values():
        span = item.proposal.span
        assert text[span.start : span.end] == item.proposal.quote


def test_a_text_without_a_sentence_is_no_new_version(desk: Desk) -> None:
    with pytest.raises(UserError, match="nothing to read"):
        desk.compare("## Nothing\n")


def test_a_deleted_card_wants_nothing(desk: Desk) -> None:
    desk.revise(TEXT.replace("1992", "1994"))
    studio.reject(desk.opened, desk.lesson, gapped(TEXT, "1992"))
    assert desk.wanting() == []


def coming(text: str) -> Parcel:
    """The deck of rivers with its lesson in another version, and no card changed."""
    arriving = parcel()
    (lesson,) = arriving.lessons
    return replace(arriving, lessons=(replace(lesson, text=text),))


def test_a_lesson_deck_in_a_new_version_flags_cards_as_well() -> None:
    with collection() as opened:
        deck_of(opened, [basic("mouth", quote="Syr Darya"), basic("length", quote="1,067 km")])
        importing.bring_in(opened, coming(RIVERS.replace("1,067", "1,070")))
        lesson = stored.find(opened, guid=LESSON)
        assert lesson is not None
        (look,) = revising.wanting(opened, lesson.id)
        assert look.question == "Question length"
        anchors = stored.anchors_in(opened, lesson.id)
        assert [anchor.quote for anchor in anchors] == ["Syr Darya", "1,070 km"]
        assert safekeeping.check(opened).problems == ()


def test_a_card_that_the_new_version_changes_too_needs_no_look() -> None:
    with collection() as opened:
        deck_of(opened, [basic("length", quote="1,067 km"), basic("mouth", quote="Syr Darya")])
        text = RIVERS.replace("1,067", "1,070").replace("Syr Darya", "sea")
        notes = []
        for note, words in (("length", "1,070 km"), ("mouth", "sea")):
            fresh = basic(note, "Anew?" if note == "length" else "")
            start = text.index(words)
            source = Source(LESSON, words, start, start + len(words))
            notes.append(fresh._replace(source=source))
        importing.bring_in(opened, replace(coming(text), notes=tuple(notes)))
        (lesson,) = stored.every(opened)
        assert [each.answer for each in revising.wanting(opened, lesson.id)] == ["Answer mouth"]


# What a person may do to a text: `same` says of each sentence whether its words are as they were.

_NUMBERS = range(1, 13)
_edits = st.lists(
    st.tuples(
        st.sampled_from(["word", "drop", "add", "move", "break", "blank", "heading"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=8,
)


_NAMES = ("Naryn Chüy Talas Sary Kara", "Alay Toru Ak Jol Tash Suu Köl")


def _sentences() -> list[tuple[int, str]]:
    names = " ".join(_NAMES).split()
    return [
        (number, f"In {1900 + number} the {name} met {number * 7} of its {name.lower()}s.")
        for number, name in zip(_NUMBERS, names, strict=True)
    ]


def _edited(edits: list[tuple[str, int, int]]) -> tuple[str, set[int]]:
    """The text after the edits, and the numbers of the sentences that read as they did."""
    lines, original = _sentences(), dict(_sentences())
    joints = dict.fromkeys(_NUMBERS, " ")
    for what, one, other in edits:
        at = one % max(1, len(lines))
        match what:
            case "word" if lines:
                number, words = lines[at]
                split = words[:-1].split(" ")
                split[other % len(split)] = f"W{one}x{other}"
                lines[at] = number, " ".join(split) + "."
            case "drop" if len(lines) > 1:
                del lines[at]
            case "add":
                lines.insert(at, (0, f"Nobody {one} ever said {other}."))
            case "move" if lines:
                lines.insert(other % len(lines), lines.pop(at))
            case "break" | "blank" | "heading" if lines:
                joints[lines[at][0]] = {"break": "\n", "blank": "\n\n"}.get(what, "\n\n## Ha\n\n")
    same = {number for number, words in lines if words == original.get(number)}
    text = "".join(words + joints.get(number, " ") for number, words in lines)
    return re.sub(r" +$", "", text), same


@given(_edits)
def test_a_card_is_flagged_just_when_the_words_of_its_sentence_changed(
    edits: list[tuple[str, int, int]],
) -> None:
    text, same = _edited(edits)
    before, _ = _edited([("blank", 3, 0), ("blank", 7, 0)])
    with collection() as opened:
        desk = Desk(opened, before, *(f"{1900 + number}" for number in _NUMBERS))
        desk.revise(text)
        flagged = {int(answer) - 1900 for answer in desk.wanting()}
        assert flagged == set(_NUMBERS) - same
        assert safekeeping.check(opened).problems == ()
        for anchor in stored.anchors_in(opened, desk.lesson):
            assert text[anchor.span.start : anchor.span.end] == anchor.quote


def test_of_several_places_that_a_card_asks_for_only_these_matter() -> None:
    order = replace(
        gapped(TEXT, "1991"),
        asks=(span_of(TEXT, "1991"), span_of(TEXT, "1993")),
        drafts=(Draft("ordering", {"question": "When?", "items": "dam\nfence"}, "order", 1.0),),
    )
    with collection() as opened:
        lesson, _ = studio.bring(opened, LessonText("Years", TEXT))
        studio.accept(opened, lesson, [(order, order.best)])
        for new, flagged in ((TEXT.replace("1992", "1994"), 0), (TEXT.replace("1993", "1995"), 1)):
            revision = revising.compare(opened, lesson, LessonText("", new))
            assert [each.fate.wants_look for each in revision.found] == [bool(flagged)]
            revising.take(opened, revision)
            assert len(revising.wanting(opened, lesson)) == flagged
            opened.undo()


YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def check_each_year(opened: Collection, lesson: LessonId) -> int:
    """Changes one year of the lesson after the other; how many there are."""
    text = stored.get(opened, lesson).text
    every = lessons.page(opened, lesson)
    years = list(YEAR.finditer(text))
    for year in years:
        new = f"{text[: year.start()]}1{year[0]}{text[year.end() :]}"
        revision = revising.compare(opened, lesson, LessonText("", new))
        flagged = {each.anchor.card_id for each in revision.found if each.fate.wants_look}
        assert flagged == {
            card.card_id
            for sentence in every.sentences
            if sentence.span.touches(Span(*year.span()))
            for card in sentence.cards
        }
    return len(years)


def test_each_date_of_the_shipped_lesson_has_its_own_cards() -> None:
    with collection() as opened:
        importing.bring_in(opened, kgdeck.read(SHIPPED))
        (lesson,) = stored.every(opened)
        assert check_each_year(opened, lesson.id) > 10
        moved = "\n\n".join(reversed(lesson.text.strip().split("\n\n")))
        revision = revising.compare(opened, lesson.id, LessonText("", moved))
        assert not any(each.fate.wants_look for each in revision.found)


def test_each_date_of_a_real_lesson_has_its_own_cards(corpus: Path) -> None:
    file = corpus.parent / "lesson" / "lesson.txt"
    if not file.exists():
        pytest.skip(f"the lesson is not at {file}")
    with collection() as opened:
        lesson, _ = studio.bring(opened, texts.read(file))
        drafted = studio.drafting_of(stored.get(opened, lesson)).proposals
        single = [(each, each.best) for each in drafted if len(each.asks) == 1]
        studio.accept(opened, lesson, single)
        assert check_each_year(opened, lesson) > 5
