//! A charter, terms and an agreement that use everything the model has: what is printed where, held how, and that no text is lost.

use std::collections::BTreeSet;

use vern_app::charter::{check_charter, check_document};
use vern_app::document::{Under, finding_lines, privacy_notice, processing_terms};
use vern_core::time::Instant;
use vern_policy::finding::find_agreement_findings;
use vern_policy::in_force::{Source, Timeline};
use vern_policy::{Rules, find_findings};
use vern_text::{Audience, Block, Document, Held, Language, Line};

use super::{by, codes, fact, section, today};

const CHARTER: &str = include_str!("charter.yaml");
const TERMS: &str = include_str!("terms.yaml");
const AGREEMENT: &str = include_str!("agreement.yaml");

fn own() -> Rules {
    check_charter(CHARTER.as_bytes(), "charter.yaml").unwrap()
}

fn terms() -> Rules {
    check_charter(TERMS.as_bytes(), "terms.yaml").unwrap()
}

fn papers() -> Vec<Source> {
    vec![
        check_document(TERMS.as_bytes(), "terms.yaml").unwrap(),
        check_document(AGREEMENT.as_bytes(), "agreement.yaml").unwrap(),
    ]
}

fn instant(text: &str) -> Instant {
    Instant::from_timestamp(text.parse().unwrap())
}

/// The controller's notice under its agreement at an instant.
fn agreed(language: Language, at: Instant) -> Document {
    let papers = papers();
    let timeline = Timeline::new(&papers).unwrap();
    let (rules, _) = timeline.at(at).unwrap();
    privacy_notice(rules, Some(Under::find(rules, &papers).unwrap()), language, at)
}

fn own_notice(language: Language) -> Document {
    privacy_notice(&own(), None, language, today())
}

fn row<'a>(document: &'a Document, id: &str, first: &str) -> &'a [Line] {
    let rows = section(document, id).blocks.iter().find_map(|block| match block {
        Block::Table { rows, .. } => rows.iter().find(|row| row.first().unwrap().text.starts_with(first)),
        _ => None,
    });
    rows.unwrap_or_else(|| panic!("no row {first} in {id}"))
}

#[test]
fn the_own_charter_reads_well() {
    insta::assert_snapshot!("own_nb", own_notice(Language::Nb).to_working_text());
    insta::assert_snapshot!("own_en", own_notice(Language::En).to_working_text());
}

#[test]
fn the_terms_read_well() {
    insta::assert_snapshot!("terms_nb", processing_terms(&terms(), Language::Nb, today()).to_working_text());
    insta::assert_snapshot!("terms_en", processing_terms(&terms(), Language::En, today()).to_working_text());
}

#[test]
fn the_agreement_reads_well() {
    insta::assert_snapshot!("agreement_nb", agreed(Language::Nb, today()).to_working_text());
    insta::assert_snapshot!("agreement_en", agreed(Language::En, today()).to_working_text());
}

/// Every `{ nb, en }` of a document, found in its own serialised form, so that a new field can't be forgotten here.
fn words_of(value: &serde_json::Value, language: &str, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            let is_words = fields.len() == 2 && fields.contains_key("nb") && fields.contains_key("en");
            if let (true, Some(text)) = (is_words, fields.get(language).and_then(serde_json::Value::as_str)) {
                found.insert(text.to_owned());
            }
            fields.values().for_each(|value| words_of(value, language, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|value| words_of(value, language, found)),
        _ => {}
    }
}

/// Everything a reader of the published page sees, without case: within a sentence labels have small letters.
fn printed(document: &Document) -> String {
    let published = document.published();
    let mut seen = vec![published.source_note.clone().unwrap_or_default()];
    for section in &published.sections {
        seen.push(section.heading.clone());
        seen.extend(section.lines().map(|line| line.text.clone()));
    }
    seen.join("\n").to_lowercase()
}

fn lost(model: &serde_json::Value, except: &[&str], page: &Document) -> Vec<String> {
    let mut words = BTreeSet::new();
    words_of(model, page.language.as_str(), &mut words);
    assert!(words.len() > 5, "the model was not read");
    let printed = printed(page);
    let is_lost = |text: &&String| {
        !printed.contains(text.trim_end_matches('.').to_lowercase().as_str())
            && !except.contains(&text.as_str())
    };
    words.iter().filter(is_lost).cloned().collect()
}

#[test]
fn no_text_of_an_own_charter_is_lost() {
    let rules = own();
    let model = serde_json::to_value(rules.charter()).unwrap();
    for language in Language::ALL {
        assert_eq!(lost(&model, &[], &own_notice(language)), [""; 0]);
    }
}

