"""The four flows from the first question to the end: order, corrections, back, pause, change of flow, misreadings."""

import pytest

from bot.forms.flyt.flyt import FLYTER, Innspill, fremdrift, funn_i, rader, svar
from bot.forms.flyt.sporsmaal import SPORSMAAL
from tests.forms.flyt.samtale import ALLE_SPORSMAAL, I_DAG, Samtale, godt_svar, spor

# --- The way through ---


def test_the_check_of_the_right_asks_seven_questions_of_an_adult_under_67():
    s = Samtale("rett")
    asked = []
    while s.t["flyt"]:
        asked.append(s.t["sporsmal"])
        s.si(godt_svar(asked[-1]))
    assert asked == ["hvem", "alder", "timer", "timer_helse", "timer_iblant", "varighet", "arbeidsleder"]
    assert s.sist.ferdig == "rett" and s.t["ferdig"] == ["rett"]
    assert s.verdi("timer")["per_uke"] == "28" and s.verdi("varighet") == {"mnd": 60}


@pytest.mark.parametrize(
    "hvem, alder, extra", [("meg", "67", "bpa_for_67"), ("barnet", "8 år gammel", "foreldreansvar")]
)
def test_the_check_never_asks_more_than_eight(hvem, alder, extra):
    s = Samtale("rett").si(hvem, alder)
    assert s.t["sporsmal"] == extra and fremdrift(s.t) == (2, 8)


@pytest.mark.parametrize("alder, asked", [("66", "timer"), ("67", "bpa_for_67"), ("68", "bpa_for_67")])
def test_bpa_before_67_is_asked_from_67_on(alder, asked):
    assert Samtale("rett").si("meg", alder).t["sporsmal"] == asked


@pytest.mark.parametrize("alder, asked", [("17", "foreldreansvar"), ("18", "timer")])
def test_care_for_a_child_is_asked_below_18(alder, asked):
    assert Samtale("rett").si("barnet mitt", alder).t["sporsmal"] == asked


@pytest.mark.parametrize("flyt", FLYTER)
def test_every_flow_comes_to_its_end_with_every_answer(flyt):
    s = Samtale(flyt)
    while s.t["flyt"]:
        key = s.t["sporsmal"]
        s.si("ja det stemmer" if key == "sjekk" else godt_svar(key))
        if key == "oppgaver":
            s.si("ferdig", "ferdig")
    assert s.sist.ferdig == flyt
    assert all(row.status == "svart" for row in rader(s.t, flyt))
    assert f"flyt_{flyt}_ferdig" in s.koder


def test_a_short_conversation_in_dialect_and_slips():
    s = Samtale("rett").si(
        "ja det er meg sjøl", "femti tre", "4 tima", "om dan", "næi", "itj nå", "resten av livet", "ja, kona"
    )
    assert s.sist.ferdig == "rett"
    assert s.verdi("alder") == 53 and s.verdi("timer")["per_uke"] == "28" and s.verdi("arbeidsleder") == "naer"


def test_about_somebody_else_the_question_has_its_own_wording():
    assert "flyt_sp_alder_annen" in Samtale("rett").si("mora mi").koder
    assert "flyt_sp_alder" in Samtale("rett").si("meg").koder


# --- Several facts, nothing twice ---


def test_several_facts_in_one_message_fill_several_questions():
    s = Samtale("rett").si("til mora mi, ho er 64 og treng 5 timar om dagen resten av livet")
    assert s.verdi("hvem") == "annen" and s.verdi("alder") == 64
    assert s.verdi("timer")["per_uke"] == "35" and s.verdi("varighet") == {"varig": True}
    assert {row["nokkel"] for row in s.melding("flyt_kvittering")["fylt"]} == {"alder", "timer", "varighet"}
    assert s.t["sporsmal"] == "timer_helse"


