"""Running rules over a deck: each card once, then what only all of them together show."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from coalition_quiz.decks.codes import Code
from coalition_quiz.decks.diagnostics import Diagnostic, Report
from coalition_quiz.decks.nodes import Mapping
from coalition_quiz.decks.reading import ReadResult
from coalition_quiz.learning.cards import Deck
from coalition_quiz.learning.edtf import Edtf
from coalition_quiz.lint.ignoring import Ignored
from coalition_quiz.lint.locating import locate
from coalition_quiz.lint.registry import RULES
from coalition_quiz.lint.rule import EVERY_KIND, Finding, Known, Rule, Setting, Survey
from coalition_quiz.lint.subject import Subject


class _Running(Struct, frozen=True):
    """The rules that are run on a deck."""

    checks: tuple[Rule, ...]
    surveys: tuple[tuple[Rule, Survey], ...]


def lint(
    result: ReadResult, today: Edtf, known: Known, codes: Collection[str]
) -> tuple[Diagnostic, ...]:
    """What rules find in the good cards of a deck, in the order of the file.

    Args:
        result: a file as it was read; one without a deck gives nothing.
        today: the day of the check.
        known: what a history holds under the deck's id; empty where there is none.
        codes: the rules to run. What cards ignore, and ignore in vain, is told by rules too.
    """
    if result.deck is None:
        return ()
    deck = result.deck
    report = Report(deck.path, result.text)
    ignored = Ignored(deck, codes)
    running = _running(Setting(deck, result.text, today, known), codes)
    for rule, number, finding in _findings(deck, running, today):
        if not ignored.holds(number, rule.code):
            _tell(report, rule.as_code, result.nodes[number], finding)
    for code, number, finding in ignored.mistakes():
        _tell(report, code, result.nodes[number], finding)
    return report.in_order()


def _running(setting: Setting, codes: Collection[str]) -> _Running:
    language = setting.deck.language.partition("-")[0].lower()
    rules = [r for r in RULES.values() if r.code in codes and r.language in ("", language)]
    return _Running(
        checks=tuple([rule for rule in rules if rule.check]),
        surveys=tuple([(rule, rule.survey(setting)) for rule in rules if rule.survey]),
    )


def _findings(deck: Deck, running: _Running, today: Edtf) -> Iterator[tuple[Rule, int, Finding]]:
    checks = {
        kind: [(rule, rule.check) for rule in running.checks if rule.check and kind in rule.kinds]
        for kind in EVERY_KIND
    }
    surveys = {
        kind: [survey for rule, survey in running.surveys if kind in rule.kinds]
        for kind in EVERY_KIND
    }
    for number, card in enumerate(deck.cards):
        if card.retired:
            continue  # nobody is asked it any more
        subject = Subject(number, card, deck, today)
        kind = subject.kind
        for rule, check in checks[kind]:
            for finding in check(subject):
                yield rule, number, finding
        for survey in surveys[kind]:
            survey.see(subject)
    for rule, survey in running.surveys:
        for number, finding in survey.found():
            yield rule, number, finding


def _tell(report: Report, code: Code, card: Mapping, finding: Finding) -> None:
    at, length = locate(card, finding.key, finding.text, report)
    report.mention(code, at, finding.message, finding.remedy, length)
