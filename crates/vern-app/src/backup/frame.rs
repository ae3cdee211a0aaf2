//! The frames a snapshot is made of, and their bytes: ADR 0016 has the layout.
//!
//! A frame is its length (four bytes, big-endian) and one CBOR array whose first element says what it is. Deliberately not here: sealing
//! (`vern-crypto`), files, and what a restore makes of a frame.

use std::io::{Read, Write};

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};
use vern_core::id::{ControllerId, SubjectId};
use vern_core::time::Instant;
use vern_crypto::snapshot::SnapshotError;
use vern_store::keys::KeyRow;
use vern_store::row::Id16;
use vern_store::transfer::{TABLES, Value};

use crate::backup::of_snapshot;
use crate::problem::Problem;

/// The only format that is read. The first had ids in the place of the store's numbers (ADR 0004) and was never released.
const FORMAT: u64 = 2;
/// How many tables there were when the oldest file that is read was written. A table that came later is empty in one written before, which a table has to
/// bear; where other columns come to one that is there, the format's number goes up.
const TABLES_FIRST: usize = 28;
/// No frame is longer, in bytes; a longer one is refused unread.
const FRAME_BYTES_MAX: usize = 32 * 1024 * 1024;
/// A frame of rows is written once it holds so many bytes.
const ROWS_BYTES: usize = 64 * 1024;
/// Rows in one frame.
pub(super) const ROWS_MAX: u32 = 256;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Data,
    Keys,
}

impl Kind {
    const fn number(self) -> u64 {
        match self {
            Self::Data => 1,
            Self::Keys => 2,
        }
    }
}

/// Where a controller's journal stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JournalState {
    pub(super) controller: ControllerId,
    pub(super) slug: String,
    pub(super) epoch: u32,
    pub(super) tree_size: u64,
    /// Signed over the whole tree.
    pub(super) checkpoint: String,
}

/// The first frame of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: Kind,
    pub(super) snapshot: Id16,
    pub(super) installation: Id16,
    pub(super) taken_at: Instant,
    /// The installation was closed before: nothing came after it.
    pub(super) is_final: bool,
    /// Rows there are, for whoever wants to know how far it has come; keys may come and go meanwhile.
    pub(super) rows: u64,
    /// How many of the tables whoever wrote it knew: the first so many of ours. The rest are empty in it.
    pub(super) tables: usize,
    /// Of a key file: the data file it was made with, and SHA-256 of its bytes.
    pub(super) of_data: Option<(Id16, [u8; 32])>,
    pub(super) journals: Vec<JournalState>,
}

/// An erasure that was ordered and had its key still, since what a statute keeps was not sealed anew yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenErasure {
    pub(super) controller: ControllerId,
    pub(super) erasure: Id16,
    pub(super) subject: SubjectId,
    pub(super) activity: String,
    pub(super) ordered_at: Instant,
}

/// What comes after the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Frame {
    /// Rows of the table of this place in the list of tables.
    Rows(usize, Vec<Vec<Value>>),
    Keys(Vec<KeyRow>),
    OpenErasures(Vec<OpenErasure>),
    /// Rows there were: of each table, or of keys.
    End(Vec<u64>),
}

pub(super) fn broken() -> Problem {
    Problem::invalid("backup.form")
}

fn unreadable(_: minicbor::decode::Error) -> Problem {
    broken()
}

/// Encoding into memory cannot fail; what cannot happen is a fault of ours.
fn unwritable(error: minicbor::encode::Error<std::convert::Infallible>) -> Problem {
    Problem::Internal(error.to_string())
}

type Out = Encoder<Vec<u8>>;
type Put = Result<(), Problem>;

/// Writes frames.
pub(super) struct FrameWriter<W: Write> {
    out: W,
    /// Rows encoded and not written yet.
    rows: Out,
    count: u64,
    pub(super) bytes: u64,
}

