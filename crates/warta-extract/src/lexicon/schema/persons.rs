//! The words around persons and statements.

use super::{Schema, class, classes};

pub const CUES: Schema = Schema {
    exclusive: &["inverted", "active", "weak", "passive", "according", "medium"],
    ..classes(
        "cues.tsv",
        "words of saying, and words that tell how a person stands to them",
        &[
            class(
                "inverted",
                "stands behind a statement and before its speaker (`..., kata Budi`); with `-nya` it means the one who is speaking",
            ),
            class(
                "active",
                "stands behind its speaker and introduces a clause or a quotation (`Budi mengatakan, ...`); in a language whose subject may follow its verb also before the speaker",
            ),
            class(
                "weak",
                "as `active`, but only where a quotation, a comma or a word of `clause` follows it directly",
            ),
            class("passive", "names its speaker behind it (`Hal itu disampaikan Budi`)"),
            class("according", "stands before its speaker (`Menurut Budi, ...`)"),
            class(
                "medium",
                "a statement's medium, between the verb and the statement (`dalam keterangan tertulis`)",
            ),
            class(
                "bridge",
                "stands between a subject and its verb (`Budi juga mengatakan`)",
            ),
            class("oblique", "makes the name behind it no subject (`kepada Budi`)"),
            class(
                "ends",
                "ends the name and role of a speaker behind a cue (`kata Budi kepada wartawan`)",
            ),
            class(
                "joins",
                "stands between two who speak together (`Budi dan Siti mengatakan`)",
            ),
            class("relative", "begins a clause that says more of the word before it"),
            class(
                "opens",
                "begins a clause: its subject stands behind it, or is the one of the sentence before",
            ),
            class(
                "leads",
                "stands before a participle whose subject is the sentence's (`despite admitting`)",
            ),
            class(
                "takes",
                "among the active ones those with a person as their object, who stands behind and does not speak",
            ),
            class(
                "tells",
                "among the active ones those whose object hears the statement (`told reporters that`)",
            ),
            class(
                "block",
                "a cue behind it is no statement (`tidak mengatakan`, `to say`)",
            ),
            class("clause", "joins a cue and its statement (`bahwa`, `that`)"),
            class(
                "points",
                "closes a description that stands for a person (`mantan kekasih Budi itu`)",
            ),
            class(
                "calls",
                "stands before the name of the one who is described (`pria bernama Budi itu`)",
            ),
            class(
                "describes",
                "begins a description that stands for a person (`kata pria berkacamata itu`)",
            ),
            class("work", "tells without speaking (`film garapan Budi itu menceritakan`)"),
            class("noun", "among the cues those that are nouns or adjectives as well"),
            class(
                "whether",
                "begins what is asked or supposed, and is part of the statement",
            ),
            class("asks", "cues that things can be the objects of"),
            class("things", "behind one that asks, they are no statement (`meminta maaf`)"),
            class(
                "owned",
                "a person named right behind it is its owner (`kuasa hukum Budi`)",
            ),
            class(
                "refers",
                "with a word that points behind it, means what was just said (`hal itu`)",
            ),
            class(
                "scene",
                "what persons do and feel in a told story, as in the synopsis of a film",
            ),
            class("question", "labels a line of an interview that asks (`T:`)"),
            class(
                "answer",
                "labels a line of an interview that the interviewee says (`J:`)",
            ),
            class(
                "where",
                "begins where, in what or to whom something was said (`said in a statement`)",
            ),
            class("when", "tells when it was said (`said on Monday`)"),
            class("forum", "in what or at what things are said (`told a news conference`)"),
            class("hears", "those to whom things are said (`told reporters`)"),
            class(
                "finite",
                "a verb: what stands before it is a sentence, and no circumstance",
            ),
            class("links", "joins the words of a name (`the Bank of Harbors`)"),
            class(
                "holds",
                "what persons are as long as they hold an opinion: their subject stands right before it (`Budi optimistis`)",
            ),
            class("urges", "calls on somebody to do something"),
            class("public", "those whom news calls on (`mengajak masyarakat`)"),
            class(
                "touches",
                "passives whose speaker stands right behind them, or behind `oleh` (`diyakini Budi`)",
            ),
            class(
                "says",
                "inverted ones that need no comma where their speaker follows (`warga kata Budi senang`)",
            ),
            class(
                "more",
                "before one of those it is of another phrase (`lebih lanjut ia menilai`)",
            ),
            class("aim", "begins what somebody is to do (`ragu untuk pulang`)"),
            class(
                "entitles",
                "what stands between marks behind it is a name or title (`the song \"...\"`)",
            ),
            class("article", "begins a role (`said the harbour master, Olga Brandt`)"),
            class("dies", "tells of a death (`Colby died`)"),
            class(
                "faults",
                "judges somebody for something (`a mayor praised for his work`)",
            ),
            class("nobody", "many whom nobody names (`komentar warganet`)"),
            class(
                "turns",
                "its speaker may follow it with no comma before (`says mayor Colby`)",
            ),
            class("male", "among those of `describes` the ones of men (`pria`)"),
            class("female", "the same, of women (`wanita`)"),
            class("part", "belongs to the verb before it (`pointed out`)"),
            class(
                "denies",
                "denies something; behind a negation it is a statement (`tak menampik bahwa`)",
            ),
            class("topic", "tells of what stands behind it (`listed several reforms`)"),
            class("topic-out", "the same, of what stands behind `out` (`laid out a plan`)"),
            class(
                "topic-to",
                "of what stands behind `to` or `on` (`referred to a report`)",
            ),
            class("topic-about", "of what stands behind `about` or `of` (`spoke of hope`)"),
        ],
    )
};

