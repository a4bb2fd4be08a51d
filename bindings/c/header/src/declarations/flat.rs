//! What the header says of the functions `smsmode_simple_`, and the constants that they need.

/// All that a language declares.
pub(super) struct Flat {
    pub(super) constants: Vec<Constant>,
    pub(super) functions: Vec<Function>,
}

pub(super) struct Constant {
    pub(super) name: String,
    pub(super) value: i32,
}

/// A function; each returns a number.
pub(super) struct Function {
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
}

pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What such a function may be given; nothing else, or one of the languages could not call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `const char *`
    Text,
    /// `char *`, a buffer
    Buffer,
    /// `int32_t`
    Number,
    /// `int32_t *`
    Output,
}

impl Flat {
    pub(super) fn read(header: &str) -> Result<Self, String> {
        let prototypes = header.split("\nsmsmode_status smsmode_simple_").skip(1);
        let functions = prototypes.map(Function::read).collect::<Result<_, _>>()?;
        Ok(Self { constants: constants(header), functions })
    }
}

impl Function {
    /// Reads a prototype from where its prefix ends.
    fn read(prototype: &str) -> Result<Self, String> {
        let (name, rest) = prototype.split_once('(').ok_or("a function without parameters")?;
        let (parameters, _) = rest.split_once(");").ok_or("a prototype without an end")?;
        let parameters = parameters.split(',').map(Parameter::read).collect::<Result<_, _>>()?;
        Ok(Self { name: format!("smsmode_simple_{name}"), parameters })
    }
}

impl Parameter {
    fn read(declaration: &str) -> Result<Self, String> {
        let declaration = declaration.trim();
        let end = declaration.rfind([' ', '*']).ok_or("a parameter without a type")?;
        let (kind, name) = declaration.split_at(end + 1);
        let kind = match kind.trim() {
            "const char *" => Kind::Text,
            "char *" => Kind::Buffer,
            "int32_t" => Kind::Number,
            "int32_t *" => Kind::Output,
            other => return Err(format!("no parameter of smsmode_simple_ may be {other}")),
        };
        Ok(Self { name: name.to_owned(), kind })
    }
}

/// The statuses, and the numbers that the functions give.
fn constants(header: &str) -> Vec<Constant> {
    let definitions = header.lines().filter_map(|line| line.strip_prefix("#define SMSMODE_"));
    let all = definitions.filter_map(|definition| {
        let (name, value) = definition.split_once(' ')?;
        Some((name, value.parse().ok()?))
    });
    let mut is_status = false;
    let wanted = all.filter(|(name, _)| {
        // Statuses stand together, from the first to the last.
        is_status |= *name == "OK";
        let taken = is_status || FAMILIES.iter().any(|family| name.starts_with(family));
        is_status &= *name != "PANIC";
        taken
    });
    wanted.map(|(name, value)| Constant { name: format!("SMSMODE_{name}"), value }).collect()
}

const FAMILIES: [&str; 4] = ["OUTCOME_", "ALPHABET_", "DELIVERY_", "SIMPLE_"];
