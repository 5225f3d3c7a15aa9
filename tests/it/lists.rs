//! Tests lists of any length: pages, and whole lookups that take several requests.

use crate::support::{START, aborted, answer, done, error, options, poll, response, sent, wait};
use mingpian::providers::quanshi::{Account, Credentials, GetUsersByEmailsMobiles};
use mingpian::record::Answers;
use mingpian::{
    Answer, ErrorCode, HttpRequest, Lookup, LookupError, Options, Progress, RequestId, Step,
    TransportErrorKind, UnixMillis,
};
use std::time::Duration;

const NOW: UnixMillis = UnixMillis(START);
const EMAILS: usize = 0;
const MOBILES: usize = 1;
const NOBODY: &str = r#"{"status":0,"result":{}}"#;

fn pages(max_in_flight: i64) -> Lookup {
    let options = Options { max_in_flight, ..options() };
    Lookup::pages::<GetUsersByEmailsMobiles>(Credentials::token("demo"), options).unwrap()
}

fn people(count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|n| format!("person{n}@example.com"))
}

/// Returns a lookup of pages whose lists were fed completely.
fn fed(max_in_flight: i64, emails: usize, mobiles: usize) -> Lookup {
    let mut lookup = pages(max_in_flight);
    lookup.feed(EMAILS, people(emails), true);
    lookup.feed(MOBILES, (0..mobiles).map(|n| format!("100{n:08}")), true);
    lookup.feed(2, [], true);
    lookup
}

fn whole(emails: Vec<String>, mobiles: Vec<String>) -> Lookup {
    let question = GetUsersByEmailsMobiles { emails, mobiles, ..Default::default() };
    Lookup::new(question, Credentials::token("demo"), options()).unwrap()
}

fn send(lookup: &mut Lookup) -> (RequestId, HttpRequest) {
    sent(poll(lookup, 0, 7))
}

fn respond(lookup: &mut Lookup, id: RequestId, status: u16, body: &str) {
    lookup.handle_response(id, NOW, response(status, &[], body));
}

/// Takes answers until a different step comes.
fn take(lookup: &mut Lookup) -> (Vec<Answer>, Step) {
    let mut answers = Vec::new();
    loop {
        match poll(lookup, 0, 7) {
            Step::Answer(answer) => answers.push(answer),
            other => return (answers, other),
        }
    }
}

fn merged(answers: Vec<Answer>) -> Answers<Account> {
    let mut answers = answers.into_iter().map(|answer| answer.read::<GetUsersByEmailsMobiles>().unwrap());
    let mut first = answers.next().unwrap();
    answers.for_each(|more| first.merge(more));
    first
}

fn asked(request: &HttpRequest) -> [usize; 3] {
    let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
    ["emails", "mobiles", "loginNames"].map(|list| body[list].as_array().unwrap().len())
}

#[test]
fn parts_of_the_lists_share_requests() {
    let mobiles = (0..250).map(|n| format!("100{n:08}")).collect();
    for (mut lookup, order) in
        [(fed(9, 450, 250), [2, 1, 0]), (whole(people(450).collect(), mobiles), [0, 1, 2])]
    {
        let requests: Vec<_> = (0..3).map(|_| send(&mut lookup)).collect();
        let sizes: Vec<_> = requests.iter().map(|(_, request)| asked(request)).collect();
        assert_eq!(sizes, [[200, 200, 0], [200, 50, 0], [50, 0, 0]]);
        assert_eq!(lookup.progress(), Progress { done: 0, total: 700 });
        // Pages come in the order of the responses, and the answers of a whole lookup in that of the requests.
        for (id, _) in requests.iter().rev() {
            respond(&mut lookup, *id, 200, NOBODY);
        }
        let (answers, end) = take(&mut lookup);
        done(end).unwrap();
        assert_eq!(
            answers.iter().map(|page| page.id).collect::<Vec<_>>(),
            order.map(|request| Some(requests[request].0))
        );
        let first = &answers[order[0]];
        assert_eq!(first.asked()[MOBILES][199], "10000000199");
        assert_eq!(first.raw().unwrap().not_found.len(), 400);
        assert_eq!(lookup.progress(), Progress { done: 700, total: 700 });
    }
}

