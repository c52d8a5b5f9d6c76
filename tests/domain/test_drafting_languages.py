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
    ("de", "Die Schweiz ist ein Land in den Alpen. Sie hat keine Küste, aber viele Seen."),
    ("fr", "La Suisse est un pays dans les Alpes. Elle a des lacs et une armée."),
    ("es", "El lago es muy profundo y el agua de los ríos llega del norte."),
    ("it", "Il lago è molto profondo, e le acque della montagna sono anche fredde."),
    ("pt", "O lago é muito profundo e não tem uma ilha; os rios vêm do norte."),
    ("nl", "Het meer is niet diep, maar de rivier van het dorp wordt ook bezocht."),
    ("pl", "Jezioro jest bardzo głębokie i nie ma wyspy, ale jest też rzeka."),
    ("tr", "Bu göl çok derin bir göldür ve suyu için daha sonra gelen olmadı."),
    ("uz", "Bu ko‘l juda chuqur va uning suvi bilan birga baliq ham bor edi."),
    ("uk", "Київ — столиця України, і в ній живе понад два мільйони людей."),
    ("kk", "Астана — Қазақстан астанасы және ірі қала, ол Есіл өзенінің жағасында."),
    ("und", "青海湖是中国最大的湖泊。"),
    ("und", "Η Αθήνα είναι η πρωτεύουσα της Ελλάδας."),
    ("en", "Die Zeit is a newspaper, and Le Monde and El País are others of the same kind."),
    ("en", "Rivers: the Rio de la Plata, the Seine, the Isère; seas: none."),
    ("ru", "Президентом Украины (Україна) он был до 2019 года, в Киеве."),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_is_told(language: str, text: str) -> None:
    assert language_of(text) == language


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text).isalpha()
