"""The command of earlier conversations; it needs the archive and no model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from ui import terminal, words
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

if TYPE_CHECKING:
    from assistant.transcript.lines import Transcript
    from vectorstore.conversations import Conversation

NO_ID = "Xin cho biết cuộc hỏi cần ghi bằng --id MÃ; xem mã bằng lệnh: hoibaocao conversations"
NO_FORMAT = "Không ghi được tệp «{file}». Xin đặt đuôi tệp là .docx hoặc .md."


def conversations(
    text: Annotated[str, typer.Argument(metavar="TỪ_KHÓA", help="Từ trong tên hoặc câu hỏi, có dấu hay không dấu.")] = "",
    id: Annotated[str, typer.Option("--id", metavar="MÃ", help="In cuộc hỏi có mã này.")] = "",
    target: Annotated[Path | None, typer.Option("--export", metavar="TỆP", help="Ghi cuộc hỏi --id ra tệp .docx hoặc .md này.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Số cuộc hỏi in ra.")] = 50,
) -> None:
    """Các cuộc đã hỏi, mới nhất trước; in hoặc ghi một cuộc hỏi cùng trích dẫn.

    Ví dụ: hoibaocao conversations "hộ nghèo"
    """
    from assistant.transcript.lines import transcript_of
    from ui.compose import archive
    from vectorstore.conversations import list_conversations

    if target and not id:
        raise BadRequest(NO_ID)
    with archive(Settings()) as opened:
        if not id:
            _print_list(list_conversations(opened, text, limit), text)
        elif target:
            target.write_bytes(_file(target, transcript_of(opened, id)))
            terminal.out.print(f"Đã ghi cuộc hỏi vào {escape(str(target))}.")
        else:
            _print_transcript(transcript_of(opened, id))


def _file(target: Path, transcript: Transcript) -> bytes:
    from assistant.transcript.markdown import markdown_of_transcript
    from assistant.transcript.word import docx_of_transcript

    if target.suffix.lower() == ".docx":
        return docx_of_transcript(transcript)
    if target.suffix.lower() == ".md":
        return markdown_of_transcript(transcript).encode()
    raise BadRequest(NO_FORMAT.format(file=target))


def _print_transcript(transcript: Transcript) -> None:
    from assistant.transcript.lines import lines_of

    for line in lines_of(transcript):
        terminal.out.print("".join(f"[bold]{escape(text)}[/]" if bold else escape(text) for text, bold in line.pieces))


def _print_list(found: Sequence[Conversation], wanted: str) -> None:
    if not found:
        terminal.out.print(words.HISTORY_NONE if wanted.strip() else words.HISTORY_EMPTY)
        return
    table = Table("Mã", "Lần hỏi cuối", "Tên")
    for conversation in found:
        table.add_row(*map(escape, (conversation.id, f"{conversation.updated_at:%H:%M %d/%m/%Y}", conversation.title)))
    terminal.print_table(table)
    terminal.out.print(f"{len(found)} cuộc hỏi.")
