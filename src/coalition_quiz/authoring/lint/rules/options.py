"""Rules about options: their number, their form and their wording."""

import re
from collections.abc import Iterator, Sequence

from coalition_quiz.authoring.lint.rule import CardView, Finding, card_rule
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.grading.option_order import ascending
from coalition_quiz.core.kinds.choice import Choice

_REST = re.compile(
    r"[ \t]*(?:all|any|both|neither|none|some) (?:of )?(?:"
    r"(?:the )?above\b[^\n]{0,30}"
    r"|(?:these|those|them|the others?|(?:the |these )?(?:other )?"
    r"(?:alternatives|answers|choices|options|statements)\b[^\n]{0,30})[ .!]*)",
    re.IGNORECASE,
)

_REST_ELSEWHERE = re.compile(
    r"\s*(?:(?:toutes|aucune|les deux|l['’]une)(?: de| des)? (?:ces |les )?"
    r"(?:réponses|propositions)\b.*"
    r"|(?:tout|rien|aucun)(?: de)? ce qui précède|aucun(?:e)? des (?:deux|trois|quatre)"
    r"|kein\w* von (?:beiden|diesen|allen)|aucune? des (?:deux|autres)"
    r"|ningun[oa] de l[ao]s \w+"
    r"|nessun[oa] dei (?:due|precedenti)"
    r"|(?:alle|keine|beide|nichts|keines)(?: der| von| sind)?(?: diesen?| den)? ?"
    r"(?:(?:oben )?genannten?|davon|antworten|aussagen|möglichkeiten|richtig)\b.*"
    r"|(?:tod|ningun|amb)[oa]s?(?: de)? (?:l[ao]s )?(?:anteriores|respuestas|opciones)\b.*"
    r"|(?:tutt|nessun|entramb)[aei] (?:[dl]el?le|le|dei|i) (?:precedenti|risposte|opzioni)\b.*"
    r"|(?:tod|nenhum)as? (?:as|das) (?:anteriores|acima|respostas|alternativas)\b.*"
    r"|(?:alle|geen|beide)(?: van)?(?: de)? ?(?:bovenstaande|antwoorden|genoemde)\b.*"
    r"|(?:вс[её]|ничего|ни один|ни одно)(?: из)?(?: ответ\w*| вариант\w*)? ?"
    r"(?:выше|перечисл|вышепере|указанн|верн|правильн|ответ|вариант)\w*\b.*"
    r"|нет (?:верного|правильного) (?:ответа|варианта)"
    r"|כל התשובות.*|אף תשובה.*|כל הנ[\"״]ל|(?:جميع|كل|لا شيء م)\s?ما (?:سبق|ذكر)"
    r"|上記(?:の|は)?(?:すべて|全て).*"
    r"|以上(?:都|皆)不?是)[ .!]*",
    re.IGNORECASE,
)


def is_on_the_rest(option: str) -> bool:
    """Whether an option is about the others, such as *all of the above*."""
    return bool(_REST.fullmatch(option) or _REST_ELSEWHERE.fullmatch(option))


# Q108 vague-frequency: an option or a statement whose truth depends on the meaning of `often`.

_LONGEST_PROMPT = 1_000
_MOST_OPTIONS = 20

_VAGUE = re.compile(
    # Comparisons are not vague (more often, most commonly), and neither are names (usually called).
    # `Sometimes` is true of a single case and implies no share.
    r"(?<!though )(?<!while )(?<!most )(?<!more )(?<!less )(?<!least )(?<!how )(?<!as )(?<!so )"
    r"(?<!too )\b"
    r"(usually|often|rarely|frequently|seldom|generally|normally|typically)"
    r"\b(?! (?:called|known|named|referred|spel|abbreviated|written|regarded|considered|than)|-)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“«`][^\"”»`]{0,300}[\"”»`]")
_EARLY = 40
"""The first characters of an option: a word there applies to the whole option."""


