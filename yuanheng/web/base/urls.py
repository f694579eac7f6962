"""Addresses of the base app."""

from django.urls import path

from .views import account, audit, desk, health, jobs, matrix, users

app_name = "base"
urlpatterns = [
    path("", desk.home, name="home"),
    path("search/", desk.search_page, name="search"),
    path("search/box/", desk.search_box, name="search_box"),
    path("notices/", desk.notices_page, name="notices"),
    path("notices/read/", desk.notices_read, name="notices_read"),
    path("me/", account.account, name="account"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<uuid:pk>/", jobs.job_page, name="job"),
    path("jobs/<uuid:pk>/progress/", jobs.progress, name="progress"),
    path("jobs/<uuid:pk>/retry/", jobs.retry, name="retry"),
    path("users/", users.user_list, name="users"),
    path("users/new/", users.new_user, name="new_user"),
    path("users/organisations/new/", users.new_organisation, name="new_organisation"),
    path("users/<uuid:pk>/", users.user_page, name="user"),
    path("users/<uuid:pk>/password/", users.reset_password, name="reset_password"),
    path("users/<uuid:pk>/active/", users.set_active, name="set_active"),
    path("users/<uuid:pk>/unlock/", users.unlock, name="unlock"),
    path("users/<uuid:pk>/posts/", users.new_post, name="new_post"),
    path("users/posts/<uuid:pk>/hand-over/", users.hand_over, name="hand_over"),
    path("users/posts/<uuid:pk>/end/", users.end_post, name="end_post"),
    path("audit/", audit.log, name="audit"),
    path("audit/<int:pk>/", audit.entry, name="audit_entry"),
    path("audit/chain/", audit.chain, name="audit_chain"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("health/", health.health, name="health"),
]
