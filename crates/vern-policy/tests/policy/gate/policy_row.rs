//! What a record's policy row takes away, who may amend rows, and where a field is said to come from.

use std::collections::BTreeSet;

use vern_core::decision::Code;
use vern_core::operation::Act;
use vern_core::origin::Origin;
use vern_policy::Narrowing;

use super::case::{Change, anchored, in_activity, to};
use super::{base, charter_rules};
use crate::sample::{Ask, codes};

pub(super) fn narrowed(ask: &mut Ask, denied: &[&str], automated: bool, period: Option<&str>) {
    ask.narrowing = Some(Narrowing {
        recipients_denied: denied.iter().map(|id| (*id).to_owned()).collect(),
        automated_denied: automated,
        period: period.map(|period| period.parse().unwrap()),
    });
}

/// A row of the activity is amended: no record, no subject, no data.
pub(super) fn amending(ask: &mut Ask, shortens: bool) {
    ask.act = Act::Alter;
    ask.amending = Some(shortens);
    ask.listing = true;
    ask.names_subject = false;
    ask.subject = None;
    ask.record = None;
    ask.data = Vec::new();
    ask.reason_given = true;
}

fn said(ask: &mut Ask, act: Act, origins: &[(usize, Origin)]) {
    in_activity(ask, "sourced");
    ask.act = act;
    if act == Act::Register {
        ask.record = None;
    }
    ask.origins = origins.to_vec();
}

/// A code, what raises it and nothing else, and what close to it is permitted.
pub(super) const CASES: &[(Code, Change, Change)] = &[
    (
        Code::SupplierNarrowed,
        |a| {
            narrowed(a, &["post"], false, None);
            to(a, Act::Disclose, "post");
        },
        |a| {
            narrowed(a, &["bank", "gone"], false, None);
            to(a, Act::Disclose, "post");
        },
    ),
    // Through someone else is not around it.
    (
        Code::SupplierNarrowed,
        |a| {
            narrowed(a, &["third"], false, None);
            to(a, Act::Transfer, "chained");
        },
        |a| {
            narrowed(a, &["third"], false, None);
            to(a, Act::Transfer, "guarded");
        },
    ),
    // Nor is working for it.
    (
        Code::SupplierNarrowed,
        |a| {
            narrowed(a, &["bank"], false, None);
            a.role = "banker".into();
        },
        |a| narrowed(a, &["bank"], false, None),
    ),
    // A record met in a list is asked about like any other.
    (
        Code::SupplierNarrowed,
        |a| {
            narrowed(a, &["post"], false, None);
            a.recipient = Some("post".into());
            a.listing = true;
        },
        |a| {
            a.record = None;
            narrowed(a, &["post"], false, None);
            a.recipient = Some("post".into());
            a.listing = true;
        },
    ),
    (
        Code::AutomatedNarrowed,
        |a| {
            in_activity(a, "scored");
            narrowed(a, &[], true, None);
            a.automated = true;
        },
        |a| {
            in_activity(a, "scored");
            narrowed(a, &[], true, None);
        },
    ),
    // 21 days old; the charter's 60 have not passed.
    (
        Code::RetentionExpired,
        |a| narrowed(a, &[], false, Some("P21D")),
        |a| narrowed(a, &[], false, Some("P22D")),
    ),
    // What a person's consent keeps no clock ends.
    (
        Code::RetentionExpired,
        |a| {
            in_activity(a, "aimed");
            narrowed(a, &[], false, Some("P1D"));
        },
        |a| {
            in_activity(a, "kept");
            narrowed(a, &[], false, Some("P1D"));
        },
    ),
    // A longer one lengthens nothing.
    (
        Code::RetentionExpired,
        |a| {
            anchored(a, "2026-09-23T12:00:00Z");
            narrowed(a, &[], false, Some("P1Y"));
        },
        |a| narrowed(a, &[], false, Some("P1Y")),
    ),
    (
        Code::ActorNoGrant,
        |a| {
            a.retention_run = true;
            a.act = Act::Erase;
            narrowed(a, &[], false, Some("P22D"));
        },
        |a| {
            a.retention_run = true;
            a.act = Act::Erase;
            narrowed(a, &[], false, Some("P21D"));
        },
    ),
    // Amendments: a grant to alter, and a reason; a shorter period has the run erase, and takes that grant too.
    (
        Code::ActorNoGrant,
        |a| {
            amending(a, true);
            a.role = "viewer".into();
        },
        |a| {
            amending(a, false);
            a.role = "viewer".into();
        },
    ),
    (
        Code::ActorNoGrant,
        |a| {
            amending(a, false);
            a.retention_run = true;
        },
        |a| amending(a, true),
    ),
    (
        Code::ActorReasonRequired,
        |a| {
            amending(a, false);
            a.reason_given = false;
        },
        |a| {
            a.act = Act::Alter;
            a.data = vec![0];
        },
    ),
    // Of one record: it is asked for as for any other act.
    (
        Code::RecordUnknown,
        |a| {
            amending(a, false);
            a.listing = false;
        },
        |a| {
            let record = a.record.clone();
            amending(a, false);
            a.listing = false;
            a.names_subject = true;
            a.subject = Some(true);
            a.record = record;
        },
    ),
    (
        Code::SubjectErasureOrdered,
        // Only to alter amends; what is called an amendment and is none is asked as what it is.
        |a| {
            a.amending = Some(false);
            a.erasure_ordered = true;
        },
        |a| {
            in_activity(a, "task");
            amending(a, true);
            a.objected = true;
        },
    ),
    (
        Code::OriginUndeclared,
        |a| said(a, Act::Register, &[(0, Origin::ThirdParty)]),
        |a| said(a, Act::Register, &[(0, Origin::Provided)]),
    ),
    // Of two that are declared either may be said; where none is, any.
    (
        Code::OriginUndeclared,
        |a| said(a, Act::Alter, &[(2, Origin::Derived), (2, Origin::Observed)]),
        |a| said(a, Act::Alter, &[(2, Origin::Derived), (2, Origin::Provided), (1, Origin::ThirdParty)]),
    ),
    // What is read is not said anew.
    (
        Code::OriginUndeclared,
        |a| said(a, Act::Alter, &[(0, Origin::Observed)]),
        |a| said(a, Act::Read, &[(0, Origin::Observed)]),
    ),
];

