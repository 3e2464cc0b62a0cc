"""SVG pictures draw, and do nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from claim_manual.work.judging import judged
from conftest import DAY

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
)
ACTIVE = [
    "<script>x</script>",
    "<g onclick='x'/>",
    "<foreignObject/>",
    "<h:script/>",
    "<title><h:img src='x' onerror='x'/></title>",
    "<iframe/>",
    "<animate attributeName='href' values='javascript:x'/>",
    "<set attributeName='href' to='javascript:x'/>",
    "<feImage href='#a'/>",
    "<g ev:event='click'/>",
    "<g xml:base='https://example.org/'/>",
    "<style>@import 'x.css';</style>",
    "<style>g{}<g/>@import 'x.css';</style>",
    "<style>g{fill:\\75rl(x)}</style>",
    "<style>g{background:image-set('x' 1x)}</style>",
    "<p xmlns=''/>",
]
UNSAFE = [
    "<a href='javascript:x'/>",
    "<a xlink:href=' java&#10;script:x'/>",
    "<a href='data:text/html,x'/>",
    "<use href='data:image/svg+xml,x#a'/>",
    "<use xlink:href='other.svg#a'/>",
    "<image href='data:image/svg+xml;base64,x'/>",
    "<image href='//example.org/x.png'/>",
    "<g fill='URL( https://example.org/x )'/>",
    "<g style='fill:url(x.svg#a)'/>",
    "<style>g{fill:calc(url(https://example.org/x))}</style>",
]
PLAIN = [
    "<a href='https://example.org/'><text>x</text></a>",
    "<a href='#a'/>",
    "<image href='data:image/png;base64,x'/>",
    "<g style='fill:url(#a)' transform='translate(1) rotate(3)' aria-label='f(x), @ url(y)'/>",
    "<style>@media print{g{fill:rgb(1,2,3);filter:url(&quot;#b&quot;)}}</style>",
    "<metadata><rdf:RDF rdf:about=''/></metadata>",
    "<title>a@b.c: url(x) \\ </title>",
]


def found(folder: Path, content: str, name: str = "picture.svg") -> list[tuple[str, int, int]]:
    (folder / "docs" / name).write_text(content, encoding="utf-8")
    _, findings = judged(folder, DAY)
    assert {one.place.path for one in findings if one.code != "stale-contact"} <= {f"docs/{name}"}
    ours = [one for one in findings if one.place.path == f"docs/{name}"]
    return [(one.code, one.place.line, one.place.column) for one in ours]


@pytest.mark.parametrize("part", ACTIVE)
def test_what_runs_is_refused_where_it_stands(small: Path, part: str) -> None:
    codes = found(small, f"{HEAD}\né{part}</svg>")
    assert codes[0][0] == "active-picture"
    assert codes[0][1:] == (2, 2) or part.startswith(("<title", "<style"))


@pytest.mark.parametrize("part", UNSAFE)
def test_what_is_fetched_from_elsewhere_is_refused(small: Path, part: str) -> None:
    assert [one[0] for one in found(small, f"{HEAD}\n{part}</svg>")] == ["unsafe-link"]


@pytest.mark.parametrize("part", PLAIN)
def test_what_draws_is_fine(small: Path, part: str) -> None:
    assert found(small, f"{HEAD}\n{part}</svg>") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "active-picture"),
        ("<svg/>", "active-picture"),
        (f'<?xml-stylesheet href="x"?>{HEAD}</svg>', "active-picture"),
        (f'<?xml version="1.0" encoding="iso-2022-jp"?>{HEAD}</svg>', "active-picture"),
        (f'<!DOCTYPE svg [<!ENTITY a "<g/>">]>{HEAD}&a;</svg>', "active-picture"),
        (f"{HEAD}<g></svg>", "syntax"),
        ("", "syntax"),
    ],
)
def test_what_is_no_plain_svg_is_refused(small: Path, content: str, code: str) -> None:
    assert found(small, content)[0][0] == code


def test_capital_letters_in_its_name_hide_no_picture(small: Path) -> None:
    codes = [one[0] for one in found(small, f"{HEAD}<script/></svg>", "PICTURE.SVG")]
    assert codes == ["active-picture"]


def test_entities_that_grow_are_not_read(small: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(30))
    content = f"<!DOCTYPE svg [{entities}]>{HEAD}&a29;</svg>"
    assert [one[0] for one in found(small, content)] == ["active-picture"]


def test_a_picture_of_svg_1_1_may_say_so(small: Path) -> None:
    kind = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    assert found(small, f'<?xml version="1.0"?><!DOCTYPE svg PUBLIC {kind}>{HEAD}</svg>') == []