impl<W: Write> FrameWriter<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, rows: Encoder::new(Vec::new()), count: 0, bytes: 0 }
    }

    pub(super) fn into_inner(self) -> W {
        self.out
    }

    pub(super) fn header(&mut self, header: &Header) -> Put {
        let mut cbor = Encoder::new(Vec::new());
        put_header(&mut cbor, header).map_err(unwritable)?;
        self.write(&[cbor.writer()])
    }

    /// Takes a row of a table. Each is written with its like, before another table begins.
    pub(super) fn row(&mut self, table: usize, row: &[Value]) -> Put {
        put_row(&mut self.rows, row).map_err(unwritable)?;
        self.counted(&[1, place(table)])
    }

    pub(super) fn key(&mut self, key: &KeyRow) -> Put {
        put_key(&mut self.rows, key).map_err(unwritable)?;
        self.counted(&[2])
    }

    pub(super) fn open_erasure(&mut self, erasure: &OpenErasure) -> Put {
        put_open_erasure(&mut self.rows, erasure).map_err(unwritable)?;
        self.counted(&[3])
    }

    fn counted(&mut self, head: &[u64]) -> Put {
        self.count += 1;
        let is_full = self.count >= u64::from(ROWS_MAX) || self.rows.writer().len() >= ROWS_BYTES;
        if is_full { self.flush(head) } else { Ok(()) }
    }

    pub(super) fn end_table(&mut self, table: usize) -> Put {
        self.flush(&[1, place(table)])
    }

    pub(super) fn end_keys(&mut self) -> Put {
        self.flush(&[2])
    }

    pub(super) fn end_open_erasures(&mut self) -> Put {
        self.flush(&[3])
    }

    fn flush(&mut self, head: &[u64]) -> Put {
        if self.count == 0 {
            return Ok(());
        }
        let mut cbor = Encoder::new(Vec::new());
        cbor.array(place(head.len()) + 1).map_err(unwritable)?;
        for number in head {
            cbor.u64(*number).map_err(unwritable)?;
        }
        cbor.array(std::mem::take(&mut self.count)).map_err(unwritable)?;
        let rows = std::mem::replace(&mut self.rows, Encoder::new(Vec::new()));
        self.write(&[cbor.writer(), rows.writer()])
    }

    pub(super) fn end(&mut self, counts: &[u64]) -> Put {
        let mut cbor = Encoder::new(Vec::new());
        let put = |cbor: &mut Out| {
            cbor.array(2)?.u64(4)?.array(place(counts.len()))?;
            counts.iter().try_for_each(|count| cbor.u64(*count).map(drop))
        };
        put(&mut cbor).map_err(unwritable)?;
        self.write(&[cbor.writer()])
    }

    fn write(&mut self, parts: &[&Vec<u8>]) -> Put {
        let length = parts.iter().map(|part| part.len()).sum::<usize>();
        if length > FRAME_BYTES_MAX {
            return Err(Problem::Internal("a row is longer than a frame may be".to_owned()));
        }
        let bytes = u32::try_from(length).map_err(|_| broken())?;
        self.bytes += u64::from(bytes) + 4;
        let mut write =
            |part: &[u8]| self.out.write_all(part).map_err(|error| of_snapshot(SnapshotError::from(error)));
        write(&bytes.to_be_bytes())?;
        parts.iter().try_for_each(|part| write(part))
    }
}

