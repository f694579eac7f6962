"""What a pair of record and firm can agree or disagree in: each question has a few levels, each level a weight and a sentence.

A level means something that can be said to a person; its weight is learnt. The labels are what the review page shows.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question put to every pair: its code, its Chinese label, and its levels as (code, Chinese label)."""

    code: str
    label: str
    levels: tuple[tuple[str, str], ...]

    def level(self, code: str) -> int:
        """The number of the level called `code`."""
        return [c for c, _ in self.levels].index(code)


def _question(code: str, label: str, **levels: str) -> Question:
    return Question(code, label, tuple(levels.items()))


def _crossed(first: tuple[str, ...], second: tuple[str, ...]) -> dict[str, str]:
    """The levels of two questions crossed; what they are called is put together where they are shown."""
    return {f"{a}_{b}": "" for a in first for b in second}


_NAMES = ("exact", "strong", "brand", "weak", "apart")
_NEARNESS = ("same", "near", "none", "apart")

NAME = _question(
    "name",
    "名称",
    text="名称逐字相同",
    form="仅区划写法不同",
    core="字号行业相同,形式不同",
    sound="字号行业同音",
    one_long="字号行业差一字",
    one_mid="字号行业差一字(较短)",
    one_short="字号行业差一字(很短)",
    two="字号行业差两字",
    brand="只写了字号且相同",
    head="字号相同,行业是其一部分",
    trade="字号相同,行业不同",
    inside="写法是名称的一段",
    skips="写法是名称的缩略",
    covers="写法包含名称",
    contains="写法含有字号",
    initials="写法是字号和行业的首字",
    alike="名称相近",
    apart="名称不相近",
)
TRADE = _question(
    "trade",
    "字号",
    same4="字号相同(四字以上)",
    same3="字号相同(三字)",
    same2="字号相同(两字)",
    sound="字号同音",
    swap="字号颠倒",
    one4="字号差一字(四字以上)",
    one3="字号差一字(三字)",
    one2="字号差一字(两字)",
    more="字号多一字或少一字",
    head="字号是另一个的开头",
    inside="名称中含有字号",
    apart="字号不同",
)
INDUSTRY = _question(
    "industry",
    "行业",
    same="行业相同",
    none="两边都没写行业",
    no_record="记录没写行业",
    no_firm="名录没写行业",
    kin="行业换了叫法",
    head="行业是另一个的开头或结尾",
    skips="行业是另一个的缩略",
    one="行业差一字",
    half="行业部分相同",
    apart="行业不同",
)
REGION = _question(
    "region",
    "区划",
    same="区划相同",
    within="区划一粗一细,不矛盾",
    no_record="记录没写区划",
    no_firm="名录名称没写区划",
    none="两边都没写区划",
    sibling="同市不同县区",
    city="同省不同市",
    province="不同省",
)
PLACE = _question(
    "place",
    "所在地",
    same="所在县区相同",
    within="所在地不矛盾",
    unknown="所在地不明",
    sibling="所在县区不同",
    city="所在市不同",
    province="所在省不同",
)
FORM = _question(
    "form",
    "组织形式",
    same="组织形式相同",
    kind="组织形式同类",
    no_record="记录没写组织形式",
    no_firm="名录没写组织形式",
    works="公司与厂",
    apart="组织形式不同",
)
UNIT = _question(
    "unit",
    "分支机构",
    none="都不是分支机构",
    same="分支机构相同",
    near="分支机构写法相近",
    apart="分支机构不同",
    record="记录是分支机构,名录不是",
    firm="名录是分支机构,记录不是",
)
MARK = _question(
    "mark",
    "序号方位",
    none="没有序号或方位之别",
    same="序号或方位相同",
    apart="序号或方位不同",
    record="记录多出序号或方位",
    firm="记录缺少序号或方位",
)
LEFT_RECORD = _question(
    "left_record", "记录多出的字", **{f"b{i}": s for i, s in enumerate(("无", "很少", "少", "较多", "多", "很多"))}
)
LEFT_FIRM = _question(
    "left_firm", "名录多出的字", **{f"b{i}": s for i, s in enumerate(("无", "很少", "少", "较多", "多", "很多"))}
)
SHARED = _question(
    "shared",
    "相同的字有多少信息",
    **{f"b{i}": s for i, s in enumerate(("无", "很少", "少", "较少", "中等", "较多", "多", "很多"))},
)
RARITY = _question(
    "rarity",
    "字号在名录中的家数",
    other="字号不同",
    near_one="字号相近,只此一家",
    near_few="字号相近,十家以内",
    near_many="字号相近,十家以上",
    one="只此一家",
    few="两三家",
    some="四到十家",
    many="十一到三十家",
    crowd="三十家以上",
)
CORES = _question(
    "cores",
    "同字号同行业的企业",
    other="不相同",
    one="只此一家",
    two="两家",
    more="三家以上",
)
CODE = _question(
    "code",
    "代码",
    none="记录没有代码",
    no_firm="名录没有代码",
    same="信用代码相同",
    repaired="信用代码按形近字更正后相同",
    organisation="组织机构代码相同",
    old="旧注册号相同",
    near="代码差一位,或只是字符认错",
    piece="代码大部分相同",
    spoilt="代码残缺,对不上",
    valid="代码是另一个有效代码",
    other="代码是名录中另一家的",
)
ADDRESS = _question(
    "address",
    "地址",
    no_record="记录没有地址",
    no_firm="名录没有地址",
    same="地址相同",
    spot_rare="路名门牌相同(独此一处)",
    spot_few="路名门牌相同(数家)",
    spot_many="路名门牌相同(多家)",
    door="路名门牌相同,附号不同",
    inside="地址一详一略",
    road="同一条路,门牌不同",
    road_only="同一条路,门牌不全",
    village="同一村",
    alike="地址相近",
    town="同一乡镇",
    apart="地址不同",
)
PREMISES = _question(
    "premises",
    "地址所在地",
    same="地址在同一县区",
    within="地址所在地不矛盾",
    unknown="地址所在地不明",
    sibling="地址在同市另一县区",
    city="地址在同省另一市",
    province="地址在另一省",
)
WHOLE = _question(
    "whole",
    "除区划外的写法",
    same="全同",
    sound="同音",
    one="差一字",
    sound_one="差一字,另有同音字",
    two="差两字",
    few="差三四字",
    apart="差很多",
    short_one="差一字(很短)",
    short_apart="差两字以上(很短)",
)
WRITING = _question(
    "writing",
    "整个写法",
    same="逐字相同",
    slip="只差同音或形近字",
    cut_one="是名称的前一段,名录中只有一个这样开头",
    cut_more="是名称的前一段,这样开头的有几个",
    one_long="差一字(十字以上)",
    one="差一字",
    two_long="差两字(十二字以上)",
    two="差两字",
    apart="差得更多",
)
FORMER = _question("former", "曾用名", now="现用名称", old="曾用名")
TYPING = _question(
    "typing",
    "差异字",
    none="没有或不止一处差异",
    sound="同音字",
    look="形近字",
    swap="两字颠倒",
    doubled="重复一字",
    missing="缺一字",
    extra="多一字",
    other="换了一字",
)
NAME_PLACE = _question(
    "name_place",
    "名称与所在地",
    **{f"{n}_{p}": "" for n in _NAMES for p in ("same", "within", "unknown", "apart")},
)
NAME_ADDRESS = _question(
    "name_address",
    "名称与地址",
    **{f"{n}_{p}": "" for n in _NAMES for p in _NEARNESS},
)
NAME_CODE = _question(
    "name_code",
    "名称与代码",
    **{f"{n}_{p}": "" for n in _NAMES for p in _NEARNESS},
)
NAME_RARITY = _question(
    "name_rarity",
    "名称与字号家数",
    **_crossed(_NAMES, ("other", "one", "few", "many")),
)
NAME_LENGTH = _question(
    "name_length",
    "名称与字数",
    **{f"{n}_{p}": "" for n in _NAMES for p in ("two", "three", "four", "six", "more")},
)
CODE_ADDRESS = _question(
    "code_address",
    "代码与地址",
    **_crossed(_NEARNESS, _NEARNESS),
)
TYPING_TRADE = _question(
    "typing_trade",
    "差异字与字号",
    **{
        f"{n}_{p}": ""
        for n in ("none", "sound", "look", "swap", "doubled", "missing", "extra", "other")
        for p in ("short", "long")
    },
)

QUESTIONS = (
    NAME,
    TRADE,
    INDUSTRY,
    REGION,
    PLACE,
    FORM,
    UNIT,
    MARK,
    LEFT_RECORD,
    LEFT_FIRM,
    SHARED,
    RARITY,
    CORES,
    CODE,
    ADDRESS,
    PREMISES,
    FORMER,
    TYPING,
    WHOLE,
    WRITING,
    NAME_PLACE,
    NAME_ADDRESS,
    NAME_CODE,
    NAME_RARITY,
    NAME_LENGTH,
    CODE_ADDRESS,
    TYPING_TRADE,
)
