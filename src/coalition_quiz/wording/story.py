"""Sentences about the sections of a story, and how much of each is recalled."""

from coalition_quiz.core.cards import Section
from coalition_quiz.core.sessions.pretest import Compared, Comparison
from coalition_quiz.core.sessions.quiz_results import QuestionResult
from coalition_quiz.core.story import SectionFigures
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import percent, percent_in_words
from coalition_quiz.wording.sentences import one_line, sentence
from coalition_quiz.wording.tree import Node, Role, section

NO_STORY = (
    "No source of these decks has sections. An author can add them under `sources:`, each with a "
    "title and a summary. Run `coalition-quiz story` without a deck to see all decks."
)
NOTHING_TO_STUDY = "All questions of this section are suspended or buried."
FIND_OUT = "Find out what you know"
READ = "Read the story. What you missed is marked."
STUDY_THESE = "Study these questions to schedule them"
_OTHERS = "Outside these sections"
_WELL, _HALF = 0.8, 0.5


def describe_recall(figures: SectionFigures) -> tuple[Role, str]:
    """Say in a word or two how well a section is recalled; the role gives its colour."""
    share = figures.recall
    if share is None:
        return Role.UNANSWERED, "not started"
    if share < _HALF:
        return Role.WRONG, "mostly forgotten"
    if figures.seen < _HALF * len(figures.items):
        return Role.UNANSWERED, "mostly unseen"
    return (Role.RIGHT, "well remembered") if share >= _WELL else (Role.PARTLY, "shaky")


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


def describe_missed(line: QuestionResult) -> Node:
    """Describe a question that was missed before reading, with its right answer."""
    answer = "; ".join(map(one_line, line.answer))
    prompt = one_line(line.prompt)
    spoken = f"You missed: {prompt} Answer: {sentence(answer)}"
    return Node(Role.LEARN, f"{prompt} Answer: {answer}", spoken=spoken)


def describe_comparison(comparison: Comparison) -> Node:
    """Say how many questions were right before reading, and how many are recalled now."""
    asked = len(comparison.questions)
    before = f"Before reading: {comparison.before} of {counted(asked, 'question')} right."
    if not comparison.studied:
        return Node(Role.NOTE, f"{before} Now: none of them is studied yet.")
    now = f"Now: about {round(comparison.now)} of {asked} recalled."
    return Node(Role.NOTE, f"{before} {now}")


def describe_compared(each: Compared) -> tuple[Node, Node]:
    """Describe a question before reading and now."""
    before = Node(*((Role.RIGHT, "right") if each.before else (Role.WRONG, "missed")))
    if each.now is None:
        return before, Node(Role.UNANSWERED, "not studied")
    role = Role.RIGHT if each.now >= _WELL else Role.PARTLY if each.now >= _HALF else Role.WRONG
    spoken = f"{percent_in_words(each.now)} recalled"
    return before, Node(role, f"{percent(each.now)} recalled", spoken=spoken)
