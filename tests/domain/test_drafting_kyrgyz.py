"""The Kyrgyz grammar: facts and questions of single sentences, and laws for any text."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.kyrgyz.grammar import KYRGYZ
from kgstudy.domain.drafting.kyrgyz.suffixes import case_of, genitive, locative
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span


def told(text: str, **known: object) -> Sentence:
    return Sentence(text, Span(10, 10 + len(text)), **known)  # type: ignore[arg-type]


def facts(text: str, **known: object) -> list[tuple[str, str]]:
    return [(fact.kind.value, fact.value) for fact in KYRGYZ.facts(told(text, **known))]


def asked(text: str, **known: object) -> dict[str, str]:
    sentence = told(text, **known)
    found = KYRGYZ.questions(sentence, KYRGYZ.facts(sentence))
    return {question.text: question.answer for question in found}


CASES = [
    ("Бишкекте", "locative", "Бишкек"),
    ("Кыргызстандын", "genitive", "Кыргызстан"),
    ("Кыргызстан", "", "Кыргызстан"),
    ("Казакстанга", "dative", "Казакстан"),
    ("Таластан", "ablative", "Талас"),
    ("Айтматовду", "accusative", "Айтматов"),
    ("Айтматов", "", "Айтматов"),
    ("Ысык-Көлдүн", "genitive", "Ысык-Көл"),
    ("айылында", "locative", "айылы"),
    ("КМШнын", "genitive", "КМШ"),
    ("Нарын", "", "Нарын"),
    ("Манас", "", "Манас"),
]


@pytest.mark.parametrize(("word", "case", "stem"), CASES)
def test_the_case_of_a_word_is_told(word: str, case: str, stem: str) -> None:
    assert case_of(word) == (case, stem)


@pytest.mark.parametrize(
    ("word", "of", "at"),
    [
        ("Бишкек", "Бишкектин", "Бишкекте"),
        ("Ош", "Оштун", "Ошто"),
        ("көл", "көлдүн", "көлдө"),
        ("Алматы", "Алматынын", "Алматыда"),
        ("айыл", "айылдын", "айылда"),
        ("облус", "облустун", "облуста"),
        ("КМШ", "КМШнын", "КМШда"),
        ("БУУ", "БУУнун", "БУУда"),
    ],
)
def test_suffixes_go_with_the_vowels(word: str, of: str, at: str) -> None:
    assert (genitive(word), locative(word)) == (of, at)


DATES = [
    ("Өлкө 1991-жылдын 31-августунда эгемен болгон.", ["1991-жылдын 31-августу"]),
    ("Ал 1991-жылы келген.", ["1991"]),
    ("Ал 1998-жылдын күзүндө келген.", ["1998-жылдын күзү"]),
    ("Шаар XIX кылымдын аягында өскөн.", ["XIX кылымдын аягы"]),
    ("Шаар XIX кылымда өскөн.", ["XIX кылым"]),
    ("Согуш 1941–1945-жылдары болгон.", ["1941–1945"]),
    ("Завод 1990-жылдардын башында жабылган.", ["1990-жылдардын башы"]),
    ("Мамлекет б.з.ч. 209-жылы түзүлгөн.", ["б.з.ч. 209"]),
    ("Мыйзам 1991-жылдын август айында чыккан.", ["1991-жылдын август айы"]),
    ("1992-жылы 2-мартта ачылып, 3-майда жабылган.", ["1992-жылдын 2-марты", "1992-жылдын 3-майы"]),
    ("Бул 46-сессияда айтылган.", []),
]


@pytest.mark.parametrize(("text", "values"), DATES)
def test_dates_are_found(text: str, values: list[str]) -> None:
    assert [value for kind, value in facts(text) if kind == "date"] == values


def test_a_day_takes_the_year_told_last() -> None:
    (fact,) = KYRGYZ.facts(told("28-мартта элчилик ачылган.", years=(1991, 1992)))
    assert (fact.text, fact.value, fact.order) == (
        "28-мартта",
        "1992-жылдын 28-марты",
        (1992, 3, 28),
    )


def test_two_days_take_the_year_told_last() -> None:
    (fact,) = KYRGYZ.facts(told("22–23-июлда жыйын өткөн.", years=(1991, 1992)))
    assert (fact.value, fact.order) == ("1992-жылдын 22–23-июлу", (1992, 7, 22))


FACTS = [
    (
        "Кыргызстан Бириккен Улуттар Уюмуна (БУУ) кирген.",
        [
            ("place", "Кыргызстан"),
            ("organisation", "Бириккен Улуттар Уюму"),
            ("organisation", "БУУ"),
        ],
    ),
    ("Жарлыкка президент Аскар Акаев кол койгон.", [("person", "Аскар Акаев")]),
    ("Шаарда 20га жакын элчилик бар.", [("number", "20")]),
    ("Бийиктиги 7439 метрге жетет.", [("number", "7439")]),
    ("Аянтынын 90 %ын тоолор ээлейт.", [("number", "90 %")]),
    ("Аны «Жамийла» повести таанытты.", [("name", "Жамийла")]),
]


@pytest.mark.parametrize(("text", "found"), FACTS)
def test_names_and_numbers_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert facts(text) == found


QUESTIONS = [
    (
        "Кыргызстан 1992-жылдын 2-мартында БУУга мүчө болгон.",
        "Кыргызстан качан БУУга мүчө болгон?",
        "1992-жылдын 2-марты",
    ),
    (
        "1992-жылы Кыргызстан ЮНЕСКОго кирген.",
        "Кыргызстан кайсы жылы ЮНЕСКОго кирген?",
        "1992",
    ),
    (
        "1992-жылы Кыргызстан ЮНЕСКОго кирген.",
        "1992-жылы Кыргызстан кайсы уюмга кирген?",
        "ЮНЕСКО",
    ),
    (
        "1-февралда АКШнын элчилиги ачылган, ал эми 28-мартта Түркиянын элчилиги ачылган.",
        "Качан Түркиянын элчилиги ачылган?",
        "28-март",
    ),
    ("Кыргызстанды 135 мамлекет тааныган.", "Кыргызстанды канча мамлекет тааныган?", "135"),
    (
        "Бишкекте 20га жакын элчилик ачылган.",
        "Бишкекте канча элчилик ачылган?",
        "20га жакын",
    ),
    ("Нарын дарыясынын узундугу — 807 км.", "Нарын дарыясынын узундугу канча?", "807 км"),
    ("Адамдын жүрөгү төрт камерадан турат.", "Адамдын жүрөгү канча камерадан турат?", "төрт"),
    (
        "Кыргызстандын биринчи президенти Аскар Акаев болгон.",
        "Кыргызстандын биринчи президенти ким болгон?",
        "Аскар Акаев",
    ),
    (
        "Президент Аскар Акаев жарлыкка кол койгон.",
        "Ким жарлыкка кол койгон?",
        "Аскар Акаев",
    ),
    (
        "Чыңгыз Айтматов Талас облусунун Шекер айылында туулган.",
        "Чыңгыз Айтматов Талас облусунун кайсы айылында туулган?",
        "Шекер айылы",
    ),
    ("ЮНЕСКОнун имараты Парижде турат.", "ЮНЕСКОнун имараты кайда турат?", "Париж"),
    (
        "Чыңгыз Айтматов «Жамийла» повестин жазган.",
        "Чыңгыз Айтматов кайсы повестин жазган?",
        "Жамийла",
    ),
    (
        "Өлкө Көз Карандысыз Мамлекеттердин Шериктештигине (КМШ) кирген.",
        "КМШ кандайча чечмеленет?",
        "Көз Карандысыз Мамлекеттердин Шериктештиги",
    ),
    ("Клетка — тириликтин негизги бирдиги.", "Клетка деген эмне?", "тириликтин негизги бирдиги"),
    (
        "Өсүмдүктөр жөнүндөгү илим ботаника деп аталат.",
        "Өсүмдүктөр жөнүндөгү илим эмне деп аталат?",
        "ботаника",
    ),
    ("Кыргызстандын борбору — Бишкек.", "Кыргызстандын борбору кайсы?", "Бишкек"),
    (
        "Клетка ядродон, цитоплазмадан жана мембранадан турат.",
        "Клетка эмнелерден турат?",
        "ядродон, цитоплазмадан жана мембранадан",
    ),
    (
        "Ысык-Көл кышында тоңбойт, анткени суусу туздуу.",
        "Эмне үчүн Ысык-Көл кышында тоңбойт?",
        "анткени суусу туздуу",
    ),
    (
        "Суу жетишсиз болгондуктан, өсүмдүк соолуп калат.",
        "Эмне үчүн өсүмдүк соолуп калат?",
        "суу жетишсиз болгондуктан",
    ),
    (
        "Жылуулукту сактоо үчүн канаттуулар жүндөрүн үрпөйтөт.",
        "Эмне үчүн канаттуулар жүндөрүн үрпөйтөт?",
        "жылуулукту сактоо үчүн",
    ),
    ("Сөздүк 40 миңдей сөздү камтыйт.", "Сөздүк канча сөздү камтыйт?", "40 миңдей"),
    (
        "1898-жылы Анжиян көтөрүлүшүнө акындар катышкан.",
        "Кайсы жылы Анжиян көтөрүлүшүнө акындар катышкан?",
        "1898",
    ),
]


@pytest.mark.parametrize(("text", "question", "answer"), QUESTIONS)
def test_questions_are_put(text: str, question: str, answer: str) -> None:
    assert asked(text).get(question) == answer


NOT_ASKED = [
    "1916-жылдагы көтөрүлүш басылган.",
    "Ал СССР кулагандан кийин (1991-жылы) келген.",
    "Эмне үчүн 1991-жылы өлкө бөлүнгөн?",
]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_no_date_is_asked_where_its_part_is_unclear(text: str) -> None:
    assert not [question for question in asked(text) if "качан" in question or "жылы" in question]


def test_pronouns_are_said_out_where_their_name_is_certain() -> None:
    before = "Чыңгыз Айтматов — кыргыз жазуучусу."
    assert "Чыңгыз Айтматов качан туулган?" in asked(
        "Ал 1928-жылдын 12-декабрында туулган.", before=before
    )
    assert "Чыңгыз Айтматовдун чыгармалары канча тилге которулган?" in asked(
        "Анын чыгармалары 176 тилге которулган.", before=before
    )


def test_a_pronoun_without_its_name_is_not_asked() -> None:
    assert asked("Ал 1928-жылдын 12-декабрында туулган.") == {}


def test_the_gap_hides_the_words_and_nothing_tells_them() -> None:
    sentence = told("- Кыргызстан 1992-жылы БУУга кирген.")
    date = next(fact for fact in KYRGYZ.facts(sentence) if fact.kind is FactKind.DATE)
    gapped = KYRGYZ.gapped(sentence, date)
    assert gapped is not None
    assert gapped.text == "Кыргызстан 1992-жылы БУУга кирген."
    assert gapped.text[gapped.gap.start : gapped.gap.end] == "1992-жылы"


def test_the_gap_says_out_the_pronoun_before_it() -> None:
    sentence = told("Ал 1992-жылы БУУга кирген.", before="Кыргызстан — тоолуу өлкө.")
    gapped = KYRGYZ.gapped(sentence, KYRGYZ.facts(sentence)[0])
    assert gapped is not None
    assert gapped.text == "Кыргызстан 1992-жылы БУУга кирген."
    assert gapped.text[gapped.gap.start : gapped.gap.end] == "1992-жылы"


def test_events_are_what_happened() -> None:
    sentence = told("Кыргызстан 1992-жылдын 2-мартында БУУга кирген.")
    date = KYRGYZ.facts(sentence)[1]
    assert KYRGYZ.event(sentence, date) == "Кыргызстан БУУга кирген"


WORDS = (
    "Ал анын бул 1992-жылы 1991-жылдын 31-августунда Кыргызстан БУУга (БУУ) мүчө болгон . , — ( ) "
    "« » : ; жана анткени үчүн президенти Аскар Акаев Шекер айылында туулган 20га жакын 90 % төрт "
    "км деп аталат турат XIX кылымда ж. 31. I болгондуктан Бириккен Улуттар Уюму"
)


@example("𗀀")  # a letter without a name in Unicode
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    sentence = told(text, before=text, heading=text[:30], names=frozenset({text[:5]}))
    found = KYRGYZ.facts(sentence)
    for fact in found:
        assert text[fact.span.start - 10 : fact.span.end - 10].split() == fact.text.split()
        gapped = KYRGYZ.gapped(sentence, fact)
        if gapped is not None:
            assert gapped.text[gapped.gap.start : gapped.gap.end] == fact.text
        KYRGYZ.event(sentence, fact)
    for question in KYRGYZ.questions(sentence, found):
        assert question.text.endswith("?")
        assert question.answer
        assert all(10 <= span.start < span.end <= 10 + len(text) for span in question.asks)


@pytest.mark.parametrize(
    "piece",
    ["Кыргызстан ", "1992-жылы ", "төрт ", "А. ", "« ", "— ", ", болгон ", "а, б жана ", "(", "1 "],
)
def test_a_long_sentence_takes_no_longer_by_the_word(piece: str) -> None:
    """Sentences are at most 2,000 letters long, as the pipeline hands them over."""
    sentence = told(piece * (2_000 // len(piece)))
    start = time.process_time()
    KYRGYZ.questions(sentence, KYRGYZ.facts(sentence))
    assert time.process_time() - start < 1.0


def test_a_name_with_its_noun_is_said_in_its_case() -> None:
    before = "Эң бийик чоку — Жеңиш чокусу."
    sentence = told("Андан кийинки орунда Ленин чокусу турат.", before=before)
    place = next(fact for fact in KYRGYZ.facts(sentence) if fact.value == "Ленин чокусу")
    gapped = KYRGYZ.gapped(sentence, place)
    assert gapped is not None
    assert gapped.text == "Жеңиш чокусунан кийинки орунда Ленин чокусу турат."


def test_the_commonest_name_of_a_lesson_is_no_antecedent() -> None:
    """What "ага" means is told by the sentence before or by nothing."""
    text = "Аны президент Алмазбек Атамбаев ачкан."
    assert asked(text, before="Бишкекте форум өткөн.", topic="Ысык-Көл") == {}


NAMED = [
    ("1876-жылы Кокон хандыгы жоюлган.", "Кокон хандыгы кайсы жылы жоюлган?"),
    ("1842-жылы Ормон Ниязбек уулу хан болгон.", "Ормон Ниязбек уулу кайсы жылы хан болгон?"),
    ("Бишкекте 1 миллиондон ашык адам жашайт.", "Бишкекте канча адам жашайт?"),
    ("Ысык-Көл коругу — 1948-жылы түзүлгөн.", "Ысык-Көл коругу кайсы жылы түзүлгөн?"),
]


@pytest.mark.parametrize(("text", "question"), NAMED)
def test_names_and_amounts_stay_whole(text: str, question: str) -> None:
    assert question in asked(text)


def test_a_loan_word_that_looks_like_a_verb_ends_no_clause() -> None:
    text = "Абанын 78 пайызын азот, 21 пайызын кычкылтек түзөт."
    assert "Абанын канча пайызын азот, 21 пайызын кычкылтек түзөт?" in asked(text)


def test_a_definition_is_answered_in_the_nominative() -> None:
    text = "Оксид деп кычкылтек менен башка элементтин бирикмесин айтабыз."
    assert asked(text) == {"Оксид деген эмне?": "кычкылтек менен башка элементтин бирикмеси"}


def test_what_lasts_is_no_event() -> None:
    sentence = told("1967-жылдан бери Токтогул атындагы сыйлык берилет.")
    date = next(fact for fact in KYRGYZ.facts(sentence) if fact.kind is FactKind.DATE)
    assert KYRGYZ.event(sentence, date) is None


def test_who_made_a_thing_is_not_asked_as_if_he_did_what_it_does() -> None:
    questions = asked("К. К. Юдахин түзгөн сөздүк көп сөздү камтыйт.")
    assert not any(question.startswith("Ким") for question in questions)


def test_a_subject_is_no_part_of_a_purpose() -> None:
    questions = asked("Илимдер академиясы тилди өнүктүрүү максатында сөздүктөрдү чыгарат.")
    assert not any("кандай максатта" in question.lower() for question in questions)


def test_a_pronoun_behind_a_semicolon_means_what_stands_before_it() -> None:
    before = "Чыңгыз Айтматов 1928-жылы туулган."
    sentence = told("Анын атасы кызматкер болгон; ал 1938-жылы атылган.", before=before)
    gaps = [KYRGYZ.gapped(sentence, fact) for fact in KYRGYZ.facts(sentence)]
    assert not any("Чыңгыз Айтматов 1938" in gap.text for gap in gaps if gap)
    questions = [question.text for question in KYRGYZ.questions(sentence, ())]
    assert not any("Чыңгыз Айтматов кайсы жылы" in question for question in questions)
