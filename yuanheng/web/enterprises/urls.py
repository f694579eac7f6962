"""Addresses of the register, below /enterprises/."""

from __future__ import annotations

from django.urls import path

from .views import firms, imports, life

app_name = "enterprises"
urlpatterns = [
    path("", firms.enterprise_list, name="list"),
    path("new/", firms.new_enterprise, name="new"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/new/", imports.new_import, name="new_import"),
    path("imports/<uuid:pk>/", imports.register_import, name="import"),
    path("imports/<uuid:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
    path("events/", life.event_list, name="events"),
    path("events/<uuid:pk>/", life.event, name="event"),
    path("events/<uuid:pk>/file/", life.event_file, name="event_file"),
    path("events/<uuid:pk>/withdraw/", life.withdraw, name="withdraw_event"),
    path("<uuid:pk>/events/new/<slug:kind>/", life.new_event, name="new_event"),
    path("<uuid:pk>/", firms.enterprise, name="enterprise"),
    path("<uuid:pk>/change/", firms.change, name="change"),
]
