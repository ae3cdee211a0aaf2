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
cited-clause = Clause { $number }

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
period-working-days = { $count ->
    [one] one working day
   *[other] { $count } working days
}
period-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
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

area-eu = the EU
area-eea = the EEA
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
document-charter-line-in = { $file }, line { $line }
document-charter-file = Line numbers without a file name are those of { $file }.
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
document-as-text = Download as text
document-history = History: what has changed
document-as-csv = The table as CSV (spreadsheet)

## finding

finding = Finding
finding-count = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
finding-none = No findings
finding-explanation = Here the text falls short, measured against the law or against itself.
finding-reason = Why
finding-also = The same is true of { $names }.
finding-told-in = This is explained under ‘{ $heading }’.
finding-source = Source
finding-mend = How it can be put right
finding-contact_called_processor-title = The one responsible is called a processor
finding-contact_called_processor-reason = The text falls short here, because it calls the one who is responsible a processor. Whoever decides the purposes and means is the controller. A processor works on somebody else’s behalf.
finding-contact_called_processor-mend = The organisation corrects ‘processor’ to ‘controller’ in the privacy notice and in the charter.
finding-contact_channel_broken-title = The contact channel does not work
finding-contact_channel_broken-reason = The text falls short here, because the contact channel it points to did not work when it was tried. The law requires that people are told how to reach the controller, and that it is made easy to use their rights.
finding-contact_channel_broken-mend = The organisation repairs the contact channel or states one that works, tries it, and enters the result in the charter.
finding-purpose_not_stated-title = The purpose is not stated
finding-purpose_not_stated-reason = The text falls short here, because it does not say what the data under ‘{ $about }’ is to be used for. The law requires that the purpose is decided before data is collected, and that people are told what it is.
finding-purpose_not_stated-mend = The controller decides the purpose and writes it in the privacy notice and in the charter.
finding-basis_not_stated-title = The legal basis is not stated
finding-basis_not_stated-reason = The text falls short here, because it does not say what legal basis ‘{ $about }’ has. The law requires that all processing has a basis, and that people are told which.
finding-basis_not_stated-mend = The controller decides which basis in Article 6 applies, and writes it in the privacy notice and in the charter.
finding-basis_and_consent-title = Asks for consent, but states another basis
finding-basis_and_consent-reason = The text falls short here, because ‘{ $about }’ waits for consent while the text states another legal basis. The law requires that people are told which basis applies, because their rights depend on it.
finding-basis_and_consent-mend = The controller decides which basis applies, and corrects the text. If another law requires the consent, the text should say so.
finding-consent_text_missing-title = The words consent is asked for with are not stated
finding-consent_text_missing-reason = The text falls short here, because something in ‘{ $about }’ rests on consent and it does not say with which words people are asked. Consent covers only what the person was told, and the controller must be able to show what that was.
finding-consent_text_missing-mend = The controller writes the question as it is put, in Norwegian and English, in the charter. Vern can then keep which wording each person said yes to.
finding-retention_not_stated-title = The retention period is not stated
finding-retention_not_stated-reason = The text falls short here, because it does not say how long the data under ‘{ $about }’ is kept. The law requires that it is erased once the purpose no longer needs it. People are to be told how long it is kept, or what decides that.
finding-retention_not_stated-mend = The controller decides the period and writes it in the privacy notice and in the charter. Vern can then erase what has run out.
finding-basis_by_processor-title = The processor states a basis of its own
finding-basis_by_processor-reason = The text falls short here, because the processor states its own legal basis for ‘{ $about }’. A processor processes data on behalf of others, on their instruction. The basis is for each controller to have.
finding-basis_by_processor-mend = The processor takes the basis out of the terms, and each controller enters its own in the agreement.
finding-basis_of_repealed_law-title = The basis comes from a repealed law
finding-basis_of_repealed_law-reason = The text falls short here, because it takes the basis of ‘{ $about }’ from a law that has been repealed. A repealed law gives no basis for processing data today, and people are to be told which basis applies.
finding-basis_of_repealed_law-mend = The controller decides which basis in Article 6 applies now, and corrects the privacy notice and the charter.
finding-interest_not_balanced-title = The weighing of interests is not stated
finding-interest_not_balanced-reason = The text falls short here, because it rests ‘{ $about }’ on a legitimate interest without showing how that was weighed. The basis holds only where people’s own interests and rights do not weigh more, and the organisation must be able to show that.
finding-interest_not_balanced-mend = The controller weighs the interests against each other, writes the result down and enters it in the charter. If people’s own interests or rights weigh more, the processing needs another basis, or must stop.
finding-special_category_without_condition-title = Special categories with no exception stated
finding-special_category_without_condition-reason = The text falls short here, because ‘{ $about }’ includes special categories of personal data, such as health or religion. It is not said which exception applies. The law forbids processing such data where none of the exceptions in Article 9(2) applies.
finding-special_category_without_condition-mend = The controller decides which exception in Article 9(2) applies and has it entered in the charter, or stops processing the data.
finding-identity_number_without_ground-title = The need for identity numbers is not stated
finding-identity_number_without_ground-reason = The text falls short here, because ‘{ $about }’ includes identity numbers, and it is not said why they are needed. Norwegian law requires an objective need to be sure who someone is, and that the number is necessary for that.
finding-identity_number_without_ground-mend = The controller writes why the number is necessary and has it entered in the charter, or stops using the number.
finding-offence_without_authority-title = It is not stated what permits data on offences
finding-offence_without_authority-reason = The text falls short here, because ‘{ $about }’ includes data on criminal convictions or offences, and it is not said what permits that. Such data may only be processed under the control of an official authority, or where a law permits it and protects those concerned.
finding-offence_without_authority-mend = The controller finds out which law or authority permits it and has that entered in the charter, or stops processing the data.
finding-automated_without_review-title = It is not stated that a person can look at the decision
finding-automated_without_review-reason = The text falls short here, because a machine makes decisions alone in ‘{ $about }’. It is not said that people can ask a person to look at them. If the decision rests on contract or consent, those concerned have a right to that. They also have a right to give their view and contest the decision. If it rests on a law, the law must protect those concerned.
finding-automated_without_review-mend = The controller sees to it that a person looks at the decision when someone asks. How they ask is to stand in the privacy notice and in the charter.
finding-impact_assessment_due-title = The impact assessment has not been done
finding-impact_assessment_due-reason = The text falls short here, because ‘{ $about }’ needs a data protection impact assessment, and none has been done. The law requires it before the processing begins, where the processing is likely to bring a high risk to people.
finding-impact_assessment_due-mend = The controller carries out the assessment and enters in the charter that it is done. If it shows that the risk is still high, the supervisory authority is to be asked before the processing begins.
finding-newsletter_without_consent-title = Marketing without consent
finding-newsletter_without_consent-reason = The text falls short here, because ‘{ $about }’ goes to individuals, and its basis is not consent. Marketing by e-mail, text message and the like requires consent beforehand. An organisation’s own customers are an exception, but only for goods and services that correspond to those they bought. They must also be able to say no easily and free of charge.
finding-newsletter_without_consent-mend = The controller asks for consent before anything is sent, and corrects the basis. If the exception for customers applies, the text should say so. Customers must then be able to say no both when the address is collected and in every message.
finding-staff_log_judges_performance-title = The log is used to judge staff
finding-staff_log_judges_performance-reason = The text falls short here, because it lets ‘{ $about }’ be used to judge how staff work. Data collected for one purpose is not to be used in a way that does not fit with it. Each country may also have rules of its own on monitoring at work.
finding-staff_log_judges_performance-mend = The controller decides that the log is used only for what it is kept for, and corrects the text and the charter.
finding-told_too_late-title = People are told too late
finding-told_too_late-reason = The text falls short here, because the period for telling people of ‘{ $about }’ can come to more than a month. If they did not give the data themselves, they are as a rule to be told within a reasonable time. That is one month at the latest. If they are contacted, or the data is passed on, before that, they are to be told at the latest then.
finding-told_too_late-mend = The controller sets the period to at most one month, or at most 28 days if it is counted in days. The text and the charter are corrected.
finding-hold_differs_from_statute-title = The period is not the one in the law
finding-hold_differs_from_statute-reason = The text falls short here, because the legal hold for ‘{ $about }’ has another period than the law says. If it is shorter, the law is not followed. If it is longer, the law is no basis for the rest.
finding-hold_differs_from_statute-mend = The controller corrects the period to the one the law says, or states the law or the basis that the other period rests on.
finding-supplier_without_agreement-title = The processing agreement is missing
finding-supplier_without_agreement-reason = The text falls short here, because ‘{ $about }’ processes personal data on behalf of the organisation without a processing agreement. The law requires a written agreement that binds the processor. A sub-processor must be bound to the same duties in the same way.
finding-supplier_without_agreement-mend = The organisation signs a processing agreement with the supplier and enters it in the charter, or stops giving it data.
finding-supplier_limit_not_stated-title = The supplier’s retention has no limit
finding-supplier_limit_not_stated-reason = The text falls short here, because it sets no limit on how long ‘{ $about }’ keeps the data. Data is not to be kept longer than the purpose requires, and a processing agreement is to say how long the processing lasts.
finding-supplier_limit_not_stated-mend = The organisation agrees on a longest retention with the supplier and enters it in the charter.
finding-recipient_not_named-title = The recipient is not named
finding-recipient_not_named-reason = The text falls short here, because it does not say who the recipient ‘{ $about }’ is. Whoever asks for access has as a rule a right to know who has received the data, not only what kind of recipient it is.
finding-recipient_not_named-mend = The controller finds out who the recipient is and enters the name in the charter, so that answers to requests for access can state it.
finding-transfer_without_safeguard-title = The safeguard is not stated
finding-transfer_without_safeguard-reason = The text falls short here, because data can get outside the EEA through ‘{ $about }’, and no safeguard is stated. The law permits transfer to a third country only with a safeguard, or in a few exceptional cases. People are to be told what the transfer rests on.
finding-transfer_without_safeguard-mend = The controller keeps the data in the EEA, or puts a safeguard in place, such as the EU standard contractual clauses. It is to stand in the privacy notice and in the charter.
finding-transfer_by_consent-title = Consent is used as a safeguard
finding-transfer_by_consent-reason = The text falls short here, because it rests transfer to ‘{ $about }’ on consent. Consent is an exception for specific situations, not a standing arrangement. It must be explicit, and the person must have been told of the risk beforehand. Writing a message is not such consent.
finding-transfer_by_consent-mend = The controller puts a safeguard in place, such as the EU standard contractual clauses, or uses a supplier in the EEA. The text and the charter are corrected.
finding-adequacy_not_covering-title = The adequacy decision does not cover the recipient
finding-adequacy_not_covering-reason = The text falls short here, because the transfer to ‘{ $about }’ rests on an adequacy decision. It is not shown that the decision covers the country and the recipient. For the United States it covers only organisations on the list that belongs to it.
finding-adequacy_not_covering-mend = The controller checks whether the supplier is covered, and enters the day it was seen on the list. If it is not covered, another safeguard is needed, such as the EU standard contractual clauses, or the transfer must stop.
finding-joint_arrangement_not_stated-title = It is not stated how the responsibility is shared
finding-joint_arrangement_not_stated-reason = The text falls short here, because it does not say how the responsibility for ‘{ $about }’ is shared between joint controllers. They are to agree among themselves who does what, and people are to be told the essence of it.
finding-joint_arrangement_not_stated-mend = The joint controllers agree who does what, above all who people can turn to. The essence of it is to stand in the privacy notice and in the charter.
finding-place_only_aimed_at-title = The place is only an aim
finding-place_only_aimed_at-reason = The text falls short here, because it only says where the data should preferably be. An aim is not a promise, so people are not told where the data in fact is. The law requires openness, and that people are told if the data is to be transferred to a third country.
finding-place_only_aimed_at-mend = The organisation decides where the data is to be stored and processed. That, with the exceptions, is to stand in the privacy notice and in the charter.
finding-instruction_place_narrower-title = The instruction permits fewer places than the terms
finding-instruction_place_narrower-reason = The text falls short here, because the terms permit places the instruction does not. A processor may only process data as the instruction says, so it is the instruction that applies. If the instruction says the EU and the terms say the EEA, Norway, for example, is outside what the instruction permits.
finding-instruction_place_narrower-mend = The controller decides which places are to apply, and gives a new written instruction, or the processor corrects the terms.
finding-consent_by_use-title = Use is taken as consent
finding-consent_by_use-reason = The text falls short here, because it says ‘{ $about }’ and takes that as a yes. Consent is to be freely given, specific, informed and given by a clear act. Merely using a service is not consent.
finding-consent_by_use-mend = The organisation takes the claim out of the text. If consent is needed, it asks for it separately, and makes it as easy to withdraw as to give.
finding-cookie_basis-title = Wrong basis for cookies
finding-cookie_basis-reason = The text falls short here, because it states another basis than consent for cookies. The law requires consent to store anything on people’s equipment or read anything there. The exception is what is strictly necessary for a service the person asked for. So is what is needed only for the transmission over the network.
finding-cookie_basis-mend = The organisation asks for consent before it sets cookies that are not strictly necessary, and corrects the text and the charter.
finding-cookie_without_consent-title = Cookie without consent
finding-cookie_without_consent-reason = The text falls short here, because the cookie ‘{ $about }’ is set without consent and is not stated to be strictly necessary. The law requires consent beforehand, unless it is strictly necessary for a service the person asked for. That it is convenient or useful is not enough.
finding-cookie_without_consent-mend = The organisation sets the cookie only after consent, or takes it away. If it is strictly necessary after all, the organisation writes why in the text and in the charter.
finding-cookies_refused_in_browser-title = People must refuse cookies in the browser
finding-cookies_refused_in_browser-reason = The text falls short here, because it asks people to refuse cookies in the settings of their browser. That the browser lets them through is not consent. Consent is a clear yes, given before anything is stored that is not strictly necessary.
finding-cookies_refused_in_browser-mend = The organisation lets people choose on the page before anything is stored that is not strictly necessary. It must be as easy to say no as yes. The text and the charter are corrected.
finding-right_narrowed-title = The right to restriction is made too narrow
finding-right_narrowed-reason = The text falls short here, because it names only some of the four grounds for demanding restriction. The first is that people hold the data to be wrong. The second is that the processing is unlawful, but they do not want erasure. The third is that only they themselves still need the data, for a legal claim. The fourth is that an objection of theirs is being weighed.
finding-right_narrowed-mend = The controller writes all four grounds in the privacy notice and in the charter.
finding-answer_too_late-title = The period to answer is too long
finding-answer_too_late-reason = The text falls short here, because the period for answering a rights request can come to more than a month. The law requires an answer as soon as possible and at the latest one month after the request came in. If the case is difficult, the period can be two months longer. Then whoever asked is to be told why within the first month.
finding-answer_too_late-mend = The controller sets the period to at most one month, or at most 28 days if it is counted in days. The text and the charter are corrected.
finding-agreement_beyond_terms-title = The agreement goes beyond the terms
finding-agreement_beyond_terms-reason = The agreement falls short here, because it includes ‘{ $about }’, which the terms it stands under do not permit. The gate goes by the terms, so this has no effect. The law requires that the agreement says what the processor is to do, and then the two cannot differ.
finding-agreement_beyond_terms-mend = The parties take it out of the agreement, or the processor permits it in a new version of the terms.
finding-agreement_not_signed-title = It is not stated that the agreement has been made
finding-agreement_not_signed-reason = The agreement falls short here, because it is not stated when and how the parties accepted it. The law requires a written agreement that binds the processor, and the controller must be able to show that it exists.
finding-agreement_not_signed-mend = The parties sign the agreement, or accept it in the way the terms say, and whoever keeps the charter then enters when and how.
finding-access_not_administered-title = No one in the organisation can end an access
finding-access_not_administered-reason = The charter falls short here, because it lets roles manage something in the organisation, but none of them manages access. Whoever leaves or loses a key still gets in until whoever runs the installation sees to it. The law requires measures that keep others out at all times.
finding-access_not_administered-mend = Whoever keeps the charter lets a role manage access.

## site

site-name = Vern
site-promise = Keeps what was promised
site-skip = Skip to the content
site-nav = Main menu
site-nav-front = Front page
site-nav-privacy-notice = Privacy notice
site-nav-terms = Terms
site-nav-journal = Journal
site-nav-guide = Guided tour
site-footer-charter = Printed from charter
site-footer-in-force = in force since { $date }
site-footer-no-tracking = This page sets no cookies, tracks no one and fetches nothing from anyone else.

## notice

