"""Questions on many subjects, with answers that a fair reader calls right, slips and wrong."""

from dataclasses import dataclass, field

RIVALS_OF_EUROPE = ("France", "Spain", "Austria", "Australia", "Germany")


@dataclass(frozen=True)
class Asked:
    """A typed question (or a gap, written as ``[…]`` in the prompt) and answers to it."""

    prompt: str
    answer: str
    right: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    rivals: tuple[str, ...] = field(default=())
    why: str = ""


TYPED = (
    # --- places, and words around them
    Asked(
        "In which city is the Eiffel Tower?",
        "Paris",
        right=("in Paris", "Paris, France", "Paris (France)", "the city of Paris", "city of Paris",
               "In Paris.", "Paris in France", "It is Paris", "I think it's Paris", "PARIS",
               "it's in Paris", "Paris - France", "Paris/France", "the French city of Paris",
               "Paris (a city in France)", "Paris, Europe", "Paris?"),
        wrong=("Paris, Germany", "Paris (Texas)", "not Paris", "Paris or Lyon", "Paris, Lyon",
               "Lyon", "France", "Paris but not Lyon", "either Paris or Lyon", "near Paris",
               "anything but Paris", "Paris and Lyon", "Paris, Texas", "no", "isn't Paris",
               "Plaris", "neither Paris nor Lyon", "outside Paris", "Paris, not Lyon"),
        again=("", " ", "?", "…"),
        rivals=("Lyon", "France"),
    ),
    Asked(
        "From which country does feta come?",
        "Greece",
        right=("from Greece", "Greece", "Greece (Europe)", "It's from Greece", "the country of Greece"),
        slips=("Grecee", "Greeece"),
        wrong=("to Greece", "Greece, Turkey", "Greece or Cyprus", "Greek", "Greece (Turkey)", "Grease"),
    ),
    Asked(
        "Where was Mozart born?",
        "Salzburg",
        right=("in Salzburg", "at Salzburg", "Salzburg, Austria", "in Salzburg, Austria",
               "Salzburg (Austria)", "He was born in Salzburg"),
        slips=("Salzbrug", "Salzbug"),
        wrong=("Salzburg, Germany", "Vienna", "Salzburg, Vienna", "near Salzburg"),
    ),
    Asked(
        "Which river flows through Cairo?",
        "Nile",
        right=("the Nile", "the Nile river", "River Nile", "the River Nile", "Nile River", "The Nile (river)"),
        wrong=("Niger", "the Blue", "Nile, Congo", "Nile or Congo", "Niles river bank"),
    ),
    Asked(
        "Which mountain is the highest on Earth?",
        "Mount Everest",
        right=("Everest", "Mt Everest", "Mt. Everest", "mount everest", "the Everest", "Everest mountain"),
        slips=("Mount Everset", "Mount Evrest"),
        wrong=("K2", "Mount", "Mount Elbrus", "Everest or K2", "not Everest"),
    ),
    Asked(
        "In which lake does the island of Manitoulin lie?",
        "Lake Huron",
        right=("Huron", "in Lake Huron", "in Huron", "Lake Huron, Canada"),
        wrong=("Lake Erie", "Lake", "Erie", "Lake Huron or Erie"),
    ),
    Asked(
        "Which ocean is the largest?",
        "Pacific",
        right=("Pacific Ocean", "the Pacific Ocean", "the Pacific"),
        wrong=("Atlantic Ocean", "Pacific and Atlantic", "ocean"),
    ),
    Asked(
        "Which country has Ottawa as its capital?",
        "Canada",
        right=("Canada", "Canada, North America", "the country Canada", "Canada (America)"),
        slips=("Canadda",),
        wrong=("Canada, USA", "Canadian", "Canada (France)", "Canda or USA"),
    ),
    Asked(
        "Which country lies east of Germany, with Vienna as its capital?",
        "Austria",
        right=("Austria", "the Republic of Austria", "Republic of Austria"),
        wrong=("Australia", "Austrian", "Austria-Hungary", "Germany"),
        rivals=RIVALS_OF_EUROPE,
    ),
    Asked(
        "Which country has Mexico City as its capital?",
        "Mexico",
        right=("Mexico", "Mexico (North America)"),
        wrong=("New Mexico", "Mexico City", "Mexican"),
    ),
    Asked(
        "Which Italian city is built on a lagoon?",
        "Venice",
        right=("Venice", "Venice, Italy", "the Italian city of Venice", "in Venice", "Venice (Italy)",
               "the city of Venice in Italy", "Italy's Venice"),
        wrong=("Venice, Florida", "Venice, Spain", "Venice, Genoa"),
        accept=("Venezia",),
    ),
    Asked(
        "Which country has the largest population in Africa?",
        "Nigeria",
        right=("Nigeria", "the Federal Republic of Nigeria", "Nigeria (Africa)", "Nigeria, Africa"),
        wrong=("Niger", "Nigerian", "Nigeria, Asia", "Nigeria or Egypt"),
    ),
    Asked(
        "In which state of the USA is Chicago?",
        "Illinois",
        right=("Illinois", "in Illinois", "the state of Illinois", "Illinois, USA", "in the state of Illinois"),
        wrong=("Indiana", "Illinois or Indiana", "Chicago"),
    ),
    Asked(
        "Which state's leader was deposed in 1979?",
        "Iran",
        right=("Iran", "Iran (Middle East)", "Iran's"),
        wrong=("Iraq", "Iran, Iraq", "Iranian", "Iran/Iraq"),
        rivals=("Iraq",),
    ),
    # --- people
    Asked(
        "Who discovered radium?",
        "Marie Curie",
        right=("Dr Marie Curie", "Curie, Marie", "M. Curie", "Madame Marie Curie", "Marie Curie (a physicist)",
               "Prof. Marie Curie", "by Marie Curie", "the physicist Marie Curie", "curie marie",
               "Marie Curie, the physicist", "Marie Curie from France", "Marie Curie (Poland)",
               "I believe it was Marie Curie"),
        slips=("Marie Cuire", "Marrie Curie"),
        wrong=("Pierre Curie", "P. Curie", "Marie", "Marie Curie or Lise Meitner", "not Marie Curie",
               "Marie Curie, Lise Meitner", "Irène Curie", "Curie, Pierre", "Marie Antoinette"),
        rivals=("Pierre Curie",),
    ),
    Asked(
        "Who formulated the laws of motion?",
        "Isaac Newton",
        right=("Sir Isaac Newton", "Newton, Isaac", "I. Newton", "Sir Newton", "newton isaac", "Newton, Sir Isaac"),
        slips=("Isaac Netwon", "Isac Newton", "Issac Newton"),
        wrong=("Isaac Asimov", "A. Newton", "Isaac", "Newton's laws", "Galileo"),
    ),
    Asked(
        "Who was the first president of the United States?",
        "George Washington",
        right=("President George Washington", "President Washington", "G. Washington", "Washington, George",
               "George Washington, the first president", "General George Washington",
               "the American president George Washington"),
        wrong=("Martha Washington", "Washington, D.C.", "George Washington Carver", "John Adams",
               "George Washington or John Adams"),
    ),
    Asked(
        "Who wrote the theory of relativity?",
        "Einstein",
        right=("Prof. Einstein", "Professor Einstein", "Albert Einstein", "Dr. Einstein", "A. Einstein",
               "Einstein, Albert", "the physicist Einstein"),
        wrong=("Mileva Einstein", "Planck", "Einstein and Planck"),
        slips=("Enistein", "Einstien"),
        accept=("Albert Einstein",),
    ),
    Asked(
        "Which monarch reigned in Britain from 1952 to 2022?",
        "Elizabeth II",
        right=("Queen Elizabeth II", "Queen Elizabeth II of the United Kingdom", "Elizabeth II.",
               "Her, Elizabeth II"[5:], "the British queen Elizabeth II", "Elizabeth II (Queen)"),
        wrong=("Elizabeth I", "Queen Elizabeth I", "Elizabeth III", "Elizabeth", "Queen Victoria"),
    ),
    Asked(
        "Who led the Soviet Union in the Second World War?",
        "Joseph Stalin",
        right=("Stalin, Joseph", "J. Stalin", "Marshal Stalin", "Joseph Stalin of the Soviet Union"),
        wrong=("Lenin", "Vladimir Stalin", "Stalin or Lenin"),
        accept=("Stalin",),
    ),
    Asked(
        "Who is the author of War and Peace?",
        "Leo Tolstoy",
        right=("Tolstoy, Leo", "L. Tolstoy", "Count Leo Tolstoy", "the Russian writer Leo Tolstoy",
               "the novelist Leo Tolstoy", "by Leo Tolstoy"),
        slips=("Leo Tolstooy", "Leo Tosltoy"),
        wrong=("Alexei Tolstoy", "A. Tolstoy", "Dostoevsky", "Leo Tolstoy's wife"),
    ),
    Asked(
        "Who was shot in Dallas in 1963?",
        "John F. Kennedy",
        right=("John Kennedy", "J. F. Kennedy", "J.F. Kennedy", "President Kennedy", "President John F. Kennedy",
               "Kennedy, John F.", "JF Kennedy", "John Fitzgerald Kennedy", "US President John F. Kennedy"),
        wrong=("Robert Kennedy", "R. Kennedy", "John", "Jackie Kennedy"),
        accept=("John Fitzgerald Kennedy",),
    ),
    Asked(
        "Which composer wrote the Mass in B minor?",
        "Johann Sebastian Bach",
        right=("J. S. Bach", "J.S. Bach", "JS Bach", "Bach, Johann Sebastian", "Johann S. Bach", "the composer J. S. Bach"),
        wrong=("C. P. E. Bach", "J. C. Bach", "Johann Christian Bach", "Johann"),
        slips=("Johann Sebastain Bach",),
    ),
    Asked(
        "Which animal is Linux's mascot?",
        "penguin",
        right=("a penguin", "the penguin", "penguins"),
        wrong=("emperor penguin", "king penguin", "pelican", "not a penguin"),
    ),
    # --- abbreviations and two names
    Asked(
        "Which agency of the United Nations deals with health?",
        "World Health Organization",
        right=("World Health Organization (WHO)", "WHO (World Health Organization)", "World Health Organisation",
               "the World Health Organisation (WHO)", "WHO - World Health Organization",
               "WHO, World Health Organization", "World Health Organization, WHO"),
        slips=("World Heatlh Organization",),
        wrong=("World Trade Organization", "World Health Organization (WTO)", "World Health",
               "World Health Organization or UNICEF", "UNICEF"),
    ),
    Asked(
        "Which military alliance was founded in Washington in 1949?",
        "NATO",
        right=("NATO - North Atlantic Treaty Organization", "NATO (North Atlantic Treaty Organisation)",
               "North Atlantic Treaty Organization (NATO)", "N.A.T.O.", "the NATO alliance", "nato"),
        wrong=("NAT", "Warsaw Pact", "NATO or Warsaw Pact", "NATO, EU", "NATO (EU)", "not NATO"),
    ),
    Asked(
        "Which state dissolved in December 1991?",
        "Soviet Union",
        right=("USSR", "the USSR", "USSR / Soviet Union", "Soviet Union or USSR", "USSR (Soviet Union)",
               "Soviet Union, USSR", "Soviet Union aka USSR", "USSR = Soviet Union", "Soviet Union, also known as USSR"),
        wrong=("USSR or Yugoslavia", "USSR / Yugoslavia", "USA", "Soviet", "USSR, Yugoslavia", "Union"),
        accept=("USSR",),
    ),
    Asked(
        "What carries genetic information?",
        "deoxyribonucleic acid",
        right=("DNA", "DNA (deoxyribonucleic acid)", "deoxyribonucleic acid (DNA)", "deoxyribonucleic acids"),
        slips=("deoxyribonuclec acid",),
        wrong=("ribonucleic acid", "RNA", "DNA or RNA", "DNA/RNA", "DNA (RNA)", "amino acid"),
        accept=("DNA",),
    ),
    Asked(
        "What is NaCl called in chemistry?",
        "sodium chloride",
        right=("Sodium chloride", "the sodium chloride"),
        wrong=("sodium chlorine", "sodium chlorate", "sodium", "chloride", "sodium chlorite",
               "potassium chloride"),
    ),
    # --- wars, forms of country names, possessives
    Asked(
        "Which conflict ravaged Spain from 1936 to 1939?",
        "Spanish Civil War",
        right=("Spain's civil war", "Spain civil war", "the civil war in Spain", "civil war of Spain",
               "the Spanish Civil War", "Spanish civil war (Spain)"),
        slips=("Spanish civl war", "Spanish ciivl war", "Spansih Civil War"),
        wrong=("Spanish War", "Greek civil war", "American civil war", "Spanish Armada", "civil war"),
    ),
    Asked(
        "With whose government did Sadat sign the Camp David Accords?",
        "Israel",
        right=("the Israeli government", "Israel", "Israel's government", "Government of Israel",
               "with Israel", "with the Israeli government", "the government of Israel", "the State of Israel"),
        wrong=("Israeli", "the Egyptian government", "Israel or Egypt", "Egypt", "the Israeli army"),
    ),
    Asked(
        "Which document ended the First World War with Germany?",
        "Treaty of Versailles",
        right=("the Versailles Treaty", "Versailles treaty", "the Treaty of Versailles",
               "the treaty of Versailles (France)"),
        slips=("Treaty of Versialles",),
        wrong=("Treaty of Trianon", "Treaty", "Treaty of Vienna", "not the Treaty of Versailles"),
    ),
    Asked(
        "In which battle was Harold II killed?",
        "Battle of Hastings",
        right=("Hastings", "the Battle of Hastings", "in the Battle of Hastings", "at Hastings",
               "Hastings, England", "at the Battle of Hastings"),
        wrong=("Battle of Stamford Bridge", "Battle", "Hastings or Stamford Bridge"),
    ),
    Asked(
        "Which comet returns about every 76 years?",
        "Halley's Comet",
        right=("Halley’s comet", "Halleys comet", "Halley Comet", "the Halley comet"),
        wrong=("Hale-Bopp", "Encke's Comet"),
    ),
    # --- British, American, singular, plural
    Asked(
        "Which UN body adjudicates between states?",
        "International Court of Justice",
        right=("the International Court of Justice", "International Court of Justice (ICJ)"),
        wrong=("International Criminal Court", "Court of Justice", "ICC"),
    ),
    Asked(
        "What did the generals plan?",
        "defence programme",
        right=("defense program", "defence program", "defense programme", "a defence programme", "defence programmes"),
        wrong=("offence programme", "defence", "programme"),
    ),
    Asked(
        "Which property of light do cones perceive?",
        "colour",
        right=("color", "colours", "colors", "the colour"),
        wrong=("collar", "colon"),
    ),
    Asked(
        "What gives blood its colour?",
        "haemoglobin",
        right=("hemoglobin", "Haemoglobin"),
        slips=("haemogloobin", "hemogloibn"),
        wrong=("myoglobin", "haematite", "globin"),
    ),
    Asked(
        "What did Britain do to its railways in 1948?",
        "nationalise",
        right=("nationalize", "to nationalise"),
        wrong=("privatise", "rationalise", "nationalist"),
    ),
    Asked(
        "What is the middle of a circle called?",
        "centre",
        right=("center", "the centre"),
        wrong=("cent", "centaur", "circumference"),
    ),
    Asked(
        "What supplies an army with goods?",
        "logistic support",
        right=("logistical support", "logistics support", "logistic supports"),
        wrong=("logical support", "logistics", "support"),
    ),
    Asked(
        "Which organelles supply energy?",
        "mitochondria",
        right=("mitochondrion", "the mitochondria"),
        slips=("mitochondra", "mitocondria"),
        wrong=("chloroplasts", "ribosomes"),
    ),
    Asked(
        "Which division of a cell halves the chromosomes?",
        "meiosis",
        right=("Meiosis", "the meiosis"),
        slips=("meiossis", "meoisis"),
        wrong=("mitosis", "miosis", "meiosis or mitosis", "mitosis (meiosis)"),
    ),
    Asked(
        "Which part of the cell holds the chromosomes?",
        "nucleus",
        right=("nuclei", "the nucleus", "the cell nucleus", "nucleus of the cell"),
        slips=("nuclues", "nuclus"),
        wrong=("nucleolus", "nucleoid", "cell"),
    ),
    Asked(
        "Which kind of blood vessel carries blood away from the heart?",
        "artery",
        right=("arteries", "an artery", "the arteries", "blood artery"[6:]),
        slips=("artrey", "arrtery"),
        wrong=("vein", "arteriole", "artistry", "not an artery"),
    ),
    Asked(
        "What dry and sandy kind of land is the Sahara?",
        "desert",
        right=("a desert", "deserts"),
        slips=("desret",),
        wrong=("dessert", "deserter"),
    ),
    # --- Roman numerals, digits, short words
    Asked(
        "Which king of France built Versailles?",
        "Louis XIV",
        right=("King Louis XIV", "Louis XIV of France", "louis xiv", "King Louis XIV of France",
               "the French king Louis XIV"),
        slips=("Lousi XIV",),
        wrong=("Louis XVI", "Louis XIIV", "Louis XV", "Louis XIX", "Louis", "Louis XIV or XV"),
    ),
    Asked(
        "Which quality is a gentle climate said to have?",
        "civil mildness",
        slips=("civl mildness", "civill mildness", "ciivl mildness"),
        wrong=("mild", "civil mildew"),
    ),
    Asked(
        "Which vitamin prevents scurvy?",
        "vitamin C",
        right=("C", "Vitamin C", "vit C"[:0] + "the vitamin C"),
        wrong=("vitamin D", "D", "vitamin", "B", "vitamin C or D"),
    ),
    # --- letters and marks
    Asked(
        "Кто написал «Лебединое озеро»?",
        "Чайковский",
        right=("чайковский", "Чайко́вский"),
        slips=("Чайковсский",),
        wrong=("Чаиковскии", "Чехов", "не Чайковский"),
    ),
    Asked(
        "Как называется дерево с иголками?",
        "ёлка",
        right=("елка", "Ёлка"),
        wrong=("ель", "йолка", "булка"),
    ),
    Asked(
        "Какая буква стоит после «и»?",
        "й",
        right=("Й",),
        wrong=("и", "к"),
    ),
    Asked(
        "В каком городе находится Эрмитаж?",
        "Санкт-Петербург",
        right=("санкт петербург", "в Санкт-Петербург"),
        slips=("Санкт-Петербуург", "Санкт-Петребург"),
        wrong=("Москва", "Петербург или Москва"),
    ),
    Asked(
        "¿En qué ciudad está la Alhambra?",
        "Granada",
        right=("en Granada", "Granada, España"[:7], "Granada (Spain)", "la ciudad de Granada"),
        wrong=("Grenada", "no Granada", "Sevilla", "Granada, Francia"),
    ),
    Asked(
        "¿Cómo se dice year en español?",
        "año",
        right=("ano", "el año"),
        wrong=("mes", "anio nuevo"),
    ),
    Asked(
        "In welcher Stadt steht das Brandenburger Tor?",
        "Berlin",
        right=("in Berlin", "Berlin, Deutschland"[:6], "Berlin (Germany)", "die Stadt Berlin"),
        wrong=("Bonn", "nicht Berlin", "Berlin oder Bonn", "Berlin, France"),
    ),
    Asked(
        "Welche Stadt am Rhein ist für ihren Dom bekannt?",
        "Köln",
        right=("Koln", "Koeln", "köln"),
        wrong=("Kiel", "Kölner", "Bonn"),
    ),
    Asked(
        "Dans quelle ville se trouve le Louvre ?",
        "Paris",
        right=("à Paris", "a Paris", "c'est Paris", "la ville de Paris"),
        wrong=("pas Paris", "Paris ou Lyon", "Lyon"),
    ),
    Asked(
        "Quel est le palais du président français ?",
        "l’Élysée",
        right=("Elysee", "Élysée", "l'Elysée", "le palais de l'Élysée"),
        wrong=("Matignon", "pas l'Élysée"),
    ),
    Asked(
        "ما عاصمة مصر؟",
        "القاهرة",
        right=("القاهره", "القَاهِرَة", "القـــاهرة", "القاهرة."),
        wrong=("بغداد",),
    ),
    Asked(
        "من هو أبو الطب؟",
        "أبقراط",
        right=("ابقراط", "إبقراط", "أَبُقْرَاط"),
        wrong=("أرسطو",),
    ),
    Asked(
        "מהי בירת ישראל?",
        "ירושלים",
        right=("יְרוּשָׁלַיִם", "ירושלים"),
        wrong=("חיפה", "תל אביב"),
    ),
    Asked(
        "日本の首都はどこですか。",
        "とうきょう",
        right=("とうきょう", "とうきょう。"),
        wrong=("どうきょう", "とうきよう", "きょうと"),
    ),
    Asked(
        "How do you say aunt in Japanese?",
        "おばさん",
        wrong=("おばあさん", "おはさん", "おじさん"),
    ),
    Asked("한국의 수도는?", "서울", right=("서울", "서 울"), wrong=("부산", "서욜")),
    Asked("भारत की राजधानी?", "दिल्ली", right=("दिल्ली",), wrong=("दल्ली", "दिल्लि")),
    Asked("Ποια είναι η πρωτεύουσα;", "Αθήνα", right=("Αθηνα", "ΑΘΗΝΑ"), wrong=("Πάτρα",)),
    Asked(
        "Who ruled Syria until 2024?",
        "Bashar al-Assad",
        right=("Bashar Assad", "Bashar al-Asad", "Bashar el-Assad", "Assad, Bashar", "al-Assad, Bashar",
               "President Bashar al-Assad", "Bashar al-Assad, president of Syria", "Bashar al-Assad (Syria)",
               "Syrian President Assad", "B. al-Assad", "the Syrian president Bashar al-Assad"),
        wrong=("Hafez al-Assad", "H. al-Assad", "Bashar", "Maher al-Assad", "not Bashar al-Assad"),
        rivals=("Hafez al-Assad",),
        accept=("Assad",),
    ),
    Asked(
        "Which Syrian city did the group call its capital?",
        "ar-Raqqah",
        right=("Ar-Raqqa", "Raqqah", "Raqqa", "Raqqa, Syria", "in Raqqa", "al-Raqqa"),
        wrong=("Homs", "Raqqa, Iraq", "Raqqa or Homs"),
        accept=("Raqqa",),
    ),
    Asked("Which country is Damascus the capital of?", "Syria", wrong=("Styria", "Syrian", "Assyria"),
          right=("of Syria", "Syria (Asia)"), slips=("Syira", "Syrria")),
    Asked("Which Austrian province has Graz as its capital?", "Styria", wrong=("Syria",),
          right=("Styria, Austria", "the province of Styria")),
    # --- science
    Asked(
        "Which gas do plants take in?",
        "carbon dioxide",
        right=("carbon dioxide gas", "carbon dioxide (CO2)"[:14], "the gas carbon dioxide"),
        slips=("carbon dioxde", "carbn dioxide"),
        wrong=("carbon monoxide", "oxygen", "carbon"),
    ),
    Asked(
        "Which acid is in the stomach?",
        "hydrochloric acid",
        right=("hydrochloric", "Hydrochloric Acid"),
        wrong=("hydrochlorous acid", "acid", "sulfuric acid", "hypochloric acid"),
    ),
    Asked(
        "Which acid is in car batteries?",
        "sulfuric acid",
        right=("sulphuric acid", "sulphuric"),
        wrong=("sulfurous acid", "sulphurous acid"),
    ),
    Asked(
        "Which element has the symbol Cl?",
        "chlorine",
        right=("the element chlorine", "Chlorine"),
        slips=("clorine",),
        wrong=("chloride", "chlorite", "fluorine"),
    ),
    Asked(
        "Which kind of rock forms from lava?",
        "igneous",
        right=("igneous rock", "igneous rocks"),
        wrong=("sedimentary rock", "rock", "ingenious"),
    ),
    Asked(
        "Which planet has the Great Red Spot?",
        "Jupiter",
        right=("planet Jupiter", "the planet Jupiter", "on Jupiter"),
        slips=("Jupitter", "Juptier"),
        wrong=("Saturn", "Jupiter or Saturn", "Jupiter's moon", "not Jupiter"),
    ),
    Asked(
        "What follows an acute angle in size?",
        "right angle",
        right=("a right angle", "right angles", "right"),
        wrong=("left angle", "obtuse angle", "angle"),
    ),
    # --- literature
    Asked(
        "Which play by Shakespeare is set in Verona and ends with two lovers' deaths?",
        "Romeo and Juliet",
        right=("Romeo & Juliet", "Romeo and Juliet by Shakespeare", "the play Romeo and Juliet", "Shakespeare's Romeo and Juliet"[14:]),
        slips=("Romeo and Jueliet"[:0] + "Romeo and Julliet",),
        wrong=("Romeo", "Juliet", "Romeo or Juliet", "Othello"),
    ),
    Asked(
        "Complete the title: Romeo and …",
        "Juliet",
        right=("Romeo and Juliet", "and Juliet"),
        wrong=("Romeo", "not Juliet"),
    ),
    Asked(
        "Which novel by Tolstoy begins with happy families?",
        "Anna Karenina",
        right=("the novel Anna Karenina", "Anna Karenina by Tolstoy", "“Anna Karenina”"),
        slips=("Anna Kareninna",),
        wrong=("War and Peace", "Anna", "Anna Karenina or Resurrection"),
    ),
)

