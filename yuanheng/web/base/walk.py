"""What the walk through every address needs: for each view with arguments, an own and a foreign object.

    @walk_sample("ledger:upload", "ledger:withdraw")
    def uploads(cast): return Sample(own={"pk": mine.pk}, foreign={"pk": theirs.pk}, data={"reason": "重复"})

The cast: `clerk` of the owner bureau, `neighbour` (a clerk of another bureau), `analyst`, `leader`, `auditor`,
`administrator`, `promoter` and `paymaster` (招商局), `builder` (项目建设推进办公室), `approver` (行政审批局),
`caseworker` (社会事业局), all keyed so.
`own` belongs to the `holder` (the clerk, unless said), `foreign` to the `foreign_holder` (the neighbour),
each of another bureau. `data` is a
POST body that the view accepts; a view that writes must have one, so that the test can see its audit line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .models import User

Cast = dict[str, User]


@dataclass(frozen=True, slots=True)
class Sample:
    """Arguments of a view for an own and a foreign object; `foreign` None where objects belong to nobody."""

    own: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] | None = None
    data: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    holder: str = "clerk"
    foreign_holder: str = "neighbour"


_samples: dict[str, Callable[[Cast], Sample]] = {}


def walk_sample(*names: str) -> Callable[[Callable[[Cast], Sample]], Callable[[Cast], Sample]]:
    """Register a factory for the views of these names."""

    def declare(make: Callable[[Cast], Sample]) -> Callable[[Cast], Sample]:
        for name in names:
            _samples[name] = make
        return make

    return declare


def sample_for(name: str) -> Callable[[Cast], Sample] | None:
    """The factory of a view, if one was registered."""
    return _samples.get(name)
