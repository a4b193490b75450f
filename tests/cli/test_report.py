"""`flask report`: the figures of the page in the terminal, aligned, and clear words for what cannot be."""

import csv
import io
import json

import pytest

from models import Setting
from models.reports import REPORTS


@pytest.fixture
def flask(app):
    """flask("report", "win-loss"): the result of the command on the world."""
    return lambda *arguments: app.test_cli_runner().invoke(args=arguments)


def test_the_list_says_by_what(flask):
    lines = flask("report", "--list").output.splitlines()
    assert [line.split()[0] for line in lines] == list(REPORTS)
    splits = next(line for line in lines if line.startswith("win-loss"))
    assert "reason, source, owner, team, office, customer, competitor, product, stage_lost, size" in splits


def test_a_table_of_all_and_of_one_person(flask):
    everything = flask("report", "pipeline-value").output
    assert everything.splitlines()[9].split() == ["All", "10", "479,000.00", "7", "326,900.00"]
    mine = flask("report", "pipeline-value", "--user", "bo@example.com").output
    assert [line.split()[1] for line in mine.splitlines() if line.startswith("All")] == ["4"]


def test_columns_stay_aligned_beside_wide_characters(flask):
    lines = flask("report", "pipeline-value", "--by", "customer").output.splitlines()
    chinese = next(line for line in lines if line.startswith("上海星辰"))
    latin = next(line for line in lines if line.startswith("Acme"))
    assert len(chinese) + 10 == len(latin)  # ten characters, twenty columns


def test_csv_is_that_of_the_page(flask, client_for):
    table = flask("report", "win-loss", "--by", "owner", "--format", "csv").output
    page = client_for("ada").get("/reports/win-loss.csv?by=owner").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table))) == list(csv.reader(io.StringIO(page)))


def test_json_is_that_of_the_page(flask, client_for):
    told = json.loads(flask("report", "won-by-month", "--format", "json").output)
    page = client_for("ada").get("/reports/won-by-month.json").get_json()
    assert told == {name: page[name] for name in told}
    assert told["total"]["won_amount"] == 8_500_000


def test_a_period(flask):
    told = json.loads(
        flask("report", "win-loss", "--from", "2020-01-01", "--to", "2020-12-31", "--format", "json").output
    )
    assert (told["from"], told["to"], told["total"]["won"]) == ("2020-01-01", "2020-12-31", 0)


def test_a_pipeline_by_name(flask):
    told = json.loads(flask("report", "pipeline-value", "--pipeline", "Sales", "--format", "json").output)
    assert told["total"]["count"] == 10


@pytest.mark.parametrize(
    ("option", "value", "parameter"),
    [
        ("--team", "north", "team={north}"),
        ("--team", "none", "team=none"),
        ("--owner", "bo@example.com", "owner={bo}"),
        ("--owner", "none", "owner=none"),
    ],
)
def test_of_one_team_or_owner_it_is_that_of_the_page(flask, client_for, world, option, value, parameter):
    told = json.loads(flask("report", "pipeline-value", option, value, "--format", "json").output)
    everything = json.loads(flask("report", "pipeline-value", "--format", "json").output)
    asked = parameter.format(north=world.ann.team_id, bo=world.bo.id)
    page = client_for("ada").get(f"/reports/pipeline-value.json?{asked}").get_json()
    assert told["total"] == page["total"]
    assert told["total"] != everything["total"]


def test_the_help_says_of_each_report_what_lies_in_its_period(flask):
    told = " ".join(flask("report", "--help").output.split()).replace("- ", "-")  # a name may be broken at its hyphen
    assert "new-opportunities: those opened in it;" in told
    assert "activity-volume: follow-ups done in it;" in told
    assert "forecast, funnel: as its definition says;" in told
    assert "pipeline-value: takes no period, shows what is open now." in told
    assert all(name in told for name in REPORTS)


def test_every_report_by_everything_prints(flask):
    for line in flask("report", "--list").output.splitlines():
        name, *splits = line.replace(",", "").split()
        for by in splits or [None]:
            result = flask("report", name, *(("--by", by) if by else ()))
            assert result.exit_code == 0, result.output


def test_it_speaks_the_companys_language(flask):
    Setting.write(company__language="zh-Hans")
    assert flask("report", "win-loss", "--format", "csv").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "Say which report."),
        (("horoscope",), 2, "There is no report horoscope."),
        (("win-loss", "--by", "stars"), 2, "win-loss cannot be split by stars. It can by: month,"),
        (("overview", "--by", "owner"), 2, "overview cannot be split by owner."),
        (("win-loss", "--from", "2026-13-01"), 2, "“2026-13-01” is no day"),
        (("win-loss", "--from", "2026-02-01", "--to", "2026-01-01"), 1, "The period ends before it begins."),
        (("pipeline-value", "--to", "2026-01-01"), 2, "shows what is open now"),
        (("win-loss", "--pipeline", "Nix"), 1, "There is no pipeline Nix."),
        (("win-loss", "--team", "Nix"), 1, "There is no team Nix."),
        (("win-loss", "--owner", "no@example.com"), 1, "There is no user with the mail address no@example.com"),
        (("win-loss", "--user", "nobody@example.com"), 1, "There is no user with the mail address nobody@example.com"),
    ],
)
def test_mistakes_are_sentences(flask, arguments, code, words):
    result = flask("report", *arguments)
    assert result.exit_code == code
    assert words in result.output


def test_two_are_crossed(flask, client_for):
    told = json.loads(flask("report", "win-loss", "--by", "source", "--across", "owner", "--format", "json").output)
    assert told == client_for("ada").get("/reports/win-loss.json?by=source&across=owner").get_json()
    lines = flask("report", "win-loss", "--by", "source", "--across", "owner").output.splitlines()
    assert next(line for line in lines if line.startswith("All  ")).split()[:2] == ["All", "Ann"]


@pytest.mark.parametrize(
    "wrong", [("--across", "owner"), ("--by", "owner", "--across", "owner"), ("--by", "month", "--across", "owner")]
)
def test_what_cannot_be_crossed_is_said(flask, wrong):
    result = flask("report", "win-loss", *wrong)
    assert result.exit_code == 2
    assert "cannot be crossed so. It can, by two of: reason, source" in result.output