#[test]
fn requests_and_answers_that_wait_are_no_more_than_allowed() {
    let mut lookup = fed(2, 1_000, 0);
    let (first, _) = send(&mut lookup);
    let (second, _) = send(&mut lookup);
    assert_eq!(wait(poll(&mut lookup, 0, 7)), Duration::from_secs(30));
    respond(&mut lookup, first, 200, NOBODY);
    respond(&mut lookup, second, 200, NOBODY);
    // Both answers wait, so nothing is sent before one is taken.
    for _ in 0..3 {
        assert!(matches!(lookup.poll(NOW, [7; 16], false), Step::Wait(None)));
    }
    answer(poll(&mut lookup, 0, 7));
    let step = lookup.poll(NOW, [7; 16], false);
    assert!(matches!(step, Step::Send { .. }), "{step:?}");
    assert_eq!(lookup.progress(), Progress { done: 200, total: 1_000 });
    assert!(matches!(lookup.poll(NOW, [7; 16], false), Step::Wait(Some(_))));
}

#[test]
fn time_limits_and_retries_go_on_while_no_answer_is_taken() {
    let mut lookup = fed(2, 400, 0);
    let (first, _) = send(&mut lookup);
    let (second, _) = send(&mut lookup);
    respond(&mut lookup, first, 200, NOBODY);
    let mut idle = |ms: u64, random| lookup.poll(UnixMillis(START + ms), [random; 16], false);
    assert_eq!(wait(idle(0, 7)), Duration::from_secs(30));
    assert_eq!(aborted(idle(30_000, 255)), second);
    assert_eq!(wait(idle(30_000, 255)), Duration::from_millis(500));
    sent(idle(30_500, 1));
}

#[test]
fn a_request_waits_until_it_is_full_or_the_lists_end() {
    let mut lookup = pages(4);
    let fed = |lookup: &mut Lookup| match poll(lookup, 0, 7) {
        Step::Feed { list, room } => (list, room),
        other => panic!("{other:?}"),
    };
    assert_eq!([fed(&mut lookup), fed(&mut lookup), fed(&mut lookup)], [(0, 200), (1, 200), (2, 200)]);
    // Each list is asked for once.
    assert!(matches!(poll(&mut lookup, 0, 7), Step::Wait(None)));
    lookup.feed(EMAILS, people(150), false);
    assert_eq!(fed(&mut lookup), (0, 50));
    lookup.feed(EMAILS, (0..50).map(|n| format!("more{n}")), false);
    // Mobile numbers may still come, to share the request.
    assert!(matches!(poll(&mut lookup, 0, 7), Step::Wait(None)));
    lookup.feed(MOBILES, [], true);
    lookup.feed(2, [], true);
    assert_eq!(asked(&send(&mut lookup).1), [200, 0, 0]);
    assert_eq!(fed(&mut lookup), (0, 200));
    lookup.feed(EMAILS, ["the last".to_owned()], false);
    assert_eq!(fed(&mut lookup), (0, 199));
    assert_eq!(wait(poll(&mut lookup, 0, 7)), Duration::from_secs(30));
    lookup.feed(EMAILS, [], true);
    assert_eq!(asked(&send(&mut lookup).1), [1, 0, 0]);
    // The list has ended, so nothing more is taken.
    lookup.feed(EMAILS, ["too late".to_owned()], false);
    assert_eq!(lookup.progress().total, 201);
    lookup.feed(7, ["nowhere".to_owned()], false);
    assert_eq!(lookup.progress().total, 201);
}

#[test]
fn an_identifier_that_is_fed_twice_is_requested_once_and_counts_twice() {
    let mut lookup = pages(4);
    lookup.feed(EMAILS, ["ann", "ben", "ann", "ann"].map(str::to_owned), true);
    lookup.feed(MOBILES, ["ann".to_owned()], true);
    lookup.feed(2, [], true);
    let (id, request) = send(&mut lookup);
    assert_eq!(asked(&request), [2, 1, 0]);
    assert_eq!(lookup.progress(), Progress { done: 0, total: 5 });
    respond(&mut lookup, id, 200, NOBODY);
    let page = answer(poll(&mut lookup, 0, 7));
    assert_eq!(page.asked(), [vec!["ann", "ben"], vec!["ann"], vec![]]);
    assert_eq!(page.raw().unwrap().not_found, ["ann", "ben"]);
    assert_eq!(lookup.progress(), Progress { done: 5, total: 5 });
}

#[test]
fn an_identifier_that_comes_back_is_requested_again_only_after_its_answer_was_taken() {
    let mut lookup = pages(4);
    (1..3).for_each(|list| lookup.feed(list, [], true));
    lookup.feed(EMAILS, people(200), false);
    let (id, _) = send(&mut lookup);
    lookup.feed(EMAILS, people(1), false);
    respond(&mut lookup, id, 200, NOBODY);
    lookup.feed(EMAILS, people(1), false);
    assert_eq!(answer(poll(&mut lookup, 0, 7)).asked()[EMAILS].len(), 200);
    assert_eq!(lookup.progress(), Progress { done: 202, total: 202 });
    lookup.feed(EMAILS, people(1), true);
    assert_eq!(asked(&send(&mut lookup).1), [1, 0, 0]);
}

