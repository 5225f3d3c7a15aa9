//! Tests the app's own server, which signs for its page.

use mingpian_sandbox::{AppCredentials, Config};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::support::*;

const NONCE: &str = "0123456789abcdef0123456789abcdef";

/// Requests a signature. `suffix` is a query or empty.
fn ask(sandbox: &Running, spec: &str, suffix: &str, time: i64, nonce: &str) -> RequestBuilder {
    let url = sandbox.base(spec, "app") + "/quanshi/authorize" + suffix;
    sandbox.post(url, &json!({ "time": time, "nonce": nonce }))
}

/// Returns the Nth nonce.
fn nonce(number: u32) -> String {
    format!("{number:032x}")
}

/// Returns a request for person 1 with the headers that the server returned.
fn signed(sandbox: &Running, headers: &Value, time: i64, nonce: &str) -> RequestBuilder {
    let url = sandbox.base("", "quanshi") + QUANSHI;
    let mut request = sandbox
        .post(url, &json!({ "emails": ["person1@example.com"] }))
        .header("Nonce", nonce)
        .header("CurTime", time);
    for (name, value) in headers.as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    request
}

fn own(app_id: &str, secret_key: &str) -> Option<AppCredentials> {
    Some(AppCredentials { app_id: app_id.to_owned(), secret_key: secret_key.to_owned() })
}

#[tokio::test]
async fn what_it_signs_is_accepted() {
    let sandbox = start().await;
    for (number, (suffix, id_header)) in
        [("", "AppId"), ("?idHeader=AppId", "AppId"), ("?idHeader=AppKey", "AppKey")].into_iter().enumerate()
    {
        let (time, nonce) = (now_ms(), nonce(number.try_into().unwrap()));
        let response = send(ask(&sandbox, "", suffix, time, &nonce)).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.headers()["cache-control"], "no-store");
        let headers: Value = response.json().await.unwrap();
        let sum = check_sum("demo-secret-key", &nonce, &time.to_string());
        assert_eq!(headers, json!({ id_header: "demo-app", "CheckSum": sum }));
        assert_eq!(json_of(signed(&sandbox, &headers, time, &nonce)).await["status"], 0);
    }
    assert_eq!(send(ask(&sandbox, "", "?idHeader=Cookie", now_ms(), NONCE)).await.status(), 400);
}

#[tokio::test]
async fn it_signs_for_a_minute_either_side() {
    let sandbox = start().await;
    for (number, (offset_ms, status)) in
        [(-55_000, 200), (55_000, 200), (-65_000, 400), (65_000, 400), (i64::MAX / 2, 400)]
            .into_iter()
            .enumerate()
    {
        let nonce = nonce(number.try_into().unwrap());
        let (answered, body) = outcome(ask(&sandbox, "", "", now_ms() + offset_ms, &nonce)).await;
        assert_eq!(answered, status, "{offset_ms}");
        assert!(status == 200 || body["error"].as_str().unwrap().contains("a minute"), "{body}");
    }
    let fast = "clock:90000";
    assert_eq!(send(ask(&sandbox, fast, "", now_ms(), NONCE)).await.status(), 400);
    assert_eq!(send(ask(&sandbox, fast, "", now_ms() + 90_000, NONCE)).await.status(), 200);
}

#[tokio::test]
async fn it_signs_a_nonce_once() {
    let sandbox = start().await;
    // A nonce is not used up if the request is refused for another reason.
    assert_eq!(send(ask(&sandbox, "", "", 0, NONCE)).await.status(), 400);
    assert_eq!(send(ask(&sandbox, "", "", now_ms(), NONCE)).await.status(), 200);
    let (status, body) = outcome(ask(&sandbox, "", "", now_ms(), NONCE)).await;
    assert_eq!((status, body), (400, json!({ "error": "nonce: expected one that was not signed before" })));
    assert_eq!(send(ask(&sandbox, "key:other", "", now_ms(), NONCE)).await.status(), 200);
}

#[tokio::test]
async fn a_nonce_is_32_lower_case_digits() {
    let sandbox = start().await;
    let upper_case = NONCE.to_uppercase();
    for nonce in
        ["", &NONCE[1..], &format!("{NONCE}0"), &upper_case, &NONCE.replace('0', "g"), &"名".repeat(32)]
    {
        let (status, body) = outcome(ask(&sandbox, "", "", now_ms(), nonce)).await;
        assert_eq!(status, 400, "{nonce}");
        assert!(body["error"].as_str().unwrap().contains("32"), "{body}");
    }
}

