"""The demo zone's target companies, invented: what they make, how big, how far, and what was heard of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from yuanheng.demo import names
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI

from .models import CompanyNews, TargetCompany
from .rules import load_chains

OFFSET, SEED = 60_000, 2021
CITIES = ("上海", "苏州", "无锡", "深圳", "杭州", "南京", "常州", "合肥", "宁波", "北京", "东莞", "成都")
FORMS = ("科技股份有限公司", "新材料有限公司", "装备有限公司", "生物科技有限公司")
HEARD = (
    ("expansion", "拟在长三角新建生产基地,正在选址"), ("expansion", "现有厂房租约年内到期"),
    ("financing", "完成新一轮融资,用于扩产"),
    ("expansion", "公告二期项目,产能翻番"), ("other", "更换主管投资的副总"),
)  # fmt: skip


def enter_companies(people: Sequence[User], *, count: int, today: date) -> list[TargetCompany]:
    """So many companies over all segments; some of each with figures that are not known."""
    chance = Random(SEED)  # noqa: S311 — an invented zone, the same every time
    segments = [(chain, segment) for chain in load_chains() for segment in chain.segments]
    active = [u for u in people if u.is_active]
    homes = {u.pk: u.posts.get().organisation for u in active}
    made = []
    for place in range(count):
        chain, segment = segments[place % len(segments)]
        by = active[place % len(active)]
        entered = datetime(2021, 1 + place % 11, 3 + place % 24, 10, tzinfo=SHANGHAI)
        dollars = place % 9 == 5
        company = TargetCompany(
            name=f"{names.brand(OFFSET + place, seed=SEED)}{segment.words[place % len(segment.words)]}{FORMS[place % 4]}",
            chain=chain.code, segment=segment.code if place % 13 else "", city=CITIES[place % 12] if place % 7 else "",
            products=f"{segment.label}:{'、'.join(segment.words[:3])}", country="德国" if dollars else "",
            growth=Decimal(chance.randrange(-80, 620)) / 10 if place % 5 else None, source="产业研究小组推荐",
            capital=Decimal(chance.choice((800, 2_000, 5_000, 12_000, 60_000)) * 10_000) if place % 6 else None,
            currency=("usd" if dollars else "yuan") if place % 6 else "", created_at=entered, by=by,
            organisation=homes[by.pk], assigned_to=by if place % 3 else None,
            locked_by=by if place % 10 == 2 else None,
            locked_until=today + timedelta(days=place % 50) if place % 10 == 2 else None,
        )  # fmt: skip
        company.fill_keys()
        made.append(company)
    TargetCompany.objects.bulk_create(made)
    CompanyNews.objects.bulk_create(
        CompanyNews(
            company=company, on=today - timedelta(days=20 + place * 13 % 700), kind=HEARD[place % 5][0],
            text=HEARD[place % 5][1], source="行业媒体(演示)", by=company.by, known_at=company.created_at,
        )
        for place, company in enumerate(made) if place % 4
    )  # fmt: skip
    return made
