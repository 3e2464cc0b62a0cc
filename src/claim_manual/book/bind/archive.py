"""A book for archives: PDF/A-2a (ISO 19005-2) beside PDF/UA-1."""

from __future__ import annotations

import io
from importlib import resources

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, String


def archived(out: pikepdf.Pdf) -> bytes:
    """A bound book, written so that archives take it."""
    _mean_srgb(out)
    _print_annotations(out)
    written = _written(out)
    with pikepdf.open(io.BytesIO(written)) as document:
        _end_plainly(document)
        return _written(document)


def _written(document: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
    return buffer.getvalue()


def _mean_srgb(out: pikepdf.Pdf) -> None:
    """Says what the colours mean (6.2.3)."""
    profile = out.make_stream((resources.files("weasyprint") / "pdf/sRGB2014.icc").read_bytes())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name("/GTS_PDFA1"),
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    out.Root.OutputIntents = Array([out.make_indirect(intent)])


def _print_annotations(out: pikepdf.Pdf) -> None:
    """Annotations are printed (6.3.2)."""
    for page in out.pages:
        for annotation in page.obj.get("/Annots", Array()):
            annotation.F = 4


def _end_plainly(document: pikepdf.Pdf) -> None:
    """No stream ends in a carriage return.

    With the line break before `endstream` it can be read as part of that break, and then the length
    of the stream is wrong (6.1.7.1). The last byte is one of a checksum, so the content has to
    change: it gets a space, which means nothing in content, maps and metadata.
    """
    for pdf_object in document.objects:
        if isinstance(pdf_object, Stream) and pdf_object.read_raw_bytes().endswith(b"\r"):
            pdf_object.write(pdf_object.read_bytes() + b" ")
