"""Single characters written otherwise: by sound, by shape, in traditional form, or lost, doubled and swapped."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable

from pypinyin import lazy_pinyin

from .rates import RATES, Table, pick

LOOK_ALIKE = (
    "己已 未末 土士 人入 日曰 泰秦 昊吴 晖辉 钢铜 埔浦 泽译 治冶 凌陵 析折 伟纬 恒桓 铭铬 晨晟 源原 洋样 "
    "锦绵 拓柘 旺汪 杰木 佳住 科料 利制 力刀 大太 天夫 千干 贝见 历厉 园圆 微徽 亨享 崇祟 楷揩 炬矩 侨桥 "
    "桥娇 峰锋 锋蜂 港巷 沪护 扬杨 汤场 洁浩 浩皓 凯铠 胜腾 腾滕 鸿鸡 电申 申甲 由田 王玉 玉主 兴光 宇字 "
    "宁宇 安宴 远运 达迖 通遁 建健 联朕 盛威 成戊 万方 方力 亚业 业亚 平乎 长卡 东车 华毕 江汇 汇江 海悔 "
    "润涧 澳奥 新析 材村 林材 机杌 械诫 纺仿 织识 服报 饰饱 塑朔 胶校 橡像 船般 舶泊 铸铐 锻缎 镀渡 阀伐 "
    "泵汞 缆览 模膜 具真 仪议 器嚣 药约 农衣 牧收"
)
TRADITIONAL_PAIRS = (
    "东東 业業 丰豐 临臨 为為 丽麗 义義 乐樂 云雲 亚亞 产產 亿億 仓倉 优優 伟偉 传傳 体體 债債 倾傾 储儲 "
    "兰蘭 关關 兴興 养養 农農 冲衝 净淨 凤鳳 凯凱 制製 办辦 务務 动動 劳勞 势勢 华華 协協 单單 卖賣 卢盧 "
    "厂廠 厅廳 历歷 县縣 发發 变變 启啟 号號 叶葉 员員 响響 围圍 国國 图圖 圆圓 团團 园園 场場 坚堅 块塊 "
    "垒壘 墙牆 壮壯 声聲 处處 备備 复復 头頭 奋奮 宁寧 宝寶 实實 宾賓 对對 寻尋 导導 寿壽 将將 尔爾 尘塵 "
    "岁歲 岛島 峡峽 帅帥 师師 币幣 带帶 帮幫 库庫 应應 庆慶 广廣 异異 张張 弹彈 强強 归歸 录錄 态態 总總 "
    "恒恆 战戰 户戶 扩擴 执執 扬揚 护護 报報 择擇 换換 据據 损損 摄攝 时時 显顯 晓曉 晖暉 机機 权權 来來 "
    "极極 构構 枣棗 柜櫃 标標 树樹 样樣 桥橋 楼樓 欢歡 欧歐 气氣 汇匯 汉漢 汤湯 沟溝 没沒 沪滬 泽澤 洁潔 "
    "测測 济濟 涂塗 润潤 渔漁 温溫 湾灣 滨濱 灯燈 灵靈 炉爐 点點 热熱 爱愛 牵牽 玛瑪 环環 现現 玺璽 电電 "
    "画畫 监監 盐鹽 盘盤 码碼 砖磚 础礎 硕碩 确確 离離 种種 积積 称稱 窑窯 竞競 笔筆 签簽 简簡 类類 粮糧 "
    "纤纖 约約 级級 纪紀 纬緯 纯純 纳納 纸紙 纺紡 线線 练練 组組 细細 织織 终終 绍紹 经經 结結 绒絨 绘繪 "
    "络絡 统統 绣繡 继繼 绩績 维維 绿綠 缆纜 编編 缘緣 网網 罗羅 职職 联聯 胜勝 脑腦 腾騰 舰艦 艺藝 节節 "
    "苏蘇 药藥 荣榮 营營 蓝藍 补補 装裝 观觀 规規 视視 览覽 计計 认認 训訓 议議 讯訊 设設 证證 评評 识識 "
    "诚誠 询詢 调調 谊誼 谢謝 谷穀 贝貝 财財 责責 贤賢 货貨 质質 购購 贸貿 费費 资資 赛賽 赢贏 车車 轨軌 "
    "转轉 轮輪 软軟 轴軸 轻輕 载載 辅輔 输輸 辉輝 达達 迁遷 运運 进進 远遠 连連 适適 选選 邮郵 邻鄰 采採 "
    "铁鐵 钟鐘 钢鋼 钥鑰 铜銅 铝鋁 银銀 铸鑄 锅鍋 锋鋒 锐銳 锦錦 键鍵 锻鍛 镀鍍 镇鎮 长長 门門 闭閉 间間 "
    "闽閩 阀閥 阳陽 阴陰 际際 陆陸 险險 随隨 霁霽 静靜 项項 顺順 预預 领領 频頻 风風 飞飛 饰飾 饲飼 馆館 "
    "马馬 驰馳 骏駿 验驗 鱼魚 鲁魯 鲜鮮 鸟鳥 鸿鴻 鹏鵬 鹤鶴 麦麥 黄黃 齐齊 龙龍"
)
TRADITIONAL = {pair[0]: pair[1] for pair in TRADITIONAL_PAIRS.split()}


class Letters:
    """Characters of this register's names, by frequency and by sound."""

    def __init__(self, names: Iterable[str]) -> None:
        self.often = Counter(c for name in names for c in name if "\u4e00" <= c <= "\u9fff")
        common = [c for c, n in self.often.most_common(2500) if n >= 3]
        self.by_sound: dict[str, list[str]] = defaultdict(list)
        for character in common:
            self.by_sound[lazy_pinyin(character)[0]].append(character)
        self.common = common[:800]
        self.alike: dict[str, list[str]] = defaultdict(list)
        for one, other in LOOK_ALIKE.split():
            self.alike[one].append(other)
            self.alike[other].append(one)

    def typo(self, rng: random.Random, text: str, rates: dict[str, Table] = RATES) -> tuple[str, str]:
        """One mistake in `text` and its kind; where the kind does not apply (no homophone), the next is tried."""
        if len(text) < 2:
            return text, ""
        kind = pick(rng, rates["typo"])
        for tried in (kind, "homophone", "look_alike", "missing"):
            done = self._make(rng, text, tried)
            if done != text:
                return done, tried
        return text, ""

    def _make(self, rng: random.Random, text: str, kind: str) -> str:
        at = rng.randrange(len(text))
        character, before, after = text[at], text[:at], text[at + 1 :]
        if kind == "missing":
            return before + after if len(text) > 2 else text
        if kind == "doubled":
            return before + character + character + after
        if kind == "swapped":
            at = min(at, len(text) - 2)
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if kind == "wrong":
            return before + rng.choice(self.common) + after
        if kind == "look_alike":
            order = rng.sample(range(len(text)), len(text))
            at = next((i for i in order if self.alike.get(text[i])), -1)
            return text if at < 0 else text[:at] + rng.choice(self.alike[text[at]]) + text[at + 1 :]
        others = [c for c in self.by_sound.get(lazy_pinyin(character)[0], ()) if c != character]
        if not others:
            return text
        return before + rng.choices(others, weights=[self.often[c] for c in others])[0] + after


def traditional(text: str) -> str:
    """Every character that this small table knows, in its traditional form."""
    return "".join(TRADITIONAL.get(c, c) for c in text)


def full_width(text: str) -> str:
    """ASCII letters, digits and brackets in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
