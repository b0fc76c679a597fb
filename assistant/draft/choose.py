"""What is told in each section of a draft: statements of the reports chosen, not yet numbered."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from assistant.draft.aspect import Aspect, aspect_of
from assistant.draft.draft import OutlineSection
from assistant.draft.heading import content, under
from assistant.draft.same import Group, is_same, merged
from assistant.draft.source import Source
from assistant.draft.telling import Told, figures_in, told_in, weight
from assistant.draft.topic import Topic
from vectorstore.stored import ReportHeader

HELD = 0.6  # share of a topic that a statement and its headings must hold
NEAR = 0.4  # the same where the search by meaning has found its passage, or no heading of the report fits better
ITSELF = 0.3  # what the topic's share in a statement itself adds
WORDS, WORDY = 4, 0.75  # words of a topic from which so much of that is enough
HEADING = 0.35  # share of a topic that a heading must hold where nothing in the report holds enough
GOOD = 0.6  # of the best statement's score that a further one of the same report must reach
LEAST, FEWEST = 45, 2  # words and statements that a report has room for all the same
MOST_WORDS, MOST_STATEMENTS = 170, 6
CROWDED = 0.25  # what a statement loses for each better one about the same


@dataclass(frozen=True, slots=True)
class Scored:
    """A statement with the share of a topic that it holds and all that speaks for it."""

    told: Told
    held: float
    score: float
    about: Hashable  # the topic, or else the subheading: of each some are told before more of one


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a section is to tell: its part of the reports, its topics, and the passages that the search has found for them."""

    section: OutlineSection
    topics: tuple[Topic, ...]
    others: tuple[Topic, ...]  # of the sections that tell the same part of the reports
    near: frozenset[str]
    room: int  # words, shared among the reports that have something to tell
    below: bool = False  # the topics are headings of the reports, of any part
    gathers: bool = False  # strings several headings of one report together

    @property
    def aspect(self) -> Aspect:
        return aspect_of((self.section.heading,))


