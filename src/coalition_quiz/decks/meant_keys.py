"""Keys that are not written as decks write them, and what their author meant.

A key with capitals, full-width letters or one wrong letter is read as the key that is meant, so
that its value is checked in the same pass. It is a problem all the same, and `check --fix` corrects
it. Names of other programs have advice, but are not replaced.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from coalition_quiz.decks.diagnostics import ProblemReport, RenamedKey, quoted
from coalition_quiz.decks.yaml import nodes

T = TypeVar("T")

_SHORTEST = 4
_LONGEST = 40


def _folded(name: str) -> str:
    """Write a name as keys are written."""
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return plain.replace("-", "_").replace(" ", "_")


def read_as_meant(
    mapping: nodes.Mapping, known: Collection[str], code: str, owner: str, report: ProblemReport
) -> bool:
    """Rename keys of a mapping that certainly stand for known ones, and note them.

    Keys that differ only in capitals are noted together by `note_capitals`.

    Returns:
        Whether a key was renamed.
    """
    # Each of countless keys would be compared with all known ones.
    renamed = {} if report.is_full() else dict(_renamed(mapping, known))
    for key, meant in renamed.items():
        at = mapping.keys[key]
        report.renamed.append(RenamedKey(at, key, meant, code))
        if key.lower() == meant:
            report.errors.append(at)
        else:
            message = f"{quoted(key)} is not a {owner}"
            report.note(code, at, message, f"Did you mean `{meant}`?", len(key))
    if renamed:
        _rename(mapping.fields, renamed)
        _rename(mapping.keys, renamed)
    return bool(renamed)


def _renamed(mapping: nodes.Mapping, known: Collection[str]) -> Iterable[tuple[str, str]]:
    taken = set(mapping.keys)
    for key in mapping.fields:
        meant = "" if key in known else _meant(key, known)
        if meant and meant not in taken:
            taken.add(meant)
            yield key, meant


def _rename(part: dict[str, T], renamed: Mapping[str, str]) -> None:
    """Rename keys in place and keep their order."""
    pairs = [(renamed.get(key, key), value) for key, value in part.items()]
    part.clear()
    part.update(pairs)


def _meant(key: str, known: Collection[str]) -> str:
    """Find the only known key that a key stands for; empty if there is none or several."""
    if len(key) > _LONGEST:
        return ""
    plain = _folded(key)
    if plain in known:
        return plain
    if len(plain) < _SHORTEST or plain in _OF_OTHERS:
        return ""
    found = [each for each in known if _is_slip(plain, each)]
    return found[0] if len(found) == 1 else ""


def _is_slip(written: str, meant: str) -> bool:
    """Whether one letter is missing, added, wrong or swapped with its neighbour."""
    if len(meant) < _SHORTEST or abs(len(written) - len(meant)) > 1:
        return False
    start = _common(written, meant)
    end = _common(written[::-1], meant[::-1])
    if len(written) != len(meant):
        return start + end >= min(len(written), len(meant))
    left, right = written[start : len(written) - end], meant[start : len(meant) - end]
    return len(left) <= 1 or (left == right[::-1] and len(left) == len("ab"))


def _common(one: str, other: str) -> int:
    """Count the characters that two texts have in common at their start."""
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def note_capitals(report: ProblemReport) -> None:
    """Note all keys that are written with capitals as one problem, at the first of them."""
    found = [each for each in report.renamed if each.written.lower() == each.meant]
    if found:
        first = min(found, key=lambda each: each.at)
        others = f" (and {len(found) - 1:,} more)" if len(found) > 1 else ""
        message = f"{quoted(first.written)}{others} has a capital, but keys are in small letters"
        remedy = f"Write `{first.meant}`, or run `check --fix` to correct all of them."
        related = [each.at for each in found if each is not first]
        report.note(first.code, first.at, message, remedy, len(first.written), related)


# Names that other programs and people give to keys and kinds.

_KINDS_BY_NAME = {
    "choice": "choices mcq mc multiple_choice multiplechoice single_choice quiz select pick radio"
    " checkbox multi multiple_answer multiple_answers",
    "truth": "true_false truefalse tf true/false t/f boolean bool yes_no yesno statement",
    "typed": "short_answer shortanswer short open open_question type_in typein input free_text",
    "number": "numeric numerical integer float",
    "order": "ordering sequence sort sorting arrange rank",
    "match": "matching pair pairing connect associate",
    "cloze": "gap gaps blank blanks fill fill_in fill_in_the_blank fillin fill_in_the_gap gapped",
    "list": "enumeration enumerate name_all",
    "front": "flashcard card basic flip essay",
}
KIND_NAMES = {
    name: kind for kind, names in _KINDS_BY_NAME.items() for name in (kind, *names.split())
}
"""What people call the kinds of card."""

QUESTION_NAMES = (
    "question",
    "q",
    "prompt",
    "stem",
    "ask",
    "task",
    "term",
    "word",
    "text",
    "problem",
)
"""What people call the key of a question of any kind."""

_FIELDS_BY_NAME = {
    "answer": "correct right solution correct_answer right_answer correct_answers key solutions",
    "wrong": "choices distractors incorrect incorrect_answers wrong_answers alternatives",
    "accept": "synonyms variants also aliases accepted alternatives other_answers",
    "why": "explanation explain feedback rationale reason comment comments note notes",
    "tags": "category categories topic topics chapter subject keywords unit_of_study label labels",
    "within": "tolerance margin error accuracy precision",
    "unit": "units",
    "source": "sources reference references ref citation cite",
    "back": "answer definition meaning translation",
    "licence": "license copyright",
    "title": "name heading",
    "deck": "id",
    "cards": "questions items quiz entries",
}
_COUNTS_ALIKE = frozenset(
    ("points", "point", "score", "marks", "mark", "weight", "grade", "difficulty")
)

_OF_OTHERS = frozenset(("type", "kind", *KIND_NAMES, *QUESTION_NAMES, *_COUNTS_ALIKE))
"""Names that other programs use: no slips of the keyboard."""


def advice_on_key(key: str, known: Collection[str]) -> str:
    """Say what to write instead of a key of another program; empty if it is not known."""
    plain = _folded(key)
    if plain in _COUNTS_ALIKE:
        return "Remove it: every card counts the same."
    if plain in {"type", "kind", "question_type"}:
        return "Remove it: the key of the question says its kind."
    fields = (name for name, names in _FIELDS_BY_NAME.items() if plain in names.split())
    meant = next((name for name in fields if name in known), "")
    return f"Write `{meant}` instead." if meant else ""


def kind_meant(card: nodes.Mapping) -> tuple[str, str]:
    """Find the kind that a card without a known one probably has.

    Returns:
        The key that shows it or holds the question, and the kind; both empty if nothing does.
    """
    plain = {_folded(key): key for key in card.fields}
    for name, key in plain.items():
        if name in KIND_NAMES:
            return key, KIND_NAMES[name]
    question = next((plain[name] for name in QUESTION_NAMES if name in plain), "")
    said = next((card.fields[plain[name]] for name in ("type", "kind") if name in plain), None)
    kind = KIND_NAMES.get(_folded(said.text), "") if isinstance(said, nodes.Scalar) else ""
    if question and not kind:
        kind = _kind_by_fields(card.fields)
    return (question or plain.get("type", ""), kind) if question or kind else ("", "")


def _kind_by_fields(fields: Collection[str]) -> str:
    """Guess the kind of a card from its other keys."""
    names = {key.strip().casefold() for key in fields}
    if names & {"wrong", "choices", "options", "distractors", "incorrect"}:
        return "choice"
    if "pairs" in names:
        return "match"
    return "typed" if "answer" in names else "front"
