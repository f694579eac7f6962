"""The one way to what cultivation keeps."""

from __future__ import annotations

from typing import Any

from yuanheng.web.base.access import access_one
from yuanheng.web.base.models import User

from .models import Cluster, FirmRequest, PublishedList, Qualification

VIEW = "cultivation.cluster.view"
MANAGE = "cultivation.cluster.manage"
QUALIFICATIONS = "cultivation.qualification.view"
RECOGNISE = "cultivation.qualification.manage"
SERVICES = "cultivation.service.view"
SERVE = "cultivation.service.record"
REQUESTS = "cultivation.request.view"
RECEIVE = "cultivation.request.receive"
HANDLE = "cultivation.request.handle"


def access_cluster(user: User, pk: Any, *, needed: str = VIEW) -> Cluster:
    """A cluster; they belong to the zone."""
    found: Cluster = access_one(user, needed, Cluster.objects.all(), pk=pk)
    return found


def access_qualification(user: User, pk: Any, *, needed: str = QUALIFICATIONS) -> Qualification:
    """A qualification; the register is one for the zone."""
    found: Qualification = access_one(user, needed, Qualification.objects.select_related("enterprise"), pk=pk)
    return found


def access_list(user: User, pk: Any) -> PublishedList:
    """A published list of the user's bureau."""
    found: PublishedList = access_one(user, RECOGNISE, PublishedList.objects.select_related("by"), pk=pk)
    return found


def access_request(user: User, pk: Any, *, needed: str = REQUESTS) -> FirmRequest:
    """A firm's request: of the bureau that entered it, or of the one that answers."""
    rows = FirmRequest.objects.select_related("enterprise", "organisation", "by")
    found: FirmRequest = access_one(user, needed, rows, pk=pk)
    return found
