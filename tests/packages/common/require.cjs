// The scenario in a CommonJS module that calls `require()`.
const { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi } = require("mingpian");
const { QuanshiSigner } = require("mingpian/server");
const { scenario } = require("./scenario.cjs");

const library = { Dmtz, InvalidInputError, isLookupError, Mysoft, Quanshi, QuanshiSigner };
scenario(library, process.env.ORIGIN).then((outcome) => console.log(JSON.stringify(outcome)));
