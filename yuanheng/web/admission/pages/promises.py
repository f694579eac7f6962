"""The yearly list of promises, one promise with its checks, the panel on a project's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.ledger.wording import field_group, measure, measure_label
from yuanheng.web.projects.models import Project

from ..access import PROMISES, told
from ..models import Agreement, FollowUp, Promise, PromiseCheck
from ..policy import Verdict, load_promise_kinds

TONES = {
    Verdict.KEPT: "green",
    Verdict.NOT_KEPT: "red",
    Verdict.NOT_DUE: "secondary",
    Verdict.UNKNOWN: "orange",
    "": "secondary",
}
LABELS = {"": "未核对", "kept": "已兑现", "not_kept": "未兑现", "not_due": "未到期", "unknown": "不能判断"}
YEARS_BACK = 6


@dataclass(frozen=True, slots=True)
class FigureLink:
    """A figure a check stands on, with the page of its cells."""

    label: str
    amount: Any
    unit: str
    group: str
    href: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as the user may see it."""

    check: PromiseCheck
    tone: str
    sentence: str
    figures: tuple[FigureLink, ...]
    follow_up: FollowUp | None
    may_follow: bool


@dataclass(frozen=True, slots=True)
class PromisePage:
    """A promise, what it replaced and was replaced by, and its checks, newest first."""

    promise: Promise
    project: Project
    chain: tuple[Promise, ...]
    current: bool
    checks: tuple[CheckLine, ...]


def promise_page(user: User, promise: Promise) -> PromisePage:
    """One promise."""
    chain = list(Promise.objects.filter(agreement=promise.agreement_id, kind=promise.kind).select_related("by"))
    checks = list(promise.checks.select_related("by", "follow_up__case"))
    followed = {c.year for c in checks if getattr(c, "follow_up", None) is not None}
    seen: set[int] = set()
    lines = []
    for check in checks:
        newest = check.year not in seen
        seen.add(check.year)
        lines.append(_line(user, promise, check, may_follow=newest and check.year not in followed))
    return PromisePage(
        promise=promise,
        project=promise.agreement.project,
        chain=tuple(_chain(promise, chain)),
        current=not any(p.replaces_id == promise.pk for p in chain),
        checks=tuple(lines),
    )


def _chain(promise: Promise, found: list[Promise]) -> list[Promise]:
    """The promise with all it replaced and all that replaced it, oldest first."""
    by_id, after = {p.pk: p for p in found}, {p.replaces_id: p for p in found if p.replaces_id}
    first = by_id[promise.pk]
    while first.replaces_id in by_id:
        first = by_id[first.replaces_id]
    chain = [first]
    while chain[-1].pk in after:
        chain.append(after[chain[-1].pk])
    return chain


def _line(user: User, promise: Promise, check: PromiseCheck, *, may_follow: bool) -> CheckLine:
    return CheckLine(
        check=check,
        tone=TONES[Verdict(check.verdict)],
        sentence=told(user, check),
        figures=tuple(_figure(promise, item) for item in check.figures),
        follow_up=getattr(check, "follow_up", None),
        may_follow=may_follow and check.verdict == Verdict.NOT_KEPT,
    )


def _figure(promise: Promise, item: dict[str, Any]) -> FigureLink:

    firm, known = promise.agreement.project.enterprise_id, measure(item["measure"])
    here = firm is not None and item["amount"] is not None
    return FigureLink(
        label=f"{item['year']} 年{measure_label(item['measure'])}",
        amount=item["amount"],
        unit=known.unit if known else "",
        group=field_group(item["measure"]),
        href=reverse("ledger:figure", args=[firm, item["measure"], item["year"]]) if here else "",
    )


def years_offered(today: date) -> list[int]:
    """The years a list can be of, newest first."""
    return list(range(today.year, today.year - YEARS_BACK, -1))


