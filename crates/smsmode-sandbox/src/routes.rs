//! From an HTTP request to an HTTP answer, with what goes wrong in between.

use std::convert::Infallible;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use futures_util::stream;
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use http::request::Parts;
use http::{HeaderValue, Method, Request, StatusCode, Uri, Version};
use hyper::body::Incoming;
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;

use crate::answer::{Refused, Rendered};
use crate::browsers::{Guard, admit};
use crate::calls::{self, Rules, Served};
use crate::connection::Fate;
use crate::faults::{Fault, Plan, RawAnswer};
use crate::intake::{Intake, Taken};
use crate::journal::Kept;
use crate::reading::{Fields, Received};
use crate::service::Service;
use crate::shaping::Shape;
use crate::spelling::nearest;
use crate::{Call, Limits, inbox, management};

/// Who answers what.
#[derive(Debug, Clone)]
pub(crate) struct Routes {
    service: Arc<Service>,
    intake: Arc<Intake>,
    /// Management and the page.
    others: Router,
}

impl Routes {
    pub(crate) fn new(service: Arc<Service>, limits: Limits, guard: Guard) -> Self {
        let intake = Arc::new(Intake::new(limits));
        let admission = from_fn_with_state(guard, admit);
        let others = Router::new()
            .nest("/_sandbox", management::router(&service).layer(admission.clone()))
            .merge(inbox::router().layer(admission))
            .fallback(unknown_path)
            .layer(DefaultBodyLimit::max(limits.form_bytes))
            .with_state(Arc::clone(&service));
        Self { service, intake, others }
    }

    /// What the connection with this fate gets. The fourteen calls do not pass the router: its
    /// layers would take as long as what a call does.
    pub(crate) async fn answer(
        &self,
        request: Request<Incoming>,
        fate: &Arc<Fate>,
    ) -> Result<Response, Infallible> {
        let Some(call) = Call::at(request.uri().path()) else {
            return TowerToHyperService::new(self.others.clone()).call(request).await;
        };
        let (service, intake) = (Arc::clone(&self.service), Arc::clone(&self.intake));
        let exchange = Exchange { service, intake, fate: Arc::clone(fate), call };
        Ok(exchange.answer(request.map(Body::new)).await)
    }
}

async fn unknown_path(uri: Uri) -> Response {
    let nearest = nearest(uri.path(), Call::ALL.iter().map(|call| call.path()));
    let hint = nearest.map(|path| format!("; did you mean {path}?")).unwrap_or_default();
    (StatusCode::NOT_FOUND, format!("there is no such path{hint}\n")).into_response()
}

/// One request of a call, and the connection that it came by.
struct Exchange {
    service: Arc<Service>,
    intake: Arc<Intake>,
    fate: Arc<Fate>,
    call: Call,
}

