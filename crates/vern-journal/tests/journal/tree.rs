//! Roots and proofs agree with an independent implementation (`ct-merkle`) and with RFC 6962.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use proptest::prelude::*;
use sha2::Sha256;
use vern_journal::{
    Edge, Hash, ProofError, TileError, check_consistency, check_inclusion, leaf_hash, prove_consistency,
    prove_inclusion, tree_root,
};

use crate::fixture::Tiles;

type Oracle = MemoryBackedTree<Sha256, Vec<u8>>;

fn entry(index: u64) -> Vec<u8> {
    index.to_be_bytes().to_vec()
}

fn leaf(index: u64) -> Hash {
    leaf_hash(&entry(index))
}

fn oracle_root(oracle: &Oracle) -> Hash {
    Hash(oracle.root().as_bytes().as_slice().try_into().unwrap())
}

fn flat(proof: &[Hash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}

fn hex(hash: Hash) -> String {
    hash.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The vectors of the certificate-transparency reference tests for RFC 6962.
#[test]
fn rfc_6962_vectors() {
    let leaves: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut edge = Edge::empty();
    assert_eq!(hex(edge.root()), roots[0]);
    for (leaf, root) in leaves.iter().zip(&roots[1..]) {
        edge.append(leaf_hash(leaf));
        assert_eq!(hex(edge.root()), *root);
    }
}

#[test]
fn roots_and_restored_edges_agree_at_every_size_up_to_600() {
    let (mut oracle, mut edge, mut tiles) = (Oracle::new(), Edge::empty(), Tiles::default());
    for size in 0..=600 {
        assert_eq!(edge.root(), oracle_root(&oracle), "size {size}");
        assert_eq!(tree_root(&tiles, size).unwrap(), edge.root(), "size {size}");
        let mut restored = Edge::restore(size, &tiles).unwrap();
        assert_eq!((restored.size(), restored.root()), (size, edge.root()), "size {size}");
        assert!(restored.take_dirty().is_empty());

        // The restored edge goes on exactly as the one that never stopped.
        edge.append(leaf(size));
        restored.append(leaf(size));
        oracle.push(entry(size));
        let rows = edge.take_dirty();
        assert_eq!(restored.take_dirty(), rows, "size {size}");
        tiles.store(rows);
    }
}

/// A row may have grown past the size asked about.
#[test]
fn older_sizes_are_read_from_grown_rows() {
    let (tiles, _) = Tiles::of((0..700).map(leaf));
    let mut edge = Edge::empty();
    for size in 0..=700 {
        let restored = Edge::restore(size, &tiles).unwrap();
        assert_eq!(restored.root(), edge.root(), "size {size}");
        edge.append(leaf(size));
    }
}

/// One tree grown in both implementations, and the root at every size.
struct Grown {
    tiles: Tiles,
    edge: Edge,
    oracle: Oracle,
    roots: Vec<Hash>,
}

impl Grown {
    fn new() -> Self {
        let roots = vec![oracle_root(&Oracle::new())];
        Self { tiles: Tiles::default(), edge: Edge::empty(), oracle: Oracle::new(), roots }
    }

    fn grow(&mut self, size: u64) {
        for index in self.edge.size()..size {
            self.edge.append(leaf(index));
            self.oracle.push(entry(index));
            self.roots.push(self.edge.root());
        }
        self.tiles.store(self.edge.take_dirty());
        assert_eq!(self.edge.root(), oracle_root(&self.oracle));
    }
}

fn compare_proofs(grown: &Grown, indices: impl Iterator<Item = u64>, olds: impl Iterator<Item = u64>) {
    let Grown { tiles, edge, oracle, roots } = grown;
    let size = edge.size();
    for index in indices {
        let proof = prove_inclusion(tiles, size, index).unwrap();
        assert_eq!(flat(&proof), oracle.prove_inclusion(index as usize).as_bytes(), "{index} of {size}");
        check_inclusion(&proof, size, edge.root(), index, leaf(index)).unwrap();
        assert!(check_inclusion(&proof, size, edge.root(), index, leaf(index + 1)).is_err());
        let proof = InclusionProof::<Sha256>::from_bytes(flat(&proof));
        oracle.root().verify_inclusion(&entry(index), index, &proof).unwrap();
    }
    for old in olds {
        let proof = prove_consistency(tiles, old, size).unwrap();
        check_consistency(&proof, old, roots[old as usize], size, edge.root()).unwrap();
        let wrong = Hash([1; 32]);
        assert!(check_consistency(&proof, old, wrong, size, edge.root()).is_err());
        if old > 0 && old < size {
            let additions = (size - old) as usize;
            assert_eq!(flat(&proof), oracle.prove_consistency(additions).as_bytes(), "{old} of {size}");
            let proof = ConsistencyProof::<Sha256>::try_from_bytes(flat(&proof)).unwrap();
            let old_root = RootHash::<Sha256>::new(roots[old as usize].0.into(), old);
            oracle.root().verify_consistency(&old_root, &proof).unwrap();
        }
    }
}

#[test]
fn proofs_agree_at_every_size_up_to_600() {
    let mut grown = Grown::new();
    for size in 0..=600 {
        grown.grow(size);
        // Every leaf of small trees; of larger ones the ends, the tile seams and a spread.
        let near =
            move |index: &u64| size <= 40 || index.is_multiple_of(83) || index % 256 < 2 || index + 2 >= size;
        compare_proofs(&grown, (0..size).filter(near), (0..=size).filter(near));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn proofs_agree_at_random_sizes(
        steps in prop::collection::btree_set(601u64..8_000, 8), spread in 1u64..10_000,
    ) {
        let mut grown = Grown::new();
        for size in steps {
            grown.grow(size);
            let picks = || (0..10).map(move |step| step * spread % size);
            compare_proofs(&grown, picks(), picks());
        }
    }
}

proptest! {
    #[test]
    fn damaged_proofs_never_hold_and_never_panic(
        size in any::<u64>(), index in any::<u64>(), length in 0usize..70, byte in any::<u8>(),
    ) {
        let proof = vec![Hash([byte; 32]); length];
        let root = Hash([0xee; 32]);
        prop_assert!(check_inclusion(&proof, size, root, index, Hash([1; 32])).is_err());
        prop_assert!(check_consistency(&proof, index, Hash([2; 32]), size, root).is_err());
    }
}

/// Proofs that reach through three levels of tiles.
#[test]
fn proofs_hold_in_a_large_tree() {
    let mut edge = Edge::empty();
    let mut roots = vec![edge.root()];
    for index in 0..66_000 {
        edge.append(leaf(index));
        roots.push(edge.root());
    }
    let mut tiles = Tiles::default();
    tiles.store(edge.take_dirty());
    assert_eq!(tiles.0.keys().map(|(level, _)| *level).max(), Some(2));
    for size in [65_535, 65_536, 65_537, 66_000] {
        let root = roots[size as usize];
        assert_eq!(Edge::restore(size, &tiles).unwrap().root(), root);
        for index in (0..size).step_by(7001).chain([size - 1]) {
            let proof = prove_inclusion(&tiles, size, index).unwrap();
            check_inclusion(&proof, size, root, index, leaf(index)).unwrap();
            let proof = prove_consistency(&tiles, index, size).unwrap();
            check_consistency(&proof, index, roots[index as usize], size, root).unwrap();
        }
    }
}

#[test]
fn one_commit_gives_one_or_two_rows_of_a_level() {
    let mut edge = Edge::empty();
    for commit in 0..6u64 {
        (0..128).for_each(|step| edge.append(leaf(commit * 128 + step)));
        let rows = edge.take_dirty();
        let (low, high): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.level == 0);
        assert_eq!(low.len(), 1, "commit {commit}");
        assert_eq!(high.len() as u64, commit % 2, "commit {commit}");
        assert!(edge.take_dirty().is_empty());
    }
    (0..200).for_each(|step| edge.append(leaf(step)));
    (0..200).for_each(|step| edge.append(leaf(step)));
    let low = edge.take_dirty().into_iter().filter(|row| row.level == 0).map(|row| row.hashes.len() / 32);
    assert_eq!(low.collect::<Vec<_>>(), [256, 144]);
}

#[test]
fn clone_undoes_a_failed_transaction() {
    let (mut tiles, mut edge) = Tiles::of((0..250).map(leaf));
    let before = edge.clone();
    (0..20).for_each(|step| edge.append(leaf(9000 + step)));
    drop(edge);
    let mut edge = before;
    (250..600).for_each(|index| edge.append(leaf(index)));
    tiles.store(edge.take_dirty());
    let (straight_tiles, straight) = Tiles::of((0..600).map(leaf));
    assert_eq!(edge.root(), straight.root());
    assert_eq!(tiles.0, straight_tiles.0);
}

#[test]
fn missing_and_short_rows_are_named() {
    let (mut tiles, _) = Tiles::of((0..300).map(leaf));
    assert!(matches!(prove_inclusion(&tiles, 300, 300), Err(ProofError::OutOfRange)));
    assert!(matches!(prove_consistency(&tiles, 301, 300), Err(ProofError::OutOfRange)));
    assert!(matches!(Edge::restore(1 << 61, &tiles), Err(TileError::TooLarge { .. })));
    assert!(matches!(
        Edge::restore(400, &tiles),
        Err(TileError::Short { level: 0, index: 1, held_bytes: 1408, needed_bytes: 4608 })
    ));
    tiles.0.remove(&(0, 1));
    assert!(matches!(Edge::restore(300, &tiles), Err(TileError::Missing { level: 0, index: 1 })));
    let proof = prove_inclusion(&tiles, 300, 5);
    assert!(matches!(proof, Err(ProofError::Tile(TileError::Missing { level: 0, index: 1 }))));
}
