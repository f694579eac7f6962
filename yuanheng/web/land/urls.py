"""Addresses of land, below /land/."""

from __future__ import annotations

from django.urls import path

from .views import disposals, imports, parcels, stock

app_name = "land"
urlpatterns = [
    path("", parcels.parcels, name="parcels"),
    path("new/", parcels.new_parcel, name="new"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:pk>/", imports.one, name="import"),
    path("imports/<uuid:pk>/answer/", imports.answer_import, name="answer_import"),
    path("imports/<uuid:pk>/accept/", imports.accept, name="accept_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
    path("disposals/", disposals.disposals, name="disposals"),
    path("disposals/template/", disposals.paper_template, name="paper_template"),
    path("disposals/<uuid:pk>/", disposals.disposal, name="disposal"),
    path("disposals/<uuid:pk>/road/", disposals.change_road, name="change_road"),
    path("disposals/<uuid:pk>/fee/", disposals.fee_paid, name="fee_paid"),
    path("disposals/<uuid:pk>/papers/<slug:step>/", disposals.paper, name="paper"),
    path("gains/", stock.gain_list, name="gains"),
    path("entry/", stock.entry, name="entry"),
    path("entry/<uuid:pk>/", stock.match, name="match"),
    path("entry/<uuid:pk>/<uuid:parcel>/", stock.offer, name="offer"),
    path("<uuid:pk>/", parcels.parcel, name="parcel"),
    path("<uuid:pk>/disposal/", disposals.open_one, name="open_disposal"),
    path("<uuid:pk>/change/", parcels.change, name="change"),
    path("<uuid:pk>/records/<slug:what>/new/", parcels.new_record, name="record"),
    path("<uuid:pk>/records/<slug:what>/<uuid:record>/void/", parcels.void, name="void"),
    path("<uuid:pk>/records/<slug:what>/<uuid:record>/scan/", parcels.scan, name="scan"),
]
