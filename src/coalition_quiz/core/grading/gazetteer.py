"""Countries, the states of the US and the parts of the UK, with well-known places in them.

One line each: code, areas it is part of, names, adjectives, cities. All of them are folded. If a
city is not listed, any place given for it is believed.
"""

REGIONS = """\
ad|europe|andorra|andorran|andorralavella
ae|asia middleeast|unitedarabemirates uae|emirati|abudhabi dubai sharjah ajman fujairah alain
af|asia|afghanistan|afghan|kabul kandahar herat mazaresharif jalalabad kunduz
ag|northamerica america|antiguaandbarbuda|antiguan|stjohns saintjohns
al|europe|albania|albanian|tirana durres vlore shkoder
am|asia|armenia|armenian|yerevan gyumri vanadzor
ao|africa|angola|angolan|luanda huambo lobito benguela lubango cabinda
ar|southamerica america|argentina|argentine argentinian argentinean|buenosaires cordoba rosario
 mendoza laplata mardelplata salta santafe ushuaia tucuman bariloche
at|europe|austria|austrian|vienna wien graz linz salzburg innsbruck klagenfurt bregenz
au|oceania|australia|australian|canberra sydney melbourne brisbane perth adelaide hobart darwin
 newcastle geelong cairns alicesprings goldcoast ballarat wollongong townsville
az|asia|azerbaijan|azerbaijani azeri|baku ganja sumqayit nakhchivan
ba|europe|bosniaandherzegovina bosnia bosniaherzegovina|bosnian|sarajevo banjaluka mostar tuzla
 zenica srebrenica
bb|northamerica america|barbados|barbadian|bridgetown
bd|asia|bangladesh|bangladeshi|dhaka dacca chittagong khulna sylhet rajshahi coxsbazar
be|europe|belgium|belgian|brussels antwerp ghent bruges liege namur leuven louvain mons ypres
 waterloo charleroi ostend bastogne
bf|africa|burkinafaso|burkinabe|ouagadougou bobodioulasso
bg|europe|bulgaria|bulgarian|sofia plovdiv varna burgas ruse
bh|asia middleeast|bahrain|bahraini|manama muharraq
bi|africa|burundi|burundian|gitega bujumbura
bj|africa|benin|beninese|portonovo cotonou abomey
bn|asia|brunei|bruneian|bandarseribegawan
bo|southamerica america|bolivia|bolivian|sucre lapaz santacruz santacruzdelasierra cochabamba potosi
 oruro
br|southamerica america|brazil|brazilian|brasilia saopaulo riodejaneiro salvador belohorizonte
 fortaleza recife manaus curitiba portoalegre belem natal santos ouropreto
bs|northamerica america|bahamas|bahamian|nassau freeport
bt|asia|bhutan|bhutanese|thimphu paro
bw|africa|botswana|botswanan|gaborone francistown maun
by|europe|belarus|belarusian belarussian|minsk brest vitebsk grodno gomel mogilev
bz|northamerica america|belize|belizean|belmopan belizecity
ca|northamerica america|canada|canadian|ottawa toronto montreal vancouver calgary edmonton quebec
 quebeccity winnipeg halifax victoria regina saskatoon hamilton london kingston whitehorse
 yellowknife fredericton charlottetown stjohns banff
cd|africa|democraticrepublicofcongo drc drcongo congokinshasa|congolese|kinshasa lubumbashi goma
 kisangani bukavu
cf|africa|centralafricanrepublic|centralafrican|bangui
cg|africa|republicofcongo congobrazzaville|congolese|brazzaville pointenoire
ch|europe|switzerland|swiss|bern zurich geneva basel lausanne lucerne lugano davos montreux
 winterthur sanktgallen zermatt
ci|africa|ivorycoast cotedivoire|ivorian|yamoussoukro abidjan bouake
cl|southamerica america|chile|chilean|santiago valparaiso concepcion antofagasta puntaarenas arica
 vinadelmar
cm|africa|cameroon|cameroonian|yaounde douala
cn|asia|china peoplesrepublicofchina prc|chinese|beijing peking shanghai guangzhou canton shenzhen
 wuhan chongqing chengdu tianjin nanjing nanking xian hangzhou harbin suzhou dalian kunming qingdao
 lhasa urumqi shenyang kashgar
co|southamerica america|colombia|colombian|bogota medellin cali barranquilla cartagena santamarta
cr|northamerica america|costarica|costarican|sanjose limon
cu|northamerica america|cuba|cuban|havana santiagodecuba trinidad camaguey guantanamo
cv|africa|caboverde capeverde|capeverdean|praia mindelo
cy|europe middleeast|cyprus|cypriot|nicosia limassol larnaca paphos famagusta
cz|europe|czechia czechrepublic|czech|prague praha brno ostrava pilsen olomouc terezin karlovyvary
de|europe|germany|german|berlin hamburg munich cologne koln frankfurt stuttgart dusseldorf leipzig
 dresden nuremberg bonn bremen hanover essen dortmund weimar heidelberg mainz trier aachen worms
 wittenberg potsdam bayreuth jena gottingen augsburg ulm kiel lubeck freiburg mannheim kassel
 rostock erfurt eisenach eisleben tubingen wuppertal regensburg wurzburg bamberg
dj|africa|djibouti|djiboutian|djibouti djibouticity
dk|europe|denmark|danish|copenhagen kobenhavn aarhus odense aalborg elsinore roskilde
dm|northamerica america|dominica|dominican|roseau
do|northamerica america|dominicanrepublic|dominican|santodomingo puntacana santiagodeloscaballeros
dz|africa|algeria|algerian|algiers oran constantine annaba tamanrasset
ec|southamerica america|ecuador|ecuadorian ecuadorean|quito guayaquil cuenca
ee|europe|estonia|estonian|tallinn tartu narva parnu
eg|africa middleeast|egypt|egyptian|cairo alexandria giza luxor aswan portsaid suez rosetta
 sharmelsheikh memphis thebes
eh|africa|westernsahara||laayoune elaaiun
er|africa|eritrea|eritrean|asmara massawa
es|europe|spain|spanish|madrid barcelona valencia seville zaragoza saragossa malaga bilbao granada
 cordoba toledo salamanca cadiz palma santander guernica pamplona sansebastian burgos avila segovia
 leon oviedo murcia alicante santiagodecompostela
et|africa|ethiopia|ethiopian|addisababa axum gondar lalibela
fi|europe|finland|finnish|helsinki espoo tampere turku oulu rovaniemi
fj|oceania|fiji|fijian|suva nadi
fm|oceania|micronesia federatedstatesofmicronesia|micronesian|palikir
fr|europe|france|french|paris marseille lyon toulouse nice nantes strasbourg montpellier bordeaux
 lille rennes reims lehavre grenoble dijon avignon rouen orleans versailles caen calais dunkirk
 cannes arles tours verdun metz nancy amiens limoges lourdes angers perpignan clermontferrand
 domremy cherbourg
ga|africa|gabon|gabonese|libreville portgentil
gb|europe|unitedkingdom uk greatbritain unitedkingdomofgreatbritainandnorthernireland|british|london
 birmingham
 manchester liverpool leeds sheffield bristol newcastle oxford cambridge york bath brighton
 nottingham leicester coventry southampton portsmouth plymouth edinburgh glasgow aberdeen dundee
 inverness cardiff swansea belfast londonderry derry canterbury dover hastings stratforduponavon
 durham norwich exeter stornoway greenwich
gd|northamerica america|grenada|grenadian|stgeorges saintgeorges
ge|asia|georgia|georgian|tbilisi batumi kutaisi gori sukhumi
gh|africa|ghana|ghanaian|accra kumasi tamale
gl|northamerica america|greenland|greenlandic|nuuk
gm|africa|gambia|gambian|banjul
gn|africa|guinea|guinean|conakry
gq|africa|equatorialguinea|equatoguinean|malabo bata
gr|europe|greece|greek|athens thessaloniki salonica piraeus patras heraklion sparta corinth delphi
 olympia thebes rhodes knossos
gt|northamerica america|guatemala|guatemalan|guatemalacity antigua quetzaltenango
gw|africa|guineabissau||bissau
gy|southamerica america|guyana|guyanese|georgetown
hk|asia|hongkong|hongkong|kowloon
hn|northamerica america|honduras|honduran|tegucigalpa sanpedrosula
hr|europe|croatia|croatian|zagreb split dubrovnik rijeka zadar pula vukovar
ht|northamerica america|haiti|haitian|portauprince caphaitien
hu|europe|hungary|hungarian|budapest debrecen szeged pecs eger gyor miskolc
id|asia|indonesia|indonesian|jakarta surabaya bandung medan yogyakarta denpasar makassar bandaaceh
 semarang nusantara
ie|europe|ireland|irish|dublin cork galway limerick waterford kilkenny
il|asia middleeast|israel|israeli|jerusalem telaviv haifa beersheba eilat nazareth acre ashdod
 ashkelon netanya sderot
in|asia|india|indian|newdelhi delhi mumbai bombay kolkata calcutta chennai madras bangalore
 bengaluru hyderabad agra jaipur varanasi amritsar bhopal lucknow ahmedabad pune goa kochi cochin
 mysore shimla darjeeling nagpur
iq|asia middleeast|iraq irak|iraqi|baghdad mosul basra erbil kirkuk najaf karbala fallujah ramadi
 tikrit samarra sulaymaniyah babylon ur nineveh sinjar
ir|asia middleeast|iran|iranian|tehran isfahan shiraz tabriz mashhad qom persepolis abadan hamadan
 yazd
is|europe|iceland|icelandic|reykjavik akureyri keflavik
it|europe|italy|italian|rome roma milan naples napoli turin torino palermo genoa genova bologna
 florence firenze venice venezia verona pisa siena padua ravenna trieste bari catania syracuse
 perugia assisi pompeii parma modena cremona vinci mantua messina bergamo ferrara amalfi lucca
 brindisi rimini urbino
jm|northamerica america|jamaica|jamaican|kingston montegobay spanishtown
jo|asia middleeast|jordan|jordanian|amman petra aqaba zarqa irbid
jp|asia|japan|japanese|tokyo osaka kyoto nagoya yokohama kobe hiroshima nagasaki sapporo fukuoka
 nara sendai nagano kanazawa okinawa naha kamakura fukushima kawasaki niigata
ke|africa|kenya|kenyan|nairobi mombasa kisumu nakuru
kg|asia|kyrgyzstan|kyrgyz|bishkek osh
kh|asia|cambodia|cambodian|phnompenh siemreap battambang angkor
ki|oceania|kiribati||tarawa southtarawa
km|africa|comoros|comorian|moroni
kn|northamerica america|saintkittsandnevis||basseterre
kp|asia|northkorea dprk|northkorean|pyongyang kaesong
kr|asia|southkorea republicofkorea|southkorean|seoul busan pusan incheon daegu daejeon gwangju
 pyeongchang
kw|asia middleeast|kuwait|kuwaiti|kuwaitcity
kz|asia|kazakhstan|kazakh kazakhstani|astana almaty nursultan baikonur karaganda shymkent
la|asia|laos lao|laotian lao|vientiane luangprabang
lb|asia middleeast|lebanon|lebanese|beirut tripoli sidon tyre byblos baalbek
lc|northamerica america|saintlucia||castries
li|europe|liechtenstein|liechtensteiner|vaduz
lk|asia|srilanka|srilankan|colombo kandy galle jaffna srijayawardenepurakotte trincomalee
lr|africa|liberia|liberian|monrovia
ls|africa|lesotho|basotho|maseru
lt|europe|lithuania|lithuanian|vilnius kaunas klaipeda
lu|europe|luxembourg|luxembourgish|luxembourgcity schengen
lv|europe|latvia|latvian|riga daugavpils jurmala liepaja
ly|africa|libya|libyan|tripoli benghazi sirte misrata tobruk derna
ma|africa|morocco|moroccan|rabat casablanca marrakesh fez tangier agadir meknes tetouan
mc|europe|monaco|monegasque|montecarlo
md|europe|moldova|moldovan|chisinau tiraspol
me|europe|montenegro|montenegrin|podgorica cetinje kotor budva
mg|africa|madagascar|malagasy|antananarivo
mh|oceania|marshallislands||majuro
mk|europe|northmacedonia macedonia|macedonian|skopje ohrid bitola
ml|africa|mali|malian|bamako timbuktu gao mopti kidal djenne
mm|asia|myanmar burma|burmese|naypyidaw yangon rangoon mandalay bagan
mn|asia|mongolia|mongolian|ulaanbaatar ulanbator karakorum
mo|asia|macao||taipa
mr|africa|mauritania|mauritanian|nouakchott
mt|europe|malta|maltese|valletta mdina sliema
mu|africa|mauritius|mauritian|portlouis
mv|asia|maldives|maldivian|male
mw|africa|malawi|malawian|lilongwe blantyre
mx|northamerica america|mexico|mexican|mexicocity guadalajara monterrey puebla tijuana cancun
 acapulco oaxaca merida veracruz leon ciudadjuarez queretaro guanajuato chichenitza tenochtitlan
my|asia|malaysia|malaysian|kualalumpur penang georgetown malacca putrajaya johorbahru kuching
 kotakinabalu ipoh
mz|africa|mozambique|mozambican|maputo beira
na|africa|namibia|namibian|windhoek swakopmund walvisbay luderitz
ne|africa|niger|nigerien|niamey agadez zinder
ng|africa|nigeria|nigerian|abuja lagos kano ibadan portharcourt benincity kaduna maiduguri
ni|northamerica america|nicaragua|nicaraguan|managua leon granada
nl|europe|netherlands holland|dutch|amsterdam rotterdam thehague hague utrecht eindhoven delft
 leiden haarlem maastricht groningen arnhem nijmegen breda gouda
no|europe|norway|norwegian|oslo bergen trondheim stavanger tromso narvik lillehammer
np|asia|nepal|nepali nepalese|kathmandu pokhara lumbini
nr|oceania|nauru||yaren
nz|oceania|newzealand|newzealand|wellington auckland christchurch dunedin queenstown hamilton
 rotorua napier
om|asia middleeast|oman|omani|muscat salalah nizwa
pa|northamerica america|panama|panamanian|panamacity colon
pe|southamerica america|peru|peruvian|lima cusco arequipa trujillo iquitos nazca machupicchu
pg|oceania|papuanewguinea|papuan|portmoresby
ph|asia|philippines|philippine filipino|manila quezoncity davao cebu makati baguio
pk|asia|pakistan|pakistani|islamabad karachi lahore rawalpindi peshawar quetta faisalabad multan
 abbottabad mohenjodaro
pl|europe|poland|polish|warsaw warszawa krakow gdansk lodz wroclaw poznan lublin szczecin katowice
 torun oswiecim zakopane czestochowa zelazowawola
pr|northamerica america|puertorico||sanjuan ponce
ps|asia middleeast|palestinianterritory palestine palestinianterritories|palestinian|ramallah gaza
 gazacity bethlehem hebron nablus jericho jenin rafah khanyunis
pt|europe|portugal|portuguese|lisbon lisboa porto coimbra braga faro fatima sintra evora funchal
pw|oceania|palau||ngerulmud
py|southamerica america|paraguay|paraguayan|asuncion
qa|asia middleeast|qatar|qatari|doha
ro|europe|romania|romanian|bucharest bucuresti clujnapoca cluj timisoara iasi brasov sibiu constanta
 sighisoara
rs|europe|serbia|serbian|belgrade novisad nis
ru|europe|russia russianfederation|russian|moscow stpetersburg saintpetersburg leningrad novosibirsk
 kazan sochi vladivostok volgograd stalingrad kaliningrad konigsberg yekaterinburg murmansk omsk
 irkutsk smolensk arkhangelsk grozny nizhnynovgorod kursk yakutsk samara tula
rw|africa|rwanda|rwandan|kigali
sa|asia middleeast|saudiarabia ksa|saudi saudiarabian|riyadh jeddah mecca medina dammam taif
sb|oceania|solomonislands||honiara
sc|africa|seychelles|seychellois|victoria
sd|africa|sudan|sudanese|khartoum omdurman portsudan
se|europe|sweden|swedish|stockholm gothenburg malmo uppsala lund kiruna
sg|asia|singapore|singaporean|jurong
si|europe|slovenia|slovenian slovene|ljubljana maribor bled
sk|europe|slovakia|slovak slovakian|bratislava kosice
sl|africa|sierraleone|sierraleonean|freetown
sm|europe|sanmarino||sanmarinocity
sn|africa|senegal|senegalese|dakar saintlouis
so|africa|somalia|somali|mogadishu hargeisa kismayo
sr|southamerica america|suriname|surinamese|paramaribo
ss|africa|southsudan|southsudanese|juba
st|africa|saotomeandprincipe||saotome
sv|northamerica america|elsalvador|salvadoran|sansalvador
sy|asia middleeast|syria syrianarabrepublic|syrian|damascus aleppo homs hama raqqa latakia palmyra
 deirezzor idlib kobani tartus ebla
sz|africa|eswatini swaziland|swazi|mbabane lobamba
td|africa|chad|chadian|ndjamena
tg|africa|togo|togolese|lome
th|asia|thailand|thai|bangkok chiangmai phuket ayutthaya pattaya
tj|asia|tajikistan|tajik|dushanbe
tl|oceania|timorleste easttimor|timorese|dili
tm|asia|turkmenistan|turkmen|ashgabat merv
tn|africa|tunisia|tunisian|tunis carthage sfax sousse kairouan
to|oceania|tonga|tongan|nukualofa
tr|asia middleeast|turkey turkiye|turkish|ankara istanbul constantinople byzantium izmir smyrna
 antalya bursa adana konya troy ephesus edirne gallipoli trabzon gaziantep diyarbakir incirlik
tt|northamerica america|trinidadandtobago|trinidadian|portofspain
tv|oceania|tuvalu||funafuti
tw|asia|taiwan|taiwanese|taipei kaohsiung taichung tainan
tz|africa|tanzania|tanzanian|dodoma daressalaam arusha zanzibarcity moshi
ua|europe|ukraine|ukrainian|kyiv kharkiv lviv odessa dnipro donetsk luhansk mariupol chernobyl
 sevastopol yalta poltava kherson zaporizhzhia
ug|africa|uganda|ugandan|kampala entebbe
us|northamerica america|unitedstates usa us unitedstatesofamerica|american|washington washingtondc
 newyork newyorkcity losangeles chicago houston philadelphia phoenix sandiego dallas sanfrancisco
 boston seattle denver detroit miami atlanta neworleans lasvegas baltimore memphis nashville
 portland minneapolis cleveland pittsburgh stlouis honolulu anchorage juneau austin saltlakecity
 cincinnati buffalo rochester salem princeton newhaven gettysburg
uy|southamerica america|uruguay|uruguayan|montevideo
uz|asia|uzbekistan|uzbek|tashkent samarkand bukhara khiva
va|europe|vatican vaticancity holysee||vaticancity
vc|northamerica america|saintvincentandgrenadines||kingstown
ve|southamerica america|venezuela|venezuelan|caracas maracaibo valencia merida
vn|asia|vietnam|vietnamese|hanoi hochiminhcity saigon danang hue haiphong dienbienphu
vu|oceania|vanuatu||portvila
ws|oceania|samoa|samoan|apia
xk|europe|kosovo|kosovar|pristina prizren
ye|asia middleeast|yemen|yemeni|sanaa aden taiz marib hodeidah
za|africa|southafrica|southafrican|pretoria capetown johannesburg durban bloemfontein soweto
 portelizabeth kimberley stellenbosch sharpeville
zm|africa|zambia|zambian|lusaka livingstone ndola
zw|africa|zimbabwe|zimbabwean|harare bulawayo
us-ak|us|alaska||anchorage juneau fairbanks nome
us-al|us|alabama||montgomery birmingham mobile selma huntsville
us-ar|us|arkansas||littlerock fayetteville
us-az|us|arizona||phoenix tucson flagstaff
us-ca|us|california||losangeles sanfrancisco sandiego sacramento sanjose oakland berkeley hollywood
 anaheim pasadena paloalto
us-co|us|colorado||denver boulder aspen coloradosprings
us-ct|us|connecticut||hartford newhaven bridgeport stamford
us-dc|us|districtofcolumbia||washington
us-de|us|delaware||dover wilmington
us-fl|us|florida||tallahassee miami orlando tampa jacksonville keywest staugustine capecanaveral
us-ga|us|georgia||atlanta savannah augusta athens
us-hi|us|hawaii||honolulu hilo pearlharbor
us-ia|us|iowa||desmoines iowacity
us-id|us|idaho||boise
us-il|us|illinois||chicago springfield peoria
us-in|us|indiana||indianapolis gary fortwayne
us-ks|us|kansas||topeka wichita kansascity
us-ky|us|kentucky||frankfort louisville lexington
us-la|us|louisiana||neworleans batonrouge shreveport
us-ma|us|massachusetts||boston cambridge salem springfield worcester concord lexington plymouth
us-md|us|maryland||annapolis baltimore
us-me|us|maine||augusta portland bangor
us-mi|us|michigan||lansing detroit grandrapids flint annarbor
us-mn|us|minnesota||stpaul saintpaul minneapolis duluth rochester
us-mo|us|missouri||jeffersoncity stlouis kansascity springfield
us-ms|us|mississippi||jackson vicksburg tupelo
us-mt|us|montana||helena billings
us-nc|us|northcarolina||raleigh charlotte greensboro wilmington durham kittyhawk
us-nd|us|northdakota||bismarck fargo
us-ne|us|nebraska||lincoln omaha
us-nh|us|newhampshire||concord manchester
us-nj|us|newjersey||trenton newark princeton jerseycity atlanticcity
us-nm|us|newmexico||santafe albuquerque roswell losalamos
us-nv|us|nevada||carsoncity lasvegas reno
us-ny|us|newyork||newyork newyorkcity albany buffalo rochester syracuse brooklyn manhattan ithaca
us-oh|us|ohio||columbus cleveland cincinnati toledo dayton akron
us-ok|us|oklahoma||oklahomacity tulsa
us-or|us|oregon||salem portland eugene
us-pa|us|pennsylvania||harrisburg philadelphia pittsburgh gettysburg scranton
us-ri|us|rhodeisland||providence newport
us-sc|us|southcarolina||columbia charleston
us-sd|us|southdakota||pierre siouxfalls rapidcity
us-tn|us|tennessee||nashville memphis knoxville chattanooga
us-tx|us|texas||austin houston dallas sanantonio elpaso fortworth galveston
us-ut|us|utah||saltlakecity provo
us-va|us|virginia||richmond norfolk alexandria charlottesville williamsburg jamestown yorktown
 arlington
us-vt|us|vermont||montpelier burlington
us-wa|us|washington||olympia seattle spokane tacoma
us-wi|us|wisconsin||madison milwaukee
us-wv|us|westvirginia||charleston
us-wy|us|wyoming||cheyenne jackson
gb-eng|gb europe|england|english|london birmingham manchester liverpool leeds sheffield bristol
 newcastle oxford cambridge york bath brighton nottingham leicester coventry southampton portsmouth
 plymouth canterbury dover hastings stratforduponavon durham norwich exeter greenwich
gb-sct|gb europe|scotland|scottish|edinburgh glasgow aberdeen dundee inverness stirling stornoway
 perth standrews
gb-wls|gb europe|wales|welsh|cardiff swansea newport wrexham aberystwyth bangor
gb-nir|gb europe|northernireland|northernirish|belfast londonderry derry armagh bangor
"""
