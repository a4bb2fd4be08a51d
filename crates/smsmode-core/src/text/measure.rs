//! The length of a text in units and segments.

use super::fill::{Filler, units_sent};
use super::scan::{self, Cuts, GsmCount};
use super::{Alphabet, Boundary, Limits, Reference};

/// The length of a text in an alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) units: usize,
    pub(super) segments: u32,
    /// What the last segment can still take.
    pub(super) free_units: usize,
}

impl Measure {
    pub(super) fn of(text: &str, alphabet: Alphabet, reference: Reference) -> Self {
        Self::within(text, alphabet, Limits::default().with_reference(reference))
    }

    pub(super) fn within(text: &str, alphabet: Alphabet, limits: Limits) -> Self {
        match alphabet {
            Alphabet::Gsm7 => match scan::gsm(text) {
                Ok(count) => Self::of_gsm(text, count, limits),
                Err(_) => Self::of_lossy_gsm(text, limits),
            },
            Alphabet::Ucs2 => Self::of_ucs2(text, limits),
        }
    }

    #[inline]
    pub(super) fn of_gsm(text: &str, count: GsmCount, limits: Limits) -> Self {
        let GsmCount { septets, extensions, .. } = count;
        let filler = Filler::joining(Alphabet::Gsm7, limits);
        Self::single(septets, Alphabet::Gsm7)
            .or_else(|| Self::by_cluster(text, septets, filler))
            .unwrap_or_else(|| match extensions {
                0 => Self::divided(septets, filler.capacity),
                _ => Self::cut(scan::cut_gsm(text, filler.capacity)),
            })
    }

    #[inline]
    pub(super) fn of_ucs2(text: &str, limits: Limits) -> Self {
        let filler = Filler::joining(Alphabet::Ucs2, limits);
        let cuts = scan::cut_utf16(text, filler.capacity);
        Self::single(cuts.units, Alphabet::Ucs2)
            .or_else(|| Self::by_cluster(text, cuts.units, filler))
            .unwrap_or_else(|| Self::cut(cuts))
    }

    /// With a `?` for what GSM does not have.
    fn of_lossy_gsm(text: &str, limits: Limits) -> Self {
        let units = text.chars().map(|ch| units_sent(Alphabet::Gsm7, ch)).sum();
        Self::single(units, Alphabet::Gsm7)
            .unwrap_or_else(|| Self::filled(text, units, Filler::joining(Alphabet::Gsm7, limits)))
    }

    #[inline]
    pub(super) fn single(units: usize, alphabet: Alphabet) -> Option<Self> {
        let free_units = alphabet.capacity().checked_sub(units)?;
        Some(Self { units, segments: 1, free_units })
    }

    /// Where every character is one unit.
    fn divided(units: usize, capacity: usize) -> Self {
        let segments = units.div_ceil(capacity);
        let free_units = segments * capacity - units;
        Self { units, segments: segments.try_into().unwrap_or(u32::MAX), free_units }
    }

    const fn cut(cuts: Cuts) -> Self {
        let Cuts { units, segments, free_units } = cuts;
        Self { units, segments, free_units }
    }

    /// Where clusters may be longer than their characters, which in ASCII only CR LF is.
    #[inline]
    fn by_cluster(text: &str, units: usize, filler: Filler) -> Option<Self> {
        let apart =
            filler.boundary == Boundary::Scalar || (text.is_ascii() && !text.contains('\r'));
        (!apart).then(|| Self::filled(text, units, filler))
    }

    /// Segment by segment.
    #[cold]
    fn filled(text: &str, units: usize, filler: Filler) -> Self {
        let (mut segments, mut free_units, mut rest) = (0_u32, filler.capacity, text);
        while !rest.is_empty() {
            let (len, taken) = filler.fill(rest);
            segments = segments.saturating_add(1);
            free_units = filler.capacity - taken;
            rest = rest.get(len..).unwrap_or("");
        }
        Self { units, segments, free_units }
    }
}
