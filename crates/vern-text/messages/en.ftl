# Messages in English (British spelling). Plain language, short sentences, GDPR's own words.
# Same groups, same order and same variables as in nb.ftl; a test sees to it.
# A new group gets its own `## heading`.

## language

language-name = English
language-other-name = Norsk
language-switch = Read this page in Norwegian

## date

date-long = { $day } { $month } { $year }
date-with-weekday = { $weekday } { $date }
date-moment = { $date } at { $time } UTC
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## number

number = { $number }
quoted = ‘{ $words }’

## period

period-years = { $count ->
    [one] one year
   *[other] { $count } years
}
period-months = { $count ->
    [one] one month
   *[other] { $count } months
}
period-days = { $count ->
    [one] one day
   *[other] { $count } days
}
every-years = { $count ->
    [one] every year
   *[other] every { $count } years
}
every-months = { $count ->
    [one] every month
   *[other] every { $count } months
}
every-days = { $count ->
    [one] every day
   *[other] every { $count } days
}
every-period = at least once in { $period }

## country

country = { $code ->
    [AD] Andorra
    [AE] United Arab Emirates
    [AF] Afghanistan
    [AG] Antigua and Barbuda
    [AI] Anguilla
    [AL] Albania
    [AM] Armenia
    [AO] Angola
    [AQ] Antarctica
    [AR] Argentina
    [AS] American Samoa
    [AT] Austria
    [AU] Australia
    [AW] Aruba
    [AX] Åland Islands
    [AZ] Azerbaijan
    [BA] Bosnia and Herzegovina
    [BB] Barbados
    [BD] Bangladesh
    [BE] Belgium
    [BF] Burkina Faso
    [BG] Bulgaria
    [BH] Bahrain
    [BI] Burundi
    [BJ] Benin
    [BL] St Barthélemy
    [BM] Bermuda
    [BN] Brunei
    [BO] Bolivia
    [BQ] Caribbean Netherlands
    [BR] Brazil
    [BS] Bahamas
    [BT] Bhutan
    [BV] Bouvet Island
    [BW] Botswana
    [BY] Belarus
    [BZ] Belize
    [CA] Canada
    [CC] Cocos (Keeling) Islands
    [CD] DR Congo
    [CF] Central African Republic
    [CG] Republic of the Congo
    [CH] Switzerland
    [CI] Côte d’Ivoire
    [CK] Cook Islands
    [CL] Chile
    [CM] Cameroon
    [CN] China
    [CO] Colombia
    [CR] Costa Rica
    [CU] Cuba
    [CV] Cape Verde
    [CW] Curaçao
    [CX] Christmas Island
    [CY] Cyprus
    [CZ] Czechia
    [DE] Germany
    [DJ] Djibouti
    [DK] Denmark
    [DM] Dominica
    [DO] Dominican Republic
    [DZ] Algeria
    [EC] Ecuador
    [EE] Estonia
    [EG] Egypt
    [EH] Western Sahara
    [ER] Eritrea
    [ES] Spain
    [ET] Ethiopia
    [FI] Finland
    [FJ] Fiji
    [FK] Falkland Islands
    [FM] Micronesia
    [FO] Faroe Islands
    [FR] France
    [GA] Gabon
    [GB] United Kingdom
    [GD] Grenada
    [GE] Georgia
    [GF] French Guiana
    [GG] Guernsey
    [GH] Ghana
    [GI] Gibraltar
    [GL] Greenland
    [GM] Gambia
    [GN] Guinea
    [GP] Guadeloupe
    [GQ] Equatorial Guinea
    [GR] Greece
    [GS] South Georgia and South Sandwich Islands
    [GT] Guatemala
    [GU] Guam
    [GW] Guinea-Bissau
    [GY] Guyana
    [HK] Hong Kong
    [HM] Heard and McDonald Islands
    [HN] Honduras
    [HR] Croatia
    [HT] Haiti
    [HU] Hungary
    [ID] Indonesia
    [IE] Ireland
    [IL] Israel
    [IM] Isle of Man
    [IN] India
    [IO] British Indian Ocean Territory
    [IQ] Iraq
    [IR] Iran
    [IS] Iceland
    [IT] Italy
    [JE] Jersey
    [JM] Jamaica
    [JO] Jordan
    [JP] Japan
    [KE] Kenya
    [KG] Kyrgyzstan
    [KH] Cambodia
    [KI] Kiribati
    [KM] Comoros
    [KN] St Kitts and Nevis
    [KP] North Korea
    [KR] South Korea
    [KW] Kuwait
    [KY] Cayman Islands
    [KZ] Kazakhstan
    [LA] Laos
    [LB] Lebanon
    [LC] St Lucia
    [LI] Liechtenstein
    [LK] Sri Lanka
    [LR] Liberia
    [LS] Lesotho
    [LT] Lithuania
    [LU] Luxembourg
    [LV] Latvia
    [LY] Libya
    [MA] Morocco
    [MC] Monaco
    [MD] Moldova
    [ME] Montenegro
    [MF] St Martin
    [MG] Madagascar
    [MH] Marshall Islands
    [MK] North Macedonia
    [ML] Mali
    [MM] Myanmar
    [MN] Mongolia
    [MO] Macau
    [MP] Northern Mariana Islands
    [MQ] Martinique
    [MR] Mauritania
    [MS] Montserrat
    [MT] Malta
    [MU] Mauritius
    [MV] Maldives
    [MW] Malawi
    [MX] Mexico
    [MY] Malaysia
    [MZ] Mozambique
    [NA] Namibia
    [NC] New Caledonia
    [NE] Niger
    [NF] Norfolk Island
    [NG] Nigeria
    [NI] Nicaragua
    [NL] Netherlands
    [NO] Norway
    [NP] Nepal
    [NR] Nauru
    [NU] Niue
    [NZ] New Zealand
    [OM] Oman
    [PA] Panama
    [PE] Peru
    [PF] French Polynesia
    [PG] Papua New Guinea
    [PH] Philippines
    [PK] Pakistan
    [PL] Poland
    [PM] St Pierre and Miquelon
    [PN] Pitcairn Islands
    [PR] Puerto Rico
    [PS] Palestine
    [PT] Portugal
    [PW] Palau
    [PY] Paraguay
    [QA] Qatar
    [RE] Réunion
    [RO] Romania
    [RS] Serbia
    [RU] Russia
    [RW] Rwanda
    [SA] Saudi Arabia
    [SB] Solomon Islands
    [SC] Seychelles
    [SD] Sudan
    [SE] Sweden
    [SG] Singapore
    [SH] St Helena
    [SI] Slovenia
    [SJ] Svalbard and Jan Mayen
    [SK] Slovakia
    [SL] Sierra Leone
    [SM] San Marino
    [SN] Senegal
    [SO] Somalia
    [SR] Suriname
    [SS] South Sudan
    [ST] São Tomé and Príncipe
    [SV] El Salvador
    [SX] Sint Maarten
    [SY] Syria
    [SZ] Eswatini
    [TC] Turks and Caicos Islands
    [TD] Chad
    [TF] French Southern Territories
    [TG] Togo
    [TH] Thailand
    [TJ] Tajikistan
    [TK] Tokelau
    [TL] Timor-Leste
    [TM] Turkmenistan
    [TN] Tunisia
    [TO] Tonga
    [TR] Turkey
    [TT] Trinidad and Tobago
    [TV] Tuvalu
    [TW] Taiwan
    [TZ] Tanzania
    [UA] Ukraine
    [UG] Uganda
    [UM] US Outlying Islands
    [US] United States
    [UY] Uruguay
    [UZ] Uzbekistan
    [VA] Vatican City
    [VC] St Vincent and the Grenadines
    [VE] Venezuela
    [VG] British Virgin Islands
    [VI] US Virgin Islands
    [VN] Vietnam
    [VU] Vanuatu
    [WF] Wallis and Futuna
    [WS] Samoa
    [YE] Yemen
    [YT] Mayotte
    [ZA] South Africa
    [ZM] Zambia
    [ZW] Zimbabwe
   *[other] { $code }
}

