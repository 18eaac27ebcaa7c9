//! A server over an index, asked directly.

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use tower_service::Service;
use warta::serve::{Limits, Place, Rules, Server, router};

use crate::program::warta;

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

pub struct Site {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Site {
    pub fn with(index: &Path, rules: Rules) -> Site {
        Site::over(&Place::Index(index.to_owned()), rules, Duration::from_secs(60))
    }

    /// Over an archive wherever it is; a search may take so long.
    pub fn over(place: &Place, rules: Rules, deadline: Duration) -> Site {
        let server = Server::new(place, rules, Limits::with(8, deadline));
        Site {
            router: router(Arc::new(server)),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime"),
        }
    }

    pub fn of(index: &Path) -> Site {
        Site::with(index, Rules::default())
    }

    pub fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let answer = self.router.clone().call(request).await.expect("it always answers");
            let (parts, body) = answer.into_parts();
            let body = body.collect().await.expect("the body comes whole").to_bytes();
            Answer {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: String::from_utf8(body.to_vec()).expect("it is UTF-8"),
            }
        })
    }

    /// Asks with `headers` beside a good host.
    pub fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().uri(path).header("host", "127.0.0.1:7575");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).expect("a request"))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(path, &[])
    }
}

/// An index of the sample articles.
pub fn corpus() -> &'static Path {
    static INDEX: OnceLock<tempfile::TempDir> = OnceLock::new();
    INDEX
        .get_or_init(|| {
            let dir = tempfile::tempdir().expect("a folder");
            let index = dir.path().to_str().expect("it is UTF-8");
            let home = Path::new(env!("CARGO_MANIFEST_DIR"));
            let output = warta(home, &["index", "corpus", "--index", index]);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            dir
        })
        .path()
}

/// Addresses of every page and state over the sample articles.
pub const PAGES: &[(&str, &str)] = &[
    ("start", "/"),
    ("search", "/search?q=gempa"),
    (
        "search-narrowed",
        "/search?q=beras+-source:Detik&where=country:%3D%22ID%22&from=2020&to=2023&stories=true",
    ),
    ("search-counts", "/search?show=count&unit=year&sort=newest&page=2"),
    ("search-facet", "/search?facet=speaker"),
    ("search-nothing", "/search?q=beras+zzqqxx&country=Ukraina"),
    ("search-broken", "/search?q=beras+speaker:%22Budi"),
    ("search-parameter", "/search?q=beras&country=Ukrane"),
    ("quotes", "/quotes?q=country:ID&sort=newest"),
    ("quotes-once", "/quotes?q=beras&once=true"),
    ("article", "/article?id=d-70012&q=bantuan"),
    ("article-gone", "/article?id=none"),
    ("person", "/person?name=Margaret+Ellison"),
    ("person-unknown", "/person?name=Nobody+Here"),
    ("people", "/people?prefix=m"),
    ("countries", "/countries"),
    ("country", "/country?code=UA"),
    ("table", "/table?rows=country&columns=source"),
    ("compare", "/compare?a=beras&b=gempa"),
    ("compare-nothing", "/compare"),
    ("help", "/help"),
    ("api", "/api"),
    ("about", "/about"),
    ("not-found", "/nowhere"),
];
