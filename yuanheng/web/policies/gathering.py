"""What is known of a project, a firm or a target company, for the conditions of policies: in bulk, in few queries.

The register and the ledger speak first; what somebody noted (`KnownAnswer`) fills what they do not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from yuanheng.web.carriers.headquarters import Rented, rented_by
from yuanheng.web.cultivation.membership import by_rule
from yuanheng.web.cultivation.models import Cluster, ClusterMember, Qualification, QualificationState
from yuanheng.web.cultivation.rules import kinds
from yuanheng.web.enterprises.models import Enterprise
from yuanheng.web.investment.models import TargetCompany
from yuanheng.web.investment.rules import chain_of
from yuanheng.web.ledger.models import Figure
from yuanheng.web.ledger.wording import field_group
from yuanheng.web.projects.models import Project, ProjectAmount
from yuanheng.web.projects.stages import stage_rules

from .matching import Known, Money, load_fields
from .models import KnownAnswer

Facts = dict[str, Known]
RECORD, REGISTER, NOTED, LIBRARY = "项目档案", "企业名录", "核实登记", "目标对象库"


def stage_order() -> tuple[str, ...]:
    """The stages in their order."""
    return tuple(stage.code for stage in stage_rules().track())


def field_labels() -> dict[str, dict[str, str]]:
    """Names of stages and qualifications."""
    return {
        "stage": {stage.code: stage.label for stage in stage_rules().stages},
        "qualification": {code: kind.label for code, kind in kinds().items()},
    }


def industry_digits(code: str) -> str:
    """3562, for C3562 and 3562."""
    return code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrst")


def of_enterprises(firms: Iterable[Enterprise], *, on: date) -> dict[Any, Facts]:
    """By primary key. Figures are of the year before `on`."""
    rows = list(firms)
    keys = [firm.pk for firm in rows]
    figures = _figures(keys, on.year - 1)
    held, clusters, noted = _qualifications(keys, on), _clusters(rows, on), _noted("enterprise", keys)
    rented = rented_by(keys, on=on)
    found = {}
    for firm in rows:
        facts = {**_of_register(firm), **figures.get(firm.pk, {})}
        facts["qualification"] = Known(frozenset(held.get(firm.pk, ())), "资质登记")
        if clusters.get(firm.pk) or firm.industry_code:
            facts["cluster"] = Known(frozenset(clusters.get(firm.pk, ())), "产业集群名单")
        facts.update(_of_leases(rented.get(firm.pk)))
        found[firm.pk] = _with_noted(facts, noted.get(firm.pk, {}))
    return found


def of_projects(projects: Iterable[Project], *, on: date) -> dict[Any, Facts]:
    """By primary key: the project's record, and what is known of the firm it became."""
    rows = list(projects)
    keys = [p.pk for p in rows]
    firms = of_enterprises({p.enterprise for p in rows if p.enterprise is not None}, on=on)
    amounts, noted = _amounts(keys, on), _noted("project", keys)
    found = {}
    for project in rows:
        facts = dict(firms.get(project.enterprise_id, {}))
        facts.update(_of_project(project))
        facts.update(amounts.get(project.pk, {}))
        found[project.pk] = _with_noted(facts, noted.get(project.pk, {}))
    return found


def of_companies(companies: Iterable[TargetCompany], *, on: date) -> dict[Any, Facts]:
    """By primary key: the library's record, and what is known of the firm it became. Its stage and its tax are not known."""
    rows = list(companies)
    firms = of_enterprises({c.enterprise for c in rows if c.enterprise is not None}, on=on)
    noted = _noted("company", [c.pk for c in rows])
    return {c.pk: _with_noted({**firms.get(c.enterprise_id, {}), **_of_company(c)}, noted.get(c.pk, {})) for c in rows}


def _of_company(company: TargetCompany) -> Facts:
    facts: Facts = {}
    chain = chain_of(company.chain)
    if chain is not None:
        facts["cluster"] = Known(frozenset([chain.cluster]), LIBRARY)
        segment = chain.segment(company.segment)
        if segment is not None and len(segment.industry_codes) == 1:
            facts["industry_code"] = Known(industry_digits(segment.industry_codes[0]), f"{LIBRARY}:{segment.label}")
    if company.country:
        facts["origin"] = Known("domestic" if company.country in HOME else "foreign", LIBRARY)
    if company.capital is not None and company.currency:
        facts["capital"] = Known(Money(company.capital, company.currency), LIBRARY)
    return facts


HOME = frozenset({"中国", "中国大陆", "中华人民共和国", "CN", "内地"})


def of_subject(kind: str, subject: Any, *, on: date) -> Facts:
    """Of one."""
    if kind == "project":
        return of_projects([subject], on=on)[subject.pk]
    if kind == "company":
        return of_companies([subject], on=on)[subject.pk]
    return of_enterprises([subject], on=on)[subject.pk]


def _of_register(firm: Enterprise) -> Facts:
    facts: Facts = {}
    if firm.industry_code:
        facts["industry_code"] = Known(industry_digits(firm.industry_code), REGISTER)
    if firm.scale:
        facts["scale"] = Known(firm.scale, REGISTER)
    if firm.founded_on is not None:
        facts["founded_on"] = Known(firm.founded_on, REGISTER)
    if firm.capital is not None and firm.capital_currency:
        facts["capital"] = Known(Money(firm.capital, CODES.get(firm.capital_currency, firm.capital_currency)), REGISTER)
    elif firm.capital is not None:
        facts["capital"] = Known(None, "名录没有写币种")
    return facts


