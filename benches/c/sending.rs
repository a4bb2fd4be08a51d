//! What does a send on loopback cost from C, beside Rust and beside a program with libcurl?

use std::process::ExitCode;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use smsmode_benches::{Figures, Result, is_measuring, median, phone_number, start_server, text};
use smsmode_c_benches::{Library, Program};
use smsmode_http::{
    Account, ApiKey, BaseUrl, Client, GsmText, HttpSettings, ProxySetting, Recipients, SendSms,
};

const KEY: &str = "Ab1CD2efg3Hi";
const WINDOWS: u32 = 1_000;
const SENDS: u32 = 20;

fn main() -> Result<ExitCode> {
    let address = format!("http://{}", start_server()?);
    let (to, text) = (phone_number(11), text(0));
    let arguments = [address.as_str(), KEY, to.as_str(), text];
    let mut library = Program::start("send", Library::Smsmode, &arguments)?;
    let mut curl = Program::start("curl_send", Library::Curl, &arguments)?;
    let client = client(&address)?;
    let (mut c, mut by_curl, mut rust) = (vec![], vec![], vec![]);
    let (mut over_rust, mut over_curl) = (vec![], vec![]);
    for _ in 0..if is_measuring() { WINDOWS } else { 1 } {
        let ours = library.measure(SENDS)? / 1e3;
        let reference = curl.measure(SENDS)? / 1e3;
        let same = send_all(&client, &to, text)?;
        over_rust.push((ours / same - 1.0) * 100.0);
        over_curl.push(ours / reference);
        c.push(ours);
        by_curl.push(reference);
        rust.push(same);
    }
    let mut figures = Figures::new("One send on loopback, processor time of the process");
    figures.tell("smsmode_client_send, called from C", median(c), "µs");
    figures.tell("Client::call, called from Rust", median(rust), "µs");
    figures.at_most(10.0, "  more in C, median of the windows", median(over_rust), "%");
    figures.tell("the same by hand with libcurl", median(by_curl), "µs");
    figures.at_most(1.0, "  ours over libcurl's, median of the windows", median(over_curl), "");
    Ok(figures.print())
}

fn client(address: &str) -> Result<Client> {
    let account = Account::new(ApiKey::new(KEY)?).with_base_url(BaseUrl::new(address)?);
    let settings = HttpSettings::default().with_proxy(ProxySetting::None);
    Ok(Client::with_settings(account, &settings)?)
}

/// Microseconds for one send, from its values to the identifier of the message.
fn send_all(client: &Client, to: &str, text: &str) -> Result<f64> {
    let begin = now();
    for _ in 0..SENDS {
        let send = SendSms::new(Recipients::parse([to])?, GsmText::new(text)?);
        client.call(&send)?.message_id.ok_or("the server answers every send with an id")?;
    }
    // The time of this thread: the server is another one of this process.
    Ok(now().saturating_sub(begin).as_secs_f64() * 1e6 / f64::from(SENDS))
}

fn now() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}
