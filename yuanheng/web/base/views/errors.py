"""Error pages in the house's style; what went wrong, and what to do."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: which permission is missing, and whom to ask."""
    return _page(request, 403, "没有权限打开这个页面", str(exception), "如工作需要,请向系统管理员申请相应岗位。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same whether it never was or is out of reach."""
    text = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str) else ""
    return _page(request, 404, "没有找到", text, "请检查网址,或用上方搜索框查找。")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; too many files at once is the one that people meet."""
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        advice = "没有收下任何文件。请返回上一页分几次上报,或打成一个 .zip 压缩包上报。"
        return _page(request, 400, f"一次最多上报 {most} 个文件", "", advice)
    return _page(request, 400, "请求无法处理", "", "请返回上一页重试。")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is gone: usually a page that lay open over a sign-out."""
    return _page(request, 403, "页面已过期", "", "请返回上一页,刷新后重新提交。")


def broken(request: HttpRequest) -> HttpResponse:
    """500: nothing was saved."""
    return render(
        request,
        "base/error_bare.html",
        {"status": 500, "title": "系统出错", "advice": "刚才的操作没有保存。请重试;仍不行请联系系统管理员。"},
        status=500,
    )


def _page(request: HttpRequest, status: int, title: str, text: str, advice: str) -> HttpResponse:
    user = getattr(request, "user", None)
    template = "base/error.html" if user is not None and user.is_authenticated else "base/error_bare.html"
    context = {"status": status, "title": title, "text": text, "advice": advice}
    return render(request, template, context, status=status)
