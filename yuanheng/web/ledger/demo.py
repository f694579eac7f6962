"""The demo zone's workbooks, handed in and read through the same actions a clerk uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from yuanheng.web.base.models import Job, User
from yuanheng.web.enterprises.demo import run_deferred, zone_folder

from .actions.figures import KIND
from .actions.uploads import create_upload
from .models import Upload

LAND = "自然资源局"


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


def _given(path: Path) -> BytesIO:
    given = BytesIO(path.read_bytes())
    given.name = path.name
    return given


def _run_kind(kind: str) -> None:
    from yuanheng.web.base import jobs

    for job in Job.objects.filter(kind=kind).unfinished().order_by("created_at"):
        jobs.run(str(job.pk))
