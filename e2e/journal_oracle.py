"""Holds the journal against code that is not ours: PyPI's pymerkle for roots and proofs, journal_note.py for the signed checkpoint.

Run with `make test-journal-oracle`, or: cargo run -p vern-journal --example oracle_cases | python e2e/journal_oracle.py
Folders named as arguments are checked as exports too.
"""

import json
import pathlib
import sys
import tempfile

import journal_note
from pymerkle import InmemoryTree, InvalidProof, verify_consistency, verify_inclusion


def main(folders):
    cases = json.load(sys.stdin)
    tree = InmemoryTree(algorithm="sha256")
    for entry in cases["entries"]:
        tree.append_entry(bytes.fromhex(entry))
    for size, root in cases["roots"]:
        assert tree.get_root(size).hex() == root, f"root at size {size}"
    for case in cases["inclusion"]:
        check_inclusion(tree, *case)
    for case in cases["consistency"]:
        check_consistency(tree, *case)
    check_export(cases["export"])
    for folder in folders:
        journal_note.check_folder(folder)
    counts = [len(cases[part]) for part in ("entries", "roots", "inclusion", "consistency")]
    # A run that checked nothing is no run.
    assert min(counts) > 0, counts
    print("pymerkle agrees: {} entries, {} roots, {} inclusion and {} consistency proofs".format(*counts))
    print(f"C2SP notes: the export and {len(folders)} folders hold; every alteration was refused")


def check_inclusion(tree, index, size, hashes):
    """Ours must be what pymerkle makes (it puts the leaf first), and must lead pymerkle's own verifier from leaf to root."""
    path = [bytes.fromhex(text) for text in hashes]
    leaf, root = tree.get_leaf(index + 1), tree.get_root(size)
    proof = tree.prove_inclusion(index + 1, size)
    assert proof.path == [leaf, *path], f"inclusion of {index} in {size}"
    proof.path = [leaf, *path]
    verify_inclusion(leaf, root, proof)
    refuse(lambda: verify_inclusion(tree.get_leaf((index + 1) % len_of(tree) + 1), root, proof))


def check_consistency(tree, old, new, hashes):
    """Ours must be what pymerkle's comes to, lead pymerkle's own verifier, and hold by the words of RFC 9162."""
    path = [bytes.fromhex(text) for text in hashes]
    old_root, root = tree.get_root(old), tree.get_root(new)
    proof = tree.prove_consistency(old, new)
    if old == new:
        assert path == [], f"consistency of {old} with itself"
        return
    assert journal_note.is_consistent(old, old_root, new, root, path), f"consistency of {old} with {new}"
    assert not journal_note.is_consistent(old, root, new, root, path)
    assert not journal_note.is_consistent(old, old_root, new, old_root, path)
    # RFC 6962 leaves the first hash out where it is the old root itself, which the verifier has.
    if old & (old - 1) == 0:
        path = [old_root, *path]
    # pymerkle takes the subtree right of the old tree apart, down to its first leaf, and puts those hashes first; the RFC has its root.
    right_end = proof.subset.index(1)
    right = proof.path[0]
    for bit, digest in zip(proof.rule, proof.path[1:right_end]):
        right = tree.hash_pair(digest, right) if bit else tree.hash_pair(right, digest)
    first, *rest = proof.path[right_end:]
    assert path == [first, right, *rest], f"consistency of {old} with {new}"
    proof.path = [*proof.path[:right_end], path[0], *path[2:]]
    verify_consistency(old_root, root, proof)
    refuse(lambda: verify_consistency(root, root, proof))


def len_of(tree):
    return tree.get_size()


def refuse(check):
    try:
        check()
    except InvalidProof:
        return
    raise AssertionError("a false proof was accepted")


def check_export(files):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for path, contents in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bytes.fromhex(contents))
        origin, size, entries = journal_note.check_folder(folder)
        assert (origin, size, entries) == ("vern.example.no/journal/00000000002a/1", 1500, 1500), (origin, size, entries)
        for path, alter in ALTERATIONS:
            target = folder / path
            sound = target.read_bytes()
            target.write_bytes(alter(sound))
            assert target.read_bytes() != sound, path
            try:
                journal_note.check_folder(folder)
            except (journal_note.NoteError, ValueError):
                target.write_bytes(sound)
                continue
            raise AssertionError(f"{path} was altered and nothing said so")


def flipped(place):
    def alter(contents):
        place_from_front = place % len(contents)
        return contents[:place_from_front] + bytes([contents[place_from_front] ^ 1]) + contents[place_from_front + 1:]

    return alter


ALTERATIONS = [
    ("checkpoint", lambda note: note.replace(b"\n1500\n", b"\n1499\n")),
    ("checkpoint", lambda note: note.replace(b"\n1500\n", b"\n01500\n")),
    ("checkpoint", lambda note: note.split(b"\n\n")[0] + b"\n\n"),
    ("checkpoint", flipped(-20)),
    ("keys", flipped(-10)),
    ("keys", lambda key: key.replace(b"/1+", b"/2+")),
    ("tile/0/000", flipped(40)),
    ("tile/0/005.p/220", flipped(-1)),
    ("tile/entries/003", flipped(30)),
]

if __name__ == "__main__":
    main(sys.argv[1:])
