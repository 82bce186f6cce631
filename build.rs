//! Compiles the lexicons (`lexicon/*.yaml`) and the domains (`domains/*.yaml`) to static tables, so that they cost neither a parser
//! nor start-up time, and the packs (`packs/*.yaml`) to texts without their comments and cases. A mistake
//! in one stops the build and names file and line.

#[path = "build/cues.rs"]
mod cues;
#[path = "build/domain.rs"]
mod domain;
#[path = "build/language.rs"]
mod language;
#[path = "src/guidance/pack.rs"]
#[allow(dead_code, reason = "the build only looks whether packs are right")]
mod pack;
#[path = "build/packs.rs"]
mod packs;
#[path = "build/products.rs"]
mod products;
#[path = "src/guidance/schema.rs"]
mod schema;
#[path = "build/terms.rs"]
mod terms;
#[path = "build/weights.rs"]
mod weights;
#[path = "build/words.rs"]
mod words;
#[path = "src/yaml/mod.rs"]
#[allow(dead_code, reason = "the files of the build need a part of it")]
mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            #[allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
            {
                println!("cargo::error={message}");
            }
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), String> {
    #[allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
    {
        println!("cargo::rerun-if-changed=lexicon");
        println!("cargo::rerun-if-changed=domains");
        println!("cargo::rerun-if-changed=packs");
        println!("cargo::rerun-if-changed=src/guidance");
        println!("cargo::rerun-if-changed=src/yaml");
        println!("cargo::rerun-if-changed=build");
        println!("cargo::rerun-if-changed=build.rs");
    }
    let files = files_of("lexicon")?;
    let mut tags: Vec<String> = files
        .iter()
        .filter_map(|path| path.file_stem()?.to_str())
        .filter(|stem| !matches!(*stem, "products" | "concepts" | "weights" | "acronyms"))
        .map(str::to_owned)
        .collect();
    tags.sort_unstable();

    // Files name the concepts and products of each other: first all names, then all else.
    let (lexicon, named) = (Path::new("lexicon/concepts.yaml"), Path::new("lexicon/products.yaml"));
    let own = domains()?;
    let (mut concepts, mut products) = (cues::Concepts::default(), products::Products::default());
    concepts.evidence = weights::Evidence::read(&plain("lexicon/evidence.tsv")?)
        .map_err(|fault| format!("lexicon/evidence.tsv:{fault}"))?;
    read(lexicon, |root| concepts.name(root))?;
    read(named, |root| products::read(root, &tags, &mut products))?;
    for (_, file) in &own {
        read(file, |root| domain::Domains::name(root, &tags, &mut concepts, &mut products))?;
    }
    let mut terms = Vec::new();
    for file in files_of("lexicon/terms")? {
        terms.push(read(&file, |root| terms::read(root, &tags))?);
    }
    concepts.name_terms(&terms)?;
    read(lexicon, |root| cues::concepts(root, &mut concepts))?;
    cues::term_concepts(&terms, &mut concepts)?;
    let mut domains = domain::Domains::default();
    let ids = products.ids();
    for (id, file) in &own {
        read(file, |root| domains.read(id, root, &tags, &mut concepts, &ids))?;
    }
    let mut rust = format!("pub static CONCEPTS: &[Concept] = &[\n{}];\n", concepts.rust());
    rust.push_str(&domains.rust());
    rust.push_str(&format!(
        "/// The number of each concept.\npub mod concept {{\n{}}}\n",
        cues::constants(&concepts)
    ));
    rust.push_str(&read(Path::new("lexicon/weights.yaml"), weights::weights)?);
    let rates =
        weights::rates(&plain("lexicon/rates.tsv")?).map_err(|fault| format!("lexicon/rates.tsv:{fault}"))?;
    let out = env::var_os("OUT_DIR").ok_or("cargo has not set OUT_DIR")?;
    let out = Path::new(&out);
    let folder = out.join("languages");
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    let mut all_words = Vec::new();
    rust.push_str("pub static LEXICONS: &[Lexicon] = &[\n");
    let mut languages = Vec::new();
    for tag in &tags {
        let lexicon = read(&Path::new("lexicon").join(format!("{tag}.yaml")), |root| {
            language::read(tag, root, &concepts, domains.added.get(tag).unwrap_or(&domain::Added::default()))
        })?;
        rust.push_str(&format!("    Lexicon {{\n{}", lexicon.rust));
        rust.push_str(&format!(
            "        #[cfg(test)]\n        examples: &{:?},\n    }},\n",
            lexicon.examples
        ));
        let terms = cues::terms(tag, &lexicon.terms, &terms, &concepts);
        let rates: String = rates
            .get(tag)
            .into_iter()
            .flatten()
            .fold(String::new(), |text, (key, rate)| text + &format!("{key:x} {rate}\n"));
        let words = [lexicon.cues.as_str(), &terms, &rates]
            .map(|part| format!("{}\n\n", part.trim_end_matches('\n')));
        all_words.push(words.concat());
        languages.push(lexicon);
    }
    rust.push_str("];\n");
    let mark = mark(&concepts.ids, &all_words);
    let mut texts = String::new();
    for (tag, words) in tags.iter().zip(&all_words) {
        write(&folder.join(format!("{tag}.txt")), format!("{mark}\n{words}"))?;
        let file = format!("/languages/{tag}.txt");
        texts.push_str(&format!("    include_str!(concat!(env!(\"OUT_DIR\"), {file:?})),\n"));
    }
    rust.push_str(&format!(
        "/// How the text of words begins that belong to this build.\npub const WORDS_OF: &str = {mark:?};\n\
         #[cfg(not(feature = \"fetched-languages\"))]\npub static TEXTS: &[&str] = &[\n{texts}];\n\
         #[cfg(feature = \"fetched-languages\")]\npub static TEXTS: &[&str] = &[];\n"
    ));
    rust.push_str(&recognition(&languages, &products.names));
    rust.push_str(&products.rust());

    let acronyms = read(Path::new("lexicon/acronyms.yaml"), |root| {
        words::words(Some(root), "acronyms", words::upper_case)
    })?;
    rust.push_str(&format!("pub static ACRONYMS: &[&str] = &{acronyms:?};\n"));

    write(&out.join("lexicon.rs"), rust)?;

    let words = packs::Words { concepts: &concepts.ids, products: &ids };
    let mut compiled = Vec::new();
    let belongs = |file: &PathBuf| {
        let name = file.file_stem().and_then(|stem| stem.to_str());
        domains.packs.iter().any(|pack| Some(pack.as_str()) == name)
    };
    for file in files_of("packs")?.into_iter().filter(belongs) {
        compiled.push(read(&file, |root| packs::compile(root, &words))?);
    }
    packs::check_names(&compiled)?;
    write(&out.join("packs.rs"), packs::rust(&compiled))
}

