import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuanheng.engines.identities.address_parts import parse_address
from yuanheng.engines.identities.characters import fold_text, fold_texts, sound_of, sounds_of
from yuanheng.engines.identities.divisions import Place, load_divisions, place_of
from yuanheng.engines.identities.name_notes import take_off_notes
from yuanheng.engines.identities.name_parts import parse_name

WRITTEN = st.text(alphabet="启东市恒達达機械机电(（)） \n-1号表户租东北有限公司厂/:原停产ＡＢ7.", max_size=24)


@pytest.mark.parametrize(
    ("name", "region", "trade", "industry", "form", "unit"),
    [
        ("启东市恒达机械制造有限公司", "启东市", "恒达", "机械制造", "有限公司", ""),
        ("恒达(启东)机械有限公司", "启东", "恒达", "机械", "有限公司", ""),
        ("恒达机械(启东)有限公司", "启东", "恒达", "机械", "有限公司", ""),
        ("恒达机械南通有限公司", "南通", "恒达", "机械", "有限公司", ""),
        ("启东市恒达机械制造有限公司吕四分公司", "启东市", "恒达", "机械制造", "有限公司", "吕四分公司"),
        ("中国银行股份有限公司启东支行", "", "中国", "", "银行股份有限公司", "启东支行"),
        ("江苏省南通市恒达机械厂", "江苏省南通市", "恒达", "机械", "厂", ""),
        ("南通东方庄园休闲农庄有限公司", "南通", "东方庄园", "休闲农庄", "有限公司", ""),
        ("恒达", "", "恒达", "", "", ""),
        ("海默科技(集团)股份有限公司", "", "海默", "科技", "(集团)股份有限公司", ""),
    ],
)
def test_a_name_is_taken_apart(name, region, trade, industry, form, unit):
    parts = parse_name(name)
    assert (parts.region, parts.trade, parts.industry, parts.form, parts.unit) == (region, trade, industry, form, unit)


@pytest.mark.parametrize(
    "written",
    [
        "启东恒达机械有限公司(停产)",
        "【停】启东恒达机械有限公司",
        "启东恒达机械有限公司-1号表",
        "启东恒达机械有限公司2#专变",
        "启东恒达机械有限公司 户号 123456",
        "1352755 启东恒达机械有限公司",
        "户名:启东恒达机械有限公司",
        "租户:启东恒达机械有限公司(房东启东大江厂)",
        "启东大江厂(租户:启东恒达机械有限公司)",
        "房东:启东大江厂 租户:启东恒达机械有限公司",
        "启东恒达机械有限公司(租大江厂房)",
        "启东恒达\n机械有限公司",
        "啟東恒達機械有限公司",
        "启东恒达机械有限公司 二期厂房",
        "启东恒达机械有限公司(原启东市第二农机厂)",
    ],
)
def test_what_offices_glue_to_a_name_comes_off(written):
    parts = parse_name(written)
    assert parts.text == "启东恒达机械有限公司"


@pytest.mark.parametrize(
    "name", ["启东租赁有限公司", "启东市汽车租赁有限公司", "启东恒达户外用品有限公司", "南通动力(集团)有限公司"]
)
def test_a_word_of_the_name_itself_is_no_note(name):
    assert parse_name(name).text == name
    assert parse_name(name).notes == ()


def test_a_former_name_in_a_note_is_kept_as_a_former_name():
    assert parse_name("启东恒达机械有限公司(原启东市第二农机厂)").former == ("启东市第二农机厂",)


def test_two_holders_in_one_cell_are_both_known():
    parts = parse_name("风顺物流/睢县远修精密机械有限公司")
    assert (parts.text, parts.other) == ("风顺物流", "睢县远修精密机械有限公司")


@given(WRITTEN)
def test_a_filled_cell_never_becomes_an_empty_name(text):
    assert bool(take_off_notes(fold_text(text)).text) or set(fold_text(text)) <= set("()（）-_/,、;:#|+*. ")


@given(st.lists(WRITTEN, max_size=6))
def test_a_column_is_folded_as_its_cells_are(texts):
    assert fold_texts(texts) == [fold_text(t) for t in texts]
    assert sounds_of(texts) == [sound_of(t) for t in texts]


@given(WRITTEN)
def test_folding_twice_is_folding_once(text):
    assert fold_text(fold_text(text)) == fold_text(text)


def test_homophones_sound_alike_and_each_character_keeps_its_place():
    assert sound_of("恒达机械") == sound_of("横大机械")
    assert len(sound_of("恒达A")) == 3


def test_one_county_is_one_place_through_all_its_codes():
    codes = load_divisions().codes
    assert place_of(codes["海门市"]).county == place_of(codes["海门"]).county != 0
    assert place_of(("320684",)).county == place_of(("320614",)).county


def test_a_name_of_two_counties_says_nothing_of_the_province():
    assert place_of(load_divisions().codes["通州区"]) == Place()


def test_an_address_gives_its_strongest_key():
    assert parse_address("江苏省启东市汇龙镇人民中路1188号中邦城1幢").place == "人民中路1188"
    assert parse_address("如皋市磨头镇兴韩村十二组").place == "兴韩村12组"
    assert parse_address("").place == ""