#[test]
fn no_text_of_the_terms_is_lost() {
    let rules = terms();
    let model = serde_json::to_value(rules.charter()).unwrap();
    for language in Language::ALL {
        assert_eq!(lost(&model, &[], &processing_terms(&rules, language, today())), [""; 0]);
    }
}

/// The terms' own claims, undertakings, first instruction and contact stand on the processor's page.
#[test]
fn no_text_of_what_terms_and_agreement_permit_together_is_lost() {
    let papers = papers();
    let timeline = Timeline::new(&papers).unwrap();
    let (rules, _) = timeline.at(today()).unwrap();
    let under = Under::find(rules, &papers).unwrap();
    let merged = serde_json::to_value(rules.charter()).unwrap();
    let agreement = serde_json::to_value(under.agreement).unwrap();
    for language in Language::ALL {
        let page = privacy_notice(rules, Some(under), language, today());
        assert_eq!(lost(&merged, &[], &page), [""; 0]);
        assert_eq!(lost(&agreement, &[], &page), [""; 0]);
    }
}

#[test]
fn every_example_loses_no_text() {
    let model = serde_json::to_value(super::rules().charter()).unwrap();
    for language in Language::ALL {
        assert_eq!(lost(&model, &[], &super::notice(&super::rules(), language)), [""; 0]);
    }
}

#[test]
fn every_finding_stands_once_beside_what_it_is_about() {
    let rules = own();
    let document = own_notice(Language::En);
    let mut shown = codes(&document.sections);
    let mut found: Vec<_> =
        find_findings(rules.charter(), today()).iter().map(|finding| finding.code).collect();
    shown.sort_unstable();
    found.sort_unstable();
    assert_eq!(shown, found);
    for (id, code) in [
        ("controller", "finding.contact_called_processor"),
        ("places", "finding.place_only_aimed_at"),
        ("activity-letters", "finding.joint_arrangement_not_stated"),
        ("activity-orders", "finding.basis_of_repealed_law"),
        ("suppliers", "finding.supplier_limit_not_stated"),
        ("cookies", "finding.cookies_refused_in_browser"),
        ("rights", "finding.right_narrowed"),
        ("claims", "finding.transfer_by_consent"),
    ] {
        assert!(codes([section(&document, id)]).contains(&code), "{code} is not in {id}");
    }
}

#[test]
fn findings_name_what_they_are_about_in_words() {
    let lines = finding_lines(&own(), None, Language::En, today());
    let reason = |code: &str| {
        let found = lines.iter().find(|(_, line)| line.code == code);
        found.map_or_else(|| panic!("no {code}"), |(_, line)| line.reason.as_str())
    };
    assert!(reason("finding.consent_by_use").contains("‘Whoever reads, accepts everything’"));
    assert!(reason("finding.cookie_without_consent").contains("‘Counting’"));
    assert!(reason("finding.supplier_limit_not_stated").contains("‘Banken’"));
    assert!(reason("finding.transfer_by_consent").contains("‘Dataheim Inc’"));
    assert!(reason("finding.staff_log_judges_performance").contains("‘The staff log’"));
    assert!(lines.iter().all(|(place, _)| place.starts_with("charter.yaml:")));
}

#[test]
fn an_agreements_findings_stand_with_their_own_file() {
    let papers = papers();
    let timeline = Timeline::new(&papers).unwrap();
    let (rules, _) = timeline.at(today()).unwrap();
    let under = Under::find(rules, &papers).unwrap();
    let lines = finding_lines(rules, Some(under), Language::En, today());
    let found = find_agreement_findings(under.terms, under.agreement, today());
    assert_eq!(lines.len(), found.len());
    assert!(lines.iter().all(|(place, _)| place.starts_with("agreement.yaml:")), "{lines:#?}");
    let page = agreed(Language::En, today());
    assert_eq!(codes(&page.sections).len(), found.len(), "each once");
}

/// P-A2, P-C2
#[test]
fn both_roles_stand_side_by_side() {
    let document = own_notice(Language::En);
    let both = section(&document, "controller").lines().last().unwrap();
    assert!(both.text.contains("‘What customers put in’"), "{}", both.text);
    assert_eq!(by(both), "agreement.missing");
    assert_eq!(by(fact(section(&document, "activity-hosted"), "Our role")), "agreement.missing");
}

