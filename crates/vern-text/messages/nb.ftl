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
quoted = «{ $words }»

## period

period-years = { $count ->
    [one] ett år
   *[other] { $count } år
}
period-months = { $count ->
    [one] én måned
   *[other] { $count } måneder
}
period-days = { $count ->
    [one] én dag
   *[other] { $count } dager
}
every-years = { $count ->
    [one] hvert år
   *[other] hvert { $count }. år
}
every-months = { $count ->
    [one] hver måned
   *[other] hver { $count }. måned
}
every-days = { $count ->
    [one] hver dag
   *[other] hver { $count }. dag
}
every-period = minst én gang på { $period }

## country

country = { $code ->
    [AD] Andorra
    [AE] De forente arabiske emirater
    [AF] Afghanistan
    [AG] Antigua og Barbuda
    [AI] Anguilla
    [AL] Albania
    [AM] Armenia
    [AO] Angola
    [AQ] Antarktis
    [AR] Argentina
    [AS] Amerikansk Samoa
    [AT] Østerrike
    [AU] Australia
    [AW] Aruba
    [AX] Åland
    [AZ] Aserbajdsjan
    [BA] Bosnia-Hercegovina
    [BB] Barbados
    [BD] Bangladesh
    [BE] Belgia
    [BF] Burkina Faso
    [BG] Bulgaria
    [BH] Bahrain
    [BI] Burundi
    [BJ] Benin
    [BL] Saint-Barthélemy
    [BM] Bermuda
    [BN] Brunei
    [BO] Bolivia
    [BQ] Karibisk Nederland
    [BR] Brasil
    [BS] Bahamas
    [BT] Bhutan
    [BV] Bouvetøya
    [BW] Botswana
    [BY] Belarus
    [BZ] Belize
    [CA] Canada
    [CC] Kokosøyene
    [CD] Kongo-Kinshasa
    [CF] Den sentralafrikanske republikk
    [CG] Kongo-Brazzaville
    [CH] Sveits
    [CI] Elfenbenskysten
    [CK] Cookøyene
    [CL] Chile
    [CM] Kamerun
    [CN] Kina
    [CO] Colombia
    [CR] Costa Rica
    [CU] Cuba
    [CV] Kapp Verde
    [CW] Curaçao
    [CX] Christmasøya
    [CY] Kypros
    [CZ] Tsjekkia
    [DE] Tyskland
    [DJ] Djibouti
    [DK] Danmark
    [DM] Dominica
    [DO] Den dominikanske republikk
    [DZ] Algerie
    [EC] Ecuador
    [EE] Estland
    [EG] Egypt
    [EH] Vest-Sahara
    [ER] Eritrea
    [ES] Spania
    [ET] Etiopia
    [FI] Finland
    [FJ] Fiji
    [FK] Falklandsøyene
    [FM] Mikronesiaføderasjonen
    [FO] Færøyene
    [FR] Frankrike
    [GA] Gabon
    [GB] Storbritannia
    [GD] Grenada
    [GE] Georgia
    [GF] Fransk Guyana
    [GG] Guernsey
    [GH] Ghana
    [GI] Gibraltar
    [GL] Grønland
    [GM] Gambia
    [GN] Guinea
    [GP] Guadeloupe
    [GQ] Ekvatorial-Guinea
    [GR] Hellas
    [GS] Sør-Georgia og Sør-Sandwichøyene
    [GT] Guatemala
    [GU] Guam
    [GW] Guinea-Bissau
    [GY] Guyana
    [HK] Hongkong
    [HM] Heard- og McDonaldøyene
    [HN] Honduras
    [HR] Kroatia
    [HT] Haiti
    [HU] Ungarn
    [ID] Indonesia
    [IE] Irland
    [IL] Israel
    [IM] Man
    [IN] India
    [IO] Det britiske territoriet i Indiahavet
    [IQ] Irak
    [IR] Iran
    [IS] Island
    [IT] Italia
    [JE] Jersey
    [JM] Jamaica
    [JO] Jordan
    [JP] Japan
    [KE] Kenya
    [KG] Kirgisistan
    [KH] Kambodsja
    [KI] Kiribati
    [KM] Komorene
    [KN] Saint Kitts og Nevis
    [KP] Nord-Korea
    [KR] Sør-Korea
    [KW] Kuwait
    [KY] Caymanøyene
    [KZ] Kasakhstan
    [LA] Laos
    [LB] Libanon
    [LC] St. Lucia
    [LI] Liechtenstein
    [LK] Sri Lanka
    [LR] Liberia
    [LS] Lesotho
    [LT] Litauen
    [LU] Luxemburg
    [LV] Latvia
    [LY] Libya
    [MA] Marokko
    [MC] Monaco
    [MD] Moldova
    [ME] Montenegro
    [MF] Saint-Martin
    [MG] Madagaskar
    [MH] Marshalløyene
    [MK] Nord-Makedonia
    [ML] Mali
    [MM] Myanmar
    [MN] Mongolia
    [MO] Macao
    [MP] Nord-Marianene
    [MQ] Martinique
    [MR] Mauritania
    [MS] Montserrat
    [MT] Malta
    [MU] Mauritius
    [MV] Maldivene
    [MW] Malawi
    [MX] Mexico
    [MY] Malaysia
    [MZ] Mosambik
    [NA] Namibia
    [NC] Ny-Caledonia
    [NE] Niger
    [NF] Norfolkøya
    [NG] Nigeria
    [NI] Nicaragua
    [NL] Nederland
    [NO] Norge
    [NP] Nepal
    [NR] Nauru
    [NU] Niue
    [NZ] New Zealand
    [OM] Oman
    [PA] Panama
    [PE] Peru
    [PF] Fransk Polynesia
    [PG] Papua Ny-Guinea
    [PH] Filippinene
    [PK] Pakistan
    [PL] Polen
    [PM] Saint-Pierre-et-Miquelon
    [PN] Pitcairnøyene
    [PR] Puerto Rico
    [PS] Palestina
    [PT] Portugal
    [PW] Palau
    [PY] Paraguay
    [QA] Qatar
    [RE] Réunion
    [RO] Romania
    [RS] Serbia
    [RU] Russland
    [RW] Rwanda
    [SA] Saudi-Arabia
    [SB] Salomonøyene
    [SC] Seychellene
    [SD] Sudan
    [SE] Sverige
    [SG] Singapore
    [SH] St. Helena
    [SI] Slovenia
    [SJ] Svalbard og Jan Mayen
    [SK] Slovakia
    [SL] Sierra Leone
    [SM] San Marino
    [SN] Senegal
    [SO] Somalia
    [SR] Surinam
    [SS] Sør-Sudan
    [ST] São Tomé og Príncipe
    [SV] El Salvador
    [SX] Sint Maarten
    [SY] Syria
    [SZ] Eswatini
    [TC] Turks- og Caicosøyene
    [TD] Tsjad
    [TF] De franske sørterritorier
    [TG] Togo
    [TH] Thailand
    [TJ] Tadsjikistan
    [TK] Tokelau
    [TL] Øst-Timor
    [TM] Turkmenistan
    [TN] Tunisia
    [TO] Tonga
    [TR] Tyrkia
    [TT] Trinidad og Tobago
    [TV] Tuvalu
    [TW] Taiwan
    [TZ] Tanzania
    [UA] Ukraina
    [UG] Uganda
    [UM] USAs ytre øyer
    [US] USA
    [UY] Uruguay
    [UZ] Usbekistan
    [VA] Vatikanstaten
    [VC] St. Vincent og Grenadinene
    [VE] Venezuela
    [VG] De britiske jomfruøyene
    [VI] De amerikanske jomfruøyene
    [VN] Vietnam
    [VU] Vanuatu
    [WF] Wallis og Futuna
    [WS] Samoa
    [YE] Jemen
    [YT] Mayotte
    [ZA] Sør-Afrika
    [ZM] Zambia
    [ZW] Zimbabwe
   *[other] { $code }
}

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
document-charter-line = linje { $line }
document-charter-file = Linjenumrene er de i { $file }.
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
finding-contact_called_processor-title = Den ansvarlige kalles databehandler
finding-contact_called_processor-reason = Teksten kommer til kort her, fordi den kaller den som svarer for behandlingen, for databehandler. Den som bestemmer formålet og midlene, er behandlingsansvarlig; en databehandler arbeider på andres vegne.
finding-contact_called_processor-mend = Virksomheten retter «databehandler» til «behandlingsansvarlig» i personvernerklæringen og i regelsettet.
finding-contact_channel_broken-title = Kontaktveien virker ikke
finding-contact_channel_broken-reason = Teksten kommer til kort her, fordi kontaktveien den viser til, ikke virket da den ble prøvd. Loven krever at folk får vite hvordan de når den behandlingsansvarlige, og at det skal være lett å bruke rettighetene sine.
finding-contact_channel_broken-mend = Virksomheten får kontaktveien i orden eller oppgir en som virker, prøver den og fører inn resultatet i regelsettet.
finding-purpose_not_stated-title = Formålet er ikke oppgitt
finding-purpose_not_stated-reason = Teksten kommer til kort her, fordi den ikke sier hva opplysningene under «{ $about }» skal brukes til. Loven krever at formålet er bestemt og sagt før opplysninger samles inn.
finding-purpose_not_stated-mend = Den behandlingsansvarlige bestemmer formålet og skriver det i personvernerklæringen og i regelsettet.
finding-basis_not_stated-title = Behandlingsgrunnlaget er ikke oppgitt
finding-basis_not_stated-reason = Teksten kommer til kort her, fordi den ikke sier hvilket rettslig grunnlag «{ $about }» har. Loven krever at all behandling har et grunnlag, og at folk får vite hvilket.
finding-basis_not_stated-mend = Den behandlingsansvarlige avgjør hvilket grunnlag i artikkel 6 som gjelder, og skriver det i personvernerklæringen og i regelsettet.
finding-basis_and_consent-title = Ber om samtykke, men oppgir et annet grunnlag
finding-basis_and_consent-reason = Teksten kommer til kort her, fordi «{ $about }» venter på samtykke, mens teksten oppgir et annet behandlingsgrunnlag. Loven krever at folk får vite hvilket grunnlag som gjelder, fordi rettighetene deres avhenger av det.
finding-basis_and_consent-mend = Den behandlingsansvarlige avgjør hvilket grunnlag som gjelder, og retter teksten; kreves samtykket av en annen lov, skal teksten si det.
finding-retention_not_stated-title = Lagringstiden er ikke oppgitt
finding-retention_not_stated-reason = Teksten kommer til kort her, fordi den ikke sier hvor lenge opplysningene under «{ $about }» blir lagret. Loven krever at de slettes når formålet ikke lenger krever dem, og at folk får vite hvor lenge det er, eller hva som avgjør det.
finding-retention_not_stated-mend = Den behandlingsansvarlige bestemmer lagringstiden og skriver den i personvernerklæringen og i regelsettet, og da sletter Vern det som har gått ut.

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

