//! The charter of `examples/` and the laws of the gate.

use vern_policy::{compile::compile, find_findings, parse::parse_charter, parse::write_charter};

const CHARTER: &str = include_str!("../../../examples/software-company.yaml");

#[test]
fn example_compiles() {
    let charter = parse_charter(CHARTER.as_bytes()).unwrap();
    let findings = find_findings(&charter);
    for f in &findings {
        eprintln!("{f:?}");
    }
    let again = parse_charter(write_charter(&charter).unwrap().as_bytes()).unwrap();
    let rules = compile(charter, "software-company.yaml").unwrap();
    let rules_again = compile(again, "again.yaml").unwrap();
    assert_eq!(rules.hash(), rules_again.hash(), "export is a fixpoint");
}
