//! What the labels of databases' exports mean, in the languages of their interfaces.

/// The part of a document that a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Title,
    Author,
    Section,
    Length,
    /// What stands before the text and is not part of it: a teaser, the place, who took part in a broadcast.
    Before,
    Body,
    /// What stands behind the text.
    Behind,
}

/// The labels of Nexis, folded as [`fold`] does, in English, German, French, Dutch, Spanish, Italian, Portuguese and Swedish.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Title,
        &[
            "headline",
            "title",
            "titel",
            "kop",
            "titre",
            "titulo",
            "titular",
            "titolo",
            "rubriek titel",
            "rubrik titel",
            "schlagzeile",
            "uberschrift",
        ],
    ),
    (
        Label::Author,
        &[
            "byline",
            "author",
            "authors",
            "autor",
            "autoren",
            "auteur",
            "auteurs",
            "autore",
            "autores",
            "verfasser",
            "forfattare",
            "av",
            "von",
            "par",
            "door",
        ],
    ),
    (
        Label::Section,
        &[
            "section",
            "rubrik",
            "rubrique",
            "rubriek",
            "seccion",
            "sezione",
            "secao",
            "sectie",
            "avdelning",
            "ressort",
        ],
    ),
    (
        Label::Length,
        &[
            "length",
            "lange",
            "laenge",
            "longueur",
            "lengte",
            "longitud",
            "lunghezza",
            "comprimento",
            "langd",
            "extension",
            "extensao",
        ],
    ),
    (
        Label::Before,
        &[
            "dateline",
            "highlight",
            "highlights",
            "encart",
            "series",
            "serie",
            "edition",
            "ausgabe",
            "editie",
            "category",
            "type",
            "show",
            "guests",
            "anchors",
            "reporters",
            "content",
            "source",
            "quelle",
            "bron",
            "resaltar",
            "hervorhebung",
            "hinweis",
            "ort",
            "lieu",
            "plaats",
            "fuente",
            "abstract",
            "zusammenfassung",
            "resume",
            "samenvatting",
            "teaser",
            "lead",
            "inleiding",
            "link to image",
            "link to pdf",
            "lien vers l'image",
            "original gesamtseiten pdf",
            "publication",
            "publikation",
            "date",
            "datum",
            "copyright",
            "publisher",
            "page",
            "seite",
            "pagina",
        ],
    ),
    (
        Label::Body,
        &[
            "body",
            "text",
            "texte",
            "tekst",
            "texto",
            "testo",
            "volltext",
            "textkorper",
            "corps",
            "cuerpo",
            "cuerpo del documento",
            "corpo",
            "inhalt",
            "brodtext",
        ],
    ),
    (
        Label::Behind,
        &[
            "load-date",
            "load date",
            "date-chargement",
            "date de chargement",
            "updatedatum",
            "laatst bijgewerkt",
            "update",
            "ladedatum",
            "laddatum",
            "upload-datum",
            "laaddatum",
            "fecha-carga",
            "fecha de carga",
            "data-carica",
            "data di caricamento",
            "data de carregamento",
            "language",
            "sprache",
            "langue",
            "taal",
            "idioma",
            "lengua",
            "lingua",
            "sprak",
            "subject",
            "subjects",
            "sujet",
            "thema",
            "onderwerp",
            "tema",
            "asunto",
            "argomento",
            "assunto",
            "amne",
            "graphic",
            "graphics",
            "grafik",
            "graphique",
            "grafiek",
            "grafico",
            "grafica",
            "bild",
            "imagen",
            "publication-type",
            "publication type",
            "publikationstyp",
            "publikations-typ",
            "type-publication",
            "type de publication",
            "publicatietype",
            "publicatie-type",
            "tipo-publicacion",
            "tipo de publicacion",
            "zeitungstyp",
            "zeitungs-typ",
            "medientyp",
            "tipo di pubblicazione",
            "publikationsart",
            "journal-code",
            "journal code",
            "document-type",
            "document type",
            "acc-no",
            "pub-type",
            "media-type",
            "company",
            "companies",
            "societe",
            "firma",
            "firmen",
            "unternehmen",
            "bedrijf",
            "empresa",
            "azienda",
            "organization",
            "organisation",
            "organizacion",
            "organisatie",
            "person",
            "people",
            "personne",
            "persona",
            "persoon",
            "pessoa",
            "geographic",
            "geografie",
            "localisation-geo",
            "geographie",
            "geografisch",
            "geografico",
            "geografisk",
            "country",
            "state",
            "city",
            "land",
            "pays",
            "ticker",
            "symbole-boursier",
            "industry",
            "industrie",
            "branche",
            "secteur-activite",
            "industria",
            "bransch",
            "isin",
            "correction",
            "correction-date",
            "correction date",
            "corrections",
            "notes",
            "note",
            "anmerkung",
            "nota",
            "name",
            "url",
            "feed-name",
            "distribution",
            "bibliography",
            "product",
            "produit",
            "produkt",
            "cik",
            "duns",
        ],
    ),
];

