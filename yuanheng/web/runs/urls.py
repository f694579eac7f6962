"""Addresses of runs, under /runs/."""

from __future__ import annotations

from django.urls import path

from .views import compare, firm, runs, schemes

app_name = "runs"
urlpatterns = [
    path("", runs.run_list, name="runs"),
    path("new/", runs.new_run, name="new"),
    path("schemes/", schemes.scheme_list, name="schemes"),
    path("schemes/<slug:name>/", schemes.scheme_view, name="scheme"),
    path("compare/", compare.choose, name="choose"),
    path("compare/<uuid:a>/<uuid:b>/", compare.compare, name="compare"),
    path("<uuid:pk>/", runs.run_page, name="run"),
    path("<uuid:pk>/reprint/", compare.reprint, name="reprint"),
    path("<uuid:pk>/rerun/", compare.rerun, name="rerun"),
    path("<uuid:pk>/scheme/", schemes.run_scheme, name="run_scheme"),
    path("<uuid:pk>/files/<str:name>/", runs.run_file, name="file"),
    path("<uuid:pk>/firms/<uuid:enterprise>/", firm.firm, name="firm"),
]
