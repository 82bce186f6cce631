//! Splits an engine in two: what is loaded first, and a part that is loaded when it is needed.
//!
//! ```text
//! engine ─▶ first   all but the functions of a crate; the places of these in its table stay empty
//!        └▶ part    these functions; memory, table and whatever they call are imported from the first
//! ```
//!
//! The part needs no linker and no knowledge of its own: to instantiate it with the exports of the first fills the places
//! in the table, and what is called through them is there. So everything that leads from the first to the part has to go
//! through a table, that is, through a `dyn` or a `fn`. What is called by name stays in the first, whatever its own name.
//! What is called through the table before the part is there has to stand in the module that is left out, or the call
//! traps ("null function"): `tests/package/topology-part.test.mjs` starts an engine and loads the part. binaryen's
//! `wasm-split` does the same by profiles.

use std::collections::BTreeMap;
use walrus::ir::{self, Value, Visitor};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalKind, ImportKind,
};
use walrus::{ImportedFunction, Module, ModuleConfig, TableId};

/// A number that two engines hardly share (FNV-1a): a part of another build must not be taken for this one's.
fn sum(engine: &[u8]) -> u64 {
    engine
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// By what name the part imports: what instantiates it gives the exports of the first so.
const FIRST: &str = "engine";

/// Which functions make the part.
pub struct Part<'a> {
    /// Those that mention a crate …
    pub of_crate: &'a str,
    /// … but not its module of this name, through which the first reaches the part.
    pub but: &'a str,
}

impl Part<'_> {
    /// `name` is as people read it, which wasm-bindgen sees to: `name[89e9ff90]::plug::part`.
    fn has(&self, name: &str) -> bool {
        let mut of_crate =
            name.match_indices(self.of_crate).map(|(at, found)| &name[at + found.len()..]).peekable();
        let leads = |rest: &str| {
            let inside = rest
                .strip_prefix('[')
                .and_then(|hash| hash.split_once(']'))
                .map_or(rest, |(_, inside)| inside);
            let module = inside.strip_prefix("::").and_then(|module| module.strip_prefix(self.but));
            module.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        of_crate.peek().is_some() && !of_crate.any(leads)
    }
}

/// The first and the part.
pub fn split(engine: &[u8], part: &Part<'_>, names: bool) -> Result<(Vec<u8>, Vec<u8>), String> {
    let read = || {
        let mut config = ModuleConfig::new();
        config.generate_name_section(names).generate_producers_section(false);
        config.parse(engine).map_err(|error| error.to_string())
    };
    let (mut first, mut second) = (read()?, read()?);
    // The two number alike: a place in this list says which function is which.
    let functions: Vec<FunctionId> = first.funcs.iter().map(walrus::Function::id).collect();
    let number: BTreeMap<FunctionId, usize> = functions.iter().copied().zip(0..).collect();
    let stays = reached(&first, &number, part);
    if stays.iter().all(|stays| *stays) {
        return Err(format!(
            "no function of {} can be split off: none is called through a table alone",
            part.of_crate
        ));
    }

    let runs = take_runs(&mut first, &number, |at| stays[at]);
    set_runs(&mut first, runs);
    make_part(&mut second, &stays, sum(engine))?;
    let imports: Vec<String> = second.imports.iter().map(|import| import.name.clone()).collect();
    for name in imports {
        let item = named(&first, &functions, &name).ok_or_else(|| format!("the part asks for {name}"))?;
        first.exports.add(&name, item);
    }
    walrus::passes::gc::run(&mut first);
    Ok((first.emit_wasm(), second.emit_wasm()))
}

/// Of each function whether the first needs it: what is exported, what stands in a table and is not the part's, and what
/// these call.
fn reached(module: &Module, number: &BTreeMap<FunctionId, usize>, part: &Part<'_>) -> Vec<bool> {
    let mut stays = vec![false; number.len()];
    let mut open: Vec<FunctionId> = module.start.into_iter().collect();
    open.extend(module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    }));
    for element in module.elements.iter() {
        if let ElementItems::Functions(ids) = &element.items {
            let of_part =
                |id: &&FunctionId| module.funcs.get(**id).name.as_deref().is_some_and(|name| part.has(name));
            open.extend(ids.iter().filter(|id| !of_part(id)));
        }
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut stays[number[&id]], true) {
            open.extend(calls(module, id));
        }
    }
    for function in module.funcs.iter() {
        stays[number[&function.id()]] |= matches!(function.kind, FunctionKind::Import(_));
    }
    stays
}

