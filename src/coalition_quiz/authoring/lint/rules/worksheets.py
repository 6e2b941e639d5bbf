"""Rules about what authors copy from worksheets on paper, and what is missing without the paper."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.lint.rules.answers import MOST_WORDS_TYPED
from coalition_quiz.authoring.words import count_words
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.languages.numerals import number_in_words
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.word import Word

_LONGEST_PROMPT = 300
_MOST_ANSWERS = 50

# Q112 nothing-to-look-at: a question about a diagram, a text or a page that the card does not have.

_THING = (
    r"(?:diagram|picture|image|figure|graph|chart|photo(?:graph)?|drawing|table|text|passage"
    r"|extract|worksheet|handout|textbook|cartoon)"
)
_LOOKED_AT = re.compile(
    rf"\b(?:look at|see|study|use|refer to) (?:the|this|your) (?:{_THING}|map|source|document)\b"
    rf"|\b(?:in|on|from|according to|below) (?:the|this|your) {_THING}(?=[ ,]*[?.,:;]|$| on |"
    r" above| below| opposite|[^.?]*(?:labell?ed|marked|shown))"
    r"|\b(?:labell?ed|marked) (?:with )?(?:the letter )?[A-Z]\b(?! ?/)"
    r"|\b(?:figure|fig\.|table|source|document|diagram|extract|worksheet) \d{1,2}\b"
    # French
    r"|\b(?:regard|observ)\w+ (?:bien )?(?:le|la|l['’]|ce|cette|les) ?(?:doc\w*|schéma|carte|image"
    r"|photo|dessin|graphique|tableau|figure|texte)"
    r"|\b(?:d['’]après|selon|à l['’]aide d[eu]) (?:le|la|l['’]|ce|cette)? ?(?:document|schéma|carte"
    r"|image|photo|dessin|graphique|tableau|figure|texte)(?! d[eu'’])"
    r"|\b(?:document|doc\.|figure|texte|exercice) (?:n° ?)?\d{1,2}\b"
    # German
    r"|\b(?:schau|sieh|betrachte|auf|in|im|laut|nach|beschrifte)\b(?: dir)? "
    r"(?:der|dem|das|die|diesem|dieser)?\s?(?:Abbildung|Bild|Karte|Text|Tabelle|Grafik|Diagramm|Arbeitsblatt|Skizze|Foto)"
    r"(?=[ ,]*[?.,:;]|$| an\b| auf\b| mit\b)|\b(?:Abb\.|Abbildung|Arbeitsblatt|Material) ?\d{1,2}\b"
    # Spanish, Italian, Portuguese
    r"|\b(?:mira|observa|fíjate en|según|guarda|osserva|secondo|observe|segundo) "
    r"(?:el|la|il|lo|o|a) (?:dibujo|imagen|mapa|texto|tabla|gráfico|figura|foto|esquema|documento"
    r"|disegno|immagine|mappa|testo|tabella|grafico|schema|imagem|desenho|tabela)(?! d[eio])"
    # Russian
    r"|\b(?:рассмотри\w*|посмотри\w*(?: на)?|по|на|используя|см\.) (?:карт[уе]|рисун(?:ок|ке|ку)"
    r"|схем[уе]|таблиц[уе]|текст[уе]?|фото\w*|график[уе]?|иллюстраци\w+)"
    r"(?=[ ,]*[?.,:;]|$| на | под)"
    r"|\bрис\. ?\d|\bв учебнике\b"
    # A page, in many languages
    r"|\b(?:page|pages|p\.|pp\.|pg\.|Seite|S\.|página|pág\.|pagina|pag\.|стр\.|str\.) ?\d{1,3}\b",
    re.IGNORECASE,
)
_ON_PAPER = re.compile(
    r"text|passage|page|p\.|worksheet|source|document|doc\.|стр|Seite", re.IGNORECASE
)


@card_rule(
    "Q112",
    "nothing-to-look-at",
    "The question is about a picture, a text or a page that the card does not show.",
)
def _nothing_to_look_at(view: CardView) -> Iterator[Finding]:
    prompt = view.shown
    if len(prompt) > _LONGEST_PROMPT or "\n" in prompt.strip() or "`" in prompt:
        return  # what the question is about is probably in it
    found = _LOOKED_AT.search(prompt)
    if found and (not view.card.picture or _ON_PAPER.search(found[0])):
        yield Finding(
            f"learners do not have what the question refers to: `{found[0].strip()}`",
            "Add it as `picture:`, put the text into the question, or ask without it.",
            view.kind,
            found[0].strip(),
        )


# Q113 shared-meaning: two words with one meaning, of which only one is accepted.


@deck_rule(
    "Q113",
    "shared-meaning",
    "Two words have the same meaning, and only one of them is accepted for it.",
    kinds={"word"},
)
class _SharedMeaning:
    """An index of the shown sides of words by their hashes."""

    def __init__(self, context: LintContext) -> None:
        self._cards = context.deck.cards
        self._first: dict[tuple[str, int], int] = {}
        self._found: list[tuple[int, int, str]] = []

    def see(self, view: CardView) -> None:
        body = view.body
        assert isinstance(body, Word)
        sides = [("word", body.word.text), ("means", body.means.text)][: 1 + body.both]
        for side, text in sides:
            first = self._first.setdefault((side, hash(normalise(text))), view.number)
            if first != view.number:
                self._found.append((view.number, first, side))

    def found(self) -> Iterator[tuple[int, Finding]]:
        for number, first, side in self._found:
            one, other = self._cards[number].body, self._cards[first].body
            assert isinstance(one, Word)
            assert isinstance(other, Word)
            if _is_taught_twice(one, other, side):
                yield number, _shared(one, other, side, self._cards[first].line)


def _is_taught_twice(one: Word, other: Word, side: str) -> bool:
    """Whether two cards show the same, and neither accepts what the other one teaches."""
    ours, theirs = (each.means if side == "word" else each.word for each in (one, other))
    spellings = {normalise(text) for text in (theirs.text, *theirs.accept)}
    return not spellings & {normalise(text) for text in (ours.text, *ours.accept)}


def _shared(one: Word, other: Word, side: str, line: int) -> Finding:
    asked = one.word if side == "word" else one.means
    answers = (one.means, other.means) if side == "word" else (one.word, other.word)
    return Finding(
        f"`{asked.text}` is asked on line {line} too, and each card accepts only its own answer: "
        f"`{answers[0].text}` or `{answers[1].text}`",
        "Make them differ, as in “you (to a friend)”, or list both answers on both cards.",
        side,
        asked.text,
        lines=(line,),
    )


# Q215 other-count: a list that asks for another number of names than its question.

_FEWEST, _MOST = 2, 12
_FIRST_WORDS = 6
_IN_ENGLISH = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@card_rule(
    "Q215",
    "other-count",
    "The question of a list asks for another number of things than the card.",
    kinds={"list"},
)
def _other_count(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, List)
    asked = dict(_counts(body.prompt[:_LONGEST_PROMPT], view.context.deck.language))
    if len(asked) != 1 or body.need in asked.values():
        return
    ((word, count),) = asked.items()
    has = f"{body.need} of {len(body.answer)}" if body.need < len(body.answer) else f"{body.need}"
    enough = count <= len(body.answer)
    yield Finding(
        f"the question asks for `{word}`, but the card needs {has}",
        f"Add `need: {count}`." if enough else "Add what is missing, or change the question.",
        "list",
        word,
    )


def _counts(prompt: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield the numbers of things that a question asks for, among its first words."""
    words = _WORD.findall(prompt)[:_FIRST_WORDS]
    for at, word in enumerate(words):
        if at and word[:1].isupper():
            return  # the name of something, which may have a number
        count = _number(word, language)
        if count is not None and _FEWEST <= count <= _MOST:
            yield word, count


