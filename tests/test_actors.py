"""Actors, what they hand over to each other and what links them: registers, findings, pages, pictures."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from claim_manual import starter
from claim_manual.book.paper import paper
from claim_manual.book.printed_charts import printed_charts
from claim_manual.charts.arcs import Arc, ArcMap, arcs_svg, near
from claim_manual.charts.chart import Arrow, Box, Chart, Group
from claim_manual.derived.acting import acting_roles
from claim_manual.derived.actors import links_between, network, passings
from claim_manual.model.edition import Options
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import words
from claim_manual.model.manual import AnyDocument, Manual, exceptions, nodes
from claim_manual.model.nodes import Ask
from claim_manual.proof.graph import open_edges
from claim_manual.work.judging import judged, sound
from claim_manual.work.site_parts import site_pages
from conftest import (
    DAY,
    Visit,
    fault_of,
    once,
    printed,
    printed_html,
    run,
    unfold,
    whole_html,
    write_tree,
)

PAGE = "procedures/service/permit.yml"
ROLES = """\
- {id: caller, name: {en: Person served, pt: Pessoa atendida}, kind: person}
- id: police
  name: {en: Police, pt: Polícia}
  kind: partner
  organisation: interior
  level: operates
  deputy: [clerk]
- {id: court, name: {en: Court, pt: Tribunal}, kind: partner, organisation: justice, level: decides}
- {id: clerk, name: {en: Clerk, pt: Funcionário}, organisation: office}
"""
ORGANISATIONS = """\
- {id: office, name: {en: Help office, pt: Gabinete}, sector: social, kind: {en: Association, pt: Associação}}
- {id: interior, name: {en: Interior, pt: Interior}, sector: public, url: "https://interior.example/"}
- {id: justice, name: {en: Justice, pt: Justiça}, sector: public}
"""
ASSIGNMENTS = """\
- {id: a-1, role: police, post: {en: Duty officer, pt: Oficial de dia}, from: 2026-01-01, to: 2026-12-31}
- {id: a-2, role: court, organisation: justice}
"""
LINKS = """\
- id: desk
  between: [office, interior]
  kind: agreement
  says: {en: Signed requests are taken on the same day., pt: Os pedidos assinados recebem-se no próprio dia.}
  every: P14D
  basis: charter
  pages: [permit]
- id: hearing
  between: [police, court]
  kind: meeting
  says: {en: Weekly hearing., pt: Audiência semanal.}
"""
SOURCE = """\
code: S-60
title: {en: Permit, pt: Autorização}
status: draft
version: "0.1"
owner: officer
summary: {en: From desk to court., pt: Do balcão ao tribunal.}
responsibilities: {responsible: [officer, clerk], informed: [police, court]}
steps:
  - id: fill
    do: {en: Fill in the request, pt: Preencher o pedido}
    role: officer
    hands: {en: Signed request, pt: Pedido assinado}
  - id: urgent
    ask: {en: Is it urgent?, pt: É urgente?}
    answers:
      - {id: yes, to: receive}
      - {id: no, to: keep}
  - id: receive
    do: {en: Receive the request, pt: Receber o pedido}
    role: police
    next: decide
  - id: keep
    do: {en: Keep a copy, pt: Guardar cópia}
    role: clerk
    next: end
  - id: decide
    do: {en: Decide, pt: Decidir}
    role: court
  - id: end
    outcome: {en: Done, pt: Feito}
    kind: resolved
    level: green
