"""The map of areas in their own shapes: from GeoJSON to a picture that stays small."""

from __future__ import annotations

import json
import math
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from claim_manual import starter
from claim_manual.charts.area_map import AreaMap, AreaShape, area_map_svg
from claim_manual.charts.outlines import Bounds, fewer, inside, panels
from claim_manual.derived.centres import coverage
from claim_manual.derived.difference import ChangeKind
from claim_manual.derived.reading import Reading
from claim_manual.difference.compare import difference
from claim_manual.model.language import words
from claim_manual.pages.coverage import coverage_page
from claim_manual.pages.drawn_blocks import Tiles
from claim_manual.publish.folder import write_tree
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, fault_of, once, run
from test_centres import html_of, manned, network, put, sound

__all__ = ["manned"]
FILE = "reference/areas.geojson"
LEGEND = ("no centre", "one centre", "several centres")
SVG = "{http://www.w3.org/2000/svg}"


def square(left: float, top: float, side: float = 1.0) -> list[list[list[float]]]:
    corners = [(0, 0), (side, 0), (side, side), (0, side), (0, 0)]
    return [[[left + x, top + y] for x, y in corners]]


def feature(code: object, coordinates: Any, **more: Any) -> dict[str, Any]:
    kind = "MultiPolygon" if isinstance(coordinates[0][0][0], list) else "Polygon"
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": kind, "coordinates": coordinates},
        **more,
    }


FEATURES = [
    feature("0101", square(-9, 38)),
    feature("0102", square(-8, 38)),
    feature(1312, [square(-9, 39), square(-8.5, 40.2, 0.1)]),
    feature("1313", square(-8, 39)),
]


def collection(*features: Any, **more: Any) -> str:
    content = {"type": "FeatureCollection", **more, "features": list(features)}
    return json.dumps(content, indent=1)


def mapped(folder: Path, text: str) -> list[tuple[str, int, str]]:
    """What is told of a file of shapes: code, line, words."""
    put(folder, FILE, text)
    _, findings = judged(folder, DAY)
    return [
        (one.code, one.place.line, one.message.text(words("en")))
        for one in findings
        if one.place.path == FILE
    ]


def of(shapes: list[AreaShape]) -> ET.Element:
    picture = AreaMap("coverage", "Areas", "In words", tuple(shapes), LEGEND)
    return ET.fromstring(area_map_svg(picture))


# -- what a source says


def test_shapes_take_the_place_of_squares_and_the_table_stays(manned: Path) -> None:
    before = html_of(sound(manned), "coverage").html
    assert "<rect" in before
    assert mapped(manned, collection(*FEATURES)) == []
    manual = sound(manned)
    assert manual.shapes
    assert manual.shapes.rings.keys() == {one.area.id for one in coverage(manual)}
    page = coverage_page(Reading(manual, "en"))
    (tiles,) = [block for block in page.blocks if isinstance(block, Tiles)]
    assert isinstance(tiles.map, AreaMap)
    html = html_of(manual, "coverage").html
    assert 'class="cm-tiles cm-map"' in html
    titles = re.findall(r"<path [^>]*><title>([^<]*)</title>", html)
    assert sorted(titles) == [
        "Lower Sample: 0",
        "Sample Bay: 2",
        "Sample Island: 0",
        "Upper Sample: 1",
    ]
    for one in coverage(manual):
        name = Reading(manual, "en").plain(one.area.name)
        assert f"{name}: {len(one.centres)}" in titles
    assert html.count("<tr>") == before.count("<tr>")


def test_the_code_is_an_id_or_a_property(manned: Path) -> None:
    other = [{"id": one["properties"]["code"], **one, "properties": None} for one in FEATURES]
    assert mapped(manned, collection(*other)) == []
    assert sound(manned).shapes.rings.keys() == {"0101", "0102", "1312", "1313"}


