//! Keeps contents from ureq, which prints every byte that passes it at trace level.
//!
//! ureq is shown the framing of HTTP and placeholders of the same length in place of queries, bodies
//! and header values: it can do its work, and nothing that it prints is private.

/// What stands for a byte that ureq may not see.
const MASK: u8 = b'*';

/// What ureq sees in place of a query.
pub(super) const QUERY_PLACEHOLDER: &str = "***";

/// What ureq sees in place of a body.
pub(super) fn placeholder(body: &[u8]) -> Vec<u8> {
    vec![MASK; body.len()]
}

/// The head of a request with its query in the place of the placeholder; nothing where it has none.
pub(super) fn unveil_head(head: &[u8], query: &str) -> Option<Vec<u8>> {
    let placeholder = format!("?{QUERY_PLACEHOLDER} HTTP/1.");
    let found =
        head.windows(placeholder.len()).position(|window| window == placeholder.as_bytes())?;
    let (before, rest) = head.split_at_checked(found + 1)?;
    let after = rest.get(QUERY_PLACEHOLDER.len()..)?;
    Some([before, query.as_bytes(), after].concat())
}

/// An answer on its way to ureq: its framing whole, its contents masked and kept aside.
#[derive(Debug)]
pub(super) struct AnswerVeil {
    state: State,
    /// Bytes that are not understood yet: part of a head or of a line.
    pending: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Head,
    /// So many bytes of contents are to come.
    Length(u64),
    /// Everything up to the end of the connection is contents.
    UntilClosed,
    ChunkSize,
    Chunk(u64),
    ChunkEnd,
    Trailer,
    /// No HTTP, or more than was announced.
    Garbage,
}

/// What came of some bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    /// What ureq may see.
    pub(super) visible: Vec<u8>,
    /// The contents behind the masks, in order.
    pub(super) contents: Vec<u8>,
}

impl AnswerVeil {
    pub(super) fn new() -> Self {
        Self { state: State::Head, pending: Vec::new() }
    }

    /// Whether everything that came has been passed on.
    pub(super) fn is_idle(&self) -> bool {
        self.pending.is_empty()
    }

    /// Passes bytes of the network on.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Passed {
        let mut waiting = std::mem::take(&mut self.pending);
        let bytes = if waiting.is_empty() {
            bytes
        } else {
            waiting.extend_from_slice(bytes);
            waiting.as_slice()
        };
        let (mut rest, mut passed) = (bytes, Passed::default());
        while !rest.is_empty() {
            match self.step(rest, &mut passed) {
                Some(used) => rest = rest.get(used..).unwrap_or_default(),
                None => break,
            }
        }
        self.pending = rest.to_vec();
        passed
    }

    /// Takes one piece, and tells how long it was; nothing where more bytes are needed.
    fn step(&mut self, bytes: &[u8], passed: &mut Passed) -> Option<usize> {
        match self.state {
            State::Head => self.head(bytes, passed),
            State::Length(left) => {
                let used = mask(bytes, left, passed);
                let left = left - as_u64(used);
                self.state = if left == 0 { State::Garbage } else { State::Length(left) };
                Some(used)
            }
            State::UntilClosed => Some(mask(bytes, u64::MAX, passed)),
            State::ChunkSize => self.chunk_size(bytes, passed),
            State::Chunk(left) => {
                let used = mask(bytes, left, passed);
                let left = left - as_u64(used);
                self.state = if left == 0 { State::ChunkEnd } else { State::Chunk(left) };
                Some(used)
            }
            State::ChunkEnd => {
                let (line, used) = line(bytes)?;
                passed.visible.extend_from_slice(b"\r\n");
                self.state = if line.is_empty() { State::ChunkSize } else { State::Garbage };
                Some(used)
            }
            State::Trailer => {
                let (line, used) = line(bytes)?;
                if line.is_empty() {
                    passed.visible.extend_from_slice(b"\r\n");
                    self.state = State::Garbage;
                }
                Some(used)
            }
            State::Garbage => {
                passed.visible.resize(passed.visible.len() + bytes.len(), MASK);
                Some(bytes.len())
            }
        }
    }

    fn head(&mut self, bytes: &[u8], passed: &mut Passed) -> Option<usize> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        match response.parse(bytes) {
            Ok(httparse::Status::Complete(used)) => {
                self.state = write_head(&response, &mut passed.visible);
                Some(used)
            }
            Ok(httparse::Status::Partial) if bytes.len() < MAX_HEAD => None,
            _ => {
                self.state = State::Garbage;
                Some(0)
            }
        }
    }

    fn chunk_size(&mut self, bytes: &[u8], passed: &mut Passed) -> Option<usize> {
        match httparse::parse_chunk_size(bytes) {
            Ok(httparse::Status::Complete((used, size))) => {
                passed.visible.extend_from_slice(format!("{size:x}\r\n").as_bytes());
                self.state = if size == 0 { State::Trailer } else { State::Chunk(size) };
                Some(used)
            }
            Ok(httparse::Status::Partial) if bytes.len() < MAX_HEAD => None,
            _ => {
                self.state = State::Garbage;
                Some(0)
            }
        }
    }
}

const MAX_HEADERS: usize = 128;
const MAX_HEAD: usize = 64 * 1024;

/// Headers that are needed and hold nothing private.
const KEPT: [&str; 5] =
    ["content-length", "transfer-encoding", "connection", "content-type", "retry-after"];

