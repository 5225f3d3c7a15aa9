//! The changes that the fault `wrong-types` makes to a document. The file of each service says which parts change.

use serde_json::{Map, Value};

/// Replaces the IDs and numbers in a value by objects.
pub(crate) fn misshape_value(value: &mut Value) {
    match value {
        Value::Number(_) => wrap(value),
        Value::Array(items) => items.iter_mut().for_each(misshape_value),
        Value::Object(_) => members(value).map(wrap_id).for_each(misshape_value),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

/// Returns the members of an object.
pub(crate) fn members(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_object_mut().into_iter().flatten()
}

/// Wraps an ID that is a string in an object.
pub(crate) fn wrap_id<'a>((name, value): (&String, &'a mut Value)) -> &'a mut Value {
    if ["id", "userId"].contains(&name.as_str()) && value.is_string() {
        wrap(value);
    }
    value
}

/// Wraps a value in an object.
pub(crate) fn wrap(value: &mut Value) {
    *value = Value::Object(Map::from_iter([("value".to_owned(), value.take())]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Service;
    use serde_json::json;

    fn misshaped(service: &str, mut document: Value) -> Value {
        let service: Service = service.parse().unwrap();
        (service.0.misshape)(&mut document);
        document
    }

    #[test]
    fn wrong_types_leave_the_verdict() {
        let flat = misshaped("dmtz", json!({ "code": 200, "id": "a", "isRisk": 0, "surname": "b" }));
        assert_eq!(
            flat,
            json!({ "code": 200, "id": { "value": "a" }, "isRisk": { "value": 0 }, "surname": "b" })
        );
        let nested = misshaped("dmtz", json!({ "code": 200, "data": { "id": "a", "isRisk": 0 } }));
        assert_eq!(
            nested,
            json!({ "code": 200, "data": { "id": { "value": "a" }, "isRisk": { "value": 0 } } })
        );
        let mysoft = misshaped(
            "mysoft",
            json!({ "success": 1, "data": { "code": 1, "user_info": { "id": "1", "tab_index": 0 } } }),
        );
        assert_eq!(mysoft["data"]["code"], 1);
        assert_eq!(
            mysoft["data"]["user_info"],
            json!({ "id": { "value": "1" }, "tab_index": { "value": 0 } })
        );
        let quanshi = misshaped(
            "quanshi",
            json!({ "status": 0, "timestamp": 1, "result": { "a": { "userId": 7, "email": "a" } } }),
        );
        assert_eq!(
            quanshi,
            json!({ "status": 0, "timestamp": 1, "result": { "a": { "userId": { "value": 7 }, "email": "a" } } })
        );
        let headers = misshaped("app", json!({ "AppId": "a" }));
        assert_eq!(headers, json!({ "AppId": { "value": "a" } }));
    }
}