#[test]
fn a_failed_page_costs_only_its_own_identifiers() {
    let mut lookup = fed(4, 600, 0);
    let ids: Vec<_> = (0..3).map(|_| send(&mut lookup).0).collect();
    respond(&mut lookup, ids[0], 200, NOBODY);
    respond(&mut lookup, ids[1], 404, "");
    respond(&mut lookup, ids[2], 200, NOBODY);
    let (pages, end) = take(&mut lookup);
    done(end).unwrap();
    let failed: Vec<_> = pages.iter().filter(|page| page.raw().is_err()).collect();
    assert_eq!((pages.len(), failed.len()), (3, 1));
    assert_eq!(failed[0].id, Some(ids[1]));
    assert_eq!(failed[0].asked()[EMAILS][0], "person200@example.com");
}

#[test]
fn a_failed_request_ends_a_whole_lookup_and_aborts_the_others() {
    let mut lookup = whole(people(600).collect(), Vec::new());
    let ids: Vec<_> = (0..3).map(|_| send(&mut lookup).0).collect();
    respond(&mut lookup, ids[0], 200, NOBODY);
    respond(&mut lookup, ids[1], 404, "");
    assert_eq!(aborted(poll(&mut lookup, 0, 7)), ids[2]);
    let Step::Done { id, result: Err(error) } = poll(&mut lookup, 0, 7) else { panic!() };
    assert_eq!((id, error.code()), (Some(ids[1]), ErrorCode::HttpStatus));
}

#[test]
fn refused_credentials_stop_what_was_not_sent() {
    let mut lookup = fed(2, 1_000, 0);
    let ids: Vec<_> = (0..2).map(|_| send(&mut lookup).0).collect();
    respond(&mut lookup, ids[0], 401, "");
    let (mut pages, waits) = take(&mut lookup);
    wait(waits);
    // The request in flight ends, but it is not repeated.
    lookup.handle_failure(ids[1], TransportErrorKind::Interrupted);
    let (rest, end) = take(&mut lookup);
    assert_eq!(error(end).code(), ErrorCode::Unauthenticated);
    pages.extend(rest);
    let ended: usize = pages.iter().map(|page| page.asked()[EMAILS].len()).sum();
    assert_eq!(ended, 1_000);
    assert!(pages.iter().all(|page| page.raw().is_err()));
    lookup.feed(EMAILS, ["another".to_owned()], true);
    assert_eq!(lookup.progress(), Progress { done: 1_000, total: 1_000 });
}

#[test]
fn an_empty_identifier_is_named_and_nothing_is_sent() {
    let mut lookup = pages(4);
    lookup.feed(EMAILS, ["ann", "ben"].map(str::to_owned), false);
    lookup.feed(EMAILS, ["", "cleo"].map(str::to_owned), false);
    let (pages, end) = take(&mut lookup);
    let error = error(end);
    assert_eq!(error.field(), Some("emails[2]"));
    assert_eq!((pages.len(), pages[0].raw().unwrap_err()), (1, &error));
    assert_eq!(lookup.progress(), Progress { done: 2, total: 2 });
}

#[test]
fn lists_without_any_identifier_are_an_invalid_question() {
    let mut lookup = fed(4, 0, 0);
    let error = error(poll(&mut lookup, 0, 7));
    assert_eq!((error.code(), error.field()), (ErrorCode::InvalidInput, Some("emails, mobiles, loginNames")));
}

#[test]
fn cancelled_pages_hold_every_identifier_without_an_answer() {
    let mut lookup = fed(2, 1_000, 0);
    let ids: Vec<_> = (0..2).map(|_| send(&mut lookup).0).collect();
    respond(&mut lookup, ids[0], 200, NOBODY);
    lookup.cancel();
    assert_eq!(aborted(poll(&mut lookup, 0, 7)), ids[1]);
    respond(&mut lookup, ids[1], 200, NOBODY);
    let (pages, end) = take(&mut lookup);
    assert_eq!(error(end), LookupError::Cancelled);
    let good = pages.iter().filter(|page| page.raw().is_ok()).count();
    let ended: usize = pages.iter().map(|page| page.asked()[EMAILS].len()).sum();
    assert_eq!((good, ended), (1, 1_000));
    assert_eq!(lookup.progress().done, 1_000);
}

