"""Running the rules over a deck: card by card, then over all cards together."""

from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.ignore import IgnoredRules
from coalition_quiz.authoring.lint.locate import locate
from coalition_quiz.authoring.lint.registry import RULES
from coalition_quiz.authoring.lint.rule import EVERY_KIND, DeckRule, Finding, LintContext, Rule
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.codes import Code
from coalition_quiz.decks.diagnostics import Diagnostic, Report
from coalition_quiz.decks.reading import ReadResult
from coalition_quiz.decks.yaml.nodes import Mapping

_PULSE = 500


class _SelectedRules(Struct, frozen=True):
    """The rules selected for a deck."""

    checks: tuple[Rule, ...]
    deck_rules: tuple[tuple[Rule, DeckRule], ...]


def lint(
    result: ReadResult,
    today: Edtf,
    known: Known,
    codes: Collection[str],
    on_progress: Callable[[int], object] = lambda _: None,
) -> tuple[Diagnostic, ...]:
    """Run rules over the valid cards of a deck.

    Args:
        result: a file as it was read. Without a deck there are no findings.
        today: the day of the check.
        known: the cards that the deck had before; may be empty.
        codes: the codes to report, including those about `lint_ignore`.
        on_progress: called now and then with the number of cards checked.

    Returns:
        The findings in the order of the file.
    """
    if result.deck is None:
        return ()
    deck = result.deck
    report = Report(deck.path, result.text)
    ignored = IgnoredRules(deck, codes)
    selected = _select_rules(LintContext(deck, result.text, today, known), codes)
    for rule, number, finding in _findings(deck, selected, today, on_progress):
        if report.is_full():
            break
        if not ignored.suppresses(number, rule.code):
            _add_to_report(report, rule.as_code, finding, result.nodes, number)
    for code, number, finding in ignored.find_mistakes():
        if report.is_full():
            break
        _add_to_report(report, code, finding, result.nodes, number)
    return report.in_order()


def _select_rules(context: LintContext, codes: Collection[str]) -> _SelectedRules:
    language = context.deck.language.partition("-")[0].lower()
    rules = [r for r in RULES.values() if r.code in codes and r.language in ("", language)]
    return _SelectedRules(
        checks=tuple([rule for rule in rules if rule.check]),
        deck_rules=tuple([(rule, rule.deck_rule(context)) for rule in rules if rule.deck_rule]),
    )


def _findings(
    deck: Deck, selected: _SelectedRules, today: Edtf, on_progress: Callable[[int], object]
) -> Iterator[tuple[Rule, int, Finding]]:
    checks = {
        kind: [(rule, rule.check) for rule in selected.checks if rule.check and kind in rule.kinds]
        for kind in EVERY_KIND
    }
    deck_rules = {
        kind: [deck_rule for rule, deck_rule in selected.deck_rules if kind in rule.kinds]
        for kind in EVERY_KIND
    }
    for number, card in enumerate(deck.cards):
        if not number % _PULSE:
            on_progress(number)
        if card.retired:
            continue  # retired cards are not asked
        view = CardView(number, card, deck, today)
        kind = view.kind
        for rule, check in checks[kind]:
            for finding in check(view):
                yield rule, number, finding
        for deck_rule in deck_rules[kind]:
            deck_rule.see(view)
    for rule, deck_rule in selected.deck_rules:
        for number, finding in deck_rule.found():
            yield rule, number, finding


def _add_to_report(
    report: Report, code: Code, finding: Finding, cards: Sequence[Mapping], number: int
) -> None:
    at, length = finding.at, finding.length
    if at < 0:
        at, length = locate(cards[number], finding.key, finding.text, report)
    report.mention(code, at, finding.message, finding.remedy, length)
