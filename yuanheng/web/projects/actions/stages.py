"""Stages: recorded with their evidence, withdrawn when wrong; and what the city recognises."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from yuanheng.web.base.audit import record
from yuanheng.web.base.models import StoredFile, User

from ..hooks import project_changed
from ..models import Project, Recognition, StageEntry
from ..stages import place_of, stages
from .projects import ProjectError, not_after

OFF_TRACK = {"shelved": "shelved", "ended": "ended"}


@transaction.atomic
def record_stage(
    project: Project, *, stage: str, on: date, by: User | None, at: datetime, evidence: str = "",
    file: StoredFile | None = None, note: str = "", order_reason: str = "",
) -> StageEntry:  # fmt: skip
    """A stage was reached on a day. An unusual order asks for a reason and is not refused.

    Raises:
        ProjectError: the day has not come, the stage or the kind of evidence is not one of the rules', the stage stands
            already, the project has ended, or the order is unusual and no reason is given.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    not_after(at, on, row.name)
    _known(row, stage, evidence)
    standing = list(row.stages.filter(withdrawn_at__isnull=True))
    _once(row, stage, standing)
    odd = unusual_order(stage, on, [(e.stage, e.happened_on) for e in standing])
    if odd and not order_reason.strip():
        raise ProjectError(
            where=f"{row.name} › {stages()[stage].label}", found=odd, expected="次序异常的原因",
            advice="写明原因后再保存;次序异常不会被拒绝",
        )  # fmt: skip
    made = StageEntry.objects.create(
        project=row, stage=stage, happened_on=on, known_at=at, evidence_kind=evidence, file=file, note=note,
        order_reason=order_reason if odd else "", reported_by=by,
    )  # fmt: skip
    settle_stage(row)
    record(by, "projects.stage.recorded", target=row, after={"stage": stage, "on": str(on), "evidence": evidence})
    project_changed(row, "stage")
    return made


def _known(row: Project, stage: str, evidence: str) -> None:
    if stage not in stages():
        raise ProjectError(where=row.name, found=f"阶段 {stage}", expected="、".join(stages()), advice="选择一个阶段")
    kinds = {e.code: e.label for e in stages()[stage].evidence}
    if evidence and evidence not in kinds:
        raise ProjectError(
            where=f"{row.name} › {stages()[stage].label}", found=f"证据 {evidence}",
            expected="、".join(kinds.values()) or "无需证据", advice="选择规则列出的证据",
        )  # fmt: skip


def _once(row: Project, stage: str, standing: list[StageEntry]) -> None:
    if stage in OFF_TRACK and row.state != "ended":
        if row.state == OFF_TRACK[stage]:
            raise ProjectError(
                where=row.name, found=f"已{stages()[stage].label}", expected="推进中的项目", advice="核对状态"
            )
        return
    if row.state == "ended":
        raise ProjectError(where=row.name, found="项目已终止", expected="推进中的项目", advice="先恢复项目")
    if any(e.stage == stage for e in standing):
        raise ProjectError(
            where=row.name,
            found=f"“{stages()[stage].label}”已有记录",
            expected="每个阶段一条记录",
            advice="日期有误时先撤回原记录",
        )


def unusual_order(stage: str, on: date, standing: list[tuple[str, date]]) -> str:
    """What is unusual about a stage on a day beside those that stand, in words; '' where nothing is."""
    place = place_of(stage)
    if place < 0:
        return ""
    for other, day in standing:
        there = place_of(other)
        if there < 0:
            continue
        if there > place and day < on:
            return f"“{stages()[other].label}”({day})早于“{stages()[stage].label}”({on})"
        if there < place and day > on:
            return f"“{stages()[stage].label}”({on})早于“{stages()[other].label}”({day})"
    return ""


def settle_stage(row: Project) -> None:
    """The derived stage: the furthest that stands; shelved and ended while they are the latest word."""
    standing = list(row.stages.filter(withdrawn_at__isnull=True).order_by("happened_on", "known_at"))
    on_track = [e for e in standing if place_of(e.stage) >= 0]
    furthest = max(on_track, key=lambda e: place_of(e.stage), default=None)
    row.stage = furthest.stage if furthest else "lead"
    row.stage_on = furthest.happened_on if furthest else None
    off = [e for e in standing if e.stage in OFF_TRACK]
    row.state = OFF_TRACK[off[-1].stage] if off else "active"
    row.version += 1
    row.save(update_fields=("stage", "stage_on", "state", "version"))


@transaction.atomic
def withdraw_stage(entry: StageEntry, *, reason: str, by: User, at: datetime) -> StageEntry:
    """A wrong entry, or a project that goes on again; the entry stays, marked.

    Raises:
        ProjectError: withdrawn already, or no reason given.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=entry.project_id)
    made = StageEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if made.withdrawn_at is not None or not reason.strip():
        found = "已撤回" if made.withdrawn_at else "没有写原因"
        raise ProjectError(where=row.name, found=found, expected="有效记录和撤回原因", advice="核对后再撤回")
    made.withdrawn_at, made.withdrawn_reason, made.withdrawn_by = at, reason, by
    made.save()
    settle_stage(row)
    after = {"stage": made.stage, "on": str(made.happened_on), "reason": reason}
    record(by, "projects.stage.withdrawn", target=row, after=after)
    project_changed(row, "stage")
    return made


@transaction.atomic
def recognise(
    project: Project, *, what: str, year: int, recognised_by: str, document: str, dated: date, by: User | None,
    at: datetime, file: StoredFile | None = None,
) -> Recognition:  # fmt: skip
    """The city counts it for a year, by a document.

    Raises:
        ProjectError: the day has not come, no document, or it is recognised already (a project counts once).
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    not_after(at, dated, row.name)
    if not document.strip():
        raise ProjectError(where=row.name, found="没有文号", expected="认定文件的文号", advice="填写文号")
    present = row.recognitions.filter(what=what, withdrawn_at__isnull=True).first()
    if present is not None:
        raise ProjectError(
            where=row.name, found=f"已认定 {present.get_what_display()}(计入 {present.year} 年)", expected="一个项目只计一次",
            advice="确有更正时先撤回原认定",
        )  # fmt: skip
    made = Recognition.objects.create(
        project=row, what=what, year=year, recognised_by=recognised_by, document=document, dated=dated, known_at=at,
        by=by, file=file,
    )  # fmt: skip
    after: dict[str, Any] = {"what": what, "year": year, "document": document}
    record(by, "projects.recognition.recorded", target=row, after=after)
    project_changed(row, "recognition")
    return made


@transaction.atomic
def withdraw_recognition(recognition: Recognition, *, reason: str, by: User, at: datetime) -> Recognition:
    """The city took it back, or it was entered wrongly; it stays in the record and counts no more.

    Raises:
        ProjectError: withdrawn already, or no reason given.
    """
    row = Project.objects.select_for_update(of=("self",)).get(pk=recognition.project_id)
    made = Recognition.objects.select_for_update(of=("self",)).get(pk=recognition.pk)
    if made.withdrawn_at is not None or not reason.strip():
        found = "已撤回" if made.withdrawn_at else "没有写原因"
        raise ProjectError(where=row.name, found=found, expected="有效认定和撤回原因", advice="核对后再撤回")
    made.withdrawn_at = at
    made.save()
    before = {"what": made.what, "year": made.year, "document": made.document}
    record(by, "projects.recognition.withdrawn", target=row, before=before, after={"reason": reason})
    project_changed(row, "recognition")
    return made
