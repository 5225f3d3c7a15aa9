//! Planted secrets and people, searched for in everything that prints.

use crate::support::{options, response};
use mingpian::json::{Mode, Reading, Unit, scan};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::record::Record;
use mingpian::{
    Lookup, LookupError, NoCredentials, Operation, Options, RedactedRequest, RequestId, Step,
    TransportErrorKind, UnixMillis,
};
use std::fmt::Debug;

/// Everything that must not be printed holds this.
const PLANTED: &str = "plant";
/// Everything that must not be shown to the caller holds one of these. They stand in questions and credentials.
const SECRETS: [&str; 6] =
    ["plant-token", "plant-app", "plant-secret-key", "plant-code", "plant%20access", "plant-device-token"];
const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

fn assert_clean(what: &impl Debug) {
    for printed in [format!("{what:?}"), format!("{what:#?}")] {
        assert!(!printed.contains(PLANTED), "{printed}");
    }
}

/// Prints what an error says in every form.
fn assert_clean_error(error: &LookupError) {
    assert_clean(error);
    assert!(!error.to_string().contains(PLANTED), "{error}");
    assert!(!serde_json::to_string(error).unwrap().contains(PLANTED), "{error}");
}

fn assert_no_secret(shown: &RedactedRequest) {
    assert_clean(shown);
    for secret in SECRETS {
        assert!(!shown.url.contains(secret) && !shown.body.contains(secret), "{secret}");
        assert!(shown.headers.iter().all(|header| !header.value.contains(secret)), "{secret}");
    }
}

