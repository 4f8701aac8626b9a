package io.latchkey.bootstrap.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What every set of scenarios needs; each set is an interface of tests, and each database's class runs them all. */
interface Scenarios {

    HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Address of the server under test, without a slash at the end. */
    URI server();

    default HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