@card_rule(
    "Q108",
    "vague-frequency",
    "The answer depends on a vague word such as `usually`, `often` or `rarely`.",
    kinds={"choice", "truth"},
    language="en",
)
def _vague_frequency(view: CardView) -> Iterator[Finding]:
    if isinstance(view.card.body, Choice):
        options = (*view.answers, *view.distractors)[:_MOST_OPTIONS]
        # Options that answer a vague question in its own words are as exact as the question.
        if _may_be_vague("\n".join(options)) and not _VAGUE.search(view.prompt[-_LONGEST_PROMPT:]):
            yield from _in_options(options, len(view.answers))
        return
    prompt = view.prompt[:_LONGEST_PROMPT]
    vague = _may_be_vague(prompt) and _VAGUE.search(_QUOTED.sub("", prompt))
    if vague:
        yield _finding("truth", "the statement", vague[1])


def _may_be_vague(text: str) -> bool:
    """Check quickly whether a text may contain one of the words, which settles most texts."""
    return "ly" in text or "ften" in text or "eldom" in text


def _in_options(options: Sequence[str], right: int) -> Iterator[Finding]:
    """Find the first vague option, unless all options are equally vague."""
    words = [_early(option) for option in options]
    first = next(filter(None, words), "")
    if first and len(set(words)) > 1:
        key = "answer" if words.index(first) < right else "wrong"
        yield _finding(key, "the option", first)


def _early(option: str) -> str:
    """Find the vague word that an option depends on; a single word is a step of a scale."""
    vague = _VAGUE.search(option, 0, _EARLY)
    return vague[1] if vague and " " in option.strip() else ""


def _finding(key: str, place: str, word: str) -> Finding:
    return Finding(
        f"`{word}` is vague, so {place} cannot be judged",
        "Give a figure or a comparison, such as `in most years`.",
        key,
        word,
    )


# Q301 all-or-none-of-the-above: an option about the other options.

_BEGINNINGS = {"all ", "any ", "both", "neit", "none", "some", "eith", "only", "opti", "answ"}
_LETTER = r"\(?[a-e][).]?"
_AND = r"(?:, ?|,? and |,? or |,? nor | ?& ?)"
_LETTERS = re.compile(
    rf"(?:both |either |neither |only |options? |answers? )?{_LETTER}(?:{_AND}{_LETTER})+"
    r"(?: above| both| only| are [a-z]{4,8})?\.?",
    re.IGNORECASE,
)
_LONGEST_WITH_LETTERS = 5_000
_ONE_LETTER_ONLY = re.compile(r"(?:only )?\(?[A-E][).]? ?(?:only)?\.?", re.IGNORECASE)
_LONE_LETTERS = re.compile(r"(?<!\w)(?:[A-E]{2,5}|[B-E]|A$)(?!\w)")


@card_rule(
    "Q301",
    "all-or-none-of-the-above",
    "An option refers to others, such as “all of the above” or “both A and B”.",
    kinds={"choice"},
)
def _all_or_none_of_the_above(view: CardView) -> Iterator[Finding]:
    texts = view.options
    is_foreign = not is_english(view.context.deck.language)
    likely = [text for text in texts if is_foreign or _may_be(text)]
    if not likely:
        return
    text = next(filter(is_on_the_rest, likely), "") or _on_letters(likely, texts, view)
    if text:
        yield Finding(
            f"the option `{text}` refers to other options, but options are shuffled",
            "Replace it with a real option, or list all right options under `answer`.",
            view.field_of(text),
            text,
        )


def _may_be(text: str) -> bool:
    return text[:4].lower() in _BEGINNINGS or text[1:2] in " ,&)" or text[:1] == "("


def _on_letters(likely: Sequence[str], texts: Sequence[str], view: CardView) -> str:
    """Find an option such as *both A and B*, unless the options are about letters."""
    found = [text for text in likely if _LETTERS.fullmatch(text)]
    others = [text for text in texts if not _LETTERS.fullmatch(text)] if found else []
    if others and all(map(_ONE_LETTER_ONLY.fullmatch, others)):
        # If the prompt has no letters either, the letters can only be those of options.
        return "" if _LONE_LETTERS.search(view.prompt[:_LONGEST_WITH_LETTERS]) else found[0]
    return found[0] if others and not any(map(_LONE_LETTERS.search, others)) else ""


# Q304 options-not-parallel: options of different sorts or forms.

_FEWEST_PARALLEL = 3

