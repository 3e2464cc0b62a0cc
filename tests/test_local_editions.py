"""Local editions: the manual as one centre has it, on paper, as a site, in kits."""

from __future__ import annotations

from pathlib import Path

import pytest

from claim_manual.derived.centres import lacking
from claim_manual.derived.fingerprint import fingerprint
from claim_manual.derived.local_edition import at_centre
from claim_manual.derived.translations import stale
from claim_manual.model.manual import Manual
from claim_manual.site.site_page import SitePage
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, called
from test_centres import CENTRE, CONTACTS, ONE, TWO, network, put

NATIONAL = "Keep its number in your own list"


@pytest.fixture
def local(small: Path) -> Path:
    """A small manual with two centres; what it calls first differs by place."""
    for file in [*small.rglob("*.yml"), *small.rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("helpdesk", "health"), encoding="utf-8")
    network(small)
    note = (
        f"status: recheck, local: true, note: {{en: {NATIONAL}, pt: Tenha o número na sua lista}}"
    )
    put(small, "reference/contacts.yml", CONTACTS.replace("status: recheck, local: true", note))
    return small


def manual_at(folder: Path, centre_id: str = "one") -> Manual:
    manual, _ = judged(folder, DAY)
    assert manual
    centre = manual.centre(centre_id)
    assert centre
    return at_centre(manual, centre)


def pages_of(manual: Manual) -> dict[tuple[str, str], SitePage]:
    return {(page.lang, page.uri): page for page in site_pages(manual, with_books=False)}


# -- the manual of one centre


def test_who_is_called_at_a_centre_stands_on_every_page(local: Path) -> None:
    manual = manual_at(local)
    pages = pages_of(manual)
    named = [page.html for page in pages.values() if 'data-contact="health"' in page.html]
    assert len(named) > 2
    assert all("Health unit of Sample" in html for html in named)
    assert all("+44 1632 960 101" in html for html in named)
    for (_, uri), page in pages.items():
        assert NATIONAL not in page.html, uri
        assert "Tenha o número" not in page.html, uri
    assert "Each centre has its own" not in pages["en", "reference/contacts"].html
    assert "+44 1632 960 800" in pages["en", "reference/contacts"].html


def test_what_a_centre_lacks_says_where_to_ask(local: Path) -> None:
    put(local, ONE, CENTRE.replace("  police: north\n", ""))
    manual = manual_at(local)
    page = pages_of(manual)["en", "reference/contacts"].html
    assert "not given yet: ask at Centre One (example)" in page
    assert NATIONAL not in page
    assert "Police of the area" in page
    centre = manual.centre("one")
    assert centre
    assert [contact.id for contact in lacking(manual, centre)] == ["police"]


def test_other_centres_keep_their_own_contacts(local: Path) -> None:
    put(local, "centres/two.yml", TWO.replace("960 101", "960 177"))
    page = pages_of(manual_at(local))["en", "centres/two"].html
    assert "960 177" in page
    assert "960 101" not in page
    assert ">Health unit<" in page


def test_editions_of_two_centres_are_not_taken_for_each_other(local: Path) -> None:
    marks = {fingerprint(manual_at(local, name)) for name in ("one", "two")}
    assert len({*marks, fingerprint(manual_at(local).for_no_place)}) == 3


def test_a_contact_of_the_place_is_no_old_translation(local: Path) -> None:
    done = called("i18n", "confirm", cwd=local)
    assert done.returncode == 0, done.stderr
    place = "name: {en: Health unit of Sample, pt: Unidade de Exemplo}"
    put(local, ONE, CENTRE.replace("name: Health unit of Sample", place))
    manual = manual_at(local)
    assert manual.lock
    assert not stale(manual)
