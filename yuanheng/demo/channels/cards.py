"""What the channels need to know of a project of the zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """One project, from its truth; `reached` are the stages that stood, `arrived` (day, sum, currency) as stated."""

    number: str
    source_kind: str
    source_name: str
    cluster: str
    foreign: bool
    uscc: str
    heard: date
    known: date
    reached: dict[str, tuple[date, date]]
    arrived: tuple[tuple[date, Decimal, str, date], ...]

    @classmethod
    def of(cls, told: dict[str, Any]) -> ProjectCard:
        """From one project of `truth/projects.json`."""
        reached: dict[str, tuple[date, date]] = {}
        for stage in told["stages"]:
            if not stage["withdrawn"]:
                days = (_day(stage["happened"]), _day(stage["known"]))
                reached[stage["stage"]] = min(days, reached.get(stage["stage"], days))
        arrived = tuple(
            (_day(a["since"]), Decimal(a["amount"]), a["currency"], _day(a["known"]))
            for a in told["amounts"]
            if a["kind"] == "arrived"
        )
        first = told["stages"][0]
        return cls(
            number=told["number"], source_kind=told["source_kind"], source_name=told["source_name"],
            cluster=told["cluster"], foreign=told["foreign"], uscc=told["uscc"], heard=_day(first["happened"]),
            known=_day(first["known"]), reached=reached, arrived=arrived,
        )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)
