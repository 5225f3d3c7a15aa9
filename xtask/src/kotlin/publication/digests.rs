//! Computes checksums of files.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

/// The size of a file, and its digests in hexadecimal.
pub(super) struct Digests {
    pub(super) size: usize,
    pub(super) md5: String,
    pub(super) sha1: String,
    pub(super) sha256: String,
    pub(super) sha512: String,
}

impl Digests {
    /// Computes all digests.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            size: bytes.len(),
            md5: digest::<Md5>(bytes),
            sha1: digest::<Sha1>(bytes),
            sha256: digest::<Sha256>(bytes),
            sha512: digest::<Sha512>(bytes),
        }
    }

    /// Returns each digest with the file extension for it.
    pub(super) fn each(&self) -> [(&'static str, &str); 4] {
        [("md5", &self.md5), ("sha1", &self.sha1), ("sha256", &self.sha256), ("sha512", &self.sha512)]
    }
}

fn digest<D: Digest>(bytes: &[u8]) -> String {
    D::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standards() {
        // The examples of RFC 1321 and FIPS 180-4.
        let digests = Digests::of(b"abc");
        assert_eq!(digests.size, 3);
        assert_eq!(digests.md5, "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(digests.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(digests.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(digests.sha512.starts_with("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"));
        assert_eq!(digests.sha512.len(), 128);
    }
}
