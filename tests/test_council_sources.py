"""The importers of the Council's record: hand-worked input, refusals, the real files."""

import json
from datetime import date
from pathlib import Path

import pytest

from normgraph import paths
from normgraph.errors import SourceError
from normgraph.sources import dhl, sciencespo, unxml
from normgraph.sources.corrections import Sheet, corrections
from normgraph.sources.council import compile_council
from normgraph.sources.council.dates import Dated, resolved
from normgraph.sources.council.material import MEETINGS, SCIENCES_PO, TEXTS, UN_EXTRACT
from normgraph.sources.council.vetoes import listed
from normgraph.sources.members import names

MEMBERS = frozenset({"CHINA", "POLAND", "EGYPT"})
VOTE = {
    "Vote in the DB": "16",
    "UN classification": "S/PV.57",
    "Vote outcome": "vetoed",
    "Vote outcome typology-Observable": "",
    "Resolution number": "-",
    "Date": "1946-08-29",
    "Official full title": "Application for Membership Ireland",
    "Title-Observable": "",
    "Yes": "1",
    "No": "1",
    "Abstentions": "0",
    "Non-Voting": "1",
    "Total": "3",
    "(of which veto)": "1",
    "CHINA": "Y",
    "POLAND": "N",
    "EGYPT": "NV",
}
RECORD = {
    "symbol": "S/RES/2521(2020)",
    "adoption_meeting": "Voting by mail",
    "adoption_date": "29\u00a0May 2020",
    "agenda_item_name": "The situation  in Sudan",
    "adoption_type": "Adopted 2-0-1; voting by mail",
    "draft_resolution": "S/2020/453",
    "outcome_letter": "S/2020/462",
    "resolution_title": "Security Council resolution 2521 (2020) [on sanctions]",
    "chapter_VII": "Chapter VII",
    "MS_in_favour_count": "002",
    "MS_against_count": "",
    "MS_abstaining_count": "1",
    "MS_in_favour": ["BELGIUM", "ESTONIA"],
    "MS_against": [],
    "MS_abstaining": ["CHINA"],
    "sponsors": ["UNITED STATES "],
    "subjects": [["ARMS EMBARGO", "UNBIS Thesaurus"], ["X", "S/"]],
}
CORRECTIONS = "key,corrects,decision,field,publishedValue,valueTaken,reason,source,locator\n"


def vote_file(folder: Path, **changed: str) -> Path:
    cells = VOTE | changed
    path = folder / "votes.csv"
    path.write_text(",".join(cells) + "\n" + ",".join(cells.values()) + "\n", encoding="utf-8")
    return path


def extract_file(folder: Path, text: str) -> Path:
    (folder / "2020.json").write_text(text, encoding="utf-8")
    return folder


def sheet(folder: Path, rows: str) -> Sheet:
    path = folder / "corrections.csv"
    path.write_text(CORRECTIONS + rows, encoding="utf-8")
    return Sheet.of("a", corrections(path))


# Hand-worked


def test_a_vote_is_read_with_its_ballots_by_member(tmp_path):
    (vote,) = sciencespo.votes(vote_file(tmp_path), MEMBERS)
    assert vote.ballots == {
        "CHINA": "votedFor",
        "POLAND": "votedAgainst",
        "EGYPT": "didNotVote",
    }
    assert (vote.number, vote.date, vote.outcome) == (16, date(1946, 8, 29), "vetoed")
    assert vote.tally == (1, 1, 0, 1)


def test_an_unknown_ballot_is_no_ballot(tmp_path):
    unknown = {"Yes": "?", "No": "?", "CHINA": "?", "POLAND": "?", "EGYPT": "?"}
    (vote,) = sciencespo.votes(vote_file(tmp_path, **unknown), MEMBERS)
    assert (dict(vote.ballots), vote.tally) == ({}, None)


def test_both_forms_of_line_and_several_objects_on_one_are_read(tmp_path):
    compact = json.dumps(RECORD, separators=(",", ":"))
    folder = extract_file(tmp_path, f"{json.dumps(RECORD)}\n\n{compact} {compact}\n")
    found = unxml.resolutions(folder)
    assert [one.locator for one in found] == [f"2020.json, record {n}" for n in (1, 2, 3)]
    assert found[0].symbol == "S/RES/2521 (2020)"
    assert found[0].date == date(2020, 5, 29)
    assert found[0].tally == (2, 0, 1)
    assert found[0].ballots["CHINA"] == "abstained"
    assert found[0].sponsors == ("UNITED STATES",)
    assert found[0].subjects == ("ARMS EMBARGO",)
    assert found[0].meeting == ""


@pytest.mark.parametrize(
    ("outcome", "tally"),
    [
        ("S/RES/425 (1978) | 12-0-2 | S/1 (PRST)", "12-0-2"),
        ("S/RES/425 (1978) | adopted unanimously", "unanimous"),
        ("S/RES/425(1978) Without vote", "without vote"),
        ("S/RES/425 (1978) S/RES/426 (1978)", None),
    ],
)
def test_the_library_prints_tallies_in_several_ways(tmp_path, outcome, tally):
    path = tmp_path / "meetings.csv"
    header = "year,date,date_raw,meeting,topic,outcome,resolutions,source_file\n"
    path.write_text(
        f"{header}1978,,18/19 March,S/PV.2074,,{outcome},,a.html\n", encoding="utf-8"
    )
    (row,) = dhl.meetings(path)
    assert row.tallies.get(425) == tally
    assert (row.date, row.last) == (date(1978, 3, 18), date(1978, 3, 19))


