"""Cases of a platform above are mirrored with their clock, moved on day by day, never typed twice; laggards are urged."""

from __future__ import annotations

import io

import openpyxl

from yuanheng.engines.calendars import load_calendar
from yuanheng.web.approvals.actions.mirroring import hand_in_export, read_import
from yuanheng.web.approvals.actions.urging import urge
from yuanheng.web.approvals.models import Application, Message
from yuanheng.web.approvals.pages.supervision import lights, lit, steps_at_work
from yuanheng.web.approvals.telling import send_waiting
from yuanheng.web.base.models import Notice

from .counter import DAY, accepted, at, code_of
from .walk_samples import ROW, export_file


def _import(by, day, *rows):
    made = hand_in_export(platform="province", upload=export_file(*rows), by=by, at=at(day))
    return read_import(made, at=at(day), progress=lambda *_: None)


def test_an_export_is_mirrored_with_its_clock_and_read_again_changes_nothing(cast):
    by, calendar = cast["approver"], load_calendar()
    first = _import(by, DAY, ROW, ("S2", "没有的事项", *ROW[2:]), ("S3", *ROW[1:3], "123", *ROW[4:]))
    assert (first.fresh, first.changed, len(first.problems)) == (1, 0, 2)
    assert "第 4 行" in first.problems[0]["where"] and "目录" in first.problems[0]["expected"]
    made = Application.objects.get(upper_number="S1")
    assert made.case.due_on == calendar.after(DAY, 7) and made.case.steps.get().external
    assert _import(by, DAY, ROW).same == 1 and Application.objects.count() == 1
    stopped = (*ROW[:6], "2026-01-06", "2026-01-08", "", "办理中", "")
    assert _import(by, calendar.after(DAY, 5), stopped).changed == 1
    made.case.refresh_from_db()
    assert made.case.due_on == calendar.after(DAY, 10), "the stop's three days are not counted"
    moved = _import(by, calendar.after(DAY, 6), (*ROW[:5], "2026-01-06", *ROW[6:]))
    assert "受理日期" in moved.problems[0]["found"], "a clock set back is flagged"
    done = (*stopped[:8], "2026-01-14", "办结", "苏发改〔2026〕3号")
    assert _import(by, calendar.after(DAY, 9), done).changed == 1
    made.case.refresh_from_db()
    assert made.case.status == "done" and str(made.case.closed_on) == "2026-01-14"
    assert made.case.events.get(kind="external_done").data["number"] == "苏发改〔2026〕3号"
    assert _import(by, calendar.after(DAY, 10), done).same == 1


def test_red_lights_are_urged_once_a_day_and_the_applicant_is_told(cast, settings, mailoutbox):
    by, calendar = cast["approver"], load_calendar()
    made = accepted(by)
    late = calendar.after(DAY, 9)
    made.case.steps.filter(status="active").update(due_on=calendar.after(DAY, 5))
    found = lights(by, on=late, calendar=calendar)
    assert (found.red, found.yellow, found.stopped) == (2, 0, 0)
    red = steps_at_work(by).filter(lit("red", late, calendar)).select_related("organisation")
    assert urge(red, on=late, by=cast["leader"], at=at(late)) == 2
    assert urge(red, on=late, by=cast["leader"], at=at(late, 11)) == 0
    assert Notice.objects.filter(to=by, text__contains="已超 4 个工作日").count() == 2
    assert list(Message.objects.values_list("channel", "state")) == [("sms", "waiting")]
    assert send_waiting(at=at(late), progress=lambda *_: None) == 0
    assert Message.objects.get().state == "off", "no message service is configured"
    Message.objects.create(application=made, channel="mail", to="a@example.org", text="已办结", made_at=at(late))
    settings.YUANHENG_MAIL, settings.EMAIL_BACKEND = "mail", "django.core.mail.backends.locmem.EmailBackend"
    assert send_waiting(at=at(late), progress=lambda *_: None) == 1 and mailoutbox[0].to == ["a@example.org"]


def test_the_data_form_has_the_documented_columns_and_a_line_an_item(cast, client_of):
    accepted(cast["approver"], code="land-to-start")
    answer = client_of("approver").post(
        "/approvals/reports/construction/", {"since": "2026-01-01", "until": "2026-12-31"}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, *lines = sheet.iter_rows(values_only=True)
    assert head[4] == "审批事项实例编码" and len(head) == 18
    row = dict(zip(head, lines[0], strict=True))
    assert (row["审批事项名称"], row["审批阶段"], row["统一社会信用代码"]) == (
        "企业投资项目备案",
        "立项用地规划许可",
        code_of(1),
    )
    assert len(lines) == 1, "items that have not begun are not reported"


def test_a_bureau_without_a_step_sees_no_light(cast):
    accepted(cast["approver"])
    assert lights(cast["clerk"], on=DAY, calendar=load_calendar()).green == 0
