"""Countries, some cities, and the adjectives made of them."""

from kgstudy.domain.drafting.english.words import listed

COUNTRIES = frozenset(
    name.strip()
    for name in """
    Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|
    Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Botswana|Brazil|Brunei|
    Bulgaria|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Congo|Croatia|Cuba|Cyprus|
    Czechia|Czechoslovakia|Denmark|Ecuador|Egypt|England|Eritrea|Estonia|Ethiopia|Fiji|Finland|
    France|Gabon|Gambia|Germany|Ghana|Greece|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|
    India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|
    Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|
    Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|
    Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|
    Niger|Nigeria|North Korea|North Macedonia|Norway|Oman|Pakistan|Palestine|Panama|Paraguay|Peru|
    Philippines|Poland|Portugal|Prussia|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|
    Serbia|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|Soviet Union|Spain|
    Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|
    Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|
    United States of America|Uruguay|Uzbekistan|Venezuela|Vietnam|Wales|Yemen|Yugoslavia|Zambia|
    Zimbabwe|USA|US|USSR|UK|UAE|GDR|FRG|People's Republic of China|Russian Federation|
    Kyrgyz Republic|Great Britain|Britain|Holland|Persia
    """.replace("\n", "").split("|")
)
CITIES = frozenset(
    name.strip()
    for name in """
    Almaty|Alma-Ata|Amsterdam|Ankara|Ashgabat|Astana|Athens|Baghdad|Baku|Beijing|Berlin|Bishkek|
    Boston|Brussels|Budapest|Bukhara|Cairo|Chicago|Constantinople|Delhi|Dresden|Dublin|Dushanbe|
    Edinburgh|Florence|Frunze|Geneva|Hamburg|Helsinki|Hiroshima|Istanbul|Jalal-Abad|Jerusalem|
    Karakol|Kashgar|Kazan|Kharkiv|Kiev|Kyiv|Leningrad|Lisbon|London|Madrid|Milan|Minsk|Moscow|
    Mumbai|Munich|Nagasaki|Naples|Naryn|New York|Odessa|Osh|Oslo|Oxford|Paris|Philadelphia|Prague|
    Riga|Rome|Samarkand|San Francisco|Shanghai|Stalingrad|Stockholm|Talas|Tallinn|Tashkent|Tbilisi|
    Tehran|Tokmok|Tokyo|Toronto|Venice|Versailles|Vienna|Vilnius|Warsaw|Washington|Wittenberg|
    Yerevan|Zurich|St. Petersburg|Saint Petersburg
    """.replace("\n", "").split("|")
)
REGIONS = listed(
    "Europe Asia Africa America Americas Antarctica Oceania Eurasia Siberia Caucasus Crimea "
    "Balkans Scandinavia Bohemia Silesia Galicia Massachusetts Connecticut Virginia Pennsylvania "
    "Delaware Texas California Alaska Plymouth"
)
PEOPLES = listed(
    "african american arab armenian asian athenian australian austrian babylonian "
    "belarusian belgian brazilian british bulgarian byzantine canadian chinese cuban czech "
    "danish dutch egyptian english european finnish french georgian german greek hungarian "
    "indian indonesian iranian iraqi irish israeli italian japanese jewish kazakh korean "
    "kyrgyz kirghiz latin mexican mongol mongolian muslim christian catholic protestant "
    "orthodox norwegian ottoman pakistani persian polish portuguese prussian roman romanian "
    "russian scottish serbian slavic soviet spanish swedish swiss syrian tajik tatar thai "
    "turkic turkish turkmen ukrainian uzbek vietnamese welsh western eastern northern "
    "southern central puritan buddhist islamic hindu communist nazi bolshevik whig tory"
)
