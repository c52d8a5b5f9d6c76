"""A proposal for words that somebody selected."""

from collections.abc import Iterator
from dataclasses import replace

from kgstudy.domain.drafting.asking import proposals
from kgstudy.domain.drafting.choices import Distractors
from kgstudy.domain.drafting.drafts import from_gap, plain_gap
from kgstudy.domain.drafting.fitting import grammar_for
from kgstudy.domain.drafting.grammar import Grammar, Sentence
from kgstudy.domain.drafting.judging import Judge
from kgstudy.domain.drafting.proposing import keyed
from kgstudy.domain.drafting.reading import LONGEST, Told, in_whole, read
from kgstudy.domain.drafting.values import Draft, Fact, FactKind, Proposal
from kgstudy.domain.drafting.wording import clean
from kgstudy.domain.lesson import Span, bare, outline, sentence_at


def draft_words(text: str, language: str, words: Span, title: str = "") -> Proposal:
    """A proposal that asks for these words of the lesson: a gap, and a question where one fits.

    There has to be a letter among them, so that there is something to ask for.
    """
    words = bare(text, words)
    grammar = grammar_for(language, text)
    told = list(in_whole(list(read(text, grammar, title, language)), grammar))
    here = _here(text, language, words, told)
    fact = _fact(text, words, here)
    drafts = list(_fitting(text, fact, here, grammar, Distractors(told)))
    if all(draft.kind != "cloze" for draft in drafts):
        drafts.append(_gap(here.sentence, fact, grammar))
    span = here.sentence.span
    only = Proposal("", span, text[span.start : span.end], (words,), (fact.kind,), tuple(drafts))
    judge = Judge(language, grammar.vocabulary, told)
    return next(iter(judge.judged(keyed(text, [only]))))


def _fitting(
    text: str, fact: Fact, here: Told, grammar: Grammar, distractors: Distractors
) -> Iterator[Draft]:
    """What the grammar makes of the fact, if it reads so long a sentence."""
    if len(here.sentence.text) <= LONGEST:
        chosen = replace(here, facts=_with(fact, here.facts))
        for each in proposals(text, chosen, grammar, distractors):
            if each.asks == (fact.span,):
                yield from each.drafts


def _here(text: str, language: str, words: Span, told: list[Told]) -> Told:
    """The sentence that holds the words, or all that they reach into."""
    span = sentence_at(outline(text, language), words)
    for each in told:
        if each.sentence.span == span and span.holds(words):
            return each
    whole = Span(min(span.start, words.start), max(span.end, words.end))
    return Told(Sentence(text[whole.start : whole.end], whole), (), 0)


def _fact(text: str, words: Span, here: Told) -> Fact:
    for fact in here.facts:
        if fact.span == words:
            return fact
    asked = clean(text[words.start : words.end])
    return Fact(FactKind.OTHER, words, here.sentence.span, asked, asked)


def _with(fact: Fact, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return facts if fact in facts else (*facts, fact)


def _gap(sentence: Sentence, fact: Fact, grammar: Grammar) -> Draft:
    start, end = (at - sentence.span.start for at in (fact.span.start, fact.span.end))
    return from_gap(plain_gap(sentence.text, Span(start, end)), fact, grammar.wording)