notice-title = Privacy notice
notice-lead = Here you can read what data { $organisation } may hold about you, what it is used for, who gets it and how long it is kept.
notice-terms-title = Terms for processing personal data
notice-terms-lead = Here you can read what { $organisation } does with personal data for its customers, and by which rules. The customer decides, and { $organisation } follows the customer's instruction.
notice-not-stated = Not stated in the notice
notice-terms-not-stated = Not stated in the terms
notice-none = None
notice-open = Not decided yet
notice-open-stops = Not decided yet. Until it is, the data can only be restricted or erased.
notice-aim = An aim, not a promise: { $aim }
notice-and = and
notice-either = { $first } or { $second }
notice-article = GDPR Article { $article }
notice-article-paragraph = GDPR Article { $article }({ $paragraph })
notice-article-letter = GDPR Article { $article }({ $letter })
notice-article-paragraph-letter = GDPR Article { $article }({ $paragraph })({ $letter })
notice-controller = Who is responsible
notice-controller-lead = { $organisation } is the controller. That means it decides why and how the data is used, and answers for it.
notice-both-roles = For { $activities } it is the other way round. There the customer is the controller, and { $organisation } is the processor. Nothing is done there without an agreement with the customer.
notice-contact = Who you can contact
notice-channel = How to reach them
notice-channel-named = { $channel }, according to the notice
notice-terms-channel-named = { $channel }, according to the terms
notice-officer = Data protection officer
notice-org-number = Organisation number
notice-country = Country
notice-representative = Representative in the EEA
notice-joint = Decides together with
notice-joint-some = { $name }, for { $activities }.
notice-joint-all = { $name }, for everything stated here.
notice-joint-not-stated = How the responsibility is shared is not stated.
notice-processor = Who processes the data for us
notice-processor-lead = { $processor } is our processor. That means { $processor } is to do only what our agreement and instruction say.
notice-processor-suppliers = The suppliers further down are those { $processor } uses, and those we have turned on ourselves.
notice-processor-contact = Contact at the processor
notice-processor-channel = How to reach the processor
notice-agreement-channel-named = { $channel }, according to the agreement
notice-signed = The agreement was made
notice-signed-on = On { $date }.
notice-signed-controller = For us: { $role }.
notice-signed-processor = For the processor: { $role }.
notice-runs-label = The agreement holds
notice-runs = From { $from }. No data is processed before that.
notice-runs-until = From { $from } to { $to }. No data is processed before that. Afterwards it is only handed back or erased.
notice-terms-are = The terms
notice-terms-version = The processor's terms, version { $version }
notice-instruction = The instruction
notice-instruction-lead = A processor is to do only what the controller has asked for in writing. This is what applies now.
notice-terms-instruction-lead = A processor is to do only what the controller has asked for in writing. This is the first instruction. It applies until the customer gives a new one.
notice-instruction-name = Version
notice-instruction-version = Instruction { $version }
notice-instruction-acts = What may be done
notice-instruction-duration = How long it lasts
notice-instruction-transfer = Approved transfer
notice-instruction-transfer-text = To { $supplier } ({ $country }): { $for }
notice-instruction-support = Support gets to
notice-instruction-support-text = { $activity }: { $acts }
notice-instruction-support-until = { $activity }: { $acts }, until { $until }
notice-instruction-support-none = { $activity }. No role of the terms is said to be support, so this limits nobody.
notice-instruction-paused = On hold
notice-services = The services
notice-services-caption = What may be collected in each service
notice-service = Service
notice-service-data = This may be collected, and no more
notice-service-defaults = Before anyone has chosen
notice-service-agreement = The user agreement
notice-in-force-from = In force from { $date }
notice-supplements = Applies together with: { $papers }
notice-observing = Trial period
notice-observing-text = Until { $date } this is only watched. What would otherwise be stopped is entered in the journal, but not stopped.
notice-role = Our role
notice-role-processor = Processor. The customer is the controller here, and nothing is done without an agreement with the customer.
notice-subjects = Who it concerns
notice-data = Which data
notice-purpose = What it is used for
notice-basis = Legal basis
notice-basis-numbered = Legal basis { $number }
notice-basis-by-controller = Each customer has its own. The customer is the controller and states the basis in its agreement.
notice-basis-a = Your consent (GDPR Article 6(1)(a)).
notice-basis-b = A contract with you, or something you asked for before entering into one (GDPR Article 6(1)(b)).
notice-basis-c = A law requires us to (GDPR Article 6(1)(c)).
notice-basis-d = It is necessary to protect someone's life or health (GDPR Article 6(1)(d)).
notice-basis-e = A task in the public interest, or the exercise of official authority (GDPR Article 6(1)(e)).
notice-basis-f = A legitimate interest: a reason we think good enough, as long as your interests and rights do not outweigh it (GDPR Article 6(1)(f)).
notice-terms-basis = The terms state { $article }.
notice-interest = The interest: { $what }.
notice-balancing = How it was weighed against your interests: { $balancing }.
notice-balancing-not-stated = How it was weighed against your interests is not stated.
notice-cited = The text cites { $provision } of { $law }.
notice-cited-repealed = The text cites { $provision } of { $law }, which was repealed on { $date }. It has been replaced by { $now }.
notice-cited-repealed-too = The text cites { $provision } of the same act.
notice-consent = Consent
notice-consent-required = Nothing is collected or used before you have said yes, or after you have withdrawn your consent.
notice-terms-consent-required = Nothing is collected or used before the person has said yes, or after the consent is withdrawn.
notice-consent-text = How we ask for consent
notice-special = Special categories
notice-special-text = Under { $article }: { $because }
notice-special-none = It is not said which exception in the law applies. So this is kept out: { $data }.
notice-identity = Why identity numbers are needed
notice-identity-none = It is not said why they are needed. So this is kept out: { $data }.
notice-offence = What permits data on offences
notice-offence-none = It is not said what permits it. So this is kept out: { $data }.
notice-ground-data = This concerns { $data }.
notice-sources = Where it comes from
notice-origin = How it is collected
notice-origin-provided = From yourself: { $data }.
notice-origin-observed = From your use: { $data }.
notice-origin-derived = Worked out from other data: { $data }.
notice-origin-third-party = From others: { $data }.
notice-terms-origin-provided = From those concerned: { $data }.
notice-terms-origin-observed = From the use: { $data }.
notice-terms-origin-derived = Worked out from other data: { $data }.
notice-terms-origin-third-party = From someone other than those concerned: { $data }.
notice-origin-all-provided = You give it yourself.
notice-origin-all-observed = It is recorded as you use the services.
notice-origin-all-derived = It is worked out from other data.
notice-origin-all-third-party = It comes from someone other than you.
notice-terms-origin-all-provided = Those concerned give it themselves.
notice-terms-origin-all-observed = It is recorded as the services are used.
notice-terms-origin-all-derived = It is worked out from other data.
notice-terms-origin-all-third-party = It comes from someone other than those concerned.
notice-told = When you are told
notice-told-text = If the data comes from someone other than you, you are told within { $period }.
notice-recipients = Who gets it
notice-recipients-none = No one is named, so no one gets it.
notice-recipient-limited = { $supplier } gets only { $data }.
notice-recipients-processor = { $processor } processes the data for us.
notice-recipients-none-other = No one else is named, so no one else gets it.
notice-recipients-also = In addition: { $suppliers }
notice-blocked = { $supplier } gets nothing.
notice-blocked-agreement = There is no processing agreement.
notice-blocked-objected = We have objected to the supplier.
notice-blocked-not-approved = We have not approved the supplier.
notice-blocked-notice = The time to object to the supplier still runs.
notice-blocked-off = We have not turned the service on.
notice-blocked-transfer = The data would leave the EEA, and what the law requires for that (a safeguard) is not in place.
notice-blocked-place-open = It is not decided where the data would end up.
notice-blocked-place = The data would end up outside the places that are allowed.
notice-retention = How long it is kept
notice-retention-after = It is erased automatically { $period } after it was collected.
notice-retention-while-contract = As long as the contract runs. Then it is erased.
notice-retention-while-hiring = As long as the hiring process goes on. Then it is erased.
notice-retention-while-consent = As long as the consent stands. Then it is erased.
notice-retention-while-interest = As long as there is a legitimate interest in having it. Then it is erased.
notice-retention-while-subscription = Until the subscription ends. Then it is erased.
notice-retention-while-instruction-own = Until we erase it. When the agreement with the processor ends, it is erased there.
notice-retention-while-instruction = Until the customer erases it or asks for that. When the agreement ends, it is erased.
notice-review = Review
notice-review-every = A person goes through it { $every }.
notice-hold = Kept longer by law
notice-hold-period = For { $period }, as required by { $statute }.
notice-hold-open = As long as required by { $statute }. How long that is, is not stated.
notice-hold-as-law = As long as required by { $statute }.
notice-hold-statute-financial-year = { $name }: { $period } from the end of the financial year.
notice-hold-statute-calendar-year = { $name }: { $period } from the end of the calendar year in which the financial year ended.
notice-hold-data = This concerns only { $data }.
notice-keep = Kept longer by consent
notice-keep-consent = Only if you give separate consent to it.
notice-keep-never = No, it is not kept longer even if you consent.
notice-automated = Automated decisions
notice-automated-text = A machine makes decisions alone here. That rests on { $grounds }.
notice-automated-contract = contract
notice-automated-law = law
notice-automated-by-consent = explicit consent
notice-automated-logic = How it works: { $logic }
notice-automated-logic-not-stated = How it works is not stated.
notice-automated-effect = What it may mean: { $effect }
notice-automated-review = The person concerned can ask a human to look at the decision.
notice-automated-review-aim = An aim, not a promise: a human can look at the decision.
notice-automated-no-review = No one can ask a human to look at the decision.
notice-automated-review-not-stated = Whether a human can look at the decision is not stated.
notice-automated-consent-label = Before a machine decides
notice-automated-consent = No such decision is made without consent.
notice-marketing = Marketing
notice-marketing-persons = Sent to individuals.
notice-marketing-firms = Sent to firms, at their common address.
notice-marketing-leave = How to say no: { $how }
notice-marketing-leave-not-stated = How to say no is not stated.
notice-staff-log = Log of staff
notice-staff-log-text = This is a log of what staff do. It is not used to judge how they work.
notice-staff-log-judges = This is a log of what staff do. It may be used to judge how they work.
notice-impact = Impact assessment
notice-impact-done = Done.
notice-impact-needed = Needed, but not done.
notice-impact-not-needed = Found not to be needed.
notice-suppliers = Suppliers that get data
notice-terms-suppliers = Sub-processors and other suppliers
notice-suppliers-caption = Who they are, and what they get
notice-supplier = Supplier
notice-supplier-no-name = Not named
notice-supplier-unnamed = a supplier that is not named ({ $delivers })
notice-supplier-number = { $name }, org. no. { $number }
notice-supplier-used-by = { $name } (used by { $user })
notice-supplier-delivers = Delivers
notice-supplier-gets = Gets { $gets }.
notice-supplier-gets-aim = An aim, not a promise: the supplier gets { $gets }.
notice-supplier-looks-up = Looks up by { $by }.
notice-supplier-looks-up-automatic = Looks up by { $by }, automatically too.
notice-supplier-looks-up-by-hand = Looks up by { $by }, only when someone asks.
notice-concerns = Concerns
notice-supplier-nothing = Nothing
notice-supplier-off = It is off until the customer turns it on.
notice-supplier-place = Stores in
notice-supplier-handled = Also processed in: { $areas }.
notice-supplier-seat = Head office: { $seat }.
notice-supplier-owner = Country of its owner: { $country }.
notice-supplier-owner-outside = Country of its owner: { $country }, outside the EEA.
notice-safeguard-not-stated = Safeguard for transfers: not stated.
notice-safeguard-adequacy = Safeguard for transfers: the EU has approved the level of protection there.
notice-safeguard-standard-clauses = Safeguard for transfers: the EU's standard contractual clauses.
notice-safeguard-binding-rules = Safeguard for transfers: binding corporate rules, which apply to the whole group.
notice-safeguard-consent = Safeguard for transfers: consent, which is no standing safeguard by law.
notice-safeguard-in-place = It is in place.
notice-safeguard-aim = It is an aim, not a promise.
notice-safeguard-under-assessment = It is still being assessed.
notice-safeguard-listed = Seen in the list of approved organisations on { $date }.
notice-supplier-protection = Protection in transit, and storage period
notice-transit-tls = Encrypted in transit (TLS).
notice-transit-supplier-protocol = The transfer follows the supplier's own method (protocol).
notice-transit-where-other-side-allows = Encrypted in transit (TLS) as far as the other side allows.
notice-transit-approved = Approved as an exception on { $date }.
notice-supplier-keeps = Kept: { $says }
notice-supplier-at-most = At most { $period }.
notice-supplier-no-limit = No limit is stated.
notice-supplier-role = Role and agreement
notice-role-is-processor = processor
notice-role-is-sub-processor = sub-processor
notice-role-is-integration = integration (link to another system)
notice-role-is-platform = platform people use themselves
notice-role-is-recipient = recipient that is itself a controller
notice-capacity-customers-data = for customers' data
notice-capacity-own-contacts = for data on our own contacts
notice-agreement-in-place = A processing agreement is in place.
notice-agreement-named = It is not shown that there is a processing agreement.
notice-agreement-missing = There is no processing agreement.
notice-agreement-not-needed = Needs no processing agreement.
notice-supplier-turned-on = The customer turns it on.
notice-supplier-on = Turned on by us.
notice-supplier-not-on = Not turned on by us.
notice-supplier-own-agreement = We have our own agreement with the supplier.
notice-supplier-needs-own-agreement = The customer needs its own agreement with the supplier.
notice-supplier-approved = Approved by us.
notice-supplier-notified = We were told on { $date }.
notice-supplier-notified-undated = We have been told.
notice-supplier-objected = We have objected.
notice-supplier-not-approved = Not approved by us.
notice-supplier-joint = We and the supplier decide together (joint controllers).
notice-supplier-review = Under review: { $what }
notice-places = Where the data is
notice-places-stored = Stored in
notice-places-handled = Processed in
notice-places-seat = Those who store it have their seat in
notice-places-owner = Those who store it have owners in
notice-places-except = Exceptions
notice-places-agreed = { $what } (under the agreement)
notice-measures = How the data is secured
notice-measure-evidence = Documented by { $what }.
notice-measure-evidence-seen = Documented by { $what }, seen on { $date }.
notice-measure-evidence-aim = The aim is to document it by { $what }.
notice-measure-every = Repeated { $every }.
notice-measure-every-aim = The aim is to repeat it { $every }.
notice-periods = Time limits and regular tasks
notice-period-objection = Objecting to a new sub-processor
notice-period-objection-text = The time limit is { $period } from receipt of the notice. The sub-processor is not used before it has passed.
notice-period-notice-receipt = When a notice counts as received
notice-period-notice-receipt-text = At the latest { $period } after it was sent
notice-period-erasure = Rectifying and erasing after the processor's error
notice-period-erasure-text = Within { $period }
notice-period-hand-over = When the agreement ends
notice-period-hand-over-text = Everything is handed back or erased within { $period }. No data is processed after that.
notice-period-log = How long the access log is kept
notice-period-log-text = At least { $period }
notice-period-self-audit = Self-audit
notice-period-self-audit-text = At least { $period }
notice-period-training = Training staff again
notice-period-training-text = At least { $period }
notice-period-access-review = Review of who has access
notice-period-access-review-text = At least { $period }
notice-messages = How we contact you
notice-messages-caption = What each channel is used for
notice-message-channel = Channel
notice-message-for = Used for
notice-message-decline = Can you decline newsletters?
notice-message-declinable = Yes, for this channel alone. Messages about the service still come.
notice-message-not-declinable = No
notice-cookies = Cookies
notice-cookies-caption = What is stored on your device
notice-cookies-none = None are set.
notice-cookie-for = What it is for
notice-cookie-name = Name in the browser
notice-cookie-need = How necessary it is
notice-cookie-lives = How long it stays
notice-cookie-strict = Strictly necessary
notice-cookie-convenient = Convenient, but not necessary
notice-cookie-measuring = For measuring, statistics or marketing
notice-cookie-after-consent = Set only after you say yes
notice-cookie-without-consent = Set without asking you
notice-cookies-refuse = How to say no
notice-cookies-by-choice = You choose on the page before anything is stored.
notice-cookies-by-browser = In the settings of your browser.
notice-rights = Your rights
notice-terms-rights = Help with people's rights
notice-terms-right-text = The controller answers. The processor helps.
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
notice-right-human-review = Review by a human
notice-right-human-review-text = You can ask a human to look at a decision a machine has made.
notice-right-grounds = Mentioned as a reason: { $grounds }.
notice-right-ground-accuracy = you think the data is wrong
notice-right-ground-unlawful = the use is unlawful but you do not want it erased
notice-right-ground-claim = only you still need it, for a legal claim
notice-right-ground-objection = an objection of yours is being weighed
notice-right-answered = We answer within { $period }.
notice-law = What the law gives you in any case
notice-law-lead = This follows from the General Data Protection Regulation (GDPR), whether the notice says so or not. The regulation applies in the whole EEA, Norway included. It has exceptions, and not all of them stand here.
notice-law-15 = Access (Article 15)
notice-law-15-text = You can find out what is held about you and where it comes from. You can also find out what it is used for, who gets it and how long it is kept. You can have a copy.
notice-law-16 = Rectification (Article 16)
notice-law-16-text = Data about you that is wrong must be corrected. If something that is needed is missing, you can demand that it is filled in.
notice-law-17 = Erasure (Article 17)
notice-law-17-text = You can demand erasure, for example when the data is no longer needed, when you withdraw your consent, or when it was used unlawfully. There are exceptions, for example when a law requires it to be kept.
notice-law-18 = Restriction (Article 18)
notice-law-18-text = In some cases you can demand that data is only stored and not used, for example while it is being checked whether it is right.
notice-law-19 = Telling those who got it (Article 19)
notice-law-19-text = Those who got the data must be told when something is corrected, erased or restricted. This does not apply where it is impossible or takes unreasonable effort. You can find out who they are.
notice-law-20 = Portability (Article 20)
notice-law-20-text = You can take with you the data you gave yourself, in a format a machine can read. You can also have it sent to another, if that is technically possible. This applies when the basis is consent or contract and the data is processed automatically.
notice-law-21 = Objection (Article 21)
notice-law-21-text = If the basis is a legitimate interest or the public interest, you can object on grounds of your own situation. The use must then stop, unless compelling grounds or a legal claim weigh more. You can always say no to direct marketing.
notice-law-22 = Automated decisions (Article 22)
notice-law-22-text = As a rule, a decision that matters a lot to you must not be made by a machine alone. If one is made that way under a contract or consent, you can ask a human to look at it.
notice-law-7 = Consent (Article 7)
notice-law-7-text = You can withdraw a consent at any time, and it must be as easy as giving it. What was done before does not become unlawful by that.
notice-law-12 = Answers (Article 12)
notice-law-12-text = You must get an answer as soon as possible, and after one month at the latest. Difficult cases may take two months more. You must then be told so, and why, within the first month. The answer is usually free of charge.
notice-law-77 = Complaints (Article 77)
notice-law-77-text = If you think someone uses data about you against the law, you can complain to the supervisory authority. In Norway that is Datatilsynet, the Norwegian Data Protection Authority.
notice-access = Who has access
notice-access-lead = No one gets in without identifying themselves, and no one can do more than their role allows.
notice-access-caption = What each role can do
notice-access-role = Role
notice-access-may = May
notice-access-reason = Must give a reason to { $acts }.
notice-access-sees = Sees only { $data }.
notice-access-from = place of work: { $place }
notice-access-administers = The organisation itself
administers-access = give and end access
administers-journal = take out the whole log
administers-charter = read the charter and the documents of the parties
notice-log-link-kept = Everything that happens to data about someone is entered in a log, the journal. Once the data is erased, whom a line in it concerns can be looked up only for breaches and supervision. Once the line itself is cleared away, not even that is possible.
notice-log-link-erased = Everything that happens to data about someone is entered in a log, the journal. Once the data is erased, no one can see any longer whom its lines concern.
notice-terms-processor = Who offers the terms
notice-terms-processor-lead = { $organisation } is the processor for its customers. That means the customer decides why and how the data is used, and { $organisation } does what the customer asks.
notice-undertakings = What the parties undertake
notice-undertakings-caption = Clause by clause
notice-undertaking-clause = Clause
notice-undertaking-says = Undertaking
notice-rank-section = How the agreement is made and interpreted
notice-assent = How the agreement is made
notice-assent-signature = by signature of both sides
notice-assent-general-terms = by accepting the processor's general terms
notice-rank = If the terms and the rest of the agreement differ
notice-rank-agreement = The rest of the agreement takes precedence over these terms.
notice-rank-terms = These terms take precedence over the rest of the agreement.
notice-outrank-label = Takes precedence over everything
notice-outrank = Clause { $clauses }
notice-counting = How time limits are counted
notice-calendar-no = Norwegian public holidays are days off.
notice-calendar-se = Swedish public holidays are days off.
notice-calendar-eu = Holidays of the EU institutions are days off.
notice-saturday-works = Saturday is a working day.
notice-saturday-off = Saturday is a day off.
notice-roll-next = A time limit that ends on a day off runs to the next working day.
notice-roll-previous = A time limit that ends on a day off ends on the working day before.
notice-roll-none = A time limit may end on a day off.
notice-time-zone = The time zone is { $zone }.
notice-open-fields = The agreement may decide otherwise on
notice-open-objection = the time to object to a sub-processor
notice-open-erasure = the time to rectify and erase
notice-open-log = how long the log is kept
notice-open-notice-receipt = when a notice counts as received
notice-open-self-audit = how often self-audits are made
notice-open-hand-over = the time when the agreement ends
notice-open-counting = how time limits are counted
notice-open-log-link = what becomes of names in the log on erasure
notice-open-supplements = more data types
notice-open-places = more places
notice-open-retention = how long data is kept
notice-claims = What else the text says
notice-claims-lead = These are claims in the organisation's own text, repeated by their meaning. That they stand here does not mean that they are true.
notice-terms-claims-lead = These are claims in the processor's own text, repeated by their meaning. That they stand here does not mean that they are true.
notice-claim-about = Concerns: { $names }.
notice-claim-except = Exceptions: { $names }.
notice-claim-no-consent = This is not recorded as consent.
notice-documents = The documents
notice-documents-caption = When they were last changed
notice-document = Document
notice-document-updated = Last updated
notice-document-in-force = In force from
notice-document-beside = Applies together with
notice-nothing-beside = Nothing is named
notice-document-privacy-notice = Privacy notice
notice-document-cookie-policy = Cookie policy
notice-document-supplier-list = List of sub-processors
notice-document-service-agreement = Service agreement
notice-document-processing-agreement = Processing agreement
notice-document-processing-register = Record of processing activities
notice-document-breach-register = Register of breaches
notice-document-erasure-certificate = Certificate of erasure
notice-document-self-audit = Report of a self-audit
notice-provenance = The source is ‘{ $document }’, read on { $date }.
notice-provenance-outline = The source is ‘{ $document }’, read on { $date }. The document itself was not read, only what other pages say about it.

## documents beside the notice

document-contact = Contact
notice-register-not-stated = Not stated
notice-agreement-not-stated = Not stated in the agreement
notice-register-channel-named = { $channel }, according to the organisation's own page
notice-signed-controller-by-controller = For the controller: { $role }.
notice-recipients-processor-by-controller = { $processor } processes the data for the controller.
notice-blocked-objected-by-controller = The controller has objected to the supplier.
notice-blocked-not-approved-by-controller = The controller has not approved the supplier.
notice-blocked-off-by-controller = The controller has not turned the service on.
notice-capacity-own-contacts-by-controller = for data on the organisation's own contacts
notice-supplier-on-by-controller = Turned on by the controller.
notice-supplier-not-on-by-controller = Not turned on by the controller.
notice-supplier-own-agreement-by-controller = The controller has its own agreement with the supplier.
notice-supplier-needs-own-agreement-by-controller = The controller needs its own agreement with the supplier.
notice-supplier-approved-by-controller = Approved by the controller.
notice-supplier-notified-by-controller = The controller was told on { $date }.
notice-supplier-notified-undated-by-controller = The controller has been told.
notice-supplier-objected-by-controller = The controller has objected.
notice-supplier-not-approved-by-controller = Not approved by the controller.
notice-supplier-joint-by-controller = The organisation and the supplier decide together (joint controllers).
cookie-policy-title = Cookies
cookie-policy-lead = Here you can read what the pages and services of { $organisation } store on your device, what it is for, and how to say no.
cookie-policy-stored = What is stored, and why
cookie-own = The pages you are looking at
cookie-own-lead = These pages store nothing on your device until you sign in or choose something.
cookie-own-caption = What these pages store
cookie-own-for = Keep a member of staff signed in, and nothing else
cookie-own-lives = Until the member of staff signs out, ten hours at most
cookie-own-my-page-for = Keep you signed in on My page, and nothing else
cookie-own-my-page-lives = Until you sign out, two hours at most
cookie-own-identity-for = Know your browser again when you come back from where you showed who you are, and nothing else
cookie-own-identity-lives = Until you are back, ten minutes at most
cookie-law-norway = This follows from section 3-15 of the Norwegian Electronic Communications Act and from the GDPR, whatever is said above.
cookie-law-union = This follows from Article 5(3) of the ePrivacy Directive (2002/58/EC) and from the GDPR, whatever is said above.
cookie-law-necessary = What is strictly necessary
cookie-law-necessary-text = What must be stored for a service you asked for to work may be stored without asking you.
cookie-law-other = Everything else
cookie-law-other-text = Everything else needs your yes first. So does what is merely convenient, and what measures, counts or advertises.
cookie-law-choice = You can say no
cookie-law-choice-text = Saying no must be as easy as saying yes. If you say no, nothing that can recognise you is to be put on your device. Settings in the browser are no consent.
cookie-law-withdraw = You can change your mind
cookie-law-withdraw-text = You can withdraw your consent at any time, and it must be as easy as giving it.
supplier-list-title = Sub-processors and other suppliers
supplier-list-lead = Here you can read whom { $organisation } uses to process personal data, what they deliver, where they store it and who owns them.
supplier-list-overview = Overview
supplier-list-customers = For customers' data
supplier-list-own = For data the organisation itself decides on
supplier-list-processor = { $processor } is our processor. These are the suppliers { $processor } uses, and those we have turned on ourselves.
supplier-list-caption = The suppliers side by side
supplier-capacity = Used
supplier-used-by = Used by
supplier-handled = Also processes in
supplier-seat = Head office
supplier-owner = Country of the owner
supplier-outside = { $country }, outside the EEA
supplier-safeguard = Safeguard for transfers
supplier-no-transfer = No transfer out of the EEA is stated
supplier-safeguard-unnamed = Not stated which.
supplier-safeguard-adequacy = The EU has approved the level of protection there.
supplier-safeguard-standard-clauses = The EU's standard contractual clauses.
supplier-safeguard-binding-rules = Binding corporate rules, which apply to the whole group.
supplier-safeguard-consent = Consent, which is no standing safeguard by law.
supplier-transit = Protection in transit
supplier-keeps = How long the supplier keeps it
supplier-role = Role
agreement-title = Processing agreement
agreement-title-offered = Processing agreement, as offered
agreement-lead = The agreement covers what is processed for { $organisation }. It says what was agreed, what may be done with the data, and what each party has undertaken.
agreement-lead-offered = This is the agreement { $organisation } offers its customers. It says what may be done with the data, and what each party undertakes.
agreement-controller = Controller
agreement-controller-lead = { $name } decides why and how the data is used, and answers for it.
agreement-controller-offered = The customer that enters into the agreement. Its name and contact person stand in that agreement.
agreement-processor = Processor
agreement-processor-lead = { $name } is to do only what the agreement and the instruction say.
agreement-annex-processing = Annex A. Processing: { $heading }
agreement-annex-suppliers = Annex B. { $heading }
agreement-annex-measures = Annex C. { $heading }
service-agreement-title = Service agreement: personal data
service-agreement-lead = The service agreement covers the purchase of services from { $organisation }. Only what concerns personal data stands here.
user-agreement-title = User agreement for { $service }: personal data
user-agreement-lead = Here you can read which personal data may be registered in { $service }, what it is used for, and what applies before anyone has chosen.
user-agreement-dated = About the agreement
user-agreement-use = What the data is used for
user-agreement-use-caption = What is done in the service
user-agreement-integrations = Services of others the customer can turn on
user-agreement-integrations-lead = They are off until the customer turns them on. The customer answers for what is sent, received and stored through them.
register-controller-title = Record of processing activities
register-controller-lead = The record shows what { $organisation } processes as controller (GDPR Article 30(1)).
register-controller-who = The controller
register-controller-caption = The processing activities side by side
register-processor-title = Record of processing for customers
register-processor-lead = The record shows what { $organisation } processes as processor, and for whom (GDPR Article 30(2)).
register-processor-who = The processor
register-overview = Overview
register-name = Name
register-activity = Processing activity
register-customer = Controller
register-customers = The customers
register-no-customers = No customer has an agreement in force.
register-acts = What may be done
register-sub-processors = Sub-processors and others that get data
register-transfers = Transfers out of the EEA
register-transfers-none = None is stated. All that get the data are stated to store it in the EEA.
register-transfers-nobody = None. The data goes to no one else.
register-transfers-unknown = None is stated. But for some that get the data, it is not stated where they store it.
register-transfer-text = To { $supplier } ({ $areas }). Safeguard: { $safeguard }.

