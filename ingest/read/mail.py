"""A mail: its words, and the files attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from ingest.read.blocks import Block, Paragraph
from ingest.read.compose import compose
from ingest.read.html.document import html_blocks
from ingest.read.kind import BROKEN_MAIL, Kind
from ingest.read.names import clean_name
from ingest.read.opened import Member, Opened
from ingest.read.source import Source
from vectorstore.errors import UnreadableFile

MAX_ATTACHMENTS = 500
_HEADERS = {"Subject": "Tiêu đề", "From": "Người gửi", "To": "Người nhận", "Date": "Ngày gửi"}
_LINE = 300  # characters of a header that are kept
# What the parser of the standard library raises over rubbish: it promises none of it.
_RUBBISH = (ValueError, LookupError, AttributeError, TypeError, AssertionError)


def open_mail(data: bytes) -> Opened:
    """The body of a mail as text, its attachments as files; pictures that only stand in the body are left out."""
    try:
        message = message_from_bytes(data, policy=default)
        assert isinstance(message, EmailMessage)
        source, members = _letter(message), tuple(_attached(message))
    except _RUBBISH as error:
        raise UnreadableFile(BROKEN_MAIL) from error
    if not source and not members:
        raise UnreadableFile(BROKEN_MAIL)
    return Opened(source, members[:MAX_ATTACHMENTS])


def _letter(message: EmailMessage) -> Source | None:
    body = list(_body(message))
    if not any(not isinstance(block, Paragraph) or block.text.strip() for block in body):
        return None
    heads = [Paragraph(f"{name}: {str(message[header])[:_LINE]}") for header, name in _HEADERS.items() if message[header]]
    return compose([*heads, Paragraph(""), *body], Kind.MAIL.value)


def _body(message: EmailMessage) -> Iterator[Block]:
    part = message.get_body(("html", "plain"))
    if part is None:
        return
    if part.get_content_type() == "text/html":
        raw = part.get_payload(decode=True)
        yield from html_blocks(raw if isinstance(raw, bytes) else b"", part.get_content_charset() or "")
    else:
        yield from (Paragraph(line) for line in str(part.get_content()).splitlines())


def _attached(message: EmailMessage) -> Iterator[Member]:
    for part in message.iter_attachments():
        if part.get_content_maintype() == "image" and (part.get_content_disposition() != "attachment" or part["Content-ID"]):
            continue
        data = _bytes_of(part)
        if data:
            yield Member(clean_name(part.get_filename() or _name_of(part)), data)


def _bytes_of(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return b"".join(inner.as_bytes() for inner in part.iter_parts())
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _name_of(part: EmailMessage) -> str:
    return {"message/rfc822": "thu-kem.eml", "text/html": "thu-kem.html"}.get(part.get_content_type(), "thu-kem.txt")
