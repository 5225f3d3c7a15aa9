//! Plants secrets and personal data, and searches for them in everything that can be printed.

mod plant;

use crate::support::{options, response};
use mingpian::json::{Mode, Reading, Unit, scan};
use mingpian::providers::{self, Visitor, dmtz, quanshi};
use mingpian::record::{Credentials as _, Input, Record, read_input};
use mingpian::{
    HttpRequest, Lookup, LookupError, NoCredentials, Operation, Options, RedactedRequest, RequestId,
    Sensitivity, Step, TransportErrorKind, UnixMillis,
};
use plant::{PLANTED, Planted, SECRET};
use serde_json::Value;
use std::fmt::Debug;

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

fn assert_clean(what: &impl Debug) {
    for printed in [format!("{what:?}"), format!("{what:#?}")] {
        assert!(!printed.contains(PLANTED), "{printed}");
    }
}

/// Prints an error in every form.
fn assert_clean_error(error: &LookupError) {
    assert_clean(error);
    assert!(!error.to_string().contains(PLANTED), "{error}");
    assert!(!serde_json::to_string(error).unwrap().contains(PLANTED), "{error}");
}

fn assert_no_secret(shown: &RedactedRequest) {
    assert_clean(shown);
    for secret in [SECRET, &SECRET.replace(' ', "%20")] {
        assert!(!shown.url.contains(secret) && !shown.body.contains(secret), "{secret}");
        assert!(shown.headers.iter().all(|header| !header.value.contains(secret)), "{secret}");
    }
}

/// Opens a lookup of one attempt with planted values, and prints its parts.
fn open<O: Operation<Credentials: Debug> + Debug>(question: &Value, credentials: &Value) -> Lookup {
    let (question, credentials) = (question.to_string(), credentials.to_string());
    let index = read_input(&question, O::SHAPE).unwrap();
    let question = Input::root(&question, &index, O::SHAPE).record::<O>();
    let index = read_input(&credentials, O::Credentials::SHAPE).unwrap();
    let credentials =
        O::Credentials::read(&Input::root(&credentials, &index, O::Credentials::SHAPE)).unwrap();
    assert_clean(&question);
    assert_clean(&credentials);
    let options = Options { max_attempts: 1, include_secrets: true, ..options() };
    let lookup = Lookup::new(question, credentials, options).unwrap();
    assert_clean(&lookup);
    lookup
}

/// Returns the headers that the app's own server sends for a planted question. Each header that is not shown is
/// replaced by a different planted secret.
fn signature<O: Operation<Credentials: Debug> + Debug>(planted: &Planted) -> Vec<(&'static str, String)> {
    let mut lookup = open::<O>(&planted.question, &planted.server_credentials());
    let Step::Send { id, request, .. } = lookup.poll(NOW, [7; 16], true) else { panic!() };
    let shown = lookup.redacted_request(id).unwrap().headers;
    let pairs = request.headers.iter().zip(shown);
    let headers = pairs.map(|(sent, shown)| {
        assert_eq!(sent.name, shown.name);
        let value =
            if sent.value == shown.value { sent.value.clone() } else { format!("{SECRET} {}", sent.name) };
        (sent.name, value)
    });
    headers.collect()
}

/// Runs a lookup of one request, which gets the response from `answer`, and prints everything on the way. Returns
/// whether the lookup succeeded.
fn run<O: Operation<Credentials: Debug, Answer: Debug> + Debug>(
    planted: &Planted,
    credentials: &Value,
    status: u16,
    answer: impl Fn(&HttpRequest) -> String,
) -> bool {
    let mut lookup = open::<O>(&planted.question, credentials);
    let mut step = lookup.poll(NOW, [7; 16], true);
    assert_clean(&step);
    if let Step::Sign { id, params } = &step {
        assert_clean(params);
        assert_no_secret(&lookup.redacted_request(*id).unwrap());
        let headers = signature::<O>(planted);
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lookup.handle_signature(*id, Some(&headers));
        step = lookup.poll(NOW, [7; 16], true);
        assert_clean(&step);
    }
    let Step::Send { id, request, .. } = step else { panic!("{step:?}") };
    assert_no_secret(&lookup.redacted_request(id).unwrap());
    assert!(lookup.redacted_request(RequestId(99)).is_none());
    assert_clean(&request.headers);
    assert!(format!("{request:?}").contains("body_bytes"));
    let response = response(status, &[("Set-Cookie", "plant")], answer(&request));
    assert_clean(&response);
    lookup.handle_response(id, NOW, response);
    assert_clean(&lookup);
    let result = loop {
        let step = lookup.poll(NOW, [8; 16], true);
        assert_clean(&step);
        match step {
            Step::Answer(answer) => {
                assert_clean(&answer);
                assert_clean(&answer.raw());
                assert_clean(&answer.read::<O>().unwrap());
            }
            Step::Done { result, .. } => break result,
            other => panic!("{other:?}"),
        }
    };
    assert_clean(&lookup);
    if let Err(error) = &result {
        assert_clean_error(error);
    }
    result.is_ok()
}

