"""Connections to a model's server: the name is resolved once, its address is looked at, and that very address is connected to."""

from __future__ import annotations

import ipaddress
import socket

import httpx

from vectorstore.address import is_remote

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
REFUSED = "{} is no address that a model may stand at"


class PinnedTransport(httpx.BaseTransport):
    """What a server's name means is decided here and not again by the connection: a name that changes its address reaches nothing."""

    def __init__(self) -> None:
        self._inner = httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if request.url.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol(REFUSED.format(request.url))
        address = checked(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        request.extensions = {**request.extensions, "sni_hostname": host}  # the certificate is the name's
        request.url = request.url.copy_with(host=address)
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def checked(host: str, port: int) -> str:
    """The address to connect to; raises httpx.ConnectError where any that the name has is not one for a model."""
    here = not is_remote(f"http://[{host}]" if ":" in host else f"http://{host}")
    try:
        found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise httpx.ConnectError(str(error)) from error
    for address in found:
        if not _fits(ipaddress.ip_address(str(address).partition("%")[0]), here):
            raise httpx.ConnectError(REFUSED.format(host))
    return str(found[0])


def _fits(address: Address, here: bool) -> bool:
    """This machine where it is named as such, else a machine of the house or of the internet: no metadata service, no group."""
    plain = _plain(address)
    if here:
        return plain.is_loopback
    others = plain.is_loopback or plain.is_link_local or plain.is_multicast or plain.is_unspecified or plain.is_reserved
    return plain == address and not others and not _is_special(plain)


def _plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if any(address in network for network in NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)


def _is_special(address: Address) -> bool:
    shared = ipaddress.ip_network("100.64.0.0/10")  # 100.100.100.200 is a cloud's metadata service
    return (address.version == 4 and address in shared) or address == ipaddress.ip_address("fd00:ec2::254")
