//! A module as text that compresses well inside JavaScript.
//!
//! Each byte becomes a number, and each number below 87 one character. So bytes that repeat or resemble each other stay
//! visible to a compressor, from which base64 hides them. After brotli, this text is 2% larger than the module, and
//! hexadecimal is 8% larger. The package's `ts/module/source.ts` reads it.

/// The characters of the numbers 0 to 86, and two that stand before a second character. All are ASCII, and none has to be
/// escaped in a string of JavaScript or in a page. Where the alphabet begins decides which numbers become letters, which
/// brotli tells from digits and signs. This beginning saves 300 bytes.
const ALPHABET: &[u8; 89] =
    b"HIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{| !#%&()*+,-./0123456789:;=>?@ABCDEFG}~";

/// How many numbers have one character.
const DIRECT: usize = 87;

/// Returns the text of a module.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let character = |number: usize| char::from(ALPHABET[number]);
    let mut text = String::with_capacity(bytes.len() * 9 / 8);
    for byte in bytes {
        let number = number(*byte);
        if number < DIRECT {
            text.push(character(number));
        } else {
            text.push(character(DIRECT - 1 + number / DIRECT));
            text.push(character(number % DIRECT));
        }
    }
    text
}

/// Returns the number of a byte. The bytes from 67 to 96 are rare in modules, so their numbers are the last.
fn number(byte: u8) -> usize {
    let byte = usize::from(byte);
    match byte {
        0..67 => byte,
        67..97 => byte + 159,
        _ => byte - 30,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_byte_has_a_text_of_its_own() {
        let texts: BTreeSet<_> = (0..=255).map(|byte| encode(&[byte])).collect();
        assert_eq!(texts.len(), 256);
        assert_eq!(encode(&[0, 66, 97, 116, 117, 255, 67, 96]), "H23G}H~ ~!~B");
    }

    #[test]
    fn no_character_has_to_be_escaped() {
        let characters: BTreeSet<_> = ALPHABET.iter().collect();
        assert_eq!(characters.len(), ALPHABET.len());
        let is_plain = |byte: &u8| (b' '..=b'~').contains(byte) && !br#""'`\$<"#.contains(byte);
        assert!(ALPHABET.iter().all(is_plain));
    }
}
