"""QTI, as formats."""

from coalition_quiz.exchange.model import Format
from coalition_quiz.exchange.qti.canvas import write_canvas
from coalition_quiz.exchange.qti.items import write_items
from coalition_quiz.exchange.qti.reading import is_items, is_qti, read_qti

FORMATS = (
    Format("qti21", "QTI 2.1", ".zip", is_items, read_qti, write_items),
    Format("qti", "QTI 1.2 (Canvas)", ".zip", is_qti, read_qti, write_canvas),
)