def _number(word: str, language: str) -> int | None:
    if word.isdecimal():
        return int(word)
    if is_english(language):
        return _IN_ENGLISH.get(word.lower())
    return number_in_words(word.lower(), language)


# Q216 no-answer: a note to the teacher in place of an answer.

_NO_ANSWER = re.compile(
    r"\?{2,}|_{2,}|x{3,}|todo|tbc|tbd|tba|fixme|n/a"
    r"|(?:see|voir|siehe|ver|vedi|zie|см\.?) (?:p|pg|pp|page|s|seite|pág|página|pagina|стр|с|book"
    r"|textbook|notes|above|below|worksheet|cours|livre|buch|heft|libro|учебник|lesson)\b.*"
    r"|(?:(?:students?|pupils?|learners?|children)['’]?s?['’]? )?own "
    r"(?:answers?|words|ideas?|opinions?)"
    r"|(?:answers?|responses?) (?:will |may |can )?var(?:y|ies)"
    r"|(?:accept )?any (?:sensible|suitable|reasonable|correct|valid|appropriate|other|relevant) "
    r"(?:answer|example|suggestion|response|reason)s?"
    r"|(?:various|several|different|possible) answers|teacher (?:to check|checks)"
    r"|réponses? (?:libres?|personnelles?|ouvertes?|au choix|possibles?|variées?|diverses)"
    r"|à compléter|individuell|individuel(?:le)?|unterschiedlich|verschieden|varies|по-разному"
    r"|индивидуально"
    r"|(?:individuelle|eigene|freie|offene|verschiedene|mögliche) "
    r"(?:antwort|lösung|meinung)(?:en)?"
    r"|respuestas? (?:libres?|abiertas?|personal(?:es)?)|risposta (?:libera|aperta|personale)"
    r"|respostas? (?:livre|aberta|pessoal)|eigen (?:antwoord|mening)"
    r"|(?:свой|свободный|собственный|любой|личный) (?:ответ|вариант)|ответы? учени\w+"
    r"|תשובה (?:אישית|חופשית)|إجابة (?:حرة|شخصية)",
    re.IGNORECASE,
)


