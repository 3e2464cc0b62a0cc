"""Makes tests/returned: Word files with comments and changes that LibreOffice has saved again.

    python tools/returned_files.py

`soffice` is needed for this, and for nothing that the tests do.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from claim_manual import starter  # noqa: E402
from claim_manual.office.archive import without_clock  # noqa: E402
from claim_manual.publish.folder import write_tree  # noqa: E402
from claim_manual.read import read_manual  # noqa: E402
from claim_manual.work.printing import Order  # noqa: E402
from claim_manual.work.word_editions import document_file  # noqa: E402
from returned_word import Returned, everywhere  # noqa: E402

DAY = dt.date(2026, 11, 21)


def main() -> None:
    """Both files."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write_tree(root / "manual", starter.manual(["en", "pt"], DAY))
        manual, _ = read_manual(root / "manual")
        assert manual
        page = manual.document("receive-request")
        assert page
        content = document_file(manual, Order(root / "manual", DAY, ""), page, "pt")
        few = Returned(content)
        first, second = [name for name, _ in few.marks()][:2]
        few.comment(first, "Primeira", "Resposta um", "Resposta dois")
        few.delete(second)
        few.insert(first, " e mais")
        made = {
            "comments": everywhere(content, lambda mark: f"nota {mark}"),
            "changes": few.bytes(),
        }
        for name, made_content in made.items():
            through_libreoffice(root, name, made_content)


def through_libreoffice(root: Path, name: str, content: bytes) -> None:
    """A file as LibreOffice saves it."""
    (root / f"{name}.docx").write_bytes(content)
    subprocess.run(  # noqa: S603
        [  # noqa: S607
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{root}/profile",
            "--convert-to",
            "docx",
            "--outdir",
            str(root / "saved"),
            str(root / f"{name}.docx"),
        ],
        check=True,
        capture_output=True,
    )
    kept = ROOT / "tests/returned" / f"{name}.docx"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(without_clock((root / "saved" / f"{name}.docx").read_bytes()))


if __name__ == "__main__":
    main()
