"""Flowcharts that somebody writes in prose: drawn with the others, or in the browser if asked."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from claim_manual.model.language import words
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, ROOT, Quiet, Visit, printed_html, run, served

VERSION = "11.16.0"
DIGEST = "74d7c46dabca328c2294733910a8aa1ed0c37451776e8d5295da38a2b758fb9b"

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
    assert "yes, they do: Is it so?" in page
    assert "javascript" not in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    "source",
    ["flowchart TD\n  A[open --> B", "sequenceDiagram\n  A-", 'pie\n  "a": 3', "nonsense"],
)
def test_one_that_cannot_be_drawn_is_a_finding_on_its_line(small: Path, source: str) -> None:
    add(small, f"# Drawn\n\ntext\n\n```mermaid\n{source}\n```\n")
    done = run("check", cwd=small)
    assert done.returncode == 1
    assert "docs/drawn.en.md:5:1: error bad-diagram" in done.stdout
    assert "Traceback" not in done.stderr


GROUPED = """# Drawn

```mermaid
flowchart LR
  A["1. Pedido (aberto)"] -->|sim ou não| B{18 anos?}
  B -- não --> C[fim]
  subgraph Serviço
    D[Ver<br/>bem] --> E((Fim))
    subgraph "2. Dentro"
      direction TB
      F --> G
    end
  end
  A --> D & C
  E --> C
```
"""


def drawn_page(small: Path, text: str) -> str:
    add(small, text)
    manual, findings = judged(small, DAY)
    assert manual
    assert [one.code for one in findings if one.place.path == "docs/drawn.en.md"] == []
    pages = site_pages(manual, with_books=False)
    return next(one for one in pages if one.uri == "drawn" and one.lang == "en").html


def places(svg: str) -> dict[str, tuple[float, float]]:
    """Where each text of a chart begins."""
    spans = re.findall(r'<tspan x="([-\d.]+)" y="([-\d.]+)">([^<]*)</tspan>', svg)
    return {said: (float(x), float(y)) for x, y, said in spans}


def test_numbers_direction_and_groups_stay_as_written(small: Path) -> None:
    page = drawn_page(small, GROUPED)
    at = places(page)
    assert {"1. Pedido (aberto)", "18 anos?", "Ver bem", "Serviço", "2. Dentro"} <= {*at}
    assert not [said for said in at if re.match(r"\d+\. (18|fim|Ver|1\.)", said)]
    # It leads to the right, and what stands in a group with a direction of its own, down.
    assert at["1. Pedido (aberto)"][0] < at["18 anos?"][0] < at["fim"][0]
    assert at["F"][1] < at["G"][1]
    assert abs(at["F"][0] - at["G"][0]) < 2
    assert page.count('class="cm-group-frame"') == 2
    assert "Ver bem (Serviço)" in page
    assert "F (2. Dentro)" in page
    assert "sim ou não: 18 anos?" in page
    manual, _ = judged(small, DAY)
    assert manual
    book = printed_html(manual, "en")
    assert 'class="cm-group-frame"' in book
    assert "2. Dentro" in book


@pytest.mark.parametrize(
    ("direction", "axis", "sign"), [("TD", 1, 1), ("TB", 1, 1), ("BT", 1, -1), ("RL", 0, -1)]
)
def test_every_direction_is_kept(small: Path, direction: str, axis: int, sign: int) -> None:
    at = places(drawn_page(small, f"# Drawn\n\n```mermaid\ngraph {direction}\n  A --> B\n```\n"))
    assert sign * at["A"][axis] < sign * at["B"][axis]


def test_a_state_diagram_is_drawn(small: Path) -> None:
    page = drawn_page(
        small,
        """# Drawn

```mermaid
stateDiagram-v2
  direction LR
  [*] --> Open
  Open --> Closed: decision
  state "2. Looked at" as Look {
    Asked --> Answered
  }
  Open --> Asked
  Closed --> [*]
```
""",
    )
    at = places(page)
    assert {"Beginning", "Open", "Closed", "decision", "2. Looked at", "Asked", "End"} <= {*at}
    assert at["Beginning"][0] < at["Open"][0] < at["Closed"][0] < at["End"][0]
    assert "decision: Closed" in page
    assert "Asked (2. Looked at)" in page


SEQUENCE = """# Drawn

