//! The privacy notice: what part B of the promises says it must hold, and laws every charter's notice keeps.
//!
//! Deliberately not here: how a page looks.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

mod every;
mod whole;

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use vern_app::charter::check_charter;
use vern_app::document::privacy_notice;
use vern_app::{Installation, InstallationOptions, ManualClock};
use vern_core::decision::Code;
use vern_core::time::Instant;
use vern_policy::{Rules, find_findings};
use vern_store::StoreOptions;
use vern_text::{Audience, Block, Document, Held, Language, Line, Section};

const CHARTER: &str = include_str!("../../../../examples/software-company.yaml");

fn rules() -> Rules {
    check_charter(CHARTER.as_bytes(), "software-company.yaml").unwrap()
}

/// The day the pages of these tests are printed, and the law they are measured by.
fn today() -> Instant {
    Instant::from_timestamp("2026-11-22T06:00:00Z".parse().unwrap())
}

/// The notice of an own charter.
fn notice(rules: &Rules, language: Language) -> Document {
    privacy_notice(rules, None, language, today())
}

fn section<'a>(document: &'a Document, id: &str) -> &'a Section {
    document.sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no section {id}"))
}

fn fact<'a>(section: &'a Section, label: &str) -> &'a Line {
    let facts = section.blocks.iter().filter_map(|block| match block {
        Block::Facts(facts) => Some(facts),
        _ => None,
    });
    facts.flatten().find(|(known, _)| known == label).map_or_else(|| panic!("no {label}"), |(_, line)| line)
}

/// Codes of the findings in a part of the notice.
fn codes<'a>(sections: impl IntoIterator<Item = &'a Section>) -> Vec<&'a str> {
    let blocks = sections.into_iter().flat_map(|section| &section.blocks);
    let found = blocks.filter_map(|block| match block {
        Block::Findings(findings) => Some(findings),
        _ => None,
    });
    found.flatten().map(|finding| finding.code.as_str()).collect()
}

fn by(line: &Line) -> &str {
    match &line.held {
        Some(Held::Enforced { by }) => by,
        other => panic!("`{}` is not enforced but {other:?}", line.text),
    }
}

#[test]
fn the_notice_reads_well_in_norwegian() {
    insta::assert_snapshot!("software_company_nb", notice(&rules(), Language::Nb).to_working_text());
}

#[test]
fn the_notice_reads_well_in_english() {
    insta::assert_snapshot!("software_company_en", notice(&rules(), Language::En).to_working_text());
}

/// P-B1
#[test]
fn the_broken_channel_is_what_the_paper_points_to_and_a_finding() {
    let document = notice(&rules(), Language::En);
    let controller = section(&document, "controller");
    assert_eq!(
        fact(controller, "How to reach them").text,
        "Contact form on the website, according to the notice"
    );
    assert_eq!(codes([controller]), ["finding.contact_called_processor", "finding.contact_channel_broken"]);
}

/// P-B2: whose data, and which, as the paper has it; one type more is refused (`data.undeclared`).
#[test]
fn each_category_stands_with_the_data_that_may_be_held_of_it() {
    let document = notice(&rules(), Language::En);
    let contact = "Name, job title, phone number and e-mail address";
    for (id, whose, which) in [
        ("activity-contracts", "Customers and suppliers", contact),
        ("activity-partners", "Partners", contact),
        ("activity-prospects", "Prospective customers", contact),
        (
            "activity-web-analytics",
            "Website visitors",
            "Geographic location, language, operating system, browser and movements on the website",
        ),
        ("activity-chat", "People who chat with us", "Name given in the chat and content of the chat"),
    ] {
        assert_eq!(fact(section(&document, id), "Who it concerns").text, whose);
        let line = fact(section(&document, id), "Which data");
        assert_eq!((line.text.as_str(), by(line)), (which, Code::DataUndeclared.as_str()));
    }
    let applicants = fact(section(&document, "activity-recruitment"), "Which data");
    for part in ["application", "CV", "diplomas", "background check", "interview", "assessment", "referee"] {
        assert!(applicants.text.contains(part), "{part}: {}", applicants.text);
    }
}

/// P-B3
#[test]
fn purpose_basis_and_source_stand_with_each_activity_and_what_is_missing_says_so() {
    let document = notice(&rules(), Language::En);
    let contracts = section(&document, "activity-contracts");
    assert_eq!(by(fact(contracts, "What it is used for")), Code::PurposeMismatch.as_str());
    let basis = fact(contracts, "Legal basis");
    assert!(basis.text.contains("Article 6(1)(b)") && basis.held == Some(Held::Declared), "{basis:?}");
    assert_eq!(fact(contracts, "Where it comes from").held, Some(Held::Declared));

    let chat = fact(section(&document, "activity-chat"), "Legal basis");
    assert_eq!((chat.text.as_str(), &chat.held), ("Not stated in the notice", &None), "a gap is no promise");
    let visitors = section(&document, "activity-web-analytics");
    let found = ["finding.basis_and_consent", "finding.consent_text_missing", "finding.retention_not_stated"];
    assert_eq!(codes([visitors]), found);
}