## word

word-charter = charter
word-gate = the gate
word-journal = the journal
word-vault = the vault
word-finding = finding
word-controller = controller
word-joint-controllers = joint controllers
word-processor = processor
word-sub-processor = sub-processor
word-recipient = recipient
word-subject = data subject
word-category-of-subjects = category of data subjects
word-data-type = data type
word-activity = processing activity
word-purpose = purpose
word-legal-basis = legal basis
word-instruction = instruction
word-agreement = processing agreement
word-operation = operation
word-restriction = restriction
word-objection = objection
word-breach = personal-data breach
word-rights-request = rights request
word-retention = retention
word-legal-hold = legal hold
word-third-country = third country
word-safeguard = safeguard
word-supplier = supplier
word-measure = security measure
word-deviation = deviation
word-checkpoint = checkpoint
word-receipt = receipt

## act

act-register = register
act-read = read
act-alter = alter
act-use = use
act-disclose = disclose
act-transfer = transfer
act-restrict = restrict
act-erase = erase
act-export = export
act-phrase = { $act ->
    [register] register data
    [read] read data
    [alter] alter data
    [use] use data
    [disclose] disclose data
    [transfer] transfer data
    [restrict] restrict the use of data
    [erase] erase data
    [export] export data
   *[other] process data
}

## held

held = How it is kept
held-enforced = Enforced
held-enforced-explanation = The gate stops whatever would break the promise ({ $by }).
held-enforced-legend = The gate stops whatever would break the promise, every time.
held-checked = Checked
held-checked-explanation = A check runs regularly and reports if this is no longer so ({ $by }).
held-checked-legend = A check runs regularly and reports if it is no longer so.
held-attested = Attested
held-attested-explanation = A person vouched for this on { $on }. The system cannot see it for itself.
held-attested-legend = A person has vouched for it. The system cannot see it for itself.
held-declared = Declared
held-declared-explanation = This stands in the charter. Nothing else makes sure that it is kept.
held-declared-legend = It stands in the charter. Nothing else makes sure that it is kept.

## audience

audience = Who the document is for
audience-public = Public
audience-public-explanation = Anyone may read this document.
audience-party = For the parties
audience-party-explanation = Only the controller and the processor may read this document.
audience-authority = For the supervisory authority
audience-authority-explanation = The document is handed to the supervisory authority and is not public.
audience-subject = For the person concerned
audience-subject-explanation = Only the person the document is about may read it.

## document

document-updated = Last updated { $date }
document-undated = Undated
document-contents = Contents
document-charter-line = line { $line }
document-charter-file = Line numbers are those of { $file }.
document-source = Source
document-clause = Follows from
document-print-note = Printed from { $organisation }
document-see-working = See how each promise is kept
document-see-published = See the page as everyone sees it
document-working-view = Working view
document-working-explanation = Each line shows how the promise is kept, and what in the charter it follows from.
document-tally = { $lines ->
    [one] How the one promise is kept
   *[other] How the { $lines } promises are kept
}
document-as-json = The document as JSON

## finding

finding = Finding
finding-count = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
finding-none = No findings
finding-explanation = Here the text falls short, measured against the law or against itself.
finding-reason = Why
finding-source = Source
finding-mend = How it can be mended
finding-contact_called_processor-title = The one responsible is called a processor
finding-contact_called_processor-reason = The paper falls short here, because it calls the one who answers for the processing a processor. Whoever decides the purposes and means is the controller; a processor works on somebody else’s behalf.
finding-contact_called_processor-mend = The organisation corrects ‘processor’ to ‘controller’ in the privacy notice and in the charter.
finding-contact_channel_broken-title = The way to make contact does not work
finding-contact_channel_broken-reason = The paper falls short here, because the way to make contact it points to did not work when it was tried. The law requires that people are told how to reach the controller, and that using their rights is made easy.
finding-contact_channel_broken-mend = The organisation repairs the way to make contact or states one that works, tries it, and enters the result in the charter.
finding-purpose_not_stated-title = The purpose is not stated
finding-purpose_not_stated-reason = The paper falls short here, because it does not say what the data under ‘{ $about }’ is to be used for. The law requires that the purpose is decided and stated before data is collected.
finding-purpose_not_stated-mend = The controller decides the purpose and writes it in the privacy notice and in the charter.
finding-basis_not_stated-title = The legal basis is not stated
finding-basis_not_stated-reason = The paper falls short here, because it does not say what legal basis ‘{ $about }’ has. The law requires that all processing has a basis, and that people are told which.
finding-basis_not_stated-mend = The controller decides which basis in Article 6 applies, and writes it in the privacy notice and in the charter.
finding-basis_and_consent-title = Asks for consent, but states another basis
finding-basis_and_consent-reason = The paper falls short here, because ‘{ $about }’ waits for consent while the paper states another legal basis. The law requires that people are told which basis applies, because their rights depend on it.
finding-basis_and_consent-mend = The controller decides which basis applies, and corrects the text; if another law requires the consent, the text should say so.
finding-retention_not_stated-title = The retention period is not stated
finding-retention_not_stated-reason = The paper falls short here, because it does not say how long the data under ‘{ $about }’ is kept. The law requires that it is erased once the purpose no longer needs it, and that people are told how long that is, or what decides it.
finding-retention_not_stated-mend = The controller decides the period and writes it in the privacy notice and in the charter, and Vern then erases what has run out.

