"""Texts (tables, Markdown, XML, JSON) that are meant to harm whoever reads them."""

import pickle
import random
from functools import partial
from pathlib import Path

from typing_extensions import override

from tests.formats.anki_collections import zipped
from tests.journeys.hostile.catalogue import add, hostile, written

_NOISE = random.Random(3)


def _text(name: str, content: str | bytes, folder: Path) -> Path:
    return written(folder / name, content)


def _repeated(name: str, before: bytes, part: bytes, times: int, folder: Path) -> Path:
    """The file is made only when it is asked for, since some are large."""
    return written(folder / name, before + part * times)


_CSV = b"front,back\n"
_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_SUPERMEMO = _XML + b"<SuperMemoCollection><Count>1</Count>"
_ITEM = b"<SuperMemoElement><ID>1</ID><Type>Item</Type><Content><Question>%s</Question>"
_ITEM += b"<Answer>a</Answer></Content></SuperMemoElement>"
_MNEMOSYNE = _XML + b'<mnemosyne core_version="1">'
_OLD = b'<item id="1" gr="%s" e="%s" ac_rp="%s" rt_rp="%s" lps="%s" l_rp="%s" n_rp="%s">'
_OLD_END = b"<cat>c</cat><Q>q</Q><A>a</A></item></mnemosyne>"

