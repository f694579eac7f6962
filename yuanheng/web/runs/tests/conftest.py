"""Fixtures of the runs app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def zone(db: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`zone(12)` makes firms and lets the next runs freeze their figures."""
    from yuanheng.web.runs import actions
    from yuanheng.web.runs.tests.zone import freeze_firms, make_firms

    def make(count: int, *, firms: list[Any] | None = None, lacking: int | None = None, factor: int = 1) -> list[Any]:
        made = firms if firms is not None else make_firms(count)
        frozen = freeze_firms(made, lacking="" if lacking is None else made[lacking].name, factor=factor)
        monkeypatch.setattr(actions, "freeze", lambda **_: frozen)
        return made

    return make
