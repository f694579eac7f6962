"""Addresses of cases, under /cases/."""

from __future__ import annotations

from django.urls import path

from .views import acts, calendar, cases, delegations, procedures

app_name = "cases"
urlpatterns = [
    path("", cases.case_list, name="cases"),
    path("todo/", cases.todo, name="todo"),
    path("new/", cases.new_case, name="new"),
    path("open/", cases.open_one, name="open"),
    path("procedures/", procedures.procedure_list, name="procedures"),
    path("procedures/<slug:name>/", procedures.procedure, name="procedure"),
    path("calendar/", calendar.year_sheet, name="calendar"),
    path("calendar/redate/", calendar.redate, name="redate"),
    path("calendar/redatings/<uuid:pk>/", calendar.redating, name="redating"),
    path("delegations/", delegations.delegation_list, name="delegations"),
    path("delegations/<uuid:pk>/end/", delegations.end, name="end_delegation"),
    path("<uuid:pk>/", cases.case_view, name="case"),
    path("<uuid:pk>/act/<slug:kind>/", acts.act_on, name="act"),
    path("<uuid:pk>/papers/<int:paper>/", acts.paper, name="paper"),
]
