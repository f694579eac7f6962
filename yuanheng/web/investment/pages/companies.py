"""Target companies as lists and as one page: facts, news, the fit line by line, who courts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from yuanheng.web.base.history import Change, changes_of
from yuanheng.web.base.models import User
from yuanheng.web.base.shown import CURRENCIES, decimal_or_none, wan
from yuanheng.web.base.tables import ChoiceFilter, Column, TextFilter
from yuanheng.web.projects.models import Investor, Project

from ..models import CompanyKind, CompanyNews, CompanyState, FitScore, TargetCompany
from ..rules import follow_rule, label_of, load_chains

STATES = {"listed": "secondary", "contacted": "blue", "lead": "cyan", "landed": "green", "dropped": "secondary"}
KEPT = (
    "name", "kind", "uscc", "country", "city", "chain", "segment", "products", "capital_text", "growth", "contact",
    "note", "state", "locked_until",
)  # fmt: skip


def money_text(amount: Decimal | None, currency: str) -> str:
    """5,000 万元; '' where it is not known."""
    return wan(amount, CURRENCIES[currency]) if amount is not None and currency in CURRENCIES else ""


def fit_text(company: TargetCompany) -> str:
    """The score; what is known too little of says so."""
    if company.fit is not None:
        return f"{company.fit.normalize():f}"
    return "资料不足" if company.fit_known is not None else ""


def lock_text(company: TargetCompany, on: date) -> str:
    """由 X 锁定至 D; '' where no lock runs."""
    if company.locked_until is None or company.locked_until < on:
        return ""
    return f"{company.locked_by} 锁定至 {company.locked_until}"


def columns(on: date) -> tuple[Column, ...]:
    """The columns of the library."""
    return (
        Column("name", "企业", sort="name_pinyin", link=lambda c: reverse("investment:company", args=[c.pk])),
        Column("fit", "匹配度", sort="fit", value=fit_text),
        Column("fit_known", "已知项权重", kind="number", places=0, sort="fit_known", minor=True),
        Column("segment", "产业链环节", value=lambda c: label_of(c.chain, c.segment), sort="chain", minor=True),
        Column("city", "城市", sort="city", minor=True),
        Column("capital", "注册资本", sort="capital", minor=True,
               value=lambda c: money_text(c.capital, c.currency) or c.capital_text),
        Column("assigned_to", "跟踪人", value=lambda c: str(c.assigned_to or ""), minor=True),
        Column("locked", "锁定", value=lambda c: lock_text(c, on), sort="locked_until", minor=True),
        Column("visited_on", "最近走访", kind="date", sort="visited_on", minor=True),
        Column("state", "状态", kind="badge", value=lambda c: c.get_state_display(), tone=lambda c: STATES[c.state]),
    )  # fmt: skip


def _by_segment(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    chain, _, segment = value.partition("/")
    return rows.filter(chain=chain, segment=segment) if segment else rows.filter(chain=chain)


def _by_lock(on: date, user: Any) -> Any:
    running = Q(locked_until__gte=on)
    asked = {"mine": running & Q(locked_by=user), "others": running & ~Q(locked_by=user), "free": ~running}
    return lambda rows, value: rows.filter(
        asked[value] if value != "free" else Q(locked_until__isnull=True) | Q(locked_until__lt=on)
    )


def company_filters(on: date, user: Any) -> tuple[Any, ...]:
    """By words, chain and segment, state, who follows, lock, visited, fit."""
    segments = [(c.code, c.cluster) for c in load_chains()]
    segments += [(f"{c.code}/{s.code}", f"{c.cluster} · {s.label}") for c in load_chains() for s in c.segments]
    people = User.objects.filter(pk__in=TargetCompany.objects.order_by().values("assigned_to")).order_by("full_name")
    return (
        TextFilter("q", "企业、代码、拼音", apply=lambda r, t: r.matching(t)),
        ChoiceFilter("segment", "产业链环节", choices=segments, apply=_by_segment),
        ChoiceFilter("kind", "类别", choices=CompanyKind.choices, apply=lambda r, v: r.filter(kind=v)),
        ChoiceFilter("state", "状态", choices=CompanyState.choices, apply=lambda r, v: r.filter(state=v)),
        ChoiceFilter("who", "跟踪人", choices=[("none", "未分配"), *[(str(u.pk), str(u)) for u in people]],
                     apply=lambda r, v: r.filter(assigned_to__isnull=True) if v == "none" else r.filter(assigned_to=v)),
        ChoiceFilter("lock", "锁定", choices=[("mine", "我锁定的"), ("others", "他人锁定"), ("free", "没有锁定")],
                     apply=_by_lock(on, user)),
        ChoiceFilter("visited", "走访", choices=[("yes", "走访过"), ("no", "没走访过")],
                     apply=lambda r, v: r.filter(visited_on__isnull=v == "no")),
        ChoiceFilter("fit", "匹配度", choices=[("75", "75 以上"), ("55", "55 以上"), ("unknown", "资料不足")],
                     apply=lambda r, v: r.filter(fit__isnull=True) if v == "unknown" else r.filter(fit__gte=int(v))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FitLine:
    """One item of the score: what was found, the points, the rule in words. `points` None: not known, left out."""

    label: str
    value: str
    points: Decimal | None
    weight: Decimal | None
    rule: str


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Everything the page of a company shows of its own."""

    company: TargetCompany
    place: str
    capital: str
    lock: str
    locked_by_other: bool
    news: tuple[tuple[CompanyNews, str], ...]
    score: FitScore | None
    grade: str
    lines: tuple[FitLine, ...]
    assumptions: tuple[str, ...]
    projects: tuple[Project, ...]
    changes: tuple[Change, ...]
    too_little: bool


