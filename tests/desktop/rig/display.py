"""A screen of the test's own: Xvfb on a number nobody else uses, and what is drawn on it."""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.rig.child import Child
from tests.desktop.rig.requirements import program
from tests.desktop.rig.waiting import wait_until


@dataclass(frozen=True)
class Screen:
    """A running Xvfb; `name` is what goes into DISPLAY, such as ":99"."""

    name: str
    _memory: Path

    def rows(self) -> list[bytes]:
        """What is on the screen now, top to bottom, three bytes (red, green, blue) a pixel."""
        # X Window Dump format: big-endian 32-bit fields, then the colour map, then the lines.
        dump = self._memory.read_bytes()
        header = struct.unpack_from(">25I", dump)
        width, height, line, start = header[4], header[5], header[12], header[0] + 12 * header[19]
        rows = []
        for y in range(height):
            pixels = dump[start + y * line : start + y * line + 4 * width]  # blue, green, red, unused
            row = bytearray(3 * width)
            row[0::3], row[1::3], row[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
            rows.append(bytes(row))
        return rows

    def windows(self) -> str:
        """The tree of all windows with their titles in quotes."""
        command = [str(program("xwininfo")), "-display", self.name, "-root", "-tree"]
        return wait_until(
            lambda: subprocess.check_output(command, text=True, stderr=subprocess.DEVNULL),
            what="xwininfo, which fails when a window goes while it reads",
            ignoring=(subprocess.CalledProcessError,),
        )

    def save_png(self, path: Path) -> None:
        """Keep a picture of the screen, for a person who has to understand a failure."""
        rows = self.rows()

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        size = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
        data = zlib.compress(b"".join(b"\0" + row for row in rows))
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
        )


@contextlib.contextmanager
def screen(size: str = "1280x800x24") -> Iterator[Screen]:
    """Start Xvfb and wait until it takes clients."""
    command = program("Xvfb")
    with tempfile.TemporaryDirectory(prefix="cg-x-") as name:
        folder = Path(name)
        read_end, write_end = os.pipe()
        try:
            words = ["-displayfd", str(write_end), "-fbdir", name, "-screen", "0", size]
            server = Child(
                [command, *words, "-nolisten", "tcp", "-noreset"],
                {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": name},
                folder / "log",
                pass_fds=(write_end,),
            )
        finally:
            os.close(write_end)
        with server, open(read_end, encoding="utf-8") as pipe:  # noqa: PTH123 - a file descriptor, not a path
            number = pipe.readline().strip()  # ends when the server listens, or has died
            if not number:
                raise RuntimeError(f"Xvfb did not start: {server.said()}")
            yield Screen(f":{number}", folder / "Xvfb_screen0")
