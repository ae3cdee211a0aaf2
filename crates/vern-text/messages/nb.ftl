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
cited-clause = Punkt { $number }

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
period-working-days = { $count ->
    [one] én virkedag
   *[other] { $count } virkedager
}
period-hours = { $count ->
    [one] én time
   *[other] { $count } timer
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

area-eu = EU
area-eea = EØS
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
document-charter-line-in = { $file }, linje { $line }
document-charter-file = Linjenumre uten filnavn er de i { $file }.
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
document-as-text = Last ned som tekst
document-history = Historikk: hva som er endret
document-as-csv = Tabellen som CSV (regneark)

## finding

finding = Merknad
finding-count = { $count ->
    [one] { $count } merknad
   *[other] { $count } merknader
}
finding-none = Ingen merknader
finding-explanation = Her kommer teksten til kort, målt mot loven eller mot seg selv.
finding-reason = Hvorfor
finding-also = Det samme gjelder { $names }.
finding-told-in = Dette er forklart under «{ $heading }».
finding-source = Kilde
finding-mend = Slik kan det rettes
finding-contact_called_processor-title = Den ansvarlige kalles databehandler
finding-contact_called_processor-reason = Teksten kommer til kort her, fordi den kaller den ansvarlige for databehandler. Den som bestemmer formålet og midlene, er behandlingsansvarlig. En databehandler arbeider på vegne av andre.
finding-contact_called_processor-mend = Virksomheten retter «databehandler» til «behandlingsansvarlig» i personvernerklæringen og i regelsettet.
finding-contact_channel_broken-title = Kontaktveien virker ikke
finding-contact_channel_broken-reason = Teksten kommer til kort her, fordi kontaktveien den viser til, ikke virket da den ble prøvd. Loven krever at folk får vite hvordan de når den behandlingsansvarlige, og at det skal være lett å bruke rettighetene sine.
finding-contact_channel_broken-mend = Virksomheten får kontaktveien i orden eller oppgir en som virker, prøver den og fører inn resultatet i regelsettet.
finding-purpose_not_stated-title = Formålet er ikke oppgitt
finding-purpose_not_stated-reason = Teksten kommer til kort her, fordi den ikke sier hva opplysningene under «{ $about }» skal brukes til. Loven krever at formålet er bestemt før opplysninger samles inn, og at folk får vite det.
finding-purpose_not_stated-mend = Den behandlingsansvarlige bestemmer formålet og skriver det i personvernerklæringen og i regelsettet.
finding-basis_not_stated-title = Behandlingsgrunnlaget er ikke oppgitt
finding-basis_not_stated-reason = Teksten kommer til kort her, fordi den ikke sier hvilket rettslig grunnlag «{ $about }» har. Loven krever at all behandling har et grunnlag, og at folk får vite hvilket.
finding-basis_not_stated-mend = Den behandlingsansvarlige avgjør hvilket grunnlag i artikkel 6 som gjelder, og skriver det i personvernerklæringen og i regelsettet.
finding-basis_and_consent-title = Ber om samtykke, men oppgir et annet grunnlag
finding-basis_and_consent-reason = Teksten kommer til kort her, fordi «{ $about }» venter på samtykke, mens teksten oppgir et annet behandlingsgrunnlag. Loven krever at folk får vite hvilket grunnlag som gjelder, fordi rettighetene deres avhenger av det.
finding-basis_and_consent-mend = Den behandlingsansvarlige avgjør hvilket grunnlag som gjelder, og retter teksten. Kreves samtykket av en annen lov, skal teksten si det.
finding-consent_text_missing-title = Ordene det bes om samtykke med, er ikke oppgitt
finding-consent_text_missing-reason = Teksten kommer til kort her, fordi noe i «{ $about }» bygger på samtykke, uten at det står hvilke ord folk blir spurt med. Et samtykke gjelder bare det personen fikk vite, og den behandlingsansvarlige må kunne vise hva det var.
finding-consent_text_missing-mend = Den behandlingsansvarlige skriver spørsmålet slik det stilles, på bokmål og engelsk, i regelsettet. Da kan Vern føre hvilken ordlyd hver person sa ja til.
finding-retention_not_stated-title = Lagringstiden er ikke oppgitt
finding-retention_not_stated-reason = Teksten kommer til kort her, fordi den ikke sier hvor lenge opplysningene under «{ $about }» blir lagret. Loven krever at de slettes når de ikke lenger trengs til formålet. Folk skal få vite hvor lenge de blir lagret, eller hva som avgjør det.
finding-retention_not_stated-mend = Den behandlingsansvarlige bestemmer lagringstiden og skriver den i personvernerklæringen og i regelsettet. Da kan Vern slette det som har gått ut.
finding-basis_by_processor-title = Databehandleren oppgir et eget grunnlag
finding-basis_by_processor-reason = Teksten kommer til kort her, fordi databehandleren oppgir sitt eget behandlingsgrunnlag for «{ $about }». En databehandler behandler opplysninger på vegne av andre, etter deres instruks. Grunnlaget er det hver behandlingsansvarlig som må ha.
finding-basis_by_processor-mend = Databehandleren tar grunnlaget ut av vilkårene, og hver behandlingsansvarlig fører sitt eget inn i avtalen.
finding-basis_of_repealed_law-title = Grunnlaget er tatt fra en opphevet lov
finding-basis_of_repealed_law-reason = Teksten kommer til kort her, fordi den tar grunnlaget for «{ $about }» fra en lov som er opphevet. En opphevet lov gir ikke grunnlag for å behandle opplysninger i dag, og folk skal få vite hvilket grunnlag som gjelder.
finding-basis_of_repealed_law-mend = Den behandlingsansvarlige avgjør hvilket grunnlag i artikkel 6 som gjelder nå, og retter personvernerklæringen og regelsettet.
finding-interest_not_balanced-title = Avveiningen av interesser er ikke oppgitt
finding-interest_not_balanced-reason = Teksten kommer til kort her, fordi den bygger «{ $about }» på en berettiget interesse uten å vise avveiningen. Grunnlaget holder bare når folks egne interesser og rettigheter ikke veier tyngre, og det må virksomheten kunne vise.
finding-interest_not_balanced-mend = Den behandlingsansvarlige veier interessene mot hverandre, skriver ned resultatet og fører det inn i regelsettet. Veier folks egne interesser eller rettigheter tyngst, må behandlingen få et annet grunnlag eller stanse.
finding-special_category_without_condition-title = Særlige kategorier uten oppgitt unntak
finding-special_category_without_condition-reason = Teksten kommer til kort her, fordi «{ $about }» omfatter særlige kategorier av personopplysninger, for eksempel om helse eller religion. Det er ikke sagt hvilket unntak som gjelder. Loven forbyr å behandle slike opplysninger når ingen av unntakene i artikkel 9 nr. 2 gjelder.
finding-special_category_without_condition-mend = Den behandlingsansvarlige avgjør hvilket unntak i artikkel 9 nr. 2 som gjelder, og får det ført inn i regelsettet, eller slutter å behandle opplysningene.
finding-identity_number_without_ground-title = Behovet for fødselsnummer er ikke oppgitt
finding-identity_number_without_ground-reason = Teksten kommer til kort her, fordi «{ $about }» omfatter fødselsnummer eller et annet identitetsnummer, uten at det er sagt hvorfor det trengs. Norsk lov krever at det er saklig behov for å vite sikkert hvem noen er, og at nummeret er nødvendig for det.
finding-identity_number_without_ground-mend = Den behandlingsansvarlige skriver hvorfor nummeret er nødvendig, og får det ført inn i regelsettet, eller slutter å bruke nummeret.
finding-offence_without_authority-title = Det er ikke oppgitt hva som tillater opplysninger om lovbrudd
finding-offence_without_authority-reason = Teksten kommer til kort her, fordi «{ $about }» omfatter opplysninger om straffedommer eller lovbrudd, uten at det er sagt hva som tillater det. Slike opplysninger kan bare behandles under kontroll av en offentlig myndighet, eller når en lov tillater det og verner dem det gjelder.
finding-offence_without_authority-mend = Den behandlingsansvarlige finner ut hvilken lov eller myndighet som tillater det, og får det ført inn i regelsettet, eller slutter å behandle opplysningene.
finding-automated_without_review-title = Det er ikke oppgitt at et menneske kan se på avgjørelsen
finding-automated_without_review-reason = Teksten kommer til kort her, fordi en maskin tar avgjørelser alene i «{ $about }». Det er ikke sagt at folk kan be et menneske se på dem. Bygger avgjørelsen på avtale eller samtykke, har den det gjelder, rett til det. Den det gjelder, har også rett til å si sin mening og bestride avgjørelsen. Bygger den på en lov, skal loven verne den det gjelder.
finding-automated_without_review-mend = Den behandlingsansvarlige sørger for at et menneske ser på avgjørelsen når noen ber om det. Hvordan de ber om det, skal stå i personvernerklæringen og i regelsettet.
finding-impact_assessment_due-title = Vurderingen av personvernkonsekvenser er ikke gjort
finding-impact_assessment_due-reason = Teksten kommer til kort her, fordi «{ $about }» trenger en vurdering av personvernkonsekvenser, og den er ikke gjort. Loven krever at den gjøres før behandlingen begynner, når behandlingen trolig gir høy risiko for folk.
finding-impact_assessment_due-mend = Den behandlingsansvarlige gjør vurderingen og fører inn i regelsettet at den er gjort. Viser den at risikoen fortsatt er høy, skal tilsynsmyndigheten spørres før behandlingen begynner.
finding-newsletter_without_consent-title = Markedsføring uten samtykke
finding-newsletter_without_consent-reason = Teksten kommer til kort her, fordi «{ $about }» går til enkeltpersoner, og grunnlaget er ikke samtykke. Markedsføring på e-post, tekstmelding og lignende krever samtykke på forhånd. Egne kunder er et unntak, men bare for varer og tjenester som tilsvarer dem de har kjøpt. De må også enkelt og gratis kunne si nei.
finding-newsletter_without_consent-mend = Den behandlingsansvarlige ber om samtykke før noe sendes, og retter grunnlaget. Gjelder unntaket for kunder, skal teksten si det. Kunden skal da kunne si nei både når adressen samles inn, og i hver melding.
finding-staff_log_judges_performance-title = Loggen brukes til å vurdere ansatte
finding-staff_log_judges_performance-reason = Teksten kommer til kort her, fordi den lar «{ $about }» brukes til å vurdere hvordan ansatte arbeider. Opplysninger som er samlet inn for ett formål, skal ikke brukes på en måte som ikke passer med det. Hvert land kan også ha egne regler om kontroll på arbeidsplassen.
finding-staff_log_judges_performance-mend = Den behandlingsansvarlige bestemmer at loggen bare brukes til det den føres for, og retter teksten og regelsettet.
finding-told_too_late-title = Folk får vite det for sent
finding-told_too_late-reason = Teksten kommer til kort her, fordi fristen for å fortelle folk om «{ $about }» kan bli lengre enn en måned. Har de ikke gitt opplysningene selv, skal de som hovedregel få vite om dem innen rimelig tid og senest etter en måned. Blir de kontaktet, eller opplysningene gitt videre, før det, skal de få vite det senest da.
finding-told_too_late-mend = Den behandlingsansvarlige setter fristen til høyst en måned, eller høyst 28 dager hvis den regnes i dager. Teksten og regelsettet rettes.
finding-hold_differs_from_statute-title = Lagringstiden er en annen enn i loven
finding-hold_differs_from_statute-reason = Teksten kommer til kort her, fordi lovpålagt oppbevaring for «{ $about }» har en annen tid enn den loven sier. Er tiden kortere, blir ikke loven fulgt. Er den lengre, gir ikke loven grunnlag for resten.
finding-hold_differs_from_statute-mend = Den behandlingsansvarlige retter tiden til den loven sier, eller oppgir den loven eller det grunnlaget som den andre tiden bygger på.
finding-supplier_without_agreement-title = Databehandleravtalen mangler
finding-supplier_without_agreement-reason = Teksten kommer til kort her, fordi «{ $about }» behandler personopplysninger på vegne av virksomheten uten en databehandleravtale. Loven krever en skriftlig avtale som binder databehandleren. En underbehandler skal på samme måte være bundet til de samme pliktene.
finding-supplier_without_agreement-mend = Virksomheten inngår en databehandleravtale med leverandøren og fører den inn i regelsettet, eller slutter å gi den opplysninger.
finding-supplier_limit_not_stated-title = Leverandørens lagringstid har ingen grense
finding-supplier_limit_not_stated-reason = Teksten kommer til kort her, fordi den ikke setter noen grense for hvor lenge «{ $about }» lagrer opplysningene. Opplysninger skal ikke lagres lenger enn formålet krever, og en databehandleravtale skal si hvor lenge behandlingen varer.
finding-supplier_limit_not_stated-mend = Virksomheten avtaler en lengste lagringstid med leverandøren og fører den inn i regelsettet.
finding-recipient_not_named-title = Mottakeren er ikke navngitt
finding-recipient_not_named-reason = Teksten kommer til kort her, fordi den ikke sier hvem mottakeren «{ $about }» er. Den som ber om innsyn, har som hovedregel rett til å få vite hvem som har fått opplysningene, ikke bare hva slags mottaker det er.
finding-recipient_not_named-mend = Den behandlingsansvarlige finner ut hvem mottakeren er, og fører navnet inn i regelsettet, slik at svar på innsyn kan nevne det.
finding-transfer_without_safeguard-title = Overføringsgrunnlaget er ikke oppgitt
finding-transfer_without_safeguard-reason = Teksten kommer til kort her, fordi opplysninger kan komme utenfor EØS gjennom «{ $about }», og det er ikke oppgitt noe overføringsgrunnlag. Loven tillater bare overføring til tredjeland med et slikt grunnlag, eller i noen få unntakstilfeller. Folk skal få vite hva overføringen bygger på.
finding-transfer_without_safeguard-mend = Den behandlingsansvarlige holder opplysningene i EØS, eller får på plass et overføringsgrunnlag, for eksempel EUs standardkontrakt. Det skal stå i personvernerklæringen og i regelsettet.
finding-transfer_by_consent-title = Samtykke er brukt som overføringsgrunnlag
finding-transfer_by_consent-reason = Teksten kommer til kort her, fordi den bygger overføring til «{ $about }» på samtykke. Samtykke er et unntak for særlige situasjoner, ikke en fast ordning. Det må være uttrykkelig, og personen må ha fått vite om risikoen på forhånd. Å skrive en melding er ikke et slikt samtykke.
finding-transfer_by_consent-mend = Den behandlingsansvarlige får på plass et overføringsgrunnlag, for eksempel EUs standardkontrakt, eller bruker en leverandør i EØS. Teksten og regelsettet rettes.
finding-adequacy_not_covering-title = Beslutningen om beskyttelsesnivå dekker ikke mottakeren
finding-adequacy_not_covering-reason = Teksten kommer til kort her, fordi overføringen til «{ $about }» bygger på en beslutning om tilstrekkelig beskyttelsesnivå. Det er ikke vist at beslutningen dekker landet og mottakeren. For USA dekker den bare virksomheter som står på listen som hører til.
finding-adequacy_not_covering-mend = Den behandlingsansvarlige sjekker om leverandøren er dekket, og fører inn dagen den ble sett på listen. Er den ikke dekket, trengs et annet overføringsgrunnlag, for eksempel EUs standardkontrakt, eller overføringen må stanse.
finding-joint_arrangement_not_stated-title = Det er ikke oppgitt hvordan ansvaret er delt
finding-joint_arrangement_not_stated-reason = Teksten kommer til kort her, fordi den ikke sier hvordan ansvaret for «{ $about }» er delt mellom felles behandlingsansvarlige. De skal avtale seg imellom hvem som gjør hva, og folk skal få vite det viktigste i avtalen.
finding-joint_arrangement_not_stated-mend = De felles behandlingsansvarlige avtaler hvem som gjør hva, særlig hvem folk kan vende seg til. Det viktigste skal stå i personvernerklæringen og i regelsettet.
finding-place_only_aimed_at-title = Stedet er bare et mål
finding-place_only_aimed_at-reason = Teksten kommer til kort her, fordi den bare sier hvor opplysningene helst skal være. Et mål er ikke et løfte, så folk får ikke vite hvor opplysningene faktisk er. Loven krever åpenhet, og at folk får vite om opplysningene skal overføres til et tredjeland.
finding-place_only_aimed_at-mend = Virksomheten bestemmer hvor opplysningene skal lagres og behandles. Det skal, med unntakene, stå i personvernerklæringen og i regelsettet.
finding-instruction_place_narrower-title = Instruksen tillater færre steder enn vilkårene
finding-instruction_place_narrower-reason = Teksten kommer til kort her, fordi vilkårene tillater steder som instruksen ikke tillater. En databehandler kan bare behandle opplysninger slik instruksen sier, så det er instruksen som gjelder. Sier instruksen EU og vilkårene EØS, er for eksempel Norge utenfor det instruksen tillater.
finding-instruction_place_narrower-mend = Den behandlingsansvarlige bestemmer hvilke steder som skal gjelde, og gir en ny skriftlig instruks, eller databehandleren retter vilkårene.
finding-consent_by_use-title = Bruk regnes som samtykke
finding-consent_by_use-reason = Teksten kommer til kort her, fordi den sier «{ $about }» og regner det som et ja. Et samtykke skal være frivillig, tydelig avgrenset, informert og gitt med en klar handling. Bare å bruke en tjeneste er ikke et samtykke.
finding-consent_by_use-mend = Virksomheten tar påstanden ut av teksten. Trengs et samtykke, ber den om det for seg, og gjør det like lett å trekke det tilbake som å gi det.
finding-cookie_basis-title = Feil grunnlag for informasjonskapsler
finding-cookie_basis-reason = Teksten kommer til kort her, fordi den oppgir et annet grunnlag enn samtykke for informasjonskapsler. Loven krever samtykke for å lagre noe på folks utstyr eller lese noe der. Unntatt er det som er strengt nødvendig for en tjeneste personen har bedt om. Det samme gjelder det som bare trengs for selve overføringen over nettet.
finding-cookie_basis-mend = Virksomheten ber om samtykke før den setter informasjonskapsler som ikke er strengt nødvendige, og retter teksten og regelsettet.
finding-cookie_without_consent-title = Informasjonskapsel uten samtykke
finding-cookie_without_consent-reason = Teksten kommer til kort her, fordi informasjonskapselen «{ $about }» settes uten samtykke og ikke er oppgitt som strengt nødvendig. Loven krever samtykke på forhånd, om den ikke er strengt nødvendig for en tjeneste personen har bedt om. At den er praktisk eller nyttig, er ikke nok.
finding-cookie_without_consent-mend = Virksomheten setter informasjonskapselen først etter samtykke, eller tar den bort. Er den strengt nødvendig likevel, skriver virksomheten hvorfor i teksten og i regelsettet.
finding-cookies_refused_in_browser-title = Folk må avvise informasjonskapsler i nettleseren
finding-cookies_refused_in_browser-reason = Teksten kommer til kort her, fordi den ber folk avvise informasjonskapsler i innstillingene i nettleseren. At nettleseren slipper dem gjennom, er ikke et samtykke. Et samtykke er et klart ja, gitt før noe som ikke er strengt nødvendig, blir lagret.
finding-cookies_refused_in_browser-mend = Virksomheten lar folk velge på siden før noe som ikke er strengt nødvendig, blir lagret. Det skal være like lett å si nei som ja. Teksten og regelsettet rettes.
finding-right_narrowed-title = Retten til begrensning er gjort for snever
finding-right_narrowed-reason = Teksten kommer til kort her, fordi den bare nevner noen av de fire grunnene til å kreve begrensning. Den første er at folk mener opplysningene er feil. Den andre er at behandlingen er ulovlig, men at de ikke vil ha sletting. Den tredje er at bare de selv fortsatt trenger opplysningene, til et rettslig krav. Den fjerde er at en innsigelse fra dem blir vurdert.
finding-right_narrowed-mend = Den behandlingsansvarlige skriver alle de fire grunnene i personvernerklæringen og i regelsettet.
finding-answer_too_late-title = Svarfristen er for lang
finding-answer_too_late-reason = Teksten kommer til kort her, fordi fristen for å svare på en henvendelse om rettigheter kan bli lengre enn en måned. Loven krever svar så snart som mulig og senest en måned etter at henvendelsen kom. Er saken vanskelig, kan fristen bli to måneder lenger, men da skal den som spurte, få vite hvorfor innen den første måneden.
finding-answer_too_late-mend = Den behandlingsansvarlige setter fristen til høyst en måned, eller høyst 28 dager hvis den regnes i dager. Teksten og regelsettet rettes.
finding-agreement_beyond_terms-title = Avtalen går lenger enn vilkårene
finding-agreement_beyond_terms-reason = Avtalen kommer til kort her, fordi den har med «{ $about }», og det tillater ikke vilkårene den står under. Kontrollen går etter vilkårene, så dette får ingen virkning. Loven krever at avtalen sier hva databehandleren skal gjøre, og da kan ikke de to si hver sitt.
finding-agreement_beyond_terms-mend = Partene tar det ut av avtalen, eller databehandleren åpner for det i en ny versjon av vilkårene.
finding-agreement_not_signed-title = Det er ikke oppgitt at avtalen er inngått
finding-agreement_not_signed-reason = Avtalen kommer til kort her, fordi det ikke er oppgitt når og hvordan partene godtok den. Loven krever en skriftlig avtale som binder databehandleren, og den behandlingsansvarlige må kunne vise at den finnes.
finding-agreement_not_signed-mend = Partene signerer avtalen, eller godtar den på den måten vilkårene sier, og den som forvalter regelsettet, fører inn når og hvordan.
finding-access_not_administered-title = Ingen i organisasjonen kan avslutte en tilgang
finding-access_not_administered-reason = Regelsettet kommer til kort her, fordi det lar roller styre noe i organisasjonen, men ingen av dem styrer tilgangene. Den som slutter eller mister en nøkkel, slipper til helt til den som drifter installasjonen, får gjort noe med det. Loven krever tiltak som til enhver tid holder uvedkommende ute.
finding-access_not_administered-mend = Den som forvalter regelsettet, lar en rolle styre tilgangene.

## site

site-name = Vern
site-promise = Holder det som er lovet
site-skip = Hopp til innholdet
site-nav = Hovedmeny
site-nav-front = Forside
site-nav-privacy-notice = Personvernerklæring
site-nav-terms = Vilkår
site-nav-journal = Logg
site-nav-guide = Omvisning
site-footer-charter = Trykt fra regelsettet
site-footer-in-force = i kraft siden { $date }
site-footer-no-tracking = Siden setter ingen informasjonskapsler, sporer ingen og henter ingenting fra andre.

## notice

notice-title = Personvernerklæring
notice-lead = Her står hvilke opplysninger { $organisation } kan ha om deg, hva de brukes til, hvem som får dem og hvor lenge de blir lagret.
notice-terms-title = Vilkår for behandling av personopplysninger
notice-terms-lead = Her står det hva { $organisation } gjør med personopplysninger for kundene sine, og etter hvilke regler. Kunden bestemmer, og { $organisation } følger kundens instruks.
notice-not-stated = Står ikke i erklæringen
notice-terms-not-stated = Står ikke i vilkårene
notice-none = Ingen
notice-open = Ikke avgjort ennå
notice-open-stops = Ikke avgjort ennå. Til det er avgjort, kan opplysningene bare begrenses eller slettes.
notice-aim = Et mål, ikke et løfte: { $aim }
notice-and = og
notice-either = { $first } eller { $second }
notice-article = GDPR artikkel { $article }
notice-article-paragraph = GDPR artikkel { $article } nr. { $paragraph }
notice-article-letter = GDPR artikkel { $article } bokstav { $letter }
notice-article-paragraph-letter = GDPR artikkel { $article } nr. { $paragraph } bokstav { $letter }
notice-controller = Hvem har ansvaret
notice-controller-lead = { $organisation } er behandlingsansvarlig. Det betyr at virksomheten bestemmer hvorfor og hvordan opplysningene blir brukt, og at den svarer for det.
notice-both-roles = For { $activities } er det omvendt: Der er kunden behandlingsansvarlig, og { $organisation } er databehandler. Ingenting blir gjort der uten en avtale med kunden.
notice-contact = Hvem du kan kontakte
notice-channel = Slik tar du kontakt
notice-channel-named = { $channel }, ifølge erklæringen
notice-terms-channel-named = { $channel }, ifølge vilkårene
notice-officer = Personvernombud
notice-org-number = Organisasjonsnummer
notice-country = Land
notice-representative = Representant i EØS
notice-joint = Bestemmer sammen med
notice-joint-some = { $name }, når det gjelder { $activities }.
notice-joint-all = { $name }, for alt som står her.
notice-joint-not-stated = Hvordan ansvaret er delt, er ikke oppgitt.
notice-processor = Hvem som behandler opplysningene for oss
notice-processor-lead = { $processor } er databehandler for oss. Det betyr at { $processor } bare skal gjøre det avtalen og instruksen vår sier.
notice-processor-suppliers = Leverandørene lenger nede er de { $processor } bruker, og de vi selv har slått på.
notice-processor-contact = Kontakt hos databehandleren
notice-processor-channel = Slik når du databehandleren
notice-agreement-channel-named = { $channel }, ifølge avtalen
notice-signed = Avtalen er inngått
notice-signed-on = Den { $date }.
notice-signed-controller = For oss: { $role }.
notice-signed-processor = For databehandleren: { $role }.
notice-runs-label = Avtalen gjelder
notice-runs = Fra { $from }. Før det behandles ingen opplysninger.
notice-runs-until = Fra { $from } til { $to }. Før det behandles ingen opplysninger. Etterpå blir de bare levert tilbake eller slettet.
notice-terms-are = Vilkårene
notice-terms-version = Databehandlerens vilkår, versjon { $version }
notice-instruction = Instruksen
notice-instruction-lead = En databehandler skal bare gjøre det den behandlingsansvarlige har bedt om skriftlig. Dette er det som gjelder nå.
notice-terms-instruction-lead = En databehandler skal bare gjøre det den behandlingsansvarlige har bedt om skriftlig. Dette er den første instruksen. Den gjelder til kunden gir en ny.
notice-instruction-name = Versjon
notice-instruction-version = Instruks { $version }
notice-instruction-acts = Hva som kan gjøres
notice-instruction-duration = Hvor lenge det varer
notice-instruction-transfer = Godkjent overføring
notice-instruction-transfer-text = Til { $supplier } ({ $country }): { $for }
notice-instruction-support = Brukerstøtte slipper til
notice-instruction-support-text = { $activity }: { $acts }
notice-instruction-support-until = { $activity }: { $acts }, til { $until }
notice-instruction-support-none = { $activity }. Ingen rolle i vilkårene er oppgitt å være brukerstøtte, så dette begrenser ingen.
notice-instruction-paused = Satt på vent
notice-services = Tjenestene
notice-services-caption = Hva som kan samles inn i hver tjeneste
notice-service = Tjeneste
notice-service-data = Dette kan samles inn, og ikke mer
notice-service-defaults = Før noen har valgt noe
notice-service-agreement = Brukeravtalen
notice-in-force-from = Gjelder fra { $date }
notice-supplements = Gjelder sammen med: { $papers }
notice-observing = Prøvetid
notice-observing-text = Til { $date } blir det bare fulgt med på hva som skjer her. Det som ellers ville blitt stanset, blir ført i loggen, men ikke stanset.
notice-role = Rollen vår
notice-role-processor = Databehandler. Kunden er behandlingsansvarlig her, og ingenting blir gjort uten en avtale med kunden.
notice-subjects = Hvem det gjelder
notice-data = Hvilke opplysninger
notice-purpose = Hva de brukes til
notice-basis = Behandlingsgrunnlag
notice-basis-numbered = Behandlingsgrunnlag { $number }
notice-basis-by-controller = Hver kunde har sitt eget. Kunden er behandlingsansvarlig og oppgir grunnlaget i avtalen sin.
notice-basis-a = Samtykke fra deg (GDPR artikkel 6 nr. 1 bokstav a).
notice-basis-b = En avtale med deg, eller noe du har bedt om før en avtale er inngått (GDPR artikkel 6 nr. 1 bokstav b).
notice-basis-c = En lov pålegger oss det (GDPR artikkel 6 nr. 1 bokstav c).
notice-basis-d = Det er nødvendig for å verne noens liv eller helse (GDPR artikkel 6 nr. 1 bokstav d).
notice-basis-e = En oppgave i allmennhetens interesse, eller utøving av offentlig myndighet (GDPR artikkel 6 nr. 1 bokstav e).
notice-basis-f = En berettiget interesse: en grunn vi mener er god nok, så lenge interessene og rettighetene dine ikke veier tyngre (GDPR artikkel 6 nr. 1 bokstav f).
notice-terms-basis = Vilkårene oppgir { $article }.
notice-interest = Interessen: { $what }.
notice-balancing = Slik er den veid mot interessene dine: { $balancing }.
notice-balancing-not-stated = Hvordan den er veid mot interessene dine, er ikke oppgitt.
notice-cited = Teksten viser til { $provision } i { $law }.
notice-cited-repealed = Teksten viser til { $provision } i { $law }, som ble opphevet { $date }. Nå gjelder { $now }.
notice-cited-repealed-too = Teksten viser til { $provision } i samme lov.
notice-consent = Samtykke
notice-consent-required = Ingenting blir samlet inn eller brukt før du har sagt ja, og heller ikke etter at du har trukket samtykket.
notice-terms-consent-required = Ingenting blir samlet inn eller brukt før den det gjelder, har sagt ja, og heller ikke etter at samtykket er trukket.
notice-consent-text = Slik spør vi om samtykke
notice-special = Særlige kategorier av opplysninger
notice-special-text = { $article }: { $because }
notice-special-none = Det er ikke sagt hvilket unntak i loven som gjelder. Derfor blir dette stoppet: { $data }.
notice-identity = Hvorfor fødselsnummer trengs
notice-identity-none = Det er ikke sagt hvorfor det trengs. Derfor blir dette stoppet: { $data }.
notice-offence = Hva som tillater opplysninger om lovbrudd
notice-offence-none = Det er ikke sagt hva som tillater det. Derfor blir dette stoppet: { $data }.
notice-ground-data = Gjelder { $data }.
notice-sources = Hvor de kommer fra
notice-origin = Slik blir de samlet inn
notice-origin-provided = Fra deg selv: { $data }.
notice-origin-observed = Fra bruken din: { $data }.
notice-origin-derived = Regnet ut fra andre opplysninger: { $data }.
notice-origin-third-party = Fra andre: { $data }.
notice-terms-origin-provided = Fra dem det gjelder: { $data }.
notice-terms-origin-observed = Fra bruken: { $data }.
notice-terms-origin-derived = Regnet ut fra andre opplysninger: { $data }.
notice-terms-origin-third-party = Fra andre enn dem det gjelder: { $data }.
notice-origin-all-provided = Du gir dem selv.
notice-origin-all-observed = De registreres når du bruker tjenestene.
notice-origin-all-derived = De er regnet ut fra andre opplysninger.
notice-origin-all-third-party = De kommer fra andre enn deg.
notice-terms-origin-all-provided = De det gjelder, gir dem selv.
notice-terms-origin-all-observed = De registreres når tjenestene brukes.
notice-terms-origin-all-derived = De er regnet ut fra andre opplysninger.
notice-terms-origin-all-third-party = De kommer fra andre enn dem det gjelder.
notice-told = Når du får vite det
notice-told-text = Kommer opplysningene fra andre enn deg, får du vite om det innen { $period }.
notice-recipients = Hvem som får dem
notice-recipients-none = Ingen er nevnt, så ingen får opplysningene.
notice-recipient-limited = { $supplier } får bare { $data }.
notice-recipients-processor = { $processor } behandler opplysningene for oss.
notice-recipients-none-other = Ingen andre er nevnt, så ingen andre får dem.
notice-recipients-also = I tillegg: { $suppliers }
notice-blocked = { $supplier } får ingenting.
notice-blocked-agreement = Det er ikke inngått noen databehandleravtale.
notice-blocked-objected = Vi har sagt nei til leverandøren.
notice-blocked-not-approved = Vi har ikke godkjent leverandøren.
notice-blocked-notice = Fristen for å si nei til leverandøren løper fortsatt.
notice-blocked-off = Vi har ikke slått på tjenesten.
notice-blocked-transfer = Opplysningene ville havnet utenfor EØS, og det loven krever for slik overføring (et overføringsgrunnlag), er ikke på plass.
notice-blocked-place-open = Det er ikke avgjort hvor opplysningene ville havnet.
notice-blocked-place = Opplysningene ville havnet utenfor stedene som er tillatt.
notice-retention = Hvor lenge de blir lagret
notice-retention-after = De slettes automatisk { $period } etter at de ble samlet inn.
notice-retention-while-contract = Så lenge avtalen varer. Deretter blir de slettet.
notice-retention-while-hiring = Så lenge ansettelsesprosessen pågår. Deretter blir de slettet.
notice-retention-while-consent = Så lenge samtykket gjelder. Deretter blir de slettet.
notice-retention-while-interest = Så lenge det finnes en berettiget interesse av å ha dem. Deretter blir de slettet.
notice-retention-while-subscription = Til abonnementet blir avsluttet. Deretter blir de slettet.
notice-retention-while-instruction-own = Til vi sletter dem. Når avtalen med databehandleren er slutt, blir de slettet der.
notice-retention-while-instruction = Til kunden sletter dem eller ber om det. Når avtalen er slutt, blir de slettet.
notice-review = Gjennomgang
notice-review-every = En person går gjennom dem { $every }.
notice-hold = Lagres lenger når loven krever det
notice-hold-period = I { $period }, fordi { $statute } krever det.
notice-hold-open = Så lenge { $statute } krever det. Hvor lenge det er, er ikke oppgitt.
notice-hold-as-law = Så lenge { $statute } krever det.
notice-hold-statute-financial-year = { $name }: { $period } fra slutten av regnskapsåret.
notice-hold-statute-calendar-year = { $name }: { $period } fra slutten av kalenderåret da regnskapsåret ble avsluttet.
notice-hold-data = Det gjelder bare { $data }.
notice-keep = Lagres lenger med samtykke
notice-keep-consent = Bare hvis du gir et eget samtykke til det.
notice-keep-never = Nei, de blir ikke lagret lenger selv om du samtykker.
notice-automated = Automatiske avgjørelser
notice-automated-text = En maskin tar avgjørelser alene her. Det bygger på { $grounds }.
notice-automated-contract = avtale
notice-automated-law = lov
notice-automated-by-consent = uttrykkelig samtykke
notice-automated-logic = Slik virker det: { $logic }
notice-automated-logic-not-stated = Hvordan det virker, er ikke oppgitt.
notice-automated-effect = Dette kan det bety: { $effect }
notice-automated-review = Den det gjelder, kan be et menneske se på avgjørelsen.
notice-automated-review-aim = Et mål, ikke et løfte: Et menneske kan se på avgjørelsen.
notice-automated-no-review = Ingen kan be et menneske se på avgjørelsen.
notice-automated-review-not-stated = Om et menneske kan se på avgjørelsen, er ikke oppgitt.
notice-automated-consent-label = Før en maskin avgjør noe
notice-automated-consent = Ingen slik avgjørelse blir tatt uten samtykke.
notice-marketing = Markedsføring
notice-marketing-persons = Går til enkeltpersoner.
notice-marketing-firms = Går til foretak, på felles adresse.
notice-marketing-leave = Slik sier man nei: { $how }
notice-marketing-leave-not-stated = Hvordan man sier nei, er ikke oppgitt.
notice-staff-log = Logg over ansatte
notice-staff-log-text = Dette er en logg over hva ansatte gjør. Den brukes ikke til å vurdere hvordan de arbeider.
notice-staff-log-judges = Dette er en logg over hva ansatte gjør. Den kan brukes til å vurdere hvordan de arbeider.
notice-impact = Vurdering av personvernkonsekvenser
notice-impact-done = Gjort.
notice-impact-needed = Trengs, men er ikke gjort.
notice-impact-not-needed = Vurdert som ikke nødvendig.
notice-suppliers = Leverandører som får opplysninger
notice-terms-suppliers = Underbehandlere og andre leverandører
notice-suppliers-caption = Hvem de er, og hva de får
notice-supplier = Leverandør
notice-supplier-no-name = Ikke navngitt
notice-supplier-unnamed = en leverandør som ikke er navngitt ({ $delivers })
notice-supplier-number = { $name }, org.nr. { $number }
notice-supplier-used-by = { $name } (brukes av { $user })
notice-supplier-delivers = Leverer
notice-supplier-gets = Får { $gets }.
notice-supplier-gets-aim = Et mål, ikke et løfte: Leverandøren får { $gets }.
notice-supplier-looks-up = Slår opp ut fra { $by }.
notice-supplier-looks-up-automatic = Slår opp ut fra { $by }, også automatisk.
notice-supplier-looks-up-by-hand = Slår opp ut fra { $by }, bare når noen ber om det.
notice-concerns = Gjelder
notice-supplier-nothing = Ingenting
notice-supplier-off = Er slått av til kunden selv slår det på.
notice-supplier-place = Lagrer i
notice-supplier-handled = Behandles også i { $areas }.
notice-supplier-seat = Hovedsete: { $seat }.
notice-supplier-owner = Eierens land: { $country }.
notice-supplier-owner-outside = Eierens land: { $country }, utenfor EØS.
notice-safeguard-not-stated = Overføringsgrunnlag: ikke oppgitt.
notice-safeguard-adequacy = Overføringsgrunnlag: EU har godkjent nivået på personvernet der.
notice-safeguard-standard-clauses = Overføringsgrunnlag: EUs standardkontrakt.
notice-safeguard-binding-rules = Overføringsgrunnlag: bindende virksomhetsregler, som gjelder i hele konsernet.
notice-safeguard-consent = Overføringsgrunnlag: samtykke, som ikke er et fast grunnlag etter loven.
notice-safeguard-in-place = Det er på plass.
notice-safeguard-aim = Det er et mål, ikke et løfte.
notice-safeguard-under-assessment = Det er ikke ferdig vurdert.
notice-safeguard-listed = Sett på listen over godkjente virksomheter { $date }.
notice-supplier-protection = Sikring under overføring, og lagringstid
notice-transit-tls = Kryptert under overføring (TLS).
notice-transit-supplier-protocol = Overføringen følger leverandørens egen metode (protokoll).
notice-transit-where-other-side-allows = Kryptert under overføring (TLS) så langt mottakeren tillater det.
notice-transit-approved = Godkjent som unntak { $date }.
notice-supplier-keeps = Lagres: { $says }
notice-supplier-at-most = Høyst { $period }.
notice-supplier-no-limit = Ingen grense er oppgitt.
notice-supplier-role = Rolle og avtale
notice-role-is-processor = databehandler
notice-role-is-sub-processor = underbehandler
notice-role-is-integration = integrasjon (kobling til et annet system)
notice-role-is-platform = plattform folk bruker selv
notice-role-is-recipient = mottaker som selv er behandlingsansvarlig
notice-capacity-customers-data = for kundenes opplysninger
notice-capacity-own-contacts = for opplysninger om våre egne kontakter
notice-agreement-in-place = Databehandleravtale er inngått.
notice-agreement-named = Det er ikke vist at det finnes en databehandleravtale.
notice-agreement-missing = Databehandleravtale mangler.
notice-agreement-not-needed = Trenger ikke databehandleravtale.
notice-supplier-turned-on = Kunden slår den på selv.
notice-supplier-on = Slått på av oss.
notice-supplier-not-on = Ikke slått på av oss.
notice-supplier-own-agreement = Vi har vår egen avtale med leverandøren.
notice-supplier-needs-own-agreement = Kunden må ha sin egen avtale med leverandøren.
notice-supplier-approved = Godkjent av oss.
notice-supplier-notified = Vi fikk varsel { $date }.
notice-supplier-notified-undated = Vi er varslet.
notice-supplier-objected = Vi har sagt nei.
notice-supplier-not-approved = Ikke godkjent av oss.
notice-supplier-joint = Vi og leverandøren bestemmer sammen (felles behandlingsansvar).
notice-supplier-review = Under vurdering: { $what }
notice-places = Hvor opplysningene er
notice-places-stored = Lagres i
notice-places-handled = Behandles i
notice-places-seat = De som lagrer, har hovedsete i
notice-places-owner = De som lagrer, har eiere i
notice-places-except = Unntak
notice-places-agreed = { $what } (ifølge avtalen)
notice-measures = Slik sikres opplysningene
notice-measure-evidence = Dokumentert med { $what }.
notice-measure-evidence-seen = Dokumentert med { $what }, sett { $date }.
notice-measure-evidence-aim = Målet er å dokumentere det med { $what }.
notice-measure-every = Gjentas { $every }.
notice-measure-every-aim = Målet er at det gjentas { $every }.
notice-periods = Frister og faste oppgaver
notice-period-objection = Si nei til en ny underbehandler
notice-period-objection-text = Fristen er { $period } etter at varselet er mottatt. Underbehandleren blir ikke brukt før fristen er ute.
notice-period-notice-receipt = Når et varsel regnes som mottatt
notice-period-notice-receipt-text = Senest { $period } etter at det er sendt
notice-period-erasure = Retting og sletting når databehandleren har gjort feil
notice-period-erasure-text = Innen { $period }
notice-period-hand-over = Når avtalen er slutt
notice-period-hand-over-text = Alt blir levert tilbake eller slettet innen { $period }. Etter det behandles ingen opplysninger.
notice-period-log = Hvor lenge loggen over tilgang blir lagret
notice-period-log-text = Minst { $period }
notice-period-self-audit = Egenkontroll
notice-period-self-audit-text = Minst { $period }
notice-period-training = Ny opplæring av ansatte
notice-period-training-text = Minst { $period }
notice-period-access-review = Gjennomgang av hvem som har tilgang
notice-period-access-review-text = Minst { $period }
notice-messages = Slik tar vi kontakt med deg
notice-messages-caption = Hva hver kanal brukes til
notice-message-channel = Kanal
notice-message-for = Brukes til
notice-message-decline = Kan du si nei til nyhetsbrev?
notice-message-declinable = Ja, for denne kanalen alene. Meldinger om tjenesten kommer fortsatt.
notice-message-not-declinable = Nei
notice-cookies = Informasjonskapsler
notice-cookies-caption = Hva som lagres på utstyret ditt
notice-cookies-none = Det blir ikke satt noen.
notice-cookie-for = Hva det brukes til
notice-cookie-name = Navn i nettleseren
notice-cookie-need = Hvor nødvendig det er
notice-cookie-lives = Hvor lenge det blir lagret
notice-cookie-strict = Strengt nødvendig
notice-cookie-convenient = Praktisk, men ikke nødvendig
notice-cookie-measuring = For måling, statistikk eller markedsføring
notice-cookie-after-consent = Settes først når du har sagt ja
notice-cookie-without-consent = Settes uten at du blir spurt
notice-cookies-refuse = Slik sier du nei
notice-cookies-by-choice = Du velger på siden før noe blir lagret.
notice-cookies-by-browser = I innstillingene i nettleseren din.
notice-rights = Rettighetene dine
notice-terms-rights = Hjelp med folks rettigheter
notice-terms-right-text = Den behandlingsansvarlige svarer. Databehandleren hjelper til.
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
notice-right-human-review = Vurdering av et menneske
notice-right-human-review-text = Du kan be et menneske se på en avgjørelse en maskin har tatt.
notice-right-grounds = Nevnt som grunn: { $grounds }.
notice-right-ground-accuracy = du mener opplysningene er feil
notice-right-ground-unlawful = bruken er ulovlig, men du vil ikke ha dem slettet
notice-right-ground-claim = bare du trenger dem fortsatt, til et rettslig krav
notice-right-ground-objection = en protest fra deg blir vurdert
notice-right-answered = Vi svarer innen { $period }.
notice-law = Det loven gir deg uansett
notice-law-lead = Dette følger av personvernforordningen (GDPR), enten det står i erklæringen eller ikke. Forordningen gjelder i hele EØS, også i Norge. Den har unntak som ikke alle står her.
notice-law-15 = Innsyn (artikkel 15)
notice-law-15-text = Du kan få vite hva som er lagret om deg og hvor det kommer fra. Du kan også få vite hva det brukes til, hvem som får det og hvor lenge det blir lagret. Du kan få en kopi.
notice-law-16 = Retting (artikkel 16)
notice-law-16-text = Opplysninger om deg som er feil, skal rettes. Mangler det noe som trengs, kan du kreve at det blir fylt ut.
notice-law-17 = Sletting (artikkel 17)
notice-law-17-text = Du kan kreve sletting, for eksempel når opplysningene ikke trengs lenger, når du trekker samtykket, eller når de er brukt ulovlig. Det finnes unntak, for eksempel når en lov krever at de blir lagret.
notice-law-18 = Begrensning (artikkel 18)
notice-law-18-text = I noen tilfeller kan du kreve at opplysninger bare blir lagret og ikke brukt, for eksempel mens det blir undersøkt om de er riktige.
notice-law-19 = Beskjed til mottakerne (artikkel 19)
notice-law-19-text = De som har fått opplysningene, skal få vite at noe er rettet, slettet eller begrenset. Det gjelder ikke når det er umulig eller krever urimelig mye. Du kan få vite hvem de er.
notice-law-20 = Dataportabilitet (artikkel 20)
notice-law-20-text = Opplysninger du selv har gitt, kan du få med deg i et format en maskin kan lese. Du kan også få dem sendt til en annen, hvis det er teknisk mulig. Det gjelder når grunnlaget er samtykke eller avtale og opplysningene behandles automatisk.
notice-law-21 = Protest (artikkel 21)
notice-law-21-text = Er grunnlaget en berettiget interesse eller allmennhetens interesse, kan du protestere ut fra din egen situasjon. Da skal bruken stanse, om ikke tvingende grunner eller et rettslig krav veier tyngre. Bruk til direkte markedsføring kan du alltid si nei til.
notice-law-22 = Automatiske avgjørelser (artikkel 22)
notice-law-22-text = En avgjørelse som betyr mye for deg, skal som hovedregel ikke tas av en maskin alene. Er den tatt slik etter avtale eller samtykke, kan du be et menneske se på den.
notice-law-7 = Samtykke (artikkel 7)
notice-law-7-text = Et samtykke kan du trekke når som helst, og det skal være like lett som å gi det. Det som er gjort før, blir ikke ulovlig av det.
notice-law-12 = Svar (artikkel 12)
notice-law-12-text = Du skal få svar så snart som mulig, og senest etter en måned. Fristen kan bli to måneder lenger når saken er vanskelig. Da skal du få vite det, og hvorfor, innen den første måneden. Svaret er som regel gratis.
notice-law-77 = Klage (artikkel 77)
notice-law-77-text = Mener du at noen bruker opplysninger om deg i strid med loven, kan du klage til tilsynsmyndigheten. I Norge er det Datatilsynet.
notice-access = Hvem som har tilgang
notice-access-lead = Ingen slipper til uten å identifisere seg, og ingen kan gjøre mer enn rollen tillater.
notice-access-caption = Hva hver rolle kan gjøre
notice-access-role = Rolle
notice-access-may = Kan
notice-access-reason = Må oppgi en grunn for å { $acts }.
notice-access-sees = Ser bare { $data }.
notice-access-from = arbeidssted: { $place }
notice-access-administers = Organisasjonen selv
administers-access = gi og avslutte tilganger
administers-journal = ta ut hele loggen
administers-charter = lese regelsettet og partenes dokumenter
notice-log-link-kept = Alt som skjer med opplysninger om noen, blir ført i en logg. Når opplysningene er slettet, kan det bare ved brudd og tilsyn slås opp hvem en linje i loggen gjelder. Når linjen selv er ryddet bort, går heller ikke det.
notice-log-link-erased = Alt som skjer med opplysninger om noen, blir ført i en logg. Når opplysningene er slettet, kan ingen lenger se hvem linjene i den gjelder.
notice-terms-processor = Hvem som tilbyr vilkårene
notice-terms-processor-lead = { $organisation } er databehandler for kundene sine. Det betyr at kunden bestemmer hvorfor og hvordan opplysningene blir brukt, og at { $organisation } gjør det kunden ber om.
notice-undertakings = Dette forplikter partene seg til
notice-undertakings-caption = Punkt for punkt
notice-undertaking-clause = Punkt
notice-undertaking-says = Forpliktelse
notice-rank-section = Hvordan avtalen blir til og tolkes
notice-assent = Slik inngås avtalen
notice-assent-signature = ved underskrift fra begge parter
notice-assent-general-terms = ved å godta databehandlerens generelle vilkår
notice-rank = Hvis vilkårene og resten av avtalen sier ulikt
notice-rank-agreement = Resten av avtalen går foran disse vilkårene.
notice-rank-terms = Disse vilkårene går foran resten av avtalen.
notice-outrank-label = Går foran alt
notice-outrank = Punkt { $clauses }
notice-counting = Slik regnes frister
notice-calendar-no = Norske helligdager er fridager.
notice-calendar-se = Svenske helligdager er fridager.
notice-calendar-eu = EU-institusjonenes helligdager er fridager.
notice-saturday-works = Lørdag er en virkedag.
notice-saturday-off = Lørdag er en fridag.
notice-roll-next = En frist som ender på en fridag, går til neste virkedag.
notice-roll-previous = En frist som ender på en fridag, slutter virkedagen før.
notice-roll-none = En frist kan ende på en fridag.
notice-time-zone = Tidssonen er { $zone }.
notice-open-fields = Avtalen kan bestemme noe annet om
notice-open-objection = fristen for å si nei til en underbehandler
notice-open-erasure = fristen for retting og sletting
notice-open-log = hvor lenge loggen lagres
notice-open-notice-receipt = når et varsel regnes som mottatt
notice-open-self-audit = hvor ofte egenkontroll gjøres
notice-open-hand-over = fristen når avtalen er slutt
notice-open-counting = hvordan frister regnes
notice-open-log-link = hva som skjer med navn i loggen ved sletting
notice-open-supplements = flere opplysningstyper
notice-open-places = flere steder
notice-open-retention = hvor lenge opplysninger lagres
notice-claims = Hva teksten ellers sier
notice-claims-lead = Dette er påstander i virksomhetens egen tekst, gjengitt etter meningen. At de står her, betyr ikke at de stemmer.
notice-terms-claims-lead = Dette er påstander i databehandlerens egen tekst, gjengitt etter meningen. At de står her, betyr ikke at de stemmer.
notice-claim-about = Gjelder: { $names }.
notice-claim-except = Unntak: { $names }.
notice-claim-no-consent = Dette blir ikke registrert som et samtykke.
notice-documents = Dokumentene
notice-documents-caption = Når de sist ble endret
notice-document = Dokument
notice-document-updated = Sist oppdatert
notice-document-in-force = Gjelder fra
notice-document-beside = Gjelder sammen med
notice-nothing-beside = Ingenting er nevnt
notice-document-privacy-notice = Personvernerklæring
notice-document-cookie-policy = Erklæring om informasjonskapsler
notice-document-supplier-list = Liste over underbehandlere
notice-document-service-agreement = Tjenesteavtale
notice-document-processing-agreement = Databehandleravtale
notice-document-processing-register = Protokoll over behandlingsaktiviteter
notice-document-breach-register = Oversikt over brudd
notice-document-erasure-certificate = Bekreftelse på sletting
notice-document-self-audit = Rapport fra egenkontroll
notice-provenance = Kilden er «{ $document }», lest { $date }.
notice-provenance-outline = Kilden er «{ $document }», lest { $date }. Selve dokumentet er ikke lest, bare det andre sider forteller om det.

## documents beside the notice

document-contact = Kontakt
notice-register-not-stated = Ikke oppgitt
notice-agreement-not-stated = Står ikke i avtalen
notice-register-channel-named = { $channel }, ifølge virksomhetens egen side
notice-signed-controller-by-controller = For den behandlingsansvarlige: { $role }.
notice-recipients-processor-by-controller = { $processor } behandler opplysningene for den behandlingsansvarlige.
notice-blocked-objected-by-controller = Den behandlingsansvarlige har sagt nei til leverandøren.
notice-blocked-not-approved-by-controller = Den behandlingsansvarlige har ikke godkjent leverandøren.
notice-blocked-off-by-controller = Den behandlingsansvarlige har ikke slått på tjenesten.
notice-capacity-own-contacts-by-controller = for opplysninger om virksomhetens egne kontakter
notice-supplier-on-by-controller = Slått på av den behandlingsansvarlige.
notice-supplier-not-on-by-controller = Ikke slått på av den behandlingsansvarlige.
notice-supplier-own-agreement-by-controller = Den behandlingsansvarlige har sin egen avtale med leverandøren.
notice-supplier-needs-own-agreement-by-controller = Den behandlingsansvarlige må ha sin egen avtale med leverandøren.
notice-supplier-approved-by-controller = Godkjent av den behandlingsansvarlige.
notice-supplier-notified-by-controller = Den behandlingsansvarlige fikk beskjed { $date }.
notice-supplier-notified-undated-by-controller = Den behandlingsansvarlige har fått beskjed.
notice-supplier-objected-by-controller = Den behandlingsansvarlige har sagt nei.
notice-supplier-not-approved-by-controller = Ikke godkjent av den behandlingsansvarlige.
notice-supplier-joint-by-controller = Virksomheten og leverandøren bestemmer sammen (felles behandlingsansvar).
cookie-policy-title = Informasjonskapsler
cookie-policy-lead = Her står hva nettsidene og tjenestene til { $organisation } lagrer på utstyret ditt, hva det brukes til, og hvordan du sier nei.
cookie-policy-stored = Hva som lagres, og hvorfor
cookie-own = Sidene du ser på nå
cookie-own-lead = Disse sidene lagrer ingenting på utstyret ditt før du logger inn eller velger noe.
cookie-own-caption = Det disse sidene lagrer
cookie-own-for = Holde en ansatt innlogget, og ingenting annet
cookie-own-lives = Til den ansatte logger ut, høyst ti timer
cookie-own-my-page-for = Holde deg logget inn på Min side, og ingenting annet
cookie-own-my-page-lives = Til du logger ut, høyst to timer
cookie-own-identity-for = Kjenne igjen nettleseren din når du kommer tilbake fra dem du viste hvem du er hos, og ingenting annet
cookie-own-identity-lives = Til du er tilbake, høyst ti minutter
cookie-law-norway = Dette følger av ekomloven § 3-15 og av personvernforordningen (GDPR), uansett hva som står over.
cookie-law-union = Dette følger av kommunikasjonsverndirektivet (2002/58/EF) artikkel 5 nr. 3 og av personvernforordningen (GDPR), uansett hva som står over.
cookie-law-necessary = Det som er strengt nødvendig
cookie-law-necessary-text = Det som må lagres for at en tjeneste du har bedt om, skal virke, kan lagres uten at du blir spurt.
cookie-law-other = Alt annet
cookie-law-other-text = Alt annet krever at du sier ja først. Det gjelder også det som bare er praktisk, og det som måler, fører statistikk eller brukes til reklame.
cookie-law-choice = Du kan si nei
cookie-law-choice-text = Det skal være like lett å si nei som å si ja. Sier du nei, skal det ikke legges noe på utstyret ditt som kan kjenne deg igjen. Innstillinger i nettleseren er ikke et samtykke.
cookie-law-withdraw = Du kan ombestemme deg
cookie-law-withdraw-text = Et samtykke kan du trekke tilbake når som helst, og det skal være like lett som å gi det.
supplier-list-title = Underbehandlere og andre leverandører
supplier-list-lead = Her står hvem { $organisation } bruker til å behandle personopplysninger, hva de leverer, hvor de lagrer og hvem som eier dem.
supplier-list-overview = Oversikt
supplier-list-customers = For kundenes opplysninger
supplier-list-own = For opplysninger virksomheten selv bestemmer over
supplier-list-processor = { $processor } er databehandleren vår. Dette er leverandørene { $processor } bruker, og de vi selv har slått på.
supplier-list-caption = Leverandørene side om side
supplier-capacity = Brukes
supplier-used-by = Brukes av
supplier-handled = Behandler også i
supplier-seat = Hovedsete
supplier-owner = Eierens land
supplier-outside = { $country }, utenfor EØS
supplier-safeguard = Overføringsgrunnlag
supplier-no-transfer = Ingen overføring ut av EØS er oppgitt
supplier-safeguard-unnamed = Ikke oppgitt hvilket.
supplier-safeguard-adequacy = EU har godkjent nivået på personvernet der.
supplier-safeguard-standard-clauses = EUs standardkontrakt.
supplier-safeguard-binding-rules = Bindende virksomhetsregler, som gjelder i hele konsernet.
supplier-safeguard-consent = Samtykke, som ikke er et fast grunnlag etter loven.
supplier-transit = Sikring under overføring
supplier-keeps = Hvor lenge leverandøren lagrer
supplier-role = Rolle
agreement-title = Databehandleravtale
agreement-title-offered = Databehandleravtale, slik den tilbys
agreement-lead = Avtalen gjelder det som behandles for { $organisation }. Her står hva som er avtalt, hva som kan gjøres med opplysningene, og hva hver av partene har påtatt seg.
agreement-lead-offered = Dette er avtalen { $organisation } tilbyr kundene sine. Her står hva som kan gjøres med opplysningene, og hva hver av partene påtar seg.
agreement-controller = Behandlingsansvarlig
agreement-controller-lead = { $name } bestemmer hvorfor og hvordan opplysningene blir brukt, og svarer for det.
agreement-controller-offered = Kunden som inngår avtalen. Navn og kontaktperson står i den enkelte avtalen.
agreement-processor = Databehandler
agreement-processor-lead = { $name } skal bare gjøre det avtalen og instruksen sier.
agreement-annex-processing = Vedlegg A. Behandling: { $heading }
agreement-annex-suppliers = Vedlegg B. { $heading }
agreement-annex-measures = Vedlegg C. { $heading }
service-agreement-title = Tjenesteavtale: personopplysninger
service-agreement-lead = Tjenesteavtalen gjelder kjøp av tjenester fra { $organisation }. Her står bare det som angår personopplysninger.
user-agreement-title = Brukeravtale for { $service }: personopplysninger
user-agreement-lead = Her står hvilke personopplysninger som kan registreres i { $service }, hva de brukes til, og hva som gjelder før noen har valgt noe.
user-agreement-dated = Om avtalen
user-agreement-use = Hva opplysningene brukes til
user-agreement-use-caption = Hva som gjøres i tjenesten
user-agreement-integrations = Tjenester fra andre som kunden kan slå på
user-agreement-integrations-lead = De er av til kunden slår dem på. Kunden svarer for det som sendes, mottas og lagres gjennom dem.
register-controller-title = Protokoll over behandlingsaktiviteter
register-controller-lead = Protokollen viser hva { $organisation } behandler som behandlingsansvarlig (GDPR artikkel 30 nr. 1).
register-controller-who = Den behandlingsansvarlige
register-controller-caption = Behandlingsaktivitetene side om side
register-processor-title = Protokoll over behandling for kunder
register-processor-lead = Protokollen viser hva { $organisation } behandler som databehandler, og for hvem (GDPR artikkel 30 nr. 2).
register-processor-who = Databehandleren
register-overview = Oversikt
register-name = Navn
register-activity = Behandlingsaktivitet
register-customer = Behandlingsansvarlig
register-customers = Kundene
register-no-customers = Ingen kunder har en avtale i kraft.
register-acts = Hva som kan gjøres
register-sub-processors = Underbehandlere og andre som får opplysninger
register-transfers = Overføring ut av EØS
register-transfers-none = Ingen er oppgitt. Alle som får opplysningene, lagrer dem i EØS etter det som er oppgitt.
register-transfers-nobody = Ingen. Opplysningene går ikke til noen andre.
register-transfers-unknown = Ingen er oppgitt. Men for noen som får opplysningene, står det ikke hvor de lagrer dem.
register-transfer-text = Til { $supplier } ({ $areas }). Overføringsgrunnlag: { $safeguard }.

## history

history-title = Historikk: { $title }
history-lead = Her står hver versjon av dokumentet, den nyeste først, og hva den endret.
history-back = Til dokumentet
history-version-now = Gjelder fra { $from }
history-version-over = Gjaldt fra { $from } til { $until }
history-first = Dette er den første versjonen.
history-only-date = Bare datoen for siste oppdatering er ny.
history-added = Nytt
history-removed = Tatt bort
history-changed = Endret
history-before = Før:
history-now = Nå:
history-as-json = Historikken som JSON

## front

front-title = Personvern hos { $organisation }
front-lead = Det vi lover om personopplysninger, står her. Sidene trykkes fra det samme regelsettet som systemene våre styres av.
front-documents = Dette har vi publisert
front-documents-none = Ingenting er publisert ennå.
front-contact = Kontakt
front-contact-role = Hvem du kan kontakte
front-contact-channel = Slik tar du kontakt
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
guide-organisations = Fire virksomheter
guide-organisations-lead = Vilkårene og erklæringene til de fire er lest ut av offentlige papirer, og er ikke virksomhetenes egen uttalelse. Kundenes avtaler, søsterselskapet, navnene og personene er oppdiktet. Velg en og prøv.
guide-keeps = Dette håndhever Vern
guide-things = { $count ->
    [one] Prøv én ting
   *[other] Prøv { $count } ting
 }
guide-parties = Hvem det gjelder
guide-pages = Sidene til { $name }
guide-not-public = Protokollen over behandlingsaktiviteter og inngåtte avtaler er ikke offentlige. En rolle som styrer regelsettet, kan hente dem over REST, og «vern publish --for authority» eller «--for party» skriver dem.
guide-others = Alle fire virksomhetene

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
journal-checkpoint-none = Loggen er fortsatt tom.
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
journal-entry-holder = Tilgangen gjelder
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
journal-kind-keys = Nøkkel byttet
journal-kind-erasure = Sletting fullført
journal-kind-policy = Regel for lagrede opplysninger endret
journal-kind-review = Gjennomgått, og blir liggende
journal-kind-told = Noen fikk vite at vi har opplysningene
journal-kind-untold = Notert at noen likevel ikke har fått vite det
journal-kind-culled = De eldste linjene fjernet
journal-kind-moved = Loggen fortsetter et annet sted
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

## console

console-name = Konsoll
console-rooms = Konsollen
console-room-overview = Oversikt
console-room-records = Poster
console-room-journal = Logg
console-room-activities = Aktiviteter
console-room-charter = Regelsett
console-room-suppliers = Leverandører
console-room-people = Folk og tilgang
console-room-account = Min konto
console-until = logges ut kl. { $time } UTC om ingenting skjer
console-leave = Logg ut
console-footnote = Konsollen bruker én informasjonskapsel, som holder deg innlogget til du logger ut eller tiden går ut.
console-overview-title = Det som haster, og det som er lagret
console-overview-lead = Tall fra det som gjelder akkurat nå. Ingen personer er nevnt.
console-due = Å gjøre
console-due-run-out = { $count ->
    [one] post er eldre enn lagringstiden og venter på sletting
   *[other] poster er eldre enn lagringstiden og venter på sletting
}
console-due-findings = { $count ->
    [one] merknad til regelsettet
   *[other] merknader til regelsettet
}
console-due-restricted = { $count ->
    [one] person har fått behandlingen begrenset
   *[other] personer har fått behandlingen begrenset
}
console-due-refused = { $count ->
    [one] nei fra kontrollen de siste to ukene
   *[other] nei fra kontrollen de siste to ukene
}
console-due-soon = { $count ->
    [one] post går ut de neste { $days } dagene
   *[other] poster går ut de neste { $days } dagene
}
console-due-held-by-law = { $count ->
    [one] aktivitet der lov eller samtykke gjør at opplysninger lagres lenger
   *[other] aktiviteter der lov eller samtykke gjør at opplysninger lagres lenger
}
console-due-staff-lacking = { $count ->
    [one] person med konto mangler taushetserklæring eller opplæring og avvises
   *[other] personer med konto mangler taushetserklæring eller opplæring og avvises
}
console-due-staff-soon = { $count ->
    [one] person med konto må snart ha ny opplæring, eller er over tiden
   *[other] personer med konto må snart ha ny opplæring, eller er over tiden
}
console-due-access-overdue = { $count ->
    [one] tilgang skulle vært gjennomgått
   *[other] tilganger skulle vært gjennomgått
}
console-due-access-soon = { $count ->
    [one] tilgang skal gjennomgås innen { $days } dager
   *[other] tilganger skal gjennomgås innen { $days } dager
}
console-due-staff-let-in = { $count ->
    [one] person er sluppet inn på grunn av en nødssituasjon
   *[other] personer er sluppet inn på grunn av en nødssituasjon
}
console-chart = Hva kontrollen har svart
console-chart-summary = De siste to ukene: { $permitted } tillatt og { $refused } avvist i aktivitetene rollen din har tilgang til.
console-chart-most = Høyeste dag: { $count }
console-as-table = Vis som tabell
console-day = Dag (UTC)
console-kept = Det som er lagret
console-kept-caption = Antall poster i hver aktivitet
console-activity = Aktivitet
console-held = Lagret
console-soon = Går ut innen 30 dager
console-run-out = Gått ut
console-not-granted = Rollen din har ikke tilgang her.
console-checkpoint = Signert for { $age } siden. { $since ->
    [0] Alle linjer er med.
    [one] Én linje er kommet til etterpå.
   *[other] { $since } linjer er kommet til etterpå.
}
console-checkpoint-none = Ikke signert ennå.
console-age-minutes = { $count ->
    [0] under ett minutt
    [one] ett minutt
   *[other] { $count } minutter
}
console-age-hours = { $count ->
    [one] én time
   *[other] { $count } timer
}
console-age-days = { $count ->
    [one] én dag
   *[other] { $count } dager
}
console-open-public-journal = Åpne den offentlige siden for loggen
console-records-title = Finn poster
console-records-lead = Søket går gjennom kontrollen og skrives i loggen. Det du finner, er lukket til du åpner det og sier hvorfor.
console-records-no-grant = Rollen din kan ikke lese poster i noen aktivitet.
console-records-by = Søk på
console-records-by-day = Dagen det ble samlet inn
console-record-key = Nøkkel
console-records-value = Verdi
console-records-value-hint = Hele verdien, eller dagen, som 24.11.2026. Den sendes i skjemaet og havner ikke i nettadressen.
console-reason = Hvorfor
console-reason-optional = Hvorfor (hvis rollen din må oppgi det)
console-reason-hint = Forseglet i loggen. Den det gjelder, kan be om å få se det.
console-records-find = Finn
console-found = { $count ->
    [0] Fant ingen poster
    [one] Fant én post
   *[other] Fant { $count } poster
}
console-found-explanation = Du ser at posten finnes, men ikke hva som står i den.
console-found-caption = Velg en nøkkel for å åpne posten
console-found-more = Det finnes flere. Søk på nøkkelen for å finne én bestemt post.
console-left-out = { $count ->
    [one] Én er utelatt, fordi du ikke har tilgang eller kontrollen sa nei.
   *[other] { $count } er utelatt, fordi du ikke har tilgang eller kontrollen sa nei.
}
console-record-category = Hvem det gjelder
console-record-collected = Samlet inn
console-record-expires = Går ut
console-record-no-clock = Ingen fast dato
console-receipt = Se linjen i loggen
console-refused = Kontrollen sa nei
console-invalid = Dette kan ikke gjøres slik
console-record = Post
console-record-opened = Åpnet post
console-records-again = Til søket
console-record-about = Om posten
console-record-contents = Det som står i den
console-record-shut = Lukket. Si hvorfor du trenger å se den. Da spørres kontrollen, og lesingen skrives i loggen.
console-record-open = Åpne
console-readers = Hvem som har sett eller brukt opplysningene om personen
console-readers-lead = Spørsmålet er selv en lesing. Det går gjennom kontrollen og får sin linje i loggen.
console-readers-ask = Spør loggen
console-readers-held = De nyeste først. Bare linjer i aktiviteter du har tilgang til, er med.
console-readers-erased = Opplysningene er slettet. Linjene er hentet fram for et brudd eller et tilsyn.
console-readers-link-reserved = Opplysningene er slettet. Koblingen til loggen brukes bare ved brudd og tilsyn.
console-readers-link-gone = Koblingen mellom loggen og personen er slettet.
console-journal-title = Det som er gjort, og det som ble avvist
console-journal-lead = Linjene i aktivitetene rollen din har tilgang til. Personene det gjelder, står med pseudonym og vises ikke.
console-all = Alle
console-since = Fra og med dag (UTC)
console-to-day = Til og med dag (UTC)
console-code = Grunn (kode)
console-actor = Utført av (id)
console-journal-ask = Vis linjene
console-journal-newest = De nyeste linjene
console-journal-found = Linjene du spurte etter
console-journal-none = Ingen linjer passer med det du spurte etter.
console-journal-older = Eldre linjer
console-act = { $act ->
    [register] Registrering
    [read] Lesing
    [alter] Endring
    [use] Bruk
    [disclose] Utlevering
    [transfer] Overføring
    [restrict] Begrensning
    [erase] Sletting
   *[export] Eksport
}
console-actor-retention = Slettejobben
console-actor-you = Du, i denne økten
console-actor-unknown = Ukjent rolle
console-access-given = Tilgang gitt: { $role }
console-access-said = Taushetserklæring undertegnet eller opplæring ført opp
console-access-kept = Tilgang gjennomgått og latt stå
console-access-let-in-ended = Nødtilgang avsluttet før tiden
console-access-let-in = Sluppet inn i en nødssituasjon
console-people = { $count ->
    [0] ingen personer
    [one] én person
   *[other] { $count } personer
}
console-to = til { $recipient }
console-proof = Etterprøv
console-proof-of = Etterprøv linjen fra { $at }
console-activities-title = Hva opplysningene brukes til
console-activities-lead = Hver aktivitet i regelsettet, med grunnlaget, lagringstiden og hvor mye som er lagret nå.
console-count-held = { $count ->
    [one] én post
   *[other] { $count } poster
}
console-count-soon = { $count } går ut innen 30 dager
console-count-run-out = { $count } har gått ut
console-count-by-law = noe holdes lenger ved lov eller samtykke
console-charter-title = Regelsettet
console-charter-lead = Det som gjelder, det som har endret seg, og det som ikke holder mål.
console-versions = Versjoner
console-versions-caption = De nyeste først
console-version = Versjon
console-document = Dokument
console-document-charter = Regelsett
console-document-terms = Vilkår
console-document-agreement = Avtale
console-holds-from = Gjelder fra
console-file = Fil
console-hash = Kontrollsum
console-in-force = I kraft
console-compare = Sammenlign to versjoner
console-compare-old = Fra
console-compare-new = Til
console-compare-days = Prøv «Til»-versjonen på det som er gjort så mange dager bakover
console-compare-send = Sammenlign
console-compare-none = Ingen av dokumentene finnes i mer enn én versjon, så det er ingenting å sammenligne ennå.
console-compare-no-pair = Velg to ulike versjoner av samme dokument.
console-changes = Dette endrer seg
console-replay = Dette ville blitt avvist
console-suppliers-title = Hvor opplysningene går
console-suppliers-lead = Fra den som bestemmer, til leverandørene og deres leverandører, land for land.
console-suppliers-none = Regelsettet nevner ingen leverandører.
console-flow-own = Det { $organisation } bestemmer over
console-flow-for-customers = Det som behandles for kundene
console-flow-customers = Kundene
console-flow-not-stated = Ikke oppgitt
console-flow-open = Får opplysninger
console-flow-shut = Får ingenting: kontrollen stopper det, eller ingen aktivitet nevner den
console-flow-third = Utenfor EØS
console-flow-map = Kart over hvor opplysningene går. Det samme står i tabellen under.
console-flow-table = Leverandørene, hver over dem den selv bruker
console-used-by = Brukes av { $user }

## sign-in

sign-in-title = Logg inn
sign-in-lead = For ansatte i { $organisation } og andre som er gitt tilgang.
sign-in-email = E-postadresse
sign-in-password = Passord
sign-in-code = Engangskode
sign-in-code-hint = Seks sifre fra autentiseringsappen. Koden byttes hvert halve minutt, og hver kode kan brukes én gang.
sign-in-send = Logg inn
sign-in-lost = Mistet passordet eller telefonen? Be den som styrer tilgangene hos dere, om en ny invitasjon.
sign-in-link = Logg inn som ansatt
identity-with = Logg inn med { $provider }
identity-lead = Du sendes til { $provider }, viser hvem du er der, og kommer tilbake hit.
identity-footnote = Velger du å vise hvem du er hos en annen, brukes én informasjonskapsel til, som slettes når du er tilbake.
identity-or-password = Eller med passord og engangskode
identity-or-code = Eller med en kode som vi sender
identity-invitation = Uten passord
identity-invitation-with = Bruk { $provider } i stedet
identity-invitation-hint = Da logger du inn hos { $provider } hver gang, og trenger verken passord eller autentiseringsapp her.
identity-entered = Du er logget inn
identity-entered-lead = Siden åpnes av seg selv.
identity-entered-go = Gå videre
invitation-title = Ta i bruk kontoen din
invitation-lead = { $organisation } har gitt deg tilgang. Velg et passord og koble til en autentiseringsapp, så er du inne.
invitation-password = 1. Velg et passord
invitation-password-hint = Minst 12 tegn, og vanskelig å gjette for en som vet hvem du er. Fire eller fem tilfeldige ord er bra. Det er ingen krav om tall eller spesialtegn.
invitation-password-again = Passordet en gang til
invitation-app = 2. Koble til en autentiseringsapp
invitation-app-hint = Skann bildet med appen, eller skriv inn hemmeligheten selv. Skriv så koden appen viser.
invitation-picture = QR-kode med hemmeligheten, som også står som tekst under
invitation-secret = Hemmelighet
invitation-open-app = Åpne i en app på denne enheten
invitation-send = Ta kontoen i bruk
people-title = Folk og tilgang
people-lead = Hvem som kan logge inn, i hvilken rolle og hvor lenge. Å se navnene er en lesing som skrives i loggen.
people-accounts = Kontoer
access-title = Gjennomgang av tilgang
access-lead = Alle som har tilgang, og programmer som har det. Det som skal gjennomgås først, står først. La en tilgang bli stående hvis den fortsatt trengs, og avslutt den ellers.
access-link = Gjennomgå hvem og hva som har tilgang
access-counts = { $all } tilganger, { $count } å gjennomgå nå
access-unasked = Regelsettet sier ikke hvor ofte tilgang skal gjennomgås.
access-caption = Tilganger som gjelder nå
access-who = Hvem
access-token = Program med nøkkel
access-since = Siden
access-used = Sist brukt
access-reviewed = Sist gjennomgått
access-due = Gjennomgås innen
access-unused = Ikke siden serveren startet
access-not-yet = Ikke ennå
access-keep = La stå
access-own = Din egen. Noen andre gjennomgår den.
access-kept = Tilgangen blir stående. Den gjennomgås igjen innen { $date }.
access-taken = Tilgangen er avsluttet.
access-will-end = Nøkkelen i rollen «{ $role }» slutter å virke med en gang. Programmet som bruker den, får ikke gjort mer.
people-caption = De som mangler noe, først; ellers den eldste
people-none = Ingen har konto ennå.
people-name = Navn
people-nameless = Navnet vises ikke
people-role = Rolle
people-state = Tilstand
people-state-active = Kan logge inn
people-state-invited = Invitert, ikke tatt i bruk
people-state-lapsed = Invitasjonen er gått ut
people-state-ended = Avsluttet
people-until = Tilgang til
people-until-optional = Tilgang til og med dag (UTC), om den skal ta slutt
people-no-end = Uten sluttdato
people-sessions = Økter nå
people-actions = Gjør noe
people-again = Ny invitasjon
people-again-of = Ny invitasjon til { $name }
people-reach = Omfang
people-reach-of = Omfang for { $name }
people-reach-narrow = { $activities ->
    [one] begrenset til én aktivitet
   *[other] begrenset til { $activities } aktiviteter
}
reach-title = Hva tilgangen til { $name } omfatter
reach-lead = Rollen er { $role }. Fjern haken ved det tilgangen ikke skal omfatte. Den kan aldri omfatte mer enn rollen.
reach-acts = Kan
reach-sees = Ser
reach-save = Lagre
people-end = Avslutt
people-end-of = Avslutt tilgangen til { $name }
people-end-now = Avslutt nå
people-ended-title = Tilgangen er avsluttet
people-will-end = Dette tar slutt med én gang: { $sessions ->
    [one] { $sessions } økt
   *[other] { $sessions } økter
  }, { $credentials ->
    [one] { $credentials } innlogging
   *[other] { $credentials } innlogginger
  } og { $grants ->
    [one] { $grants } rettighet
   *[other] { $grants } rettigheter
  } i regelsettet.
people-ended = Dette tok slutt: { $sessions ->
    [one] { $sessions } økt
   *[other] { $sessions } økter
  }, { $credentials ->
    [one] { $credentials } innlogging
   *[other] { $credentials } innlogginger
  } og { $grants ->
    [one] { $grants } rettighet
   *[other] { $grants } rettigheter
  } i regelsettet.
people-invite = Inviter noen
people-invite-lead = Du får en lenke som du selv gir videre. Den vises én gang, virker én gang og går ut etter tre døgn.
people-invite-send = Lag invitasjon
people-invited = Invitasjonen er klar
people-invited-hint = Gi lenken til den det gjelder, på en måte ingen andre ser. Sett adressen dere når Vern på, foran. Den kan brukes én gang, til { $until }, og vises ikke igjen.
people-duties = Taushet og opplæring
people-confidentiality-kept = Taushet: skrevet under
people-confidentiality-lacking = Taushet: ikke skrevet under
people-training-kept = Opplæring: til { $until }
people-training-soon = Opplæring: går ut { $until }
people-training-overdue = Opplæring: over tiden, avvises fra { $until }
people-training-lacking = Opplæring: mangler
people-let-in-until = Sluppet inn til { $until }, nødssituasjon
people-let-in = Slipp noen inn i en nødssituasjon
people-let-in-lead = Slipper inn noen som mangler taushetserklæring eller opplæring, en stund. Det står på forsiden så lenge det varer, og er merket i loggen på alt det slipper gjennom.
people-let-in-who = Hvem
people-let-in-day = Til og med dag (UTC)
people-let-in-reason = Hvorfor det ikke kan vente
people-let-in-send = Slipp inn
people-let-in-ended = Nødtilgangen til { $name } er avsluttet
people-let-in-end = Avslutt nødtilgangen
people-let-in-done = { $name } er sluppet inn
people-let-in-done-hint = Det varer til { $until }, og er skrevet i loggen.
account-title = Min konto
account-lead = Hvor du er logget inn, og når du har logget inn. Ser du noe du ikke kjenner igjen, avslutt alle øktene og si fra.
account-sessions = { $count ->
    [one] Én økt
   *[other] { $count } økter
  }
account-sessions-caption = Den nyeste først
account-started = Begynte
account-used = Sist brukt
account-until = Tar slutt om ingenting skjer
account-this = Denne økten
account-end = Avslutt økten
account-end-of = Avslutt økten som begynte { $at }
account-end-all = Avslutt alle øktene
account-end-all-hint = Også denne. Du logger inn på nytt etterpå.
account-sign-ins = Innlogginger
account-sign-ins-lead = De nyeste 50. Hver innlogging er lagret i aktiviteten for kontoer, så lenge regelsettet sier.
account-sign-ins-caption = Den nyeste først
account-at = Når
account-address = Fra IP-adresse
account-means = Med
account-means-password = Passord og engangskode
account-means-sure = { $provider } ({ $acr })
account-means-unknown = Ikke lagret
account-duties = Taushet og opplæring
account-duties-lead = Uten dette kommer du ikke til noens personopplysninger her.
account-let-in = Du er sluppet inn til { $until } på grunn av en nødssituasjon. Alt du gjør imens, blir merket i loggen.
account-confidentiality = Taushetserklæring
account-confidentiality-signed = Skrevet under { $day }.
account-confidentiality-lacking = Du har ikke skrevet under på disse ordene. Til du gjør det, blir alt du ber om, avvist.
account-confidentiality-version = Utgave { $version }
account-confidentiality-sign = Jeg har lest dette og skriver under
account-training = Opplæring i personvern
account-training-kept = Siste opplæring { $day }. Må tas på nytt innen { $until }.
account-training-soon = Siste opplæring { $day }. Den går ut { $until }: ta den på nytt før det.
account-training-overdue = Siste opplæring { $day }, og det er for lenge siden. Fra { $until } blir alt du ber om, avvist.
account-training-lacking = Du har ingen opplæring i personvern som er fersk nok. Til du har det, blir alt du ber om, avvist.
account-training-day = Dag for opplæringen
account-training-evidence = Hva som viser det: hvilket kurs, hvem som holdt det, hvor kursbeviset ligger
account-training-send = Før opp opplæringen
account-journal = Det loggen har om deg
account-journal-lead = Hver gang du leser, endrer eller søker etter noens opplysninger, skrives det i loggen. Her er det som er skrevet om deg, det nyeste først.
account-journal-show = Vis det jeg har gjort

# My page

my-page-title = Min side
my-page-link = Se hva vi har om deg
my-page-rooms = Min side
my-page-room-held = Hva vi har
my-page-room-seen = Hvem som har sett det
my-page-room-consents = Samtykker
my-page-room-requests = Henvendelser
my-page-requests-title = Bruk rettighetene dine
my-page-requests-lead = Be om kopi, retting, sletting eller noe annet du har rett til, og se hvordan det går med det du har bedt om.
my-page-requests-made = Det du har bedt om
my-page-requests-none = Du har ikke bedt om noe her ennå, eller det er ikke klart at det var deg.
my-page-requests-hidden = Noen henvendelser vises bare når det er sikrere hvem du er. Da trenger du heller ikke å vise det senere.
my-page-request-answer = Les svaret
my-page-answer-until = Svaret ligger her til { $date }.
my-page-answer-back = Tilbake til henvendelsene
my-page-request-by = Svar senest
my-page-request-new = Be om noe nytt
my-page-request-contact = Hvordan svaret når deg
my-page-request-go-on = Gå videre
my-page-request-confirm = Er dette det du vil be om?
my-page-request-about = { $records ->
    [0] Vi har ikke noe om deg nå som det kan gjelde.
    [one] Det gjelder én post.
   *[other] Det gjelder { $records } poster i { $activities ->
        [one] én aktivitet
       *[other] { $activities } aktiviteter
    }.
}
my-page-request-next = Ingenting skjer med opplysningene før noen har sett på henvendelsen. Du får svar innen en måned.
my-page-request-more = For denne rettigheten må det være sikrere hvem du er enn innloggingen viser. Vi tar kontakt om det.
my-page-request-send = Send henvendelsen
my-page-session-until = Logges ut etter { $minutes } minutter uten bruk
my-page-leave = Logg ut
my-page-footnote = Siden bruker én informasjonskapsel. Den holder deg logget inn på denne siden og slettes når du logger ut, senest etter to timer. Ingen andre får den.
my-page-sign-in-lead = Her ser du hva { $organisation } har om deg, hvorfor, hvor lenge, og hvem som har sett det. Du viser hvem du er, med en kode som vi sender.
my-page-sign-in-lead-identity = Her ser du hva { $organisation } har om deg, hvorfor, hvor lenge, og hvem som har sett det.
my-page-weak-title = Her må vi være sikrere på hvem du er
my-page-weak-lead = Du er logget inn med en kode. { $organisation } krever elektronisk ID for å vise dette.
my-page-weak-none = { $organisation } tar ikke imot elektronisk ID her. Send en henvendelse om innsyn, så får du svar på en annen måte.
my-page-address-both = E-postadresse eller telefonnummer
my-page-address-email = E-postadresse
my-page-address-phone = Telefonnummer
my-page-address-hint-both = Skriv en adresse eller et nummer som virksomheten har fra før.
my-page-address-hint-email = Skriv en adresse som virksomheten har fra før.
my-page-address-hint-phone = Skriv et nummer som virksomheten har fra før. Et nummer fra et annet land begynner med + og landkoden.
my-page-send-code = Send meg en kode
my-page-other-ways = Får du det ikke til her?
my-page-other-ways-text = Du har de samme rettighetene uten denne siden. Skriv, ring eller send en henvendelse, så får du svar innen en måned.
my-page-code-title = Skriv koden
my-page-code-lead = Har { $organisation } adressen eller nummeret du skrev, er en kode på vei dit nå. Vi sier ikke her om noen er registrert.
my-page-code = Kode
my-page-code-hint = Åtte sifre. Koden virker i ti minutter, én gang, og bare i denne nettleseren. Er det bedt om mange koder til samme adresse, sender vi i stedet én lang kode på tjue sifre. Den virker i fire timer.
my-page-enter = Åpne Min side
my-page-no-code = Kom det ingen kode?
my-page-no-code-text = Se i søppelposten, og etter en lengre kode som kom tidligere i dag. Kommer det fortsatt ingenting, har { $organisation } kanskje en annen adresse til deg, eller ingenting om deg.
my-page-again = Prøv en annen adresse, eller be om en ny kode
my-page-code-heading = Koden din til Min side hos { $organisation }
my-page-code-email = Koden din er { $code }. { $length ->
    [long] Den er lang fordi det er bedt om mange koder til denne adressen, kanskje av andre enn deg. Den åpner Min side hos { $organisation } én gang i løpet av fire timer, i nettleseren der du ber om kode.
   *[other] Den åpner Min side hos { $organisation } i ti minutter, i nettleseren du ba om den i.
} Er det ikke du som har bedt om den, trenger du ikke å gjøre noe: Uten koden kommer ingen inn. Gi den aldri til noen, heller ikke til oss.
my-page-code-sms = { $code } er koden din til Min side hos { $organisation }. { $length ->
    [long] Den virker i fire timer.
   *[other] Den virker i ti minutter.
} Gi den aldri til noen.
my-page-held-title = Dette har { $organisation } om deg
my-page-held-lead = Hver del sier hvorfor opplysningene er der, hvem som får dem, og når de slettes. At du ser på dem, står i loggen sammen med alle andre som har sett dem.
my-page-held-none = Det er ingenting å vise her.
my-page-records = { $count ->
    [one] Én registrering
   *[other] { $count } registreringer
}
my-page-collected = Registrert { $date }.
my-page-until = Slettes { $date }.
my-page-until-event = Slettes når det opplysningene er der for, tar slutt.
my-page-withheld = Vises ikke her: { $data }. Be om innsyn for å få vite hva som står der.
my-page-left-out = { $count ->
    [one] Én registrering vises ikke, for eksempel fordi bruken av den er stanset.
   *[other] { $count } registreringer vises ikke, for eksempel fordi bruken av dem er stanset.
} Be om innsyn for å få vite hva som står der.
my-page-more = Vis flere: { $activity }
my-page-back = Tilbake til alt
my-page-download-title = Last ned
my-page-download-lead = Alt som vises på denne siden, i én fil. CSV åpnes i et regneark, JSON er for dataprogrammer.
my-page-download-csv = Last ned som CSV
my-page-download-json = Last ned som JSON
my-page-rest = Er noe feil, eller vil du ha mer?
my-page-rest-text = Her vises det { $organisation } har åpnet for visning. Du kan be om innsyn i resten, og om at noe rettes, slettes eller ikke brukes. Du får svar innen en måned.
my-page-seen-title = Hvem som har sett opplysningene om deg
my-page-seen-lead = Hver gang noen hos { $organisation } ser på opplysningene, endrer dem eller sender dem videre, står det i en logg som ikke kan endres etterpå.
my-page-seen-newest = Det nyeste først
my-page-seen-none = Ingenting står i loggen.
my-page-seen-left-out = { $count ->
    [one] Én linje vises ikke her, fordi den gjelder noe denne siden ikke viser.
   *[other] { $count } linjer vises ikke her, fordi de gjelder noe denne siden ikke viser.
} Be om innsyn for å få vite hva de sier.
my-page-seen-names = Her står rollen, ikke navnet, til dem som har sett opplysningene. Vil du vite hvem det var, kan du spørre { $organisation }.
my-page-registration = Slik du er registrert, { $number }
my-page-older = Vis eldre
my-page-refused = Avvist
my-page-by-you = Du, på Min side
my-page-by-vern = { $organisation }, automatisk
my-page-by-retention = Slettejobben
my-page-by-operator = Den som drifter systemet
my-page-by-role = { $organisation }, { $role }
my-page-for = for { $activity }
my-page-act = { $act ->
    [register] Registrerte noe
    [read] Så på opplysningene
    [alter] Endret noe
    [use] Brukte opplysningene
    [disclose] Ga opplysningene videre
    [transfer] Overførte opplysningene
    [restrict] Stanset eller åpnet bruken
    [erase] Slettet noe
    [review] Gikk gjennom opplysningene, og lot dem bli
    [told] Sa fra til deg om opplysningene
    [untold] Noterte at du likevel ikke har fått vite om dem
    [export] Hentet ut opplysningene
    [lookup] Slo opp adressen din
   *[other] Endret noe i systemet
}
my-page-consents-title = Samtykkene dine
my-page-consents-lead = Du kan trekke tilbake et samtykke når du vil. Det virker med én gang, og du trenger ikke å si hvorfor.
my-page-consents-none = { $organisation } har ikke noe samtykke fra deg.
my-page-consent-given = Du sa ja { $date }.
my-page-consent-withdrawn = Du trakk samtykket tilbake { $date }.
my-page-withdraw = Trekk tilbake samtykket

## error

error-title = Det gikk ikke
error-title-meaning = Dette betyr koden
error-title-not-found = Siden finnes ikke
error-title-link-spent = Lenken virker ikke lenger
error-title-result-gone = Treffet vises ikke lenger
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
code-actor-data_not_granted = Rollen ser ikke alle opplysningstypene som skal skrives eller søkes etter. Den ville overskrevet, eller funnet ut, det den ikke kan se.
code-actor-data_not_granted-mend = Den som spør, kan overlate det til en rolle som ser hele posten, eller be den som forvalter regelsettet, la rollen se opplysningstypen.
code-actor-access_over = Tilgangen gjaldt til en dato som er passert.
code-actor-access_over-mend = Den som styrer tilgangene, kan gi en ny.
code-actor-no_confidentiality = Den som spør, har ikke skrevet under på taushetserklæringen regelsettet krever av ansatte.
code-actor-no_confidentiality-mend = Skriv under på Min konto. I en nødssituasjon kan den som styrer tilgangene, slippe noen inn en stund.
code-actor-training_due = Den som spør, har ikke hatt opplæring i personvern så nylig som regelsettet krever av ansatte.
code-actor-training_due-mend = Før opp opplæringen på Min konto. I en nødssituasjon kan den som styrer tilgangene, slippe noen inn en stund.
code-actor-beyond_reach = Tilgangen den som spør har fått, omfatter ikke dette, selv om rollen gjør det.
code-actor-beyond_reach-mend = Den som styrer tilgangene, kan utvide den.
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
code-retention-expired-mend = Neste sletterunde fjerner posten. Er noe meldt avsluttet ved en feil, kan den som har rett til å slette, trekke meldingen tilbake før det; er lagringstiden for kort for formålet, må den behandlingsansvarlige endre den i regelsettet før den er ute.
code-agreement-missing = Virksomheten er databehandler i denne aktiviteten, så dette kan bare gjøres under avtalen med en behandlingsansvarlig, i området til den behandlingsansvarlige.
code-agreement-missing-mend = Den som spør, kan gjøre det i området til den behandlingsansvarlige; finnes ingen databehandleravtale, må partene inngå en, og den som drifter Vern, leser den inn.
code-agreement-not_in_force = Databehandleravtalen har ikke trådt i kraft ennå.
code-agreement-not_in_force-mend = Den som spør, kan vente til avtalen gjelder; skal den gjelde før, må partene avtale det, og den som forvalter regelsettet, leser inn en ny versjon.
code-agreement-ended = Databehandleravtalen er avsluttet, så opplysningene skal leveres tilbake eller slettes og kan ikke brukes til noe annet.
code-agreement-ended-mend = Den behandlingsansvarlige velger mellom å få opplysningene tilbake og å få dem slettet, før fristen i avtalen er ute; skal behandlingen fortsette, må partene inngå en ny avtale.
code-instruction-paused = Aktiviteten står stille til den behandlingsansvarlige har gitt en ny instruks, fordi noe i instruksen er uklart, ulovlig eller mangler.
code-instruction-paused-mend = Den behandlingsansvarlige kan gi en ny skriftlig instruks, og den som forvalter regelsettet, fører den inn; til da går lagring, sikring og rettighetene til de registrerte som før.
code-instruction-support_not_instructed = Brukerstøtten hos databehandleren får ikke se disse opplysningene, fordi instruksen ikke slipper den til her nå.
code-instruction-support_not_instructed-mend = Den behandlingsansvarlige kan slippe brukerstøtten til i en ny skriftlig instruks, gjerne bare så lenge hjelpen varer, og den som forvalter regelsettet, fører den inn.
code-instruction-operation_not_instructed = Instruksen som er i kraft, nevner ikke denne handlingen, og databehandleren gjør bare det instruksen sier.
code-instruction-operation_not_instructed-mend = Den behandlingsansvarlige kan gi en ny skriftlig instruks som nevner handlingen, hvis formålet krever den, og den som forvalter regelsettet, fører den inn.
code-place-not_allowed = Opplysningene ville ligge eller bli behandlet utenfor stedene som er erklært, eller hos noen med sete eller eier utenfor dem.
code-place-not_allowed-mend = Den som spør, kan velge en mottaker innenfor stedene; er stedene for snevre, må den behandlingsansvarlige bestemme hvilke som skal gjelde, og den som forvalter regelsettet, fører dem inn.
code-supplier-data_beyond = Mottakeren har ikke lov til å få alle opplysningstypene som skulle utleveres.
code-supplier-data_beyond-mend = Den som spør, kan ta bort opplysningstypene mottakeren ikke skal ha; trenger mottakeren dem, kan den som forvalter regelsettet, føre dem opp på mottakeren i en ny versjon.
code-supplier-not_approved = Den behandlingsansvarlige har ikke godkjent denne underbehandleren.
code-supplier-not_approved-mend = Databehandleren må varsle den behandlingsansvarlige skriftlig om underbehandleren og vente på svar, og den som forvalter regelsettet, fører svaret inn.
code-supplier-notice_running = Den behandlingsansvarlige kan fortsatt si nei til denne underbehandleren, fordi fristen ikke er ute, eller fordi det ikke er kjent når den er ute.
code-supplier-notice_running-mend = Den som spør, kan vente til fristen er ute; den behandlingsansvarlige kan også godkjenne før det, og den som forvalter regelsettet, fører inn svaret eller når varselet ble sendt.
code-supplier-objected = Den behandlingsansvarlige har sagt nei til denne underbehandleren.
code-supplier-objected-mend = Databehandleren kan bruke en annen underbehandler eller gjøre arbeidet selv; bare den behandlingsansvarlige kan endre svaret.
code-supplier-not_turned_on = Den behandlingsansvarlige har ikke slått på denne integrasjonen.
code-supplier-not_turned_on-mend = Den behandlingsansvarlige kan slå den på, svarer da for det som sendes, hentes og lagres, og inngår egen avtale med leverandøren der vilkårene krever det; den som forvalter regelsettet, fører det inn.
code-activity-automated_undeclared = Aktiviteten er ikke erklært for avgjørelser en maskin tar alene.
code-activity-automated_undeclared-mend = Den som spør, kan la et menneske ta avgjørelsen; skal maskinen ta den alene, må den behandlingsansvarlige avgjøre om artikkel 22 tillater det, og den som forvalter regelsettet, fører det inn.
code-basis-special_category = Særlige kategorier av personopplysninger, for eksempel om helse eller religion, kan ikke lagres i denne aktiviteten, fordi ingen av unntakene i artikkel 9 er oppgitt.
code-basis-special_category-mend = Den som spør, kan ta bort opplysningene; trengs de, må den behandlingsansvarlige avgjøre hvilket unntak i artikkel 9 nr. 2 som gjelder, og den som forvalter regelsettet, fører det inn.
code-basis-identity_number = Fødselsnummer og andre identitetsnummer kan ikke lagres i denne aktiviteten, fordi det ikke er oppgitt hvorfor de trengs.
code-basis-identity_number-mend = Den som spør, kan ta bort nummeret; trengs det for å vite sikkert hvem noen er, må den behandlingsansvarlige si hvorfor, og den som forvalter regelsettet, fører det inn.
code-basis-offence = Opplysninger om straffedommer og lovbrudd kan ikke lagres i denne aktiviteten, fordi det ikke er oppgitt hvilken lov eller myndighet som tillater det.
code-basis-offence-mend = Den som spør, kan ta bort opplysningene; trengs de, må den behandlingsansvarlige finne ut hva som tillater det etter artikkel 10, og den som forvalter regelsettet, fører det inn.
code-subject-objected = Den registrerte har protestert mot denne aktiviteten, så opplysningene kan lagres, men ikke brukes i den.
code-subject-objected-mend = Bare den registrerte kan trekke protesten tilbake; er det ikke direkte markedsføring, kan den behandlingsansvarlige vise tvingende grunner i saken og avslå protesten, og det som bare bygger på en avtale, kan flyttes til en aktivitet for seg.
code-subject-erasure_ordered = Det er bestemt at opplysningene om den registrerte i denne aktiviteten skal slettes, så ingenting annet kan gjøres med dem.
code-subject-erasure_ordered-mend = Ingen kan gjøre det om; den som spør, kan vente til slettingen er ferdig, og det loven krever bevart, ligger i en aktivitet for seg.
code-subject-exception_reason_required = Behandlingen er begrenset, og det er ikke begrunnet hvorfor unntaket gjelder.
code-subject-exception_reason_required-mend = Den som spør, kan prøve igjen og skrive hvilket rettskrav, hvilken annen persons rettigheter eller hvilken allmenn interesse det gjelder.
code-subject-exception_consent_missing = Behandlingen er begrenset, og den registrerte har ikke samtykket til bruk i denne aktiviteten.
code-subject-exception_consent_missing-mend = Bare den registrerte selv kan gi samtykke; den behandlingsansvarlige kan spørre, men svaret må være frivillig.
code-supplier-narrowed = Denne mottakeren er tatt bort for disse postene, enten selv eller fordi mottakeren bruker den.
code-supplier-narrowed-mend = Den som spør, kan velge en annen mottaker; det som er tatt bort for en post, kan ikke gis tilbake, så det må skrives en ny post der formålet og regelsettet åpner for det.
code-activity-automated_narrowed = Det er bestemt at ingen maskin alene tar avgjørelser om disse postene.
code-activity-automated_narrowed-mend = Den som spør, kan la et menneske ta avgjørelsen.
code-data-origin_undeclared = Minst ett felt er oppgitt å komme fra et annet sted enn regelsettet sier.
code-data-origin_undeclared-mend = Den som sender inn, kan utelate opphavet eller rette det; kommer opplysningene også derfra, kan den som forvalter regelsettet, føre opp opphavet på opplysningstypen.

## consent

code-consent-not_carried = Regelsettet har ingen aktivitet som samtykker føres under.
code-consent-not_carried-mend = Den som forvalter regelsettet, kan legge til en aktivitet med «carries: consents».
code-consent-not_asked = I denne aktiviteten blir det ikke bedt om samtykke, eller regelsettet sier ikke med hvilke ord.
code-consent-not_asked-mend = Den som forvalter regelsettet, kan skrive spørsmålet under «consent_text» i aktiviteten, hvis den bygger på samtykke.
code-consent-text_differs = Dette er ikke ordene det bes om samtykke med nå.
code-consent-text_differs-mend = Den som spør, må vise teksten som gjelder, og spørre på nytt; et samtykke til andre ord gjelder ikke dette.
code-consent-evidence_missing = Det mangler hva personen så og gjorde, så samtykket kunne ikke vises fram siden.
code-consent-evidence_missing-mend = Den som sender inn, må føre samtykket for seg, med ordlyd, språk, kanal, sted og handling.
code-restriction-untold = Det er ikke vist at personen fikk beskjed før begrensningen oppheves.
code-restriction-untold-mend = Den som opphever begrensningen, gir personen beskjed først og skriver hvordan og når (told_by).
code-consent-place_form = Stedet der det ble spurt, må være en tekst på 1 til 200 tegn.
code-consent-place_form-mend = Skriv kort hvor på siden eller i samtalen spørsmålet sto, for eksempel «påmelding, avkryssing under e-post».
code-consent-notice_unknown = Regelsettet har ingen slik påstand om samtykke.
code-consent-notice_unknown-mend = Oppgi id-en til en påstand av typen «consent_by_use» eller «consent_to_transfer» i regelsettet.

## ending

code-ending-nothing_to_end = Om denne personen er det ikke lagret noe i aktiviteten så lenge noe varer, for eksempel en avtale. Da er det ikke noe å melde avsluttet.
code-ending-nothing_to_end-mend = Den som spør, kan slette opplysningene i stedet, hvis det er noen; den som forvalter regelsettet, kan si hva opplysningene lagres for, med «while».
code-ending-before_1970 = Dagen ligger før 1970.
code-ending-before_1970-mend = Oppgi dagen det ble avsluttet.

## policy

code-policy-widens = Endringen ville gitt tilbake noe som er tatt bort for disse postene.
code-policy-widens-mend = Den som spør, kan la det som alt er tatt bort, stå; det som skal tillates for alle, hører hjemme i en ny versjon av regelsettet.
code-policy-recipient_unknown = En mottaker som skal tas bort, står ikke blant leverandørene i regelsettet.
code-policy-recipient_unknown-mend = Den som spør, kan sjekke id-en mot leverandørene i regelsettet.
code-policy-period_longer = Perioden er lengre enn den som alt gjelder, i hvert fall i noen måneder.
code-policy-period_longer-mend = Den som spør, kan oppgi en periode som er kortere i alle måneder, for eksempel P28D i stedet for P1M; en lengre krever en ny versjon av regelsettet.
code-policy-period_held = Opplysningene i denne aktiviteten bevares etter lov eller med samtykke fra den registrerte, så det kan ikke settes en periode som sletter dem.
code-policy-period_held-mend = Den som spør, kan utelate perioden; den som forvalter regelsettet, kan flytte det som ikke bevares, til en aktivitet for seg.
code-policy-too_many = Det tas bort flere mottakere enn et regelsett kan ha.
code-policy-too_many-mend = Den som spør, kan ta bort dem som får opplysninger i aktiviteten, og utelate resten.

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
code-record-narrowing_differs = Det som er tatt bort for denne posten, er noe annet enn det skrivingen oppgir.
code-record-narrowing_differs-mend = Den som skriver, kan utelate det; skal mer tas bort, endres det for seg, med en begrunnelse.
code-record-version_differs = Posten har en annen versjon enn den som var ventet, eller finnes ikke som ventet.
code-record-version_differs-mend = Den som spør, kan lese posten på nytt og prøve igjen med versjonen i svaret.
code-record-origin_without_field = Det er oppgitt hvor et felt kommer fra, men feltet er ikke med.
code-record-origin_without_field-mend = Den som skriver, kan ta med feltet, eller utelate hvor det kommer fra.
code-record-unreadable = Posten kan ikke åpnes, fordi nøkkelen til den mangler eller innholdet er skadet.
code-record-unreadable-mend = Den som drifter Vern, må undersøke nøkkelmappen og driftsloggen.
code-subject-category_missing = Aktiviteten gjelder flere kategorier av registrerte, og forespørselen sier ikke hvilken.
code-subject-category_missing-mend = Den som sender inn, kan oppgi kategorien.
code-search-form = Det det søkes etter, eller merket for neste side, har ikke riktig form.
code-search-form-mend = Den som spør, kan søke etter én ting om gangen, skrive verdien slik opplysningstypen krever og leverandøren slik regelsettet har den, og sende merket uendret slik det sto i forrige svar på samme søk.
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
code-proof-beyond_tree = Loggen har ikke så mange linjer.
code-proof-beyond_tree-mend = Den som spør, kan bruke tallet i andre linje av et kontrollpunkt fra denne loggen.
code-journal-question_form = Spørsmålet til loggen har feil form.
code-journal-question_form-mend = Den som spør, kan rette feltet som er nevnt, etter beskrivelsen av grensesnittet (OpenAPI).
code-console-link_spent = Lenken er brukt, eller den er for gammel.
code-console-link_spent-mend = Den som drifter Vern, kan lage en ny. En lenke virker én gang, i fem minutter.
code-console-session_ended = Du er ikke logget inn i konsollen, eller økten er over.
code-console-session_ended-mend = Logg inn på siden til virksomheten, eller be den som drifter Vern, om en ny lenke.
code-console-not_local = Konsollen åpnes bare fra maskinen Vern kjører på.
code-console-not_local-mend = Åpne den der, eller gjennom en SSH-tunnel til maskinen.
code-console-form_stale = Skjemaet hører ikke til denne økten.
code-console-form_stale-mend = Hent siden på nytt og fyll ut skjemaet igjen.
code-console-result_gone = Adressen til dette funnet virker ikke lenger.
code-console-result_gone-mend = Søk en gang til. Et funn kan åpnes i ti minutter, i økten som fant det.
code-console-reason_missing = Det må sies hvorfor posten åpnes.
code-console-reason_missing-mend = Skriv en kort grunn. Den forsegles i loggen.
code-console-no_server = Ingen server kjører med disse dataene, så det finnes ingen konsoll å åpne.
code-console-no_server-mend = Den som drifter Vern, kan starte vern serve med de samme dataene og be om lenken igjen.
code-controller-unknown = Denne installasjonen har ingen slik behandlingsansvarlig.
code-controller-unknown-mend = Den som spør, kan sjekke id-en, eller be den som drifter Vern, lese inn regelsettet til virksomheten.
code-role-unknown = Rollen står ikke i regelsettet som er i kraft.
code-role-unknown-mend = Den som drifter Vern, kan velge en rolle fra regelsettet, eller be den som forvalter det, legge til rollen.
code-role-not_given = Rollen er Verns egen, eller den folk har med det som er lagret om dem selv; ingen kan få tildelt den.
code-role-not_given-mend = Velg en rolle regelsettet har for ansatte.
code-role-none_for_vern = Regelsettet har ingen rolle for Vern selv, så det kan ikke ta imot noe fra noen uten konto.
code-role-none_for_vern-mend = Den som forvalter regelsettet, kan legge til en rolle med «held_by: vern» og hva den kan gjøre.
code-role-none_for_subjects = Regelsettet har ingen rolle for dem opplysningene gjelder, så de kan ikke se dem selv her.
code-role-none_for_subjects-mend = Den som forvalter regelsettet, kan legge til en rolle med «held_by: subject» og hva den kan gjøre.
code-charter-already_there = Denne versjonen av regelsettet er allerede lest inn.
code-charter-already_there-mend = Ingenting må gjøres; skal noe endres, må den som forvalter regelsettet, endre innholdet først.
code-charter-none_in_force = Ingen versjon av regelsettet er i kraft nå.
code-charter-none_in_force-mend = Den som forvalter regelsettet, kan lese inn en versjon som allerede skal gjelde.
code-charter-version_clash = En annen versjon med samme navn er lest inn fra før.
code-charter-version_clash-mend = Den som forvalter dokumentet, kan gi den nye versjonen et annet navn og lese den inn på nytt.
code-charter-not_of_organisation = Dokumentet gjelder ikke denne virksomheten.
code-charter-not_of_organisation-mend = Den som spør, kan velge virksomheten dokumentet gjelder, eller vilkårene virksomheten har avtale under.
code-charter-in_force_clash = En annen versjon som begynner på samme tidspunkt, er allerede lest inn.
code-charter-in_force_clash-mend = Den som forvalter regelsettet, kan gi den nye versjonen et annet tidspunkt å gjelde fra, og lese den inn på nytt.
code-charter-kind_mixed = En behandlingsansvarlig har enten sine egne regelsett eller avtaler under en databehandlers vilkår, ikke begge deler.
code-charter-kind_mixed-mend = Den som forvalter regelsettet, kan holde seg til det slaget som er lest inn fra før, eller gi virksomheten en annen id i det nye.
code-charter-terms_missing = Vilkårene avtalen står under, er ikke lest inn, eller ingen versjon av dem har navnet avtalen oppgir.
code-charter-terms_missing-mend = Den som forvalter regelsettet, kan lese inn vilkårene først, eller rette databehandlerens id eller navnet på versjonen i avtalen. På kommandolinjen kan de oppgis med --terms.
code-conflict-busy = Det forespørselen bygger på, endret seg hver gang den ble prøvd.
code-conflict-busy-mend = Den som spør, kan vente litt og prøve igjen.
code-idempotency-key_form = Nøkkelen som skal hindre at kallet blir utført to ganger, har feil form.
code-idempotency-key_form-mend = Den som sender inn, kan bruke 1–64 tegn av A–Z, a–z, 0–9, punktum, strek og understrek, for eksempel en UUID.
code-idempotency-key_reused = Den samme nøkkelen er brukt for et annet kall det siste døgnet.
code-idempotency-key_reused-mend = Den som sender inn, kan bruke en ny nøkkel for hvert nye kall, og den samme bare når det samme kallet sendes på nytt.
code-idempotency-repeated = Det er utført før, i et kall med samme nøkkel, og ble ikke gjort en gang til.
code-idempotency-repeated-mend = Den som spør, kan lese linjen i loggen som kvitteringen viser til.
code-request-json = Innholdet i forespørselen er ikke gyldig JSON, eller et felt i det har feil form.
code-request-json-mend = Den som sender inn, kan rette feltet som er nevnt, etter beskrivelsen av grensesnittet (OpenAPI).
code-request-header = Et felt i hodet på forespørselen mangler eller har feil form.
code-request-header-mend = Den som sender inn, kan rette feltet som er nevnt, etter beskrivelsen av grensesnittet (OpenAPI).
code-request-too_large = Forespørselen er større enn tjenesten tar imot.
code-request-too_large-mend = Den som sender inn, kan dele innholdet på flere forespørsler.
code-request-too_slow = Innholdet i forespørselen kom ikke fram innen tiden tjenesten venter.
code-request-too_slow-mend = Den som sender inn, kan prøve igjen over en raskere forbindelse eller dele innholdet på flere forespørsler.
code-request-line_too_long = En linje i forespørselen er lengre enn tjenesten tar imot i en bunke.
code-request-line_too_long-mend = Den som sender inn, kan sende innholdet i linjen som en egen forespørsel.
code-request-too_many = Tilgangen er brukt til flere kall enn den kan på så kort tid.
code-request-too_many-mend = Den som sender inn, kan vente så mange sekunder som svaret sier, og prøve igjen.
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
code-publish-folder_taken = I mappen ligger det noe annet enn sider fra Vern.
code-publish-folder_taken-mend = Velg en ny eller tom mappe, eller en mappe «vern publish» har skrevet før.
code-publish-organisation_needed = Her er det flere virksomheter, og det er ikke sagt hvilken av dem sidene gjelder.
code-publish-organisation_needed-mend = Si hvilken med --organisation og id-en fra regelsettet.
code-key-root_exposed = Andre på maskinen kan lese rotnøkkelen.
code-key-root_exposed-mend = Den som drifter installasjonen, gir bare eieren tilgang til filen: chmod 600 root.key.
code-key-within_data = Nøkkelmappen ligger i datamappen.
code-key-within_data-mend = Den som drifter installasjonen, legger nøklene i en mappe for seg, så en kopi av dataene ikke får med seg nøklene.
code-key-older_than_data = Nøklene er eldre enn dataene, og kan bringe tilbake noe som er slettet.
code-key-older_than_data-mend = Den som drifter installasjonen, bruker den nyeste kopien av nøkkelmappen.
code-key-newer_than_data = Dataene er eldre enn nøklene: linjer i loggen er borte.
code-key-newer_than_data-mend = Den som drifter installasjonen, bruker den nyeste kopien av dataene. Finnes den ikke, kan installasjonen ikke fortsette som om ingenting var hendt.
code-account-none_declared = Virksomheten har ikke lagt til rette for innlogging med konto her.
code-account-none_declared-mend = Den som forvalter regelsettet, kan legge til en aktivitet med «carries: staff_accounts» og en rolle for Vern selv; se docs/sign-in.md.
code-account-email_taken = Noen har allerede en konto med denne e-postadressen.
code-account-email_taken-mend = Gi en ny invitasjon til den kontoen, eller avslutt den først.
code-account-invitation_spent = Invitasjonen er brukt, erstattet eller for gammel.
code-account-invitation_spent-mend = Den som styrer tilgangene, kan gi en ny. En invitasjon virker én gang, i tre døgn.
code-account-password_short = Passordet har færre enn 12 tegn.
code-account-password_short-mend = Velg et lengre. Fire eller fem tilfeldige ord er lettere å huske enn få, rare tegn.
code-account-password_long = Passordet er for langt.
code-account-password_long-mend = Velg et på under 500 tegn.
code-account-password_weak = Passordet er for lett å gjette.
code-account-password_weak-mend = Ikke bruk navn, vanlige ord alene, tall i rekkefølge eller noe som har med deg eller virksomheten å gjøre. Fire eller fem tilfeldige ord er bra.
code-account-passwords_differ = De to passordene er ikke like.
code-account-passwords_differ-mend = Skriv det samme passordet i begge feltene.
code-account-nothing_asked = Regelsettet krever ikke dette av ansatte.
code-account-nothing_asked-mend = Den som forvalter regelsettet, kan kreve det under «staff»; se docs/access.md.
code-account-words_changed = Taushetserklæringen har nå andre ord enn dem du fikk se.
code-account-words_changed-mend = Hent siden på nytt, les ordene og skriv under på dem.
code-account-training_day = Dagen har ikke vært ennå, eller den er så lenge siden at opplæringen ikke lenger teller.
code-account-training_day-mend = Oppgi dagen for den siste opplæringen. Er det ingen, ta den først.
code-account-evidence_missing = Det må stå hva som viser at opplæringen har funnet sted.
code-account-evidence_missing-mend = Skriv for eksempel hvilket kurs, hvem som holdt det, og hvor kursbeviset ligger.
code-account-emergency_own = Ingen slipper inn seg selv.
code-account-emergency_own-mend = Be en annen som styrer tilgangene, eller gjør det som mangler.
code-account-not_let_in = Ingen nødsituasjon slipper kontoen inn nå.
code-account-not_let_in-mend = Se listen på nytt: tiden kan være ute, eller noen andre har avsluttet den.
code-account-emergency_chain = Du er selv sluppet inn i en nødssituasjon, så du kan ikke slippe inn andre.
code-account-emergency_chain-mend = Be en annen som styrer tilgangene, eller gjør det som mangler.
code-account-emergency_none = Regelsettet sier ikke hvor lenge noen kan slippes inn i en nødssituasjon, så da kan ingen det.
code-account-emergency_none-mend = Den som forvalter regelsettet, kan fastsette det under «staff»; se docs/access.md.
code-account-emergency_long = Det er lenger enn regelsettet lar en nødssituasjon vare.
code-account-emergency_long-mend = Velg en tidligere dag.
code-account-nothing_lacking = Personen har alt som kreves, og trenger ikke å slippes inn på annen måte.
code-account-nothing_lacking-mend = Blir noe annet avvist, sier avvisningen hva.
code-account-reason_missing = Å slippe noen inn i en nødssituasjon krever en begrunnelse.
code-account-reason_missing-mend = Skriv hva som har skjedd, og hvorfor det ikke kan vente.
code-account-code_wrong = Engangskoden stemmer ikke.
code-account-code_wrong-mend = Skriv koden appen viser nå. Stemmer den fortsatt ikke, kontroller at klokken på telefonen er riktig.
code-account-not_signed_in = E-postadressen, passordet eller engangskoden stemmer ikke.
code-account-not_signed_in-mend = Prøv igjen med en ny engangskode. Vern sier ikke hva som var galt, så ingen kan prøve seg fram til hvem som har konto.
code-account-too_many_tries = Det er prøvd for mange ganger herfra.
code-account-too_many_tries-mend = Vent et minutt og prøv igjen. Kontoen er ikke sperret.
code-account-session_unknown = Økten er allerede over.
code-account-session_unknown-mend = Hent siden på nytt for å se hvilke økter som gjelder.
code-account-identity_unknown = Du er logget inn der du viste hvem du er, men ingen konto her er knyttet til det.
code-account-identity_unknown-mend = Har du en konto her, logg inn slik du pleier. Ellers kan den som styrer tilgangene, gi deg en invitasjon; der knytter du den til kontoen.
code-account-identity_taken = En annen konto her er allerede knyttet til den du er.
code-account-identity_taken-mend = Logg inn med den kontoen. Er den feil, kan den som styrer tilgangene, avslutte den først.
code-account-form = Skjemaet kom ikke fram slik det skulle.
code-account-form-mend = Hent siden på nytt og fyll ut skjemaet igjen.
code-erasure-unknown = Det finnes ingen slik sletting innenfor tilgangen din.
code-erasure-unknown-mend = Se etter id-en som bestillingen ble besvart med.
code-erasure-under_way = Disse opplysningene er alt under sletting.
code-erasure-under_way-mend = Vent til det er gjort, og be så om attesten.
code-journal-too_young = Tiden logglinjer skal tas vare på, er ikke ute for alle disse.
code-journal-too_young-mend = Oppgi en tidligere dag. Vilkårene eller avtalen sier hvor lenge logglinjene skal tas vare på.
code-journal-log_period_missing = Ingenting sier hvor lenge logglinjer tas vare på, så ingen kan fjernes.
code-journal-log_period_missing-mend = Den som forvalter regelsettet, fører inn hvor lenge loggen skal tas vare på (periods: log).
code-journal-culled = Linjen er fjernet. Kontrollsummen av den står fortsatt i treet.
code-journal-culled-mend = En eksport av loggen fra før den ble fjernet, har den.
code-journal-reason_required = Den som spør loggen om en person, må si hvorfor.
code-journal-reason_required-mend = Oppgi en grunn. Den forsegles og står i loggen.
code-doctor-database_damaged = Databasefilen er skadet.
code-doctor-database_damaged-mend = Undersøk disken, og hent fram en sikkerhetskopi.
code-doctor-keys_damaged = Nøkkeldatabasen er skadet.
code-doctor-keys_damaged-mend = Undersøk disken, og hent fram den nyeste sikkerhetskopien av nøklene.
code-doctor-rows_damaged = Rader i databasen er ikke slik de ble skrevet.
code-doctor-rows_damaged-mend = Navnet på tabellen står ved siden av. Undersøk disken, og hent fram en sikkerhetskopi.
code-doctor-key_rows_damaged = Rader i nøkkeldatabasen er ikke slik de ble skrevet.
code-doctor-key_rows_damaged-mend = Navnet på tabellen står ved siden av. Undersøk disken, og hent fram den nyeste sikkerhetskopien av nøklene.
code-doctor-checksums_off = Databaseserveren kontrollerer ikke sine egne sider, så skade der kan bli stående uoppdaget.
code-doctor-checksums_off-mend = Den som drifter databaseserveren, stopper den, kjører pg_checksums --enable og starter den igjen.
code-doctor-journal = Loggen henger ikke sammen.
code-doctor-journal-mend = Eksporter den og kjør vern journal verify: den nevner linjene.
code-doctor-charter_unreadable = Et lagret regelsett er ikke det hashen sier.
code-doctor-charter_unreadable-mend = Hent fram en sikkerhetskopi; filen du importerte, har fortsatt riktig tekst.
code-doctor-access_differs = Noen har tilgang, eller mangler den, mot det loggen sier.
code-doctor-access_differs-mend = Avslutt tilganger du ikke kjenner, og finn ut hvem som endret databasen.
code-doctor-key_missing = En nøkkel som er i bruk, mangler.
code-doctor-key_missing-mend = Hent fram den nyeste sikkerhetskopien av nøklene.
code-doctor-key_unreadable = En nøkkel lar seg ikke åpne.
code-doctor-key_unreadable-mend = Hent fram den nyeste sikkerhetskopien av nøklene.
code-doctor-tombstones_differ = Data og nøkler er uenige om hvor mange nøkler som er slettet.
code-doctor-tombstones_differ-mend = Data og nøkler er fra ulike tider: hent fram begge fra samme sikkerhetskopi.
code-doctor-record_unreadable = En post lar seg ikke åpne.
code-doctor-record_unreadable-mend = Den er endret eller skadet. Hent fram en sikkerhetskopi.
code-doctor-record_unjournalled = En post har et innhold loggen ikke kjenner.
code-doctor-record_unjournalled-mend = Den er lagt inn utenom programmet. Finn ut hvem som endret databasen.
code-doctor-lookup_differs = En post finnes på verdier som ikke er dens, eller ikke på sine egne.
code-doctor-lookup_differs-mend = Bytt oppslagsnøkkelen, så lages alle på nytt: vern key rotate lookup.
code-doctor-subject_missing = En post tilhører en person som ikke er i databasen.
code-doctor-subject_missing-mend = Hent fram en sikkerhetskopi.
code-doctor-policy_unknown = En post viser til regler som ikke er der.
code-doctor-policy_unknown-mend = Hent fram en sikkerhetskopi.
code-doctor-time_unlikely = Tidspunktet på en post kan ikke stemme.
code-doctor-time_unlikely-mend = Hent fram en sikkerhetskopi, eller skriv posten på nytt.
code-doctor-erasure_stuck = En sletting er bestilt og kommer ikke videre.
code-doctor-erasure_stuck-mend = Start programmet på nytt; blir det stående, er det en post med lovpålagt oppbevaring som ikke lar seg åpne.
code-key-database_missing = Nøkkelmappen har ingen nøkkeldatabase, men det finnes data den skulle åpnet.
code-key-database_missing-mend = Den som drifter installasjonen, oppgir nøkkelmappen som hører til dataene, eller henter keys.db fra sikkerhetskopi.
code-key-sheet_mistyped = Gjenopprettingsarket er skrevet feil.
code-key-sheet_mistyped-mend = Den som skriver det inn, kan sammenligne linjen som er nevnt, med arket og prøve igjen.
code-key-lookup_unknown = Opplysningstypen har ingen søkenøkkel, eller regelsettet som gjelder, lar den ikke søkes opp.
code-key-lookup_unknown-mend = Den som drifter installasjonen, kan oppgi en opplysningstype regelsettet merker med «lookup: true».
code-snapshot-form = Filen er ikke en forseglet sikkerhetskopi.
code-snapshot-form-mend = Den som gjenoppretter, kan oppgi filen slik den ble skrevet.
code-snapshot-root_differs = Sikkerhetskopien er laget med en annen rotnøkkel.
code-snapshot-root_differs-mend = Den som gjenoppretter, trenger gjenopprettingsarket til rotnøkkelen som gjaldt da kopien ble laget.
code-snapshot-recipient_differs = Sikkerhetskopien er forseglet til en annen nøkkel.
code-snapshot-recipient_differs-mend = Den som gjenoppretter, trenger arket til sikkerhetskopinøkkelen den ble laget for.
code-snapshot-cut_short = Sikkerhetskopien slutter før den er slutt.
code-snapshot-cut_short-mend = Den som gjenoppretter, kan hente filen på nytt eller bruke en annen kopi.
code-snapshot-altered = Sikkerhetskopien er endret etter at den ble laget.
code-snapshot-altered-mend = Den som gjenoppretter, må bruke en annen kopi og finne ut hvem som har hatt tilgang til denne.
code-snapshot-failed = Sikkerhetskopien kunne ikke leses eller skrives.
code-snapshot-failed-mend = Den som drifter installasjonen, kan se i driftsloggen hva som gikk galt, og prøve igjen.
code-access-unknown = Det finnes ingen slik tilgang å avslutte.
code-access-unknown-mend = Den som styrer tilgangene, bruker aktøren slik den ble vist da tilgangen ble gitt.
code-access-review_none_asked = Regelsettet sier ikke hvor ofte tilgang skal gjennomgås.
code-access-review_none_asked-mend = Den som skriver regelsettet, kan si det i periods.access_review.
code-access-role_beyond = Rollen styrer mer enn din egen, og kan derfor ikke gis av deg.
code-access-role_beyond-mend = Spør en som selv har det rollen styrer, eller den som drifter installasjonen.
code-access-until_beyond = Tilgangen ville vart lenger enn din egen.
code-access-until_beyond-mend = Oppgi en dag som ikke er senere enn den din egen tilgang varer til; skal den vare lenger, må noen med en lengre tilgang gi den.
code-access-emergency_beyond = Tilgangen ville vart lenger enn nødssituasjonen som slipper deg inn.
code-access-emergency_beyond-mend = Gi den ikke lenger enn nødssituasjonen varer, eller be en som har det som kreves; en ny invitasjon eller et videre omfang må gis av en slik.
code-access-only_beyond_role = Rollen har ikke alt dette, så det kan ikke gis.
code-access-only_beyond_role-mend = Nevn bare aktiviteter, handlinger og datatyper som rollen har i regelsettet.
code-access-only_beyond = Det er mer enn din egen tilgang omfatter, så det er ikke ditt å gi eller ta.
code-access-only_beyond-mend = Gi ikke mer enn du selv har, eller spør en som har det.
code-access-only_form = Det står ikke tydelig hva tilgangen skal gjelde.
code-access-only_form-mend = Nevn hver aktivitet én gang, og minst én handling og én datatype i hver; utelat listen der alt menes.
code-access-own = Ingen bestemmer over sin egen tilgang.
code-access-own-mend = Be en annen som styrer tilganger, om å gjøre det.
code-access-until_past = Tilgangen ville vært over før den begynte.
code-access-until_past-mend = Oppgi et tidspunkt som ikke er passert, eller la det stå åpent.
code-access-until_form = Tidspunktet tilgangen gjelder til, har ikke riktig form.
code-access-until_form-mend = Skriv dato og klokkeslett slik: 2027-01-01T00:00:00Z.
code-installation-none = Her er det ingen installasjon.
code-installation-none-mend = Den som setter opp Vern, leser inn et regelsett først: vern charter import.
code-listen-not_loopback = Adressen er ikke på denne maskinen, og uten TLS skal ikke personopplysninger sendes over et nettverk.
code-listen-not_loopback-mend = Den som drifter Vern, kan gi det et sertifikat (--certificate, --certificate-key), eller bruke en adresse på denne maskinen, for eksempel 127.0.0.1, og sette en proxy med TLS foran.
code-tls-certificate_form = Sertifikatfilen inneholder ikke et sertifikat som PEM.
code-tls-certificate_form-mend = Den som drifter Vern, kan oppgi filen med sertifikatet og kjeden under det, slik utstederen leverer den.
code-tls-key_form = Nøkkelfilen til sertifikatet inneholder ikke en privat nøkkel som PEM som kan brukes.
code-tls-key_form-mend = Den som drifter Vern, kan oppgi nøkkelen uten passord, som PKCS#8, PKCS#1 eller SEC 1.
code-tls-key_differs = Nøkkelen hører ikke til sertifikatet.
code-tls-key_differs-mend = Den som drifter Vern, kan oppgi nøkkelen sertifikatet er utstedt for.
code-tls-certificate_twice = Sertifikat i filer, en sertifikatutsteder og en proxy foran utelukker hverandre.
code-tls-certificate_twice-mend = Den som drifter Vern, kan beholde én av dem: --certificate, certificates i innstillingene for utgående, eller --behind-proxy.
code-operator-path_too_long = Stien til socketen for kommandoer er lengre enn maskinen tillater.
code-operator-path_too_long-mend = Den som drifter Vern, kan oppgi en kortere med --socket, både til serveren og til kommandoene.
code-operator-version_differs = Serveren som kjører, har en annen versjon enn denne kommandoen.
code-operator-version_differs-mend = Den som drifter Vern, kan starte serveren på nytt med den nye versjonen.
code-operator-busy = Serveren utfører så mange kommandoer som den tar om gangen.
code-operator-busy-mend = Prøv igjen når en av dem er ferdig.
code-operator-broken_off = Serveren ble borte før den hadde sagt hvordan det gikk med kommandoen. Det kan være at den er utført.
code-operator-broken_off-mend = Se hvordan det står til, for eksempel i loggen, før kommandoen gis på nytt.
code-remote-address = Adressen til serveren kan ikke brukes. Personopplysninger sendes ikke uten TLS, annet enn på denne maskinen.
code-remote-address-mend = Den som gir kommandoen, skriver adressen slik: https://vern.example.no.
code-remote-trust = Sertifikatene det skal stoles på, kan ikke leses.
code-remote-trust-mend = Den som drifter serveren, kan gi en fil med sertifikatet til utstederen (PEM).
code-remote-no_answer = Serveren svarte ikke, heller ikke etter flere forsøk.
code-remote-no_answer-mend = Se at adressen stemmer, at serveren går, og at sertifikatet er utstedt av noen det stoles på. Deretter kan kommandoen gis på nytt.
code-remote-not_understood = Svaret kom ikke fra en Vern-server, eller fra en av en annen versjon.
code-remote-not_understood-mend = Se at adressen stemmer, og at det ikke står noe imellom som svarer selv.
code-activity-unknown = Gjeldende regelsett har ingen slik aktivitet for denne rollen.
code-activity-unknown-mend = Den som har laget regelsettet, kan si hva aktiviteten heter, og hvilke roller som har tilgang til den.
code-import-encoding = Her er det tegn som ikke er UTF-8.
code-import-encoding-mend = Den som har laget filen, kan lagre den som UTF-8.
code-import-names_missing = Den første linjen inneholder ikke navn på kolonnene.
code-import-names_missing-mend = Den som har laget filen, kan sette inn en første linje med ett navn for hver kolonne.
code-import-names_repeat = To kolonner har samme navn.
code-import-names_repeat-mend = Den som har laget filen, kan gi en av dem et annet navn.
code-import-mapping_missing = Det er ikke sagt hva hver kolonne er.
code-import-mapping_missing-mend = Kjør først kommandoen med --dry-run og --mapping FIL, se over forslaget, og oppgi filen til importen.
code-import-mapping_form = Filen som sier hva hver kolonne er, har ikke riktig form.
code-import-mapping_form-mend = La --dry-run skrive den på nytt, og endre bare det som står til høyre for navnene.
code-import-mapping_differs = Filen som sier hva hver kolonne er, har ikke de samme kolonnene som filen med radene.
code-import-mapping_differs-mend = La --dry-run skrive den på nytt for denne filen. En kolonne som skal utelates, har null.
code-import-target_unknown = En kolonne er sagt å være en opplysningstype som ikke er oppgitt for aktiviteten.
code-import-target_unknown-mend = Bruk en id som --dry-run --json lister under fields, eller @key, @subject, @category eller @collected_at.
code-import-target_repeated = To kolonner er sagt å være det samme.
code-import-target_repeated-mend = Behold den ene, og sett den andre til null.
code-import-key_unclear = Det er ikke klart hva som er nøklene til postene.
code-import-key_unclear-mend = Kall én kolonne @key, eller oppgi key_prefix for å få radene nummerert; ikke begge deler.
code-import-other_under_way = En annen import til samme rapport ble avbrutt og er ikke ferdig.
code-import-other_under_way-mend = Kjør den importen igjen, med samme fil og kolonner, eller ta bort filen som slutter på .progress for å gi den opp.
code-import-row_form = Raden har ikke like mange kolonner som det er navn, eller er ikke et JSON-objekt.
code-import-row_form-mend = Den som har laget filen, kan rette raden.
code-import-value_form = Verdien kan ikke leses som det kolonnen er sagt å være.
code-import-value_form-mend = Den som har laget filen, kan rette den: tekst, tall eller ja/nei-verdi (true eller false); en id; et tidspunkt som 2026-11-22T14:00:00Z.
code-import-key_missing = Raden har ingen nøkkel.
code-import-key_missing-mend = Den som har laget filen, kan gi den en.
code-import-key_repeated = En rad like før har samme nøkkel.
code-import-key_repeated-mend = Den som har laget filen, kan si hvilken av de to som er riktig.
code-installation-name_form = Navnet på installasjonen kan bare ha små bokstaver fra a til z, tall, punktum og bindestrek.
code-installation-name_form-mend = Den som drifter Vern, kan rette navnet i innstillingene.
code-internal = Noe gikk galt hos oss.
code-internal-mend = Den som drifter Vern, finner årsaken i driftsloggen under forespørselens id.
code-installation-moved = Denne installasjonen er flyttet og åpnes ikke lenger her.
code-installation-moved-mend = Bruk installasjonen der den er satt opp igjen. Ble den aldri det, kan den som drifter Vern, gjenopprette den siste sikkerhetskopien et annet sted: vern restore.
code-store-restoring = En gjenoppretting hit ble avbrutt, og det som ligger her, er ikke helt.
code-store-restoring-mend = Den som drifter Vern, må kjøre samme vern restore en gang til. Den går videre der den stoppet.
code-backup-form = Det som er forseglet i filen, er ikke en sikkerhetskopi slik Vern skriver den.
code-backup-form-mend = Bruk en annen kopi, og si fra til den som vedlikeholder Vern.
code-backup-format_unknown = Sikkerhetskopien er skrevet av en annen utgave av programmet.
code-backup-format_unknown-mend = Gjenopprett den med utgaven som skrev den, og oppgrader etterpå.
code-backup-files_same = Data og nøkler skal i hver sin fil.
code-backup-files_same-mend = Gi to ulike filnavn, helst på to ulike steder.
code-backup-files_swapped = Filen med data og filen med nøkler er byttet om.
code-backup-files_swapped-mend = Gi datafilen først og nøkkelfilen etter --keys-from.
code-backup-files_differ = Datafilen er ikke den nøkkelfilen ble laget sammen med, selv om den sier det.
code-backup-files_differ-mend = Bruk en annen kopi av datafilen.
code-backup-file_exists = Det ligger allerede en fil med det navnet. Ingenting blir skrevet over.
code-backup-file_exists-mend = Gi et annet navn, eller flytt filen som ligger der.
code-backup-file_missing = Filen eller mappen finnes ikke.
code-backup-file_missing-mend = Sjekk navnet.
code-backup-recipient_form = Mottakeren er ikke på rett form, eller et siffer er skrevet feil.
code-backup-recipient_form-mend = Kopier hele linjen som begynner med vern-backup-1-. Den ble skrevet ut av vern backup keygen.
code-backup-identity_form = Nøkkelen kan ikke leses.
code-backup-identity_form-mend = Sjekk arket linje for linje. Det skal begynne med overskriften for den nøkkelen det spørres etter.
code-backup-keys_of_other = Nøkkelfilen hører til en annen installasjon enn datafilen.
code-backup-keys_of_other-mend = Bruk nøkkelfilen fra samme installasjon.
code-backup-keys_stale = Nøkkelfilen er eldre enn dataene eller enn et kontrollpunkt du har vist. Den kunne ha brakt tilbake noe som er slettet.
code-backup-keys_stale-mend = Bruk den nyeste nøkkelfilen som finnes.
code-backup-keys_rotated = En nøkkel ble byttet, eller installasjonen gjenopprettet, etter at disse dataene ble kopiert.
code-backup-keys_rotated-mend = Bruk data og nøkler fra én sikkerhetskopi, laget etter det. Lag en ny sikkerhetskopi straks etter et nøkkelbytte eller en gjenoppretting, og slett de eldre.
code-backup-keys_incomplete = Nøkkelfilen mangler en nøkkel som dataene nevner.
code-backup-keys_incomplete-mend = Bruk en annen nøkkelfil, og si fra til den som vedlikeholder Vern.
code-backup-journal_broken = Loggen i sikkerhetskopien stemmer ikke med det som er signert. Installasjonen åpnes ikke.
code-backup-journal_broken-mend = Bruk en annen kopi, og finn ut hva som har skjedd med denne.
code-backup-known_foreign = Et kontrollpunkt du har vist, hører ikke til noen logg i denne sikkerhetskopien.
code-backup-known_foreign-mend = Ta det bort, eller bruk sikkerhetskopien det hører til.
code-backup-known_differs = Et kontrollpunkt du har vist, er signert for en annen historie enn den i sikkerhetskopien.
code-backup-known_differs-mend = Finn ut hvorfor det finnes to, før noe gjenopprettes.
code-restore-target_taken = Her ligger det noe fra før.
code-restore-target_taken-mend = Gjenopprett til en tom mappe eller en tom database, med en tom nøkkelmappe.
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
code-store-unavailable = Databaseserveren kan ikke nås. Ingenting er gjort.
code-store-unavailable-mend = Prøv igjen om litt. Varer det, må den som drifter Vern, se på databaseserveren.
code-store-outcome_unknown = Databaseserveren ble borte akkurat da dette skulle lagres. Det er ikke kjent om det ble gjort.
code-store-outcome_unknown-mend = Slå opp posten før du prøver igjen: versjonen forteller det.
code-store-address = Adressen til databaseserveren kan ikke leses.
code-store-address-mend = Skriv den som postgres://bruker@vert/database; passordet settes i VERN_POSTGRES_PASSWORD.
code-store-plain_connection = En trygg forbindelse til databaseserveren kan ikke settes opp.
code-store-plain_connection-mend = Serveren må ha TLS med et sertifikat denne maskinen stoler på.
code-store-too_old = Databaseserveren er for gammel.
code-store-too_old-mend = Vern trenger PostgreSQL 15 eller nyere.
code-store-not_durable = Databaseserveren er satt slik at den kan miste det den har bekreftet.
code-store-not_durable-mend = Slå på fsync, full_page_writes og synchronous_commit, for serveren, databasen og brukeren.

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
code-charter-schema_unsupported = Regelsettet er skrevet for en annen utgave av formatet enn den programmet leser.
code-charter-schema_unsupported-mend = Den som skriver regelsettet, kan skrive det etter utgave 1, eller bruke en nyere versjon av programmet.
code-charter-kind_unexpected = Filen er en avtale, og her skal det stå et regelsett eller vilkår.
code-charter-kind_unexpected-mend = Den som skriver regelsettet, kan oppgi filen med regelsettet eller vilkårene; en avtale leses inn for seg, etter vilkårene den står under.
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
code-charter-identifies_form = En opplysning er oppgitt å vise hvem personen er, men kan ikke slås opp, eller ingen kan vise at den er deres.
code-charter-identifies_form-mend = Den som skriver regelsettet, kan gi opplysningen lookup: true og slaget email, phone eller national_id, eller ta bort identifies.
code-charter-basis_form = Behandlingsgrunnlaget er ikke en av bokstavene a til f i personvernforordningen artikkel 6 nr. 1, eller unntaket er ikke en av bokstavene a til j i artikkel 9 nr. 2.
code-charter-basis_form-mend = Den som skriver regelsettet, kan skrive grunnlaget som 6(1)(a) til 6(1)(f), eller not_stated der teksten ikke sier noe, og unntaket som 9(2)(a) til 9(2)(j); by_controller kan bare stå i vilkår.
code-charter-measure_not_enforceable = Regelsettet sier at Vern håndhever et tiltak som Vern ikke utfører, eller at et tiltak er bekreftet uten å si hva noen har sett.
code-charter-measure_not_enforceable-mend = Den som skriver regelsettet, kan skrive «held: declared», eller legge til evidence der noen har bekreftet tiltaket; bare login kan håndheves.
code-charter-audience = Regelsettet gjør et dokument offentlig som aldri er det: protokollen over behandlingsaktiviteter, registeret over brudd på personopplysningssikkerheten, en slettebekreftelse eller en egenkontroll.
code-charter-audience-mend = Den som skriver regelsettet, kan sette audience til party, authority eller subject, eller ta feltet bort.
code-charter-beyond_service = Aktiviteten har en opplysningstype som brukeravtalen for tjenesten ikke har.
code-charter-beyond_service-mend = Den som skriver regelsettet, kan ta opplysningstypen ut av aktiviteten, eller føre den opp på tjenesten hvis brukeravtalen faktisk nevner den.
code-charter-claim_contradicted = Teksten sier hvor alle opplysningene ligger, men leverandørene som er nevnt her, lagrer et annet sted, eller stedet er ikke avgjort.
code-charter-claim_contradicted-mend = Den som skriver regelsettet, kan rette stedet hvis det er feil, eller føre leverandøren under except hvis teksten nevner den som unntak; ellers må virksomheten flytte opplysningene eller rette teksten.
code-charter-order = To versjoner eller instrukser begynner på samme tidspunkt, eller en slutt kommer ikke etter starten.
code-charter-order-mend = Den som skriver regelsettet, kan rette tidspunktet, slik at bare én begynner om gangen og slutten kommer etter starten.
code-charter-counting_needed = En frist regnes i virkedager, men verken vilkårene eller avtalen sier hvilke helligdager og hvilken tidssone som gjelder, og om lørdag er virkedag.
code-charter-counting_needed-mend = Partene må bli enige om det, og den som skriver regelsettet, fører inn calendar, saturday og time_zone under counting, i vilkårene eller i avtalen der vilkårene lar det stå åpent.
code-charter-carries_twice = To behandlinger bærer det samme av Verns eget arbeid.
code-charter-carries_twice-mend = Den som skriver regelsettet, må ta bort carries fra alle behandlingene unntatt én.
code-charter-carries_data = Behandlingen skal bære noe av Verns eget arbeid, men oppgir ikke en datatype arbeidet trenger.
code-charter-carries_data-mend = Den som skriver regelsettet, må føre opp datatypen som er nevnt her, og ha den med i behandlingen; docs/charter.md sier hva slags datatype det er.
code-charter-carries_consent = Behandlingen skal bære nyhetsbrev, men bygger ikke på et samtykke som kan vises og trekkes.
code-charter-carries_consent-mend = Den som skriver regelsettet, må sette consent: required, skrive spørsmålet under consent_text, og la subscriber_email ha lookup: true; det som mangler, er nevnt her.
code-charter-staff_needs = Det som kreves av ansatte, hviler på noe regelsettet ikke har.
code-charter-staff_needs-mend = Den som skriver regelsettet, må legge til det som er nevnt: en periode for opplæring, eller en aktivitet med carries: staff_accounts.
code-charter-held_twice = Vern selv, og de opplysningene gjelder, kan ha én rolle hver.
code-charter-held_twice-mend = Den som skriver regelsettet, må samle det begge rollene kan gjøre, i én av dem.

## journal failure

code-journal-checkpoint_unsigned = Kontrollpunktet er ikke signert med noen av nøklene som hører til.
code-journal-checkpoint_unsigned-mend = Den som kontrollerer, kan hente kontrollnøkkelen et annet sted enn der loggen ligger, og prøve igjen.
code-journal-key_unannounced = Kontrollpunktet er signert med en nøkkel som loggen selv ikke kunngjør.
code-journal-key_unannounced-mend = Den som kontrollerer, bør ta vare på kontrollpunktet og loggen og be den som drifter Vern, om en forklaring.
code-journal-epoch_mismatch = Linjen sier ikke det den skal om denne epoken: hvilken logg det er, hvilke nøkler som signerer, hva som er fjernet, eller hva som gikk foran.
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
cli-console-link = Åpne konsollen her. Lenken virker én gang, i fem minutter, på denne maskinen:
cli-charter-checked = Ingen feil. { $findings ->
    [0] Ingen merknader.
    [one] Én merknad.
   *[other] { $findings } merknader.
 } Kontrollsum: { $hash }
cli-charter-imported = Dokumentet for { $organisation } er lest inn. Kvittering: { $receipt }
cli-recovery-sheet = En rotnøkkel er laget. Skriv ut dette arket og legg det et annet sted enn maskinen. Uten rotnøkkelen kan ingen lese det som er lagret:
cli-key-root = Rotnøkkel { $id }, i bruk siden { $since }
cli-key-organisation = { $organisation }: { $pooled } nøkler i forråd, { $erased } slettet
cli-key-line = { $purpose } { $name } nr. { $number }, laget { $made }
cli-key-wrapped = { $count } nøkler under nøkkel nr. { $parent }
cli-key-unfinished = Et nøkkelbytte er begynt og ikke ferdig. Det fortsetter når Vern starter, eller når det bes om igjen.
cli-key-purpose-controller = Virksomhetens nøkkel
cli-key-purpose-lookup = Søkenøkkel
cli-key-purpose-journal = Loggens nøkkel
cli-key-purpose-checkpoint = Nøkkel for kontrollpunkter
cli-key-root-rotated = Rotnøkkelen er byttet. Skriv ut dette arket og legg det et annet sted enn maskinen. Det forrige arket trengs bare til sikkerhetskopier laget før nå:
cli-key-rotated = { $purpose } { $name } for { $organisation } er byttet til nr. { $number }. { $renewed } skrevet på nytt.
cli-key-sheet = Gjenopprettingsarket til rotnøkkelen. Den som har det, kan åpne alt som er lagret:
cli-key-sheet-line = Feilen står på linje { $line }.
cli-key-restored = Rotnøkkel { $id } er skrevet til nøkkelmappen.
cli-retention-nothing = Ingenting løper ut til og med { $until }.
cli-retention-until = Til og med { $until } skal { $records ->
    [one] én post
   *[other] { $records } poster
} slettes, hvis ikke noe annet skjer. Det som er begrenset når dagen kommer, blir liggende, og det loven krever bevart, forsegles for seg.
cli-retention-line = { $day }: { $records ->
    [one] én post
   *[other] { $records } poster
} i { $activity }, fordi { $because }
cli-retention-run = { $erased ->
    [0] Ingen lagringstid var ute.
    [one] Én post er slettet fordi lagringstiden var ute.
   *[other] { $erased } poster er slettet fordi lagringstiden var ute.
} { $ended ->
    [0] Ingenting var meldt avsluttet.
    [one] Opplysningene om én person er slettet, unntatt det loven krever bevart, fordi det de ble lagret for, er avsluttet.
   *[other] Opplysningene om { $ended } personer er slettet, unntatt det loven krever bevart, fordi det de ble lagret for, er avsluttet.
} { $kept ->
    [0] Ingenting som skulle slettes, er igjen.
   *[other] Begrenset, og derfor ikke slettet: { $kept }.
}
retention-because-end = det de ble lagret for, er avsluttet
retention-because-period = det er gått { $period } siden de ble samlet inn
cli-token-issued = Tilgang for aktør { $actor } i rollen { $role }. Den vises bare denne ene gangen:
cli-access = { $actor }  { $role }  siden { $since }  gjennomgås innen { $due }
cli-access-kept = Tilgangen blir stående. Den gjennomgås igjen innen { $due }. Kvittering: { $receipt }
cli-token-ended = Tilgangen er avsluttet. Kvittering: { $receipt }
cli-account-invited = Konto { $account } i rollen { $role }. Lenken under virker én gang, til { $until }; sett adressen Vern svarer på, foran. Den vises ikke igjen.
cli-account-again = Ny invitasjon til konto { $account }. Det den logget inn med før, gjelder ikke lenger. Lenken under virker én gang, til { $until }; sett adressen Vern svarer på, foran.
cli-account-ended = Avsluttet: { $sessions ->
    [one] { $sessions } økt
   *[other] { $sessions } økter
  }, { $credentials ->
    [one] { $credentials } innlogging
   *[other] { $credentials } innlogginger
  } og { $grants ->
    [one] { $grants } rettighet
   *[other] { $grants } rettigheter
  }. Kvittering: { $receipt }
cli-doctor-looked = Så på { $records } poster, { $entries } linjer i loggen og { $keys } nøkler.
cli-doctor-well = Alt er i orden.
cli-doctor-unwell = Noe er galt.
cli-published = { $files } filer er skrevet til { $folder }. Åpne index.html der.
cli-published-removed = { $files } filer fra sist er tatt bort, fordi de ikke lenger er publisert.
cli-journal-exported = { $entries } linjer er skrevet til { $folder }
cli-backup-key-made = Den private delen ligger i { $file }. Skriv den ut eller flytt den bort fra denne maskinen. Mottakeren er:
cli-backup-progress = { $done } av { $total } rader
cli-backup-entries = { $done } av { $total } linjer i loggen regnet ut på nytt
cli-backup-done = { $rows } rader i { $data }, { $keys } nøkler i { $key_file }. Legg dem hvert sitt sted.
cli-backup-final = Installasjonen er lukket. Dette er den siste sikkerhetskopien av den.
cli-restored = { $rows } rader er gjenopprettet.
cli-restored-goes-on = { $organisation }: loggen går videre med { $entries } linjer i epoke { $epoch }.
cli-restored-new-epoch = { $organisation }: loggen har { $entries } linjer fra kopien og går videre i epoke { $epoch }. Linjer en vet er tapt: { $lost }.
cli-restored-lost-unknown = { $organisation }: loggen har { $entries } linjer fra kopien og går videre i epoke { $epoch }. Hvor mange linjer som er tapt, kan ikke sies.
cli-restored-erased = { $organisation }: { $count } slettinger som kopien ikke kjente til, er utført på nytt.
cli-restored-gone = { $organisation } kom til etter at kopien ble tatt, og er ikke med.
cli-verify-checkpoint = Kontrollpunkt fra { $origin }, { $size } linjer
cli-verify-entry = Linje { $index }
cli-verify-entries = Linje { $from } til { $to }
cli-verify-omitted = … og { $count } til.
cli-verify-culled = { $entries } linjer er fjernet etter fristen, slik loggen selv sier. Kontrollsummene deres er med.
cli-verify-epoch = Epoke { $epoch }: { $entries } linjer er regnet etter.
cli-verify-epoch-lost = { $entries } linjer av den gikk tapt i en gjenoppretting, slik neste epoke selv sier.
cli-verify-holds = Loggen stemmer: { $entries } linjer er regnet etter mot det signerte kontrollpunktet.
cli-verify-fails = Loggen stemmer ikke.
cli-verify-rollback-ruled-out = Den stemmer også med kontrollpunktet du har fra før, så ingenting er rullet tilbake siden da.
cli-verify-rollback-possible = Uten et kontrollpunkt du har fra før (--known) kan det ikke utelukkes at loggen er rullet tilbake.
cli-history-line = { $at }  { $activity }  { $act }  { $outcome }  av { $actor } ({ $role })  { $receipt }
cli-history-recipient = til { $recipient }
cli-history-holder = Tilgangen gjelder aktør { $holder }
cli-history-codes = på grunn av { $codes }
cli-history-opened = post { $record }: { $reason }
cli-history-sums = { $entries } av { $all } linjer svarer. De står for { $records } poster og gjelder { $people } personer.
cli-history-row = { $entries } × { $activity }, { $act }, { $outcome }
cli-history-code = { $entries } × { $code }
cli-history-actor = { $entries } × { $actor }
cli-history-culled = Det som sto før linje { $index }, er fjernet.
cli-history-next = Det er mer: --after { $place }
cli-history-left-out = { $count } linjer gjelder aktiviteter rollen ikke har tilgang til, og er utelatt.
cli-history-held = Loggen ble spurt om en person det finnes opplysninger om.
cli-history-erased = Opplysningene er slettet. Koblingen til loggen ble brukt til et brudd eller et tilsyn.
cli-history-reserved = Det finnes ingen opplysninger om denne personen i aktiviteten. En eventuell kobling til loggen er bare for brudd og tilsyn, og ingenting ble slått opp.
cli-history-gone = Det finnes ingen kobling mellom loggen og en slik person.
cli-journal-cull-done = { $entries } linjer ble fjernet nå. Loggen begynner på linje { $culled }.
cli-journal-checkpoint = Kontrollpunktet over { $size } linjer er skrevet til { $file }
cli-manual-written = { $pages } manualsider skrevet til { $folder }
cli-import-resumed = Går videre fra linje { $line }, der importen ble avbrutt.
cli-import-proposed = Dette ser kolonnene ut til å være:
cli-import-numbered = Ingen kolonne har nøkler til postene, så de nummereres: { $prefix }000001
cli-import-category = Aktiviteten har flere kategorier av personer. Oppgi kolonnen som skiller dem (@category), eller den ene kategorien alle radene hører til: { $categories }
cli-import-mapping-written = Forslaget er skrevet til { $file }. Se over det før du importerer.
cli-import-looked = { $rows } rader er sett på: { $taken } kan importeres så langt det er mulig å se, { $refused } kan ikke. Ingenting er registrert.
cli-import-done = { $rows } rader: { $taken } er importert, { $refused } er ikke.
cli-import-report = Radene som ikke kan importeres, står med linje, kolonne og kode i { $file }
cli-export-done = { $records } poster er skrevet. { $left_out } ble avvist og utelatt.
cli-export-withheld = Finnes, men vises ikke for denne rollen: { $data }

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
demo-refusal-why = Regnskapsføreren får bare se kunder og leverandører. Besøk på nettstedet kan bare lagres etter samtykke. Den som har protestert, skal være i fred. Og søsterselskapet er en annen virksomhet. Prøv likevel.
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
demo-inside-title = Se det fra innsiden
demo-inside-why = De ansatte arbeider i konsollen: det som haster, poster, logg, regelsett og leverandører. Du får en lenke som virker én gang.
demo-inside-expect = Avslagene kontrollen ga hos den virksomheten, står i loggen der også. De andre virksomhetene ser du ikke.
demo-console-label = Gå inn i konsollen
demo-console-asked = Gi meg en lenke inn i konsollen.
demo-console-outcome = Lenken virker én gang, de neste fem minuttene, på denne maskinen.
demo-console-open = Åpne konsollen
demo-link-electricians = Elektrikerens leverandører
demo-link-plumbers = Rørleggerens leverandører
demo-link-terms = Leverandørens liste
demo-link-shop = Nettbutikkens arbeidsvisning
demo-link-club = Idrettslagets arbeidsvisning
demo-link-suppliers = Leverandørregisteret
demo-link-municipality = Kommunens underbehandlere
demo-link-stores = Byggevarekjedens underbehandlere
demo-granvik-kind = Programvareselskap
demo-granvik-what = Behandlingsansvarlig for jobbsøkere, kunder, chat og besøk på nettstedet. Begynn her hvis du aldri har sett Vern før.
demo-granvik-keeps = Hver mottaker får bare det erklæringen sier, chatten er borte etter 60 dager, og ingen besøk lagres uten samtykke.
demo-granvik-choices = Selskapet selv. Det har ingen kunder det behandler opplysninger for: det bestemmer selv over alt det har.
demo-granvik-opplaering-choices = Søsterselskap i samme konsern, men behandlingsansvarlig for seg. Søknader slettes etter et halvt år, og analyse bygger på samtykke.
demo-use-of-objecting-prospect-label = Ta fram en som har sagt nei
demo-use-of-objecting-prospect-asked = Salg vil lese om en mulig kunde som har protestert mot å bli kontaktet.
demo-sister-reads-applicant-label = La søsterselskapet lese søknaden
demo-sister-reads-applicant-asked = Den som ansetter i søsterselskapet, vil lese søknaden.
demo-strandli-kind = Fagsystem for håndverkere
demo-strandli-what = Databehandler for en elektriker og en rørlegger som har valgt hver sitt. Viser at kundene selv bestemmer, og at ingen av dem ser den andre.
demo-strandli-keeps = Kunden gir roller og slår på integrasjoner selv. En ny underbehandler får ingenting før kunden har hatt sjansen til å si nei.
demo-kvernes-elektro-choices = Elektriker. Har slått på SMS, boligregister og økonomisystem. Lagrer til den selv sletter.
demo-skarveli-ror-choices = Rørlegger. SMS av, oppslag på personer på, sletter etter to år. Har ennå ikke svart på det nye knutepunktet.
demo-trade-role-title = Elektrikeren ser det jobben krever
demo-trade-role-why = Kunden bestemmer hva hver ansatt får se og gjøre. Elektrikeren trenger adresse og telefonnummer, ikke e-post, og skal ikke slette noe.
demo-trade-role-expect = Oppdraget uten e-postadressen. Og et nei når elektrikeren prøver å slette det.
demo-electrician-reads-label = Les et oppdrag som elektriker
demo-electrician-reads-asked = Elektrikeren vil lese et oppdrag.
demo-electrician-erases-label = Slett det som elektriker
demo-electrician-erases-asked = Elektrikeren vil slette et oppdrag.
demo-sms-title = SMS er på hos den ene og av hos den andre
demo-sms-why = Integrasjoner er av til kunden slår dem på. Det gjelder hver kunde for seg, i samme system.
demo-sms-expect = Telefonnummeret går til SMS-tjenesten hos elektrikeren, og blir stoppet hos rørleggeren.
demo-sms-turned-on-label = Send SMS for elektrikeren
demo-sms-turned-on-asked = Kontoret hos elektrikeren vil gi et telefonnummer til SMS-tjenesten.
demo-sms-left-off-label = Send SMS for rørleggeren
demo-sms-left-off-asked = Rørleggeren vil gi et telefonnummer til SMS-tjenesten.
demo-new-supplier-title = En ny underbehandler må vente
demo-new-supplier-why = Rørleggeren fikk varsel om knutepunktet for to dager siden. Vilkårene sier ikke hvor lenge kunden kan si nei. Da er det stengt til kunden svarer.
demo-new-supplier-expect = Knutepunktet leser hos elektrikeren, som har godkjent det, og får nei hos rørleggeren.
demo-hub-approved-label = Knutepunktet leser hos elektrikeren
demo-hub-approved-asked = Knutepunktet vil hente et oppdrag hos elektrikeren.
demo-hub-notified-label = Knutepunktet leser hos rørleggeren
demo-hub-notified-asked = Knutepunktet vil hente et oppdrag hos rørleggeren.
demo-neighbour-title = Ingen ser over gjerdet
demo-neighbour-why = Tilgangen er knyttet til én kunde, og ingenting i en forespørsel kan utvide den. Også leverandøren må si hvorfor når den skal inn.
demo-neighbour-expect = Rørleggeren leser sitt eget. Elektrikerens oppdrag finnes ikke for ham: «ukjent» og «forbudt» er samme svar. Leverandøren får nei uten grunn.
demo-plumber-reads-own-label = Rørleggeren leser sitt eget
demo-plumber-reads-own-asked = Rørleggeren vil lese sitt eget oppdrag.
demo-plumber-reads-neighbour-label = Rørleggeren leser elektrikerens
demo-plumber-reads-neighbour-asked = Rørleggeren vil lese elektrikerens oppdrag.
demo-vendor-without-reason-label = Leverandøren leser uten grunn
demo-vendor-without-reason-asked = Kundeservice hos leverandøren vil lese elektrikerens oppdrag uten å si hvorfor.
demo-solheim-drift-kind = Leverandør av webhotell
demo-solheim-drift-what = Behandlingsansvarlig for sine egne kunder, databehandler for det kundene samler inn. Viser hvem som får se inn, og hva som får forlate huset.
demo-solheim-drift-keeps = Kundeservice må si hvorfor den ser inn. Bare det instruksen nevner, blir gjort. Til land utenfor EØS går ingenting uten overføringsgrunnlag.
demo-tindlia-nettbutikk-choices = Nettbutikk. Har ingen egen instruks: leverandøren kan hente ut det butikken ber om, med en grunn.
demo-rypelia-il-choices = Idrettslag med medlemsliste. Egen instruks, der ingenting kan hentes ut eller gis videre, bare i Norge, og medlemmer slettes etter ett år.
demo-support-title = Kundestøtte må si hvorfor
demo-support-why = Kundeservice kan hjelpe en nettbutikk med en bestilling. Men ikke se seg omkring: uten en grunn er det stengt, og grunnen står forseglet i loggen.
demo-support-expect = Først et nei, så bestillingen, med kvittering i butikkens egen logg.
demo-support-without-reason-label = Les en bestilling uten grunn
demo-support-without-reason-asked = Kundeservice vil lese en bestilling uten å si hvorfor.
demo-support-with-reason-label = Les den med en grunn
demo-support-with-reason-asked = Kundeservice vil lese en bestilling, og sier hvorfor.
demo-instruction-title = Bare det instruksen nevner
demo-instruction-why = Det kunden samler inn, er kundens. Idrettslaget har skrevet hva leverandøren får gjøre, og å hente ut opplysninger er ikke med. Kontrollen leser instruksen, også når det spørres om data som ligger et annet sted.
demo-instruction-expect = Driften kan hente ut for butikken, men ikke for idrettslaget. Og styret i idrettslaget ser ingenting av butikken.
demo-shop-exports-label = Hent ut for butikken
demo-shop-exports-asked = Driften vil hente ut opplysningene om en kunde av nettbutikken, og sier hvorfor.
demo-club-exports-label = Hent ut for idrettslaget
demo-club-exports-asked = Driften vil hente ut opplysningene om et medlem av idrettslaget, og sier hvorfor.
demo-club-reads-shop-label = Idrettslaget leser i butikken
demo-club-reads-shop-asked = Styret i idrettslaget vil lese en bestilling i nettbutikken.
demo-handing-over-title = Det som forlater huset
demo-handing-over-why = Den som utsteder et sertifikat, trenger navn og e-post, og ikke mer. Utenfor EØS går ingenting uten overføringsgrunnlag, og en leverandør uten avtale får ingenting.
demo-handing-over-expect = Ett ja og tre nei, hvert med punktet i erklæringen det følger av.
demo-certificate-label = Bestill et sertifikat
demo-certificate-asked = Kundeservice vil gi navn og e-post til den som utsteder sertifikatet.
demo-certificate-with-phone-label = Send med telefonnummeret
demo-certificate-with-phone-asked = Kundeservice vil gi telefonnummeret også til den som utsteder sertifikatet.
demo-log-to-the-usa-label = Send en logg til USA
demo-log-to-the-usa-asked = Driften vil gi en kundes innlogginger til en leverandør i USA, for å finne en feil.
demo-supplier-without-agreement-label = Gi noe til en leverandør uten avtale
demo-supplier-without-agreement-asked = Kundeservice vil gi en kundes konto til en leverandør uten databehandleravtale.
demo-no-log-period-title = En logg kastes ikke på måfå
demo-no-log-period-why = Verken erklæringen eller avtalen sier hvor lenge loggen over tilgang skal tas vare på. Da finnes det ingen frist som er ute, og Vern rydder ingenting bort.
demo-no-log-period-expect = Et nei som sier hva som mangler i papirene.
demo-cull-without-period-label = Slett loggen fram til i går
demo-cull-without-period-asked = Ta bort logglinjene i nettbutikkens logg fram til i går.
demo-klarsyn-kind = Betalingskontroll
demo-klarsyn-what = Databehandler under vilkår med et punkt for alt. Viser ett formål, underbehandlere som må godkjennes, en prøvetid der ingenting stoppes, og hvor lenge loggen står.
demo-klarsyn-keeps = Opplysningene brukes til kontroll av betalinger og ikke noe annet, ingen utenfor EØS ser dem uten instruks, og loggen over tilgang står i fem år.
demo-asvik-kommune-choices = Kommune. Bruker fødselsnummer og innlogging med BankID. Loggen står i fem år.
demo-tveitvag-bygg-choices = Byggevarekjede. Uten fødselsnummer, har sagt nei til BankID, fjorten dager på å si nei, loggen står i sju år. Kontrollen observerer bare den første tiden.
demo-one-purpose-title = Ett formål, og ikke mer enn rollen trenger
demo-one-purpose-why = Punkt 16: opplysningene brukes til kontroll av betalinger og ikke noe annet. Regnskapsmedarbeideren trenger ikke fødselsnummeret. Og den som bestrider at kontonummeret er riktig, kan få det begrenset.
demo-one-purpose-expect = En utbetaling uten fødselsnummer, telefon og e-post. Så to nei: ett fordi formålet er et annet, ett fordi opplysningene er begrenset.
demo-clerk-reads-label = Les en mottaker av betaling
demo-clerk-reads-asked = Regnskapsmedarbeideren vil lese om en mottaker av betaling.
demo-other-purpose-label = Bruk den til noe annet
demo-other-purpose-asked = Administratoren vil lese den samme mottakeren for å lage en innlogging.
demo-restricted-payee-label = Les en som er begrenset
demo-restricted-payee-asked = Kontrolløren vil lese om en mottaker som har bestridt at opplysningene er riktige.
demo-sub-processors-title = Bare godkjente, og bare i EØS
demo-sub-processors-why = Punkt 10: også støtte fra et land utenfor EØS er en overføring. Punkt 9: kunden kan si nei til en underbehandler, og så lenge fristen løper, får den ingenting.
demo-sub-processors-expect = Tre nei: støtte fra India, BankID som kjeden har sagt nei til, og SMS-tjenesten den fikk varsel om i går.
demo-support-from-india-label = Gi støtte fra India
demo-support-from-india-asked = Kundestøtte sitter i India og vil lese om en mottaker i kommunen.
demo-bankid-objected-label = Logg inn med BankID hos kjeden
demo-bankid-objected-asked = BankID-tjenesten vil slå opp en bruker hos byggevarekjeden.
demo-sms-notified-label = Send passord på SMS hos kjeden
demo-sms-notified-asked = SMS-tjenesten vil slå opp en bruker hos byggevarekjeden.
demo-trial-title = Prøvetid: se hva som ville blitt stoppet
demo-trial-why = Byggevarekjeden har koblet til sitt eget system, som spør Vern først. De første tre månedene observerer Vern bare: ingenting stoppes, men alt noteres.
demo-trial-expect = Det går gjennom. Svaret sier hva som ville ha stoppet det, og det står i loggen.
demo-export-on-trial-label = Hent ut en mottaker hos kjeden
demo-export-on-trial-asked = Administratoren hos byggevarekjeden vil hente ut opplysningene om en mottaker til et nytt system. Instruksen nevner ikke det.
demo-log-years-title = Loggen står i fem år
demo-log-years-why = Punkt 4.5: all tilgang logges og kan spores til en person, og loggen slettes tidligst etter fem år. Vern rydder den ikke bort før, heller ikke når den som drifter Vern, ber om det. Fjernes linjer utenom Vern, viser et kontrollpunkt noen andre har tatt vare på, at de er borte.
demo-log-years-expect = Et nei fordi linjene er for unge.
demo-cull-too-young-label = Slett loggen fram til i går
demo-cull-too-young-asked = Ta bort logglinjene i kommunens logg fram til i går.
tour-something-else = noe annet
tour-guided-page = { $page } har en knapp for hver ting som prøves her
tour-page = { $page } svarer
tour-no-receipt = Kvittering
tour-console = Lenken åpner konsollen
tour-notice = { $page } sier
tour-findings = { $page } viser alle merknadene
tour-clause = Punktet avslaget viser til
tour-charter-line = Linjen i regelsettet
tour-forbidden = Regnskapsføreren leser en søknad
tour-unknown = Regnskapsføreren leser en søknad som ikke finnes: samme svar
tour-young-chat = { $key }, yngre enn { $days } dager
tour-old-chat = { $key }, eldre enn { $days } dager
tour-run-out = Chatter som er for gamle
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

## diff

diff-effect-permits = Tillater
diff-effect-forbids = Forbyr
diff-effect-shortens = Forkorter
diff-effect-lengthens = Forlenger
diff-effect-says = Endrer ellers
diff-none = Ingen endring: de to sier det samme.
diff-kind = De to dokumentene er av hver sin type og kan ikke sammenlignes.
diff-whole = alt dette dokumentet gjelder
diff-instruction = instruksen
diff-not-stated = ikke oppgitt
diff-basis-a = samtykke (artikkel 6 nr. 1 bokstav a)
diff-basis-b = avtale (artikkel 6 nr. 1 bokstav b)
diff-basis-c = rettslig plikt (artikkel 6 nr. 1 bokstav c)
diff-basis-d = vitale interesser (artikkel 6 nr. 1 bokstav d)
diff-basis-e = allmenn interesse eller offentlig myndighet (artikkel 6 nr. 1 bokstav e)
diff-basis-f = berettiget interesse (artikkel 6 nr. 1 bokstav f)
diff-basis-by-controller = hver behandlingsansvarligs eget
diff-activity-added = Ny behandling: { $activity }.
diff-activity-removed = Behandlingen «{ $activity }» tas ut. Da blir alt som gjøres med det som er lagret der, avvist: slett det først.
diff-data-type-changed = Opplysningen «{ $data }» er beskrevet på nytt: type, søk eller navn.
diff-data-added = { $activity }: disse opplysningene kan nå lagres: { $data }.
diff-data-removed = { $activity }: disse opplysningene kan ikke lenger lagres: { $data }.
diff-subjects-added = { $activity }: gjelder nå også { $subjects }.
diff-subjects-removed = { $activity }: gjelder ikke lenger { $subjects }.
diff-acts-added = { $activity }: nå er det også lov å { $acts }.
diff-acts-removed = { $activity }: det er ikke lenger lov å { $acts }.
diff-purpose-open = { $activity }: formålet er ikke avgjort. Ingenting kan gjøres før det er det.
diff-purpose-settled = { $activity }: formålet er avgjort, og behandlingen kan gå i gang.
diff-purpose-changed = { $activity }: nytt formål: { $purpose }
diff-purpose-not-stated = { $activity }: formålet er ikke lenger oppgitt.
diff-basis-open = { $activity }: det rettslige grunnlaget er ikke avgjort. Ingenting kan gjøres før det er det.
diff-basis-settled = { $activity }: det rettslige grunnlaget er avgjort, og behandlingen kan gå i gang.
diff-basis-changed = { $activity }: rettslig grunnlag var { $old }, blir { $new }.
diff-basis-agreed = { $activity }: den behandlingsansvarlige oppgir et annet rettslig grunnlag.
diff-consent-required = { $activity }: ingenting kan samles inn eller brukes før personen har samtykket.
diff-consent-not-required = { $activity }: det kreves ikke lenger samtykke først.
diff-consent-text = { $activity }: det bes om samtykke med nye ord: «{ $text }».
diff-consent-text-removed = { $activity }: ordene det bes om samtykke med, er tatt ut.
diff-objection-stops = { $activity }: den som protesterer, stanser den nå for sin egen del.
diff-objection-without-effect = { $activity }: en protest stanser den ikke lenger.
diff-recipient-added = { $activity }: ny mottaker: { $supplier }.
diff-recipient-added-limited = { $activity }: ny mottaker: { $supplier }, som bare får { $data }.
diff-recipient-removed = { $activity }: { $supplier } får ikke lenger noe.
diff-recipient-data-added = { $activity }: { $supplier } får nå også { $data }.
diff-recipient-data-removed = { $activity }: { $supplier } får ikke lenger { $data }.
diff-retention-open = { $activity }: lagringstiden er ikke avgjort. Ingenting kan gjøres før den er det.
diff-retention-settled = { $activity }: lagringstiden er avgjort, og behandlingen kan gå i gang.
diff-retention-shortened = { $activity }: lagres i { $new }, ikke lenger i { $old }.
diff-retention-lengthened = { $activity }: lagres i { $new }, før i { $old }.
diff-retention-limited = { $activity }: slettes nå av seg selv etter { $new }.
diff-retention-unlimited = { $activity }: slettes ikke lenger av seg selv etter { $old }.
diff-retention-changed = { $activity }: andre regler for hvor lenge det lagres.
diff-ground-added = { $activity }: det er oppgitt grunn, og { $what } kan nå behandles.
diff-ground-removed = { $activity }: det er ikke lenger oppgitt grunn. Nå stanses { $what }.
diff-ground-special-categories = særlige kategorier av personopplysninger
diff-ground-identity-numbers = fødselsnummer og andre personnumre
diff-ground-offences = opplysninger om straffbare forhold
diff-ground-automated = helt automatiske avgjørelser
diff-observed-until = { $activity }: til { $until } blir brudd bare sett og loggført, ikke stanset.
diff-observed-no-more = { $activity }: brudd blir nå stanset, ikke bare sett.
diff-role-changed = { $activity }: en annen er nå behandlingsansvarlig eller databehandler.
diff-places-bound = { $what } for { $of } må nå være her: { $areas }.
diff-places-unbound = { $what } for { $of } er ikke lenger bundet til noe sted.
diff-places-added = { $what } for { $of } kan nå også være her: { $areas }.
diff-places-removed = { $what } for { $of } kan ikke lenger være her: { $areas }.
diff-place-stored = Lagringsstedet
diff-place-handled = Stedet det arbeides fra
diff-place-seat = Hovedkontoret til den som lagrer
diff-place-owner = Eierens land
diff-supplier-added = Ny leverandør i registeret: { $supplier } ({ $place }).
diff-supplier-removed = Leverandøren { $supplier } er ute av registeret.
diff-supplier-moved = { $supplier } lagrer et annet sted: var { $old }, blir { $new }.
diff-supplier-agreement = { $supplier } har nå en databehandleravtale eller trenger ingen.
diff-supplier-no-agreement = { $supplier } har ikke lenger databehandleravtale. Ingenting sendes dit.
diff-safeguard-added = Overføring til { $supplier } har nå et overføringsgrunnlag.
diff-safeguard-removed = Overføring til { $supplier } har ikke lenger et overføringsgrunnlag.
diff-supplier-handled-in = { $supplier } håndterer nå opplysninger også her: { $areas }.
diff-supplier-not-handled-in = { $supplier } håndterer ikke lenger opplysninger her: { $areas }.
diff-supplier-owner = { $supplier } eies nå fra { $country }.
diff-role-added = Ny rolle: { $role }.
diff-role-removed = Rollen «{ $role }» er borte. De som har den, slipper ikke til.
diff-grant-added = { $role } kan nå { $acts } i «{ $activity }».
diff-grant-removed = { $role } kan ikke lenger { $acts } i «{ $activity }».
diff-reason-required = { $role } må oppgi grunn for å { $acts } i «{ $activity }».
diff-reason-not-required = { $role } trenger ikke lenger oppgi grunn for å { $acts } i «{ $activity }».
diff-sees-added = { $role } ser nå også { $data } i «{ $activity }».
diff-sees-removed = { $role } ser ikke lenger { $data } i «{ $activity }».
diff-role-support = { $role } får se en kundes opplysninger bare der kundens instruks slipper brukerstøtten til.
diff-role-support-dropped = { $role } trenger ikke lenger at kundens instruks slipper brukerstøtten til.
diff-role-moved = { $role } arbeider nå fra { $place }.
diff-administers-added = { $role } kan nå, i organisasjonen selv, { $affairs }.
diff-administers-removed = { $role } kan ikke lenger, i organisasjonen selv, { $affairs }.
diff-service-added = Ny tjeneste: { $service }.
diff-service-removed = Tjenesten { $service } er ute.
diff-service-data-added = Brukeravtalen for { $service } lar nå dette samles inn: { $data }.
diff-service-data-removed = Brukeravtalen for { $service } lar ikke lenger dette samles inn: { $data }.
diff-period-changed = { $what }: var { $old }, blir { $new }.
diff-period-objection = Frist for å protestere mot en ny underleverandør
diff-period-erasure = Frist for retting og sletting
diff-period-notice-receipt = Når en melding regnes som mottatt
diff-period-hand-over = Frist for overlevering ved opphør
diff-period-log = Hvor lenge loggen beholdes
diff-period-self-audit = Hvor ofte databehandleren reviderer seg selv
diff-period-training = Hvor ofte ansatte får ny opplæring
diff-period-access-review = Hvor ofte det gjennomgås hvem som har tilgang
diff-period-training-grace = Hvor lenge ansatte kan fortsette etter at opplæringen skulle vært tatt
diff-period-staff-warning = Hvor lenge før opplæringen går ut det varsles
diff-period-staff-emergency = Hvor lenge en nødssituasjon slipper inn ansatte som mangler noe
diff-staff-confidentiality-asked = Ansatte må skrive under på en taushetserklæring: utgave { $version }.
diff-staff-confidentiality-changed = Ansatte må skrive under på taushetserklæringen på nytt: utgave { $version }.
diff-staff-confidentiality-dropped = Ansatte må ikke lenger skrive under på en taushetserklæring.
diff-staff-training-asked = Ansatte må ha opplæring i personvern før de kommer til personopplysninger.
diff-staff-training-dropped = Ansatte må ikke lenger ha opplæring i personvern før de kommer til personopplysninger.
diff-instruction-acts-added = Instruks { $version }: nå er det også lov å { $acts }.
diff-instruction-acts-removed = Instruks { $version }: det er ikke lenger lov å { $acts }.
diff-instruction-paused = Instruks { $version }: «{ $activity }» stilles i bero.
diff-instruction-support = Instruks { $version }: brukerstøtten slippes til i «{ $activity }».
diff-instruction-support-until = Instruks { $version }: brukerstøtten slippes til i «{ $activity }» til { $until }.
diff-instruction-support-over = Instruks { $version }: brukerstøtten slippes ikke lenger til i «{ $activity }».
diff-instruction-resumed = Instruks { $version }: «{ $activity }» går videre.
diff-transfer-instructed = Instruks { $version }: overføring til { $supplier } i { $country } er godkjent.
diff-transfer-not-instructed = Instruks { $version }: overføring til { $supplier } i { $country } er ikke lenger godkjent.
diff-part-changed = { $what } er endret.
diff-other = De to skiller seg bare i opplysninger om dokumentet selv: versjon, når det gjelder fra, eller hvor det er lest.
diff-activity-changed = { $activity }: andre opplysninger om behandlingen er endret.
diff-supplier-changed = { $supplier }: andre opplysninger om leverandøren er endret.
diff-role-changed-otherwise = Rollen «{ $role }» er beskrevet på nytt.
diff-instruction-removed = Instruks { $version } er tatt ut. Instruksen i vilkårene gjelder igjen.
diff-instruction-data = Instruks { $version } gjelder andre opplysninger eller andre personer.
diff-part-terms = Det som står i vilkårene ellers: rang, telling av frister, hva avtalen kan endre og forpliktelser,
diff-part-documents = Det som står om dokumentene,
diff-part-under = Hvilke vilkår avtalen står under,
diff-part-signed = Underskriftene eller kontakten hos databehandleren
diff-part-counting = Måten frister telles på,
diff-part-log-link = Hva som skjer med koblingen mellom logg og person,
diff-part-supplements = Opplysningene avtalen legger til,
diff-part-organisation = Hvem som er ansvarlig, og hvordan de nås,
diff-part-measures = Sikkerhetstiltakene
diff-part-rights = Det som står om rettigheter,
diff-part-cookies = Det som står om informasjonskapsler,
diff-part-channels = Kanalene det skrives til folk i,
diff-part-claims = Påstander om helheten
diff-updated-on = Siden oppgir ny dato for siste oppdatering: { $day }.
diff-narrowed = { $activity }: avtalen begrenser nå { $what }.
diff-as-terms = { $activity }: avtalen begrenser ikke lenger { $what }. Vilkårene gjelder.
diff-list-data = opplysningene
diff-list-subjects = hvem det gjelder
diff-list-supplier = mottakerne
diff-agreement-ends = Avtalen slutter { $day }. Etter det blir opplysningene overlevert eller slettet.
diff-agreement-runs-on = Avtalen har ikke lenger noen sluttdato.
diff-supplier-approved = Den behandlingsansvarlige godkjenner { $supplier }.
diff-supplier-notified = Den behandlingsansvarlige har fått melding om { $supplier } og kan protestere.
diff-supplier-objected = Den behandlingsansvarlige har protestert mot { $supplier }. Ingenting sendes dit.
diff-supplier-not-approved = Den behandlingsansvarlige har ikke godkjent { $supplier }. Ingenting sendes dit.
diff-integration-on = Integrasjonen { $supplier } er slått på.
diff-integration-off = Integrasjonen { $supplier } er slått av.
replay-none = Ingen av de { $operations } operasjonene de siste { $days } dagene ville blitt avvist.
replay-some = { $refused } av de { $operations } operasjonene de siste { $days } dagene ville blitt avvist:
replay-row = { $count } × { $activity }, { $actor }: { $codes }
replay-observed = { $count } ville bare ha sluppet gjennom fordi behandlingen er i prøvetid.
replay-withheld = { $count } ville ha svart med færre opplysninger.
replay-unknown = { $count } er avgjort etter et regelsett som ikke finnes her, og er ikke spurt på nytt.

## sending

code-outbox-undeclared = Regelsettet sier ikke hvor meldinger som skal sendes, ligger imens.
code-outbox-undeclared-mend = Den som skriver regelsettet, lar en aktivitet ha «carries: outbox».
code-outbox-limit_missing = Regelsettet sier ikke hvor lenge en melding kan vente på å bli sendt.
code-outbox-limit_missing-mend = Den som skriver regelsettet, gir aktiviteten med «carries: outbox» en frist, for eksempel tre døgn fra meldingen ble til.
code-outbox-form = Meldingen har ikke den formen kanalen krever.
code-outbox-form-mend = Feltet som nevnes, må rettes. En SMS har ingen emnelinje og ingen hodefelt, og en e-post bare de hodefeltene som er tillatt.
code-outbox-too_old = Meldingen ble for gammel før den kunne sendes.
code-outbox-too_old-mend = Ta kontakt på en annen måte. Grunnen til at den ventet, står i loggen og i oversikten over meldinger.
code-outbox-channel_missing = Innstillingene sier ikke hvordan virksomheten sender slike meldinger.
code-outbox-channel_missing-mend = Den som drifter Vern, fører opp virksomheten under kanalen i innstillingene for sending.
code-outbound-settings_form = Innstillingene for sending har ikke riktig form.
code-outbound-settings_form-mend = Den som drifter Vern, sammenligner filen med eksemplet i docs/sending.md.
code-outbound-trust_form = Sertifikatene sending skal stole på, lar seg ikke lese.
code-outbound-trust_form-mend = Den som drifter Vern, oppgir en fil med sertifikater i PEM-form, eller tar bort «trust».
code-outbound-secret_missing = En hemmelighet som er nevnt i innstillingene for sending, finnes ikke.
code-outbound-secret_missing-mend = Den som drifter Vern, legger den i en fil med samme navn i mappen for hemmeligheter.
code-outbound-secret_exposed = Andre enn eieren kan lese eller skrive en hemmelighet.
code-outbound-secret_exposed-mend = Den som drifter Vern, gir filen rettighetene 0600.
code-outbound-secret_form = En hemmelighet er tom, for lang eller ikke én linje med tekst.
code-outbound-secret_form-mend = Den som drifter Vern, skriver filen på nytt med hemmeligheten på én linje.
code-outbound-host_not_listed = Tjeneren står ikke i innstillingene, så ingen forbindelse åpnes dit.
code-outbound-host_not_listed-mend = Den som drifter Vern, retter innstillingene for sending.
code-outbound-not_resolved = Navnet på tjeneren har ingen adresse.
code-outbound-not_resolved-mend = Det prøves igjen. Varer det, ser den som drifter Vern, på navnet i innstillingene og på navnetjeneren.
code-outbound-address_not_allowed = Navnet på tjeneren peker på en adresse som ikke er åpen for alle, så ingen forbindelse åpnes dit.
code-outbound-address_not_allowed-mend = Er det en tjener i eget nett, fører den som drifter Vern, den opp under «internal_hosts». Ellers peker navnet feil.
code-outbound-unreachable = Tjeneren svarer ikke.
code-outbound-unreachable-mend = Det prøves igjen. Varer det, ser den som drifter Vern, på nettet og tar kontakt med leverandøren.
code-outbound-too_slow = Tjeneren brukte for lang tid på å svare.
code-outbound-too_slow-mend = Det prøves igjen. Varer det, tar den som drifter Vern, kontakt med leverandøren.
code-outbound-tls_not_offered = Tjeneren tilbyr ikke TLS. Da sendes ingenting.
code-outbound-tls_not_offered-mend = Den som drifter Vern, velger en port med TLS, eller ber leverandøren slå det på.
code-outbound-tls_failed = Tjeneren kunne ikke vise hvem den er. Da sendes ingenting.
code-outbound-tls_failed-mend = Den som drifter Vern, ser på sertifikatet: navnet, datoen og hvem som har utstedt det.
code-outbound-login_refused = Tjeneren slapp ikke Vern inn.
code-outbound-login_refused-mend = Den som drifter Vern, ser på brukernavn og passord i innstillingene for sending.
code-outbound-not_understood = Tjeneren svarte noe Vern ikke forstår.
code-outbound-not_understood-mend = Det prøves igjen. Varer det, ser den som drifter Vern, på innstillingene sammen med leverandøren.
code-outbound-redirected = Tjeneren viste videre til et annet sted. Dit sendes ingenting.
code-outbound-redirected-mend = Den som drifter Vern, fører opp den riktige adressen i innstillingene.
code-outbound-later = Tjeneren ba om at det prøves igjen senere.
code-outbound-later-mend = Det prøves igjen av seg selv.
code-outbound-rejected = Tjeneren tok ikke imot meldingen og kommer ikke til å gjøre det.
code-outbound-rejected-mend = Adressen eller nummeret er trolig feil. Rett det, eller ta kontakt på en annen måte.
code-outbound-message_form = Meldingen kunne ikke gis den formen kanalen krever.
code-outbound-message_form-mend = Se etter om leverandøren får se alle felt i aktiviteten med «carries: outbox».
console-room-outbox = Meldinger
console-outbox-title = Meldinger som skal sendes
console-outbox-lead = Det som venter på å bli sendt, og hvorfor. Mottakere og innhold står ikke her: hver melding åpnes under Poster, med en grunn der regelsettet krever det.
console-outbox-as-of = Slik det var { $time }.
console-outbox-none = Ingen meldinger de siste 30 dagene.
console-outbox-undeclared = Regelsettet har ingen aktivitet for meldinger som skal sendes.
console-outbox-counts = Meldinger etter tilstand
console-outbox-waiting = Venter
console-outbox-dropped = Sendes ikke
console-outbox-more = Viser de { $count } siste.
console-outbox-channel = Kanal
console-outbox-channel-email = E-post
console-outbox-channel-sms = SMS
console-outbox-state = Tilstand
console-outbox-state-waiting = Venter
console-outbox-state-delivered = Overlevert
console-outbox-state-dropped = Sendes ikke
console-outbox-why = Hvorfor
console-outbox-not-tried = Ikke prøvd ennå
console-outbox-messages = Antall
console-outbox-oldest = Eldste fra
console-outbox-key = Postens nøkkel
console-outbox-queued = Lagt i kø
console-outbox-due = Prøves igjen
console-outbox-ended = Avsluttet
console-outbox-not-after = Sendes ikke etter
console-outbox-attempts = Ganger utsatt
cli-outbox-none = Ingen meldinger venter, og ingen er avsluttet de siste 30 dagene.
cli-outbox-line = { $channel }, { $state }: { $messages }. Eldste fra { $oldest }. { $why }

## disclosure

code-disclosure-incomplete = Utleveringen kan ikke føres inn uten grunnlag, opplysninger, mottaker og hvem som bestemte.
code-disclosure-incomplete-mend = Fyll ut feltet som nevnes.
code-disclosure-kind_form = Utleveringen har ikke et av de fire slagene grunnlag som kan føres inn.
code-disclosure-kind_form-mend = Bruk authority (myndighet med hjemmel i lov), legal_claim (rettslig krav), breach_of_terms (brudd på vilkårene) eller consent (samtykke i det enkelte tilfellet).
console-room-disclosures = Utleveringer
console-disclosures-title = Utleveringer utenom regelsettet
console-disclosures-lead = Hva som er gitt til myndigheter og andre som ikke står i regelsettet: med hvilket grunnlag, til hvem, og hvem som bestemte. Listen åpnes med en grunn, og det blir logget.
console-disclosures-undeclared = Regelsettet har ingen aktivitet for slike utleveringer.
console-disclosures-show = Vis utleveringene
console-disclosures-none = Ingen utleveringer er ført inn.
console-disclosures-caption = Utleveringer, eldste først
console-disclosures-on = Ført inn
console-disclosures-to = Til hvem
console-disclosures-kind = Slag
console-disclosures-kind-authority = Myndighet
console-disclosures-kind-legal_claim = Rettslig krav
console-disclosures-kind-breach_of_terms = Brudd på vilkårene
console-disclosures-kind-consent = Samtykke
console-disclosures-ground = Grunnlag
console-disclosures-data = Hva
console-disclosures-decided-by = Hvem som bestemte
console-disclosures-more = Viser de { $count } første. Resten kan leses over REST: POST /v1/records:search.
console-by-category = Hvem som får opplysninger om hvem
console-by-category-caption = Mottakere for hver kategori av registrerte, med aktivitetene det gjelder
console-by-category-none = Ingen mottakere

## rights

right-access = Innsyn i opplysningene om meg
right-rectification = Retting av noe som er feil
right-erasure = Sletting av opplysningene om meg
right-restriction = Begrensning: opplysningene skal bare lagres
right-portability = Få med meg opplysningene jeg har gitt
right-objection = Protest mot bruken av opplysningene
right-human-review = At et menneske ser på en automatisk avgjørelse
right-consent-withdrawal = Trekke samtykket mitt tilbake
right-complaint = Klage til virksomheten
letter-title = Svar fra { $organisation } på henvendelsen din
letter-lead = Vi fikk henvendelsen din { $date }. Her er hva vi har bestemt, hva vi har gjort, og hva du kan gjøre videre.
letter-request = Det du ba om
letter-right = Henvendelsen gjelder
letter-reference = Saksnummer
letter-your-words = Med dine ord
letter-due = Vi svarer senest
letter-decision = Det vi har bestemt
letter-granted = Vi gjør det du har bedt om.
letter-partly = Vi gjør deler av det du har bedt om. Under står hva vi ikke gjør, og hvorfor.
letter-declined = Vi gjør ikke det du har bedt om. Under står hvorfor.
letter-under-way = Vi arbeider med saken og har ikke bestemt noe ennå.
letter-withdrawn = Du har trukket henvendelsen tilbake. Vi gjør ikke mer med den.
letter-forwarded = Henvendelsen gjelder opplysninger som en annen virksomhet bestemmer over. Vi har sendt den videre dit, og de svarer deg.
letter-whole = Hele henvendelsen
letter-part-granted = Gjort slik du ba om.
letter-ground-statute = Loven sier at dette skal beholdes: { $statute }.
letter-ground-legal-claim = Vi trenger dette for å kunne gjøre gjeldende eller forsvare et rettskrav.
letter-ground-contract = Du har en avtale med oss som gjelder, og vi kan ikke oppfylle den uten dette.
letter-ground-others = Dette ville gå ut over andres rettigheter.
letter-ground-not-covered = Denne retten gjelder ikke for dette.
letter-ground-excessive = Henvendelsen er åpenbart grunnløs eller overdreven.
letter-ground-not-held = Vi har lett, og vi har ingen opplysninger om deg.
letter-ground-not-identified = Vi har ikke fått vite sikkert nok hvem du er, og kan derfor ikke gjøre det du ber om.
letter-other-controllers = Ser systemet at en annen virksomhet her har opplysninger om deg, er henvendelsen gitt videre dit, og de svarer deg selv.
letter-ground-not-found = Vi har lett der du kan finnes ved det vi vet om deg, og vi har ingen opplysninger om deg der.
letter-unsearched = Der vi ikke kunne lete
letter-unsearched-lead = I disse kan ingen finnes ved det vi vet om deg. Tror du at det står noe om deg der, så fortell mer, for eksempel når det var og hva det gjaldt. Da leter vi på nytt.
letter-done = Det vi har gjort
letter-erased = { $records ->
    [one] Slettet: én post.
   *[other] Slettet: { $records } poster.
}
letter-copied = { $records ->
    [one] Kopien din har én post.
   *[other] Kopien din har { $records } poster.
}
letter-restricted = Opplysningene blir bare lagret. Du får beskjed før det endres.
letter-objected = Opplysningene brukes ikke lenger til dette.
letter-consent-ended = Samtykket ditt er trukket tilbake. Det vi gjorde før, var lovlig.
letter-kept = { $kept ->
    [one] Av én post blir en del beholdt, fordi loven krever det: { $statute }.
   *[other] Av { $kept } poster blir en del beholdt, fordi loven krever det: { $statute }.
}
letter-certificate = Slettingen har bevis nummer { $number }.
letter-erasure-reach = Slettingen når ikke sikkerhetskopier før de er for gamle til å brukes, e-post du har skrevet til oss utenfor systemet, og det mottakerne selv har.
letter-told = De som har fått opplysningene, har vi sagt fra til. Hvordan står under.
letter-to-be-told = De som har fått opplysningene, skal få vite at de er slettet hos oss. Under står hvem det er.
letter-kept-by-statute = Vi har dette bare fordi loven krever det: { $statute }. Det brukes ikke til noe annet.
letter-lifting = Begrensningen skal oppheves
letter-to-be-lifted = Opplysningene dine er bare blitt lagret, slik du ba om. Det skal vi snart slutte med, og da kan de brukes igjen. Grunnen er: { $reasons }
letter-lifted = Opplysningene dine ble bare lagret, slik du ba om. Det er nå slutt, og du fikk beskjed først. Grunnen er: { $reasons }
letter-lifting-heading = { $organisation } vil bruke opplysningene dine igjen
letter-lifting-message =
    Hei!

    Du har bedt { $organisation } om bare å lagre opplysningene dine, og ikke bruke dem til noe annet. Det gjelder:

    { $activities }

    Vi skal snart oppheve denne begrensningen. Grunnen er: { $reasons }

    Er du uenig, ta kontakt med { $role }: { $channel }. Oppgi saksnummer { $number }. Du kan også klage til datatilsynsmyndigheten der du bor.
letter-recipients = De vi har sagt fra til
letter-untold = Ikke sagt fra til ennå.
letter-given-to = Hvem som har fått opplysningene
letter-given = { $times ->
    [one] Har fått opplysninger om deg én gang, { $date }.
   *[other] Har fått opplysninger om deg { $times } ganger, sist { $date }.
}
letter-given-standing = Arbeider for oss og kan ha tilgang. Loggen har ingen enkelt utlevering.
letter-next = Hva du kan gjøre videre
letter-other-rights = Du kan be om retting, sletting eller begrensning, protestere mot bruken og få med deg opplysninger du har gitt.
letter-complaint-no = Er du ikke enig, kan du klage til Datatilsynet, datatilsynet.no.
letter-complaint-se = Er du ikke enig, kan du klage til den svenske Integritetsskyddsmyndigheten, imy.se.
letter-complaint-eu = Er du ikke enig, kan du klage til tilsynsmyndigheten for personvern i landet der du bor eller arbeider.
letter-court = Du kan også gå til domstolene.
request-title = Bruk rettighetene dine
request-lead = Her kan du be { $organisation } om å få se, rette eller slette det de har om deg, og bruke de andre rettighetene dine. Det koster ingenting, og du trenger ikke BankID for å sende.
request-right = Hva vil du?
request-text = Fortell med egne ord
request-text-hint = Du trenger ikke å begrunne det. Ikke skriv fødselsnummer her.
request-name = Navnet ditt
request-contact = E-post eller telefon
request-contact-hint = Skriv helst en adresse eller et nummer de har fra før. Da går det fortere å vite at det er deg.
request-send = Send henvendelsen
request-other-ways = Du kan også ringe, skrive brev eller møte opp. Da blir det samme sak, med samme frist.
request-problem = Henvendelsen er ikke sendt
request-received-title = Vi har fått henvendelsen din
request-received-text = Ta vare på saksnummeret. Du får svar senest { $date }. Vi kan spørre deg hvem du er før vi svarer; da sier vi hvorfor.
request-received-reference = Saksnummer
request-received-on = Mottatt
request-received-due = Svar senest
request-received-back = Tilbake
request-link = Be om innsyn, retting eller sletting
code-case-out_of_turn = Steget kan ikke tas slik saken står nå.
code-case-out_of_turn-mend = Se hva saken venter på, og ta det steget først.
code-case-identity_too_weak = Det er ikke sikkert nok hvem som spør, for denne rettigheten.
code-case-identity_too_weak-mend = Be om et svar fra en adresse eller et nummer dere har fra før, eller det regelsettet krever, og før opp hva som viste det.
code-case-reasons_missing = Det mangler en begrunnelse.
code-case-reasons_missing-mend = Skriv grunnen med ord den det gjelder, forstår, og ta steget på nytt.
code-case-undecided = Noe er ikke avgjort, avgjort to ganger, eller avslått uten grunn.
code-case-undecided-mend = Avgjør hver behandling som har noe om personen, én gang, og oppgi grunnen til det som avslås; viser den til en lov, skal loven nevnes.
code-case-incomplete = Ikke alt som er innvilget, er gjort.
code-case-incomplete-mend = Se etter hva som står igjen, for eksempel en behandling rollen din ikke har tilgang til, og ta steget på nytt.
code-case-recipient_untold = En mottaker er ikke sagt fra til.
code-case-recipient_untold-mend = Si fra til hver mottaker som er ført opp, og skriv hvordan og når, eller hvorfor det ikke lar seg gjøre.
code-case-extension_too_late = Fristen er forlenget før, eller måneden er over.
code-case-extension_too_late-mend = Svar så snart som mulig. Fristen kan bare forlenges én gang, og bare innen den første måneden.
code-case-answer_missing = Det står ikke hvordan svaret ble gitt.
code-case-answer_missing-mend = Gi svaret og skriv hvordan og når.
code-case-lifting_untold = Det er ikke vist at personen fikk beskjed før begrensningen oppheves.
code-case-lifting_untold-mend = Gi personen beskjed først, og skriv hvordan og når. Sendes beskjeden herfra, er personen varslet når den er levert.
code-my_page-not_offered = Virksomheten har ingen Min side her.
code-my_page-not_offered-mend = Send en henvendelse om innsyn, skriv eller ring. Den som styrer regelsettet, kan gi rollene og utboksen siden trenger.
code-my_page-address_form = Dette er verken en e-postadresse eller et telefonnummer.
code-my_page-address_form-mend = Skriv for eksempel kari@example.no eller +47 912 34 567.
code-my_page-too_many_tries = Det er bedt om for mange koder herfra.
code-my_page-too_many_tries-mend = Vent et minutt og prøv igjen.
code-my_page-code_wrong = Koden er ikke riktig, eller den virker ikke lenger.
code-my_page-code_wrong-mend = En kode på åtte sifre virker i ti minutter, én gang, og bare i nettleseren den er bedt om i. Du har fem forsøk. Be om en ny hvis det ikke går, og bruk koden i den nyeste meldingen.
code-my_page-shared_address = Vi kan ikke si sikkert hvem du er ut fra adressen alene, og viser derfor ingenting.
code-my_page-shared_address-mend = Flere kan være registrert med samme adresse. Bruk en annen adresse eller et nummer som bare er ditt, eller send en henvendelse. Da spør virksomheten deg om legitimasjon.
code-my_page-session_ended = Du er ikke logget inn på denne siden lenger.
code-my_page-session_ended-mend = Logg inn igjen.
code-my_page-too_weak = En kode viser ikke sikkert nok hvem du er til å vise dette.
code-my_page-too_weak-mend = Logg inn med elektronisk ID, eller send en henvendelse.
code-identity-not_offered = Det kan ikke logges inn på denne måten her.
code-identity-not_offered-mend = Velg en annen måte. Den som drifter Vern, og den som forvalter regelsettet, kan legge til rette for den; se docs/sign-in.md.
code-identity-too_many_tries = Det er prøvd for mange ganger herfra.
code-identity-too_many_tries-mend = Vent et minutt og prøv igjen, eller logg inn på en annen måte.
code-identity-unreachable = Tjenesten som skal si hvem du er, svarer ikke nå.
code-identity-unreachable-mend = Prøv igjen om litt, eller logg inn på en annen måte. Ingenting er feil med det du gjorde.
code-identity-not_as_agreed = Tjenesten som skal si hvem du er, svarer ikke slik den er satt opp her.
code-identity-not_as_agreed-mend = Logg inn på en annen måte, og si fra til den som drifter Vern. Loggen sier hva som er galt.
code-identity-declined = Innloggingen ble avbrutt.
code-identity-declined-mend = Prøv igjen, eller logg inn på en annen måte.
code-identity-not_proven = Det som ble sagt om hvem du er, kan ikke brukes.
code-identity-not_proven-mend = Prøv igjen fra begynnelsen. Skjer det flere ganger, si fra til virksomheten.
code-identity-too_weak = Det du logget inn med, viser ikke sikkert nok hvem du er.
code-identity-too_weak-mend = Prøv igjen og velg en sikrere måte, for eksempel BankID.
code-identity-not_begun = Denne innloggingen begynte ikke i denne nettleseren, er for gammel eller er brukt.
code-identity-not_begun-mend = Gå til siden du vil logge inn på, og begynn på nytt der. Ble du sendt hit av noen andre, la det være.
code-rights-not_carried = Regelsettet har ingen behandling for henvendelser om rettigheter, så de kan ikke tas imot her.
code-rights-not_carried-mend = Den som forvalter regelsettet, kan føre opp en behandling med «carries: rights_requests». Fram til da må virksomheten kontaktes på annen måte.
code-case-unknown = Saken finnes ikke.
code-case-unknown-mend = Se etter at saksnummeret er skrevet riktig.
code-case-version_differs = Noen andre har tatt et steg i saken siden du så på den.
code-case-version_differs-mend = Se på saken på nytt, og ta steget hvis det fortsatt er riktig.
code-case-file_withheld = Rollen får ikke se saksmappen, så den kan ikke behandle saken.
code-case-file_withheld-mend = Den som forvalter regelsettet, kan gi rollen tilgang til alle datatypene i behandlingen som bærer henvendelser.
code-case-right_missing = Det er ikke valgt hva henvendelsen gjelder.
code-case-right_missing-mend = Velg en av rettighetene i listen.
code-case-contact_missing = Det mangler en måte å svare på.
code-case-contact_missing-mend = Skriv en e-postadresse, et telefonnummer eller en postadresse.
code-case-too_long = Teksten er for lang.
code-case-too_long-mend = Kort den ned. Resten kan du fortelle når dere snakker sammen.
code-case-too_many = Det er sendt mange henvendelser på kort tid.
code-case-too_many-mend = Vent litt og prøv igjen, eller ta kontakt på en annen måte. Det du har skrevet, er ikke sendt.
code-case-no_letter = Det er ikke noe svar å lese her.
code-case-no_letter-mend = Svaret ligger her i 90 dager etter at det ble gitt. Ta kontakt hvis du trenger det igjen.
code-review-none_asked = Regelsettet ber ingen gå gjennom denne aktiviteten.
code-review-none_asked-mend = Den som skriver regelsettet, kan føye til «review» under «retention».
code-review-none_marked = Ingen post er merket.
code-review-none_marked-mend = Merk postene det gjelder, og prøv igjen.
code-review-decided = Noen har allerede gått gjennom posten, eller den er slettet.
code-review-decided-mend = Se listen på nytt.
code-informing-none_asked = Regelsettet ber ingen informere noen om denne aktiviteten, eller den har ingenting om personen.
code-informing-none_asked-mend = Den som skriver regelsettet, kan føye til «told_within» i aktiviteten.
code-informing-how_missing = Det mangler hvordan og når personen har fått vite det.
code-informing-how_missing-mend = Skriv det, eller be om at en e-post sendes.
code-informing-form = En e-post går til den som skal få vite det, og sier selv hvordan.
code-informing-form-mend = Oppgi message alene eller told_by alene, og ingen message der personen likevel ikke har fått vite det.
code-informing-none_marked = Ingen post er merket.
code-informing-none_marked-mend = Merk postene det gjelder, og prøv igjen.
code-informing-told = Personen har allerede fått vite det.
code-informing-told-mend = Se listen på nytt.
code-informing-no_address = Aktiviteten har ingen e-postadresse til personen som kan brukes nå.
code-informing-no_address-mend = Si det til personen på en annen måte, og noter hvordan og når.
code-informing-no_outbox = Ingen e-post kan sendes: regelsettet har ingen utboks Vern kan legge den i.
code-informing-no_outbox-mend = Den som skriver regelsettet, kan føye til en aktivitet med «carries: outbox». Ellers kan det sies på en annen måte og noteres.
code-subscription-issue_over = Dette navnet ble brukt for mer enn 28 dager siden, og hvem som har fått utgaven, er ikke kjent lenger.
code-subscription-issue_over-mend = Gi utgaven et nytt navn.
code-case-marketing_ends = En protest mot direkte markedsføring kan ikke avslås.
code-case-marketing_ends-mend = Innvilg den delen av saken. Markedsføringen tar slutt uansett hva som taler for den.
code-case-not_objectable = Det går ikke an å protestere mot denne behandlingen: den bygger på avtale, lov eller samtykke.
code-case-not_objectable-mend = Avslå delen med grunnen, for eksempel at retten ikke gjelder for dette. Et samtykke kan personen trekke tilbake.
code-case-statute_keeps = Loven krever at dette tas vare på, så det kan ikke gjøres som personen ber om.
code-case-statute_keeps-mend = Avslå delen, og nevn loven som krever det.
code-case-nothing_to_lift = Saken har ingen begrensning å oppheve.
code-case-nothing_to_lift-mend = Se i saken om begrensningen er opphevet før.
code-case-notice_by_letter = Personen kan ikke få beskjed herfra.
code-case-notice_by_letter-mend = Skriv ut brevet i saken eller gi beskjed på annen måte, og skriv hvordan og når det ble gjort.
code-case-received_in_future = Henvendelsen kan ikke ha kommet senere enn nå.
code-case-received_in_future-mend = Skriv dagen den faktisk kom.
code-case-found_elsewhere = De samme kjennetegnene fører til noen det ikke er tatt stilling til.
code-case-found_elsewhere-mend = Identifiser på nytt: ta vedkommende med i saken, eller før opp at det er en annen person.
code-case-search_withheld = Noe som kan være denne personens, kan ikke sees: det er begrenset, personen har protestert, eller rollen din har ikke tilgang.
code-case-search_withheld-mend = La en rolle som kan ta ut opplysninger (export) i alle behandlingene, ta steget; er opplysningene begrenset, må begrensningen oppheves først, og personen få vite det.
code-case-words_missing = Det står ikke hva som ble gjort.
code-case-words_missing-mend = Skriv hva som ble rettet, vurdert eller gjort.
console-room-deadlines = Frister
console-deadlines-title = Frister
console-deadlines-lead = Hva som skal gjøres, og hva som går ut, ordnet etter siste dag. Ingen er nevnt her. Hva som slettes når, står under Sletting.
console-deadlines-days = { $days } dager fram
console-deadlines-year = Ett år fram
console-deadlines-none = Ingenting er gått ut, og ingenting går ut til og med { $until }.
console-deadlines-some = { $over ->
    [0] Ingenting er gått ut
    [one] Én ting er gått ut
   *[other] { $over } ting er gått ut
}, og { $ahead ->
    [0] ingenting går ut
    [one] én går ut
   *[other] { $ahead } går ut
} til og med { $until }.
console-deadlines-caption = Hva som skal gjøres, og hva som går ut
console-deadlines-last-day = Siste dag
console-deadlines-what = Hva
console-deadlines-over = Gått ut
console-deadlines-never = Nå
deadline-cases = { $count ->
    [one] Én henvendelse skal besvares.
   *[other] { $count } henvendelser skal besvares.
}
deadline-reviews = { $count ->
    [one] Én post i «{ $name }» skal gjennomgås.
   *[other] { $count } poster i «{ $name }» skal gjennomgås.
}
deadline-informing = { $count ->
    [one] Den én post i «{ $name }» gjelder, skal få vite at vi har den.
   *[other] De { $count } poster i «{ $name }» gjelder, skal få vite at vi har dem.
}
deadline-confidentiality = { $count ->
    [one] Én ansatt har ikke skrevet under på taushetserklæringen og blir avvist.
   *[other] { $count } ansatte har ikke skrevet under på taushetserklæringen og blir avvist.
}
deadline-training-lacking = { $count ->
    [one] Én ansatt mangler opplæring i personvern og blir avvist.
   *[other] { $count } ansatte mangler opplæring i personvern og blir avvist.
}
deadline-training-overdue = { $count ->
    [one] Én ansatt skulle hatt ny opplæring i personvern og blir avvist etter denne dagen.
   *[other] { $count } ansatte skulle hatt ny opplæring i personvern og blir avvist etter denne dagen.
}
deadline-training = { $count ->
    [one] Én ansatt skal ha ny opplæring i personvern.
   *[other] { $count } ansatte skal ha ny opplæring i personvern.
}
deadline-emergency = { $count ->
    [one] Én er sluppet inn i en nødssituasjon.
   *[other] { $count } er sluppet inn i en nødssituasjon.
}
deadline-access-reviews = { $count ->
    [one] En tilgang skal gjennomgås.
   *[other] { $count } tilganger skal gjennomgås.
}
deadline-access = { $count ->
    [one] Én tilgang i rollen «{ $name }» går ut.
   *[other] { $count } tilganger i rollen «{ $name }» går ut.
}
deadline-cover = Ingen beslutning om tilstrekkelig beskyttelsesnivå dekker { $name } i { $country } etter denne dagen; da blir overføring dit på det grunnlaget avvist.
deadline-observation = «{ $name }» er bare under observasjon; etter denne dagen avviser porten.
deadline-version = Versjon { $name } erstatter det som gjelder nå.
cli-deadlines-over = gått ut
cli-deadlines-never = nå
console-room-retention = Sletting
console-retention-title = Hva som slettes, når og hvorfor
console-retention-lead = Slik det står nå: alt som har en dag å gå på, dag for dag eller måned for måned. Ingenting slettes av å se her. Det som er begrenset når dagen kommer, blir liggende.
console-retention-ahead = Se fram
console-retention-days = { $days } dager, dag for dag
console-retention-year = Ett år, måned for måned
console-retention-total = { $records ->
    [0] Ingenting går fram til { $until }.
    [one] Én post går fram til { $until }.
   *[other] { $records } poster går fram til { $until }.
}
console-retention-caption = Hva som slettes
console-retention-day = Dag
console-retention-month = Måned
console-retention-activity = Aktivitet
console-retention-records = Poster
console-retention-because = Fordi
console-retention-effect = Hva som slettes når den trer i kraft
retention-effect = Det sletter den når den trer i kraft:
retention-effect-none = Ingenting mer enn i dag slettes når den trer i kraft.
retention-effect-goes = { $activity }: { $records ->
    [one] én post slettes
   *[other] { $records } poster slettes
} straks, fordi { $because }. Uten endringen blir det liggende.
retention-effect-stays = { $activity }: { $records ->
    [one] én post som skulle vært slettet da, blir liggende.
   *[other] { $records } poster som skulle vært slettet da, blir liggende.
}
retention-effect-asks = { $activity }: { $records ->
    [one] én post skal gjennomgås straks. Uten endringen skal den ikke det.
   *[other] { $records } poster skal gjennomgås straks. Uten endringen skal de ikke det.
}
retention-effect-asks-not = { $activity }: { $records ->
    [one] én post som skulle vært gjennomgått da, skal ikke det ennå.
   *[other] { $records } poster som skulle vært gjennomgått da, skal ikke det ennå.
}
console-room-newsletter = Nyhetsbrev
console-newsletter-lead = Hvor mange som leser nyhetsbrevet, og hva som er sendt. Hvem de er, leses som andre poster, med en grunn.
console-newsletter-confirmed = { $count ->
    [0] Ingen abonnerer
    [one] Én abonnerer
   *[other] { $count } abonnerer
}
console-newsletter-suppressed = { $count ->
    [0] Ingen adresse er meldt av for godt.
    [one] Én adresse er meldt av for godt. Bare den som har den, kan melde den på igjen.
   *[other] { $count } adresser er meldt av for godt. Bare de som har dem, kan melde dem på igjen.
}
console-newsletter-issues = Hva som er sendt
console-newsletter-none = Ingenting er sendt ennå.
console-newsletter-again = Sendes noe på nytt under samme navn, går det til dem som ikke har fått det. Det kan gjøres i { $days } dager.
console-newsletter-caption = Utgaver, den nyeste først
console-newsletter-name = Navn
console-newsletter-first = Først sendt
console-newsletter-last = Sist sendt
console-newsletter-queued = Meldinger
console-room-reviews = Gjennomgang
console-reviews-title = Gjennomgang
console-reviews-lead = Et menneske ser på dette med jevne mellomrom: skal det bli, eller slettes? Gjennomgangen sletter ingenting av seg selv. Det som er forfalt, telles her.
console-reviews-by-activity = Hva som skal gjennomgås
console-reviews-activities = Hva som skal gjennomgås, etter aktivitet
console-reviews-none = Ingen aktivitet du har tilgang i, blir gjennomgått.
console-reviews-overdue = Forfalt
console-reviews-today = I dag
console-reviews-soon = Innen 7 dager
console-reviews-see-head = Se dem
console-reviews-see = Se dem
console-reviews-listed = { $activity }: { $count ->
    [0] ingenting å gjennomgå nå
    [one] én post å gjennomgå
   *[other] { $count } poster å gjennomgå
}
console-reviews-explanation = Åpne en post for å se hva den inneholder, og merk dem som skal behandles likt. Det som slettes, er alt aktiviteten har om personen.
console-reviews-caption = Poster som skal gjennomgås nå eller innen 7 dager
console-reviews-due = Gjennomgås innen
console-reviews-mark = Merk
console-reviews-keep = La dem bli
console-reviews-erase = Slett dem
console-reviews-more = De neste 25
console-reviews-confirm = Dette skjer
console-reviews-done = Det er gjort
console-reviews-will-keep = { $count ->
    [one] Én post blir liggende. Den gjennomgås igjen innen { $date }.
   *[other] { $count } poster blir liggende. De gjennomgås igjen innen { $date }.
}
console-reviews-will-erase = { $people ->
    [one] Alt aktiviteten har om én person, slettes
   *[other] Alt aktiviteten har om { $people } personer, slettes
}: { $count ->
    [one] én post.
   *[other] { $count } poster.
}
console-reviews-statute = Det en lov pålegger dere å ta vare på, blir liggende bare til det.
console-reviews-restricted = { $count ->
    [one] Én post er begrenset og blir stående.
   *[other] { $count } poster er begrenset og blir stående.
}
console-reviews-kept = { $count ->
    [one] Én post blir liggende.
   *[other] { $count } poster blir liggende.
}
console-reviews-erased = { $count ->
    [one] Én post
   *[other] { $count } poster
} om { $people ->
    [one] én person
   *[other] { $people } personer
} er slettet.
console-reviews-held = { $count ->
    [one] Av én av dem tar en lov vare på noe.
   *[other] Av { $count } av dem tar en lov vare på noe.
}
console-reviews-left = { $count ->
    [one] Med én post er ingenting gjort:
   *[other] Med { $count } poster er ingenting gjort:
} { $why }
console-due-reviews-overdue = { $count ->
    [one] post skulle vært gjennomgått
   *[other] poster skulle vært gjennomgått
}
console-due-reviews-soon = { $count ->
    [one] post skal gjennomgås innen { $days } dager
   *[other] poster skal gjennomgås innen { $days } dager
}
console-room-informing = Informasjon
console-informing-title = Informasjon til dem vi ikke har spurt
console-informing-lead = Den som ikke har gitt oss opplysningene selv, skal få vite at vi har dem, hvor de kommer fra og hva vi bruker dem til (personvernforordningen artikkel 14). Her står de ingen har sagt det til ennå.
console-informing-by-activity = Hvem som skal få vite det
console-informing-activities = Poster om noen som ikke har fått vite det, etter aktivitet
console-informing-none = Regelsettet ber ingen informere noen i aktiviteter du har tilgang i.
console-informing-listed = { $activity }: { $count ->
    [0] ingen å informere nå
    [one] én post om noen som skal få vite det
   *[other] { $count } poster om noen som skal få vite det
}
console-informing-caption = Poster om noen ingen har sagt det til ennå
console-informing-due = Skal informeres innen
console-informing-send = Send e-posten
console-informing-send-nb = Send e-post på norsk
console-informing-send-en = Send e-post på engelsk
console-informing-how = Sagt på en annen måte, eller ikke nødvendig
console-informing-how-hint = Skriv hvordan og når, for eksempel «telefon 24. november». Eller hvorfor det ikke trengs (artikkel 14 nr. 5), for eksempel at personen vet det fra før. Det forsegles i journalen.
console-informing-note = Noter at de har fått vite det
console-informing-letter-nb = Det de får vite, på norsk
console-informing-letter-en = Det de får vite, på engelsk
console-informing-will-send = { $count ->
    [one] Én person får en e-post, hvis aktiviteten har en e-postadresse.
   *[other] { $count } personer får hver sin e-post, hvis aktiviteten har en e-postadresse.
}
console-informing-will-note = { $count ->
    [one] Det noteres at én person har fått vite det.
   *[other] Det noteres at { $count } personer har fått vite det.
}
console-informing-restricted = { $count ->
    [one] Opplysningene om én av dem er begrenset. De brukes ikke til å sende e-post.
   *[other] Opplysningene om { $count } av dem er begrenset. De brukes ikke til å sende e-post.
}
console-informing-sent = { $count ->
    [one] Én e-post er lagt til sending.
   *[other] { $count } e-poster er lagt til sending.
} Kommer en ikke fram, står personen her igjen.
console-informing-noted = { $count ->
    [one] Det er notert at én person har fått vite det.
   *[other] Det er notert at { $count } personer har fått vite det.
}
console-informing-left = { $count ->
    [one] Én person har ikke fått vite det:
   *[other] { $count } personer har ikke fått vite det:
} { $why }
console-due-informing-overdue = { $count ->
    [one] post om noen som skulle fått vite det
   *[other] poster om noen som skulle fått vite det
}
console-due-informing-soon = { $count ->
    [one] post om noen som skal få vite det innen { $days } dager
   *[other] poster om noen som skal få vite det innen { $days } dager
}
informing-title = Vi har opplysninger om deg
informing-lead = { $organisation } har opplysninger om deg som du ikke har gitt oss selv. Her står hvilke, hvor vi har dem fra, hva vi bruker dem til, og hva du kan kreve.
informing-heading = { $organisation } har opplysninger om deg
informing-reason = Informasjon etter personvernforordningen artikkel 14
console-room-cases = Henvendelser
console-due-cases-overdue = { $count ->
    [one] henvendelse skulle vært besvart
   *[other] henvendelser skulle vært besvart
}
console-due-cases-open = { $count ->
    [one] åpen henvendelse om rettigheter
   *[other] åpne henvendelser om rettigheter
}
cases-title = Henvendelser om rettigheter
cases-lead = Innsyn, retting, sletting og de andre rettighetene, som saker med frist. Den som haster mest, står først. Listen sier ikke hvem som spør.
cases-not-carried = Regelsettet har ingen aktivitet for henvendelser om rettigheter.
cases-open = Åpne saker
cases-closed = Avsluttede saker
cases-none-open = Ingen åpne saker.
cases-none-closed = Ingen avsluttede saker.
cases-caption = Saker, den med tidligst frist først
cases-right = Hva det gjelder
cases-next = Neste steg
cases-more = Neste side
cases-see-open = Se åpne saker
cases-see-closed = Se avsluttede saker
cases-receive = Før inn en henvendelse
cases-receive-lead = For det som kommer i brev, på telefon, i e-post eller ved oppmøte. Fristen løper fra den dagen det kom.
cases-received-optional = Dagen det kom, om det ikke var i dag
cases-language = Språket i svaret
cases-language-nb = Bokmål
cases-language-en = Engelsk
cases-name = Navn, som oppgitt
cases-contact = Hvordan svaret når frem
cases-text = Det som ble skrevet eller sagt
cases-receive-send = Før inn
activity-held = { $activity } – det loven krever bevart
case-all = Alle henvendelser
case-state = Tilstand
case-state-received = Mottatt
case-state-in-doubt = Venter på å få vite hvem som spør
case-state-identified = Vi vet hvem som spør
case-state-assessed = Avgjort
case-state-executed = Utført
case-state-notified = Mottakere har fått beskjed
case-state-refused = Avslått
case-state-withdrawn = Trukket tilbake
case-state-forwarded = Sendt videre
case-state-answered = Besvart
case-state-closed = Avsluttet
case-mark-overdue = Over fristen
case-mark-soon = Frist snart
case-mark-rests = Fristen hviler
case-mark-extended = Forlenget
case-asked = Henvendelsen
case-received = Mottatt
case-answer-by = Svar senest
case-came-by = Kom på denne måten
case-came-by-form = Skjemaet på nettet
case-came-by-my-page = Min side
case-came-by-letter = Brev
case-came-by-phone = Telefon
case-came-by-email = E-post
case-came-by-in-person = Oppmøte
case-came-by-passed-on = Sendt videre hit
case-number = Saksnummer
case-identified = Hvor sikkert vi vet hvem som spør
case-forwarded-to = Sendt videre til
case-answered-by = Svart slik
case-people = Hvem det gjelder
case-person = Person { $number } hos oss
case-someone-else = En annen person
case-nothing-held = Ingenting ligger her nå.
case-held-by-statute = Loven sier at dette skal beholdes
case-records = { $count ->
    [one] én post
   *[other] { $count } poster
}
case-kept = { $count ->
    [one] av én post er en del beholdt
   *[other] av { $count } poster er en del beholdt
}
case-decided = Det som er avgjort
case-done = Det som er gjort
case-recipients = Hvem som har fått opplysningene
case-given = { $count ->
    [one] Én utlevering i loggen, { $date }.
   *[other] { $count } utleveringer i loggen, den siste { $date }.
}
case-given-standing = Har fast tilgang etter regelsettet.
case-told = Har fått beskjed
case-steps = Neste steg
case-no-steps = Saken er avsluttet.
case-letter = Se brevet til den som spør
case-notes = Hva som er gjort i saken
case-step-receive = Mottak
case-step-identify = Finn ut hvem som spør
case-step-doubt = Spør hvem det er
case-step-assess = Avgjør
case-step-execute = Utfør
case-step-notify = Gi mottakerne beskjed
case-step-extend = Forleng fristen
case-step-refuse = Avslå
case-step-withdraw = Trekk tilbake
case-step-forward = Send videre
case-step-answer = Svar
case-step-close = Avslutt saken
case-step-announce = Si fra om at begrensningen oppheves
case-step-lift = Opphev begrensningen
case-hint-identify = Finner de personene hos oss som er den som spør. Hvert søk skrives i loggen. En protest virker med én gang.
case-hint-doubt = Når det er god grunn til å tvile på hvem det er. Fristen hviler til det er klart.
case-hint-assess = Avgjør hver aktivitet som har noe om personen. Et avslag må ha en grunn. Du får se hva som skjer før det skjer.
case-hint-execute = Gjør det som er innvilget. Noe som ikke lar seg gjøre helt, stopper steget.
case-hint-notify = De som har fått opplysningene, skal vite hva som er rettet, slettet eller begrenset. Skriv hvordan og når hver av dem fikk beskjed, eller hvorfor det ikke lar seg gjøre.
case-hint-extend = Fristen blir tre måneder fra mottak. Den som spør, skal få vite hvorfor innen den første måneden.
case-hint-refuse = Ingenting blir gjort. Den som spør, får grunnen, og hvor det går an å klage.
case-hint-withdraw = Den som spurte, har tatt henvendelsen tilbake.
case-hint-forward = Henvendelsen er til en annen behandlingsansvarlig. Er det en virksomhet i denne installasjonen, skriver du navnet den har i adressene, og den får en sak med samme mottaksdag.
case-hint-answer = Gi svaret slik den som spurte, ba om det, og skriv hvordan og når.
case-hint-close = Ingenting mer skal gjøres i saken.
case-hint-announce = Personen skal vite det, og hvorfor, før opplysningene brukes igjen. Står det en e-postadresse i saken, kan beskjeden sendes herfra. Ellers skriver du ut brevet og sender det.
case-hint-lift = Opplysningene kan brukes igjen. Går ikke før personen har fått beskjed.
case-notice = Hvordan personen får beskjed
case-notice-message = Send e-post herfra
case-notice-letter = Brev eller på annen måte
case-notice-how = Hvordan og når brevet ble gitt. Skriv det ut her i saken først, og ta steget på nytt når det er gitt
case-lifting = Opphevelse av begrensningen
case-lifting-told = Personen har fått beskjed
case-lifting-sent = Beskjed er lagt i utboksen. Personen er varslet når den er levert.
case-lifting-letter = Brevet i saken skal skrives ut og gis. Ta steget på nytt når det er gjort.
case-lifting-lifted = Opphevet
case-restricted = Begrenset
case-shown = Hvor sikkert vet vi hvem det er?
case-needed = For denne rettigheten trengs minst: { $strength }.
case-strength-stated = Har selv sagt hvem det er
case-strength-known-contact = Svarte fra en adresse eller et nummer vi hadde fra før
case-strength-in-person = Noen har møtt personen eller sett legitimasjon
case-strength-electronic-id = Elektronisk ID, for eksempel BankID
case-how = Hva som viser det
case-look-up-by = Søk etter
case-value = Verdi
case-record-key = Nøkkel til en post om personen
case-record-key-hint = Trengs bare der ingen kan slås opp på det personen har oppgitt, som i en chat. Nøkkelen står på siden til posten.
case-else = Kryss av for den som er en annen person
case-decision = Avgjørelse
case-decision-granted = Gjøres slik det er bedt om
case-statute = Loven, om den er grunnen
case-part-words = Ord til brevet om dette
case-words = Ord til brevet
case-nothing-to-decide = Vi har ingenting om personen. Svaret sier det.
case-by-hand = Hva som ble gjort
case-reasons = Begrunnelse
case-ground = Grunn
case-ground-statute = Loven sier at det skal beholdes
case-ground-legal-claim = Trengs for et rettskrav
case-ground-running-contract = En avtale som gjelder, trenger det
case-ground-rights-of-others = Ville gå ut over andres rettigheter
case-ground-not-covered = Retten gjelder ikke for dette
case-ground-excessive = Åpenbart grunnløs eller overdreven
case-ground-not-held = Vi har ingenting
case-ground-not-identified = Vi vet ikke sikkert nok hvem det er
case-to = Til hvem
case-given-by = Hvordan og når svaret ble gitt
case-confirm = Gjør det
case-confirm-not = Ikke gjør det
case-confirm-part = { $activity }: { $count ->
    [one] én post
   *[other] { $count } poster
}. { $decision }.
case-confirm-nothing-held = Vi har ingenting om personen. Svaret sier det, og saken kan besvares.
case-confirm-order = { $count ->
    [one] Én post blir slettet, med nøkkelen. Fra nå kan den ikke leses, og den kan ikke hentes tilbake.
   *[other] { $count } poster blir slettet, med nøklene. Fra nå kan de ikke leses, og de kan ikke hentes tilbake.
}
case-confirm-execute-access = { $count ->
    [one] Kopien får én post. Den leses gjennom reglene og skrives i loggen.
   *[other] Kopien får { $count } poster. De leses gjennom reglene og skrives i loggen.
}
case-confirm-execute-portability = { $count ->
    [one] Én post gås gjennom for det personen kan ta med seg.
   *[other] { $count } poster gås gjennom for det personen kan ta med seg.
}
case-confirm-execute-erasure = Det søkes etter personen med alt vi kjenner, for å vise at ingenting er igjen. { $count ->
    [0] Ingenting gjenstår å slette.
    [one] Én post gjenstår å slette.
   *[other] { $count } poster gjenstår å slette.
}
case-confirm-execute-restriction = { $count ->
    [one] Én post skal bare lagres. All annen bruk stoppes.
   *[other] { $count } poster skal bare lagres. All annen bruk stoppes.
}
case-confirm-execute-objection = { $count ->
    [one] Bruken av én post stoppes der protesten tas til følge, og kan fortsette der den ikke gjør det.
   *[other] Bruken av { $count } poster stoppes der protesten tas til følge, og kan fortsette der den ikke gjør det.
}
case-confirm-execute-consent-withdrawal = { $count ->
    [one] Samtykket trekkes tilbake. Én post kan ikke lenger brukes på grunn av det.
   *[other] Samtykket trekkes tilbake. { $count } poster kan ikke lenger brukes på grunn av det.
}
case-confirm-execute-rectification = { $count ->
    [one] Det du har skrevet, føres som gjort. Vern endrer ikke selv den ene posten det gjelder.
   *[other] Det du har skrevet, føres som gjort. Vern endrer ikke selv de { $count } postene det gjelder.
}
case-confirm-execute-human-review = Det du har skrevet, føres som gjort. Vern endrer ingen poster.
case-confirm-execute-complaint = Det du har skrevet, føres som gjort. Vern endrer ingen poster.
case-confirm-refuse = { $count ->
    [0] Ingenting blir gjort. Den som spør, får grunnen du har skrevet.
    [one] Ingenting blir gjort med den ene posten vi vet om. Den som spør, får grunnen du har skrevet.
   *[other] Ingenting blir gjort med de { $count } postene vi vet om. Den som spør, får grunnen du har skrevet.
}
case-confirm-withdraw = { $count ->
    [0] Saken stanser. Ingenting blir gjort.
    [one] Saken stanser. Den ene posten vi vet om, blir som den er.
   *[other] Saken stanser. De { $count } postene vi vet om, blir som de er.
}
case-confirm-forward = { $count ->
    [0] Henvendelsen sendes videre, og saken her kan besvares.
    [one] Henvendelsen sendes videre. Den ene posten vi vet om her, blir som den er.
   *[other] Henvendelsen sendes videre. De { $count } postene vi vet om her, blir som de er.
}
case-confirm-announce = { $count ->
    [one] Én post kan brukes igjen når begrensningen er opphevet. Personen får grunnen du har skrevet.
   *[other] { $count } poster kan brukes igjen når begrensningen er opphevet. Personen får grunnen du har skrevet.
}
case-confirm-lift = { $count ->
    [one] Begrensningen oppheves nå, og én post kan brukes igjen.
   *[other] Begrensningen oppheves nå, og { $count } poster kan brukes igjen.
}
case-copy-page = Se kopien
case-copy-json = Last ned som JSON
case-copy-csv = Last ned som CSV
copy-title = Opplysningene { $organisation } har om deg
copy-lead = Dette er kopien du har rett til. Den er laget nå og er ikke lagret noe sted.
copy-record = Samlet inn { $date }
copy-origin-provided = fra deg
copy-origin-observed = sett av bruken din
copy-origin-derived = regnet ut
copy-origin-third-party = fra andre
code-case-received_form = Dagen henvendelsen kom, er ikke en dato.
code-case-received_form-mend = Velg dagen i kalenderen, eller skriv år, måned og dag.
code-case-field_missing = Noe i skjemaet er ikke fylt ut.
code-case-field_missing-mend = Fyll ut feltet som nevnes, og send på nytt.
code-case-unanswered = Posten er en henvendelse ingen har besvart, og slettes ikke før den er det.
code-case-unanswered-mend = Svar på henvendelsen, eller avslå den med begrunnelse.

## subscription

subscription-title = Nyhetsbrev fra { $organisation }
subscription-lead = Skriv e-postadressen din, så sender vi deg et spørsmål. Du står ikke på listen før du har svart på det.
subscription-words = Dette sier du ja til
subscription-email = E-postadresse
subscription-send = Meld meg på
subscription-how-title = Slik gjør vi det
subscription-how-confirm = Vi lagrer adressen som abonnent først når du har bekreftet med lenken vi sender deg. Gjør du ingenting, blir det ikke noe abonnement, og adressen slettes.
subscription-how-leave = I hvert nyhetsbrev er det en lenke som melder deg av. Du trenger ikke å logge inn eller gi noen grunn.
subscription-how-after = Melder du deg av, slettes adressen. Vi beholder bare en kode som gjør at ingen andre kan melde deg på igjen.
subscription-asked-title = Se i innboksen din
subscription-asked-text = Vi har sendt en e-post til adressen, hvis den kan få en nå. Følg lenken i den for å bekrefte. Lenken virker i { $hours } timer. Kommer det ingen e-post, se i søppelposten eller prøv igjen i morgen.
subscription-confirm-title = Bekreft at du vil ha nyhetsbrev
subscription-confirm-lead = { $organisation } sender deg nyhetsbrev når du har svart ja her. Har du ikke bedt om det, kan du lukke siden. Da skjer det ingenting.
subscription-confirm-send = Ja, bekreft
subscription-confirm-place = Siden der påmeldingen bekreftes
subscription-confirmed-title = Du er meldt på
subscription-confirmed-text = Takk. { $organisation } har ført hva du sa ja til, og når. Lenken for å melde deg av står i hvert nyhetsbrev.
subscription-leave-title = Meld deg av nyhetsbrevet
subscription-leave-lead = Trykk på knappen, så får du ikke flere nyhetsbrev fra { $organisation }. Adressen din slettes fra listen.
subscription-leave-send = Meld meg av
subscription-leave-place = Siden for å melde seg av
subscription-leave-place-mail = Knappen for å melde seg av i e-postprogrammet
subscription-left-title = Du er meldt av
subscription-left-text = Du får ikke flere nyhetsbrev fra { $organisation }. Vil du ha dem igjen, kan du melde deg på som første gang.
subscription-link = Meld deg på nyhetsbrevet
subscription-mail-heading = Bekreft at du vil ha nyhetsbrev fra { $organisation }
subscription-mail-text =
    Hei.

    Noen har skrevet inn denne e-postadressen for å få nyhetsbrev fra { $organisation }. Var det deg, bekreft her:

    { $link }

    Lenken virker i { $hours } timer, og bare én gang. Var det ikke deg, trenger du ikke å gjøre noe. Da får du ikke noe nyhetsbrev, og adressen slettes.
subscription-issue-foot =
    Du får dette fordi du har sagt ja til nyhetsbrev fra { $organisation }.
    Meld deg av: { $link }
code-subscription-none_declared = Her er det ikke noe nyhetsbrev å melde seg på.
code-subscription-none_declared-mend = Den som forvalter regelsettet, kan la en behandling ha «carries: subscriptions»; se docs/newsletter.md.
code-subscription-email_form = Dette er ikke en e-postadresse.
code-subscription-email_form-mend = Se etter at adressen er skrevet riktig, for eksempel navn@eksempel.no.
code-subscription-too_many = Det er meldt på for mange adresser herfra på kort tid.
code-subscription-too_many-mend = Vent et minutt, og prøv igjen.
code-subscription-link_spent = Lenken virker ikke. Den er brukt, for gammel eller ikke hel.
code-subscription-link_spent-mend = Har du bekreftet før, er du meldt på. Ellers kan du be om en ny lenke på siden for nyhetsbrev.
code-subscription-suppressed = Den som har denne adressen, har meldt seg av, og kan ikke meldes på av andre.
code-subscription-suppressed-mend = Bare den som har adressen, kan melde seg på igjen, på siden for nyhetsbrev.
code-subscription-site_missing = Det er ikke oppgitt hvilken adresse folk når disse sidene på, så ingen lenke kan sendes.
code-subscription-site_missing-mend = Den som driver installasjonen, starter tjenesten med «--site» og adressen, for eksempel https://vern.eksempel.no.

## cookie choice

cookie-choice-title = Vil du tillate dette?
cookie-choice-lead = Vi har ikke lagret noe på utstyret ditt ennå. Sier du nei, virker siden som før, og du blir ikke gjenkjent.
cookie-choice-gpc = Nettleseren din sier nei for deg (Global Privacy Control), og det følger vi. Her kan du velge noe annet.
cookie-choice-yes = Ja til alt
cookie-choice-no = Nei til alt
cookie-choice-chosen = Ja til det jeg har krysset av
cookie-choice-policy = Les mer om informasjonskapsler
cookie-choice-open = Endre valget om informasjonskapsler
cookie-choice-stored = Dette lagres:
cookie-choice-failed = Valget ble ikke lagret, så ingenting er satt i gang. Prøv igjen litt senere.
cookie-choice-place = Valget om informasjonskapsler på { $website }
cookie-own-choice-for = Huske hva du har valgt om informasjonskapsler; sier du nei, uten noe som kjenner deg igjen
cookie-own-choice-lives = Til du velger på nytt eller tømmer nettleseren
code-cookies-not_asked = Det blir ikke spurt om dette her.
code-cookies-not_asked-mend = Den som forvalter regelsettet, kan la en informasjonskapsel vente på samtykke til en behandling med «consent: true» og «activity»; se docs/cookies.md.
code-cookies-receipt_unknown = Kvitteringen er ikke herfra, eller den er ikke hel.
code-cookies-receipt_unknown-mend = Velg på nytt på nettstedet, eller ta kontakt med virksomheten.
code-cookies-too_many = Det er ført for mange valg herfra på kort tid.
code-cookies-too_many-mend = Vent litt, og velg på nytt.
