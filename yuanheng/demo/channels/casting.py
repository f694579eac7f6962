"""The channels themselves: names, regions, papers. All invented."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from yuanheng.demo import names

from .model import ChannelFact, RelationFact, StaffFact

AGENCIES, FUNDS = 20, 30
WITHOUT_PAPER = (5, 11, 17)
"""Three agencies of which nothing on paper shows that we work together."""
_OFFSET = 40_000
_REGIONS = ("上海", "苏南", "上海", "深圳", "上海", "苏南", "上海", "北京", "上海", "浙江")
_AGENCY = ("产业咨询有限公司", "招商顾问有限公司", "企业管理咨询有限公司", "商务服务有限公司")
_FUND = ("创业投资基金", "产业投资基金", "股权投资基金", "成长基金")
_SURNAMES = "陆沈顾施倪黄朱袁汤曹龚杨"
_EVIDENCE = ("agreement", "commission", "minutes", "letter")
OFFICES = (
    ("office-shanghai", "上海招商联络办公室", "上海", "", 6),
    ("office-pudong", "上海(浦东)联络办公室", "上海", "浦东", 4),
    ("office-sunan", "苏南招商联络办公室", "苏南", "苏州", 5),
    ("office-shenzhen", "深圳招商联络办公室", "深圳", "", 4),
)
_FIXED = (
    ("association", "上海示例生物医药行业协会", "上海"), ("association", "上海示例集成电路行业协会", "上海"),
    ("association", "上海示例新能源行业协会", "上海"), ("association", "苏州示例医药产业联合会", "苏南"),
    ("association", "深圳示例半导体产业促进会", "深圳"), ("association", "浙江示例装备制造商会", "浙江"),
    ("university", "上海示例理工大学", "上海"), ("university", "上海示例医药大学", "上海"),
    ("university", "上海示例交通大学", "上海"), ("university", "上海示例科学院材料所", "上海"),
    ("university", "苏州示例大学", "苏南"), ("university", "深圳示例先进技术研究院", "深圳"),
    ("zone", "上海示例高科技园区", "上海"), ("zone", "上海示例临港产业区", "上海"),
    ("zone", "上海示例综合保税区", "上海"), ("zone", "苏州示例工业园区", "苏南"),
    ("carrier", "上海示例生物医药孵化器", "上海"), ("carrier", "上海示例集成电路加速器", "上海"),
    ("carrier", "上海示例大学科技园", "上海"), ("carrier", "苏州示例纳米城", "苏南"),
    ("carrier", "深圳示例湾区创业中心", "深圳"), ("consultancy", "示例地产顾问(上海)有限公司", "上海"),
    ("consultancy", "示例国际物业咨询(上海)有限公司", "上海"), ("consultancy", "示例工业地产服务(深圳)有限公司", "深圳"),
)  # fmt: skip


def cast_channels(*, seed: int, last_year: int) -> list[ChannelFact]:
    """Every channel, the agencies first."""
    chance = Random(f"{seed}:channels")  # noqa: S311
    made = [_agency(i, seed, chance, last_year) for i in range(AGENCIES)]
    made += [_fund(i, seed, chance, last_year) for i in range(FUNDS)]
    for place, (kind, name, region) in enumerate(_FIXED, start=AGENCIES):
        known = date(last_year - 3, 2 + place % 9, 8 + place % 15)
        made.append(ChannelFact(f"{kind}-{place}", name, kind, region, known, person=_person(chance)))
    for key, name, region, city, _ in OFFICES:
        made.append(ChannelFact(key, name, "office", region, date(last_year - 3, 1, 2), city=city))
    return made


def _agency(index: int, seed: int, chance: Random, last_year: int) -> ChannelFact:
    coined = names.brand(_OFFSET + index, seed=seed)
    name = f"{coined}{_AGENCY[index % len(_AGENCY)]}" if index else "示例产业咨询有限公司"
    ended = date(last_year, 9, 30) if index == 14 else None  # one that we parted from within the year
    return ChannelFact(
        f"agency-{index}", name, "agency", _REGIONS[index % len(_REGIONS)], date(last_year - 3, 1, 5) + timedelta(index),
        other_names=(f"{coined}咨询",) if index % 6 == 1 else (), person=_person(chance), ended=ended,
        ended_known=ended + timedelta(days=12) if ended else None,
    )  # fmt: skip


def _fund(index: int, seed: int, chance: Random, last_year: int) -> ChannelFact:
    coined = names.brand(_OFFSET + 500 + index, seed=seed)
    name = f"{coined}{_FUND[index % len(_FUND)]}" if index else "示例创业投资基金"
    known = date(last_year - 3, 1, 6) + timedelta(days=index)
    return ChannelFact(f"fund-{index}", name, "fund", _REGIONS[index % len(_REGIONS)], known, person=_person(chance))


def _person(chance: Random) -> str:
    return f"{chance.choice(_SURNAMES)}{chance.choice(('经理', '总监', '秘书长', '主任'))}"


def relations_of(channels: list[ChannelFact], *, last_year: int) -> list[RelationFact]:
    """Agencies but the three; every fifth fund; associations and universities by letters and minutes."""
    made = []
    for place, channel in enumerate(channels):
        index = int(channel.key.rsplit("-", 1)[1]) if channel.key[-1].isdigit() else 0
        papered = (channel.kind == "agency" and index not in WITHOUT_PAPER) or (
            channel.kind in ("fund", "consultancy", "university") and index % 5 == 0
        )
        if not papered:
            continue
        # one in nine was signed within the year and is known some weeks late; one fund's agreement ran out before it
        since = (
            date(last_year, 3, 10)
            if place % 9 == 4 and channel.key != "fund-20"
            else channel.known + timedelta(days=20)
        )
        until = date(last_year - 1, 12, 31) if channel.key == "fund-20" else None
        late = 25 if place % 9 == 4 else 5
        made.append(
            RelationFact(
                channel.key, "委托招商" if channel.kind == "agency" else "战略合作", _EVIDENCE[place % 4], since,
                since + timedelta(days=late), until,
            )
        )  # fmt: skip
    return made


def staff_of(*, last_year: int) -> list[StaffFact]:
    """Kept numbers; the Shanghai office grew within the year."""
    made = [StaffFact(key, count, date(last_year - 2, 1, 4)) for key, _, _, _, count in OFFICES]
    return [*made, StaffFact("office-shanghai", 8, date(last_year, 7, 1))]
