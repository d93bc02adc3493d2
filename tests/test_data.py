"""Rules over all tables at once."""

import csv
from pathlib import Path

from conftest import CHECKOUT

DATA = CHECKOUT / "data"


def tables() -> dict[str, list[dict[str, str]]]:
    return {path.relative_to(DATA).as_posix(): rows(path) for path in DATA.rglob("*.csv")}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_row_counts_are_those_of_the_tables():
    # A file cut at the end of a row is noticed by its count alone, so the counts keep up.
    every = tables()
    known = {row["key"]: int(row["rows"]) for row in every.pop("rows.csv")}
    assert known == {name: len(rows) for name, rows in every.items()}, "mend data/rows.csv"


def test_every_row_names_a_source():
    unsourced = [
        (name, row["key"])
        for name, rows in tables().items()
        for row in rows
        if "source" in row and not row["source"]
    ]
    assert unsourced == []


def test_every_source_is_cited_by_a_row():
    # A document that nothing rests on is a leftover, or the row that cites it is missing.
    every = tables()
    cited = {row["source"] for rows in every.values() for row in rows if row.get("source")}
    named = {"corrects", "assertedBy", "contradicts", "document", "foundingDocument"}
    cited |= {
        key
        for rows in every.values()
        for row in rows
        for column in named & row.keys()
        for key in (row[column] or "").replace("document/", "").split("|")
    }
    documents = {
        row["key"]
        for name, rows in every.items()
        if name.rpartition("/")[2] in {"Document.csv", "Dataset.csv"}
        for row in rows
    }
    assert documents - cited == set()


def test_every_document_of_the_united_nations_has_its_official_address():
    pattern = "https://docs.un.org/en/"
    wrong = [
        (row["key"], row["url"])
        for rows in tables().values()
        for row in rows
        if row.get("url", "").startswith(pattern)
        and row["url"].removeprefix(pattern) != row["symbol"].replace(" ", "")
    ]
    assert wrong == []
