"""Somebody in danger is heard in any written form; lawn mowing, grief, printers, football and an application are not danger."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.nlu import crisis
from bot.nlu.crisis import kinds_of_crisis, patterns, plain_message
from tests.hanging import must_end

_WORDS = YAML(typ="safe").load(Path(crisis.__file__).with_name("krise.yml").read_text(encoding="utf-8"))
_ENTRIES = [(kind, number, entry) for kind, entries in _WORDS["fare"].items() for number, entry in enumerate(entries)]

# Written to break the patterns, before these were widened to hear them; one line holds several, set apart by « | ».
_DANGER = """
    jeg vil dø | eg vil døy | æ vil dø | jæ vil dø | jeg ønsker å dø | JEG ORKER IKKE LEVE LENGER | eg orkar ikkje meir av livet | jeg har selvmordstanker
    selvmordstanker | tenker på å ta mitt eget liv | jeg tenker på å ta livet mitt | jeg vil ikke leve lenger | vil ikkje leva meir
    æ orke itj å leve mer | kem kan eg snakka med, eg vil ikkje leva | mannen min sier han vil ta livet sitt | dattera mi har prøvd å ta livet sitt
    sønnen min snakker om å dø | far vil ikke leve lenger | det hadde vært best om jeg ikke var her | alle hadde hatt det bedre uten meg
    verden er bedre uten meg | jeg har ingenting å leve for | jeg ser ingen grunn til å fortsette | jeg ser ingen vei ut
    jeg vil bare sove og aldri våkne | jeg ønsker at jeg ikke våkner i morgen | jeg skader meg selv | jeg kutter meg | eg kuttar meg
    har lyst til å skade meg selv | hvor mange sovetabletter er farlig | hvor mange sovepiller må man ta for å dø | kor mange paracet er farleg
    kor mykje sobril skal til før det er farleg | jeg har tatt en overdose | jeg har tatt 30 paracet | jeg tok alle tablettene mine
    har tatt for mye medisin | eg har teke for mange pillar | mamma har tatt for mange tabletter | sønnen min har spist tablettene mine
    barnet har svelget en pille | datteren min på to har drukket vaskemiddel | ungen har spist oppvasktablett | ungen min har fått i seg klorin
    hun har svelget et knappebatteri | barnet svelget et batteri | gutten min har spist bestemors piller | mor som er dement har tatt hele dosetten
    bestemor har spist en tube salve og piller | mannen min slår meg | kona mi slår meg | samboeren min slår | min samboer slår meg | assistenten slår meg
    assistenten min slo meg i går | hjemmehjelpen slår mor | sønnen slår mor | assistenten tar penger fra meg | assistenten stjeler fra meg
    assistenten min tar penger fra kontoen min | mannen min tar alle pengene mine | mannen min nekter meg å bruke mine egne penger
    jeg får ikke bruke mine egne penger | han bestemmer over pengene mine | han låser meg inne | assistenten låser meg inne
    jeg er redd for assistenten min | jeg er redd for mannen min | er redd for å være hjemme | jeg er redd mannen min | pappa slår mamma | pappa slår meg
    mamma slår meg | jeg blir slått hjemme | jeg blir utsatt for vold | noen har voldtatt meg | assistenten tok på meg på puppene
    pleieren tok på meg der han ikke skal | han truer meg | han truer med å drepe meg | eksen truer med å drepe meg | han truer meg med kniv
    de slår barna sine | barna får ikke mat | barnet er alene hjemme hele natta | barna til naboen er alene hjemme | naboen slår barna sine
    jeg tror et barn blir mishandlet | foreldrene er fulle og barna gråter | mamma drikker hele tida og vi er redde | jeg får ikke puste
    eg fær ikkje puste | æ får itj pust | hun puster ikke | han puster ikkje | han har sluttet å puste | jeg har vondt i brystet
    vondt i brystet og armen | sterke brystsmerter | jeg tror jeg har hjerteinfarkt | eg trur eg har hjarteinfarkt | mor er skjev i munnen
    mannen min snakker rart og henger med munnviken | munnviken henger på far | han er plutselig lam i den ene siden | mamma snakker utydelig plutselig
    far har fått slag | jeg tror far har fått slag | jeg tror mamma har fått hjerneslag | han har krampeanfall | hun har kramper | anfallet stopper ikke
    anfallet gir seg ikke | han er bevisstløs | mor svarer ikke når jeg roper | han våkner ikke | får ikke liv i pappa | får ikke kontakt med mor
    jeg blør kraftig | det blør og blør | blør veldig mye | mor har falt og blør fra hodet | mor har falt og kommer seg ikke opp
    jeg har falt og kommer meg ikke opp | ligger på golvet | jeg ligger på gulvet og får ikke hjelp | det brenner | det brenner her | brann i leiligheten
    det brenner hos naboen | lukter røyk | det er røyk i leiligheten | må ha ambulanse | kan dere sende ambulanse | hjelp jeg dør | jeg holder på å dø
    i want to kill myself | i want to die | my husband beats me | my son is not breathing | i took too many pills | my assistant steals my money
    my dad has chest pain | eg vil bort frå alt | vil bare forsvinne | jeg håper jeg dør snart | jeg vil slippe å leve | jeg har skrevet avskjedsbrev
    farvel alle sammen | det er ingen vits i noe lenger | livet er ikke verdt å leve | jg vil ikk leve mer | jeg vil ta livt mitt | selvmor tanker
    jeg vil dø nå | mannen slær meg | jeg får ikke puset | jeg far ikke puste | jeg vil do | det brener i huset | overdosse | ambulnse | han slåt meg
    bevistløs | Hei. Eg har MS og klarar ikkje meir. Eg vil berre sleppe å leve. | jeg har planer om å ta livet mitt i helga | kunne ønske jeg var død
    skulle ønske eg var daud | ønsker meg bort fra livet | Det er ingen som vil savne meg | jeg klarer ikke dette livet mer
    æ vil itj leve, kem kan æ ring | Jeg er suicidal | selvmords tanker hele tiden | ho seier ho vil døy | pappa sier han ikke orker å leve mer
    barnet mitt sier at hun vil dø | min sønn har skåret seg i armene | jenta mi kutter seg | datteren min skader seg | hva er dødelig dose av paracet
    kor mange sovetablettar kan ein ta utan å døy | hvor mange Imovane er farlig å ta på en gang | er det farlig å ta hele pakka med sovepiller
    kan jeg dø av 20 sobril | jeg har drukket og tatt masse piller | tatt alt for mange sovepiller | svigermor har tatt en hel eske blodtrykksmedisin
    kona tok for mye insulin | mor på 90 har spist vaskemiddel | ungen åt tre tablettar frå veska mi | minsten har svelget et batteri
    lillebror slukte en magnet | han blir slått av assistenten | jeg blir slått av mannen min | sønnen min på 40 slår meg når han er full
    samboern banker meg | eg er redd han slår meg i hjel | mannen voldtar meg | min far slår meg og min mor | far slår mor
    mannen min sparker meg når jeg ligger | assistenten klyper meg | assistenten roper og slår | assistenten har tatt på meg | støttekontakten tar på meg
    taxisjåføren tok på meg på lårene | assistenten bruker bankkortet mitt uten å spørre | datteren min har tatt bankkortet mitt
    mannen min kontrollerer alle pengene mine | kona nekter meg penger | mannen gir meg ikke penger til mat | assistenten gir meg ikke mat
    assistenten nekter å hjelpe meg på do | de gir meg ikke medisinen min | assistenten lar meg ligge i senga hele dagen
    assistenten kommer ikke og jeg får ikke mat | mannen min låser døra så jeg ikke kommer ut | jeg er innelåst
    jeg får ikke gå ut av huset for mannen min | han truer med å slå meg | jeg blir truet på livet | naboen truer meg | vi har det ikke trygt hjemme
    trenger et sted å gjemme meg for mannen min | ungene er redde for faren sin | pappa drikker og slår | mamma er full og jeg er redd
    babyen gråter hele natta hos naboen og ingen trøster | jeg tror naboens barn blir slått | naboungen har blåmerker
    barnebarnet mitt blir ikke passet på | barnet får ikke mat hjemme | et barn er alene ute midt på natta | gutten i klassen blir slått hjemme
    jeg slo barnet mitt | jeg klarer ikke å ta vare på barna, redd jeg skader dem | smerter i brystet | stikninger i brystet og tung pust
    brystet strammer | hjertet mitt stopper | far har falt om | mannen min har kollapset | mor har fått slag nå
    hun snakker rart og klarer ikke løfte armen | halve ansiktet henger | kona mi klarer ikke snakke | plutselig lammet | han får ikke luft
    jeg har pustevansker nå | kjempetungt å puste | hun har krampe | sønnen min har anfall nå | anfallet har vart i ti minutter
    epilepsianfall som ikke slutter | barnet er slapt og svarer ikke | får ikke vekket sønnen min | han er ikke ved bevissthet | hun har besvimt
    jeg svimer av | jeg blør og det stopper ikke | jeg har kuttet meg dypt og det blør | mor har falt, hodet blør
    jeg har falt ut av rullestolen og ligger på gulvet | far ligger på gulvet | mor har ligget på gulvet hele natta | det er brann
    det brenner på kjøkkenet | jeg sitter i rullestol og det er røyk i gangen | allergisk reaksjon, halsen hovner opp | han kveles
    hun har satt noe i halsen | ring legevakt, hun puster rart | hjelp ambulanse | SOS | my wife is unconscious | my carer hits me
    my husband wont let me have money | he is threatening me | there is a fire in my flat | I swallowed pills | my child drank bleach
    how many sleeping pills are dangerous | how many pills would kill you | I don't want to live anymore | I feel like killing myself | jeg ønske dø
    jeg ikke vil leve | min mann slå | barn mitt ikke puste | mor falle og ikke våkne | jeg vl ikke leve | jegvil dø | eg vil ikje leva meir | vil dø
    orker ikke leve | han slår | selv mord | hjerte stopp | Jeg er så lei, jeg vil dø, men først må hunden ha et hjem
    Kan jeg få hjelp? Jeg har tanker om å ta livet mitt | eg har teke ei heil pakke Imovane | mor har drukket klor ved en feil
    dottera på 1 år har svelgt ein pille | hva gjør jeg når barnet har spist tabletter | unge spist pille | batteri svelget barn
    hvor farlig er det å ta 10 sovetabletter | kor mange sovepillar er farleg | er 15 Imovane dødelig | kor mykje insulin er livsfarleg
    jeg klarer ikke å leve med smertene lenger | livet mitt er ikke verdt noe | jeg er verdiløs og vil bort | har bestemt meg for å dø
    jeg skal gjøre det slutt i natt | sønnen min på 14 vil ikke leve | bestevenninna mi har tatt piller for å dø | noen på hjørnet vil hoppe
    assistenten dyttet meg så jeg falt | assistenten slår meg når ingen ser | assistenten min er voldelig | assistenten tvinger meg til å gi henne penger
    assistenten tar penger av kontoen | hjelperen stjel medisinen min | hjemmesykepleieren slo bestemor | nattevakta låser meg inne
    broren min tar uføretrygden min | ektemannen min slår, jeg sitter i rullestol | mann min slår og slår | kjæresten slo | ho vart valdteken i natt
    jeg har blitt voldtatt | onkel misbruker meg | faren til barna truer med å drepe oss | jeg er redd han kommer til å drepe meg
    far er full og kaster ting på oss | barnet blir låst inne | det bor små barn der og ingen voksne er hjemme | barna får ikke nok mat | babyen er blå
    babyen puster rart | ungen har feberkramper | mor har fått lammelse i ansiktet nå | far klarer ikke å løfte armen og prater rart
    bestemor har falt og svarer ikke | mormor falt i trappa og blør | han ligger på badet og svarer ikke | vondt i bryst og kvalm
    hjertet mitt banker helt vilt og brystet gjør vondt | brystsmerte stråler i arm | eg har vondt for brystet og er kald | tung pust og blå lepper
    eg fær ikkje luft | kan nesten ikke puste | panikk får ikke puste | blodet renner og jeg får ikke stoppet det | kraftig blødning fra underlivet
    hun fikk anfall og våkner ikke | har hatt anfall i 20 minutter | bevisstlaus mann på veien | far er ikke kontaktbar | det brenner i stua hjelp
    brann hos naboen | flammer fra komfyren | jeg lukter gass | trenger hjelp NÅ han er voldelig | noen må ringe 113 | he hits me and my children
    I am being abused by my husband | my baby swallowed a battery | my mother is having a stroke | my father cannot breathe | there is blood everywhere
    mann slår meg, hjelp | ikke leve mer | livet slutt | drep meg | ta livet mitt | kutte meg | pille overdose | slår barna
