"""Invented firm names: place, a coined brand of two characters, the trade, the legal form.

The brand is a bijection of the firm's place in the zone, so no two firms share one up to 360,000 firms; from the second
round on a third character is added. Characters are common ones with one usual reading, so that pinyin search works.
"""

from __future__ import annotations

from random import Random

_FIRST = (
    "衡澜砚霁岚璟珩翊昱晟煜烁禾芷苒蓁榕梓棠柏栩桦槿楠泊沁沅泓泠洵涵淇渊湛溪滢潞澄澍瀚峥岱嵘崧巍峻屿岑珂珺琮琛瑾璞瑶钰铭铄锴鉴钧"
    "韬韵颂歆骁骅驰骥鸿鹄鹏鹭麒睿哲彦恺恪忻怡愫懿宸宥宛容寰广序庭弘彬徽循思悦振拓揽旭明映晖晗暄朔朗望柯"
)
_SECOND = (
    "川润隆昌盛源达通康宁泰和顺祥瑞丰茂兴旺荣华辉耀腾跃飞翔凌霄峰岳岩磊石玉金鑫银铂钢铸锐锋利速捷迅畅远航帆舟海洋江河湖泽清洁净"
    "蓝青绿苍翠碧丹彤虹霞曦晨曙曜星辰宇宙乾坤方圆正直信诚德义仁礼智慧敏勤俭朴实坚毅恒久永固安平定邦国民众合联创新奇特优良佳美妙"
)
_THIRD = "元一中天大同开益佑成生先启承汇立升卓越本真如来时代纪"

PLACES = ("启东市", "启东", "南通", "江苏")
FORMS = ("有限公司", "科技有限公司", "股份有限公司", "(江苏)有限公司")


def brand(index: int, *, seed: int) -> str:
    """The coined brand of the firm at `index`, unlike every other firm's."""
    pairs = len(_FIRST) * len(_SECOND)
    round_, place = divmod(index, pairs)
    # 6133 is prime and divides neither list's length: the walk visits every pair once.
    first, second = divmod((place * 6133 + seed * 37) % pairs, len(_SECOND))
    third = _THIRD[(round_ - 1) % len(_THIRD)] if round_ else ""
    return _FIRST[first] + _SECOND[second] + third


def full_name(chance: Random, *, coined: str, words: tuple[str, ...]) -> str:
    """The registered name: `启东市衡川光伏科技有限公司`."""
    place = chance.choices(PLACES, weights=(34, 26, 22, 18))[0]
    word = chance.choice(words)
    form = chance.choices(FORMS, weights=(70, 14 if "科技" not in word else 0, 8, 8))[0]
    if place == "江苏" and form.startswith("("):
        form = "有限公司"
    return f"{place}{coined}{word}{form}"


def former_name(chance: Random, *, coined: str, words: tuple[str, ...]) -> str:
    """An earlier name under the same brand: another place or an old form."""
    return f"启东市{coined}{chance.choice(words)}{chance.choice(('厂', '制品厂', '实业有限公司'))}"


def short_name(name: str) -> str:
    """What people call the firm: `衡川光伏科技`; it is nobody's registered name."""
    for place in PLACES:
        if name.startswith(place):
            name = name[len(place) :]
            break
    for form in ("(江苏)有限公司", "股份有限公司", "科技有限公司", "有限公司"):
        if name.endswith(form):
            return name[: -len(form)]
    return name


def meter_name(name: str, *, index: int) -> str:
    """What stands on some meters: no place, or the transformer's note behind the name; most have the name as it is."""
    if index % 11 == 4:
        return next((name[len(place) :] for place in PLACES if name.startswith(place)), name)
    return f"{name}(专变)" if index % 11 == 7 else name


def certificate_name(name: str, *, index: int) -> str:
    """What some certificates say: the form of company in full."""
    plain = name.endswith("有限公司") and not name.endswith("股份有限公司")
    return name.removesuffix("有限公司") + "有限责任公司" if plain and index % 13 == 5 else name


def spoken_name(name: str) -> str:
    """What a list drawn up from memory says: the brand, and that it is a company."""
    return f"{short_name(name)[:2]}公司"
