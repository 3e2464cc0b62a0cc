"""Flowcharts that somebody writes in prose: drawn with the others, or in the browser if asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, run

FENCE = """# Drawn

```mermaid
flowchart LR
  A[Ask <b>them</b>] -->|yes, they do| B{Is it so?}
  B --> C([Done])
  click A "javascript:alert(1)"
```
"""


def add(manual: Path, text: str) -> None:
    for lang in ("en", "pt"):
        (manual / f"docs/drawn.{lang}.md").write_text(text, encoding="utf-8")


def test_a_fence_is_drawn_with_its_text_beside_it(small: Path) -> None:
    add(small, FENCE)
    manual, findings = judged(small, DAY)
    assert manual
    assert not [one for one in findings if one.code == "bad-diagram"]
    pages = site_pages(manual, with_books=False)
    page = next(one for one in pages if one.uri == "drawn" and one.lang == "en").html
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="cm-chart"' in page
    assert "they do" in page
    assert page.count("cm-ask") == 1
    assert "yes, they do: go to 2" in page
    assert "javascript" not in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    "source", ["flowchart TD\n  A[open --> B", "sequenceDiagram\n  A->>B: hi", "nonsense"]
)
def test_one_that_cannot_be_drawn_is_a_finding_on_its_line(small: Path, source: str) -> None:
    add(small, f"# Drawn\n\ntext\n\n```mermaid\n{source}\n```\n")
    done = run("check", cwd=small)
    assert done.returncode == 1
    assert "docs/drawn.en.md:5:1: error bad-diagram" in done.stdout
    assert "Traceback" not in done.stderr


def test_drawing_in_the_browser_needs_a_script_of_the_manual(small: Path) -> None:
    settings = small / "manual.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "diagrams: client\n", "utf-8")
    done = run("check", cwd=small)
    assert "no-mermaid-script" in done.stdout
    assert done.returncode == 1


@pytest.mark.browser
@pytest.mark.slow
def test_in_the_browser_charts_are_drawn_from_escaped_source_with_the_outline_under_it(
    browser: Browser, small: Path, serve: Callable[[Path], str]
) -> None:
    """The library is a stand-in that notes what it is given: what it draws is not ours to test."""
    add(small, FENCE)
    settings = small / "manual.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "diagrams: client\n", "utf-8")
    script = small / "docs/assets/mermaid.min.js"
    script.parent.mkdir(exist_ok=True)
    script.write_text(
        """window.mermaid = { initialize(options) { window.options = options; },
             run({ querySelector }) { window.sources = [...document.querySelectorAll(querySelector)].map((one) => one.textContent); } };""",
        encoding="utf-8",
    )
    done = run("build", "--no-pdf", "--strict", cwd=small)
    assert done.returncode == 0, done.stderr
    with Visit(browser) as visit:
        base = serve(small / "site")
        page = visit.go(f"{base}flows/who-answers/")
        assert page.evaluate("window.sources.length") == 1
        assert page.evaluate("window.sources[0]").count("flowchart TD") == 1
        assert page.evaluate("window.options.securityLevel") == "strict"
        assert page.locator("ol.cm-steps > li").count() > 2
        page = visit.go(f"{base}drawn/")
        assert "<b>them</b>" in page.evaluate("window.sources[0]")
        assert page.locator(".md-content b").count() == 0
        assert visit.complaints == []
        assert all(one.startswith(base) for one in visit.requests)
