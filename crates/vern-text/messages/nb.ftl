# Meldinger på norsk bokmål. Klarspråk, korte setninger, GDPRs egne ord.
# Samme grupper, samme rekkefølge og samme variabler som i en.ftl; en test passer på.
# En ny gruppe får sin egen «## overskrift».

## language

language-name = Norsk bokmål
language-other-name = English
language-switch = Les denne siden på engelsk

## date

date-long = { $day }. { $month } { $year }
date-with-weekday = { $weekday } { $date }
date-moment = { $date } kl. { $time } UTC
month-1 = januar
month-2 = februar
month-3 = mars
month-4 = april
month-5 = mai
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = desember
weekday-1 = mandag
weekday-2 = tirsdag
weekday-3 = onsdag
weekday-4 = torsdag
weekday-5 = fredag
weekday-6 = lørdag
weekday-7 = søndag

## number

number = { $number }

## word

word-charter = regelsett
word-gate = kontrollen
word-journal = loggen
word-vault = hvelvet
word-finding = merknad
word-controller = behandlingsansvarlig
word-joint-controllers = felles behandlingsansvarlige
word-processor = databehandler
word-sub-processor = underbehandler
word-recipient = mottaker
word-subject = den registrerte
word-category-of-subjects = kategori av registrerte
word-data-type = opplysningstype
word-activity = behandlingsaktivitet
word-purpose = formål
word-legal-basis = behandlingsgrunnlag
word-instruction = instruks
word-agreement = databehandleravtale
word-operation = behandling
word-restriction = begrensning
word-objection = innsigelse
word-breach = brudd på personopplysningssikkerheten
word-rights-request = henvendelse om rettigheter
word-retention = lagringstid
word-legal-hold = lovpålagt oppbevaring
word-third-country = tredjeland
word-safeguard = overføringsgrunnlag
word-supplier = leverandør
word-measure = sikkerhetstiltak
word-deviation = avvik
word-checkpoint = kontrollpunkt
word-receipt = kvittering

## act

act-register = registrere
act-read = lese
act-alter = endre
act-use = bruke
act-disclose = utlevere
act-transfer = overføre
act-restrict = begrense
act-erase = slette
act-export = eksportere
act-phrase = { $act ->
    [register] registrere opplysninger
    [read] lese opplysninger
    [alter] endre opplysninger
    [use] bruke opplysninger
    [disclose] utlevere opplysninger
    [transfer] overføre opplysninger
    [restrict] begrense bruken av opplysninger
    [erase] slette opplysninger
    [export] eksportere opplysninger
   *[other] behandle opplysninger
}

## held

held = Slik holdes det
held-enforced = Håndheves
held-enforced-explanation = Kontrollen stopper det som ville bryte løftet ({ $by }).
held-enforced-legend = Kontrollen stopper det som ville bryte løftet, hver gang.
held-checked = Kontrolleres
held-checked-explanation = En sjekk går jevnlig og sier fra hvis det ikke stemmer ({ $by }).
held-checked-legend = En sjekk går jevnlig og sier fra hvis det ikke stemmer.
held-attested = Bekreftet
held-attested-explanation = En person gikk god for dette { $on }. Systemet kan ikke se det selv.
held-attested-legend = En person har gått god for det. Systemet kan ikke se det selv.
held-declared = Erklært
held-declared-explanation = Dette står i regelsettet. Ingenting annet sørger for at det blir holdt.
held-declared-legend = Det står i regelsettet. Ingenting annet sørger for at det blir holdt.

## audience

audience = Hvem dokumentet er for
audience-public = Offentlig
audience-public-explanation = Alle kan lese dette dokumentet.
audience-party = For partene
audience-party-explanation = Bare behandlingsansvarlig og databehandler kan lese dette dokumentet.
audience-authority = For tilsynsmyndigheten
audience-authority-explanation = Dokumentet leveres til tilsynsmyndigheten og er ikke offentlig.
audience-subject = For den det gjelder
audience-subject-explanation = Bare personen dokumentet handler om, kan lese det.

## document

document-updated = Sist oppdatert { $date }
document-undated = Udatert
document-contents = Innhold
document-source = Kilde
document-clause = Følger av
document-print-note = Trykt fra { $organisation }
document-see-working = Se hvordan hvert løfte holdes
document-see-published = Se siden slik alle ser den
document-working-view = Arbeidsvisning
document-working-explanation = Hver linje viser hvordan løftet holdes, og hva i regelsettet det følger av.
document-tally = { $lines ->
    [one] Slik holdes det ene løftet
   *[other] Slik holdes de { $lines } løftene
}
document-as-json = Dokumentet som JSON

## finding

finding = Merknad
finding-count = { $count ->
    [one] { $count } merknad
   *[other] { $count } merknader
}
finding-none = Ingen merknader
finding-explanation = Her kommer teksten til kort, målt mot loven eller mot seg selv.
finding-reason = Hvorfor
finding-source = Kilde
finding-mend = Slik kan det rettes

## site