for name, before, part, times, refused in (
    # tables
    ("table_of_an_open_quote.csv", b'a,"b\n', b"c,d\n", 200_000, None),
    ("table_of_quotes.csv", b"", b'"', 3_000_000, None),
    ("table_of_open_quotes.csv", b"", b'a,"b\n', 100_000, None),
    ("table_of_quotes_within.csv", b"", b'a"b"c,"d"e"f"\n', 100_000, None),
    ("table_of_a_million_columns.csv", b"", b"a,", 1_000_000, None),
    ("table_of_wide_rows.csv", b"", b"a," * 5000 + b"\n", 1000, None),
    ("table_of_ten_million_empty_rows.csv", b"a,b\n", b"\n", 10_000_000, None),
    ("table_of_two_million_rows.csv", _CSV, b"a,b\n", 2_000_000, None),
    ("table_of_50_MB_in_a_cell.csv", b"a,", b"word ", 10_000_000, None),
    ("table_of_300_MB.csv", _CSV, b"front,back,more\n", 20_000_000, None),
    ("table_of_nul.csv", b"a\0b,c\n", b"\0", 3_000_000, None),
    ("table_of_returns.txt", b"a\tb", b"\r", 3_000_000, None),
    ("table_of_separators.txt", b"a;b,c\td|e\n", b";,\t|", 500_000, None),
    ("table_of_marks.txt", b"front\ta", "\u0315\u0300\u05ae\u0301".encode(), 500_000, None),
    ("table_of_marks_in_notes.txt", b"front\ta",
     b"x\ty" + "\u0315\u0300\u05ae\u0301".encode() * 100_000 + b"\n", 4, None),
    ("table_of_broken_utf_8.txt", b"caf\xc3\xa9\tb\n", b"a\xff\tb\xc3\n", 100_000, None),
    ("table_of_half_a_surrogate.txt", b"\xff\xfe", b"\x00\xd8a\0\t\0b\0\n\0", 50_000, None),
    ("table_in_utf_32.txt", b"\xff\xfe\0\0", b"\xff\xff\xff\xff", 50_000, None),
    ("table_of_directives.txt", b"", b"#separator:tab\n#tags:x\n#columns:a\tb\n", 50_000, None),
    ("table_of_columns_named.txt", b"#separator:tab\n#columns:", b"x\t", 200_000, None),
    ("table_of_tags.txt", b"#separator:tab\n#tags:", b"t ", 300_000, None),
    ("table_of_html.txt", b"#separator:tab\n#html:true\n", b"<b>" * 300 + b"\t<i\n", 2000, None),
    ("table_of_formulas.csv", _CSV, b"=cmd|'/c calc'!A1,@SUM(1)\n", 1000, False),
    ("table_of_bidi.txt", b"", "\u202e\x1b[2J\x9b\u2066\t\x07\n".encode(), 1000, None),
    # Markdown of lesson decks and hashcards
    ("deck_of_nested_lists.md", b"Q: x\nA: y\n\n", b"- " * 500 + b"x\n", 200, None),
    ("deck_of_quotes.md", b"Q: x\nA: ", b"> ", 200_000, None),
    ("deck_of_brackets.md", b"Q: ", b"[", 200_000, None),
    ("deck_of_links.md", b"Q: x\nA: ", b"[a](", 100_000, None),
    ("deck_of_pictures.md", b"Q: x\nA: ", b"![a](../../etc/passwd)", 30_000, None),
    ("deck_of_stars.md", b"Q: x\nA: ", b"*_", 200_000, None),
    ("deck_of_stars_and_words.md", b"Q: x\nA: ", b"*a **a ", 60_000, None),
    ("deck_of_backticks.md", b"Q: x\nA: ", b"`a", 200_000, None),
    ("deck_of_growing_backticks.md", b"Q: x\nA: ", b" ".join(b"`" * n for n in range(1, 900)), 1,
     None),
    ("deck_of_fences.md", b"Q: x\nA: y\n", b"```\n", 100_000, None),
    ("deck_of_dollars.md", b"Q: x\nA: ", b"$a$$", 100_000, None),
    ("deck_of_clozes.md", b"C: ", b"[a ", 100_000, None),
    ("deck_of_whole_clozes.md", b"C: ", b"[a] ", 50_000, None),
    ("deck_of_escapes.md", b"Q: x\nA: ", b"\\", 300_000, None),
    ("deck_of_tags.md", b"Q: x\nA: ", b"<div>", 100_000, None),
    ("deck_of_entities.md", b"Q: x\nA: ", b"&#9999999999;", 100_000, None),
    ("deck_of_tables.md", b"Q: x\nA: |a|\n|-|\n", b"|a" * 100 + b"\n", 2000, None),
    ("deck_of_headings.md", b"", b"# x\n", 200_000, None),
    ("deck_of_references.md", b"Q: x\nA: y\n\n", b"[a]: b\n", 100_000, None),
    ("deck_of_questions.md", b"", b"Q: x\n", 300_000, None),
    ("deck_of_100_000_cards.md", b"", b"Q: x\nA: y\n\n", 100_000, None),
    ("deck_of_choices.md", b"Q: x\nA: y\n", b"X: z\n", 100_000, None),
    ("deck_of_60_MB.md", b"Q: x\nA: ", b"word ", 12_000_000, None),
    ("deck_of_70_MB.md", b"Q: x\nA: ", b"word ", 14_000_000, True),
    ("deck_of_nul.md", b"Q: a\0b\nA: ", b"\0\x1b", 1_000_000, None),
    ("deck_of_broken_utf_8.md", b"Q: a\nA: ", b"\xff\xc3", 100_000, None),
    ("deck_of_marks.md", b"Q: a\nA: a", "\u0315\u0300\u05ae\u0301".encode(), 300_000, None),
    ("toml_of_depth.md", b"---\nx = ", b"[", 100_000, None),
    ("toml_of_tables.md", b"---\nx = ", b"{a=", 100_000, None),
    ("toml_of_keys.md", b"---\n", b"a.", 100_000, None),
    ("toml_of_headers.md", b"---\n", b"[[a]]\n", 100_000, None),
    ("toml_of_an_absurd_number.md", b"---\nname = ", b"9", 100_000, None),
    ("toml_left_open.md", b"---\n", b'name = "x"\n', 100_000, None),
    # Obsidian
    ("vault_of_dividers.md", b"#flashcards\n", b"a::b::c\n", 100_000, None),
    ("vault_of_highlights.md", b"#flashcards\n", b"==", 300_000, None),
    ("vault_of_highlighted_words.md", b"#flashcards\n", b"==a== ", 50_000, None),
    ("vault_of_schedules.md", b"#flashcards\na::b\n", b"<!--SR:!9999-99-99,1e99,-5-->", 50_000,
     None),
    ("vault_of_open_comments.md", b"#flashcards\na::b\n", b"<!--", 200_000, None),
    ("vault_of_blocks.md", b"#flashcards\n", b"a\n?\n", 100_000, None),
    ("vault_of_tags.md", b"a::b\n", b"#flashcards/" + b"x/" * 500 + b"\n", 2000, None),
    ("vault_of_links.md", b"#flashcards\na::b ", b"[[", 200_000, None),
    ("vault_of_embeddings.md", b"#flashcards\na::b ", b"![[../../../etc/passwd]]", 50_000, None),
    ("vault_of_yaml.md", b"---\ntags: ", b"[*a,", 100_000, None),
    # XML
    ("xml_of_depth.xml", _SUPERMEMO, b"<a>", 300_000, True),
    ("xml_of_depth_mnemosyne.xml", _MNEMOSYNE, b"<item>", 300_000, True),
    ("xml_of_attributes.xml", _SUPERMEMO + b"<a ", b"b='c' ", 400_000, True),
    ("xml_of_many_attributes.xml", _SUPERMEMO + b"<a " +
     b" ".join(b"b%d='c'" % n for n in range(200_000)), b"/>", 1, None),
    ("xml_of_a_long_tag.xml", _MNEMOSYNE + b"<", b"a", 30_000_000, True),
    ("xml_of_a_long_value.xml", _MNEMOSYNE + b"<item id='", b"a", 30_000_000, True),
    ("xml_of_elements.xml", _SUPERMEMO, b"<a/>", 3_000_000, None),
    ("xml_of_items.xml", _SUPERMEMO, _ITEM % b"q", 100_000, None),
    ("xml_of_a_50_MB_question.xml", _SUPERMEMO, _ITEM % (b"word " * 10_000_000), 1, None),
    ("xml_of_comments.xml", _SUPERMEMO, b"<!-- -->", 1_000_000, None),
    ("xml_of_instructions.xml", _SUPERMEMO, b"<?php evil()?>", 300_000, None),
    ("xml_of_sections.xml", _SUPERMEMO + b"<a>", b"<![CDATA[", 300_000, None),
    ("xml_of_130_MB.xml", _SUPERMEMO, b"<a>b</a>", 17_000_000, True),
    ("xml_in_utf_7.xml", b'<?xml version="1.0" encoding="utf-7"?><SuperMemoCollection>', b"+ADw-",
     9, True),
    ("xml_in_rot_13.xml", b'<?xml version="1.0" encoding="rot13"?><SuperMemoCollection>', b"a", 9,
     True),
    ("xml_in_hex.xml", b'<?xml version="1.0" encoding="hex"?><mnemosyne>', b"61", 9, True),
    ("xml_absurd.xml", _MNEMOSYNE + _OLD % ((b"9" * 400,) * 7) + _OLD_END, b"", 0, None),
    ("xml_infinite.xml", _MNEMOSYNE + _OLD % ((b"inf",) * 7) + _OLD_END, b"", 0, None),
    ("xml_negative.xml", _MNEMOSYNE + _OLD % ((b"-1e308",) * 7) + _OLD_END, b"", 0, None),
    # SuperMemo's text
    ("questions_of_dates.txt", b"", b"Q: x\nA: y\nI: REP=99999 LAP=-1 EF=nan UF=1e999 INT=99999999 "
     b"LAST=99.99.99999\n\n", 5000, None),
    ("questions_of_lines.txt", b"Q: a\nA: b\n\nQ: x\n", b"A: y\n", 300_000, None),
    ("questions_without_end.txt", b"Q: a\nA: b\n\nQ: ", b"x", 30_000_000, None),
    # JSON
    ("json_of_depth.json", b'{"__type__": "Deck", "name": "x", "children": ',
     b'[{"children": ', 200_000, True),
    ("json_of_lists.json", b'{"__type__": "Deck", "crowdanki_uuid": "x", "notes": ', b"[", 999_999,
     True),
    ("json_of_values.json", b'{"crowdanki_uuid": "x", "name": "x", "notes": [', b"[],", 20_000_000,
     True),
    ("json_of_a_number.json", b'{"crowdanki_uuid": "x", "name": "x", "n": ', b"9", 1_000_000, True),
):  # fmt: skip
    add(
        name.partition(".")[0],
        partial(_repeated, name, before, part, times),
        refused=refused,
        big=len(before) + len(part) * times > 300_000 or "whole" in name,
    )