/// Lower case, without marks over the letters (`LÄNGE` is `lange`), one blank between words.
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = text
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let lower: String = plain.flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes of the longest label.
const LONGEST: usize = 40;

/// The label that a line begins with, as written, and what stands behind its colon.
pub fn split(line: &str) -> Option<(&str, &str)> {
    let at = line.bytes().take(LONGEST + 1).position(|b| b == b':')?;
    let (name, value) = (line[..at].trim(), line[at + 1..].trim());
    let words = name.split(' ').count();
    let is_name = name.starts_with(char::is_alphabetic)
        && words <= 5
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '\'' | '’' | '&'));
    // `20:15` is a time and `https://` an address.
    (is_name && !value.starts_with("//")).then_some((name, value))
}

/// What a name means.
pub fn of(name: &str) -> Option<Label> {
    let folded = fold(name);
    LABELS
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map(|(label, _)| *label)
}

/// Whom or what a field behind the text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    Persons,
    Places,
}

/// The index terms that a field holds, by its name.
pub fn index_of(name: &str) -> Option<Index> {
    match fold(name).as_str() {
        "person" | "people" | "personne" | "persona" | "persoon" | "pessoa" | "personen" => Some(Index::Persons),
        "geographic" | "geografie" | "geographie" | "geografisch" | "geografico" | "geografisk"
        | "localisation-geo" | "country" | "land" | "pays" | "location" => Some(Index::Places),
        _ => None,
    }
}

/// `UNITED KINGDOM (79%); EUROPE (79%)`: the terms without how sure the indexer was.
pub fn terms(value: &str) -> impl Iterator<Item = String> + '_ {
    value.split(';').filter_map(|term| {
        let term = term.trim();
        let bare = match term.rsplit_once(" (") {
            Some((bare, share)) if share.ends_with("%)") => bare.trim(),
            _ => term,
        };
        (!bare.is_empty()).then(|| bare.to_owned())
    })
}

/// Whether a name is that of the day of loading, which nothing but Nexis has.
pub fn is_load_date(name: &str) -> bool {
    matches!(
        fold(name).as_str(),
        "load-date" | "load date" | "date-chargement" | "ladedatum" | "fecha-carga" | "laaddatum" | "updatedatum"
    )
}

/// The author of a byline, without its `By`.
pub fn author(text: &str) -> Option<String> {
    const BY: &[&str] = &[
        "by", "von", "par", "door", "por", "di", "av", "af", "oleh", "from", "text",
    ];
    let mut rest = text.trim().trim_end_matches([';', ',']).trim();
    if let Some((first, behind)) = rest.split_once(' ')
        && BY.contains(&first.trim_end_matches(':').to_lowercase().as_str())
        && behind.trim_start().starts_with(char::is_uppercase)
    {
        rest = behind.trim();
    }
    (!rest.is_empty()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_several_interfaces() {
        assert_eq!(split("LENGTH: 201 words"), Some(("LENGTH", "201 words")));
        assert_eq!(
            split("Byline:\u{a0}Sari".replace('\u{a0}', " ").as_str()),
            Some(("Byline", "Sari"))
        );
        assert_eq!(of("LÄNGE"), Some(Label::Length));
        assert_eq!(of("DATE-CHARGEMENT"), Some(Label::Behind));
        assert_eq!(of("Sección"), Some(Label::Section));
        assert_eq!(of("Q"), None);
        assert_eq!(split("20:15 Uhr"), None);
        assert_eq!(split("https://kabar.id"), None);
        assert_eq!(split("Ia berkata, di depan: \"Ya\""), None);
    }

    #[test]
    fn terms_lose_their_share() {
        assert_eq!(index_of("GEOGRAPHIC"), Some(Index::Places));
        let found: Vec<String> = terms("PORT HALE (93%); Sude (Fluss); ").collect();
        assert_eq!(found, ["PORT HALE", "Sude (Fluss)"]);
    }

    #[test]
    fn bylines_lose_their_preposition() {
        assert_eq!(author("BY RATRI WULAN").as_deref(), Some("RATRI WULAN"));
        assert_eq!(author("Von Jonas Weber;").as_deref(), Some("Jonas Weber"));
        assert_eq!(author("De Wit, Anna").as_deref(), Some("De Wit, Anna"));
        assert_eq!(author(" "), None);
    }
}