```mermaid
sequenceDiagram
  autonumber
  participant A as Ana <b>x</b>
  participant P as Police
  A->>P: help
  Note over A,P: both know
  alt danger
    P-->>A: we come
  else none
    P-xA: not now
    loop every day
      A->>A: wait
    end
  end
```
"""


def test_a_sequence_is_drawn_with_who_tells_whom_what(small: Path) -> None:
    page = drawn_page(small, SEQUENCE)
    at = places(page)
    order = [
        "1. help",
        "both know",
        "alt [danger]",
        "2. we come",
        "else [none]",
        "3. not now",
        "loop [every day]",
        "4. wait",
    ]
    assert sorted(order, key=lambda said: at[said][1]) == order
    assert at["Ana &lt;b&gt;x&lt;/b&gt;"][0] < at["Police"][0]
    assert page.count("cm-group-frame") == 2
    assert page.count('stroke-dasharray="5 4"') == 1
    assert "Police › Ana &lt;b&gt;x&lt;/b&gt;: 2. we come" in page
    assert "<b>x" not in page
    manual, _ = judged(small, DAY)
    assert manual
    assert "every day" in printed_html(manual, "en")
    assert run("pages", "out", "--lang", "en", cwd=small).returncode == 0
    text = next((small / "out").rglob("drawn*.md")).read_text(encoding="utf-8")
    assert "a1-->>a0: 2. we come" in text
    fence = text.partition("```mermaid\n")[2].partition("```")[0]
    (small / "docs/drawn.en.md").write_text(f"# Drawn\n\n```mermaid\n{fence}```\n", "utf-8")
    assert [one.code for one in judged(small, DAY)[1] if one.code == "bad-diagram"] == []


@pytest.mark.parametrize(
    ("source", "of"),
    [
        ("flowchart LR\n  A --- B", "A --- B"),
        ("flowchart LR\n  A <--> B", "A <--> B"),
        ("flowchart LR\n  A --> B\n  subgraph S\n    direction TB\n    B --> C\n  end", "S"),
        ("flowchart LR\n  A --> S\n  subgraph S\n    B\n  end", "A --> S"),
        ("stateDiagram-v2\n  A --> B\n  note right of A: remember", "remember"),
        ("stateDiagram-v2\n  state F <<fork>>\n  A --> F\n  F --> B", "F"),
    ],
)
def test_what_is_not_drawn_as_written_is_told(small: Path, source: str, of: str) -> None:
    add(small, f"# Drawn\n\n```mermaid\n{source}\n```\n")
    manual, findings = judged(small, DAY)
    assert manual
    found = [one for one in findings if one.code == "undrawn-part"]
    assert {(str(one.place), of in one.message.text(words("pt"))) for one in found} == {
        (f"docs/drawn.{lang}.md:3:1", True) for lang in ("en", "pt")
    }
    assert site_pages(manual, with_books=False)


def test_drawing_in_the_browser_needs_a_script_of_the_manual(small: Path) -> None:
    settings = small / "manual.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "diagrams: client\n", "utf-8")
    done = run("check", cwd=small)
    assert "no-mermaid-script" in done.stdout
    assert done.returncode == 1


# -- in the browser


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mermaid itself, as npm has it."""
    packed = ROOT / "tests" / "vendor" / f"mermaid-{VERSION}.min.js.gz"
    script = tmp_path_factory.mktemp("library") / "mermaid.min.js"
    script.write_bytes(gzip.decompress(packed.read_bytes()))
    assert hashlib.sha256(script.read_bytes()).hexdigest() == DIGEST
    return script


HOSTILE = """# Drawn

```mermaid
flowchart LR
  A["1. Ask <b>them</b> <img src=x onerror=window.pwned=1>"] -->|yes, they do| B{Is it so?}
  subgraph Service
    B --> C([Done])
  end
  click A "javascript:window.pwned=1"
  click B call window.pwned()
```

```mermaid
%%{init: {"securityLevel": "loose", "flowchart": {"htmlLabels": true}}}%%
sequenceDiagram
  participant A as Ana <b onclick="window.pwned=1">x</b>
  A->>B: hi <script>window.pwned=1</script><svg onload=window.pwned=1>
```

```mermaid
stateDiagram-v2
  [*] --> Open
  Open --> [*]: <iframe src="javascript:window.pwned=1">
```
"""


class WithHeaders(Quiet):
    """A host that sends the site's policy."""

    def end_headers(self) -> None:
        text = (Path(self.directory) / "_headers").read_text(encoding="utf-8")
        policy = re.search(r"Content-Security-Policy: (.*)", text)
        assert policy
        self.send_header("Content-Security-Policy", policy[1])
        super().end_headers()


