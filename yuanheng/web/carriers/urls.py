"""Addresses of carriers, below /carriers/."""

from __future__ import annotations

from django.urls import path

from .views import buildings, carriers, leases, tenants, units

app_name = "carriers"
urlpatterns = [
    path("", carriers.carrier_list, name="carriers"),
    path("new/", carriers.new, name="new"),
    path("<uuid:pk>/", carriers.carrier, name="carrier"),
    path("<uuid:pk>/change/", carriers.change, name="change"),
    path("<uuid:pk>/buildings/new/", buildings.new, name="new_building"),
    path("buildings/<uuid:pk>/", buildings.building, name="building"),
    path("buildings/<uuid:pk>/change/", buildings.change, name="change_building"),
    path("buildings/<uuid:pk>/units/new/", units.new, name="new_unit"),
    path("units/<uuid:pk>/", units.unit, name="unit"),
    path("units/<uuid:pk>/state/", units.state, name="state_unit"),
    path("units/<uuid:pk>/leases/new/", leases.new, name="new_lease"),
    path("leases/", leases.lease_list, name="leases"),
    path("leases/<uuid:pk>/", leases.lease, name="lease"),
    path("leases/<uuid:pk>/correct/", leases.correct, name="correct_lease"),
    path("leases/<uuid:pk>/renew/", leases.renew, name="renew_lease"),
    path("leases/<uuid:pk>/end/", leases.end, name="end_lease"),
    path("leases/<uuid:pk>/withdraw/", leases.withdraw, name="withdraw_lease"),
    path("leases/<uuid:pk>/paper/", leases.paper, name="lease_paper"),
    path("tenants/", tenants.tenant_list, name="tenants"),
    path("tenants/<uuid:pk>/", tenants.tenant, name="tenant"),
    path("tenants/<uuid:pk>/match/", tenants.match, name="match_tenant"),
    path("tenants/<uuid:pk>/outside/", tenants.outside, name="outside_tenant"),
]