## notice

notice-title = Personvernerklæring
notice-lead = Her står hvilke opplysninger { $organisation } har om deg, hva de brukes til, hvem som får dem og hvor lenge de blir lagret.
notice-not-stated = Står ikke i erklæringen
notice-none = Ingen
notice-open = Ikke avgjort ennå
notice-aim = Et mål, ikke et løfte: { $aim }
notice-and = og
notice-controller = Hvem har ansvaret
notice-controller-lead = { $organisation } er behandlingsansvarlig. Det betyr at virksomheten bestemmer hvorfor og hvordan opplysningene blir brukt, og at den svarer for det.
notice-contact = Hvem du kan kontakte
notice-channel = Slik tar du kontakt
notice-channel-named = { $channel }, ifølge erklæringen
notice-officer = Personvernombud
notice-org-number = Organisasjonsnummer
notice-country = Land
notice-subjects = Hvem det gjelder
notice-data = Hvilke opplysninger
notice-purpose = Hva de brukes til
notice-basis = Behandlingsgrunnlag
notice-basis-a = Du har samtykket (GDPR artikkel 6 nr. 1 bokstav a).
notice-basis-b = En avtale med deg, eller noe du har bedt om før en avtale (GDPR artikkel 6 nr. 1 bokstav b).
notice-basis-c = En lov pålegger oss det (GDPR artikkel 6 nr. 1 bokstav c).
notice-basis-d = Det verner noens liv eller helse (GDPR artikkel 6 nr. 1 bokstav d).
notice-basis-e = En oppgave i allmennhetens interesse, eller offentlig myndighet (GDPR artikkel 6 nr. 1 bokstav e).
notice-basis-f = Vår berettigede interesse, så lenge interessene og rettighetene dine ikke veier tyngre (GDPR artikkel 6 nr. 1 bokstav f).
notice-consent = Samtykke
notice-consent-required = Ingenting blir samlet inn eller brukt før du har sagt ja, og heller ikke etter at du har trukket samtykket.
notice-sources = Hvor de kommer fra
notice-recipients = Hvem som får dem
notice-recipients-none = Ingen er nevnt, så ingen får dem.
notice-recipient-limited = { $supplier } får bare { $data }.
notice-recipient-blocked = { $supplier } får ingenting, for det er ikke inngått noen databehandleravtale.
notice-retention = Hvor lenge de blir lagret
notice-retention-after = De slettes automatisk { $period } etter at de ble samlet inn.
notice-retention-while-contract = Så lenge avtalen varer. Deretter blir de slettet.
notice-retention-while-hiring = Så lenge ansettelsen pågår. Deretter blir de slettet.
notice-retention-while-consent = Så lenge samtykket gjelder. Deretter blir de slettet.
notice-retention-while-interest = Så lenge den berettigede interessen består. Deretter blir de slettet.
notice-review = Gjennomgang
notice-review-every = En person går gjennom dem { $every }.
notice-hold = Lagres lenger etter loven
notice-hold-period = I { $period }, fordi { $statute } krever det.
notice-hold-open = Så lenge { $statute } krever det. Erklæringen sier ikke hvor lenge det er.
notice-keep = Lagres lenger med samtykke
notice-keep-consent = Bare hvis du gir et eget samtykke til det.
notice-keep-never = Nei, de blir ikke lagret lenger selv om du samtykker.
notice-suppliers = Leverandører som får opplysninger
notice-suppliers-caption = Hvem de er, og hva de får
notice-supplier = Leverandør
notice-supplier-delivers = Leverer
notice-concerns = Gjelder
notice-supplier-nothing = Ingenting
notice-supplier-place = Lagrer i
notice-supplier-owner = Eierens land: { $country }.
notice-safeguard-adequacy = Overføringsgrunnlag: EU har godkjent nivået på personvernet.
notice-safeguard-standard-clauses = Overføringsgrunnlag: EUs standardkontrakt.
notice-safeguard-binding-rules = Overføringsgrunnlag: bindende regler i konsernet.
notice-safeguard-under-assessment = Det er ikke ferdig vurdert.
notice-measures = Slik sikres opplysningene
notice-rights = Rettighetene dine
notice-right-access = Innsyn
notice-right-access-text = Du kan spørre hvilke opplysninger vi har om deg.
notice-right-rectification = Retting
notice-right-rectification-text = Du kan be oss rette det som er feil.
notice-right-erasure = Sletting
notice-right-erasure-text = Du kan be oss slette opplysninger om deg.
notice-right-restriction = Begrensning
notice-right-restriction-text = Du kan be oss lagre opplysningene uten å bruke dem.
notice-right-portability = Dataportabilitet
notice-right-portability-text = Du kan få opplysningene med deg i et format en maskin kan lese.
notice-right-objection = Protest
notice-right-objection-text = Du kan protestere mot at vi bruker opplysningene.
notice-law = Det loven gir deg uansett
notice-law-lead = Dette følger av personvernforordningen (GDPR), enten det står i erklæringen eller ikke.
notice-law-15 = Innsyn (artikkel 15)
notice-law-15-text = Du kan få vite hva som er lagret om deg, hva det brukes til, hvem som får det og hvor lenge det blir lagret. Du kan få en kopi.
notice-law-16 = Retting (artikkel 16)
notice-law-16-text = Feil skal rettes, og det som mangler, skal fylles ut.
notice-law-17 = Sletting (artikkel 17)
notice-law-17-text = Opplysninger skal slettes når det ikke lenger er lov å ha dem. Det finnes unntak, for eksempel når en lov krever at de blir lagret.
notice-law-18 = Begrensning (artikkel 18)
notice-law-18-text = Du kan kreve at opplysninger bare blir lagret og ikke brukt, for eksempel mens det blir undersøkt om de er riktige.
notice-law-19 = Beskjed til mottakerne (artikkel 19)
notice-law-19-text = De som har fått opplysningene, skal få vite at noe er rettet, slettet eller begrenset, hvis det lar seg gjøre.
notice-law-20 = Dataportabilitet (artikkel 20)
notice-law-20-text = Opplysninger du selv har gitt, kan du få med deg i et format en maskin kan lese. Det gjelder når grunnlaget er samtykke eller avtale og behandlingen er automatisk.
notice-law-21 = Protest (artikkel 21)
notice-law-21-text = Er grunnlaget en berettiget interesse eller allmennhetens interesse, kan du protestere. Bruk til direkte markedsføring kan du alltid si nei til.
notice-law-22 = Automatiske avgjørelser (artikkel 22)
notice-law-22-text = En avgjørelse som betyr mye for deg, skal som hovedregel ikke tas av en maskin alene.
notice-law-7 = Samtykke (artikkel 7)
notice-law-7-text = Et samtykke kan du trekke når som helst.
notice-law-12 = Svar (artikkel 12)
notice-law-12-text = Du skal få svar så snart som mulig, og senest innen en måned. Fristen kan bli to måneder lenger når saken er vanskelig. Svaret er som regel gratis.
notice-law-77 = Klage (artikkel 77)
notice-law-77-text = Mener du at noen bryter loven, kan du klage til tilsynsmyndigheten. I Norge er det Datatilsynet.
notice-access = Hvem som har tilgang
notice-access-lead = Ingen slipper til uten å identifisere seg, og ingen kan gjøre mer enn rollen sin.
notice-access-caption = Hva hver rolle kan gjøre
notice-access-role = Rolle
notice-access-may = Kan
notice-access-reason = Må oppgi en grunn for å { $acts }.
notice-access-sees = Ser bare { $data }.