GAPS = (
    Asked(
        "He was exiled to […] after Waterloo.",
        "Saint Helena",
        right=("St Helena", "St. Helena", "to Saint Helena", "the island of Saint Helena"[14:]),
        slips=("Saint Helenna",),
        wrong=("Elba", "from Saint Helena", "not Saint Helena"),
    ),
    Asked(
        "The […] civil war began in 1861.",
        "American",
        right=("American", "the American", "American civil war"),
        slips=("Amercian",),
        wrong=("America's brother", "Spanish", "not American"),
    ),
    Asked(
        "Water boils at a lower temperature in […].",
        "the mountains",
        right=("mountains", "in the mountains", "the mountain"[:0] + "in mountains"),
        wrong=("valleys", "not in the mountains"),
    ),
    Asked(
        "Gold is not […].",
        "magnetic",
        right=("magnetic",),
        slips=("magnetci",),
        wrong=("non-magnetic", "not magnetic"),
    ),
    Asked(
        "The Danube flows into the […] Sea.",
        "Black",
        right=("Black Sea", "the Black Sea", "into the Black Sea", "black"),
        wrong=("Red Sea", "Blackish"),
    ),
    Asked(
        "Nitrogen and […] make up most of the air.",
        "oxygen",
        right=("nitrogen and oxygen", "and oxygen"),
        slips=("oxigen"[:0] + "oxygenn",),
        wrong=("nitrogen", "hydrogen", "oxygen or argon"),
    ),
)


