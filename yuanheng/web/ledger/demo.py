"""The demo zone's workbooks, handed in and read through the same actions a clerk uses, on the days they would have come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from yuanheng.web.base import moment
from yuanheng.web.base.models import Job, User
from yuanheng.web.base.moment import SHANGHAI
from yuanheng.web.enterprises.demo import run_deferred, zone_folder

from .actions.corrections import correct_fact
from .actions.figures import KIND
from .actions.reporting import assign_source, set_start
from .actions.uploads import create_upload
from .models import Correction, Upload, UploadFile
from .snapshots import active_facts
from .wording import sources

LAND = "自然资源局"
OWNERS = {"land_registry": "neighbour", "statistics_bureau": "clerk", "enterprise_declaration": "clerk"}
OWING = "social_insurance"


def load_demo_uploads(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """Past years as old ledgers in one upload each, the last year by department. Nothing where there are uploads."""
    if Upload.objects.exists():
        return
    folders = sorted(p for p in (zone_folder(small=small, say=say) / "sheets").iterdir() if p.is_dir())
    last = folders[-1]
    for folder in folders:
        for note, came, paths in _groups(folder, yearly=folder is not last, small=small):
            by = cast["neighbour"] if note.startswith(LAND) else cast["clerk"]
            with moment.as_if(came):
                upload = create_upload(
                    by=by,
                    given=[_given(p) for p in paths],
                    year=int(folder.name),
                    note=note,
                    opening=folder is not last,
                )
                run_deferred(upload)
            Upload.objects.filter(pk=upload.pk).update(created_at=came)
            upload.refresh_from_db()
            facts = sum(upload.files.values_list("facts", flat=True))
            say(f"{note}:{len(paths)} 个文件,{facts:,} 个数")
    _run_kind(KIND)
    say("企业历年数据已算好")
    _load_duties(cast, year=int(last.name))
    say(f"报送责任和工作年度({last.name} 年)已设定")


Group = tuple[str, datetime, list[Path]]


def _groups(folder: Path, *, yearly: bool, small: bool) -> Iterator[Group]:
    """What came together: past years' ledgers at the start of the last year; its own tables by department and day."""
    files = sorted(p for p in folder.iterdir() if p.is_file())
    year = int(folder.name)
    if yearly:
        yield f"{year} 年旧台账", _morning(date(year + 1, 1, 20)), files
        return
    groups: dict[tuple[date, str], list[Path]] = {}
    for path in files:
        groups.setdefault((_came(path.name, year, halves=small), _department(path.name)), []).append(path)
    for (day, department), paths in sorted(groups.items()):
        until = 12 if day.year > year else day.month - 1
        yield f"{department} {year} 年报表(至 {until} 月)", _morning(day), paths


def _department(name: str) -> str:
    return re.sub(r"\d.*$", "", re.sub(r"^微信转发_", "", name).split("_")[0])


def _came(name: str, year: int, *, halves: bool) -> date:
    """The tenth of the month after the table's last month, for a yearly one of the year after; `halves`: June or then."""
    found = re.search(r"年(?:\d+-)?(\d+)月", name)
    month = int(found.group(1)) if found else 12
    if halves:
        month = 5 if month <= 5 else 12
    return date(year + 1, 1, 10) if month == 12 else date(year, month + 1, 10)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=SHANGHAI)


def _load_duties(cast: dict[str, User], *, year: int) -> None:
    """The zone works on the last year; what it has received is owed, and one table more that nobody has sent."""
    bureaus = {code: cast[key].posts.get().organisation for code, key in OWNERS.items()}
    received = {code for codes in UploadFile.objects.values_list("sources", flat=True) for code in codes}
    for code in sources():
        assign_source(
            source=code,
            organisation=bureaus.get(code),
            contact="",
            owed=code in received or code == OWING,
            by=cast["analyst"],
        )
    set_start(starts_on=None, year=year, by=cast["analyst"])


def _given(path: Path) -> BytesIO:
    given = BytesIO(path.read_bytes())
    given.name = path.name
    return given


def load_demo_correction(cast: dict[str, User], say: Callable[[str], None], small: bool) -> None:
    """One month's tax of one firm was handed in too high, and is put right by the bureau's letter."""
    if Correction.objects.exists():
        return
    rows = active_facts().filter(measure="tax_paid", conflict=False, amount__gt=100_000).exclude(subject_name="")
    fact = rows.order_by("-period", "record_key").select_related("reading__file__upload__organisation").first()
    if fact is not None:
        amount = (fact.amount * Decimal("0.6")).quantize(Decimal(1))
        document = "关于更正入库税收数据的函(演示)"
        correct_fact(
            fact, amount=amount, why="重复申报,税务部门核减", document=document, by=cast["clerk"], at=moment.now()
        )
        _run_kind(KIND)
        say(f"更正:{fact.subject_name} 的入库税收")


def _run_kind(kind: str) -> None:
    from yuanheng.web.base import jobs

    for job in Job.objects.filter(kind=kind).unfinished().order_by("created_at"):
        jobs.run(str(job.pk))