## front

front-title = Personvern hos { $organisation }
front-lead = Det vi lover om personopplysninger, står her. Sidene trykkes fra det samme regelsettet som systemene våre styres av.
front-documents = Dette har vi publisert
front-documents-none = Ingenting er publisert ennå.
front-contact = Kontakt
front-contact-role = Ansvarlig
front-contact-channel = Slik når du oss
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
guide-command = I terminalen
guide-expect = Dette skal skje
guide-links = Se selv

## result

result-permitted = Tillatt
result-refused = Avvist
result-observed = Ville blitt avvist
result-done = Utført
result-permitted-title = Kontrollen tillot det
result-refused-title = Kontrollen sa nei
result-observed-title = Kontrollen ville sagt nei
result-done-title = Slik gikk det
result-observed-explanation = Aktiviteten er under observasjon: kontrollen noterer, men stopper ikke noe ennå.
result-asked = Forespørselen
result-answer = Svaret
result-facts = Resultat
result-command = Gå videre i terminalen
result-withheld = Holdt tilbake
result-reasons = { $count ->
    [one] Én grunn
   *[other] { $count } grunner
}
result-reason-clause = Følger av
result-reason-source = I regelsettet
result-reason-mend = Slik kan det rettes
result-receipt = Kvittering
result-receipt-explanation = Svaret er skrevet i loggen. Kvitteringen åpner akkurat den linjen, og lar deg etterprøve den.
result-open-receipt = Se linjen i loggen
result-back = Tilbake til omvisningen

