//! Files as they are found in the world, read from their beginning to their end.

use std::collections::HashSet;
use std::io::Write as _;

use proptest::prelude::*;
use smsmode_http::text::smart::SmartOptions;
use smsmode_http::text::{Alphabet, SegmentLimit, TextMode};
use smsmode_http::{Describe as _, Language, PhoneNumber};
use tempfile::NamedTempFile;

use super::*;

fn written(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn open(
    bytes: &[u8],
    options: &LayoutOptions,
) -> Result<(NamedTempFile, BatchFile), BatchFileError> {
    let file = written(bytes);
    BatchFile::open(file.path(), options).map(|batch| (file, batch))
}

fn smart() -> LineOptions {
    LineOptions { mode: TextMode::Smart(SmartOptions::default()), ..LineOptions::default() }
}

/// A line as number and text, or why it is none.
type Told = (u64, Result<(String, String), &'static str>);

fn told(line: Result<Result<Line, BadLine>, BatchFileError>) -> Told {
    match line.unwrap() {
        Ok(line) => {
            let text = line.message.text().to_owned();
            (line.number, Ok((line.recipient.to_string(), text)))
        }
        Err(bad) => (bad.number, Err(bad.reason.name())),
    }
}

fn read_with(bytes: &[u8], layout: &LayoutOptions, options: &LineOptions) -> Vec<Told> {
    let (_kept, batch) = open(bytes, layout).unwrap();
    batch.lines(options).unwrap().map(told).collect()
}

fn read(bytes: &[u8]) -> Vec<Told> {
    read_with(bytes, &LayoutOptions::default(), &smart())
}

fn good(number: u64, last: u8, text: &str) -> Told {
    (number, Ok((format!("336399800{last}"), text.to_owned())))
}

fn bad(number: u64, reason: &'static str) -> Told {
    (number, Err(reason))
}

fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes_of).collect()
}

#[test]
fn every_encoding_delimiter_and_line_end_is_read_alike() {
    let expected =
        [good(2, 11, "Déjà prêt, à 5 € ;".replace('ê', "e").as_str()), good(3, 12, "Été")];
    for delimiter in [";", ",", "\t"] {
        for line_end in ["\r\n", "\n", "\r"] {
            let text = format!(
                "numéro{delimiter}message{line_end}0639980011{delimiter}\"Déjà prêt, à 5 € ;\"{line_end}0639980012{delimiter}\"Été\"{line_end}"
            );
            let with_mark = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
            for (name, bytes) in [
                ("utf-8", text.clone().into_bytes()),
                ("utf-8", with_mark),
                ("windows-1252", windows_1252(&text)),
                ("utf-16le", utf16(&text, u16::to_le_bytes)),
                ("utf-16be", utf16(&text, u16::to_be_bytes)),
            ] {
                let (_kept, batch) = open(&bytes, &LayoutOptions::default()).unwrap();
                let layout = batch.layout();
                assert_eq!(layout.encoding.name(), name);
                assert_eq!(layout.delimiter.byte(), delimiter.as_bytes()[0], "{line_end:?} {name}");
                assert_eq!(read(&bytes), expected, "{delimiter:?} {line_end:?} {name}");
            }
        }
    }
}

fn by_position() -> LayoutOptions {
    LayoutOptions {
        to_column: Some("1".into()),
        text_column: Some("2".into()),
        ..LayoutOptions::default()
    }
}

#[test]
fn signs_of_a_text_do_not_make_a_first_message_the_names_of_columns() {
    let bytes = b"0639980011;Bonjour, Zoe, a bientot\n0639980012;Salut\n";
    let expected = [good(1, 11, "Bonjour, Zoe, a bientot"), good(2, 12, "Salut")];
    assert_eq!(read_with(bytes, &by_position(), &smart()), expected);
}

#[test]
fn a_first_message_with_a_bad_number_is_not_lost() {
    let bytes = b"0639980011 (Zoe);Bonjour\n0639980012;Salut\n";
    let expected = [bad(1, "number"), good(2, 12, "Salut")];
    assert_eq!(read_with(bytes, &by_position(), &smart()), expected);
    assert_eq!(read(bytes), expected);
}