type Done = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn place(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn put_header(cbor: &mut Out, header: &Header) -> Done {
    cbor.array(11)?.u64(0)?.u64(FORMAT)?.u64(header.kind.number())?;
    cbor.bytes(&header.snapshot)?.bytes(&header.installation)?.i64(header.taken_at.as_micros())?;
    cbor.bool(header.is_final)?.u64(header.rows)?;
    match &header.of_data {
        Some((snapshot, digest)) => cbor.array(2)?.bytes(snapshot)?.bytes(digest)?,
        None => cbor.null()?,
    };
    cbor.array(place(header.tables))?;
    for table in TABLES.iter().take(header.tables) {
        cbor.str(table.name())?;
    }
    cbor.array(place(header.journals.len()))?;
    for journal in &header.journals {
        cbor.array(5)?.u64(journal.controller.as_u64())?.str(&journal.slug)?;
        cbor.u32(journal.epoch)?.u64(journal.tree_size)?.str(&journal.checkpoint)?;
    }
    Ok(())
}

fn put_row(cbor: &mut Out, row: &[Value]) -> Done {
    cbor.array(place(row.len()))?;
    for value in row {
        match value {
            Value::Null => cbor.null()?,
            Value::Int(value) => cbor.i64(*value)?,
            Value::Text(value) => cbor.str(value)?,
            Value::Bytes(value) => cbor.bytes(value)?,
        };
    }
    Ok(())
}

fn put_key(cbor: &mut Out, key: &KeyRow) -> Done {
    cbor.array(7)?.u64(key.controller.as_u64())?.bytes(&key.key_id)?.u8(key.purpose)?.u64(key.parent)?;
    match &key.wrapped {
        Some(wrapped) => cbor.bytes(wrapped)?,
        None => cbor.null()?,
    };
    cbor.i64(key.created_at.as_micros())?;
    match key.erased_at {
        Some(at) => cbor.i64(at.as_micros())?,
        None => cbor.null()?,
    };
    Ok(())
}

fn put_open_erasure(cbor: &mut Out, open: &OpenErasure) -> Done {
    cbor.array(5)?.u64(open.controller.as_u64())?.bytes(&open.erasure)?.bytes(open.subject.as_bytes())?;
    cbor.str(&open.activity)?.i64(open.ordered_at.as_micros())?;
    Ok(())
}

/// Reads frames.
pub(super) struct FrameReader<R: Read> {
    from: R,
    frame: Vec<u8>,
}

impl<R: Read> FrameReader<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, frame: Vec::new() }
    }

    /// The header. One that lists fewer tables is of an earlier version of this program, which had not the rest; one that lists others, or more, is of
    /// one this cannot read.
    pub(super) fn header(&mut self) -> Result<Header, Problem> {
        self.fill()?;
        let cbor = &mut Decoder::new(&self.frame);
        expect_array(cbor, 11)?;
        if cbor.u64().map_err(unreadable)? != 0 {
            return Err(broken());
        }
        if cbor.u64().map_err(unreadable)? != FORMAT {
            return Err(Problem::invalid("backup.format_unknown"));
        }
        let header = read_header(cbor)?;
        at_end(cbor, &self.frame)?;
        Ok(header)
    }

    /// The next frame after the header.
    pub(super) fn next(&mut self) -> Result<Frame, Problem> {
        self.fill()?;
        let cbor = &mut Decoder::new(&self.frame);
        let parts = cbor.array().map_err(unreadable)?;
        let frame = match (parts, cbor.u64().map_err(unreadable)?) {
            (Some(3), 1) => {
                let table = usize::try_from(cbor.u64().map_err(unreadable)?).map_err(|_| broken())?;
                Frame::Rows(table, array(cbor, read_row)?)
            }
            (Some(2), 2) => Frame::Keys(array(cbor, read_key)?),
            (Some(2), 3) => Frame::OpenErasures(array(cbor, read_open_erasure)?),
            (Some(2), 4) => Frame::End(array(cbor, |cbor| cbor.u64().map_err(unreadable))?),
            _ => return Err(broken()),
        };
        at_end(cbor, &self.frame)?;
        Ok(frame)
    }

    /// Reads on to the end, which must follow: only then is the file known to be whole.
    pub(super) fn finish(mut self) -> Result<R, Problem> {
        let mut after = [0];
        match self.from.read(&mut after) {
            Ok(0) => Ok(self.from),
            Ok(_) => Err(broken()),
            Err(error) => Err(of_snapshot(SnapshotError::from(error))),
        }
    }

    fn fill(&mut self) -> Result<(), Problem> {
        let mut length = [0; 4];
        let failed = |error: std::io::Error| match error.kind() {
            // The stream ended whole, and in the middle of a frame: nothing of ours is made so.
            std::io::ErrorKind::UnexpectedEof
                if error.get_ref().is_none_or(|it| !it.is::<SnapshotError>()) =>
            {
                broken()
            }
            _ => of_snapshot(SnapshotError::from(error)),
        };
        self.from.read_exact(&mut length).map_err(failed)?;
        let length = usize::try_from(u32::from_be_bytes(length)).map_err(|_| broken())?;
        if length > FRAME_BYTES_MAX {
            return Err(broken());
        }
        self.frame.resize(length, 0);
        self.from.read_exact(&mut self.frame).map_err(failed)
    }
}

