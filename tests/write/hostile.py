"""A document that wants to run a script wherever it can."""

from __future__ import annotations

import undoc
from undoc.model import Document, Meta, Node, Source, Symbol

_REPORT = "委员会的报告\n\n1. 在2031年4月12日第一次会议上，西班牙的代表作了发言。\n"
ATTACK = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;"


def hostile() -> Document:
    """A document of attacks: every text, name and identifier of it is one."""
    place = {"eid": ATTACK, "text": ATTACK, "offset": (0, len(ATTACK)), "paragraph": ATTACK}
    base = undoc.parse(_REPORT)
    speaker = base.speakers[0].model_copy(update={**place, "name": ATTACK, "on_behalf_of": ATTACK, "role": ATTACK})
    return Document(
        source=Source(name=ATTACK, sha256=ATTACK, format="text", characters=1, lines=1),
        meta=Meta(symbol=ATTACK, title=ATTACK, organ=ATTACK, language='zh"><script>', agenda_items=[ATTACK]),
        body=[
            Node(type="section", eid=ATTACK, num=ATTACK, heading=ATTACK, line=1),
            Node(type="paragraph", eid=ATTACK + "2", num=ATTACK, text=ATTACK, line=1),
            Node(type="table", eid=ATTACK + "3", rows=[[ATTACK]], line=1),
        ],
        symbols=[Symbol(symbol="javascript:alert(1)//" + ATTACK, **{**place, "eid": ATTACK + "2"})],
        speakers=[speaker],
        dates=[base.dates[0].model_copy(update={**place, "start": ATTACK, "end": ATTACK})],
        footnotes=[{"marker": ATTACK, "text": ATTACK, "eid": ATTACK + "4"}],
        diagnostics=[{"code": ATTACK, "severity": "info", "message": ATTACK, "line": 1}],
    )
