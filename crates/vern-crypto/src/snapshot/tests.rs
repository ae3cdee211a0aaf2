//! Snapshots: what goes in comes out, and nothing else does.

use std::io::{Read, Write};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::hpke::{SUITE, TAG_BYTES, set_up_sender};
use super::*;
use crate::SecretKey;
use crate::envelope::tests::hex;

const CHUNK: usize = SNAPSHOT_CHUNK_BYTES;
const SEALED: usize = CHUNK + TAG_BYTES;

struct Keys {
    root: RootKey,
    backup: BackupKey,
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys {
    root: RootKey::new(SecretKey::from_bytes([1; 32])),
    backup: BackupKey::new(SecretKey::from_bytes([2; 32])).unwrap(),
});

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect()
}

fn sealed(content: &[u8]) -> Vec<u8> {
    let mut sealer = SnapshotSealer::new(&KEYS.root, KEYS.backup.recipient(), Vec::new()).unwrap();
    sealer.write_all(content).unwrap();
    sealer.finish().unwrap()
}

fn open(root: &RootKey, backup: &BackupKey, sealed: &[u8]) -> Result<Vec<u8>, SnapshotError> {
    let mut opened = Vec::new();
    SnapshotOpener::new(root, backup, sealed)?.read_to_end(&mut opened)?;
    Ok(opened)
}

fn opened(sealed: &[u8]) -> Result<Vec<u8>, SnapshotError> {
    open(&KEYS.root, &KEYS.backup, sealed)
}

fn code(opened: Result<Vec<u8>, SnapshotError>) -> &'static str {
    opened.unwrap_err().code()
}

#[test]
fn every_length_about_a_chunk_goes_out_and_in() {
    for length in [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 3 * CHUNK + 5] {
        let (content, chunks) = (content(length), length.div_ceil(CHUNK).max(1));
        let sealed = sealed(&content);
        assert_eq!(sealed.len(), SNAPSHOT_HEADER_BYTES + length + chunks * TAG_BYTES, "{length}");
        assert_eq!(opened(&sealed).unwrap(), content, "{length}");
    }
}

#[test]
fn a_snapshot_opens_for_root_key_and_backup_key_together_and_for_no_one_else() {
    let sealed = sealed(b"what is held");
    let (root, backup) = (RootKey::generate().unwrap(), BackupKey::generate().unwrap());
    assert_eq!(code(open(&root, &KEYS.backup, &sealed)), "snapshot.root_differs");
    assert_eq!(code(open(&KEYS.root, &backup, &sealed)), "snapshot.recipient_differs");
    let header = SnapshotHeader::parse(sealed.first_chunk().unwrap()).unwrap();
    assert_eq!((header.root, header.recipient), (KEYS.root.id(), KEYS.backup.recipient().id()));
    // Whoever writes other ids over them still lacks the keys.
    let mut forged = sealed.clone();
    forged[16..24].copy_from_slice(&root.id());
    assert_ne!(code(open(&root, &KEYS.backup, &forged)), "snapshot.root_differs");
    let mut forged = sealed;
    forged[24..32].copy_from_slice(&backup.recipient().id());
    assert!(open(&KEYS.root, &backup, &forged).is_err());
}

/// Whoever knows the public key alone cannot make a snapshot, even one that names the right keys.
#[test]
fn no_snapshot_is_made_without_the_root_key() {
    let recipient = KEYS.backup.recipient();
    let mut header = SnapshotHeader { root: KEYS.root.id(), recipient: recipient.id(), sent: [0; 32] };
    let pre_shared = PreShared { key: &[0; 32], id: &header.root.clone() };
    let ephemeral = SecretKey::generate().unwrap();
    let (sent, mut context) =
        set_up_sender(&SUITE, &ephemeral, recipient.public(), &header.info(), &pre_shared).unwrap();
    header.sent = sent;
    let mut message = b"forged".to_vec();
    let tag = context.seal(&LAST, &mut message).unwrap();
    assert!(opened(&[header.to_bytes(), message, tag.to_vec()].concat()).is_err());
}

/// P-B9, for a backup that is tampered with: every bit of a small snapshot, header and tag too.
#[test]
fn every_flipped_bit_is_noticed() {
    for length in [0, 1, 40, 500] {
        let sealed = sealed(&content(length));
        for bit in 0..sealed.len() * 8 {
            let mut altered = sealed.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            assert!(opened(&altered).is_err(), "{length} bytes, bit {bit}");
        }
    }
}

