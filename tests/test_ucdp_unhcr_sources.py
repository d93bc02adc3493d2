"""The importers of deaths and displacement by year: hand-worked input, refusals, real files."""

import csv
import gzip
from pathlib import Path

import pytest

from normgraph import paths
from normgraph.errors import SourceError
from normgraph.sources import ucdp, unhcr
from normgraph.sources.corrections import Sheet, corrections
from normgraph.sources.crisis_places import crisis_places, states_by_number
from normgraph.sources.estimates import COUNTRY_YEARS, UCDP, compile_estimates

NUMBERS = {"517": ("RWA",), "365": ("RUS", "SUN"), "999": ("AAA", "BBB")}
#: Rwanda in 1994 as published, without the columns that are not read.
RWANDA = {
    "country_id_cy": "517",
    "country_cy": "Rwanda",
    "year_cy": "1994",
    "sb_total_deaths_best_cy": "1882",
    "sb_total_deaths_high_cy": "2026",
    "sb_total_deaths_low_cy": "1781",
    "ns_total_deaths_best_cy": "0",
    "ns_total_deaths_high_cy": "0",
    "ns_total_deaths_low_cy": "0",
    "os_total_deaths_best_cy": "770581",
    "os_total_deaths_high_cy": "1610637",
    "os_total_deaths_low_cy": "345833",
    "cumulative_total_deaths_in_orgvio_best_cy": "772463",
    "cumulative_total_deaths_in_orgvio_high_cy": "1612663",
    "cumulative_total_deaths_in_orgvio_low_cy": "347614",
}
EVENT = {
    "id": "1",
    "year": "2017",
    "type_of_violence": "3",
    "country_id": "517",
    "best": "5",
    "high": "9",
    "low": "4",
}
ORIGIN = {
    "year": "2017.0",
    "coo_name": "Namibia",
    "coo": "NAM",
    "coo_iso": "NAM",
    "coa_name": "Austria",
    "coa": "AUS",
    "coa_iso": "AUT",
}
PEOPLE = {"refugees": "1500.0", "asylum_seekers": "20.0", "idps": "0.0", "oip": ""}
NONE = Sheet(UCDP, ())


def table(path: Path, *rows: dict[str, str]) -> Path:
    text = "".join(f"{','.join(cells)}\n" for cells in (rows[0], *(r.values() for r in rows)))
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8") as file:
        file.write(text)
    return path


def deaths(folder: Path, *rows: dict[str, str], sheet: Sheet = NONE) -> tuple[ucdp.Deaths, ...]:
    return ucdp.country_years(table(folder / "cy.csv", *rows), NUMBERS, sheet)


def events(folder: Path, *rows: dict[str, str], doubtful: str = "") -> tuple[ucdp.Deaths, ...]:
    path = table(folder / "ged.csv", *rows)
    return ucdp.deaths_by_events(path, NUMBERS, doubtful={doubtful})


def sheet(folder: Path, published: str, taken: str, year: str = "1994") -> Sheet:
    path = folder / "corrections.csv"
    path.write_text(
        "key,corrects,field,publishedValue,valueTaken,reason,source,locator\n"
        f"a,{UCDP},sb_total_deaths_high_cy,{published},{taken},r,{UCDP},"
        f'"country_id_cy 517, year_cy {year}"\n',
        encoding="utf-8",
    )
    return Sheet.of(UCDP, corrections(path))


def published(
    folder: Path,
    people: tuple[dict[str, str], ...],
    idmc: tuple[dict[str, str], ...] = (ORIGIN | {"total": "0.0"},),
) -> Path:
    table(folder / unhcr.POPULATION, *people)
    table(folder / unhcr.IDMC, *idmc)
    table(folder / unhcr.UNRWA, ORIGIN | {"coo_iso": "PSE", "total": "2000.0"})
    return folder


def displaced(folder: Path, *places: str) -> list[tuple[str, int, str, int]]:
    found = unhcr.displaced(folder, {"NAM", "PSE", "SYR"}, set(places))
    return [(one.state, one.year, one.counts, one.people) for one in found]


# UCDP, hand-worked


def test_each_kind_of_violence_with_a_death_and_their_sum_are_read(tmp_path):
    found = {one.counts: (one.low, one.best, one.high) for one in deaths(tmp_path, RWANDA)}
    assert found == {
        "deaths-one-sided": (345833, 770581, 1610637),
        "deaths-state-based": (1781, 1882, 2026),
        "deaths-organized-violence": (347614, 772463, 1612663),
    }


