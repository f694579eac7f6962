"""Invent the projects: a stream that follows from (seed, place, number of projects) and a few firms of the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from yuanheng.demo.firms import TOWNS, Firm
from yuanheng.demo.industries import BY_CLUSTER

from . import naming
from .cohorts import DOLLARS, FEW_DOLLARS, HUNDRED, MIX, ONE, SERVICES, SMALL, TEN, TWENTY, Cohort, kind_of
from .dating import stage_facts
from .model import AmountFact, Project, RecognitionFact, StageFact

_YI = 100_000_000
_BANDS = {  # whole millions of yuan, or tens of thousands of dollars
    HUNDRED: (10_000, 12_000), TWENTY: (2_000, 6_000), TEN: (1_000, 1_900), ONE: (100, 950), SMALL: (15, 98),
    DOLLARS: (1_000, 6_000), FEW_DOLLARS: (150, 950),
}  # fmt: skip
_SERVICE_CODES = ("7452", "7320", "6513", "7211")
_FOUNDED = ("filed", "registered")


@dataclass(frozen=True, slots=True)
class FirmCard:
    """What a project needs to know of a firm of the register that expands."""

    name: str
    uscc: str
    cluster: str
    industry: str
    town: str

    @classmethod
    def of(cls, firm: Firm) -> FirmCard:
        """From the generator's firm."""
        return cls(firm.name, firm.uscc, firm.cluster, firm.industry.code, firm.town)


def invent(*, firms: Sequence[FirmCard], projects: int, seed: int, last_year: int) -> Iterator[Project]:
    """Every project in order of its number; one in ninety has a twin that another office entered as well."""
    numbers: Counter[int] = Counter()
    for index in range(projects):
        made = _numbered(_project(index, firms=firms, projects=projects, seed=seed, last_year=last_year), numbers)
        yield made
        if index % 90 == 47:
            yield _numbered(_twin(made), numbers)


def _numbered(project: Project, numbers: Counter[int]) -> Project:
    """`XM2021-0007`: the seventh project first heard of in 2021."""
    numbers[project.first_year] += 1
    return replace(project, number=f"XM{project.first_year}-{numbers[project.first_year]:04d}")


