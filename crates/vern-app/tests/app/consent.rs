//! Consent that can be shown: which words, when, where, by what act; and that it was taken back.

use vern_app::Problem;
use vern_app::consent::{
    Channel, ConsentAct, EventState, Evidence, GivenConsent, How, SCHEMA, ShownNotice, WithdrawnConsent,
    version_of,
};
use vern_app::record::PutRequest;
use vern_app::subject::SubjectChange;
use vern_core::id::SubjectId;
use vern_text::Language;

use super::world::{CHARTER, World, code, codes, put, within};

const TEXT_NB: &str = "Ja, dere kan måle hvordan jeg bruker nettstedet.";

/// The charter with words to ask with, an activity that carries consents, and a role for Vern and one for people.
pub(crate) fn charter() -> String {
    let parts = [
        (
            "data_types:\n",
            "data_types:\n  - { id: consent_record, kind: document, label: { nb: Samtykke, en: Consent } }\n".to_owned(),
        ),
        (
            "    consent: required\n    subjects: [visitor]\n",
            format!(
                "    consent: required\n    consent_text: {{ nb: \"{TEXT_NB}\", en: \"Yes, you may measure how I use the site.\" }}\n    subjects: [visitor]\n"
            ),
        ),
        (
            "\nactivities:\n",
            "\nactivities:\n  - id: consents\n    label: { nb: Samtykker, en: Consents }\n    carries: consents\n    clause: Samtykke\n    \
             purpose: { nb: Vise hva folk har samtykket til., en: Show what people have consented to. }\n    \
             basis: { article: \"6(1)(c)\", because: { nb: Artikkel 7 nr. 1., en: Article 7(1). } }\n    subjects: [visitor, applicant, chat_user]\n    \
             data: [consent_record]\n    operations: [register, read, erase]\n    retention:\n      - { after: P3Y, from: created, clause: Samtykke }\n"
                .to_owned(),
        ),
        (
            "roles:\n",
            "roles:\n  - id: person\n    label: { nb: Den det gjelder, en: The person }\n    held_by: subject\n    may:\n      \
             - { activity: web_analytics, acts: [register] }\n      - { activity: consents, acts: [register, read] }\n".to_owned(),
        ),
        (
            "      - { activity: web_analytics, acts: [register, read, use, disclose, restrict, erase] }\n",
            "      - { activity: web_analytics, acts: [register, read, use, disclose, restrict, erase] }\n      \
             - { activity: consents, acts: [register, read, erase] }\n"
                .to_owned(),
        ),
        (
            "claims:\n",
            "claims:\n  - id: writing_is_consent\n    kind: consent_by_use\n    clause: Chat\n    \
             says: { nb: \"Den som skriver til oss, samtykker til behandling i USA.\", en: \"Whoever writes to us consents to processing in the USA.\" }\n".to_owned(),
        ),
    ];
    parts.iter().fold(CHARTER.to_owned(), |charter, (old, new)| {
        assert!(charter.contains(old), "{old}");
        charter.replacen(old, new, 1)
    })
}

fn evidence() -> Evidence {
    Evidence {
        language: Language::Nb,
        text_version: version_of(TEXT_NB),
        channel: Channel::Web,
        place: "Forsiden, knappen nederst".to_owned(),
        act: ConsentAct::PressedButton,
    }
}

fn given(subject: Option<SubjectId>) -> GivenConsent {
    let activity = "web_analytics".to_owned();
    GivenConsent { activity, subject, category: None, evidence: evidence(), reason: None }
}

fn withdrawn() -> WithdrawnConsent {
    WithdrawnConsent {
        activity: "web_analytics".to_owned(),
        how: Some(How {
            channel: Channel::Web,
            place: "Min side".to_owned(),
            act: Some(ConsentAct::PressedButton),
        }),
        reason: None,
    }
}