def _children(count: int) -> str:
    child = '{"__type__": "Deck", "crowdanki_uuid": "%d", "name": "d%d"}'
    return ",".join(child % (n, n) for n in range(count))


_MODEL = (
    '{"__type__": "NoteModel", "crowdanki_uuid": "m", "name": "M", "type": 0, "css": "", '
    '"flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}], '
    '"tmpls": [{"name": "C", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{Back}}"}]}'
)
_NOTE = '{"__type__": "Note", "fields": %s, "guid": %s, "note_model_uuid": "m", "tags": %s}'


def _crowdanki(notes: str = "", children: str = "", more: str = "") -> str:
    head = '{"__type__": "Deck", "crowdanki_uuid": "d", "name": "D\\u202e\\u0007", '
    return f'{head}"note_models": [{_MODEL}], "notes": [{notes}], "children": [{children}]{more}}}'


_GOOD = _NOTE % ('["a", "b"]', '"g"', "[]")


@hostile(big=True)
def crowdanki_of_100_000_decks(folder: Path) -> Path:
    return written(folder / "deck.json", _crowdanki(_GOOD, _children(100_000)))


@hostile(big=True)
def crowdanki_of_100_000_types(folder: Path) -> Path:
    models = ",".join(_MODEL.replace('"m"', f'"m{n}"') for n in range(100_000))
    content = _crowdanki(_GOOD).replace(_MODEL, f"{_MODEL},{models}")
    return written(folder / "deck.json", content)


@hostile(big=True)
def crowdanki_of_100_000_tags(folder: Path) -> Path:
    tags = "[" + ",".join(f'"t{n}"' for n in range(100_000)) + "]"
    return written(folder / "deck.json", _crowdanki(_NOTE % ('["a", "b"]', '"g"', tags)))


