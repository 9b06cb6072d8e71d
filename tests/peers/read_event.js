// Reads one event as a receiver does that uses the npm package `cloudevents`: {headers, body} on stdin, the event on
// stdout. Exit 77 where the package is not here.
let library;
try {
  library = require("cloudevents");
} catch (error) {
  process.exit(77);
}
const given = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const event = library.HTTP.toEvent(given);
event.validate();
console.log(JSON.stringify(event));
