"""Invent the company: who works where, who was selected in the open, who left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from .model import CandidateFact, Company, PersonFact, SelectionFact, StepFact

_SURNAMES = "陈陆顾沈黄朱袁倪施季张王李徐周吴郁汤龚杨蔡江钱宋秦许何吕郭范"
_GIVEN = (
    "晓东", "雪梅", "志远", "文静", "建华", "思雨", "海峰", "丽娟", "俊杰", "婷婷", "国平", "欣怡", "永健", "秋霞", "宇轩",
    "雅琴", "卫东", "佳怡", "振华", "梦洁", "一鸣", "春燕", "浩然", "淑芬", "明辉", "若兰", "立新", "静怡", "少峰", "慧敏",
)  # fmt: skip
STEPS = (
    StepFact("approved", date(2021, 2, 20), "启开管发〔2021〕12 号(示例)"),
    StepFact("registered", date(2021, 3, 18), "营业执照(示例)"),
    StepFact("managed", date(2021, 5, 20), "启开管任〔2021〕3 号(示例)"),
    StepFact("operating", date(2021, 6, 1), "实体化运作方案(示例)"),
)
_BASE = {"总经理": 12000, "副总经理": 9500, "招商经理": 6500, "招商专员": 4800, "综合文员": 4200}
_OFFICES = (
    "启东本部",
    "启东本部",
    "上海办事处",
    "启东本部",
    "浦东办事处",
    "苏南办事处",
    "上海办事处",
    "启东本部",
    "深圳办事处",
    "启东本部",
)
MANAGER = "公开选聘总经理"
PROMOTERS = "公开选聘招商经理(2021 年第一批)"
_MANAGER_DAYS = (
    date(2021, 3, 23),
    date(2021, 4, 8),
    date(2021, 4, 20),
    date(2021, 4, 26),
    date(2021, 5, 10),
    date(2021, 5, 20),
)
_PROMOTER_DAYS = (
    date(2021, 4, 7),
    date(2021, 4, 21),
    date(2021, 5, 11),
    date(2021, 5, 14),
    date(2021, 5, 24),
    date(2021, 6, 1),
)


def invent_company(*, people: int = 50, seed: int = 2021) -> Company:
    """`people` (at least 8) in all: one manager and two in five selected in the open, the others transferred."""
    chance = Random(seed)  # noqa: S311 — an invented company, the same every time
    names = _names(chance, people * 3)
    staff = [_person(n, next(names), people) for n in range(people)]
    staff = _leavers(_renewed(staff))
    return Company(STEPS, tuple(staff), tuple(_selections(staff, names, chance)))


def _names(chance: Random, count: int) -> Iterator[str]:
    pairs = [s + g for s in _SURNAMES for g in _GIVEN]
    chance.shuffle(pairs)
    return iter(pairs[:count])


def _person(place: int, name: str, people: int) -> PersonFact:
    post = _post(place, people)
    selection = MANAGER if place == 0 else (PROMOTERS if post == "招商经理" else "")
    office = "启东本部" if post in ("总经理", "综合文员") else _OFFICES[place % len(_OFFICES)]
    entered = date(2021, 5, 20) if place == 0 else date(2021, 6, 1)
    return PersonFact(
        number=f"ZS{place + 1:03d}", name=name, post=post, office=office, entered=entered, base=_BASE[post],
        selection=selection,
    )  # fmt: skip


def _post(place: int, people: int) -> str:
    """One manager, two deputies, two in five promoters, three clerks at the end, officers between."""
    if place < 3:
        return "总经理" if place == 0 else "副总经理"
    if place >= people - 3:
        return "综合文员"
    return "招商经理" if place < 3 + people * 2 // 5 else "招商专员"


def _renewed(staff: list[PersonFact]) -> list[PersonFact]:
    """One officer in eight began with half a year and was renewed at more."""
    return [
        replace(p, contract_until=date(2021, 11, 30), renewed=p.base + 400)
        if p.post == "招商专员" and n % 8 == 4
        else p
        for n, p in enumerate(staff)
    ]  # fmt: skip


def _leavers(staff: list[PersonFact]) -> list[PersonFact]:
    """One promoter resigns in October, one officer is dismissed at the end of November."""
    promoters = [n for n, p in enumerate(staff) if p.post == "招商经理"]
    officers = [n for n, p in enumerate(staff) if p.post == "招商专员" and not p.renewed]
    gone = list(staff)
    for place, day, kind, reason in (
        (promoters[-2], date(2021, 10, 15), "resigned", "个人原因"),
        (officers[-1], date(2021, 11, 29), "dismissed", "连续两个季度未完成目标"),
    ):
        gone[place] = replace(gone[place], left=day, left_kind=kind, left_reason=reason)
    return gone


def _selections(staff: list[PersonFact], names: Iterator[str], chance: Random) -> list[SelectionFact]:
    made = []
    for title, post, opened, days, others in (
        (MANAGER, "总经理", date(2021, 3, 22), _MANAGER_DAYS, 3),
        (PROMOTERS, "招商经理", date(2021, 4, 6), _PROMOTER_DAYS, len(staff) // 2),
    ):
        taken = [p for p in staff if p.selection == title]
        chosen = [CandidateFact(p.name, chance.randint(82, 96), p.number) for p in taken]
        rest = [CandidateFact(next(names), chance.randint(55, 81)) for _ in range(others)]
        made.append(SelectionFact(title, post, len(taken), opened, days, tuple(chosen + rest)))
    return made
