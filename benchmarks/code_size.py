"""Size of the code, and the modules that a start loads: `python -m benchmarks.code_size`.

A line of code is one with a token on it, except in comments, in docstrings (of attributes too) and
in import statements. A function's length is its lines of code from `def` on. Loaded modules are
counted when `due` has ended, when home is painted, and when the first question is.
"""

import ast
import io
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import tokenize
from collections.abc import Iterator
from pathlib import Path

from benchmarks.terminal import running

PACKAGE = "coalition_quiz"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

_NO_CODE = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT),
    *(tokenize.ENCODING, tokenize.ENDMARKER),
}
_RUN = f"""
import signal, sys
def write(*_):
    with open({{names!r}}, "w") as file:
        file.write(" ".join(name for name in sys.modules if name.startswith({PACKAGE!r})) + ".")
signal.signal(signal.SIGUSR1, write)
from {PACKAGE}.cli.main import main
main({{arguments!r}})
write()
"""


def main() -> None:
    """Print all figures."""
    files = sorted(SOURCE.rglob("*.py"))
    lengths: list[int] = []
    total = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        lines = code_lines(text)
        total += len(lines)
        lengths += function_lengths(text, lines)
    median, long = statistics.median(lengths), statistics.quantiles(lengths, n=20)[-1]
    print(f"files            {len(files):6,}")
    print(f"lines of code    {total:6,}")
    print(f"functions        {len(lengths):6,}")
    print(f"their lines      {median:.0f} / {long:.0f} / {max(lengths)} (median, 95th, longest)")
    with tempfile.TemporaryDirectory() as home:
        loaded(["due"], home)  # makes the cache
        print(f"loaded by due    {len(loaded(['due'], home)):6,}")
        print(f"loaded by home   {len(loaded([], home, b'[Enter]')):6,}")
        question = loaded(["study"], home, b"Skip", first=b"Enter Begin")
        print(f"by first question{len(question):6,}")


def code_lines(text: str) -> set[int]:
    """Return the numbers of a module's lines of code."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        is_import = isinstance(node, ast.Import | ast.ImportFrom)
        if isinstance(node, ast.stmt) and (is_import or _is_docstring(node)):
            lines.difference_update(range(node.lineno, (node.end_lineno or 0) + 1))
    return lines


def function_lengths(text: str, lines: set[int]) -> Iterator[int]:
    """Yield the lines of code of each function in a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield len(lines.intersection(range(node.lineno, (node.end_lineno or 0) + 1)))


def loaded(arguments: list[str], home: str, marker: bytes = b"", first: bytes = b"") -> list[str]:
    """Run the program, and return the modules of ours that it has loaded.

    Args:
        arguments: its arguments.
        home: the folder of its files.
        marker: what it paints when it is time to look; empty to look when it has ended.
        first: what it paints before, until Enter is pressed.
    """
    names = Path(home, "modules")
    names.unlink(missing_ok=True)
    code = _RUN.format(names=str(names), arguments=arguments)
    command = [sys.executable, "-c", code]
    environment = {"COALITION_QUIZ_HOME": home, "PATH": os.environ["PATH"]}
    if not marker:
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        return _names_in(names)
    with running(command, environment) as terminal:
        if first:
            terminal.wait_for(first)
            terminal.press(b"\r")
        terminal.wait_for(marker)
        os.kill(terminal.pid, signal.SIGUSR1)
        while not (found := _names_in(names)):
            time.sleep(0.01)
    return found


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _names_in(file: Path) -> list[str]:
    text = file.read_text(encoding="ascii") if file.exists() else ""
    return text[:-1].split() if text.endswith(".") else []


if __name__ == "__main__":
    main()
