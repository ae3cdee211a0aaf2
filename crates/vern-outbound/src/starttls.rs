//! What is said in clear before TLS: a greeting, EHLO, STARTTLS, and nothing else (RFC 3207).
//!
//! Done here and not by the SMTP client, which keeps what it has read ahead: whatever stands in the buffer when TLS begins was said in clear by anyone
//! on the way, and must not be taken for the server's word after it (CVE-2011-0411 and its kin). One byte too many ends it.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::error::OutboundError;

/// The longest answer that is read; RFC 5321 § 4.5.3.1.5 has 512 for a line.
const REPLY_BYTES_MAX: usize = 8 * 1024;

/// Asks the server to speak TLS; refuses one that does not offer it.
pub(crate) async fn ask_for_tls(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    hello: &str,
) -> Result<(), OutboundError> {
    require(&read_reply(stream).await?, "220")?;
    say(stream, &format!("EHLO {hello}\r\n")).await?;
    let offered = read_reply(stream).await?;
    require(&offered, "250")?;
    let offers =
        |line: &str| line.get(4..).is_some_and(|word| word.trim_end().eq_ignore_ascii_case("STARTTLS"));
    if !offered.lines().any(offers) {
        return Err(OutboundError::TlsNotOffered);
    }
    say(stream, "STARTTLS\r\n").await?;
    match require(&read_reply(stream).await?, "220") {
        // Offered and then refused: there is no TLS here now.
        Err(OutboundError::NotUnderstood) => Err(OutboundError::TlsNotOffered),
        asked => asked,
    }
}

fn require(reply: &str, code: &str) -> Result<(), OutboundError> {
    match reply.as_bytes().first() {
        _ if reply.starts_with(code) => Ok(()),
        // 421 and its like: not now.
        Some(b'4') => Err(OutboundError::Later),
        _ => Err(OutboundError::NotUnderstood),
    }
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), line: &str) -> Result<(), OutboundError> {
    stream.write_all(line.as_bytes()).await.map_err(|_| OutboundError::Unreachable)?;
    stream.flush().await.map_err(|_| OutboundError::Unreachable)
}

/// One answer, all its lines; nothing may follow it.
async fn read_reply(stream: &mut (impl AsyncRead + Unpin)) -> Result<String, OutboundError> {
    let mut read = Vec::with_capacity(512);
    loop {
        let before = read.len();
        stream.read_buf(&mut read).await.map_err(|_| OutboundError::Unreachable)?;
        if read.len() == before {
            return Err(OutboundError::Unreachable);
        }
        if let Some(end) = end_of_reply(&read)? {
            return match end == read.len() {
                true => String::from_utf8(read).map_err(|_| OutboundError::NotUnderstood),
                false => Err(OutboundError::NotUnderstood),
            };
        }
        if read.len() > REPLY_BYTES_MAX {
            return Err(OutboundError::NotUnderstood);
        }
    }
}

/// Where an answer ends: after its first line whose code is followed by a blank, or by nothing.
fn end_of_reply(read: &[u8]) -> Result<Option<usize>, OutboundError> {
    let mut from = 0;
    for line in read.split_inclusive(|byte| *byte == b'\n') {
        if !line.ends_with(b"\n") {
            return Ok(None);
        }
        from += line.len();
        let (code, rest) = line.split_at_checked(3).ok_or(OutboundError::NotUnderstood)?;
        match rest.first() {
            _ if !code.iter().all(u8::is_ascii_digit) => return Err(OutboundError::NotUnderstood),
            Some(b'-') => {}
            Some(b' ' | b'\r' | b'\n') => return Ok(Some(from)),
            _ => return Err(OutboundError::NotUnderstood),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncBufReadExt, BufReader};

    use super::*;

    /// Plays a server that says these after each line it is told, the first at once.
    async fn talk(says: &[&str]) -> Result<(), OutboundError> {
        let (mut client, server) = tokio::io::duplex(64 * 1024);
        let says: Vec<String> = says.iter().map(|line| (*line).to_owned()).collect();
        let playing = tokio::spawn(async move {
            let mut server = BufReader::new(server);
            for said in says {
                server.get_mut().write_all(said.as_bytes()).await.unwrap();
                let mut line = String::new();
                let _told = server.read_line(&mut line).await;
            }
        });
        let asked = ask_for_tls(&mut client, "vern.example.no").await;
        drop(client);
        playing.await.unwrap();
        asked
    }

    #[tokio::test]
    async fn tls_is_asked_for_where_it_is_offered() {
        assert_eq!(
            talk(&["220 mail ready\r\n", "250-mail\r\n250-SIZE 100\r\n250 STARTTLS\r\n", "220 go\r\n"]).await,
            Ok(())
        );
        assert_eq!(
            talk(&["220-a\r\n220 b\r\n", "250-mail\r\n250-starttls\r\n250 HELP\r\n", "220\r\n"]).await,
            Ok(())
        );
    }

    #[tokio::test]
    async fn a_server_without_tls_is_told_nothing_more() {
        let not_offered = Err(OutboundError::TlsNotOffered);
        assert_eq!(talk(&["220 mail\r\n", "250-mail\r\n250 AUTH PLAIN\r\n"]).await, not_offered);
        assert_eq!(talk(&["220 mail\r\n", "250-mail\r\n250 XSTARTTLS\r\n"]).await, not_offered);
        assert_eq!(talk(&["220 mail\r\n", "250 STARTTLS\r\n", "502 no\r\n"]).await, not_offered);
        assert_eq!(
            talk(&["220 mail\r\n", "250 STARTTLS\r\n", "454 not now\r\n"]).await,
            Err(OutboundError::Later)
        );
        assert_eq!(talk(&["421 busy\r\n"]).await, Err(OutboundError::Later));
    }

    #[tokio::test]
    async fn what_is_said_in_clear_beyond_the_answer_is_not_taken_for_the_servers_word() {
        let broken = Err(OutboundError::NotUnderstood);
        assert_eq!(
            talk(&["220 mail\r\n", "250 STARTTLS\r\n", "220 go\r\n250-mail\r\n250 AUTH PLAIN\r\n"]).await,
            broken
        );
        assert_eq!(talk(&["220 mail\r\n250 STARTTLS\r\n"]).await, broken);
        assert_eq!(talk(&["220 mail\r\n", "250 STARTTLS\r\n", "220 go\r\nx"]).await, broken);
        for said in ["hello\r\n", "22\r\n", "2200 x\r\n", "\r\n", "220_x\r\n"] {
            assert_eq!(talk(&[said]).await, broken, "{said:?}");
        }
        assert_eq!(talk(&[&"220-x\r\n".repeat(2000)]).await, broken);
        assert_eq!(talk(&[]).await, Err(OutboundError::Unreachable));
    }
}
