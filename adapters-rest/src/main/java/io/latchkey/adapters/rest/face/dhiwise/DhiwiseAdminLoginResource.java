package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Signs users in and out on the platform "admin". */
@Path("admin/auth")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class DhiwiseAdminLoginResource extends DhiwiseLoginResource {}
