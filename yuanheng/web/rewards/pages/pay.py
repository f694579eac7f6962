"""Runs and slips as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from yuanheng.engines.pay import PayScheme, load_pay_scheme
from yuanheng.web.base.models import User

from ..access import ISSUED
from ..days import last_day
from ..models import PayRun, PaySlip, RunState, ShareSet

SHORT = {"base": "基本工资", "office": "办事处系数", "cap": "封顶"}


@dataclass(frozen=True, slots=True)
class SlipPage:
    """How one figure arises: lines, the waterfall, what differs from the run before, what is open."""

    slip: PaySlip
    chart: dict[str, Any]
    lines: tuple[dict[str, Any], ...]
    changes: tuple[dict[str, Any], ...]
    scheme: PayScheme | None
    replaced_by: PaySlip | None


def slip_page(slip: PaySlip) -> SlipPage:
    """Everything about one slip."""
    lines = tuple({**line, "amount": Decimal(line["amount"])} for line in slip.lines)
    changes = tuple(
        {**c, **{k: Decimal(c[k]) for k in ("before", "after", "difference")}} for c in slip.changes
    )  # fmt: skip
    steps = [
        {"label": _short(line), "value": float(line["amount"]), "note": line["sentence"]}
        for line in lines
        if line["amount"]
    ]
    chart = {"steps": steps, "total": {"label": "应发", "value": float(slip.total)}, "unit": "元"}
    later = PaySlip.objects.filter(
        staff=slip.staff, run__month=slip.run.month, run__serial__gt=slip.run.serial, run__state__in=ISSUED
    )
    return SlipPage(slip, chart, lines, changes, scheme_of(slip.run), later.order_by("-run__serial").first())


def _short(line: dict[str, Any]) -> str:
    parts = line["label"].split(" · ")
    return SHORT.get(line["kind"]) or (parts[0][:6] + parts[1] if len(parts) > 1 else line["label"])


def scheme_of(run: PayRun) -> PayScheme | None:
    """The scheme of a run, if its file is still the one it was computed by."""
    scheme = load_pay_scheme(run.scheme)
    return scheme if scheme.hash == run.scheme_hash else None


def own_issued(user: User) -> QuerySet[PaySlip]:
    """One's own slips, the newest month first, the newest run of a month first."""
    rows = PaySlip.objects.filter(staff__user=user, run__state__in=ISSUED).select_related("run", "staff")
    return rows.order_by("-run__month", "-run__serial")


@dataclass(frozen=True, slots=True)
class RunsPage:
    """Runs by month, and paid months whose shares were settled anew since."""

    runs: tuple[PayRun, ...]
    stale: tuple[tuple[PayRun, str], ...]


def runs_page() -> RunsPage:
    """All runs, and which months ought to be computed again."""
    runs = tuple(PayRun.objects.select_related("drafted_by", "approved_by", "paid_by"))
    newest: dict[Any, PayRun] = {}
    for run in runs:
        newest.setdefault(run.month, run)
    return RunsPage(runs, tuple(found for run in newest.values() if (found := _stale(run)) is not None))


def _stale(run: PayRun) -> tuple[PayRun, str] | None:
    """A set known after the run, from a day not after the month, of a project the run pays for or could not pay for."""
    if run.state == RunState.APPROVED:
        return None
    numbers = {key.split(":")[0] for key in run.events_counted}
    asked = "".join(run.questions)
    sets = ShareSet.objects.filter(known_at__gt=run.known_at, holds_from__lte=last_day(run.month))
    projects = {s.project for s in sets.select_related("project")}
    names = sorted(p.name for p in projects if p.number in numbers or f"“{p.name}”" in asked)
    return (run, "、".join(names[:3]) + (" 等" if len(names) > 3 else "")) if names else None
