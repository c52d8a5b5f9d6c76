"""What cannot be read in a query, and where."""

from kgstudy.domain.errors import UserError
from kgstudy.domain.query.tree import Span


class QueryError(UserError):
    """`span` is the place in the `query`; the sentence says what was expected there."""

    query: str = ""

    def __init__(self, sentence: str, span: Span, **facts: object) -> None:
        super().__init__(sentence, place=None, **facts)
        self.span = span
