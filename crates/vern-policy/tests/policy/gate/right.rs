//! What a person has asked for stands before everything else: objection, erasure, restriction and what lets it be passed over.

use vern_core::decision::Code;
use vern_core::operation::{Act, RestrictionException};

use super::case::{Change, in_activity, to};
use super::{base, charter_rules};
use crate::sample::{Ask, codes};

fn objecting(ask: &mut Ask, activity: &str) {
    in_activity(ask, activity);
    ask.objected = true;
}

/// What it is kept for in an activity ended so long before the question, in microseconds.
fn ended(ask: &mut Ask, activity: &str, before: i64) {
    in_activity(ask, activity);
    ask.ends_at = Some(ask.at.plus_micros(-before));
}

fn excepted(ask: &mut Ask, exception: RestrictionException) {
    ask.subject = Some(true);
    ask.exception = Some(exception);
}

/// A code, what raises it and nothing else, and what close to it is permitted.
pub(super) const CASES: &[(Code, Change, Change)] = &[
    // Legitimate interests can be objected to, a contract cannot (GDPR art. 21(1)).
    (Code::SubjectObjected, |a| objecting(a, "contract_and_interest"), |a| objecting(a, "orders")),
    (Code::SubjectObjected, |a| objecting(a, "task"), |a| objecting(a, "duty")),
    // Consent is taken back, not objected to (art. 7(3)).
    (
        Code::SubjectObjected,
        |a| objecting(a, "either"),
        |a| {
            objecting(a, "survey");
            a.consented = true;
        },
    ),
    // P-B4, P-B7: kept while the hiring runs, and not an instant longer; on by the person's own consent alone.
    (Code::RetentionExpired, |a| ended(a, "hired", 0), |a| ended(a, "hired", -1)),
    (
        Code::RetentionExpired,
        |a| ended(a, "referred", 0),
        |a| {
            ended(a, "referred", 0);
            a.consented = true;
        },
    ),
    // An end told of data that is kept for nothing of the kind says nothing; nor does an aim.
    (Code::RetentionExpired, |a| ended(a, "hired", 1), |a| ended(a, "orders", 1)),
    (Code::RetentionExpired, |a| ended(a, "referred", 1), |a| ended(a, "hoped", 1)),
    // Nothing more is taken down either; it can be erased, by hand and by the run.
    (
        Code::RetentionExpired,
        |a| {
            ended(a, "hired", 1);
            a.act = Act::Register;
            a.record = None;
        },
        |a| {
            ended(a, "hired", 1);
            a.act = Act::Erase;
            a.listing = true;
            a.record = None;
            a.retention_run = true;
        },
    ),
    (
        Code::ActorNoGrant,
        |a| {
            ended(a, "referred", 1);
            a.act = Act::Erase;
            a.consented = true;
            a.retention_run = true;
        },
        |a| {
            ended(a, "referred", 1);
            a.act = Act::Erase;
            a.retention_run = true;
        },
    ),
    // Direct marketing always, whatever it rests on (art. 21(2) and (3)).
    (Code::SubjectObjected, |a| objecting(a, "mailing"), |a| in_activity(a, "mailing")),
    // Where no basis is stated, nothing shows that it cannot be objected to; an aim states none.
    (Code::SubjectObjected, |a| objecting(a, "aimed"), |a| in_activity(a, "aimed")),
    (
        Code::SubjectObjected,
        |a| {
            objecting(a, "task");
            to(a, Act::Disclose, "post");
        },
        |a| {
            objecting(a, "task");
            a.act = Act::Export;
        },
    ),
    (
        Code::SubjectObjected,
        |a| {
            objecting(a, "task");
            a.act = Act::Register;
            a.record = None;
        },
        |a| {
            objecting(a, "task");
            a.act = Act::Erase;
        },
    ),
    (
        Code::SubjectErasureOrdered,
        |a| a.erasure_ordered = true,
        |a| {
            a.erasure_ordered = true;
            a.act = Act::Erase;
        },
    ),
    // Nothing new is written of whom is to be erased here, and nothing is taken out any more.
    (
        Code::SubjectErasureOrdered,
        |a| {
            a.erasure_ordered = true;
            a.act = Act::Register;
            a.record = None;
        },
        |a| {
            a.erasure_ordered = true;
            a.act = Act::Restrict;
        },
    ),
    (
        Code::SubjectErasureOrdered,
        |a| {
            a.erasure_ordered = true;
            a.act = Act::Export;
        },
        // What has been ordered is finished, also where the data has been restricted since.
        |a| {
            a.erasure_ordered = true;
            a.subject = Some(true);
            a.act = Act::Erase;
        },
    ),
    (
        Code::ExceptionReasonRequired,
        |a| excepted(a, RestrictionException::LegalClaim),
        |a| {
            excepted(a, RestrictionException::LegalClaim);
            a.reason_given = true;
        },
    ),
    (
        Code::ExceptionReasonRequired,
        |a| excepted(a, RestrictionException::RightsOfOthers),
        |a| {
            excepted(a, RestrictionException::RightsOfOthers);
            a.reason_given = true;
            to(a, Act::Disclose, "post");
        },
    ),
    (
        Code::ExceptionReasonRequired,
        |a| {
            excepted(a, RestrictionException::PublicInterest);
            a.act = Act::Erase;
            // Consent carries what the caller says rests on it, and nothing else.
            a.consented = true;
        },
        |a| {
            excepted(a, RestrictionException::PublicInterest);
            a.act = Act::Erase;
            a.reason_given = true;
        },
    ),
    (
        Code::ExceptionConsentMissing,
        |a| {
            excepted(a, RestrictionException::Consent);
            a.reason_given = true;
        },
        |a| {
            excepted(a, RestrictionException::Consent);
            a.consented = true;
        },
    ),
    // Without a restriction there is nothing to be an exception from.
    (
        Code::ExceptionConsentMissing,
        |a| excepted(a, RestrictionException::Consent),
        |a| a.exception = Some(RestrictionException::Consent),
    ),
];