/// How the text of a language's words begins: a sum over the concepts, whose numbers it holds, and over the words of all
/// languages. So the engine, which knows it, is another one as soon as a word is: what a cache keeps of it is not taken up.
fn mark(concepts: &[String], words: &[String]) -> String {
    format!(
        "unisono words {:08x}",
        weights::sum(concepts.iter().chain(words).flat_map(|text| text.bytes().chain([0])))
    )
}

/// The text of a file that is no YAML.
fn plain(file: &str) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{file} cannot be read: {error}"))
}

/// The domains that are compiled in, with their files: those whose feature is on.
fn domains() -> Result<Vec<(String, PathBuf)>, String> {
    let mut domains = Vec::new();
    for file in files_of("domains")? {
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let feature = format!("CARGO_FEATURE_{}", name.to_uppercase().replace('-', "_"));
        if env::var_os(feature).is_some() {
            domains.push((name, file));
        }
    }
    Ok(domains)
}

/// The YAML files of a folder, ordered by name.
fn files_of(folder: &str) -> Result<Vec<PathBuf>, String> {
    let unread = |error| format!("the folder {folder} cannot be read: {error}");
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn write(path: &Path, rust: String) -> Result<(), String> {
    fs::write(path, rust).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// One table of all common words and one of all letters, each with the set of languages (a bit for
/// each, in the order of the lexicons) that it speaks for; and the common words that stand inside names
/// of products ("Skype for Business"), each with the word before it.
fn recognition(languages: &[language::Language], names: &[String]) -> String {
    let mut words: BTreeMap<&str, u32> = BTreeMap::new();
    let mut letters: BTreeMap<char, u32> = BTreeMap::new();
    for (bit, language) in languages.iter().enumerate() {
        for word in &language.common_words {
            *words.entry(word).or_default() |= 1 << bit;
        }
        for letter in &language.letters {
            *letters.entry(*letter).or_default() |= 1 << bit;
        }
    }
    let mut inside: BTreeSet<(String, &str)> = BTreeSet::new();
    for name in names {
        let parts: Vec<&str> = name.split(' ').collect();
        for pair in parts.windows(2).filter(|pair| words.contains_key(pair[1])) {
            inside.insert((pair[0].to_lowercase(), pair[1]));
        }
    }
    let inside: Vec<_> = inside.into_iter().collect();
    let words: Vec<_> = words.into_iter().collect();
    let letters: Vec<_> = letters.into_iter().collect();
    format!(
        "pub const LANGUAGES: usize = {};\n\
         pub static WORDS: &[(&str, u32)] = &{words:?};\n\
         pub static LETTERS: &[(char, u32)] = &{letters:?};\n\
         pub static WORDS_IN_PRODUCTS: &[(&str, &str)] = &{inside:?};\n",
        languages.len()
    )
}

fn read<T>(path: &Path, schema: impl FnOnce(&yaml::Node) -> yaml::Result<T>) -> Result<T, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    yaml::read(&text)
        .and_then(|root| schema(&root))
        .map_err(|fault| format!("{}:{}: {}", path.display(), fault.line, fault.message))
}
