"""Write the truth of the channels beside that of the projects."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from yuanheng.demo.projects import TRUTH as PROJECTS

from .cards import ProjectCard
from .inventing import invent_channels

TRUTH = "truth/channels.json"


def write_channels(folder: Path, *, seed: int = 2021, last_year: int = 2021) -> Path:
    """Invent the channels of the projects under `folder` and write their truth; its path.

    Raises:
        FileNotFoundError: the projects' truth is not there; write it first.
    """
    told = json.loads((folder / PROJECTS).read_text(encoding="utf-8"))["projects"]
    made = invent_channels([ProjectCard.of(project) for project in told], seed=seed, last_year=last_year)
    path = folder / TRUTH
    path.parent.mkdir(parents=True, exist_ok=True)
    said = {name: _plain(facts) for name, facts in asdict(made).items()} | {"seed": seed, "last_year": last_year}
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _plain(value: Any) -> Any:
    """Days as ISO text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
