//! Any number of identifiers, without a network.

use mingpian::providers::quanshi::{Credentials, GetUsersByEmailsMobiles, Token, Users};
use mingpian::{
    Batch, BatchPolicy, ErrorCode, HttpRequest, HttpResponse, Machine, Output, Page, Progress, RequestId,
    SecretString, TransportErrorKind, UnixMillis,
};

const NOW: UnixMillis = UnixMillis(1_800_000_000_000);
const EMAILS: usize = 0;
const MOBILES: usize = 1;
const NOBODY: &[u8] = br#"{"status":0,"result":{}}"#;

type Quanshi = Batch<GetUsersByEmailsMobiles>;

fn batch(max_in_flight: usize) -> Quanshi {
    let token = Token::in_header(SecretString::from("demo")).unwrap();
    let policy = BatchPolicy { max_in_flight, ..BatchPolicy::default() };
    Batch::new(Credentials::Token(token), "https://example.com", policy).unwrap()
}

fn full(max_in_flight: usize, emails: usize, mobiles: usize) -> Quanshi {
    let mut batch = batch(max_in_flight);
    (0..emails).for_each(|n| batch.push(EMAILS, &format!("person{n}@example.com")).unwrap());
    (0..mobiles).for_each(|n| batch.push(MOBILES, &format!("100{n:08}")).unwrap());
    (0..3).for_each(|list| batch.end(list));
    batch
}

fn sent(batch: &mut Quanshi) -> (RequestId, HttpRequest) {
    match batch.poll_output(NOW, [7; 16]) {
        Output::Transmit { id, request } => (id, request),
        other => panic!("{other:?} instead of a request"),
    }
}

fn answer(batch: &mut Quanshi, id: RequestId, status: u16) {
    batch.handle_response(id, NOW, &HttpResponse { status, headers: &[], body: NOBODY });
}

fn pages(batch: &mut Quanshi) -> Vec<Page<Users>> {
    std::iter::from_fn(|| batch.take_page()).collect()
}

fn asked(request: &HttpRequest) -> [usize; 3] {
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    ["emails", "mobiles", "loginNames"].map(|list| body[list].as_array().unwrap().len())
}

#[test]
fn chunks_of_the_lists_ride_together() {
    let mut batch = full(9, 450, 250);
    assert_eq!(batch.lists().collect::<Vec<_>>(), ["emails", "mobiles", "loginNames"]);
    let requests: Vec<_> = (0..3).map(|_| sent(&mut batch)).collect();
    let sizes: Vec<_> = requests.iter().map(|(_, request)| asked(request)).collect();
    assert_eq!(sizes, [[200, 200, 0], [200, 50, 0], [50, 0, 0]]);
    assert_eq!(batch.progress(), Progress { done: 0, total: 700 });
    // They come in the order of the answers.
    for (id, _) in requests.iter().rev() {
        answer(&mut batch, *id, 200);
    }
    let pages = pages(&mut batch);
    assert_eq!(
        pages.iter().map(|page| page.id).collect::<Vec<_>>(),
        requests.iter().rev().map(|(id, _)| Some(*id)).collect::<Vec<_>>()
    );
    assert_eq!(pages[2].identifiers[MOBILES][199], "10000000199");
    assert_eq!(pages[2].result.as_ref().unwrap().not_found.len(), 400);
    assert_eq!(batch.progress(), Progress { done: 700, total: 700 });
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Finished);
}

#[test]
fn no_more_is_under_way_or_waits_to_be_taken_than_allowed() {
    let mut batch = full(2, 1_000, 0);
    let (first, _) = sent(&mut batch);
    let (second, _) = sent(&mut batch);
    assert!(matches!(batch.poll_output(NOW, [7; 16]), Output::Wait(Some(_))));
    answer(&mut batch, first, 200);
    answer(&mut batch, second, 200);
    // Both pages are there, so nothing new is sent until one is taken.
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Wait(None));
    assert!(batch.take_page().is_some());
    sent(&mut batch);
    assert!(matches!(batch.poll_output(NOW, [7; 16]), Output::Wait(Some(_))));
}

#[test]
fn it_waits_for_a_full_request_and_says_what_it_wants() {
    let mut batch = batch(4);
    assert_eq!((batch.wants(EMAILS), batch.wants(MOBILES), batch.wants(3)), (200, 200, 0));
    (0..200).for_each(|n| batch.push(EMAILS, &format!("person{n}")).unwrap());
    assert_eq!((batch.wants(EMAILS), batch.wants(MOBILES)), (0, 200));
    // Mobiles may still come, to ride along.
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Wait(None));
    batch.end(MOBILES);
    batch.end(2);
    assert_eq!(batch.wants(MOBILES), 0);
    assert_eq!(asked(&sent(&mut batch).1), [200, 0, 0]);
    batch.push(EMAILS, "the last").unwrap();
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Wait(Some(std::time::Duration::from_secs(30))));
    batch.end(EMAILS);
    assert_eq!(asked(&sent(&mut batch).1), [1, 0, 0]);
    assert_eq!(batch.push(EMAILS, "too late").unwrap_err().code(), ErrorCode::Internal);
}

