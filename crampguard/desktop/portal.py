"""Names on the bus of the desktop's portal, through which sandboxed programs ask for things."""

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
REQUEST = "org.freedesktop.portal.Request"
GRANTED = 0  # the code of a response
