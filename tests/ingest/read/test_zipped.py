"""Zips: each file by itself, under a clean name, inflated under a counter."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.read.file import open_file
from ingest.read.names import NAMELESS, clean_name
from vectorstore.errors import UnreadableFile


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name, data in files.items():
            new.writestr(name, data)
    return out.getvalue()


def names(files: dict[str, bytes]) -> list[str]:
    return [member.name for member in open_file("a.zip", zipped(files)).members]


def test_every_file_comes_out_with_its_bytes() -> None:
    opened = open_file("a.zip", zipped({"quý 1/a.txt": b"mot", "b.md": b"hai"}))
    assert opened.source is None
    assert [(member.name, member.data) for member in opened.members] == [("a.txt", b"mot"), ("b.md", b"hai")]


def test_hidden_files_and_litter_are_passed_over() -> None:
    assert names({".a.txt": b"x", "~$b.docx": b"x", "__MACOSX/._c.txt": b"x", "d/": b"", "e.txt": b"x"}) == ["e.txt"]


def test_a_zip_without_files_is_said() -> None:
    with pytest.raises(UnreadableFile, match="không có tệp nào"):
        open_file("a.zip", zipped({"d/": b""}))


def test_names_of_old_programs_are_read() -> None:
    whole = zipped({"bao-cao-quy.txt": b"x"}).replace(b"bao-cao-quy", "bảo-o-quy".encode())
    assert [member.name for member in open_file("a.zip", whole).members] == ["bảo-o-quy.txt"]


def test_a_bomb_is_refused_by_what_it_inflates_to() -> None:
    with pytest.raises(UnreadableFile, match="phình ra"):
        open_file("a.zip", zipped({"a.txt": bytes(30 * 1024 * 1024)}))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.docx", "a.docx"),
        ("C:\\Báo cáo\\a.docx", "a.docx"),
        ("a\u202excod.exe", "axcod.exe"),
        ("a\0b.txt", "ab.txt"),
        ("Bao cao\u0301.txt", "Bao caó.txt"),
        ("..", NAMELESS),
        ("", NAMELESS),
        (" . ", NAMELESS),
        ("a\nb.txt", "ab.txt"),
        ("<script>.docx", "script.docx"),
    ],
)
def test_a_name_is_only_a_name(raw: str, clean: str) -> None:
    assert clean_name(raw) == clean


def test_a_long_name_keeps_its_suffix() -> None:
    name = clean_name("ệ" * 300 + ".docx")
    assert name.endswith("ệ.docx") and len(name.encode()) <= 200
