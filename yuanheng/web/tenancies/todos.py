"""What waits on the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from yuanheng.web.base import moment
from yuanheng.web.base.models import User
from yuanheng.web.base.todos import Todo
from yuanheng.web.enterprises.models import Enterprise

from .bureau import book_of, meter_year, meters_of
from .models import SharedAccount, Tenancy


def open_items(user: User) -> Iterable[Todo]:
    """Tenancies, parcels and meters that do not add up."""
    if not (Tenancy.objects.exists() or SharedAccount.objects.exists()):
        return
    today = moment.today()
    count = len(book_of(on=today).items) + len(meters_of(year=meter_year(today)).items)
    yield Todo(text="项租赁和电表未决事项", url=reverse("tenancies:items"), count=count, icon="alert-triangle")


def firms_with_tenancies() -> QuerySet[Enterprise, object]:
    """Those that let or rent."""
    standing = Tenancy.objects.known(None)
    found = Enterprise.objects.filter(pk__in=standing.values("owner"))
    return (found | Enterprise.objects.filter(pk__in=standing.values("tenant"))).values("pk")
