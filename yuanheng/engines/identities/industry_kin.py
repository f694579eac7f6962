# ruff: noqa: E501 — a table of words
"""Industries that are called by one word or another: 服装 and 制衣, 机械 and 机器. One class a line, its first word stands for it.

From the language of registers since the 1970s; a firm keeps its trade word and changes such a word when it is registered anew.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CLASSES = """
机械 机器 机电 机床 机修 机械制造 机器制造 机械设备
服装 服饰 制衣 成衣 时装 被服 衬衫
纺织 织造 棉纺 纺织品 织布 棉织 织品
针织 针棉织 针纺 针织品
化工 化学 化学工业 化学品 化工原料
贸易 商贸 经贸 物贸 工贸 外贸 商务
电子 无线电 电讯 电子仪器 电讯器材
电器 电气 电机 电工 电机电器
科技 技术 科贸 高科
建筑 营造 建安 建工 建设 建筑安装 建筑工程 土建
塑料 塑胶 塑业 塑料制品
橡胶 橡塑 橡胶制品
运输 货运 储运 运务 物流 联运 汽运
食品 副食品 副食 粮油食品 糖果食品
家具 木器 家俱 家私
木业 木材 竹木
印刷 印务 彩印 印刷包装
药业 医药 制药 药品
汽车 汽配 车辆 汽车配件
五金 金属制品 小五金 金属
新材料 材料
房地产 置业 房产 地产 房地产开发
装饰 装潢 装修 装璜 装饰工程
环保 环境 环境工程 环境科技
水产 渔业 水产养殖 海产
实业 企业
发展 开发
钢结构 钢构
包装 包装材料 纸箱 纸品包装
建材 建筑材料
百货 日用百货 日杂
农机 农业机械
工艺品 工艺 工艺美术
印染 染整
照明 灯具 光电
酒店 宾馆 饭店 大酒店
信息 软件 网络 计算机
船舶 造船 船业 船厂
"""
_FIRST = {word: line.split()[0] for line in _CLASSES.strip().split("\n") for word in line.split()}
_WORD = re.compile("|".join(sorted(map(re.escape, _FIRST), key=len, reverse=True)))


@lru_cache(maxsize=100_000)
def kin_of(industry: str) -> str:
    """The industry with every word of a class replaced by the first of its class: equal for two that may be one."""
    return _WORD.sub(lambda hit: _FIRST[hit.group()], industry)
