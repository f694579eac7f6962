"""The demo part: the same projects give the same records, a second load adds nothing."""

from __future__ import annotations

from datetime import date

import pytest

from yuanheng.web.admission.demo import load_demo_admission
from yuanheng.web.admission.models import (
    Agreement,
    CheckResult,
    CheckRun,
    Exemption,
    Promise,
    PromiseCheck,
    Reserve,
)
from yuanheng.web.admission.standing import gaps

from .making import firm_with, project_of, stage

TABLES = (CheckRun, CheckResult, Exemption, Reserve, Agreement, Promise, PromiseCheck)


@pytest.fixture
def zone(cast):
    """Forty projects, signed in 2019 and 2020, every second with a firm and land."""
    made = []
    for number in range(40):
        firm = firm_with(tax_paid_2021=9_000_000 + number, operating_revenue_2021=80_000_000) if number % 2 else None
        land = 30 + number if number % 2 else None
        project = project_of(cast["promoter"], f"项目{number}", number=f"QD-{number}", enterprise=firm, land_mu=land)
        project.industry_code = "3562" if number % 5 else "2614"
        project.save()
        stage(project, "signed", date(2019 + number % 2, 5, 1 + number % 28), by=cast["promoter"])
        made.append(project)
    return made


def counts():
    return [table.objects.count() for table in TABLES]


def rows_told():
    rows = CheckResult.objects.order_by("run__project__number", "run__gate", "position")
    return [
        (r.run.project.number, r.check_name, r.sentence, r.fingerprint) for r in rows.select_related("run__project")
    ]


def test_the_same_projects_give_the_same_records_once_with_every_kind_of_outcome(cast, zone):
    from django.db import transaction

    point = transaction.savepoint()
    load_demo_admission(cast, lambda text: None, True)
    once = rows_told()
    transaction.savepoint_rollback(point)
    said = []
    load_demo_admission(cast, said.append, True)
    assert rows_told() == once
    first = counts()
    load_demo_admission(cast, said.append, True)
    assert counts() == first and all(first)
    assert len(said) == 1
    assert set(CheckRun.objects.values_list("outcome", flat=True)) >= {"failed", "unknown"}
    assert set(PromiseCheck.objects.values_list("verdict", flat=True)) >= {"kept", "not_kept", "unknown"}
    assert Promise.objects.filter(replaces__isnull=False).exists()
    ahead = [p for p in zone if any(g.now.state == "none" for g in gaps(p))]
    assert 0 < len(ahead) < len(zone) / 3  # some went ahead of their admission and are warned of
