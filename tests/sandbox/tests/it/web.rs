//! Tests what a browser needs: CORS, the page, and the pictures.

use mingpian_sandbox::{Config, Sandbox};
use reqwest::Method;

use crate::support::*;

#[tokio::test]
async fn a_preflight_allows_the_vendors_headers_to_every_origin() {
    let sandbox = start().await;
    for path in [
        format!("/quanshi{QUANSHI}"),
        format!("/fault/bom,key:a/quanshi{QUANSHI}"),
        "/sandbox/codes".to_owned(),
        "/app/quanshi/authorize".to_owned(),
    ] {
        let response = send(
            sandbox
                .client
                .request(Method::OPTIONS, format!("{}{path}", sandbox.addresses.origin))
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "appid,checksum,content-type"),
        )
        .await;
        assert_eq!(response.status(), 200);
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_lowercase();
        assert_eq!(header("access-control-allow-origin"), "*");
        assert!(header("access-control-allow-methods").contains("post"));
        let allowed = header("access-control-allow-headers");
        for name in ["accept", "content-type", "appid", "appkey", "nonce", "curtime", "checksum", "token"] {
            assert!(allowed.split(',').any(|other| other.trim() == name), "{name}");
        }
        assert!(response.headers().get("access-control-allow-credentials").is_none());
    }
    assert_eq!(sandbox.stats("a").await["quanshi"], 0);
}

#[tokio::test]
async fn every_answer_may_be_read_by_every_origin() {
    let sandbox = start().await;
    for spec in ["", "status:503", "rate-limit", "html", "no-such-fault"] {
        let response = send(sandbox.person_1(spec).header("Origin", "https://app.example.com")).await;
        assert_eq!(response.headers()["access-control-allow-origin"], "*", "{spec}");
        let exposed = response.headers()["access-control-expose-headers"].to_str().unwrap().to_lowercase();
        for name in ["date", "retry-after", "content-length"] {
            assert!(exposed.split(',').any(|other| other.trim() == name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_page_is_served_with_the_right_types() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    for (name, text) in [
        ("index.html", "<!DOCTYPE html>"),
        ("assets/a.js", "1"),
        ("assets/a.wasm", "\0asm"),
        ("a.svg", "<svg/>"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let sandbox = start_with(Config { page: Some(folder.path().to_owned()), ..Config::default() }).await;
    for (path, content_type) in [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/assets/a.js", "text/javascript"),
        ("/assets/a.wasm", "application/wasm"),
        ("/a.svg", "image/svg+xml"),
    ] {
        let response = send(sandbox.client.get(format!("{}{path}", sandbox.addresses.origin))).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], content_type);
        assert_eq!(response.headers()["cache-control"], "no-cache");
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        // Only the listed sources are allowed, no text becomes a script, and no other page can embed this one.
        for part in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.split("; ").any(|other| other == part), "{part}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert_eq!(response.headers()["referrer-policy"], "no-referrer");
    }
    for path in ["/missing", "/assets/%2e%2e/%2e%2e/etc/passwd"] {
        let response = send(sandbox.client.get(format!("{}{path}", sandbox.addresses.origin))).await;
        assert_eq!(response.status(), 404, "{path}");
    }
    assert_eq!(send(sandbox.person_1("")).await.status(), 200);
}

#[tokio::test]
async fn without_a_page_there_is_a_hint() {
    let sandbox = start().await;
    let (status, body) = outcome(sandbox.client.get(&sandbox.addresses.origin)).await;
    assert_eq!(status, 404);
    assert!(body["error"].as_str().unwrap().contains("/quanshi"));
}

#[tokio::test]
async fn everybody_has_a_picture() {
    let sandbox = start().await;
    let get = async |file: &str| {
        send(sandbox.client.get(format!("{}/avatars/{file}", sandbox.addresses.origin))).await
    };
    for file in ["1.svg", "100000.svg"] {
        let response = get(file).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "image/svg+xml");
        assert!(response.text().await.unwrap().starts_with("<svg "));
    }
    for file in ["0.svg", "100001.svg", "1.png", "01.svg", "x.svg"] {
        assert_eq!(get(file).await.status(), 404, "{file}");
    }
}

#[tokio::test]
async fn only_loopback_and_real_folders_are_taken() {
    let abroad = Config { host: [192, 0, 2, 1].into(), ..Config::default() };
    assert!(Sandbox::bind(abroad).await.is_err());
    let nowhere = Config { page: Some("no/such/folder".into()), ..Config::default() };
    assert!(Sandbox::bind(nowhere).await.is_err());
}
