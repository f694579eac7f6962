"""What the ledger declares: permissions, policies, actions, entries of the bar, to-dos, panels, demo."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from yuanheng.web.base import access as gate
from yuanheng.web.base import jobs
from yuanheng.web.base.audit import action
from yuanheng.web.base.demo import register_demo
from yuanheng.web.base.models import Job, JobState
from yuanheng.web.base.nav import register_nav
from yuanheng.web.base.panels import register_panel
from yuanheng.web.base.permissions import permission
from yuanheng.web.base.search import register_search
from yuanheng.web.base.todos import register_todo
from yuanheng.web.enterprises.registries import after_register_change, register_mark
from yuanheng.web.enterprises.touches import register_touch

from . import access, todos
from .demo import load_demo_correction, load_demo_uploads
from .models import BulkAcceptance, Correction, Fact, Figure, Layout, ProblemRow, Reading, Record, Upload, UploadFile
from .pages.figures import figures_panel
from .search import find_files
from .touches import lists_touched

Q = gate.Q

for code, label, writes in (
    (access.VIEW_UPLOAD, "查看上报文件", False),
    (access.CREATE_UPLOAD, "上报文件", True),
    (access.WITHDRAW_UPLOAD, "撤回上报", True),
    (access.SETTLE_PROBLEM, "处理读取问题", True),
    (access.VIEW_LAYOUT, "查看表式", False),
    (access.MAP_LAYOUT, "设定表式", True),
    (access.VIEW_LINK, "查看归户", False),
    (access.REVIEW_LINK, "核定归户", True),
    (access.VIEW_FACT, "查看数据出处", False),
    (access.CORRECT_FACT, "更正数据", True),
    (access.VIEW_RESTATEMENT, "查看更正与重述", False),
    (access.VIEW_CONFLICT, "查看矛盾数据", False),
    (access.DECIDE_CONFLICT, "核定矛盾数据", True),
    (access.VIEW_REMINDER, "查看催报", False),
    (access.ASSIGN_SOURCE, "设定报送责任", True),
):
    permission(code, label=label, writes=writes)


def _upload_policy(model: Any, path: str) -> None:
    gate.policy(
        model,
        own=lambda user: Q(**{f"{path}by" if path else "by": user}),
        bureau=lambda ids: Q(**{f"{path}organisation__in": ids}),
        foreign=404,
    )


_upload_policy(Upload, "")
_upload_policy(UploadFile, "upload__")
_upload_policy(Reading, "file__upload__")
_upload_policy(ProblemRow, "reading__file__upload__")
_upload_policy(Fact, "reading__file__upload__")
_upload_policy(Correction, "fact__reading__file__upload__")
gate.policy(Record, bureau=lambda ids: Q(organisations__overlap=list(ids)), foreign=404)
gate.policy(
    BulkAcceptance,
    own=lambda user: Q(by=user),
    bureau=lambda ids: Q(by__posts__organisation__in=ids),
    foreign=404,
)
gate.policy(Layout, own=lambda user: Q(made_by=user), bureau=lambda ids: Q(made_by__posts__organisation__in=ids))

for code, label in {
    "ledger.upload.created": "上报文件",
    "ledger.upload.read": "读取上报文件",
    "ledger.upload.withdrawn": "撤回上报",
    "ledger.problem.settled": "处理读取问题",
    "ledger.problem.reopened": "重新打开读取问题",
    "ledger.layout.mapped": "设定表式",
    "ledger.layout.ended": "停用表式",
    "ledger.record.linked": "归户",
    "ledger.record.set_outside": "标为不属于本区",
    "ledger.record.undone": "撤销归户决定",
    "ledger.record.released": "不认可自动归户",
    "ledger.record.ruled_out": "排除候选企业",
    "ledger.record.ruled_in": "撤销排除",
    "ledger.record.put_off": "暂缓核对",
    "ledger.bulk.drawn": "批量接受:抽样",
    "ledger.bulk.judged": "批量接受:核对样本",
    "ledger.bulk.accepted": "批量接受",
    "ledger.bulk.undone": "撤销批量接受",
    "ledger.conflict.decided": "核定矛盾数据",
    "ledger.conflict.undone": "撤销核定",
    "ledger.fact.corrected": "更正数据",
    "ledger.fact.correction_undone": "撤销更正",
    "ledger.correction.paper_downloaded": "下载更正文件",
    "ledger.source.assigned": "设定报送责任",
    "ledger.start.set": "设定启用月份",
    "ledger.marked_copy.downloaded": "下载标注副本",
}.items():
    action(code, label=label)

for order, (name, label, url, icon, needed, purpose) in enumerate(
    [
        ("uploads", "上报文件", "ledger:uploads", "upload", access.VIEW_UPLOAD, "交本月报表,看读出了什么、哪里没读懂"),
        ("layouts", "未识别的列", "ledger:layouts", "columns", access.VIEW_LAYOUT, "告诉系统一次,以后都认得"),
        ("links", "归户待核", "ledger:links", "link", access.VIEW_LINK, "各部门名称不同,认一认是哪家企业"),
        ("conflicts", "矛盾数据", "ledger:conflicts", "arrows-diff", access.VIEW_CONFLICT, "同一个数报了两个,定一个"),
        ("problems", "读取问题", "ledger:problems", "alert-triangle", access.VIEW_UPLOAD, "表里没有读懂的地方"),
        (
            "restatements",
            "更正与重述",
            "ledger:restatements",
            "history",
            access.VIEW_RESTATEMENT,
            "数据后来改了什么,影响哪些已公布的结果",
        ),
        ("reminders", "催报", "ledger:reminders", "bell-ringing", access.VIEW_REMINDER, "哪个部门欠哪张表"),
    ]
):
    register_nav(
        f"ledger.{name}", section="数据", label=label, url=url, icon=icon, permission=needed, order=10 * (order + 1),
        quick=name in ("uploads", "links", "reminders"), purpose=purpose,
    )  # fmt: skip

register_nav(
    "ledger.figures", section="企业", label="企业数据", url="ledger:figures", icon="table",
    permission="enterprises.enterprise.view", order=12, purpose="各企业一年的数,今天所知或某一天所知,可导出",
)  # fmt: skip
register_nav(
    "ledger.courses", section="数据", label="累计核对", url="ledger:courses", icon="trending-down",
    permission=access.VIEW_CONFLICT, order=45, purpose="累计数比上期小、与逐月合计不符的",
)  # fmt: skip
register_touch(
    "ledger.lists", label="导出过的企业数据", permission="enterprises.enterprise.view", find=lists_touched, order=40
)
register_todo("ledger.links", permission=access.REVIEW_LINK, find=todos.links, order=10)
register_todo("ledger.conflicts", permission=access.DECIDE_CONFLICT, find=todos.conflicts, order=20)
register_todo("ledger.layouts", permission=access.MAP_LAYOUT, find=todos.layouts, order=30)
register_todo("ledger.problems", permission=access.SETTLE_PROBLEM, find=todos.problems, order=40)
register_todo("ledger.overdue", permission=access.CREATE_UPLOAD, find=todos.overdue, order=5)

register_search(
    "ledger", label="文件", permission=access.VIEW_UPLOAD, find=find_files, icon="file-spreadsheet", order=30
)

register_panel(
    "enterprises.enterprise", "ledger.figures", title="历年数据", template="ledger/panel_figures.html",
    context=figures_panel, permission="enterprises.enterprise.view", order=10, icon="chart-bar",
)  # fmt: skip


def relink_later() -> None:
    """After the register changed, in its transaction; one waiting request is enough."""
    kind = "ledger.records.relink"
    if Record.objects.exists() and not Job.objects.filter(kind=kind, state=JobState.QUEUED).exists():
        with transaction.atomic():
            jobs.defer(kind, by=None)


after_register_change("ledger", relink_later)
register_mark("conflict", label="有矛盾数据", find=lambda: Figure.objects.filter(conflict=True).values("enterprise_id"))
register_mark("incomplete", label="有缺数", find=lambda: Figure.objects.filter(missing=True).values("enterprise_id"))
register_mark("data", label="有数据", find=lambda: Figure.objects.values("enterprise_id"))
register_demo("ledger", load=load_demo_uploads, order=20)
register_demo("ledger.correction", load=load_demo_correction, order=53)
