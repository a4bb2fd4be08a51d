//! Which name was probably meant.

/// The nearest of the known names: at most three letters away, whatever the case.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let distance = |known: &str| strsim::levenshtein(&wanted, &known.to_lowercase());
    let (distance, nearest) = known.into_iter().map(|known| (distance(known), known)).min()?;
    (distance <= 3 && distance < name.chars().count()).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_whatever_its_case() {
        let known = ["refClient", "numero", "accessToken", "message"];
        for (name, meant) in [
            ("REFCLIENT", Some("refClient")),
            ("numeros", Some("numero")),
            ("acces_token", Some("accessToken")),
            ("messsage", Some("message")),
            ("telescope", None),
            ("x", None),
        ] {
            assert_eq!(nearest(name, known), meant, "{name}");
        }
    }
}