## site

site-name = Vern
site-promise = Keeps what was promised
site-skip = Skip to the content
site-nav = Main menu
site-nav-front = Front page
site-nav-notice = Privacy notice
site-nav-journal = Journal
site-nav-guide = Guided tour
site-footer-charter = Printed from charter
site-footer-in-force = in force since { $date }
site-footer-no-tracking = This page sets no cookies, tracks no one and fetches nothing from anyone else.

## notice

notice-title = Privacy notice
notice-lead = Here you can read what data { $organisation } holds about you, what it is used for, who gets it and how long it is kept.
notice-not-stated = Not stated in the notice
notice-none = None
notice-open = Not decided yet
notice-aim = An aim, not a promise: { $aim }
notice-and = and
notice-controller = Who is responsible
notice-controller-lead = { $organisation } is the controller. That means it decides why and how the data is used, and answers for it.
notice-contact = Who you can contact
notice-channel = How to reach them
notice-channel-named = { $channel }, according to the notice
notice-officer = Data protection officer
notice-org-number = Organisation number
notice-country = Country
notice-subjects = Who it concerns
notice-data = Which data
notice-purpose = What it is used for
notice-basis = Legal basis
notice-basis-a = You have consented (GDPR Article 6(1)(a)).
notice-basis-b = A contract with you, or something you asked for before one (GDPR Article 6(1)(b)).
notice-basis-c = A law orders us to (GDPR Article 6(1)(c)).
notice-basis-d = It protects someone's life or health (GDPR Article 6(1)(d)).
notice-basis-e = A task in the public interest, or official authority (GDPR Article 6(1)(e)).
notice-basis-f = Our legitimate interest, as long as your interests and rights do not weigh more (GDPR Article 6(1)(f)).
notice-consent = Consent
notice-consent-required = Nothing is collected or used before you have said yes, nor after you have taken your consent back.
notice-sources = Where it comes from
notice-recipients = Who gets it
notice-recipients-none = No one is named, so no one gets it.
notice-recipient-limited = { $supplier } gets only { $data }.
notice-recipient-blocked = { $supplier } gets nothing, because there is no processing agreement.
notice-retention = How long it is kept
notice-retention-after = It is erased automatically { $period } after it was collected.
notice-retention-while-contract = As long as the contract runs. Then it is erased.
notice-retention-while-hiring = As long as the hiring goes on. Then it is erased.
notice-retention-while-consent = As long as the consent stands. Then it is erased.
notice-retention-while-interest = As long as the legitimate interest is there. Then it is erased.
notice-review = Review
notice-review-every = A person goes through it { $every }.
notice-hold = Kept longer by law
notice-hold-period = For { $period }, because { $statute } requires it.
notice-hold-open = As long as { $statute } requires. The notice does not say how long that is.
notice-keep = Kept longer by consent
notice-keep-consent = Only if you give separate consent to it.
notice-keep-never = No, it is not kept longer even if you consent.
notice-suppliers = Suppliers that get data
notice-suppliers-caption = Who they are, and what they get
notice-supplier = Supplier
notice-supplier-delivers = Delivers
notice-concerns = Concerns
notice-supplier-nothing = Nothing
notice-supplier-place = Stores in
notice-supplier-owner = Country of its owner: { $country }.
notice-safeguard-adequacy = Safeguard for transfers: the EU has approved the level of protection.
notice-safeguard-standard-clauses = Safeguard for transfers: the EU's standard contractual clauses.
notice-safeguard-binding-rules = Safeguard for transfers: binding corporate rules.
notice-safeguard-under-assessment = It is still being assessed.
notice-measures = How the data is secured
notice-rights = Your rights
notice-right-access = Access
notice-right-access-text = You can ask what data we hold about you.
notice-right-rectification = Rectification
notice-right-rectification-text = You can ask us to correct what is wrong.
notice-right-erasure = Erasure
notice-right-erasure-text = You can ask us to erase data about you.
notice-right-restriction = Restriction
notice-right-restriction-text = You can ask us to keep the data without using it.
notice-right-portability = Portability
notice-right-portability-text = You can take the data with you in a format a machine can read.
notice-right-objection = Objection
notice-right-objection-text = You can object to our use of the data.
notice-law = What the law gives you in any case
notice-law-lead = This follows from the General Data Protection Regulation (GDPR), whether the notice says so or not.
notice-law-15 = Access (Article 15)
notice-law-15-text = You can find out what is held about you, what it is used for, who gets it and how long it is kept. You can have a copy.
notice-law-16 = Rectification (Article 16)
notice-law-16-text = What is wrong must be corrected, and what is missing must be filled in.
notice-law-17 = Erasure (Article 17)
notice-law-17-text = Data must be erased when there is no longer a lawful reason to have it. There are exceptions, for example when a law orders it kept.
notice-law-18 = Restriction (Article 18)
notice-law-18-text = You can demand that data is only kept and not used, for example while it is being checked whether it is right.
notice-law-19 = Telling those who got it (Article 19)
notice-law-19-text = Those who got the data must be told when something is corrected, erased or restricted, if that can be done.
notice-law-20 = Portability (Article 20)
notice-law-20-text = You can take with you the data you gave yourself, in a format a machine can read. This applies when the basis is consent or contract and the processing is automatic.
notice-law-21 = Objection (Article 21)
notice-law-21-text = If the basis is a legitimate interest or the public interest, you can object. You can always say no to direct marketing.
notice-law-22 = Automated decisions (Article 22)
notice-law-22-text = As a rule, a decision that matters a lot to you must not be made by a machine alone.
notice-law-7 = Consent (Article 7)
notice-law-7-text = You can take back a consent at any time.
notice-law-12 = Answers (Article 12)
notice-law-12-text = You must get an answer as soon as possible, and within one month at the latest. Difficult cases may take two months more. The answer is usually free of charge.
notice-law-77 = Complaints (Article 77)
notice-law-77-text = If you think someone is breaking the law, you can complain to the supervisory authority. In Norway that is Datatilsynet, the Norwegian Data Protection Authority.
notice-access = Who has access
notice-access-lead = No one gets in without identifying themselves, and no one can do more than their role.
notice-access-caption = What each role can do
notice-access-role = Role
notice-access-may = May
notice-access-reason = Must give a reason to { $acts }.
notice-access-sees = Sees only { $data }.

