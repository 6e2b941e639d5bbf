"""Drawing a question: which options, which rows, in what order; all of it from a seed."""

from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache

from coalition_quiz.core.cards import (
    Choice,
    Cloze,
    Date,
    Entry,
    Flip,
    Gap,
    Happening,
    Kind,
    List,
    Match,
    Number,
    Order,
    Tolerance,
    TrueFalse,
    Typed,
    Wrong,
)
from coalition_quiz.core.edtf import span
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.items import Item
from coalition_quiz.core.questions.question import (
    ChoiceTask,
    Context,
    DateTask,
    FlipTask,
    ListTask,
    MatchTask,
    NumberTask,
    Option,
    OrderTask,
    Question,
    Task,
    TrueFalseTask,
)
from coalition_quiz.core.questions.shuffle import sample, shuffled

NAMED: frozenset[Kind] = frozenset({"typed", "cloze", "list"})
"""The kinds whose answers are typed names: they alone are drawn with the rivals of their deck."""

TYPED: frozenset[Kind] = NAMED | {"number", "date"}
"""The kinds whose answers are typed: their learner may count one as right."""

_BACK = "back"
_FEWEST_ROWS = 2
_MOST_TOLD = 100


def draw(
    item: Item,
    seed: int,
    names: frozenset[str] = frozenset(),
    accepted: tuple[str, ...] = (),
) -> Question:
    """Draw a question of an item. The same seed draws the same question for ever.

    Args:
        item: the item to ask.
        seed: any whole number.
        names: the names of its deck that typos may not confuse (see `confusable_names`).
        accepted: the texts that the learner counts as right.
    """
    return Question(item, prompt_of(item), _ask(item, seed, names), seed, accepted)


def prompt_of(item: Item) -> str:
    """What is asked: the text to show, where a cloze gap stands as ``[…]`` or ``[hint]``."""
    match item.card.body:
        case Flip(back=back) if item.part == _BACK:
            return back
        case Cloze() as cloze:
            return _with_gap(cloze, _gap(cloze, item.part))
        case body:
            return body.prompt


def _ask(item: Item, seed: int, rivals: frozenset[str]) -> Task:
    match item.card.body:
        case Flip(prompt, back):
            return FlipTask(prompt if item.part == _BACK else back)
        case Choice() as choice:
            return _pick(choice, item.deck.pools.get(choice.pool, ()), seed)
        case Order() as order:
            return _arrange(order, seed)
        case Match() as matching:
            return _join(matching.pairs, seed)
        case Cloze() as cloze:
            gap = _gap(cloze, item.part)
            within = gap.within if isinstance(gap.within, Tolerance) else None
            return _text_asked(gap.entry, within, rivals, _around_gap(item, cloze))
        case body:
            context = Context(body.prompt, told=item.card.why)
            return _as_written(body, rivals, context)


def _as_written(
    body: TrueFalse | Typed | Number | Date | List, rivals: frozenset[str], context: Context
) -> Task:
    """What is asked the same way at each showing."""
    match body:
        case TrueFalse():
            return TrueFalseTask(body.answer)
        case Typed():
            return _text_asked(body.answer, None, rivals, context)
        case Number():
            return NumberTask(body.answer, body.written, body.within, body.unit, context)
        case Date():
            return DateTask(body.answer, context)
        case List():
            return ListTask(body.answer, body.need, rivals, context)


def _text_asked(
    entry: Entry, within: Tolerance | None, rivals: frozenset[str], context: Context
) -> Task:
    from coalition_quiz.core.grading.expected_answer import text_asked  # noqa: PLC0415 - the first question may need none of it

    return text_asked(entry, context, within, rivals)


def _pick(choice: Choice, pool: tuple[str, ...], seed: int) -> ChoiceTask:
    """All right options and as many wrong ones as there is room for, at least one."""
    wrong = _from_pool(choice, pool) if choice.pool else _apart(choice.wrong, choice.answers)
    room = max(choice.options - len(choice.answers), 1) if choice.options else len(wrong)
    options = [Option(text, right=True) for text in dict.fromkeys(choice.answers)]
    options += [Option(w.text, right=False, why=w.why) for w in sample(wrong, room, seed)]
    return ChoiceTask(_laid_out(shuffled(options, seed + 1)), choice.many)


