//! Tests Quanshi: credentials, limits, and answers.

use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::support::*;

/// The headers of a signed request. Tests change one of them, so that the request is refused.
struct Signed {
    id_header: &'static str,
    app_id: &'static str,
    nonce: String,
    cur_time: String,
    check_sum: Option<String>,
}

impl Signed {
    fn new(nonce: &str) -> Self {
        Self {
            id_header: "AppId",
            app_id: "demo-app",
            nonce: nonce.to_owned(),
            cur_time: now_ms().to_string(),
            check_sum: None,
        }
    }

    fn request(&self, sandbox: &Running, spec: &str) -> RequestBuilder {
        let sum = check_sum("demo-secret-key", &self.nonce, &self.cur_time);
        sandbox
            .post(sandbox.base(spec, "quanshi") + QUANSHI, &json!({ "emails": ["person1@example.com"] }))
            .header(self.id_header, self.app_id)
            .header("Nonce", &self.nonce)
            .header("CurTime", &self.cur_time)
            .header("CheckSum", self.check_sum.as_ref().unwrap_or(&sum))
    }

    async fn status(&self, sandbox: &Running) -> u16 {
        let (status, body) = outcome(self.request(sandbox, "")).await;
        assert_eq!(status == 200, body["status"] == 0, "{body}");
        assert!(status == 200 || (body["msg"].is_string() && body["request_id"].is_string()), "{body}");
        status
    }
}

#[tokio::test]
async fn a_signed_request_is_answered_as_the_page_shows() {
    let sandbox = start().await;
    let before = now_ms();
    let (status, body) = outcome(Signed::new("a").request(&sandbox, "")).await;
    assert_eq!(status, 200);
    assert_eq!(body["status"], 0);
    assert_eq!(
        body["result"],
        json!({ "person1@example.com": {
            "userId": 80_000_001,
            "loginName": "person1",
            "email": "person1@example.com",
            "countryCode": "86",
            "mobile": "10000000001",
            "customerCode": "090001",
            "companyName": "示例科技",
            "displayName": "林知夏",
            "firstName": "",
            "middleName": "",
            "lastName": "林知夏"
        } })
    );
    assert_eq!(body["request_id"], body["reqid"]);
    assert!(body["request_id"].as_str().unwrap().starts_with("confopenapiserver-192.0.2.1-"));
    assert!((before..=now_ms()).contains(&body["timestamp"].as_i64().unwrap()));
    assert_eq!(body["content_type"], "application/json");
    assert!(body["request_duration"].as_str().unwrap().ends_with("ms"));
    assert!(body.get("msg").is_none());
}

#[tokio::test]
async fn the_app_may_be_named_in_either_header_but_not_in_both() {
    let sandbox = start().await;
    assert_eq!(Signed { id_header: "AppKey", ..Signed::new("a") }.status(&sandbox).await, 200);
    let both = Signed::new("b").request(&sandbox, "").header("AppKey", "demo-app");
    assert_eq!(send(both).await.status(), 401);
}

/// The sum comes from `printf %s demo-secret-key5711631638341017999 | sha1sum`. The server's clock is set back to the
/// time of the request.
#[tokio::test]
async fn a_known_checksum_is_right() {
    let sandbox = start().await;
    let cur_time = 1_638_341_017_999;
    let signed = Signed {
        cur_time: cur_time.to_string(),
        check_sum: Some("3627e9b22cfdb7809c635aa04d751cf3d7d3e7fb".to_owned()),
        ..Signed::new("571163")
    };
    let (status, body) = outcome(signed.request(&sandbox, &format!("clock:{}", cur_time - now_ms()))).await;
    assert_eq!((status, &body["status"]), (200, &json!(0)));
    assert!((0..60_000).contains(&(body["timestamp"].as_i64().unwrap() - cur_time)));
}

