package io.latchkey.adapters.rest;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the web application, as a server lends them to pages. It lends nothing else. */
final class WebFiles {
    private static final Path FOLDER = Path.of("../bootstrap/src/main/webapp");

    private WebFiles() {}

    static ServletContext open() {
        return (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (self, method, arguments) -> {
                    if (!method.getName().equals("getResourceAsStream")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Path file = FOLDER.resolve(((String) arguments[0]).substring(1));
                    return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
                });
    }
}
