"""Addresses of the register, below /enterprises/."""

from __future__ import annotations

from django.urls import path

from .views import firms, imports, life, lists

app_name = "enterprises"
urlpatterns = [
    path("", firms.enterprise_list, name="list"),
    path("new/", firms.new_enterprise, name="new"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/new/", imports.new_import, name="new_import"),
    path("imports/<uuid:pk>/", imports.register_import, name="import"),
    path("imports/<uuid:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
    path("doubts/", lists.doubts, name="doubts"),
    path("doubts/<uuid:pk>/", lists.doubt, name="doubt"),
    path("doubts/<uuid:pk>/settle/", lists.settle, name="settle_doubt"),
    path("changes/", lists.change_lists, name="change_lists"),
    path("changes/<uuid:pk>/", lists.change_list, name="change_list"),
    path("changes/<uuid:pk>/confirm/", lists.confirm_list, name="confirm_change_list"),
    path("events/", life.event_list, name="events"),
    path("events/<uuid:pk>/", life.event, name="event"),
    path("events/<uuid:pk>/file/", life.event_file, name="event_file"),
    path("events/<uuid:pk>/withdraw/", life.withdraw, name="withdraw_event"),
    path("<uuid:pk>/events/new/<slug:kind>/", life.new_event, name="new_event"),
    path("<uuid:pk>/", firms.enterprise, name="enterprise"),
    path("<uuid:pk>/change/", firms.change, name="change"),
]
