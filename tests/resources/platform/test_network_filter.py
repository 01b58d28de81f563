"""Behind the filter no way leads to the network; sockets of this computer still work."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

from resources.platform import network_filter
from tests.support.process_rights import FILTERED
from tests.support.source import ROOT

TRY_ALL = """
import ctypes, errno, json, os, socket, subprocess, sys, threading
from resources.platform.network_filter import give_up_network

port, more = int(sys.argv[1]), json.loads(sys.argv[2])
asked, may_go, answers = threading.Event(), threading.Event(), {}

def reach():
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
    except PermissionError:
        return "refused"
    return "reached"

def early():
    answers["before"] = reach()
    asked.set()
    may_go.wait()
    answers["older thread"] = reach()

def late():
    answers["younger thread"] = reach()

def make(family, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "made"

older = threading.Thread(target=early)
older.start()
asked.wait()
answers["filter"] = give_up_network()
may_go.set()
younger = threading.Thread(target=late)
younger.start()
older.join()
younger.join()
answers["itself"] = reach()
answers["families"] = {make(family) for family in (2, 10, 16, 17, 38, 40)}
answers["families"] = sorted(answers["families"])
answers["datagram"] = make(socket.AF_INET, socket.SOCK_DGRAM)
answers["unix"] = make(socket.AF_UNIX)
ours, theirs = socket.socketpair()
ours.sendall(b"hello")
answers["pair"] = theirs.recv(5).decode()
code = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])))"
told = subprocess.run([sys.executable, "-c", code, str(port)], capture_output=True, text=True)
answers["another program"] = told.stderr.split(":")[-2].split()[-1] if told.stderr else "reached"
libc = ctypes.CDLL(None, use_errno=True)
def call(number):
    ctypes.set_errno(0)
    libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0, 0)
    return errno.errorcode.get(ctypes.get_errno(), "")
answers["other calls"] = sorted({call(number) for number in more})
print(json.dumps(answers))
"""


@FILTERED
def test_no_way_leads_out() -> None:
    architecture = network_filter._architecture()
    assert architecture is not None
    others = [*architecture.refused, 0x40000000 + architecture.socket]
    with socket.create_server(("127.0.0.1", 0)) as server:
        words = [sys.executable, "-c", TRY_ALL, str(server.getsockname()[1]), json.dumps(others)]
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            words, env=environ, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert answers.pop("another program") in ("PermissionError", "[Errno 13] Permission denied")
    assert answers == {
        "before": "reached",
        "filter": True,
        "older thread": "refused",
        "younger thread": "refused",
        "itself": "refused",
        "families": ["EACCES"],
        "datagram": "EACCES",
        "unix": "made",
        "pair": "hello",
        "other calls": ["EACCES"],
    }


def test_where_nothing_can_be_enforced_it_says_so() -> None:
    """A 32 bit Python speaks another architecture than its kernel: the filter would end it."""
    code = (
        "import sys; sys.maxsize = 2**31 - 1; import resources.platform.network_filter as it; "
        "print(it.give_up_network())"
    )
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@FILTERED
def test_without_sound_no_socket_at_all_is_made() -> None:
    code = (
        "import socket; from resources.platform.network_filter import give_up_network; "
        "give_up_network(keeps_unix=False); ours, theirs = socket.socketpair(); "
        "socket.socket(socket.AF_UNIX)"
    )
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=False
    )
    assert done.stderr.splitlines()[-1].startswith("PermissionError")