def test_facts_of_the_message_that_started_the_flow_are_kept():
    s = Samtale("rett", **funn_i("jeg vil søke for sønnen min, han er 8 år gammel"))
    assert (s.verdi("hvem"), s.verdi("alder"), s.t["sporsmal"]) == ("barn", 8, "foreldreansvar")


def test_an_age_of_the_wife_is_not_the_age_of_the_one_who_applies():
    s = Samtale("rett").til("arbeidsleder").si("kona, hun er 70")
    assert s.verdi("alder") == 40 and s.verdi("arbeidsleder") == "naer"


def test_what_the_check_learnt_is_shown_and_not_asked_again_in_the_application():
    s = Samtale("rett")
    while s.t["flyt"]:
        s.si(godt_svar(s.t["sporsmal"]))
    s.start("soknad")
    assert [row["nokkel"] for row in s.melding("flyt_kvittering")["fylt"]] == [
        "hvem",
        "alder",
        "varighet",
        "arbeidsleder",
    ]
    assert s.t["sporsmal"] == "situasjon"


def test_the_price_takes_the_hours_of_practical_help_from_the_tasks():
    s = Samtale("soknad").til("oppgaver").si("handling 2 timer tirsdag og fredag", "dusj 30 min hver dag", "ferdig")
    s.start("egenandel").si("alene", "450 000", "nei")
    assert s.verdi("timer_praktisk")["per_uke"] == "4" and s.sist.ferdig == "egenandel"
    assert s.t["flyt"] == "soknad"


# --- Corrections ---


def test_no_i_meant_thirty_hours_corrects_the_hours_and_asks_the_same_question_again():
    for text in (
        "nei, jeg mente 30 timer",
        "nei 30 timer",
        "endre timene til 30",
        "eg meinte 30 timar i veka",
        "oi feil, 30 timer",
    ):
        s = Samtale("rett").til("timer_helse").si(text)
        assert s.verdi("timer")["per_uke"] == "30", text
        assert s.koder == ["flyt_endret", "flyt_sp_timer_helse"] and s.verdi("timer_helse") is None


def test_the_age_is_changed_from_any_question_and_what_depends_on_it_is_asked():
    s = Samtale("rett").til("varighet").si("endre alderen til 70")
    assert s.verdi("alder") == 70 and s.t["sporsmal"] == "varighet"
    s.si("i 5 år")
    assert s.t["sporsmal"] == "bpa_for_67"


def test_change_the_age_without_a_value_asks_it_and_comes_back():
    s = Samtale("rett").til("varighet").si("endre alderen")
    assert s.koder == ["flyt_sp_alder"]
    s.si("55")
    assert s.verdi("alder") == 55 and s.koder == ["flyt_endret", "flyt_sp_varighet"]


def test_a_bare_correction_is_of_the_answer_just_given():
    s = Samtale("rett").til("timer").si("nei, 70")
    assert s.verdi("alder") == 70 and s.verdi("timer") is None
    s = Samtale("rett").til("alder").si("feil, det er barnet mitt")
    assert s.verdi("hvem") == "barn"


def test_parts_larger_than_the_whole_are_refused_and_asked_again():
    s = Samtale("rett").til("timer_helse").si("30 timer i uka")
    assert s.koder == ["flyt_deler_for_store", "flyt_sp_timer_helse"] and s.verdi("timer_helse") is None
    s.si("28 timer i uka")
    assert s.verdi("timer_helse")["per_uke"] == "28"


def test_a_correction_after_the_end_gives_the_result_anew():
    s = Samtale("rett").til("arbeidsleder").si("meg")
    assert s.gjelder("nei, jeg mente 31 timer") and not s.gjelder("hva er BPA?", "bpa_hva", True)
    s.si("nei, jeg mente 31 timer")
    assert s.verdi("timer")["per_uke"] == "31" and s.sist.ferdig == "rett"


def test_an_answer_is_changed_by_button_after_the_end():
    s = Samtale("rett").til("arbeidsleder").si("meg").trykk("flyt:endre:rett")
    assert "endre:alder" in s.knapper
    s.trykk("endre:alder").si("41")
    assert s.verdi("alder") == 41 and s.sist.ferdig == "rett"


