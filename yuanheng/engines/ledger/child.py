"""The process that opens untrusted files: `python -m yuanheng.engines.ledger.child`.

It loads the rules once, then forks for each file. The fork has a limit on memory, on processor time and on what it may
write; it reads one file, leaves the reading in a folder and ends. Requests are JSON lines on standard input, answers
JSON lines on standard output; when the input closes, it ends.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..errors import YuanhengError
from ..rules import use_rules_folder
from .headertext import read_header
from .lexicon import lexicon
from .limits import MIB, Limits
from .reading import read_here
from .refusal import refusal_problem, refuse
from .results import FileReading
from .source import load_sources
from .transfer import put_reading

OK, TIMEOUT, KILLED = "ok", "timeout", "killed"
_DEAD = 70


class NoPandas(MetaPathFinder):
    """Arrow looks for pandas at its first array and loads it where installed: a second for every start, for nothing."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """No pandas in this process; every other module is found as usual."""
        if name == "pandas":
            raise ImportError("pandas is not used here")


@dataclass(slots=True)
class Running:
    """A fork at work and when its time is up."""

    request: dict[str, Any]
    deadline: float


def main() -> None:
    """Serve until the input closes."""
    sys.meta_path.insert(0, NoPandas())
    lexicon().read(read_header("企业名称"))
    for source in load_sources().values():
        if source.names:
            lexicon(tuple(sorted(source.names.items()))).read(read_header("企业名称"))
    running: dict[int, Running] = {}
    open_input, rest = True, b""
    while open_input or running:
        ready, _, _ = select.select([0] if open_input else [], [], [], 0.01 if running else None)
        if ready:
            block = os.read(0, 65536)
            open_input = bool(block)
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                request = json.loads(line)
                running[_fork(request)] = Running(request, time.monotonic() + request["limits"]["seconds"])
        _reap(running)
    os._exit(0)


def _reap(running: dict[int, Running]) -> None:
    for pid in list(running):
        job = running[pid]
        if time.monotonic() > job.deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            _answer(running.pop(pid).request, TIMEOUT)
            continue
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            well = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
            _answer(running.pop(pid).request, OK if well else KILLED)


def _answer(request: dict[str, Any], status: str) -> None:
    os.write(1, json.dumps({"id": request["id"], "status": status}).encode() + b"\n")


def _fork(request: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        _confine(Limits(**request["limits"]))
        put_reading(lambda onward: _read(request, onward), Path(request["out"]))
        os._exit(0)
    except BaseException:
        os._exit(_DEAD)
    return 0


def _confine(limits: Limits) -> None:
    """Limits that the kernel keeps, whatever the file does."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    gc.disable()  # one file, then the end: nothing to collect
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096 * MIB, 4096 * MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(request: dict[str, Any], onward: Callable[[pa.RecordBatch], None]) -> FileReading:
    """The reading; a fault of a library over a broken file is a refusal, not a crash."""
    path, name = Path(request["path"]), request["name"]
    try:
        folder = request.get("rules")
        use_rules_folder(Path(folder) if folder else None)
        sources = load_sources(tuple(request["sources"])) if request.get("sources") else load_sources()
        return read_here(
            path,
            year=request["year"],
            name=name,
            sources=sources,
            mappings=request["mappings"],
            limits=Limits(**request["limits"]),
            onward=onward,
        )
    except YuanhengError as error:
        return _refused(name, error)
    except MemoryError:
        return _refused(name, refuse(where=name, found="内容过大,超出内存上限", advice="按月或按镇拆分后上传"))
    except BaseException:
        return _refused(name, refuse(where=name, found="文件结构损坏,无法读取"))


def _refused(name: str, error: YuanhengError) -> FileReading:
    from .reading import refused

    return refused(name, refusal_problem(error, file=name))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setrecursionlimit(2000)
    main()
