"""Commands that look and change nothing: decks, cards, due, stats."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date, timedelta

from kgstudy.cli.command import Command, Request, json_option
from kgstudy.cli.output import line_width, print_json, print_table, shortened
from kgstudy.domain.card import CardState, New, phase_of
from kgstudy.domain.clock import date_of
from kgstudy.domain.durations import DAY, spoken
from kgstudy.domain.review import Days, Interval, Phase, Seconds
from kgstudy.host import assets
from kgstudy.opening import read_shipped
from kgstudy.services import decks, lessons, listing, shipped, statistics
from kgstudy.services.decks import DeckSummary
from kgstudy.services.lessons import LessonSummary
from kgstudy.services.listing import CardRow
from kgstudy.store.collection import Collection
from kgstudy.store.waiting import Contents
from kgstudy.terminal.wording import coming, several

_BAR = 40
"""Characters of the longest bar."""

_STATES = {
    Phase.NEW: "new",
    Phase.LEARNING: "learning",
    Phase.REVIEWING: "review",
    Phase.RELEARNING: "relearning",
}
_BANDS = ("not_begun", "below_50", "below_70", "below_90", "sure")


def _decks_arguments(parser: ArgumentParser) -> None:
    json_option(parser)
    parser.add_argument(
        "--bring-back",
        action="store_true",
        help="first bring back the decks that came with kgstudy and were deleted",
    )


def list_decks(request: Request) -> int:
    bring_back = request.options.bring_back
    with request.writer() if bring_back else request.reader() as collection:
        if bring_back:
            shipped.bring_back(collection, read_shipped, assets.shipped_decks())
        with collection.reading():
            every, contents = decks.overview(collection), decks.contents(collection)
    if request.options.json:
        print_json([_deck(deck, contents[deck.id]) for deck in every])
    elif every:
        head = ("Deck", "New", "Learning", "Review", "Cards")
        print_table(head, [(*_waiting(deck), deck.cards) for deck in every])
    else:
        print("There is no deck; `kgstudy decks --bring-back` brings back the one that came along.")
    return 0


def _cards_arguments(parser: ArgumentParser) -> None:
    json_option(parser)
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which cards; all, if not given")


def list_cards(request: Request) -> int:
    width = line_width()
    with request.reader() as collection:
        for row in listing.find_cards(collection, " ".join(request.options.query)):
            if request.options.json:
                print_json(_card(row), one_line=True)
            else:
                _print_card(row, width)
    return 0


def _print_card(row: CardRow, width: int | None) -> None:
    card = row.card
    state = "suspended" if card.suspended else _STATES[phase_of(card.state)]
    place = f"{state:<10}  {_due_date(card.state):<10}  "
    room = None if width is None else width - len(place)
    print(place + shortened(f"{row.question} → {row.answer}", room))


def list_due(request: Request) -> int:
    with request.reader() as collection:
        if request.options.json:
            print_json(_due(collection))
        else:
            print_due(collection)
    return 0


def print_due(collection: Collection) -> None:
    """Prints the decks that have something to study now, or what comes next."""
    waiting = [deck for deck in decks.overview(collection) if deck.new + deck.due]
    if waiting:
        print_table(("Deck", "New", "Learning", "Review"), [_waiting(deck) for deck in waiting])
    else:
        print(coming(collection.calendar, decks.next_due(collection)))


def show_statistics(request: Request) -> int:
    with request.reader() as collection:
        today = statistics.today(collection)
        first = date_of(collection.calendar.today())
        week = [
            (first + timedelta(days=ahead), cards)
            for ahead, cards in enumerate(statistics.week_ahead(collection))
        ]
        shelf = lessons.shelf(collection)
    if request.options.json:
        print_json(
            {
                "today": {"reviews": today.reviews, "seconds": today.seconds},
                "yesterday": {"seconds": today.yesterday_seconds},
                "streak": today.streak,
                "week": [{"date": day.isoformat(), "cards": cards} for day, cards in week],
                "lessons": [_lesson(lesson) for lesson in shelf],
            }
        )
        return 0
    print(f"Today      {several(today.reviews, 'answer')} in {spoken(today.seconds)}")
    print(f"Yesterday  {spoken(today.yesterday_seconds)}")
    print(f"Streak     {several(today.streak, 'day')} in a row")
    _print_week(week)
    for lesson in shelf:
        print(f"\n{shortened(lesson.title, line_width())}")
        print(
            f"{lesson.begun:,} of {several(lesson.cards, 'card')} begun; today you would recall",
            end=" ",
        )
        print(f"{round(lesson.recalled):,}")
    return 0


def _print_week(week: Sequence[tuple[date, int]]) -> None:
    print()
    most = max(cards for _, cards in week) or 1
    for day, cards in week:
        bar = "█" * -(-cards * _BAR // most)
        print(f"{day:%a} {day.day:>2} {day:%b}  {cards:>6,}  {bar}".rstrip())


def _waiting(deck: DeckSummary) -> tuple[str | int, ...]:
    return "  " * deck.depth + deck.leaf, deck.new, deck.learning, deck.review


def _deck(deck: DeckSummary, contents: Contents) -> dict[str, object]:
    return {
        "name": deck.name,
        "notes": contents.notes,
        "cards": contents.cards,
        **_counts([deck]),
        "suspended": contents.suspended,
    }


def _counts(some: Sequence[DeckSummary]) -> dict[str, object]:
    return {
        "new": sum(deck.new for deck in some),
        "learning": sum(deck.learning for deck in some),
        "review": sum(deck.review for deck in some),
        "due": sum(deck.due for deck in some),
    }


def _due(collection: Collection) -> dict[str, object]:
    every = decks.overview(collection)
    following = decks.next_due(collection)
    calendar = collection.calendar
    return {
        "date": date_of(calendar.today()).isoformat(),
        **_counts(decks.top_level(every)),
        "decks": [{"name": deck.name, **_counts([deck])} for deck in every],
        "next": following
        and {
            "at": calendar.clock.wall(following.at).isoformat(timespec="minutes"),
            "cards": following.cards,
        },
    }


def _lesson(lesson: LessonSummary) -> dict[str, object]:
    return {
        "title": lesson.title,
        "cards": lesson.cards,
        "begun": lesson.begun,
        "recalled": round(lesson.recalled, 2),
        "bands": dict(zip(_BANDS, lesson.bands, strict=True)),
    }


def _card(row: CardRow) -> dict[str, object]:
    card, source = row.card, row.source
    return {
        "id": card.id,
        "guid": row.guid,
        "deck": row.deck,
        "kind": row.kind,
        "question": row.question,
        "answer": row.answer,
        "tags": row.tags,
        "state": _STATES[phase_of(card.state)],
        **_schedule(card.state),
        "reps": card.reps,
        "lapses": card.lapses,
        "suspended": card.suspended,
        "source": source and {"lesson": source.lesson, "quote": source.quote},
    }


def _schedule(state: CardState) -> dict[str, object]:
    if isinstance(state, New):
        return dict.fromkeys(("due", "interval", "stability", "difficulty"))
    return {
        "due": _due_date(state),
        "interval": _days(state.interval),
        "stability": state.memory.stability,
        "difficulty": state.memory.difficulty,
    }


def _due_date(state: CardState) -> str:
    return "" if isinstance(state, New) else date_of(state.due_day).isoformat()


def _days(interval: Interval) -> float:
    """Whole days, or the fraction of one."""
    match interval:
        case Days(count):
            return count
        case Seconds(count):
            return round(count / DAY, 4)


_DECKS_NOTES = """\
--json prints a list of {"name", "notes", "cards", "new", "learning", "review", "due",
"suspended"}, subdecks counted in; "new", "learning" and "review" are today's within the limits, and
"due" is learning and review together. Nested names are joined by "::".
"""

_CARDS_NOTES = """\
A query is words that must all occur in the note, each as the beginning of a word, in any case and
with or without diacritics. Words in quotation marks stand in a row; "*" stands for letters of a
word and "_" for one: '*ryn' finds Naryn. "or", "-" for not, and brackets join what is looked for;
"--" stands before a query that begins with a minus sign. Besides:
  deck:NAME tag:NAME      in that deck, with that tag, or below it: 'deck:"My deck"', tag:none
  is:STATE                new, learn, review, due, suspended, buried, leech
  flag:1 has:picture      flag:0 to 7; has:picture, sound, formula, link, source, flag, tag
  front:dog front:*dog*   a field that shows just this, or has it somewhere; front: is empty
  w:dog re:PATTERN        whole words; a regular expression
  lapses>3 recall<0.8     also ivl, due, reps, stability, difficulty, position
  added:7 edited:7        within the last days; rated:7:1 with that rating, introduced:7, resched:7
  note:TYPE card:1        a note type; a card's number or its template
  lesson:TITLE source:WORDS preset:NAME nid:ID cid:ID did:ID mid:ID dupe:TYPE,TEXT

