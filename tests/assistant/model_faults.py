"""What a faulty language model may return for a question with two cited sentences, and what a good one may.

`chunks` come one after the other; then the stream ends: normal, with its end mark; stops, without one; raises, with an error of the
connection; endless, by beginning again with the first chunk, for ever; stalls, with nothing more while it stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ends = Literal["normal", "stops", "raises", "endless", "stalls"]

QUESTION = "Quý IV và quý III năm 2026 hai xã Suối Mây và Đồi Thông tổ chức bao nhiêu cuộc tuần tra chung?"
# Cited as [1] and [2], in this order.
EVIDENCE = (
    "Quý IV năm 2026, hai xã Suối Mây và Đồi Thông tổ chức 12 cuộc tuần tra chung với 204 lượt người, kinh phí 45.000.000 đồng.",
    "Quý III năm 2026, hai xã Suối Mây và Đồi Thông tổ chức 11 cuộc tuần tra chung với 187 lượt người, phát hiện 06 vụ vi phạm, "
    "bằng 12,5% số vụ của cả năm.",
)


@dataclass(frozen=True, slots=True)
class ModelFault:
    """`never` must not stand in what the reader gets; where it is empty, the reader must get an answer without the model."""

    id: str
    kind: str
    chunks: tuple[str, ...]
    ends: Ends = "normal"
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodOutput:
    """`kept` must stand in what the reader gets."""

    id: str
    chunks: tuple[str, ...]
    kept: tuple[str, ...]


_NUMBERS = (
    ModelFault("n01", "wrong number", ("Quý IV năm 2026, hai xã tổ chức 1", "3 cuộc tuần tra chung [1]."), never=("13 cuộc",)),
    ModelFault("n02", "wrong number", ("Quý IV năm 2026 có 240 lượt người", " tuần tra chung [1]."), never=("240",)),
    ModelFault("n03", "wrong number", ("Quý IV năm 2026 có gần 300 lượt người tuần tra chung [1].",), never=("300",)),
    ModelFault("n04", "swapped periods", ("Quý IV năm 2026 có 11 cuộc tuần tra chung [1].",), never=("Quý IV năm 2026 có 11 cuộc",)),
    ModelFault("n05", "swapped periods", ("Quý IV năm 2026 có 11 cuộc tuần tra chung [2].",), never=("Quý IV năm 2026 có 11 cuộc",)),
    ModelFault("n06", "swapped units", ("Có 204 cuộc tuần tra chung với 12 lượt người [1].",), never=("204 cuộc", "12 lượt người")),
    ModelFault("n07", "wrong year", ("Quý IV năm 2025 có 12 cuộc tuần tra chung [1].",), never=("2025",)),
    ModelFault("n08", "magnitude", ("Kinh phí quý IV năm 2026 là 4,5 ", "tỷ đồng [1]."), never=("4,5 tỷ",)),
    ModelFault("n09", "magnitude", ("Kinh phí quý IV năm 2026 là 450 triệu đồng [1].",), never=("450 triệu",)),
    ModelFault("n10", "invented percent", ("Số cuộc tuần tra chung tăng 15% so với quý III [1][2].",), never=("15%",)),
    ModelFault("n11", "number in words", ("Quý IV năm 2026 có mười ba cuộc tuần tra chung [1].",), never=("mười ba",)),
    ModelFault("n12", "roman number", ("Quý IV năm 2026 có XIII cuộc tuần tra chung [1].",), never=("XIII",)),
    ModelFault(
        "n13", "full-width digits", ("Quý IV năm 2026 có \uff11\uff13 cuộc tuần tra chung [1].",), never=("\uff11\uff13", "13 cuộc")
    ),
    ModelFault("n14", "decimal and thousands", ("Kinh phí quý IV năm 2026 là 45.000,000 đồng [1].",), never=("45.000,000",)),
    ModelFault("n15", "decimal and thousands", ("Số vụ vi phạm quý III bằng 1,25% số vụ của cả năm [2].",), never=("1,25%",)),
    ModelFault("n16", "wrong sum", ("Hai quý có 24 cuộc tuần tra chung (12 + 11) [1][2].",), never=("24 cuộc",)),
    ModelFault("n17", "wrong difference", ("Số cuộc tuần tra chung tăng 2 cuộc (12 - 11) [1][2].",), never=("tăng 2 cuộc",)),
    ModelFault("n18", "wrong direction", ("Quý IV giảm 1 cuộc so với quý III (12 - 11) [1][2].",), never=("giảm 1 cuộc",)),
    ModelFault("n19", "denied", ("Quý IV năm 2026, hai xã không tổ chức 12 cuộc tuần tra chung [1].",), never=("không tổ chức",)),
    ModelFault("n20", "invented date", ("Đến ngày 14/12/2026 có 12 cuộc tuần tra chung [1].",), never=("14/12",)),
    ModelFault("n21", "invented document", ("Theo Báo cáo số 12/BC-UBND, có 12 cuộc tuần tra chung [1].",), never=("12/BC-UBND",)),
)

_MARKS = (
    ModelFault("m01", "true number, wrong mark", ("Quý IV có 204 lượt người tham gia [2].",), never=("204 lượt người tham gia [2]",)),
    ModelFault("m02", "mark of nothing", ("Quý IV năm 2026 có 12 cuộc tuần tra chung [3].",), never=("[3]",)),
    ModelFault("m03", "mark of nothing", ("Quý IV năm 2026 có 12 cuộc tuần tra chung [0].",), never=("[0]",)),
    ModelFault("m04", "mark of nothing", ("Quý IV năm 2026 có 12 cuộc tuần tra chung [9", "9]."), never=("[99]",)),
    ModelFault("m05", "mark of nothing", ("Quý IV năm 2026 có 12 cuộc tuần tra chung [1,7].",), never=("[1,7]", "[7]")),
    ModelFault("m06", "mark that is none", ("Quý IV năm 2026 có 12 cuộc tuần tra chung [a].",), never=("[a]",)),
    ModelFault("m07", "no mark", ("Quý IV có 12 cuộc tuần tra chung, cao nhất từ trước đến nay.",), never=("cao nhất từ trước đến nay",)),
)

_NAMES = (
    ModelFault("w01", "invented person", ("Đồng chí Nguyễn Văn Tèo chỉ huy 12 cuộc tuần tra chung [1].",), never=("Tèo",)),
    ModelFault("w02", "invented place", ("Có 12 cuộc tuần tra chung tại đèo Gió Hú [1].",), never=("Gió Hú",)),
    ModelFault("w03", "invented body", ("Hạt Kiểm lâm Khe Lim chủ trì 12 cuộc tuần tra chung [1].",), never=("Khe Lim", "Kiểm lâm")),
    ModelFault("w04", "invented law", ("Có 12 cuộc tuần tra chung theo Luật Lâm nghiệp [1].",), never=("Luật Lâm nghiệp",)),
)

_LANGUAGES = (
    ModelFault(
        "l01", "english", ("In the fourth quarter of 2026 ", "there were 12 joint patrols [1]."), never=("joint patrols", "quarter")
    ),
    ModelFault("l02", "chinese", ("2026年第四季度共有12次联合巡逻 [1]。",), never=("联合巡逻",)),
)

_STREAMS = (
    ModelFault("s01", "empty", ()),
    ModelFault("s02", "white space", ("   ", "\n\n", "\t")),
    ModelFault("s03", "only marks", ("[1]", "[2]")),
    ModelFault("s04", "endless repetition", ("Có 12 cuộc [1]. ",), "endless", ("Có 12 cuộc [1]. Có 12 cuộc [1].",)),
    ModelFault("s05", "endless text", ("Ngoài ra, ", "còn nhiều nội dung khác, "), "endless", ("còn nhiều nội dung khác",)),
    ModelFault("s06", "half a sentence", ("Số cuộc tuần tra chung quý IV là 1",), "stops", ("quý IV là 1",)),
    ModelFault("s07", "raises", ("Quý IV có 12 cuộc tuần tra chung, ", "nhiều hơn hẳn"), "raises", ("nhiều hơn hẳn",)),
    ModelFault("s08", "stalls", ("Theo tổng hợp thì",), "stalls", ("Theo tổng hợp thì",)),
)

_DRESS = (
    ModelFault("d01", "image", ("Có 12 cuộc ![x](http://thu.exam", "ple/a.png?q=12) [1]."), never=("![", "thu.example")),
    ModelFault(
        "d02",
        "link and html",
        ("Có 12 cuộc [1] [xem](https://thu.exam", "ple/) <a href=//b.example>đây</a>."),
        never=("](", ".example", "<a"),
    ),
    ModelFault("d03", "script", ("Có 12 cuộc [1] <script>alert(12)</script>.",), never=("<script", "alert(")),
    ModelFault("d04", "prompt leaked", ("Tôi được lệnh chỉ dùng các câu đánh số. Có 12 cuộc [1].",), never=("Tôi được lệnh",)),
    ModelFault("d05", "role markers", ("<|im_start|>assist", "ant\nCó 12 cuộc [1].<|im_end|>"), never=("<|im_", "assistant")),
    ModelFault("d06", "thoughts", ("<thi", "nk>Có lẽ là 14 cuộc?</think>Có 12 cuộc [1]."), never=("think>", "14 cuộc", "Có lẽ")),
    ModelFault("d07", "json", ('{"answer": "12 cuộc", ', '"source": 1}'), never=('{"answer"', '"source"')),
    ModelFault("d08", "claims a check", ("Có 12 cuộc tuần tra chung [1] (đã kiểm chứng).",), never=("đã kiểm chứng",)),
)

FAULTS = (*_NUMBERS, *_MARKS, *_NAMES, *_LANGUAGES, *_STREAMS, *_DRESS)

GOOD = (
    GoodOutput("g01", ("Quý IV năm 2026 có 12 cuộc tuần tra chung với 204 lượt người [1].",), ("12 cuộc", "204 lượt người", "[1]")),
    GoodOutput("g02", ("Kinh phí tuần tra chung quý IV năm 2026 là 45 ", "triệu đồng [1]."), ("45 triệu đồng", "[1]")),
    GoodOutput("g03", ("Quý III năm 2026 phát hiện 6 vụ vi phạm [2].",), ("6 vụ vi phạm", "[2]")),
    GoodOutput("g04", ("Quý IV năm 2026, hai xã tổ chức mười hai cuộc tuần tra chung [1].",), ("mười hai cuộc", "[1]")),
    GoodOutput("g05", ("Số vụ vi phạm quý III năm 2026 bằng 12,5% số vụ của cả năm [2].",), ("12,5%", "[2]")),
    GoodOutput("g06", ("Quý IV năm 2026 có 12 cuộc [1], quý III năm 2026 có 11 cuộc [2].",), ("12 cuộc [1]", "11 cuộc [2]")),
    GoodOutput("g07", ("Số cuộc tuần tra chung quý IV tăng 1 cuộc (12 - 11) so với quý III [1][2].",), ("tăng 1 cuộc", "[1]", "[2]")),
    GoodOutput("g08", ("Hai quý có 391 lượt người tuần tra chung (204 + 187) [1][2].",), ("391 lượt người", "[1]", "[2]")),
    GoodOutput("g09", ("Quý IV năm 2026 có ", "1", "2", " cuộc tuần tra chung [", "1", "]", "."), ("12 cuộc tuần tra chung", "[1]")),
    GoodOutput(
        "g10",
        ("Quý IV năm 2026 có 12 cuộc tuần tra chung [1]. ", "Quý III năm 2026 có 11 cuộc [2]."),
        ("12 cuộc tuần tra chung [1]", "11 cuộc [2]"),
    ),
)
