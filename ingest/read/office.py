"""Old Word files by way of LibreOffice, or where that is not installed of antiword; both run inside the reading process's limits."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.read.blocks import Block, Cell, Grid, Paragraph
from ingest.read.docx.document import docx_blocks
from ingest.read.kind import BROKEN_DOC, Kind
from ingest.read.tables import is_letterhead
from vectorstore.errors import UnreadableFile
from vectorstore.programs import program

NO_PROGRAM = (
    "Máy này chưa cài LibreOffice nên chưa đọc được tệp {suffix}; hãy nhờ người quản trị cài (xem lệnh hoibaocao doctor),"
    " hoặc mở bằng Word, lưu lại thành .docx rồi nạp lại."
)
# The filter is named, so that the content cannot choose another one.
_FILTERS = {Kind.DOC: (".doc", "MS Word 97"), Kind.RTF: (".rtf", "Rich Text Format")}
_ROW = re.compile(r"\|.*\|\s*$")
# A fresh profile: no macro runs, no link is followed, whatever the user's own LibreOffice allows.
_SAFE = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
_ITEM = '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SAFE)
    + "</oor:items>"
)


def old_word_blocks(kind: Kind, data: bytes) -> list[Block]:
    """The blocks of a .doc or .rtf; UnreadableFile when no program here can open it."""
    suffix, _ = _FILTERS[kind]
    office, antiword = program("soffice"), program("antiword") if kind is Kind.DOC else None
    if not office and not antiword:
        raise UnreadableFile(NO_PROGRAM.format(suffix=suffix))
    with TemporaryDirectory() as folder:
        file = Path(folder, f"bao-cao{suffix}")
        file.write_bytes(data)
        converted = _converted(office, kind, file) if office else None
        if converted:
            return docx_blocks(converted)
        words = _words(antiword, file) if antiword else ""
    if not words.strip():
        raise UnreadableFile(BROKEN_DOC)
    return list(_lines(words))


def _converted(office: Path, kind: Kind, file: Path) -> bytes | None:
    """The .docx that LibreOffice makes of the file; None when it makes none. The reading process's clock ends what hangs."""
    profile, out = file.parent / "profile", file.parent / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    asked = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"]
    wanted = [f"--infilter={_FILTERS[kind][1]}", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(file)]
    _run([str(office), *asked, *wanted])
    made = out / "bao-cao.docx"
    return made.read_bytes() if made.is_file() else None


def _words(antiword: Path, file: Path) -> str:
    return _run([str(antiword), "-m", "UTF-8.txt", "-w", "0", str(file)]).decode(errors="replace")


def _run(command: list[str]) -> bytes:
    """What the program prints; a failed one has made nothing, which the caller sees."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


def _lines(words: str) -> Iterator[Block]:
    """antiword draws tables with bars; a row whose first cell is empty goes on with the cells above it."""
    rows: list[list[str]] = []
    for line in [*words.splitlines(), ""]:
        if _ROW.match(line):
            cells = [cell.strip() for cell in line.strip()[1:-1].split("|")]
            if rows and not cells[0] and len(cells) == len(rows[-1]):
                rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
            else:
                rows.append(cells)
            continue
        yield from _table(rows)
        rows = []
        yield Paragraph(line)


def _table(rows: list[list[str]]) -> Iterator[Block]:
    if len(rows) < 2 or is_letterhead("\n".join(cell for row in rows for cell in row)):
        yield from (Paragraph(cell) for row in rows for cell in row)
        return
    yield Grid(tuple(tuple(Cell(text, column) for column, text in enumerate(row)) for row in rows))