/// Writes the head with the headers that are needed, and tells what follows it.
fn write_head(response: &httparse::Response<'_, '_>, visible: &mut Vec<u8>) -> State {
    let (version, code) = (response.version.unwrap_or(1), response.code.unwrap_or(0));
    visible.extend_from_slice(format!("HTTP/1.{version} {code:03} -\r\n").as_bytes());
    let value = |name: &str| {
        let mut headers = response.headers.iter();
        headers.find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
    };
    let chunked =
        value("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case(b"chunked"));
    for name in KEPT {
        // Where both are given, the chunks count (RFC 9112, 6.3).
        let overruled = chunked && name == "content-length";
        if let Some(value) = value(name).filter(|_| !overruled) {
            visible.extend_from_slice(name.as_bytes());
            visible.extend_from_slice(b": ");
            visible.extend_from_slice(value);
            visible.extend_from_slice(b"\r\n");
        }
    }
    visible.extend_from_slice(b"\r\n");
    let length = value("content-length")
        .and_then(|value| std::str::from_utf8(value).ok()?.trim().parse().ok());
    match (code, length) {
        (100..=199, _) => State::Head,
        (204 | 304, _) | (_, Some(0)) if !chunked => State::Garbage,
        _ if chunked => State::ChunkSize,
        (_, Some(length)) => State::Length(length),
        _ => State::UntilClosed,
    }
}

/// Masks contents, at most so many bytes.
fn mask(bytes: &[u8], most: u64, passed: &mut Passed) -> usize {
    let used = usize::try_from(most).unwrap_or(usize::MAX).min(bytes.len());
    passed.contents.extend_from_slice(bytes.get(..used).unwrap_or_default());
    passed.visible.resize(passed.visible.len() + used, MASK);
    used
}

/// The first line without its end, and how many bytes it takes with it.
fn line(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let line = bytes.get(..end)?;
    Some((line.strip_suffix(b"\r").unwrap_or(line), end + 1))
}

fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What passes when bytes come all at once, which must be what passes when they come singly.
    fn passed(answer: &[u8]) -> (String, String) {
        let whole = AnswerVeil::new().pass(answer);
        let (mut veil, mut singly) = (AnswerVeil::new(), Passed::default());
        for byte in answer {
            let passed = veil.pass(&[*byte]);
            singly.visible.extend(passed.visible);
            singly.contents.extend(passed.contents);
        }
        assert_eq!(whole, singly);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(whole.visible), text(whole.contents))
    }

    #[test]
    fn a_body_of_known_length_is_masked() {
        let (visible, contents) =
            passed(b"HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 6\r\n\r\n0 | A1");
        assert_eq!(visible, "HTTP/1.1 200 -\r\ncontent-length: 6\r\n\r\n******");
        assert_eq!(contents, "0 | A1");
    }

    #[test]
    fn chunks_keep_their_sizes_and_lose_their_contents() {
        let answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n3;secret\r\n0 |\r\nA\r\n 123456789\r\n0\r\nX-Trailer: secret\r\n\r\n";
        let (visible, contents) = passed(answer);
        assert_eq!(
            visible,
            "HTTP/1.1 200 -\r\ntransfer-encoding: chunked\r\n\r\n3\r\n***\r\na\r\n**********\r\n0\r\n\r\n"
        );
        assert_eq!(contents, "0 | 123456789");
    }

    #[test]
    fn a_body_without_a_length_is_masked_to_the_end() {
        let (visible, contents) = passed(b"HTTP/1.0 200 OK\r\n\r\nsecret");
        assert_eq!(
            (visible.as_str(), contents.as_str()),
            ("HTTP/1.0 200 -\r\n\r\n******", "secret")
        );
    }

    #[test]
    fn headers_that_nobody_needs_are_left_out() {
        let (visible, _) = passed(b"HTTP/1.1 302 secret\r\nLocation: /secret\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(visible, "HTTP/1.1 302 -\r\ncontent-length: 0\r\nretry-after: 7\r\n\r\n");
    }

    #[test]
    fn an_interim_answer_is_followed_by_another_head() {
        let (visible, contents) =
            passed(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n7");
        assert_eq!(visible, "HTTP/1.1 100 -\r\n\r\nHTTP/1.1 200 -\r\ncontent-length: 1\r\n\r\n*");
        assert_eq!(contents, "7");
    }

    #[test]
    fn what_is_no_http_is_masked_whole() {
        for garbage in [
            "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nsecret",
        ] {
            let whole = AnswerVeil::new().pass(garbage.as_bytes());
            let visible = String::from_utf8(whole.visible).unwrap();
            assert!(!visible.contains("SSH") && !visible.contains("secret"), "{visible}");
            assert!(whole.contents.is_empty());
        }
    }

    #[test]
    fn the_query_takes_the_place_of_its_placeholder() {
        let head = b"GET /a.do?*** HTTP/1.1\r\nHost: x\r\n\r\n";
        let expected = b"GET /a.do?accessToken=k&message=?*** HTTP/1.1\r\nHost: x\r\n\r\n";
        assert_eq!(unveil_head(head, "accessToken=k&message=?***").unwrap(), expected);
        assert_eq!(unveil_head(b"GET /a.do HTTP/1.1\r\n\r\n", "k"), None);
    }
}
