//! A request -> bytes.

use super::problem::{Kind, Problem};
use super::route::{Asked, Head, Pairs, Route, Sink, Stopped};
use super::{records, suggest, write};
use crate::ask::{self, Archive, Deadline};
use crate::output::terminal::Style;
use crate::output::{Format, fields, stats};

/// Answers a request, within its time.
///
/// # Errors
/// [`Stopped`].
pub fn answer(
    route: &Route,
    pairs: &Pairs,
    snapshot: &dyn Archive,
    until: &Deadline,
    sink: &mut dyn Sink,
) -> Result<(), Stopped> {
    let asked = Asked { pairs, snapshot, until };
    match route {
        Route::Search => write::search(&asked, sink),
        Route::Quotes => write::quotes(&asked, sink),
        Route::Facets(field) => write::facet(field, &asked, sink),
        Route::Crossed(rows, columns) => write::crossed(rows, columns, &asked, sink),
        Route::Timeline => write::timeline(&asked, sink),
        Route::Compare => write::compare(&asked, sink),
        Route::Explain => write::explain(&asked, sink),
        Route::Why => write::why(&asked, sink),
        Route::Records => records::records(pairs, snapshot, sink),
        Route::Suggest => suggest::suggest(&asked, sink),
        Route::Stats => {
            nothing_of(pairs)?;
            let mut stats_of = ask::stats(snapshot)?;
            // Where folders lie on this machine is nobody's business; their names alone are.
            if let Some(index) = &mut stats_of.held.index {
                index.roots = index.roots.iter().map(|root| label(root)).collect();
                for (root, _) in &mut index.maps {
                    *root = label(root);
                }
            }
            sink.begin(Head::json())?;
            Ok(stats::write_stats(sink, &stats_of, Format::Ndjson)?)
        }
        Route::Fields => {
            nothing_of(pairs)?;
            sink.begin(Head::json())?;
            Ok(fields::write(sink, Style::PLAIN, Format::Json)?)
        }
    }
}

/// The name of a folder or file without the place where it lies.
fn label(root: &str) -> String {
    root.trim_end_matches(['/', '\\'])
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Of routes without parameters.
fn nothing_of(pairs: &Pairs) -> Result<(), Problem> {
    match pairs.first() {
        None => Ok(()),
        Some((name, _)) => Err(Problem::new(
            Kind::Parameter,
            format!("`{name}`: there is no such parameter"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_without_where_they_lie() {
        assert_eq!(label("/home/ana/arsip/"), "arsip");
        assert_eq!(label("C:\\arsip"), "arsip");
        assert_eq!(label("corpus"), "corpus");
    }
}
