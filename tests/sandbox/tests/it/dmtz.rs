//! Tests dmtz: codes, and users that are flat or under `data`.

use serde_json::{Value, json};

use crate::support::*;

/// The rows of the vendor's page, in the same order.
const ROWS: [&str; 55] = [
    "msg",
    "code",
    "CreationTime",
    "CancelFollowTime",
    "RegisterTime",
    "ProductTrialTimeFrom",
    "ProductTrialTimeTo",
    "startTime",
    "endTime",
    "time",
    "filter",
    "name",
    "id",
    "realName",
    "creationTime",
    "creatorId",
    "userTypeCode",
    "isBackground",
    "phoneNumber",
    "surname",
    "remark",
    "password",
    "userName",
    "email",
    "lastModificationTime",
    "avatarUrl",
    "registerTime",
    "isDeleted",
    "tenantId",
    "normalizedUserName",
    "normalizedEmail",
    "emailConfirmed",
    "passwordHash",
    "securityStamp",
    "isExternal",
    "phoneNumberConfirmed",
    "isActive",
    "twoFactorEnabled",
    "lockoutEnd",
    "lockoutEnabled",
    "accessFailedCount",
    "shouldChangePasswordOnNextLogin",
    "lastPasswordChangeTime",
    "extraProperties",
    "concurrencyStamp",
    "lastModifierId",
    "deleterId",
    "deletionTime",
    "cancelFollowTime",
    "isFollow",
    "isRisk",
    "productTrialTimeFrom",
    "productTrialTimeTo",
    "phoneNumberMask",
    "entityVersion",
];

#[tokio::test]
async fn the_user_stands_beside_the_verdict_as_the_page_shows() {
    let sandbox = start().await;
    let code = sandbox.code(1).await;
    assert!(code.len() == 32 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let response = send(sandbox.dmtz("", &code)).await;
    assert_eq!(response.status(), 200);
    let text = response.text().await.unwrap();
    let places = ROWS.map(|row| text.find(&format!("\"{row}\":")).unwrap_or_else(|| panic!("{row}")));
    assert!(places.is_sorted());
    let body: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(body.as_object().unwrap().len(), ROWS.len());
    assert_eq!((&body["code"], &body["msg"]), (&json!(200), &json!("操作成功")));
    assert_eq!(body["id"], "00000000-0000-4000-8000-000000000001");
    assert_eq!((&body["surname"], &body["realName"]), (&json!("林知夏"), &json!(null)));
    assert_eq!(
        (&body["phoneNumber"], &body["phoneNumberMask"]),
        (&json!("10000000001"), &json!("100****0001"))
    );
    assert_eq!(body["email"], "person1@example.com");
    assert_eq!(body["normalizedEmail"], "PERSON1@EXAMPLE.COM");
    assert_eq!(body["avatarUrl"], format!("{}/avatars/1.svg", sandbox.addresses.origin));
    assert_eq!((&body["creationTime"], &body["CreationTime"]), (&json!("2024-08-27"), &json!("2024-08-27")));
    for secret in ["password", "passwordHash", "securityStamp", "concurrencyStamp"] {
        assert!(body[secret].as_str().unwrap().to_lowercase().starts_with("invented-"), "{secret}");
    }
    let extra: Value = serde_json::from_str(body["extraProperties"].as_str().unwrap()).unwrap();
    assert_eq!(extra, json!({ "Country": "", "Province": "", "City": "", "Gender": 0, "Privilege": [] }));
}

#[tokio::test]
async fn people_differ_where_the_page_leaves_room() {
    let sandbox = start().await;
    let user = async |number: u32| json_of(sandbox.dmtz("", &sandbox.code(number).await)).await;
    let nested = user(5).await;
    assert_eq!(nested["data"]["id"], "00000000-0000-4000-8000-000000000005");
    assert!(nested.get("id").is_none());
    assert_eq!(nested["data"].as_object().unwrap().len(), ROWS.len() - 2);
    let capitalised = user(4).await;
    assert_eq!(
        (&capitalised["creationTime"], &capitalised["CreationTime"]),
        (&json!(null), &json!("2024-08-27"))
    );
    let third = user(3).await;
    assert_eq!(third["realName"], third["surname"]);
    assert_eq!(user(7).await["extraProperties"], "");
    let broken = user(11).await["extraProperties"].as_str().unwrap().to_owned();
    assert!(serde_json::from_str::<Value>(&broken).is_err());
    let filled = user(2).await["extraProperties"].as_str().unwrap().to_owned();
    assert_eq!(serde_json::from_str::<Value>(&filled).unwrap()["Gender"], 1);
}

#[tokio::test]
async fn a_code_is_good_once_per_key() {
    let sandbox = start().await;
    let code = sandbox.code(1).await;
    assert_eq!(json_of(sandbox.dmtz("", &code)).await["code"], 200);
    assert_refused(&json_of(sandbox.dmtz("", &code)).await, "40163");
    assert_eq!(json_of(sandbox.dmtz("key:other", &code)).await["code"], 200);
}

#[tokio::test]
async fn an_unknown_or_expired_code_is_refused() {
    let sandbox = start().await;
    assert_refused(&json_of(sandbox.dmtz("", "091Ukh000TTnJS11pN300X0RwQ3Ukh0S")).await, "40029");
    assert_refused(&json_of(sandbox.dmtz("", "expired-1")).await, "40029");
    let code = sandbox.code(1).await;
    assert_refused(&json_of(sandbox.dmtz("clock:300500", &code)).await, "40029");
    assert_eq!(json_of(sandbox.dmtz("clock:290000", &code)).await["code"], 200);
}

#[tokio::test]
async fn codes_go_round_or_are_for_a_person() {
    let sandbox = start().await;
    let url = format!("{}/sandbox/codes", sandbox.addresses.origin);
    for person in [1, 2] {
        let fresh = json_of(sandbox.client.post(&url)).await;
        assert_eq!(fresh["person"], person);
        let user = json_of(sandbox.dmtz("", fresh["code"].as_str().unwrap())).await;
        assert_eq!(user["email"], format!("person{person}@example.com"));
    }
    for body in [json!({ "person": 0 }), json!({ "person": 100_001 }), json!({ "person": "1" }), json!([])] {
        assert_eq!(send(sandbox.post(url.clone(), &body)).await.status(), 400, "{body}");
    }
    assert_eq!(json_of(sandbox.post(url.clone(), &json!({}))).await["person"], 3);
}

#[tokio::test]
async fn the_request_must_have_the_documented_shape() {
    let sandbox = start().await;
    let url = sandbox.base("", "dmtz") + DMTZ;
    for body in [json!({}), json!({ "code": "" }), json!({ "code": 1 }), json!({ "code": null }), json!([])] {
        let (status, answer) = outcome(sandbox.post(url.clone(), &body)).await;
        assert_eq!(status, 200);
        assert_refused(&answer, "code");
    }
    for (status, request) in [
        (404, sandbox.post(sandbox.base("", "dmtz") + "/other", &json!({ "code": "a" }))),
        (405, sandbox.client.get(&url)),
        (415, sandbox.client.post(&url).body("{}")),
        (400, sandbox.client.post(&url).header("content-type", "application/json").body("{")),
    ] {
        let (answered, body) = outcome(request).await;
        assert_eq!((answered, &body["code"]), (status, &json!(status)));
        assert!(body["msg"].is_string());
    }
}

fn assert_refused(body: &Value, text: &str) {
    assert_eq!(body["code"], 500);
    assert!(body["msg"].as_str().unwrap().contains(text), "{body}");
    assert_eq!(body.as_object().unwrap().len(), 2);
}
