"""The browser's side bar as a tree of nodes: each with the search it stands for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from kgstudy.domain.card_types import CARD_TYPES
from kgstudy.domain.ids import DeckId
from kgstudy.gui.wording import say
from kgstudy.services.shelves import Shelves, Tally


class Sort(Enum):
    """What a node is one of."""

    SAVED = "saved"
    TODAY = "today"
    STATE = "state"
    FLAG = "flag"
    DECK = "deck"
    TAG = "tag"
    LESSON = "lesson"
    KIND = "kind"


@dataclass(eq=False, slots=True)
class Node:
    """`key` tells it from all others, also after a restart; a section has no query.

    `whole` is its whole name, of which `name` is the last part.
    """

    key: str
    sort: Sort
    name: str
    whole: str = ""
    query: str = ""
    deck: DeckId | None = None
    flag: int = 0
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = field(default=None, repr=False)
    row: int = 0

    @property
    def is_section(self) -> bool:
        return self.parent is None

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


_ALWAYS = frozenset({Sort.SAVED, Sort.DECK})


def sections(
    shelves: Shelves, saved: Iterable[tuple[str, str]] = (), kinds: Iterable[str] = ()
) -> list[Node]:
    """All of them in their order; bare ones are left out, but for those that can be filled here."""
    made = (
        _section(Sort.SAVED, say("Saved searches"), [_saved(name, text) for name, text in saved]),
        _section(Sort.TODAY, say("Today"), _today()),
        _section(Sort.STATE, say("States"), _states()),
        _section(Sort.FLAG, say("Flags"), [_flag(number) for number in range(1, 8)]),
        _section(Sort.DECK, say("Decks"), _decks(shelves.decks)),
        _section(Sort.TAG, say("Tags"), _tags(shelves.tags)),
        _section(Sort.LESSON, say("Lessons"), _lessons(shelves)),
        _section(Sort.KIND, say("Kinds of cards"), _kinds(kinds)),
    )
    return [section for section in made if section.children or section.sort in _ALWAYS]


def matching(every: Sequence[Node], words: str) -> list[Node]:
    """The tree with only those whose name has `words` in it, what they lie in, and what in them."""
    wanted = words.casefold().strip()
    if not wanted:
        return list(every)
    found = (_matching(node, wanted) for node in every)
    return [node for node in found if node is not None]


def counts(tally: Tally) -> Mapping[str, int]:
    """How many cards each node finds, by its key; for tags how many notes."""
    states = tally.states
    return {
        "today:due": states.due,
        "today:added": states.added_today,
        "today:studied": tally.studied_today,
        "today:forgotten": tally.forgotten_today,
        "state:new": states.new,
        "state:learn": states.learning,
        "state:review": states.review,
        "state:suspended": states.suspended,
        "state:buried": states.buried,
        "state:leech": tally.tags.get("leech", 0),
        **{f"flag:{number}": tally.flags.get(number, 0) for number in range(1, 8)},
        **{f"deck:{deck}": count for deck, count in tally.decks.items()},
        **{f"tag:{tag}": count for tag, count in tally.tags.items()},
        **{f"lesson:{lesson}": count for lesson, count in tally.lessons.items()},
        **{f"kind:{kind}": count for kind, count in tally.kinds.items()},
    }


def quoted(text: str) -> str:
    """`text` as a search has it where nothing else is meant by it."""
    signs = {"\\": "\\\\", '"': '\\"', "*": "\\*", "_": "\\_"}
    return '"' + "".join(signs.get(sign, sign) for sign in text) + '"'


def _matching(node: Node, wanted: str) -> Node | None:
    if not node.is_section and wanted in node.name.casefold():
        return _copied(node, [_copied(child, child.children) for child in node.children])
    children = [_matching(child, wanted) for child in node.children]
    present = [child for child in children if child is not None]
    return _copied(node, present) if present else None


def _copied(node: Node, children: Sequence[Node]) -> Node:
    made = Node(node.key, node.sort, node.name, node.whole, node.query, node.deck, node.flag)
    return _with(made, children)


def _section(sort: Sort, name: str, children: Sequence[Node]) -> Node:
    return _with(Node(f"section:{sort.value}", sort, name), children)


def _with(node: Node, children: Sequence[Node]) -> Node:
    for row, child in enumerate(children):
        child.parent, child.row = node, row
    node.children = list(children)
    return node


def _saved(name: str, query: str) -> Node:
    return Node(saved_key(name), Sort.SAVED, name, name, query)


def _today() -> list[Node]:
    named = (
        ("due", say("Due"), "is:due"),
        ("added", say("Added"), "added:1"),
        ("studied", say("Studied"), "rated:1"),
        ("forgotten", say("Forgotten"), "rated:1:1"),
    )
    return [Node(f"today:{key}", Sort.TODAY, name, name, query) for key, name, query in named]


def _states() -> list[Node]:
    named = (
        ("new", say("New")),
        ("learn", say("Learning")),
        ("review", say("Review")),
        ("suspended", say("Suspended")),
        ("buried", say("Buried")),
        ("leech", say("Leeches")),
    )
    return [Node(f"state:{key}", Sort.STATE, name, name, f"is:{key}") for key, name in named]


def _flag(number: int) -> Node:
    name = say("Flag {number}").format(number=number)
    return Node(f"flag:{number}", Sort.FLAG, name, name, f"flag:{number}", flag=number)


def neighbours(node: Node) -> Iterator[Node]:
    """Where the keyboard goes when the node goes: below it, above it, or to what it lies in."""
    if node.parent is not None:
        siblings = node.parent.children
        yield from siblings[node.row + 1 :]
        yield from reversed(siblings[: node.row])
        yield node.parent
        yield from neighbours(node.parent)


def deck_key(deck: DeckId | str) -> str:
    """The key of the deck; where there is none between a name and those below it, of the name."""
    return f"deck:{deck}"


def saved_key(name: str) -> str:
    return f"saved:{name}"


def tag_key(name: str) -> str:
    return f"tag:{name}"


def _decks(named: Iterable[tuple[str, DeckId]]) -> list[Node]:
    ids = dict(named)

    def made(whole: str) -> Node:
        key, deck = deck_key(ids.get(whole, whole)), ids.get(whole)
        leaf = whole.rpartition("::")[2]
        return Node(key, Sort.DECK, leaf, whole, f"deck:{quoted(whole)}", deck)

    return _nested(ids, made)


def _tags(names: Iterable[str]) -> list[Node]:
    def made(whole: str) -> Node:
        leaf = whole.rpartition("::")[2]
        return Node(tag_key(whole), Sort.TAG, leaf, whole, f"tag:{quoted(whole)}")

    return _nested(names, made)


def _lessons(shelves: Shelves) -> list[Node]:
    return [
        Node(f"lesson:{lesson}", Sort.LESSON, title, title, f"lesson:{quoted(title)}")
        for title, lesson in shelves.lessons
    ]


def _kinds(names: Iterable[str]) -> list[Node]:
    return [
        Node(f"kind:{name}", Sort.KIND, _kind_name(name), name, f"note:{quoted(name)}")
        for name in names
    ]


def _kind_name(name: str) -> str:
    return say(CARD_TYPES[name].name) if name in CARD_TYPES else name


def _nested(names: Iterable[str], made: Callable[[str], Node]) -> list[Node]:
    """The nodes at the top, those nested by `::` below them; what lies between is made too."""
    tops: list[Node] = []
    by_name: dict[str, Node] = {}

    def node_of(whole: str) -> Node:
        if whole in by_name:
            return by_name[whole]
        node, above = made(whole), whole.rpartition("::")[0]
        siblings = tops
        if above:
            node.parent = node_of(above)
            siblings = node.parent.children
        node.row = len(siblings)
        siblings.append(node)
        by_name[whole] = node
        return node

    for whole in names:
        node_of(whole)
    return tops
