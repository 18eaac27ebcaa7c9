//! Text as it came -> the body: boilerplate and the links to other articles are taken out, one paragraph is one line.

mod blanks;
mod credit;
mod entities;
mod glued;
mod headlines;
mod inline;
mod lines;
mod question_marks;
mod run_together;
mod wrapped;

use std::borrow::Cow;

use crate::article::RawArticle;
use lines::Line;

pub struct Cleaned {
    /// One paragraph a line, no empty lines.
    pub body: String,
    /// Link lines that stood between the paragraphs, without their `Baca juga:`.
    pub related: Vec<String>,
    /// Those whom a line of credits (`Penulis: ...`) names as writers, as written.
    pub authors: Vec<String>,
    /// Usual names of the outlets that a credit at the very end names: `AL JAZEERA | REUTERS`.
    pub credits: Vec<&'static str>,
}

/// A title as it came, less the entities of a dump.
pub fn title(raw: &RawArticle) -> Option<Cow<'_, str>> {
    raw.title.as_deref().map(entities::decoded)
}

pub fn clean(raw: &RawArticle) -> Cleaned {
    let mut authors = Vec::new();
    let mut kept: Vec<(&str, bool)> = Vec::new();
    let mut link_follows = false;
    let title = title(raw).unwrap_or_default();
    let title = title.trim();
    let text = entities::decoded(&raw.text);
    let text = wrapped::joined(&text);
    let text = glued::parted(&text);
    let text = run_together::parted(text);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // A page's text often begins with its title again.
        if kept.is_empty() && line == title {
            continue;
        }
        let follows = std::mem::take(&mut link_follows);
        match lines::read(line) {
            Line::Boilerplate => {}
            Line::Author(names) => authors.push(names.to_owned()),
            Line::Link("") => link_follows = true,
            Line::Link(text) => {
                let (headline, rest) = inline::behind_link(text);
                kept.push((headline, true));
                keep(rest, &mut kept);
            }
            Line::Text if follows && headlines::reads_as_one(line) => kept.push((line, true)),
            Line::Text => keep(line, &mut kept),
        }
    }
    headlines::mark(&mut kept);
    // One dash is left of a dateline, several in a row open the items of a list.
    let opens_list = kept
        .iter()
        .filter(|(line, link)| !link && lines::opens_with_dash(line))
        .nth(1)
        .is_some();
    let mut related: Vec<String> = Vec::new();
    let mut body = String::with_capacity(text.len());
    for (line, link) in kept {
        if link {
            related.push(line.to_owned());
            continue;
        }
        let line = question_marks::mended(line);
        let line = &*line;
        // A dash or comma with nothing before it is what is left of a cut dateline.
        let line = if body.is_empty() {
            lines::without_dash(line.trim_start_matches([',', ' ']), opens_list)
        } else {
            line
        };
        if line.is_empty() {
            continue;
        }
        if !body.is_empty() {
            body.push('\n');
        }
        body.push_str(line);
    }
    let mut credits = Vec::new();
    body.truncate(credit::without_line(&body, &mut credits).len());
    body.truncate(credit::without_initials(&body, &mut credits).len());
    Cleaned {
        body,
        related,
        authors,
        credits,
    }
}

