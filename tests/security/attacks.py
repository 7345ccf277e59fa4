"""Texts that want to run a script, or to be a link to one, in whatever part of a document they come to stand."""

from __future__ import annotations

# The first is for places without line ends: titles, names, numbers.
SCRIPTS = (
    "<script>alert(1)</script>",
    "</title></style></script><script>alert(2)</script>",
    '"onload="alert(3)" x="',
    "'onmouseover='alert(4)' x='",
    "<img src=x onerror=alert(5)>",
    "<svg/onload=alert(6)>",
    "javascript:alert(7)",
    "]]><script>alert(8)</script>",
    "--><script>alert(9)</script>",
    "[点](javascript:alert(10))",
    "![图](x onerror=alert(11))",
    "<javascript:alert(12)>",
    "&lt;script&gt;alert(13)&lt;/script&gt;",
    "{{7*7}}{% raw %}${7*7}",
    "\\u003cscript>alert(14)\\u003c/script>",
)
ALL = "".join(SCRIPTS)


def report(attack: str) -> str:
    """A report with an attack in its symbol, title, topic, headings, numbers, text, items, table and note."""
    return f"""\
联合国 A/CONF.999/{attack}

委员会关于议程项目8的报告{attack}

{attack}增编

一. 导言{attack}

1. 委员会{attack}在2031年4月12日第一次会议上审议了议程项目8{attack}。{attack}1

(a) 秘书处编写的{attack}文件（A/CONF.999/9{attack}）；

2. 西班牙（代表欧洲联盟{attack}）和{attack}波兰的代表作了发言。见第1段和第70/1号决议{attack}。

国家    数目    {attack}
西班牙  12      {attack}
波兰    13      {attack}

3. 委员会决定将该项目列入下届会议临时议程，并请秘书长在现有资源范围内向会员国提供进一步资料，说明执行情况、所遇到的困难
以及今后的工作计划。许多发言者强调，各国主管机关只有交换资料和经验才能有效处理这一问题；有的会员国已为此制定长期计划，
另一些会员国则希望得到技术援助。会上还讨论了培训人员、更新设备和改进统计的办法，并请秘书处向下届会议提出报告。

_______________
1 第61/295号决议{attack}。
"""