## history

history-title = History: { $title }
history-lead = Here is every version of the document, the newest first, and what it changed.
history-back = To the document
history-version-now = In force from { $from }
history-version-over = In force from { $from } to { $until }
history-first = This is the first version.
history-only-date = Only the date of the last update is new.
history-added = New
history-removed = Taken out
history-changed = Changed
history-before = Before:
history-now = Now:
history-as-json = The history as JSON

## front

front-title = Privacy at { $organisation }
front-lead = This is what we promise about personal data. The pages are printed from the same charter that governs our systems.
front-documents = What we have published
front-documents-none = Nothing has been published yet.
front-contact = Contact
front-contact-role = Whom to contact
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
guide-organisations = Four organisations
guide-organisations-lead = The terms and notices of the four were read from public papers, and are not those companies’ own statements. The customers’ agreements, the sister company, the names and the people are made up. Choose one and try.
guide-keeps = What Vern enforces
guide-things = { $count ->
    [one] Try one thing
   *[other] Try { $count } things
 }
guide-parties = Who it is about
guide-pages = Pages of { $name }
guide-not-public = Records of processing and agreements in force are not public. A role that administers the charter can fetch them over REST, and ‘vern publish --for authority’ or ‘--for party’ writes them.
guide-others = All four organisations

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
journal-entry-holder = Whose access
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
journal-kind-keys = Key replaced
journal-kind-erasure = Erasure completed
journal-kind-policy = Rule for stored data changed
journal-kind-review = Reviewed, and stays
journal-kind-told = Somebody was told that we hold the data
journal-kind-untold = Noted that somebody has not been told after all
journal-kind-culled = Oldest lines culled
journal-kind-moved = The journal goes on elsewhere
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

## console

console-name = Console
console-rooms = The console
console-room-overview = Overview
console-room-records = Records
console-room-journal = Journal
console-room-activities = Activities
console-room-charter = Charter
console-room-suppliers = Suppliers
console-room-people = People and access
console-room-account = My account
console-until = signed out at { $time } UTC if nothing happens
console-leave = Sign out
console-footnote = The console uses one cookie, which keeps you signed in until you sign out or time runs out.
console-overview-title = What is due, and what is kept
console-overview-lead = Figures from what holds right now. No person is named.
console-due = To do
console-due-run-out = { $count ->
    [one] record has run out and awaits erasure
   *[other] records have run out and await erasure
}
console-due-findings = { $count ->
    [one] finding in the charter
   *[other] findings in the charter
}
console-due-restricted = { $count ->
    [one] person has had processing restricted
   *[other] people have had processing restricted
}
console-due-refused = { $count ->
    [one] refusal by the gate in the last two weeks
   *[other] refusals by the gate in the last two weeks
}
console-due-soon = { $count ->
    [one] record runs out within { $days } days
   *[other] records run out within { $days } days
}
console-due-held-by-law = { $count ->
    [one] activity in which law or consent keeps data longer
   *[other] activities in which law or consent keeps data longer
}
console-due-staff-lacking = { $count ->
    [one] person with an account lacks confidentiality or training and is refused
   *[other] people with an account lack confidentiality or training and are refused
}
console-due-staff-soon = { $count ->
    [one] person with an account is soon to be trained again, or is overdue
   *[other] people with an account are soon to be trained again, or are overdue
}
console-due-access-overdue = { $count ->
    [one] access ought to have been reviewed
   *[other] accesses ought to have been reviewed
}
console-due-access-soon = { $count ->
    [one] access to be reviewed within { $days } days
   *[other] accesses to be reviewed within { $days } days
}
console-due-staff-let-in = { $count ->
    [one] person is let in in an emergency
   *[other] people are let in in an emergency
}
console-chart = What the gate has answered
console-chart-summary = The last two weeks: { $permitted } permitted and { $refused } refused in the activities your role has access to.
console-chart-most = Highest day: { $count }
console-as-table = Show as a table
console-day = Day (UTC)
console-kept = What is kept
console-kept-caption = Number of records in each activity
console-activity = Activity
console-held = Kept
console-soon = Run out within 30 days
console-run-out = Run out
console-not-granted = Your role has no access here.
console-checkpoint = Signed { $age } ago. { $since ->
    [0] It covers every line.
    [one] One line has come since.
   *[other] { $since } lines have come since.
}
console-checkpoint-none = Not signed yet.
console-age-minutes = { $count ->
    [0] less than a minute
    [one] one minute
   *[other] { $count } minutes
}
console-age-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
console-age-days = { $count ->
    [one] one day
   *[other] { $count } days
}
console-open-public-journal = Open the public page of the journal
console-records-title = Find records
console-records-lead = The search passes the gate and is written in the journal. What you find stays shut until you open it and say why.
console-records-no-grant = Your role cannot read records in any activity.
console-records-by = Look up by
console-records-by-day = Day it was collected
console-record-key = Key
console-records-value = Value
console-records-value-hint = The whole value, or the day, as 24.11.2026. It is sent in the form and does not end up in the address.
console-reason = Why
console-reason-optional = Why, where your role has to say so
console-reason-hint = Sealed in the journal. The person it concerns can ask to see it.
console-records-find = Find
console-found = { $count ->
    [0] No records found
    [one] One record found
   *[other] { $count } records found
}
console-found-explanation = You see that the record is there, but not what it says.
console-found-caption = Follow the key to open a record
console-found-more = There are more. Look one up by its key.
console-left-out = { $count ->
    [one] One is left out, because you have no access or the gate said no.
   *[other] { $count } are left out, because you have no access or the gate said no.
}
console-record-category = Whom it concerns
console-record-collected = Collected
console-record-expires = Runs out
console-record-no-clock = No fixed date
console-receipt = See the line in the journal
console-refused = The gate said no
console-invalid = This cannot be done so
console-record = A record
console-record-opened = A record, opened
console-records-again = Back to the search
console-record-about = About the record
console-record-contents = What it says
console-record-shut = Shut. Say why you need to see it. Then the gate is asked, and the reading is written in the journal.
console-record-open = Open
console-readers = Who has had to do with this person's data
console-readers-lead = The question is itself a reading. It passes the gate and gets a line in the journal.
console-readers-ask = Ask the journal
console-readers-held = The newest first. Only lines in activities you have access to are told.
console-readers-erased = The data is erased. The lines are told for a breach or an inspection.
console-readers-link-reserved = The data is erased. The link to the journal is used for breaches and inspections only.
console-readers-link-gone = The link between the journal and the person is erased.
console-journal-title = What was done, and what was refused
console-journal-lead = The lines in the activities your role has access to. The people they concern are pseudonyms and are not shown.
console-all = All
console-since = From day (UTC)
console-to-day = To day (UTC)
console-code = Reason (code)
console-actor = Done by (id)
console-journal-ask = Show the lines
console-journal-newest = The newest lines
console-journal-found = The lines you asked for
console-journal-none = No lines answer to that.
console-journal-older = Older lines
console-act = { $act ->
    [register] Registration
    [read] Reading
    [alter] Alteration
    [use] Use
    [disclose] Disclosure
    [transfer] Transfer
    [restrict] Restriction
    [erase] Erasure
   *[export] Export
}
console-actor-retention = The retention run
console-actor-you = You, in this session
console-actor-unknown = Unknown role
console-access-given = Access given: { $role }
console-access-said = Confidentiality signed, or training recorded
console-access-kept = Access reviewed and left standing
console-access-let-in-ended = Emergency access ended before its time
console-access-let-in = Let in in an emergency
console-people = { $count ->
    [0] no people
    [one] one person
   *[other] { $count } people
}
console-to = to { $recipient }
console-proof = Check
console-proof-of = Check the line of { $at }
console-activities-title = What the data is used for
console-activities-lead = Each activity of the charter, with its basis, its period and how much is kept now.
console-count-held = { $count ->
    [one] one record
   *[other] { $count } records
}
console-count-soon = { $count } run out within 30 days
console-count-run-out = { $count } have run out
console-count-by-law = some is kept longer by law or consent
console-charter-title = The charter
console-charter-lead = What holds, what has changed, and what falls short.
console-versions = Versions
console-versions-caption = The newest first
console-version = Version
console-document = Document
console-document-charter = Charter
console-document-terms = Terms
console-document-agreement = Agreement
console-holds-from = Holds from
console-file = File
console-hash = Hash
console-in-force = In force
console-compare = Compare two versions
console-compare-old = From
console-compare-new = To
console-compare-days = Try the latter on so many days back
console-compare-send = Compare
console-compare-none = No document has more than one version, so there is nothing to compare yet.
console-compare-no-pair = Choose two different versions of one document.
console-changes = What changes
console-replay = What it would have refused
console-suppliers-title = Where the data goes
console-suppliers-lead = From whoever decides, to the suppliers and theirs, country by country.
console-suppliers-none = The charter names no suppliers.
console-flow-own = What { $organisation } decides on
console-flow-for-customers = What is processed for customers
console-flow-customers = Customers
console-flow-not-stated = Not stated
console-flow-open = Gets data
console-flow-shut = Gets nothing: the gate stops it, or no activity names it
console-flow-third = Outside the EEA
console-flow-map = Map of where data goes. The table below says the same.
console-flow-table = The suppliers, each above those it uses itself
console-used-by = Used by { $user }

## sign-in

sign-in-title = Sign in
sign-in-lead = For staff of { $organisation } and others who have been given access.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-code = One-time code
sign-in-code-hint = Six digits from the authenticator app. The code changes every half minute, and each code can be used once.
sign-in-send = Sign in
sign-in-lost = Lost your password or your phone? Ask whoever sees to access in your organisation for a new invitation.
sign-in-link = Sign in as staff
identity-with = Sign in with { $provider }
identity-lead = You are sent to { $provider }, show who you are there, and come back here.
identity-footnote = If you choose to show who you are elsewhere, one more cookie is used, which is deleted when you are back.
identity-or-password = Or with password and one-time code
identity-or-code = Or with a code that we send
identity-invitation = Without a password
identity-invitation-with = Use { $provider } instead
identity-invitation-hint = You then sign in at { $provider } each time, and need neither password nor authenticator app here.
identity-entered = You are signed in
identity-entered-lead = The page opens by itself.
identity-entered-go = Go on
invitation-title = Start using your account
invitation-lead = { $organisation } has given you access. Choose a password and connect an authenticator app, and you are in.
invitation-password = 1. Choose a password
invitation-password-hint = At least 12 characters, and hard to guess for someone who knows who you are. Four or five random words do well. Digits and special characters are not required.
invitation-password-again = The password once more
invitation-app = 2. Connect an authenticator app
invitation-app-hint = Scan the picture with the app, or type the secret yourself. Then type the code the app shows.
invitation-picture = QR code with the secret, which also stands as text below
invitation-secret = Secret
invitation-open-app = Open in an app on this device
invitation-send = Start using the account
people-title = People and access
people-lead = Who can sign in, in which role and for how long. Seeing the names is a reading that is written in the journal.
people-accounts = Accounts
access-title = Review of access
access-lead = Everyone who has access, and programs that do. What is to be reviewed first stands first. Let an access stay if it is still needed, and end it otherwise.
access-link = Review who and what has access
access-counts = { $all } accesses, { $count } to review now
access-unasked = The charter does not say how often access is reviewed.
access-caption = Accesses that stand now
access-who = Who
access-token = Program with a token
access-since = Since
access-used = Last used
access-reviewed = Last reviewed
access-due = Review by
access-unused = Not since the server started
access-not-yet = Not yet
access-keep = Let it stay
access-own = Your own. Somebody else reviews it.
access-kept = The access stays. It is reviewed again by { $date }.
access-taken = The access has ended.
access-will-end = The token in the role “{ $role }” stops working at once. The program that uses it can do nothing more.
people-caption = Those who lack something first, then the oldest
people-none = Nobody has an account yet.
people-name = Name
people-nameless = The name is not shown
people-role = Role
people-state = State
people-state-active = Can sign in
people-state-invited = Invited, not in use yet
people-state-lapsed = The invitation has lapsed
people-state-ended = Ended
people-until = Access until
people-until-optional = Access up to and including day (UTC), if it is to end
people-no-end = No end date
people-sessions = Sessions now
people-actions = Do something
people-again = New invitation
people-again-of = New invitation for { $name }
people-reach = Reach
people-reach-of = Reach of { $name }
people-reach-narrow = { $activities ->
    [one] limited to one activity
   *[other] limited to { $activities } activities
}
reach-title = What the access of { $name } reaches
reach-lead = The role is { $role }. Clear the box beside anything this access should not reach. It can never reach further than the role.
reach-acts = May
reach-sees = Sees
reach-save = Save
people-end = End
people-end-of = End the access of { $name }
people-end-now = End it now
people-ended-title = The access has ended
people-will-end = This ends at once: { $sessions ->
    [one] { $sessions } session
   *[other] { $sessions } sessions
  }, { $credentials ->
    [one] { $credentials } sign-in
   *[other] { $credentials } sign-ins
  } and { $grants ->
    [one] { $grants } grant
   *[other] { $grants } grants
  } of the charter.
people-ended = This has ended: { $sessions ->
    [one] { $sessions } session
   *[other] { $sessions } sessions
  }, { $credentials ->
    [one] { $credentials } sign-in
   *[other] { $credentials } sign-ins
  } and { $grants ->
    [one] { $grants } grant
   *[other] { $grants } grants
  } of the charter.
people-invite = Invite someone
people-invite-lead = You get a link to pass on yourself. It is shown once, works once and lapses after three days.
people-invite-send = Make an invitation
people-invited = The invitation is ready
people-invited-hint = Give the link to the person in a way nobody else sees. Put the address you reach Vern at in front of it. It can be used once, until { $until }, and is not shown again.
people-duties = Confidentiality and training
people-confidentiality-kept = Confidentiality: signed
people-confidentiality-lacking = Confidentiality: not signed
people-training-kept = Training: until { $until }
people-training-soon = Training: lapses { $until }
people-training-overdue = Training: overdue, refused from { $until }
people-training-lacking = Training: lacking
people-let-in-until = Let in until { $until }, in an emergency
people-let-in = Let someone in in an emergency
people-let-in-lead = Lets in somebody who lacks confidentiality or training, for a while. It stands on the first page as long as it lasts, and is marked on everything it lets through in the journal.
people-let-in-who = Whom
people-let-in-day = Up to and including day (UTC)
people-let-in-reason = Why it cannot wait
people-let-in-send = Let in
people-let-in-ended = The emergency access of { $name } is ended
people-let-in-end = End the emergency access
people-let-in-done = { $name } is let in
people-let-in-done-hint = It lasts until { $until }, and is written in the journal.
account-title = My account
account-lead = Where you are signed in, and when you have signed in. If you see something you don’t recognise, end all sessions and tell someone.
account-sessions = { $count ->
    [one] One session
   *[other] { $count } sessions
  }
account-sessions-caption = The newest first
account-started = Began
account-used = Last used
account-until = Ends if nothing happens
account-this = This session
account-end = End the session
account-end-of = End the session that began { $at }
account-end-all = End all sessions
account-end-all-hint = This one too. You sign in again afterwards.
account-sign-ins = Sign-ins
account-sign-ins-lead = The newest 50. Each sign-in is kept in the activity for accounts, for as long as the charter says.
account-sign-ins-caption = The newest first
account-at = When
account-address = From IP address
account-means = With
account-means-password = Password and one-time code
account-means-sure = { $provider } ({ $acr })
account-means-unknown = Not kept
account-duties = Confidentiality and training
account-duties-lead = Without this you do not get to anybody’s personal data here.
account-let-in = You are let in until { $until } in an emergency. Everything you do meanwhile is marked in the journal.
account-confidentiality = Statement of confidentiality
account-confidentiality-signed = Signed { $day }.
account-confidentiality-lacking = You have not signed these words. Until you do, everything you ask for is refused.
account-confidentiality-version = Version { $version }
account-confidentiality-sign = I have read this and sign it
account-training = Training in data protection
account-training-kept = Last trained { $day }. To be done again by { $until }.
account-training-soon = Last trained { $day }. It lapses { $until }: take it again before then.
account-training-overdue = Last trained { $day }, which is too long ago. From { $until } everything you ask for is refused.
account-training-lacking = You have no training in data protection recent enough. Until you do, everything you ask for is refused.
account-training-day = Day of the training
account-training-evidence = What shows it: which course, who held it, where the certificate lies
account-training-send = Record the training
account-journal = What the journal has of you
account-journal-lead = Every time you read, change or look for somebody’s data, it is written in the journal. Here is what is written of you, the newest first.
account-journal-show = Show what I have done

# My page

my-page-title = My page
my-page-link = See what we hold on you
my-page-rooms = Pages of My page
my-page-room-held = What we hold
my-page-room-seen = Who has seen it
my-page-room-consents = Consents
my-page-room-requests = Requests
my-page-requests-title = Use your rights
my-page-requests-lead = Ask for a copy, a correction, erasure or anything else you have a right to, and see how it goes with what you have asked for.
my-page-requests-made = What you have asked for
my-page-requests-none = You have not asked for anything here yet, or it is not settled that it was you.
my-page-requests-hidden = Some requests are shown only when it is more certain who you are. Then you need not show it later either.
my-page-request-answer = Read the answer
my-page-answer-until = The answer is here until { $date }.
my-page-answer-back = Back to the requests
my-page-request-by = Answer by
my-page-request-new = Ask for something new
my-page-request-contact = How the answer reaches you
my-page-request-go-on = Go on
my-page-request-confirm = Is this what you want to ask for?
my-page-request-about = { $records ->
    [0] We hold nothing on you now that it can be about.
    [one] It is about one record.
   *[other] It is about { $records } records in { $activities ->
        [one] one activity
       *[other] { $activities } activities
    }.
}
my-page-request-next = Nothing happens to the data before someone has looked at the request. You are answered within a month.
my-page-request-more = This right needs it to be surer who you are than your sign-in shows. We will get in touch about that.
my-page-request-send = Send the request
my-page-session-until = Signed out after { $minutes } minutes without use
my-page-leave = Sign out
my-page-footnote = This page uses one cookie. It keeps you signed in here and is deleted when you sign out, after two hours at the latest. Nobody else gets it.
my-page-sign-in-lead = Here you see what { $organisation } holds on you, why, how long, and who has seen it. You show who you are by a code that we send.
my-page-sign-in-lead-identity = Here you see what { $organisation } holds on you, why, how long, and who has seen it.
my-page-weak-title = Here we need to be surer who you are
my-page-weak-lead = You are signed in with a code. { $organisation } asks for an electronic ID to show this.
my-page-weak-none = { $organisation } takes no electronic ID here. Send a request for access, and you are answered in another way.
my-page-address-both = E-mail address or phone number
my-page-address-email = E-mail address
my-page-address-phone = Phone number
my-page-address-hint-both = Write an address or a number that the organisation already has.
my-page-address-hint-email = Write an address that the organisation already has.
my-page-address-hint-phone = Write a number that the organisation already has. A number from another country begins with + and the country code.
my-page-send-code = Send me a code
my-page-other-ways = Does it not work here?
my-page-other-ways-text = You have the same rights without this page. Write, call or send a request, and you get an answer within a month.
my-page-code-title = Enter the code
my-page-code-lead = If { $organisation } has the address or the number you wrote, a code is on its way there now. We do not say here whether anyone is registered.
my-page-code = Code
my-page-code-hint = Eight digits. The code works for ten minutes, once, and in this browser only. If many codes have been asked for to one address, we send one long code of twenty digits instead. It works for four hours.
my-page-enter = Open My page
my-page-no-code = Did no code come?
my-page-no-code-text = Look among your spam, and for a longer code that came earlier today. If nothing comes, { $organisation } may have another address for you, or nothing on you.
my-page-again = Try another address, or ask for a new code
my-page-code-heading = Your code for My page at { $organisation }
my-page-code-email = Your code is { $code }. { $length ->
    [long] It is long because many codes have been asked for to this address, perhaps by others than you. It opens My page at { $organisation } once within four hours, in the browser where you ask for a code.
   *[other] It opens My page at { $organisation } for ten minutes, in the browser you asked for it in.
} If you did not ask for it, you need not do anything: without the code nobody gets in. Never give it to anyone, not to us either.
my-page-code-sms = { $code } is your code for My page at { $organisation }. { $length ->
    [long] It works for four hours.
   *[other] It works for ten minutes.
} Never give it to anyone.
my-page-held-title = What { $organisation } holds on you
my-page-held-lead = Each part says why the data is there, who gets it, and when it is erased. That you look at it is in the log, with everyone else who has.
my-page-held-none = There is nothing to show here.
my-page-records = { $count ->
    [one] One entry
   *[other] { $count } entries
}
my-page-collected = Registered { $date }.
my-page-until = Erased { $date }.
my-page-until-event = Erased when what the data is there for ends.
my-page-withheld = Not shown here: { $data }. Ask for access to be told what it says.
my-page-left-out = { $count ->
    [one] One entry is not shown, for instance because its use has been stopped.
   *[other] { $count } entries are not shown, for instance because their use has been stopped.
} Ask for access to be told what they say.
my-page-more = Show more: { $activity }
my-page-back = Back to everything
my-page-download-title = Download
my-page-download-lead = Everything shown on this page, in one file. CSV opens in a spreadsheet, JSON is for programs.
my-page-download-csv = Download as CSV
my-page-download-json = Download as JSON
my-page-rest = Is something wrong, or do you want more?
my-page-rest-text = This page shows what { $organisation } has opened here. You can ask for access to the rest, and to have something rectified, erased or no longer used. You get an answer within a month.
my-page-seen-title = Who has seen the data on you
my-page-seen-lead = Each time someone at { $organisation } looks at the data, changes it or passes it on, it is in a log that cannot be altered afterwards.
my-page-seen-newest = The newest first
my-page-seen-none = There is nothing in the log.
my-page-seen-left-out = { $count ->
    [one] One line is not shown here, since it is about something this page does not show.
   *[other] { $count } lines are not shown here, since they are about something this page does not show.
} Ask for access to be told what they say.
my-page-seen-names = This tells the role, not the name, of those who have seen the data. If you want to know who it was, you can ask { $organisation }.
my-page-registration = As you are registered, { $number }
my-page-older = Show older
my-page-refused = Refused
my-page-by-you = You, on My page
my-page-by-vern = { $organisation }, automatically
my-page-by-retention = The erasure run
my-page-by-operator = Whoever runs the system
my-page-by-role = { $organisation }, { $role }
my-page-for = for { $activity }
my-page-act = { $act ->
    [register] Registered something
    [read] Looked at the data
    [alter] Changed something
    [use] Used the data
    [disclose] Passed the data on
    [transfer] Transferred the data
    [restrict] Stopped or opened its use
    [erase] Erased something
    [review] Reviewed the data, and let it stay
    [told] Told you of the data
    [untold] Noted that you have not been told of it after all
    [export] Took the data out
    [lookup] Looked your address up
   *[other] Changed something in the system
}
my-page-consents-title = Your consents
my-page-consents-lead = You can take a consent back whenever you like. It works at once, and you need not say why.
my-page-consents-none = { $organisation } has no consent from you.
my-page-consent-given = You said yes { $date }.
my-page-consent-withdrawn = You took the consent back { $date }.
my-page-withdraw = Take the consent back

