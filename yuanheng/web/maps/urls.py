"""Addresses of the map, below /maps/."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "maps"
urlpatterns = [
    path("", views.map_page, name="map"),
    path("layers/", views.layers, name="layers"),
    path("find/", views.find, name="find"),
    path("things/<slug:layer>/<str:pk>/", views.card, name="card"),
    path("tiles/<slug:layer>/<int:z>/<int:x>/<int:y>/", views.tile, name="tile"),
]