#[test]
fn a_utf8_file_with_a_fault_is_not_taken_for_windows_1252() {
    let bytes =
        ["to;text\n0639980011;été\n".as_bytes(), b"0639980012;\xE9\n", "0639980013;à".as_bytes()]
            .concat();
    assert_eq!(read(&bytes), [good(2, 11, "été"), bad(3, "encoding"), good(4, 13, "à")]);
    let given = LayoutOptions { encoding: Some(Encoding::Windows1252), ..LayoutOptions::default() };
    assert_eq!(read_with(&bytes, &given, &smart())[1], good(3, 12, "é"));
}

#[test]
fn halves_of_a_character_in_two_fields_are_no_character() {
    let given = LayoutOptions { encoding: Some(Encoding::Utf8), ..LayoutOptions::default() };
    let bytes = b"to;x;text\n0639980011;\xC3;\xA9a\n0639980012;;b\n";
    assert_eq!(read_with(bytes, &given, &smart()), [bad(2, "encoding"), good(3, 12, "b")]);
}

#[test]
fn a_character_that_two_reads_cut_is_no_fault() {
    let long = format!("to;text;note\n0639980011;é;{}\n", "é".repeat(140_000));
    let (_kept, batch) = open(long.as_bytes(), &LayoutOptions::default()).unwrap();
    assert_eq!(batch.layout().encoding, Encoding::Utf8);
}

#[test]
fn line_breaks_in_a_text_are_kept_and_counted() {
    let bytes = b"to;text\r\n0639980011;\"a\nb\n\"\r\n\r\n\n0639980012;c\r\n;;\r\n   \r\n0639980013;\"d\"\"e\"";
    let expected = [good(2, 11, "a\nb\n"), good(7, 12, "c"), good(10, 13, "d\"e")];
    assert_eq!(read(bytes), expected);
}

#[test]
fn the_line_that_tells_excel_the_delimiter_is_no_message() {
    assert_eq!(read(b"sep=|\r\nto|text\r\n0639980011|a;b,c\r\n"), [good(3, 11, "a;b,c")]);
    assert_eq!(read(b"sep=;\n0639980011;a\n"), [good(2, 11, "a")]);
}

#[test]
fn without_names_the_first_column_is_the_number_and_the_second_the_text() {
    assert_eq!(
        read(b"0639980011,Bonjour; bonsoir\n0639980012,a\n"),
        [good(1, 11, "Bonjour; bonsoir"), good(2, 12, "a")]
    );
    assert_eq!(
        read(b"6,12E+08;a\n0639980012;b\n"),
        [bad(1, "scientific_notation"), good(2, 12, "b")]
    );
}

#[test]
fn a_text_that_a_delimiter_cuts_is_refused() {
    let bytes = b"to;text\n0639980011;Bonjour; bonsoir\n0639980012;a;\n0639980013;b; ;\n";
    assert_eq!(read(bytes), [bad(2, "too_many_fields"), good(3, 12, "a"), good(4, 13, "b")]);
}

#[test]
fn an_open_quotation_mark_hides_no_line_but_its_own() {
    let bytes = b"to;text\n0639980011;\"a\n0639980012;b\n0639980013;c\n";
    assert_eq!(read(bytes), [bad(2, "quotes"), good(3, 12, "b"), good(4, 13, "c")]);
    let closed_later = b"to;text\n0639980011;\"a\n0639980012;b\n0639980013;\"c\"\n";
    assert_eq!(read(closed_later), [bad(2, "quotes"), good(3, 12, "b"), good(4, 13, "c")]);
    let between = b"to;text\n0639980011;\"Promo\n0639980012;24\"\n";
    assert_eq!(read(between), [bad(2, "quotes"), good(3, 12, "24\"")]);
    let many: String = (0..2_000).map(|_| "0639980012;b\n").collect();
    let far = read(format!("to;text\n0639980011;\"a\n{many}").as_bytes());
    assert_eq!(
        (far.len(), &far[0], &far[2_000]),
        (2_001, &bad(2, "quotes"), &good(2_002, 12, "b"))
    );
}