/// P-B9, P-B4. Nothing before the person has said yes; then what was said yes to can be shown; one call takes it back, as one gave it.
#[tokio::test]
async fn p_b9_what_was_consented_to_can_be_shown_and_taken_back_as_easily() {
    let world = World::of(&charter()).await;
    let manager = world.caller("manager").await;
    let visit = |subject| PutRequest { subject, ..put("web_analytics", &[("browser", "Lynx")]) };
    let before = world.installation.put_record(&manager, "v-0", &visit(None)).await;
    assert_eq!(codes(&before), ["consent.missing"]);

    let recorded = world.installation.give_consent(&manager, &given(None)).await.unwrap().value;
    let subject = recorded.subject;
    world.installation.put_record(&manager, "v-1", &visit(Some(subject))).await.unwrap();
    let record = &recorded.record;
    assert_eq!(record.schema_version, SCHEMA);
    assert_eq!(record.pii_principal_id, subject.to_string());
    let notice = record.pii_processing.privacy_notice.as_ref().unwrap();
    assert_eq!((notice.version.as_str(), notice.text.as_str()), (&*version_of(TEXT_NB), TEXT_NB));
    assert_eq!(record.about(), "web_analytics");

    world.clock.set(world.installation.now().plus_micros(60_000_000));
    world.installation.withdraw_consent(&manager, subject, &withdrawn()).await.unwrap();
    let again = world.installation.put_record(&manager, "v-2", &visit(Some(subject))).await;
    assert_eq!(codes(&again), ["consent.missing"]);
    world.clock.set(world.installation.now().plus_micros(60_000_000));
    world.installation.give_consent(&manager, &given(Some(subject))).await.unwrap();

    let history = world.installation.list_consents(&manager, subject, None, None).await.unwrap().value;
    let states: Vec<Vec<_>> = history
        .records
        .iter()
        .map(|record| record.events.iter().map(|it| it.event_state).collect())
        .collect();
    assert_eq!(states, [vec![EventState::Given, EventState::Withdrawn], vec![EventState::Given]]);
    let [state] = history.states.as_slice() else { panic!("{:?}", history.states) };
    assert_eq!((state.activity.as_str(), state.withdrawn_at), ("web_analytics", None));
    // Each is in the journal twice: the record in its activity, the state in the one consented to.
    let registered: Vec<String> = world
        .entries()
        .into_iter()
        .filter(|entry| entry.act == Some(vern_journal::Act::Register) && entry.count != Some(0))
        .filter_map(|entry| entry.activity)
        .collect();
    assert_eq!(registered.iter().filter(|id| *id == "consents").count(), 3);
    assert!(world.verify().await.is_ok());
}

/// P-A15, P-B9. Other words than those that apply are no consent; nor is what a claim calls one: that it was shown is kept, and nothing is opened by it.
#[tokio::test]
async fn p_a15_what_is_no_consent_is_not_kept_as_one() {
    let world = World::of(&charter()).await;
    let manager = world.caller("manager").await;
    let subject = world.put(&manager, "c-1", "chat", &[("chat_name", "Kari")]).await.value.subject;
    let with = |change: fn(&mut Evidence)| {
        let mut given = given(Some(subject));
        change(&mut given.evidence);
        given
    };
    for (given, expected) in [
        (
            with(|it| {
                it.text_version = version_of("Den som skriver til oss, samtykker til behandling i USA.")
            }),
            "consent.text_differs",
        ),
        (with(|it| it.language = Language::En), "consent.text_differs"),
        (with(|it| it.place = " ".to_owned()), "consent.place_form"),
        (with(|it| it.place = "x".repeat(201)), "consent.place_form"),
        (GivenConsent { activity: "chat".to_owned(), ..given(Some(subject)) }, "consent.not_asked"),
    ] {
        assert_eq!(code(world.installation.give_consent(&manager, &given).await), expected);
    }
    let bare = SubjectChange::Consent(true);
    let bare = world.installation.change_subject(&manager, subject, &within("web_analytics"), bare).await;
    assert_eq!(code(bare), "consent.evidence_missing");
    let visit = PutRequest { consent_given: true, ..put("web_analytics", &[("browser", "Lynx")]) };
    assert_eq!(
        code(world.installation.put_record(&manager, "v-1", &visit).await),
        "consent.evidence_missing"
    );

    let shown = |claim: &str| ShownNotice {
        claim: claim.to_owned(),
        category: Some("chat_user".to_owned()),
        language: Language::Nb,
        channel: Channel::Web,
        place: "Chatten, før første melding".to_owned(),
    };
    let other = world.installation.record_notice_shown(&manager, subject, &shown("not_shared")).await;
    assert_eq!(code(other), "consent.notice_unknown");
    let notice =
        world.installation.record_notice_shown(&manager, subject, &shown("writing_is_consent")).await;
    let notice = notice.unwrap().value;
    assert_eq!(notice.pii_processing.purposes.first().unwrap().lawful_basis, None);
    assert_eq!(notice.events.first().unwrap().event_state, EventState::NoticeShown);
    let history = world.installation.list_consents(&manager, subject, None, None).await.unwrap().value;
    assert_eq!((history.states.len(), history.records.len()), (0, 1));
    let visit = PutRequest { subject: Some(subject), ..put("web_analytics", &[("browser", "Lynx")]) };
    let visit = PutRequest { category: Some("visitor".to_owned()), ..visit };
    assert_eq!(codes(&world.installation.put_record(&manager, "v-1", &visit).await), ["consent.missing"]);
}

