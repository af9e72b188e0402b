// SPDX-License-Identifier: EUPL-1.2
//! The functions: those of XPath 1.0, and those of ODK XForms.

mod choices;
mod dates;
mod digest;
mod geo;
mod nodes;
mod numbers;
mod pattern;
mod repeats;
mod texts;

use super::eval::{Done, Focus, Run};
use super::{Call, EvalFault, Expr, Name, Span, Tree, Value};

/// Which function, with the fewest and the most arguments it takes.
#[derive(Debug)]
pub(crate) struct Signature {
    name: &'static str,
    pub(super) function: Function,
    least: u8,
    most: u8,
}

/// As many arguments as one likes.
const ANY: u8 = u8::MAX;

macro_rules! functions {
    ($table:ident: $($name:literal $function:ident $least:literal $most:expr;)*) => {
        const $table: &[Signature] = &[
            $(Signature { name: $name, function: Function::$function, least: $least, most: $most },)*
        ];
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    Acos,
    Area,
    Asin,
    Atan,
    Atan2,
    Base64Decode,
    Boolean,
    BooleanFromString,
    Ceiling,
    Checklist,
    ChoiceName,
    Coalesce,
    Concat,
    Contains,
    Cos,
    Count,
    CountNonEmpty,
    CountSelected,
    Current,
    Date,
    DecimalDateTime,
    DecimalTime,
    Depend,
    Digest,
    Distance,
    EndsWith,
    Exp,
    Exp10,
    ExtractSigned,
    False,
    Floor,
    FormatDate,
    Geofence,
    Id,
    If,
    IndexedRepeat,
    Instance,
    Int,
    Intersects,
    Itext,
    Join,
    Lang,
    Last,
    LocalName,
    Log,
    Log10,
    Max,
    Min,
    Name,
    NamespaceUri,
    NormalizeSpace,
    Not,
    Now,
    Number,
    Once,
    Pi,
    Position,
    Pow,
    Property,
    Pulldata,
    Random,
    Randomize,
    Regex,
    Round,
    Selected,
    SelectedAt,
    Sin,
    Sqrt,
    StartsWith,
    String,
    StringLength,
    Substr,
    Substring,
    SubstringAfter,
    SubstringBefore,
    Sum,
    Tan,
    Today,
    Translate,
    True,
    Uuid,
    Version,
    WeightedChecklist,
}

functions! { USUAL:
    "abs" Abs 1 1;
    "acos" Acos 1 1;
    "area" Area 1 1;
    "asin" Asin 1 1;
    "atan" Atan 1 1;
    "atan2" Atan2 2 2;
    "base64-decode" Base64Decode 1 1;
    "boolean" Boolean 1 1;
    "boolean-from-string" BooleanFromString 1 1;
    "ceiling" Ceiling 1 1;
    "checklist" Checklist 2 ANY;
    "coalesce" Coalesce 2 2;
    "concat" Concat 0 ANY;
    "contains" Contains 2 2;
    "cos" Cos 1 1;
    "count" Count 1 1;
    "count-non-empty" CountNonEmpty 1 1;
    "count-selected" CountSelected 1 1;
    "current" Current 0 0;
    "date" Date 1 1;
    "date-time" Date 1 1;
    "decimal-date-time" DecimalDateTime 1 1;
    "decimal-time" DecimalTime 1 1;
    "depend" Depend 1 ANY;
    "digest" Digest 2 3;
    "distance" Distance 1 ANY;
    "ends-with" EndsWith 2 2;
    "exp" Exp 1 1;
    "exp10" Exp10 1 1;
    "extract-signed" ExtractSigned 2 2;
    "false" False 0 0;
    "floor" Floor 1 1;
    "format-date" FormatDate 2 2;
    "format-date-time" FormatDate 2 2;
    "geofence" Geofence 2 2;
    "id" Id 1 1;
    "if" If 3 3;
    "indexed-repeat" IndexedRepeat 3 ANY;
    "instance" Instance 1 1;
    "int" Int 1 1;
    "intersects" Intersects 1 1;
    "is-selected" Selected 2 2;
    "join" Join 1 ANY;
    "lang" Lang 1 1;
    "last" Last 0 0;
    "local-name" LocalName 0 1;
    "log" Log 1 1;
    "log10" Log10 1 1;
    "max" Max 0 ANY;
    "min" Min 0 ANY;
    "name" Name 0 1;
    "namespace-uri" NamespaceUri 0 1;
    "normalize-space" NormalizeSpace 0 1;
    "not" Not 1 1;
    "now" Now 0 0;
    "number" Number 0 1;
    "once" Once 1 1;
    "pi" Pi 0 0;
    "position" Position 0 1;
    "pow" Pow 2 2;
    "property" Property 1 1;
    "pulldata" Pulldata 4 4;
    "random" Random 0 0;
    "randomize" Randomize 1 2;
    "regex" Regex 2 2;
    "round" Round 1 2;
    "selected" Selected 2 2;
    "selected-at" SelectedAt 2 2;
    "sin" Sin 1 1;
    "sqrt" Sqrt 1 1;
    "starts-with" StartsWith 2 2;
    "string" String 0 1;
    "string-length" StringLength 0 1;
    "substr" Substr 2 3;
    "substring" Substring 2 3;
    "substring-after" SubstringAfter 2 2;
    "substring-before" SubstringBefore 2 2;
    "sum" Sum 1 1;
    "tan" Tan 1 1;
    "today" Today 0 0;
    "translate" Translate 3 3;
    "true" True 0 0;
    "uuid" Uuid 0 1;
    "version" Version 0 0;
    "weighted-checklist" WeightedChecklist 2 ANY;
}

functions! { JAVAROSA:
    "choice-name" ChoiceName 2 2;
    "itext" Itext 1 1;
}

/// The function of a name. Found once, when an expression is read.
pub(super) fn find(name: &Name) -> Option<&'static Signature> {
    let table = match name.prefix.as_deref() {
        None | Some("xf" | "xforms" | "fn" | "enk") => USUAL,
        Some("jr" | "javarosa") => JAVAROSA,
        Some(_) => return None,
    };
    table
        .binary_search_by(|signature| signature.name.cmp(&name.local))
        .ok()
        .and_then(|index| table.get(index))
}

