"""What all parts of the Akoma Ntoso writer need: escaping, its reverse, eIds that are legal and unique, lines.

XML 1.0 (section 2.2) cannot hold control characters, lone surrogates, U+FFFE and U+FFFF. In text each becomes an empty
``<marker name="U+000C"/>``, in an attribute ``[U+000C]`` (there a literal ``[U+`` begins with ``[U+005B]``, so that the
way back is exact). ``read_back`` undoes all of it.
"""

from __future__ import annotations

import re

_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_IN_TEXT = re.compile(f"[&<>\r{_ILLEGAL}]")
_IN_ATTRIBUTE = re.compile(rf'[&<>"\t\n\r{_ILLEGAL}]|\[(?=U\+)')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_BETWEEN_TAGS = re.compile(">([^<]+)")
_MARKER = re.compile(r'<marker name="U\+([0-9A-F]+)"/>')
_CODE = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
# Name, class, marker, and what a note holds: '<authorialNote eId="note_1" marker="1" placement="bottom"><p>…'
_NOTE = re.compile(
    r'<(authorialNote|noteRef)(?: eId="[^"]*")?( class="unmarked")? marker="([^"]*)"[^>]*+>'
    "(?:(?<=/>)|(.*?)</authorialNote>)",
    re.DOTALL,
)
_NOT_IN_NAME = re.compile(r"[^\w.\-]+")
_NO_START = re.compile(r"[^\W\d]")
UNMARKED = "unmarked"  # of a note that no mark calls
LOOSE = "loose"  # of an attachment that is no annex, but holds what stands in none
NOTE_MARK = "noteMark"  # of a mark that calls no note
NAMELESS = "node"


def escape(text: str) -> str:
    """Text as it stands between tags."""
    return _IN_TEXT.sub(_text_form, text) if _IN_TEXT.search(text) else text


def needs_escape(text: str) -> bool:
    """Whether a text has a character that cannot stand between tags as it is."""
    return _IN_TEXT.search(text) is not None


def attribute(text: str) -> str:
    """Text as it stands between an attribute's double quotes."""
    return _IN_ATTRIBUTE.sub(_attribute_form, text) if _IN_ATTRIBUTE.search(text) else text


def _text_form(match: re.Match[str]) -> str:
    character = match[0]
    return _ENTITIES.get(character) or f'<marker name="U+{ord(character):04X}"/>'


def _attribute_form(match: re.Match[str]) -> str:
    character = match[0]
    return _ENTITIES.get(character) or f"[U+{ord(character):04X}]"


def read_back(xml: str) -> str:
    """All characters that this writer's XML holds of a document: the text between the tags in its order, each note's mark
    where it stands; then the notes, marker and text, in the order of the XML.

    Where ``class="unmarked"`` says that the text does not call a note, its mark stands with the note only. White space
    is as it comes.
    """
    notes: list[str] = []

    def take_out(match: re.Match[str]) -> str:
        kind, unmarked, marker, note = match.groups()
        marker = escape(_CODE.sub(_from_code, _plain(marker)))
        if kind == "authorialNote":
            notes.append(f"<p>{marker}</p>{note}")
        return "" if unmarked else f"<sup>{marker}</sup>"

    if "marker" in xml:  # as an attribute of notes, or an element
        xml = _NOTE.sub(take_out, xml) + "".join(notes)
        xml = _MARKER.sub(_from_code, xml)
    return _plain("".join(_BETWEEN_TAGS.findall(xml)))


def _from_code(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _plain(text: str) -> str:
    if "&" not in text:
        return text
    for character, entity in reversed(_ENTITIES.items()):  # the ampersand's own comes last
        text = text.replace(entity, character)
    return text


def name_part(text: str) -> str:
    """Text as a part of an eId or IRI: letters of any script, digits, ``.``, ``-`` and ``_``; others become ``_``."""
    return _NOT_IN_NAME.sub("_", text).strip("_")


class Names:
    """The eIds given so far. None is ever given twice, and the same calls in the same order give the same names."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The name wanted, or with ``-2``, ``-3``, … where it is taken (OASIS naming convention, section 5)."""
        if wanted in self.given:
            number = self._next.get(wanted, 2)
            while f"{wanted}-{number}" in self.given:
                number += 1
            self._next[wanted] = number + 1
            wanted = f"{wanted}-{number}"
        self.given.add(wanted)
        return wanted

    def counted(self, stem: str) -> str:
        """The next free ``stem_1``, ``stem_2``, …"""
        number = self._next.get(stem + "_", 1)
        while f"{stem}_{number}" in self.given:
            number += 1
        self._next[stem + "_"] = number + 1
        return self.take(f"{stem}_{number}")

    def take_all(self, wanted: list[str]) -> list[str]:
        """Legal, unique names for these, in their order; what is legal and stands first keeps its name exactly."""
        legal = [mended(name) for name in wanted]
        kept: list[str | None] = []
        for name, asked in zip(legal, wanted, strict=True):
            keeps = name == asked and name not in self.given
            kept.append(self.take(name) if keeps else None)
        return [own or self.take(name) for own, name in zip(kept, legal, strict=True)]


def mended(name: str) -> str:
    """A name that may be an eId: no white space, no sign with a meaning in a link, a letter first."""
    if name.isascii() and name.isidentifier():
        return name
    legal = name_part(name) if _NOT_IN_NAME.search(name) else name
    if not legal:
        return NAMELESS
    return legal if _NO_START.match(legal) or legal[0] == "_" else f"_{legal}"


class Lines:
    """The XML's lines: one an element that holds others, one a block with all its text, so that none gains a space."""

    def __init__(self, pretty: bool) -> None:
        self.pieces: list[str] = []  # a line's end and the next one's indent, the next line …
        self._step = "  " if pretty else ""
        self._pads = ["\n" if pretty else ""]

    def put(self, depth: int, xml: str) -> None:
        """A line at a depth. xml: whole elements, or a start or end tag in element-only content."""
        try:
            self.pieces += (self._pads[depth], xml)
        except IndexError:
            while depth >= len(self._pads):
                self._pads.append(self._pads[-1] + self._step)
            self.pieces += (self._pads[depth], xml)

    def joined(self) -> str:
        return "".join([*self.pieces[1:], self._pads[0]])
