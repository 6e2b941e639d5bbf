"""The clock at the rim: the only place that asks what time it is."""

import time
from typing import Protocol

from coalition_quiz.core.days import Moment, moment

_SECONDS_A_MINUTE = 60


class Clock(Protocol):
    """Tells what moment it is."""

    def now(self) -> Moment:
        """The present moment."""


class SystemClock:
    """The machine's clock, for a learner whose study day starts at `day_start_min`."""

    def __init__(self, day_start_min: int) -> None:
        self._day_start_min = day_start_min

    def now(self) -> Moment:
        """The present moment in the machine's time zone."""
        at = time.time()
        offset = time.localtime(at).tm_gmtoff // _SECONDS_A_MINUTE
        return moment(int(at * 1000), offset, self._day_start_min)
