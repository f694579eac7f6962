"""Months, lamps, the year-end view and pictures, without a database."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.delivery.policy.flags import Known, LateStep, flags_of
from yuanheng.web.delivery.policy.pictures import PictureError, read_picture
from yuanheng.web.delivery.policy.series import Reported, missing, series, year_sum
from yuanheng.web.delivery.policy.yearend import Candidate, Remaining, moved, outlook, room_until, with_latest
from yuanheng.web.delivery.rules import escalation, flag_rules, weekly_layout, year_end

JAN, FEB, MAR = (date(2021, m, 1) for m in (1, 2, 3))
END = date(2021, 12, 31)


def said(known, on):
    return {f.code: f.sentence for f in flags_of(known, flag_rules(), on=on)}


def jpeg(exif=None):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG", **({"exif": exif} if exif else {}))
    return out.getvalue()


def test_every_rule_of_delivery_can_be_read():
    assert flag_rules().flags and escalation().severities and weekly_layout().columns and year_end().candidates


def test_a_missing_month_is_missing_and_no_zero():
    row = series({JAN: Reported(Decimal(5), Decimal(5)), MAR: Reported(Decimal(0), Decimal(5))}, since=JAN, until=MAR)
    assert missing(row) == (FEB,)
    assert year_sum({FEB: Reported(None, Decimal(9))}, 2021) == (None, 0)


def test_a_falling_cumulative_is_flagged_across_a_missing_month():
    row = series({JAN: Reported(None, Decimal(90_000)), MAR: Reported(None, Decimal(70_000))}, since=JAN, until=MAR)
    assert row[2].fell == 20_000
    assert "2021-03 累计投资比此前少 2 万元" in said(Known("started", months=row), MAR)["cumulative_falls"]


def test_sixty_days_without_progress_are_allowed_and_one_more_is_not():
    known = Known("signed", last_sign=JAN)
    assert "no_progress" not in said(known, JAN + timedelta(days=60))
    assert "61 天" in said(known, JAN + timedelta(days=61))["no_progress"]


def test_a_late_permit_says_its_step_and_days():
    known = Known("filed", steps=(LateStep("施工许可证", "approvals", FEB),))
    assert said(known, FEB + timedelta(days=3)) == {"permit_late": "“施工许可证”应于 2021-02-01 完成,已逾期 3 天"}


def test_a_start_that_happened_is_late_no_more():
    planned = {"started": JAN}
    assert "start_late" in said(Known("filed", planned=planned), MAR)
    assert "start_late" not in said(Known("started", planned=planned, reached={"started": FEB}), MAR)


def test_investment_behind_the_plan_gives_its_figures():
    known = Known("started", year_done=Decimal(100_000), year_plan=Decimal(1_200_000), through=MAR)
    assert "应完成 30 万元,落后 67%" in said(known, MAR)["investment_behind"]


def test_a_target_that_cannot_be_met_says_so():
    late = Candidate("甲", END, date(2022, 1, 14))
    view = outlook(target=2, counted=1, candidates=[with_latest(late, load_calendar(), END)], end=END)
    assert view.chosen == () and "仍缺 1 个" in view.sentence


@given(st.dates(date(2021, 1, 1), END), st.integers(0, 40))
def test_a_step_at_its_latest_day_leaves_the_goal_within_the_year(finish, before):
    calendar = load_calendar()
    step = Remaining("施工许可证", moved(calendar, finish, -before))
    found = with_latest(Candidate("甲", None, finish, (step, Remaining("开工", finish))), calendar, END)
    assert found.room == room_until(calendar, finish, END) >= 0
    assert all(s.finish <= s.latest for s in found.steps)
    assert found.steps[-1].latest <= END


@given(st.integers(0, 20), st.integers(0, 20), st.lists(st.dates(date(2021, 6, 1), date(2022, 6, 1)), max_size=9))
def test_the_chosen_are_possible_and_never_more_than_needed(target, counted, finishes):
    rows = [with_latest(Candidate(i, None, f), load_calendar(), END) for i, f in enumerate(finishes)]
    view = outlook(target=target, counted=counted, candidates=rows, end=END)
    assert len(view.chosen) <= view.needed and all(c.possible for c in view.chosen)
    assert len(view.chosen) + len(view.others) == len(rows)


def test_a_picture_gives_time_and_place_and_its_copy_holds_neither():
    exif = Image.Exif()
    exif[0x0132] = "2021:05:06 10:20:30"
    exif[0x8825] = {1: "N", 2: (31.0, 48.0, 36.0), 3: "E", 4: (121.0, 39.0, 0.0)}
    found = read_picture(jpeg(exif), name="现场.jpg")
    assert found.taken_at.isoformat() == "2021-05-06T10:20:30+08:00"
    assert (found.latitude, found.longitude) == (Decimal("31.81"), Decimal("121.65"))
    assert not Image.open(io.BytesIO(found.content)).getexif()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"<svg onload=alert(1)>", jpeg()[:200]])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(PictureError, match="打不开"):
        read_picture(data, name="照片.jpg")
