//! A server that does next to nothing.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

const ANSWER: &[u8] = b"0 | Accept\xe9 | S7EpYZ5kmS87";

/// Starts a server that accepts every message, each connection on a thread of its own. The sandbox would
/// answer more slowly and only add noise, since the time of the server is not counted.
///
/// # Errors
///
/// No port of this machine can be had.
pub fn start_server() -> io::Result<SocketAddr> {
    start_server_with(|_| ANSWER.to_vec())
}

/// The same, where the first line of a request is answered in a way of the bench's own.
///
/// # Errors
///
/// No port of this machine can be had.
pub fn start_server_with<F>(answer: F) -> io::Result<SocketAddr>
where
    F: Fn(&str) -> Vec<u8> + Clone + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || answer_all(stream, answer));
        }
    });
    Ok(address)
}

fn answer_all(stream: TcpStream, answer: impl Fn(&str) -> Vec<u8>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some((first, length)) = read_head(&mut reader)? {
        io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        let body = answer(&first);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        reader.get_mut().write_all(&[head.as_bytes(), &body].concat())?;
    }
    Ok(())
}

/// The first line, and the length of the body that follows; nothing when the connection ends.
fn read_head(reader: &mut impl BufRead) -> io::Result<Option<(String, u64)>> {
    let (mut first, mut length) = (String::new(), 0);
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    loop {
        let mut line = String::new();
        match reader.read_line(&mut line)? {
            0 => return Ok(None),
            _ if line.trim().is_empty() => return Ok(Some((first, length))),
            _ => {}
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
}