/// What a function calls, or names.
fn calls(module: &Module, id: FunctionId) -> Vec<FunctionId> {
    struct Calls(Vec<FunctionId>);
    impl Visitor<'_> for Calls {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.0.push(*id);
        }
    }
    let mut calls = Calls(Vec::new());
    if let FunctionKind::Local(local) = &module.funcs.get(id).kind {
        ir::dfs_in_order(&mut calls, local, local.entry_block());
    }
    calls.0
}

/// Functions that stand one behind the other in a table: the table, the place of the first, and they.
type Run = (TableId, i32, Vec<FunctionId>);

/// Takes all functions out of the tables; gives the runs of those that are wanted.
fn take_runs(
    module: &mut Module,
    number: &BTreeMap<FunctionId, usize>,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut taken = Vec::new();
    for element in module.elements.iter() {
        let ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(offset)) } = element.kind else {
            continue;
        };
        let ElementItems::Functions(ids) = &element.items else { continue };
        taken.push((table, element.id()));
        for (id, place) in ids.iter().zip(offset..) {
            if !wanted(number[id]) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.0 == table && run.1 + run.2.len() as i32 == place => run.2.push(*id),
                _ => runs.push((table, place, vec![*id])),
            }
        }
    }
    for (table, element) in taken {
        module.tables.get_mut(table).elem_segments.remove(&element);
        module.elements.delete(element);
    }
    runs
}

fn set_runs(module: &mut Module, runs: Vec<Run>) {
    for (table, place, functions) in runs {
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(Value::I32(place)) };
        let element = module.elements.add(kind, ElementItems::Functions(functions));
        module.tables.get_mut(table).elem_segments.insert(element);
    }
}

/// Leaves the part of a module, which imports the rest.
fn make_part(module: &mut Module, stays: &[bool], sum: u64) -> Result<(), String> {
    let functions: Vec<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
    let number: BTreeMap<FunctionId, usize> = functions.iter().copied().zip(0..).collect();
    let runs = take_runs(module, &number, |at| !stays[at]);
    set_runs(module, runs);
    module.start = None;
    let exports: Vec<_> = module.exports.iter().map(walrus::Export::id).collect();
    exports.into_iter().for_each(|export| module.exports.delete(export));
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    data.into_iter().for_each(|data| module.data.delete(data));
    let imports: Vec<_> = module.imports.iter().map(walrus::Import::id).collect();
    imports.into_iter().for_each(|import| module.imports.delete(import));

    for (at, id) in functions.into_iter().enumerate().filter(|(at, _)| stays[*at]) {
        let ty = module.funcs.get(id).ty();
        let import = module.imports.add(FIRST, &format!("f{at}"), ImportKind::Function(id));
        module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
    }
    let memories: Vec<_> = module.memories.iter().map(walrus::Memory::id).collect();
    for (at, id) in memories.into_iter().enumerate() {
        let import = module.imports.add(FIRST, &format!("m{at}-{sum:x}"), ImportKind::Memory(id));
        let memory = module.memories.get_mut(id);
        memory.import = Some(import);
        memory.data_segments.clear();
    }
    let tables: Vec<_> = module.tables.iter().map(walrus::Table::id).collect();
    for (at, id) in tables.into_iter().enumerate() {
        let import = module.imports.add(FIRST, &format!("t{at}"), ImportKind::Table(id));
        module.tables.get_mut(id).import = Some(import);
    }
    let globals: Vec<_> = module.globals.iter().map(walrus::Global::id).collect();
    for (at, id) in globals.into_iter().enumerate() {
        let import = module.imports.add(FIRST, &format!("g{at}"), ImportKind::Global(id));
        module.globals.get_mut(id).kind = GlobalKind::Import(import);
    }
    walrus::passes::gc::run(module);
    if module.elements.iter().next().is_none() {
        return Err("the part fills no place in a table".to_owned());
    }
    Ok(())
}

/// What [`make_part`] has given a name: a letter for its kind, its number, and of a memory the sum of the engine.
fn named(module: &Module, functions: &[FunctionId], name: &str) -> Option<ExportItem> {
    let (kind, number) = name.split_at_checked(1)?;
    let at: usize = number.split('-').next()?.parse().ok()?;
    match kind {
        "f" => functions.get(at).copied().map(ExportItem::Function),
        "m" => module.memories.iter().nth(at).map(|memory| ExportItem::Memory(memory.id())),
        "t" => module.tables.iter().nth(at).map(|table| ExportItem::Table(table.id())),
        "g" => module.globals.iter().nth(at).map(|global| ExportItem::Global(global.id())),
        _ => None,
    }
}
