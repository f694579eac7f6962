"""Reading what was handed in: each untrusted file in a confined child, the rest going on after a refusal."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from ..rules import loader
from .intake import Item, clear, expand
from .limits import Limits
from .mapping import LayoutMapping, as_mappings
from .reading import refused
from .refusal import refusal_problem, refuse
from .results import FileReading
from .transfer import take_reading


def read_files(
    paths: Iterable[str | Path],
    *,
    year: int,
    mappings: Iterable[LayoutMapping | Mapping[str, Any]] = (),
    sources: Sequence[str] | None = None,
    limits: Limits | None = None,
    jobs: int = 2,
) -> Iterator[FileReading]:
    """Read workbooks, folders and zips of workbooks, in order, `jobs` at a time.

    `year` is the year of figures whose file says none; `sources` narrows the departmental sources by name. Each file is
    opened in a child process under `limits`; a refused file gives a reading with one `refused_file` problem.
    """
    bounds = limits or Limits()
    remembered = [m.to_dict() for m in as_mappings(mappings).values()]
    scratch = Path(tempfile.mkdtemp(prefix="yuanheng-read-"))
    try:
        with Reader(bounds, jobs=max(1, jobs)) as reader:
            yield from reader.read_all(
                expand([Path(p) for p in paths], bounds, scratch), year=year, mappings=remembered, sources=sources
            )
    finally:
        clear(scratch)


def read_workbook(
    path: str | Path,
    *,
    year: int,
    mappings: Iterable[LayoutMapping | Mapping[str, Any]] = (),
    sources: Sequence[str] | None = None,
    limits: Limits | None = None,
) -> FileReading:
    """Read one untrusted workbook in a child process; see `read_files`."""
    readings = list(read_files([path], year=year, mappings=mappings, sources=sources, limits=limits, jobs=1))
    if len(readings) == 1:
        return readings[0]
    name = Path(path).name
    return refused(
        name,
        refusal_problem(
            refuse(where=name, found=f"含 {len(readings)} 个文件的压缩包或文件夹,不是一个工作簿"), file=name
        ),
    )


class Reader:
    """The parent's side of `child`: starts it, keeps some files under way, hands readings back in order."""

    def __init__(self, limits: Limits, *, jobs: int) -> None:
        self.limits, self.jobs = limits, jobs
        self.folder = Path(tempfile.mkdtemp(prefix="yuanheng-child-"))
        self.process: subprocess.Popen[bytes] | None = None
        self.answers: dict[int, str] = {}
        self.rest = b""

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        clear(self.folder)

    def read_all(
        self, items: Iterable[Item], *, year: int, mappings: list[dict[str, Any]], sources: Sequence[str] | None
    ) -> Iterator[FileReading]:
        """Readings of all items, in order."""
        waiting: deque[tuple[int, Item]] = deque()
        for number, item in enumerate(items):
            if item.problem is None:
                self._send(number, item, year=year, mappings=mappings, sources=sources)
            waiting.append((number, item))
            while len(waiting) >= self.jobs:
                yield self._finish(*waiting.popleft())
        while waiting:
            yield self._finish(*waiting.popleft())

    def _send(
        self, number: int, item: Item, *, year: int, mappings: list[dict[str, Any]], sources: Sequence[str] | None
    ) -> None:
        out = self.folder / str(number)
        out.mkdir()
        overlay = loader._overlay.get()
        request = {
            "id": number,
            "path": os.path.abspath(item.path),
            "name": item.name,
            "year": year,
            "out": str(out),
            "mappings": mappings,
            "sources": list(sources) if sources else None,
            "limits": asdict(self.limits),
            "rules": str(overlay) if overlay else None,
        }
        process = self._running()
        assert process.stdin is not None
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            command = [sys.executable, "-m", "yuanheng.engines.ledger.child"]
            package = str(Path(__file__).resolve().parents[3])
            environment["PYTHONPATH"] = os.pathsep.join(p for p in (package, environment.get("PYTHONPATH", "")) if p)
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603
        return self.process

    def _finish(self, number: int, item: Item) -> FileReading:
        if item.problem is not None:
            return refused(item.name, item.problem)
        status = self._await(number)
        folder = self.folder / str(number)
        try:
            if status == "ok":
                return take_reading(folder)
        except (OSError, ValueError, KeyError):
            status = "killed"
        finally:
            clear(folder)
        found = f"读取超过 {self.limits.seconds:g} 秒" if status == "timeout" else "读取时超出内存上限或文件结构损坏"
        return refused(
            item.name,
            refusal_problem(
                refuse(where=item.name, found=found, advice="用表格软件另存为新文件;仍不行请按月或按镇拆分"),
                file=item.name,
            ),
        )

    def _await(self, number: int) -> str:
        process = self._running()
        assert process.stdout is not None
        patience = self.limits.seconds * (self.jobs + 1) + 30
        while number not in self.answers:
            ready, _, _ = select.select([process.stdout], [], [], patience)
            block = os.read(process.stdout.fileno(), 65536) if ready else b""
            if not block:
                self._stop()
                return "killed"
            *lines, self.rest = (self.rest + block).split(b"\n")
            for line in lines:
                answer = json.loads(line)
                self.answers[answer["id"]] = answer["status"]
        return self.answers.pop(number)

    def _stop(self) -> None:
        """End the child by closing its input; it ends its forks' work first, or is ended."""
        process, self.process = self.process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