## error

error-title = That did not work
error-title-meaning = What this code means
error-title-not-found = There is no such page
error-title-link-spent = The link no longer works
error-title-result-gone = The result is no longer shown
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
code-actor-data_not_granted = The role does not see every data type that is to be written or searched by. It would overwrite, or find out, what it cannot see.
code-actor-data_not_granted-mend = Whoever asks can leave it to a role that sees the whole record, or ask whoever keeps the charter to let this role see the data type.
code-actor-access_over = The access was given up to a date, and that date is past.
code-actor-access_over-mend = Whoever manages access can give a new one.
code-actor-no_confidentiality = Whoever asks has not signed the statement of confidentiality the charter asks of staff.
code-actor-no_confidentiality-mend = Sign it under My account. In an emergency, whoever manages access can let someone in for a while.
code-actor-training_due = Whoever asks has not been trained in data protection as recently as the charter asks of staff.
code-actor-training_due-mend = Record the training under My account. In an emergency, whoever manages access can let someone in for a while.
code-actor-beyond_reach = The access that was given does not reach this, though the role does.
code-actor-beyond_reach-mend = Whoever manages access can widen it.
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
code-retention-expired-mend = The next retention run removes the record. If something was reported as over by mistake, whoever may erase can take the report back before that; if the period is too short for the purpose, the controller must change it in the charter before it runs out.
code-agreement-missing = The organisation is processor in this activity, so this can only be done under the agreement with a controller, in that controller’s own space.
code-agreement-missing-mend = Whoever asks can do it in the controller’s own space; if there is no processing agreement, the parties must sign one, and whoever runs Vern then imports it.
code-agreement-not_in_force = The processing agreement is not in force yet.
code-agreement-not_in_force-mend = Whoever asks can wait until the agreement holds; if it is to hold sooner, the parties must agree on that, and whoever keeps the charter then imports a new version.
code-agreement-ended = The processing agreement has ended, so the data is to be handed over or erased and can be used for nothing else.
code-agreement-ended-mend = The controller chooses whether to have the data handed over or erased, before the period in the agreement has run out; if the processing is to go on, the parties must sign a new agreement.
code-instruction-paused = The activity stands still until the controller has given a new instruction, because something in the instruction is unclear, unlawful or missing.
code-instruction-paused-mend = The controller can give a new written instruction, and whoever keeps the charter then enters it; until then storage, security and the rights of data subjects go on as before.
code-instruction-support_not_instructed = The processor’s support may not see this data, because the instruction does not let it in here now.
code-instruction-support_not_instructed-mend = The controller can let support in with a new written instruction, best for as long as the help lasts, and whoever keeps the charter then enters it.
code-instruction-operation_not_instructed = The instruction in force does not name this act, and the processor does only what the instruction says.
code-instruction-operation_not_instructed-mend = The controller can give a new written instruction that names the act, if the purpose calls for it, and whoever keeps the charter then enters it.
code-place-not_allowed = The data would lie or be handled outside the places declared, or with someone whose seat or owner is outside them.
code-place-not_allowed-mend = Whoever asks can choose a recipient within the places; if the places are too narrow, the controller must decide which are to hold, and whoever keeps the charter then enters them.
code-supplier-data_beyond = The recipient may not have every data type that was to be handed over.
code-supplier-data_beyond-mend = Whoever asks can take out the data types the recipient is not to have; if the recipient needs them, whoever keeps the charter can add them to the recipient in a new version.
code-supplier-not_approved = The controller has not approved this sub-processor.
code-supplier-not_approved-mend = The processor must tell the controller of the sub-processor in writing and await the answer, and whoever keeps the charter then enters it.
code-supplier-notice_running = The controller can still say no to this sub-processor, because the period for that has not run out, or because it is not known when it does.
code-supplier-notice_running-mend = Whoever asks can wait until the period has run out; the controller can also approve before that, and whoever keeps the charter then enters the answer, or when the notice was sent.
code-supplier-objected = The controller has said no to this sub-processor.
code-supplier-objected-mend = The processor can use another sub-processor or do the work itself; only the controller can change the answer.
code-supplier-not_turned_on = The controller has not turned this integration on.
code-supplier-not_turned_on-mend = The controller can turn it on, then answers for what is sent, fetched and stored, and signs an agreement of its own with the supplier where the terms require one; whoever keeps the charter then enters it.
code-activity-automated_undeclared = The activity is not declared for decisions a machine takes alone.
code-activity-automated_undeclared-mend = Whoever asks can let a person take the decision; if the machine is to take it alone, the controller must decide whether Article 22 permits it, and whoever keeps the charter then enters it.
code-basis-special_category = Special categories of personal data, such as health or religion, cannot be stored in this activity, because none of the exceptions in Article 9 is stated.
code-basis-special_category-mend = Whoever asks can take the data out; if it is needed, the controller must decide which exception in Article 9(2) applies, and whoever keeps the charter then enters it.
code-basis-identity_number = Identity numbers cannot be stored in this activity, because it is not stated why they are needed.
code-basis-identity_number-mend = Whoever asks can take the number out; if it is needed to be sure who someone is, the controller must say why, and whoever keeps the charter then enters it.
code-basis-offence = Data on criminal convictions and offences cannot be stored in this activity, because it is not stated which law or authority permits it.
code-basis-offence-mend = Whoever asks can take the data out; if it is needed, the controller must find what permits it under Article 10, and whoever keeps the charter then enters it.
code-subject-objected = The person has objected to this activity, so their data may be stored but not used in it.
code-subject-objected-mend = Only the person can take the objection back; where it is not direct marketing, the controller can show compelling grounds in the case and turn the objection down, and what rests on a contract alone can be moved to an activity of its own.
code-subject-erasure_ordered = It has been decided to erase the person's data in this activity, so nothing else can be done with it.
code-subject-erasure_ordered-mend = Nobody can undo it; whoever asks can wait until the erasure is done, and what the law requires to be kept lies in an activity of its own.
code-subject-exception_reason_required = The data is restricted, and no reason is given why the exception applies.
code-subject-exception_reason_required-mend = Whoever asks can try again and write which legal claim, which other person's rights or which public interest it is about.
code-subject-exception_consent_missing = The data is restricted, and the person has not consented to its use in this activity.
code-subject-exception_consent_missing-mend = Only the person can give consent; the controller may ask, but the answer must be freely given.
code-supplier-narrowed = This recipient has been taken away for these records, either by itself or because the recipient uses it.
code-supplier-narrowed-mend = Whoever asks can choose another recipient; what has been taken away for a record cannot be given back, so a new record must be written where the purpose and the charter allow one.
code-activity-automated_narrowed = It has been decided that no machine alone makes decisions on these records.
code-activity-automated_narrowed-mend = Whoever asks can let a person take the decision.
code-data-origin_undeclared = At least one field is said to come from somewhere other than the charter says.
code-data-origin_undeclared-mend = Whoever sends it can leave the origin out or put it right; if data also comes from there, whoever keeps the charter can enter the origin for the data type.

## consent

code-consent-not_carried = The charter has no activity that consents are kept under.
code-consent-not_carried-mend = Whoever manages the charter can add an activity with ‘carries: consents’.
code-consent-not_asked = Consent is not asked for in this activity, or the charter does not say with which words.
code-consent-not_asked-mend = Whoever manages the charter can write the question under ‘consent_text’ in the activity, if it rests on consent.
code-consent-text_differs = These are not the words consent is asked for with now.
code-consent-text_differs-mend = Whoever asks has to show the text that applies and ask again; consent to other words does not cover this.
code-consent-evidence_missing = What the person saw and did is missing, so the consent could not be shown later.
code-consent-evidence_missing-mend = Whoever sends it has to record the consent by itself, with wording, language, channel, place and act.
code-restriction-untold = Nothing shows that the person was told before the restriction is lifted.
code-restriction-untold-mend = Whoever lifts the restriction tells the person first, and says how and when (told_by).
code-consent-place_form = The place where it was asked has to be a text of 1 to 200 characters.
code-consent-place_form-mend = Write shortly where on the page or in the conversation the question stood, such as ‘sign-up, box under e-mail’.
code-consent-notice_unknown = The charter has no such claim about consent.
code-consent-notice_unknown-mend = Give the id of a claim of the kind ‘consent_by_use’ or ‘consent_to_transfer’ in the charter.

## ending

code-ending-nothing_to_end = Nothing of this person is kept in the activity for as long as something stands, such as a contract. So there is nothing to report as over.
code-ending-nothing_to_end-mend = Whoever asks can erase the data instead, if there is any; whoever keeps the charter can state what the data is kept for, with “while”.
code-ending-before_1970 = The end lies before 1970.
code-ending-before_1970-mend = Give the day on which it ended.

## policy

