"""The process that opens one untrusted land file: `python -m yuanheng.engines.parcels.child`.

One request as JSON on standard input; the raw layer goes to a file as Arrow, never as anything that runs when it is read.
It has a limit on memory, on processor time and on what it may write.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..errors import Problem, YuanhengError
from .limits import MIB, Limits, refuse
from .raw import RawLayer
from .transfer import put_layer


def main() -> None:
    """Read the request's file, write the answer, end."""
    request = json.loads(sys.stdin.readline())
    limits, out = Limits(**request["limits"]), Path(request["out"])
    _confine(limits)
    try:
        layer = load(Path(request["path"]), request["name"], Path(request["work"]), limits)
        put_layer(layer, out / "layer.arrow")
        answer: dict[str, Any] = {
            "told": asdict(layer.told),
            "seen": layer.seen,
            "problems": [asdict(p) for p in layer.problems],
        }
    except YuanhengError as error:
        answer = {"refused": asdict(error.problem)}
    except MemoryError:
        answer = {"refused": asdict(_too_much(request["name"]))}
    except BaseException:
        answer = {"refused": asdict(refuse(where=request["name"], found="文件结构损坏,无法读取").problem)}
    (out / "answer.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    os._exit(0)


def _too_much(name: str) -> Problem:
    return refuse(where=name, found="内容过大,超出内存上限", advice="分片导出后分次上传").problem


def _confine(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048 * MIB, 2048 * MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def load(path: Path, name: str, work: Path, limits: Limits) -> RawLayer:
    """By the ending of the name; what is inside is looked at by each reader.

    Raises:
        RefusedLayerError: an ending that is not read, or the file is not what its ending says.
    """
    ending = Path(name).suffix.lower()
    if ending in (".geojson", ".json"):
        from .load_geojson import load_geojson

        return load_geojson(path, name=name, limits=limits)
    if ending == ".xlsx":
        from .load_points import load_points

        return load_points(path, name=name, limits=limits)
    if ending in (".zip", ".gpkg", ".dxf"):
        from .load_ogr import load_ogr
        from .packed import unpack

        return load_ogr(
            unpack(path, work, name=name, limits=limits) if ending == ".zip" else path, name=name, limits=limits
        )
    raise refuse(where=name, found=f"扩展名 {ending or '没有'}")


if __name__ == "__main__":
    main()
