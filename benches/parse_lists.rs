//! How fast are long lists read?

use std::hint::black_box;
use std::process::ExitCode;

use criterion::{Criterion, Throughput};
use smsmode_benches::{
    Figures, Result, criterion_median, delivery_report, is_measuring, sent_list,
};
use smsmode_core::{Endpoint, GetDeliveryReport, ListSent, MessageId, Response};

const GROUP: &str = "parse_lists";
/// The most that the service gives in one page.
const RECORDS: usize = 10_000;

fn main() -> Result<ExitCode> {
    let (list, report) = (sent_list(RECORDS), delivery_report(RECORDS));
    let mut criterion = Criterion::default().configure_from_args();
    run(&mut criterion, "smsList", &list, &ListSent::new(), |list| list.messages.len())?;
    let ask = GetDeliveryReport::new(MessageId::new("S7EpYZ5kmS87")?);
    run(&mut criterion, "compteRendu", &report, &ask, |report| report.recipients.len())?;
    criterion.final_summary();
    if is_measuring() {
        judge(&[("smsList", &list), ("compteRendu", &report)])
    } else {
        Ok(ExitCode::SUCCESS)
    }
}

fn run<E: Endpoint>(
    criterion: &mut Criterion,
    name: &str,
    body: &[u8],
    endpoint: &E,
    records: fn(&E::Output) -> usize,
) -> Result<()> {
    assert_eq!(records(&endpoint.parse(Response::new(200, body))?), RECORDS, "all are whole");
    let mut group = criterion.benchmark_group(GROUP);
    group.throughput(Throughput::Bytes(u64::try_from(body.len())?));
    group.bench_function(name, |bench| {
        bench.iter(|| endpoint.parse(Response::new(200, black_box(body))));
    });
    group.bench_function(format!("split {name}"), |bench| bench.iter(|| split(black_box(body))));
    Ok(())
}

/// The reference: finding the separators, and nothing of what they separate.
fn split(body: &[u8]) -> usize {
    memchr::memchr2_iter(b'|', b'\n', body).count()
}

#[expect(clippy::cast_precision_loss, reason = "a body is far smaller than 2^52 bytes")]
fn judge(bodies: &[(&str, &[u8])]) -> Result<ExitCode> {
    let mut figures = Figures::new("Reading lists of 10,000 records");
    for (name, body) in bodies {
        let rate = |id: &str| {
            let median = criterion_median(env!("CARGO_TARGET_TMPDIR"), GROUP, id)?;
            Result::Ok(body.len() as f64 / median.as_secs_f64() / 1e6)
        };
        figures.at_least(100.0, name, rate(name)?, "MB/s");
        figures.tell("  its separators found by memchr", rate(&format!("split {name}"))?, "MB/s");
    }
    Ok(figures.print())
}