#[test]
fn a_key_that_another_request_of_a_whole_lookup_asked_for_is_not_unasked() {
    // With 201 email addresses, the first response also has the account of the last one.
    let mut lookup = whole(people(201).collect(), Vec::new());
    let ids: Vec<_> = (0..2).map(|_| send(&mut lookup).0).collect();
    let early = r#"{"status":0,"result":{"person200@example.com":{"userId":1},"x":{"userId":2},"person7@example.com":{"userId":3}}}"#;
    respond(&mut lookup, ids[0], 200, early);
    respond(&mut lookup, ids[1], 200, r#"{"status":0,"result":{"person200@example.com":{"userId":1}}}"#);
    let (answers, end) = take(&mut lookup);
    done(end).unwrap();
    let answers = merged(answers);
    assert_eq!(answers.found.len(), 2);
    assert_eq!(answers.unasked.keys().collect::<Vec<_>>(), ["x"]);
    assert_eq!(answers.not_found.len(), 199);

    // Each page is separate, so the key is unasked in it.
    let mut lookup = fed(4, 201, 0);
    let ids: Vec<_> = (0..2).map(|_| send(&mut lookup).0).collect();
    respond(&mut lookup, ids[0], 200, early);
    respond(&mut lookup, ids[1], 200, NOBODY);
    let (pages, _) = take(&mut lookup);
    let [first, second] = &*pages else { panic!() };
    assert_eq!(first.raw().unwrap().not_found.len(), 199);
    assert_eq!(second.raw().unwrap().not_found, ["person200@example.com"]);
}

#[test]
fn an_identifier_in_two_requests_of_a_whole_lookup_is_settled_once() {
    const BOTH: &str = "both";
    let account = |good: bool| match good {
        true => r#"{"status":0,"result":{"both":{"userId":1}}}"#,
        false => r#"{"status":0,"result":{"both":{"loginName":"b"}}}"#,
    };
    let found = |answers: &Answers<Account>| {
        let count = |in_list: bool| usize::from(in_list);
        let not_found = answers.not_found.iter().filter(|text| *text == BOTH).count();
        let unreadable = answers.unreadable.iter().filter(|row| row.identifier == BOTH).count();
        [count(answers.found.contains_key(BOTH)), not_found, unreadable]
    };
    for (first, second, outcome) in [
        (account(true), account(true), [1, 0, 0]),
        (account(true), NOBODY, [1, 0, 0]),
        (NOBODY, account(true), [1, 0, 0]),
        (account(false), account(true), [1, 0, 0]),
        (account(true), account(false), [1, 0, 0]),
        (NOBODY, NOBODY, [0, 1, 0]),
        // If no response finds it, the last one determines the result.
        (account(false), NOBODY, [0, 1, 0]),
        (NOBODY, account(false), [0, 0, 1]),
    ] {
        for is_reversed in [false, true] {
            // It is an email address in the second request, and a mobile number in the first one.
            let mut emails: Vec<_> = people(200).collect();
            emails.push(BOTH.to_owned());
            let mut lookup = whole(emails, vec![BOTH.to_owned()]);
            let mut responses: Vec<_> = [first, second].map(|body| (send(&mut lookup).0, body)).into();
            if is_reversed {
                responses.reverse();
            }
            for (id, body) in responses {
                respond(&mut lookup, id, 200, body);
            }
            let (answers, end) = take(&mut lookup);
            done(end).unwrap();
            let answers = merged(answers);
            assert_eq!(found(&answers), outcome, "{first}, {second}");
            assert!(answers.unasked.is_empty());
            assert_eq!(answers.found.len() + answers.not_found.len() + answers.unreadable.len(), 201);
            assert_eq!(lookup.progress(), Progress { done: 202, total: 202 });
        }
    }
}

#[test]
fn nothing_is_fed_to_a_whole_lookup() {
    let mut lookup = whole(people(300).collect(), Vec::new());
    lookup.feed(EMAILS, ["another".to_owned()], true);
    lookup.feed_json(EMAILS, "[7]", true);
    assert_eq!(lookup.progress().total, 300);
    send(&mut lookup);
}

#[test]
fn a_slow_request_of_a_whole_lookup_holds_up_its_answers_but_no_requests() {
    let mut lookup = whole(people(1_200).collect(), Vec::new());
    let ids: Vec<_> = (0..4).map(|_| send(&mut lookup).0).collect();
    for id in &ids[1..] {
        respond(&mut lookup, *id, 200, NOBODY);
    }
    let more: Vec<_> = (0..2).map(|_| send(&mut lookup).0).collect();
    assert!(matches!(poll(&mut lookup, 0, 7), Step::Wait(Some(_))));
    for id in more.iter().chain(&ids[..1]) {
        respond(&mut lookup, *id, 200, NOBODY);
    }
    let (answers, end) = take(&mut lookup);
    done(end).unwrap();
    let not_found = merged(answers).not_found;
    assert_eq!(not_found, people(1_200).collect::<Vec<_>>());
}
