"""Somebody in danger is heard in any written form; lawn mowing, printers and football are not danger."""

import pytest

from bot.nlu.crisis import kinds_of_crisis


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jeg vil ta livet mitt", "selvmord"),
        ("Eg orkar ikkje leve lenger", "selvmord"),
        ("æ vil bare dø", "selvmord"),
        ("jeg tenker på selvmord", "selvmord"),
        ("SJØLVMORD", "selvmord"),
        ("det er bedre for alle uten meg", "selvmord"),
        ("ser ingen mening med å leve", "selvmord"),
        ("I want to die", "selvmord"),
        ("mannen min slår meg", "vold"),
        ("Mannen slår mæ", "vold"),
        ("eg blir slått heime", "vold"),
        ("jeg er redd for mannen min", "vold"),
        ("barnet til naboen blir slått", "barn"),
        ("jeg får ikke puste", "akutt"),
        ("eg får ikkje puste", "akutt"),
        ("hun er bevisstløs", "akutt"),
        ("jeg har tatt for mange tabletter", "akutt"),
        ("mor ligger på gulvet og kommer seg ikke opp", "akutt"),
        ("ring ambulanse", "akutt"),
        ("det brenner i huset", "akutt"),
    ],
)
def test_danger_is_heard(text, kind):
    assert kind in kinds_of_crisis(text)


@pytest.mark.parametrize(
    "text",
    [
        "slå gresset",
        "kommunen slår ikke gresset her",
        "assistenten slår av lyset",
        "jeg skal slå av en prat",
        "mannen min slår plenen",
        "vi ble slått 3-0 på lørdag",
        "holdt på å le meg i hjel",
        "pappa fikk slag i sommer",
        "jeg blir gal av dette skjemaet",
        "kan jeg få hjelp til å dusje når jeg har falt",
        "jeg er sliten",
        "hva er klagefristen",
        "hvor lenge må jeg leve med dette vedtaket",
        "mora mi døde i fjor, kan eg få BPA",
        "hvem kan få BPA",
    ],
)
def test_ordinary_talk_is_not_danger(text):
    assert list(kinds_of_crisis(text)) == []


def test_a_long_hostile_message_is_read_in_no_time():
    import time

    started = time.perf_counter()
    list(kinds_of_crisis("jeg ligger på gulvet " * 50 + "mannen min " * 200))
    assert time.perf_counter() - started < 1
