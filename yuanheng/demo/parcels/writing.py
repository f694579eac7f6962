"""Write the land's three files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from yuanheng.demo.firms import Firm
from yuanheng.demo.projects import TRUTH
from yuanheng.demo.xlsx import XlsxBook

from .inventing import M2_A_MU, PARKS, Lot, invent
from .laying import Ground, Point, lay

PARCELS, GROUND, LEDGER = "land/parcels.geojson", "land/底图.geojson", "land/土地台账.xlsx"
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
HEADS = (
    "地块号", "合同编号", "用地单位", "统一社会信用代码", "项目名称", "土地坐落", "所属乡镇", "所属园区", "土地用途",
    "行业代码", "主导产业",
    "供地方式", "批准时间", "供地时间", "约定开工时间", "约定竣工时间", "土地面积(亩)", "成交价格(万元)",
    "约定总投资(万元)", "土地使用年限",
    "容积率下限", "不动产权证号", "发证日期", "持证面积(亩)", "实际开工时间", "停工时间", "实际竣工时间", "已动工面积(亩)",
    "已投资额(万元)", "空置面积(亩)", "实际容积率", "承租单位", "地上建筑",
)  # fmt: skip


def write_land(folder: Path, *, firms: Sequence[Firm], seed: int = 2021, last_year: int = 2021) -> tuple[Path, ...]:
    """Invent the land and write parcels, ground and ledger under `folder`; the projects' truth there is read first."""
    told = folder / TRUTH
    projects = json.loads(told.read_text(encoding="utf-8"))["projects"] if told.exists() else []
    placed, ground = lay(invent(firms=firms, projects=projects, seed=seed, last_year=last_year))
    paths = tuple(folder / name for name in (PARCELS, GROUND, LEDGER))
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    _write(paths[0], [({"地块号": lot.number}, "Polygon", [ring]) for lot, ring in placed])
    _write(paths[1], _ground(ground))
    _write_ledger(paths[2], [lot for lot, _ in placed])
    return paths


def _write(path: Path, features: Sequence[tuple[dict[str, str], str, Any]]) -> None:
    made = {
        "type": "FeatureCollection", "crs": CRS,
        "features": [
            {"type": "Feature", "properties": p, "geometry": {"type": kind, "coordinates": _rounded(c)}} for p, kind,
            c in features
        ],
    }  # fmt: skip
    path.write_text(json.dumps(made, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    """Nine places: a tenth of a millimetre."""
    return round(value, 9) if isinstance(value, float) else [_rounded(v) for v in value]


def _ground(ground: Ground) -> list[tuple[dict[str, str], str, Any]]:
    lines: list[tuple[dict[str, str], str, list[Point] | list[list[Point]]]] = [
        ({"类别": kind, "名称": name}, "LineString", points) for kind, name, points in ground.lines
    ]
    return [({"类别": "园区界线", "名称": "启东经济开发区"}, "Polygon", [ground.boundary]), *lines]


def _write_ledger(path: Path, lots: Sequence[Lot]) -> None:
    book = XlsxBook(path, firms=len(lots))
    sheet = book.sheet("土地台账")
    for column, head in enumerate(HEADS):
        sheet.write(0, column, head, "head")
    for row, lot in enumerate(lots, start=1):
        for column, value in enumerate(_row(lot, row)):
            if value is not None and value != "":
                sheet.write(row, column, value.isoformat() if isinstance(value, date) else value)
    book.close()


def _row(lot: Lot, n: int) -> tuple[Any, ...]:
    f = lot.facts
    has = f.get("supplied") is not None
    certificate = f"苏({f['supplied'].year})启东市不动产权第{n:07d}号" if has and lot.certified else ""
    return (
        lot.number, f.get("contract"), lot.holder, lot.uscc, lot.project, f"启东市{lot.town}", lot.town, PARKS[lot.town], lot.use,
        lot.industry, lot.cluster, f.get("way"), f.get("approved"), f.get("supplied"), f.get("start"), f.get("completion"),
        _mu(lot.area) if has else None, f.get("price"), f.get("planned"), f.get("term"), 0.8 if has else None, certificate,
        f.get("supplied") if certificate else None, _mu(lot.certified) if certificate else None, f.get("started"),
        f.get("stopped"),
        f.get("completed"), f.get("developed"), f.get("invested"), f.get("vacant"), f.get("built_ratio"), f.get("tenant"),
        f.get("standing"),
    )  # fmt: skip


def _mu(area: int | None) -> float | None:
    return None if area is None else round(area / M2_A_MU, 4)