## front

front-title = Privacy at { $organisation }
front-lead = This is what we promise about personal data. The pages are printed from the same charter that governs our systems.
front-documents = What we have published
front-documents-none = Nothing has been published yet.
front-contact = Contact
front-contact-role = Responsible
front-contact-channel = How to reach us
front-proof = You can check it
front-proof-explanation = Every operation on personal data gets a line in a journal that cannot be altered without it showing. The checkpoint below is signed and covers the whole journal so far.
front-proof-none = The journal is empty. The first checkpoint comes with the first operation.
front-open-journal = Open the journal

## guide

guide-title = Try Vern in ten minutes
guide-lead-declare = Vern is the program an organisation runs to keep its privacy promises.
guide-lead-enforce = The promises stand in one charter, and one gate lets through only what the charter allows.
guide-lead-prove = Everything that happens goes into a journal that cannot be altered quietly, and the pages people read are printed from the same charter.
guide-figure = How it fits together
guide-declare = Declare
guide-declare-what = The charter
guide-declare-text = What you promise, written in one place.
guide-enforce = Enforce
guide-enforce-what = The gate
guide-enforce-text = Stops everything that breaks it.
guide-prove = Prove
guide-prove-what = The journal
guide-prove-text = Shows what really happened.
guide-publish = Publish
guide-publish-what = The pages
guide-publish-text = Printed from the same charter.
guide-steps = Step by step
guide-step-number = Step { $number }
guide-command = In the terminal
guide-expect = What should happen
guide-links = See for yourself

## result

result-permitted = Permitted
result-refused = Refused
result-observed = Would be refused
result-done = Done
result-permitted-title = The gate allowed it
result-refused-title = The gate said no
result-observed-title = The gate would have said no
result-done-title = How it went
result-observed-explanation = The activity is under observation: the gate takes note, but stops nothing yet.
result-asked = The request
result-answer = The answer
result-facts = Result
result-command = Go on in the terminal
result-withheld = Withheld
result-reasons = { $count ->
    [one] One reason
   *[other] { $count } reasons
}
result-reason-clause = Follows from
result-reason-source = In the charter
result-reason-mend = How to mend it
result-receipt = Receipt
result-receipt-explanation = The answer is written in the journal. The receipt opens exactly that line, and lets you check it.
result-open-receipt = See the line in the journal
result-back = Back to the guided tour

## journal

journal-title = The journal
journal-lead = Here anyone can check that the journal of { $organisation } is intact.
journal-what = What the journal is
journal-explanation = Whenever someone processes personal data, also when the gate says no, a line is written in the journal. The lines are tied together in a tree of checksums. If one line is altered, removed or moved, the sums no longer add up.
journal-nothing-personal = The lines hold no names and nothing about anyone in clear text.
journal-checkpoint = Latest checkpoint
journal-checkpoint-explanation = A signed summary of the whole journal. Keep it: later you can show that nothing before it has been altered.
journal-checkpoint-none = The journal is still empty.
journal-checkpoint-at = Signed
journal-origin = Name of the journal
journal-size = Number of lines
journal-root = Root
journal-verifier-key = Verifier key
journal-verifier-key-explanation = With this key anyone can check the signature. Get it from somewhere other than here as well.
journal-lookup = Look up a receipt
journal-lookup-explanation = The receipt comes with the answer to every operation. It points to one line in the journal.
journal-receipt = Receipt
journal-receipt-hint = Looks like this: 1.1234.Qm9y…
journal-lookup-submit = Look up
journal-verdict = Result
journal-verdict-included = The line is in the journal
journal-verdict-included-explanation = The receipt matches, and the line is covered by the latest checkpoint.
journal-verdict-mismatch = The receipt does not match the line
journal-verdict-mismatch-explanation = Either the receipt has been altered, or the journal has. A checkpoint kept outside the system decides which of them.
journal-verdict-beyond-tree = The journal is shorter than the receipt says
journal-verdict-beyond-tree-explanation = The receipt points to line { $index }, but the journal has only { $size } lines. That can mean that the journal has been rolled back.
journal-verdict-malformed = This is not a receipt
journal-verdict-malformed-explanation = A receipt has three parts with full stops between them: epoch, line number and checksum. See that all of it came along when you copied it.
journal-verdict-epoch-unknown = The receipt belongs to another journal
journal-verdict-epoch-unknown-explanation = This journal has no epoch with that number.
journal-entry = What the line says
journal-entry-sealed = The rest of the line is sealed and can be opened by the controller only.
journal-sentence = { $outcome ->
    [permitted] Someone asked to { $act } in the activity ‘{ $activity }’, and the gate allowed it.
    [observed] Someone asked to { $act } in the activity ‘{ $activity }’. The gate would have said no, but the activity was under observation.
   *[refused] Someone asked to { $act } in the activity ‘{ $activity }’, and the gate said no.
}
journal-sentence-undeclared = Someone asked to process data in an activity that is not declared, and the gate said no.
journal-entry-index = Line
journal-entry-at = Time
journal-entry-kind = Kind of line
journal-entry-operation = Id of the operation
journal-entry-actor = Done by
journal-entry-activity = Activity
journal-entry-act = Act
journal-entry-data = Data types
journal-entry-withheld = Withheld
journal-entry-outcome = Outcome
journal-entry-codes = Reasons
journal-entry-charters = Charter in force
journal-entry-recipient = Recipient
journal-entry-place = Place
journal-entry-subjects = Number of people
journal-entry-count = Number of records
journal-entry-undeclared = Not declared
journal-kind-operation = Operation
journal-kind-epoch = New epoch opened
journal-kind-charter = Charter came into force
journal-kind-chunk = Part of a larger operation
journal-kind-clock = The clock went back
journal-kind-access = Access given or ended
journal-outcome-permitted = Permitted
journal-outcome-refused = Refused
journal-outcome-observed = Would be refused

