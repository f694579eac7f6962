"""The demo zone's land, through the same import a person uses; and some disposals on their way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.cases.actions import act
from yuanheng.web.enterprises.demo import FIRMS, SEED, SMALL_FIRMS, run_deferred, zone_folder
from yuanheng.web.projects.demo import truth_of

from .actions.disposals import open_disposal
from .actions.imports import accept_import, create_import
from .actions.records import record_fact
from .models import Cause, Disposal, FactKind, ImportKind, LandImport, Parcel, Way, with_state
from .timelines import keep_all_spans

KNOWN = datetime(2021, 12, 30, 9, 0, tzinfo=SHANGHAI)
OPENED = date(2021, 3, 1)
LAST_YEAR = 2021
STEPS = ("notify", "investigate", "find", "publish", "plan", "way", "carried_out", "withdraw")


def load_demo_land(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Parcels, ground, ledger, delays, disposals. Nothing where there are parcels already."""
    if Parcel.objects.exists():
        return
    folder = zone_folder(small=small, say=say)
    truth_of(folder, small=small)
    load_land(land_of(folder, small=small), cast=cast)
    say(f"宗地:{Parcel.objects.count()} 宗,处置办件 {Disposal.objects.count()} 件")


def land_of(folder: Path, *, small: bool) -> Path:
    """The zone's folder with its land; a zone made before there was land gets its own now."""
    from yuanheng.demo.firms import zone
    from yuanheng.demo.parcels import LEDGER, write_land

    if not (folder / LEDGER).exists():
        firms = zone(firms=SMALL_FIRMS if small else FIRMS, seed=SEED, first_year=LAST_YEAR - 2, last_year=LAST_YEAR)
        write_land(folder, firms=list(firms), seed=SEED, last_year=LAST_YEAR)
    return folder


def load_land(folder: Path, *, cast: dict[str, User]) -> None:
    """Hand in, read and accept the three files; then what no ledger has: delays; then disposals."""
    from yuanheng.demo.parcels import GROUND, LEDGER, PARCELS

    by = cast["surveyor"]
    with moment.as_if(KNOWN):
        for kind, name in ((ImportKind.LAYER, PARCELS), (ImportKind.GROUND, GROUND), (ImportKind.LEDGER, LEDGER)):
            _bring(kind, folder / name, by)
        _delays(by)
        keep_all_spans(at=KNOWN)
    _disposals(cast)


def _bring(kind: str, path: Path, by: User) -> LandImport:
    given = BytesIO(path.read_bytes())
    given.name = path.name
    made = create_import(
        kind=kind,
        given=given,
        holds_from=date(LAST_YEAR, 12, 1),
        by=by,
        at=moment.now(),
        whole=kind == ImportKind.LAYER,
    )
    run_deferred(made)
    made.refresh_from_db()
    accept_import(made, by=by, at=moment.now(), without_blocked=True)
    run_deferred(made)
    return made


def _delays(by: User) -> None:
    """A power line that is not moved yet keeps some supplied land from being idle."""
    rows = (
        with_state(Parcel.objects.standing(), date(LAST_YEAR, 12, 1))
        .filter(state="supplied_not_used")
        .order_by("number")
    )
    for parcel in rows[:12]:
        supply = parcel.supplies.known().first()  # type: ignore[attr-defined]
        if (
            supply is not None
            and supply.agreed_start_on is not None
            and supply.agreed_start_on < date(LAST_YEAR, 11, 1)
        ):
            record_fact(
                parcel, kind=FactKind.DELAY, on=supply.agreed_start_on, by=by, at=KNOWN, document="启供电函〔2021〕7 号",
                reason="供电线路迁改没有完成",
            )  # fmt: skip


def _disposals(cast: dict[str, User]) -> None:
    """Eight idle parcels, each a step further than the one before."""
    by = cast["surveyor"]
    rows = with_state(Parcel.objects.standing(), OPENED).filter(state="idle").order_by("-area_mu")
    for n, parcel in enumerate(islice(rows, len(STEPS))):
        at = datetime.combine(OPENED + timedelta(days=n), datetime.min.time(), SHANGHAI).replace(hour=9)
        cause, way = (Cause.GOVERNMENT, Way.PURCHASE) if n in (5, 6) else (Cause.HOLDER, Way.FEE)
        made = open_disposal(parcel, cause=cause, way=way, by=by, at=at, cause_note="规划调整" if n in (5, 6) else "")
        for step in STEPS[:n]:
            at += timedelta(days=9)
            _step(made, way if step == "way" else step, cast, at)


def _step(made: Disposal, step: str, cast: dict[str, User], at: datetime) -> None:
    by = cast["surveyor"]
    if step in ("find", "fee", "purchase"):
        scan = BytesIO(b"%PDF-1.4 demo")
        scan.name = "决定书.pdf"
        number = f"启{'自然资闲认' if step == 'find' else '政闲处'}〔{at.year}〕{made.case.serial} 号"
        act(
            case=made.case,
            kind="external_done",
            step=step,
            by=by,
            at=at,
            data={"number": number, "date": str(at.date())},
            files=[scan],
        )
        return
    for key in ("surveyor", "promoter", "clerk") if step == "plan" else ("surveyor",):
        kind = "signed" if step == "plan" else "step_done"
        act(case=made.case, kind=kind, step=step, by=cast[key], at=at)
