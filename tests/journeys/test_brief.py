"""The library and the brief in a real browser: started from a template, completed, downloaded and opened."""

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.apps import served


@pytest.mark.browser
def test_a_template_becomes_a_use_case_whose_brief_opens_in_word(page, portfolio_copy, idle, tmp_path):
    with served(portfolio_copy) as address:
        page.goto(f"{address}/use_cases?list=Library&template=engineer-let-in")
        idle(page)
        page.get_by_role("button", name="Start from this").click()
        expect(page.get_by_role("heading", name="Home visits where the engineer gets in")).to_be_visible()
        idle(page)

        page.get_by_role("tab", name="Brief", exact=True).click()
        expect(page.get_by_text("What would make us stop")).to_be_visible()
        idle(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Word").click()
        file = tmp_path / "brief.docx"
        download.value.save_as(file)

        assert download.value.suggested_filename == "home-visits-where-the-engineer-gets-in-brief.docx"
        document = Document(str(file))
        assert document.paragraphs[0].text == "Home visits where the engineer gets in"
        assert "to be measured" in [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        expect(page.get_by_text("has no baseline").first).to_be_attached()
