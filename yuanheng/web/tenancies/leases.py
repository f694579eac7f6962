"""One lease as it stands on a day: what both sides say, whether they agree and confirmed, the land it takes, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from yuanheng.engines.tenancies import (
    Base,
    DerivedLand,
    Difference,
    Said,
    TenancyRules,
    Use,
    compare_sides,
    derive_land,
)

from .models import Side, Statement, Tenancy
from .standing import Told

STATES = {
    "reconciled": ("已核定", "green"),
    "unconfirmed": ("待确认", "orange"),
    "one_sided": ("只有一方申报", "orange"),
    "mismatch": ("双方不一致", "red"),
    "no_land": ("推算不出用地", "red"),
    "silent": ("没有申报", "secondary"),
}
ITEM_KINDS = {
    "mismatch": "双方不一致",
    "one_sided": "只有一方申报",
    "unconfirmed": "待确认",
    "no_land": "推算不出用地",
    "over_holding": "用地超过权证",
    "over_owned": "出租超过持证",
    "unknown_owned": "持证不明",
    "meter": "分表与账单不符",
    "meter_lacking": "电表资料不全",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """Something that waits for a person, with both figures and the difference; never balanced by the program."""

    kind: str
    title: str
    firms: tuple[str, ...]
    left: str
    right: str
    gap: Decimal | None
    unit: str
    sentence: str
    advice: str
    what: str = ""
    tenancy: Tenancy | None = None
    account: Any = None
    month: date | None = None

    @property
    def label(self) -> str:
        """Its kind in words."""
        return ITEM_KINDS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """One tenancy on a day. `running`: its term (of either side, where they differ) covers the day."""

    told: Told
    differences: tuple[Difference, ...]
    open: tuple[Difference, ...]
    since: date | None
    until: date | None
    running: bool
    floor_m2: Decimal | None
    land: DerivedLand
    state: str
    items: tuple[OpenItem, ...]

    @property
    def tenancy(self) -> Tenancy:
        """The record."""
        return self.told.tenancy

    @property
    def key(self) -> str:
        """Its id as text."""
        return str(self.tenancy.pk)

    @property
    def mu(self) -> Decimal | None:
        """The land that counts; None while it is open."""
        return self.land.mu if self.state == "reconciled" else None

    @property
    def use(self) -> Use:
        """For the sums."""
        tenancy = self.tenancy
        return Use(
            key=self.key,
            owner=str(tenancy.owner_id) if tenancy.owner_id else "",
            tenant=str(tenancy.tenant_id) if tenancy.tenant_id else "",
            mu=self.mu,
        )

    @property
    def state_label(self) -> str:
        """In words."""
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return STATES[self.state][1]


def read_lease(told: Told, *, base: Base, on: date, rules: TenancyRules) -> Lease:
    """The lease as it stands. Nothing is decided here that a person has not decided: what differs stays open."""
    owner, tenant = (_said(told.said.get(side)) for side in (Side.OWNER, Side.TENANT))
    differences: tuple[Difference, ...] = ()
    if told.said.get(Side.OWNER) is not None and told.said.get(Side.TENANT) is not None:
        differences = compare_sides(owner=owner, tenant=tenant, tolerance=rules.tolerance_on(on))
    open_ = tuple(d for d in differences if d.what not in told.settled)
    floor, stated = _figure(told, "floor", "floor_m2"), _figure(told, "land", "land_mu")
    land = derive_land(stated_mu=stated, floor_m2=floor, base=base, rule=rules.land_on(on))
    since, until, running = _term(told, on, open_term=any(d.what == "term" for d in open_))
    state = _state(told, open_, land, needs=_needs(rules, on))
    return Lease(
        told=told, differences=differences, open=open_, since=since, until=until, running=running, floor_m2=floor,
        land=land, state=state, items=_items(told, open_, land, state),
    )  # fmt: skip


def _needs(rules: TenancyRules, on: date) -> str:
    counting = rules.counting_in(on.year)
    return counting.needs if counting is not None else "confirmed"


def _said(statement: Statement | None) -> Said:
    if statement is None:
        return Said()
    return Said(floor_m2=statement.floor_m2, land_mu=statement.land_mu, since=statement.since, until=statement.until)


def _figure(told: Told, what: str, name: str) -> Decimal | None:
    """By the settlement of this figure, or of what the areas rest on; else the owner's, else the tenant's."""
    word = told.settled.get(what) or told.settled.get("basis") or told.settled.get("one_sided")
    order = [Side.OWNER, Side.TENANT] if word is None else [Side(word.stands)]
    found = (getattr(told.said.get(side), name, None) for side in order)
    return next((value for value in found if value is not None), None)


def _term(told: Told, on: date, *, open_term: bool) -> tuple[date | None, date | None, bool]:
    word = told.settled.get("term")
    order = [Side.OWNER, Side.TENANT] if word is None else [Side(word.stands)]
    said = [s for s in (told.said.get(side) for side in order) if s is not None]
    if not said:
        return None, None, False
    looked = said if open_term else said[:1]
    running = any(s.since <= on and (s.until is None or s.until >= on) for s in looked)
    return said[0].since, said[0].until, running


def both_here(tenancy: Tenancy) -> bool:
    """Both parties are firms of the register: each has a statement to make."""
    return tenancy.owner_id is not None and tenancy.tenant_id is not None


def _state(told: Told, open_: tuple[Difference, ...], land: DerivedLand, *, needs: str) -> str:
    if not told.said:
        return "silent"
    if both_here(told.tenancy) and len(told.said) < 2 and "one_sided" not in told.settled:
        return "one_sided"
    if open_:
        return "mismatch"
    if land.mu is None:
        return "no_land"
    return "unconfirmed" if needs == "confirmed" and lacking_words(told) else "reconciled"


def lacking_words(told: Told) -> tuple[str, ...]:
    """The sides whose statement counts and that nobody has confirmed; an outsider need not confirm, an overruled side cannot."""
    standing = {word.stands for word in told.settled.values()}
    wanted = []
    for side, firm in ((Side.OWNER, told.tenancy.owner_id), (Side.TENANT, told.tenancy.tenant_id)):
        asked = side in told.said and firm is not None and (not standing or side in standing)
        if asked and side not in told.confirmed:
            wanted.append(str(side))
    return tuple(wanted)


def _items(told: Told, open_: tuple[Difference, ...], land: DerivedLand, state: str) -> tuple[OpenItem, ...]:
    tenancy = told.tenancy
    common = {
        "title": str(tenancy), "tenancy": tenancy,
        "firms": tuple(str(pk) for pk in (tenancy.owner_id, tenancy.tenant_id) if pk is not None),
    }  # fmt: skip
    if state == "mismatch":
        return tuple(
            OpenItem(
                kind="mismatch", what=d.what, left=f"出租方{d.owner}", right=f"承租方{d.tenant}", gap=d.gap, unit=d.unit,
                sentence=d.sentence, advice="请双方核对合同后更正一方的申报;无法一致的,核定以哪一方为准并写明理由",
                **common,
            )
            for d in open_
        )  # fmt: skip
    if state == "one_sided":
        side = next(iter(told.said))
        other = Side.TENANT if side == Side.OWNER else Side.OWNER
        left, right = (_brief(told.said.get(s)) for s in (Side.OWNER, Side.TENANT))
        advice = f"请{other.label}申报;确实联系不上的,核定以{Side(side).label}为准并写明理由"
        return (OpenItem(kind="one_sided", what="one_sided", left=left, right=right, gap=None, unit="",
                         sentence=f"只有{Side(side).label}申报,{other.label}没有申报", advice=advice, **common),)  # fmt: skip
    if state == "no_land":
        return (OpenItem(kind="no_land", left="", right="", gap=None, unit="亩", sentence=land.question,
                         advice="登记出租方持证的面积和容积率,或更正申报", **common),)  # fmt: skip
    if state == "unconfirmed":
        sides = "、".join(Side(side).label for side in lacking_words(told))
        return (OpenItem(kind="unconfirmed", left="", right="", gap=None, unit="", sentence=f"{sides}还没有确认",
                         advice="收到企业签字的确认后,在租赁页登记谁确认、哪天、文件", **common),)  # fmt: skip
    return ()


def _brief(statement: Statement | None) -> str:
    if statement is None:
        return "没有申报"
    parts = [f"建筑面积 {statement.floor_m2:,f} ㎡"] if statement.floor_m2 is not None else []
    parts += [f"土地 {statement.land_mu:,f} 亩"] if statement.land_mu is not None else []
    return "、".join(parts)