--json prints a line for each card: {"id", "guid", "deck", "kind", "question", "answer", "tags",
"state", "due", "interval", "stability", "difficulty", "reps", "lapses", "suspended", "source"}.
Question and answer are plain text; "state" is new, learning, review or relearning; "due" an ISO
date; "interval" and "stability" are in days, an interval within the day a fraction of one;
"difficulty" goes from 1 to 10; these four are null for a new card. "source" is
{"lesson", "quote"} or null.
"""

_DUE_NOTES = """\
--json prints {"date", "new", "learning", "review", "due", "decks": [{"name", "new", "learning",
"review", "due"}], "next": {"at", "cards"}}; "next" is when the next card comes that is not due
yet, in local time, or null.
"""

_STATISTICS_NOTES = """\
--json prints {"today": {"reviews", "seconds"}, "yesterday": {"seconds"}, "streak", "week":
[{"date", "cards"}], "lessons": [{"title", "cards", "begun", "recalled", "bands"}]}; "recalled" is
how many cards would be recalled today, "bands" how many are not begun, and how many are recalled
with a probability below 50, 70 and 90 %, or surely.
"""

COMMANDS = (
    Command("decks", "list the decks", list_decks, _decks_arguments, _DECKS_NOTES),
    Command("cards", "list cards", list_cards, _cards_arguments, _CARDS_NOTES),
    Command("due", "tell what is to be studied today", list_due, json_option, _DUE_NOTES),
    Command(
        "stats",
        "tell what was done and is to come",
        show_statistics,
        json_option,
        _STATISTICS_NOTES,
    ),
)
