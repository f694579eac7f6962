"""What the walk sends to each address of approvals."""

from __future__ import annotations

from typing import Any

from yuanheng.web.approvals.actions.issuing import issue
from yuanheng.web.approvals.actions.mirroring import hand_in_export
from yuanheng.web.approvals.actions.powers import record_power
from yuanheng.web.approvals.actions.relief import apply_for_relief, make_payment_list, record_visit
from yuanheng.web.approvals.actions.reviewing import review
from yuanheng.web.approvals.demo_relief import sample_identity
from yuanheng.web.approvals.models import Application, Issued, PowerEvent, Relief
from yuanheng.web.approvals.rules import powers
from yuanheng.web.base.models import User
from yuanheng.web.base.walk import Cast, Sample, walk_sample
from yuanheng.web.cases.actions import act

from .counter import DAY, DELEGATED, accepted, application, at, code_of, firm, hand_in, in_use, scan

OF = {"holder": "approver", "foreign_holder": "neighbour"}


def delegated(by: User, code: str = "tz_record") -> PowerEvent:
    """A power with its document."""
    return record_power(
        power=powers()[code], state="delegated", on=DELEGATED, by=by, at=at(DELEGATED), document="下放通知",
        number="启政办发〔2021〕21号", file=scan("下放通知"),
    )  # fmt: skip


def receipt(cast: Cast) -> Issued:
    """A receipt issued."""
    made = accepted(cast["approver"])
    return issue(made, kind="receipt", on=DAY, by=cast["approver"], at=at(DAY, 13), address=lambda t: f"https://e/{t}")


def _received(cast: Cast) -> Application:
    return application(cast["approver"])


@walk_sample("approvals:matter")
def chains(cast: Cast) -> Sample:
    """Chains are everybody's."""
    return Sample(own={"name": "land-to-start"}, **OF)


@walk_sample("approvals:power")
def one_power(cast: Cast) -> Sample:
    """So are powers."""
    return Sample(own={"code": "tz_record"}, **OF)


@walk_sample("approvals:record_power")
def recording(cast: Cast) -> Sample:
    """It was delegated."""
    data = {"state": "delegated", "on": "2021-03-15", "document": "下放通知", "number": "启政办发〔2021〕21号"}
    return Sample(own={"code": "tz_record"}, data=data, **OF)


@walk_sample("approvals:ask_power")
def asking(cast: Cast) -> Sample:
    """One of the list of wishes."""
    return Sample(own={"code": "hb_report"}, data={"on": "2021-09-01", "reason": "项目多"}, **OF)


@walk_sample("approvals:undo_power", "approvals:power_evidence")
def events(cast: Cast) -> Sample:
    """A line of each bureau's."""
    own, foreign = delegated(cast["approver"]), delegated(cast["neighbour"], "tz_approve")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"reason": "登记错"}, **OF)


@walk_sample("approvals:receive")
def receiving(cast: Cast) -> Sample:
    """A chain asked for by a firm."""
    data = {"matter": "set-up-firm", "applicant_kind": "enterprise", "name": "启东示例机械有限公司", "code": code_of(9),
            "received_on": DAY.isoformat()}  # fmt: skip
    return Sample(query={"matter": "set-up-firm"}, data=data, **OF)


@walk_sample("approvals:application")
def applications(cast: Cast) -> Sample:
    """One at the counter."""
    return Sample(own={"pk": _received(cast).pk}, **OF)


@walk_sample("approvals:papers")
def papers(cast: Cast) -> Sample:
    """The application form."""
    return Sample(own={"pk": _received(cast).pk}, data={"file_application": scan("申请表")}, **OF)


@walk_sample("approvals:paper")
def one_paper(cast: Cast) -> Sample:
    """A paper handed in."""
    made = hand_in(_received(cast), by=cast["approver"])
    return Sample(own={"pk": made.pk, "kind": "application"}, **OF)


@walk_sample("approvals:accept")
def accepting(cast: Cast) -> Sample:
    """All papers are there."""
    made = hand_in(_received(cast), by=cast["approver"])
    return Sample(own={"pk": made.pk}, data={"on": DAY.isoformat()}, **OF)


