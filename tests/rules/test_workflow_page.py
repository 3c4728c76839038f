"""The page about the workflow says what the tables say."""

from pathlib import Path

from progress.describing.workflow_page import workflow_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"


def test_the_page_is_generated_from_the_tables():
    assert PAGE.read_text() == workflow_page(), "run: python manage.py write_workflow_page"
