"""Build and run images with buildah, also inside a container, where there is no daemon."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import ROOT

STOP_SECONDS: Final = 20
# What the machine trusts is trusted while building; nothing of it stays in an image.
CERTIFICATES: Final = Path("/etc/ssl/certs")


def build(target: str, base: str | None) -> str:
    """Build ``target`` of the Dockerfile; return the image's name. Raises CalledProcessError."""
    name = f"wspolna-sprawa/{target}"
    options = ["--isolation=chroot", "--format=docker", f"--target={target}", f"--tag={name}"]
    if base:
        options += [f"--build-arg=BASE={base}"]
    if CERTIFICATES.is_dir():
        options += [f"--volume={CERTIFICATES}:{CERTIFICATES}:ro"]
    subprocess.run(["buildah", "bud", "--layers", *options, str(ROOT)], check=True)
    return name


class Container:
    """A working container of an image; it shares this machine's network."""

    def __init__(self, name: str, environment: Mapping[str, str]) -> None:
        self._name = name
        self._variables = [f"--env={key}={value}" for key, value in environment.items()]

    def output(self, *command: str) -> str:
        """Run ``command`` to its end as the image's user; return what it printed.

        Raises CalledProcessError when it fails.
        """
        answer = subprocess.run(self._run(command), stdout=subprocess.PIPE, text=True, check=True)
        return answer.stdout

    @contextmanager
    def running(self, command: Sequence[str]) -> Iterator[None]:
        """Keep ``command`` running; afterwards SIGTERM must end it, cleanly and in time.

        Raises RuntimeError when it does not, or ended before.
        """
        # The shell says its process id and becomes the command: buildah passes no signals on.
        told = ["sh", "-c", 'echo $$; exec "$@"', "sh", *command]
        with subprocess.Popen(self._run(told), stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            pid = int(process.stdout.readline())
            try:
                yield
            finally:
                if process.poll() is None:
                    os.kill(pid, signal.SIGTERM)
                _await_end(process, pid, command)

    def _run(self, command: Sequence[str]) -> list[str]:
        return [
            "buildah",
            "run",
            "--isolation=chroot",
            *self._variables,
            self._name,
            "--",
            *command,
        ]


@contextmanager
def container(image: str, environment: Mapping[str, str]) -> Iterator[Container]:
    """Yield a working container of ``image`` and remove it afterwards."""
    answer = subprocess.run(
        ["buildah", "from", image], stdout=subprocess.PIPE, text=True, check=True
    )
    name = answer.stdout.strip()
    try:
        yield Container(name, environment)
    finally:
        subprocess.run(["buildah", "rm", name], stdout=subprocess.DEVNULL, check=False)


def _await_end(process: subprocess.Popen[str], pid: int, command: Sequence[str]) -> None:
    try:
        process.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.kill(pid, signal.SIGKILL)
        process.communicate()
        raise RuntimeError(f"{command} did not end at SIGTERM") from None
    if process.returncode:
        raise RuntimeError(f"{command} ended with status {process.returncode}")
