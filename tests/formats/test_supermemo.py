"""SuperMemo: its XML, that of Palm, and its text, which is not to be taken for hashcards."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgstudy.domain.parcel import Parcel, ParcelNote, Standing
from kgstudy.domain.review import Days, Phase
from kgstudy.formats import supermemo
from tests.formats.mutation import contents, damaged, survives

TEXT = """\
Q: Which river is the longest
Q: of Kyrgyzstan? <5 > &#33267;
A: The Naryn
I: REP=8 LAP=1 EF=3.200 UF=2.370 INT=429 LAST=27.01.06
O: 36

Q: What does it flow into?
A: The Syr Darya
a1: The Ch\u00fcy
a2: Issyk-Kul

Q: Never asked
A: yet
I: REP=0 LAP=0 EF=2.500 UF=0.000 INT=0 LAST=0
O: 1
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<SuperMemoCollection>
  <Count>4</Count>
  <SuperMemoElement>
    <ID>1</ID><Title>Rivers</Title><Type>Topic</Type>
    <SuperMemoElement>
      <ID>2</ID><Type>Item</Type>
      <Content>
        <Question>&lt;b&gt;Longest&lt;/b&gt; river?
of Kyrgyzstan</Question>
        <Answer>The Naryn</Answer>
        <Image><URL>C:\\elements\\n.jpg</URL><Name>n.jpg</Name><Question>F</Question>
          <Answer>T</Answer></Image>
        <Sound><URL></URL><Name>n.mp3</Name><Question>T</Question><Answer>F</Answer></Sound>
      </Content>
      <LearningData><Interval>323</Interval><Repetitions>3</Repetitions><Lapses>1</Lapses>
        <LastRepetition>23.11.2000</LastRepetition><AFactor>1.456</AFactor>
        <UFactor>1.121</UFactor></LearningData>
      <SuperMemoElement>
        <Content><Question>Deeper?</Question><Answer>Yes</Answer></Content>
      </SuperMemoElement>
    </SuperMemoElement>
    <SuperMemoElement>
      <Content><Question>A text to read</Question></Content>
    </SuperMemoElement>
  </SuperMemoElement>
