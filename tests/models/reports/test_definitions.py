"""docs/definitions.md says what the pages say."""

from pathlib import Path

import pytest

from models.briefing import DEFINITION
from models.reports import REPORTS

DOCUMENT = (Path(__file__).parents[3] / "docs" / "definitions.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("report", REPORTS.values(), ids=lambda report: report.name)
def test_every_sentence_of_a_page_is_in_the_document(report):
    for sentence in (report.formula, *report.definition):
        assert sentence in DOCUMENT


@pytest.mark.parametrize("report", REPORTS.values(), ids=lambda report: report.name)
def test_every_report_answers_a_question_in_the_document_and_in_its_module(report):
    heading = next(line for line in DOCUMENT.splitlines() if line.startswith(f"## {report.title}: "))
    question = heading.partition(": ")[2]
    module = __import__(report.ask.__module__, fromlist=["__doc__"])
    assert question.lower() in " ".join(module.__doc__.split()).lower()


def test_so_does_the_briefing():
    assert "## Weekly briefing: what did a week bring?" in DOCUMENT
    for sentence in DEFINITION:
        assert sentence in DOCUMENT
