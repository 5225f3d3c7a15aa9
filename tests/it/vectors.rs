//! The vectors, which were made by a program that shares no code with the core.

use mingpian::job::{self, FromJob};
use mingpian::providers::quanshi::{CheckSum, Credentials, GetUsersByEmailsMobiles, IdHeader};
use mingpian::providers::{dmtz, mysoft, quanshi};
use mingpian::{
    Call, Endpoint, HttpRequest, HttpResponse, LookupError, Machine, Output, RetryPolicy, SecretString,
    UnixMillis,
};
use serde_json::{Map, Value, json};
use std::path::Path;

fn read(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

fn cases(file: &Value) -> &Vec<Value> {
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() > 5, "a file with {} cases", cases.len());
    cases
}

/// The case as a job: one attempt.
fn job(file: &Value, case: &Value) -> String {
    let mut job = json!({ "settings": { "maxAttempts": 1 }, "input": case["input"] });
    for name in ["baseUrl", "auth"] {
        if let Some(value) = case.get(name).or(file.get(name)) {
            job[name] = value.clone();
        }
    }
    if case.get("includeSecrets").is_some() {
        job["settings"]["includeSecrets"] = case["includeSecrets"].clone();
    }
    job.to_string()
}

fn call<E: FromJob>(file: &Value, case: &Value) -> Result<Call<E>, LookupError> {
    job::call(&job(file, case))
}

/// The case's id and secret, where it is signed with these: no job holds them.
fn secret<'v>(file: &'v Value, case: &'v Value) -> Option<&'v Value> {
    case.get("auth").or(file.get("auth")).filter(|auth| auth.get("secretKey").is_some())
}

fn check_sum(auth: &Value) -> Result<CheckSum, LookupError> {
    let header = IdHeader::parse(auth.get("idHeader").map_or("AppId", |name| name.as_str().unwrap()))?;
    let text = |name: &str| auth[name].as_str().unwrap();
    CheckSum::new(text("appId").to_owned(), SecretString::from(text("secretKey")), header)
}

/// The request that is signed by whoever has the secret, and handed back to the job.
fn delegated<E: FromJob>(file: &Value, case: &Value, auth: &Value) -> Result<HttpRequest, LookupError> {
    let mut given = case.clone();
    given["auth"] = json!({ "delegated": true });
    let mut call = call::<E>(file, &given)?;
    let now = UnixMillis(case["nowMs"].as_u64().unwrap());
    let Output::Authorize { id, params } = call.poll_output(now, random(case)) else { panic!("{case}") };
    let headers = check_sum(auth)?.authorize(params.time, params.nonce.as_str(), now, |_, _| true)?;
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
    call.handle_authorization(id, Some(&headers));
    match call.poll_output(now, random(case)) {
        Output::Transmit { request, .. } => Ok(request),
        _ => Err(call.into_result().map(drop).unwrap_err()),
    }
}

/// The same, signed by the call itself.
fn signed(file: &Value, case: &Value, auth: &Value) -> Result<HttpRequest, LookupError> {
    let list = |name: &str| {
        let list = case["input"].get(name).and_then(Value::as_array).into_iter().flatten();
        list.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let endpoint = GetUsersByEmailsMobiles {
        emails: list("emails"),
        mobiles: list("mobiles"),
        login_names: list("loginNames"),
    };
    let base_url = case.get("baseUrl").or(file.get("baseUrl")).map(|url| url.as_str().unwrap());
    let base_url = base_url.or(GetUsersByEmailsMobiles::FACTS.base_url).unwrap();
    let credentials = Credentials::CheckSum(check_sum(auth)?);
    let mut call = Call::new(endpoint, credentials, base_url, RetryPolicy::default())?;
    match call.poll_output(UnixMillis(case["nowMs"].as_u64().unwrap()), random(case)) {
        Output::Transmit { request, .. } => Ok(request),
        other => panic!("{case}: {other:?}"),
    }
}

fn random(case: &Value) -> [u8; 16] {
    let mut bytes = [0; 16];
    hex::decode_to_slice(case["randomHex"].as_str().unwrap(), &mut bytes).unwrap();
    bytes
}

fn error_value(error: &LookupError) -> Value {
    let mut value: Value = serde_json::from_str(&error.to_json()).unwrap();
    let message = value.as_object_mut().unwrap().remove("message").unwrap();
    assert_eq!(message, error.to_string());
    value
}

fn assert_error(name: &str, error: &LookupError, expected: &Value) {
    let actual = error_value(error);
    for (member, value) in expected.as_object().unwrap() {
        assert_eq!(&actual[member], value, "{name}: {member} of {actual}");
    }
}

fn request_value(request: &HttpRequest) -> Value {
    let headers: Vec<_> = request.headers.iter().map(|header| json!([header.name, header.value])).collect();
    json!({ "method": request.method, "url": request.url, "headers": headers, "body": request.body })
}

fn requests<E: FromJob>(provider: &str) {
    let file = read(&format!("{provider}/requests.json"));
    for case in cases(&file) {
        let name = case["name"].as_str().unwrap();
        let sent = match secret(&file, case) {
            Some(auth) => {
                let sent = delegated::<E>(&file, case, auth);
                assert_eq!(sent, signed(&file, case, auth), "{provider}, {name}");
                sent
            }
            None => call::<E>(&file, case).map(|mut call| {
                let now = UnixMillis(case["nowMs"].as_u64().unwrap());
                match call.poll_output(now, random(case)) {
                    Output::Transmit { request, .. } => request,
                    other => panic!("{provider}, {name}: {other:?}"),
                }
            }),
        };
        match (sent, case["expect"].get("request")) {
            (Ok(request), Some(expected)) => {
                assert_eq!(&request_value(&request), expected, "{provider}, {name}")
            }
            (Err(error), None) => assert_error(name, &error, &case["expect"]["error"]),
            (sent, _) => panic!("{provider}, {name}: {sent:?}"),
        }
    }
}

fn body(response: &Value) -> Vec<u8> {
    if let Some(text) = response.get("body") {
        return text.as_str().unwrap().into();
    }
    if let Some(text) = response.get("bodyBase64") {
        return base64(text.as_str().unwrap());
    }
    let part = |name: &str| response["bodyRepeat"][name].as_str().unwrap();
    let times = usize::try_from(response["bodyRepeat"]["times"].as_u64().unwrap()).unwrap();
    [part("prefix"), &part("unit").repeat(times), part("suffix")].concat().into()
}

fn base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<_> = text.bytes().filter(|byte| *byte != b'=').map(digit).collect();
    let group = |group: &[u32]| {
        let bits = group.iter().chain(&[0; 3]).take(4).fold(0, |bits, digit| bits << 6 | digit);
        bits.to_be_bytes()[1..group.len()].to_vec()
    };
    digits.chunks(4).flat_map(group).collect()
}

