"""What stands on a web page around its text: menus, notices about cookies, marks of footnotes."""

import re
from collections.abc import Mapping

SKIPPED = frozenset(
    (
        "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "video",
        "audio", "form", "button", "select", "textarea", "dialog", "menu", "nav", "aside", "map",
        "head", "title", "xmp", "noembed", "noframes", "datalist", "progress", "meter", "rp", "rt",
        "annotation", "annotation-xml", "del",
    )
)  # fmt: skip
"""Elements that hold nothing to read, wherever they stand."""
_OF_PAGE = frozenset(("header", "footer"))
"""Those of the page are furniture, those of an article are not all."""
_MAIN = frozenset(("main", "article"))

_ROLES = frozenset(
    (
        "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog",
        "menu", "menubar", "toolbar", "doc-noteref", "doc-footnote", "doc-endnotes", "doc-toc",
        "doc-backlink", "doc-pagebreak", "doc-bibliography", "tooltip", "alert",
    )
)  # fmt: skip
_EPUB_TYPES = frozenset(
    (
        "noteref", "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "toc",
        "pagebreak", "page-list", "landmarks", "index", "note", "titlepage", "halftitlepage",
        "cover", "copyright-page", "colophon", "loi", "lot", "bibliography",
    )
)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|navbox(?:es)?|vertical-navbox|menu|submenu|breadcrumbs?"
    r"|sidebar|cookies?|cookie\w+|consent|gdpr|banner|popup|modal|overlay|share|sharing|social"
    r"|related|recommend\w*|advert\w*|ads?|adsense|promo|sponsor\w*|newsletter|subscribe"
    r"|subscription|comments?|pagination|pager|toolbar|skip|skiplinks?|toc|table-of-contents"
    r"|editsection|reflist|references?|refs|footnotes?|endnotes?|sdfootnote\d*|sdendnote\d*"
    r"|footnote-ref|footnote-back|noprint|metadata|catlinks|hatnote|printfooter|sr-only"
    r"|screen-reader\w*|visually-?hidden|login|signup|search|searchbox|footer|masthead|widgets?"
    r"|jump-links?|mw-jump-link|msotoc\w*|msofootnote\w*|msoendnote\w*|msoheader|msofooter"
    r"|pagenum\w*|page-?number|notification|newsletters?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SAYS_OF_OTHERS = re.compile(r"(?:^|\s)(?:has|no|with|without|is|js|not|hide|show|col)-\S*|mso-\S*")
"""Classes that say what is there elsewhere."""
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)

NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?\s*", re.IGNORECASE)
BRACKETED = re.compile(r"\s*\[(?:\d{1,3}|[a-z])\]\s*")
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def is_hidden(name: str, attributes: Mapping[str, str], inside: bool) -> bool:
    """Whether the element with all that is in it is no text, as it says itself."""
    if name in SKIPPED or (name in _OF_PAGE and not inside):
        return True
    roles = attributes.get("role", "").lower().split()
    types = attributes.get("epub:type", "").lower().split()
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or not _ROLES.isdisjoint(roles)
        or not _EPUB_TYPES.isdisjoint(types)
        or attributes.get("title", "") in _OF_PAGE  # so LibreOffice writes them
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )


def is_called_furniture(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether its class or id calls the element something that is no text."""
    if name in _MAIN or name in {"html", "body"}:
        return False
    called = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return len(called) > 1 and bool(_NAMED.search(_SAYS_OF_OTHERS.sub("", called[:500])))


def is_main(name: str, attributes: Mapping[str, str]) -> bool:
    return name in _MAIN or attributes.get("role", "").lower() == "main"