## journal

journal-title = Loggen
journal-lead = Her kan alle etterprøve at loggen til { $organisation } er intakt.
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
journal-receipt-hint = Ser slik ut: 1.1234.Qm9y…
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
error-title-meaning = Dette betyr koden
error-title-not-found = Siden finnes ikke
error-title-denied = Ingen adgang
error-title-invalid = Noe i forespørselen er feil
error-title-conflict = Noe har endret seg i mellomtiden
error-title-unavailable = Tjenesten er ikke tilgjengelig akkurat nå
error-code = Kode
error-request = Forespørsel
error-hint = Prøv dette
error-back = Til forsiden

## gate

code-actor-no_grant = Rollen har ikke tilgang til å gjøre dette i denne aktiviteten.
code-actor-no_grant-mend = Den som forvalter regelsettet, kan gi rollen tilgang til handlingen i en ny versjon av regelsettet.
code-actor-reason_required = Rollen må oppgi en begrunnelse for å gjøre dette, og ingen begrunnelse ble gitt.
code-actor-reason_required-mend = Den som spør, kan prøve igjen og skrive hvorfor det er nødvendig.
code-actor-data_not_granted = Rollen ser ikke alle opplysningstypene dette skriver, og ville overskrevet det den ikke kan se.
code-actor-data_not_granted-mend = Den som spør, kan overlate det til en rolle som ser hele posten, eller be den som forvalter regelsettet, la rollen se opplysningstypen.
code-record-unknown = Rollen har ikke tilgang til noen post med denne nøkkelen.
code-record-unknown-mend = Den som spør, kan sjekke at nøkkelen og aktiviteten er riktige, eller be den som forvalter regelsettet, om tilgang.
code-subject-unknown = Rollen har ikke tilgang til noen registrert med denne id-en.
code-subject-unknown-mend = Den som spør, kan sjekke at id-en er riktig, eller be den som forvalter regelsettet, om tilgang.
code-activity-undeclared = Aktiviteten står ikke i regelsettet som er i kraft.
code-activity-undeclared-mend = Den som spør, kan oppgi en aktivitet som er erklært, eller be den som forvalter regelsettet, erklære denne med formål, behandlingsgrunnlag og lagringstid.
code-activity-operation_undeclared = Regelsettet åpner ikke for denne handlingen i denne aktiviteten.
code-activity-operation_undeclared-mend = Den som forvalter regelsettet, kan føre opp handlingen på aktiviteten i en ny versjon, hvis formålet krever den.
code-activity-purpose_open = Regelsettet lar formålet med denne aktiviteten stå åpent, og ingenting behandles for et formål ingen har bestemt.
code-activity-purpose_open-mend = Den behandlingsansvarlige må bestemme formålet, og den som forvalter regelsettet, fører det inn; til da kan opplysningene bare begrenses eller slettes.
code-activity-purpose_mismatch = Posten ble samlet inn for en annen aktivitet og kan ikke brukes i denne.
code-activity-purpose_mismatch-mend = Den som spør, kan be om posten i aktiviteten den ble samlet inn for; om et nytt formål er lovlig, må den behandlingsansvarlige avgjøre først.
code-subject-category_undeclared = Aktiviteten er ikke erklært for denne kategorien av registrerte.
code-subject-category_undeclared-mend = Den som spør, kan velge en kategori aktiviteten gjelder for, eller be den som forvalter regelsettet, føre opp kategorien.
code-subject-restricted = Behandlingen er begrenset, så opplysningene kan lagres, men ikke brukes til noe annet før begrensningen er opphevet.
code-subject-restricted-mend = Den behandlingsansvarlige kan oppheve begrensningen når grunnen til den er borte, og skal si fra til den registrerte først.
code-data-undeclared = Minst én av opplysningstypene er ikke ført opp for aktiviteten.
code-data-undeclared-mend = Den som spør, kan ta bort det som ikke trengs, eller be den som forvalter regelsettet, føre opp opplysningstypen.
code-data-invalid = Minst én verdi har ikke den formen opplysningstypen krever.
code-data-invalid-mend = Den som sender inn, kan rette verdien slik at den passer med opplysningstypen, for eksempel et gyldig telefonnummer, og prøve igjen.
code-supplier-unknown = Mottakeren er ikke oppgitt, eller står ikke blant leverandørene i regelsettet.
code-supplier-unknown-mend = Den som spør, kan oppgi en mottaker som står i regelsettet, eller be den som forvalter det, føre opp mottakeren.
code-supplier-not_recipient = Leverandøren er ikke ført opp som mottaker av opplysninger i denne aktiviteten.
code-supplier-not_recipient-mend = Den som forvalter regelsettet, kan føre opp leverandøren som mottaker i en ny versjon, og da viser personvernerklæringen det også.
code-supplier-no_agreement = Leverandøren behandler personopplysninger på vegne av virksomheten uten at det finnes en databehandleravtale.
code-supplier-no_agreement-mend = Den behandlingsansvarlige må inngå en databehandleravtale med leverandøren, og den som forvalter regelsettet, fører den inn.
code-place-not_stated = Verken regelsettet eller forespørselen sier hvilket land mottakeren er i, eller regelsettet lar det stå åpent.
code-place-not_stated-mend = Den som spør, kan oppgi landet der regelsettet ikke sier noe; der regelsettet lar det stå åpent, må den som forvalter det, føre opp landet på leverandøren først.
code-transfer-not_approved = Landet ligger utenfor EØS, og regelsettet viser ikke noe overføringsgrunnlag som er på plass.
code-transfer-not_approved-mend = Den behandlingsansvarlige må holde opplysningene i EØS eller få på plass et overføringsgrunnlag, for eksempel EUs standardkontrakt, og den som forvalter regelsettet, fører det inn.
code-basis-open = Regelsettet lar behandlingsgrunnlaget for denne aktiviteten stå åpent, og ingenting behandles uten grunnlag.
code-basis-open-mend = Den behandlingsansvarlige må bestemme hvilket grunnlag i artikkel 6 som gjelder, og den som forvalter regelsettet, fører det inn; til da kan opplysningene bare begrenses eller slettes.
code-consent-missing = Aktiviteten krever samtykke, og den registrerte har ikke gitt samtykke eller har trukket det tilbake.
code-consent-missing-mend = Bare den registrerte selv kan gi samtykke; den behandlingsansvarlige kan spørre, men svaret må være frivillig.
code-retention-open = Regelsettet lar det stå åpent hvor lenge opplysningene i denne aktiviteten lagres, og ingenting behandles før det er bestemt.
code-retention-open-mend = Den behandlingsansvarlige må bestemme lagringstiden, og den som forvalter regelsettet, fører den inn; til da kan opplysningene bare begrenses eller slettes.
code-retention-expired = Lagringstiden er ute, så opplysningene skal slettes og kan ikke brukes mer.
code-retention-expired-mend = Neste sletterunde fjerner posten; er lagringstiden for kort for formålet, må den behandlingsansvarlige endre den i regelsettet før den løper ut.

