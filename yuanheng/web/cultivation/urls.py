"""Addresses of cultivation, below /cultivation/."""

from __future__ import annotations

from django.urls import path

from .views import clusters, lists, near, qualifications, requests, served

app_name = "cultivation"
urlpatterns = [
    path("clusters/", clusters.cluster_list, name="clusters"),
    path("clusters/new/", clusters.new_cluster, name="new_cluster"),
    path("clusters/<uuid:pk>/", clusters.cluster, name="cluster"),
    path("clusters/<uuid:pk>/change/", clusters.change, name="change_cluster"),
    path("clusters/<uuid:pk>/members/", clusters.member, name="member"),
    path("near/", near.near, name="near"),
    path("qualifications/", qualifications.qualification_list, name="qualifications"),
    path("qualifications/new/", qualifications.new, name="declare"),
    path("qualifications/<uuid:pk>/", qualifications.one, name="qualification"),
    path("qualifications/<uuid:pk>/end/", qualifications.end_one, name="end"),
    path("lists/", lists.published, name="lists"),
    path("lists/<uuid:pk>/", lists.one, name="list"),
    path("lists/<uuid:pk>/settle/", lists.settle, name="settle"),
    path("lists/<uuid:pk>/confirm/", lists.confirm, name="confirm"),
    path("lists/<uuid:pk>/discard/", lists.discard, name="discard"),
    path("services/", served.service_list, name="services"),
    path("services/new/", served.new, name="serve"),
    path("contacts/new/", served.contact, name="contact"),
    path("requests/", requests.request_list, name="requests"),
    path("requests/new/", requests.new, name="receive"),
    path("requests/<uuid:pk>/", requests.one, name="request"),
    path("requests/<uuid:pk>/assign/", requests.assign, name="assign"),
    path("requests/<uuid:pk>/answer/", requests.answer, name="answer"),
    path("requests/<uuid:pk>/call-back/", requests.call_back, name="call_back"),
]
