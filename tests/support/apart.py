"""Runs a program in a network namespace of its own, where every packet that it sends is counted.

Nothing is there to be reached but its own loopback; what is only tried counts as well.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.needs import missing, program

UP = "ip link set lo up"
COUNTERS = "/proc/net/snmp /proc/net/snmp6"
SENT = ("OutRequests", "OutNoRoutes", "ActiveOpens", "OutDatagrams", "OutMsgs", "OutSegs")
"""Of IP, TCP, UDP and ICMP: what was sent, or tried where no way led there."""


def apart() -> tuple[str, ...]:
    """Return what to put before a command: it becomes that command, in a network of its own."""
    unshare = (program("unshare", "util-linux"), "--net")
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        missing("no network namespace of its own: that needs root")
    program("ip", "iproute2")
    return (*unshare, "sh", "-c", f'{UP}; exec "$@"', "apart")


def apart_and_counted(report: Path) -> tuple[str, ...]:
    """Do as `apart`, and write down in `report` what was counted when the command has ended."""
    count = f'cat {COUNTERS} > "{report}"'
    return (*apart()[:-2], f'{UP}; "$@"; status=$?; {count}; exit $status', "apart")


def sent_by(pid: int) -> dict[str, int]:
    """Return what was sent so far in the network of a running process; see `sent`."""
    return sent("".join(Path(f"/proc/{pid}/net/{name}").read_text() for name in ("snmp", "snmp6")))


def sent(counted: str) -> dict[str, int]:
    """Return what was sent or tried, of the kernel's counters; those at 0 are left out."""
    counts: dict[str, int] = {}
    names: list[str] = []
    for line in counted.splitlines():
        first, *rest = line.split()
        if not first.endswith(":"):
            counts[first] = int(rest[0])
        elif names[:1] == [first]:
            pairs = zip(names[1:], map(int, rest), strict=True)
            counts |= {f"{first}{name}": count for name, count in pairs}
        else:
            names = [first, *rest]
    return {name: count for name, count in counts.items() if count and name.endswith(SENT)}