impl Signature {
    fn fault(&self, name: &Name, given: usize) -> Option<EvalFault> {
        if given < usize::from(self.least) {
            Some(EvalFault::TooFewArguments(name.to_string()))
        } else if self.most != ANY && given > usize::from(self.most) {
            Some(EvalFault::TooManyArguments(name.to_string()))
        } else {
            None
        }
    }
}

/// What is wrong with the calls of an expression before it is evaluated: functions that do not exist, or that are
/// given too little or too much.
pub fn check(expr: &Expr) -> Vec<(EvalFault, Span)> {
    let calls = expr.calls().filter_map(|(call, span)| {
        let fault = match call.signature {
            None => Some(EvalFault::UnknownFunction(call.name.to_string())),
            Some(signature) => signature.fault(&call.name, call.args.len()),
        };
        fault.map(|fault| (fault, span))
    });
    calls.collect()
}

/// What a function is given.
pub(super) struct Given<'c, N> {
    args: &'c [super::ExprId],
    focus: Focus<N>,
}

pub(super) fn call<T: Tree>(
    run: &mut Run<'_, T>,
    call: &Call,
    focus: Focus<T::Node>,
) -> Done<Value<T::Node>> {
    let Some(signature) = call.signature else {
        return Err(EvalFault::UnknownFunction(call.name.to_string()));
    };
    if let Some(fault) = signature.fault(&call.name, call.args.len()) {
        return Err(fault);
    }
    let given = Given { args: &call.args, focus };
    use Function as F;
    match signature.function {
        F::If => {
            let condition = given.boolean(run, 0)?;
            given.value(run, if condition { 1 } else { 2 })
        }
        F::True => Ok(Value::Boolean(true)),
        F::False => Ok(Value::Boolean(false)),
        F::Not => Ok(Value::Boolean(!given.boolean(run, 0)?)),
        F::Boolean => Ok(Value::Boolean(given.boolean(run, 0)?)),
        F::BooleanFromString => {
            let text = given.text(run, 0)?;
            Ok(Value::Boolean(text == "1" || text == "true"))
        }
        F::Checklist
        | F::WeightedChecklist
        | F::Selected
        | F::SelectedAt
        | F::CountSelected
        | F::ChoiceName
        | F::Itext => choices::call(run, signature.function, &given),
        F::Date | F::DecimalDateTime | F::DecimalTime | F::FormatDate | F::Now | F::Today => {
            dates::call(run, signature.function, &given)
        }
        F::Digest | F::Base64Decode | F::ExtractSigned => digest::call(run, signature.function, &given),
        F::Area | F::Distance | F::Geofence | F::Intersects => geo::call(run, signature.function, &given),
        F::Count
        | F::CountNonEmpty
        | F::Current
        | F::Id
        | F::Instance
        | F::Lang
        | F::Last
        | F::LocalName
        | F::Name
        | F::NamespaceUri
        | F::Position
        | F::Pulldata => nodes::call(run, signature.function, &given),
        F::IndexedRepeat | F::Randomize | F::Once | F::Depend => {
            repeats::call(run, signature.function, &given)
        }
        F::Coalesce
        | F::Concat
        | F::Contains
        | F::EndsWith
        | F::Join
        | F::NormalizeSpace
        | F::Property
        | F::Regex
        | F::StartsWith
        | F::String
        | F::StringLength
        | F::Substr
        | F::Substring
        | F::SubstringAfter
        | F::SubstringBefore
        | F::Translate
        | F::Uuid
        | F::Version => texts::call(run, signature.function, &given),
        _ => numbers::call(run, signature.function, &given),
    }
}

