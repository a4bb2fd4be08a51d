//! The arguments of `smsmode voice`.

use clap::{Args, ValueEnum};
use smsmode_http::VoiceLanguage;

use super::CostlyCall;

#[derive(Debug, Args)]
pub(crate) struct Voice {
    /// The text to be spoken, at most 160 characters; `-` reads it from the standard input.
    #[arg(allow_hyphen_values = true)]
    pub(crate) text: String,
    /// A phone number, landlines too; several times for several people, or several with commas.
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', required = true)]
    pub(crate) to: Vec<String>,
    /// What is said first; without it the service says "Ceci est un message de sMsmode".
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// The language of the voice.
    #[arg(long, value_name = "TAG", value_enum)]
    pub(crate) language: Option<VoiceLanguageArgument>,
    /// Call later: "2026-12-24 18:00" in Paris, or an instant such as 2026-12-24T18:00:00+01:00.
    #[arg(long, value_name = "DATE")]
    pub(crate) at: Option<String>,
    /// Let the text be of any length: what the service does with more than 160 characters is unknown.
    #[arg(long)]
    pub(crate) unlimited: bool,
    #[command(flatten)]
    pub(crate) costly: CostlyCall,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum VoiceLanguageArgument {
    #[value(name = "fr-FR", alias = "fr")]
    French,
    #[value(name = "en-GB", alias = "en")]
    English,
    #[value(name = "de-DE", alias = "de")]
    German,
    #[value(name = "es-ES", alias = "es")]
    Spanish,
}

impl From<VoiceLanguageArgument> for VoiceLanguage {
    fn from(argument: VoiceLanguageArgument) -> Self {
        match argument {
            VoiceLanguageArgument::French => Self::French,
            VoiceLanguageArgument::English => Self::English,
            VoiceLanguageArgument::German => Self::German,
            VoiceLanguageArgument::Spanish => Self::Spanish,
        }
    }
}
