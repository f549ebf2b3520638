"""Puts a time-stamp over a whole signed paper, which so proves itself for longer (PAdES B-LTA).

ETSI EN 319 142-1: whatever the file held at that time, signatures, time-stamps and the proof of
their certificates, is known to have stood when the stamp was made; each is renewed by the next.
"""

from collections.abc import Callable
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import cms_embedder
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

from motcua.bridges.keys import SigningFailed

_ROOM = 16384  # bytes for a time-stamp with its certificates, as hexadecimal digits


def with_stamp(
    pdf: bytes, field_name: str, stamp: Callable[[bytes], bytes]
) -> tuple[bytes, bytes]:
    """The paper with a time-stamp over all of it, appended; and the token.

    `stamp` gives a time-stamp token (RFC 3161, DER) over 32 bytes of SHA-256, as `Proofs.stamp`
    does. Raises SigningFailed where the paper cannot take one, and whatever `stamp` raises.
    """
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        place = fields.SigFieldSpec(field_name, box=None)
        embedding = cms_embedder.PdfCMSEmbedder(place).write_cms(field_name, writer)
        next(embedding)
        placeholder = DocumentTimestamp(bytes_reserved=_ROOM)
        embedding.send(cms_embedder.SigObjSetup(sig_placeholder=placeholder))
        prepared, output = embedding.send(cms_embedder.SigIOSetup(md_algorithm="sha256"))
    except Exception as error:  # as in `signing.prepare`
        raise SigningFailed(f"the paper cannot be stamped: {error}") from error
    token = stamp(prepared.document_digest)
    if 2 * len(token) > _ROOM:
        raise SigningFailed("the time-stamp is larger than the room kept for it")
    prepared.fill_with_cms(output, cms.ContentInfo.load(token))
    return output.getvalue(), token
