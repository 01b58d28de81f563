from __future__ import annotations

from ui.navigation import Navigator, Place, Visit


def trail(navigator: Navigator) -> list[Place]:
    """Go back to the very start and name the places on the way."""
    places = [navigator.here.place]
    while navigator.can_go_back:
        navigator.back()
        places.append(navigator.here.place)
    return places


def test_it_starts_at_home_where_back_does_nothing() -> None:
    navigator = Navigator()
    seen: list[Visit] = []
    navigator.watch(seen.append)
    navigator.back()
    assert navigator.here == Visit(Place.HOME)
    assert seen == []


def test_back_retraces_the_way() -> None:
    navigator = Navigator()
    navigator.go(Place.SAFETY)
    navigator.go(Place.PAGE, "scams")
    assert navigator.here == Visit(Place.PAGE, "scams")
    assert trail(navigator) == [Place.PAGE, Place.SAFETY, Place.HOME]


def test_home_ends_every_way() -> None:
    navigator = Navigator()
    navigator.go(Place.SAFETY)
    navigator.go(Place.HOME)
    assert not navigator.can_go_back


def test_going_where_one_is_tells_nobody() -> None:
    navigator = Navigator()
    navigator.go(Place.PAGE, "one")
    seen: list[Visit] = []
    navigator.watch(seen.append)
    navigator.go(Place.PAGE, "one")
    navigator.go(Place.PAGE, "two")
    assert seen == [Visit(Place.PAGE, "two")]


def test_a_place_can_begin_anew_and_back_still_leads_before_it() -> None:
    navigator = Navigator()
    navigator.go(Place.PAGE, "one")
    seen: list[Visit] = []
    navigator.watch(seen.append)
    navigator.go(Place.PAGE, "one", anew=True)
    navigator.back()
    assert seen == [Visit(Place.PAGE, "one"), Visit(Place.HOME)]


def test_a_step_that_is_over_is_not_met_again() -> None:
    navigator = Navigator()
    navigator.go(Place.OPENING, "1")
    navigator.replace(Place.SESSION, "1")
    assert trail(navigator) == [Place.SESSION, Place.HOME]


def test_replacing_by_the_place_before_goes_back_to_it() -> None:
    navigator = Navigator()
    navigator.go(Place.SAFETY)
    navigator.go(Place.HELP)
    seen: list[Visit] = []
    navigator.watch(seen.append)
    navigator.replace(Place.SAFETY)
    assert seen == [Visit(Place.SAFETY)]
    assert trail(navigator) == [Place.SAFETY, Place.HOME]


def test_home_itself_is_never_replaced_away() -> None:
    navigator = Navigator()
    navigator.replace(Place.HELP)
    assert trail(navigator) == [Place.HELP, Place.HOME]


def test_several_steps_are_over_at_once() -> None:
    navigator = Navigator()
    for place in (Place.CALENDAR, Place.ADD_LINK, Place.WEEKLY):
        navigator.go(place)
    navigator.back_to(Place.CALENDAR)
    assert navigator.here == Visit(Place.CALENDAR)
    navigator.back()
    assert navigator.here == Visit(Place.HOME)


def test_a_place_one_has_not_been_at_takes_the_place_of_this_one() -> None:
    navigator = Navigator()
    navigator.go(Place.WEEKLY)
    navigator.back_to(Place.CALENDAR)
    assert navigator.here == Visit(Place.CALENDAR)
    navigator.back()
    assert navigator.here == Visit(Place.HOME)
