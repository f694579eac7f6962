"""Addresses of the register, below /enterprises/."""

from __future__ import annotations

from django.urls import path

from .views import firms, imports

app_name = "enterprises"
urlpatterns = [
    path("", firms.enterprise_list, name="list"),
    path("new/", firms.new_enterprise, name="new"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/new/", imports.new_import, name="new_import"),
    path("imports/<uuid:pk>/", imports.register_import, name="import"),
    path("imports/<uuid:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
    path("<uuid:pk>/", firms.enterprise, name="enterprise"),
    path("<uuid:pk>/change/", firms.change, name="change"),
]
