"""Fixtures of the site for every test (see yuanheng/web/base/testing.py)."""

pytest_plugins = ["yuanheng.web.base.testing"]
