"""Words of a text by their places: those to be gone to, and those that a person has marked."""

from kgstudy.domain.lesson import Span


def words_between(text: str, within: Span) -> list[Span]:
    """The words of a piece of the text, without the marks around them."""
    found, at = [], within.start
    for word in text[within.start : within.end].split():
        start = text.index(word, at, within.end)
        at = start + len(word)
        bare = _bare(text, start, at)
        if bare is not None:
            found.append(bare)
    return found


def whole_words(text: str, start: int, end: int) -> Span | None:
    """The words that are touched from `start` to `end`, whole."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> Span | None:
    """Without punctuation at its ends, but for what belongs to a figure such as 5 %."""
    while start < end and not (text[start].isalnum() or text[start] in "+-−±$€£№"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%°$€£"):
        end -= 1
    return Span(start, end) if start < end else None