# --- Back, pause, stop, progress ---


def test_back_goes_one_question_and_keeps_the_answer_until_there_is_a_new_one():
    s = Samtale("rett").til("timer").si("tilbake")
    assert s.t["sporsmal"] == "alder" and s.verdi("alder") == 40
    assert s.si("tull").verdi("alder") == 40
    assert s.si("hopp over").verdi("alder") == 40 and s.t["sporsmal"] == "timer"
    s.si("tilbake", "tilbake", "tilbake")
    assert s.koder == ["flyt_tilbake_foerst", "flyt_sp_hvem"]


def test_pause_waits_for_go_on_and_takes_nothing_meanwhile():
    s = Samtale("rett").til("timer").si("ta en pause")
    assert s.koder == ["flyt_pauset"] and s.gjenta().koder == []
    assert not s.gjelder("30 timer i uka") and s.gjelder("fortsett")
    assert s.si("30 timer i uka").verdi("timer") is None
    assert s.si("vi går videre").koder == ["flyt_fortsetter", "flyt_sp_timer"]


def test_stop_asks_first_and_forgets_only_what_this_flow_alone_was_told():
    s = Samtale("rett").til("timer").si("avbryt")
    assert s.koder == ["flyt_avbryt_sikker"]
    assert s.si("nei").koder == ["flyt_ikke_avbrutt", "flyt_sp_timer"]
    assert s.si("avbryt", "ja").koder == ["flyt_avbrutt"] and s.t["svar"] == {} and s.t["flyt"] is None
    s = Samtale("soknad").til("situasjon").start("rett").si("avbryt", "ja")
    assert s.koder == ["flyt_avbrutt", "flyt_tilbake_til", "flyt_sp_situasjon"] and s.verdi("alder") == 40


def test_an_answer_instead_of_yes_or_no_goes_on_with_the_flow():
    s = Samtale("rett").til("timer").si("avbryt", "30 timer i uka")
    assert s.koder[0] == "flyt_ikke_avbrutt" and s.verdi("timer")["per_uke"] == "30"


def test_from_the_beginning_asks_first():
    s = Samtale("rett").til("timer").si("start på nytt", "ja")
    assert s.t["svar"] == {} and s.t["sporsmal"] == "hvem" and s.koder == ["flyt_rett_start", "flyt_sp_hvem"]


def test_how_far_tells_number_and_rest():
    s = Samtale("rett").til("timer").si("kor langt e æ")
    assert s.melding("flyt_fremdrift") == {"nr": 3, "antall": 7, "igjen": 5}


def test_how_many_hours_was_it_i_said_shows_the_rows():
    s = Samtale("rett").til("varighet").si("hvor mange timer var det jeg sa?")
    rows = {row["nokkel"]: row for row in s.melding("flyt_svar_saa_langt")["rader"]}
    assert rows["timer"]["verdi"]["per_uke"] == "28" and rows["varighet"]["status"] == "ikke_svart"


# --- Change of flow ---


def test_a_flow_left_for_another_comes_back_where_it_was():
    s = Samtale("soknad").til("situasjon").si("regn ut egenandelen")
    assert s.koder[:2] == ["flyt_bytter", "flyt_egenandel_start"]
    s.si("alene", "450 000", "nei", "2 timer i uka")
    assert s.sist.ferdig == "egenandel"
    assert s.koder == ["flyt_egenandel_ferdig", "flyt_tilbake_til", "flyt_sp_situasjon"]


def test_going_back_to_a_flow_by_name_keeps_both():
    s = Samtale("soknad").til("klarer_selv").si("jeg vil heller klage")
    # At a free text everything is the answer, but for a message that is nothing but the command.
    assert s.t["flyt"] == "klage"
    s.si("avslag").start("soknad")
    assert s.koder[:2] == ["flyt_bytter", "flyt_tilbake_til"] and s.t["sporsmal"] == "klarer_selv"
    s.start("klage")
    assert s.t["sporsmal"] == "mottatt" and s.verdi("vedtak") == "avslag" and len(s.t["stabel"]) == 1


