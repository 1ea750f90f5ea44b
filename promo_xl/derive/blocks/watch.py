"""What is watched: each monitor with its target, its latest figure and its state."""

from __future__ import annotations

from promo_xl.derive.ops.words import monitor_scope, priced, with_unit
from promo_xl.derive.story import Story
from promo_xl.derive.wording import fixed
from promo_xl.facts import Block, Claim, Slot
from promo_xl.schema.label import Label
from promo_xl.schema.show import Shown


def monitor(story: Story) -> Block:
    """One row a monitor, those beyond their threshold first."""
    states = ("urgent", "warning", "at_threshold", "normal", "no_data", None)
    watches = sorted(
        story.d.ops.monitors.named, key=lambda one: (states.index(one.state), one.i)
    )
    heads = (
        Label("指标", "Indicator"),
        Label("范围", "Scope"),
        Label("目标", "Target"),
        Label("实际", "Actual"),
        Label("偏差率", "Deviation"),
        Label("预警线", "Alert line"),
        Label("状态", "State"),
        Label("责任人", "Owner"),
    )
    if all(one.state in ("no_data", None) for one in watches):
        watches = []
    rows = tuple(_monitor_row(story, one.i) for one in watches)
    return Block("monitor", Label("执行监控", "Monitors"), heads, rows)


def _monitor_row(story: Story, i: int) -> tuple[Slot, ...]:
    table = story.book["monitor"]
    name = f"monitor.{table['rule_id'][i]}"
    watch = story.d.ops.monitors.all[i]
    line = _amount(story, i, "threshold")
    op = story.d.ops.monitors.sign(i)
    return (
        with_unit(story, i),
        monitor_scope(story, i),
        _amount(story, i, "target"),
        _amount(story, i, "actual"),
        story.figure(f"{name}.deviation"),
        None if line is None else fixed(Claim(Label(op + "{x}", op + "{x}"), {"x": line})),
        _state(story, watch.state),
        story.person(table["owner"][i]),
    )


def _amount(story: Story, i: int, key: str) -> Slot:
    """Say a monitor's amount; a rate in 元 as a price, an odd mean with one decimal."""
    figure = story.figure(f"monitor.{story.book['monitor']['rule_id'][i]}.{key}")
    metric = story.d.ops.monitors.all[i].metric
    if figure.blank:
        return None
    if metric is not None and metric.agg == "ratio" and figure.kind.key == "money":
        return priced(figure)
    odd = figure.kind.key == "num" and figure.number != round(figure.number)
    return Shown(figure.number, figure.kind, digits=1) if odd else figure


def _state(story: Story, word: str | None) -> Slot:
    choices = story.book["monitor"].sheet["state"].kind.choices
    if word is None or choices is None:
        return None
    return Label(choices.say(word, "zh"), choices.say(word, "en"))
