"""For whoever watches the server: does it answer, and does its database."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from yuanheng import __version__

from ..access import ANYONE, gate


@gate(ANYONE)
def health(request: HttpRequest) -> HttpResponse:
    """200 with the version, or 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
