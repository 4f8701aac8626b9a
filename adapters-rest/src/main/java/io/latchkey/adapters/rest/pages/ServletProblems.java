package io.latchkey.adapters.rest.pages;

import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes problems where no resource runs. */
public final class ServletProblems {
    private ServletProblems() {}

    /** Writes a problem as the whole answer, which caches do not keep. */
    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = Json.write(problem.toMembers());
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE.toString());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
