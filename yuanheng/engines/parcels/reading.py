"""Read a land file: in a confined child, then the coordinate system told, seen or asked, then parcels in CGCS2000 degrees."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import shapely

from ..errors import Problem
from .limits import KINDS, MIB, Limits, RefusedLayerError, refuse
from .raw import RawFeature
from .recognising import recognise
from .register import load_register
from .systems import CoordinateSystem, Told
from .transfer import take_layer
from .values import Bounds, LayerReading, Parcel, Question


def read_layer(
    path: Path | str, *, name: str = "", told: Told | None = None, expected: Bounds | None = None,
    limits: Limits | None = None, lines: bool = False,
) -> LayerReading:  # fmt: skip
    """Read one GeoJSON, zipped Shapefile, GeoPackage, DXF or list of corners.

    Args:
        name: the name its bureau gave it, where the path has another.
        told: a person's answer to a question (`Told(datum="gcj02")`, `Told(meridian=120.0)`); it goes before the file's.
        expected: where the zone lies: a parcel outside it is a problem, and is not among the parcels.
        lines: take lines as well as areas: roads, rivers, a boundary.

    Raises:
        RefusedLayerError: hostile, broken, or of a kind that is not read.
    """
    path, bounds = Path(path), replace(limits or Limits(), lines=lines)
    name = name or path.name
    features, said, problems, seen = _read_confined(path, name, bounds)
    if not features:
        return LayerReading(name, (), tuple(problems), features=seen)
    system = recognise(_coordinates(features), (told or Told()).over(said), expected=expected)
    if isinstance(system, Question):
        return LayerReading(name, (), tuple(problems), question=system, features=seen)
    parcels = _in_degrees(features, system)
    kept, outside = _within(parcels, expected, system)
    return LayerReading(name, tuple(kept), (*problems, *outside), system=system.label, features=seen)


def _read_confined(path: Path, name: str, limits: Limits) -> tuple[list[RawFeature], Told, list[Problem], int]:
    _look_first(path, name, limits)
    with tempfile.TemporaryDirectory() as folder:
        out, work = Path(folder) / "out", Path(folder) / "work"
        out.mkdir()
        work.mkdir()
        request = {
            "path": str(path.resolve()), "name": name, "out": str(out), "work": str(work), "limits": asdict(limits),
        }  # fmt: skip
        try:
            subprocess.run(
                [sys.executable, "-m", "yuanheng.engines.parcels.child"], input=json.dumps(request) + "\n", text=True,
                capture_output=True, timeout=limits.seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise refuse(where=name, found=f"{limits.seconds:g} 秒内没有读完", advice="分片导出后分次上传") from error
        answer = out / "answer.json"
        if not answer.exists():
            raise refuse(where=name, found="读取进程中断:文件损坏,或内容超出上限")
        said = json.loads(answer.read_text(encoding="utf-8"))
        if "refused" in said:
            problem = Problem(**said["refused"])
            raise RefusedLayerError(
                where=problem.where, found=problem.found, expected=problem.expected, advice=problem.advice
            )
        features = take_layer(out / "layer.arrow")
    return features, Told(**said["told"]), [Problem(**p) for p in said["problems"]], int(said["seen"])


def _look_first(path: Path, name: str, limits: Limits) -> None:
    size = path.stat().st_size
    if Path(name).suffix.lower() not in KINDS:
        raise refuse(where=name, found=f"扩展名 {Path(name).suffix or '没有'}")
    if size == 0:
        raise refuse(where=name, found="空文件")
    if size > limits.file_size:
        raise refuse(where=name, found=f"{size // MIB} MB", expected=f"不超过 {limits.file_size // MIB} MB")


def _coordinates(features: list[RawFeature]) -> Any:
    found: Any = shapely.get_coordinates([f.geometry for f in features])
    return found


def _in_degrees(features: list[RawFeature], system: CoordinateSystem) -> list[Parcel]:
    turned = shapely.transform([f.geometry for f in features], system.to_degrees)
    return [
        Parcel(
            number=number_of(feature.attributes), geometry=shape, attributes=feature.attributes, where=feature.where,
            exact=system.datum != "gcj02",
        )
        for feature, shape in zip(features, turned, strict=True)
    ]  # fmt: skip


def number_of(attributes: dict[str, str]) -> str:
    """The parcel's number by the register's words; a drawing's text; '' where there is none."""
    register = load_register()
    for header, value in attributes.items():
        if value and register.field_of(header) == "number" and header.lower() != "id":
            return value
    return attributes.get("Text") or attributes.get("id") or ""


def _within(
    parcels: list[Parcel], expected: Bounds | None, system: CoordinateSystem
) -> tuple[list[Parcel], list[Problem]]:
    if expected is None:
        return parcels, []
    kept, outside = [], []
    for parcel in parcels:
        middle = parcel.geometry.centroid
        if expected.holds(middle.x, middle.y):
            kept.append(parcel)
            continue
        outside.append(
            Problem(
                kind="outside_zone", where=f"{parcel.where} › {parcel.number or '无编号'}",
                found=f"落在东经 {middle.x:.4f}°、北纬 {middle.y:.4f}°(按{system.label})",
                expected=f"东经 {expected.west:g}° 至 {expected.east:g}°、北纬 {expected.south:g}° 至 {expected.north:g}°",
                advice="核对坐标系、带号和 X、Y 次序",
            )
        )  # fmt: skip
    return kept, outside