/// Keeps a paragraph, with the links within it apart.
fn keep<'t>(line: &'t str, kept: &mut Vec<(&'t str, bool)>) {
    kept.extend(inline::pieces(line).into_iter().map(|piece| match piece {
        inline::Piece::Text(text) => (text, false),
        inline::Piece::Link(headline) => (headline, true),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Cleaned {
        clean(&RawArticle {
            text: text.to_owned(),
            ..RawArticle::default()
        })
    }

    #[test]
    fn links_between_paragraphs_are_taken_out() {
        let cleaned = of(
            "TRIBUNNEWS.COM - Wali Kota Odesa meminta bantuan kapal kepada Polandia.\n\
            Baca juga: Harga Gandum Naik, Mesir Cari Pemasok\n\
            Ia menyampaikannya dalam forum di Konstanta, Kamis (10/3/2022).\n\
            Perkembangan Blokade Laut Hitam Hari Ke-412: Turki Tawarkan Diri Jadi Penengah\n\
            \"Kami menunggu,\" katanya.",
        );
        assert_eq!(
            cleaned.related,
            [
                "Harga Gandum Naik, Mesir Cari Pemasok",
                "Perkembangan Blokade Laut Hitam Hari Ke-412: Turki Tawarkan Diri Jadi Penengah"
            ]
        );
        assert_eq!(cleaned.body.lines().count(), 3);
        assert!(!cleaned.body.contains("Turki") && !cleaned.body.contains("Mesir"));
    }

    #[test]
    fn what_looks_like_a_link_and_is_none_stays() {
        let text = "Pasar di Kota Lama terbakar pada Jumat dini hari.\n\
            Penyebab Kebakaran Belum Jelas\n\
            Polisi meminta keterangan empat orang.\n\
            Baca doa sebelum tidur menjadi kebiasaan warga di sana.\n\
            1. Kios Daging dan Ikan di Lantai Satu Pasar Kota Lama\n\
            Api padam setelah tiga jam.";
        let cleaned = of(text);
        assert_eq!(cleaned.body, text);
        assert!(cleaned.related.is_empty());
    }

    #[test]
    fn boilerplate_and_credits_go_and_writers_are_kept() {
        let cleaned = of(
            "Wali kota meninjau lokasi.\n[Gambas:Video 20detik]\nSCROLL TO CONTINUE WITH CONTENT\n\
            Ia berjanji memberi bantuan.(dan/red)\nPenulis: Ratri Wulandari\nEditor: Bagus Wicaksono\nloading...",
        );
        assert_eq!(cleaned.body, "Wali kota meninjau lokasi.\nIa berjanji memberi bantuan.");
        assert_eq!(cleaned.authors, ["Ratri Wulandari"]);
    }

    #[test]
    fn lists_of_links_are_taken_out() {
        let cleaned = of(
            "The pier closed on Monday.\nRecommended Stories\nlist of 2 items- list 1 of 2Why the harbour is silting up\n- list 2 of 2Ferries stop\nlist price of 3 euros.",
        );
        assert_eq!(cleaned.body, "The pier closed on Monday.\nlist price of 3 euros.");
        assert_eq!(cleaned.related, ["Why the harbour is silting up", "Ferries stop"]);
    }

    #[test]
    fn a_link_at_the_end_of_a_paragraph() {
        let cleaned = of("Harga naik sejak Senin. Baca juga: Pemerintah Siapkan Impor Beras\nWarga mengeluh.");
        assert_eq!(cleaned.body, "Harga naik sejak Senin.\nWarga mengeluh.");
        assert_eq!(cleaned.related, ["Pemerintah Siapkan Impor Beras"]);
    }

    #[test]
    fn entities_are_decoded_before_lines_are_read() {
        let cleaned = clean(&RawArticle {
            title: Some("Harga &amp; Stok".to_owned()),
            text: "Harga & Stok\n&quot;Kami siap,&quot; katanya.&nbsp;\n&nbsp;\nBaca juga: Harga Beras &amp; Gula"
                .to_owned(),
            ..RawArticle::default()
        });
        assert_eq!(cleaned.body, "\"Kami siap,\" katanya.");
        assert_eq!(cleaned.related, ["Harga Beras & Gula"]);
    }

    #[test]
    fn a_dash_left_of_a_dateline_goes_and_a_list_stays() {
        assert_eq!(
            of("- Hujan merendam desa.\nWarga pergi.").body,
            "Hujan merendam desa.\nWarga pergi."
        );
        assert_eq!(of("-- \"Kami siap,\" katanya.").body, "\"Kami siap,\" katanya.");
        assert_eq!(of(", - Hujan merendam desa.").body, "Hujan merendam desa.");
        for text in ["- Beras\n- Gula\n- Garam", "-5 derajat di Wina.", "Hujan - lalu reda."] {
            assert_eq!(of(text).body, text);
        }
    }

    #[test]
    fn a_credit_of_outlets_at_the_end_goes_and_is_kept() {
        for (credit, wanted) in [
            ("AL JAZEERA | REUTERS", vec!["Al Jazeera", "Reuters"]),
            ("ANTARA", vec!["Antara"]),
            ("CNN | BBC", vec!["CNN", "BBC"]),
            ("(Reuters/AFP)", vec!["Reuters", "AFP"]),
            ("Sumber: BBC", vec!["BBC"]),
        ] {
            let cleaned = of(&format!(
                "Dua kapal tiba di Odesa.\n\"Kami menunggu,\" katanya.\n{credit}\n"
            ));
            assert_eq!(
                cleaned.body, "Dua kapal tiba di Odesa.\n\"Kami menunggu,\" katanya.",
                "{credit}"
            );
            assert_eq!(cleaned.credits, wanted, "{credit}");
        }
        assert_eq!(of("Dua kapal tiba. (AFP)").credits, ["AFP"]);
        for text in [
            "Dua kapal tiba.\nBAGUS WICAKSONO | REUTERS",
            "Dua kapal tiba.\nKompas",
            "Media yang ditutup:\nCNN\nBBC",
            "REUTERS",
        ] {
            let cleaned = of(text);
            assert_eq!((cleaned.body.as_str(), cleaned.credits.len()), (text, 0));
        }
    }

    proptest! {
        #[test]
        fn every_line_of_the_body_has_text(text in "(\\PC{0,60}\n){0,6}|[A-Za-z():/ \n.-]{0,120}") {
            let cleaned = of(&text);
            prop_assert!(cleaned.body.is_empty() || cleaned.body.split('\n').all(|line| !line.trim().is_empty()));
        }
    }
}
