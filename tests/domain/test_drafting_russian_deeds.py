"""What the Russian grammar asks of deeds, purposes and lists; all sentences are made up."""

import pytest

from kgstudy.domain.drafting import FactKind
from kgstudy.domain.drafting.russian.grammar import RUSSIAN
from tests.sentences import asked, sentence, values


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "В 1820 году капитан Орлов открыл остров снегов.",
            "Что открыл в 1820 году капитан Орлов?",
            "остров снегов",
        ),
        (
            "В Казани учёный Орлов основал первую школу химиков.",
            "Что основал в Казани учёный Орлов?",
            "первую школу химиков",
        ),
        (
            "В 1830 году комитет начал строить мост через Волгу.",
            "Что начал делать в 1830 году комитет?",
            "строить мост через Волгу",
        ),
        (
            "После поражения в войне правительство Дании решило построить новый флот.",
            "Что решило сделать после поражения в войне правительство Дании?",
            "построить новый флот",
        ),
        (
            "Летом 1850 года в Казани открылась большая библиотека.",
            "Что открылось летом 1850 года в Казани?",
            "большая библиотека",
        ),
        (
            "После поражения в войне Норвегия построила новый флот.",
            "После чего Норвегия построила новый флот?",
            "после поражения в войне",
        ),
        (
            "После смерти Орлова II музей Казани купил много картин.",
            "После чего музей Казани купил много картин?",
            "после смерти Орлова II",
        ),
        (
            "Для защиты Казани князь Орлов построил каменную стену.",
            "Для чего князь Орлов построил каменную стену?",
            "для защиты Казани",
        ),
        (
            "Благодаря новой дороге население Казани росло: за год приехало много людей.",
            "Благодаря чему население Казани росло?",
            "благодаря новой дороге",
        ),
        (
            "В 1904 году, во время Датской войны, рельсы положили прямо на лёд.",
            "В каком году во время Датской войны рельсы положили прямо на лёд?",
            "1904",
        ),
    ],
)
def test_it_is_asked_what_was_done_and_why(text: str, question: str, answer: str) -> None:
    found = asked(RUSSIAN, sentence(text))
    assert question in found, list(found)
    assert found[question].answer == answer


@pytest.mark.parametrize(
    "text",
    [
        "В 1820 году капитан Орлов не открыл остров снегов.",
        "В 1820 году капитан Орлов якобы открыл остров снегов.",
        "Если бы Орлов подписал новый закон, война кончилась бы.",
        "В 1820 году капитан Орлов принял участие в войне.",
        "В 1820 году капитан Орлов открыл остров, который искали давно.",
    ],
)
def test_no_deed_is_asked_for_where_it_is_not_certain(text: str) -> None:
    assert not [each for each in asked(RUSSIAN, sentence(text)).values() if each.form == "deed"]


def test_nothing_is_asked_of_what_was_not_so() -> None:
    assert not asked(RUSSIAN, sentence("Если бы Орлов подписал новый закон, война кончилась бы."))


def test_a_name_goes_on_to_its_noun() -> None:
    told = sentence("В 1893 году создали Комитет Сибирской железной дороги.")
    assert "Комитет Сибирской железной дороги" in values(RUSSIAN, told, FactKind.ORGANISATION)


def test_what_names_nothing_is_asked_under_the_title() -> None:
    told = sentence("Строители часто отставали от планов из-за морозов.", title="Великий канал")
    (question,) = (each for each in asked(RUSSIAN, told).values() if each.form == "why")
    assert question.text == "Великий канал: из-за чего строители часто отставали от планов?"


def test_whose_something_is_is_told_by_the_subject_behind_a_date() -> None:
    before = "В 1891 году император Орлов II подписал указ."
    told = sentence("31 мая 1891 года его сын Николай заложил вокзал.", before=before)
    assert any(text.startswith("Орлов II: ") for text in asked(RUSSIAN, told))


def test_a_title_that_says_nothing_is_not_put_before_a_question() -> None:
    told = sentence("Строители часто отставали от планов из-за морозов.", title="Урок 5")
    assert "Из-за чего строители часто отставали от планов?" in asked(RUSSIAN, told)


def test_a_gap_that_hides_the_only_name_stands_under_the_title() -> None:
    told = sentence("Дорога была нужна, чтобы заселить Сибирь.", title="Великая магистраль")
    name = next(fact for fact in RUSSIAN.facts(told) if fact.text == "Сибирь")
    gapped = RUSSIAN.gapped(told, name)
    assert gapped is not None
    assert gapped.context == "Великая магистраль:"


@pytest.mark.parametrize(
    "text",
    [
        "Дочь купца Орлова открыла в Казани школу для девочек.",
        "Жена Орлова открыла в Казани школу для девочек.",
    ],
)
def test_whose_somebody_is_is_not_who_it_is(text: str) -> None:
    assert "Кто открыл в Казани школу для девочек?" not in asked(RUSSIAN, sentence(text))


def test_how_long_ago_is_not_asked() -> None:
    found = asked(RUSSIAN, sentence("Мамонты вымерли около 4000 лет назад из-за охоты."))
    assert not [question for question in found if question.startswith("Сколько")]


def test_an_adverb_stays_before_its_verb() -> None:
    found = asked(RUSSIAN, sentence("В 1928 году Александр Орлов случайно открыл закон волн."))
    assert "Что случайно открыл в 1928 году Александр Орлов?" in found
