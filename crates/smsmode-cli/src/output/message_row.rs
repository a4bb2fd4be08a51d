//! Messages in columns.

use super::{MessageRecord, Row, StatusRecord, cell, json};

impl Row<21> for MessageRecord {
    const NAMES: [&'static str; 21] = [
        "message_id",
        "recipient",
        "group",
        "client_reference",
        "outcome",
        "status_code",
        "status_name",
        "status_class",
        "alphabet",
        "segments",
        "segments_min",
        "units",
        "free_units",
        "text",
        "replacements",
        "duplicates_left_out",
        "opted_out",
        "quiet_time",
        "provisional",
        "error_code",
        "error",
    ];

    fn cells(&self) -> [String; 21] {
        let [code, name, class] = StatusRecord::cells(self.status.as_ref());
        let error = self.error.as_ref();
        [
            cell(self.message_id.as_ref()),
            cell(self.recipient.as_ref()),
            cell(self.group.as_ref()),
            cell(self.client_reference.as_ref()),
            self.outcome.to_owned(),
            code,
            name,
            class,
            self.alphabet.to_owned(),
            self.segments.to_string(),
            self.segments_min.to_string(),
            self.units.to_string(),
            self.free_units.to_string(),
            self.text.clone(),
            json(&self.replacements, false),
            self.duplicates_left_out.to_string(),
            self.opted_out.to_string(),
            cell(self.quiet_time.as_ref()),
            self.provisional.to_string(),
            cell(error.and_then(|error| error.code).as_ref()),
            cell(error.map(|error| &error.message)),
        ]
    }
}
