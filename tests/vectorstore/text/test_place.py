"""The unit of government that a body is of, as its name says."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.vectorstore.text.writing import texts
from vectorstore.text.place import governed, government_key, government_name


@pytest.mark.parametrize(
    ("body", "name", "key"),
    [
        ("Đảng ủy xã Nà Hin", "xã Nà Hin", "xa na hin"),
        ("Đảng uỷ xã Nà Hin", "xã Nà Hin", "xa na hin"),
        ("UBND xã Nà Hin", "xã Nà Hin", "xa na hin"),
        ("HĐND thị trấn Đồi Mây", "thị trấn Đồi Mây", "thi tran doi may"),
        ("Ủy ban nhân dân huyện Đồi Mây", "huyện Đồi Mây", "huyen doi may"),
        ("Hội đồng nhân dân phường Bến Sương", "phường Bến Sương", "phuong ben suong"),
        ("Ủy ban MTTQ Việt Nam xã Nà Hin", "xã Nà Hin", "xa na hin"),
        ("Huyện ủy Đồi Mây", "huyện Đồi Mây", "huyen doi may"),
        ("Tỉnh ủy Sơn Hạ", "tỉnh Sơn Hạ", "tinh son ha"),
        ("Thành ủy thành phố Sơn Hạ", "thành phố Sơn Hạ", "thanh pho son ha"),
        ("Thị ủy Bến Sương", "thị xã Bến Sương", "thi xa ben suong"),
        ("Xã Nà Hin", "xã Nà Hin", "xa na hin"),
        ("Nà Hin", "Nà Hin", "na hin"),
    ],
)
def test_a_body_names_its_unit(body: str, name: str, key: str) -> None:
    assert (government_name(body), government_key(body)) == (name, key)


@pytest.mark.parametrize("body", [None, ""])
def test_without_a_body_there_is_no_unit(body: str | None) -> None:
    assert (government_name(body), government_key(body)) == ("", "")


def test_kind_and_name_are_told_apart() -> None:
    assert governed("UBND xã Nà Hin") == ("xa", "na hin", "Nà Hin")
    assert governed("Nà Hin") == ("", "na hin", "Nà Hin")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Ban Thường vụ Huyện ủy Đồi Mây", "huyện Đồi Mây"),
        ("Ban Thường vụ Đảng ủy xã Nà Hin", "xã Nà Hin"),
        ("Hội Nông dân xã Nà Hin", "xã Nà Hin"),
        ("Công an xã Nà Hin", "xã Nà Hin"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã Nà Hin", "xã Nà Hin"),
        ("Hội LHPN Việt Nam huyện Đồi Mây", "huyện Đồi Mây"),
        ("Thường trực HĐND tỉnh Sơn Hạ", "tỉnh Sơn Hạ"),
        ("Phường 3", "phường 3"),
    ],
)
def test_a_body_of_a_unit_is_of_the_unit(body: str, name: str) -> None:
    assert government_name(body) == name


@pytest.mark.parametrize("body", ["Trường Tiểu học số 2", "Trường THCS xã Nà Hin", "Sở Y tế", "Hội Nông dân Việt Nam", "UBND"])
def test_a_body_of_no_unit_has_none(body: str) -> None:
    assert government_name(body) == ""


@pytest.mark.parametrize("place", ["Trường Sa", "Hội An", "Bản Sen", "Phong Thổ"])
def test_a_place_that_begins_like_a_body_is_a_place(place: str) -> None:
    assert government_name(place) == place


@given(texts)
def test_any_body_is_read_without_raising(body: str) -> None:
    assert isinstance(government_key(body), str) and isinstance(government_name(body), str)