code-policy-widens = The change would give back something that has been taken away for these records.
code-policy-widens-mend = Whoever asks can leave in what is already taken away; what is to be permitted for all belongs in a new version of the charter.
code-policy-recipient_unknown = A recipient to be taken away is not among the suppliers in the charter.
code-policy-recipient_unknown-mend = Whoever asks can check the id against the suppliers in the charter.
code-policy-period_longer = The period is longer than the one that holds already, at least in some months.
code-policy-period_longer-mend = Whoever asks can state a period that is shorter whatever the month, such as P28D instead of P1M; a longer one takes a new version of the charter.
code-policy-period_held = The data in this activity is kept by law or with the person's consent, so no period can be set that erases it.
code-policy-period_held-mend = Whoever asks can leave the period out; whoever keeps the charter can move what is not kept to an activity of its own.
code-policy-too_many = More recipients are taken away than a charter can hold.
code-policy-too_many-mend = Whoever asks can take away those who get the data in the activity, and leave out the rest.

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
code-record-narrowing_differs = What has been taken away for this record is something else than the write states.
code-record-narrowing_differs-mend = Whoever writes can leave it out; to take more away is a change of its own, with a reason.
code-record-version_differs = The record has another version than was expected, or is not there as expected.
code-record-version_differs-mend = Whoever asks can read the record again and try once more with the version in the answer.
code-record-origin_without_field = It is stated where a field comes from, and the field is not there.
code-record-origin_without_field-mend = Whoever writes can send the field too, or leave out where it comes from.
code-record-unreadable = The record cannot be opened, because its key is missing or its content is damaged.
code-record-unreadable-mend = Whoever runs Vern must look into the key directory and the operating log.
code-subject-category_missing = The activity covers several categories of data subjects, and the request does not say which.
code-subject-category_missing-mend = Whoever sends it can state the category.
code-search-form = What is searched by, or the mark for the next page, is not of the right form.
code-search-form-mend = Whoever asks can search by one thing at a time, write a value as its data type asks and a supplier as the charter has it, and send the mark unchanged as the last answer to the same search gave it.
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
code-proof-beyond_tree = The journal has not so many entries.
code-proof-beyond_tree-mend = Whoever asks can use the number in the second line of a checkpoint of this journal.
code-journal-question_form = The question to the journal is of the wrong form.
code-journal-question_form-mend = Whoever asks can correct the field named, as the description of the interface (OpenAPI) has it.
code-console-link_spent = The link has been used, or is too old.
code-console-link_spent-mend = Whoever runs Vern can make a new one. A link works once, for five minutes.
code-console-session_ended = You are not signed in to the console, or the session is over.
code-console-session_ended-mend = Sign in on the organisation’s page, or ask whoever runs Vern for a new link.
code-console-not_local = The console opens only from the machine Vern runs on.
code-console-not_local-mend = Open it there, or through an SSH tunnel to the machine.
code-console-form_stale = The form does not belong to this session.
code-console-form_stale-mend = Load the page again and fill in the form once more.
code-console-result_gone = The address of this result no longer works.
code-console-result_gone-mend = Search once more. A result can be opened for ten minutes, in the session that found it.
code-console-reason_missing = It has to be said why the record is opened.
code-console-reason_missing-mend = Write a short reason. It is sealed in the journal.
code-console-no_server = No server runs that could show the console.
code-console-no_server-mend = Whoever runs Vern can start vern serve with the same data, and ask again.
code-controller-unknown = This installation has no such controller.
code-controller-unknown-mend = Whoever asks can check the id, or ask whoever runs Vern to import the organisation’s charter.
code-role-unknown = The role is not in the charter in force.
code-role-unknown-mend = Whoever runs Vern can choose a role from the charter, or ask whoever keeps it to add the role.
code-role-not_given = The role is Vern's own, or the one people have with what is held on themselves; nobody is given it.
code-role-not_given-mend = Choose a role that the charter has for staff.
code-role-none_for_vern = The charter has no role for Vern itself, so it can take nothing in from someone without an account.
code-role-none_for_vern-mend = Whoever keeps the charter can add a role with "held_by: vern" and what it may do.
code-role-none_for_subjects = The charter has no role for the people the data is about, so they cannot look at it themselves here.
code-role-none_for_subjects-mend = Whoever keeps the charter can add a role with "held_by: subject" and what it may do.
code-charter-already_there = This version of the charter has already been imported.
code-charter-already_there-mend = Nothing needs doing; if something is to change, whoever keeps the charter must change its content first.
code-charter-none_in_force = No version of the charter is in force now.
code-charter-none_in_force-mend = Whoever keeps the charter can import a version whose time has come.
code-charter-version_clash = Another version of the same name has been imported already.
code-charter-version_clash-mend = Whoever keeps the document can give the new version another name and import it again.
code-charter-not_of_organisation = The document is not about this organisation.
code-charter-not_of_organisation-mend = Whoever asks can choose the organisation the document is about, or the terms it has an agreement under.
code-charter-in_force_clash = Another version that starts at the same time has already been imported.
code-charter-in_force_clash-mend = Whoever keeps the charter can give the new version another time to hold from, and import it again.
code-charter-kind_mixed = A controller has either its own charters or agreements under a processor’s terms, not both.
code-charter-kind_mixed-mend = Whoever keeps the charter can stay with the kind that was imported before, or give the organisation another id in the new one.
code-charter-terms_missing = The terms the agreement stands under have not been imported, or no version of them has the name the agreement states.
code-charter-terms_missing-mend = Whoever keeps the charter can import the terms first, or correct the processor’s id or the name of the version in the agreement. On the command line they can be given with --terms.
code-conflict-busy = What the request rests on changed each time it was tried.
code-conflict-busy-mend = Whoever asks can wait a little and try again.
code-idempotency-key_form = The key that keeps the call from being carried out twice is of the wrong form.
code-idempotency-key_form-mend = Whoever sends it can use 1–64 characters of A–Z, a–z, 0–9, full stop, hyphen and underscore, such as a UUID.
code-idempotency-key_reused = The same key has been used for another call within the last 24 hours.
code-idempotency-key_reused-mend = Whoever sends it can use a new key for each new call, and the same one only when the same call is sent again.
code-idempotency-repeated = It was carried out before, in a call with the same key, and was not done again.
code-idempotency-repeated-mend = Whoever asks can read the line of the journal that the receipt names.
code-request-json = The body of the request is not valid JSON, or a field in it is of the wrong form.
code-request-json-mend = Whoever sends it can correct the field named, as the description of the interface (OpenAPI) has it.
code-request-header = A header of the request is missing or of the wrong form.
code-request-header-mend = Whoever sends it can correct the header named, as the description of the interface (OpenAPI) has it.
code-request-too_large = The request is larger than the service takes.
code-request-too_large-mend = Whoever sends it can divide the content over several requests.
code-request-too_slow = The content of the request did not arrive within the time the service waits.
code-request-too_slow-mend = Whoever sends it can try again over a faster connection or divide the content over several requests.
code-request-line_too_long = A line of the request is longer than the service takes in a batch.
code-request-line_too_long-mend = Whoever sends it can send what the line holds as a request of its own.
code-request-too_many = The credential has made more calls than it may in so short a time.
code-request-too_many-mend = Whoever sends it can wait as many seconds as the answer says, and try again.
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
code-publish-folder_taken = The folder holds something other than pages from Vern.
code-publish-folder_taken-mend = Choose a new or empty folder, or one “vern publish” has written before.
code-publish-organisation_needed = There are several organisations here, and it is not said whose pages are to be written.
code-publish-organisation_needed-mend = Say which with --organisation and the id of its charter.
code-key-root_exposed = Others on the machine can read the root key.
code-key-root_exposed-mend = Whoever runs the installation gives only the owner access to the file: chmod 600 root.key.
code-key-within_data = The key directory lies in the data directory.
code-key-within_data-mend = Whoever runs the installation keeps the keys in a directory apart, so that a copy of the data does not carry the keys.
code-key-older_than_data = The keys are older than the data and could bring back what has been erased.
code-key-older_than_data-mend = Whoever runs the installation uses the newest copy of the key directory.
code-key-newer_than_data = The data is older than the keys: lines of the journal are gone.
code-key-newer_than_data-mend = Whoever runs the installation uses the newest copy of the data. If there is none, the installation cannot go on as if nothing had happened.
code-account-none_declared = The organisation has not provided for signing in with an account here.
code-account-none_declared-mend = Whoever keeps the charter can add an activity with “carries: staff_accounts” and a role for Vern itself; see docs/sign-in.md.
code-account-email_taken = Someone has an account with this e-mail address already.
code-account-email_taken-mend = Give a new invitation for that account, or end it first.
code-account-invitation_spent = The invitation is used, replaced or too old.
code-account-invitation_spent-mend = Whoever sees to access can give a new one. An invitation works once, for three days.
code-account-password_short = The password has fewer than 12 characters.
code-account-password_short-mend = Choose a longer one. Four or five random words are easier to remember than a few odd characters.
code-account-password_long = The password is too long.
code-account-password_long-mend = Choose one of fewer than 500 characters.
code-account-password_weak = The password is too easy to guess.
code-account-password_weak-mend = Don’t use names, common words alone, digits in a row or anything to do with you or the organisation. Four or five random words do well.
code-account-passwords_differ = The two passwords are not the same.
code-account-passwords_differ-mend = Type the same password in both fields.
code-account-nothing_asked = The charter does not ask this of staff.
code-account-nothing_asked-mend = Whoever keeps the charter can ask for it under “staff”; see docs/access.md.
code-account-words_changed = The statement of confidentiality has other words now than the ones you were shown.
code-account-words_changed-mend = Load the page again, read the words and sign those.
code-account-training_day = The day is still to come, or so long ago that the training no longer counts.
code-account-training_day-mend = Give the day of the latest training. If there is none, take it first.
code-account-evidence_missing = It has to be said what shows that the training took place.
code-account-evidence_missing-mend = Say for instance which course, who held it, and where the certificate lies.
code-account-emergency_own = Nobody lets themself in.
code-account-emergency_own-mend = Ask someone else who manages access, or do what is lacking.
code-account-not_let_in = No emergency lets the account in now.
code-account-not_let_in-mend = Look at the list anew: the time may be over, or somebody else has ended it.
code-account-emergency_chain = You are let in in an emergency yourself, so you cannot let others in by one.
code-account-emergency_chain-mend = Ask someone else who manages access, or do what is lacking.
code-account-emergency_none = The charter does not say how long an emergency can let someone in, so nobody can be.
code-account-emergency_none-mend = Whoever keeps the charter can set it under “staff”; see docs/access.md.
code-account-emergency_long = That is longer than the charter lets an emergency last.
code-account-emergency_long-mend = Choose an earlier day.
code-account-nothing_lacking = The person has all that is asked, and needs no emergency.
code-account-nothing_lacking-mend = If something else is refused, the refusal says what.
code-account-reason_missing = Letting someone in in an emergency takes a reason.
code-account-reason_missing-mend = Say what happened, and why it cannot wait.
code-account-code_wrong = The one-time code is not right.
code-account-code_wrong-mend = Type the code the app shows now. If it still is not right, check that the phone’s clock is.
code-account-not_signed_in = The e-mail address, the password or the one-time code is not right.
code-account-not_signed_in-mend = Try again with a new one-time code. Vern does not say what was wrong, so that nobody can find out who has an account by trying.
code-account-too_many_tries = There have been too many tries from here.
code-account-too_many_tries-mend = Wait a minute and try again. The account is not locked.
code-account-session_unknown = The session is over already.
code-account-session_unknown-mend = Load the page again to see which sessions stand.
code-account-identity_unknown = You are signed in where you showed who you are, but no account here is linked to that.
code-account-identity_unknown-mend = If you have an account here, sign in as you usually do. Otherwise whoever sees to access can give you an invitation; there you link it to the account.
code-account-identity_taken = Another account here is already linked to who you are.
code-account-identity_taken-mend = Sign in with that account. If it is the wrong one, whoever sees to access can end it first.
code-account-form = The form did not arrive as it should.
code-account-form-mend = Load the page again and fill in the form once more.
code-erasure-unknown = There is no such erasure within your access.
code-erasure-unknown-mend = Check the id that the order was answered with.
code-erasure-under_way = This data is already being erased.
code-erasure-under_way-mend = Wait until it is done, then ask for the certificate.
code-journal-too_young = The period that journal lines must be kept is not over for all of these.
code-journal-too_young-mend = Name an earlier day. The period stands in the terms or the agreement.
code-journal-log_period_missing = Nothing says how long journal lines are kept, so none may be culled.
code-journal-log_period_missing-mend = Whoever keeps the charter states how long the journal is to be kept (periods: log).
code-journal-culled = The line has been culled. Its checksum still stands in the tree.
code-journal-culled-mend = An export from before it was culled holds it.
code-journal-reason_required = Whoever asks the journal about a person must say why.
code-journal-reason_required-mend = Give a reason. It is sealed and kept in the journal.
code-doctor-database_damaged = The database file is damaged.
code-doctor-database_damaged-mend = Look into the disk, and restore a backup.
code-doctor-keys_damaged = The key database is damaged.
code-doctor-keys_damaged-mend = Look into the disk, and restore the newest backup of the keys.
code-doctor-rows_damaged = Rows of the database are not as they were written.
code-doctor-rows_damaged-mend = The name of the table stands beside it. Look into the disk, and restore a backup.
code-doctor-key_rows_damaged = Rows of the key database are not as they were written.
code-doctor-key_rows_damaged-mend = The name of the table stands beside it. Look into the disk, and restore the newest backup of the keys.
code-doctor-checksums_off = The database server does not check its own pages, so damage there can stay unseen.
code-doctor-checksums_off-mend = Whoever runs the database server stops it, runs pg_checksums --enable, and starts it again.
code-doctor-journal = The journal does not hold together.
code-doctor-journal-mend = Export it and run vern journal verify: it names the entries.
code-doctor-charter_unreadable = A stored charter is not the one its hash says.
code-doctor-charter_unreadable-mend = Restore a backup; the file you imported still has the right text.
code-doctor-access_differs = Someone has access, or lacks it, against what the journal says.
code-doctor-access_differs-mend = End every access you do not know, and find out who changed the database.
code-doctor-key_missing = A key that is in use is missing.
code-doctor-key_missing-mend = Restore the newest backup of the keys.
code-doctor-key_unreadable = A key does not open.
code-doctor-key_unreadable-mend = Restore the newest backup of the keys.
code-doctor-tombstones_differ = Data and keys do not agree on how many keys are erased.
code-doctor-tombstones_differ-mend = Data and keys are of different times: restore both from the same backup.
code-doctor-record_unreadable = A record does not open.
code-doctor-record_unreadable-mend = It has been altered or damaged. Restore a backup.
code-doctor-record_unjournalled = A record's content is one the journal knows nothing of.
code-doctor-record_unjournalled-mend = It was put there past the program. Find out who changed the database.
code-doctor-lookup_differs = A record is found by values that are not its own, or not found by its own.
code-doctor-lookup_differs-mend = Replace the look-up key, which makes all of them again: vern key rotate lookup.
code-doctor-subject_missing = A record belongs to a person who is not in the database.
code-doctor-subject_missing-mend = Restore a backup.
code-doctor-policy_unknown = A record points at rules that are not there.
code-doctor-policy_unknown-mend = Restore a backup.
code-doctor-time_unlikely = A record's time can't be right.
code-doctor-time_unlikely-mend = Restore a backup, or write the record anew.
code-doctor-erasure_stuck = An erasure is ordered and does not go on.
code-doctor-erasure_stuck-mend = Start the program again; if it stays, a record of which a statute keeps something does not open.
code-key-database_missing = The key directory has no key database, and there is data it would have to open.
code-key-database_missing-mend = Whoever runs the installation names the key directory that belongs to the data, or restores keys.db from backup.
code-key-sheet_mistyped = The recovery sheet is mistyped.
code-key-sheet_mistyped-mend = Whoever types it in can compare the line named with the sheet and try again.
code-key-lookup_unknown = The data type has no look-up key, or the charter in force does not have it looked up.
code-key-lookup_unknown-mend = Whoever runs the installation can name a data type the charter marks with “lookup: true”.
code-snapshot-form = The file is not a sealed backup.
code-snapshot-form-mend = Whoever restores can name the file as it was written.
code-snapshot-root_differs = The backup was made with another root key.
code-snapshot-root_differs-mend = Whoever restores needs the recovery sheet of the root key that was in use when it was made.
code-snapshot-recipient_differs = The backup is sealed to another key.
code-snapshot-recipient_differs-mend = Whoever restores needs the sheet of the backup key it was made for.
code-snapshot-cut_short = The backup ends before its end.
code-snapshot-cut_short-mend = Whoever restores can fetch the file anew or use another copy.
code-snapshot-altered = The backup has been altered since it was made.
code-snapshot-altered-mend = Whoever restores must use another copy, and find out who has had access to this one.
code-snapshot-failed = The backup could not be read or written.
code-snapshot-failed-mend = Whoever runs the installation can see in the operating log what went wrong, and try again.
code-access-unknown = There is no such access to end.
code-access-unknown-mend = Whoever manages access uses the actor as it was shown when the access was given.
code-access-review_none_asked = The charter does not say how often access is reviewed.
code-access-review_none_asked-mend = Whoever writes the charter can say so in periods.access_review.
code-access-role_beyond = The role manages more than your own does, so it is not yours to give.
code-access-role_beyond-mend = Ask someone who has what the role manages, or whoever runs the installation.
code-access-until_beyond = The access would last longer than your own.
code-access-until_beyond-mend = Name a day no later than the one your own access lasts until; for a longer one, someone whose access lasts longer must give it.
code-access-emergency_beyond = The access would outlast the emergency that lets you in.
code-access-emergency_beyond-mend = Give it no longer than the emergency lasts, or ask someone who is in by right; an invitation given again, or a wider reach, takes someone who is.
code-access-only_beyond_role = The role has not all of this, so it cannot be given.
code-access-only_beyond_role-mend = Name only activities, acts and data types the role has in the charter.
code-access-only_beyond = That is more than your own access reaches, so it is not yours to give or take.
code-access-only_beyond-mend = Give no more than you have yourself, or ask someone who has it.
code-access-only_form = It is not clear what the access is to be for.
code-access-only_form-mend = Name each activity once, and at least one act and one data type in each; leave a list out where all is meant.
code-access-own = Nobody decides on their own access.
code-access-own-mend = Ask someone else who manages access to do it.
code-access-until_past = The access would have ended before it began.
code-access-until_past-mend = State a time that is not past, or leave it open.
code-access-until_form = The time until which access is given is not of its form.
code-access-until_form-mend = Write date and time like this: 2027-01-01T00:00:00Z.
code-installation-none = There is no installation here.
code-installation-none-mend = Whoever sets Vern up imports a charter first: vern charter import.
code-listen-not_loopback = The address is not on this machine, and without TLS personal data is not sent over a network.
code-listen-not_loopback-mend = Whoever runs Vern can give it a certificate (--certificate, --certificate-key), or use an address on this machine, such as 127.0.0.1, and put a proxy with TLS in front.
code-tls-certificate_form = The file of the certificate does not hold a certificate as PEM.
code-tls-certificate_form-mend = Whoever runs Vern can give the file with the certificate and the chain below it, as the issuer delivers it.
code-tls-key_form = The file of the certificate's key does not hold a private key as PEM that can be used.
code-tls-key_form-mend = Whoever runs Vern can give the key without a password, as PKCS#8, PKCS#1 or SEC 1.
code-tls-key_differs = The key is not that of the certificate.
code-tls-key_differs-mend = Whoever runs Vern can give the key the certificate was issued for.
code-tls-certificate_twice = Files with a certificate, a certificate authority and a proxy in front exclude each other.
code-tls-certificate_twice-mend = Whoever runs Vern can keep one of them: --certificate, certificates in the outbound settings, or --behind-proxy.
code-operator-path_too_long = The path of the socket for commands is longer than the machine allows.
code-operator-path_too_long-mend = Whoever runs Vern can name a shorter one with --socket, to the server and to the commands.
code-operator-version_differs = The running server is of another version than this command.
code-operator-version_differs-mend = Whoever runs Vern can start the server again with the new version.
code-operator-busy = The server is carrying out as many commands as it takes at once.
code-operator-busy-mend = Try again when one of them is done.
code-operator-broken_off = The server went away before it had said how the command ended. What was asked may have been done.
code-operator-broken_off-mend = Look at the state of things, in the journal for example, before giving the command again.
code-remote-address = The server's address cannot be used. Personal data is not sent without TLS, except on this machine.
code-remote-address-mend = Whoever gives the command writes the address like this: https://vern.example.no.
code-remote-trust = The certificates to trust cannot be read.
code-remote-trust-mend = Whoever runs the server can give a file with the issuer's certificate (PEM).
code-remote-no_answer = The server did not answer, also not after several attempts.
code-remote-no_answer-mend = See that the address is right, that the server runs, and that its certificate is issued by someone trusted. Then the command can be given again.
code-remote-not_understood = The answer did not come from a Vern server, or from one of another version.
code-remote-not_understood-mend = See that the address is right, and that nothing in between answers by itself.
code-activity-unknown = The charter in force has no such activity for this role.
code-activity-unknown-mend = Whoever made the charter can say what the activity is called, and which roles have access to it.
code-import-encoding = There are bytes here that are not UTF-8.
code-import-encoding-mend = Whoever made the file can save it as UTF-8.
code-import-names_missing = The first line does not hold the names of the columns.
code-import-names_missing-mend = Whoever made the file can put a first line in it with one name for each column.
code-import-names_repeat = Two columns have the same name.
code-import-names_repeat-mend = Whoever made the file can give one of them another name.
code-import-mapping_missing = It has not been said what each column is.
code-import-mapping_missing-mend = Run the command with --dry-run and --mapping FILE first, look the proposal over, and give the file to the import.
code-import-mapping_form = The file that says what each column is, is not of its form.
code-import-mapping_form-mend = Let --dry-run write it anew, and change only what stands to the right of the names.
code-import-mapping_differs = The file that says what each column is, does not name the same columns as the file with the rows.
code-import-mapping_differs-mend = Let --dry-run write it anew for this file. A column that is to be left out has null.
code-import-target_unknown = A column is said to be a data type that is not declared for the activity.
code-import-target_unknown-mend = Use an id that --dry-run --json lists under fields, or @key, @subject, @category or @collected_at.
code-import-target_repeated = Two columns are said to be the same.
code-import-target_repeated-mend = Keep one of them, and give the other null.
code-import-key_unclear = It is not clear what the keys of the records are.
code-import-key_unclear-mend = Name one column @key, or give key_prefix to have the rows numbered; not both.
code-import-other_under_way = Another import into the same report was broken off and is not done.
code-import-other_under_way-mend = Run that import again, with the same file and mapping, or take away the file that ends in .progress to give it up.
code-import-row_form = The row does not have as many columns as there are names, or is not a JSON object.
code-import-row_form-mend = Whoever made the file can correct the row.
code-import-value_form = The value cannot be read as what the column is said to be.
code-import-value_form-mend = Whoever made the file can correct it: text, number, or true or false; an id; a time as 2026-11-22T14:00:00Z.
code-import-key_missing = The row has no key.
code-import-key_missing-mend = Whoever made the file can give it one.
code-import-key_repeated = A row shortly before has the same key.
code-import-key_repeated-mend = Whoever made the file can say which of the two is right.
code-installation-name_form = The name of the installation can have only lower-case letters from a to z, digits, full stops and hyphens.
code-installation-name_form-mend = Whoever runs Vern can correct the name in the settings.
code-internal = Something went wrong on our side.
code-internal-mend = Whoever runs Vern finds the cause in the operating log under the id of the request.
code-installation-moved = This installation has moved and is no longer opened here.
code-installation-moved-mend = Use the installation where it was set up again. If it never was, whoever runs Vern can restore the last backup somewhere else: vern restore.
code-store-restoring = A restore into this place was cut short, and what lies here is not whole.
code-store-restoring-mend = Whoever runs Vern must run the same vern restore again. It goes on where it stopped.
code-backup-form = What is sealed in the file is not a backup as Vern writes it.
code-backup-form-mend = Use another copy, and tell whoever maintains Vern.
code-backup-format_unknown = The backup was written by another version of the program.
code-backup-format_unknown-mend = Restore it with the version that wrote it, and upgrade afterwards.
code-backup-files_same = Data and keys go into a file each.
code-backup-files_same-mend = Give two different file names, preferably in two different places.
code-backup-files_swapped = The file with the data and the file with the keys are swapped.
code-backup-files_swapped-mend = Give the data file first and the key file after --keys-from.
code-backup-files_differ = The data file is not the one the key file was made with, although it says so.
code-backup-files_differ-mend = Use another copy of the data file.
code-backup-file_exists = There is a file by that name already. Nothing is written over.
code-backup-file_exists-mend = Give another name, or move the file that lies there.
code-backup-file_missing = The file or folder is not there.
code-backup-file_missing-mend = Check the name.
code-backup-recipient_form = The recipient is not of its form, or a digit is mistyped.
code-backup-recipient_form-mend = Copy the whole line that begins with vern-backup-1-. It was printed by vern backup keygen.
code-backup-identity_form = The key can't be read.
code-backup-identity_form-mend = Check the sheet line by line. It must begin with the heading of the key that is asked for.
code-backup-keys_of_other = The key file belongs to another installation than the data file.
code-backup-keys_of_other-mend = Use the key file of the same installation.
code-backup-keys_stale = The key file is older than the data, or than a checkpoint you have shown. It could bring back what has been erased.
code-backup-keys_stale-mend = Use the newest key file there is.
code-backup-keys_rotated = A key was replaced, or the installation was restored, after this data was copied.
code-backup-keys_rotated-mend = Use the data and keys of one backup, made after that. After a rotation or a restore, make a new backup at once and destroy the older ones.
code-backup-keys_incomplete = The key file lacks a key that the data names.
code-backup-keys_incomplete-mend = Use another key file, and tell whoever maintains Vern.
code-backup-journal_broken = The journal in the backup does not agree with what is signed. The installation is not opened.
code-backup-journal_broken-mend = Use another copy, and find out what has happened to this one.
code-backup-known_foreign = A checkpoint you have shown belongs to no journal in this backup.
code-backup-known_foreign-mend = Leave it out, or use the backup it belongs to.
code-backup-known_differs = A checkpoint you have shown is signed for another history than the one in the backup.
code-backup-known_differs-mend = Find out why there are two before anything is restored.
code-restore-target_taken = There is something here already.
code-restore-target_taken-mend = Restore into an empty directory or an empty database, with an empty key directory.
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
code-store-unavailable = The database server can't be reached. Nothing has been done.
code-store-unavailable-mend = Try again in a moment. If it lasts, whoever runs Vern must look at the database server.
code-store-outcome_unknown = The database server went away just as this was being stored. It is not known whether it was done.
code-store-outcome_unknown-mend = Look the record up before you try again: its version tells.
code-store-address = The address of the database server can't be read.
code-store-address-mend = Write it as postgres://user@host/database; the password goes in VERN_POSTGRES_PASSWORD.
code-store-plain_connection = A safe connection to the database server can't be set up.
code-store-plain_connection-mend = The server must have TLS with a certificate this machine trusts.
code-store-too_old = The database server is too old.
code-store-too_old-mend = Vern needs PostgreSQL 15 or newer.
code-store-not_durable = The database server is set so that it can lose what it has confirmed.
code-store-not_durable-mend = Turn on fsync, full_page_writes and synchronous_commit, for the server, the database and the user.

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
code-charter-schema_unsupported = The charter is written for another version of the form than the one the program reads.
code-charter-schema_unsupported-mend = Whoever writes the charter can write it to version 1, or use a newer version of the program.
code-charter-kind_unexpected = The file is an agreement, where a charter or terms is expected.
code-charter-kind_unexpected-mend = Whoever writes the charter can name the file with the charter or the terms; an agreement is imported by itself, after the terms it stands under.
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
code-charter-identifies_form = Data is declared to identify the person, and cannot be looked up or shown to be theirs.
code-charter-identifies_form-mend = Whoever writes the charter can give the data lookup: true and the kind email, phone or national_id, or take identifies away.
code-charter-basis_form = The legal basis is not one of the letters a to f of GDPR Article 6(1), or the exception is not one of the letters a to j of Article 9(2).
code-charter-basis_form-mend = Whoever writes the charter can write the basis as 6(1)(a) to 6(1)(f), or not_stated where the paper says nothing, and the exception as 9(2)(a) to 9(2)(j); by_controller can only stand in terms.
code-charter-measure_not_enforceable = The charter says that Vern enforces a measure which Vern does not carry out, or that a measure is attested without saying what anyone has seen.
code-charter-measure_not_enforceable-mend = Whoever writes the charter can write ‘held: declared’, or add evidence where someone has attested the measure; only login can be enforced.
code-charter-audience = The charter makes a document public that never is: the record of processing activities, the register of personal-data breaches, an erasure certificate or a self-audit.
code-charter-audience-mend = Whoever writes the charter can set audience to party, authority or subject, or take the field out.
code-charter-beyond_service = The activity has a data type that the user agreement of its service does not have.
code-charter-beyond_service-mend = Whoever writes the charter can take the data type out of the activity, or add it to the service if the user agreement does name it.
code-charter-claim_contradicted = The paper says where all data lies, but the suppliers named here store it elsewhere, or their place is not decided.
code-charter-claim_contradicted-mend = Whoever writes the charter can correct the place if it is wrong, or list the supplier under except if the paper names it as an exception; otherwise the organisation must move the data or correct the paper.
code-charter-order = Two versions or instructions start at the same time, or an end does not come after its start.
code-charter-order-mend = Whoever writes the charter can correct the time, so that only one starts at a time and the end comes after the start.
code-charter-counting_needed = A period counts working days, but neither the terms nor the agreement say whose holidays and time zone hold, and whether Saturday is a working day.
code-charter-counting_needed-mend = The parties must agree on it, and whoever writes the charter then enters calendar, saturday and time_zone under counting, in the terms or, where the terms leave it open, in the agreement.
code-charter-carries_twice = Two activities carry the same work of Vern's own.
code-charter-carries_twice-mend = Whoever writes the charter must take "carries" out of all activities but one.
code-charter-carries_data = The activity is to carry work of Vern's own, but does not declare a data type that the work needs.
code-charter-carries_data-mend = Whoever writes the charter must declare the data type named here and list it in the activity; docs/charter.md says of which kind it is.
code-charter-carries_consent = The activity is to carry newsletters, but does not rest on consent that can be shown and taken back.
code-charter-carries_consent-mend = Whoever writes the charter must set consent: required, write the question under consent_text, and give subscriber_email lookup: true; what is missing is named here.
code-charter-staff_needs = What is asked of staff rests on something the charter does not have.
code-charter-staff_needs-mend = Whoever writes the charter must add what is named: a period for training, or an activity with carries: staff_accounts.
code-charter-held_twice = Vern itself, and the people the data is about, can have one role each.
code-charter-held_twice-mend = Whoever writes the charter must put what both roles may do into one of them.

## journal failure

code-journal-checkpoint_unsigned = The checkpoint is not signed with any of the keys that belong to it.
code-journal-checkpoint_unsigned-mend = Whoever verifies can get the verifier key from somewhere other than where the journal lies, and try again.
code-journal-key_unannounced = The checkpoint is signed with a key that the journal itself does not announce.
code-journal-key_unannounced-mend = Whoever verifies should keep the checkpoint and the journal and ask whoever runs Vern for an explanation.
code-journal-epoch_mismatch = The line does not say what it must of this epoch: which journal it is, which keys sign, what is culled, or what came before.
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
cli-console-link = Open the console here. The link works once, for five minutes, on this machine:
cli-charter-checked = No errors. { $findings ->
    [0] No findings.
    [one] One finding.
   *[other] { $findings } findings.
 } The charter's hash: { $hash }
cli-charter-imported = The charter of { $organisation } is imported. Receipt: { $receipt }
cli-recovery-sheet = A root key has been made. Print this sheet and keep it away from the machine. Without the root key nobody can read what is stored:
cli-key-root = Root key { $id }, in use since { $since }
cli-key-organisation = { $organisation }: { $pooled } keys in store, { $erased } erased
cli-key-line = { $purpose } { $name } no. { $number }, made { $made }
cli-key-wrapped = { $count } keys under key no. { $parent }
cli-key-unfinished = A key rotation has begun and is not done. It goes on when Vern starts, or when asked for again.
cli-key-purpose-controller = Organisation's key
cli-key-purpose-lookup = Look-up key
cli-key-purpose-journal = Journal key
cli-key-purpose-checkpoint = Checkpoint key
cli-key-root-rotated = The root key is replaced. Print this sheet and keep it away from the machine. The former sheet is needed only for backups made before now:
cli-key-rotated = { $purpose } { $name } of { $organisation } is replaced by no. { $number }. { $renewed } written anew.
cli-key-sheet = The recovery sheet of the root key. Whoever has it can open everything that is stored:
cli-key-sheet-line = The fault is in line { $line }.
cli-key-restored = Root key { $id } is written to the key directory.
cli-retention-nothing = Nothing runs out up to and including { $until }.
cli-retention-until = Up to and including { $until }, { $records ->
    [one] one record is
   *[other] { $records } records are
} due for erasure, if nothing else happens. What is restricted when its day comes stays, and what the law requires to be kept is sealed by itself.
cli-retention-line = { $day }: { $records ->
    [one] one record
   *[other] { $records } records
} of { $activity }, because { $because }
cli-retention-run = { $erased ->
    [0] No period had run out.
    [one] One record was erased because its period had run out.
   *[other] { $erased } records were erased because their period had run out.
} { $ended ->
    [0] Nothing had been reported as over.
    [one] The data of one person was erased, but for what the law requires to be kept, because what it was kept for is over.
   *[other] The data of { $ended } people was erased, but for what the law requires to be kept, because what it was kept for is over.
} { $kept ->
    [0] Nothing that was due is left.
   *[other] Restricted, and so not erased: { $kept }.
}
retention-because-end = what they were kept for has ended
retention-because-period = { $period } have passed since they were collected
cli-token-issued = Access for actor { $actor } in the role { $role }. It is shown this once only:
cli-access = { $actor }  { $role }  since { $since }  review by { $due }
cli-access-kept = The access stays. It is reviewed again by { $due }. Receipt: { $receipt }
cli-token-ended = The access is ended. Receipt: { $receipt }
cli-account-invited = Account { $account } in the role { $role }. The link below works once, until { $until }; put the address Vern answers at in front of it. It is not shown again.
cli-account-again = New invitation for account { $account }. What it signed in with before holds no longer. The link below works once, until { $until }; put the address Vern answers at in front of it.
cli-account-ended = Ended: { $sessions ->
    [one] { $sessions } session
   *[other] { $sessions } sessions
  }, { $credentials ->
    [one] { $credentials } sign-in
   *[other] { $credentials } sign-ins
  } and { $grants ->
    [one] { $grants } grant
   *[other] { $grants } grants
  }. Receipt: { $receipt }
