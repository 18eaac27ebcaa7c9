"""The command of the package is the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import warta

ROOT = Path(__file__).resolve().parents[2]


def ran(program: list[str], folder: Path, args: list[str]) -> tuple[int, bytes, bytes]:
    done = subprocess.run([*program, *args], cwd=folder, capture_output=True)
    without_time = re.sub(rb"\d+ ms", b"", done.stdout)
    return done.returncode, without_time, done.stderr


def test_the_command_is_the_program(folder: Path) -> None:
    """Output, messages and exit codes."""
    codes = set()
    for args in (
        ["search", "gempa", "--limit", "3"],
        ["search", "gempa", "--format", "ndjson"],
        ["search", "tidakadakataini"],
        ["facet", "country", "--format", "csv"],
        ["extract", "corpus/kompas"],
        ["search", "date:kapan"],
        ["serch"],
        ["--help"],
        ["--version"],
    ):
        wanted = ran([str(ROOT / "target/debug/warta")], folder, args)
        assert ran([str(Path(sys.executable).with_name("warta"))], folder, args) == wanted
        codes.add(wanted[0])
    assert codes == {0, 1, 2}
    assert ran([sys.executable, "-m", "warta"], folder, ["--version"])[1].decode().split() == ["warta", warta.__version__]
