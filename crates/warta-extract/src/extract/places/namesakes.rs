//! Names that a country shares with a part of another.

use super::found::Mention;
use crate::article::{CountryCode, Via};

/// Georgia is the state where the article is about the United States and names no neighbour of the country. `parts` are those of one
/// article, its title and its body.
pub fn settle(parts: &mut [&mut Vec<Mention>]) {
    let (Some(georgia), Some(usa)) = (CountryCode::from_code("GE"), CountryCode::from_code("US")) else {
        return;
    };
    let has = |wanted: &dyn Fn(&Mention) -> bool| parts.iter().any(|part| part.iter().any(wanted));
    if !has(&|m| m.code == georgia) {
        return;
    }
    let near = |m: &Mention| {
        matches!(m.code.as_str(), "RU" | "SUHH" | "AM" | "AZ" | "TR" | "UA")
            || (m.code == georgia && m.via != Via::Name)
    };
    if has(&|m| m.code == usa) && !has(&near) {
        for m in parts
            .iter_mut()
            .flat_map(|part| part.iter_mut())
            .filter(|m| m.code == georgia)
        {
            m.code = usa;
            m.via = Via::City;
        }
    }
}
