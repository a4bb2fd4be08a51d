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
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(|| answer_all(stream));
        }
    });
    Ok(address)
}

fn answer_all(stream: TcpStream) -> io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", ANSWER.len());
    let answer = [head.as_bytes(), ANSWER].concat();
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(length) = read_head(&mut reader)? {
        io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        reader.get_mut().write_all(&answer)?;
    }
    Ok(())
}

/// The length of the body that follows; nothing when the connection ends.
fn read_head(reader: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        match reader.read_line(&mut line)? {
            0 => return Ok(None),
            _ if line.trim().is_empty() => return Ok(Some(length)),
            _ => {}
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
}
