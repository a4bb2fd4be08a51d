//! The page with what apalis cannot know: what became of the messages.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use maud::{DOCTYPE, Markup, html};
use smsmode_core::outbox::State as MessageState;
use smsmode_core::{Describe as _, Language};
use smsmode_outbox::{Entry, Paused};

use super::Subject;
use super::view::{COUNTED, KeptBy, View};

pub(super) async fn show(State(subject): State<Subject>, headers: HeaderMap) -> Response {
    let language = language(&headers);
    match View::of(&subject).await {
        Ok(view) => Html(page(&view, language).into_string()).into_response(),
        Err(error) => {
            let text = format!("{}\n", error.describe(language));
            (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
        }
    }
}

/// What a browser asks for first.
fn language(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok());
    match asked.and_then(|asked| asked.trim_start().get(..2)) {
        Some(first) if first.eq_ignore_ascii_case("fr") => Language::French,
        _ => Language::English,
    }
}

fn page(view: &View, language: Language) -> Markup {
    let title = language.pick("Outbox of the fleet", "Boîte d'envoi de la flotte");
    html! {
        (DOCTYPE)
        html lang=(language.pick("en", "fr")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="refresh" content="10";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    (standing(view, language))
                    (states(view, language))
                    (doubtful(&view.doubtful, language))
                    (workers(view, language))
                    nav {
                        a href="/queues/smsmode" { (language.pick("Jobs", "Tâches")) }
                        a href="/metrics" { "Prometheus" }
                    }
                }
            }
        }
    }
}

/// Whether messages are sent.
fn standing(view: &View, language: Language) -> Markup {
    html! {
        @if let Some(paused) = view.overview.paused {
            p.alert role="alert" { (reason(paused, language)) }
        } @else if view.trouble.is_none() {
            p.well { (language.pick("Messages are sent.", "Les messages sont envoyés.")) }
        }
        @if let Some(trouble) = &view.trouble {
            p.alert role="alert" { (language.pick("Here: ", "Ici : ")) (trouble) }
        }
        @if view.keeper == KeptBy::Nobody {
            p.alert role="alert" {
                (language.pick(
                    "No worker keeps the outbox at this time: what is unknown is not looked up.",
                    "Aucun worker ne tient la boîte d'envoi en ce moment : l'inconnu n'est pas recherché.",
                ))
            }
        }
    }
}

fn reason(paused: Paused, language: Language) -> &'static str {
    match paused {
        Paused::OnRequest => language.pick(
            "Paused on request: nothing new is sent until smsmode outbox resume.",
            "En pause sur demande : rien de nouveau n'est envoyé jusqu'à smsmode outbox resume.",
        ),
        Paused::ByService(_) => language.pick(
            "Paused by the service: it refused the key, or there is not enough credit. Mend that, then smsmode outbox resume.",
            "En pause par le service : il a refusé la clé, ou le crédit manque. Corrigez, puis smsmode outbox resume.",
        ),
    }
}

fn states(view: &View, language: Language) -> Markup {
    html! {
        table {
            caption { (language.pick("Messages by state", "Messages par état")) }
            @for state in MessageState::ALL {
                @let count = view.overview.counts.get(state).copied().unwrap_or_default();
                tr.none[count == 0] {
                    th scope="row" { (state.name()) }
                    td { (state.describe(language)) }
                    td.number { (count) }
                }
            }
        }
    }
}

/// No number and no text: only what is known.
fn doubtful(entries: &[Entry], language: Language) -> Markup {
    html! {
        @if !entries.is_empty() {
            h2 { (language.pick("What nobody knows yet", "Ce que personne ne sait encore")) }
            @for entry in entries {
                @let standing = entry.standing(language);
                p.entry {
                    code { (entry.id) } " " (standing.known)
                    @if let Some(advice) = standing.advice { " " (advice) }
                }
            }
        }
    }
}

fn workers(view: &View, language: Language) -> Markup {
    let most = view.queue.waiting >= COUNTED;
    html! {
        table {
            caption { (language.pick("Workers", "Workers")) }
            tr {
                th scope="col" { (language.pick("name", "nom")) }
                th.number scope="col" { (language.pick("seen, seconds ago", "vu, il y a s")) }
                th.number scope="col" { (language.pick("jobs held", "tâches prises")) }
            }
            @for worker in &view.queue.workers {
                tr {
                    th.name scope="row" { (worker.name) @if worker.name == view.here { (language.pick(" (this page)", " (cette page)")) } }
                    td.number { (worker.seen) }
                    td.number { (worker.holds) }
                }
            }
        }
        p {
            (language.pick("Jobs that wait: ", "Tâches en attente : "))
            (view.queue.waiting) @if most { "+" }
            @if view.keeper == KeptBy::Here {
                ". "
                (language.pick("The worker of this page keeps the outbox.", "Le worker de cette page tient la boîte d'envoi."))
            }
        }
    }
}

const STYLE: &str = ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0}main{max-width:44rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem}
table{width:100%;border-collapse:collapse;margin:1.5rem 0}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);font-weight:400}
.name{overflow-wrap:anywhere}
th[scope=row]{font-family:ui-monospace,monospace}
.number{text-align:right;font-variant-numeric:tabular-nums}
.none{opacity:.65}.entry{overflow-wrap:anywhere}
.alert,.well{padding:.6rem .8rem;border-left:.3rem solid #c22}.well{border-color:#283}
nav a{margin-right:1.5rem}";