def drawn_in_browser(folder: Path, library: Path, more: str = "") -> None:
    add(folder, HOSTILE)
    settings = folder / "manual.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "diagrams: client\n", "utf-8")
    (folder / "docs/assets").mkdir(exist_ok=True)
    shutil.copy(library, folder / "docs/assets/mermaid.min.js")
    site = folder / "mkdocs.yml"
    text = site.read_text(encoding="utf-8")
    site.write_text(text.replace("  - claim-manual\n", f"  - claim-manual\n{more}"), "utf-8")
    done = run("build", "--no-pdf", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr


NAMED = """\
  - mermaid2:
      javascript: https://unpkg.com/mermaid/dist/mermaid.min.js
      arguments: {securityLevel: loose, theme: forest}
"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("more", ["", NAMED], ids=["alone", "named in mkdocs.yml"])
def test_charts_are_drawn_by_mermaid_itself_and_nothing_that_an_author_writes_runs(
    browser: Browser, small: Path, library: Path, more: str
) -> None:
    drawn_in_browser(small, library, more)
    with served(small / "site", WithHeaders) as base, Visit(browser, width=390) as visit:
        page = visit.go(f"{base}drawn/")
        page.wait_for_function("document.querySelectorAll('.mermaid svg').length === 3")
        shown = page.locator(".mermaid").all_inner_texts()
        assert [
            word in shown[0].replace("\u2060", "") for word in ("1. Ask", "Service", "Is it so?")
        ] == [True] * 3
        assert "Syntax error" not in "".join(shown)
        inside = page.locator(".mermaid").locator("script, img, iframe, b, [onclick], [onload]")
        assert inside.count() == 0
        links = page.locator(".mermaid a").evaluate_all("all => all.map((one) => one.outerHTML)")
        assert "javascript:" not in "".join(links)
        page.locator(".mermaid .node").first.click()
        assert page.evaluate("window.pwned") is None
        fill = "getComputedStyle(document.querySelector('.mermaid .node polygon')).fill"
        assert page.evaluate(fill) not in {"rgb(0, 0, 0)", "none"}  # Mermaid's styles are let be
        assert page.locator(".cm-as-text").count() == 3  # each as text too
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert visit.complaints == []  # the policy refused nothing
        assert all(address.startswith(base) for address in visit.requests)
        html = (small / "site/drawn/index.html").read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*json)", html)


@pytest.mark.browser
@pytest.mark.slow
def test_a_document_is_drawn_from_its_source_and_a_page_without_charts_loads_no_library(
    browser: Browser, small: Path, library: Path
) -> None:
    drawn_in_browser(small, library)
    with served(small / "site", WithHeaders) as base, Visit(browser) as visit:
        page = visit.go(f"{base}flows/who-answers/")
        page.wait_for_function("document.querySelectorAll('.mermaid svg').length === 1")
        assert page.locator("ol.cm-steps > li").count() > 2
        visit.go(f"{base}reference/roles/", is_idle=True)
        assert sum("mermaid.min.js" in address for address in visit.requests) == 1
        assert visit.complaints == []
        # A second build takes pages that were kept, and has the script that they load.
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0
    address = re.search(
        r'src="\.\./(assets/claim-manual/diagrams-start\.js)',
        (small / "site/drawn/index.html").read_text("utf-8"),
    )
    assert address
    assert "strict" in (small / "site" / address[1]).read_text(encoding="utf-8")


def test_the_plugin_alone_draws_nothing_and_asks_nobody(small: Path) -> None:
    add(small, FENCE)
    site = small / "mkdocs.yml"
    text = site.read_text(encoding="utf-8")
    site.write_text(text.replace("  - claim-manual\n", "  - claim-manual\n  - mermaid2\n"), "utf-8")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0
    assert "unused-plugin" in done.stderr
    html = (small / "site/drawn/index.html").read_text(encoding="utf-8")
    assert "unpkg" not in html
    assert "mermaid.initialize" not in html
    assert 'class="cm-chart"' in html


@pytest.mark.parametrize(
    "named", ["mermaid", "Mermaid", " mermaid", "{.mermaid}", 'mermaid title="x"']
)
def test_a_diagram_is_judged_however_its_fence_names_it(small: Path, named: str) -> None:
    prose = small / "procedures" / "service" / "receive-request.en.md"
    prose.write_text(f"## How\n\n```{named}\nflowchart TD\n  A -->\n```\n", encoding="utf-8")
    found = [one for one in judged(small, DAY)[1] if one.code == "bad-diagram"]
    assert [one.place.line for one in found] == [3]


def test_a_diagram_in_a_step_is_judged_like_one_in_prose(small: Path) -> None:
    path = small / "procedures" / "service" / "receive-request.yml"
    details = "    details:\n      en: |\n        ```mermaid\n        flowchart TD\n          A -->\n        ```\n      pt: A\n"
    text = path.read_text(encoding="utf-8").replace(
        "    role: officer\n", f"    role: officer\n{details}", 1
    )
    path.write_text(text, encoding="utf-8")
    (found,) = [one for one in judged(small, DAY)[1] if one.code == "bad-diagram"]
    row = text.split("\n").index("        ```mermaid") + 1
    assert (found.place.path, found.place.line) == ("procedures/service/receive-request.yml", row)