/// P-B4, P-B5, P-B7: these wait for a person or an event, so nothing but the charter holds them; whether someone consents to be kept, the gate asks.
#[test]
fn retention_that_the_clock_does_not_run_is_only_declared() {
    let document = notice(&rules(), Language::En);
    for (id, label) in
        [("activity-recruitment", "How long it is kept"), ("activity-contracts", "Kept longer by law")]
    {
        assert_eq!(fact(section(&document, id), label).held, Some(Held::Declared), "{id}, {label}");
    }
    let reviewed = &fact(section(&document, "activity-prospects"), "Review").held;
    assert_eq!(reviewed, &Some(Held::Checked { by: "deadlines.reviews".to_owned() }));
    let kept = &fact(section(&document, "activity-recruitment"), "Kept longer by consent").held;
    assert_eq!(kept, &Some(Held::Enforced { by: "retention.expired".to_owned() }));
}

/// P-B6
#[test]
fn the_sixty_days_of_the_chat_are_enforced() {
    for (language, label, said) in [
        (Language::Nb, "Hvor lenge de blir lagret", "60 dager"),
        (Language::En, "How long it is kept", "60 days"),
    ] {
        let document = notice(&rules(), language);
        let kept = fact(section(&document, "activity-chat"), label);
        assert!(kept.text.contains(said), "{}", kept.text);
        assert_eq!(by(kept), Code::RetentionExpired.as_str());
        assert!(
            kept.clause.as_deref().unwrap().starts_with("Lagringstid · software-company.yaml:"),
            "{kept:?}"
        );
    }
}

/// P-B8
#[test]
fn recipients_are_named_limited_and_enforced() {
    let document = notice(&rules(), Language::En);
    let recruitment = fact(section(&document, "activity-recruitment"), "Who gets it");
    assert_eq!(by(recruitment), "supplier.not_recipient, supplier.data_beyond");
    assert!(recruitment.text.starts_with("Unomio (recruitment) gets only name, "), "{}", recruitment.text);
    assert!(!recruitment.text.contains("background check"), "{}", recruitment.text);
    let prospects = fact(section(&document, "activity-prospects"), "Who gets it");
    assert_eq!(
        (prospects.text.as_str(), by(prospects)),
        ("No one is named, so no one gets it.", "supplier.not_recipient")
    );
}

/// P-B9
#[test]
fn analytics_waits_for_consent_and_the_gate_holds_it() {
    let document = notice(&rules(), Language::En);
    assert_eq!(
        by(fact(section(&document, "activity-web-analytics"), "Consent")),
        Code::ConsentMissing.as_str()
    );
}

/// P-B10
#[test]
fn the_rights_the_paper_names_stand_apart_from_the_law() {
    let document = notice(&rules(), Language::En);
    let rights = section(&document, "rights");
    assert_eq!(rights.lines().count(), 2, "access and erasure, and no more");
    assert!(fact(rights, "Erasure").text.ends_with("kept for as long as the law requires."));
    let law = section(&document, "law");
    assert!(law.lines().all(|line| line.held.is_none()), "the law is not the organisation's promise");
    assert!(fact(law, "Complaints (Article 77)").text.contains("Datatilsynet"));
}

/// P-B11
#[test]
fn only_the_login_can_be_a_measure_the_gate_enforces() {
    let held = |charter: &str| {
        let rules = check_charter(charter.as_bytes(), "c.yaml").unwrap();
        let document = notice(&rules, Language::En);
        section(&document, "measures").lines().next().unwrap().held.clone()
    };
    assert_eq!(held(CHARTER), Some(Held::Enforced { by: "credential.invalid, actor.no_grant".to_owned() }));
    assert_eq!(held(&CHARTER.replace("held: enforced", "held: declared")), Some(Held::Declared));
    let other = CHARTER.replace("- id: login", "- id: locked_doors");
    let problem = check_charter(other.as_bytes(), "c.yaml").unwrap_err();
    assert_eq!(problem.code(), "charter.measure_not_enforceable");
}

#[test]
fn every_finding_appears_once() {
    let rules = rules();
    for language in Language::ALL {
        let document = notice(&rules, language);
        let mut shown = codes(&document.sections);
        let mut found: Vec<_> =
            find_findings(rules.charter(), today()).iter().map(|finding| finding.code).collect();
        shown.sort_unstable();
        found.sort_unstable();
        assert_eq!(shown, found);
        assert!(codes(&document.published().sections).is_empty(), "none is published");
    }
}

