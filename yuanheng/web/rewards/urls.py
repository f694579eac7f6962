"""Addresses of rewards, below /rewards/."""

from __future__ import annotations

from django.urls import path

from .views import company, contracts, pay, people, shares

app_name = "rewards"
urlpatterns = [
    path("", company.company, name="company"),
    path("company/record/", company.record_step, name="record_step"),
    path("company/steps/<uuid:pk>/withdraw/", company.withdraw_step, name="withdraw_step"),
    path("company/steps/<uuid:pk>/file/", company.step_file, name="step_file"),
    path("selections/new/", company.new_selection, name="new_selection"),
    path("selections/<uuid:pk>/", company.selection, name="selection"),
    path("selections/<uuid:pk>/candidates/", company.new_candidate, name="new_candidate"),
    path("candidates/<uuid:pk>/score/", company.score, name="score"),
    path("candidates/<uuid:pk>/appoint/", company.appoint_one, name="appoint"),
    path("staff/", people.staff_list, name="staff_list"),
    path("staff/new/", people.new_staff, name="new_staff"),
    path("staff/<uuid:pk>/", people.staff, name="staff"),
    path("staff/<uuid:pk>/change/", people.change, name="change_staff"),
    path("staff/<uuid:pk>/leave/", people.leave_company, name="leave"),
    path("staff/<uuid:pk>/contract/", contracts.sign, name="sign"),
    path("staff/<uuid:pk>/deduction/", pay.deduct, name="deduct"),
    path("contracts/<uuid:pk>/renew/", contracts.renew, name="renew"),
    path("contracts/<uuid:pk>/goal/", contracts.goal, name="goal"),
    path("contracts/<uuid:pk>/review/", contracts.review, name="review"),
    path("contracts/<uuid:pk>/file/", contracts.contract_file, name="contract_file"),
    path("shares/", shares.share_list, name="shares"),
    path("shares/<uuid:pk>/", shares.project_shares, name="project_shares"),
    path("shares/<uuid:pk>/set/", shares.new_set, name="new_set"),
    path("shares/<uuid:pk>/dispute/", shares.dispute, name="dispute"),
    path("disputes/<uuid:pk>/settle/", shares.settle, name="settle"),
    path("sets/<uuid:pk>/file/", shares.set_file, name="set_file"),
    path("mine/", pay.mine, name="mine"),
    path("slips/<uuid:pk>/", pay.slip, name="slip"),
    path("runs/", pay.runs, name="runs"),
    path("runs/compute/", pay.compute, name="compute"),
    path("runs/<uuid:pk>/", pay.run, name="run"),
    path("runs/<uuid:pk>/approve/", pay.approve, name="approve"),
    path("runs/<uuid:pk>/pay/", pay.paid, name="pay"),
    path("runs/<uuid:pk>/export/", pay.export, name="export"),
    path("deductions/<uuid:pk>/withdraw/", pay.withdraw, name="withdraw_deduction"),
    path("scheme/", pay.scheme, name="scheme"),
]