## proof

proof-title = The proof, worked out in your browser
proof-explanation = You need not trust the server. The browser works out the checksums itself, from what the line holds all the way up to the signed root.
proof-without-script = Scripts are off, so the browser does not do its own sums. The result above is the server's. The figures below are enough to work it out with other tools.
proof-details = Every figure in the proof
proof-leaf-hash = The line's checksum
proof-index = The line's place in the tree
proof-size = Size of the tree
proof-path = Neighbouring sums, from bottom to top
proof-path-none = None: the line is the whole tree.
proof-root = The root in the checkpoint
proof-running = Working …
proof-verdict-ok = Your browser came to the same result.
proof-verdict-bad = Your browser came to a different result from the server. Keep the receipt and the checkpoint.
proof-verdict-unsupported = The browser cannot do the sums here. That takes a secure connection (https) and a recent browser.
proof-verdict-partial = The sums add up. The signature could not be checked in this browser.
proof-step-leaf-ok = The line gives the checksum the server stated.
proof-step-leaf-bad = The line gives a different checksum from the one the server stated.
proof-step-receipt-ok = Your receipt names exactly this checksum.
proof-step-receipt-bad = Your receipt names a different checksum.
proof-step-path-ok = The way through the tree ends in a root.
proof-step-path-bad = The way through the tree does not work out.
proof-step-root-ok = The root is the same as in the checkpoint.
proof-step-root-bad = The root is not the one in the checkpoint.
proof-step-signature-ok = The signature on the checkpoint is genuine.
proof-step-signature-bad = The signature on the checkpoint is not valid.
proof-step-signature-unsupported = The browser does not know the signature type Ed25519, so the signature has not been checked.

## error

error-title = That did not work
error-title-meaning = What this code means
error-title-not-found = There is no such page
error-title-denied = No access
error-title-invalid = Something in the request is wrong
error-title-conflict = Something has changed in the meantime
error-title-unavailable = The service is not available right now
error-code = Code
error-request = Request
error-hint = Try this
error-back = To the front page

## gate

code-actor-no_grant = The role has no access to do this in this activity.
code-actor-no_grant-mend = Whoever keeps the charter can grant the role this act in a new version of the charter.
code-actor-reason_required = The role must state a reason for doing this, and none was given.
code-actor-reason_required-mend = Whoever asks can try again and write why it is needed.
code-actor-data_not_granted = The role does not see every data type this writes, and would overwrite what it cannot see.
code-actor-data_not_granted-mend = Whoever asks can leave it to a role that sees the whole record, or ask whoever keeps the charter to let this role see the data type.
code-record-unknown = The role has no access to any record with this key.
code-record-unknown-mend = Whoever asks can check that the key and the activity are right, or ask whoever keeps the charter for access.
code-subject-unknown = The role has no access to any data subject with this id.
code-subject-unknown-mend = Whoever asks can check that the id is right, or ask whoever keeps the charter for access.
code-activity-undeclared = The activity is not in the charter in force.
code-activity-undeclared-mend = Whoever asks can name an activity that is declared, or ask whoever keeps the charter to declare this one with its purpose, legal basis and retention.
code-activity-operation_undeclared = The charter does not allow this act in this activity.
code-activity-operation_undeclared-mend = Whoever keeps the charter can add the act to the activity in a new version, if the purpose calls for it.
code-activity-purpose_open = The charter leaves the purpose of this activity open, and nothing is processed for a purpose nobody has decided.
code-activity-purpose_open-mend = The controller must decide the purpose, and whoever keeps the charter then enters it; until then the data can only be restricted or erased.
code-activity-purpose_mismatch = The record was collected for another activity and cannot be used in this one.
code-activity-purpose_mismatch-mend = Whoever asks can ask for the record in the activity it was collected for; whether a new purpose is lawful is for the controller to decide first.
code-subject-category_undeclared = The activity is not declared for this category of data subjects.
code-subject-category_undeclared-mend = Whoever asks can choose a category the activity covers, or ask whoever keeps the charter to add the category.
code-subject-restricted = Processing is restricted, so the data may be stored but not used for anything else until the restriction is lifted.
code-subject-restricted-mend = The controller can lift the restriction once the ground for it is gone, and must tell the data subject first.
code-data-undeclared = At least one of the data types is not declared for the activity.
code-data-undeclared-mend = Whoever asks can take out what is not needed, or ask whoever keeps the charter to declare the data type.
code-data-invalid = At least one value does not have the form its data type asks for.
code-data-invalid-mend = Whoever sends it can correct the value so that it fits the data type, such as a valid phone number, and try again.
code-supplier-unknown = The recipient is not stated, or is not among the suppliers in the charter.
code-supplier-unknown-mend = Whoever asks can name a recipient that is in the charter, or ask whoever keeps it to add the recipient.
code-supplier-not_recipient = The supplier is not declared a recipient of data in this activity.
code-supplier-not_recipient-mend = Whoever keeps the charter can declare the supplier a recipient in a new version, and the privacy notice will then show it too.
code-supplier-no_agreement = The supplier processes personal data on behalf of the organisation, and there is no processing agreement.
code-supplier-no_agreement-mend = The controller must sign a processing agreement with the supplier, and whoever keeps the charter then enters it.
code-place-not_stated = Neither the charter nor the request says which country the recipient is in, or the charter leaves it open.
code-place-not_stated-mend = Whoever asks can state the country where the charter says nothing; where the charter leaves it open, whoever keeps it must enter the country for the supplier first.
code-transfer-not_approved = The country is outside the EEA, and the charter shows no safeguard that is in place.
code-transfer-not_approved-mend = The controller must keep the data in the EEA or put a safeguard in place, such as the EU standard contractual clauses, and whoever keeps the charter then enters it.
code-basis-open = The charter leaves the legal basis of this activity open, and nothing is processed without one.
code-basis-open-mend = The controller must decide which basis in Article 6 applies, and whoever keeps the charter then enters it; until then the data can only be restricted or erased.
code-consent-missing = The activity requires consent, and the data subject has given none or has withdrawn it.
code-consent-missing-mend = Only the data subject can give consent; the controller may ask, but the answer must be free.
code-retention-open = The charter leaves open how long data in this activity is kept, and nothing is processed until that is decided.
code-retention-open-mend = The controller must decide the period, and whoever keeps the charter then enters it; until then the data can only be restricted or erased.
code-retention-expired = The retention period has run out, so the data is to be erased and can no longer be used.
code-retention-expired-mend = The next retention run removes the record; if the period is too short for the purpose, the controller must change it in the charter before it runs out.

