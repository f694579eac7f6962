"""Is this number promised? Numbers that only describe, reward, repeat in a timetable or count what is worked on are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..quantities import running
from .measures import HOLE, Measure
from .words import any_of, finder, words

_TIME_UNITS = frozenset({"天", "小时", "分钟", "工作日", "个工作日"})
_EVERY = re.compile(r"每(?:两|半|个|双)?(?:周|月|季度|季|年|天|日|旬|星期)|[一两三]年一|月月|季季")
_QUICKER = re.compile("压缩|缩短|控制|压减|减至|提前|提速|减少|降|办结|办理完|办完|拿证|不超过")
_RATED = re.compile(
    r"每(?:超|少|多|低|高|增|降|提高|降低|增加|减少|完成|引进|新增|下降|上升)[^,;。]{0,24}(?:加|扣|减|奖)"
)
_NOUN_AFTER = re.compile(r"^[\u4e00-\u9fffA-Za-z“]")
_NO_NOUN = re.compile(
    r"^(?:(?:的)?(?:建设|改造|新建|整治|治理|任务|改造提升|收储|供应|投放|培育|认定|申报|目标任务|工作|年度任务)+$|以|并|和|及|与|,|。|;|、|:|\)|增长|同比|增加|左右|的目标|目标|任务|台阶|大关|的?规模(?!以上|的?企业)|量级|工作|新台阶)"
)


_AFTER_COMPLETION = re.compile(
    r"(?:建成|投产|达产|投用|达效|投运|完工|满产)后|可(?:实现|达|新增|带动|年产|解决|提供)|可$"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands: its clause, the sentence before its item (`lead`), its item's words before and after it."""

    clause: str
    lead: str
    before: str
    after: str
    promised: bool
    insisted: bool  # by a word stronger than 计划 and 完成
    shared: bool  # the words behind the number lead to the next number
    chained: bool  # by 、 to an item of its clause that is a target
    follows: bool  # on a target in the same unit, in its sentence
    counted: bool  # an item before it in the sentence counted projects or firms


@lru_cache(maxsize=1)
def _outcome_end() -> re.Pattern[str]:
    return re.compile(rf"{any_of([*words().outcome, *words().exact_before])}(?:了|各类|各级|一批|约|{HOLE})*$")


def is_promised(measure: Measure, setting: Setting) -> bool:
    """True where the number of `measure` is a target."""
    if (
        measure.dimension == running.BARE
        or _is_given(measure, setting)
        or _AFTER_COMPLETION.search(setting.lead + setting.before)
    ):
        return False
    if _timetable(measure, setting):
        return False
    if measure.dimension == "rank":
        forward = (
            re.search("冲刺|进|跻身|迈|保|稳|前移|跃|晋|冲|闯|重返|争|提升|上升|站", setting.before) or measure.moved
        )
        return bool(forward) or setting.promised
    if measure.double:
        return True
    behind = setting.after.lstrip(HOLE) if measure.dimension == running.COUNT else setting.after  # 3个100亿元以上项目
    preposed = bool(_NOUN_AFTER.match(behind)) and not _NO_NOUN.match(behind)
    if measure.unit in ("小时", "分钟") and setting.clause.find("内") > 0 and not _QUICKER.search(setting.clause):
        return False  # 15分钟内响应
    if measure.floor:
        return not _conditional(measure, setting, preposed=preposed)
    if measure.dimension in (running.PERCENT, running.POINTS, running.MULTIPLE):
        done = finder("growth").search(setting.after) or finder("events").search(setting.after)  # 30%的项目开工
        return not setting.after.startswith("的") or done is not None
    if _described(setting):
        return False
    if measure.unit in _TIME_UNITS:
        return (bool(re.search("压缩|缩短|控制|压减|减至|提前|提速|减少", setting.before)) and not preposed) or bool(
            re.match("内?(?:办结|办理完|办完|完成|拿证)", setting.after)
        )
    return _counts(measure, setting) if preposed else _stands_alone(measure, setting)


