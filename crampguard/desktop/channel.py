"""The way from a command to the running program, for this user alone: a Unix socket, or a pipe of Windows."""

import sys

if sys.platform == "win32":
    from crampguard.desktop.pipe import PipeConnection as Connection
    from crampguard.desktop.pipe import PipeServer as Server
    from crampguard.desktop.pipe import accept, connected, listening, stop
else:
    from socket import socket as Connection  # noqa: N812 (what both sides call it)
    from socket import socket as Server  # noqa: N812

    from crampguard.desktop.unix_socket import accept, connected, listening, stop

__all__ = ["Connection", "Server", "accept", "connected", "listening", "stop"]
