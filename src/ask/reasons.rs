//! Why the statements of an article in the archive are their speakers'.

use crate::article::{Article, Quote, RawArticle};
use crate::extract::{self, Reason};

/// Of each statement of an article, in order, why it is its speaker's. An archive keeps what was decided and not why, so the text of the
/// record is read once more, by the rules that decided: a statement that it does not give again, with the same speaker, has no reason here. That
/// is so where the file had more than its record has, or the rules are others since.
pub fn reasons(article: &Article) -> Vec<Option<Reason>> {
    let raw = RawArticle {
        title: (!article.title_derived).then(|| article.title.clone()),
        text: article.body.clone(),
        published: article.published.as_ref().map(ToString::to_string),
        source: article.source.clone(),
        url: article.url.clone(),
        language: Some(article.language.code().to_owned()),
        ..RawArticle::default()
    };
    let (again, mut found) = extract::explained(raw);
    let mut of = |quote: &Quote| {
        let same = again.quotes.iter().position(|other| {
            let names = |article: &Article, quote: &Quote| Some(article.speaker_of(quote)?.name.clone());
            other.span == quote.span
                && other.span.of(&again.body) == quote.span.of(&article.body)
                && names(&again, other) == names(article, quote)
        })?;
        found.get_mut(same).map(std::mem::take)
    };
    article.quotes.iter().map(&mut of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> (Article, Vec<Reason>) {
        extract::explained(RawArticle {
            text: "MATARAM - \"Stok kami cukup,\" kata Menteri Budi Santosa di Jakarta.\n\"Harga turun,\" katanya.\n\
                   Baca juga: Harga Cabai Naik\nGubernur Siti Aminah hadir. \"Panen raya,\" katanya."
                .into(),
            ..RawArticle::default()
        })
    }

    #[test]
    fn the_text_of_a_record_gives_the_reasons_of_its_file() {
        let (article, wanted) = article();
        assert_eq!(wanted.len(), 3);
        assert!(wanted[2].rival.is_some());
        assert_eq!(reasons(&article), wanted.into_iter().map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn another_decision_has_no_reason() {
        let (mut article, wanted) = article();
        article.quotes[1].speaker = None;
        let reasons = reasons(&article);
        assert_eq!(reasons[0].as_ref(), wanted.first());
        assert_eq!(reasons[1], None);
    }
}
