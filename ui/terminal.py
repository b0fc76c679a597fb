"""How the command line talks: errors in one line, progress, answers and tables."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from typer import rich_utils
from typer.core import TyperGroup

from vectorstore.errors import ArchiveError

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.evaluate import Verdict
    from vectorstore.search import Hit
    from vectorstore.stored import CardPage

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]  # as a day is typed

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

BROKEN = "Chương trình gặp lỗi ngoài dự kiến ({kind}). Xin chạy lại với «hoibaocao --debug …» để xem chi tiết."
BAD_SETTING = "Giá trị của {names} chưa hợp lệ. Xin sửa biến môi trường này rồi chạy lại."
NO_FILE = "Không đọc hoặc ghi được «{file}» ({kind}). Xin kiểm tra đường dẫn, quyền truy cập và dung lượng đĩa."
MISUSED = "Lệnh chưa đúng cách dùng{what}. Xin xem: {command} --help"
FILE_COUNTS = {
    "added": "tệp mới",
    "replaced": "tệp thay bản cũ",
    "superseding": "bản mới của báo cáo đã có",
    "superseded": "bản cũ của báo cáo đã có",
    "already there": "tệp đã có",
    "failed": "tệp lỗi",
}
NO_FILES = "Không có tệp báo cáo nào ở đó. Xin kiểm tra lại đường dẫn."
FILE_MARKS = {
    "added": "[green]✓[/]",
    "replaced": "[green]↻[/]",
    "superseding": "[green]↑[/]",
    "superseded": "[dim]↓[/]",
    "already there": "[dim]=[/]",
    "failed": "[red]✗[/]",
}

rich_utils.ARGUMENTS_PANEL_TITLE = "Tham số"
rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn"
rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
rich_utils.DEFAULT_STRING = "[mặc định: {}]"
rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"


class OneLineErrors(TyperGroup):
    """A command that fails says so in one Vietnamese line and a non-zero exit code; --debug shows where."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        _translate_help(self, ctx)
        rest: list[str] = self._guarded(ctx, lambda: super(OneLineErrors, self).parse_args(ctx, args))
        return rest

    def invoke(self, ctx: Any) -> Any:
        return self._guarded(ctx, lambda: super(OneLineErrors, self).invoke(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            _translate_help(command, ctx)
        return command

    def _guarded(self, ctx: Any, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except ArchiveError as error:
            self._fail(ctx, str(error))
        except typer.TyperException as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                raise
            self._fail(ctx, _misuse(error, ctx), error.exit_code)
        except KeyboardInterrupt:
            self._fail(ctx, "Đã dừng theo yêu cầu.", 130)
        except (typer.Exit, typer.Abort):
            raise
        except OSError as error:
            self._fail(ctx, NO_FILE.format(file=error.filename or "", kind=type(error).__name__))
        except ValidationError as error:
            self._fail(ctx, _bad_setting(error) if error.title == "Settings" else BROKEN.format(kind=type(error).__name__))
        except Exception as error:
            self._fail(ctx, BROKEN.format(kind=type(error).__name__))

    def _fail(self, ctx: Any, message: str, code: int = 1) -> NoReturn:
        err.print(escape(message), style="red")
        if ctx.params.get("debug"):
            err.print(escape(traceback.format_exc()))
        raise typer.Exit(code)


def _bad_setting(error: ValidationError) -> str:
    return BAD_SETTING.format(names=", ".join(f"HOIBAOCAO_{str(fault['loc'][0]).upper()}" for fault in error.errors()))


def _translate_help(command: Any, ctx: Any) -> None:
    option = command.get_help_option(ctx)
    if option is not None:
        option.help = "Hiện hướng dẫn này."


def _misuse(error: typer.TyperException, ctx: Any) -> str:
    """What is wrong with the words after the command: the library says it in English."""
    option, parameter = getattr(error, "option_name", None), getattr(error, "param", None)
    name = option or (parameter and (parameter.metavar or parameter.opts[-1]))
    where = getattr(error, "ctx", None) or ctx
    return MISUSED.format(what=f" ở «{name}»" if name else "", command=where.command_path)


def print_answer(answer: Answer) -> None:
    out.print(escape(answer.answer))
    for n, question in enumerate(answer.choices, start=1):
        out.print(f"  {n}. {escape(question)}")
    for warning in answer.warnings:
        out.print(f"[yellow]Lưu ý:[/] {escape(warning)}")
    for citation in answer.citations:
        out.print(f"\n[bold]\\[{citation.n}][/] {escape(_where(citation))}")
        out.print(f"    “{escape(citation.quote)}”")


def _where(citation: Citation) -> str:
    period = citation.period.label if citation.period else ""
    page = f"trang {citation.page}" if citation.page else ""
    parts = (citation.title, citation.issuer, period, citation.section, page, f"tệp {citation.file_name}")
    return " — ".join(part for part in parts if part)


def print_hits(hits: Sequence[Hit]) -> None:
    for hit in hits:
        place = " › ".join((hit.passage.report.file_name, *hit.passage.passage.section))
        out.print(f"[bold]{hit.score:6.2f}[/]  {escape(place)}\n        {escape(hit.passage.text)}\n")
    if not hits:
        out.print("Không thấy đoạn nào phù hợp.")


def print_cards(page: CardPage) -> None:
    table = Table("Mã", "Tiêu đề", "Loại", "Cơ quan", "Kỳ", "Ngày", "Đoạn")
    for card in page.cards:
        report = card.report
        period = report.period.label if report.period else ""
        day = f"{report.issued_on:%d/%m/%Y}" if report.issued_on else report.issued_label or ""
        table.add_row(*map(escape, (report.id, report.title, report.type, report.issuer or "", period, day, str(card.passages))))
    print_table(table)
    out.print(f"{len(page.cards)}/{page.total} báo cáo.")


def print_table(table: Table) -> None:
    """A table as wide as the window."""
    # A table is cut to the window; in a pipe there is none, and nothing may be lost.
    Console(highlight=False, width=None if out.is_terminal else 240).print(table)


def print_miss(verdict: Verdict) -> None:
    """A verdict that is not as it should be."""
    item, answer = verdict.item, verdict.answer
    out.print(f"[red]✗[/] {escape(item.id)} ({item.category}) {escape(item.question)}")
    out.print(f"    {escape(answer.answer[:400])}")
    faults = {"sai": not verdict.correct, "thiếu trích dẫn": item.answerable and not verdict.cited, "trích sai": not verdict.valid}
    unsupported = f"số không có nguồn: {', '.join(verdict.unsupported)}" if verdict.unsupported else ""
    out.print("    " + "; ".join([name for name, wrong in faults.items() if wrong] + ([unsupported] if unsupported else [])))


def print_scores(verdicts: Sequence[Verdict]) -> None:
    from assistant.evaluate import scores

    table = Table(Column("Nhóm", no_wrap=True), "n", "đúng", "ngay đầu", "từ chối", "dẫn nguồn", "nguyên văn", "số có nguồn")
    for score in scores(verdicts):
        shares = (score.correct, score.lead, score.refused, score.cited, score.valid, score.grounded)
        table.add_row(score.category, str(score.n), *("–" if share is None else f"{share:.2f}" for share in shares))
    print_table(table)
    times = sorted(verdict.took_ms for verdict in verdicts)
    out.print(f"Thời gian trả lời: trung vị {times[len(times) // 2]:.0f} ms, 95% trong {times[int(0.95 * (len(times) - 1))]:.0f} ms.")


def megabytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1_000_000
