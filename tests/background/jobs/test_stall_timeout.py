"""On a busy machine the next worker group gets more time before it is replaced."""

from cms.background.jobs.stall_timeout import CALM_SECONDS, Allowance


def test_each_silent_group_doubles_the_allowance_up_to_sixteen_times() -> None:
    allowance = Allowance(20)
    found = [allowance.seconds]
    for _ in range(6):
        allowance.group_was_silent()
        found.append(allowance.seconds)
    assert found == [20, 40, 80, 160, 320, 320, 320]


def test_a_group_that_has_lived_long_ends_it() -> None:
    allowance = Allowance(20)
    allowance.group_was_silent()
    allowance.group_lives(CALM_SECONDS - 1)
    assert allowance.seconds == 40
    allowance.group_lives(CALM_SECONDS + 1)
    assert allowance.seconds == 20
