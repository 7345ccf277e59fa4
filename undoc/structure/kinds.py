"""What kind of document it is, by what stands in it; and the rest of ``meta``."""

from __future__ import annotations

import re
from collections import Counter

from undoc.lazy import lazy
from undoc.normalize.fold import fold, is_traditional
from undoc.normalize.furniture import Piece
from undoc.normalize.lines import Line
from undoc.structure.masthead import fields, organ_like
from undoc.structure.openers import speech_label
from undoc.tree import Node, Tree

# By symbol: the part that tells the kind. First match wins.
_BY_SYMBOL = (
    (lazy(r"/PRST/"), "presidential_statement"),
    (lazy(r"/(?:L|CRP)\.\d"), "draft"),
    (lazy(r"(?:^|/)PV\.\d"), "verbatim_record"),
    (lazy(r"/SR\.\d"), "summary_record"),
    (lazy(r"/RES/"), "resolution"),
    (lazy(r"/DEC/"), "decision"),
    (lazy(r"/CO/"), "concluding_observations"),
    (lazy(r"/D/\d+/\d{4}"), "communication"),
)
_BY_TITLE = (
    (lazy(r"(?:结论(?:性)?意见|的最后意见)(?!.*(?:后续|报告$))"), "concluding_observations"),
    (lazy(r"简要记录"), "summary_record"),
    (lazy(r"逐字记录"), "verbatim_record"),
    (lazy(r"主席(?:的)?声明(?:\d{4}年第\d+号.{0,6})?$"), "presidential_statement"),
    (lazy(r"(?:第\d+/\d+号来文|来文.{0,20}意见|《任择议定书》.{0,30}(?:意见|决定))"), "communication"),
    (lazy(r"(?:的|普通照会|给.{2,40}的)(?:同文)?信(?:函)?$|普通照会$"), "letter"),
    (lazy(r"(?:临时)?议程(?:草案|说明|和说明)?$|临时议程|议程及说明"), "agenda"),
    (lazy(r"(?:决议|决定)草案$"), "draft"),
)
# 安全理事会主席在…安全理事会第4670次会议上，就…，代表安理会发表声明如下：
_STATEMENT = lazy(r"(?:在.{0,60})?安全理事会主席(?:在|就|代表).{0,240}发表(?:以下|如下)?声明")
_TREATY = lazy(r"(?:公[约約]|议定书|議定書|[协協]定|[规規][约約]|[条條][约約]|盟[约約]|[宪憲]章)》?\**$")
_SG_REPORT = lazy(r"秘书长(?:的)?报告")
_NOTE = lazy(r"(?:秘书长|秘书处|主席|高级专员办事处|报告员)(?:的)?说明")
_REPORT = lazy(r"报告|纪要")
_NO_REPORT = lazy(r"(?:问题清单|答复|须知|公报|准则)\**$")
_JOB = lazy(r"(?:(?:GE|V|K|HQ|LA)\.?\s?)?\d{2}-\s?\d{4,6}|[NVGK]\d{7}|\d{7}[CEFRSA]")
_ORGAN_OF_SERIES = (
    ("A/HRC/", "人权理事会"), ("S/", "安全理事会"), ("E/RES/", "经济及社会理事会"), ("A/RES/", "大会"), ("A/DEC/", "大会"),
)  # fmt: skip
_ORGAN_IN_TITLE = lazy(
    r"^(第[一二三四五六]委员会|.{2,24}?(?:委员会|理事会|会议|大会|工作组|小组))(?:关于|第|的报告|报告|的结论|的最后意见|通过的)"
)


def is_verbatim(lines: list[Line], meta: dict[str, object]) -> bool:
    """Whether a document has speech turns: it says so, or several lines begin with a speaker's label."""
    head = "".join(line.key for line in lines[:40])
    symbol = str(meta.get("symbol") or "")
    if "逐字记录" in head or re.search(r"(?:^|/)PV\.\d", symbol):
        return True
    if "简要记录" in head:
        return False
    labels = sum(
        1
        for line in lines
        if speech_label(line.key) and not re.match(r"(?:主席|副主席|报告员|秘书长)：\S{0,8}(?:先生|女士)?", line.key)
    )
    return labels >= 3 and labels * 40 > len(lines)


