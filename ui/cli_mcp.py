"""The command that lets a program on this machine use the archive over a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from vectorstore.errors import ArchiveError, BadRequest
from vectorstore.settings import Settings

if TYPE_CHECKING:
    from assistant.desk import Desk
    from ui.compose import Office

NOT_INSTALLED = 'Máy này chưa cài phần MCP. Xin cài: pip install -c constraints.txt ".[mcp]"'
NO_TOKEN = "Kho này đã bật đăng nhập (HOIBAOCAO_AUTH=on). Xin đặt HOIBAOCAO_TOKEN là mã truy cập do hoibaocao tokens cấp."
NOT_UP = "Kho báo cáo chưa trả lời được. Xin kiểm tra bằng lệnh hoibaocao status."


def mcp() -> None:
    """Cho ứng dụng trợ lý trên máy này dùng kho báo cáo qua giao thức MCP (stdio); khi dịch vụ đang chạy, dùng địa chỉ /mcp của dịch vụ.

    Ví dụ: hoibaocao mcp
    """
    from ui.compose import open_office, open_writer

    try:
        from assistant.toolbox import toolbox
    except ModuleNotFoundError as error:
        raise BadRequest(NOT_INSTALLED) from error
    settings = Settings()
    office = open_office(settings, open_writer(settings))
    try:
        own = _own(office, settings)
        toolbox(lambda _: _answering(office, own)).run("stdio")
    except KeyboardInterrupt:
        sys.exit(0)
    finally:
        office.close()


def _own(office: Office, settings: Settings) -> Desk:
    """The desk as far as the token's account may see; all of it where nobody logs in."""
    from assistant.service.door import reader_of_token

    if settings.auth == "off":
        return office.desk
    if settings.token is None:
        raise BadRequest(NO_TOKEN)
    return office.desk.seen_by(reader_of_token(office.library.archive, settings.token.get_secret_value()))


def _answering(office: Office, desk: Any) -> Any:
    """The protocol is answered at once; the first question waits for the model and the indexes."""
    if not office.library.ready and not office.library.wait():
        raise ArchiveError(NOT_UP)
    return desk
