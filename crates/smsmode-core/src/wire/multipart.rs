//! Multipart bodies (RFC 7578), with a boundary that is given, so that requests are exact.

use crate::account::Boundary;
use crate::error::InvalidInput;

/// A multipart body that is written part by part.
pub(crate) struct Multipart<'a> {
    boundary: &'a Boundary,
    body: Vec<u8>,
    names: Vec<&'static str>,
}

impl<'a> Multipart<'a> {
    pub(crate) fn new(boundary: &'a Boundary) -> Self {
        Self { boundary, body: Vec::new(), names: Vec::new() }
    }

    /// Adds a field whose value is bytes of the charset of the request.
    pub(crate) fn field(&mut self, name: &'static str, value: &[u8]) -> Result<(), InvalidInput> {
        self.part(name, "", value)
    }

    /// Adds a file. The service passes over its name, so it is constant.
    pub(crate) fn file(
        &mut self,
        name: &'static str,
        content_type: &str,
        content: &[u8],
    ) -> Result<(), InvalidInput> {
        let rest = format!("; filename=\"batch.csv\"\r\nContent-Type: {content_type}");
        self.part(name, &rest, content)
    }

    /// The content type, the body, and the names of its parts.
    pub(crate) fn finish(mut self) -> (String, Vec<u8>, Vec<&'static str>) {
        self.body.extend_from_slice(format!("--{}--\r\n", self.boundary.as_str()).as_bytes());
        let content_type =
            format!("multipart/form-data; boundary={}", quoted(self.boundary.as_str()));
        (content_type, self.body, self.names)
    }

    fn part(&mut self, name: &'static str, rest: &str, content: &[u8]) -> Result<(), InvalidInput> {
        let boundary = self.boundary.as_str();
        if memchr::memmem::find(content, boundary.as_bytes()).is_some() {
            return Err(InvalidInput::Boundary);
        }
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n"
        );
        self.names.push(name);
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
        Ok(())
    }
}

/// A boundary with any of `()+,/:=?` must stand in quotes.
fn quoted(boundary: &str) -> String {
    let plain =
        boundary.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"'_-.".contains(&byte));
    if plain { boundary.to_owned() } else { format!("\"{boundary}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_exact() {
        let boundary = Boundary::new("XX").unwrap();
        let mut multipart = Multipart::new(&boundary);
        multipart.field("note", b"4").unwrap();
        multipart.file("table", "text/csv", b"a,b\n").unwrap();
        let (content_type, body, names) = multipart.finish();
        assert_eq!(content_type, "multipart/form-data; boundary=XX");
        assert_eq!(names, ["note", "table"]);
        let expected = "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n4\r\n\
            --XX\r\nContent-Disposition: form-data; name=\"table\"; filename=\"batch.csv\"\r\n\
            Content-Type: text/csv\r\n\r\na,b\n\r\n--XX--\r\n";
        assert_eq!(String::from_utf8(body).unwrap(), expected);
    }

    #[test]
    fn a_boundary_within_the_content_is_refused() {
        let boundary = Boundary::new("XX").unwrap();
        let refused = Multipart::new(&boundary).field("a", b"one XX two");
        assert_eq!(refused, Err(InvalidInput::Boundary));
    }

    #[test]
    fn an_odd_boundary_stands_in_quotes() {
        let boundary = Boundary::new("a:b").unwrap();
        assert_eq!(Multipart::new(&boundary).finish().0, "multipart/form-data; boundary=\"a:b\"");
    }
}
