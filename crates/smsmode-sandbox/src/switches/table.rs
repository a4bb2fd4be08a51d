//! The table of the switches: names for programs, and changing them by name.

use serde::Serialize;

use super::position::Position;

/// How good the evidence for a default is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub enum Grade {
    /// Seen on the real service.
    A,
    /// Other official editions of the document, or the vendor's samples.
    B,
    /// What existing clients assume.
    C,
    /// Our reasoning only.
    D,
}

/// An open question about the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Switch {
    /// Its name: `stop.long`.
    pub name: &'static str,
    /// The position that it has unless told otherwise.
    pub default: String,
    /// The names of all positions, the default first; none where it is a number.
    pub positions: Vec<&'static str>,
    /// What may be given: the positions, or a range of numbers.
    pub expected: String,
    /// The evidence for the default.
    pub grade: Grade,
    /// What nobody knows.
    pub question: &'static str,
}

impl Switch {
    pub(super) fn new<P: Position>(
        name: &'static str,
        default: &P,
        grade: Grade,
        question: &'static str,
    ) -> Self {
        let (default, positions) = (default.written(), P::NAMES.to_vec());
        Self { name, default, positions, expected: P::expected(), grade, question }
    }
}

/// Why a switch was not set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SwitchError {
    /// There is no switch with this name.
    #[error("there is no switch {name:?}{}", hint(.nearest.as_deref()))]
    Unknown {
        /// The name that was given.
        name: String,
        /// The one that was probably meant.
        nearest: Option<String>,
    },
    /// The switch has no such position.
    #[error("{name} cannot be {value:?}: it is {expected}")]
    Position {
        /// The switch.
        name: &'static str,
        /// What was given.
        value: String,
        /// What may be given.
        expected: String,
    },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default()
}

pub(super) fn read<P: Position>(name: &'static str, value: &str) -> Result<P, SwitchError> {
    P::read(value).ok_or_else(|| SwitchError::Position {
        name,
        value: value.to_owned(),
        expected: P::expected(),
    })
}

macro_rules! switches {
    ($(
        $field:ident: $type:ty = $default:expr, $name:literal, $grade:ident, $question:literal;
    )+) => {
        /// How the sandbox answers the open questions. Start from [`Switches::default`] and change
        /// fields, or set them by name. In JSON it is an object of names and positions.
        ///
        /// ```
        /// use smsmode_sandbox::{ListSeparator, Switches};
        ///
        /// let mut switches = Switches::default();
        /// switches.list_separator = ListSeparator::HtmlBreak;
        /// switches.set("stop.long", "if_free")?;
        /// # Ok::<(), smsmode_sandbox::SwitchError>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        #[non_exhaustive]
        pub struct Switches {
            $(
                #[doc = concat!("`", $name, "` (", stringify!($grade), "): ", $question)]
                #[serde(rename = $name)]
                pub $field: $type,
            )+
        }

        impl Default for Switches {
            fn default() -> Self {
                Self { $($field: $default),+ }
            }
        }

        impl Switches {
            /// All switches, as they are unless told otherwise.
            pub fn all() -> Vec<Switch> {
                vec![$(Switch::new::<$type>($name, &$default, Grade::$grade, $question)),+]
            }

            /// Sets the switch with this name to this position.
            ///
            /// # Errors
            ///
            /// When there is no such switch or position; the error names what there is.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), SwitchError> {
                match name {
                    $($name => self.$field = table::read($name, value)?,)+
                    _ => return Err(Self::unknown(name)),
                }
                Ok(())
            }

            /// The position of the switch with this name.
            pub fn get(&self, name: &str) -> Option<String> {
                match name {
                    $($name => Some(self.$field.written()),)+
                    _ => None,
                }
            }
        }
    };
}
pub(super) use switches;

impl super::Switches {
    pub(super) fn unknown(name: &str) -> SwitchError {
        let all = Self::all();
        let nearest = crate::spelling::nearest(name, all.iter().map(|switch| switch.name));
        SwitchError::Unknown { name: name.to_owned(), nearest: nearest.map(str::to_owned) }
    }
}

#[cfg(test)]
mod tests {
    use crate::{ListSeparator, LongOptOut, Switches};

    #[test]
    fn a_switch_is_set_by_its_name() {
        let mut switches = Switches::default();
        switches.set("stop.long", "if_free").unwrap();
        switches.set("refusal.sender", "36").unwrap();
        assert_eq!((switches.long_opt_out, switches.bad_sender_code), (LongOptOut::IfFree, 36));
        assert_eq!(switches.get("stop.long").as_deref(), Some("if_free"));
        assert_eq!(switches.get("callback.retries").as_deref(), Some("3"));
    }

    #[test]
    fn a_mistake_is_told_with_what_there_is() {
        let mut switches = Switches::default();
        let error = |result: Result<(), crate::SwitchError>| result.unwrap_err().to_string();
        assert_eq!(
            error(switches.set("stop.lang", "never")),
            "there is no switch \"stop.lang\"; did you mean \"stop.long\"?"
        );
        assert_eq!(
            error(switches.set("stop.long", "sometimes")),
            "stop.long cannot be \"sometimes\": it is never, if_free"
        );
        assert!(error(switches.set("refusal.date", "0")).ends_with("a number from 1 to 9999"));
        assert_eq!(switches, Switches::default());
    }

    #[test]
    fn every_switch_takes_all_its_positions_and_starts_at_the_first() {
        for switch in Switches::all() {
            let mut switches = Switches::default();
            assert_eq!(switches.get(switch.name).as_ref(), Some(&switch.default));
            assert!(switch.positions.first().is_none_or(|first| *first == switch.default));
            for position in &switch.positions {
                switches.set(switch.name, position).unwrap();
                assert_eq!(switches.get(switch.name).as_deref(), Some(*position));
            }
        }
    }

    #[test]
    fn the_names_of_json_are_the_same() {
        let json = r#"{"list.separator":"html_break","callback.retries":0}"#;
        let switches: Switches = serde_json::from_str(json).unwrap();
        assert_eq!(switches.list_separator, ListSeparator::HtmlBreak);
        let all = serde_json::to_value(Switches::default()).unwrap();
        let names: Vec<_> = Switches::all().iter().map(|switch| switch.name).collect();
        assert!(names.iter().all(|name| all.get(name).is_some()));
        assert_eq!(all.as_object().unwrap().len(), names.len());
        assert!(serde_json::from_str::<Switches>(r#"{"list_separator":"html_break"}"#).is_err());
    }
}