## problem

code-credential-invalid = The access token is missing, wrong or no longer in use.
code-credential-invalid-mend = Whoever runs Vern can issue a new token.
code-record-key_form = The key of a record must have 1 to 64 characters, and only letters from A to Z, digits, full stops, underscores and hyphens.
code-record-key_form-mend = Whoever asks can choose a key of this form, such as a running number from their own system.
code-record-key_personal = The key of the record reads as an identity number, an e-mail address, a phone number or a bank account.
code-record-key_personal-mend = Whoever asks can choose a key that says nothing about a person, since the key stands in addresses and logs.
code-record-too_large = The fields of the record come to more than 1 MiB together.
code-record-too_large-mend = Whoever sends it can send shorter fields or divide the content over several records.
code-record-no_fields = The record has no fields.
code-record-no_fields-mend = Whoever sends it can send at least one field, or erase the record if it is to go.
code-record-fields_too_many = The record has more than 64 fields.
code-record-fields_too_many-mend = Whoever sends it can divide the content over several records.
code-record-collected_in_future = The time of collection lies in the future.
code-record-collected_in_future-mend = Whoever sends it can state when the data was in fact collected, or leave the field out.
code-record-subject_differs = The record is about another data subject than the one stated.
code-record-subject_differs-mend = Whoever sends it can leave the data subject out, or use a new key for a new record.
code-record-category_differs = The record belongs to another category of data subjects than the one stated.
code-record-category_differs-mend = Whoever sends it can leave the category out, or use a new key for a new record.
code-record-unreadable = The record cannot be opened, because its key is missing or its content is damaged.
code-record-unreadable-mend = Whoever runs Vern must look into the key directory and the operating log.
code-subject-category_missing = The activity covers several categories of data subjects, and the request does not say which.
code-subject-category_missing-mend = Whoever sends it can state the category.
code-search-form = The value searched for, or the mark for the next page, is not of the right form.
code-search-form-mend = Whoever asks can write the value as its data type asks, and send the mark unchanged as the last answer gave it.
code-search-not_lookup = The charter does not open this data type to search.
code-search-not_lookup-mend = Whoever asks can search by another data type, or ask whoever keeps the charter to open this one to search.
code-reason-too_long = The reason is longer than 1000 characters.
code-reason-too_long-mend = Whoever asks can write it shorter.
code-receipt-form = This is not a receipt, which has three parts with full stops between them.
code-receipt-form-mend = Whoever asks can check that all of the receipt came along when it was copied.
code-receipt-mismatch = The receipt does not match the line in the journal, so either the receipt or the journal has been altered.
code-receipt-mismatch-mend = Whoever holds the receipt should keep it and have the journal compared with a checkpoint kept outside the system.
code-receipt-beyond_tree = The receipt points to a line the journal does not have, which can mean that the journal has been rolled back.
code-receipt-beyond_tree-mend = Whoever holds the receipt should keep it and ask whoever runs Vern for an explanation.
code-controller-unknown = This installation has no such controller.
code-controller-unknown-mend = Whoever asks can check the id, or ask whoever runs Vern to import the organisation’s charter.
code-role-unknown = The role is not in the charter in force.
code-role-unknown-mend = Whoever runs Vern can choose a role from the charter, or ask whoever keeps it to add the role.
code-charter-already_there = This version of the charter has already been imported.
code-charter-already_there-mend = Nothing needs doing; if something is to change, whoever keeps the charter must change its content first.
code-charter-none_in_force = No version of the charter is in force now.
code-charter-none_in_force-mend = Whoever keeps the charter can import a version whose time has come.
code-conflict-busy = What the request rests on changed each time it was tried.
code-conflict-busy-mend = Whoever asks can wait a little and try again.
code-request-json = The body of the request is not valid JSON, or a field in it is of the wrong form.
code-request-json-mend = Whoever sends it can correct the field named, as the description of the interface (OpenAPI) has it.
code-request-header = A header of the request is missing or of the wrong form.
code-request-header-mend = Whoever sends it can correct the header named, as the description of the interface (OpenAPI) has it.
code-request-too_large = The request is larger than the service takes.
code-request-too_large-mend = Whoever sends it can divide the content over several requests.
code-request-origin = The form was sent from another site than this one, and is not accepted.
code-request-origin-mend = Whoever asks can open the page here and send the form from it.
code-page-unknown = There is no page at this address.
code-page-unknown-mend = Check the address, or begin at the front page.
code-method-not_allowed = The address exists, but does not take this kind of request.
code-method-not_allowed-mend = Whoever sends it can use one of the methods the answer lists under Allow.
code-key-root_missing = The root key is missing, so nothing can be opened.
code-key-root_missing-mend = Whoever runs Vern must put the file root.key back in the key directory or type it in from the recovery sheet.
code-key-root_mismatch = The keys in the key directory do not belong to this data.
code-key-root_mismatch-mend = Whoever runs Vern must name the key directory that belongs to the data directory.
code-key-root_damaged = The root key or a key below it is damaged and cannot be read.
code-key-root_damaged-mend = Whoever runs Vern must type the root key in anew from the recovery sheet or restore the key directory from backup.
code-export-missing = The folder holds no exported journal.
code-export-missing-mend = Export the journal first, with “vern journal export” or the button of the guided tour.
code-key-root_exposed = Others on the machine can read the root key.
code-key-root_exposed-mend = Whoever runs the installation gives only the owner access to the file: chmod 600 root.key.
code-key-within_data = The key directory lies in the data directory.
code-key-within_data-mend = Whoever runs the installation keeps the keys in a directory apart, so that a copy of the data does not carry the keys.
code-key-older_than_data = The keys are older than the data and could bring back what has been erased.
code-key-older_than_data-mend = Whoever runs the installation uses the newest copy of the key directory.
code-key-newer_than_data = The data is older than the keys: lines of the journal are gone.
code-key-newer_than_data-mend = Whoever runs the installation uses the newest copy of the data. If there is none, the installation cannot go on as if nothing had happened.
code-access-unknown = There is no such access to end.
code-access-unknown-mend = Whoever manages access uses the actor as it was shown when the access was given.
code-installation-none = There is no installation here.
code-installation-none-mend = Whoever sets Vern up imports a charter first: vern charter import.
code-listen-not_loopback = The address is not on this machine, and without TLS personal data is not sent over a network.
code-listen-not_loopback-mend = Whoever runs Vern can use an address on this machine, such as 127.0.0.1, and put a proxy with TLS in front.
code-installation-name_form = The name of the installation can have only lower-case letters from a to z, digits, full stops and hyphens.
code-installation-name_form-mend = Whoever runs Vern can correct the name in the settings.
code-internal = Something went wrong on our side.
code-internal-mend = Whoever runs Vern finds the cause in the operating log under the id of the request.
code-store-engine = The database gave an error, and it is not certain that the last change was stored.
code-store-engine-mend = Whoever runs Vern must see the operating log and look into the disk before the program is started again.
code-store-file = A file or directory could not be read or written.
code-store-file-mend = Whoever runs Vern must check that the directories exist, that the program has access to them, and that the disk is not full.
code-store-held = Another program is using this data directory.
code-store-held-mend = Whoever runs Vern can stop the other program or choose another data directory.
code-store-schema_newer = The database was written by a newer version of the program.
code-store-schema_newer-mend = Whoever runs Vern must use the newer version.
code-store-schema_altered = The database was built up in another way than this program would have done.
code-store-schema_altered-mend = Whoever runs Vern must use the program that made the database, or restore a backup.
code-store-foreign = The file is a database that belongs to another program.
code-store-foreign-mend = Whoever runs Vern must choose a data directory that belongs to Vern, or an empty one.
code-store-damaged = A row in the database is damaged.
code-store-damaged-mend = Whoever runs Vern must look into the disk and restore a backup.

