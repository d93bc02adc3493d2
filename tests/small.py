"""A small, complete set of tables, for tests that change one thing and look."""

import csv
import io
from pathlib import Path

TABLES = {
    "Dataset.csv": """\
key,label@en,publisher,url,licence,reading
record,Voting record,Somebody,https://example.org/,CC BY 4.0,secondary
list,List of vetoes,Somebody else,https://example.org/list,CC BY 4.0,official-extract
""",
    "states/State.csv": """\
key,label@en,label@fr,iso3,from,latitude,source,locator
CHN,China,Chine,CHN,1971,35.50,record,row 1
FRA,France,France,FRA,,,record,row 2
RUS,Russian Federation,Fédération de Russie,RUS,1991-12,61.0,record,row 3
SYR,Syria,Syrie,SYR,1946-04-17,34.8,record,row 4
""",
    "states/Seat.csv": """\
key,label@en,source
china,Seat of China,record
russia,Seat of the Soviet Union and Russia,record
""",
    "states/CouncilTerm.csv": """\
key,member,seat,role,from,to,source
CHN-1971,state/CHN,china,permanent-member,1971-10-25,,record
RUS-1991,state/RUS,russia,permanent-member,1991-12-24,,record
FRA-1946,state/FRA,,elected-member,1946-01-17,,record
"""
    # Seven elected members more, so that a majority of nine can be had.
    + "".join(
        f"E{i}-2011,state/E{i},,elected-member,2011-01-01,2012-12-31,record\n" for i in range(9)
    ),
    "council/Decision.csv": """\
key,symbol,label@en,date,decisionKind,outcome,votedFor,votedAgainst,abstained,source,locator
S-2011-612,S/2011/612,S/2011/612,2011-10-04,draft,vetoed,FRA|E0|E1|E2|E3|E4|E5|E6|E7,CHN|RUS,E8,record,vote 1
S-RES-1-2011,S/RES/1 (2011),S/RES/1 (2011),2011-02-01,resolution,adopted,CHN|FRA|RUS|E0|E1|E2|E3|E4|E5|E6|E7|E8,,,record,vote 2
""",
    "council/Decision.official.csv": """\
key,officialVeto,source,locator
S-2011-612,true,list,row 9
""",
    "rows.csv": "key,rows\ncouncil/Decision.csv,2\n",
}
TABLES["states/State.csv"] += "".join(
    f"E{i},Elected {i},Élu {i},,,,record,\n" for i in range(9)
)


class Tables:
    """The small tables in a folder, with the edits that tests make."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in TABLES.items():
            self.write(name, text.encode())

    def write(self, name: str, content: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def replace(self, name: str, old: str, new: str) -> None:
        """Put ``new`` for the one ``old`` in the table ``name``."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new).encode())

    def add(self, name: str, row: str) -> None:
        """Append one row to the table ``name``."""
        path = self.folder / name
        self.write(name, path.read_bytes() + row.encode() + b"\n")

    def shuffle(self) -> None:
        """Turn the rows of every table round, which must change nothing."""
        for path in self.folder.rglob("*.csv"):
            header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows([header, *reversed(rows)])
            path.write_text(out.getvalue(), encoding="utf-8")
