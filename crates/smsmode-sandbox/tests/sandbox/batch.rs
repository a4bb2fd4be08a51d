//! Batches: the file of the API document and its variants.

use smsmode_sandbox::{BatchRowReference, DEMO_API_KEY, MultipartFields, Sandbox};

use crate::http::{Answer, balance, send, started, started_with};

const FILE: &str = "\"numero\",\"message\",\"emetteur\",\"refClient\"\n\
    \"99999911\",\"Ceci est le corps du message 1, test fichier CSV\",\"RDV\",\"ref123\"\n\
    88888888,\"Ceci est le corps du message 2, test fichier CSV\",\"\",\"ref456\"\n\
    77777777,\"Ceci est le corps du message 3, test fichier CSV\",\"TOTO\",\"ref789\"\n";

/// What curl sends for `-F "fichier=@fichier.csv;type=text/csv"`, with more parts before it.
fn multipart(parts: &str, file: &[u8]) -> Vec<u8> {
    let head = "--XX\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"fichier.csv\"\r\n\
        Content-Type: text/csv\r\n\r\n";
    [parts.as_bytes(), head.as_bytes(), file, b"\r\n--XX--\r\n"].concat()
}

fn batch(sandbox: &Sandbox, options: &str, file: &[u8]) -> Answer {
    let target = format!("/http/1.6/sendSMSBatch.do?accessToken={DEMO_API_KEY}{options}");
    send(sandbox, "POST", &target, "multipart/form-data; boundary=XX", &multipart("", file))
}

#[test]
fn the_file_of_the_document_sends_three_messages() {
    let sandbox = started();
    let id = batch(&sandbox, "", FILE.as_bytes()).id();
    let messages = sandbox.messages();
    assert!(messages.iter().all(|message| message.message_id == id));
    let senders: Vec<_> = messages.iter().map(|message| message.sender.as_deref()).collect();
    assert_eq!(senders, [Some("RDV"), None, Some("TOTO")]);
    assert_eq!(messages[1].text, "Ceci est le corps du message 2, test fichier CSV");
    assert_eq!(messages[2].reference.as_deref(), Some("ref789"));
    assert_eq!(balance(&sandbox), "997.0");
}

#[test]
fn the_file_is_iso_8859_15() {
    let sandbox = started();
    batch(&sandbox, "", b"numero,message\r\n33639980011,\xc9t\xe9 \xe0 5 \xa4\r\n").id();
    batch(&sandbox, "", "numero,message\n33639980011,été\n".as_bytes()).id();
    assert_eq!(sandbox.messages()[0].text, "Été à 5 €");
    assert_eq!(sandbox.messages()[1].text_as_read, "Ã©tÃ©");
}

#[test]
fn the_reference_of_a_row_wins_unless_a_switch_says_no() {
    let references = |sandbox: &Sandbox| {
        batch(sandbox, "&refClient=campaign", FILE.as_bytes()).id();
        sandbox.messages().into_iter().map(|message| message.reference.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(references(&started()), ["ref123", "ref456", "ref789"]);
    let sandbox =
        started_with(|switches| switches.batch_row_reference = BatchRowReference::RequestOnly);
    assert_eq!(references(&sandbox), ["campaign"; 3]);
}

#[test]
fn the_key_among_the_parts_is_read_only_if_a_switch_says_so() {
    let part = format!(
        "--XX\r\nContent-Disposition: form-data; name=\"accessToken\"\r\n\r\n{DEMO_API_KEY}\r\n"
    );
    let body = multipart(&part, b"numero,message\n33639980011,Bonjour\n");
    let content_type = "multipart/form-data; boundary=XX";
    let post =
        |sandbox: &Sandbox| send(sandbox, "POST", "/http/1.6/sendSMSBatch.do", content_type, &body);
    assert!(post(&started()).text().ends_with("manquant : accessToken"));
    post(&started_with(|switches| switches.multipart_fields = MultipartFields::Read)).id();
}

#[test]
fn a_bad_batch_is_refused_as_a_whole() {
    let sandbox = started();
    let reference = "r".repeat(41);
    let long_reference =
        format!("numero,message,emetteur,refClient\n33639980012,a,SHOP,{reference}\n");
    for (options, file) in [
        ("", "numero;message\n33639980011;Bonjour\n"),
        ("", "numero,message\n"),
        ("", "numero,message\n33639980011,Bonjour\nPaul,Bonjour\n"),
        ("", "numero,message\n33639980011\n"),
        ("", "numero,message\n33639980011,\n"),
        ("", &long_reference),
        ("&classe_msg=9", FILE),
        ("&classe_msg=4", FILE),
    ] {
        assert!(
            batch(&sandbox, options, file.as_bytes()).text().starts_with("35 | "),
            "{options} {file}"
        );
    }
    assert!(sandbox.messages().is_empty());
}

#[test]
fn a_batch_needs_its_file() {
    let form = format!("accessToken={DEMO_API_KEY}");
    let answer =
        send(&started(), "POST", "/http/1.6/sendSMSBatch.do", crate::http::FORM, form.as_bytes());
    assert_eq!(answer.text(), "35 | Param\u{e8}tre obligatoire manquant : fichier");
}