@card_rule("Q216", "no-answer", "The answer is a note to the author, not an answer.")
def _no_answer(view: CardView) -> Iterator[Finding]:
    for answer in view.answers[:_MOST_ANSWERS]:
        if len(answer) <= _LONGEST_PROMPT and _NO_ANSWER.fullmatch(answer.strip(" .!()[]")):
            yield Finding(
                f"`{answer.strip()}` is not an answer that learners can give",
                "Write the answer, or make it a `front` card, which learners rate themselves.",
                _FIELDS.get(view.kind, "answer"),
                answer,
            )


_FIELDS = {"front": "back", "cloze": "cloze", "word": "means", "match": "pairs"}


# Q217 explanation-to-type: an explanation that each learner words differently.

_EXPLAINS = re.compile(
    r"\W*(?:why|explain|describe|define|how (?:do|does|did|can|could|would|is|are|was|were)"
    r"(?! (?:you|we|one) (?:say|spell|write|pronounce|call))"
    r"|what (?:is|are|was) (?:meant by|an?|the (?:function|purpose|role|job|difference|effect))"
    r"|what (?:happens|would happen|does [\w ]{1,40} (?:do|mean))"
    r"|pourquoi|explique[zr]?|décri(?:s|vez|re)|défini(?:s|ssez|r)|qu['’]est[- ]ce qu|à quoi sert"
    r"|warum|wieso|weshalb|wozu|erkläre?|beschreibe?|definiere?|was ist ein|was versteht"
    r"|por ?qu[eé]|para qué|explica|describe|define|qué (?:es|son)|perch[eé]|spiega|descrivi"
    r"|cos['’]è|cosa sono|porquê|explique|o que (?:é|são)|waarom|leg uit|wat is een"
    r"|почему|зачем|объясни|опиши|что такое|дайте определение)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"[,:;.] *(?:why|pourquoi|warum|por qué|perché|waarom|почему|explain|justify"
    r"|give (?:a|your) reasons?|expliquez?|justifiez?|begründe|justifica|spiega|объясни|обоснуй)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5


@card_rule(
    "Q217",
    "explanation-to-type",
    "The question asks for an explanation, which learners must type word for word.",
    kinds={"typed"},
)
def _explanation_to_type(view: CardView) -> Iterator[Finding]:
    prompt, answer = view.shown[:_LONGEST_PROMPT], view.answers[0]
    count = count_words(answer)
    asks = _EXPLAINS.match(prompt) or _LATER.search(prompt)
    if asks and _FEWEST_WORDS <= count <= MOST_WORDS_TYPED:
        yield Finding(
            f"learners who explain it in other words than these {count} are marked wrong",
            "Make it a `front` card, which learners rate themselves, or ask for a word or a name.",
            "answer",
            answer,
        )


# Q218 zero-for-o: a formula with a zero instead of the letter O.

_LONGEST_FORMULA = 12
_ZERO = re.compile(r"H20|H202|(?=.*(?<![\d.])0)(?:\(?[A-Z][a-z]?\)?(?:0\d?|[1-9]\d?)?|0\d?)+[+-]?")
_ABOUT_CHEMISTRY = re.compile(
    r"formula|chemi|\bgas\b|compound|water|\bacid|oxide|molecul|formel|\bgaz\b|\beau\b|chimi|fórmula"
    r"|formule|\bagua\b|\bacqua\b|wasser|формул|хими|\bгаз\b|вод[аы]",
    re.IGNORECASE,
)


@card_rule(
    "Q218",
    "zero-for-o",
    "A chemical formula contains the digit 0 instead of the letter O.",
    kinds={"typed", "list", "cloze", "word"},
)
def _zero_for_o(view: CardView) -> Iterator[Finding]:
    for entry in view.body.entries[:_MOST_ANSWERS]:
        text = entry.text.strip()
        is_formula = 1 < len(text) <= _LONGEST_FORMULA and _ZERO.fullmatch(text)
        if is_formula and _ABOUT_CHEMISTRY.search(view.prompt[:_LONGEST_PROMPT]):
            yield Finding(
                f"`{text}` has the digit 0, so the formula with the letter O is marked wrong",
                "Write the letter O.",
                _FIELDS.get(view.kind, "answer"),
                text,
            )


# Q312 letters-only: options that are the letters of options on paper.

_LETTER = re.compile(r"\(?([A-FА-Е])[).]?", re.IGNORECASE)
_ABOUT_LETTERS = re.compile(
    r"letter|vitamin|blood|note|chord|grade|\bkey\b|type|class|hepatitis|variable|point|row|column"
    r"|drive|string|vowel|size|lettre|groupe|buchstabe|blut|letra|letter|sangre|sangue|букв|витамин"
    r"|групп|нот[аы]|vocale|voyelle|vocal|(?<!\w)[B-F](?!\w)|\bA\b(?! )|\n",
    re.IGNORECASE,
)
_FEWEST_OPTIONS = 3


@card_rule(
    "Q312",
    "letters-only",
    "The options are only letters, so learners do not see what they stand for.",
    kinds={"choice"},
)
def _letters_only(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Choice)
    letters = sorted(
        found[1].upper() for each in view.options if (found := _LETTER.fullmatch(each))
    )
    are_all = _FEWEST_OPTIONS <= len(letters) == len(view.options)
    if are_all and letters[0] in "AА" and not _ABOUT_LETTERS.search(view.short_prompt):
        yield Finding(
            "the options are only letters, and their texts are missing",
            "Write the text of each option.",
            "answer",
        )
