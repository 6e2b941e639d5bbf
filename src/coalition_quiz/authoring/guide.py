"""The guide for people and writing assistants: format, kinds, rules and how to check a deck.

It is made from the fields of the reader, the full template and the rules, so it cannot disagree
with them. `templates/guide.md` has the sentences around.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from coalition_quiz.authoring.lint.explain import describe_code
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.decks.cards import COMMON, ID, SOURCE
from coalition_quiz.decks.deck import KEYS
from coalition_quiz.decks.fields import AnyField
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.strictness import STRICT

_SHOWN = ("Q105",)
"""The rules that are shown with an example."""
_GROUPS = "FQ"
"""The rules about facts and questions. Those about changed ids matter only later."""
_KIND = re.compile(r"^    (\w+):", re.MULTILINE)
_SOURCE = re.compile(r"\n  (\w+):\n(?:    .*\n?)+")
_COMMENT = re.compile(r"^ *#.*(?:\n|$)|  # .*$", re.MULTILINE)
_OPTIONAL = re.compile(
    r"\n +source: atlas$|\n    (?:accept:(?:\n      \w+: .*){3,}|(?:hint|why): .*)", re.MULTILINE
)
"""Fields that the examples leave out to be short."""
_NOT_LISTED = frozenset({"origin", "was", "lint_ignore", "articles", "licence"})
"""Fields that only imports write, that the text explains, or that few decks need."""
_SAID_ABOVE = " Progress is stored under it, so do not change it."
_TASK = re.compile(r"^(?:A question|An instruction): ")
_REMARK = re.compile(r" \([^)]*\)")


def guide() -> str:
    """Return the guide in Markdown, of less than 12 KB."""
    parts = {
        "@deck@": _fields(KEYS.values()),
        "@card@": _fields(each for each in (ID, SOURCE, *COMMON.values()) if each != STRICT),
        "@kinds@": "\n".join(_kinds()),
        "@example@": _example(),
        "@rules@": "\n".join(
            f"- {code}: {_REMARK.sub('', rule.meaning)}"
            for code, rule in RULES.items()
            if code[0] in _GROUPS
        ),
        "@examples@": "\n\n".join(map(_rule_example, _SHOWN)),
    }
    text = _template("guide.md")
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return text


def _fields(fields: Iterable[AnyField]) -> str:
    written = (each for each in fields if each.name not in _NOT_LISTED)
    return "\n".join(
        f"- `{each.name}`{_needed(each)}: {each.about.removesuffix(_SAID_ABOVE)}"
        for each in written
    )


def _needed(field: AnyField) -> str:
    return "*" if field.needed else ""


def _kinds() -> Iterator[str]:
    for kind, spec in KINDS.items():
        yield f"- `{kind}`: {_TASK.sub('', spec.about)}"
        for field in spec.own:
            yield f"  - `{field.name}`{_needed(field)}: {_REMARK.sub('', field.about)}"


def _example() -> str:
    """Return the full template with the first card of each kind."""
    head, cards = _template("full.yaml").split("\ncards:\n")
    seen = set[str]()
    kept: list[str] = []
    for block in re.split(r"\n\n(?=  )", cards):
        card = block.partition("\n\n#")[0].rstrip()
        kind = next((each for each in _KIND.findall(card) if each in KINDS), "")
        if kind and kind not in seen:
            seen.add(kind)
            kept.append(_OPTIONAL.sub("", _COMMENT.sub("", card)))
    lines = _COMMENT.sub("", head.partition("\npools:")[0]).strip()
    cited = re.sub(
        _SOURCE, lambda found: found[0] if f": {found[1]}" in "".join(kept) else "", lines
    )
    return f"{cited}\ncards:\n" + "\n".join(kept)


def _rule_example(code: str) -> str:
    about = describe_code(code)
    bad, good = (
        f"```yaml\n{_OPTIONAL.sub('', each.strip())}\n```" for each in (about.bad, about.good)
    )
    return f"{code}, for example: {about.why.strip()}\n\n{bad}\n\nBetter:\n\n{good}"


def _template(name: str) -> str:
    return files("coalition_quiz.authoring.templates").joinpath(name).read_text(encoding="utf-8")
