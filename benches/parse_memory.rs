//! How much memory does reading a long list take?

use std::process::ExitCode;

use peak_alloc::PeakAlloc;
use smsmode_benches::{Figures, Result, delivery_report, sent_list};
use smsmode_core::{Endpoint, GetDeliveryReport, ListSent, MessageId, Response};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// Bytes that a record may take at the peak, a vector's unused room included.
const SENT_MESSAGE: f64 = 600.0;
const RECIPIENT_STATUS: f64 = 48.0;

fn main() -> Result<ExitCode> {
    let mut figures = Figures::new("Memory of reading lists, beside their bodies");
    let ask = GetDeliveryReport::new(MessageId::new("S7EpYZ5kmS87")?);
    for records in [1_000, 10_000, 100_000] {
        let (list, report) = (sent_list(records), delivery_report(records));
        let list = Heap::of_parsing(&list, &ListSent::new())?;
        list.judge(&mut figures, "smsList", records, SENT_MESSAGE);
        let report = Heap::of_parsing(&report, &ask)?;
        report.judge(&mut figures, "compteRendu", records, RECIPIENT_STATUS);
    }
    Ok(figures.print())
}

/// Bytes of the heap.
struct Heap {
    body: usize,
    kept: usize,
    peak: usize,
}

impl Heap {
    fn of_parsing<E: Endpoint>(body: &[u8], endpoint: &E) -> Result<Self> {
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage();
        let _records = endpoint.parse(Response::new(200, body))?;
        let (kept, peak) = (HEAP.current_usage() - before, HEAP.peak_usage() - before);
        Ok(Self { body: body.len(), kept, peak })
    }

    /// Linear means that a record costs the same however many there are. What is taken and given
    /// back is the growth of the vector of records; a copy of the body would add 1.
    #[expect(clippy::cast_precision_loss, reason = "a body is far smaller than 2^52 bytes")]
    fn judge(&self, figures: &mut Figures, name: &str, records: usize, per_record: f64) {
        let [body, kept, peak] = [self.body, self.kept, self.peak].map(|bytes| bytes as f64);
        figures.tell(&format!("{name} of {records}: body"), body / 1e3, "kB");
        figures.tell("  kept", kept / 1e3, "kB");
        figures.at_most(per_record, "  peak, per record", peak / records as f64, "B");
        figures.at_most(0.99, "  peak beyond what is kept, in bodies", (peak - kept) / body, "");
    }
}
