"""Every bench by its name."""

from faults.clocks import CLOCKS
from faults.disk_faults import DISK_FAULTS
from faults.faulty_app import FAULTY_APP
from faults.flips import FLIPS
from faults.foreign import FOREIGN
from faults.full_disks import FULL_DISKS
from faults.kills import KILLS
from faults.many_windows import MANY_WINDOWS
from faults.mutated_decks import MUTATED_DECKS
from faults.mutated_imports import MUTATED_IMPORTS
from faults.power_cuts import POWER_CUTS
from faults.read_only import READ_ONLY
from faults.tally import Bench
from faults.upgrades import UPGRADES

BENCHES: dict[str, Bench] = {
    **KILLS,
    **UPGRADES,
    **DISK_FAULTS,
    **FAULTY_APP,
    **POWER_CUTS,
    **FULL_DISKS,
    **READ_ONLY,
    **FLIPS,
    **CLOCKS,
    **MANY_WINDOWS,
    **FOREIGN,
    **MUTATED_DECKS,
    **MUTATED_IMPORTS,
}
