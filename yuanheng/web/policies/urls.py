"""Addresses of policies, under `/policies/`."""

from __future__ import annotations

from django.urls import path

from .views import fulfilments, policies, requests, subjects

app_name = "policies"
urlpatterns = [
    path("", policies.policy_list, name="policies"),
    path("new/", policies.new_policy, name="new"),
    path("<uuid:pk>/", policies.policy, name="policy"),
    path("<uuid:pk>/change/", policies.change, name="change"),
    path("<uuid:pk>/file/", policies.policy_file, name="policy_file"),
    path("<uuid:pk>/budget/", policies.budget, name="budget"),
    path("<uuid:pk>/end/", policies.end, name="end"),
    path("<uuid:pk>/matches/", policies.matches, name="matches"),
    path("<uuid:pk>/apply/<slug:kind>/<uuid:subject>/", fulfilments.apply, name="apply"),
    path("of/<slug:kind>/<uuid:pk>/", subjects.subject, name="subject"),
    path("of/<slug:kind>/<uuid:pk>/<slug:field>/", subjects.answer, name="answer"),
    path("fulfilments/", fulfilments.fulfilment_list, name="fulfilments"),
    path("fulfilments/<uuid:pk>/", fulfilments.fulfilment, name="fulfilment"),
    path("fulfilments/<uuid:pk>/approve/", fulfilments.approve, name="approve"),
    path("fulfilments/<uuid:pk>/lower/", fulfilments.lower, name="lower"),
    path("fulfilments/<uuid:pk>/announce/", fulfilments.announce, name="announce"),
    path("fulfilments/<uuid:pk>/object/", fulfilments.object_, name="object"),
    path("fulfilments/<uuid:pk>/notice/", fulfilments.close_notice, name="close_notice"),
    path("fulfilments/<uuid:pk>/pay/", fulfilments.pay, name="pay"),
    path("objections/<uuid:pk>/settle/", fulfilments.settle, name="settle"),
    path("payments/<uuid:pk>/reverse/", fulfilments.reverse, name="reverse"),
    path("requests/", requests.request_list, name="requests"),
    path("requests/new/", requests.new_request, name="new_request"),
    path("requests/<uuid:pk>/", requests.request_view, name="request"),
    path("requests/<uuid:pk>/reply/", requests.reply, name="reply"),
    path("requests/<uuid:pk>/file/", requests.request_file, name="request_file"),
    path("answers/<uuid:pk>/file/", requests.answer_file, name="answer_file"),
]
