"""The way from a command to the running program, for this user alone: a Unix socket, or a pipe of Windows."""

import sys

if sys.platform == "win32":
    from crampguard.desktop.pipe import PipeConnection as Connection
    from crampguard.desktop.pipe import PipeServer as Server
    from crampguard.desktop.pipe import connect_to_pipe as connect
else:
    from socket import socket as Connection  # noqa: N812 (what both sides call it)

    from crampguard.desktop.unix_socket import SocketServer as Server
    from crampguard.desktop.unix_socket import connect_to_socket as connect

__all__ = ["Connection", "Server", "connect"]
