"""The attribution ledger: a new set beside the old; a dispute, and the set that settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from yuanheng.web.base.access import bureau_of
from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User
from yuanheng.web.base.notices import notify
from yuanheng.web.cases.actions import act, open_case
from yuanheng.web.cases.models import RUNNING, Case, CaseStep
from yuanheng.web.projects.models import Project

from ..attribution import check_rows
from ..days import not_after
from ..errors import RewardsError
from ..models import AttributionShare, Dispute, ShareSet, Staff
from ..schemes import role_labels

PROCEDURE = "attribution-dispute"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a set as a person enters it."""

    staff: Staff
    role: str
    percent: Decimal


@transaction.atomic
def set_shares(
    project: Project, *, holds_from: date, rows: Sequence[Row], note: str, by: User | None, at: datetime,
    file: StoredFile | None = None,
) -> ShareSet:  # fmt: skip
    """All shares of a project from a day on. The sets before stay; money already paid changes only by a new run.

    Raises:
        ProblemsError: shares that do not add to exactly 100 %, a person twice in a role.
        RewardsError: a day to come, no basis, no evidence, an unknown role, a dispute is running, one's own share.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    running = Dispute.objects.filter(project=row, case__status__in=RUNNING).select_related("case").first()
    if running is not None:
        raise RewardsError(
            where=_where(row),
            found=f"争议 {running.case.number} 正在办理",
            expected="争议办结以后",
            advice="由裁定登记新的份额",
        )
    if file is None:
        raise RewardsError(where=_where(row), found="没有证据文件", expected="份额确认单等证据", advice="上传证据")
    return _write(row, holds_from=holds_from, rows=rows, note=note, by=by, at=at, file=file, case=None)


def _where(project: Project) -> str:
    return f"{project.name} › 贡献份额"


def _write(
    project: Project, *, holds_from: date, rows: Sequence[Row], note: str, by: User | None, at: datetime,
    file: StoredFile | None, case: Any,
) -> ShareSet:  # fmt: skip
    not_after(at, holds_from, _where(project))
    check_rows([(r.staff.number, r.role, r.percent) for r in rows], where=_where(project))
    _check_rows(project, rows, by)
    if not note.strip():
        raise RewardsError(where=_where(project), found="没有写依据", expected="一句依据", advice="写明依据")
    made = ShareSet.objects.create(
        project=project, holds_from=holds_from, known_at=at, file=file, note=note.strip(), case=case, by=by
    )
    AttributionShare.objects.bulk_create(
        AttributionShare(set=made, staff=r.staff, role=r.role, percent=r.percent) for r in rows
    )
    told = {"holds_from": holds_from, "people": sorted({r.staff.number for r in rows})}
    record(by, "rewards.share.set", target=project, after=told)
    return made


def _check_rows(project: Project, rows: Sequence[Row], by: User | None) -> None:
    roles = role_labels()
    for r in rows:
        if r.role not in roles:
            raise RewardsError(
                where=_where(project), found=f"角色 {r.role}", expected="、".join(roles.values()), advice="另选角色"
            )
        if r.percent != r.percent.quantize(Decimal("0.0001")):
            raise RewardsError(
                where=f"{_where(project)} › {r.staff}",
                found=f"{r.percent}%",
                expected="至多四位小数",
                advice="改正份额",
            )
        if by is not None and r.staff.user_id == by.pk:
            raise RewardsError(
                where=f"{_where(project)} › {r.staff}",
                found="登记人自己的份额",
                expected="由他人登记",
                advice="请另一人登记",
            )


@transaction.atomic
def raise_dispute(
    project: Project, *, claimant: Staff, claim: str, arbiter: User, by: User, at: datetime,
    file: StoredFile | None = None,
) -> Dispute:  # fmt: skip
    """Somebody holds the shares for wrong: a case, decided by `arbiter`; the claim itself stays out of the case.

    Raises:
        RewardsError: nothing claimed, a dispute is running, the arbiter is a party.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if not claim.strip():
        raise RewardsError(where=_where(row), found="没有写主张", expected="主张和理由", advice="写明您的主张")
    if Dispute.objects.filter(project=row, case__status__in=RUNNING).exists():
        raise RewardsError(
            where=_where(row), found="已有争议在办理", expected="一个项目一次一件", advice="在该办件中补充意见"
        )
    current = row.share_sets.order_by("-holds_from", "-known_at").first()
    if arbiter.pk in _parties(current, claimant):
        raise RewardsError(
            where=_where(row), found=f"裁定人 {arbiter} 是当事人", expected="与份额无关的人", advice="另选裁定人"
        )
    case = open_case(
        procedure=PROCEDURE, title=f"{row.name} 贡献份额争议"[:200], subject_kind="projects.project", subject_id=row.pk,
        subject_label=row.name, organisation=bureau_of(by), by=by, at=at,
        data={"signers": {"decide": [arbiter.username]}},
    )  # fmt: skip
    made = Dispute.objects.create(
        project=row, disputed=current, case=case, claimant=claimant, claim=claim.strip(), file=file, by=by, at=at
    )
    record(by, "rewards.dispute.raised", target=row, after={"case": case.number})
    return made


