//! Sample view models of an invented company, Granvik Programvare AS, for the page tests and the example that
//! writes every page to a folder. Deliberately not here: anything the product itself uses.

pub(crate) mod proof;

use vern_app::document::Version;
use vern_core::time::Instant;
use vern_text::{
    Audience, Block, Document, FindingLine, Language, Line, LineChange, Section, SectionChange, Updated,
};
use vern_web::page::{
    Answer, Assets, CharterInForce, CheckpointView, Chrome, DocumentPage, EntryKind, EntryReason, EntryView,
    ErrorPage, FrontPage, GuideForm, GuidePage, GuideStart, GuideStep, HistoryPage, JournalPage, Link,
    Lookup, Opened, OrganisationView, PartyView, Place, ProofView, Publication, ReasonView, ReceiptLink,
    ResultPage, SiteLinks, Verdict,
};

const ORGANISATION: &str = "Granvik Programvare AS";

/// One of two texts, by language.
fn say(language: Language, nb: &str, en: &str) -> String {
    match language {
        Language::Nb => nb.to_owned(),
        Language::En => en.to_owned(),
    }
}

/// Every page: the last part of its path, and its HTML.
pub(crate) fn pages(language: Language) -> Vec<(&'static str, Result<String, askama::Error>)> {
    vec![
        ("index", front(language).render()),
        ("guide-start", guide_start(language).render()),
        ("guide", guide(language).render()),
        ("privacy-notice", notice(language, false).render()),
        ("privacy-notice-working", notice(language, true).render()),
        ("privacy-notice-history", history(language).render()),
        ("refused", refused(language).render()),
        ("permitted", permitted(language).render()),
        ("journal", journal(language, "journal", None).render()),
        ("journal-included", journal(language, "journal-included", Some(included(language))).render()),
        ("journal-mismatch", journal(language, "journal-mismatch", Some(Verdict::Mismatch)).render()),
        (
            "journal-beyond",
            journal(
                language,
                "journal-beyond",
                Some(Verdict::BeyondTree { index: 20_412, size: proof::SIZE }),
            )
            .render(),
        ),
        ("journal-malformed", journal(language, "journal-malformed", Some(Verdict::Malformed)).render()),
        ("not-found", not_found(language).render()),
    ]
}

fn chrome(language: Language, place: Place, page: &str) -> Chrome {
    let own = |page: &str| format!("/{}/{page}.html", language.as_str());
    Chrome {
        language,
        organisation: ORGANISATION.to_owned(),
        place,
        links: SiteLinks {
            front: own("index"),
            document: Some(Link::new(
                say(language, "Personvernerklæring", "Privacy notice"),
                own("privacy-notice"),
            )),
            journal: Some(own("journal")),
            guide: Some(own("guide")),
            sign_in: None,
            other_language: Some(format!("/{}/{page}.html", language.other().as_str())),
        },
        charter: Some(CharterInForce {
            hash: "7c1e94d20b5a4f6688e1c3d79a02b4f50d9e6a7788114c2e93b0f5d6a1c2e3f4".to_owned(),
            since: "2026-11-02".to_owned(),
        }),
        assets: Assets::Served,
    }
}

/// The front page.
pub(crate) fn front(language: Language) -> FrontPage {
    let publication = |title: &str, summary: String, page: &str, updated: Updated| Publication {
        title: title.to_owned(),
        summary,
        href: format!("/{}/{page}.html", language.as_str()),
        updated,
        audience: Audience::Public,
    };
    FrontPage {
        chrome: chrome(language, Place::Front, "index"),
        lead: None,
        publications: vec![
            publication(
                &say(language, "Personvernerklæring", "Privacy notice"),
                say(
                    language,
                    "Hvilke opplysninger vi har om deg, hvorfor vi har dem, og når de slettes.",
                    "What we hold about you, why we hold it, and when it is erased.",
                ),
                "privacy-notice",
                Updated::On("2026-11-02".to_owned()),
            ),
            publication(
                &say(language, "Underbehandlere", "Sub-processors"),
                say(
                    language,
                    "Hvem vi deler opplysninger med, hva de får se, og hvor de lagrer det.",
                    "Whom we share data with, what they see, and where they store it.",
                ),
                "suppliers",
                Updated::On("2026-10-14".to_owned()),
            ),
            publication(
                &say(language, "Informasjonskapsler", "Cookies"),
                say(
                    language,
                    "Nettsidene våre setter én, og bare når du logger inn.",
                    "Our pages set one, and only when you sign in.",
                ),
                "cookies",
                Updated::Undated,
            ),
        ],
        contact: vec![
            (say(language, "Ansvarlig", "Responsible"), say(language, "Daglig leder", "General manager")),
            (say(language, "E-post", "E-mail"), "personvern@granvik.example".to_owned()),
            (say(language, "Telefon", "Phone"), "+47 55 50 00 00".to_owned()),
        ],
        my_page: None,
        request: Some(format!("/{}/request", language.as_str())),
        newsletter: Some(format!("/{}/newsletter", language.as_str())),
        checkpoint: Some(checkpoint()),
    }
}

