"""Whatever is pasted, nothing of it runs, loads or looks like elsewhere."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl
from typing_extensions import override

from kgstudy.domain.errors import UserError
from kgstudy.domain.rich import write
from kgstudy.gui.editor import pasted
from kgstudy.services import editing
from tests.domain.test_rich import HTML

HOSTILE = st.sampled_from(
    [
        "<script>x()</script>", '<img src="https://spy.example/a.png">', "<img src=x onerror=y>",
        '<a href="javascript:alert(1)">x</a>', '<a href="file:///etc/passwd">x</a>',
        '<div style="background: url(https://spy.example)">', "<svg onload=x>", "<iframe src=//x>",
        '<img src="data:text/html;base64,PHNjcmlwdD4=">', '<img src="data:image/png;base64,%%%">',
        "<style>@import 'https://spy.example'</style>", "<link rel=stylesheet href=//x>",
        '<p class="MsoNormal" lang=EN>', "<!--[if gte mso 9]><xml></xml><![endif]-->",
        '<span style="color:red">', "<b onclick=x>", '<table onmouseover="x"><tr><td>1</table>',
    ]
)  # fmt: skip
PAGES = st.lists(st.one_of(HOSTILE, HTML), max_size=12).map("".join)
ALLOWED = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@given(PAGES)
def test_nothing_that_runs_or_loads_is_left(page: str) -> None:
    mime = QMimeData()
    mime.setHtml(page or " ")
    files: dict[str, bytes] = {}
    html = write(pasted.lines_of(mime, files))
    for tag, attributes in Tags(html).found:
        assert tag not in ("script", "style", "iframe", "svg", "link", "object")
        assert attributes.keys() <= {"href", "src"}
        assert ALLOWED.match(attributes.get("href") or "https:")
        assert (attributes.get("src") or "") in {"", *files}


def test_a_picture_within_the_page_is_kept_as_a_file() -> None:
    mime = QMimeData()
    mime.setHtml('<p>a <img src="data:image/png;base64,aGVsbG8=" alt="x"> b</p>')
    files: dict[str, bytes] = {}
    html = write(pasted.lines_of(mime, files))
    ((name, content),) = files.items()
    assert content == b"hello"
    assert html == f'a <img src="{name}"> b'


def test_a_file_that_is_too_large_is_not_read_in(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path_factory.mktemp("files") / "film.png"
    file.write_bytes(b"12345")
    monkeypatch.setattr(editing, "LARGEST_FILE", 4)
    monkeypatch.setattr(pasted, "LARGEST_FILE", 4)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    with pytest.raises(UserError, match="larger than"):
        pasted.lines_of(mime, {})


def test_a_file_that_is_gone_is_told() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/nowhere/map.png")])
    with pytest.raises(UserError, match="cannot be read"):
        pasted.lines_of(mime, {})


def test_other_files_are_words() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://kg.example/a.png")])
    mime.setText("https://kg.example/a.png")
    assert write(pasted.lines_of(mime, {})) == "https://kg.example/a.png"
