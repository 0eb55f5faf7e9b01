"""A run of the browser's tests that is killed leaves nothing of the product behind."""

import signal
import subprocess
import sys
import time

from cms.project.launcher.paths import ROOT
from tests.project.launcher.liveness import is_running

PATIENCE = 60  # Seconds; a quiet machine needs one.
# A process of pytest whose product ends when it is asked to; prints its number once it can be.
RUN = """
import subprocess, sys, time
from tests.browser.stack import end_with_parent
product = "import time; print('started', flush=True); time.sleep(600)"
started = subprocess.Popen(
    [sys.executable, "-c", product], stdout=subprocess.PIPE, preexec_fn=end_with_parent
)
started.stdout.readline()
print(started.pid, flush=True)
time.sleep(600)
"""


def test_the_product_ends_with_a_run_that_is_killed() -> None:
    run = subprocess.Popen([sys.executable, "-c", RUN], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert run.stdout
    product = int(run.stdout.readline())
    assert is_running(product)
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while is_running(product) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(product)
