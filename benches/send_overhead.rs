//! What does our layer cost over bare ureq, in CPU time, for one send on loopback?

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use smsmode_benches::{Figures, Result, is_measuring, phone_number, text};
use smsmode_http::{
    Account, ApiKey, BaseUrl, Client, Endpoint, GsmText, HttpSettings, ProxySetting, Recipients,
    Request, SendSms,
};

/// Many short windows, by turns in either order: whatever else the machine does meets both alike.
const WINDOWS: u32 = 2_000;
const SENDS: u32 = 20;
const ANSWER: &[u8] = b"0 | Accept\xe9 | S7EpYZ5kmS87";
const USER_AGENT: &str = "smsmode-bench";

fn main() -> Result<ExitCode> {
    let address = start_server()?;
    let account = Account::new(ApiKey::new("Ab1CD2efg3Hi")?)
        .with_base_url(BaseUrl::new(&format!("http://{address}"))?);
    let send = SendSms::new(Recipients::parse([phone_number(11)])?, GsmText::new(text(0))?);
    let request = send.request(&account)?;
    let settings =
        HttpSettings::default().with_proxy(ProxySetting::None).with_user_agent(USER_AGENT);
    let (client, agent) = (Client::with_settings(account, &settings)?, bare_agent());
    let through_client = || cpu_time(|| Ok(client.call(&send)?.message_id.map(drop)));
    let by_ureq = || cpu_time(|| post(&agent, &request, Some(Duration::from_secs(30))));
    let untimed_agent =
        ureq::Agent::new_with_config(ureq::Agent::config_builder().proxy(None).build());
    let (mut ours, mut bare, mut untimed, mut more) = (vec![], vec![], vec![], vec![]);
    for window in 0..if is_measuring() { WINDOWS } else { 1 } {
        let before = if window % 2 == 0 { Some(by_ureq()?) } else { None };
        let one = through_client()?;
        let other = before.map_or_else(by_ureq, Ok)?;
        untimed.push(cpu_time(|| post(&untimed_agent, &request, None))?);
        ours.push(one);
        bare.push(other);
        more.push((one / other - 1.0) * 100.0);
    }
    let mut figures = Figures::new("One send on loopback, CPU time of the sending thread");
    figures.tell("through smsmode_http::Client", median(ours), "µs");
    figures.tell("the same POST by bare ureq", median(bare), "µs");
    figures.at_most(15.0, "  more, median of the pairs", median(more), "%");
    figures.tell("bare ureq without timeouts: no thread for the name", median(untimed), "µs");
    Ok(figures.print())
}

/// ureq with the settings of our transport, but none of its connectors.
fn bare_agent() -> ureq::Agent {
    let connect = Some(Duration::from_secs(10));
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .timeout_resolve(connect)
        .timeout_connect(connect)
        .max_idle_age(Duration::from_secs(2))
        .user_agent(USER_AGENT)
        .build();
    config.into()
}

fn post(agent: &ureq::Agent, request: &Request, timeout: Option<Duration>) -> Result<Option<()>> {
    let post = agent.post(request.address()).config().timeout_global(timeout);
    let post = request.headers().fold(post.build(), |post, (name, value)| post.header(name, value));
    let answer = post.send(request.body())?.into_body().read_to_vec()?;
    Ok(answer.starts_with(b"0 |").then_some(()))
}

/// CPU time of this thread for one send, in microseconds.
fn cpu_time(send: impl Fn() -> Result<Option<()>>) -> Result<f64> {
    let begin = now();
    for _ in 0..SENDS {
        send()?.ok_or("the server answers every send with an id")?;
    }
    Ok(now().saturating_sub(begin).as_secs_f64() * 1e6 / f64::from(SENDS))
}

fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A server that does next to nothing: the sandbox would only add noise, since the other thread's
/// time is not counted.
fn start_server() -> io::Result<SocketAddr> {
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
