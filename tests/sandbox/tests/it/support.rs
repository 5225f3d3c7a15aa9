//! Runs a sandbox, and sends requests to it.

use std::time::{Duration, SystemTime};

use mingpian_sandbox::{Addresses, Config, Sandbox};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

pub(crate) const QUANSHI: &str = "/confopenapi/account/getUsersByEmailsMobiles";
pub(crate) const MYSOFT: &str = "/api/wzs/get-user-info?access_token=demo%20token%2B%2F%3D%26%3F";
pub(crate) const DMTZ: &str = "/account_api/wechat/user/getUserInfo";
pub(crate) const TOKEN: &str = "00112233445566778899aabbccddeeff";

/// A sandbox that stops when it is dropped.
pub(crate) struct Running {
    pub(crate) addresses: Addresses,
    pub(crate) client: Client,
    server: JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.abort();
    }
}

pub(crate) async fn start() -> Running {
    start_with(Config::default()).await
}

pub(crate) async fn start_with(config: Config) -> Running {
    let sandbox = Sandbox::bind(config).await.unwrap();
    Running { addresses: sandbox.addresses(), client: client(), server: tokio::spawn(sandbox.run()) }
}

pub(crate) fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().redirect(Policy::none()).build().unwrap()
}

impl Running {
    /// Returns the base URL of a service with faults, or without faults if the SPEC is empty.
    pub(crate) fn base(&self, spec: &str, service: &str) -> String {
        let origin = &self.addresses.origin;
        if spec.is_empty() {
            format!("{origin}/{service}")
        } else {
            format!("{origin}/fault/{spec}/{service}")
        }
    }

    pub(crate) fn post(&self, url: String, body: &Value) -> RequestBuilder {
        self.client.post(url).json(body)
    }

    /// Returns a quanshi request with the token.
    pub(crate) fn quanshi(&self, spec: &str, body: &Value) -> RequestBuilder {
        self.post(self.base(spec, "quanshi") + QUANSHI, body).header("token", TOKEN)
    }

    /// Returns a quanshi request for person 1 with the token.
    pub(crate) fn person_1(&self, spec: &str) -> RequestBuilder {
        self.quanshi(spec, &json!({ "emails": ["person1@example.com"], "mobiles": [], "loginNames": [] }))
    }

    pub(crate) fn mysoft(&self, spec: &str, body: &Value) -> RequestBuilder {
        self.post(self.base(spec, "mysoft") + MYSOFT, body)
    }

    pub(crate) fn dmtz(&self, spec: &str, code: &str) -> RequestBuilder {
        self.post(self.base(spec, "dmtz") + DMTZ, &json!({ "code": code }))
    }

    /// Returns a fresh code for a person.
    pub(crate) async fn code(&self, person: u32) -> String {
        let url = format!("{}/sandbox/codes", self.addresses.origin);
        let answer = json_of(self.post(url, &json!({ "person": person }))).await;
        answer["code"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn stats(&self, key: &str) -> Value {
        json_of(self.client.get(format!("{}/sandbox/stats?key={key}", self.addresses.origin))).await
    }

    /// Waits until a count of a key has this value.
    pub(crate) async fn wait_for(&self, key: &str, count: &str, value: u64) {
        let reached = async {
            while self.stats(key).await[count] != value {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(5), reached).await.unwrap();
    }

    /// Sends a request for person 1 over a separate connection.
    pub(crate) async fn raw(&self, spec: &str) -> TcpStream {
        let address = self.addresses.origin.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let body = r#"{"emails":["person1@example.com"]}"#;
        let head = format!(
            "POST /fault/{spec}/quanshi{QUANSHI} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
             token: {TOKEN}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream
    }
}

pub(crate) async fn send(request: RequestBuilder) -> Response {
    request.send().await.unwrap()
}

pub(crate) async fn json_of(request: RequestBuilder) -> Value {
    send(request).await.json().await.unwrap()
}

/// Returns the status and the body of a response.
pub(crate) async fn outcome(request: RequestBuilder) -> (u16, Value) {
    let response = send(request).await;
    (response.status().as_u16(), response.json().await.unwrap())
}

pub(crate) async fn read_to_end(mut stream: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    // An error means that the connection was reset. The bytes before it count.
    let _ = stream.read_to_end(&mut bytes).await;
    bytes
}

pub(crate) fn now_ms() -> i64 {
    let elapsed = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    elapsed.as_millis().try_into().unwrap()
}

/// Returns the SHA-1 hash in lower-case hexadecimal.
pub(crate) fn check_sum(secret_key: &str, nonce: &str, cur_time: &str) -> String {
    hex::encode(Sha1::digest(format!("{secret_key}{nonce}{cur_time}")))
}
