"""What the documentation says is so."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT, run


def test_the_procedure_in_the_readme_is_a_procedure(claim: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)[1]
    assert len(example.splitlines()) <= 11
    (claim / "procedures/atendimento/at-07-exemplo.yml").write_text(example, encoding="utf-8")
    done = run("check", "--strict", cwd=claim)
    assert done.returncode == 0, done.stdout


def test_links_in_the_documentation_lead_to_files() -> None:
    pages = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "docs/adr").glob("*.md"),
        *(ROOT / "benchmarks").glob("*.md"),
    ]
    for page in pages:
        if re.search(r"\.(pt|en)\.md$", page.name):
            continue
        text = re.sub(r"(?s)```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"))
        for href in re.findall(r"\]\(([^)#]+)", text):
            if not href.startswith(("http", "mailto")):
                assert (page.parent / href).exists(), (page, href)


def test_the_flows_in_the_authors_guide_have_no_fault(small: Path) -> None:
    guide = (ROOT / "docs/authors-guide.md").read_text(encoding="utf-8")
    head = 'title: {pt: x, en: x}\nstatus: draft\nversion: "0.1"\nowner: officer\nsummary: {pt: x, en: x}\n'
    blocks = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    tree = next(one for one in blocks if one.startswith("- id: idade"))
    table = next(one for one in blocks if one.startswith("kind: decision-table"))
    ends = "".join(
        f"- {{id: {one}, outcome: x}}\n" for one in ("protecao", "esperar", "fim", "encaminhar")
    )
    (small / "flows/g-01.yml").write_text(
        f"code: G-01\n{head}nodes:\n{tree}{ends}", encoding="utf-8"
    )
    (small / "flows/g-02.yml").write_text(
        f"code: G-02\n{head}{table}".replace(
            "{id: sim}, {id: nao}", "{id: sim, label: x}, {id: nao, label: y}"
        ),
        encoding="utf-8",
    )
    done = run("check", "--strict", cwd=small)
    assert done.returncode == 0, done.stdout