#[tokio::test]
async fn wrong_credentials_are_refused() {
    let sandbox = start().await;
    assert_eq!(Signed { app_id: "other-app", ..Signed::new("a") }.status(&sandbox).await, 401);
    assert_eq!(Signed { check_sum: Some("0".repeat(40)), ..Signed::new("b") }.status(&sandbox).await, 401);
    let signed = Signed::new("c");
    let upper_case = check_sum("demo-secret-key", "c", &signed.cur_time).to_uppercase();
    assert_eq!(Signed { check_sum: Some(upper_case), ..signed }.status(&sandbox).await, 401);
    let other_key = check_sum("another-key", "d", &now_ms().to_string());
    assert_eq!(Signed { check_sum: Some(other_key), ..Signed::new("d") }.status(&sandbox).await, 401);
    for missing in ["AppId", "Nonce", "CurTime", "CheckSum"] {
        let mut request = Signed::new("e").request(&sandbox, "").build().unwrap();
        request.headers_mut().remove(missing);
        assert_eq!(sandbox.client.execute(request).await.unwrap().status(), 401, "{missing}");
    }
}

#[tokio::test]
async fn a_nonce_is_good_once() {
    let sandbox = start().await;
    // A refused request does not use up its nonce.
    assert_eq!(Signed { check_sum: Some("0".repeat(40)), ..Signed::new("a") }.status(&sandbox).await, 401);
    assert_eq!(Signed::new("a").status(&sandbox).await, 200);
    assert_eq!(Signed::new("a").status(&sandbox).await, 401);
    assert_eq!(Signed::new("b").status(&sandbox).await, 200);
    assert_eq!(send(Signed::new("a").request(&sandbox, "key:other")).await.status(), 200);
}

#[tokio::test]
async fn a_nonce_has_1_to_128_characters() {
    let sandbox = start().await;
    assert_eq!(Signed::new(&"n".repeat(128)).status(&sandbox).await, 200);
    assert_eq!(Signed::new(&"n".repeat(129)).status(&sandbox).await, 401);
    assert_eq!(Signed::new("").status(&sandbox).await, 401);
}

#[tokio::test]
async fn the_time_may_be_five_minutes_off() {
    let sandbox = start().await;
    for (offset_ms, status) in [(-295_000, 200), (295_000, 200), (-305_000, 401), (305_000, 401)] {
        let signed =
            Signed { cur_time: (now_ms() + offset_ms).to_string(), ..Signed::new(&offset_ms.to_string()) };
        assert_eq!(signed.status(&sandbox).await, status, "{offset_ms}");
    }
    let seconds = Signed { cur_time: (now_ms() / 1000).to_string(), ..Signed::new("seconds") };
    assert_eq!(seconds.status(&sandbox).await, 401);
    let with_sign = Signed { cur_time: format!("+{}", now_ms()), ..Signed::new("sign") };
    assert_eq!(with_sign.status(&sandbox).await, 401);
    let no_number = Signed { cur_time: "now".to_owned(), ..Signed::new("now") };
    assert_eq!(no_number.status(&sandbox).await, 401);
}

#[tokio::test]
async fn a_token_goes_into_the_header_or_the_body() {
    let sandbox = start().await;
    assert_eq!(send(sandbox.person_1("")).await.status(), 200);
    let url = sandbox.base("", "quanshi") + QUANSHI;
    let ask = |token: &str| {
        let body =
            json!({ "token": token, "emails": ["person1@example.com"], "mobiles": [], "loginNames": [] });
        sandbox.post(url.clone(), &body)
    };
    assert_eq!(send(ask(TOKEN)).await.status(), 200);
    assert_eq!(send(ask("00112233445566778899aabbccddeefF")).await.status(), 401);
    assert_eq!(send(ask("")).await.status(), 401);
    assert_eq!(send(ask(TOKEN).header("token", "other")).await.status(), 401);
    let misshapen = json!({ "token": TOKEN, "emails": "person1@example.com" });
    assert_eq!(send(sandbox.post(url.clone(), &misshapen)).await.status(), 200);
    let none = sandbox.post(url.clone(), &json!({ "emails": ["person1@example.com"] }));
    assert_eq!(send(none).await.status(), 401);
}

#[tokio::test]
async fn every_kind_of_identifier_finds_its_person() {
    let sandbox = start().await;
    let body = json_of(sandbox.quanshi(
        "",
        &json!({
            "emails": ["person100000@example.com", "nobody@example.com", "person100000@example.com"],
            "mobiles": ["10000000002"],
            "loginNames": ["person3", "person0", "person100001"],
        }),
    ))
    .await;
    let result = body["result"].as_object().unwrap();
    let ids: Vec<_> =
        result.iter().map(|(key, account)| (key.as_str(), account["userId"].as_u64())).collect();
    assert_eq!(
        ids,
        [
            ("10000000002", Some(80_000_002)),
            ("person100000@example.com", Some(80_100_000)),
            ("person3", Some(80_000_003))
        ]
    );
    assert_eq!(result["person3"]["displayName"], "");
}

