"""Addresses of projects, below /projects/."""

from __future__ import annotations

from django.urls import path

from .views import export, imports, library, projects, records

app_name = "projects"
urlpatterns = [
    path("", library.project_list, name="projects"),
    path("kanban/", library.kanban, name="kanban"),
    path("timeline/", library.time_line, name="timeline"),
    path("tallies/", library.tallies, name="tallies"),
    path("tallies/<slug:stage>/<int:year>/<int:tier>/", library.tally, name="tally"),
    path("views/", library.keep_view, name="save_view"),
    path("views/<uuid:pk>/remove/", library.drop_view, name="remove_view"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:pk>/", imports.one, name="import"),
    path("imports/<uuid:pk>/columns/", imports.map_import, name="map_import"),
    path("imports/<uuid:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
    path("imports/<uuid:pk>/marked/", imports.marked_copy, name="marked_copy"),
    path("layouts/", export.layouts, name="layouts"),
    path("layouts/<slug:name>/", export.export_layout, name="export_layout"),
    path("new/", projects.new_project, name="new"),
    path("<uuid:pk>/", projects.project, name="project"),
    path("<uuid:pk>/change/", projects.change, name="change"),
    path("<uuid:pk>/amounts/", records.amount, name="amount"),
    path("<uuid:pk>/stages/", records.stage, name="stage"),
    path("<uuid:pk>/stages/<uuid:entry>/withdraw/", records.withdraw, name="withdraw"),
    path("<uuid:pk>/stages/<uuid:entry>/evidence/", records.evidence, name="evidence"),
    path("<uuid:pk>/recognitions/", records.recognition, name="recognise"),
    path(
        "<uuid:pk>/recognitions/<uuid:recognition>/withdraw/", records.withdraw_recognised, name="withdraw_recognised"
    ),
    path("<uuid:pk>/duplicates/<uuid:other>/", records.pair, name="pair"),
]
