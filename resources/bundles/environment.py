"""Runs first in every bundle, so that what the program opens, such as a browser, has the system's libraries.

PyInstaller's own start has set the variable for the program itself, which has read it by now.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
