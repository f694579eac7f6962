"""People and posts: made, moved, reset, deactivated; never deleted, always logged."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from yuanheng.web.base.models import AuditEntry, Organisation, Post, User


def new_user(**changes) -> dict[str, str]:
    bureau = Organisation.objects.get(code="economy")
    return {
        "username": "wanglei",
        "full_name": "王磊",
        "organisation": str(bureau.pk),
        "role": "clerk",
        "title": "科员",
    } | changes


def test_the_first_password_is_shown_once_and_works(client_of, cast):
    response = client_of("administrator").post("/users/new/", new_user())
    password = response.content.decode().split('id="secret">')[1].split("<")[0]
    user = User.objects.get(username="wanglei")
    assert user.check_password(password) and user.must_change_password
    assert user.posts.get().title == "科员"
    assert password not in str(list(AuditEntry.objects.values_list("content__after", flat=True)))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"username": "clerk"}, "已有人使用"),
        ({"username": "Wang Lei"}, "输入"),
        ({"role": "king"}, "king"),
        ({"organisation": ""}, "必填"),
    ],
    ids=["taken", "bad name", "no such role", "no bureau"],
)
def test_what_is_wrong_in_the_form_is_said_and_nothing_is_made(client_of, cast, changes, message):
    response = client_of("administrator").post("/users/new/", new_user(**changes))
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not User.objects.filter(full_name="王磊").exists()


def test_a_post_is_handed_over_in_one_step_with_its_history(client_of, cast):
    post = cast["clerk"].posts.get()
    client_of("administrator").post(f"/users/posts/{post.pk}/hand-over/", {"to": str(cast["analyst"].pk)})
    post.refresh_from_db()
    assert post.holder == cast["analyst"]
    entry = AuditEntry.objects.get(action="base.post.handed_over")
    assert (entry.content.before, entry.content.after["holder"]) == ({"holder": "clerk"}, "analyst")
    events = Post.pgh_event_model.objects.filter(pgh_obj=post).order_by("pgh_id")
    assert [e.holder_id for e in events] == [cast["clerk"].pk, cast["analyst"].pk]


def test_an_ended_post_cannot_be_handed_over(client_of, cast):
    post = cast["clerk"].posts.get()
    client = client_of("administrator")
    client.post(f"/users/posts/{post.pk}/end/")
    assert client.post(f"/users/posts/{post.pk}/hand-over/", {"to": str(cast["analyst"].pk)}).status_code == 404


def test_nobody_deactivates_themselves(client_of, cast):
    me = cast["administrator"]
    client_of("administrator").post(f"/users/{me.pk}/active/", {"active": "0"})
    me.refresh_from_db()
    assert me.is_active


def test_history_keeps_no_password(cast):
    names = {field.name for field in User.pgh_event_model._meta.get_fields()}
    assert "full_name" in names and "password" not in names and "session_keys" not in names


def test_the_list_finds_by_name_bureau_and_role(client_of, cast):
    client = client_of("administrator")
    land = Organisation.objects.get(code="land")
    for query, expected in (
        ({"q": "陆"}, ["neighbour"]),
        ({"bureau": str(land.pk)}, ["neighbour", "surveyor"]),
        ({"role": "clerk"}, ["clerk", "neighbour"]),
        ({"state": "off"}, []),
    ):
        table = client.get("/users/", query).context["table"]
        assert [u.username for u in table.page] == expected


def test_the_first_administrator_comes_from_the_shell(db, capsys):
    with pytest.raises(CommandError, match="--create"):
        call_command("setpassword", "boss")
    call_command("setpassword", "boss", "--create")
    boss = User.objects.get(username="boss")
    password = capsys.readouterr().out.split("新密码:")[1].split("(")[0]
    assert boss.check_password(password)
    assert boss.posts.get().role == "administrator"


def test_the_matrix_is_exported_as_it_is_shown(client_of, cast):
    import csv
    import io

    text = client_of("auditor").get("/matrix/?export=csv").content.decode("utf-8-sig")
    lines = {line[1]: line for line in csv.reader(io.StringIO(text))}
    heading = lines["代码"]
    assert lines["base.user.manage"][heading.index("系统管理员")] == "全区"
    assert lines["base.user.manage"][heading.index("数据管理员")] == "无"
    assert lines["base.job.view"][heading.index("数据管理员")] == "本部门"
    assert AuditEntry.objects.filter(action="base.matrix.exported").exists()


def test_the_cast_is_made_once(cast):
    from yuanheng.web.base import moment
    from yuanheng.web.base.cast import PARTS, make_cast

    passwords: dict[str, str] = {}
    make_cast(on=moment.today(), passwords=passwords)
    assert passwords == {}
    assert User.objects.count() == len(PARTS)


def test_the_keeper_seals_and_verifyaudit_says_that_the_chain_holds(committed_db, cast, capsys):
    call_command("keep", "--once")
    call_command("verifyaudit")
    assert "记录链完整" in capsys.readouterr().out
