//! Who is let in, operation by operation: every one of the description is called without a credential, with another organisation's, and by a role without
//! the grant.

use std::collections::BTreeSet;

use serde_json::json;

use super::operation::{EMAIL, ROWS, Scene, Told};
use super::world::{Answer, World};

#[tokio::test]
async fn every_operation_of_the_description_has_a_row() {
    let world = World::of_rows().await;
    let described: Vec<String> = world
        .operations()
        .into_iter()
        .map(|(_, _, operation)| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    let names: BTreeSet<&str> = described.iter().map(String::as_str).collect();
    assert_eq!(names.len(), described.len(), "an operation id twice");
    let rows: BTreeSet<&str> = ROWS.iter().map(|row| row.operation).collect();
    assert_eq!(rows.len(), ROWS.len(), "a row twice");
    let missing: Vec<_> = names.difference(&rows).collect();
    assert!(missing.is_empty(), "no authorisation test for {missing:?}: add a row to tests/web/operation.rs");
    let left: Vec<_> = rows.difference(&names).collect();
    assert!(left.is_empty(), "rows of operations that are not described: {left:?}");
}

#[tokio::test]
async fn every_operation_wants_a_credential() {
    let world = World::of_rows().await;
    let right = world.token("granvik", "manager").await;
    let scene = Scene::of(&world, &right).await;
    let ended = {
        let issued = world.installation.issue_token("granvik", "manager").await.unwrap().value;
        world.installation.end_access("granvik", issued.actor).await.unwrap();
        issued.token.expose_text().to_owned()
    };
    let credentials = [
        None,
        Some(String::new()),
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some("Bearer garbage".to_owned()),
        Some(format!("Basic {right}")),
        Some(format!("Bearer {right}x")),
        Some(format!("Bearer {}", &right[..right.len() - 1])),
        Some(format!("Bearer {ended}")),
    ];
    for row in ROWS {
        for credential in &credentials {
            let request = match credential {
                Some(value) => (row.call)(&scene).with("authorization", value),
                None => (row.call)(&scene),
            };
            let answer = world.send(request).await;
            let name = row.operation;
            assert_eq!(
                (answer.status.as_u16(), answer.code().as_str()),
                (401, "credential.invalid"),
                "{name}"
            );
            assert_eq!(answer.header("www-authenticate"), "Bearer", "{name}");
            assert!(answer.header("vern-receipt").is_empty(), "{name}");
        }
    }
}

#[tokio::test]
async fn every_operation_reaches_the_callers_own_organisation_and_asks_for_its_grant() {
    for row in ROWS {
        let world = World::of_rows().await;
        let manager = world.token("granvik", "manager").await;
        let scene = Scene::of(&world, &manager).await;
        let call = async |role: (&str, &str)| {
            let token = world.token(role.0, role.1).await;
            world.send((row.call)(&scene).by(&token)).await
        };
        let name = row.operation;
        let stranger = call(("nordvik", "manager")).await;
        require(&stranger, row.stranger, row.permitted, &format!("{name} of another organisation"));
        for own in [&scene.subject, &scene.receipt, "p-1", EMAIL] {
            let asked = (row.call)(&scene).text().contains(own);
            assert!(asked || !stranger.text().contains(own), "{name} tells a stranger: {}", stranger.text());
        }
        let ungranted = call(("granvik", "recruiter")).await;
        require(&ungranted, row.ungranted, row.permitted, &format!("{name} without the grant"));
        let permitted = world.send((row.call)(&scene).by(&manager)).await;
        require(&permitted, Told::Same, row.permitted, name);
    }
}

fn require(answer: &Answer, told: Told, permitted: u16, of: &str) {
    let status = answer.status.as_u16();
    match told {
        Told::Own | Told::Same => assert_eq!(status, permitted, "{of}: {}", answer.text()),
        Told::Line(expected, code) => {
            let line = answer.json();
            assert_eq!((status, &line["status"]), (permitted, &json!(expected)), "{of}: {line}");
            assert_eq!(line["problem"]["code"], code, "{of}: {line}");
        }
        Told::Problem(expected, code) => {
            assert_eq!((status, answer.code().as_str()), (expected, code), "{of}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn every_operation_documents_its_security_and_its_problems() {
    let world = World::of_rows().await;
    for (method, path, operation) in world.operations() {
        assert!(operation["responses"]["401"].is_object(), "{method} {path}");
        assert!(operation["security"].is_null(), "{method} {path} must not opt out");
    }
}