def test_a_year_in_which_perhaps_some_died_is_read(tmp_path):
    (*_, one) = deaths(tmp_path, RWANDA | {"ns_total_deaths_high_cy": "1"})[:3]
    assert (one.counts, one.low, one.best, one.high) == ("deaths-non-state", 0, 0, 1)


@pytest.mark.parametrize(
    ("number", "year", "state"),
    [("365", 1991, "SUN"), ("365", 1992, "RUS"), ("345", 1992, "YUG"), ("345", 1999, "SRB")],
)
def test_a_number_means_another_state_from_a_year_on(tmp_path, number, year, state):
    row = RWANDA | {"country_id_cy": number, "year_cy": str(year)}
    assert {one.state for one in deaths(tmp_path, row)} == {state}


def test_a_bound_that_contradicts_the_best_estimate_is_left_out_if_a_correction_says_so(
    tmp_path,
):
    row = RWANDA | {"sb_total_deaths_high_cy": "1881"}
    found = {
        one.counts: one for one in deaths(tmp_path, row, sheet=sheet(tmp_path, "1881", ""))
    }
    assert found["deaths-state-based"].high is None
    assert found["deaths-state-based"].low == 1781


def test_events_are_summed_by_country_year_and_kind(tmp_path):
    found = events(
        tmp_path,
        EVENT,
        EVENT | {"id": "2", "low": "1", "best": "1", "high": "1"},
        EVENT | {"id": "3", "type_of_violence": "1"},
        EVENT | {"id": "4", "year": "2018"},
    )
    assert [(one.year, one.counts, one.low, one.best, one.high) for one in found] == [
        (2017, "deaths-one-sided", 4 + 1, 5 + 1, 9 + 1),
        (2017, "deaths-state-based", 4, 5, 9),
        (2018, "deaths-one-sided", 4, 5, 9),
    ]


def test_the_best_estimate_stands_for_a_bound_known_to_be_doubtful(tmp_path):
    (one,) = events(tmp_path, EVENT | {"low": "6"}, doubtful="1")
    assert (one.low, one.best, one.high) == (5, 5, 9)


# UCDP, refusals


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"os_total_deaths_best_cy": "-1"}, r"cy.csv:2: Column os_total_deaths_best_cy: '-1'"),
        ({"os_total_deaths_best_cy": "1.5"}, r"'1.5' is no whole number .* Correct the cell"),
        ({"os_total_deaths_low_cy": "770582"}, r"cy.csv:2: Column os_total_deaths_low_cy"),
        ({"sb_total_deaths_high_cy": "0"}, r"0 lies on the wrong side .* table of corrections"),
        ({"country_id_cy": "518"}, r"cy.csv:2: Column country_id_cy: .*'518' is unknown. Add"),
        ({"country_id_cy": "999"}, r"'999' means AAA and BBB. Add it to states/State.gw.csv"),
    ],
)
def test_a_bad_country_year_is_refused_with_its_place_and_remedy(tmp_path, changed, message):
    with pytest.raises(SourceError, match=message):
        deaths(tmp_path, RWANDA | changed)


def test_a_missing_column_is_refused(tmp_path):
    row = {name: cell for name, cell in RWANDA.items() if name != "os_total_deaths_low_cy"}
    with pytest.raises(SourceError, match=r"cy.csv:1: The columns os_total_deaths_low_cy"):
        deaths(tmp_path, row)


def test_a_country_with_a_year_twice_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"cy.csv:3: .*517 has the year 1994 already. Drop"):
        deaths(tmp_path, RWANDA, RWANDA)


@pytest.mark.parametrize(
    ("high", "expected", "year", "found"),
    [
        ("1881", "1880", "1994", "1881"),
        ("2026", "2026", "1994", "2026"),
        ("2026", "2026", "1995", "no such row"),
    ],
    ids=["another value", "a bound in order", "another row"],
)
def test_a_correction_that_no_longer_fits_is_refused(tmp_path, high, expected, year, found):
    row = RWANDA | {"sb_total_deaths_high_cy": high}
    with pytest.raises(SourceError, match=f"expects '{expected}', found '{found}'"):
        deaths(tmp_path, row, sheet=sheet(tmp_path, expected, "", year))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"type_of_violence": "4"}, r"ged.csv:3: Column type_of_violence: '4' is none of"),
        ({"low": "6"}, r"ged.csv:3: Columns low, best, high: 6, 5, 9 .* name event 2"),
        ({"best": "-1"}, r"ged.csv:3: Column best: '-1' is no whole number"),
        ({"country_id": "1"}, r"ged.csv:3: Column country_id_cy: the number '1' is unknown"),
        ({"id": "1"}, r"ged.csv:3: Column id: event 1 is there already. Drop one"),
    ],
)
def test_a_bad_event_is_refused_with_its_place_and_remedy(tmp_path, changed, message):
    with pytest.raises(SourceError, match=message):
        events(tmp_path, EVENT, EVENT | {"id": "2"} | changed)


