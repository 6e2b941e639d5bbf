"""QTI, as formats."""

from coalition_quiz.exchange.model import Format
from coalition_quiz.exchange.qti.canvas import write_canvas
from coalition_quiz.exchange.qti.reading import is_qti, read_qti

FORMATS = (Format("qti", "QTI 1.2 (Canvas)", ".zip", is_qti, read_qti, write_canvas),)
