//! Signed notes, verifier keys, origins, receipts and file names.

use proptest::prelude::*;
use vern_journal::export::{charter_path, entries_path, tile_path};
use vern_journal::{
    Checkpoint, CheckpointError, CheckpointKey, Hash, Receipt, VerifierKeys, open_checkpoint, origin,
    renamed_key,
};

use crate::fixture::{Files, ORIGIN, key, key_of};

#[test]
fn signed_checkpoint_opens_with_its_key_and_no_other() {
    let note = key().sign(42, Hash([3; 32])).unwrap();
    assert!(note.starts_with(&format!("{ORIGIN}\n42\n{}\n\n\u{2014} {ORIGIN} ", Hash([3; 32]))));
    let keys = VerifierKeys::parse(&format!("# newest last\n\n{}\n", key().vkey())).unwrap();
    let stated = Checkpoint { origin: ORIGIN.to_owned(), size: 42, root: Hash([3; 32]) };
    assert_eq!(open_checkpoint(&note, &keys), Ok(stated));

    let other = CheckpointKey::from_seed(ORIGIN, &[8; 32]).unwrap();
    let others = VerifierKeys::parse(&other.vkey()).unwrap();
    assert_eq!(open_checkpoint(&note, &others), Err(CheckpointError::Unsigned));
    assert_eq!(open_checkpoint(&note.replace("\n42\n", "\n43\n"), &keys), Err(CheckpointError::Unsigned));
    assert_eq!(open_checkpoint("nonsense", &keys), Err(CheckpointError::Malformed));
    assert_eq!(open_checkpoint("", &keys), Err(CheckpointError::Malformed));
}

/// A key may vouch only for the log it is named after.
#[test]
fn key_of_another_origin_does_not_count() {
    let elsewhere = "other.example/journal/00000000002a/1";
    let text = key_of(elsewhere).sign(1, Hash([0; 32])).unwrap();
    let signed = signed_note_text(&text.replacen(elsewhere, ORIGIN, 1), &key_of(elsewhere));
    let keys = VerifierKeys::parse(&format!("{}\n{}", key().vkey(), key_of(elsewhere).vkey())).unwrap();
    assert_eq!(open_checkpoint(&signed, &keys), Err(CheckpointError::Unsigned));
}

/// Signs the text of `note` as it stands, under the name of the key.
fn signed_note_text(note: &str, key: &CheckpointKey) -> String {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use ed25519_dalek::Signer;
    let text = format!("{}\n", note.rsplit_once("\n\n").unwrap().0);
    let id = u32::from_str_radix(key.vkey().split('+').nth(1).unwrap(), 16).unwrap();
    let signature = ed25519_dalek::SigningKey::from_bytes(&[7; 32]).sign(text.as_bytes());
    let line = BASE64_STANDARD.encode([&id.to_be_bytes()[..], &signature.to_bytes()].concat());
    format!("{text}\n\u{2014} {} {line}\n", key.origin())
}

#[test]
fn keys_are_read_line_by_line() {
    assert_eq!(VerifierKeys::parse("\nnot a key").unwrap_err(), CheckpointError::Key { line: 2 });
    let twice = format!("{0}\n{0}\n", key().vkey());
    let note = key().sign(1, Hash([0; 32])).unwrap();
    assert!(open_checkpoint(&note, &VerifierKeys::parse(&twice).unwrap()).is_ok());
    assert!(format!("{:?}", key()).contains("***"));
}

#[test]
fn signing_key_is_wiped_when_dropped() {
    fn wiped<T: zeroize::ZeroizeOnDrop>() {}
    // `CheckpointKey` holds its secret in this type alone.
    wiped::<ed25519_dalek::SigningKey>();
}

#[test]
fn origin_refuses_what_cannot_name_a_log() {
    assert_eq!(origin("vern.example.no", 42, 1).unwrap(), ORIGIN);
    for name in ["", "Vern", "a b", "a/b", "a+b", "å", &"a".repeat(254)] {
        assert_eq!(origin(name, 1, 1), Err(CheckpointError::Installation(name.to_owned())));
    }
    assert!(origin(&"a".repeat(253), (1 << 48) - 1, u64::MAX).is_ok());
    assert_eq!(origin("a", 1 << 48, 1), Err(CheckpointError::Controller(1 << 48)));
    assert!(CheckpointKey::from_seed("a b", &[0; 32]).is_err());
    assert!(CheckpointKey::from_seed("a\u{1}b", &[0; 32]).is_err());
}

#[test]
fn paths_are_those_of_c2sp_tlog_tiles() {
    assert_eq!(tile_path(0, 0, 256), "tile/0/000");
    assert_eq!(tile_path(0, 0, 12), "tile/0/000.p/12");
    assert_eq!(tile_path(1, 1_234_067, 256), "tile/1/x001/x234/067");
    assert_eq!(entries_path(1234, 5), "tile/entries/x001/234.p/5");
    assert!(charter_path(&[0xab; 32]).starts_with("charters/abab"));
}

#[test]
fn export_is_whole_and_its_checkpoint_comes_last() {
    let files = Files::sound(300);
    let paths: Vec<&str> = files.held.keys().map(String::as_str).collect();
    let charter = charter_path(&[1; 32]);
    let wanted = [
        charter.as_str(),
        "checkpoint",
        "keys",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    ];
    assert_eq!(paths, wanted);
    assert_eq!(files.written.borrow().last().unwrap(), "checkpoint");
}

proptest! {
    #[test]
    fn receipt_survives_its_text(epoch in any::<u64>(), index in any::<u64>(), leaf in any::<[u8; 32]>()) {
        let receipt = Receipt { epoch, index, leaf: Hash(leaf) };
        prop_assert_eq!(receipt.to_string().parse::<Receipt>().unwrap(), receipt);
    }

    #[test]
    fn any_text_that_is_a_receipt_is_its_only_spelling(
        text in "[0-9]{0,3}\\.[0-9+]{0,3}\\.[A-Za-z0-9_=-]{42,44}",
    ) {
        if let Ok(receipt) = text.parse::<Receipt>() {
            prop_assert_eq!(receipt.to_string(), text);
        }
    }
}

#[test]
fn other_spellings_of_a_receipt_are_refused() {
    let good = Receipt { epoch: 1, index: 20, leaf: Hash([0; 32]) }.to_string();
    assert_eq!(good, format!("1.20.{}", "A".repeat(43)));
    for text in [
        "",
        "1.20",
        "1.20.",
        &good[..good.len() - 1],
        &format!("{good}="),
        &format!("{good}.1"),
        &good.replace("1.", "01."),
        &good.replace("1.", "+1."),
        &good.replace("AAAA", "AA+A"),
        &format!("{}B", &good[..good.len() - 1]),
    ] {
        assert!(text.parse::<Receipt>().is_err(), "{text}");
    }
}

#[test]
fn a_key_renamed_is_the_same_key_under_another_origin() {
    let under = |epoch: u64| {
        let origin = origin("vern.test", 7, epoch).unwrap();
        (CheckpointKey::from_seed(&origin, &[9; 32]).unwrap(), origin)
    };
    let ((first, _), (second, other)) = (under(1), under(2));
    assert_eq!(renamed_key(&first.vkey(), &other), Ok(second.vkey()));
    assert!(renamed_key(&first.vkey(), "two words").is_err());
    for no_key in ["", "a+b", "a+00000000+AA==", "a+00000000+!!"] {
        assert_eq!(renamed_key(no_key, &other), Err(CheckpointError::Key { line: 1 }), "{no_key}");
    }
}
