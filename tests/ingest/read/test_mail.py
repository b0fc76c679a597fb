"""Mails: the letter is a text, what is attached are files."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from ingest.read.file import open_file
from ingest.read.opened import Opened
from vectorstore.errors import UnreadableFile


def mail(body: str = "Kính gửi: Ủy ban nhân dân xã.", subject: str = "Gửi báo cáo quý II") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "Văn phòng <vp@example.org>", "xa@example.org", subject
    message["Date"] = "Sun, 05 Jul 2026 08:00:00 +0700"
    message.set_content(body)
    return message


def opened(message: EmailMessage, name: str = "thu.eml") -> Opened:
    return open_file(name, message.as_bytes())


def test_the_letter_is_text_under_its_heads() -> None:
    source = opened(mail()).source
    assert source and source.media_type == "message/rfc822"
    assert source.text.splitlines()[0] == "Tiêu đề: Gửi báo cáo quý II"
    assert source.text.splitlines()[-1] == "Kính gửi: Ủy ban nhân dân xã."


def test_attachments_are_files_with_clean_names() -> None:
    message = mail()
    message.add_attachment(b"noi dung", maintype="application", subtype="pdf", filename="../../Báo cáo quý.pdf")
    assert [(one.name, one.data) for one in opened(message).members] == [("Báo cáo quý.pdf", b"noi dung")]


def test_the_page_of_a_mail_is_read_with_its_tables() -> None:
    message = mail()
    message.add_alternative("<html><body><table><tr><th>Thôn<th>Hộ<tr><td>Nà Hin<td>7</table></body></html>", subtype="html")
    source = opened(message).source
    assert source and source.tables[0].heads == ("Thôn", "Hộ")


def test_pictures_in_the_text_are_no_files() -> None:
    message = mail()
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", cid="<logo>")
    assert opened(message).members == ()


def test_a_mail_in_a_mail_is_a_file() -> None:
    message = mail()
    message.add_attachment(mail("Thư trong thư"))
    (inner,) = opened(message).members
    source = open_file(inner.name, inner.data).source
    assert source and "Thư trong thư" in source.text


def test_a_mail_is_known_by_its_heads_whatever_it_is_called() -> None:
    assert opened(mail(), "thu.txt").source


def test_a_report_that_begins_with_a_colon_is_no_mail() -> None:
    source = open_file("a.txt", "From: đây chỉ là một dòng\nBáo cáo".encode()).source
    assert source and source.media_type == "text/plain"


def test_an_empty_mail_is_said() -> None:
    with pytest.raises(UnreadableFile, match="hỏng"):
        opened(mail(" "))
