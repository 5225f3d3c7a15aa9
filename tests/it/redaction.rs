//! Planted secrets and people, searched for in everything that prints.

use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::record::Record;
use mingpian::scan::{Reading, Unit, scan};
use mingpian::{
    Call, Endpoint, HttpResponse, Machine, NoAuth, Output, RetryPolicy, SecretString, UnixMillis,
};
use std::fmt::Debug;

/// Everything that must not be printed holds this.
const PLANTED: &str = "plant";

fn assert_clean(what: &impl Debug) {
    for printed in [format!("{what:?}"), format!("{what:#?}")] {
        assert!(!printed.contains(PLANTED), "{printed}");
    }
}

/// Runs a call against `body`, with everything printed on the way.
fn run<E: Endpoint + Debug>(endpoint: E, auth: E::Auth, status: u16, body: &str)
where
    E::Auth: Debug,
    E::Response: Debug,
{
    assert_clean(&endpoint);
    assert_clean(&auth);
    assert_clean(&endpoint.to_request().unwrap());
    let policy = RetryPolicy { max_attempts: 1, ..RetryPolicy::default() };
    let mut call = Call::new(endpoint, auth, "https://example.com", policy).unwrap().include_secrets(true);
    let output = call.poll_output(UnixMillis(1_800_000_000_000), [7; 16]);
    assert_clean(&output);
    assert_clean(&call);
    let shown = call.shown_request().unwrap();
    assert_clean(&shown);
    for secret in ["plant-token", "plant-app", "plant-code", "plant%20access", "plant-device-token"] {
        assert!(!shown.url.contains(secret) && !shown.body.contains(secret), "{secret}");
        assert!(shown.headers.iter().all(|header| !header.value.contains(secret)), "{secret}");
    }
    let Output::Transmit { id, request } = output else { panic!() };
    assert!(format!("{request:?}").contains("body_bytes"));
    let headers = &[("Set-Cookie", "plant")];
    let response = HttpResponse { status, headers, body: body.as_bytes() };
    assert_clean(&response);
    call.handle_response(id, UnixMillis(1_800_000_000_100), &response);
    call.poll_output(UnixMillis(1_800_000_000_100), [8; 16]);
    assert_clean(&call);
    match call.into_result() {
        Ok(answer) => assert_clean(&answer),
        Err(error) => {
            assert_clean(&error);
            assert!(!error.to_string().contains(PLANTED), "{error}");
            assert!(!error.to_json().contains(PLANTED), "{error}");
        }
    }
}

fn code() -> dmtz::GetUserInfo {
    dmtz::GetUserInfo { code: "plant-code".to_owned() }
}

fn employee() -> mysoft::GetUserInfo {
    mysoft::GetUserInfo {
        wzs_user_id: Some("plant-id".to_owned()),
        device_id: Some("plant-device".to_owned()),
        device_token: Some("plant-device-token".to_owned()),
        ..Default::default()
    }
}

fn access_token() -> mysoft::AccessToken {
    mysoft::AccessToken::new(SecretString::from("plant access")).unwrap()
}

fn people() -> quanshi::GetUsersByEmailsMobiles {
    quanshi::GetUsersByEmailsMobiles {
        emails: vec!["plant@example.com".to_owned()],
        mobiles: vec!["plant-mobile".to_owned()],
        login_names: vec!["plant".to_owned()],
    }
}

fn credentials() -> [quanshi::Credentials; 3] {
    let token = || SecretString::from("plant-token");
    let key = SecretString::from("plant-secret-key");
    let sign = quanshi::CheckSum::new("plant-app".to_owned(), key, quanshi::IdHeader::AppKey).unwrap();
    [
        quanshi::Credentials::Token(quanshi::Token::in_header(token()).unwrap()),
        quanshi::Credentials::Token(quanshi::Token::in_body(token()).unwrap()),
        quanshi::Credentials::CheckSum(sign),
    ]
}

#[test]
fn answers() {
    run(
        code(),
        NoAuth,
        200,
        r#"{"code":200,"data":{"id":"plant","name":"plant","phoneNumber":"plant","email":"plant","password":"plant",
        "passwordHash":"plant","securityStamp":"plant","concurrencyStamp":"plant","avatarUrl":"plant","remark":"plant",
        "extraProperties":"{\"Country\":\"plant\",\"Privilege\":[\"plant\"]}"}}"#,
    );
    run(
        employee(),
        access_token(),
        200,
        r#"{"success":1,"data":{"code":1,"user_info":{"id":"plant","name":"plant","phone":"plant","sex":"0",
        "gesture_password":"plant","im":{"token":"plant","im_user_password":"plant","im_user_id":"plant"}}}}"#,
    );
    for auth in credentials() {
        run(
            people(),
            auth,
            200,
            r#"{"status":0,"result":{"plant@example.com":{"userId":1,"email":"plant","displayName":"plant"},
            "plant":{"loginName":"plant"},"plant-unasked":{"userId":2}}}"#,
        );
    }
}

#[test]
fn failures() {
    for status in [200, 400, 401, 429, 500] {
        run(code(), NoAuth, status, r#"{"code":500,"msg":"no plant-code here"}"#);
        let framework = r#"{"success":0,"data":"plant access of plant-id with plant-device-token"}"#;
        run(employee(), access_token(), status, framework);
        let business = r#"{"success":1,"data":{"code":4,"message":"plant-device unknown"}}"#;
        run(employee(), access_token(), status, business);
        for auth in credentials() {
            let refusal = r#"{"status":4,"msg":"plant, plant@example.com, plant-mobile: plant-token, plant-app","request_id":"r-plant"}"#;
            run(people(), auth, status, refusal);
        }
        run(code(), NoAuth, status, "{\"plant\": plant");
        run(code(), NoAuth, status, r#"{"code":200,"data":{"plant":1}}"#);
    }
}

#[test]
fn secrets_stay_out_of_the_index_unless_asked_for() {
    let body = br#"{"id":"1","password":"plant","securityStamp":"plant","concurrencyStamp":"x"}"#;
    let places = |secrets| {
        let index = scan(body, dmtz::User::SHAPE, Reading { unit: Unit::Bytes, secrets }).unwrap();
        index.words()[8..].iter().filter(|word| **word != 0).count()
    };
    assert_eq!(places(false), 2);
    assert_eq!(places(true), 8);
}

#[test]
fn secrets_are_not_serialized() {
    let body = r#"{"code":200,"data":{"id":"1","password":"plant","securityStamp":"plant"}}"#;
    let response = HttpResponse { status: 200, headers: &[], body: body.as_bytes() };
    let user = code().read_response(&response, UnixMillis(0), true).unwrap();
    assert_eq!(user.secrets.as_ref().unwrap().security_stamp.as_ref().unwrap().expose_secret(), "plant");
    assert!(!serde_json::to_string(&user).unwrap().contains(PLANTED));
}
