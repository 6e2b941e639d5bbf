"""Words that the rules know: function words, verbs of saying, kinds of places."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


REPORTING = _words(
    # English
    "say says said saying tell tells told announce announces announced announcing claim claims"
    " claimed claiming state states stated stating declare declares declared declaring assert"
    " asserts asserted asserting argue argues argued add adds added explain explains explained"
    " write writes wrote report reports reported propose proposes proposed promise promises"
    " promised warn warns warned deny denies denied confirm confirms confirmed reply replies"
    " replied"
    " answer answers answered ask asks asked exclaim exclaims exclaimed exclaiming insist insists"
    " insisted suggest suggests suggested clarify clarifies clarified conclude concludes concluded"
    " admit admits admitted acknowledge acknowledged predict predicts predicted demand demands"
    " demanded cry cries cried remark remarks remarked affirm affirms affirmed"
    # French
    " dit disent disait répond répondit répondirent reprit affirme affirma déclare déclara annonce"
    " annonça ajoute ajouta écrit écrivit explique expliqua demanda raconte assure assura"
    " précise précisa"
    # German
    " sagt sagte sagten erklärt erklärte behauptet behauptete meint meinte antwortete schreibt"
    " schrieb verkündete fragte rief versicherte betonte"
    # Spanish, Portuguese, Italian, Dutch
    " dijo dice afirma afirmó declaró anunció respondió escribió explicó añadió preguntó aseguró"
    " disse afirmou declarou anunciou respondeu escreveu explicou"
    " dichiarò affermò annunciò rispose scrisse spiegò aggiunse"
    " zei zegt verklaarde antwoordde schreef meldde"
    # Russian, Ukrainian
    " сказал сказала заявил заявила сообщил сообщила объявил объявила ответил ответила написал"
    " сказав сказала заявив повідомив оголосив"
)
"""Verbs that say who said something, in lower case."""

FUNCTION_WORDS = _words(
    # English
    "a about above after again against all also although always am among an and another any are"
    " around as at away be because been before behind being below besides between both but by can"
    " could did do does during each either even ever every few finally first for from further had"
    " has have having he her here hers his how however i if in indeed initially inside instead into"
    " is it its just last later let like many may me meanwhile might more moreover most much must"
    " my near neither never next no nor not now of off often on once one only or other our out over"
    " own perhaps quite rather same second secondly several shall she should since so some soon"
    " still such than that the their them then there therefore these they this those though through"
    " throughout thus to today together tomorrow too toward towards two under unlike until up upon"
    " us very was we were what when where whereas whether which while who whom whose why will with"
    " within without would yes yesterday yet you your according following despite today's three"
    " four five six seven eight nine ten firstly thirdly fourthly nearly almost"
    # French
    " le la les un une des du de d l à au aux en dans sur sous par pour avec sans et ou mais donc"
    " or ni car il elle ils elles on nous vous je tu ce cet cette ces son sa ses leur leurs qui que"
    " quoi dont où si ne pas plus très bien tout tous toute toutes après avant depuis pendant entre"
    " selon lors puis ainsi quand comme chez vers"
    # German
    " der die das den dem des ein eine einer eines einem einen und oder aber denn nicht kein keine"
    " ich du er sie es wir ihr ist war sind waren hat hatte haben wird wurde werden am im in an auf"
    " aus bei mit nach seit von vom zu zum zur durch für gegen ohne um über unter vor zwischen als"
    " wie wenn weil dass daß ob so auch noch schon nur sehr dieser diese dieses jener was wer wo"
    # Spanish, Portuguese, Italian, Dutch
    " el los las unos unas y o pero no su sus se lo al del con por para sin sobre entre desde hasta"
    " cuando donde como este esta estos estas ese esa aquel también muy más"
    " os as um uma uns umas e ou mas não seu sua seus suas ao aos à no na nos nas do da dos das em"
    " com sem sobre até quando onde este esta esse essa também muito mais"
    " il lo gli i uno ed ma se non suo sua suoi sue al allo alla ai agli alle dal dalla nel nella"
    " con per tra fra quando dove come questo questa quello quella anche molto più"
    " het een van op met voor naar uit bij door over onder na tot om en of maar niet zijn haar hij"
    " zij wij ze dit dat deze die toen ook nog wel zeer"
    # Russian
    " и в во не что он она они на я с со как а то все но да ты к у же вы за бы по от из о для это"
    " его её их при до после был была было были"
)
"""Small words that are no names, although a sentence may begin with one."""

TITLES_ABBREVIATED = _words(
    "gen col maj capt lt sgt sen rep gov rev hon mm mgr mlles mmes me hr fr sr sra dom"
)
"""Titles before a name that only their abbreviations mark, without the full stop."""

ABBREVIATIONS = _words(
    "mr mrs ms dr prof st gen col maj capt lt sgt sen rep gov rev hon jr sr mme mlle mm vs etc no"
    " nos vol ch pp fig ca approx dept est inc ltd co corp univ art cf e.g i.e a.m p.m u.s u.k u.n"
    " bzw ca. d.h z.b usw evtl nr str av esq ft mt jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""Words that a full stop follows within a sentence, without that stop."""

