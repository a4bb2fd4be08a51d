//! How fast is the text engine beside what everybody knows?

use std::cell::RefCell;
use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use smsmode_benches::{Figures, is_measuring};
use smsmode_core::text::gsm7::{self, FillBits};
use smsmode_core::text::smart::{self, SmartOptions};
use smsmode_core::text::{analyse, form, latin9};
use smsmode_text_benches::{Messages, Ratio, compare, over};
use url::form_urlencoded::byte_serialize;

fn main() -> ExitCode {
    if !is_measuring() {
        return ExitCode::SUCCESS;
    }
    let mut table = Table::new();
    analysing(&mut table);
    encoding(&mut table);
    packing(&mut table);
    filling_forms(&mut table);
    replacing(&mut table);
    table.figures.print()
}

const TITLE: &str = if cfg!(feature = "simd") {
    "Throughput as a multiple of the reference's, with smsmode-simd"
} else {
    "Throughput as a multiple of the reference's, in safe code alone"
};

/// Arguments select rows by a part of their names.
struct Table {
    figures: Figures,
    wanted: Vec<String>,
}

impl Table {
    fn new() -> Self {
        let wanted = env::args().skip(1).filter(|argument| argument != "--bench").collect();
        Self { figures: Figures::new(TITLE), wanted }
    }

    fn at_least(&mut self, bar: f64, what: &str, bytes: usize, ratio: impl FnOnce() -> Ratio) {
        if self.wants(what) {
            let ratio = ratio();
            self.figures.at_least(bar, what, ratio.value(), &of(bytes, ratio));
        }
    }

    fn tell(&mut self, what: &str, bytes: usize, ratio: impl FnOnce() -> Ratio) {
        if self.wants(what) {
            let ratio = ratio();
            self.figures.tell(what, ratio.value(), &of(bytes, ratio));
        }
    }

    fn wants(&self, what: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|part| what.contains(part))
    }
}

/// Of how much it is the multiple.
#[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
fn of(bytes: usize, ratio: Ratio) -> String {
    format!("x {:5.2} GB/s   ", bytes as f64 / ratio.reference / 1e9)
}

fn analysing(table: &mut Table) {
    let [ascii, accented, cyrillic] =
        if cfg!(feature = "simd") { [0.55, 5.5, 9.0] } else { [0.25, 2.4, 5.0] };
    let bars = [
        (Messages::ascii(), ascii),
        (Messages::accented(), accented),
        (Messages::cyrillic(), cyrillic),
    ];
    for (messages, bar) in bars {
        let what = format!("analyse / from_utf8, {}", messages.name);
        table.at_least(bar, &what, messages.bytes(), || analysis(&messages));
    }
    let raw = Messages::raw_french();
    table.tell("analyse / from_utf8, raw French", raw.bytes(), || analysis(&raw));
}

fn analysis(messages: &Messages) -> Ratio {
    compare(over(messages, analyse), over(messages, |text| str::from_utf8(text.as_bytes())))
}

fn encoding(table: &mut Table) {
    for (messages, bar) in [(Messages::ascii(), 0.8), (Messages::accented(), 1.1)] {
        let (mut septets, mut units) = (Vec::new(), [0_u16; 512]);
        let ratio = || {
            compare(
                over(&messages, |text| {
                    septets.clear();
                    let encoded = gsm7::encode_into(&mut septets, text);
                    (encoded.is_ok(), black_box(&septets).len())
                }),
                over(&messages, |text| {
                    encoding_rs::mem::convert_str_to_utf16(text, black_box(&mut units))
                }),
            )
        };
        let what = format!("gsm7::encode_into / convert_str_to_utf16, {}", messages.name);
        table.at_least(bar, &what, messages.bytes(), ratio);
    }
}

const MEBIBYTE: usize = 1 << 20;

fn packing(table: &mut Table) {
    let septets: Vec<u8> = (0..128_u8).map(|septet| septet ^ 0x55).cycle().take(MEBIBYTE).collect();
    let mut octets = Vec::new();
    let mut unpacked = Vec::with_capacity(MEBIBYTE);
    let copy = RefCell::new(vec![0; MEBIBYTE]);
    let copying = || black_box(&mut *copy.borrow_mut()).copy_from_slice(black_box(&septets));
    let ratio = || {
        compare(
            || {
                octets.clear();
                let packed = gsm7::pack_into(&mut octets, black_box(&septets), FillBits::NONE);
                black_box((packed.is_ok(), &octets));
            },
            copying,
        )
    };
    table.at_least(0.20, "gsm7::pack / memcpy of 1 MiB", MEBIBYTE, ratio);
    let ratio = || {
        compare(
            || {
                unpacked.clear();
                let read =
                    gsm7::unpack_into(&mut unpacked, black_box(&octets), MEBIBYTE, FillBits::NONE);
                black_box((read.is_ok(), &unpacked));
            },
            copying,
        )
    };
    table.at_least(0.10, "gsm7::unpack / memcpy of 1 MiB", MEBIBYTE, ratio);
}

fn filling_forms(table: &mut Table) {
    let bars = [(Messages::ascii(), 3.3), (Messages::accented(), 2.2), (Messages::cyrillic(), 2.0)];
    for (messages, bar) in bars {
        let mut out = Vec::new();
        let latin9 = || {
            compare(
                over(&messages, |text| {
                    out.clear();
                    latin9::form_encode_lossy_into(&mut out, text, b'?');
                    black_box(&out).len()
                }),
                byte_serializing(&messages),
            )
        };
        let what = format!("latin9::form_encode / byte_serialize, {}", messages.name);
        table.at_least(bar, &what, messages.bytes(), latin9);
        let utf8 = || {
            compare(
                over(&messages, |text| {
                    out.clear();
                    form::encode_into(&mut out, text);
                    black_box(&out).len()
                }),
                byte_serializing(&messages),
            )
        };
        let what = format!("form::encode / byte_serialize, {}", messages.name);
        table.tell(&what, messages.bytes(), utf8);
    }
}

fn byte_serializing(messages: &Messages) -> impl FnMut() {
    let mut out = String::new();
    over(messages, move |text| {
        out.clear();
        out.extend(byte_serialize(text.as_bytes()));
        black_box(&out).len()
    })
}

fn replacing(table: &mut Table) {
    let options = SmartOptions::default();
    let raw = Messages::raw_french();
    let ratio = || {
        compare(over(&raw, |text| smart::apply(text, &options)), over(&raw, any_ascii::any_ascii))
    };
    table.at_least(0.8, "smart::apply / any_ascii, raw French", raw.bytes(), ratio);
    for messages in [Messages::ascii(), Messages::accented()] {
        let ratio = || {
            compare(
                over(&messages, |text| smart::apply(text, &options).before().segments()),
                over(&messages, |text| analyse(text).segments()),
            )
        };
        let what = format!("smart::apply / analyse, {}", messages.name);
        table.at_least(0.9, &what, messages.bytes(), ratio);
    }
}
