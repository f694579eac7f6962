"""The demo zone's admission: reserves of the parks, checks before signing and land, agreements, promises, their years.

Everything follows from the projects that are there and from the digits of their numbers' hashes: the same projects
give the same records, and what is there already is left alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.ledger.models import Figure
from yuanheng.web.projects.models import Project

from .actions.checks import grant_exemption, record_reserve, run_checks
from .actions.promises import check_year, record_agreement, record_promise
from .gathering import of_project
from .models import Agreement, CheckRun, Exemption, LandBasis, Promise, Reserve
from .policy import Gate, Outcome, checks_on, inputs_of
from .policy.checks import load_parks
from .standing import STAGE_OF, first_entry

RESERVES = {"power": 42000, "water": 9000, "heat": 60, "sewage": 7000}
FIRST_DAY = date(2019, 1, 15)
TEN_THOUSAND = Decimal(10_000)


def load_demo_admission(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Load the part; nothing where there are runs already."""
    if CheckRun.objects.exists() or Agreement.objects.exists():
        return
    keeper, deciding = cast["promoter"], cast["leader"]
    _reserves(cast["builder"])
    projects = list(Project.objects.select_related("enterprise").order_by("number", "pk"))
    for project in projects:
        for gate in Gate:
            _run(project, gate, keeper, deciding)
    agreed = [made for project in projects if (made := _agreement(project, keeper)) is not None]
    years = _check(cast["analyst"])
    say(
        f"准入审查 {CheckRun.objects.count()} 次(豁免 {Exemption.objects.count()} 项),协议 {len(agreed)} 份,"
        f"承诺 {Promise.objects.count()} 项,已核对 {'、'.join(map(str, years)) or '没有'} 年"
    )


def _digits(project: Project, salt: str) -> int:
    return int(hashlib.sha256(f"{salt}:{project.number or project.name}".encode()).hexdigest()[:8], 16)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(10, 0), tzinfo=moment.SHANGHAI)