## problem

code-credential-invalid = Tilgangsnøkkelen mangler, er feil eller er ikke lenger i bruk.
code-credential-invalid-mend = Den som drifter Vern, kan utstede en ny tilgangsnøkkel.
code-record-key_form = Nøkkelen til en post må ha 1 til 64 tegn, og bare bokstaver fra A til Z, tall, punktum, understrek og bindestrek.
code-record-key_form-mend = Den som spør, kan velge en nøkkel på denne formen, for eksempel et løpenummer fra sitt eget system.
code-record-key_personal = Nøkkelen til posten ser ut som et fødselsnummer, en e-postadresse, et telefonnummer eller et kontonummer.
code-record-key_personal-mend = Den som spør, kan velge en nøkkel som ikke sier noe om en person, for nøkkelen står i adresser og logger.
code-record-too_large = Feltene i posten er til sammen større enn 1 MiB.
code-record-too_large-mend = Den som sender inn, kan sende kortere felter eller dele innholdet på flere poster.
code-record-no_fields = Posten har ingen felter.
code-record-no_fields-mend = Den som sender inn, kan sende minst ett felt, eller slette posten hvis den skal bort.
code-record-fields_too_many = Posten har flere enn 64 felter.
code-record-fields_too_many-mend = Den som sender inn, kan dele innholdet på flere poster.
code-record-collected_in_future = Innsamlingstidspunktet ligger fram i tid.
code-record-collected_in_future-mend = Den som sender inn, kan oppgi når opplysningene faktisk ble samlet inn, eller utelate feltet.
code-record-subject_differs = Posten gjelder en annen registrert enn den som er oppgitt.
code-record-subject_differs-mend = Den som sender inn, kan la være å oppgi den registrerte, eller bruke en ny nøkkel til en ny post.
code-record-category_differs = Posten hører til en annen kategori av registrerte enn den som er oppgitt.
code-record-category_differs-mend = Den som sender inn, kan la være å oppgi kategorien, eller bruke en ny nøkkel til en ny post.
code-record-unreadable = Posten kan ikke åpnes, fordi nøkkelen til den mangler eller innholdet er skadet.
code-record-unreadable-mend = Den som drifter Vern, må undersøke nøkkelmappen og driftsloggen.
code-subject-category_missing = Aktiviteten gjelder flere kategorier av registrerte, og forespørselen sier ikke hvilken.
code-subject-category_missing-mend = Den som sender inn, kan oppgi kategorien.
code-search-form = Verdien det søkes etter, eller merket for neste side, har ikke riktig form.
code-search-form-mend = Den som spør, kan skrive verdien slik opplysningstypen krever, og sende merket uendret slik det sto i forrige svar.
code-search-not_lookup = Regelsettet åpner ikke for søk på denne opplysningstypen.
code-search-not_lookup-mend = Den som spør, kan søke på en annen opplysningstype, eller be den som forvalter regelsettet, åpne for søk på denne.
code-reason-too_long = Begrunnelsen er lengre enn 1000 tegn.
code-reason-too_long-mend = Den som spør, kan skrive kortere.
code-receipt-form = Dette er ikke en kvittering, for den skal ha tre deler med punktum mellom.
code-receipt-form-mend = Den som spør, kan sjekke at hele kvitteringen kom med da den ble kopiert.
code-receipt-mismatch = Kvitteringen stemmer ikke med linjen i loggen, så enten kvitteringen eller loggen er endret.
code-receipt-mismatch-mend = Den som har kvitteringen, bør ta vare på den og få loggen sammenlignet med et kontrollpunkt som er oppbevart utenfor systemet.
code-receipt-beyond_tree = Kvitteringen viser til en linje loggen ikke har, og det kan bety at loggen er rullet tilbake.
code-receipt-beyond_tree-mend = Den som har kvitteringen, bør ta vare på den og be den som drifter Vern, om en forklaring.
code-controller-unknown = Denne installasjonen har ingen slik behandlingsansvarlig.
code-controller-unknown-mend = Den som spør, kan sjekke id-en, eller be den som drifter Vern, lese inn regelsettet til virksomheten.
code-role-unknown = Rollen står ikke i regelsettet som er i kraft.
code-role-unknown-mend = Den som drifter Vern, kan velge en rolle fra regelsettet, eller be den som forvalter det, legge til rollen.
code-charter-already_there = Denne versjonen av regelsettet er allerede lest inn.
code-charter-already_there-mend = Ingenting må gjøres; skal noe endres, må den som forvalter regelsettet, endre innholdet først.
code-charter-none_in_force = Ingen versjon av regelsettet er i kraft nå.
code-charter-none_in_force-mend = Den som forvalter regelsettet, kan lese inn en versjon som allerede skal gjelde.
code-conflict-busy = Det forespørselen bygger på, endret seg hver gang den ble prøvd.
code-conflict-busy-mend = Den som spør, kan vente litt og prøve igjen.
code-request-json = Innholdet i forespørselen er ikke gyldig JSON, eller et felt i det har feil form.
code-request-json-mend = Den som sender inn, kan rette feltet som er nevnt, etter beskrivelsen av grensesnittet (OpenAPI).
code-request-header = Et felt i hodet på forespørselen mangler eller har feil form.
code-request-header-mend = Den som sender inn, kan rette feltet som er nevnt, etter beskrivelsen av grensesnittet (OpenAPI).
code-request-too_large = Forespørselen er større enn tjenesten tar imot.
code-request-too_large-mend = Den som sender inn, kan dele innholdet på flere forespørsler.
code-request-origin = Skjemaet ble sendt fra en annen side enn denne, og det tas ikke imot.
code-request-origin-mend = Den som spør, kan åpne siden her og sende skjemaet derfra.
code-page-unknown = Det finnes ingen side på denne adressen.
code-page-unknown-mend = Sjekk adressen, eller begynn på forsiden.
code-method-not_allowed = Adressen finnes, men tar ikke imot denne typen forespørsel.
code-method-not_allowed-mend = Den som sender inn, kan bruke en av metodene som svaret lister opp under Allow.
code-key-root_missing = Rotnøkkelen mangler, så ingenting kan åpnes.
code-key-root_missing-mend = Den som drifter Vern, må legge filen root.key tilbake i nøkkelmappen eller skrive den inn fra gjenopprettingsarket.
code-key-root_mismatch = Nøklene i nøkkelmappen hører ikke til disse dataene.
code-key-root_mismatch-mend = Den som drifter Vern, må oppgi nøkkelmappen som hører til datamappen.
code-key-root_damaged = Rotnøkkelen eller en nøkkel under den er skadet og kan ikke leses.
code-key-root_damaged-mend = Den som drifter Vern, må skrive inn rotnøkkelen på nytt fra gjenopprettingsarket eller hente nøkkelmappen fra sikkerhetskopi.
code-export-missing = I mappen ligger det ingen utskrevet logg.
code-export-missing-mend = Skriv loggen ut først, med «vern journal export» eller knappen på omvisningen.
code-key-root_exposed = Andre på maskinen kan lese rotnøkkelen.
code-key-root_exposed-mend = Den som drifter installasjonen, gir bare eieren tilgang til filen: chmod 600 root.key.
code-key-within_data = Nøkkelmappen ligger i datamappen.
code-key-within_data-mend = Den som drifter installasjonen, legger nøklene i en mappe for seg, så en kopi av dataene ikke får med seg nøklene.
code-key-older_than_data = Nøklene er eldre enn dataene, og kan bringe tilbake noe som er slettet.
code-key-older_than_data-mend = Den som drifter installasjonen, bruker den nyeste kopien av nøkkelmappen.
code-key-newer_than_data = Dataene er eldre enn nøklene: linjer i loggen er borte.
code-key-newer_than_data-mend = Den som drifter installasjonen, bruker den nyeste kopien av dataene. Finnes den ikke, kan installasjonen ikke fortsette som om ingenting var hendt.
code-access-unknown = Det finnes ingen slik tilgang å avslutte.
code-access-unknown-mend = Den som styrer tilgangene, bruker aktøren slik den ble vist da tilgangen ble gitt.
code-installation-none = Her er det ingen installasjon.
code-installation-none-mend = Den som setter opp Vern, tar inn et regelsett først: vern charter import.
code-listen-not_loopback = Adressen er ikke på denne maskinen, og uten TLS skal ikke personopplysninger sendes over et nettverk.
code-listen-not_loopback-mend = Den som drifter Vern, kan bruke en adresse på denne maskinen, for eksempel 127.0.0.1, og sette en proxy med TLS foran.
code-installation-name_form = Navnet på installasjonen kan bare ha små bokstaver fra a til z, tall, punktum og bindestrek.
code-installation-name_form-mend = Den som drifter Vern, kan rette navnet i innstillingene.
code-internal = Noe gikk galt hos oss.
code-internal-mend = Den som drifter Vern, finner årsaken i driftsloggen under forespørselens id.
code-store-engine = Databasen ga en feil, og det er ikke sikkert at det siste ble lagret.
code-store-engine-mend = Den som drifter Vern, må se i driftsloggen og undersøke disken før programmet startes igjen.
code-store-file = En fil eller mappe kunne ikke leses eller skrives.
code-store-file-mend = Den som drifter Vern, må sjekke at mappene finnes, at programmet har tilgang til dem, og at disken ikke er full.
code-store-held = Et annet program bruker denne datamappen.
code-store-held-mend = Den som drifter Vern, kan stoppe det andre programmet eller velge en annen datamappe.
code-store-schema_newer = Databasen er skrevet av en nyere versjon av programmet.
code-store-schema_newer-mend = Den som drifter Vern, må bruke den nyere versjonen.
code-store-schema_altered = Databasen er bygd opp på en annen måte enn dette programmet ville ha gjort.
code-store-schema_altered-mend = Den som drifter Vern, må bruke programmet som laget databasen, eller hente fram en sikkerhetskopi.
code-store-foreign = Filen er en database som hører til et annet program.
code-store-foreign-mend = Den som drifter Vern, må velge en datamappe som hører til Vern, eller en tom.
code-store-damaged = En rad i databasen er skadet.
code-store-damaged-mend = Den som drifter Vern, må undersøke disken og hente fram en sikkerhetskopi.

