"""Numbers as authors write them: ``35404``, ``35,404``, ``35 404``, ``0.5``, ``-3``."""

import re
from decimal import Decimal

from coalition_quiz.core.questions import Tolerance

# The separator of thousands must be the same throughout: a comma or some kind of space.
_NUMBER = re.compile(
    r"[-+\u2212]?(?:[0-9]{1,30}|[0-9]{1,3}(?P<gap>[, \u00a0\u2009\u202f])[0-9]{3}"
    r"(?:(?P=gap)[0-9]{3}){0,9})(?:\.[0-9]{1,30})?"
)
_SEPARATORS = str.maketrans(
    {",": "", " ": "", "\u00a0": "", "\u2009": "", "\u202f": "", "\u2212": "-"}
)
_HUNDRED = Decimal(100)


def parse_number(text: str) -> Decimal | None:
    """The number that a text writes, or None."""
    written = text.strip()
    return Decimal(written.translate(_SEPARATORS)) if _NUMBER.fullmatch(written) else None


def parse_tolerance(text: str) -> Tolerance | None:
    """A share such as ``5%`` or an amount such as ``300``, neither below zero, or None."""
    written = text.strip()
    relative = written.endswith("%")
    amount = parse_number(written.removesuffix("%"))
    if amount is None or amount < 0:
        return None
    return Tolerance(amount / _HUNDRED if relative else amount, relative)