#[test]
fn a_line_without_end_takes_no_memory() {
    let bytes = format!("to;text\n0639980011;{}\n0639980012;b", "a".repeat(1_000_000));
    assert_eq!(read(bytes.as_bytes()), [bad(2, "too_long"), good(3, 12, "b")]);
    let fields = format!("to;text\n0639980011;{}\n0639980012;b", ";".repeat(1_000));
    assert_eq!(read(fields.as_bytes()), [bad(2, "too_long"), good(3, 12, "b")]);
}

#[test]
fn each_reason_has_a_name_and_a_sentence_in_both_languages() {
    let bytes = "to;text;emetteur;refclient\n\
        06;a\n6.12E+08;a\n145678901;a\n0639980011;\n0639980011;Reçu 😀\n0639980011;\u{FFFD}\n\
        0639980011;a;TROPLONGPOURCELA\n0639980011;a;;12345678901234567890123456789012345678901\n;a\n";
    let (_kept, batch) = open(bytes.as_bytes(), &LayoutOptions::default()).unwrap();
    let options = smart();
    let reasons: Vec<BadLineReason> =
        batch.lines(&options).unwrap().map(|line| line.unwrap().unwrap_err().reason).collect();
    let names: Vec<&str> = reasons.iter().map(BadLineReason::name).collect();
    assert_eq!(
        names,
        [
            "number",
            "scientific_notation",
            "ambiguous_number",
            "text",
            "text",
            "lost_character",
            "sender",
            "reference",
            "number",
        ]
    );
    for reason in reasons {
        let [english, french] =
            [Language::English, Language::French].map(|language| reason.describe(language));
        assert_ne!(english, french);
        assert!(!english.contains("06399"), "{english}");
    }
}

#[test]
fn a_text_of_too_many_segments_is_refused_rather_than_cut() {
    let bytes = format!("to;text\n0639980011;{}\n", "a".repeat(161));
    let options = LineOptions { max_segments: SegmentLimit::try_from(1).unwrap(), ..smart() };
    assert_eq!(read_with(bytes.as_bytes(), &LayoutOptions::default(), &options), [bad(2, "text")]);
}

#[test]
fn unicode_goes_line_by_line_and_only_where_gsm_cannot() {
    let bytes = "to;text\n0639980011;Reçu 😀\n0639980012;été\n0639980013;Forêt\n".as_bytes();
    let unicode = LineOptions { mode: TextMode::Unicode, ..LineOptions::default() };
    let needs = [bad(2, "needs_each"), good(3, 12, "été"), bad(4, "needs_each")];
    assert_eq!(read_with(bytes, &LayoutOptions::default(), &unicode), needs);
    let each = LineOptions { each: true, ..unicode };
    let (_kept, batch) = open(bytes, &LayoutOptions::default()).unwrap();
    let alphabets: Vec<Alphabet> =
        batch.lines(&each).unwrap().map(|line| line.unwrap().unwrap().message.alphabet()).collect();
    assert_eq!(alphabets, [Alphabet::Ucs2, Alphabet::Gsm7, Alphabet::Ucs2]);
}

#[test]
fn a_template_takes_what_the_columns_say() {
    let template = |text: &str| LayoutOptions {
        template: Some(text.parse().unwrap()),
        ..LayoutOptions::default()
    };
    let bytes = "tel;prénom;heure\n0639980011;Zoé;9 h\n0639980012;;10 h\n".as_bytes();
    assert_eq!(
        read_with(bytes, &template("{prenom}, {Heure} {{ok}}"), &smart()),
        [good(2, 11, "Zoé, 9 h {ok}"), bad(3, "empty_placeholder")]
    );
    assert_eq!(
        read_with(bytes, &template("{prenom|Client} : {3}"), &smart())[1],
        good(3, 12, "Client : 10 h")
    );
    let numbers = b"0639980011\n0639980012\n";
    assert_eq!(
        read_with(numbers, &template("Bonjour"), &smart()),
        [good(1, 11, "Bonjour"), good(2, 12, "Bonjour")]
    );
}

