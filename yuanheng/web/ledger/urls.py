"""Addresses of the ledger, below /ledger/."""

from __future__ import annotations

from django.urls import path

from .views import bulk, conflicts, corrections, courses, facts, layouts, links, problems, reminders, review, uploads

app_name = "ledger"
FIGURE = "<uuid:pk>/<slug:measure>/<int:year>/"

urlpatterns = [
    path("uploads/", uploads.upload_list, name="uploads"),
    path("uploads/new/", uploads.new_upload, name="new_upload"),
    path("uploads/<uuid:pk>/", uploads.upload, name="upload"),
    path("uploads/<uuid:pk>/withdraw/", uploads.withdraw, name="withdraw"),
    path("uploads/<uuid:pk>/problems.xlsx", uploads.problem_list, name="upload_problems"),
    path("uploads/<uuid:pk>/settle/", problems.settle_all, name="settle_kind"),
    path("files/<uuid:pk>/", uploads.download, name="download"),
    path("readings/<uuid:pk>/", uploads.reading, name="reading"),
    path("readings/<uuid:pk>/marked/", uploads.marked_copy, name="marked_copy"),
    path("problems/", problems.problem_list, name="problems"),
    path("problems/<int:pk>/", problems.problem, name="problem"),
    path("problems/<int:pk>/settle/", problems.settle, name="settle_problem"),
    path("problems/<int:pk>/reopen/", problems.reopen, name="reopen_problem"),
    path("layouts/", layouts.layouts, name="layouts"),
    path("layouts/<uuid:pk>/<int:table>/", layouts.mapping, name="mapping"),
    path("layouts/<uuid:pk>/forget/", layouts.forget, name="forget_layout"),
    path("links/", links.link_list, name="links"),
    path("links/review/", review.review, name="review"),
    path("links/review/leave/", review.leave, name="review_leave"),
    path("links/review/undo/", review.undo_mine, name="review_undo"),
    path("links/review/<uuid:pk>/", review.say, name="review_say"),
    path("links/review/<uuid:pk>/find/", review.find, name="review_find"),
    path("links/bulk/", bulk.bulk, name="bulk"),
    path("links/bulk/<uuid:pk>/", bulk.batch, name="batch"),
    path("links/bulk/<uuid:pk>/check/", bulk.check, name="batch_check"),
    path("links/bulk/<uuid:pk>/accept/", bulk.accept, name="batch_accept"),
    path("links/bulk/<uuid:pk>/undo/", bulk.undo, name="batch_undo"),
    path("links/<uuid:pk>/", links.link, name="link"),
    path("links/<uuid:pk>/search/", links.search, name="link_search"),
    path("links/<uuid:pk>/to/", links.link_to, name="link_to"),
    path("links/<uuid:pk>/new/", links.link_new, name="link_new"),
    path("links/<uuid:pk>/outside/", links.outside, name="link_outside"),
    path("links/<uuid:pk>/release/", links.release, name="link_release"),
    path("links/<uuid:pk>/undo/", links.undo, name="link_undo"),
    path("conflicts/", conflicts.conflict_list, name="conflicts"),
    path(f"conflicts/{FIGURE}", conflicts.conflict, name="conflict"),
    path(f"conflicts/{FIGURE}decide/", conflicts.decide, name="decide_conflict"),
    path(f"conflicts/{FIGURE}undo/", conflicts.undo, name="undo_conflict"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/duties/", reminders.duties, name="duties"),
    path("reminders/duties/<slug:source>/", reminders.assign, name="assign_source"),
    path("reminders/start/", reminders.start, name="set_start"),
    path("figures/", facts.figure_list, name="figures"),
    path("courses/", courses.course_list, name="courses"),
    path(f"figures/{FIGURE}", facts.figure, name="figure"),
    path("facts/<int:pk>/", facts.fact, name="fact"),
    path("facts/<int:pk>/correct/", corrections.correct, name="correct"),
    path("corrections/<uuid:pk>/", corrections.correction, name="correction"),
    path("corrections/<uuid:pk>/paper/", corrections.paper, name="correction_paper"),
    path("corrections/<uuid:pk>/undo/", corrections.undo, name="undo_correction"),
    path("restatements/", corrections.restatements, name="restatements"),
    path("restatements/<slug:kind>/<str:key>/", corrections.restatement, name="restatement"),
]
