"""The coverage of a text as plain text and as JSON. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from coalition_quiz.authoring.coverage import AskedFact, Asking, Coverage, CoveredSentence
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

_MOST_CARDS = 4
_LONGEST = 60


def coverage_as_text(coverage: Coverage) -> str:
    """Render every sentence with its facts and their cards, then what is missing."""
    lines = [line for each in coverage.sentences for line in _sentence(each)]
    for title, rows in missing_lists(coverage):
        lines += [title, *(f"  {on_one_line(row)}" for row in rows), ""]
    return "\n".join([*lines, *summary(coverage), ""])


def summary(coverage: Coverage) -> tuple[str, ...]:
    """Return what the text has and what the cards ask of it, in sentences."""
    facts, once = len(coverage.distinct), len(coverage.asked(1, 1))
    unasked = len(coverage.asked(0, 0))
    often = facts - once - unasked
    compared = (
        f"{counted(facts, 'fact')} in {counted(len(coverage.sentences), 'sentence')}, "
        f"compared with {counted(coverage.cards, 'card')}: {often} asked by two cards or more, "
        f"{once} by one, {unasked} by none."
    )
    return (compared, "Facts are found by rules: a few are missed, and a few are not facts.")


def missing_lists(coverage: Coverage) -> Iterator[tuple[str, list[str]]]:
    """Yield the lists that are not empty: facts that are asked too seldom, and stray answers."""
    for title, most in (("Facts that no card asks:", 0), ("Facts that only one card asks:", 1)):
        rows = [
            f"line {line}: {describe_fact(each)}{_asked_by(each)}"
            for each, line in coverage.asked(most, most)
        ]
        if rows:
            yield title, rows
    strays = [f"{each.deck}/{each.card}: {shortened(each.answer)}" for each in coverage.strays]
    if strays:
        yield "Answers that appear nowhere in the text:", strays


def describe_fact(asked: AskedFact) -> str:
    """Return the kind and the words of a fact: *number 22 countries*."""
    fact = asked.fact
    about = f" {fact.about}" if fact.kind == "number" and fact.about else ""
    return f"{fact.kind} {shortened(fact.text)}{about}"


def describe_cards(asked: AskedFact) -> str:
    """Return how often a fact is asked and in which kinds: *asked by 3 cards (2 date, 1 typed)*."""
    if not asked.askings:
        return "not asked"
    kinds = Counter(each.kind for each in asked.askings)
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"asked by {counted(len(asked.askings), 'card')} ({listed})"


def shortened(text: str) -> str:
    """Return a text on one line, cut at 60 characters."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"


def name_of(asking: Asking) -> str:
    """Return the name of a card: its deck and its id."""
    return f"{asking.deck}/{asking.card}"


def _asked_by(asked: AskedFact) -> str:
    return f" ({name_of(asked.askings[0])})" if asked.askings else ""


def _sentence(covered: CoveredSentence) -> Iterator[str]:
    if not covered.facts:
        return
    yield on_one_line(f"{covered.line}: {' '.join(covered.sentence.text.split())}")
    for each in covered.facts:
        fact = f"{describe_fact(each)}: {describe_cards(each)}{_names(each.askings)}"
        yield f"    {on_one_line(fact)}"
    yield ""


def _names(askings: Sequence[Asking]) -> str:
    if not askings:
        return ""
    more = len(askings) - _MOST_CARDS
    shown = ", ".join(map(name_of, askings[:_MOST_CARDS]))
    return f": {shown}" + (f" and {more} more" if more > 0 else "")


def coverage_as_json(coverage: Coverage) -> dict[str, Any]:
    """Make the object that `cover --json` prints."""
    return {
        "cards": coverage.cards,
        "facts": len(coverage.distinct),
        "sentences": [
            {
                "line": each.line,
                "text": each.sentence.text,
                "facts": [_fact_as_json(fact) for fact in each.facts],
            }
            for each in coverage.sentences
        ],
        "asked_by_none": [_listed(*each) for each in coverage.asked(0, 0)],
        "asked_once": [_listed(*each) for each in coverage.asked(1, 1)],
        "answers_not_in_text": [
            {"deck": each.deck, "card": each.card, "answer": each.answer}
            for each in coverage.strays
        ],
    }


def _listed(asked: AskedFact, line: int) -> dict[str, Any]:
    return {"line": line, "kind": asked.fact.kind.value, "text": asked.fact.text}


def _fact_as_json(asked: AskedFact) -> dict[str, Any]:
    fact = asked.fact
    return {
        "kind": fact.kind.value,
        "text": fact.text,
        "value": fact.key,
        "about": fact.about,
        "start": fact.start,
        "end": fact.end,
        "asked": [
            {"deck": each.deck, "card": each.card, "kind": each.kind} for each in asked.askings
        ],
    }
