//! Tests certificates.

use crate::support::*;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

const ANSWER: &str = r#"{"status":0,"result":{"ann@example.com":{"userId":7,"displayName":"安然"}}}"#;

/// Starts a service with its own certificate. Returns its base URL, the certificate, and the number of connections and
/// of requests that have arrived.
fn service() -> (String, String, Arc<[AtomicU32; 2]>) {
    let pair = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(pair.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![pair.cert.der().clone()], key.into())
        .unwrap();
    let (config, listener) = (Arc::new(config), TcpListener::bind(("127.0.0.1", 0)).unwrap());
    let base_url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let counts = Arc::new([const { AtomicU32::new(0) }; 2]);
    let counted = Arc::clone(&counts);
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            counted[0].fetch_add(1, Ordering::Relaxed);
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut reader = BufReader::new(Stream::new(&mut connection, &mut stream));
            let mut line = String::new();
            // The client ends the connection if it does not trust the certificate.
            if reader.read_line(&mut line).is_ok_and(|read| read > 0) {
                counted[1].fetch_add(1, Ordering::Relaxed);
                let _ = write!(
                    reader.get_mut(),
                    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{ANSWER}",
                    ANSWER.len()
                );
            }
        }
    });
    (base_url, pair.cert.pem(), counts)
}

#[test]
fn a_certificate_that_is_not_trusted_ends_the_run_before_anything_is_sent() {
    let (base_url, _, counts) = service();
    let ended = run(quanshi(&base_url).args(["--email", "ann@example.com"])).expect(3);
    assert!(ended.stderr.starts_with("error: TRANSPORT: quanshi could not be reached"), "{}", ended.stderr);
    assert!(ended.stderr.contains("invalid peer certificate"), "{}", ended.stderr);
    let counts = counts.each_ref().map(|count| count.load(Ordering::Relaxed));
    // Another attempt would fail in the same way.
    assert_eq!(counts, [1, 0]);
}

// Other systems trust certificates in different ways.
#[cfg(target_os = "linux")]
#[test]
fn a_certificate_that_the_system_trusts_is_accepted() {
    let (base_url, certificate, _) = service();
    let folder = Folder::new();
    let file = folder.write("certificate.pem", certificate);
    let mut command = quanshi(&base_url);
    let ended = run(command.env("SSL_CERT_FILE", file).args(["--email", "ann@example.com"])).expect(0);
    assert!(ended.stdout.contains("安然"), "{}", ended.stdout);
    // Its name must match, too.
    let other = base_url.replace("localhost", "127.0.0.1");
    let mut command = quanshi(&other);
    let ended =
        run(command.env("SSL_CERT_FILE", folder.path("certificate.pem")).args(["--email", "a@example.com"]));
    assert!(ended.expect(3).stderr.contains("invalid peer certificate"));
}
