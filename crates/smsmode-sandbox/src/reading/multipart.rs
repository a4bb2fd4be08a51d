//! `multipart/form-data`, read by `multer`.

use std::convert::Infallible;

use axum::body::Bytes;
use smsmode_core::wire::param;

use super::Pairs;

#[derive(Debug, Default)]
pub(crate) struct Multipart {
    /// The text parts.
    pub(crate) pairs: Pairs<'static>,
    /// The part with the batch.
    pub(crate) file: Option<Vec<u8>>,
}

/// Reads what can be read; a body that breaks off keeps its first parts.
pub(crate) async fn read(content_type: &str, body: Bytes) -> Multipart {
    let mut read = Multipart::default();
    let Ok(boundary) = multer::parse_boundary(content_type) else { return read };
    let body = futures_util::stream::iter([Ok::<_, Infallible>(body)]);
    let mut parts = multer::Multipart::new(body, boundary);
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let Ok(content) = part.bytes().await else { return read };
        read.add(name, content.to_vec());
    }
    read
}

impl Multipart {
    fn add(&mut self, name: String, content: Vec<u8>) {
        if name == param::BATCH_FILE {
            self.file = Some(content);
        } else {
            self.pairs.push((name.into_bytes().into(), content.into()));
        }
    }
}
