"""Texts, pages and mails without end, order or sense; files under a false name; names that are no names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

from tests.ingest.hostile import good
from tests.ingest.hostile.case import GOOD, Cases, Hostile, flipped, zeroed, zipped

MB = 1024 * 1024
_HEADS = b"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"


def _maker(data: bytes | Callable[[], bytes]) -> Callable[[], bytes]:
    return data if callable(data) else partial(bytes, data)


def _changed(make: Callable[[], bytes], change: Callable[[bytes], bytes]) -> bytes:
    return change(make())


def of_damage() -> Cases:
    """Every kind empty, of one byte, cut off, with zeros inside, with bits turned."""
    for suffix, make in good.KINDS.items():
        damages: dict[str, Callable[[bytes], bytes]] = {
            "one byte": lambda data: data[:1],
            "cut off": lambda data: data[: len(data) // 2],
            "zeros inside": lambda data: zeroed(data, 0.3, 0.6),
            "bits turned": lambda data: flipped(data, 1),
        }
        for label, change in damages.items():
            yield Hostile("Hỏng", f"{label} ({suffix})", f"hong.{suffix}", partial(_changed, make, change))


def of_texts() -> Cases:
    texts: dict[str, tuple[str, Callable[[], bytes]]] = {
        "empty": ("rong.txt", lambda: b""),
        "only spaces": ("trang.txt", lambda: b" \n\t" * 1000),
        "only zeros": ("khong.txt", lambda: bytes(MB)),
        "random bytes": ("ngau-nhien.txt", lambda: flipped(bytes(range(256)) * 400, 3, 9_000)),
        "a line of 15 MB": ("dong.txt", lambda: b"xa suoi may " * 1_250_000),
        "a word of 15 MB": ("chu.txt", lambda: b"x" * 15 * MB),
        "a million lines": ("dong2.txt", lambda: b"1. a\n" * 1_000_000),
        "30 million letters": ("nhieu.txt", lambda: b"abcde " * 5_000_000),
        "a mountain of accents": ("dau.txt", (GOOD + "a" + "\u0301\u0323" * 300_000).encode),
        "letters taken apart": ("nfd.txt", lambda: unicodedata.normalize("NFD", GOOD).encode()),
        "turned reading direction": ("rtl.txt", f"\u202e{GOOD}\u202c\u2066\u200b\u200f".encode),
        "half of a letter pair": ("nua.txt", lambda: GOOD.encode() + b"\xed\xa0\x80\xed\xb0\x80"),
        "UTF-16 cut off": ("utf16.txt", lambda: GOOD.encode("utf-16")[:-1]),
        "UTF-32 beyond Unicode": ("utf32.txt", lambda: b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * 100),
        "a Markdown table of 50,000 columns": ("bang.md", lambda: b"|a" * 50_000 + b"|\n" + b"|-" * 50_000 + b"|\n" + b"|1" * 50_000),
        "stars without end": ("sao.md", lambda: b"*a **b ***c " * 100_000),
        "brackets without end": ("ngoac.md", lambda: b"![[" * 500_000),
        "headings without end": ("muc.md", lambda: b"# a\n" * 200_000),
    }
    for label, (name, make) in texts.items():
        yield Hostile("Văn bản", label, name, make)


def of_pages() -> Cases:
    pages: dict[str, bytes | Callable[[], bytes]] = {
        "scripts": f"<html><script>while(1);</script><body onload=x><p>{GOOD}<img src=x onerror=alert(1)>".encode(),
        "tags nested 200,000 deep": b"<html>" + b"<div><b>" * 100_000 + GOOD.encode(),
        "tables nested 3,000 deep": b"<html>" + b"<table><tr><td>" * 3_000 + GOOD.encode(),
        "two million tags": lambda: b"<html>" + b"<br>" * 2_000_000,
        "a tag of a million attributes": lambda: b"<html><p " + b"a=1 " * 1_000_000 + b">" + GOOD.encode(),
        "angle brackets without end": lambda: b"<html>" + b"<" * 300_000 + GOOD.encode(),
        "a comment without end": lambda: b"<html><p>" + GOOD.encode() + b"<!--" * 100_000,
        "a cell that spans 10^9": b"<html><table>" + b"<tr><td colspan=999999999 rowspan=999999999>a<td>b" * 50 + b"</table>",
        "3,000 tall cells": b"<html><table>" + b"<tr><td rowspan=65534>a<td>b" * 3_000 + b"</table>",
        "codes without end": lambda: b"<html><p>" + b"&#x41;&amp;" * 500_000,
        "an encoding that is a program": b"<html><meta charset=zlib_codec><p>\xff" + GOOD.encode(),
        "plaintext and open tags": b"<html><plaintext><title><textarea>" + GOOD.encode(),
        "closing tags without end": lambda: b"<html><p>" + b"</p></div>" * 500_000 + GOOD.encode(),
        "a list of 20,000 items": lambda: b"<html><ol>" + b"<li>a" * 20_000,
    }
    for label, data in pages.items():
        yield Hostile("HTML", label, "trang.html", _maker(data))


def of_mails() -> Cases:
    part = b"--x\nContent-Type: text/plain\n\n" + GOOD.encode() + b"\n"
    mails: dict[str, bytes | Callable[[], bytes]] = {
        "parts nested 2,000 deep": lambda: _HEADS + _parts(2_000),
        "parts that never end": _HEADS + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 3,
        "no boundary": _HEADS + b"Content-Type: multipart/mixed\n\n" + part,
        "mails nested 300 deep": lambda: _mails(300),
        "heads of rubbish": _HEADS + b"From: \xff\xfe<<<>>>,,;;\nDate: 99 Foo\nTo: =?x?q?=?=\nContent-Type: ;;;=\n\n" + GOOD.encode(),
        "a head of 5 MB": lambda: _HEADS + b"X-A: " + b"a " * 2_500_000 + b"\n\n" + GOOD.encode(),
        "a subject of 300,000 words": lambda: (
            b"From: a@b\nSubject: " + b"=?utf-8?q?a?= " * 30_000 + b"\nMIME-Version: 1.0\n\n" + GOOD.encode()
        ),
        "addresses without end": lambda: b"From: a@b\nMIME-Version: 1.0\nTo: " + b'"a" <a@b>, (((' * 20_000 + b"\n\n" + GOOD.encode(),
        "base64 that is none": _HEADS + b"Content-Transfer-Encoding: base64\nContent-Type: text/plain\n\n@@@@!!!! not base64",
        "an encoding that is none": _HEADS + b"Content-Type: text/plain; charset=khong-co\n\n" + GOOD.encode(),
        "a bomb attached": lambda: _attached("bom.zip", zipped({"a.txt": bytes(90 * MB)})),
        "a file above the folder attached": _attached("../../../etc/cron.d/x.txt", GOOD.encode()),
        "itself attached": lambda: _attached("thu.eml", good.eml()),
        "5,000 attachments": lambda: _HEADS + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 5_000,
    }
    for label, data in mails.items():
        yield Hostile("Thư", label, "thu.eml", _maker(data))


def _parts(depth: int) -> bytes:
    return b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)) + b"\n" + GOOD.encode()


def _mails(depth: int) -> bytes:
    return b"".join(_HEADS + b"Content-Type: message/rfc822\n\n" for _ in range(depth)) + _HEADS + b"\n" + GOOD.encode()


def _attached(name: str, data: bytes) -> bytes:
    from base64 import encodebytes

    head = f'Content-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n\n'.encode()
    return _HEADS + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + head + encodebytes(data) + b"\n--x--\n"


def of_disguises() -> Cases:
    program, picture = b"MZ\x90\0" + bytes(200), b"\xff\xd8\xff\xe0" + bytes(200)
    giant = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + b"\x08\x06\0\0\0"
    files: dict[str, Callable[[], bytes]] = {
        "chuong-trinh.docx": lambda: program,
        "chuong-trinh.txt": lambda: b"\x7fELF" + bytes(200),
        "lenh.txt": lambda: b"#!/bin/sh\nrm -rf /\n",
        "anh.pdf": lambda: picture,
        "anh.docx": lambda: giant,
        "anh.tiff": lambda: b"II*\0" + bytes(100),
        "anh.svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "trang.doc": good.html,
        "word.pdf": good.docx,
        "pdf.docx": good.pdf,
        "bang.docx": good.xlsx,
        "nen.docx": lambda: zipped({"a.txt": GOOD}),
        "nen-khac.zip": lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100),
        "rtf.doc": lambda: good.RTF,
        "odt.docx": good.odt,
        "bang-cu.xlsx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"),
        "khoa.xlsx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    }
    for name, make in files.items():
        yield Hostile("Đội lốt", name, name, make)
    yield Hostile("RTF, DOC", "groups nested 200,000 deep", "sau.rtf", lambda: b"{\\rtf1 " + b"{" * 200_000 + GOOD.encode())
    yield Hostile("RTF, DOC", "a binary of 4 GB", "bin.rtf", lambda: b"{\\rtf1 \\bin4294967295 x" + bytes(1000) + b"}")
    yield Hostile(
        "RTF, DOC",
        "a field that fetches a file",
        "truong.rtf",
        lambda: b'{\\rtf1 {\\field{\\*\\fldinst INCLUDETEXT "/etc/passwd"}}Bao cao xa}',
    )
    yield Hostile(
        "RTF, DOC",
        "an object inside",
        "ole.rtf",
        lambda: b"{\\rtf1 {\\object\\objemb{\\*\\objdata " + b"d0cf11e0" * 9_000 + b"}}Bao cao xa}",
    )


def of_names() -> Cases:
    names = (
        "a\0b.txt",
        "\u202etxt.exe.docx.txt",
        "../../../etc/passwd.txt",
        unicodedata.normalize("NFD", "Báo cáo quý.txt"),
        "ệ" * 400 + ".txt",
        "..\\..\\a.txt",
        "a\r\nSet-Cookie: x.txt",
        "<img src=x onerror=alert(1)>.txt",
    )
    for at, name in enumerate(names):
        yield Hostile("Tên tệp", ascii(name)[:40], name, _maker(f"{GOOD} Bản {at}.".encode()))
