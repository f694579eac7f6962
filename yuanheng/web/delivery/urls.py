"""Addresses of delivery, below /delivery/."""

from __future__ import annotations

from django.urls import path

from . import overview_urls
from .views import difficulties, groups, project

app_name = "delivery"
urlpatterns = [
    path("", project.start, name="start"),
    path("groups/<slug:code>/", groups.group, name="group"),
    path("projects/<uuid:pk>/", project.project, name="project"),
    path("projects/<uuid:pk>/open/", project.open_one, name="open"),
    path("projects/<uuid:pk>/plan/", project.plan, name="plan"),
    path("projects/<uuid:pk>/year-plan/", project.year_plan, name="year_plan"),
    path("projects/<uuid:pk>/report/", project.report, name="report"),
    path("projects/<uuid:pk>/pictures/", project.picture, name="picture"),
    path("projects/<uuid:pk>/difficulties/", project.new_difficulty, name="raise"),
    path("projects/<uuid:pk>/remarks/", project.remark, name="remark"),
    path("pictures/<uuid:pk>/", project.picture_file, name="picture_file"),
    path("difficulties/", difficulties.difficulty_list, name="difficulties"),
    path("difficulties/<uuid:pk>/", difficulties.difficulty, name="difficulty"),
    *overview_urls.urlpatterns,
]
