"""The clock. Only this module reads the current time."""

import time
from typing import Protocol

from coalition_quiz.core.days import Moment, moment

_SECONDS_A_MINUTE = 60


class Clock(Protocol):
    """A clock."""

    def now(self) -> Moment:
        """Return the current moment."""


class SystemClock:
    """The machine's clock. A study day starts `day_start_min` minutes after midnight."""

    def __init__(self, day_start_min: int) -> None:
        self._day_start_min = day_start_min

    def now(self) -> Moment:
        """Return the current moment in the machine's time zone."""
        at = time.time()
        offset = time.localtime(at).tm_gmtoff // _SECONDS_A_MINUTE
        return moment(int(at * 1000), offset, self._day_start_min)
