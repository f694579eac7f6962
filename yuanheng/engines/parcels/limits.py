"""How much of a land file is read before it is refused, and which kinds are read at all."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import YuanhengError

MIB = 1024 * 1024
KINDS = (".geojson", ".json", ".zip", ".gpkg", ".dxf", ".xlsx")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one untrusted file: sizes in bytes, time in seconds. `lines`: lines are taken as well (a map's ground)."""

    file_size: int = 300 * MIB
    inflated_size: int = 800 * MIB
    inflation_ratio: int = 200
    members: int = 200
    features: int = 300_000
    points: int = 12_000_000
    memory: int = 3072 * MIB
    seconds: float = 90.0
    lines: bool = False


class RefusedLayerError(YuanhengError):
    """The file is not opened further."""

    kind = "refused_file"


def refuse(*, where: str, found: str, expected: str = "", advice: str = "") -> RefusedLayerError:
    """The refusal as an error to raise."""
    return RefusedLayerError(
        where=where,
        found=found,
        expected=expected or "GeoJSON、Shapefile 压缩包(.zip)、GeoPackage、DXF 或坐标表 .xlsx",
        advice=advice or "请提供单位重新导出后上传",
    )
