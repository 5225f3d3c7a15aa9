//! Tests every fault, from the path and as the default of a server.

use std::time::{Duration, Instant, SystemTime};

use mingpian_sandbox::Config;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use tokio::time::timeout;

use crate::support::*;

#[tokio::test]
async fn delay_answers_later() {
    let sandbox = start().await;
    let begun = Instant::now();
    assert_eq!(json_of(sandbox.person_1("delay:80")).await["status"], 0);
    assert!(begun.elapsed() >= Duration::from_millis(80));
}

#[tokio::test]
async fn delay_and_hang_notice_that_the_client_left() {
    let sandbox = start().await;
    for spec in ["delay:60000,key:delay", "hang,key:hang"] {
        let key = spec.rsplit(':').next().unwrap();
        let stream = sandbox.raw(spec).await;
        sandbox.wait_for(key, "quanshi", 1).await;
        assert_eq!(sandbox.stats(key).await["abandoned"], 0);
        drop(stream);
        sandbox.wait_for(key, "abandoned", 1).await;
    }
    let given_up = sandbox.person_1("hang,key:timeout").timeout(Duration::from_millis(100)).send().await;
    assert!(given_up.unwrap_err().is_timeout());
    sandbox.wait_for("timeout", "abandoned", 1).await;
}

#[tokio::test]
async fn a_client_that_breaks_off_its_request_is_counted() {
    use tokio::io::AsyncWriteExt;

    let sandbox = start().await;
    let address = sandbox.addresses.origin.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let head =
        format!("POST /fault/key:a/quanshi{QUANSHI} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{{");
    stream.write_all(head.as_bytes()).await.unwrap();
    sandbox.wait_for("a", "quanshi", 1).await;
    drop(stream);
    sandbox.wait_for("a", "abandoned", 1).await;
}

#[tokio::test]
async fn rate_limit_says_when_to_come_back() {
    let sandbox = start().await;
    for (spec, seconds) in [("rate-limit", "1"), ("rate-limit:7", "7"), ("rate-limit:0", "0")] {
        let response = send(sandbox.person_1(spec)).await;
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()["retry-after"], seconds);
        assert_ne!(response.json::<Value>().await.unwrap()["status"], 0);
    }
    let response = send(sandbox.person_1("rate-limit-date:90")).await;
    assert_eq!(response.status(), 429);
    let date = |name: &str| httpdate::parse_http_date(response.headers()[name].to_str().unwrap()).unwrap();
    assert_eq!(date("retry-after").duration_since(date("date")).unwrap(), Duration::from_secs(90));
}

#[tokio::test]
async fn html_is_no_json() {
    let sandbox = start().await;
    for (spec, status) in [("html", 500), ("html,status:502", 502)] {
        let response = send(sandbox.person_1(spec)).await;
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
        assert!(response.text().await.unwrap().starts_with("<!DOCTYPE html>"));
    }
}

#[tokio::test]
async fn status_comes_with_the_vendors_failure() {
    let sandbox = start().await;
    for status in [200, 400, 401, 403, 503] {
        let spec = format!("status:{status}");
        let (answered, body) = outcome(sandbox.person_1(&spec)).await;
        assert_eq!(answered, status);
        assert!(body["status"] != 0 && body["msg"].is_string() && body["request_id"].is_string());

        let (answered, body) = outcome(sandbox.mysoft(&spec, &json!({}))).await;
        assert_eq!((answered, &body["success"]), (status, &json!(0)));
        assert!(body["data"].is_string());

        let (answered, body) = outcome(sandbox.dmtz(&spec, "a")).await;
        assert_eq!((answered, &body["code"]), (status, &json!(if status == 200 { 500 } else { status })));
        assert!(body["msg"].is_string());
    }
    let response = send(sandbox.person_1("status:204,key:empty")).await;
    assert_eq!((response.status().as_u16(), response.text().await.unwrap().as_str()), (204, ""));
    assert_eq!(sandbox.stats("empty").await["abandoned"], 0);
}