#[test]
fn answers_print_nothing_about_a_person() {
    struct Answers;
    impl Visitor for Answers {
        fn visit<O>(&mut self)
        where
            O: Operation<Credentials: Debug, Answer: Debug + serde::Serialize + 'static> + Debug,
        {
            let planted = Planted::new::<O>();
            for credentials in &planted.credentials {
                assert!(run::<O>(&planted, credentials, 200, |_| planted.answer()));
            }
        }
    }
    providers::visit(&mut Answers);
}

#[test]
fn failures_print_nothing_about_a_person() {
    struct Failures;
    impl Visitor for Failures {
        fn visit<O>(&mut self)
        where
            O: Operation<Credentials: Debug, Answer: Debug + serde::Serialize + 'static> + Debug,
        {
            let planted = Planted::new::<O>();
            for (status, credentials) in [200, 400, 401, 429, 500]
                .into_iter()
                .flat_map(|status| planted.credentials.iter().map(move |credentials| (status, credentials)))
            {
                let fail = |answer: &dyn Fn(&HttpRequest) -> String| {
                    let is_answered = run::<O>(&planted, credentials, status, answer);
                    assert!(!is_answered, "{status}");
                };
                for depth in 0..O::METADATA.envelope.layers.len() {
                    fail(&|request| planted.refusal(depth, request));
                }
                fail(&|_| "{\"plant\": plant".to_owned());
                run::<O>(&planted, credentials, status, |_| planted.unreadable());
            }
        }
    }
    providers::visit(&mut Failures);
}

#[test]
fn what_says_who_a_person_is_is_not_public() {
    const NAMES: [&str; 31] = [
        "id",
        "user_id",
        "wzs_user_id",
        "im_user_id",
        "unionid",
        "openid",
        "name",
        "user_name",
        "real_name",
        "surname",
        "display_name",
        "first_name",
        "middle_name",
        "last_name",
        "login_name",
        "login_names",
        "phone",
        "phone_number",
        "phone_number_mask",
        "mobile",
        "mobiles",
        "email",
        "emails",
        "avatar",
        "avatar_url",
        "remark",
        "device_id",
        "device_name",
        "device_token",
        "privilege",
        "code",
    ];
    let operations = providers::ALL.iter().flat_map(|provider| provider.operations);
    for schema in operations.flat_map(|operation| operation.records.iter().chain([&operation.question])) {
        let profile = schema.profile.iter().flat_map(|profile| {
            let members = profile.members.iter();
            let members = members.filter(|(member, _)| !matches!(*member, "organization" | "tenant"));
            members.flat_map(|(_, paths)| *paths).map(|path| path[0]).chain([profile.id])
        });
        let names: Vec<_> = profile.chain(NAMES).collect();
        for field in schema.fields.iter().filter(|field| field.sensitivity == Sensitivity::Public) {
            assert!(!names.contains(&field.name), "{} of {} is public", field.name, schema.name);
        }
    }
}

#[test]
fn pages_print_nothing_about_a_person() {
    let credentials = quanshi::Credentials::token("plant secret token");
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
        let opened = providers::open("quanshi", "getUsersByEmailsMobiles", document, Unit::Bytes);
        assert_clean_error(&opened.unwrap_err());
    }
    let mut lookup = Lookup::pages::<quanshi::GetUsersByEmailsMobiles>(
        quanshi::Credentials::token("plant secret token"),
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
        let question = dmtz::GetUserInfo { code: "plant-code".to_owned() };
        let mut lookup = Lookup::new(question, NoCredentials, options).unwrap();
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
