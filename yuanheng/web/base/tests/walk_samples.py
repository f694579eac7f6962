"""Objects of the base app for the walk through every address."""

from __future__ import annotations

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from yuanheng.web.base import audit
from yuanheng.web.base.models import AuditEntry, Job, JobState, User
from yuanheng.web.base.walk import Cast, Sample, walk_sample


def _entry(user: User) -> AuditEntry:
    with transaction.atomic():
        return audit.record(user, "base.notices.read", target=user, before={"count": 1}, after={"count": 0})


def _failed_job(user: User) -> Job:
    post = user.posts.get()
    return Job.objects.create(
        kind="base.test",
        label="读取报表",
        state=JobState.FAILED,
        problem="税务局.xlsx › 3月 › C12:发现 '1O0';应为 数字;请核对原表",
        created_by=user,
        organisation=post.organisation,
    )


@walk_sample("base:audit_entry")
def audit_entries(cast: Cast) -> Sample:
    """A line of each clerk; only zone-wide roles hold the permission."""
    return Sample(own={"pk": _entry(cast["clerk"]).pk}, foreign={"pk": _entry(cast["neighbour"]).pk})


@walk_sample("base:job", "base:progress", "base:retry")
def jobs(cast: Cast) -> Sample:
    """A failed job of each clerk."""
    return Sample(own={"pk": _failed_job(cast["clerk"]).pk}, foreign={"pk": _failed_job(cast["neighbour"]).pk})


@walk_sample("base:user", "base:reset_password", "base:unlock")
def people(cast: Cast) -> Sample:
    """The clerks themselves."""
    return Sample(own={"pk": cast["clerk"].pk}, foreign={"pk": cast["neighbour"].pk})


@walk_sample("base:set_active")
def activity(cast: Cast) -> Sample:
    """Deactivate, and in again for the next visit."""
    return Sample(own={"pk": cast["clerk"].pk}, foreign={"pk": cast["neighbour"].pk}, data={"active": "1"})


@walk_sample("base:new_post")
def new_post(cast: Cast) -> Sample:
    """One more post for a clerk."""
    bureau = cast["clerk"].posts.get().organisation
    data = {"organisation": str(bureau.pk), "role": "analyst", "title": "代理分析员"}
    return Sample(own={"pk": cast["clerk"].pk}, foreign={"pk": cast["neighbour"].pk}, data=data)


@walk_sample("base:hand_over")
def hand_over(cast: Cast) -> Sample:
    """The clerks' posts go to the analyst."""
    own, foreign = cast["clerk"].posts.get(), cast["neighbour"].posts.get()
    return Sample(own={"pk": own.pk}, foreign={"pk": foreign.pk}, data={"to": str(cast["analyst"].pk)})


@walk_sample("base:end_post")
def end_post(cast: Cast) -> Sample:
    """The clerks' posts end."""
    return Sample(own={"pk": cast["clerk"].posts.get().pk}, foreign={"pk": cast["neighbour"].posts.get().pk})


@walk_sample("base:new_user")
def new_user(cast: Cast) -> Sample:
    """A newcomer."""
    bureau = cast["clerk"].posts.get().organisation
    data = {
        "username": "newcomer",
        "full_name": "新人",
        "organisation": str(bureau.pk),
        "role": "clerk",
        "title": "科员",
    }
    return Sample(data=data)


@walk_sample("base:new_organisation")
def new_organisation(cast: Cast) -> Sample:
    """A new bureau."""
    return Sample(data={"name": "应急管理局", "code": "emergency", "kind": "bureau"})


@walk_sample("mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes")
def second_factor(cast: Cast) -> Sample:
    """Everybody has a second factor."""
    for user in cast.values():
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    return Sample()