#[test]
fn every_flipped_byte_about_the_seams_of_chunks_is_noticed() {
    let sealed = sealed(&content(2 * CHUNK + 100));
    let seams = [SNAPSHOT_HEADER_BYTES, SNAPSHOT_HEADER_BYTES + SEALED, SNAPSHOT_HEADER_BYTES + 2 * SEALED];
    for at in seams.iter().flat_map(|seam| seam - 20..seam + 20).chain([sealed.len() - 1]) {
        let mut altered = sealed.clone();
        altered[at] ^= 0x40;
        assert!(opened(&altered).is_err(), "byte {at}");
    }
}

#[test]
fn every_truncation_of_a_small_snapshot_is_told_as_one() {
    let sealed = sealed(&content(300));
    for length in 0..sealed.len() {
        let expected = if length < MAGIC.len() { "snapshot.form" } else { "snapshot.cut_short" };
        assert_eq!(code(opened(&sealed[..length])), expected, "{length}");
    }
}

#[test]
fn a_truncation_between_or_within_chunks_is_told_as_one_and_gives_no_end() {
    let sealed = sealed(&content(2 * CHUNK));
    let whole = SNAPSHOT_HEADER_BYTES + 2 * SEALED;
    for length in [0, 1, 15, 16, 17, SEALED - 1, SEALED, SEALED + 1, SEALED + 16, 2 * SEALED - 1] {
        let cut = &sealed[..SNAPSHOT_HEADER_BYTES + length];
        assert_eq!(code(opened(cut)), "snapshot.cut_short", "{length}");
        let mut opener = SnapshotOpener::new(&KEYS.root, &KEYS.backup, cut).unwrap();
        let mut read = Vec::new();
        assert!(opener.read_to_end(&mut read).is_err());
        assert!(content(2 * CHUNK).starts_with(&read), "what came out was what went in");
        assert!(opener.read(&mut [0; 8]).is_err(), "and it stays shut");
    }
    assert_eq!(sealed.len(), whole);
}

#[test]
fn chunks_moved_doubled_dropped_or_taken_from_another_snapshot_are_noticed() {
    let (one, other) = (sealed(&content(3 * CHUNK)), sealed(&content(3 * CHUNK)));
    let parts = |sealed: &[u8]| {
        let (header, rest) = sealed.split_at(SNAPSHOT_HEADER_BYTES);
        let mut parts = vec![header.to_vec()];
        parts.extend(rest.chunks(SEALED).map(<[u8]>::to_vec));
        parts
    };
    let (one, other) = (parts(&one), parts(&other));
    let whole = |order: &[&Vec<u8>]| order.iter().flat_map(|part| part.iter().copied()).collect::<Vec<u8>>();
    assert!(opened(&whole(&[&one[0], &one[1], &one[2], &one[3]])).is_ok());
    for order in [
        vec![&one[0], &one[2], &one[1], &one[3]],
        vec![&one[0], &one[1], &one[1], &one[2], &one[3]],
        vec![&one[0], &one[1], &one[3]],
        vec![&one[0], &one[2], &one[3]],
        vec![&one[0], &one[1], &one[2], &one[3], &one[3]],
        vec![&one[0], &one[1], &one[2], &one[3], &one[1]],
        vec![&one[0], &other[1], &one[2], &one[3]],
        vec![&one[0], &one[1], &one[2], &other[3]],
        vec![&other[0], &one[1], &one[2], &one[3]],
        vec![&one[0], &one[0], &one[1], &one[2], &one[3]],
    ] {
        assert!(opened(&whole(&order)).is_err());
    }
}

#[test]
fn anything_after_the_end_is_noticed() {
    for length in [0, 300, CHUNK, CHUNK - 1] {
        for more in [1, 15, 16, 17, SEALED] {
            let mut longer = sealed(&content(length));
            longer.resize(longer.len() + more, 0);
            assert!(opened(&longer).is_err(), "{length} and {more}");
        }
    }
}

