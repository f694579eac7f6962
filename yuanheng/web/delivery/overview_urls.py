"""Addresses of the overviews, included by `urls.py`."""

from __future__ import annotations

from django.urls import path

from .views import dispatch, gantt, yearend

urlpatterns = [
    path("gantt/", gantt.chart, name="gantt"),
    path("year-end/", yearend.year_end_page, name="year_end"),
    path("year-end/targets/new/", yearend.new_target, name="new_target"),
    path("year-end/targets/<uuid:pk>/", yearend.change_target, name="change_target"),
    path("dispatch/", dispatch.dispatch, name="dispatch"),
    path("dispatch/sheet/", dispatch.dispatch_sheet, name="dispatch_sheet"),
]