cli-doctor-looked = Looked at { $records } records, { $entries } journal lines and { $keys } keys.
cli-doctor-well = All is well.
cli-doctor-unwell = Something is wrong.
cli-published = { $files } files written to { $folder }. Open index.html there.
cli-published-removed = { $files } files of last time taken away, for they are published no longer.
cli-journal-exported = { $entries } lines written to { $folder }
cli-backup-key-made = The private part is in { $file }. Print it or take it away from this machine. The recipient is:
cli-backup-progress = { $done } of { $total } rows
cli-backup-entries = { $done } of { $total } lines of the journal computed again
cli-backup-done = { $rows } rows in { $data }, { $keys } keys in { $key_file }. Keep them in two places.
cli-backup-final = The installation is closed. This is the last backup of it.
cli-restored = { $rows } rows restored.
cli-restored-goes-on = { $organisation }: the journal goes on with { $entries } lines in epoch { $epoch }.
cli-restored-new-epoch = { $organisation }: the journal has { $entries } lines of the copy and goes on in epoch { $epoch }. Lines known to be lost: { $lost }.
cli-restored-lost-unknown = { $organisation }: the journal has { $entries } lines of the copy and goes on in epoch { $epoch }. How many lines are lost cannot be told.
cli-restored-erased = { $organisation }: { $count } erasures the copy did not know of have been carried out again.
cli-restored-gone = { $organisation } was added after the copy was taken and is not in it.
cli-verify-checkpoint = Checkpoint of { $origin }, { $size } lines
cli-verify-entry = Line { $index }
cli-verify-entries = Lines { $from } to { $to }
cli-verify-omitted = … and { $count } more.
cli-verify-culled = { $entries } lines are culled, as the journal itself says. Their checksums are here.
cli-verify-epoch = Epoch { $epoch }: { $entries } lines computed again.
cli-verify-epoch-lost = { $entries } of its lines were lost in a restore, as the next epoch itself says.
cli-verify-holds = The journal holds: { $entries } lines computed again and compared with the signed checkpoint.
cli-verify-fails = The journal does not hold.
cli-verify-rollback-ruled-out = It also agrees with the checkpoint you hold, so nothing has been rolled back since then.
cli-verify-rollback-possible = Without a checkpoint you hold yourself (--known) a roll-back cannot be ruled out.
cli-history-line = { $at }  { $activity }  { $act }  { $outcome }  by { $actor } ({ $role })  { $receipt }
cli-history-recipient = to { $recipient }
cli-history-holder = Access of actor { $holder }
cli-history-codes = because of { $codes }
cli-history-opened = record { $record }: { $reason }
cli-history-sums = { $entries } of { $all } lines answer. They stand for { $records } records and name { $people } people.
cli-history-row = { $entries } × { $activity }, { $act }, { $outcome }
cli-history-code = { $entries } × { $code }
cli-history-actor = { $entries } × { $actor }
cli-history-culled = What stands before line { $index } is culled.
cli-history-next = There is more: --after { $place }
cli-history-left-out = { $count } lines are of activities the role has no access to, and are left out.
cli-history-held = The journal was asked about a person whose data is held.
cli-history-erased = The data is erased. The link to the journal was used for a breach or for supervision.
cli-history-reserved = No data of this person is held in the activity. Any link to the journal is for breaches and supervision only, and nothing was looked up.
cli-history-gone = There is no link between the journal and such a person.
cli-journal-cull-done = { $entries } lines were culled now. The journal begins at line { $culled }.
cli-journal-checkpoint = The checkpoint over { $size } lines is written to { $file }
cli-manual-written = { $pages } manual pages written to { $folder }
cli-import-resumed = Going on at line { $line }, where the import was broken off.
cli-import-proposed = This is what the columns seem to be:
cli-import-numbered = No column holds the records' keys, so they are numbered: { $prefix }000001
cli-import-category = The activity has several categories of people. Give the column that tells them apart (@category), or the one category of all rows: { $categories }
cli-import-mapping-written = The proposal is written to { $file }. Look it over before you import.
cli-import-looked = { $rows } rows looked at: { $taken } can be imported as far as can be seen, { $refused } cannot. Nothing has been registered.
cli-import-done = { $rows } rows: { $taken } are imported, { $refused } are not.
cli-import-report = Rows that cannot be imported are listed by line, column and code in { $file }
cli-export-done = { $records } records are written. { $left_out } were refused and left out.
cli-export-withheld = Held but not shown to this role: { $data }

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
demo-refusal-why = The accountant may see customers and suppliers only. Website visits can be stored only after consent. Whoever has objected is left alone. And the sister company is another organisation. Try it anyway.
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
demo-inside-title = See it from the inside
demo-inside-why = Staff work in the console: what is due, records, journal, charter and suppliers. You get a link that works once.
demo-inside-expect = The gate’s refusals at that organisation are in the journal there too. You do not see the other organisations.
demo-console-label = Enter the console
demo-console-asked = Give me a link into the console.
demo-console-outcome = The link works once, for the next five minutes, on this machine.
demo-console-open = Open the console
demo-link-electricians = The electrician's suppliers
demo-link-plumbers = The plumber's suppliers
demo-link-terms = The vendor's list
demo-link-shop = The web shop's working view
demo-link-club = The sports club's working view
demo-link-suppliers = The register of suppliers
demo-link-municipality = The municipality's sub-processors
demo-link-stores = The stores' sub-processors
demo-granvik-kind = Software company
demo-granvik-what = Controller for job applicants, customers, chat and website visits. Start here if you have never seen Vern.
demo-granvik-keeps = Each recipient gets only what the notice says, chats are gone after 60 days, and no visit is stored without consent.
demo-granvik-choices = The company itself. It has no customers it processes data for: it decides itself on all it holds.
demo-granvik-opplaering-choices = Sister company in the same group, yet a controller of its own. Applications go after half a year, and analytics rests on consent.
demo-use-of-objecting-prospect-label = Look up someone who has said no
demo-use-of-objecting-prospect-asked = Sales wants to read about a prospective customer who has objected to being contacted.
demo-sister-reads-applicant-label = Let the sister company read the application
demo-sister-reads-applicant-asked = Whoever hires at the sister company wants to read the application.
demo-strandli-kind = Software for tradespeople
demo-strandli-what = Processor for an electrician and a plumber who have each chosen their own. Shows that the customers decide, and that neither sees the other.
demo-strandli-keeps = The customer itself gives roles and turns integrations on. A new sub-processor gets nothing until the customer has had the chance to object.
demo-kvernes-elektro-choices = Electrician. Has turned on text messages, the housing register and a business system. Keeps data until it erases it itself.
demo-skarveli-ror-choices = Plumber. Text messages off, person look-up on, erases after two years. Has not yet answered about the new hub.
demo-trade-role-title = The electrician sees what the job takes
demo-trade-role-why = The customer decides what each employee sees and does. The electrician needs address and phone number, not e-mail, and is not to erase anything.
demo-trade-role-expect = The job without the e-mail address. And a refusal when the electrician tries to erase it.
demo-electrician-reads-label = Read a job as electrician
demo-electrician-reads-asked = The electrician wants to read a job.
demo-electrician-erases-label = Erase it as electrician
demo-electrician-erases-asked = The electrician wants to erase a job.
demo-sms-title = Text messages are on for one and off for the other
demo-sms-why = Integrations are off until the customer turns them on. That holds for each customer by itself, in the same system.
demo-sms-expect = The phone number goes to the text message service for the electrician, and is stopped for the plumber.
demo-sms-turned-on-label = Text for the electrician
demo-sms-turned-on-asked = The electrician's office wants to give a phone number to the text message service.
demo-sms-left-off-label = Text for the plumber
demo-sms-left-off-asked = The plumber wants to give a phone number to the text message service.
demo-new-supplier-title = A new sub-processor has to wait
demo-new-supplier-why = The plumber was told of the hub two days ago. The terms do not say for how long the customer can object. So it stays closed until the customer answers.
demo-new-supplier-expect = The hub reads for the electrician, who has approved it, and is refused for the plumber.
demo-hub-approved-label = The hub reads at the electrician's
demo-hub-approved-asked = The hub wants to fetch a job at the electrician's.
demo-hub-notified-label = The hub reads at the plumber's
demo-hub-notified-asked = The hub wants to fetch a job at the plumber's.
demo-neighbour-title = Nobody sees over the fence
demo-neighbour-why = A credential belongs to one customer, and nothing in a request can widen it. The vendor too must say why it wants in.
demo-neighbour-expect = The plumber reads his own. The electrician's job does not exist for him: ‘unknown’ and ‘forbidden’ are one answer. The vendor is refused without a reason.
demo-plumber-reads-own-label = The plumber reads his own
demo-plumber-reads-own-asked = The plumber wants to read his own job.
demo-plumber-reads-neighbour-label = The plumber reads the electrician's
demo-plumber-reads-neighbour-asked = The plumber wants to read the electrician's job.
demo-vendor-without-reason-label = The vendor reads without a reason
demo-vendor-without-reason-asked = The vendor's customer service wants to read the electrician's job without saying why.
demo-solheim-drift-kind = Hosting provider
demo-solheim-drift-what = Controller for its own customers, processor for what they collect. Shows who may look in, and what may leave the house.
demo-solheim-drift-keeps = Support must say why it looks in. Only what the instruction names is done. Nothing goes outside the EEA without a basis for the transfer.
demo-tindlia-nettbutikk-choices = Web shop. Has no instruction of its own: the provider can take out what the shop asks for, with a reason.
demo-rypelia-il-choices = Sports club with a list of members. An instruction of its own without export or disclosure, in Norway only, and members go after a year.
demo-support-title = Support must say why
demo-support-why = Customer service can help a web shop with an order. But not look around: without a reason it is closed, and the reason is sealed in the journal.
demo-support-expect = First a refusal, then the order, with a receipt in the shop's own journal.
demo-support-without-reason-label = Read an order without a reason
demo-support-without-reason-asked = Customer service wants to read an order without saying why.
demo-support-with-reason-label = Read it with a reason
demo-support-with-reason-asked = Customer service wants to read an order, and says why.
demo-instruction-title = Only what the instruction names
demo-instruction-why = What the customer collects is the customer's. The sports club has written what the provider may do, and export is not among it. The gate reads the instruction, also when asked about data held elsewhere.
demo-instruction-expect = Operations can export for the shop and not for the club. And the club's board sees nothing of the shop.
demo-shop-exports-label = Export for the shop
demo-shop-exports-asked = Operations wants to export one of the web shop's customers, and says why.
demo-club-exports-label = Export for the club
demo-club-exports-asked = Operations wants to export one of the club's members, and says why.
demo-club-reads-shop-label = The club reads in the shop
demo-club-reads-shop-asked = The club's board wants to read an order in the web shop.
demo-handing-over-title = What leaves the house
demo-handing-over-why = Whoever issues a certificate needs name and e-mail, and no more. Nothing goes outside the EEA without a basis for the transfer, and a supplier without an agreement gets nothing.
demo-handing-over-expect = One yes and three refusals, each with the clause of the notice it follows from.
demo-certificate-label = Order a certificate
demo-certificate-asked = Customer service wants to give name and e-mail to whoever issues the certificate.
demo-certificate-with-phone-label = Send the phone number too
demo-certificate-with-phone-asked = Customer service wants to give the phone number too to whoever issues the certificate.
demo-log-to-the-usa-label = Send a log to the USA
demo-log-to-the-usa-asked = Operations wants to give a customer's logins to a supplier in the USA, to find a fault.
demo-supplier-without-agreement-label = Give something to a supplier without an agreement
demo-supplier-without-agreement-asked = Customer service wants to give a customer's account to a supplier without a processing agreement.
demo-no-log-period-title = A log is not thrown away at random
demo-no-log-period-why = Neither notice nor agreement says how long the log of access is to be kept. So there is no period that has passed, and Vern clears nothing away.
demo-no-log-period-expect = A refusal that says what the papers lack.
demo-cull-without-period-label = Clear the log until yesterday
demo-cull-without-period-asked = Take away the lines of the web shop's journal until yesterday.
demo-klarsyn-kind = Payment control
demo-klarsyn-what = Processor under terms with a clause for everything. Shows one purpose, sub-processors that must be approved, a trial in which nothing is stopped, and log years.
demo-klarsyn-keeps = The data is used for controlling payments and nothing else, nobody outside the EEA sees it without an instruction, and the log of access stands for five years.
demo-asvik-kommune-choices = Municipality. Uses identity numbers and login by BankID. The log stands for five years.
demo-tveitvag-bygg-choices = Building supply stores. No identity numbers, has objected to BankID, fourteen days to object, the log stands for seven years. At first the gate only observes.
demo-one-purpose-title = One purpose, and no more than the role needs
demo-one-purpose-why = Clause 16: the data is used for controlling payments and nothing else. The accounts clerk does not need the identity number. And whoever contests that the account is right can have it restricted.
demo-one-purpose-expect = A payment without identity number, phone and e-mail. Then two refusals: one because the purpose is another, one because the data is restricted.
demo-clerk-reads-label = Read a payee
demo-clerk-reads-asked = The accounts clerk wants to read about a payee.
demo-other-purpose-label = Use it for something else
demo-other-purpose-asked = The administrator wants to read the same payee to make a login.
demo-restricted-payee-label = Read one that is restricted
demo-restricted-payee-asked = The payment controller wants to read about a payee who has contested that the data is right.
demo-sub-processors-title = Only those approved, and only in the EEA
demo-sub-processors-why = Clause 10: support from a country outside the EEA is a transfer too. Clause 9: the customer can object to a sub-processor, and while the time limit runs it gets nothing.
demo-sub-processors-expect = Three refusals: support from India, the BankID service the stores objected to, and the text message service they were told of yesterday.
demo-support-from-india-label = Give support from India
demo-support-from-india-asked = Support is in India and wants to read about one of the municipality's payees.
demo-bankid-objected-label = Log in by BankID at the stores
demo-bankid-objected-asked = The BankID service wants to look up a user at the stores.
demo-sms-notified-label = Text a password at the stores
demo-sms-notified-asked = The text message service wants to look up a user at the stores.
demo-trial-title = A trial: see what would have been stopped
demo-trial-why = The stores have connected a system of their own, which asks Vern first. For the first three months Vern only observes: nothing is stopped, but everything is noted.
demo-trial-expect = The export goes through. The answer says what would have stopped it, and the journal holds it.
demo-export-on-trial-label = Export a payee at the stores
demo-export-on-trial-asked = The stores' administrator wants to export a payee to a new system. The instruction does not name export.
demo-log-years-title = The log stands for five years
demo-log-years-why = Clause 4.5: all access is logged and traceable to a person, and the log is erased after five years at the earliest. Vern does not clear it away before, not even if whoever runs it asks. If lines are removed behind Vern’s back, a checkpoint kept by someone else shows it.
demo-log-years-expect = A refusal because the lines are too young.
demo-cull-too-young-label = Clear the log until yesterday
demo-cull-too-young-asked = Take away the lines of the municipality's journal until yesterday.
tour-something-else = something else
tour-guided-page = { $page } has a button for every thing tried here
tour-page = { $page } answers
tour-no-receipt = Receipt
tour-console = The link opens the console
tour-notice = { $page } says
tour-findings = { $page } shows every finding
tour-clause = The heading the refusal cites
tour-charter-line = The line of the charter
tour-forbidden = The accountant reads an application
tour-unknown = The accountant reads one that does not exist: the same answer
tour-young-chat = { $key }, younger than { $days } days
tour-old-chat = { $key }, older than { $days } days
tour-run-out = Chats that are too old
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

## diff

diff-effect-permits = Permits
diff-effect-forbids = Forbids
diff-effect-shortens = Shortens
diff-effect-lengthens = Lengthens
diff-effect-says = Changes otherwise
diff-none = No change: the two say the same.
diff-kind = The two documents are of different kinds and can't be compared.
diff-whole = all this document covers
diff-instruction = the instruction
diff-not-stated = not stated
diff-basis-a = consent (article 6(1)(a))
diff-basis-b = contract (article 6(1)(b))
diff-basis-c = legal obligation (article 6(1)(c))
diff-basis-d = vital interests (article 6(1)(d))
diff-basis-e = public interest or official authority (article 6(1)(e))
diff-basis-f = legitimate interest (article 6(1)(f))
diff-basis-by-controller = each controller's own
diff-activity-added = New activity: { $activity }.
diff-activity-removed = The activity ‘{ $activity }’ is taken out. Everything done with what is held there is then refused: erase it first.
diff-data-type-changed = The data type ‘{ $data }’ is described anew: its kind, search or name.
diff-data-added = { $activity }: this data can now be stored: { $data }.
diff-data-removed = { $activity }: this data can no longer be stored: { $data }.
diff-subjects-added = { $activity }: now also concerns { $subjects }.
diff-subjects-removed = { $activity }: no longer concerns { $subjects }.
diff-acts-added = { $activity }: it is now also allowed to { $acts }.
diff-acts-removed = { $activity }: it is no longer allowed to { $acts }.
diff-purpose-open = { $activity }: the purpose is undecided. Nothing can be done until it is.
diff-purpose-settled = { $activity }: the purpose is decided, and the activity can go on.
diff-purpose-changed = { $activity }: new purpose: { $purpose }
diff-purpose-not-stated = { $activity }: the purpose is no longer stated.
diff-basis-open = { $activity }: the legal basis is undecided. Nothing can be done until it is.
diff-basis-settled = { $activity }: the legal basis is decided, and the activity can go on.
diff-basis-changed = { $activity }: the legal basis was { $old }, becomes { $new }.
diff-basis-agreed = { $activity }: the controller states another legal basis.
diff-consent-required = { $activity }: nothing can be collected or used before the person has consented.
diff-consent-not-required = { $activity }: consent is no longer asked for first.
diff-consent-text = { $activity }: consent is asked for in new words: ‘{ $text }’.
diff-consent-text-removed = { $activity }: the words consent is asked for with are taken out.
diff-objection-stops = { $activity }: whoever objects to it now stops it for themselves.
diff-objection-without-effect = { $activity }: an objection no longer stops it.
diff-recipient-added = { $activity }: new recipient: { $supplier }.
diff-recipient-added-limited = { $activity }: new recipient: { $supplier }, who gets only { $data }.
diff-recipient-removed = { $activity }: { $supplier } no longer gets anything.
diff-recipient-data-added = { $activity }: { $supplier } now also gets { $data }.
diff-recipient-data-removed = { $activity }: { $supplier } no longer gets { $data }.
diff-retention-open = { $activity }: how long data is kept is undecided. Nothing can be done until it is.
diff-retention-settled = { $activity }: how long data is kept is decided, and the activity can go on.
diff-retention-shortened = { $activity }: kept for { $new }, no longer for { $old }.
diff-retention-lengthened = { $activity }: kept for { $new }, before for { $old }.
diff-retention-limited = { $activity }: now erased by itself after { $new }.
diff-retention-unlimited = { $activity }: no longer erased by itself after { $old }.
diff-retention-changed = { $activity }: other rules for how long it is kept.
diff-ground-added = { $activity }: a ground is stated, and { $what } can now be processed.
diff-ground-removed = { $activity }: no ground is stated any more. It now stops { $what }.
diff-ground-special-categories = special categories of data
diff-ground-identity-numbers = identity numbers
diff-ground-offences = data on offences
diff-ground-automated = decisions by automated means alone
diff-observed-until = { $activity }: until { $until } breaches are only seen and journalled, not stopped.
diff-observed-no-more = { $activity }: breaches are now stopped, not only seen.
diff-role-changed = { $activity }: someone else is now controller or processor.
diff-places-bound = { $what } for { $of } must now be here: { $areas }.
diff-places-unbound = { $what } for { $of } is no longer bound to a place.
diff-places-added = { $what } for { $of } can now also be here: { $areas }.
diff-places-removed = { $what } for { $of } can no longer be here: { $areas }.
diff-place-stored = The place of storage
diff-place-handled = The place it is handled from
diff-place-seat = The seat of whoever stores it
diff-place-owner = The owner's country
diff-supplier-added = New supplier in the register: { $supplier } ({ $place }).
diff-supplier-removed = The supplier { $supplier } is out of the register.
diff-supplier-moved = { $supplier } stores elsewhere: was { $old }, becomes { $new }.
diff-supplier-agreement = { $supplier } now has a processing agreement or needs none.
diff-supplier-no-agreement = { $supplier } no longer has a processing agreement. Nothing is sent there.
diff-safeguard-added = Transfers to { $supplier } now have a safeguard in place.
diff-safeguard-removed = Transfers to { $supplier } no longer have a safeguard in place.
diff-supplier-handled-in = { $supplier } now also handles data here: { $areas }.
diff-supplier-not-handled-in = { $supplier } no longer handles data here: { $areas }.
diff-supplier-owner = { $supplier } is now owned from { $country }.
diff-role-added = New role: { $role }.
diff-role-removed = The role ‘{ $role }’ is gone. Those who hold it get no access.
diff-grant-added = { $role } can now { $acts } in ‘{ $activity }’.
diff-grant-removed = { $role } can no longer { $acts } in ‘{ $activity }’.
diff-reason-required = { $role } must give a reason to { $acts } in ‘{ $activity }’.
diff-reason-not-required = { $role } need no longer give a reason to { $acts } in ‘{ $activity }’.
diff-sees-added = { $role } now also sees { $data } in ‘{ $activity }’.
diff-sees-removed = { $role } no longer sees { $data } in ‘{ $activity }’.
diff-role-support = { $role } sees a customer’s data only where the customer’s instruction lets support in.
diff-role-support-dropped = { $role } no longer needs the customer’s instruction to let support in.
diff-role-moved = { $role } now works from { $place }.
diff-administers-added = { $role } can now, in the organisation itself, { $affairs }.
diff-administers-removed = { $role } can no longer, in the organisation itself, { $affairs }.
diff-service-added = New service: { $service }.
diff-service-removed = The service { $service } is out.
diff-service-data-added = The user agreement of { $service } now lets this be collected: { $data }.
diff-service-data-removed = The user agreement of { $service } no longer lets this be collected: { $data }.
diff-period-changed = { $what }: was { $old }, becomes { $new }.
diff-period-objection = Time to object to a new sub-processor
diff-period-erasure = Time to rectify or erase
diff-period-notice-receipt = When a notice counts as received
diff-period-hand-over = Time to hand over at the end
diff-period-log = How long the log is kept
diff-period-self-audit = How often the processor audits itself
diff-period-training = How often staff are trained again
diff-period-access-review = How often it is reviewed who has access
diff-period-training-grace = How long staff can go on after training was due
diff-period-staff-warning = How long before training lapses it is warned of
diff-period-staff-emergency = How long an emergency lets in staff who lack something
diff-staff-confidentiality-asked = Staff have to sign a statement of confidentiality: version { $version }.
diff-staff-confidentiality-changed = Staff have to sign the statement of confidentiality anew: version { $version }.
diff-staff-confidentiality-dropped = Staff no longer have to sign a statement of confidentiality.
diff-staff-training-asked = Staff have to be trained in data protection before they touch personal data.
diff-staff-training-dropped = Staff no longer have to be trained in data protection before they touch personal data.
diff-instruction-acts-added = Instruction { $version }: it is now also allowed to { $acts }.
diff-instruction-acts-removed = Instruction { $version }: it is no longer allowed to { $acts }.
diff-instruction-paused = Instruction { $version }: ‘{ $activity }’ stands still.
diff-instruction-support = Instruction { $version }: support is let into ‘{ $activity }’.
diff-instruction-support-until = Instruction { $version }: support is let into ‘{ $activity }’ until { $until }.
diff-instruction-support-over = Instruction { $version }: support is no longer let into ‘{ $activity }’.
diff-instruction-resumed = Instruction { $version }: ‘{ $activity }’ goes on.
diff-transfer-instructed = Instruction { $version }: a transfer to { $supplier } in { $country } is approved.
diff-transfer-not-instructed = Instruction { $version }: a transfer to { $supplier } in { $country } is no longer approved.
diff-part-changed = { $what } changed.
diff-other = The two differ only in facts about the document itself: its version, when it holds from, or where it was read.
diff-activity-changed = { $activity }: other facts of the activity changed.
diff-supplier-changed = { $supplier }: other facts of the supplier changed.
diff-role-changed-otherwise = The role ‘{ $role }’ is described anew.
diff-instruction-removed = Instruction { $version } is taken out. The instruction in the terms holds again.
diff-instruction-data = Instruction { $version } concerns other data or other people.
diff-part-terms = What else stands in the terms – rank, counting of periods, what an agreement can change, undertakings –
diff-part-documents = What is said of the documents
diff-part-under = Which terms the agreement stands under
diff-part-signed = Signatures or the processor's contact
diff-part-counting = How periods are counted
diff-part-log-link = What becomes of the link between journal and person
diff-part-supplements = The data the agreement adds
diff-part-organisation = Who is responsible, and how they are reached,
diff-part-measures = The security measures
diff-part-rights = What is said of rights
diff-part-cookies = What is said of cookies
diff-part-channels = The channels people are written to by
diff-part-claims = Claims about the whole
diff-updated-on = The page states a new day of last update: { $day }.
diff-narrowed = { $activity }: the agreement now limits { $what }.
diff-as-terms = { $activity }: the agreement no longer limits { $what }. The terms hold.
diff-list-data = the data
diff-list-subjects = whom it concerns
diff-list-supplier = the recipients
diff-agreement-ends = The agreement ends on { $day }. After that data is handed over or erased.
diff-agreement-runs-on = The agreement no longer has an end.
diff-supplier-approved = The controller approves { $supplier }.
diff-supplier-notified = The controller has been told of { $supplier } and can object.
diff-supplier-objected = The controller has objected to { $supplier }. Nothing is sent there.
diff-supplier-not-approved = The controller has not approved { $supplier }. Nothing is sent there.
diff-integration-on = The integration { $supplier } is turned on.
diff-integration-off = The integration { $supplier } is turned off.
replay-none = None of the last { $days } days' { $operations } operations would have been refused.
replay-some = { $refused } of { $operations } operations of the last { $days } days would have been refused:
replay-row = { $count } × { $activity }, { $actor }: { $codes }
replay-observed = { $count } would have been let through only because the activity is observed for now.
replay-withheld = { $count } would have been answered with less data.
replay-unknown = { $count } were decided by a charter that is not here, and are not asked again.

