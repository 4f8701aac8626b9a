package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Requests as their bytes, because no HTTP client sends them. All are malformed, and each is answered 400. */
final class RawRequests {
    private static final String HOST = "Host: latchkey\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final int LONGEST_ANSWER_MILLIS = 15_000;

    private static final List<String> ADDRESSES = List.of(
            "/%",
            "/%zz",
            "/%4",
            "/api/v1/users/me%",
            "/api/v1/%zz",
            "/api/v1/otp/%ff/verify",
            "/health%",
            "/health/live%zz",
            "/openapi%",
            "/metrics%zz",
            "/dev/inbox%",
            "/docs%",
            "/assets/%zz.css",
            "/.well-known/jwks.json%",
            "/login/%zz",
            "/otp/%",
            "/user/auth/initiate%",
            "/admin/auth/login%zz",
            "/;%zz",
            "/api;%zz/v1",
            "/%c0%af",
            "/%ED%A0%80",
            "/%00",
            "/a%5cb",
            "/api/v1/admin;x/users",
            "/api/v1/delivery/funnel;x",
            "/api/v1;x/otp",
            "/administration;x/",
            "/dev;x/inbox",
            "/health/ready;x",
            "/metrics;x",
            "/prometheus%3Bx",
            "/user;x/home",
            "/a\\b",
            "/../x",
            "/%2e%2e/x",
            "/..%2f..",
            "/\u00ff\u00fe",
            "/?%",
            "/health?%zz",
            "/health?a=%E4",
            "/openapi?%ff",
            "/api/v1/users/me?a=%zz",
            "/api/v1/users/me?a=\u00ff",
            "/login/?%",
            "http://latchkey/%zz",
            "http:///x",
            "http://",
            "x",
            "?x",
            "latchkey:80");

    private static final List<String> HOSTS = List.of(
            "Host:\r\n",
            "Host: \r\n",
            "Host: a b\r\n",
            "Host: a\r\nHost: b\r\n",
            "Host: a\r\nHost: a\r\n",
            "Host: a\r\nHost:\r\n",
            "",
            "Host: a:99999\r\n",
            "Host: a:x\r\n",
            "Host: :80\r\n",
            "Host: a:-1\r\n",
            "Host: a:80:80\r\n",
            "Host: [::1\r\n",
            "Host: [zz]\r\n",
            "Host: a/b\r\n",
            "Host: a@b\r\n",
            "Host: a%zz\r\n",
            "Host: a,b\r\n",
            "Host: ?\r\n",
            "Host: \u00ff\r\n",
            "Host: a\u0000\r\n",
            "Host : a\r\n");

    private static final List<String> FIELDS = List.of(
            "X: a\u0000b\r\n",
            "X\u0000: a\r\n",
            "X Y: a\r\n",
            "X: " + "a".repeat(9000) + "\r\n",
            "Content-Length: abc\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: +1\r\n",
            "Content-Length:\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Content-Length: 1\r\nContent-Length: 2\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n");

    private static final List<String> CHUNKS =
            List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFF\r\n{}", "0\r\nX: \u0000\r\n\r\n");

    private static final List<String> FORMS = List.of("a=%", "a=%zz", "a=%E4", "%=1", "%FC=1", "a=%c0%af", "a=\u00ff");

    private RawRequests() {}

    /** Requests for any server that runs the service at its root. */
    static List<String> malformed() {
        List<String> requests = new ArrayList<>();
        for (String address : ADDRESSES) {
            for (String method : List.of("GET", "POST", "DELETE", "HEAD", "BREW")) {
                requests.add(head(method, address, HOST));
            }
        }
        for (String host : HOSTS) {
            for (String path : List.of("/health", "/api/v1/users/me", "/login/")) {
                requests.add(head("GET", path, host));
            }
        }
        FIELDS.forEach(field -> requests.add(head("POST", "/api/v1/otp", HOST + JSON + field) + "{}"));
        CHUNKS.forEach(chunk ->
                requests.add(head("POST", "/api/v1/otp", HOST + JSON + "Transfer-Encoding: chunked\r\n") + chunk));
        requests.add("GET /api/v1/%zz HTTP/1.0\r\n\r\n");
        requests.add("GET / HTTP/1.1\nHost: a\n\n");
        requests.add("A".repeat(9000) + "\r\n\r\n");
        return requests;
    }

    /** Forms for a server with the faces at the paths of their originals. */
    static List<String> malformedForms() {
        List<String> requests = new ArrayList<>();
        for (String form : FORMS) {
            for (String path : List.of("/login/", "/otp/", "/register/")) {
                requests.add(head("POST", path, HOST + FORM + "Content-Length: " + form.length() + "\r\n") + form);
            }
        }
        return requests;
    }

    private static String head(String method, String address, String fields) {
        return method + " " + address + " HTTP/1.1\r\n" + fields + "\r\n";
    }

    /** The beginning of the answer, with the status; empty when there is none. */
    static String answer(String baseUrl, String request) {
        URI server = URI.create(baseUrl);
        try (Socket client = new Socket(server.getHost(), server.getPort())) {
            client.setSoTimeout(LONGEST_ANSWER_MILLIS);
            client.getOutputStream().write(request.getBytes(ISO_8859_1));
            client.getOutputStream().flush();
            return new String(client.getInputStream().readNBytes("HTTP/1.1 400".length()), ISO_8859_1);
        } catch (IOException none) {
            return "";
        }
    }
}
