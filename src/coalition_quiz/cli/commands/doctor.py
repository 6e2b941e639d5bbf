"""`coalition-quiz doctor`: check history, decks and settings, and repair the history."""

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coalition_quiz.cli.arguments import add_flag, add_json
from coalition_quiz.cli.notes import ProgressLine, print_note
from coalition_quiz.cli.terminal import confirm, require_confirmation
from coalition_quiz.history.restore import repaired_draft, replace_history
from coalition_quiz.services.doctor.doctor import run_doctor
from coalition_quiz.services.doctor.environment import remove_leftovers
from coalition_quiz.system.findings import CheckResult, Level
from coalition_quiz.system.paths import Places, places
from coalition_quiz.system.progress import ProgressListener
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `doctor`."""
    add_json(parser)
    add_flag(
        parser,
        "--repair",
        "make a backup, then rebuild all that is computed from your answers; no answer is changed",
    )
    add_flag(parser, "--yes", "do not ask for confirmation")


def run(arguments: "Namespace") -> int:
    """Run `doctor`."""
    repair, yes = arguments.repair, arguments.yes
    return doctor(places(), sys.stdout, repair=repair, yes=yes, as_json=arguments.json)


def doctor(
    here: Places, out: TextIO, *, repair: bool = False, yes: bool = False, as_json: bool = False
) -> int:
    """Print findings with their remedies, and return 1 if any is a problem.

    Raises:
        HistoryError: if the history cannot be examined or repaired.
        UsageError: if a repair needs a confirmation and there is no terminal.
    """
    if repair:
        require_confirmation(yes=yes)
    findings = _examine(here)
    if repair and any(finding.is_fixable for finding in findings):
        if not as_json:
            out.writelines(_text(finding) for finding in findings if finding.is_fixable)
        if _fix(here.history, findings, yes=yes):
            findings = _examine(here)
    _print(here.history, findings, out, as_json=as_json)
    return int(any(finding.is_problem for finding in findings))


def _examine(here: Places) -> tuple[CheckResult, ...]:
    with ProgressLine() as progress:
        return run_doctor(here, ProgressListener(progress.tell))


def _fix(history: Path, findings: Sequence[CheckResult], *, yes: bool) -> bool:
    if any(finding.is_fixable and finding.is_problem for finding in findings):
        return _rebuild(history, yes=yes)
    remove_leftovers(history)
    print_note("Leftover files were removed.")
    return True


def _rebuild(history: Path, *, yes: bool) -> bool:
    with ExitStack() as stack:
        with ProgressLine() as progress:
            draft, kept = stack.enter_context(
                repaired_draft(history, ProgressListener(progress.tell))
            )
        question = "Rebuild all that is computed from your answers? The answers are not changed."
        if not confirm(question, yes=yes):
            print_note("Nothing was changed.")
            return False
        replace_history(history, draft)
    remove_leftovers(history)
    print_note(f"Repaired. A copy of the old file is in {kept}.")
    return True


def _print(history: Path, findings: Sequence[CheckResult], out: TextIO, *, as_json: bool) -> None:
    problems = sum(finding.is_problem for finding in findings)
    if as_json:
        told = [_document(finding) for finding in findings]
        document = {"history": str(history), "problems": problems, "findings": told}
        out.write(json.dumps(document) + "\n")
        return
    out.writelines(map(_text, findings))
    sums = f"{problems} problem{'s' * (problems != 1)}." if problems else "No problems found."
    out.write(f"{sums}\n")


def _text(finding: CheckResult) -> str:
    sign = {Level.WARNING: "WARNING", Level.ERROR: "ERROR"}.get(finding.level, finding.level.value)
    remedy = f"{'':9}→ {on_one_line(finding.remedy)}\n" if finding.remedy else ""
    return f"{sign:<8} {on_one_line(finding.sentence)}\n{remedy}"


def _document(finding: CheckResult) -> dict[str, object]:
    return {
        "level": finding.level.value,
        "about": finding.about,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "mendable": finding.is_fixable,
    }
