//! Every operation of the OpenAPI description, with a call to it and what becomes of that call by who makes it. What runs over all operations runs over
//! this table; `authorisation` fails where an operation has no row.

use serde_json::{Value, json};

use super::world::{Ask, CHARTER, CONSENT_TEXT, World, ask};

/// What is held of the person of the scene: nothing of it stands anywhere but in the body of a permitted read.
pub(crate) const NAME: &str = "Ingeborg Sjeldennavn";
pub(crate) const EMAIL: &str = "ingeborg@sjelden.example";
pub(crate) const PHONE: &str = "+47 412 99 887";

/// What is there before an operation is called: a prospect of the one organisation, and what names it.
pub(crate) struct Scene {
    pub(crate) subject: String,
    pub(crate) receipt: String,
    /// An erasure of another prospect, finished.
    pub(crate) erasure: String,
    /// An actor of the organisation who makes none of the calls.
    pub(crate) actor: String,
    /// Hash of the charter in force.
    pub(crate) charter: String,
    /// A request just received.
    pub(crate) case: String,
    /// A request for access to what is held of the prospect, carried out.
    pub(crate) access: String,
    /// One for portability, carried out.
    pub(crate) portability: String,
}

/// What a caller is told who may not, or whose data it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// A problem.
    Problem(u16, &'static str),
    /// The same as whoever may, and a problem in the line.
    Line(u16, &'static str),
    /// What is the caller's own, which may be nothing; of the scene nothing.
    Own,
    /// The same as whoever may: the operation asks for no grant.
    Same,
}

/// One operation.
pub(crate) struct Row {
    /// Its id in the description.
    pub(crate) operation: &'static str,
    /// A call that is of its form and names what is there.
    pub(crate) call: fn(&Scene) -> Ask,
    /// What the manager gets, who has the grant.
    pub(crate) permitted: u16,
    /// Whether what the manager gets holds the person's data.
    pub(crate) reveals: bool,
    /// What the manager of another organisation gets.
    pub(crate) stranger: Told,
    /// What the recruiter of the same organisation gets, who has no grant in this activity.
    pub(crate) ungranted: Told,
}

const NO_GRANT: Told = Told::Problem(403, "actor.no_grant");
const NO_RECORD: Told = Told::Problem(404, "record.unknown");
/// What is not there, and what is not there for this caller.
const NOTHING: Told = Told::Problem(404, "page.unknown");
const NO_SUBJECT: Told = Told::Problem(404, "subject.unknown");

fn prospects(fields: Value) -> Value {
    json!({ "activity": "prospects", "fields": fields })
}

fn evidence() -> Value {
    json!({
        "language": "nb", "channel": "web", "shown_at": "Skjemaet", "given_by": "ticked_box",
        "text_version": vern_app::consent::version_of(CONSENT_TEXT),
    })
}

fn of_subject(scene: &Scene, method: &str, rest: &str) -> Ask {
    ask(method, &format!("/v1/subjects/{}/{rest}", scene.subject))
}

pub(crate) const ROWS: &[Row] = &[
    Row {
        operation: "put_record",
        call: |scene| {
            let body =
                json!({ "activity": "prospects", "subject": scene.subject, "fields": { "name": "Kari" } });
            ask("PUT", "/v1/records/p-2").json(&body)
        },
        permitted: 201,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "read_record",
        call: |_| ask("GET", "/v1/records/p-1").with("vern-activity", "prospects"),
        permitted: 200,
        reveals: true,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "patch_record",
        call: |_| {
            let fields = json!({ "title": "Sjef", "phone": null });
            ask("PATCH", "/v1/records/p-1").json(&prospects(fields))
        },
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "erase_record",
        call: |_| ask("DELETE", "/v1/records/p-1").with("vern-activity", "prospects"),
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "search_records",
        call: |_| ask("POST", "/v1/records:search").json(&json!({ "activity": "prospects" })),
        permitted: 200,
        reveals: true,
        stranger: Told::Own,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "decide_operation",
        call: |scene| {
            let body = json!({
                "activity": "prospects", "act": "read", "key": "crm-1", "subject": scene.subject, "reason": "Ringer",
                "data": ["name"], "category": "prospect", "place": "NO",
                "collected_at": "2026-11-01T00:00:00Z",
            });
            ask("POST", "/v1/operations:decide").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "batch_operations",
        call: |_| {
            let body = prospects(json!({ "name": "Kari" }));
            ask("POST", "/v1/operations:batch")
                .json(&json!({ "operation": "patch_record", "key": "p-1", "body": body }))
        },
        permitted: 200,
        reveals: false,
        stranger: Told::Line(404, "record.unknown"),
        ungranted: Told::Line(403, "actor.no_grant"),
    },
    Row {
        operation: "put_restriction",
        call: |scene| {
            let body = json!({ "activity": "prospects", "restricted": true });
            of_subject(scene, "PUT", "restriction").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "put_consent",
        call: |scene| {
            let body = json!({ "given": true, "evidence": evidence() });
            of_subject(scene, "PUT", "consents/prospects").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "give_consent",
        call: |scene| {
            let body = json!({ "activity": "prospects", "subject": scene.subject, "evidence": evidence() });
            ask("POST", "/v1/consents").json(&body)
        },
        permitted: 200,
        reveals: true,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "search_consents",
        call: |scene| of_subject(scene, "POST", "consents:search").json(&json!({ "reason": "Spør" })),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "record_notice",
        call: |scene| {
            let body = json!({
                "claim": "writing_is_consent", "language": "nb", "channel": "web", "shown_at": "Chatten", "category": "prospect",
            });
            of_subject(scene, "POST", "notices").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "put_objection",
        call: |scene| of_subject(scene, "PUT", "objections/prospects").json(&json!({ "objects": true })),
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "put_ending",
        call: |scene| {
            let body = json!({ "ends_at": "2099-01-01T00:00:00Z", "reason": "Ikke aktuelt lenger" });
            of_subject(scene, "PUT", "endings/prospects").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "put_informed",
        call: |scene| {
            let body = json!({ "informed": true, "told_by": "Telefon i dag" });
            of_subject(scene, "PUT", "informed/prospects").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "decide_review",
        call: |_| {
            let body = json!({ "activity": "prospects", "decision": "keep" });
            ask("POST", "/v1/records/p-1/review").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "erase_subject",
        call: |scene| of_subject(scene, "POST", "erasures").json(&json!({ "activity": "prospects" })),
        permitted: 200,
        reveals: false,
        stranger: NO_SUBJECT,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "read_erasure",
        call: |scene| ask("GET", &format!("/v1/erasures/{}", scene.erasure)),
        permitted: 200,
        reveals: false,
        stranger: Told::Problem(404, "erasure.unknown"),
        ungranted: Told::Problem(404, "erasure.unknown"),
    },
    Row {
        operation: "amend_policy",
        call: |_| {
            let narrowing = json!({ "period": "P1D" });
            ask("POST", "/v1/policies:amend")
                .json(&json!({ "activity": "prospects", "narrowing": narrowing, "reason": "Avtalt" }))
        },
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "put_record_policy",
        call: |_| {
            let narrowing = json!({ "automated_denied": true });
            ask("PUT", "/v1/records/p-1/policy")
                .json(&json!({ "activity": "prospects", "narrowing": narrowing, "reason": "Avtalt" }))
        },
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "read_checkpoint",
        call: |_| ask("GET", "/v1/journal/checkpoint"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Same,
    },
    Row {
        operation: "read_entry",
        call: |scene| ask("GET", &format!("/v1/journal/entries/{}", scene.receipt)),
        permitted: 200,
        reveals: false,
        stranger: Told::Problem(404, "receipt.beyond_tree"),
        ungranted: Told::Same,
    },
    Row {
        operation: "read_consistency",
        call: |_| ask("GET", "/v1/journal/consistency/2"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Same,
    },
    Row {
        operation: "search_entries",
        call: |_| {
            let body =
                json!({ "activity": "prospects", "act": "register", "outcome": "permitted", "code": "x" });
            ask("POST", "/v1/journal/entries:search").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Own,
    },
    Row {
        operation: "search_subject_journal",
        call: |scene| {
            let body = json!({ "activity": "prospects", "reason": "Innsyn", "purpose": "access" });
            of_subject(scene, "POST", "journal:search").json(&body)
        },
        permitted: 200,
        reveals: true,
        stranger: Told::Own,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "read_journal_keys",
        call: |_| ask("GET", "/v1/journal/keys"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "read_tile",
        call: |_| ask("GET", "/v1/journal/tile/0/000.p/1"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "read_entry_bundle",
        call: |_| ask("GET", "/v1/journal/tile/entries/000.p/1"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "read_epoch_file",
        // There has been no other epoch: even who may is told that there is nothing.
        call: |_| ask("GET", "/v1/journal/epoch/1/checkpoint"),
        permitted: 404,
        reveals: false,
        stranger: NOTHING,
        ungranted: NOTHING,
    },
    Row {
        operation: "read_activity",
        call: |_| ask("GET", "/v1/activities/prospects"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Problem(404, "activity.unknown"),
    },
    Row {
        operation: "read_controller",
        call: |_| ask("GET", "/v1/controller"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Same,
    },
    Row {
        operation: "list_credentials",
        call: |_| ask("GET", "/v1/credentials"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "issue_credential",
        call: |_| {
            let body = json!({ "role": "sales", "until": "2027-01-01T00:00:00Z" });
            ask("POST", "/v1/credentials").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "end_issued_credential",
        call: |scene| ask("DELETE", &format!("/v1/credentials/{}", scene.actor)),
        permitted: 200,
        reveals: false,
        stranger: Told::Problem(404, "access.unknown"),
        ungranted: NOTHING,
    },
    Row {
        operation: "keep_credential",
        call: |scene| ask("POST", &format!("/v1/credentials/{}/review", scene.actor)),
        permitted: 200,
        reveals: false,
        stranger: Told::Problem(404, "access.unknown"),
        ungranted: NOTHING,
    },
    Row {
        operation: "put_reach",
        call: |scene| ask("PUT", &format!("/v1/credentials/{}/reach", scene.actor)).json(&json!({})),
        permitted: 200,
        reveals: false,
        stranger: Told::Problem(404, "access.unknown"),
        ungranted: NOTHING,
    },
    Row {
        operation: "list_documents",
        call: |_| ask("GET", "/v1/documents"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Own,
    },
    Row {
        operation: "read_document",
        call: |_| ask("GET", "/v1/documents/register-controller/nb"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "list_charters",
        call: |_| ask("GET", "/v1/charters"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Same,
    },
    Row {
        operation: "read_charter",
        call: |scene| ask("GET", &format!("/v1/charters/{}", scene.charter)),
        permitted: 200,
        reveals: false,
        stranger: NOTHING,
        ungranted: NOTHING,
    },
    Row {
        operation: "check_charter",
        call: |_| ask("POST", "/v1/charters:check").json(&json!({ "document": CHARTER })),
        permitted: 200,
        reveals: false,
        stranger: Told::Same,
        ungranted: Told::Same,
    },
    Row {
        operation: "diff_charters",
        call: |_| ask("POST", "/v1/charters:diff").json(&json!({ "old": CHARTER, "new": CHARTER })),
        permitted: 200,
        reveals: false,
        stranger: Told::Same,
        ungranted: Told::Same,
    },
    Row {
        operation: "read_credential",
        call: |_| ask("GET", "/v1/credential"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Own,
    },
    Row {
        operation: "end_credential",
        call: |_| ask("DELETE", "/v1/credential"),
        permitted: 204,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Own,
    },
    Row {
        operation: "receive_request",
        call: |_| {
            let body = json!({ "right": "access", "text": "Hva har dere om meg?", "name": "Kari", "contact": "kari@example.no", "came_by": "letter" });
            ask("POST", "/v1/cases").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "search_cases",
        call: |_| ask("POST", "/v1/cases:search").json(&json!({ "limit": 20 })),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "read_case",
        call: |scene| ask("GET", &format!("/v1/cases/{}", scene.case)),
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "take_case_step",
        call: |scene| {
            let body = json!({ "version": 1, "step": "doubt", "reasons": "Skriver fra en ukjent adresse" });
            ask("POST", &format!("/v1/cases/{}/steps", scene.case)).json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "read_case_letter",
        call: |scene| ask("GET", &format!("/v1/cases/{}/letters/nb", scene.access)),
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "read_case_copy",
        call: |scene| ask("POST", &format!("/v1/cases/{}/copies", scene.access)).json(&json!({})),
        permitted: 200,
        reveals: true,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "read_portable_copy",
        call: |scene| ask("POST", &format!("/v1/cases/{}/portable-copies", scene.portability)),
        permitted: 200,
        reveals: false,
        stranger: NO_RECORD,
        ungranted: NO_GRANT,
    },
    Row {
        operation: "search_deadlines",
        call: |_| ask("POST", "/v1/deadlines:search").json(&json!({ "days": 90 })),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: Told::Own,
    },
    Row {
        operation: "read_subscribers",
        call: |_| ask("GET", "/v1/subscribers"),
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NOTHING,
    },
    Row {
        operation: "send_newsletter",
        call: |_| {
            let body = json!({ "language": "nb", "heading": "Nytt", "text": "Hei." });
            ask("PUT", "/v1/newsletters/desember").json(&body)
        },
        permitted: 200,
        reveals: false,
        stranger: Told::Own,
        ungranted: NO_GRANT,
    },
];

/// A request about the prospect, carried out.
async fn carried_out(world: &World, manager: &str, right: &str, subject: &str) -> String {
    let request = json!({ "right": right, "contact": "Storgata 1" });
    let received = world.send(ask("POST", "/v1/cases").by(manager).json(&request)).await.json();
    let case = received["case"].as_str().unwrap().to_owned();
    let steps = [
        json!({ "version": 1, "step": "identify", "shown": "in_person", "how": "Møtte opp", "same": [subject] }),
        json!({ "version": 2, "step": "assess", "parts": [{ "activity": "prospects", "granted": true }] }),
        json!({ "version": 3, "step": "execute" }),
    ];
    for step in steps {
        let path = format!("/v1/cases/{case}/steps");
        let taken = world.send(ask("POST", &path).by(manager).json(&step)).await;
        assert_eq!(taken.status.as_u16(), 200, "{}", taken.text());
    }
    case
}

impl Scene {
    /// Sets the scene: `p-1` is held of the organisation whose manager this is.
    pub(crate) async fn of(world: &World, manager: &str) -> Self {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let gone = world.put(manager, "p-0", json!({ "name": "Per" })).await.json();
        let path = format!("/v1/subjects/{}/erasures", text(&gone["record"]["subject"]));
        let erasure = world.send(ask("POST", &path).by(manager).json(&json!({}))).await.json();
        let other = world.installation.issue_token("granvik", "website").await.unwrap().value;
        let charters = world.send(ask("GET", "/v1/charters").by(manager)).await.json();
        let fields = json!({ "name": NAME, "email": EMAIL, "phone": PHONE });
        let held =
            world.send(ask("PUT", "/v1/records/p-1").by(manager).json(&prospects(fields))).await.json();
        let subject = text(&held["record"]["subject"]);
        let request = json!({ "right": "erasure", "contact": "Storgata 1" });
        let case = world.send(ask("POST", "/v1/cases").by(manager).json(&request)).await.json();
        Self {
            case: text(&case["case"]),
            access: carried_out(world, manager, "access", &subject).await,
            portability: carried_out(world, manager, "portability", &subject).await,
            subject,
            receipt: text(&held["journal"]["receipt"]),
            erasure: text(&erasure["erasure"]),
            actor: other.actor.to_string(),
            charter: text(&charters["charters"][0]["hash"]),
        }
    }
}
