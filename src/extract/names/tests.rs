use super::*;
use crate::article::Language;
use crate::extract::text::Doc;

/// The persons that a text names, as `name | role`.
fn persons(language: Language, text: &str) -> Vec<String> {
    let doc = Doc::new(text, language);
    people(&doc, 0)
        .persons
        .iter()
        .map(|p| match p.roles.first() {
            Some(role) => format!("{} | {role}", p.name),
            None => p.name.clone(),
        })
        .collect()
}

fn id(text: &str) -> Vec<String> {
    persons(Language::ID, text)
}

fn en(text: &str) -> Vec<String> {
    persons(Language::EN, text)
}

#[test]
fn the_name_begins_behind_role_and_organisation() {
    assert_eq!(
        id("Presiden Direktur Bank Sentosa Makmur Ratna Wulandari menyampaikan hal itu."),
        ["Ratna Wulandari | Presiden Direktur Bank Sentosa Makmur"]
    );
    assert_eq!(
        id("Menteri Luar Negeri Norwegia Ingrid Halvorsen tiba di Jakarta."),
        ["Ingrid Halvorsen | Menteri Luar Negeri Norwegia"]
    );
    assert_eq!(
        id("Wali Kota Bogor Hendra Kusnadi dan Bupati Sleman Siti Rahayu bertemu."),
        ["Hendra Kusnadi | Wali Kota Bogor", "Siti Rahayu | Bupati Sleman"]
    );
}

#[test]
fn titles_ranks_and_degrees_are_left_off() {
    assert_eq!(
        id("Kata Prof Dr Ir H Bambang Suryono, MSc, PhD, harga naik."),
        ["Bambang Suryono"]
    );
    assert_eq!(
        id("Kepala Polres Batang Ajun Komisaris Besar Dedi Hartawan menuturkan hal itu."),
        ["Dedi Hartawan | Kepala Polres Batang"]
    );
    assert_eq!(id("Menurut Jenderal (Purn) Sutarno, itu benar."), ["Sutarno"]);
    assert_eq!(en("Sen. Harriet Colby said so."), ["Harriet Colby"]);
}

#[test]
fn a_surname_is_the_person_with_that_surname() {
    assert_eq!(
        id("Wali Kota Kyiv Oleksandr Bondarenko bicara. Bondarenko mengatakan, itu benar."),
        ["Oleksandr Bondarenko | Wali Kota Kyiv"]
    );
    assert_eq!(en("Walter Finch left. Mr. Finch said no."), ["Walter Finch"]);
}

#[test]
fn husband_and_wife_stay_apart() {
    assert_eq!(
        en("Walter Finch came with Martha Finch. Mrs. Finch said hello, and Mr. Finch left."),
        ["Walter Finch", "Martha Finch"]
    );
}

#[test]
fn organisations_and_places_are_no_persons() {
    assert_eq!(
        id("Universitas Gadjah Mada dan Partai Amanat Nasional bertemu di Kota Bandung."),
        Vec::<String>::new()
    );
    assert_eq!(
        en("The Finch Foundation and the Supreme Court in New York agreed."),
        Vec::<String>::new()
    );
}