## charter error

code-charter-too_large = Regelsettet er større enn 1 MiB.
code-charter-too_large-mend = Den som skriver regelsettet, kan ta ut det som ikke er regler.
code-charter-not_utf8 = Filen er ikke lagret som UTF-8.
code-charter-not_utf8-mend = Den som skriver regelsettet, kan lagre filen på nytt som UTF-8.
code-charter-syntax = Filen er ikke gyldig YAML på dette stedet.
code-charter-syntax-mend = Den som skriver regelsettet, kan se etter feil innrykk eller et manglende kolon eller anførselstegn på linjen eller linjen før.
code-charter-anchor = Regelsettet bruker ankre, aliaser, merkelapper (tags) eller sammenslåing av YAML, og det er ikke lov.
code-charter-anchor-mend = Den som skriver regelsettet, kan skrive innholdet helt ut hvert sted.
code-charter-too_deep = Regelsettet har for mange nivåer eller for mange deler.
code-charter-too_deep-mend = Den som skriver regelsettet, kan gjøre det flatere, med høyst 32 nivåer, eller kortere.
code-charter-duplicate_key = Det samme feltet står to ganger på samme sted.
code-charter-duplicate_key-mend = Den som skriver regelsettet, kan ta bort det ene.
code-charter-field_unknown = Regelsett har ikke noe felt med dette navnet på dette stedet.
code-charter-field_unknown-mend = Den som skriver regelsettet, kan rette navnet eller ta bort feltet.
code-charter-field_missing = Et felt som må være med, mangler.
code-charter-field_missing-mend = Den som skriver regelsettet, kan legge til feltet, med not_stated som verdi der teksten ikke sier noe og feltet tillater det.
code-charter-field_value = Feltet har en verdi det ikke kan ha.
code-charter-field_value-mend = Den som skriver regelsettet, kan rette verdien til en som feltet tillater.
code-charter-kind_unsupported = Programmet kan ikke lese denne typen dokument ennå, bare et eget regelsett (charter).
code-charter-kind_unsupported-mend = Den som skriver regelsettet, kan skrive reglene som «kind: charter».
code-charter-schema_unsupported = Regelsettet er skrevet for en annen utgave av formatet enn den programmet leser.
code-charter-schema_unsupported-mend = Den som skriver regelsettet, kan skrive det etter utgave 1, eller bruke en nyere versjon av programmet.
code-charter-id_form = En id må begynne med en bokstav fra a til z og bare ha små bokstaver, tall, understrek og bindestrek, høyst 48 tegn.
code-charter-id_form-mend = Den som skriver regelsettet, kan gi det en id på denne formen.
code-charter-id_duplicate = Den samme id-en står to ganger i samme liste.
code-charter-id_duplicate-mend = Den som skriver regelsettet, kan gi den ene en annen id, eller slå dem sammen.
code-charter-reference_unknown = Regelsettet viser til noe som ikke er erklært i det.
code-charter-reference_unknown-mend = Den som skriver regelsettet, kan rette id-en eller erklære det som mangler.
code-charter-too_many = Listen er lengre enn programmet tar imot.
code-charter-too_many-mend = Den som skriver regelsettet, kan slå sammen det som er likt.
code-charter-empty = En liste som må ha noe i seg, er tom.
code-charter-empty-mend = Den som skriver regelsettet, kan legge til minst én oppføring i listen.
code-charter-retention_form = Regelen om lagringstid har ikke en av de fem formene, eller aktiviteten har en fast frist ved siden av en annen, eller ved siden av en lov eller et samtykke som gjør at opplysningene lagres lenger.
code-charter-retention_form-mend = Den som skriver regelsettet, kan bruke after med from, while med then, review, hold med period, eller keep_if_consent, med høyst én after for hver aktivitet og ingen ved siden av hold eller keep_if_consent.
code-charter-lookup_kind = Det er åpnet for søk på et slag opplysninger som ikke kan søkes i.
code-charter-lookup_kind-mend = Den som skriver regelsettet, kan ta bort lookup, for dokumenter, adresser og beløp kan ikke søkes i.
code-charter-basis_form = Behandlingsgrunnlaget er ikke en av bokstavene a til f i personvernforordningen artikkel 6 nr. 1.
code-charter-basis_form-mend = Den som skriver regelsettet, kan skrive grunnlaget som 6(1)(a) til 6(1)(f), eller not_stated der teksten ikke sier noe.
code-charter-measure_not_enforceable = Regelsettet sier at Vern håndhever et tiltak som Vern ikke utfører.
code-charter-measure_not_enforceable-mend = Den som skriver regelsettet, kan skrive «held: declared»; bare login kan håndheves.