fn checkpoint() -> CheckpointView {
    CheckpointView {
        size: proof::SIZE,
        root: proof::ROOT_HEX.to_owned(),
        at: Some("2026-11-22T06:34:58Z".to_owned()),
        note: proof::CHECKPOINT.to_owned(),
    }
}

/// The privacy notice.
pub(crate) fn notice(language: Language, working: bool) -> DocumentPage {
    let page = if working { "privacy-notice-working" } else { "privacy-notice" };
    let other = if working { "privacy-notice" } else { "privacy-notice-working" };
    DocumentPage {
        chrome: chrome(language, Place::Document, page),
        document: notice_document(language),
        working,
        other_view: Some(format!("/{}/{other}.html", language.as_str())),
        history: Some(format!("/{}/privacy-notice-history.html", language.as_str())),
        json: Some(format!("/{}/privacy-notice.json", language.as_str())),
        csv: Some(format!("/{}/privacy-notice.csv", language.as_str())),
        own: None,
    }
}

/// The notice's history: of three versions, one changed lines and one only its date.
pub(crate) fn history(language: Language) -> HistoryPage {
    let at = |day: &str| Instant::from_timestamp(format!("{day}T00:00:00Z").parse().unwrap_or_default());
    let label = say(language, "Hvor lenge de blir lagret", "How long it is kept");
    let changes = vec![SectionChange {
        heading: say(language, "Chat", "Chat"),
        lines: vec![
            LineChange::Changed {
                label: label.clone(),
                before: say(language, "90 dager", "90 days"),
                now: say(language, "60 dager", "60 days"),
            },
            LineChange::Added { label, now: say(language, "<b>Ny</b>", "<b>New</b>") },
            LineChange::Removed { label: String::new(), before: say(language, "Borte", "Gone") },
        ],
    }];
    let version = |since: &str, until: Option<&str>, changes| Version {
        since: at(since),
        until: until.map(at),
        changes,
    };
    HistoryPage {
        chrome: chrome(language, Place::Document, "privacy-notice-history"),
        title: say(language, "Personvernerklæring", "Privacy notice"),
        document: format!("/{}/privacy-notice.html", language.as_str()),
        json: format!("/{}/privacy-notice-history.json", language.as_str()),
        versions: vec![
            version("2026-11-02", None, Some(changes)),
            version("2026-06-01", Some("2026-11-02"), Some(Vec::new())),
            version("2026-01-01", Some("2026-06-01"), None),
        ],
    }
}

fn notice_document(language: Language) -> Document {
    let title = say(language, "Personvernerklæring", "Privacy notice");
    let lead = say(
        language,
        "Her står det hvilke personopplysninger vi har, hvorfor vi har dem, hvem som får se dem, og når de forsvinner.",
        "This says which personal data we hold, why we hold it, who gets to see it, and when it goes.",
    );
    let note = say(language, "regelsettet til Granvik, versjon 4", "Granvik's charter, version 4");
    Document::new("privacy_notice", language, title, ORGANISATION)
        .with_lead(lead)
        .updated_on("2026-11-02")
        .with_source_note(note)
        .with(responsible(language))
        .with(applicants(language))
        .with(chat(language))
        .with(recipients(language))
        .with(rights(language))
}