#[test]
fn a_line_may_have_a_sender_and_a_reference_of_its_own() {
    let bytes = b"to;text;sender;ref\n0639980011;a;RDV;r1\n0639980012;b;;\n0639980013;c\n";
    let (_kept, batch) = open(bytes, &LayoutOptions::default()).unwrap();
    let options = LineOptions {
        sender: Some("SHOP".parse().unwrap()),
        reference: Some(smsmode_http::ClientReference::new("all").unwrap()),
        ..smart()
    };
    let own: Vec<_> = batch
        .lines(&options)
        .unwrap()
        .map(|line| line.unwrap().unwrap())
        .map(|line| {
            (line.message.sender().unwrap().to_string(), line.reference.unwrap().to_string())
        })
        .collect();
    let said = |sender: &str, reference: &str| (sender.to_owned(), reference.to_owned());
    assert_eq!(own, [said("RDV", "r1"), said("SHOP", "all"), said("SHOP", "all")]);
}

fn totals(bytes: &[u8], keeps_duplicates: bool, out: &[&str]) -> (Totals, Vec<&'static str>) {
    let (_kept, batch) = open(bytes, &LayoutOptions::default()).unwrap();
    let options = smart();
    let out: HashSet<PhoneNumber> =
        out.iter().map(|number| PhoneNumber::parse(number).unwrap()).collect();
    let checked = Checked::new(&batch, &options, keeps_duplicates, &out, |_| (), || true).unwrap();
    let verdicts = checked.verdicts(&out).unwrap().map(|verdict| match verdict.unwrap() {
        Verdict::Send(_) => "send",
        Verdict::Duplicate(_) => "duplicate",
        Verdict::OptedOut(_) => "opted_out",
        Verdict::Bad(_) => "bad",
    });
    let verdicts = verdicts.collect();
    (checked.totals, verdicts)
}

#[test]
fn the_same_text_to_the_same_number_is_sent_once() {
    let bytes = "to;text\n0639980011;a\n+33639980011;a\n0639980011;b\n06;x\n0639980012;a\n0639980011;a\n639980013;ê\n";
    let (found, verdicts) = totals(bytes.as_bytes(), false, &["0639980012"]);
    assert_eq!(verdicts, ["send", "duplicate", "send", "bad", "opted_out", "duplicate", "send"]);
    let expected = Totals {
        lines: 7,
        good: 3,
        bad: 1,
        duplicates: 2,
        opted_out: 1,
        changed: 1,
        segments: (3, 3),
        reaches_france: true,
        repaired: [1, 0, 0],
        ..Totals::default()
    };
    assert_eq!(found, expected);
    let (kept, _) = totals(bytes.as_bytes(), true, &[]);
    assert_eq!((kept.duplicates, kept.good, kept.segments), (0, 6, (6, 6)));
}

#[test]
fn who_opted_out_changes_nothing_about_duplicates() {
    let bytes = b"0639980011;a\n0639980011;a\n";
    assert_eq!(totals(bytes, false, &["0639980011"]).1, ["opted_out", "duplicate"]);
    assert_eq!(totals(bytes, false, &[]).1, ["send", "duplicate"]);
}

#[test]
fn a_file_that_changes_in_between_is_refused() {
    let (mut kept, batch) = open(b"0639980011;a\n", &LayoutOptions::default()).unwrap();
    kept.write_all(b"0639980012;b\n").unwrap();
    assert!(matches!(batch.lines(&smart()), Err(BatchFileError::Changed)));
}

#[test]
fn a_check_can_be_broken_off() {
    let bytes = "0639980011;a\n".repeat(5_000);
    let (_kept, batch) = open(bytes.as_bytes(), &LayoutOptions::default()).unwrap();
    let (options, nobody) = (smart(), HashSet::<PhoneNumber>::new());
    let broken = Checked::new(&batch, &options, false, &nobody, |_| (), || false);
    assert!(matches!(broken, Err(BatchFileError::Interrupted)));
}

