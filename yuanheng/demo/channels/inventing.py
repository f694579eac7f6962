"""Everything of the channels, from (seed, the zone's projects)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from yuanheng.demo import names

from .cards import ProjectCard
from .casting import cast_channels, relations_of, staff_of
from .model import Channels, EventFact, PartnershipFact
from .work import bring_projects, contacts_of, contracts_of, dues, payments_of

_EVENTS = (  # month, day, kind, region, city, what, held with
    (1, 20, "exchange", "苏南", "苏州", "苏南产业交流座谈会", "office-sunan"),
    (2, 25, "promotion", "上海", "浦东", "上海生物医药专题招商推介会", "office-pudong"),
    (3, 18, "promotion", "深圳", "", "深圳半导体专题招商推介会", "office-shenzhen"),
    (4, 15, "promotion", "上海", "", "上海半导体装备材料专题招商活动", "office-shanghai"),
    (5, 12, "advisory", "上海", "", "生物医药产业咨询活动", "association-20"),
    (6, 9, "promotion", "上海", "", "上海新能源专题招商推介会", "office-shanghai"),
    (6, 28, "promotion", "苏南", "无锡", "苏南新能源专题招商推介会", "office-sunan"),
    (7, 22, "forum", "北京", "", "北京总部企业对接会", ""),
    (8, 19, "advisory", "本地", "", "半导体产业发展咨询会", "association-21"),
    (9, 16, "signing", "上海", "浦东", "上海重点项目集中签约活动", "office-pudong"),
    (10, 21, "promotion", "深圳", "", "深圳生物医药专题招商推介会", "office-shenzhen"),
    (11, 18, "promotion", "本地", "", "开发区投资环境说明会", ""),
)
_SURNAMES = "周吴郑王冯陈卫蒋沈韩杨朱秦许何吕"


def invent_channels(projects: Sequence[ProjectCard], *, seed: int, last_year: int) -> Channels:
    """All facts; a project is linked by the name of the source that its record states."""
    channels = cast_channels(seed=seed, last_year=last_year)
    brought = bring_projects(projects, channels)
    contracts = contracts_of(channels, last_year=last_year)
    return Channels(
        channels=channels, relations=relations_of(channels, last_year=last_year),
        contacts=contacts_of(channels, seed=seed, last_year=last_year), brought=brought, commissions=contracts,
        payments=payments_of(dues(contracts, brought, projects), last_year=last_year),
        events=_events(projects, seed=seed, last_year=last_year),
        partnerships=_partnerships(projects, seed=seed, last_year=last_year), staff=staff_of(last_year=last_year),
    )  # fmt: skip


def _events(projects: Sequence[ProjectCard], *, seed: int, last_year: int) -> list[EventFact]:
    """Twelve of the last year; a lead belongs to the latest event before it in the place it came from, if within months."""
    dated = [(date(last_year, month, day), region) for month, day, _, region, *_ in _EVENTS]
    leads: dict[int, list[tuple[str, date]]] = {}
    for place, project in enumerate(projects):
        wanted = "上海" if "上海专题招商" in project.source_name else _region(project, place)
        fitting = [
            i for i, (on, region) in enumerate(dated)
            if region == wanted and on <= project.heard <= on + timedelta(days=200) and _EVENTS[i][2] != "advisory"
        ]  # fmt: skip
        if fitting:
            leads.setdefault(fitting[-1], []).append((project.number, project.heard))
    made = []
    for index, (month, day, kind, region, city, what, channel) in enumerate(_EVENTS):
        chance, on = Random(f"{seed}:event:{index}"), date(last_year, month, day)  # noqa: S311
        made.append(
            EventFact(
                name=f"{last_year} 年{what}", kind=kind, on=on, region=region, city=city,
                place=f"示例国际会议中心 {index + 1} 号厅",
                host="启东经济开发区管委会", known=on + timedelta(days=chance.choice((0, 1, 2, 6))), channel=channel,
                cost=None if index == 7 else str(chance.randrange(30_000, 380_000, 500)),
                guests=_guests(chance, index, seed), leads=tuple(leads.get(index, ())),
            )
        )  # fmt: skip
    return made


def _region(project: ProjectCard, place: int) -> str:
    """Two office leads in three were met at an event of the office's own place."""
    if place % 3 == 0:
        return ""
    return next((r for r in ("苏南", "深圳", "上海") if project.source_name.startswith(r)), "")


