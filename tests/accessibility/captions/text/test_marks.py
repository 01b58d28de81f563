"""My place, and stars."""

from __future__ import annotations

from accessibility.captions.text.marks import Marks


def test_marked_new_words_wait_until_one_goes_to_them() -> None:
    marks = Marks()
    marks.mark(3)
    assert (marks.place, marks.waits) == (3, True)
    marks.pass_by()
    assert (marks.place, marks.waits) == (3, False)
    marks.come_back()
    assert marks.waits
    marks.mark(5)
    assert (marks.place, marks.waits) == (5, True)


def test_marked_again_the_mark_is_taken_away() -> None:
    marks = Marks()
    marks.mark(3)
    marks.mark(3)
    assert (marks.place, marks.waits) == (None, False)
    marks.come_back()
    assert not marks.waits


def test_a_star_goes_on_and_off() -> None:
    marks = Marks()
    assert marks.star(2)
    assert marks.star(4)
    assert not marks.star(2)
    assert marks.stars == {4}
    marks.clear()
    assert marks.stars == set()
