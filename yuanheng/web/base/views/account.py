"""The person's own account."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..access import SIGNED_IN, gate, held
from ..models import AuditEntry
from ..permissions import field_groups, permissions


@gate(SIGNED_IN)
def account(request: HttpRequest) -> HttpResponse:
    """Posts, rights, second factor, the latest of what this account did."""
    mine = held(request.user)
    known, groups = permissions(), field_groups()
    rights = {code: scope for h in sorted(mine, key=lambda h: h.role.order) for code, scope in h.role.grants.items()}
    context = {
        "posts": mine,
        "rights": [(known[c].label, s.label) for c, s in sorted(rights.items()) if c in known],
        "fields": sorted({groups[f].label for h in mine for f in h.role.fields if f in groups}),
        "second_factor": is_mfa_enabled(request.user),
        "entries": AuditEntry.objects.filter(actor=request.user).select_related("content")[:10],
    }
    return render(request, "base/account.html", context)
