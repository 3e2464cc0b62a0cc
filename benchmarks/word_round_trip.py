"""Sends every page of the manual through Word and back: it has to come back as it left.

    python benchmarks/word_round_trip.py [ROOT] [ID…] [--libreoffice]

With --libreoffice each file is opened and saved by LibreOffice in between. Exit 1 where something is
otherwise; what it is stands below the page.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from claim_manual.clock import today
from claim_manual.work import word_editions
from claim_manual.work.importing import goal_of, read_word, returned_pages
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order

DAY = today()


def through_libreoffice(content: bytes) -> bytes:
    """A file as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "page.docx").write_bytes(content)
        home = f"-env:UserInstallation=file://{folder}/home"
        out = ["--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / "page.docx")]
        subprocess.run(["soffice", home, "--headless", *out], check=True, capture_output=True)
        return (folder / "out" / "page.docx").read_bytes()


def main() -> int:
    """All pages, or those that are named."""
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    root = Path(arguments[0] if arguments else ".").resolve()
    manual, findings = judged(root, DAY)
    if manual is None:
        sys.exit(f"{root} cannot be read.")
    goal = goal_of(manual, root, DAY, root).after(findings)
    order = Order(root, DAY)
    count = otherwise = 0
    for document in manual.documents():
        if arguments[1:] and document.id not in arguments[1:]:
            continue
        for lang in manual.languages:
            content = word_editions.document_file(manual, order, document, lang)
            if "--libreoffice" in sys.argv:
                content = through_libreoffice(content)
            pages = returned_pages(goal, manual, read_word(content), None)
            count += 1
            is_same = [(page.document.id, page.lang, page.left) for page in pages] == [
                (document.id, lang, ())
            ]
            if not is_same:
                otherwise += 1
                print(f"{document.id} {lang}: {[page.lang for page in pages]}")
                for page in pages:
                    for change in page.left:
                        print(
                            f"  {change.spot.node or change.heading}: {change.before} -> {change.after}"
                        )
    print(f"{count} files, {otherwise} otherwise")
    return 1 if otherwise else 0


if __name__ == "__main__":
    sys.exit(main())