"""
_HARMLESS = """
    slå gresset | når slår dere plenen | naboen slår gresset kl 7 | drit og dra | dra til helvete | jeg blir gal av kommunen | jeg blir gal av dere
    jeg dør av dette skjemaet | holder på å le meg i hjel | hun tok livet av planten | jeg drepte potteplanten min | skyte en elg
    kan jeg skyte rev i hagen | mannen min døde i fjor | mor døde i mai og jeg sørger | jeg savner mannen min så mye | pappa er død
    hva skjer når jeg dør | hva skjer med BPA hvis jeg dør | hvem arver meg | kan jeg få BPA når jeg lever alene | jeg vil leve et fritt liv
    jeg vil leve som andre | jeg kan ikke leve uten assistenten min | jeg vil ikke leve på sykehjem | jeg vil ikke bo på sykehjem | meg og kona
    barnet mitt | bare meg | mæ sjøl | han er ni | jeg er i tvil | mer frihet for hele familien | hun faller ofte | kan ikke puste uten maskin om natta
    puster med maskin | har epilepsi med anfall ukentlig | har epilepsi og anfall | hun har epilepsi | han får kramper i beina | blør lett
    selvskading i tenårene er grunnen til arrene | mannen slår ut lyset | mannen slår på lyset | han slår av tv-en | assistenten tar på meg klærne
    assistenten tar på meg sko | assistenten skal ta på meg støttestrømper | jeg trenger hjelp til å ta på meg | assistenten låser opp for meg
    kan assistenten bruke bankkortet mitt | assistenten handler med kortet mitt | assistenten holder meg når jeg går
    assistenten løfter meg i håret på heisen | assistenten gir meg medisin | hvem gir meg tablettene mine | hvor mange tabletter kan assistenten dele ut
    hvor mange timer får jeg | jeg trenger hjelp til å svelge tabletter | kan assistenten gi insulin | jeg har hatt slag | jeg hadde slag i 2020
    far fikk slag for to år siden | mor har hatt hjerteinfarkt | jeg har hjertesvikt | hjerteinfarkt i fjor | jeg er lam fra livet og ned
    jeg er lam i venstre side | lam i ene armen etter ulykke | hun snakker utydelig | han snakker utydelig på grunn av CP | jeg har falt mange ganger
    jeg er redd for å falle | mor er redd for å falle | redd for å være alene | jeg er redd for å miste timene | redd for at mannen min blir utslitt
    jeg er redd for kommunen | kommunen slår ned på oss | kommunen truer med å stoppe BPA | nav tar pengene mine
    kommunen tar alle pengene mine i egenandel | kommunen tar for mye penger | vergen min styrer økonomien | han får ikke være alene hjemme
    barnet kan ikke være alene | barna mine er alene hjemme etter skolen | barnet mitt spiser ikke uten hjelp | barnet får mat gjennom sonde
    hun får sondemat | han spiser ikke selv | jeg er utslitt | jeg orker ikke mer av dette | jeg er så sliten at jeg gråter | jeg er deprimert
    jeg har angst | jeg føler meg ensom | jeg gir opp | nå gir jeg opp hele søknaden | nei nå er det slutt | det er slutt mellom oss
    er det slutt på BPA når jeg fyller 67 | må jeg avslutte alt hvis jeg flytter | hvordan avslutte BPA | jeg vil avslutte samtalen | ha det | ha det bra
    farvel | takk for hjelpen, ha det | bilen min har tatt kvelden | bilen døde | vi ble slått 4-1 | han slo meg i sjakk | jeg ble drept i spillet
    bossen drepte meg i spillet | det brenner i magen | jeg brenner for BPA | peisen brenner | fyr i peisen | røykvarsleren piper
    jeg skal ringe lege i morgen | jeg blir kjørt med ambulanse til sykehuset ofte | jobber på ambulanse | hvem ringer 113 hvis noe skjer
    hva gjør assistenten hvis jeg får anfall | hva gjør jeg hvis assistenten blir syk | hva gjør vi når respiratoren trenger service
    han har bevegelser som kramper | hun våkner ofte om natta | han våkner ikke av vekkerklokka | saksbehandler svarer ikke
    kommunen svarer ikke på telefon | leverandøren reagerer ikke | jeg får ikke kontakt med NAV | jeg får ikke kontakt med leverandøren
    jeg får ikke svar fra kommunen | får ikke til å logge inn | jeg er låst ute | har låst meg ute av bankid | ligger til sengs hele dagen
    ligger på sykehus | ligger på sofaen hele dagen | jeg må ha hjelp for å komme opp fra gulvet | hun trenger hjelp hvis hun faller
    jeg falt i fjor og brakk hoften | han falt fra taket i 2015 | blodfortynnende | jeg har blødersykdom | pusteproblemer og kols
    jeg har astma og blir tungpusten | har vondt i ryggen | jeg har vondt hele tiden | smerter i hele kroppen | smerter hver dag | livet er tungt
    livet er ikke lett | hva er vitsen med å søke | hva er vitsen med BPA | ser ingen vits i å klage | hvem har ansvar hvis assistenten skader meg
    assistenten skadet seg på jobb | kan assistenten bli skadet når hun løfter meg | assistenten ble sykemeldt
    kan jeg nekte assistenten å bruke telefonen | hun er voldsom når hun er glad | sønnen min slår seg selv når han er frustrert
    hun slår rundt seg i søvne | han biter assistentene | barnet mitt biter og slår | datteren min slår når hun blir sint | hunden bet meg
    vi bor i nærheten av krisesenteret | jeg er tolv år | jeg er elleve år og har CP | han er full av energi | mor er full av liv | far er russ
    batteriet i rullestolen er tomt | rullestolbatteriet er utladet | respiratoren min er ny | bytter kanyle hver uke | oksygen om natta
    jeg har tatt et valg | jeg har tatt for mye ansvar | tatt alle kursene | jeg tar 10 tabletter om dagen | han tar mange medisiner
    mange medisiner hver dag | jeg bruker sobril | får paracet fire ganger om dagen | hun må mates | en byrde for familien | jeg føler meg som en byrde
    hvordan dør man av BPA i plast | kan man dø av BPA | kan assistenten dra når jeg sover | jeg vil dra på ferie og aldri komme hjem haha
    de kutter timene mine | kommunen kutter meg ned til 10 timer | de kuttet meg helt | jeg kutter ned på timene | kommunen skjærer ned | hengte meg på
    Jeg har ME og orker ikke mer enn en time om dagen | eg orkar ikkje å søkje ein gong til | jeg klarer ikke mer enn tre skritt
    jeg vil leve et verdig liv | livet mitt er blitt bedre med BPA | jeg ønsker å leve selvstendig | hun vil leve sitt eget liv
    ta mitt eget liv i egne hender | jeg vil styre mitt eget liv | får livet mitt tilbake | dette vedtaket ødelegger livet mitt
    kommunen ødelegger livet mitt | min kone døde av kreft | vi har nettopp begravd far | sorgen etter sønnen vår er tung | datteren vår døde som baby
    jeg er redd for at pappa skal dø uten hjelp hjemme | mor er døende og ønsker å være hjemme | palliativ pasient, vil være hjemme til slutten
    mannen min har kort tid igjen | hvor lenge kan jeg ha BPA | jeg vil slutte | jeg vil bort fra kommunens ordning | jeg vil vekk fra leverandøren
    jeg vil ikke ha assistent | jeg vil ikke være arbeidsleder | mannen min vil ikke ha BPA | far vil ikke flytte | kan mannen min være assistent
    mannen min tar på meg skoene | mannen min holder rundt meg | mannen min løfter meg opp fra gulvet | kona løfter meg, hun har vondt i ryggen
    mannen min hjelper meg i dusjen | assistenten vasker meg | assistenten er hos meg i dusjen | assistenten tar meg med på tur
    assistenten tar meg i rullestolen på bussen | assistenten må holde meg fast i dusjen så jeg ikke faller | assistenten låser døra når hun går
    hvem låser opp for assistenten | assistenten glemte å låse | assistenten har nøkkel til huset mitt | assistenten har koden til bankkortet
    assistenten tar telefonen min når jeg ikke kan holde den | assistenten henter penger for meg i banken | kan assistenten ta ut penger for meg
    assistenten tar for mye betalt | leverandøren tar penger for det | banken tar gebyr fra meg | han får ikke penger fra nav | vi får ikke mat levert
    barnet mitt får ikke skoleskyss | barnet mitt får ikke hjelp på skolen | barnet har det ikke lett | barna mine trenger en mor som orker
    barna mine må hjelpe meg for mye | sønnen min hjelper meg på do | jeg er alene med tre barn | jeg er alene med barna hele natta | alenemor med to barn
    guten er åleine heime når eg er på sjukehus | datteren min på 4 har CP og kan ikke snakke | han kan ikke snakke
    hun kan ikke snakke, bruker øyestyring | han svarer med øynene | hun svarer ikke når folk snakker fort | han reagerer ikke på lyd, er døv
    hun våkner ikke av lyd | jeg er blind på ett øye | har slag i familien | jeg fikk hjerneslag i mars og trenger hjelp hjemme
    jeg har nettopp hatt hjerneslag og kom hjem fra sykehuset i går | etter slaget kan jeg ikke bruke høyre arm | høyre arm er lam | mor er delvis lammet
    kan ikke løfte armene | munnen henger litt etter en gammel lammelse | hun sikler og henger med hodet | hun har tracheostomi og må suges
    trenger suging flere ganger i døgnet | har hjemmerespirator | han må ha tilsyn for å ikke slutte å puste | pustestopp om natta | søvnapné
    hun har infantile spasmer | han har epilepsi, får stesolid | anfallene kommer uten varsel | ved anfall må assistenten gi buccolam
    hva gjør assistenten ved krampeanfall | han kan få kramper | kan besvime | får blodtrykksfall og svimer av når jeg reiser meg
    blodsukkeret mitt er ustabilt | jeg har diabetes og føling | må ha hjelp med sprøyter | morfinpumpe | jeg går på metadon
    jeg bruker mye smertestillende | jeg tar 12 tabletter hver dag | jeg glemmer medisinen min | hvem har ansvar for medisinene
    kan assistenten dele ut medisin | tabletter i dosett | han spiser alt han ser, også jord | hun putter alt i munnen og må passes på
    barnet putter ting i munnen | må passe på så hun ikke drikker såpe | han rømmer hvis døra er åpen | hun stikker av og må ha følge
    selvskading, trenger tilsyn | han slår seg selv i hodet | hun klorer seg til blods | utagerende adferd | han kan slå og sparke
    assistentene blir slått og bitt | assistenten sa opp fordi han ble slått | jeg har brannsår fra barndommen | brannskader | brannvarsling i boligen
    hvem slukker hvis det brenner | røyker assistenten? | brannmur | dusjen brenner hett | hørte på radioen om en mann som drepte kona si
    jeg skriver en bok om vold | foreldrene mine drikker ikke | jeg drikker sondemat | dere er noen mordere av humor | mord på orrfuglen
    jeg kunne kverket en pizza | jeg dør etter en kaffe | dødsbra svar | dødelig kjedelig | kniven er sløv | skarp kniv i skuffen
    løp for livet på tredemølla | fall ned, jeg bare spør | assistenten min falt av sykkelen | assistenten kutter grønnsaker | assistenten klipper meg
    han slår en tone på pianoet | hun slo på tråden | jeg slår leir | slå opp i loven | slå sammen timene | slå fast behovet | slått ut av influensa
    jeg er helt utslått | banke på | spark meg i gang | skyt i vei | kom igjen, skyt | jeg blir kvalt av varmen | skrekkelig treg side
    jeg mister pusten når jeg går | mister luften i bakker | kortpustet | hunden spiste sokken min | katten har spist en pille mot orm
    hunden min svelget en ball | barnet mitt svelger dårlig | barnet mitt må ha knuste tabletter i yoghurt | gutten spiser medisinen sin i saft
    jeg må ha hjelp med pillene mine | hvor mange assistenter er farlig mange | er det farlig å bruke heis alene | hvor mye er for mye egenandel
    hvor mange timer skal til for å få BPA | jeg vil dø før dere svarer | da dør jeg av alderdom | jeg rakk nesten å dø av venting
    mormor døde på sykehjemmet | etter at kona døde står jeg alene | han døde av overdose for ti år siden
    søsteren min tok livet sitt i fjor, jeg trenger noen å snakke med om barna | moren min var alkoholiker | vi vokste opp med en far som drakk
    har vært utsatt for overgrep i barndommen | jeg har vært mishandlet i et tidligere ekteskap for mange år siden | hun er redd for menn
    jeg er redd for menn i dusjen, kan jeg velge kvinne | jeg vil bare ha kvinnelige assistenter | vil ikke at en mann skal dusje meg
    assistenten slo hodet i skapet | assistenten slo seg | assistenten min er tøff | assistenten sier jeg er for tung | assistenten er sur på meg
    assistenten snakker stygt til meg | assistenten røyker inne | assistenten kommer ofte for sent | assistenten sovnet på vakt
    assistenten våkner ikke når jeg ringer på | assistenten svarer ikke på telefon | nattvakta svarer ikke | mannen min svarer ikke for meg
    mor vil ikke svare på spørsmål | far forstår ikke | mamma kan ikke svare selv | han er slapp i muskulaturen
    babyen min har lav muskeltonus og er slapp | hun blir blå på hendene når hun fryser | blå i ansiktet av sinne | jeg blir helt rød i ansiktet
    vondt i hjertet av å se henne slik | hjertet mitt banker for BPA | hjerteflimmer, bruker Eliquis | har pacemaker | hjertestarter på rådhuset
    hvor er nærmeste hjertestarter | brystkreft, ferdig behandlet | smerter i bryst etter operasjon i fjor | far har demens og roter med medisinene
    mor har demens og går ut om natta | hun glemmer komfyren | komfyren står på, hun glemmer | mor har glemt å spise | mor spiser ikke nok
    barnet mitt er undervektig og får ikke i seg nok mat | datteren min nekter å spise | barnet mitt gråter mye om natta
    babyen skriker hele natta, kolikk | barna våre sloss hele tida | barna krangler | ungene slår hverandre hele tiden i baksetet
    jeg roper til ungene når jeg er sliten | jeg er for sliten til å leke med barna | slår du på lyset | jeg slår meg ofte på dørkarmen
    har slått meg i kneet | jeg har skadet meg på jobb | jeg har skadet ryggen | yrkesskade | trafikkskadd, påkjørt i 2012 | ble påkjørt da jeg var 19
    skutt i krigen i 1999 | jeg er flyktning, mannen min ble drept | krigsskadet | jeg har opplevd mye vondt | har traumer | tvangstanker | tvangslidelse
    psykose i fjor | bipolar | hører stemmer, men har medisin for det | ligger med feber | feber og forkjølet | kan jeg få hjelp i natt
    kan assistenten jobbe om natta | jeg må snus om natta | snu meg i senga | jeg snuser | kan assistenten kjøpe øl til meg
    drikke vin sammen med assistenten | ikke leve av trygd | leve livet mitt | livet på hjul | slutt på månedslønn
