//! Records from files and into files, by the program as it stands: with a server and without, broken off and gone on with.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what the test looks up must be there; where it is not, it fails"
)]

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use vern_testkit::program::{ORGANISATION, Program};

/// Values no report, no message and no log may hold.
const PERSONAL: &[&str] = &["Kari", "kari@", "Ola", "+4722225", "not-an-address"];

/// An installation in a folder of its own, with a token for its manager.
struct Place {
    folder: tempfile::TempDir,
    program: Program,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = Program::new(Path::new(env!("CARGO_BIN_EXE_vern")), folder.path());
        fs::write(folder.path().join("token"), program.install().unwrap()).unwrap();
        Self { folder, program }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &str) -> String {
        fs::write(self.path(name), content).unwrap();
        self.path(name).display().to_string()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Exit code, the JSON on standard output, and standard error. A word that begins with a colon is a file of the folder.
    fn records(&self, line: &str) -> (i32, Value, String) {
        let words = line.split(' ').map(|word| match word.strip_prefix(':') {
            Some(name) => self.path(name).display().to_string(),
            None => word.to_owned(),
        });
        let token = self.path("token").display().to_string();
        let all: Vec<String> = ["--json", "records"].map(str::to_owned).into_iter().chain(words).collect();
        let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
        all.extend(["--token", &token]);
        let output = self.program.output(&all, true).unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(PERSONAL.iter().all(|value| !error.contains(value)), "{error}");
        (output.status.code().unwrap(), serde_json::from_str(&told).unwrap_or(Value::Null), error)
    }

    /// A mapping of columns.
    fn mapping(&self, columns: &Value) {
        self.write("mapping.json", &json!({ "columns": columns }).to_string());
    }

    /// How many operations of a kind the journal permitted.
    fn journalled(&self, act: &str) -> u64 {
        let arguments = [
            "--json",
            "journal",
            "ask",
            "touched",
            "--organisation",
            ORGANISATION,
            "--act",
            act,
            "--summary",
        ];
        let told: Value = serde_json::from_str(&self.program.run(&arguments).unwrap()).unwrap();
        told["entries"].as_u64().unwrap()
    }
}

/// Rows of made-up prospects.
fn prospects(count: usize) -> String {
    let mut rows = "id;Navn;E-post;Telefon\n".to_owned();
    for number in 0..count {
        writeln!(rows, "p-{number};Kari {number};kari{number}@example.test;+47222250{:02}", number % 100)
            .unwrap();
    }
    rows
}

fn mapped(place: &Place) {
    place.mapping(&json!({ "id": "@key", "Navn": "name", "E-post": "email", "Telefon": "phone" }));
}

