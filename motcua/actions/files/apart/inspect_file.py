"""Looks at one file: what is in it, and the picture drawn anew."""

import io
from collections.abc import Iterator
from typing import Any

from motcua.actions.files.apart import Unfit

Verdict = tuple[dict[str, Any], bytes]


def opened(given: bytes, told: dict[str, Any]) -> Verdict:
    """Told the `media_type`; says the `pages`, and what was `changed` as codes of sentences."""
    judge = JUDGES.get(told["media_type"], _judge_picture)
    return judge(given, told["limits"])


# Pictures


def _judge_picture(given: bytes, limits: dict[str, int]) -> Verdict:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours is asked first, and is stricter than Pillow's warning
    try:
        picture = Image.open(io.BytesIO(given), formats=("JPEG", "PNG"))
        is_png = picture.format == "PNG"
        # A JPEG can be read at half size, a PNG has to fit whole.
        most, pixels = limits["pixels"] // (1 + is_png), picture.width * picture.height
        if pixels > most:
            raise Unfit("file-pixels", {"limit": most // 1_000_000})
        changed = list(_private_notes(picture))
        size = picture.size
        tables = getattr(picture, "quantization", None)
        if pixels > limits["pixels"] // 2:
            picture.draft(picture.mode, (size[0] // 2, size[1] // 2))
        picture.load()
        if picture.getexif().get(0x0112, 1) != 1:
            changed.append("file-note-turned")
        ImageOps.exif_transpose(picture, in_place=True)
        picture.thumbnail((limits["side"], limits["side"]))
        if sorted(picture.size) != sorted(size):
            changed.append("file-note-shrunk")
        return {"pages": 1, "changed": changed}, _draw(picture, is_png, tables)
    except (Unfit, MemoryError):
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on a broken file
        raise Unfit("file-damaged", {"why": type(error).__name__}) from error


def _private_notes(picture: Any) -> Iterator[str]:
    exif = picture.getexif()
    if exif.get_ifd(0x8825):
        yield "file-note-place"
    elif exif:
        yield "file-note-camera"


def _draw(picture: Any, is_png: bool, tables: Any) -> bytes:
    """The pixels and nothing else: no EXIF, profile, comments, thumbnail, trailing bytes."""
    kept = {"transparency": t} if (t := picture.info.get("transparency")) is not None else {}
    picture.info = kept if is_png else {}
    out = io.BytesIO()
    if is_png:
        picture.save(out, "PNG", compress_level=4)
    else:
        colours = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
        same = {"qtables": tables} if tables and colours is picture else {"quality": 85}
        colours.save(out, "JPEG", optimize=True, **same)
    return out.getvalue()


# XML


def _judge_xml(given: bytes, limits: dict[str, int]) -> Verdict:
    from motcua.actions.files.apart.xml_tree import tree

    tree(given, limits["size"])
    return {"pages": 1, "changed": []}, b""


# PDFs

ACTIONS = {"/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition", "/Movie"}
SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
ATTACHED = {"/EF", "/EmbeddedFiles"}
ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
WEIGHT = 64 << 20


def _judge_pdf(given: bytes, limits: dict[str, int]) -> Verdict:
    import pikepdf

    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=200,
        parser_max_nesting=100,
        parser_max_container_size=200_000,
        max_stream_filters=5,
        flate_max_memory=WEIGHT,
        png_max_memory=WEIGHT,
        run_length_max_memory=WEIGHT,
        tiff_max_memory=WEIGHT,
    )
    try:
        with pikepdf.open(io.BytesIO(given)) as pdf:
            for found in pdf.objects:
                _refuse_active(found)
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise Unfit("file-pdf-locked") from None
    except (Unfit, MemoryError):
        raise
    except Exception as error:
        raise Unfit("file-damaged", {"why": type(error).__name__}) from error
    if pages > limits["pages"]:
        raise Unfit("file-pdf-pages", {"limit": limits["pages"], "pages": pages})
    if not pages:
        raise Unfit("file-damaged", {"why": "no page"})
    return {"pages": pages, "changed": []}, b""


def _refuse_active(top: Any) -> None:
    """Every dictionary of one object; what it refers to is an object of its own."""
    import pikepdf

    waiting = [top]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Stream):
            found = found.stream_dict
        if isinstance(found, pikepdf.Dictionary):
            entries = dict(found.items())
            _refuse_entries(entries)
            waiting += [thing for thing in entries.values() if _is_direct(thing)]
        elif isinstance(found, pikepdf.Array):
            waiting += [thing for thing in found.as_list() if _is_direct(thing)]


def _is_direct(thing: Any) -> bool:
    return not getattr(thing, "is_indirect", True)


def _refuse_entries(entries: dict[str, Any]) -> None:
    kind, subtype = _name(entries.get("/S")), _name(entries.get("/Subtype"))
    if SCRIPTS & entries.keys() or kind == "/JavaScript":
        raise Unfit("file-pdf-script")
    if ATTACHED & entries.keys() or subtype in ANNOTATIONS:
        raise Unfit("file-pdf-attached")
    if kind in ACTIONS:
        raise Unfit("file-pdf-action")


def _name(value: Any) -> str:
    import pikepdf

    return str(value) if isinstance(value, pikepdf.Name) else ""


JUDGES = {"application/pdf": _judge_pdf, "application/xml": _judge_xml}
