"""Pictures and documents for tests, made of little, and a page that shows them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from PIL import Image, ImageDraw

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Title(Pedido)/CreationDate(D:20240102030405Z)/ModDate(D:20260314091500Z)>>endobj\n"
    b"trailer<</Root 1 0 R/Info 3 0 R>>\nstartxref\n0\n%%EOF\n"
)
ACTIVE_PDF = PDF.replace(
    b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
)


def picture(
    size: tuple[int, int] = (320, 200), kind: str = "PNG", text: str = "A", **options: object
) -> bytes:
    """A picture with a word in it; the same word gives the same bytes."""
    image = Image.new("RGB", size, "#fff")
    ImageDraw.Draw(image).rectangle((10, 10, size[0] // 2, size[1] // 2), fill="#c00")
    ImageDraw.Draw(image).text((20, 20), text, fill="#000")
    into = BytesIO()
    image.save(into, kind, **options)
    return into.getvalue()


def photograph(size: tuple[int, int] = (400, 300), orientation: int = 6) -> bytes:
    """A JPEG that says where, when and with what it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "CAMERA-OF-SOMEBODY"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (38.0, 43.0, 12.0)
    return picture(size, "JPEG", exif=exif, comment=b"a-private-remark")


def moving() -> bytes:
    """A GIF of two pictures."""
    into = BytesIO()
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("#fff", "#000")]
    frames[0].save(into, "GIF", save_all=True, append_images=frames[1:], duration=200)
    return into.getvalue()


def archive(**parts: str) -> bytes:
    """A zip with these parts; `__` in a name stands for a slash, `_` for a point."""
    into = BytesIO()
    with ZipFile(into, "w") as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/").replace("_", "."), content)
    return into.getvalue()


CORE = "<p><dcterms:modified xsi:type='dcterms:W3CDTF'>2026-05-06T07:08:09Z</dcterms:modified></p>"


def docx(words: str = "Pedido", **parts: str) -> bytes:
    """What a Word document has in it."""
    main = {"word__document_xml": f"<w>{words}</w>", "docProps__core_xml": CORE}
    return archive(**main, **parts)


def odt() -> bytes:
    """What an OpenDocument text has in it."""
    return archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="<o/>")


def xlsx() -> bytes:
    """What a spreadsheet has in it."""
    return archive(xl__workbook_xml="<x/>")


def page(details: str, *, status: str = "draft", do: str = "Fill in the form") -> str:
    """A procedure whose first step has these details in both languages."""
    written = "".join(f"          {line}\n" if line else "\n" for line in details.split("\n"))
    return (
        "code: S-44\ntitle: {pt: Anexos, en: Attachments}\n"
        f'status: {status}\nversion: "0.1"\nowner: officer\n'
        "summary: {pt: A., en: A.}\n"
        "steps:\n  - id: a\n"
        f'    do: {{pt: Preencher, en: "{do}"}}\n'
        f"    details:\n        pt: |\n{written}        en: |\n{written}"
        "  - id: fim\n    outcome: {pt: Feito, en: Done}\n    kind: resolved\n    level: green\n"
    )


PAGE = "procedures/service/attached.yml"


def put(folder: Path, path: str, content: bytes | str) -> Path:
    """A file of a manual."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file
