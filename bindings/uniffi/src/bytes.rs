//! Passes bytes across the language boundary as a whole.

use std::fmt;

use uniffi::deps::anyhow::{Result, ensure};
use uniffi::{FfiConverter, MetadataBuffer, RustBuffer, TypeId};

/// A byte buffer, which is a `ByteArray` in Kotlin and `Data` in Swift. UniFFI converts a `Vec<u8>` byte by byte, which
/// takes longer than reading its content. This type is passed without copying it in Rust.
///
/// As in the buffer that is passed, the bytes follow their length.
#[derive(Clone)]
pub struct Bytes(Vec<u8>);

/// The size of the length at the start of a buffer, a big-endian 32-bit integer.
const PREFIX: usize = 4;

impl Bytes {
    /// Returns the bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.0.get(PREFIX..).unwrap_or_default()
    }

    /// Returns the bytes without the length.
    pub fn into_vec(mut self) -> Vec<u8> {
        self.0.drain(..PREFIX.min(self.0.len()));
        self.0
    }

    /// Creates little-endian bytes from 32-bit words.
    pub fn from_words(words: &[u32]) -> Self {
        if cfg!(target_endian = "big") {
            return Self::from(&*words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<_>>());
        }
        // SAFETY: A word consists of four bytes without padding, and every bit pattern is a valid byte.
        let bytes = unsafe { std::slice::from_raw_parts(words.as_ptr().cast(), size_of_val(words)) };
        Self::from(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        let mut buffer = Vec::with_capacity(PREFIX + bytes.len());
        buffer.extend(to_prefix(bytes.len()));
        buffer.extend_from_slice(bytes);
        Self(buffer)
    }
}

/// Encodes a length. A body of 1 GiB or more is rejected, and an index is at most eight times as long as its body.
/// Hosts have no arrays for lengths beyond 31 bits, so such bytes are passed as empty.
fn to_prefix(len: usize) -> [u8; PREFIX] {
    i32::try_from(len).unwrap_or(0).to_be_bytes()
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.as_slice().len())
    }
}

/// Reads the length at the start of a buffer, and checks that the buffer contains at least as many bytes.
fn checked_len(buffer: &[u8]) -> Result<usize> {
    let prefix = buffer.first_chunk().map_or(-1, |prefix: &[u8; PREFIX]| i32::from_be_bytes(*prefix));
    let len = usize::try_from(prefix)?;
    ensure!(buffer.len() - PREFIX >= len, "the buffer is shorter than its length field");
    Ok(len)
}

// SAFETY: The buffer has the same format as UniFFI's own converter for `Vec<u8>` uses: a length, followed by that
// number of bytes. The metadata is that of `Vec<u8>`, so the generated code of both languages matches.
unsafe impl<UT> FfiConverter<UT> for Bytes {
    type FfiType = RustBuffer;

    fn lower(bytes: Self) -> RustBuffer {
        RustBuffer::from_vec(bytes.0)
    }

    fn try_lift(buffer: RustBuffer) -> Result<Self> {
        let buffer = buffer.destroy_into_vec();
        let len = checked_len(&buffer)?;
        ensure!(buffer.len() == PREFIX + len, "the buffer is longer than its length field");
        Ok(Self(buffer))
    }

    fn write(bytes: Self, buffer: &mut Vec<u8>) {
        buffer.extend_from_slice(&bytes.0);
    }

    fn try_read(buffer: &mut &[u8]) -> Result<Self> {
        let (bytes, rest) = buffer.split_at(PREFIX + checked_len(buffer)?);
        *buffer = rest;
        Ok(Self(bytes.to_vec()))
    }

    const TYPE_ID_META: MetadataBuffer = <Vec<u8> as TypeId<UT>>::TYPE_ID_META;
}

uniffi::derive_ffi_traits!(blanket Bytes);

#[cfg(test)]
mod tests {
    use super::*;

    struct Tag;

    type Ours = dyn Fn(Bytes) -> RustBuffer;

    fn lower() -> Box<Ours> {
        Box::new(<Bytes as FfiConverter<Tag>>::lower)
    }

    fn lift(buffer: RustBuffer) -> Result<Bytes> {
        <Bytes as FfiConverter<Tag>>::try_lift(buffer)
    }

    #[test]
    fn they_cross_as_a_vec_of_bytes_does() {
        for plain in [&b""[..], b"\0", b"{\"status\":0}"] {
            let theirs = <Vec<u8> as uniffi::Lower<Tag>>::lower(plain.to_vec()).destroy_into_vec();
            assert_eq!(lower()(Bytes::from(plain)).destroy_into_vec(), theirs);
            let back = lift(RustBuffer::from_vec(theirs)).unwrap();
            assert_eq!((back.as_slice(), back.clone().into_vec()), (plain, plain.to_vec()));
            let mut written = b"before".to_vec();
            <Bytes as FfiConverter<Tag>>::write(back, &mut written);
            written.push(9);
            let mut rest = &written[6..];
            let read = <Bytes as FfiConverter<Tag>>::try_read(&mut rest).unwrap();
            assert_eq!((read.as_slice(), rest), (plain, &[9][..]));
        }
    }

    #[test]
    fn a_length_that_is_none_is_refused() {
        for buffer in
            [&b""[..], b"\0\0\0", b"\0\0\0\x01", b"\0\0\0\x01ab", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff"]
        {
            assert!(lift(RustBuffer::from_vec(buffer.to_vec())).is_err(), "{buffer:?}");
        }
        assert!(<Bytes as FfiConverter<Tag>>::try_read(&mut &b"\0\0\0\x02a"[..]).is_err());
    }

    #[test]
    fn words_are_little_endian() {
        assert_eq!(Bytes::from_words(&[1, 0xdead_beef]).as_slice(), b"\x01\0\0\0\xef\xbe\xad\xde");
    }
}
