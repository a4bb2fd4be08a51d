//! `smsmode doctor`: what stands between here and a text that is sent, each with its remedy.

mod layer;
mod opt_out;

use serde::Serialize;
use smsmode_http::{GetBalance, Method};

use crate::arguments::{Doctor, Output};
use crate::config::{ConfigError, Configuration};
use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, Row, cell};

use layer::Layer;

/// What was found out about one thing.
#[derive(Debug, Serialize)]
struct Checkup {
    check: &'static str,
    /// `ok`, `warning`, `failed` or `skipped`.
    state: &'static str,
    remedy: Option<String>,
    finding: String,
}

impl Row<4> for Checkup {
    const NAMES: [&'static str; 4] = ["check", "state", "remedy", "finding"];

    fn cells(&self) -> [String; 4] {
        let [check, state] = [self.check, self.state].map(str::to_owned);
        [check, state, cell(self.remedy.as_ref()), self.finding.clone()]
    }
}

pub(super) fn run(arguments: &Doctor, context: &mut Context<'_, '_>) -> Result<Exit, Failure> {
    let mut findings = vec![encoding(context), opt_out::check(arguments, context), clock(context)];
    let configuration = super::configuration(&arguments.common, context);
    let exit = match configuration {
        Ok(configuration) => ask(configuration, &mut findings, context)?,
        Err(failure) => {
            findings.extend(unreached(&failure, context));
            failure.exit(context)
        }
    };
    tell(&findings, arguments.common.output, context);
    let keeps_back = findings.iter().any(opt_out::keeps_everything_back);
    Ok(if exit == Exit::Done && keeps_back { Exit::Usage } else { exit })
}

/// Whether what a shell hands over is read as it is meant.
fn encoding(context: &Context<'_, '_>) -> Checkup {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| context.environment.get(name))
        .unwrap_or_default();
    let is_utf8 = locale.to_lowercase().replace('-', "").contains("utf8");
    let remedy = context.pick(
        "set a locale in UTF-8, such as export LC_ALL=C.UTF-8, or accents may be lost before they get here",
        "choisissez une locale en UTF-8, par exemple export LC_ALL=C.UTF-8, sinon des accents peuvent se perdre avant d'arriver ici",
    );
    Checkup {
        check: "encoding",
        state: if is_utf8 { "ok" } else { "warning" },
        remedy: (!is_utf8).then(|| remedy.to_owned()),
        finding: format!("\"{locale}\""),
    }
}

/// Only what cannot be is found: the service does not tell the time in its answers' text.
fn clock(context: &Context<'_, '_>) -> Checkup {
    let now = context.now().unix_seconds();
    let is_possible = now > FIRST_VERSION;
    let remedy = context.pick(
        "set the clock of this machine; certificates are judged by it",
        "réglez l'horloge de cette machine ; les certificats sont jugés d'après elle",
    );
    let shown = jiff::Timestamp::from_second(now).unwrap_or_default();
    let note = context.pick("not compared with another", "comparée à aucune autre");
    Checkup {
        check: "clock",
        state: if is_possible { "ok" } else { "failed" },
        remedy: (!is_possible).then(|| remedy.to_owned()),
        finding: format!("{shown}, {note}"),
    }
}

/// 1 January 2026: nothing of this can be older.
const FIRST_VERSION: i64 = 1_767_225_600;

/// Without a configuration nothing can be asked.
fn unreached(failure: &Failure, context: &Context<'_, '_>) -> Vec<Checkup> {
    let language = context.language;
    let headline = std::iter::once(failure.headline(language));
    let finding = headline.chain(failure.causes(language)).collect::<Vec<_>>().join("; ");
    let (check, remedy) = if matches!(failure, Failure::Config(ConfigError::NoKey { .. })) {
        ("key", Layer::Key.remedy(language))
    } else {
        let remedy = language.pick(
            "look at the file that smsmode config path names, and at the variables SMSMODE_…",
            "vérifiez le fichier indiqué par smsmode config path, et les variables SMSMODE_…",
        );
        ("configuration", remedy)
    };
    let failed = Checkup { check, state: "failed", remedy: Some(remedy.to_owned()), finding };
    let others = Layer::ALL.into_iter().map(|layer| layer.skipped(language));
    others.filter(|finding| finding.check != check).chain([failed]).collect()
}

/// Asks for the balance, which costs nothing, and sees how far that gets.
fn ask(
    configuration: Configuration,
    findings: &mut Vec<Checkup>,
    context: &mut Context<'_, '_>,
) -> Result<Exit, Failure> {
    let is_plain = configuration.account.base_url().as_str().starts_with("http:");
    let proxy = proxy(&configuration, context)?;
    let client = super::client_of(configuration, Method::Post, context)?;
    let answer = client.call(&GetBalance::new());
    let broken = answer.as_ref().err().map(|error| (Layer::broken_by(error), error));
    for layer in Layer::ALL {
        findings.push(match &broken {
            Some((at, error)) if *at == layer => layer.failed(error, context.language),
            Some((at, _)) if *at < layer => layer.skipped(context.language),
            _ if layer == Layer::Tls && is_plain => layer.unused(context.language),
            _ if layer == Layer::Proxy => layer.passed(proxy),
            _ => layer.passed(""),
        });
    }
    Ok(broken.map_or(Exit::Done, |(_, error)| Exit::of(error)))
}

/// Where the proxy is named; never the proxy itself, whose address may hold a password.
fn proxy(
    configuration: &Configuration,
    context: &Context<'_, '_>,
) -> Result<&'static str, Failure> {
    let names =
        ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
    let variable = names.into_iter().find(|name| context.environment.get(name).is_some());
    let in_file =
        context.pick("proxy in the configuration file", "proxy du fichier de configuration");
    Ok(match (configuration.settings.ureq_proxy()?, variable) {
        (_, Some(variable)) => variable,
        (Some(_), None) => in_file,
        (None, None) => context.pick("none", "aucun"),
    })
}

fn tell(findings: &[Checkup], output: Output, context: &mut Context<'_, '_>) {
    output::write(findings, output, context);
    if output != Output::Table {
        return;
    }
    let page = context.page();
    for Checkup { check, state, remedy, finding } in findings {
        let mut rows = page.row(check, format!("{state:<STATE$}{finding}").trim_end());
        rows.extend(remedy.iter().flat_map(|remedy| page.row("", &format!("→ {remedy}"))));
        for row in rows {
            context.line(&row);
        }
    }
}

/// The longest state and a gap.
const STATE: usize = 9;