/// Runs a lookup of one request against `body`, with everything printed on the way.
fn run<O: Operation + Debug>(question: O, credentials: O::Credentials, status: u16, body: &str)
where
    O::Credentials: Debug,
    O::Answer: Debug,
{
    assert_clean(&question);
    assert_clean(&credentials);
    let options = Options { max_attempts: 1, include_secrets: true, ..options() };
    let mut lookup = Lookup::new(question, credentials, options).unwrap();
    assert_clean(&lookup);
    let mut step = lookup.poll(NOW, [7; 16], true);
    assert_clean(&step);
    if let Step::Sign { id, params } = &step {
        assert_clean(params);
        assert_no_secret(&lookup.redacted_request(*id).unwrap());
        lookup.handle_signature(*id, Some(&[("AppId", "plant-app"), ("CheckSum", "plant-token")]));
        step = lookup.poll(NOW, [7; 16], true);
        assert_clean(&step);
    }
    let Step::Send { id, request } = step else { panic!() };
    assert_no_secret(&lookup.redacted_request(id).unwrap());
    assert!(lookup.redacted_request(RequestId(99)).is_none());
    assert_clean(&request.headers);
    assert!(format!("{request:?}").contains("body_bytes"));
    let response = response(status, &[("Set-Cookie", "plant")], body);
    assert_clean(&response);
    lookup.handle_response(id, NOW, response);
    assert_clean(&lookup);
    loop {
        let step = lookup.poll(NOW, [8; 16], true);
        assert_clean(&step);
        match step {
            Step::Answer(answer) => {
                assert_clean(&answer);
                assert_clean(&answer.raw());
                assert_clean(&answer.read::<O>().unwrap());
            }
            Step::Done { result: Err(error), .. } => break assert_clean_error(&error),
            Step::Done { .. } => break,
            other => panic!("{other:?}"),
        }
    }
    assert_clean(&lookup);
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

fn access_token() -> mysoft::Credentials {
    mysoft::Credentials::AccessToken { access_token: "plant access".into() }
}

fn people() -> quanshi::GetUsersByEmailsMobiles {
    quanshi::GetUsersByEmailsMobiles {
        emails: vec!["plant@example.com".to_owned()],
        mobiles: vec!["plant-mobile".to_owned()],
        login_names: vec!["plant".to_owned()],
    }
}

fn credentials() -> [quanshi::Credentials; 4] {
    use quanshi::Credentials::{CheckSum, Delegated, Token};
    [
        quanshi::Credentials::token("plant-token"),
        Token { token: "plant-token".into(), place: quanshi::TokenPlace::Body },
        CheckSum {
            app_id: "plant-app".to_owned(),
            secret_key: "plant-secret-key".into(),
            id_header: quanshi::IdHeader::AppKey,
        },
        Delegated,
    ]
}

#[test]
fn answers_print_nothing_about_a_person() {
    run(
        code(),
        NoCredentials,
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
fn failures_print_nothing_about_a_person() {
    for status in [200, 400, 401, 429, 500] {
        run(code(), NoCredentials, status, r#"{"code":500,"msg":"no plant-code here"}"#);
        let framework = r#"{"success":0,"data":"plant access of plant-id with plant-device-token"}"#;
        run(employee(), access_token(), status, framework);
        let business = r#"{"success":1,"data":{"code":4,"message":"plant-device unknown"}}"#;
        run(employee(), access_token(), status, business);
        for auth in credentials() {
            let refusal = r#"{"status":4,"msg":"plant, plant@example.com, plant-mobile: plant-token, plant-app","request_id":"r-plant"}"#;
            run(people(), auth, status, refusal);
        }
        run(code(), NoCredentials, status, "{\"plant\": plant");
        run(code(), NoCredentials, status, r#"{"code":200,"data":{"plant":1}}"#);
    }
}

#[test]
fn pages_print_nothing_about_a_person() {
    let credentials = quanshi::Credentials::token("plant-token");
    let mut lookup = Lookup::pages::<quanshi::GetUsersByEmailsMobiles>(
        credentials,
        Options { max_attempts: 1, ..options() },
    )
    .unwrap();
    assert_clean(&lookup.poll(NOW, [1; 16], true));
    lookup.feed(0, (0..201).map(|n| format!("plant{n}@example.com")), true);
    (1..3).for_each(|list| lookup.feed(list, ["plant".to_owned()], true));
    let mut steps = Vec::new();
    loop {
        let step = lookup.poll(NOW, [1; 16], true);
        assert_clean(&step);
        assert_clean(&lookup);
        match &step {
            Step::Send { id, .. } => {
                assert_no_secret(&lookup.redacted_request(*id).unwrap());
                steps.push(*id);
            }
            Step::Wait(_) => match steps.pop() {
                Some(id) if steps.is_empty() => {
                    lookup.handle_failure(id, TransportErrorKind::Interrupted);
                }
                Some(id) => drop(lookup.handle_response(id, NOW, response(200, &[], "{\"plant\""))),
                None => panic!("nothing is in flight"),
            },
            Step::Answer(answer) => assert_clean_error(answer.raw().unwrap_err()),
            Step::Done { .. } => break,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_mistake_of_the_caller_prints_no_value() {
    for document in [
        r#"{"question":{"emails":["plant-a","plant-b",7]},"auth":{"token":"plant"}}"#,
        r#"{"question":{"emails":["plant-a",""]},"auth":{"token":"plant"}}"#,
        r#"{"question":{"emails":["plant@example.com"]},"auth":{"token":"plant","in":"plant"}}"#,
        r#"{"question":{"emails":["plant"]},"auth":{"token":"plant\n"}}"#,
        r#"{"question":{"emails":["plant"],"plant@example.com":1},"auth":{"token":"plant"}}"#,
        r#"{"question":"plant","auth":{"token":"plant"}}"#,
        r#"{"question":{"emails":["plant\ud83d"]},"auth":{"token":"plant"}}"#,
        r#"{"question":{"emails":["plant"]},"auth":{"token":"plant"},"options":{"baseUrl":"http://plant"}}"#,
        r#"{"question":{"emails":["plant"]},"auth":{"token":"plant"},"options":{"baseUrl":"https://plant:p@a"}}"#,
    ] {
        let opened = mingpian::providers::open("quanshi", "getUsersByEmailsMobiles", document, Unit::Bytes);
        assert_clean_error(&opened.unwrap_err());
    }
    let mut lookup = Lookup::pages::<quanshi::GetUsersByEmailsMobiles>(
        quanshi::Credentials::token("plant-token"),
        options(),
    )
    .unwrap();
    lookup.feed_json(0, r#"["plant",{"plant":"plant"}]"#, true);
    assert_clean(&lookup);
    assert_clean(&lookup.poll(NOW, [1; 16], true));
}

#[test]
fn secrets_stay_out_of_the_index_unless_they_are_asked_for() {
    let body = br#"{"id":"1","password":"plant","securityStamp":"plant","concurrencyStamp":"x"}"#;
    let places = |secrets| {
        let reading = Reading { unit: Unit::Bytes, secrets, mode: Mode::Lenient };
        let index = scan(body, dmtz::User::SHAPE, reading).unwrap();
        index.words()[8..].iter().filter(|word| **word != 0).count()
    };
    assert_eq!(places(false), 2);
    assert_eq!(places(true), 8);
}

#[test]
fn secrets_are_read_only_if_asked_for_and_never_serialized() {
    let body = r#"{"code":200,"data":{"id":"1","password":"plant","securityStamp":"plant"}}"#;
    for include_secrets in [false, true] {
        let options = Options { include_secrets, ..options() };
        let mut lookup = Lookup::new(code(), NoCredentials, options).unwrap();
        let Step::Send { id, .. } = lookup.poll(NOW, [1; 16], true) else { panic!() };
        lookup.handle_response(id, NOW, response(200, &[], body));
        let Step::Answer(answer) = lookup.poll(NOW, [1; 16], true) else { panic!() };
        let user = answer.read::<dmtz::GetUserInfo>().unwrap();
        let stamp = user.security_stamp.as_ref().map(|stamp| stamp.expose_secret());
        assert_eq!(stamp, include_secrets.then_some("plant"));
        assert_eq!(user.expose_secrets().len(), if include_secrets { 2 } else { 0 });
        assert!(!serde_json::to_string(&user).unwrap().contains(PLANTED));
    }
}
