"""Sentences about the sections of a story, and how much of each is recalled."""

from coalition_quiz.core.cards import Section
from coalition_quiz.core.story import SectionFigures
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import percent, percent_in_words
from coalition_quiz.wording.tree import Node, Role, section

NO_STORY = (
    "No source of these decks has sections. An author can add them under `sources:`, each with a "
    "title and a summary. Run `coalition-quiz story` without a deck to see all decks."
)
NOTHING_TO_STUDY = "All questions of this section are suspended or buried."
_OTHERS = "Outside these sections"
_WELL, _HALF = 0.8, 0.5


def describe_recall(figures: SectionFigures) -> tuple[Role, str]:
    """Say in a word or two how well a section is recalled; the role gives its colour."""
    share = figures.recall
    if share is None:
        return Role.UNANSWERED, "not started"
    if share >= _WELL:
        return Role.RIGHT, "well remembered"
    return (Role.PARTLY, "shaky") if share >= _HALF else (Role.WRONG, "mostly forgotten")


def describe_section(figures: SectionFigures) -> Node:
    """Describe a section: its title, its dates, its figures, and its summary."""
    told = figures.section
    title = told.title if told else f"{_OTHERS} ({figures.source})"
    role, word = describe_recall(figures)
    counts = [counted(len(figures.items), "question")]
    spoken = list(counts)
    if figures.recall is not None:
        counts += [f"{figures.seen:,} seen", f"{percent(figures.recall)} recalled"]
        spoken += [f"{figures.seen:,} seen", f"{percent_in_words(figures.recall)} recalled"]
    if figures.due:
        counts.append(f"{figures.due:,} due")
        spoken.append(f"{figures.due:,} due")
    return section(
        Node(Role.TITLE, title),
        Node(Role.NOTE, _dates(told) if told else ""),
        Node(role, word, spoken=f"{word.capitalize()}: {', '.join(spoken)}."),
        Node(Role.FIGURE, " · ".join(counts), spoken=""),
        Node(Role.WHY, told.summary if told else ""),
    )


def _dates(told: Section) -> str:
    begins, ends = (each.in_words() if each else "" for each in (told.begins, told.ends))
    words = f"{begins} to {ends}" if begins and ends else begins or ends
    return f"Since {words}" if begins and not ends else words[:1].upper() + words[1:]
