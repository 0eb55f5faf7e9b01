"""The table tells the truth: medians, ratios, what was met and what was missed."""

from tests.bench.measure import Measured
from tests.bench.publish import Read, Visibility, Watcher, judge
from tests.bench.report import Line, at_most, part_of_stock, render


def test_a_processor_time_is_judged_against_its_part_of_stock() -> None:
    met = part_of_stock("page", 15.0, 1.5, 1 / 10)
    missed = part_of_stock("page", 15.0, 1.6, 1 / 10)
    assert met == Line("page", "15.00", "1.50", "1/10.0", "≤ 1/10", True)
    assert missed.verdict == "missed"
    assert part_of_stock("page", 15.0, 1.6, None).verdict == ""


def test_a_value_is_judged_against_its_bound() -> None:
    assert at_most("p50", 250, 250, " ms") == Line("p50", "", "250 ms", "", "≤ 250 ms", True)
    assert at_most("p50", 250.1, 250, " ms").met is False


def test_the_table_says_missed() -> None:
    table = render([at_most("old after new", 1, 0)])
    assert table.splitlines()[-1].split() == ["old", "after", "new", "1", "≤", "0", "missed"]


def test_processor_time_is_the_median_round() -> None:
    measured = Measured(cpu_ms=[9.0, 1.0, 2.0], latencies_ms=[1.0, 3.0])
    assert (measured.cpu, measured.per_second) == (2.0, 500.0)


def test_an_old_text_after_the_new_one_is_counted() -> None:
    watcher = Watcher(0, "")
    watcher.reads = [
        Read(0.00, 0.01, 0),
        Read(1.01, 1.02, 0),  # Old, but nobody saw the new text yet.
        Read(1.03, 1.05, 1),
        Read(1.06, 1.07, 0),  # Old again, within the bound.
        Read(1.20, 1.21, 0),  # Old again, and too late.
        Read(1.30, 1.31, 1),
    ]
    found = judge(watcher, commits=[1.0])
    assert [round(delay) for delay in found.delays_ms] == [50]
    assert found == Visibility(found.delays_ms, old_after_new=2, older_than_bound=1, failures=0)
