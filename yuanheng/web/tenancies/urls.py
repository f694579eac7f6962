"""Addresses of tenancies, below /tenancies/."""

from __future__ import annotations

from django.urls import path

from .views import imports, meters, overview, tenancies

app_name = "tenancies"
urlpatterns = [
    path("", tenancies.tenancy_list, name="tenancies"),
    path("new/", tenancies.new, name="new"),
    path("conservation/", overview.conservation, name="conservation"),
    path("items/", overview.items, name="items"),
    path("firms/<uuid:pk>/", overview.firm, name="firm"),
    path("holdings/new/", overview.hold, name="hold"),
    path("lists/", imports.lists, name="lists"),
    path("lists/<uuid:pk>/", imports.one, name="list"),
    path("lists/<uuid:pk>/", imports.one, name="registerlist"),
    path("lists/<uuid:pk>/settle/", imports.settle_one, name="settle_list"),
    path("lists/<uuid:pk>/confirm/", imports.confirm, name="confirm_list"),
    path("lists/<uuid:pk>/discard/", imports.discard, name="discard_list"),
    path("lists/<uuid:pk>/marked/", imports.marked_copy, name="marked_list"),
    path("accounts/", meters.account_list, name="accounts"),
    path("accounts/new/", meters.new, name="new_account"),
    path("accounts/<uuid:pk>/", meters.account, name="account"),
    path("accounts/<uuid:pk>/", meters.account, name="sharedaccount"),
    path("accounts/<uuid:pk>/users/new/", meters.user, name="user"),
    path("accounts/<uuid:pk>/readings/new/", meters.reading, name="reading"),
    path("accounts/<uuid:pk>/settle/", meters.settle_one, name="settle_month"),
    path("<uuid:pk>/", tenancies.tenancy, name="tenancy"),
    path("<uuid:pk>/statements/new/", tenancies.say, name="say"),
    path("<uuid:pk>/settle/", tenancies.settle_one, name="settle"),
    path("statements/<uuid:pk>/confirm/", tenancies.confirm_statement, name="confirm"),
    path("records/<slug:kind>/<uuid:pk>/withdraw/", tenancies.withdraw_one, name="withdraw"),
    path("settlements/<slug:kind>/<uuid:pk>/undo/", tenancies.undo, name="undo"),
    path("records/<slug:kind>/<uuid:pk>/paper/", tenancies.paper, name="paper"),
]