#[tokio::test]
async fn truncate_breaks_off_half_way() {
    let sandbox = start().await;
    let bytes = read_to_end(sandbox.raw("truncate,key:a").await).await;
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let length: usize =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    assert!(body.starts_with("{\"status\":0"));
    assert!(bytes.len() - head.len() - 4 == length / 2 && length > 300, "{length}");

    let response = send(sandbox.person_1("truncate")).await;
    assert_eq!(response.status(), 200);
    assert!(response.bytes().await.is_err());
    assert_eq!(sandbox.stats("a").await["abandoned"], 0);
}

#[tokio::test]
async fn cut_is_half_the_json() {
    let sandbox = start().await;
    let text = send(sandbox.person_1("cut")).await.text().await.unwrap();
    assert!(text.starts_with("{\"status\":0"));
    assert!(serde_json::from_str::<Value>(&text).unwrap_err().is_eof());
}

#[tokio::test]
async fn not_json_is_none() {
    let sandbox = start().await;
    let response = send(sandbox.person_1("not-json")).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert!(serde_json::from_str::<Value>(&response.text().await.unwrap()).is_err());
}

#[tokio::test]
async fn wrong_types_make_ids_and_numbers_objects() {
    let sandbox = start().await;
    let body = json_of(sandbox.person_1("wrong-types")).await;
    assert_eq!(body["status"], 0);
    assert!(body["result"]["person1@example.com"]["userId"].is_object());
    let body = json_of(sandbox.mysoft("wrong-types", &json!({}))).await;
    assert_eq!((&body["success"], &body["data"]["code"]), (&json!(1), &json!(1)));
    assert!(
        body["data"]["user_info"]["id"].is_object() && body["data"]["user_info"]["tab_index"].is_object()
    );
    let flat = json_of(sandbox.dmtz("wrong-types", &sandbox.code(1).await)).await;
    assert_eq!(flat["code"], 200);
    assert!(flat["id"].is_object() && flat["isRisk"].is_object());
    let nested = json_of(sandbox.dmtz("wrong-types", &sandbox.code(5).await)).await;
    assert_eq!(nested["code"], 200);
    assert!(nested["data"]["id"].is_object());
}

#[tokio::test]
async fn huge_is_padded_json() {
    let sandbox = start().await;
    let response = send(sandbox.person_1("huge")).await;
    assert_eq!(response.content_length(), Some(20 * 1024 * 1024));
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["status"], 0);
    assert!(body["result"]["person1@example.com"].is_object());

    let response = send(sandbox.person_1("huge:100000")).await;
    assert_eq!(response.headers()["content-length"], "100000");
    assert_eq!(response.bytes().await.unwrap().len(), 100_000);

    let response = send(sandbox.person_1("huge-chunked:100000")).await;
    assert!(response.headers().get("content-length").is_none());
    assert_eq!(response.headers()["transfer-encoding"], "chunked");
    let bytes = response.bytes().await.unwrap();
    assert_eq!(bytes.len(), 100_000);
    assert!(serde_json::from_slice::<Value>(&bytes).is_ok());

    let response = send(sandbox.person_1("huge:100000,truncate")).await;
    assert_eq!(response.headers()["content-length"], "100000");
    assert!(response.bytes().await.is_err());

    let small = json_of(sandbox.person_1("huge:10")).await;
    assert_eq!(small["status"], 0);
}

#[tokio::test]
async fn a_huge_body_is_made_while_it_is_read_and_may_be_left() {
    let sandbox = start().await;
    // A terabyte does not fit in memory.
    let mut stream = sandbox.raw("huge:1000000000000,key:a").await;
    let mut begin = vec![0; 1_000_000];
    stream.read_exact(&mut begin).await.unwrap();
    drop(stream);
    sandbox.wait_for("a", "abandoned", 1).await;
}

#[tokio::test]
async fn deep_is_nested_json() {
    let sandbox = start().await;
    let text = send(sandbox.person_1("deep")).await.text().await.unwrap();
    assert!(text.starts_with(&format!("{{\"deep\":{}]", "[".repeat(10_000))));
    assert!(serde_json::from_str::<Value>(&text).unwrap_err().to_string().contains("recursion limit"));
    let body = json_of(sandbox.person_1("deep:3")).await;
    assert_eq!((&body["deep"], &body["status"]), (&json!([[[]]]), &json!(0)));
}

