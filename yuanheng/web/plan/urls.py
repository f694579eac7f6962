"""Addresses of the plan, under /plan/."""

from __future__ import annotations

from django.urls import path

from .views import board, cockpit, items, reports, targets, texts

app_name = "plan"
urlpatterns = [
    path("", board.board, name="board"),
    path("texts/", texts.plans, name="plans"),
    path("texts/new/", texts.new, name="new"),
    path("texts/<uuid:pk>/", texts.plan, name="plan"),
    path("texts/<uuid:pk>/original/", texts.original, name="original"),
    path("texts/<uuid:pk>/add/", targets.add, name="add"),
    path("texts/<uuid:pk>/confirm/", targets.confirm_all, name="confirm_all"),
    path("texts/<uuid:pk>/read/", board.read_now, name="read"),
    path("targets/<uuid:pk>/", board.target, name="target"),
    path("targets/<uuid:pk>/records/", board.records, name="records"),
    path("targets/<uuid:pk>/bind/", targets.bind, name="bind"),
    path("targets/<uuid:pk>/confirm/", targets.confirm, name="confirm"),
    path("targets/<uuid:pk>/dismiss/", targets.dismiss, name="dismiss"),
    path("targets/<uuid:pk>/undo/", targets.undo, name="undo"),
    path("targets/<uuid:pk>/report/", board.report, name="report"),
    path("targets/<uuid:pk>/restate/", board.restate, name="restate"),
    path("cockpit/", cockpit.cockpit, name="cockpit"),
    path("cockpit/figures/", cockpit.figures, name="cockpit_figures"),
    path("brief/", reports.brief, name="brief"),
    path("brief/document/", reports.document, name="brief_document"),
    path("brief/template/", reports.template, name="brief_template"),
    path("dispatch/", reports.dispatch, name="dispatch"),
    path("dispatch/minutes/", reports.minutes, name="minutes"),
    path("appraisal/", reports.appraisal, name="appraisal"),
    path("items/", items.item_list, name="items"),
    path("items/new/", items.new, name="new_item"),
    path("commitments/<uuid:pk>/settle/", items.settle_commitment, name="settle"),
    path("items/<uuid:pk>/", items.item, name="item"),
    path("items/<uuid:pk>/progress/", items.progress, name="progress"),
    path("items/<uuid:pk>/remark/", items.remark, name="remark"),
    path("items/<uuid:pk>/close/", items.close, name="close"),
    path("items/<uuid:pk>/move/", items.move, name="move"),
    path("items/entries/<uuid:pk>/file/", items.entry_file, name="entry_file"),
]
