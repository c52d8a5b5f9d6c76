"""From a lesson's text to cards worth learning: facts are found, asked for, judged and chosen.

    text -> sentences -> facts -> questions -> drafts -> proposals

A *fact* is what a card could ask for: a date, a number, a name.  A *grammar*, one a language, finds
facts and puts questions.  From each question come *drafts* of every fitting kind; *flaws* are what
a critical reader would object to.  The drafts that ask for one thing are one *proposal*, the best
first; proposals are ranked, and those that are dropped are kept with the reason.

All of it is rules and word lists: the same text gives the same proposals, on every computer.

    proposing   the whole way; choosing is that of words that somebody selected
    reading     sentences and their facts, by a grammar, which fitting finds for the language
    asking      questions and gaps of a sentence, made into drafts by drafts, choices and ordering
    judging     what flaws says against each draft
    ranking     what is kept, what is left out and why; mentions tells what is worth a card at all
    holding     whether a card takes care of a fact, when the lesson has cards
    grammar     what a language has to know: english, russian, kyrgyz; gapping is for all of them,
                acronyms for the last two
    languages   which language a text is in
    wording     texts as a reader compares them

Here are the values alone, which the collection keeps; `proposing` and `choosing` make them, and
load the grammars, which would cost the window a third of a second at its start.
"""

from kgstudy.domain.drafting.values import (
    Cure,
    Draft,
    Drafting,
    Fact,
    FactKind,
    Flaw,
    Proposal,
    Rejected,
)

__all__ = [
    "Cure",
    "Draft",
    "Drafting",
    "Fact",
    "FactKind",
    "Flaw",
    "Proposal",
    "Rejected",
]
