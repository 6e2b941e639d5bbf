"""Every bench by its name."""

from faults.disk_faults import DISK_FAULTS
from faults.kills import KILLS
from faults.power_cuts import POWER_CUTS
from faults.tally import Bench

BENCHES: dict[str, Bench] = {**KILLS, **DISK_FAULTS, **POWER_CUTS}
