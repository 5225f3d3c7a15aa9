//! Contains the samples in the documentation that are not separate programs.

use crate::support::START;
use mingpian::providers::quanshi::{IdHeader, Signer};
use mingpian::{ErrorCode, MemoryNonces, SecretString, UnixMillis};

const NOW: UnixMillis = UnixMillis(START);
const NONCE: &str = "0123456789abcdef0123456789abcdef";

// ANCHOR: signer
/// The state of the server: the secret, and the nonces that it has signed.
struct App {
    signer: Signer,
    nonces: MemoryNonces,
}

impl App {
    fn new(app_id: String, secret_key: String) -> Result<Self, mingpian::LookupError> {
        let signer = Signer::new(app_id, SecretString::from(secret_key), IdHeader::AppId)?;
        Ok(Self { signer, nonces: MemoryNonces::default() })
    }

    /// Returns the headers that sign a page's request. Check the page's session first.
    fn authorize(
        &mut self,
        time: UnixMillis,
        nonce: &str,
        now: UnixMillis,
    ) -> Result<Vec<(&'static str, String)>, mingpian::LookupError> {
        self.signer.sign(time, nonce, now, |nonce, keep| self.nonces.insert(nonce, now, keep))
    }
}
// ANCHOR_END: signer

#[test]
fn a_server_signs_each_nonce_once() {
    let mut app = App::new("app".to_owned(), "not a real secret".to_owned()).unwrap();
    let headers = app.authorize(NOW, NONCE, NOW).unwrap();
    assert_eq!(headers.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["AppId", "CheckSum"]);
    let again = app.authorize(NOW, NONCE, NOW).unwrap_err();
    assert_eq!((again.code(), again.field()), (ErrorCode::InvalidInput, Some("nonce")));
    let late = app.authorize(UnixMillis(START - 120_000), NONCE, NOW).unwrap();
    assert_eq!(late, [("ServerTime", NOW.0.to_string())]);
}
