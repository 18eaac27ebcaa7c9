from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample articles and their index."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    subprocess.run([ROOT / "target/debug/warta", "index", "corpus", "--quiet"], cwd=folder, check=True)
    return folder