fn responsible(language: Language) -> Section {
    let lead = say(
        language,
        "Granvik Programvare AS bestemmer over opplysningene og svarer for dem.",
        "Granvik Programvare AS decides about the data and answers for it.",
    );
    Section::new("responsible", say(language, "Hvem som har ansvaret", "Who is responsible"))
        .with_lead(Line::declared(lead).with_clause("organisation.role"))
        .with(Block::facts([
            (
                say(language, "Behandlingsansvarlig", "Controller"),
                Line::attested(
                    say(
                        language,
                        "Daglig leder, Strandveien 4, Bergen",
                        "General manager, Strandveien 4, Bergen",
                    ),
                    "2026-09-01",
                )
                .with_clause("organisation.contact"),
            ),
            (
                say(language, "Kontakt", "Contact"),
                Line::checked(
                    "personvern@granvik.example",
                    say(language, "ukentlig prøvemelding", "weekly test mail"),
                )
                .with_clause("organisation.email"),
            ),
        ]))
}

fn applicants(language: Language) -> Section {
    let erased = say(
        language,
        "Søknaden din ligger hos oss så lenge ansettelsen pågår. Når den er avgjort, slettes alt.",
        "Your application stays with us while hiring runs. Once it is decided, all of it is erased.",
    );
    let consent = say(
        language,
        "Vil du at vi skal ta vare på den, spør vi deg særskilt.",
        "Should you want us to keep it, we ask you separately.",
    );
    let recruiter = say(
        language,
        "Bare rekrutterer og den som skal lede deg, kan lese den.",
        "Only the recruiter and the person who would lead you can read it.",
    );
    let interviews = say(
        language,
        "Notater fra intervjuer skrives ikke av på papir.",
        "Interview notes are not copied to paper.",
    );
    Section::new("applicants", say(language, "Når du søker jobb hos oss", "When you apply for a job"))
        .with_lead(Line::enforced(erased, "retention.expired").with_clause("activities.hiring.retention"))
        .with(Block::list([
            Line::enforced(consent, "consent.missing").with_clause("activities.hiring.keep_if_consent"),
            Line::enforced(recruiter, "actor.no_grant").with_clause("activities.hiring.recipients"),
            Line::declared(interviews).with_clause("activities.hiring.notes"),
        ]))
        .with(Block::facts([
            (
                say(language, "Opplysninger", "Data"),
                Line::enforced(
                    say(
                        language,
                        "Søknad, CV, attester, referanser",
                        "Application, CV, certificates, references",
                    ),
                    "data.undeclared",
                )
                .with_clause("activities.hiring.data"),
            ),
            (
                say(language, "Grunnlag", "Legal basis"),
                Line::declared(say(
                    language,
                    "Tiltak før en avtale inngås, GDPR artikkel 6 nr. 1 bokstav b",
                    "Steps before entering into a contract, GDPR Article 6(1)(b)",
                ))
                .with_clause("activities.hiring.basis"),
            ),
        ]))
}

fn chat(language: Language) -> Section {
    let erased = say(
        language,
        "Samtaler i chatten slettes av seg selv etter 60 dager.",
        "Chat conversations erase themselves after 60 days.",
    );
    let finding = FindingLine::new(
        "basis.not_stated",
        say(language, "Chatten har ikke noe behandlingsgrunnlag", "The chat has no legal basis"),
        say(
            language,
            "Regelsettet sier ikke hvilket grunnlag chatten bygger på. Uten et grunnlag er behandlingen ikke lovlig, \
             uansett hvor kort tid samtalene lagres.",
            "The charter does not say which basis the chat rests on. Without one the processing is not lawful, \
             however short the time conversations are stored.",
        ),
    )
    .with_source(say(language, "GDPR artikkel 6 nr. 1", "GDPR Article 6(1)"))
    .with_mend(say(
        language,
        "Daglig leder velger et grunnlag i activities.chat.basis",
        "The general manager chooses a basis in activities.chat.basis",
    ));
    Section::new("chat", say(language, "Når du chatter med oss", "When you chat with us"))
        .with_lead(Line::enforced(erased, "retention.expired").with_clause("activities.chat.retention"))
        .with(Block::paragraph(
            Line::enforced(
                say(
                    language,
                    "Vi bruker dem til å svare deg, ikke til noe annet.",
                    "We use them to answer you, and for nothing else.",
                ),
                "activity.undeclared",
            )
            .with_clause("activities.chat.purpose"),
        ))
        .with(Block::findings(vec![finding]))
}

