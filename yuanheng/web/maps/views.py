"""The page of the map, and what it asks for while it is looked at."""

from __future__ import annotations

import gzip
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.access import gate
from yuanheng.web.base.layers import MapLayer, layers_for

from .access import VIEW, access_layer
from .days import Days
from .keeping import kept, key_of
from .legend import MISSING, describe
from .things import card_of, search
from .tilestore import Address, load, save

TILE = "application/vnd.mapbox-vector-tile"
PACKED = 5
ORIGINS = settings.YUANHENG_BASE_MAP.origins


@csp_update({"img-src": ORIGINS, "connect-src": ORIGINS} if ORIGINS else {})  # type: ignore[untyped-decorator]
@gate(VIEW)
def map_page(request: HttpRequest) -> HttpResponse:
    """The map; its layers come after it."""
    today = moment.today()
    days = Days.asked(request.GET, today)
    context = {"days": days, "today": today, "any_layer": bool(layers_for(request.user)), "told": _told()}
    return render(request, "maps/map.html", context)


def _told() -> dict[str, Any]:
    """What the page's scripts are told: addresses, and the raster map below."""
    below = settings.YUANHENG_BASE_MAP
    return {
        "library": static("vendor/maplibre-gl.mjs"), "worker": static("vendor/maplibre-gl-worker.mjs"),
        "layers": reverse("maps:layers"), "find": reverse("maps:find"),
        "card": reverse("maps:card", args=["LAYER", "PK"]),
        "tiles": reverse("maps:tile", args=["LAYER", 10, 11, 12]).replace("10/11/12", "{z}/{x}/{y}"),
        "page": reverse("maps:map"), "missing": MISSING,
        "below": {"layers": below.layers, "attribution": below.attribution},
    }  # fmt: skip


@gate(VIEW)
def layers(request: HttpRequest) -> HttpResponse:
    """Every layer of the user on a day: shades, colours, counts."""
    return JsonResponse(describe(request.user, Days.asked(request.GET, moment.today())))  # type: ignore[arg-type]


@gate(VIEW)
def find(request: HttpRequest) -> HttpResponse:
    """Things by number, name or holder."""
    days = Days.asked(request.GET, moment.today())
    return JsonResponse({"hits": search(request.user, days, request.GET.get("q", "")[:60])})  # type: ignore[arg-type]


@gate(VIEW)
def card(request: HttpRequest, layer: str, pk: str) -> HttpResponse:
    """One thing, as the map says it."""
    days = Days.asked(request.GET, moment.today())
    asked = access_layer(request.user, layer)  # type: ignore[arg-type]
    feature = kept(asked, request.user, days).thing(pk)  # type: ignore[arg-type]
    if feature is None:
        raise Http404(f"{days.on} 的图上没有这个对象,或不在您的管理范围内")
    return render(request, "maps/card.html", {"card": card_of(asked, feature, request.user), "days": days})  # type: ignore[arg-type]


@gate(VIEW)
def tile(request: HttpRequest, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """One vector tile of a layer, as this user may see it; the browser keeps it and asks whether it still holds."""
    asked = access_layer(request.user, layer)  # type: ignore[arg-type]
    days = Days.asked(request.GET, moment.today())
    at = Address(key_of(asked, request.user, days), z, x, y)  # type: ignore[arg-type]
    if request.headers.get("If-None-Match") == at.tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = _answer(_packed(request, asked, days, at), request)
    response["ETag"] = at.tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _packed(request: HttpRequest, layer: MapLayer, days: Days, at: Address) -> bytes:
    """The tile's bytes packed, from disk or cut now; b'' where nothing is."""
    found = load(at)
    if found is None:
        made = kept(layer, request.user, days, key=at.key)  # type: ignore[arg-type]
        try:
            body = made.tiles.tile(at.z, at.x, at.y)
        except ValueError as error:
            raise Http404("没有这张瓦片") from error
        found = gzip.compress(body, PACKED, mtime=0) if body else b""
        save(at, found)
    return found


def _answer(packed: bytes, request: HttpRequest) -> HttpResponse:
    if not packed:
        return HttpResponse(status=204)
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(gzip.decompress(packed), content_type=TILE)
    return HttpResponse(packed, content_type=TILE, headers={"Content-Encoding": "gzip"})