## sending

code-outbox-undeclared = The charter does not say where messages lie until they are sent.
code-outbox-undeclared-mend = Whoever writes the charter gives one activity "carries: outbox".
code-outbox-limit_missing = The charter does not say how long a message can wait to be sent.
code-outbox-limit_missing-mend = Whoever writes the charter gives the activity with "carries: outbox" a period, such as three days from when the message was made.
code-outbox-form = The message is not of the form its channel needs.
code-outbox-form-mend = The field that is named must be corrected. A text message has no subject line and no headers, and an e-mail only the headers that are allowed.
code-outbox-too_old = The message became too old before it could be sent.
code-outbox-too_old-mend = Make contact in another way. Why it waited stands in the log and in the overview of messages.
code-outbox-channel_missing = The settings do not say how the organisation sends such messages.
code-outbox-channel_missing-mend = Whoever runs Vern lists the organisation under the channel in the settings for sending.
code-outbound-settings_form = The settings for sending are not of their form.
code-outbound-settings_form-mend = Whoever runs Vern compares the file with the example in docs/sending.md.
code-outbound-trust_form = The certificates that sending is to trust cannot be read.
code-outbound-trust_form-mend = Whoever runs Vern names a file of certificates as PEM, or takes "trust" away.
code-outbound-secret_missing = A secret named in the settings for sending is not there.
code-outbound-secret_missing-mend = Whoever runs Vern puts it in a file of that name in the directory for secrets.
code-outbound-secret_exposed = Others than its owner can read or write a secret.
code-outbound-secret_exposed-mend = Whoever runs Vern gives the file the mode 0600.
code-outbound-secret_form = A secret is empty, too long, or not one line of text.
code-outbound-secret_form-mend = Whoever runs Vern writes the file again with the secret on one line.
code-outbound-host_not_listed = The server is not in the settings, so no connection is opened to it.
code-outbound-host_not_listed-mend = Whoever runs Vern corrects the settings for sending.
code-outbound-not_resolved = The name of the server has no address.
code-outbound-not_resolved-mend = It is tried again. If it lasts, whoever runs Vern looks at the name in the settings and at the name server.
code-outbound-address_not_allowed = The name of the server leads to an address that is not open to everyone, so no connection is opened to it.
code-outbound-address_not_allowed-mend = If it is a server in your own network, whoever runs Vern lists it under "internal_hosts". Otherwise the name leads astray.
code-outbound-unreachable = The server does not answer.
code-outbound-unreachable-mend = It is tried again. If it lasts, whoever runs Vern looks at the network and contacts the supplier.
code-outbound-too_slow = The server took too long to answer.
code-outbound-too_slow-mend = It is tried again. If it lasts, whoever runs Vern contacts the supplier.
code-outbound-tls_not_offered = The server does not offer TLS. Nothing is sent then.
code-outbound-tls_not_offered-mend = Whoever runs Vern chooses a port with TLS, or asks the supplier to turn it on.
code-outbound-tls_failed = The server could not show who it is. Nothing is sent then.
code-outbound-tls_failed-mend = Whoever runs Vern looks at the certificate: its name, its dates and who issued it.
code-outbound-login_refused = The server did not let Vern in.
code-outbound-login_refused-mend = Whoever runs Vern looks at the user name and the password in the settings for sending.
code-outbound-not_understood = The server answered something Vern does not understand.
code-outbound-not_understood-mend = It is tried again. If it lasts, whoever runs Vern looks at the settings together with the supplier.
code-outbound-redirected = The server pointed to another place. Nothing is sent there.
code-outbound-redirected-mend = Whoever runs Vern puts the right address in the settings.
code-outbound-later = The server asked to be tried again later.
code-outbound-later-mend = That happens by itself.
code-outbound-rejected = The server did not take the message and will not take it.
code-outbound-rejected-mend = The address or the number is probably wrong. Correct it, or make contact in another way.
code-outbound-message_form = The message could not be put in the form its channel needs.
code-outbound-message_form-mend = Check that the supplier may see every field of the activity with "carries: outbox".
console-room-outbox = Messages
console-outbox-title = Messages to be sent
console-outbox-lead = What waits to be sent, and why. Recipients and contents do not stand here: each message is opened under Records, with a reason where the charter asks for one.
console-outbox-as-of = As it was at { $time }.
console-outbox-none = No messages in the last 30 days.
console-outbox-undeclared = The charter has no activity for messages that are to be sent.
console-outbox-counts = Messages by state
console-outbox-waiting = Waiting
console-outbox-dropped = Not sent
console-outbox-more = Shows the newest { $count }.
console-outbox-channel = Channel
console-outbox-channel-email = E-mail
console-outbox-channel-sms = Text message
console-outbox-state = State
console-outbox-state-waiting = Waiting
console-outbox-state-delivered = Handed over
console-outbox-state-dropped = Not sent
console-outbox-why = Why
console-outbox-not-tried = Not tried yet
console-outbox-messages = Number
console-outbox-oldest = Oldest from
console-outbox-key = Key of its record
console-outbox-queued = Queued
console-outbox-due = Tried again
console-outbox-ended = Ended
console-outbox-not-after = Not sent after
console-outbox-attempts = Times put off
cli-outbox-none = No message waits, and none has ended in the last 30 days.
cli-outbox-line = { $channel }, { $state }: { $messages }. Oldest from { $oldest }. { $why }

## disclosure

code-disclosure-incomplete = The disclosure cannot be entered without its ground, the data, the recipient and who decided.
code-disclosure-incomplete-mend = Fill in the field that is named.
code-disclosure-kind_form = The disclosure has none of the four kinds of ground that can be entered.
code-disclosure-kind_form-mend = Use authority (one with a power by law), legal_claim, breach_of_terms, or consent (in the single case).
console-room-disclosures = Disclosures
console-disclosures-title = Disclosures outside the charter
console-disclosures-lead = What was given to authorities and others the charter does not name: on which ground, to whom, and who decided. The list is opened for a reason, and that is journalled.
console-disclosures-undeclared = The charter has no activity for such disclosures.
console-disclosures-show = Show the disclosures
console-disclosures-none = No disclosures have been entered.
console-disclosures-caption = Disclosures, oldest first
console-disclosures-on = Entered
console-disclosures-to = To whom
console-disclosures-kind = Kind
console-disclosures-kind-authority = Authority
console-disclosures-kind-legal_claim = Legal claim
console-disclosures-kind-breach_of_terms = Breach of terms
console-disclosures-kind-consent = Consent
console-disclosures-ground = Ground
console-disclosures-data = What
console-disclosures-decided-by = Who decided
console-disclosures-more = Shows the first { $count }. The rest can be read over REST: POST /v1/records:search.
console-by-category = Who gets data about whom
console-by-category-caption = Recipients for each category of people, with the activities concerned
console-by-category-none = No recipients

## rights

right-access = To see the data on me
right-rectification = To have something wrong put right
right-erasure = To have the data on me erased
right-restriction = Restriction: the data is only to be stored
right-portability = To take along the data I have given
right-objection = To object to how the data is used
right-human-review = To have a person look at an automated decision
right-consent-withdrawal = To withdraw my consent
right-complaint = To complain to the organisation
letter-title = Answer from { $organisation } to your request
letter-lead = We received your request on { $date }. Here is what we have decided, what we have done, and what you can do next.
letter-request = What you asked for
letter-right = The request is
letter-reference = Case number
letter-your-words = In your words
letter-due = We answer by
letter-decision = What we have decided
letter-granted = We do what you have asked for.
letter-partly = We do part of what you have asked for. Below stands what we do not do, and why.
letter-declined = We do not do what you have asked for. Below stands why.
letter-under-way = We are working on the case and have decided nothing yet.
letter-withdrawn = You have withdrawn your request. We do nothing more with it.
letter-forwarded = The request is about data that another organisation decides on. We have passed it on to them, and they will answer you.
letter-whole = The whole request
letter-part-granted = Done as you asked.
letter-ground-statute = The law orders this kept: { $statute }.
letter-ground-legal-claim = We need this to establish, exercise or defend a legal claim.
letter-ground-contract = You have a contract with us that is running, and we cannot perform it without this.
letter-ground-others = This would harm the rights of others.
letter-ground-not-covered = This right does not apply here.
letter-ground-excessive = The request is manifestly unfounded or excessive.
letter-ground-not-held = We have searched, and we hold no data on you.
letter-ground-not-identified = We have not learned surely enough who you are, and so cannot do what you ask.
letter-other-controllers = Where the system can see that another organisation here holds data on you, your request has been passed on, and they will answer you themselves.
letter-ground-not-found = We have searched where you can be found by what we know of you, and hold no data on you there.
letter-unsearched = Where we could not search
letter-unsearched-lead = In these, nobody can be found by what we know of you. If you think there is something on you there, tell us more, such as when it was and what it was about. Then we search again.
letter-done = What we have done
letter-erased = { $records ->
    [one] Erased: one record.
   *[other] Erased: { $records } records.
}
letter-copied = { $records ->
    [one] Your copy has one record.
   *[other] Your copy has { $records } records.
}
letter-restricted = The data is only stored. You will be told before that changes.
letter-objected = The data is no longer used for this.
letter-consent-ended = Your consent is withdrawn. What we did before was lawful.
letter-kept = { $kept ->
    [one] Part of one record is kept, because the law requires it: { $statute }.
   *[other] Part of { $kept } records is kept, because the law requires it: { $statute }.
}
letter-certificate = The erasure has certificate number { $number }.
letter-erasure-reach = The erasure does not reach backups until they are too old to be used, e-mail you have written to us outside the system, or what recipients hold themselves.
letter-told = We have told those who received the data. How stands below.
letter-to-be-told = Those who received the data are to be told that we have erased it. Below stands who they are.
letter-kept-by-statute = We hold this only because the law orders it: { $statute }. It is used for nothing else.
letter-lifting = The restriction will be lifted
letter-to-be-lifted = Your data has only been stored, as you asked. We will soon stop that, and it can then be used again. The reason is: { $reasons }
letter-lifted = Your data was only stored, as you asked. That has ended, and you were told before. The reason is: { $reasons }
letter-lifting-heading = { $organisation } will use your data again
letter-lifting-message =
    Hello!

    You have asked { $organisation } to store your data only, and to use it for nothing else. It is about:

    { $activities }

    We will soon lift this restriction. The reason is: { $reasons }

    If you disagree, contact { $role }: { $channel }. Give case number { $number }. You can also complain to the data protection authority where you live.
