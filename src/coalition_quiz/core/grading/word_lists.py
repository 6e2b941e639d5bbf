"""Words that surround answers: prepositions, titles, kinds of thing. All are folded."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words(
    "a an the le la les l un une der die das den dem des ein eine el los las il lo gli i o os "
    "het een"
)
OF = _words("of de du des d von vom di da do del della")
PLACE = _words("in at on inside within en au aux dans im em na nel nella")
BEHIND = PLACE | {"from", "by"}
PREPOSITIONS = {
    word: group
    for group, words in {
        "place": ("in at on inside within en au aux dans im am auf em na nel nella в во на"),
        "from": "from aus von vom desde de du des d da из с от",
        "to": "to into toward towards nach zu zum zur vers hacia para к",
        "by": "by par durch por",
        "with": "with avec mit con com",
        "against": "against versus vs contre gegen contra против",
        "for": "for pour für fur",
        "of": "of",
        "about": "about uber sur sobre",
        "under": "under unter sous",
        "during": "during pendant wahrend",
        "through": "through across along via",
        "near": "near",
        "as": "as als comme como",
        "after": "after",
        "before": "before",
        "between": "between",
    }.items()
    for word in words.split()
}
ASKING = _words(
    "which what whose whom who where when how name quel quelle quels quelles qui ou welche "
    "welcher welches welchem welchen was wer wo wessen cual cuales que quien donde какой "
    "какая какое какие каком какую каких кто кого что чем где quale quali che chi qual quem "
    "onde welk wat wie waar"
)
SIDES = _words("north south east west northern southern eastern western central upper lower")
OPPOSING = _words(
    "fight fights fought fighting war wars battle defeat defeated defeats beat beats beaten "
    "oppose opposed enemy enemies resist resisted rebel rebelled revolt revolted attack "
    "attacked invade invaded win won lose lost struggle campaign defend defended siege "
    "besieged sanctions boycott"
)
JOINING = _words(
    "together alongside ally allies allied alliance support supported supporting side sided "
    "behalf help helped aid aided join joined joining"
)
FORMS = _words("plural plurals singular tense participle pluriel mehrzahl")
"""Words of a question that asks for a form of a word, so that no other form is right."""
WHO = _words("who whom whose qui wer wen wem wessen quien кто кого кем chi quem wie")
NEGATIONS = _words(
    "not no none non never nor neither without except excluding but unlike unless isnt wasnt "
    "arent werent cannot cant nothing nobody anything than less least against pas ne ni sans "
    "sauf nicht kein keine ohne ausser sin excepto не нет без кроме anti other another rather "
    "instead opposite"
)
STOPPING = _words(
    "is are was were be been being did does do has have had can could will would shall should "
    "may might must that who which whose where when to from in on at by with for and or as "
    "than after before between during into through under over if because est sont etait a ist "
    "sind war waren hat es son era fue"
)
FORMER = _words(
    "former formerly late ex then current modern modernday presentday present todays ancient famous"
    " socalled"
)
TITLES = _words(
    "mr mrs ms mister miss dr doctor prof professor sir dame president pres st prime minister "
    "chancellor premier pope herr frau monsieur madame mme mlle senor senora signor signora "
    "vice secretary secretarygeneral senator sen ambassador ayatollah imam sheikh shaikh caliph "
    "sultan tsar czar kaiser pharaoh archbishop bishop reverend rev rabbi saint comrade maestro "
    "philosopher physicist chemist composer painter poet poetess playwright novelist "
    "scientist mathematician explorer astronaut cosmonaut architect sculptor inventor "
    "economist historian politician dictator revolutionary actor actress singer astronomer "
    "biologist naturalist statesman psychologist philanthropist officeholder advisor adviser"
)
WEAK_TITLES = _words(
    "king queen emperor empress prince princess duke duchess count countess baron lord lady "
    "general major colonel captain admiral viceadmiral rearadmiral viscount marshal field"
    " lieutenant sergeant commander chief gen maj col capt lt sgt adm gov "
    "cardinal father mother brother sister don dona judge justice chairman chair governor "
    "mayor foreign leader ruler monarch director writer author artist engineer commissioner "
    "head hero heroine national security spokesman religious military supreme"
)
FORMALITIES = {
    **dict.fromkeys(_words("republic kingdom state sultanate principality commonwealth"), "k"),
    **dict.fromkeys(_words("government authorities continent team nationalteam"), "k"),
    **dict.fromkeys(_words("islamic federal hashemite plurinational"), "q"),
}
"""Words that belong to a country's name, or speak for it: k before *of*, q before those."""
PEOPLE = _words(
    "who whom whose person people man woman leader ruler monarch king queen emperor president "
    "minister author writer poet scientist physicist composer painter artist philosopher "
    "explorer inventor general commander wer wen wessen qui quien кто chi quem politician "
    "pope saint chancellor official adviser advisor spokesman spokeswoman diplomat envoy wife"
    " husband son daughter"
)
MEMBERS = _words(
    "member members founder founders winner winners inventor inventors author authors leader"
    " leaders player players general generals ruler rulers hero heroes"
)
"""Words of questions that people answer, or states."""
DESCRIPTIONS = _words(
    "terrorist jihadist islamist militant militants extremist fundamentalist insurgent paramilitary"
    " terrorists jihadists islamists extremists fighters insurgents"
)
"""Other words for a group that may follow its name."""
NAMING = _words(
    "called name named term title titled phrase idiom expression proverb saying film band album"
    " series show"
)
"""Words of a question whose answer is one name, even if it has an *and* in it."""
ORDERED = _words(
    "order sequence first last then next respectively chronological chronologically former latter"
    " before after"
)
SITES = _words(
    "museum palace tower bridge cathedral temple river street square park theatre theater stadium"
    " church mosque abbey castle fort fortress university airport station gallery house hall"
    " school hotel prison monument building zoo library hospital garden opera exchange"
    " statue fountain gate market court parliament"
)
"""Words of a question whose answer may be followed by its city."""
AUXILIARIES = _words("is was are were did does do has had have")
VERBS = {
    form: pair.split("/")[0]
    for pair in _words(
        "write/wrote win/won lead/led make/made find/found build/built sing/sang fly/flew take/took"
        " give/gave begin/began draw/drew shoot/shot fight/fought rise/rose fall/fell hold/held"
        " leave/left sell/sold speak/spoke know/knew run/ran become/became teach/taught lose/lost"
        " beat/beat break/broke bring/brought hit/hit think/thought wear/wore"
    )
    for form in pair.split("/")
}
"""Irregular verbs, by each of their forms."""
STAND_INS = _words("it them him her that this there so")
RELATIVES = _words(
    "wife husband son daughter mother father brother sister widow uncle aunt cousin nephew niece"
    " grandson granddaughter grandfather grandmother successor predecessor teacher student pupil"
    " assistant rival enemy opponent murderer killer friend lover follower biographer"
)
"""Relations of a person to the one who is named."""
LEADING_TO = {
    "as": _words("name pseudonym"),
    "from": _words(
        "originate originated originates come comes came native sail depart departed left start"
    ),
    "to": _words("face facing fled flee moved went goes travelled sailed"),
    "by": _words("process method technique means"),
    "through": _words("process method technique means"),
}
"""Prepositions that words of a question invite."""
POSSESSIVES = _words("my your our his her their")
STATES = frozenset({"country", "government", "group", "region", "people", "part"})
"""Kinds that are part of a name, never a mere addition to it: Islamic State, Arab League."""

