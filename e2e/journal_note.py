"""Opens a signed checkpoint, written from the C2SP texts (signed-note, tlog-checkpoint, tlog-tiles) and RFC 9162 alone, sharing nothing with Vern.

Given the folder of an export it checks the checkpoint against the verifier keys, computes the root from the tiles and the entries with
hashlib, and compares. Run by journal_oracle.py, or by hand: python journal_note.py FOLDER
"""

import base64
import hashlib
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = 0x01
DASH = "\u2014 "


class NoteError(Exception):
    """What does not hold."""


def decode_base64(text):
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise NoteError("not base64") from error


def read_vkey(line):
    """signed-note, "Verifier keys": <name>+<hex id>+<base64 of type and key>."""
    parts = line.split("+", 2)
    if len(parts) != 3:
        raise NoteError("not a verifier key")
    name, key_id, encoded = parts
    material = decode_base64(encoded)
    if not name or any(letter.isspace() or letter == "+" for letter in name):
        raise NoteError("a key name has no space and no plus")
    if len(material) != 33 or material[0] != ED25519:
        raise NoteError("not an Ed25519 key")
    # key ID = SHA-256(key name || 0x0A || signature type || public key)[:4]
    wanted = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    if key_id != wanted.hex():
        raise NoteError("the key id is not that of the key")
    return name, wanted, Ed25519PublicKey.from_public_bytes(material[1:])


def open_note(note, keys):
    """The text of a note that a key has signed, and the names of the keys that did."""
    if any(ord(letter) < 0x20 and letter != "\n" for letter in note) or not note.endswith("\n"):
        raise NoteError("not a note")
    text, split, signatures = note.rpartition("\n\n")
    if not split or not signatures:
        raise NoteError("a note has a text, an empty line and signatures")
    text += "\n"
    signed_by = []
    for line in signatures.splitlines():
        if not line.startswith(DASH):
            raise NoteError("a signature line begins with an em dash and a space")
        name, _, encoded = line[len(DASH):].partition(" ")
        signature = decode_base64(encoded)
        if not name or len(signature) < 5:
            raise NoteError("not a signature line")
        for key_name, key_id, key in keys:
            if (key_name, key_id) == (name, signature[:4]):
                try:
                    key.verify(signature[4:], text.encode())
                except InvalidSignature as error:
                    raise NoteError("a signature of a known key does not verify") from error
                signed_by.append(name)
    if not signed_by:
        raise NoteError("no known key has signed")
    return text, signed_by


def open_checkpoint(note, keys):
    """tlog-checkpoint: origin, size in decimal without leading zeros, root in base64; what follows is let be."""
    text, signed_by = open_note(note, keys)
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] != "":
        raise NoteError("a checkpoint has at least three lines")
    origin, size, root = lines[0], lines[1], decode_base64(lines[2])
    if not origin or not size.isascii() or not size.isdigit() or size != str(int(size)) or len(root) != 32:
        raise NoteError("not a checkpoint")
    if origin not in signed_by:
        raise NoteError("the key of the origin has not signed")
    return origin, int(size), root


def tile_name(index):
    """tlog-tiles, "Merkle tree": three digits a part, all but the last with an x before them."""
    name = f"{index % 1000:03}"
    while index >= 1000:
        index //= 1000
        name = f"x{index % 1000:03}/{name}"
    return name


def widths(size):
    """Each tile of level 0 with as many hashes as the tree has in it."""
    for index in range(-(-size // 256)):
        width = min(256, size - index * 256)
        yield index, width, tile_name(index) + ("" if width == 256 else f".p/{width}")


def root_of(leaves):
    """RFC 6962 § 2.1, straight from its definition but for the recursion: one hash a subtree, largest first."""
    subtrees = []
    for leaf in leaves:
        height, node = 0, leaf
        while subtrees and subtrees[-1][0] == height:
            node = hashlib.sha256(b"\x01" + subtrees.pop()[1] + node).digest()
            height += 1
        subtrees.append((height, node))
    if not subtrees:
        return hashlib.sha256(b"").digest()
    node = subtrees.pop()[1]
    while subtrees:
        node = hashlib.sha256(b"\x01" + subtrees.pop()[1] + node).digest()
    return node


def is_consistent(first, first_hash, second, second_hash, path):
    """RFC 9162 § 2.1.4.2, step by step, for 0 < first < second."""
    if not path:
        return False
    if first & (first - 1) == 0:
        path = [first_hash, *path]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for node in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr = hashlib.sha256(b"\x01" + node + fr).digest()
            sr = hashlib.sha256(b"\x01" + node + sr).digest()
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = hashlib.sha256(b"\x01" + sr + node).digest()
        fn, sn = fn >> 1, sn >> 1
    return fr == first_hash and sr == second_hash and sn == 0


def check_folder(folder):
    """Checks an export; culled bundles may be missing from the front. Gives origin, size and the number of entries read."""
    folder = pathlib.Path(folder)
    lines = (folder / "keys").read_text(encoding="utf-8").splitlines()
    keys = [read_vkey(line) for line in lines if line and not line.startswith("#")]
    origin, size, root = open_checkpoint((folder / "checkpoint").read_text(encoding="utf-8"), keys)
    leaves, entries = [], 0
    for index, width, name in widths(size):
        row = (folder / "tile" / "0" / name).read_bytes()
        hashes = [row[start:start + 32] for start in range(0, len(row), 32)]
        if len(row) != 32 * width:
            raise NoteError(f"tile {index} is not {width} hashes")
        bundle = folder / "tile" / "entries" / name
        if bundle.exists() or entries:
            found = [hashlib.sha256(b"\x00" + entry).digest() for entry in cut(bundle.read_bytes())]
            if found != hashes:
                raise NoteError(f"the entries of bundle {index} are not those of the tile")
            entries += width
        leaves += hashes
    if root_of(leaves) != root:
        raise NoteError("the tiles do not give the signed root")
    return origin, size, entries


def cut(bundle):
    """Each entry has its length before it: two bytes, big-endian."""
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        if len(bundle) < end:
            raise NoteError("torn bundle")
        yield bundle[2:end]
        bundle = bundle[end:]


if __name__ == "__main__":
    print("{}: {} entries signed, {} read and found in the tree".format(*check_folder(sys.argv[1])))
