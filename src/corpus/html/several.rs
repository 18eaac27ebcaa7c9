//! Pages that hold several articles and are none of the exports that a reader knows: they are rejected, since one article of many would be
//! wrong in all its values.

use dom_query::{Document, Selection};

use super::select::{select, select_in};

/// Letters of an article that stands whole on a page; teasers are shorter.
const WHOLE: usize = 600;
/// So many make a page of articles.
const SEVERAL: usize = 3;

/// How many whole articles stand side by side on a page, where no one of them is the page's main text; 0 where it is a page like others.
pub fn count(page: &Document) -> usize {
    let lengths: Vec<usize> = select(
        page,
        "article, [itemtype*='schema.org/NewsArticle'], [itemtype*='schema.org/Article']",
    )
    .iter()
    .filter(|part| select_in(part, "h1, h2, h3, header").exists() && !select_in(part, "article").exists())
    .map(|part| letters(&part))
    .filter(|letters| *letters >= WHOLE)
    .collect();
    let (all, longest) = (
        lengths.iter().sum::<usize>(),
        lengths.iter().max().copied().unwrap_or_default(),
    );
    if lengths.len() >= SEVERAL && longest * 2 < all {
        lengths.len()
    } else {
        0
    }
}

fn letters(part: &Selection) -> usize {
    select_in(part, "p")
        .iter()
        .map(|paragraph| paragraph.text().trim().len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_among_teasers_is_one() {
        let story = "Hujan deras turun di lereng itu selama dua hari dan warga mengungsi ke balai desa. ";
        let article = |times: usize| format!("<article><h2>Banjir</h2><p>{}</p></article>", story.repeat(times));
        assert_eq!(count(&Document::from(article(10).repeat(4))), 4);
        assert_eq!(count(&Document::from(article(10) + &article(2).repeat(9))), 0);
        assert_eq!(count(&Document::from(article(60) + &article(9).repeat(3))), 0);
    }
}
