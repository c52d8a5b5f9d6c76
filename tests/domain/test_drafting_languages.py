"""Which language a text is in, told from long texts and short ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgstudy.domain.drafting.languages import language_of

TEXTS = [
    ("en", ""),
    ("en", "1992"),
    ("en", "Kyrgyzstan joined the United Nations in 1992."),
    ("en", "The word «эл» means people in the Kyrgyz language."),
    ("ru", "Бишкек"),
    ("ru", "Кыргызстан вступил в ООН в 1992 году."),
    ("ru", "Столица Кыргызстана — Бишкек."),
    ("ru", "Организация North Atlantic Treaty Organization (НАТО) была основана в 1949 году."),
    ("ru", "Клетка — основная единица живого."),
    ("ru", "Ысык-Көл — самое глубокое озеро Кыргызстана, в него впадает около 80 рек."),
    ("ru", "Причины войны:\n\n1. Соперничество держав\n1. Слабость правительства"),
    ("ru", "Реки Тянь-Шаня питаются талыми водами ледников и снегов."),
    ("ky", "Кыргызстан 1992-жылы БУУга мүчө болгон."),
    ("ky", "Кыргызстан — тоолуу өлкө."),
    ("ky", "Бишкек — Кыргызстандын борбору."),
    ("ky", "Калкы алты миллиондон ашык."),
    ("ky", "Клетка — тириликтин негизги бирдиги."),
    ("ky", "Манас — кыргыз элинин баатырдык эпосу."),
    ("ky", "Москвада 1991-жылдын декабрында келишимге кол коюлган."),
    ("ky", "Нарын дарыясы Борбордук Тянь-Шандагы муздуктардан башталат."),
    ("ky", "Ал 1928-жылы Шекер айылында туулган."),
    ("ky", "«Советская Киргизия» гезити 1925-жылдан тартып чыгып келген."),
    ("ky", "Токтогулдун ырлары элге кеңири тараган."),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_is_told(language: str, text: str) -> None:
    assert language_of(text) == language


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text) in {"en", "ru", "ky"}
