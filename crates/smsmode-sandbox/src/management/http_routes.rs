//! The same over HTTP: the table of the routes.

mod acting;
mod events;
mod faults;
mod query;
mod reading;
mod rejection;

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use http::Method;

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

pub(crate) fn routes() -> Vec<Route> {
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
        Route::new(Method::POST, "/advance", acting::advance),
        Route::new(Method::POST, "/reply", acting::reply),
        Route::new(Method::POST, "/trigger", acting::trigger),
        Route::new(Method::POST, "/callbacks/{number}/replay", acting::replay),
        Route::new(Method::POST, "/reset", acting::reset),
    ]
}

pub(crate) fn router() -> Router<Arc<Service>> {
    let add = |router: Router<_>, route: Route| router.route(route.path, route.handler);
    routes().into_iter().fold(Router::new(), add).fallback(no_such_route)
}

/// Whoever mistypes a route is told which there are.
async fn no_such_route() -> Rejection {
    let known = routes().into_iter().map(|route| format!("{} {}", route.method, route.path));
    let known = known.collect::<Vec<_>>().join(", ");
    Rejection::no_such_route(format!("no such route; below /_sandbox there are {known}"))
}
