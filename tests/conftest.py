"""What several test modules share: a real SPARQL server, and golden answers."""

from __future__ import annotations

import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import DEVNULL, Popen

import pytest

Serve = Callable[..., tuple[str, Popen[bytes]]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def answers(port: int) -> bool:
    return socket.socket().connect_ex(("127.0.0.1", port)) == 0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden answers anew")


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Start Oxigraph servers in memory: options in, address and process out."""
    beside_python = Path(sys.executable).with_name("oxigraph")
    program = beside_python if beside_python.exists() else shutil.which("oxigraph")
    assert program, "the tests need the oxigraph server: pip install oxigraph"
    running: list[Popen[bytes]] = []

    def start(*options: str, port: int | None = None) -> tuple[str, Popen[bytes]]:
        port = port or free_port()
        command = [program, "serve", "--bind", f"127.0.0.1:{port}", *options]
        process = Popen(command, stdout=DEVNULL, stderr=DEVNULL)
        running.append(process)
        while not answers(port):
            assert process.poll() is None, "the server has ended"
            time.sleep(0.02)
        return f"sparql+http://127.0.0.1:{port}", process

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def server(serve: Serve) -> str:
    """Return the address of a server as it should be: its default graph is the union."""
    return serve("--union-default-graph")[0]