KINDS = {
    word: kind
    for kind, words in {
        "river": (
            "river stream fleuve riviere fluss strom rio fiume rivier река"
        ),
        "mountain": (
            "mountain mount mt mont monte montagne berg peak volcano summit vulkan montana"
        ),
        "lake": "lake lac see lago loch",
        "sea": "sea mer meer mar mare ocean",
        "island": "island isle ile insel isla archipelago",
        "city": (
            "city town village capital ville stadt ciudad municipality metropolis hauptstadt"
        ),
        "country": "country nation pays land staat estado",
        "government": "government administration regime cabinet",
        "region": (
            "region province county district department territory prefecture canton"
        ),
        "desert": "desert", "strait": "strait", "gulf": "gulf", "bay": "bay", "canal": "canal",
        "peninsula": "peninsula", "continent": "continent", "valley": "valley", "forest": "forest",
        "war": "war conflict guerre krieg guerra",
        "battle": "battle bataille schlacht batalla siege",
        "treaty": "treaty pact agreement accord convention", "empire": "empire",
        "dynasty": "dynasty", "revolution": "revolution revolt rebellion uprising",
        "planet": "planet", "moon": "moon", "star": "star",
        "telescope": "telescope", "vaccine": "vaccine", "constellation": "constellation",
        "galaxy": "galaxy", "element": "element", "metal": "metal", "gas": "gas", "acid": "acid",
        "bone": "bone", "muscle": "muscle", "organ": "organ", "gland": "gland", "cell": "cell",
        "artery": "artery", "vein": "vein", "nerve": "nerve", "hormone": "hormone",
        "vitamin": "vitamin", "enzyme": "enzyme", "protein": "protein", "tissue": "tissue",
        "disease": "disease syndrome illness disorder", "theory": "theory", "law": "law",
        "effect": "effect", "theorem": "theorem", "principle": "principle",
        "language": "language", "religion": "religion", "party": "party",
        "movement": "movement", "style": "style", "period": "period era age epoch",
        "group": "group organisation organization alliance league union bloc",
        "novel": (
            "novel book play poem opera symphony painting film story tale work epic ballet "
            "tragedy comedy musical song"
        ),
        "ship": "ship rms hms uss",
        "company": "company corporation firm corp inc ltd", "club": "club fc afc cf footballclub",
        "genus": "genus", "note": "note", "branch": "branch", "bird": "bird", "animal": "animal",
        "tree": "tree", "flower": "flower", "plant": "plant", "currency": "currency",
        "bridge": "bridge", "tower": "tower",
        "palace": "palace palais palast palacio", "cathedral": "cathedral",
        "temple": "temple", "museum": "museum musee museo",
        "god": "god goddess deity", "bomb": "bomb",
        "process": "process", "method": "method", "system": "system", "bond": "bond bonding",
        "triangle": "triangle", "angle": "angle", "number": "number", "clause": "clause",
        "tense": "tense", "case": "case", "layer": "layer", "rock": "rock", "wave": "wave",
        "force": "force", "energy": "energy", "reaction": "reaction", "particle": "particle",
        "compound": "compound", "people": "people tribe", "part": "part",
        "century": "century siecle jahrhundert siglo secolo", "amendment": "amendment",
        "plan": "plan", "doctrine": "doctrine", "scandal": "scandal affair", "plague": "plague",
    }.items()
    for word in words.split()
}  # fmt: skip