fn recipients(language: Language) -> Section {
    let row = |name: String, sees: String, stored: String, line: fn(String) -> Line| {
        vec![Line::new(name), Line::enforced(sees, "recipient.data"), line(stored)]
    };
    let norway = say(language, "Norge", "Norway");
    Section::new("recipients", say(language, "Hvem som får se opplysningene", "Who gets to see the data"))
        .with_lead(Line::new(say(
            language,
            "Ingen andre enn disse, og ingen av dem ser mer enn det som står her.",
            "Nobody but these, and none of them sees more than what stands here.",
        )))
        .with(Block::table(
            say(language, "Mottakere", "Recipients"),
            [
                say(language, "Mottaker", "Recipient"),
                say(language, "Ser", "Sees"),
                say(language, "Lagrer i", "Stores in"),
            ],
            vec![
                row(
                    say(language, "Regnskapsfører", "Accountant"),
                    say(language, "Bare kunder og leverandører", "Customers and suppliers only"),
                    norway.clone(),
                    |place| Line::attested(place, "2026-06-30"),
                ),
                row(
                    say(language, "Rekrutterer", "Recruiter"),
                    say(language, "Bare søkere", "Applicants only"),
                    norway.clone(),
                    |place| Line::attested(place, "2026-06-30"),
                ),
                row(
                    say(language, "Driftsleverandør", "Hosting company"),
                    say(language, "Ingenting i klartekst", "Nothing in clear text"),
                    norway,
                    |place| Line::checked(place, "supplier.place"),
                ),
            ],
        ))
}

fn rights(language: Language) -> Section {
    Section::new("rights", say(language, "Det du kan kreve", "What you can ask for"))
        .with_lead(Line::checked(
            say(
                language,
                "Du får svar innen én måned. Skriv til personvern@granvik.example.",
                "You get an answer within one month. Write to personvern@granvik.example.",
            ),
            say(language, "fristene i saksoversikten", "deadlines in the case list"),
        ))
        .with(Block::list([
            Line::new(say(language, "Innsyn i det vi har om deg.", "Access to what we hold about you.")),
            Line::new(say(language, "Retting av det som er galt.", "Correction of what is wrong.")),
            Line::new(say(
                language,
                "Sletting. Det loven krever at vi beholder, blir liggende, og svaret sier hva.",
                "Erasure. What the law orders us to keep stays, and the answer says what.",
            )),
            Line::new(say(
                language,
                "Klage til Datatilsynet, https://www.datatilsynet.no.",
                "A complaint to the Norwegian supervisory authority, https://www.datatilsynet.no.",
            )),
        ]))
}

/// The demo's first page.
pub(crate) fn guide_start(language: Language) -> GuideStart {
    GuideStart {
        chrome: chrome(language, Place::Guide, "guide-start"),
        organisations: vec![organisation(language)],
    }
}

/// An organisation that is not one of its own customers.
fn organisation(language: Language) -> OrganisationView {
    let own = |page: &str| format!("/{}/{page}.html", language.as_str());
    let party = |name: &str, what: String| PartyView {
        name: name.to_owned(),
        href: own(&format!("front-{}", name.len())),
        what,
        pages: vec![Link::new(say(language, "Personvernerklæring", "Privacy notice"), own("privacy-notice"))],
    };
    OrganisationView {
        href: own("guide"),
        own: party(
            ORGANISATION,
            say(language, "Databehandler for to kunder.", "Processor for two customers."),
        ),
        kind: say(language, "Fagsystem", "Trade software"),
        keeps: say(language, "Kunden bestemmer.", "The customer decides."),
        customers: vec![
            party("Kvernes Elektro AS", say(language, "SMS på.", "Text messages on.")),
            party("Skarveli Rør AS", say(language, "SMS av.", "Text messages off.")),
        ],
        things: 2,
    }
}

