"""Addresses of approvals, below /approvals/."""

from __future__ import annotations

from django.urls import path

from .views import matters, powers

app_name = "approvals"
urlpatterns = [
    path("matters/<slug:name>/", matters.matter, name="matter"),
    path("powers/", powers.catalogue, name="catalogue"),
    path("powers/<slug:code>/", powers.power, name="power"),
    path("powers/<slug:code>/record/", powers.record_event, name="record_power"),
    path("powers/<slug:code>/ask/", powers.ask, name="ask_power"),
    path("powers/events/<uuid:pk>/undo/", powers.undo, name="undo_power"),
    path("powers/events/<uuid:pk>/evidence/", powers.evidence, name="power_evidence"),
]
