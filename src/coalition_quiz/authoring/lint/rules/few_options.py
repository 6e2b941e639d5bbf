"""Q308: too few options, so that guessing works."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.kinds.choice import Choice

_FEWEST = 3
_YES_AND_NO = frozenset({"yes", "no", "true", "false", "right", "wrong", "correct", "incorrect"})


def _check(view: CardView) -> Iterator[Finding]:
    body = view.body
    if not isinstance(body, Choice):
        return
    if body.pool:
        yield from _drawn(view, body)
    elif len(body.answers) + len(body.wrong) < _FEWEST:
        yield Finding(_message(len(body.answers) + len(body.wrong)), _remedy(body), "wrong")
    elif 0 < body.options < _FEWEST:
        yield Finding(_message(body.options), "Show at least three.", "options")


def _drawn(view: CardView, body: Choice) -> Iterator[Finding]:
    answers, pool = len(body.answers), view.deck.pools[body.pool]
    if body.options < _FEWEST:
        yield Finding(_message(body.options), "Show at least three.", "options")
    elif answers == 1 and len(pool) <= 2 * _FEWEST:
        names = {normalise(text) for text in pool} - {normalise(body.answers[0])}
        if len(names) + 1 < _FEWEST:
            remedy = f"Add texts to the pool `{body.pool}`."
            yield Finding(_message(len(names) + 1), remedy, "from", body.pool)


def _message(count: int) -> str:
    return f"only {count} options are shown, so that a guess is right half of the time"


def _remedy(body: Choice) -> str:
    texts = {text.lower().rstrip(".") for text in (*body.answers, *(w.text for w in body.wrong))}
    if texts <= _YES_AND_NO:
        return "Make it a statement with `truth:`, which is answered at a key's touch."
    return "Add a wrong option that a learner may believe, or ask for the answer with `typed`."


RULE = Rule(
    code="Q308",
    name="few-options",
    meaning="A choice shows fewer than three options.",
    kinds=frozenset({"choice"}),
    check=_check,
)