#[test]
fn what_is_only_watched_is_only_declared() {
    let kept = |at: &str| {
        let document = privacy_notice(&own(), None, Language::En, instant(at));
        let staff = section(&document, "activity-staff");
        let held = fact(staff, "How long it is kept").held.clone().unwrap();
        let watched = staff.lines().any(|line| line.text.contains("only watched"));
        let data = fact(staff, "Which data").held.clone().unwrap();
        (held, watched, data)
    };
    let undeclared = Held::Enforced { by: "data.undeclared".to_owned() };
    // What the vault cannot hold is never let through, not even then.
    assert_eq!(kept("2026-12-31T23:59:59Z"), (Held::Declared, true, undeclared.clone()));
    let expired = Held::Enforced { by: "retention.expired".to_owned() };
    assert_eq!(kept("2027-01-01T00:00:00Z"), (expired, false, undeclared));
}

/// A line that speaks of every activity is not enforced while one of them is only watched.
#[test]
fn while_one_activity_is_watched_no_line_on_all_of_them_is_enforced() {
    let stored = |at: &str| {
        let document = privacy_notice(&own(), None, Language::En, instant(at));
        fact(section(&document, "places"), "Stored in").held.clone().unwrap()
    };
    assert_eq!(stored("2026-11-22T00:00:00Z"), Held::Declared);
    assert_eq!(stored("2027-01-01T00:00:00Z"), Held::Enforced { by: "place.not_allowed".to_owned() });
}

/// P-A9, P-A10, P-C3
#[test]
fn suppliers_are_told_as_the_gate_treats_them() {
    let document = own_notice(Language::En);
    let orders = fact(section(&document, "activity-orders"), "Who gets it");
    assert!(orders.text.contains("frakt AS (drives goods) gets only name and e-mail."), "{}", orders.text);
    assert!(
        orders.text.contains("Dataheim Inc gets nothing. The data would leave the EEA"),
        "{}",
        orders.text
    );
    assert_eq!(by(orders), "supplier.not_recipient, supplier.data_beyond, transfer.not_approved");
    let below = row(&document, "suppliers", "Verkstedet (used by Bilene AB)");
    assert_eq!(below[2].text, "Orders", "what is handed to the top goes down the chain");
    let letters = row(&document, "suppliers", "Senderen");
    assert!(letters[2].text.ends_with("There is no processing agreement."), "{}", letters[2].text);
}

#[test]
fn grounds_are_told_and_data_without_one_is_kept_out() {
    let document = own_notice(Language::En);
    let orders = fact(section(&document, "activity-orders"), "Why identity numbers are needed");
    assert_eq!(
        (orders.text.as_str(), &orders.held),
        ("The law asks for a sure identity. This concerns identity number.", &Some(Held::Declared))
    );
    let after = privacy_notice(&own(), None, Language::En, instant("2027-01-01T00:00:00Z"));
    for (label, code) in [
        ("Special categories", "basis.special_category"),
        ("Why identity numbers are needed", "basis.identity_number"),
        ("What permits data on offences", "basis.offence"),
    ] {
        assert_eq!(by(fact(section(&after, "activity-staff"), label)), code);
    }
}

#[test]
fn measures_are_held_as_they_are() {
    let document = own_notice(Language::En);
    let held: Vec<_> =
        section(&document, "measures").lines().map(|line| line.held.clone().unwrap()).collect();
    let login = Held::Enforced { by: "credential.invalid, actor.no_grant".to_owned() };
    assert_eq!(held, [login, Held::Attested { on: "2026-01-07".to_owned() }, Held::Declared]);
}

#[test]
fn a_claim_that_the_register_would_contradict_is_checked() {
    let document = own_notice(Language::En);
    let first = section(&document, "claims").lines().nth(1).unwrap();
    assert_eq!(first.held, Some(Held::Checked { by: "charter.claim_contradicted".to_owned() }));
}

/// P-D2, P-D15, P-D21
#[test]
fn the_controllers_notice_names_processor_instruction_and_its_word_on_suppliers() {
    let document = agreed(Language::En, today());
    let processor = section(&document, "processor");
    assert!(processor.lead.as_ref().unwrap().text.starts_with("Fjellvik Drift AS is our processor."));
    assert_eq!(by(fact(processor, "The agreement holds")), "agreement.not_in_force, agreement.ended");
    let instruction = section(&document, "instruction");
    assert_eq!(by(fact(instruction, "What may be done")), "instruction.operation_not_instructed");
    assert_eq!(by(fact(instruction, "On hold")), "instruction.paused");
    assert_eq!(by(fact(instruction, "Approved transfer")), "transfer.not_approved");
    let sms = row(&document, "suppliers", "SMS AB");
    assert_eq!(
        (sms[2].text.as_str(), by(&sms[2])),
        ("SMS AB gets nothing. We have objected to the supplier.", "supplier.objected")
    );
    assert!(sms.last().unwrap().text.ends_with("We have objected. They send too much."));
    let data = fact(section(&document, "activity-payments"), "Which data");
    let line =
        AGREEMENT.lines().position(|line| line.trim().starts_with("data: [name, number, amount]")).unwrap()
            + 1;
    assert_eq!(data.clause.as_deref(), Some(format!("3 · agreement.yaml:{line}").as_str()));
}

