//! What does our layer cost over bare ureq, in CPU time, for one send on loopback?

use std::process::ExitCode;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use smsmode_benches::{Figures, Result, is_measuring, median, phone_number, start_server, text};
use smsmode_http::{
    Account, ApiKey, BaseUrl, Client, Endpoint, GsmText, HttpSettings, ProxySetting, Recipients,
    Request, SendSms,
};

/// Many short windows, by turns in either order: whatever else the machine does meets both alike.
const WINDOWS: u32 = 2_000;
const SENDS: u32 = 20;
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
