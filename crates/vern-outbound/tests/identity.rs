//! Against a real provider of identities (`oidc-provider`, `vern_testkit::counterpart`): who it says someone is, and what is taken for nobody's word.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "what the tests look up must be there; where it is not, they fail"
)]

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vern_outbound::identity_provider::{
    AnsweredIdentity, AskedIdentity, AudienceSettings, Identity, IdentityError,
};
use vern_outbound::{Outbound, OutboundError, Settings, SystemResolver};
use vern_testkit::counterpart::Counterpart;

const CLIENT: &str = "client-1";
const PASSWORD: &str = "a password of the test, long enough";
const REDIRECT: &str = "http://127.0.0.1:8440/returned/portal";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const NONCE: &str = "nonce-1";

#[expect(
    clippy::disallowed_methods,
    reason = "the provider says when it says something, by the clock on the wall"
)]
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// A provider with a client, and the way to it.
struct Met {
    server: Counterpart,
    way: Outbound,
    demand: AudienceSettings,
}

impl Met {
    fn by_password() -> Self {
        Self::new(&json!({ "secret": PASSWORD }), "client_secret_basic: { secret: login }", PASSWORD)
    }

    fn new(settings: &Value, login: &str, secret: &str) -> Self {
        let mut settings = settings.clone();
        (settings["client"], settings["redirects"]) = (json!(CLIENT), json!([REDIRECT]));
        let server = Counterpart::identity(&settings).unwrap();
        let way = way_to(&server, login, secret);
        let demand = AudienceSettings { acr: vec!["high".to_owned()], max_age_seconds: None };
        Self { server, way, demand }
    }

    async fn address(&self, at: u64) -> Result<String, IdentityError> {
        let (provider, _) = self.way.identity_provider("portal").unwrap();
        let challenge = data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(VERIFIER));
        let asked = AskedIdentity {
            redirect_uri: REDIRECT,
            state: "state-1",
            nonce: NONCE,
            challenge: &challenge,
            language: "nb",
            demand: &self.demand,
        };
        provider.address_to_ask(self.way.egress(), at, &asked).await
    }

    /// The code a browser comes back with.
    async fn code(&mut self) -> String {
        let address = self.address(now()).await.unwrap();
        let returned = self.server.visit(&address).unwrap().unwrap();
        let (to, query) = returned.split_once('?').unwrap();
        assert_eq!(to, REDIRECT);
        let field = |name: &str| {
            let mut fields = form_urlencoded::parse(query.as_bytes());
            fields.find(|(known, _)| known == name).unwrap().1.into_owned()
        };
        assert_eq!(field("state"), "state-1");
        assert_eq!(field("iss"), self.issuer());
        field("code")
    }

    fn issuer(&self) -> String {
        format!("https://localhost:{}", self.server.port())
    }

    async fn identify_with(&self, code: &str, verifier: &str, at: u64) -> Result<Identity, IdentityError> {
        let (provider, _) = self.way.identity_provider("portal").unwrap();
        let statement_id = format!("statement-{}", rand_id());
        let answered = AnsweredIdentity {
            code,
            verifier,
            redirect_uri: REDIRECT,
            nonce: NONCE,
            statement_id: &statement_id,
            demand: &self.demand,
            wants_national_id: true,
        };
        provider.identify(self.way.egress(), at, &answered).await
    }

    async fn identify(&mut self) -> Result<Identity, IdentityError> {
        let code = self.code().await;
        self.identify_with(&code, VERIFIER, now()).await
    }

    fn tell(&mut self, what: &Value) -> Value {
        self.server.tell(what).unwrap()
    }
}

fn rand_id() -> String {
    let bytes = KeyPair::generate().unwrap().serialize_der();
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

fn way_to(server: &Counterpart, login: &str, secret: &str) -> Outbound {
    let file = server.folder().join("login");
    std::fs::write(&file, secret).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    let text = format!(
        "secrets: '{}'\ntrust: '{}'\ninternal_hosts: [localhost]\nidentity_providers:\n  portal:\n    name: ID-portalen\n    \
         issuer: https://localhost:{}\n    client_id: {CLIENT}\n    login: {{ {login} }}\n    scopes: [openid, pid]\n    \
         national_id_claim: pid\n    organisations: {{}}\n",
        server.folder().display(),
        server.authority().display(),
        server.port(),
    );
    Outbound::open(Settings::parse(&text).unwrap(), Arc::new(SystemResolver)).unwrap()
}

/// A key as OpenSSL writes it (RFC 8410 § 7): without its public half, which rcgen adds and OpenSSL 3.0 does not read.
fn ed25519_key() -> String {
    let begins = data_encoding::HEXLOWER.decode(b"302e020100300506032b657004220420").unwrap();
    let whole = [begins, Sha256::digest("a key of the test").to_vec()].concat();
    format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        data_encoding::BASE64.encode(&whole)
    )
}

