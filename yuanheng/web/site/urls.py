"""All addresses of the site. Every view behind them declares its permission (see `base/access.py`)."""

from __future__ import annotations

from django.urls import include, path

from .apps_urls import app_urlpatterns

handler400 = "yuanheng.web.base.views.errors.bad_request"
handler403 = "yuanheng.web.base.views.errors.forbidden"
handler404 = "yuanheng.web.base.views.errors.not_found"
handler500 = "yuanheng.web.base.views.errors.broken"

urlpatterns = [
    path("", include("yuanheng.web.base.urls")),
    path("account/", include("yuanheng.web.base.account_urls")),
    *app_urlpatterns(),
]
