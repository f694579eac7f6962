"""Who reaches what: posts, scopes, field groups, objects."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse

from yuanheng.engines.errors import ProblemsError
from yuanheng.engines.rules import use_rules_folder
from yuanheng.web.base import access, moment
from yuanheng.web.base.access import access_one, bureau_of, gate, may, reach, sees, visible
from yuanheng.web.base.actions.users import add_post, end_one_post, hand_over_post
from yuanheng.web.base.models import Job, Notice, Organisation, Post
from yuanheng.web.base.roles import Scope, roles


def job_of(user) -> Job:
    return Job.objects.create(kind="x.y.z", label="读表", created_by=user, organisation=user.posts.first().organisation)


def test_a_permission_comes_from_a_post_and_goes_with_it(cast):
    clerk = cast["clerk"]
    assert may(clerk, "base.job.view")
    end_one_post(clerk.posts.get(), by=cast["administrator"], on=moment.today())
    access.forget_held(clerk)
    assert not may(clerk, "base.job.view")


def test_a_post_handed_over_takes_its_rights_along(cast):
    post = cast["auditor"].posts.get()
    hand_over_post(post, to=cast["leader"], by=cast["administrator"], on=moment.today())
    for key, expected in (("leader", True), ("auditor", False)):
        access.forget_held(cast[key])
        assert may(cast[key], "base.audit.view") is expected


def test_two_posts_reach_as_far_as_both(cast):
    land = Organisation.objects.get(code="land")
    add_post(cast["clerk"], organisation=land, role="clerk", title="兼职", by=None, on=moment.today())
    far = reach(cast["clerk"], "base.job.view")
    assert far.bureaus == {land.pk, Organisation.objects.get(code="economy").pk}
    assert not far.zone


@pytest.mark.parametrize(
    ("who", "sees_own", "sees_foreign"), [("clerk", True, False), ("neighbour", False, True), ("auditor", True, True)]
)
def test_a_list_shows_what_the_scope_reaches(cast, who, sees_own, sees_foreign):
    own, foreign = job_of(cast["clerk"]), job_of(cast["neighbour"])
    rows = visible(cast[who], "base.job.view", Job.objects.all())
    assert (own in rows, foreign in rows) == (sees_own, sees_foreign)


def test_with_scope_own_only_ones_own_rows(cast):
    mine, theirs = job_of(cast["leader"]), job_of(cast["clerk"])
    rows = visible(cast["leader"], "base.job.view", Job.objects.all())
    assert mine in rows and theirs not in rows


def test_an_object_out_of_reach_looks_as_if_it_were_not(cast):
    foreign = job_of(cast["neighbour"])
    with pytest.raises(Http404):
        access_one(cast["clerk"], "base.job.view", Job.objects.all(), pk=foreign.pk)
    with pytest.raises(PermissionDenied, match="查看操作记录"):
        access_one(cast["clerk"], "base.audit.view", Job.objects.all(), pk=foreign.pk)


def test_a_policy_may_say_403_instead(cast, monkeypatch):
    stated = access.Policy(own=None, bureau=lambda ids: Q(organisation__in=ids), foreign=403)
    monkeypatch.setitem(access._policies, Job, stated)
    foreign = job_of(cast["neighbour"])
    with pytest.raises(PermissionDenied, match="管理范围"):
        access_one(cast["clerk"], "base.job.view", Job.objects.all(), pk=foreign.pk)
    with pytest.raises(Http404):
        access_one(cast["clerk"], "base.job.view", Job.objects.all(), pk=cast["clerk"].pk)


def test_a_model_without_a_policy_is_a_programming_error(cast):
    with pytest.raises(LookupError, match="no access policy"):
        visible(cast["clerk"], "base.job.view", Organisation.objects.all())


def test_a_stranger_and_a_deactivated_person_hold_nothing(cast):
    assert not may(AnonymousUser(), access.SIGNED_IN)
    assert may(AnonymousUser(), access.ANYONE)
    cast["clerk"].is_active = False
    assert not may(cast["clerk"], "base.job.view")


def test_figures_are_seen_by_the_roles_that_may(cast):
    assert sees(cast["analyst"], "enterprise.tax")
    assert not sees(cast["administrator"], "enterprise.tax")
    assert not sees(AnonymousUser(), "enterprise.tax")


def test_a_person_acts_for_the_bureau_of_the_post_that_permits_it(cast):
    assert bureau_of(cast["clerk"], "base.job.view").code == "economy"
    assert bureau_of(cast["clerk"], "base.audit.view") is None


def test_rights_cost_one_query_a_request(cast, django_assert_num_queries):
    clerk = type(cast["clerk"]).objects.get(pk=cast["clerk"].pk)
    with django_assert_num_queries(1):
        for _ in range(5):
            may(clerk, "base.job.view")
            sees(clerk, "enterprise.tax")


def test_a_get_only_view_refuses_post_and_says_what_it_takes(rf, cast):
    view = gate("base.job.view")(lambda request: HttpResponse("ok"))
    request = rf.post("/")
    request.user = cast["clerk"]
    response = view(request)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


def test_looking_and_writing_may_need_different_permissions(rf, cast):
    view = gate("base.job.view", post="base.user.manage")(lambda request: HttpResponse("ok"))
    for method, allowed in (("get", True), ("post", False)):
        request = getattr(rf, method)("/")
        request.user = cast["clerk"]
        if allowed:
            assert view(request).status_code == 200
        else:
            with pytest.raises(PermissionDenied, match="管理用户与岗位"):
                view(request)


def test_notices_are_ones_own_whatever_the_role(cast):
    note = Notice.objects.create(to=cast["clerk"], text="你好")
    assert note not in Notice.objects.filter(to=cast["administrator"])


@pytest.fixture
def roles_folder(tmp_path):
    (tmp_path / "roles").mkdir()
    use_rules_folder(tmp_path)
    roles.cache_clear()
    yield tmp_path / "roles"
    use_rules_folder(None)
    roles.cache_clear()


def test_a_zone_may_bring_its_own_role_without_code(roles_folder, cast):
    (roles_folder / "clerk.yaml").write_text(
        "name: clerk\nlabel: 报表员\npurpose: 只看\norder: 1\ngrants: {base.job.view: zone}\nsource: {document: 本区规定}\n",
        "utf-8",
    )
    assert roles()["clerk"].label == "报表员"
    assert roles()["clerk"].grants == {"base.job.view": Scope.ZONE}
    assert reach(cast["clerk"], "base.job.view").zone


def test_a_scope_that_does_not_exist_is_named_with_those_that_do(roles_folder):
    (roles_folder / "clerk.yaml").write_text(
        "name: clerk\nlabel: 报表员\npurpose: x\norder: 1\ngrants: {base.job.view: town}\nsource: {document: 本区规定}\n",
        "utf-8",
    )
    with pytest.raises(ProblemsError, match="own、bureau、zone"):
        roles()


def test_a_post_with_a_role_that_is_gone_gives_nothing(cast):
    Post.objects.filter(holder=cast["clerk"]).update(role="no-such-role")
    assert not may(cast["clerk"], "base.job.view")
