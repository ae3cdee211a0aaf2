//! Every way an ID token can be wrong, one at a time, beside the one that is right.

use jsonwebtoken::{EncodingKey, Header as Written};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ED25519};
use serde_json::{Value, json};

use super::*;

const NOW: u64 = 1_700_000_000;

fn signer() -> (EncodingKey, Jwk) {
    let pair = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let key = EncodingKey::from_ec_pem(pair.serialize_pem().as_bytes()).unwrap();
    let public = Jwk::from_encoding_key(&key, jsonwebtoken::Algorithm::ES256).unwrap();
    (key, public)
}

fn right() -> Value {
    json!({
        "iss": "https://id.example.no", "sub": "person-1", "aud": "client-1", "exp": NOW + 120, "iat": NOW - 1,
        "nonce": "n-1", "acr": "high", "auth_time": NOW - 5, "pid": "01019012345",
    })
}

fn judged(token: &str, public: &Jwk) -> Result<IdToken, IdentityError> {
    let expected = Expected {
        issuer: "https://id.example.no",
        client: "client-1",
        nonce: "n-1",
        now: NOW,
        acr: &["high".to_owned(), "higher".to_owned()],
        max_age_seconds: Some(300),
    };
    let header = header(token, &[Algorithm::Es256])?;
    check(token, &header, public, &expected)
}

fn with(claims: &Value) -> Result<IdToken, IdentityError> {
    let (key, public) = signer();
    let written = Written::new(jsonwebtoken::Algorithm::ES256);
    judged(&jsonwebtoken::encode(&written, claims, &key).unwrap(), &public)
}

#[test]
fn what_is_right_is_taken_and_nothing_else() {
    let token = with(&right()).unwrap();
    assert_eq!((token.subject.as_str(), token.acr.as_deref()), ("person-1", Some("high")));
    assert_eq!(token.others.get("pid"), Some(&json!("01019012345")));
    let weak = IdentityError::TooWeak;
    let proven = IdentityError::NotProven;
    for (name, value, refused) in [
        ("iss", json!("https://id.example.no/"), proven("another issuer")),
        ("iss", json!(["https://id.example.no"]), proven("the signature or the form of the token")),
        ("aud", json!("client-2"), proven("meant for another")),
        ("aud", json!([]), proven("meant for another")),
        ("aud", json!(["client-1", "client-2"]), proven("meant for another")),
        ("azp", json!("client-2"), proven("meant for another")),
        ("exp", json!(NOW - 60), proven("not of this time")),
        ("exp", json!("soon"), proven("the signature or the form of the token")),
        ("iat", json!(NOW + 61), proven("not of this time")),
        ("iat", json!(NOW - 601), proven("not of this time")),
        ("nbf", json!(NOW + 61), proven("not of this time")),
        ("nonce", json!("n-2"), proven("another nonce")),
        ("nonce", Value::Null, proven("another nonce")),
        ("sub", json!(""), proven("a subject of no form")),
        ("sub", json!("x".repeat(256)), proven("a subject of no form")),
        ("acr", json!("low"), weak),
        ("acr", json!("HIGH"), weak),
        ("acr", json!("high higher"), weak),
        ("acr", Value::Null, weak),
        ("acr", json!("a\nb"), proven("a level of no form")),
        ("auth_time", Value::Null, proven("no word of when it was asked")),
        ("auth_time", json!(NOW - 361), weak),
        ("auth_time", json!(NOW + 61), proven("not of this time")),
    ] {
        let mut claims = right();
        claims[name] = value.clone();
        assert_eq!(with(&claims).err(), Some(refused), "{name}: {value}");
    }
    for name in ["iss", "sub", "aud", "exp", "iat", "nonce", "acr", "auth_time"] {
        let mut claims = right();
        claims.as_object_mut().unwrap().remove(name);
        assert!(with(&claims).is_err(), "without {name}");
    }
    for (name, value) in [
        ("aud", json!(["client-1"])),
        ("azp", json!("client-1")),
        ("acr", json!("higher")),
        ("exp", json!(NOW - 59)),
        ("iat", json!(NOW + 60)),
        ("auth_time", json!(NOW - 360)),
    ] {
        let mut claims = right();
        claims[name] = value.clone();
        assert!(with(&claims).is_ok(), "{name}: {value}");
    }
    let mut several = right();
    (several["aud"], several["azp"]) = (json!(["client-1", "client-2"]), json!("client-1"));
    assert!(with(&several).is_ok());
}

#[test]
fn who_signed_and_how_is_checked_before_a_word_is_read() {
    let (key, public) = signer();
    let (_, other) = signer();
    let mut written = Written::new(jsonwebtoken::Algorithm::ES256);
    let token = jsonwebtoken::encode(&written, &right(), &key).unwrap();
    assert!(judged(&token, &public).is_ok());
    assert!(judged(&token, &other).is_err(), "another key");
    let (rest, _) = token.rsplit_once('.').unwrap();
    for spoilt in
        [format!("{rest}."), rest.to_owned(), String::new(), "..".to_owned(), token.replace('.', "")]
    {
        assert!(judged(&spoilt, &public).is_err(), "{spoilt}");
    }
    // No signature at all, and one by a secret everybody has: the public key.
    let part = |value: &Value| data_encoding::BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    for algorithm in ["none", "None", "HS256", "ES384"] {
        let unsigned = format!("{}.{}.", part(&json!({ "alg": algorithm })), part(&right()));
        assert!(judged(&unsigned, &public).is_err(), "{algorithm}");
    }
    let secret = EncodingKey::from_secret(serde_json::to_string(&public).unwrap().as_bytes());
    let shared = jsonwebtoken::encode(&Written::default(), &right(), &secret).unwrap();
    assert!(judged(&shared, &public).is_err());
    written.crit = Some(vec!["b64".to_owned()]);
    let critical = jsonwebtoken::encode(&written, &right(), &key).unwrap();
    assert!(judged(&critical, &public).is_err(), "what must be understood");
    assert!(judged(&"a".repeat(TOKEN_BYTES_MAX + 1), &public).is_err());
}

#[test]
fn a_key_is_used_for_what_it_is_for() {
    let (_, mut public) = signer();
    assert!(Algorithm::Es256.fits(&public));
    assert!(!Algorithm::Rs256.fits(&public) && !Algorithm::EdDsa.fits(&public));
    public.common.key_algorithm = Some(KeyAlgorithm::ES384);
    assert!(!Algorithm::Es256.fits(&public));
    let pair = KeyPair::generate_for(&PKCS_ED25519).unwrap();
    let key = EncodingKey::from_ed_pem(pair.serialize_pem().as_bytes()).unwrap();
    let point = data_encoding::BASE64URL_NOPAD.encode(pair.public_key_raw());
    let public: Jwk = serde_json::from_value(json!({ "kty": "OKP", "crv": "Ed25519", "x": point })).unwrap();
    assert!(Algorithm::EdDsa.fits(&public) && !Algorithm::Es256.fits(&public));
    let token = jsonwebtoken::encode(&Written::new(jsonwebtoken::Algorithm::EdDSA), &right(), &key).unwrap();
    assert!(header(&token, &[Algorithm::Es256]).is_err(), "a way the settings do not take");
    assert_eq!(header(&token, &[Algorithm::EdDsa]).unwrap().algorithm, Algorithm::EdDsa);
}
