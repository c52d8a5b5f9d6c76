"""How good the drafts are: facts covered, drafts a critical reader accepted, twins, wrong ones.

python -m tests.bench.drafting [LESSON ...] [--json | --unjudged | --missed | --all]

`--unjudged` lists the top drafts that nobody has judged yet, `--missed` the marked facts that no
proposal asks for and why, `--all` every proposal with its sentence.  The criteria stand in
`drafting_data/README.md`.
"""

import argparse
import json
import statistics
import sys
import time
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from kgstudy.domain.drafting import Drafting, FactKind
from kgstudy.domain.drafting.languages import language_of
from kgstudy.domain.drafting.proposing import draft
from tests.bench.drafting_gold import DATA, Gold, gold, names
from tests.bench.drafting_measures import (
    CODES,
    GOAL_KINDS,
    VERDICTS,
    Card,
    Measures,
    Tally,
    card,
    is_verdict,
    measure,
    top_proposals,
)

RUNS = 5


@dataclass(frozen=True, slots=True)
class Result:
    lesson: Gold
    drafting: Drafting
    measures: Measures
    seconds: float


def main(arguments: Sequence[str]) -> None:
    asked = _parser().parse_args(arguments)
    results = []
    for name in asked.lessons or names():
        lesson = gold(name)
        if lesson is None:
            print(f"{name}: skipped, its text is of the corpus, which is not here", file=sys.stderr)
        else:
            results.append(_result(lesson, 1 if asked.quick else RUNS))
    if asked.json:
        print(json.dumps([_facts(each) for each in results], ensure_ascii=False, indent=1))
    elif asked.unjudged:
        _tell_unjudged(results)
    elif asked.missed:
        _tell_missed(results)
    elif asked.all:
        _tell_all(results)
    else:
        _tell(results)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.drafting")
    parser.add_argument(
        "lessons",
        nargs="*",
        metavar="LESSON",
    )
    parser.add_argument("--quick", action="store_true", help="measure the time once only")
    told = parser.add_mutually_exclusive_group()
    for name in ("json", "unjudged", "missed", "all"):
        told.add_argument(f"--{name}", action="store_true")
    return parser


def judgements(name: str) -> Mapping[str, str]:
    """What a reader said of each draft, by the draft's key."""
    path = DATA / "judgements" / f"{name}.toml"
    found: dict[str, str] = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    for key, said in found.items():
        if not is_verdict(said):
            raise ValueError(f"{path.name}: {key} = “{said}” is no verdict")
    return found


def _result(lesson: Gold, runs: int) -> Result:
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        drafting = draft(lesson.text, lesson.language, lesson.title)
        taken.append(time.perf_counter() - begun)
    measures = measure(lesson, drafting, judgements(lesson.name))
    return Result(lesson, drafting, measures, statistics.median(taken))


def _total(results: Iterable[Result], kinds: Iterable[FactKind]) -> Tally:
    wanted = set(kinds)
    every = (each.measures.facts.items() for each in results)
    return sum((tally for facts in every for kind, tally in facts if kind in wanted), Tally())


def _facts(result: Result) -> dict[str, object]:
    """The figures of one lesson, for machines."""
    found, goal = result.measures, _total([result], GOAL_KINDS)
    return {
        "lesson": result.lesson.name,
        "held back": result.lesson.held_back,
        "language": result.lesson.language,
        "recognised": language_of(result.lesson.text),
        "facts": {kind: asdict(tally) for kind, tally in found.facts.items()},
        "dates, numbers and names": asdict(goal),
        "proposals": found.drafts,
        "top": found.top,
        "verdicts": found.verdicts,
        "verdicts on good ones": found.good,
        "codes": found.codes,
        "unjudged": len(found.unjudged),
        "twins": found.twins,
        "strange numbers": [each.key for each in found.strange],
        "milliseconds": round(result.seconds * 1000, 1),
    }


def _tell(results: Sequence[Result]) -> None:
    for result in results:
        _tell_lesson(result)
    _tell_together("lessons that the rules were made with", [r for r in results if not _held(r)])
    _tell_together("lessons held back at first", [r for r in results if _held(r)])


def _held(result: Result) -> bool:
    return result.lesson.held_back


