use proptest::prelude::*;

use super::*;
use crate::endpoint::{Endpoint, ListSent, SentList};
use crate::request::Response;
use crate::text::{OptOut, PlanOptions};

const NOON: i64 = 1_795_345_200; // 22/11/2026 12:00 in Paris

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(NOON + seconds)
}

fn sought(number: &str, text: &str, started: i64) -> Sought {
    Sought {
        number: PhoneNumber::parse(number).unwrap(),
        text: SentText::new(text, &PlanOptions::default()),
        sent: Sent { started_at: at(started), ended_at: at(started + 30) },
        doubted_since: at(started),
        scheduled_at: None,
        fate: Fate::Doubtful,
    }
}

fn entry(id: &str, sent: i64, text: &str, number: &str) -> String {
    let local = ServiceZone::PARIS.local(at(sent)).unwrap();
    let (date, hour, minute) = (local.date(), local.hour(), local.minute());
    let (day, month, year) = (date.day(), date.month(), date.year());
    format!("{id} | {day:02}/{month:02}/{year} {hour:02}:{minute:02} | {text} | {number} | 1 | 1 |")
}

/// The newest first.
fn list(entries: &[String]) -> SentList {
    let body = entries.join("\n");
    ListSent::new().parse(Response::new(200, body.as_bytes())).unwrap()
}

struct Read {
    partial: bool,
    asked_at: i64,
    claimed: HashSet<MessageId>,
    witnesses: Vec<MessageId>,
}

impl Default for Read {
    fn default() -> Self {
        let (claimed, witnesses) = Default::default();
        Self { partial: false, asked_at: 7_200, claimed, witnesses }
    }
}

impl Read {
    fn verdicts(&self, sought: &[Sought], list: &SentList) -> Vec<Verdict> {
        let listing = Listing {
            messages: &list.messages,
            asked_at: at(self.asked_at),
            damaged: &list.damaged,
            whole: !self.partial,
            claimed: &self.claimed,
            witnesses: &self.witnesses,
        };
        reconcile(sought, &listing, &DateTolerance::default())
    }
}

fn verdicts(sought: &[Sought], entries: &[String]) -> Vec<Verdict> {
    Read::default().verdicts(sought, &list(entries))
}

fn id(id: &str) -> MessageId {
    MessageId::new(id).unwrap()
}

fn found(name: &str) -> Verdict {
    Verdict::Found(id(name))
}

const ONE: &str = "33639980011";
const OTHER: &str = "33639980022";

fn unrelated() -> String {
    entry("z9", -60, "Autre", OTHER)
}

#[test]
fn a_message_in_the_list_is_found_and_another_is_absent() {
    let both = [sought(ONE, "Bonjour", 0), sought(ONE, "Bonsoir", 0)];
    assert_eq!(verdicts(&both, &[entry("a1", 20, "Bonjour", ONE)]), [found("a1"), Verdict::Absent]);
}

