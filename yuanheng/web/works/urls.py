"""Addresses of works, below /works/."""

from __future__ import annotations

from django.urls import path

from .views import figures, records, rows, utilities, works

app_name = "works"
urlpatterns = [
    path("", works.board, name="board"),
    path("list/", works.work_list, name="works"),
    path("gantt/", works.chart, name="gantt"),
    path("plan/", works.plan, name="plan"),
    path("new/", works.new, name="new"),
    path("<uuid:pk>/", works.work, name="work"),
    path("<uuid:pk>/change/", works.change, name="change"),
    path("<uuid:pk>/open/", works.open_one, name="open"),
    path("<uuid:pk>/money/", records.money, name="money"),
    path("<uuid:pk>/pay/", records.payment, name="pay"),
    path("<uuid:pk>/plan-step/", records.plan_one, name="plan_step"),
    path("<uuid:pk>/report/", records.report_one, name="report"),
    path("<uuid:pk>/picture/", records.picture, name="picture"),
    path("<uuid:pk>/place/", records.place, name="place"),
    path("<uuid:pk>/paper/", records.paper, name="paper"),
    path("pictures/<uuid:pk>/", records.picture_file, name="picture_file"),
    path("papers/<uuid:pk>/", records.paper_file, name="paper_file"),
    path("money/<uuid:pk>/", records.money_file, name="money_file"),
    path("<uuid:pk>/rows/<slug:code>/", rows.row_list, name="rows"),
    path("<uuid:pk>/rows/<slug:code>/new/", rows.row_new, name="row_new"),
    path("<uuid:pk>/rows/<slug:code>/import/", rows.rows_import, name="rows_import"),
    path("<uuid:pk>/rows/<slug:code>/<int:row>/remove/", rows.row_remove, name="row_remove"),
    path("compounds/", rows.compounds, name="compounds"),
    path("figures/<slug:code>/<int:year>/", figures.figure, name="figure"),
    path("utilities/", utilities.utility_page, name="utilities"),
    path("utilities/new/", utilities.new_capacity, name="new_capacity"),
    path("utilities/promises/", utilities.promise_list, name="promises"),
    path("utilities/projects/<uuid:pk>/promise/", utilities.promise_one, name="promise"),
    path("utilities/promises/<uuid:pk>/release/", utilities.release_one, name="release"),
    path("utilities/promises/<uuid:pk>/take-up/", utilities.take_up_one, name="take_up"),
    path("utilities/<slug:park>/", utilities.park_page, name="park"),
]