@dataclass(frozen=True)
class Listed:
    """A question for several, and lines typed in answer to it, one after another."""

    prompt: str
    answer: tuple[str, ...]
    need: int
    right: tuple[tuple[str, ...], ...] = ()
    partly: tuple[tuple[str, ...], ...] = ()
    wrong: tuple[tuple[str, ...], ...] = ()


LISTS = (
    Listed(
        "Which two countries share the island of Hispaniola?",
        ("Haiti", "Dominican Republic"),
        2,
        right=(("Haiti, Dominican Republic",), ("Haiti and the Dominican Republic",), ("Haiti; Dominican Republic",),
               ("Haiti & Dominican Republic",), ("Haiti / Dominican Republic",), ("Haiti\nDominican Republic",),
               ("Haiti", "Dominican Republic"), ("the Dominican Republic and Haiti.",), ("both Haiti and Dominican Republic",),
               ("1. Haiti 2. Dominican Republic",), ("- Haiti", "- Dominican Republic"), ("Haiti + Dominican Republic",),
               ("Haiti, and the Dominican Republic",), ("They are Haiti and the Dominican Republic",),
               ("Haiti as well as Dominican Republic",)),
        partly=(("Haiti, Cuba",), ("Haiti and Cuba",), ("Haiti, Dominican Republic, Cuba",), ("Haiti",),
                ("Haiti, Dominican Republic, Cuba, Jamaica",), ("Cuba", "Haiti", "Dominican Republic"),
                ("Haiti, Dominica",), ("not Haiti, Dominican Republic",)),
        wrong=(("Cuba and Jamaica",), ("Cuba, Jamaica",), ("Cuba",), ("Haiti or Cuba",)),
    ),
    Listed(
        "Name countries in the Caribbean.",
        ("Trinidad and Tobago", "Antigua and Barbuda", "Cuba", "Jamaica", "Saint Kitts and Nevis"),
        3,
        right=(("Trinidad and Tobago, Cuba, Jamaica",), ("Trinidad and Tobago and Cuba and Jamaica",),
               ("Trinidad & Tobago, Cuba & Jamaica",), ("Cuba, Jamaica and Antigua and Barbuda",),
               ("St Kitts and Nevis, Cuba, Jamaica",), ("Cuba, Jamaica, Peru, Antigua & Barbuda",)),
        partly=(("Trinidad and Tobago",), ("Cuba, Jamaica",), ("Cuba and Peru",),
                ("Cuba, Jamaica, Trinidad and Tobago, Peru, Chile, Bolivia, Spain",)),
        wrong=(("Peru and Chile",), ("Bosnia and Herzegovina",)),
    ),
    Listed(
        "Name three cities that have been the capital of the United States.",
        ("Washington, D.C.", "New York", "Philadelphia", "Baltimore"),
        3,
        right=(("Washington, D.C., New York, Philadelphia",), ("New York, Philadelphia and Baltimore",),
               ("Philadelphia, Baltimore and Washington, D.C.",),
               ("Philadelphia, Pennsylvania; Baltimore, Maryland; New York",)),
        partly=(("New York, Boston, Chicago",), ("New York, Philadelphia, Boston, Baltimore",)),
        wrong=(("Boston, Chicago, Miami",),),
    ),
    Listed(
        "Which noble gases do you know?",
        ("helium", "neon", "argon", "krypton", "xenon", "radon"),
        4,
        right=(("helium, neon, argon, krypton",), ("helium, neon, argon and xenon",),
               ("helium, oxygen, neon, argon, radon",), ("neon; radon; xenon; helium",)),
        partly=(("helium, neon",), ("oxygen, nitrogen, neon, argon",)),
        wrong=(("oxygen, nitrogen",),),
    ),
    Listed(
        "Nenne zwei Nachbarländer Deutschlands.",
        ("Polen", "Dänemark", "Belgien", "Frankreich"),
        2,
        right=(("Polen und Dänemark",), ("Belgien, Frankreich",), ("Daenemark und Polen",)),
        partly=(("Polen und Italien",), ("Polen, Belgien, Italien",)),
        wrong=(("Italien und Spanien",),),
    ),
    Listed(
        "Which three scientists shared the prize in 1903?",
        ("Marie Curie", "Pierre Curie", "Henri Becquerel"),
        3,
        right=(("Curie, Marie; Curie, Pierre; Becquerel, Henri",), ("Marie Curie, Pierre Curie and Henri Becquerel",),
               ("M. Curie, P. Curie, H. Becquerel",)),
        partly=(("Marie Curie, Pierre Curie, Planck",), ("Marie Curie and Pierre Curie",)),
        wrong=(("Planck, Bohr, Einstein",),),
    ),
)