#[test]
fn a_supplier_without_agreement_gets_nothing_and_the_notice_says_so() {
    let chat = "delivers: { nb: Chat på nettstedet, en: Chat on the website }\n    place: not_stated\n    agreement: named";
    assert!(CHARTER.contains(chat));
    let charter = CHARTER.replace(chat, &chat.replace("named", "missing"));
    let document = notice(&check_charter(charter.as_bytes(), "c.yaml").unwrap(), Language::En);
    let line = fact(section(&document, "activity-chat"), "Who gets it");
    assert_eq!(line.text, "LiveChat gets nothing. There is no processing agreement.");
    assert_eq!(by(line), "supplier.not_recipient, supplier.no_agreement");
}

#[test]
fn stated_places_owners_and_safeguards_are_in_words() {
    let facts = "place: \"IE\"\n    owner_country: \"US\"\n    safeguard: { kind: standard_clauses, state: under_assessment }";
    let charter = CHARTER.replacen("place: not_stated", facts, 1);
    for (language, said) in [
        (
            Language::Nb,
            "Irland. Eierens land: USA, utenfor EØS. Overføringsgrunnlag: EUs standardkontrakt. Det er ikke ferdig vurdert.",
        ),
        (
            Language::En,
            "Ireland. Country of its owner: United States, outside the EEA. Safeguard for transfers: the EU's standard contractual clauses. \
             It is still being assessed.",
        ),
    ] {
        let document = notice(&check_charter(charter.as_bytes(), "c.yaml").unwrap(), language);
        let place = section(&document, "suppliers").lines().nth(3).unwrap();
        assert_eq!((place.text.as_str(), &place.held), (said, &Some(Held::Declared)));
    }
}

#[test]
fn aims_and_open_facts_are_never_promises() {
    let purpose = "purpose: not_stated\n    basis: not_stated";
    let charter = CHARTER.replacen(
        purpose,
        "purpose: { aim: { nb: Bli kjent., en: Get acquainted. } }\n    basis: open",
        1,
    );
    let document = notice(&check_charter(charter.as_bytes(), "c.yaml").unwrap(), Language::En);
    let partners = section(&document, "activity-partners");
    let aim = fact(partners, "What it is used for");
    assert_eq!(
        (aim.text.as_str(), &aim.held),
        ("An aim, not a promise: Get acquainted.", &Some(Held::Declared))
    );
    let basis = fact(partners, "Legal basis");
    assert!(basis.text.starts_with("Not decided yet."), "{basis:?}");
    assert_eq!(by(basis), Code::BasisOpen.as_str());
}

#[test]
fn every_sentence_has_its_text() {
    for language in Language::ALL {
        let said = notice(&rules(), language).to_working_text();
        let raw = ["notice-", "period-", "every-", "act-", "finding-", "{$", "{ $"];
        assert!(!raw.iter().any(|id| said.contains(id)), "a message is missing or lacks a variable:\n{said}");
    }
}

async fn installation(directory: &Path) -> Arc<Installation> {
    let options = InstallationOptions {
        data: directory.join("data").into(),
        keys: directory.join("keys"),
        name: "vern.test".to_owned(),
        store: StoreOptions::default(),
    };
    let on_fatal = Box::new(|why: &str| panic!("{why}"));
    Installation::open(options, Arc::new(ManualClock::at(today())), on_fatal).await.unwrap()
}

#[tokio::test]
async fn the_notice_in_force_is_published_with_what_it_follows_from() {
    let directory = tempfile::tempdir().unwrap();
    let installation = installation(directory.path()).await;
    let controller =
        installation.import_charter(CHARTER.as_bytes(), "software-company.yaml").await.unwrap().value;
    let published =
        installation.document(&controller, "privacy-notice", Language::Nb, Audience::Public).unwrap();
    assert_eq!(published.charter_hash, *rules().hash());
    assert_eq!(published.in_force_since.to_string(), "2026-01-01T00:00:00Z");
    assert!(published.working_view_public);
    assert_eq!(published.document, notice(&rules(), Language::Nb));
}

/// What the readers see of a document, without case: lists put small letters where the charter has large ones.
fn seen(document: &Document) -> String {
    let lines = document.sections.iter().flat_map(|section| section.lines().map(|line| line.text.as_str()));
    let headings = document.sections.iter().map(|section| section.heading.as_str());
    lines.chain(headings).collect::<Vec<_>>().join("\n").to_lowercase()
}

