"""The ``meta`` of Akoma Ntoso: what a document is, its IRIs, and everything that a link ``#…`` may lead to.

Sources: Akoma Ntoso Naming Convention 1.0, section 4 (IRIs of work, expression, manifestation); AKN4UN part 2
(metadata). What is not known is not guessed: an unknown date is 0001-01-01 with the name ``unknown``, as the UN's files
have it for a step of no known date; an unknown number is the beginning of the source's SHA-256, an unknown author the
United Nations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from undoc.data import read_table
from undoc.write.akn_own import own_lines
from undoc.write.akn_xml import Names, attribute, mended, name_part

if TYPE_CHECKING:
    from undoc.model import Document

UNKNOWN_DATE = "0001-01-01"
# kind -> root element, its name.
ROOTS = {
    "resolution": ("statement", "resolution"),
    "decision": ("statement", "decision"),
    "presidential_statement": ("statement", "presidentialStatement"),
    "draft": ("statement", "draftResolution"),
    "report": ("debateReport", "report"),
    "summary_record": ("debateReport", "summaryRecord"),
    "agenda": ("debateReport", "agenda"),
    "verbatim_record": ("debate", "verbatimRecord"),
    "sg_report": ("doc", "report"),
    "note": ("doc", "note"),
    "concluding_observations": ("doc", "concludingObservations"),
    "communication": ("doc", "communication"),
    "letter": ("doc", "letter"),
    "other": ("doc", "document"),
}
_ORGANS = {"A": "unga", "S": "unsc", "E": "unecosoc", "T": "untc", "ST": "unsg"}
_OWN_ORGAN = re.compile(r"CONF\.\d+|HRC")  # conferences and the Human Rights Council, whose symbols begin with A
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_IN_NUMBER = re.compile(r"[\W_]+")
_TLC_ORDER = (
    "TLCPerson", "TLCOrganization", "TLCConcept", "TLCEvent", "TLCLocation", "TLCRole", "TLCTerm",
)  # fmt: skip


def full_date(text: str | None) -> str | None:
    """The text where it is a day of the calendar, YYYY-MM-DD (what ``xs:date`` takes), else ``None``."""
    if text is None or not _FULL_DATE.fullmatch(text) or not text.isascii():
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


class References:
    """The ``references``: each thing that the document speaks of is declared once and has an eId of its own."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._eids: dict[tuple[str, str], str] = {}
        self._lines: dict[str, list[str]] = {tag: [] for tag in _TLC_ORDER}

    def declare(self, tag: str, path: str, show: str, wanted: str | None = None) -> str:
        """The eId of the thing ``/akn/ontology/{path}``. show: for people. wanted: its eId, counted where ``None``."""
        eid = self._eids.get((tag, path))
        if eid is None:
            eid = self.names.take(mended(wanted)) if wanted else self.names.counted(tag.removeprefix("TLC").lower())
            self._eids[tag, path] = eid
            show = show if show.split() else path.rpartition("/")[2]
            self._lines[tag].append(f'<{tag} eId="{eid}" href="/akn/ontology/{path}" showAs="{attribute(show)}"/>')
        return eid

    def organization(self, name: str, kind: str = "organization") -> str:
        """The eId of a body by its Chinese name; known ones have their readable name: 欧洲联盟 → ``europeanUnion``."""
        known = _organizations().get(name)
        path = f"organization/{known or name_part(name) or 'unnamed'}"
        return self.declare("TLCOrganization", path, name, known or None)

    def lines(self) -> list[str]:
        return [line for tag in _TLC_ORDER for line in self._lines[tag]]


@cache
def _organizations() -> dict[str, str]:
    """Chinese names, short names and other names of bodies -> a readable name for IRIs."""
    known: dict[str, str] = {}
    for row in read_table("organizations.csv"):
        if row["id"].isidentifier():
            for name in (row["name"], row["abbreviation"], *row["aliases"].split("|")):
                known.setdefault(name, row["id"])
    known.pop("", None)
    return known


@dataclass(frozen=True, slots=True)
class Work:
    """What a document is in the terms of FRBR. ``uri``: of the work, without a component; ``number``: its last part."""

    tag: str
    name: str
    subtype: str
    uri: str
    number: str
    date: str
    date_name: str


def work_of(document: Document) -> Work:
    """The work that a document is; the same document always gives the same IRI."""
    meta = document.meta
    tag, name = ROOTS[meta.kind]
    if meta.kind == "draft" and "决定草案" in (meta.title or ""):
        name = "draftDecision"
    subtype = "deliberation" if tag == "statement" else name
    organ, number = _organ_and_number(meta.symbol or "")
    number = number or name_part(document.source.sha256)[:16] or "unnumbered"
    day = full_date(meta.date)
    uri = f"/akn/un/{tag}/{subtype}/{organ}/{day or UNKNOWN_DATE}/{number}"
    adopted = tag == "statement" and meta.kind != "draft"
    date_name = "unknown" if day is None else "adoption" if adopted else "publication"
    return Work(tag, name, subtype, uri, number, day or UNKNOWN_DATE, date_name)


