"""Short lists of English words, by what they do in a sentence."""


def listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


def row(text: str) -> tuple[str, ...]:
    """The words in their order."""
    return tuple(text.split())


ARTICLES = listed("the a an")
DETERMINERS = ARTICLES | listed(
    "this that these those its his her their our my your each every some any no many several few "
    "most all both another other such much"
)
PREPOSITIONS = listed(
    "in on at by with from to of for into onto over under between among within without during "
    "after before since until till through throughout across against along around near about "
    "above below beside besides beyond despite except inside outside per toward towards upon via "
    "like unlike amid as"
)
SUBJECTS = listed("i you he she it we they one")
"""Pronouns that can be a subject."""
PRONOUNS = listed(
    "he she it they him her them his hers its their theirs himself herself itself themselves "
    "we us our ours i me my"
)
RELATIVES = listed("who whom whose which that where when")
SUBORDINATORS = listed(
    "because although though while whereas if unless until since after before when once as that "
    "whether where so how what why"
)
BE = listed("is are was were")
HAVE = listed("has have had")
MODALS = listed("can could may might must shall should will would")
DO = listed("do does did")
FINITE = BE | HAVE | MODALS | DO
JOINING = listed("and or nor")
ADVERBS = listed(
    "also now then still already soon later once never always often again thus first only even "
    "not just rather together instead therefore however twice everywhere there here today once "
    "meanwhile nevertheless moreover furthermore yet almost nearly ever perhaps eventually "
    "long back abroad alone"
)
ORDINARY = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | SUBJECTS
    | RELATIVES
    | SUBORDINATORS
    | FINITE
    | JOINING
    | ADVERBS
    | listed("but not be been being there here what why how remember take only")
)
"""Words that at the beginning of a sentence are no names."""

FIRSTS = listed(
    "first last oldest largest biggest greatest highest longest smallest earliest youngest deepest "
    "tallest richest fastest newest only second third most least best worst lowest shortest"
)
NUMERALS = {
    word: value
    for value, word in enumerate(
        row(
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        ),
        start=2,
    )
} | {
    word: 10 * value
    for value, word in enumerate(row("thirty forty fifty sixty seventy eighty ninety"), start=3)
}

MONTHS = {
    name: number
    for number, name in enumerate(
        row(
            "january february march april may june july august september october november december"
        ),
        start=1,
    )
}
DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
HAPPENINGS = listed(
    "abdication abolition accession adoption anniversary annexation appointment arrival "
    "assassination battle birth capture collapse completion conference conquest construction "
    "coronation coup creation crisis death declaration defeat departure discovery dissolution "
    "division earthquake election end establishment execution expedition fall formation "
    "founding foundation invasion introduction invention killing launch marriage massacre "
    "meeting merger murder occupation opening outbreak partition proclamation publication "
    "ratification rebellion recognition reform resignation revolt revolution rising siege "
    "signing start surrender treaty trial unification uprising victory visit war withdrawal "
    "summit session congress beginning"
)
"""Nouns of which it can be asked when they took place."""
ROLES = listed(
    "president king queen emperor empress tsar czar khan sultan prince princess duke count lord "
    "lady sir pope bishop archbishop cardinal patriarch general marshal admiral colonel captain "
    "major commander minister chancellor premier secretary chairman chairwoman chair leader "
    "governor mayor ambassador senator deputy director professor doctor dr mr mrs ms miss saint "
    "st scientist physicist chemist biologist mathematician astronomer philosopher historian "
    "writer author poet novelist playwright composer painter artist sculptor architect engineer "
    "inventor explorer navigator traveller traveler merchant revolutionary reformer monk priest "
    "preacher theologian economist botanist naturalist geologist physician surgeon dictator "
    "pharaoh caliph shah rabbi judge lawyer diplomat cosmonaut astronaut pilot singer actor "
    "actress director founder chief akim"
)
CALLINGS = listed(
    "cook nurse teacher farmer baker carpenter photographer journalist fisherman sailor soldier "
    "milkmaid gardener shepherd nun boy girl man woman blacksmith servant student scholar trader "
    "banker tailor weaver miner hunter clerk librarian novelist musician dancer athlete educator"
)
"""What people are, besides those that stand before a name."""
GIVEN_NAMES = listed(
    "abraham adam albert alexander alexei alfred alice andrew anna anne anthony antoine arthur "
    "askar benjamin bernard boris carl catherine charles charlotte christopher claude daniel david "
    "dmitri dmitry edmund edward elizabeth emily emmanuel erasmus eric ernest eugene ferdinand "
    "francis francisco franz frederick friedrich galileo george giovanni giuseppe gottfried "
    "gregor gustav hans harriet harry heinrich helen henry herbert hermann hernán hugh igor isaac "
    "isabella ivan jacob jacques james jane jean jeanne joan johann johannes john jonathan joseph "
    "josef juan julius karl konrad leo leon leonardo lev lorenzo louis louise lucy ludwig maria "
    "marie mark martin mary matthew maximilian michael michelangelo mikhail nelson nicholas "
    "nicolaus niccolò nikita nikolai oliver oscar otto patrick paul pedro peter philip pierre "
    "ralph rené richard robert roger rosa rudolf samuel sarah sergei simon sophia stephen susan "
    "theodore thomas timothy victor victoria vincent vladimir voltaire walter werner wilhelm "
    "william winston wolfgang yuri aristotle plato socrates archimedes euclid hippocrates "
    "chingiz chinghiz toktogul kurmanjan manas roza almazbek sooronbay sadyr".replace(" manas", "")
)
BODIES = listed(
    "organization organisation union bank fund nations assembly council committee parliament "
    "party university commonwealth community agency ministry academy company alliance league "
    "association church embassy commission congress court senate duma institute society bureau "
    "corporation foundation federation forum conference army navy board authority office "
    "department school college confederation coalition front movement trust club press museum "
    "administration service government house"
)
LANDS = listed(
    "mountains mountain sea lake river ocean island islands city republic kingdom province state "
    "states region valley bay gulf strait peninsula desert empire colony canal street square "
    "mount cape plain plateau county district village peak pass forest coast"
)
WORKS = listed(
    "act treaty agreement pact bill war wars revolution convention declaration "
    "constitution program programme charter"
)
