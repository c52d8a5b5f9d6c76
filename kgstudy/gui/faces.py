"""A field's HTML, from whoever wrote it, made safe and mild enough for a text widget."""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote, unquote

from kgstudy.domain.markup import pieces, sounds
from kgstudy.domain.templates.colours import colour
from kgstudy.domain.templates.css import class_name, declarations
from kgstudy.gui import card_style
from kgstudy.gui.media.tex import with_brackets

LONGEST = 50_000
"""Characters of clean HTML that are shown; a page this long is no flashcard."""
_READ = 1_000_000
"""Characters that are looked at, before anything is cleaned."""
_MOST_TAGS = 5_000
"""Tags in one field; the time to clean deeply nested ones grows with their square."""
_MOST_ENTITIES = 20_000
"""The time to clean those that are none grows with their square too."""
_TABLES_WITHIN = 3
"""Tables nested deeper take Qt exponential time to lay out."""

MEDIA = "media"
"""The scheme by which a card names a picture of the collection."""
SOUND = "sound"
"""The scheme by which it names a file that is played."""
DATA = "data"
_PICTURE_WITHIN = re.compile(
    r"data:image/(?:png|jpe?g|gif|webp|bmp|svg\+xml);base64,[A-Za-z0-9+/=]{1,40000}"
)
"""A small picture may stand in the field itself."""

_WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}", re.IGNORECASE)
_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)

_TAGS = frozenset(
    {
        "a",
        "b",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "dd",
        "del",
        "details",
    }
    | {"dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"}
    | {"ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rb", "rp", "rt", "ruby", "s", "samp"}
    | {"small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td"}
    | {"tfoot", "th", "thead", "tr", "tt", "u", "ul", "var"}
)
_DROPPED_WITH_CONTENT = frozenset(
    {"audio", "canvas", "embed", "frame", "frameset", "head", "iframe", "math", "noembed"}
    | {"noframes", "noscript", "object", "script", "select", "style", "svg", "template"}
    | {"textarea", "title", "video"}
)
_ATTRIBUTES = {
    "*": {"dir", "class", "style"},
    "a": {"href"},
    "div": {"align"},
    "p": {"align"},
    "font": {"color"},
    "img": {"src", "alt", "width"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "ol": {"start", "type"},
}
_OWN_CLASS = "gap"
_SIDES = ("left", "right", "center", "justify")
_LARGEST = {"width": 1440, "colspan": 50, "rowspan": 200, "start": 100_000}

_ANY_TAG = re.compile(r"<[^<>]*>")
_RUBY_BRACKET = re.compile(r"<rp>[^<]*</rp>")
_TABLE = re.compile(r"<(/?)table\b")
_PLAYED = re.compile(
    r"<(?P<played>audio|video)\b[^<>]*>(?:.*?</(?P=played)\s*>)?", re.DOTALL | re.IGNORECASE
)
_UNFINISHED = re.compile(r"[<&][^<>&;]*\Z")


def safe_html(html: str, style: str = "") -> str:
    """`html` with nothing in it that runs, loads, covers the window or takes long to lay out.

    A link stays one where it leads to the web or to somebody's mail; nothing follows it unasked.

    Images keep only names of the collection's media, as `media:name`; what is played becomes an
    image too, as `sound:name`.  Of a `style` attribute and
    the classes remains what `domain.templates.css` lets through, and what the rules `style` name.
    """
    known = card_style.classes(style)
    most = _READ if html.count("&", 0, _READ) <= _MOST_ENTITIES else LONGEST
    read = _with_players(with_brackets(html[:most]))
    if read.count("<") > _MOST_TAGS:
        read = escape(_ANY_TAG.sub(" ", read))
    clean = _cleaned(read, known)
    if len(clean) > LONGEST or len(html) > most:
        clean = _cleaned(_UNFINISHED.sub("", clean[:LONGEST]), known) + " …"
    if _table_depth(clean) > _TABLES_WITHIN:
        clean = _cleaned(clean, tags=frozenset({"br", "p"}))
    return _with_ruby_in_brackets(clean)


def _cleaned(html: str, classes: frozenset[str] = frozenset(), tags: frozenset[str] = _TAGS) -> str:
    import nh3  # noqa: PLC0415 - the first card needs it, the first window does not

    clean = nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=_attributes(classes),
        url_schemes={MEDIA, SOUND, DATA, "http", "https", "mailto"},
        link_rel=None,
    )
    return _DEAD_LINK.sub(r"\1", clean) if "<a>" in clean else clean


def _attributes(classes: frozenset[str]) -> Callable[[str, str, str], str | None]:
    def kept(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return _classes(tag, value, classes)
        return _attribute(name, value)

    return kept


def _classes(tag: str, value: str, known: frozenset[str]) -> str | None:
    """Those that the deck's style speaks of, and our own mark of a gap."""
    kept = []
    for name in value.split()[:10]:
        theirs = name if name in known else class_name(name)
        if (tag == "span" and name == _OWN_CLASS) or theirs in known:
            kept.append(name if name == _OWN_CLASS else theirs)
    return " ".join(kept) or None


def _attribute(name: str, value: str) -> str | None:
    if name in _LARGEST:
        return _number(name, value)
    judge = _JUDGES.get(name)
    return judge(value) if judge else value


def _number(name: str, value: str) -> str | None:
    number = value.strip().removesuffix("px")
    fits = number.isascii() and number.isdigit() and len(number) < 9
    return str(min(int(number), _LARGEST[name])) if fits else None


def _side(value: str) -> str | None:
    word = value.strip().lower()
    return word if word in _SIDES else None


def _web_address(value: str) -> str | None:
    return value.strip() if _WEB_ADDRESS.fullmatch(value.strip()) else None


def _with_players(html: str) -> str:
    """Sounds and films, however they are written, as images in their places."""
    if _PLAYED.search(html):
        html = _PLAYED.sub(lambda found: "".join(map(_player, sounds(found[0]))), html)
    if "[sound:" not in html:
        return html
    parts = (_player(part.name) if part.kind == "sound" else part.raw for part in pieces(html))
    return "".join(parts)


def _player(name: str) -> str:
    return f'<img src="{SOUND}:{quote(name.strip())}">'


def _media_address(value: str) -> str | None:
    name = value.strip()
    scheme = name.partition(":")[0].lower()
    if _WEB_ADDRESS.match(name):
        return None
    if scheme == DATA:
        bare = "".join(name.split())
        return bare if _PICTURE_WITHIN.fullmatch(bare) else None
    if scheme == SOUND:
        return f"{SOUND}:{quote(unquote(name[len(SOUND) + 1 :]))}"
    if name[: len(MEDIA) + 1].lower() == f"{MEDIA}:":
        name = name[len(MEDIA) + 1 :]
    return f"{MEDIA}:{quote(unquote(name).lstrip('/'))}"


_JUDGES: Mapping[str, Callable[[str], str | None]] = {
    "style": lambda value: declarations(value) or None,
    "color": colour,
    "align": _side,
    "src": _media_address,
    "href": _web_address,
}
"""By attribute, what is left of its value; None where it goes."""


def _table_depth(clean: str) -> int:
    depth = deepest = 0
    for tag in _TABLE.finditer(clean):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _with_ruby_in_brackets(clean: str) -> str:
    """A reading that stands above a word is set behind it, where Qt can draw it."""
    if "<rt>" not in clean:
        return clean
    return _RUBY_BRACKET.sub("", clean).replace("<rt>", " (").replace("</rt>", ")")
