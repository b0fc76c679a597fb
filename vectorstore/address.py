"""Addresses that text is sent to: whether it leaves this machine, and whether it may."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from vectorstore.errors import BadRequest

BAD_ADDRESS = "Địa chỉ mô hình «{}» chưa hợp lệ. Xin dùng dạng http://máy:cổng/v1."
REMOTE = (
    "Mô hình tại {} ở ngoài máy này, nên nội dung báo cáo sẽ được gửi đi. Nếu cơ quan cho phép, xin đặt HOIBAOCAO_LLM_ALLOW_REMOTE=true."
)
PROVIDER = "địa chỉ của nhà cung cấp"


def is_remote(base_url: str | None) -> bool:
    """Whether text for this address leaves the machine: anything but a loopback address does, and so does a provider's own."""
    if base_url is None:
        return True
    host = _host(base_url)
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True  # a name that only a resolver knows


def _host(base_url: str) -> str:
    try:
        address = urlsplit(base_url)
        valid = address.scheme in ("http", "https") and address.port != 0  # a port beyond 65535 is a ValueError
    except ValueError as error:
        raise BadRequest(BAD_ADDRESS.format(base_url)) from error
    if not valid or not address.hostname:
        raise BadRequest(BAD_ADDRESS.format(base_url))
    return address.hostname


def require_allowed(base_url: str | None, allow_remote: bool) -> bool:
    """Whether an address is remote; raises BadRequest where that is not allowed."""
    remote = is_remote(base_url)
    if remote and not allow_remote:
        raise BadRequest(REMOTE.format(base_url or PROVIDER))
    return remote
