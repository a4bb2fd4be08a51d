//! What is found in a text.

/// A text in the alphabet of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The bytes that begin no character.
    pub continuations: usize,
    /// The characters that count twice.
    pub doubles: usize,
    /// Whether one of the characters is marked.
    pub marked: bool,
}

/// A text that is not in the alphabet of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// Where the first byte is that is unknown; its character may have begun before.
    pub byte: usize,
    /// How many bytes before it begin no character.
    pub continuations: usize,
}

/// A text in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cuts {
    /// What the text counts.
    pub units: usize,
    /// How many parts it needs, at least one.
    pub parts: u32,
    /// What the last part can still take.
    pub free: usize,
}
