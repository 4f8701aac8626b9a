package io.latchkey.bootstrap;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources of the native API. */
@ApplicationPath("api/v1")
public class LatchkeyApplication extends Application {}
