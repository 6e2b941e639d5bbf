"""D1xx, second part: texts that YAML does not take as they stand there."""

from coalition_quiz.decks.explanations.explanation import Explanation

EXPLAINED = {
    "D101": Explanation(
        why=(
            "Some characters do not show but act: they clear the screen, change its colours or "
            "turn the order of the letters around. A deck from a stranger could so display what "
            "it does not say. They come from escapes in double quotes and from text copied out "
            "of other programs; remove them, or type the text anew."
        ),
        bad="""\
- id: red-giant
  front: "\\e[31mRed giant"
  back: A star that has swollen near the end of its life.
""",
        good="""\
- id: red-giant
  front: Red giant
  back: A star that has swollen near the end of its life.
""",
    ),
    "D103": Explanation(
        why=(
            "YAML gives some signs a meaning of their own: a colon with a space after it, and at "
            "the beginning of a text brackets, braces, quotes, `*`, `&`, `!`, `@`, `%` and the "
            "backquote. Read that way the text would lose words or be refused. Put the whole "
            "text in quotes, or after `>-` on lines of its own."
        ),
        bad="""\
- id: bosporus
  typed: Bosporus: which sea lies at its northern end?
  answer: Black Sea
- id: mercury
  cloze: [Mercury|planet] is the planet nearest to the Sun.
""",
        good="""\
- id: bosporus
  typed: "Bosporus: which sea lies at its northern end?"
  answer: Black Sea
- id: mercury
  cloze: "[Mercury|planet] is the planet nearest to the Sun."
""",
    ),
    "D107": Explanation(
        why=(
            "A word that begins with & names a value for use elsewhere in the file, and is taken "
            "out of the text: learners would never see it. Decks have no use for that. Put a "
            "text that begins with & in quotes."
        ),
        bad="""\
- id: et-cetera
  front: &c stands for which two Latin words?
  back: Et cetera.
""",
        good="""\
- id: et-cetera
  front: "&c stands for which two Latin words?"
  back: Et cetera.
""",
    ),
    "D108": Explanation(
        why=(
            "A word that begins with * stands for a value that was named elsewhere in the file, "
            "so that a card could no longer be read or moved for itself. Decks have no use for "
            "that: wrong options that several cards share belong in a pool. Put a text that "
            "begins with * in quotes."
        ),
        bad="""\
- id: unix-like
  front: *nix
  back: Systems that work like Unix.
""",
        good="""\
- id: unix-like
  front: "*nix"
  back: Systems that work like Unix.
""",
    ),
    "D109": Explanation(
        why=(
            "A word that begins with ! tells YAML what sort of value follows, and is taken out "
            "of the text: learners would never see it. In a deck every value is a text and its "
            "key says what it is for. Put a text that begins with ! in quotes."
        ),
        bad="""\
- id: unequal
  front: !=
  back: Is not equal to, in many programming languages.
""",
        good="""\
- id: unequal
  front: "!="
  back: Is not equal to, in many programming languages.
""",
    ),
    "D111": Explanation(
        why=(
            "Brackets and braces at the beginning of a key make it a list or a mapping, which "
            "has no name to go by. That happens in pairs about brackets, and to templates such "
            "as {{name}} from other programs. Put the key in quotes."
        ),
        bad="""\
- id: signs
  match: Join each sign to its name.
  pairs:
    []: square brackets
    "#": number sign
    "&": ampersand
""",
        good="""\
- id: signs
  match: Join each sign to its name.
  pairs:
    "[]": square brackets
    "#": number sign
    "&": ampersand
""",
    ),
    "D115": Explanation(
        why=(
            "A # after a space begins a comment, and YAML drops the rest of the line: what the "
            "learner is shown ends there. If the # belongs to the text, put the text in quotes. "
            "If it is a comment, two spaces before it say so."
        ),
        bad="""\
- id: element-one
  typed: Which chemical element has # 1 in the periodic table?
  answer: Hydrogen
""",
        good="""\
- id: element-one
  typed: "Which chemical element has # 1 in the periodic table?"
  answer: Hydrogen
""",
    ),
}
