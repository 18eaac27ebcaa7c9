//! Archives as they lie on disks: what is no article is rejected by its name, dumps say how they were read, and any file ends well.

use std::fs;
use std::time::{Duration, Instant};

use crate::commands::check;
use crate::one_file::read_bytes;
use crate::program::{stdout_of, warta};
use crate::whole::write;

const STORY: &str = "Kapal itu kembali ke pelabuhan lama sejak pagi, kata nakhoda Bagas Wicaksono, dan para penumpang turun satu per satu \
                     sambil membawa barang dagangan dari pulau-pulau di seberang teluk yang selama sembilan hari tidak disinggahi kapal \
                     karena ombak tinggi dan angin kencang.";

#[test]
fn what_is_no_article_is_rejected_by_its_name() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join("arsip").join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    };
    put("dump.sql.txt", b"-- MySQL dump 10.13\nINSERT INTO berita VALUES (1);\n");
    put(
        "server.txt",
        b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<p>Kapal kembali.</p>",
    );
    put("foto.jpg", b"\xff\xd8\xff\xe0");
    put("gaya.css", b"p { color: red }");
    put("data.xyz", b"apa saja");
    put(
        "banyak.txt",
        format!("Judul: Kapal Kembali\nTanggal: 2 Maret 2019\n\n{STORY}\n\n")
            .repeat(3)
            .as_bytes(),
    );
    let article = format!("<article><h2>Kapal</h2><p>{STORY}</p><p>{STORY}</p><p>{STORY}</p></article>");
    put(
        "banyak.html",
        format!("<!doctype html><html><body>{}</body></html>", article.repeat(4)).as_bytes(),
    );
    check("archives_rejected", folder, &["index", "arsip"]);
    check("archives_rejected_files", folder, &["stats", "--files"]);
    check(
        "archives_named",
        folder,
        &["extract", "arsip/foto.jpg", "arsip/data.xyz"],
    );
}

#[test]
fn dumps_say_how_they_were_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    let rows = format!(
        "News_Headline;tgl;Body_Text;ringkasan\nKapal Kembali;2019-03-02;\"{STORY}\";Kapal kembali.\nKapal Pergi;2019-03-03;\"{STORY}\";Kapal pergi.\n"
    );
    write(&folder.join("arsip/a.csv"), &rows);
    write(
        &folder.join("arsip/rusak.csv"),
        "judul,isi,tanggal\nSatu,\"Kapal kembali, lalu pergi.\",2019-03-02\nDua,Pada Jumat, kapal datang, lalu pergi.,2019-03-03\n\
         Tiga,Kapal,Perahu,2019-03-04\nEmpat,\"Kapal pergi,2019-03-05\nLima,\"Kapal tiba.\",2019-03-06\n",
    );
    check("archives_dumps", folder, &["index", "arsip"]);
    check("archives_dumps_files", folder, &["stats", "--files"]);
    check(
        "archives_map_missing",
        folder,
        &["extract", "arsip/a.csv", "--map", "text=naskah"],
    );
}

#[test]
fn another_map_reads_unchanged_files_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path();
    write(
        &folder.join("arsip/a.csv"),
        "kepala,judul,isi\nSatu Kata Depan,Kapal Kembali,Kapal itu kembali.\nDua Kata Depan,Kapal Pergi,Kapal itu pergi.\n",
    );
    let titles = |args: &[&str]| {
        let output = warta(folder, &[&["index", "arsip", "--quiet"], args].concat());
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let found = stdout_of(folder, 0, &["search", "--format", "ndjson", "--limit", "all"]);
        let mut titles: Vec<String> = found
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["title"].to_string())
            .collect();
        titles.sort();
        titles
    };
    let (plain, mapped) = (
        ["\"Kapal Kembali\"", "\"Kapal Pergi\""],
        ["\"Dua Kata Depan\"", "\"Satu Kata Depan\""],
    );
    assert_eq!(titles(&[]), plain);
    assert_eq!(titles(&["--map", "title=kepala"]), mapped);
    assert_eq!(titles(&["--map", "title=kepala"]), mapped);
    // It is remembered until another is given, or none.
    assert_eq!(titles(&[]), mapped);
    assert_eq!(titles(&["--map", "none"]), plain);
    assert_eq!(titles(&[]), plain);
}

#[test]
fn reading_is_linear() {
    let dir = tempfile::tempdir().expect("a folder");
    let page = |part: String| {
        format!("<!doctype html><html><body><article><h1>Kapal</h1><p>{STORY}</p>{part}</article></body></html>")
    };
    type Shape = fn(usize) -> String;
    let shapes: &[(&str, Shape)] = &[
        ("p.html", |n| "<p><a href='/x'>Kapal kembali lagi</a></p>".repeat(n)),
        ("d.html", |n| {
            "<div class='a'>".repeat(n) + "Kapal." + &"</div>".repeat(n)
        }),
        ("n.html", |n| {
            "<div class='related'><div><div>Kapal kembali ke pelabuhan.</div></div></div>".repeat(n)
        }),
        ("t.html", |n| "<time>3</time><span class='date'>x</span>".repeat(n)),
        ("q.csv", |n| "a,\"b\n".repeat(n)),
        ("r.csv", |n| "a,\"b\"\"\n".repeat(n)),
        ("s.json", |n| "[".to_owned() + &"{\"isi\":\"x\",},".repeat(n)),
        ("l.jsonl", |n| "{\"isi\":\"x\", \"judul\": NaN}\n".repeat(n)),
    ];
    let time = |name: &str, count: usize, shape: fn(usize) -> String| {
        let text = if name.ends_with("html") {
            page(shape(count))
        } else {
            format!("judul,isi\n{}", shape(count))
        };
        let text = if name.ends_with("csv") {
            text
        } else {
            text.replacen("judul,isi\n", "", 1)
        };
        let start = Instant::now();
        read_bytes(dir.path(), name, text.as_bytes());
        start.elapsed()
    };
    for (name, shape) in shapes {
        // Measured again where it is not in proportion, since other work slows a machine at times.
        let linear = (0..3).any(|_| {
            let long = time(name, 40_000, *shape);
            long < Duration::from_millis(1500) || long < time(name, 10_000, *shape) * 7
        });
        assert!(linear, "{name} takes more than its share of time");
    }
}
