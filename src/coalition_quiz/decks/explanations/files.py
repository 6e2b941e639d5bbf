"""D0xx: the file as a whole. Only D006 can be shown by a text."""

from coalition_quiz.decks.explanations.explanation import Explanation

EXPLAINED = {
    "D001": Explanation(
        why=(
            "Nothing was read, so nothing is known to be right: a check that finds no deck must "
            "not pass. Most often the path is mistyped or belongs to another folder. In a folder, "
            "only files whose names end in .yaml or .yml are decks, and hidden ones are passed "
            "over."
        ),
    ),
    "D002": Explanation(
        why=(
            "A deck is read in one go from a plain file. Devices and pipes are never opened, "
            "because reading one may wait for ever. Name a file; `check` and `study` take a "
            "folder too, and look for the deck files in it."
        ),
    ),
    "D003": Explanation(
        why=(
            "The system refused to open the file or folder, for the reason that is given with "
            "the problem. Most often you may not read it, the name is too long, or a link leads "
            "back to itself. Mend that, or copy the deck to a place of your own."
        ),
    ),
    "D004": Explanation(
        why=(
            "A deck of text stays far below 64 MB, even with a hundred thousand cards. A larger "
            "file is most often something else under a deck's name, and reading it could use up "
            "the memory of the machine. Split a deck that really is as large as this."
        ),
    ),
    "D005": Explanation(
        why=(
            "Read in another encoding, `Élysée` becomes `Ã‰lysÃ©e`, and nobody could type the "
            "answer. Decks are therefore UTF-8 and nothing else. Spreadsheets and older editors "
            "may save UTF-16 or Windows-1252; choose “Save with encoding” and UTF-8 there."
        ),
    ),
    "D006": Explanation(
        why=(
            "A file without a deck looks like a deck that has lost its cards, so it is not "
            "passed over in silence. It comes about when a file is made and not yet written, or "
            "when every line of it is a comment. Write a deck, or begin with the one that "
            "`coalition-quiz new` makes."
        ),
        bad="""\
# Rivers of Europe, to be written
""",
        good="""\
# Rivers of Europe
format: 1
deck: rivers-of-europe
title: Rivers of Europe
cards:
  - id: danube
    typed: Into which sea does the Danube flow?
    answer: Black Sea
""",
    ),
    "D007": Explanation(
        why=(
            "So many problems in one file have one or two causes, such as a wrong indentation "
            "all through it or a file that is no deck. More lines would not help you. Mend the "
            "first problems and check again: most of the others go with them."
        ),
    ),
    "D008": Explanation(
        why=(
            "Every value takes memory, and a small file can hold many millions of them. No deck "
            "that people study comes near the limit, so this is most often data that was never "
            "meant to be a deck. Split a deck that really is as large as this."
        ),
    ),
}
