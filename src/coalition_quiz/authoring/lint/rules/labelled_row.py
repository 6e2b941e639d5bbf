"""Q311: letters or numbers in front of options or rows, which are shuffled when they are shown."""

import re
from collections.abc import Iterator, Sequence

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, Rule
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.typed import Typed

_MOST = 100
_LONGEST_PROMPT = 2_000
_LABEL = re.compile(r"\(?(?P<label>[a-hA-H]|\d{1,2}|[ivx]{1,4})(?P<end>[.)]|:(?=\s))\s+(?=\S)")
_IN_PROMPT = re.compile(r"^\s*\(?([aA])[.)]\s+\S.*\n\s*\(?([bB])[.)]\s+\S", re.MULTILINE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_FEWEST = 2


def _check(view: CardView) -> Iterator[Finding]:
    if view.kind in {"choice", "typed"}:
        found = _IN_PROMPT.search(view.prompt[:_LONGEST_PROMPT])
        if found:
            yield Finding(
                "the prompt holds options with letters",
                "Write them as the `answer` and the `wrong` options of a `choice`, without "
                "letters: they are shuffled and numbered when they are shown.",
                view.kind,
                found[0].strip().partition("\n")[0],
            )
    texts = _texts(view)
    labels = [_LABEL.match(text) for text in texts]
    first = next((label for label in labels if label), None)
    if not first or not _count_on([label["label"].lower() for label in labels if label], texts):
        return
    row = texts[labels.index(first)]
    told = "give the order away" if view.kind == "order" else "mean nothing once they are shown"
    yield Finding(
        f"labels such as `{first[0].strip()}` {told}",
        f"Leave them out: write `{row[first.end() :]}`.",
        "answer" if row in view.answers else "wrong",
        row,
    )


def _texts(view: CardView) -> Sequence[str]:
    match view.body:
        case Choice():
            return (*view.answers, *view.distractors)[:_MOST]
        case Order(answer=answer):
            return answer[:_MOST]
        case List() | Typed():
            return view.answers[:_MOST]
        case _:
            return ()


def _count_on(labels: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether labels are a row of their own from its beginning: a, b, c or 1, 2, 3."""
    if len(labels) < len(texts) or len(texts) < _FEWEST:
        return False
    rows = ("abcdefgh", [str(number) for number in range(1, len(labels) + 1)], _ROMAN)
    return any(sorted(labels) == sorted(row[: len(labels)]) for row in rows)


RULE = Rule(
    code="Q311",
    name="labelled-row",
    meaning="Options or rows begin with letters or numbers of their own.",
    kinds=frozenset({"choice", "order", "list", "typed"}),
    check=_check,
)
