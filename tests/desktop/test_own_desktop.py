"""The desktops without a bus."""

from crampguard.desktop.own_desktop import PopupPresenter


def test_a_remark_is_made_by_other_means_because_no_server_takes_it() -> None:
    said: list[str] = []
    PopupPresenter(None, stand_ins=()).remark("Still running", "Here", lambda: said.append("balloon"))
    assert said == ["balloon"]
