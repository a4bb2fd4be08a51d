//! What can be asked for a text.

use clap::{Args, ValueEnum};
use serde::Deserialize;
use smsmode_http::text::smart::{Level, SmartOptions};
use smsmode_http::text::{Channel, OptOut, TextMode};

/// How a text may be treated.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Treatment {
    /// Send the text as it is, at the price of Unicode: 70 units in a segment instead of 160.
    #[arg(long, conflicts_with_all = ["exact", "level"])]
    unicode: bool,
    /// Change nothing: refuse a text with characters that would be lost.
    #[arg(long, conflicts_with = "level")]
    exact: bool,
    /// How far characters that would be lost are replaced, if that makes the text sendable.
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    level: LevelArgument,
}

impl Treatment {
    pub(crate) fn mode(&self) -> TextMode {
        match (self.unicode, self.exact) {
            (true, _) => TextMode::Unicode,
            (_, true) => TextMode::Exact,
            _ => TextMode::Smart(SmartOptions::default().with_level(self.level.into())),
        }
    }
}

/// How far characters are replaced; each level includes those before it.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum LevelArgument {
    /// Quotation marks, dashes, spaces: “’” becomes “'”.
    Typography,
    /// Letters without their accents, too: “ê” becomes “e”.
    #[default]
    Letters,
    /// Signs in characters, too: “°” becomes “deg”.
    Symbols,
}

impl From<LevelArgument> for Level {
    fn from(argument: LevelArgument) -> Self {
        match argument {
            LevelArgument::Typography => Self::Typography,
            LevelArgument::Letters => Self::Letters,
            LevelArgument::Symbols => Self::Symbols,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OptOutArgument {
    Always,
    IfFree,
}

impl From<OptOutArgument> for OptOut {
    fn from(argument: OptOutArgument) -> Self {
        match argument {
            OptOutArgument::Always => Self::Always,
            OptOutArgument::IfFree => Self::IfFree,
        }
    }
}

/// The channel of an account, in an argument or in the configuration file.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChannelArgument {
    /// Any text, at lower priority.
    Marketing,
    /// High priority, no commercial text.
    Notifications,
}

impl From<ChannelArgument> for Channel {
    fn from(argument: ChannelArgument) -> Self {
        match argument {
            ChannelArgument::Marketing => Self::Marketing,
            ChannelArgument::Notifications => Self::Notifications,
        }
    }
}