# --- Misreadings ---


def test_a_misread_answer_gets_an_example_then_choices_then_is_left_open():
    s = Samtale("rett").si("xqz")
    assert s.koder == ["flyt_eksempel_hvem"] and "hvem:meg" in s.knapper
    assert s.si("xqz").koder == ["flyt_velg", "flyt_sp_hvem"]
    assert s.si("xqz").koder == ["flyt_lar_staa", "flyt_sp_alder"]
    assert s.verdi("hvem") == "ikke_forstatt"


def test_three_misreadings_of_a_change_leave_the_answer_that_was_read():
    s = Samtale("rett").til("varighet").si("endre alderen", "xqz", "xqz", "xqz")
    assert s.verdi("alder") == 40 and s.t["sporsmal"] == "varighet"


def test_hours_without_a_unit_are_asked_about_and_never_guessed():
    s = Samtale("rett").til("timer").si("ja 4 timer")
    assert s.melding("flyt_enhet_timer") == {"tall": "4", "til": None} and s.verdi("timer") is None
    assert s.trykk("enhet:uke").verdi("timer")["per_uke"] == "4"
    s = Samtale("rett").til("timer").si("4", "nei, 5 timer om dagen")
    assert s.verdi("timer")["per_uke"] == "35"


def test_old_and_forged_buttons_change_nothing_and_the_question_is_repeated():
    s = Samtale("rett").til("timer")
    before = s.t
    for ident in (
        "hvem:meg",
        "alder:!vet_ikke",
        "timer:tull",
        "sjekk:lag_dokument",
        "endre:alder",
        "avbryt:ja",
        "",
        ":",
        "!!",
        "x" * 999,
    ):
        assert s.trykk(ident).koder == ["flyt_gammel_knapp", "flyt_sp_timer"], ident
        assert s.t == before


# --- The check of all answers ---


def test_each_row_of_the_check_can_be_changed_and_comes_back_to_the_check():
    s = Samtale("klage").til("sjekk")
    assert s.melding("flyt_sjekk_svar")["ubesvart"] == []
    s.trykk("sjekk:endre", "endre:mottatt").si("5. november")
    assert s.verdi("mottatt") == "2026-11-05" and s.koder == ["flyt_endret", "flyt_sjekk_svar"]
    s.si("endre vedtaket til avslag")
    assert "utsatt_iverksetting" not in {row["nokkel"] for row in s.melding("flyt_sjekk_svar")["rader"]}
    assert s.trykk("sjekk:lag_dokument").sist.ferdig == "klage"


def test_unanswered_rows_are_named_before_the_end():
    s = Samtale("klage").si("vet ikke", "hopp over")
    while s.t["sporsmal"] != "sjekk":
        s.si(godt_svar(s.t["sporsmal"]))
    assert s.melding("flyt_sjekk_svar")["ubesvart"] == ["vedtak", "mottatt"]


def test_several_attachments_are_chosen_one_by_one():
    s = Samtale("soknad").til("vedlegg").trykk("vedlegg:epikrise", "vedlegg:legeerklaering")
    assert s.verdi("vedlegg") == ["epikrise", "legeerklaering"] and "vedlegg:epikrise" not in s.knapper
    assert s.trykk("vedlegg:!ferdig").t["sporsmal"] == "samtykke"


# --- Free text ---


def test_a_free_text_is_kept_whole_whatever_commands_it_has_in_it():
    text = "Jeg må ta en pause ofte. Jeg vet ikke hvorfor. Nei, jeg mente 30 timer var nok, men avbryt aldri #let <b>æøå</b>"
    s = Samtale("soknad").til("situasjon").si(text)
    assert s.verdi("situasjon") == text and s.t["sporsmal"] == "klarer_selv"


