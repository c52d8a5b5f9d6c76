"""What a critical reader objects to in a card: each with a plain sentence, and a cure if may be."""

from collections.abc import Mapping, Sequence

from kgstudy.domain.drafting.values import Draft, Fact, Flaw


def flaws(
    kind: str,
    fields: Mapping[str, str],
    language: str,
    *,
    others: Sequence[tuple[str, Draft]] = (),
    facts: Sequence[Fact] = (),
) -> tuple[Flaw, ...]:
    """The flaws of a card, the gravest first.

    `others` are the cards beside it, by what they are called, for two that are alike; `facts` are
    those of its lesson, for values that are easily taken for one another.
    """
    return ()