@walk_sample("approvals:notice")
def noticing(cast: Cast) -> Sample:
    """None is there."""
    labels = ["申请表", "营业执照复印件", "平面布局图", "从业人员健康证明"]
    return Sample(own={"pk": _received(cast).pk}, data={"on": DAY.isoformat(), "papers": labels}, **OF)


@walk_sample("approvals:given")
def giving(cast: Cast) -> Sample:
    """What was asked for is there."""
    from yuanheng.web.approvals.actions.handling import ask_for_papers

    by, made = cast["approver"], _received(cast)
    labels = ["申请表", "营业执照复印件", "平面布局图", "从业人员健康证明"]
    ask_for_papers(made, papers=labels, on=DAY, by=by, at=at(DAY, 11))
    hand_in(made, by=by)
    return Sample(own={"pk": made.pk}, data={"on": DAY.isoformat()}, **OF)


@walk_sample("approvals:issue")
def issuing(cast: Cast) -> Sample:
    """A receipt."""
    return Sample(own={"pk": accepted(cast["approver"]).pk}, data={"kind": "receipt"}, **OF)


@walk_sample("approvals:document", "approvals:revoke")
def documents(cast: Cast) -> Sample:
    """A receipt issued."""
    return Sample(own={"pk": receipt(cast).pk}, data={"reason": "写错"}, **OF)


@walk_sample("approvals:verify")
def verifying(cast: Cast) -> Sample:
    """Whoever holds it may look and say what they think."""
    return Sample(own={"token": receipt(cast).token}, data={"stars": "5", "words": "快"}, **OF)


@walk_sample("approvals:template")
def template(cast: Cast) -> Sample:
    """The receipt's."""
    return Sample(own={"kind": "receipt"}, **OF)


@walk_sample("approvals:templates")
def templates(cast: Cast) -> Sample:
    """A changed one."""
    import io

    from yuanheng.web.approvals.documents import default_template

    upload = io.BytesIO(default_template("receipt"))
    upload.name = "受理通知书.docx"
    return Sample(data={"kind": "receipt", "upload": upload}, **OF)


@walk_sample("approvals:applicant", "approvals:credit")
def applicants(cast: Cast) -> Sample:
    """A firm."""
    data = {"kind": "listed", "on": DAY.isoformat(), "reason": "信用平台"}
    return Sample(own={"pk": firm(cast["approver"], number=int(code_of(3)[10:17])).pk}, data=data, **OF)


@walk_sample("approvals:answer")
def answering(cast: Cast) -> Sample:
    """A bad review."""
    in_use("tz_record", by=cast["approver"])
    given = review(receipt(cast).application, stars=1, words="慢", at=at(DAY, 14))
    return Sample(own={"pk": given.pk}, data={"text": "已改进"}, **OF)


def export_file(*rows: tuple[Any, ...]) -> Any:
    """An export of a platform."""
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["江苏省政务服务平台办件表"])
    sheet.append(
        [
            "办件编号",
            "事项名称",
            "申请人",
            "证件号码",
            "收件日期",
            "受理日期",
            "暂停日期",
            "恢复日期",
            "办结日期",
            "状态",
            "结果文号",
        ]
    )
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "办件导出.xlsx"
    return out


ROW = (
    "S1",
    "企业投资项目核准",
    "启东示例精密机械有限公司",
    code_of(1),
    "2026-01-05",
    "2026-01-05",
    "",
    "",
    "",
    "办理中",
    "",
)


@walk_sample("approvals:urge")
def urging(cast: Cast) -> Sample:
    """One that is running."""
    return Sample(own={"pk": accepted(cast["approver"]).pk}, **OF)


@walk_sample("approvals:mirrors")
def handing_in(cast: Cast) -> Sample:
    """An export."""
    return Sample(data={"platform": "province", "upload": export_file(ROW)}, **OF)


@walk_sample("approvals:mirror", "approvals:mirror_file")
def mirrors(cast: Cast) -> Sample:
    """One handed in."""
    made = hand_in_export(platform="province", upload=export_file(ROW), by=cast["approver"], at=at(DAY))
    return Sample(own={"pk": made.pk}, **OF)