def test_more_than_4000_characters_keep_the_first_4000_and_say_so():
    s = Samtale("soknad").til("situasjon").si("æ" * 4001)
    assert len(s.verdi("situasjon")) == 4000 and "flyt_for_langt" in s.koder
    assert "flyt_for_langt" not in Samtale("soknad").til("situasjon").si("æ" * 4000).koder


# --- For the flow or not ---


def test_what_is_for_the_flow_and_what_is_a_side_question():
    s = Samtale("rett").til("timer")
    for text in (
        "4 timer om dagen",
        "30",
        "vet ikke",
        "hvorfor spør du?",
        "endre alderen",
        "nei jeg mente 50",
        "avbryt",
    ):
        assert s.gjelder(text, "felles_utenfor", True), text
    assert not s.gjelder("hva koster det?", "pris_hva", True)
    assert not s.gjelder("er 28 timer nok?", "rett_timer", True)
    assert not s.gjelder("hei", "felles_hilsen", True)
    assert not s.gjelder("30 timer i uka, jeg vil ikke leve", "felles_krise", True)
    assert s.gjelder("30 timer i uka", "felles_krise", False), "words that only might be a cry are an answer"
    assert s.gjelder("tja noe sånt", "", False)


def test_an_amount_of_care_benefit_never_becomes_the_income_that_was_not_told():
    s = Samtale("egenandel").til("inntekt").si("vet ikke", "120 000")
    assert (s.verdi("omsorgsstonad"), s.verdi("inntekt")) == ("120000", "vet_ikke")


def test_a_short_question_is_no_part_of_a_free_text_even_when_nobody_knows_what_it_is_about():
    s = Samtale("soknad").til("klarer_selv")
    assert not s.gjelder("når kommer søppelbilen?", "felles_utenfor", False)
    assert not s.gjelder("pris på bpa?", "pris_generelt", False)
    assert s.gjelder("Hjelp?", "felles_utenfor", False), "one word is as likely an answer"
    assert s.gjelder("Hva skal jeg gjøre når ingen kommer? Jeg blir liggende.", "felles_utenfor", False)


@pytest.mark.parametrize(
    "text, hvem, alder", [("barn, 6 år", "barn", 6), ("mora mi, 80", "annen", 80), ("meg", "meg", None)]
)
def test_the_age_beside_who_it_is_about_is_kept(text, hvem, alder):
    s = Samtale("rett").si(text)
    assert (s.verdi("hvem"), s.verdi("alder")) == (hvem, alder)


@pytest.mark.parametrize("text, kept", [("endre varigheten alltid", {"varig": True}), ("rett alder 70", 70)])
def test_a_correction_may_name_the_new_answer_at_once_even_at_a_free_text(text, kept):
    s = Samtale("soknad").til("tjenester_naa").si(text)
    assert kept in (s.verdi("varighet"), s.verdi("alder")) and s.t["sporsmal"] == "tjenester_naa"


def test_a_wish_for_another_written_form_is_no_part_of_a_free_text():
    s = Samtale("soknad").til("situasjon")
    assert not s.gjelder("svar på nynorsk", "felles_sprak", True)
    assert s.gjelder("Jeg snakker lite norsk", "felles_sprak", False)


@pytest.mark.parametrize("text", ["nei, jeg mente 19 år", "næi, æ mente 19 år", "æ mente 19 år"])
def test_a_correction_in_dialect_is_one_at_a_free_text_too(text):
    s = Samtale("soknad").til("situasjon").si(text)
    assert s.verdi("alder") == 19 and s.t["sporsmal"] == "situasjon"


def test_the_hours_beside_an_age_in_figures_are_kept():
    s = Samtale("rett").si("barnet", "6 år, 60 t i mnd")
    assert (s.verdi("alder"), s.verdi("timer")["per_uke"], s.verdi("timer")["tall"]) == (6, "13.8462", "60")


