"""What a short message to a citizen may never contain.

Swindlers write as officers: a message with a link and talk of a code is how accounts are stolen,
and a message lies open on a locked screen. So ours never look like theirs, and carry no number
that names a person (Luật Bảo vệ dữ liệu cá nhân 91/2025).
"""

import re
import unicodedata

LONGEST = 160
"""Characters in one message."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DIGITS = re.compile(r"(?<!\d)\d(?: ?\d)*(?!\d)")
_LINK = re.compile(r"https?:|www\.|(?<![\w-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w-])")
_CODE_WORD = re.compile(
    r"(?<!\w)(?:o[ .-]?t[ .-]?p|mật khẩu|mã (?:pin|xác thực|xác nhận|bảo mật|kích hoạt))(?!\w)"
)
_IDENTITY_LENGTHS = (9, 12)


def unsafe_message(text: str) -> str:
    """Why `text` may not be sent as an SMS, as a Vietnamese sentence; "" when it may be.

    Refused: an empty text, one above 160 characters, one with 9 or 12 digits in a row (an
    identity number, also when written in groups with spaces), one with a link beside a word for
    a one-time code or a password. Telephone and dossier numbers pass.
    """
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if not seen.strip():
        return "Tin nhắn trống. Hãy viết nội dung rồi gửi lại."
    if len(text) > LONGEST:
        return f"Tin nhắn dài {len(text)} ký tự. Hãy rút gọn còn nhiều nhất {LONGEST} ký tự."
    if any(_names_a_person(run) for run in _DIGITS.findall(seen)):
        return "Tin nhắn có số giống số định danh hoặc số CMND. Hãy bỏ số đó đi."
    if _LINK.search(seen) and _CODE_WORD.search(seen):
        return "Tin nhắn vừa có đường liên kết vừa nói đến mã hoặc mật khẩu. Hãy bỏ một trong hai."
    return ""


def _names_a_person(run: str) -> bool:
    """Whether a run of digits, or one unspaced piece of it, is as long as an identity number."""
    return any(len(piece) in _IDENTITY_LENGTHS for piece in (run.replace(" ", ""), *run.split()))
