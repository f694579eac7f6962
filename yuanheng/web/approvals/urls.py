"""Addresses of approvals, below /approvals/."""

from __future__ import annotations

from django.urls import path

from .views import applicants, applications, documents, matters, powers, relief, statistics, supervision

app_name = "approvals"
urlpatterns = [
    path("", applications.application_list, name="applications"),
    path("receive/", applications.receive_one, name="receive"),
    path("<uuid:pk>/", applications.application, name="application"),
    path("<uuid:pk>/papers/", applications.papers, name="papers"),
    path("<uuid:pk>/papers/<slug:kind>/", applications.paper, name="paper"),
    path("<uuid:pk>/accept/", applications.accept_one, name="accept"),
    path("<uuid:pk>/notice/", applications.notice, name="notice"),
    path("<uuid:pk>/given/", applications.given, name="given"),
    path("<uuid:pk>/issue/", documents.issue_one, name="issue"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/revoke/", documents.revoke_one, name="revoke"),
    path("templates/", documents.templates, name="templates"),
    path("templates/<slug:kind>/", documents.template, name="template"),
    path("v/<slug:token>/", documents.verify, name="verify"),
    path("applicants/", applicants.applicant_list, name="applicants"),
    path("applicants/<uuid:pk>/", applicants.applicant, name="applicant"),
    path("applicants/<uuid:pk>/credit/", applicants.credit, name="credit"),
    path("supervise/", supervision.supervise, name="supervise"),
    path("supervise/urge/", supervision.urge_all, name="urge_all"),
    path("<uuid:pk>/urge/", supervision.urge_one, name="urge"),
    path("mirrors/", supervision.mirrors, name="mirrors"),
    path("mirrors/<uuid:pk>/", supervision.mirror, name="mirror"),
    path("mirrors/<uuid:pk>/file/", supervision.mirror_file, name="mirror_file"),
    path("reports/<slug:code>/", supervision.report, name="report"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/<slug:name>/", statistics.chain, name="chain"),
    path("relief/", relief.relief_list, name="reliefs"),
    path("relief/apply/", relief.apply_one, name="apply_relief"),
    path("relief/payments/", relief.payment_lists, name="payment_lists"),
    path("relief/payments/<uuid:pk>/", relief.payments, name="payments"),
    path("relief/<uuid:pk>/", relief.relief, name="relief"),
    path("relief/<uuid:pk>/visit/", relief.visit, name="visit"),
    path("relief/<uuid:pk>/visits/<uuid:visit>/", relief.visit_file, name="visit_file"),
    path("relief/<uuid:pk>/notice/", relief.notice, name="relief_notice"),
    path("relief/<uuid:pk>/decide/", relief.decide, name="decide_relief"),
    path("relief/<uuid:pk>/end/", relief.end, name="end_relief"),
    path("messages/", supervision.message_list, name="messages"),
    path("reviews/", applicants.review_list, name="reviews"),
    path("reviews/<uuid:pk>/answer/", applicants.answer_one, name="answer"),
    path("matters/<slug:name>/", matters.matter, name="matter"),
    path("powers/", powers.catalogue, name="catalogue"),
    path("powers/<slug:code>/", powers.power, name="power"),
    path("powers/<slug:code>/record/", powers.record_event, name="record_power"),
    path("powers/<slug:code>/ask/", powers.ask, name="ask_power"),
    path("powers/events/<uuid:pk>/undo/", powers.undo, name="undo_power"),
    path("powers/events/<uuid:pk>/evidence/", powers.evidence, name="power_evidence"),
]