def test_what_is_asked_before_the_question_is_answered_whatever_else_it_could_mean():
    s = Samtale("egenandel").til("timer_praktisk").si("2 timer")
    assert s.t["bekreft"] == "timer_enhet" and s.gjelder("i uka", "rett_timer", True)
    assert not s.gjelder("hva er BPA?", "bpa_hva", True)
    s = Samtale("egenandel").til("inntekt").si("endre")
    assert s.t["bekreft"] == "endre_hva" and s.gjelder("husstanden", "pris_grunnlag", True)


def test_at_a_free_text_only_a_clear_question_is_a_side_question():
    s = Samtale("soknad").til("situasjon")
    assert s.gjelder("Jeg har MS og trenger mye hjelp", "start_soknad", True)
    assert s.gjelder("hvor jeg bor er det trapper", "rett_hvem", False)
    assert not s.gjelder("hva er egenandel?", "pris_hva", True)


def test_a_date_is_an_answer_to_when_the_letter_came():
    s = Samtale("klage").til("mottatt")
    assert s.gjelder("2. november", "klage_frist", True) and s.gjelder("mandag", "", True)


# --- At every question of every flow ---


@pytest.mark.parametrize("flyt, key", ALLE_SPORSMAAL)
@pytest.mark.parametrize(
    "command, code",
    [
        ("hvorfor spør du?", "flyt_hvorfor_{key}"), ("kvifor", "flyt_hvorfor_{key}"), ("jeg skjønner ikke", "flyt_eksempel_{key}"),
        ("hvor langt er jeg?", "flyt_fremdrift"), ("pasue", "flyt_pauset"), ("avbryt", "flyt_avbryt_sikker"),
        ("hva har jeg svart?", "flyt_svar_saa_langt"), ("start på nytt", "flyt_paa_nytt_sikker"), ("kan du gjenta spørsmålet", "{sp}"),
        ("jeg vil endre noe", "flyt_endre_hva"), ("TILBAKE!", "{før}"), ("vet ikke", "{vet_ikke}"), ("veit ikkje", "{vet_ikke}"),
        ("hopp over", "{hoppet_over}"), ("eg vil ikkje svare", "{hoppet_over}"),
    ],
)  # fmt: skip
def test_every_command_works_at_every_question(flyt, key, command, code):
    s = Samtale(flyt).til(key)
    history = s.t["historikk"]
    s.si(command)
    if code in ("{vet_ikke}", "{hoppet_over}"):
        assert s.verdi(key) == code.strip("{}") and s.t["sporsmal"] != key
    elif code == "{før}":
        assert (s.t["sporsmal"] == history[-1]) if history else "flyt_tilbake_foerst" in s.koder
    else:
        about_other = s.verdi("hvem") in ("barn", "annen")
        assert code.format(key=key, sp=spor(key, about_other)) in s.koder
        assert s.t["sporsmal"] == key and key not in s.t["svar"]


@pytest.mark.parametrize("flyt, key", ALLE_SPORSMAAL)
def test_every_question_has_buttons_that_it_takes(flyt, key):
    s = Samtale(flyt).til(key)
    buttons = s.gjenta().knapper
    assert f"{key}:!hopp_over" in buttons and "!hvorfor" in buttons
    for ident in buttons:
        again = Samtale(flyt).til(key).trykk(ident)
        assert "flyt_gammel_knapp" not in again.koder and again.sist.meldinger, ident


@pytest.mark.parametrize("flyt, key", ALLE_SPORSMAAL)
def test_another_flow_at_any_question_comes_back_to_it(flyt, key):
    other = "klage" if flyt != "klage" else "rett"
    s = Samtale(flyt).til(key).start(other).si("avbryt", "ja")
    assert s.t["flyt"] == flyt and s.t["sporsmal"] == key and s.t["stabel"] == []


@pytest.mark.parametrize(
    "flyt, key", [(f, k) for f, k in ALLE_SPORSMAAL if SPORSMAAL[k].slag not in ("fritekst", "oppgaver")]
)
def test_nonsense_three_times_at_any_question_is_left_open_and_the_flow_goes_on(flyt, key):
    s = Samtale(flyt).til(key).si("xqz bla", "xqz bla", "xqz bla")
    assert s.verdi(key) == "ikke_forstatt" and s.t["sporsmal"] != key


