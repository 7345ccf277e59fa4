"""Names of states, organizations, groups and offices, found at a place in a text, longest first.

The tables are ``data/states.csv``, ``organizations.csv``, ``offices.csv``; they are read at first use. Names are looked
up where a list of speakers is expected, never searched for in the whole text: a state that is merely mentioned is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from undoc.data import read_columns, read_data, read_table
from undoc.lazy import lazy

# Lookups see half-width brackets and dashes; one character for one, so that offsets stay.
_FOLD = tuple(zip("（）－―–─", "()————", strict=True))
_KINDS = {"member": "state", "former": "state", "other": "state", "observer": "observer_state"}
# What an organization's or a group's name ends in, where no table has it.
_BODY = lazy(
    r"(?:组织|联盟|同盟|联合会|协会|学会|协进会|理事会|委员会|基金会?|中心|研究所|研究院|学院|大学|网络?|论坛|运动|"
    r"[机架]构|署|处|局|厅|部|银行|公司|会议|法院|法庭|共同体|联合体|集团|国家组|小组|组|社|工程处|方案|计划署|"
    r"理事|同业公会|公会|总会|商会|工会|联会|使团|特派团|支助团|援助团|部队|国际|大会|机制|倡议|会)$"
)
_GROUP = lazy(r"(?:集团|国家组|核心小组|国家|之友小组)$")
_PERSON = lazy(
    r"[\w.'’·• \-]{1,40}?"
    r"(?:先生|女士|夫人|小姐|博士|爵士|大使|阁下|殿下|将军|教授|勋爵|法官|神父|大?主教|蒙席|酋长|上校|中将|少将|准将)$"
)


@dataclass(slots=True, eq=False, repr=False)
class Name:
    """An entry of a table: the name as looked up, what it is, and the state's code where it is one."""

    name: str
    kind: str
    iso3: str | None = None
    state: str | None = None
    identifier: str | None = None


def fold(text: str) -> str:
    """The text as names are looked up in it; offsets stay."""
    for character, plain in _FOLD:
        if character in text:  # quicker than a translation: hardly any stands in a text
            text = text.replace(character, plain)
    return text


def name_at(text: str, position: int, end: int | None = None) -> tuple[int, Name] | None:
    """The longest name of the tables that begins at ``position`` of a folded text: its end and what it is."""
    stop = name_end(text, position, len(text) if end is None else end)
    if stop is None:
        return None
    name = text[position:stop]
    return stop, Name(name, *_by_name()[name])


def name_end(text: str, position: int, end: int) -> int | None:
    """Where the longest name of the tables that begins at ``position`` of a folded text ends."""
    table = _by_start()
    for size in (3, 2):
        for name in table.get(text[position : position + size], ()):
            if text.startswith(name, position, end):
                return position + len(name)
    return None


def name_of(text: str) -> Name | None:
    """What a whole name is, by the tables: ``教廷`` → an observer state, VAT."""
    name = fold(text)
    known = _by_name().get(name)
    return Name(name, *known) if known else None


@cache
def all_names() -> frozenset[str]:
    """Every name of the tables of states and organizations, as looked up."""
    return frozenset(_by_name())


def office_role(text: str) -> str | None:
    """The role that an office's name tells by how it ends: ``第二委员会主席`` → ``chair``; ``None``: it is no office."""
    return office_before(text, len(text), 0)


def office_suffix(text: str) -> str:
    """The longest office that a text ends in, else nothing: ``第二委员会主席`` → ``主席``."""
    return next((office for office, _ in _offices().get(text[-2:], ()) if text.endswith(office)), "")


def office_before(text: str, position: int, start: int) -> str | None:
    """The role of an office whose name ends at ``position``, not before ``start``."""
    for office, role in _offices().get(text[position - 2 : position], ()) if position >= 2 else ():
        if text.endswith(office, start, position):
            return role
    return None


def office_ends() -> set[str]:
    """The last two characters of every office's name."""
    return set(_offices())


def ends_like_body(text: str) -> bool:
    """Whether an unknown name ends as those of organizations do: ``国际检察官协会``."""
    return _BODY.search(text) is not None


def ends_like_group(text: str) -> bool:
    """Whether an unknown name ends as those of groups of states do: ``北欧国家``."""
    return _GROUP.search(text) is not None


def is_person(text: str) -> bool:
    """Whether a text is a person's name with its title: ``史密斯先生``, ``Carl女士``."""
    return _PERSON.fullmatch(text) is not None


@cache
def is_collective(text: str) -> bool:
    """Whether a phrase names no one: ``一些国家``, ``与会者``, ``该国``."""
    whole, beginnings = _collectives()
    return text in whole or text.startswith(beginnings)


@cache
def languages() -> dict[str, str]:
    """Chinese name of a language without or with 语 or 文 → its code: ``英语`` → ``en``."""
    table = {}
    for row in read_table("languages.csv"):
        table[row["name"]] = row["code"]
        if row["name"].endswith("语"):
            table.setdefault(row["name"][:-1] + "文", row["code"])
    return table


# What the tables say of a name: the fields of ``Name`` after the name.
Known = tuple[str, str | None, str | None, str | None]


@cache
def _by_name() -> dict[str, Known]:
    names: dict[str, Known] = {}
    for kind, identifier, *cells in read_columns("organizations.csv", "kind", "id", "name", "abbreviation", "aliases"):
        known: Known = (kind, None, None, identifier)  # kind: organization, organ or group
        for form in _forms(cells):
            names.setdefault(form, known)
    columns = ("status", "iso3", "name", "short", "official", "aliases", "former")
    for status, iso3, *cells in read_columns("states.csv", *columns):
        known = (_KINDS[status], iso3, cells[0], None)
        for form in _forms(cells):
            if len(form) > 1:
                names[form] = known
    return names


def _forms(cells: list[str]) -> Iterator[str]:
    return filter(None, map(str.strip, fold("|".join(cells)).split("|")))


@cache
def name_starts() -> frozenset[str]:
    """The first two characters of every name."""
    return frozenset(name[:2] for name in _by_name())


@cache
def _by_start() -> dict[str, list[str]]:
    """Names by their first three characters, the longest first; shorter ones by all that they have."""
    table: dict[str, list[str]] = {}
    for name in _by_name():
        table.setdefault(name[:3], []).append(name)
    for names in table.values():
        names.sort(key=len, reverse=True)
    return table


@cache
def _offices() -> dict[str, list[tuple[str, str]]]:
    """Offices and their roles by the last two characters, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for office, role in {row["suffix"]: row["role"] for row in read_table("offices.csv")}.items():
        table.setdefault(office[-2:], []).append((office, role))
    for offices in table.values():
        offices.sort(key=lambda pair: len(pair[0]), reverse=True)
    return table


@cache
def _collectives() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = [line for line in read_data("collectives.txt").split("\n") if line and not line.startswith("#")]
    beginnings = tuple(line[:-1] for line in lines if line.endswith("…"))
    return frozenset(line for line in lines if not line.endswith("…")), beginnings
