"""What the demo's carriers are: twelve, three with names of the plan; buildings, units and tenants are invented."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .library.words import months_after

SEED = 2021
FIRST = date(2019, 1, 1)
HEADS = ("恒", "博", "启", "泽", "锦", "卓", "瑞", "鼎", "汇", "诚", "远", "云", "星", "禾", "澜", "睿")
TAILS = ("达", "信", "创", "联", "和", "源", "图", "能", "科", "泰", "通", "元", "盛", "成", "融", "佳")
TRADES = {
    "finance": ("融资租赁", "商业保理", "小额贷款"),
    "headquarters": ("企业管理", "投资控股"),
    "research": ("检测技术", "技术研究", "智能科技", "生物技术"),
    "settlement": ("供应链管理", "财务咨询"),
    "ecommerce": ("电子商务", "网络科技", "跨境贸易"),
    "creative": ("文化传媒", "广告设计", "工业设计"),
    "service": ("企业咨询", "人力资源", "会计服务", "信息服务", "建设工程", "物业服务"),
    "catering": ("餐饮管理", "商贸"),
    "production": ("精密机械", "电子科技", "新材料"),
}
MIXES = {
    "office": {"finance": 3, "headquarters": 3, "settlement": 2, "ecommerce": 3, "service": 6, "research": 1, "": 1},
    "science": {"research": 6, "ecommerce": 2, "service": 3, "finance": 1, "headquarters": 1, "creative": 1, "": 1},
    "incubator": {"research": 4, "ecommerce": 3, "creative": 3, "service": 3, "": 2},
    "park": {"research": 4, "production": 3, "headquarters": 1, "settlement": 1, "service": 3},
    "plant": {"production": 8, "research": 1},
}


@dataclass(frozen=True, slots=True)
class Told:
    """A carrier: buildings × floors × units a floor; `full` how readily an empty unit is let again; `falls`: it rings."""

    name: str
    kind: str
    buildings: int
    floors: int
    units: int
    rent: str
    full: float
    east: str
    north: str
    keeper: str = "operator"
    tenure: str = "own"
    falls: bool = False
    opened: date = date(2018, 9, 1)


CARRIERS = (
    Told("科创大楼", "science", 1, 12, 6, "1.2", 0.93, "121.587200", "31.824300"),
    Told("国动科技园", "park", 3, 5, 4, "0.9", 0.85, "121.600400", "31.818100", tenure="entrusted"),
    Told("北大华东产业园", "science", 2, 6, 5, "1.0", 0.88, "121.573700", "31.833500", tenure="rented"),
    Told("钱塘江路总部大厦", "office", 2, 9, 5, "1.6", 0.9, "121.591800", "31.829900"),
    Told("紫薇商务中心", "office", 1, 10, 5, "1.4", 0.86, "121.582300", "31.820800", falls=True),
    Told("银河路电商产业园", "incubator", 2, 4, 6, "0.8", 0.82, "121.604100", "31.827600"),
    Told("灵峰智能制造园", "plant", 3, 3, 4, "14", 0.95, "121.614900", "31.835400"),
    Told("华石路标准厂房", "plant", 2, 4, 4, "13", 0.9, "121.622600", "31.821900"),
    Told("人民西路文创园", "incubator", 1, 4, 6, "0.9", 0.75, "121.568200", "31.815700"),
    Told("通江检验检测中心", "science", 1, 8, 4, "1.1", 0.84, "121.610300", "31.810200", keeper="builder"),
    Told("江海金融后台服务中心", "office", 1, 11, 5, "1.7", 0.92, "121.595000", "31.807400", keeper="builder"),
    Told("临港创业服务中心", "incubator", 1, 5, 6, "0.7", 0.7, "121.577900", "31.804600", keeper="promoter",
         opened=date(2020, 5, 1)),
)  # fmt: skip
SMALL = 3


@dataclass(slots=True)
class Letting:
    """A lease of the demo: `name` the tenant; `again` it goes on from the one before."""

    name: str
    kind: str
    starts: date
    ends: date
    rent: Decimal
    basis: str
    deposit: Decimal
    again: bool = False
    ended: date | None = None
    free: date | None = None
    percent: Decimal | None = None


@dataclass(slots=True)
class Room:
    """A unit with all that was let of it."""

    floor: int
    number: str
    area: Decimal
    gross: Decimal
    use: str
    condition: str = "lettable"
    lettings: list[Letting] = field(default_factory=list)


@dataclass(slots=True)
class House:
    """A building."""

    name: str
    gross: Decimal
    east: Decimal
    north: Decimal
    rooms: list[Room]

    @property
    def footprint(self) -> dict[str, object]:
        """A rectangle of some sixty by forty metres around its place."""
        wide, high = Decimal("0.00032"), Decimal("0.00018")
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
        ring = [[float(self.east + x * wide), float(self.north + y * high)] for x, y in corners]
        return {"type": "Polygon", "coordinates": [ring]}


def houses_of(told: Told, *, firms: list[str], today: date) -> list[House]:
    """The buildings of a carrier with every lease from 2019 to beyond `today`. `firms` are names of the register to draw from."""
    chance = random.Random(f"{SEED}-{told.name}")  # noqa: S311 — an invented zone, not a secret
    found = []
    for index in range(told.buildings):
        numbered = f"{index + 1} 号楼" if told.kind in ("plant", "park") else f"{chr(65 + index)} 座"
        name = "主楼" if told.buildings == 1 else numbered
        rooms = [
            _room(told, floor, place, chance)
            for floor in range(1, told.floors + 1)
            for place in range(1, told.units + 1)
        ]
        for room in rooms:
            _let(room, told, chance=chance, firms=firms, today=today)
        inside = sum((room.gross for room in rooms), Decimal(0))
        found.append(
            House(
                name=name, gross=(inside * Decimal("1.12")).quantize(Decimal("1")),
                east=Decimal(told.east) + index * Decimal("0.0008"), north=Decimal(told.north) + index % 2 * Decimal("0.0005"),
                rooms=rooms,
            )
        )  # fmt: skip
    return found


def _room(told: Told, floor: int, place: int, chance: random.Random) -> Room:
    base = {"plant": 620, "park": 240, "incubator": 90}.get(told.kind, 150)
    area = (Decimal(base) * Decimal(chance.choice(("0.6", "0.8", "1", "1", "1.3", "1.8")))).quantize(Decimal("0.01"))
    area += Decimal(chance.randrange(0, 900)) / 100
    use = "plant" if told.kind == "plant" else "shop" if floor == 1 and told.kind != "park" else _use(told.kind, chance)
    room = Room(floor, f"{floor}{place:02d}", area, (area * Decimal("1.25")).quantize(Decimal("0.01")), use)
    if floor == 1 and place == 1 and told.kind != "plant":
        room.condition = "own"
    return room


def _use(kind: str, chance: random.Random) -> str:
    return chance.choice(("research", "research", "office")) if kind in ("science", "park") else "office"


def _let(room: Room, told: Told, *, chance: random.Random, firms: list[str], today: date) -> None:
    if room.condition != "lettable":
        return
    day = max(FIRST, told.opened) + timedelta(days=chance.randrange(0, 540))
    before: Letting | None = None
    while day <= today + timedelta(days=20):
        if before is None or chance.random() > 0.68:
            name, kind = _tenant(told, room, chance, firms)
        else:
            name, kind = before.name, before.kind
        again = before is not None and name == before.name
        letting = _letting(name, kind, room, told, day, chance, again=again)
        room.lettings.append(letting)
        _early(letting, chance, today)
        last = letting.ended or letting.ends
        stays = chance.random() < told.full
        gap = (
            0
            if stays and chance.random() < 0.72
            else chance.randrange(20, 260)
            if stays
            else chance.randrange(300, 1500)
        )
        day, before = last + timedelta(days=1 + gap), letting if gap == 0 else None
    if told.falls:
        _fall(room, chance, today)


def _tenant(told: Told, room: Room, chance: random.Random, firms: list[str]) -> tuple[str, str]:
    mix = {"catering": 1} if room.use == "shop" and chance.random() < 0.7 else MIXES[told.kind]
    kind = chance.choices(list(mix), weights=list(mix.values()))[0]
    share = 0.75 if kind in ("headquarters", "research", "settlement", "production", "finance") else 0.2
    if firms and chance.random() < share:
        return chance.choice(firms), kind
    words = TRADES[kind or "service"]
    return f"启东{chance.choice(HEADS)}{chance.choice(TAILS)}{chance.choice(words)}有限公司", kind


def _letting(name: str, kind: str, room: Room, told: Told, day: date, chance: random.Random, *, again: bool) -> Letting:
    years = chance.choice((1, 2, 2, 3, 3))
    ends = months_after(day, 12 * years) - timedelta(days=1)
    base = Decimal(told.rent) * (1 + Decimal(day.year - 2019) * Decimal("0.02"))
    basis = "m2_month" if told.kind == "plant" else "month" if room.use == "shop" else "m2_day"
    rent = base.quantize(Decimal("0.01"))
    if basis == "month":
        rent = (base * room.area * 40).quantize(Decimal("1"))
    month = rent if basis == "month" else rent * room.area * (30 if basis == "m2_day" else 1)
    free = None if again or chance.random() < 0.4 else months_after(day, chance.choice((1, 2, 3))) - timedelta(days=1)
    percent = Decimal(chance.choice((3, 5))) if years > 1 and chance.random() < 0.5 else None
    deposit = (month * 2).quantize(Decimal("100"))
    return Letting(name, kind, day, ends, rent, basis, deposit, again=again, free=free, percent=percent)


def _early(letting: Letting, chance: random.Random, today: date) -> None:
    """Few leave before the end, and only on days that have come."""
    if chance.random() < 0.04:
        last = letting.starts + (letting.ends - letting.starts) * 2 // 3
        letting.ended = last if last < today else None


def _fall(room: Room, chance: random.Random, today: date) -> None:
    """Four in ten tenants of the building that rings have left within the last weeks."""
    running = next((x for x in room.lettings if x.starts <= today <= x.ends and x.ended is None), None)
    left = today - timedelta(days=chance.randrange(20, 60))
    if running is not None and running.starts < left < running.ends and chance.random() < 0.42:
        running.ended = left
        room.lettings[:] = [x for x in room.lettings if x.starts <= running.starts]
