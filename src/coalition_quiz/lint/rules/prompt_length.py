"""Q101: a prompt that is too long to be read at a glance."""

from collections.abc import Iterator

from coalition_quiz.lint.rule import Finding, Rule
from coalition_quiz.lint.subject import Subject

MOST_WORDS = 30


def _check(subject: Subject) -> Iterator[Finding]:
    count = len(subject.words)
    if count > MOST_WORDS:
        yield Finding(
            f"the prompt has {count} words; more than {MOST_WORDS} take longer to read than to "
            "answer",
            "Ask for the one thing that matters, and move the rest to `why`.",
            subject.kind,
        )


RULE = Rule(
    code="Q101",
    name="long-prompt",
    meaning=f"The prompt has more than {MOST_WORDS} words.",
    why=(
        "A card is read hundreds of times. A long prompt is skimmed, so that its shape is "
        "remembered instead of its fact. Keep what decides the answer; what explains it goes to "
        "`why`."
    ),
    origin="Wozniak, Twenty rules of formulating knowledge, rules 4 and 12 (minimum information, "
    "optimize wording); Haladyna, Downing and Rodriguez 2002, guideline 8 (minimize reading).",
    bad="""\
- id: rhine
  number: >-
    The Rhine, which rises in the Swiss Alps, flows through six countries and past many large
    cities, and has been one of the most important waterways of Europe since Roman times, is how
    many kilometres long?
  answer: 1,230
  within: 5%
  unit: km
""",
    good="""\
- id: rhine
  number: About how long is the Rhine?
  answer: 1,230
  within: 5%
  unit: km
""",
    check=_check,
)
