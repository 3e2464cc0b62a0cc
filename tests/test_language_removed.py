"""`i18n remove`: a manual of which somebody wants one language less, all of it or nothing."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import ROOT, called


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example, in Spanish and English, without what was built of it."""
    made = shutil.ignore_patterns("site", ".cache")
    return shutil.copytree(
        ROOT / "examples" / "movilidad-laboral", tmp_path / "manual", ignore=made
    )


def state_of(folder: Path) -> dict[str, bytes]:
    """Every source, by its path."""
    files = (file for file in folder.rglob("*") if ".cache" not in file.parts and file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


@pytest.mark.parametrize("is_in_settings", [True, False])
def test_nothing_is_in_it_afterwards(example: Path, is_in_settings: bool) -> None:
    settings = example / "manual.yml"
    text = settings.read_text(encoding="utf-8")
    if not is_in_settings:
        settings.write_text(text.replace("  en: {name: English, tag: en}\n", ""), encoding="utf-8")
        advice = called("check", cwd=example).stdout
        assert "claim-manual i18n remove en" in advice
        assert "Did you mean “es”?" not in advice
    done = called("i18n", "remove", "en", cwd=example)
    assert done.returncode == 0, done.stderr
    checked = called("check", "--strict", cwd=example)
    assert checked.returncode == 0, checked.stdout
    assert not [*example.rglob("*.en.md")]
    for file in example.rglob("*.yml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        for before, line in pairwise(lines):
            english = line.strip().startswith("en:") and not before.strip().startswith("es:")
            assert not english, f"{file}: {line}"
            assert ", en: " not in line, f"{file}: {line}"
    assert "locale: en" not in (example / "mkdocs.yml").read_text(encoding="utf-8")
    assert "# Five phases, one after the other." in settings.read_text(encoding="utf-8")
    if is_in_settings:
        site = called("build", "--no-pdf", cwd=example)
        assert site.returncode == 0, site.stderr
        assert not (example / "site" / "en").exists()


def test_words_to_say_to_a_person_stay(example: Path) -> None:
    assert called("i18n", "remove", "en", cwd=example).returncode == 0
    page = example / "procedures" / "seleccion" / "se-01-informar-y-registrar.yml"
    assert "en: “This programme charges nothing." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["es", "xx"])
def test_the_first_language_and_one_that_is_not_there_cannot_go(example: Path, lang: str) -> None:
    before = state_of(example)
    done = called("i18n", "remove", lang, cwd=example)
    assert done.returncode == 2
    assert f"“{lang}”" in done.stderr
    assert state_of(example) == before


def test_a_text_that_has_no_other_words_keeps_all_as_it_was(example: Path) -> None:
    edition = example / "editions" / "full.yml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("{es: Edición completa, en: Full edition}", "{en: Full}"))
    before = state_of(example)
    done = called("i18n", "remove", "en", cwd=example)
    assert done.returncode == 1
    assert "editions/full.yml:1:9: error unknown-language" in done.stdout + done.stderr
    assert "Nothing was removed." in done.stderr
    assert state_of(example) == before
