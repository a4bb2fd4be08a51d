//! What the text engine promises to do without the heap.

use allocation_counter::measure;
use smsmode_core::text::bulk::{LineAnalyser, analyse_many};
use smsmode_core::text::smart::{self, SmartOptions};
use smsmode_core::text::{Limits, analyse, outside_gsm, segments, truncate};

const GSM: &str = "Votre commande no 2041 est arrivée : 12,50 € à régler. {Merci} et à bientôt";
const FRENCH: &str = "L’été arrive, ça vous plaît ? Cœur de saison 😀";

/// Each text in lengths of one segment and of several.
fn texts() -> [String; 4] {
    let gsm = GSM.replace('ô', "o");
    [gsm.clone(), gsm.repeat(9), FRENCH.to_owned(), FRENCH.repeat(9)]
}

#[test]
fn analysing_takes_nothing_from_the_heap() {
    for text in texts() {
        let heap = measure(|| {
            let analysis = analyse(&text);
            assert!(analysis.units() >= text.chars().count());
        });
        assert_eq!(heap.count_total, 0, "{text}");
    }
}

#[test]
fn cutting_into_segments_takes_nothing_from_the_heap() {
    for text in texts() {
        let heap = measure(|| {
            let limits = Limits::default();
            assert!(segments(&text, &limits).is_ok_and(|parts| parts.count() > 0));
            assert!(!truncate(&text, 1, &limits).is_empty());
            let _last = outside_gsm(&text).last();
        });
        assert_eq!(heap.count_total, 0, "{text}");
    }
}

#[test]
fn smart_replacement_of_a_text_that_needs_none_takes_nothing_from_the_heap() {
    let [short, long, ..] = texts();
    for text in [short, long] {
        let heap = measure(|| {
            let outcome = smart::apply(&text, &SmartOptions::default());
            assert!(outcome.is_sendable() && !outcome.is_changed());
        });
        assert_eq!(heap.count_total, 0, "{text}");
    }
}

#[test]
fn smart_replacement_of_another_text_is_seen_to_take_something() {
    let heap = measure(|| assert!(smart::apply("Forêt", &SmartOptions::default()).is_changed()));
    assert!(heap.count_total > 0);
}

#[test]
fn analysing_many_texts_allocates_no_more_than_analysing_a_few() {
    let few = measure(|| assert_eq!(analyse_many(texts().iter().cycle().take(40)).texts(), 40));
    let many =
        measure(|| assert_eq!(analyse_many(texts().iter().cycle().take(40_000)).texts(), 40_000));
    assert_eq!(many.count_total, few.count_total);
}

#[test]
fn analysing_many_lines_allocates_no_more_than_analysing_a_few() {
    let file = texts().join("\n") + "\n";
    let of = |times: usize| {
        measure(|| {
            let mut analyser = LineAnalyser::default();
            for _ in 0..times {
                // In pieces that cut lines, and always at the same places.
                for piece in file.as_bytes().chunks(100) {
                    analyser.push(piece);
                }
            }
            assert_eq!(analyser.finish().lines(), 4 * times as u64);
        })
    };
    assert_eq!(of(10_000).count_total, of(10).count_total);
}
