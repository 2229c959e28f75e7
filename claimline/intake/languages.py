"""Languages by their three letters (ISO 639-2 and 639-3), as the tags that BCP 47 asks for."""

from __future__ import annotations

from claimline.errors import nearest
from claimline.intake.row import Row

_WORDS = """
afr af amh am ara ar aze az bel be ben bn bos bs bul bg cat ca ces cs cym cy dan da deu de ell el
eng en est et eus eu fas fa fin fi fra fr gle ga glg gl guj gu heb he hin hi hrv hr hun hu hye hy
ind id isl is ita it jpn ja kan kn kat ka kaz kk khm km kir ky kor ko lao lo lav lv lit lt mal ml
mar mr mkd mk mon mn msa ms mya my nep ne nld nl nno nn nob nb nor no pan pa pol pl por pt pus ps
ron ro rus ru sin si slk sk slv sl som so spa es sqi sq srp sr swa sw swe sv tam ta tel te tgk tg
tha th tur tr ukr uk urd ur uzb uz vie vi zho zh
"""
_PAIRS = _WORDS.split()

TAGS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""Tags by codes of three letters."""


def tag(row: Row, field: str, code: str) -> str | None:
    """Return the tag of a code of three letters that a field of a row holds; else a fault."""
    if code not in TAGS:
        near = nearest(code, TAGS)
        hint = f"did you mean {', '.join(near)}?" if near else ""
        row.fault(field, f"{code!r} is no language known here", hint)
    return TAGS.get(code)