fn at_end(cbor: &Decoder<'_>, frame: &[u8]) -> Result<(), Problem> {
    if cbor.position() == frame.len() { Ok(()) } else { Err(broken()) }
}

fn expect_array(cbor: &mut Decoder<'_>, length: u64) -> Result<(), Problem> {
    if cbor.array().map_err(unreadable)? == Some(length) { Ok(()) } else { Err(broken()) }
}

fn array<T>(
    cbor: &mut Decoder<'_>,
    read: impl Fn(&mut Decoder<'_>) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    let length = cbor.array().map_err(unreadable)?.ok_or_else(broken)?;
    (0..length).map(|_| read(cbor)).collect()
}

fn fixed<const N: usize>(cbor: &mut Decoder<'_>) -> Result<[u8; N], Problem> {
    cbor.bytes().map_err(unreadable)?.try_into().map_err(|_| broken())
}

fn instant(cbor: &mut Decoder<'_>) -> Result<Instant, Problem> {
    cbor.i64().map(Instant::from_micros).map_err(unreadable)
}

fn text(cbor: &mut Decoder<'_>) -> Result<String, Problem> {
    cbor.str().map(ToOwned::to_owned).map_err(unreadable)
}

/// A value, or nothing where null stands.
fn or_null<T>(
    cbor: &mut Decoder<'_>,
    read: impl Fn(&mut Decoder<'_>) -> Result<T, Problem>,
) -> Result<Option<T>, Problem> {
    if cbor.datatype().map_err(unreadable)? == Type::Null {
        cbor.null().map_err(unreadable)?;
        return Ok(None);
    }
    read(cbor).map(Some)
}

fn controller(cbor: &mut Decoder<'_>) -> Result<ControllerId, Problem> {
    cbor.u64().map(ControllerId::from_bits).map_err(unreadable)
}

fn read_header(cbor: &mut Decoder<'_>) -> Result<Header, Problem> {
    let kind = match cbor.u64().map_err(unreadable)? {
        1 => Kind::Data,
        2 => Kind::Keys,
        _ => return Err(broken()),
    };
    let (snapshot, installation, taken_at) = (fixed(cbor)?, fixed(cbor)?, instant(cbor)?);
    let is_final = cbor.bool().map_err(unreadable)?;
    let rows = cbor.u64().map_err(unreadable)?;
    let of_data = or_null(cbor, |cbor| {
        expect_array(cbor, 2)?;
        Ok((fixed(cbor)?, fixed(cbor)?))
    })?;
    let tables = array(cbor, text)?;
    let ours = TABLES.iter().take(tables.len()).map(|table| table.name());
    if tables.len() < TABLES_FIRST || !tables.iter().map(String::as_str).eq(ours) {
        return Err(Problem::invalid("backup.format_unknown"));
    }
    let journals = array(cbor, |cbor| {
        expect_array(cbor, 5)?;
        Ok(JournalState {
            controller: controller(cbor)?,
            slug: text(cbor)?,
            epoch: cbor.u32().map_err(unreadable)?,
            tree_size: cbor.u64().map_err(unreadable)?,
            checkpoint: text(cbor)?,
        })
    })?;
    let tables = tables.len();
    Ok(Header { kind, snapshot, installation, taken_at, is_final, rows, tables, of_data, journals })
}

fn read_row(cbor: &mut Decoder<'_>) -> Result<Vec<Value>, Problem> {
    array(cbor, |cbor| match cbor.datatype().map_err(unreadable)? {
        Type::Null => cbor.null().map(|()| Value::Null).map_err(unreadable),
        Type::String => text(cbor).map(Value::Text),
        Type::Bytes => cbor.bytes().map(|bytes| Value::Bytes(bytes.to_vec())).map_err(unreadable),
        _ => cbor.i64().map(Value::Int).map_err(unreadable),
    })
}

fn read_key(cbor: &mut Decoder<'_>) -> Result<KeyRow, Problem> {
    expect_array(cbor, 7)?;
    Ok(KeyRow {
        controller: controller(cbor)?,
        key_id: fixed(cbor)?,
        purpose: cbor.u8().map_err(unreadable)?,
        parent: cbor.u64().map_err(unreadable)?,
        wrapped: or_null(cbor, |cbor| cbor.bytes().map(<[u8]>::to_vec).map_err(unreadable))?,
        created_at: instant(cbor)?,
        erased_at: or_null(cbor, instant)?,
    })
}

fn read_open_erasure(cbor: &mut Decoder<'_>) -> Result<OpenErasure, Problem> {
    expect_array(cbor, 5)?;
    Ok(OpenErasure {
        controller: controller(cbor)?,
        erasure: fixed(cbor)?,
        subject: SubjectId::from_bytes(fixed(cbor)?),
        activity: text(cbor)?,
        ordered_at: instant(cbor)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn header() -> Header {
        Header {
            kind: Kind::Keys,
            snapshot: [1; 16],
            installation: [2; 16],
            taken_at: Instant::from_micros(3),
            is_final: true,
            rows: 4,
            tables: TABLES.len(),
            of_data: Some(([5; 16], [6; 32])),
            journals: vec![JournalState {
                controller: ControllerId::from_bits(7),
                slug: "g".to_owned(),
                epoch: 1,
                tree_size: 300,
                checkpoint: "n".to_owned(),
            }],
        }
    }

    fn written(write: impl Fn(&mut FrameWriter<Vec<u8>>) -> Put) -> Vec<u8> {
        let mut frames = FrameWriter::new(Vec::new());
        write(&mut frames).unwrap();
        let bytes = frames.bytes;
        let out = frames.into_inner();
        assert_eq!(u64::try_from(out.len()).unwrap(), bytes);
        out
    }

    fn key(wrapped: Option<Vec<u8>>, erased_at: Option<i64>) -> KeyRow {
        KeyRow {
            controller: ControllerId::from_bits(7),
            key_id: [8; 16],
            purpose: 2,
            parent: 0,
            wrapped,
            created_at: Instant::from_micros(9),
            erased_at: erased_at.map(Instant::from_micros),
        }
    }

    /// Written by hand from ADR 0016: a stranger's reader must find this.
    #[test]
    fn the_bytes_are_pinned() {
        let row = [Value::Null, Value::Int(-1), Value::Text("a".to_owned()), Value::Bytes(vec![0xff])];
        let rows = written(|frames| {
            frames.row(3, &row)?;
            frames.end_table(3)
        });
        assert_eq!(rows, b"\x00\x00\x00\x0b\x83\x01\x03\x81\x84\xf6\x20\x61a\x41\xff");
        let end = written(|frames| frames.end(&[0, 24]));
        assert_eq!(end, b"\x00\x00\x00\x06\x82\x04\x82\x00\x18\x18");
        let keys = written(|frames| {
            frames.key(&key(None, Some(10)))?;
            frames.end_keys()
        });
        let id = [8; 16];
        let expected =
            [b"\x00\x00\x00\x1b\x82\x02\x81\x87\x07\x50".as_slice(), &id, b"\x02\x00\xf6\x09\x0a"].concat();
        assert_eq!(keys, expected);
        let begin = written(|frames| frames.header(&header()));
        assert_eq!(begin[4..8], *b"\x8b\x00\x02\x02");
    }

    #[test]
    fn what_is_written_is_read() {
        let open = OpenErasure {
            controller: ControllerId::from_bits(7),
            erasure: [1; 16],
            subject: SubjectId::from_bytes([2; 16]),
            activity: "prospects".to_owned(),
            ordered_at: Instant::from_micros(3),
        };
        let keys = vec![key(Some(vec![1; 61]), None), key(None, Some(4))];
        let bytes = written(|frames| {
            frames.header(&header())?;
            keys.iter().try_for_each(|key| frames.key(key))?;
            frames.end_keys()?;
            frames.open_erasure(&open)?;
            frames.end_open_erasures()?;
            frames.end(&[2])
        });
        let mut frames = FrameReader::new(bytes.as_slice());
        assert_eq!(frames.header().unwrap(), header());
        assert_eq!(frames.next().unwrap(), Frame::Keys(keys));
        assert_eq!(frames.next().unwrap(), Frame::OpenErasures(vec![open]));
        assert_eq!(frames.next().unwrap(), Frame::End(vec![2]));
        frames.finish().unwrap();
        let mut longer = FrameReader::new(b"x".as_slice());
        assert_eq!(longer.next().unwrap_err().code(), "backup.form");
        assert_eq!(FrameReader::new(b"x".as_slice()).finish().unwrap_err().code(), "backup.form");
    }

    #[test]
    fn a_header_of_another_format_or_of_other_tables_is_named() {
        let bytes = written(|frames| frames.header(&header()));
        let mut other = bytes.clone();
        other[6] = 1;
        assert_eq!(FrameReader::new(other.as_slice()).header().unwrap_err().code(), "backup.format_unknown");
        let name = bytes.windows(5).position(|part| part == b"heads").unwrap();
        let mut other = bytes;
        other[name] = b'H';
        assert_eq!(FrameReader::new(other.as_slice()).header().unwrap_err().code(), "backup.format_unknown");
    }

    #[test]
    fn a_header_of_an_earlier_version_has_the_tables_there_were() {
        for tables in TABLES_FIRST - 1..=TABLES.len() {
            let earlier = Header { tables, ..header() };
            let bytes = written(|frames| frames.header(&earlier));
            let read = FrameReader::new(bytes.as_slice()).header();
            if tables < TABLES_FIRST {
                assert_eq!(read.unwrap_err().code(), "backup.format_unknown");
            } else {
                assert_eq!(read.unwrap(), earlier);
            }
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            ".{0,40}".prop_map(Value::Text),
            proptest::collection::vec(any::<u8>(), 0..300).prop_map(Value::Bytes),
        ]
    }

    proptest! {
        #[test]
        fn any_rows_go_out_and_in(rows in proptest::collection::vec(proptest::collection::vec(any_value(), 0..12), 0..600)) {
            let bytes = written(|frames| {
                rows.iter().try_for_each(|row| frames.row(4, row))?;
                frames.end_table(4)?;
                frames.end(&[1])
            });
            let mut frames = FrameReader::new(bytes.as_slice());
            let mut read = Vec::new();
            loop {
                match frames.next().unwrap() {
                    Frame::Rows(4, some) => {
                        prop_assert!(some.len() <= 256);
                        read.extend(some);
                    }
                    Frame::End(counts) => {
                        prop_assert_eq!(counts, vec![1]);
                        break;
                    }
                    other => prop_assert!(false, "{:?}", other),
                }
            }
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let framed = [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes.as_slice()].concat();
            for bytes in [&bytes, &framed] {
                drop(FrameReader::new(bytes.as_slice()).header());
                drop(FrameReader::new(bytes.as_slice()).next());
            }
        }
    }
}
