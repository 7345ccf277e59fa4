"""Made-up reports of any length, for measuring: varied enough that nothing is met twice in the same form."""

from __future__ import annotations

import random

STATES = (
    "中国 阿尔及利亚 加拿大 阿根廷 美利坚合众国 沙特阿拉伯 俄罗斯联邦 德国 博茨瓦纳 古巴 智利 波兰 印度 秘鲁".split()
)
VERBS = "强调了 回顾了 指出 欢迎 注意到 表示关切地提到 支持 建议审议".split()
THINGS = (
    "各国在打击犯罪方面开展国际合作的重要性 关于能力建设和技术援助的各项方案 可持续发展目标的执行情况 "
    "秘书长关于该项目的报告所载的建议 会员国、学术界人士及其他方面的人士提出的要求 区域筹备会议的成果"
).split()
HEADINGS = "一般性讨论 结论和建议 国际合作 技术援助 工作安排 通过报告 能力建设 今后的工作".split()
WIDTH = 76  # a Han character is two wide
NOT_FIRST = "，。、；：）”》"


def report(characters: int, seed: int = 1) -> str:
    """A report of about so many characters, wrapped, with a blank line after each line and spaces at the joints."""
    choose = random.Random(seed)  # noqa: S311
    lines = ["第二委员会关于议程项目 8 的报告", "增编"]
    length = number = 0
    while length < characters:
        if number % 12 == 11:
            lines.append(f" {choose.choice(HEADINGS)} ")
        number += 1
        for unit in _paragraph(choose, number):
            lines += _wrapped(unit)
            length += len(unit) * 1.06
    return "\n \n".join(lines) + "\n"


def _wrapped(unit: str) -> list[str]:
    lines, width = [""], 0
    for character in unit:
        step = 2 if character > "\u2e7f" else 1
        if width + step > WIDTH and character not in NOT_FIRST:
            lines.append("")
            width = 0
        lines[-1] += character
        width += step
    return lines


def _paragraph(choose: random.Random, number: int) -> list[str]:
    day, meeting = choose.randint(1, 28), choose.randint(1, 30)
    speakers = "、".join(choose.sample(STATES, choose.randint(2, 6)))
    first = f"{number}. 在 2010 年 4 月 {day} 日第 {meeting} 次会议上，{speakers}的代表作了发言。"
    for _ in range(choose.randint(1, 4)):
        symbol = f"A/CONF.{choose.randint(100, 240)}/{choose.randint(1, 20)}"
        first += f"{choose.choice(STATES)}代表{choose.choice(VERBS)}{choose.choice(THINGS)}（{symbol}）。"
    if number % 5:
        return [first]
    items = [f" ({letter}) {choose.choice(VERBS)}{choose.choice(THINGS)}；" for letter in "abc"]
    return [first[:-1] + "，委员会：", *items[:-1], items[-1][:-1] + "。"]


if __name__ == "__main__":
    print(report(3_000))
