"""Addresses of carriers, below /carriers/."""

from __future__ import annotations

from django.urls import path

from .views import buildings, carriers, economy, imports, leases, offers, tenants, units

app_name = "carriers"
urlpatterns = [
    path("", carriers.carrier_list, name="carriers"),
    path("new/", carriers.new, name="new"),
    path("<uuid:pk>/", carriers.carrier, name="carrier"),
    path("<uuid:pk>/change/", carriers.change, name="change"),
    path("<uuid:pk>/buildings/new/", buildings.new, name="new_building"),
    path("<uuid:pk>/import/", imports.new, name="new_import"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:pk>/", imports.one, name="import"),
    path("imports/<uuid:pk>/", imports.one, name="leaseimport"),
    path("imports/<uuid:pk>/settle/", imports.settle, name="settle_import"),
    path("imports/<uuid:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
    path("imports/<uuid:pk>/marked/", imports.marked_copy, name="marked_copy"),
    path("buildings/<uuid:pk>/", buildings.building, name="building"),
    path("buildings/<uuid:pk>/change/", buildings.change, name="change_building"),
    path("buildings/<uuid:pk>/units/new/", units.new, name="new_unit"),
    path("units/<uuid:pk>/", units.unit, name="unit"),
    path("units/<uuid:pk>/state/", units.state, name="state_unit"),
    path("units/<uuid:pk>/leases/new/", leases.new, name="new_lease"),
    path("economy/", economy.economy, name="economy"),
    path("headquarters/", economy.headquarters, name="headquarters"),
    path("vacant/", offers.vacant, name="vacant"),
    path("projects/<uuid:pk>/offer/", offers.offer, name="offer"),
    path("offers/<uuid:pk>/answer/", offers.answer, name="answer_offer"),
    path("offers/<uuid:pk>/withdraw/", offers.withdraw, name="withdraw_offer"),
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
