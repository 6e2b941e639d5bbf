"""Faults that a walk can find."""

import re
from typing import NamedTuple


class Fault(NamedTuple):
    """A fault: its kind, a description, and the screen."""

    kind: str
    what: str
    screen: str = ""

    @property
    def signature(self) -> str:
        """The common part of two findings of one fault."""
        return f"{self.kind}: {re.sub(r'[0-9]+', '0', self.what)[:90]}"
