"""Projects with what admission needs, through the actions that people use."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from yuanheng.web.admission.actions.checks import record_reserve, run_checks
from yuanheng.web.admission.actions.promises import record_agreement, record_promise
from yuanheng.web.admission.models import Agreement, CheckRun, Promise
from yuanheng.web.admission.policy import Gate
from yuanheng.web.base import moment
from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.models import User
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.models import Figure
from yuanheng.web.projects.actions.projects import create_project
from yuanheng.web.projects.actions.stages import record_stage
from yuanheng.web.projects.models import Project, StageEntry

DAY = date(2021, 6, 1)
GOOD: dict[str, Any] = {
    "project_name": "半导体清洗设备项目",
    "industry_code": "3562",
    "products": "单片清洗机,机加工和装配",
    "total_investment": Decimal(600_000_000),
    "fixed_investment": Decimal(500_000_000),
    "own_land": True,
    "land": Decimal(100),
    "tax_planned": Decimal(50_000_000),
    "output_planned": Decimal(1_000_000_000),
    "energy_planned": Decimal(5000),
    "power_demand": Decimal(5000),
    "water_demand": Decimal(200),
    "heat_demand": Decimal(0),
    "sewage_demand": Decimal(100),
    "floor_area": Decimal(80_000),
    "office_land": Decimal(5),
}


def at(day: date) -> datetime:
    """Ten in the morning in Shanghai."""
    return datetime.combine(day, time(10), tzinfo=moment.SHANGHAI)


def project_of(by: User, name: str = "半导体清洗设备项目", **more: Any) -> Project:
    """A project kept by the user's bureau."""
    return create_project(name=name, by=by, at=at(DAY), organisation=bureau_of(by), manager=by, **more)


def stage(project: Project, code: str, day: date, *, by: User | None = None) -> StageEntry:
    """A stage as it is recorded."""
    return record_stage(project, stage=code, on=day, by=by, at=at(day), order_reason="试运行在前")


def reserves(by: User, park: str = "semiconductor", **amounts: int) -> None:
    """What the park has left on New Year's day."""
    for kind, amount in {"power": 8000, "water": 1000, "heat": 20, "sewage": 500, **amounts}.items():
        record_reserve(
            park=park,
            kind=kind,
            amount=Decimal(amount),
            as_of=date(2021, 1, 1),
            told_by="公用事业公司",
            by=by,
            at=at(DAY),
        )


def run_of(
    project: Project, by: User, gate: Gate = Gate.SIGNING, *, on: date = DAY, park: str = "semiconductor", **change: Any
) -> CheckRun:
    """The checks of a gate on good figures, some changed."""
    return run_checks(project, gate=gate, filled={**GOOD, **change}, park=park, by=by, on=on, at=at(on))


def agreed(project: Project, by: User, *, signed_on: date = date(2020, 5, 1), land: int | None = 100) -> Agreement:
    """An agreement."""
    return record_agreement(
        project,
        document="项目投资协议书",
        signed_on=signed_on,
        land_mu=None if land is None else Decimal(land),
        by=by,
        at=at(signed_on),
    )


def promised(
    agreement: Agreement, by: User, kind: str = "tax_per_mu", value: int | None = 500_000, **more: Any
) -> Promise:
    """A promise, of 50 万元 of tax per mu unless told otherwise."""
    given = {
        "due_on": None,
        "first_year": 2021,
        "land_basis": "agreement" if kind.endswith("per_mu") else "",
        "consequence": "土地出让金奖励不予兑现",
        **more,
    }
    return record_promise(
        agreement, kind=kind, value=None if value is None else Decimal(value), by=by, at=at(DAY), **given
    )


def firm_with(**figures: int | None) -> Enterprise:
    """A firm with figures such as `tax_paid_2021=…`; None is a missing one."""
    firm = Enterprise.objects.create(
        code=f"E{Enterprise.objects.count()}", name=f"启东第{Enterprise.objects.count()}厂"
    )
    for key, amount in figures.items():
        measure, year = key.rsplit("_", 1)
        Figure.objects.create(
            enterprise=firm, year=int(year), measure=measure, amount=amount, missing=amount is None, conflict=False,
            reason="" if amount is not None else "没有报送", fact_ids=[],
        )  # fmt: skip
    return firm
