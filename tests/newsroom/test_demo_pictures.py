"""The pictures of the demo newsroom: all there, of the size asked for, the same every time."""

import pytest

from newsroom.demo_pictures import KEYS, draw

SMALL = (320, 180)


def test_keys_name_every_picture_of_the_demo():
    assert sorted(KEYS) == [
        "bridge",
        "concert",
        "ferry",
        "icebreaker",
        "library",
        "lighthouse",
        "market",
        "rowing",
        "school",
        "seabird",
        "storm",
        "telescope",
    ]


@pytest.mark.parametrize("key", KEYS)
def test_draw_gives_an_rgb_picture_of_the_size_asked_for(key):
    picture = draw(key, SMALL)

    assert (picture.mode, picture.size) == ("RGB", SMALL)


@pytest.mark.parametrize("key", KEYS)
def test_draw_gives_the_same_picture_twice(key):
    assert draw(key, SMALL).tobytes() == draw(key, SMALL).tobytes()


def test_draw_gives_each_key_its_own_picture():
    pictures = {draw(key, SMALL).tobytes() for key in KEYS}

    assert len(pictures) == len(KEYS)


def test_draw_is_sixteen_hundred_by_nine_hundred_unless_told_otherwise():
    assert draw("icebreaker").size == (1600, 900)


@pytest.mark.parametrize("size", [(200, 200), (90, 160), (333, 100), (16, 9)])
def test_draw_cuts_the_picture_to_a_size_of_another_shape(size):
    assert draw("bridge", size).size == size


def test_draw_refuses_an_unknown_key_and_says_which_there_are():
    with pytest.raises(KeyError, match=r"no picture called 'volcano'; there are bridge, storm"):
        draw("volcano")
