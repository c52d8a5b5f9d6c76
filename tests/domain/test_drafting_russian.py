"""The Russian grammar: facts and questions of single sentences, and laws for any text."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgstudy.domain.drafting.grammar import Sentence
from kgstudy.domain.drafting.russian.grammar import RUSSIAN
from kgstudy.domain.drafting.values import FactKind
from kgstudy.domain.lesson import Span


def told(text: str, **known: object) -> Sentence:
    return Sentence(text, Span(10, 10 + len(text)), **known)  # type: ignore[arg-type]


def facts(text: str, **known: object) -> list[tuple[str, str]]:
    return [(fact.kind.value, fact.value) for fact in RUSSIAN.facts(told(text, **known))]


def asked(text: str, **known: object) -> dict[str, str]:
    sentence = told(text, **known)
    found = RUSSIAN.questions(sentence, RUSSIAN.facts(sentence))
    return {question.text: question.answer for question in found}


DATES = [
    ("31 августа 1991 года провозглашена независимость.", ["31 августа 1991 года"]),
    ("В августе 1991 г. начался путч.", ["август 1991 года"]),
    ("Осенью 1998 года он вернулся.", ["осень 1998 года"]),
    ("Война шла в 1904–1905 гг.", ["1904–1905"]),
    ("Город вырос в конце XIX века.", ["конец XIX века"]),
    ("Город вырос в конце XIX — начале XX века.", ["конце XIX — начале XX века"]),
    ("Завод построили в 1930-е годы.", ["1930-е годы"]),
    ("В начале 1990-х годов завод закрыли.", ["начало 1990-х годов"]),
    ("Хунну основали державу в 209 году до н. э.", ["209 до н. э."]),
    ("С 1991 по 2005 год он был президентом.", ["С 1991 по 2005 год"]),
    ("В 1992 году принят закон, а 3 мая — указ.", ["1992", "3 мая 1992 года"]),
    ("Договор подписан 01.03.1992 в Минске.", ["01.03.1992"]),
    ("В III веке до н. э. возник город.", ["III век до н. э."]),
    ("Расстояние — 10–15 км, высота — 1200 м.", []),
]


@pytest.mark.parametrize(("text", "values"), DATES)
def test_dates_are_found(text: str, values: list[str]) -> None:
    assert [value for kind, value in facts(text) if kind == "date"] == values


def test_a_day_takes_the_year_told_last() -> None:
    (fact,) = RUSSIAN.facts(told("28 марта открылось посольство.", years=(1991, 1992)))
    assert (fact.text, fact.value, fact.order) == (
        "28 марта",
        "28 марта 1992 года",
        (1992, 3, 28),
    )


FACTS = [
    (
        "Президент СССР М. С. Горбачёв подал в отставку.",
        [("place", "СССР"), ("person", "М. С. Горбачёв")],
    ),
    (
        "Он вступил в Содружество Независимых Государств (СНГ).",
        [("organisation", "Содружество Независимых Государств"), ("organisation", "СНГ")],
    ),
    ("Роман написал в Бишкеке Ч. Айтматов.", [("place", "Бишкек"), ("person", "Ч. Айтматов")]),
    ("Там живёт более 6,5 млн человек.", [("number", "6,5 млн")]),
    ("Пик поднялся на 7439 м.", [("number", "7439 м")]),
    ("На 46-й сессии выступил посол.", []),
    ("Сердце состоит из четырёх камер.", [("number", "четыре")]),
]


@pytest.mark.parametrize(("text", "found"), FACTS)
def test_names_and_numbers_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert facts(text) == found


QUESTIONS = [
    (
        "31 августа 1991 года Верховный Совет провозгласил независимость страны.",
        "Когда Верховный Совет провозгласил независимость страны?",
        "31 августа 1991 года",
    ),
    ("В 1992 году Кыргызстан стал членом ООН.", "В каком году Кыргызстан стал членом ООН?", "1992"),
    (
        "Дипломатические отношения были установлены в 1992 году.",
        "В каком году были установлены дипломатические отношения?",
        "1992",
    ),
    (
        "1 февраля 1992 года в Бишкеке открылось посольство США, а 28 марта — Турции.",
        "Когда в Бишкеке открылось посольство США?",
        "1 февраля 1992 года",
    ),
    (
        "Ч. Айтматов родился в 1928 году и умер в 2008 году.",
        "В каком году умер Ч. Айтматов?",
        "2008",
    ),
    (
        "Великая Отечественная война началась 22 июня 1941 года, а закончилась 9 мая 1945 года.",
        "Когда закончилась Великая Отечественная война?",
        "9 мая 1945 года",
    ),
    (
        "Дипломатические отношения установлены с 96 государствами.",
        "Со сколькими государствами установлены дипломатические отношения?",
        "96",
    ),
    (
        "Кыргызстан имеет посольства в 20 странах мира.",
        "В скольких странах мира Кыргызстан имеет посольства?",
        "20",
    ),
    (
        "В Бишкеке открыто около 20 иностранных посольств.",
        "Сколько иностранных посольств открыто в Бишкеке?",
        "около 20",
    ),
    ("У человека 46 хромосом.", "Сколько хромосом у человека?", "46"),
    ("Площадь Кыргызстана — 199,9 тыс. км².", "Какова площадь Кыргызстана?", "199,9 тыс. км²"),
    ("Высота пика Победы достигает 7439 м.", "Какова высота пика Победы?", "7439 м"),
    (
        "Население Кыргызстана в 2023 году превысило 7 млн человек.",
        "Каково население Кыргызстана в 2023 году?",
        "более 7 млн человек",
    ),
    (
        "Роза Отунбаева стала первой женщиной-президентом в Азии.",
        "Кто стал первой женщиной-президентом в Азии?",
        "Роза Отунбаева",
    ),
    (
        "Термин «клетка» ввёл английский учёный Роберт Гук в 1665 году.",
        "Кто ввёл термин «клетка» в 1665 году?",
        "Роберт Гук",
    ),
    (
        "Чингиз Айтматов родился в селе Шекер.",
        "В каком селе родился Чингиз Айтматов?",
        "Шекер",
    ),
    (
        "В 1958 году Ч. Айтматов опубликовал повесть «Джамиля».",
        "Какую повесть опубликовал Ч. Айтматов в 1958 году?",
        "Джамиля",
    ),
    (
        "Кыргызстан вступил во Всемирную торговую организацию (ВТО).",
        "Как расшифровывается ВТО?",
        "Всемирная торговая организация",
    ),
    (
        "Фотосинтез — это процесс, при котором образуется кислород.",
        "Что такое фотосинтез?",
        "процесс, при котором образуется кислород",
    ),
    ("Испарением называют переход воды в пар.", "Как называется переход воды в пар?", "Испарение"),
    ("Столица Кыргызстана — Бишкек.", "Как называется столица Кыргызстана?", "Бишкек"),
    ("Опора самодержавия — дворянство.", "Что является опорой самодержавия?", "дворянство"),
    (
        "Клетка состоит из ядра, цитоплазмы и мембраны.",
        "Из чего состоит клетка?",
        "из ядра, цитоплазмы и мембраны",
    ),
    (
        "Листья зелёные, так как в них содержится хлорофилл.",
        "Почему листья зелёные?",
        "так как в них содержится хлорофилл",
    ),
    (
        "Из-за недостатка воды растение вянет.",
        "Из-за чего растение вянет?",
        "из-за недостатка воды",
    ),
    (
        "Чтобы сохранить тепло, птицы распушают перья.",
        "С какой целью птицы распушают перья?",
        "чтобы сохранить тепло",
    ),
    (
        "Май 1904 года — осада Порт-Артура",
        "Когда произошла осада Порт-Артура?",
        "май 1904 года",
    ),
    (
        "Беринг совершил два плавания и умер в 1741 году на острове.",
        "В каком году Беринг умер на острове?",
        "1741",
    ),
    (
        "Через 70 дней, 12 октября 1492 года, матрос увидел землю.",
        "Когда матрос увидел землю?",
        "12 октября 1492 года",
    ),
    (
        "Беринг отправился в путь в 1725 году и провёл в море пять лет.",
        "В каком году Беринг отправился в путь?",
        "1725",
    ),
    (
        "Великим путём называют сеть дорог.",
        "Как называется сеть дорог?",
        "Великий путь",
    ),
    (
        "Ништадтский договор — соглашение о мире.",
        "Что такое Ништадтский договор?",
        "соглашение о мире",
    ),
]


@pytest.mark.parametrize(("text", "question", "answer"), QUESTIONS)
def test_questions_are_put(text: str, question: str, answer: str) -> None:
    assert asked(text).get(question) == answer


NOT_ASKED = [
    "Закон 1992 года запретил пытки.",
    "Официально он получил свободу после распада СССР (25 декабря 1991 г.).",
    "Известно ли вам, что в 1992 году началась реформа?",
]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_no_date_is_asked_where_its_part_is_unclear(text: str) -> None:
    assert not [question for question in asked(text) if question.startswith(("Когда", "В каком г"))]


def test_a_pronoun_is_said_out_where_its_name_is_certain() -> None:
    before = "Чингиз Айтматов — кыргызский писатель."
    questions = asked("Он родился 12 декабря 1928 года в Таласе.", before=before)
    assert questions["Когда Чингиз Айтматов родился в Таласе?"] == "12 декабря 1928 года"


def test_a_pronoun_means_what_the_sentence_before_defines_and_not_the_heading() -> None:
    before = "Ништадтский договор — соглашение о разделе мира."
    questions = asked("Он подписан в 1721 году в городе.", before=before, heading="Раздел мира")
    assert questions["В каком году Ништадтский договор подписан в городе?"] == "1721"
    assert not any("раздел мира" in question.lower() for question in questions)


def test_what_is_pointed_at_is_not_asked_under_a_heading() -> None:
    sentence = told("Это был остров, который Беринг назвал Туманным.", heading="Открытие Америки")
    assert not any(RUSSIAN.gapped(sentence, fact) for fact in RUSSIAN.facts(sentence))


def test_a_pronoun_without_its_name_is_not_asked() -> None:
    assert asked("Он родился 12 декабря 1928 года в Таласе.") == {}


def test_a_role_gets_the_name_that_is_spoken_of() -> None:
    questions = asked("В 1958 году писатель покинул столицу.", topic="Чингиз Айтматов")
    assert "Чингиз Айтматов: в каком году писатель покинул столицу?" in questions


def test_the_gap_hides_the_words_and_nothing_tells_them() -> None:
    sentence = told("- В 1992 году Кыргызстан вступил в ООН.")
    date = RUSSIAN.facts(sentence)[0]
    gapped = RUSSIAN.gapped(sentence, date)
    assert gapped is not None
    assert gapped.text == "В 1992 году Кыргызстан вступил в ООН."
    assert gapped.text[gapped.gap.start : gapped.gap.end] == "В 1992 году"
    twice = told("СССР распался, и СССР не стало.")
    assert RUSSIAN.gapped(twice, RUSSIAN.facts(twice)[0]) is None


def test_events_are_what_happened() -> None:
    sentence = told("2 марта 1992 года Кыргызстан вступил в ООН.")
    assert RUSSIAN.event(sentence, RUSSIAN.facts(sentence)[0]) == "Кыргызстан вступил в ООН"
    unclear = told("2 марта 1992 года он вступил в ООН.")
    assert RUSSIAN.event(unclear, RUSSIAN.facts(unclear)[0]) is None


WORDS = (
    "В 1992 году , . — ( ) « » : ; и а что чтобы потому он она это Кыргызстан вступил в ООН стал "
    "президент Аскар Акаев первый около 20 % стран мира км 5 млн называется является 31 августа г. "
    "31. I XX век так как из-за с целью"
)


@example("𗀀")  # a letter without a name in Unicode
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    sentence = told(text, before=text, heading=text[:30], names=frozenset({text[:5]}))
    found = RUSSIAN.facts(sentence)
    for fact in found:
        assert text[fact.span.start - 10 : fact.span.end - 10].split() == fact.text.split()
        gapped = RUSSIAN.gapped(sentence, fact)
        if gapped is not None:
            assert gapped.text[gapped.gap.start : gapped.gap.end] == fact.text
        if fact.kind is FactKind.DATE:
            RUSSIAN.event(sentence, fact)
    for question in RUSSIAN.questions(sentence, found):
        assert question.text.endswith("?")
        assert question.answer
        assert all(10 <= span.start < span.end <= 10 + len(text) for span in question.asks)


@pytest.mark.parametrize(
    "piece", ["Кыргызстан ", "1992 году ", "5 млн ", "А. ", "« ", "— ", ", и был ", "так как ", "("]
)
def test_a_long_sentence_takes_no_longer_by_the_word(piece: str) -> None:
    """Sentences are at most 2,000 letters long, as the pipeline hands them over."""

    def spent(size: int) -> float:
        text = piece * (size // len(piece))
        sentence = told(text)
        start = time.process_time()
        RUSSIAN.questions(sentence, RUSSIAN.facts(sentence))
        return time.process_time() - start

    spent(500)
    assert spent(2_000) < 1.0


MORE_QUESTIONS = [
    (
        "Джеймс Уотсон и Фрэнсис Крик открыли структуру ДНК в 1953 году.",
        "Кто открыл структуру ДНК в 1953 году?",
        "Джеймс Уотсон и Фрэнсис Крик",
    ),
    (
        "Русско-японская война 1904–1905 годов",
        "Когда была Русско-японская война?",
        "1904–1905",
    ),
    (
        "Различают три вида сосудов: артерии, вены и капилляры.",
        "Какие виды сосудов различают?",
        "артерии, вены и капилляры",
    ),
    (
        "Через год, 3 ноября 1957 года, стартовал второй спутник.",
        "Когда стартовал второй спутник?",
        "3 ноября 1957 года",
    ),
    (
        "Европа встревожилась, и летом 1958 года было создано агентство.",
        "Когда было создано агентство?",
        "лето 1958 года",
    ),
    ("Спутник облетел Землю за 108 минут.", "За сколько минут спутник облетел Землю?", "108"),
    (
        "Первой космической скоростью называют наименьшую скорость спутника.",
        "Что называют первой космической скоростью?",
        "наименьшую скорость спутника",
    ),
]


@pytest.mark.parametrize(("text", "question", "answer"), MORE_QUESTIONS)
def test_questions_of_longer_sentences_are_put(text: str, question: str, answer: str) -> None:
    assert asked(text).get(question) == answer


def test_a_date_of_a_clause_within_is_not_asked_of_the_whole() -> None:
    text = "Работами руководил С. П. Королёв, чьё имя до смерти в 1966 году держали в секрете."
    assert not [question for question in asked(text) if question.startswith("В каком году")]


SPARED = [
    "Соперничество России и Японии в Маньчжурии",  # no verb
    "Успех Москвы был велик.",  # only whose it was
    "Кыргызстан вступил в Организацию Объединённых Наций (ООН).",  # told beside
]


@pytest.mark.parametrize("text", SPARED)
def test_what_is_told_beside_or_only_in_passing_is_not_hidden(text: str) -> None:
    sentence = told(text, topic="Кыргызстан")
    names = [fact for fact in RUSSIAN.facts(sentence) if fact.kind is not FactKind.DATE]
    assert names
    assert [fact.text for fact in names if RUSSIAN.gapped(sentence, fact)] == []


def test_whose_something_is_is_told_by_the_person_of_the_sentence_before() -> None:
    before = "Учитель Константин Циолковский в 1903 году доказал свою мысль."
    questions = asked("Его статья называлась «Исследование».", before=before)
    assert questions == {"Константин Циолковский: как называлась его статья?": "Исследование"}


def test_a_name_that_its_noun_agrees_with_is_no_owner() -> None:
    sentence = told("На борту находилась собака Лайка.")
    (name,) = RUSSIAN.facts(sentence)
    assert RUSSIAN.gapped(sentence, name) is not None


def test_a_long_sentence_keeps_its_first_letter() -> None:
    text = f"Страна вступила в союз в 1992 году вместе с {', '.join(['Перу и Чили'] * 25)}."
    sentence = told(text)
    date = next(fact for fact in RUSSIAN.facts(sentence) if fact.kind is FactKind.DATE)
    gapped = RUSSIAN.gapped(sentence, date)
    assert gapped is not None
    assert gapped.text == text