def complete_meta(tree: Tree, lines: list[Line], pieces: list[Piece], verbatim: bool) -> None:
    """Fill in what the masthead left open: job number, kind, organ, symbol of a resolution, language."""
    meta = tree.meta
    for piece in pieces:
        if piece.kind == "job_number" and (match := _JOB.search(piece.line.raw)):
            meta["job_number"] = "".join(match[0].split())
            break
    if not meta.get("symbol") and (symbol := _running_symbol(pieces)):
        meta["symbol"] = symbol
        meta["symbols"] = [symbol]
    symbol = str(meta.get("symbol") or "")
    title = fold(str(meta.get("title") or ""))
    subtitle = fold(str(meta.get("subtitle") or ""))
    meta["kind"] = kind_of(tree, symbol, title, subtitle, verbatim)
    if not meta.get("organ"):
        match = _ORGAN_IN_TITLE.match(title)
        told = match[1] if match and organ_like(match[1]) else _organ_of(symbol)
        organ = told or next((_enacting(node) for node in [*tree.preamble[:1], *tree.body]), None)
        if organ:
            meta["organ"] = organ
    meta["language"] = "zh-Hant" if is_traditional("".join(line.raw for line in lines[:200])) else "zh-Hans"


def _enacting(node: Node) -> str | None:
    """The body that an enacting line names, or that of the first part of a resolution that has parts."""
    if node.type == "section" and len(node.children) > 1 and node.children[1].type == "recital":
        node = node.children[0]
    text = node.text.rstrip("，,")
    return text if node.type == "block" and organ_like(fold(text)) else None


def _organ_of(symbol: str) -> str | None:
    """The body that a symbol tells, by its series."""
    return next((name for prefix, name in _ORGAN_OF_SERIES if symbol.startswith(prefix)), None)


def _running_symbol(pieces: list[Piece]) -> str | None:
    """The symbol that heads the pages, where the masthead has none: it is the document's own."""
    heads = Counter(piece.line.key.strip("*") for piece in pieces if piece.kind == "page_header")
    for piece in pieces:
        if piece.kind == "notice" and "|" in piece.line.raw:  # ← | … | the page's own name and symbol |
            cells = [cell for cell in piece.line.raw.split("|")[-2].split() if "/" in cell]
            heads.update(cells[-1:])
    for text, _ in heads.most_common():
        found = fields(text.partition("Page")[0])
        if len(found) == 1 and found[0].name == "symbol":
            return found[0].value
    return None


def kind_of(tree: Tree, symbol: str, title: str, subtitle: str, verbatim: bool) -> str:
    """The kind, one of ``undoc.model.Kind``."""
    heads = fold("".join(node.text for node in tree.preface))
    if verbatim:
        return "verbatim_record"
    for pattern, kind in _BY_SYMBOL:
        if pattern.search(symbol):
            if kind == "draft" and not tree.preamble and "草案" not in heads:
                continue  # L. is any document of limited distribution
            return kind
    both = f"{title}\n{subtitle}"
    for pattern, kind in _BY_TITLE:
        if any(pattern.search(text) for text in (title, subtitle) if text):
            return kind
    if "简要记录" in heads:
        return "summary_record"
    if tree.preamble and any(node.type == "recital" for node in tree.preamble):
        if _TREATY.search(title) and not tree_title_number(tree):
            return "other"
        return "draft" if "决议草案" in heads else "resolution"
    if tree.body and _STATEMENT.match(fold(_first_text(tree.body[0]))):
        return "presidential_statement"
    if _SG_REPORT.search(both):
        return "sg_report"
    if _NOTE.search(both):
        return "note"
    numbered = re.match(r"\d{1,3}/\d{1,4}[A-Z]?[.．]", tree_title_number(tree)) is not None
    if (numbered or not _REPORT.search(both)) and _has_parts(tree):
        return "draft" if "决议草案" in heads else "resolution"
    if numbered:
        return "decision"
    if _REPORT.search(both) and not _NO_REPORT.search(title):
        return "report"
    return "other"


def _has_parts(tree: Tree) -> bool:
    """Whether parts of the text have preambles of their own: A, B."""
    return any(child.type == "recital" for node in tree.body if node.type == "section" for child in node.children)


def _first_text(node: Node) -> str:
    """The first running text of a node and what is below it."""
    while not node.text and node.children:
        node = node.children[0]
    return node.text


def tree_title_number(tree: Tree) -> str:
    """The number printed before the title ("6/101."), or an empty text."""
    return next((node.num or "" for node in tree.preface if node.type == "title"), "")


def walk(nodes: list[Node]) -> list[Node]:
    """All nodes below, in reading order."""
    found: list[Node] = []
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        found.append(node)
        stack.extend(reversed(node.children))
    return found