_ARTICLE = re.compile(r"(?<![\w/(-])(an?) ?(?:_{2,}|…|\.{3}|$|(?=[:?]\s*$))", re.IGNORECASE)
_VOWEL = re.compile(
    r"(?!uni(?!m|n)|eu|use|usu|uti|ura|ubi|u\b|u-|one\b|once\b|ones\b)[aeiou]"
    r"|hour|honest|heir|honou?r|8|11\b|18\b",
    re.IGNORECASE,
)
_SPELT = re.compile(r"[A-Za-z]+\b(?<![A-Z][A-Z])")
"""A word that is pronounced as it is spelt, not letter by letter."""

_STOP = re.compile(r"(?<![\s.!?…])\.$")
_ABBREVIATED = re.compile(
    r"(?:\b\w|\.\w+|\b(?:al|approx|bros|co|corp|dr|ed|etc|hrs?|inc|jr|lbs?|ltd|min|no"
    r"|oz|pl|sec|sp|spp|sr|st|vol|vs|yrs?))\.$",
    re.IGNORECASE,
)

_LOWER = re.compile(r"[a-z]{2,}(?=[ ,.]|$)")
_SENTENCE = re.compile(r"[A-Z][a-z]+(?: \w+)* [a-z]{4,}")

# Such as *Swedish krona*: its capital says nothing about the form of the options.
_PROPER = re.compile(
    r"[A-Z]\w*(?:ish|ese|[dgilprst]ian|ean|[imr]can|rman|oman)\b|(?:Arab|Arabic|Croat|Czech|Dutch|Finnic"
    r"|French|Greek|Iraqi|Israeli|Serb|Slovak|Swiss|Thai|Turkic|Welsh)\b"
)
# The output of a program instead of a number or a text.
_ERROR = re.compile(
    r"(?:(?:an?|the) )?(?:[\w ]+ )?(?:error|exception)|(?:it )?(?:crashes|fails)|an infinite loop",
    re.IGNORECASE,
)
_NO_VALUE = frozenset({"infinity", "nan", "nil", "null", "undefined", "true", "false"})

_DIGIT = re.compile(r"\d")
_COUNTS = re.compile(
    r"\b(?:all|any|both|dozen|half|hundreds?|infinit\w*|millions?|billions?|thousands?|no|none"
    r"|nothing|not|cannot|never|unlimited|unknown|depends|neither|some|many|several|zero|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|more|less|fewer|same|other|equal)\b",
    re.IGNORECASE,
)


@card_rule(
    "Q304",
    "options-not-parallel",
    "The options differ in type or form, or “a”/“an” fits only some of them.",
    kinds={"choice"},
    language="en",
)
def _options_not_parallel(view: CardView) -> Iterator[Finding]:
    texts = view.options
    if len(texts) < _FEWEST_PARALLEL:
        return
    yield from _article(view, texts)
    for found in (_full_stop(texts), _small_letter(texts), _no_number(texts)):
        if found:
            message, remedy, text = found
            yield Finding(message, remedy, view.field_of(text), text)
            return


def _article(view: CardView, texts: tuple[str, ...]) -> Iterator[Finding]:
    """Find an article in the prompt that fits the right option but not a wrong one."""
    prompt = view.short_prompt
    found = _ARTICLE.search(prompt) if _may_end_in_article(prompt) else None
    if not found or not view.single_answer or not all(map(_SPELT.match, texts)):
        return
    fits = [(found[1].lower() == "an") == bool(_VOWEL.match(text)) for text in texts]
    odd = "" if all(fits) else texts[fits.index(False)]
    if odd and fits[0] and "/" not in odd and not is_on_the_rest(odd):
        yield Finding(
            f"`{found[1]}` does not fit the option `{odd}`, so learners can rule it out",
            "Put the article into each option, or write `a(n)` in the question.",
            view.kind,
            _tail(prompt[: found.end()]),
        )


def _tail(text: str) -> str:
    """Return the last words of a text; an article alone occurs too often."""
    return " ".join(text.rstrip().rsplit(" ", 3)[-3:])


def _may_end_in_article(prompt: str) -> bool:
    return "__" in prompt or "…" in prompt or "..." in prompt or " a" in prompt[-6:]


_Odd = tuple[str, str, str] | None
"""The problem, the advice and the odd option; or None."""