def test_without_a_flow_a_message_is_told_that_nothing_runs():
    assert [m.kode for m in svar(None, Innspill("hei"), I_DAG).meldinger] == ["flyt_ingen"]
    assert [m.kode for m in svar({}, Innspill(valg="alder:40"), I_DAG).meldinger] == ["flyt_gammel_knapp"]


def test_a_unit_that_is_misread_three_times_is_left_open():
    s = Samtale("rett").til("timer").si("4", "xqz", "xqz")
    assert s.koder == ["flyt_enhet_timer"] and s.t["sporsmal"] == "timer"
    assert s.si("xqz").koder == ["flyt_lar_staa", "flyt_sp_timer_helse"] and s.verdi("timer") == "ikke_forstatt"
    assert Samtale("rett").til("timer").si("4", "vet ikke").verdi("timer") == "vet_ikke"


def test_what_to_change_is_asked_with_a_button_for_each_answer():
    s = Samtale("rett").til("timer").si("det er feil")
    assert s.koder == ["flyt_endre_hva"] and {"endre:hvem", "endre:alder"} <= set(s.knapper)
    assert s.si("alderen").koder == ["flyt_sp_alder"]
    assert s.si("50").koder == ["flyt_endret", "flyt_sp_timer"]


# --- What real people did ---


def test_gone_back_a_question_shows_its_own_number_and_forward_the_number_of_what_is_left():
    s = Samtale("rett").til("varighet")
    numbers = [s.melding("flyt_sp_varighet")["nr"]]
    for key in ("timer_iblant", "timer_helse", "timer"):
        numbers.append(s.si("tilbake").melding(f"flyt_sp_{key}")["nr"])
    assert numbers == [6, 5, 4, 3]
    assert s.si("fortsett").melding("flyt_sp_varighet")["nr"] == 6


def test_a_question_answered_while_another_was_changed_is_not_asked_again():
    s = Samtale("rett").til("timer").si("endre alder", "50 år, 40 timer i uka")
    assert s.koder == ["flyt_endret", "flyt_kvittering", "flyt_sp_timer_helse"]
    assert (s.verdi("alder"), s.verdi("timer")["per_uke"]) == (50, "40")


def test_hours_of_health_care_told_early_are_not_taken_for_all_the_hours():
    s = Samtale("rett").til("alder").si("han trenger 10 timer i uka med helsehjelp")
    assert s.verdi("timer") is None and s.t["sporsmal"] == "alder"
    assert Samtale("rett").til("alder").si("40 år, 30 timer i uka").verdi("timer")["per_uke"] == "30"


@pytest.mark.parametrize("text", ["40", "ingen", "nei takk", "12,5", "20 timer i uka", "400 000 kr"])
def test_a_bare_number_fact_or_no_is_for_the_flow_however_sure_the_classifier_is_of_something_else(text):
    assert Samtale("rett").til("bpa_for_67").gjelder(text, "rett_timer", sikker=True)


@pytest.mark.parametrize("text", ["hva koster 40 timer?", "hvor lang er klagefristen?"])
def test_a_question_is_a_side_question_also_with_a_number_in_it(text):
    assert not Samtale("rett").til("bpa_for_67").gjelder(text, "pris_generelt", sikker=True)


def test_an_age_told_anew_at_another_question_changes_the_age_and_hours_that_could_be_several_answers_change_none():
    s = Samtale("rett").til("timer_iblant").si("50 år")
    assert s.koder == ["flyt_endret", "flyt_sp_timer_iblant"] and s.verdi("alder") == 50
    s.si("nei", "20 timer i uka")
    assert s.koder == ["flyt_eksempel_varighet"] and s.verdi("timer")["per_uke"] == "28"


