"""The screen of problems in decks and settings."""

from itertools import islice

from textual.content import Content

from coalition_quiz.decks.rendering import render_text
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.widgets.rows import HangingText

HEADING = "Problems in decks and settings"
_MOST = 200


class ProblemsScreen(Overlay):
    """All problems with their place and remedy, those of settings first."""

    def __init__(self, workspace: Workspace, notices: tuple[str, ...]) -> None:
        missed = (str(each.loss) for each in workspace.library.missed)
        sentences = (*notices, *workspace.notices, *missed, *workspace.library.clashes)
        problems = workspace.library.diagnostics
        told = list(map(on_one_line, sentences))
        told += [render_text([each]).rstrip() for each in islice(problems, _MOST)]
        if len(problems) > _MOST:
            told.append(f"… and {len(problems) - _MOST:,} more; `coalition-quiz check` tells all.")
        super().__init__(HEADING, [HangingText(Content(""), literal(f"{each}\n")) for each in told])
