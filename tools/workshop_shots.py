"""Pictures for the guide “Formar com o manual”: a workshop of this manual on the site and on paper.

python tools/workshop_shots.py docs/assets/guia
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
WORKSHOP = "primeiro-atendimento"
PAGES = {
    "oficina-pagina": f"workshops/{WORKSHOP}/",
    "oficina-praticar": f"workshops/{WORKSHOP}/practice/#?@case=ad-07-urgencia.marido-guarda-os-papeis",
}
"""Names of pictures to addresses of the site."""
PAPERS = {
    "oficina-cartoes": ("cards.pdf", 1, (0, 0, 827, 590)),
    "oficina-solucao": ("guide.pdf", 5, (40, 265, 760, 480)),
}
"""Names of pictures to a file of the kit, its page, and the part shown: left, top, width, height."""
SIZE = {"width": 1000, "height": 700}


def site_pictures(site: Path, folder: Path) -> None:
    """Pages of the site as a reader sees them at first."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"))
        page = browser.new_page(viewport=SIZE)
        for name, address in PAGES.items():
            page.goto(f"http://127.0.0.1:{server.server_port}/{address}")
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png")
        browser.close()
    server.shutdown()


def paper_pictures(kit: Path, folder: Path) -> None:
    """Parts of pages of the kit, 100 dots an inch."""
    for name, (file, number, (left, top, width, height)) in PAPERS.items():
        part = ["-x", left, "-y", top, "-W", width, "-H", height]
        pages = ["-f", number, "-l", number, "-r", 100, "-png", "-singlefile"]
        command = ["pdftoppm", *pages, *part, kit / file, folder / name]
        subprocess.run([*map(str, command)], check=True)  # noqa: S603 - poppler on files made here


def main(folder: Path) -> None:
    """Makes the site and the kit, and takes the pictures."""
    program = [sys.executable, "-m", "claim_manual"]
    with tempfile.TemporaryDirectory() as made:
        site, kit = Path(made) / "site", Path(made) / "kit"
        for arguments in (["build", "--no-pdf", "--site-dir", site], ["kit", WORKSHOP, "-o", kit]):
            subprocess.run([*program, *map(str, arguments)], check=True, cwd=ROOT)  # noqa: S603 - ours
        site_pictures(site, folder)
        paper_pictures(kit, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
