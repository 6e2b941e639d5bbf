"""What a walk can find."""

import re
from typing import NamedTuple


class Fault(NamedTuple):
    """Something that should not be: of which kind, what exactly, and the screen it was seen on."""

    kind: str
    what: str
    screen: str = ""

    @property
    def signature(self) -> str:
        """What two findings of one fault have in common."""
        return f"{self.kind}: {re.sub(r'[0-9]+', '0', self.what)[:90]}"
