//! How long does it take to build a request, for one recipient and for 10,000?

use std::borrow::Cow;
use std::hint::black_box;
use std::process::ExitCode;

use criterion::Criterion;
use smsmode_benches::{Figures, Result, criterion_median, is_measuring, phone_number, text};
use smsmode_core::text::latin9;
use smsmode_core::{
    Account, ApiKey, BatchRow, Endpoint, GsmText, PhoneNumber, Recipients, SendBatch, SendSms,
};

const GROUP: &str = "build_request";
const KEY: &str = "Ab1CD2efg3Hi";
const MANY: usize = 10_000;

fn main() -> Result<ExitCode> {
    let mut criterion = Criterion::default().configure_from_args();
    sends(&mut criterion)?;
    batches(&mut criterion)?;
    criterion.final_summary();
    if is_measuring() { judge() } else { Ok(ExitCode::SUCCESS) }
}

fn sends(criterion: &mut Criterion) -> Result<()> {
    let account = Account::new(ApiKey::new(KEY)?);
    let mut group = criterion.benchmark_group(GROUP);
    for recipients in [1, MANY] {
        let numbers: Vec<String> = (0..recipients).map(phone_number).collect();
        let send = SendSms::new(Recipients::parse(&numbers)?, GsmText::new(text(0))?);
        assert_eq!(send.request(&account)?.body(), by_url(&numbers), "the same work");
        group.bench_function(format!("SendSms to {recipients}"), |bench| {
            bench.iter(|| black_box(&send).request(&account));
        });
        group.bench_function(format!("url to {recipients}"), |bench| {
            bench.iter(|| by_url(black_box(&numbers)));
        });
        group.bench_function(format!("numbers and SendSms to {recipients}"), |bench| {
            bench.iter(|| {
                let to = Recipients::parse(black_box(&numbers))?;
                SendSms::new(to, GsmText::new(text(0))?).request(&account)
            });
        });
    }
    Ok(())
}

/// The reference: the same body from the crate that everybody uses for forms.
fn by_url(numbers: &[String]) -> Vec<u8> {
    url::form_urlencoded::Serializer::new(String::new())
        .encoding_override(Some(&to_latin9))
        .append_pair("accessToken", KEY)
        .append_pair("message", text(0))
        .append_pair("numero", &numbers.join(","))
        .finish()
        .into_bytes()
}

fn to_latin9(text: &str) -> Cow<'_, [u8]> {
    text.chars().map(|ch| latin9::encode(ch).unwrap_or(b'?')).collect()
}

fn batches(criterion: &mut Criterion) -> Result<()> {
    let account = Account::new(ApiKey::new(KEY)?);
    let rows: Vec<_> = (0..MANY).map(|index| (phone_number(index), text(index))).collect();
    let row = |(number, text): &(String, &'static str)| {
        Result::Ok(BatchRow::new(PhoneNumber::parse(number)?, GsmText::new(*text)?))
    };
    let batch = SendBatch::new(rows.iter().map(row).collect::<Result<Vec<_>>>()?)?;
    let file = memchr::memmem::find(batch.request(&account)?.body(), &by_csv(&rows)?);
    assert!(file.is_some(), "the same work");
    let mut group = criterion.benchmark_group(GROUP);
    group.bench_function("SendBatch of 10000", |bench| {
        bench.iter(|| black_box(&batch).request(&account));
    });
    group.bench_function("csv of 10000", |bench| bench.iter(|| by_csv(black_box(&rows))));
    Ok(())
}

/// The reference: the file alone, without the multipart body round it.
fn by_csv(rows: &[(String, &str)]) -> csv::Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    writer.write_record(["numero", "message"])?;
    for (number, text) in rows {
        writer.write_record([number.as_bytes(), &to_latin9(text)])?;
    }
    Ok(writer.into_inner().unwrap_or_default())
}

fn judge() -> Result<ExitCode> {
    let median = |id: &str| criterion_median(env!("CARGO_TARGET_TMPDIR"), GROUP, id);
    let micros = |id: &str| median(id).map(|time| time.as_secs_f64() * 1e6);
    let mut figures = Figures::new("Building requests");
    for recipients in [1, MANY] {
        let ours = micros(&format!("SendSms to {recipients}"))?;
        let reference = micros(&format!("url to {recipients}"))?;
        let whole = micros(&format!("numbers and SendSms to {recipients}"))?;
        figures.tell(&format!("SendSms to {recipients}"), ours, "µs");
        figures.tell(&format!("the same body by form_urlencoded, {recipients}"), reference, "µs");
        figures.at_most(1.0, "  ratio", ours / reference, "");
        figures.tell(&format!("with reading the numbers and the text, {recipients}"), whole, "µs");
    }
    let (ours, reference) = (micros("SendBatch of 10000")?, micros("csv of 10000")?);
    figures.tell("SendBatch of 10,000 rows", ours, "µs");
    figures.tell("the same file alone by csv, 10,000 rows", reference, "µs");
    figures.at_most(2.5, "  ratio", ours / reference, "");
    Ok(figures.print())
}
