import "./worker.js";

addEventListener("install", () => skipWaiting());