def _organ_and_number(symbol: str) -> tuple[str, str]:
    """``A/CONF.213/L.3/Add.1`` → ("conf213", "l-3-add-1"), ``S/RES/2728(2024)`` → ("unsc", "2728-2024")."""
    parts = [part for part in symbol.split("/") if part]
    if not parts:
        return "un", ""
    organ, rest = _ORGANS.get(parts[0].upper(), parts[0]), parts[1:]
    if organ == "unga" and len(rest) > 1 and _OWN_ORGAN.fullmatch(rest[0].upper()):
        organ, rest = rest[0], rest[1:]
    if len(rest) > 1 and rest[0].upper() in ("RES", "DEC"):
        rest = rest[1:]
    number = _NOT_IN_NUMBER.sub("-", "-".join(rest).lower()).strip("-")
    return _NOT_IN_NUMBER.sub("", organ.lower()) or "un", number


class Meta:
    """Makes the ``meta`` elements of a document and of its annexes, all of one work."""

    def __init__(self, document: Document, references: References, markup_date: str) -> None:
        self.document, self.references, self.markup_date = document, references, markup_date
        self.work = work_of(document)
        declare = references.declare
        self.editor = declare("TLCOrganization", "organization/undoc", "undoc", "undoc")
        self.author = references.organization(document.meta.organ or "联合国")
        self.as_author = declare("TLCRole", "role/un/author", "Author", "author")
        self.as_editor = declare("TLCRole", "role/un/editor", "Editor", "editor")

    def small(self, component: str) -> list[tuple[int, str]]:
        """The ``meta`` of an annex: lines with their depths. component: ``annex_1``."""
        return [(0, "<meta>"), *self._identification(component), (0, "</meta>")]

    def whole(self, notes: list[str], preamble: str | None = None) -> list[tuple[int, str]]:
        """The ``meta`` of the document, to be made last, when all that the text speaks of is declared.

        notes, preamble: as ``own_lines`` has them.
        """
        lines = [(0, "<meta>"), *self._identification("main"), *self._publication(), *self._classification()]
        lines.append((1, f'<references source="#{self.editor}">'))
        lines += [(2, line) for line in self.references.lines()]
        lines.append((1, "</references>"))
        own = own_lines(self.document, self.editor, self.work.date_name != "unknown", notes, preamble)
        return [*lines, *((depth + 1, line) for depth, line in own), (0, "</meta>")]

    def _identification(self, component: str) -> list[tuple[int, str]]:
        work, symbol = self.work, self.document.meta.symbol
        main = component == "main"
        expression = f"{work.uri}/zho@"
        dated = f'<FRBRdate date="{work.date}" name="{work.date_name}"/>'
        author = f'<FRBRauthor href="#{self.author}" as="#{self.as_author}"/>'
        lines = [(1, f'<identification source="#{self.editor}">'), (2, "<FRBRWork>")]
        lines += [(3, line) for line in (*_iris(f"{work.uri}/!{component}", work.uri),)]
        if main and symbol:
            lines.append((3, f'<FRBRalias name="symbol" value="{attribute(symbol)}"/>'))
        lines += [(3, dated), (3, author), (3, '<FRBRcountry value="un"/>')]
        if main:
            lines.append((3, f'<FRBRsubtype value="{work.subtype}"/>'))
            lines.append((3, f'<FRBRnumber value="{work.number}"/>'))
            if symbol:
                lines.append((3, f'<FRBRname value="{attribute(symbol)}"/>'))
        lines += [(2, "</FRBRWork>"), (2, "<FRBRExpression>")]
        lines += [(3, line) for line in (*_iris(f"{expression}/!{component}", expression), dated, author)]
        lines += [(3, '<FRBRlanguage language="zho"/>'), (2, "</FRBRExpression>"), (2, "<FRBRManifestation>")]
        lines += [(3, line) for line in _iris(f"{expression}/!{component}.xml", f"{expression}.xml")]
        lines.append((3, f'<FRBRdate date="{self.markup_date}" name="markup"/>'))
        lines.append((3, f'<FRBRauthor href="#{self.editor}" as="#{self.as_editor}"/>'))
        lines.append((3, '<FRBRformat value="application/xml"/>'))
        return [*lines, (2, "</FRBRManifestation>"), (1, "</identification>")]

    def _publication(self) -> list[tuple[int, str]]:
        if self.work.date_name == "unknown":
            return []
        job = self.document.meta.job_number
        number = f' number="{attribute(job)}"' if job else ""
        return [(1, f'<publication date="{self.work.date}" name="UN" showAs="联合国"{number}/>')]

    def _classification(self) -> list[tuple[int, str]]:
        meta = self.document.meta
        words = [
            f'<keyword value="{attribute(word)}" showAs="{attribute(word)}" dictionary="http://metadata.un.org/thesaurus"/>'
            for word in meta.keywords
        ]
        if meta.agenda_items:
            agenda = self.references.declare("TLCConcept", "concept/un/agenda", "Agenda", "agenda")
            link = f'refersTo="#{agenda}" dictionary="#{agenda}"'
            items = [attribute(item) for item in meta.agenda_items]
            words += [f'<keyword value="{item}" showAs="{item}" {link}/>' for item in items]
        if not words:
            return []
        head, foot = (1, f'<classification source="#{self.editor}">'), (1, "</classification>")
        return [head, *((2, word) for word in words), foot]


def _iris(this: str, uri: str) -> tuple[str, str]:
    return f'<FRBRthis value="{this}"/>', f'<FRBRuri value="{uri}"/>'
