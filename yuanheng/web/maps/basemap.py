"""The raster map below ours, where the installation has one: the national map service with its own key, or another.

Without one the zone's own boundary, roads and rivers are the ground. No Django here: the settings read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

NATIONAL = "https://t{host}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
NATIONAL_LAYERS = ("vec", "cva")
HOSTS = range(8)


@dataclass(frozen=True, slots=True)
class BaseMap:
    """Layers of raster tiles, the lowest first, each with the addresses that serve it; and whose they are."""

    layers: tuple[tuple[str, ...], ...] = ()
    attribution: str = ""

    @property
    def origins(self) -> list[str]:
        """The sites the browser must be allowed to ask."""
        split = [urlsplit(address) for layer in self.layers for address in layer]
        return sorted({f"{s.scheme}://{s.netloc}" for s in split if s.netloc})


def base_map_from(environment: Mapping[str, str]) -> BaseMap:
    """As `YUANHENG_MAP_KEY` (national service) or `YUANHENG_MAP_TILES` (addresses with {z} {x} {y}) say; none without.

    Raises:
        ValueError: an address without its places, or with a host that is not plain.
    """
    said = environment.get("YUANHENG_MAP_ATTRIBUTION", "")
    key = environment.get("YUANHENG_MAP_KEY", "").strip()
    if key:
        layers = tuple(tuple(NATIONAL.format(host=n, layer=name, key=key) for n in HOSTS) for name in NATIONAL_LAYERS)
        return BaseMap(layers, said or "天地图 · 国家地理信息公共服务平台")
    addresses = environment.get("YUANHENG_MAP_TILES", "").split()
    for address in addresses:
        missing = [place for place in ("{z}", "{x}", "{y}") if place not in address]
        if missing or "{" in urlsplit(address).netloc:
            raise ValueError(f"YUANHENG_MAP_TILES: 地址“{address}”缺 {'、'.join(missing) or '确定的主机名'}")
    return BaseMap(tuple((address,) for address in addresses), said)
