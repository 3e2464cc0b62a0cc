"""Pictures made of pixels: what they are, and as pages show them. Only here is Pillow known.

What a camera writes beside the pixels (place, day, device, a name) never leaves here: a picture that
is published is written anew from its pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile, ImageOps

WIDEST, TALLEST = 1920, 3840
"""What a page shows at most: a screen of a desk, and over 280 dots an inch across a page of paper."""
MOST_PIXELS = 100_000_000
"""A picture with more is not opened."""
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112
_QUALITY = 85
# What is opened is asked for its size first, here; Pillow would warn of, or refuse, other sizes.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True)
class Raster:
    """A picture: its size as people see it, how many pictures follow each other, if it is all there."""

    width: int
    height: int
    frames: int
    is_whole: bool

    @property
    def is_too_large(self) -> bool:
        """Whether it has more pixels than are opened."""
        return self.width * self.height > MOST_PIXELS


def look(content: bytes) -> Raster | None:
    """What a picture is; None for what is none."""
    try:
        with _opened(content) as image:
            width, height = _upright(image)
            raster = Raster(width, height, getattr(image, "n_frames", 1), is_whole=True)
            if raster.is_too_large:
                return raster
            return raster if _is_whole(image) else Raster(width, height, raster.frames, False)
    except Exception:  # noqa: BLE001 - whatever a parser stumbles over, these bytes are no picture
        return None


def shown_size(width: int, height: int) -> tuple[int, int]:
    """The size at which pages show a picture: its own, or what there is room for."""
    scale = min(1, WIDEST / width, TALLEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def shown(content: bytes, ending: str) -> bytes:
    """A picture as pages show it: upright, no larger than there is room for, its pixels alone.

    Written as `ending` says, whatever it was; of several that follow each other the first.
    """
    written = _FORMATS[ending.lower()]
    with _opened(content) as image:
        image.load()
        size = shown_size(*_upright(image))
        if image.format == written == "JPEG" and _is_as_shown(image, size):
            return _saved(image, written, quality="keep")
        upright = ImageOps.exif_transpose(image)
        if upright.size != size:
            smooth = upright.convert("RGBA" if _is_transparent(upright) else "RGB")
            upright = smooth.resize(size, Image.Resampling.LANCZOS)
        return _saved(_in_colours_of(written, upright), written, quality=_QUALITY)


def in_few_colours(png: bytes) -> bytes:
    """A drawing as PNG with a palette: a third of the bytes, for what has few colours."""
    with _opened(png) as image:
        into = BytesIO()
        image.convert("RGB").quantize(64).save(into, "PNG")
        return into.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    # WeasyPrint, once it is loaded, has Pillow take half a picture for a whole one.
    was_lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(BytesIO(content), formats=tuple({*_FORMATS.values()})) as image:
            yield image
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = was_lenient


def _is_whole(image: Image.Image) -> bool:
    try:
        image.load()
    except Exception:  # noqa: BLE001 - whatever a parser stumbles over, pixels are missing
        return False
    return True


def _upright(image: Image.Image) -> tuple[int, int]:
    """The size of a picture as the camera was held."""
    width, height = image.size
    return (height, width) if _orientation(image) in _SIDEWAYS else (width, height)


def _orientation(image: Image.Image) -> int:
    """How the camera was held, as EXIF counts it; 1 where nothing is said."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - of a PNG it stands behind pixels that may be missing
        return 1


def _is_as_shown(image: Image.Image, size: tuple[int, int]) -> bool:
    return image.size == size and _orientation(image) == 1 and image.mode in {"L", "RGB"}


def _is_transparent(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info


def _in_colours_of(written: str, image: Image.Image) -> Image.Image:
    """The picture with colours that a format can have; what lets light through stands on white."""
    if written != "JPEG":
        return image.convert("RGB") if image.mode in {"CMYK", "YCbCr", "LAB", "HSV"} else image
    if _is_transparent(image):
        layers = image.convert("RGBA")
        white = Image.new("RGBA", layers.size, "white")
        return Image.alpha_composite(white, layers).convert("RGB")
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def _saved(image: Image.Image, written: str, **options: Any) -> bytes:
    """The bytes of a picture: its pixels, what makes a colour transparent, and its colour space."""
    kept = ("transparency", "icc_profile") if image.mode != "CMYK" else ("transparency",)
    image.info = {name: image.info[name] for name in kept if name in image.info}
    into = BytesIO()
    of_format: dict[str, dict[str, Any]] = {
        "PNG": {"optimize": True},
        "JPEG": {"optimize": True, "progressive": True, **options},
        "GIF": {"optimize": True},
        "WEBP": {"method": 4, **options},
    }
    profile = {"icc_profile": image.info.get("icc_profile")} if written in {"JPEG", "WEBP"} else {}
    image.save(into, written, **of_format[written], **profile)
    return into.getvalue()
