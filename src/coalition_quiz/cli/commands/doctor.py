"""`coalition-quiz doctor`: looks at all that answers depend on, mends what follows from them."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TextIO

from coalition_quiz.cli.confirm import is_agreed, require_somebody
from coalition_quiz.cli.notes import note
from coalition_quiz.cli.progress_line import ProgressLine
from coalition_quiz.history.recovery.replace import replace_history
from coalition_quiz.history.recovery.restore import repaired_draft
from coalition_quiz.services.doctor.doctor import run_doctor
from coalition_quiz.services.doctor.environment import remove_leftovers
from coalition_quiz.system.findings import CheckResult, Level
from coalition_quiz.system.paths import Places
from coalition_quiz.system.progress import ProgressListener
from coalition_quiz.system.text import on_one_line


class DoctorOptions(NamedTuple):
    """How it is wished for.

    Attributes:
        repair: whether to mend what can be.
        yes: whether not to ask before.
        json: whether to tell it as JSON.
    """

    repair: bool = False
    yes: bool = False
    json: bool = False


def doctor(here: Places, wishes: DoctorOptions, out: TextIO) -> int:
    """Print what is found, each with what to do; 1 where there is something to be done.

    Raises:
        HistoryError: if the history cannot be looked at, or could not be repaired.
        UsageError: if a repair is wished for, and nobody can be asked.
    """
    if wishes.repair:
        require_somebody(yes=wishes.yes)
    findings = _found(here)
    if wishes.repair and any(finding.is_fixable for finding in findings):
        if not wishes.json:
            out.writelines(_text(finding) for finding in findings if finding.is_fixable)
        if _fix(here.history, findings, wishes):
            findings = _found(here)
    _print(here.history, findings, wishes, out)
    return int(any(finding.is_problem for finding in findings))


def _found(here: Places) -> tuple[CheckResult, ...]:
    with ProgressLine() as progress:
        return run_doctor(here, ProgressListener(progress.tell))


def _fix(history: Path, findings: Sequence[CheckResult], wishes: DoctorOptions) -> bool:
    if any(finding.is_fixable and finding.is_problem for finding in findings):
        return _rebuild(history, yes=wishes.yes)
    remove_leftovers(history)
    note("Leftovers were cleared away.")
    return True


def _rebuild(history: Path, *, yes: bool) -> bool:
    with ExitStack() as stack:
        with ProgressLine() as progress:
            draft, kept = stack.enter_context(
                repaired_draft(history, ProgressListener(progress.tell))
            )
        question = "Make anew all that follows from the events? No event is changed."
        if not is_agreed(question, yes=yes):
            note("Nothing was changed.")
            return False
        replace_history(history, draft)
    remove_leftovers(history)
    note(f"Repaired. The file as it was is kept as {kept}.")
    return True


def _print(
    history: Path, findings: Sequence[CheckResult], wishes: DoctorOptions, out: TextIO
) -> None:
    problems = sum(finding.is_problem for finding in findings)
    if wishes.json:
        told = [_as_json(finding) for finding in findings]
        document = {"history": str(history), "problems": problems, "findings": told}
        out.write(json.dumps(document) + "\n")
        return
    out.writelines(map(_text, findings))
    sums = f"{problems} problem{'s' * (problems != 1)}." if problems else "Nothing is wrong."
    out.write(f"{sums}\n")


def _text(finding: CheckResult) -> str:
    sign = {Level.WARNING: "WARNING", Level.ERROR: "ERROR"}.get(finding.level, finding.level.value)
    remedy = f"{'':9}→ {on_one_line(finding.remedy)}\n" if finding.remedy else ""
    return f"{sign:<8} {on_one_line(finding.sentence)}\n{remedy}"


def _as_json(finding: CheckResult) -> dict[str, object]:
    return {
        "level": finding.level.value,
        "about": finding.about,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "mendable": finding.is_fixable,
    }
