"""Pictures for the guide “Mudar o manual, passo a passo”: the forms at work on a copy of this manual.

python tools/guide_shots.py docs/assets/guia
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from threading import Thread

from playwright.sync_api import Locator, Page, sync_playwright

from claim_manual.clock import today
from claim_manual.editor.desk import Desk
from claim_manual.editor.server import EditorServer
from claim_manual.model.language import words
from claim_manual.model.sources import source_roots

ROOT = Path(__file__).parent.parent
SIZE = {"width": 1000, "height": 640}
FLOW = "flows/entries/ad-01-aima-ou-claim"


def copied(folder: Path) -> Path:
    """This manual as the first commit of a repository of its own."""
    for name in source_roots():
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy(source, folder / name)
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)  # noqa: S603, S607 - a copy of ours
    return folder


def listed(page: Page, field: str) -> Locator:
    """The entries of a list."""
    return page.locator(f"[id^={field}-field]").first.locator("> div > [class*=SortableListItem]")


def write(item: Locator, label: str, text: str) -> None:
    """Write into a field as a person does."""
    field = item.get_by_label(label).first
    field.click()
    field.press("Control+a")
    field.press_sequentially(text)


def save(page: Page) -> None:
    """Save, and wait for what is said of it."""
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.get_by_role("menuitem", name="Guardar agora").click()
    page.locator("#cm-said").wait_for()
    page.wait_for_timeout(500)


def shots(page: Page, base: str, folder: Path) -> None:
    """Every picture of the guide."""

    def shot(name: str) -> None:
        page.wait_for_timeout(400)
        page.screenshot(path=folder / f"{name}.png")

    page.goto(f"{base}#/collections/reference")
    page.get_by_text("Contactos", exact=True).first.wait_for()
    shot("partes")
    page.goto(f"{base}#/collections/reference/entries/contacts")
    page.reload()
    item = listed(page, "entries").filter(has_text="aima-tel")
    item.first.wait_for()
    item.first.locator("button").first.click()
    item.first.get_by_label("Telefone").scroll_into_view_if_needed()
    shot("contacto")
    hours = item.first.locator("[id^=hours-field]").first
    hours.get_by_label("Português").fill("Dias úteis, em horário a confirmar")
    hours.get_by_label("English").fill("Working days, hours to be confirmed")
    save(page)
    shot("guardado")
    page.goto(f"{base}#/collections/{FLOW}")
    page.reload()
    nodes = listed(page, "nodes")
    nodes.first.wait_for()
    page.get_by_role("button", name="Adicionar nó").click()
    page.wait_for_timeout(300)
    shot("especies")
    page.get_by_role("menuitem", name="Pergunta", exact=True).click()
    new = nodes.last
    write(new, "Identificador", "tem-prazo")
    ask = new.locator("[id^=ask-field]").first
    ask.get_by_label("Português").fill("Há um prazo a acabar?")
    ask.get_by_label("English").fill("Is a time limit about to end?")
    new.scroll_into_view_if_needed()
    ask.scroll_into_view_if_needed()
    shot("pergunta")
    for n, (answer, to) in enumerate((("sim", "emergencia"), ("nao", "coordenacao"))):
        new.get_by_role("button", name="Adicionar respostas").click()
        own = new.locator("[id^=answers-field]").first
        one = own.locator("> div > [class*=SortableListItem]").nth(n)
        write(one, "Identificador", answer)
        write(one, "Leva a", to)
    shot("resposta")
    save(page)
    shot("erro")


def main(folder: Path) -> None:
    """The pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        desk = Desk(copied(Path(name)), today(), words("pt-PT"))
        server = EditorServer(("127.0.0.1", 0), desk)
        Thread(target=server.serve_forever, daemon=True).start()
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=quiet)
        page = browser.new_page(viewport=SIZE, locale="pt-PT")  # type: ignore[arg-type]
        page.on("dialog", lambda dialog: dialog.accept())
        shots(page, f"http://127.0.0.1:{server.server_port}/admin/", folder)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