/// P-B9. A person sees and takes back their own, and nobody else's; a role without the grant gets nothing kept.
#[tokio::test]
async fn p_b9_a_person_takes_back_their_own_and_no_one_elses() {
    let world = World::of(&charter()).await;
    let manager = world.caller("manager").await;
    let mut people = Vec::new();
    for _ in 0..2 {
        people.push(world.installation.give_consent(&manager, &given(None)).await.unwrap().value.subject);
    }
    let [own, other] = people.as_slice() else { panic!() };
    let person = world.installation.acting_for_subject(&world.controller, *own).unwrap();
    let history = world.installation.list_consents(&person, *own, None, None).await.unwrap().value;
    assert_eq!(history.records.len(), 1);
    let stranger = world.installation.list_consents(&person, *other, None, None).await;
    assert!(matches!(stranger, Err(Problem::NotFound { .. } | Problem::Refused(_))), "{stranger:?}");
    let of_other = world.installation.withdraw_consent(&person, *other, &withdrawn()).await;
    assert!(matches!(of_other, Err(Problem::Refused(_))), "{of_other:?}");
    world.installation.withdraw_consent(&person, *own, &withdrawn()).await.unwrap();
    let history = world.installation.list_consents(&manager, *own, None, None).await.unwrap().value;
    assert!(history.states.first().unwrap().withdrawn_at.is_some());
    let history = world.installation.list_consents(&manager, *other, None, None).await.unwrap().value;
    assert_eq!(history.states.first().unwrap().withdrawn_at, None);

    let sales = world.caller("sales").await;
    let refused = world.installation.give_consent(&sales, &given(Some(*own))).await;
    assert_eq!(codes(&refused), ["actor.no_grant"]);
    let website = world.caller("website").await;
    let refused = world.installation.give_consent(&website, &given(Some(*own))).await;
    assert_eq!(codes(&refused), ["actor.no_grant"], "may register visits, and keeps no consents");
}

/// Without an activity that carries consents there is a state and its entry, and nothing to show of how.
#[tokio::test]
async fn without_a_carrier_consent_is_a_state() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    assert_eq!(code(world.installation.give_consent(&manager, &given(None)).await), "consent.not_carried");
    let visit = PutRequest { consent_given: true, ..put("web_analytics", &[("browser", "Lynx")]) };
    let subject = world.installation.put_record(&manager, "v-1", &visit).await.unwrap().value.subject;
    let history = world.installation.list_consents(&manager, subject, None, None).await;
    assert_eq!(code(history), "consent.not_carried");
    world.installation.withdraw_consent(&manager, subject, &withdrawn()).await.unwrap();
    assert_eq!(codes(&world.read(&manager, "v-1", "web_analytics").await), ["consent.missing"]);
}

/// A call made again under the same name is carried out once.
#[tokio::test]
async fn consent_is_recorded_once_under_a_name() {
    let world = World::of(&charter()).await;
    let manager = world.caller("manager").await;
    let subject = world.installation.give_consent(&manager, &given(None)).await.unwrap().value.subject;
    let once = manager.once("w-1", &[b"taken back"]).unwrap();
    world.installation.withdraw_consent(&once, subject, &withdrawn()).await.unwrap();
    let again = world.installation.withdraw_consent(&once, subject, &withdrawn()).await;
    assert!(matches!(again, Err(Problem::Repeated(_))), "{again:?}");
    let once = manager.once("g-1", &[b"given"]).unwrap();
    world.installation.give_consent(&once, &given(Some(subject))).await.unwrap();
    let again = world.installation.give_consent(&once, &given(Some(subject))).await;
    assert!(matches!(again, Err(Problem::Repeated(_))), "{again:?}");
    let history = world.installation.list_consents(&manager, subject, None, None).await.unwrap().value;
    assert_eq!(history.records.len(), 2);
}

/// The words of a charter can be asked with in either language, and each has a version of its own.
#[test]
fn a_version_is_the_hash_of_the_exact_words() {
    assert_eq!(version_of("abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_ne!(version_of("Ja"), version_of("Ja "));
}
