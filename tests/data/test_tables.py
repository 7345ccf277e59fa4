"""The tables: that each can be read, names do not clash, and names of states agree with the Unicode CLDR."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import jieba
import pytest

from undoc.data import read_data, read_table
from undoc.extract.names import fold, name_of, office_role
from undoc.model import Kind, NodeType, Speaker

TABLES = (
    "states.csv organizations.csv offices.csv languages.csv series.csv symbol_parts.csv council_years.csv "
    "traditional.csv regional_groups.csv page_words.csv"
).split()
# Everyday names that the CLDR gives to another thing than ours: a territory, a successor.
OTHERWISE = {"ANT", "COD", "COG", "PSE"}


def names(row: dict[str, str]) -> set[str]:
    cells = [row[column] for column in ("name", "short", "official", "aliases", "former")]
    return {fold(name) for cell in cells for name in cell.split("|") if name}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_every_column(name: str) -> None:
    table = read_table(name)
    assert table
    assert all(None not in row and None not in row.values() for row in table)


def test_193_member_states_and_the_observers() -> None:
    statuses = [row["status"] for row in read_table("states.csv")]
    assert statuses.count("member") == 193
    assert {row["iso3"] for row in read_table("states.csv") if row["status"] == "observer"} == {"VAT", "PSE"}


def test_each_member_state_is_in_one_regional_group() -> None:
    members = [member for row in read_table("regional_groups.csv") for member in row["members"].split("|")]
    assert sorted(members) == sorted(row["iso3"] for row in read_table("states.csv") if row["status"] == "member")


def test_the_page_has_a_word_for_each_value_of_the_contract() -> None:
    words = {(row["list"], row["key"]) for row in read_table("page_words.csv")}
    for name, values in (("kind", Kind), ("unit", NodeType), ("speaker", Speaker.model_fields["kind"].annotation)):
        assert {(name, value) for value in get_args(values)} <= words


def test_the_words_of_two_characters_are_the_most_frequent_of_the_dictionary() -> None:
    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8")
    counts = {
        word: int(count)
        for word, count, _ in (line.split(" ") for line in dictionary.splitlines())
        if len(word) == 2 and all("\u4e00" <= character <= "\u9fff" for character in word)
    }
    lines = [line for line in read_data("two_character_words.txt").splitlines() if not line.startswith("#")]
    words = [line[0] + second for line in lines for second in line[2:]]
    assert sorted(words) == sorted(sorted(counts, key=lambda word: (-counts[word], word))[:10_000])


def test_no_two_members_share_a_name() -> None:
    seen: dict[str, str] = {}
    for row in read_table("states.csv"):
        if row["status"] == "member":
            for name in names(row):
                assert seen.setdefault(name, row["iso3"]) == row["iso3"], name


def test_everyday_names_are_those_of_the_cldr() -> None:
    babel = pytest.importorskip("babel")
    from babel.core import get_global

    everyday, codes = babel.Locale("zh").territories, get_global("territory_aliases")
    differing = [
        row["iso3"]
        for row in read_table("states.csv")
        if row["status"] in ("member", "observer") and row["iso3"] not in OTHERWISE
        if fold(everyday[codes[row["iso3"]][0]]) not in names(row)
    ]
    assert differing == []


def test_300_organizations_and_their_kinds() -> None:
    table = read_table("organizations.csv")
    assert len(table) >= 300
    assert {row["kind"] for row in table} == {"organization", "organ", "group"}
    identifiers = [row["id"] for row in table]
    assert len(set(identifiers)) == len(identifiers)
    assert all(identifier.isascii() and identifier.isalnum() for identifier in identifiers)


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("委内瑞拉（玻利瓦尔共和国）", "VEN"),
        ("英国", "GBR"),
        ("斯威士兰", "SWZ"),
        ("土耳其", "TUR"),
        ("荷兰", "NLD"),
        ("前南斯拉夫的马其顿共和国", "MKD"),
        ("教廷", "VAT"),
    ],
)
def test_older_and_everyday_names(name: str, iso3: str) -> None:
    found = name_of(name)
    assert found is not None
    assert found.iso3 == iso3


def test_offices_tell_roles() -> None:
    assert office_role("第二委员会主席") == "chair"
    assert office_role("主管经济和社会事务副秘书长") == "under_secretary_general"
    assert office_role("工作文件") is None
