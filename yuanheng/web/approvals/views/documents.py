"""Documents issued, their templates, and the public page that verifies them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from yuanheng.engines.errors import YuanhengError
from yuanheng.web.base import files, moment
from yuanheng.web.base.access import ANYONE, gate
from yuanheng.web.base.acting import act, form_page

from ..access import RECEIVE, TEMPLATES, VIEW, access_application, access_issued
from ..actions.issuing import issue, revoke, set_template
from ..actions.reviewing import review
from ..documents import WORDS, default_template, template_of
from ..forms import ReasonForm
from ..forms_applications import IssueForm, ReviewForm, TemplateForm
from ..models import DocumentTemplate, IssuedKind
from ..pages.verify import verify_page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@gate(post=RECEIVE)
def issue_one(request: HttpRequest, pk: Any) -> HttpResponse:
    """Issue a document of an application."""
    found = access_application(request.user, pk, needed=RECEIVE)  # type: ignore[arg-type]

    def address(token: str) -> str:
        return request.build_absolute_uri(reverse("approvals:verify", args=[token]))

    def do(data: dict[str, Any]) -> Any:
        return issue(found, on=moment.today(), by=request.user, at=moment.now(), address=address, **data)  # type: ignore[arg-type]

    return act(request, IssueForm(request.POST), do, done="文书已出具,可以下载。",
               back=reverse("approvals:application", args=[pk]))  # fmt: skip


@gate(VIEW)
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The Word file of a document."""
    found = access_issued(request.user, pk)  # type: ignore[arg-type]
    if found.file is None:
        raise Http404("没有文件")
    return files.attachment(found.file)


@gate(post=RECEIVE)
def revoke_one(request: HttpRequest, pk: int) -> HttpResponse:
    """A document no longer holds."""
    found = access_issued(request.user, pk, needed=RECEIVE)  # type: ignore[arg-type]
    return act(
        request, ReasonForm(request.POST), lambda d: revoke(found, by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        done="已作废,扫码会看到作废。", back=reverse("approvals:application", args=[found.application_id]),
    )  # fmt: skip


@gate(TEMPLATES, post=TEMPLATES)
def templates(request: HttpRequest) -> HttpResponse:
    """The Word templates: take one home, change it, bring it back."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    own = {t.kind: t for t in DocumentTemplate.objects.select_related("by").order_by("id")}
    return form_page(
        request, form, lambda d: set_template(by=request.user, at=moment.now(), **d),  # type: ignore[arg-type]
        title="文书模板", back=reverse("approvals:templates"), done="模板已更换。", submit="更换",
        template="approvals/templates.html", kinds=[(k, label, own.get(k)) for k, label in IssuedKind.choices],
        words=WORDS.items(),
    )  # fmt: skip


@gate(TEMPLATES)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The template in force, or with `?shipped=1` the shipped one."""
    if kind not in IssuedKind.values:
        raise Http404("没有这种文书")
    content = default_template(kind) if request.GET.get("shipped") else template_of(kind)
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{kind}.docx"'
    return response


@gate(ANYONE, post=ANYONE)
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a document is ours and holds; of a receipt also how far it is, and what the applicant thinks of it."""
    page = verify_page(token, on=moment.today())
    if page is None:
        return render(request, "approvals/verify.html", {"page": None}, status=404)
    form = ReviewForm(request.POST or None)
    if request.method == "POST":
        if not page.may_review or not form.is_valid():
            return render(request, "approvals/verify.html", {"page": page, "form": form}, status=422)
        try:
            review(page.issued.application, at=moment.now(), **form.cleaned_data)
        except YuanhengError as error:
            messages.error(request, str(error.problem))
        else:
            messages.success(request, "谢谢您的评价。")
        return redirect("approvals:verify", token=token)
    return render(request, "approvals/verify.html", {"page": page, "form": form})
