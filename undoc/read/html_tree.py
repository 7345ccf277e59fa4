"""Ways through a page's tree, each in time with what it passes; some of the library's own are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard

from undoc.normalize.spacing import bare

if TYPE_CHECKING:
    from resiliparse.parse.html.node import ElementNode, Node


def children(node: Node) -> list[Node]:
    """What stands right below a node. (The library's own ``child_nodes`` goes on through all that follows the node.)"""
    found: list[Node] = []
    child = node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def is_element(node: Node) -> TypeGuard[ElementNode]:
    """Not a text, a comment, nor an instruction to a program (``<?…>``), which has a name as an element has."""
    return hasattr(node, "getattr")


def elements(body: ElementNode) -> Iterator[ElementNode]:
    """An element and all below it in the page's order. (A selector takes as long as what it found is many, squared.)"""
    stack: list[Node] = [body]
    while stack:
        node = stack.pop()
        if is_element(node):
            yield node
            stack += reversed(children(node))


def link_in(node: ElementNode) -> ElementNode | None:
    return next((each for each in elements(node) if each.tag == "a"), None)


def _pieces(node: Node) -> Iterator[str]:
    """The text below a node, piece by piece."""
    stack: list[Node] = [node]
    while stack:
        one = stack.pop()
        if one.tag == "#text":
            yield one.value or ""
        else:
            stack += reversed(children(one))


def text_of(node: Node) -> str:
    return "".join(_pieces(node))


def short_text(node: ElementNode, most: int) -> str | None:
    """The text below a node without white space; ``None`` where it is longer than ``most``."""
    text = ""
    for piece in _pieces(node):
        text += bare(piece)
        if len(text) > most:
            return None
    return text