def test_no_hours_at_all_need_no_unit():
    assert Samtale("egenandel").til("timer_praktisk").si("0").verdi("timer_praktisk")["per_uke"] == "0"
    assert Samtale("egenandel").til("timer_praktisk").si("1").koder == ["flyt_enhet_timer"]


def test_seven_years_at_the_check_could_be_the_age_or_how_long_and_is_asked_about():
    s = Samtale("soknad").til("sjekk").si("nei, jeg mente 7 år")
    assert s.koder == ["flyt_endre_hva"]
    assert s.si("alderen", "41").verdi("alder") == 41 and s.verdi("varighet") == {"mnd": 60}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("nei, jeg mente 2 år", 24),
        ("nei, eg meinte det varer nok i 2 år", 24),
        ("nei, jeg mente omtrent 18 måneder", 18),
    ],
)
def test_a_correction_told_at_an_open_question_is_no_answer_to_it(text, span):
    s = Samtale("soknad").til("tjenester_naa").si(text)
    assert s.koder == ["flyt_endret", "flyt_sp_tjenester_naa"] and s.verdi("varighet") == {"mnd": span}
    assert s.si("nei, jeg mente alltid").verdi("varighet") == {"varig": True}


@pytest.mark.parametrize("text", ["nei, jeg mente hjemmesykepleie", "nei, jeg mente hjemmehjelp 2 timer i uka"])
def test_what_corrects_nothing_is_the_answer_to_an_open_question(text):
    assert Samtale("soknad").til("tjenester_naa").si(text).verdi("tjenester_naa") == text


def test_the_answers_are_shown_once_at_the_check():
    assert Samtale("soknad").til("sjekk").si("hva har jeg svart").koder == ["flyt_sjekk_svar"]


def test_really_stop_offers_a_pause_and_the_pause_keeps_everything():
    s = Samtale("soknad").til("varighet").si("avbryt")
    assert "!pause" in s.knapper
    before = s.t["svar"]
    assert s.trykk("!pause").koder == ["flyt_pauset"] and s.t["svar"] == before and s.t["bekreft"] is None
    assert s.si("fortsett").t["sporsmal"] == "varighet"


def finished_price() -> Samtale:
    return Samtale("egenandel").si("alene", "400 000", "60 000", "2 timer i uka")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("hva om jeg har 6 timer i uka?", "timer_praktisk", "6"),
        ("kva om eg har 6 timar i veka", "timer_praktisk", "6"),
        ("hva om vi er to og tjener 500 000?", "inntekt", {"kr": "500000"}),
    ],
)
def test_after_the_price_what_if_reckons_it_again(text, key, value):
    s = finished_price()
    assert s.gjelder(text, "rett_timer", sikker=True)
    assert s.si(text).koder == ["flyt_endret", "flyt_egenandel_ferdig"]
    assert (s.verdi(key)["per_uke"] if key == "timer_praktisk" else s.verdi(key)) == value
    assert s.verdi("omsorgsstonad") == "60000"


@pytest.mark.parametrize("text", ["hva om jeg avbestiller?", "hva med støttekontakt?", "hvis jeg er syk?"])
def test_what_if_without_a_figure_of_the_price_is_a_question_like_any_other(text):
    assert not finished_price().gjelder(text, "pris_avbestilling", sikker=True)


def test_after_the_right_what_if_is_a_question_like_any_other():
    done = Samtale("rett").til("arbeidsleder").si("meg")
    assert not done.gjelder("hva om jeg har 6 timer i uka?", "rett_timer", sikker=True)


@pytest.mark.parametrize("text", ["endre", "jeg vil endre noe", "rette"])
def test_after_the_end_endre_asks_what_to_change(text):
    s = finished_price()
    assert s.gjelder(text) and s.si(text).koder == ["flyt_endre_hva"]
    assert s.si("timene").t["sporsmal"] == "timer_praktisk"


def test_after_the_end_feil_alone_is_no_command():
    assert not finished_price().gjelder("feil")
