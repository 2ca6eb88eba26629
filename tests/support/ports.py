"""Ports for servers that cannot choose one by themselves."""

import random
import socket

HIGHEST = 65535
FIRST = 10000


def given_away():
    """The ports that the system gives to whoever asks for none in particular, every client among them."""
    with open("/proc/sys/net/ipv4/ip_local_port_range", encoding="ascii") as file:
        low, high = map(int, file.read().split())
    return range(low, high + 1)


def free_port():
    """A port that nobody has and that the system gives to nobody: else a client of another test could have it before the
    server does, or whoever looks whether the server is there could be connected to itself."""
    taken = given_away()
    left = [port for port in range(FIRST, HIGHEST + 1) if port not in taken]
    for port in random.sample(left, min(len(left), 100)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("there is no free port")