#[test]
fn the_settings_of_the_guide_are_read() {
    let guide = include_str!("../../../docs/sign-in.md");
    let block = guide.split("```yaml\n").find(|block| block.starts_with("secrets: ")).unwrap();
    let settings = Settings::parse(block.split("```").next().unwrap()).unwrap();
    assert_eq!(settings.identity_providers["idporten"].issuer, "https://idporten.no");
}

const PERSON: &str = "13055212345";

#[tokio::test]
async fn someone_is_who_the_provider_says_whichever_way_this_server_shows_who_it_is() {
    let of_kind = |kind| KeyPair::generate_for(kind).unwrap().serialize_pem();
    for (algorithm, key) in [
        ("RS256", of_kind(&PKCS_RSA_SHA256)),
        ("ES256", of_kind(&PKCS_ECDSA_P256_SHA256)),
        ("EdDSA", ed25519_key()),
    ] {
        let login = format!("private_key_jwt: {{ key: login, algorithm: {algorithm} }}");
        let mut met = Met::new(&json!({ "key": key, "algorithm": algorithm }), &login, &key);
        met.tell(&json!({ "claims": { "pid": PERSON } }));
        let identity = met.identify().await.unwrap();
        assert_eq!(identity.issuer, met.issuer(), "{algorithm}");
        assert_eq!(identity.subject.as_str(), "person-1");
        assert_eq!(identity.acr.as_deref(), Some("high"));
        assert_eq!(identity.national_id.as_ref().map(|it| it.as_str()), Some(PERSON));
        assert_eq!(format!("{identity:?}"), "Identity(***)");
    }
    let mut met = Met::by_password();
    met.tell(&json!({ "claims": { "pid": PERSON } }));
    let identity = met.identify().await.unwrap();
    assert_eq!(identity.national_id.unwrap().as_str(), PERSON);
    let asked = met.tell(&json!({}));
    assert!(!asked["asked"].as_array().unwrap().contains(&json!("/me")), "the claim was there: {asked}");
}

#[tokio::test]
async fn a_claim_that_is_not_in_the_token_is_asked_for() {
    let mut met = Met::new(
        &json!({ "secret": PASSWORD, "userinfo": true }),
        "client_secret_basic: { secret: login }",
        PASSWORD,
    );
    met.demand.acr.clear();
    met.tell(&json!({ "claims": { "pid": PERSON } }));
    let identity = met.identify().await.unwrap();
    assert_eq!(identity.national_id.unwrap().as_str(), PERSON);
    let asked = met.tell(&json!({}));
    assert!(asked["asked"].as_array().unwrap().contains(&json!("/me")), "{asked}");
    met.tell(&json!({ "claims": {} }));
    let missing = IdentityError::NotProven("the claim with the identity number is missing");
    assert_eq!(met.identify().await.map(drop), Err(missing));
}

#[tokio::test]
async fn a_code_is_of_one_use_one_verifier_and_one_client() {
    let mut met = Met::by_password();
    met.tell(&json!({ "claims": { "pid": PERSON } }));
    let code = met.code().await;
    assert!(met.identify_with(&code, VERIFIER, now()).await.is_ok());
    assert_eq!(
        met.identify_with(&code, VERIFIER, now()).await.map(drop),
        Err(IdentityError::CodeRefused),
        "used"
    );
    let code = met.code().await;
    let other = "another-verifier-another-verifier-another-verifier";
    assert_eq!(
        met.identify_with(&code, other, now()).await.map(drop),
        Err(IdentityError::CodeRefused),
        "PKCE"
    );
    let code = met.code().await;
    met.way = way_to(&met.server, "client_secret_basic: { secret: login }", "another password");
    assert_eq!(
        met.identify_with(&code, VERIFIER, now()).await.map(drop),
        Err(IdentityError::ClientRefused),
        "another client"
    );
}

#[tokio::test]
async fn who_is_less_sure_than_demanded_is_not_enough() {
    let mut met = Met::by_password();
    met.tell(&json!({ "acr": "low", "claims": { "pid": PERSON } }));
    assert_eq!(met.identify().await.map(drop), Err(IdentityError::TooWeak));
    met.demand = AudienceSettings { acr: vec!["high".to_owned()], max_age_seconds: Some(60) };
    met.tell(&json!({ "acr": "high" }));
    assert!(met.identify().await.is_ok());
}