#[test]
fn equal_messages_share_the_entries_until_one_side_is_empty() {
    let three = [sought(ONE, "A", 0), sought(ONE, "A", 5), sought(ONE, "A", 9)];
    let told = verdicts(&three, &[entry("a2", 9, "A", ONE), entry("a1", 1, "A", ONE)]);
    let ids: HashSet<_> = told
        .iter()
        .filter_map(|verdict| match verdict {
            Verdict::Found(id) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(ids, HashSet::from(["a1", "a2"]));
    assert_eq!(told.iter().filter(|verdict| **verdict == Verdict::Absent).count(), 1);
}

#[test]
fn an_id_of_another_message_is_not_given_away() {
    let read = Read { claimed: HashSet::from([id("a1")]), ..Read::default() };
    let told = read.verdicts(&[sought(ONE, "A", 0)], &list(&[entry("a1", 1, "A", ONE)]));
    assert_eq!(told, [Verdict::Absent]);
}

#[test]
fn the_nearer_in_time_has_the_entry() {
    let two = [sought(ONE, "A", 0), sought(ONE, "A", 1200)];
    assert_eq!(verdicts(&two, &[entry("a1", 1210, "A", ONE)]), [Verdict::Absent, found("a1")]);
    assert_eq!(verdicts(&two, &[entry("a1", 10, "A", ONE)]), [found("a1"), Verdict::Absent]);
}

#[test]
fn who_can_take_another_entry_makes_room() {
    let two = [sought(ONE, "A", 0), sought(ONE, "A", 1200)];
    let entries = [entry("a2", 700, "A", ONE), entry("a1", 300, "A", ONE)];
    assert_eq!(verdicts(&two, &entries), [found("a1"), found("a2")]);
}

#[test]
fn the_exact_text_has_the_entry() {
    let two = [sought(ONE, "Forêt", 0), sought(ONE, "For?t", 0)];
    assert_eq!(verdicts(&two, &[entry("a1", 1, "For?t", ONE)]), [Verdict::Absent, found("a1")]);
}

#[test]
fn a_message_that_was_accepted_comes_before_one_in_doubt() {
    let mut accepted = sought(ONE, "A", 0);
    accepted.fate = Fate::Accepted;
    let two = [sought(ONE, "A", 300), accepted];
    assert_eq!(verdicts(&two, &[entry("a1", 300, "A", ONE)]), [Verdict::Absent, found("a1")]);
}

#[test]
fn a_message_whose_own_entry_may_not_be_listed_yet_takes_none() {
    let mut accepted = sought(ONE, "A", 900);
    accepted.fate = Fate::Accepted;
    let two = [sought(ONE, "A", 0), accepted];
    let of_the_first = list(&[entry("a1", 320, "A", ONE)]);
    let told = |asked_at| Read { asked_at, ..Read::default() }.verdicts(&two, &of_the_first);
    assert_eq!(told(930 + 900), [Verdict::CannotTell, Verdict::CannotTell]);
    let alone = Read { asked_at: 931, ..Read::default() }.verdicts(&two[1..], &of_the_first);
    assert_eq!(alone, [found("a1")]);
    assert_eq!(told(930 + 901), [Verdict::Absent, found("a1")]);
}

#[test]
fn an_entry_that_may_be_of_a_message_under_way_tells_nothing() {
    let mut under_way = sought(ONE, "A", 300);
    under_way.fate = Fate::UnderWay;
    let two = [sought(ONE, "A", 290), under_way];
    let one = entry("a1", 300, "A", ONE);
    assert_eq!(verdicts(&two, std::slice::from_ref(&one))[0], Verdict::CannotTell);
    let told = verdicts(&two, &[entry("a2", 301, "A", ONE), one]);
    assert!(matches!(told[0], Verdict::Found(_)));
}

#[test]
fn a_list_that_does_not_reach_back_tells_nothing() {
    let partial = Read { partial: true, ..Read::default() };
    let one = [sought(ONE, "A", 0)];
    let tells = |oldest: i64| partial.verdicts(&one, &list(&[entry("z9", oldest, "B", OTHER)]));
    assert_eq!(tells(-60), [Verdict::CannotTell]);
    assert_eq!(tells(-3 * 3600 + 60), [Verdict::CannotTell]);
    assert_eq!(tells(-4 * 3600), [Verdict::Absent]);
}

#[test]
fn an_empty_list_proves_nothing() {
    assert_eq!(verdicts(&[sought(ONE, "A", 0)], &[]), [Verdict::CannotTell]);
}

#[test]
fn an_entry_that_is_not_understood_tells_nothing() {
    let one = [sought(ONE, "A", 0)];
    for (suspect, why) in [
        (entry("a1", 5, "something else", ONE), "an odd text at the time"),
        (entry("a1", -86_400, "A", ONE), "the text at an odd time"),
        (entry("a1", 5, "A", "3363998XXXX"), "a masked number"),
    ] {
        assert_eq!(verdicts(&one, &[suspect]), [Verdict::CannotTell], "{why}");
    }
    assert_eq!(verdicts(&one, &[entry("a1", -86_400, "B", ONE)]), [Verdict::Absent]);
}

#[test]
fn a_damaged_record_about_the_number_tells_nothing() {
    let damaged = |number| format!("a1 | 22/11/2026 12:00 | A | {number}");
    let one = [sought(ONE, "A", 0)];
    assert_eq!(verdicts(&one, &[damaged("0639980011"), unrelated()]), [Verdict::CannotTell]);
    assert_eq!(verdicts(&one, &[damaged(OTHER), unrelated()]), [Verdict::Absent]);
}

#[test]
fn a_list_without_what_must_be_in_it_tells_nothing() {
    let read = Read { witnesses: vec![id("w1")], ..Read::default() };
    let one = [sought(ONE, "A", 0)];
    assert_eq!(read.verdicts(&one, &list(&[unrelated()])), [Verdict::CannotTell]);
    let with = [entry("w1", 60, "B", OTHER), unrelated()];
    assert_eq!(read.verdicts(&one, &list(&with)), [Verdict::Absent]);

    let mut accepted = sought(OTHER, "B", 0);
    accepted.fate = Fate::Accepted;
    let two = [sought(ONE, "A", 0), accepted];
    let old = entry("z9", -86_400, "C", ONE);
    assert_eq!(verdicts(&two, &[old]), [Verdict::CannotTell, Verdict::CannotTell]);
}

#[test]
fn the_repeated_hour_is_searched_twice() {
    // 25/10/2026 03:00 in Paris was shown as 02:00 again.
    let second = 1_792_891_800 + 600 - NOON;
    let one = [sought(ONE, "A", second)];
    assert_eq!(verdicts(&one, &[entry("a1", second, "A", ONE)]), [found("a1")]);
}

#[test]
fn a_scheduled_message_is_found_under_its_date() {
    let mut scheduled = sought(ONE, "A", 0);
    scheduled.scheduled_at = Some(at(-7200));
    assert_eq!(verdicts(&[scheduled], &[entry("a1", -7200, "A", ONE)]), [found("a1")]);
}

/// A provider that stores what it accepts, and what becomes of each text there.
#[derive(Debug, Clone)]
struct Made {
    number: usize,
    text: usize,
    started: i64,
    accepted: bool,
    delay: i64,
    mention: bool,
    fate: Fate,
}

const NUMBERS: [&str; 2] = [ONE, OTHER];
const TEXTS: [(&str, &str); 4] =
    [("Bonjour", "Bonjour"), ("Forêt", "For?t"), ("For?t", "For?t"), ("Ça va 😀", "Ça va ??")];

fn made() -> impl Strategy<Value = Made> {
    let fate = prop_oneof![
        4 => Just(Fate::Doubtful), 1 => Just(Fate::Accepted), 1 => Just(Fate::UnderWay)
    ];
    let place = (0..NUMBERS.len(), 0..TEXTS.len(), 0..3_600_i64);
    (place, any::<bool>(), 0..25_i64, any::<bool>(), fate).prop_map(
        |((number, text, started), accepted, delay, mention, fate)| Made {
            number,
            text,
            started,
            accepted: accepted || fate == Fate::Accepted,
            delay,
            mention,
            fate,
        },
    )
}

impl Made {
    fn sought(&self) -> Sought {
        let options = PlanOptions::default().with_opt_out(OptOut::IfFree);
        let text = SentText::new(TEXTS[self.text].0, &options);
        Sought { text, fate: self.fate, ..sought(NUMBERS[self.number], "A", self.started) }
    }

    fn entry(&self, row: usize) -> (i64, String) {
        let mention = if self.mention { " STOP 36034" } else { "" };
        let text = format!("{}{mention}", TEXTS[self.text].1);
        let sent = self.started + self.delay;
        (sent, entry(&format!("m{row}"), sent, &text, NUMBERS[self.number]))
    }

    fn looks(&self) -> (usize, &str) {
        (self.number, TEXTS[self.text].1)
    }
}

/// The newest first, with one of somebody else's from long ago.
fn stored(rows: &[Made]) -> Vec<String> {
    let accepted = rows.iter().enumerate().filter(|(_, made)| made.accepted);
    let mut entries: Vec<_> = accepted.map(|(row, made)| made.entry(row)).collect();
    entries.push((-86_400, entry("z9", -86_400, "Ancien", OTHER)));
    entries.sort();
    entries.into_iter().rev().map(|(_, entry)| entry).collect()
}

proptest! {
    #[test]
    fn equal_messages_are_found_as_often_as_they_were_accepted(
        rows in proptest::collection::vec(made(), 1..9), pages in 1..10_usize, partial: bool,
    ) {
        let mut entries = stored(&rows);
        if partial {
            entries.truncate(pages);
        }
        let list = list(&entries);
        let read = Read { partial, ..Read::default() };
        let sought: Vec<_> = rows.iter().map(Made::sought).collect();
        let told = read.verdicts(&sought, &list);

        for (row, made) in rows.iter().enumerate() {
            let equal = |other: &usize| rows[*other].looks() == made.looks();
            let group: Vec<usize> = (0..rows.len()).filter(equal).collect();
            let absent = group.iter().filter(|row| told[**row] == Verdict::Absent).count();
            let refused = group.iter().filter(|row| !rows[**row].accepted).count();
            prop_assert!(absent <= refused, "{absent} of {refused} are absent");
            if let Verdict::Found(id) = &told[row] {
                let owner: usize = id.as_str()[1..].parse().unwrap();
                prop_assert_eq!(rows[owner].looks(), made.looks());
                prop_assert_eq!(told.iter().filter(|other| *other == &told[row]).count(), 1);
            }
            let given = group.iter().filter(|row| matches!(told[**row], Verdict::Found(_))).count();
            let accepted = group.len() - refused;
            prop_assert!(given <= accepted);
            let settled = group.iter().all(|row| rows[*row].fate != Fate::UnderWay);
            if !partial && settled {
                prop_assert_eq!(given, accepted);
            }
            if !partial && group.iter().all(|row| rows[*row].fate == Fate::Doubtful) {
                prop_assert_eq!(absent, refused);
            }
        }
    }

    #[test]
    fn where_no_two_are_equal_each_has_its_own(
        rows in proptest::collection::vec(made(), 1..9),
    ) {
        let mut seen = HashSet::new();
        let rows: Vec<_> = rows
            .into_iter()
            .filter(|made| seen.insert((made.number, TEXTS[made.text].1)))
            .collect();
        let sought: Vec<_> = rows.iter().map(Made::sought).collect();
        let told = verdicts(&sought, &stored(&rows));
        for (row, made) in rows.iter().enumerate() {
            match (made.accepted, made.fate) {
                (_, Fate::UnderWay) => prop_assert_eq!(&told[row], &Verdict::CannotTell),
                (true, _) => prop_assert_eq!(&told[row], &found(&format!("m{row}"))),
                (false, _) => prop_assert_eq!(&told[row], &Verdict::Absent),
            }
        }
    }

    #[test]
    fn nothing_that_is_listed_is_called_absent_whatever_else_is_there(
        row in made(), noise in proptest::collection::vec((0..2_usize, -9_000..9_000_i64, 0..5_usize), 0..6),
    ) {
        let others = noise.iter().enumerate().map(|(at, (number, sent, text))| {
            let text = TEXTS.get(*text).map_or("Pub", |text| text.1);
            (*sent, entry(&format!("n{at}"), *sent, text, NUMBERS[*number]))
        });
        let row = Made { accepted: true, fate: Fate::Doubtful, ..row };
        let mut entries: Vec<_> = others.chain([row.entry(0)]).collect();
        entries.sort();
        let entries: Vec<_> = entries.into_iter().rev().map(|(_, entry)| entry).collect();
        let told = verdicts(&[row.sought()], &entries);
        prop_assert!(matches!(told[0], Verdict::Found(_)));
    }
}