#[tokio::test]
async fn members_keep_the_order_of_the_page_and_of_the_question() {
    let sandbox = start().await;
    let question = json!({ "emails": ["person2@example.com", "person1@example.com"] });
    let text = send(sandbox.quanshi("", &question)).await.text().await.unwrap();
    let places = [
        "\"status\"",
        "\"result\"",
        "\"person2@",
        "\"userId\"",
        "\"loginName\"",
        "\"lastName\"",
        "\"person1@",
        "\"request_id\"",
        "\"reqid\"",
        "\"timestamp\"",
        "\"content_type\"",
        "\"request_duration\"",
    ]
    .map(|name| text.find(name).unwrap());
    assert!(places.is_sorted(), "{text}");
}

#[tokio::test]
async fn nobody_found_is_an_empty_result() {
    let sandbox = start().await;
    let body = json_of(sandbox.quanshi("", &json!({ "emails": ["nobody@example.com", ""] }))).await;
    assert_eq!((&body["status"], &body["result"]), (&json!(0), &json!({})));
}

#[tokio::test]
async fn a_list_holds_200() {
    let sandbox = start().await;
    let names = |count: u32| -> Vec<String> { (1..=count).map(|number| format!("person{number}")).collect() };
    for list in ["emails", "mobiles", "loginNames"] {
        let (status, body) = outcome(sandbox.quanshi("", &json!({ list: names(201) }))).await;
        assert_eq!(status, 200);
        assert_refused(&body);
    }
    let all = json!({ "emails": names(200), "mobiles": names(200), "loginNames": names(200) });
    let body = json_of(sandbox.quanshi("", &all)).await;
    assert_eq!(body["result"].as_object().unwrap().len(), 200);
}

#[tokio::test]
async fn something_must_be_asked_in_the_documented_shape() {
    let sandbox = start().await;
    for body in [
        json!({}),
        json!({ "emails": [], "mobiles": [], "loginNames": [] }),
        json!({ "emails": null }),
        json!({ "emails": "person1@example.com" }),
        json!({ "emails": [1] }),
        json!(["person1@example.com"]),
    ] {
        let (status, answer) = outcome(sandbox.quanshi("", &body)).await;
        assert_eq!(status, 200);
        assert_refused(&answer);
    }
}

#[tokio::test]
async fn path_method_content_type_and_json_are_checked() {
    let sandbox = start().await;
    let url = sandbox.base("", "quanshi") + QUANSHI;
    let json = "application/json";
    let body = r#"{"emails":["person1@example.com"]}"#;
    for (status, request) in [
        (
            404,
            sandbox
                .client
                .post(sandbox.base("", "quanshi") + "/other")
                .header("content-type", json)
                .body(body),
        ),
        (405, sandbox.client.get(&url).header("content-type", json)),
        (405, sandbox.client.put(&url).header("content-type", json).body(body)),
        (415, sandbox.client.post(&url).body(body)),
        (415, sandbox.client.post(&url).header("content-type", "text/plain").body(body)),
        (400, sandbox.client.post(&url).header("content-type", json).body("{")),
        (400, sandbox.client.post(&url).header("content-type", json)),
        (200, sandbox.client.post(&url).header("content-type", "Application/JSON; charset=utf-8").body(body)),
    ] {
        let (answered, answer) = outcome(request.header("token", TOKEN)).await;
        assert_eq!(answered, status, "{answer}");
        if status != 200 {
            assert_refused(&answer);
        }
    }
    let too_long = format!(r#"{{"emails":["{}"]}}"#, "x".repeat(1024 * 1024));
    let request = sandbox.client.post(&url).header("content-type", json).body(too_long);
    assert_eq!(send(request).await.status(), 413);
}

fn assert_refused(body: &Value) {
    assert_ne!(body["status"], 0, "{body}");
    assert!(body["status"].is_u64() && body["msg"].is_string() && body["request_id"].is_string(), "{body}");
    assert!(body.get("result").is_none());
}