def _timetable(measure: Measure, setting: Setting) -> bool:
    """Points of an appraisal and what is done every week or month: rules of work, no results of it."""
    if measure.unit == "分" and not re.search("得分|评分|满意|测评|指数|评价|成绩|总分", setting.before):
        return True
    if _RATED.search(setting.clause):
        return True  # 每超1个百分点加0.5分
    weekly = re.search("每(?:周|天|日|月|旬|星期)", setting.clause)
    if weekly and measure.unit in ("节", "课时", "小时", "遍", "列", "轮"):
        return True  # 每周不少于3节体育课
    return bool(_EVERY.search(setting.clause)) and (
        measure.unit in ("次", "场", "期", "天") or finder("meeting").search(setting.clause) is not None
    )


def _is_given(measure: Measure, setting: Setting) -> bool:
    """给予20万元奖励: money that somebody may get is no target; 发放补贴3000万元 is one."""
    if measure.dimension == running.COUNT:
        return False
    reward = re.search(r"(?:奖励|补助|补贴|奖补|贴息)(?:资金|标准)?$", setting.before) or re.match(
        "(?:的)?(?:奖励|补助|补贴|奖补|贴息)", setting.after
    )
    paid = re.search(r"发放|兑现|落实|争取|减免|兑付|拨付", setting.before)
    return bool(finder("given").search(setting.clause) or (reward and not paid))


def _conditional(measure: Measure, setting: Setting, *, preposed: bool) -> bool:
    """对亩均税收低于5万元的企业: a condition, not a promise."""
    if measure.dimension == running.COUNT or not preposed or not setting.after.startswith("的"):
        return False
    if finder("bearers").search(setting.after) and re.search("^(?:这|该|此|其)", setting.clause):
        return True  # 这是我市第三个超百亿元的项目
    return (
        bool(re.search(r"(?:^|[,;])(?:对|凡|将对|针对|按照|根据|给予)", setting.clause)) or measure.comparator == "<="
    )


def _described(setting: Setting) -> bool:
    """总投资50亿元, 占地300亩: the size of one project, unless projects were counted before it."""
    before = setting.before.strip(f" {HOLE}、")
    if re.search("(?:占地|占地面积|[一二三四首]期(?:计划|预计)?投资)(?:约|达|为)*$", before) and not setting.insisted:
        return True
    if re.search("(?:预计|计划)投资$", before) and re.search("占地|位于|建筑面积", setting.lead):
        return True
    match = re.search(
        rf"(?:^|[^\u4e00-\u9fff]|项目|工程|计划|园区?|基地|区|片区|中心)({any_of(words().described)})(?:约|达|为|预计|计划)*$",
        before,
    )
    return match is not None and not setting.insisted and not (setting.counted and "投资" in match[1])