"""
CODES = {
    "own-deputy",
    "personal-name",
    "unclear-assignment",
    "unclear-link",
    "unknown-reference",
    "unlinked-handover",
    "idle-waiver",
}


def with_actors(folder: Path, **registers: str) -> Path:
    """The small manual with a procedure of four roles, their organisations and their links."""
    file = folder / "reference/roles.yml"
    text = file.read_text(encoding="utf-8").replace(
        "- id: officer\n", "- id: officer\n  organisation: office\n"
    )
    file.write_text(text + registers.get("roles", ROLES), encoding="utf-8")
    sources = folder / "reference/sources.yml"
    before = sources.read_text(encoding="utf-8") if sources.is_file() else ""
    sources.write_text(f"{before}- {{id: charter, title: Charter}}\n", encoding="utf-8")
    written = {"organisations": ORGANISATIONS, "assignments": ASSIGNMENTS, "links": LINKS}
    for name, content in (written | registers).items():
        if content and name in written:
            (folder / f"reference/{name}.yml").write_text(content, encoding="utf-8")
    (folder / PAGE).write_text(registers.get("page", SOURCE), encoding="utf-8")
    return folder


@pytest.fixture
def manual(small: Path) -> Manual:
    return sound(with_actors(small), DAY)


def of_actors(folder: Path) -> list[Finding]:
    return [one for one in judged(folder, DAY)[1] if one.code in CODES]


# -- hand-overs


def test_a_document_goes_from_role_to_role_with_what_is_handed(manual: Manual) -> None:
    found = {
        pair: [(one.after, one.at, [text.root["en"] for text in one.hands]) for one in passings]
        for pair, passings in network(manual).items()
    }
    assert found == {
        ("officer", "police"): [("fill", "receive", ["Signed request"])],
        ("officer", "clerk"): [("fill", "keep", ["Signed request"])],
        ("police", "court"): [("receive", "decide", [])],
    }


def test_nothing_goes_over_on_a_page_that_is_no_longer_in_force(small: Path) -> None:
    with_actors(small, page=SOURCE.replace("status: draft", "status: retired"))
    made, _ = judged(small, DAY)
    assert made
    assert not network(made)


def brute(manual: Manual, document: AnyDocument) -> set[tuple[str, str, str, str]]:
    """Giver, receiver and the two nodes, over every path on which nobody acts in between."""
    told = {one.id for one in exceptions(document)}
    edges = [(one.source, one.target) for one in open_edges(manual, document)]
    anywhere = [target for source, target in edges if source in told]
    onward: dict[str, set[str]] = {one.id: set() for one in nodes(document)}
    for source, target in edges:
        if source in onward:
            onward[source] |= {target, *anywhere}
    actors = {}
    for node in nodes(document):
        kinds = {manual.role(role).kind for role in acting_roles(node)}
        is_answered = isinstance(node, Ask) and kinds == {"person"}
        actors[node.id] = () if is_answered else acting_roles(node)

    def paths(path: list[str]) -> Iterator[list[str]]:
        """Every path onward that comes to no node twice, but for its end, where it began."""
        yield path
        if path[-1] not in path[:-1]:
            for target in onward[path[-1]]:
                if target not in path[1:]:
                    yield from paths([*path, target])

    found = set()
    for start in {path[-1] for path in paths([nodes(document)[0].id])}:
        for path in paths([start]) if actors[start] else ():
            is_next = len(path) > 1 and not any(actors[name] for name in path[1:-1])
            found |= {
                (giver, receiver, start, path[-1])
                for giver in actors[start]
                for receiver in (actors[path[-1]] if is_next else ())
                if receiver not in actors[start]
            }
    return found


def random_page(seed: int) -> str:
    """A procedure whose steps and questions lead anywhere; some say who acts, some do not."""
    chosen = random.Random(seed)
    count = chosen.randint(4, 7)
    names = [*(f"n{n}" for n in range(count)), "end"]
    rows = [SOURCE.partition("steps:")[0] + "steps:"]
    for n, name in enumerate(names[:-1]):
        roles = chosen.sample(
            ["officer", "police", "court", "clerk", "caller"], chosen.randint(0, 2)
        )
        role = f"    role: [{', '.join(roles)}]\n" if roles else ""
        onward = [names[n + 1], chosen.choice(names)]
        if chosen.random() < 0.5:
            ways = "".join(
                f"      - {{id: w{m}, label: W, to: {to}}}\n" for m, to in enumerate(onward)
            )
            rows.append(f"  - id: {name}\n    ask: Q {name}\n{role}    answers:\n{ways}".rstrip())
        else:
            rows.append(f"  - id: {name}\n    do: D {name}\n{role}    next: {onward[0]}")
    rows.append("  - id: end\n    outcome: E\n")
    if chosen.random() < 0.3:
        rows.append(f"at_any_time:\n  - {{id: told, told: T, to: {chosen.choice(names[1:])}}}\n")
    return "\n".join(rows)


def test_hand_overs_are_those_of_every_path(small: Path) -> None:
    with_actors(small)
    counted = 0
    for seed in range(60):
        (small / PAGE).write_text(random_page(seed), encoding="utf-8")
        made, _ = judged(small, DAY)
        document = made.document("permit") if made else None
        assert made
        assert document
        found = {(one.giver, one.receiver, one.after, one.at) for one in passings(made, document)}
        assert found == brute(made, document), seed
        counted += len(found)
    assert counted > 200


# -- registers and findings


def test_what_is_written_well_is_told_nothing(small: Path) -> None:
    assert of_actors(with_actors(small)) == []


def test_a_pair_without_a_link_is_told_where_it_hands_over_first(small: Path) -> None:
    with_actors(small, links=LINKS.partition("- id: hearing")[0])
    (finding,) = of_actors(small)
    assert (finding.code, finding.severity) == ("unlinked-handover", Severity.WARNING)
    lines = (small / PAGE).read_text(encoding="utf-8").split("\n")
    assert "id: decide" in lines[finding.place.line - 1]
    assert "«Polícia»" in finding.message.text(words("pt"))
    assert "reference/links.yml" in finding.hint.text(words("en"))


def test_a_pair_without_a_link_is_accepted_with_its_reason(small: Path) -> None:
    page = SOURCE.replace("role: court\n", "role: court\n    waive: {unlinked-handover: By law}\n")
    with_actors(small, page=page, links=LINKS.partition("- id: hearing")[0])
    (finding,) = of_actors(small)
    assert finding.severity is Severity.INFO


def test_without_a_register_of_links_no_pair_needs_one(small: Path) -> None:
    assert of_actors(with_actors(small, links="")) == []


def test_a_link_of_roles_or_of_organisations_joins_both_ways(manual: Manual) -> None:
    assert [one.id for one in links_between(manual, "police", "clerk")] == ["desk"]
    assert [one.id for one in links_between(manual, "court", "police")] == ["hearing"]
    assert not links_between(manual, "court", "clerk")
    assert not links_between(manual, "officer", "clerk")


@pytest.mark.parametrize(
    ("register", "old", "new", "code"),
    [
        ("links", "[office, interior]", "[office, nobody]", "unknown-reference"),
        ("links", "[permit]", "[no-page]", "unknown-reference"),
        ("links", "basis: charter", "basis: nothing", "unknown-reference"),
        ("links", "[police, court]", "[court, court]", "unclear-link"),
        ("links", "[police, court]", "[court]", "unclear-link"),
        ("links", "[police, court]", "[police, interior]", "unclear-link"),
        ("assignments", "role: court", "role: judge", "unknown-reference"),
        ("assignments", "organisation: justice", "organisation: judges", "unknown-reference"),
        ("assignments", ", organisation: justice", "", "unclear-assignment"),
        ("assignments", "to: 2026-12-31", "to: 2025-12-31", "unclear-assignment"),
        ("assignments", "en: Duty officer", "en: Dr. John Smith", "personal-name"),
        ("assignments", "pt: Oficial de dia", "pt: Maria Silva", "personal-name"),
        ("roles", "organisation: justice", "organisation: court", "unknown-reference"),
        ("roles", "deputy: [clerk]", "deputy: [police]", "own-deputy"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(small: Path, register: str, old: str, new: str, code: str) -> None:
    whole = {"links": LINKS, "assignments": ASSIGNMENTS, "roles": ROLES}[register]
    assert old in whole
    with_actors(small, **{register: whole.replace(old, new, 1)})
    found = [one for one in of_actors(small) if one.code == code]
    assert found
    assert {one.place.path for one in found} == {f"reference/{register}.yml"}
    assert all(one.place.line > 0 for one in found)


@pytest.mark.parametrize(
    "post", ["Técnica Superior", "Chefe de Divisão", "Head of Unit", "Dia de Santa Maria, técnico"]
)
def test_a_post_is_no_name(small: Path, post: str) -> None:
    with_actors(small, assignments=ASSIGNMENTS.replace("Oficial de dia", f'"{post}"'))
    assert of_actors(small) == []


def test_a_role_that_is_only_assigned_is_used_by_nothing(small: Path) -> None:
    more = "- {id: judge, name: Judge}\n"
    with_actors(
        small, roles=ROLES + more, assignments=f"{ASSIGNMENTS}- {{id: a-3, role: judge, post: P}}\n"
    )
    unused = [one for one in judged(small, DAY)[1] if one.code == "unused-role"]
    assert "“Judge”" in {one.message.text(words("en")).partition("role ")[2][:-1] for one in unused}


# -- pages


def page_of(manual: Manual, uri: str, lang: str = "en") -> str:
    (page,) = [
        one for one in site_pages(manual, with_books=False) if (one.uri, one.lang) == (uri, lang)
    ]
    return whole_html(page)


def test_matrix_picture_and_list_say_the_same(manual: Manual) -> None:
    page = page_of(manual, "actors/index")
    pairs = {pair: len(found) for pair, found in network(manual).items()}
    cells = re.findall(r'<td><a href="#h-([\w-]+?)--([\w-]+)">(\d+)</a>', page)
    assert {(giver, receiver): int(count) for giver, receiver, count in cells} == pairs
    names = [
        " ".join(re.findall(r">([^<]+)</text>", drawn))
        for drawn in re.findall(r'<g class="cm-arc-name">(.*?)</g>', page)
    ]
    drawn_ways = re.findall(
        r'class="cm-arc-count" data-from="(\d+)" data-to="(\d+)">.*?>(\d+)</text>', page
    )
    named = dict(re.findall(r'<a href="(?:[./]*actors/|\./)?([\w-]+)/">([^<]+)</a>', page))
    assert {(names[int(one)], names[int(other)]): int(n) for one, other, n in drawn_ways} == {
        (named[giver], named[receiver]): count for (giver, receiver), count in pairs.items()
    }
    for giver, receiver in pairs:
        assert f'<li id="h-{giver}--{receiver}">' in page


def _length(order: list[int], ways: list[tuple[int, int]]) -> int:
    return sum(abs(order.index(one) - order.index(other)) for one, other in ways)


@given(st.integers(2, 12), st.data())
def test_numbers_on_arcs_stand_apart_and_within_the_picture(
    count: int, data: st.DataObject
) -> None:
    pairs = [(one, other) for one in range(count) for other in range(count) if one != other]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    order = near(count, chosen)
    assert sorted(order) == list(range(count))
    for n in range(count - 1):  # no two neighbours would stand nearer to theirs the other way round
        swapped = [*order[:n], order[n + 1], order[n], *order[n + 2 :]]
        assert _length(order, chosen) <= _length(swapped, chosen)
    drawn = tuple(Arc(*pair, 88) for pair in chosen)
    svg = arcs_svg(ArcMap("x", "T", "D", ("A long name of somebody",) * count, drawn))
    ((wide, high),) = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    boxes = [
        [float(number) for number in box]
        for box in re.findall(
            r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"', svg
        )
    ]
    assert len(boxes) == len(chosen)
    assert all(
        x >= 0 and x + w <= float(wide) and y >= 0 and y + h <= float(high) for x, y, w, h in boxes
    )
    for one, other in combinations(boxes, 2):
        assert abs(one[0] - other[0]) >= one[2] - 2 or abs(one[1] - other[1]) >= one[3] / 2


def test_each_page_on_which_a_pair_hands_over_is_reached(small: Path) -> None:
    with_actors(small)
    again = SOURCE.replace("code: S-60", "code: S-61").replace("Signed request", "Whole file")
    (small / PAGE).with_name("again.yml").write_text(again, encoding="utf-8")
    page = page_of(sound(small, DAY), "actors/index")
    (place,) = re.findall(r'<li id="h-officer--police">(.*?)</ul></li>', page, re.DOTALL)
    assert 'procedures/service/permit/#n-receive">step 3</a> (Signed request)' in place
    assert 'procedures/service/again/#n-receive">step 3</a> (Whole file)' in place
    assert ">2</a>" in page


def test_the_page_of_an_actor_says_what_is_expected_of_it(manual: Manual) -> None:
    page = page_of(manual, "actors/police")
    for words_there in (
        '<a href="../../reference/organisations/#interior">Interior</a>',
        "Operates",
        '<a href="../clerk/">Clerk</a>',
        "Duty officer (from 1 Jan 2026 until 31 Dec 2026)",
        'procedures/service/permit/#n-receive">Receive the request</a>',
        "Weekly hearing.",
    ):
        assert words_there in page
    received, _, handed = page.partition("To whom it hands over")
    assert "Signed request" in received.partition("From whom it receives")[2]
    assert 'href="../court/"' in handed
    assert '<a href="../police/">' in page_of(manual, "actors/clerk")  # stands in for it
    assert "Oficial de dia (desde 01/01/2026 até 31/12/2026)" in page_of(
        manual, "actors/police", "pt"
    )


def test_links_stand_by_kind_and_by_sector(manual: Manual) -> None:
    page = page_of(manual, "reference/links")
    assert page.index("Agreement (1)") < page.index('id="desk"') < page.index("Meeting (1)")
    sectors = page.partition('id="by-sector"')[2]
    assert sectors.index("Public sector (2)") < sectors.index("Social sector (1)")
    assert "14 days" in page


def test_a_page_says_which_links_are_there_for_it(manual: Manual) -> None:
    page = page_of(manual, "procedures/service/permit")
    agreed = page.partition("What was agreed")[2]
    assert "Agreement:" in agreed
    assert 'reference/links/#desk">Signed requests are taken on the same day.</a>' in agreed
    assert 'reference/organisations/#interior">Interior</a>' in agreed
    assert "What was agreed" not in page_of(manual, "procedures/service/receive-request")


def test_books_have_the_registers_and_who_hands_over_to_whom(manual: Manual) -> None:
    book = re.sub(r"<[^>]+>", " ", printed_html(manual, "pt"))
    assert re.search(r"Funcionário|Polícia", book)
    for words_there in (
        "Quem passa a quem",
        "Pedido assinado",
        "Audiência semanal",
        "Oficial de dia",
    ):
        assert words_there in book


def test_a_manual_without_such_registers_has_no_pages_of_actors(small: Path) -> None:
    made = sound(small, DAY)
    assert not [one for one in site_pages(made, with_books=False) if "actors" in one.uri]
    assert "actors/" not in page_of(made, "reference/roles")


def test_no_other_page_may_be_where_an_actor_has_its_page(small: Path) -> None:
    with_actors(small)
    (small / "docs/actors").mkdir()
    (small / "docs/actors/police.en.md").write_text("# Police\n", encoding="utf-8")
    assert "taken-name" in {one.code for one in judged(small, DAY)[1]}


# -- charts in lanes


def test_a_procedure_has_a_chart_in_lanes_which_is_fetched_when_it_is_opened(
    manual: Manual,
) -> None:
    (page,) = [
        one
        for one in site_pages(manual, with_books=False)
        if (one.uri, one.lang) == ("procedures/service/permit", "en")
    ]
    (figure,) = re.findall(r'<figure[^>]*id="lanes-1".*?</figure>', page.html, re.DOTALL)
    assert "cm-figure--apart" in figure
    assert "cm-group-frame" not in page.html
    assert page.html.index("chart-1") < page.html.index("lanes-1")
    drawn = re.findall(r"cm-group-frame.*?<tspan[^>]*>(.*?)</tspan>", whole_html(page))
    assert {*drawn} == {"Officer", "Police", "Clerk", "Court"}
    assert 'id="cm-permit-lanes-title"' in whole_html(page)


def test_a_page_on_which_one_role_acts_has_no_lanes(manual: Manual) -> None:
    assert 'id="lanes-1"' not in page_of(manual, "procedures/service/receive-request")


def test_a_manual_without_such_registers_has_no_lanes(small: Path) -> None:
    bare = "- {id: police, name: Police}\n- {id: court, name: Court}\n- {id: clerk, name: Clerk}\n"
    with_actors(small, organisations="", assignments="", links="", roles=bare)
    roles = small / "reference/roles.yml"
    roles.write_text(roles.read_text("utf-8").replace("  organisation: office\n", ""), "utf-8")
    page = page_of(sound(small, DAY), "procedures/service/permit")
    assert 'id="chart-1"' in page
    assert 'id="lanes-1"' not in page


def test_books_have_lanes_with_who_acts_where_an_edition_asks_for_them(small: Path) -> None:
    with_actors(small)
    (small / "editions").mkdir(exist_ok=True)
    asked = "title: {en: Lanes, pt: Raias}\noptions: {lanes: true}\n"
    (small / "editions/lanes.yml").write_text(asked, encoding="utf-8")
    manual = sound(small, DAY)
    assert "--lanes-1" not in printed_html(manual, "pt")
    book = "".join(one.html for one in printed(manual, "pt", "lanes").chapters)
    (title,) = re.findall(
        r'<figure class="chart[^>]*id="p-procedures-service-permit--lanes-1">\s*<h2[^>]*>(.*?)</h2>',
        book,
    )
    assert title.startswith("Fluxograma por interveniente")


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_lanes_on_paper_are_cut_between_their_rows(size: str) -> None:
    boxes = tuple(Box(f"n{n}", n + 1, "do", f"Texto do passo {n}") for n in range(40))
    ways = tuple(Arrow(f"n{n}", f"n{n + 1}", "Sim") for n in range(39))
    groups = tuple(
        Group(f"l{n}", f"Lane {n}", tuple(box.id for box in boxes[n::3])) for n in range(3)
    )
    chart = Chart("x", "x", "x", boxes, ways, groups)
    page = paper(Options(paper=size))
    sheets = printed_charts(words("pt"), chart, page, "x", lambda uri, _: uri)
    assert len(sheets) > 1
    for sheet in sheets:
        width, height = page.turned(4) if sheet.is_wide else page.upright(4)
        sizes = re.search(r'width="([\d.]+)" height="([\d.]+)"', sheet.drawn)
        assert sizes
        assert float(sizes[1]) <= width + 1
        assert float(sizes[2]) <= height + 1
        assert "Lane" in re.sub(r'cm-group-frame">.*?</g>', "", sheet.drawn)
    drawn = [name for one in sheets for name in re.findall(r'data-node="(\w+)"', one.drawn)]
    assert {*drawn} == {box.id for box in boxes}


# -- on screens


@pytest.fixture(scope="module")
def built_actors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        with_actors(folder)
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "actors", make) / "site"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_each_number_of_the_matrix_is_seen_and_leads_to_its_places(
    browser: Browser, serve: Callable[[Path], str], built_actors: Path, width: int
) -> None:
    with Visit(browser, width=width) as visit:
        page = visit.go(serve(built_actors) + "actors/", is_idle=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        cells = page.locator(".cm-matrix tbody td a")
        assert cells.count() == 3
        for number in range(3):
            cell = cells.nth(number)
            cell.scroll_into_view_if_needed()
            box = cell.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24
            assert 0 <= box["x"] <= width - box["width"]
            href = cell.get_attribute("href") or ""
            cell.click()
            assert page.locator(href).bounding_box()
        assert not visit.complaints


@pytest.mark.browser
@pytest.mark.parametrize("width", [600, 1280])
def test_lanes_come_when_their_fold_is_opened(
    browser: Browser, serve: Callable[[Path], str], built_actors: Path, width: int
) -> None:
    with Visit(browser, width=width) as visit:
        page = visit.go(serve(built_actors) + "procedures/service/permit/", is_idle=True)
        lanes = page.locator("#lanes-1")
        assert lanes.locator("[data-node]").count() == 0
        unfold(page)
        ways = lanes.locator("svg .cm-way")
        edges = [
            (one.get_attribute("data-from"), one.get_attribute("data-to")) for one in ways.all()
        ]
        assert ("receive", "decide") in edges
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not visit.complaints
