//! For each code: a question that raises it and nothing else, and one close to it that is permitted.

use vern_core::decision::Code;
use vern_core::operation::Act;
use vern_core::reach::{Part, Reach};

use crate::sample::{Ask, DATA, instant};

pub(super) type Change = fn(&mut Ask);

pub(super) fn in_activity(ask: &mut Ask, id: &str) {
    ask.activity = id.to_owned();
    if let Some(record) = &mut ask.record {
        record.0 = id.to_owned();
    }
}

pub(super) fn to(ask: &mut Ask, act: Act, recipient: &str) {
    ask.act = act;
    ask.recipient = Some(recipient.to_owned());
}

pub(super) fn anchored(ask: &mut Ask, at: &str) {
    ask.record.as_mut().unwrap().2 = instant(at);
}

pub(super) fn country(id: &str) -> Option<vern_core::place::Country> {
    Some(id.parse().unwrap())
}

/// A code, what raises it and nothing else, and what close to it is permitted.
pub(super) const CASES: &[(Code, Change, Change)] = &[
    (
        Code::ActorNoGrant,
        |a| a.role = "stranger".into(),
        |a| {
            a.role = "stranger".into();
            in_activity(a, "letters");
            a.consented = true;
        },
    ),
    (Code::ActorNoGrant, |a| a.role = "nobody".into(), |a| a.role = "clerk".into()),
    // A person acts on what is held on themselves, and on nobody else.
    (
        Code::ActorNoGrant,
        |a| {
            a.role = "person".into();
            a.own = Some(false);
        },
        |a| {
            a.role = "person".into();
            a.own = Some(true);
        },
    ),
    (Code::ActorNoGrant, |a| a.role = "person".into(), |a| a.role = "clerk".into()),
    (
        Code::ActorBeyondReach,
        |a| a.reach = reach("aimed", None, None),
        |a| a.reach = reach("orders", None, None),
    ),
    (
        Code::ActorBeyondReach,
        |a| a.reach = reach("orders", Some(Act::Use), None),
        |a| a.reach = reach("orders", Some(Act::Read), Some("name")),
    ),
    // What is written beyond it is refused; what is read beyond it is withheld.
    (
        Code::ActorBeyondReach,
        |a| {
            a.reach = reach("orders", None, Some(DATA[0]));
            a.act = Act::Register;
            a.record = None;
        },
        |a| {
            a.reach = reach("orders", None, Some(DATA[0]));
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0];
        },
    ),
    (Code::ActorAccessOver, |a| a.access_until = Some(a.at), |a| a.access_until = Some(a.at.plus_micros(1))),
    (
        Code::ActorNoGrant,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Erase;
        },
        |a| {
            a.role = "viewer".into();
            a.act = Act::Use;
        },
    ),
    (
        Code::ActorNoGrant,
        |a| {
            a.retention_run = true;
            a.act = Act::Erase;
            anchored(a, "2026-09-23T12:00:00.000001Z");
        },
        |a| {
            a.retention_run = true;
            a.act = Act::Erase;
            anchored(a, "2026-09-23T12:00:00Z");
        },
    ),
    (
        Code::ActorNoGrant,
        |a| {
            a.retention_run = true;
            a.act = Act::Restrict;
            anchored(a, "2026-01-01T00:00:00Z");
        },
        |a| {
            a.retention_run = true;
            a.role = "nobody".into();
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
    ),
    (
        Code::ActorReasonRequired,
        |a| a.role = "asked".into(),
        |a| {
            a.role = "asked".into();
            a.reason_given = true;
        },
    ),
    (
        Code::ActorReasonRequired,
        |a| a.role = "asked".into(),
        |a| {
            a.role = "asked".into();
            a.act = Act::Use;
        },
    ),
    (
        Code::ActorReasonRequired,
        |a| {
            a.role = "asked".into();
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
        |a| {
            a.retention_run = true;
            a.role = "asked".into();
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
    ),
    (
        Code::ActorDataNotGranted,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
        },
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 1];
        },
    ),
    (
        Code::ActorDataNotGranted,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Alter;
            a.data = vec![0];
        },
        |a| {
            a.act = Act::Alter;
            a.data = vec![0];
        },
    ),
    (
        Code::ActorDataNotGranted,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Alter;
            a.partial = true;
            a.data = vec![0, 2];
        },
        |a| {
            a.role = "viewer".into();
            a.act = Act::Alter;
            a.partial = true;
            a.data = vec![0];
        },
    ),
    (
        Code::RecordUnknown,
        |a| a.record = None,
        |a| {
            a.record = None;
            a.listing = true;
        },
    ),
    (
        Code::RecordUnknown,
        |a| {
            a.record = None;
            a.act = Act::Erase;
        },
        |a| {
            a.record = None;
            a.act = Act::Register;
        },
    ),
    (
        Code::SubjectUnknown,
        |a| a.subject = None,
        |a| {
            a.subject = None;
            a.names_subject = false;
        },
    ),
    (
        Code::SubjectUnknown,
        |a| {
            a.act = Act::Restrict;
            a.subject = None;
            a.names_subject = false;
        },
        |a| {
            a.act = Act::Restrict;
            a.names_subject = false;
        },
    ),
    (Code::ActivityUndeclared, |a| a.activity = "unheard-of".into(), |a| in_activity(a, "aimed")),
    (
        Code::PurposeOpen,
        |a| in_activity(a, "purposeless"),
        |a| {
            in_activity(a, "purposeless");
            a.act = Act::Erase;
        },
    ),
    (Code::PurposeMismatch, |a| a.activity = "aimed".into(), |a| in_activity(a, "aimed")),
    (
        Code::CategoryUndeclared,
        |a| a.category = Some("visitor".into()),
        |a| a.category = Some("customer".into()),
    ),
    (
        Code::CategoryUndeclared,
        |a| {
            a.category = Some("customer".into());
            a.record.as_mut().unwrap().1 = "visitor".into();
        },
        |a| {
            a.act = Act::Erase;
            a.record.as_mut().unwrap().1 = "visitor".into();
        },
    ),
    (
        Code::SubjectRestricted,
        |a| a.subject = Some(true),
        |a| {
            a.subject = Some(true);
            a.act = Act::Restrict;
        },
    ),
    (
        Code::SubjectRestricted,
        |a| {
            a.subject = Some(true);
            a.act = Act::Erase;
        },
        |a| a.act = Act::Erase,
    ),
    (
        Code::DataUndeclared,
        |a| {
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 3];
        },
        |a| {
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 2];
        },
    ),
    (
        Code::DataUndeclared,
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0, 3];
        },
        |a| {
            a.role = "viewer".into();
            a.act = Act::Register;
            a.record = None;
            a.data = vec![0];
        },
    ),
    (Code::DataUndeclared, |a| a.data_undeclared = true, |a| a.data = vec![0, 3]),
    (
        Code::DataInvalid,
        |a| {
            a.act = Act::Alter;
            a.data_invalid = true;
        },
        |a| a.act = Act::Alter,
    ),
    (Code::SupplierUnknown, |a| a.act = Act::Disclose, |a| to(a, Act::Disclose, "post")),
    (Code::SupplierUnknown, |a| to(a, Act::Transfer, "unheard-of"), |a| to(a, Act::Transfer, "post")),
    (
        Code::SupplierUnknown,
        |a| to(a, Act::Read, "unheard-of"),
        |a| {
            a.role = "banker".into();
            a.act = Act::Disclose;
            a.data = vec![0];
        },
    ),
    (Code::SupplierNotRecipient, |a| to(a, Act::Disclose, "stranger"), |a| to(a, Act::Disclose, "named")),
    (
        Code::SupplierNoAgreement,
        |a| to(a, Act::Disclose, "nodeal"),
        |a| {
            to(a, Act::Disclose, "bank");
            a.data = vec![0];
        },
    ),
    (
        Code::PlaceNotStated,
        |a| to(a, Act::Disclose, "bare"),
        |a| {
            to(a, Act::Disclose, "bare");
            a.place = country("NO");
        },
    ),
    (
        Code::PlaceNotStated,
        |a| to(a, Act::Disclose, "undecided"),
        |a| {
            to(a, Act::Disclose, "bare");
            a.place = country("SE");
        },
    ),
    (
        Code::PlaceNotStated,
        |a| {
            to(a, Act::Disclose, "undecided");
            a.place = country("NO");
        },
        |a| {
            to(a, Act::Disclose, "post");
            a.place = country("NO");
        },
    ),
    (Code::TransferNotApproved, |a| to(a, Act::Disclose, "cloud"), |a| to(a, Act::Disclose, "guarded")),
    (Code::TransferNotApproved, |a| to(a, Act::Transfer, "assessed"), |a| to(a, Act::Transfer, "guarded")),
    (
        Code::TransferNotApproved,
        |a| {
            to(a, Act::Disclose, "post");
            a.place = country("US");
        },
        |a| {
            to(a, Act::Disclose, "guarded");
            a.place = country("IN");
        },
    ),
    (Code::TransferNotApproved, |a| a.place = country("GB"), |a| a.place = country("IS")),
    (Code::TransferNotApproved, |a| a.role = "cloudy".into(), |a| a.role = "banker".into()),
    // Naming another recipient does not hide the supplier the role works for.
    (
        Code::TransferNotApproved,
        |a| {
            a.role = "cloudy".into();
            to(a, Act::Disclose, "post");
        },
        |a| {
            a.role = "banker".into();
            to(a, Act::Disclose, "post");
            a.data = vec![0];
        },
    ),
    (Code::TransferNotApproved, |a| a.role = "abroad".into(), |a| a.role = "clerk".into()),
    (Code::TransferNotApproved, |a| a.role = "remote".into(), |a| a.role = "nearby".into()),
    (
        Code::BasisOpen,
        |a| in_activity(a, "baseless"),
        |a| {
            in_activity(a, "baseless");
            a.act = Act::Restrict;
        },
    ),
    (
        Code::ConsentMissing,
        |a| in_activity(a, "letters"),
        |a| {
            in_activity(a, "letters");
            a.consented = true;
        },
    ),
    (
        Code::ConsentMissing,
        |a| in_activity(a, "survey"),
        |a| {
            in_activity(a, "survey");
            a.act = Act::Erase;
        },
    ),
    (
        Code::RetentionOpen,
        |a| in_activity(a, "endless"),
        |a| {
            in_activity(a, "endless");
            a.act = Act::Erase;
        },
    ),
    (
        Code::RetentionExpired,
        |a| anchored(a, "2026-09-23T12:00:00Z"),
        |a| anchored(a, "2026-09-23T12:00:00.000001Z"),
    ),
    (
        Code::RetentionExpired,
        |a| anchored(a, "2026-01-01T00:00:00Z"),
        |a| {
            a.act = Act::Erase;
            anchored(a, "2026-01-01T00:00:00Z");
        },
    ),
    // Consent is not its only basis.
    (Code::ConsentMissing, |a| in_activity(a, "survey"), |a| in_activity(a, "either")),
    (Code::ConsentMissing, |a| automated(a, "scored_on_consent"), |a| in_activity(a, "scored_on_consent")),
    (Code::ConsentMissing, |a| automated(a, "scored_on_consent"), |a| automated(a, "scored")),
    (Code::AutomatedUndeclared, |a| automated(a, "orders"), |a| automated(a, "scored")),
    (
        Code::AgreementMissing,
        |a| in_activity(a, "hosted"),
        |a| {
            in_activity(a, "hosted");
            a.act = Act::Erase;
        },
    ),
    (
        Code::BasisSpecialCategory,
        |a| register(a, "ungrounded", &[0, 4]),
        |a| register(a, "grounded", &[0, 4]),
    ),
    (Code::BasisIdentityNumber, |a| register(a, "ungrounded", &[0, 3]), |a| register(a, "grounded", &[0, 3])),
    (Code::BasisOffence, |a| register(a, "ungrounded", &[0, 5]), |a| register(a, "grounded", &[0, 5])),
    (
        Code::BasisOffence,
        |a| register(a, "ungrounded", &[0, 5]),
        // What is held without a ground can be read, without it.
        |a| {
            in_activity(a, "ungrounded");
            a.data = vec![0, 5];
        },
    ),
    (
        Code::SupplierDataBeyond,
        |a| {
            to(a, Act::Disclose, "bank");
            a.data = vec![0, 1];
        },
        |a| {
            to(a, Act::Disclose, "bank");
            a.data = vec![0];
        },
    ),
    (
        Code::SupplierDataBeyond,
        |a| {
            a.role = "banker".into();
            to(a, Act::Transfer, "post");
        },
        // Read for itself, it is shown as narrow as it may see.
        |a| a.role = "banker".into(),
    ),
    (Code::PlaceNotAllowed, |a| bounded(a, "DK"), |a| bounded(a, "SE")),
    (
        Code::PlaceNotAllowed,
        |a| {
            in_activity(a, "bounded");
            a.role = "nearby".into();
        },
        |a| in_activity(a, "bounded"),
    ),
    (
        Code::PlaceNotAllowed,
        |a| {
            in_activity(a, "bounded");
            to(a, Act::Disclose, "post");
            a.role = "nearby".into();
        },
        |a| {
            in_activity(a, "bounded");
            to(a, Act::Disclose, "guarded");
        },
    ),
];

fn automated(ask: &mut Ask, activity: &str) {
    in_activity(ask, activity);
    ask.automated = true;
}

fn register(ask: &mut Ask, activity: &str, data: &[usize]) {
    ask.activity = activity.to_owned();
    ask.act = Act::Register;
    ask.record = None;
    ask.data = data.to_vec();
}

fn bounded(ask: &mut Ask, place: &str) {
    in_activity(ask, "bounded");
    ask.place = country(place);
}

fn reach(activity: &str, act: Option<Act>, sees: Option<&str>) -> Option<Reach> {
    let (acts, sees) = (act.map(|act| vec![act]), sees.map(|id| vec![id.to_owned()]));
    Reach::try_from(vec![Part { activity: activity.to_owned(), acts, sees }]).ok()
}