</SuperMemoCollection>
"""


def noon(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp() * 1000)


def read(path: Path, text: str) -> Parcel:
    path.write_text(text, "utf-8")
    assert supermemo.recognises(path)
    return supermemo.read(path)


def standing(note: ParcelNote) -> Standing | None:
    assert note.cards is not None
    (card,) = note.cards
    return card.standing


def test_text_of_questions_with_learning_data_and_choices(tmp_path: Path) -> None:
    parcel = read(tmp_path / "rivers.txt", TEXT)
    assert parcel.problems == ()
    river, flow, never = parcel.notes
    assert river.fields["front"] == (
        "Which river is the longest<br>of Kyrgyzstan? &lt;5 &gt; \u81f3"
    )
    assert standing(river) == Standing(
        phase=Phase.REVIEWING,
        due=noon(2007, 4, 1),
        interval=Days(429),
        ease=3.2,
        reps=8,
        lapses=1,
        last=noon(2006, 1, 27),
    )
    assert (flow.kind, flow.fields["right"]) == ("choice", "The Syr Darya")
    assert flow.fields["wrong"] == "The Ch\u00fcy\nIssyk-Kul"
    assert standing(never) is None


def test_elements_of_a_collection_lie_within_each_other(tmp_path: Path) -> None:
    (tmp_path / "n.jpg").write_bytes(b"jpg")
    parcel = read(tmp_path / "rivers.xml", XML)
    deeper, river = parcel.notes
    assert river.fields["front"] == "<b>Longest</b> river?<br>of Kyrgyzstan<br>[sound:n.mp3]"
    assert river.fields["back"] == 'The Naryn<br><img src="n.jpg">'
    assert deeper.fields["front"] == "Deeper?"
    assert contents(parcel) == {"n.jpg": b"jpg"}
    found = standing(river)
    assert found is not None
    assert (found.due, found.interval) == (noon(2001, 10, 12), Days(323))
    assert (found.ease, found.reps, found.lapses) == (1.456, 3, 1)
    told = [(problem.lost, problem.why[:20]) for problem in parcel.problems]
    assert told == [(True, "It has no answer, so"), (False, "There is no file “n.")]


def test_cards_of_palm(corpus: Path) -> None:
    path = corpus / "mnemosyne" / "smconv.xml"
    assert supermemo.recognises(path)
    parcel = supermemo.read(path)
    assert parcel.problems == ()
    assert [note.fields["front"] for note in parcel.notes] == [
        "la acera",
        "el acuerdo",
        "el adem\u00e1n",
    ]
    first, _, last = map(standing, parcel.notes)
    assert first is not None
    assert (first.due, first.interval, first.lapses) == (noon(2008, 10, 8), Days(472), 8)
    assert last is None


@pytest.mark.parametrize(
    ("name", "text", "is_ours"),
    [
        ("a.txt", "Q: a\nA: b\n\nQ: c\nA: d\n", True),
        ("a.md", "Q: a\nA: b\n\nQ: c\nA: d\n", False),
        ("a.md", "Q: a\nA: b\nI: REP=1 LAP=0 EF=2.5 UF=2 INT=1 LAST=0\n", True),
        ("a.txt", "Q: a\nA: b\n\nC: a [gap]\n", False),
        ("a.txt", "Q: a\nmore\nA: b\n", False),
        ("a.txt", '---\nname = "x"\n---\nQ: a\nA: b\n', False),
        ("a.txt", "Q: a\nA: b\n\nmore of it\n", False),
        ("a.txt", "Q: a\n\nA: b\n", False),
        ("a.txt", "Q: a\0\nA: b\n", False),
        ("a.txt", "", False),
    ],
)
def test_what_is_supermemo_and_what_is_hashcards(
    tmp_path: Path, name: str, text: str, is_ours: bool
) -> None:
    (tmp_path / name).write_text(text)
    assert supermemo.recognises(tmp_path / name) == is_ours


def test_no_file_of_the_corpus_is_taken_but_its_own(corpus: Path) -> None:
    found = [path.name for path in corpus.rglob("*") if supermemo.recognises(path)]
    assert found == ["smconv.xml"]


def test_text_in_an_old_alphabet(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = "Q: Столица Киргизии находится в долине\nA: Бишкек, на реке\n".encode("cp1251")
    path.write_bytes(words.replace(b"\n", b"\r"))
    assert supermemo.recognises(path)
    (note,) = supermemo.read(path).notes
    assert note.fields["back"] == "Бишкек, на реке"


@pytest.mark.parametrize(
    "told",
    ["LAST=31.02.06", "LAST=x", "INT=1e308", "INT=-5", "INT=nan", "LAP=9999999999", "REP=x"],
)
def test_absurd_learning_data_make_a_new_card(tmp_path: Path, told: str) -> None:
    data = {"REP": "8", "LAP": "0", "EF": "3.2", "INT": "4", "LAST": "27.01.06"}
    key, _, value = told.partition("=")
    line = " ".join(f"{key}={value}" for key, value in {**data, key: value}.items())
    parcel = read(tmp_path / "a.txt", f"Q: a\nA: b\nI: {line}\n")
    assert standing(parcel.notes[0]) is None
    assert [problem.lost for problem in parcel.problems] == [False]


def test_the_same_again_doubles_nothing_and_another_answer_updates(tmp_path: Path) -> None:
    one = read(tmp_path / "a.txt", "Q: a\nA: b\n\nQ: c\nA: d\n")
    other = read(tmp_path / "a.txt", "Q: c\nA: changed\n\nQ: a\nA: b\n\nQ: a\nA: b\n")
    assert {note.guid for note in one.notes} == {note.guid for note in other.notes}
    assert [problem.why[:25] for problem in other.problems] == [
        "This card stands at " + str(tmp_path)[:5]
    ]


def test_mutations_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "sample"
    for sample in (TEXT, XML):
        for tried in damaged(sample.encode(), seed=1, count=400):
            path.write_bytes(tried)
            survives(supermemo, path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(
        st.tuples(*[st.text("abQA:[]<>&*_ \u0436", min_size=1).filter(str.strip)] * 2),
        min_size=1,
        unique_by=lambda pair: " ".join(pair[0].split()),
    )
)
def test_every_pair_comes_in(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    text = "\n".join(f"Q: {question}\nA: {answer}\n" for question, answer in pairs)
    assert len(read(tmp_path / "a.txt", text).notes) == len(pairs)