@walk_sample("approvals:report")
def reporting(cast: Cast) -> Sample:
    """The national form."""
    return Sample(own={"code": "construction"}, data={"since": "2026-01-01", "until": "2026-12-31"}, **OF)


@walk_sample("approvals:chain")
def one_chain(cast: Cast) -> Sample:
    """A chain told again."""
    return Sample(own={"name": "land-to-start"}, query={"step": "hb_report", "most": "3"}, **OF)


SECRET = {"holder": "caseworker", "foreign_holder": "neighbour"}


def relief_of(cast: Cast, key: str = "caseworker") -> Relief:
    """An application for relief kept by somebody's bureau."""
    return apply_for_relief(
        category="disabled", name="戚某某", identity=sample_identity(len(key)), address="某村 1 组", applied_on=DAY, members=2,
        organisation=cast[key].posts.get().organisation, by=cast[key], at=at(DAY),
    )  # fmt: skip


def _relief(cast: Cast, data: dict[str, Any]) -> Sample:
    own, foreign = relief_of(cast), relief_of(cast, "neighbour")
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **SECRET)


@walk_sample("approvals:relief")
def reliefs(cast: Cast) -> Sample:
    """One of each bureau."""
    return _relief(cast, {})


@walk_sample("approvals:apply_relief")
def applying(cast: Cast) -> Sample:
    """A new one."""
    data = {"category": "elder", "name": "戚某某", "identity": "11010519491231002X", "address": "某村 1 组", "members": "1",
            "applied_on": DAY.isoformat()}  # fmt: skip
    return Sample(data=data, **SECRET)


@walk_sample("approvals:visit")
def visiting(cast: Cast) -> Sample:
    """Found as told."""
    return _relief(cast, {"on": DAY.isoformat(), "visitors": "甲、乙", "found": "属实", "fits": "yes"})


@walk_sample("approvals:visit_file")
def visit_files(cast: Cast) -> Sample:
    """The sheet of a visit."""

    def of(made: Relief, by: User) -> dict[str, Any]:
        told = {"on": DAY, "visitors": "甲、乙", "found": "属实", "fits": True, "at": at(DAY, 12)}
        return {"pk": made.pk, "visit": record_visit(made, by=by, file=scan("核查表"), **told).pk}

    own, foreign = relief_of(cast), relief_of(cast, "neighbour")
    return Sample(own=of(own, cast["caseworker"]), foreign=of(foreign, cast["neighbour"]), **SECRET)


@walk_sample("approvals:relief_notice")
def relief_notices(cast: Cast) -> Sample:
    """Seven days."""
    return _relief(cast, {"since": "2026-01-05", "until": "2026-01-12"})


def ready(made: Relief, by: User) -> Relief:
    """All steps up to the decision."""
    for hour, step in enumerate(("village", "visit", "means", "notice"), start=12):
        act(case=made.case, kind="step_done", step=step, by=by, at=at(DAY, hour))
    return made


@walk_sample("approvals:decide_relief")
def relief_decisions(cast: Cast) -> Sample:
    """Refused."""
    own, foreign = relief_of(cast), relief_of(cast, "neighbour")
    ready(own, cast["caseworker"])
    data = {"granted": "no", "on": DAY.isoformat()}
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data=data, **SECRET)


@walk_sample("approvals:end_relief")
def relief_ends(cast: Cast) -> Sample:
    """One that is paid."""
    found = _relief(cast, {"on": DAY.isoformat(), "why": "去世"})
    Relief.objects.filter(pk=found.own["pk"]).update(granted=True, monthly=405, pays_from=DAY)
    return found


@walk_sample("approvals:payment_lists")
def making_lists(cast: Cast) -> Sample:
    """This month's."""
    return Sample(data={"month": DAY.isoformat()}, **SECRET)


@walk_sample("approvals:payments")
def lists(cast: Cast) -> Sample:
    """A list of each bureau."""
    made = [
        make_payment_list(organisation=cast[key].posts.get().organisation, month=DAY, by=cast[key], at=at(DAY))
        for key in ("caseworker", "neighbour")
    ]
    return Sample(own={"pk": made[0].pk}, foreign={"pk": made[1].pk}, **SECRET)
