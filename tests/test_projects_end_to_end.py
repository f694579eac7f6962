"""In a real browser: a project from its signing to production by five people in their own roles; a messy library imported.

Promoter (招商局), project officer (项目建设推进办公室), approval clerk (行政审批局), land clerk (自然资源和规划局) and leader
each do what is theirs and nothing else; the province's approval is closed on number, date and scan.
"""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yuanheng.demo.projects import LIBRARY, TRUTH, write_projects
from yuanheng.web.delivery.tests.walk_samples import jpeg

pytestmark = pytest.mark.browser
NAME = "衡川高效光伏组件生产基地项目"
EVENTS = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "investment_events_2k.csv"
CHAIN = (  # who, does which step
    ("approver", "register_firm"), ("approver", "record"), ("builder", "eia"), ("neighbour", "land_conversion"),
    ("builder", "clearance"), ("neighbour", "planning_conditions"), ("neighbour", "listing"),
    ("neighbour", "land_certificate"), ("approver", "land_permit"), ("neighbour", "design_review"),
    ("approver", "works_permit"), ("builder", "drawings"), ("builder", "utilities"), ("approver", "construction_permit"),
    ("builder", "start"), ("builder", "building"), ("neighbour", "acceptance"), ("builder", "acceptance"),
    ("builder", "equipment"), ("builder", "production"),
)  # fmt: skip
EXTERNAL = "land_conversion"
STAGES_OF = {
    "register_firm": ("registered", "licence"), "record": ("filed", "filing"),
    "land_certificate": ("land_supplied", "land_contract"),
    "start": ("started", "permit"), "acceptance": ("completed", "acceptance"), "production": ("in_production", "production"),
}  # fmt: skip
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(name: str, content: bytes = PDF) -> dict[str, Any]:
    """A file as a browser hands it in."""
    kind = (
        "application/pdf"
        if name.endswith("pdf")
        else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    return {"name": name, "mimeType": kind, "buffer": content}


def keep_picture(page: Any, name: str) -> None:
    """A picture at both sizes where somebody asked for pictures; a page never scrolls sideways."""
    for size, (width, height) in {"phone": (390, 844), "wide": (1440, 900)}.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_load_state("networkidle")
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{page.url} is {wider} px wider than a {size} screen"
        if folder := os.environ.get("YUANHENG_SCREENSHOTS"):
            page.screenshot(path=str(Path(folder) / f"{name}-{size}.png"), full_page=True)


def register(page: Any) -> str:
    """The promoter enters the project; its address."""
    page.sign_in("promoter")
    page.goto("/projects/new/")
    page.fill("[name=name]", NAME)
    page.fill("[name=investors]", "上海衡川新能源集团有限公司,中国,70%\n新加坡示例资本私人有限公司,新加坡,30%")
    page.select_option("[name=origin]", "domestic")
    page.select_option("[name=manufacturing]", "yes")
    page.fill("[name=industry_code]", "3825")
    page.fill("[name=cluster]", "新能源")
    page.fill("[name=land_mu]", "120")
    page.fill("[name=total]", "150000")
    page.select_option("[name=currency]", "yuan")
    page.click("main button:text-is('保存')")
    page.wait_for_selector("h1:has-text('衡川高效光伏')")
    return str(page.url)


def record_stage(page: Any, project: str, stage: str, evidence: str) -> None:
    """On the project's page, with the paper that shows it."""
    page.goto(project)
    page.click("#add-stage summary")
    page.select_option("#add-stage [name=stage]", stage)
    page.select_option("#add-stage [name=evidence]", evidence)
    page.set_input_files("#add-stage [name=file]", upload(f"{stage}.pdf"))
    page.click("#add-stage button:text-is('登记阶段')")
    page.wait_for_selector("text=阶段已登记")


def open_delivery(page: Any, project: str) -> str:
    """The project officer opens the case of delivery from the project's own page. Its address."""
    page.sign_in("builder")
    page.goto(project)
    page.click("text=推进:进展、照片、难点、计划")
    page.click("a:has-text('发起落地推进')")
    page.check("[name=skip][value=energy]")
    page.select_option("[name=signers_acceptance]", ["neighbour", "builder"])
    page.click("main button:text-is('发起')")
    page.wait_for_selector("text=已发起落地推进")
    page.click("a:has-text('落地推进'):has-text('办')")
    page.wait_for_selector("#case-status")
    return str(page.url)


def add_picture(page: Any, project: str, live: Any) -> None:
    """On a phone, at the site: a picture with its place."""
    page.context.grant_permissions(["geolocation"], origin=live.url)
    page.context.set_geolocation({"latitude": 31.808, "longitude": 121.657})
    page.set_viewport_size({"width": 390, "height": 844})
    page.sign_in("builder")
    page.goto(project)
    page.click("text=推进:进展、照片、难点、计划")
    page.set_input_files(
        "#add-picture [name=file]", {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": jpeg().getvalue()}
    )
    page.click("[data-locate]")
    page.wait_for_selector("text=已记下 31.80800, 121.65700")
    page.click("#add-picture button[type=submit]")
    page.wait_for_selector("text=照片已保存")
    assert "上传时定位" in page.inner_text(".yh-place")
    page.set_viewport_size({"width": 1440, "height": 900})


def act(page: Any, case: str, step: str) -> None:
    """The main act of a step, by its button on the case's page."""
    page.goto(case)
    page.click(f"#step-{step} a.btn-primary")
    page.wait_for_selector("form [name=on]")
    if step == EXTERNAL:
        page.fill("[name=number]", "苏政地〔2026〕128号")
        page.fill("[name=date]", page.input_value("[name=on]"))
        page.set_input_files("[name=scan]", upload("省政府用地批复.pdf"))
    page.click("main form button[type=submit]")
    page.wait_for_selector("#case-status")


def may_act(page: Any, case: str, step: str) -> bool:
    """Whether the case's page offers the signed-in user any act on a step."""
    page.goto(case)
    return bool(page.locator(f"#step-{step} a.btn").count())


def test_a_project_goes_from_signing_to_production_by_five_people_in_their_own_roles(page: Any, live: Any) -> None:
    project = register(page)
    record_stage(page, project, "signed", "contract")
    case = open_delivery(page, project)
    add_picture(page, project, live)
    page.sign_in("leader")
    assert not may_act(page, case, "register_firm"), "a leader acted on a bureau's step"
    page.sign_in("neighbour")
    assert not may_act(page, case, "register_firm"), "the land bureau acted on the approval bureau's step"
    for who, step in CHAIN:
        page.sign_in(who)
        act(page, case, step)
        if step in STAGES_OF and not (step == "acceptance" and who == "neighbour"):
            page.sign_in("builder")
            record_stage(page, project, *STAGES_OF[step])
    page.sign_in("leader")
    page.goto(case)
    text = page.inner_text("main")
    assert "苏政地〔2026〕128号" in text and "省政府用地批复.pdf" in text
    keep_picture(page, "case-done")
    check_the_project_as_the_leader_sees_it(page, project)
    check_the_records(project, case)


def check_the_project_as_the_leader_sees_it(page: Any, project: str) -> None:
    """Stage, evidence, and the year's figures that open the project; nothing to change."""
    page.goto(project)
    assert "投产" in page.inner_text(".yh-sub")
    assert page.locator("#add-stage").count() == 0
    keep_picture(page, "project-in-production")
    page.goto("/projects/tallies/")
    row = page.locator("tr:has-text('开工项目')").first
    row.locator("a:text-is('1')").first.click()
    page.wait_for_selector(f"main >> text={NAME}")


def check_the_records(project: str, case: str) -> None:
    """Who did what stands under their own name; every stage has its paper; the external step its scan."""
    from yuanheng.web.base.models import AuditEntry
    from yuanheng.web.cases.models import Case
    from yuanheng.web.projects.models import Project

    made = Project.objects.get(pk=project.rstrip("/").rsplit("/", 1)[1])
    stages = {entry.stage: entry for entry in made.stages.all()}
    assert set(stages) == {"signed", *(stage for stage, _ in STAGES_OF.values())}
    assert all(entry.file_id and entry.evidence_kind for entry in stages.values())
    kept = Case.objects.get(pk=case.rstrip("/").rsplit("/", 1)[1])
    assert kept.events.filter(kind="external_done", step=EXTERNAL, by__username="neighbour").exists()
    for who, step in CHAIN:
        assert kept.events.filter(step=step, by__username=who).exists(), f"{step} is not under the name of {who}"
    actors = {*AuditEntry.objects.values_list("actor__username", flat=True)}
    assert {"promoter", "builder", "approver", "neighbour"} <= actors


def import_library(page: Any, name: str, content: bytes) -> str:
    """Hand a workbook in and wait until it has been read; the address of the import."""
    page.sign_in("promoter")
    page.goto("/projects/imports/")
    page.set_input_files("[name=file]", upload(name, content))
    page.click("text=上传并读取")
    page.wait_for_selector("button:has-text('确认导入')", timeout=120_000)
    return str(page.url)


def confirm(page: Any) -> int:
    """Bring in what is sure; the number of new projects."""
    said = int(page.locator(".yh-big").first.inner_text())
    page.once("dialog", lambda dialog: dialog.accept())
    if page.locator("[name=without_blocked]").count():
        page.check("[name=without_blocked]")
    page.click("button:has-text('确认导入')")
    page.wait_for_selector(".badge:has-text('已导入'), .alert:has-text('已导入')", timeout=120_000)
    return said


def test_a_messy_library_is_imported_with_its_problems_marked(page: Any, live: Any, tmp_path: Path) -> None:
    from yuanheng.web.projects.models import Project

    write_projects(tmp_path)
    told = json.loads((tmp_path / TRUTH).read_text(encoding="utf-8"))
    import_library(page, "项目库.xlsx", (tmp_path / LIBRARY).read_bytes())
    text = page.inner_text("main")
    for planted in told["planted"]:
        if planted["kind"] in (
            "missing_amount",
            "negative_amount",
            "date_in_future",
            "missing_name",
            "unreadable_amount",
        ):
            assert f"{planted['sheet']} › {planted['cell']}" in text, planted
    keep_picture(page, "library-preview")
    with page.expect_download() as download:
        page.click("text=下载标注的表")
    marked = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    noted = [cell for sheet in marked for row in sheet.iter_rows() for cell in row if cell.comment]
    assert len(noted) > 10
    assert not Project.objects.exists()
    new = confirm(page)
    made = Project.objects.count()
    assert 150 < made <= new
    names = {project["name"] for project in told["projects"]}
    brought = set(Project.objects.values_list("name", flat=True))
    assert len(brought & names) > 150
    sums = {p["name"]: [a for a in p["amounts"] if a["kind"] == "total"][-1] for p in told["projects"]}
    for project in Project.objects.filter(name__in=names).prefetch_related("amounts"):
        for amount in project.amounts.all():
            if amount.kind == "total":
                stated = sums[project.name]
                assert (amount.amount, amount.currency) == (stated["amount"], stated["currency"])


def test_public_events_with_free_text_amounts_are_imported(page: Any, live: Any) -> None:
    from yuanheng.web.projects.models import Project

    if not EVENTS.exists():
        pytest.skip("the shared data folder is not beside the checkout")
    with EVENTS.open(encoding="utf-8-sig", newline="") as lines:
        events = list(csv.DictReader(lines))[:80]
    book = openpyxl.Workbook()
    book.active.append(["招商项目信息(网上公开事件)"])
    book.active.append(["序号", "项目名称", "投资方", "签约时间", "总投资", "备注"])
    for number, event in enumerate(events, 1):
        row = [event[key] for key in ("事件资讯", "投资方", "融资时间", "金额", "轮次")]
        book.active.append([number, *row])
    file = io.BytesIO()
    book.save(file)
    import_library(page, "融资事件.xlsx", file.getvalue())
    assert "未披露" in page.inner_text("main")
    confirm(page)
    first = Project.objects.get(name=events[0]["事件资讯"])
    assert str(first.amounts.get().amount) == "350000000.00" and first.amounts.get().currency == "yuan"
    assert first.investors.count() == 4
    untold = [event["事件资讯"] for event in events if event["金额"] == "未披露"]
    assert untold and not any(p.amounts.exists() for p in Project.objects.filter(name__in=untold))
