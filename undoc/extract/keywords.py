"""What a document is about, in a few words: jieba's TF-IDF over its running text.

jieba and its dictionaries load in about a second, so that this stage runs only where keywords are asked for.
"""

from __future__ import annotations

from undoc.extract.flow import Flow
from undoc.extract.names import is_collective
from undoc.lazy import lazy

_HAN = lazy(r"[一-鿿]{2,}")


def find_keywords(flow: Flow, count: int) -> list[str]:
    """The ``count`` words of most weight, the weightiest first; names of states and bodies count as one word each.

    Words of one character, numbers and Latin words are left out; fewer words come where the text has no more.
    """
    from jieba.analyse import TFIDF

    from undoc.extract.words import tokenizer

    text = " ".join(unit.text for unit in flow.units if unit.region != "preface" or unit.part == "heading")
    weigher = TFIDF()
    weigher.tokenizer = tokenizer()
    words = weigher.extract_tags(text, topK=count * 3)
    return [word for word in words if _HAN.fullmatch(word) and not is_collective(word)][:count]