def year_columns(user: User, year: int, checks: dict[Any, PromiseCheck]) -> tuple[Column, ...]:
    """Columns of the yearly list; `checks` are the newest checks by key."""

    def sentence(promise: Any) -> str:
        check = checks.get(promise.newest_id)
        return told(user, check) if check else f"{year} 年还没有核对"

    def verdict(promise: Any) -> str:
        return promise.newest_verdict or ""

    def handled(promise: Any) -> str:
        check = checks.get(promise.newest_id)
        follow = getattr(check, "follow_up", None) if check else None
        return str(follow.case.number) if follow else ""

    return (
        Column(
            "project", "项目", value=lambda p: p.agreement.project.name, sort="agreement__project__name_pinyin",
            link=lambda p: reverse("admission:project", args=[p.agreement.project_id]),
        ),
        Column("kind", "承诺", value=lambda p: p.rule.label, sort="kind",
               link=lambda p: reverse("admission:promise", args=[p.pk])),
        Column("shown", "承诺值", value=lambda p: p.shown),
        Column("verdict", f"{year} 年", kind="badge", value=lambda p: LABELS[verdict(p)], tone=lambda p: TONES[verdict(p)]),
        Column("sentence", "说明", value=sentence, minor=True),
        Column("consequence", "违约后果", value=lambda p: p.consequence, minor=True),
        Column("handled", "处理办件", value=handled, minor=True),
    )  # fmt: skip


def year_filters(years: list[int]) -> tuple[Any, ...]:
    """By project, kind, verdict; the year itself is applied by the view."""
    return (
        TextFilter("q", "项目名称", apply=lambda r, t: r.filter(agreement__project__name__icontains=t)),
        ChoiceFilter("year", "年度", choices=[(str(y), f"{y} 年") for y in years], apply=lambda r, v: r),
        ChoiceFilter(
            "kind", "承诺", choices=[(c, k.label) for c, k in load_promise_kinds().items()],
            apply=lambda r, v: r.filter(kind=v),
        ),
        ChoiceFilter(
            "verdict", "结论", choices=[("-", "未核对"), *((c, w) for c, w in LABELS.items() if c)],
            apply=lambda r, v: r.filter(newest_verdict__isnull=True) if v == "-" else r.filter(newest_verdict=v),
        ),
    )  # fmt: skip


def newest_checks(rows: QuerySet[Promise]) -> dict[Any, PromiseCheck]:
    """The newest checks that rows `with_newest` name, by key."""
    keys = [key for key in rows.values_list("newest_id", flat=True) if key]
    return {c.pk: c for c in PromiseCheck.objects.filter(pk__in=keys).select_related("follow_up__case")}


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement with the promises that stand and their newest check."""

    agreement: Agreement
    promises: tuple[tuple[Promise, PromiseCheck | None, str, str], ...]


def agreement_lines(user: User, project: Project) -> tuple[AgreementLine, ...]:
    """A project's agreements."""
    agreements = list(Agreement.objects.filter(project=project).select_related("by", "file"))
    promises = list(Promise.objects.filter(agreement__in=agreements).standing().select_related("agreement"))
    newest: dict[Any, PromiseCheck] = {}
    for check in PromiseCheck.objects.filter(promise__in=promises).order_by("year", "at", "pk"):
        newest[check.promise_id] = check
    return tuple(
        AgreementLine(
            agreement=agreed,
            promises=tuple(
                (p, check := newest.get(p.pk), TONES[Verdict(check.verdict)] if check else "secondary",
                 told(user, check) if check else "还没有核对")
                for p in promises if p.agreement_id == agreed.pk
            ),
        )
        for agreed in agreements
    )  # fmt: skip


def promises_panel(request: HttpRequest, project: Project) -> dict[str, Any]:
    """On a project's page: what was agreed and what came of it."""
    return {"project": project, "agreements": agreement_lines(request.user, project)}


def firm_promises(request: HttpRequest, firm: Enterprise) -> dict[str, Any] | None:
    """On a firm's page: what its projects promised, of those within reach; None where none did."""
    reached = visible(
        request.user, PROMISES, Project.objects.filter(enterprise=firm, agreements__promises__isnull=False)
    )
    found = [(project, agreement_lines(request.user, project)) for project in reached.distinct().order_by("number")]
    return {"projects": found} if found else None
