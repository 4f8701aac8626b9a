package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.face.FaceForms.Form;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A face that answers with the input it received. */
public final class EchoFace implements Face {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public List<String> roots() {
        return List.of("echo/", "shout");
    }

    @Override
    public Set<Class<?>> resources() {
        return Set.of(EchoResource.class);
    }

    @Override
    public Response word(Problem problem, String path) {
        return Response.status(problem.status() == 405 ? 418 : problem.status())
                .header("X-Face", "echo")
                .entity(FaceBody.of("refused", problem.type(), "path", path))
                .build();
    }

    /** Answers with the kind and text of every value. */
    @Path("echo")
    public static class EchoResource {
        @POST
        @Path("all")
        public Response all(@FaceForms({Form.JSON, Form.URLENCODED, Form.MULTIPART, Form.QUERY}) FaceInput input) {
            return echo(input);
        }

        @POST
        @Path("json")
        public Response json(FaceInput input) {
            return echo(input);
        }

        private static Response echo(FaceInput input) {
            TreeMap<String, Object> members = new TreeMap<>();
            for (String name : input.names()) {
                String text = input.file(name)
                        .map(file -> file.fileName() + ":" + file.content().length)
                        .or(() -> input.object(name).map(FaceInput::toString))
                        .or(() -> input.textOrNumber(name))
                        .or(() -> input.flag(name).map(Object::toString))
                        .orElse("");
                members.put(name, input.kind(name) + (text.isEmpty() ? "" : " " + text));
            }
            members.put("hasNoBody", input.hasNoBody());
            return Response.ok(new FaceBody(members)).build();
        }
    }
}
