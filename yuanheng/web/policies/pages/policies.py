"""The library of policies, one policy, whom it fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from yuanheng.web.base.access import visible
from yuanheng.web.base.history import Change, changes_of
from yuanheng.web.base.models import User
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.investment.models import TargetCompany
from yuanheng.web.projects.models import Project

from ..access import MATCH, told
from ..fits import fits_for
from ..gathering import field_labels
from ..matching import Fit, Verdict, say_condition
from ..models import THEMES, Level, Policy
from ..money import Money, moneys
from ..years import day_of, offered

VERDICTS = {Verdict.FITS: ("可享", "green"), Verdict.ASK: ("待核实", "orange"), Verdict.NOT: ("不符合", "secondary")}
ORDER = (Verdict.FITS, Verdict.ASK, Verdict.NOT)
LABELS = {
    "title": "政策名称", "document": "文号", "since": "施行日期", "until": "有效期至", "conditions": "条件", "support": "支持",
    "support_words": "支持原文", "level": "层级",
}  # fmt: skip


def library(on: date) -> QuerySet[Policy]:
    """All policies with their number of applications."""
    return Policy.objects.select_related("organisation").annotate(applied=Count("fulfilments"))


def columns(on: date, year: int, money: Mapping[Any, Money]) -> tuple[Column, ...]:
    """Columns of the library; `money` of the year by policy."""

    def of(name: str) -> Any:
        return lambda p: getattr(money.get(p.pk), name, None)

    return (
        Column(
            "title", "政策", sort="title", link=lambda p: reverse("policies:policy", args=[p.pk]),
            value=lambda p: p.title,
        ),
        Column("theme", "类别", value=lambda p: p.get_theme_display(), sort="theme"),
        Column("level", "层级", value=lambda p: p.get_level_display(), sort="level", minor=True),
        Column("document", "文号", minor=True),
        Column("since", "施行", kind="date", sort="since", minor=True),
        Column("until", "至", kind="date", sort="until", minor=True),
        Column(
            "force", "状态", kind="badge", value=lambda p: "有效" if p.holds_on(on) else "未生效或已到期",
            tone=lambda p: "green" if p.holds_on(on) else "secondary",
        ),
        Column("budget", f"{year} 年预算", kind="number", unit="yuan", value=of("budget"), minor=True),
        Column("paid", "已拨", kind="number", unit="yuan", value=of("paid"), minor=True),
        Column("left", "余额", kind="number", unit="yuan", value=of("left")),
        Column("applied", "申报", kind="number", places=0, sort="applied", value=lambda p: p.applied, minor=True),
    )  # fmt: skip


def filters(on: date) -> tuple[Any, ...]:
    """By words, theme, level, and whether in force."""
    return (
        TextFilter("q", "名称或文号", apply=lambda r, t: r.filter(Q(title__icontains=t) | Q(document__icontains=t))),
        ChoiceFilter("theme", "类别", choices=THEMES, apply=lambda r, v: r.filter(theme=v)),
        ChoiceFilter("level", "层级", choices=Level.choices, apply=lambda r, v: r.filter(level=v)),
        ChoiceFilter(
            "force", "状态", choices=[("yes", "有效"), ("no", "未生效或已到期")],
            apply=lambda r, v: r.in_force(on) if v == "yes" else r.exclude(pk__in=r.in_force(on).values("pk")),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """Conditions that are alternatives, in words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """A policy: conditions and support in words, its years of money, what was changed."""

    policy: Policy
    conditions: tuple[ConditionLine, ...]
    support: str
    years: tuple[Money, ...]
    in_force: bool
    applied: int
    changes: tuple[Change, ...]


def policy_page(policy: Policy, *, on: date) -> PolicyPage:
    """One policy."""
    return PolicyPage(
        policy=policy,
        conditions=condition_lines(policy),
        support=policy.gives.sentence(),
        years=tuple(sorted(moneys([policy]).values(), key=lambda m: -m.year)),
        in_force=policy.holds_on(on),
        applied=policy.fulfilments.count(),
        changes=changes_of(policy, LABELS),
    )


def condition_lines(policy: Policy) -> tuple[ConditionLine, ...]:
    """A line a condition, or a group of alternatives."""
    groups: dict[str, list[str]] = {}
    labels = field_labels()
    for number, condition in enumerate(policy.asked):
        groups.setdefault(condition.group or f"#{number}", []).append(say_condition(condition, labels))
    return tuple(ConditionLine(tuple(words)) for words in groups.values())


@dataclass(frozen=True, slots=True)
class Match:
    """A subject a policy was held against."""

    subject: Any
    label: str
    tone: str
    why: str
    worth: Any
    worth_group: str
    href: str


@dataclass(frozen=True, slots=True)
class MatchPage:
    """Whom a policy fits, whom to ask, how many it does not fit."""

    counts: tuple[tuple[Verdict, str, str, int], ...]
    rows: tuple[Match, ...]
    shown: Verdict
    more: int
    year: int
    years: tuple[int, ...]
    kind: str
    kinds: tuple[tuple[str, str], ...]


SHOWN = 100
LISTED = (("enterprise", "企业"), ("project", "项目"), ("company", "目标企业"))
MODELS: dict[str, Any] = {"enterprise": Enterprise, "project": Project, "company": TargetCompany}


def match_page(user: User, policy: Policy, *, year: int, today: date, shown: Verdict, kind: str = "") -> MatchPage:
    """All subjects of a kind within reach, the policy's own unless told otherwise; what has ended is left out."""
    kind = kind or policy.given_to
    found = fits_for(policy, subjects(user, kind), on=day_of(year, today), kind=kind)
    named = _named(kind, found)
    chosen = [(named[pk], fit) for pk, fit in found.items() if fit.verdict is shown]
    chosen.sort(key=lambda pair: (-(pair[1].worth.amount or 0), str(pair[0])))
    return MatchPage(
        counts=tuple((v, *VERDICTS[v], sum(f.verdict is v for f in found.values())) for v in ORDER),
        rows=tuple(_match(user, kind, subject, fit) for subject, fit in chosen[:SHOWN]),
        shown=shown,
        more=max(len(chosen) - SHOWN, 0),
        year=year,
        years=offered(today),
        kind=kind,
        kinds=tuple((k, label) for k, label in LISTED if k in (policy.given_to, "company")),
    )


def subjects(user: User, kind: str) -> QuerySet[Any]:
    """The firms or projects within reach."""
    if kind == "project":
        return visible(user, MATCH, Project.objects.active().select_related("enterprise"))
    if kind == "company":
        return visible(user, MATCH, TargetCompany.objects.in_library().select_related("enterprise"))
    return visible(user, MATCH, Enterprise.objects.all())


def _named(kind: str, found: Mapping[Any, Fit]) -> dict[Any, Any]:
    return {row.pk: row for row in MODELS[kind].objects.filter(pk__in=list(found))}


def _match(user: User, kind: str, subject: Any, fit: Fit) -> Match:
    label, tone = VERDICTS[fit.verdict]
    told_of = fit.unmet if fit.verdict is Verdict.NOT else fit.findings
    why = ";".join(told(user, f.sentence, f.plain, f.group) for f in told_of)
    if fit.verdict is Verdict.ASK:
        why = ";".join(fit.asks)
    return Match(
        subject=subject, label=label, tone=tone, why=why or "没有条件", worth=fit.worth.amount,
        worth_group=fit.worth.group, href=reverse("policies:subject", args=[kind, subject.pk]),
    )  # fmt: skip
