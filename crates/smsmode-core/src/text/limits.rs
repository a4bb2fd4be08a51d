//! What a text is cut to.

use super::{Alphabet, scan};

/// What a text is cut to.
///
/// ```
/// use smsmode_core::text::{Alphabet, Limits, Reference, segments};
///
/// let limits = Limits::default()
///     .with_reference(Reference::Ref16)
///     .with_max_segments(5)
///     .with_alphabet(Alphabet::Ucs2);
/// let text = "a".repeat(133);
/// assert_eq!(segments(&text, &limits)?.len(), 3);
/// # Ok::<(), smsmode_core::text::TooManySegments>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    pub(super) reference: Reference,
    pub(super) boundary: Boundary,
    pub(super) max_segments: u8,
    pub(super) alphabet: Option<Alphabet>,
}

impl Limits {
    /// The width of the reference that joins the segments; 8 bits by default.
    pub const fn with_reference(mut self, reference: Reference) -> Self {
        self.reference = reference;
        self
    }

    /// What a segment never splits; by default only what the standard forbids.
    pub const fn with_boundary(mut self, boundary: Boundary) -> Self {
        self.boundary = boundary;
        self
    }

    /// The most segments allowed, by default 255, the most that can be joined. 0 allows no text.
    pub const fn with_max_segments(mut self, max_segments: u8) -> Self {
        self.max_segments = max_segments;
        self
    }

    /// The alphabet to use whatever the text; by default the one that the text needs.
    pub const fn with_alphabet(mut self, alphabet: Alphabet) -> Self {
        self.alphabet = Some(alphabet);
        self
    }

    pub(super) fn alphabet_of(self, text: &str) -> Alphabet {
        self.alphabet.unwrap_or_else(|| match scan::gsm(text) {
            Ok(_) => Alphabet::Gsm7,
            Err(_) => Alphabet::Ucs2,
        })
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            reference: Reference::Ref8,
            boundary: Boundary::Scalar,
            max_segments: u8::MAX,
            alphabet: None,
        }
    }
}

/// The width of the reference number that joins the segments of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reference {
    /// 8 bits, as practically every network and service uses.
    #[default]
    Ref8,
    /// 16 bits; each segment holds one unit less.
    Ref16,
}

/// What a segment never splits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Boundary {
    /// A Unicode scalar value: with it the escape pairs of GSM and the surrogate pairs of UCS-2.
    /// The standard asks for no more.
    #[default]
    Scalar,
    /// A grapheme cluster: what people see as one character, such as a family of emoji joined into
    /// one, a letter with its combining accent, or CR with LF. It can cost segments.
    ///
    /// A cluster longer than a segment is split at a scalar value, and what is left of it is cut
    /// as if a text began there.
    ///
    /// ```
    /// use smsmode_core::text::{Boundary, Limits, segments};
    ///
    /// let text = format!("{}🇫🇷", "ê".repeat(65)).repeat(2);
    /// let units = |boundary| {
    ///     let limits = Limits::default().with_boundary(boundary);
    ///     segments(&text, &limits).map(|all| all.map(|s| s.units).collect::<Vec<_>>())
    /// };
    /// assert_eq!(units(Boundary::Scalar)?, [67, 67, 4]);
    /// assert_eq!(units(Boundary::Cluster)?, [65, 67, 6]);
    /// # Ok::<(), smsmode_core::text::TooManySegments>(())
    /// ```
    #[cfg(feature = "graphemes")]
    Cluster,
}
