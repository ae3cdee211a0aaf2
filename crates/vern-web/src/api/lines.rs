//! A body read as lines (NDJSON), each bounded, as they come in. A line that is too long is passed over to its end and reported as such.

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::StreamExt;

/// Longest line of a batch, in bytes. What is larger is sent as a call of its own.
pub(crate) const LINE_BYTES_MAX: usize = 256 * 1024;

/// One line, counted from 1.
pub(super) struct Line {
    pub(super) number: u64,
    /// Its bytes; none where it is too long.
    pub(super) bytes: Option<Vec<u8>>,
}

impl Line {
    fn is_written(&self) -> bool {
        self.bytes.as_ref().is_none_or(|bytes| !bytes.trim_ascii().is_empty())
    }
}

/// The lines of a body.
pub(super) struct Lines {
    body: BodyDataStream,
    /// What of the last piece has not been looked at.
    rest: Bytes,
    /// The beginning of a line whose end has not come yet; none where it has become too long.
    begun: Option<Vec<u8>>,
    number: u64,
    ended: bool,
}

impl Lines {
    pub(super) fn new(body: Body) -> Self {
        let body = body.into_data_stream();
        Self { body, rest: Bytes::new(), begun: Some(Vec::new()), number: 0, ended: false }
    }

    /// The next line that is not blank; none at the end, and where the body breaks off within a line. May be dropped while it waits.
    pub(super) async fn next(&mut self) -> Option<Line> {
        loop {
            while let Some(line) = self.take() {
                if line.is_written() {
                    return Some(line);
                }
            }
            if self.ended {
                return None;
            }
            match self.body.next().await {
                Some(Ok(piece)) => self.rest = piece,
                // What has been cut off is not carried out by halves.
                Some(Err(_)) => {
                    self.ended = true;
                    return None;
                }
                None => {
                    self.ended = true;
                    return Some(self.finish()).filter(Line::is_written);
                }
            }
        }
    }

    /// A line that ends within what has come in.
    fn take(&mut self) -> Option<Line> {
        let end = self.rest.iter().position(|byte| *byte == b'\n');
        let piece = self.rest.split_to(end.unwrap_or(self.rest.len()));
        match &mut self.begun {
            Some(begun) if begun.len() + piece.len() <= LINE_BYTES_MAX => begun.extend_from_slice(&piece),
            begun => *begun = None,
        }
        end.map(|_| {
            drop(self.rest.split_to(1));
            self.finish()
        })
    }

    fn finish(&mut self) -> Line {
        self.number += 1;
        Line { number: self.number, bytes: self.begun.replace(Vec::new()) }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    async fn read(pieces: Vec<Vec<u8>>) -> Vec<(u64, Option<Vec<u8>>)> {
        let pieces = pieces.into_iter().map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
        let mut lines = Lines::new(Body::from_stream(futures_util::stream::iter(pieces)));
        let mut all = Vec::new();
        while let Some(line) = lines.next().await {
            all.push((line.number, line.bytes));
        }
        all
    }

    fn text(lines: Vec<(u64, Option<Vec<u8>>)>) -> Vec<(u64, String)> {
        lines
            .into_iter()
            .map(|(number, bytes)| (number, String::from_utf8(bytes.unwrap()).unwrap()))
            .collect()
    }

    #[tokio::test]
    async fn lines_are_the_same_however_they_are_cut_into_pieces() {
        let whole = b"{\"a\":1}\n\n{\"b\":2}\r\n  \n{\"c\":3}".to_vec();
        let expected: Vec<(u64, String)> = [(1, "{\"a\":1}"), (3, "{\"b\":2}\r"), (5, "{\"c\":3}")]
            .map(|(number, line)| (number, line.to_owned()))
            .into();
        for size in 1..=whole.len() {
            let pieces = whole.chunks(size).map(<[u8]>::to_vec).collect();
            assert_eq!(text(read(pieces).await), expected, "{size}");
        }
        assert!(read(Vec::new()).await.is_empty());
        assert!(read(vec![b"\n\r\n ".to_vec()]).await.is_empty());
    }

    #[tokio::test]
    async fn a_line_too_long_is_reported_and_the_next_is_whole() {
        let longest = vec![b'x'; LINE_BYTES_MAX];
        let longer = vec![b'x'; LINE_BYTES_MAX + 1];
        let body = [longest.as_slice(), b"\n", &longer, b"\n{}\n", &longer].concat();
        for size in [1_000, 65_536, body.len()] {
            let lines = read(body.chunks(size).map(<[u8]>::to_vec).collect()).await;
            let lengths: Vec<_> =
                lines.iter().map(|(number, bytes)| (*number, bytes.as_ref().map(Vec::len))).collect();
            assert_eq!(lengths, [(1, Some(LINE_BYTES_MAX)), (2, None), (3, Some(2)), (4, None)], "{size}");
        }
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_leaves_its_last_line_undone() {
        let pieces = [Ok(Bytes::from_static(b"{}\n{\"a\"")), Err(std::io::Error::other("gone"))];
        let mut lines = Lines::new(Body::from_stream(futures_util::stream::iter(pieces)));
        assert!(lines.next().await.is_some_and(|line| line.number == 1));
        assert!(lines.next().await.is_none());
        assert!(lines.next().await.is_none());
    }
}
