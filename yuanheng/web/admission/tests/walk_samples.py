"""Objects of admission for the walk through every address."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from yuanheng.web.admission.actions.checks import grant_exemption
from yuanheng.web.admission.actions.promises import check_year, record_agreement
from yuanheng.web.admission.models import CheckResult, PromiseCheck
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.projects.models import Project

from .making import DAY, agreed, at, firm_with, project_of, promised, run_of


def _projects(cast: Cast) -> tuple[Project, Project]:
    return project_of(cast["clerk"]), project_of(cast["neighbour"], "滨江物流项目")


def _paper() -> Any:
    content = BytesIO(b"%PDF-1.4 minutes")
    content.name = "会议纪要.pdf"
    return content


@walk_sample("admission:project")
def projects(cast: Cast) -> Sample:
    """A project of each bureau."""
    own, foreign = _projects(cast)
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk})


@walk_sample("admission:new_agreement")
def agreements(cast: Cast) -> Sample:
    """An agreement to enter."""
    own, foreign = _projects(cast)
    data = {"document": "项目投资协议书", "signed_on": "2021-03-01", "land_mu": "100"}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data)


@walk_sample("admission:run")
def forms(cast: Cast) -> Sample:
    """The sheet of a gate."""
    own, foreign = _projects(cast)
    data = {"project_name": "半导体清洗设备项目", "industry_code": "C3562", "own_land": "yes", "land": "100"}
    return Sample(own={"pk": own.pk, "at_gate": "signing"}, foreign={"pk": foreign.pk, "at_gate": "land"}, data=data)


@walk_sample("admission:checked", "admission:review")
def runs(cast: Cast) -> Sample:
    """A run of each bureau's project."""
    own, foreign = _projects(cast)
    data = {"bureaus": ["自然资源和规划局"], "deciders": ["管委会 副主任"]}
    return Sample(
        own={"pk": run_of(own, cast["clerk"]).pk}, foreign={"pk": run_of(foreign, cast["neighbour"]).pk}, data=data
    )


def _failed(project: Project, by: Any) -> CheckResult:
    run = run_of(project, by, tax_planned=None, fixed_investment=Decimal(1))
    return run.results.get(check_name="investment-per-mu")


@walk_sample("admission:exempt")
def failed(cast: Cast) -> Sample:
    """A check that failed."""
    own, foreign = _projects(cast)
    data = {"reason": "延链补链", "document": "会议纪要〔2021〕3 号", "dated": "2021-06-02"}
    return Sample(
        own={"pk": _failed(own, cast["clerk"]).pk}, foreign={"pk": _failed(foreign, cast["neighbour"]).pk}, data=data
    )


@walk_sample("admission:exemption_file")
def papers(cast: Cast) -> Sample:
    """The paper of an exemption."""
    made = []
    for project, by in zip(_projects(cast), (cast["clerk"], cast["neighbour"]), strict=True):
        result = _failed(project, by)
        grant_exemption(
            result, reason="延链补链", document="会议纪要", dated=DAY, by=cast["leader"], at=at(DAY), file=_paper()
        )
        made.append(result)
    return Sample(own={"pk": made[0].pk}, foreign={"pk": made[1].pk})


@walk_sample("admission:new_reserve")
def reserves(cast: Cast) -> Sample:
    """A reserve to note."""
    return Sample(
        data={"park": "semiconductor", "kind": "power", "amount": "8000", "as_of": "2021-06-01", "told_by": "供电公司"}
    )


@walk_sample("admission:check")
def years(cast: Cast) -> Sample:
    """A year to check."""
    promised(agreed(project_of(cast["clerk"]), cast["clerk"]), cast["clerk"])
    return Sample(data={"year": ""})


@walk_sample("admission:new_promise")
def new_promises(cast: Cast) -> Sample:
    """A promise to enter."""
    own, foreign = _projects(cast)
    data = {
        "kind": "tax_yearly", "value": "500", "first_year": "2022", "land_basis": "ledger", "consequence": "扣减扶持资金",
    }  # fmt: skip
    return Sample(
        own={"pk": agreed(own, cast["clerk"]).pk}, foreign={"pk": agreed(foreign, cast["neighbour"]).pk}, data=data
    )


@walk_sample("admission:agreement_file")
def agreement_files(cast: Cast) -> Sample:
    """A scanned agreement of each."""
    made = [
        record_agreement(p, document="协议", signed_on=date(2020, 1, 1), by=by, at=at(DAY), file=_paper())
        for p, by in zip(_projects(cast), (cast["clerk"], cast["neighbour"]), strict=True)
    ]
    return Sample(own={"pk": made[0].pk}, foreign={"pk": made[1].pk})


@walk_sample("admission:promise", "admission:change_promise")
def promises(cast: Cast) -> Sample:
    """A promise of each."""
    own, foreign = _projects(cast)
    data = {
        "value": "40", "first_year": "2022", "land_basis": "agreement", "consequence": "扣减扶持资金",
        "reason": "经管委会同意调整",
    }  # fmt: skip
    return Sample(
        own={"pk": promised(agreed(own, cast["clerk"]), cast["clerk"]).pk},
        foreign={"pk": promised(agreed(foreign, cast["neighbour"]), cast["neighbour"]).pk},
        data=data,
    )


@walk_sample("admission:follow")
def broken(cast: Cast) -> Sample:
    """A broken promise of each."""
    made = []
    for project, by in zip(_projects(cast), (cast["clerk"], cast["neighbour"]), strict=True):
        project.enterprise = firm_with(tax_paid_2021=1)
        project.save()
        promise = promised(agreed(project, by), by)
        check_year([promise], year=2021, by=by, today=date(2022, 3, 1), at=at(DAY))
        made.append(PromiseCheck.objects.get(promise=promise))
    return Sample(own={"pk": made[0].pk}, foreign={"pk": made[1].pk})
