"""Forms of English verbs: from a word of the text to its base, which can stand after "did"."""

from collections.abc import Callable
from dataclasses import dataclass

from kgstudy.domain.drafting.english.words import listed

_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become
begin began begun|bend bent bent|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown
break broke broken|breed bred bred|bring brought brought|build built built|burst burst burst
buy bought bought|cast cast cast|catch caught caught|choose chose chosen|cling clung clung
come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug
do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen
feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fly flew flown
forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got got|give gave given|go went gone|grind ground ground|grow grew grown
hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held
hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|leave left left
lend lent lent|let let let|light lit lit|lose lost lost|make made made|mean meant meant
meet met met|mistake mistook mistaken|outlaw outlawed outlawed|overcome overcame overcome
overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken
overthrow overthrew overthrown|pay paid paid|put put put|read read read|rebuild rebuilt rebuilt
repay repaid repaid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken
shed shed shed|shine shone shone|shoot shot shot|shrink shrank shrunk|shut shut shut
sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|speak spoke spoken|spend spent spent
spin spun spun|split split split|spread spread spread|spring sprang sprung|stand stood stood
steal stole stolen|stick stuck stuck|strike struck struck|strive strove striven|swear swore sworn
sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught
tear tore torn|tell told told|think thought thought|throw threw thrown|undergo underwent undergone
understand understood understood|undertake undertook undertaken|uphold upheld upheld
wake woke woken|wear wore worn|weave wove woven|win won won|wind wound wound
withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood
write wrote written|rewrite rewrote rewritten|learn learned learned|burn burned burned
"""
_REGULAR = """
abandon abolish absorb accept accompany accomplish accuse achieve acknowledge acquire act adapt
add address adhere adjust administer admire admit adopt advance advise advocate affect affirm
agree aid aim allow alter amend amount analyse analyze announce annex appeal appear apply appoint
appreciate approach approve argue arm arrange arrest arrive ascend ask assassinate assemble assert
assign assist assume assure attach attack attain attempt attend attract authorise authorize avoid
award back balance ban base baptise baptize battle become behave believe belong benefit block
board boil bomb border borrow break broadcast calculate call campaign cancel capture care carry
cause cease celebrate centralise centralize challenge change characterise characterize charge
chart circulate cite civilise claim clarify classify clean clear climb close coin collaborate
collapse collect colonise colonize combine command commemorate comment commission commit
communicate compare compel compete compile complain complete compose comprise conceive concentrate
concern conclude condemn conduct confer confess confirm confiscate conflict connect conquer
consider consist consolidate constitute construct consult consume contact contain continue
contract contribute control convene convert convey convict convince cooperate coordinate copy
correct correspond cover create criticise criticize cross crown crush cultivate damage date debate
decide declare decline decorate decrease dedicate defeat defend define delay delegate deliver
demand demonstrate denounce deny depart depend depict depose deport derive descend describe
deserve design destroy detect determine develop devise devote die differ direct disagree disappear
discover discuss dismiss display dispute disrupt dissolve distinguish distribute divide document
dominate donate double doubt draft drain drop earn ease edit educate elect eliminate embrace
emerge emigrate emit emphasise emphasize employ enable enact encounter encourage end endorse
endure enforce engage enjoy enlarge enlist ensure enter entitle equip escape establish estimate
evacuate evaluate evolve examine exceed exchange exclude execute exercise exhibit exile exist
expand expect expel experience explain exploit explode explore export express extend extract face
fail favor favour fear feature fill film finance finish fix flood flourish flow focus follow force
form formulate fortify foster found free fuel fulfil fulfill function fund gain gather generate
govern grant greet guarantee guard guide halt happen harm hatch head heal heat help hire honor
honour host house hunt identify ignore illustrate imagine immigrate impeach implement imply import
impose impress imprison improve inaugurate include incorporate increase indicate industrialise
industrialize influence inform inhabit inherit initiate injure innovate insist inspire install
institute instruct integrate intend interact interpret intervene interview introduce invade invent
invest investigate invite involve isolate issue jail join judge jump justify kidnap kill label
lack land last launch legalise legalize liberate license lie lift limit link list live load locate
look love lower maintain manage manifest manufacture march mark marry massacre master match matter
measure mediate mention migrate mine mint mobilise mobilize model modernise modernize modify
monitor motivate mount move murder name narrate need nationalise nationalize negotiate nominate note
notice number obey object oblige observe obtain occupy occur offend offer open operate oppose
oppress orbit order organise organize originate oust outline overlap overlook oversee owe own
paint parade participate pass patent pay perceive perform perish permit persecute persist persuade
petition photograph pioneer place plan plant play plead please pledge plunder point populate
portray possess postpone pour practice practise praise precede predict prefer prepare present
preserve press prevail prevent proceed process proclaim produce profit progress prohibit project
prolong promise promote propose prosecute prosper protect protest prove provide provoke publish
punish purchase pursue push qualify question quote race raid raise range rank ratify reach react
realise realize reassign rebel recall receive recognise recognize recommend reconcile reconstruct
record recover recruit reduce refer reflect reform refuse regain regard register regret regulate
reign reject relate release rely remain remember remind remove rename render renew renounce repeal
repeat repel replace reply report represent repress request require rescue resemble resent reserve
reside resign resist resolve respect respond rest restore restrict result resume retain retire
retreat return reunite reveal reverse revise revive revolt revolve reward risk rival rob rotate
rule sail sanction satisfy save schedule score search secede secure seem seize select separate
serve settle shape share shell shift ship shock show sign signal signify simplify slaughter slow
smuggle solve spark specialise specialize specify spill sponsor stabilise stabilize stage start
state station stay stem step stimulate stipulate stop store strengthen stress stretch study subdue
submit subsidise subsidize succeed suffer suggest sue suit summon supervise supply support suppose
suppress surge surpass surprise surrender surround survive suspect suspend sustain switch
symbolise symbolize talk target tax tend term terminate test testify threaten tie top total touch
tour trace track trade train transfer transform translate transmit transport trap travel treat
trigger triple triumph try turn unify unite urge use usurp utilise utilize value vanish vary view
violate visit voice volunteer vote vow wage wait walk want warn wash watch weaken weigh welcome
widen wipe wish witness wonder work worry worsen worship wound wreck yield assemble absolve
vaccinate eradicate inoculate diagnose domesticate crystallise crystallize oxidize refract amplify
decelerate propel navigate unearth embroider carve sculpt engrave transcribe decipher decode
encrypt compute simulate automate privatise privatize enslave emancipate conscript besiege bombard
banish behead enthrone abdicate bequeath excommunicate canonise canonize cremate encircle
interrogate disprove refute hypothesise hypothesize postulate deduce tabulate categorise
categorize nickname dub christen reopen renovate electrify illuminate disarm contaminate purify
recycle conserve germinate ripen ferment brew distil distill pasteurise pasteurize sterilise
sterilize disinfect amputate sedate prescribe inhale deafen cripple paralyse paralyze suffocate
thrive crumble stagnate quadruple deter dissuade intimidate scare terrify anger enrage annoy
irritate amuse televise despise adore impede deepen lengthen shorten heighten disperse disseminate
alarm scratch cure prompt spur
accelerate account accumulate activate adorn allocate ally amaze appease applaud bar beg blame
bless blossom bother bow breathe brush burden bury calm chair chase cheer choke circle clash
coincide collide complicate compensate compress conceal condense consecrate contend contest
contrast cooperate correlate cost crash culminate debut decay decompose decree dedicate degrade
delight demolish deposit deteriorate devastate digest diminish disband discourage disguise
dismantle dispatch displace dispose dissent divert drag dream dry dump echo elaborate elevate
embark embed embody empower enclose encompass endanger enrich enrol enroll ensue entail entertain
entrust erect erode erupt evaporate evoke exaggerate excavate excel excite exert expire expose
fade fascinate fashion fertilise fire flee float fold forge frame freeze frighten furnish gaze
glorify grade graduate grasp guess halve handle hasten haunt hesitate highlight hinder hope hurry
ignite impact impair incite incline infect infer inflict inhibit inject inspect insult insure
intensify interfere interrupt invoke irrigate justify kick knock lament leak lease legislate levy
linger litter loan lobby lock lodge loot magnify manipulate mature melt merge minimise minimize
mix moderate mock mourn multiply mutate narrow near neglect neutralise neutralize nourish nurture
offset omit originate orient outnumber outlast overwhelm pack pardon park part partition pause
permeate pile plague plot plunge pollinate pollute ponder possess pray preach precipitate preside
presume proliferate pronounce propagate prospect pull pump purge puzzle quarrel radiate rally
rebel recede reckon reconsider refine refrain relax relieve relocate remark rent repair resettle
respire restrain retaliate revere ridicule roam roar roll rotate rouse ruin rush sacrifice scatter
shelter shout shrink sketch slide smell smile snatch soar soften sort spell split spoil squeeze
stare starve steer stir straddle strain strip struggle subside substitute summarise summarize
supplement surface surpass swallow sympathise tame taste tempt tolerate torture transcend
transplant tremble trust twist undermine underline unveil uncover update uproot vanquish venture
verify veto wander warm waste wave whip withdraw wrap evangelise evolve metamorphose
photosynthesise fuse oxidise dissolve react conduct rotate
"""
_NOUNS = """
acts aids aims amounts appeals attacks attempts awards balances bans bases battles benefits blocks
boards bombs borders campaigns causes challenges changes charges charts claims comments
commissions concerns conducts conflicts contacts contracts controls copies costs covers crosses
crowns damages dates deals debates declines defeats delays demands deposits designs displays
disputes doubts drafts dreams drops ends estimates exchanges exercises exhibits exiles experiences
exports faces favors favours fears features films fights finances fires floods flows forces forms
frames functions funds gains grants guarantees guards guides heads helps honors honours hopes
hosts houses hunts impacts imports increases influences interviews invites issues judges jumps
labels lands laws leads leases levels licenses lies limits links lists loads loans locks looks
losses loves marches marks masters matches matters measures mines models moves murders names needs
notes notices numbers objects offers offices opens orders outlines paints parades parks parts
passes patents petitions photographs pioneers places plans plants plays pledges plots points
practices presents profits progresses projects promises protests purchases questions quotes races
raids raises ranges ranks rates reads rebels records reforms regards regrets reports requests
reserves respects rests results returns rewards risks rivals roads roles rolls rules runs
sanctions sails saves schedules scores searches sets settlements shapes shares shells shifts ships
shocks shows sides signals signs sizes smells smiles sorts spells stages starts states stations
stays steps stores strains stresses strikes strips struggles studies supplies supports surfaces
surprises suspects switches talks targets tastes taxes teams terms tests ties times tops totals
touches tours traces tracks trades trains transfers transports traps travels treats tries trusts
turns uses values views visits voices volunteers votes waits walks wants watches waves winds
wishes witnesses works worries worships wounds wrecks yields estates plagues parts leaves rivals
sheets surrenders sponsors sacrifices supplements substitutes graduates associates delegates
documents alarms scratches cures spurs scares brews nicknames
"""
"""Forms in -s that are more often the plural of a noun."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a word can be of a verb: any of "past", "part" (participle), "s", "base", "ing"."""

    base: str
    parts: frozenset[str]


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}{base[-1] if _doubles(base) else ''}ed"


