"""What is known of a drafting before anybody decides is the same as what is found anew."""

from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.drafting import Draft, Drafting, Fact, FactKind, Proposal
from kgstudy.domain.lesson import Span
from kgstudy.services.asking import Facts
from kgstudy.services.groundwork import Groundwork, State

_BEST = Draft("basic", {"front": "Q", "back": "A"}, "when", 1.0)
_spans = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda it: Span(it[0], sum(it)))


def _fact(span: Span) -> Fact:
    return Fact(FactKind.NAME, span, Span(0, 50), "x", "x")


def _proposal(number: int, asks: tuple[Span, ...]) -> Proposal:
    return Proposal(f"key-{number}", Span(0, 50), "x", asks, (), (_BEST,))


_draftings = st.builds(
    lambda facts, asked: Drafting(
        "en",
        tuple(map(_fact, sorted(facts, key=lambda span: span.start))),
        tuple(_proposal(number, tuple(asks)) for number, asks in enumerate(asked)),
    ),
    st.lists(_spans, max_size=12),
    st.lists(st.lists(_spans, max_size=3), max_size=8),
)


@given(_draftings, st.sets(st.integers(0, 7)))
def test_facts_without_some_proposals_are_those_that_the_others_ask_for(
    drafting: Drafting, numbers: set[int]
) -> None:
    ground, facts = Groundwork(drafting), Facts(drafting.facts)
    closed = {f"key-{number}" for number in numbers} & ground.open.keys()
    left = [each for each in drafting.proposals if each.key not in closed]
    assert ground.asked_without(closed) == facts.asked(ask for each in left for ask in each.asks)


@given(_draftings)
def test_each_proposal_is_open_and_asks_for_its_facts(drafting: Drafting) -> None:
    ground, facts = Groundwork(drafting), Facts(drafting.facts)
    for each in drafting.proposals:
        item = ground.open[each.key]
        assert (item.proposal, item.state, item.draft) == (each, State.OPEN, each.best)
        assert set(ground.asked(each)) == facts.asked(each.asks)