/// The guided tour.
pub(crate) fn guide(language: Language) -> GuidePage {
    let own = |page: &str| format!("/{}/{page}.html", language.as_str());
    GuidePage {
        chrome: chrome(language, Place::Guide, "guide"),
        about: organisation(language),
        steps: vec![
            GuideStep {
                id: "read".to_owned(),
                title: say(language, "Les det som er lovet", "Read what is promised"),
                why: say(
                    language,
                    "Erklæringen er trykt fra regelsettet. Arbeidsvisningen viser hva som holder hver linje på plass.",
                    "The notice is printed from the charter. The working view shows what keeps each line in place.",
                ),
                links: vec![
                    Link::new(say(language, "Personvernerklæringen", "The privacy notice"), own("privacy-notice")),
                    Link::new(say(language, "Arbeidsvisningen", "The working view"), own("privacy-notice-working")),
                ],
                expect: say(
                    language,
                    "Du ser et løfte per linje, og én merknad der teksten kommer til kort.",
                    "You see one promise a line, and one finding where the text falls short.",
                ),
                ..GuideStep::default()
            },
            GuideStep {
                id: "break".to_owned(),
                title: say(language, "Prøv å bryte et løfte", "Try to break a promise"),
                why: say(
                    language,
                    "Regnskapsføreren skal bare se kunder og leverandører. La ham be om en jobbsøknad.",
                    "The accountant may see customers and suppliers only. Let him ask for a job application.",
                ),
                forms: vec![
                    form(language, "Gi søknaden til regnskapsfører", "Give the accountant the application", "disclose"),
                    form(language, "Les chatten etter 61 dager", "Read the chat after 61 days", "expired"),
                ],
                expect: say(
                    language,
                    "Kontrollen sier nei, med alle grunner, punktet de følger av, og hvem som kan gjøre noe med det.",
                    "The gate says no, with every reason, the clause it follows from, and who can mend it.",
                ),
                ..GuideStep::default()
            },
            GuideStep {
                id: "verify".to_owned(),
                title: say(language, "Etterprøv loggen selv", "Check the journal yourself"),
                why: say(
                    language,
                    "Du trenger ikke stole på siden. Last ned loggen og regn den ut på din egen maskin, uten nett.",
                    "You need not trust the page. Fetch the journal and work it out on your own machine, offline.",
                ),
                command: Some(
                    "vern journal export --to ./granvik-journal\nvern journal verify ./granvik-journal --known checkpoint.txt"
                        .to_owned(),
                ),
                expect: say(
                    language,
                    "1283 linjer, én rot, gyldig signatur. Endre en byte i mappen, og den samme kommandoen navngir linjen.",
                    "1283 lines, one root, a valid signature. Change a byte in the folder, and the same command names the line.",
                ),
                links: vec![Link::new(say(language, "Loggen", "The journal"), own("journal"))],
                ..GuideStep::default()
            },
        ],
    }
}

fn form(language: Language, nb: &str, en: &str, action: &str) -> GuideForm {
    GuideForm {
        label: say(language, nb, en),
        action: format!("/{}/guide/granvik/{action}", language.as_str()),
        fields: vec![("step".to_owned(), "break".to_owned())],
    }
}

/// A refusal.
pub(crate) fn refused(language: Language) -> ResultPage {
    ResultPage {
        chrome: chrome(language, Place::Guide, "refused"),
        answer: Answer::Refused,
        asked: say(
            language,
            "Utlevere en jobbsøknad til regnskapsføreren.",
            "Disclose a job application to the accountant.",
        ),
        outcome: None,
        facts: Vec::new(),
        command: None,
        withheld: Vec::new(),
        reasons: vec![
            ReasonView {
                code: "recipient.not_declared".to_owned(),
                text: say(
                    language,
                    "Regnskapsføreren er ikke mottaker for ansettelser.",
                    "The accountant is not a recipient for hiring.",
                ),
                clause: Some("activities.hiring.recipients".to_owned()),
                source: Some("charters/granvik.yaml:88".to_owned()),
                mend: Some(say(
                    language,
                    "Daglig leder, med en ny versjon av regelsettet",
                    "The general manager, with a new version of the charter",
                )),
            },
            ReasonView {
                code: "supplier.data_not_covered".to_owned(),
                text: say(
                    language,
                    "Avtalen med regnskapsføreren dekker bare kunder og leverandører.",
                    "The agreement with the accountant covers customers and suppliers only.",
                ),
                clause: Some("suppliers.accountant.data".to_owned()),
                source: Some("charters/granvik.yaml:141".to_owned()),
                mend: None,
            },
        ],
        receipt: Some(receipt(language)),
        next: next(language),
    }
}

