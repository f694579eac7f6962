"""Addresses of channels, below /channels/."""

from __future__ import annotations

from django.urls import path

from .views import channels, commissions, events, partnerships, records, regions

app_name = "channels"
urlpatterns = [
    path("", channels.channel_list, name="channels"),
    path("new/", channels.new, name="new"),
    path("<uuid:pk>/", channels.channel, name="channel"),
    path("<uuid:pk>/change/", channels.change, name="change"),
    path("<uuid:pk>/end/", channels.end, name="end"),
    path("<uuid:pk>/staff/", channels.staff, name="staff"),
    path("<uuid:pk>/relations/new/", records.relate, name="relate"),
    path("<uuid:pk>/contacts/new/", records.contact, name="contact"),
    path("<uuid:pk>/projects/new/", records.bring_one, name="bring"),
    path("projects/<uuid:pk>/", records.brought_by, name="brought_by"),
    path("<uuid:pk>/commissions/new/", commissions.agree, name="agree"),
    path("commissions/<uuid:pk>/pay/", commissions.pay, name="pay"),
    path("commissions/<uuid:pk>/end/", commissions.end, name="end_commission"),
    path("records/<slug:kind>/<uuid:pk>/withdraw/", records.withdraw_one, name="withdraw"),
    path("records/<slug:kind>/<uuid:pk>/evidence/", records.evidence, name="evidence"),
    path("fees/<slug:kind>/<uuid:pk>/withdraw/", commissions.withdraw_one, name="withdraw_fee"),
    path("fees/<slug:kind>/<uuid:pk>/evidence/", commissions.evidence, name="fee_evidence"),
    path("events/", events.event_list, name="events"),
    path("events/new/", events.new, name="new_event"),
    path("events/<uuid:pk>/", events.event, name="event"),
    path("events/<uuid:pk>/", events.event, name="promotionevent"),
    path("events/<uuid:pk>/guests/", events.guests, name="guests"),
    path("events/<uuid:pk>/leads/", events.lead, name="lead"),
    path("events/<uuid:pk>/withdraw/", events.withdraw_event, name="withdraw_event"),
    path("partnerships/", partnerships.partnership_list, name="partnerships"),
    path("partnerships/new/", partnerships.new, name="new_partnership"),
    path("partnerships/<uuid:pk>/", partnerships.partnership, name="partnership"),
    path("offices/", regions.offices, name="offices"),
    path("shanghai/", regions.shanghai, name="shanghai"),
    path("figures/<slug:code>/<int:year>/", regions.figure, name="figure"),
]
