"""The commands; every help text is Vietnamese and gives an example."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from ui import cli_accounts, cli_conversations, cli_doctor, cli_drafts, cli_figures, cli_keep, cli_mcp, cli_watch, cli_worker
from ui.bulk import ingest_shown
from ui.terminal import DAYS, OneLineErrors, megabytes, out, print_answer, print_cards, print_hits, print_miss, print_scores
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.evaluate import GoldItem, Verdict
    from ui.compose import Office

DEMO_DATA = Path("demo-data")

app = typer.Typer(
    cls=OneLineErrors,
    help="Hỏi kho báo cáo bằng tiếng Việt; mỗi câu trả lời đều dẫn về nguyên văn.\n\nVí dụ: hoibaocao demo",
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH …",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    app(prog_name="hoibaocao")


@app.callback()
def options(debug: Annotated[bool, typer.Option("--debug", help="Hiện chi tiết kỹ thuật khi có lỗi.")] = False) -> None:
    os.environ.setdefault("TQDM_DISABLE", "1")  # the model's loader draws a bar of its own
    # A library's own warnings are no answer to what the reader typed.
    logging.basicConfig(level=logging.DEBUG if debug else logging.CRITICAL, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


@app.command("ingest")
def ingest_command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="TỆP_HOẶC_THƯ_MỤC...", help="Tệp hoặc thư mục báo cáo (Word, Excel, PDF, ảnh chụp, …).")
    ],
    listing: Annotated[Path | None, typer.Option("--report", metavar="TỆP", help="Ghi kết quả từng tệp ra tệp CSV này.")] = None,
) -> None:
    """Nạp tệp và thư mục vào kho; Ctrl+C để tạm dừng, chạy lại để nạp tiếp (tệp đã có thì bỏ qua).

    Ví dụ: hoibaocao ingest ~/bao-cao --report ket-qua.csv
    """
    with _office(Settings()) as office:
        failed = ingest_shown(office, paths, listing)
    if failed:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(metavar="CÂU_HỎI", help="Câu hỏi, có dấu hay không dấu.")],
    as_json: Annotated[bool, typer.Option("--json", help="In nguyên câu trả lời dạng JSON.")] = False,
) -> None:
    """Hỏi một câu; in câu trả lời và trích dẫn.

    Ví dụ: hoibaocao ask "Đảng bộ hiện có bao nhiêu đảng viên?"
    """
    if not question.strip():
        raise BadRequest("Câu hỏi còn trống. Xin nhập câu hỏi trong ngoặc kép.")
    with _writing_office(Settings()) as office:
        answer = office.desk.ask(question.strip())
    if as_json:
        from assistant.desk import ANSWER

        print(json.dumps(ANSWER.dump_python(answer, mode="json"), ensure_ascii=False, indent=2))
    else:
        print_answer(answer)


@app.command()
def search(
    words: Annotated[str, typer.Argument(metavar="TỪ_KHÓA", help="Từ khóa hoặc câu cần tìm.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="Số đoạn.")] = 5,
) -> None:
    """Tìm các đoạn báo cáo gần nhất với từ khóa.

    Ví dụ: hoibaocao search "phòng cháy chữa cháy rừng" -k 3
    """
    with _office(Settings()) as office:
        hits = office.desk.search(words, k)
    print_hits(hits)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Địa chỉ lắng nghe; mặc định theo HOIBAOCAO_HOST.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Cổng; mặc định theo HOIBAOCAO_PORT.")] = None,
) -> None:
    """Mở dịch vụ và trang web.

    Ví dụ: hoibaocao serve --port 8000
    """
    from ui.compose import run_service

    _log_to_stderr()
    run_service(_with(Settings(), host=host, port=port), _announce)


@app.command()
def demo(port: Annotated[int | None, typer.Option(min=1, max=65535, help="Cổng; mặc định theo HOIBAOCAO_PORT.")] = None) -> None:
    """Nạp kho báo cáo mẫu (thư mục demo-data) rồi mở dịch vụ.

    Ví dụ: hoibaocao demo
    """
    from ui.compose import DEMO_REPORTS, DEMO_UNITS, open_office, open_writer, require_port, run_service

    settings = _with(Settings(), port=port)
    if "data" not in settings.model_fields_set:
        settings = _with(settings, data=DEMO_DATA)
    require_port(settings)
    out.print(f"Nạp kho báo cáo mẫu vào {escape(str(settings.data))}…")
    with closing(open_office(settings, open_writer(settings))) as office:
        ingest_shown(office, [DEMO_REPORTS])
        office.desk.import_governments(DEMO_UNITS.read_text(encoding="utf-8"))
        _log_to_stderr()
        run_service(settings, _announce, office)


@app.command()
def status() -> None:
    """Số báo cáo, số đoạn, mô hình, chỉ mục, thư mục dữ liệu.

    Ví dụ: hoibaocao status
    """
    from assistant.model import described

    settings = Settings()
    with _office(settings) as office:
        library = office.library
        reports, passages = library.archive.counts()
        rows = {
            "Thư mục dữ liệu": f"{settings.data.resolve()} ({megabytes(settings.data)} MB)",
            "Cơ sở dữ liệu": cli_keep.database_line(settings),
            "Báo cáo": str(reports),
            "Đoạn": str(passages),
            "Mô hình": f"{library.embedder.name} ({library.embedder.dimension} chiều)",
            "Chỉ mục từ": library.lexical.state.value,
            "Chỉ mục nghĩa": library.dense.state.value,
            "Mô hình ngôn ngữ": described(settings),
            "Đĩa còn trống": f"{shutil.disk_usage(settings.data).free // 1_000_000_000} GB",
        }
    for name, value in rows.items():
        out.print(f"{name + ':':19}{escape(value)}")


@app.command()
def reports(
    issuer: Annotated[str | None, typer.Option(help="Chỉ của cơ quan này (đúng tên).")] = None,
    type: Annotated[str | None, typer.Option(help="Chỉ loại văn bản này, ví dụ: Báo cáo.")] = None,
    start: Annotated[datetime | None, typer.Option("--from", formats=DAYS, help="Kỳ báo cáo từ ngày.")] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=DAYS, help="Kỳ báo cáo đến ngày.")] = None,
    words: Annotated[str, typer.Option("--q", help="Từ trong tiêu đề, có dấu hay không dấu.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="Số báo cáo in ra.")] = 50,
) -> None:
    """Danh sách báo cáo trong kho, mới nhất trước.

    Ví dụ: hoibaocao reports --from 2026-01-01 --q "chuyển đổi số"
    """
    from ui.compose import archive
    from vectorstore.stored import CardFilter

    days = (start and start.date(), end and end.date())
    with archive(Settings()) as opened:
        print_cards(opened.cards(CardFilter((issuer,) if issuer else (), (type,) if type else (), *days, words), limit))


@app.command("eval")
def evaluate_command(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp câu hỏi kiểm tra, mỗi dòng một JSON.")],
    folder: Annotated[Path | None, typer.Option("--reports", help="Nạp thư mục này vào kho tạm rồi kiểm tra trên đó.")] = None,
    only: Annotated[str | None, typer.Option(help="Chỉ một nhóm câu hỏi.")] = None,
    show: Annotated[bool, typer.Option(help="In các câu chưa đạt.")] = False,
) -> None:
    """Chạy bộ câu hỏi kiểm tra trên kho hiện có và chấm điểm theo nhóm.

    Ví dụ: hoibaocao eval cau-hoi.jsonl --show
    """
    from assistant.evaluate import read_gold

    if not file.is_file():
        raise BadRequest(f"Không tìm thấy tệp {file}. Xin kiểm tra lại đường dẫn.")
    items = [item for item in read_gold(file) if only in (None, item.category)]
    if not items:
        raise BadRequest("Không có câu hỏi nào để kiểm tra.")
    with TemporaryDirectory(prefix="hoibaocao-") as scratch, _writing_office(_apart(Path(scratch)) if folder else Settings()) as office:
        if folder:
            ingest_shown(office, [folder])
        print_scores(list(_judged(office, items, show)))


@app.command()
def reindex() -> None:
    """Tính lại véc-tơ của mọi báo cáo bằng mô hình đang đặt và lập lại chỉ mục.

    Ví dụ: hoibaocao reindex
    """
    from vectorstore.library import reindex as embed_again

    settings = Settings()
    embed_again(settings, lambda done, total: out.print(f"{done}/{total} báo cáo"))
    with _office(settings):
        out.print("Đã lập lại chỉ mục.")


for command in (
    cli_watch.watch,
    cli_worker.worker,
    cli_figures.figures,
    cli_figures.conflicts,
    cli_figures.governments,
    cli_conversations.conversations,
    cli_drafts.draft,
    cli_doctor.doctor,
    cli_mcp.mcp,
    cli_keep.backup,
    cli_keep.restore,
    cli_keep.verify,
    cli_keep.purge,
    cli_accounts.users,
    cli_accounts.tokens,
    cli_accounts.audit,
):
    app.command()(command)


@contextmanager
def _office(settings: Settings) -> Iterator[Office]:
    from ui.compose import office

    with office(settings) as opened:
        yield opened


@contextmanager
def _writing_office(settings: Settings) -> Iterator[Office]:
    """An office whose language model, if one is set, has come up: one command asks once and cannot ask again later."""
    from ui.compose import office, open_writer

    with office(settings, open_writer(settings)) as opened:
        if opened.writer:
            opened.writer.wait()
        yield opened


def _judged(office: Office, items: list[GoldItem], show: bool) -> Iterator[Verdict]:
    """The verdicts; what was asked for the test leaves no conversation behind."""
    from assistant.evaluate import evaluate

    asked: set[str] = set()

    def ask(question: str, conversation_id: str | None) -> Answer:
        answer = office.desk.ask(question, conversation_id)
        asked.add(answer.conversation_id)
        return answer

    try:
        for verdict in evaluate(items, ask, office.desk.texts()):
            if show and not verdict.passed:
                print_miss(verdict)
            yield verdict
    finally:
        for conversation_id in asked:
            office.desk.forget(conversation_id)


def _with(settings: Settings, **changes: Any) -> Settings:
    """The settings with what the command line says instead."""
    return settings.model_copy(update={name: value for name, value in changes.items() if value is not None})


def _apart(data: Path) -> Settings:
    """An archive of its own in that folder, whatever database the settings name."""
    return Settings().model_copy(update={"data": data, "database_url": None, "chroma_url": None})


def _log_to_stderr() -> None:
    """The service runs unwatched, so what goes wrong in it is written down."""
    logging.getLogger().setLevel(min(logging.WARNING, logging.getLogger().level))


def _announce(address: str, others: list[str]) -> None:
    out.print(f"Hỏi Báo Cáo: [bold]{address}[/]  (nhấn Ctrl+C để dừng)")
    for other in others:
        out.print(f"Trong mạng nội bộ: {other}")