letter-recipients = Whom we have told
letter-untold = Not told yet.
letter-given-to = Who has been given the data
letter-given = { $times ->
    [one] Was given data on you once, on { $date }.
   *[other] Was given data on you { $times } times, most recently on { $date }.
}
letter-given-standing = Works for us and may have access. The log has no single disclosure.
letter-next = What you can do next
letter-other-rights = You can ask for rectification, erasure or restriction, object to the use, and take along data you have given.
letter-complaint-no = If you disagree, you can complain to the Norwegian Data Protection Authority, datatilsynet.no.
letter-complaint-se = If you disagree, you can complain to the Swedish Authority for Privacy Protection, imy.se.
letter-complaint-eu = If you disagree, you can complain to the data protection authority of the country where you live or work.
letter-court = You can also go to court.
request-title = Use your rights
request-lead = Here you can ask { $organisation } to show, correct or erase what they hold on you, and use your other rights. It costs nothing, and you need no electronic ID to send it.
request-right = What do you want?
request-text = Tell us in your own words
request-text-hint = You need not give reasons. Do not write your national identity number here.
request-name = Your name
request-contact = E-mail or telephone
request-contact-hint = Preferably an address or a number they already have. That makes it quicker to know that it is you.
request-send = Send the request
request-other-ways = You can also call, write a letter or come by. It becomes the same case, with the same time limit.
request-problem = The request has not been sent
request-received-title = We have received your request
request-received-text = Keep the case number. You will be answered by { $date }. We may ask who you are before we answer; then we say why.
request-received-reference = Case number
request-received-on = Received
request-received-due = Answer by
request-received-back = Back
request-link = Ask for access, correction or erasure
code-case-out_of_turn = The step cannot be taken as the case stands now.
code-case-out_of_turn-mend = Look at what the case waits for, and take that step first.
code-case-identity_too_weak = It is not known surely enough who asks, for this right.
code-case-identity_too_weak-mend = Ask for a reply from an address or a number you held before, or for what the charter requires, and enter what showed it.
code-case-reasons_missing = Reasons are missing.
code-case-reasons_missing-mend = Write the reason in words the person understands, and take the step again.
code-case-undecided = Something is not decided, is decided twice, or is declined without a ground.
code-case-undecided-mend = Decide each activity that holds something on the person once, and give the ground of what is declined; where it is a statute, name it.
code-case-incomplete = Not all that was granted is done.
code-case-incomplete-mend = Look at what is left, such as an activity your role has no access to, and take the step again.
code-case-recipient_untold = A recipient has not been told.
code-case-recipient_untold-mend = Tell each recipient listed and write how and when, or why it cannot be done.
code-case-extension_too_late = The time limit was extended before, or the month is over.
code-case-extension_too_late-mend = Answer as soon as possible. The time limit can be extended only once, and only within the first month.
code-case-answer_missing = It does not say how the answer was given.
code-case-answer_missing-mend = Give the answer and write how and when.
code-case-lifting_untold = Nothing shows that the person was told before the restriction is lifted.
code-case-lifting_untold-mend = Tell the person first, and say how and when. Where the notice is sent from here, they are told once it is delivered.
code-my_page-not_offered = The organisation has no My page here.
code-my_page-not_offered-mend = Send a request for access, write or call. Whoever looks after the charter can give the roles and the outbox the page needs.
code-my_page-address_form = This is neither an e-mail address nor a phone number.
code-my_page-address_form-mend = Write, for instance, kari@example.no or +47 912 34 567.
code-my_page-too_many_tries = Too many codes have been asked for from here.
code-my_page-too_many_tries-mend = Wait a minute and try again.
code-my_page-code_wrong = The code is not right, or it no longer works.
code-my_page-code_wrong-mend = A code of eight digits works for ten minutes, once, and only in the browser it was asked for in. You have five tries. If that does not do it, ask for a new one, and use the code in the newest message.
code-my_page-shared_address = We cannot say for sure who you are by the address alone, so we show nothing.
code-my_page-shared_address-mend = Several people may be registered with the same address. Use another address or a number that is yours alone, or send a request. The organisation will then ask you to identify yourself.
code-my_page-session_ended = You are no longer signed in on this page.
code-my_page-session_ended-mend = Sign in again.
code-my_page-too_weak = A code does not show surely enough who you are for this to be shown.
code-my_page-too_weak-mend = Sign in with an electronic ID, or send a request.
code-identity-not_offered = Nobody can sign in this way here.
code-identity-not_offered-mend = Choose another way. Whoever runs Vern and whoever keeps the charter can provide for it; see docs/sign-in.md.
code-identity-too_many_tries = There have been too many tries from here.
code-identity-too_many_tries-mend = Wait a minute and try again, or sign in another way.
code-identity-unreachable = The service that is to say who you are does not answer now.
code-identity-unreachable-mend = Try again in a while, or sign in another way. Nothing is wrong with what you did.
code-identity-not_as_agreed = The service that is to say who you are does not answer as it is set up here.
code-identity-not_as_agreed-mend = Sign in another way, and tell whoever runs Vern. The log says what is wrong.
code-identity-declined = The sign-in was broken off.
code-identity-declined-mend = Try again, or sign in another way.
code-identity-not_proven = What was said of who you are cannot be used.
code-identity-not_proven-mend = Try again from the start. If it happens again, tell the organisation.
code-identity-too_weak = What you signed in with does not show surely enough who you are.
code-identity-too_weak-mend = Try again and choose a surer way, such as BankID.
code-identity-not_begun = This sign-in did not begin in this browser, is too old, or is used.
code-identity-not_begun-mend = Go to the page you want to sign in to, and begin again there. If somebody else sent you here, leave it.
code-rights-not_carried = The charter has no activity for requests about rights, so they cannot be received here.
code-rights-not_carried-mend = Whoever keeps the charter can declare an activity with "carries: rights_requests". Until then the organisation must be reached in another way.
code-case-unknown = There is no such case.
code-case-unknown-mend = Check that the case number is written correctly.
code-case-version_differs = Someone else has taken a step on the case since you looked at it.
code-case-version_differs-mend = Look at the case again, and take the step if it is still right.
code-case-file_withheld = The role may not see the case file, so it cannot handle the case.
code-case-file_withheld-mend = Whoever keeps the charter can give the role access to all data types of the activity that carries requests.
code-case-right_missing = It is not chosen what the request is.
code-case-right_missing-mend = Choose one of the rights in the list.
code-case-contact_missing = There is no way to answer.
code-case-contact_missing-mend = Write an e-mail address, a telephone number or a postal address.
code-case-too_long = The text is too long.
code-case-too_long-mend = Make it shorter. The rest can be told when you talk.
code-case-too_many = Many requests have been sent in a short time.
code-case-too_many-mend = Wait a little and try again, or get in touch in another way. What you have written was not sent.
code-case-no_letter = There is no answer to read here.
code-case-no_letter-mend = The answer is here for 90 days after it was given. Get in touch if you need it again.
code-review-none_asked = The charter asks nobody to review this activity.
code-review-none_asked-mend = Whoever writes the charter can add “review” under “retention”.
code-review-none_marked = No record is marked.
code-review-none_marked-mend = Mark the records it is about, and try again.
code-review-decided = Somebody has reviewed the record already, or it is erased.
code-review-decided-mend = Look at the list anew.
code-informing-none_asked = The charter has nobody told of this activity, or it holds nothing of the person.
code-informing-none_asked-mend = Whoever writes the charter can add “told_within” to the activity.
code-informing-how_missing = It does not say how and when the person was told.
code-informing-how_missing-mend = Write it, or ask for an e-mail to be sent.
code-informing-form = A message goes to whoever is to be told, and says how by itself.
code-informing-form-mend = Give message alone, or told_by alone; no message where the person has not been told after all.
code-informing-none_marked = No record is marked.
code-informing-none_marked-mend = Mark the records concerned, and try again.
code-informing-told = The person has been told already.
code-informing-told-mend = Look at the list again.
code-informing-no_address = The activity has no e-mail address of the person that can be used now.
code-informing-no_address-mend = Tell the person in another way, and note how and when.
code-informing-no_outbox = No e-mail can be sent: the charter has no outbox Vern can put it in.
code-informing-no_outbox-mend = Whoever writes the charter can add an activity with “carries: outbox”. Else it can be told in another way and noted.
code-subscription-issue_over = This name was used more than 28 days ago, and whom the issue went to is known no longer.
code-subscription-issue_over-mend = Give the issue a new name.
code-case-marketing_ends = An objection to direct marketing cannot be declined.
code-case-marketing_ends-mend = Grant that part of the case. The marketing ends whatever speaks for it.
code-case-not_objectable = This processing cannot be objected to: it rests on a contract, a law or consent.
code-case-not_objectable-mend = Decline the part with its ground, such as that the right does not cover this. Consent can be withdrawn by the person.
code-case-statute_keeps = The law orders this kept, so it cannot be done as the person asks.
code-case-statute_keeps-mend = Decline the part, and name the statute that orders it.
code-case-nothing_to_lift = The case has no restriction to lift.
code-case-nothing_to_lift-mend = See in the case whether the restriction was lifted before.
code-case-notice_by_letter = The person cannot be told from here.
code-case-notice_by_letter-mend = Print the letter of the case or tell them in another way, and say how and when that was done.
code-case-received_in_future = The request cannot have come later than now.
code-case-received_in_future-mend = Write the day it actually came.
code-case-found_elsewhere = The same identifiers lead to someone about whom nothing has been decided.
code-case-found_elsewhere-mend = Identify again: take that person into the case, or enter that it is someone else.
code-case-search_withheld = Something that may be this person’s cannot be seen: it is restricted, the person has objected, or your role has no access.
code-case-search_withheld-mend = Let a role that may take data out (export) in every activity take the step; where the data is restricted, the restriction must be lifted first, and the person told.
code-case-words_missing = It does not say what was done.
code-case-words_missing-mend = Write what was corrected, reviewed or done.
console-room-deadlines = Deadlines
console-deadlines-title = Deadlines
console-deadlines-lead = What is to be done, and what ends, in the order of the last day. Nobody is named here. What is erased when stands under Retention.
console-deadlines-days = { $days } days ahead
console-deadlines-year = A year ahead
console-deadlines-none = Nothing is over, and nothing ends up to and including { $until }.
console-deadlines-some = { $over ->
    [0] Nothing is over
    [one] One matter is over
   *[other] { $over } matters are over
} and { $ahead ->
    [0] nothing ends
    [one] one ends
   *[other] { $ahead } end
} up to and including { $until }.
console-deadlines-caption = What is to be done, and what ends
console-deadlines-last-day = Last day
console-deadlines-what = What
console-deadlines-over = Over
console-deadlines-never = Now
deadline-cases = { $count ->
    [one] A request is to be answered.
   *[other] { $count } requests are to be answered.
}
deadline-reviews = { $count ->
    [one] One record in “{ $name }” is to be reviewed.
   *[other] { $count } records in “{ $name }” are to be reviewed.
}
deadline-informing = { $count ->
    [one] Whom one record in “{ $name }” is about is to be told that we hold it.
   *[other] Those { $count } records in “{ $name }” are about are to be told that we hold them.
}
deadline-confidentiality = { $count ->
    [one] A member of staff has not signed the statement of confidentiality, and is refused.
   *[other] { $count } members of staff have not signed the statement of confidentiality, and are refused.
}
deadline-training-lacking = { $count ->
    [one] A member of staff lacks training in data protection, and is refused.
   *[other] { $count } members of staff lack training in data protection, and are refused.
}
deadline-training-overdue = { $count ->
    [one] A member of staff is overdue for training in data protection, and is refused after this day.
   *[other] { $count } members of staff are overdue for training in data protection, and are refused after this day.
}
deadline-training = { $count ->
    [one] A member of staff is to be trained in data protection.
   *[other] { $count } members of staff are to be trained in data protection.
}
deadline-emergency = { $count ->
    [one] Someone is let in in an emergency.
   *[other] { $count } people are let in in an emergency.
}
deadline-access-reviews = { $count ->
    [one] An access is to be reviewed.
   *[other] { $count } accesses are to be reviewed.
}
deadline-access = { $count ->
    [one] An access in the role “{ $name }” ends.
   *[other] { $count } accesses in the role “{ $name }” end.
}
deadline-cover = No adequacy decision covers { $name } in { $country } after this day; data is then refused to go there on that ground.
deadline-observation = “{ $name }” is only observed; after this day the gate refuses in it.
deadline-version = Version { $name } replaces what is in force.
cli-deadlines-over = over
cli-deadlines-never = now
console-room-retention = Retention
console-retention-title = What is erased, when and why
console-retention-lead = As it stands now: everything that has a day to go on, day by day or month by month. Looking here erases nothing. What is restricted when its day comes stays.
console-retention-ahead = Look ahead
console-retention-days = { $days } days, day by day
console-retention-year = A year, month by month
console-retention-total = { $records ->
    [0] Nothing goes up to { $until }.
    [one] One record goes up to { $until }.
   *[other] { $records } records go up to { $until }.
}
console-retention-caption = What is erased
console-retention-day = Day
console-retention-month = Month
console-retention-activity = Activity
console-retention-records = Records
console-retention-because = Because
console-retention-effect = What is erased when it comes into force
retention-effect = When it comes into force it erases:
retention-effect-none = When it comes into force nothing is erased beyond what is today.
retention-effect-goes = { $activity }: { $records ->
    [one] one record goes
   *[other] { $records } records go
} at once, because { $because }. Without the change it stays.
retention-effect-stays = { $activity }: { $records ->
    [one] one record that would have gone then stays.
   *[other] { $records } records that would have gone then stay.
}
retention-effect-asks = { $activity }: { $records ->
    [one] one record is to be reviewed at once. Without the change it is not.
   *[other] { $records } records are to be reviewed at once. Without the change they are not.
}
retention-effect-asks-not = { $activity }: { $records ->
    [one] one record that would have been to be reviewed then is not yet.
   *[other] { $records } records that would have been to be reviewed then are not yet.
}
console-room-newsletter = Newsletter
console-newsletter-lead = How many read the newsletter, and what was sent. Who they are is read as other records are, with a reason.
console-newsletter-confirmed = { $count ->
    [0] Nobody subscribes
    [one] One subscriber
   *[other] { $count } subscribers
}
console-newsletter-suppressed = { $count ->
    [0] No address has left for good.
    [one] One address has left for good. Only whoever has it can sign it up again.
   *[other] { $count } addresses have left for good. Only those who have them can sign them up again.
}
console-newsletter-issues = What was sent
console-newsletter-none = Nothing has been sent yet.
console-newsletter-again = Sent again under the same name, it goes to those who have not had it. That can be done for { $days } days.
console-newsletter-caption = Issues, the newest first
console-newsletter-name = Name
console-newsletter-first = First sent
console-newsletter-last = Last sent
console-newsletter-queued = Messages
console-room-reviews = Reviews
console-reviews-title = Reviews
console-reviews-lead = A person looks at this at regular intervals: is it to stay, or to be erased? A review erases nothing by itself. What is overdue is counted here.
console-reviews-by-activity = What is to be reviewed
console-reviews-activities = What is to be reviewed, by activity
console-reviews-none = No activity you have access in is reviewed.
console-reviews-overdue = Overdue
console-reviews-today = Today
console-reviews-soon = Within 7 days
console-reviews-see-head = See them
console-reviews-see = See them
console-reviews-listed = { $activity }: { $count ->
    [0] nothing to review now
    [one] one record to review
   *[other] { $count } records to review
}
console-reviews-explanation = Open a record to see what it holds, and mark those that are to be treated alike. What is erased is all the activity holds on the person.
console-reviews-caption = Records to be reviewed now or within 7 days
console-reviews-due = Reviewed by
console-reviews-mark = Mark
console-reviews-keep = Let them stay
console-reviews-erase = Erase them
console-reviews-more = The next 25
console-reviews-confirm = This will happen
console-reviews-done = It is done
console-reviews-will-keep = { $count ->
    [one] One record stays. It is reviewed again by { $date }.
   *[other] { $count } records stay. They are reviewed again by { $date }.
}
console-reviews-will-erase = { $people ->
    [one] All the activity holds on one person is erased
   *[other] All the activity holds on { $people } people is erased
}: { $count ->
    [one] one record.
   *[other] { $count } records.
}
console-reviews-statute = What a law orders you to keep stays, for that alone.
console-reviews-restricted = { $count ->
    [one] One record is restricted, and stays as it is.
   *[other] { $count } records are restricted, and stay as they are.
}
console-reviews-kept = { $count ->
    [one] One record stays.
   *[other] { $count } records stay.
}
console-reviews-erased = { $count ->
    [one] One record
   *[other] { $count } records
} on { $people ->
    [one] one person
   *[other] { $people } people
} erased.
console-reviews-held = { $count ->
    [one] Of one of them a law keeps something.
   *[other] Of { $count } of them a law keeps something.
}
console-reviews-left = { $count ->
    [one] Nothing was done about one record:
   *[other] Nothing was done about { $count } records:
} { $why }
console-due-reviews-overdue = { $count ->
    [one] record ought to have been reviewed
   *[other] records ought to have been reviewed
}
console-due-reviews-soon = { $count ->
    [one] record to be reviewed within { $days } days
   *[other] records to be reviewed within { $days } days
}
console-room-informing = Informing
console-informing-title = Informing those we did not ask
console-informing-lead = Whoever did not give us the data themselves is to know that we hold it, where it comes from and what we use it for (GDPR article 14). Here are those nobody has told yet.
console-informing-by-activity = Who is to be told
console-informing-activities = Records about people who have not been told, by activity
console-informing-none = The charter has nobody told in activities you have access to.
console-informing-listed = { $activity }: { $count ->
    [0] nobody to tell now
    [one] one record about somebody who is to be told
   *[other] { $count } records about people who are to be told
}
console-informing-caption = Records about people nobody has told yet
console-informing-due = To be told by
console-informing-send = Send the e-mail
console-informing-send-nb = Send an e-mail in Norwegian
console-informing-send-en = Send an e-mail in English
console-informing-how = Told in another way, or not needed
console-informing-how-hint = Write how and when, such as “phone 24 November”. Or why it is not needed (article 14(5)), such as that the person knows already. It is sealed in the journal.
console-informing-note = Note that they have been told
console-informing-letter-nb = What they are told, in Norwegian
console-informing-letter-en = What they are told, in English
console-informing-will-send = { $count ->
    [one] One person gets an e-mail, if the activity has an e-mail address.
   *[other] { $count } people get an e-mail each, if the activity has an e-mail address.
}
console-informing-will-note = { $count ->
    [one] It is noted that one person has been told.
   *[other] It is noted that { $count } people have been told.
}
console-informing-restricted = { $count ->
    [one] The data of one of them is restricted. It is not used to send e-mail.
   *[other] The data of { $count } of them is restricted. It is not used to send e-mail.
}
console-informing-sent = { $count ->
    [one] One e-mail is queued.
   *[other] { $count } e-mails are queued.
} If one does not arrive, the person stands here again.
console-informing-noted = { $count ->
    [one] It is noted that one person has been told.
   *[other] It is noted that { $count } people have been told.
}
console-informing-left = { $count ->
    [one] One person has not been told:
   *[other] { $count } people have not been told:
} { $why }
console-due-informing-overdue = { $count ->
    [one] record about somebody who ought to have been told
   *[other] records about people who ought to have been told
}
console-due-informing-soon = { $count ->
    [one] record about somebody to be told within { $days } days
   *[other] records about people to be told within { $days } days
}
informing-title = We hold data on you
informing-lead = { $organisation } holds data on you that you did not give us yourself. Here it says which, where we have it from, what we use it for, and what you can ask for.
informing-heading = { $organisation } holds data on you
informing-reason = Information under GDPR article 14
console-room-cases = Requests
console-due-cases-overdue = { $count ->
    [one] request ought to have been answered
   *[other] requests ought to have been answered
}
console-due-cases-open = { $count ->
    [one] open request about rights
   *[other] open requests about rights
}
cases-title = Requests about rights
cases-lead = Access, rectification, erasure and the other rights, as cases with a deadline. The most urgent comes first. The list does not say who asks.
cases-not-carried = The charter has no activity for requests about rights.
cases-open = Open cases
cases-closed = Closed cases
cases-none-open = No open cases.
cases-none-closed = No closed cases.
cases-caption = Cases, the one due first comes first
cases-right = What it is about
cases-next = Next step
cases-more = Next page
cases-see-open = See open cases
cases-see-closed = See closed cases
cases-receive = Enter a request
cases-receive-lead = For what comes by letter, telephone, e-mail or in person. The deadline runs from the day it came.
cases-received-optional = The day it came, if that was not today
cases-language = Language of the answer
cases-language-nb = Norwegian
cases-language-en = English
cases-name = Name, as given
cases-contact = How the answer reaches them
cases-text = What was written or said
cases-receive-send = Enter it
activity-held = { $activity } – what the law orders kept
case-all = All requests
case-state = State
case-state-received = Received
case-state-in-doubt = Waiting to know who asks
case-state-identified = We know who asks
case-state-assessed = Decided
case-state-executed = Done
case-state-notified = Recipients have been told
case-state-refused = Refused
case-state-withdrawn = Withdrawn
case-state-forwarded = Passed on
case-state-answered = Answered
case-state-closed = Closed
case-mark-overdue = Overdue
case-mark-soon = Due soon
case-mark-rests = Deadline at rest
case-mark-extended = Extended
case-asked = The request
case-received = Received
case-answer-by = Answer by
case-came-by = How it came
case-came-by-form = The form on the web
case-came-by-my-page = My page
case-came-by-letter = Letter
case-came-by-phone = Telephone
case-came-by-email = E-mail
case-came-by-in-person = In person
case-came-by-passed-on = Passed on to us
case-number = Case number
case-identified = How surely we know who asks
case-forwarded-to = Passed on to
case-answered-by = How it was answered
case-people = Whom it is about
case-person = Person { $number } of ours
case-someone-else = Another person
case-nothing-held = Nothing is held here now.
case-held-by-statute = The law says this is to be kept
case-records = { $count ->
    [one] one record
   *[other] { $count } records
}
case-kept = { $count ->
    [one] part of one record is kept
   *[other] part of { $count } records is kept
}
case-decided = What is decided
case-done = What is done
case-recipients = Who has been given the data
case-given = { $count ->
    [one] One disclosure in the log, { $date }.
   *[other] { $count } disclosures in the log, the last { $date }.
}
case-given-standing = Has standing access by the charter.
case-told = Was told
case-steps = Next step
case-no-steps = The case is closed.
case-letter = See the letter to whoever asks
case-notes = What has been done in the case
case-step-receive = Receipt
case-step-identify = Establish who asks
case-step-doubt = Ask who it is
case-step-assess = Decide
case-step-execute = Carry out
case-step-notify = Tell the recipients
case-step-extend = Extend the deadline
case-step-refuse = Refuse
case-step-withdraw = Withdraw
case-step-forward = Pass on
case-step-answer = Answer
case-step-close = Close the case
case-step-announce = Tell that the restriction will be lifted
case-step-lift = Lift the restriction
case-hint-identify = Finds the people of ours who are whoever asks. Each search is written in the log. An objection works at once.
case-hint-doubt = Where there is good reason to doubt who it is. The deadline rests until that is settled.
case-hint-assess = Decide each activity that holds something on the person. A refusal must have a ground. You see what will happen before it happens.
case-hint-execute = Does what was granted. What cannot be done in full stops the step.
case-hint-notify = Those who have been given the data are to know what was rectified, erased or restricted. Say how and when each was told, or why that cannot be done.
case-hint-extend = The deadline becomes three months from receipt. Whoever asks must be told why within the first month.
case-hint-refuse = Nothing is done. Whoever asks is told the ground, and where to complain.
case-hint-withdraw = Whoever asked has taken the request back.
case-hint-forward = The request is for another controller. If it is an organisation of this installation, write its name as it stands in addresses, and it gets a case as of the same day.
case-hint-answer = Give the answer in the way whoever asked wanted it, and say how and when.
case-hint-close = Nothing more is to be done in the case.
case-hint-announce = The person is to know it, and why, before the data is used again. Where the case has an e-mail address the notice can be sent from here. Otherwise print the letter and send it.
case-hint-lift = The data can be used again. Not before the person has been told.
case-notice = How the person is told
case-notice-message = Send e-mail from here
case-notice-letter = A letter, or in another way
case-notice-how = How and when the letter was given. Print it here in the case first, and take the step again once it is given
case-lifting = Lifting of the restriction
case-lifting-told = The person was told
case-lifting-sent = The notice is in the outbox. The person is told when it is delivered.
case-lifting-letter = The letter of the case is to be printed and given. Take the step again once that is done.
case-lifting-lifted = Lifted
case-restricted = Restricted
case-shown = How surely do we know who it is?
case-needed = This right needs at least: { $strength }.
case-strength-stated = Has said who they are
case-strength-known-contact = Answered from an address or a number we had before
case-strength-in-person = Someone has met the person or seen their papers
case-strength-electronic-id = Electronic ID, such as BankID
case-how = What shows it
case-look-up-by = Look up by
case-value = Value
case-record-key = Key of a record about the person
case-record-key-hint = Needed only where nobody can be looked up by what the person has given, as in a chat. The key stands on the page of the record.
case-else = Tick whoever is another person
case-decision = Decision
case-decision-granted = Done as asked
case-statute = The statute, where that is the ground
case-part-words = Words for the letter about this
case-words = Words for the letter
case-nothing-to-decide = We hold nothing on the person. The answer says so.
case-by-hand = What was done
case-reasons = Reasons
case-ground = Ground
case-ground-statute = The law says it is to be kept
case-ground-legal-claim = Needed for a legal claim
case-ground-running-contract = A running contract needs it
case-ground-rights-of-others = Would harm the rights of others
case-ground-not-covered = The right does not cover this
case-ground-excessive = Manifestly unfounded or excessive
case-ground-not-held = We hold nothing
case-ground-not-identified = We do not know surely enough who it is
case-to = To whom
case-given-by = How and when the answer was given
case-confirm = Do it
case-confirm-not = Do not do it
case-confirm-part = { $activity }: { $count ->
    [one] one record
   *[other] { $count } records
}. { $decision }.
case-confirm-nothing-held = We hold nothing on the person. The answer says so, and the case can be answered.
case-confirm-order = { $count ->
    [one] One record is erased, with its key. From now on it cannot be read, and it cannot be had back.
   *[other] { $count } records are erased, with their keys. From now on they cannot be read, and they cannot be had back.
}
case-confirm-execute-access = { $count ->
    [one] The copy gets one record. It is read through the rules and written in the log.
   *[other] The copy gets { $count } records. They are read through the rules and written in the log.
}
case-confirm-execute-portability = { $count ->
    [one] One record is gone through for what the person can take along.
   *[other] { $count } records are gone through for what the person can take along.
}
case-confirm-execute-erasure = The person is looked for by everything we know, to show that nothing is left. { $count ->
    [0] Nothing is left to erase.
    [one] One record is left to erase.
   *[other] { $count } records are left to erase.
}
case-confirm-execute-restriction = { $count ->
    [one] One record will only be stored. All other use is stopped.
   *[other] { $count } records will only be stored. All other use is stopped.
}
case-confirm-execute-objection = { $count ->
    [one] Use of one record is stopped where the objection is upheld, and may go on where it is not.
   *[other] Use of { $count } records is stopped where the objection is upheld, and may go on where it is not.
}
case-confirm-execute-consent-withdrawal = { $count ->
    [one] Consent is withdrawn. One record can no longer be used on its strength.
   *[other] Consent is withdrawn. { $count } records can no longer be used on its strength.
}
case-confirm-execute-rectification = { $count ->
    [one] What you have written is entered as done. Vern does not itself change the one record it is about.
   *[other] What you have written is entered as done. Vern does not itself change the { $count } records it is about.
}
case-confirm-execute-human-review = What you have written is entered as done. Vern changes no records.
case-confirm-execute-complaint = What you have written is entered as done. Vern changes no records.
case-confirm-refuse = { $count ->
    [0] Nothing is done. Whoever asks is given the reasons you have written.
    [one] Nothing is done with the one record we know of. Whoever asks is given the reasons you have written.
   *[other] Nothing is done with the { $count } records we know of. Whoever asks is given the reasons you have written.
}
case-confirm-withdraw = { $count ->
    [0] The case stops. Nothing is done.
    [one] The case stops. The one record we know of stays as it is.
   *[other] The case stops. The { $count } records we know of stay as they are.
}
case-confirm-forward = { $count ->
    [0] The request is passed on, and the case here can be answered.
    [one] The request is passed on. The one record we know of here stays as it is.
   *[other] The request is passed on. The { $count } records we know of here stay as they are.
}
case-confirm-announce = { $count ->
    [one] One record can be used again when the restriction is lifted. The person is given the reason you wrote.
   *[other] { $count } records can be used again when the restriction is lifted. The person is given the reason you wrote.
}
case-confirm-lift = { $count ->
    [one] The restriction is lifted now, and one record can be used again.
   *[other] The restriction is lifted now, and { $count } records can be used again.
}
case-copy-page = See the copy
case-copy-json = Download as JSON
case-copy-csv = Download as CSV
copy-title = The data { $organisation } holds on you
copy-lead = This is the copy you have a right to. It was made just now and is kept nowhere.
copy-record = Collected on { $date }
copy-origin-provided = from you
copy-origin-observed = seen of your use
copy-origin-derived = worked out
copy-origin-third-party = from others
code-case-received_form = The day the request came is not a date.
code-case-received_form-mend = Choose the day in the calendar, or write year, month and day.
code-case-field_missing = Something in the form is not filled in.
code-case-field_missing-mend = Fill in the field named, and send it again.
code-case-unanswered = The record is a request nobody has answered, and is not erased before it is.
code-case-unanswered-mend = Answer the request, or refuse it with reasons.

## subscription

subscription-title = Newsletter from { $organisation }
subscription-lead = Enter your e-mail address and we send you a question. You are not on the list until you have answered it.
subscription-words = This is what you say yes to
subscription-email = E-mail address
subscription-send = Sign me up
subscription-how-title = How we do it
subscription-how-confirm = We store the address as a subscriber only once you have confirmed with the link we send you. If you do nothing, there is no subscription, and the address is deleted.
subscription-how-leave = Every newsletter has a link that takes you off the list. You need not sign in or give a reason.
subscription-how-after = When you leave, the address is deleted. We keep only a code that stops anyone else from signing you up again.
subscription-asked-title = Look in your inbox
subscription-asked-text = We have sent an e-mail to the address, if it can be sent one now. Follow the link in it to confirm. The link works for { $hours } hours. If no e-mail arrives, look among spam or try again tomorrow.
subscription-confirm-title = Confirm that you want the newsletter
subscription-confirm-lead = { $organisation } sends you newsletters once you have said yes here. If you did not ask for it, close the page. Then nothing happens.
subscription-confirm-send = Yes, confirm
subscription-confirm-place = The page where signing up is confirmed
subscription-confirmed-title = You are signed up
subscription-confirmed-text = Thank you. { $organisation } has recorded what you said yes to, and when. The link to leave is in every newsletter.
subscription-leave-title = Leave the newsletter
subscription-leave-lead = Press the button and you get no more newsletters from { $organisation }. Your address is deleted from the list.
subscription-leave-send = Take me off the list
subscription-leave-place = The page for leaving
subscription-leave-place-mail = The button for leaving in the mail program
subscription-left-title = You have left
subscription-left-text = You get no more newsletters from { $organisation }. If you want them again, you can sign up as you did the first time.
subscription-link = Sign up for the newsletter
subscription-mail-heading = Confirm that you want newsletters from { $organisation }
subscription-mail-text =
    Hello.

    Someone has entered this e-mail address to get newsletters from { $organisation }. If it was you, confirm here:

    { $link }

    The link works for { $hours } hours, and only once. If it was not you, you need not do anything. Then you get no newsletter, and the address is deleted.
subscription-issue-foot =
    You get this because you have said yes to newsletters from { $organisation }.
    Leave: { $link }
code-subscription-none_declared = There is no newsletter to sign up for here.
code-subscription-none_declared-mend = Whoever keeps the charter can let an activity have “carries: subscriptions”; see docs/newsletter.md.
code-subscription-email_form = This is not an e-mail address.
code-subscription-email_form-mend = Check that the address is written correctly, such as name@example.com.
code-subscription-too_many = Too many addresses have been signed up from here in a short time.
code-subscription-too_many-mend = Wait a minute and try again.
code-subscription-link_spent = The link does not work. It is used, too old or not whole.
code-subscription-link_spent-mend = If you have confirmed before, you are signed up. Otherwise you can ask for a new link on the newsletter page.
code-subscription-suppressed = Whoever has this address has left, and cannot be signed up by others.
code-subscription-suppressed-mend = Only whoever has the address can sign up again, on the newsletter page.
code-subscription-site_missing = The address people reach these pages at is not set, so no link can be sent.
code-subscription-site_missing-mend = Whoever runs the installation starts the server with “--site” and the address, such as https://vern.example.com.

## cookie choice

cookie-choice-title = Will you allow this?
cookie-choice-lead = We have stored nothing on your device yet. If you say no, the page works as before, and you are not recognised.
cookie-choice-gpc = Your browser says no for you (Global Privacy Control), and we follow that. Here you can choose otherwise.
cookie-choice-yes = Yes to all
cookie-choice-no = No to all
cookie-choice-chosen = Yes to what I have ticked
cookie-choice-policy = Read more about cookies
cookie-choice-open = Change the choice about cookies
cookie-choice-stored = This is stored:
cookie-choice-failed = The choice was not kept, so nothing has begun. Try again a little later.
cookie-choice-place = The choice about cookies on { $website }
cookie-own-choice-for = Remember what you have chosen about cookies; if you say no, without anything that recognises you
cookie-own-choice-lives = Until you choose again or clear the browser
code-cookies-not_asked = This is not asked here.
code-cookies-not_asked-mend = Whoever keeps the charter can let a cookie wait for consent to an activity with “consent: true” and “activity”; see docs/cookies.md.
code-cookies-receipt_unknown = The receipt is not from here, or not whole.
code-cookies-receipt_unknown-mend = Choose again on the website, or contact the organisation.
code-cookies-too_many = Too many choices have been recorded from here in a short time.
code-cookies-too_many-mend = Wait a little, and choose again.