def _counts(measure: Measure, setting: Setting) -> bool:
    """12家企业, 3.5公里道路: promised where a verb brings them about."""
    if re.search("完成$", setting.before) and re.match(
        f"的(?:全年|年度|既定|预定|各项|{HOLE})*(?:目标|任务|投资|计划)", setting.after
    ):
        return True  # 完成157亿元的全年任务
    if (measure.spoken and measure.value == 1) or (measure.unit in _SPOKEN_OF and _slogan(setting.after)):
        return False
    if measure.spoken and not re.search(rf"{any_of(words().making)}(?:了|{HOLE})*$", setting.before):
        return False
    before = setting.before.strip(HOLE + "的了“”、 ")
    if "基金" in setting.after and re.search("设立|组建|成立|发起|打造", before or setting.lead):
        return True  # 设立总规模50亿元的产业基金
    due = setting.promised or "全部" in setting.after or HOLE in setting.after
    if before.endswith("等") and due and finder("events").search(setting.after):
        return True  # 确保宏远、华瑞等6家企业上规
    if before.endswith("等") and re.match(any_of([*words().making, *words().outcome]), before):
        return True  # 新开工地铁延长线等15个项目
    if _outcome_end().search(before) and not setting.before.rstrip(HOLE).endswith("的"):
        verb = re.search(rf"{any_of([*words().outcome, *words().exact_before])}$", before)
        return not (verb and verb[0] in ("推动", "对接", "发展") and not finder("events").search(setting.after))
    if _made_of_it(setting, before) or _named_before(setting, before):
        return True
    if setting.chained and setting.before == "、" and not _BUSY.match(setting.after):
        return True  # 完成1.5万人次培训、200场招聘会
    done = re.match(rf"{any_of(words().events)}+(?:建设|运营|使用)?$", setting.after)
    if measure.dimension == running.COUNT and done and not setting.shared and finder("bearers").search(setting.before):
        return True  # 10亿元以上项目20个开工建设
    if (
        measure.dimension == running.COUNT
        and not setting.shared
        and finder("events").search(setting.after)
        and not re.match("已|在建|待", setting.after)
    ):
        must = setting.before.rstrip(HOLE).endswith("的") and re.search("要|必须|应当|需|全部", setting.after)
        return bool(setting.promised or not before or must) and not re.search(
            "^[^,]{0,8}(?:早日|尽快|加快)", setting.after
        )
    return False


def _made_of_it(setting: Setting, before: str) -> bool:
    """完成一期3平方公里征迁: the verb stands in front and what is done stands behind."""
    done = re.match(
        r"(?:老旧|老化)?[\u4e00-\u9fff]{0,10}(?:建设|改造|整治|征迁|征收|治理|修复|拆除|收储|平整|置换|安装|铺设|加固|提升|升级)(?:任务|工程|工作)?$",
        setting.after,
    )
    chained = (
        not before
        and setting.before.startswith("、")
        and re.search(rf"{any_of(words().outcome)}[^,;。]*$", setting.lead)
    )
    begun = re.match(rf"{any_of(words().outcome)}[\u4e00-\u9fff]{{0,6}}$", before)
    return done is not None and bool(chained or begun)


def _named_before(setting: Setting, before: str) -> bool:
    """培育高端装备、高端化工2个产业集群: what is counted was named; the next such list takes the verb over."""
    if "、" not in before.strip("、") or finder("work").match(before):
        return False
    return setting.follows or re.match(any_of([*words().making, *words().outcome]), before) is not None


_BUSY = re.compile("在建|已|待|现有|续建")


_SPOKEN_OF = frozenset({"项", "个", "条", "件", "类", "轮", "批", "种"})  # 12项行动; but 200场招聘会任务


def _slogan(after: str) -> bool:
    """12项行动, 3个转变: what is counted is a way of speaking."""
    noun = re.split("[,;、。]", after)[0].strip(HOLE + "“”")
    return re.fullmatch(rf"(?:大)?.{{0,10}}{any_of(words().slogans)}", noun) is not None


def _stands_alone(measure: Measure, setting: Setting) -> bool:
    """企业15家, 投资50亿元: the number ends its item; not promised where the item tells what there is."""
    before = setting.before.strip(HOLE + " ")
    if "拥有" in before and re.search("每|人均", setting.clause):
        return True  # 每万人拥有企业280户
    if re.search(r"现有|共有|拥有(?!量)|原有|辖|位于|已有|坐落|距|历时|分为|共计有|包括|包含|涉及", before):
        return False
    if measure.spoken and measure.value == 1 and measure.dimension == running.COUNT:
        return bool(re.search(r"[\u4e00-\u9fff]{2,}$", before)) and measure.unit in "个家户座所条"
    continued = bool(setting.lead) and setting.lead[-1] not in ",;。:(、 "  # 道路16条28公里, or a cell of a table
    dated = setting.follows and HOLE in setting.before  # 2018年签约60个,2019年70个
    return bool(before) or dated or setting.promised or continued or measure.start < measure.number[0]
