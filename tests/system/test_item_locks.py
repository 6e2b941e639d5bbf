"""Two windows do not ask the same item at once."""

import subprocess
import sys
from pathlib import Path

from coalition_quiz.system.locks import ItemLocks

HOLDER = """
import sys
from pathlib import Path
from coalition_quiz.system.locks import ItemLocks
item_locks = ItemLocks(Path(sys.argv[1]))
print(item_locks.take("deck/card"), flush=True)
sys.stdin.read()
"""


def test_a_claimed_item_is_refused_to_another_window(tmp_path: Path) -> None:
    first, second = ItemLocks(tmp_path), ItemLocks(tmp_path)
    assert first.take("deck/a")
    assert not second.take("deck/a")
    assert second.take("deck/b")
    first.release()
    assert second.take("deck/a")
    second.release()


def test_taking_another_item_lets_go_of_the_first(tmp_path: Path) -> None:
    first, second = ItemLocks(tmp_path), ItemLocks(tmp_path)
    assert first.take("deck/a")
    assert first.take("deck/b")
    assert second.take("deck/a")
    first.release()
    second.release()


def test_a_killed_window_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        mine = ItemLocks(tmp_path)
        assert not mine.take("deck/card")
        holder.kill()
        holder.wait()
    assert mine.take("deck/card")
    mine.release()


def test_where_no_lock_can_be_made_the_item_is_asked(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert ItemLocks(in_the_way).take("deck/card")
