//! What Malay news says otherwise than Indonesian. Invented articles.

use super::tests::read;
use crate::article::Language;

fn ms(text: &str, expected: &[&str]) {
    assert_eq!(read(Language::MS, text), expected, "{text}");
}

#[test]
fn malay_frames_of_what_is_said() {
    ms(
        "Ketua Pengarah Kesihatan Datuk Ramlan Osman dalam satu kenyataan berkata kes itu masih terkawal.",
        &["indirect Ramlan Osman: kes itu masih terkawal"],
    );
    // What was said before is not said again.
    ms(
        "Ramlan Osman berkata kes itu terkawal. Beliau berkata demikian selepas merasmikan klinik itu.",
        &["indirect Ramlan Osman: kes itu terkawal"],
    );
    ms(
        "\"Kita perlu bersedia,\" kata Ramlan Osman ketika berucap pada majlis itu.",
        &["direct Ramlan Osman: Kita perlu bersedia,"],
    );
}

#[test]
fn who_is_presented_between_commas_behind_a_connective_speaks_next() {
    ms(
        "Ketua Polis Daerah, Superintendan Ramlan Osman, berkata mangsa maut.\n\nSementara itu, ibu mangsa, Siti Rahmah, 34, reda \
         dengan kejadian itu.\n\n\"Dia anak yang baik,\" katanya.",
        &[
            "indirect Ramlan Osman: mangsa maut",
            "direct Siti Rahmah: Dia anak yang baik,",
        ],
    );
}