CONNECTORS = _words(
    "of de du des d da do dos del della di von van der den am bin ibn al el la le las los y"
    " the sur upon"
)
"""Small words inside a name: *Islamic State of Iraq and Syria* needs `and` as well."""

SITES = _words(
    "river rivers lake sea ocean bay gulf strait channel canal falls island islands isle isles"
    " archipelago peninsula cape mount mountain mountains hill hills valley desert forest coast"
    " street road avenue lane square row park gardens bridge tower palace castle cathedral abbey"
    " theatre theater airport station port harbour harbor county province kingdom empire republic"
    " rivière fleuve lac mer océan golfe baie île îles mont montagne rue place pont"
    " fluss see meer ozean insel inseln berg gebirge tal straße strasse platz"
    " río lago mar isla islas monte calle plaza fiume isola via piazza"
)
"""Kinds of places, in lower case: a name with such a word is that of a place."""

NATURE = _words(
    "africa antarctica arctic antarctic asia australasia atlantic pacific indianocean mediterranean"
    " baltic caribbean adriatic aegean blacksea caspian redsea northsea balkans scandinavia"
    " europe america northamerica southamerica centralamerica oceania middleeast fareast"
    " amazon congo danube euphrates ganges indus loire mekong mississippi missouri nile niger oder"
    " orinoco rhine rhone seine tagus thames tiber tigris vistula volga yangtze zambezi stlawrence"
    " alps andes apennines carpathians caucasus everest himalaya himalayas kilimanjaro pyrenees"
    " rockies urals vesuvius sahara siberia gobi kalahari sinai crimea kurdistan palestine gaza"
    " westbank gazastrip"
)
"""Well-known rivers, mountains, seas and regions, folded."""

PLACE_PREPOSITIONS = _words("in at near across inside outside throughout à en aux bei nach in en")
"""Words before the name of a place: *in Windsor*. *From* and *to* stand before people too."""

YEAR_PREPOSITIONS = _words(
    "in since until till by of from to before after around about circa c during between and early"
    " late mid en depuis vers dès avant après jusqu'en de anno jahr jahre jahres seit bis um vor"
    " nach"
    " año desde hasta hacia ano nel dal dopo prima sinds tot rond в с до после около году"
    " spring summer autumn fall winter year années année"
)
"""Words before a year: *in 1542*."""

NOT_NAMES = _words(
    "i o oh god mr mrs sir state states territories monday tuesday wednesday thursday friday"
    " saturday sunday january february march april may june july august september october november"
    " december spring summer autumn winter ad bc ce bce am pm esq chapter"
)
"""Words with a capital that name nobody and no place when they stand alone, folded."""

ADJECTIVES = _words(
    "english french german spanish italian russian latin greek christian muslim jewish islamic"
    " islamist catholic protestant arab arabs kurdish kurd kurds western eastern northern southern"
    " indian indians jews christians muslims quaker quakers"
)
"""Adjectives and groups of people that are not in the list of places, folded."""

SELDOM_REPORTING = _words(
    "state states report reports claim claims demand demands answer answers reply replies cry"
    " cries promise promises remark remarks ask tell say write writes add adds suggest argue"
    " proposes"
)
"""Verbs that may be nouns, or seldom follow a speaker without a name."""

AFTER_YEAR = _words(
    "as was is has does s this his its us thus the that to towards always besides perhaps across"
    " them when often then between over under after never however whereas her their other"
    " otherwise later earlier hundreds thousands dans sous plus vers mais les des ses ces ils"
    " elles nous vous wurden waren den einen hatten haben werden wegen seinen los las sus unos"
)
"""Words that may follow a year although they end like a plural."""

SETTLEMENTS = _words(
    "city cities town towns village villages state capital colony suburb ville ville village"
    " stadt dorf ciudad pueblo città"
)
"""Words before the name of a settlement: *the city of Mosul*."""

GERMAN = _words("der die das und den dem des ein eine ist nicht zu mit von im auf für")
"""The most frequent words of German."""
