//! The adapter, which is the only file here that uses the measured crate.

use mingpian::json::{Mode, Reading, Unit, scan};
use mingpian::providers::quanshi::{self, Credentials, GetUsersByEmailsMobiles};
use mingpian::{
    BaseUrl, HttpResponse, Lookup, Operation as _, Options, RequestId, SecretString, Step, UnixMillis,
    UnsignedRequest,
};

use crate::data::Identifiers;

const BASE_URL: &str = "https://openapi.quanshi.com";
const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// The question.
pub(crate) type Question = GetUsersByEmailsMobiles;

/// Creates the question. This is not timed.
pub(crate) fn question(identifiers: Identifiers) -> Question {
    let Identifiers { emails, mobiles, login_names } = identifiers;
    Question { emails, mobiles, login_names }
}

/// The timed parts of a lookup, and the values that they need.
pub(crate) struct Ours {
    base_url: BaseUrl,
    secret_key: SecretString,
}

impl Ours {
    /// Creates the values that the timed parts need. This is not timed.
    pub(crate) fn new(secret_key: &str) -> Self {
        let base_url = BaseUrl::parse(BASE_URL).expect("a base URL");
        Self { base_url, secret_key: SecretString::from(secret_key) }
    }

    /// Builds the request without its signature. Returns the length of the body.
    pub(crate) fn request(&self, question: &Question) -> usize {
        let request = UnsignedRequest::post(Question::METADATA.path);
        std::hint::black_box(request.to_http(&self.base_url, question)).body.len()
    }

    /// Reads the accounts into structs. Returns their number. Opening the lookup is not timed.
    pub(crate) fn structs(&self, (mut lookup, id): (Lookup, RequestId), body: Vec<u8>) -> usize {
        answer(&mut lookup, id, body)
    }

    /// Opens a lookup, and advances it until it waits for a response.
    pub(crate) fn open(&self, question: Question) -> (Lookup, RequestId) {
        let auth = Credentials::check_sum("demo-app", self.secret_key.clone());
        let mut lookup = Lookup::new(question, auth, Options::default()).expect("a lookup");
        let Step::Send { id, request, .. } = lookup.poll(NOW, [7; 16], true) else { panic!("a request") };
        std::hint::black_box(request);
        (lookup, id)
    }

    /// Builds the index of the body without reading it. Returns the number of its words.
    pub(crate) fn index(&self, body: Vec<u8>) -> usize {
        let shape = Question::METADATA.envelope.layers[0].shape;
        let reading = Reading { unit: Unit::Bytes, secrets: false, mode: Mode::Lenient };
        scan(&body, shape, reading).expect("an index").words().len()
    }

    /// Signs. Returns the checksum in hexadecimal.
    pub(crate) fn check_sum(&self, nonce: &str, time: u64) -> String {
        quanshi::check_sum(&self.secret_key, nonce, UnixMillis(time))
    }

    /// Performs a complete lookup: builds, signs, and reads. Returns the number of accounts.
    pub(crate) fn lookup(&self, question: Question, body: Vec<u8>) -> usize {
        let (mut lookup, id) = self.open(question);
        answer(&mut lookup, id, body)
    }
}

/// Reports a response and reads the answer. Returns the number of accounts.
fn answer(lookup: &mut Lookup, id: RequestId, body: Vec<u8>) -> usize {
    lookup.handle_response(id, NOW, HttpResponse { status: 200, headers: &[], body });
    let Step::Answer(answer) = lookup.poll(NOW, [7; 16], true) else { panic!("an answer") };
    answer.read::<Question>().expect("accounts").found.len()
}