#[test]
fn a_file_is_looked_over_imported_and_written_back_with_a_server_and_without() {
    for is_served in [false, true] {
        let place = Place::new();
        let serving = is_served.then(|| place.program.serve().unwrap());
        place.write("people.csv", &prospects(600));
        let (code, told, _) =
            place.records("import :people.csv --activity prospects --dry-run --mapping :mapping.json");
        assert_eq!(code, 0);
        let columns = json!({ "id": "@key", "Navn": "name", "E-post": "email", "Telefon": "phone" });
        assert_eq!(told["mapping"], json!({ "columns": columns, "category": "prospect" }));
        let (code, told, _) =
            place.records("import :people.csv --activity prospects --dry-run --mapping :mapping.json");
        assert_eq!((code, &told["taken"], &told["refused"]), (0, &json!(600), &json!(0)));
        assert_eq!(place.journalled("register"), 0, "a dry run writes nothing");
        let (code, told, _) =
            place.records("import :people.csv --activity prospects --mapping :mapping.json");
        assert_eq!((code, &told["taken"], &told["refused"]), (0, &json!(600), &json!(0)));
        assert_eq!(place.journalled("register"), 600, "each row is an operation in the journal");
        assert_eq!(place.read("people.csv.report.csv"), "line,column,field,code\n");
        assert!(!place.path("people.csv.report.csv.progress").exists());
        for file in ["out.csv", "out.ndjson"] {
            let (code, told, error) = place.records(&format!("export --activity prospects --to :{file}"));
            assert_eq!((code, &told["records"], &told["left_out"]), (0, &json!(600), &json!(0)), "{error}");
            // Six pages, and the look that found no seventh.
            assert_eq!(told["receipts"].as_array().unwrap().len(), 7, "a page, an entry");
            assert_eq!(fs::metadata(place.path(file)).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(
            place.records("export --activity prospects --to :out.csv").0,
            66,
            "never over another file"
        );
        drop(serving);
        round(&place);
    }
}

/// What was exported becomes the same records elsewhere.
fn round(from: &Place) {
    let first = from.read("out.csv").lines().next().unwrap().to_owned();
    assert_eq!(first, "@key,@subject,@category,@collected_at,@version,name,title,phone,email");
    for file in ["out.csv", "out.ndjson"] {
        let to = Place::new();
        to.write(file, &from.read(file));
        let (code, ..) =
            to.records(&format!("import :{file} --activity prospects --dry-run --mapping :mapping.json"));
        assert_eq!(code, 0);
        let proposed: Value = serde_json::from_str(&to.read("mapping.json")).unwrap();
        assert_eq!(proposed["columns"]["@version"], Value::Null);
        // A subject of one installation is unknown in another, which issues its own.
        let mut columns = proposed["columns"].clone();
        columns["@subject"] = Value::Null;
        to.mapping(&columns);
        let (code, told, error) =
            to.records(&format!("import :{file} --activity prospects --mapping :mapping.json"));
        assert_eq!(
            (code, &told["taken"]),
            (0, &json!(600)),
            "{error}{}",
            to.read(&format!("{file}.report.csv"))
        );
        assert_eq!(to.records("export --activity prospects --to :again.ndjson").0, 0);
        assert_eq!(without_subjects(&to.read("again.ndjson")), without_subjects(&from.read("out.ndjson")));
    }
}

fn without_subjects(ndjson: &str) -> Vec<Value> {
    let mut all: Vec<Value> = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for record in &mut all {
        record.as_object_mut().unwrap().remove("@subject").unwrap();
    }
    all.sort_by_key(|record| record["@key"].as_str().unwrap().to_owned());
    all
}

#[test]
fn rows_that_are_not_taken_are_listed_by_line_column_and_code_and_never_by_value() {
    let place = Place::new();
    mapped(&place);
    let mut rows = b"id;Navn;E-post;Telefon\n".to_vec();
    rows.extend(b"p-1;Kari;not-an-address;22 22\n");
    rows.extend(b"p-2;Ola;;\n;Ola;;\np-4;Ola\np-2;Ola;;\n");
    rows.extend(b"kari@example.test;Kari;;\np-8;Ol\xe5;;\np-9;\"Ola\nOla\";;\n");
    fs::write(place.path("people.csv"), rows).unwrap();
    let listed = "line,column,field,code\n\
                  2,3,email,data.invalid\n2,4,phone,data.invalid\n4,1,@key,import.key_missing\n5,,,import.row_form\n\
                  6,1,@key,import.key_repeated\n7,1,@key,record.key_personal\n8,2,name,import.encoding\n";
    for (how, is_dry) in [("--dry-run ", true), ("", false)] {
        let line = format!("import :people.csv --activity prospects {how}--mapping :mapping.json");
        let (code, told, error) = place.records(&line);
        assert_eq!(
            (code, &told["rows"], &told["taken"], &told["refused"]),
            (65, &json!(8), &json!(2), &json!(6)),
            "{error}"
        );
        assert_eq!(told["dry_run"], is_dry);
        let report = place.read("people.csv.report.csv");
        assert!(PERSONAL.iter().all(|value| !report.contains(value)), "{report}");
        let sorted = |text: &str| {
            let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&report), sorted(listed));
    }
    let (code, told, _) = place.records("import :people.csv --activity prospects --mapping :mapping.json");
    assert_eq!((code, &told["taken"]), (65, &json!(0)), "an import adds and never replaces");
    assert!(place.read("people.csv.report.csv").contains("3,,,record.version_differs\n"));
}

#[test]
fn an_import_goes_through_the_gate_with_the_rights_of_the_credential() {
    let place = Place::new();
    mapped(&place);
    place.write("people.csv", &prospects(3));
    let arguments = ["--json", "token", "issue", "--organisation", ORGANISATION, "--role", "recruiter"];
    let issued: Value = serde_json::from_str(&place.program.run(&arguments).unwrap()).unwrap();
    let manager = place.read("token");
    place.write("token", issued["token"].as_str().unwrap());
    let (code, _, error) = place.records("import :people.csv --activity prospects --mapping :mapping.json");
    assert_eq!(code, 66, "{error}");
    assert!(error.contains("\"activity.unknown\""), "{error}");
    assert_eq!(place.records("export --activity prospects --to :out.csv").0, 66);
    place.write("token", "nonsense");
    assert_eq!(place.records("import :people.csv --activity prospects --mapping :mapping.json").0, 77);
    place.write("token", &manager);
    place.mapping(&json!({ "id": "@key", "Navn": "name", "E-post": null, "Telefon": "cv" }));
    let (code, _, error) = place.records("import :people.csv --activity prospects --mapping :mapping.json");
    assert_eq!(code, 65);
    assert!(error.contains("\"import.target_unknown\""), "{error}");
    assert_eq!(place.journalled("register"), 0);
}

#[test]
fn a_file_without_names_or_mapping_is_not_taken() {
    let place = Place::new();
    let refused = |content: &str, more: &str| {
        place.write("people.csv", content);
        let (code, _, error) = place.records(&format!("import :people.csv --activity prospects{more}"));
        assert_eq!(code, 65, "{error}");
        serde_json::from_str::<Value>(&error).unwrap()["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused("1;Kari;kari@example.test\n", " --dry-run"), "import.names_missing");
    assert_eq!(refused("a;a\n", " --dry-run"), "import.names_repeat");
    assert_eq!(refused("\u{fffd}a;b\n", ""), "import.mapping_missing");
    place.write("mapping.json", "{\"columns\": 1}");
    assert_eq!(refused("a;b\n", " --mapping :mapping.json"), "import.mapping_form");
    mapped(&place);
    assert_eq!(refused("a;b\n", " --mapping :mapping.json"), "import.mapping_differs");
}

#[test]
fn rows_without_keys_are_numbered() {
    let place = Place::new();
    place.write("Kunder 2026.csv", "");
    place.write("kunder.ndjson", "{\"Navn\":\"Kari\"}\n{\"Navn\":\"Ola\",\"E-post\":\"ola@example.test\"}\n");
    let (_, told, _) =
        place.records("import :kunder.ndjson --activity prospects --dry-run --mapping :mapping.json");
    assert_eq!(told["mapping"]["key_prefix"], "kunder-");
    let (code, told, _) = place.records("import :kunder.ndjson --activity prospects --mapping :mapping.json");
    assert_eq!((code, &told["taken"]), (0, &json!(2)));
    assert_eq!(place.records("export --activity prospects --to :out.ndjson").0, 0);
    assert!(place.read("out.ndjson").contains("\"@key\":\"kunder-000002\""));
}

/// Stands between the command and the server: hands on so many connections, then breaks off, before or after the server has done what it was asked.
fn break_off(real: PathBuf, path: &Path, handed_on: usize, is_done: bool) -> std::thread::JoinHandle<()> {
    let listener = UnixListener::bind(path).unwrap();
    std::thread::spawn(move || {
        for number in 0..=handed_on {
            let (mut command, _) = listener.accept().unwrap();
            if number == handed_on && !is_done {
                return;
            }
            let mut length = [0; 4];
            if command.read_exact(&mut length).is_err() {
                continue;
            }
            let mut asked = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap()];
            command.read_exact(&mut asked).unwrap();
            let mut server = UnixStream::connect(&real).unwrap();
            server.write_all(&length).unwrap();
            server.write_all(&asked).unwrap();
            let mut answer = Vec::new();
            server.read_to_end(&mut answer).unwrap();
            if number < handed_on {
                command.write_all(&answer).unwrap();
            }
        }
    })
}

#[test]
fn an_import_that_is_broken_off_goes_on_where_it_was() {
    for is_done in [false, true] {
        let place = Place::new();
        mapped(&place);
        place.write("people.csv", &prospects(1000).replace("p-300;", "p-299;").replace("p-900;", "p 900;"));
        let serving = place.program.serve().unwrap();
        // A look whether anybody listens, the form, two batches.
        let (real, between) = (place.program.data.join("vern.sock"), place.path("between.sock"));
        let handing_on = break_off(real, &between, 4, is_done);
        let line = "import :people.csv --activity prospects --mapping :mapping.json";
        let (code, _, error) = place.records(&format!("{line} --socket :between.sock"));
        handing_on.join().unwrap();
        assert_eq!(code, 75, "{error}");
        let before = place.journalled("register");
        place.mapping(&json!({ "id": "@key", "Navn": "name", "E-post": null, "Telefon": "phone" }));
        let (code, _, error) = place.records(line);
        assert_eq!(code, 65, "{error}");
        assert!(error.contains("\"import.other_under_way\""), "{error}");
        mapped(&place);
        let (code, told, error) = place.records(line);
        assert_eq!(
            (code, &told["rows"], &told["taken"], &told["refused"]),
            (65, &json!(1000), &json!(998), &json!(2)),
            "{error}"
        );
        let report = place.read("people.csv.report.csv");
        assert_eq!(report.lines().count(), 3, "each row is listed once: {report}");
        assert!(report.contains("\n302,1,@key,import.key_repeated\n"), "{report}");
        assert!(before >= 511, "{before}");
        assert!(!place.path("people.csv.report.csv.progress").exists());
        assert_eq!(place.records("export --activity prospects --to :out.csv").1["records"], 998);
        assert!(serving.stop().unwrap().success());
    }
}
