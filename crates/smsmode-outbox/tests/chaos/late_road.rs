//! A road to the service on which some requests come late, whether their sender still waits or not: as
//! behind a gateway that took them and was slow to pass them on.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;

/// So many connections of a hundred have a first request that is late.
const LATE_OF_A_HUNDRED: u8 = 25;
/// Longer than a till waits for an answer. Less than that and its quiet time together.
const LATEST_MS: u64 = 3_200;

/// The address of a road to this service. It is there as long as this process.
pub(crate) fn to(service: SocketAddr, seed: u64) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let mut random = Rng::with_seed(seed);
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let is_late = random.u8(0..100) < LATE_OF_A_HUNDRED;
            let delay = is_late.then(|| Duration::from_millis(random.u64(200..LATEST_MS)));
            // Either side may be gone at any time: that is what the road is for.
            thread::spawn(move || drop(carry(&client, service, delay)));
        }
    });
    address
}

fn carry(client: &TcpStream, service: SocketAddr, delay: Option<Duration>) -> io::Result<()> {
    let held = delay.map(|delay| hold(client, delay)).transpose()?.unwrap_or_default();
    let server = TcpStream::connect(service)?;
    server.set_nodelay(true)?;
    client.set_nodelay(true)?;
    (&server).write_all(&held)?;
    thread::scope(|scope| {
        scope.spawn(|| {
            drop(io::copy(&mut &server, &mut &*client));
            drop(client.shutdown(Shutdown::Both));
        });
        drop(io::copy(&mut &*client, &mut &server));
        // What was passed on is still answered.
        server.shutdown(Shutdown::Write)
    })
}

/// All that comes within this time. What was read is not lost where the client resets.
fn hold(mut client: &TcpStream, delay: Duration) -> io::Result<Vec<u8>> {
    let end = Instant::now() + delay;
    let (mut held, mut chunk) = (Vec::new(), [0; 4096]);
    while let Some(left) = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    {
        client.set_read_timeout(Some(left))?;
        match client.read(&mut chunk) {
            // It has closed, and nothing more comes.
            Ok(0) => wait_until(end),
            Ok(read) => held.extend(chunk.iter().take(read)),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => wait_until(end),
        }
    }
    client.set_read_timeout(None)?;
    Ok(held)
}

fn wait_until(end: Instant) {
    while let Some(left) = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    {
        thread::park_timeout(left);
    }
}