def test_parts_of_an_area_may_be_features_of_their_own(manned: Path) -> None:
    assert mapped(manned, collection(*FEATURES, feature("0101", square(-12, 38)))) == []
    assert len(sound(manned).shapes.rings["0101"]) == 2


def test_what_was_changed_is_drawn_again(manned: Path) -> None:
    put(manned, FILE, collection(*FEATURES))
    first = html_of(sound(manned), "coverage").html
    put(manned, FILE, collection(*FEATURES[:3], feature("1313", square(-8, 39, 2.0))))
    assert html_of(sound(manned), "coverage").html != first


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        (
            '{"type": "FeatureCollection",\n "features": [',
            "syntax",
            2,
            "no valid JSON|not valid JSON",
        ),
        ('{"type": "FeatureCollection",\n "features": [NaN]}', "syntax", 2, "JSON"),
        ('{"a": 1,\n "b": ' + "[" * 100_000, "syntax", 2, "JSON"),
        ('{"type": "FeatureCollection",\n "features": []} x', "syntax", 2, "JSON"),
        ("", "syntax", 1, "JSON"),
        ("[]", "wrong-type", 1, "FeatureCollection"),
        ('{"type": "Topology"}', "wrong-type", 1, "FeatureCollection"),
        ('{"type": "FeatureCollection", "features": {}}', "wrong-type", 1, "FeatureCollection"),
        (collection(features_ := 1), "bad-shape", 4, "feature"),
        (collection({"type": "Feature", "geometry": None}), "bad-shape", 4, "which area"),
        (collection(feature(True, square(0, 0))), "bad-shape", 4, "which area"),
        (collection(feature("  ", square(0, 0))), "bad-shape", 4, "which area"),
        (collection({**FEATURES[0], "geometry": None}), "bad-shape", 4, "no polygon"),
        (
            collection({**FEATURES[0], "geometry": {"type": "Point", "coordinates": [1, 2]}}),
            "bad-shape",
            4,
            "no polygon",
        ),
        (
            collection({**FEATURES[0], "geometry": {"type": ["Polygon"], "coordinates": [[]]}}),
            "bad-shape",
            4,
            "no polygon",
        ),
        (collection(feature("0101", square(-88000, 160000))), "bad-shape", 4, "-88000, 160000"),
        (
            collection(feature("0101", [[[10**400, 0], [1, 1], [2, 2]]])),
            "bad-shape",
            4,
            "no degrees",
        ),
        (collection(feature("0101", [[[0, 0], [1, 1], [0, 0]]])), "bad-shape", 4, "three corners"),
        (
            collection(feature("0101", [[[0, "x"], [1, 1], [1, 0]]])),
            "bad-shape",
            4,
            "three corners",
        ),
        (
            collection(*FEATURES, crs={"type": "name", "properties": {"name": "EPSG:3763"}}),
            "bad-shape",
            3,
            "EPSG:3763",
        ),
        (collection(*FEATURES, crs=7), "bad-shape", 3, "degrees"),
    ],
)
def test_what_cannot_be_drawn_is_told_where_it_stands(
    manned: Path, text: str, code: str, line: int, said: str
) -> None:
    found = [one for one in mapped(manned, text) if one[0] != "missing-shape"]
    assert [(one[0], one[1]) for one in found] == [(code, line)], found
    assert re.search(said, found[0][2])


def test_everything_is_told_at_once(manned: Path) -> None:
    bad = [
        feature("0101", square(500, 0)),
        {"type": "Feature"},
        *FEATURES[1:],
        feature("0103", square(0, 0)),
    ]
    found = mapped(manned, collection(*bad))
    assert [code for code, _, _ in found].count("bad-shape") == 2
    assert ("unknown-shape" in {code for code, _, _ in found}) is True
    assert "missing-shape" not in {code for code, _, _ in found}  # it is there, and cannot be drawn


def test_old_names_of_degrees_are_fine(manned: Path) -> None:
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"):
        crs = {"type": "name", "properties": {"name": name}}
        assert mapped(manned, collection(*FEATURES, crs=crs)) == []


