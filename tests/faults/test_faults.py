"""The fast share of the fault bench; `python -m tests.faults` is the long run."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("there are no such signals, terminals and limits", allow_module_level=True)

from faults.benches import BENCHES
from faults.running import Runner


@pytest.mark.parametrize("name", BENCHES)
def test_nothing_is_lost(name: str) -> None:
    bench = BENCHES[name]
    with Runner(2) as runner:
        tally = runner.begin(name, bench, bench.few)()
    assert not tally.failures, "\n".join(tally.notes)
    assert tally.tried or tally.left_out


@pytest.mark.parametrize("synchronous", ["FULL", "OFF"])
def test_a_power_cut_takes_answers_that_are_synced_with_less_care(synchronous: str) -> None:
    """So the bench would notice; only EXTRA syncs the folder once the journal is gone."""
    bench = BENCHES["power cut"]
    with Runner() as runner:
        tally = runner.begin("power cut", bench, [(0, synchronous, 0, 61)])()
    assert tally.lost or tally.left_out
