"""Chinese words, by jieba with the names of the tables as its own words.

jieba and its dictionaries load in about a second: this module is imported only where a word's bounds are asked for.
"""

from __future__ import annotations

from functools import cache

import jieba

from undoc.extract.names import all_names

_FREQUENCY = 100


@cache
def tokenizer() -> jieba.Tokenizer:
    """jieba's dictionary and every name of the tables."""
    made = jieba.Tokenizer()
    # Not by ``initialize``, which keeps the dictionary where everyone on the machine can write, and takes as long.
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    for name in sorted(all_names()):
        made.add_word(name, _FREQUENCY)  # to work one out for each takes as long as all else
    return made


def stands_alone(text: str, position: int) -> bool:
    """Whether the character at a position is a word by itself: the 和 of 法国和德国, not that of 和平."""
    return any(start == position and end == position + 1 for _, start, end in tokenizer().tokenize(text, HMM=False))
