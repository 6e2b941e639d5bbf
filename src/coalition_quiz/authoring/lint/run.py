"""Running the rules over a deck: card by card, then over all cards together."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence

from coalition_quiz.authoring.lint.rule import (
    EVERY_KIND,
    CardView,
    Finding,
    LintContext,
    Rule,
)
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.authoring.lint.selection import IgnoredRules
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.codes import Code
from coalition_quiz.decks.diagnostics import Diagnostic, ProblemReport
from coalition_quiz.decks.reading import ReadResult
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar

_PULSE = 500
_INDENTATION = 500


def lint(
    result: ReadResult,
    today: Edtf,
    known: Known,
    codes: Collection[str],
    on_progress: Callable[[int], object] = lambda _: None,
    originals: tuple[str, ...] = (),
) -> tuple[Diagnostic, ...]:
    """Run rules over the valid cards of a deck.

    Args:
        result: a file as it was read. Without a deck there are no findings.
        today: the day of the check.
        known: the cards that the deck had before; may be empty.
        codes: the codes to report, including those about `lint_ignore`.
        on_progress: called now and then with the number of cards checked.
        originals: the texts that the deck was made from.

    Returns:
        The findings in the order of the file.
    """
    if result.deck is None:
        return ()
    deck = result.deck
    report = ProblemReport(deck.path, result.text)
    ignored = IgnoredRules(deck, codes)
    is_whole = all(each.severity != "error" for each in result.diagnostics)
    context = LintContext(deck, result.text, today, known, result.other_forms, is_whole, originals)
    for rule, number, finding in _findings(context, codes, on_progress):
        if report.is_full():
            break
        if not ignored.suppresses(number, rule.code):
            _add_to_report(report, rule, finding, result.nodes, number)
    for code, number, finding in ignored.find_mistakes():
        if report.is_full():
            break
        _add_to_report(report, code, finding, result.nodes, number)
    return report.in_order()


def _findings(
    context: LintContext, codes: Collection[str], on_progress: Callable[[int], object]
) -> Iterator[tuple[Rule, int, Finding]]:
    language = context.deck.language.partition("-")[0].lower()
    rules = [r for r in RULES.values() if r.code in codes and r.language in ("", language)]
    running = [(rule, rule.deck_rule(context)) for rule in rules if rule.deck_rule]
    checks = {
        kind: [(rule, rule.check) for rule in rules if rule.check and kind in rule.kinds]
        for kind in EVERY_KIND
    }
    deck_rules = {
        kind: [deck_rule for rule, deck_rule in running if kind in rule.kinds]
        for kind in EVERY_KIND
    }
    for number, card in enumerate(context.deck.cards):
        if not number % _PULSE:
            on_progress(number)
        if card.retired:
            continue  # retired cards are not asked
        view = CardView(number, card, context)
        kind = view.kind
        for rule, check in checks[kind]:
            for finding in check(view):
                yield rule, number, finding
        for deck_rule in deck_rules[kind]:
            deck_rule.see(view)
    for rule, deck_rule in running:
        for number, finding in deck_rule.found():
            yield rule, number, finding


def _add_to_report(
    report: ProblemReport, code: Code, finding: Finding, cards: Sequence[Mapping], number: int
) -> None:
    at, length = finding.at, finding.length
    if at < 0:
        at, length = locate(cards[number], finding.key, finding.text, report)
    related = [_card_at(line, cards, report) for line in finding.lines]
    report.mention(code, at, finding.message, finding.remedy, length, related)


def _card_at(line: int, cards: Sequence[Mapping], report: ProblemReport) -> int:
    """Find the index of the card on a line."""
    number = bisect_left(cards, line, key=lambda card: report.line(card.at))
    return cards[min(number, len(cards) - 1)].at


def locate(card: Mapping, key: str, text: str, report: ProblemReport) -> tuple[int, int]:
    """Find the index and the length of a piece of a field.

    Args:
        card: the card.
        key: the field. If the card does not have it, the result is the card itself.
        text: the piece as written in the field; empty for the whole field.
        report: the report that holds the text of the file.
    """
    node = card.fields.get(key)
    if node is None:
        return card.at, 1
    if not text:
        return card.keys[key], len(key)
    if isinstance(node, Mapping) and text in node.keys:
        return node.keys[text], len(text)
    for value, at in _texts(node):
        offset = _offset_in_value(value, text)
        if offset >= 0:
            return _offset_in_file(value, at, offset, text, report), len(text)
    return node.at, 1


def _offset_in_file(value: str, at: int, offset: int, text: str, report: ProblemReport) -> int:
    """Find the index in the file of a piece of a value."""
    source = report.lines.text
    place = report.inside(value, at, offset)
    if source.startswith(text, place):
        return place
    # A folded text has other line breaks in the file, but the same words.
    found = source.find(text, at, at + 2 * len(value) + _INDENTATION)
    return found if found >= 0 else place


def _offset_in_value(value: str, text: str) -> int:
    """Find a piece as separate words, or else anywhere; -1 if it is not there."""
    if text not in value:
        return -1
    found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", value)
    return found.start() if found else value.find(text)


def _texts(node: Node) -> Iterator[tuple[str, int]]:
    """Yield all texts of a value with their indexes, keys included, in the order of the file."""
    if isinstance(node, Scalar):
        yield node.text, node.at
    elif isinstance(node, Mapping):
        for key, value in node.fields.items():
            yield key, node.keys[key]
            yield from _texts(value)
    else:
        for entry in node.entries:
            yield from _texts(entry)
