"""What an editor is offered at a place of a deck: fixes, explanations, completions. Pure."""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from coalition_quiz.authoring.fixes import FIXES
from coalition_quiz.authoring.fixes.edits import (
    Edit,
    FixContext,
    drop_overlaps,
    line_starts,
    offset_of,
)
from coalition_quiz.authoring.fixes.verify import apply_harmless
from coalition_quiz.authoring.lint.explain import describe_code
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.yaml.nodes import Mapping


class ProposedFix(NamedTuple):
    """A fix of one problem.

    Attributes:
        title: what it does, for a menu.
        edits: the changes of the text.
    """

    title: str
    problem: Diagnostic
    edits: tuple[Edit, ...]


def fixes_for(
    text: str, path: str, known: Known, problems: Iterable[Diagnostic]
) -> Iterator[ProposedFix]:
    """Yield the fixes of problems, each verified as by `check --fix`."""
    context, problems = FixContext(text, path, known), tuple(problems)
    starts = line_starts(text)
    for problem in problems:
        fixer = FIXES.get(problem.code)
        if fixer is None:
            continue
        proposed = drop_overlaps(fixer.propose(context))
        at = offset_of(problem, starts)
        here = [edit for edit in proposed if _concerns(edit, at, starts)]
        # Some problems are reported once, at the first of several places.
        is_only_one = sum(each.code == problem.code for each in problems) == 1
        _, kept = apply_harmless(context, here or (proposed if is_only_one else []))
        if kept:
            yield ProposedFix(f"{problem.code}: {_capital(kept[0].sentence)}", problem, tuple(kept))


def _concerns(edit: Edit, at: int, starts: list[int]) -> bool:
    """Whether an edit is on the line of a problem, or in the same card."""
    same_line = bisect(starts, edit.start) == bisect(starts, at)
    return same_line or edit.unit[0] <= at < edit.unit[1]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def explain(problem: Diagnostic) -> str:
    """Explain a problem in Markdown: what it means, why it matters, an example."""
    about = describe_code(problem.code)
    example = f"\n\n```yaml\n{about.good.rstrip()}\n```" if about.good else ""
    heading = f"**{problem.code} {problem.name}**: {about.code.meaning}"
    return f"{heading}\n\n{about.why.strip()}{example}"


_SOURCE = re.compile(r"\s*(?:- )?source:\s*([^,]*)$")
_FROM = re.compile(r"\s*(?:- )?from:\s*(.*)$")
_WAS = re.compile(r"\s*(?:- )?was:\s*(?:\[(?:[^\]]*,)?\s*)?([^\[\],]*)$")
_TAGS = re.compile(r"\s*(?:- )?tags:\s*(?:\[(?:[^\]]*,)?\s*)?([^\[\],]*)$")
_ENTRY = re.compile(r"(\s*)- ([^:]*)$")
_KEY = re.compile(r"(\s*)(?:- )?(\w+):\s*$")


def complete(text: str, path: str, known: Known, line: int, column: int) -> tuple[str, ...]:
    """Return the texts that may stand at a place: sources, pools, timelines, tags, earlier ids.

    Args:
        text: of the deck.
        path: of its file.
        known: the cards that the deck had before.
        line: the number of the line, from 0.
        column: the number of characters before the place.
    """
    lines = text.split("\n")
    before = lines[line][:column] if line < len(lines) else ""
    offered = _offered(lines, line, before)
    if offered is None:
        return ()
    # The unfinished line may not be YAML.
    rest = "\n".join([*lines[:line], "", *lines[line + 1 :]])
    return tuple(dict.fromkeys(offered(read_text(rest, path), known)))


_Offer = Callable[[ReadResult, Known], Iterable[str]]


def _offered(lines: list[str], line: int, before: str) -> _Offer | None:
    for pattern, offer in _OFFERS:
        if pattern.fullmatch(before):
            return offer
    if entry := _ENTRY.fullmatch(before):
        key = _key_above(lines, line, len(entry[1]))
        return {"tags": _tags, "was": _earlier_ids}.get(key)
    return None


def _key_above(lines: list[str], line: int, indent: int) -> str:
    """Return the key that an entry of a list belongs to."""
    for above in reversed(lines[:line]):
        if found := _KEY.fullmatch(above):
            return found[2]
        if not above.startswith(" " * indent + "- "):
            break
    return ""


def _keys_of(result: ReadResult, *sections: str) -> Iterator[str]:
    fields = result.tree.fields if isinstance(result.tree, Mapping) else {}
    for section in sections:
        node = fields.get(section)
        if isinstance(node, Mapping):
            yield from node.keys


def _sources(result: ReadResult, _: Known) -> Iterable[str]:
    return _keys_of(result, "sources")


def _drawn_from(result: ReadResult, _: Known) -> Iterable[str]:
    return _keys_of(result, "pools", "timelines")


def _tags(result: ReadResult, _: Known) -> Iterable[str]:
    cards = result.deck.cards if result.deck else ()
    return sorted({tag for card in cards for tag in card.tags})


def _earlier_ids(result: ReadResult, known: Known) -> Iterable[str]:
    """Return the ids that the deck had before and has no longer, then all of today."""
    today = [card.id for card in result.deck.cards] if result.deck else []
    return sorted(known.keys() - set(today))


_OFFERS: tuple[tuple[re.Pattern[str], _Offer], ...] = (
    (_SOURCE, _sources),
    (_FROM, _drawn_from),
    (_TAGS, _tags),
    (_WAS, _earlier_ids),
)
