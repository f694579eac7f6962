"""Nothing kept from the test before: each has its own data under the same day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yuanheng.web.maps import keeping
from yuanheng.web.site import paths


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """Tiles in a folder of the test's own."""
    plain = paths.folder

    def folder(name: str) -> Path:
        if name != "tiles":
            return plain(name)
        (tmp_path / name).mkdir(exist_ok=True)
        return tmp_path / name

    monkeypatch.setattr(paths, "folder", folder)
    keeping.forget()
    yield tmp_path / "tiles"
    keeping.forget()