def _of_leases(rented: Rented | None) -> Facts:
    """What its leases in the zone's carriers say. A firm without one may rent elsewhere: that is not known."""
    if rented is None:
        return {}
    facts: Facts = {"building_tenancy": Known(True, "载体租约")}
    if len(rented.headquarters) == 1:  # of several kinds nobody has said which one counts
        facts["headquarters_kind"] = Known(rented.headquarters[0], "载体租约的业态")
    return facts


CODES = {"人民币": "yuan", "元": "yuan", "CNY": "yuan", "美元": "usd", "USD": "usd", "港元": "hkd", "欧元": "eur"}


def _of_project(project: Project) -> Facts:
    facts: Facts = {"stage": Known(project.stage, RECORD)}
    if project.cluster:
        facts["cluster"] = Known(frozenset([project.cluster]), RECORD)
    if project.industry_code:
        facts["industry_code"] = Known(industry_digits(project.industry_code), RECORD)
    if project.manufacturing is not None:
        facts["manufacturing"] = Known(project.manufacturing, RECORD)
    if project.origin:
        facts["origin"] = Known(project.origin, RECORD)
    if project.enterprise_id is not None:
        facts["registered_here"] = Known(True, "已落地企业")
    return facts


def _amounts(keys: list[Any], on: date) -> dict[Any, Facts]:
    names = {"total": "total_investment", "arrived": "arrived"}
    rows = ProjectAmount.objects.filter(project__in=keys, kind__in=names, holds_from__lte=on)
    found: dict[Any, Facts] = {}
    for row in rows.order_by("holds_from", "known_at", "pk"):
        found.setdefault(row.project_id, {})[names[row.kind]] = Known(Money(row.amount, row.currency), RECORD)
    return found


def _figures(keys: list[Any], year: int) -> dict[Any, Facts]:
    fields = {field.measure: name for name, field in load_fields().items() if field.measure}
    rows = Figure.objects.filter(enterprise__in=keys, year=year, measure__in=fields)
    found: dict[Any, Facts] = {}
    for row in rows:
        group = field_group(row.measure)
        known = (
            Known(row.amount, f"{year} 年台账", group)
            if row.amount is not None
            else Known(None, f"{year} 年台账:{row.reason or '没有报送'}", group)
        )
        found.setdefault(row.enterprise_id, {})[fields[row.measure]] = known
    return found


def _qualifications(keys: list[Any], on: date) -> dict[Any, set[str]]:
    rows = Qualification.objects.filter(enterprise__in=keys, state=QualificationState.RECOGNISED, recognised_on__lte=on)
    rows = rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on))
    found: dict[Any, set[str]] = {}
    for firm, kind in rows.values_list("enterprise", "kind"):
        found.setdefault(firm, set()).add(kind)
    return found


def _clusters(firms: list[Enterprise], on: date) -> dict[Any, set[str]]:
    """As `cultivation.membership` decides, for all at once: the rule, then the newest dated entry speaks last."""
    keys = [firm.pk for firm in firms]
    found: dict[Any, set[str]] = {firm.pk: {firm.cluster} if firm.cluster else set() for firm in firms}
    for cluster in Cluster.objects.all():
        for pk in Enterprise.objects.filter(by_rule(cluster), pk__in=keys).values_list("pk", flat=True):
            found[pk] |= {cluster.name, *cluster.synonyms}
    entries = ClusterMember.objects.filter(enterprise__in=keys, since__lte=on).select_related("cluster")
    for entry in entries.order_by("since", "known_at"):
        names = {entry.cluster.name, *entry.cluster.synonyms}
        if entry.included:
            found[entry.enterprise_id] |= names
        else:
            found[entry.enterprise_id] -= names
    return found


def _noted(kind: str, keys: list[Any]) -> dict[Any, Facts]:
    rows = KnownAnswer.objects.filter(subject_kind=kind, subject_id__in=keys).order_by("at", "pk")
    found: dict[Any, Facts] = {}
    for row in rows:
        if row.field in load_fields():
            known = Known(value_of(row.field, row.value), f"{NOTED} {row.found_on},{row.basis}", group_of(row.field))
            found.setdefault(row.subject_id, {})[row.field] = known
    return found


def group_of(field: str) -> str:
    """The group of figures a field belongs to; '' where everybody may see it."""
    about = load_fields()[field]
    return field_group(about.measure) if about.measure else "enterprise.tax" if "tax" in field else ""


def _with_noted(facts: Facts, noted: Mapping[str, Known]) -> Facts:
    """What was noted fills what the record does not say; it never overrules the record."""
    for field, known in noted.items():
        if field not in facts or facts[field].value is None:
            facts[field] = known
    return facts


def value_of(field: str, stored: Any) -> Any:
    """A noted JSON value as conditions take it."""
    if stored is None:
        return None
    match load_fields()[field].kind:
        case "amount":
            return Decimal(str(stored))
        case "money":
            return Money(Decimal(str(stored["amount"])), str(stored["currency"]))
        case "words" | "set":
            return frozenset(stored)
        case "date":
            return datetime.fromisoformat(stored).date()
    return stored