## charter error

code-charter-too_large = The charter is larger than 1 MiB.
code-charter-too_large-mend = Whoever writes the charter can take out what is not rules.
code-charter-not_utf8 = The file is not saved as UTF-8.
code-charter-not_utf8-mend = Whoever writes the charter can save the file again as UTF-8.
code-charter-syntax = The file is not valid YAML at this place.
code-charter-syntax-mend = Whoever writes the charter can look for wrong indentation or a missing colon or quotation mark on the line or the line before.
code-charter-anchor = The charter uses YAML anchors, aliases, tags or merge keys, which are not allowed.
code-charter-anchor-mend = Whoever writes the charter can write the content out in full at each place.
code-charter-too_deep = The charter has too many levels or too many parts.
code-charter-too_deep-mend = Whoever writes the charter can make it flatter, with at most 32 levels, or shorter.
code-charter-duplicate_key = The same field stands twice in the same place.
code-charter-duplicate_key-mend = Whoever writes the charter can take one of them out.
code-charter-field_unknown = A charter has no field of this name at this place.
code-charter-field_unknown-mend = Whoever writes the charter can correct the name or take the field out.
code-charter-field_missing = A field that must be there is missing.
code-charter-field_missing-mend = Whoever writes the charter can add the field, with not_stated as its value where the paper says nothing and the field permits it.
code-charter-field_value = The field has a value it cannot have.
code-charter-field_value-mend = Whoever writes the charter can correct the value to one the field permits.
code-charter-kind_unsupported = The program cannot read this kind of document yet, only an organisation’s own charter.
code-charter-kind_unsupported-mend = Whoever writes the charter can write the rules as ‘kind: charter’.
code-charter-schema_unsupported = The charter is written for another version of the form than the one the program reads.
code-charter-schema_unsupported-mend = Whoever writes the charter can write it to version 1, or use a newer version of the program.
code-charter-id_form = An id must begin with a letter from a to z and have only lower-case letters, digits, underscores and hyphens, at most 48 characters.
code-charter-id_form-mend = Whoever writes the charter can give it an id of this form.
code-charter-id_duplicate = The same id stands twice in the same list.
code-charter-id_duplicate-mend = Whoever writes the charter can give one of them another id, or make them one.
code-charter-reference_unknown = The charter refers to something it does not declare.
code-charter-reference_unknown-mend = Whoever writes the charter can correct the id or declare what is missing.
code-charter-too_many = The list is longer than the program takes.
code-charter-too_many-mend = Whoever writes the charter can make one of what is alike.
code-charter-empty = A list that must hold something is empty.
code-charter-empty-mend = Whoever writes the charter can add at least one item to the list.
code-charter-retention_form = The rule on retention is not of one of the five forms, or the activity has a fixed period beside another, a statute or a consent that keeps the data longer.
code-charter-retention_form-mend = Whoever writes the charter can use after with from, while with then, review, hold with period, or keep_if_consent, with at most one after for each activity and none beside hold or keep_if_consent.
code-charter-lookup_kind = Search is opened on a kind of data that cannot be searched.
code-charter-lookup_kind-mend = Whoever writes the charter can take out lookup, since documents, addresses and amounts cannot be searched.
code-charter-basis_form = The legal basis is not one of the letters a to f of GDPR Article 6(1).
code-charter-basis_form-mend = Whoever writes the charter can write the basis as 6(1)(a) to 6(1)(f), or not_stated where the paper says nothing.
code-charter-measure_not_enforceable = The charter says that Vern enforces a measure which Vern does not carry out.
code-charter-measure_not_enforceable-mend = Whoever writes the charter can write ‘held: declared’; only login can be enforced.

## journal failure

code-journal-checkpoint_unsigned = The checkpoint is not signed with any of the keys that belong to it.
code-journal-checkpoint_unsigned-mend = Whoever verifies can get the verifier key from somewhere other than where the journal lies, and try again.
code-journal-rolled_back = A checkpoint from outside covers more lines than the journal has, so lines are gone.
code-journal-rolled_back-mend = Whoever verifies should keep the checkpoint and the journal and ask whoever runs Vern for an explanation.
code-journal-forked = A checkpoint from outside does not agree with the journal, so something that was signed has been altered.
code-journal-forked-mend = Whoever verifies should keep the checkpoint and the journal, since together they show that two different journals were signed.
code-journal-root_mismatch = The checksums of the journal do not give the signed root.
code-journal-tile_missing = A block of checksums is missing or torn.
code-journal-tile_missing-mend = Whoever verifies can fetch the journal anew and try again.
code-journal-tile_changed = A block does not hold what the tree has at this place.
code-journal-entry_changed = The line is not the one in the tree.
code-journal-entry_missing = The line is missing.
code-journal-entry_moved = The line stands at another place than its own.
code-journal-entry_appended = Something stands here that the checkpoint does not cover.
code-journal-entry_malformed = The line is not of the right form, or carries the number of another line.
code-journal-time_backwards = The line is older than the one before it.
code-journal-unreadable = A file could not be read, and what comes after it has not been checked.
code-journal-unreadable-mend = Whoever verifies can check that all the files are there and can be read, and try again.