#[tokio::test]
async fn close_answers_nothing() {
    let sandbox = start().await;
    let read = timeout(Duration::from_secs(5), read_to_end(sandbox.raw("close,key:a").await)).await;
    assert_eq!(read.unwrap(), b"");
    assert!(sandbox.person_1("close").send().await.is_err());
    let stats = sandbox.stats("a").await;
    assert_eq!((&stats["quanshi"], &stats["abandoned"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn a_lost_answer_has_spent_the_code_and_a_refused_request_has_not() {
    let sandbox = start().await;
    for (spec, spent) in [("close", true), ("truncate", true), ("status:503", false), ("rate-limit", false)] {
        let code = sandbox.code(1).await;
        if let Ok(response) = sandbox.dmtz(spec, &code).send().await {
            let _ = response.bytes().await;
        }
        let again = json_of(sandbox.dmtz("", &code)).await;
        assert_eq!(again["code"] == 500, spent, "{spec}");
    }
}

#[tokio::test]
async fn clock_puts_window_date_and_timestamp_off() {
    let sandbox = start().await;
    for offset_ms in [-600_000, 600_000_i64] {
        let spec = format!("clock:{offset_ms:+}");
        let response = send(sandbox.person_1(&spec)).await;
        let date = httpdate::parse_http_date(response.headers()["date"].to_str().unwrap()).unwrap();
        let date: i64 = date.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis().try_into().unwrap();
        let timestamp = response.json::<Value>().await.unwrap()["timestamp"].as_i64().unwrap();
        for server_time in [date, timestamp] {
            assert!((server_time - now_ms() - offset_ms).abs() < 30_000, "{server_time}");
        }

        let signed = |cur_time: i64| {
            let cur_time = cur_time.to_string();
            sandbox
                .post(sandbox.base(&spec, "quanshi") + QUANSHI, &json!({ "loginNames": ["person1"] }))
                .header("AppId", "demo-app")
                .header("Nonce", format!("nonce of {offset_ms}"))
                .header("CheckSum", check_sum("demo-secret-key", &format!("nonce of {offset_ms}"), &cur_time))
                .header("CurTime", cur_time)
        };
        assert_eq!(send(signed(now_ms())).await.status(), 401);
        assert_eq!(send(signed(now_ms() + offset_ms)).await.status(), 200);
    }
}

#[tokio::test]
async fn redirect_counts_those_who_follow() {
    let sandbox = start().await;
    for (visits, code) in [301, 302, 307].into_iter().enumerate() {
        let response = send(sandbox.person_1(&format!("redirect:{code},key:a b"))).await;
        assert_eq!(response.status().as_u16(), code);
        let place = response.headers()["location"].to_str().unwrap().to_owned();
        assert!(place.starts_with(&format!("{}/elsewhere", sandbox.addresses.origin)));
        assert_eq!(sandbox.stats("a%20b").await["elsewhere"], visits);
        assert_eq!(send(sandbox.client.post(place)).await.status(), 200);
    }
    assert_eq!(sandbox.stats("a%20b").await["elsewhere"], 3);
}

#[tokio::test]
async fn bom_comes_first() {
    let sandbox = start().await;
    let bytes = send(sandbox.person_1("bom")).await.bytes().await.unwrap();
    let json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    assert_eq!(serde_json::from_slice::<Value>(json).unwrap()["status"], 0);
    let bytes = send(sandbox.person_1("bom,huge:5000")).await.bytes().await.unwrap();
    assert_eq!(bytes.len(), 5000);
    assert!(serde_json::from_slice::<Value>(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap()).is_ok());
}

#[tokio::test]
async fn unasked_adds_a_stranger() {
    let sandbox = start().await;
    let question = json!({ "emails": ["person1@example.com"], "mobiles": ["10000000002"] });
    let body = json_of(sandbox.quanshi("unasked", &question)).await;
    let keys: Vec<_> = body["result"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["10000000002", "10000000003", "person1@example.com"]);
}

#[tokio::test]
async fn broken_account_is_the_first_that_is_found() {
    let sandbox = start().await;
    let question =
        json!({ "emails": ["nobody@example.com", "person2@example.com"], "mobiles": ["10000000001"] });
    let result = json_of(sandbox.quanshi("broken-account", &question)).await["result"].clone();
    assert!(result["person2@example.com"].get("userId").is_none());
    assert_eq!(result["10000000001"]["userId"], 80_000_001);
}

#[tokio::test]
async fn echo_repeats_what_must_not_be_repeated() {
    let sandbox = start().await;
    let (status, body) = outcome(sandbox.person_1("echo").header("AppId", "demo-app")).await;
    assert_eq!(status, 200);
    let text = body["msg"].as_str().unwrap();
    assert!(["person1@example.com", TOKEN, "demo-app"].iter().all(|secret| text.contains(secret)), "{text}");
    let (status, body) = outcome(sandbox.mysoft("echo", &json!({ "wzs_user_id": "wzs-person-1" }))).await;
    assert_eq!(status, 200);
    let text = body["data"].as_str().unwrap();
    assert!(text.contains("demo token+/=&?") && text.contains("wzs-person-1"), "{text}");
    let (status, body) = outcome(sandbox.dmtz("echo,status:401", "some-code")).await;
    assert_eq!(status, 401);
    assert!(body["msg"].as_str().unwrap().contains("some-code"));
}

#[tokio::test]
async fn times_counts_by_key_and_stops_misbehaving() {
    let sandbox = start().await;
    for expected in [503, 503, 200, 200] {
        assert_eq!(send(sandbox.person_1("status:503,times:2,key:a")).await.status(), expected);
    }
    assert_eq!(send(sandbox.person_1("status:503,times:2,key:b")).await.status(), 503);
    for expected in [503, 200] {
        assert_eq!(send(sandbox.person_1("status:503,times:1")).await.status(), expected);
        assert_eq!(send(sandbox.person_1("times:1,status:503")).await.status(), expected);
    }
    assert_eq!(send(sandbox.person_1("status:503,times:0,key:c")).await.status(), 200);
}

#[tokio::test]
async fn stats_are_kept_by_key_and_in_total() {
    let sandbox = start().await;
    send(sandbox.person_1("")).await;
    send(sandbox.person_1("key:a")).await;
    send(sandbox.mysoft("key:a", &json!({}))).await;
    send(sandbox.dmtz("key:a", "no-code")).await;
    let counts = |dmtz: u32, mysoft: u32, quanshi: u32| json!({ "dmtz": dmtz, "mysoft": mysoft, "quanshi": quanshi, "app": 0, "abandoned": 0, "elsewhere": 0 });
    assert_eq!(sandbox.stats("a").await, counts(1, 1, 1));
    assert_eq!(sandbox.stats("b").await, counts(0, 0, 0));
    let total = json_of(sandbox.client.get(format!("{}/sandbox/stats", sandbox.addresses.origin))).await;
    assert_eq!(total, counts(1, 1, 2));
}

#[tokio::test]
async fn faults_of_a_run_hold_where_the_path_names_none() {
    let config = Config { fault: "status:503,key:run".parse().unwrap(), ..Config::default() };
    let sandbox = start_with(config).await;
    assert_eq!(send(sandbox.person_1("")).await.status(), 503);
    assert_eq!(send(sandbox.person_1("bom")).await.status(), 200);
    assert_eq!(sandbox.stats("run").await["quanshi"], 1);
}

#[tokio::test]
async fn an_unknown_fault_is_told() {
    let sandbox = start().await;
    let (status, body) = outcome(sandbox.person_1("no-such-fault")).await;
    assert_eq!(status, 404);
    assert!(body["error"].as_str().unwrap().contains("no-such-fault"));
}

#[tokio::test]
async fn a_connection_is_kept_and_many_are_taken() {
    let sandbox = start().await;
    let requests = (0..300).map(|_| outcome(sandbox.person_1("delay:30")));
    for (status, body) in futures_util::future::join_all(requests).await {
        assert_eq!((status, &body["status"]), (200, &json!(0)));
    }
}