impl<N: Copy> Given<'_, N> {
    fn len(&self) -> usize {
        self.args.len()
    }

    fn id(&self, index: usize) -> Done<super::ExprId> {
        self.args.get(index).copied().ok_or(EvalFault::TooFewArguments(String::new()))
    }

    fn value<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>, index: usize) -> Done<Value<N>> {
        let id = self.id(index)?;
        run.value(id, self.focus)
    }

    fn text<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>, index: usize) -> Done<String> {
        let id = self.id(index)?;
        run.text(id, self.focus)
    }

    fn number<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>, index: usize) -> Done<f64> {
        let id = self.id(index)?;
        run.number(id, self.focus)
    }

    fn boolean<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>, index: usize) -> Done<bool> {
        let id = self.id(index)?;
        run.boolean(id, self.focus)
    }

    fn nodes<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>, index: usize) -> Done<Vec<N>> {
        let id = self.id(index)?;
        run.nodes(id, self.focus)
    }

    /// The text of an argument, or of the node one stands at when there is none.
    fn text_or_here<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>) -> Done<String> {
        if self.len() == 0 { run.text_of_node(self.focus.node) } else { self.text(run, 0) }
    }

    /// Every value from an argument on, nodes one by one.
    fn each<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>, from: usize) -> Done<Vec<Value<N>>> {
        let mut all = Vec::new();
        for index in from..self.len() {
            let value = self.value(run, index)?;
            all.append(&mut run.each(value));
        }
        run.work(all.len())?;
        Ok(all)
    }

    /// As [`Self::each`], as texts.
    fn texts<T: Tree<Node = N>>(&self, run: &mut Run<'_, T>, from: usize) -> Done<Vec<String>> {
        self.each(run, from)?.iter().map(|value| run.text_of(value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_in_order_so_that_they_are_found() {
        for table in [USUAL, JAVAROSA] {
            assert!(table.is_sorted_by_key(|signature| signature.name));
        }
    }

    /// The deepest formulas fit on the stack of an ordinary thread, whichever function they are made of.
    #[test]
    fn every_function_can_stand_in_itself_as_deep_as_parts_may() {
        let evaluated = || {
            let document = crate::xpath::xml::Document::parse("<a><b>1</b><b>x</b></a>").unwrap();
            for (prefix, signature) in
                USUAL.iter().map(|known| ("", known)).chain(JAVAROSA.iter().map(|known| ("jr:", known)))
            {
                let most = signature.most.min(signature.least.max(1) + 2);
                for place in 0..most {
                    let arguments: Vec<&str> =
                        (0..most.max(place + 1)).map(|at| if at == place { "{}" } else { "1" }).collect();
                    let around = format!("{prefix}{}({})", signature.name, arguments.join(", "));
                    let (before, after) = around.split_once("{}").unwrap();
                    let levels = crate::xpath::MAX_DEPTH - 1;
                    let text = format!("{}'a'{}", before.repeat(levels), after.repeat(levels));
                    let expr = crate::xpath::parse(&text).unwrap();
                    let _ = crate::xpath::evaluate(&expr, &document, document.root(), &crate::xpath::Nothing);
                }
            }
        };
        let ordinary = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
        ordinary.spawn(evaluated).unwrap().join().unwrap();
    }
}