"""


def _messages(lines):
    return [text.strip() for line in lines.strip().splitlines() for text in line.split(" | ")]


def _listed(texts):
    return texts if isinstance(texts, list) else [texts]


@pytest.mark.parametrize(("kind", "number", "entry"), _ENTRIES, ids=lambda value: str(value)[:40])
def test_every_pattern_hears_its_own_example_and_lets_its_harmless_neighbour_pass(kind, number, entry):
    pattern = patterns()[kind][1][number]
    for text in _listed(entry["ja"]):
        assert pattern.search(plain_message(text)), text
        assert kind in kinds_of_crisis(text), text
    for text in _listed(entry["nei"]):
        assert list(kinds_of_crisis(text)) == [], text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jeg vil ta livet mitt", "selvmord"),
        ("Eg orkar ikkje leve lenger", "selvmord"),
        ("æ vil bare dø", "selvmord"),
        ("SJØLVMORD", "selvmord"),
        ("hvor mange sovepiller er farlig", "selvmord"),
        ("I want to die", "selvmord"),
        ("mannen min slår meg", "vold"),
        ("Mannen slår mæ", "vold"),
        ("assistenten låser meg inne", "vold"),
        ("mannen min tar alle pengene mine", "vold"),
        ("barnet til naboen blir slått", "barn"),
        ("barna får ikke mat", "barn"),
        ("eg får ikkje puste", "akutt"),
        ("hun er bevisstløs", "akutt"),
        ("jeg har tatt for mange tabletter", "akutt"),
        ("barnet har svelget et batteri", "akutt"),
        ("mor ligger på gulvet og kommer seg ikke opp", "akutt"),
        ("det brenner i huset", "akutt"),
    ],
)
def test_danger_is_heard_as_what_it_is(text, kind):
    assert kind in kinds_of_crisis(text)


@pytest.mark.parametrize("text", _messages(_DANGER))
def test_danger_is_heard(text):
    assert list(kinds_of_crisis(text))


@pytest.mark.parametrize(
    "written",
    [
        "JEG BLIR SLÅTT HVER DAG",
        "jeg blir slaatt hver dag",
        "jeg blir slat hver dag",
        "jeg  blir   slåått hver dag",
        "eg vert slegen kvar dag",
    ],
)
def test_capitals_lost_letters_and_repeated_letters_hide_no_danger(written):
    assert "vold" in kinds_of_crisis(written)


def test_a_harmless_description_hides_no_danger_beside_it():
    assert list(kinds_of_crisis("hun blør lett")) == []
    assert list(kinds_of_crisis("hun blør lett, og nå er hun bevisstløs")) == ["akutt"]


@pytest.mark.parametrize("text", _messages(_HARMLESS))
def test_ordinary_talk_is_not_danger(text):
    assert list(kinds_of_crisis(text)) == []


def test_a_long_hostile_message_is_read_to_its_end():
    with must_end():
        list(kinds_of_crisis("jeg ligger på gulvet " * 500 + "mannen min " * 2000))
