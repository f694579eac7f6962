"""Addresses of investment promotion, below /investment/."""

from __future__ import annotations

from django.urls import path

from .views import activities, chains, claims, companies, handover, imports, leads, overview

app_name = "investment"
urlpatterns = [
    path("", overview.today, name="today"),
    path("board/", overview.board_page, name="board"),
    path("push/", overview.push, name="push"),
    path("funnel/", overview.funnel, name="funnel"),
    path("leads/new/", leads.new_lead, name="new_lead"),
    path("leads/<uuid:pk>/take/", leads.take, name="take"),
    path("leads/<uuid:pk>/give/", leads.give, name="give"),
    path("leads/<uuid:pk>/extend/", leads.extend, name="extend"),
    path("leads/<uuid:pk>/release/", leads.release, name="release"),
    path("leads/<uuid:pk>/claim/", claims.claim, name="claim"),
    path("lapsed/", leads.lapsed, name="lapsed"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<uuid:pk>/answer/", claims.answer, name="answer"),
    path("activities/project/<uuid:pk>/", activities.of_project, name="record_project"),
    path("activities/company/<uuid:pk>/", activities.of_company, name="record_company"),
    path("activities/<uuid:pk>/correct/", activities.correct, name="correct"),
    path("pictures/<uuid:pk>/", activities.picture, name="picture"),
    path("companies/", companies.companies, name="companies"),
    path("companies/new/", companies.new_company, name="new_company"),
    path("companies/score/", companies.score, name="score"),
    path("companies/<uuid:pk>/", companies.company, name="company"),
    path("companies/<uuid:pk>/change/", companies.change, name="change_company"),
    path("companies/<uuid:pk>/assign/", companies.assign, name="assign"),
    path("companies/<uuid:pk>/lock/", companies.lock, name="lock"),
    path("companies/<uuid:pk>/unlock/", companies.unlock, name="unlock"),
    path("companies/<uuid:pk>/follow/", companies.follow, name="follow"),
    path("companies/<uuid:pk>/news/", companies.news, name="news"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:pk>/", imports.one, name="import"),
    path("imports/<uuid:pk>/columns/", imports.map_import, name="map_import"),
    path("imports/<uuid:pk>/confirm/", imports.confirm, name="confirm_import"),
    path("imports/<uuid:pk>/discard/", imports.discard, name="discard_import"),
    path("imports/<uuid:pk>/marked/", imports.marked_copy, name="marked_copy"),
    path("chains/", chains.chains, name="chains"),
    path("chains/<slug:code>/", chains.chain, name="chain"),
    path("chains/<slug:code>/groups/", chains.form, name="form_group"),
    path("chains/<slug:code>/reports/", chains.file, name="file_report"),
    path("groups/<uuid:pk>/members/", chains.member, name="add_member"),
    path("groups/<uuid:pk>/end/", chains.end, name="end_group"),
    path("reports/<uuid:pk>/", chains.report, name="report"),
    path("handovers/", handover.handovers, name="handovers"),
    path("handovers/<uuid:pk>/", handover.hand_over_from, name="hand_over"),
]
