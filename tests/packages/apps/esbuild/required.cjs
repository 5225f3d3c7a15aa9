exports.required = require("mingpian");