fn responses<E: FromJob>(provider: &str, check: impl Fn(&str, E::Response, &Value)) {
    let file = read(&format!("{provider}/responses.json"));
    for case in cases(&file) {
        let name = format!("{provider}, {}", case["name"].as_str().unwrap());
        let mut call = call::<E>(&file, case).unwrap_or_else(|error| panic!("{name}: {error}"));
        let now = UnixMillis(case.get("nowMs").map_or(1_800_000_000_000, |now| now.as_u64().unwrap()));
        let Output::Transmit { id, .. } = call.poll_output(now, [1; 16]) else { panic!("{name}") };
        let response = &case["response"];
        let headers = response["headers"].as_array().unwrap().iter();
        let headers: Vec<_> =
            headers.map(|header| (header[0].as_str().unwrap(), header[1].as_str().unwrap())).collect();
        let status = u16::try_from(response["status"].as_u64().unwrap()).unwrap();
        let body = body(response);
        let response = HttpResponse { status, headers: &headers, body: &body };
        call.handle_response(id, now, &response);
        assert_eq!(call.poll_output(now, [2; 16]), Output::Finished, "{name}");
        match (call.into_result(), case["expect"].get("error")) {
            (Ok(value), None) => check(&name, value, &case["expect"]),
            (Err(error), Some(expected)) => {
                assert_eq!(&error_value(&error), expected, "{name}: {error}");
            }
            (Ok(_), Some(expected)) => panic!("{name}: an answer instead of {expected}"),
            (Err(error), None) => panic!("{name}: {error}"),
        }
    }
}

fn assert_value(name: &str, actual: &impl serde::Serialize, expected: &Value) {
    assert_eq!(&serde_json::to_value(actual).unwrap(), &expected["value"], "{name}");
}

/// The secrets as the vectors write them, by path.
fn assert_secrets(name: &str, groups: &[(&str, Vec<(&str, &str)>)], expected: &Value) {
    let mut actual = Map::new();
    for (group, secrets) in groups {
        for (member, secret) in secrets {
            actual.insert(format!("{group}.{member}"), Value::from(*secret));
        }
    }
    let expected = expected.get("secrets").cloned().unwrap_or_else(|| json!({}));
    assert_eq!(Value::from(actual), expected, "{name}");
}

#[test]
fn checksums() {
    let file = read("checksum.json");
    for case in cases(&file) {
        let text = |name: &str| case[name].as_str().unwrap();
        let time = UnixMillis(case["curTime"].as_u64().unwrap());
        let sum = quanshi::check_sum(&SecretString::from(text("secretKey")), text("nonce"), time);
        assert_eq!(sum, text("checkSum"), "{}", text("name"));
    }
}

#[test]
fn dmtz_requests() {
    requests::<dmtz::GetUserInfo>("dmtz");
}

#[test]
fn mysoft_requests() {
    requests::<mysoft::GetUserInfo>("mysoft");
}

#[test]
fn quanshi_requests() {
    requests::<GetUsersByEmailsMobiles>("quanshi");
}

#[test]
fn dmtz_responses() {
    responses::<dmtz::GetUserInfo>("dmtz", |name, user, expected| {
        assert_value(name, &user, expected);
        let secrets = user.secrets.as_ref().map(|secrets| secrets.expose_secrets()).unwrap_or_default();
        assert_secrets(name, &[("secrets", secrets)], expected);
    });
}

#[test]
fn mysoft_responses() {
    responses::<mysoft::GetUserInfo>("mysoft", |name, user, expected| {
        assert_value(name, &user, expected);
        let own = user.secrets.as_ref().map(|secrets| secrets.expose_secrets()).unwrap_or_default();
        let im = user.im.as_ref().and_then(|im| im.secrets.as_ref());
        let im = im.map(|secrets| secrets.expose_secrets()).unwrap_or_default();
        assert_secrets(name, &[("secrets", own), ("im.secrets", im)], expected);
    });
}

#[test]
fn quanshi_responses() {
    responses::<GetUsersByEmailsMobiles>("quanshi", |name, users, expected| {
        let mut expected = expected["value"].clone();
        for member in ["found", "unasked"] {
            let pairs = expected[member].as_array().unwrap().iter();
            let map: Map<_, _> =
                pairs.map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].clone())).collect();
            expected[member] = map.into();
        }
        assert_eq!(serde_json::to_value(&users).unwrap(), expected, "{name}");
    });
}
