"""The board of the demo zone's plan against sums made by hand over the departments' workbooks; then and now side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests import witness_projects
from tests import witness_workbooks as witness

pytestmark = pytest.mark.small_zone
JUNE, END = date(2021, 6, 30), date(2021, 12, 31)


@dataclass(frozen=True)
class Zone:
    """The small demo zone in a database, its files and register."""

    sheets: Path
    register: witness.Register
    projects: dict[str, witness_projects.Counted]
    plan: Any


@pytest.fixture(scope="module")
def zone(test_server: Any, zone_template: str, django_db_blocker: Any) -> Iterator[Zone]:
    """Everything the small demo zone is made of, loaded once for all tests here, in a database of their own."""
    from django.db import connections

    from yuanheng.web.base import moment, testing
    from yuanheng.web.base.cast import make_cast
    from yuanheng.web.cultivation.demo import load_demo_cultivation
    from yuanheng.web.enterprises.demo import zone_folder
    from yuanheng.web.plan.demo import load_demo_plan
    from yuanheng.web.plan.models import Plan
    from yuanheng.web.projects.demo import load_demo_projects

    before = connections.databases["default"]["NAME"]
    name = test_server.clone(zone_template)
    with django_db_blocker.unblock():
        testing.point_to(test_server, name)
        cast = make_cast(on=moment.today())
        for load in (load_demo_cultivation, load_demo_projects, load_demo_plan):
            load(cast, lambda _: None, True)
        folder = zone_folder(small=True, say=lambda _: None)
        register, projects = witness.read_register(folder / "register.xlsx"), witness_projects.read(folder)
        yield Zone(folder / "sheets", register, projects, Plan.objects.get())
        connections.close_all()
        testing.point_to(test_server, before)
        test_server.drop(name)


def rows(zone: Zone, day: date, *, known: str = "now") -> list[Any]:
    """The board's lines."""
    from yuanheng.web.plan.pages.board import Asked, board_page

    return board_page(zone.plan, Asked(day=day, known=known)).rows


def value(row: Any) -> Decimal | None:
    """The figure on the board."""
    return row.standing.point.value if row.standing.point else None


def sales(zone: Zone, year: int, month: int = 12) -> witness.Figures:
    """Taxable sales so far by firm, over the tax bureau's workbooks."""
    if year == 2021:
        return witness.column_sums(zone.sheets / "2021", rf"税务局_?2021年{month}月", r"累计应税销售", zone.register)
    return witness.column_sums(zone.sheets / str(year), r"税务局", r"^应税销售", zone.register)


def of(zone: Zone, figures: witness.Figures, row: Any) -> witness.Figures:
    """Those of the cluster that the target names."""
    cluster = row.target.filters.get("cluster")
    return witness.of_cluster(figures, zone.register, cluster.removesuffix("产业")) if cluster else figures


def sum_of_sales(zone: Zone, row: Any) -> Decimal:
    return sum(of(zone, sales(zone, 2021), row).values(), Decimal(0))


def growth(zone: Zone, row: Any) -> Decimal:
    before = sum(of(zone, sales(zone, 2020), row).values(), Decimal(0))
    return (sum_of_sales(zone, row) - before) / before * 100


def passed(zone: Zone, row: Any) -> Decimal:
    """A firm without a figure of the year before counts only if it was founded since."""
    least, before = Decimal(row.target.filters["amount_min_yuan"]), sales(zone, 2020)
    firms = [n for n, v in sales(zone, 2021).items() if v >= least]
    return Decimal(sum(before[n] < least if n in before else zone.register.firms[n].founded >= 2020 for n in firms))


def declared_research(zone: Zone) -> witness.Figures:
    return witness.column_sums(zone.sheets / "2021", "企业申报表", r"^研发费用", zone.register)


def research(zone: Zone, _row: Any) -> Decimal:
    return sum(declared_research(zone).values(), Decimal(0))


def research_share(zone: Zone, _row: Any) -> Decimal:
    industry = {n for n, f in zone.register.firms.items() if f.above_size and f.industry}
    spent = {n for n, v in declared_research(zone).items() if v > 0}
    return Decimal(len(industry & spent)) / len(industry) * 100


def qualified(zone: Zone, row: Any) -> Decimal:
    """New recognitions that count for the year, taken one by one."""
    from yuanheng.web.cultivation.models import Qualification

    kind = row.target.tally.split(".")[1]
    found = [q for q in Qualification.objects.all() if q.kind == kind and q.state == "recognised" and not q.renewal]
    return Decimal(sum(q.counts_for == 2021 and q.recognised_on <= END for q in found))


def projects(zone: Zone, row: Any, *, day: date = END, known_on: date = date(2026, 1, 1)) -> Decimal:
    """Projects by their event log, with the target's own conditions."""
    asked = dict(row.target.filters)
    stage = row.target.tally.removeprefix("projects.").replace("leads", "lead")
    tiers = {m: (int(Decimal(asked[f"amount_min_{m}"])), None) for m in ("yuan", "usd") if f"amount_min_{m}" in asked}
    wanted: dict[str, Any] = {k: asked[k] for k in ("foreign", "manufacturing", "source") if k in asked}
    if "through" in asked:  # no channel is recorded in this zone: the name of the source decides
        wanted["source"] = asked["through"]
    if "cluster" in asked:
        wanted["cluster"] = asked["cluster"].removesuffix("产业")
    found = witness_projects.count(
        zone.projects, stage, first=date(2021, 1, 1), last=END, on=day, known_on=known_on, **tiers, **wanted
    )
    return Decimal(len(found))


BY_HAND: dict[str, Callable[[Zone, Any], Decimal]] = {
    "enterprises.sales": sum_of_sales, "enterprises.sales_growth": growth, "enterprises.passed_sales": passed,
    "enterprises.research": research, "enterprises.research_share": research_share,
}  # fmt: skip


def by_hand(zone: Zone, row: Any) -> Decimal:
    """What a person with a ruler finds for a target."""
    tally = row.target.tally
    room = {"projects": projects, "qualifications": qualified}.get(tally.split(".")[0])
    return (BY_HAND.get(tally) or room)(zone, row)  # type: ignore[misc]


def test_every_enterprise_and_project_target_equals_a_sum_over_the_workbooks(zone: Zone) -> None:
    counted = [
        r for r in rows(zone, END) if r.target.tally.split(".")[0] in ("enterprises", "projects", "qualifications")
    ]
    assert len(counted) >= 24
    assert {r.target.tally for r in counted} >= BY_HAND.keys()
    for row in counted:
        found, hand = value(row), by_hand(zone, row)
        assert found is not None, row.target
        assert abs(found - hand) < Decimal("0.000001"), f"{row.target}: board {found}, by hand {hand}"
    assert sum(bool(value(r)) for r in counted) >= 20


def test_half_a_year_is_shown_as_known_then_beside_as_known_now(zone: Zone) -> None:
    """On 30 June the tax bureau's table of June had not come: the board says up to which month it counts."""
    beside = rows(zone, JUNE, known="both")
    sold = [r for r in beside if r.target.tally == "enterprises.sales"]
    assert len(sold) == 3
    for row in sold:
        assert value(row) == sum(of(zone, sales(zone, 2021, 6), row).values())
        assert row.then.value == sum(of(zone, sales(zone, 2021, 5), row).values())
        assert row.then.problem == "数据至 5 月"
        assert row.revised
    started = [r for r in beside if r.target.tally.startswith("projects.")]
    for row in started:
        assert row.then.value == projects(zone, row, day=JUNE, known_on=JUNE)
        assert value(row) == projects(zone, row, day=JUNE)
    assert any(r.revised for r in started)