@hostile(refused=False)
def crowdanki_of_strange_values(folder: Path) -> Path:
    strange = ("NaN", "[[]]", '{"a": 1}', "1e999", "null", '"\\u0000\\ud800"', "[1, null, {}]")
    notes = (_NOTE % (value, value, value) for value in strange)
    media = ', "media_files": ["../../../../etc/passwd", "/etc/passwd", "con", "\\u0000", 7, []]'
    return written(folder / "deck.json", _crowdanki(",".join((*notes, _GOOD)), more=media))


@hostile(refused=True)
def json_of_a_future_shape(folder: Path) -> Path:
    return written(folder / "deck.json", '{"crowdanki_uuid": [], "name": {}}')


def _entities(root: str) -> str:
    rows = ['<!ENTITY a0 "lol">']
    rows += (f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{"".join(rows)}]><{root}>&a11;</{root}>'


def _outside(root: str, address: str) -> str:
    declared = f'<!ENTITY e SYSTEM "{address}">'
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{declared}]><{root}><item>&e;</item></{root}>'


for root in ("SuperMemoCollection", "mnemosyne", "PalmSuperMemo"):
    add(f"xml_laughs_{root}", partial(_text, "deck.xml", _entities(root)), refused=True)
    for what, address in {"file": "file:///etc/passwd", "net": "http://localhost:9/x"}.items():
        content = _outside(root, address)
        add(f"xml_outside_{what}_{root}", partial(_text, "deck.xml", content), refused=True)
    dtd = (
        f'<?xml version="1.0"?><!DOCTYPE {root} SYSTEM "http://localhost:9/x.dtd"><{root}></{root}>'
    )
    add(f"xml_dtd_{root}", partial(_text, "deck.xml", dtd))


def _cards(content: bytes, folder: Path) -> Path:
    return zipped(folder / "deck.cards", {"cards.xml": content, "METADATA": b"card_set_name:x"})


_LOG = b'<log type="%s" o_id="%s"><b>x</b></log>'
for what, xml in {
    "laughs": _entities("openSM2sync").encode(),
    "bomb": b"<openSM2sync>" + bytes(50 << 20),
    "depth": b"<openSM2sync>" + b"<log>" * 100_000,
    "laws": b"<openSM2sync>" + _LOG % (b"16", b"\xff") * 100,
    "cards_without_facts": b"<openSM2sync>" + b'<log type="6" fact="x"/>' * 50_000
    + b"</openSM2sync>",
    "facts": b"<openSM2sync>" + b'<log type="16" o_id="a"><f>q</f><b>a</b></log>'
    b'<log type="6" o_id="c" fact="a" card_t="1" fact_v="1.1" tags="x,y,,z" gr="9e9" e="nan" '
    b'l_rp="-1e30" n_rp="inf"/>' + b"</openSM2sync>",
    "card_twice_a_million": b"<openSM2sync>" + b'<log type="16" o_id="a"><f>q</f><b>a</b></log>'
    + b'<log type="6" o_id="c" fact="a" card_t="1" fact_v="1.1" tags=""/>' * 50_000
    + b"</openSM2sync>",
}.items():  # fmt: skip
    add(f"cards_file_{what}", partial(_cards, xml))


class _Evil:
    @override
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return eval, ("__import__('os').abort()",)


for protocol in range(6):
    add(
        f"pickle_{protocol}",
        lambda folder, protocol=protocol: written(  # type: ignore[misc]
            folder / "deck.mem", pickle.dumps(_Evil(), protocol)
        ),
        refused=True,
    )


@hostile(refused=True)
def pickle_of_mnemosyne(folder: Path) -> Path:
    begin = b"--- Mnemosyne Data Base --- Format Version 1 ---\n"
    return written(folder / "default.mem", begin + pickle.dumps(_Evil(), 0))


for suffix in (
    "apkg",
    "colpkg",
    "anki2",
    "json",
    "cards",
    "xml",
    "db",
    "md",
    "kgdeck",
    "csv",
    "txt",
):
    may = None if suffix in ("md", "kgdeck") else True
    add(f"empty_{suffix}", partial(_text, f"deck.{suffix}", b""), refused=may)
    noise = _NOISE.randbytes(100_000)
    add(f"noise_{suffix}", partial(_text, f"deck.{suffix}", noise),
        refused=None if suffix in ("md", "csv", "txt") else True)  # fmt: skip
    zeros = bytes(1 << 20)
    add(f"zeros_{suffix}", partial(_text, f"deck.{suffix}", zeros))
for what, raw in {
    "elf": b"\x7fELF\x02\x01\x01" + bytes(100),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "gzip": b"\x1f\x8b\x08" + bytes(100),
    "html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "shell": b"#!/bin/sh\nrm -rf ~\n",
}.items():
    add(f"no_deck_{what}", partial(_text, f"deck.{what}", raw))
