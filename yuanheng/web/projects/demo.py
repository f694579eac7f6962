"""The demo zone's projects, entered through the same actions people use, each thing as of the day it became known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from yuanheng.web.base.models import Organisation, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.demo import FIRMS, SEED, SMALL_FIRMS, zone_folder
from yuanheng.web.enterprises.models import Enterprise

from .actions.projects import Backer, Money, create_project, set_amount
from .actions.stages import recognise, record_stage, withdraw_stage
from .models import Project, StageEntry
from .stages import stages

CITY = "市发展和改革委员会"
HOUR = 9
Told = dict[str, Any]


def load_demo_projects(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Every project of the generated zone with its history. Nothing where there are projects already."""
    if Project.objects.exists():
        return
    folder = zone_folder(small=small, say=say)
    count = load_projects(truth_of(folder, small=small), cast=cast)
    say(f"招商项目:{count} 个")


def truth_of(folder: Path, *, small: bool) -> Path:
    """The projects' truth of a zone; a zone made before there were projects gets its own now, its other files untouched."""
    from yuanheng.demo.firms import zone
    from yuanheng.demo.projects import FULL_YEAR, TRUTH, FirmCard, write_projects

    if not (folder / TRUTH).exists():
        firms = zone(firms=SMALL_FIRMS if small else FIRMS, seed=SEED, first_year=2019, last_year=2021)
        write_projects(folder, firms=[FirmCard.of(f) for f in firms], projects=60 if small else FULL_YEAR, seed=SEED)
    return folder / TRUTH


@transaction.atomic
def load_projects(truth: Path, *, cast: dict[str, User]) -> int:
    """Enter what a truth file tells; the number of projects."""
    told: list[Told] = json.loads(truth.read_text(encoding="utf-8"))["projects"]
    firms = _firms(told)
    bureaus = {key: user.posts.get().organisation for key, user in cast.items() if key in ("promoter", "builder")}
    for number, project in enumerate(told):
        leader = cast["leader"] if number % 4 == 0 else None
        _enter(project, cast=cast, bureaus=bureaus, leader=leader, enterprise=firms.get(project["uscc"]))
    return len(told)


def _firms(told: list[Told]) -> dict[str, Enterprise]:
    """Firms of the register by code; the few without a code there by name."""
    codes = {project["uscc"]: project["firm"] for project in told if project["uscc"]}
    found = {firm.uscc: firm for firm in Enterprise.objects.filter(uscc__in=codes)}
    missing = {name: code for code, name in codes.items() if code not in found}
    return found | {missing[firm.name]: firm for firm in Enterprise.objects.filter(name__in=missing)}


def _enter(
    told: Told, *, cast: dict[str, User], bureaus: dict[str, Organisation], leader: User | None,
    enterprise: Enterprise | None,
) -> None:  # fmt: skip
    first = told["stages"][0]
    start = told["amounts"][0]
    project = create_project(
        name=told["name"], number=told["number"], by=cast["promoter"], at=_at(first["known"]), stage_on=_day(first["happened"]),
        investors=[_backer(each) for each in told["investors"]], amounts=[_money(start)],
        organisation=bureaus[told["manager"]], manager=cast[told["manager"]], leader=leader, enterprise=enterprise,
        national_code=told["code"], origin="foreign" if told["foreign"] else "domestic", manufacturing=told["manufacturing"],
        industry_code=told["industry"], cluster=told["cluster"], source_kind=told["source_kind"],
        source_name=told["source_name"], town=told["town"], land_mu=Decimal(told["land_mu"]),
        plant_m2=Decimal(told["plant_m2"]), power_kva=Decimal(told["power_kva"]), water_t_day=Decimal(told["water_t_day"]),
        summary=_summary(told),
    )  # fmt: skip
    for act in _history(told, start):
        act(project, cast[told["manager"]])


def _summary(told: Told) -> str:
    """What the register has no column for: earlier names and the firm that was founded."""
    former = f"原名:{'、'.join(told['former'])}。" if told["former"] else ""
    firm = f"项目公司:{told['firm']}。" if told["firm"] else ""
    return former + firm


def _history(told: Told, start: Told) -> Iterator[Callable[[Project, User], object]]:
    """Everything after the first entry in the order it became known."""
    reason = next((stage["reason"] for stage in told["stages"] if stage["reason"] and not stage["withdrawn"]), "")
    dated: list[tuple[str, int, Callable[[Project, User], object]]] = []
    for stage in told["stages"]:
        dated.append((stage["known"], 0, _stage(stage, reason)))
        if stage["withdrawn"]:
            dated.append((stage["withdrawn"], 1, _withdrawal(stage)))
    dated += [(amount["known"], 2, _amount(amount)) for amount in told["amounts"] if amount is not start]
    dated += [(recognised["dated"], 3, _recognition(recognised)) for recognised in told["recognitions"]]
    # `shelved` and `ended` come last whatever the day: nothing is entered of a project that has ended.
    off = {id(act) for day, _, act in dated if act.__name__ == "off_track"}
    return (act for _, _, act in sorted(dated, key=lambda each: (id(each[2]) in off, each[0], each[1])))


def _stage(told: Told, reason: str) -> Callable[[Project, User], object]:
    code = told["stage"]
    evidence = stages()[code].evidence

    def reach(project: Project, by: User) -> StageEntry:
        return record_stage(
            project, stage=code, on=_day(told["happened"]), by=by, at=_at(told["known"]),
            evidence=evidence[0].code if evidence else "", note=told["reason"] if told["withdrawn"] else "",
            order_reason=reason or told["reason"] or "资料补录",
        )  # fmt: skip

    if stages()[code].off_track:
        reach.__name__ = "off_track"
    return reach


def _withdrawal(told: Told) -> Callable[[Project, User], object]:
    def withdraw(project: Project, by: User) -> StageEntry:
        entry = project.stages.get(stage=told["stage"], withdrawn_at__isnull=True)
        return withdraw_stage(entry, reason=told["reason"], by=by, at=_at(told["withdrawn"]))

    return withdraw


def _amount(told: Told) -> Callable[[Project, User], object]:
    return lambda project, by: set_amount(project, money=_money(told), by=by, at=_at(told["known"]))


def _recognition(told: Told) -> Callable[[Project, User], object]:
    return lambda project, by: recognise(
        project, what=told["what"], year=told["year"], recognised_by=CITY, document=told["document"],
        dated=_day(told["dated"]), by=by, at=_at(told["dated"]),
    )  # fmt: skip


def _backer(told: Told) -> Backer:
    share = Decimal(told["share"]) if told["share"] else None
    return Backer(name=told["name"], country=told["country"], foreign=bool(told["country"]), share=share)


def _money(told: Told) -> Money:
    return Money(
        kind=told["kind"], amount=Decimal(told["amount"]), currency=told["currency"], holds_from=_day(told["since"]),
        reason=told["reason"],
    )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _at(text: str) -> datetime:
    day = _day(text)
    return datetime(day.year, day.month, day.day, HOUR, tzinfo=SHANGHAI)
