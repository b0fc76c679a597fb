"""Old Word files, by the programs that are there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ingest.read import office, read
from tests.ingest.read.making import docx_bytes, new_document
from vectorstore.errors import UnreadableFile
from vectorstore.programs import program

LINES = ("BÁO CÁO", "Kết quả công tác sáu tháng đầu năm của xã Suối Mây.")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same report as .doc and .rtf."""
    soffice = program("soffice")
    if not soffice:
        pytest.skip("Không có LibreOffice (Debian: libreoffice-writer-nogui) để làm tệp .doc thử.")
    folder = tmp_path_factory.mktemp("old")
    document = new_document()
    for line in LINES:
        document.add_paragraph(line)
    grid = document.add_table(2, 3)
    for cell, text in zip((cell for row in grid.rows for cell in row.cells), ("TT", "Thôn", "Số hộ", "1", "Nà Lũng", "1.120"), strict=True):
        cell.text = text
    document.add_paragraph("Nơi nhận: như trên.")
    (folder / "a.docx").write_bytes(docx_bytes(document))
    for form in ("doc:MS Word 97", "rtf:Rich Text Format"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(soffice), profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(folder / "a.docx")]
        subprocess.run(command, check=True, capture_output=True)
    return {suffix: (folder / f"a.{suffix}").read_bytes() for suffix in ("doc", "rtf")}


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_libreoffice_gives_text_and_tables(old: dict[str, bytes], suffix: str) -> None:
    source = read(f"a.{suffix}", old[suffix])
    assert tuple(source.text.splitlines()[:2]) == LINES
    assert source.tables[0].heads == ("TT", "Thôn", "Số hộ")
    assert source.media_type in ("application/msword", "application/rtf")


def test_antiword_stands_in_for_libreoffice(old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    antiword = program("antiword")
    if not antiword:
        pytest.skip("Không có antiword.")
    monkeypatch.setattr(office, "program", lambda name: antiword if name == "antiword" else None)
    source = read("a.doc", old["doc"])
    assert all(line in source.text for line in LINES)
    assert source.tables[0].heads == ("TT", "Thôn", "Số hộ")


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_without_either_the_reader_is_told_what_to_do(old: dict[str, bytes], suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda name: None)
    with pytest.raises(UnreadableFile, match="LibreOffice"):
        read(f"a.{suffix}", old[suffix])


def test_what_no_program_can_open_is_broken(old: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableFile, match="hỏng"):
        read("a.doc", old["doc"][:2048] + b"\0" * 4096)


def test_a_locked_file_is_said_without_opening_it(old: dict[str, bytes]) -> None:
    locked = bytearray(old["doc"])
    locked[512:524] = b"\xec\xa5" + b"\0" * 9 + b"\x01"
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read("a.doc", bytes(locked))


def test_the_profile_forbids_macros_and_links(tmp_path: Path) -> None:
    assert 'prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in office._PROFILE
    assert 'prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3' in office._PROFILE