def company_page(company: TargetCompany, projects: QuerySet[Project], *, user: Any, on: date) -> CompanyPage:
    """The page; `projects` are those the reader may see."""
    score = FitScore.objects.filter(company=company).first()
    backed = Investor.objects.filter(name_folded=company.name_folded).values("project")
    found = projects.filter(Q(activities__company=company) | Q(pk__in=backed)).select_related("manager").distinct()
    lock = lock_text(company, on)
    labels = {f.attname: str(f.verbose_name) for f in TargetCompany._meta.concrete_fields}
    return CompanyPage(
        company=company, place=label_of(company.chain, company.segment),
        capital=money_text(company.capital, company.currency) or company.capital_text, lock=lock,
        locked_by_other=bool(lock) and company.locked_by_id != user.pk,
        news=tuple((n, money_text(n.amount, n.currency) or n.amount_text) for n in company.news.all()[:30]),
        score=score, grade=_grade(score), lines=tuple(_lines(score.tree)) if score else (),
        assumptions=tuple(_notes(score.tree)) if score else (), projects=tuple(found[:20]),
        changes=changes_of(company, {name: labels[name] for name in KEPT}),
        too_little=score is not None and score.known < follow_rule().least_known,
    )  # fmt: skip


def _grade(score: FitScore | None) -> str:
    if score is None or score.known < follow_rule().least_known:
        return ""
    return str(score.tree.get("value") or "").removesuffix("类").strip()


def _lines(tree: dict[str, Any]) -> Iterator[FitLine]:
    total = next((c for c in tree.get("children", []) if c["kind"] == "total"), None)
    for node in total["children"] if total else []:
        if node["kind"] != "indicator":
            continue
        below = {child["kind"]: child for child in node["children"]}
        value, weight = below.get("value"), below.get("weight")
        found = decimal_or_none(value["value"]) if value else None
        shown = "" if found is None or value is None else f"{found.normalize():,f}{value['unit']}"
        yield FitLine(
            label=node["label"], value=shown, points=decimal_or_none(node["value"]),
            weight=decimal_or_none(weight["value"]) if weight else None, rule=node["sentence"],
        )  # fmt: skip


def _notes(tree: dict[str, Any]) -> Iterator[str]:
    return (c["sentence"] for c in tree.get("children", []) if c["kind"] == "note")
