//! Tests requests that are forwarded.

use mingpian_sandbox::Config;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::*;

async fn relay_to(service: &str, base: &str) -> Running {
    start_with(Config { upstreams: vec![format!("{service}={base}").parse().unwrap()], ..Config::default() })
        .await
}

/// Starts a server that answers one request with `answer` and returns what it received.
async fn recorder(answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let request = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"}") {
            let mut buffer = [0; 4096];
            let length = stream.read(&mut buffer).await.unwrap();
            assert_ne!(length, 0);
            request.extend_from_slice(&buffer[..length]);
        }
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8(request).unwrap()
    });
    (base, request)
}

#[tokio::test]
async fn a_service_is_asked_for_each_of_the_three() {
    let real = start().await;
    let sandbox = relay_to("quanshi", &real.addresses.of("quanshi")).await;
    let cur_time = now_ms().to_string();
    let signed = sandbox
        .post(sandbox.base("", "quanshi") + QUANSHI, &json!({ "loginNames": ["person1"] }))
        .header("AppKey", "demo-app")
        .header("Nonce", "a")
        .header("CurTime", &cur_time)
        .header("CheckSum", check_sum("demo-secret-key", "a", &cur_time));
    assert_eq!(json_of(signed).await["result"]["person1"]["userId"], 80_000_001);
    assert_eq!(real.stats("").await["quanshi"], 1);

    let sandbox = relay_to("mysoft", &real.addresses.of("mysoft")).await;
    let user = json_of(sandbox.mysoft("", &json!({}))).await["data"]["user_info"].clone();
    assert_eq!(user["avatar"], format!("{}/avatars/1.svg", real.addresses.origin));

    let sandbox = relay_to("dmtz", &real.addresses.of("dmtz")).await;
    assert_eq!(json_of(sandbox.dmtz("", &real.code(1).await)).await["code"], 200);
    // Requests to the other services are not forwarded.
    assert_eq!(json_of(sandbox.person_1("")).await["status"], 0);
    assert_eq!(
        real.stats("").await,
        json!({ "dmtz": 1, "mysoft": 1, "quanshi": 1, "app": 0, "abandoned": 0, "elsewhere": 0 })
    );
}

#[tokio::test]
async fn what_a_browser_adds_is_stripped() {
    let (base, request) =
        recorder("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nset-cookie: a=b\r\nx-hop: 1\r\nconnection: close, x-hop\r\n\r\n{}")
            .await;
    let sandbox = relay_to("mysoft", &format!("{base}/prefix/")).await;
    let response = send(
        sandbox
            .mysoft("", &json!({ "platform": 1 }))
            .header("Cookie", "secret=1")
            .header("Origin", "https://app.example.com")
            .header("Referer", "https://app.example.com/page")
            .header("X-Other", "1")
            .header("Accept", "application/json"),
    )
    .await;
    assert_eq!(response.status(), 200);
    assert!(response.headers().get("set-cookie").is_none() && response.headers().get("x-hop").is_none());
    assert_eq!(response.headers()["access-control-allow-origin"], "*");
    let request = request.await.unwrap().to_lowercase();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert_eq!(head.lines().next().unwrap(), format!("post /prefix{} http/1.1", MYSOFT.to_lowercase()),);
    assert!(
        head.contains("\r\naccept: application/json") && head.contains("\r\ncontent-type: application/json")
    );
    for name in ["cookie", "origin", "referer", "x-other"] {
        assert!(!head.contains(&format!("\r\n{name}:")), "{head}");
    }
    assert_eq!(body, r#"{"platform":1}"#);
}

#[tokio::test]
async fn a_redirect_is_passed_on_and_not_followed() {
    let real = start().await;
    let sandbox = relay_to("quanshi", &real.base("redirect:302", "quanshi")).await;
    let response = send(sandbox.person_1("")).await;
    assert_eq!(response.status(), 302);
    assert!(response.headers()["location"].to_str().unwrap().starts_with(&real.addresses.origin));
    assert_eq!(real.stats("").await["elsewhere"], 0);
}

#[tokio::test]
async fn only_the_operation_is_handed_on() {
    let real = start().await;
    let sandbox = relay_to("quanshi", &real.addresses.of("quanshi")).await;
    let other = sandbox.post(sandbox.base("", "quanshi") + "/confopenapi/other", &json!({}));
    assert_eq!(send(other).await.status(), 404);
    assert_eq!(real.stats("").await["quanshi"], 0);
}

#[tokio::test]
async fn faults_bend_what_the_real_service_says() {
    let real = start().await;
    let sandbox = relay_to("quanshi", &real.addresses.of("quanshi")).await;
    assert!(send(sandbox.person_1("bom")).await.bytes().await.unwrap().starts_with(b"\xEF\xBB\xBF{"));
    assert_eq!(send(sandbox.person_1("status:503")).await.status(), 503);
    assert_eq!(real.stats("").await["quanshi"], 1);
}

#[tokio::test]
async fn an_upstream_that_cannot_be_reached_is_a_502() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let sandbox = relay_to("mysoft", &base).await;
    let (status, body) = outcome(sandbox.mysoft("", &json!({}))).await;
    assert_eq!(status, 502);
    assert_eq!(body, json!({ "error": "the upstream cannot be reached", "service": "mysoft" }));
}

#[tokio::test]
async fn a_client_that_leaves_takes_its_forwarded_request_along() {
    let real = start().await;
    let sandbox = relay_to("quanshi", &real.base("hang,key:real", "quanshi")).await;
    let stream = sandbox.raw("key:here").await;
    real.wait_for("real", "quanshi", 1).await;
    drop(stream);
    sandbox.wait_for("here", "abandoned", 1).await;
    real.wait_for("real", "abandoned", 1).await;
}
