package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Registers accounts and resets forgotten passwords on the platform "admin". */
@Path("admin/auth")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class DhiwiseAdminAccountResource extends DhiwiseAccountResource {}
