"""A question outside our field is sent on to whoever answers it."""

import pytest

from bot.forms.etater import etat_for


@pytest.mark.parametrize(
    ("text", "navn"),
    [
        ("når får jeg sykepenger?", "Nav"),
        ("NAV svarer ikke", "Nav"),
        ("hvordan endrer jeg skattekortet", "Skatteetaten"),
        ("eg må fornye passet", "Politiet"),
        ("asylsøknad status", "UDI"),
        ("bytte fastlege", "Helsenorge"),
        ("fornye førerkortet", "Statens vegvesen"),
        ("når kommer studielånet", "Lånekassen"),
    ],
)
def test_each_service_is_sent_to_its_own_body(text, navn):
    etat = etat_for(text)
    assert etat is not None
    assert etat.navn == navn
    assert etat.url.startswith("https://")


@pytest.mark.parametrize(
    "text", ["når tømmes søpla", "barnehageplass", "hei på deg", "det passer bra", "knavete ting", ""]
)
def test_municipal_services_and_small_talk_have_no_other_body(text):
    assert etat_for(text) is None
