"""The register of enterprises: found by what people type, handed to the engines as it is."""

from __future__ import annotations

import pytest

from yuanheng.web.enterprises.models import Enterprise, FormerName

pytestmark = pytest.mark.django_db


def _firm(name: str = "启东宏达机械制造有限公司", **more) -> Enterprise:
    more.setdefault("code", "E0001")
    return Enterprise.objects.create(name=name, **more)


@pytest.mark.parametrize(
    "text", ["宏达", "qdhd", "hongda", "宏达机械制造", "E0001", "91320681", "启东宏达机械制造有限公司"]
)
def test_a_firm_is_found_by_name_pinyin_initials_and_code(text):
    firm = _firm(uscc="91320681MA1M000015")
    _firm("南通远洋船舶配套有限公司", code="E0002")
    assert list(Enterprise.objects.matching(text)) == [firm]


def test_a_firm_is_found_by_a_name_it_used_to_have():
    firm = _firm()
    FormerName.objects.create(enterprise=firm, name="启东县五金厂")
    firm.save()
    assert list(Enterprise.objects.matching("五金厂")) == [firm]


def test_text_that_matches_nothing_finds_nothing():
    _firm()
    assert not Enterprise.objects.matching("不存在的企业").exists()


def test_the_engines_register_has_the_primary_key_as_id_and_takes_two_queries(django_assert_num_queries):
    for number in range(20):
        _firm(f"启东第{number}机械厂", code=f"E{number}")
    with django_assert_num_queries(2):
        register = Enterprise.objects.all().to_register()
    assert {e.id for e in register} == {str(pk) for pk in Enterprise.objects.values_list("pk", flat=True)}


def test_every_change_of_a_firm_is_kept_in_its_history():
    firm = _firm()
    firm.name = "启东宏达智能装备有限公司"
    firm.save()
    names = list(firm.events.order_by("pgh_id").values_list("name", flat=True))
    assert names == ["启东宏达机械制造有限公司", "启东宏达智能装备有限公司"]
