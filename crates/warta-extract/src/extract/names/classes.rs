//! The classes of words that tell about names.

/// What a word can be, as a set: many are several things (`Putra`, `Bima`, `Grant`).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct WordClass(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl WordClass { $($(#[$doc])* pub const $name: WordClass = WordClass(1 << $bit);)* }
    };
}

classes! {
    /// A given name.
    GIVEN = 0;
    /// A family or clan name.
    FAMILY = 1;
    /// A name from the list of the text's own language: worth more where it is an ordinary word too.
    LOCAL = 2;
    MALE = 3;
    FEMALE = 4;
    /// `Prof`, `Pak`: stands before a name.
    TITLE = 5;
    RANK = 6;
    DEGREE = 7;
    PARTICLE = 8;
    ROLE = 9;
    /// A role that a place's name follows: `Bupati Sleman`.
    ROLE_PLACE = 10;
    KIN = 11;
    /// Takes the words behind it into its name: `Universitas Gadjah Mada`.
    BODY = 12;
    ORG = 13;
    /// An ordinary word of names of offices and organisations.
    WORD = 14;
    STOP = 15;
    TIME = 16;
    SAY = 17;
    DEMONSTRATIVE = 18;
    PLACE = 19;
    /// Ends the name of an organisation: `Foundation`.
    TAIL = 20;
    /// An ordinary word that headlines and names write with a capital, as English does.
    COMMON = 21;
    /// Begins a short form of a well-known person.
    KNOWN = 22;
    /// A name that the press of the world names often.
    OFTEN = 25;
    /// Takes a place's name behind it: `Kabupaten Sleman`.
    GEO = 24;
    /// `ia`, `she`
    PRONOUN = 26;
    /// A role that many bear, `warga`: with `itu` it need not mean the last person.
    CROWD = 27;
    /// Begins the name of an office that people belong to: `Kementerian`.
    UNIT = 28;
    /// Behind a role it is part of it, and a given name elsewhere: `Direktur Utama`.
    GRADE = 30;
    /// Stands behind the `I` of a Balinese name: `I Made`.
    BALINESE = 31;
    /// Makes the name behind it no subject: `with`, `kepada`.
    OBLIQUE = 32;
    /// A role behind it means several: `para`.
    MANY = 33;
    /// The form of a company: `Corp` behind its name, `PT` before it.
    FIRM = 34;
    /// A role of a region, all of which the lists have: `Bupati`. Behind it an unknown word is a name.
    REGION = 36;
    /// What a place is, of which the place's name stands right behind: `Kecamatan Sekar Jati`.
    LAND = 35;
    /// Joins two names of one person: `alias`, `sapaan`.
    ALIAS = 29;
    /// A title or office that is part of a name as well, by what stands beside it: `Tan Sri`, `Tan Siew Ling`.
    BORNE = 37;
    /// A role whose bearer serves the one that is named behind it: `pengacara`, `spokesman`.
    SERVES = 23;
}

impl std::ops::BitOr for WordClass {
    type Output = WordClass;
    fn bitor(self, other: WordClass) -> WordClass {
        WordClass(self.0 | other.0)
    }
}

impl WordClass {
    /// Whether it is one of `classes`.
    pub fn is(self, classes: WordClass) -> bool {
        self.0 & classes.0 != 0
    }

    pub fn is_known(self) -> bool {
        self.0 != 0
    }

    pub fn without(self, classes: WordClass) -> WordClass {
        WordClass(self.0 & !classes.0)
    }

    /// Words that are part of roles and organisations.
    pub const OFFICE: WordClass = WordClass(
        WordClass::ROLE.0
            | WordClass::RANK.0
            | WordClass::BODY.0
            | WordClass::GEO.0
            | WordClass::ORG.0
            | WordClass::WORD.0
            | WordClass::KIN.0
            | WordClass::TAIL.0,
    );
    /// Words that occur in names of persons.
    pub const NAME: WordClass = WordClass(WordClass::GIVEN.0 | WordClass::FAMILY.0);

    /// Classes of words that are written with a capital only.
    pub const CAPITAL_ONLY: WordClass = WordClass(
        WordClass::NAME.0
            | WordClass::LOCAL.0
            | WordClass::OFTEN.0
            | WordClass::ORG.0
            | WordClass::PLACE.0
            | WordClass::COMMON.0
            | WordClass::KNOWN.0
            | WordClass::GRADE.0
            | WordClass::BALINESE.0
            | WordClass::FIRM.0,
    );
}