/// ADR 0015: an amendment only takes away, so what stops processing does not stop it.
#[test]
fn an_amendment_is_stopped_by_nothing_that_stops_processing() {
    let rules = charter_rules();
    for activity in ["purposeless", "baseless", "endless", "survey", "hosted"] {
        let mut ask = base();
        in_activity(&mut ask, activity);
        let alters = Ask { act: Act::Alter, ..ask.clone() };
        assert_eq!(codes(&alters.decide(&rules)).len(), 1, "{activity}");
        amending(&mut ask, true);
        assert_eq!(codes(&ask.decide(&rules)), [], "{activity}");
    }
}

#[test]
fn a_charter_says_where_its_data_comes_from() {
    let rules = charter_rules();
    let place = |id: &str| rules.data_type(id).unwrap().0;
    let (name, email, note) = (place("name"), place("email"), place("note"));
    assert_eq!(rules.origin_of("sourced", name), Some(Origin::Provided));
    assert_eq!(rules.origin_of("sourced", email), None, "it does not say");
    assert_eq!(rules.origin_of("sourced", note), None, "it says two");
    assert_eq!(rules.origin_of("orders", name), None);
    assert_eq!(rules.origin_of("unheard-of", name), None);
    let allowed = |place| -> BTreeSet<Origin> {
        Origin::ALL.into_iter().filter(|origin| rules.allows_origin("sourced", place, *origin)).collect()
    };
    assert_eq!(allowed(name), BTreeSet::from([Origin::Provided]));
    assert_eq!(allowed(note), BTreeSet::from([Origin::Provided, Origin::Derived]));
    assert_eq!(allowed(email), BTreeSet::from(Origin::ALL));
}