impl Exchange {
    async fn answer(self, request: Request<Body>) -> Response {
        if request.method() != Method::GET && request.method() != Method::POST {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let (parts, body) = request.into_parts();
        match self.intake.take(self.call, body).await {
            Ok(taken) => self.answer_taken(parts, taken).await,
            Err(status) => last(status.into_response()),
        }
    }

    /// What a body takes is free again before an answer is delayed or stalls.
    async fn answer_taken(self, parts: Parts, Taken { body, room }: Taken) -> Response {
        if self.service.is_failing() {
            return cannot_save();
        }
        let received = Received { at: self.service.clock.now(), parts, body };
        let (rendered, fault, delay) = self.done(&received).await;
        drop((received, room));
        if self.service.saved().await.is_err() {
            return not_saved();
        }
        // A sleep of no length still takes until the next millisecond.
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        self.respond(rendered, fault).await
    }

    /// The request is in the journal before anybody can see what it did, and done before anything
    /// can go wrong with its answer.
    async fn done(&self, received: &Received) -> (Option<Rendered>, Option<Fault>, Duration) {
        let rules = self.service.rules();
        let fields = Fields::read(received, &rules.switches).await;
        let plan = self.service.faults().plan(self.call);
        let entry = Kept::new(self.call, received, &fields, plan.fault.clone());
        let number = self.service.journal().add(entry);
        let by_get = received.parts.method == Method::GET;
        let (telling, now) = (plan.telling, self.service.clock.now());
        let request = calls::Request { call: self.call, fields: &fields, by_get, telling, now };
        let (rendered, fault) = self.meet(&plan, &request, &rules);
        self.service.journal().note_answer(number, rendered.as_ref(), fault.as_ref());
        (rendered, fault, plan.delay)
    }

    /// What the service answers, unless something else answers in its place, and what goes wrong
    /// with it: by a rule, or else by a magic number.
    fn meet(
        &self,
        plan: &Plan,
        request: &calls::Request<'_>,
        rules: &Rules,
    ) -> (Option<Rendered>, Option<Fault>) {
        let served = match &plan.fault {
            Some(fault) if fault.is_in_place_of_the_service() => {
                return (None, plan.fault.clone());
            }
            Some(Fault::Refuse { code }) => {
                Served { answer: Err(Refused::with_code(*code)), fault: None }
            }
            _ => self.service.answer(request, rules),
        };
        let fault = plan.fault.clone().or(served.fault);
        let is_answered = !fault.as_ref().is_some_and(Fault::is_in_place_of_the_service);
        let charset = plan.charset.unwrap_or(rules.switches.answer_charset);
        let rendered = is_answered.then(|| match self.call {
            Call::CreateApiKey => Rendered::json(served.answer, rules.switches.key_error_status),
            _ => Rendered::plain(served.answer, charset),
        });
        (rendered, fault)
    }

    async fn respond(self, rendered: Option<Rendered>, fault: Option<Fault>) -> Response {
        let rendered = rendered.unwrap_or_else(Rendered::empty);
        match fault {
            Some(Fault::CloseAfterAccepting { ending } | Fault::CloseBeforeStoring { ending }) => {
                self.fate.end(ending);
                pending().await
            }
            Some(Fault::Stall) => pending().await,
            Some(Fault::CutAnswer { bytes }) => cut(rendered, bytes, self.fate),
            Some(Fault::Answer(answer)) => raw(&answer),
            Some(Fault::BadGateway) => raw(&RawAnswer::bad_gateway()),
            Some(Fault::TooManyRequests { retry_after }) => {
                raw(&RawAnswer::too_many_requests(retry_after))
            }
            Some(Fault::WithoutLength) => without_length(rendered),
            Some(Fault::Trickle { milliseconds }) => {
                self.fate.shape(Shape::Trickle(Duration::from_millis(milliseconds)));
                last(rendered.into_response())
            }
            Some(Fault::Garbage) => {
                self.fate.shape(Shape::Garbage);
                last(rendered.into_response())
            }
            _ => rendered.into_response(),
        }
    }
}

/// The last answer of its connection.
fn last(mut response: Response) -> Response {
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Nothing was done.
pub(crate) fn cannot_save() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, "the sandbox cannot write its store: nothing was done")
        .into_response()
}

/// It was done, and may be lost: whoever asked cannot know, as with any answer 500.
pub(crate) fn not_saved() -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, "the sandbox could not write its store").into_response()
}

impl IntoResponse for Rendered {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = status(self.http_status);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        response
    }
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Announces the whole body, sends its beginning and closes once that has left.
fn cut(mut rendered: Rendered, bytes: Option<usize>, fate: Arc<Fate>) -> Response {
    let body = std::mem::take(&mut rendered.body);
    let whole = body.len();
    let code_ends = body.iter().position(|byte| *byte == b'|').map(|pipe| pipe + 1);
    let end = bytes.or(code_ends).unwrap_or(whole / 2).min(whole.saturating_sub(1));
    let beginning = body.slice(..end);
    let beginning = stream::once(async { Ok::<_, Infallible>(beginning) });
    let end = stream::once(async move {
        fate.close_after_flush();
        pending().await
    });
    let mut response = rendered.into_response();
    *response.body_mut() = Body::from_stream(beginning.chain(end));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(whole));
    response
}

/// HTTP/1.0 has no chunks, so nothing but the end of the connection ends the body.
fn without_length(mut rendered: Rendered) -> Response {
    let body = std::mem::take(&mut rendered.body);
    let mut response = rendered.into_response();
    *response.body_mut() = Body::from_stream(stream::once(async { Ok::<_, Infallible>(body) }));
    *response.version_mut() = Version::HTTP_10;
    response
}

/// Headers that HTTP does not allow are left out.
fn raw(answer: &RawAnswer) -> Response {
    let mut response = Response::new(Body::from(answer.body.bytes()));
    *response.status_mut() = status(answer.http_status);
    for (name, value) in &answer.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
