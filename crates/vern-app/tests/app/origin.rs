//! Where fields come from: as stated with the write, else as the charter has it; never from where the charter does not have it.

use vern_app::record::{Origins, PutRequest, RecordView, SearchBy};
use vern_core::origin::Origin;

use super::world::{World, code, codes, list, put, rich_charter};

fn stated(origins: &[(&str, Origin)]) -> PutRequest {
    let origins = origins.iter().map(|(id, origin)| ((*id).to_owned(), *origin)).collect();
    PutRequest { origins, ..put("chat", &[("chat_name", "Kari"), ("chat_content", "Hi")]) }
}

fn told(view: &RecordView) -> Vec<(&str, &str)> {
    view.origins.iter().map(|(id, origin)| (id.as_str(), origin.as_str())).collect()
}

#[tokio::test]
async fn a_field_tells_where_it_comes_from_and_a_change_says_it_anew() {
    let world = World::of(&rich_charter()).await;
    let manager = world.caller("manager").await;
    let put_as = async |origins: &[(&str, Origin)]| {
        world.installation.put_record(&manager, "chat-1", &stated(origins)).await
    };
    put_as(&[("chat_content", Origin::Observed)]).await.unwrap();
    let seen = world.read(&manager, "chat-1", "chat").await.unwrap().value;
    // The charter has the name come from the person alone, the content from two places.
    assert_eq!(told(&seen), [("chat_content", "observed"), ("chat_name", "provided")]);
    put_as(&[]).await.unwrap();
    let seen = world.read(&manager, "chat-1", "chat").await.unwrap().value;
    assert_eq!(told(&seen), [("chat_name", "provided")], "of what comes from two places nothing is known");
    let page = world.installation.search_records(&manager, &list("chat", SearchBy::Activity, 5)).await;
    assert_eq!(told(&page.unwrap().value.records[0]), [("chat_name", "provided")]);

    let (holdings, entries) = (world.holdings(), world.entries().len());
    let undeclared = put_as(&[("chat_name", Origin::ThirdParty)]).await;
    assert_eq!(codes(&undeclared), ["data.origin_undeclared"]);
    assert_eq!(world.entries().len(), entries + 1);
    assert_eq!(code(put_as(&[("email", Origin::Provided)]).await), "record.origin_without_field");
    assert_eq!(world.holdings(), holdings);
}

#[tokio::test]
async fn where_the_charter_says_nothing_any_origin_may_be_stated_and_none_is_guessed() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    for (number, origin) in Origin::ALL.into_iter().enumerate() {
        let origins = Origins::from([("name".to_owned(), origin)]);
        let request = PutRequest { origins, ..put("prospects", &[("name", "Kari"), ("title", "Sjef")]) };
        let key = format!("p-{number}");
        world.installation.put_record(&manager, &key, &request).await.unwrap();
        let seen = world.read(&manager, &key, "prospects").await.unwrap().value;
        assert_eq!(told(&seen), [("name", origin.as_str())]);
    }
}

#[tokio::test]
async fn what_is_withheld_does_not_tell_where_it_comes_from() {
    let world = World::new().await;
    let manager = world.caller("manager").await;
    let origins = [("name", Origin::Provided), ("interview", Origin::Observed)];
    let origins: Origins = origins.into_iter().map(|(id, origin)| (id.to_owned(), origin)).collect();
    let request = PutRequest { origins, ..put("recruitment", &[("name", "Kari"), ("interview", "Notes")]) };
    world.installation.put_record(&manager, "a-1", &request).await.unwrap();
    let disclosed = vern_app::record::Circumstance {
        recipient: Some("unomio".to_owned()),
        place: Some("NO".parse().unwrap()),
        ..super::world::within("recruitment")
    };
    let seen = world.installation.read_record(&manager, "a-1", &disclosed).await.unwrap().value;
    assert_eq!(told(&seen), [("name", "provided")]);
    assert_eq!(seen.withheld, ["interview"]);
}
