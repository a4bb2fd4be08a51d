//! Replaces, character by character.

use core::ops::Range;

use super::{Level, SmartOptions, replacement};
use crate::text::At;

/// A text on its way from what was written to what can be sent.
pub(super) struct Rewriter<'t> {
    pub(super) text: &'t str,
    pub(super) out: String,
    pub(super) edits: Vec<Edit>,
    /// What stays though the message cannot carry it.
    pub(super) left: Vec<At>,
    options: SmartOptions,
    /// Up to here the text is in `out`.
    done: usize,
    /// A place and its number of characters, from which to count on.
    counted: (usize, usize),
}

/// What was there, and what is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) source: Range<usize>,
    pub(super) output: Range<usize>,
}

impl<'t> Rewriter<'t> {
    pub(super) fn run(text: &'t str, options: SmartOptions) -> Self {
        let mut rewriter = Self {
            text,
            out: String::with_capacity(text.len() + 16),
            edits: Vec::with_capacity(24),
            left: Vec::new(),
            options,
            done: 0,
            counted: (0, 0),
        };
        for (byte, ch) in options.refused(text) {
            rewriter.meet(byte, ch);
        }
        rewriter.copy_up_to(text.len());
        rewriter
    }

    /// Meets a character that cannot stay.
    fn meet(&mut self, byte: usize, ch: char) {
        let source = byte..byte + ch.len_utf8();
        match replacement(ch, self.options.level) {
            Some(replacement) => self.replace(source, replacement),
            _ if self.combine(&source, ch) => {}
            _ if self.options.dropping => self.replace(source, ""),
            _ => self.leave(byte, ch),
        }
    }

    fn replace(&mut self, source: Range<usize>, replacement: &str) {
        self.copy_up_to(source.start);
        self.done = source.end;
        let start = self.out.len();
        match replacement.as_bytes() {
            &[ascii] => self.out.push(char::from(ascii)),
            _ => self.out.push_str(replacement),
        }
        self.edits.push(Edit { source, output: start..self.out.len() });
    }

    fn leave(&mut self, byte: usize, ch: char) {
        let (from, before) = self.counted;
        let between = self.text.get(from..byte).unwrap_or("");
        let scalar = before + between.chars().count();
        self.counted = (byte, scalar);
        self.left.push(At { byte, scalar, ch });
    }

    fn copy_up_to(&mut self, end: usize) {
        self.out.push_str(self.text.get(self.done..end).unwrap_or(""));
        self.done = end;
    }

    /// Takes a combining mark and the letter before it together, if they are one character of the
    /// alphabet or the mark may be left out. The letter is the last one of the output, so that
    /// nothing is left to combine when all else is replaced.
    fn combine(&mut self, mark: &Range<usize>, ch: char) -> bool {
        if !('\u{300}'..='\u{36F}').contains(&ch) {
            return false;
        }
        self.copy_up_to(mark.start);
        let Some((letter, combined)) =
            self.out.chars().next_back().and_then(|letter| Some((letter, self.one(letter, ch)?)))
        else {
            return false;
        };
        self.done = mark.end;
        let edit = self.origin(letter, mark);
        self.out.pop();
        self.out.push(combined);
        let output = edit.output.start..self.out.len();
        self.edits.push(Edit { output, ..edit });
        true
    }

    /// What a letter and a mark become.
    fn one(&self, letter: char, mark: char) -> Option<char> {
        let without = self.options.level >= Level::Letters
            && letter.is_alphabetic()
            && self.options.keeps(letter);
        compose(letter, mark).or(without.then_some(letter))
    }

    /// The edit that covers the last letter of the output and the mark; those that it swallows are
    /// taken back: one that brought the letter, and those that removed what was between.
    fn origin(&mut self, letter: char, mark: &Range<usize>) -> Edit {
        let (mut from, len) = (mark.start, self.out.len());
        let start = len - letter.len_utf8();
        while let Some(edit) = self.edits.pop_if(|edit| edit.output.end > start) {
            from = edit.source.start;
            if !edit.output.is_empty() {
                return Edit { source: from..mark.end, output: edit.output };
            }
        }
        Edit { source: from - letter.len_utf8()..mark.end, output: start..len }
    }
}

/// The letters of the alphabet that decompose, from their parts.
const fn compose(letter: char, mark: char) -> Option<char> {
    Some(match (letter, mark) {
        ('a', '\u{300}') => 'à',
        ('e', '\u{300}') => 'è',
        ('i', '\u{300}') => 'ì',
        ('o', '\u{300}') => 'ò',
        ('u', '\u{300}') => 'ù',
        ('e', '\u{301}') => 'é',
        ('E', '\u{301}') => 'É',
        ('n', '\u{303}') => 'ñ',
        ('N', '\u{303}') => 'Ñ',
        ('a', '\u{308}') => 'ä',
        ('o', '\u{308}') => 'ö',
        ('u', '\u{308}') => 'ü',
        ('A', '\u{308}') => 'Ä',
        ('O', '\u{308}') => 'Ö',
        ('U', '\u{308}') => 'Ü',
        ('a', '\u{30A}') => 'å',
        ('A', '\u{30A}') => 'Å',
        ('C', '\u{327}') => 'Ç',
        _ => return None,
    })
}