## journal failure

code-journal-checkpoint_unsigned = Kontrollpunktet er ikke signert med noen av nøklene som hører til.
code-journal-checkpoint_unsigned-mend = Den som kontrollerer, kan hente kontrollnøkkelen et annet sted enn der loggen ligger, og prøve igjen.
code-journal-rolled_back = Et kontrollpunkt utenfra dekker flere linjer enn loggen har, så linjer er borte.
code-journal-rolled_back-mend = Den som kontrollerer, bør ta vare på kontrollpunktet og loggen og be den som drifter Vern, om en forklaring.
code-journal-forked = Et kontrollpunkt utenfra stemmer ikke med loggen, så noe som var signert, er endret.
code-journal-forked-mend = Den som kontrollerer, bør ta vare på kontrollpunktet og loggen, for sammen viser de at to ulike logger er signert.
code-journal-root_mismatch = Kontrollsummene i loggen gir ikke den signerte roten.
code-journal-tile_missing = En blokk med kontrollsummer mangler eller er ødelagt.
code-journal-tile_missing-mend = Den som kontrollerer, kan hente loggen på nytt og prøve igjen.
code-journal-tile_changed = En blokk inneholder ikke det treet har på dette stedet.
code-journal-entry_changed = Linjen er ikke den som står i treet.
code-journal-entry_missing = Linjen mangler.
code-journal-entry_moved = Linjen står på en annen plass enn sin egen.
code-journal-entry_appended = Her står noe kontrollpunktet ikke dekker.
code-journal-entry_malformed = Linjen har ikke riktig form, eller den har nummeret til en annen linje.
code-journal-time_backwards = Linjen er eldre enn linjen før.
code-journal-unreadable = En fil kunne ikke leses, og det som kommer etter den, er ikke kontrollert.
code-journal-unreadable-mend = Den som kontrollerer, kan sjekke at alle filene er med og kan leses, og prøve igjen.

## cli

cli-serving = Vern svarer på { $address }
cli-charter-checked = Ingen feil. { $findings ->
    [0] Ingen merknader.
    [one] Én merknad.
   *[other] { $findings } merknader.
 } Regelsettets kjennetegn: { $hash }
