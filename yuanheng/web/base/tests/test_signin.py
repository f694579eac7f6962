"""Sign-in: lock after failures, limited sessions, policy for passwords, second factor, duty to change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from yuanheng.web.base import moment
from yuanheng.web.base.actions.users import new_password, reset_user_password, set_user_active
from yuanheng.web.base.models import AuditEntry, User

GOOD = "Kai-fa-qu 2021"


@pytest.fixture
def clerk(cast) -> User:
    user = cast["clerk"]
    user.set_password(GOOD)
    user.save()
    return user


def try_password(password: str, *, client: Client | None = None, name: str = "clerk", **extra):
    return (client or Client()).post("/account/login/", {"login": name, "password": password}, **extra)


def test_the_right_password_opens_the_desk_and_leaves_a_line(clerk):
    response = try_password(GOOD)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert AuditEntry.objects.filter(action="base.user.signed_in", actor=clerk).count() == 1


def test_a_wrong_password_says_the_same_as_a_wrong_name(clerk):
    wrong = try_password("nope").content.decode()
    unknown = try_password("nope", name="nobody").content.decode()
    assert "登录名" in wrong
    alert = wrong.split('role="alert">')[1].split("</div></div>")[0]
    assert alert in unknown


def test_five_failures_lock_the_account_for_a_while_even_for_the_right_password(clerk):
    for _ in range(5):
        try_password("wrong")
    response = try_password(GOOD)
    assert response.status_code == 200
    assert "已锁定至" in response.content.decode()
    assert AuditEntry.objects.filter(action="base.user.locked").count() == 1
    User.objects.filter(pk=clerk.pk).update(locked_until=moment.now() - timedelta(seconds=1))
    assert try_password(GOOD).status_code == 302


def test_a_success_forgets_earlier_failures(clerk):
    for _ in range(4):
        try_password("wrong")
    try_password(GOOD)
    for _ in range(4):
        try_password("wrong")
    assert try_password(GOOD).status_code == 302


def test_an_address_that_guesses_at_many_accounts_is_slowed_down(clerk, settings):
    settings.YUANHENG_SIGN_IN = settings.YUANHENG_SIGN_IN | {"failures_per_address": 6}
    for n in range(6):
        try_password("guess", name=f"name{n}", REMOTE_ADDR="10.9.9.9")
    assert "次数太多" in try_password(GOOD, REMOTE_ADDR="10.9.9.9").content.decode()
    assert try_password(GOOD, REMOTE_ADDR="10.9.9.8").status_code == 302


def test_a_mistyped_name_is_not_kept_for_it_may_be_a_password(clerk):
    try_password("x", name="Kai-fa-qu 2021")
    entry = AuditEntry.objects.get(action="base.user.sign_in_failed")
    assert "Kai-fa-qu" not in f"{entry.content.target_label}{entry.content.after}{entry.content.actor_name}"


def test_only_the_last_three_sessions_stay_open(clerk):
    clients = [Client() for _ in range(4)]
    for client in clients:
        try_password(GOOD, client=client)
    assert [client.get("/").status_code for client in clients] == [302, 200, 200, 200]


def test_an_idle_session_ends(clerk):
    client = Client()
    try_password(GOOD, client=client)
    session = client.session
    session["last_seen"] = (moment.now() - timedelta(minutes=61)).isoformat()
    session.save()
    assert client.get("/").status_code == 302


def test_a_deactivated_account_is_out_at_once_and_cannot_come_back(clerk, cast):
    client = Client()
    try_password(GOOD, client=client)
    set_user_active(clerk, active=False, by=cast["administrator"])
    assert client.get("/").status_code == 302
    assert try_password(GOOD).headers.get("Location") != "/"


def test_a_reset_ends_all_sessions_and_the_first_password_must_be_changed(clerk, cast):
    client = Client()
    try_password(GOOD, client=client)
    password = reset_user_password(clerk, by=cast["administrator"])
    assert client.get("/").status_code == 302
    try_password(password, client=client)
    assert client.get("/jobs/")["Location"] == "/account/password/change/"
    changed = {"oldpassword": password, "password1": GOOD, "password2": GOOD}
    assert client.post("/account/password/change/", changed).status_code == 302
    assert client.get("/jobs/").status_code == 200


@pytest.mark.parametrize("weak", ["Ab1-", "password123", "clerkclerk1", "1234567890", "abcdefghij"])
def test_weak_passwords_are_refused(clerk, weak):
    with pytest.raises(ValidationError):
        validate_password(weak, clerk)


def test_generated_passwords_meet_the_policy_and_can_be_read_out():
    for _ in range(200):
        made = new_password()
        validate_password(made)
        assert not set(made) & set("l1IO0o")


def test_nobody_can_sign_up():
    assert Client().get("/account/signup/").status_code == 404


def test_a_second_factor_is_asked_for_after_the_password(clerk):
    from allauth.mfa.totp.internal.auth import (
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    secret = generate_totp_secret()
    TOTP.activate(clerk, secret)
    client = Client()
    assert try_password(GOOD, client=client)["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/").status_code == 302
    assert "两步验证" in client.get("/account/2fa/authenticate/").content.decode()
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    assert client.post("/account/2fa/authenticate/", {"code": code})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_the_way_back_never_leads_off_the_site(clerk):
    response = try_password(GOOD, client=Client(), QUERY_STRING="next=https://evil.example/")
    assert response["Location"] == "/"


def test_a_form_without_its_token_is_refused(clerk):
    client = Client(enforce_csrf_checks=True)
    response = try_password(GOOD, client=client)
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


def test_an_expired_session_sends_a_partial_request_to_sign_in(clerk):
    response = Client().get("/search/box/?q=x", HTTP_HX_REQUEST="true")
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/account/login/")
