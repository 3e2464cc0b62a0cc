"""Makes the files of this folder anew: Word files of the page of test_import_returned.py as LibreOffice
saves them. To be run where LibreOffice is, after what stands on pages has changed:

    PYTHONPATH=src:tests python tests/through_libreoffice/make.py
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from test_import_returned import CHANGED_THERE, EDITS, edited, exported, read, small_manual

HERE = Path(__file__).parent


def main() -> None:
    """All of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manual = small_manual(folder / "m")
        judgement, _ = read(manual)
        document = judgement.document("pedido")
        assert document
        files = {lang: exported(manual, judgement, document, lang) for lang in ("pt", "en")}
        content = files["pt"]
        for edit in CHANGED_THERE:
            content = edited(content, EDITS[edit][0])
        files["pt-changed"] = content
        for part, file in files.items():
            (folder / f"pedido-{part}.docx").write_bytes(file)
        home = f"-env:UserInstallation=file://{folder}/home"
        paths = [str(folder / f"pedido-{part}.docx") for part in files]
        into = ["--convert-to", "docx", "--outdir", str(HERE)]
        subprocess.run(["soffice", home, "--headless", *into, *paths], check=True)


if __name__ == "__main__":
    main()