site-name = Vern
site-promise = Holder det som er lovet
site-skip = Hopp til innholdet
site-nav = Hovedmeny
site-nav-front = Forside
site-nav-notice = Personvernerklæring
site-nav-journal = Logg
site-nav-guide = Omvisning
site-footer-charter = Trykt fra regelsettet
site-footer-in-force = i kraft siden { $date }
site-footer-no-tracking = Siden setter ingen informasjonskapsler, sporer ingen og henter ingenting fra andre.

## front

front-title = Personvern hos { $organisation }
front-lead = Det vi lover om personopplysninger, står her. Sidene trykkes fra det samme regelsettet som systemene våre styres av.
front-documents = Dette har vi publisert
front-documents-none = Ingenting er publisert ennå.
front-contact = Kontakt
front-proof = Du kan etterprøve det
front-proof-explanation = Hver behandling av personopplysninger får en linje i en logg som ikke kan endres uten at det synes. Kontrollpunktet under er signert og gjelder hele loggen til nå.
front-proof-none = Loggen er tom. Det første kontrollpunktet kommer med den første behandlingen.
front-open-journal = Åpne loggen

## guide

guide-title = Prøv Vern på ti minutter
guide-lead-declare = Vern er programmet en virksomhet bruker for å holde løftene sine om personvern.
guide-lead-enforce = Løftene står i ett regelsett, og én kontroll slipper bare gjennom det regelsettet tillater.
guide-lead-prove = Alt som skjer, havner i en logg som ikke kan endres i det stille, og sidene folk leser, trykkes fra det samme regelsettet.
guide-figure = Slik henger det sammen
guide-declare = Erklær
guide-declare-what = Regelsettet
guide-declare-text = Hva dere lover, skrevet ett sted.
guide-enforce = Håndhev
guide-enforce-what = Kontrollen
guide-enforce-text = Stopper alt som bryter med det.
guide-prove = Bevis
guide-prove-what = Loggen
guide-prove-text = Viser hva som faktisk skjedde.
guide-publish = Publiser
guide-publish-what = Sidene
guide-publish-text = Trykkes fra det samme regelsettet.
guide-steps = Steg for steg
guide-step-number = Steg { $number }
guide-command = Kjør i terminalen
guide-expect = Dette skal skje
guide-links = Se selv

## result

result-permitted = Tillatt
result-refused = Avvist
result-observed = Ville blitt avvist
result-permitted-title = Kontrollen tillot det
result-refused-title = Kontrollen sa nei
result-observed-title = Kontrollen ville sagt nei
result-observed-explanation = Aktiviteten er under observasjon: kontrollen noterer, men stopper ikke noe ennå.
result-asked = Dette ble forsøkt
result-answer = Svaret
result-withheld = Holdt tilbake
result-reasons = { $count ->
    [one] Én grunn
   *[other] { $count } grunner
}
result-reason-clause = Følger av
result-reason-source = Står i
result-reason-mend = Kan rettes av
result-receipt = Kvittering
result-receipt-explanation = Svaret er skrevet i loggen. Kvitteringen åpner akkurat den linjen, og lar deg etterprøve den.
result-open-receipt = Se linjen i loggen
result-back = Tilbake til omvisningen

## journal