def test_codes_and_shapes_that_do_not_meet_are_warnings(manned: Path) -> None:
    found = mapped(manned, collection(*FEATURES[:3], feature(131, square(0, 0))))
    assert {code for code, _, _ in found} == {"unknown-shape", "missing-shape"}
    assert any("1313" in said for code, _, said in found if code == "missing-shape")
    html = html_of(judged(manned, DAY)[0], "coverage").html
    assert "Sample Island: 0</title>" not in html
    assert "Sample Island" in html  # in the table


def test_a_difference_names_shapes_that_are_others(manned: Path) -> None:
    before = sound(manned)
    put(manned, FILE, collection(*FEATURES))
    with_shapes = sound(manned)
    moved = collection(*FEATURES[1:], feature("0101", square(5, 5)))
    put(manned, FILE, moved)
    other = sound(manned)
    for one, two, kind in (
        (before, with_shapes, ChangeKind.ADDED),
        (with_shapes, other, ChangeKind.CHANGED),
        (other, before, ChangeKind.REMOVED),
    ):
        (change,) = difference(one, two).revised
        assert (change.path, change.kind) == (FILE, kind)
    assert difference(other, other).revised == ()


def test_a_file_that_is_too_large_is_not_read(manned: Path) -> None:
    text = collection(*FEATURES)
    ((code, _, said),) = mapped(manned, text + " " * 10_000_001)
    assert code == "too-large"
    assert "10 MB" in said


def test_broken_shapes_stop_a_build_and_leave_no_traceback(manned: Path) -> None:
    put(manned, FILE, '{"type": "FeatureCollection", "features": [')
    manual, findings = judged(manned, DAY)
    assert manual
    assert any(one.place.path == FILE for one in findings)
    assert manual.shapes is None


# -- the picture


def test_kinds_are_told_apart_without_colours() -> None:
    picture = of([AreaShape(f"A{n}", n, (square(n, 0)[0],)) for n in range(3)])
    kinds = [one.get("class") for one in picture.iter(f"{SVG}g")]
    assert {"cm-tile cm-tile--none", "cm-tile cm-tile--one", "cm-tile cm-tile--several"} <= {*kinds}
    numbers = [
        one.text for one in picture.iter(f"{SVG}text") if (one.text or "").rstrip("+").isdigit()
    ]
    assert numbers == ["0", "1", "2+", "0", "1", "2"]  # the legend, then the areas
    hatch = picture.find(f".//{SVG}pattern")
    assert hatch is not None
    assert f"url(#{hatch.get('id')})" in {one.get("fill") for one in picture.iter(f"{SVG}g")}
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}desc").text == "In words"


def test_names_are_escaped() -> None:
    assert (
        of([AreaShape('<script>"&', 1, (square(0, 0)[0],))]).find(f".//{SVG}path/{SVG}title").text
        == '<script>"&: 1'
    )


