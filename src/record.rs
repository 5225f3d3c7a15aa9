//! A record is a table: one row per field, in the vendor's order, read by one reader ([`crate::scan`]).
//!
//! From one declaration come the Rust struct, its redacted `Debug`, its `Serialize` (camelCase, absent
//! fields and secrets left out), the [`Shape`] that the reader needs and the [`Page`] that generators
//! of other languages print from.

use crate::scan::{HEADER, INT_BIAS, Index, NOTHING, OUTCOMES, ROOT, SECRETS, WRONG, written};
use crate::secret::{REDACTED, SecretString};
use crate::text::{write_integer, write_string, write_strings};
use std::borrow::Cow;
use std::fmt;

/// What the reader knows of a record: its columns, in the order of the index.
#[derive(Debug)]
pub struct Shape {
    /// One column per spelling of every row.
    pub columns: &'static [Column],
}

/// One key of a JSON object.
#[derive(Debug)]
pub struct Column {
    /// The key on the wire.
    pub wire: &'static str,
    /// What its value has to be.
    pub kind: Kind,
    /// Without it the record cannot be read.
    pub required: bool,
    /// Left out of the index unless secrets are asked for.
    pub secret: bool,
    /// Another spelling of the column before it, and second choice.
    pub twin: bool,
}

/// How a value is written on the wire. `null`, `{}` and `[]` are nothing, for every kind.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A string; numbers and booleans count as their text.
    Text,
    /// Anything: the vendor does not say. What is no string is kept as its JSON text.
    Any,
    /// A boolean, 0 or 1, or the same in a string.
    Flag,
    /// An integer within ±(2^53 − 1), or the same in a string. An empty string is nothing.
    Int,
    /// An integer as above; a boolean counts as 1 or 0.
    Verdict,
    /// A list of texts.
    Texts,
    /// A JSON document inside a string.
    Embedded(&'static Shape),
    /// An object.
    One(&'static Shape),
    /// A list of objects.
    List(&'static Shape),
    /// Objects by key.
    Map(&'static Shape),
}

/// What people and generators know of a record; no part of a wasm module.
#[derive(Debug)]
pub struct Page {
    /// The record's name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its fields, in the vendor's order.
    pub rows: &'static [Row],
    /// The name of its group of secrets, where it has any.
    pub secrets: Option<&'static str>,
    /// How it gives a [`crate::Profile`], where it does.
    pub profile: Option<&'static ProfilePage>,
}

/// One field of a record.
#[derive(Debug)]
pub struct Row {
    /// Its spellings on the wire, the preferred one first.
    pub wire: &'static [&'static str],
    /// Its name here, in snake case.
    pub field: &'static str,
    /// Whether a record without it cannot be read.
    pub required: bool,
    /// Its type.
    pub cell: Cell,
    /// The value that the vendor documents for an absent field, as it is written in Rust.
    pub default: Option<&'static str>,
    /// Who may see it.
    pub class: Class,
    /// What it is, in English and in the vendor's own words.
    pub doc: &'static str,
}

/// The type of a field, as generators see it.
#[derive(Debug, Clone, Copy)]
pub enum Cell {
    /// See [`Kind::Text`].
    Text,
    /// See [`Kind::Any`].
    Any,
    /// See [`Kind::Flag`].
    Flag,
    /// See [`Kind::Int`].
    Int,
    /// See [`Kind::Verdict`].
    Verdict,
    /// See [`Kind::Texts`].
    Texts,
    /// See [`Kind::Embedded`].
    Embedded(&'static Page),
    /// See [`Kind::One`].
    One(&'static Page),
    /// See [`Kind::List`].
    List(&'static Page),
    /// See [`Kind::Map`].
    Map(&'static Page),
}

/// Who may see a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Safe to log.
    Public,
    /// About a person: shown to whoever asked, never printed.
    Personal,
    /// Nobody's business: crosses no boundary unless asked for, never printed.
    Secret,
}

/// How a record gives a [`crate::Profile`].
#[derive(Debug)]
pub struct ProfilePage {
    /// The provider's name.
    pub provider: &'static str,
    /// The field that is the profile's id.
    pub id: &'static str,
    /// Each other member of the profile with the fields it may come from, in order of preference. A field of
    /// two names is a member of the first entry of a list.
    pub members: &'static [(&'static str, &'static [&'static [&'static str]])],
}

/// A vendor's table.
pub trait Record: Sized {
    /// For the reader.
    const SHAPE: &'static Shape;
    /// For generators.
    const PAGE: &'static Page;
    /// Takes the fields from a row of the index, beginning at its first column.
    fn read(cells: &mut Cells<'_>) -> Self;
}

/// A Rust type that a field can have.
pub trait Value: Sized {
    /// What the reader has to find.
    const KIND: Kind;
    /// What generators print.
    const CELL: Cell;
    /// Whether the record is unreadable without it.
    const REQUIRED: bool = false;
    /// Takes the value from a cell, where there is one.
    fn read(cell: Cells<'_>) -> Option<Self>;
    /// What the field is when the cell holds nothing.
    fn absent() -> Self;
    /// Whether there is nothing to serialize.
    fn is_absent(&self) -> bool {
        false
    }
    /// The value as a line of text, where it is one and not empty.
    fn as_line(&self) -> Option<Cow<'_, str>> {
        None
    }
}

/// A place in an index, beside the text that the index points into.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    body: &'a [u8],
    words: &'a [u32],
    at: usize,
    secrets: bool,
}

impl<'a> Cells<'a> {
    /// The root of an index that counts bytes of `body`.
    pub fn root(index: &'a Index, body: &'a [u8]) -> Self {
        let words = index.words();
        let word = |at: usize| words.get(at).copied().unwrap_or(0);
        Self {
            body,
            words,
            at: usize::try_from(word(ROOT)).unwrap_or(usize::MAX),
            secrets: word(SECRETS) == 1,
        }
    }

    /// A row of an index that counts bytes of `body`.
    pub(crate) fn at(index: &'a Index, body: &'a [u8], place: u32) -> Self {
        Self { at: usize::try_from(place).unwrap_or(usize::MAX), ..Self::root(index, body) }
    }

    /// The rows that answer what was asked, in order (none where nothing was found), then those that
    /// nobody asked for.
    pub fn outcomes(index: &'a Index, body: &'a [u8]) -> (Vec<Option<Self>>, Vec<Self>) {
        let root = Self::root(index, body);
        let list = |at: usize| {
            let count = Self { at, ..root }.word(0);
            (1..=count).map(move |slot| {
                let place = usize::try_from(slot).ok().and_then(|slot| root.words.get(at.checked_add(slot)?));
                Self { at: place.map_or(0, |place| usize::try_from(*place).unwrap_or(usize::MAX)), ..root }
            })
        };
        let asked = root.words.get(OUTCOMES).map_or(0, |place| usize::try_from(*place).unwrap_or(usize::MAX));
        let answers: Vec<_> = list(asked).map(|row| (row.at > 0).then_some(row)).collect();
        let unasked = list(asked.saturating_add(answers.len()).saturating_add(1)).collect();
        (answers, unasked)
    }

    /// The record of the row at this place, or `None` if the row has a flaw.
    pub fn record<R: Record>(mut self) -> Option<R> {
        if self.word(1) != 0 {
            return None;
        }
        self.at = self.at.saturating_add(HEADER);
        Some(R::read(&mut self))
    }

    /// What can be read of the row at this place, flaw or not: for envelopes, which are judged by hand.
    pub(crate) fn envelope<R: Record>(mut self) -> R {
        self.at = self.at.saturating_add(HEADER);
        R::read(&mut self)
    }

    /// The key or the text of the row at this place.
    pub fn key(&self) -> String {
        self.text(2)
    }

    /// The text in a column of the row at this place.
    pub(crate) fn text_of(&self, shape: &Shape, wire: &str) -> Option<String> {
        let column = shape.columns.iter().position(|column| column.wire == wire)?;
        let mut cell = Self { at: self.at + HEADER + 2 * column, ..*self };
        cell.take::<Option<String>>(1)
    }

    /// Whether secrets were asked for.
    pub fn secrets(&self) -> bool {
        self.secrets
    }

    fn is_nothing(&self) -> bool {
        self.word(1) == NOTHING
    }

    /// Where the row at this place stands in the index.
    pub(crate) fn place(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    /// The next field, which has `spellings` columns.
    pub fn take<V: Value>(&mut self, spellings: usize) -> V {
        self.next(spellings).and_then(V::read).unwrap_or_else(V::absent)
    }

    /// The first of the next cells that holds something.
    fn next(&mut self, spellings: usize) -> Option<Self> {
        let mut cell = *self;
        self.at = self.at.saturating_add(2 * spellings);
        while cell.word(0) == 0 && cell.at.saturating_add(2) < self.at {
            cell.at += 2;
        }
        (cell.word(0) != 0 && cell.word(0) != WRONG[0]).then_some(cell)
    }

    /// The next field, which may be absent and then is the documented default.
    pub fn take_or<V>(&mut self, spellings: usize, default: V) -> V
    where
        Option<V>: Value,
    {
        self.take::<Option<V>>(spellings).unwrap_or(default)
    }

    fn word(&self, offset: usize) -> u32 {
        self.at.checked_add(offset).and_then(|at| self.words.get(at)).copied().unwrap_or(0)
    }

    fn text(&self, offset: usize) -> String {
        let (from, to) = (self.word(offset), self.word(offset.saturating_add(1)));
        let span = usize::try_from(from >> 1).ok().zip(usize::try_from(to).ok());
        let bytes = span.and_then(|(from, to)| self.body.get(from..to)).unwrap_or_default();
        written(std::str::from_utf8(bytes).unwrap_or_default(), from).into_owned()
    }

    fn follow(&self) -> Self {
        Self { at: usize::try_from(self.word(0)).unwrap_or(usize::MAX), ..*self }
    }

    pub(crate) fn rows(self) -> impl Iterator<Item = Self> {
        let (mut row, count) = (self.follow(), self.word(1));
        (0..count).map(move |_| {
            let this = row;
            row = row.follow();
            this
        })
    }
}

/// A JSON document that the vendor put into a string.
#[derive(Clone, PartialEq, serde::Serialize)]
pub struct Embedded<R> {
    /// The document as it came.
    pub text: String,
    /// What it says, unless it is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<R>,
}

impl<R: fmt::Debug> fmt::Debug for Embedded<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Embedded")
            .field("text", &format_args!("{REDACTED}"))
            .field("value", &self.value)
            .finish()
    }
}

/// Rows by key, each of which may be unreadable. What they mean is the provider's to say.
#[derive(Clone, PartialEq)]
pub struct Keyed<R>(pub Vec<(String, Option<R>)>);

macro_rules! optional {
    ($($ty:ty, $kind:ident, |$cell:ident| $read:expr, |$value:ident| $line:expr;)*) => {$(
        impl Value for Option<$ty> {
            const KIND: Kind = Kind::$kind;
            const CELL: Cell = Cell::$kind;
            fn read($cell: Cells<'_>) -> Option<Self> {
                Some(Some($read))
            }
            fn absent() -> Self {
                None
            }
            fn is_absent(&self) -> bool {
                self.is_none()
            }
            fn as_line(&self) -> Option<Cow<'_, str>> {
                self.as_ref().and_then(|$value| $line)
            }
        }
        /// Without it the record is unreadable, so it is never absent from one.
        impl Value for $ty {
            const KIND: Kind = Kind::$kind;
            const CELL: Cell = Cell::$kind;
            const REQUIRED: bool = true;
            fn read(cell: Cells<'_>) -> Option<Self> {
                <Option<$ty>>::read(cell).flatten()
            }
            fn absent() -> Self {
                Self::default()
            }
            fn as_line(&self) -> Option<Cow<'_, str>> {
                let $value = self;
                $line
            }
        }
    )*};
}

optional! {
    String, Text, |cell| cell.text(0), |text| (!text.is_empty()).then_some( Cow::Borrowed(text.as_str()));
    Anything, Any, |cell| Anything(cell.text(0)), |any| (!any.0.is_empty()).then_some( Cow::Borrowed(any.0.as_str()));
    bool, Flag, |cell| cell.word(0) == 2, |_flag| None;
    i64, Int, |cell| integer(cell.word(0), cell.word(1)), |number| Some(Cow::Owned(number.to_string()));
    Verdict, Verdict, |cell| Verdict(integer(cell.word(0), cell.word(1))), |_verdict| None;
}

/// How an envelope says whether all is well: 1 or 0 as a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdict(pub i64);

/// A value whose type the vendor does not say: a string as it came, anything else as its JSON text.
#[derive(Clone, PartialEq, Eq, Default, serde::Serialize)]
#[serde(transparent)]
pub struct Anything(pub String);

impl fmt::Debug for Anything {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The integer of a cell.
pub(crate) fn integer(high: u32, low: u32) -> i64 {
    (i64::from(high) - i64::from(INT_BIAS)) << 32 | i64::from(low)
}

macro_rules! secret {
    ($($ty:ty, $kind:ident, |$text:ident| $read:expr;)*) => {$(
        impl Value for Option<$ty> {
            const KIND: Kind = Kind::$kind;
            const CELL: Cell = Cell::$kind;
            fn read(cell: Cells<'_>) -> Option<Self> {
                let $text = SecretString::from(cell.text(0));
                Some(Some($read))
            }
            fn absent() -> Self {
                None
            }
            fn is_absent(&self) -> bool {
                self.is_none()
            }
        }
    )*};
}

secret! {
    SecretString, Text, |text| text;
    SecretAnything, Any, |text| SecretAnything(text);
}

/// A secret whose type the vendor does not say; see [`Anything`].
#[derive(Debug, Clone)]
pub struct SecretAnything(pub SecretString);

/// Secrets of either type.
#[doc(hidden)]
pub trait Expose {
    /// The text itself.
    fn expose(&self) -> &str;
}

impl Expose for SecretString {
    fn expose(&self) -> &str {
        self.expose_secret()
    }
}

impl Expose for SecretAnything {
    fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl Value for Vec<String> {
    const KIND: Kind = Kind::Texts;
    const CELL: Cell = Cell::Texts;
    fn read(cell: Cells<'_>) -> Option<Self> {
        Some(cell.rows().map(|row| row.key()).collect())
    }
    fn absent() -> Self {
        Self::new()
    }
}

impl<R: Record> Value for Option<R> {
    const KIND: Kind = Kind::One(R::SHAPE);
    const CELL: Cell = Cell::One(R::PAGE);
    fn read(cell: Cells<'_>) -> Option<Self> {
        Some(cell.follow().record())
    }
    fn absent() -> Self {
        None
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<R: Record> Value for Option<Embedded<R>> {
    const KIND: Kind = Kind::Embedded(R::SHAPE);
    const CELL: Cell = Cell::Embedded(R::PAGE);
    fn read(cell: Cells<'_>) -> Option<Self> {
        let row = cell.follow();
        let text = row.key();
        let value =
            Cells { body: text.as_bytes(), words: row.words, at: row.at, secrets: row.secrets }.record();
        Some(Some(Embedded { text, value }))
    }
    fn absent() -> Self {
        None
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<R: Record> Value for Vec<R> {
    const KIND: Kind = Kind::List(R::SHAPE);
    const CELL: Cell = Cell::List(R::PAGE);
    fn read(cell: Cells<'_>) -> Option<Self> {
        Some(cell.rows().filter_map(Cells::record).collect())
    }
    fn absent() -> Self {
        Self::new()
    }
}

impl<R: Record> Value for Keyed<R> {
    const KIND: Kind = Kind::Map(R::SHAPE);
    const CELL: Cell = Cell::Map(R::PAGE);
    fn read(cell: Cells<'_>) -> Option<Self> {
        let rows = cell.rows().filter(|row| !row.is_nothing());
        Some(Self(rows.map(|row| (row.key(), row.record())).collect()))
    }
    fn absent() -> Self {
        Self(Vec::new())
    }
}

/// How a field that is not public prints: whether it is there, and nothing of it.
#[doc(hidden)]
pub struct Hidden(pub bool);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "None" } else { REDACTED })
    }
}

/// The length of a snake-case name in camel case.
#[doc(hidden)]
pub const fn camel_len(snake: &str) -> usize {
    let mut bytes = snake.as_bytes();
    let mut len = 0;
    while let [byte, rest @ ..] = bytes {
        if *byte != b'_' {
            len += 1;
        }
        bytes = rest;
    }
    len
}

/// A snake-case name in camel case.
#[doc(hidden)]
#[expect(clippy::indexing_slicing, reason = "runs at compile time, on our own names")]
pub const fn camel<const N: usize>(snake: &str) -> [u8; N] {
    let (mut out, mut at, mut upper) = ([0; N], 0, false);
    let mut bytes = snake.as_bytes();
    while let [byte, rest @ ..] = bytes {
        if *byte == b'_' {
            upper = true;
        } else {
            out[at] = if upper { byte.to_ascii_uppercase() } else { *byte };
            at += 1;
            upper = false;
        }
        bytes = rest;
    }
    out
}

/// A value that can be asked for. What is absent is not written.
pub trait Sent {
    /// Appends it to a JSON object as the member of this name.
    fn send(&self, name: &str, json: &mut String);
}

impl Sent for String {
    fn send(&self, name: &str, json: &mut String) {
        key(name, json);
        write_string(json, self);
    }
}

impl Sent for i64 {
    fn send(&self, name: &str, json: &mut String) {
        key(name, json);
        write_integer(json, *self);
    }
}

impl Sent for Vec<String> {
    fn send(&self, name: &str, json: &mut String) {
        key(name, json);
        write_strings(json, self.iter().map(String::as_str));
    }
}

impl<V: Sent> Sent for Option<V> {
    fn send(&self, name: &str, json: &mut String) {
        if let Some(value) = self {
            value.send(name, json);
        }
    }
}

/// The key of a member, with a comma if it is not the first.
pub(crate) fn key(name: &str, json: &mut String) {
    if json.len() > 1 {
        json.push(',');
    }
    write_string(json, name);
    json.push(':');
}

/// Declares what is handed over as a JSON object: settings, credentials.
#[doc(hidden)]
#[macro_export]
macro_rules! input {
    (@define $(#[doc = $about:literal])* $name:ident {
        $( $key:expr => $wire:literal | $field:ident | $ty:ty | $class:ident | $doc:literal ; )*
    }) => {
        $(#[doc = $about])*
        #[derive(Clone, Default)]
        pub struct $name { $( #[doc = $doc] pub $field: $ty, )* }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $( .field(stringify!($field), $crate::record!(@show $class, self.$field)) )*
                    .finish()
            }
        }

        impl $crate::record::Record for $name {
            const SHAPE: &'static $crate::record::Shape = &$crate::record::Shape { columns: &[ $(
                $crate::record::Column {
                    wire: $key,
                    kind: <$ty as $crate::record::Value>::KIND,
                    required: <$ty as $crate::record::Value>::REQUIRED,
                    secret: false,
                    twin: false,
                },
            )* ] };
            const PAGE: &'static $crate::record::Page = &$crate::record::Page {
                name: stringify!($name),
                doc: concat!($($about),*),
                rows: &[ $( $crate::record::Row {
                    wire: &[$wire],
                    field: stringify!($field),
                    required: <$ty as $crate::record::Value>::REQUIRED,
                    cell: <$ty as $crate::record::Value>::CELL,
                    default: None,
                    class: $crate::record!(@class $class),
                    doc: $doc,
                }, )* ],
                secrets: None,
                profile: None,
            };
            fn read(_cells: &mut $crate::record::Cells<'_>) -> Self {
                Self { $( $field: _cells.take::<$ty>(1), )* }
            }
        }
    };
    ($(#[doc = $about:literal])* $name:ident {
        $( $key:literal | $field:ident | $ty:ty | $class:ident | $doc:literal ; )*
    }) => {
        $crate::input! {
            @define $(#[doc = $about])* $name { $( $key => $key | $field | $ty | $class | $doc ; )* }
        }
    };
}

/// Declares a request: the table of what is sent, in the vendor's order. It is handed over as a JSON object
/// whose keys are the fields' names in camel case.
#[doc(hidden)]
#[macro_export]
macro_rules! request {
    ($(#[doc = $about:literal])* $name:ident {
        $( $wire:literal | $field:ident | $ty:ty | $class:ident | $doc:literal ; )*
    }) => {
        $crate::input! {
            @define $(#[doc = $about])* $name {
                $( $crate::record!(@camel $field) => $wire | $field | $ty | $class | $doc ; )*
            }
        }

        impl $name {
            /// What each column is in the request's body.
            const MEMBERS: &'static [$crate::form::Member] = &[
                $( $crate::form::Member { wire: $wire, class: $crate::record!(@class $class) }, )*
            ];

            /// The question as a JSON object.
            fn to_json(&self) -> String {
                let mut json = String::from("{");
                $( $crate::record::Sent::send(&self.$field, $crate::record!(@camel $field), &mut json); )*
                json.push('}');
                json
            }
        }
    };
}

/// Declares a record that nobody but its module sees: what stands around the others.
#[doc(hidden)]
#[macro_export]
macro_rules! envelope {
    ($(#[doc = $about:literal])* $name:ident {
        $( $wire:literal | $field:ident | $ty:ty | $doc:literal ; )*
    }) => {
        $(#[doc = $about])*
        #[allow(dead_code, reason = "some columns are only looked up in the index")]
        struct $name { $( #[doc = $doc] $field: $ty, )* }
        $crate::record!(@tables [$($about)*] $name [] [$($field)*] []
            [$( ($wire [] $field ($ty) [] public $doc) )*]);
    };
}

/// Declares a record; see the providers for what it looks like.
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    // Rows are sorted into those that everybody gets and those in the group of secrets.
    (@sort $head:tt $all:tt [$($open:tt)*] [$($hidden:tt)*]
        $wire:literal $(or $twin:literal)* | $field:ident | $ty:ty | secret | $doc:literal ; $($rest:tt)*) => {
        $crate::record!(@sort $head $all [$($open)*] [$($hidden)* ($field, $ty, $doc)] $($rest)*);
    };
    (@sort $head:tt $all:tt [$($open:tt)*] [$($hidden:tt)*]
        $wire:literal $(or $twin:literal)* | $field:ident | $ty:ty $(= $default:literal)? | $class:ident | $doc:literal ;
        $($rest:tt)*) => {
        $crate::record!(@sort $head $all [$($open)* ($field, $ty, $class, $doc)] [$($hidden)*] $($rest)*);
    };
    (@sort ([$(#[doc = $about:literal])*] $name:ident [] $profile:tt) $all:tt
        [$(($field:ident, $ty:ty, $class:ident, $doc:literal))*] []) => {
        $(#[doc = $about])*
        #[derive(Clone)]
        pub struct $name { $( #[doc = $doc] pub $field: $ty, )* }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $( .field(stringify!($field), $crate::record!(@show $class, self.$field)) )*
                    .finish()
            }
        }
        $crate::record!(@tables [$($about)*] $name [] [$($field)*] $profile $all);
        $crate::record!(@values $name [$($field)*] $profile);
    };
    (@sort ([$(#[doc = $about:literal])*] $name:ident [$secrets:ident] $profile:tt) $all:tt
        [$(($field:ident, $ty:ty, $class:ident, $doc:literal))*]
        [$(($hidden:ident, $hidden_ty:ty, $hidden_doc:literal))+]) => {
        $(#[doc = $about])*
        #[derive(Clone)]
        pub struct $name {
            $( #[doc = $doc] pub $field: $ty, )*
            /// What the vendor sent and an app should not hold: only if asked for.
            pub secrets: Option<$secrets>,
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $( .field(stringify!($field), $crate::record!(@show $class, self.$field)) )*
                    .field("secrets", &$crate::record::Hidden(self.secrets.is_none()))
                    .finish()
            }
        }

        #[doc = concat!("What [`", stringify!($name), "`] carries and an app should not hold. Prints redacted.")]
        #[derive(Clone)]
        pub struct $secrets { $( #[doc = $hidden_doc] pub $hidden: $hidden_ty, )* }

        impl $secrets {
            /// Those that are there, each with its name in camel case and its text.
            pub fn expose_secrets(&self) -> Vec<(&'static str, &str)> {
                let mut all = Vec::new();
                $( all.extend(self.$hidden.as_ref().map(|secret| {
                    ($crate::record!(@camel $hidden), $crate::record::Expose::expose(secret))
                })); )*
                all
            }
        }

        impl std::fmt::Debug for $secrets {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($secrets))
                    $( .field(stringify!($hidden), &$crate::record::Hidden($crate::record::Value::is_absent(&self.$hidden))) )*
                    .finish()
            }
        }
        $crate::record!(@tables [$($about)*] $name [$secrets { $($hidden)* }] [$($field)*] $profile $all);
        $crate::record!(@values $name [$($field)*] $profile);
    };

    (@tables [$($about:literal)*] $name:ident [$($secrets:ident { $($hidden:ident)* })?] [$($open:ident)*] $profile:tt
        [$( ($wire:literal [$($twin:literal)*] $field:ident ($ty:ty) $default:tt $class:ident $doc:literal) )*]) => {
        impl $crate::record::Record for $name {
            const SHAPE: &'static $crate::record::Shape = &$crate::record::Shape { columns: &[ $(
                $crate::record!(@column $wire, $ty, $default, $class, false),
                $( $crate::record!(@column $twin, $ty, $default, $class, true), )*
            )* ] };
            const PAGE: &'static $crate::record::Page = &$crate::record::Page {
                name: stringify!($name),
                doc: concat!($($about),*),
                rows: &[ $( $crate::record::Row {
                    wire: &[$wire $(, $twin)*],
                    field: stringify!($field),
                    required: $crate::record!(@required $ty, $default),
                    cell: <$ty as $crate::record::Value>::CELL,
                    default: $crate::record!(@default $default),
                    class: $crate::record!(@class $class),
                    doc: $doc,
                }, )* ],
                secrets: $crate::record!(@name [$($secrets)?]),
                profile: $crate::record!(@profile_page $profile),
            };
            fn read(cells: &mut $crate::record::Cells<'_>) -> Self {
                $( let $field = $crate::record!(@take cells, [$wire $(, $twin)*].len(), $ty, $default); )*
                Self { $( $open, )* $( secrets: cells.secrets().then(|| $secrets { $( $hidden ),* }), )? }
            }
        }
    };

    (@values $name:ident [$($open:ident)*] $profile:tt) => {
        /// Secrets are not compared.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                true $( && self.$open == other.$open )*
            }
        }

        /// In camel case, without what is absent and without secrets.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                let mut fields = serializer.serialize_struct(stringify!($name), [$(stringify!($open)),*].len())?;
                $( match $crate::record::Value::is_absent(&self.$open) {
                    true => fields.skip_field($crate::record!(@camel $open))?,
                    false => fields.serialize_field($crate::record!(@camel $open), &self.$open)?,
                } )*
                $crate::record!(@serialize_profile fields, self, $profile);
                fields.end()
            }
        }
        $crate::record!(@profile $name $profile);
    };

    (@column $wire:literal, $ty:ty, $default:tt, $class:ident, $is_twin:literal) => {
        $crate::record::Column {
            wire: $wire,
            kind: <$ty as $crate::record::Value>::KIND,
            required: $crate::record!(@required $ty, $default),
            secret: matches!($crate::record!(@class $class), $crate::record::Class::Secret),
            twin: $is_twin,
        }
    };
    (@required $ty:ty, []) => { <$ty as $crate::record::Value>::REQUIRED };
    (@required $ty:ty, [$default:literal]) => { false };
    (@default []) => { None };
    (@default [$default:literal]) => { Some(stringify!($default)) };
    (@name []) => { None };
    (@name [$name:ident]) => { Some(stringify!($name)) };
    (@take $cells:ident, $spellings:expr, $ty:ty, []) => { $cells.take::<$ty>($spellings) };
    (@take $cells:ident, $spellings:expr, $ty:ty, [$default:literal]) => { $cells.take_or::<$ty>($spellings, $default) };
    (@class public) => { $crate::record::Class::Public };
    (@class personal) => { $crate::record::Class::Personal };
    (@class secret) => { $crate::record::Class::Secret };
    (@show public, $value:expr) => { &$value };
    (@show $class:ident, $value:expr) => { &$crate::record::Hidden($crate::record::Value::is_absent(&$value)) };
    (@camel $name:ident) => {{
        const BYTES: [u8; $crate::record::camel_len(stringify!($name))] = $crate::record::camel(stringify!($name));
        const NAME: &str = match std::str::from_utf8(&BYTES) {
            Ok(name) => name,
            Err(_) => stringify!($name),
        };
        NAME
    }};

    (@profile_page []) => { None };
    (@profile_page [$provider:literal id = $id:ident; $($member:ident = $($from:ident $(. $inner:ident)?),+ ;)*]) => {
        Some(&$crate::record::ProfilePage {
            provider: $provider,
            id: stringify!($id),
            members: &[ $( (stringify!($member), &[ $( &[stringify!($from) $(, stringify!($inner))?] ),+ ]) ),* ],
        })
    };
    (@serialize_profile $fields:ident, $self:ident, []) => {};
    (@serialize_profile $fields:ident, $self:ident, [$($profile:tt)+]) => {
        $fields.serialize_field("profile", &$self.profile())?;
    };
    (@profile $name:ident []) => {};
    (@profile $name:ident [$provider:literal id = $id:ident; $($member:ident = $($from:ident $(. $inner:ident)?),+ ;)*]) => {
        impl $name {
            /// What every provider can say of a person.
            pub fn profile(&self) -> $crate::Profile {
                $crate::Profile {
                    $( $member: [ $( $crate::record!(@line self, $from $(. $inner)?) ),+ ]
                        .into_iter().flatten().next().map(std::borrow::Cow::into_owned), )*
                    ..$crate::Profile::of(
                        $provider,
                        $crate::record::Value::as_line(&self.$id).map(std::borrow::Cow::into_owned).unwrap_or_default(),
                    )
                }
            }
        }
    };
    (@line $self:ident, $from:ident) => { $crate::record::Value::as_line(&$self.$from) };
    (@line $self:ident, $from:ident . $inner:ident) => {
        $self.$from.first().and_then(|row| $crate::record::Value::as_line(&row.$inner))
    };

    ($(#[doc = $about:literal])* $name:ident $(with $secrets:ident)? {
        $( $wire:literal $(or $twin:literal)* | $field:ident | $ty:ty $(= $default:literal)? | $class:ident | $doc:literal ; )*
    } $(profile { $($profile:tt)* })?) => {
        $crate::record!(@sort ([$(#[doc = $about])*] $name [$($secrets)?] [$($($profile)*)?])
            [$( ($wire [$($twin)*] $field ($ty) [$($default)?] $class $doc) )*] [] []
            $( $wire $(or $twin)* | $field | $ty $(= $default)? | $class | $doc ; )*);
    };
}