journal-title = Loggen
journal-lead = Her kan alle etterprøve at loggen til { $organisation } er hel.
journal-what = Hva loggen er
journal-explanation = Hver gang noen behandler personopplysninger, også når kontrollen sier nei, skrives en linje i loggen. Linjene er bundet sammen i et tre av kontrollsummer. Blir én linje endret, fjernet eller flyttet, stemmer ikke summene lenger.
journal-nothing-personal = Linjene inneholder ingen navn og ingen opplysninger om noen i klartekst.
journal-checkpoint = Siste kontrollpunkt
journal-checkpoint-explanation = Et signert sammendrag av hele loggen. Ta vare på det: senere kan du vise at ingenting før dette er endret.
journal-checkpoint-none = Loggen er tom ennå.
journal-checkpoint-at = Signert
journal-origin = Loggens navn
journal-size = Antall linjer
journal-root = Rot
journal-verifier-key = Kontrollnøkkel
journal-verifier-key-explanation = Med denne nøkkelen kan hvem som helst sjekke signaturen. Hent den også et annet sted enn her.
journal-lookup = Slå opp en kvittering
journal-lookup-explanation = Kvitteringen følger med svaret på hver behandling. Den peker på én linje i loggen.
journal-receipt = Kvittering
journal-receipt-hint = Ser slik ut: 0.1234.Qm9y…
journal-lookup-submit = Slå opp
journal-verdict = Resultat
journal-verdict-included = Linjen står i loggen
journal-verdict-included-explanation = Kvitteringen stemmer, og linjen er dekket av det siste kontrollpunktet.
journal-verdict-mismatch = Kvitteringen stemmer ikke med linjen
journal-verdict-mismatch-explanation = Enten er kvitteringen endret, eller så er loggen det. Et kontrollpunkt som er tatt vare på utenfor systemet, avgjør hva som er endret.
journal-verdict-beyond-tree = Loggen er kortere enn kvitteringen sier
journal-verdict-beyond-tree-explanation = Kvitteringen viser til linje { $index }, men loggen har bare { $size } linjer. Det kan bety at loggen er rullet tilbake.
journal-verdict-malformed = Dette er ikke en kvittering
journal-verdict-malformed-explanation = En kvittering har tre deler med punktum mellom: epoke, linjenummer og kontrollsum. Sjekk at alt kom med da du kopierte.
journal-verdict-epoch-unknown = Kvitteringen hører til en annen logg
journal-verdict-epoch-unknown-explanation = Denne loggen har ingen epoke med det nummeret.
journal-entry = Det linjen sier
journal-entry-sealed = Resten av linjen er forseglet og kan bare åpnes av den behandlingsansvarlige.
journal-sentence = { $outcome ->
    [permitted] Noen ba om å få { $act } i aktiviteten «{ $activity }», og kontrollen tillot det.
    [observed] Noen ba om å få { $act } i aktiviteten «{ $activity }». Kontrollen ville sagt nei, men aktiviteten var under observasjon.
   *[refused] Noen ba om å få { $act } i aktiviteten «{ $activity }», og kontrollen sa nei.
}
journal-sentence-undeclared = Noen ba om å få behandle opplysninger i en aktivitet som ikke er erklært, og kontrollen sa nei.
journal-entry-index = Linje
journal-entry-at = Tidspunkt
journal-entry-kind = Hva slags linje
journal-entry-operation = Behandlingens id
journal-entry-actor = Utført av
journal-entry-activity = Aktivitet
journal-entry-act = Handling
journal-entry-data = Opplysningstyper
journal-entry-withheld = Holdt tilbake
journal-entry-outcome = Utfall
journal-entry-codes = Grunner
journal-entry-charters = Regelsett i kraft
journal-entry-recipient = Mottaker
journal-entry-place = Sted
journal-entry-subjects = Antall personer
journal-entry-count = Antall poster
journal-entry-undeclared = Ikke erklært
journal-kind-operation = Behandling
journal-kind-epoch = Ny epoke åpnet
journal-kind-charter = Regelsett trådte i kraft
journal-kind-chunk = Del av en større behandling
journal-kind-clock = Klokken gikk tilbake
journal-kind-access = Tilgang gitt eller avsluttet
journal-outcome-permitted = Tillatt
journal-outcome-refused = Avvist
journal-outcome-observed = Ville blitt avvist

## proof

proof-title = Beviset, regnet ut i nettleseren din
proof-explanation = Du trenger ikke stole på serveren. Nettleseren regner ut kontrollsummene selv, fra innholdet i linjen og helt opp til den signerte roten.
proof-without-script = Skript er slått av, så nettleseren regner ikke selv. Resultatet over er serverens. Tallene under holder til å regne det ut med andre verktøy.
proof-details = Alle tallene i beviset
proof-leaf-hash = Linjens kontrollsum
proof-index = Linjens plass i treet
proof-size = Treets størrelse
proof-path = Nabosummer, nederst til øverst
proof-path-none = Ingen: linjen er hele treet.
proof-root = Roten i kontrollpunktet
proof-running = Regner …
proof-verdict-ok = Nettleseren din kom fram til det samme.
proof-verdict-bad = Nettleseren din kom fram til noe annet enn serveren. Ta vare på kvitteringen og kontrollpunktet.
proof-verdict-unsupported = Nettleseren kan ikke regne her. Det krever en sikker tilkobling (https) og en nyere nettleser.
proof-verdict-partial = Summene stemmer. Signaturen kunne ikke sjekkes i denne nettleseren.
proof-step-leaf-ok = Linjen gir kontrollsummen serveren oppga.
proof-step-leaf-bad = Linjen gir en annen kontrollsum enn serveren oppga.
proof-step-receipt-ok = Kvitteringen din nevner akkurat denne kontrollsummen.
proof-step-receipt-bad = Kvitteringen din nevner en annen kontrollsum.
proof-step-path-ok = Veien gjennom treet ender i en rot.
proof-step-path-bad = Veien gjennom treet går ikke opp.
proof-step-root-ok = Roten er den samme som i kontrollpunktet.
proof-step-root-bad = Roten er en annen enn i kontrollpunktet.
proof-step-signature-ok = Signaturen på kontrollpunktet er ekte.
proof-step-signature-bad = Signaturen på kontrollpunktet er ikke gyldig.
proof-step-signature-unsupported = Nettleseren kjenner ikke signaturtypen Ed25519, så signaturen er ikke sjekket.

## error

error-title = Det gikk ikke
error-title-not-found = Siden finnes ikke
error-title-denied = Ingen adgang
error-title-invalid = Noe i forespørselen er feil
error-title-conflict = Noe har endret seg i mellomtiden
error-title-unavailable = Tjenesten er ikke tilgjengelig akkurat nå
error-code = Kode
error-request = Forespørsel
error-hint = Prøv dette
error-back = Til forsiden
