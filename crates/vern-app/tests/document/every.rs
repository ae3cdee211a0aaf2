//! Every document of an organisation: which there are, who may read them, what they say, and how they changed.

use std::path::Path;
use std::sync::Arc;

use vern_app::charter::{Source, check_document};
use vern_app::document::{Kind, Library, Name, Printed, PublishedDocument, Shelf};
use vern_text::{Audience, Block, Document, Language};

use super::{codes, fact, section, today};

/// A library of example papers.
fn library(organisation: &str, files: &[&str]) -> Arc<Library> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let open = |file: &&str| {
        let bytes = std::fs::read(examples.join(file)).unwrap();
        let name = Path::new(file).file_name().unwrap().to_string_lossy().into_owned();
        check_document(&bytes, &name).unwrap()
    };
    let sources: Vec<Source> = files.iter().map(open).collect();
    Arc::new(Library::new(organisation, sources).unwrap())
}

/// The vendor of field-service software, with one customer.
fn vendor() -> Shelf {
    Shelf::new(library("strandli", &["field-service/charter.yaml", "field-service/terms.yaml"]), [customer()])
}

fn customer() -> Arc<Library> {
    library("kvernes-elektro", &["field-service/terms.yaml", "field-service/agreement.yaml"])
}

fn print(shelf: &Shelf, kind: Kind, language: Language) -> Printed {
    let papers = shelf.papers(today());
    let name = papers.names().into_iter().find(|name| name.kind == kind).unwrap();
    papers.print(&name, language, today()).unwrap()
}

fn addresses(shelf: &Shelf, reader: Audience) -> Vec<String> {
    let published = shelf.papers(today()).published(Language::En, reader, today());
    published.iter().map(|document: &PublishedDocument| document.name.address()).collect()
}

#[test]
fn each_reader_finds_what_is_for_it() {
    let public = [
        "privacy-notice",
        "sub-processors",
        "cookie-policy",
        "terms",
        "service-agreement",
        "user-agreement-feltboka",
        "processing-agreement",
    ];
    assert_eq!(addresses(&vendor(), Audience::Public), public);
    assert_eq!(addresses(&vendor(), Audience::Subject), public);
    let party: Vec<&str> = public.into_iter().chain(["register-controller"]).collect();
    assert_eq!(addresses(&vendor(), Audience::Party), party, "who its customers are is for no customer");
    let authority: Vec<&str> = party.into_iter().chain(["register-processor"]).collect();
    assert_eq!(addresses(&vendor(), Audience::Authority), authority);
}

#[test]
fn an_agreement_in_force_is_for_its_parties() {
    let shelf = Shelf::new(customer(), []);
    let public = ["privacy-notice", "sub-processors", "cookie-policy"];
    assert_eq!(
        addresses(&shelf, Audience::Public),
        public,
        "its staff are in the console, so something is stored"
    );
    let party =
        ["privacy-notice", "sub-processors", "cookie-policy", "processing-agreement", "register-controller"];
    assert_eq!(addresses(&shelf, Audience::Party), party);
}

/// Every document of the vendor and of its customer, in both languages, whole.
#[test]
fn every_document_reads_well() {
    for (of, shelf) in [("vendor", vendor()), ("customer", Shelf::new(customer(), []))] {
        let papers = shelf.papers(today());
        for name in papers.names() {
            // Both have a notice of their own in the other tests.
            if matches!(name.kind, Kind::PrivacyNotice | Kind::Terms) {
                continue;
            }
            for language in Language::ALL {
                let printed = papers.print(&name, language, today()).unwrap();
                let snapshot = format!("{of}_{}_{language}", name.address());
                insta::assert_snapshot!(snapshot.clone(), printed.document.to_working_text());
                if let Some(sheet) = printed.sheet {
                    insta::assert_snapshot!(format!("{snapshot}_csv"), sheet.to_csv());
                }
            }
        }
    }
}

/// Laws of every document: no section is empty, no text is missing, no anchor stands twice, and rows have as many cells as headings.
#[test]
fn every_document_is_whole() {
    for shelf in [vendor(), Shelf::new(customer(), [])] {
        let papers = shelf.papers(today());
        for name in papers.names() {
            for language in Language::ALL {
                let printed = papers.print(&name, language, today()).unwrap();
                is_whole(&printed.document);
                assert_eq!(printed.document.audience, papers.audience(&name));
                for row in printed.sheet.iter().flat_map(|sheet| &sheet.rows) {
                    assert_eq!(row.len(), printed.sheet.as_ref().unwrap().head.len(), "{name:?}");
                }
            }
        }
    }
}