def _reserves(by: User) -> None:
    if Reserve.objects.exists():
        return
    for place, park in enumerate(load_parks()):
        for kind, amount in RESERVES.items():
            if park == "other" and kind == "heat":
                continue  # nobody told it: such a project's check says 缺供热余量
            for year in range(3):
                day = FIRST_DAY.replace(year=FIRST_DAY.year + year)
                left = Decimal(amount * max(3 - place, 1) * (10 - 2 * year) // 30)
                record_reserve(
                    park=park, kind=kind, amount=left, as_of=day, told_by="园区公用事业单位", by=by, at=_moment(day)
                )


def _run(project: Project, gate: Gate, by: User, deciding: User) -> None:
    entry = first_entry(project, STAGE_OF[gate])
    luck = _digits(project, gate.value)
    if entry is None or luck % 9 == 0:  # one in nine went ahead of its admission
        return
    day = max(FIRST_DAY + timedelta(days=60), entry.happened_on - timedelta(days=3 + luck % 20))
    run = run_checks(
        project, gate=gate, filled=_filled(project, gate, day), park=_park(project), by=by, on=day, at=_moment(day)
    )
    for result in run.results.filter(outcome=Outcome.FAILED):
        if luck % 3 and not Exemption.objects.filter(project=project, fingerprint=result.fingerprint).exists():
            later = day + timedelta(days=1)
            grant_exemption(
                result,
                reason="延链补链项目,经专题会议研究同意",
                document=f"准入联审专题会议纪要〔{day.year}〕{luck % 40 + 1} 号",
                dated=later,
                by=deciding,
                at=_moment(later),
            )


def _park(project: Project) -> str:
    cluster = project.cluster or ""
    if "医药" in cluster:
        return "dongjiang-biomedicine"
    return "semiconductor" if "半导体" in cluster else "other"


def _filled(project: Project, gate: Gate, day: date) -> dict[str, Any]:
    """What the sheet of a project says: most are well above the thresholds, some are not, some leave a cell empty."""
    known, luck = of_project(project), _digits(project, "sheet")
    land = Decimal(known.get("land") or 0)
    own_land = land > 0
    total = known.get("total_investment") or Decimal(120_000_000)
    output = total * (90 + luck % 60) / 100
    found: dict[str, Any] = {
        **known,
        "products": f"{project.name}相关产品,主要设备为自动化生产线",
        "own_land": own_land,
        "fixed_investment": (total * (70 + luck % 25) / 100).quantize(Decimal(1)),
        "office_land": (land * (3 + luck % 5) / 100).quantize(Decimal("0.01")) if own_land else None,
        "tax_planned": (output * (4 + luck % 5) / 100).quantize(Decimal(1)),
        "output_planned": output.quantize(Decimal(1)),
        "energy_planned": (output / TEN_THOUSAND * (4 + luck % 24) / 100).quantize(Decimal("0.01")),
        "energy_reviewed": True,
        "emission_secured": luck % 4 != 0,
        "planning_eia": True,
        "river_distance": Decimal(600 + luck % 5000),
        "heat_demand": Decimal(luck % 6),
        "sewage_demand": Decimal(20 + luck % 300),
    }
    if luck % 11 == 0:
        found["energy_planned"] = None
    wanted = inputs_of(checks_on(gate, day))
    return {name: found.get(name) for name, item in wanted.items() if item.origin != "reserve"}


def _agreement(project: Project, by: User) -> Agreement | None:
    entry = first_entry(project, "signed")
    if entry is None or _digits(project, "agreement") % 7 == 0:
        return None
    day = entry.happened_on
    agreed = record_agreement(
        project,
        document="项目投资协议书",
        number=f"启开投〔{day.year}〕{_digits(project, 'number') % 900 + 100}",
        signed_on=day,
        land_mu=project.land_mu or None,
        by=by,
        at=_moment(day),
    )
    _promises(project, agreed, by)
    return agreed


def _promises(project: Project, agreed: Agreement, by: User) -> None:
    at, luck, start = _moment(agreed.signed_on), _digits(project, "promise"), agreed.signed_on.year
    common: dict[str, Any] = {"by": by, "at": at, "basis": "第四条"}
    full = date(start + 3, 6, 30)
    record_promise(
        agreed, kind="full_output_by", value=None, due_on=full, first_year=full.year,
        consequence="逾期一年以上的,停止兑现扶持政策", **common,
    )  # fmt: skip
    for kind, measure, factor, words in (
        ("tax_yearly", "tax_paid", TEN_THOUSAND, "未达约定税收的,按差额比例扣减扶持资金"),
        ("employees", "employees", Decimal(1), "未达约定用工的,不享受稳岗补贴"),
        ("revenue", "operating_revenue", TEN_THOUSAND, "连续两年未达约定的,收回优惠"),
    ):
        if (value := _near(project, measure, factor, luck)) is not None:
            record_promise(
                agreed, kind=kind, value=value, due_on=None, first_year=start + 1, consequence=words, **common
            )
    if agreed.land_mu:
        first = record_promise(
            agreed, kind="tax_per_mu", value=Decimal(20 + luck % 20) * TEN_THOUSAND, due_on=None, first_year=start + 1,
            land_basis=LandBasis.AGREEMENT, consequence="低于约定的,土地出让金奖励不予兑现", **common,
        )  # fmt: skip
        if luck % 8 == 0:
            record_promise(
                agreed, kind="tax_per_mu", value=Decimal(15) * TEN_THOUSAND, due_on=None, first_year=start + 1,
                land_basis=LandBasis.AGREEMENT, consequence="低于约定的,土地出让金奖励不予兑现", replaces=first,
                reason="受市场影响分期建设,经管委会同意调整", **common,
            )  # fmt: skip


def _near(project: Project, measure: str, factor: Decimal, luck: int) -> Decimal | None:
    """A promise near what the firm came to: some are kept, some are not; None without a firm."""
    if project.enterprise_id is None:
        return None
    figure = (
        Figure.objects.filter(enterprise=project.enterprise_id, measure=measure, missing=False)
        .order_by("-year")
        .first()
    )
    base = figure.amount if figure and figure.amount else Decimal(800) * factor
    return max((base * (70 + luck % 60) / 100 / factor).quantize(Decimal(1)), Decimal(1)) * factor


def _check(by: User) -> list[int]:
    """Every year that has figures and has ended."""
    today = moment.today()
    rows = Promise.objects.select_related("agreement__project").order_by("agreement__project__number", "kind", "pk")
    years = [y for y in Figure.objects.order_by("year").values_list("year", flat=True).distinct() if y < today.year]
    checked = []
    for year in years[-3:]:
        asked = rows.standing().checked_in(year)
        if asked.exists():
            check_year(asked, year=year, by=by, today=today, at=moment.now())
            checked.append(year)
    return checked
