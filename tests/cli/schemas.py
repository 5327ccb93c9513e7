"""The JSON objects of the commands, as JSON Schema: what other systems may rely on."""

from typing import Any

Schema = dict[str, Any]
TALL: Schema = {"type": "number"}
TALL_ELLER_IKKE: Schema = {"type": ["number", "null"]}
DATO: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
DATO_ELLER_IKKE: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}
TEKST: Schema = {"type": "string", "minLength": 1}
JA_NEI: Schema = {"type": "boolean"}


def gruppe(**felt: Schema) -> Schema:
    """Exactly these keys."""
    return {"type": "object", "properties": felt, "required": list(felt), "additionalProperties": False}


def minst(**felt: Schema) -> Schema:
    """These keys, and others."""
    return {"type": "object", "properties": felt, "required": list(felt)}


def liste(av: Schema, minst_en: bool = False) -> Schema:
    return {"type": "array", "items": av, "minItems": int(minst_en)}


KILDE = gruppe(nokkel=TEKST, tittel=TEKST, url={"type": ["string", "null"]}, lest=DATO_ELLER_IKKE)
STEG = gruppe(regel=TEKST, tall={"type": "object"}, kilder=liste(TEKST))
TRINN = gruppe(fra_g=TALL, til_g=TALL_ELLER_IKKE, fra_kr=TALL, til_kr=TALL_ELLER_IKKE)
PRIS = minst(
    kommune=TEKST,
    dato=DATO,
    belop_per_maaned=TALL_ELLER_IKKE,
    timepris=TALL_ELLER_IKKE,
    makspris=TALL_ELLER_IKKE,
    inntekt=TALL,
    inntekt_i_g=TALL,
    trinn=TRINN,
    steg=liste(STEG, minst_en=True),
    tabell_fra=DATO,
    kilde=KILDE,
    kilder=liste(KILDE, minst_en=True),
    usikkert=liste(minst(kode=TEKST, fra=TALL_ELLER_IKKE, til=TALL_ELLER_IKKE)),
    endres_av=liste(gruppe(kode=TEKST, ved=TALL, belop_per_maaned=TALL_ELLER_IKKE)),
    enhet={"type": "object", "additionalProperties": TEKST},
)
PRIS["properties"] |= {
    "sammenligninger": liste(
        gruppe(
            slag={"enum": ["hva_hvis", "mot"]},
            endret={"type": "object", "minProperties": 1, "maxProperties": 1},
            differanse=TALL_ELLER_IKKE,
            resultat=minst(belop_per_maaned=TALL_ELLER_IKKE, trinn=TRINN, kilde=KILDE),
        )
    ),
    "kurve": gruppe(
        timer=liste(gruppe(timer=TALL, belop_per_maaned=TALL), minst_en=True),
        inntekt=liste(gruppe(fra_kr=TALL, til_kr=TALL_ELLER_IKKE, belop_per_maaned=TALL_ELLER_IKKE)),
    ),
}
NASJONALT = minst(under_2g=JA_NEI, inntekt=TALL, inntekt_i_g=TALL, statlig_makspris=TALL_ELLER_IKKE, kilde=KILDE)
VILKAR = gruppe(
    id=TEKST,
    status={"enum": ["oppfylt", "ikke_oppfylt", "ukjent"]},
    hjemmel=KILDE,
    grunn=TEKST,
    tall={"type": "object"},
)
RETT = gruppe(
    utfall={"enum": ["rett", "rett_med_forbehold", "kommunen_vurderer", "uavklart"]},
    vilkar=liste(VILKAR, minst_en=True),
    avgjorende=liste(TEKST),
    timer_som_teller={"anyOf": [{"type": "null"}, gruppe(fra=TALL, til=TALL)]},
    forutsetninger=liste(VILKAR),
    merknader=liste(gruppe(kode=TEKST, hjemmel=KILDE)),
    lov_fra=DATO,
    begrep={"type": "object"},
    kilder=liste(KILDE, minst_en=True),
    enhet={"type": "object", "additionalProperties": TEKST},
)
FRIST = gruppe(
    slag={"enum": ["klage", "forelopig_svar", "kostnader"]},
    fra=DATO,
    siste_dag=DATO,
    ukedag={"enum": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]},
    ukedag_nr={"type": "integer", "minimum": 0, "maximum": 6},
    dager_igjen={"type": "integer"},
    flagg=liste(TEKST),
    lever_senest=DATO,
    ett_aar=DATO_ELLER_IKKE,
    steg=liste(STEG, minst_en=True),
    kilde=KILDE,
    kilder=liste(KILDE, minst_en=True),
)
SATSER = gruppe(
    dato=DATO,
    dekning=liste(
        gruppe(
            kommune=TEKST,
            nummer={"type": "string", "pattern": r"^\d{4}$"},
            tjeneste=TEKST,
            nyeste=DATO_ELLER_IKKE,
            alder_aar={"type": ["integer", "null"]},
            antall={"type": "integer"},
            historisk=JA_NEI,
        ),
        minst_en=True,
    ),
    nasjonalt=gruppe(makspris=gruppe(aar=TALL, kr=TALL), grunnbelop=gruppe(fra=DATO, kr=TALL), lov=gruppe(fra=DATO)),
)
SJEKK = gruppe(
    mapper=liste(TEKST, minst_en=True),
    antall_feil={"type": "integer"},
    antall_advarsler={"type": "integer"},
    funn=liste(
        gruppe(
            niva={"enum": ["feil", "advarsel"]},
            fil=TEKST,
            nokkel={"type": "string"},
            funnet=TEKST,
            tillatt=TEKST,
            kode=TEKST,
        )
    ),
)
TIMEPLAN = minst(
    minutter_per_uke={"type": "integer"},
    per_slag={"type": "object", "additionalProperties": {"type": "integer"}},
    per_ukedag={"type": "array", "items": {"type": "integer"}, "minItems": 7, "maxItems": 7},
    fakturerbare_timer_per_maaned=TALL,
    timer_som_teller=gruppe(fra=TALL, til=TALL),
)
TELLING: Schema = {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
ANDEL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
TEMAER = gruppe(
    temaer=liste(
        gruppe(
            tema=TEKST,
            **{felt: {"type": "integer", "minimum": 0} for felt in ("svar", "ja", "nei", "uklart")},
            **dict.fromkeys(("andel_nei", "minst_nei", "hoyst_nei"), ANDEL),
        )
    ),
    svar=TELLING,
    flyter=liste(gruppe(flyt=TEKST, utfall=TELLING, stoppet_ved=TELLING)),
)
FEIL = gruppe(feil=gruppe(kode=TEKST, melding=TEKST))
