//! What a switch can stand at.

/// A type whose values are the positions of a switch.
pub(super) trait Position: Sized {
    /// The names of all of them; none where it is a number.
    const NAMES: &'static [&'static str];

    /// What may be given, for people.
    fn expected() -> String {
        Self::NAMES.join(", ")
    }

    fn read(text: &str) -> Option<Self>;
    fn written(&self) -> String;
}

/// A refusal code. The error form has 1 to 4 digits, and 0 is success.
impl Position for u16 {
    const NAMES: &'static [&'static str] = &[];

    fn expected() -> String {
        "a number from 1 to 9999".to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|code| (1..=9999).contains(code))
    }

    fn written(&self) -> String {
        self.to_string()
    }
}

impl Position for u8 {
    const NAMES: &'static [&'static str] = &[];

    fn expected() -> String {
        "a number from 0 to 255".to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn written(&self) -> String {
        self.to_string()
    }
}