def _laid_out(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Numbers, amounts and dates from the least to the greatest, anything else by chance."""
    from coalition_quiz.core.grading.option_order import ascending  # noqa: PLC0415 - for options alone

    order = ascending([option.text for option in options])
    return tuple([options[place] for place in order]) if order else options


def _apart(wrong: tuple[Wrong, ...], answers: tuple[str, ...]) -> list[Wrong]:
    """An author's wrong options, each once: they may differ from the answer by an accent only."""
    return [option for text, option in {w.text: w for w in wrong}.items() if text not in answers]


def _from_pool(choice: Choice, pool: tuple[str, ...]) -> list[Wrong]:
    """A pool without the answers, however spelt, and without two spellings of one name."""
    answers = set(map(normalise, choice.answers))
    return [Wrong(text) for name, text in _names_in(pool).items() if name not in answers]


@lru_cache(maxsize=8)
def _names_in(pool: tuple[str, ...]) -> dict[str, str]:
    """The names of a pool, folded, with their first spelling; kept, as many cards draw on it."""
    names: dict[str, str] = {}
    for text in pool:
        names.setdefault(normalise(text), text)
    return names


def _arrange(order: Order, seed: int) -> OrderTask | FlipTask:
    """Rows to put in order; to be recalled where no two of a timeline's dates can be told apart."""
    if not order.timeline:
        return OrderTask(_unsorted(order.answer, seed), order.answer)
    drawn = sorted(_comparable(order.timeline, order.draw, seed), key=_span)
    if len(drawn) < _FEWEST_ROWS:
        told = order.timeline[:_MOST_TOLD]
        lines = (f"{happening.event} ({happening.date.in_words()})" for happening in told)
        return FlipTask("\n".join(lines))
    events = tuple(happening.event for happening in drawn)
    dates = tuple(happening.date.in_words() for happening in drawn)
    return OrderTask(_unsorted(events, seed + 1), events, dates)


def _comparable(timeline: tuple[Happening, ...], draw: int, seed: int) -> Sequence[Happening]:
    """Up to `draw` happenings (0: all that can be) of which no two can be of one day."""
    if draw and len(by_chance := _by_chance(timeline, draw, seed)) == draw:
        return by_chance
    # A long happening may have kept many short ones out: room is made by what ends first.
    most = _most(timeline)
    return sample(most, draw or len(most), seed)


def _by_chance(timeline: tuple[Happening, ...], draw: int, seed: int) -> list[Happening]:
    """The first happenings, shuffled, that none before them overlaps; in the order of time."""
    kept: list[Happening] = []
    spans: list[tuple[int, int]] = []
    events = set[str]()
    for happening in shuffled(timeline, seed):
        place = _room(spans, one := _span(happening))
        if place is not None and happening.event not in events and len(kept) < draw:
            kept.insert(place, happening)
            spans.insert(place, one)
            events.add(happening.event)
    return kept


def _room(spans: list[tuple[int, int]], one: tuple[int, int]) -> int | None:
    """Where a span goes among spans that lie apart, in the order of time; None if it overlaps."""
    place = bisect(spans, one)
    begins, ends = one
    clear_before = place == 0 or spans[place - 1][1] < begins
    clear_behind = place == len(spans) or ends < spans[place][0]
    return place if clear_before and clear_behind else None


def _most(timeline: tuple[Happening, ...]) -> list[Happening]:
    """As many happenings as can be told apart (interval scheduling: the earliest end first)."""
    kept: dict[str, Happening] = {}
    latest = 0
    for happening in sorted(timeline, key=lambda one: _span(one)[::-1]):
        begins, ends = _span(happening)
        if begins > latest and happening.event not in kept:
            kept[happening.event], latest = happening, ends
    return list(kept.values())


def _span(happening: Happening) -> tuple[int, int]:
    return span(happening.date)


def _join(pairs: tuple[tuple[str, str], ...], seed: int) -> MatchTask:
    lefts, rights = tuple(left for left, _ in pairs), tuple(right for _, right in pairs)
    return MatchTask(lefts, _unsorted(rights, seed), pairs)


def _unsorted(rows: tuple[str, ...], seed: int) -> tuple[str, ...]:
    """The rows shuffled, and never left as they were: if chance would have it, moved on by one."""
    mixed = shuffled(rows, seed)
    return mixed[1:] + mixed[:1] if mixed == rows else mixed


def _gap(cloze: Cloze, part: str) -> Gap:
    """The gap of an item such as ``gap2``, counted from 1."""
    return cloze.gaps[int(part.removeprefix("gap")) - 1]


def _with_gap(cloze: Cloze, hidden: Gap) -> str:
    """The text with one gap hidden, and any other that would give it away."""
    answer = normalise(hidden.entry.text)
    texts = (
        part if isinstance(part, str) else _shown(part, hidden=normalise(part.entry.text) == answer)
        for part in cloze.parts
    )
    return "".join(texts)


def _around_gap(item: Item, cloze: Cloze) -> Context:
    """The text on both sides of an item's gap, with all other gaps filled in."""
    number = int(item.part.removeprefix("gap"))
    texts = [part if isinstance(part, str) else part.entry.text for part in cloze.parts]
    places = [place for place, part in enumerate(cloze.parts) if isinstance(part, Gap)]
    before = "".join(texts[: places[number - 1]])
    after = "".join(texts[places[number - 1] + 1 :])
    hint = _gap(cloze, item.part).hint
    return Context(f"{before}{Question.GAP}{after}", before, after, item.card.why, hint)


def _shown(gap: Gap, *, hidden: bool) -> str:
    if not hidden:
        return gap.entry.text
    return f"[{gap.hint}]" if gap.hint else Question.GAP
