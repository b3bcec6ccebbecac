"""A Qt timer and nothing else: how late Qt and the machine are by themselves.

`bare_timer.py FIRST STEP COUNT` (seconds since 1970, seconds, a number) waits for each instant after the
other and writes how many seconds late it came, one line each.
"""

import math
import sys
import time

from PySide6.QtCore import QCoreApplication, Qt, QTimer


def main(first: float, step: float, count: int) -> None:
    qt = QCoreApplication([])
    timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    dues = [first + step * number for number in range(count)]
    late: list[float] = []

    def wait() -> None:
        # Rounded up: a timer that rings too early has rung for nothing.
        timer.start(max(0, math.ceil((dues[len(late)] - time.time()) * 1000)))

    def rang() -> None:
        late.append(time.time() - dues[len(late)])
        if len(late) < count:
            wait()
        else:
            qt.quit()

    timer.timeout.connect(rang)
    wait()
    qt.exec()
    sys.stdout.writelines(f"{seconds:.6f}\n" for seconds in late)


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
