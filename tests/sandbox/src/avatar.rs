//! Draws portraits from people's numbers. The same number always results in the same picture.

use std::fmt::Write;

use crate::people::Person;

const SKIN: [&str; 5] = ["#f7d7bd", "#f1c6a3", "#e5b088", "#cf9168", "#a96f4a"];
const HAIR: [&str; 5] = ["#1f1a1c", "#33251f", "#4b362b", "#6a6670", "#2a2f45"];

/// Returns the portrait of a person as an SVG document.
pub(crate) fn portrait(person: Person) -> String {
    let mut dice = Dice(person.number.wrapping_mul(0x85eb_ca6b));
    let hue = dice.roll(360);
    let skin = SKIN[dice.roll(5)];
    let hair = HAIR[dice.roll(5)];
    let shirt = (hue + 150 + dice.roll(60)) % 360;
    let mut svg = format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96" role="img">"#,
            "<title>{name}</title>",
            r#"<defs><linearGradient id="b" x2="0" y2="1"><stop stop-color="hsl({hue},55%,86%)"/>"#,
            r#"<stop offset="1" stop-color="hsl({hue_end},48%,72%)"/></linearGradient>"#,
            r#"<clipPath id="c"><rect width="96" height="96" rx="20"/></clipPath></defs>"#,
            r#"<g clip-path="url(#c)"><rect width="96" height="96" fill="url(#b)"/>"#,
        ),
        name = person.name(),
        hue = hue,
        hue_end = (hue + 24) % 360,
    );
    let style = dice.roll(HAIR_STYLES.len());
    let (behind, front) = HAIR_STYLES[style];
    let mut draw = |shape: &str, color: &str| {
        // Writing to a String cannot fail.
        let _ = write!(svg, r#"<path fill="{color}" d="{shape}"/>"#);
    };
    draw(behind, hair);
    draw("M10 96c0-19 16-26 38-26s38 7 38 26z", &format!("hsl({shirt},38%,45%)"));
    draw("M40 60h16v12c0 5-4 8-8 8s-8-3-8-8z", skin);
    draw("M48 22c12 0 18 9 18 20 0 13-8 23-18 23s-18-10-18-23c0-11 6-20 18-20z", skin);
    draw(front, hair);
    draw("M40.500 43a2 2 0 1 0 .1 0zM55.500 43a2 2 0 1 0 .1 0z", "#2b2529");
    svg.push_str(r##"<path fill="none" stroke="#2b2529" stroke-width="1.600" stroke-linecap="round" d=""##);
    svg.push_str(["M43 54q5 4 10 0", "M44 54.500h8", "M43 53q5 6 10 0"][dice.roll(3)]);
    if dice.roll(4) == 0 {
        svg.push_str("M34 45a6 6 0 1 0 13 0a6 6 0 1 0-13 0M49 45a6 6 0 1 0 13 0a6 6 0 1 0-13 0M47 44h2");
    }
    svg.push_str(r#""/></g></svg>"#);
    svg
}

/// Hairstyles, each of two shapes: one behind the head, which may be empty, and one in front of it.
const HAIR_STYLES: [(&str, &str); 5] = [
    ("", "M28 42c-2-16 8-25 20-25s22 9 20 25c-2-6-4-9-8-11-8 3-18 3-25 0-4 2-6 6-7 11z"),
    (
        "M26 44c-2-18 9-28 22-28s24 10 22 28l1 26H25z",
        "M29 43c0-14 8-22 19-22s19 8 19 22c-6-3-11-8-13-13-5 7-15 12-25 13z",
    ),
    ("M48 5a9 9 0 1 0 .1 0z", "M28 41c0-15 9-23 20-23s20 8 20 23c-3-6-7-10-12-12-9 0-22 3-28 12z"),
    ("", "M29 38c0-12 8-19 19-19s19 7 19 19c-4-6-10-8-19-8s-15 2-19 8z"),
    (
        "M27 42c-1-17 9-26 21-26s22 9 21 26l-1 16c-6 3-34 3-40 0z",
        "M29 42c1-13 8-21 19-21s18 8 19 21c-3-5-5-7-6-9H35c-2 2-4 5-6 9z",
    ),
];

/// A pseudorandom sequence seeded with a number. It is mixed so that adjacent numbers do not look alike.
struct Dice(u32);

impl Dice {
    /// Returns the next value below `sides`: adds the golden ratio, then applies the finalizer of MurmurHash3.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9);
        let mut mixed = self.0 ^ (self.0 >> 16);
        mixed = mixed.wrapping_mul(0x85eb_ca6b);
        mixed ^= mixed >> 13;
        mixed = mixed.wrapping_mul(0xc2b2_ae35);
        mixed ^= mixed >> 16;
        usize::try_from(mixed).unwrap_or_default() % sides
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portrait_follows_from_the_number() {
        let person = Person { number: 3 };
        assert_eq!(portrait(person), portrait(person));
        assert_ne!(portrait(person), portrait(Person { number: 4 }));
        assert!(portrait(person).contains(&person.name()));
    }
}
