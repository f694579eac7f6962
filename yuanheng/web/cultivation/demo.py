"""The demo zone's clusters, qualifications, contact leaders, services and requests."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.models import Enterprise

from .actions.clusters import create_cluster
from .actions.qualifications import declare, recognise
from .actions.served import (
    answer_request,
    assign_request,
    close_request,
    receive_request,
    record_service,
    set_contact,
)
from .models import Cluster

NAMES = {
    "new-energy": ("新能源", ["新能源产业"]),
    "semiconductor": ("半导体装备及材料", ["半导体装备材料", "半导体", "半导体产业"]),
    "biomedicine": ("生物医药", ["医药", "生物医药产业"]),
}
PLANNED = {  # kind: (recognised in the year, declared and still waiting)
    "high_tech": (9, 5), "tech_innovative": (2, 1), "rd_platform": (1, 2), "industry_university": (16, 6),
    "above_size_industry": (11, 5), "above_size_services": (3, 2), "specialised": (4, 3),
}  # fmt: skip
TITLES = {"rd_platform": "工程技术研究中心", "industry_university": "产学研合作项目"}
ASKED = (
    "用工紧张,希望组织专场招聘",
    "厂区门口道路积水",
    "申请增容用电 2000 千伏安",
    "融资到期需要续贷",
    "子女入学咨询",
)


def load_demo_cultivation(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Three leading clusters and a year's work with firms. Nothing where there are clusters already."""
    if Cluster.objects.exists():
        return
    by, chance = cast["analyst"], random.Random(2021)  # noqa: S311 — an invented zone, the same every time
    for code, (name, synonyms) in NAMES.items():
        create_cluster(by=by, code=code, name=name, synonyms=synonyms, leading=True, source="2021 年工作计划")
    firms = list(Enterprise.objects.order_by("code"))
    if not firms:
        return
    _qualifications(firms, by, chance, share=0.1 if small else 1.0)
    _services(firms, cast, chance)
    say("产业集群、资质荣誉和服务记录")


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=SHANGHAI)


def _qualifications(firms: list[Enterprise], by: User, chance: random.Random, *, share: float) -> None:
    for kind, (recognised, waiting) in PLANNED.items():
        chosen = chance.sample(firms, min(len(firms), max(1, round((recognised + waiting) * share))))
        for index, firm in enumerate(chosen):
            declared = date(2021, 1 + index % 5, 5 + index % 20)
            title = f"{firm.name[:6]}{TITLES[kind]}" if kind in TITLES else ""
            row = declare(
                firm, kind=kind, on=declared, by=by, at=_at(declared), title=title, expected_on=date(2021, 12, 10)
            )
            if index < max(1, round(recognised * share)):
                on = declared + timedelta(days=90 + 20 * (index % 6))
                recognise(
                    row, on=on, counts_for=2021, by=by, at=_at(on + timedelta(days=3)), issuer="主管部门",
                    document=f"示范认〔2021〕{index + 1}号",
                )  # fmt: skip


def _services(firms: list[Enterprise], cast: dict[str, User], chance: random.Random) -> None:
    clusters = list(Cluster.objects.order_by("code"))
    for index, firm in enumerate(firms[:6]):
        set_contact(firm, leader=cast["leader"], since=date(2021, 1, 4 + index), by=cast["analyst"])
    for index, cluster in enumerate(clusters):
        day = date(2021, 2, 22 + index)
        record_service(
            kind="group", held_on=day, title=f"{cluster.name}企业交流群建群", cluster=cluster, by=cast["analyst"],
            enterprises=chance.sample(firms, min(8, len(firms))), at=_at(day),
        )  # fmt: skip
    for month in (3, 6, 9):
        day = date(2021, month, 18)
        cluster = clusters[month // 3 - 1]
        record_service(
            kind="forum", held_on=day, title=f"{cluster.name}产业企业家座谈会", cluster=cluster,
            enterprises=chance.sample(firms, min(5, len(firms))), by=cast["analyst"], at=_at(day),
            notes="听取企业意见,现场答复三项",
        )  # fmt: skip
        record_service(
            kind="visit", held_on=day + timedelta(days=5), title="走访重点企业", enterprises=[chance.choice(firms)],
            by=cast["analyst"], at=_at(day + timedelta(days=5)),
        )  # fmt: skip
    for index, title in enumerate(ASKED):
        day = date(2021, 2 + 2 * index, 10)
        made = receive_request(
            chance.choice(firms), title=title, received_on=day, by=cast["analyst"], at=_at(day), channel="走访"
        )
        if index < 4:
            bureau = cast["neighbour" if index % 2 else "clerk"].posts.first()
            assert bureau is not None
            assign_request(made, organisation=bureau.organisation, due_on=day + timedelta(days=14), by=cast["analyst"])
        if index < 3:
            on = day + timedelta(days=9)
            answer_request(made, answer="已协调解决", on=on, by=cast["analyst"], at=_at(on))
        if index < 2:
            on = day + timedelta(days=20)
            close_request(made, on=on, satisfied=True, by=cast["analyst"], at=_at(on))