/// P-C8: an objection stops every act in what can be objected to but those that serve rights; storage goes on.
#[test]
fn an_objection_stops_all_that_serves_no_right() {
    let rules = charter_rules();
    for act in Act::ALL {
        let mut ask = base();
        objecting(&mut ask, "task");
        ask.act = act;
        ask.recipient = matches!(act, Act::Disclose | Act::Transfer).then(|| "post".to_owned());
        let stays = matches!(act, Act::Restrict | Act::Erase | Act::Export);
        let wanted = if stays { Vec::new() } else { vec![Code::SubjectObjected] };
        assert_eq!(codes(&ask.decide(&rules)), wanted, "{act:?}");
    }
}

/// P-C8: once an erasure is ordered, there is nothing left but it and the mark that the data is only stored. A list is asked of nobody, so
/// that the search that verifies an erasure is one; what it finds of someone to be erased is refused, and counted.
#[test]
fn an_ordered_erasure_leaves_only_itself() {
    let rules = charter_rules();
    for act in Act::ALL {
        let mut ask = Ask { act, erasure_ordered: true, ..base() };
        ask.recipient = matches!(act, Act::Disclose | Act::Transfer).then(|| "post".to_owned());
        let stays = matches!(act, Act::Restrict | Act::Erase);
        let wanted = if stays { Vec::new() } else { vec![Code::SubjectErasureOrdered] };
        assert_eq!(codes(&ask.decide(&rules)), wanted, "{act:?}");
    }
    let list = Ask { listing: true, names_subject: false, subject: None, record: None, ..base() };
    assert_eq!(codes(&list.decide(&rules)), []);
    let met = Ask { listing: true, erasure_ordered: true, ..base() };
    assert_eq!(codes(&met.decide(&rules)), [Code::SubjectErasureOrdered]);
}

/// P-C8, GDPR art. 18(2): each exception is tried against each act; a restriction that is lifted needs none.
#[test]
fn an_exception_carries_every_act_and_only_with_what_it_asks() {
    let rules = charter_rules();
    for act in Act::ALL.into_iter().filter(|act| *act != Act::Restrict) {
        for exception in RestrictionException::ALL {
            for (consented, reason_given) in [(false, false), (false, true), (true, false), (true, true)] {
                let mut ask = Ask { act, consented, reason_given, ..base() };
                ask.recipient = matches!(act, Act::Disclose | Act::Transfer).then(|| "post".to_owned());
                excepted(&mut ask, exception);
                let wanted = match exception {
                    RestrictionException::Consent if consented => None,
                    RestrictionException::Consent => Some(Code::ExceptionConsentMissing),
                    _ if reason_given => None,
                    _ => Some(Code::ExceptionReasonRequired),
                };
                let found = codes(&ask.decide(&rules));
                assert_eq!(found, wanted.into_iter().collect::<Vec<_>>(), "{act:?} {exception:?}");
                ask.exception = None;
                assert_eq!(codes(&ask.decide(&rules)), [Code::SubjectRestricted], "{act:?}");
            }
        }
    }
}
