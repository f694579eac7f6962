"""The demo zone's workbooks, handed in and read through the same actions a clerk uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from yuanheng.web.base.models import Job, User
from yuanheng.web.enterprises.demo import run_deferred, zone_folder

from .actions.figures import KIND
from .actions.reporting import assign_source, set_start
from .actions.uploads import create_upload
from .models import Upload, UploadFile
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
        for note, paths in _groups(folder, by_department=folder is last):
            by = cast["neighbour"] if note.startswith(LAND) else cast["clerk"]
            upload = create_upload(
                by=by, given=[_given(p) for p in paths], year=int(folder.name), note=note, opening=folder is not last
            )
            run_deferred(upload)
            upload.refresh_from_db()
            facts = sum(upload.files.values_list("facts", flat=True))
            say(f"{note}:{len(paths)} 个文件,{facts:,} 个数")
    _run_kind(KIND)
    say("企业历年数据已算好")
    _load_duties(cast, year=int(last.name))
    say(f"报送责任和工作年度({last.name} 年)已设定")


def _groups(folder: Path, *, by_department: bool) -> Iterator[tuple[str, list[Path]]]:
    files = sorted(p for p in folder.iterdir() if p.is_file())
    if not by_department:
        yield f"{folder.name} 年旧台账", files
        return
    groups: dict[str, list[Path]] = {}
    for path in files:
        department = re.sub(r"^微信转发_", "", path.name).split("_")[0]
        groups.setdefault(re.sub(r"\d.*$", "", department), []).append(path)
    for department, paths in groups.items():
        yield f"{department} {folder.name} 年报表", paths


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


def _run_kind(kind: str) -> None:
    from yuanheng.web.base import jobs

    for job in Job.objects.filter(kind=kind).unfinished().order_by("created_at"):
        jobs.run(str(job.pk))
