//! The inbox: a page that shows what the sandbox took, live. Its files are part of the program.

mod facts;

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, StatusCode};

/// Nothing from elsewhere, no script in the page, and no way to make one out of a text.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const JSON: &str = "application/json";

/// Path, type and text of each file.
macro_rules! files {
    ($($path:literal $media_type:ident $file:literal)*) => {
        &[$(($path, $media_type, include_str!(concat!("inbox/", $file)))),*]
    };
}

const FILES: &[(&str, &str, &str)] = files! {
    "/" HTML "page.html"
    "/inbox/icon.svg" SVG "icon.svg"
    "/inbox/style/base.css" CSS "style/base.css"
    "/inbox/style/controls.css" CSS "style/controls.css"
    "/inbox/style/conversation.css" CSS "style/conversation.css"
    "/inbox/style/message.css" CSS "style/message.css"
    "/inbox/style/people.css" CSS "style/people.css"
    "/inbox/script/announcer.js" SCRIPT "script/announcer.js"
    "/inbox/script/avatar.js" SCRIPT "script/avatar.js"
    "/inbox/script/bubble.js" SCRIPT "script/bubble.js"
    "/inbox/script/callbacks.js" SCRIPT "script/callbacks.js"
    "/inbox/script/clock.js" SCRIPT "script/clock.js"
    "/inbox/script/composer.js" SCRIPT "script/composer.js"
    "/inbox/script/connection.js" SCRIPT "script/connection.js"
    "/inbox/script/controls.js" SCRIPT "script/controls.js"
    "/inbox/script/conversation.js" SCRIPT "script/conversation.js"
    "/inbox/script/element.js" SCRIPT "script/element.js"
    "/inbox/script/facts.js" SCRIPT "script/facts.js"
    "/inbox/script/fault-kinds.js" SCRIPT "script/fault-kinds.js"
    "/inbox/script/faults.js" SCRIPT "script/faults.js"
    "/inbox/script/frame.js" SCRIPT "script/frame.js"
    "/inbox/script/inbox.js" SCRIPT "script/inbox.js"
    "/inbox/script/keyed-list.js" SCRIPT "script/keyed-list.js"
    "/inbox/script/keys.js" SCRIPT "script/keys.js"
    "/inbox/script/language.js" SCRIPT "script/language.js"
    "/inbox/script/live.js" SCRIPT "script/live.js"
    "/inbox/script/losses.js" SCRIPT "script/losses.js"
    "/inbox/script/main.js" SCRIPT "script/main.js"
    "/inbox/script/people-list.js" SCRIPT "script/people-list.js"
    "/inbox/script/people.js" SCRIPT "script/people.js"
    "/inbox/script/phone-number.js" SCRIPT "script/phone-number.js"
    "/inbox/script/search-box.js" SCRIPT "script/search-box.js"
    "/inbox/script/segments.js" SCRIPT "script/segments.js"
    "/inbox/script/service.js" SCRIPT "script/service.js"
    "/inbox/script/settings.js" SCRIPT "script/settings.js"
    "/inbox/script/talk.js" SCRIPT "script/talk.js"
    "/inbox/script/theme.js" SCRIPT "script/theme.js"
    "/inbox/script/timeline.js" SCRIPT "script/timeline.js"
    "/inbox/script/welcome.js" SCRIPT "script/welcome.js"
    "/inbox/script/words.js" SCRIPT "script/words.js"
};

pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let files = FILES.iter().map(|(path, media_type, text)| (*path, File::new(media_type, *text)));
    let facts = ("/inbox/facts.json", File::new(JSON, facts::json()));
    files.chain([facts]).fold(Router::new(), |router, (path, file)| {
        let file = Arc::new(file);
        router.route(path, get(move |headers: HeaderMap| async move { file.answer(&headers) }))
    })
}

/// A file as it is served. A browser asks each time and gets it once: another version of the
/// sandbox may listen at the same address tomorrow.
struct File {
    media_type: &'static str,
    tag: String,
    text: Cow<'static, str>,
}

impl File {
    fn new(media_type: &'static str, text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Self { media_type, tag: format!("\"{:016x}\"", hasher.finish()), text }
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let headers = [
            (CONTENT_TYPE, self.media_type),
            (ETAG, self.tag.as_str()),
            (CACHE_CONTROL, "no-cache"),
            (CONTENT_SECURITY_POLICY, POLICY),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (REFERRER_POLICY, "no-referrer"),
        ];
        if self.is_known(asked) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, self.text.clone().into_owned()).into_response()
    }

    /// Whether the browser has this very file.
    fn is_known(&self, asked: &HeaderMap) -> bool {
        let tags = asked.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
        tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(tags: &str) -> HeaderMap {
        HeaderMap::from_iter([(IF_NONE_MATCH, tags.parse().unwrap())])
    }

    #[test]
    fn every_file_of_the_folder_is_served() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/inbox");
        let served = FILES.iter().map(|(path, ..)| path.rsplit('/').next().unwrap());
        let mut served: Vec<_> =
            served.map(|name| if name.is_empty() { "page.html" } else { name }).collect();
        let mut present = Vec::new();
        for folder in [folder.to_owned(), format!("{folder}/script"), format!("{folder}/style")] {
            let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
            present.extend(names.map(|name| name.into_string().unwrap()));
        }
        present.retain(|name| name.contains('.') && name != "facts.rs");
        served.sort_unstable();
        present.sort_unstable();
        assert_eq!(served, present);
    }

    #[test]
    fn a_file_that_the_browser_has_is_not_sent_again() {
        let file = File::new(CSS, "a {}");
        assert_eq!(file.answer(&HeaderMap::new()).status(), StatusCode::OK);
        let known = format!("\"other\", W/{}", file.tag);
        assert_eq!(file.answer(&asked(&known)).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(file.answer(&asked("\"other\"")).status(), StatusCode::OK);
    }

    #[test]
    fn another_text_has_another_tag() {
        assert_ne!(File::new(CSS, "a {}").tag, File::new(CSS, "b {}").tag);
    }
}