#[test]
fn before_its_second_instruction_the_first_one_holds() {
    let document = agreed(Language::En, instant("2026-02-10T00:00:00Z"));
    assert_eq!(fact(section(&document, "instruction"), "Version").text, "Instruction 1");
    let document = agreed(Language::En, instant("2026-02-15T00:00:00Z"));
    assert_eq!(fact(section(&document, "instruction"), "Version").text, "Instruction 2");
}

/// P-D1, P-D18, P-D20
#[test]
fn undertakings_are_enforced_only_where_the_gate_refuses_their_breach() {
    let document = processing_terms(&terms(), Language::En, today());
    assert_eq!(
        by(&row(&document, "undertakings", "1.4")[1]),
        "instruction.operation_not_instructed, instruction.paused"
    );
    assert_eq!(
        row(&document, "undertakings", "5.1")[1].held,
        Some(Held::Declared),
        "silence is no matter of the gate"
    );
    let periods = section(&document, "periods");
    assert_eq!(by(fact(periods, "Objecting to a new sub-processor")), "supplier.notice_running");
    assert_eq!(
        fact(periods, "When a notice counts as received").text,
        "At the latest one working day after it was sent"
    );
    assert!(fact(periods, "Rectifying and erasing after the processor's error").text.contains("72 hours"));
}

/// What the terms' user agreement names and what the agreement adds to it are collected in the service, and no more.
#[test]
fn under_an_agreement_a_service_collects_its_supplements_too() {
    let document = agreed(Language::En, today());
    let data = &row(&document, "services", "The control of payments")[1];
    assert_eq!((data.text.as_str(), by(data)), ("Name, identity number and amount", "data.undeclared"));
}

/// What a supplier does not state breaks no bound, so the gate can't be said to hold it.
#[test]
fn a_seat_the_register_does_not_know_is_only_declared() {
    let held = |text: &str| {
        let rules = check_charter(text.as_bytes(), "terms.yaml").unwrap();
        let document = processing_terms(&rules, Language::En, today());
        fact(section(&document, "places"), "Those who store it have their seat in").held.clone().unwrap()
    };
    assert_eq!(held(TERMS), Held::Declared);
    let seated = TERMS.replace("    place: \"SE\"", "    place: \"SE\"\n    seat: \"SE\"");
    let seated = seated.replace("place: \"SE\", agreement", "place: \"SE\", seat: \"SE\", agreement");
    let seated = seated.replace("place: \"NO\", agreement", "place: \"NO\", seat: \"NO\", agreement");
    let seated = seated.replace("    place: \"NO\"\n", "    place: \"NO\"\n    seat: \"NO\"\n");
    assert_eq!(held(&seated), Held::Enforced { by: "place.not_allowed".to_owned() });
}

#[tokio::test]
async fn terms_and_agreement_are_published_from_what_was_imported() {
    let directory = tempfile::tempdir().unwrap();
    let installation = super::installation(directory.path()).await;
    let processor = installation.import_charter(TERMS.as_bytes(), "terms.yaml").await.unwrap().value;
    let controller = installation.import_charter(AGREEMENT.as_bytes(), "agreement.yaml").await.unwrap().value;
    let offered = installation.document(&processor, "terms", Language::En, Audience::Public).unwrap();
    assert_eq!(offered.document, processing_terms(&terms(), Language::En, today()));
    assert_eq!(offered.charter_hash, *terms().hash());
    let published =
        installation.document(&controller, "privacy-notice", Language::Nb, Audience::Public).unwrap();
    assert_eq!(published.document, agreed(Language::Nb, today()));
    let none = installation.document(&controller, "terms", Language::En, Audience::Public).unwrap_err();
    assert_eq!(none.code(), "page.unknown", "it holds a copy of the terms, and offers none");
}

#[test]
fn no_section_is_empty_and_no_message_is_missing() {
    for language in Language::ALL {
        for document in
            [own_notice(language), processing_terms(&terms(), language, today()), agreed(language, today())]
        {
            let text = document.to_working_text();
            for raw in ["notice-", "period-", "every-", "act-", "area-", "finding-", "{$", "{ $"] {
                assert!(!text.contains(raw), "{raw}:\n{text}");
            }
            let mut ids = BTreeSet::new();
            for section in &document.sections {
                assert!(!section.blocks.is_empty() && ids.insert(&section.id), "{}", section.id);
                assert!(
                    section.lines().all(|line| !line.text.trim().is_empty()),
                    "an empty line in {}",
                    section.id
                );
            }
        }
    }
}
