r"""Inline Markdown, the way people write fields in a text file, and the HTML that is stored of it.

    **bold**  __bold__  *italic*  _italic_  `code`  $formula$  $$formula$$  ![words](file)

A line break is a line break, and an empty line sets paragraphs apart.  A backslash takes its
meaning from any punctuation mark.  HTML tags stay as they are, and names of characters (`&nbsp;`)
become the characters; a `<` or `&` that begins neither is itself, and so is a tag that HTML does
not know.  Files that sound become `[sound:file]`, other files pictures, formulas `\(…\)` and
`\[…\]`; within a formula `\[` and `\]` are brackets.

What `from_markdown` makes, `to_markdown` turns into text that makes the same again; of other HTML
it keeps what is seen.
"""

from kgstudy.domain.markdown.from_html import escape, to_markdown
from kgstudy.domain.markdown.to_html import from_markdown
from kgstudy.domain.markdown.tokens import Token, tokens

__all__ = ["Token", "escape", "from_markdown", "to_markdown", "tokens"]