fn is_whole(document: &Document) {
    let text = document.to_working_text();
    for raw in [
        "notice-",
        "supplier-",
        "register-",
        "agreement-",
        "cookie-",
        "document-",
        "period-",
        "every-",
        "act-",
        "area-",
        "finding-",
        "{$",
        "{ $",
    ] {
        // File names and anchors of the charter hold such words too; a message that is missing stands alone.
        let lines: Vec<&str> = text.split_whitespace().filter(|word| word.starts_with(raw)).collect();
        assert!(lines.is_empty(), "{raw} in {}: {lines:?}", document.title);
    }
    let mut anchors = std::collections::BTreeSet::new();
    for section in &document.sections {
        assert!(anchors.insert(&section.id), "{} stands twice in {}", section.id, document.title);
        let said = section.lead.is_some() || !section.blocks.is_empty();
        assert!(said && section.lines().all(|line| !line.text.trim().is_empty()), "{}", section.id);
        for block in &section.blocks {
            if let Block::Table { head, rows, .. } = block {
                assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == head.len()), "{}", section.id);
            }
        }
    }
}

/// P-A9, P-A10
#[test]
fn a_supplier_owned_outside_the_eea_is_shown_as_such_with_its_assessment() {
    let document = print(&vendor(), Kind::SubProcessors, Language::En).document;
    let zendesk = document.sections.iter().find(|it| it.heading.contains("Zendesk")).unwrap();
    assert_eq!(fact(zendesk, "Country of the owner").text, "United States, outside the EEA");
    assert!(fact(zendesk, "Safeguard for transfers").text.contains("still being assessed"));
    assert!(!codes([zendesk]).is_empty());
}

/// P-A2: what is got for customers and what for the vendor's own contacts stand apart.
#[test]
fn both_capacities_stand_apart() {
    let printed = print(&vendor(), Kind::SubProcessors, Language::En);
    let names = |id: &str| match &section(&printed.document, id).blocks[0] {
        Block::Table { rows, .. } => rows.iter().map(|row| row[0].text.clone()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert!(names("customers").iter().any(|name| name.contains("SYSE")), "{:?}", names("customers"));
    assert!(names("own").iter().any(|name| name.contains("Zendesk")), "{:?}", names("own"));
    let rows = printed.sheet.unwrap().rows;
    assert_eq!(rows.len(), names("customers").len() + names("own").len());
}

/// What terms say of 'the customer', the customer says of itself on its own page; between the parties it stays as agreed.
#[test]
fn a_customer_speaks_of_itself_on_its_own_page() {
    let shelf = Shelf::new(customer(), []);
    let notice = print(&shelf, Kind::PrivacyNotice, Language::En).document;
    let whose = &fact(section(&notice, "activity-field-service"), "Who it concerns").text;
    assert!(whose.starts_with("Our customers"), "{whose}");
    let agreement = print(&shelf, Kind::ProcessingAgreement, Language::En).document;
    let whose = &fact(section(&agreement, "activity-field-service"), "Who it concerns").text;
    assert!(whose.starts_with("The customer's customers"), "{whose}");
}

/// GDPR art. 30(2)(a): the processor's register names each controller; one without an agreement is on nobody's.
#[test]
fn the_register_of_a_processor_names_its_customers() {
    let document = print(&vendor(), Kind::RegisterProcessor, Language::En).document;
    assert!(document.sections.iter().any(|section| section.heading == "Kvernes Elektro AS"), "{document:#?}");
    let alone = Shelf::new(
        library("strandli", &["field-service/terms.yaml"]),
        [library("granvik", &["software-company.yaml"])],
    );
    let papers = alone.papers(today());
    let none =
        papers.print(&Name { kind: Kind::RegisterProcessor, service: None }, Language::En, today()).unwrap();
    assert_eq!(
        section(&none.document, "customers").lines().next().unwrap().text,
        "No customer has an agreement in force."
    );
}

/// P-D10: security documentation, the self-audit and what may be audited stand in the agreement a controller finds as its party, measure by measure with how each is held; the
/// paper's clauses 6.1 to 6.6 are all there.
#[test]
fn p_d10_a_controller_finds_what_documents_the_security() {
    let files = ["payment-control/terms.yaml", "payment-control/agreement.yaml"];
    let library = library("asvik-kommune", &files);
    let papers = Shelf::new(Arc::clone(&library), []);
    let party = addresses(&papers, Audience::Party);
    assert!(party.contains(&"processing-agreement".to_owned()), "{party:?}");
    for language in Language::ALL {
        let agreement = print(&papers, Kind::ProcessingAgreement, language).document;
        let blocks = || agreement.sections.iter().flat_map(|section| &section.blocks);
        let rows = blocks().filter_map(|block| match block {
            Block::Table { rows, .. } => Some(rows),
            _ => None,
        });
        let clauses: Vec<&str> = rows.flatten().filter_map(|row| Some(row.first()?.text.as_str())).collect();
        for clause in ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6"] {
            assert!(clauses.contains(&clause), "{language}: {clause} is not told among {clauses:?}");
        }
        let measures = agreement.sections.iter().find(|section| section.id.contains("measures")).unwrap();
        let told = measures.blocks.iter().map(|block| match block {
            Block::List(lines) => lines.iter().filter(|line| line.held.is_some()).count(),
            _ => 0,
        });
        assert_eq!(told.sum::<usize>(), 7, "{language}: every measure says how it is held");
    }
}