COUNTS = {
    1: _words("one single une eine una один одну"),
    2: _words("two both pair couple deux zwei beide dos due dois duas twee два две"),
    3: _words("three trois drei tres tre três drie три"),
    4: _words("four quatre vier cuatro quattro quatro четыре"),
    5: _words("five cinq funf cinco cinque vijf пять"),
    6: _words("six sechs seis sei zes шесть"),
    7: _words("seven sept sieben siete sette sete zeven семь"),
    8: _words("eight huit acht ocho otto oito восемь"),
    9: _words("nine neuf neun nueve nove negen девять"),
    10: _words("ten dix zehn diez dieci dez tien десять"),
    11: _words("eleven onze elf undici once"),
    12: _words("twelve dozen douze zwolf doce dodici twaalf"),
}
"""The words for a number, in the languages that decks are likely to be written in."""

_FORMULAS = """
hydrogen: H H2 / helium: He / lithium: Li / beryllium: Be / boron: B / carbon: C / nitrogen: N N2
/ oxygen: O O2 / fluorine: F F2 / neon: Ne / sodium: Na / magnesium: Mg / aluminium: Al /
aluminum: Al / silicon: Si / phosphorus: P / sulfur: S / sulphur: S / chlorine: Cl Cl2 / argon: Ar
/ potassium: K / calcium: Ca / titanium: Ti / chromium: Cr / manganese: Mn / iron: Fe / cobalt: Co
/ nickel: Ni / copper: Cu / zinc: Zn / arsenic: As / bromine: Br Br2 / krypton: Kr / silver: Ag /
tin: Sn / iodine: I I2 / xenon: Xe / barium: Ba / tungsten: W / platinum: Pt / gold: Au / mercury:
Hg / lead: Pb / radon: Rn / radium: Ra / uranium: U / plutonium: Pu / water: H2O / ozone: O3 /
ammonia: NH3 / methane: CH4 / ethanol: C2H5OH / glucose: C6H12O6 / carbondioxide: CO2 /
carbonmonoxide: CO / sulfurdioxide: SO2 / sulphurdioxide: SO2 / nitrousoxide: N2O /
nitrogendioxide: NO2 / hydrogenperoxide: H2O2 / hydrochloricacid: HCl / sulfuricacid: H2SO4 /
sulphuricacid: H2SO4 / nitricacid: HNO3 / sodiumchloride: NaCl / sodiumhydroxide: NaOH /
calciumcarbonate: CaCO3
"""
FORMULAS = {
    name.strip(): tuple(symbols.split())
    for name, _, symbols in (line.partition(":") for line in _FORMULAS.split("/"))
}
"""The formulas of well-known elements and compounds, by their folded names."""