def told_of(wanted: Wanted, sources: Sequence[Source], used: set[tuple[str, int]]) -> list[Group]:
    """The statements of each report that are about a section's topics; `used` holds what other sections have told."""
    found = {source.report.id: _fresh(_about(wanted, source), used) for source in sources}
    having = sum(bool(scored) for scored in found.values())
    room = max(LEAST, min(MOST_WORDS, wanted.room // max(1, having)))
    chosen = {key: _one_each(scored) if wanted.gathers else best(scored, room) for key, scored in found.items()}
    groups = merged(group for source in sources for group in _groups(wanted, source, chosen[source.report.id]) if group.told)
    used |= {told.place for group in groups for told in group.told}
    return groups


def _groups(wanted: Wanted, source: Source, told: Sequence[Told]) -> list[Group]:
    """One group, or one for each topic where a section gathers several headings."""
    if not wanted.gathers:
        return [Group(source.report, tuple(told))]
    by_topic: dict[str, list[Told]] = {}
    for one in told:
        by_topic.setdefault(_topic(one, wanted.topics).name, []).append(one)
    return [Group(source.report, tuple(by_topic[topic.name]), topic.name) for topic in wanted.topics if topic.name in by_topic]


def _fresh(scored: Iterable[Scored], used: set[tuple[str, int]]) -> list[Scored]:
    return [one for one in scored if one.told.place not in used]


def _about(wanted: Wanted, source: Source) -> list[Scored]:
    """The statements below a heading that is a topic word for word, else those of the section's part of the report about one."""
    headed = [stored for stored in source.passages if stored.passage.section] or source.passages  # before the first heading stand formulas
    own = [stored for stored in headed if aspect_of(stored.passage.section) is wanted.aspect]
    exact = [stored for topic in wanted.topics for stored in under(source, topic.name) if wanted.below or stored in own]
    if exact or wanted.gathers:
        return [_scored(wanted, told) for stored in dict.fromkeys(exact) for told in told_in(stored)]
    scored = [_scored(wanted, told) for stored in own for told in told_in(stored)]
    enough = [one for one in scored if one.held >= _needed(wanted, one.told)]
    return [one for one in enough or _below_nearest(wanted, scored) if not _is_of_another(wanted, one)]


def _needed(wanted: Wanted, told: Told) -> float:
    """What a statement must hold: of a topic of many words less, for no sentence says them all."""
    needed = NEAR if told.passage.key in wanted.near else HELD
    return needed * WORDY if any(len(content(topic.name)) > WORDS for topic in wanted.topics) else needed


def _below_nearest(wanted: Wanted, scored: Sequence[Scored]) -> list[Scored]:
    """The statements below the heading that holds most of a topic, where it holds some: "Quốc phòng và an ninh" for "an ninh trật tự"."""

    def headed(one: Scored) -> float:
        return max((topic.held(" . ".join(one.told.passage.passage.section[-1:])) for topic in wanted.topics), default=0.0)

    best = max(map(headed, scored), default=0.0)
    return [one for one in scored if headed(one) == best] if best >= HEADING else []


def _scored(wanted: Wanted, told: Told) -> Scored:
    telling, section = weight(told, wanted.aspect), told.passage.passage.section
    if not wanted.topics:
        return Scored(told, 1.0, 1.0 + telling, section)
    topic = _topic(told, wanted.topics)
    held = _share(told, topic)
    return Scored(told, held, held + ITSELF * topic.held(told.text) + telling, topic.name if len(wanted.topics) > 1 else section)


def _held(told: Told, topics: Sequence[Topic]) -> float:
    """The share of the topic that a statement is most about."""
    return max((_share(told, topic) for topic in topics), default=0.0)


def _topic(told: Told, topics: Sequence[Topic]) -> Topic:
    """That topic."""
    return max(topics, key=lambda topic: _share(told, topic))


def _share(told: Told, topic: Topic) -> float:
    """What a statement holds of a topic with its headings; a label that says otherwise counts more than a heading that half fits."""
    headings = " . ".join(told.passage.passage.section[-2:])
    if told.label and not topic.held(told.label) and topic.held(headings) < HELD:
        return topic.held(told.text)
    return topic.held(told.text, f"{headings} . {told.label}")


def _is_of_another(wanted: Wanted, one: Scored) -> bool:
    """Whether a statement is more about the topic of another section."""
    return _held(one.told, wanted.others) > one.held


def best(scored: Sequence[Scored], room: int) -> list[Told]:
    """As many of the best as there is room for, in the report's own order; what leans on a sentence only after it."""
    if not scored:
        return []
    order = [one.told for one in scored]
    limit = GOOD * max(one.score for one in scored)
    chosen: list[Told] = []
    length = 0
    for one in ranked(scored):
        many = len(chosen) >= MOST_STATEMENTS or (length >= room and len(chosen) >= FEWEST) or length >= 2 * room
        if many or one.score < limit or any(is_same(one.told, other) for other in chosen):
            continue
        if one.told.leaning and not follows(one.told, chosen, order):
            continue
        chosen.append(one.told)
        length += len(one.told.text.split())
    return sorted(chosen, key=lambda told: told.place)


def _one_each(scored: Sequence[Scored]) -> list[Told]:
    """The best statement of each topic, in the report's own order."""
    firsts = {one.about: one.told for one in sorted(scored, key=lambda one: (not one.told.leaning, one.score))}
    return sorted(firsts.values(), key=lambda told: told.place)


def ranked(scored: Sequence[Scored]) -> list[Scored]:
    """The best first, each lowered for every better one about the same; leaning ones last."""
    left, found = list(scored), []
    taken: dict[Hashable, int] = {}
    while left:
        first = max(left, key=lambda one: (not one.told.leaning, one.score - CROWDED * taken.get(one.about, 0)))
        left.remove(first)
        taken[first.about] = taken.get(first.about, 0) + 1
        found.append(first)
    return found


def follows(told: Told, chosen: Sequence[Told], order: Sequence[Told]) -> bool:
    """Whether the sentence right before a leaning one is told."""
    before = [other for other in order if other.passage.key == told.passage.key and other.sentence.end <= told.sentence.start]
    return bool(before) and before[-1] in chosen


# --- What is not told ------------------------------------------------------------------------------------------------------------


def lacking(groups: Sequence[Group], sources: Sequence[Source]) -> list[ReportHeader]:
    """The reports that tell nothing, neither by themselves nor beside another."""
    told = {told.passage.report.id for group in groups for one in group.told for told in (one, *one.also)}
    return [source.report for source in sources if source.report.id not in told]


def numberless(groups: Sequence[Group]) -> list[ReportHeader]:
    """The reports that speak of it without a single figure."""
    return [group.report for group in groups if not any(figures_in(told.text) for told in group.told)]
