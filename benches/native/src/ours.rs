//! The adapter: the only file here that uses the crate that is measured.

use mingpian::providers::quanshi::{self, CheckSum, Credentials, GetUsersByEmailsMobiles, IdHeader};
use mingpian::scan::{Reading, Unit, scan};
use mingpian::{
    BaseUrl, Call, Endpoint, HttpResponse, Machine as _, Operation as _, Output, RetryPolicy, SecretString,
    UnixMillis,
};

use crate::data::Identifiers;

const BASE_URL: &str = "https://openapi.quanshi.com";
const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// What is asked for.
pub(crate) type Question = GetUsersByEmailsMobiles;

/// Makes the question. This is not timed.
pub(crate) fn question(identifiers: Identifiers) -> Question {
    let Identifiers { emails, mobiles, login_names } = identifiers;
    Question { emails, mobiles, login_names }
}

/// The parts that are timed, and what they need but do not make.
pub(crate) struct Ours {
    base_url: BaseUrl,
    secret_key: SecretString,
}

impl Ours {
    /// Makes it. This is not timed.
    pub(crate) fn new(secret_key: &str) -> Self {
        let base_url = BaseUrl::parse(BASE_URL).expect("a base URL");
        Self { base_url, secret_key: SecretString::from(secret_key) }
    }

    /// Builds the request without its signature. Returns how long the body is.
    pub(crate) fn request(&self, question: &Question) -> usize {
        let request = question.to_request().expect("a request");
        request.encode(&self.base_url).expect("an encoded request").body.len()
    }

    /// Reads the accounts into structs. Returns how many there are.
    pub(crate) fn structs(&self, question: &Question, body: Vec<u8>) -> usize {
        let response = HttpResponse { status: 200, headers: &[], body: &body };
        question.read_response(&response, NOW, false).expect("accounts").found.len()
    }

    /// Makes the index of the body alone. Returns how many words it has.
    pub(crate) fn index(&self, body: Vec<u8>) -> usize {
        let shape = Question::FACTS.envelope.layers[0].shape;
        let index = scan(&body, shape, Reading { unit: Unit::Bytes, secrets: false });
        index.expect("an index").words().len()
    }

    /// Signs. Returns the checksum in hexadecimal digits.
    pub(crate) fn check_sum(&self, nonce: &str, time: u64) -> String {
        quanshi::check_sum(&self.secret_key, nonce, UnixMillis(time))
    }

    /// Looks up: builds, signs, and reads. Returns how many accounts there are.
    pub(crate) fn lookup(&self, question: Question, body: Vec<u8>) -> usize {
        let auth = CheckSum::new("demo-app".to_owned(), self.secret_key.clone(), IdHeader::AppId);
        let auth = Credentials::CheckSum(auth.expect("credentials"));
        let mut call = Call::new(question, auth, BASE_URL, RetryPolicy::default()).expect("a call");
        loop {
            match call.poll_output(NOW, [7; 16]) {
                Output::Transmit { id, request } => {
                    std::hint::black_box(request);
                    let response = HttpResponse { status: 200, headers: &[], body: &body };
                    call.handle_response(id, NOW, &response);
                }
                Output::Finished => break,
                Output::Wait(_) | Output::Authorize { .. } => panic!("there is nothing to wait for"),
            }
        }
        call.into_result().expect("accounts").found.len()
    }
}