def _project(index: int, *, firms: Sequence[FirmCard], projects: int, seed: int, last_year: int) -> Project:
    chance = Random(f"{seed}:project:{index}")  # noqa: S311
    cohort = kind_of(index, projects=projects)
    firm = firms[index * 7 % len(firms)] if cohort.expands and firms else None
    cluster = firm.cluster if firm else cohort.cluster or _cluster(index, cohort)
    stages = stage_facts(chance, cohort=cohort, index=index, last_year=last_year)
    brand = naming.investor_brand(index, projects=projects, seed=seed)
    what = naming.thing(chance, cluster)
    investors = naming.investors(chance, brand=brand, foreign=cohort.foreign, index=index, seed=seed)
    kind, source = naming.source(index, wanted=cohort.source)
    amounts = _amounts(chance, cohort=cohort, index=index, stages=stages)
    founded = next((fact for fact in stages if fact.stage == "registered"), None)
    total = [amount for amount in amounts if amount.kind == "total"][-1]
    land = max(8, round(total.amount * (7 if total.currency == "usd" else 1) / 8_000_000) // 10 * 5)
    return Project(
        number="",
        name=naming.project_name(chance, brand=firm.name[:6] if firm else brand, what=what, expands=bool(firm)),
        former=(f"{brand}{what}项目(暂名)",) if index % 12 == 7 else (),
        code=_national_code(index, stages),
        foreign=cohort.foreign,
        manufacturing=cluster != SERVICES,
        industry=firm.industry if firm else _industry(chance, cluster),
        cluster=cluster,
        source_kind=kind,
        source_name=source,
        manager="builder" if any(fact.stage == "started" for fact in stages) else "promoter",
        town=firm.town if firm else TOWNS[index % len(TOWNS)][0],
        land_mu=0 if cluster == SERVICES else min(land, 900),
        plant_m2=0 if cluster == SERVICES else min(land, 900) * 700,
        power_kva=chance.randrange(400, 12_000, 100),
        water_t_day=chance.randrange(20, 1_200, 10),
        firm=firm.name if firm else f"{brand}{what}(启东)有限公司" if founded else "",
        uscc=firm.uscc if firm else "",
        investors=investors,
        amounts=amounts,
        stages=stages,
        recognitions=_recognitions(stages, index=index, last_year=last_year),
        state=cohort.state,
    )


def _cluster(index: int, cohort: Cohort) -> str:
    chosen = MIX[index % len(MIX)]
    return MIX[0] if chosen == SERVICES and (cohort.foreign or cohort.started is not None) else chosen


def _industry(chance: Random, cluster: str) -> str:
    return chance.choice(_SERVICE_CODES) if cluster == SERVICES else chance.choice(BY_CLUSTER[cluster]).code


def _national_code(index: int, stages: tuple[StageFact, ...]) -> str:
    """A project code (项目代码) is given when it is filed: year, month, region, industry place, serial."""
    filed = next((fact.happened for fact in stages if fact.stage == "filed"), None)
    return f"{filed:%y%m}-320681-89-01-{100_000 + index * 7919 % 900_000}" if filed else ""


def _amounts(chance: Random, *, cohort: Cohort, index: int, stages: tuple[StageFact, ...]) -> tuple[AmountFact, ...]:
    """The total as first heard of and as it was changed at signing; foreign capital stated apart."""
    low, high = _BANDS[cohort.band]
    dollars = cohort.band in (DOLLARS, FEW_DOLLARS)
    units = low if index % 10 == 4 else chance.randrange(low, high)
    amount = units * (10_000 if dollars else 1_000_000)
    currency = "usd" if dollars else "yuan"
    first = stages[0]
    signed = next((fact for fact in stages if fact.stage == "signed" and fact.withdrawn is None), None)
    changed = signed is not None and index % 7 == 2
    guess = amount * 3 // 4 // 10_000 * 10_000 if changed else amount
    facts = [AmountFact("total", guess, currency, first.happened, first.known)]
    if changed and signed:
        facts.append(AmountFact("total", amount, currency, signed.happened, signed.known, "签约时按协议调整"))
    if cohort.foreign:
        facts += _foreign_capital(amount if dollars else amount // 7 // 10_000 * 10_000, stages)
    return tuple(sorted(facts, key=lambda fact: (fact.known, fact.kind)))


def _foreign_capital(total: int, stages: tuple[StageFact, ...]) -> list[AmountFact]:
    """Contract capital at signing, registered at registration, arrived once it is being built; always in dollars."""
    facts = []
    for stage, kind, percent in (
        ("signed", "contract_foreign", 60),
        ("registered", "registered", 40),
        ("started", "arrived", 25),
    ):
        reached = next((fact for fact in stages if fact.stage == stage and fact.withdrawn is None), None)
        if reached:
            amount = total * percent // 100
            facts.append(AmountFact(kind, amount, "usd", reached.happened, reached.known))
    return facts


def _recognitions(stages: tuple[StageFact, ...], *, index: int, last_year: int) -> tuple[RecognitionFact, ...]:
    """Most starts and completions are recognised by the city, those of late December for the next year."""
    found = []
    for fact in stages:
        if fact.stage not in ("started", "completed") or fact.withdrawn or index % 6 == 1:
            continue
        late = fact.happened >= date(fact.happened.year, 12, 1)
        year = fact.happened.year + 1 if late else fact.happened.year
        dated = date(year, 3, 10) if late else min(fact.happened + timedelta(days=25), date(year, 12, 31))
        if dated.year <= last_year:
            found.append(RecognitionFact(fact.stage, year, f"启发改认〔{dated.year}〕{index + 1}号", dated))
    return tuple(found)


def _twin(project: Project) -> Project:
    """The same lead as another office entered it: another spelling, the same investor, nothing beyond the first talks."""
    kept = tuple(fact for fact in project.stages if fact.stage in ("lead", "talks"))
    amount = project.amounts[0]
    return replace(
        project,
        name=project.name.replace("项目", "") + "投资项目",
        former=(),
        code="",
        source_kind="office",
        source_name="苏南招商联络办公室",
        manager="promoter",
        firm="",
        uscc="",
        amounts=(amount,),
        stages=kept,
        recognitions=(),
        state="active",
        twin_of=project.number,
    )