# UNHCR, hand-worked


def test_origins_are_summed_over_asylum_and_small_numbers_count_towards_the_world(tmp_path):
    folder = published(
        tmp_path,
        (
            ORIGIN | PEOPLE,
            ORIGIN | PEOPLE | {"coa": "GFR", "coa_iso": "DEU", "refugees": "700.0"},
            ORIGIN | PEOPLE | {"coo": "SYR", "coo_iso": "SYR", "refugees": "999.0"},
            ORIGIN | PEOPLE | {"coo": "UKN", "coo_iso": "UNK", "refugees": "1.0"},
        ),
    )
    assert displaced(folder, "NAM", "SYR") == [
        ("NAM", 2017, "refugees", 1500 + 700),
        ("", 2017, "asylum-seekers", 4 * 20),
        ("", 2017, "refugees", 1500 + 700 + 999 + 1),
        ("", 2017, "refugees-unrwa", 2000),
    ]


def test_people_displaced_within_are_those_of_idmc_and_of_unhcr_only_where_it_has_none(
    tmp_path,
):
    within = PEOPLE | {"refugees": "0.0", "asylum_seekers": "0.0", "idps": "5000.0"}
    folder = published(
        tmp_path,
        (ORIGIN | within, ORIGIN | within | {"year": "2008.0"}),
        (ORIGIN | {"total": "6000.0"},),
    )
    found = [one for one in displaced(folder, "NAM") if one[2].startswith("idps")]
    assert found == [
        ("NAM", 2008, "idps-unhcr", 5000),
        ("NAM", 2017, "idps-idmc", 6000),
        ("", 2008, "idps-unhcr", 5000),
        ("", 2017, "idps-idmc", 6000),
    ]


def test_only_the_states_asked_for_are_returned_besides_the_world(tmp_path):
    folder = published(tmp_path, (ORIGIN | PEOPLE,))
    assert {state for state, *_ in displaced(folder, "PSE")} == {"PSE", ""}


# UNHCR, refusals


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"coo_iso": "NA"}, r"population.csv.gz:3: Column coo_iso: 'NA' is no state .* Add it"),
        (
            {"refugees": "-1.0"},
            r"Column refugees: '-1.0' is no whole number from 0 up. Correct",
        ),
        ({"refugees": "1.5"}, r"population.csv.gz:3: Column refugees: '1.5'"),
        ({"refugees": ""}, r"population.csv.gz:3: Column refugees: ''"),
        ({"coa": "AUS"}, r"population.csv.gz:3: .*NAM to AUS has the year 2017 already. Drop"),
    ],
)
def test_a_bad_population_is_refused_with_its_place_and_remedy(tmp_path, changed, message):
    second = ORIGIN | PEOPLE | {"coa": "GFR"} | changed
    with pytest.raises(SourceError, match=message):
        displaced(published(tmp_path, (ORIGIN | PEOPLE, second)))


def test_a_table_without_a_category_is_refused(tmp_path):
    folder = published(tmp_path, (ORIGIN | {"refugees": "1.0", "idps": "0.0", "oip": ""},))
    with pytest.raises(SourceError, match=r"gz:1: The columns asylum_seekers are missing"):
        displaced(folder)


# Places


def test_places_are_those_of_crises_and_the_states_they_succeed(tmp_path):
    for folder in ("crises", "states"):
        (tmp_path / folder).mkdir()
    table(tmp_path / "crises" / "Crisis.csv", {"key": "a", "place": "HRV|SRB"})
    succession = [("SRB", "state/SCG"), ("SCG", "state/YUG"), ("RUS", "state/SUN")]
    table(
        tmp_path / "states" / "State.succession.csv",
        *({"key": later, "succeeds": earlier} for later, earlier in succession),
    )
    assert crisis_places(tmp_path) == {"HRV", "SRB", "SCG", "YUG"}


# The real files


