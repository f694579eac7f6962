"""The rows of a list of tenancies: who lets, who rents, how much, how long, and whose statement it is."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from yuanheng.engines.errors import Problem
from yuanheng.web.projects.library.layout import Sheet
from yuanheng.web.projects.library.values import Asked, read_day

from .rows import FAR, MU_PER_M2, Cells, Row, rows_of

_TERM = re.compile(r"^(.+?)(?:至|到|~|~|—|--| - )(.+)$")
_HYPHEN = re.compile(r"^([^-]+)-([^-]+)$")
LETS, RENTS = ("出租", "租出", "房东"), ("承租", "租入", "租用", "租户")


def read_tenancies(sheet: Sheet, *, file: str, said_by: str) -> tuple[list[Row], list[Problem]]:
    """Every lease of a sheet and every question; `said_by` (both, owner, tenant) where the row does not say who reports."""
    rows, problems = [], []
    for cells in rows_of(sheet, file=file):
        _read(cells, said_by)
        rows.append(cells.row)
        problems += cells.problems
    return rows, problems


def _read(cells: Cells, said_by: str) -> None:
    owner, tenant, side = _parties(cells, said_by)
    since, until = _term(cells)
    values = {"owner": owner, "tenant": tenant, "side": side, "address": cells.text("address")}
    values |= {"parcel": cells.text("parcel", most=80), "confirmed_by": cells.text("confirmed_by", most=80)}
    floor, land, rent = cells.area("floor"), cells.area("land"), cells.number_of("rent")
    values["floor_m2"] = _plain(floor[0] if floor[1] == "m2" else floor[0] / MU_PER_M2, "0.01") if floor else ""
    values["land_mu"] = _plain(land[0] if land[1] == "mu" else land[0] * MU_PER_M2, "0.000001") if land else ""
    values["rent_yuan"] = _plain(rent, "0.01") if rent is not None else ""
    values |= {"since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}
    cells.row.values = values
    if floor is None and land is None and not cells.problems:
        cells.ask("floor", "没有面积", "建筑面积或土地面积", "至少填一项")
    if since is None and not any(p.cell and "日期" in p.expected for p in cells.problems):
        cells.ask("since", "没有租期起", "起租日期", "按合同补上起租日期")
    if since and until and until < since:
        cells.ask("until", f"{since} 至 {until}", "终止不早于起始", "核对租期")


def _plain(value: Decimal, step: str) -> str:
    return format(value.quantize(Decimal(step)).normalize(), "f")


def _parties(cells: Cells, said_by: str) -> tuple[str, str, str]:
    owner, tenant, reporter = cells.text("owner"), cells.text("tenant"), cells.text("reporter")
    other, direction = cells.text("other"), cells.text("direction")
    if reporter and other and not (owner and tenant):
        lets, rents = direction.startswith(LETS), direction.startswith(RENTS)
        if lets == rents:
            cells.ask("direction", direction or "(空)", "出租 或 承租", "写明这家企业是出租还是承租")
            return reporter, other, "owner"
        return (reporter, other, "owner") if lets else (other, reporter, "tenant")
    for name, said in (("owner", owner), ("tenant", tenant)):
        if not said:
            word = "出租方" if name == "owner" else "承租方"
            cells.ask(name, f"没有{word}", f"{word}名称", "补上后重新导入")
    side = "owner" if reporter and reporter == owner else "tenant" if reporter and reporter == tenant else said_by
    return owner, tenant, side


def _term(cells: Cells) -> tuple[date | None, date | None]:
    since, until = cells.day("since"), cells.day("until")
    both = cells.text("term")
    if not both or since is not None:
        return since, until
    match = _TERM.fullmatch(both) or _HYPHEN.fullmatch(both)
    found = [read_day(part.strip(" 起止"), today=FAR) for part in match.groups()] if match else []
    days = [f[0] for f in found if f is not None and not isinstance(f, Asked)]
    if len(days) != 2:
        cells.ask("term", both, "起止两个日期,如 2021-01-01至2025-12-31", "改成起止日期")
        return None, None
    return days[0], days[1]
