"""How flows go is counted once each, whatever the citizen does, and what is left open counts when the conversation ends."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.channel.flow_counts import FlowCounts
from tests.channel.fakes import Server, serving

ONE, OTHER = "samtale-1", "samtale-2"


class Counted(Counter[str]):
    def __call__(self, name: str, **labels: str) -> None:
        self[" ".join((name.removeprefix("bpa_").removesuffix("_total"), *labels.values()))] += 1


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def flows(counted: Counted) -> FlowCounts:
    return FlowCounts(counted)


def asks(flyt: str, question: str) -> dict[str, object]:
    return {"text": "?", "flytsteg": {"flyt": flyt, "sporsmaal": question}}


def now(flyt: str, outcome: str) -> dict[str, object]:
    return {"text": ".", "flytsteg": {"flyt": flyt, "utfall": outcome}}


def test_a_finished_flow_is_begun_once_finished_once_and_not_left(flows: FlowCounts, counted: Counted) -> None:
    flows.heard(ONE, [now("rett", "startet"), asks("rett", "hvem")])
    flows.heard(ONE, [{"text": "ellers"}, asks("rett", "alder")])
    flows.heard(ONE, [now("rett", "fullfoert")])
    flows.ended(ONE)
    assert counted == {
        "flyt rett startet": 1,
        "flytsteg rett hvem": 1,
        "flytsteg rett alder": 1,
        "flyt rett fullfoert": 1,
    }


def test_a_flow_left_open_counts_with_its_last_question_and_only_once(flows: FlowCounts, counted: Counted) -> None:
    flows.heard(ONE, [now("soknad", "startet"), asks("soknad", "hvem")])
    flows.heard(ONE, [asks("soknad", "oppgaver")])
    for _ in range(2):  # a conversation may be told to end twice
        flows.ended(ONE)
    assert counted["flyt soknad forlatt"] == counted["flytstopp soknad oppgaver forlatt"] == 1
    assert not [key for key in counted if "hvem forlatt" in key]


def test_a_stopped_flow_counts_with_its_question_and_is_not_left_too(flows: FlowCounts, counted: Counted) -> None:
    flows.heard(ONE, [now("klage", "startet"), asks("klage", "vedtak")])
    flows.heard(ONE, [now("klage", "avbrutt")])
    flows.ended(ONE)
    assert counted["flyt klage avbrutt"] == counted["flytstopp klage vedtak avbrutt"] == 1
    assert counted["flyt klage forlatt"] == 0


def test_of_two_flows_within_each_other_both_are_left(flows: FlowCounts, counted: Counted) -> None:
    flows.heard(ONE, [now("soknad", "startet"), asks("soknad", "alder")])
    flows.heard(ONE, [now("klage", "startet"), asks("klage", "mottatt")])
    flows.ended(ONE)
    assert counted["flytstopp soknad alder forlatt"] == counted["flytstopp klage mottatt forlatt"] == 1


def test_begun_anew_in_the_middle_it_is_the_same_flow(flows: FlowCounts, counted: Counted) -> None:
    for _ in range(3):
        flows.heard(ONE, [now("rett", "startet"), asks("rett", "hvem")])
    assert (counted["flyt rett startet"], counted["flytsteg rett hvem"]) == (1, 3)


def test_opened_again_for_a_correction_it_is_finished_once_and_never_left(flows: FlowCounts, counted: Counted) -> None:
    flows.heard(ONE, [now("soknad", "startet"), asks("soknad", "sjekk")])
    flows.heard(ONE, [now("soknad", "fullfoert")])
    flows.heard(ONE, [asks("soknad", "alder")])
    flows.heard(ONE, [now("soknad", "fullfoert")])
    flows.heard(ONE, [asks("soknad", "alder")])
    flows.ended(ONE)
    assert counted["flyt soknad fullfoert"] == 1
    assert counted["flyt soknad forlatt"] == 0


def test_a_second_one_after_the_first_is_finished_is_another(flows: FlowCounts, counted: Counted) -> None:
    for _ in range(2):
        flows.heard(ONE, [now("rett", "startet"), asks("rett", "hvem"), now("rett", "fullfoert")])
    assert counted["flyt rett startet"] == counted["flyt rett fullfoert"] == 2


def test_a_saved_flow_is_not_left_unless_it_was_gone_on_with(flows: FlowCounts, counted: Counted) -> None:
    for sender in (ONE, OTHER):
        flows.heard(sender, [now("soknad", "startet"), asks("soknad", "alder")])
        flows.saved(sender)
    flows.heard(OTHER, [asks("soknad", "situasjon")])
    flows.ended(ONE)
    flows.ended(OTHER)
    assert counted["flyt soknad lagret"] == 2
    assert counted["flyt soknad forlatt"] == counted["flytstopp soknad situasjon forlatt"] == 1


def test_nothing_is_kept_of_a_conversation_without_a_flow_or_after_its_end(flows: FlowCounts) -> None:
    flows.heard(ONE, [{"text": "Hei"}])
    flows.saved(ONE)
    flows.ended(ONE)
    assert len(flows) == 0
    flows.heard(ONE, [asks("rett", "hvem")])
    assert len(flows) == 1
    flows.ended(ONE)
    assert len(flows) == 0


# --- In the channel ---


@pytest.mark.parametrize("way", ["slettet", "utløpt"])
def test_however_a_conversation_ends_its_open_flow_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("BPA_METRICS", "1")
    with serving() as running:
        running.dialogue.answers["søke"] = [now("soknad", "startet"), asks("soknad", "hvem")]
        token = running.start()
        running.say(token, "søke")
        if way == "slettet":
            running.client.delete("api/samtaler", headers={"Authorization": f"Bearer {token}"})
        else:
            running.channel._sessions._clock = lambda: float("inf")
            running.channel.forget_idle()
        text = running.client.get("metrics").text
    assert 'bpa_flyt_total{flyt="soknad",utfall="forlatt"} 1' in text
    assert 'bpa_flytstopp_total{flyt="soknad",sporsmaal="hvem",utfall="forlatt"} 1' in text


@pytest.mark.parametrize("how", ["fil", "kode"])
def test_saved_through_the_channel_it_is_saved_and_not_left(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setenv("BPA_METRICS", "1")
    with serving() as running:
        running.dialogue.state = {"versjon": 1}
        running.dialogue.answers["søke"] = [now("soknad", "startet"), asks("soknad", "hvem")]
        token = running.start()
        running.say(token, "søke")
        assert running.post(token, {"som": how}, "lagring").status_code == 200
        running.client.delete("api/samtaler", headers={"Authorization": f"Bearer {token}"})
        text = running.client.get("metrics").text
    assert 'bpa_flyt_total{flyt="soknad",utfall="lagret"} 1' in text and "forlatt" not in text
