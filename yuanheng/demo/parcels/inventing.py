"""What parcels there are: those of firms, of projects, and some in each state that an office looks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from yuanheng.demo.books.columns import parcels_of
from yuanheng.demo.economics import FirmYear, figures, split
from yuanheng.demo.firms import TOWNS, Firm

ALL = 900
EACH = 30
MOST_PROJECTS = 60
M2_A_MU = 2000 / 3
PARKS = {
    "汇龙镇": "科技创业园",
    "北新镇": "滨江片区",
    "南阳镇": "生命健康园",
    "近海镇": "临港片区",
    "王鲍镇": "装备产业园",
    "合作镇": "综合片区",
}


@dataclass(frozen=True, slots=True)
class Lot:
    """One parcel before it lies anywhere: its area in m2 and what the ledger says of it; '' and None are not known."""

    number: str
    town: str
    area: int
    certified: int | None
    use: str = "工业用地"
    holder: str = ""
    uscc: str = ""
    industry: str = ""
    cluster: str = ""
    project: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def invent(
    *, firms: Sequence[Firm], projects: Sequence[dict[str, Any]], seed: int, last_year: int, count: int = ALL
) -> list[Lot]:
    """All parcels, numbered by town; as many as `count` where the firms leave room."""
    lots = [lot for firm in firms for lot in _of_firm(firm, seed=seed, last_year=last_year)]
    told = [
        p
        for p in projects
        if p["land_mu"] and any(s["stage"] == "land_supplied" and not s["withdrawn"] for s in p["stages"])
    ]
    lots += [_of_project(p, seed=seed) for p in told[-MOST_PROJECTS:]]
    kinds = ("approved", "waiting", "delayed", "idle", "idle_part", "building", "unfinished")
    each = min(EACH, max(1, len(firms) // 20))
    for kind in kinds:
        lots += [_in_state(kind, n, seed=seed, last_year=last_year) for n in range(each)]
    room = max(0, (count if len(firms) >= 600 else len(lots) + each) - len(lots))
    lots += [_other(n, seed=seed) for n in range(room)]
    return list(_numbered(lots))


def _numbered(lots: list[Lot]) -> Iterator[Lot]:
    """`QD-HL-0001`: by town, in the order in which they lie."""
    places = {town: n for n, (town, _) in enumerate(TOWNS)}
    count: dict[str, int] = {}
    for lot in sorted(lots, key=lambda lot: places[lot.town]):
        count[lot.town] = count.get(lot.town, 0) + 1
        yield replace(lot, number=f"320681-{places[lot.town] + 1:02d}-{count[lot.town]:04d}")


def _of_firm(firm: Firm, *, seed: int, last_year: int) -> list[Lot]:
    """A firm's land as the departments' sheets have it, split into as many parcels as there."""
    years = figures(firm, seed=seed, years=(last_year - 2, last_year - 1, last_year))
    year: FirmYear | None = years.get(last_year)
    if year is None or not year.values["land_area"]:
        return []
    parts = parcels_of(year)
    areas = split(year.values["land_area"], parts=parts, quantum=20)
    certified = year.values["certified_land_area"]
    stated = split(certified, parts=parts, quantum=20) if certified else [None] * parts
    return [_firm_lot(firm, part, areas[part], stated[part], seed=seed, last_year=last_year) for part in range(parts)]


def _firm_lot(firm: Firm, part: int, area: int, certified: int | None, *, seed: int, last_year: int) -> Lot:
    chance = Random(f"{seed}:parcel:{firm.index}:{part}")  # noqa: S311
    supplied = firm.founded + timedelta(days=chance.randrange(20, 110))
    built = max(firm.production - timedelta(days=chance.randrange(10, 60)), supplied + timedelta(days=30))
    electronic = firm.industry.code.startswith("39")
    ratio = round(chance.uniform(1.0, 1.8) if electronic else chance.uniform(0.7, 1.6), 2)
    facts: dict[str, Any] = _contract(chance, supplied, area) | {
        "started": supplied + (built - supplied) / 3, "completed": built, "built_ratio": 0.5 if chance.random() < 0.02 else ratio,
        "standing": f"{'一二三'[part]}号厂房",
    }  # fmt: skip
    if firm.status == "停产":
        facts["stopped"] = date(last_year - 1, 1 + firm.index % 12, 15)
    mu = area / M2_A_MU
    if mu > 26 and chance.random() < 0.3:
        facts["vacant"] = round(mu * chance.uniform(0.22, 0.45), 2)
    if firm.leased_out and part == 0:
        facts["tenant"] = "园区企业承租(见租赁登记)"
    return Lot(
        "", firm.town, area, certified, holder=firm.name, uscc=firm.uscc, industry=firm.industry.code,
        cluster=firm.cluster, facts=facts,
    )  # fmt: skip


def _contract(chance: Random, supplied: date, area: int) -> dict[str, Any]:
    """What a contract agrees: start within nine months, completion within two years after; the price by the year."""
    mu = area / M2_A_MU
    price = round(mu * chance.uniform(8, 14) * (1 + max(0, supplied.year - 2005) * 0.06), 1)
    start = supplied + timedelta(days=chance.randrange(120, 270))
    return {
        "approved": supplied - timedelta(days=chance.randrange(60, 240)), "supplied": supplied, "start": start,
        "completion": start + timedelta(days=chance.randrange(400, 730)), "price": price,
        "way": "挂牌出让" if supplied.year >= 2007 else "协议出让", "planned": round(mu * chance.uniform(250, 420), 0),
        "contract": f"3206812{supplied.year}CR{chance.randrange(1, 9999):04d}", "term": 50,
    }  # fmt: skip


def _of_project(told: dict[str, Any], *, seed: int) -> Lot:
    """The land of a project: supplied on the day its stage says, built as far as it has come."""
    chance = Random(f"{seed}:project:{told['number']}")  # noqa: S311
    reached = {s["stage"]: date.fromisoformat(s["happened"]) for s in told["stages"] if not s["withdrawn"]}
    area = round(told["land_mu"] * M2_A_MU / 20) * 20
    facts = _contract(chance, reached["land_supplied"], area)
    facts |= {
        code: reached[stage] for code, stage in (("started", "started"), ("completed", "completed")) if stage in reached
    }
    if "completed" in facts:
        facts |= {"built_ratio": round(chance.uniform(1.0, 1.8), 2), "standing": "厂房"}
    holder = told["firm"] or told["investors"][0]["name"]
    town = told["town"] if told["town"] in PARKS else TOWNS[0][0]
    return Lot(
        "", town, area, area, holder=holder, uscc=told["uscc"] or "", industry=told["industry"], cluster=told["cluster"],
        project=told["name"], facts=facts,
    )  # fmt: skip


def _in_state(kind: str, n: int, *, seed: int, last_year: int) -> Lot:
    """One of those that the land office looks for, at the end of the zone's last year."""
    chance = Random(f"{seed}:{kind}:{n}")  # noqa: S311
    area = chance.randrange(12_000, 90_000, 20)
    mu, town = area / M2_A_MU, chance.choices([t for t, _ in TOWNS], weights=[w for _, w in TOWNS])[0]
    year = {"approved": last_year - 1, "waiting": last_year, "delayed": last_year - 1}.get(kind, last_year - 3)
    supplied = date(year, chance.randrange(1, 10 if kind == "waiting" else 13), chance.randrange(1, 28))
    facts = _contract(chance, supplied, area)
    if kind == "approved":
        facts = {"approved": supplied}
    elif kind == "delayed":
        facts["delay"] = (facts["start"] + timedelta(days=30), "供电线路迁改没有完成")
    elif kind == "idle_part":
        share = chance.uniform(0.05, 0.32)
        facts |= {"started": facts["start"], "stopped": facts["start"] + timedelta(days=200), "developed": round(mu * share, 2),
                  "invested": round(facts["planned"] * chance.uniform(0.05, 0.24), 0)}  # fmt: skip
    elif kind == "unfinished":
        facts |= {"started": facts["start"], "stopped": facts["start"] + timedelta(days=300), "developed": round(mu * 0.7, 2),
                  "invested": round(facts["planned"] * 0.5, 0)}  # fmt: skip
    elif kind == "building":
        facts |= {"started": date(last_year, chance.randrange(1, 10), 8), "completion": None, "developed": round(mu * 0.5, 2),
                  "invested": round(facts["planned"] * 0.3, 0)}  # fmt: skip
    holder = (
        ""
        if kind == "approved"
        else f"启东示例{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'恒隆盛达通源泰'[n // 10 % 7]}实业有限公司"
    )
    return Lot("", town, area, None if kind == "approved" else area, holder=holder, facts=facts)


def _other(n: int, *, seed: int) -> Lot:
    """Shops, schools, offices, plants of the zone itself."""
    chance = Random(f"{seed}:other:{n}")  # noqa: S311
    area = chance.randrange(4_000, 40_000, 20)
    town = chance.choices([t for t, _ in TOWNS], weights=[w for _, w in TOWNS])[0]
    use, holder = chance.choice((
        ("商服用地", "启东示例商业管理有限公司"), ("公共管理与公共服务用地", "启东经济开发区管委会"), ("公共设施用地",
        "启东示例公用事业有限公司"),
        ("住宅用地", "启东示例置业有限公司"),
    ))  # fmt: skip
    supplied = date(2004 + n % 12, 1 + n % 12, 10)
    facts = _contract(chance, supplied, area) | {
        "started": supplied + timedelta(days=150), "completed": supplied + timedelta(days=700), "built_ratio": 1.2,
        "standing": "建筑",
    }  # fmt: skip
    if "公" in use:
        facts |= {"way": "划拨", "price": None}
    return Lot("", town, area, area, use=use, holder=holder, facts=facts)