#[tokio::test]
async fn keys_are_asked_for_again_when_one_is_not_there_and_at_most_once_a_minute() {
    let mut met = Met::by_password();
    met.tell(&json!({ "claims": { "pid": PERSON } }));
    assert!(met.identify().await.is_ok());
    met.tell(&json!({ "rotate": true }));
    let asked = |told: &Value| {
        told["asked"].as_array().unwrap().iter().filter(|path| **path == json!("/jwks")).count()
    };
    let unknown = IdentityError::NotProven("signed with a key the provider does not have");
    for _ in 0..3 {
        assert_eq!(met.identify().await.map(drop), Err(unknown));
    }
    assert_eq!(asked(&met.tell(&json!({}))), 1, "not again within the minute");
    let code = met.code().await;
    assert!(met.identify_with(&code, VERIFIER, now() + 61).await.is_ok());
    assert_eq!(asked(&met.tell(&json!({}))), 2);
}

#[tokio::test]
async fn a_provider_that_is_not_as_the_settings_say_is_not_asked() {
    let mut met = Met::by_password();
    let port = met.server.port();
    for (fields, refused) in [
        (
            json!({ "issuer": "https://other.example.no" }),
            Err(IdentityError::Metadata("its issuer is another")),
        ),
        (
            json!({ "code_challenge_methods_supported": ["plain"] }),
            Err(IdentityError::Metadata("it does not do PKCE with S256")),
        ),
        (
            json!({ "token_endpoint": format!("http://localhost:{port}/token") }),
            Err(IdentityError::Metadata("an address is not https")),
        ),
        (
            json!({ "authorization_endpoint": "javascript:alert(1)" }),
            Err(IdentityError::Metadata("an address is not https")),
        ),
        (json!({ "jwks_uri": 1 }), Err(IdentityError::Outbound(OutboundError::NotUnderstood))),
    ] {
        met.tell(&json!({ "fault": { "metadata": fields } }));
        assert_eq!(met.address(now()).await.map(drop), refused, "{fields}");
    }
    // It may name any host: what is connected to stands in the settings.
    met.tell(&json!({ "fault": { "metadata": { "token_endpoint": "https://169.254.169.254/token" } } }));
    let code = "anything";
    assert_eq!(
        met.identify_with(code, VERIFIER, now()).await.map(drop),
        Err(IdentityError::Outbound(OutboundError::HostNotListed))
    );
}

#[tokio::test]
async fn a_provider_that_is_down_or_points_elsewhere_is_said_to_be() {
    let mut met = Met::by_password();
    met.tell(&json!({ "fault": "down" }));
    let later = Err(IdentityError::Outbound(OutboundError::Later));
    assert_eq!(met.address(now()).await.map(drop), later);
    met.tell(&json!({ "fault": null, "claims": { "pid": PERSON } }));
    let code = met.code().await;
    met.tell(&json!({ "fault": "redirects" }));
    assert_eq!(
        met.identify_with(&code, VERIFIER, now()).await.map(drop),
        Err(IdentityError::Outbound(OutboundError::Redirected)),
        "the code goes nowhere else"
    );
    met.tell(&json!({ "fault": "down" }));
    assert!(met.address(now()).await.is_ok(), "what it says of itself is held for an hour");
    assert_eq!(met.address(now() + 3_600).await.map(drop), later);
    met.tell(&json!({ "fault": "silent" }));
    assert_eq!(
        met.address(now() + 3_600).await.map(drop),
        Err(IdentityError::Outbound(OutboundError::TooSlow))
    );
}

#[tokio::test]
async fn an_answer_is_the_provider_s_own() {
    let mut met = Met::by_password();
    let other = Err(IdentityError::NotProven("another issuer beside the code"));
    let issuer = met.issuer();
    {
        let (provider, _) = met.way.identity_provider("portal").unwrap();
        let egress = met.way.egress();
        assert_eq!(provider.check_issuer(egress, now(), Some(&issuer)).await, Ok(()));
        assert_eq!(provider.check_issuer(egress, now(), Some("https://other.example.no")).await, other);
        let missing = Err(IdentityError::NotProven("no issuer beside the code"));
        assert_eq!(provider.check_issuer(egress, now(), None).await, missing);
    }
    met.tell(
        &json!({ "fault": { "metadata": { "authorization_response_iss_parameter_supported": false } } }),
    );
    let (provider, _) = met.way.identity_provider("portal").unwrap();
    assert_eq!(provider.check_issuer(met.way.egress(), now() + 3_600, None).await, Ok(()), "who never says");
}