/// An empty last chunk after others has no place in the one way to write a snapshot.
#[test]
fn there_is_one_way_to_write_a_snapshot() {
    let recipient = KEYS.backup.recipient();
    let mut header = SnapshotHeader { root: KEYS.root.id(), recipient: recipient.id(), sent: [0; 32] };
    let psk = snapshot_key(&KEYS.root);
    let root_id = header.root;
    let pre_shared = pre_shared(&psk, &root_id);
    let ephemeral = SecretKey::generate().unwrap();
    let (sent, mut context) =
        set_up_sender(&SUITE, &ephemeral, recipient.public(), &header.info(), &pre_shared).unwrap();
    header.sent = sent;
    let mut chunk = content(CHUNK);
    let first = context.seal(&MORE, &mut chunk).unwrap();
    let last = context.seal(&LAST, &mut []).unwrap();
    let sealed = [header.to_bytes(), chunk, first.to_vec(), last.to_vec()].concat();
    assert_eq!(code(opened(&sealed)), "snapshot.altered");
}

/// Takes so many bytes and then fails once.
struct Full {
    room: usize,
    taken: Vec<u8>,
}

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.room == 0 {
            self.room = usize::MAX;
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        let count = bytes.len().min(self.room);
        self.room -= count;
        self.taken.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn after_a_failed_write_nothing_more_is_sealed() {
    let out = Full { room: SNAPSHOT_HEADER_BYTES + 100, taken: Vec::new() };
    let mut sealer = SnapshotSealer::new(&KEYS.root, KEYS.backup.recipient(), out).unwrap();
    let full = sealer.write_all(&content(2 * CHUNK)).unwrap_err();
    assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
    assert!(sealer.write_all(b"more").is_err(), "though there is room again");
    assert!(matches!(sealer.finish(), Err(SnapshotError::Failed)));
}

#[test]
fn an_error_of_the_source_is_its_own() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::ConnectionReset.into())
        }
    }
    let whole = sealed(&content(100));
    let broken = whole.as_slice().take(80).chain(Broken);
    let mut opener = SnapshotOpener::new(&KEYS.root, &KEYS.backup, broken).unwrap();
    let error = opener.read(&mut [0; 8]).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    assert!(matches!(SnapshotError::from(error), SnapshotError::Io(_)));
}

/// A snapshot made by another program (Python's `cryptography` and `hmac`, from the text of ADR 0014 alone) opens.
#[test]
fn the_format_is_pinned() {
    let sealed = crate::envelope::tests::unhex(PINNED);
    assert_eq!(opened(&sealed).unwrap(), b"P-B9 holds");
    assert_eq!(hex(&sealed[..32]), format!("{}{}", hex(MAGIC), &PINNED[32..64]));
}

const PINNED: &str = "7665726e20736e617073686f7420310a06ff7672bd79d4c9a980a6274dd742448f40c5adb68f25624ae5b214ea767a6ec94d829d3d7b5e1ad1ba6f3e2138285f3d4cabf74ee6aca8e35bae7e66fa868a25c76888b9a4c4717ac5";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_content_in_any_pieces_goes_out_and_in(
        length in 0_usize..200_000,
        pieces in prop::collection::vec(1_usize..70_000, 1..8),
    ) {
        let content = content(length);
        let mut sealer = SnapshotSealer::new(&KEYS.root, KEYS.backup.recipient(), Vec::new()).unwrap();
        let mut rest = content.as_slice();
        for piece in pieces.iter().cycle() {
            let (now, later) = rest.split_at((*piece).min(rest.len()));
            sealer.write_all(now).unwrap();
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(opened(&sealer.finish().unwrap()).unwrap(), content);
    }

    #[test]
    fn a_flipped_bit_anywhere_in_a_long_one_is_noticed(length in 0_usize..200_000, place: prop::sample::Index, bit in 0..8) {
        let mut sealed = sealed(&content(length));
        let at = place.index(sealed.len());
        sealed[at] ^= 1_u8 << bit;
        prop_assert!(opened(&sealed).is_err());
    }

    #[test]
    fn a_truncation_anywhere_in_a_long_one_is_noticed(length in 0_usize..200_000, place: prop::sample::Index) {
        let sealed = sealed(&content(length));
        prop_assert!(opened(&sealed[..place.index(sealed.len())]).is_err());
    }

    #[test]
    fn arbitrary_bytes_never_open_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), headed: bool) {
        let mut sealed = if headed { sealed(b"")[..SNAPSHOT_HEADER_BYTES].to_vec() } else { Vec::new() };
        sealed.extend(bytes);
        prop_assert!(opened(&sealed).is_err());
    }
}
