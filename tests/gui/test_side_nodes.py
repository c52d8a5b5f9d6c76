"""The side bar's nodes without a window: nesting, searching, and the queries they stand for."""

import pytest

from kgstudy.domain.ids import DeckId, LessonId
from kgstudy.gui.models import side_nodes
from kgstudy.gui.models.side_nodes import Node, Sort
from kgstudy.gui.models.side_queries import Join, joined
from kgstudy.services.shelves import Shelves

SHELVES = Shelves(
    (("Rivers", DeckId(1)), ("Rivers::Chüy_1", DeckId(2)), ("x::y", DeckId(3))),
    ("geo", "geo::lakes", "geo::lakes::deep", "leech"),
    (('The "Great" Game', LessonId(7)),),
)

KINDS = ("basic", "My type")


def drawn(nodes: list[Node], depth: int = 0) -> list[str]:
    lines = []
    for node in nodes:
        lines.append("  " * depth + node.name)
        lines += drawn(node.children, depth + 1)
    return lines


def section(sort: Sort) -> Node:
    return next(node for node in side_nodes.sections(SHELVES, kinds=KINDS) if node.sort is sort)


def test_decks_nest_and_what_is_missing_between_is_no_deck() -> None:
    node = section(Sort.DECK)
    assert drawn([node]) == ["Decks", "  Rivers", "    Chüy_1", "  x", "    y"]
    assert [each.deck for each in node.walk()] == [None, 1, 2, None, 3]


def test_tags_nest() -> None:
    assert drawn(section(Sort.TAG).children) == ["geo", "  lakes", "    deep", "leech"]


def test_what_stands_for_anything_in_a_search_stands_for_itself() -> None:
    assert [node.query for node in section(Sort.DECK).walk()][1:3] == [
        'deck:"Rivers"',
        'deck:"Rivers::Chüy\\_1"',
    ]
    assert section(Sort.LESSON).children[0].query == 'lesson:"The \\"Great\\" Game"'


def test_kinds_are_called_what_people_call_them() -> None:
    assert [node.name for node in section(Sort.KIND).children] == ["Question and answer", "My type"]


def test_searching_keeps_what_is_found_with_its_way_and_what_lies_in_it() -> None:
    found = side_nodes.matching(side_nodes.sections(SHELVES, kinds=KINDS), " LAKES ")
    assert drawn(found) == ["Tags", "  geo", "    lakes", "      deep"]
    assert found[0].children[0].children[0].parent is found[0].children[0]
    assert side_nodes.matching(side_nodes.sections(SHELVES, kinds=KINDS), "nowhere") == []


def test_a_section_without_anything_in_it_is_left_out() -> None:
    names = [node.name for node in side_nodes.sections(Shelves((), (), ()))]
    assert names == ["Saved searches", "Today", "States", "Flags", "Decks"]


@pytest.mark.parametrize(
    ("before", "term", "join", "negated", "after"),
    [
        ("is:due", "tag:a", Join.INSTEAD, False, "tag:a"),
        ("is:due", "tag:a", Join.INSTEAD, True, "-tag:a"),
        ("is:due", "tag:a", Join.AND, False, "is:due tag:a"),
        ("is:due", "tag:a", Join.AND, True, "is:due -tag:a"),
        ("is:due", "tag:a", Join.OR, False, "is:due or tag:a"),
        (" ", "tag:a", Join.OR, False, "tag:a"),
        ("a or b", "tag:a", Join.AND, False, "(a or b) tag:a"),
        ("a", "b or c", Join.AND, False, "a (b or c)"),
        ("a", "b c", Join.AND, True, "a -(b c)"),
        ("a b", "tag:a", Join.OR, False, "a b or tag:a"),
        ("a b", "b", Join.AND, False, "a b"),
        ('"never closed', "tag:a", Join.AND, False, "tag:a"),
        ('"this or that"', "tag:a", Join.AND, False, '"this or that" tag:a'),
    ],
)
def test_a_click_changes_the_search(
    before: str, term: str, join: Join, negated: bool, after: str
) -> None:
    assert joined(before, term, join, negated=negated) == after
