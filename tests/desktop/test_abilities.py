"""What is known of a notification server decides which actions it is sent."""

from crampguard.desktop.abilities import abilities

ACTIONS = [("done", "Done"), ("default", "")]


def test_a_click_on_the_body_has_a_label_where_it_does_nothing_without() -> None:
    assert abilities("SwayNotificationCenter", ["actions"]).accepted(ACTIONS) == [
        ("done", "Done"),
        ("default", "Open"),
    ]


def test_elsewhere_it_has_none_or_some_servers_would_draw_a_button_for_it() -> None:
    assert abilities("Plasma", ["actions"]).accepted(ACTIONS) == ACTIONS