fn receipt(language: Language) -> ReceiptLink {
    ReceiptLink {
        receipt: proof::RECEIPT.to_owned(),
        href: format!("/{}/journal-included.html?receipt={}", language.as_str(), proof::RECEIPT),
    }
}

fn next(language: Language) -> Vec<Link> {
    let href = format!("/{}/guide.html#break", language.as_str());
    vec![Link::new(say(language, "Tilbake til omvisningen", "Back to the guided tour"), href)]
}

/// A permit that held something back.
pub(crate) fn permitted(language: Language) -> ResultPage {
    ResultPage {
        chrome: chrome(language, Place::Guide, "permitted"),
        answer: Answer::Permitted,
        asked: say(
            language,
            "Lese kunden «K-1042» for å sende faktura.",
            "Read customer ‘K-1042’ to send an invoice.",
        ),
        outcome: Some(say(
            language,
            "Kunden ble lest, uten telefonnummeret.",
            "The customer was read, without the phone number.",
        )),
        facts: vec![
            (say(language, "Navn", "Name"), "Solveig Ås <script>alert(1)</script>".to_owned()),
            (say(language, "Kundenummer", "Customer number"), "K-1042".to_owned()),
        ],
        command: None,
        withheld: vec![say(language, "telefon", "phone")],
        reasons: Vec::new(),
        receipt: Some(receipt(language)),
        next: next(language),
    }
}

/// The journal, with a receipt looked up where a verdict is given.
pub(crate) fn journal(language: Language, page: &str, verdict: Option<Verdict>) -> JournalPage {
    JournalPage {
        chrome: chrome(language, Place::Journal, page),
        action: format!("/{}/journal-included.html", language.as_str()),
        origin: proof::ORIGIN.to_owned(),
        verifier_key: proof::VERIFIER_KEY.to_owned(),
        checkpoint: Some(checkpoint()),
        lookup: verdict.map(|verdict| Lookup { receipt: proof::RECEIPT.to_owned(), verdict }),
    }
}

/// What the sample receipt opens.
pub(crate) fn included(language: Language) -> Verdict {
    let entry = EntryView {
        index: proof::INDEX,
        at: "2026-11-21T14:02:11.480122Z".to_owned(),
        kind: EntryKind::Operation,
        operation: Some("019a9b2c-6f10-7a44-9d3e-5b1c0e77a2d4".to_owned()),
        actor: Some(say(language, "Lønn og regnskap", "Payroll and accounts")),
        holder: None,
        activity: Some(say(language, "Ansettelser", "Hiring")),
        act: Some("disclose".to_owned()),
        data: vec![say(language, "søknad", "application"), say(language, "CV", "CV")],
        withheld: Vec::new(),
        outcome: Some(Answer::Refused),
        reasons: vec![EntryReason {
            code: "recipient.not_declared".to_owned(),
            text: say(
                language,
                "Mottakeren er ikke oppgitt for denne aktiviteten.",
                "The recipient is not declared for this activity.",
            ),
        }],
        charters: vec!["7c1e94d20b5a4f6688e1c3d79a02b4f50d9e6a7788114c2e93b0f5d6a1c2e3f4".to_owned()],
        recipient: Some(say(language, "Regnskapsfører", "Accountant")),
        place: Some(say(language, "Norge", "Norway")),
        subjects: 1,
        count: None,
    };
    let proof = ProofView {
        entry: proof::ENTRY_HEX.to_owned(),
        leaf: proof::LEAF_HEX.to_owned(),
        index: proof::INDEX,
        size: proof::SIZE,
        path: proof::PATH_HEX.iter().map(|&hash| hash.to_owned()).collect(),
        root: proof::ROOT_HEX.to_owned(),
    };
    Verdict::Included(Box::new(Opened { entry, proof }))
}

/// A problem.
pub(crate) fn not_found(language: Language) -> ErrorPage {
    ErrorPage {
        chrome: chrome(language, Place::Elsewhere, "not-found"),
        status: Some(404),
        code: "page.not_found".to_owned(),
        text: say(language, "Det er ingen side på denne adressen.", "There is no page at this address."),
        hint: Some(say(
            language,
            "Se om adressen er skrevet riktig, eller begynn på forsiden.",
            "See whether the address is spelled right, or start from the front page.",
        )),
        request: Some("019a9b2c-6f10-7a44-9d3e-5b1c0e77a2d4".to_owned()),
    }
}
