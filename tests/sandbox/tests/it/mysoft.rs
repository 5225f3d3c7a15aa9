//! Tests Mysoft: the token in the query, the two layers of failure, and the user.

use serde_json::json;

use crate::support::*;

#[tokio::test]
async fn the_user_is_as_the_page_shows() {
    let sandbox = start().await;
    let (status, body) = outcome(sandbox.mysoft("", &json!({ "wzs_user_id": "wzs-person-1" }))).await;
    assert_eq!(status, 200);
    assert_eq!(
        body,
        json!({ "success": 1, "data": { "code": 1, "message": "", "user_info": {
            "id": "200001",
            "name": "林知夏",
            "avatar": format!("{}/avatars/1.svg", sandbox.addresses.origin),
            "sex": "0",
            "protected": false,
            "often_device": true,
            "wzs_user_id": "wzs-person-1",
            "erp_user_code": "person1",
            "phone": "10000000001",
            "tenant_id": "example-tenant-1",
            "tenant_logo_url": "https://static.example.com/shili/logo.png",
            "tab_index": 0,
            "tenant_name": "示例科技",
            "tenant_code": "shili",
            "forced_gesture": false,
            "forced_protected": false,
            "gesture_enable": false,
            "gesture_time_interval": "30",
            "gesture_password": "invented-gesture-1",
            "page_code": "200100",
            "im": {
                "token": "invented-im-token-1",
                "im_user_id": "im-person-1",
                "im_user_password": "invented-im-password-1",
                "discussion_type_enable": false,
                "associate_work_enable": false,
                "associate_work_link": "https://cloud.example.com/associated-work",
                "enable": true
            },
            "can_change_account_password": false,
            "change_account_password_tip": "请在示例ERP中修改密码",
            "address_enable": true,
            "cloud": {
                "host": "https://cloud.example.com",
                "yzs_app_publish_url": "https://cloud.example.com/app-publish"
            },
            "belong_dept": [{
                "yzs_order_hierarchy_code": "10000.10011.10001",
                "dept_name": "产品体验部"
            }],
            "setting_tel_password": false
        } } })
    );
}

#[tokio::test]
async fn people_differ_where_the_page_allows_it() {
    let sandbox = start().await;
    let user = async |number: u32| {
        let body = json!({ "wzs_user_id": format!("wzs-person-{number}") });
        json_of(sandbox.mysoft("", &body)).await["data"]["user_info"].clone()
    };
    let even = user(2).await;
    assert_eq!(even["can_change_account_password"], true);
    assert_eq!(even["change_account_password_url"], "https://static.example.com/change-password");
    assert_eq!(user(3).await["belong_dept"].as_array().unwrap().len(), 2);
    let fifth = user(5).await;
    for left_out in ["gesture_time_interval", "forced_protected", "address_enable"] {
        assert!(fifth.get(left_out).is_none(), "{left_out}");
    }
    assert!(user(7).await.get("im").is_none());
    assert_eq!(user(100_000).await["id"], "300000");
}

#[tokio::test]
async fn the_whole_documented_request_is_taken() {
    let sandbox = start().await;
    let body = json!({
        "tenant_code": "shili",
        "app_cache_host": "https://cloud.example.com:8080",
        "wzs_user_id": "wzs-person-9",
        "tenant_id": "example-tenant-1",
        "version_name": "3.9.0",
        "device_id ": "device-1",
        "device_name": "iPhone 11 Pro",
        "device_token": "device-token-1",
        "platform": 1,
        "push_channel": 5,
        "os_version": "13.1",
        "__language__": "zh-CN",
        "device_id": "device-1"
    });
    let answer = json_of(sandbox.mysoft("", &body)).await;
    assert_eq!(answer["data"]["user_info"]["wzs_user_id"], "wzs-person-9");
    let nobody_named = json_of(sandbox.mysoft("", &json!({}))).await;
    assert_eq!(nobody_named["data"]["user_info"]["wzs_user_id"], "wzs-person-1");
}

#[tokio::test]
async fn a_bad_token_fails_in_the_framework() {
    let sandbox = start().await;
    let path = sandbox.base("", "mysoft") + "/api/wzs/get-user-info";
    for query in [
        "",
        "?access_token=",
        "?access_token=demo",
        // This token is not encoded, so the `&` ends it.
        "?access_token=demo%20token+/=&?",
        // A server decodes a `+` that is not encoded as a space.
        "?access_token=demo%20token+%2F%3D%26%3F",
        "?access_token=demo%2520token%252B%252F%253D%2526%253F",
        "?access_token=demo%20token%2B%2F%3D%26%3F&access_token=other",
        "?token=demo%20token%2B%2F%3D%26%3F",
    ] {
        let (status, body) = outcome(sandbox.post(format!("{path}{query}"), &json!({}))).await;
        assert_eq!(status, 401, "{query}");
        assert_eq!(body["success"], 0);
        assert!(body["data"].is_string());
    }
    let (status, _) =
        outcome(sandbox.post(format!("{path}?access_token=demo+token%2b%2f=%26?"), &json!({}))).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn bad_parameters_fail_in_the_business() {
    let sandbox = start().await;
    for body in [
        json!({ "platform": 0 }),
        json!({ "platform": 3 }),
        json!({ "platform": 256 }),
        json!({ "platform": "1" }),
        json!({ "push_channel": 0 }),
        json!({ "push_channel": 6 }),
        json!({ "device_id ": 1 }),
        json!({ "wzs_user_id": "wzs-person-0" }),
        json!({ "wzs_user_id": "wzs-person-01" }),
        json!({ "wzs_user_id": "wzs-person-100001" }),
        json!({ "wzs_user_id": "somebody" }),
        json!([]),
    ] {
        let (status, answer) = outcome(sandbox.mysoft("", &body)).await;
        assert_eq!(status, 200);
        assert_eq!(answer["success"], 1, "{body}");
        let data = &answer["data"];
        assert!(data["code"].is_u64() && data["code"] != 1 && data["message"].is_string(), "{answer}");
        assert_eq!(data.get("user_info"), Some(&json!(null)));
    }
}

#[tokio::test]
async fn method_content_type_and_json_are_checked() {
    let sandbox = start().await;
    let url = sandbox.base("", "mysoft") + MYSOFT;
    let json = "application/json";
    for (status, request) in [
        (
            404,
            sandbox
                .client
                .post(sandbox.base("", "mysoft") + "/other")
                .header("content-type", json)
                .body("{}"),
        ),
        (405, sandbox.client.get(&url)),
        (415, sandbox.client.post(&url).body("{}")),
        (400, sandbox.client.post(&url).header("content-type", json).body("no")),
    ] {
        let (answered, body) = outcome(request).await;
        assert_eq!((answered, &body["success"]), (status, &json!(0)));
        assert!(body["data"].is_string());
    }
}