cli-charter-imported = Regelsettet for { $organisation } er tatt inn. Kvittering: { $receipt }
cli-recovery-sheet = En rotnøkkel er laget. Skriv ut dette arket og legg det et annet sted enn maskinen. Uten rotnøkkelen kan ingen lese det som er lagret:
cli-token-issued = Tilgang for aktør { $actor } i rollen { $role }. Den vises bare denne ene gangen:
cli-token-ended = Tilgangen er avsluttet. Kvittering: { $receipt }
cli-journal-exported = { $entries } linjer er skrevet til { $folder }
cli-verify-checkpoint = Kontrollpunkt fra { $origin }, { $size } linjer
cli-verify-entry = Linje { $index }
cli-verify-entries = Linje { $from } til { $to }
cli-verify-omitted = … og { $count } til.
cli-verify-holds = Loggen stemmer: { $entries } linjer er regnet etter mot det signerte kontrollpunktet.
cli-verify-fails = Loggen stemmer ikke.
cli-verify-rollback-ruled-out = Den stemmer også med kontrollpunktet du har fra før, så ingenting er rullet tilbake siden da.
cli-verify-rollback-possible = Uten et kontrollpunkt du har fra før (--known) kan det ikke utelukkes at loggen er rullet tilbake.

## demo

demo-ready = Klar på { $seconds } sekunder, med { $people } oppdiktede personer.
demo-open = Åpne en av disse i nettleseren:
demo-tokens = Vil du prøve fra kommandolinjen? Her er en tilgang for hver rolle, til bruk i «Authorization: Bearer …»:
demo-stop = Dataene ligger i { $folder }. Avslutt med Ctrl-C.
demo-back = Tilbake til omvisningen
demo-count = { $count }
demo-folder = Mappe
demo-link-notice = Personvernerklæringen
demo-link-working = Arbeidsvisningen
demo-link-journal = Åpne loggen
demo-promise-title = Les det som er lovet
demo-promise-why = Personvernerklæringen er trykt fra regelsettet, på norsk og engelsk. Arbeidsvisningen viser hva som holder hver linje på plass, og hvor papiret kommer til kort.
demo-promise-expect = I arbeidsvisningen ser du hvilke løfter kontrollen håndhever og hvilke som bare er erklært, og merknader der teksten ikke holder mål. Én av dem: chatten har ikke noe behandlingsgrunnlag.
demo-read-title = Les om en person, slik regelsettet tillater
demo-read-why = Den som ansetter, må kunne lese en søknad. Kontrollen avgjør, loggen får en linje, og først da sendes svaret.
demo-read-expect = Søknaden, og en kvittering som viser hvor i loggen lesingen står.
demo-refusal-title = Prøv å bryte et løfte
demo-refusal-why = Regnskapsføreren får bare se kunder og leverandører. Besøk på nettstedet kan bare lagres etter samtykke. Prøv likevel.
demo-refusal-expect = Nei, med hver grunn: punktet i erklæringen den følger av, linjen i regelsettet, og hvem som kan gjøre noe med det. Også avslaget står i loggen.
demo-chat-title = Se chatter bli borte etter 60 dager
demo-chat-why = Erklæringen sier at chatten slettes etter 60 dager. En eldre chat kan ikke leses, selv før den er slettet. I vanlig drift går slettingen av seg selv hvert minutt; her setter du den i gang selv.
demo-chat-expect = Først et nei fordi lagringstiden er ute. Etter slettingen finnes ingen chat som er eldre enn 60 dager, og hver sletting har sin linje i loggen.
demo-proof-title = Etterprøv loggen
demo-proof-why = Du trenger ikke stole på oss. Åpne en kvittering i loggen og la nettleseren regne etter. Eller skriv loggen til en mappe og etterprøv den uten nett.
demo-proof-expect = Nettleseren regner seg fram til samme rot som det signerte kontrollpunktet. Endrer du én byte i en av filene under tile/entries, sier kommandoen hvilken linje det gjelder.
demo-read-applicant-label = Les søknaden
demo-read-applicant-asked = Den som ansetter, vil lese en søknad.
demo-disclose-applicant-label = Gi søknaden til regnskapsføreren
demo-disclose-applicant-asked = Den som ansetter, vil gi en søknad til regnskapsføreren.
demo-accountant-reads-label = La regnskapsføreren lese søknaden
demo-accountant-reads-asked = Regnskapsføreren vil lese en søknad.
demo-visit-without-consent-label = Lagre et besøk uten samtykke
demo-visit-without-consent-asked = Nettstedet vil lagre et besøk fra en som ikke har samtykket.
demo-read-old-chat-label = Les en chat som er for gammel
demo-read-old-chat-asked = Salg vil lese en chat som er eldre enn 60 dager.
demo-run-retention-label = Slett det som er for gammelt
demo-run-retention-asked = Slett alle chatter som er eldre enn 60 dager.
demo-run-retention-outcome = { $erased ->
    [0] Det var ingenting å slette.
    [one] Én chat er slettet, og slettingen står i loggen.
   *[other] { $erased } chatter er slettet, hver med sin linje i loggen.
 }
demo-chats-held-before = Chatter før slettingen
demo-chats-run-out-before = Av disse for gamle
demo-chats-held-after = Chatter etter slettingen
demo-chats-run-out-after = Av disse for gamle
demo-export-journal-label = Skriv loggen til en mappe
demo-export-journal-asked = Skriv loggen til en mappe som hvem som helst kan etterprøve.
demo-export-journal-outcome = { $entries } linjer er skrevet.
tour-something-else = noe annet
tour-notice = { $page } sier
tour-findings = { $page } viser alle merknadene
tour-read = Den som ansetter, leser en søknad og får kvittering
tour-disclose = Søknaden til regnskapsføreren
tour-clause = Punktet avslaget viser til
tour-charter-line = Linjen i regelsettet
tour-forbidden = Regnskapsføreren leser en søknad
tour-unknown = Regnskapsføreren leser en søknad som ikke finnes: samme svar
tour-no-consent = Et besøk lagres uten samtykke
tour-young-chat = { $key }, yngre enn { $days } dager
tour-old-chat = { $key }, eldre enn { $days } dager
tour-run-out = Chatter som er for gamle
tour-erased = Slettet
tour-left-over = For gamle chatter som er igjen
tour-erased-chat = { $key } etter slettingen
tour-kept-chat = { $key } etter slettingen
tour-proved = Kvitteringer regnet etter mot et signert kontrollpunkt
tour-page-opens = Loggsiden åpner kvitteringen
tour-verified = Loggen er skrevet ut og stemmer med kontrollpunktet fra før; linjer regnet etter
tour-altered = Én byte er endret
tour-all-well = Alt gikk som det skulle.
tour-differs = 
    { $count ->
        [one] Én ting gikk ikke som den skulle.
       *[other] { $count } ting gikk ikke som de skulle.
    }