#[test]
fn a_file_without_a_message_or_without_known_columns_is_refused() {
    for (bytes, expected) in [
        ("", "Empty"),
        ("\n\n", "Empty"),
        ("sep=;\n", "Empty"),
        ("nom;ville\na;b\n", "NoRecipientColumn"),
        ("\"to;text\n0639980011;a", "FirstLine"),
    ] {
        let error = open(bytes.as_bytes(), &LayoutOptions::default()).unwrap_err();
        assert_eq!(format!("{error:?}"), expected, "{bytes:?}");
        assert_ne!(error.describe(Language::English), error.describe(Language::French));
    }
    assert!(matches!(
        BatchFile::open("-".as_ref(), &LayoutOptions::default()),
        Err(BatchFileError::StandardInput)
    ));
}

#[test]
fn a_pipe_is_refused_without_waiting_for_it() {
    let device = BatchFile::open("/dev/null".as_ref(), &LayoutOptions::default());
    assert!(matches!(device, Err(BatchFileError::StandardInput)));
}

#[test]
fn the_delimiter_is_that_which_leaves_a_number_in_front() {
    for (line, text) in [
        ("0639980011;12,5,5", "12,5,5"),
        ("0639980011,a;b;c", "a;b;c"),
        ("0639980011\ta,b;c", "a,b;c"),
    ] {
        assert_eq!(read(line.as_bytes()), [good(1, 11, text)], "{line:?}");
    }
}

#[test]
fn the_digest_is_that_of_the_bytes() {
    use sha2::Digest as _;
    let bytes = windows_1252("0639980011;été\n");
    let (_kept, batch) = open(&bytes, &LayoutOptions::default()).unwrap();
    assert_eq!(batch.digest(), <[u8; 32]>::from(sha2::Sha256::digest(&bytes)));
}

/// Lines of which many are damaged in one way or the other.
fn any_line() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(b"0639980011;Bonjour".to_vec()),
        Just(b"0639980012;\"a;b\"".to_vec()),
        Just(b"0639980013;\"a".to_vec()),
        Just(b"0639980014;a\";b".to_vec()),
        Just(b"0639980015;\"a\"b".to_vec()),
        Just(b"\"".to_vec()),
        Just(b";;;x".to_vec()),
        prop::collection::vec(
            any::<u8>().prop_filter("a line", |byte| !matches!(byte, b'\r' | b'\n')),
            1..12
        ),
        prop::collection::vec(prop::sample::select(b"06;\",a\xE9\x00".to_vec()), 1..12),
    ]
}

proptest! {
    /// Whatever bytes are in a file, every line is good or bad, with its number, and none is lost.
    #[test]
    fn no_line_is_lost(lines in prop::collection::vec(any_line(), 0..40)) {
        let bytes = [b"to;text;x;y".to_vec()].into_iter().chain(lines.clone()).collect::<Vec<_>>().join(&b'\n');
        let layout = LayoutOptions {
            encoding: Some(Encoding::Utf8),
            delimiter: Some(";".parse().unwrap()),
            ..LayoutOptions::default()
        };
        let told = read_with(&bytes, &layout, &smart());
        let numbers: Vec<u64> = told.iter().map(|(number, _)| *number).collect();
        prop_assert!(numbers.is_sorted_by(|one, next| one < next));
        for (number, line) in (2..).zip(&lines) {
            let is_empty = line.iter().all(|byte| byte.is_ascii_whitespace() || matches!(*byte, b';' | b'"'));
            // A text of several lines is told where it begins; it ends with a quotation mark.
            let begins = numbers.iter().rfind(|begins| **begins <= number);
            let within = begins.is_some_and(|begins| {
                let joined = lines[usize::try_from(begins - 2).unwrap()..=usize::try_from(number - 2).unwrap()].join(&b'\n');
                *begins == number || joined.contains(&b'"')
            });
            prop_assert!(is_empty || within, "line {} of {:?}", number, lines);
            // What looks like a message of its own is never a part of another.
            let is_own = line.starts_with(b"06399800");
            prop_assert!(!is_own || numbers.contains(&number), "line {} of {:?}", number, lines);
        }
    }
}
