"""What base itself declares: permissions, actions, entries of the bar."""

from __future__ import annotations

from . import access
from .access import SIGNED_IN
from .audit import action
from .models import AuditEntry, Job, Notice, Post, StoredFile, User
from .nav import register_nav
from .permissions import permission

permission("base.user.view", label="查看用户与岗位")
permission("base.user.manage", label="管理用户与岗位", writes=True)
permission("base.audit.view", label="查看操作记录")
permission("base.matrix.view", label="查看权限表")
permission("base.job.view", label="查看后台任务")
permission("base.job.retry", label="重试后台任务", writes=True)

access.policy(User, own=lambda user: access.Q(pk=user.pk), bureau=lambda b: access.Q(posts__organisation__in=b))
access.policy(Post, own=lambda user: access.Q(holder=user), bureau=lambda b: access.Q(organisation__in=b))
access.policy(AuditEntry, own=lambda user: access.Q(actor=user), bureau=lambda b: access.Q(organisation__in=b))
access.policy(Job, own=lambda user: access.Q(created_by=user), bureau=lambda b: access.Q(organisation__in=b))
access.policy(Notice, own=lambda user: access.Q(to=user))
access.policy(StoredFile, own=lambda user: access.Q(stored_by=user), bureau=lambda b: access.Q(organisation__in=b))

for code, label in {
    "base.user.signed_in": "登录",
    "base.user.signed_out": "退出",
    "base.user.sign_in_failed": "登录失败",
    "base.user.locked": "账号锁定",
    "base.user.unlocked": "解除锁定",
    "base.user.password_changed": "修改密码",
    "base.user.password_reset": "重置密码",
    "base.user.second_factor_added": "启用两步验证",
    "base.user.second_factor_removed": "停用两步验证",
    "base.user.created": "新建用户",
    "base.user.deactivated": "停用账号",
    "base.user.activated": "恢复账号",
    "base.post.created": "设立岗位",
    "base.post.handed_over": "岗位交接",
    "base.post.ended": "撤销岗位",
    "base.organisation.created": "设立部门",
    "base.audit.erased": "按期清除个人内容",
    "base.job.retried": "重试任务",
    "base.notices.read": "消息已读",
    "base.table.exported": "导出列表",
    "base.matrix.exported": "导出权限表",
}.items():
    action(code, label=label)

register_nav("base.home", section="", label="工作台", url="base:home", icon="home", permission=SIGNED_IN, order=0)
for order, (name, label, url, icon, needed, purpose) in enumerate(
    [
        ("jobs", "后台任务", "base:jobs", "progress", "base.job.view", "长时间的处理到哪一步了"),
        ("users", "用户与岗位", "base:users", "users", "base.user.view", "谁在哪个岗位,能做什么"),
        ("matrix", "权限表", "base:matrix", "shield-lock", "base.matrix.view", "各角色的权限和可见数据"),
        ("audit", "操作记录", "base:audit", "history", "base.audit.view", "谁在什么时候改了什么"),
    ]
):
    register_nav(
        f"base.{name}",
        section="管理",
        label=label,
        url=url,
        icon=icon,
        permission=needed,
        order=order * 10,
        quick=True,
        purpose=purpose,
    )
