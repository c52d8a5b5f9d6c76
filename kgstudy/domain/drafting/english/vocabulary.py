"""The English words by which cards are judged."""

from kgstudy.domain.drafting.english.words import (
    ADVERBS,
    DETERMINERS,
    FINITE,
    JOINING,
    PREPOSITIONS,
    listed,
    row,
)
from kgstudy.domain.drafting.grammar import Vocabulary, Wording
from kgstudy.domain.drafting.values import FactKind

WORDING = Wording(
    hints={
        FactKind.DATE: "when",
        FactKind.NUMBER: "how many",
        FactKind.PERSON: "who",
        FactKind.PLACE: "place",
        FactKind.ORGANISATION: "organisation",
        FactKind.NAME: "name",
        FactKind.CAUSE: "why",
        FactKind.PURPOSE: "what for",
        FactKind.FIRST: "who or what",
    },
    order="Put these events in order of time, the earliest first.",
)
_PRONOUNS = listed(
    "he she it they him her them his hers its their theirs himself herself itself themselves"
)
_SMALL = (
    (DETERMINERS | PREPOSITIONS | FINITE | JOINING | ADVERBS)
    - {"this", "these", "those", "such", "no", "not", "never"}
) | listed("be been being but than that s t i we you our my your us me")
VOCABULARY = Vocabulary(
    small=frozenset(_SMALL - _PRONOUNS),
    asking=listed("who whom whose what which when where why how"),
    pronouns=_PRONOUNS,
    pointing=frozenset(["this", "these", "those"]),
    roles=listed(
        "king queen emperor empress tsar sultan president minister republic country kingdom empire "
        "organisation organization union couple"
    ),
    shifting=(
        "last year",
        "this year",
        "next year",
        "last century",
        "this century",
        "last month",
        "recently",
        "today",
        "nowadays",
        "currently",
        "now",
        "at present",
        "at the moment",
        "these days",
        "years ago",
        "in recent years",
        "to this day",
    ),
    lasting=listed("has have is are does do there belongs contains includes lives live"),
    joining=frozenset({"and", "or"}),
    endings=tuple(
        sorted(
            row(
                "s es ed ing ly ness ment ments ion ions ation ations tion ize ise ized ised izing "
                "ising ing ity ies ied al er ers or ors ence ance"
            ),
            key=len,
            reverse=True,
        )
    ),
)