def test_a_name_means_the_state_that_bore_it_on_the_day():
    votes = names(paths.data() / "mappings")[SCIENCES_PO]
    russia = [votes.state("RUSSIAN FEDERATION/USSR", date(1991, 12, day)) for day in (23, 24)]
    china = [votes.state("CHINA", date(1971, 10, day)) for day in (24, 25)]
    assert (russia, china) == (["SUN", "RUS"], ["ROC", "CHN"])


def test_most_sources_decide_a_date_and_the_official_one_a_tie():
    one, two = date(1994, 5, 16), date(1994, 5, 17)
    three = [Dated(MEETINGS, one, ""), Dated(SCIENCES_PO, two, ""), Dated(TEXTS, two, "")]
    assert resolved(three) == (two, "majority-of-sources")
    assert resolved(three[:2]) == (one, "official-over-secondary")
    assert resolved(three[1:]) == (two, "")
    assert resolved([Dated(UN_EXTRACT, one, ""), three[1]]) == (one, "official-over-secondary")
    assert resolved([Dated(SCIENCES_PO, one, ""), three[2]]) == (one, "record-over-pattern")


def test_a_correction_by_row_and_one_of_all_ballots(tmp_path):
    rows = "k,a,d,ballot CHN,abstained,didNotVote,,,\nl,a,e,ballots,didNotVote,votedFor,,,\n"
    one = sheet(tmp_path, rows)
    assert one.ballots("d", {"CHN": "abstained"}) == {"CHN": "didNotVote"}
    assert one.ballots("e", {"CHN": "didNotVote"}) == {"CHN": "votedFor"}
    assert one.ballots("f", {"CHN": "abstained"}) == {"CHN": "abstained"}


# Refusals


def test_an_unknown_member_is_refused_with_file_and_line(tmp_path):
    with pytest.raises(SourceError, match=r"votes\.csv:2: The column 'ATLANTIS' is no known"):
        sciencespo.votes(vote_file(tmp_path, ATLANTIS="Y"), MEMBERS)


def test_an_unknown_ballot_code_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"votes\.csv:2: The ballot 'X' of CHINA is none of"):
        sciencespo.votes(vote_file(tmp_path, CHINA="X"), MEMBERS)


def test_a_missing_column_is_refused(tmp_path):
    path = vote_file(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("Yes", "Oui"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"votes\.csv:1: The columns Yes are missing"):
        sciencespo.votes(path, MEMBERS)


def test_a_malformed_json_line_is_refused_with_file_and_line(tmp_path):
    folder = extract_file(tmp_path, json.dumps(RECORD) + '\n{"symbol": "S/RES/1\n')
    with pytest.raises(SourceError, match=r"2020\.json:2: The line is not valid JSON"):
        unxml.resolutions(folder)


def test_a_record_without_a_field_is_refused(tmp_path):
    cut = {name: value for name, value in RECORD.items() if name != "sponsors"}
    with pytest.raises(SourceError, match=r"2020\.json:1: The field 'sponsors' is missing"):
        unxml.resolutions(extract_file(tmp_path, json.dumps(cut)))


def test_a_state_in_two_lists_of_ballots_is_refused(tmp_path):
    twice = RECORD | {"MS_against": ["CHINA"]}
    with pytest.raises(SourceError, match="CHINA stands in two lists of ballots"):
        unxml.resolutions(extract_file(tmp_path, json.dumps(twice)))


def test_a_name_that_no_table_has_is_refused():
    with pytest.raises(SourceError, match=r"'ATLANTIS' is no known name .*members\.tsv"):
        names(paths.data() / "mappings")[UN_EXTRACT].state("ATLANTIS", date(2020, 1, 1))


def test_a_correction_that_no_longer_fits_its_source_is_refused(tmp_path):
    one = sheet(tmp_path, "k,a,d,ballot CHN,abstained,didNotVote,,,\n")
    with pytest.raises(SourceError, match="correction k expects 'abstained', found 'votedFor'"):
        one.ballots("d", {"CHN": "votedFor"})


def test_a_listed_veto_without_a_vote_is_refused(tmp_path):
    path = tmp_path / "vetoes.csv"
    header = "date,date_raw,draft,meeting,agenda_item,vetoing\n"
    path.write_text(f"{header}1946-08-29,,S/PV.99,S/PV.99,,USSR\n", encoding="utf-8")
    votes = sciencespo.votes(vote_file(tmp_path), MEMBERS)
    with pytest.raises(SourceError, match=r"S/PV\.99 on 1946-08-29 fits no vote"):
        listed(votes, dhl.vetoes(path))


# The real files


@pytest.mark.slow
@pytest.mark.reference
def test_the_tables_are_what_the_reference_compiles_to(reference, tmp_path):
    data = paths.data()
    corrected = data / "corrections.csv"
    compile_council(reference / "council", corrected, tmp_path, data / "mappings")
    written = sorted(tmp_path.iterdir())
    assert written
    for path in written:
        assert path.read_bytes() == (data / "council" / path.name).read_bytes(), path.name