@pytest.fixture(scope="module")
def compiled(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("estimates")
    compile_estimates(reference / "crises", paths.data(), out)
    return out


def estimates(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "Estimate.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


@pytest.mark.slow
@pytest.mark.reference
@pytest.mark.parametrize("source", ["ucdp", "unhcr"])
def test_the_tables_are_what_the_importers_make_of_the_published_files(compiled, source):
    made = (compiled / source / "Estimate.csv").read_bytes()
    kept = (paths.data() / "estimates" / source / "Estimate.csv").read_bytes()
    assert made == kept, (
        "run compile_estimates again (a crisis in another state?), or look what else changed"
    )


@pytest.mark.parametrize(
    ("key", "low", "best", "high"),
    [
        # The sums of the kinds of violence and of years that our crosswalk of crises gives
        # for these crises, and the single rows of the dataset.
        ("RWA-1994-organized-violence", 347614, 772463, 1612663),
        ("RWA-1994-one-sided", 345833, 770581, 1610637),
        ("MMR-2017-one-sided", 1739, 1864, 1989),
    ],
)
def test_published_deaths_are_in_the_table(key, low, best, high):
    row = estimates(paths.data() / "estimates" / "ucdp")[f"ucdp-{key}"]
    assert [int(row[bound]) for bound in ucdp.BOUNDS] == [low, best, high]


def test_the_deaths_of_darfur_add_up_to_the_crosswalk_only_with_their_wide_bounds():
    table_of = estimates(paths.data() / "estimates" / "ucdp")
    years = [table_of[f"ucdp-SDN-{year}-one-sided"] for year in range(2003, 2009)]
    assert sum(int(row["best"]) for row in years) == 10660
    assert sum(int(row["high"]) for row in years) == 59131


def displaced_of(whose: str, year: int, *counts: str) -> int:
    table_of = estimates(paths.data() / "estimates" / "unhcr")
    keys = (f"unhcr-{whose}-{year}-{one}" for one in counts)
    return sum(int(table_of[key]["best"]) for key in keys if key in table_of)


ABROAD = ("refugees", "asylum-seekers", "others-in-need")


def test_over_thirteen_million_syrians_were_displaced_in_2017_and_from_2019_to_2024():
    found = {
        year: displaced_of("SYR", year, *ABROAD, "idps-idmc") for year in range(2011, 2026)
    }
    over = [year for year, people in found.items() if people > 13_000_000]
    assert over == [2017, 2019, 2020, 2021, 2022, 2023, 2024]
    assert found[2025] == 10_984_119


@pytest.mark.slow
def test_over_a_hundred_million_people_were_displaced_first_at_the_end_of_2022():
    counts = (*ABROAD, "idps-idmc", "refugees-unrwa")
    found = {year: displaced_of("world", year, *counts) for year in range(1951, 2026)}
    assert min(year for year, people in found.items() if people > 100_000_000) == 2022


@pytest.mark.reference
def test_numbers_by_origin_are_those_of_the_table_made_apart(reference):
    made = estimates(paths.data() / "estimates" / "unhcr")
    columns = {"refugees": "refugees", "asylum-seekers": "asylum_seekers"}
    columns |= {"others-in-need": "oip", "idps-idmc": "idmc_idps"}
    places = crisis_places(paths.data())
    expected = {}
    path = reference / "crises" / "unhcr_origin_year_1951_2025.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for counts, column in columns.items():
                people = int(float(row[column] or 0))
                if row["coo_iso"] in places and people >= unhcr.THRESHOLD:
                    expected[f"unhcr-{row['coo_iso']}-{row['year']}-{counts}"] = people
    found = {
        key: int(row["best"])
        for key, row in made.items()
        if row["place"] and row["counts"] in columns
    }
    assert found == expected


@pytest.mark.reference
def test_the_published_events_are_read(reference):
    # Thirteen of the thousand events have a bound on the wrong side of the best estimate.
    doubtful = "236880 304491 299515 406097 464847 252478 225681 162326 386422 193150 192827"
    found = ucdp.deaths_by_events(
        reference / "crises" / "ucdp_raw" / "ged231_sample1000_uncertainUCDP.csv.gz",
        states_by_number(paths.data()),
        doubtful={*doubtful.split(), "381442", "212386"},
    )
    assert {one.counts for one in found} == set(ucdp.EVENT_KINDS.values())
    assert all(one.low <= one.best <= one.high for one in found)


@pytest.mark.reference
def test_without_the_corrections_the_published_file_is_refused(reference):
    with pytest.raises(SourceError, match=r"wrong side of the best estimate"):
        ucdp.country_years(
            reference / "crises" / COUNTRY_YEARS, states_by_number(paths.data()), NONE
        )
