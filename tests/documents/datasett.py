"""Whole data sets that the tests start from: a week of 40.5 hours, every key answered, and a complaint."""

import copy

KOMMUNE = {
    "navn": "Fredrikstad",
    "nummer": "3107",
    "kontor": "tildelingskontoret",
    "nettsted": "https://www.fredrikstad.kommune.no",
}


def svart(verdi):
    return {"verdi": verdi, "status": "svart"}


def oppgave(navn, minutter, **resten):
    fast = {"ganger": 1, "per": "dag", "ukedager": [], "hjelpere": 1, "natt": False, "naar": None, "omraade": None}
    return {"navn": navn, "slag": "personlig_stell", "minutter": minutter, **fast, **resten}


# 7 × (60 + 3 × 25 + 75 + 30) = 28 hours, 2 × 120 + 2 × 75 = 6.5 hours, 4 hours once a week, 2 hours at night: 40.5.
OPPGAVER = [
    oppgave("Stå opp, dusj og påkledning", 60, naar="morgen"),
    oppgave("Hjelp til måltider", 25, ganger=3, slag="praktisk_bistand"),
    oppgave("Legge seg, avkledning og tannpuss", 75, naar="kveld"),
    oppgave("Forflytning fra rullestol", 30, naar="ettermiddag"),
    oppgave("Handle mat", 120, per="uke", ukedager=[1, 4], naar="formiddag", slag="praktisk_bistand"),
    oppgave("Klesvask og støvsuging", 75, per="uke", ukedager=[0, 3], naar="formiddag", slag="praktisk_bistand"),
    oppgave("Følge til svømming", 240, per="uke", slag="stottekontakt"),
    oppgave("Snu i senga", 60, per="uke", ukedager=[2, 5], natt=True, naar="natt"),
]

SVAR_SOKNAD = {
    "hvem": svart("barn"),
    "fyller_ut": svart("forelder"),
    "alder": svart(17),
    "bpa_for_67": svart(False),
    "foreldreansvar": svart(True),
    "situasjon": svart("Ærlig talt er det øde og ålreit på én gang.\n\nNy avsnittslinje her.\nOg en linje til."),
    "klarer_selv": svart("Spise selv, styre elektrisk rullestol og bruke telefonen."),
    "oppgaver": svart(OPPGAVER),
    "natt": svart("iblant"),
    "to_hjelpere": svart("hele_tiden"),
    "varighet": svart({"mnd": 30}),
    "tjenester_naa": svart("Hjemmesykepleie to ganger i døgnet."),
    "endring": svart("Da kan hun gå på speideren uten mamma."),
    "arbeidsleder": svart("naer"),
    "leverandor": svart("privat"),
    "vedlegg": svart(["legeerklaering", "ergoterapeut"]),
    "samtykke": svart(True),
    "timer": svart({"per_uke": "28", "til": "30", "sagt": "4 timer om dagen"}),
    "timer_helse": svart("3.5"),
    "timer_iblant": svart("0"),
    "husstand": svart("par"),
    "inntekt": svart({"medlemmer": ["300000", "250000"]}),
    "omsorgsstonad": svart("48000"),
    "timer_praktisk": svart({"per_uke": "6.5", "til": None, "sagt": None}),
}


def soknad(maalform="nb", **svar):
    """A fresh application where every key is answered; `svar` replaces answers, None takes one away."""
    data = {
        "skjema": "bpa-soknad",
        "versjon": 1,
        "maalform": maalform,
        "dato": "2026-11-21",
        "kommune": KOMMUNE,
        "svar": {**SVAR_SOKNAD, **svar},
        "timeplan": {
            "timer_per_uke": "40.5",
            "teller_per_uke": "38.5",
            "fakturerbart_per_maaned": "66.083333",
            "per_ukedag": [315, 360, 300, 315, 360, 300, 240],
            "uten_fast_dag": 240,
        },
        "rett": {
            "utfall": "rett",
            "vilkar": [
                {"id": "alder", "status": "oppfylt", "paragraf": "§ 2-1 d"},
                {"id": "varighet", "status": "oppfylt", "paragraf": "§ 2-1 d"},
                {"id": "timer_minst_25", "status": "oppfylt", "paragraf": "§ 2-1 d"},
                {"id": "timer_minst_32", "status": "ukjent", "paragraf": "§ 2-1 d"},
                {"id": "arbeidsleder", "status": "ikke_oppfylt", "paragraf": "§ 2-1 d"},
            ],
        },
        "egenandel": {"belop_per_maaned": "2027", "lavest": None, "tabell_fra": "2023-01-01"},
        "klagefrist": None,
        "klagefrist_uker": 4,
        "forelopig_svar_mnd": 1,
    }
    data["svar"] = {nokkel: verdi for nokkel, verdi in data["svar"].items() if verdi is not None}
    if data["svar"].get("oppgaver", {}).get("status") != "svart":
        data["timeplan"] = None
    return copy.deepcopy(data)


def klage(maalform="nb", **svar):
    """A fresh complaint where every key is answered."""
    svarene = {
        "hvem": svart("annen"),
        "fyller_ut": svart("fullmakt"),
        "vedtak": svart("redusert"),
        "mottatt": svart("2026-11-02"),
        "feil": svart("Timene er kuttet fra 38 til 20 uten at noe har endret seg."),
        "hvorfor": svart("Kommunen har ikke snakket med legen."),
        "onske": svart("At timene blir som før."),
        "utsatt_iverksetting": svart(True),
        "vedlegg_klage": svart(["vedtaket", "uttalelse"]),
        **svar,
    }
    data = {
        "skjema": "bpa-klage",
        "versjon": 1,
        "maalform": maalform,
        "dato": "2026-11-21",
        "kommune": KOMMUNE,
        "svar": {nokkel: verdi for nokkel, verdi in svarene.items() if verdi is not None},
        "timeplan": None,
        "rett": None,
        "egenandel": None,
        "klagefrist": {"siste_dag": "2026-11-30", "lever_senest": "2026-11-30"},
        "klagefrist_uker": 4,
        "forelopig_svar_mnd": 1,
    }
    if data["svar"].get("mottatt", {}).get("status") != "svart":
        data["klagefrist"] = None
    return copy.deepcopy(data)
