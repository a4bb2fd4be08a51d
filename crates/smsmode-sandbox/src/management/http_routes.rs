//! The same over HTTP: the table of the routes.

mod acting;
mod events;
mod faults;
mod query;
mod reading;
mod rejection;
mod switches;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::Method;

use crate::routes;
use crate::service::Service;
use rejection::Rejection;

/// A route below `/_sandbox`. The description in `openapi.json` has each of them.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    handler: MethodRouter<Arc<Service>>,
}

impl Route {
    fn new<T: 'static>(
        method: Method,
        path: &'static str,
        handler: impl Handler<T, Arc<Service>>,
    ) -> Self {
        // Each method of the table is one that axum knows.
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::TRACE);
        Self { method, path, handler: on(filter, handler) }
    }
}

pub(crate) fn all() -> Vec<Route> {
    vec![
        Route::new(Method::GET, "/messages", reading::messages),
        Route::new(Method::GET, "/wait", reading::wait),
        Route::new(Method::GET, "/replies", reading::replies),
        Route::new(Method::GET, "/callbacks", reading::callbacks),
        Route::new(Method::GET, "/journal", reading::journal),
        Route::new(Method::GET, "/duplicates", reading::duplicates),
        Route::new(Method::GET, "/state", reading::state),
        Route::new(Method::GET, "/events", events::events),
        Route::new(Method::GET, "/faults", faults::faults),
        Route::new(Method::PUT, "/faults", faults::put_faults),
        Route::new(Method::DELETE, "/faults", faults::delete_faults),
        Route::new(Method::GET, "/switches", switches::switches),
        Route::new(Method::PUT, "/switches", switches::put_switches),
        Route::new(Method::GET, "/openapi.json", reading::description),
        Route::new(Method::POST, "/advance", acting::advance),
        Route::new(Method::POST, "/reply", acting::reply),
        Route::new(Method::POST, "/trigger", acting::trigger),
        Route::new(Method::POST, "/callbacks/{number}/replay", acting::replay),
        Route::new(Method::POST, "/reset", acting::reset),
    ]
}

pub(crate) fn router(service: &Arc<Service>) -> Router<Arc<Service>> {
    let add = |router: Router<_>, route: Route| router.route(route.path, route.handler);
    let router = all().into_iter().fold(Router::new(), add).fallback(no_such_route);
    router.layer(from_fn_with_state(Arc::clone(service), save))
}

/// What was changed is on disk before it is answered, if there is a store.
async fn save(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET {
        return next.run(request).await;
    }
    if service.is_failing() {
        return routes::cannot_save();
    }
    let response = next.run(request).await;
    if service.saved().await.is_ok() { response } else { routes::not_saved() }
}

/// Whoever mistypes a route is told which there are.
async fn no_such_route() -> Rejection {
    let known = all().into_iter().map(|route| format!("{} {}", route.method, route.path));
    let known = known.collect::<Vec<_>>().join(", ");
    Rejection::no_such_route(format!("no such route; below /_sandbox there are {known}"))
}