_DOUBLING = listed(
    "admit ban bar beg chat commit compel confer control counsel drag drop embed equip "
    "excel expel fit grab infer jam kidnap nod occur omit overlap patrol permit plan plot "
    "prefer propel quarrel ram rebel recur refer regret repel rob scan ship skip slip stem "
    "step stir stop strip submit tap top transfer transmit trap travel trip wed whip wrap "
    "incur allot abet acquit distil deter spur dub"
)


def _doubles(base: str) -> bool:
    return base in _DOUBLING


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    return f"{base}{base[-1] if _doubles(base) else ''}ing"


def _table() -> dict[str, Form]:
    """Every form by its spelling; irregular verbs are entered last and have the last word."""
    found: dict[str, dict[str, set[str]]] = {}

    def enter(word: str, base: str, part: str) -> None:
        found.setdefault(word, {}).setdefault(base, set()).add(part)

    irregular = [entry.split() for entry in _IRREGULAR.replace("\n", "|").split("|") if entry]
    known = {base for base, *_ in irregular}
    for base in set(_REGULAR.split()) - known:
        past = _past(base)
        for word, part in ((past, "past"), (past, "part")):
            enter(word, base, part)
        _enter_present(enter, base)
    for base, past, participle in irregular:
        enter(past, base, "past")
        enter(participle, base, "part")
        _enter_present(enter, base)
    return {word: _chosen(bases) for word, bases in found.items()}


def _enter_present(enter: Callable[[str, str, str], None], base: str) -> None:
    enter(base, base, "base")
    enter(_third(base), base, "s")
    enter(_ing(base), base, "ing")


def _chosen(bases: dict[str, set[str]]) -> Form:
    """Of a form of two verbs ("found", "wound") the base that is not the form itself."""
    if len(bases) == 1:
        base, parts = next(iter(bases.items()))
        return Form(base, frozenset(parts))
    every = frozenset(part for parts in bases.values() for part in parts)
    past = [base for base, parts in bases.items() if "past" in parts]
    return Form(past[0] if past else min(bases), every)


FORMS = _table()
PLURALS = frozenset(_NOUNS.split())
