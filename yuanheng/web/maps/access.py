"""The permission of the map, and the one way to a layer of it."""

from __future__ import annotations

from django.http import Http404

from yuanheng.web.base.layers import MapLayer, layer_for
from yuanheng.web.base.models import User

VIEW = "maps.map.view"


def access_layer(user: User, code: str) -> MapLayer:
    """A layer that the user may open.

    Raises:
        Http404: there is none of that code, or not for this user.
    """
    found = layer_for(user, code)
    if found is None:
        raise Http404("没有这个图层,或您不能查看")
    return found