pub const PERSONS: Schema = classes(
    "persons.tsv",
    "words around the names of persons",
    &[
        class("title", "stands before a name and is no part of it"),
        class("title-m", "the same, of a man"),
        class("title-f", "the same, of a woman"),
        class(
            "borne",
            "among the titles and offices those that are parts of names as well (`Tan Siew Ling`, `Siti binti Haji Ali`)",
        ),
        class("rank", "police and military ranks"),
        class("degree", "stands behind a name"),
        class("particle", "a small word within a name (`bin`, `van`)"),
        class("role", "begins or makes a role (`menteri`, `pengamat`)"),
        class("role-m", "the same, of a man"),
        class("role-f", "the same, of a woman"),
        class("role-place", "a role that a name of a place follows (`gubernur`)"),
        class(
            "role-region",
            "the same, of regions that the lists have all: an unknown word behind it is a name",
        ),
        class(
            "serves",
            "a role whose bearer serves or knows the one that is named behind it (`pengacara`, `sahabat`)",
        ),
        class("crowd", "a role that many bear (`warga`)"),
        class("kin", "makes a role of kinship"),
        class("kin-m", "the same, of a man"),
        class("kin-f", "the same, of a woman"),
        class("pronoun", "stands for a person"),
        class("pronoun-m", "stands for a man"),
        class("pronoun-f", "stands for a woman"),
        class("alias", "joins a name and another name of the same person"),
        class(
            "named",
            "the same, where it as often joins somebody and their only name: `seorang pria bernama Adi`",
        ),
        class(
            "grade",
            "behind a role part of it, and a given name elsewhere (`Direktur Utama`)",
        ),
        class("balinese", "stands behind the `I` of a Balinese name"),
        class("many", "a role behind it means several (`para`)"),
        class("oblique", "makes the name behind it no subject"),
        class(
            "demonstrative",
            "points at what stands before it, or behind it (`itu`, `this`)",
        ),
        class("unit", "begins the name of an office that people belong to"),
        class(
            "body",
            "an organisation or thing that takes the words behind it into its name (`Universitas Gadjah Mada`)",
        ),
        class("geo", "the same for places (`Kabupaten Sleman`)"),
        class(
            "land",
            "what a place is, where its name stands right behind: the name is no person's elsewhere either",
        ),
        class("org", "an organisation's name or short form"),
        class(
            "firm",
            "the form of a company, with which the name beside it is the company's",
        ),
        class("tail", "ends the name of an organisation (`Holdings`)"),
        class(
            "word",
            "stands in names of organisations and offices, and in no name of a person",
        ),
        class("stop", "begins sentences and is no name"),
        class("time", "days, months, zones and feasts"),
        class("say", "words of saying"),
    ],
);
