"""Addresses of land, below /land/."""

from __future__ import annotations

from django.urls import path

from .views import parcels

app_name = "land"
urlpatterns = [
    path("", parcels.parcels, name="parcels"),
    path("new/", parcels.new_parcel, name="new"),
    path("<uuid:pk>/", parcels.parcel, name="parcel"),
    path("<uuid:pk>/change/", parcels.change, name="change"),
    path("<uuid:pk>/records/<slug:what>/new/", parcels.new_record, name="record"),
    path("<uuid:pk>/records/<slug:what>/<uuid:record>/void/", parcels.void, name="void"),
    path("<uuid:pk>/records/<slug:what>/<uuid:record>/scan/", parcels.scan, name="scan"),
]