/// Nothing the charter declares is left out of the published notice, in either language.
fn holds_every_label(rules: &Rules) -> Result<(), TestCaseError> {
    for language in Language::ALL {
        let seen = seen(&notice(rules, language).published());
        let charter = rules.charter();
        let used = |id: &str| {
            charter.activities.iter().any(|activity| activity.data.value.iter().any(|it| it.value == id))
        };
        let types =
            charter.data_types.iter().filter(|data_type| used(&data_type.id.value)).map(|it| &it.label);
        let categories = charter.categories.iter().map(|category| &category.label);
        let activities = charter.activities.iter().map(|activity| &activity.label);
        let labels = types.chain(categories).chain(activities).map(|words| words.in_language(language));
        for label in labels.chain(charter.suppliers.iter().map(|supplier| supplier.shown_name(language))) {
            prop_assert!(seen.contains(&label.to_lowercase()), "{label} is missing in {language}");
        }
    }
    Ok(())
}

/// A charter with some of everything: which activity uses which data types and suppliers is drawn.
fn drawn_charter(types: &[bool], suppliers: &[bool], retention: &str, consent: bool) -> String {
    let head = "vern: 1\nkind: charter\nversion: \"1\"\nin_force_from: 2026-01-01T00:00:00Z\n\
        organisation:\n  id: o\n  name: O\n  country: not_stated\n  contact:\n    role: { nb: R, en: R }\n    called: controller\n    \
        channel: { published: { nb: K, en: C }, state: works }\nlanguages: [nb, en]\n\
        documents: { privacy_notice: { updated_on: \"2026-02-03\" } }\n";
    let list = |name: &str, drawn: &[bool]| {
        let used = drawn.iter().enumerate().filter(|(_, used)| **used);
        used.map(|(place, _)| format!("{name}{place}")).collect::<Vec<_>>()
    };
    let declared: String = (0..types.len())
        .map(|place| {
            format!(
                "  - {{ id: t{place}, kind: text, label: {{ nb: Type nb {place}, en: Kind en {place} }} }}\n"
            )
        })
        .collect();
    let register: String = (0..suppliers.len())
        .map(|place| {
            format!(
                "  - {{ id: s{place}, name: Supplier {place}, roles: [processor], delivers: {{ nb: Noe, en: Something }}, \
                 place: not_stated, agreement: {}, clause: x }}\n",
                if place % 2 == 0 { "in_place" } else { "missing" }
            )
        })
        .collect();
    let recipients: String =
        list("s", suppliers).iter().map(|id| format!("      - {{ supplier: {id} }}\n")).collect();
    let recipients =
        if recipients.is_empty() { String::new() } else { format!("    recipients:\n{recipients}") };
    let register = if register.is_empty() { String::new() } else { format!("suppliers:\n{register}") };
    format!(
        "{head}data_types:\n{declared}categories:\n  - {{ id: c, label: {{ nb: Folk, en: People }} }}\n\
         activities:\n  - id: a_1\n    label: {{ nb: Arbeid, en: Work }}\n    clause: x\n    purpose: not_stated\n    \
         basis: {{ article: \"6(1)(a)\" }}\n    consent: {}\n    subjects: [c]\n    data: [{}]\n    operations: [read]\n\
         {recipients}    retention: {retention}\n{register}roles:\n  - {{ id: r, label: {{ nb: Rolle, en: Role }}, \
         may: [{{ activity: a_1, acts: [read, erase] }}] }}\n",
        if consent { "required" } else { "not_required" },
        list("t", types).join(", "),
    )
}

#[test]
fn the_example_loses_no_label() {
    holds_every_label(&rules()).unwrap();
}

proptest! {
    #[test]
    fn no_charter_loses_a_label(
        // An activity has some data: one without is kept out.
        types in prop::collection::vec(any::<bool>(), 1..6).prop_filter("some", |types| types.contains(&true)),
        suppliers in prop::collection::vec(any::<bool>(), 0..6),
        retention in prop::sample::select(vec![
            "not_stated",
            "open",
            "[{ after: P2Y, from: created }, { keep_if_consent: false }]",
            "{ aim: [{ after: P1D, from: created }] }",
            "[{ while: consent, then: erase }, { hold: { nb: Loven, en: The Act }, period: P5Y }, { review: P1Y6M }]",
        ]),
        consent in any::<bool>(),
    ) {
        let text = drawn_charter(&types, &suppliers, retention, consent);
        let rules = check_charter(text.as_bytes(), "drawn.yaml").map_err(|problem| TestCaseError::fail(format!("{problem:?}\n{text}")))?;
        holds_every_label(&rules)?;
        for language in Language::ALL {
            let document = notice(&rules, language);
            prop_assert_eq!(document.tally().findings, find_findings(rules.charter(), today()).len());
            prop_assert!(!document.to_working_text().contains("notice-"));
            for section in &document.sections {
                prop_assert!(!section.heading.is_empty() && !section.blocks.is_empty());
                prop_assert!(section.lines().all(|line| !line.text.is_empty() && !line.text.contains("..")), "{:?}", section);
            }
        }
    }
}