def _tell_together(name: str, results: Sequence[Result]) -> None:
    if not results:
        return
    goal, every = _total(results, GOAL_KINDS), _total(results, FactKind)
    print(name)
    print(f"  dates, numbers and names: {_shares(goal)}")
    print(f"  all facts: {_shares(every)}")
    for kind in FactKind:
        print(f"    {kind:13}{_shares(_total(results, [kind]))}")
    counts = [each.measures for each in results]
    print(f"  {_accepted(counts)}")
    print(f"  {_good(counts)}")
    print(f"  {_wrong(counts)}")


def _tell_lesson(result: Result) -> None:
    found = result.measures
    print(f"{result.lesson.name} ({result.lesson.language}), {result.seconds * 1000:.0f} ms")
    if (taken := language_of(result.lesson.text)) != result.lesson.language:
        print(f"  taken for {taken}")
    print(f"  dates, numbers and names: {_shares(_total([result], GOAL_KINDS))}")
    print(f"  all facts: {_shares(_total([result], FactKind))}")
    print(f"  {found.drafts} proposals; {_accepted([found])}")
    print(f"  {_good([found])}")
    print(f"  {_wrong([found])}")


def _shares(tally: Tally) -> str:
    return (
        f"{tally.covered} of {tally.marked} covered ({_share(tally.covered, tally.marked)}),"
        f" {tally.top} by the top two of a sentence ({_share(tally.top, tally.marked)})"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _accepted(found: Sequence[Measures]) -> str:
    said = {name: sum(each.verdicts[name] for each in found) for name in VERDICTS}
    judged, left = sum(said.values()), sum(len(each.unjudged) for each in found)
    codes = {code: sum(each.codes[code] for each in found) for code in CODES}
    why = ", ".join(f"{code} {count}" for code, count in codes.items() if count)
    told = (
        f"{sum(each.top for each in found)} top drafts: {said['accept']} of {judged} judged"
        f" accepted ({_share(said['accept'], judged)}), {said['edit']} to be edited,"
        f" {said['reject']} rejected"
    )
    return told + (f" ({why})" if why else "") + (f"; {left} NOT JUDGED YET" if left else "")


def _good(found: Sequence[Measures]) -> str:
    """What was said of the drafts that the window takes with "accept all good ones"."""
    said = sum(sum(each.good.values()) for each in found)
    accepted = sum(each.good["accept"] for each in found)
    return f"of those called good, {accepted} of {said} judged accepted ({_share(accepted, said)})"


def _wrong(found: Sequence[Measures]) -> str:
    untrue = sum(each.codes["faithful"] for each in found)
    strange = sum(len(each.strange) for each in found)
    return (
        f"{sum(each.twins for each in found)} duplicates, {untrue} judged untrue to the text,"
        f" {strange} with a number that is not in the lesson"
    )


def _tell_unjudged(results: Iterable[Result]) -> None:
    for result in results:
        print(f"\n##### {result.lesson.name}")
        before = ""
        for shown, quote in result.measures.unjudged:
            if quote != before:
                print(f"\n# {quote}")
            before = quote
            _tell_card(shown)


def _tell_card(shown: Card, mark: str = "") -> None:
    print(f"{shown.key}{mark}  [{shown.kind}] {shown.question}")
    print(f"{'':12}-> {shown.answer}")
    if shown.wrong:
        print(f"{'':12}not {' | '.join(shown.wrong)}")


def _tell_missed(results: Iterable[Result]) -> None:
    for result in results:
        print(f"\n##### {result.lesson.name}")
        for mark in result.measures.missed:
            text, span = result.lesson.text, mark.span
            near = " ".join(text[max(0, span.start - 50) : span.end + 40].split())
            print(f"{mark.kind:13}{text[span.start : span.end]:30} … {near} …")
            for rejected in result.drafting.rejected:
                if any(asked.touches(span) for asked in rejected.proposal.asks):
                    print(f"{'':13}left out: {rejected.why}")


def _tell_all(results: Iterable[Result]) -> None:
    """Every proposal with its sentence; those that are judged first bear a star."""
    for result in results:
        print(f"\n##### {result.lesson.name}")
        top = top_proposals(result.lesson, result.drafting)
        before = ""
        for proposal in result.drafting.proposals:
            if proposal.quote != before:
                print(f"\n# {proposal.quote}")
            before = proposal.quote
            _tell_card(card(proposal.best), " *" if proposal in top else "")
        for rejected in result.drafting.rejected:
            print(f"left out: {rejected.why}  {card(rejected.proposal.best)}")


if __name__ == "__main__":
    main(sys.argv[1:])
