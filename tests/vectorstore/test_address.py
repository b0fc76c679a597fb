"""Addresses that text is sent to: whether it leaves this machine, and whether it may."""

from __future__ import annotations

import pytest

from vectorstore.address import PROVIDER, is_remote, require_allowed
from vectorstore.errors import BadRequest

HERE = (
    "http://127.0.0.1:8080/v1",
    "http://127.0.0.1",
    "https://127.9.9.9/v1",
    "http://[::1]:8080/v1",
    "http://localhost:11434",
    "http://LOCALHOST:11434",
    "http://user:secret@127.0.0.1:8080",
)
ELSEWHERE = (
    None,  # a provider's own address
    "https://api.example.com/v1",
    "http://192.168.1.20:8080/v1",
    "http://10.0.0.5",
    "http://0.0.0.0:8080",
    "http://[::]:8080",
    "http://127.0.0.1.evil.example",
    "http://127.0.0.1@evil.example",
    "http://127.0.0.1:80@evil.example/v1",
    "http://localhost.evil.example",
    "http://localhost@evil.example",
    "http://evil.example/127.0.0.1",
    "http://evil.example?http://127.0.0.1",
    "http://evil.example#127.0.0.1",
    "http://127.0.0.1\n.evil.example",
    "http://127.0.0.1%2eevil.example",
    "http://[::ffff:192.168.1.20]:8080",
    "http://[::ffff:8.8.8.8]",
    "http://127.1",
    "http://2130706433",
    "http://0x7f.0.0.1",
    "http://máy-chủ.example",
)
WRONG = (
    "file:///etc/passwd",
    "ftp://127.0.0.1",
    "127.0.0.1:8080",
    "localhost:8080",
    "/v1",
    "http://",
    "",
    "http:///v1",
    "http://[::1",
    "http://[x]",
    "http://127.0.0.1:99999",
    "http://127.0.0.1:x",
)


@pytest.mark.parametrize("url", HERE)
def test_a_loopback_address_is_this_machine(url: str) -> None:
    assert not is_remote(url)
    assert require_allowed(url, allow_remote=False) is False


@pytest.mark.parametrize("url", ELSEWHERE)
def test_every_other_address_is_another_machine(url: str | None) -> None:
    assert is_remote(url)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_another_machine_is_refused_in_vietnamese_unless_it_is_allowed(url: str | None) -> None:
    assert require_allowed(url, allow_remote=True) is True
    with pytest.raises(BadRequest) as refused:
        require_allowed(url, allow_remote=False)
    assert "ngoài máy này" in str(refused.value) and "HOIBAOCAO_LLM_ALLOW_REMOTE=true" in str(refused.value)
    assert (url or PROVIDER) in str(refused.value)


@pytest.mark.parametrize("url", WRONG)
@pytest.mark.parametrize("allowed", [True, False])
def test_what_is_no_web_address_is_refused_in_vietnamese(url: str, allowed: bool) -> None:
    with pytest.raises(BadRequest, match="chưa hợp lệ"):
        require_allowed(url, allowed)
