"""Addresses of admission, under `/admission/`."""

from __future__ import annotations

from django.urls import path

from .views import checks, promises, rules

app_name = "admission"
urlpatterns = [
    path("", checks.project_list, name="projects"),
    path("projects/<uuid:pk>/", checks.project, name="project"),
    path("projects/<uuid:pk>/run/<slug:at_gate>/", checks.run, name="run"),
    path("projects/<uuid:pk>/agreement/", promises.new_agreement, name="new_agreement"),
    path("runs/<uuid:pk>/", checks.checked, name="checked"),
    path("runs/<uuid:pk>/review/", checks.review, name="review"),
    path("results/<uuid:pk>/exempt/", checks.exempt, name="exempt"),
    path("results/<uuid:pk>/paper/", checks.exemption_file, name="exemption_file"),
    path("rules/", rules.rule_list, name="rules"),
    path("reserves/", rules.reserve_list, name="reserves"),
    path("reserves/new/", rules.new_reserve, name="new_reserve"),
    path("promises/", promises.promise_list, name="promises"),
    path("promises/check/", promises.check, name="check"),
    path("promises/<uuid:pk>/", promises.promise, name="promise"),
    path("promises/<uuid:pk>/change/", promises.change_promise, name="change_promise"),
    path("agreements/<uuid:pk>/promise/", promises.new_promise, name="new_promise"),
    path("agreements/<uuid:pk>/file/", promises.agreement_file, name="agreement_file"),
    path("checks/<uuid:pk>/follow/", promises.follow, name="follow"),
]