def _guests(chance: Random, index: int, seed: int) -> tuple[tuple[str, str, str], ...]:
    count = chance.randrange(8, 26)
    titles = ("董事长", "总经理", "投资总监", "研发总监", "秘书长")
    return tuple(
        (f"{_SURNAMES[(index + n) % len(_SURNAMES)]}{'一二三四五六七八九'[n % 9]}{'明华强敏'[n % 4]}",
         f"{names.brand(50_000 + index * 40 + n, seed=seed)}科技有限公司", titles[n % len(titles)])
        for n in range(count)
    )  # fmt: skip


def _partnerships(projects: Sequence[ProjectCard], *, seed: int, last_year: int) -> list[PartnershipFact]:
    """Three agreements, five talks, six pairs and eight joint projects with universities."""
    made = [
        _with("agreement", f"zone-{key}", date(year, month, 12), what, region)
        for key, year, month, what, region in (
            (32, last_year - 1, 6, "园区合作共建框架协议", "上海"), (33, last_year, 5, "产业协作协议", "上海"),
            (35, last_year - 2, 3, "园区结对协议", "苏南"),
        )
    ]  # fmt: skip
    for key, year, month, region in (
        (32, last_year, 2, "上海"), (32, last_year, 6, "上海"), (33, last_year, 9, "上海"), (34, last_year, 10, "上海"),
        (35, last_year - 1, 11, "苏南"),
    ):  # fmt: skip
        made.append(_with("talks", f"zone-{key}", date(year, month, 22), "园区合作共建洽谈", region))
    made += _pairs(projects, seed=seed, last_year=last_year)
    return made + _joint(projects, last_year=last_year)


def _with(kind: str, channel: str, on: date, what: str, region: str) -> PartnershipFact:
    return PartnershipFact(kind, on, what, on + timedelta(days=3), region, channel=channel)


def _pairs(projects: Sequence[ProjectCard], *, seed: int, last_year: int) -> list[PartnershipFact]:
    """Research there, production here: projects that are being built or more; one pair has parted."""
    here = [p for p in projects if "started" in p.reached and not p.source_name.startswith("深圳")][:6]
    made = []
    for place, project in enumerate(here):
        on = max(project.reached["started"][0], date(last_year - 1, 1, 15))
        region = "苏南" if place == 5 else "上海"
        city = "苏州" if place == 5 else "上海"
        made.append(
            PartnershipFact(
                "rd_pair", on, f"{project.cluster}研发与生产协同", on + timedelta(days=4), region,
                partner=f"{city}{names.brand(60_000 + place, seed=seed)}研究院", project=project.number,
                until=date(last_year, 10, 31) if place == 4 and on < date(last_year, 10, 1) else None,
            )
        )  # fmt: skip
    return made


def _joint(projects: Sequence[ProjectCard], *, last_year: int) -> list[PartnershipFact]:
    """Firms of the register with universities; where the zone is small, as many as there are firms."""
    firms = list(dict.fromkeys(p.uscc for p in projects if p.uscc))
    made = []
    for place in range(8 if firms else 0):
        on = date(last_year if place < 6 else last_year - 1, 2 + place % 9, 16)
        region = "苏南" if place == 7 else "上海"
        key = "university-30" if place == 7 else f"university-{26 + place % 4}"
        made.append(
            PartnershipFact(
                "industry_university", on, "产学研合作项目", on + timedelta(days=2), region, channel=key,
                uscc=firms[place % len(firms)],
            )
        )  # fmt: skip
    return made