## cli

cli-serving = Vern answers at { $address }
cli-charter-checked = No errors. { $findings ->
    [0] No findings.
    [one] One finding.
   *[other] { $findings } findings.
 } The charter's hash: { $hash }
cli-charter-imported = The charter of { $organisation } is imported. Receipt: { $receipt }
cli-recovery-sheet = A root key has been made. Print this sheet and keep it away from the machine. Without the root key nobody can read what is stored:
cli-token-issued = Access for actor { $actor } in the role { $role }. It is shown this once only:
cli-token-ended = The access is ended. Receipt: { $receipt }
cli-journal-exported = { $entries } lines written to { $folder }
cli-verify-checkpoint = Checkpoint of { $origin }, { $size } lines
cli-verify-entry = Line { $index }
cli-verify-entries = Lines { $from } to { $to }
cli-verify-omitted = … and { $count } more.
cli-verify-holds = The journal holds: { $entries } lines computed again and compared with the signed checkpoint.
cli-verify-fails = The journal does not hold.
cli-verify-rollback-ruled-out = It also agrees with the checkpoint you hold, so nothing has been rolled back since then.
cli-verify-rollback-possible = Without a checkpoint you hold yourself (--known) a roll-back cannot be ruled out.

## demo

demo-ready = Ready in { $seconds } seconds, with { $people } made-up people.
demo-open = Open one of these in a browser:
demo-tokens = To try from the command line, here is a token for each role, for use in “Authorization: Bearer …”:
demo-stop = The data lies in { $folder }. Stop with Ctrl-C.
demo-back = Back to the tour
demo-count = { $count }
demo-folder = Folder
demo-link-notice = The privacy notice
demo-link-working = The working view
demo-link-journal = Open the journal
demo-promise-title = Read what is promised
demo-promise-why = The privacy notice is printed from the charter, in Norwegian and English. The working view shows what holds each line in place, and where the paper falls short.
demo-promise-expect = In the working view you see which promises the gate enforces and which are only declared, and findings where the text does not measure up. One of them: the chat has no legal basis.
demo-read-title = Read about a person, as the charter allows
demo-read-why = Whoever is hiring must be able to read an application. The gate decides, the journal gets a line, and only then is the answer sent.
demo-read-expect = The application, and a receipt that shows where in the journal the read is written down.
demo-refusal-title = Try to break a promise
demo-refusal-why = The accountant may see customers and suppliers only. Visits to the website may be stored only after consent. Try anyway.
demo-refusal-expect = No, with every reason: the heading of the notice it follows from, the line of the charter, and who can do something about it. The refusal is in the journal too.
demo-chat-title = Watch chats disappear after 60 days
demo-chat-why = The notice says that chats are erased after 60 days. An older chat cannot be read, even before it has been erased. In everyday running the erasure happens by itself every minute; here you start it yourself.
demo-chat-expect = First a no, because the period has run out. After the erasure no chat is older than 60 days, and each erasure has its line in the journal.
demo-proof-title = Check the journal yourself
demo-proof-why = You need not trust us. Open a receipt in the journal and let the browser do the sums. Or write the journal to a folder and verify it offline.
demo-proof-expect = The browser arrives at the same root as the signed checkpoint. Alter one byte in a file under tile/entries and the command says which line it is in.
demo-read-applicant-label = Read the application
demo-read-applicant-asked = The person hiring wants to read an application.
demo-disclose-applicant-label = Give the application to the accountant
demo-disclose-applicant-asked = The person hiring wants to give an application to the accountant.
demo-accountant-reads-label = Let the accountant read the application
demo-accountant-reads-asked = The accountant wants to read an application.
demo-visit-without-consent-label = Store a visit without consent
demo-visit-without-consent-asked = The website wants to store a visit by someone who has not consented.
demo-read-old-chat-label = Read a chat that is too old
demo-read-old-chat-asked = Sales wants to read a chat older than 60 days.
demo-run-retention-label = Erase what is too old
demo-run-retention-asked = Erase every chat older than 60 days.
demo-run-retention-outcome = { $erased ->
    [0] There was nothing to erase.
    [one] One chat was erased, and the erasure is in the journal.
   *[other] { $erased } chats were erased, each with a line of its own in the journal.
 }
demo-chats-held-before = Chats before the erasure
demo-chats-run-out-before = Of these, too old
demo-chats-held-after = Chats after the erasure
demo-chats-run-out-after = Of these, too old
demo-export-journal-label = Write the journal to a folder
demo-export-journal-asked = Write the journal to a folder that anyone can verify.
demo-export-journal-outcome = { $entries } lines were written.
tour-something-else = something else
tour-notice = { $page } says
tour-findings = { $page } shows every finding
tour-read = The person hiring reads an application and gets a receipt
tour-disclose = The application to the accountant
tour-clause = The heading the refusal cites
tour-charter-line = The line of the charter
tour-forbidden = The accountant reads an application
tour-unknown = The accountant reads one that does not exist: the same answer
tour-no-consent = A visit is stored without consent
tour-young-chat = { $key }, younger than { $days } days
tour-old-chat = { $key }, older than { $days } days
tour-run-out = Chats that are too old
tour-erased = Erased
tour-left-over = Chats left that are too old
tour-erased-chat = { $key } after the erasure
tour-kept-chat = { $key } after the erasure
tour-proved = Receipts computed again against a signed checkpoint
tour-page-opens = The journal's page opens the receipt
tour-verified = The journal is exported and agrees with the checkpoint held before; lines computed again
tour-altered = One byte is altered
tour-all-well = All went as it should.
tour-differs = 
    { $count ->
        [one] One thing did not go as it should.
       *[other] { $count } things did not go as they should.
    }
