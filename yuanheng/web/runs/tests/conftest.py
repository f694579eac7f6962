"""Fixtures of the runs app."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
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


@pytest.fixture(scope="session")
def computed() -> dict[Any, tuple[Any, Path]]:
    """What was computed before in this session, by everything it hangs on."""
    return {}


@pytest.fixture(autouse=True)
def _compute_the_same_once(
    computed: dict[Any, tuple[Any, Path]], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A run is a function of snapshot, register, scheme and year: the same again gives copies of the same files."""
    from yuanheng.engines import pipeline

    compute = pipeline.compute_evaluation

    def remembered(*, facts: Any, links: Any, register: Any, scheme: Path, year: int, out: Path, **how: Any) -> Any:
        key = (repr(facts.to_pydict()), repr(links.to_pydict()), register.enterprises, scheme.read_text(), year)
        if key not in computed:
            kept = tmp_path_factory.mktemp("computed") / "out"
            given = {"facts": facts, "links": links, "register": register, "scheme": scheme, "year": year}
            computed[key] = compute(**given, out=kept, **how), kept
        evaluated, kept = computed[key]
        shutil.copytree(kept, out, dirs_exist_ok=True)
        return evaluated

    monkeypatch.setattr(pipeline, "compute_evaluation", remembered)
    yield
