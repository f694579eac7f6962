"""The catalogue, and one power."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from yuanheng.engines.powers import Matter, Power

from ..models import PowerEvent, PowerState
from ..rules import Limit, limits, matters, powers
from ..standing import standings

WHO = {"enterprise": "企业", "citizen": "个人", "organisation": "其他组织"}
HOLDERS = {"delegated": "下放权限", "wanted": "拟申请", "partner": "协同部门"}
TONES = {"asked": "blue", "delegated": "cyan", "taken_over": "teal", "in_use": "green", "withdrawn": "secondary"}


@dataclass(frozen=True, slots=True)
class PowerLine:
    """One power in the list."""

    power: Power
    terms: object
    event: PowerEvent | None
    tone: str


@dataclass(frozen=True)
class CataloguePage:
    """The list, narrowed; counts are over all."""

    lines: tuple[PowerLine, ...]
    counts: tuple[tuple[str, str, int], ...]
    fields: tuple[str, ...]
    total: int
    delegated: int
    held: int
    asked: int


def catalogue_page(*, on: date, text: str = "", state: str = "", field: str = "", holder: str = "") -> CataloguePage:
    """Powers whose name, code or bureau has the text, by state, field and holder."""
    known, stands = powers(), standings(on=on)
    lines = [PowerLine(p, p.at(on), stands.get(p.code), _tone(stands.get(p.code))) for p in known.values()]
    shown = [
        line
        for line in lines
        if (not text or text.casefold() in f"{line.power.name} {line.power.code} {line.terms.bureau}".casefold())  # type: ignore[attr-defined]
        and (not state or (line.event is not None and line.event.state == state))
        and (not field or line.power.field == field)
        and (not holder or line.power.holder == holder)
    ]
    counted = Counter(event.state for event in stands.values())
    ever = counted["delegated"] + counted["taken_over"] + counted["in_use"]
    return CataloguePage(
        lines=tuple(shown),
        counts=tuple((s.value, s.label, counted[s.value]) for s in PowerState),
        fields=tuple(dict.fromkeys(p.field for p in known.values())),
        total=sum(p.holder == "delegated" for p in known.values()),
        delegated=ever,
        held=counted["taken_over"] + counted["in_use"],
        asked=counted["asked"],
    )


def _tone(event: PowerEvent | None) -> str:
    return TONES[event.state] if event else ""


@dataclass(frozen=True)
class PowerPage:
    """One power: terms of the day, all versions, its life, the chains it is in."""

    power: Power
    terms: object
    who: str
    event: PowerEvent | None
    tone: str
    life: tuple[PowerEvent, ...]
    last: PowerEvent | None
    chains: tuple[Matter, ...]
    papers: tuple[tuple[object, str], ...]
    limits: tuple[tuple[Limit, int], ...]


def power_page(power: Power, *, on: date) -> PowerPage:
    """The page of a power on a day."""
    terms, known = power.at(on), powers()
    life = tuple(
        PowerEvent.objects.filter(code=power.code, undoes__isnull=True)
        .select_related("by", "file", "case", "undone_by")
        .order_by("-on", "-known_at")
    )
    stands = [e for e in life if not hasattr(e, "undone_by")]
    now = next((e for e in stands if e.on <= on), None)
    return PowerPage(
        power=power,
        terms=terms,
        who="、".join(WHO[w] for w in terms.who),
        event=now,
        tone=_tone(now),
        life=life,
        last=stands[0] if stands else None,
        chains=tuple(m for m in matters().values() if power.code in m.codes),
        papers=tuple((p, "、".join(known[c].name for c in p.result_of if c in known)) for p in terms.papers),
        limits=tuple((m, part.days) for m in limits() for part in m.parts if part.power == power.code),
    )
