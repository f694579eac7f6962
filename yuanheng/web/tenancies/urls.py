"""Addresses of tenancies, below /tenancies/."""

from __future__ import annotations

from django.urls import path

from .views import tenancies

app_name = "tenancies"
urlpatterns = [
    path("", tenancies.tenancy_list, name="tenancies"),
    path("new/", tenancies.new, name="new"),
    path("<uuid:pk>/", tenancies.tenancy, name="tenancy"),
    path("<uuid:pk>/statements/new/", tenancies.say, name="say"),
    path("<uuid:pk>/settle/", tenancies.settle_one, name="settle"),
    path("statements/<uuid:pk>/confirm/", tenancies.confirm_statement, name="confirm"),
    path("records/<slug:kind>/<uuid:pk>/withdraw/", tenancies.withdraw_one, name="withdraw"),
    path("settlements/<slug:kind>/<uuid:pk>/undo/", tenancies.undo, name="undo"),
    path("records/<slug:kind>/<uuid:pk>/paper/", tenancies.paper, name="paper"),
]