#[tokio::test]
async fn only_a_post_of_the_right_json_is_answered() {
    let sandbox = start().await;
    let url = sandbox.base("", "app") + "/quanshi/authorize";
    let body = json!({ "time": now_ms(), "nonce": NONCE });
    for wrong in [
        json!({}),
        json!([now_ms(), NONCE, 1]),
        json!({ "time": now_ms().to_string(), "nonce": NONCE }),
        json!({ "time": 0.5, "nonce": NONCE }),
        json!({ "time": null, "nonce": NONCE }),
        json!({ "time": now_ms(), "nonce": 1 }),
    ] {
        let (status, answer) = outcome(sandbox.post(url.clone(), &wrong)).await;
        assert_eq!(status, 400, "{wrong}");
        assert!(answer["error"].is_string());
    }
    let json = "application/json";
    for (status, request) in [
        (404, sandbox.post(sandbox.base("", "app") + "/other", &body)),
        (405, sandbox.client.get(&url)),
        (415, sandbox.client.post(&url).body(body.to_string())),
        (415, sandbox.client.post(&url).header("content-type", "text/plain").body(body.to_string())),
        (400, sandbox.client.post(&url).header("content-type", json).body("{")),
        (
            200,
            sandbox
                .client
                .post(&url)
                .header("content-type", "application/json; charset=utf-8")
                .body(body.to_string()),
        ),
    ] {
        let (answered, answer) = outcome(request).await;
        assert_eq!(answered, status, "{answer}");
    }
}

#[tokio::test]
async fn it_misbehaves_as_the_services_do() {
    let sandbox = start().await;
    let at = |spec: &str| ask(&sandbox, spec, "", now_ms(), NONCE);
    for status in [401, 403, 500] {
        let (answered, body) = outcome(at(&format!("status:{status}"))).await;
        assert_eq!(answered, status);
        assert!(body["error"].is_string());
    }
    assert_eq!(send(at("rate-limit:7")).await.headers()["retry-after"], "7");
    assert_eq!(send(at("html")).await.status(), 500);
    assert!(at("close,key:a").send().await.is_err());
    sandbox.wait_for("a", "app", 1).await;
    let misshapen = json_of(at("wrong-types,key:b")).await;
    assert!(misshapen["AppId"].is_object() && misshapen["CheckSum"].is_object());
    assert!(send(at("not-json,key:c")).await.json::<Value>().await.is_err());
    assert_eq!(send(at("delay:5,key:d")).await.status(), 200);
}

#[tokio::test]
async fn pages_of_every_origin_may_ask_for_sample_signatures() {
    let sandbox = start().await;
    for spec in ["", "status:403"] {
        let asked = ask(&sandbox, spec, "", now_ms(), NONCE).header("Origin", "https://app.example.com");
        assert_eq!(send(asked).await.headers()["access-control-allow-origin"], "*");
    }
}

#[tokio::test]
async fn what_the_real_quanshi_knows_is_signed_with_an_apps_own_credentials() {
    // This server stands for the real one.
    let real = start().await;
    let upstreams = vec![format!("quanshi={}", real.addresses.of("quanshi")).parse().unwrap()];
    let config = Config { upstreams, app: own("demo-app", "demo-secret-key"), ..Config::default() };
    let sandbox = start_with(config).await;
    let time = now_ms();
    let headers = json_of(ask(&sandbox, "", "", time, NONCE)).await;
    assert_eq!(json_of(signed(&sandbox, &headers, time, NONCE)).await["status"], 0);
    assert_eq!((&real.stats("").await["quanshi"], &real.stats("").await["app"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn nobody_signs_for_the_real_quanshi_with_the_samples() {
    let upstreams = vec!["quanshi=https://quanshi.example.com".parse().unwrap()];
    let sandbox = start_with(Config { upstreams, ..Config::default() }).await;
    let (status, body) = outcome(ask(&sandbox, "", "", now_ms(), NONCE)).await;
    assert_eq!(status, 403);
    assert!(body["error"].as_str().unwrap().contains("QUANSHI_SECRET_KEY"), "{body}");
}

#[tokio::test]
async fn an_apps_own_credentials_sign_for_its_own_page_alone() {
    let sandbox = start_with(Config { app: own("an-app", "a-key"), ..Config::default() }).await;
    let origin = sandbox.addresses.origin.clone();
    let host = origin.strip_prefix("http://").unwrap().to_owned();
    let port = host.split_once(':').unwrap().1.to_owned();
    let elsewhere = |name: &str| format!("{name}:{port}");
    let (localhost, rebound) = (elsewhere("localhost"), elsewhere("rebound.example.com"));
    let http = |host: &str| format!("http://{host}");
    for (number, (host, origin, status)) in [
        (&host, None, 200),
        (&host, Some(origin.clone()), 200),
        (&localhost, Some(http(&localhost)), 200),
        (&host, Some(http(&localhost)), 403),
        (&host, Some("https://app.example.com".to_owned()), 403),
        (&host, Some("null".to_owned()), 403),
        (&rebound, Some(http(&rebound)), 403),
        (&rebound, None, 403),
    ]
    .into_iter()
    .enumerate()
    {
        let mut request =
            ask(&sandbox, "", "", now_ms(), &nonce(number.try_into().unwrap())).header("Host", host);
        if let Some(origin) = &origin {
            request = request.header("Origin", origin);
        }
        let (answered, body) = outcome(request).await;
        assert_eq!(answered, status, "{host} {origin:?}: {body}");
        assert_eq!(body["AppId"] == "an-app", status == 200);
        assert!(!body.to_string().contains("a-key"));
    }
}

#[test]
fn credentials_do_not_print() {
    let config = Config { app: own("an-app", "a-key"), ..Config::default() };
    let printed = format!("{config:?}");
    assert!(!printed.contains("an-app") && !printed.contains("a-key"), "{printed}");
}