#[test]
fn who_is_asked_twice_is_sent_once_and_counts_twice() {
    let mut batch = batch(4);
    for email in ["ann", "ben", "ann", "ann"] {
        batch.push(EMAILS, email).unwrap();
    }
    batch.push(MOBILES, "ann").unwrap();
    (0..3).for_each(|list| batch.end(list));
    let (id, request) = sent(&mut batch);
    assert_eq!(asked(&request), [2, 1, 0]);
    assert_eq!(batch.progress(), Progress { done: 0, total: 5 });
    answer(&mut batch, id, 200);
    assert_eq!(pages(&mut batch)[0].identifiers, [vec!["ann", "ben"], vec!["ann"], vec![]]);
    assert_eq!(batch.progress(), Progress { done: 5, total: 5 });
}

#[test]
fn a_failed_part_costs_the_others_nothing() {
    let mut batch = full(4, 600, 0);
    let ids: Vec<_> = (0..3).map(|_| sent(&mut batch).0).collect();
    answer(&mut batch, ids[0], 200);
    answer(&mut batch, ids[1], 404);
    answer(&mut batch, ids[2], 200);
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Finished);
    let pages = pages(&mut batch);
    let failed: Vec<_> = pages.iter().filter(|page| page.result.is_err()).collect();
    assert_eq!((pages.len(), failed.len()), (3, 1));
    assert_eq!(failed[0].identifiers[EMAILS][0], "person200@example.com");
    assert!(batch.stopped().is_none());
}

#[test]
fn refused_credentials_stop_what_has_not_been_sent() {
    let mut batch = full(2, 1_000, 0);
    let ids: Vec<_> = (0..2).map(|_| sent(&mut batch).0).collect();
    answer(&mut batch, ids[0], 401);
    assert!(matches!(batch.poll_output(NOW, [7; 16]), Output::Wait(Some(_))));
    assert_eq!(batch.stopped().map(|error| error.code()), Some(ErrorCode::Unauthenticated));
    // What is under way comes to its end, but is not repeated.
    batch.handle_failure(ids[1], TransportErrorKind::Interrupted);
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Finished);
    let pages = pages(&mut batch);
    let ended: usize = pages.iter().map(|page| page.identifiers[EMAILS].len()).sum();
    assert_eq!(ended, 1_000);
    assert!(pages.iter().all(|page| page.result.is_err()));
    assert_eq!(batch.push(EMAILS, "another").unwrap_err().code(), ErrorCode::Unauthenticated);
}

#[test]
fn an_empty_identifier_is_named_and_nothing_is_sent() {
    let mut batch = batch(4);
    for email in ["ann", "ben"] {
        batch.push(EMAILS, email).unwrap();
    }
    let error = batch.push(EMAILS, "").unwrap_err();
    assert_eq!(error.field(), Some("emails[2]"));
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Finished);
    assert_eq!(pages(&mut batch)[0].result.as_ref().unwrap_err(), &error);
    assert_eq!(batch.progress(), Progress { done: 2, total: 2 });
}

#[test]
fn nobody_at_all_is_an_invalid_question() {
    let mut batch = full(4, 0, 0);
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Finished);
    assert_eq!(batch.stopped().map(|error| error.code()), Some(ErrorCode::InvalidInput));
    assert!(batch.take_page().is_none());
}

#[test]
fn cancelled_is_everything_that_has_no_answer() {
    let mut batch = full(2, 1_000, 0);
    let ids: Vec<_> = (0..2).map(|_| sent(&mut batch).0).collect();
    answer(&mut batch, ids[0], 200);
    batch.cancel();
    assert!(!batch.awaits(ids[1]));
    answer(&mut batch, ids[1], 200);
    assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Finished);
    let pages = pages(&mut batch);
    let good = pages.iter().filter(|page| page.result.is_ok()).count();
    let ended: usize = pages.iter().map(|page| page.identifiers[EMAILS].len()).sum();
    assert_eq!((good, ended), (1, 1_000));
    assert_eq!(batch.progress().done, 1_000);
}

#[test]
fn json_feeds_all_lists_and_pages_give_it_back() {
    let mut batch = batch(4);
    batch.push_json(r#"{"emails":["a@example.com","\u4e00@example.com"],"mobiles":[10000000001]}"#).unwrap();
    batch.push_json(r#"{"mobiles":["10000000001"],"loginNames":null}"#).unwrap();
    (0..3).for_each(|list| batch.end(list));
    assert_eq!(batch.progress(), Progress { done: 0, total: 4 });
    let (id, _) = sent(&mut batch);
    assert!(batch.last_page().is_none());
    answer(&mut batch, id, 200);
    assert_eq!(batch.last_page().unwrap().id, Some(id));
    let page = batch.take_page().unwrap();
    assert_eq!(
        batch.input_json(&page),
        r#"{"emails":["a@example.com","一@example.com"],"mobiles":["10000000001"],"loginNames":[]}"#
    );
}

#[test]
fn json_of_the_wrong_form_names_the_field() {
    for (json, field) in [
        (r#"{"emails":["a@example.com",""]}"#, "emails[2]"),
        (r#"{"emails":7}"#, "emails"),
        (r#"{"emails":["\ud800"]}"#, "input"),
    ] {
        let mut batch = batch(4);
        batch.push_json(r#"{"emails":["first@example.com"]}"#).unwrap();
        let error = batch.push_json(json).unwrap_err();
        assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some(field)), "{json}");
        assert_eq!(batch.stopped().unwrap().field(), Some(field));
        assert_eq!(batch.poll_output(NOW, [7; 16]), Output::Finished, "nothing is sent");
    }
}