def _parties(found: ShareSet | None, claimant: Staff) -> set[Any]:
    held = {s.staff.user_id for s in found.shares.select_related("staff")} if found else set()
    return {pk for pk in (*held, claimant.user_id) if pk}


def closes_with_shares(case: Case) -> None:
    """After any event of a case: a dispute's last step is closed by entering the shares, not on the case's own page.

    Raises:
        RewardsError: the step was closed and no set of this case stands.
    """
    if case.procedure != PROCEDURE or not Dispute.objects.filter(case=case).exists():
        return
    closed = CaseStep.objects.filter(case=case, code="settle", status="done").exists()
    if closed and not ShareSet.objects.filter(case=case).exists():
        raise RewardsError(
            where=f"{case.number} › 登记新的份额", found="还没有登记裁定的份额", expected="登记份额时一并办结",
            advice="在项目的贡献份额页点“登记裁定的份额”",
        )  # fmt: skip


@transaction.atomic
def settle_dispute(
    dispute: Dispute, *, holds_from: date, rows: Sequence[Row], note: str, by: User, at: datetime
) -> ShareSet:
    """What was decided becomes a new set, and the case is closed; both or neither.

    Raises:
        RewardsError: not decided yet, or by a party.
        ProblemsError: the shares do not add to exactly 100 %.
        YuanhengError: the case's procedure refuses the step.
    """
    Project.objects.select_for_update(of=("self",)).get(pk=dispute.project_id)
    found = Dispute.objects.select_related("project", "disputed", "case", "claimant__user").get(pk=dispute.pk)
    step = CaseStep.objects.get(case=found.case, code="settle")
    if step.status != "active":
        raise RewardsError(
            where=str(found), found=f"当前步骤:{found.case.next_label or '已办结'}", expected="裁定以后登记新的份额",
            advice="在办件中办结前面的步骤",
        )  # fmt: skip
    if by.pk in _parties(found.disputed, found.claimant):
        raise RewardsError(where=str(found), found=f"{by} 是当事人", expected="与份额无关的人", advice="请另一人登记")
    made = _write(
        found.project, holds_from=holds_from, rows=rows, note=note, by=by, at=at, file=found.file, case=found.case
    )
    case = act(case=found.case, kind="step_done", step="settle", by=by, at=at)
    act(case=case, kind="completed", by=by, at=at)
    record(by, "rewards.dispute.settled", target=found.project, after={"case": case.number, "holds_from": holds_from})
    if found.claimant.user is not None:
        notify(found.claimant.user, f"{found.project.name} 的份额争议已有裁定并登记", url=f"/cases/{case.pk}/")
    return made