def points(path: str) -> list[tuple[float, float]]:
    """Where a path goes; of the letters that a map uses."""
    at, result = [0.0, 0.0], []
    for letter, numbers in re.findall(r"([Mlhv])([^Mlhvz]*)", path):
        values = [float(one) for one in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if letter == "M":
            at = values
        elif letter == "l":
            at = [at[0] + values[0], at[1] + values[1]]
        else:
            at = [
                at[0] + (values[0] if letter == "h" else 0),
                at[1] + (values[0] if letter == "v" else 0),
            ]
        result.append((at[0], at[1]))
    return result


def areas_of(picture: ET.Element) -> dict[str, list[tuple[float, float]]]:
    return {
        title.text.rpartition(":")[0]: points(path.get("d"))
        for path in picture.iter(f"{SVG}path")
        for title in path
    }


def test_a_degree_of_longitude_is_as_short_as_it_is_there() -> None:
    drawn = areas_of(of([AreaShape("north", 1, (square(0, 59.5)[0],))]))["north"]
    across = max(x for x, _ in drawn) - min(x for x, _ in drawn)
    down = max(y for _, y in drawn) - min(y for _, y in drawn)
    assert across / down == pytest.approx(0.5, abs=0.01)  # the cosine of 60 degrees


def test_north_is_up_and_west_is_left() -> None:
    drawn = areas_of(
        of([AreaShape("nw", 1, (square(0, 1)[0],)), AreaShape("se", 1, (square(1, 0)[0],))])
    )
    assert min(x for x, _ in drawn["nw"]) < min(x for x, _ in drawn["se"])
    assert min(y for _, y in drawn["nw"]) < min(y for _, y in drawn["se"])


def test_islands_far_away_are_pictures_of_their_own() -> None:
    land = [AreaShape(f"land {n}", 1, (square(n % 3 - 9, n // 3 + 37)[0],)) for n in range(15)]
    isles = [AreaShape(f"isle {n}", 1, (square(-28 + n * 0.6, 38, 0.3)[0],)) for n in range(3)]
    picture = of([*land, *isles])
    frames = [one for one in picture.iter(f"{SVG}path") if one.get("class") == "cm-map-frame"]
    assert len(frames) == 1
    drawn = areas_of(picture)
    lowest = max(y for name, path in drawn.items() if name.startswith("land") for _, y in path)
    assert all(y > lowest for n in range(3) for _, y in drawn[f"isle {n}"])
    assert not [one for one in of(land).iter(f"{SVG}path") if one.get("class") == "cm-map-frame"]


def test_what_is_close_stays_together() -> None:
    grid = [Bounds(x, y, x + 0.7, y + 0.7) for x in range(4) for y in range(4)]
    assert panels(grid) == [[*range(16)]]
    assert len(panels([*grid, Bounds(40, 40, 41, 41)])) == 2
    assert panels([Bounds(1, 1, 1, 1)]) == [[0]]  # of no size


def jagged(rng: random.Random, n: int, corners: int) -> AreaShape:
    left, top = n % 18 * 0.3 - 9, n // 18 * 0.3 + 37
    side = corners // 4
    ring = [
        (left + x * 0.3 + rng.uniform(-0.02, 0.02), top + y * 0.3 + rng.uniform(-0.02, 0.02))
        for x, y in (
            *((k / side, 0) for k in range(side)),
            *((1, k / side) for k in range(side)),
            *((1 - k / side, 1) for k in range(side)),
            *((0, 1 - k / side) for k in range(side)),
        )
    ]
    return AreaShape(f"Area {n}", n % 3, (tuple(ring),))


def test_308_detailed_areas_are_a_picture_of_150_kb() -> None:
    rng = random.Random(1)
    shapes = [jagged(rng, n, 400) for n in range(308)]
    picture = AreaMap("coverage", "Areas", "In words", tuple(shapes), LEGEND)
    svg = area_map_svg(picture)
    assert len(svg) <= 150_000
    drawn = areas_of(ET.fromstring(svg))
    assert len(drawn) == 308
    assert all(len({*path}) >= 3 for path in drawn.values())


def test_an_area_that_is_too_small_is_a_dot_and_not_gone() -> None:
    speck = AreaShape("speck", 2, (square(5, 5, 0.0001)[0],))
    drawn = areas_of(of([AreaShape("land", 1, (square(0, 0, 9.0)[0],)), speck]))
    assert len({*drawn["speck"]}) >= 3


def test_thousands_of_areas_and_islands_come_to_an_end() -> None:
    shapes = [
        AreaShape(f"A{n}", n % 3, (square(n % 70 * 0.2, n // 70 * 0.2, 0.15)[0],))
        for n in range(5000)
    ]
    isles = tuple(square(n % 100 * 0.1 + 20, n // 100 * 0.1, 0.08)[0] for n in range(10_000))
    assert len(areas_of(of([*shapes, AreaShape("isles", 1, isles)]))) == 5001


def test_an_outline_of_a_hundred_thousand_corners_is_a_short_one() -> None:
    turns = [(n / 100_000 * math.cos(n), n / 100_000 * math.sin(n)) for n in range(100_000)]
    drawn = areas_of(of([AreaShape("spiral", 1, (tuple(turns),))]))["spiral"]
    assert len(drawn) < 20_000


def test_corners_on_a_line_are_left_out_and_others_kept() -> None:
    ring = [(0, 0), (5, 0.01), (10, 0), (10, 10), (0, 10)]
    assert fewer(ring, 0.1) == [(0, 0), (10, 0), (10, 10), (0, 10)]
    assert fewer(ring, 0.001) == ring
    assert fewer([(0, 0)] * 6, 0.1)


def test_the_inside_of_an_outline_has_no_hole() -> None:
    outline = [(0, 0), (10, 0), (10, 10), (0, 10)]
    hole = [(4, 4), (6, 4), (6, 6), (4, 6)]
    assert inside([outline, hole], 5) == [(0, 4), (6, 10)]


# -- the page where areas are many


def test_many_areas_are_folded_by_region_with_their_counts(manned: Path) -> None:
    rows = "".join(
        f'- {{id: "{n:04}", name: Area {n}, region: Region {n % 3}}}\n' for n in range(2000, 2090)
    )
    file = manned / "reference/areas.yml"
    file.write_text(file.read_text(encoding="utf-8") + rows, encoding="utf-8")
    one = manned / "centres/one.yml"
    one.write_text(
        one.read_text(encoding="utf-8").replace('"0101", 1312', '"0101", 1312, 2003'),
        encoding="utf-8",
    )
    pages = {
        page.uri: page for page in site_pages(sound(manned), with_books=False) if page.lang == "en"
    }
    html = pages["coverage"].html
    folds = re.findall(r"<summary>(Region [^<]*|North[^<]*)</summary>", html)
    assert len(folds) == 4
    assert "no centre: 29" in next(one for one in folds if one.startswith("Region 2"))
    assert "one centre: 1" in next(one for one in folds if "one centre" in one and "Region" in one)
    table = html[html.index("Region 2 ·") :]
    assert table.index("Area 2000<") > 0
    searched = " ".join(part.words for part in pages["coverage"].words)
    assert "Area 2003" in searched


def test_long_lists_open_on_request(manned: Path) -> None:
    text = (manned / "centres/two.yml").read_text(encoding="utf-8")
    for n in range(12):
        put(manned, f"centres/more-{n}.yml", text.replace("Centre Two", f"Centre More {n}"))
    html = html_of(sound(manned), "coverage").html
    assert "9 more" in html


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a manual with a map and ninety areas."""

    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        network(folder)
        rows = [
            f'- {{id: "{n}", name: Area {n}, region: Region {n % 3}}}\n' for n in range(2000, 2090)
        ]
        areas = folder / "reference/areas.yml"
        areas.write_text(areas.read_text(encoding="utf-8") + "".join(rows), encoding="utf-8")
        more = [
            feature(str(n), square(n % 10 * 0.3 - 7, n // 10 % 9 * 0.3 + 38, 0.3))
            for n in range(2000, 2090)
        ]
        far = feature("1313", square(-28, 38))
        put(folder, FILE, collection(*FEATURES[:3], far, *more))
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "area-map-built", make) / "site"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_fits_a_telephone_and_axe_finds_nothing(
    site: Path, browser: Browser, serve: Callable[[Path], str], dark: bool
) -> None:
    with Visit(browser, width=360, dark=dark, bypass_csp=True) as visit:
        page = visit.go(f"{serve(site)}coverage/")
        expect(page.locator("svg.cm-map .cm-map-frame")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        folds = page.locator("details", has=page.locator("table"))
        assert folds.count() == 5
        expect(folds.first.locator("table")).to_be_hidden()
        folds.first.locator("summary").click()
        expect(folds.first.locator("table")).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert visit.complaints == []