def _full_stop(texts: tuple[str, ...]) -> _Odd:
    """Find options if only some of them end in a full stop."""
    ending = [text for text in texts if text[-1:] == "."]
    if not ending or len(ending) == len(texts):
        return None
    plain = [text for text in texts if not _ends_otherwise(text)]
    stopped = [text for text in plain if _STOP.search(text)]
    if not stopped or len(stopped) == len(plain) or len(plain) < _FEWEST_PARALLEL:
        return None
    is_rare = 2 * len(stopped) <= len(plain)
    odd = stopped[0] if is_rare else next(text for text in plain if text not in stopped)
    message = "only some options end with a full stop"
    return message, "Use the same punctuation for all options.", odd


def _ends_otherwise(text: str) -> bool:
    """Whether a text ends in another mark, a digit or an abbreviation, or has a form of its own."""
    last = text.removesuffix(".")[-1:]
    return bool(
        not last.isalpha() or _ABBREVIATED.search(text) or is_on_the_rest(text) or "\n" in text
    )


def _small_letter(texts: tuple[str, ...]) -> _Odd:
    """Find a single option with a small initial among phrases with a capital."""
    small = [text for text in texts if text[:1].islower()]
    if len(small) != 1 or not _LOWER.match(small[0]) or is_on_the_rest(small[0]):
        return None
    if _ERROR.fullmatch(small[0]):
        return None
    sentences = [text for text in texts if _SENTENCE.match(text) and not _PROPER.match(text)]
    if len(sentences) < _FEWEST_PARALLEL - 1:
        return None  # the capitals may be those of names
    message = "only some options start with a capital letter"
    return message, "Start all options the same way.", small[0]


def _no_number(texts: tuple[str, ...]) -> _Odd:
    """Find a single option that is not a number among numbers."""
    if not _DIGIT.search(texts[0]) and not _DIGIT.search(texts[1]):
        return None
    odd = _odd_one(texts)
    if not odd or _COUNTS.search(odd) or _is_of_a_program(odd) or any(map(str.isnumeric, odd)):
        return None
    remedy = "Use options of the same type."
    return f"`{odd}` is not a number, but all other options are", remedy, odd


def _is_of_a_program(text: str) -> bool:
    return text.lower() in _NO_VALUE or _ERROR.fullmatch(text) is not None


def _odd_one(texts: Sequence[str]) -> str:
    """Find the only text that is not a number, an amount or a date; empty if there are more."""
    odd = [text for text in texts if not _DIGIT.search(text)]
    if len(odd) != 1:
        return ""
    return odd[0] if ascending([text for text in texts if text != odd[0]]) else ""


# Q308 few-options: too few options, so that guessing works.

_FEWEST_OPTIONS = 3
_YES_AND_NO = frozenset({"yes", "no", "true", "false", "right", "wrong", "correct", "incorrect"})


@card_rule("Q308", "few-options", "A choice shows fewer than three options.", kinds={"choice"})
def _few_options(view: CardView) -> Iterator[Finding]:
    body = view.body
    if not isinstance(body, Choice):
        return
    if body.pool:
        yield from _drawn(view, body)
    elif len(body.answers) + len(body.wrong) < _FEWEST_OPTIONS:
        yield Finding(_message(len(body.answers) + len(body.wrong)), _remedy(body), "wrong")
    elif 0 < body.options < _FEWEST_OPTIONS:
        yield Finding(_message(body.options), "Show at least three.", "options")


def _drawn(view: CardView, body: Choice) -> Iterator[Finding]:
    answers, pool = len(body.answers), view.context.deck.pools[body.pool]
    if body.options < _FEWEST_OPTIONS:
        yield Finding(_message(body.options), "Show at least three.", "options")
    elif answers == 1 and len(pool) <= 2 * _FEWEST_OPTIONS:
        names = {normalise(text) for text in pool} - {normalise(body.answers[0])}
        if len(names) + 1 < _FEWEST_OPTIONS:
            remedy = f"Add wrong options to the pool `{body.pool}`."
            yield Finding(_message(len(names) + 1), remedy, "from", body.pool)


def _message(count: int) -> str:
    return f"only {count} options are shown, so guessing is right half the time"


def _remedy(body: Choice) -> str:
    texts = {text.lower().rstrip(".") for text in (*body.answers, *(w.text for w in body.wrong))}
    if texts <= _YES_AND_NO:
        return "Use a `truth` card for a two-way question."
    return "Add a plausible wrong option, or use a `typed` card."
