"""150 ways to put a script or a request into a page, and a desk whose every field holds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from assistant.answer import Answer
from tests.ui.fake_desk import FOREST, FakeDesk
from tests.ui.fake_reports import H1
from vectorstore.report import Report

RUN = "window.pwned=1"
OUT = "//foreign.invalid/x"
BARE = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<img src='{OUT}'>",
    f"<link rel=stylesheet href='{OUT}'>",
    f"<style>@import '{OUT}'; body{{background:url({OUT})}}</style>",
    f"<object data='{OUT}'></object>",
    f"<embed src='{OUT}'>",
    f"<base href='{OUT}'>",
    f"<meta http-equiv=refresh content='0;url={OUT}'>",
    f"<form action='{OUT}'><button autofocus>x</button></form>",
    f"![x](https:{OUT})",
    f"[x](javascript:{RUN})",
    f"[x]: https:{OUT}\n![x]",
    f"<p style='background:url({OUT})'>x</p>",
    f"<x onmouseover={RUN} style=position:fixed;inset:0>x</x>",
    f"${{{RUN}}}",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"&lt;img src=x onerror={RUN}&gt;",
)
AROUND = ("{}", '"><!--{}-->{}', "'>{}", "</textarea></title>{}", "**{}** `{}`")
PAYLOADS = tuple(around.replace("{}", bare) for around, bare in product(AROUND, BARE))


class HostileDesk(FakeDesk):
    """A conversation with a turn a payload, reports that are called by them, and suggestions."""

    def __init__(self, payloads: Sequence[str]) -> None:
        super().__init__()
        self.payloads = payloads
        self.hostile = [_report(n, payload) for n, payload in enumerate(payloads)]
        self.talks = {"c-x": [(payload, _answer(payload)) for payload in payloads]}
        self.titles = {"c-x": payloads[0]}

    def reports(self, issuer: str | None, period_from: date | None, period_to: date | None, type: str | None) -> list[Report]:
        return self.hostile

    def suggestions(self) -> list[str]:
        return list(self.payloads[:4])

    def issuers(self) -> list[str]:
        return list(self.payloads)


def _report(n: int, payload: str) -> Report:
    return replace(H1, id=f"x{n}", title=payload, file_name=f"{payload}.docx", issuer=payload, number=payload, type=payload)


def _answer(payload: str) -> Answer:
    cited = replace(FOREST.citations[0], title=payload, file_name=payload, issuer=payload, number=payload, section=payload, quote=payload)
    figures = tuple(replace(figure, label=payload, unit=payload, formula=payload) for figure in FOREST.figures)
    return replace(FOREST, answer=f"{payload} [1]", citations=(cited,), figures=figures, warnings=(payload,), conversation_id="c-x")
